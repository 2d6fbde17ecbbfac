/* SPDX-License-Identifier: MIT
 *
 * Generators and coroutines: a frame that outlives its calls. Modelled on
 * CPython 3.11's Objects/genobject.c.
 *
 * The evaluation loop resumes generators itself (FOR_ITER, SEND), as frames;
 * rs_generator_send is for C. A generator keeps the exceptions that it is
 * handling in an item of its own, linked into the thread's chain while it runs.
 */
#include "eval.h"

RsObject *
rs_generator_new (RsVm *vm, RsFrame *frame)
{
  RsCode *code = frame->code;
  RsTypeId id = code->flags & RS_CO_COROUTINE         ? RS_T_COROUTINE
                : code->flags & RS_CO_ASYNC_GENERATOR ? RS_T_ASYNC_GENERATOR
                                                      : RS_T_GENERATOR;
  RsType *type = vm->types[id];
  RsGenerator *generator = rs_object_new_sized (
      vm, type, 0, type->basicsize + 8 * (code->n_locals_plus + code->stack_size));
  if (generator == NULL)
    return NULL;
  generator->frame = frame;
  generator->name = rs_incref (frame->function ? frame->function->name : code->name);
  generator->qualname = rs_incref (frame->function ? frame->function->qualname : code->qualname);
  generator->code = rs_incref (code);
  frame->owner = RS_OWNED_BY_GENERATOR;
  frame->generator = RS_OBJECT (generator);
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
  /* Gone before the frame may be kept by a traceback: it would keep the
   * caller's frame, too. */
  generator->frame->previous = NULL;
  if (!finished)
    return;
  RsFrame *frame = generator->frame;
  generator->frame = NULL;
  frame->generator = NULL;
  frame->owner = RS_OWNED_BY_THREAD;
  rs_clear (vm, &generator->exc.value);
  rs_frame_end (vm, frame);
}

/* What the running generator is called in messages. */
static const char *
kind_name (RsVm *vm, RsGenerator *generator)
{
  return generator->base.type == RS_TYPE (vm, COROUTINE)         ? "coroutine"
         : generator->base.type == RS_TYPE (vm, ASYNC_GENERATOR) ? "async generator"
                                                                 : "generator";
}

void
rs_generator_fix_exception (RsVm *vm, RsGenerator *generator)
{
  gboolean plain = rs_pending_is (vm, RS_TYPE (vm, StopIteration));
  if (!plain
      && !(generator->base.type == RS_TYPE (vm, ASYNC_GENERATOR)
           && rs_pending_is (vm, RS_TYPE (vm, StopAsyncIteration))))
    return;
  RsObject *cause = rs_pending_take (vm);
  rs_raise (vm, RS_TYPE (vm, RuntimeError), "%s raised %s", kind_name (vm, generator),
            plain ? "StopIteration" : "StopAsyncIteration");
  RsException *error = (RsException *) vm->pending;
  rs_setref (vm, &error->context, rs_incref (cause));
  rs_setref (vm, &error->cause, cause);
  error->suppress_context = TRUE;
}

gboolean
rs_generator_check_send (RsVm *vm, RsGenerator *generator, RsObject *value)
{
  const char *kind = kind_name (vm, generator);
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
      if (generator->base.type == RS_TYPE (vm, COROUTINE))
        {
          rs_raise (vm, RS_TYPE (vm, RuntimeError), "cannot reuse already awaited coroutine");
          return -1;
        }
      *result = rs_incref (vm->none);
      return 0;
    }
  if (rs_vm_too_deep (vm, vm->c_depth) || !rs_enter_recursion (vm))
    {
      if (vm->pending == NULL)
        rs_raise (vm, RS_TYPE (vm, RecursionError), "maximum recursion depth exceeded");
      return -1;
    }
  /* The caller's reference is the only one, as in CPython. */
  rs_generator_enter (vm, generator, value ? value : vm->none);
  generator->frame->ret = RS_RET_C;
  vm->c_depth++;
  *result = rs_eval_loop (vm);
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

void
rs_raise_stop_iteration (RsVm *vm, RsObject *value)
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

