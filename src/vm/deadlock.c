/* SPDX-License-Identifier: MIT
 *
 * Every thread waits for ever: who waits for whom. CPython would hang here; the
 * run stops with a sentence that names each thread, the line at which it waits,
 * and who holds what it waits for.
 */
#include "eval.h"
#include "thread.h"

#include <string.h>

/* threading's name of THREAD, or one made of its number. transfer full */
static char *
name_of (RsVm *vm, const RsThread *thread)
{
  RsObject *module = rs_dict_get_text (vm, vm->modules, "threading");
  RsObject *active = module ? rs_dict_get_text (vm, ((RsModule *) module)->dict, "_active") : NULL;
  if (active != NULL && rs_is_dict (active))
    {
      RS_SCOPE (vm);
      RS_LOCAL (ident, rs_int_new_unsigned (vm, thread->id));
      RsObject *object = rs_dict_get (vm, active, ident);
      RS_LOCAL (key, rs_str_new (vm, "_name", -1));
      RS_LOCAL (name, object ? rs_getattr (vm, object, key) : NULL);
      rs_pending_clear (vm);
      if (name != NULL && rs_is_str (name))
        return rs_str_utf8 (name, NULL);
    }
  return thread == vm->threads ? g_strdup ("MainThread")
                               : g_strdup_printf ("thread %" G_GUINT64_FORMAT, thread->id);
}

/* The line of the program at which THREAD waits; 0: none of its frames is the
 * program's. */
static gint
line_of (RsVm *vm, const RsThread *thread)
{
  const RsFrame *frame = rs_thread_context (vm, thread)->frame;
  while (frame != NULL && !frame->code->of_program)
    frame = frame->previous;
  return frame ? rs_frame_text_line ((RsFrame *) frame) : 0;
}

static const RsThread *
thread_by_id (RsVm *vm, guint64 id)
{
  for (const RsThread *thread = vm->threads; thread != NULL; thread = thread->next)
    if (thread->id == id)
      return thread;
  return NULL;
}

static void
describe (RsVm *vm, const RsThread *thread, GString *text)
{
  RS_TEXT (vm, name, name_of (vm, thread));
  gint line = line_of (vm, thread);
  g_string_append_printf (text, "%s%s", text->str[text->len - 1] == ':' ? " " : "; ", name);
  if (line > 0)
    g_string_append_printf (text, " (line %d)", line);
  const RsThread *owner = thread_by_id (vm, thread->holder);
  if (owner == NULL || owner == thread)
    g_string_append (text, " waits for something that no thread is left to give");
  else
    {
      RS_TEXT (vm, holder, name_of (vm, owner));
      g_string_append_printf (text, " waits for a lock that %s holds", holder);
    }
}

void
rs_thread_deadlock (RsVm *vm)
{
  RS_FOREIGN (vm, GString, text, rs_string_free,
              g_string_new ("every thread waits for ever (deadlock):"));
  for (const RsThread *thread = vm->threads; thread != NULL; thread = thread->next)
    if (thread->waiting_for != NULL && thread->waiting_for != RS_OBJECT (thread))
      describe (vm, thread, text);
  char *reason = rs_mem_alloc (vm, text->len + 1);
  memcpy (reason, text->str, text->len + 1);
  vm->stop = RS_STOP_DEADLOCK;
  vm->stop_detail = reason;
}
