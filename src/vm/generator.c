/* SPDX-License-Identifier: MIT
 *
 * Generators and coroutines: a frame that outlives its calls. Modelled on CPython 3.11's Objects/genobject.c.
 *
 * The evaluation loop resumes generators itself (FOR_ITER, SEND), as frames; rs_generator_send is for C. A generator keeps the
 * exceptions that it is handling in an item of its own, linked into the thread's chain while it runs.
 */
#include "eval.h"

RsObject *
rs_generator_new (RsVm *vm, RsFrame *frame)
{
  RsCode *code = frame->code;
  RsTypeId id = code->flags & RS_CO_COROUTINE ? RS_T_COROUTINE : code->flags & RS_CO_ASYNC_GENERATOR ? RS_T_ASYNC_GENERATOR : RS_T_GENERATOR;
  RsType *type = vm->types[id];
  RsGenerator *generator = rs_object_new_sized (vm, type, 0, type->basicsize + 8 * (code->n_locals_plus + code->stack_size));
  if (generator == NULL)
    return NULL;
  generator->frame = frame;
  generator->name = rs_incref (frame->function ? frame->function->name : code->name);
  generator->qualname = rs_incref (frame->function ? frame->function->qualname : code->qualname);
  generator->code = rs_incref (code);
  frame->owner = RS_OWNED_BY_GENERATOR;
  frame->generator = RS_OBJECT (generator);
  frame->previous = NULL;
  frame->incomplete = FALSE;
  rs_gc_track (vm, generator);
  return RS_OBJECT (generator);
}

void
rs_generator_enter (RsVm *vm, RsGenerator *generator, RsObject *value)
{
  RsFrame *frame = generator->frame;
  *frame->sp++ = rs_incref (value);
  frame->previous = vm->frame;
  vm->frame = frame;
  generator->exc.previous = vm->thread->exc_top;
  vm->thread->exc_top = &generator->exc;
  generator->running = TRUE;
  generator->started = TRUE;
}

void
rs_generator_leave (RsVm *vm, RsGenerator *generator, gboolean finished)
{
  vm->thread->exc_top = generator->exc.previous;
  generator->exc.previous = NULL;
  generator->running = FALSE;
  if (!finished)
    {
      generator->frame->previous = NULL;
      return;
    }
  RsFrame *frame = generator->frame;
  generator->frame = NULL;
  frame->generator = NULL;
  frame->owner = RS_OWNED_BY_THREAD;
  rs_clear (vm, &generator->exc.value);
  rs_frame_end (vm, frame);
}

void
rs_generator_fix_exception (RsVm *vm, RsGenerator *generator)
{
  const char *message = NULL;
  if (rs_pending_is (vm, RS_TYPE (vm, StopIteration)))
    message = generator->base.type == RS_TYPE (vm, COROUTINE) ? "coroutine raised StopIteration"
              : generator->base.type == RS_TYPE (vm, ASYNC_GENERATOR) ? "async generator raised StopIteration" : "generator raised StopIteration";
  else if (generator->base.type == RS_TYPE (vm, ASYNC_GENERATOR) && rs_pending_is (vm, RS_TYPE (vm, StopAsyncIteration)))
    message = "async generator raised StopAsyncIteration";
  if (message == NULL)
    return;
  RsObject *cause = rs_pending_take (vm);
  rs_raise (vm, RS_TYPE (vm, RuntimeError), "%s", message);
  RsException *error = (RsException *) vm->pending;
  rs_setref (vm, &error->context, rs_incref (cause));
  rs_setref (vm, &error->cause, cause);
  error->suppress_context = TRUE;
}

gboolean
rs_generator_check_send (RsVm *vm, RsGenerator *generator, RsObject *value)
{
  const char *kind = generator->base.type == RS_TYPE (vm, COROUTINE) ? "coroutine"
                     : generator->base.type == RS_TYPE (vm, ASYNC_GENERATOR) ? "async generator" : "generator";
  if (generator->running)
    {
      rs_value_error (vm, "%s already executing", kind);
      return FALSE;
    }
  if (!generator->started && value != NULL && value != vm->none)
    {
      rs_type_error (vm, "can't send non-None value to a just-started %s", kind);
      return FALSE;
    }
  return TRUE;
}

