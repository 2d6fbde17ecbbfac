/* SPDX-License-Identifier: MIT
 *
 * Running a future to the end of the program.
 */
#include "future.h"

#include "session-private.h"

#define MORE_STEPS 100000          /* than the recording has from there on */
#define MORE_INSTRUCTIONS 10000000 /* the same, and four times as many */

/* A step of the future. */
static void
future_moment (RsSession *session, RsVm *vm, RsMomentKind moment)
{
  RsFutureWriter *w = session->future;
  const RsMark mark = { .kind = RS_MARK_STEP, .event = moment };
  w->step++;
  if (!rs_future_mark (w, vm, &mark) || w->step >= w->last_step)
    {
      w->future->cut = TRUE;
      rs_vm_pause (vm);
    }
}

static void
run_on (RsSession *session, RsFutureWriter *w)
{
  RsVm *vm = session->vm;
  guint64 now = rs_vm_now (vm), all = session->n_instructions;
  guint64 left = MORE_INSTRUCTIONS + (all > now ? 4 * (all - now) : 0);
  vm->instruction_limit = now + left;
  vm->noting = RS_NOTING_LIVES;
  rs_session_run_on (session, G_MAXUINT64, RS_WATCH_STEPS, future_moment);
  vm->noting = 0;
  w->future->cut |= vm->stop != RS_STOP_NONE;
}

RsFuture *
rs_session_future (RsSession *session, const RsInstant *instant, const RsChange *change,
                   GError **error)
{
  static const RsChange nothing = { NULL };
  RsFuture *future = g_new0 (RsFuture, 1);
  RsFutureWriter w = { .session = session, .future = future };
  guint n = session->steps->len;
  future->marks = g_array_new (FALSE, FALSE, sizeof (RsMark));
  future->written = g_string_new (NULL);
  w.step = instant->is_step ? (guint32) MIN (instant->number, G_MAXUINT32)
                            : rs_recording_step_at (session->recording, instant->number);
  w.last_step = n + MORE_STEPS;
  session->future = &w;
  gboolean there =
      rs_session_change (session, instant, change ? change : &nothing, &future->first_new, error);
  if (there)
    run_on (session, &w);
  session->future = NULL;
  if (there)
    return future;
  rs_future_free (future);
  return NULL;
}
