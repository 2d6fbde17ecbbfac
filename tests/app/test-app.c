/* SPDX-License-Identifier: MIT
 *
 * The window, driven as a user drives it: by its actions and keys. What it
 * shows is asked of the session and the panes. Nothing here sleeps: wait_for ()
 * runs the main loop until a condition holds, and the test runner's timeout is
 * the only clock.
 *
 * Without a display the program says so and skips everything (status 77).
 */
#include "app/application.h"
#include "app/draft.h"
#include "app/view.h"
#include "app/window.h"
#include "app/display-strings.h"
#include "app/worker.h"
#include "graph/graph-io.h"
#include "session/scenarios.h"

#include "start.h"
#include "moments.h"

#include <cairo.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
  RsApplication *application;
  RsWindow *window;
  char *folder;
} Fixture;

/* --- driving -------------------------------------------------------------- */

typedef gboolean (*Condition) (RsWindow *window, gpointer data);

static void
wait_for (RsWindow *window, Condition condition, gpointer data)
{
  while (!condition (window, data))
    g_main_context_iteration (NULL, TRUE);
}

static gboolean
is_settled (RsWindow *window, gpointer data)
{
  RsAppSession *session = rs_window_get_session (window);
  RsAppState state = rs_app_session_get_state (session);
  return state == RS_APP_FAILED || (state == RS_APP_READY && !rs_app_session_is_busy (session));
}

static gboolean
is_recording_with_steps (RsWindow *window, gpointer data)
{
  RsAppSession *session = rs_window_get_session (window);
  return rs_app_session_get_state (session) == RS_APP_RECORDING
         && rs_app_session_get_recorded_steps (session) > 0;
}

static gboolean
has_message (RsWindow *window, gpointer data)
{
  return rs_window_get_last_message (window) != NULL;
}

static void
settle (RsWindow *window)
{
  wait_for (window, is_settled, NULL);
}

static void
act (RsWindow *window, const char *name, const char *parameter)
{
  g_action_group_activate_action (G_ACTION_GROUP (window), name,
                                  parameter ? g_variant_new_string (parameter) : NULL);
}

/* What a key does while the canvas has the focus, by the canvas's own
 * bindings. */
static void
press (RsWindow *window, guint key, GdkModifierType modifiers)
{
  GListModel *controllers =
      gtk_widget_observe_controllers (GTK_WIDGET (rs_window_get_canvas (window)));
  gboolean found = FALSE;
  for (guint i = 0; !found && i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);
      if (!GTK_IS_SHORTCUT_CONTROLLER (controller))
        continue;
      for (guint j = 0; !found && j < g_list_model_get_n_items (G_LIST_MODEL (controller)); j++)
        {
          g_autoptr (GtkShortcut) shortcut = g_list_model_get_item (G_LIST_MODEL (controller), j);
          GtkShortcutTrigger *trigger = gtk_shortcut_get_trigger (shortcut);
          if (!GTK_IS_KEYVAL_TRIGGER (trigger)
              || gtk_keyval_trigger_get_keyval (GTK_KEYVAL_TRIGGER (trigger)) != key
              || gtk_keyval_trigger_get_modifiers (GTK_KEYVAL_TRIGGER (trigger)) != modifiers)
            continue;
          found = gtk_shortcut_action_activate (gtk_shortcut_get_action (shortcut), 0,
                                                GTK_WIDGET (rs_window_get_canvas (window)), NULL);
        }
    }
  g_object_unref (controllers);
  g_assert_true (found);
  settle (window);
}

static char *
write_file (Fixture *f, const char *name, const char *text, gssize length)
{
  char *path = g_build_filename (f->folder, name, NULL);
  g_assert_true (g_file_set_contents (path, text, length, NULL));
  return path;
}

/* Opens a file with TEXT and runs it to its end. */
static void
open_text (Fixture *f, const char *name, const char *text)
{
  g_autofree char *path = write_file (f, name, text, -1);
  act (f->window, "open-file", path);
  settle (f->window);
}

/* Goes to the moment before LINE runs for the first time. */
static void
go_to_line (RsWindow *window, int line)
{
  RsAppSession *session = rs_window_get_session (window);
  int step = rs_recording_find_line (rs_app_session_get_recording (session), line);
  g_assert_cmpint (step, >=, 0);
  rs_app_session_seek (session, step);
  settle (window);
}

/* The object that the module's NAME refers to; RS_NONE: unbound. */
static guint32
global (RsWindow *window, const char *name)
{
  const RsHeapGraph *graph = rs_app_session_get_graph (rs_window_get_session (window));
  for (guint i = 0; i < graph->n_edges; i++)
    if (graph->edges[i].kind == RS_REF_GLOBAL
        && strcmp (rs_heap_graph_text (graph, graph->edges[i].label), name) == 0)
      return graph->edges[i].target;
  return RS_NONE;
}

static gint64
count_of (RsWindow *window, const char *name)
{
  guint32 node = global (window, name);
  g_assert_cmpuint (node, !=, RS_NONE);
  return rs_app_session_get_graph (rs_window_get_session (window))->nodes[node].refcount;
}

static void
setup (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  f->folder = g_dir_make_tmp ("refscope-test-XXXXXX", &error);
  g_assert_no_error (error);
  f->application = g_object_ref (RS_APPLICATION (g_application_get_default ()));
  f->window = rs_window_new (ADW_APPLICATION (f->application));
  act (f->window, "ask-first", NULL); /* no: steps are to lead on */
  rs_window_open_scenario (f->window, 0);
  gtk_window_present (GTK_WINDOW (f->window));
  settle (f->window);
}

static void
teardown (Fixture *f, gconstpointer data)
{
  g_autoptr (GDir) dir = g_dir_open (f->folder, 0, NULL);
  const char *name;
  gtk_window_destroy (GTK_WINDOW (f->window));
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (f->folder, name, NULL);
      g_remove (path);
    }
  g_rmdir (f->folder);
  g_free (f->folder);
  g_object_unref (f->application);
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

/* --- stepping ------------------------------------------------------------- */

static void
test_steps_by_key (Fixture *f, gconstpointer data)
{
  RsAppSession *session = rs_window_get_session (f->window);
  GtkSettings *settings = gtk_settings_get_default ();
  g_autoptr (RsConstHeapGraph) first = NULL;

  /* Here as for most who use it; elsewhere the tests go without. */
  g_object_set (settings, "gtk-enable-animations", TRUE, NULL);
  act (f->window, "scenario", "refcount");
  settle (f->window);
  press (f->window, GDK_KEY_Home, 0);
  g_assert_cmpuint (rs_app_session_get_position (session), ==, 0);
  first = rs_heap_graph_ref (rs_app_session_get_graph (session));
  for (guint i = 1; i <= 12; i++)
    {
      press (f->window, GDK_KEY_Right, 0);
      g_assert_cmpuint (rs_app_session_get_position (session), ==, i);
      g_assert_cmpuint (rs_app_session_get_graph (session)->moment.step, ==, i);
    }
  for (guint i = 0; i < 12; i++)
    press (f->window, GDK_KEY_Left, 0);
  g_assert_true (rs_heap_graph_equal (first, rs_app_session_get_graph (session)));
  press (f->window, GDK_KEY_End, 0);
  g_assert_cmpuint (rs_app_session_get_position (session) + 1, ==,
                    rs_app_session_get_n_steps (session));
  g_object_set (settings, "gtk-enable-animations", FALSE, NULL);
}

/* Every moment of the scenario, on the way there and on the way back. */
static void
test_there_and_back (Fixture *f, gconstpointer data)
{
  RsAppSession *session = rs_window_get_session (f->window);
  act (f->window, "scenario", "identity");
  settle (f->window);
  guint n = rs_app_session_get_n_steps (session);
  g_autoptr (GPtrArray) graphs =
      g_ptr_array_new_with_free_func ((GDestroyNotify) rs_heap_graph_unref);

  act (f->window, "step-first", NULL);
  settle (f->window);
  for (guint i = 0; i < n; i++)
    {
      g_ptr_array_add (graphs, (gpointer) rs_heap_graph_ref (rs_app_session_get_graph (session)));
      act (f->window, "step-forward", NULL);
      settle (f->window);
    }
  for (guint i = n; i-- > 0;)
    {
      g_autofree char *difference =
          rs_heap_graph_describe_difference (graphs->pdata[i], rs_app_session_get_graph (session));
      g_assert_cmpstr (difference, ==, NULL);
      act (f->window, "step-back", NULL);
      settle (f->window);
    }
}

static void
test_instructions (Fixture *f, gconstpointer data)
{
  RsAppSession *session = rs_window_get_session (f->window);
  open_text (f, "a.py", "a = [1]\nb = a\n");
  act (f->window, "instruction-forward", NULL);
  settle (f->window);
  g_assert_true (rs_app_session_get_at_instruction (session));
  guint64 at = rs_app_session_get_instruction (session);
  press (f->window, GDK_KEY_Right, GDK_SHIFT_MASK);
  g_assert_cmpuint (rs_app_session_get_instruction (session), ==, at + 1);
  press (f->window, GDK_KEY_Left, GDK_SHIFT_MASK);
  g_assert_cmpuint (rs_app_session_get_instruction (session), ==, at);
  act (f->window, "step-forward", NULL);
  settle (f->window);
  g_assert_false (rs_app_session_get_at_instruction (session));
}

