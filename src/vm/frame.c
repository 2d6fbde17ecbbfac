/* SPDX-License-Identifier: MIT
 *
 * Frames: what a running call holds. A frame is not an object until somebody
 * asks for one (a traceback, sys._getframe): then a frame object refers to it,
 * and takes it over when the call ends while the frame object lives on.
 * Modelled on CPython 3.11's Python/frame.c and Objects/frameobject.c.
 *
 *     slots | locals, cells, free variables | value stack ...    sp |
 */
#include "eval.h"

#include <string.h>

RsFrame *
rs_frame_new (RsVm *vm, RsCode *code, RsFunction *function, RsObject *globals, RsObject *builtins,
              RsObject *locals)
{
  guint32 bytes =
      sizeof (RsFrame) + (code->n_locals_plus + code->stack_size + 1) * sizeof (RsObject *);
  RsFrame *frame = rs_mem_alloc (vm, bytes);

  memset (frame, 0, sizeof (RsFrame) + code->n_locals_plus * sizeof (RsObject *));
  frame->of_library = !code->of_program;
  frame->code = rs_incref (code);
  frame->function = rs_xincref (function);
  /* As in CPython, the function holds both for the frame; without a function,
   * the frame itself does. */
  frame->globals = function ? globals : rs_incref (globals);
  frame->builtins = function ? builtins : rs_incref (builtins);
  frame->locals = rs_xincref (locals);
  frame->pc = code->instrs;
  frame->sp = frame->slots + code->n_locals_plus;
  frame->previous_instr = -1;
  frame->incomplete = TRUE;
  frame->bytes = bytes;
  return frame;
}

void
rs_frame_clear_slots (RsVm *vm, RsFrame *frame)
{
  RsObject **stack = rs_frame_stack (frame);
  for (RsObject **slot = frame->slots; slot < stack; slot++)
    {
      RsObject *value = *slot;
      *slot = NULL;
      if (value == NULL || --value->refcnt > 0)
        continue;
      RsDecrefs decrefs;
      rs_decrefs_begin (vm, &decrefs, NULL, 0, 0);
      decrefs.frame = frame->owner == RS_OWNED_BY_FRAME
                          ? NULL
                          : frame; /* its frame object names what it holds */
      rs_dealloc (vm, value);
      rs_decrefs_end (vm, &decrefs);
    }
  while (frame->sp > stack)
    {
      RsObject *value = *--frame->sp;
      rs_xdecref (vm, value);
    }
}

static void
drop (RsVm *vm, RsFrame *frame)
{
  RsFunction *function = frame->function;
  RsCode *code = frame->code;

  if (frame->owner == RS_OWNED_BY_FRAME)
    {
      /* In the order of frame_dealloc: the function and the dict of names
       * first. */
      if (function != NULL)
        frame->globals = frame->builtins = NULL;
      else
        {
          rs_clear (vm, &frame->globals);
          rs_clear (vm, &frame->builtins);
        }
      rs_clear (vm, &frame->function);
      rs_clear (vm, &frame->locals);
      rs_frame_clear_slots (vm, frame);
      rs_mem_free (vm, frame, frame->bytes);
      rs_decref (vm, code);
      return;
    }
  rs_frame_clear_slots (vm, frame);
  rs_clear (vm, &frame->locals);
  rs_clear (vm, &frame->ret_object);
  rs_clear (vm, &frame->ret_args);
  if (function == NULL)
    {
      rs_decref (vm, frame->globals);
      rs_decref (vm, frame->builtins);
    }
  rs_mem_free (vm, frame, frame->bytes);
  rs_xdecref (vm, function);
  rs_decref (vm, code);
}

/* The frame object keeps the frame: as _PyFrame_TakeOwnership. Only what is on
 * the value stack goes. */
static void
take_over (RsVm *vm, RsFrame *frame)
{
  RsFrameObject *object = (RsFrameObject *) frame->frame_object;

  object->line = rs_frame_line (frame);
  RsFrame *previous = frame->previous;
  while (previous != NULL && previous->incomplete)
    previous = previous->previous;
  if (previous != NULL && object->back == NULL)
    object->back = rs_xincref (rs_frame_object (vm, previous));
  frame->owner = RS_OWNED_BY_FRAME;
  frame->previous = NULL;
  frame->generator = NULL;
  while (frame->sp > rs_frame_stack (frame))
    {
      RsObject *value = *--frame->sp;
      rs_xdecref (vm, value);
    }
}

void
rs_frame_end (RsVm *vm, RsFrame *frame)
{
  RsObject *object = frame->frame_object;
  if (object == NULL)
    {
      drop (vm, frame);
      return;
    }
  frame->frame_object = NULL;
  if (object->refcnt > 1)
    {
      frame->frame_object = object;
      take_over (vm, frame);
      frame->frame_object = NULL;
      rs_gc_track (vm, object);
      rs_decref (vm, object);
      return;
    }
  ((RsFrameObject *) object)->frame = NULL;
  rs_decref (vm, object);
  drop (vm, frame);
}

