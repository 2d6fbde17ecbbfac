/* SPDX-License-Identifier: MIT
 *
 * Narration: the parts tell what they know in sentences, each with what it is
 * about (RsSays); sorted by that, the first is what matters most to somebody
 * who learns from the program. Only then is cut what is too much.
 *
 * Start reading at rs_narrate ().
 */
#include "narrate-private.h"

#include "session/session.h"
#include "text/escape.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MOST_OUTPUT 60 /* characters that are quoted */

const char *
rs_says_name (RsSays says)
{
  static const char *const names[RS_N_SAYS] = {
    "raised",  "handled",  "collection",  "count-zero",  "freed",   "freed-with",
    "cleared", "callback", "finalizer",   "resurrected", "unbound", "bound",
    "weak",    "called",   "returned",    "changed",     "value",   "born",
    "output",  "count",    "freed-inner", "switched",    "passing", "nothing",
  };
  return names[says];
}

/* --- exceptions, output, threads ------------------------------------------ */

static gpointer
key_of (guint64 serial)
{
  return GSIZE_TO_POINTER ((gsize) serial);
}

/* Exceptions that were raised and gone in between were the library's own
 * affair. */
static void
tell_exceptions (RsTeller *teller)
{
  g_autoptr (GHashTable) raised = g_hash_table_new (NULL, NULL);
  for (guint i = 0; i < teller->journal->n_events; i++)
    {
      const RsEvent *event = &teller->journal->events[i];
      gboolean known =
          teller->before != NULL && rs_heap_graph_find (teller->before, event->object) != RS_NONE;
      if ((event->kind != RS_EVENT_RAISED && event->kind != RS_EVENT_HANDLED)
          || rs_heap_graph_find (teller->after, event->object) == RS_NONE)
        continue;
      const char *line = rs_number (teller, event->line);
      RsSentence *told = NULL;
      if (event->kind == RS_EVENT_HANDLED)
        told = rs_tell (teller, RS_SAYS_HANDLED,
                        _ ("The %s is caught: its handler begins in line %s."), event->type, line,
                        NULL);
      else if (g_hash_table_add (raised, key_of (event->object)))
        told =
            rs_tell (teller, RS_SAYS_RAISED,
                     known ? _ ("The %s goes on through line %s.") : _ ("%s is raised in line %s."),
                     event->type, line, NULL);
      if (told != NULL)
        told->object = event->object;
    }
}

/* What was written to one stream, in one sentence. */
static void
tell_output (RsTeller *teller, gint64 stream)
{
  g_autoptr (GString) written = g_string_new (NULL);
  for (guint i = 0; i < teller->journal->n_events; i++)
    {
      const RsEvent *event = &teller->journal->events[i];
      if (event->kind == RS_EVENT_OUTPUT && event->number == stream)
        g_string_append (written, event->label);
    }
  if (written->len == 0)
    return;
  if (written->str[written->len - 1] == '\n')
    g_string_truncate (written, written->len - 1);
  g_autofree char *text = g_utf8_make_valid (written->str, -1);
  glong n = g_utf8_strlen (text, -1);
  g_autofree char *start = g_utf8_substring (text, 0, MIN (n, MOST_OUTPUT));
  gsize line = strcspn (start, "\n");
  gboolean cut = n > MOST_OUTPUT || start[line] == '\n';
  start[line] = '\0';
  rs_tell (teller, RS_SAYS_OUTPUT,
           stream == 1 ? _ ("“%s%s” is printed.") : _ ("“%s%s” is written to the error stream."),
           start, cut ? "…" : "", NULL);
}

static void
tell_switches (RsTeller *teller)
{
  const RsEvent *last = NULL;
  for (guint i = 0; i < teller->journal->n_events; i++)
    if (teller->journal->events[i].kind == RS_EVENT_SWITCHED)
      last = &teller->journal->events[i];
  if (last != NULL)
    rs_tell (teller, RS_SAYS_SWITCHED, _ ("Thread %s goes on."), rs_number (teller, last->number),
             NULL)
        ->n = last->number;
}

/* --- the whole ------------------------------------------------------------ */

/* The frame of GRAPH that runs; RS_NONE. */
static guint32
current_frame (const RsHeapGraph *graph)
{
  for (guint i = 0; i < graph->n_roots; i++)
    if (graph->nodes[graph->roots[i]].kind == RS_GNODE_FRAME
        && (graph->nodes[graph->roots[i]].flags & RS_NODE_CURRENT))
      return graph->roots[i];
  return RS_NONE;
}

static gboolean
is_at (const RsHeapGraph *graph, const char *event)
{
  return graph != NULL && strcmp (rs_heap_graph_text (graph, graph->moment.event), event) == 0;
}

/* Which frames end and begin between two steps, the events tell: one at the
 * same place in the stack may be another call. */
static void
find_frames (RsTeller *teller)
{
  teller->gone_frame = is_at (teller->before, "return") ? current_frame (teller->before) : RS_NONE;
  teller->new_frame = is_at (teller->after, "call") ? current_frame (teller->after) : RS_NONE;
}

/* By what they say; those that say alike in the order in which they were
 * told. */
