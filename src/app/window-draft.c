/* SPDX-License-Identifier: MIT
 *
 * Nothing is lost: what the window holds is kept as one goes, at the next idle
 * moment after each change, and shown again from a draft that was left.
 */
#include "window-private.h"

#include <glib/gi18n.h>

/* What the window holds now (transfer full); its text only if WITH_TEXT. */
static RsDraft *
take_draft (RsWindow *self, gboolean with_text)
{
  RsDraft *draft = g_new0 (RsDraft, 1);
  const RsLesson *lesson = rs_lesson_guide_get_lesson (self->guide);
  const RsLessonVariant *variant = rs_lesson_guide_get_variant (self->guide);

  draft->uri = self->file != NULL ? g_file_get_uri (self->file) : NULL;
  draft->lesson = lesson != NULL ? g_strdup (lesson->id) : NULL;
  draft->variant = variant != NULL ? g_strdup (variant->id) : NULL;
  draft->text = with_text ? rs_code_pane_get_text (self->code) : NULL;
  draft->input = g_strdup (rs_app_session_get_input (self->session));
  draft->modified = rs_code_pane_get_modified (self->code);
  draft->by_instruction = rs_app_session_get_at_instruction (self->session);
  draft->index = draft->by_instruction ? rs_app_session_get_instruction (self->session)
                                       : rs_app_session_get_position (self->session);
  draft->selected = rs_app_session_get_selected (self->session);
  draft->stops = rs_code_pane_get_stops (self->code);
  draft->appearance = rs_appearance_copy (rs_app_session_get_appearance (self->session));
  draft->fitting = rs_canvas_get_view (self->canvas, &draft->view);
  return draft;
}

static gboolean
keep (gpointer data)
{
  RsWindow *self = data;
  g_autoptr (GError) error = NULL;

  self->draft_source = 0;
  if (self->draft_path == NULL)
    {
      self->draft_path = rs_draft_new_path ();
      self->draft_has_text = FALSE;
    }
  g_autoptr (RsDraft) draft = take_draft (self, !self->draft_has_text);
  if (rs_draft_write (draft, self->draft_path, &error))
    {
      self->draft_has_text = TRUE;
      if (self->left_path != NULL)
        rs_draft_delete (self->left_path);
      g_clear_pointer (&self->left_path, g_free);
    }
  else if (!self->draft_failed)
    {
      /* Said once: a full disk is full at each key. */
      self->draft_failed = TRUE;
      g_autofree char *text =
          g_strdup_printf (_ ("What you type cannot be kept as a draft: %s"), error->message);
      rs_window_say (self, text);
    }
  return G_SOURCE_REMOVE;
}

static void
on_changed (RsWindow *self)
{
  RsAppState state = rs_app_session_get_state (self->session);
  /* While it is being restored, or recorded, the window holds no place. */
  if (self->restoring != NULL || state == RS_APP_RECORDING || self->draft_source != 0)
    return;
  self->draft_source = g_idle_add_full (G_PRIORITY_LOW, keep, self, NULL);
}

static void
on_edited (RsWindow *self)
{
  self->draft_has_text = FALSE;
  on_changed (self);
}

void
rs_window_forget_draft (RsWindow *self)
{
  g_clear_handle_id (&self->draft_source, g_source_remove);
  if (self->draft_path != NULL)
    rs_draft_delete (self->draft_path);
  g_clear_pointer (&self->draft_path, g_free);
}

/* --- again ---------------------------------------------------------------- */

/* The run has ended: to the moment, and what was made of it. */
static void
on_recorded (RsWindow *self)
{
  g_autoptr (RsDraft) draft = g_steal_pointer (&self->restoring);

  if (draft == NULL)
    return;
  if (rs_app_session_get_state (self->session) == RS_APP_READY)
    {
      rs_app_session_set_appearance (self->session, g_steal_pointer (&draft->appearance));
      if (draft->by_instruction)
        rs_app_session_seek_instruction (self->session, draft->index);
      else
        rs_app_session_seek (self->session, (guint) MIN (draft->index, G_MAXUINT));
      rs_app_session_select (self->session, draft->selected);
      if (!draft->fitting)
        rs_canvas_set_view (self->canvas, draft->view);
    }
  on_edited (self);
}

gboolean
rs_window_restore (RsWindow *self, const char *path, GError **error)
{
  RsDraft *draft = rs_draft_read (path, error);

  if (draft == NULL)
    return FALSE;
  g_free (self->left_path);
  self->left_path = g_strdup (path);
  rs_window_leave_lesson (self);
  if (draft->lesson != NULL)
    rs_window_enter_lesson (self, draft->lesson, draft->variant);
  g_clear_object (&self->file);
  self->file = draft->uri != NULL ? g_file_new_for_uri (draft->uri) : NULL;
  rs_app_session_set_input (self->session, draft->input);
  rs_code_pane_set_text (self->code, draft->text, -1);
  rs_code_pane_set_modified (self->code, draft->modified);
  for (guint i = 0; i < draft->stops->len; i++)
    rs_code_pane_toggle_stop (self->code, g_array_index (draft->stops, int, i));
  rs_window_update_title (self);
  g_clear_pointer (&self->restoring, rs_draft_free);
  self->restoring = draft;
  rs_window_run (self, 0);
  if (draft->modified)
    rs_window_say (self, _ ("What was not saved is here again."));
  return TRUE;
}

void
rs_window_keep_drafts (RsWindow *self)
{
  g_signal_connect_object (self->code, "edited", G_CALLBACK (on_edited), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->code, "stops-changed", G_CALLBACK (on_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "moment-changed", G_CALLBACK (on_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "notify::selected", G_CALLBACK (on_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "notify::appearance", G_CALLBACK (on_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->canvas, "notify::zoom", G_CALLBACK (on_changed), self,
                           G_CONNECT_SWAPPED);
  /* After the session's own answer to it, which goes to the start. */
  g_signal_connect_object (self->session, "recorded", G_CALLBACK (on_recorded), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
}