static void
test_counts (Fixture *f, gconstpointer data)
{
  open_text (f, "counts.py", "a = [1, 2]\nb = a\nc = [a, a]\ndel b\nc.clear()\nprint(len(a))\n");
  go_to_line (f->window, 2);
  g_assert_cmpint (count_of (f->window, "a"), ==, 1);
  go_to_line (f->window, 3);
  g_assert_cmpint (count_of (f->window, "a"), ==, 2);
  go_to_line (f->window, 4);
  g_assert_cmpint (count_of (f->window, "a"), ==, 4);
  go_to_line (f->window, 5);
  g_assert_cmpint (count_of (f->window, "a"), ==, 3);
  g_assert_cmpuint (global (f->window, "b"), ==, RS_NONE);
  go_to_line (f->window, 6);
  g_assert_cmpint (count_of (f->window, "a"), ==, 1);
}

/* The first row of the inspector below WIDGET. */
static GtkWidget *
first_row (GtkWidget *widget)
{
  if (gtk_widget_has_css_class (widget, "object-row"))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *row = first_row (child);
      if (row != NULL)
        return row;
    }
  return NULL;
}

/* The inspector names as many references as the count says. */
static void
test_owners (Fixture *f, gconstpointer data)
{
  RsAppSession *session = rs_window_get_session (f->window);
  open_text (f, "owners.py", "a = []\nb = {'k': a}\nc = (a, a)\nd = 1\n");
  go_to_line (f->window, 4);
  const RsHeapGraph *graph = rs_app_session_get_graph (session);
  guint32 a = global (f->window, "a");
  rs_app_session_select (session, graph->nodes[a].serial);
  g_assert_cmpint (graph->nodes[a].refcount, ==, 4);
  g_assert_cmpuint (rs_inspector_get_n_owners (rs_window_get_inspector (f->window)), ==, 4);
  /* A click on an owner leads to it. */
  GtkWidget *row = first_row (GTK_WIDGET (rs_window_get_inspector (f->window)));
  g_assert_nonnull (row);
  g_signal_emit_by_name (row, "clicked");
  guint32 owner = rs_heap_graph_find (graph, rs_app_session_get_selected (session));
  g_assert_cmpuint (owner, !=, RS_NONE);
  g_assert_cmpuint (owner, !=, a);
  g_assert_cmpint (graph->nodes[owner].kind, ==, RS_GNODE_NAMESPACE);
  press (f->window, GDK_KEY_Escape, 0);
  g_assert_cmpuint (rs_app_session_get_selected (session), ==, 0);
  press (f->window, GDK_KEY_Down, 0);
  g_assert_cmpuint (rs_app_session_get_selected (session), !=, 0);
}

/* The dict of a class is called after it: it is not drawn, and nobody has named
 * it. */
static void
test_words (Fixture *f, gconstpointer data)
{
  RsAppSession *session = rs_window_get_session (f->window);
  open_text (f, "words.py", "class C: kept = []\nd = {}\nx = C.kept\n");
  act (f->window, "step-last", NULL);
  settle (f->window);
  const RsHeapGraph *graph = rs_app_session_get_graph (session);
  guint32 list = global (f->window, "x"), owner = RS_NONE;
  for (guint32 i = graph->in_first[list]; i < graph->in_first[list + 1]; i++)
    if (graph->edges[graph->in_edges[i]].kind == RS_REF_VALUE)
      owner = graph->edges[graph->in_edges[i]].source;
  g_assert_cmpuint (owner, !=, RS_NONE);
  g_autofree char *words = rs_string_for_node (session, graph, owner),
                  *own = rs_string_for_node (session, graph, global (f->window, "d"));
  g_assert_cmpstr (words, ==, "class C.__dict__");
  g_assert_true (g_str_has_prefix (own, "dict "));
}

static void
test_marks_and_output (Fixture *f, gconstpointer data)
{
  RsCodePane *code = rs_window_get_code (f->window);
  open_text (f, "out.py", "x = 1\nprint('하나')\nprint('둘')\n");
  go_to_line (f->window, 2);
  g_assert_cmpint (rs_code_pane_get_marked_line (code, FALSE), ==, 1);
  g_assert_cmpint (rs_code_pane_get_marked_line (code, TRUE), ==, 2);
  g_autofree char *before = rs_output_pane_get_text (rs_window_get_output (f->window));
  g_assert_cmpstr (before, ==, "");
  go_to_line (f->window, 3);
  g_autofree char *one = rs_output_pane_get_text (rs_window_get_output (f->window));
  g_assert_cmpstr (one, ==, "하나\n");
  act (f->window, "step-last", NULL);
  settle (f->window);
  g_autofree char *both = rs_output_pane_get_text (rs_window_get_output (f->window));
  g_assert_cmpstr (both, ==, "하나\n둘\n");
}

/* What a program writes to standard error stands at its moment, between what it
 * printed before and after. */
static void
test_errors_at_their_moment (Fixture *f, gconstpointer data)
{
  open_text (f, "err.py",
             "import sys\nprint('one')\nprint('two', file=sys.stderr)\nprint('three')\nx = 1\n");
  go_to_line (f->window, 4);
  g_autofree char *before = rs_output_pane_get_text (rs_window_get_output (f->window));
  g_assert_cmpstr (before, ==, "one\ntwo\n");
  go_to_line (f->window, 5);
  g_autofree char *after = rs_output_pane_get_text (rs_window_get_output (f->window));
  g_assert_cmpstr (after, ==, "one\ntwo\nthree\n");
  go_to_line (f->window, 3);
  g_autofree char *back = rs_output_pane_get_text (rs_window_get_output (f->window));
  g_assert_cmpstr (back, ==, "one\n");
}

static void
test_exception_at_the_end (Fixture *f, gconstpointer data)
{
  open_text (f, "raise.py", "x = 1\nraise ValueError('no')\n");
  act (f->window, "step-last", NULL);
  settle (f->window);
  g_autofree char *text = rs_output_pane_get_text (rs_window_get_output (f->window));
  g_assert_nonnull (strstr (text, "ValueError: no"));
}

static gboolean
has_stopped_playing (RsWindow *window, gpointer data)
{
  return !rs_app_session_get_playing (rs_window_get_session (window));
}

static void
test_play (Fixture *f, gconstpointer data)
{
  RsAppSession *session = rs_window_get_session (f->window);
  open_text (f, "play.py", "a = 1\nb = 2\n");
  g_object_set (session, "speed", 30.0, NULL);
  press (f->window, GDK_KEY_space, 0);
  g_assert_true (rs_app_session_get_playing (session));
  wait_for (f->window, has_stopped_playing, NULL);
  settle (f->window);
  g_assert_cmpuint (rs_app_session_get_position (session) + 1, ==,
                    rs_app_session_get_n_steps (session));
}

static gboolean
is_zoomed (RsWindow *window, gpointer data)
{
  int zoom;
  g_object_get (rs_window_get_canvas (window), "zoom", &zoom, NULL);
  return zoom == GPOINTER_TO_INT (data);
}

static void
test_zoom (Fixture *f, gconstpointer data)
{
  act (f->window, "zoom-original", NULL);
  wait_for (f->window, is_zoomed, GINT_TO_POINTER (100));
  act (f->window, "zoom-in", NULL);
  wait_for (f->window, is_zoomed, GINT_TO_POINTER (125));
  act (f->window, "zoom-out", NULL);
  wait_for (f->window, is_zoomed, GINT_TO_POINTER (100));
}

/* A view moves no farther than it must to reveal a card, and zooming keeps the
 * point under the pointer. */
static void
test_view (void)
{
  RsView view = { 2, 10, 20 }, still, right, left, zoomed;
  RsRect inside = { 100, 100, 50, 50 }, beyond = { 500, 100, 100, 50 },
         before = { -100, 100, 50, 50 };

  still = rs_view_reveal (view, &inside, 800, 600);
  g_assert_cmpfloat (still.x, ==, view.x);
  g_assert_cmpfloat (still.y, ==, view.y);
  right = rs_view_reveal (view, &beyond, 800, 600);
  g_assert_cmpfloat (right.x, <, view.x);
  g_assert_cmpfloat (right.x + beyond.x * 2, >, 400);
  g_assert_cmpfloat (right.x + (beyond.x + beyond.width) * 2, <, 800);
  g_assert_cmpfloat (right.y, ==, view.y);
  left = rs_view_reveal (view, &before, 800, 600);
  g_assert_cmpfloat (left.x + before.x * 2, >, 0);
  g_assert_cmpfloat (left.x + before.x * 2, <, 400);
  zoomed = rs_view_zoom (view, 1.5, 300, 200);
  g_assert_cmpfloat_with_epsilon ((300 - zoomed.x) / zoomed.scale, (300 - view.x) / view.scale,
                                  1e-9);
  g_assert_cmpfloat_with_epsilon ((200 - zoomed.y) / zoomed.scale, (200 - view.y) / view.scale,
                                  1e-9);
}

static void
count_call (guint *calls)
{
  ++*calls;
}

/* A view that the user has chosen stays through the steps, from the first frame
 * of each glide on. */
static void
test_steady_view (Fixture *f, gconstpointer data)
{
  guint changes = 0;
  act (f->window, "step-first", NULL);
  act (f->window, "zoom-original", NULL);
  wait_for (f->window, is_zoomed, GINT_TO_POINTER (100));
  act (f->window, "zoom-in", NULL);
  wait_for (f->window, is_zoomed, GINT_TO_POINTER (125));
  gulong handler = g_signal_connect_swapped (rs_window_get_canvas (f->window), "notify::zoom",
                                             G_CALLBACK (count_call), &changes);
  for (guint i = 0; i < 6; i++)
    {
      act (f->window, "step-forward", NULL);
      settle (f->window);
    }
  g_assert_cmpuint (changes, ==, 0);
  g_signal_handler_disconnect (rs_window_get_canvas (f->window), handler);
}

