/* SPDX-License-Identifier: MIT
 *
 * refscope-cli graph and export: a moment as JSON, and as a picture.
 */
#include "cli.h"

#include "graph/filter.h"
#include "graph/graph-io.h"
#include "layout/layout.h"
#include "paint/export.h"
#include "paint/scene.h"
#include "session/scenarios.h"

#include <stdio.h>
#include <string.h>

typedef struct {
  const char *file, *detail, *theme, *out;
  guint64 step, instruction;
  gboolean has_step, has_instruction, all, moments, last;
  double scale;
  RsSessionOptions session;
} Options;

static gboolean
parse_detail (const char *verb, const char *text, RsDetail *detail, gboolean *failed)
{
  static const char *const names[] = { "simple", "references", "everything" };
  static const RsDetail values[] = { RS_DETAIL_SIMPLE, RS_DETAIL_REFERENCES, RS_DETAIL_EVERYTHING };
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (strcmp (names[i], text) == 0)
      {
        *detail = values[i];
        return TRUE;
      }
  rs_cli_usage_error (verb, "--detail is simple, references or everything, not \"%s\"", text);
  *failed = TRUE;
  return FALSE;
}

static RsSession *
record (const char *file, RsSessionOptions *options, int *status)
{
  options->step_limit = 1000000;
  g_autoptr (GError) error = NULL;
  RsSession *session = rs_cli_open (file, options, &error);
  if (session != NULL && rs_session_record (session, &error))
    return session;
  *status = rs_cli_fail (
      error, g_error_matches (error, RS_SESSION_ERROR, RS_SESSION_ERROR_SYNTAX) ? 1 : 2);
  if (session != NULL)
    rs_session_free (session);
  return NULL;
}

