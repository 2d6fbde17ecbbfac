/* SPDX-License-Identifier: MIT
 *
 * Which panes there are, and how large: the code (with its lesson and its
 * output) at the left, the inspector at the right. What the user chooses is
 * kept in the settings.
 *
 * A narrow window presses the panes together; that is not what its user has
 * chosen, and is undone where there is room again. A GtkPaned tells the two
 * apart only afterwards, and in the middle of an allocation: so all is looked
 * at in an idle moment, look_at_widths ().
 */
#include "window-private.h"

static gboolean
shows_code (RsWindow *self)
{
  return g_settings_get_boolean (self->settings, "show-code");
}

static gboolean
shows_inspector (RsWindow *self)
{
  return !self->presenting && g_settings_get_boolean (self->settings, "show-inspector");
}

/* --- widths --------------------------------------------------------------- */

/* What the inspector takes of its GtkPaned. */
static int
width_of_inspector (RsWindow *self)
{
  int most, least;

  g_object_get (self->inspector_paned, "max-position", &most, NULL);
  gtk_widget_measure (GTK_WIDGET (self->inspector), GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL,
                      NULL, NULL);
  return least + most - gtk_paned_get_position (self->inspector_paned);
}

/* Each of the two: where the room is another, the pane gets the width that its
 * user has chosen; else the user has chosen the one it has. */
static void
look_at_code (RsWindow *self, gboolean other_room)
{
  int position = gtk_paned_get_position (self->code_paned), most;

  g_object_get (self->code_paned, "max-position", &most, NULL);
  /* Larger text needs more room. */
  if (self->presenting)
    gtk_paned_set_position (self->code_paned, MIN (self->code_width * 3 / 2, most));
  else if (other_room)
    gtk_paned_set_position (self->code_paned, MIN (self->code_width, most));
  else if (position < most && position != self->code_width)
    {
      self->code_width = position;
      g_settings_set_int (self->settings, "code-width", position);
    }
}

static void
look_at_inspector (RsWindow *self, gboolean other_room)
{
  int position = gtk_paned_get_position (self->inspector_paned), least,
      width = width_of_inspector (self);

  g_object_get (self->inspector_paned, "min-position", &least, NULL);
  if (other_room)
    gtk_paned_set_position (self->inspector_paned,
                            MAX (least, position + width - self->inspector_width));
  else if (position > least && width != self->inspector_width)
    {
      self->inspector_width = width;
      g_settings_set_int (self->settings, "inspector-width", width);
    }
}

static gboolean
look_at_widths (gpointer data)
{
  RsWindow *self = data;
  gboolean code = self->other_code_room, inspector = self->other_inspector_room;

  self->panes_source = 0;
  self->other_code_room = self->other_inspector_room = FALSE;
  /* Before that the positions mean nothing. */
  if (gtk_widget_get_width (GTK_WIDGET (self->code_paned)) == 0)
    return G_SOURCE_REMOVE;
  if (shows_code (self))
    look_at_code (self, code);
  if (shows_inspector (self))
    look_at_inspector (self, inspector);
  return G_SOURCE_REMOVE;
}

static void
on_position (RsWindow *self)
{
  if (self->panes_source == 0)
    self->panes_source = g_idle_add (look_at_widths, self);
}

static void
on_code_room (RsWindow *self)
{
  self->other_code_room = TRUE;
  on_position (self);
}

static void
on_inspector_room (RsWindow *self)
{
  self->other_inspector_room = TRUE;
  on_position (self);
}

/* --- heights -------------------------------------------------------------- */

/* Beside a lesson there is less room for the program. */
static const char *
code_height_key (RsWindow *self)
{
  return gtk_widget_get_visible (GTK_WIDGET (self->lesson_pane)) ? "code-height"
                                                                 : "code-height-alone";
}

void
rs_window_keep_panes (RsWindow *self)
{
  if (self->settings == NULL || self->output_paned == NULL)
    return;
  g_settings_set_int (self->settings, "lesson-height", gtk_paned_get_position (self->lesson_paned));
  g_settings_set_int (self->settings, code_height_key (self),
                      gtk_paned_get_position (self->output_paned));
}

/* --- shown or hidden ------------------------------------------------------ */

/* The keys go to the picture, not to what nobody sees. */
static void
set_shown (RsWindow *self, GtkWidget *pane, gboolean shown)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  if (!shown && focus != NULL && gtk_widget_is_ancestor (focus, pane))
    gtk_widget_grab_focus (GTK_WIDGET (self->canvas));
  gtk_widget_set_visible (pane, shown);
}

void
rs_window_arrange (RsWindow *self)
{
  gboolean lesson = gtk_widget_get_visible (GTK_WIDGET (self->lesson_pane));

  set_shown (self, self->lesson_box, lesson && !self->presenting);
  set_shown (self, GTK_WIDGET (self->lesson_paned), shows_code (self));
  set_shown (self, GTK_WIDGET (self->inspector), shows_inspector (self));
  on_code_room (self);
  on_inspector_room (self);
}

/* The lesson has come or gone. */
static void
place_code (RsWindow *self)
{
  gboolean lesson = gtk_widget_get_visible (GTK_WIDGET (self->lesson_pane));
  if (self->settings == NULL)
    return;
  /* What was chosen until now. */
  if (gtk_widget_get_mapped (GTK_WIDGET (self->output_paned)))
    g_settings_set_int (self->settings, lesson ? "code-height-alone" : "code-height",
                        gtk_paned_get_position (self->output_paned));
  gtk_paned_set_position (self->output_paned,
                          g_settings_get_int (self->settings, code_height_key (self)));
  rs_window_arrange (self);
}

void
rs_window_show_code (RsWindow *self)
{
  g_settings_set_boolean (self->settings, "show-code", TRUE);
}

void
rs_window_show_inspector (RsWindow *self)
{
  g_settings_set_boolean (self->settings, "show-inspector", TRUE);
}

void
rs_window_init_panes (RsWindow *self)
{
  self->code_width = g_settings_get_int (self->settings, "code-width");
  self->inspector_width = g_settings_get_int (self->settings, "inspector-width");
  gtk_paned_set_position (self->code_paned, self->code_width);
  /* Not bound: a position that is pressed together comes in the middle of an
   * allocation, and would be set again there. */
  gtk_paned_set_position (self->lesson_paned, g_settings_get_int (self->settings, "lesson-height"));
  place_code (self);
  g_signal_connect_object (self->code_paned, "notify::position", G_CALLBACK (on_position), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->code_paned, "notify::max-position", G_CALLBACK (on_code_room),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->inspector_paned, "notify::position", G_CALLBACK (on_position),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->inspector_paned, "notify::max-position",
                           G_CALLBACK (on_inspector_room), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->lesson_pane, "notify::visible", G_CALLBACK (place_code), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->settings, "changed::show-code", G_CALLBACK (rs_window_arrange),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->settings, "changed::show-inspector",
                           G_CALLBACK (rs_window_arrange), self, G_CONNECT_SWAPPED);
}
