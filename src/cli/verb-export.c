/* SPDX-License-Identifier: MIT
 *
 * refscope-cli export: moments as pictures. One moment is compared with the one
 * before it; of several, each with the last.
 */
#include "cli.h"

#include "graph/graph-io.h"
#include "layout/layout.h"
#include "paint/export.h"
#include "paint/scene.h"
#include "session/scenarios.h"
#include "wishes.h"

#include <stdio.h>
#include <string.h>

/* What is drawn, and how. */
typedef struct {
  char *out;
  gboolean all, moments;
  gboolean lines;   /* scenes as JSON, all into OUT */
  gboolean sheet;   /* a contact sheet, or an animation */
  double seconds;   /* for which the latter shows each moment */
  guint64 from, to; /* of --steps */
  gboolean range;
  RsSceneOptions scene;
  RsWishWords words;
  RsExportOptions export;
} Picture;

static void
picture_clear (Picture *picture)
{
  rs_wish_words_clear (&picture->words);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Picture, picture_clear)

static gboolean
read_theme (const RsVerb *verb, const char *text, RsThemeId *theme)
{
  static const struct {
    const char *name;
    RsThemeId id;
  } themes[] = {
    { "light", RS_THEME_LIGHT },       { "dark", RS_THEME_DARK },
    { "contrast", RS_THEME_CONTRAST }, { "contrast-dark", RS_THEME_CONTRAST_DARK },
    { "print", RS_THEME_PRINT },
  };
  if (text == NULL)
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (themes); i++)
    if (strcmp (themes[i].name, text) == 0)
      {
        *theme = themes[i].id;
        return TRUE;
      }
  rs_cli_usage_error (verb, "--theme is light, dark, contrast, contrast-dark or print, not \"%s\"",
                      text);
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
read_scale (const RsVerb *verb, const char *text, double *scale)
{
  char *end;
  if (text == NULL)
    return TRUE;
  *scale = g_ascii_strtod (text, &end);
  if (*end == '\0' && *scale > 0 && *scale <= 16)
    return TRUE;
  rs_cli_usage_error (verb, "--scale needs a number above 0, 16 at most, not \"%s\"", text);
  return FALSE;
}

/* Cuts EXPORT to what is around the object that is named, if one is. FALSE:
 * *ERROR, it has no card. */
static gboolean
look_around (const Picture *picture, const RsScene *scene, RsExportOptions *export, GError **error)
{
  guint64 serial = rs_wish_words_around (&picture->words);

  if (serial == 0 || rs_scene_find_around (scene, serial, &export->view))
    return TRUE;
  g_set_error (error, RS_SESSION_ERROR, RS_SESSION_ERROR_MOMENT,
               "--around %s: it has no card at the moment", picture->words.around);
  return FALSE;
}

/* "X,Y,W,H" */
static gboolean
read_view (const RsVerb *verb, const char *text, RsRect *view)
{
  double *const numbers[] = { &view->x, &view->y, &view->width, &view->height };
  const char *at = text;
  char *end;

  if (text == NULL)
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      *numbers[i] = g_ascii_strtod (at, &end);
      if (end == at || *end != (i < 3 ? ',' : '\0'))
        break;
      at = end + 1;
      if (i == 3 && view->width > 0 && view->height > 0)
        return TRUE;
    }
  rs_cli_usage_error (verb, "--view takes X,Y,W,H, the last two above 0, not \"%s\"", text);
  return FALSE;
}

static gboolean
read_seconds (const RsVerb *verb, const char *text, double *seconds)
{
  char *end;

  *seconds = 1;
  if (text == NULL)
    return TRUE;
  *seconds = g_ascii_strtod (text, &end);
  if (end != text && *end == '\0' && *seconds >= 0.02 && *seconds <= 60)
    return TRUE;
  rs_cli_usage_error (verb, "--seconds needs a number from 0.02 to 60, not \"%s\"", text);
  return FALSE;
}

/* PREVIOUS: nullable. FALSE: *ERROR. */
static gboolean
write_picture (const Picture *picture, const char *path, const RsHeapGraph *graph,
               const RsHeapGraph *previous, const RsPlan *plan, GError **error)
{
  g_autoptr (RsScene) scene = rs_scene_new (graph, previous, plan, &picture->scene);
  RsExportOptions export = picture->export;

  return look_around (picture, scene, &export, error)
         && rs_export_file (scene, path, &export, error);
}