static const char *const held_names[] = { "__init__'s instance", "call's arguments" };

void
rs_frame_traverse (RsVm *vm, RsFrame *frame, RsVisit *visit)
{
  RsCode *code = frame->code;
  RsObject **stack = rs_frame_stack (frame);

  if (!visit->as_collector)
    rs_visit_field (visit, code, "f_code");
  else
    {
      rs_visit_field (visit, frame->frame_object, "frame object");
      rs_visit_field (visit, frame->locals, "f_locals");
    }
  rs_visit_field (visit, frame->function, "f_func");
  if (frame->function == NULL)
    {
      rs_visit_field (visit, frame->globals, "f_globals");
      rs_visit_field (visit, frame->builtins, "f_builtins");
    }
  if (!visit->as_collector)
    {
      rs_visit_field (visit, frame->locals, "f_locals");
      rs_visit_field (visit, frame->frame_object, "frame object");
    }
  else
    rs_visit_field (visit, code, "f_code");
  rs_visit_field (visit, frame->ret_object, held_names[0]);
  rs_visit_field (visit, frame->ret_args, held_names[1]);
  for (guint i = 0; i < code->n_locals_plus; i++)
    rs_visit (visit, frame->slots[i],
              code->local_kinds[i] & (RS_FAST_CELL | RS_FAST_FREE) ? RS_EDGE_CELL : RS_EDGE_LOCAL,
              (gintptr) rs_tuple_items (code->local_names)[i]);
  for (RsObject **slot = stack; slot < frame->sp; slot++)
    rs_visit (visit, *slot, RS_EDGE_STACK, slot - stack);
}

gint32
rs_frame_line (const RsFrame *frame)
{
  guint32 index = frame->pc - frame->code->instrs;
  /* A suspended generator stands behind its yield. */
  if (frame->owner == RS_OWNED_BY_GENERATOR && frame->generator != NULL
      && !((RsGenerator *) frame->generator)->running && index > 0)
    index--;
  return frame->code->locations[index].line;
}

gint32
rs_frame_text_line (const RsFrame *frame)
{
  gint32 line = rs_frame_line (frame);
  return line > 0 ? line + frame->code->line_offset : line;
}

/* --- locals () ------------------------------------------------------------ */

RsObject *
rs_frame_locals (RsVm *vm, RsFrame *frame)
{
  RsCode *code = frame->code;
  gboolean optimized = code->flags & RS_CO_OPTIMIZED;

  if (frame->locals == NULL && (frame->locals = rs_dict_new (vm)) == NULL)
    return NULL;
  for (guint i = 0; i < code->n_locals_plus; i++)
    {
      RsObject *name = rs_tuple_items (code->local_names)[i], *value = frame->slots[i];
      guint8 kind = code->local_kinds[i];
      if ((kind & RS_FAST_FREE) && !optimized)
        continue;
      /* A cell that MAKE_CELL has not made yet holds the plain value. */
      if ((kind & (RS_FAST_CELL | RS_FAST_FREE)) && value != NULL
          && value->type == RS_TYPE (vm, CELL))
        value = ((RsCell *) value)->content;
      if (value != NULL)
        {
          if (rs_setitem (vm, frame->locals, name, value) < 0)
            return NULL;
        }
      else if (rs_setitem (vm, frame->locals, name, NULL) < 0
               && !rs_pending_swallow (vm, RS_TYPE (vm, KeyError)))
        return NULL;
    }
  return rs_incref (frame->locals);
}

/* --- frame objects -------------------------------------------------------- */

RsObject *
rs_frame_object (RsVm *vm, RsFrame *frame)
{
  if (frame->frame_object != NULL)
    return frame->frame_object;
  RsObject *pending = rs_pending_take (vm);
  RsFrameObject *object = rs_object_new_sized (
      vm, RS_TYPE (vm, FRAME), 0,
      RS_TYPE (vm, FRAME)->basicsize + 8 * (frame->code->n_locals_plus + frame->code->stack_size));
  if (pending != NULL)
    {
      rs_pending_clear (vm);
      vm->pending = pending;
    }
  if (object == NULL)
    return NULL;
  object->frame = frame;
  frame->frame_object = RS_OBJECT (object);
  return RS_OBJECT (object);
}

static gboolean
owns_frame (RsFrameObject *self)
{
  return self->frame != NULL && self->frame->owner == RS_OWNED_BY_FRAME;
}

static void
frame_dealloc (RsVm *vm, RsObject *object)
{
  RsFrameObject *self = (RsFrameObject *) object;
  RsFrame *frame = self->frame;

  rs_gc_untrack (vm, object);
  if (frame != NULL)
    {
      frame->frame_object = NULL;
      if (frame->owner == RS_OWNED_BY_FRAME)
        drop (vm, frame);
      self->frame = NULL; /* what dies with f_back may be looked at */
    }
  rs_clear (vm, &self->back);
  rs_clear (vm, &self->trace);
  rs_object_free (vm, object);
}

