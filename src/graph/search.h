/* SPDX-License-Identifier: MIT
 *
 * Looking for objects of a graph by what people call them.
 */
#pragma once

#include "graph/heap-graph.h"

G_BEGIN_DECLS

/* Indexes (guint32) of the objects and frames of GRAPH that TEXT means, the
 * best first, the same ones in the order of the graph (transfer full): "#12",
 * that serial; "0x7f..", that address; else a name that refers to it, its type
 * or its value, as a whole, at its start or anywhere, whatever the case. None
 * for an empty TEXT. O(nodes + edges). */
GArray *rs_graph_search (const RsHeapGraph *graph, const char *text);

G_END_DECLS