int
rs_generator_send (RsVm *vm, RsGenerator *generator, RsObject *value, RsObject **result)
{
  *result = NULL;
  if (!rs_generator_check_send (vm, generator, value))
    return -1;
  if (generator->frame == NULL)
    {
      if (generator->base.type == RS_TYPE (vm, COROUTINE) && !generator->closed)
        {
          rs_raise (vm, RS_TYPE (vm, RuntimeError), "cannot reuse already awaited coroutine");
          return -1;
        }
      *result = rs_incref (vm->none);
      return 0;
    }
  if (vm->c_depth >= RS_MAX_C_DEPTH || !rs_eval_enter_recursion (vm))
    {
      if (vm->pending == NULL)
        rs_raise (vm, RS_TYPE (vm, RecursionError), "maximum recursion depth exceeded");
      return -1;
    }
  /* The caller's reference is the only one, as in CPython. */
  rs_generator_enter (vm, generator, value ? value : vm->none);
  generator->frame->ret = RS_RET_C;
  vm->c_depth++;
  *result = rs_eval_resume (vm);
  vm->c_depth--;
  return *result == NULL ? -1 : generator->frame != NULL ? 1 : 0;
}

RsObject *
rs_stop_iteration_value (RsVm *vm)
{
  if (vm->pending == NULL)
    return rs_incref (vm->none);
  RsException *stop = (RsException *) rs_pending_take (vm);
  RsObject *value = rs_incref (stop->fields[0] ? stop->fields[0] : vm->none);
  rs_decref (vm, stop);
  return value;
}

/* StopIteration for a generator's returned VALUE (taken over); without one where it is None. */
static void
raise_stop (RsVm *vm, RsObject *value)
{
  if (value == vm->none)
    rs_raise_object (vm, RS_TYPE (vm, StopIteration), NULL);
  else
    {
      RsObject *exception = rs_exception_new (vm, RS_TYPE (vm, StopIteration), &value, 1);
      if (exception != NULL)
        rs_raise_instance (vm, exception);
    }
  rs_decref (vm, value);
}

/* --- throw, close ----------------------------------------------------------------------------------------------------------------- */

/* What the generator waits for in a `yield from` or `await`: borrowed, or NULL. */
static RsObject *
delegate (RsGenerator *generator)
{
  RsFrame *frame = generator->frame;
  if (frame == NULL || !generator->started || generator->running)
    return NULL;
  guint32 instr = *frame->pc;
  if ((guint8) instr != RS_OP_RESUME || (instr >> 8) < 2)
    return NULL;
  return frame->sp > rs_frame_stack (frame) ? frame->sp[-1] : NULL;
}

/* Goes on in GENERATOR with EXCEPTION raised where it stands. */
static RsObject *
resume_raising (RsVm *vm, RsGenerator *generator, RS_STEALS RsObject *exception)
{
  if (generator->frame == NULL)
    {
      rs_raise_instance (vm, exception);
      return NULL;
    }
  if (generator->running)
    {
      rs_decref (vm, exception);
      return rs_value_error (vm, "generator already executing");
    }
  if (!rs_eval_enter_recursion (vm))
    {
      rs_decref (vm, exception);
      return NULL;
    }
  gboolean started = generator->started;
  rs_generator_enter (vm, generator, vm->none);
  RsFrame *frame = generator->frame;
  frame->ret = RS_RET_C;
  frame->sp--;
  vm->none->refcnt--;
  /* It stands behind its yield; the exception comes from the yield itself. */
  if (started && frame->pc > frame->code->instrs)
    frame->pc--;
  else if (!started && frame->pc > frame->code->instrs)
    frame->pc--;
  rs_raise_instance (vm, exception);
  rs_trace_event (vm, frame, RS_MOMENT_CALL);
  vm->c_depth++;
  RsObject *result = rs_eval_resume (vm);
  vm->c_depth--;
  gboolean finished = generator->frame == NULL;
  if (result != NULL && finished)
    {
      raise_stop (vm, result);
      result = NULL;
    }
  return result;
}

static int close_iterator (RsVm *vm, RsObject *iterator);

