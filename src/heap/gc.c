/* SPDX-License-Identifier: MIT
 *
 * The cycle collector, as CPython 3.11's Modules/gcmodule.c. Reference counting
 * frees what nothing refers to; this finds groups that only refer to
 * themselves.
 *
 *       outside              a: count 2       update_refs:       gc_refs = count     a 2, b 1, c 1
 *          |                 b: count 1       subtract_refs:     less one for each   a 1, b 0, c 0
 *          v                 c: count 1                          edge from inside
 *    +---> a --> b           d <-> e, 1 each                     d 0, e 0
 *    +-----------+     c <-- b                move_unreachable:  a is held from outside; what it
 *                                             reaches, too: b, c come back. d and e stay behind:
 *                                             unreachable.
 *
 * Then, in this order: weak references to the unreachable are cleared and the
 * callbacks of those that are themselves reachable are called; finalizers run,
 * once in each object's life; what they brought back to life goes to the older
 * generation; and the rest is broken up by tp_clear, so that counts do the
 * freeing.
 *
 *   field      between collections             while a generation is being collected
 *   gc_next    next in the generation's ring   the same, or next in `unreachable`
 *   gc_prev    previous in the ring            gc_refs, until move_unreachable has decided; then
 *                                              previous again
 *   gc bits    generation                      COLLECTING: gc_refs is valid; UNREACHABLE: in
 *                                              `unreachable`, tentatively
 *
 * Links are host offsets in the arena / 16, so that a header is 32 bytes. A
 * generation's head is an RsObject of which only the links are used. Only edges
 * that CPython's tp_traverse visits count here (no RS_EDGE_HIDDEN, no
 * RS_EDGE_WEAK).
 */
#include "gc.h"
#include "weakref.h"

#define LINK(vm, object) ((guint32) (((char *) (object) - (char *) rs_vm_arena (vm)) / 16))
#define AT(vm, link) ((RsObject *) ((char *) rs_vm_arena (vm) + (gsize) (link) *16))
#define NEXT(vm, object) AT (vm, (object)->gc_next)
#define PREV(vm, object) AT (vm, (object)->gc_prev)

/* --- rings ---------------------------------------------------------------- */

static void
ring_init (RsVm *vm, RsObject *head)
{
  head->gc_next = head->gc_prev = LINK (vm, head);
}

static gboolean
ring_is_empty (RsVm *vm, RsObject *head)
{
  return head->gc_next == LINK (vm, head);
}

static void
ring_append (RsVm *vm, RsObject *object, RsObject *head)
{
  RsObject *last = PREV (vm, head);
  last->gc_next = LINK (vm, object);
  object->gc_prev = LINK (vm, last);
  object->gc_next = LINK (vm, head);
  head->gc_prev = LINK (vm, object);
}

static void
ring_remove (RsVm *vm, RsObject *object)
{
  NEXT (vm, object)->gc_prev = object->gc_prev;
  PREV (vm, object)->gc_next = object->gc_next;
  object->gc_next = object->gc_prev = 0;
}

static void
ring_merge (RsVm *vm, RsObject *from, RsObject *to)
{
  if (!ring_is_empty (vm, from))
    {
      RsObject *to_last = PREV (vm, to), *first = NEXT (vm, from), *last = PREV (vm, from);
      to_last->gc_next = LINK (vm, first);
      first->gc_prev = LINK (vm, to_last);
      last->gc_next = LINK (vm, to);
      to->gc_prev = LINK (vm, last);
    }
  ring_init (vm, from);
}

static gssize
ring_size (RsVm *vm, RsObject *head)
{
  gssize n = 0;
  for (RsObject *o = NEXT (vm, head); o != head; o = NEXT (vm, o))
    n++;
  return n;
}

static void
set_generation (RsObject *object, int generation)
{
  object->gc = (object->gc & ~RS_GC_GEN_MASK) | generation << RS_GC_GEN_SHIFT;
}

/* --- tracking ------------------------------------------------------------- */

