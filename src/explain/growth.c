/* SPDX-License-Identifier: MIT
 *
 * What there is more of, by type: the objects that the collector knows, those
 * that wait for it included.
 */
#include "question.h"

#include <stdlib.h>
#include <string.h>

static void
count_types (const RsHeapGraph *graph, GHashTable *counts, int sign)
{
  for (guint i = 0; i < graph->n_nodes; i++)
    {
      const RsGraphNode *node = &graph->nodes[i];
      if (node->gc_generation < 0 || node->kind == RS_GNODE_FRAME)
        continue;
      const char *type = rs_heap_graph_text (graph, node->type_name);
      gint64 n = GPOINTER_TO_SIZE (g_hash_table_lookup (counts, type));
      g_hash_table_insert (counts, g_strdup (type), GSIZE_TO_POINTER (n + sign));
    }
}

static int
compare_types (gconstpointer a, gconstpointer b)
{
  return strcmp (((const RsTypeCount *) a)->type, ((const RsTypeCount *) b)->type);
}

static void
clear_count (gpointer data)
{
  g_free (((RsTypeCount *) data)->type);
}

GArray *
rs_growth (const RsHeapGraph *before, const RsHeapGraph *now)
{
  g_autoptr (GHashTable) counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GArray *types = g_array_new (FALSE, FALSE, sizeof (RsTypeCount));
  GHashTableIter iter;
  gpointer type, n;

  g_array_set_clear_func (types, clear_count);
  count_types (now, counts, 1);
  count_types (before, counts, -1);
  g_hash_table_iter_init (&iter, counts);
  while (g_hash_table_iter_next (&iter, &type, &n))
    {
      RsTypeCount count = { g_strdup (type), (gint64) GPOINTER_TO_SIZE (n) };
      g_array_append_val (types, count);
    }
  g_array_sort (types, compare_types);
  return types;
}
