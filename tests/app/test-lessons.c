/* SPDX-License-Identifier: MIT
 *
 * Lessons in the window: every one from its first moment to its last and back,
 * every variant and the way back from it, guesses, the list, the languages. As
 * in test-app.c nothing sleeps.
 *
 * Progress is kept in a folder of its own, which main () makes.
 */
#include "app/application.h"
#include "app/window.h"
#include "lesson/progress.h"
#include "session/scenarios.h"
#include "start.h"
#include "moments.h"

#include <glib/gstdio.h>
#include <string.h>

typedef struct {
  RsApplication *application;
  RsWindow *window;
  RsAppSession *session;
  RsLessonGuide *guide;
} Fixture;

/* --- driving -------------------------------------------------------------- */

static gboolean
is_settled (Fixture *f)
{
  RsAppState state = rs_app_session_get_state (f->session);
  return state == RS_APP_FAILED || (state == RS_APP_READY && !rs_app_session_is_busy (f->session));
}

static void
settle (Fixture *f)
{
  while (!is_settled (f))
    g_main_context_iteration (NULL, TRUE);
}

/* Until the engine has found what the guide asked it: the answers, and with
 * them the moments before an instruction. */
static void
wait_for_answers (Fixture *f)
{
  const RsLesson *lesson = rs_lesson_guide_get_lesson (f->guide);
  for (guint i = 0; i < lesson->predictions->len; i++)
    while (rs_lesson_guide_get_right (f->guide, g_ptr_array_index (lesson->predictions, i)) == NULL)
      g_main_context_iteration (NULL, TRUE);
}

static void
act (Fixture *f, const char *name, const char *parameter)
{
  g_action_group_activate_action (G_ACTION_GROUP (f->window), name,
                                  parameter ? g_variant_new_string (parameter) : NULL);
}

static void
open_lesson (Fixture *f, const char *name)
{
  act (f, "lesson", name);
  settle (f);
  wait_for_answers (f);
  settle (f);
}

/* The lessons that a test goes through one by one. */
static GStrv
sampled_names (void)
{
  g_auto (GStrv) names = rs_lesson_names ();
  g_autoptr (GStrvBuilder) some = g_strv_builder_new ();
  guint n = g_strv_length (names), every = MAX (1, n / moments_of (n));
  for (guint i = 0; i < n; i += every)
    g_strv_builder_add (some, names[i]);
  return g_strv_builder_end (some);
}

static void
forget_all (void)
{
  g_autoptr (RsProgress) progress = rs_progress_load ();
  g_auto (GStrv) names = rs_lesson_names ();
  for (guint i = 0; names[i] != NULL; i++)
    rs_progress_forget (progress, names[i]);
  g_assert_true (rs_progress_save (progress));
}

static void
setup (Fixture *f, gconstpointer data)
{
  forget_all ();
  f->application = g_object_ref (RS_APPLICATION (g_application_get_default ()));
  f->window = rs_window_new (ADW_APPLICATION (f->application));
  f->session = rs_window_get_session (f->window);
  f->guide = rs_window_get_guide (f->window);
  rs_window_show_lessons (f->window);
  gtk_window_present (GTK_WINDOW (f->window));
}

static void
teardown (Fixture *f, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (f->window));
  g_object_unref (f->application);
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static gboolean
pane_says (Fixture *f, const char *text)
{
  g_autofree char *all = rs_lesson_pane_get_text (rs_window_get_lesson_pane (f->window));
  return strstr (all, text) != NULL;
}

/* TEXT without the marks of Markdown. */
static char *
plain (const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, "`", -1);
  return g_strjoinv ("", parts);
}

static void
assert_says (Fixture *f, const char *markdown)
{
  g_autofree char *text = plain (markdown);
  if (!pane_says (f, text))
    g_error ("%s: the pane does not say \"%s\"", rs_lesson_guide_get_lesson (f->guide)->id, text);
}

/* --- from start to end and back ------------------------------------------- */

static void
assert_at_moment (Fixture *f, guint index)
{
  const RsLesson *lesson = rs_lesson_guide_get_lesson (f->guide);
  const RsLessonMoment *moment = g_ptr_array_index (lesson->moments, index);

  g_assert_cmpint (rs_lesson_guide_get_current (f->guide), ==, (int) index);
  g_assert_true (rs_lesson_guide_is_there (f->guide));
  g_assert_cmpint ((int) rs_app_session_get_position (f->session), ==,
                   rs_lesson_guide_get_step (f->guide, index));
  assert_says (f, moment->title);
  for (guint i = 0; moment->claims[i] != NULL && !rs_lesson_guide_is_waiting (f->guide); i++)
    {
      const RsLessonClaim *claim = rs_lesson_claim (lesson, moment->claims[i]);
      assert_says (f, claim->title);
      g_assert_true (pane_says (f, claim->says));
    }
}

