/* SPDX-License-Identifier: MIT
 *
 * How large all is. One zoom serves text and picture: a level, each a quarter
 * larger than the one before. The text has it from style.css (a class of the
 * window for each level), the picture by a factor. Presenting, for a projector,
 * takes the whole screen for code and picture and is PRESENT_LEVELS larger.
 */
#include "window-private.h"

#include <math.h>

#define STEP 1.25
#define LEAST (-3)
#define MOST 4
#define PRESENT_LEVELS 2

/* What the desktop's settings ask for. */
static double
text_of_desktop (RsWindow *self)
{
  int dpi = 0;

  g_object_get (gtk_widget_get_settings (GTK_WIDGET (self)), "gtk-xft-dpi", &dpi, NULL);
  return dpi > 0 ? dpi / 1024.0 / 96 : 1;
}

void
rs_window_update_zoom (RsWindow *self)
{
  int level = g_settings_get_int (self->settings, "zoom") + (self->presenting ? PRESENT_LEVELS : 0);
  g_autofree char *before = g_strdup_printf ("zoom-%d", self->zoomed - LEAST),
                  *now = g_strdup_printf ("zoom-%d", level - LEAST);

  gtk_widget_remove_css_class (GTK_WIDGET (self), before);
  gtk_widget_add_css_class (GTK_WIDGET (self), now);
  self->zoomed = level;
  rs_canvas_set_text (self->canvas, pow (STEP, level) * text_of_desktop (self));
}

/* At the end of what text can be, the picture still goes on. */
static void
zoom (RsWindow *self, int direction)
{
  int level = g_settings_get_int (self->settings, "zoom") + direction;

  if (level >= LEAST && level <= MOST)
    g_settings_set_int (self->settings, "zoom", level);
  else
    rs_canvas_zoom_by (self->canvas, pow (STEP, direction));
}

static void
zoom_in (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  zoom (data, 1);
}

static void
zoom_out (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  zoom (data, -1);
}

static void
zoom_reset (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  RsWindow *self = data;
  g_settings_reset (self->settings, "zoom");
  rs_canvas_fit (self->canvas);
}

/* --- the whole screen ----------------------------------------------------- */

static void
set_presenting (RsWindow *self, gboolean presenting)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), "present");

  if (presenting == self->presenting)
    return;
  self->presenting = presenting;
  g_simple_action_set_state (G_SIMPLE_ACTION (action), g_variant_new_boolean (presenting));
  gtk_widget_set_visible (self->header, !presenting);
  rs_window_update_zoom (self);
  rs_window_arrange (self);
  rs_canvas_follow (self->canvas);
  if (presenting)
    {
      rs_window_show_program (self);
      gtk_window_fullscreen (GTK_WINDOW (self));
      gtk_widget_grab_focus (GTK_WIDGET (self->canvas));
    }
  else
    gtk_window_unfullscreen (GTK_WINDOW (self));
}

static void
change_present (GSimpleAction *action, GVariant *value, gpointer data)
{
  set_presenting (data, g_variant_get_boolean (value));
}

/* Ends whatever there is to end. */
static void
leave (RsWindow *self)
{
  if (self->presenting)
    set_presenting (self, FALSE);
  else
    gtk_window_unfullscreen (GTK_WINDOW (self));
}

/* F11 leaves presenting, too. */
static void
change_fullscreen (GSimpleAction *action, GVariant *value, gpointer data)
{
  RsWindow *self = data;

  if (g_variant_get_boolean (value) && !self->presenting)
    gtk_window_fullscreen (GTK_WINDOW (self));
  else
    leave (self);
}

/* The desktop can end it, too. */
static void
on_fullscreened (RsWindow *self)
{
  gboolean fullscreen = gtk_window_is_fullscreen (GTK_WINDOW (self));
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), "fullscreen");

  g_simple_action_set_state (G_SIMPLE_ACTION (action), g_variant_new_boolean (fullscreen));
  if (!fullscreen)
    set_presenting (self, FALSE);
}

/* What has the focus has Escape first: it ends a search, or a selection. */
static gboolean
on_escape (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  RsWindow *self = RS_WINDOW (widget);

  if (!self->presenting && !gtk_window_is_fullscreen (GTK_WINDOW (self)))
    return FALSE;
  leave (self);
  return TRUE;
}

static const GActionEntry entries[] = {
  { "zoom-in", zoom_in },
  { "zoom-out", zoom_out },
  { "zoom-reset", zoom_reset },
  { "fullscreen", NULL, NULL, "false", change_fullscreen },
  { "present", NULL, NULL, "false", change_present },
};

void
rs_window_add_show_actions (RsWindow *self)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (keys),
      gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0),
                        gtk_callback_action_new (on_escape, NULL, NULL)));
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  g_signal_connect (self, "notify::fullscreened", G_CALLBACK (on_fullscreened), NULL);
  g_signal_connect_object (self->settings, "changed::zoom", G_CALLBACK (rs_window_update_zoom),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_widget_get_settings (GTK_WIDGET (self)), "notify::gtk-xft-dpi",
                           G_CALLBACK (rs_window_update_zoom), self, G_CONNECT_SWAPPED);
}
