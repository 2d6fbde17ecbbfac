/* SPDX-License-Identifier: MIT
 *
 * Where a lesson's places are in a recorded run.
 */
#pragma once

#include "lesson/lesson.h"
#include "session/recording.h"

G_BEGIN_DECLS

/* The step of RECORDING at which PLACE is; -1: its line never runs, or not so
 * often, or the place is no moment. O(steps). */
int rs_lesson_find_place (const RsRecording *recording, const RsLessonPlace *place);

G_END_DECLS
