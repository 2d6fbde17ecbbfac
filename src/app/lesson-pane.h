/* SPDX-License-Identifier: MIT
 *
 * RsLessonPane: what the lesson says where the window stands: the moment's
 * sentences, the question that waits there, what the article says and what
 * CPython does. Its buttons are actions of the window.
 */
#pragma once

#include <gtk/gtk.h>

#include "lesson-guide.h"

G_BEGIN_DECLS

#define RS_TYPE_LESSON_PANE (rs_lesson_pane_get_type ())
G_DECLARE_FINAL_TYPE (RsLessonPane, rs_lesson_pane, RS, LESSON_PANE, GtkWidget)

/* Shows what GUIDE tells (transfer none; kept). */
void rs_lesson_pane_set_guide (RsLessonPane *self, RsLessonGuide *guide);

/* Puts the keyboard into the pane: onto the question, where one waits, else
 * onto the text, which Page Down scrolls. */
void rs_lesson_pane_focus (RsLessonPane *self);

/* All that it says, as plain text, a block a line (transfer full); for tests
 * and for who reads by ear. */
char *rs_lesson_pane_get_text (RsLessonPane *self);

G_END_DECLS
