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

typedef struct {
  RsLayers *layers;
  double *fraction; /* of each arc: where it leaves its left end, in (0, 1) */
  double *key;      /* of each node, while sorting */
  double *values;   /* scratch: the neighbours of one node, or of two */
  guint32 *tree;    /* Fenwick tree */
} Order;

/* --- crossings ------------------------------------------------------------ */

static guint64
layer_crossings (const RsLayers *layers, guint layer, guint32 *tree)
{
  guint32 n = layers->layer_first[layer + 2] - layers->layer_first[layer + 1], added = 0;
  guint64 crossings = 0;

  memset (tree, 0, (n + 1) * sizeof (guint32));
  for (guint32 i = layers->layer_first[layer]; i < layers->layer_first[layer + 1]; i++)
    {
      guint32 node = layers->order[i];

      for (guint32 a = layers->right_first[node]; a < layers->right_first[node + 1]; a++)
        {
          guint32 place = layers->position[layers->right[layers->right_arcs[a]]] + 1, not_below = 0;

          for (guint32 k = place; k > 0; k &= k - 1)
            not_below += tree[k];
          crossings += added - not_below;
          for (guint32 k = place; k <= n; k += k & (0 - k))
            tree[k]++;
          added++;
        }
    }
  return crossings;
}

static guint64
all_crossings (const RsLayers *layers, guint32 *tree)
{
  guint64 sum = 0;

  for (guint layer = 0; layer + 1 < layers->n_layers; layer++)
    sum += layer_crossings (layers, layer, tree);
  return sum;
}

guint64
rs_layers_crossings (const RsLayers *layers)
{
  g_autofree guint32 *tree = g_new (guint32, layers->n_nodes + 2);

  return all_crossings (layers, tree);
}

/* --- sorting one layer ---------------------------------------------------- */

static int
compare_doubles (const void *a, const void *b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return x < y ? -1 : x > y;
}

/* Most nodes have a neighbour or two. */
static void
sort_doubles (double *values, guint n)
{
  if (n > 12)
    {
      qsort (values, n, sizeof *values, compare_doubles);
      return;
    }
  for (guint i = 1; i < n; i++)
    {
      double value = values[i];
      guint j = i;

      for (; j > 0 && values[j - 1] > value; j--)
        values[j] = values[j - 1];
      values[j] = value;
    }
}

/* Stores the places of NODE's neighbours at one side, and returns how many
 * there are. */
static guint
neighbours (const Order *order, guint32 node, gboolean left_side, double *values)
{
  const RsLayers *layers = order->layers;
  guint n = 0;

  if (left_side)
    for (guint32 a = layers->left_first[node]; a < layers->left_first[node + 1]; a++)
      {
        guint32 arc = layers->left_arcs[a];

        values[n++] = layers->position[layers->left[arc]] + order->fraction[arc];
      }
  else
    for (guint32 a = layers->right_first[node]; a < layers->right_first[node + 1]; a++)
      values[n++] = layers->position[layers->right[layers->right_arcs[a]]];
  return n;
}

/* The weighted median of Gansner et al.: between the two middle ones, nearer to
 * the side where the others are closer. */
static double
median (double *values, guint n)
{
  guint m = n / 2;
  double left, right;

  sort_doubles (values, n);
  if (n % 2 == 1)
    return values[m];
  if (n == 2)
    return (values[0] + values[1]) / 2;
  left = values[m - 1] - values[0];
  right = values[n - 1] - values[m];
  return left + right > 0 ? (values[m - 1] * right + values[m] * left) / (left + right) : values[m];
}

