/* SPDX-License-Identifier: MIT
 *
 * The window's panes, by the keys that a user has for them: shown and hidden,
 * how large, and what they remember. As in test-app.c, nothing here sleeps.
 *
 * Without a display the program says so and skips everything (status 77).
 */
#include "app/application.h"
#include "app/settings.h"
#include "app/window.h"

#include "start.h"

#include <string.h>

typedef struct {
  RsApplication *application;
  RsWindow *window;
  GSettings *settings;
} Fixture;

/* --- driving -------------------------------------------------------------- */

static void
settle (Fixture *f)
{
  RsAppSession *session = rs_window_get_session (f->window);

  while (rs_app_session_get_state (session) == RS_APP_RECORDING || rs_app_session_is_busy (session))
    g_main_context_iteration (NULL, TRUE);
}

/* What KEY does wherever the focus is. */
static void
press (Fixture *f, const char *key)
{
  g_auto (GStrv) actions =
      gtk_application_get_actions_for_accel (GTK_APPLICATION (f->application), key);
  g_autoptr (GVariant) target = NULL;
  g_autofree char *name = NULL;

  g_assert_cmpuint (g_strv_length (actions), ==, 1);
  g_assert_true (g_action_parse_detailed_name (actions[0], &name, &target, NULL));
  g_assert_true (g_str_has_prefix (name, "win."));
  g_assert_true (g_action_group_get_action_enabled (G_ACTION_GROUP (f->window), name + 4));
  g_action_group_activate_action (G_ACTION_GROUP (f->window), name + 4, target);
  settle (f);
}

static void
open_window (Fixture *f)
{
  f->window = rs_window_new (ADW_APPLICATION (f->application));
  rs_window_open_scenario (f->window, 0);
  gtk_window_set_default_size (GTK_WINDOW (f->window), 1280, 800);
  gtk_window_present (GTK_WINDOW (f->window));
  settle (f);
}

static void
close_window (Fixture *f)
{
  gtk_window_destroy (GTK_WINDOW (f->window));
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static void
setup (Fixture *f, gconstpointer data)
{
  static const char *const keys[] = { "show-code", "show-inspector", "code-width",
                                      "inspector-width", "zoom" };
  f->application = g_object_ref (RS_APPLICATION (g_application_get_default ()));
  f->settings = rs_settings_new ();
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    g_settings_reset (f->settings, keys[i]);
  open_window (f);
}

static void
teardown (Fixture *f, gconstpointer data)
{
  close_window (f);
  g_object_unref (f->settings);
  g_object_unref (f->application);
}

static GtkWidget *
code_of (Fixture *f)
{
  return GTK_WIDGET (rs_window_get_code (f->window));
}

static GtkWidget *
inspector_of (Fixture *f)
{
  return GTK_WIDGET (rs_window_get_inspector (f->window));
}

static GtkWidget *
canvas_of (Fixture *f)
{
  return GTK_WIDGET (rs_window_get_canvas (f->window));
}

static void
wait_for_width (GtkWidget *widget, int width)
{
  while (gtk_widget_get_width (widget) != width)
    g_main_context_iteration (NULL, TRUE);
}

/* --- shown or hidden ------------------------------------------------------ */

static void
wait_for_picture (Fixture *f, int more_than)
{
  while (gtk_widget_get_width (canvas_of (f)) <= more_than)
    g_main_context_iteration (NULL, TRUE);
}

static void
test_hide (Fixture *f, gconstpointer data)
{
  wait_for_width (code_of (f), 400);
  wait_for_width (inspector_of (f), 300);
  int both = gtk_widget_get_width (canvas_of (f));

  press (f, "F9");
  g_assert_false (gtk_widget_get_mapped (code_of (f)));
  g_assert_false (gtk_widget_get_mapped (GTK_WIDGET (rs_window_get_lesson_pane (f->window))));
  g_assert_true (gtk_widget_get_mapped (inspector_of (f)));
  wait_for_picture (f, both + 390);
  press (f, "<Shift>F9");
  g_assert_false (gtk_widget_get_mapped (inspector_of (f)));
  wait_for_picture (f, both + 690);
  press (f, "F9");
  wait_for_width (code_of (f), 400);
  press (f, "<Shift>F9");
  wait_for_width (inspector_of (f), 300);
  g_assert_cmpint (gtk_widget_get_width (canvas_of (f)), ==, both);
}

/* Keys do not go to what nobody sees, and lead to it by showing it. */
static void
test_focus (Fixture *f, gconstpointer data)
{
  press (f, "<Alt>1");
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (f->window));
  g_assert_true (gtk_widget_is_ancestor (focus, code_of (f)));
  press (f, "F9");
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (f->window)) == canvas_of (f));
  press (f, "<Alt>1");
  g_assert_true (gtk_widget_get_mapped (code_of (f)));
  focus = gtk_window_get_focus (GTK_WINDOW (f->window));
  g_assert_true (gtk_widget_is_ancestor (focus, code_of (f)));
  press (f, "<Shift>F9");
  press (f, "<Alt>3");
  g_assert_true (gtk_widget_get_mapped (inspector_of (f)));
  focus = gtk_window_get_focus (GTK_WINDOW (f->window));
  g_assert_true (gtk_widget_is_ancestor (focus, inspector_of (f)));
}

