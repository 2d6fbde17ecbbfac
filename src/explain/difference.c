/* SPDX-License-Identifier: MIT
 *
 * Two heaps, counted by type and by line of birth, and subtracted. A line's row
 * is told by the function and the line; who was born there is known from the
 * lives, how large it was at either moment from the graphs.
 */
#include "difference.h"

#include <string.h>

typedef struct {
  const RsLives *lives;
  gboolean all;
  GHashTable *types, *lines; /* key → RsDifferenceRow */
  RsDifferenceRow sum;
} Count;

static void
row_free (gpointer data)
{
  g_free (((RsDifferenceRow *) data)->name);
  g_free (data);
}

static RsDifferenceRow *
row_of (GHashTable *table, const char *name, gint32 line)
{
  g_autofree char *key = g_strdup_printf ("%s:%d", name, line);
  RsDifferenceRow *row = g_hash_table_lookup (table, key);
  if (row != NULL)
    return row;
  row = g_new0 (RsDifferenceRow, 1);
  row->name = g_strdup (name);
  row->line = line;
  g_hash_table_insert (table, g_steal_pointer (&key), row);
  return row;
}

static void
add (RsDifferenceRow *row, gboolean now, gint64 bytes)
{
  *(now ? &row->objects_now : &row->objects_before) += 1;
  *(now ? &row->bytes_now : &row->bytes_before) += bytes;
}

static void
count_heap (Count *count, const RsHeapGraph *graph, gboolean now)
{
  const RsLives *lives = count->lives;
  for (guint i = 0; i < graph->n_nodes; i++)
    {
      const RsGraphNode *node = &graph->nodes[i];
      const RsLife *life = rs_lives_get (lives, node->serial);
      if (life == NULL || node->kind == RS_GNODE_FRAME || (!count->all && !rs_life_is_own (life)))
        continue;
      const RsLifeSite *site = &lives->sites[life->born_site];
      add (row_of (count->types, lives->types[life->type].name, 0), now, node->size);
      add (row_of (count->lines, site->function ? site->function : "", site->line), now,
           node->size);
      add (&count->sum, now, node->size);
    }
}

/* --- rows ----------------------------------------------------------------- */

static int
by_growth (gconstpointer a, gconstpointer b)
{
  const RsDifferenceRow *x = a, *y = b;
  gint64 bytes_x = x->bytes_now - x->bytes_before, bytes_y = y->bytes_now - y->bytes_before;
  if (bytes_x != bytes_y)
    return bytes_x > bytes_y ? -1 : 1;
  return x->line != y->line ? x->line - y->line : strcmp (x->name, y->name);
}

static void
clear_row (gpointer data)
{
  g_free (((RsDifferenceRow *) data)->name);
}

static GArray *
changed_rows (GHashTable *table)
{
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (RsDifferenceRow));
  GHashTableIter iter;
  gpointer value;
  g_array_set_clear_func (rows, clear_row);
  g_hash_table_iter_init (&iter, table);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      RsDifferenceRow row = *(RsDifferenceRow *) value;
      if (row.objects_now == row.objects_before && row.bytes_now == row.bytes_before)
        continue;
      row.name = g_strdup (row.name);
      g_array_append_val (rows, row);
    }
  g_array_sort (rows, by_growth);
  return rows;
}

/* --- the whole ------------------------------------------------------------ */

static gboolean
lives_at (const RsHeapGraph *graph, guint64 serial)
{
  return rs_heap_graph_find (graph, serial) != RS_NONE;
}

/* What is in one heap only: of NOW, born; of BEFORE, died. */
static guint64
only_in (const Count *count, const RsHeapGraph *graph, const RsHeapGraph *other)
{
  guint64 n = 0;
  for (guint i = 0; i < graph->n_nodes; i++)
    {
      const RsLife *life = rs_lives_get (count->lives, graph->nodes[i].serial);
      n += life != NULL && graph->nodes[i].kind != RS_GNODE_FRAME
           && (count->all || rs_life_is_own (life)) && !lives_at (other, graph->nodes[i].serial);
    }
  return n;
}

static RsDifference *
subtract (Count *count, const RsHeapGraph *before, const RsHeapGraph *now)
{
  RsDifference *difference = g_new0 (RsDifference, 1);
  count_heap (count, before, FALSE);
  count_heap (count, now, TRUE);
  difference->types = changed_rows (count->types);
  difference->lines = changed_rows (count->lines);
  difference->all = count->sum;
  difference->born = only_in (count, now, before);
  difference->died = only_in (count, before, now);
  return difference;
}

RsDifference *
rs_difference (RsSession *session, const RsInstant *from, const RsInstant *to, gboolean all,
               GError **error)
{
  g_autoptr (RsConstHeapGraph) before = rs_session_whole_graph (session, from, error);
  g_autoptr (RsConstHeapGraph) now = before ? rs_session_whole_graph (session, to, error) : NULL;
  if (now == NULL)
    return NULL;
  Count count = { .lives = rs_session_recording (session)->lives,
                  .all = all,
                  .types = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, row_free),
                  .lines = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, row_free) };
  RsDifference *difference = subtract (&count, before, now);
  g_hash_table_unref (count.types);
  g_hash_table_unref (count.lines);
  return difference;
}

void
rs_difference_free (RsDifference *difference)
{
  if (difference == NULL)
    return;
  g_array_unref (difference->types);
  g_array_unref (difference->lines);
  g_free (difference);
}
