/* SPDX-License-Identifier: MIT
 *
 * RsFindBar: looks for objects: at the moment shown, by name, type, value,
 * address or number; or in the whole run, by a query (explain/query.h). What is
 * found is listed; a row leads to it.
 *
 * Properties: session. Signals: "found" (the steps of what the query found have
 * changed).
 */
#pragma once

#include <gtk/gtk.h>

#include "pane.h"

G_BEGIN_DECLS

#define RS_TYPE_FIND_BAR (rs_find_bar_get_type ())
G_DECLARE_FINAL_TYPE (RsFindBar, rs_find_bar, RS, FIND_BAR, RsPane)

/* Shows the bar with the keyboard in it, and looks for TEXT; NULL: for what
 * stands in it. */
void rs_find_bar_open (RsFindBar *self, const char *text, gboolean whole_run);
void rs_find_bar_close (RsFindBar *self);
/* Selects the next row that was found. */
void rs_find_bar_next (RsFindBar *self);
/* How many rows are listed, and what is said of them (transfer none). */
guint rs_find_bar_get_n_rows (RsFindBar *self);
const char *rs_find_bar_get_status (RsFindBar *self);
/* The steps (guint, rising; transfer none) of what was found in the whole run;
 * empty otherwise. */
const GArray *rs_find_bar_get_steps (RsFindBar *self);

G_END_DECLS
