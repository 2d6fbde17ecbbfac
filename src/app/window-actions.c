/* SPDX-License-Identifier: MIT
 *
 * What the window can do: its actions. Keys are in application.c and canvas.c,
 * menus in window.ui.
 */
#include "window-private.h"

#include "session/stepping.h"
#include "settings.h"

#include <glib/gi18n.h>
#include <string.h>

/* --- stepping ------------------------------------------------------------- */

#define MOVE(name, call)                                                                           \
  static void name (GSimpleAction *action, GVariant *parameter, gpointer data)                     \
  {                                                                                                \
    RsWindow *self = data;                                                                         \
    rs_app_session_set_playing (self->session, FALSE);                                             \
    call;                                                                                          \
  }

MOVE (step_forward, rs_app_session_move_steps (self->session, 1))
MOVE (step_back, rs_app_session_move_steps (self->session, -1))
MOVE (instruction_forward, rs_app_session_move_instructions (self->session, 1))
MOVE (instruction_back, rs_app_session_move_instructions (self->session, -1))
MOVE (event_forward, rs_app_session_move_events (self->session, 1))
MOVE (event_back, rs_app_session_move_events (self->session, -1))
MOVE (step_first, rs_app_session_seek (self->session, 0))
MOVE (step_last, rs_app_session_seek (self->session, G_MAXUINT))
MOVE (go_to_step, rs_app_session_seek (self->session, g_variant_get_uint32 (parameter)))

/* Goes to STEP, if there is one. Returns whether. */
static gboolean
seek (RsWindow *self, int step)
{
  rs_app_session_set_playing (self->session, FALSE);
  if (step >= 0)
    rs_app_session_seek (self->session, step);
  return step >= 0;
}

/* Where a debugger's steps would lead. Over and out of the outermost frame lead
 * to the end of the run. */
#define STEP(name, function, direction)                                                            \
  static void name (GSimpleAction *action, GVariant *parameter, gpointer data)                     \
  {                                                                                                \
    RsWindow *self = data;                                                                         \
    const RsRecording *recording = rs_app_session_get_recording (self->session);                   \
    guint at = rs_app_session_get_position (self->session);                                        \
    if (!seek (self, function (recording, at, direction)))                                         \
      seek (self, direction > 0 ? (int) recording->n_steps - 1 : 0);                               \
  }

STEP (over_forward, rs_step_over, 1)
STEP (over_back, rs_step_over, -1)
STEP (out_forward, rs_step_out, 1)
STEP (out_back, rs_step_out, -1)

static void
to_stop (RsWindow *self, int direction)
{
  const RsRecording *recording = rs_app_session_get_recording (self->session);
  g_autoptr (GArray) lines = rs_code_pane_get_stops (self->code);
  if (!seek (self, rs_step_to_line (recording, rs_app_session_get_position (self->session),
                                    direction, (const int *) lines->data, lines->len)))
    seek (self, direction > 0 ? (int) recording->n_steps - 1 : 0);
}

static void
to_next_stop (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  to_stop (data, 1);
}

static void
to_previous_stop (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  to_stop (data, -1);
}

static void
to_line (RsWindow *self, int direction)
{
  int line = rs_code_pane_get_cursor_line (self->code);
  g_autofree char *text = NULL;
  if (seek (self,
            rs_step_to_line (rs_app_session_get_recording (self->session),
                             rs_app_session_get_position (self->session), direction, &line, 1)))
    return;
  text = g_strdup_printf (direction > 0 ? _ ("Line %d does not run after this moment.")
                                        : _ ("Line %d did not run before this moment."),
                          line);
  rs_window_say (self, text);
}

static void
to_cursor (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  to_line (data, 1);
}

static void
back_to_cursor (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  to_line (data, -1);
}

static void
toggle_stop (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  rs_code_pane_toggle_stop (((RsWindow *) data)->code, g_variant_get_int32 (parameter));
}

static void
next_change (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  rs_answers_go_to_change (rs_inspector_get_answers (((RsWindow *) data)->inspector), 1);
}

static void
previous_change (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  rs_answers_go_to_change (rs_inspector_get_answers (((RsWindow *) data)->inspector), -1);
}

static void
play (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  RsWindow *self = data;
  rs_app_session_set_playing (self->session, !rs_app_session_get_playing (self->session));
}

/* What is run anew stays at the line that one was looking at, wherever that
 * stands by now. */
