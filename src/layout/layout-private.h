/* SPDX-License-Identifier: MIT
 *
 * The phases of the layout in layers, for this layer and its tests. Each works
 * on arrays that its caller owns.
 */
#pragma once

#include "layout/layout.h"

G_BEGIN_DECLS

/* Boxes and edges with the edges of each box beside it. */
typedef struct {
  const RsLayoutBox *boxes;
  const RsLayoutEdge *edges;
  guint n_boxes, n_edges;
  guint32 *out_first, *out_edges; /* the edges that leave a box, in the order of their ports */
  guint32 *in_first, *in_edges;
} RsLayoutGraph;

RsLayoutGraph *rs_layout_graph_new (const RsLayoutBox *boxes, guint n_boxes,
                                    const RsLayoutEdge *edges, guint n_edges);
void rs_layout_graph_free (RsLayoutGraph *graph);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RsLayoutGraph, rs_layout_graph_free)

/* The height that BOX needs above the usual space: its clearance may need more
 * than that. */
static inline double
rs_layout_extent (const RsLayoutBox *box, const RsLayoutMetrics *metrics)
{
  return box->height - box->slack + MAX (0, box->clearance + 14 - metrics->space);
}

/* How far below the top of BOX an edge best enters it that comes from Y below
 * that top: at the left anywhere from the title to the foot; at the right,
 * where rows are left, at one of both. */
static inline double
rs_layout_entry (const RsLayoutBox *box, gboolean at_right, double y)
{
  double foot = box->foot >= 0 ? box->height - box->foot : box->entry;

  if (at_right)
    return ABS (y - foot) < ABS (y - box->entry) ? foot : box->entry;
  return CLAMP (y, box->entry, MAX (box->entry, foot));
}

/* Of each edge how many edges of its source lead to the same target before it
 * (transfer full). The edges of a source stand together. O(boxes + edges). */
guint32 *rs_layout_count_repeats (const RsLayoutEdge *edges, guint n_edges, guint n_boxes);

/* An order in which edges lead onwards, but for back edges. */
typedef struct {
  guint32 *order; /* boxes; frames before what they refer to */
  guint8 *back;   /* for each edge: it does not lead onwards, or leads to a frame */
} RsAcyclic;

/* By a walk in depth and by one in breadth (transfer full; acyclic.c).
 * O(boxes + edges). */
RsAcyclic *rs_layout_acyclic_in_depth (const RsLayoutGraph *graph);
RsAcyclic *rs_layout_acyclic_in_breadth (const RsLayoutGraph *graph);
void rs_acyclic_free (RsAcyclic *acyclic);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RsAcyclic, rs_acyclic_free)

/* A layer for each box (transfer full): 0 for pinned ones, else 1 or more;
 * edges run to higher layers but for those that close a cycle. */
gint *rs_layout_rank (const RsLayoutGraph *graph, RsLayoutWork *work);

/* The layers that all edges cross, in sum. */
guint64 rs_layout_total_span (const RsLayoutGraph *graph, const gint *ranks);

/* A proper layered graph: every edge of two neighbouring layers, long ones cut
 * by dummy nodes. Nodes 0 .. n_boxes - 1 are the boxes. */
typedef struct {
  guint n_nodes, n_boxes, n_layers;
  guint n_edges; /* of the graph */
  gint *layer;   /* of each node */
  guint n_segments;
  guint32 *left, *right; /* ends of each segment: left in layer l, right in layer l + 1 */
  double *port;          /* where the segment leaves its left end, from its top; of a dummy 0 */
  double *entry;         /* where it enters its right end */
  guint32 *weight;       /* the edges that run in it */
  guint32 *right_first, *right_segments; /* segments by their left end */
  guint32 *left_first, *left_segments;   /* segments by their right end */
  guint32 *layer_first;                  /* n_layers + 1 offsets into order */
  guint32 *order;                        /* nodes by layer, from top to bottom */
  guint32 *position;                     /* of each node in its layer */
} RsLayers;

RsLayers *rs_layers_new (const RsLayoutGraph *graph, const gint *ranks);
void rs_layers_free (RsLayers *layers);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RsLayers, rs_layers_free)

/* Orders the nodes of each layer for few crossings. Layer 0 keeps its order. */
void rs_layers_order (RsLayers *layers, RsLayoutWork *work);

/* Crossings of segments between neighbouring layers, ports taken into account.
 * O(segments log segments). */
guint64 rs_layers_crossings (const RsLayers *layers);

/* The tops of all nodes (transfer full), which keep the order of each layer and
 * the least space. */
double *rs_layers_coordinates (const RsLayers *layers, const RsLayoutGraph *graph,
                               const RsLayoutMetrics *metrics, const RsLayoutWork *work);

/* Finds the non-decreasing values nearest to WANTED in the weighted
 * least-squares sense (pool adjacent violators, O(N)). */
void rs_layout_isotonic (const double *wanted, const double *weight, guint n, double *values);

/* A drawing grows to the right up to so many columns without being folded. */
#define RS_LAYOUT_COLUMNS 12

/* Lays out GRAPH in layers: COLUMNS and YS (the caller's, one for each box)
 * receive where each box stands, frames in column 0. */
void rs_layout_in_layers (const RsLayoutGraph *graph, const RsLayoutMetrics *metrics,
                          RsLayoutWork *work, gint *columns, double *ys);

/* A box where it stands. */
typedef struct {
  gint column;
  double y;
  guint64 identity; /* decides between two that stand at one place */
  guint32 box;      /* its index */
} RsStanding;

/* Sorts STANDING (N of them) by column, in each from the top. */
void rs_layout_sort_standing (RsStanding *standing, guint n);

/* --- what a moment asks its plan ------------------------------------------ */

/* Where SERIAL stands; FALSE: PLAN does not know it. */
gboolean rs_plan_find (const RsPlan *plan, guint64 serial, gint *column, double *y);

/* The number of columns; where they stand, and how wide they are (borrowed). */
guint rs_plan_get_columns (const RsPlan *plan, const double **x, const double **width);

G_END_DECLS
