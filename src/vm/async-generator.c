/* SPDX-License-Identifier: MIT
 *
 * Asynchronous generators and the awaitables around coroutines. Modelled on
 * CPython 3.11's Objects/genobject.c and iterobject.c.
 *
 * An asynchronous generator runs as a generator does (generator.c). It has two
 * kinds of results: what it yields itself, which ASYNC_GEN_WRAP puts into an
 * async_generator_wrapped_value, and what comes through from what it awaits, as
 * it is. The awaitables that asend (), athrow () and aclose () give tell them
 * apart: a wrapped value ends the awaiting, as StopIteration with that value.
 */
#include "eval.h"

#include "objects/containers/sequence.h"

typedef struct {
  RsObject base;
  RsObject *value;
} Wrapped;

typedef enum { STATE_INIT, STATE_ITER, STATE_CLOSED } AwaitableState;

/* asend (VALUE) or, with THROWS, athrow (*ARGS); ARGS NULL there: aclose (). */
typedef struct {
  RsObject base;
  RsObject *generator;
  RsObject *value; /* asend: what is sent; athrow: a tuple of arguments; or NULL */
  AwaitableState state;
} Awaitable;

typedef struct {
  RsObject base;
  RsObject *coroutine;
} CoroutineWrapper;
typedef struct {
  RsObject base;
  RsObject *awaitable, *otherwise;
} AnextAwaitable;

#define METHOD(name)                                                                               \
  static RsObject *name (RsVm *vm, RsObject *self, RsObject *const *args, gsize nargs,             \
                         RsObject *kwnames)

static RsObject *
itself (RsVm *vm, RsObject *self)
{
  return rs_incref (self);
}

static gboolean
ended (RsVm *vm)
{
  return rs_pending_is (vm, RS_TYPE (vm, StopAsyncIteration))
         || rs_pending_is (vm, RS_TYPE (vm, GeneratorExit));
}

/* --- wrapped values ------------------------------------------------------- */

RsObject *
rs_op_async_gen_wrap (RsVm *vm, RsObject *value)
{
  Wrapped *wrapped = rs_object_new (vm, RS_TYPE (vm, ASYNC_GEN_WRAPPED));
  if (wrapped == NULL)
    return NULL;
  wrapped->value = rs_incref (value);
  rs_gc_track (vm, wrapped);
  return RS_OBJECT (wrapped);
}

static void
wrapped_dealloc (RsVm *vm, RsObject *self)
{
  rs_gc_untrack (vm, self);
  rs_clear (vm, &((Wrapped *) self)->value);
  rs_object_free (vm, self);
}

static void
wrapped_traverse (RsVm *vm, RsObject *self, RsVisit *visit)
{
  rs_visit_field (visit, ((Wrapped *) self)->value, "value");
}

/* RESULT of a run of GENERATOR (NULL: pending, or over): as what awaits it
 * wants it. */
static RsObject *
unwrap (RsVm *vm, RsGenerator *generator, RS_STEALS RsObject *result)
{
  if (result == NULL)
    {
      if (ended (vm))
        generator->closed = TRUE;
      generator->async_running = FALSE;
      return NULL;
    }
  if (result->type != RS_TYPE (vm, ASYNC_GEN_WRAPPED))
    return result;
  rs_raise_stop_iteration (vm, rs_incref (((Wrapped *) result)->value));
  rs_decref (vm, result);
  generator->async_running = FALSE;
  return NULL;
}

/* --- asend () and athrow () ----------------------------------------------- */

/* The first use of GENERATOR asks what sys.set_asyncgen_hooks () has set. FALSE
 * raises. */
static gboolean
prepare_hooks (RsVm *vm, RsGenerator *generator)
{
  if (generator->hooks_ready)
    return TRUE;
  generator->hooks_ready = TRUE;
  generator->hooks_finalizer = rs_xincref (vm->thread->asyncgen_hooks[1]);
  RsObject *first = vm->thread->asyncgen_hooks[0];
  if (first == NULL)
    return TRUE;
  RsObject *result = rs_call_held (vm, rs_incref (first), RS_OBJECT (generator));
  rs_decref (vm, first);
  rs_xdecref (vm, result);
  return result != NULL;
}

