/* SPDX-License-Identifier: MIT
 *
 * The order within the layers, for few crossings (Gansner, Koutsofios, North
 * and Vo 1993, "A technique for drawing directed graphs"): sweeps to the right
 * and to the left sort each layer by the weighted median or the mean of its
 * neighbours in the layer before, then neighbours in a layer change places
 * while that removes crossings (transpose). From two starts; the best order
 * seen is kept.
 *
 * Arcs leave a box from the row that holds the reference, so a neighbour's
 * place is its position plus a fraction for the port: the boxes that one list
 * refers to come in the order of its items.
 *
 * Crossings are counted with a Fenwick tree (Barth, Jünger and Mutzel 2002):
 * arcs in the order of their left ends, and for each the earlier ones that end
 * further down. O(arcs log nodes).
 */
#include "layout/layout-private.h"

#include <stdlib.h>
#include <string.h>

#define WORK 3000000
#define WORK_PER_LINK 1000

typedef struct {
  RsLayers *layers;
  RsLayoutWork *work;
  double *fraction; /* of each arc: where it leaves its left end, in (0, 1) */
  double *key;      /* of each node, while sorting */
  guint32 *tree;    /* of count_layer () */
  guint8 *dirty;    /* of each layer: its order, or that of one beside it, has changed since no
                       change of places helped there */

  /* The places of the arcs' other ends, rising, by node as in left_first and
   * right_first; and the arcs' weights. Good for the layers that
   * look_left () and look_right () saw last. */
  double *left_at, *right_at;
  guint32 *left_weight, *right_weight;
  guint32 *fill; /* scratch, of each node */
} Order;

/* --- crossings ------------------------------------------------------------ */

/* The accumulator tree is a Fenwick tree over the places of layer LAYER + 1. */
static guint64
count_layer (const RsLayers *layers, guint layer, guint32 *tree)
{
  guint32 n = layers->layer_first[layer + 2] - layers->layer_first[layer + 1];
  guint64 crossings = 0, added = 0;

  memset (tree, 0, (n + 1) * sizeof (guint32));
  for (guint32 i = layers->layer_first[layer]; i < layers->layer_first[layer + 1]; i++)
    {
      guint32 node = layers->order[i];

      for (guint32 a = layers->right_first[node]; a < layers->right_first[node + 1]; a++)
        {
          guint32 arc = layers->right_arcs[a], weight = layers->weight[arc];
          guint32 place = layers->position[layers->right[arc]] + 1;
          guint64 not_below = 0;

          for (guint32 k = place; k > 0; k &= k - 1)
            not_below += tree[k];
          crossings += weight * (added - not_below);
          for (guint32 k = place; k <= n; k += k & (0 - k))
            tree[k] += weight;
          added += weight;
        }
    }
  return crossings;
}

static guint64
count_all (const RsLayers *layers, guint32 *tree)
{
  guint64 sum = 0;

  for (guint layer = 0; layer + 1 < layers->n_layers; layer++)
    sum += count_layer (layers, layer, tree);
  return sum;
}

guint64
rs_layers_crossings (const RsLayers *layers)
{
  g_autofree guint32 *tree = g_new (guint32, layers->n_nodes + 2);

  return count_all (layers, tree);
}

/* --- neighbours ----------------------------------------------------------- */

/* The places to which LAYER's arcs to the left lead. Seen from the left, arcs
 * come in the order of their ends: no list has to be sorted. */
static void
look_left (Order *order, guint layer)
{
  const RsLayers *layers = order->layers;

  for (guint32 i = layers->layer_first[layer]; i < layers->layer_first[layer + 1]; i++)
    order->fill[layers->order[i]] = layers->left_first[layers->order[i]];
  for (guint32 i = layers->layer_first[layer - 1]; i < layers->layer_first[layer]; i++)
    {
      guint32 node = layers->order[i], place = layers->position[node];

      for (guint32 a = layers->right_first[node]; a < layers->right_first[node + 1]; a++)
        {
          guint32 arc = layers->right_arcs[a], at = order->fill[layers->right[arc]]++;

          order->left_at[at] = place + order->fraction[arc];
          order->left_weight[at] = layers->weight[arc];
          order->work->done++;
        }
    }
}

