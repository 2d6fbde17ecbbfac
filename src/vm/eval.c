/* SPDX-License-Identifier: MIT
 *
 * The evaluation loop: CPython 3.11's instructions over frames in the arena, as
 * Python/ceval.c.
 *
 * A call of a Python function pushes a frame and goes on in the same loop;
 * `ret` of the new frame says what happens with its result. So the C stack
 * stays flat, and a moment between two instructions is wholly in the arena. C
 * functions that run Python (a sort key, a __del__) come back here through
 * rs_eval_frame, nested.
 *
 * Conventions. `pc` is the instruction that runs; it and `sp` are in registers,
 * and in the frame (SAVE) whenever anything is called that may look: operands
 * stay on the stack until the operation is done, because they are counted
 * there. The order of drops is CPython's. vm->budget counts instructions down;
 * at 0 rs_eval_breaker looks up from the work, which is how steps, saved
 * states, cancelling and thread switches get in without costing the others
 * anything.
 */
#include "eval-fast.h"

#include "objects/classes/slot-call.h"

#include <string.h>

#define SAVE() (frame->pc = pc, frame->sp = sp)
#define PUSH(value) (*sp++ = (value))
#define POP() (*--sp)
#define TOP() (sp[-1])
#define SECOND() (sp[-2])
#define PEEK(n) (sp[-(gssize) (n)])
#define ARG() (instr >> 8)
#define NAME_AT(i) (((RsTuple *) frame->code->names)->items[i])

#define DISPATCH()                                                                                 \
  do                                                                                               \
    {                                                                                              \
      if (G_UNLIKELY (--vm->budget < 0))                                                           \
        goto breaker;                                                                              \
      instr = *pc;                                                                                 \
      goto *labels[(guint8) instr];                                                                \
    }                                                                                              \
  while (0)
#define NEXT()                                                                                     \
  do                                                                                               \
    {                                                                                              \
      pc++;                                                                                        \
      DISPATCH ();                                                                                 \
    }                                                                                              \
  while (0)
#define JUMP(distance)                                                                             \
  do                                                                                               \
    {                                                                                              \
      pc += 1 + (gint) (distance);                                                                 \
      DISPATCH ();                                                                                 \
    }                                                                                              \
  while (0)
#define JUMP_BACK(distance)                                                                        \
  do                                                                                               \
    {                                                                                              \
      pc += 1 - (gint) (distance);                                                                 \
      DISPATCH ();                                                                                 \
    }                                                                                              \
  while (0)
#define DROP()                                                                                     \
  do                                                                                               \
    {                                                                                              \
      RsObject *_dropped = POP ();                                                                 \
      SAVE ();                                                                                     \
      rs_decref (vm, _dropped);                                                                    \
    }                                                                                              \
  while (0)

/* After an instruction that left True or False on top: if a jump pops it next,
 * that is done at once, and counted. */
#define NEXT_BOOL()                                                                                \
  do                                                                                               \
    {                                                                                              \
      pc++;                                                                                        \
      goto bool_on_top;                                                                            \
    }                                                                                              \
  while (0)

/* Drops the Nth value from the top and leaves a hole. */
#define DROP_AT(n)                                                                                 \
  do                                                                                               \
    {                                                                                              \
      RsObject *_operand = PEEK (n);                                                               \
      PEEK (n) = NULL;                                                                             \
      rs_xdecref (vm, _operand);                                                                   \
    }                                                                                              \
  while (0)

/* Replaces the N uppermost values by RESULT (NULL: error); drops them from the
 * lowest up, as CPython does. */
#define REPLACE(n, result)                                                                         \
  do                                                                                               \
    {                                                                                              \
      RsObject *_result = (result);                                                                \
      if (_result == NULL)                                                                         \
        goto error_drop;                                                                           \
      RsObject *_first = PEEK (n);                                                                 \
      PEEK (n) = _result;                                                                          \
      rs_decref (vm, _first);                                                                      \
      for (int _i = (n) -1; _i > 0; _i--)                                                          \
        DROP_AT (_i);                                                                              \
      sp -= (n) -1;                                                                                \
    }                                                                                              \
  while (0)
#define FINISH(n, result)                                                                          \
  do                                                                                               \
    {                                                                                              \
      REPLACE (n, result);                                                                         \
      NEXT ();                                                                                     \
    }                                                                                              \
  while (0)
#define FINISH_BOOL(n, result)                                                                     \
  do                                                                                               \
    {                                                                                              \
      REPLACE (n, result);                                                                         \
      NEXT_BOOL ();                                                                                \
    }                                                                                              \
  while (0)

/* Drops the operands above LEVEL, uppermost first. */
#define DROP_TO(level)                                                                             \
  do                                                                                               \
    {                                                                                              \
      RsObject **_level = (level);                                                                 \
      while (sp > _level)                                                                          \
        {                                                                                          \
          RsObject *_value = POP ();                                                               \
          frame->sp = sp;                                                                          \
          rs_xdecref (vm, _value);                                                                 \
        }                                                                                          \
    }                                                                                              \
  while (0)

static RsObject *
load_const (RsFrame *frame, guint index)
{
  return rs_incref (((RsTuple *) frame->code->consts)->items[index]);
}

/* How many operands CPython's instruction has taken off the stack when it
 * fails; the others stay until a handler is found. */
static guint
failed_operands (guint32 instr)
{
  guint arg = instr >> 8;
  switch ((guint8) instr)
    {
    case RS_OP_STORE_SUBSCR:
      return 3;
    case RS_OP_BINARY_OP:
    case RS_OP_COMPARE_OP:
    case RS_OP_IS_OP:
    case RS_OP_CONTAINS_OP:
    case RS_OP_BINARY_SUBSCR:
    case RS_OP_STORE_ATTR:
    case RS_OP_DELETE_SUBSCR:
    case RS_OP_IMPORT_NAME:
    case RS_OP_MAP_ADD:
    case RS_OP_MATCH_CLASS:
      return 2;
    case RS_OP_UNARY_POSITIVE:
    case RS_OP_UNARY_NEGATIVE:
    case RS_OP_UNARY_INVERT:
    case RS_OP_UNARY_NOT:
    case RS_OP_DELETE_ATTR:
    case RS_OP_STORE_NAME:
    case RS_OP_STORE_GLOBAL:
    case RS_OP_GET_ITER:
    case RS_OP_UNPACK_SEQUENCE:
    case RS_OP_UNPACK_EX:
    case RS_OP_LIST_EXTEND:
    case RS_OP_SET_UPDATE:
    case RS_OP_SET_ADD:
    case RS_OP_DICT_UPDATE:
    case RS_OP_DICT_MERGE:
    case RS_OP_POP_JUMP_FORWARD_IF_FALSE:
    case RS_OP_POP_JUMP_FORWARD_IF_TRUE:
    case RS_OP_POP_JUMP_BACKWARD_IF_FALSE:
    case RS_OP_POP_JUMP_BACKWARD_IF_TRUE:
    case RS_OP_CHECK_EXC_MATCH:
    case RS_OP_SEND:
      return 1;
    case RS_OP_BUILD_MAP:
      return 2 * arg;
    case RS_OP_FORMAT_VALUE:
      return arg & 4 ? 2 : 1;
    case RS_OP_CALL:
      return arg + 2;
    case RS_OP_CALL_FUNCTION_EX:
      return 2 + (arg & 1);
    default:
      return 0;
    }
}

/* Where control goes when the exception pending leaves instruction INDEX: NULL
 * if no handler is there. */
static const RsExceptionEntry *
find_handler (RsCode *code, guint32 index)
{
  for (guint32 i = 0; i < code->n_exceptions; i++)
    if (code->exceptions[i].start <= index && index < code->exceptions[i].end)
      return &code->exceptions[i];
  return NULL;
}

/* Under sys.settrace, CPython calls a method of a built-in type through a bound
 * method made for the call (trace_call_function). */
static RsObject *
call_traced (RsVm *vm, RsMethodDescr *descr, RsObject **args, gsize nargs, RsObject *kwnames)
{
  RS_SCOPE (vm);
  RS_LOCAL (bound, descr->descr.base.type->slots.descr_get (vm, RS_OBJECT (descr), args[0],
                                                            RS_OBJECT (args[0]->type)));
  RS_LOCAL (result,
            bound ? bound->type->slots.call (vm, bound, args + 1, nargs - 1, kwnames) : NULL);
  return RS_GIVE (result);
}

static RsObject *
call_native (RsVm *vm, RsObject *callable, RsObject **args, gsize nargs, RsObject *kwnames)
{
  if (callable->type == RS_TYPE (vm, BUILTIN))
    {
      RsBuiltin *builtin = (RsBuiltin *) callable;
      const RsMethodDef *def = builtin->def;
      if (((def->flags & RS_M_O) && nargs == 1 && kwnames == NULL)
          || ((def->flags & RS_M_NOARGS) && nargs == 0 && kwnames == NULL))
        return def->func (vm, builtin->self, args, nargs, NULL);
    }
  else if (callable->type == RS_TYPE (vm, METHOD_DESCR) && nargs > 0 && vm->traced)
    return call_traced (vm, (RsMethodDescr *) callable, args, nargs, kwnames);
  else if (callable->type == RS_TYPE (vm, METHOD_DESCR) && nargs > 0 && kwnames == NULL)
    {
      RsMethodDescr *descr = (RsMethodDescr *) callable;
      const RsMethodDef *def = descr->def;
      if (rs_is_a (args[0], descr->descr.owner)
          && (((def->flags & RS_M_O) && nargs == 2) || ((def->flags & RS_M_NOARGS) && nargs == 1)))
        return def->func (vm, args[0], args + 1, nargs - 1, NULL);
    }
  if (callable->type->slots.call == NULL)
    return rs_type_error (vm, "'%T' object is not callable", callable);
  return rs_takes_tuple (vm, callable, nargs)
             ? rs_call (vm, callable, args, nargs, kwnames)
             : callable->type->slots.call (vm, callable, args, nargs, kwnames);
}