RsObject *
rs_generator_throw (RsVm *vm, RsGenerator *generator, RsObject *exception)
{
  RsObject *inner = delegate (generator), *result;

  if (inner == NULL)
    return resume_raising (vm, generator, exception);
  if (rs_is_a (exception, RS_TYPE (vm, GeneratorExit)))
    {
      rs_incref (inner);
      generator->running = TRUE;
      int closed = close_iterator (vm, inner);
      generator->running = FALSE;
      rs_decref (vm, inner);
      if (closed < 0)
        {
          rs_decref (vm, exception);
          exception = rs_pending_take (vm);
        }
      return resume_raising (vm, generator, exception);
    }
  rs_incref (inner);
  guint mark = rs_hold_mark (vm);
  rs_hold (vm, inner);
  rs_hold (vm, exception);
  generator->running = TRUE;
  if (rs_is_generator_kind (vm, inner))
    {
      /* Seen from inside, this generator's frame is below. */
      RsFrame *frame = generator->frame;
      frame->previous = vm->frame;
      vm->frame = frame;
      result = rs_generator_throw (vm, (RsGenerator *) inner, rs_incref (exception));
      vm->frame = frame->previous;
      frame->previous = NULL;
    }
  else
    {
      RsObject *method = NULL;
      if (rs_getattr_optional (vm, inner, RS_NAME (vm, throw), &method) <= 0)
        {
          generator->running = FALSE;
          rs_hold_cut (vm, mark);
          rs_decref (vm, inner);
          return vm->pending ? (rs_decref (vm, exception), NULL) : resume_raising (vm, generator, exception);
        }
      result = rs_call_held (vm, method, exception);
      rs_decref (vm, method);
    }
  generator->running = FALSE;
  rs_hold_cut (vm, mark);
  rs_decref (vm, inner);
  rs_decref (vm, exception);
  if (result != NULL)
    return result;
  /* The inner one is done, or raised: this one goes on. */
  if (!rs_pending_is (vm, RS_TYPE (vm, StopIteration)))
    return resume_raising (vm, generator, rs_pending_take (vm));
  RsObject *value = rs_stop_iteration_value (vm);
  RsFrame *frame = generator->frame;
  RsObject *top = *--frame->sp;
  rs_decref (vm, top);
  /* Behind SEND ... JUMP_BACKWARD: as SEND's own jump does. */
  guint32 *pc = frame->pc;
  while ((guint8) *pc != RS_OP_SEND)
    pc--;
  frame->pc = pc + 1 + (*pc >> 8);
  int state = rs_generator_send (vm, generator, value, &result);
  rs_decref (vm, value);
  if (state == 0)
    {
      raise_stop (vm, result);
      result = NULL;
    }
  return result;
}

static RsObject *
generator_close (RsVm *vm, RsObject *self, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  RsGenerator *generator = (RsGenerator *) self;
  if (generator->running)
    return rs_value_error (vm, "generator already executing");
  if (generator->frame == NULL)
    return rs_incref (vm->none);
  RsObject *exit = rs_exception_new (vm, RS_TYPE (vm, GeneratorExit), NULL, 0);
  if (exit == NULL)
    return NULL;
  generator->closed = TRUE;
  RsObject *result = rs_generator_throw (vm, generator, exit);
  if (result != NULL)
    {
      rs_decref (vm, result);
      return rs_raise (vm, RS_TYPE (vm, RuntimeError), generator->base.type == RS_TYPE (vm, COROUTINE) ? "coroutine ignored GeneratorExit"
                                                                                                       : "generator ignored GeneratorExit");
    }
  if (rs_pending_swallow (vm, RS_TYPE (vm, StopIteration)) || rs_pending_swallow (vm, RS_TYPE (vm, GeneratorExit)))
    return rs_incref (vm->none);
  return NULL;
}

static int
close_iterator (RsVm *vm, RsObject *iterator)
{
  RsObject *result = NULL;
  if (rs_is_generator_kind (vm, iterator))
    result = generator_close (vm, iterator, NULL, 0, NULL);
  else
    {
      RsObject *method = NULL;
      int found = rs_getattr_optional (vm, iterator, RS_NAME (vm, close), &method);
      if (found <= 0)
        return found;
      result = rs_call_held (vm, method, NULL);
      rs_decref (vm, method);
    }
  rs_xdecref (vm, result);
  return result ? 0 : -1;
}

/* --- the type -------------------------------------------------------------------------------------------------------------------- */

static RsObject *
generator_iternext (RsVm *vm, RsObject *self)
{
  RsObject *result;
  int state = rs_generator_send (vm, (RsGenerator *) self, NULL, &result);
  if (state != 0)
    return result;
  if (result == vm->none)
    rs_decref (vm, result);
  else
    raise_stop (vm, result);
  return NULL;
}

