/* SPDX-License-Identifier: MIT
 *
 * Questions about one HeapGraph: what is reachable, which objects form cycles,
 * who owns an object, what keeps it alive. Weak references keep nothing alive
 * and are never followed; temporary ones are counted and are.
 */
#pragma once

#include "graph/heap-graph.h"

G_BEGIN_DECLS

/* For each node of GRAPH 0 where it is garbage, else 1 (transfer full, g_free
 * ()). Of an engine's graph that is what its collector would find; of another,
 * what no root reaches by counted references. O(nodes + edges). */
guint8 *rs_graph_reachable (const RsHeapGraph *graph);

/* A strongly connected set of objects that holds a cycle: two members or more,
 * or one that refers to itself. */
typedef struct {
  guint first; /* its members are cycles->members[first .. first + n - 1], in the order of the graph
                */
  guint n;
  guint64 bytes;      /* modelled bytes of the members */
  gboolean reachable; /* from a root; a cycle that is not is garbage for the collector */
} RsCycle;

typedef struct {
  guint n_cycles;
  RsCycle *cycles;   /* in the order of their first members */
  guint32 *members;  /* node indexes */
  guint32 *cycle_of; /* for each node of the graph its cycle, or RS_NONE */
} RsCycles;

/* The cycles of GRAPH's objects (frames, namespaces and roots take no part), by
 * counted references (transfer full). A node flagged RS_NODE_UNREACHABLE counts
 * as garbage whatever GRAPH itself says: the filter has seen the whole heap.
 * Tarjan 1972, iterative; O(nodes + edges). */
RsCycles *rs_graph_cycles (const RsHeapGraph *graph);
void rs_graph_cycles_free (RsCycles *cycles);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RsCycles, rs_graph_cycles_free)

/* Whether EDGE lies on a cycle: counted, and both its ends in one. */
gboolean rs_graph_edge_in_cycle (const RsHeapGraph *graph, const RsCycles *cycles, guint32 edge);

/* The modelled bytes of the N MEMBERS (nodes) and of what they alone keep
 * alive: what would go with them. O(nodes + edges). */
guint64 rs_graph_retained_bytes (const RsHeapGraph *graph, const guint32 *members, guint n);

/* The counted references to NODE, as edge indexes (transfer full): the answer
 * to "why is the count n?". Its length equals the node's count where every
 * owner is in the graph. */
GArray *rs_graph_owners (const RsHeapGraph *graph, guint32 node);

/* A shortest chain of counted references from a root to NODE, as edge indexes
 * in order (transfer full); empty where NODE is a root; NULL where nothing
 * keeps it alive. Among the shortest, the one whose edges come first. O(nodes +
 * edges). */
GArray *rs_graph_held_alive_by (const RsHeapGraph *graph, guint32 node);

G_END_DECLS
