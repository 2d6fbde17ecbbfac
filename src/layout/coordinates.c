/* SPDX-License-Identifier: MIT
 *
 * Heights: the y of every node, in the order that its layer has.
 *
 * Each layer in turn goes as near as it can to where its neighbours want it.
 * With the order and the least distances fixed, the best heights in the
 * least-squares sense are an isotonic regression: subtract from each node the
 * room that those above it need, and the result must not decrease. "Pool
 * adjacent violators" solves that in linear time: groups that would overlap are
 * merged, and stand at the mean of what they want.
 *
 * Sweeps to the right, to the left, and at last to the right again, so that
 * segments leave their rows level. Segments between dummies weigh more: long
 * edges run straight. Rejected: Brandes and Köpf 2001, whose four alignments
 * take ports and unequal heights badly.
 */
#include "layout/layout-private.h"

#define DUMMY_HEIGHT 4      /* points, of an edge that passes a layer */
#define DUMMY_SPACE 5       /* between two of them */
#define BESIDE_DUMMY 0.4    /* of the space between boxes, between a box and an edge */
#define DUMMY_WEIGHT 3      /* of a segment, for each end that is a dummy */
#define WEIGHT_OF_STAY 0.01 /* of staying, where nothing is wished */
#define ROUNDS 5

void
rs_layout_isotonic (const double *wanted, const double *weight, guint n, double *values)
{
  g_autofree double *sum = g_new (double, n + 1), *mass = g_new (double, n + 1);
  g_autofree guint *size = g_new (guint, n + 1);
  guint blocks = 0, next = 0;

  for (guint i = 0; i < n; i++)
    {
      sum[blocks] = wanted[i] * weight[i];
      mass[blocks] = weight[i];
      size[blocks++] = 1;
      while (blocks > 1 && sum[blocks - 2] * mass[blocks - 1] > sum[blocks - 1] * mass[blocks - 2])
        {
          blocks--;
          sum[blocks - 1] += sum[blocks];
          mass[blocks - 1] += mass[blocks];
          size[blocks - 1] += size[blocks];
        }
    }
  for (guint b = 0; b < blocks; b++)
    for (guint i = 0; i < size[b]; i++)
      values[next++] = sum[b] / mass[b];
}

typedef struct {
  const RsLayers *layers;
  const RsLayoutGraph *graph;
  const RsLayoutMetrics *metrics;
  double *y;
  double *middle;                            /* of each box: the mean of its ports */
  double *wanted, *weight, *offset, *values; /* scratch, one layer */
} Heights;

static double
node_height (const Heights *heights, guint32 node)
{
  return node < heights->layers->n_boxes
             ? rs_layout_extent (&heights->graph->boxes[node], heights->metrics)
             : DUMMY_HEIGHT;
}

static double
space_between (const Heights *heights, guint32 above, guint32 below)
{
  gboolean above_box = above < heights->layers->n_boxes,
           below_box = below < heights->layers->n_boxes;

  return above_box && below_box   ? heights->metrics->space
         : above_box || below_box ? heights->metrics->space * BESIDE_DUMMY
                                  : DUMMY_SPACE;
}

static double
segment_weight (const Heights *heights, guint32 segment)
{
  guint32 n = heights->layers->n_boxes;

  return (heights->layers->left[segment] >= n ? DUMMY_WEIGHT : 1)
         * (heights->layers->right[segment] >= n ? DUMMY_WEIGHT : 1);
}

/* How far below its left end's top SEGMENT wants its right end's top. Between
 * boxes: as its port lies to the middle of the ports there, so that a chain
 * stays level and siblings spread around their parent. To or from a dummy: so
 * that the segment is level. */
static double
drop (const Heights *heights, guint32 segment)
{
  const RsLayers *layers = heights->layers;
  guint32 left = layers->left[segment];

  if (left < layers->n_boxes && layers->right[segment] < layers->n_boxes)
    return layers->port[segment] - heights->middle[left];
  return layers->port[segment] - layers->entry[segment];
}

