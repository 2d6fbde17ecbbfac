/* SPDX-License-Identifier: MIT
 *
 * refscope-cli describe: a moment as an outline in text.
 */
#include "cli.h"

#include "explain/outline.h"
#include "session/aside.h"

#include <stdio.h>

/* The heap at the moment that CHOICE says, a line's Kth time included. NULL:
 * *ERROR. */
static const RsHeapGraph *
graph_at (RsSession *session, const RsMomentChoice *choice, GError **error)
{
  RsInstant instant;
  if (choice->by != RS_BY_LINE)
    return rs_cli_graph (session, choice, NULL, error);
  if (!rs_session_find_hit (session, choice->number, choice->hit, &instant, error))
    return NULL;
  return instant.is_step ? rs_session_graph_at_step (session, instant.number, error)
                         : rs_session_graph_at_instruction (session, instant.number, error);
}

static int
run (const RsVerb *verb, int argc, char **argv)
{
  g_auto (RsOptions) options = { NULL };
  g_autofree char *level = NULL;
  const GOptionEntry own[] = {
    { "detail", 0, 0, G_OPTION_ARG_STRING, &level, "What is told (simple)", "LEVEL" },
    { NULL },
  };
  RsDetail detail = RS_DETAIL_SIMPLE;
  g_autoptr (GError) error = NULL;
  int status;

  if (!rs_options_read (&options, verb, own, argc, argv, &status))
    return status;
  if (options.moment.by == RS_BY_NOTHING)
    return rs_cli_usage_error (
        verb, "name a program and a moment: --step N, --instruction N, --line N or --last");
  if (g_strv_length (options.names) > 1)
    return rs_cli_usage_error (verb, "one program at a time: \"%s\" is too much", options.names[1]);
  if (!rs_option_detail (verb, level, &detail))
    return 2;
  RsMomentChoice until = options.moment;
  if (until.by == RS_BY_LINE)
    until.by = RS_BY_LAST;
  g_autoptr (RsSession) session =
      rs_cli_record (options.names[0], &options.session, &until, &error);
  g_autoptr (RsConstHeapGraph) whole = session ? graph_at (session, &options.moment, &error) : NULL;
  if (whole == NULL)
    return rs_cli_fail (error);
  RsFilterOptions filter = { .detail = detail, .max_rows = G_MAXUINT };
  g_autoptr (RsConstHeapGraph) graph = rs_heap_graph_filter (whole, &filter);
  g_autofree char *text = rs_outline (graph);
  fputs (text, stdout);
  return 0;
}

const RsVerb rs_verb_describe = {
  .name = "describe",
  .summary = "tell the heap at a moment as an outline in text",
  .parameters = "FILE|SCENARIO",
  .help =
      "Prints each frame, namespace and object of a moment with its count, and each reference,\n"
      "so that the picture can be read, or built again, from the text alone.\n" RS_DETAIL_HELP,
  .takes = RS_TAKES_QUESTION,
  .runs = TRUE,
  .moments = RS_BY_STEP | RS_BY_INSTRUCTION | RS_BY_LINE | RS_BY_LAST | RS_BY_EVENT,
  .run = run,
};
