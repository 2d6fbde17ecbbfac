/* SPDX-License-Identifier: MIT
 *
 * Schedules of the simulated program's threads: when a turn ends, and whose is
 * next. See schedule.c.
 */
#pragma once

#include "heap/vm-state.h"

#include <glib.h>

G_BEGIN_DECLS

/* From INSTRUCTION on (the first place where a turn may end, or a thread waits)
 * THREAD goes on, counted from 1, the main thread, in the order in which they
 * were started. */
typedef struct {
  guint64 instruction, thread;
} RsSwitch;

typedef struct _RsSchedule RsSchedule;
struct _RsSchedule {
  guint64 turn; /* instructions of a turn */
  guint64 seed; /* not 0: turns of a random length, up to the above; the next thread by chance */
  GArray *switches; /* RsSwitch, in order: just these, and nothing else ends a turn; or NULL */
  /* Not NULL: who goes on is asked wherever it could be another thread, at each
   * place where a turn may end, and where a thread WAITS. READY: N threads, two
   * or more, the running one or whose turn it is by the ring first. Returns one
   * of them. */
  guint64 (*choose) (RsVm *vm, const guint64 *ready, guint n, gboolean waits, gpointer data);
  gpointer data;
};

/* TEXT: "turn:N", "seed:N" (turns of 1 to 100 instructions), or switches as
 * "INSTRUCTION:THREAD,INSTRUCTION:THREAD,...", such as a run reports them; ""
 * for none at all. NULL: *MESSAGE is a sentence that says what is wrong, the
 * caller's. */
RsSchedule *rs_schedule_parse (const char *text, char **message);
void rs_schedule_free (RsSchedule *schedule);
/* SWITCHES (RsSwitch) as rs_schedule_parse reads them. transfer full */
char *rs_schedule_text (const GArray *switches);

G_END_DECLS
