/* SPDX-License-Identifier: MIT
 *
 * refscope-cli run: a program as `python3 FILE` runs it.
 */
#include "cli.h"

#include <stdio.h>
#include <unistd.h>

static void
write_out (int stream, const char *text, gsize length, gpointer data)
{
  fwrite (text, 1, length, stream == 1 ? stdout : stderr);
  if (stream == 2)
    {
      fflush (stdout);
      fflush (stderr);
    }
}

static int
run (int argc, char **argv)
{
  RsArgs args = { argc, argv, 1, FALSE, "run" };
  RsSessionOptions options = { NULL };
  gboolean show_schedule = FALSE;
  g_autoptr (GError) error = NULL;

  while (rs_args_next (&args) != NULL && args.argv[args.at][0] == '-'
         && args.argv[args.at][1] != '\0')
    if (rs_args_flag (&args, "--show-schedule"))
      show_schedule = TRUE;
    else if (!rs_args_session (&args, &options)
             && !rs_args_number (&args, "--memory", &options.memory_limit)
             && !rs_args_number (&args, "--instructions", &options.instruction_limit))
      {
        const char *none = NULL;
        rs_args_positional (&args, &none);
      }
  if (args.failed)
    return 2;
  if (args.at >= argc)
    return rs_cli_usage_error ("run", "name a program");
  options.argv = argv + args.at;
  g_autoptr (RsSession) session = rs_cli_open (argv[args.at], &options, &error);
  if (session == NULL)
    return rs_cli_fail (error,
                        g_error_matches (error, RS_SESSION_ERROR, RS_SESSION_ERROR_PROFILE) ? 2
                        : g_error_matches (error, RS_SESSION_ERROR, RS_SESSION_ERROR_FILE)  ? 2
                                                                                            : 1);
  rs_session_set_output (session, write_out, NULL);
  rs_session_use_standard_input (session);
  int status = rs_session_run (session);
  fflush (stdout);
  if (rs_session_stop_reason (session) != NULL)
    fprintf (stderr, "refscope: limit: %s\n", rs_session_stop_reason (session));
  if (show_schedule)
    {
      g_autofree char *schedule = rs_session_schedule (session);
      fprintf (stderr, "refscope: schedule: %s\n", schedule);
    }
  return status;
}

const RsVerb rs_verb_run = {
  "run", "run a program as python3 would",
  "[--profile 3.11] [--memory BYTES] [--instructions N] [--prompt] FILE [ARG...]",
  "Runs FILE (\"-\": standard input) in the simulated interpreter: its output, its traceback, its "
  "exit status.\n"
  "  --profile V       the CPython whose memory is simulated (3.11)\n"
  "  --memory BYTES    limit of simulated memory (default 512 MiB); beyond it MemoryError is "
  "raised\n"
  "  --instructions N  limit of bytecode instructions (default none)\n"
  "  --schedule S      when threads take turns: \"turn:N\" (after N instructions), \"seed:N\" (by "
  "chance), or\n"
  "                    \"INSTRUCTION:THREAD,...\", a run's own switches\n"
  "  --show-schedule   the run's switches, in that form, to standard error at the end\n"
  "  --prompt          each statement compiled by itself, as if typed at the prompt: expressions "
  "show their values, and\n"
  "                    an exception ends its statement only",
  run
};
