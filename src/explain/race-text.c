/* SPDX-License-Identifier: MIT
 *
 * A race in words and as JSON.
 */
#include "race-text.h"

#include "explain/particle.h"
#include "text/escape.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MOST_LINES 8 /* of a difference that are told in words */

static void
add_sentence (GString *out, const char *format, const char *a, const char *b, const char *c)
{
  const char *const arguments[] = { a, b, c };
  g_autofree char *text = rs_say (format, arguments, 3);
  g_string_append_printf (out, "%s\n", text);
}

static char *
number (guint64 n)
{
  return g_strdup_printf ("%" G_GUINT64_FORMAT, n);
}

/* --- no race -------------------------------------------------------------- */

static void
add_none (GString *out, const RsRace *race)
{
  g_autofree char *schedules = number (race->n_schedules), *bound = number (race->bound),
                  *places = number (race->n_places);
  if (race->n_threads < 2)
    {
      add_sentence (out, _ ("No two threads of the program could ever run at the same time."), NULL,
                    NULL, NULL);
      return;
    }
  if (race->complete)
    add_sentence (out, _ ("No race: all %s ways to take turns come to the same."), schedules, NULL,
                  NULL);
  else if (race->bound == 0)
    add_sentence (out,
                  _ ("No race was found, but there are more places (%s) where another thread could "
                     "go on than ways to take turns that were run (%s)."),
                  places, schedules, NULL);
  else
    add_sentence (out,
                  g_dngettext (GETTEXT_PACKAGE,
                               "No race by %s switch: all %s ways to take turns that were run come "
                               "to the same (at %s places another thread could go on).",
                               "No race by up to %s switches: all %s ways to take turns that were "
                               "run come to the same (at %s places another thread could go on).",
                               race->bound),
                  bound, schedules, places);
  if (race->order_differs)
    add_sentence (out, _ ("Only the order of the lines that are written differs."), NULL, NULL,
                  NULL);
}

/* --- a race --------------------------------------------------------------- */

/* LINE of SOURCE without the space around it. Transfer full. */
static char *
line_of (const char *source, gint32 line)
{
  for (; line > 1 && source != NULL; line--)
    source = (source = strchr (source, '\n')) != NULL ? source + 1 : NULL;
  if (source == NULL || line < 1)
    return g_strdup ("");
  return g_strstrip (g_strndup (source, strcspn (source, "\n")));
}

static void
add_switch (GString *out, const RsRaceSwitch *at, const char *source)
{
  g_autofree char *thread = number (at->thread), *next = number (at->next),
                  *line = number ((guint64) MAX (at->line, 0)), *code = line_of (source, at->line);
  const char *const arguments[] = { thread, line, at->function ? at->function : "", next };
  g_autofree char *text =
      rs_say (at->waits ? _ ("Thread %s waits in line %s (%s), and thread %s goes on.")
                        : _ ("Thread %s is interrupted in line %s (%s), and thread %s goes on."),
              arguments, G_N_ELEMENTS (arguments));
  g_string_append_printf (out, "  %s\n", text);
  if (*code != '\0')
    g_string_append_printf (out, "    %s\n", code);
}

/* Lines of A that B has not, each as often as it is more often there. */
static guint
add_lines (GString *out, const char *mark, const char *a, const char *b)
{
  g_auto (GStrv) lines = g_strsplit (a, "\n", -1), others = g_strsplit (b, "\n", -1);
  g_autoptr (GHashTable) left = g_hash_table_new (g_str_hash, g_str_equal);
  guint n = 0;
  for (guint i = 0; others[i] != NULL; i++)
    {
      guint times = GPOINTER_TO_UINT (g_hash_table_lookup (left, others[i]));
      g_hash_table_insert (left, others[i], GUINT_TO_POINTER (times + 1));
    }
  for (guint i = 0; lines[i] != NULL; i++)
    {
      guint times = GPOINTER_TO_UINT (g_hash_table_lookup (left, lines[i]));
      if (times > 0)
        g_hash_table_insert (left, lines[i], GUINT_TO_POINTER (times - 1));
      else if (n++ < MOST_LINES)
        g_string_append_printf (out, "  %s %s\n", mark, lines[i]);
    }
  return n;
}

static void
add_difference (GString *out, const char *head, const char *usual, const char *other)
{
  if (strcmp (usual, other) == 0)
    return;
  add_sentence (out, head, NULL, NULL, NULL);
  guint gone = add_lines (out, "-", usual, other), come = add_lines (out, "+", other, usual);
  if (gone > MOST_LINES || come > MOST_LINES)
    g_string_append (out, "  ...\n");
}

