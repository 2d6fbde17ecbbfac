/* SPDX-License-Identifier: MIT
 *
 * HeapGraphs as text: JSON out and in, an outline out, and comparison.
 */
#pragma once

#include "graph/heap-graph.h"

G_BEGIN_DECLS

/* GRAPH as JSON (transfer full), one node and one edge a line, indexes as
 * numbers; ends with a newline. Reading it back gives an equal graph. Fields
 * that hold their default (0, "", -1 for index, offset and generation) are left
 * out. */
char *rs_heap_graph_to_json (const RsHeapGraph *graph);

/* Reads what rs_heap_graph_to_json () writes. LENGTH: bytes of TEXT, or -1.
 * NULL with ERROR set (RS_GRAPH_ERROR) where TEXT is not JSON, or no graph: the
 * message names the place, as "nodes[3]: \"serial\" is missing". (transfer
 * full) */
const RsHeapGraph *rs_heap_graph_from_json (const char *text, gssize length, GError **error);

/* GRAPH as an outline for people and screen readers (transfer full): a line a
 * node, its references indented below it. */
char *rs_heap_graph_to_text (const RsHeapGraph *graph);

/* Whether A and B say the same: the moment, the nodes in their order with all
 * fields, the edges in their order, the roots. Text is compared by content. */
gboolean rs_heap_graph_equal (const RsHeapGraph *a, const RsHeapGraph *b);

/* The first difference between A and B in words, as "node 7 (Child): refcount:
 * 2, 1" (transfer full); NULL: they are equal. */
char *rs_heap_graph_describe_difference (const RsHeapGraph *a, const RsHeapGraph *b);

G_END_DECLS