void
rs_gc_init (RsVm *vm)
{
  for (int i = 0; i < 3; i++)
    {
      ring_init (vm, &vm->generations[i].head);
      vm->generations[i].threshold = vm->profile->gc_thresholds[i];
    }
  ring_init (vm, &vm->gc_permanent);
  ring_init (vm, &vm->gc_unreachable);
  ring_init (vm, &vm->gc_still);
  ring_init (vm, &vm->gc_finalizers);
  vm->gc_enabled = TRUE;
}

void
rs_gc_track (RsVm *vm, gpointer object)
{
  RsObject *o = object;
  if (o->gc_next == 0)
    {
      set_generation (o, 0);
      ring_append (vm, o, &vm->generations[0].head);
    }
}

void
rs_gc_untrack (RsVm *vm, gpointer object)
{
  RsObject *o = object;
  if (o->gc_next != 0)
    {
      ring_remove (vm, o);
      o->gc &= ~(RS_GC_COLLECTING | RS_GC_UNREACHABLE);
    }
}

/* A birth may fall into a C function that owns references which nobody could
 * name: what is due is collected before the next instruction, as CPython does
 * from 3.12 on; 3.11 collects at once, before it gives the new object out. */
void
rs_gc_count_allocation (RsVm *vm)
{
  RsGeneration *young = &vm->generations[0];
  young->count++;
  if (G_UNLIKELY (young->count > young->threshold) && vm->gc_enabled && young->threshold > 0
      && !vm->gc_collecting)
    {
      vm->gc_due = TRUE;
      vm->due = rs_vm_now (vm);
      vm->budget = 0;
    }
}

static void
ring_foreach (RsVm *vm, RsObject *ring, void (*func) (RsVm *vm, RsObject *object, gpointer data),
              gpointer data)
{
  for (RsObject *o = NEXT (vm, ring), *next; o != ring; o = next)
    {
      next = NEXT (vm, o);
      func (vm, o, data);
    }
}

void
rs_gc_foreach (RsVm *vm, int generation, void (*func) (RsVm *vm, RsObject *object, gpointer data),
               gpointer data)
{
  for (int i = 0; i < 3; i++)
    if (generation < 0 || generation == i)
      ring_foreach (vm, &vm->generations[i].head, func, data);
}

void
rs_gc_foreach_aside (RsVm *vm, void (*func) (RsVm *vm, RsObject *object, gpointer data),
                     gpointer data)
{
  ring_foreach (vm, &vm->gc_unreachable, func, data);
  ring_foreach (vm, &vm->gc_still, func, data);
  ring_foreach (vm, &vm->gc_finalizers, func, data);
}

void
rs_gc_freeze (RsVm *vm)
{
  for (int i = 0; i < 3; i++)
    {
      ring_merge (vm, &vm->generations[i].head, &vm->gc_permanent);
      vm->generations[i].count = 0;
    }
}

void
rs_gc_unfreeze (RsVm *vm)
{
  for (RsObject *o = NEXT (vm, &vm->gc_permanent); o != &vm->gc_permanent; o = NEXT (vm, o))
    set_generation (o, 2);
  ring_merge (vm, &vm->gc_permanent, &vm->generations[2].head);
}

gssize
rs_gc_n_frozen (RsVm *vm)
{
  return ring_size (vm, &vm->gc_permanent);
}

/* --- finding what is unreachable ------------------------------------------ */

typedef struct {
  RsVisit base;
  RsObject *reachable; /* ring that found objects are moved to */
} GcVisit;

void
rs_gc_traverse (RsVm *vm, RsObject *object, RsVisit *visit)
{
  /* The traverse of classes visits the type itself, where subtype_traverse
   * does. */
  if ((object->type->flags & (RS_TF_COUNTED_TYPE | RS_TF_HEAPTYPE)) == RS_TF_COUNTED_TYPE)
    visit->visit (visit, RS_OBJECT (object->type), RS_EDGE_TYPE, 0);
  object->type->slots.traverse (vm, object, visit);
}