static void
frame_traverse (RsVm *vm, RsObject *object, RsVisit *visit)
{
  RsFrameObject *self = (RsFrameObject *) object;
  rs_visit_field (visit, self->back, "f_back");
  rs_visit_field (visit, self->trace, "f_trace");
  if (owns_frame (self))
    rs_frame_traverse (vm, self->frame, visit);
}

static void
frame_clear (RsVm *vm, RsObject *object)
{
  RsFrameObject *self = (RsFrameObject *) object;
  if (owns_frame (self))
    rs_frame_clear_slots (vm, self->frame);
  rs_clear (vm, &self->back);
}

static RsObject *
frame_repr (RsVm *vm, RsObject *object)
{
  RsFrame *frame = ((RsFrameObject *) object)->frame;
  return rs_str_printf (vm, "<frame at 0x%llx, file %R, line %d, code %U>",
                        (unsigned long long) rs_address (object), frame->code->filename,
                        rs_frame_line (frame), frame->code->name);
}

static RsObject *
frame_get_back (RsVm *vm, RsObject *object)
{
  RsFrameObject *self = (RsFrameObject *) object;
  RsObject *back = self->back;
  if (back == NULL && !owns_frame (self) && self->frame != NULL)
    {
      RsFrame *previous = self->frame->previous;
      while (previous != NULL && previous->incomplete)
        previous = previous->previous;
      back = previous ? rs_frame_object (vm, previous) : NULL;
    }
  return rs_incref (back ? back : vm->none);
}

static RsObject *
frame_get_code (RsVm *vm, RsObject *object)
{
  return rs_incref (((RsFrameObject *) object)->frame->code);
}

static RsObject *
frame_get_globals (RsVm *vm, RsObject *object)
{
  return rs_incref (((RsFrameObject *) object)->frame->globals);
}

static RsObject *
frame_get_builtins (RsVm *vm, RsObject *object)
{
  return rs_incref (((RsFrameObject *) object)->frame->builtins);
}

static RsObject *
frame_get_locals (RsVm *vm, RsObject *object)
{
  return rs_frame_locals (vm, ((RsFrameObject *) object)->frame);
}

static RsObject *
frame_get_lineno (RsVm *vm, RsObject *object)
{
  gint32 line = rs_frame_line (((RsFrameObject *) object)->frame);
  return line < 0 ? rs_incref (vm->none) : rs_int_new (vm, line);
}

static RsObject *
frame_get_lasti (RsVm *vm, RsObject *object)
{
  return rs_int_new (vm, 2 * (gint64) rs_frame_instr (((RsFrameObject *) object)->frame));
}

static RsObject *
frame_clear_method (RsVm *vm, RsObject *object, RsObject *const *args, gsize nargs,
                    RsObject *kwnames)
{
  RsFrameObject *self = (RsFrameObject *) object;
  RsGenerator *generator = NULL;
  if (self->frame != NULL && self->frame->owner == RS_OWNED_BY_GENERATOR)
    generator = (RsGenerator *) self->frame->generator;
  if (generator == NULL ? !owns_frame (self) : generator->running)
    return rs_raise (vm, RS_TYPE (vm, RuntimeError), "cannot clear an executing frame");
  if (generator != NULL)
    {
      RS_SCOPE (vm);
      RS_LOCAL (suspended, rs_incref (generator));
      rs_generator_finalize (vm, suspended);
    }
  else
    {
      rs_clear (vm, &self->trace);
      rs_frame_clear_slots (vm, self->frame);
    }
  return rs_incref (vm->none);
}

static const RsMethodDef methods[] = { { "clear", frame_clear_method, RS_M_NOARGS, 0, 0, NULL },
                                       { NULL } };

static const RsGetSetDef getset[] = {
  { "f_back", frame_get_back, NULL, NULL },       { "f_code", frame_get_code, NULL, NULL },
  { "f_globals", frame_get_globals, NULL, NULL }, { "f_builtins", frame_get_builtins, NULL, NULL },
  { "f_locals", frame_get_locals, NULL, NULL },   { "f_lineno", frame_get_lineno, NULL, NULL },
  { "f_lasti", frame_get_lasti, NULL, NULL },     { NULL }
};

static gsize
frame_sizeof (RsVm *vm, RsObject *object)
{
  const RsFrame *frame = ((RsFrameObject *) object)->frame;
  return object->type->basicsize
         + (frame ? 8 * (frame->code->n_locals_plus + frame->code->stack_size) : 0);
}

static const RsSlots slots = { .dealloc = frame_dealloc,
                               .traverse = frame_traverse,
                               .clear = frame_clear,
                               .repr = frame_repr,
                               .sizeof_ = frame_sizeof };

const RsTypeSpec rs_spec_frame = { .name = "frame",
                                   .flags = RS_TF_GC | RS_TF_NO_NEW,
                                   .size = sizeof (RsFrameObject),
                                   .slots = &slots,
                                   .methods = methods,
                                   .getset = getset };