/* All scenarios open at a moment with cards, at every level of detail. */
static void
test_scenarios (Fixture *f, gconstpointer data)
{
  static const char *const levels[] = { "references", "everything", "simple" };
  RsAppSession *session = rs_window_get_session (f->window);
  for (guint i = 0; i < rs_n_scenarios; i += MIN (MOMENTS_ONE_IN, 3))
    {
      act (f->window, "scenario", rs_scenarios[i].id);
      settle (f->window);
      g_assert_cmpuint (rs_app_session_get_n_steps (session), >, 5);
      for (guint j = 0; j < G_N_ELEMENTS (levels); j++)
        {
          act (f->window, "detail", levels[j]);
          settle (f->window);
          g_assert_cmpuint (rs_scene_n_cards (rs_app_session_get_scene (session)), >, 0);
        }
    }
}

/* --- files ---------------------------------------------------------------- */

static void
test_export (Fixture *f, gconstpointer data)
{
  static const char *const others[] = { "picture.svg", "picture.pdf", "picture.dot",
                                        "picture.json" };
  g_autofree char *path = g_build_filename (f->folder, "picture.png", NULL);
  RsRect bounds = rs_scene_bounds (rs_app_session_get_scene (rs_window_get_session (f->window)));

  act (f->window, "export-to", path);
  cairo_surface_t *surface = cairo_image_surface_create_from_png (path);
  g_assert_cmpint (cairo_surface_status (surface), ==, CAIRO_STATUS_SUCCESS);
  /* Two pixels a point, and a margin. */
  g_assert_cmpint (cairo_image_surface_get_width (surface), >=, (int) (2 * bounds.width));
  g_assert_cmpint (cairo_image_surface_get_height (surface), >=, (int) (2 * bounds.height));
  g_assert_cmpint (cairo_image_surface_get_width (surface), <, (int) (2 * bounds.width) + 1200);
  cairo_surface_destroy (surface);
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_autofree char *other = g_build_filename (f->folder, others[i], NULL);
      GStatBuf info;
      act (f->window, "export-to", other);
      g_assert_cmpint (g_stat (other, &info), ==, 0);
      g_assert_cmpint (info.st_size, >, 100);
    }
  act (f->window, "export-to", "/nowhere/at/all/picture.png");
  g_assert_nonnull (strstr (rs_window_get_last_message (f->window), "picture.png"));
}

/* A scenario that is about sharing shows every value as an object; what the
 * user has chosen comes back after it, and what is chosen there stays. */
static void
test_detail_of_scenario (Fixture *f, gconstpointer data)
{
  RsAppSession *session = rs_window_get_session (f->window);
  g_autoptr (GVariant) state = NULL;

  act (f->window, "detail", "simple");
  act (f->window, "scenario", "identity");
  settle (f->window);
  g_assert_cmpint (rs_app_session_get_detail (session), ==, RS_DETAIL_REFERENCES);
  state = g_action_group_get_action_state (G_ACTION_GROUP (f->window), "detail");
  g_assert_cmpstr (g_variant_get_string (state, NULL), ==, "references");
  act (f->window, "scenario", "refcount");
  settle (f->window);
  g_assert_cmpint (rs_app_session_get_detail (session), ==, RS_DETAIL_SIMPLE);
  act (f->window, "detail", "everything");
  act (f->window, "scenario", "interning");
  settle (f->window);
  g_assert_cmpint (rs_app_session_get_detail (session), ==, RS_DETAIL_REFERENCES);
  open_text (f, "mine.py", "x = 1\n");
  g_assert_cmpint (rs_app_session_get_detail (session), ==, RS_DETAIL_EVERYTHING);
  act (f->window, "detail", "simple");
}

/* Down goes through every card once: the columns from the left, each from the
 * top. Up goes back. */
static void
test_select_order (Fixture *f, gconstpointer data)
{
  RsAppSession *session = rs_window_get_session (f->window);
  act (f->window, "scenario", "weakref");
  settle (f->window);
  go_to_line (f->window, 20);
  RsScene *scene = rs_app_session_get_scene (session);
  guint n = rs_scene_n_cards (scene);
  RsRect last = { -1e9, -1e9, 0, 0 }, card;
  guint64 second = 0;

  for (guint i = 0; i < n; i++)
    {
      press (f->window, GDK_KEY_Down, 0);
      g_assert_true (rs_scene_find (scene, rs_app_session_get_selected (session), &card));
      g_assert_true (card.x > last.x || (card.x == last.x && card.y > last.y));
      last = card;
      second = i == n - 2 ? rs_app_session_get_selected (session) : second;
    }
  guint64 end = rs_app_session_get_selected (session);
  press (f->window, GDK_KEY_Down, 0);
  g_assert_cmpuint (rs_app_session_get_selected (session), ==, end);
  press (f->window, GDK_KEY_Up, 0);
  g_assert_cmpuint (rs_app_session_get_selected (session), ==, second);
}

static gboolean
code_is_narrow (RsWindow *window, gpointer data)
{
  return gtk_widget_get_width (GTK_WIDGET (rs_window_get_code (window))) < GPOINTER_TO_INT (data);
}

static gboolean
code_is_as_wide (RsWindow *window, gpointer data)
{
  return gtk_widget_get_width (GTK_WIDGET (rs_window_get_code (window))) == GPOINTER_TO_INT (data);
}

/* A window that was narrow for a while gives the program's text its width
 * back. */
static void
test_code_width (Fixture *f, gconstpointer data)
{
  int width;
  gtk_window_set_default_size (GTK_WINDOW (f->window), 1280, 800);
  wait_for (f->window, code_is_as_wide, GINT_TO_POINTER (400));
  width = gtk_widget_get_width (GTK_WIDGET (rs_window_get_code (f->window)));
  gtk_window_set_default_size (GTK_WINDOW (f->window), 720, 480);
  wait_for (f->window, code_is_narrow, GINT_TO_POINTER (width));
  gtk_window_set_default_size (GTK_WINDOW (f->window), 1280, 800);
  wait_for (f->window, code_is_as_wide, GINT_TO_POINTER (width));
}

static void
test_bad_files (Fixture *f, gconstpointer data)
{
  static const struct {
    const char *name, *bytes;
    gssize length;
    const char *words;
  } table[] = {
    { "binary.py", "x = 1\0\1\2", 8, "binary" },
    { "latin.py", "x = '\xe9'\n", -1, "UTF-8" },
  };
  g_autofree char *before = rs_code_pane_get_text (rs_window_get_code (f->window));
  g_autofree char *missing = g_build_filename (f->folder, "missing.py", NULL);

  act (f->window, "open-file", missing);
  wait_for (f->window, has_message, NULL);
  g_assert_nonnull (strstr (rs_window_get_last_message (f->window), "missing.py"));
  act (f->window, "open-file", f->folder);
  g_assert_nonnull (strstr (rs_window_get_last_message (f->window), "folder"));
  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autofree char *path = write_file (f, table[i].name, table[i].bytes, table[i].length);
      act (f->window, "open-file", path);
      g_assert_nonnull (strstr (rs_window_get_last_message (f->window), table[i].words));
    }
  g_autofree char *huge = g_strnfill (10 << 20, '#'), *path = write_file (f, "huge.py", huge, -1);
  act (f->window, "open-file", path);
  g_assert_nonnull (strstr (rs_window_get_last_message (f->window), "too large"));
  g_autofree char *after = rs_code_pane_get_text (rs_window_get_code (f->window));
  g_assert_cmpstr (before, ==, after);
  open_text (f, "empty.py", "");
  g_assert_cmpint (rs_app_session_get_state (rs_window_get_session (f->window)), ==, RS_APP_READY);
}

static void
test_edit_run_save (Fixture *f, gconstpointer data)
{
  RsCodePane *code = rs_window_get_code (f->window);
  g_autofree char *path = g_build_filename (f->folder, "saved.py", NULL), *saved = NULL;

  rs_code_pane_set_text (code, "q = [7]\nr = q\ns = 0\n", -1);
  rs_code_pane_set_modified (code, TRUE);
  g_assert_nonnull (rs_window_get_banner (f->window));
  act (f->window, "run", NULL);
  settle (f->window);
  g_assert_null (rs_window_get_banner (f->window));
  go_to_line (f->window, 3);
  g_assert_cmpint (count_of (f->window, "q"), ==, 2);
  act (f->window, "save-to", path);
  g_assert_true (g_file_get_contents (path, &saved, NULL, NULL));
  g_assert_cmpstr (saved, ==, "q = [7]\nr = q\ns = 0\n");
  g_assert_false (rs_code_pane_get_modified (code));
}

/* Whoever opens or closes with unsaved changes is asked first, and the text is
 * still there. */
static void
test_guard (Fixture *f, gconstpointer data)
{
  RsCodePane *code = rs_window_get_code (f->window);
  g_autofree char *text = NULL;

  rs_code_pane_set_text (code, "mine = 1\n", -1);
  rs_code_pane_set_modified (code, TRUE);
  act (f->window, "scenario", "weakref");
  gtk_window_close (GTK_WINDOW (f->window));
  text = rs_code_pane_get_text (code);
  g_assert_cmpstr (text, ==, "mine = 1\n");
  guint asked = 0;
  g_autoptr (GList) windows = gtk_window_list_toplevels ();
  for (GList *l = windows; l != NULL; l = l->next)
    if (ADW_IS_MESSAGE_DIALOG (l->data))
      {
        asked++;
        adw_message_dialog_response (l->data, "cancel");
      }
  g_assert_cmpuint (asked, ==, 2);
  rs_code_pane_set_modified (code, FALSE);
}