/* Tells the gc_refs of each. */
static void
note_refs (RsVm *vm, RsObject *containers)
{
  if (G_LIKELY (!(vm->noting & RS_NOTING_EVENTS)))
    return;
  for (RsObject *o = NEXT (vm, containers); o != containers; o = NEXT (vm, o))
    rs_note (vm, RS_NOTE_GC_REFS, o, o->gc_prev);
}

static void
update_refs (RsVm *vm, RsObject *containers)
{
  rs_note_event (vm, RS_NOTE_PHASE, NULL, RS_GC_UPDATE_REFS);
  for (RsObject *o = NEXT (vm, containers); o != containers; o = NEXT (vm, o))
    {
      o->gc_prev = o->refcnt;
      o->gc = (o->gc | RS_GC_COLLECTING) & ~RS_GC_UNREACHABLE;
    }
  note_refs (vm, containers);
}

static void
visit_decref (RsVisit *visit, RsObject *target, guint kind, gintptr index)
{
  if ((target->gc & RS_GC_COLLECTING) && !(kind & (RS_EDGE_HIDDEN | RS_EDGE_WEAK)))
    target->gc_prev--;
}

static void
subtract_refs (RsVm *vm, RsObject *containers)
{
  GcVisit visit = { { visit_decref, vm, TRUE }, NULL };
  rs_note_event (vm, RS_NOTE_PHASE, NULL, RS_GC_SUBTRACT_REFS);
  for (RsObject *o = NEXT (vm, containers); o != containers; o = NEXT (vm, o))
    rs_gc_traverse (vm, o, &visit.base);
  note_refs (vm, containers);
}

static void
visit_reachable (RsVisit *visit, RsObject *target, guint kind, gintptr index)
{
  GcVisit *v = (GcVisit *) visit;
  if (!(target->gc & RS_GC_COLLECTING) || (kind & (RS_EDGE_HIDDEN | RS_EDGE_WEAK)))
    return;
  if (target->gc & RS_GC_UNREACHABLE)
    {
      /* Moved out too early: it comes back to the end of the ring, where the
       * walk will meet it. */
      rs_note_event (visit->vm, RS_NOTE_REACHABLE, target, 1);
      target->gc &= ~RS_GC_UNREACHABLE;
      ring_remove (visit->vm, target);
      ring_append (visit->vm, target, v->reachable);
      target->gc_prev = 1;
    }
  else if (target->gc_prev == 0)
    target->gc_prev =
        1; /* the walk has yet to come there; now it knows that the object is reachable */
}

/* Splits YOUNG: what is not reachable from outside goes to UNREACHABLE.
 * Restores gc_prev on the way, so until the walk has passed an object its
 * gc_prev is gc_refs and PREV is kept in `before`. Afterwards COLLECTING is set
 * in `unreachable` only. */
static void
move_unreachable (RsVm *vm, RsObject *young, RsObject *unreachable)
{
  RsObject *before = young;
  GcVisit visit = { { visit_reachable, vm, TRUE }, young };

  rs_note_event (vm, RS_NOTE_PHASE, NULL, RS_GC_MOVE_UNREACHABLE);
  for (RsObject *o = NEXT (vm, young), *next; o != young; o = next)
    {
      if (o->gc_prev != 0)
        {
          /* The order matters: traverse may append to YOUNG, after O at the
           * least. */
          rs_gc_traverse (vm, o, &visit.base);
          o->gc_prev = LINK (vm, before);
          o->gc &= ~RS_GC_COLLECTING;
          before = o;
          next = NEXT (vm, o);
        }
      else
        {
          rs_note_event (vm, RS_NOTE_TENTATIVE, o, 0);
          next = NEXT (vm, o);
          before->gc_next = o->gc_next;
          RsObject *last = PREV (vm, unreachable);
          last->gc_next = LINK (vm, o);
          o->gc_prev = LINK (vm, last);
          o->gc_next = LINK (vm, unreachable);
          unreachable->gc_prev = LINK (vm, o);
          o->gc |= RS_GC_UNREACHABLE;
        }
    }
  young->gc_prev = LINK (vm, before);
}