/* What the end of GENERATOR, which returned VALUE (taken over), raises. */
static void
raise_stop (RsVm *vm, RsGenerator *generator, RS_STEALS RsObject *value)
{
  if (generator->base.type == RS_TYPE (vm, ASYNC_GENERATOR))
    {
      rs_decref (vm, value);
      rs_raise_object (vm, RS_TYPE (vm, StopAsyncIteration), NULL);
    }
  else
    rs_raise_stop_iteration (vm, value);
}

/* --- throw, close --------------------------------------------------------- */

/* What the generator waits for in a `yield from` or `await`: borrowed, or
 * NULL. */
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

/* The instance that THROWN stands for; what goes wrong while it is made takes
 * its place. NULL: it cannot be raised at all, and a TypeError is pending. */
static RsObject *
thrown_instance (RsVm *vm, const RsThrown *thrown)
{
  RsObject *type = thrown->type, *value = thrown->value == vm->none ? NULL : thrown->value;
  RS_SCOPE (vm);
  RS_LOCAL (exception, NULL);

  if (rs_is_exception (type))
    {
      if (value != NULL)
        return rs_type_error (vm, "instance exception may not have a separate value");
      exception = rs_incref (type);
    }
  else if (!rs_is_type (type) || !rs_is_subtype ((RsType *) type, RS_TYPE (vm, BaseException)))
    return rs_type_error (
        vm, "exceptions must be classes or instances deriving from BaseException, not %T", type);
  else if (value != NULL && rs_is_exception (value) && rs_is_subtype (value->type, (RsType *) type))
    exception = rs_incref (value);
  else
    {
      RS_LOCAL (held, rs_incref (type));
      exception = value != NULL && rs_is_tuple (value)
                      ? rs_call_tuple (vm, held, value, NULL)
                      : rs_call (vm, held, &value, value != NULL, NULL);
    }
  if (exception != NULL && !rs_is_exception (exception))
    {
      rs_type_error (vm, "calling %R should have returned an instance of BaseException, not %T",
                     type, exception);
      rs_clear (vm, &exception);
    }
  if (exception == NULL)
    return rs_pending_take (vm);
  if (thrown->traceback != NULL)
    rs_setref (vm, &((RsException *) exception)->traceback, rs_incref (thrown->traceback));
  return RS_GIVE (exception);
}

/* Goes on in GENERATOR with EXCEPTION raised where it stands. */
static RsObject *
resume_raising (RsVm *vm, RsGenerator *generator, RS_STEALS RsObject *exception)
{
  if (generator->frame == NULL && generator->base.type == RS_TYPE (vm, COROUTINE))
    {
      rs_decref (vm, exception);
      return rs_raise (vm, RS_TYPE (vm, RuntimeError), "cannot reuse already awaited coroutine");
    }
  if (generator->frame == NULL)
    return rs_raise_thrown (vm, exception, NULL);
  if (generator->running)
    {
      rs_decref (vm, exception);
      return rs_value_error (vm, "%s already executing", kind_name (vm, generator));
    }
  if (!rs_enter_recursion (vm))
    {
      rs_decref (vm, exception);
      return NULL;
    }
  rs_generator_enter (vm, generator, vm->none);
  RsFrame *frame = generator->frame;
  frame->ret = RS_RET_C;
  frame->sp--;
  vm->none->refcnt--;
  /* It stands behind its yield; the exception comes from the yield itself. */
  if (frame->pc > frame->code->instrs)
    frame->pc--;
  /* What the generator itself is handling, not its caller. */
  rs_raise_thrown (vm, exception, generator->exc.value);
  rs_trace_event (vm, frame, RS_MOMENT_CALL);
  vm->c_depth++;
  RsObject *result = rs_eval_loop (vm);
  vm->c_depth--;
  gboolean finished = generator->frame == NULL;
  if (result != NULL && finished)
    {
      raise_stop (vm, generator, result);
      result = NULL;
    }
  return result;
}

static RsObject *
raise_thrown (RsVm *vm, RsGenerator *generator, const RsThrown *thrown)
{
  RsObject *exception = thrown_instance (vm, thrown);
  return exception ? resume_raising (vm, generator, exception) : NULL;
}

static int close_iterator (RsVm *vm, RsObject *iterator);

/* throw () of the INNER iterator, held, that GENERATOR waits for. *MISSING: it
 * has none. */
