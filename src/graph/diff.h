/* SPDX-License-Identifier: MIT
 *
 * What happened between two moments: the difference of their HeapGraphs, by
 * serial.
 */
#pragma once

#include "graph/heap-graph.h"

G_BEGIN_DECLS

/* A node that both graphs have. */
typedef struct {
  guint32 before; /* its index in the graph before */
  guint32 after;
} RsNodePair;

typedef struct {
  const RsHeapGraph *before, *after; /* held */
  GArray *born;    /* guint32: nodes of after whose objects were made in between, in order */
  GArray *gone;    /* guint32: nodes of before whose objects were freed in between, in order */
  GArray *entered; /* guint32: nodes of after that lived before, but had no node there */
  GArray *left;    /* guint32: nodes of before that live on, but have no node in after */
  GArray *counts;  /* RsNodePair: another reference count */
  GArray *values;  /* RsNodePair: another text, type, length, or flags such as finalized */
  GArray *added;   /* guint32: edges of after that before has not */
  GArray *removed; /* guint32: edges of before that after has not */
} RsGraphDiff;

/* Compares BEFORE and AFTER (transfer full). An edge is the same if source,
 * target, kind, label and index are; where a node holds several such, as many
 * of them as both have are the same. O(nodes + edges). */
RsGraphDiff *rs_graph_diff (const RsHeapGraph *before, const RsHeapGraph *after);
void rs_graph_diff_free (RsGraphDiff *diff);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RsGraphDiff, rs_graph_diff_free)

G_END_DECLS
