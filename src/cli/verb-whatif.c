/* SPDX-License-Identifier: MIT
 *
 * refscope-cli whatif: two futures of a run.
 */
#include "cli.h"

#include "explain/whatif.h"

#include <stdio.h>

static int
tell (RsOptions *options, RsWhatIfKind kind, const char *place, gboolean all, gboolean json)
{
  g_autoptr (GError) error = NULL;
  RsInstant instant;
  g_autoptr (RsSession) session = rs_cli_record_lives (options, &error);
  if (session == NULL || !rs_cli_find_instant (session, &options->moment, &instant, &error))
    return rs_cli_fail (error);
  g_autoptr (RsWhatIf) whatif = rs_whatif (session, &instant, kind, place, &error);
  if (whatif == NULL)
    return rs_cli_fail (error);
  g_autofree char *text = json ? rs_whatif_json (whatif, all) : rs_whatif_text (whatif, all);
  fputs (text, stdout);
  if (json)
    putchar ('\n');
  return 0;
}

static int
run (const RsVerb *verb, int argc, char **argv)
{
  g_auto (RsOptions) options = { NULL };
  g_autofree char *cut = NULL, *weaken = NULL, *pin = NULL;
  gboolean json = FALSE, all = FALSE;
  const GOptionEntry own[] = {
    { "cut", 0, 0, G_OPTION_ARG_STRING, &cut, "Take the reference away", "PLACE" },
    { "weaken", 0, 0, G_OPTION_ARG_STRING, &weaken, "Make it weak: a weakref.proxy ()", "PLACE" },
    { "pin", 0, 0, G_OPTION_ARG_STRING, &pin, "Hold the object for good", "PLACE" },
    { "all", 0, 0, G_OPTION_ARG_NONE, &all, "Also objects of start-up and the library", NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, "The same as JSON", NULL },
    { NULL },
  };
  int status;

  if (!rs_options_read (&options, verb, own, argc, argv, &status))
    return status;
  if (options.moment.by == RS_BY_NOTHING)
    return rs_cli_usage_error (verb, "name a moment: --line N[:K], --step N, --instruction N or "
                                     "--last");
  if ((cut != NULL) + (weaken != NULL) + (pin != NULL) != 1)
    return rs_cli_usage_error (verb, "say one change: --cut, --weaken or --pin PLACE");
  if (g_strv_length (options.names) > 1)
    return rs_cli_usage_error (verb, "one program at a time: \"%s\" is too much", options.names[1]);
  return tell (&options,
               cut      ? RS_WHATIF_CUT
               : weaken ? RS_WHATIF_WEAKEN
                        : RS_WHATIF_PIN,
               cut      ? cut
               : weaken ? weaken
                        : pin,
               all, json);
}

const RsVerb rs_verb_whatif = {
  .name = "whatif",
  .summary = "try another future: without a reference, with a weak one, with one more",
  .parameters = "FILE|SCENARIO",
  .help =
      "Runs the program on from a moment twice, as it was and with a change, and compares: when\n"
      "the object is freed, whose fate differs, what differs first. The run itself stays as it "
      "is.\n"
      "PLACE is a Python expression for a name (x), an attribute (a.b) or an item (a[0], a['k'])\n"
      "as seen from the frame that is about to run. --cut deletes it (an item of a list becomes\n"
      "None), --weaken puts weakref.proxy () of the object there, --pin adds a reference that\n"
      "nothing drops.",
  .takes = RS_TAKES_QUESTION,
  .runs = TRUE,
  .moments = RS_BY_STEP | RS_BY_INSTRUCTION | RS_BY_LINE | RS_BY_LAST,
  .run = run,
};
