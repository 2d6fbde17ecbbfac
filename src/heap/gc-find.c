/* SPDX-License-Identifier: MIT
 *
 * What a collection would find, if one were started now: deduce_unreachable of
 * Modules/gcmodule.c, for all generations at once, on arrays beside the heap
 * instead of the headers in it. The heap is only read, so a picture of any
 * moment may ask, also one within a collection that is under way: then what
 * that has set aside is judged like the rest.
 *
 * With the unreachable dies what only they hold and the collector does not
 * track: strings, numbers, tuples of such.
 */
#include "gc.h"

#define NEXT(vm, object) ((RsObject *) ((char *) rs_vm_arena (vm) + (gsize) (object)->gc_next * 16))

typedef struct {
  RsVisit base;
  gint32 *refs;          /* of each granule with a candidate: references from outside */
  guint8 *state;         /* of each granule: what is known of it */
  GPtrArray *met;        /* RsObject *: what the walk has yet to go through */
  GPtrArray *candidates; /* RsObject * */
} Find;

enum { NOT_TRACKED, CANDIDATE, REACHABLE };

static void
update_refs (Find *find, RsObject *head)
{
  RsVm *vm = find->base.vm;
  for (RsObject *o = NEXT (vm, head); o != head; o = NEXT (vm, o))
    {
      find->refs[o->block] = o->refcnt;
      find->state[o->block] = CANDIDATE;
      g_ptr_array_add (find->candidates, o);
    }
}

static void
find_candidates (RsVm *vm, Find *find)
{
  for (guint i = 0; i < G_N_ELEMENTS (vm->generations); i++)
    update_refs (find, &vm->generations[i].head);
  update_refs (find, &vm->gc_unreachable);
  update_refs (find, &vm->gc_still);
  update_refs (find, &vm->gc_finalizers);
}

static void
foreach_candidate (void (*func) (Find *find, RsObject *object), Find *find)
{
  for (guint i = 0; i < find->candidates->len; i++)
    func (find, find->candidates->pdata[i]);
}

static void
visit_decref (RsVisit *visit, RsObject *target, guint kind, gintptr index)
{
  Find *find = (Find *) visit;

  if (!(kind & (RS_EDGE_HIDDEN | RS_EDGE_WEAK)) && find->state[target->block] == CANDIDATE)
    find->refs[target->block]--;
}

static void
subtract_refs (Find *find, RsObject *object)
{
  rs_gc_traverse (find->base.vm, object, &find->base);
}

static void
visit_reachable (RsVisit *visit, RsObject *target, guint kind, gintptr index)
{
  Find *find = (Find *) visit;

  if ((kind & (RS_EDGE_HIDDEN | RS_EDGE_WEAK)) || find->state[target->block] != CANDIDATE)
    return;
  find->state[target->block] = REACHABLE;
  g_ptr_array_add (find->met, target);
}

static void
find_roots (Find *find, RsObject *object)
{
  if (find->state[object->block] != CANDIDATE || find->refs[object->block] == 0)
    return;
  find->state[object->block] = REACHABLE;
  g_ptr_array_add (find->met, object);
}

static void
take_found (Find *find, RsObject *object)
{
  if (find->state[object->block] == CANDIDATE)
    g_ptr_array_add (find->met, object);
}

/* One reference less to what is not tracked; the last one takes it along. */
static void
visit_dependent (RsVisit *visit, RsObject *target, guint kind, gintptr index)
{
  Find *find = (Find *) visit;

  if ((kind & RS_EDGE_WEAK) || find->state[target->block] != NOT_TRACKED)
    return;
  if (find->refs[target->block] == 0)
    find->refs[target->block] = target->refcnt;
  if (--find->refs[target->block] > 0)
    return;
  find->state[target->block] = CANDIDATE;
  g_ptr_array_add (find->met, target);
}

static void
traverse_all (RsVm *vm, RsObject *object, RsVisit *visit)
{
  if (object->type->slots.traverse != NULL)
    object->type->slots.traverse (vm, object, visit);
}

guint8 *
rs_gc_find_unreachable (RsVm *vm)
{
  Find find = { .refs = g_new0 (gint32, vm->n_granules + 1),
                .state = g_new0 (guint8, vm->n_granules + 1),
                .met = g_ptr_array_new (),
                .candidates = g_ptr_array_new () };

  find.base = (RsVisit){ visit_decref, vm, TRUE };
  find_candidates (vm, &find);
  foreach_candidate (subtract_refs, &find);
  find.base.visit = visit_reachable;
  foreach_candidate (find_roots, &find);
  for (guint i = 0; i < find.met->len; i++)
    rs_gc_traverse (vm, find.met->pdata[i], &find.base);
  g_ptr_array_set_size (find.met, 0);
  foreach_candidate (take_found, &find);
  find.base = (RsVisit){ visit_dependent, vm };
  for (guint i = 0; i < find.met->len; i++)
    traverse_all (vm, find.met->pdata[i], &find.base);
  for (guint32 i = 0; i <= vm->n_granules; i++)
    find.state[i] = find.state[i] == CANDIDATE;
  g_free (find.refs);
  g_ptr_array_unref (find.met);
  g_ptr_array_unref (find.candidates);
  return find.state;
}