static void
clear_marks (RsVm *vm, RsObject *ring)
{
  for (RsObject *o = NEXT (vm, ring); o != ring; o = NEXT (vm, o))
    o->gc &= ~(RS_GC_COLLECTING | RS_GC_UNREACHABLE);
}

/* Post: UNREACHABLE holds the garbage of BASE, with COLLECTING still set so
 * that handle_weakrefs can tell; BASE the rest. */
static void
deduce_unreachable (RsVm *vm, RsObject *base, RsObject *unreachable)
{
  update_refs (vm, base);
  subtract_refs (vm, base);
  ring_init (vm, unreachable);
  move_unreachable (vm, base, unreachable);
  for (RsObject *o = NEXT (vm, unreachable); o != unreachable; o = NEXT (vm, o))
    o->gc &= ~RS_GC_UNREACHABLE;
}

/* --- untracking ----------------------------------------------------------- */

static void
visit_tracked (RsVisit *visit, RsObject *target, guint kind, gintptr index)
{
  GcVisit *v = (GcVisit *) visit;
  if (rs_has_gc_head (target)
      && (rs_gc_is_tracked (target) || target->type != visit->vm->types[RS_T_TUPLE]))
    v->reachable = target;
}

/* Tuples and dicts that hold nothing that could be in a cycle leave the
 * collector's sight (DICTS: dicts too). */
static void
untrack_containers (RsVm *vm, RsObject *ring, gboolean dicts)
{
  RsType *tuple = RS_TYPE (vm, TUPLE), *dict = RS_TYPE (vm, DICT);
  for (RsObject *o = NEXT (vm, ring), *next; o != ring; o = next)
    {
      next = NEXT (vm, o);
      if (o->type == tuple || (dicts && o->type == dict))
        {
          GcVisit visit = { { visit_tracked, vm, TRUE }, NULL };
          o->type->slots.traverse (vm, o, &visit.base);
          if (visit.reachable == NULL && !(o->type == tuple && o->refcnt == 0))
            ring_remove (vm, o);
        }
    }
}

/* --- what happens to the unreachable -------------------------------------- */

/* The bases know a class by weak references. Once these are cleared, what was
 * found in the class must not be remembered: a finalizer may change a base. */
static void
unlink_class (RsVm *vm, RsObject *object)
{
  if (object->type->flags & RS_TF_TYPE)
    {
      ((RsType *) object)->unlinked = TRUE;
      ((RsType *) object)->version = 0;
    }
}

/* Clears the weak references to the unreachable; calls the callbacks of those
 * that are not unreachable themselves. Returns how many of these references are
 * gone afterwards: gc.collect counts them. */
static int
handle_weakrefs (RsVm *vm, RsObject *unreachable)
{
  RsObject **refs = NULL;
  gsize n = 0, room = 0;
  int n_freed = 0;

  rs_note_event (vm, RS_NOTE_PHASE, NULL, RS_GC_HANDLE_WEAKREFS);
  for (RsObject *o = NEXT (vm, unreachable); o != unreachable; o = NEXT (vm, o))
    {
      RsWeakref **list = rs_weakref_list (o);
      if (list == NULL)
        continue;
      unlink_class (vm, o);
      /* Callbacks of unreachable references are never called: they may see what
       * is being torn down. */
      while (*list != NULL)
        {
          RsWeakref *ref = *list;
          rs_note_event (vm, RS_NOTE_CLEARED, RS_OBJECT (ref), o->serial);
          rs_weakref_unlink (
              ref); /* it keeps its callback, called or not, until tp_clear or dealloc */
          if (ref->callback == NULL || (ref->base.gc & RS_GC_COLLECTING))
            continue;
          if (n == room)
            {
              gsize more = MAX (16, 2 * room);
              refs =
                  rs_mem_realloc (vm, refs, room * sizeof (RsObject *), more * sizeof (RsObject *));
              room = more;
            }
          refs[n++] = rs_incref (ref);
        }
    }
  RS_SCOPE (vm);
  RS_LOCAL_ARRAY (refs, n);
  for (gsize i = 0; i < n; i++)
    {
      RsObject *ref = refs[i], *callback = ((RsWeakref *) ref)->callback;
      rs_note_event (vm, RS_NOTE_CALLBACK, ref, 0);
      RsObject *result = vm->hooks->call (vm, callback, &ref, 1, NULL);
      if (result == NULL)
        vm->hooks->unraisable (vm, callback);
      else
        rs_decref (vm, result);
      n_freed += ref->refcnt == 1;
      rs_clear (vm, &refs[i]);
    }
  RS_FORGET_ARRAY (refs);
  rs_mem_free (vm, refs, room * sizeof (RsObject *));
  return n_freed;
}

