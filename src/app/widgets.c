/* SPDX-License-Identifier: MIT
 *
 * What GTK 4.8's widgets lack.
 */
#include "widgets.h"

#define AROUND 40 /* pixels that are in view, too, around what is scrolled to */

static void
on_expanded (GtkExpander *expander, GParamSpec *property, gpointer child)
{
  gtk_expander_set_child (expander, gtk_expander_get_expanded (expander) ? child : NULL);
}

void
rs_expander_set_child (GtkExpander *expander, GtkWidget *child)
{
  g_object_ref_sink (child);
  g_signal_connect_data (expander, "notify::expanded", G_CALLBACK (on_expanded), child,
                         (GClosureNotify) (void (*) (void)) g_object_unref, 0);
  on_expanded (expander, NULL, child);
}

GtkWidget *
rs_label_new_wrapped (const char *text)
{
  GtkWidget *label = gtk_label_new (text);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  return label;
}

GtkWidget *
rs_button_new_flat (GtkWidget *label, const char *spoken)
{
  GtkWidget *button = gtk_button_new ();
  gtk_button_set_child (GTK_BUTTON (button), label);
  gtk_widget_add_css_class (button, "flat");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken,
                                  -1);
  return button;
}

/* Called when frames are drawn, until WIDGET has its place. */
static gboolean
scroll_to (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  GtkWidget *scrolled = gtk_widget_get_ancestor (widget, GTK_TYPE_SCROLLED_WINDOW);
  graphene_rect_t at;

  if (scrolled == NULL || !gtk_widget_compute_bounds (widget, scrolled, &at))
    return G_SOURCE_REMOVE;
  if (at.size.height <= 0)
    return G_SOURCE_CONTINUE;
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scrolled));
  double top = gtk_adjustment_get_value (adjustment) + at.origin.y;
  gtk_adjustment_clamp_page (adjustment, top - AROUND, top + at.size.height + AROUND);
  return G_SOURCE_REMOVE;
}

void
rs_widget_scroll_into_view (GtkWidget *widget)
{
  gtk_widget_add_tick_callback (widget, scroll_to, NULL, NULL);
}

void
rs_box_clear (GtkBox *box)
{
  GtkWidget *child;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))) != NULL)
    gtk_box_remove (box, child);
}
