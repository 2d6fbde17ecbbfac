/* SPDX-License-Identifier: MIT
 *
 * Long containers. A card shows the first rows of a list, dict or set, so many
 * as there is room for, and tells how many are cut. Of the cut ones a few are
 * wanted all the same: those that differ from the other moment, and those that
 * lead to the selected object. They take the place of the last of the first
 * rows, and of one more for the gap before them, so that the card does not
 * grow.
 *
 *   [0] [1] [2] ... [14]  ... 55 more  [70]  +29 more
 *
 * A row is compared with that of the same name near the same position: a dict
 * that has lost a key has all later ones two edges earlier.
 */
#include "graph/filter-private.h"

#include <string.h>

#define MOST_WANTED 4 /* rows of a container beyond those that fit */
#define LEAST_FIRST 4 /* of the first rows */
#define NEAR 4        /* edges by which a row may have moved since the row before it */

static guint64
serial_of (const RsHeapGraph *graph, guint32 node)
{
  return node == RS_NONE ? G_MAXUINT64 : graph->nodes[node].serial;
}

/* Whether the edges have the same name; a member of a set has none but
 * itself. */
static gboolean
same_name (const RsHeapGraph *graph, const RsGraphEdge *a, const RsHeapGraph *other,
           const RsGraphEdge *b)
{
  if (a->kind != b->kind)
    return FALSE;
  if (a->kind == RS_REF_KEY)
    return serial_of (graph, a->target) == serial_of (other, b->target);
  return a->index == b->index
         && strcmp (rs_heap_graph_text (graph, a->label), rs_heap_graph_text (other, b->label))
                == 0;
}

/* Sets filter->twin to NODE of the other moment, once for all of its rows. */
static void
find_twin (Filter *filter, guint32 node)
{
  if (filter->twin_of == node)
    return;
  filter->twin_of = node;
  filter->shift = 0;
  filter->twin = rs_heap_graph_find (filter->other, filter->graph->nodes[node].serial);
}

/* The edge of OTHER that has the name of EDGE; NULL: there is none near. */
static const RsGraphEdge *
find_edge (Filter *filter, const RsGraphEdge *edge, gint position)
{
  const RsGraphNode *twin = &filter->other->nodes[filter->twin];

  for (gint k = 0; k <= 2 * NEAR; k++)
    {
      gint shift = filter->shift + (k % 2 ? (k + 1) / 2 : -(k / 2)), at = position + shift;
      const RsGraphEdge *old;

      if (at < 0 || at >= (gint) twin->n_edges)
        continue;
      old = &filter->other->edges[twin->first_edge + (guint) at];
      if (same_name (filter->graph, edge, filter->other, old))
        {
          filter->shift = shift;
          return old;
        }
    }
  return NULL;
}

/* Whether the edge WHOLE was not there at the other moment, or led
 * elsewhere. */
static gboolean
has_changed (Filter *filter, guint32 whole)
{
  const RsGraphEdge *edge = &filter->graph->edges[whole], *old;

  if (filter->other == NULL)
    return FALSE;
  find_twin (filter, edge->source);
  if (filter->twin == RS_NONE)
    return FALSE;
  old = find_edge (filter, edge, (gint) (whole - filter->graph->nodes[edge->source].first_edge));
  return old == NULL
         || serial_of (filter->other, old->target) != serial_of (filter->graph, edge->target);
}

gboolean
rs_filter_is_wanted (Filter *filter, guint32 whole)
{
  guint32 target = filter->graph->edges[whole].target;

  if (filter->n_extra >= MOST_WANTED)
    return FALSE;
  return (filter->selected != 0 && serial_of (filter->graph, target) == filter->selected)
         || has_changed (filter, whole);
}

void
rs_filter_append (Filter *filter, const RsGraphEdge *row)
{
  RsGraphEdge copy = *row;

  if (filter->n_rows - filter->n_extra >= filter->max_rows)
    {
      if (!rs_filter_is_wanted (filter, row->whole))
        {
          filter->cut[row->source]++;
          filter->skipped++;
          return;
        }
      filter->n_extra++;
    }
  copy.skipped = filter->skipped;
  filter->skipped = 0;
  filter->n_rows++;
  g_array_append_val (filter->edges, copy);
}

void
rs_filter_make_room (Filter *filter, guint32 node)
{
  guint n = filter->edges->len - filter->first_row, first, taken = filter->n_extra, room;

  if (taken == 0)
    return;
  /* The wanted ones come last. Each that follows a gap takes a row more. */
  first = n - taken;
  for (guint i = first; i < n; i++)
    taken += g_array_index (filter->edges, RsGraphEdge, filter->first_row + i).skipped > 0;
  room = MIN (taken, first - MIN (first, LEAST_FIRST));
  if (room == 0)
    return;
  g_array_index (filter->edges, RsGraphEdge, filter->first_row + first).skipped += room;
  g_array_remove_range (filter->edges, filter->first_row + first - room, room);
  filter->cut[node] += room;
}
