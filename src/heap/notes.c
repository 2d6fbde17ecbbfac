/* SPDX-License-Identifier: MIT
 *
 * Notes. vm->noting says what is wanted; while it is 0, which is nearly always,
 * a birth and a death cost a test each, and nothing else happens here. The
 * host's function takes the notes: it lies outside of the arena, and nothing
 * that it keeps is part of the state, so that a run is the same whether or not
 * it is noted.
 *
 * Whom an object died with. A dealloc drops what its object holds; what dies of
 * that is noted with the innermost object that is being deallocated:
 *
 *     vm->dying ──▶ list 7 ──▶ Node 5
 *
 * (the Node has dropped the list, the list what dies now),
 *
 * unless Python runs in between, in a finalizer or a callback: then the frame
 * is another one.
 */
#include "notes.h"

#include "vm-state.h"

void
rs_note (RsVm *vm, RsNote note, RsObject *object, guint64 number)
{
  vm->host->note (vm, note, object, number, vm->host->data);
}

gpointer
rs_note_born (RsVm *vm, gpointer object)
{
  rs_note (vm, RS_NOTE_BORN, object, 0);
  return object;
}

void
rs_note_dying (RsVm *vm, RsObject *object)
{
  const RsDying *outer = vm->dying;
  rs_note (vm, RS_NOTE_DYING, object,
           outer != NULL && outer->frame == vm->frame ? outer->serial : 0);
}

void
rs_note_destroy (RsVm *vm, RsObject *object)
{
  RsDying dying = { vm->dying, object->serial, vm->frame };
  vm->dying = &dying;
  object->type->slots.dealloc (vm, object);
  vm->dying = dying.previous;
}
