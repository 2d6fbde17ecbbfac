/* SPDX-License-Identifier: MIT
 *
 * The difference of two HeapGraphs. Nodes are matched by serial through the
 * graphs' own tables. The edges of a matched node are compared row by row
 * first, which settles nearly all nodes of a step; only where some row differs
 * are they matched as a multiset: each is a small record (kind, label, index,
 * target serial), both sides are sorted, and a merge tells what only one has.
 */
#include "graph/diff.h"

#include <stdlib.h>
#include <string.h>

typedef struct {
  guint64 target; /* serial, G_MAXUINT64: nothing */
  const char *label;
  gint32 index;
  guint32 edge;
  guint8 kind, strength;
} EdgeKey;

static EdgeKey
edge_key (const RsHeapGraph *graph, guint32 edge)
{
  const RsGraphEdge *e = &graph->edges[edge];
  EdgeKey key = { e->target == RS_NONE ? G_MAXUINT64 : graph->nodes[e->target].serial,
                  rs_heap_graph_text (graph, e->label),
                  e->index,
                  edge,
                  e->kind,
                  e->strength };

  return key;
}

static int
compare_keys (const EdgeKey *a, const EdgeKey *b)
{
  if (a->kind != b->kind)
    return (int) a->kind - (int) b->kind;
  if (a->index != b->index)
    return a->index < b->index ? -1 : 1;
  if (a->target != b->target)
    return a->target < b->target ? -1 : 1;
  if (a->strength != b->strength)
    return (int) a->strength - (int) b->strength;
  return strcmp (a->label, b->label);
}

static int
compare_keys_then_edges (const void *a, const void *b)
{
  const EdgeKey *key_a = a, *key_b = b;
  int order = compare_keys (key_a, key_b);

  return order != 0 ? order : key_a->edge < key_b->edge ? -1 : 1;
}

static int
compare_numbers (const void *a, const void *b)
{
  guint32 x = *(const guint32 *) a, y = *(const guint32 *) b;

  return x < y ? -1 : x > y;
}

static EdgeKey *
sorted_keys (const RsHeapGraph *graph, const RsGraphNode *node)
{
  EdgeKey *keys = g_new (EdgeKey, node->n_edges + 1);

  for (guint32 i = 0; i < node->n_edges; i++)
    keys[i] = edge_key (graph, node->first_edge + i);
  qsort (keys, node->n_edges, sizeof *keys, compare_keys_then_edges);
  return keys;
}

static gboolean
same_rows (const RsGraphDiff *diff, const RsGraphNode *before, const RsGraphNode *after)
{
  if (before->n_edges != after->n_edges)
    return FALSE;
  for (guint32 i = 0; i < before->n_edges; i++)
    {
      EdgeKey a = edge_key (diff->before, before->first_edge + i),
              b = edge_key (diff->after, after->first_edge + i);

      if (compare_keys (&a, &b) != 0)
        return FALSE;
    }
  return TRUE;
}

static void
compare_edges (RsGraphDiff *diff, const RsGraphNode *before, const RsGraphNode *after)
{
  g_autofree EdgeKey *a = NULL, *b = NULL;
  guint32 i = 0, j = 0;

  if (same_rows (diff, before, after))
    return;
  a = sorted_keys (diff->before, before);
  b = sorted_keys (diff->after, after);
  while (i < before->n_edges || j < after->n_edges)
    {
      int order = i == before->n_edges ? 1 : j == after->n_edges ? -1 : compare_keys (&a[i], &b[j]);

      if (order == 0)
        {
          i++;
          j++;
        }
      else if (order < 0)
        g_array_append_val (diff->removed, a[i++].edge);
      else
        g_array_append_val (diff->added, b[j++].edge);
    }
}

static void
append_all (GArray *list, const RsGraphNode *node)
{
  for (guint32 e = node->first_edge; e < node->first_edge + node->n_edges; e++)
    g_array_append_val (list, e);
}

static gboolean
same_value (const RsGraphDiff *diff, const RsGraphNode *a, const RsGraphNode *b)
{
  return a->length == b->length && a->text_length == b->text_length && a->flags == b->flags
         && strcmp (rs_heap_graph_text (diff->before, a->text),
                    rs_heap_graph_text (diff->after, b->text))
                == 0
         && strcmp (rs_heap_graph_text (diff->before, a->type_name),
                    rs_heap_graph_text (diff->after, b->type_name))
                == 0;
}

static void
compare_nodes (RsGraphDiff *diff, guint32 before, guint32 after)
{
  const RsGraphNode *a = &diff->before->nodes[before], *b = &diff->after->nodes[after];
  RsNodePair pair = { before, after };

  if (a->refcount != b->refcount)
    g_array_append_val (diff->counts, pair);
  if (!same_value (diff, a, b))
    g_array_append_val (diff->values, pair);
  compare_edges (diff, a, b);
}

RsGraphDiff *
rs_graph_diff (const RsHeapGraph *before, const RsHeapGraph *after)
{
  RsGraphDiff *diff;

  g_return_val_if_fail (before != NULL && after != NULL, NULL);
  diff = g_new0 (RsGraphDiff, 1);
  diff->before = rs_heap_graph_ref (before);
  diff->after = rs_heap_graph_ref (after);
  diff->born = g_array_new (FALSE, FALSE, sizeof (guint32));
  diff->gone = g_array_new (FALSE, FALSE, sizeof (guint32));
  diff->entered = g_array_new (FALSE, FALSE, sizeof (guint32));
  diff->left = g_array_new (FALSE, FALSE, sizeof (guint32));
  diff->counts = g_array_new (FALSE, FALSE, sizeof (RsNodePair));
  diff->values = g_array_new (FALSE, FALSE, sizeof (RsNodePair));
  diff->added = g_array_new (FALSE, FALSE, sizeof (guint32));
  diff->removed = g_array_new (FALSE, FALSE, sizeof (guint32));
  for (guint32 i = 0; i < after->n_nodes; i++)
    {
      guint32 old = i < before->n_nodes && before->nodes[i].serial == after->nodes[i].serial
                        ? i
                        : rs_heap_graph_find (before, after->nodes[i].serial);

      if (old != RS_NONE)
        {
          compare_nodes (diff, old, i);
          continue;
        }
      g_array_append_val (
          rs_heap_graph_is_born_since (before, after->nodes[i].serial) ? diff->born : diff->entered,
          i);
      append_all (diff->added, &after->nodes[i]);
    }
  for (guint32 i = 0; i < before->n_nodes; i++)
    if (rs_heap_graph_find (after, before->nodes[i].serial) == RS_NONE)
      {
        g_array_append_val (
            rs_heap_graph_is_alive (after, before->nodes[i].serial) ? diff->left : diff->gone, i);
        append_all (diff->removed, &before->nodes[i]);
      }
  g_array_sort (diff->added, compare_numbers);
  g_array_sort (diff->removed, compare_numbers);
  return diff;
}

void
rs_graph_diff_free (RsGraphDiff *diff)
{
  if (diff == NULL)
    return;
  rs_heap_graph_unref (diff->before);
  rs_heap_graph_unref (diff->after);
  g_array_unref (diff->born);
  g_array_unref (diff->gone);
  g_array_unref (diff->entered);
  g_array_unref (diff->left);
  g_array_unref (diff->counts);
  g_array_unref (diff->values);
  g_array_unref (diff->added);
  g_array_unref (diff->removed);
  g_free (diff);
}