static void
walk (Fixture *f, const char *name)
{
  open_lesson (f, name);
  guint n = rs_lesson_guide_get_lesson (f->guide)->moments->len;

  for (guint i = 0; i < n; i++)
    {
      assert_at_moment (f, i);
      if (i + 1 < n)
        act (f, "next-moment", NULL);
      settle (f);
    }
  g_assert_false (rs_lesson_guide_can_move (f->guide, 1));
  for (guint i = n; i-- > 0;)
    {
      assert_at_moment (f, i);
      act (f, "previous-moment", NULL);
      settle (f);
    }
  assert_at_moment (f, 0);
}

static void
test_walk (Fixture *f, gconstpointer data)
{
  g_auto (GStrv) names = sampled_names ();
  act (f, "ask-first", NULL); /* no */
  for (guint i = 0; names[i] != NULL; i++)
    walk (f, names[i]);
}

/* From between two moments, back leads to the one that was left. */
static void
test_between (Fixture *f, gconstpointer data)
{
  act (f, "ask-first", NULL);
  open_lesson (f, "weakref");
  act (f, "next-moment", NULL);
  settle (f);
  act (f, "step-forward", NULL);
  settle (f);
  g_assert_false (rs_lesson_guide_is_there (f->guide));
  g_assert_cmpint (rs_lesson_guide_get_current (f->guide), ==, 1);
  act (f, "previous-moment", NULL);
  settle (f);
  assert_at_moment (f, 1);
}

/* --- variants ------------------------------------------------------------- */

static void
try_variant (Fixture *f, const RsLesson *lesson, const RsLessonVariant *variant)
{
  guint at = rs_app_session_get_position (f->session);

  act (f, "variant", variant->id);
  settle (f);
  g_assert_cmpint (rs_app_session_get_state (f->session), ==, RS_APP_READY);
  g_autofree char *text = rs_code_pane_get_text (rs_window_get_code (f->window));
  g_assert_cmpstr (text, ==, variant->source);
  assert_says (f, variant->title);
  g_assert_nonnull (rs_app_session_get_scene (f->session));
  act (f, "variant", "");
  settle (f);
  g_free (text);
  text = rs_code_pane_get_text (rs_window_get_code (f->window));
  g_assert_cmpstr (text, ==, lesson->source);
  g_assert_cmpuint (rs_app_session_get_position (f->session), ==, at);
}

static void
test_variants (Fixture *f, gconstpointer data)
{
  g_auto (GStrv) names = sampled_names ();
  act (f, "ask-first", NULL);
  for (guint i = 0; names[i] != NULL; i++)
    {
      open_lesson (f, names[i]);
      const RsLesson *lesson = rs_lesson_guide_get_lesson (f->guide);
      act (f, "next-moment", NULL);
      settle (f);
      for (guint j = 0; j < lesson->variants->len; j += MOMENTS_ONE_IN)
        try_variant (f, lesson, g_ptr_array_index (lesson->variants, j));
    }
}

/* --- guesses -------------------------------------------------------------- */

static void
test_guess (Fixture *f, gconstpointer data)
{
  open_lesson (f, "refcount");
  const RsLessonPrediction *prediction = rs_lesson_guide_get_prediction (f->guide);
  const RsLessonOption *right = rs_lesson_guide_get_right (f->guide, prediction),
                       *wrong = g_ptr_array_index (prediction->options, 1);
  guint at = rs_app_session_get_position (f->session);

  g_assert_true (rs_lesson_guide_is_waiting (f->guide));
  g_assert_cmpstr (right->value, ==, "1");
  assert_says (f, prediction->question);
  g_assert_false (pane_says (f, right->why));
  /* A step, an instruction, the next moment: all wait. */
  act (f, "step-forward", NULL);
  act (f, "instruction-forward", NULL);
  act (f, "next-moment", NULL);
  settle (f);
  g_assert_cmpuint (rs_app_session_get_position (f->session), ==, at);
  g_assert_false (rs_app_session_get_at_instruction (f->session));
  /* A wrong guess names what it stands for, and the right one. */
  rs_lesson_guide_guess (f->guide, wrong);
  g_assert_false (rs_lesson_guide_is_waiting (f->guide));
  assert_says (f, wrong->why);
  assert_says (f, right->why);
  act (f, "step-forward", NULL);
  settle (f);
  g_assert_cmpuint (rs_app_session_get_position (f->session), ==, at + 1);
  /* It is remembered, in another window, too. */
  act (f, "step-back", NULL);
  settle (f);
  g_assert_false (rs_lesson_guide_is_waiting (f->guide));
  g_autoptr (RsProgress) progress = rs_progress_load ();
  g_autofree char *guess = rs_progress_get_guess (progress, "refcount", prediction->id);
  g_assert_cmpstr (guess, ==, wrong->value);
  /* And asked again, when one wants it. */
  act (f, "forget-guesses", NULL);
  g_assert_true (rs_lesson_guide_is_waiting (f->guide));
  rs_lesson_guide_guess (f->guide, right);
  assert_says (f, right->why);
  g_assert_false (pane_says (f, wrong->why));
}

