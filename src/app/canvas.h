/* SPDX-License-Identifier: MIT
 *
 * RsCanvas: the widget that shows a session's scene. It pans by dragging, zooms
 * about the pointer, selects by click or arrow keys, and lets cards glide from
 * one moment to the next.
 *
 * Properties: session; zoom (percent, for a label); high-contrast. Signals:
 * "menu" (x, y: the menu of what is selected is wanted there), "card-moved"
 * (serial, x, y: the user has put the card there, in the scene).
 */
#pragma once

#include <gtk/gtk.h>

#include "pane.h"
#include "view.h"

G_BEGIN_DECLS

#define RS_TYPE_CANVAS (rs_canvas_get_type ())
G_DECLARE_FINAL_TYPE (RsCanvas, rs_canvas, RS, CANVAS, RsPane)

/* Zooms by FACTOR about the middle of what is in view. */
void rs_canvas_zoom_by (RsCanvas *self, double factor);
/* One point of the drawing is one pixel. */
void rs_canvas_zoom_original (RsCanvas *self);
/* Shows all of the scene, and goes on showing all of it as it grows, until the
 * user moves the view. */
void rs_canvas_fit (RsCanvas *self);
/* The user wants text TEXT times as large as usual: the picture becomes larger
 * with it, and does not become so small that it could not be read. */
void rs_canvas_set_text (RsCanvas *self, double text);
/* The view follows the drawing again, as if the user had not moved it. */
void rs_canvas_follow (RsCanvas *self);
/* Selects the next (1) or previous (-1) card in reading order. */
void rs_canvas_select_next (RsCanvas *self, int direction);
/* What happened at the moment drawn, for who hears the picture (copied). */
void rs_canvas_set_story (RsCanvas *self, const char *text);
/* The view (window = scene * scale + offset). Returns whether it follows the
 * drawing, because the user has not moved it. */
gboolean rs_canvas_get_view (RsCanvas *self, RsView *view);
/* Puts the view there, as if the user had moved it; of a run whose first
 * picture is yet to come, too. */
void rs_canvas_set_view (RsCanvas *self, RsView view);

G_END_DECLS