static void
finalize_garbage (RsVm *vm, RsObject *collectable)
{
  RsObject *seen = &vm->gc_finalizers;
  ring_init (vm, seen);
  rs_note_event (vm, RS_NOTE_PHASE, NULL, RS_GC_FINALIZE_GARBAGE);
  RS_SCOPE (vm);
  while (!ring_is_empty (vm, collectable))
    {
      RsObject *o = NEXT (vm, collectable);
      ring_remove (vm, o);
      ring_append (vm, o, seen);
      if (!(o->gc & RS_GC_FINALIZED) && o->type->slots.finalize != NULL)
        {
          o->gc |= RS_GC_FINALIZED;
          rs_note_event (vm, RS_NOTE_FINALIZER, o, 0);
          RS_LOCAL (held, rs_incref (o));
          o->type->slots.finalize (vm, held);
        }
    }
  ring_merge (vm, seen, collectable);
}

/* Finalizers may have brought objects back to life: those go to OLD, what is
 * still unreachable stays in UNREACHABLE. */
static void
handle_resurrected_objects (RsVm *vm, RsObject *unreachable, RsObject *still, RsObject *old,
                            int old_generation)
{
  rs_note_event (vm, RS_NOTE_PHASE, NULL, RS_GC_HANDLE_RESURRECTED);
  deduce_unreachable (vm, unreachable, still);
  for (RsObject *o = NEXT (vm, unreachable); o != unreachable; o = NEXT (vm, o))
    {
      rs_note_event (vm, RS_NOTE_RESURRECTED, o, 0);
      o->gc &= ~RS_GC_COLLECTING;
      set_generation (o, old_generation);
    }
  ring_merge (vm, unreachable, old);
}

static void
delete_garbage (RsVm *vm, RsObject *collectable, RsObject *old, int old_generation)
{
  rs_note_event (vm, RS_NOTE_PHASE, NULL, RS_GC_DELETE_GARBAGE);
  RS_SCOPE (vm);
  while (!ring_is_empty (vm, collectable))
    {
      RsObject *o = NEXT (vm, collectable);
      RS_LOCAL (held, rs_incref (o));
      if ((vm->gc_debug & RS_GC_DEBUG_SAVEALL) && vm->hooks->gc_save != NULL)
        vm->hooks->gc_save (vm, o);
      else if (o->type->slots.clear != NULL)
        o->type->slots.clear (vm, o);
      rs_clear (vm, &held);
      if (NEXT (vm, collectable) == o)
        {
          /* Still alive: maybe it will die when the others do. */
          o->gc &= ~RS_GC_COLLECTING;
          ring_remove (vm, o);
          set_generation (o, old_generation);
          ring_append (vm, o, old);
        }
    }
}

static void
clear_free_lists (RsVm *vm)
{
  for (guint i = 0; i < RS_N_FREE_LISTS; i++)
    while (vm->free_lists[i].n > 0)
      rs_block_free (vm, vm->free_lists[i].blocks[--vm->free_lists[i].n]);
}

