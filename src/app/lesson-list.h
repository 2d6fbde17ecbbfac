/* SPDX-License-Identifier: MIT
 *
 * RsLessonList: the page that a person sees first: every lesson with what it is
 * about and where it was left. A row is the window's action win.lesson.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define RS_TYPE_LESSON_LIST (rs_lesson_list_get_type ())
G_DECLARE_FINAL_TYPE (RsLessonList, rs_lesson_list, RS, LESSON_LIST, GtkWidget)

/* Reads the lessons anew, with their texts in LANGUAGE, and how far each was
 * followed. */
void rs_lesson_list_refresh (RsLessonList *self, const char *language);

/* How many lessons it shows. */
guint rs_lesson_list_n_rows (RsLessonList *self);

/* Puts the keyboard into the first lesson. */
void rs_lesson_list_focus (RsLessonList *self);

G_END_DECLS
