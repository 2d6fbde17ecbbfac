/* SPDX-License-Identifier: MIT
 *
 * Threads of the simulated program: they take turns within the engine,
 * deterministically. See thread.c.
 */
#pragma once

#include "vm.h"

G_BEGIN_DECLS

#define RS_THREAD_TURN 5000 /* instructions of a turn */

RsThread *rs_thread_new (RsVm *vm);
/* A new thread that will call CALLABLE (*ARGS, **KWARGS): its id. 0 raises. */
guint64 rs_thread_start (RsVm *vm, RsObject *callable, RsObject *args, RsObject *kwargs);
/* The running thread waits or its turn is over: another runs from here on,
 * vm->frame is its. FALSE: all wait for ever (deadlock), vm->stop is set. */
gboolean rs_thread_switch (RsVm *vm);
void rs_thread_yield (RsVm *vm);
/* The running thread must wait for LOCK (borrowed; NULL: only for time) until
 * WAKE_AT (virtual ns, G_MAXINT64: for ever). From the evaluation loop: return
 * RS_BLOCKED afterwards. From nested C it runs the others itself: TRUE when the
 * wait is over, FALSE: stopped. */
void rs_thread_wait (RsVm *vm, RsObject *lock, gint64 wake_at);
gboolean rs_thread_can_block (RsVm *vm);
/* LOCK was released: those who wait for it may try again. */
void rs_thread_wake (RsVm *vm, RsObject *lock);
/* Runs the other threads until those that are no daemons are done, as
 * threading._shutdown. */
void rs_thread_join_all (RsVm *vm);
/* The bottom frame of the running thread returned RESULT (NULL: raised): goes
 * on with another. FALSE: it was the main thread's. */
gboolean rs_thread_finished (RsVm *vm, RsObject *result);
/* threading.excepthook, for the pending exception. */
void rs_thread_print_exception (RsVm *vm);
void rs_thread_traverse (RsVm *vm, RsVisit *visit);

G_END_DECLS
