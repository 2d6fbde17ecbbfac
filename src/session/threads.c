/* SPDX-License-Identifier: MIT
 *
 * Threads at a moment. A schedule with another turn is the run's own switches
 * up to there and one more: what lies before the moment stays as it was, and
 * from then on a turn ends only where a thread waits.
 */
#include "threads.h"

#include "session-private.h"

#include "vm/thread.h"

static void
row_free (gpointer data)
{
  RsThreadRow *row = data;
  g_free (row->function);
  g_free (row->schedule);
  g_free (row);
}

/* SESSION's switches before INSTRUCTION, and then to THREAD. Transfer full. */
static char *
schedule_to (RsSession *session, guint64 instruction, guint64 thread)
{
  g_autoptr (GArray) switches = g_array_new (FALSE, FALSE, sizeof (RsSwitch));
  const RsSwitch last = { instruction, thread };
  for (guint i = 0; i < session->switches->len; i++)
    {
      const RsSwitch *at = &g_array_index (session->switches, RsSwitch, i);
      if (at->instruction < instruction)
        g_array_append_val (switches, *at);
    }
  g_array_append_val (switches, last);
  return rs_schedule_text (switches);
}

static RsThreadRow *
row_of (RsSession *session, const RsThread *thread)
{
  RsVm *vm = session->vm;
  RsThreadRow *row = g_new0 (RsThreadRow, 1);
  row->id = thread->id;
  row->runs = thread == vm->thread;
  row->ready = rs_thread_is_ready (vm, thread);
  for (RsFrame *frame = rs_thread_context (vm, thread)->frame; frame != NULL;
       frame = frame->previous)
    if (frame->code->of_program)
      {
        row->line = row->line ? row->line : rs_frame_text_line (frame);
        g_free (row->function);
        row->function = rs_str_utf8 (frame->code->qualname, NULL);
      }
  if (!row->runs && row->ready)
    row->schedule = schedule_to (session, rs_vm_now (vm), thread->id);
  return row;
}

GPtrArray *
rs_session_threads (RsSession *session, const RsInstant *instant, guint64 *instruction,
                    GError **error)
{
  if (!rs_session_go_to (session, instant, error))
    return NULL;
  GPtrArray *rows = g_ptr_array_new_with_free_func (row_free);
  for (const RsThread *thread = session->vm->threads; thread != NULL; thread = thread->next)
    g_ptr_array_add (rows, row_of (session, thread));
  *instruction = rs_vm_now (session->vm);
  return rows;
}