static double
mean (const double *values, guint n)
{
  double sum = 0;

  for (guint i = 0; i < n; i++)
    sum += values[i];
  return sum / n;
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
  guint m = 0, next = 0;

  for (guint32 i = 0; i < n; i++)
    {
      guint32 node = layers->order[first + i];
      guint count = neighbours (order, node, left_side, order->values);

      order->key[node] =
          count > 0 ? (use_mean ? mean (order->values, count) : median (order->values, count)) : -1;
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

/* Pairs (a, b) with a of A above b of B in the list but below it in place; both
 * sorted. */
static guint
inversions (const double *a, guint n_a, const double *b, guint n_b)
{
  guint sum = 0, j = 0;

  for (guint i = 0; i < n_a; i++)
    {
      while (j < n_b && b[j] < a[i])
        j++;
      sum += j;
    }
  return sum;
}

/* How many crossings changing the places of U and the V below it would
 * remove. */
static gint
gain (Order *order, guint32 u, guint32 v)
{
  gint sum = 0;

  for (guint side = 0; side < 2; side++)
    {
      double *a = order->values, *b;
      guint n_a = neighbours (order, u, side == 0, a), n_b;

      if (n_a == 0)
        continue;
      b = a + n_a;
      n_b = neighbours (order, v, side == 0, b);
      if (n_b == 0)
        continue;
      sort_doubles (a, n_a);
      sort_doubles (b, n_b);
      sum += (gint) inversions (a, n_a, b, n_b) - (gint) inversions (b, n_b, a, n_a);
    }
  return sum;
}

/* Changes places of neighbours while that removes crossings; with EVEN, once
 * also where it makes no difference: a way out of a dead end. */
static void
transpose (Order *order, gboolean even)
{
  RsLayers *layers = order->layers;
  gboolean better = TRUE;

  for (guint round = 0; round < 12 && better; round++)
    {
      better = FALSE;
      for (guint layer = 1; layer < layers->n_layers; layer++)
        for (guint32 i = layers->layer_first[layer]; i + 1 < layers->layer_first[layer + 1]; i++)
          {
            guint32 u = layers->order[i], v = layers->order[i + 1];

            gint removed = gain (order, u, v);

            if (removed < 0 || (removed == 0 && !(even && round == 0)))
              continue;
            better |= removed > 0;
            layers->order[i] = v;
            layers->order[i + 1] = u;
            layers->position[v]--;
            layers->position[u]++;
          }
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

/* Sweeps from the order at hand; keeps in BEST whatever has fewer crossings
 * than LEAST. */
static void
improve (Order *order, Entry *entries, guint32 *best, guint64 *least)
{
  RsLayers *layers = order->layers;
  gboolean large = layers->n_nodes > 4000;
  guint rounds = large ? 16 : 48, patience = large ? 5 : 12, idle = 0;
  guint64 own = G_MAXUINT64;

  for (guint round = 0; round<rounds && * least> 0 && idle < patience; round++)
    {
      guint64 crossings;

      sweep (order, round, entries);
      transpose (order, round % 2 == 1);
      crossings = all_crossings (layers, order->tree);
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
rs_layers_order (RsLayers *layers)
{
  Order order = { layers };
  g_autofree Entry *entries = g_new (Entry, layers->n_nodes + 1);
  g_autofree guint32 *first = g_memdup2 (layers->order, (layers->n_nodes + 1) * sizeof (guint32));
  g_autofree guint32 *best = g_memdup2 (first, (layers->n_nodes + 1) * sizeof (guint32));
  guint64 least;

  order.fraction = g_new (double, layers->n_arcs + 1);
  order.key = g_new (double, layers->n_nodes + 1);
  order.values = g_new (double, 2 * layers->n_arcs + 2);
  order.tree = g_new (guint32, layers->n_nodes + 2);
  find_fractions (&order);
  least = all_crossings (layers, order.tree);
  improve (&order, entries, best, &least);
  if (least > 0)
    {
      memcpy (layers->order, first, layers->n_nodes * sizeof (guint32));
      reverse_layers (layers);
      set_order (layers, layers->order);
      improve (&order, entries, best, &least);
    }
  set_order (layers, best);
  g_free (order.fraction);
  g_free (order.key);
  g_free (order.values);
  g_free (order.tree);
}
