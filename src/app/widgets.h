/* SPDX-License-Identifier: MIT
 *
 * What GTK 4.8's widgets lack.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* From now on CHILD (taken) is a part of EXPANDER only while that is unfolded:
 * else GTK 4.8 would look for the focus in it, and complain that it has no
 * window. */
void rs_expander_set_child (GtkExpander *expander, GtkWidget *child);
/* A label of TEXT from the left, as many lines as it needs; a word that is too
 * long is broken. */
GtkWidget *rs_label_new_wrapped (const char *text);
/* Scrolls what WIDGET is in until it is in view, once it has its place. */
void rs_widget_scroll_into_view (GtkWidget *widget);
/* A button that is a line of text: LABEL (taken), with SPOKEN for its name. */
GtkWidget *rs_button_new_flat (GtkWidget *label, const char *spoken);
/* Takes all children out of BOX. */
void rs_box_clear (GtkBox *box);

G_END_DECLS
