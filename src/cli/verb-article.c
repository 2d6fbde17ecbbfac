/* SPDX-License-Identifier: MIT
 *
 * refscope-cli article: lessons as one page of HTML that needs nothing else:
 * texts, programs, the pictures of the moments as SVG within it. Nothing is
 * written where a claim does not hold.
 */
#include "cli.h"

#include "html.h"
#include "lesson/check.h"
#include "lesson/find.h"
#include "paint/export.h"
#include "paint/scene.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>

#define MOST_OUTPUT 2000 /* characters of output beside a moment, at least */

/* What the page says in its reader's language. */
typedef struct {
  const char *says, *does, *versions, *output, *variant, *back, *forward, *question, *answer,
      *title, *made;
} Words;

static const Words english = { "The article says",
                               "In CPython",
                               "From version to version",
                               "Output",
                               "Variant",
                               "Previous moment",
                               "Next moment",
                               "Question",
                               "Answer",
                               "Ways to save memory in Python",
                               "Pictures and answers are computed by Refscope." };
static const Words korean = { "글의 설명",
                              "CPython에서는",
                              "버전별 비교",
                              "출력",
                              "변형 프로그램",
                              "이전 순간",
                              "다음 순간",
                              "문제",
                              "정답",
                              "Python 메모리 최적화 기법",
                              "그림과 정답은 Refscope가 계산한 것입니다." };

typedef struct {
  const RsLesson *lesson;
  RsLessonRuns *runs;
  const Words *words;
  GString *out;
} Page;

/* --- pictures ------------------------------------------------------------- */

/* A picture of GRAPH as an <img> that holds its SVG. FALSE: *ERROR. */
static gboolean
append_picture (Page *page, const RsHeapGraph *graph, const RsHeapGraph *previous,
                const RsPlan *plan, RsDetail detail, const char *title, GError **error)
{
  const RsSceneOptions options = { .detail = detail };
  RsExportOptions export = RS_EXPORT_OPTIONS_INIT;
  g_autoptr (RsScene) scene = rs_scene_new (graph, previous, plan, &options);
  g_autofree char *name = g_strdup_printf ("refscope-article-%u.svg", g_random_int ()),
                  *path = g_build_filename (g_get_tmp_dir (), name, NULL), *svg = NULL;
  gsize length;

  export.margin = 12;
  gboolean ok = rs_export_file (scene, path, &export, error)
                && g_file_get_contents (path, &svg, &length, error);
  g_unlink (path);
  if (!ok)
    return FALSE;
  g_autofree char *data = g_base64_encode ((const guchar *) svg, length);
  g_string_append (page->out, "<img loading=\"lazy\" alt=\"");
  rs_html_text (page->out, title);
  g_string_append_printf (page->out, "\" src=\"data:image/svg+xml;base64,%s\">\n", data);
  return TRUE;
}

static void
append_piece (int stream, const char *text, gsize length, gpointer data)
{
  g_string_append_len (data, text, (gssize) length);
}

static void
append_output (Page *page, const RsRecording *recording, guint64 characters)
{
  g_autoptr (GString) text = g_string_new (NULL);
  rs_recording_foreach_written (recording, characters, MOST_OUTPUT, append_piece, text);
  if (text->len == 0)
    return;
  g_string_append_printf (page->out, "<p>%s</p><pre class=\"output\">", page->words->output);
  rs_html_text (page->out, text->str);
  g_string_append (page->out, "</pre>\n");
}

/* The picture at STEP, or before INSTRUCTION where that is not 0, and what was
 * printed; *NEXT: the line that runs next. FALSE: *ERROR. */
static gboolean
append_instant (Page *page, RsSession *session, const RsPlan *plan, RsDetail detail, guint step,
                guint64 instruction, const char *title, int *next, GError **error)
{
  g_autoptr (RsConstHeapGraph) graph =
      instruction != 0 ? rs_session_graph_at_instruction (session, instruction, error)
                       : rs_session_graph_at_step (session, step, error);
  g_autoptr (RsConstHeapGraph) previous =
      graph == NULL      ? NULL
      : instruction != 0 ? rs_session_graph_at_instruction (session, instruction - 1, NULL)
      : step > 0         ? rs_session_graph_at_step (session, step - 1, NULL)
                         : NULL;
  if (graph == NULL || !append_picture (page, graph, previous, plan, detail, title, error))
    return FALSE;
  append_output (page, rs_session_recording (session), graph->moment.written);
  if (next != NULL)
    *next = graph->moment.line_next;
  return TRUE;
}

