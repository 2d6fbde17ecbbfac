/* SPDX-License-Identifier: MIT
 *
 * Crossings: how many there are, and how many fewer if two neighbours changed
 * places.
 *
 * All are counted with an accumulator tree (Barth, Juenger and Mutzel 2002,
 * "Simple and efficient bilayer cross counting"): segments in the order of
 * their left ends, and for each the earlier ones that end further down. A
 * segment counts as often as edges run in it. O(segments log nodes).
 *
 * Of two neighbours in a layer, only the ends of their own segments matter: two
 * sorted lists at each side are merged. The lists come sorted from a walk along
 * the layer beside, in its order, and serve for a whole layer: what is in them
 * does not change while nodes of this layer change places.
 */
#include "layout/order-private.h"

#include <string.h>

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
          guint32 segment = layers->right_segments[a], weight = layers->weight[segment];
          guint32 place = layers->position[layers->right[segment]] + 1;
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
rs_order_crossings (RsOrder *order)
{
  order->work->done += order->layers->n_segments;
  return count_all (order->layers, order->tree);
}

guint64
rs_layers_crossings (const RsLayers *layers)
{
  g_autofree guint32 *tree = g_new (guint32, layers->n_nodes + 2);

  return count_all (layers, tree);
}

/* --- neighbours ----------------------------------------------------------- */

/* The places to which LAYER's segments to the left lead. Seen from the left,
 * segments come in the order of their ends: no list has to be sorted. */
void
rs_order_look_left (RsOrder *order, guint layer)
{
  const RsLayers *layers = order->layers;

  for (guint32 i = layers->layer_first[layer]; i < layers->layer_first[layer + 1]; i++)
    order->fill[layers->order[i]] = layers->left_first[layers->order[i]];
  for (guint32 i = layers->layer_first[layer - 1]; i < layers->layer_first[layer]; i++)
    {
      guint32 node = layers->order[i], place = layers->position[node];

      for (guint32 a = layers->right_first[node]; a < layers->right_first[node + 1]; a++)
        {
          guint32 segment = layers->right_segments[a], at = order->fill[layers->right[segment]]++;

          order->left_at[at] = place + order->fraction[segment];
          order->left_weight[at] = layers->weight[segment];
          order->work->done++;
        }
    }
}

/* The same to the right. */
void
rs_order_look_right (RsOrder *order, guint layer)
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
          guint32 segment = layers->left_segments[a], at = order->fill[layers->left[segment]]++;

          order->right_at[at] = place;
          order->right_weight[at] = layers->weight[segment];
          order->work->done++;
        }
    }
}

/* How many crossings of segments that end at A and at B vanish where what B
 * belongs to comes above what A belongs to. Both lists rise. */
static gint64
gain_at_side (const double *a, const guint32 *a_weight, guint n_a, const double *b,
              const guint32 *b_weight, guint n_b)
{
  gint64 gain = 0, below = 0, equal = 0, all = 0;
  guint j = 0;

  if (n_a == 1 && n_b == 1) /* dummies, most nodes */
    return ((a[0] > b[0]) - (a[0] < b[0])) * (gint64) a_weight[0] * b_weight[0];
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

gint64
rs_order_gain (RsOrder *order, guint32 u, guint32 v)
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

/* Where segments leave their left ends: rows share the height of a place. */
static void
find_fractions (RsOrder *order)
{
  const RsLayers *layers = order->layers;

  for (guint32 node = 0; node < layers->n_nodes; node++)
    {
      guint32 first = layers->right_first[node], n = layers->right_first[node + 1] - first;

      for (guint32 i = 0; i < n; i++)
        order->fraction[layers->right_segments[first + i]] = (i + 1.0) / (n + 1.0);
    }
}

void
rs_order_init (RsOrder *order, RsLayers *layers, RsLayoutWork *work)
{
  guint n = layers->n_nodes + 2, m = layers->n_segments + 1;

  *order = (RsOrder){ layers, work };
  order->fraction = g_new (double, m);
  order->key = g_new (double, n);
  order->tree = g_new (guint32, n);
  order->fill = g_new (guint32, n);
  order->dirty = g_new (guint8, layers->n_layers + 1);
  order->left_at = g_new (double, m);
  order->right_at = g_new (double, m);
  order->left_weight = g_new (guint32, m);
  order->right_weight = g_new (guint32, m);
  find_fractions (order);
}

void
rs_order_clear (RsOrder *order)
{
  g_free (order->fraction);
  g_free (order->key);
  g_free (order->tree);
  g_free (order->fill);
  g_free (order->dirty);
  g_free (order->left_at);
  g_free (order->right_at);
  g_free (order->left_weight);
  g_free (order->right_weight);
}
