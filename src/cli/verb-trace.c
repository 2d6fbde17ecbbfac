/* SPDX-License-Identifier: MIT
 *
 * refscope-cli trace: every step as a line of JSON, or one.
 */
#include "trace.h"

#include <stdio.h>

typedef struct {
  RsMomentChoice wanted;
  char *last; /* the line of the last step, where that is wanted */
  gboolean found;
} Output;

static gboolean
print_line (const char *line, const RsTraceStep *step, gpointer data)
{
  Output *out = data;
  const RsMomentChoice *wanted = &out->wanted;

  if (wanted->by == RS_BY_LAST && step != NULL)
    {
      g_free (out->last);
      out->last = g_strdup (line);
      return TRUE;
    }
  if ((wanted->by == RS_BY_STEP && (step == NULL || step->number != wanted->number))
      || (wanted->by == RS_BY_LINE
          && (step == NULL || step->event != RS_MOMENT_LINE || step->line < 0
              || (guint64) step->line != wanted->number)))
    return TRUE;
  if (wanted->by == RS_BY_LAST)
    line = out->last;
  if (line != NULL)
    puts (line);
  out->found = line != NULL;
  return wanted->by == RS_BY_NOTHING;
}

static int
run (const RsVerb *verb, int argc, char **argv)
{
  g_auto (RsOptions) options = { .session.traced = TRUE }; /* as trace_cpython.py runs it */
  g_autofree char *limit_text = NULL;
  const GOptionEntry own[] = {
    { "limit", 0, 0, G_OPTION_ARG_STRING, &limit_text, "Stop after N steps (100000)", "N" },
    { NULL },
  };
  guint64 limit = RS_TRACE_LIMIT;
  g_autoptr (GError) error = NULL;
  int status;

  if (!rs_options_read (&options, verb, own, argc, argv, &status))
    return status;
  if (!rs_option_number (verb, "--limit", limit_text, &limit))
    return 2;
  if (options.moment.by == RS_BY_STEP)
    limit = MAX (limit, options.moment.number + 1);
  Output out = { .wanted = options.moment };
  g_autoptr (RsSession) session = rs_cli_open (options.names[0], &options.session, &error);
  if (session == NULL || !rs_trace_lines (session, limit, print_line, &out, &error))
    return rs_cli_fail (error);
  g_free (out.last);
  if (!out.found)
    return rs_cli_usage_error (verb, "there is no such moment in the steps that are traced");
  if (rs_session_recording (session)->stop != RS_STOP_NONE)
    {
      fflush (stdout);
      fprintf (stderr, "refscope: limit: %s\n", rs_session_recording (session)->stop_text);
      return 1;
    }
  return 0;
}

const RsVerb rs_verb_trace = {
  .name = "trace",
  .summary = "print every step as a line of JSON",
  .parameters = "FILE|SCENARIO",
  .help = "Prints each call, line, return and exception of the program (or one, where a\n"
          "moment is said) with the names in reach and each object's identity, type, count\n"
          "and size; a last line says how it ended.",
  .takes = RS_TAKES_PROGRAM,
  .runs = TRUE,
  .moments = RS_BY_STEP | RS_BY_LINE | RS_BY_LAST,
  .run = run,
};
