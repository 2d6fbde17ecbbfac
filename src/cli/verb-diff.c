/* SPDX-License-Identifier: MIT
 *
 * refscope-cli diff: what there is more of at one moment than at another.
 */
#include "cli.h"

#include "explain/difference.h"
#include "text/escape.h"

#include <stdio.h>
#include <string.h>

/* TEXT is the Nth step ("30"), a line and which time it runs ("12:1"), or
 * "end". FALSE: it has been said what is wrong, or *ERROR. */
static gboolean
find_moment (const RsVerb *verb, RsSession *session, const char *name, const char *text,
             RsInstant *instant, GError **error)
{
  guint n_steps = rs_session_recording (session)->n_steps;
  guint64 line = 0, hit = 1;
  *instant = (RsInstant){ TRUE, n_steps > 0 ? n_steps - 1 : 0 };
  if (strcmp (text, "end") == 0)
    return TRUE;
  if (strchr (text, ':') == NULL)
    return rs_option_number (verb, name, text, &instant->number);
  return rs_option_hit (verb, name, text, &line, &hit)
         && rs_session_find_hit (session, line, hit, instant, error);
}

/* --- words ---------------------------------------------------------------- */

/* ROWS: RsDifferenceRow. */
static void
print_rows (const char *title, const GArray *rows)
{
  printf ("%s\n", title);
  for (guint i = 0; i < rows->len; i++)
    {
      const RsDifferenceRow *row = &g_array_index (rows, RsDifferenceRow, i);
      printf ("%+9" G_GINT64_FORMAT " %+11" G_GINT64_FORMAT "  ",
              row->objects_now - row->objects_before, row->bytes_now - row->bytes_before);
      if (row->line > 0)
        printf ("line %d in %s\n", row->line, row->name);
      else
        printf ("%s\n", *row->name ? row->name : "(no line of the program)");
    }
  if (rows->len == 0)
    printf ("  no difference\n");
}

static void
print_words (const RsDifference *d)
{
  printf ("%" G_GUINT64_FORMAT " objects born that live, %" G_GUINT64_FORMAT
          " died: %+" G_GINT64_FORMAT " objects, %+" G_GINT64_FORMAT " bytes\n\n",
          d->born, d->died, d->all.objects_now - d->all.objects_before,
          d->all.bytes_now - d->all.bytes_before);
  print_rows ("  objects       bytes  by type", d->types);
  printf ("\n");
  print_rows ("  objects       bytes  by line of birth", d->lines);
}

/* --- JSON ----------------------------------------------------------------- */

static void
add_numbers (GString *out, const RsDifferenceRow *row)
{
  g_string_append_printf (
      out,
      "\"objects\": %" G_GINT64_FORMAT ", \"bytes\": %" G_GINT64_FORMAT
      ", \"objects_before\": %" G_GINT64_FORMAT ", \"objects_now\": %" G_GINT64_FORMAT
      ", \"bytes_before\": %" G_GINT64_FORMAT ", \"bytes_now\": %" G_GINT64_FORMAT,
      row->objects_now - row->objects_before, row->bytes_now - row->bytes_before,
      row->objects_before, row->objects_now, row->bytes_before, row->bytes_now);
}

static void
add_rows (GString *out, const char *key, const GArray *rows, gboolean lines)
{
  g_string_append_printf (out, ", \"%s\": [", key);
  for (guint i = 0; i < rows->len; i++)
    {
      const RsDifferenceRow *row = &g_array_index (rows, RsDifferenceRow, i);
      g_string_append (out, i > 0 ? ", {" : "{");
      if (lines && row->line > 0)
        g_string_append_printf (out, "\"line\": %d, \"function\": ", row->line);
      else
        g_string_append (out, lines ? "\"line\": null, \"function\": " : "\"type\": ");
      if (lines && *row->name == '\0')
        g_string_append (out, "null");
      else
        rs_json_string (out, row->name);
      g_string_append (out, ", ");
      add_numbers (out, row);
      g_string_append_c (out, '}');
    }
  g_string_append_c (out, ']');
}

static void
add_moment (GString *out, RsSession *session, const char *key, const RsInstant *instant)
{
  const RsRecording *recording = rs_session_recording (session);
  guint step =
      instant->is_step ? instant->number : rs_recording_step_at (recording, instant->number);
  g_string_append_printf (
      out, "\"%s\": {\"step\": %u, \"instruction\": %" G_GUINT64_FORMAT ", \"line\": %d}, ", key,
      step, recording->steps[step].instruction, recording->steps[step].line);
}

static void
print_json (RsSession *session, const RsInstant *from, const RsInstant *to, const RsDifference *d)
{
  g_autoptr (GString) out = g_string_new ("{");
  add_moment (out, session, "from", from);
  add_moment (out, session, "to", to);
  g_string_append_printf (out, "\"born\": %" G_GUINT64_FORMAT ", \"died\": %" G_GUINT64_FORMAT ", ",
                          d->born, d->died);
  add_numbers (out, &d->all);
  add_rows (out, "types", d->types, FALSE);
  add_rows (out, "lines", d->lines, TRUE);
  g_string_append_c (out, '}');
  puts (out->str);
}

/* --- the verb ------------------------------------------------------------- */

static int
compare (const RsVerb *verb, RsOptions *options, const char *from, const char *to, gboolean all,
         gboolean json)
{
  RsInstant first, second;
  g_autoptr (GError) error = NULL;
  g_autoptr (RsSession) session = rs_cli_record_lives (options, &error);
  if (session == NULL)
    return rs_cli_fail (error);
  if (!find_moment (verb, session, "--from", from, &first, &error)
      || !find_moment (verb, session, "--to", to, &second, &error))
    return error ? rs_cli_fail (error) : 2;
  g_autoptr (RsDifference) difference = rs_difference (session, &first, &second, all, &error);
  if (difference == NULL)
    return rs_cli_fail (error);
  if (json)
    print_json (session, &first, &second, difference);
  else
    print_words (difference);
  return 0;
}

static int
run (const RsVerb *verb, int argc, char **argv)
{
  g_auto (RsOptions) options = { NULL };
  g_autofree char *from = NULL, *to = NULL;
  gboolean json = FALSE, all = FALSE;
  const GOptionEntry own[] = {
    { "from", 0, 0, G_OPTION_ARG_STRING, &from, "The earlier moment", "MOMENT" },
    { "to", 0, 0, G_OPTION_ARG_STRING, &to, "The later moment (end)", "MOMENT" },
    { "all", 0, 0, G_OPTION_ARG_NONE, &all, "Also what start-up and the library made", NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, "The same as JSON", NULL },
    { NULL },
  };
  int status;

  if (!rs_options_read (&options, verb, own, argc, argv, &status))
    return status;
  if (from == NULL)
    return rs_cli_usage_error (verb, "name the earlier moment: --from MOMENT");
  return compare (verb, &options, from, to ? to : "end", all, json);
}

const RsVerb rs_verb_diff = {
  .name = "diff",
  .summary = "tell what there is more of at one moment than at another",
  .parameters = "FILE|SCENARIO",
  .help = "Compares the objects that live at two moments, garbage included: by type, and by the\n"
          "line where they were born.\n"
          "MOMENT is a number (a step), N:K (when line N is about to run for the Kth time) or end.",
  .takes = RS_TAKES_PROGRAM,
  .runs = TRUE,
  .run = run,
};
