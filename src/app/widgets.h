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
/* Takes all children out of BOX. */
void rs_box_clear (GtkBox *box);

G_END_DECLS
