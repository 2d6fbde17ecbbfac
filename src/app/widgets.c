/* SPDX-License-Identifier: MIT
 *
 * What GTK 4.8's widgets lack.
 */
#include "widgets.h"

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

void
rs_box_clear (GtkBox *box)
{
  GtkWidget *child;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))) != NULL)
    gtk_box_remove (box, child);
}