static RsObject *
generator_send (RsVm *vm, RsObject *self, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  RsObject *result;
  int state = rs_generator_send (vm, (RsGenerator *) self, args[0], &result);
  if (state != 0)
    return result;
  raise_stop (vm, result);
  return NULL;
}

static RsObject *
generator_throw (RsVm *vm, RsObject *self, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  RsObject *exception;
  if (rs_is_exception (args[0]))
    {
      if (nargs > 1 && args[1] != vm->none)
        return rs_type_error (vm, "instance exception may not have a separate value");
      exception = rs_incref (args[0]);
    }
  else if (rs_is_type (args[0]) && rs_is_subtype ((RsType *) args[0], RS_TYPE (vm, BaseException)))
    {
      if (nargs > 1 && rs_is_exception (args[1]))
        exception = rs_incref (args[1]);
      else
        exception = rs_call (vm, args[0], args + 1, nargs > 1 && args[1] != vm->none ? 1 : 0, NULL);
    }
  else
    return rs_type_error (vm, "exceptions must be classes or instances deriving from BaseException, not %T", args[0]);
  return exception ? rs_generator_throw (vm, (RsGenerator *) self, exception) : NULL;
}

static void
generator_finalize (RsVm *vm, RsObject *self)
{
  RsGenerator *generator = (RsGenerator *) self;
  /* A run that is stopped from outside runs no more Python: the frame just goes. */
  if (generator->frame == NULL || vm->stop != RS_STOP_NONE)
    return;
  RsObject *pending = rs_pending_take (vm);
  if (generator->base.type == RS_TYPE (vm, COROUTINE) && !generator->started)
    rs_warn_never_awaited (vm, generator->qualname);
  else
    {
      RsObject *result = generator_close (vm, self, NULL, 0, NULL);
      if (result == NULL)
        rs_unraisable (vm, self);
      else
        rs_decref (vm, result);
    }
  vm->pending = pending;
}

static void
generator_dealloc (RsVm *vm, RsObject *self)
{
  RsGenerator *generator = (RsGenerator *) self;

  rs_weakref_object_dies (vm, self);
  if (generator->frame != NULL && !(self->gc & RS_GC_FINALIZED))
    {
      self->refcnt = 1;
      generator_finalize (vm, self);
      self->gc |= RS_GC_FINALIZED;
      if (--self->refcnt > 0)
        return;
    }
  rs_gc_untrack (vm, self);
  if (generator->frame != NULL)
    {
      RsFrame *frame = generator->frame;
      generator->frame = NULL;
      frame->generator = NULL;
      frame->owner = RS_OWNED_BY_THREAD;
      rs_frame_end (vm, frame);
    }
  rs_clear (vm, &generator->code);
  rs_clear (vm, &generator->name);
  rs_clear (vm, &generator->qualname);
  rs_clear (vm, &generator->exc.value);
  rs_clear (vm, &generator->hooks_finalizer);
  rs_object_free (vm, self);
}

static void
generator_traverse (RsVm *vm, RsObject *self, RsVisit *visit)
{
  RsGenerator *generator = (RsGenerator *) self;
  rs_visit (visit, generator->code, RS_EDGE_FIELD | RS_EDGE_HIDDEN, (gintptr) "gi_code");
  rs_visit (visit, generator->name, RS_EDGE_FIELD | RS_EDGE_HIDDEN, (gintptr) "__name__");
  rs_visit (visit, generator->qualname, RS_EDGE_FIELD | RS_EDGE_HIDDEN, (gintptr) "__qualname__");
  rs_visit_field (visit, generator->exc.value, "handled exception");
  rs_visit_field (visit, generator->hooks_finalizer, "finalizer");
  /* A running one's frame is on the thread's chain, too, but the generator owns it. */
  if (generator->frame != NULL)
    rs_frame_traverse (vm, generator->frame, visit);
}

static RsObject *
generator_repr (RsVm *vm, RsObject *self)
{
  return rs_str_printf (vm, "<%T object %U at 0x%llx>", self, ((RsGenerator *) self)->qualname, (unsigned long long) rs_address (self));
}

static RsObject *
generator_iter (RsVm *vm, RsObject *self)
{
  return rs_incref (self);
}

