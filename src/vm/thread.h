/* SPDX-License-Identifier: MIT
 *
 * Threads of the simulated program: they take turns within the engine,
 * deterministically. See thread.c.
 */
#pragma once

#include "vm.h"

G_BEGIN_DECLS

/* Instructions of a turn: what CPython executes in sys.getswitchinterval (), 5
 * ms, at 50 ns each. */
#define RS_THREAD_TURN 100000

RsThread *rs_thread_new (RsVm *vm);

/* A new thread that will call CALLABLE (*ARGS, **KWARGS), KWARGS nullable: its
 * id. 0 raises. */
guint64 rs_thread_start (RsVm *vm, RsObject *callable, RsObject *args, RsObject *kwargs);

/* The running thread waits, others run, until LOCK (borrowed; NULL: only time
 * counts), which thread HOLDER has, is released or it is WAKE_AT (as of
 * rs_vm_clock; G_MAXINT64: for ever). The lock may have been taken again by
 * then. FALSE: the run is stopped (vm->stop), perhaps since all wait for ever.
 */
gboolean rs_thread_wait (RsVm *vm, RsObject *lock, guint64 holder, gint64 wake_at);

/* LOCK was released: those who wait for it may try again. */
void rs_thread_wake (RsVm *vm, RsObject *lock);

/* The instruction from which on another thread may have its turn, by the
 * schedule; G_MAXUINT64: only when this one waits. */
guint64 rs_thread_turn_end (RsVm *vm);

/* Does THREAD wait for nothing, or only for a time that has passed? */
gboolean rs_thread_is_ready (RsVm *vm, const RsThread *thread);

/* The running thread's turn is over, if there is another that is ready. */
void rs_thread_yield (RsVm *vm);

/* Visits what the threads hold beside their frames. */
void rs_thread_traverse (RsVm *vm, RsVisit *visit);

/* Makes what the program's bottom frame (vm->frame) does, and its end, the work
 * of the main thread's own C stack. FALSE: there is no address space. */
gboolean rs_thread_start_main (RsVm *vm);

/* Virtual nanoseconds since the engine started: what the program slept, and a
 * little for each instruction. */
gint64 rs_vm_clock (RsVm *vm);

G_END_DECLS
