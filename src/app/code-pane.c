/* SPDX-License-Identifier: MIT
 *
 * The code pane: GtkSourceView does the work. The marks are GtkSourceMarks of
 * four categories, so that they stay with their lines while the text is
 * edited; each has a shape of its own in the gutter and a tint of the line,
 * never a colour alone.
 */
#include "code-pane.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <gtksourceview/gtksource.h>

#define CATEGORY_RAN "refscope-ran"
#define CATEGORY_NEXT "refscope-next"
#define CATEGORY_ERROR "refscope-error"
#define CATEGORY_STOP "refscope-stop"

struct _RsCodePane {
  RsPane pane;
  GtkSourceView *view;
  GtkSourceBuffer *buffer;
  int scroll_line;
  guint scroll_source;
  int ran, next; /* marked lines, from 1; 0: none */
};

G_DEFINE_FINAL_TYPE (RsCodePane, rs_code_pane, RS_TYPE_PANE)

enum { PROP_0, PROP_MODIFIED, N_PROPS };
static GParamSpec *props[N_PROPS];
static guint edited_signal, stops_signal;

/* --- marks ---------------------------------------------------------------- */

static char *
tooltip (GtkSourceMarkAttributes *attributes, GtkSourceMark *mark, gpointer data)
{
  return g_strdup (data);
}

static void
define_category (RsCodePane *self, const char *category, const char *icon, const char *color,
                 const char *text, int priority)
{
  GtkSourceMarkAttributes *attributes = gtk_source_mark_attributes_new ();
  GdkRGBA rgba;
  gdk_rgba_parse (&rgba, color);
  gtk_source_mark_attributes_set_background (attributes, &rgba);
  gtk_source_mark_attributes_set_icon_name (attributes, icon);
  g_signal_connect_data (attributes, "query-tooltip-text", G_CALLBACK (tooltip), g_strdup (text),
                         (GClosureNotify) (void (*) (void)) g_free, 0);
  gtk_source_view_set_mark_attributes (self->view, category, attributes, priority);
  g_object_unref (attributes);
}

static void
mark_line (RsCodePane *self, const char *category, int line)
{
  GtkTextIter start, end;
  gtk_text_buffer_get_bounds (GTK_TEXT_BUFFER (self->buffer), &start, &end);
  gtk_source_buffer_remove_source_marks (self->buffer, &start, &end, category);
  if (line <= 0 || line > gtk_text_buffer_get_line_count (GTK_TEXT_BUFFER (self->buffer)))
    return;
  gtk_text_buffer_get_iter_at_line (GTK_TEXT_BUFFER (self->buffer), &start, line - 1);
  gtk_source_buffer_create_source_mark (self->buffer, NULL, category, &start);
}

static gboolean
scroll_now (gpointer data)
{
  RsCodePane *self = data;
  int line = self->scroll_line;
  GtkTextIter iter;

  self->scroll_source = 0;
  if (line <= 0 || line > gtk_text_buffer_get_line_count (GTK_TEXT_BUFFER (self->buffer)))
    return G_SOURCE_REMOVE;
  gtk_text_buffer_get_iter_at_line (GTK_TEXT_BUFFER (self->buffer), &iter, line - 1);
  GtkTextMark *mark =
      gtk_text_buffer_create_mark (GTK_TEXT_BUFFER (self->buffer), NULL, &iter, TRUE);
  gtk_text_view_scroll_to_mark (GTK_TEXT_VIEW (self->view), mark, 0.15, FALSE, 0, 0);
  gtk_text_buffer_delete_mark (GTK_TEXT_BUFFER (self->buffer), mark);
  return G_SOURCE_REMOVE;
}

/* Once the text has been laid out: GTK 4.8 scrolls what has not while it is
 * painted, when the scroll bar has its place already. */
static void
scroll_to (RsCodePane *self, int line)
{
  self->scroll_line = line;
  if (line > 0 && self->scroll_source == 0)
    self->scroll_source = g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, scroll_now, self, NULL);
}

static void
on_moment_changed (RsCodePane *self)
{
  const RsHeapGraph *graph = rs_app_session_get_graph (self->pane.session);
  self->ran = graph ? graph->moment.line_run : 0;
  self->next = graph ? graph->moment.line_next : 0;
  mark_line (self, CATEGORY_RAN, self->ran);
  mark_line (self, CATEGORY_NEXT, self->next);
  scroll_to (self, self->next > 0 ? self->next : self->ran);
}

static void
on_recorded (RsCodePane *self)
{
  int line = 0;
  rs_app_session_get_error (self->pane.session, &line);
  mark_line (self, CATEGORY_ERROR, line);
  scroll_to (self, line);
}