static void
test_syntax_error (Fixture *f, gconstpointer data)
{
  RsAppSession *session = rs_window_get_session (f->window);
  int line;

  open_text (f, "bad.py", "x = 1\ndef f(:\n    pass\n");
  g_assert_cmpint (rs_app_session_get_state (session), ==, RS_APP_FAILED);
  g_assert_nonnull (strstr (rs_app_session_get_error (session, &line)->message, "SyntaxError"));
  g_assert_cmpint (line, ==, 2);
  g_autofree char *text = rs_code_pane_get_text (rs_window_get_code (f->window));
  g_assert_cmpstr (text, ==, "x = 1\ndef f(:\n    pass\n");
  g_autofree char *shown = rs_output_pane_get_text (rs_window_get_output (f->window));
  g_assert_nonnull (strstr (shown, "SyntaxError"));
  g_assert_nonnull (rs_window_get_banner (f->window));
  /* Repaired, it runs. */
  rs_code_pane_set_text (rs_window_get_code (f->window), "x = 1\n", -1);
  act (f->window, "run", NULL);
  settle (f->window);
  g_assert_cmpint (rs_app_session_get_state (session), ==, RS_APP_READY);
}

/* --- endless programs ----------------------------------------------------- */

/* The main loop turns while the program runs, and Stop ends it; what it did can
 * be stepped through. */
static void
test_stop (Fixture *f, gconstpointer data)
{
  RsAppSession *session = rs_window_get_session (f->window);
  static const char text[] = "n = 0\nwhile True:\n    n += 1\n";

  rs_app_session_run (session, text, strlen (text), "loop.py", &(RsSessionOptions){ NULL }, 0);
  wait_for (f->window, is_recording_with_steps, NULL);
  g_assert_true (g_action_group_get_action_enabled (G_ACTION_GROUP (f->window), "stop"));
  act (f->window, "stop", NULL);
  settle (f->window);
  g_assert_cmpint (rs_app_session_get_state (session), ==, RS_APP_READY);
  g_assert_true (rs_app_session_was_stopped (session));
  g_assert_cmpuint (rs_app_session_get_n_steps (session), >, 1000);
  rs_app_session_seek (session, 1000);
  settle (f->window);
  g_assert_cmpuint (rs_app_session_get_graph (session)->moment.step, ==, 1000);
  g_assert_nonnull (rs_window_get_banner (f->window));
}

/* An operation that cannot be interrupted is given up, and the window goes
 * on. */
static void
test_give_up (Fixture *f, gconstpointer data)
{
  RsAppSession *session = rs_window_get_session (f->window);
  static const char text[] = "x = sorted([3, 1, 2] * (1 << 23))\n";

  rs_app_session_run (session, text, strlen (text), "long.py", &(RsSessionOptions){ NULL }, 0);
  act (f->window, "stop", NULL);
  settle (f->window);
  g_assert_cmpint (rs_app_session_get_state (session), !=, RS_APP_RECORDING);
  open_text (f, "short.py", "z = [0]\n");
  g_assert_cmpint (rs_app_session_get_state (session), ==, RS_APP_READY);
}

static void
test_step_limit (Fixture *f, gconstpointer data)
{
  open_text (f, "loop.py", "n = 0\nwhile True:\n    n += 1\n");
  g_assert_cmpuint (rs_app_session_get_n_steps (rs_window_get_session (f->window)), ==, 200000);
  g_assert_nonnull (strstr (rs_window_get_banner (f->window), "limit of steps"));
}

/* Who goes on gets ten times as many, at the same place. */
static void
test_go_on (Fixture *f, gconstpointer data)
{
  RsAppSession *session = rs_window_get_session (f->window);
  open_text (f, "loop.py", "n = 0\nwhile n < 101000:\n    n += 1\n");
  act (f->window, "step-last", NULL);
  settle (f->window);
  g_assert_cmpuint (rs_app_session_get_n_steps (session), ==, 200000);
  guint at = rs_app_session_get_position (session);
  act (f->window, "run-on", NULL);
  settle (f->window);
  g_assert_cmpuint (rs_app_session_get_n_steps (session), >, 202000);
  g_assert_null (rs_window_get_banner (f->window));
  g_assert_cmpuint (rs_app_session_get_position (session), ==, at);
}

/* As at the prompt, two equal constants are two objects, and expressions show
 * their values. */
static void
test_prompt (Fixture *f, gconstpointer data)
{
  open_text (f, "same.py", "x = 1000\ny = 1000\nx is y\n");
  act (f->window, "step-last", NULL);
  settle (f->window);
  g_autofree char *silent = rs_output_pane_get_text (rs_window_get_output (f->window));
  g_assert_null (strstr (silent, "False"));
  act (f->window, "prompt", NULL);
  settle (f->window);
  act (f->window, "step-last", NULL);
  settle (f->window);
  g_autofree char *shown = rs_output_pane_get_text (rs_window_get_output (f->window));
  g_assert_nonnull (strstr (shown, "False"));
  const RsHeapGraph *graph = rs_app_session_get_graph (rs_window_get_session (f->window));
  g_assert_cmpint (graph->moment.line_run, ==, 3);
  act (f->window, "prompt", NULL);
  settle (f->window);
  act (f->window, "step-last", NULL);
  settle (f->window);
  g_autofree char *again = rs_output_pane_get_text (rs_window_get_output (f->window));
  g_assert_null (strstr (again, "False"));
}

/* A run that is replaced while it goes on disturbs nobody. */
static void
test_replace_running (Fixture *f, gconstpointer data)
{
  RsAppSession *session = rs_window_get_session (f->window);
  static const char text[] = "while True:\n    pass\n";
  for (guint i = 0; i < 5; i++)
    rs_app_session_run (session, text, strlen (text), "loop.py", &(RsSessionOptions){ NULL }, 0);
  open_text (f, "short.py", "z = [0]\ny = z\n");
  act (f->window, "step-last", NULL);
  settle (f->window);
  g_assert_cmpint (count_of (f->window, "z"), ==, 2);
}

/* --- wishes --------------------------------------------------------------- */

static const char tangle[] = "import random\n"
                             "class Node: pass\n"
                             "nodes = [Node() for i in range(200)]\n"
                             "for n in nodes:\n"
                             "    n.a = random.choice(nodes)\n"
                             "    n.b = random.choice(nodes)\n"
                             "done = 1\n";

/* The last wish wins, among many that come faster than pictures can be made:
 * what is shown in the end is its moment, as it is drawn when it is the only
 * wish; and most of the others have been dropped. */
static void
test_last_wish (Fixture *f, gconstpointer data)
{
  RsAppSession *session = rs_window_get_session (f->window);
  guint pictures = 0;

  open_text (f, "tangle.py", tangle);
  guint n = rs_app_session_get_n_steps (session), wish = n / 2;
  gulong handler =
      g_signal_connect_swapped (session, "moment-changed", G_CALLBACK (count_call), &pictures);
  for (guint i = 0; i < 400; i++)
    rs_app_session_seek (session, i % 2 ? n - 1 - i : i);
  g_object_set (session, "detail", "everything", NULL);
  rs_app_session_seek (session, wish);
  g_assert_true (rs_app_session_is_busy (session));
  settle (f->window);
  g_assert_cmpuint (rs_app_session_get_position (session), ==, wish);
  g_assert_cmpuint (rs_app_session_get_graph (session)->moment.step, ==, wish);
  g_assert_cmpuint (rs_scene_get_graph (rs_app_session_get_scene (session))->moment.step, ==, wish);
  g_assert_cmpuint (rs_app_session_get_previous (session)->moment.step, ==, wish - 1);
  g_assert_cmpuint (pictures, >=, 1);
  g_assert_cmpuint (pictures, <, 200);
  g_signal_handler_disconnect (session, handler);
  g_object_set (session, "detail", "simple", NULL);
  settle (f->window);
  g_assert_cmpuint (rs_app_session_get_graph (session)->moment.step, ==, wish);
}

/* A run that is replaced while its picture is being made: nothing of it arrives
 * any more. */
static void
test_stale_picture (Fixture *f, gconstpointer data)
{
  RsAppSession *session = rs_window_get_session (f->window);

  open_text (f, "tangle.py", tangle);
  rs_app_session_seek (session, rs_app_session_get_n_steps (session) - 1);
  open_text (f, "short.py", "z = [0]\ny = z\n");
  act (f->window, "step-last", NULL);
  settle (f->window);
  g_assert_cmpint (count_of (f->window, "z"), ==, 2);
  for (guint i = 0; i < 20; i++)
    g_main_context_iteration (NULL, FALSE);
  g_assert_cmpint (count_of (f->window, "z"), ==, 2);
}

typedef struct {
  gboolean recorded;
  guint64 steps;
  guint pictures;
  guint64 last;
} Answers;

static void
on_worker_progress (guint64 steps, gpointer data)
{
  ((Answers *) data)->steps = steps;
}

static void
on_worker_recorded (RsRecording *recording, const GError *error, gpointer data)
{
  ((Answers *) data)->recorded = TRUE;
}

static void
on_worker_pictured (const RsPicture *picture, const GError *error, gpointer data)
{
  Answers *answers = data;

  g_assert_no_error (error);
  answers->pictures++;
  answers->last = picture->number;
  g_assert_cmpuint (picture->graph->moment.step, ==, picture->when.index);
  g_assert_nonnull (picture->scene);
}

/* Of wishes that come before the worker has time for any, one is answered: the
 * last. */