/* The GtkPaned that WIDGET is a child of. */
static GtkPaned *
paned_of (GtkWidget *widget)
{
  return GTK_PANED (gtk_widget_get_ancestor (gtk_widget_get_parent (widget), GTK_TYPE_PANED));
}

static void
wait_for_setting (Fixture *f, const char *key, int value)
{
  while (g_settings_get_int (f->settings, key) != value)
    g_main_context_iteration (NULL, TRUE);
}

/* What is dragged is there in the next window; what is hidden, too. */
static void
test_remember (Fixture *f, gconstpointer data)
{
  wait_for_width (inspector_of (f), 300);
  GtkPaned *paned = paned_of (inspector_of (f));
  gtk_paned_set_position (paned, gtk_paned_get_position (paned) - 60);
  wait_for_width (inspector_of (f), 360);
  wait_for_setting (f, "inspector-width", 360);
  gtk_paned_set_position (paned_of (GTK_WIDGET (paned)), 350);
  wait_for_setting (f, "code-width", 350);
  press (f, "F9");
  close_window (f);
  open_window (f);
  g_assert_false (gtk_widget_get_mapped (code_of (f)));
  wait_for_width (inspector_of (f), 360);
  press (f, "F9");
  wait_for_width (code_of (f), 350);
}

/* A window that was narrow for a while gives the inspector its width back. */
static void
test_pressed (Fixture *f, gconstpointer data)
{
  wait_for_width (inspector_of (f), 300);
  gtk_window_set_default_size (GTK_WINDOW (f->window), 720, 600);
  while (gtk_widget_get_width (GTK_WIDGET (f->window)) > 720)
    g_main_context_iteration (NULL, TRUE);
  gtk_window_set_default_size (GTK_WINDOW (f->window), 1280, 800);
  wait_for_width (code_of (f), 400);
  wait_for_width (inspector_of (f), 300);
  g_assert_cmpint (g_settings_get_int (f->settings, "inspector-width"), ==, 300);
  g_assert_cmpint (g_settings_get_int (f->settings, "code-width"), ==, 400);
}

/* --- how large ------------------------------------------------------------ */

static int
font_of (GtkWidget *widget)
{
  return pango_font_description_get_size (
      pango_context_get_font_description (gtk_widget_get_pango_context (widget)));
}

static int
zoom_of (Fixture *f)
{
  int zoom;
  g_object_get (canvas_of (f), "zoom", &zoom, NULL);
  return zoom;
}

static void
wait_for_fonts (Fixture *f, int code, int story, int percent)
{
  while (ABS (font_of (code_of (f)) * 100 - code * percent) > 2 * PANGO_SCALE * 100
         /* What is not shown gets no style. */
         || (gtk_widget_get_mapped (inspector_of (f))
             && ABS (font_of (inspector_of (f)) * 100 - story * percent) > PANGO_SCALE * 100))
    g_main_context_iteration (NULL, TRUE);
}

/* Code, story and picture grow together, and so do those of the next window. */
static void
test_zoom (Fixture *f, gconstpointer data)
{
  int code = font_of (code_of (f)), story = font_of (inspector_of (f));

  press (f, "<Control><Alt>0");
  g_assert_cmpint (zoom_of (f), ==, 100);
  for (guint i = 0; i < 2; i++)
    press (f, "<Control>plus");
  g_assert_cmpint (zoom_of (f), ==, 156);
  wait_for_fonts (f, code, story, 156);
  press (f, "<Control>minus");
  g_assert_cmpint (zoom_of (f), ==, 125);
  wait_for_fonts (f, code, story, 125);
  close_window (f);
  open_window (f);
  wait_for_fonts (f, code, story, 125);
  press (f, "<Control>0");
  wait_for_fonts (f, code, story, 100);
  /* At the end of what text can be, the picture goes on. */
  for (guint i = 0; i < 5; i++)
    press (f, "<Control>plus");
  g_assert_cmpint (g_settings_get_int (f->settings, "zoom"), ==, 4);
  int before = zoom_of (f);
  press (f, "<Control>plus");
  g_assert_cmpint (zoom_of (f), >, before);
  g_assert_cmpint (g_settings_get_int (f->settings, "zoom"), ==, 4);
}