static gboolean
write_lines (const Picture *picture, const RsHeapGraph *graph, const RsHeapGraph *previous,
             const RsPlan *plan, GError **error)
{
  g_autoptr (RsScene) scene = rs_scene_new (graph, previous, plan, &picture->scene);
  g_autoptr (GString) line = g_string_new (NULL);

  rs_scene_append_line (scene, line);
  return g_file_set_contents (picture->out, line->str, (gssize) line->len, error);
}

/* The plan of SESSION, with what the user wishes (transfer full). NULL:
 * *ERROR. */
static RsPlan *
plan_for (RsSession *session, const Picture *picture, GError **error)
{
  return rs_wish_words_pin (&picture->words, rs_cli_plan (session, &picture->scene, error));
}

static gboolean
export_one (RsSession *session, Picture *picture, const RsMomentChoice *moment, GError **error)
{
  g_autoptr (RsConstHeapGraph) previous = NULL, graph = NULL;
  g_autoptr (RsPlan) plan = NULL;

  graph = rs_cli_graph (session, moment, &previous, error);
  if (graph == NULL)
    return FALSE;
  rs_wish_words_look (&picture->words, graph);
  if (!rs_wish_words_apply (&picture->words, &picture->scene, error)
      || (plan = plan_for (session, picture, error)) == NULL)
    return FALSE;
  return picture->lines ? write_lines (picture, graph, previous, plan, error)
                        : write_picture (picture, picture->out, graph, previous, plan, error);
}

/* The steps before the lines of a scenario's key moments run for the first
 * time. */
static GArray *
key_steps (RsSession *session, const RsScenario *scenario)
{
  GArray *steps = g_array_new (FALSE, FALSE, sizeof (guint64));
  for (const int *line = scenario->moments; *line != 0; line++)
    {
      gssize at = rs_recording_find_line (rs_session_recording (session), *line);
      guint64 step = at;
      if (at >= 0)
        g_array_append_val (steps, step);
    }
  return steps;
}

/* Steps FROM to TO, as far as there are any. */
static GArray *
range_of_steps (RsSession *session, guint64 from, guint64 to)
{
  GArray *steps = g_array_new (FALSE, FALSE, sizeof (guint64));
  for (guint64 i = from; i <= to && i < rs_session_recording (session)->n_steps; i++)
    g_array_append_val (steps, i);
  return steps;
}

/* "A:B", either of which may be missing. */
static gboolean
read_range (const RsVerb *verb, const char *text, Picture *picture)
{
  g_auto (GStrv) parts = g_strsplit (text, ":", 2);
  gboolean ok = parts[0] != NULL && parts[1] != NULL;

  picture->range = TRUE;
  picture->from = 0;
  picture->to = G_MAXUINT64;
  if (ok && *parts[0] != '\0')
    ok = g_ascii_string_to_unsigned (parts[0], 10, 0, G_MAXUINT64, &picture->from, NULL);
  if (ok && *parts[1] != '\0')
    ok = g_ascii_string_to_unsigned (parts[1], 10, 0, G_MAXUINT64, &picture->to, NULL);
  if (ok && picture->from <= picture->to)
    return TRUE;
  rs_cli_usage_error (verb, "--steps needs two numbers of steps, A:B, not \"%s\"", text);
  return FALSE;
}

/* The scene of STEP, compared with the step before, which *LAST may be already;
 * then it is this one. NULL: *ERROR. Transfer full. */
static const RsHeapGraph *
graph_at (RsSession *session, guint64 step, const RsHeapGraph **last, const RsHeapGraph **previous,
          GError **error)
{
  const RsHeapGraph *graph;

  if (step == 0)
    *previous = NULL;
  else if (*last != NULL && (*last)->moment.step == step - 1)
    *previous = rs_heap_graph_ref (*last);
  else
    *previous = rs_session_graph_at_step (session, step - 1, NULL);
  graph = rs_session_graph_at_step (session, step, error);
  rs_heap_graph_unref (*last);
  *last = graph != NULL ? rs_heap_graph_ref (graph) : NULL;
  return graph;
}

/* Finds what the wishes name at the first of STEPS that knows it. FALSE:
 * *ERROR. */