static void
on_state (RsCodePane *self)
{
  if (rs_app_session_get_state (self->pane.session) == RS_APP_RECORDING)
    mark_line (self, CATEGORY_ERROR, 0);
}

/* --- stops ---------------------------------------------------------------- */

int
rs_code_pane_get_cursor_line (RsCodePane *self)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self->buffer);
  GtkTextIter iter;
  gtk_text_buffer_get_iter_at_mark (buffer, &iter, gtk_text_buffer_get_insert (buffer));
  return gtk_text_iter_get_line (&iter) + 1;
}

void
rs_code_pane_toggle_stop (RsCodePane *self, int line)
{
  GtkTextIter start, end;

  if (line == 0)
    line = rs_code_pane_get_cursor_line (self);
  if (line < 1 || line > gtk_text_buffer_get_line_count (GTK_TEXT_BUFFER (self->buffer)))
    return;
  gtk_text_buffer_get_iter_at_line (GTK_TEXT_BUFFER (self->buffer), &start, line - 1);
  g_autoptr (GSList) marks =
      gtk_source_buffer_get_source_marks_at_line (self->buffer, line - 1, CATEGORY_STOP);
  end = start;
  if (!gtk_text_iter_ends_line (&end))
    gtk_text_iter_forward_to_line_end (&end);
  if (marks != NULL)
    gtk_source_buffer_remove_source_marks (self->buffer, &start, &end, CATEGORY_STOP);
  else
    gtk_source_buffer_create_source_mark (self->buffer, NULL, CATEGORY_STOP, &start);
  g_signal_emit (self, stops_signal, 0);
}

static gboolean
go_to_next_stop (RsCodePane *self, GtkTextIter *iter)
{
  return gtk_source_buffer_forward_iter_to_source_mark (self->buffer, iter, CATEGORY_STOP);
}

GArray *
rs_code_pane_get_stops (RsCodePane *self)
{
  GArray *lines = g_array_new (FALSE, FALSE, sizeof (int));
  GtkTextIter iter;

  gtk_text_buffer_get_start_iter (GTK_TEXT_BUFFER (self->buffer), &iter);
  /* Forward leads past the place where one stands. */
  g_autoptr (GSList) first =
      gtk_source_buffer_get_source_marks_at_iter (self->buffer, &iter, CATEGORY_STOP);
  for (gboolean found = first != NULL || go_to_next_stop (self, &iter); found;
       found = go_to_next_stop (self, &iter))
    {
      int line = gtk_text_iter_get_line (&iter) + 1;
      /* Lines that are deleted leave their marks to the one after them. */
      if (lines->len == 0 || g_array_index (lines, int, lines->len - 1) != line)
        g_array_append_val (lines, line);
    }
  return lines;
}

/* A click beside the line's number. */
static void
on_line_mark_activated (RsCodePane *self, const GtkTextIter *iter)
{
  rs_code_pane_toggle_stop (self, gtk_text_iter_get_line (iter) + 1);
}

/* --- text ----------------------------------------------------------------- */

void
rs_code_pane_set_text (RsCodePane *self, const char *text, gssize length)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self->buffer);
  GtkTextIter start;

  gtk_text_buffer_begin_irreversible_action (buffer);
  gtk_text_buffer_set_text (buffer, text, length);
  gtk_text_buffer_end_irreversible_action (buffer);
  gtk_text_buffer_get_start_iter (buffer, &start);
  gtk_text_buffer_place_cursor (buffer, &start);
  gtk_text_buffer_set_modified (buffer, FALSE);
  self->ran = self->next = 0;
}

void
rs_code_pane_append (RsCodePane *self, const char *text)
{
  GtkTextIter end;
  gtk_text_buffer_get_end_iter (GTK_TEXT_BUFFER (self->buffer), &end);
  gtk_text_buffer_insert (GTK_TEXT_BUFFER (self->buffer), &end, text, -1);
}

void
rs_code_pane_prepend (RsCodePane *self, const char *text)
{
  GtkTextIter start;
  gtk_text_buffer_get_start_iter (GTK_TEXT_BUFFER (self->buffer), &start);
  gtk_text_buffer_insert (GTK_TEXT_BUFFER (self->buffer), &start, text, -1);
}

char *
rs_code_pane_get_text (RsCodePane *self)
{
  GtkTextIter start, end;
  gtk_text_buffer_get_bounds (GTK_TEXT_BUFFER (self->buffer), &start, &end);
  return gtk_text_buffer_get_text (GTK_TEXT_BUFFER (self->buffer), &start, &end, TRUE);
}

gboolean
rs_code_pane_get_modified (RsCodePane *self)
{
  return gtk_text_buffer_get_modified (GTK_TEXT_BUFFER (self->buffer));
}