static void
add_outcome (GString *out, const RsRace *race)
{
  if (race->kind == RS_RACE_DEADLOCK)
    add_sentence (out,
                  race->other.stop == RS_STOP_DEADLOCK
                      ? _ ("Then it never ends, a deadlock: %s")
                      : _ ("Then it ends. As usual it never does, a deadlock: %s"),
                  race->other.stop == RS_STOP_DEADLOCK ? race->other.stop_text
                                                       : race->usual.stop_text,
                  NULL, NULL);
  add_difference (out, _ ("Errors, without (-) and with (+) the switch:"), race->usual.errors,
                  race->other.errors);
  add_difference (out, _ ("Output, without (-) and with (+) the switch:"), race->usual.output,
                  race->other.output);
  for (guint i = 0; i < race->classes->len; i++)
    {
      const RsRaceClass *class = race->classes->pdata[i];
      g_autofree char *usual = number (class->n[0]), *other = number (class->n[1]);
      add_sentence (out, _ ("Instances of %s at the end: %s, and with the switch %s."), class->name,
                    usual, other);
    }
}

static void
add_found (GString *out, const RsRace *race, const char *source)
{
  g_autofree char *switches = number (race->switches->len), *tried = number (race->n_schedules);
  add_sentence (
      out,
      g_dngettext (GETTEXT_PACKAGE, "A race: %s switch of threads changes what comes out.",
                   "A race: %s switches of threads change what comes out.", race->switches->len),
      switches, NULL, NULL);
  for (guint i = 0; i < race->switches->len; i++)
    add_switch (out, &g_array_index (race->switches, RsRaceSwitch, i), source);
  add_outcome (out, race);
  add_sentence (out, _ ("It is the shortest; %s ways to take turns were run."), tried, NULL, NULL);
}

char *
rs_race_text (const RsRace *race, const char *source)
{
  GString *out = g_string_new (NULL);
  if (race->kind == RS_RACE_NONE)
    add_none (out, race);
  else
    add_found (out, race, source);
  return g_string_free (out, FALSE);
}

/* --- JSON ----------------------------------------------------------------- */

static void
add_text (GString *out, const char *key, const char *text)
{
  g_string_append_printf (out, "\"%s\": ", key);
  rs_json_string (out, text);
}

static void
add_outcome_json (GString *out, const char *key, const RsRaceOutcome *outcome)
{
  g_string_append_printf (out, "\"%s\": {", key);
  add_text (out, "output", outcome->output);
  g_string_append (out, ", ");
  add_text (out, "errors", outcome->errors);
  g_string_append_printf (out, ", \"exit_status\": %d, \"deadlock\": %s}", outcome->exit_status,
                          outcome->stop == RS_STOP_DEADLOCK ? "true" : "false");
}

static void
add_found_json (GString *out, const RsRace *race)
{
  g_string_append (out, ", ");
  add_outcome_json (out, "other", &race->other);
  g_string_append (out, ", ");
  add_text (out, "schedule", race->schedule);
  g_string_append (out, ", \"switches\": [");
  for (guint i = 0; i < race->switches->len; i++)
    {
      const RsRaceSwitch *at = &g_array_index (race->switches, RsRaceSwitch, i);
      g_string_append_printf (out,
                              "%s{\"instruction\": %" G_GUINT64_FORMAT
                              ", \"thread\": %" G_GUINT64_FORMAT ", \"next\": %" G_GUINT64_FORMAT
                              ", \"line\": %d, \"waits\": %s, ",
                              i ? ", " : "", at->instruction, at->thread, at->next, at->line,
                              at->waits ? "true" : "false");
      add_text (out, "function", at->function ? at->function : "");
      g_string_append (out, "}");
    }
  g_string_append (out, "], \"instances\": {");
  for (guint i = 0; i < race->classes->len; i++)
    {
      const RsRaceClass *class = race->classes->pdata[i];
      g_string_append (out, i ? ", " : "");
      rs_json_string (out, class->name);
      g_string_append_printf (out, ": [%u, %u]", class->n[0], class->n[1]);
    }
  g_string_append (out, "}");
}

char *
rs_race_json (const RsRace *race)
{
  static const char *const kinds[] = { "none", "deadlock", "exception", "output", "objects" };
  GString *out = g_string_new (NULL);
  g_string_append_printf (out,
                          "{\"race\": \"%s\", \"threads\": %u, \"schedules\": %u, \"bound\": %u, "
                          "\"places\": %u, \"complete\": %s, \"order_differs\": %s, ",
                          kinds[race->kind], race->n_threads, race->n_schedules, race->bound,
                          race->n_places, race->complete ? "true" : "false",
                          race->order_differs ? "true" : "false");
  add_outcome_json (out, "usual", &race->usual);
  if (race->kind != RS_RACE_NONE)
    add_found_json (out, race);
  g_string_append (out, "}");
  return g_string_free (out, FALSE);
}
