/* SPDX-License-Identifier: MIT
 *
 * RsOutputPane: what the program had printed at the moment shown; at its last
 * moment also standard error, the uncaught exception and why it was stopped. A
 * syntax error stands here, too.
 *
 * Properties: session.
 */
#pragma once

#include <gtk/gtk.h>

#include "pane.h"

G_BEGIN_DECLS

#define RS_TYPE_OUTPUT_PANE (rs_output_pane_get_type ())
G_DECLARE_FINAL_TYPE (RsOutputPane, rs_output_pane, RS, OUTPUT_PANE, RsPane)

/* What stands in the pane (transfer full). */
char *rs_output_pane_get_text (RsOutputPane *self);
/* Whether it has a line for what the program waits for. */
gboolean rs_output_pane_is_asking (RsOutputPane *self);
/* Gives the program LINE, as if it were typed there. */
void rs_output_pane_answer (RsOutputPane *self, const char *line);

G_END_DECLS