static RsObject *
awaitable_new (RsVm *vm, RsTypeId id, RsObject *generator, RsObject *value)
{
  if (!prepare_hooks (vm, (RsGenerator *) generator))
    return NULL;
  Awaitable *awaitable = rs_object_new (vm, vm->types[id]);
  if (awaitable == NULL)
    return NULL;
  awaitable->generator = rs_incref (generator);
  awaitable->value = rs_xincref (value);
  rs_gc_track (vm, awaitable);
  return RS_OBJECT (awaitable);
}

static void
awaitable_dealloc (RsVm *vm, RsObject *self)
{
  Awaitable *awaitable = (Awaitable *) self;
  rs_gc_untrack (vm, self);
  rs_clear (vm, &awaitable->generator);
  rs_clear (vm, &awaitable->value);
  rs_object_free (vm, self);
}

static void
awaitable_traverse (RsVm *vm, RsObject *self, RsVisit *visit)
{
  rs_visit_field (visit, ((Awaitable *) self)->generator, "generator");
  rs_visit_field (visit, ((Awaitable *) self)->value,
                  self->type == RS_TYPE (vm, ASYNC_GEN_ASEND) ? "value" : "args");
}

METHOD (awaitable_close)
{
  ((Awaitable *) self)->state = STATE_CLOSED;
  return rs_incref (vm->none);
}

static RsObject *
asend_step (RsVm *vm, RsObject *self, RsObject *value)
{
  Awaitable *awaitable = (Awaitable *) self;
  RsGenerator *generator = (RsGenerator *) awaitable->generator;

  if (awaitable->state == STATE_CLOSED)
    return rs_raise (vm, RS_TYPE (vm, RuntimeError),
                     "cannot reuse already awaited __anext__()/asend()");
  if (awaitable->state == STATE_INIT)
    {
      if (generator->async_running)
        return rs_raise (vm, RS_TYPE (vm, RuntimeError),
                         "anext(): asynchronous generator is already running");
      if (value == NULL || value == vm->none)
        value = awaitable->value;
      awaitable->state = STATE_ITER;
    }
  generator->async_running = TRUE;
  RsObject *result = unwrap (vm, generator, rs_generator_send_value (vm, generator, value));
  if (result == NULL)
    awaitable->state = STATE_CLOSED;
  return result;
}

static RsObject *
asend_next (RsVm *vm, RsObject *self)
{
  return asend_step (vm, self, NULL);
}

METHOD (asend_send)
{
  return asend_step (vm, self, args[0]);
}

METHOD (asend_throw)
{
  Awaitable *awaitable = (Awaitable *) self;
  RsGenerator *generator = (RsGenerator *) awaitable->generator;
  RsThrown thrown;

  if (awaitable->state == STATE_CLOSED)
    return rs_raise (vm, RS_TYPE (vm, RuntimeError),
                     "cannot reuse already awaited __anext__()/asend()");
  RsObject *result = rs_thrown_parse (vm, args, nargs, &thrown)
                         ? rs_generator_throw (vm, generator, &thrown, TRUE)
                         : NULL;
  result = unwrap (vm, generator, result);
  if (result == NULL)
    awaitable->state = STATE_CLOSED;
  return result;
}

/* aclose () has RESULT of its generator, which should have raised GeneratorExit
 * or ended. */
static RsObject *
closing (RsVm *vm, Awaitable *awaitable, RS_STEALS RsObject *result)
{
  RsGenerator *generator = (RsGenerator *) awaitable->generator;

  if (result != NULL && result->type != RS_TYPE (vm, ASYNC_GEN_WRAPPED))
    return result;
  generator->async_running = FALSE;
  awaitable->state = STATE_CLOSED;
  if (result != NULL)
    {
      rs_decref (vm, result);
      return rs_raise (vm, RS_TYPE (vm, RuntimeError), "async generator ignored GeneratorExit");
    }
  if (ended (vm))
    {
      rs_pending_clear (vm);
      rs_raise_object (vm, RS_TYPE (vm, StopIteration), NULL);
    }
  return NULL;
}

/* What athrow () or aclose () goes on with: the generator's RESULT. */
static RsObject *
athrow_result (RsVm *vm, Awaitable *awaitable, RS_STEALS RsObject *result)
{
  if (awaitable->value == NULL)
    return closing (vm, awaitable, result);
  return unwrap (vm, (RsGenerator *) awaitable->generator, result);
}