static void
test_one_answer (void)
{
  static const RsWorkerEvents events = { on_worker_progress, on_worker_recorded,
                                         on_worker_pictured };
  static const char text[] = "n = 0\nwhile True:\n    n += 1\n";
  g_autoptr (RsTextCache) texts = rs_text_cache_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (RsAppearance) appearance = rs_appearance_new (RS_DETAIL_SIMPLE);
  Answers answers = { FALSE, 0, 0, 0 };
  RsWorker *worker = rs_worker_new (text, strlen (text), "loop.py", &(RsSessionOptions){ NULL },
                                    texts, &events, &answers, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < 100; i++)
    g_assert_cmpuint (rs_worker_wish (worker, &(RsWish){ { FALSE, i % 3 }, appearance, 0 }), ==,
                      i + 1);
  while (answers.steps == 0)
    g_main_context_iteration (NULL, TRUE);
  rs_worker_cancel (worker);
  while (answers.pictures == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (answers.recorded);
  g_assert_cmpuint (answers.last, ==, 100);
  g_assert_cmpuint (answers.pictures, ==, 1);
  rs_worker_wish (worker, &(RsWish){ { FALSE, 1 }, appearance, 0 });
  rs_worker_free (worker);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpuint (answers.pictures, ==, 1);
}

/* --- input ---------------------------------------------------------------- */

/* A program that asks is answered at its moment; what was typed is there on the
 * way back, and when it is run again. */
static void
test_input (Fixture *f, gconstpointer data)
{
  RsAppSession *session = rs_window_get_session (f->window);
  RsOutputPane *output = rs_window_get_output (f->window);
  g_autofree char *all = NULL, *before = NULL, *again = NULL;
  open_text (f, "ask.py",
             "a = input('name? ')\nb = input()\nprint(a + b)\ntry:\n    input()\n"
             "except EOFError:\n    print('end')\n");
  g_assert_true (rs_output_pane_is_asking (output));
  g_assert_cmpint (rs_app_session_get_recording (session)->stop, ==, RS_STOP_INPUT);
  rs_output_pane_answer (output, "김");
  settle (f->window);
  /* It stands where it waits for the next. */
  g_assert_cmpint (rs_code_pane_get_marked_line (rs_window_get_code (f->window), TRUE), ==, 2);
  g_assert_true (rs_output_pane_is_asking (output));
  rs_output_pane_answer (output, "x");
  settle (f->window);
  rs_app_session_answer (session, NULL);
  settle (f->window);
  g_assert_false (rs_output_pane_is_asking (output));
  g_assert_cmpint (rs_code_pane_get_marked_line (rs_window_get_code (f->window), TRUE), ==, 5);
  act (f->window, "step-last", NULL);
  settle (f->window);
  all = rs_output_pane_get_text (output);
  g_assert_cmpstr (all, ==, "name? 김\nx\n김x\nend\n");
  go_to_line (f->window, 2);
  before = rs_output_pane_get_text (output);
  g_assert_cmpstr (before, ==, "name? 김\n");
  act (f->window, "instruction-forward", NULL);
  settle (f->window);
  g_free (before);
  before = rs_output_pane_get_text (output);
  g_assert_cmpstr (before, ==, "name? 김\n");
  act (f->window, "run", NULL);
  settle (f->window);
  act (f->window, "step-last", NULL);
  settle (f->window);
  again = rs_output_pane_get_text (output);
  g_assert_cmpstr (again, ==, all);
  g_assert_cmpstr (rs_app_session_get_recording (session)->output, ==, "name? 김x\nend\n");
  /* Another program has not been told anything. */
  open_text (f, "ask2.py", "a = input()\n");
  g_assert_true (rs_output_pane_is_asking (output));
}

/* After an edit and F5 one stays at the line one was looking at. */
static void
test_stay (Fixture *f, gconstpointer data)
{
  RsAppSession *session = rs_window_get_session (f->window);
  RsCodePane *code = rs_window_get_code (f->window);
  open_text (f, "stay.py", "for i in range(5):\n    x = [i]\nprint(x)\n");
  rs_code_pane_toggle_stop (code, 2);
  act (f->window, "step-first", NULL);
  settle (f->window);
  for (guint i = 0; i < 3; i++)
    {
      act (f->window, "next-stop", NULL);
      settle (f->window);
    }
  guint at = rs_app_session_get_position (session);
  rs_code_pane_append (code, "y = 1\n");
  act (f->window, "run", NULL);
  settle (f->window);
  g_assert_cmpuint (rs_app_session_get_position (session), ==, at);
  /* Where the line moves, it is followed. */
  rs_code_pane_prepend (code, "z = 0\n");
  act (f->window, "run", NULL);
  settle (f->window);
  g_assert_cmpint (rs_code_pane_get_marked_line (code, TRUE), ==, 3);
  g_assert_cmpuint (rs_app_session_get_position (session), ==, at + 1);
}

/* --- drafts --------------------------------------------------------------- */

/* What must come back: the text, the moment, the level, the selected object,
 * what is folded, the stops (transfer full). */
static char *
state_of (RsWindow *window)
{
  RsAppSession *session = rs_window_get_session (window);
  const RsAppearance *appearance = rs_app_session_get_appearance (session);
  g_autoptr (GArray) stops = rs_code_pane_get_stops (rs_window_get_code (window));
  g_autofree char *text = rs_code_pane_get_text (rs_window_get_code (window));
  gboolean by_instruction = rs_app_session_get_at_instruction (session);
  GString *out = g_string_new (NULL);
  g_string_append_printf (out, "%s %" G_GUINT64_FORMAT ", selected %" G_GUINT64_FORMAT ", %s",
                          by_instruction ? "instruction" : "step",
                          by_instruction ? rs_app_session_get_instruction (session)
                                         : rs_app_session_get_position (session),
                          rs_app_session_get_selected (session),
                          rs_detail_name (appearance->detail));
  for (guint i = 0; i < appearance->folded->len; i++)
    g_string_append_printf (out, ", folded %" G_GUINT64_FORMAT,
                            g_array_index (appearance->folded, guint64, i));
  for (guint i = 0; i < stops->len; i++)
    g_string_append_printf (out, ", stop %d", g_array_index (stops, int, i));
  g_string_append_printf (out, "\n%s", text);
  return g_string_free (out, FALSE);
}

/* Until nothing is left to do: what was changed has been kept. */
static void
finish (RsWindow *window)
{
  settle (window);
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

/* A change as a user makes one. */
static void
change (RsWindow *window, GRand *random, guint i)
{
  static const char *const actions[] = { "step-forward", "step-back",           "step-last",
                                         "select-next",  "instruction-forward", "card-fold",
                                         "select-none",  "over-forward" };
  RsCodePane *code = rs_window_get_code (window);
  guint which = g_rand_int_range (random, 0, G_N_ELEMENTS (actions) + 3);
  if (which < G_N_ELEMENTS (actions))
    act (window, actions[which], NULL);
  else if (which == G_N_ELEMENTS (actions))
    act (window, "detail", i % 2 ? "references" : "simple");
  else if (which == G_N_ELEMENTS (actions) + 1)
    {
      rs_code_pane_toggle_stop (code, 1 + i % 5);
      act (window, "step-forward", NULL);
    }
  else
    {
      g_autofree char *line = g_strdup_printf ("# 추가 %u\n", i);
      rs_code_pane_append (code, line);
    }
}

/* In a process of its own: changes, and dies at a random moment. Before each
 * change it notes what has been kept, with it what must come then. */
static void
test_killed (void)
{
  const char *note = g_getenv ("REFSCOPE_TEST_NOTE");
  g_autoptr (GRand) random = g_rand_new_with_seed (atoi (g_getenv ("REFSCOPE_TEST_SEED")));
  guint last = g_rand_int_range (random, 1, 25);
  RsWindow *window = rs_window_new (ADW_APPLICATION (g_application_get_default ()));
  g_autofree char *kept = NULL;

  if (note == NULL)
    return;
  rs_window_open_scenario (window, g_rand_int_range (random, 0, rs_n_scenarios));
  gtk_window_present (GTK_WINDOW (window));
  finish (window);
  kept = state_of (window);
  for (guint i = 0; i <= last; i++)
    {
      change (window, random, i);
      g_autofree char *next = state_of (window), *both = g_strconcat (kept, "\f", next, NULL);
      g_assert_true (g_file_set_contents (note, both, -1, NULL));
      if (i == last)
        break;
      finish (window);
      g_free (kept);
      kept = state_of (window);
    }
  for (int i = g_rand_int_range (random, 0, 40); i > 0; i--)
    g_main_context_iteration (NULL, FALSE);
  raise (SIGKILL);
}

/* A process is killed at any moment: its window comes back as it was, or as it
 * was before the change that was being made. */
static void
test_kill (Fixture *f, gconstpointer data)
{
  const char *times = g_getenv ("REFSCOPE_KILLS");
  g_autofree char *note = g_build_filename (f->folder, "note", NULL);
  g_setenv ("REFSCOPE_TEST_NOTE", note, TRUE);
  for (int seed = 1; seed <= (times != NULL ? atoi (times) : 6); seed++)
    {
      g_autofree char *number = g_strdup_printf ("%d", seed), *states = NULL, *restored = NULL;
      g_autoptr (GError) error = NULL;
      g_setenv ("REFSCOPE_TEST_SEED", number, TRUE);
      g_test_trap_subprocess ("/app/drafts/kill/subprocess/child", 0, 0);
      g_assert_true (g_file_get_contents (note, &states, NULL, NULL));
      g_auto (GStrv) both = g_strsplit (states, "\f", 2);

      g_autoptr (GPtrArray) left = rs_drafts_left ();
      g_assert_cmpuint (left->len, ==, 1);
      RsWindow *window = rs_window_new (ADW_APPLICATION (f->application));
      g_assert_true (rs_window_restore (window, left->pdata[0], &error));
      gtk_window_present (GTK_WINDOW (window));
      finish (window);
      restored = state_of (window);
      if (strcmp (restored, both[1]) != 0)
        g_assert_cmpstr (restored, ==, both[0]);
      /* The draft is the new window's now, until that is closed. */
      g_autoptr (GPtrArray) none = rs_drafts_left ();
      g_assert_cmpuint (none->len, ==, 0);
      gtk_window_destroy (GTK_WINDOW (window));
    }
  g_unsetenv ("REFSCOPE_TEST_NOTE");
}

/* Damaged drafts are refused, or lose what is damaged in them. */
static void
test_bad_drafts (Fixture *f, gconstpointer data)
{
  g_autofree char *path = g_build_filename (f->folder, "1-0", NULL),
                  *text = write_file (f, "1-0.py", "a = 1\n", -1), *place = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (RsDraft) bare = rs_draft_read (path, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (bare->text, ==, "a = 1\n");
  g_assert_true (bare->modified && bare->fitting);
  place = write_file (f, "1-0.ini",
                      "[draft]\ndetail=as-is\nshow=4294967295\nmoment=-3\nview=0;1;2\n"
                      "pins=1;2\nfolded=x;7;\nstops=9999;-1;\nscenario=none\n",
                      -1);
  g_autoptr (RsDraft) odd = rs_draft_read (path, &error);
  g_assert_no_error (error);
  g_assert_cmpint (odd->appearance->detail, ==, RS_DETAIL_SIMPLE);
  g_assert_cmpuint (odd->appearance->folded->len, ==, 1);
  g_assert_cmpuint (odd->appearance->pins->len, ==, 0);
  g_assert_true (odd->fitting);
  g_assert_true (rs_window_restore (f->window, path, &error));
  settle (f->window);
  g_free (text);
  text = write_file (f, "1-0.py", "\xff\xfe", 2);
  g_assert_null (rs_draft_read (path, &error));
  g_assert_nonnull (error);
}

/* --- questions ------------------------------------------------------------ */

typedef struct {
  RsWhy why;
  const char *part;
} Expected;

static gboolean
has_answer (RsWindow *window, gpointer data)
{
  const Expected *expected = data;
  RsAnswers *answers = rs_inspector_get_answers (rs_window_get_inspector (window));
  const char *text = rs_answers_get_text (answers, expected->why);
  return text != NULL && strstr (text, expected->part) != NULL;
}

static gboolean
has_history (RsWindow *window, gpointer data)
{
  RsAnswers *answers = rs_inspector_get_answers (rs_window_get_inspector (window));
  return rs_answers_get_n_changes (answers) == GPOINTER_TO_UINT (data);
}

/* The selected object is asked about at each moment; once dead, of its
 * death. */
static void
test_answers (Fixture *f, gconstpointer data)
{
  RsAppSession *session = rs_window_get_session (f->window);
  RsAnswers *answers = rs_inspector_get_answers (rs_window_get_inspector (f->window));
  Expected by_a = { RS_WHY_ALIVE, "global a" }, by_list = { RS_WHY_ALIVE, "global b > item 0" },
           death = { RS_WHY_DIED_AT, "line 4" }, cut = { RS_WHY_CUT, "2 references" };
  open_text (f, "why.py", "a = {1}\nb = [a]\ndel a\nb.clear()\nb = 1\n");
  go_to_line (f->window, 3);
  rs_app_session_select (session,
                         rs_app_session_get_graph (session)->nodes[global (f->window, "a")].serial);
  wait_for (f->window, has_answer, &by_a);
  rs_answers_open (answers, RS_WHY_CUT);
  wait_for (f->window, has_answer, &cut);
  go_to_line (f->window, 4);
  wait_for (f->window, has_answer, &by_list);
  go_to_line (f->window, 5);
  wait_for (f->window, has_answer, &death);
  /* 0 to 1, to 2, to 1, to 0. */
  rs_answers_open_history (answers);
  wait_for (f->window, has_history, GUINT_TO_POINTER (4));
}

/* Stops, the cursor's line, a call, the selected object's changes: each leads
 * somewhere, and back. */
static void
test_leaps (Fixture *f, gconstpointer data)
{
  RsAppSession *session = rs_window_get_session (f->window);
  RsCodePane *code = rs_window_get_code (f->window);
  open_text (f, "leaps.py", "def g(x):\n    return [x]\na = []\nb = g(a)\nc = g(a)\nprint(b, c)\n");
  act (f->window, "step-first", NULL);
  settle (f->window);
  rs_code_pane_toggle_stop (code, 5);
  rs_code_pane_toggle_stop (code, 2);
  rs_code_pane_toggle_stop (code, 2);
  act (f->window, "next-stop", NULL);
  settle (f->window);
  g_assert_cmpint (rs_code_pane_get_marked_line (code, TRUE), ==, 5);
  guint at = rs_app_session_get_position (session);
  act (f->window, "over-forward", NULL);
  settle (f->window);
  g_assert_cmpint (rs_code_pane_get_marked_line (code, TRUE), ==, 6);
  act (f->window, "over-back", NULL);
  settle (f->window);
  g_assert_cmpuint (rs_app_session_get_position (session), ==, at);
  act (f->window, "step-forward", NULL);
  settle (f->window);
  g_assert_cmpint (rs_code_pane_get_marked_line (code, TRUE), ==, 1);
  act (f->window, "out-back", NULL);
  settle (f->window);
  g_assert_cmpuint (rs_app_session_get_position (session), ==, at);
  rs_app_session_select (session,
                         rs_app_session_get_graph (session)->nodes[global (f->window, "a")].serial);
  /* a's count last changed when g (a) made a list of it. */
  act (f->window, "previous-change", NULL);
  while (rs_app_session_get_position (session) == at)
    g_main_context_iteration (NULL, TRUE);
  settle (f->window);
  g_assert_cmpuint (rs_app_session_get_position (session), <, at);
  act (f->window, "next-stop", NULL);
  settle (f->window);
  g_assert_cmpuint (rs_app_session_get_position (session), ==, at);
  /* The cursor is in line 1, which defines g: it runs once. */
  act (f->window, "back-to-cursor", NULL);
  settle (f->window);
  g_assert_cmpint (rs_code_pane_get_marked_line (code, TRUE), ==, 1);
  act (f->window, "to-cursor", NULL);
  g_assert_nonnull (rs_window_get_last_message (f->window));
}

/* Whether the selected card, or another one, is drawn. */
static gboolean
is_drawn (RsWindow *window, guint64 serial, RsRect *rect)
{
  return rs_scene_find (rs_app_session_get_scene (rs_window_get_session (window)), serial, rect);
}

/* Hidden, folded, pinned, alone: and everything again, as it was. */
static void
test_cards (Fixture *f, gconstpointer data)
{
  RsAppSession *session = rs_window_get_session (f->window);
  RsRect before, after;
  open_text (f, "cards.py",
             "class Pear: pass\na = [Pear()]\nb = [Pear()]\nc = {}\nd = 1\nprint()\n");
  go_to_line (f->window, 6);
  const RsHeapGraph *graph = rs_app_session_get_graph (session);
  guint64 a = graph->nodes[global (f->window, "a")].serial,
          b = graph->nodes[global (f->window, "b")].serial,
          c = graph->nodes[global (f->window, "c")].serial;
  guint n = rs_scene_n_cards (rs_app_session_get_scene (session));
  g_assert_true (is_drawn (f->window, a, NULL));
  g_assert_true (is_drawn (f->window, c, &before));

  rs_app_session_select (session, a);
  act (f->window, "card-hide", NULL);
  settle (f->window);
  g_assert_false (is_drawn (f->window, a, NULL));
  g_assert_cmpuint (rs_scene_n_cards (rs_app_session_get_scene (session)), ==, n - 2);
  act (f->window, "step-back", NULL);
  settle (f->window);
  g_assert_false (is_drawn (f->window, a, NULL));
  act (f->window, "step-forward", NULL);
  settle (f->window);
  rs_app_session_select (session, b);
  act (f->window, "card-fold", NULL);
  settle (f->window);
  g_assert_true (is_drawn (f->window, b, NULL));
  g_assert_cmpuint (rs_scene_n_cards (rs_app_session_get_scene (session)), ==, n - 3);
  act (f->window, "draw-everything", NULL);
  settle (f->window);
  g_assert_cmpuint (rs_scene_n_cards (rs_app_session_get_scene (session)), ==, n);

  act (f->window, "only-reached", NULL);
  settle (f->window);
  g_assert_cmpuint (rs_scene_n_cards (rs_app_session_get_scene (session)), <, n);
  g_assert_false (is_drawn (f->window, a, NULL));
  act (f->window, "draw-everything", NULL);
  settle (f->window);

  g_signal_emit_by_name (rs_window_get_canvas (f->window), "card-moved", c, before.x,
                         before.y + 200);
  settle (f->window);
  g_assert_true (is_drawn (f->window, c, &after));
  g_assert_cmpfloat (after.y, ==, before.y + 200);
  act (f->window, "step-back", NULL);
  settle (f->window);
  g_assert_true (is_drawn (f->window, c, &after));
  g_assert_cmpfloat (after.y, ==, before.y + 200);
  act (f->window, "step-forward", NULL);
  settle (f->window);
  act (f->window, "draw-everything", NULL);
  settle (f->window);
  g_assert_true (is_drawn (f->window, c, &after));
  g_assert_cmpfloat (after.y, ==, before.y);

  g_action_group_change_action_state (G_ACTION_GROUP (f->window), "part-classes",
                                      g_variant_new_boolean (FALSE));
  settle (f->window);
  g_assert_cmpuint (rs_scene_n_cards (rs_app_session_get_scene (session)), ==, n - 1);
}

static gboolean
has_story (RsWindow *window, gpointer data)
{
  RsStoryPane *story = rs_inspector_get_story (rs_window_get_inspector (window));
  return rs_story_pane_is_current (story) && strstr (rs_story_pane_get_text (story), data) != NULL;
}

/* Each moment is told, forwards and back, the same. */
static void
test_story (Fixture *f, gconstpointer data)
{
  RsStoryPane *story = rs_inspector_get_story (rs_window_get_inspector (f->window));
  open_text (f, "story.py", "class Pear: pass\na = Pear()\nb = a\ndel a\ndel b\nprint()\n");
  go_to_line (f->window, 5);
  wait_for (f->window, has_story, "count falls from 2 to 1");
  g_autofree char *text = g_strdup (rs_story_pane_get_text (story));
  act (f->window, "step-forward", NULL);
  wait_for (f->window, has_story, "is freed");
  act (f->window, "step-back", NULL);
  wait_for (f->window, has_story, "count falls from 2 to 1");
  g_assert_cmpstr (rs_story_pane_get_text (story), ==, text);
}

/* --- between events ------------------------------------------------------- */

static gboolean
has_events (RsWindow *window, gpointer data)
{
  return rs_events_pane_is_current (rs_inspector_get_events (rs_window_get_inspector (window)));
}

/* How many objects of the class NAME there are. */
static guint
count_instances (RsWindow *window, const char *name)
{
  const RsHeapGraph *graph = rs_app_session_get_graph (rs_window_get_session (window));
  guint n = 0;
  for (guint i = 0; i < graph->n_nodes; i++)
    n += graph->nodes[i].kind == RS_GNODE_OBJECT
         && strcmp (rs_heap_graph_text (graph, graph->nodes[i].type_name), name) == 0;
  return n;
}

/* Presses MODIFIERS and KEY once, and tells how the event moved. */
static guint
move_event (Fixture *f, guint key, guint *n)
{
  press (f->window, key, GDK_SHIFT_MASK | GDK_CONTROL_MASK);
  return rs_app_session_get_event (rs_window_get_session (f->window), n);
}

/* Through a cascade, a death at a time, and back. */
static void
test_events (Fixture *f, gconstpointer data)
{
  RsAppSession *session = rs_window_get_session (f->window);
  open_text (f, "chain.py",
             "class Pear:\n    pass\na = Pear()\na.next = Pear()\na.next.next = Pear()\n"
             "del a\nprint()\n");
  go_to_line (f->window, 6);
  g_autoptr (RsConstHeapGraph) start = rs_heap_graph_ref (rs_app_session_get_graph (session));
  guint step = rs_app_session_get_position (session), n, event = move_event (f, GDK_KEY_Right, &n);
  g_autoptr (GArray) pears = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 1; event != 0; i++)
    {
      guint alive = count_instances (f->window, "Pear");
      g_assert_cmpuint (event, ==, i);
      g_assert_cmpuint (rs_app_session_get_position (session), ==, step);
      g_array_append_val (pears, alive);
      event = move_event (f, GDK_KEY_Right, NULL);
    }
  g_assert_cmpuint (pears->len, ==, n);
  /* The last freed first; none is gone before, none is left after. */
  g_assert_cmpuint (g_array_index (pears, guint, 0), ==, 3);
  for (guint i = 1; i < n; i++)
    g_assert_cmpuint (g_array_index (pears, guint, i - 1) - g_array_index (pears, guint, i), <=, 1);
  g_assert_cmpuint (g_array_index (pears, guint, n - 1), ==, 1);
  g_assert_cmpuint (rs_app_session_get_position (session), ==, step + 1);
  g_assert_cmpuint (count_instances (f->window, "Pear"), ==, 0);
  for (guint i = n; i > 0; i--)
    {
      g_assert_cmpuint (move_event (f, GDK_KEY_Left, NULL), ==, i);
      g_assert_cmpuint (count_instances (f->window, "Pear"), ==,
                        g_array_index (pears, guint, i - 1));
    }
  g_assert_cmpuint (move_event (f, GDK_KEY_Left, NULL), ==, 0);
  g_assert_true (rs_heap_graph_equal (start, rs_app_session_get_graph (session)));
}

/* The list of events, what is next in words, and the way out by steps and by
 * instructions. */
static void
test_event_list (Fixture *f, gconstpointer data)
{
  RsAppSession *session = rs_window_get_session (f->window);
  RsInspector *inspector = rs_window_get_inspector (f->window);
  guint n, event;
  open_text (
      f, "cycle.py",
      "import gc\nclass Pear:\n    pass\na = Pear()\na.me = a\ndel a\ngc.collect()\nprint()\n");
  go_to_line (f->window, 7);
  guint step = rs_app_session_get_position (session);
  act (f->window, "event-forward", NULL);
  settle (f->window);
  wait_for (f->window, has_events, NULL);
  rs_app_session_get_event (session, &n);
  g_assert_cmpuint (rs_events_pane_get_n_rows (rs_inspector_get_events (inspector)), ==, n);
  wait_for (f->window, has_story, "Next: ");
  do
    event = move_event (f, GDK_KEY_Right, NULL);
  while (event != 0
         && strstr (rs_story_pane_get_text (rs_inspector_get_story (inspector)), "is freed")
                == NULL);
  g_assert_cmpuint (count_instances (f->window, "Pear"), ==, event != 0 ? 1 : 0);
  rs_app_session_seek_event (session, step, n);
  settle (f->window);
  guint64 running = rs_app_session_get_instruction (session);
  act (f->window, "instruction-forward", NULL);
  settle (f->window);
  g_assert_true (rs_app_session_get_at_instruction (session));
  g_assert_cmpuint (rs_app_session_get_instruction (session), ==, running + 1);
  /* The last event before it. */
  g_assert_cmpuint (move_event (f, GDK_KEY_Left, NULL), ==, n);
  act (f->window, "step-back", NULL);
  settle (f->window);
  g_assert_cmpuint (rs_app_session_get_event (session, NULL), ==, 0);
  g_assert_cmpuint (rs_app_session_get_position (session), ==, step);
}

/* --- threads -------------------------------------------------------------- */

static const char two_of_one[] = "import threading\n"
                                 "class Single:\n"
                                 "    it = None\n"
                                 "    def __new__(cls):\n"
                                 "        if cls.it is None:\n"
                                 "            cls.it = super().__new__(cls)\n"
                                 "        return cls.it\n"
                                 "made = []\n"
                                 "def make(): made.append(Single())\n"
                                 "threads = [threading.Thread(target=make) for i in (1, 2)]\n"
                                 "for t in threads: t.start()\n"
                                 "for t in threads: t.join()\n"
                                 "print('one' if made[0] is made[1] else 'two')\n";

static RsThreadsPane *
threads_of (RsWindow *window)
{
  return rs_inspector_get_threads (rs_window_get_inspector (window));
}

static gboolean
has_race (RsWindow *window, gpointer data)
{
  return strstr (rs_threads_pane_get_race (threads_of (window)), data) != NULL;
}

static gboolean
has_ready (RsWindow *window, gpointer data)
{
  return rs_threads_pane_get_n_ready (threads_of (window)) == GPOINTER_TO_UINT (data);
}

static gboolean
has_printed (RsWindow *window, const char *text)
{
  act (window, "step-last", NULL);
  settle (window);
  g_autofree char *printed = rs_output_pane_get_text (rs_window_get_output (window));
  return strstr (printed, text) != NULL;
}

/* What is said of a race can be run, shows its place first, and is undone; text
 * that has changed is run as usual. */
static void
test_race (Fixture *f, gconstpointer data)
{
  RsAppSession *session = rs_window_get_session (f->window);
  open_text (f, "plain.py", "print(1)\n");
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (threads_of (f->window))));
  open_text (f, "two_of_one.py", two_of_one);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (threads_of (f->window))));
  g_assert_true (has_printed (f->window, "one"));
  act (f->window, "find-race", NULL);
  wait_for (f->window, has_race, "A race: ");
  g_assert_true (has_race (f->window, "+ two"));
  GtkWidget *last = NULL, *box = gtk_widget_get_first_child (GTK_WIDGET (threads_of (f->window)));
  for (GtkWidget *child = gtk_widget_get_first_child (box); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    last = child;
  g_signal_emit_by_name (gtk_widget_get_last_child (last), "clicked");
  settle (f->window);
  g_assert_true (rs_app_session_get_at_instruction (session));
  wait_for (f->window, has_ready, GUINT_TO_POINTER (1));
  g_assert_true (has_printed (f->window, "two"));
  g_assert_true (has_race (f->window, "+ two"));
  act (f->window, "run", NULL);
  settle (f->window);
  g_assert_true (has_printed (f->window, "two"));
  g_action_group_activate_action (G_ACTION_GROUP (f->window), "take-turns",
                                  g_variant_new ("(st)", "", (guint64) 0));
  settle (f->window);
  g_assert_true (has_printed (f->window, "one"));
}

