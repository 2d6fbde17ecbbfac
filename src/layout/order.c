/* SPDX-License-Identifier: MIT
 *
 * The order within the layers, for few crossings (Gansner, Koutsofios, North
 * and Vo 1993, "A technique for drawing directed graphs"):
 *
 *   sweep       to the right and to the left: sorts each layer by the weighted median or mean of
 *               its neighbours in the layer before
 *   transpose   neighbours in a layer change places while that removes crossings
 *   anneal      ... and now and then where it does not (anneal.c), from the best order so far
 *
 * The order with the fewest crossings is kept: annealing changes nothing where
 * it does not remove any. Each phase ends where its work is used up, so that
 * the whole is O(boxes + edges), but for sorting.
 *
 * Segments leave a box from the row that holds the reference, so a neighbour's
 * place is its position plus a fraction for the port: the boxes that one list
 * refers to come in the order of its items.
 */
#include "layout/order-private.h"

#include <stdlib.h>
#include <string.h>

#define ROUNDS 24  /* of sweeps */
#define PATIENCE 4 /* rounds that need not be better than those before */

/* Edges looked at, at most: by sweeps, by annealing; so many for each box and
 * edge, too. */
#define SWEEP_WORK 2000000
#define SWEEP_WORK_PER_EDGE 500
#define ANNEAL_WORK 150000
#define ANNEAL_WORK_PER_EDGE 400

/* --- sorting one layer ---------------------------------------------------- */

/* The weighted median of Gansner et al.: between the two middle ones, nearer to
 * the side where the others are closer. */
static double
median (const double *values, guint n)
{
  guint m = n / 2;
  double left, right;

  if (n % 2 == 1)
    return values[m];
  if (n == 2)
    return (values[0] + values[1]) / 2;
  left = values[m - 1] - values[0];
  right = values[n - 1] - values[m];
  return left + right > 0 ? (values[m - 1] * right + values[m] * left) / (left + right) : values[m];
}

static double
mean (const double *values, const guint32 *weights, guint n)
{
  double sum = 0, mass = 0;

  for (guint i = 0; i < n; i++)
    {
      sum += weights[i] * values[i];
      mass += weights[i];
    }
  return sum / mass;
}

typedef struct {
  double key;
  guint32 node;
  guint32 place; /* before: ties keep their order */
} Entry;

static int
compare_entries (const void *a, const void *b)
{
  const Entry *x = a, *y = b;

  if (x->key != y->key)
    return x->key < y->key ? -1 : 1;
  return x->place < y->place ? -1 : 1;
}

/* Sorts a layer by its neighbours at one side; nodes without any keep their
 * places. */
static void
sort_layer (RsOrder *order, guint layer, gboolean left_side, gboolean use_mean, Entry *entries)
{
  RsLayers *layers = order->layers;
  guint32 first = layers->layer_first[layer], n = layers->layer_first[layer + 1] - first;
  const guint32 *offset = left_side ? layers->left_first : layers->right_first,
                *weight = left_side ? order->left_weight : order->right_weight;
  const double *at = left_side ? order->left_at : order->right_at;
  guint m = 0, next = 0;

  if (left_side)
    rs_order_look_left (order, layer);
  else
    rs_order_look_right (order, layer);
  for (guint32 i = 0; i < n; i++)
    {
      guint32 node = layers->order[first + i], from = offset[node], count = offset[node + 1] - from;

      order->key[node] = count == 0 ? -1
                         : use_mean ? mean (at + from, weight + from, count)
                                    : median (at + from, count);
      if (count > 0)
        entries[m++] = (Entry){ order->key[node], node, i };
    }
  qsort (entries, m, sizeof *entries, compare_entries);
  for (guint32 i = 0; i < n; i++)
    {
      guint32 node = layers->order[first + i];

      if (order->key[node] >= 0)
        layers->order[first + i] = entries[next++].node;
    }
  for (guint32 i = 0; i < n; i++)
    layers->position[layers->order[first + i]] = i;
}

/* --- transpose ------------------------------------------------------------ */