static void
sort_sentences (GArray *sentences)
{
  g_autoptr (GArray) sorted = g_array_sized_new (FALSE, FALSE, sizeof (RsSentence), sentences->len);
  for (guint says = 0; says < RS_N_SAYS; says++)
    for (guint i = 0; i < sentences->len; i++)
      if (g_array_index (sentences, RsSentence, i).says == says)
        g_array_append_val (sorted, g_array_index (sentences, RsSentence, i));
  if (sorted->len > 0)
    memcpy (sentences->data, sorted->data, sorted->len * sizeof (RsSentence));
}

static void
cut (RsStory *story, guint most)
{
  if (most == 0 || story->sentences->len <= most)
    return;
  story->n_more = story->sentences->len - most;
  g_array_set_size (story->sentences, most);
  g_autofree char *text = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "and %u more", "and %u more", story->n_more), story->n_more);
  story->more = g_string_chunk_insert (story->pool, text);
}

RsStory *
rs_narrate (const RsHeapGraph *before, const RsHeapGraph *after, const RsJournal *journal,
            guint most)
{
  RsStory *story = g_new0 (RsStory, 1);
  story->sentences = g_array_new (FALSE, FALSE, sizeof (RsSentence));
  story->pool = g_string_chunk_new (1024);
  RsTeller teller = { .before = before,
                      .after = after,
                      .journal = journal,
                      .story = story,
                      .diff = before ? rs_graph_diff (before, after) : NULL,
                      .deaths = g_array_new (FALSE, FALSE, sizeof (RsDeathTold)),
                      .dead = g_hash_table_new (NULL, NULL),
                      .dying = g_hash_table_new (NULL, NULL),
                      .counted = g_hash_table_new (NULL, NULL),
                      .introduced = g_hash_table_new (NULL, NULL) };
  find_frames (&teller);
  tell_exceptions (&teller);
  rs_tell_deaths (&teller);
  rs_tell_calls (&teller);
  rs_tell_references (&teller);
  tell_output (&teller, 1);
  tell_output (&teller, 2);
  tell_switches (&teller);
  if (story->sentences->len == 0 && before != NULL)
    rs_tell (&teller, RS_SAYS_NOTHING, _ ("Nothing changes for the program's own objects."), NULL);
  sort_sentences (story->sentences);
  cut (story, most);
  rs_graph_diff_free (teller.diff);
  g_array_unref (teller.deaths);
  g_hash_table_unref (teller.dead);
  g_hash_table_unref (teller.dying);
  g_hash_table_unref (teller.counted);
  g_hash_table_unref (teller.introduced);
  return story;
}

RsStory *
rs_narrate_step (RsSession *session, guint number, const RsHeapGraph *before,
                 const RsHeapGraph *after, guint most, GError **error)
{
  static const RsJournal nothing = { 0 };
  if (number == 0)
    return rs_narrate (NULL, after, &nothing, most);
  g_autoptr (RsJournal) journal =
      rs_session_journal_steps (session, number - 1, number, FALSE, error);
  return journal ? rs_narrate (before, after, journal, most) : NULL;
}

RsStory *
rs_narrate_instruction (RsSession *session, guint64 number, const RsHeapGraph *before,
                        const RsHeapGraph *after, guint most, GError **error)
{
  static const RsJournal nothing = { 0 };
  if (number == 0)
    return rs_narrate (NULL, after, &nothing, most);
  g_autoptr (RsJournal) journal =
      rs_session_journal_instruction (session, number - 1, FALSE, error);
  return journal ? rs_narrate (before, after, journal, most) : NULL;
}

void
rs_story_free (RsStory *story)
{
  if (story == NULL)
    return;
  g_array_unref (story->sentences);
  g_string_chunk_free (story->pool);
  g_free (story);
}

/* --- text and JSON -------------------------------------------------------- */

char *
rs_story_text (const RsStory *story)
{
  GString *out = g_string_new (NULL);
  for (guint i = 0; i < story->sentences->len; i++)
    g_string_append_printf (out, "%s\n", g_array_index (story->sentences, RsSentence, i).text);
  if (story->more != NULL)
    g_string_append_printf (out, "%s\n", story->more);
  return g_string_free (out, FALSE);
}

static void
add_number (GString *out, const char *key, gint64 number, gboolean told)
{
  if (told)
    g_string_append_printf (out, ", \"%s\": %" G_GINT64_FORMAT, key, number);
}

void
rs_story_json (GString *out, const RsStory *story)
{
  g_string_append_c (out, '[');
  for (guint i = 0; i < story->sentences->len; i++)
    {
      const RsSentence *s = &g_array_index (story->sentences, RsSentence, i);
      g_string_append_printf (out, "%s{\"says\": \"%s\", \"text\": ", i > 0 ? ", " : "",
                              rs_says_name (s->says));
      rs_json_string (out, s->text);
      add_number (out, "serial", (gint64) s->object, s->object != 0);
      add_number (out, "objects", s->n, s->n != 0);
      add_number (out, "before", s->before, s->before >= 0);
      add_number (out, "after", s->after, s->after >= 0);
      if (s->place != NULL)
        {
          g_string_append (out, ", \"place\": ");
          rs_json_string (out, s->place);
        }
      g_string_append_c (out, '}');
    }
  g_string_append_c (out, ']');
}
