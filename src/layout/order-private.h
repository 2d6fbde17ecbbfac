/* SPDX-License-Identifier: MIT
 *
 * What the phases share that order the layers: the order at work, and what it
 * has of crossings.
 */
#pragma once

#include "layout/layout-private.h"

G_BEGIN_DECLS

typedef struct {
  RsLayers *layers;
  RsLayoutWork *work;
  double *fraction; /* of each segment: where it leaves its left end, in (0, 1) */
  double *key;      /* of each node, while sorting */
  guint32 *tree;    /* of count_layer () */
  guint8 *dirty;    /* of each layer: its order, or that of one beside it, has changed since no
                       change of places helped there */

  /* The places of the segments' other ends, rising, by node as in left_first
   * and right_first; and the segments' weights. Good for the layers that
   * rs_order_look_left () and its like saw last. */
  double *left_at, *right_at;
  guint32 *left_weight, *right_weight;
  guint32 *fill; /* scratch, of each node */
} RsOrder;

/* LAYERS' order at work, O(segments); WORK is added to. rs_order_clear () frees
 * what it holds. */
void rs_order_init (RsOrder *order, RsLayers *layers, RsLayoutWork *work);
void rs_order_clear (RsOrder *order);

/* Crossings of all segments. O(segments log nodes). */
guint64 rs_order_crossings (RsOrder *order);

/* Lists the neighbours of LAYER's nodes at the left (LAYER > 0) or right, for
 * rs_order_gain () and for sorting. Good as long as the order of the layer
 * there stays. O(segments). */
void rs_order_look_left (RsOrder *order, guint layer);
void rs_order_look_right (RsOrder *order, guint layer);

/* How many crossings changing the places of U and the V below it would remove;
 * both sides have been looked at. O(their segments). */
gint64 rs_order_gain (RsOrder *order, guint32 u, guint32 v);

/* Changes the places of the nodes at I and I + 1 of the order, in LAYER. */
static inline void
rs_order_swap (RsOrder *order, guint32 i)
{
  guint32 u = order->layers->order[i], v = order->layers->order[i + 1];

  order->layers->order[i] = v;
  order->layers->order[i + 1] = u;
  order->layers->position[v]--;
  order->layers->position[u]++;
}

/* Exchanges neighbours by chance, less and less freely, for about LIMIT of work
 * (anneal.c). */
void rs_order_anneal (RsOrder *order, guint64 limit);

G_END_DECLS