static gsize
generator_sizeof (RsVm *vm, RsObject *self)
{
  RsCode *code = (RsCode *) ((RsGenerator *) self)->code;
  return self->type->basicsize + 8 * (code->n_locals_plus + code->stack_size);
}

static RsObject *get_name (RsVm *vm, RsObject *o) { return rs_incref (((RsGenerator *) o)->name); }
static RsObject *get_qualname (RsVm *vm, RsObject *o) { return rs_incref (((RsGenerator *) o)->qualname); }
static RsObject *get_code (RsVm *vm, RsObject *o) { return rs_incref (((RsGenerator *) o)->code); }
static RsObject *get_running (RsVm *vm, RsObject *o) { return rs_bool (vm, ((RsGenerator *) o)->running); }

static RsObject *
get_frame (RsVm *vm, RsObject *o)
{
  RsFrame *frame = ((RsGenerator *) o)->frame;
  return frame ? rs_xincref (rs_frame_object (vm, frame)) : rs_incref (vm->none);
}

static RsObject *
get_suspended (RsVm *vm, RsObject *o)
{
  RsGenerator *g = (RsGenerator *) o;
  return rs_bool (vm, g->frame != NULL && g->started && !g->running);
}

static RsObject *
get_delegate (RsVm *vm, RsObject *o)
{
  RsObject *inner = delegate ((RsGenerator *) o);
  return rs_incref (inner ? inner : vm->none);
}

static int
set_text (RsVm *vm, RsObject *self, RsObject *name, RsObject *value)
{
  if (value == NULL || !rs_is_str (value))
    return rs_raise_int (vm, RS_TYPE (vm, TypeError), "%U must be set to a string object", name);
  RsGenerator *generator = (RsGenerator *) self;
  RsObject **field = rs_str_equal (name, RS_NAME (vm, __name__)) ? &generator->name : &generator->qualname;
  rs_setref (vm, field, rs_incref (value));
  return 0;
}

static RsObject *
coroutine_await (RsVm *vm, RsObject *self)
{
  return rs_incref (self);
}

static const RsMethodDef methods[] = {
  { "send", generator_send, RS_M_O, 0, 0, NULL }, { "throw", generator_throw, RS_M_FAST, 1, 3, NULL },
  { "close", generator_close, RS_M_NOARGS, 0, 0, NULL }, { NULL }
};

static const RsGetSetDef generator_getset[] = {
  { "__name__", get_name, set_text, NULL }, { "__qualname__", get_qualname, set_text, NULL }, { "gi_code", get_code, NULL, NULL },
  { "gi_running", get_running, NULL, NULL }, { "gi_frame", get_frame, NULL, NULL }, { "gi_suspended", get_suspended, NULL, NULL },
  { "gi_yieldfrom", get_delegate, NULL, NULL }, { NULL }
};
static const RsGetSetDef coroutine_getset[] = {
  { "__name__", get_name, set_text, NULL }, { "__qualname__", get_qualname, set_text, NULL }, { "cr_code", get_code, NULL, NULL },
  { "cr_running", get_running, NULL, NULL }, { "cr_frame", get_frame, NULL, NULL }, { "cr_suspended", get_suspended, NULL, NULL },
  { "cr_await", get_delegate, NULL, NULL }, { NULL }
};

static const RsSlots generator_slots = {
  .dealloc = generator_dealloc, .traverse = generator_traverse, .finalize = generator_finalize, .repr = generator_repr,
  .iter = generator_iter, .iternext = generator_iternext, .sizeof_ = generator_sizeof,
};
static const RsSlots coroutine_slots = {
  .dealloc = generator_dealloc, .traverse = generator_traverse, .finalize = generator_finalize, .repr = generator_repr,
  .await = coroutine_await, .sizeof_ = generator_sizeof,
};

const RsTypeSpec rs_spec_generator = { .name = "generator", .flags = RS_TF_GC | RS_TF_NO_NEW, .size = sizeof (RsGenerator),
  .slots = &generator_slots, .methods = methods, .getset = generator_getset, .weaklist_offset = G_STRUCT_OFFSET (RsGenerator, weaklist) };
const RsTypeSpec rs_spec_coroutine = { .name = "coroutine", .flags = RS_TF_GC | RS_TF_NO_NEW, .size = sizeof (RsGenerator),
  .slots = &coroutine_slots, .methods = methods, .getset = coroutine_getset, .weaklist_offset = G_STRUCT_OFFSET (RsGenerator, weaklist) };
