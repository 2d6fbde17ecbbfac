/* SPDX-License-Identifier: MIT
 *
 * What a person has done in the lessons: where they left off, what they
 * guessed. Kept in refscope/progress.ini of the user's data directory.
 */
#pragma once

#include "lesson/lesson.h"

G_BEGIN_DECLS

typedef struct _RsProgress RsProgress;

/* As it was kept; nothing yet, where it was not or cannot be read. */
RsProgress *rs_progress_load (void);
/* Writes what has changed. A disk that is full is no reason to disturb a
 * lesson: FALSE then. */
gboolean rs_progress_save (RsProgress *progress);
void rs_progress_free (RsProgress *progress);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RsProgress, rs_progress_free)

/* The moment of LESSON (an id) that was shown last; NULL: it was never opened
 * (transfer full). */
char *rs_progress_get_moment (RsProgress *progress, const char *lesson);
void rs_progress_set_moment (RsProgress *progress, const char *lesson, const char *moment);

/* The value that was guessed; "": the question was passed over; NULL: it was
 * never asked (transfer full). */
char *rs_progress_get_guess (RsProgress *progress, const char *lesson, const char *prediction);
void rs_progress_set_guess (RsProgress *progress, const char *lesson, const char *prediction,
                            const char *value);

/* Forgets all of LESSON. */
void rs_progress_forget (RsProgress *progress, const char *lesson);

G_END_DECLS
