/* SPDX-License-Identifier: MIT
 *
 * Where a debugger's steps lead in a recording: over a call, out of one, to a
 * line. Pure functions; all go back as they go forward. With several threads,
 * the steps of all are one row, and a depth is that of whoever ran.
 */
#pragma once

#include "session/recording.h"

G_BEGIN_DECLS

/* In all: FROM is a step, DIRECTION 1 or -1. Returns a step; -1: there is
 * none. */

/* The nearest one that is not inside a call that FROM makes (backwards: made
 * just before). */
int rs_step_over (const RsRecording *recording, guint from, int direction);

/* The nearest one in a frame that has called FROM's. */
int rs_step_out (const RsRecording *recording, guint from, int direction);

/* The nearest one that is about to run one of the N LINES. */
int rs_step_to_line (const RsRecording *recording, guint from, int direction, const int *lines,
                     guint n);
/* How often LINE was about to run up to FROM, it included; and the step at
 * which it is so for the HITth time, or for the last, where it is not so often;
 * -1: never. */
guint rs_step_count_hits (const RsRecording *recording, guint from, int line);
int rs_step_find_hit (const RsRecording *recording, int line, guint hit);

G_END_DECLS
