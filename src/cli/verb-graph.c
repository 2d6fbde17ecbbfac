/* SPDX-License-Identifier: MIT
 *
 * refscope-cli graph: a moment as JSON.
 */
#include "cli.h"

#include "graph/graph-io.h"

#include <stdio.h>

static int
run (const RsVerb *verb, int argc, char **argv)
{
  g_auto (RsOptions) options = { NULL };
  g_autofree char *level = NULL;
  const GOptionEntry own[] = {
    { "detail", 0, 0, G_OPTION_ARG_STRING, &level, "Only what that level draws; without it, all",
      "LEVEL" },
    { NULL },
  };
  RsDetail detail = RS_DETAIL_EVERYTHING;
  g_autoptr (GError) error = NULL;
  int status;

  if (!rs_options_read (&options, verb, own, argc, argv, &status))
    return status;
  if (options.moment.by == RS_BY_NOTHING)
    return rs_cli_usage_error (
        verb, "name a program and a moment: --step N, --instruction N, --line N or --last");
  if (!rs_option_detail (verb, level, &detail))
    return 2;
  g_autoptr (RsSession) session =
      rs_cli_record (options.names[0], &options.session, &options.moment, &error);
  if (session == NULL)
    return rs_cli_fail (error);
  const RsHeapGraph *graph = rs_cli_graph (session, &options.moment, NULL, &error);
  if (graph == NULL)
    return rs_cli_fail (error);
  if (level != NULL)
    {
      RsFilterOptions filter = { .detail = detail };
      const RsHeapGraph *filtered = rs_heap_graph_filter (graph, &filter);
      rs_heap_graph_unref (graph);
      graph = filtered;
    }
  g_autofree char *json = rs_heap_graph_to_json (graph);
  fputs (json, stdout);
  rs_heap_graph_unref (graph);
  return 0;
}

const RsVerb rs_verb_graph = {
  .name = "graph",
  .summary = "print the heap at a moment as JSON",
  .parameters = "FILE|SCENARIO",
  .help = "Prints the HeapGraph of a moment: every object that the program reaches, every\n"
          "reference, every count.\n" RS_DETAIL_HELP,
  .takes = RS_TAKES_PROGRAM,
  .runs = TRUE,
  .moments = RS_BY_STEP | RS_BY_INSTRUCTION | RS_BY_LINE | RS_BY_LAST | RS_BY_EVENT,
  .run = run,
};
