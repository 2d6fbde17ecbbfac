/* SPDX-License-Identifier: MIT
 *
 * The output pane. A text view is slow with megabytes, so it shows the last
 * MOST characters and says how many it left out.
 */
#include "output-pane.h"

#include "display-strings.h"

#include <glib/gi18n.h>
#include <string.h>

#define MOST 40000

struct _RsOutputPane {
  RsPane pane;
  GtkTextView *view;
  GtkTextBuffer *buffer;
  GtkTextTag *tag_error, *tag_note, *tag_typed;
  GtkLabel *status;
  GtkWidget *input_box, *input_end, *input_again;
  GtkEntry *input;
};

G_DEFINE_FINAL_TYPE (RsOutputPane, rs_output_pane, RS_TYPE_PANE)

static void
append (RsOutputPane *self, const char *text, GtkTextTag *tag)
{
  GtkTextIter end;
  gtk_text_buffer_get_end_iter (self->buffer, &end);
  if (text == NULL || *text == '\0')
    return;
  /* A paragraph of another kind begins a line of its own. */
  if (tag != NULL && !gtk_text_iter_starts_line (&end))
    gtk_text_buffer_insert (self->buffer, &end, "\n", 1);
  if (tag != NULL)
    gtk_text_buffer_insert_with_tags (self->buffer, &end, text, -1, tag, NULL);
  else
    gtk_text_buffer_insert (self->buffer, &end, text, -1);
}

/* What a program writes stands as it wrote it: no line is begun for it. */
static void
append_piece (int stream, const char *text, gsize length, gpointer data)
{
  RsOutputPane *self = data;
  GtkTextIter end;

  gtk_text_buffer_get_end_iter (self->buffer, &end);
  if (stream == 1)
    gtk_text_buffer_insert (self->buffer, &end, text, (int) length);
  else
    gtk_text_buffer_insert_with_tags (self->buffer, &end, text, (int) length,
                                      stream == RS_STREAM_ECHO ? self->tag_typed : self->tag_error,
                                      NULL);
}

static void
append_written (RsOutputPane *self, RsRecording *recording, gboolean at_end)
{
  const RsHeapGraph *graph = rs_app_session_get_graph (self->pane.session);
  guint64 characters = at_end || graph == NULL ? G_MAXUINT64 : graph->moment.written,
          cut = rs_recording_get_cut (recording, characters, MOST);

  if (cut > 0)
    {
      g_autofree char *note = g_strdup_printf (_ ("… %lu characters before"), (gulong) cut);

      append (self, note, self->tag_note);
      append (self, "\n", NULL);
    }
  rs_recording_foreach_written (recording, characters, MOST, append_piece, self);
}

static void
append_end (RsOutputPane *self, RsRecording *recording)
{
  if (recording->stop != RS_STOP_NONE)
    append (self, rs_string_for_stop (recording), self->tag_note);
  else if (recording->exit_status != 0)
    {
      g_autofree char *note =
          g_strdup_printf (_ ("The program ended with exit status %d."), recording->exit_status);
      append (self, note, self->tag_note);
    }
}

/* "Type: text": its type in the title of the pane, all of it in the tooltip. */
static void
announce_failure (RsOutputPane *self, const char *failure)
{
  g_autofree char *type = g_strndup (failure, strcspn (failure, ":"));
  g_autofree char *text = g_strdup_printf (_ ("ends with %s"), type);

  gtk_label_set_text (self->status, text);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->status), failure);
}

/* The line for an answer stands there while the run waits for one. */
static void
update_input (RsOutputPane *self)
{
  RsRecording *recording = rs_app_session_get_recording (self->pane.session);
  RsAppState state = rs_app_session_get_state (self->pane.session);
  gboolean waits = state == RS_APP_READY && recording != NULL && recording->stop == RS_STOP_INPUT;
  gboolean again = *rs_app_session_get_input (self->pane.session) != '\0';

  gtk_widget_set_visible (self->input_box, waits || (again && state == RS_APP_READY));
  gtk_widget_set_visible (GTK_WIDGET (self->input), waits);
  gtk_widget_set_visible (self->input_end, waits);
  gtk_widget_set_visible (self->input_again, again);
}

