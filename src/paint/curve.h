/* SPDX-License-Identifier: MIT
 *
 * A quantity over the steps of a run, as a small curve.
 */
#pragma once

#include <cairo.h>
#include <glib.h>

#include "paint/theme.h"

G_BEGIN_DECLS

/* Paints VALUES[0 .. N-1] (bytes) from left to right into the rectangle at X,
 * Y, from zero to their greatest, which is told in the corner, as a line with
 * its area below it; what lies after index AT is paler. Where there are more
 * values than points of WIDTH, each point shows the greatest of its share, so
 * that no peak is lost. THEME NULL: light. O(N). */
void rs_curve_paint (cairo_t *cr, const RsTheme *theme, const double *values, guint n, guint at,
                     double x, double y, double width, double height);

G_END_DECLS
