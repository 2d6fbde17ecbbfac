/* SPDX-License-Identifier: MIT
 *
 * Places: the references of an object as somebody who reads the program sees
 * them. "attribute x" is one place, though an instance has a dict and that the
 * value; "cell x" is one, though a function has a tuple, that a cell, and that
 * the value.
 *
 * Pure functions over a whole HeapGraph (rs_session_whole_graph).
 */
#pragma once

#include "graph/heap-graph.h"

G_BEGIN_DECLS

/* What the label is made from. */
typedef enum {
  RS_PLACE_PLAIN,     /* the last reference by itself */
  RS_PLACE_ATTRIBUTE, /* through an instance's dict */
  RS_PLACE_LOCAL,     /* through a frame's cell */
  RS_PLACE_CELL,      /* through a function's tuple and a cell */
  RS_PLACE_DEFAULT,
  RS_PLACE_ARGUMENT, /* of a partial, an exception, ...: through a tuple or dict */
  RS_PLACE_FRAME,    /* through a traceback's earlier entries */
  RS_PLACE_BASE,
  RS_PLACE_VALUE,    /* of a weak-keyed dictionary: through its dict */
  RS_PLACE_STORED,   /* through a tuple of an object in C */
  RS_PLACE_BUFFER,   /* of a memoryview: through its managed buffer */
  RS_PLACE_CALLBACK, /* of a call that the library keeps (library.h) */
} RsPlaceForm;

/* A step from an object to another. */
typedef struct {
  guint32 target;
  guint32 first, last; /* edges: the one that names it, and the one that arrives */
  guint8 form;         /* RsPlaceForm */
} RsPlace;

/* Calls FUNC with every place of NODE; weak references have none. */
typedef void (*RsPlaceFunc) (const RsHeapGraph *graph, const RsPlace *place, gpointer data);
void rs_places_foreach (const RsHeapGraph *graph, guint32 node, RsPlaceFunc func, gpointer data);

/* What PLACE is called: "attribute x", "item 0", ... Transfer full. */
char *rs_place_label (const RsHeapGraph *graph, const RsPlace *place);

G_END_DECLS