/* What the desktop asks of text, the picture obeys. */
static void
test_desktop_text (Fixture *f, gconstpointer data)
{
  GtkSettings *settings = gtk_settings_get_default ();
  int dpi;

  g_object_get (settings, "gtk-xft-dpi", &dpi, NULL);
  press (f, "<Control><Alt>0");
  g_object_set (settings, "gtk-xft-dpi", dpi * 2, NULL);
  g_assert_cmpint (zoom_of (f), ==, 200);
  g_object_set (settings, "gtk-xft-dpi", dpi, NULL);
  g_assert_cmpint (zoom_of (f), ==, 100);
}

/* A key of the window itself, which what has the focus has not taken. */
static gboolean
press_escape (Fixture *f)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (f->window));

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GListModel) keys = g_list_model_get_item (controllers, i);
      for (guint j = 0; GTK_IS_SHORTCUT_CONTROLLER (keys) && j < g_list_model_get_n_items (keys);
           j++)
        {
          g_autoptr (GtkShortcut) key = g_list_model_get_item (keys, j);
          GtkShortcutTrigger *trigger = gtk_shortcut_get_trigger (key);
          if (GTK_IS_KEYVAL_TRIGGER (trigger)
              && gtk_keyval_trigger_get_keyval (GTK_KEYVAL_TRIGGER (trigger)) == GDK_KEY_Escape
              && gtk_shortcut_action_activate (gtk_shortcut_get_action (key), 0,
                                               GTK_WIDGET (f->window), NULL))
            return TRUE;
        }
    }
  return FALSE;
}

static void
check_presenting (Fixture *f, gboolean presenting)
{
  g_autoptr (GVariant) state =
      g_action_group_get_action_state (G_ACTION_GROUP (f->window), "present");

  g_assert_cmpint (g_variant_get_boolean (state), ==, presenting);
  g_assert_true (gtk_widget_get_mapped (code_of (f)));
  g_assert_true (gtk_widget_get_mapped (canvas_of (f)));
  g_assert_cmpint (gtk_widget_get_mapped (inspector_of (f)), ==, !presenting);
  g_assert_cmpint (gtk_widget_get_mapped (GTK_WIDGET (rs_window_get_lesson_pane (f->window))), ==,
                   !presenting);
}

static void
test_present (Fixture *f, gconstpointer data)
{
  int code = font_of (code_of (f)), story = font_of (inspector_of (f));

  check_presenting (f, FALSE);
  g_assert_false (press_escape (f));
  press (f, "<Shift>F11");
  check_presenting (f, TRUE);
  wait_for_fonts (f, code, story, 156);
  wait_for_width (code_of (f), 600);
  g_assert_cmpint (g_settings_get_int (f->settings, "zoom"), ==, 0);
  g_assert_true (press_escape (f));
  check_presenting (f, FALSE);
  wait_for_fonts (f, code, story, 100);
  press (f, "<Shift>F11");
  press (f, "F11");
  check_presenting (f, FALSE);
  /* Nothing of it is remembered. */
  wait_for_width (code_of (f), 400);
  g_assert_cmpint (g_settings_get_int (f->settings, "code-width"), ==, 400);
  g_assert_true (g_settings_get_boolean (f->settings, "show-inspector"));
}

int
main (int argc, char **argv)
{
  g_autofree char *data = NULL;
  start_tests (&argc, &argv);
  data = g_dir_make_tmp ("refscope-data-XXXXXX", NULL);
  g_setenv ("XDG_DATA_HOME", data, TRUE);
  g_autoptr (RsApplication) application = start_application ();
  if (application == NULL)
    return 77;

#define ADD(path, test) g_test_add ("/panes/" path, Fixture, NULL, setup, test, teardown)
  ADD ("hide", test_hide);
  ADD ("focus", test_focus);
  ADD ("remember", test_remember);
  ADD ("pressed", test_pressed);
  ADD ("zoom", test_zoom);
  ADD ("desktop-text", test_desktop_text);
  ADD ("present", test_present);
  return g_test_run ();
}
