/* SPDX-License-Identifier: MIT
 *
 * Turns of threads: running the program with another schedule, and looking for
 * a race.
 */
#include "window-private.h"

#include <glib/gi18n.h>

/* The instruction that a schedule is about is what is shown first. */
static void
on_recorded (RsWindow *self)
{
  const RsRecording *recording = rs_app_session_get_recording (self->session);
  guint64 instruction = self->open_instruction;

  self->open_instruction = 0;
  if (instruction > 0 && recording != NULL && recording->n_instructions > 0)
    rs_app_session_seek_instruction (self->session,
                                     MIN (instruction, recording->n_instructions - 1));
}

static void
take_turns (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  RsWindow *self = data;
  const char *schedule;
  guint64 instruction;

  g_variant_get (parameter, "(&st)", &schedule, &instruction);
  /* The worker reads it later. */
  self->schedule = *schedule != '\0' ? g_intern_string (schedule) : NULL;
  self->open_instruction = instruction;
  rs_window_run (self, 0);
  rs_window_say (self, *schedule != '\0' ? _ ("The program runs with other turns of its threads")
                                         : _ ("The threads take turns as usual"));
}

static void
find_race (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  rs_threads_pane_find_race (rs_inspector_get_threads (((RsWindow *) data)->inspector));
}

void
rs_window_add_thread_actions (RsWindow *self)
{
  static const GActionEntry entries[] = {
    { "take-turns", take_turns, "(st)" },
    { "find-race", find_race },
  };
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  g_signal_connect_object (self->session, "recorded", G_CALLBACK (on_recorded), self,
                           G_CONNECT_SWAPPED);
}

void
rs_window_update_thread_actions (RsWindow *self)
{
  gboolean threads = rs_app_session_has_threads (self->session);
  rs_window_set_enabled (self, "take-turns", threads);
  rs_window_set_enabled (self, "find-race", threads);
}
