/* SPDX-License-Identifier: MIT
 *
 * RsTimeline: the buttons, the slider and the number of the step. A moment is a
 * number that can be typed.
 *
 * Properties: session.
 */
#pragma once

#include <gtk/gtk.h>

#include "lesson-guide.h"
#include "pane.h"

G_BEGIN_DECLS

#define RS_TYPE_TIMELINE (rs_timeline_get_type ())
G_DECLARE_FINAL_TYPE (RsTimeline, rs_timeline, RS, TIMELINE, RsPane)

/* Marks the moments of GUIDE's lesson, by number and name (transfer none;
 * kept). */
void rs_timeline_set_guide (RsTimeline *self, RsLessonGuide *guide);

/* Marks what a query has found at STEPS (guint, rising; copied); NULL:
 * nothing. */
void rs_timeline_set_found (RsTimeline *self, const GArray *steps);
/* Puts the keyboard into the step's number. */
void rs_timeline_focus_entry (RsTimeline *self);

G_END_DECLS
