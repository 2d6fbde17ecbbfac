/* SPDX-License-Identifier: MIT
 *
 * Expanders that keep their child out of the order of Tab.
 */
#include "expander.h"

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
