/* SPDX-License-Identifier: MIT
 *
 * RsObjectRow: one line of the inspector: a reference or a change, and the
 * object at its other end, which a click selects; or a moment of its life, to
 * which a click goes.
 */
#pragma once

#include <gtk/gtk.h>

#include "app-session.h"

G_BEGIN_DECLS

#define RS_TYPE_OBJECT_ROW (rs_object_row_get_type ())
G_DECLARE_FINAL_TYPE (RsObjectRow, rs_object_row, RS, OBJECT_ROW, GtkButton)

/* A row "NAME  VALUE"; NOTE stands small at the end ("weak"), NULL: none.
 * SERIAL: what a click selects in SESSION; 0: nothing, the row is then only
 * text. STYLE: a CSS class, NULL: none. */
GtkWidget *rs_object_row_new (RsAppSession *session, const char *name, const char *value,
                              const char *note, guint64 serial, const char *style);
/* The same, with a click that goes to STEP. */
GtkWidget *rs_object_row_new_for_step (RsAppSession *session, const char *name, const char *value,
                                       const char *note, guint step, const char *style);
/* What a click selects when it has gone to the step. */
void rs_object_row_set_serial (RsObjectRow *self, guint64 serial);
/* Does what a click does. */
void rs_object_row_go (RsObjectRow *self);
/* Marks a row that goes to STEP as the one shown, and no other; -1: none. */
void rs_object_row_show_step (RsObjectRow *self, int step);

G_END_DECLS