/* Is CALLABLE a class whose instances are made by object.__new__ and set up by
 * an __init__ in Python? Then that function. */
static RsFunction *
python_init (RsVm *vm, RsObject *callable)
{
  if (!rs_is_type (callable))
    return NULL;
  RsType *type = (RsType *) callable;
  if (type->slots.init != rs_slot_init || type->slots.new_ != RS_TYPE (vm, OBJECT)->slots.new_
      || (type->flags & RS_TF_ABSTRACT)
      || callable->type->slots.call != RS_TYPE (vm, TYPE)->slots.call)
    return NULL;
  RsObject *init = rs_type_lookup (vm, type, RS_NAME (vm, __init__));
  return init && init->type == RS_TYPE (vm, FUNCTION) ? (RsFunction *) init : NULL;
}

/* The values of KWNAMES as the dict that tp_call gets; NULL: there are none. */
static RsObject *
keyword_dict (RsVm *vm, RsObject *const *values, RsObject *kwnames)
{
  if (kwnames == NULL || rs_tuple_size (kwnames) == 0)
    return NULL;
  RS_SCOPE (vm);
  RS_LOCAL (dict, rs_dict_new (vm));
  for (gsize i = 0; i < rs_tuple_size (kwnames); i++)
    rs_dict_set (vm, dict, rs_tuple_items (kwnames)[i], values[i]);
  return RS_GIVE (dict);
}

/* One tuple of all that CPython holds while __init__ runs with keywords: HELD
 * and DICT, the instance, and the arguments spread over an array of references
 * of their own. */
static RsObject *
hold_together (RsVm *vm, RS_STEALS RsObject *held, RS_STEALS RsObject *dict, RsObject *object,
               RsObject *const *args, gsize n)
{
  RsObject *all = rs_tuple_new (vm, n + 3);
  if (all == NULL)
    return NULL;
  RsObject **items = rs_tuple_items (all);
  items[0] = held;
  items[1] = dict;
  items[2] = rs_incref (object);
  for (gsize i = 0; i < n; i++)
    items[3 + i] = rs_incref (args[i]);
  return all;
}

/* The frame of __init__ for a new instance of TYPE. CPython's type.__call__
 * keeps the instance and a tuple of the arguments. */
static RsFrame *
instantiate (RsVm *vm, RsType *type, RsFunction *init, RsObject **args, gsize nargs,
             RsObject *kwnames)
{
  gsize total = nargs + (kwnames ? rs_tuple_size (kwnames) : 0);
  RS_SCOPE (vm);
  RS_LOCAL (held, rs_tuple_from_array (vm, args, nargs));
  if (held == NULL)
    return NULL;
  RS_LOCAL (dict, keyword_dict (vm, args + nargs, kwnames));
  RS_LOCAL (object, rs_instance_new (vm, type));
  if (object == NULL)
    return NULL;
  if (dict != NULL)
    {
      RsObject *all = hold_together (vm, held, dict, object, args, total);
      if (all == NULL)
        return NULL;
      held = all;
      dict = NULL;
    }
  RsObject *small[10], **stack = total + 1 <= G_N_ELEMENTS (small)
                                     ? small
                                     : rs_mem_alloc (vm, (total + 1) * sizeof (RsObject *));
  stack[0] = object;
  for (gsize i = 0; i < total; i++)
    stack[i + 1] = args[i];
  RsFrame *frame = rs_call_frame (vm, init, stack, nargs + 1, kwnames);
  if (stack != small)
    rs_mem_free (vm, stack, (total + 1) * sizeof (RsObject *));
  if (frame != NULL)
    {
      frame->ret = RS_RET_INIT;
      frame->ret_object = g_steal_pointer (&object);
      frame->ret_args = g_steal_pointer (&held);
    }
  return frame;
}

/* The dunder of LEFT's type as a Python function, for instructions that can run
 * it as a frame; NULL: another way must be found. */
static RsFunction *
python_dunder (RsVm *vm, RsObject *object, RsObject *name)
{
  if (!(object->type->flags & RS_TF_HEAPTYPE))
    return NULL;
  RsObject *descr = rs_type_lookup (vm, object->type, name);
  return descr && descr->type == RS_TYPE (vm, FUNCTION) ? (RsFunction *) descr : NULL;
}

/* --- the loop ------------------------------------------------------------- */

static gboolean
enter_recursion (RsVm *vm)
{
  if (G_LIKELY (++vm->recursion <= vm->recursion_limit))
    return TRUE;
  vm->recursion--;
  rs_raise (vm, RS_TYPE (vm, RecursionError), "maximum recursion depth exceeded");
  return FALSE;
}

/* Runs from vm->frame until a frame with RS_RET_C (or RS_RET_MODULE)
 * returns. */