static gboolean
has_found (RsWindow *window, gpointer data)
{
  return rs_find_bar_get_steps (rs_window_get_find_bar (window))->len == GPOINTER_TO_UINT (data);
}

/* Objects are found by name at the moment, by query in the run; what is found
 * can be gone to. */
static void
test_find (Fixture *f, gconstpointer data)
{
  RsAppSession *session = rs_window_get_session (f->window);
  RsFindBar *bar = rs_window_get_find_bar (f->window);
  open_text (f, "find.py",
             "class Pear: pass\nfirst = Pear()\nsecond = Pear()\ndel first\nprint()\n");
  go_to_line (f->window, 4);
  act (f->window, "find", NULL);
  rs_find_bar_open (bar, "first", FALSE);
  /* The object, before the str that is its name. */
  guint n = rs_find_bar_get_n_rows (bar);
  g_assert_cmpuint (n, >=, 1);
  rs_find_bar_next (bar);
  guint64 first = rs_app_session_get_graph (session)->nodes[global (f->window, "first")].serial;
  g_assert_cmpuint (rs_app_session_get_selected (session), ==, first);
  /* The same is looked for at the next moment, at which it is gone. */
  go_to_line (f->window, 5);
  g_assert_cmpuint (rs_find_bar_get_n_rows (bar), ==, n - 1);
  rs_find_bar_open (bar, "type = Pear", TRUE);
  wait_for (f->window, has_found, GUINT_TO_POINTER (2));
  rs_find_bar_open (bar, "type = Pear and died at line 4", TRUE);
  wait_for (f->window, has_found, GUINT_TO_POINTER (1));
  rs_find_bar_next (bar);
  settle (f->window);
  g_assert_cmpuint (rs_app_session_get_selected (session), ==, first);
  g_assert_cmpint (rs_code_pane_get_marked_line (rs_window_get_code (f->window), FALSE), ==, 2);
  /* A mistake is said. */
  rs_find_bar_open (bar, "type = ", TRUE);
  while (strcmp (rs_find_bar_get_status (bar), "Looking…") == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (rs_find_bar_get_n_rows (bar), ==, 0);
  g_assert_cmpstr (rs_find_bar_get_status (bar), !=, "");
}

/* Tab leads through the inspector and back, whatever is folded in it. */
static void
test_tab (Fixture *f, gconstpointer data)
{
  RsAppSession *session = rs_window_get_session (f->window);
  GtkWidget *inspector = GTK_WIDGET (rs_window_get_inspector (f->window));
  guint n = 0, back = 0;
  open_text (f, "tab.py", "a = {1}\nb = [a]\nprint()\n");
  go_to_line (f->window, 3);
  rs_app_session_select (session,
                         rs_app_session_get_graph (session)->nodes[global (f->window, "a")].serial);
  finish (f->window);
  while (n < 100 && gtk_widget_child_focus (inspector, GTK_DIR_TAB_FORWARD))
    n++;
  while (back < 100 && gtk_widget_child_focus (inspector, GTK_DIR_TAB_BACKWARD))
    back++;
  g_assert_cmpuint (n, >, 8);
  g_assert_cmpuint (n, <, 100);
  g_assert_cmpuint (back, ==, n - 1);
}

typedef struct {
  gint begun, wished; /* atomic */
  char *answer;
} Asking;

/* The first time it waits until a wish has come. */
static gpointer
answer_slowly (RsSession *session, gconstpointer question, GError **error)
{
  Asking *asking = *(Asking *const *) question;
  if (g_atomic_int_add (&asking->begun, 1) > 0)
    return g_strdup ("whole");
  while (!g_atomic_int_get (&asking->wished))
    g_thread_yield ();
  return g_strdup ("half");
}

static void
take_slowly (gpointer owner, gconstpointer question, gpointer result, const GError *error)
{
  Asking *asking = *(Asking *const *) question;
  g_assert_no_error (error);
  g_assert_null (asking->answer);
  asking->answer = g_strdup (result);
}

/* A wish goes before a question, which is then asked again; nothing comes to an
 * owner that is gone. */
static void
test_interrupted_question (Fixture *f, gconstpointer data)
{
  RsAppSession *session = rs_window_get_session (f->window);
  g_autoptr (GObject) owner = g_object_new (G_TYPE_OBJECT, NULL);
  Asking asking = { 0, 0, NULL }, *pointer = &asking;
  RsInquiry inquiry = { answer_slowly, g_memdup2 (&pointer, sizeof pointer),
                        g_free,        g_free,
                        take_slowly,   owner };
  open_text (f, "a.py", "a = 1\nb = 2\nc = 3\n");
  rs_app_session_ask (session, &inquiry);
  while (g_atomic_int_get (&asking.begun) == 0)
    g_thread_yield ();
  rs_app_session_seek (session, 2);
  g_atomic_int_set (&asking.wished, 1);
  while (asking.answer == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (asking.answer, ==, "whole");
  g_assert_cmpint (g_atomic_int_get (&asking.begun), ==, 2);
  g_clear_pointer (&asking.answer, g_free);

  inquiry.question = g_memdup2 (&pointer, sizeof pointer);
  rs_app_session_ask (session, &inquiry);
  g_clear_object (&owner);
  while (g_atomic_int_get (&asking.begun) == 2)
    g_main_context_iteration (NULL, FALSE);
  go_to_line (f->window, 2);
  g_assert_null (asking.answer);
}

/* --- accessibility -------------------------------------------------------- */

/* Whether a button says what it does: by text, by tooltip or by an accessible
 * label (which for icons stands beside the tooltip). */
static gboolean
has_name (GtkWidget *widget)
{
  const char *tooltip = gtk_widget_get_tooltip_text (widget);
  if (tooltip != NULL && *tooltip != '\0')
    return TRUE;
  if (GTK_IS_LABEL (widget))
    return *gtk_label_get_text (GTK_LABEL (widget)) != '\0';
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (has_name (child))
      return TRUE;
  return FALSE;
}

/* GTK's and libadwaita's own inner buttons name themselves. */
static gboolean
is_ours (GtkWidget *widget)
{
  for (GtkWidget *up = gtk_widget_get_parent (widget); up != NULL; up = gtk_widget_get_parent (up))
    if (GTK_IS_WINDOW_CONTROLS (up) || GTK_IS_SPIN_BUTTON (up) || GTK_IS_MENU_BUTTON (up)
        || GTK_IS_SCROLLBAR (up))
      return FALSE;
  return TRUE;
}

static guint
check_names (GtkWidget *widget)
{
  guint n = 0;
  if ((GTK_IS_BUTTON (widget) || GTK_IS_MENU_BUTTON (widget)) && is_ours (widget))
    {
      n = 1;
      if (!has_name (widget))
        g_error ("a %s has no name", G_OBJECT_TYPE_NAME (widget));
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n += check_names (child);
  return n;
}

static void
test_names (Fixture *f, gconstpointer data)
{
  press (f->window, GDK_KEY_Down, 0);
  g_assert_cmpuint (check_names (GTK_WIDGET (f->window)), >, 15);
}

/* Every action that a button or a menu names exists. */
static void
check_actions (GtkWidget *widget, GActionGroup *group)
{
  const char *name =
      GTK_IS_ACTIONABLE (widget) ? gtk_actionable_get_action_name (GTK_ACTIONABLE (widget)) : NULL;
  if (name != NULL && g_str_has_prefix (name, "win.")
      && !g_action_group_has_action (group, name + strlen ("win.")))
    g_error ("there is no action %s", name);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    check_actions (child, group);
}

static void
test_actions (Fixture *f, gconstpointer data)
{
  check_actions (GTK_WIDGET (f->window), G_ACTION_GROUP (f->window));
}

int
main (int argc, char **argv)
{
  g_autofree char *data = NULL;
  start_tests (&argc, &argv);
  if (!g_test_subprocess ())
    {
      /* Not among the drafts of whoever runs the tests. */
      data = g_dir_make_tmp ("refscope-data-XXXXXX", NULL);
      g_setenv ("XDG_DATA_HOME", data, TRUE);
    }
  g_autoptr (RsApplication) application = start_application ();
  if (application == NULL)
    return 77;

#define ADD(path, test) g_test_add ("/app/" path, Fixture, NULL, setup, test, teardown)
  ADD ("step/keys", test_steps_by_key);
  ADD ("step/there-and-back", test_there_and_back);
  ADD ("step/instructions", test_instructions);
  ADD ("graph/counts", test_counts);
  ADD ("graph/owners", test_owners);
  ADD ("graph/words", test_words);
  ADD ("panes/marks-and-output", test_marks_and_output);
  ADD ("panes/errors-at-their-moment", test_errors_at_their_moment);
  ADD ("panes/exception", test_exception_at_the_end);
  ADD ("step/play", test_play);
  ADD ("canvas/zoom", test_zoom);
  g_test_add_func ("/app/canvas/view", test_view);
  ADD ("canvas/steady-view", test_steady_view);
  ADD ("canvas/detail-of-scenario", test_detail_of_scenario);
  ADD ("canvas/select-order", test_select_order);
  ADD ("panes/code-width", test_code_width);
  ADD ("scenarios", test_scenarios);
  ADD ("files/export", test_export);
  ADD ("files/bad", test_bad_files);
  ADD ("files/edit-run-save", test_edit_run_save);
  ADD ("files/guard", test_guard);
  ADD ("files/syntax-error", test_syntax_error);
  ADD ("endless/stop", test_stop);
  ADD ("endless/give-up", test_give_up);
  if (MOMENTS_ONE_IN == 1) /* 200 000 steps, recorded twice: in the plain build only */
    {
      ADD ("endless/limit", test_step_limit);
      ADD ("endless/go-on", test_go_on);
    }
  ADD ("prompt", test_prompt);
  ADD ("endless/replaced", test_replace_running);
  ADD ("wishes/last", test_last_wish);
  ADD ("wishes/stale", test_stale_picture);
  g_test_add_func ("/app/wishes/one-answer", test_one_answer);
  ADD ("questions/answers", test_answers);
  ADD ("step/leaps", test_leaps);
  g_test_add_func ("/app/drafts/kill/subprocess/child", test_killed);
  ADD ("panes/stay", test_stay);
  ADD ("panes/input", test_input);
  ADD ("drafts/kill", test_kill);
  ADD ("drafts/bad", test_bad_drafts);
  ADD ("canvas/cards", test_cards);
  ADD ("questions/find", test_find);
  ADD ("questions/story", test_story);
  ADD ("events/cascade", test_events);
  ADD ("events/list", test_event_list);
  ADD ("threads/race", test_race);
  ADD ("questions/tab", test_tab);
  ADD ("questions/interrupted", test_interrupted_question);
  ADD ("names", test_names);
  ADD ("actions", test_actions);
  return g_test_run ();
}