static RsObject *
athrow_start (RsVm *vm, Awaitable *awaitable, RsObject *value)
{
  RsGenerator *generator = (RsGenerator *) awaitable->generator;
  RsThrown thrown = { RS_OBJECT (RS_TYPE (vm, GeneratorExit)), NULL, NULL };

  if (generator->async_running || generator->closed)
    {
      awaitable->state = STATE_CLOSED;
      if (!generator->async_running)
        return rs_raise_object (vm, RS_TYPE (vm, StopAsyncIteration), NULL);
      return rs_raise (vm, RS_TYPE (vm, RuntimeError),
                       "%s(): asynchronous generator is already running",
                       awaitable->value ? "athrow" : "aclose");
    }
  if (value != NULL && value != vm->none)
    return rs_raise (vm, RS_TYPE (vm, RuntimeError),
                     "can't send non-None value to a just-started coroutine");
  awaitable->state = STATE_ITER;
  generator->async_running = TRUE;
  if (awaitable->value == NULL)
    generator->closed = TRUE;
  else if (!rs_thrown_parse (vm, rs_tuple_items (awaitable->value),
                             rs_tuple_size (awaitable->value), &thrown))
    return NULL;
  RsObject *result =
      athrow_result (vm, awaitable, rs_generator_throw (vm, generator, &thrown, FALSE));
  if (result == NULL)
    {
      generator->async_running = FALSE;
      awaitable->state = STATE_CLOSED;
    }
  return result;
}

static RsObject *
athrow_step (RsVm *vm, RsObject *self, RsObject *value)
{
  Awaitable *awaitable = (Awaitable *) self;
  RsGenerator *generator = (RsGenerator *) awaitable->generator;

  if (generator->frame == NULL || awaitable->state == STATE_CLOSED)
    return rs_raise (vm, RS_TYPE (vm, RuntimeError),
                     "cannot reuse already awaited aclose()/athrow()");
  if (awaitable->state == STATE_INIT)
    return athrow_start (vm, awaitable, value);
  return athrow_result (vm, awaitable, rs_generator_send_value (vm, generator, value));
}

static RsObject *
athrow_next (RsVm *vm, RsObject *self)
{
  return athrow_step (vm, self, NULL);
}

METHOD (athrow_send)
{
  return athrow_step (vm, self, args[0]);
}

METHOD (athrow_throw)
{
  Awaitable *awaitable = (Awaitable *) self;
  RsThrown thrown;

  if (awaitable->state == STATE_CLOSED)
    return rs_raise (vm, RS_TYPE (vm, RuntimeError),
                     "cannot reuse already awaited aclose()/athrow()");
  if (!rs_thrown_parse (vm, args, nargs, &thrown))
    return NULL;
  return athrow_result (
      vm, awaitable, rs_generator_throw (vm, (RsGenerator *) awaitable->generator, &thrown, TRUE));
}

/* --- the generator -------------------------------------------------------- */

static RsObject *
generator_aiter (RsVm *vm, RsObject *self)
{
  return prepare_hooks (vm, (RsGenerator *) self) ? rs_incref (self) : NULL;
}

static RsObject *
generator_anext (RsVm *vm, RsObject *self)
{
  return awaitable_new (vm, RS_T_ASYNC_GEN_ASEND, self, NULL);
}

METHOD (generator_asend)
{
  return awaitable_new (vm, RS_T_ASYNC_GEN_ASEND, self, args[0]);
}

METHOD (generator_athrow)
{
  RsObject *tuple = rs_tuple_from_array (vm, args, nargs);
  RsObject *awaitable = tuple ? awaitable_new (vm, RS_T_ASYNC_GEN_ATHROW, self, tuple) : NULL;
  rs_xdecref (vm, tuple);
  return awaitable;
}

METHOD (generator_aclose)
{
  return awaitable_new (vm, RS_T_ASYNC_GEN_ATHROW, self, NULL);
}

/* --- coroutine.__await__ () and anext (iterator, default) ----------------- */

RsObject *
rs_coroutine_wrapper_new (RsVm *vm, RsObject *coroutine)
{
  CoroutineWrapper *wrapper = rs_object_new (vm, RS_TYPE (vm, COROUTINE_WRAPPER));
  if (wrapper == NULL)
    return NULL;
  wrapper->coroutine = rs_incref (coroutine);
  rs_gc_track (vm, wrapper);
  return RS_OBJECT (wrapper);
}