static RsObject *
eval_loop (RsVm *vm)
{
  static const void *const labels[] = {
#define OP(name, kind, effect, text) &&do_##name,
#include "lang/opcodes.def"
#undef OP
  };
  RsFrame *frame = vm->frame;
  guint32 *pc = frame->pc;
  RsObject **sp = frame->sp;
  guint32 instr, raise_index, n_failed;
  RsObject *kwnames; /* borrowed from co_consts */
  RsObject *result;
  RsFrame *callee;
  /* What no stack holds while something dies or is called: named, and owned by
   * the case that put it there. */
  RsObject *hand[3] = { NULL };
  RsLocal hand_local = { .slots = hand, .n = G_N_ELEMENTS (hand) };
  static const RsScopeSite site = { __FILE__, __func__ };
  RsScope scope = { .site = &site, .vm = vm, .locals = &hand_local };
  rs_scope_begin (&scope);

#define CASE(name) do_##name
#define LEAVE(value)                                                                               \
  do                                                                                               \
    {                                                                                              \
      rs_scope_end (&scope);                                                                       \
      return value;                                                                                \
    }                                                                                              \
  while (0)
#define ENTER(new_frame)                                                                           \
  do                                                                                               \
    {                                                                                              \
      callee = (new_frame);                                                                        \
      goto enter;                                                                                  \
    }                                                                                              \
  while (0)

  if (vm->pending != NULL)
    goto error;
  DISPATCH ();

breaker:
  if (vm->budget < -1 && vm->due < vm->skip_until
      && !(frame->code->of_program && frame->code->may_trace[pc - frame->code->instrs]))
    {
      /* Steps are watched, and none can be due here: only count. */
      vm->due++;
      vm->budget = -1;
      instr = *pc;
      goto *labels[(guint8) instr];
    }
  SAVE ();
  if (!rs_eval_breaker (vm, frame))
    goto error;
  instr = *pc;
  goto *labels[(guint8) instr];

  /* --- simple stack work -------------------------------------------------- */

  CASE (NOP) : NEXT ();

  CASE (RESUME) : frame->incomplete = FALSE;
  NEXT ();

  CASE (POP_TOP) : DROP ();
  NEXT ();

  CASE (PUSH_NULL) : PUSH (NULL);
  NEXT ();

  CASE (SWAP) :
  {
    RsObject *top = TOP ();
    TOP () = PEEK (ARG ());
    PEEK (ARG ()) = top;
    NEXT ();
  }

  CASE (COPY) :
  {
    RsObject *value = PEEK (ARG ());
    PUSH (rs_xincref (value));
    NEXT ();
  }

  CASE (LOAD_CONST) : PUSH (load_const (frame, ARG ()));
  NEXT ();

  CASE (LOAD_FAST) :
  {
    RsObject *value = frame->slots[ARG ()];
    if (G_UNLIKELY (value == NULL))
      {
        SAVE ();
        rs_op_raise_unbound_local (vm, frame, ARG ());
        goto error;
      }
    PUSH (rs_incref (value));
    NEXT ();
  }

  CASE (STORE_FAST) :
  {
    RsObject *old = frame->slots[ARG ()];
    frame->slots[ARG ()] = POP ();
    if (old != NULL)
      {
        SAVE ();
        rs_decref (vm, old);
      }
    NEXT ();
  }

  CASE (DELETE_FAST) :
  {
    RsObject *old = frame->slots[ARG ()];
    SAVE ();
    if (old == NULL)
      {
        rs_op_raise_unbound_local (vm, frame, ARG ());
        goto error;
      }
    frame->slots[ARG ()] = NULL;
    rs_decref (vm, old);
    NEXT ();
  }

  /* --- cells -------------------------------------------------------------- */

  CASE (MAKE_CELL) :
  {
    RsObject *initial = frame->slots[ARG ()];
    SAVE ();
    RsObject *cell = rs_cell_new (vm, initial);
    if (cell == NULL)
      goto error;
    frame->slots[ARG ()] = cell;
    rs_xdecref (vm, initial);
    NEXT ();
  }

  CASE (COPY_FREE_VARS) :
  {
    RsTuple *closure = (RsTuple *) frame->function->closure;
    guint first = frame->code->n_locals_plus - ARG ();
    for (guint i = 0; i < ARG (); i++)
      frame->slots[first + i] = rs_incref (closure->items[i]);
    NEXT ();
  }

  CASE (LOAD_CLOSURE) : PUSH (rs_incref (frame->slots[ARG ()]));
  NEXT ();

  CASE (LOAD_DEREF) :
  {
    RsObject *value = ((RsCell *) frame->slots[ARG ()])->content;
    if (value == NULL)
      {
        SAVE ();
        rs_op_raise_unbound_local (vm, frame, ARG ());
        goto error;
      }
    PUSH (rs_incref (value));
    NEXT ();
  }

  CASE (STORE_DEREF) :
  {
    RsCell *cell = (RsCell *) frame->slots[ARG ()];
    RsObject *old = cell->content;
    cell->content = POP ();
    SAVE ();
    rs_xdecref (vm, old);
    NEXT ();
  }

  CASE (DELETE_DEREF) :
  {
    RsCell *cell = (RsCell *) frame->slots[ARG ()];
    SAVE ();
    if (cell->content == NULL)
      {
        rs_op_raise_unbound_local (vm, frame, ARG ());
        goto error;
      }
    rs_clear (vm, &cell->content);
    NEXT ();
  }

  CASE (LOAD_CLASSDEREF) : SAVE ();
  result = rs_op_load_classderef (vm, frame, ARG ());
  if (result == NULL)
    goto error;
  PUSH (result);
  NEXT ();

  /* --- names -------------------------------------------------------------- */

  CASE (LOAD_NAME) : SAVE ();
  result = rs_op_load_name (vm, frame, NAME_AT (ARG ()));
  if (result == NULL)
    goto error;
  PUSH (result);
  NEXT ();

  CASE (STORE_NAME) :
  {
    SAVE ();
    RsObject *name = NAME_AT (ARG ());
    if (frame->locals == NULL)
      {
        rs_raise (vm, RS_TYPE (vm, SystemError), "no locals found when storing %R", name);
        goto error_drop;
      }
    int stored = frame->locals->type == RS_TYPE (vm, DICT)
                     ? rs_dict_set (vm, frame->locals, name, TOP ())
                     : rs_setitem (vm, frame->locals, name, TOP ());
    if (stored < 0)
      goto error_drop;
    DROP ();
    NEXT ();
  }

  CASE (DELETE_NAME) : SAVE ();
  if (rs_setitem (vm, frame->locals, NAME_AT (ARG ()), NULL) < 0)
    {
      if (rs_pending_swallow (vm, RS_TYPE (vm, KeyError)))
        rs_raise_name_error (vm, NAME_AT (ARG ()));
      goto error;
    }
  NEXT ();

  CASE (LOAD_GLOBAL) :
  {
    RsCache *cache = &frame->code->caches[pc - frame->code->instrs];
    RsKeys *keys = ((RsDict *) frame->globals)->keys;
    if (cache->version != 0 && cache->version == keys->version)
      {
        result = NULL;
        if (cache->index >> 31 == 0)
          result = keys->entries[cache->index].value;
        else if (((RsDict *) frame->builtins)->keys->version == (guint32) (gsize) cache->value)
          result = ((RsDict *) frame->builtins)->keys->entries[cache->index & 0x7fffffff].value;
        if (result != NULL)
          {
            if (ARG () & 1)
              PUSH (NULL);
            PUSH (rs_incref (result));
            NEXT ();
          }
      }
    SAVE ();
    result = rs_op_load_global (vm, frame, NAME_AT (ARG () >> 1));
    if (result == NULL)
      goto error;
    if (ARG () & 1)
      PUSH (NULL);
    PUSH (result);
    NEXT ();
  }

  CASE (STORE_GLOBAL) : SAVE ();
  if (rs_dict_set (vm, frame->globals, NAME_AT (ARG ()), TOP ()) < 0)
    goto error_drop;
  DROP ();
  NEXT ();

  CASE (DELETE_GLOBAL) : SAVE ();
  if (rs_dict_del (vm, frame->globals, NAME_AT (ARG ())) < 0)
    {
      if (rs_pending_swallow (vm, RS_TYPE (vm, KeyError)))
        rs_raise_name_error (vm, NAME_AT (ARG ()));
      goto error;
    }
  NEXT ();

  CASE (SETUP_ANNOTATIONS) :
  {
    SAVE ();
    int there = rs_contains (vm, frame->locals, RS_NAME (vm, __annotations__));
    RsObject *dict = there == 0 ? rs_dict_new (vm) : NULL;
    if (there < 0
        || (dict != NULL
            && rs_setitem (vm, frame->locals, RS_NAME (vm, __annotations__), dict) < 0))
      goto error;
    rs_xdecref (vm, dict);
    NEXT ();
  }

  /* --- attributes --------------------------------------------------------- */

  CASE (LOAD_ATTR) :
  {
    RsObject *owner = TOP (), *name = NAME_AT (ARG ());
    RsType *type = owner->type;
    SAVE ();
    if ((type->flags & RS_TF_HEAPTYPE) && type->slots.getattro == rs_generic_getattr)
      {
        RsCache *cache = &frame->code->caches[pc - frame->code->instrs];
        if (rs_cache_stands (cache, type))
          {
            result = rs_cache_load (vm, cache, owner, type);
            if (result != NULL)
              {
                TOP () = rs_incref (result);
                rs_decref (vm, owner);
                NEXT ();
              }
          }
        else
          {
            RsObject *descr = rs_type_lookup (vm, type, name);
            rs_cache_fill (vm, cache, type, name, descr);
            if (descr != NULL && descr->type == RS_TYPE (vm, PROPERTY)
                && ((RsProperty *) descr)->get != NULL
                && ((RsProperty *) descr)->get->type == RS_TYPE (vm, FUNCTION))
              {
                callee = rs_call_frame (vm, (RsFunction *) ((RsProperty *) descr)->get, &TOP (), 1,
                                        NULL);
                if (callee == NULL)
                  goto error;
                callee->ret = RS_RET_REPLACE;
                callee->ret_pop = 1;
                callee->ret_object = rs_incref (descr);
                goto enter;
              }
          }
      }
    FINISH (1, rs_getattr (vm, TOP (), name));
  }

  CASE (LOAD_METHOD) :
  {
    RsObject *object = TOP (), *name = NAME_AT (ARG ());
    RsType *type = object->type;
    SAVE ();
    if (type->slots.getattro == rs_generic_getattr)
      {
        RsCache *cache = &frame->code->caches[pc - frame->code->instrs];
        if (rs_cache_stands (cache, type) && rs_cache_not_hidden (cache, object, type))
          {
            TOP () = rs_incref (cache->value);
            PUSH (object);
            NEXT ();
          }
        RsObject *descr = rs_type_lookup (vm, type, name);
        if (descr != NULL && (descr->type->flags & RS_TF_METHOD_DESCRIPTOR))
          rs_cache_fill_method (vm, cache, type, name, descr);
        if (descr != NULL && (descr->type->flags & RS_TF_METHOD_DESCRIPTOR)
            && ((type->managed_offset == 0 && type->dict_offset == 0)
                || rs_instance_get (vm, object, name) == NULL))
          {
            TOP () = rs_incref (descr);
            PUSH (object);
            NEXT ();
          }
        if (vm->pending != NULL)
          goto error;
      }
    result = rs_getattr (vm, object, name);
    if (result == NULL)
      goto error;
    TOP () = NULL;
    PUSH (result);
    SAVE ();
    rs_decref (vm, object);
    NEXT ();
  }

  CASE (STORE_ATTR) :
  {
    RsObject *owner = TOP (), *value = SECOND ();
    RsType *type = owner->type;
    SAVE ();
    if ((type->flags & RS_TF_HEAPTYPE) && type->slots.setattro == rs_generic_setattr)
      {
        RsCache *cache = &frame->code->caches[pc - frame->code->instrs];
        if (!rs_cache_stands (cache, type))
          rs_cache_fill_store (vm, cache, type, NAME_AT (ARG ()));
        if (rs_cache_stands (cache, type) && rs_cache_store (vm, cache, owner, type, value))
          goto stored;
      }
    if (rs_setattr (vm, owner, NAME_AT (ARG ()), value) < 0)
      goto error_drop;
  stored:
    DROP_AT (2);
    DROP_AT (1);
    sp -= 2;
    NEXT ();
  }

  CASE (DELETE_ATTR) : SAVE ();
  if (rs_setattr (vm, TOP (), NAME_AT (ARG ()), NULL) < 0)
    goto error_drop;
  DROP ();
  NEXT ();

  /* --- operators ---------------------------------------------------------- */

  CASE (UNARY_POSITIVE) : SAVE ();
  FINISH (1, rs_positive (vm, TOP ()));
  CASE (UNARY_NEGATIVE) : SAVE ();
  FINISH (1, rs_negative (vm, TOP ()));
  CASE (UNARY_INVERT) : SAVE ();
  FINISH (1, rs_invert (vm, TOP ()));
  CASE (UNARY_NOT) :
  {
    SAVE ();
    int truth = rs_is_true (vm, TOP ());
    FINISH_BOOL (1, truth < 0 ? NULL : rs_bool (vm, !truth));
  }

  CASE (BINARY_OP) :
  {
    RsObject *left = SECOND (), *right = TOP ();
    guint op = ARG ();
    SAVE ();
    if (left->type == right->type)
      {
        guint plain = op >= RS_NB_INPLACE ? op - RS_NB_INPLACE : op;
        if (left->type == RS_TYPE (vm, INT) && plain != RS_NB_POWER
            && plain != RS_NB_MATRIX_MULTIPLY)
          {
            result = rs_fast_int_op (vm, left, right, plain);
            if (G_UNLIKELY (result == NULL)
                && (vm->pending != NULL
                    || (result = left->type->slots.binary[plain](vm, left, right)) == NULL))
              goto error_drop;
            rs_drop_int (vm, left);
            rs_drop_int (vm, right);
            sp--;
            TOP () = result;
            NEXT ();
          }
        if (left->type == RS_TYPE (vm, FLOAT) && left->type->slots.binary[plain] != NULL)
          {
            result = rs_fast_float_op (vm, left, right, plain);
            if (G_UNLIKELY (result == NULL)
                && (vm->pending != NULL
                    || (result = left->type->slots.binary[plain](vm, left, right)) == NULL))
              goto error_drop;
            rs_drop_float (vm, left);
            rs_drop_float (vm, right);
            sp--;
            TOP () = result;
            NEXT ();
          }
        if (plain == RS_NB_ADD && left->type == RS_TYPE (vm, STR))
          {
            /* `s += t` with a local s: the name's reference is dropped first,
             * so that s can grow in place. */
            if (op >= RS_NB_INPLACE && (guint8) pc[1] == RS_OP_STORE_FAST
                && frame->slots[pc[1] >> 8] == left)
              {
                frame->slots[pc[1] >> 8] = NULL;
                left->refcnt--;
                rs_str_append (vm, &SECOND (), right);
                if (SECOND () == NULL)
                  goto error_drop;
                DROP ();
                NEXT ();
              }
            FINISH (2, rs_str_concat (vm, left, right));
          }
      }
    if (op < RS_NB_INPLACE && (left->type->flags & RS_TF_HEAPTYPE)
        && (left->type == right->type || !rs_is_subtype (right->type, left->type)))
      {
        RsFunction *function = python_dunder (vm, left, vm->names[rs_binary_dunders[op]]);
        if (function != NULL)
          {
            callee = rs_call_frame (vm, function, sp - 2, 2, NULL);
            if (callee == NULL)
              goto error_drop;
            callee->ret = RS_RET_BINARY;
            callee->ret_pop = 2;
            callee->ret_op = op;
            goto enter;
          }
      }
    FINISH (2, rs_binary_op (vm, left, right, op));
  }

  CASE (COMPARE_OP) :
  {
    RsObject *left = SECOND (), *right = TOP ();
    SAVE ();
    int says = rs_fast_compare (vm, left, right, ARG ());
    if (says >= 0)
      {
        sp--;
        TOP () = rs_bool (vm, says);
        rs_decref (vm, left);
        rs_decref (vm, right);
        NEXT_BOOL ();
      }
    if ((left->type->flags & RS_TF_HEAPTYPE) && left->type->slots.richcompare == rs_slot_richcompare
        && (left->type == right->type || !rs_is_subtype (right->type, left->type)))
      {
        RsFunction *function = python_dunder (vm, left, vm->names[rs_compare_dunders[ARG ()]]);
        if (function != NULL)
          {
            callee = rs_call_frame (vm, function, sp - 2, 2, NULL);
            if (callee == NULL)
              goto error_drop;
            callee->ret = RS_RET_COMPARE;
            callee->ret_pop = 2;
            callee->ret_op = ARG ();
            goto enter;
          }
      }
    FINISH (2, rs_richcompare (vm, left, right, ARG ()));
  }

  CASE (IS_OP) :
  {
    gboolean same = SECOND () == TOP ();
    SAVE ();
    FINISH_BOOL (2, rs_bool (vm, same != (gboolean) ARG ()));
  }

  CASE (CONTAINS_OP) :
  {
    SAVE ();
    int found = rs_contains (vm, TOP (), SECOND ());
    FINISH_BOOL (2, found < 0 ? NULL : rs_bool (vm, found != (int) ARG ()));
  }

  CASE (BINARY_SUBSCR) :
  {
    RsObject *container = SECOND (), *key = TOP (), *item = rs_fast_item (vm, container, key);
    SAVE ();
    if (item != NULL)
      {
        SECOND () = rs_incref (item);
        rs_decref (vm, container);
        rs_drop_int (vm, key);
        sp--;
        NEXT ();
      }
    else
      {
        RsFunction *function = python_dunder (vm, container, RS_NAME (vm, __getitem__));
        if (function != NULL)
          {
            callee = rs_call_frame (vm, function, sp - 2, 2, NULL);
            if (callee == NULL)
              goto error_drop;
            callee->ret = RS_RET_REPLACE;
            callee->ret_pop = 2;
            goto enter;
          }
      }
    FINISH (2, rs_getitem (vm, container, key));
  }

  CASE (STORE_SUBSCR) :
  {
    RsObject *key = TOP (), *container = SECOND (), *value = PEEK (3);
    gint64 index;
    SAVE ();
    if (container->type == RS_TYPE (vm, LIST) && key->type == RS_TYPE (vm, INT)
        && rs_int_small (key, &index) && index >= 0 && (guint64) index < rs_list_size (container))
      {
        RsObject *old = rs_list_items (container)[index];
        rs_list_items (container)[index] = rs_incref (value);
        rs_decref (vm, old);
      }
    else if (rs_setitem (vm, container, key, value) < 0)
      goto error_drop;
    DROP_AT (3);
    DROP_AT (2);
    DROP_AT (1);
    sp -= 3;
    NEXT ();
  }

  CASE (DELETE_SUBSCR) : SAVE ();
  if (rs_setitem (vm, SECOND (), TOP (), NULL) < 0)
    goto error_drop;
  DROP ();
  DROP ();
  NEXT ();

  CASE (BUILD_SLICE) :
  {
    SAVE ();
    if (ARG () == 3)
      FINISH (3, rs_slice_new (vm, PEEK (3), PEEK (2), PEEK (1)));
    FINISH (2, rs_slice_new (vm, PEEK (2), PEEK (1), NULL));
  }

  /* --- jumps -------------------------------------------------------------- */

  CASE (JUMP_FORWARD) : JUMP (ARG ());
  CASE (JUMP_BACKWARD) : CASE (JUMP_BACKWARD_NO_INTERRUPT) : JUMP_BACK (ARG ());

#define POP_JUMP(NAME, condition_true, direction)                                                  \
  CASE (NAME) :                                                                                    \
  {                                                                                                \
    RsObject *value = TOP ();                                                                      \
    int truth;                                                                                     \
    if (value == vm->true_ || value == vm->false_)                                                 \
      {                                                                                            \
        sp--;                                                                                      \
        value->refcnt--;                                                                           \
        truth = value == vm->true_;                                                                \
      }                                                                                            \
    else                                                                                           \
      {                                                                                            \
        SAVE ();                                                                                   \
        truth = rs_is_true (vm, value);                                                            \
        if (truth < 0)                                                                             \
          goto error_drop;                                                                         \
        DROP ();                                                                                   \
      }                                                                                            \
    if (truth == (condition_true))                                                                 \
      direction (ARG ());                                                                          \
    NEXT ();                                                                                       \
  }
bool_on_top:
  {
    /* pc is past the instruction that left it. What watches or stops the run
     * wants each instruction for itself. */
    guint8 next = (guint8) *pc;
    if (G_LIKELY (
            vm->budget > 0
            && (next == RS_OP_POP_JUMP_FORWARD_IF_FALSE || next == RS_OP_POP_JUMP_FORWARD_IF_TRUE)))
      {
        RsObject *value = POP ();
        instr = *pc;
        value->refcnt--;
        vm->budget--;
        if ((value == vm->true_) == (next == RS_OP_POP_JUMP_FORWARD_IF_TRUE))
          JUMP (ARG ());
        NEXT ();
      }
    DISPATCH ();
  }

  POP_JUMP (POP_JUMP_FORWARD_IF_FALSE, 0, JUMP)
  POP_JUMP (POP_JUMP_FORWARD_IF_TRUE, 1, JUMP)
  POP_JUMP (POP_JUMP_BACKWARD_IF_FALSE, 0, JUMP_BACK)
  POP_JUMP (POP_JUMP_BACKWARD_IF_TRUE, 1, JUMP_BACK)
#undef POP_JUMP

#define POP_JUMP_NONE(NAME, is_none, direction)                                                    \
  CASE (NAME) :                                                                                    \
  {                                                                                                \
    gboolean none = TOP () == vm->none;                                                            \
    DROP ();                                                                                       \
    if (none == (is_none))                                                                         \
      direction (ARG ());                                                                          \
    NEXT ();                                                                                       \
  }
  POP_JUMP_NONE (POP_JUMP_FORWARD_IF_NONE, TRUE, JUMP)
  POP_JUMP_NONE (POP_JUMP_FORWARD_IF_NOT_NONE, FALSE, JUMP)
  POP_JUMP_NONE (POP_JUMP_BACKWARD_IF_NONE, TRUE, JUMP_BACK)
  POP_JUMP_NONE (POP_JUMP_BACKWARD_IF_NOT_NONE, FALSE, JUMP_BACK)
#undef POP_JUMP_NONE

  CASE (JUMP_IF_FALSE_OR_POP) :
  {
    SAVE ();
    int truth = rs_is_true (vm, TOP ());
    if (truth < 0)
      goto error;
    if (!truth)
      JUMP (ARG ());
    DROP ();
    NEXT ();
  }
  CASE (JUMP_IF_TRUE_OR_POP) :
  {
    SAVE ();
    int truth = rs_is_true (vm, TOP ());
    if (truth < 0)
      goto error;
    if (truth)
      JUMP (ARG ());
    DROP ();
    NEXT ();
  }

  /* --- building ----------------------------------------------------------- */

  CASE (BUILD_TUPLE) :
  {
    SAVE ();
    gsize n = ARG ();
    result = rs_tuple_new (vm, n);
    if (result == NULL)
      goto error;
    sp -= n;
    for (gsize i = 0; i < n; i++)
      rs_tuple_items (result)[i] = sp[i];
    PUSH (result);
    NEXT ();
  }
  CASE (BUILD_LIST) :
  {
    SAVE ();
    gsize n = ARG ();
    result = rs_list_new (vm, n);
    if (result == NULL)
      goto error;
    sp -= n;
    for (gsize i = 0; i < n; i++)
      rs_list_items (result)[i] = sp[i];
    PUSH (result);
    NEXT ();
  }
  CASE (LIST_TO_TUPLE) : SAVE ();
  FINISH (1, rs_list_as_tuple (vm, TOP ()));
  CASE (BUILD_SET) :
  {
    SAVE ();
    gsize n = ARG ();
    result = rs_op_build_set (vm, sp - n, n);
    sp -= n;
    SAVE ();
    if (result == NULL)
      goto error;
    PUSH (result);
    NEXT ();
  }
  CASE (BUILD_MAP) :
  {
    SAVE ();
    gsize n = 2 * ARG ();
    result = rs_op_build_map (vm, sp - n, ARG ());
    if (result == NULL)
      goto error_drop;
    while (n-- > 0)
      DROP ();
    PUSH (result);
    NEXT ();
  }
  CASE (BUILD_CONST_KEY_MAP) :
  {
    SAVE ();
    gsize n = ARG ();
    RsTuple *keys = (RsTuple *) TOP ();
    result = rs_op_build_const_key_map (vm, keys->items, &PEEK (n + 1), n);
    if (result == NULL)
      goto error;
    for (gsize i = 0; i <= n; i++)
      DROP ();
    PUSH (result);
    NEXT ();
  }
  CASE (BUILD_STRING) :
  {
    SAVE ();
    gsize n = ARG ();
    RsStrBuilder b;
    rs_str_builder_init (vm, &b);
    for (gsize i = 0; i < n; i++)
      rs_str_builder_add_str (&b, PEEK (n - i));
    result = rs_str_builder_end (vm, &b);
    if (result == NULL)
      goto error;
    while (n-- > 0)
      DROP ();
    PUSH (result);
    NEXT ();
  }
  CASE (FORMAT_VALUE) :
  {
    SAVE ();
    RsObject *spec = (ARG () & 4) ? TOP () : NULL;
    RsObject *value = spec ? SECOND () : TOP ();
    result = rs_op_format_value (vm, value, ARG () & 3, spec);
    if (spec != NULL)
      FINISH (2, result);
    FINISH (1, result);
  }
  CASE (LIST_APPEND) :
  {
    RsObject *item = POP ();
    SAVE ();
    if (rs_list_append_steal (vm, PEEK (ARG ()), item) < 0)
      goto error;
    NEXT ();
  }
  CASE (LIST_EXTEND) :
  {
    SAVE ();
    RsObject *iterable = TOP ();
    if (rs_list_extend (vm, PEEK (ARG () + 1), iterable) < 0)
      {
        if (iterable->type->slots.iter == NULL && iterable->type->slots.getitem == NULL
            && rs_pending_swallow (vm, RS_TYPE (vm, TypeError)))
          rs_type_error (vm, "Value after * must be an iterable, not %T", iterable);
        goto error_drop;
      }
    DROP ();
    NEXT ();
  }
  CASE (SET_ADD) : SAVE ();
  if (rs_set_add (vm, PEEK (ARG () + 1), TOP ()) < 0)
    goto error_drop;
  DROP ();
  NEXT ();
  CASE (SET_UPDATE) : SAVE ();
  if (rs_set_update (vm, PEEK (ARG () + 1), TOP ()) < 0)
    goto error_drop;
  DROP ();
  NEXT ();
  CASE (MAP_ADD) : SAVE ();
  if (rs_dict_set (vm, PEEK (ARG () + 2), SECOND (), TOP ()) < 0)
    goto error_drop;
  DROP ();
  DROP ();
  NEXT ();
  CASE (DICT_UPDATE) : SAVE ();
  if (!rs_op_dict_update (vm, PEEK (ARG () + 1), TOP ()))
    goto error_drop;
  DROP ();
  NEXT ();
  CASE (DICT_MERGE) : SAVE ();
  if (!rs_op_dict_merge (vm, PEEK (ARG () + 3), PEEK (ARG () + 1), TOP ()))
    goto error_drop;
  DROP ();
  NEXT ();

  CASE (UNPACK_SEQUENCE) :
  {
    RsObject *sequence = TOP ();
    gsize n = ARG ();
    SAVE ();
    if ((sequence->type == RS_TYPE (vm, TUPLE) && rs_tuple_size (sequence) == n)
        || (sequence->type == RS_TYPE (vm, LIST) && rs_list_size (sequence) == n))
      {
        RsObject **items = sequence->type == RS_TYPE (vm, TUPLE) ? rs_tuple_items (sequence)
                                                                 : rs_list_items (sequence);
        sp--;
        for (gsize i = n; i-- > 0;)
          PUSH (rs_incref (items[i]));
      }
    else
      {
        if (!rs_op_unpack_sequence (vm, sequence, n, -1, sp + n - 1))
          goto error_drop;
        sp--;
        memmove (sp, sp + 1, n * sizeof (RsObject *));
        sp += n;
      }
    SAVE ();
    rs_decref (vm, sequence);
    NEXT ();
  }
  CASE (UNPACK_EX) :
  {
    gsize n = (ARG () & 0xff) + 1 + (ARG () >> 8);
    RsObject *sequence = TOP ();
    SAVE ();
    if (!rs_op_unpack_sequence (vm, sequence, ARG () & 0xff, ARG () >> 8, sp + n - 1))
      goto error_drop;
    sp--;
    memmove (sp, sp + 1, n * sizeof (RsObject *));
    sp += n;
    SAVE ();
    rs_decref (vm, sequence);
    NEXT ();
  }

  /* --- iteration ---------------------------------------------------------- */

  CASE (GET_ITER) : SAVE ();
  FINISH (1, rs_iter (vm, TOP ()));

  CASE (GET_YIELD_FROM_ITER) :
  {
    RsObject *iterable = TOP ();
    SAVE ();
    if (iterable->type == RS_TYPE (vm, COROUTINE))
      {
        if (!(frame->code->flags & (RS_CO_COROUTINE | RS_CO_ITERABLE_COROUTINE)))
          {
            rs_type_error (vm,
                           "cannot 'yield from' a coroutine object in a non-coroutine generator");
            goto error;
          }
        NEXT ();
      }
    if (iterable->type == RS_TYPE (vm, GENERATOR))
      NEXT ();
    FINISH (1, rs_iter (vm, iterable));
  }

  CASE (FOR_ITER) :
  {
    RsObject *iterator = TOP ();
    SAVE ();
    if (iterator->type == RS_TYPE (vm, GENERATOR))
      {
        RsGenerator *generator = (RsGenerator *) iterator;
        if (!generator->running && generator->frame != NULL)
          {
            if (!enter_recursion (vm))
              goto error;
            rs_generator_enter (vm, generator, vm->none);
            generator->frame->ret = RS_RET_NEXT;
            frame = vm->frame;
            pc = frame->pc;
            sp = frame->sp;
            DISPATCH ();
          }
      }
    else
      {
        RsFunction *next = iterator->type->slots.iternext == rs_slot_iternext
                               ? python_dunder (vm, iterator, RS_NAME (vm, __next__))
                               : NULL;
        if (next != NULL)
          {
            callee = rs_call_frame (vm, next, &TOP (), 1, NULL);
            if (callee == NULL)
              goto error;
            callee->ret = RS_RET_NEXT;
            goto enter;
          }
      }
    /* An iterator's class can lose its __next__ on the way. */
    if (G_LIKELY (iterator->type->slots.iternext != NULL))
      result = iterator->type->slots.iternext (vm, iterator);
    else
      result = rs_type_error (vm, "'%T' object is not iterable", iterator);
    if (result != NULL)
      {
        PUSH (result);
        NEXT ();
      }
    if (vm->stop != RS_STOP_NONE)
      goto error;
  iteration_over:
    if (vm->pending != NULL)
      {
        if (!rs_pending_is (vm, RS_TYPE (vm, StopIteration)))
          goto error;
        rs_trace_event (vm, frame, RS_MOMENT_EXCEPTION);
        rs_pending_clear (vm);
      }
    instr = *pc;
    DROP ();
    JUMP (ARG ());
  }

  CASE (GET_LEN) :
  {
    SAVE ();
    gssize n = rs_length (vm, TOP ());
    result = n < 0 ? NULL : rs_int_new (vm, n);
    if (result == NULL)
      goto error;
    PUSH (result);
    NEXT ();
  }

  /* --- calls -------------------------------------------------------------- */

  CASE (KW_NAMES)
      : /* CALL looks back at it, so that nothing is left over between instructions. */
        NEXT ();

  CASE (PRECALL) :
  {
    RsObject *function = PEEK (ARG () + 1);
    if (PEEK (ARG () + 2) == NULL && function->type == RS_TYPE (vm, METHOD))
      {
        RsMethod *method = (RsMethod *) function;
        PEEK (ARG () + 2) = rs_incref (method->function);
        PEEK (ARG () + 1) = rs_incref (method->self);
        SAVE ();
        rs_decref (vm, method);
      }
    NEXT ();
  }

  CASE (CALL) :
  {
    gsize total = ARG ();
    gboolean is_method = PEEK (total + 2) != NULL;
    total += is_method;
    RsObject *function = PEEK (total + 1), **args = sp - total;
    kwnames = pc - frame->code->instrs >= 2 && (guint8) pc[-2] == RS_OP_KW_NAMES
                  ? ((RsTuple *) frame->code->consts)->items[pc[-2] >> 8]
                  : NULL;
    gsize nargs = total - (kwnames ? rs_tuple_size (kwnames) : 0);
    SAVE ();
    if (function->type == RS_TYPE (vm, FUNCTION))
      {
        /* The arguments move into the callee's locals. */
        frame->sp = args;
        callee = rs_call_frame_stealing (vm, (RsFunction *) function, args, nargs, kwnames);
        sp = frame->sp = args - 1 - !is_method;
        rs_decref (vm, function);
        if (callee == NULL)
          goto error;
        goto enter;
      }
    RsFunction *init = python_init (vm, function);
    if (init != NULL)
      {
        callee = instantiate (vm, (RsType *) function, init, args, nargs, kwnames);
        if (callee == NULL)
          goto error_drop;
        callee->ret_pop = total + 2 - is_method;
        goto enter;
      }
    result = call_native (vm, function, args, nargs, kwnames);
    if (result == NULL)
      goto error_drop;
    /* The function first, then the arguments from the first to the last, as
     * CPython drops them. */
    for (gsize i = total + 1; i > 0; i--)
      {
        RsObject *operand = PEEK (i);
        PEEK (i) = NULL;
        if (--operand->refcnt > 0)
          continue;
        hand[0] = result;
        rs_dealloc (vm, operand);
        hand[0] = NULL;
      }
    sp -= total + 1 + !is_method;
    PUSH (result);
    NEXT ();
  }

  CASE (CALL_FUNCTION_EX) :
  {
    gboolean has_keywords = ARG () & 1;
    SAVE ();
    RsObject *callargs = has_keywords ? SECOND () : TOP ();
    if (has_keywords && TOP ()->type != RS_TYPE (vm, DICT))
      {
        RsObject *dict = rs_dict_new (vm);
        if (dict == NULL || !rs_op_dict_merge (vm, PEEK (3), dict, TOP ()))
          {
            rs_xdecref (vm, dict);
            n_failed = 1;
            goto error_drop_n;
          }
        RsObject *old = TOP ();
        TOP () = dict;
        rs_decref (vm, old);
      }
    if (!rs_is_tuple (callargs))
      {
        RsObject *tuple = rs_tuple_from (vm, callargs);
        if (tuple == NULL)
          {
            rs_op_star_error (vm, PEEK (2 + has_keywords), callargs);
            n_failed = 1 + has_keywords;
            goto error_drop_n;
          }
        PEEK (1 + has_keywords) = tuple;
        rs_decref (vm, callargs);
        callargs = tuple;
      }
    RsObject *function = PEEK (2 + has_keywords),
             *kwargs = has_keywords && rs_dict_size (TOP ()) > 0 ? TOP () : NULL;
    if (function->type == RS_TYPE (vm, FUNCTION))
      {
        callee = rs_call_frame_tuple (vm, (RsFunction *) function, callargs, kwargs);
        if (callee == NULL)
          goto error_drop;
        callee->ret = RS_RET_REPLACE;
        callee->ret_pop = 3 + has_keywords;
        goto enter;
      }
    result = rs_call_tuple (vm, function, callargs, kwargs);
    if (result == NULL)
      goto error_drop;
    hand[0] = result;
    for (int i = 0; i < 2 + has_keywords; i++)
      DROP ();
    hand[0] = NULL;
    sp[-1] = result; /* in the place of the null */
    NEXT ();
  }

enter:
  /* CALLEE runs over FRAME, which is saved. */
  if (!enter_recursion (vm))
    {
      callee->ret = RS_RET_PUSH;
      rs_frame_end (vm, callee);
      goto error;
    }
  callee->previous = frame;
  vm->frame = frame = callee;
  pc = frame->pc;
  sp = frame->sp;
  DISPATCH ();

  CASE (RETURN_VALUE) : SAVE ();
  if (G_UNLIKELY (rs_traced (vm, frame)))
    rs_trace_event (vm, frame, RS_MOMENT_RETURN);
  result = POP ();
  frame->sp = sp;

  if (G_LIKELY (frame->ret == RS_RET_PUSH && frame->owner == RS_OWNED_BY_THREAD
                && frame->frame_object == NULL))
    {
      /* A plain call. */
      RsFrame *done = frame;
      vm->recursion--;
      vm->frame = frame = done->previous;
      hand[0] = result;
      rs_frame_end (vm, done);
      hand[0] = NULL;
      pc = frame->pc;
      sp = frame->sp;
      PUSH (result);
      NEXT ();
    }

  /* FRAME is over with RESULT: what its caller does with it. */
  {
    RsFrame *done = frame;
    guint ret = done->ret, n_pop = done->ret_pop, op = done->ret_op;
    gboolean was_generator = done->owner == RS_OWNED_BY_GENERATOR;
    RsObject *ret_object = done->ret_object, *ret_args = done->ret_args;
    done->ret_object = done->ret_args = NULL;
    vm->recursion--;
    frame = done->previous;
    vm->frame = frame;
    /* The result belongs to nobody while the frame goes. */
    hand[0] = result;
    hand[1] = ret_object;
    hand[2] = ret_args;
    if (done->owner == RS_OWNED_BY_GENERATOR)
      rs_generator_leave (vm, (RsGenerator *) done->generator, TRUE);
    else
      rs_frame_end (vm, done);
    hand[0] = hand[1] = hand[2] = NULL;
    if (ret == RS_RET_C || ret == RS_RET_MODULE)
      LEAVE (result);
    pc = frame->pc;
    sp = frame->sp;
    instr = *pc;
    switch ((RsReturn) ret)
      {
      case RS_RET_PUSH:
        PUSH (result);
        NEXT ();
      case RS_RET_NEXT:
        if (was_generator)
          goto generator_exhausted;
        PUSH (result);
        NEXT ();
      case RS_RET_SEND:
        /* Under a tracer CPython calls the generator's __next__ or send, which
         * raise StopIteration; the former not for None. */
        if ((op || result != vm->none) && G_UNLIKELY (rs_traced (vm, frame)))
          {
            rs_raise_stop_iteration (vm, result);
            rs_trace_event (vm, frame, RS_MOMENT_EXCEPTION);
            result = rs_stop_iteration_value (vm);
          }
        goto send_returned;
      case RS_RET_INIT:
        if (result != vm->none)
          {
            rs_type_error (vm, "__init__() should return None, not '%T'", result);
            rs_decref (vm, result);
            rs_decref (vm, ret_object);
            rs_decref (vm, ret_args);
            goto error;
          }
        result->refcnt--;
        hand[1] = ret_object;
        rs_decref (vm, ret_args);
        for (guint i = n_pop; i-- > 0;)
          {
            RsObject *operand = POP ();
            frame->sp = sp;
            rs_xdecref (vm, operand);
          }
        hand[1] = NULL;
        PUSH (ret_object);
        NEXT ();
      case RS_RET_BINARY:
        if (G_UNLIKELY (result == vm->not_implemented))
          {
            result->refcnt--;
            FINISH (2, rs_binary_op_reflected (vm, SECOND (), TOP (), op));
          }
        break;
      case RS_RET_COMPARE:
        if (G_UNLIKELY (result == vm->not_implemented))
          {
            result->refcnt--;
            FINISH (2, rs_richcompare_reflected (vm, SECOND (), TOP (), op));
          }
        break;
      default:
        break;
      }
    hand[0] = result;
    hand[2] = ret_args;
    rs_xdecref (vm, ret_object);
    for (guint i = n_pop; i-- > 0;)
      {
        RsObject *operand = POP ();
        frame->sp = sp;
        rs_xdecref (vm, operand);
      }
    hand[2] = NULL;
    rs_xdecref (vm, ret_args);
    hand[0] = NULL;
    if (ret == RS_RET_DISCARD)
      {
        SAVE ();
        rs_decref (vm, result);
      }
    else
      PUSH (result);
    NEXT ();
  }

  /* --- generators --------------------------------------------------------- */

  CASE (RETURN_GENERATOR) :
  {
    RsFrame *done = frame;
    pc++;
    SAVE ();
    guint ret = done->ret, n_pop = done->ret_pop;
    RsObject *ret_object = done->ret_object, *ret_args = done->ret_args;
    done->ret_object = done->ret_args = NULL;
    RsFrame *below = done->previous;
    result = rs_generator_new (vm, done);
    if (result == NULL)
      goto error;
    vm->recursion--;
    vm->frame = frame = below;
    if (ret == RS_RET_C || ret == RS_RET_MODULE)
      LEAVE (result);
    pc = frame->pc;
    sp = frame->sp;
    rs_xdecref (vm, ret_object);
    rs_xdecref (vm, ret_args);
    hand[0] = result;
    for (guint i = ret == RS_RET_PUSH || ret == RS_RET_NEXT || ret == RS_RET_SEND ? 0 : n_pop;
         i-- > 0;)
      {
        RsObject *operand = POP ();
        frame->sp = sp;
        rs_xdecref (vm, operand);
      }
    hand[0] = NULL;
    PUSH (result);
    NEXT ();
  }

  CASE (YIELD_VALUE) :
  {
    SAVE ();
    if (G_UNLIKELY (rs_traced (vm, frame)))
      rs_trace_event (vm, frame, RS_MOMENT_RETURN);
    RsGenerator *generator = (RsGenerator *) frame->generator;
    guint ret = frame->ret;
    result = POP ();
    pc++;
    SAVE ();
    vm->recursion--;
    vm->frame = frame = frame->previous;
    rs_generator_leave (vm, generator, FALSE);
    if (ret == RS_RET_C)
      LEAVE (result);
    pc = frame->pc;
    sp = frame->sp;
    if (ret == RS_RET_SEND)
      {
        RsObject *sent = TOP ();
        TOP () = result;
        SAVE ();
        rs_decref (vm, sent);
        NEXT ();
      }
    PUSH (result);
    NEXT ();
  }

  CASE (SEND) :
  {
    RsObject *receiver = SECOND (), *value = TOP ();
    SAVE ();
    if (rs_is_generator_kind (vm, receiver) && ((RsGenerator *) receiver)->frame != NULL
        && !((RsGenerator *) receiver)->running)
      {
        RsGenerator *generator = (RsGenerator *) receiver;
        if (!rs_generator_check_send (vm, generator, value) || !enter_recursion (vm))
          goto error_drop;
        rs_generator_enter (vm, generator, value);
        generator->frame->ret = RS_RET_SEND;
        generator->frame->ret_op = value != vm->none || receiver->type == RS_TYPE (vm, COROUTINE);
        frame = vm->frame;
        pc = frame->pc;
        sp = frame->sp;
        DISPATCH ();
      }
    if (rs_is_generator_kind (vm, receiver))
      {
        int state = rs_generator_send (vm, (RsGenerator *) receiver, value, &result);
        if (state < 0)
          goto error_drop;
        if (state == 0)
          goto send_returned;
      }
    else if (value == vm->none && receiver->type->slots.iternext != NULL)
      {
        result = receiver->type->slots.iternext (vm, receiver);
        if (result == NULL)
          {
            if (vm->stop != RS_STOP_NONE
                || (vm->pending != NULL && !rs_pending_is (vm, RS_TYPE (vm, StopIteration))))
              goto error_drop;
            if (vm->pending != NULL)
              rs_trace_event (vm, frame, RS_MOMENT_EXCEPTION);
            result = rs_stop_iteration_value (vm);
            goto send_returned;
          }
      }
    else
      {
        result = rs_call_method (vm, receiver, RS_NAME (vm, send), &value, 1);
        if (result == NULL)
          {
            if (!rs_pending_is (vm, RS_TYPE (vm, StopIteration)))
              goto error_drop;
            rs_trace_event (vm, frame, RS_MOMENT_EXCEPTION);
            result = rs_stop_iteration_value (vm);
            goto send_returned;
          }
      }
    TOP () = result;
    SAVE ();
    rs_decref (vm, value);
    NEXT ();
  }

send_returned:
  /* The receiver is done: its value takes the place of receiver and sent
   * value. */
  {
    instr = *pc;
    RsObject *sent = TOP ();
    TOP () = result;
    SAVE ();
    rs_decref (vm, sent);
    RsObject *receiver = SECOND ();
    SECOND () = TOP ();
    sp--;
    SAVE ();
    rs_decref (vm, receiver);
    JUMP (ARG ());
  }

generator_exhausted:
  rs_decref (vm, result);
  instr = *pc;
  DROP ();
  JUMP (ARG ());

  CASE (GET_AWAITABLE) : SAVE ();
  FINISH (1, rs_op_get_awaitable (vm, TOP (), ARG ()));
  CASE (GET_AITER) : SAVE ();
  FINISH (1, rs_op_get_aiter (vm, TOP ()));
  CASE (GET_ANEXT) : SAVE ();
  result = rs_op_get_anext (vm, TOP ());
  if (result == NULL)
    goto error;
  PUSH (result);
  NEXT ();
  CASE (ASYNC_GEN_WRAP) : SAVE ();
  FINISH (1, rs_op_async_gen_wrap (vm, TOP ()));
  CASE (END_ASYNC_FOR) :
  {
    RsObject *exception = TOP ();
    SAVE ();
    if (rs_is_a (exception, RS_TYPE (vm, StopAsyncIteration)))
      {
        DROP ();
        DROP ();
        NEXT ();
      }
    sp--;
    SAVE ();
    raise_index = pc - frame->code->instrs;
    rs_pending_restore (vm, exception);
    goto unwind;
  }
  CASE (BEFORE_ASYNC_WITH) : CASE (BEFORE_WITH) :
  {
    gboolean is_async = (guint8) instr == RS_OP_BEFORE_ASYNC_WITH;
    RsObject *manager = TOP ();
    SAVE ();
    RsObject *enter = rs_lookup_special (
        vm, manager, is_async ? RS_NAME (vm, __aenter__) : RS_NAME (vm, __enter__));
    RsObject *leave = enter ? rs_lookup_special (
                          vm, manager, is_async ? RS_NAME (vm, __aexit__) : RS_NAME (vm, __exit__))
                            : NULL;
    if (leave == NULL)
      {
        if (vm->pending == NULL)
          rs_type_error (vm,
                         enter ? "'%T' object does not support the %scontext manager protocol "
                                 "(missed __%sexit__ method)"
                               : "'%T' object does not support the %scontext manager protocol",
                         manager, is_async ? "asynchronous " : "", is_async ? "a" : "");
        rs_xdecref (vm, enter);
        goto error;
      }
    TOP () = leave;
    hand[0] = enter;
    rs_decref (vm, manager);
    hand[0] = NULL;
    if (enter->type == RS_TYPE (vm, METHOD)
        && ((RsMethod *) enter)->function->type == RS_TYPE (vm, FUNCTION))
      {
        RsMethod *method = (RsMethod *) enter;
        callee = rs_call_frame (vm, (RsFunction *) method->function, &method->self, 1, NULL);
        if (callee == NULL)
          {
            rs_decref (vm, enter);
            goto error;
          }
        callee->ret_args = enter;
        callee->ret = RS_RET_REPLACE;
        callee->ret_pop = 0;
        goto enter;
      }
    hand[0] = enter;
    result = rs_call0 (vm, enter);
    hand[0] = NULL;
    rs_decref (vm, enter);
    if (result == NULL)
      goto error;
    PUSH (result);
    NEXT ();
  }
  CASE (WITH_EXCEPT_START) :
  {
    /* exit, lasti, previous exception, exception on top */
    RsObject *exception = TOP (), *leave = PEEK (4);
    RsObject *traceback = ((RsException *) exception)->traceback;
    RsObject *args[3] = { RS_OBJECT (exception->type), exception,
                          traceback ? traceback : vm->none };
    SAVE ();
    if (leave->type == RS_TYPE (vm, METHOD)
        && ((RsMethod *) leave)->function->type == RS_TYPE (vm, FUNCTION))
      {
        RsMethod *method = (RsMethod *) leave;
        RsObject *with_self[4] = { method->self, args[0], args[1], args[2] };
        callee = rs_call_frame (vm, (RsFunction *) method->function, with_self, 4, NULL);
        if (callee == NULL)
          goto error;
        goto enter;
      }
    result = rs_call (vm, leave, args, 3, NULL);
    if (result == NULL)
      goto error;
    PUSH (result);
    NEXT ();
  }

  /* --- exceptions --------------------------------------------------------- */

  CASE (PUSH_EXC_INFO) :
  {
    RsExcItem *item = vm->thread->exc_top;
    RsObject *exception = TOP ();
    TOP () = item->value ? item->value : rs_incref (vm->none);
    item->value = rs_incref (exception);
    PUSH (exception);
    NEXT ();
  }
  CASE (POP_EXCEPT) :
  {
    RsExcItem *item = vm->thread->exc_top;
    RsObject *old = item->value;
    RsObject *previous = POP ();
    if (previous == vm->none)
      {
        previous->refcnt--;
        previous = NULL;
      }
    item->value = previous;
    SAVE ();
    rs_xdecref (vm, old);
    NEXT ();
  }
  CASE (CHECK_EXC_MATCH) :
  {
    SAVE ();
    int matches = rs_op_exception_matches (vm, SECOND (), TOP ());
    FINISH (1, matches < 0 ? NULL : rs_bool (vm, matches));
  }
  CASE (CHECK_EG_MATCH) :
  {
    RsObject *match, *rest;
    SAVE ();
    if (!rs_op_exception_group_match (vm, SECOND (), TOP (), &match, &rest))
      goto error;
    RsObject *type = TOP (), *exception = SECOND ();
    SECOND () = rest;
    TOP () = match;
    if (match != vm->none)
      rs_setref (vm, &vm->thread->exc_top->value, rs_incref (match));
    SAVE ();
    rs_decref (vm, type);
    rs_decref (vm, exception);
    NEXT ();
  }
  CASE (PREP_RERAISE_STAR) : SAVE ();
  FINISH (2, rs_op_prep_reraise_star (vm, SECOND (), TOP ()));
  CASE (RERAISE) :
  {
    RsObject *exception = POP ();
    gint64 lasti;
    /* The handler is looked for from here; the line and what a handler is told
     * are those of the first raise. */
    raise_index = pc - frame->code->instrs;
    if (ARG () > 0 && rs_int_small (PEEK (ARG ()), &lasti))
      pc = frame->code->instrs + lasti;
    SAVE ();
    rs_pending_restore (vm, exception);
    goto unwind;
  }
  CASE (RAISE_VARARGS) :
  {
    RsObject *cause = NULL, *exception = NULL;
    if (ARG () == 2)
      cause = POP ();
    if (ARG () >= 1)
      exception = POP ();
    SAVE ();
    hand[0] = cause;
    hand[1] = exception;
    gboolean again = rs_op_raise (vm, exception, cause);
    hand[1] = NULL;
    rs_xdecref (vm, exception);
    hand[0] = NULL;
    rs_xdecref (vm, cause);
    raise_index = pc - frame->code->instrs;
    if (again)
      goto unwind;
    goto error;
  }
  CASE (LOAD_ASSERTION_ERROR) : PUSH (rs_incref (RS_TYPE (vm, AssertionError)));
  NEXT ();

  /* --- the rest ----------------------------------------------------------- */

  CASE (LOAD_BUILD_CLASS) :
  {
    SAVE ();
    result = rs_dict_get (vm, frame->builtins, RS_NAME (vm, __build_class__));
    if (result == NULL)
      {
        rs_raise (vm, RS_TYPE (vm, NameError), "__build_class__ not found");
        goto error;
      }
    PUSH (rs_incref (result));
    NEXT ();
  }
  CASE (MAKE_FUNCTION) :
  {
    guint used = 0;
    SAVE ();
    result = rs_op_make_function (vm, frame, sp, ARG (), &used);
    if (result == NULL)
      goto error;
    sp -= used;
    PUSH (result);
    NEXT ();
  }
  CASE (IMPORT_NAME) :
  {
    SAVE ();
    gint64 level = 0;
    rs_int_fits (SECOND (), &level);
    FINISH (2, rs_op_import_name (vm, frame, NAME_AT (ARG ()), SECOND (), TOP (), level));
  }
  CASE (IMPORT_FROM) : SAVE ();
  result = rs_import_from (vm, TOP (), NAME_AT (ARG ()));
  if (result == NULL)
    goto error;
  PUSH (result);
  NEXT ();
  CASE (IMPORT_STAR) : SAVE ();
  if (!rs_op_import_star (vm, frame, TOP ()))
    goto error;
  DROP ();
  NEXT ();
  CASE (PRINT_EXPR) : SAVE ();
  result = rs_op_print_expr (vm, TOP ());
  if (result == NULL)
    goto error;
  rs_decref (vm, result);
  DROP ();
  NEXT ();
  CASE (MATCH_MAPPING) : result = rs_bool (vm, (TOP ()->type->flags & RS_TF_MAPPING) != 0);
  PUSH (result);
  NEXT ();
  CASE (MATCH_SEQUENCE) : result = rs_bool (vm, (TOP ()->type->flags & RS_TF_SEQUENCE) != 0);
  PUSH (result);
  NEXT ();
  CASE (MATCH_KEYS) : SAVE ();
  result = rs_op_match_keys (vm, SECOND (), TOP ());
  if (result == NULL)
    goto error;
  PUSH (result);
  NEXT ();
  CASE (MATCH_CLASS) : SAVE ();
  FINISH (3, rs_op_match_class (vm, PEEK (3), PEEK (2), ARG (), PEEK (1)));

  /* --- when something went wrong ------------------------------------------ */

error_drop:
  /* The same for an instruction that still has its operands: they go before
   * anyone sees the exception. */
  n_failed = failed_operands (*pc);
error_drop_n:
  {
    guint n = n_failed;
    gboolean upwards = (guint8) *pc != RS_OP_CALL_FUNCTION_EX;
    hand[0] = rs_pending_take (vm);
    SAVE ();
    for (guint i = n; upwards && i > 0; i--)
      DROP_AT (i);
    for (guint i = 0; i < n; i++)
      {
        RsObject *operand = POP ();
        frame->sp = sp;
        rs_xdecref (vm, operand);
      }
    vm->pending = g_steal_pointer (&hand[0]);
  }

error:
  /* The pending exception was raised by the instruction at pc. */
  frame->pc = pc;
  raise_index = pc - frame->code->instrs;
  if (vm->stop == RS_STOP_NONE)
    {
      if (vm->pending == NULL)
        rs_raise (vm, RS_TYPE (vm, SystemError), "error return without exception set");
      if (!frame->incomplete)
        {
          frame->sp = sp;
          rs_traceback_here (vm, frame);
        }
      if (G_UNLIKELY (rs_traced (vm, frame)))
        rs_trace_event (vm, frame, RS_MOMENT_EXCEPTION);
    }

unwind:
  {
    guint32 index = pc - frame->code->instrs;
    const RsExceptionEntry *entry =
        vm->stop == RS_STOP_NONE ? find_handler (frame->code, raise_index) : NULL;
    if (entry != NULL)
      {
        DROP_TO (rs_frame_stack (frame) + entry->depth);
        if (entry->lasti)
          PUSH (rs_int_new (vm, index));
        PUSH (rs_pending_take (vm));
        frame->previous_instr = index;
        pc = frame->code->instrs + entry->target;
        DISPATCH ();
      }
    /* No handler here: the frame is over. */
    if (vm->stop == RS_STOP_NONE)
      DROP_TO (rs_frame_stack (frame));
    if (vm->stop == RS_STOP_NONE && G_UNLIKELY (rs_traced (vm, frame)))
      {
        frame->sp = sp;
        rs_trace_event (vm, frame, RS_MOMENT_RETURN);
      }
    RsFrame *done = frame;
    guint ret = done->ret;
    RsObject *ret_object = done->ret_object, *ret_args = done->ret_args;
    done->ret_object = done->ret_args = NULL;
    done->pc = pc;
    done->sp = sp;
    vm->recursion--;
    vm->frame = frame = done->previous;
    hand[0] = rs_pending_take (vm);
    hand[1] = ret_object;
    hand[2] = ret_args;
    RsGenerator *generator =
        done->owner == RS_OWNED_BY_GENERATOR ? (RsGenerator *) done->generator : NULL;
    if (generator != NULL)
      rs_generator_leave (vm, generator, TRUE);
    else
      rs_frame_end (vm, done);
    rs_pending_clear (vm);
    vm->pending = g_steal_pointer (&hand[0]);
    if (generator != NULL && vm->pending != NULL)
      rs_generator_fix_exception (vm, generator);
    rs_clear (vm, &hand[2]);
    rs_clear (vm, &hand[1]);
    if (ret == RS_RET_C || ret == RS_RET_MODULE)
      LEAVE (NULL);
    pc = frame->pc;
    sp = frame->sp;
    if (ret == RS_RET_NEXT && vm->stop == RS_STOP_NONE
        && rs_pending_is (vm, RS_TYPE (vm, StopIteration)))
      goto iteration_over;
    /* What an attribute's own code raises is told whose attribute it was, as
     * PyObject_GetAttr does. */
    if (ret == RS_RET_REPLACE && vm->stop == RS_STOP_NONE && (guint8) *pc == RS_OP_LOAD_ATTR)
      rs_attribute_error_context (vm, TOP (), NAME_AT (*pc >> 8));
    if (ret == RS_RET_INIT || ret == RS_RET_BINARY || ret == RS_RET_COMPARE || ret == RS_RET_REPLACE
        || ret == RS_RET_SEND)
      goto error_drop;
    goto error;
  }
}

RsObject *
rs_eval_frame (RsVm *vm, RsFrame *frame)
{
  if (rs_vm_too_deep (vm, vm->c_depth) || vm->stop != RS_STOP_NONE || !enter_recursion (vm))
    {
      if (vm->stop == RS_STOP_NONE && vm->pending == NULL)
        rs_raise (vm, RS_TYPE (vm, RecursionError), "maximum recursion depth exceeded");
      rs_frame_end (vm, frame);
      return NULL;
    }
  frame->previous = vm->frame;
  frame->ret = RS_RET_C;
  vm->frame = frame;
  vm->c_depth++;
  RsObject *result = eval_loop (vm);
  vm->c_depth--;
  return result;
}

RsObject *
rs_eval_resume (RsVm *vm)
{
  return eval_loop (vm);
}

gboolean
rs_eval_enter_recursion (RsVm *vm)
{
  return enter_recursion (vm);
}