/* The same to the right. */
static void
look_right (Order *order, guint layer)
{
  const RsLayers *layers = order->layers;

  for (guint32 i = layers->layer_first[layer]; i < layers->layer_first[layer + 1]; i++)
    order->fill[layers->order[i]] = layers->right_first[layers->order[i]];
  if (layer + 1 == layers->n_layers)
    return;
  for (guint32 i = layers->layer_first[layer + 1]; i < layers->layer_first[layer + 2]; i++)
    {
      guint32 node = layers->order[i], place = layers->position[node];

      for (guint32 a = layers->left_first[node]; a < layers->left_first[node + 1]; a++)
        {
          guint32 arc = layers->left_arcs[a], at = order->fill[layers->left[arc]]++;

          order->right_at[at] = place;
          order->right_weight[at] = layers->weight[arc];
          order->work->done++;
        }
    }
}

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
sort_layer (Order *order, guint layer, gboolean left_side, gboolean use_mean, Entry *entries)
{
  RsLayers *layers = order->layers;
  guint32 first = layers->layer_first[layer], n = layers->layer_first[layer + 1] - first;
  const guint32 *offset = left_side ? layers->left_first : layers->right_first,
                *weight = left_side ? order->left_weight : order->right_weight;
  const double *at = left_side ? order->left_at : order->right_at;
  guint m = 0, next = 0;

  if (left_side)
    look_left (order, layer);
  else
    look_right (order, layer);
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

/* How many crossings of arcs that end at A and at B vanish where what B belongs
 * to comes above what A belongs to. Both lists rise. */
static gint64
gain_at_side (const double *a, const guint32 *a_weight, guint n_a, const double *b,
              const guint32 *b_weight, guint n_b)
{
  gint64 gain = 0, below = 0, equal = 0, all = 0;
  guint j = 0;

  for (guint k = 0; k < n_b; k++)
    all += b_weight[k];
  for (guint i = 0; i < n_a; i++)
    {
      for (; j < n_b && b[j] < a[i]; j++)
        below += b_weight[j];
      equal = 0;
      for (guint k = j; k < n_b && b[k] == a[i]; k++)
        equal += b_weight[k];
      gain += a_weight[i] * (below - (all - below - equal));
    }
  return gain;
}

/* How many crossings changing the places of U and the V below it would
 * remove. */
static gint64
gain (Order *order, guint32 u, guint32 v)
{
  const RsLayers *layers = order->layers;
  guint32 ul = layers->left_first[u], vl = layers->left_first[v], ur = layers->right_first[u],
          vr = layers->right_first[v];
  guint n_ul = layers->left_first[u + 1] - ul, n_vl = layers->left_first[v + 1] - vl,
        n_ur = layers->right_first[u + 1] - ur, n_vr = layers->right_first[v + 1] - vr;
  gint64 sum = 0;

  order->work->done += n_ul + n_vl + n_ur + n_vr;
  if (n_ul > 0 && n_vl > 0)
    sum += gain_at_side (order->left_at + ul, order->left_weight + ul, n_ul, order->left_at + vl,
                         order->left_weight + vl, n_vl);
  if (n_ur > 0 && n_vr > 0)
    sum += gain_at_side (order->right_at + ur, order->right_weight + ur, n_ur, order->right_at + vr,
                         order->right_weight + vr, n_vr);
  return sum;
}

/* Once through LAYER from the top. Returns whether that removed crossings. */
static gboolean
transpose_layer (Order *order, guint layer, gboolean even)
{
  RsLayers *layers = order->layers;
  gboolean better = FALSE, changed = FALSE;

  look_left (order, layer);
  look_right (order, layer);
  for (guint32 i = layers->layer_first[layer]; i + 1 < layers->layer_first[layer + 1]; i++)
    {
      guint32 u = layers->order[i], v = layers->order[i + 1];
      gint64 removed = gain (order, u, v);

      if (removed < 0 || (removed == 0 && !even))
        continue;
      better |= removed > 0;
      changed = TRUE;
      layers->order[i] = v;
      layers->order[i + 1] = u;
      layers->position[v]--;
      layers->position[u]++;
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
transpose (Order *order, gboolean even)
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
sweep (Order *order, guint round, Entry *entries)
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
find_fractions (Order *order)
{
  const RsLayers *layers = order->layers;

  for (guint32 node = 0; node < layers->n_nodes; node++)
    {
      guint32 first = layers->right_first[node], n = layers->right_first[node + 1] - first;

      for (guint32 i = 0; i < n; i++)
        order->fraction[layers->right_arcs[first + i]] = (i + 1.0) / (n + 1.0);
    }
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
improve (Order *order, Entry *entries, guint64 limit, guint32 *best, guint64 *least)
{
  RsLayers *layers = order->layers;
  gboolean large = layers->n_nodes > 4000;
  guint rounds = large ? 16 : 48, patience = large ? 5 : 12, idle = 0;
  guint64 own = G_MAXUINT64;

  for (guint round = 0; round < rounds && idle < patience; round++)
    {
      guint64 crossings;

      if (*least == 0 || order->work->done >= limit || rs_layout_is_cancelled (order->work))
        break;

      sweep (order, round, entries);
      transpose (order, round % 2 == 1);
      crossings = count_all (layers, order->tree);
      order->work->done += layers->n_arcs;
      idle = crossings < own ? 0 : idle + 1;
      own = MIN (own, crossings);
      if (crossings >= *least)
        continue;
      *least = crossings;
      memcpy (best, layers->order, layers->n_nodes * sizeof (guint32));
    }
}

/* Turns every layer but the first upside down: another start. */
static void
reverse_layers (RsLayers *layers)
{
  for (guint layer = 1; layer < layers->n_layers; layer++)
    {
      guint32 low = layers->layer_first[layer], high = layers->layer_first[layer + 1];

      while (low + 1 < high)
        {
          guint32 node = layers->order[low];

          layers->order[low++] = layers->order[--high];
          layers->order[high] = node;
        }
    }
}

void
rs_layers_order (RsLayers *layers, RsLayoutWork *work)
{
  guint n = layers->n_nodes + 2, m = layers->n_arcs + 1;
  g_autofree Entry *entries = g_new (Entry, n);
  g_autofree guint32 *first = g_memdup2 (layers->order, (n - 1) * sizeof (guint32));
  g_autofree guint32 *best = g_memdup2 (first, (n - 1) * sizeof (guint32));
  g_autofree double *reals = g_new (double, 3 * m + n);
  g_autofree guint32 *numbers = g_new (guint32, 2 * m + 2 * n);
  g_autofree guint8 *dirty = g_new (guint8, layers->n_layers + 1);
  Order order = { layers,
                  work,
                  .fraction = reals,
                  reals + 3 * m,
                  numbers,
                  dirty,
                  .left_at = reals + m,
                  reals + 2 * m,
                  numbers + 2 * n,
                  numbers + 2 * n + m,
                  numbers + n };
  guint64 least = count_all (layers, order.tree),
          limit = WORK + WORK_PER_LINK * ((guint64) layers->n_boxes + layers->n_links);

  find_fractions (&order);
  improve (&order, entries, work->done + limit / 2, best, &least);
  if (least > 0)
    {
      memcpy (layers->order, first, layers->n_nodes * sizeof (guint32));
      reverse_layers (layers);
      set_order (layers, layers->order);
      improve (&order, entries, work->done + limit / 2, best, &least);
    }
  set_order (layers, best);
}