static void
run (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  RsWindow *self = data;
  const RsRecording *recording = rs_app_session_get_recording (self->session);
  int before = rs_code_pane_get_marked_line (self->code, TRUE),
      line = rs_code_pane_get_next_line (self->code);

  if (recording != NULL && line > 0 && rs_app_session_get_position (self->session) > 0)
    rs_app_session_stay (
        self->session, line,
        rs_step_count_hits (recording, rs_app_session_get_position (self->session), before));
  rs_window_run (self, 0);
}

/* A run that was stopped at a limit gets ten times as much. */
static void
run_on (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  RsWindow *self = data;
  self->more *= 10;
  run (action, parameter, data);
}

static void
stop (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  rs_app_session_stop (((RsWindow *) data)->session);
}

/* --- files ---------------------------------------------------------------- */

static void
new_program (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  rs_window_guard (data, RS_THEN_NEW, NULL);
}

static void
open (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  rs_window_guard (data, RS_THEN_OPEN_DIALOG, NULL);
}

static void
open_file (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (g_variant_get_string (parameter, NULL));
  rs_window_guard (data, RS_THEN_OPEN, file);
}

static void
save (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  rs_window_save (data, FALSE);
}

static void
save_as (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  rs_window_save (data, TRUE);
}

static void
save_to (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (g_variant_get_string (parameter, NULL));
  rs_window_save_to (data, file);
}

static void export(GSimpleAction *action, GVariant *parameter, gpointer data)
{
  rs_window_export (data, g_variant_get_string (parameter, NULL));
}

static void
export_to (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  rs_window_export_to (data, g_variant_get_string (parameter, NULL));
}

static void
scenario (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  RsWindow *self = data;
  const RsScenario *found = rs_scenario_find (g_variant_get_string (parameter, NULL));
  if (found == NULL)
    return;
  g_free (self->wanted);
  self->wanted = g_strdup (found->id);
  rs_window_guard (self, RS_THEN_LESSON, NULL);
}

/* --- the canvas and the panes --------------------------------------------- */

static void
zoom_fit (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  rs_canvas_fit (((RsWindow *) data)->canvas);
}

static void
zoom_original (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  rs_canvas_zoom_original (((RsWindow *) data)->canvas);
}

static void
select_next (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  rs_canvas_select_next (((RsWindow *) data)->canvas, 1);
}

static void
select_previous (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  rs_canvas_select_next (((RsWindow *) data)->canvas, -1);
}

static void
select_none (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  rs_app_session_select (((RsWindow *) data)->session, 0);
}

static void
find (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  rs_find_bar_open (((RsWindow *) data)->find_bar, NULL, FALSE);
}

static void
find_in_run (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  rs_find_bar_open (((RsWindow *) data)->find_bar, NULL, TRUE);
}

static void
find_next (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  rs_find_bar_next (((RsWindow *) data)->find_bar);
}

static void
focus_code (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  rs_window_show_code (data);
  rs_code_pane_focus (((RsWindow *) data)->code);
}

static void
focus_canvas (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  gtk_widget_grab_focus (GTK_WIDGET (((RsWindow *) data)->canvas));
}

static void
focus_inspector (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  rs_window_show_inspector (data);
  gtk_widget_child_focus (GTK_WIDGET (((RsWindow *) data)->inspector), GTK_DIR_TAB_FORWARD);
}

static void
focus_step (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  rs_timeline_focus_entry (((RsWindow *) data)->timeline);
}

static void
about (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  static const char *const developers[] = { "The Refscope developers", NULL };
  adw_show_about_window (
      GTK_WINDOW (data), "application-name", "Refscope", "application-icon", RS_APPLICATION_ID,
      "version", RS_VERSION, "developers", developers, "license-type", GTK_LICENSE_MIT_X11,
      "comments",
      _ ("Watch a Python program's memory: every object, every reference, every count."),
      /* Translators: your names, one a line. */
      "translator-credits", _ ("translator-credits"), NULL);
}

/* --- the table ------------------------------------------------------------ */

