/* SPDX-License-Identifier: MIT
 *
 * How a run ends from outside, and how a long loop in C comes to know of it.
 *
 *     while (rs_may_go_on (vm, 1) && ...)
 *       one item;
 *     return vm->pending != NULL || vm->stop != RS_STOP_NONE ? NULL : result;
 *
 * See run-limits.c.
 */
#pragma once

#include "vm-state.h"

G_BEGIN_DECLS

/* Ends the run as soon as what runs now comes to a place where it can. The
 * first stop counts. */
void rs_vm_stop (RsVm *vm, RsStop stop);

/* Called by every loop in C whose length the program decides, before each turn
 * or now and then, with the WORK done since: a unit is an item or a comparison,
 * or what takes as long, such as RS_WORK_BYTES copied. Also before a single
 * long act, with all of its work. FALSE: the run is to end (vm->stop is set),
 * or MemoryError is pending; then the loop ends as if it had failed. Must not
 * be called with an exception pending.
 *
 * rs_next () and rs_next_or_stop () call it for each item: a loop over them
 * need not. */
static inline gboolean rs_may_go_on (RsVm *vm, gsize work);
gboolean rs_may_go_on_look (RsVm *vm, gsize work);

#define RS_WORK_BYTES 64 /* copied or compared: a unit of work */

static inline gboolean
rs_may_go_on (RsVm *vm, gsize work)
{
  if (G_UNLIKELY (work >= vm->work_left))
    return rs_may_go_on_look (vm, work);
  vm->work_left -= work;
  return TRUE;
}

/* For tests: the Nth modelled allocation from now on meets the limit of memory,
 * and none after it (but for the true limit). 0: none does. */
void rs_memory_fail (RsVm *vm, guint64 n);

/* Modelled memory is beyond the limit, and memory_low says that MemoryError is
 * due: raises it (FALSE; or stops the run, if the program has met it too
 * often), unless memory has been given back meanwhile (TRUE). */
gboolean rs_memory_low_raise (RsVm *vm);

#define RS_MAX_C_DEPTH 4000 /* nested evaluation loops, and calls from C */

/* May no more C functions nest, DEPTH of which do already? */
static inline gboolean
rs_vm_too_deep (RsVm *vm, guint depth)
{
  return depth >= RS_MAX_C_DEPTH || (char *) __builtin_frame_address (0) < vm->stack_limit;
}

G_END_DECLS
