/* SPDX-License-Identifier: MIT
 *
 * The kinds of moments, by themselves: who only looks at a recording needs no
 * more of the engine.
 */
#pragma once

/* Moments: host->moment (vm, event). CALL.. only while RS_WATCH_STEPS is on. */
typedef enum {
  RS_MOMENT_CALL,
  RS_MOMENT_LINE,
  RS_MOMENT_RETURN,
  RS_MOMENT_EXCEPTION,
  RS_MOMENT_INSTRUCTION, /* the run stands still before one: the session's, not told by the vm */
  RS_MOMENT_END /* the program is over, its exception pending; what it does at exit follows */
} RsMomentKind;
