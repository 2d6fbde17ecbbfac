/* SPDX-License-Identifier: MIT
 *
 * Key tables and inline values, the parts that dicts and instances are made of.
 * See dict-keys.c.
 */
#pragma once

#include "objects/values.h"

G_BEGIN_DECLS

enum { RS_KEYS_GENERAL, RS_KEYS_UNICODE, RS_KEYS_SPLIT };
enum { RS_IX_EMPTY = -1, RS_IX_DUMMY = -2, RS_IX_ERROR = -3 };

#define RS_SHARED_KEYS_MAX 30

typedef struct {
  gint64 hash;
  RsObject *key, *value;
} RsEntry;

struct _RsKeys {
  guint32 refcnt;
  guint8 log2_size, index_width; /* slots of the index, a power of two; bytes of one: 1, 2 or 4 */
  guint8 kind;                   /* RS_KEYS_* */
  guint8 recyclable;             /* the modelled block may go to the free list */
  guint32 version;               /* 0: none; of the keys, for caches */
  guint32 block;                 /* modelled */
  gint32 usable, n_entries;
  gint32 room;                       /* length of entries */
  RsKeys *next_shared, *prev_shared; /* split ones: vm->shared_keys */
  gpointer indices;
  RsEntry entries[];
};

/* The values of an instance (or of the dict made from it) by the index of its
 * class's shared keys; NULL: not set. */
struct _RsValues {
  guint32 block;
  guint8 capacity, n_ordered;
  guint8 order[RS_SHARED_KEYS_MAX + 2]; /* indexes in the order of insertion */
  RsObject *values[];
};

/* How many entries a table of 2 ** LOG2_SIZE slots takes. */
gint32 rs_usable_fraction (guint log2_size);
RsKeys *rs_keys_new (RsVm *vm, guint log2_size, guint kind); /* NULL: MemoryError */
RsKeys *rs_keys_new_for_class (RsVm *vm);
void rs_keys_unref (RsVm *vm, RsKeys *keys);
/* Bytes that CPython's keys object takes. */
gsize rs_keys_sizeof (const RsKeys *keys);
static inline gssize
rs_keys_index (const RsKeys *keys, gsize slot)
{
  switch (keys->index_width)
    {
    case 1:
      return ((const gint8 *) keys->indices)[slot];
    case 2:
      return ((const gint16 *) keys->indices)[slot];
    default:
      return ((const gint32 *) keys->indices)[slot];
    }
}
void rs_keys_set_index (RsKeys *keys, gsize slot, gssize index);
/* A slot for a new key of HASH. */
gsize rs_keys_find_empty (const RsKeys *keys, gint64 hash);
/* Index of the str KEY among str keys; RS_IX_EMPTY. */
gssize rs_keys_lookup_str (const RsKeys *keys, RsObject *key, gint64 hash);
/* Adds a str to shared keys: its index (old or new), or RS_IX_EMPTY where they
 * are full. */
gssize rs_keys_insert_shared (RsVm *vm, RsKeys *keys, RsObject *name);

RS_NEVER_NULL RsValues *rs_values_new (RsVm *vm, RsKeys *keys); /* for a new instance */
/* With room for what KEYS may get, for a copy. */
RS_NEVER_NULL RsValues *rs_values_alloc (RsVm *vm, const RsKeys *keys);
void rs_values_free (RsVm *vm, RsValues *values, gboolean drop); /* DROP: the references, too */
/* Sets or deletes (VALUE NULL) values[INDEX]; KeyError-like 0 where there was
 * nothing to delete, else 1. */
gboolean rs_values_store (RsVm *vm, RsValues *values, gssize index, RsObject *value);
/* Those that are set: as a collector by index, else in the order of
 * insertion. */
void rs_values_visit (RsVisit *visit, const RsValues *values, const RsKeys *keys, guint kind);

/* A dict over the shared KEYS that takes VALUES over. */
RS_NEW RsObject *rs_dict_new_split (RsVm *vm, RsKeys *keys, RS_STEALS RsValues *values);
/* Gives a dict over shared keys a table of its own, of the same size. -1
 * raises. */
int rs_dict_unsplit (RsVm *vm, RsDict *dict);
/* A dict with room for N entries. */
RS_NEW RsObject *rs_dict_new_presized (RsVm *vm, gsize n, gboolean unicode);
/* Gives the empty DICT the keys of SOURCE, a dict or set, each with VALUE, as
 * dict.fromkeys () does where it need not iterate. -1 raises. */
int rs_dict_fill_keys (RsVm *vm, RsObject *dict, RsObject *source, RsObject *value);
/* Index and *VALUE (borrowed, NULL: none) of KEY; RS_IX_EMPTY; RS_IX_ERROR. May
 * run Python. */
gssize rs_dict_lookup (RsVm *vm, RsDict *dict, RsObject *key, gint64 hash, RsObject **value);
/* Takes the entry at IX, whose key has HASH, out; the caller gets its value. */
RS_NEW RsObject *rs_dict_remove_at (RsVm *vm, RsDict *dict, gssize ix, gint64 hash);
/* -1 with an exception pending on failure. */
RS_NEW RsObject *rs_dict_pop_known_hash (RsVm *vm, RsObject *dict, RsObject *key,
                                         gint64 hash); /* NULL: not there, or raised */
int rs_dict_set_known_hash (RsVm *vm, RsObject *dict, RsObject *key, gint64 hash, RsObject *value);
/* As rs_dict_next (), and the hash of the key; what is not wanted is NULL. */
gboolean rs_dict_next_hashed (RsObject *dict, gsize *position, RsObject **key, RsObject **value,
                              gint64 *hash);
gint64 rs_dict_key_hash (RsVm *vm, RsObject *key); /* -1 raises */
void rs_dict_maybe_track (RsVm *vm, RsObject *dict, RsObject *key, RsObject *value);
guint64 rs_dict_next_version (RsVm *vm);
gsize rs_dict_sizeof (RsVm *vm, RsObject *dict);

extern const RsMethodDef rs_dict_methods[]; /* dict-methods.c */

G_END_DECLS
