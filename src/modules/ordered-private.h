/* SPDX-License-Identifier: MIT
 *
 * What the files of collections.OrderedDict share.
 */
#pragma once

#include "modules.h"
#include "objects/containers/dict-keys.h"

G_BEGIN_DECLS

/* 32 bytes in CPython. */
typedef struct _RsOrderedNode RsOrderedNode;
struct _RsOrderedNode {
  RsObject *key; /* counted, beside the table's own reference */
  gint64 hash;
  RsOrderedNode *next, *previous;
  guint32 model;
};

/* A dict and the list of its keys in order. FAST finds a key's node by the
 * index that the table has it at; it is made anew where the table is another
 * one than TABLE. See ordered-nodes.c. */
typedef struct {
  RsDict dict;
  RsOrderedNode *first, *last;
  RsOrderedNode **fast;
  gsize n_fast;
  guint32 fast_model;
  guint32 table;        /* the modelled block of the table that FAST goes by */
  gsize state;          /* od_state: grows with each node that comes or goes */
  gsize n_freed;        /* nodes ever freed */
  RsObject *attributes; /* __dict__, or NULL */
  RsObject *weaklist;
} RsOrderedDict;
#define RS_ORDERED(o) ((RsOrderedDict *) (o))

/* ordered-nodes.c; HASH is KEY's; -1 raises */

/* NULL: no such node, or raised. */
RsOrderedNode *rs_ordered_find (RsVm *vm, RsOrderedDict *self, RsObject *key, gint64 hash);
int rs_ordered_add (RsVm *vm, RsOrderedDict *self, RsObject *key, gint64 hash);
/* Frees the node of KEY; NODE: as rs_ordered_find () found it, NULL: to be
 * found. Without a node nothing happens. */
int rs_ordered_remove (RsVm *vm, RsOrderedDict *self, RsOrderedNode *node, RsObject *key,
                       gint64 hash);
void rs_ordered_remove_all (RsVm *vm, RsOrderedDict *self);
void rs_ordered_move (RsOrderedDict *self, RsOrderedNode *node, gboolean last);
/* KeyError of KEY as PyErr_SetObject makes it: a tuple is its arguments, None
 * is none, and a KeyError is raised itself. Returns NULL. */
RsObject *rs_ordered_raise_missing (RsVm *vm, RsObject *key);
/* Whether NODE is still there. FREED: self->n_freed when it was. */
gboolean rs_ordered_has (const RsOrderedDict *self, const RsOrderedNode *node, gsize freed);
/* A walk over the nodes whose body may run Python: what follows NODE, NULL at
 * the end and where NODE is no more. FREED: self->n_freed before the body. */
RsOrderedNode *rs_ordered_next (RsOrderedDict *self, RsOrderedNode *node, gsize freed);

/* ordered-dict.c: key and node; what od[key] = value does. -1 raises. */
int rs_ordered_set (RsVm *vm, RsOrderedDict *self, RsObject *key, gint64 hash, RsObject *value);

/* ordered-update.c: as MutableMapping.update does. -1 raises. */
int rs_ordered_update (RsVm *vm, RsObject *self, RsObject *other);
int rs_ordered_update_args (RsVm *vm, RsObject *self, RsObject *const *args, gsize nargs,
                            RsObject *kwnames);

/* ordered-iter.c */
RS_NEW RS_RAISES RsObject *rs_ordered_iter (RsVm *vm, RsObject *self);
RS_NEW RS_RAISES RsObject *rs_ordered_reverse_iter (RsVm *vm, RsObject *self);

G_END_DECLS
