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
run (const RsVerb *verb, int argc, char **argv)
{
  g_auto (RsOptions) options = { NULL };
  gboolean show_schedule = FALSE;
  const GOptionEntry own[] = {
    { "show-schedule", 0, 0, G_OPTION_ARG_NONE, &show_schedule,
      "Print the run's switches between threads at its end, to standard error", NULL },
    { NULL },
  };
  g_autoptr (GError) error = NULL;
  int status;

  if (!rs_options_read (&options, verb, own, argc, argv, &status))
    return status;
  options.session.argv = options.names;
  g_autoptr (RsSession) session = rs_cli_open (options.names[0], &options.session, &error);
  if (session == NULL)
    return rs_cli_fail (error);
  rs_session_set_output (session, write_out, NULL);
  rs_session_use_standard_input (session);
  status = rs_session_run (session);
  fflush (stdout);
  if (rs_session_recording (session)->stop != RS_STOP_NONE)
    fprintf (stderr, "refscope: limit: %s\n", rs_session_recording (session)->stop_text);
  if (show_schedule)
    fprintf (stderr, "refscope: schedule: %s\n", rs_session_recording (session)->schedule);
  return status;
}

const RsVerb rs_verb_run = {
  .name = "run",
  .summary = "run a program as python3 would",
  .parameters = "FILE [ARG...]",
  .help = "Runs FILE (\"-\": standard input) in the simulated interpreter: its output, its\n"
          "traceback, its exit status. Options stand before FILE; what follows it is the\n"
          "program's.\n"
          "With --prompt expressions show their values, and an exception ends its statement\n"
          "only. A schedule is turn:N (threads take turns after N instructions), seed:N (by\n"
          "chance) or INSTRUCTION:THREAD,... (as --show-schedule says a run's own).",
  .takes = RS_TAKES_ARGUMENTS,
  .runs = TRUE,
  .run = run,
};