static RsObject *
throw_inner (RsVm *vm, RsGenerator *generator, RsObject *inner, const RsThrown *thrown,
             gboolean close_on_exit, gboolean *missing)
{
  RsObject *result = NULL;
  RS_SCOPE (vm);
  RS_LOCAL (method, NULL);

  generator->running = TRUE;
  if (rs_is_generator_kind (vm, inner))
    {
      /* Seen from inside, this generator's frame is below. */
      RsFrame *frame = generator->frame;
      frame->previous = vm->frame;
      vm->frame = frame;
      result = rs_generator_throw (vm, (RsGenerator *) inner, thrown, close_on_exit);
      vm->frame = frame->previous;
      frame->previous = NULL;
    }
  else
    {
      int found = rs_getattr_optional (vm, inner, RS_NAME (vm, throw), &method);
      if (found > 0)
        {
          RsObject *args[] = { thrown->type, thrown->value, thrown->traceback };
          result = rs_call (vm, method, args,
                            thrown->value == NULL       ? 1
                            : thrown->traceback == NULL ? 2
                                                        : 3,
                            NULL);
        }
      *missing = found == 0;
    }
  generator->running = FALSE;
  return result;
}

static gboolean
is_exit (RsVm *vm, RsObject *thrown)
{
  RsType *type = rs_is_type (thrown) ? (RsType *) thrown : thrown->type;
  return rs_is_subtype (type, RS_TYPE (vm, GeneratorExit));
}

RsObject *
rs_generator_throw (RsVm *vm, RsGenerator *generator, const RsThrown *thrown,
                    gboolean close_on_exit)
{
  RS_SCOPE (vm);
  RS_LOCAL (inner, rs_xincref (delegate (generator)));
  gboolean missing = FALSE;

  if (inner == NULL)
    return raise_thrown (vm, generator, thrown);
  if (close_on_exit && is_exit (vm, thrown->type))
    {
      generator->running = TRUE;
      int closed = close_iterator (vm, inner);
      generator->running = FALSE;
      rs_clear (vm, &inner);
      return closed < 0 ? resume_raising (vm, generator, rs_pending_take (vm))
                        : raise_thrown (vm, generator, thrown);
    }
  RS_LOCAL (result, throw_inner (vm, generator, inner, thrown, close_on_exit, &missing));
  rs_clear (vm, &inner);
  if (missing)
    return raise_thrown (vm, generator, thrown);
  if (result != NULL || vm->stop != RS_STOP_NONE)
    return RS_GIVE (result);
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
      raise_stop (vm, generator, result);
      result = NULL;
    }
  return result;
}

RsObject *
rs_generator_close (RsVm *vm, RsGenerator *generator)
{
  if (generator->running)
    return rs_value_error (vm, "%s already executing", kind_name (vm, generator));
  if (generator->frame == NULL)
    return rs_incref (vm->none);
  RsThrown exit = { RS_OBJECT (RS_TYPE (vm, GeneratorExit)), NULL, NULL };
  RsObject *result = rs_generator_throw (vm, generator, &exit, TRUE);
  if (result != NULL)
    {
      rs_decref (vm, result);
      return rs_raise (vm, RS_TYPE (vm, RuntimeError), "%s ignored GeneratorExit",
                       kind_name (vm, generator));
    }
  if (rs_pending_swallow (vm, RS_TYPE (vm, StopIteration))
      || rs_pending_swallow (vm, RS_TYPE (vm, GeneratorExit)))
    return rs_incref (vm->none);
  return NULL;
}

static RsObject *
generator_close (RsVm *vm, RsObject *self, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  return rs_generator_close (vm, (RsGenerator *) self);
}