static void
coroutine_wrapper_dealloc (RsVm *vm, RsObject *self)
{
  rs_gc_untrack (vm, self);
  rs_clear (vm, &((CoroutineWrapper *) self)->coroutine);
  rs_object_free (vm, self);
}

static void
coroutine_wrapper_traverse (RsVm *vm, RsObject *self, RsVisit *visit)
{
  rs_visit_field (visit, ((CoroutineWrapper *) self)->coroutine, "coroutine");
}

static RsObject *
coroutine_wrapper_next (RsVm *vm, RsObject *self)
{
  return rs_generator_send_value (vm, (RsGenerator *) ((CoroutineWrapper *) self)->coroutine,
                                  vm->none);
}

METHOD (coroutine_wrapper_send)
{
  return rs_generator_send_value (vm, (RsGenerator *) ((CoroutineWrapper *) self)->coroutine,
                                  args[0]);
}

METHOD (coroutine_wrapper_throw)
{
  RsThrown thrown;
  if (!rs_thrown_parse (vm, args, nargs, &thrown))
    return NULL;
  return rs_generator_throw (vm, (RsGenerator *) ((CoroutineWrapper *) self)->coroutine, &thrown,
                             TRUE);
}

METHOD (coroutine_wrapper_close)
{
  return rs_generator_close (vm, (RsGenerator *) ((CoroutineWrapper *) self)->coroutine);
}

RsObject *
rs_anext_awaitable_new (RsVm *vm, RsObject *awaitable, RsObject *otherwise)
{
  AnextAwaitable *next = rs_object_new (vm, RS_TYPE (vm, ANEXT_AWAITABLE));
  if (next == NULL)
    return NULL;
  next->awaitable = rs_incref (awaitable);
  next->otherwise = rs_incref (otherwise);
  rs_gc_track (vm, next);
  return RS_OBJECT (next);
}

static void
anext_dealloc (RsVm *vm, RsObject *self)
{
  rs_gc_untrack (vm, self);
  rs_clear (vm, &((AnextAwaitable *) self)->awaitable);
  rs_clear (vm, &((AnextAwaitable *) self)->otherwise);
  rs_object_free (vm, self);
}

static void
anext_traverse (RsVm *vm, RsObject *self, RsVisit *visit)
{
  rs_visit_field (visit, ((AnextAwaitable *) self)->awaitable, "awaitable");
  rs_visit_field (visit, ((AnextAwaitable *) self)->otherwise, "default");
}

/* The iterator of what is awaited. */
static RsObject *
anext_iterator (RsVm *vm, AnextAwaitable *next)
{
  RsObject *iterator = rs_op_get_awaitable (vm, next->awaitable, 0);
  if (iterator == NULL || iterator->type->slots.iternext != NULL)
    return iterator;
  RsObject *wrapper = iterator->type->slots.await (vm, iterator);
  rs_decref (vm, iterator);
  if (wrapper != NULL && wrapper->type->slots.iternext == NULL)
    {
      rs_decref (vm, wrapper);
      return rs_type_error (vm, "__await__ must return an iterable");
    }
  return wrapper;
}

/* RESULT of the inner iterator: the default stands for StopAsyncIteration. */
static RsObject *
anext_result (RsVm *vm, AnextAwaitable *next, RsObject *result)
{
  if (result == NULL && rs_pending_swallow (vm, RS_TYPE (vm, StopAsyncIteration)))
    rs_raise_stop_iteration (vm, rs_incref (next->otherwise));
  return result;
}

static RsObject *
anext_next (RsVm *vm, RsObject *self)
{
  RS_SCOPE (vm);
  RS_LOCAL (iterator, anext_iterator (vm, (AnextAwaitable *) self));
  if (iterator == NULL)
    return NULL;
  RS_LOCAL (result, iterator->type->slots.iternext (vm, iterator));
  rs_clear (vm, &iterator);
  result = anext_result (vm, (AnextAwaitable *) self, result);
  return RS_GIVE (result);
}

static RsObject *
anext_proxy (RsVm *vm, RsObject *self, RsObject *name, RsObject *const *args, gsize nargs)
{
  RS_SCOPE (vm);
  RS_LOCAL (iterator, anext_iterator (vm, (AnextAwaitable *) self));
  if (iterator == NULL)
    return NULL;
  RS_LOCAL (result, rs_call_method (vm, iterator, name, args, nargs));
  rs_clear (vm, &iterator);
  result = anext_result (vm, (AnextAwaitable *) self, result);
  return RS_GIVE (result);
}