static RsDetail
detail_from (const char *name)
{
  int detail = name != NULL ? rs_detail_from_name (name) : -1;
  return detail >= 0 ? (RsDetail) detail : RS_DETAIL_SIMPLE;
}

static RsPlan *
plan_for (RsSession *session, RsDetail detail, GError **error)
{
  const RsSceneOptions options = { .detail = detail };
  return rs_cli_plan (session, &options, error);
}

/* --- claims --------------------------------------------------------------- */

static void
append_rows (Page *page, const RsLessonCheck *check)
{
  g_auto (GStrv) rows = rs_lesson_check_rows (check);
  const RsLessonVariant *variant = rs_lesson_variant (page->lesson, check->place.variant);

  g_string_append (page->out, "<tr><th colspan=\"2\"><code>");
  rs_html_text (page->out, variant != NULL ? variant->file : "");
  g_string_append (page->out, variant != NULL && check->expression != NULL ? ": " : "");
  rs_html_text (page->out, check->expression != NULL ? check->expression : "");
  g_string_append (page->out, "</code></th></tr>\n");
  for (guint i = 0; rows[i] != NULL; i++)
    {
      char *tab = strchr (rows[i], '\t');
      *tab = '\0';
      g_string_append_printf (page->out, "<tr><td>%s</td><td><code>", rows[i]);
      rs_html_text (page->out, tab + 1);
      g_string_append (page->out, "</code></td></tr>\n");
    }
}

static void
append_versions (Page *page, const RsLessonClaim *claim)
{
  gsize before = page->out->len;
  guint n = 0;

  g_string_append_printf (page->out, "<details><summary>%s</summary><table>\n",
                          page->words->versions);
  for (guint i = 0; i < claim->checks->len; i++)
    {
      const RsLessonCheck *check = g_ptr_array_index (claim->checks, i);
      if (check->by_version)
        append_rows (page, check);
      n += check->by_version;
    }
  g_string_append (page->out, "</table></details>\n");
  if (n == 0)
    g_string_truncate (page->out, before);
}

/* The variant's program, what it prints, its picture. FALSE: *ERROR. */
static gboolean
append_variant (Page *page, const RsLessonVariant *variant, GError **error)
{
  RsSession *session = rs_lesson_runs_get (page->runs, variant->id, error);
  RsDetail detail = detail_from (variant->detail ? variant->detail : page->lesson->detail);
  g_autoptr (RsPlan) plan = session != NULL ? plan_for (session, detail, error) : NULL;

  if (plan == NULL)
    return FALSE;
  int step = rs_lesson_find_place (rs_session_recording (session), &variant->open);
  g_string_append_printf (page->out, "<details><summary>%s: ", page->words->variant);
  rs_html_inline (page->out, variant->title);
  g_string_append (page->out, "</summary>\n");
  rs_html_blocks (page->out, variant->text);
  rs_html_program (page->out, variant->source);
  gboolean ok = append_instant (page, session, plan, detail, (guint) MAX (step, 0), 0,
                                variant->title, NULL, error);
  append_output (page, rs_session_recording (session), G_MAXUINT64);
  g_string_append (page->out, "</details>\n");
  return ok;
}

static gboolean
append_claim (Page *page, const RsLessonClaim *claim, GError **error)
{
  gboolean ok = TRUE;

  g_string_append (page->out, "<div class=\"claim\"><h4>");
  rs_html_inline (page->out, claim->title);
  g_string_append (page->out, "</h4>\n");
  if (*claim->says != '\0')
    {
      g_string_append_printf (page->out, "<p>%s</p><blockquote><p>", page->words->says);
      rs_html_text (page->out, claim->says);
      g_string_append_printf (page->out, "</p></blockquote><p>%s</p>\n", page->words->does);
    }
  rs_html_blocks (page->out, claim->does);
  append_versions (page, claim);
  for (guint i = 0; ok && claim->variants[i] != NULL; i++)
    ok = append_variant (page, rs_lesson_variant (page->lesson, claim->variants[i]), error);
  g_string_append (page->out, "</div>\n");
  return ok;
}

/* --- moments -------------------------------------------------------------- */