void
rs_code_pane_set_modified (RsCodePane *self, gboolean modified)
{
  gtk_text_buffer_set_modified (GTK_TEXT_BUFFER (self->buffer), modified);
}

int
rs_code_pane_get_marked_line (RsCodePane *self, gboolean next)
{
  return next ? self->next : self->ran;
}

int
rs_code_pane_get_next_line (RsCodePane *self)
{
  GtkTextIter iter;
  gtk_text_buffer_get_start_iter (GTK_TEXT_BUFFER (self->buffer), &iter);
  g_autoptr (GSList) at_start =
      gtk_source_buffer_get_source_marks_at_iter (self->buffer, &iter, CATEGORY_NEXT);
  if (at_start != NULL
      || gtk_source_buffer_forward_iter_to_source_mark (self->buffer, &iter, CATEGORY_NEXT))
    return gtk_text_iter_get_line (&iter) + 1;
  return 0;
}

void
rs_code_pane_focus (RsCodePane *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

/* --- the widget ----------------------------------------------------------- */

static void
follow_style (RsCodePane *self)
{
  gboolean dark = adw_style_manager_get_dark (adw_style_manager_get_default ());
  GtkSourceStyleSchemeManager *schemes = gtk_source_style_scheme_manager_get_default ();
  const char *name = dark ? "Adwaita-dark" : "Adwaita";
  gtk_source_buffer_set_style_scheme (self->buffer,
                                      gtk_source_style_scheme_manager_get_scheme (schemes, name));
  define_category (self, CATEGORY_RAN, "refscope-ran",
                   dark ? "rgba(255,255,255,0.07)" : "rgba(0,0,0,0.05)", _ ("This line just ran"),
                   1);
  define_category (self, CATEGORY_NEXT, "refscope-next",
                   dark ? "rgba(120,174,237,0.26)" : "rgba(53,132,228,0.17)",
                   _ ("This line runs next"), 2);
  define_category (self, CATEGORY_STOP, "refscope-stop",
                   dark ? "rgba(192,28,40,0.16)" : "rgba(192,28,40,0.07)", _ ("Stop at this line"),
                   0);
  define_category (self, CATEGORY_ERROR, "refscope-error",
                   dark ? "rgba(255,120,110,0.28)" : "rgba(224,27,36,0.16)",
                   _ ("The program cannot be compiled because of this line"), 3);
}

static void
on_modified (RsCodePane *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_MODIFIED]);
}

static void
on_changed (RsCodePane *self)
{
  g_signal_emit (self, edited_signal, 0);
}

static void
set_session (RsPane *pane, RsAppSession *session)
{
  RsCodePane *self = RS_CODE_PANE (pane);

  g_signal_connect_object (session, "moment-changed", G_CALLBACK (on_moment_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "recorded", G_CALLBACK (on_recorded), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::state", G_CALLBACK (on_state), self,
                           G_CONNECT_SWAPPED);
}

static void
get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  RsCodePane *self = RS_CODE_PANE (object);
  switch (id)
    {
    case PROP_MODIFIED:
      g_value_set_boolean (value, rs_code_pane_get_modified (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
dispose (GObject *object)
{
  RsCodePane *self = RS_CODE_PANE (object);
  g_clear_handle_id (&self->scroll_source, g_source_remove);
  G_OBJECT_CLASS (rs_code_pane_parent_class)->dispose (object);
}

static void
rs_code_pane_class_init (RsCodePaneClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  g_type_ensure (GTK_SOURCE_TYPE_VIEW);
  RS_PANE_CLASS (class)->set_session = set_session;
  G_OBJECT_CLASS (class)->get_property = get_property;
  G_OBJECT_CLASS (class)->dispose = dispose;
  props[PROP_MODIFIED] = g_param_spec_boolean ("modified", NULL, NULL, FALSE,
                                               G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (G_OBJECT_CLASS (class), N_PROPS, props);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/refscope/Refscope/ui/code-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, RsCodePane, view);
  gtk_widget_class_bind_template_child (widget_class, RsCodePane, buffer);
  gtk_widget_class_bind_template_callback (widget_class, on_modified);
  gtk_widget_class_bind_template_callback (widget_class, on_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_line_mark_activated);
  stops_signal = g_signal_new ("stops-changed", RS_TYPE_CODE_PANE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                               NULL, G_TYPE_NONE, 0);
  edited_signal = g_signal_new ("edited", RS_TYPE_CODE_PANE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 0);
}

static void
rs_code_pane_init (RsCodePane *self)
{
  GtkSourceLanguageManager *languages = gtk_source_language_manager_get_default ();

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_source_buffer_set_language (self->buffer,
                                  gtk_source_language_manager_get_language (languages, "python3"));
  follow_style (self);
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark",
                           G_CALLBACK (follow_style), self, G_CONNECT_SWAPPED);
}
