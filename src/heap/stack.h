/* SPDX-License-Identifier: MIT
 *
 * C stacks in the arena. See stack.c.
 */
#pragma once

#include "vm-state.h"

G_BEGIN_DECLS

/* A stack on which BODY will run when it is first switched to; BODY never
 * returns: it ends with rs_stack_leave. NULL: all RS_ARENA_STACKS are in use.
 */
RsStack *rs_stack_new (RsVm *vm, void (*body) (RsVm *vm));

/* The running stack, FROM, waits here until somebody switches back to it; TO
 * goes on. NULL: the host's stack, of whoever has called the engine. */
void rs_stack_switch (RsVm *vm, RsStack *from, RsStack *to);

/* The same, and FROM is given back: it never goes on, and this never
 * returns. */
void rs_stack_leave (RsVm *vm, RsStack *from, RsStack *to);

/* The lowest address that a C function may use on STACK and still have room
 * for what it calls; NULL (the host's): none is known. */
gpointer rs_stack_limit (RsVm *vm, RsStack *stack);

G_END_DECLS
