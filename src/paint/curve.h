/* SPDX-License-Identifier: MIT
 *
 * A quantity over the steps of a run, as a small curve.
 */
#pragma once

#include <cairo.h>
#include <glib.h>

#include "paint/theme.h"

G_BEGIN_DECLS

/* A good bottom for a curve of VALUES[0 .. N-1]: their 20th percentile. What a
 * program takes at its very start, as its imports do, would flatten all the
 * rest. O(N log N). */
double rs_curve_floor (const double *values, guint n);

/* Paints VALUES[0 .. N-1] from left to right into the rectangle at X, Y, from
 * LOW (the bottom; what is less is cut) to their greatest, as a line with its
 * area below it; what lies after index AT is paler. Where there are more values
 * than points of WIDTH, each point shows the greatest of its share, so that no
 * peak is lost. THEME NULL: light. O(N). */
void rs_curve_paint (cairo_t *cr, const RsTheme *theme, const double *values, guint n, double low,
                     guint at, double x, double y, double width, double height);

G_END_DECLS