/* Joins the younger generations to YOUNG, counts, and says which ring survivors
 * go to. */
static RsObject *
merge_younger (RsVm *vm, int generation, int *old_generation)
{
  RsObject *young = &vm->generations[generation].head;
  if (generation < 2)
    vm->generations[generation + 1].count++;
  for (int i = 0; i <= generation; i++)
    vm->generations[i].count = 0;
  for (int i = 0; i < generation; i++)
    ring_merge (vm, &vm->generations[i].head, young);
  *old_generation = MIN (generation + 1, 2);
  return &vm->generations[*old_generation].head;
}

static void
promote_survivors (RsVm *vm, int generation, RsObject *young, RsObject *old)
{
  untrack_containers (vm, young, generation == 2);
  if (generation == 2)
    {
      vm->long_lived_pending = 0;
      vm->long_lived_total = ring_size (vm, young);
      return;
    }
  if (generation == 1)
    vm->long_lived_pending += ring_size (vm, young);
  for (RsObject *o = NEXT (vm, young); o != young; o = NEXT (vm, o))
    set_generation (o, generation + 1);
  ring_merge (vm, young, old);
}

static gssize
collect (RsVm *vm, int generation)
{
  RsObject *young = &vm->generations[generation].head, *unreachable = &vm->gc_unreachable,
           *still = &vm->gc_still;
  int old_generation;
  RsObject *old = merge_younger (vm, generation, &old_generation);

  deduce_unreachable (vm, young, unreachable);
  if (G_UNLIKELY (vm->noting))
    rs_note (vm, RS_NOTE_FOUND, NULL, ring_size (vm, unreachable));
  promote_survivors (vm, generation, young, old);
  gssize n = handle_weakrefs (vm, unreachable);
  finalize_garbage (vm, unreachable);
  handle_resurrected_objects (vm, unreachable, still, old, old_generation);
  n += ring_size (vm, still);
  delete_garbage (vm, still, old, old_generation);
  clear_marks (vm, still);
  if (generation == 2)
    clear_free_lists (vm);
  vm->gc_collections[generation]++;
  vm->gc_collected[generation] += n;
  return n;
}

static gssize
collect_now (RsVm *vm, int generation, gboolean automatic)
{
  if (vm->gc_collecting)
    return 0;
  vm->gc_collecting = TRUE;
  if (G_UNLIKELY (vm->noting))
    rs_note (vm, RS_NOTE_COLLECT, NULL, generation | (automatic ? RS_NOTE_AUTOMATIC : 0));
  RS_SCOPE (vm);
  RS_LOCAL (pending, g_steal_pointer (&vm->pending)); /* an explicit collection keeps it */
  if (vm->hooks->gc_callback != NULL)
    vm->hooks->gc_callback (vm, "start", generation, 0, 0);
  gssize n = collect (vm, generation);
  if (vm->hooks->gc_callback != NULL)
    vm->hooks->gc_callback (vm, "stop", generation, n, 0);
  if (pending != NULL)
    vm->pending = g_steal_pointer (&pending);
  if (G_UNLIKELY (vm->noting))
    rs_note (vm, RS_NOTE_COLLECTED, NULL, 0);
  vm->gc_collecting = FALSE;
  return n;
}

gssize
rs_gc_collect (RsVm *vm, int generation)
{
  return collect_now (vm, generation, FALSE);
}

void
rs_gc_collect_due (RsVm *vm)
{
  vm->gc_due = FALSE;
  if (!vm->gc_enabled || vm->gc_collecting
      || vm->generations[0].count <= vm->generations[0].threshold)
    return;
  for (int i = 2; i >= 0; i--)
    if (vm->generations[i].count > vm->generations[i].threshold)
      {
        /* A full collection waits until there is a quarter more of what
         * survived the last one. */
        if (i == 2 && vm->long_lived_pending < vm->long_lived_total / 4)
          continue;
        collect_now (vm, i, TRUE);
        return;
      }
}
