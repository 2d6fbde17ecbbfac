/* SPDX-License-Identifier: MIT
 *
 * A life in words and as JSON.
 */
#pragma once

#include "session/recording.h"

G_BEGIN_DECLS

/* "#6401 Child, born at line 12 in f (step 30), died at line 14 (step 35):
 * collected, generation 2". Transfer full. */
char *rs_life_text (const RsLives *lives, guint64 serial);

/* Appends the fields of the same, as members of a JSON object, without its
 * braces: "serial", "type", "address", "bytes", "thread", "born" and "died"
 * (null: it has not), each with "step" (during which; null: none),
 * "instruction", "line" (null: no line of the program) and "function"; of a
 * death "cause", "holder" (the object with which it was freed, or null) and
 * "generation" (or null). */
void rs_life_json (GString *out, const RsLives *lives, guint64 serial);

/* "step": the one before STEP; "instruction", "line", "function". */
void rs_life_event_json (GString *out, const RsLives *lives, guint32 step, guint64 instruction,
                         guint site);

G_END_DECLS