/* By keyboard alone: to the question, along its options, the answer. */
static void
test_keyboard (Fixture *f, gconstpointer data)
{
  open_lesson (f, "refcount");
  const RsLessonPrediction *prediction = rs_lesson_guide_get_prediction (f->guide);
  act (f, "focus-lesson", NULL);
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (f->window));
  g_assert_true (gtk_widget_has_css_class (focus, "lesson-option"));
  gtk_widget_child_focus (gtk_widget_get_parent (focus), GTK_DIR_TAB_FORWARD);
  GtkWidget *second = gtk_root_get_focus (GTK_ROOT (f->window));
  g_assert_true (second != focus && gtk_widget_has_css_class (second, "lesson-option"));
  gtk_widget_activate (second);
  while (rs_lesson_guide_is_waiting (f->guide))
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (rs_lesson_guide_get_guess (f->guide, prediction)
                 == g_ptr_array_index (prediction->options, 1));
  /* The button has gone; the keys are the picture's. */
  g_assert_true (gtk_root_get_focus (GTK_ROOT (f->window))
                 == GTK_WIDGET (rs_window_get_canvas (f->window)));
}

static void
test_pass (Fixture *f, gconstpointer data)
{
  open_lesson (f, "identity");
  g_assert_true (rs_lesson_guide_is_waiting (f->guide));
  rs_lesson_guide_pass (f->guide);
  g_assert_false (rs_lesson_guide_is_waiting (f->guide));
  act (f, "next-moment", NULL);
  settle (f);
  assert_at_moment (f, 1);
}

/* The engine says what is right, of the program as it runs. */
static void
test_answers (Fixture *f, gconstpointer data)
{
  g_auto (GStrv) names = sampled_names ();
  guint n = 0;
  for (guint i = 0; names[i] != NULL; i++)
    {
      open_lesson (f, names[i]); /* waits for one right option of each */
      n += rs_lesson_guide_get_lesson (f->guide)->predictions->len;
    }
  g_assert_cmpuint (n, >=, 2 * g_strv_length (names));
}

static GtkWidget *
first_expander (GtkWidget *widget)
{
  if (GTK_IS_EXPANDER (widget))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = first_expander (child);
      if (found != NULL)
        return found;
    }
  return NULL;
}

/* Tab leads all through the pane and out of it, past what is folded (a critical
 * of GTK ends the test); what is unfolded says more. */
static void
test_folded (Fixture *f, gconstpointer data)
{
  GtkWidget *pane = GTK_WIDGET (rs_window_get_lesson_pane (f->window));
  act (f, "ask-first", NULL);
  open_lesson (f, "slots");
  while (rs_lesson_guide_can_move (f->guide, 1))
    {
      act (f, "next-moment", NULL);
      settle (f);
    }
  for (guint i = 0; i < 30 && gtk_widget_child_focus (pane, GTK_DIR_TAB_FORWARD); i++)
    ;
  for (guint i = 0; i < 30 && gtk_widget_child_focus (pane, GTK_DIR_TAB_BACKWARD); i++)
    ;
  GtkWidget *versions = first_expander (pane);
  g_assert_nonnull (versions);
  g_assert_false (pane_says (f, "152"));
  gtk_expander_set_expanded (GTK_EXPANDER (versions), TRUE);
  g_assert_true (pane_says (f, "152"));
  gtk_expander_set_expanded (GTK_EXPANDER (versions), FALSE);
  g_assert_false (pane_says (f, "152"));
}

/* --- the list, the language ----------------------------------------------- */

