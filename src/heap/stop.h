/* SPDX-License-Identifier: MIT
 *
 * Why a run was ended from outside before its end. Not an exception: nothing in
 * the program can catch it.
 */
#pragma once

typedef enum {
  RS_STOP_NONE,
  RS_STOP_CANCEL,       /* by rs_session_cancel () */
  RS_STOP_STEPS,        /* at the limit of steps */
  RS_STOP_LINE,         /* at the line that was looked for */
  RS_STOP_INSTRUCTIONS, /* at the limit of instructions, work in C included */
  RS_STOP_MEMORY,       /* at the limit of memory, since MemoryError did not help */
  RS_STOP_RESERVE,      /* beyond that limit, with nothing left for small blocks */
  RS_STOP_DEADLOCK,     /* every thread waits for ever */
  RS_STOP_INPUT,        /* at a read of input that is yet to be given */
  RS_STOP_NOT_STARTED,  /* there was no memory to begin with */
  RS_N_STOPS
} RsStop;

/* STOP as the end of a sentence, "the limit of steps was reached"; NULL for
 * RS_STOP_NONE. For a terminal: a window has its own words for each. */
const char *rs_stop_text (RsStop stop);
