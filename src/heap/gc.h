/* SPDX-License-Identifier: MIT
 *
 * The cycle collector. See gc.c.
 */
#pragma once

#include "scope.h"

G_BEGIN_DECLS

enum {
  RS_GC_DEBUG_STATS = 1,
  RS_GC_DEBUG_COLLECTABLE = 2,
  RS_GC_DEBUG_UNCOLLECTABLE = 4,
  RS_GC_DEBUG_SAVEALL = 32
};

void rs_gc_init (RsVm *vm);
/* Collects GENERATION and the younger ones. Returns the number of unreachable
 * objects, collected or not. */
gssize rs_gc_collect (RsVm *vm, int generation);
/* gc.freeze and gc.unfreeze: moves all tracked objects out of the generations,
 * or back into the oldest. */
void rs_gc_freeze (RsVm *vm);
void rs_gc_unfreeze (RsVm *vm);
gssize rs_gc_n_frozen (RsVm *vm);
/* Called at each birth of an object of a collected type: counts it. When
 * generation 0 is full, the vm is to call rs_gc_collect_due before its next
 * instruction: vm->gc_due. */
void rs_gc_count_allocation (RsVm *vm);
/* Collects the oldest generation that is full, with the younger ones. */
void rs_gc_collect_due (RsVm *vm);
/* What CPython's tp_traverse of OBJECT, which has the collector's head, would
 * visit, in its order; VISIT is as_collector. */
void rs_gc_traverse (RsVm *vm, RsObject *object, RsVisit *visit);
/* For each granule 1 where an object stands that a collection started now would
 * find unreachable, or that would die with those (transfer full, g_free ()).
 * Reads the heap only. O(tracked objects and their references). In
 * gc-find.c. */
guint8 *rs_gc_find_unreachable (RsVm *vm);
/* Calls FUNC for every tracked object of GENERATION (-1: of all), oldest
 * generation last, in list order. */
void rs_gc_foreach (RsVm *vm, int generation,
                    void (*func) (RsVm *vm, RsObject *object, gpointer data), gpointer data);
/* The same for what a collection under way has set aside, and still has. */
void rs_gc_foreach_aside (RsVm *vm, void (*func) (RsVm *vm, RsObject *object, gpointer data),
                          gpointer data);

G_END_DECLS