static void
test_list (Fixture *f, gconstpointer data)
{
  g_auto (GStrv) names = rs_lesson_names ();
  RsLessonList *list = rs_window_get_lesson_list (f->window);

  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (list)));
  g_assert_cmpuint (rs_lesson_list_n_rows (list), ==, g_strv_length (names));
  act (f, "ask-first", NULL);
  open_lesson (f, "aliasing");
  g_assert_false (gtk_widget_get_child_visible (GTK_WIDGET (list)));
  act (f, "next-moment", NULL);
  settle (f);
  act (f, "lessons", NULL);
  g_assert_true (gtk_widget_get_child_visible (GTK_WIDGET (list)));
  /* Where it was left. */
  open_lesson (f, "slots");
  open_lesson (f, "aliasing");
  assert_at_moment (f, 1);
}

static void
test_language (Fixture *f, gconstpointer data)
{
  act (f, "ask-first", NULL);
  open_lesson (f, "weakref");
  act (f, "next-moment", NULL);
  settle (f);
  g_assert_cmpstr (rs_lesson_guide_get_lesson (f->guide)->language, ==, "en");
  act (f, "lesson-language", NULL);
  settle (f);
  g_assert_cmpstr (rs_lesson_guide_get_lesson (f->guide)->language, ==, "ko");
  assert_at_moment (f, 1);
  /* The article's program, as it is. */
  g_autofree char *text = rs_code_pane_get_text (rs_window_get_code (f->window));
  g_assert_cmpstr (text, ==, rs_scenario_find ("weakref")->source);
  act (f, "lesson-language", NULL);
  settle (f);
  g_assert_cmpstr (rs_lesson_guide_get_lesson (f->guide)->language, ==, "en");
}

/* --- own programs, bad lessons -------------------------------------------- */

/* A file that is opened has no lesson; the pane goes. */
static void
test_leave (Fixture *f, gconstpointer data)
{
  g_autofree char *path = g_build_filename (g_get_user_data_dir (), "own.py", NULL);

  g_assert_true (g_file_set_contents (path, "x = 1\n", -1, NULL));
  act (f, "ask-first", NULL);
  open_lesson (f, "slots");
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (rs_window_get_lesson_pane (f->window))));
  act (f, "open-file", path);
  settle (f);
  g_assert_null (rs_lesson_guide_get_lesson (f->guide));
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (rs_window_get_lesson_pane (f->window))));
  act (f, "next-moment", NULL);
  settle (f);
  g_unlink (path);
}

/* A lesson of the user's own that is wrong opens as far as it can, and says
 * what is wrong. */
static void
test_bad_lesson (Fixture *f, gconstpointer data)
{
  g_autofree char *folder =
                      g_build_filename (g_get_user_data_dir (), "refscope", "lessons", "bad", NULL),
                  *ini = g_build_filename (folder, "lesson.ini", NULL),
                  *program = g_build_filename (folder, "p.py", NULL);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (
      g_file_set_contents (ini, "[lesson]\nprogram = p.py\n[moment m]\nplace = 9\nx\n", -1, NULL));
  g_assert_true (g_file_set_contents (program, "x = 1\ny = x\n", -1, NULL));
  act (f, "lesson", "bad");
  settle (f);
  g_assert_nonnull (strstr (rs_window_get_last_message (f->window), "lesson.ini:5"));
  g_assert_cmpuint (rs_app_session_get_n_steps (f->session), >, 0);
  act (f, "next-moment", NULL);
  act (f, "previous-moment", NULL);
  settle (f);
  g_unlink (ini);
  g_unlink (program);
  g_rmdir (folder);
}

int
main (int argc, char **argv)
{
  g_autofree char *home = g_dir_make_tmp ("refscope-lessons-XXXXXX", NULL);
  start_tests (&argc, &argv);
  g_setenv ("XDG_DATA_HOME", home, TRUE);
  g_autoptr (RsApplication) application = start_application ();
  if (application == NULL)
    return 77;

#define ADD(path, test) g_test_add ("/lessons/" path, Fixture, NULL, setup, test, teardown)
  ADD ("walk", test_walk);
  ADD ("between", test_between);
  ADD ("variants", test_variants);
  ADD ("guesses/wrong-and-right", test_guess);
  ADD ("guesses/keyboard", test_keyboard);
  ADD ("guesses/pass", test_pass);
  ADD ("guesses/answers", test_answers);
  ADD ("folded", test_folded);
  ADD ("list", test_list);
  ADD ("language", test_language);
  ADD ("leave", test_leave);
  ADD ("bad", test_bad_lesson);
  int status = g_test_run ();
  g_autofree char *kept = g_build_filename (home, "refscope", "progress.ini", NULL),
                  *lessons = g_build_filename (home, "refscope", "lessons", NULL),
                  *refscope = g_build_filename (home, "refscope", NULL);
  g_unlink (kept);
  g_rmdir (lessons);
  g_rmdir (refscope);
  g_rmdir (home);
  return status;
}
