/* SPDX-License-Identifier: MIT
 *
 * refscope-cli trace: every step as a line of JSON.
 */
#include "trace.h"

#include <stdio.h>

static void
print_line (const char *line, gpointer data)
{
  puts (line);
}

static int
run (int argc, char **argv)
{
  RsArgs args = { argc, argv, 1, FALSE, "trace" };
  RsSessionOptions options = { .traced = TRUE }; /* as trace_cpython.py runs it */
  guint64 limit = RS_TRACE_LIMIT;
  const char *file = NULL;
  g_autoptr (GError) error = NULL;

  while (rs_args_next (&args) != NULL)
    if (!rs_args_number (&args, "--limit", &limit) && !rs_args_session (&args, &options))
      rs_args_positional (&args, &file);
  if (args.failed)
    return 2;
  if (file == NULL)
    return rs_cli_usage_error ("trace", "name a program");
  g_autoptr (RsSession) session = rs_cli_open (file, &options, &error);
  if (session == NULL || !rs_trace_lines (session, limit, print_line, NULL, &error))
    return rs_cli_fail (error,
                        g_error_matches (error, RS_SESSION_ERROR, RS_SESSION_ERROR_SYNTAX) ? 1 : 2);
  if (rs_session_stop_reason (session) != NULL)
    {
      fflush (stdout);
      fprintf (stderr, "refscope: limit: %s\n", rs_session_stop_reason (session));
      return 1;
    }
  return 0;
}

const RsVerb rs_verb_trace = { "trace", "print every step as a line of JSON",
                               "[--limit N] [--prompt] FILE|SCENARIO",
                               "Prints each call, line, return and exception of the program with "
                               "the names in reach and each object's identity, type,\n"
                               "count and size; a last line says how it ended.\n"
                               "  --limit N   stop after N steps (100000)" RS_PROMPT_HELP,
                               run };