static int
close_iterator (RsVm *vm, RsObject *iterator)
{
  RsObject *result = NULL;
  if (rs_is_generator_kind (vm, iterator))
    result = rs_generator_close (vm, (RsGenerator *) iterator);
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

/* --- the type ------------------------------------------------------------- */

static RsObject *
generator_iternext (RsVm *vm, RsObject *self)
{
  RsGenerator *generator = (RsGenerator *) self;
  RsObject *result;
  int state = rs_generator_send (vm, generator, NULL, &result);
  if (state != 0)
    return result;
  if (result == vm->none)
    rs_decref (vm, result);
  else
    raise_stop (vm, generator, result);
  return NULL;
}

RsObject *
rs_generator_send_value (RsVm *vm, RsGenerator *generator, RsObject *value)
{
  RsObject *result;
  int state = rs_generator_send (vm, generator, value, &result);
  if (state != 0)
    return result;
  raise_stop (vm, generator, result);
  return NULL;
}

static RsObject *
generator_send (RsVm *vm, RsObject *self, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  return rs_generator_send_value (vm, (RsGenerator *) self, args[0]);
}

gboolean
rs_thrown_parse (RsVm *vm, RsObject *const *args, gsize nargs, RsThrown *thrown)
{
  *thrown = (RsThrown){ args[0], nargs > 1 ? args[1] : NULL,
                        nargs > 2 && args[2] != vm->none ? args[2] : NULL };
  if (thrown->traceback == NULL || thrown->traceback->type == RS_TYPE (vm, TRACEBACK))
    return TRUE;
  rs_type_error (vm, "throw() third argument must be a traceback object");
  return FALSE;
}

static RsObject *
generator_throw (RsVm *vm, RsObject *self, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  RsThrown thrown;
  return rs_thrown_parse (vm, args, nargs, &thrown)
             ? rs_generator_throw (vm, (RsGenerator *) self, &thrown, TRUE)
             : NULL;
}

void
rs_generator_finalize (RsVm *vm, RsObject *self)
{
  RsGenerator *generator = (RsGenerator *) self;
  /* A run that is stopped from outside runs no more Python: the frame just
   * goes. */
  if (generator->frame == NULL || vm->stop != RS_STOP_NONE)
    return;
  RS_SCOPE (vm);
  RS_LOCAL (pending, rs_pending_take (vm));
  if (generator->base.type == RS_TYPE (vm, COROUTINE) && !generator->started)
    rs_warn_never_awaited (vm, generator->qualname);
  else
    {
      RsObject *finalizer = generator->closed ? NULL : generator->hooks_finalizer;
      RsObject *result =
          finalizer ? rs_call1 (vm, finalizer, self) : rs_generator_close (vm, generator);
      if (result == NULL)
        rs_unraisable (vm, finalizer ? finalizer : self);
      else
        rs_decref (vm, result);
    }
  vm->pending = g_steal_pointer (&pending);
}

void
rs_generator_dealloc (RsVm *vm, RsObject *self)
{
  RsGenerator *generator = (RsGenerator *) self;

  rs_weakref_object_dies (vm, self);
  if (generator->frame != NULL && !(self->gc & RS_GC_FINALIZED))
    {
      self->refcnt = 1;
      RsObject *alive = self;
      RsDecrefs decrefs;
      rs_decrefs_begin (vm, &decrefs, &alive, 1, 1);
      rs_note_event (vm, RS_NOTE_FINALIZER, self, 0);
      rs_generator_finalize (vm, self);
      rs_decrefs_end (vm, &decrefs);
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

void
rs_generator_traverse (RsVm *vm, RsObject *self, RsVisit *visit)
{
  RsGenerator *generator = (RsGenerator *) self;
  rs_visit_field (visit, generator->code, "gi_code");
  rs_visit_field (visit, generator->name, "__name__");
  rs_visit_field (visit, generator->qualname, "__qualname__");
  if (!visit->as_collector)
    rs_visit_field (visit, generator->exc.value, "handled exception");
  rs_visit_field (visit, generator->hooks_finalizer, "finalizer");
  /* A running one's frame is on the thread's chain, too, but the generator owns
   * it. */
  if (generator->frame != NULL)
    rs_frame_traverse (vm, generator->frame, visit);
  if (visit->as_collector)
    rs_visit_field (visit, generator->exc.value, "handled exception");
}

RsObject *
rs_generator_repr (RsVm *vm, RsObject *self)
{
  return rs_str_printf (vm, "<%T object %U at 0x%llx>", self, ((RsGenerator *) self)->qualname,
                        (unsigned long long) rs_address (self));
}

static RsObject *
generator_iter (RsVm *vm, RsObject *self)
{
  return rs_incref (self);
}

gsize
rs_generator_sizeof (RsVm *vm, RsObject *self)
{
  RsCode *code = (RsCode *) ((RsGenerator *) self)->code;
  return self->type->basicsize + 8 * (code->n_locals_plus + code->stack_size);
}

static RsObject *
get_name (RsVm *vm, RsObject *o)
{
  return rs_incref (((RsGenerator *) o)->name);
}
static RsObject *
get_qualname (RsVm *vm, RsObject *o)
{
  return rs_incref (((RsGenerator *) o)->qualname);
}
static RsObject *
get_code (RsVm *vm, RsObject *o)
{
  return rs_incref (((RsGenerator *) o)->code);
}
static RsObject *
get_running (RsVm *vm, RsObject *o)
{
  return rs_bool (vm, ((RsGenerator *) o)->running);
}

static RsObject *
get_async_running (RsVm *vm, RsObject *o)
{
  return rs_bool (vm, ((RsGenerator *) o)->async_running);
}

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
  RsObject **field =
      rs_str_equal (name, RS_NAME (vm, __name__)) ? &generator->name : &generator->qualname;
  rs_setref (vm, field, rs_incref (value));
  return 0;
}

static const RsMethodDef methods[] = { { "send", generator_send, RS_M_O, 0, 0, NULL },
                                       { "throw", generator_throw, RS_M_FAST, 1, 3, NULL },
                                       { "close", generator_close, RS_M_NOARGS, 0, 0, NULL },
                                       { NULL } };

static const RsGetSetDef generator_getset[] = {
  { "__name__", get_name, set_text, NULL },     { "__qualname__", get_qualname, set_text, NULL },
  { "gi_code", get_code, NULL, NULL, TRUE },    { "gi_running", get_running, NULL, NULL },
  { "gi_frame", get_frame, NULL, NULL },        { "gi_suspended", get_suspended, NULL, NULL },
  { "gi_yieldfrom", get_delegate, NULL, NULL }, { NULL }
};
static const RsGetSetDef coroutine_getset[] = {
  { "__name__", get_name, set_text, NULL },  { "__qualname__", get_qualname, set_text, NULL },
  { "cr_code", get_code, NULL, NULL, TRUE }, { "cr_running", get_running, NULL, NULL },
  { "cr_frame", get_frame, NULL, NULL },     { "cr_suspended", get_suspended, NULL, NULL },
  { "cr_await", get_delegate, NULL, NULL },  { NULL }
};

const RsGetSetDef rs_async_generator_getset[] = { { "__name__", get_name, set_text, NULL },
                                                  { "__qualname__", get_qualname, set_text, NULL },
                                                  { "ag_code", get_code, NULL, NULL, TRUE },
                                                  { "ag_running", get_async_running, NULL, NULL },
                                                  { "ag_frame", get_frame, NULL, NULL },
                                                  { "ag_await", get_delegate, NULL, NULL },
                                                  { NULL } };

static const RsSlots generator_slots = {
  .dealloc = rs_generator_dealloc,
  .traverse = rs_generator_traverse,
  .finalize = rs_generator_finalize,
  .repr = rs_generator_repr,
  .iter = generator_iter,
  .iternext = generator_iternext,
  .sizeof_ = rs_generator_sizeof,
};
static const RsSlots coroutine_slots = {
  .dealloc = rs_generator_dealloc,
  .traverse = rs_generator_traverse,
  .finalize = rs_generator_finalize,
  .repr = rs_generator_repr,
  .await = rs_coroutine_wrapper_new,
  .sizeof_ = rs_generator_sizeof,
};

const RsTypeSpec rs_spec_generator = { .name = "generator",
                                       .flags = RS_TF_GC | RS_TF_NO_NEW,
                                       .size = sizeof (RsGenerator),
                                       .slots = &generator_slots,
                                       .methods = methods,
                                       .getset = generator_getset,
                                       .weaklist_offset = G_STRUCT_OFFSET (RsGenerator, weaklist) };
const RsTypeSpec rs_spec_coroutine = { .name = "coroutine",
                                       .flags = RS_TF_GC | RS_TF_NO_NEW,
                                       .size = sizeof (RsGenerator),
                                       .slots = &coroutine_slots,
                                       .methods = methods,
                                       .getset = coroutine_getset,
                                       .weaklist_offset = G_STRUCT_OFFSET (RsGenerator, weaklist) };