static int
run_graph (int argc, char **argv)
{
  RsArgs args = { argc, argv, 1, FALSE, "graph" };
  Options o = { .detail = NULL };
  g_autoptr (GError) error = NULL;
  int status = 2;

  while (rs_args_next (&args) != NULL)
    if (!(rs_args_number (&args, "--step", &o.step) && (o.has_step = TRUE))
        && !rs_args_string (&args, "--detail", &o.detail)
        && !(rs_args_number (&args, "--instruction", &o.instruction) && (o.has_instruction = TRUE))
        && !rs_args_session (&args, &o.session))
      rs_args_positional (&args, &o.file);
  if (args.failed)
    return 2;
  if (o.file == NULL || (!o.has_step && !o.has_instruction))
    return rs_cli_usage_error ("graph", "name a program and a moment: --step N or --instruction N");
  RsDetail detail = RS_DETAIL_EVERYTHING;
  if (o.detail != NULL && !parse_detail ("graph", o.detail, &detail, &args.failed))
    return 2;
  g_autoptr (RsSession) session = record (o.file, &o.session, &status);
  if (session == NULL)
    return status;
  const RsHeapGraph *graph = o.has_instruction
                                 ? rs_session_graph_at_instruction (session, o.instruction, &error)
                                 : rs_session_graph_at_step (session, o.step, &error);
  if (graph == NULL)
    return rs_cli_fail (error, 2);
  if (o.detail != NULL)
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

/* --- export --------------------------------------------------------------- */

static gboolean
parse_theme (const char *text, RsThemeId *theme)
{
  static const struct {
    const char *name;
    RsThemeId id;
  } themes[] = {
    { "light", RS_THEME_LIGHT },       { "dark", RS_THEME_DARK },
    { "contrast", RS_THEME_CONTRAST }, { "contrast-dark", RS_THEME_CONTRAST_DARK },
    { "print", RS_THEME_PRINT },
  };
  for (guint i = 0; i < G_N_ELEMENTS (themes); i++)
    if (strcmp (themes[i].name, text) == 0)
      {
        *theme = themes[i].id;
        return TRUE;
      }
  rs_cli_usage_error ("export",
                      "--theme is light, dark, contrast, contrast-dark or print, not \"%s\"", text);
  return FALSE;
}

/* OUT for one of several: name-0012.png. transfer full */
static char *
numbered (const char *out, guint64 step)
{
  const char *dot = strrchr (out, '.');
  return g_strdup_printf ("%.*s-%04" G_GUINT64_FORMAT "%s",
                          (int) (dot ? dot - out : (gssize) strlen (out)), out, step,
                          dot ? dot : "");
}

static gboolean
export_step (RsSession *session, guint64 step, const char *path, RsDetail detail,
             const RsExportOptions *export, RsPlaces *places, const RsHeapGraph **previous,
             GError **error)
{
  const RsHeapGraph *graph = rs_session_graph_at_step (session, step, error);
  if (graph == NULL)
    return FALSE;
  RsSceneOptions options = { .detail = detail };
  g_autoptr (RsScene) scene = rs_scene_new (graph, *previous, places, &options);
  gboolean ok = rs_export_file (scene, path, export, error);
  rs_heap_graph_unref (*previous);
  *previous = graph;
  return ok;
}

/* The steps before the lines of a scenario's key moments run for the first
 * time. */
static GArray *
key_steps (RsSession *session, const RsScenario *scenario)
{
  GArray *steps = g_array_new (FALSE, FALSE, sizeof (guint64));
  for (const int *line = scenario->moments; *line != 0; line++)
    {
      gssize at = rs_session_find_line (session, 0, *line, FALSE);
      guint64 step = at;
      if (at >= 0)
        g_array_append_val (steps, step);
    }
  return steps;
}

static int
run_export (int argc, char **argv)
{
  RsArgs args = { argc, argv, 1, FALSE, "export" };
  Options o = { NULL };
  const char *scale = NULL;
  g_autoptr (GError) error = NULL;
  int status = 2;
  RsExportOptions export = RS_EXPORT_OPTIONS_INIT;
  RsDetail detail = RS_DETAIL_SIMPLE;

  while (rs_args_next (&args) != NULL)
    if (!(rs_args_number (&args, "--step", &o.step) && (o.has_step = TRUE))
        && !rs_args_string (&args, "--detail", &o.detail)
        && !(rs_args_flag (&args, "--all") && (o.all = TRUE))
        && !(rs_args_flag (&args, "--moments") && (o.moments = TRUE))
        && !(rs_args_flag (&args, "--last") && (o.last = TRUE))
        && !rs_args_string (&args, "-o", &o.out) && !rs_args_string (&args, "--output", &o.out)
        && !rs_args_string (&args, "--scale", &scale)
        && !rs_args_string (&args, "--theme", &o.theme) && !rs_args_session (&args, &o.session))
      rs_args_positional (&args, &o.file);
  if (args.failed)
    return 2;
  if (o.file == NULL || o.out == NULL || o.has_step + o.all + o.moments + o.last != 1)
    return rs_cli_usage_error (
        "export", "name a program, a moment (--step N, --last, --all or --moments) and -o OUT");
  if (scale != NULL)
    {
      char *end;
      export.scale = g_ascii_strtod (scale, &end);
      if (*end != '\0' || !(export.scale > 0 && export.scale <= 16))
        return rs_cli_usage_error ("export",
                                   "--scale needs a number above 0, 16 at most, not \"%s\"", scale);
    }
  const RsScenario *scenario = rs_scenario_find (o.file);
  if (o.detail == NULL)
    o.detail = scenario != NULL && scenario->detail != NULL ? scenario->detail : "simple";
  if (!parse_detail ("export", o.detail, &detail, &args.failed)
      || (o.theme != NULL && !parse_theme (o.theme, &export.theme)))
    return 2;
  g_autoptr (RsSession) session = record (o.file, &o.session, &status);
  if (session == NULL)
    return status;
  if (o.last)
    {
      o.has_step = TRUE;
      o.step = MAX (1, rs_session_n_steps (session)) - 1;
    }
  if (o.moments && scenario == NULL)
    return rs_cli_usage_error ("export", "--moments is for scenarios; \"%s\" is none", o.file);
  GArray *steps =
      o.moments ? key_steps (session, scenario) : g_array_new (FALSE, FALSE, sizeof (guint64));
  if (o.has_step)
    g_array_append_val (steps, o.step);
  for (guint64 i = 0; o.all && i < rs_session_n_steps (session); i++)
    g_array_append_val (steps, i);
  RsPlaces *places = rs_places_new ();
  const RsHeapGraph *previous = NULL;
  status = 0;
  for (guint i = 0; status == 0 && i < steps->len; i++)
    {
      guint64 step = g_array_index (steps, guint64, i);
      g_autofree char *path = o.has_step ? g_strdup (o.out) : numbered (o.out, step);
      /* A step shown alone is compared with the one before it. */
      if (o.has_step && step > 0)
        previous = rs_session_graph_at_step (session, step - 1, NULL);
      if (!export_step (session, step, path, detail, &export, places, &previous, &error))
        status = rs_cli_fail (error, 2);
    }
  if (!o.has_step && status == 0)
    printf ("%u pictures written\n", steps->len);
  rs_heap_graph_unref (previous);
  rs_places_free (places);
  g_array_unref (steps);
  return status;
}

const RsVerb rs_verb_graph = {
  "graph", "print the heap at a moment as JSON",
  "FILE|SCENARIO --step N [--detail simple|references|everything] [--prompt]",
  "Prints the HeapGraph of a moment: every object that the program reaches, every reference, every "
  "count.\n"
  "  --step N          the Nth step, from 0\n"
  "  --instruction N   or just before the Nth bytecode instruction\n"
  "  --detail LEVEL    only what that level draws; without it, all" RS_PROMPT_HELP,
  run_graph
};

const RsVerb rs_verb_export = {
  "export", "write pictures of moments",
  "FILE|SCENARIO --step N|--last|--all|--moments -o OUT [--scale 2] [--theme light|dark] [--detail "
  "simple|references|everything]\n"
  "         [--prompt]",
  "Writes a picture of the heap; the ending of OUT says which kind: .png .svg .pdf .dot .json "
  ".txt\n"
  "  --step N     the Nth step, from 0\n"
  "  --last       the last step\n"
  "  --all        every step, as OUT-0000.png, OUT-0001.png, ...\n"
  "  --moments    the key moments of a scenario\n"
  "  --scale F    pixels a point, for .png (1)\n"
  "  --theme T    light, dark, contrast, contrast-dark or print\n"
  "  --detail D   simple: names, containers, instances; references: every value; everything: "
  "classes, code, stack, too;\n"
  "               without it, simple, or what the scenario is about" RS_PROMPT_HELP,
  run_export
};