static const GActionEntry entries[] = {
  { "step-forward", step_forward },
  { "step-back", step_back },
  { "instruction-forward", instruction_forward },
  { "instruction-back", instruction_back },
  { "event-forward", event_forward },
  { "event-back", event_back },
  { "step-first", step_first },
  { "step-last", step_last },
  { "over-forward", over_forward },
  { "over-back", over_back },
  { "out-forward", out_forward },
  { "out-back", out_back },
  { "next-stop", to_next_stop },
  { "previous-stop", to_previous_stop },
  { "to-cursor", to_cursor },
  { "back-to-cursor", back_to_cursor },
  { "toggle-stop", toggle_stop, "i" },
  { "next-change", next_change },
  { "previous-change", previous_change },
  { "go-to-step", go_to_step, "u" },
  { "play", play },
  { "run", run },
  { "run-on", run_on },
  { "stop", stop },
  { "new", new_program },
  { "open", open },
  { "open-file", open_file, "s" },
  { "save", save },
  { "save-as", save_as },
  { "save-to", save_to, "s" },
  { "export", export, "s" },
  { "export-to", export_to, "s" },
  { "scenario", scenario, "s", "''" },
  { "zoom-fit", zoom_fit },
  { "zoom-original", zoom_original },
  { "select-next", select_next },
  { "select-previous", select_previous },
  { "select-none", select_none },
  { "find", find },
  { "find-in-run", find_in_run },
  { "find-next", find_next },
  { "focus-code", focus_code },
  { "focus-canvas", focus_canvas },
  { "focus-inspector", focus_inspector },
  { "focus-step", focus_step },
  { "about", about },
};

void
rs_window_update_actions (RsWindow *self)
{
  RsAppState state = rs_app_session_get_state (self->session);
  gboolean ready = state == RS_APP_READY && rs_app_session_get_n_steps (self->session) > 0;
  gboolean forward = rs_app_session_can_move (self->session, 1),
           back = rs_app_session_can_move (self->session, -1);
  const RsLesson *lesson = rs_lesson_guide_get_lesson (self->guide);
  GAction *chosen = g_action_map_lookup_action (G_ACTION_MAP (self), "scenario");

  rs_window_set_enabled (self, "step-forward", forward);
  rs_window_set_enabled (self, "step-last", forward);
  rs_window_set_enabled (self, "over-forward", forward);
  rs_window_set_enabled (self, "out-forward", forward);
  rs_window_set_enabled (self, "next-stop", forward);
  rs_window_set_enabled (self, "to-cursor", forward);
  rs_window_set_enabled (self, "over-back", back);
  rs_window_set_enabled (self, "out-back", back);
  rs_window_set_enabled (self, "previous-stop", back);
  rs_window_set_enabled (self, "back-to-cursor", back);
  rs_window_set_enabled (self, "instruction-forward", ready);
  rs_window_set_enabled (self, "event-forward", ready);
  rs_window_set_enabled (self, "event-back", back);
  rs_window_set_enabled (self, "step-back", back);
  rs_window_set_enabled (self, "step-first", back);
  rs_window_set_enabled (self, "instruction-back",
                         ready && rs_app_session_get_instruction (self->session) > 0);
  rs_window_set_enabled (self, "go-to-step", ready);
  rs_window_set_enabled (self, "play", ready);
  rs_window_set_enabled (self, "stop", state == RS_APP_RECORDING);
  rs_window_set_enabled (self, "export", rs_app_session_get_scene (self->session) != NULL || ready);
  gboolean selected = rs_app_session_get_selected (self->session) != 0;
  rs_window_set_enabled (self, "next-change", ready && selected);
  rs_window_set_enabled (self, "previous-change", ready && selected);
  rs_window_set_enabled (self, "select-none", selected);
  rs_window_update_card_actions (self);
  rs_window_update_thread_actions (self);
  g_simple_action_set_state (
      G_SIMPLE_ACTION (chosen),
      g_variant_new_string (lesson != NULL && lesson->scenario != NULL ? lesson->scenario : ""));
}

/* Settings that are actions. */
static const char *const keys[] = { "hex-addresses", "prompt", "theme", "show-code",
                                    "show-inspector" };

void
rs_window_add_actions (RsWindow *self)
{
  g_autoptr (GPropertyAction) detail = g_property_action_new ("detail", self->session, "detail");
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  g_action_map_add_action (G_ACTION_MAP (self), G_ACTION (detail));
  rs_window_add_card_actions (self);
  rs_window_add_thread_actions (self);
  rs_window_add_show_actions (self);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      g_autoptr (GAction) action = g_settings_create_action (self->settings, keys[i]);
      g_action_map_add_action (G_ACTION_MAP (self), action);
    }
}

void
rs_window_remove_settings (RsWindow *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    g_action_map_remove_action (G_ACTION_MAP (self), keys[i]);
}
