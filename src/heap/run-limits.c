/* SPDX-License-Identifier: MIT
 *
 * The limits of a run: instructions, work in C, memory, and whoever cancels it.
 * The evaluation loop looks at them between instructions (vm/eval-breaker.c). A
 * built-in may run for ever within one instruction, as in sum (repeat (1)), so
 * its loop asks rs_may_go_on, which counts work and looks up here once in
 * WORK_SLICE units.
 *
 * Work in C counts towards the limit of instructions as far as it is out of all
 * proportion to the instructions that asked for it:
 *
 *     instructions + max (0, work - FREE_WORK - FREE_PER_INSTRUCTION * instructions) >= limit
 *
 * so that an ordinary program never meets it. It does not count in rs_vm_now,
 * whose numbers are the coordinates of moments. All of it is in the saved
 * state: a run that is repeated ends at the same item.
 */
#include "run-limits.h"

#define WORK_SLICE 4096 /* units between looks */
#define FREE_WORK ((guint64) 1 << 20)
#define FREE_PER_INSTRUCTION 16

const char *
rs_stop_text (RsStop stop)
{
  static const char *const texts[RS_N_STOPS] = {
    [RS_STOP_CANCEL] = "it was stopped",
    [RS_STOP_STEPS] = "the limit of steps was reached",
    [RS_STOP_LINE] = "the line was reached",
    [RS_STOP_INSTRUCTIONS] = "the limit of instructions was reached",
    [RS_STOP_MEMORY] = "the limit of memory was reached, and the program went on after MemoryError",
    [RS_STOP_RESERVE] = "the limit of memory was reached, and all of the reserve used",
    [RS_STOP_DEADLOCK] = "every thread waits for ever (deadlock)",
    [RS_STOP_INPUT] = "it waits for input",
    [RS_STOP_NOT_STARTED] = "the program cannot be started within the memory limit",
  };
  return texts[stop];
}

void
rs_vm_stop (RsVm *vm, RsStop stop)
{
  if (vm->stop == RS_STOP_NONE)
    vm->stop = stop;
  rs_vm_look_up (vm);
}

/* Instructions, and work in C that counts as such. */
static guint64
spent (const RsVm *vm)
{
  guint64 now = rs_vm_now (vm), free_work = FREE_WORK + FREE_PER_INSTRUCTION * now;
  return vm->work > free_work ? now + (vm->work - free_work) : now;
}

gboolean
rs_may_go_on_look (RsVm *vm, gsize work)
{
  vm->work += WORK_SLICE + MIN (work, G_MAXUINT64 / 4);
  vm->work_left = 0;
  if (vm->host != NULL && g_atomic_int_get (&vm->host->cancel))
    rs_vm_stop (vm, RS_STOP_CANCEL);
  else if (vm->instruction_limit != G_MAXUINT64 && spent (vm) >= vm->instruction_limit)
    rs_vm_stop (vm, RS_STOP_INSTRUCTIONS);
  if (vm->stop != RS_STOP_NONE || (vm->memory_low && !rs_memory_low_raise (vm)))
    return FALSE;
  vm->work_left = WORK_SLICE;
  return TRUE;
}

/* --- memory --------------------------------------------------------------- */

gboolean
rs_memory_low_raise (RsVm *vm)
{
  static const guint64 room = 256 << 10; /* bytes for the handler */

  gboolean forced = vm->memory_failed;
  vm->memory_low = vm->memory_failed = FALSE;
  if (vm->model_bytes <= vm->model_limit)
    {
      vm->memory_margin = 0;
      if (forced)
        vm->hooks->raise_memory (vm);
      return !forced;
    }
  vm->memory_margin = vm->model_bytes - vm->model_limit + room;
  if (vm->memory_margin >= RS_MEMORY_RESERVE)
    rs_vm_stop (vm, RS_STOP_MEMORY);
  else
    vm->hooks->raise_memory (vm);
  return FALSE;
}
