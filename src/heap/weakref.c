/* SPDX-License-Identifier: MIT
 *
 * Weak references, as CPython's Objects/weakrefobject.c. Every object that can
 * be weakly referenced has the head of a list of the references to it:
 *
 *     referent --> ref without callback --> proxy without callback --> newest with callback --> ...
 *         --> oldest
 *
 * The first two are shared: asking again gives the same object. When the
 * referent dies, all are cleared before any callback is called, so that no
 * callback can bring it back; then the callbacks run from the front of the
 * list.
 */
#include "weakref.h"

#include "gc.h"

RsWeakref **
rs_weakref_list (RsObject *referent)
{
  gint32 offset = referent->type->weaklist_offset;
  return offset == 0 ? NULL : &RS_FIELD_AT (referent, offset, RsWeakref *);
}

static void
insert_after (RsWeakref *ref, RsWeakref *before, RsWeakref **list)
{
  ref->prev = before;
  ref->next = before ? before->next : *list;
  if (ref->next != NULL)
    ref->next->prev = ref;
  if (before != NULL)
    before->next = ref;
  else
    *list = ref;
}

static gboolean
is_proxy (RsVm *vm, RsWeakref *ref)
{
  return ref->base.type == RS_TYPE (vm, PROXY) || ref->base.type == RS_TYPE (vm, CALLABLE_PROXY);
}

/* The shared ones at the head of LIST; each may be NULL. */
static void
find_basic (RsVm *vm, RsWeakref *list, RsWeakref **ref, RsWeakref **proxy)
{
  *ref = *proxy = NULL;
  if (list != NULL && list->callback == NULL && list->base.type == RS_TYPE (vm, WEAKREF))
    {
      *ref = list;
      list = list->next;
    }
  if (list != NULL && list->callback == NULL && is_proxy (vm, list))
    *proxy = list;
}

RsObject *
rs_weakref_new (RsVm *vm, RsType *type, RsObject *referent, RsObject *callback)
{
  RsWeakref **list = rs_weakref_list (referent), *basic_ref, *basic_proxy;
  gboolean plain_ref = type == RS_TYPE (vm, WEAKREF);
  gboolean proxy = type == RS_TYPE (vm, PROXY) || type == RS_TYPE (vm, CALLABLE_PROXY);

  g_return_val_if_fail (list != NULL, NULL);
  if (callback == vm->none)
    callback = NULL;
  find_basic (vm, *list, &basic_ref, &basic_proxy);
  if (callback == NULL && plain_ref && basic_ref != NULL)
    return rs_incref (basic_ref);
  if (callback == NULL && proxy && basic_proxy != NULL)
    return rs_incref (basic_proxy);

  RsWeakref *ref = rs_object_new (vm, type);
  if (ref == NULL)
    return NULL;
  ref->hash = -1;
  ref->referent = referent;
  ref->callback = rs_xincref (callback);
  /* The allocation may have collected: look again. */
  find_basic (vm, *list, &basic_ref, &basic_proxy);
  RsWeakref *before = basic_proxy ? basic_proxy : basic_ref;
  if (callback == NULL && plain_ref)
    before = NULL;
  else if (callback == NULL && proxy)
    before = basic_ref;
  insert_after (ref, before, list);
  rs_gc_track (vm, ref);
  return RS_OBJECT (ref);
}

void
rs_weakref_unlink (RsWeakref *ref)
{
  if (ref->referent == NULL)
    return;
  RsWeakref **list = rs_weakref_list (ref->referent);
  if (*list == ref)
    *list = ref->next;
  if (ref->prev != NULL)
    ref->prev->next = ref->next;
  if (ref->next != NULL)
    ref->next->prev = ref->prev;
  ref->prev = ref->next = NULL;
  ref->referent = NULL;
}

static void
note_cleared (RsVm *vm, RsWeakref *ref)
{
  rs_note_event (vm, RS_NOTE_CLEARED, RS_OBJECT (ref), ref->referent->serial);
}

void
rs_weakref_clear (RsVm *vm, RsWeakref *ref)
{
  if (ref->referent != NULL && ref->referent->refcnt == 0)
    note_cleared (vm, ref);
  rs_weakref_unlink (ref);
  rs_clear (vm, &ref->callback);
}

static void
call_back (RsVm *vm, RsObject *ref, RsObject *callback)
{
  RS_SCOPE (vm);
  RS_LOCAL (pending, vm->pending); /* the referent may have died of an exception */
  vm->pending = NULL;
  rs_note_event (vm, RS_NOTE_CALLBACK, ref, 0);
  RS_LOCAL (result, vm->hooks->call (vm, callback, &ref, 1, NULL));
  if (result == NULL)
    vm->hooks->unraisable (vm, callback);
  vm->pending = g_steal_pointer (&pending);
}

void
rs_weakref_object_dies (RsVm *vm, RsObject *referent)
{
  RsWeakref **list = rs_weakref_list (referent);
  if (list == NULL)
    return;
  while (*list != NULL && (*list)->callback == NULL)
    rs_weakref_clear (vm, *list);
  if (*list == NULL)
    return;

  RS_SCOPE (vm);
  RS_LOCAL (pending, g_steal_pointer (&vm->pending));
  if ((*list)->next == NULL)
    {
      /* As in CPython, nothing holds the only reference for the call. */
      RsWeakref *ref = *list;
      RS_LOCAL (callback, g_steal_pointer (&ref->callback));
      note_cleared (vm, ref);
      rs_weakref_unlink (ref);
      if (ref->base.refcnt > 0)
        call_back (vm, RS_OBJECT (ref), callback);
      vm->pending = g_steal_pointer (&pending);
      return;
    }
  gsize n = 0;
  for (RsWeakref *ref = *list; ref != NULL; ref = ref->next)
    n++;
  /* References and their callbacks, the last of them first: it goes first when
   * all have been called. */
  RsObject **held = rs_mem_alloc0 (vm, 2 * n * sizeof (RsObject *)), **next = held + 2 * n;
  RS_LOCAL_ARRAY (held, 2 * n);
  while (*list != NULL)
    {
      RsWeakref *ref = *list;
      RsObject *callback = g_steal_pointer (&ref->callback);
      note_cleared (vm, ref);
      rs_weakref_unlink (ref);
      if (callback == NULL)
        continue;
      if (ref->base.refcnt == 0)
        {
          rs_decref (vm, callback);
          continue;
        }
      *--next = callback;
      *--next = rs_incref (ref);
    }
  for (RsObject **pair = held + 2 * n; pair > next; pair -= 2)
    call_back (vm, pair[-2], pair[-1]);
  vm->pending = g_steal_pointer (&pending);
  RS_CLEAR_ARRAY (held);
  rs_mem_free (vm, held, 2 * n * sizeof (RsObject *));
}

gsize
rs_weakref_count (RsObject *referent)
{
  RsWeakref **list = rs_weakref_list (referent);
  gsize n = 0;
  if (list != NULL)
    for (RsWeakref *ref = *list; ref != NULL; ref = ref->next)
      n++;
  return n;
}