static gboolean
append_prediction (Page *page, RsSession *session, const RsLessonPrediction *prediction,
                   GError **error)
{
  const RsLessonOption *right = rs_lesson_answer (session, prediction, error);

  if (right == NULL)
    return FALSE;
  g_string_append_printf (page->out, "<details><summary>%s: ", page->words->question);
  rs_html_inline (page->out, prediction->question);
  g_string_append (page->out, "</summary><ul>\n");
  for (guint i = 0; i < prediction->options->len; i++)
    {
      const RsLessonOption *option = g_ptr_array_index (prediction->options, i);
      g_string_append (page->out, option == right ? "<li><b>✓ " : "<li>✗ ");
      rs_html_inline (page->out, option->label);
      g_string_append (page->out, option == right ? "</b>: " : ": ");
      rs_html_inline (page->out, option->why);
      g_string_append (page->out, "</li>\n");
    }
  g_string_append (page->out, "</ul></details>\n");
  return TRUE;
}

static gboolean
append_moment (Page *page, RsSession *session, const RsPlan *plan, const RsLessonMoment *moment,
               GError **error)
{
  RsDetail detail = detail_from (page->lesson->detail);
  const RsLessonPrediction *prediction = rs_lesson_prediction (page->lesson, moment->prediction);
  guint64 instruction;
  int step = rs_lesson_find_moment (session, moment, &instruction, error), next = 0;
  gsize start = page->out->len;

  if (step < 0)
    return FALSE;
  g_string_append (page->out, "<h3>");
  rs_html_inline (page->out, moment->title);
  g_string_append (page->out, "</h3>\n");
  rs_html_blocks (page->out, moment->text);
  if (!append_instant (page, session, plan, detail, (guint) step, instruction, moment->title, &next,
                       error)
      || (prediction != NULL && !append_prediction (page, session, prediction, error)))
    return FALSE;
  for (guint i = 0; moment->claims[i] != NULL; i++)
    if (!append_claim (page, rs_lesson_claim (page->lesson, moment->claims[i]), error))
      return FALSE;
  g_string_append (page->out, "</div>\n");
  g_autofree char *head = g_strdup_printf ("<div class=\"moment\" data-next=\"%d\">\n", next);
  g_string_insert (page->out, (gssize) start, head);
  return TRUE;
}

static gboolean
append_lesson (Page *page, GError **error)
{
  const RsLesson *lesson = page->lesson;
  RsSession *session = rs_lesson_runs_get (page->runs, NULL, error);
  g_autoptr (RsPlan) plan =
      session != NULL ? plan_for (session, detail_from (lesson->detail), error) : NULL;

  if (plan == NULL)
    return FALSE;
  g_string_append_printf (page->out, "<section id=\"%s\"><h2>", lesson->id);
  rs_html_inline (page->out, lesson->title);
  g_string_append (page->out, "</h2><p>");
  rs_html_inline (page->out, lesson->summary);
  g_string_append (page->out, "</p>\n");
  if (*lesson->article != '\0')
    {
      g_string_append (page->out, "<blockquote>\n");
      rs_html_blocks (page->out, lesson->article);
      g_string_append (page->out, "</blockquote>\n");
    }
  g_string_append (page->out, "<div class=\"stepper\"><div>\n");
  rs_html_program (page->out, lesson->source);
  g_string_append_printf (page->out,
                          "</div><div>\n<div class=\"bar\"><button>← %s</button>"
                          "<button>%s →</button><output></output></div>\n",
                          page->words->back, page->words->forward);
  for (guint i = 0; i < lesson->moments->len; i++)
    if (!append_moment (page, session, plan, g_ptr_array_index (lesson->moments, i), error))
      return FALSE;
  g_string_append (page->out, "</div></div></section>\n");
  return TRUE;
}

/* --- the page ------------------------------------------------------------- */

/* The lesson NAME, checked. NULL: what is wrong has been said. */
static RsLesson *
checked_lesson (const RsVerb *verb, const char *name, const char *language)
{
  g_autoptr (RsLesson) lesson = rs_lesson_load (name, language);

  if (lesson == NULL)
    {
      rs_cli_usage_error (verb, "there is no lesson \"%s\"", name);
      return NULL;
    }
  if (lesson->problems->len == 0)
    rs_lesson_check (lesson);
  for (guint i = 0; i < lesson->problems->len; i++)
    {
      g_autofree char *text =
          rs_lesson_problem_text (lesson, g_ptr_array_index (lesson->problems, i));
      fprintf (stderr, "%s\n", text);
    }
  return lesson->problems->len == 0 ? g_steal_pointer (&lesson) : NULL;
}

