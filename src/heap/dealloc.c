/* SPDX-License-Identifier: MIT
 *
 * What happens when a count reaches 0. The type's dealloc drops what the object
 * holds, so that one death can be the start of a cascade; a chain of a million
 * nodes must not use a million C frames. As CPython's trashcan does, objects
 * that die more than 50 deep are put aside, and freed by the outermost
 * rs_dealloc when it comes back. The list is linked through gc_next.
 */
#include "gc.h"

#define TRASHCAN_DEPTH 50

#define LINK(vm, object) ((guint32) (((char *) (object) - (char *) rs_vm_arena (vm)) / 16))
#define OBJECT_AT(vm, link) ((RsObject *) ((char *) rs_vm_arena (vm) + (gsize) (link) *16))

/* A weak reference is never put aside, as in CPython: its referent shares it
 * with whoever asks for one, and must not give out one that is dead. */
static inline gboolean
dies_at_once (RsVm *vm, const RsObject *object)
{
  return object->type == RS_TYPE (vm, WEAKREF) || object->type == RS_TYPE (vm, PROXY)
         || object->type == RS_TYPE (vm, CALLABLE_PROXY);
}

/* Inlined for each DESTROY, which calls the type's dealloc. */
static inline void
deallocate (RsVm *vm, RsObject *object, RsDestructor destroy)
{
  if (!(object->type->flags & RS_TF_GC))
    {
      destroy (vm, object);
      return;
    }
  if (vm->dealloc_depth >= TRASHCAN_DEPTH && !dies_at_once (vm, object))
    {
      rs_gc_untrack (vm, object);
      object->gc |= RS_GC_DEALLOC;
      object->gc_next = vm->dealloc_later ? LINK (vm, vm->dealloc_later) : 0;
      vm->dealloc_later = object;
      return;
    }
  vm->dealloc_depth++;
  destroy (vm, object);
  vm->dealloc_depth--;
  while (vm->dealloc_depth == 0 && vm->dealloc_later != NULL)
    {
      RsObject *later = vm->dealloc_later;
      vm->dealloc_later = later->gc_next ? OBJECT_AT (vm, later->gc_next) : NULL;
      later->gc_next = 0;
      later->gc &= ~RS_GC_DEALLOC;
      vm->dealloc_depth = 1;
      destroy (vm, later);
      vm->dealloc_depth = 0;
    }
}

static inline void
destroy (RsVm *vm, RsObject *object)
{
  object->type->slots.dealloc (vm, object);
}

static G_NO_INLINE void
dealloc_noted (RsVm *vm, RsObject *object)
{
  rs_note_dying (vm, object);
  deallocate (vm, object, rs_note_destroy);
}

void
rs_dealloc (RsVm *vm, RsObject *object)
{
  if (G_UNLIKELY (vm->noting))
    dealloc_noted (vm, object);
  else
    deallocate (vm, object, destroy);
}
