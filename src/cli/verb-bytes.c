/* SPDX-License-Identifier: MIT
 *
 * refscope-cli bytes: an object as its words.
 */
#include "cli.h"

#include "explain/bytes.h"

#include <stdio.h>

static int
tell (RsOptions *options, gboolean json)
{
  g_autoptr (GError) error = NULL;
  RsInstant instant;
  char **names = options->names + 1;
  g_autoptr (RsSession) session = rs_cli_record_lives (options, &error);
  if (session == NULL || !rs_cli_find_instant (session, &options->moment, &instant, &error))
    return rs_cli_fail (error);
  g_autoptr (RsObjectWords) a = rs_session_words (session, &instant, names[0], &error);
  g_autoptr (RsObjectWords) b =
      a != NULL && names[1] != NULL ? rs_session_words (session, &instant, names[1], &error) : NULL;
  if (a == NULL || (names[1] != NULL && b == NULL))
    return rs_cli_fail (error);
  if (!json)
    {
      g_autofree char *text = rs_bytes_text (a, b);
      fputs (text, stdout);
      return 0;
    }
  g_autofree char *first = rs_bytes_json (a), *second = b ? rs_bytes_json (b) : NULL;
  printf ("[%s%s%s]\n", first, second ? ",\n " : "", second ? second : "");
  return 0;
}

static int
run (const RsVerb *verb, int argc, char **argv)
{
  g_auto (RsOptions) options = { NULL };
  gboolean json = FALSE;
  const GOptionEntry own[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, "An array of one object or two, as JSON", NULL },
    { NULL },
  };
  int status;

  if (!rs_options_read (&options, verb, own, argc, argv, &status))
    return status;
  if (options.moment.by == RS_BY_NOTHING)
    return rs_cli_usage_error (verb, "name a moment: --line N[:K], --step N, --instruction N or "
                                     "--last");
  guint n = g_strv_length (options.names) - 1;
  if (n < 1 || n > 2)
    return rs_cli_usage_error (verb, "name one object or two, after the program");
  return tell (&options, json);
}

const RsVerb rs_verb_bytes = {
  .name = "bytes",
  .summary = "show an object's memory word by word, or two side by side",
  .parameters = "FILE|SCENARIO OBJECT [OBJECT]",
  .help =
      "Prints the memory that CPython 3.11 gives an object at a moment: the collector's head, the\n"
      "pre-header, ob_refcnt, ob_type, the fields of its type, slots, and what it owns beside\n"
      "itself: a list's items, a dict's keys, an instance's values; what it really costs, and "
      "what\n"
      "all of its type do. What is C's own (functions, versions) is not modelled: \"…\".\n"
      "OBJECT is a Python expression as seen from the frame that is about to run, or #serial.",
  .takes = RS_TAKES_QUESTION,
  .runs = TRUE,
  .moments = RS_BY_STEP | RS_BY_INSTRUCTION | RS_BY_LINE | RS_BY_LAST,
  .run = run,
};
