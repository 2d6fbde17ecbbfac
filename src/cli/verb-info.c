/* SPDX-License-Identifier: MIT
 *
 * refscope-cli scenarios and info.
 */
#include "cli.h"

#include "session/scenarios.h"
#include "vm/vm.h"

#include <stdio.h>
#include <string.h>

static int
run_scenarios (const RsVerb *verb, int argc, char **argv)
{
  g_auto (RsOptions) options = { NULL };
  g_autoptr (GError) error = NULL;
  int status;

  if (!rs_options_read (&options, verb, NULL, argc, argv, &status))
    return status;
  for (guint i = 0; i < rs_n_scenarios; i++)
    {
      const RsScenario *s = &rs_scenarios[i];
      g_autoptr (RsSession) session =
          rs_session_new (s->source, strlen (s->source), s->file, NULL, &error);
      if (session == NULL || !rs_session_record (session, &error))
        return rs_cli_fail (error);
      printf ("%-10s %-24s %5u steps  %s\n", s->id, s->file,
              rs_session_recording (session)->n_steps, s->title);
    }
  return 0;
}

static int
run_info (const RsVerb *verb, int argc, char **argv)
{
  g_auto (RsOptions) options = { NULL };
  int status;

  if (!rs_options_read (&options, verb, NULL, argc, argv, &status))
    return status;
  printf ("Refscope %s\nprofiles: %s (measured on CPython %s, 64-bit)\n"
          "limits: memory 512 MiB of simulated bytes, recursion 1000, instructions none, source 64 "
          "MiB, calls from C %d deep\n",
          RS_VERSION, rs_profile_3_11.version, rs_profile_3_11.full_version, RS_MAX_C_DEPTH);
  return 0;
}

const RsVerb rs_verb_scenarios = {
  .name = "scenarios",
  .summary = "list the shipped scenarios",
  .help = "Lists the scenarios that ship, each with its number of steps. A scenario can be\n"
          "named by its id, its file or its number wherever a file can.",
  .takes = RS_TAKES_NOTHING,
  .run = run_scenarios,
};

const RsVerb rs_verb_info = {
  .name = "info",
  .summary = "version, profiles, limits",
  .help = "Prints the version, the CPython profiles and the limits.",
  .takes = RS_TAKES_NOTHING,
  .run = run_info,
};
