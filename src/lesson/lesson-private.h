/* SPDX-License-Identifier: MIT
 *
 * Between the files of this folder: a lesson's folder, and the two readers that
 * fill a lesson.
 */
#pragma once

#include "lesson/lesson.h"

G_BEGIN_DECLS

/* The files of the built-in lessons; made by the build from data/lessons. */
typedef struct {
  const char *path; /* "slots/ko.md" */
  const char *text;
  gsize length;
} RsLessonFile;
extern const RsLessonFile rs_lesson_files[];
extern const guint rs_n_lesson_files;

/* library.c: the text of LESSON's file NAME, which is UTF-8 (transfer full).
 * NULL: there is none, or it is not UTF-8. LENGTH may be NULL. */
char *rs_lesson_read (const RsLesson *lesson, const char *name, gsize *length);

/* library.c: the folder of the lesson NAME; *IS_THERE: whether there is one.
 * NULL: it is built in. Transfer full. */
char *rs_lesson_folder (const char *name, gboolean *is_there);

/* parts.c: no problems yet (transfer full). */
GPtrArray *rs_lesson_problems_new (void);

/* parts.c: frees an RsLessonOption. */
void rs_lesson_option_free (gpointer option);

/* structure.c: lesson.ini. texts.c: ko.md and the like, after it. Both complain
 * of what they do not understand. */
void rs_lesson_read_structure (RsLesson *lesson, const char *text);
void rs_lesson_read_texts (RsLesson *lesson, const char *file, const char *text);

/* structure.c: reads TEXT as a place. FALSE: it is none. */
gboolean rs_lesson_place_parse (RsLessonPlace *place, const char *text);
void rs_lesson_place_clear (RsLessonPlace *place);

G_END_DECLS