/* Where NODE's segments at one side want it; a small weight for where it is, if
 * it has none. */
static void
find_wish (Heights *heights, guint32 node, gboolean left_side, double *wanted, double *weight)
{
  const RsLayers *layers = heights->layers;
  const guint32 *first = left_side ? layers->left_first : layers->right_first,
                *segments = left_side ? layers->left_segments : layers->right_segments,
                *others = left_side ? layers->left : layers->right;
  double sum = 0, mass = 0;

  for (guint32 a = first[node]; a < first[node + 1]; a++)
    {
      guint32 segment = segments[a];
      double w = segment_weight (heights, segment), down = drop (heights, segment);

      sum += w * (heights->y[others[segment]] + (left_side ? down : -down));
      mass += w;
    }
  *wanted = mass > 0 ? sum / mass : heights->y[node];
  *weight = mass > 0 ? mass : WEIGHT_OF_STAY;
}

/* Moves the nodes of LAYER, in their order, as near as they can get to where
 * their segments at one side want them. */
static void
assign_layer (Heights *heights, guint layer, gboolean left_side)
{
  const RsLayers *layers = heights->layers;
  guint32 first = layers->layer_first[layer], n = layers->layer_first[layer + 1] - first;
  double offset = 0;

  for (guint32 i = 0; i < n; i++)
    {
      guint32 node = layers->order[first + i];

      if (i > 0)
        offset += node_height (heights, layers->order[first + i - 1])
                  + space_between (heights, layers->order[first + i - 1], node);
      heights->offset[i] = offset;
      find_wish (heights, node, left_side, &heights->wanted[i], &heights->weight[i]);
      heights->wanted[i] -= offset;
    }
  rs_layout_isotonic (heights->wanted, heights->weight, n, heights->values);
  for (guint32 i = 0; i < n; i++)
    heights->y[layers->order[first + i]] = heights->values[i] + heights->offset[i];
}

/* The first heights: each layer from the top down, as close as can be. */
static void
stack_layers (Heights *heights)
{
  const RsLayers *layers = heights->layers;

  for (guint layer = 0; layer < layers->n_layers; layer++)
    {
      double y = 0;

      for (guint32 i = layers->layer_first[layer]; i < layers->layer_first[layer + 1]; i++)
        {
          guint32 node = layers->order[i];

          heights->y[node] = y;
          if (i + 1 < layers->layer_first[layer + 1])
            y += node_height (heights, node) + space_between (heights, node, layers->order[i + 1]);
        }
    }
}

/* Of each box the mean of its ports (transfer full). */
static double *
port_middles (const RsLayers *layers)
{
  double *middle = g_new0 (double, layers->n_boxes + 1);

  for (guint32 box = 0; box < layers->n_boxes; box++)
    {
      guint32 first = layers->right_first[box], n = layers->right_first[box + 1] - first;

      for (guint32 a = first; a < first + n; a++)
        middle[box] += layers->port[layers->right_segments[a]] / n;
    }
  return middle;
}

double *
rs_layers_coordinates (const RsLayers *layers, const RsLayoutGraph *graph,
                       const RsLayoutMetrics *metrics, const RsLayoutWork *work)
{
  Heights heights = { layers, graph, metrics };
  guint n = layers->n_nodes + 1;
  g_autofree double *scratch = g_new (double, 4 * n), *middle = port_middles (layers);

  heights.y = g_new0 (double, n);
  heights.middle = middle;
  heights.wanted = scratch;
  heights.weight = scratch + n;
  heights.offset = scratch + 2 * n;
  heights.values = scratch + 3 * n;
  stack_layers (&heights);
  for (guint round = 0; round < ROUNDS && !rs_layout_is_cancelled (work); round++)
    {
      for (guint layer = 1; layer < layers->n_layers; layer++)
        assign_layer (&heights, layer, TRUE);
      if (round < ROUNDS - 1)
        for (guint layer = layers->n_layers - 1; layer-- > 1;)
          assign_layer (&heights, layer, FALSE);
    }
  return heights.y;
}
