/* SPDX-License-Identifier: MIT
 *
 * Levels of detail, as a pure function from the whole heap to what is drawn.
 */
#pragma once

#include "graph/heap-graph.h"

G_BEGIN_DECLS

typedef enum {
  RS_DETAIL_SIMPLE, /* names, containers, instances; small immutable values stand in the rows that
                       hold them */
  RS_DETAIL_REFERENCES, /* every value is an object of its own, so that sharing shows */
  RS_DETAIL_EVERYTHING, /* with types, dicts, code, cells, frames' inner nodes, the value stack */
  RS_DETAIL_AS_IS,      /* nothing is left out or changed: for graphs that were filtered already */
} RsDetail;

/* "simple", "references", "everything", and back (-1: no such level). */
const char *rs_detail_name (RsDetail detail);
int rs_detail_from_name (const char *name);

typedef struct {
  RsDetail detail;
  guint max_rows;        /* references kept of each container; the rest are counted in cut; 0: 18 */
  const guint64 *opened; /* serials of cards that show what else is folded in them (transfer none,
                            kept by the caller); NULL: none */
  guint n_opened;
  guint64 selected;         /* what holds the object of this serial is never cut; 0: none */
  const RsHeapGraph *other; /* what differs from this moment's is never cut, as far as there is room
                               (transfer none); NULL: there is none to compare with */
} RsFilterOptions;

/* Whether A and B filter alike, whatever the other moment is. */
gboolean rs_filter_options_equal (const RsFilterOptions *a, const RsFilterOptions *b);

/* What of GRAPH is drawn at a level (transfer full). Serials stay; indexes do
 * not. A reference through something that is hidden (a cell, a value array) is
 * drawn as if it were direct. Nodes get RS_NODE_INLINE, COMPACT and
 * UNREACHABLE, and cut. O(nodes + edges). */
const RsHeapGraph *rs_heap_graph_filter (const RsHeapGraph *graph, const RsFilterOptions *options);

G_END_DECLS
