/* SPDX-License-Identifier: MIT
 *
 * The history of a count. The counts are read in one run of the program; what
 * came and went is the difference of the references, by what they are called,
 * in the heaps before and after a change. A reference that moved to another
 * place came and went, at one count: it is no change of the count, and is not
 * looked for.
 */
#include "history.h"

#include "chains.h"
#include "label-text.h"
#include "session/aside.h"

static void
clear_change (gpointer data)
{
  RsCountChange *change = data;
  g_clear_pointer (&change->came, g_ptr_array_unref);
  g_clear_pointer (&change->went, g_ptr_array_unref);
}

void
rs_history_free (RsHistory *history)
{
  if (history == NULL)
    return;
  g_array_unref (history->changes);
  g_free (history);
}

/* --- the counts ----------------------------------------------------------- */

typedef struct {
  RsHistory *history;
  const RsRecording *recording;
  gint64 last;
  guint most;
} Counting;

static void
add_change (Counting *c, guint step, gint64 count)
{
  RsCountChange change = { .step = step, .before = c->last, .after = count };
  if (c->history->changes->len == c->most)
    {
      c->history->cut = TRUE;
      return;
    }
  /* A step says which line is about to run, the one before it which has. */
  if (step > 0 && c->recording->steps[step - 1].line > 0)
    change.line = c->recording->steps[step - 1].line;
  change.came = g_ptr_array_new_with_free_func (g_free);
  change.went = g_ptr_array_new_with_free_func (g_free);
  g_array_append_val (c->history->changes, change);
  c->last = count;
}

static gboolean
on_count (guint step, guint64 serial, gint64 count, gpointer data)
{
  Counting *c = data;
  if (count != c->last)
    add_change (c, step, count);
  return !c->history->cut;
}

/* --- the references ------------------------------------------------------- */

/* What refers to SERIAL at STEP: its chains, and how many are called so
 * (GUINT_TO_POINTER). NULL: *ERROR. */
static GHashTable *
references_at (RsSession *session, guint64 serial, guint step, GError **error)
{
  RsInstant instant = { TRUE, step };
  const RsHeapGraph *graph = rs_session_whole_graph (session, &instant, error);
  if (graph == NULL)
    return NULL;
  GHashTable *table = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint32 node = rs_heap_graph_find (graph, serial);
  g_autoptr (GPtrArray) holders =
      node != RS_NONE ? rs_holders_find (graph, node) : g_ptr_array_new ();
  for (guint i = 0; i < holders->len; i++)
    {
      const RsHolder *holder = holders->pdata[i];
      char *name = rs_chain_text (holder->labels);
      guint n = GPOINTER_TO_UINT (g_hash_table_lookup (table, name));
      g_hash_table_replace (table, name, GUINT_TO_POINTER (n + 1));
    }
  rs_heap_graph_unref (graph);
  return table;
}

/* Adds to OUT what HERE has more of than THERE. */
static void
add_more_of (GPtrArray *out, GHashTable *here, GHashTable *there)
{
  GHashTableIter iter;
  gpointer name, n;
  g_hash_table_iter_init (&iter, here);
  while (g_hash_table_iter_next (&iter, &name, &n))
    for (guint k = GPOINTER_TO_UINT (g_hash_table_lookup (there, name)); k < GPOINTER_TO_UINT (n);
         k++)
      g_ptr_array_add (out, g_strdup (name));
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 (*(const char *const *) a, *(const char *const *) b);
}

static gboolean
name_references (RsSession *session, guint64 serial, RsCountChange *change, GError **error)
{
  g_autoptr (GHashTable) before = change->step > 0
                                      ? references_at (session, serial, change->step - 1, error)
                                      : g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) after =
      before != NULL ? references_at (session, serial, change->step, error) : NULL;
  if (after == NULL)
    return FALSE;
  add_more_of (change->came, after, before);
  add_more_of (change->went, before, after);
  g_ptr_array_sort (change->came, compare_names);
  g_ptr_array_sort (change->went, compare_names);
  return TRUE;
}

/* --- the history ---------------------------------------------------------- */

RsHistory *
rs_history_new (RsSession *session, guint64 serial, guint most, GError **error)
{
  const RsRecording *recording = rs_session_recording (session);
  const RsLife *life = rs_lives_get (recording->lives, serial);
  g_autoptr (RsHistory) history = g_new0 (RsHistory, 1);
  Counting counting = { history, recording, 0, most };

  history->serial = serial;
  history->changes = g_array_new (FALSE, FALSE, sizeof (RsCountChange));
  g_array_set_clear_func (history->changes, clear_change);
  if (life == NULL)
    {
      g_set_error (error, RS_SESSION_ERROR, RS_SESSION_ERROR_MOMENT,
                   "no object of the run has the number %" G_GUINT64_FORMAT, serial);
      return NULL;
    }
  if (!rs_session_walk_counts (session, &serial, 1, 1, on_count, &counting, error))
    return NULL;
  if (!history->cut && counting.last > 0 && life->died_step < recording->n_steps)
    add_change (&counting, life->died_step, 0);
  for (guint i = 0; i < history->changes->len; i++)
    if (!name_references (session, serial, &g_array_index (history->changes, RsCountChange, i),
                          error))
      return NULL;
  return g_steal_pointer (&history);
}
