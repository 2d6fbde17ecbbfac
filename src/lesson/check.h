/* SPDX-License-Identifier: MIT
 *
 * Whether a lesson's programs do what it says: run by the engine.
 */
#pragma once

#include "lesson/lesson.h"
#include "session/session.h"

G_BEGIN_DECLS

/* The runs of a lesson's programs, each recorded when it is asked for. */
typedef struct _RsLessonRuns RsLessonRuns;

/* LESSON must outlive them. The calling thread needs rs_session_stack_size ()
 * of stack. */
RsLessonRuns *rs_lesson_runs_new (const RsLesson *lesson);
void rs_lesson_runs_free (RsLessonRuns *runs);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RsLessonRuns, rs_lesson_runs_free)

/* The recorded run of VARIANT's program (NULL: the lesson's own), borrowed.
 * NULL: *ERROR. */
RsSession *rs_lesson_runs_get (RsLessonRuns *runs, const char *variant, GError **error);

/* The option of PREDICTION that is right, borrowed, where SESSION is the
 * recorded run of the lesson's own program. NULL: *ERROR; none is, or two
 * are. */
const RsLessonOption *rs_lesson_answer (RsSession *session, const RsLessonPrediction *prediction,
                                        GError **error);

/* The step of MOMENT in that run, and *INSTRUCTION, which is 0 unless the
 * moment stands before an instruction within the step. -1: *ERROR. */
int rs_lesson_find_moment (RsSession *session, const RsLessonMoment *moment, guint64 *instruction,
                           GError **error);

/* Runs all programs and adds to LESSON's problems each place that is not
 * reached, each check that does not hold, and each prediction without one right
 * option. */
void rs_lesson_check (RsLesson *lesson);

G_END_DECLS
