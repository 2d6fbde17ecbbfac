/* SPDX-License-Identifier: MIT
 *
 * RsCodePane: the program's text, to be read and edited, with marks beside it:
 * the line that just ran, the line that runs next, the line of a syntax error.
 *
 * Properties: session; modified (whether the text differs from what was last
 * set or saved). Signals: "edited" (the text has changed), "stops-changed".
 */
#pragma once

#include <gtk/gtk.h>

#include "pane.h"

G_BEGIN_DECLS

#define RS_TYPE_CODE_PANE (rs_code_pane_get_type ())
G_DECLARE_FINAL_TYPE (RsCodePane, rs_code_pane, RS, CODE_PANE, RsPane)

/* Replaces the whole text (LENGTH bytes of UTF-8, or -1): it is then
 * unmodified, and cannot be undone. */
void rs_code_pane_set_text (RsCodePane *self, const char *text, gssize length);
/* Adds TEXT at the end, at the start, as if it were typed there. */
void rs_code_pane_append (RsCodePane *self, const char *text);
void rs_code_pane_prepend (RsCodePane *self, const char *text);
/* All of the text (transfer full). */
char *rs_code_pane_get_text (RsCodePane *self);
gboolean rs_code_pane_get_modified (RsCodePane *self);
void rs_code_pane_set_modified (RsCodePane *self, gboolean modified);
/* The line with the mark "just ran" (NEXT: "runs next"), from 1; 0: there is
 * none. */
int rs_code_pane_get_marked_line (RsCodePane *self, gboolean next);
/* Sets or takes away the stop at LINE, from 1; 0: where the cursor is. Stops
 * keep to their lines while the text is edited. */
void rs_code_pane_toggle_stop (RsCodePane *self, int line);
/* The lines with stops, rising (int; transfer full). */
GArray *rs_code_pane_get_stops (RsCodePane *self);
/* The line that the cursor is in, from 1. */
int rs_code_pane_get_cursor_line (RsCodePane *self);
/* Where the line with the mark "runs next" stands by now, since the text has
 * been edited; 0: there is none. */
int rs_code_pane_get_next_line (RsCodePane *self);
/* Puts the keyboard into the text. */
void rs_code_pane_focus (RsCodePane *self);

G_END_DECLS
