/* SPDX-License-Identifier: MIT
 *
 * Writing a future (future-run.c runs it). The engine is taken to the moment;
 * there the change is made as an aside is (aside.c), but then it is not left:
 * it runs on to the end of the program, with births and deaths noted and steps
 * watched. What is written goes into the future only. The next visit puts a
 * saved state back, so that the run itself never knows.
 *
 * Of what happens only that is marked which can be found again in another
 * future: steps, output, the end, and deaths of objects that were there at the
 * moment. Later ones have other serials there.
 */
#include "future.h"

#include "session-private.h"

#define MOST_MARKS (8u << 20)

gboolean
rs_future_mark (RsFutureWriter *w, RsVm *vm, const RsMark *mark)
{
  RsMark copy = *mark;
  const RsFrame *frame = vm->frame;
  while (frame != NULL && !frame->code->of_program)
    frame = frame->previous;
  if (w->future->marks->len >= MOST_MARKS)
    {
      w->future->cut = TRUE;
      return FALSE;
    }
  copy.line = frame ? MAX (rs_frame_text_line (frame), 0) : 0;
  copy.step = w->step;
  g_array_append_val (w->future->marks, copy);
  return TRUE;
}

void
rs_future_note (RsFutureWriter *w, RsVm *vm, RsNote note, RsObject *object)
{
  if (note != RS_NOTE_FREED || object->serial >= w->future->first_new)
    return;
  const RsMark mark = { .kind = RS_MARK_FREED,
                        .serial = object->serial,
                        .death = w->ended            ? RS_DEATH_EXIT
                                 : vm->gc_collecting ? RS_DEATH_COLLECTED
                                                     : RS_DEATH_COUNT };
  rs_future_mark (w, vm, &mark);
}

void
rs_future_write (RsFutureWriter *w, RsVm *vm, int stream, const char *text, gsize length)
{
  /* Before the moment nothing is noted. */
  if (vm->noting == 0)
    return;
  const RsMark mark = {
    .kind = RS_MARK_OUTPUT, .stream = stream, .offset = w->future->written->len, .length = length
  };
  if (rs_future_mark (w, vm, &mark))
    g_string_append_len (w->future->written, text, (gssize) length);
}

void
rs_future_end_program (RsFutureWriter *w, RsVm *vm)
{
  const RsMark mark = { .kind = RS_MARK_END };
  if (!w->ended)
    rs_future_mark (w, vm, &mark);
  w->ended = TRUE;
  g_free (w->future->failure);
  w->future->failure = g_strdup (w->session->failure);
}

void
rs_future_free (RsFuture *future)
{
  if (future == NULL)
    return;
  g_array_unref (future->marks);
  g_string_free (future->written, TRUE);
  g_free (future->failure);
  g_free (future);
}