static gboolean
find_names (RsSession *session, Picture *picture, const GArray *steps, GError **error)
{
  gboolean all = picture->words.names->len == 0;

  for (guint i = 0; i < steps->len && !all; i++)
    {
      g_autoptr (RsConstHeapGraph) graph =
          rs_session_graph_at_step (session, g_array_index (steps, guint64, i), error);

      if (graph == NULL)
        return FALSE;
      all = rs_wish_words_look (&picture->words, graph);
    }
  return rs_wish_words_apply (&picture->words, &picture->scene, error);
}

/* The first moment, and those that differ from the one before them. */
static void
add_changed (RsAlbum *album, RsScene *scene)
{
  RsRect changes;

  if (rs_album_get_size (album) == 0 || rs_scene_find_changes (scene, &changes))
    rs_album_add (album, scene);
}

/* *N_WRITTEN: how many moments are in pictures then. */
static gboolean
export_several (RsSession *session, Picture *picture, const GArray *steps, guint *n_written,
                GError **error)
{
  g_autoptr (RsPlan) plan =
      find_names (session, picture, steps, error) ? plan_for (session, picture, error) : NULL;
  g_autoptr (RsTextCache) texts = rs_text_cache_new ();
  g_autoptr (GString) lines = g_string_new (NULL);
  g_autoptr (RsAlbum) album = rs_album_new (&picture->export);
  const RsHeapGraph *last = NULL, *previous = NULL;
  g_autoptr (RsScene) scene = NULL;
  gboolean ok = plan != NULL;

  for (guint i = 0; ok && i < steps->len; i++)
    {
      guint64 step = g_array_index (steps, guint64, i);
      g_autofree char *path = numbered (picture->out, step);
      const RsHeapGraph *graph = graph_at (session, step, &last, &previous, error);
      RsSceneOptions options = picture->scene;
      RsScene *next;

      options.texts = texts;
      options.last = scene;
      next = graph != NULL ? rs_scene_new (graph, previous, plan, &options) : NULL;
      rs_scene_unref (scene);
      scene = next;
      ok = scene != NULL;
      if (ok && picture->lines)
        rs_scene_append_line (scene, lines);
      else if (ok && picture->sheet)
        add_changed (album, scene);
      else if (ok)
        {
          RsExportOptions export = picture->export;

          ok = look_around (picture, scene, &export, error)
               && rs_export_file (scene, path, &export, error);
        }
      rs_heap_graph_unref (previous);
      rs_heap_graph_unref (graph);
    }
  rs_heap_graph_unref (last);
  *n_written = picture->sheet ? rs_album_get_size (album) : steps->len;
  if (ok && picture->sheet)
    ok = rs_album_write (album, picture->out, picture->seconds, error);
  if (ok && picture->lines)
    ok = g_file_set_contents (picture->out, lines->str, (gssize) lines->len, error);
  return ok;
}

/* Records and draws what OPTIONS and PICTURE say. The exit status. */
static int
draw (const RsOptions *options, Picture *picture, const RsScenario *scenario)
{
  /* The places of a moment depend on the whole run. */
  static const RsMomentChoice whole = { RS_BY_NOTHING, 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) steps = NULL;
  guint n_written = 0;
  g_autoptr (RsSession) session =
      rs_cli_record (options->names[0], &options->session, &whole, &error);
  if (session == NULL)
    return rs_cli_fail (error);
  if (options->moment.by != RS_BY_NOTHING)
    return export_one (session, picture, &options->moment, &error) ? 0 : rs_cli_fail (error);
  steps = picture->moments ? key_steps (session, scenario)
                           : range_of_steps (session, picture->from, picture->to);
  if (steps->len == 0 && picture->range)
    g_set_error (&error, RS_SESSION_ERROR, RS_SESSION_ERROR_MOMENT,
                 "there is no step %" G_GUINT64_FORMAT ": the program has %u", picture->from,
                 rs_session_recording (session)->n_steps);
  if (error != NULL || !export_several (session, picture, steps, &n_written, &error))
    return rs_cli_fail (error);
  printf (picture->sheet ? "%u moments written\n" : "%u pictures written\n", n_written);
  return 0;
}

