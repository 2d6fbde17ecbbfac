/* SPDX-License-Identifier: MIT
 *
 * refscope-cli race: whether the turns that threads take change what comes out.
 */
#include "cli.h"

#include "explain/race-text.h"

#include <stdio.h>

static int
search (const RsOptions *options, const RsRaceLimits *limits, gboolean json)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RsSession) session = rs_cli_open (options->names[0], &options->session, &error);
  if (session == NULL)
    return rs_cli_fail (error);
  g_autoptr (RsRace) race = rs_race_find (session, limits, &error);
  if (race == NULL)
    return rs_cli_fail (error);
  g_autofree char *text =
      json ? rs_race_json (race) : rs_race_text (race, rs_session_source (session));
  fputs (text, stdout);
  if (json)
    putchar ('\n');
  else if (race->kind != RS_RACE_NONE)
    printf ("  refscope-cli run --schedule %s %s\n", race->schedule, options->names[0]);
  return race->kind != RS_RACE_NONE;
}

static int
run (const RsVerb *verb, int argc, char **argv)
{
  g_auto (RsOptions) options = { NULL };
  gboolean json = FALSE, library = FALSE;
  gint bound = 0, schedules = 0;
  const GOptionEntry own[] = {
    { "bound", 0, 0, G_OPTION_ARG_INT, &bound, "Switches in a way to take turns, at most; 3", "N" },
    { "schedules", 0, 0, G_OPTION_ARG_INT, &schedules, "Ways that are run, at most; 4000", "N" },
    { "library", 0, 0, G_OPTION_ARG_NONE, &library, "Switch within the library's code, too", NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, "The same as JSON", NULL },
    { NULL },
  };
  int status;

  if (!rs_options_read (&options, verb, own, argc, argv, &status))
    return status;
  if (bound < 0 || schedules < 0)
    return rs_cli_usage_error (verb, "--bound and --schedules take whole numbers from 1 on");
  const RsRaceLimits limits = { (guint) bound, (guint) schedules, library };
  return search (&options, &limits, json);
}

const RsVerb rs_verb_race = {
  .name = "race",
  .summary = "look for a race: whether the turns that threads take change what comes out",
  .parameters = "FILE|SCENARIO",
  .help =
      "Runs the program again and again with other turns of its threads: each thread goes on\n"
      "until it must wait, but for one switch, at each place where CPython could make one; then\n"
      "for two, for three. Tells the shortest way that ends, writes or raises something else,\n"
      "or leaves other numbers of instances. The order of lines, addresses and times do not\n"
      "count.\n"
      "Exit status: 0 none was found, 1 there is a race.",
  .takes = RS_TAKES_PROGRAM,
  .runs = TRUE,
  .run = run,
};
