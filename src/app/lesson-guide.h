/* SPDX-License-Identifier: MIT
 *
 * RsLessonGuide: a lesson beside a run. It knows where the lesson's moments are
 * in the run, at which of them the window stands, which question waits for a
 * guess there, and what was guessed. It has no widgets.
 *
 * Signals: "changed" (anything that it tells), "waiting" (a step forward was
 * asked for while a question waits).
 */
#pragma once

#include "app-session.h"
#include "lesson/lesson.h"

G_BEGIN_DECLS

#define RS_TYPE_LESSON_GUIDE (rs_lesson_guide_get_type ())
G_DECLARE_FINAL_TYPE (RsLessonGuide, rs_lesson_guide, RS, LESSON_GUIDE, GObject)

RsLessonGuide *rs_lesson_guide_new (RsAppSession *session);

/* From now on LESSON (transfer full; NULL: none), whose program is the next
 * run. */
void rs_lesson_guide_set_lesson (RsLessonGuide *self, RsLesson *lesson);
/* The lesson (transfer none); NULL: none. */
const RsLesson *rs_lesson_guide_get_lesson (RsLessonGuide *self);

/* The next run is of the variant ID; NULL: of the lesson's own program. */
void rs_lesson_guide_set_variant (RsLessonGuide *self, const char *id);
const RsLessonVariant *rs_lesson_guide_get_variant (RsLessonGuide *self);

/* --- moments -------------------------------------------------------------- */

/* The last moment of the lesson that the run has reached where the window
 * stands; the first, before all of them. -1: there is none. */
int rs_lesson_guide_get_current (RsLessonGuide *self);
/* Whether the window stands just there. */
gboolean rs_lesson_guide_is_there (RsLessonGuide *self);
/* The step of moment INDEX; -1: this run does not reach it. */
int rs_lesson_guide_get_step (RsLessonGuide *self, guint index);

/* Shows moment INDEX, if this run reaches it. */
void rs_lesson_guide_go_to (RsLessonGuide *self, guint index);
/* To the next moment (DIRECTION 1) or the one before (-1). */
void rs_lesson_guide_move (RsLessonGuide *self, int direction);
gboolean rs_lesson_guide_can_move (RsLessonGuide *self, int direction);
/* To where this lesson was left, else to its first moment, when its run is
 * ready. */
void rs_lesson_guide_resume (RsLessonGuide *self);

/* --- predictions ---------------------------------------------------------- */

/* The question of the current moment, asked or answered; NULL: it has none. */
const RsLessonPrediction *rs_lesson_guide_get_prediction (RsLessonGuide *self);
/* Whether it waits for a guess. */
gboolean rs_lesson_guide_is_waiting (RsLessonGuide *self);
/* Whether steps wait for guesses at all; they do at first. */
void rs_lesson_guide_set_asking (RsLessonGuide *self, gboolean asking);
/* The option that was guessed; NULL: none yet, or it was passed over. */
const RsLessonOption *rs_lesson_guide_get_guess (RsLessonGuide *self,
                                                 const RsLessonPrediction *prediction);
/* The option that is right, as the engine found it in this run; NULL: it has
 * not yet. */
const RsLessonOption *rs_lesson_guide_get_right (RsLessonGuide *self,
                                                 const RsLessonPrediction *prediction);
void rs_lesson_guide_guess (RsLessonGuide *self, const RsLessonOption *option);
/* Goes on without a guess. */
void rs_lesson_guide_pass (RsLessonGuide *self);
/* Asks again what was answered in this lesson. */
void rs_lesson_guide_forget (RsLessonGuide *self);

G_END_DECLS