METHOD (anext_send)
{
  return anext_proxy (vm, self, RS_NAME (vm, send), args, nargs);
}
METHOD (anext_throw)
{
  return anext_proxy (vm, self, RS_NAME (vm, throw), args, nargs);
}
METHOD (anext_close)
{
  return anext_proxy (vm, self, RS_NAME (vm, close), args, nargs);
}

/* --- the types ------------------------------------------------------------ */

#define METHODS(prefix, close)                                                                     \
  static const RsMethodDef prefix##_methods[] = { { "send", prefix##_send, RS_M_O, 0, 0, NULL },   \
                                                  { "throw", prefix##_throw, RS_M_FAST, 1, 3,      \
                                                    NULL },                                        \
                                                  { "close", close, RS_M_NOARGS, 0, 0, NULL },     \
                                                  { NULL } };

METHODS (asend, awaitable_close)
METHODS (athrow, awaitable_close)
METHODS (coroutine_wrapper, coroutine_wrapper_close)
METHODS (anext, anext_close)

static const RsMethodDef async_generator_methods[] = {
  { "asend", generator_asend, RS_M_O, 0, 0, NULL },
  { "athrow", generator_athrow, RS_M_FAST, 1, 3, NULL },
  { "aclose", generator_aclose, RS_M_NOARGS, 0, 0, NULL },
  { "__class_getitem__", rs_class_getitem, RS_M_O | RS_M_CLASS, 0, 0, NULL },
  { NULL }
};

static const RsSlots async_generator_slots = {
  .dealloc = rs_generator_dealloc,
  .traverse = rs_generator_traverse,
  .finalize = rs_generator_finalize,
  .repr = rs_generator_repr,
  .aiter = generator_aiter,
  .anext = generator_anext,
  .sizeof_ = rs_generator_sizeof,
};
static const RsSlots asend_slots = {
  .dealloc = awaitable_dealloc,
  .traverse = awaitable_traverse,
  .await = itself,
  .iter = itself,
  .iternext = asend_next,
};
static const RsSlots athrow_slots = {
  .dealloc = awaitable_dealloc,
  .traverse = awaitable_traverse,
  .await = itself,
  .iter = itself,
  .iternext = athrow_next,
};
static const RsSlots wrapped_slots = { .dealloc = wrapped_dealloc, .traverse = wrapped_traverse };
static const RsSlots coroutine_wrapper_slots = {
  .dealloc = coroutine_wrapper_dealloc,
  .traverse = coroutine_wrapper_traverse,
  .iter = itself,
  .iternext = coroutine_wrapper_next,
};
static const RsSlots anext_slots = {
  .dealloc = anext_dealloc,
  .traverse = anext_traverse,
  .await = itself,
  .iter = itself,
  .iternext = anext_next,
};

#define SPEC(id, title, struct_, slots_, methods_)                                                 \
  const RsTypeSpec rs_spec_##id = { .name = title,                                                 \
                                    .flags = RS_TF_GC | RS_TF_NO_NEW,                              \
                                    .size = sizeof (struct_),                                      \
                                    .slots = &slots_,                                              \
                                    .methods = methods_ };

SPEC (async_gen_asend, "async_generator_asend", Awaitable, asend_slots, asend_methods)
SPEC (async_gen_athrow, "async_generator_athrow", Awaitable, athrow_slots, athrow_methods)
SPEC (async_gen_wrapped, "async_generator_wrapped_value", Wrapped, wrapped_slots, NULL)
SPEC (coroutine_wrapper, "coroutine_wrapper", CoroutineWrapper, coroutine_wrapper_slots,
      coroutine_wrapper_methods)
SPEC (anext_awaitable, "anext_awaitable", AnextAwaitable, anext_slots, anext_methods)

const RsTypeSpec rs_spec_async_generator = {
  .name = "async_generator",
  .flags = RS_TF_GC | RS_TF_NO_NEW,
  .size = sizeof (RsGenerator),
  .slots = &async_generator_slots,
  .methods = async_generator_methods,
  .getset = rs_async_generator_getset,
  .weaklist_offset = G_STRUCT_OFFSET (RsGenerator, weaklist),
};
