/* SPDX-License-Identifier: MIT
 *
 * What stays inside: the objects that the library made for an object of one of
 * its classes, and that the program has never got.
 */
#pragma once

#include "graph/heap-graph.h"

G_BEGIN_DECLS

typedef struct {
  guint32 *owner; /* of each node: the one that it stays inside of; RS_NONE: it stands for itself */
  guint32 *folded; /* of each node: how many objects stay inside of it */
  guint8 *thing;   /* of each node: an RsThing */
  guint8 *lost;    /* of each node: the library's, and inside of nothing that stands for itself */
} RsInside;

/* Whose an object is, by its class. */
typedef enum {
  RS_THING_NONE,    /* the program's, or a plain container */
  RS_THING_LIBRARY, /* of a class of the library */
  RS_THING_DERIVED, /* of the program's class that derives from one of the library's */
  RS_THING_OPAQUE,  /* of a built-in type with fields: functools.partial, a lock */
  RS_THING_CLASS,   /* itself a class of the program */
} RsThing;

/* Finds them in the whole heap GRAPH (transfer full). What is inside of the
 * N_OPENED objects with the serials OPENED stands for itself. O((nodes + edges)
 * * (1 + n_opened)). */
RsInside *rs_graph_inside (const RsHeapGraph *graph, const guint64 *opened, guint n_opened);
void rs_graph_inside_free (RsInside *inside);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RsInside, rs_graph_inside_free)

/* The class of NODE, if it has an edge to it; RS_NONE. */
guint32 rs_graph_class_of (const RsHeapGraph *graph, guint32 node);

/* Whether the class CLASS is called NAME, or derives from one of the library
 * that is. */
gboolean rs_graph_class_is (const RsHeapGraph *graph, guint32 class, const char *name);

/* Whether NODE is a WeakValueDictionary, WeakKeyDictionary or WeakSet, or of a
 * class that derives from one. */
gboolean rs_graph_is_weak_container (const RsHeapGraph *graph, guint32 node);

G_END_DECLS