static void
update (RsOutputPane *self)
{
  RsRecording *recording = rs_app_session_get_recording (self->pane.session);
  int line;
  gboolean at_end = recording != NULL && !rs_app_session_can_move (self->pane.session, 1);

  gtk_text_buffer_set_text (self->buffer, "", 0);
  gtk_widget_remove_css_class (GTK_WIDGET (self->status), "error");
  gtk_label_set_text (self->status, "");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->status), NULL);
  if (rs_app_session_get_state (self->pane.session) == RS_APP_FAILED)
    {
      append (self, rs_string_for_error (rs_app_session_get_error (self->pane.session, &line)),
              self->tag_error);
      gtk_label_set_text (self->status,
                          line > 0 ? _ ("cannot be compiled") : _ ("stopped before its end"));
      gtk_widget_add_css_class (GTK_WIDGET (self->status), "error");
    }
  else if (recording != NULL)
    {
      append_written (self, recording, at_end);
      if (at_end)
        append_end (self, recording);
      if (recording->stop != RS_STOP_NONE)
        gtk_label_set_text (self->status, _ ("stopped before its end"));
      else if (recording->failure != NULL)
        announce_failure (self, recording->failure);
    }
  update_input (self);
  GtkTextIter end;
  gtk_text_buffer_get_end_iter (self->buffer, &end);
  gtk_text_buffer_place_cursor (self->buffer, &end);
  gtk_text_view_scroll_to_mark (self->view, gtk_text_buffer_get_insert (self->buffer), 0, FALSE, 0,
                                0);
}

/* --- input ---------------------------------------------------------------- */

static void
on_input_activate (RsOutputPane *self)
{
  g_autofree char *line = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->input)));
  gtk_editable_set_text (GTK_EDITABLE (self->input), "");
  rs_app_session_answer (self->pane.session, line);
}

static void
on_input_end (RsOutputPane *self)
{
  rs_app_session_answer (self->pane.session, NULL);
}

static void
on_input_again (RsOutputPane *self)
{
  rs_app_session_set_input (self->pane.session, NULL);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.run", NULL);
}

void
rs_output_pane_answer (RsOutputPane *self, const char *line)
{
  gtk_editable_set_text (GTK_EDITABLE (self->input), line);
  on_input_activate (self);
}

gboolean
rs_output_pane_is_asking (RsOutputPane *self)
{
  return gtk_widget_get_visible (self->input_box)
         && gtk_widget_get_visible (GTK_WIDGET (self->input));
}

char *
rs_output_pane_get_text (RsOutputPane *self)
{
  GtkTextIter start, end;
  gtk_text_buffer_get_bounds (self->buffer, &start, &end);
  return gtk_text_buffer_get_text (self->buffer, &start, &end, TRUE);
}

static void
set_session (RsPane *pane, RsAppSession *session)
{
  RsOutputPane *self = RS_OUTPUT_PANE (pane);

  g_signal_connect_object (session, "moment-changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "recorded", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::state", G_CALLBACK (update_input), self,
                           G_CONNECT_SWAPPED);
}

static void
rs_output_pane_class_init (RsOutputPaneClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  RS_PANE_CLASS (class)->set_session = set_session;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/refscope/Refscope/ui/output-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, RsOutputPane, view);
  gtk_widget_class_bind_template_child (widget_class, RsOutputPane, buffer);
  gtk_widget_class_bind_template_child (widget_class, RsOutputPane, tag_error);
  gtk_widget_class_bind_template_child (widget_class, RsOutputPane, tag_note);
  gtk_widget_class_bind_template_child (widget_class, RsOutputPane, tag_typed);
  gtk_widget_class_bind_template_child (widget_class, RsOutputPane, input_box);
  gtk_widget_class_bind_template_child (widget_class, RsOutputPane, input);
  gtk_widget_class_bind_template_child (widget_class, RsOutputPane, input_end);
  gtk_widget_class_bind_template_child (widget_class, RsOutputPane, input_again);
  gtk_widget_class_bind_template_callback (widget_class, on_input_activate);
  gtk_widget_class_bind_template_callback (widget_class, on_input_end);
  gtk_widget_class_bind_template_callback (widget_class, on_input_again);
  gtk_widget_class_bind_template_child (widget_class, RsOutputPane, status);
}

static void
rs_output_pane_init (RsOutputPane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