/* A graph file, as "graph" writes it, drawn by itself. The exit status. */
static int
draw_file (const char *path, Picture *picture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RsConstHeapGraph) graph = NULL;
  g_autofree char *text = NULL;
  gsize length;

  if (!g_file_get_contents (path, &text, &length, &error)
      || (graph = rs_heap_graph_from_json (text, (gssize) length, &error)) == NULL)
    return rs_cli_fail (error);
  rs_wish_words_look (&picture->words, graph);
  if (!rs_wish_words_apply (&picture->words, &picture->scene, &error)
      || !(picture->lines ? write_lines (picture, graph, NULL, NULL, &error)
                          : write_picture (picture, picture->out, graph, NULL, NULL, &error)))
    return rs_cli_fail (error);
  return 0;
}

/* What the command line says as text. */
typedef struct {
  char *out, *scale, *seconds, *view, *theme, *detail, *range;
} Said;

static void
said_clear (Said *said)
{
  char **const texts[] = { &said->out,   &said->scale,  &said->seconds, &said->view,
                           &said->theme, &said->detail, &said->range };
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_clear_pointer (texts[i], g_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Said, said_clear)

/* How many ways there are in which the moments are said. */
static int
count_ways (const RsOptions *options, const Said *said, const Picture *picture)
{
  return (options->moment.by != RS_BY_NOTHING) + picture->all + picture->moments
         + (said->range != NULL);
}

static gboolean
is_graph_file (const RsOptions *options)
{
  return options->names != NULL && options->names[0] != NULL
         && g_str_has_suffix (options->names[0], ".json");
}

/* How much is drawn (SCENARIO, nullable, may say it), how large, in which
 * colours. FALSE: something is wrong, which has been said. */
static gboolean
read_look (const RsVerb *verb, const Said *said, const RsScenario *scenario, Picture *picture)
{
  return rs_option_detail (verb, scenario != NULL ? scenario->detail : NULL, &picture->scene.detail)
         && rs_option_detail (verb, said->detail, &picture->scene.detail)
         && read_scale (verb, said->scale, &picture->export.scale)
         && read_theme (verb, said->theme, &picture->export.theme);
}

/* Whether moments and a file are named, and the file's folder is there. Returns
 * 0, or the exit status. */
static int
check_out (const RsVerb *verb, const Said *said, int n_ways)
{
  if (said->out == NULL || n_ways == 0)
    return rs_cli_usage_error (verb, "name a program, a moment (--step N, --instruction N, --line "
                                     "N, --last, --all, --steps A:B or --moments) and -o OUT");
  g_autofree char *folder = g_path_get_dirname (said->out);
  if (!g_file_test (folder, G_FILE_TEST_IS_DIR))
    return rs_cli_usage_error (verb, "%s could not be written: there is no folder %s", said->out,
                               folder);
  return 0;
}

/* What the ending of OUT says of SEVERAL moments, or of one. Returns 0, or the
 * exit status. */
static int
read_kind (const RsVerb *verb, const char *out, gboolean several, Picture *picture)
{
  gboolean moves = g_str_has_suffix (out, ".apng");

  if (picture->sheet && (!several || !rs_album_is_named (out)))
    return rs_cli_usage_error (verb, "--sheet is for several moments (--steps A:B, --all, "
                                     "--moments) and -o OUT.pdf or OUT.png");
  if (moves && !several)
    return rs_cli_usage_error (verb, ".apng is for several moments: --steps A:B, --all, --moments");
  picture->sheet |= several && (g_str_has_suffix (out, ".pdf") || moves);
  return 0;
}

/* Reads what is said of a run's moments, and draws them. The exit status. */
static int
draw_run (const RsVerb *verb, const RsOptions *options, const Said *said, Picture *picture)
{
  gboolean several = options->moment.by == RS_BY_NOTHING;
  int status = check_out (verb, said, count_ways (options, said, picture));

  if (status != 0)
    return status;
  picture->to = G_MAXUINT64;
  if (said->range != NULL && !read_range (verb, said->range, picture))
    return 2;
  if ((status = read_kind (verb, said->out, several, picture)) != 0)
    return status;
  const RsScenario *scenario = rs_scenario_find (options->names[0]);
  if (picture->moments && scenario == NULL)
    return rs_cli_usage_error (verb, "--moments is for scenarios; \"%s\" is none",
                               options->names[0]);
  return read_look (verb, said, scenario, picture) ? draw (options, picture, scenario) : 2;
}

static int
run (const RsVerb *verb, int argc, char **argv)
{
  g_auto (RsOptions) options = { NULL };
  g_auto (Picture) picture = { .scene = RS_SCENE_OPTIONS_INIT, .export = RS_EXPORT_OPTIONS_INIT };
  g_auto (Said) said = { NULL };
  const GOptionEntry own[] = {
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &said.out, "The file to write", "OUT" },
    { "all", 0, 0, G_OPTION_ARG_NONE, &picture.all,
      "Every step, as OUT-0000.png, OUT-0001.png, ...", NULL },
    { "steps", 0, 0, G_OPTION_ARG_STRING, &said.range, "Steps A to B, as --all", "A:B" },
    { "moments", 0, 0, G_OPTION_ARG_NONE, &picture.moments, "The key moments of a scenario", NULL },
    { "scale", 0, 0, G_OPTION_ARG_STRING, &said.scale, "Pixels a point, for .png (1)", "F" },
    { "sheet", 0, 0, G_OPTION_ARG_NONE, &picture.sheet,
      "All moments that change something on one contact sheet", NULL },
    { "seconds", 0, 0, G_OPTION_ARG_STRING, &said.seconds, "How long .apng shows each moment (1)",
      "S" },
    { "caption", 0, 0, G_OPTION_ARG_NONE, &picture.export.caption,
      "Program, line and step below the picture", NULL },
    { "transparent", 0, 0, G_OPTION_ARG_NONE, &picture.export.transparent, "No background", NULL },
    { "white", 0, 0, G_OPTION_ARG_NONE, &picture.export.white, "A white background", NULL },
    { "no-legend", 0, 0, G_OPTION_ARG_NONE, &picture.export.no_legend, "No legend", NULL },
    { "view", 0, 0, G_OPTION_ARG_STRING, &said.view, "Only this part of the picture", "X,Y,W,H" },
    { "theme", 0, 0, G_OPTION_ARG_STRING, &said.theme,
      "light, dark, contrast, contrast-dark or print (light)", "T" },
    { "detail", 0, 0, G_OPTION_ARG_STRING, &said.detail,
      "How much is drawn (simple, or what the scenario is about)", "LEVEL" },
    { NULL },
  };
  int status, n_ways;

  g_autoptr (GArray) all = rs_wish_words_options (&picture.words, own);
  if (!rs_options_read (&options, verb, (const GOptionEntry *) (gconstpointer) all->data, argc,
                        argv, &status))
    return status;
  if (!rs_wish_words_read (&picture.words, verb)
      || !read_view (verb, said.view, &picture.export.view)
      || !read_seconds (verb, said.seconds, &picture.seconds))
    return 2;
  n_ways = count_ways (&options, &said, &picture);
  if (n_ways > 1)
    return rs_cli_usage_error (verb, "a moment (--step N, --instruction N, --line N or --last), "
                                     "--all, --steps A:B or --moments: one of them");
  picture.out = said.out;
  picture.lines = said.out != NULL && g_str_has_suffix (said.out, ".scene.jsonl");
  if (is_graph_file (&options) && said.out != NULL && n_ways == 0)
    return read_look (verb, &said, NULL, &picture) ? draw_file (options.names[0], &picture) : 2;
  return draw_run (verb, &options, &said, &picture);
}

const RsVerb rs_verb_export = {
  .name = "export",
  .summary = "write pictures of moments",
  .parameters = "FILE|SCENARIO|GRAPH.json -o OUT",
  .help = "Writes a picture of the heap; the ending of OUT says which kind: .png .svg .pdf\n"
          ".dot .mmd (Mermaid) .json .txt, or .scene.jsonl: where all stands, a line of JSON a\n"
          "moment. Several moments are several files, but one contact sheet as .pdf, one\n"
          "animation as .apng. A graph file, as the verb graph writes it, is drawn without a\n"
          "moment.\n" RS_DETAIL_HELP
          "\nNAME is as the program has it: x, x.left, rows[2], ages['ann']; a NAME of several\n"
          "moments is the object that the first of them knows under it.",
  .takes = RS_TAKES_PROGRAM,
  .runs = TRUE,
  .moments = RS_BY_STEP | RS_BY_INSTRUCTION | RS_BY_LINE | RS_BY_LAST | RS_BY_EVENT,
  .run = run,
};
