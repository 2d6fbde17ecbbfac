/* SPDX-License-Identifier: MIT
 *
 * Fewer crossings by simulated annealing (Kirkpatrick, Gelatt and Vecchi 1983).
 *
 * Sweeps end in an order that no single exchange of neighbours improves, though
 * a few exchanges that first make it worse would: where one of two long edges
 * has to get past the other, each of its dummies is such an exchange. Here an
 * exchange that costs crossings is done, too, with a probability that falls
 * with the cost and with time:
 *
 *     exp (-crossings lost / temperature),  the temperature falls to nothing
 *
 * A step takes one layer by chance, lists its neighbours once, and goes down
 * it, pair by pair. The first temperature is what an exchange costs on average;
 * it falls evenly with the work done, and the work is what the caller allows.
 * Exchanges that change nothing are always done: they lead out of flat places.
 *
 * Chance is a generator with a fixed seed: the same graph gives the same
 * drawing. Against sweeps from two sides, at the same cost: a quarter fewer
 * crossings in graphs like heaps of 200 and 1000 objects. Rejected: more
 * starts, which the first sweep makes alike; pairs by chance instead of down
 * the layer, which wins as much in twice the time.
 */
#include "layout/order-private.h"

#include <math.h>

#define STEPS 64  /* of the temperature */
#define LOSSES 24 /* crossings that one exchange may cost; more never */
#define SAMPLE 24 /* layers looked at for the first temperature */

typedef struct {
  RsOrder *order;
  guint32 random;         /* the generator's state */
  guint32 chance[LOSSES]; /* of an exchange that costs so many crossings, of 2^32 */
  guint32 *single;        /* of each dummy of one edge: its left end in left_at; else 0 */
} Anneal;

/* Marsaglia's xorshift, 2003. */
static guint32
draw (Anneal *anneal)
{
  guint32 x = anneal->random;

  x ^= x << 13;
  x ^= x >> 17;
  x ^= x << 5;
  return anneal->random = x;
}

/* From 0 to below N. */
static guint32
draw_below (Anneal *anneal, guint32 n)
{
  return (guint32) (((guint64) draw (anneal) * n) >> 32);
}

static void
set_temperature (Anneal *anneal, double temperature)
{
  for (guint loss = 0; loss < LOSSES; loss++)
    anneal->chance[loss] = (guint32) (exp (-(double) loss / temperature) * G_MAXUINT32);
}

/* A layer of two nodes or more that may change, looked at; 0: none was found at
 * once. */
static guint
choose_layer (Anneal *anneal)
{
  const RsLayers *layers = anneal->order->layers;
  guint layer = 1 + draw_below (anneal, layers->n_layers - 1);

  anneal->order->work->done++;
  if (layers->layer_first[layer + 1] - layers->layer_first[layer] < 2)
    return 0;
  rs_order_look_left (anneal->order, layer);
  rs_order_look_right (anneal->order, layer);
  return layer;
}

/* What an exchange that costs crossings costs on average. */
static double
average_loss (Anneal *anneal)
{
  const RsLayers *layers = anneal->order->layers;
  double sum = 0;
  guint n = 0;

  for (guint round = 0; round < SAMPLE; round++)
    {
      guint layer = choose_layer (anneal);

      for (guint32 i = layers->layer_first[layer];
           layer > 0 && i + 1 < layers->layer_first[layer + 1]; i++)
        {
          gint64 gain = rs_order_gain (anneal->order, layers->order[i], layers->order[i + 1]);

          sum -= gain < 0 ? (double) gain : 0;
          n += gain < 0;
        }
    }
  return n > 0 ? sum / n : 1;
}

static inline gint64
compare (double a, double b)
{
  return (a > b) - (a < b);
}

/* Most nodes are dummies of one edge: no list of theirs has to be walked. */
static inline gint64
gain_at (const Anneal *anneal, guint32 i)
{
  const RsOrder *o = anneal->order;
  guint32 u = o->layers->order[i], v = o->layers->order[i + 1];
  guint32 a = anneal->single[u], b = anneal->single[v];

  if (a == 0 || b == 0)
    return rs_order_gain (anneal->order, u, v);
  return compare (o->left_at[a], o->left_at[b])
         + compare (o->right_at[o->layers->right_first[u]], o->right_at[o->layers->right_first[v]]);
}

/* Once down LAYER: a node may go down as long as chance lets it. */
static void
try_exchanges (Anneal *anneal, guint layer)
{
  const RsLayers *layers = anneal->order->layers;
  guint32 first = layers->layer_first[layer], end = layers->layer_first[layer + 1];

  for (guint32 i = first; i + 1 < end; i++)
    {
      gint64 gain = gain_at (anneal, i);

      if (gain >= 0 || (gain > -LOSSES && draw (anneal) < anneal->chance[-gain]))
        rs_order_swap (anneal->order, i);
    }
  anneal->order->work->done += 2 * (end - first);
}

static void
find_single (Anneal *anneal)
{
  const RsLayers *layers = anneal->order->layers;

  for (guint32 node = layers->n_boxes; node < layers->n_nodes; node++)
    {
      guint32 left = layers->left_first[node], right = layers->right_first[node];

      if (layers->left_first[node + 1] == left + 1 && layers->right_first[node + 1] == right + 1
          && layers->weight[layers->left_segments[left]] == 1)
        anneal->single[node] = left;
    }
}

void
rs_order_anneal (RsOrder *order, guint64 limit)
{
  g_autofree guint32 *single = g_new0 (guint32, order->layers->n_nodes + 1);
  Anneal anneal = { order, 2463534242u, { 0 }, single };
  guint64 start = order->work->done;
  double first;

  if (order->layers->n_layers < 2)
    return;
  find_single (&anneal);
  first = average_loss (&anneal);
  for (guint step = 0; step < STEPS && !rs_layout_is_cancelled (order->work); step++)
    {
      set_temperature (&anneal, first * (1 - (double) step / STEPS));
      while (order->work->done - start < limit * (step + 1) / STEPS)
        {
          guint layer = choose_layer (&anneal);

          if (layer > 0)
            try_exchanges (&anneal, layer);
        }
    }
}