/* Once through LAYER from the top. Returns whether that removed crossings. */
static gboolean
transpose_layer (RsOrder *order, guint layer, gboolean even)
{
  RsLayers *layers = order->layers;
  gboolean better = FALSE, changed = FALSE;

  rs_order_look_left (order, layer);
  rs_order_look_right (order, layer);
  for (guint32 i = layers->layer_first[layer]; i + 1 < layers->layer_first[layer + 1]; i++)
    {
      guint32 u = layers->order[i], v = layers->order[i + 1];
      gint64 removed = rs_order_gain (order, u, v);

      if (removed < 0 || (removed == 0 && !even))
        continue;
      better |= removed > 0;
      changed = TRUE;
      rs_order_swap (order, i);
    }
  order->dirty[layer] = changed;
  if (changed)
    order->dirty[layer - 1] = order->dirty[layer + 1] = 1;
  return better;
}

/* Changes places of neighbours while that removes crossings; with EVEN, once
 * also where it makes no difference: a way out of a dead end. Layers where
 * nothing has changed since are left out. */
static void
transpose (RsOrder *order, gboolean even)
{
  const RsLayers *layers = order->layers;
  gboolean better = TRUE;

  memset (order->dirty, 1, layers->n_layers + 1);
  for (guint round = 0; round < 12 && better && !rs_layout_is_cancelled (order->work); round++)
    {
      better = FALSE;
      for (guint layer = 1; layer < layers->n_layers; layer++)
        if (order->dirty[layer])
          better |= transpose_layer (order, layer, even && round == 0);
    }
}

/* --- sweeps --------------------------------------------------------------- */

static void
sweep (RsOrder *order, guint round, Entry *entries)
{
  gboolean use_mean = round % 4 >= 2;

  if (round % 2 == 0)
    for (guint layer = 1; layer < order->layers->n_layers; layer++)
      sort_layer (order, layer, TRUE, use_mean, entries);
  else
    for (guint layer = order->layers->n_layers - 1; layer-- > 1;)
      sort_layer (order, layer, FALSE, use_mean, entries);
}

static void
set_order (RsLayers *layers, const guint32 *order)
{
  memmove (layers->order, order, layers->n_nodes * sizeof (guint32));
  for (guint layer = 0; layer < layers->n_layers; layer++)
    for (guint32 i = layers->layer_first[layer]; i < layers->layer_first[layer + 1]; i++)
      layers->position[layers->order[i]] = i - layers->layer_first[layer];
}

/* Sweeps from the order at hand until nothing more is won, or the work is
 * LIMIT; keeps in BEST whatever has fewer crossings than LEAST. */
static void
improve (RsOrder *order, Entry *entries, guint64 limit, guint32 *best, guint64 *least)
{
  RsLayers *layers = order->layers;
  guint64 own = G_MAXUINT64;

  for (guint round = 0, idle = 0; round < ROUNDS && idle < PATIENCE; round++)
    {
      guint64 crossings;

      if (*least == 0 || order->work->done >= limit || rs_layout_is_cancelled (order->work))
        break;

      sweep (order, round, entries);
      transpose (order, round % 2 == 1);
      crossings = rs_order_crossings (order);
      idle = crossings < own ? 0 : idle + 1;
      own = MIN (own, crossings);
      if (crossings >= *least)
        continue;
      *least = crossings;
      memcpy (best, layers->order, layers->n_nodes * sizeof (guint32));
    }
}

/* Whatever annealing and one more round of exchanges make of the best order. */
static void
anneal (RsOrder *order, guint64 limit, guint32 *best, guint64 *least)
{
  RsLayers *layers = order->layers;
  guint64 crossings;

  set_order (layers, best);
  rs_order_anneal (order, limit);
  transpose (order, FALSE);
  crossings = rs_order_crossings (order);
  if (crossings >= *least)
    return;
  *least = crossings;
  memcpy (best, layers->order, layers->n_nodes * sizeof (guint32));
}

void
rs_layers_order (RsLayers *layers, RsLayoutWork *work)
{
  g_autofree Entry *entries = g_new (Entry, layers->n_nodes + 1);
  g_autofree guint32 *best = g_memdup2 (layers->order, (layers->n_nodes + 1) * sizeof (guint32));
  guint64 size = (guint64) layers->n_boxes + layers->n_edges, least;
  RsOrder order;

  rs_order_init (&order, layers, work);
  least = rs_order_crossings (&order);
  improve (&order, entries, work->done + SWEEP_WORK + SWEEP_WORK_PER_EDGE * size, best, &least);
  if (least > 0)
    anneal (&order, ANNEAL_WORK + ANNEAL_WORK_PER_EDGE * size, best, &least);
  set_order (layers, best);
  rs_order_clear (&order);
}