/* Appends the lesson NAME to OUT. FALSE: what is wrong has been said;
 * *STATUS. */
static gboolean
add_lesson (const RsVerb *verb, const char *name, const char *language, const Words *words,
            GString *out, int *status)
{
  g_autoptr (RsLesson) lesson = checked_lesson (verb, name, language);
  g_autoptr (GError) error = NULL;

  *status = 1;
  if (lesson == NULL)
    return FALSE;
  g_autoptr (RsLessonRuns) runs = rs_lesson_runs_new (lesson);
  Page page = { lesson, runs, words, out };
  if (append_lesson (&page, &error))
    return TRUE;
  *status = rs_cli_fail (error);
  return FALSE;
}

/* The lessons of the article (transfer full). */
static char **
articles_lessons (void)
{
  g_auto (GStrv) names = rs_lesson_names ();
  g_autoptr (GStrvBuilder) chosen = g_strv_builder_new ();
  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autoptr (RsLesson) lesson = rs_lesson_load (names[i], "en");
      if (lesson != NULL && lesson->scenario != NULL)
        g_strv_builder_add (chosen, names[i]);
    }
  return g_strv_builder_end (chosen);
}

/* Appends the resource NAME, which is built in. */
static void
append_resource (GString *out, const char *name)
{
  g_autofree char *path = g_strconcat ("/io/github/refscope/cli/", name, NULL);
  g_autoptr (GBytes) bytes = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

  g_assert (bytes != NULL);
  g_string_append_len (out, g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes));
}

static int
write_page (const RsVerb *verb, char **names, const char *path, const char *language)
{
  gboolean is_korean = strcmp (language, "ko") == 0;
  const Words *words = is_korean ? &korean : &english;
  g_autoptr (GString) out = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  int status;

  g_string_append_printf (out,
                          "<!DOCTYPE html>\n<html lang=\"%s\"><head><meta charset=\"utf-8\">\n"
                          "<meta name=\"viewport\" content=\"width=device-width\">\n"
                          "<title>%s</title>\n<style>\n",
                          language, words->title);
  append_resource (out, "article.css");
  g_string_append_printf (out, "</style></head><body>\n<h1>%s</h1>\n<p>%s</p>\n", words->title,
                          words->made);
  for (guint i = 0; names[i] != NULL; i++)
    if (!add_lesson (verb, names[i], language, words, out, &status))
      return status;
  g_string_append (out, "<script>\n");
  append_resource (out, "article.js");
  g_string_append (out, "</script></body></html>\n");
  if (!g_file_set_contents (path, out->str, (gssize) out->len, &error))
    return rs_cli_fail (error);
  printf ("%s: %u lessons, %" G_GSIZE_FORMAT " bytes\n", path, g_strv_length (names), out->len);
  return 0;
}

static int
run (const RsVerb *verb, int argc, char **argv)
{
  g_auto (RsOptions) options = { NULL };
  g_autofree char *path = NULL, *language = NULL, *only = NULL;
  const GOptionEntry own[] = {
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &path, "The page to write", "OUT.html" },
    { "lessons", 0, 0, G_OPTION_ARG_STRING, &only, "These instead of the article's", "NAME,..." },
    { "language", 0, 0, G_OPTION_ARG_STRING, &language, "ko or en (the locale's)", "CODE" },
    { NULL },
  };
  int status;

  if (!rs_options_read (&options, verb, own, argc, argv, &status))
    return status;
  if (path == NULL || !g_str_has_suffix (path, ".html"))
    return rs_cli_usage_error (verb, "name the page to write: -o OUT.html");
  if (language != NULL && strcmp (language, "ko") != 0 && strcmp (language, "en") != 0)
    return rs_cli_usage_error (verb, "--language is ko or en, not \"%s\"", language);
  g_auto (GStrv) names = only != NULL ? g_strsplit (only, ",", -1) : articles_lessons ();
  return write_page (verb, names, path, language ? language : rs_lesson_language ());
}

const RsVerb rs_verb_article = {
  .name = "article",
  .summary = "write the lessons as one page of HTML, with pictures",
  .parameters = "-o OUT.html",
  .help = "Writes the article with its moments, claims and variants as one page that needs no\n"
          "network. Every claim is run first: where one does not hold, it says so by file and\n"
          "line, and writes nothing (exit status 1).",
  .takes = RS_TAKES_NOTHING,
  .run = run,
};
