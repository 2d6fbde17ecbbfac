/* SPDX-License-Identifier: MIT
 *
 * Instructions that are too long to stand in the evaluation loop: names,
 * unpacking, raising, matching, functions, classes. Each function does one
 * instruction's work on borrowed operands; the loop drops them.
 */
#include "eval.h"

#include "objects/containers/dict-keys.h"
#include "objects/exceptions/exception.h"
#include "objects/containers/obj-list.h"

const RsNameId rs_binary_dunders[RS_N_BINARY] = {
  RS_N___add__, RS_N___and__,     RS_N___floordiv__, RS_N___lshift__, RS_N___matmul__,
  RS_N___mul__, RS_N___mod__,     RS_N___or__,       RS_N___pow__,    RS_N___rshift__,
  RS_N___sub__, RS_N___truediv__, RS_N___xor__,
};
const RsNameId rs_compare_dunders[6] = { RS_N___lt__, RS_N___le__, RS_N___eq__,
                                         RS_N___ne__, RS_N___gt__, RS_N___ge__ };

/* --- names ---------------------------------------------------------------- */

gboolean
rs_raise_name_error (RsVm *vm, RsObject *name)
{
  rs_raise (vm, RS_TYPE (vm, NameError), "name '%U' is not defined", name);
  if (vm->pending != NULL && vm->pending->type == RS_TYPE (vm, NameError))
    ((RsException *) vm->pending)->fields[0] = rs_incref (name);
  return FALSE;
}

gboolean
rs_op_raise_unbound_local (RsVm *vm, RsFrame *frame, guint index)
{
  RsObject *name = rs_tuple_items (frame->code->local_names)[index];
  if (frame->code->local_kinds[index] & RS_FAST_FREE)
    {
      rs_raise (vm, RS_TYPE (vm, NameError),
                "cannot access free variable '%U' where it is not associated with a value in "
                "enclosing scope",
                name);
      return FALSE;
    }
  rs_raise (vm, RS_TYPE (vm, UnboundLocalError),
            "cannot access local variable '%U' where it is not associated with a value", name);
  return FALSE;
}

static RsObject *
from_builtins (RsVm *vm, RsFrame *frame, RsObject *name)
{
  RsObject *value = rs_dict_get (vm, frame->builtins, name);
  if (value != NULL)
    return rs_incref (value);
  if (vm->pending == NULL)
    rs_raise_name_error (vm, name);
  return NULL;
}

RsObject *
rs_op_load_name (RsVm *vm, RsFrame *frame, RsObject *name)
{
  RsObject *value;
  if (frame->locals != NULL && frame->locals->type == RS_TYPE (vm, DICT))
    {
      if ((value = rs_dict_get (vm, frame->locals, name)) != NULL)
        return rs_incref (value);
      if (vm->pending != NULL)
        return NULL;
    }
  else if (frame->locals != NULL)
    {
      if ((value = rs_getitem (vm, frame->locals, name)) != NULL)
        return value;
      if (!rs_pending_swallow (vm, RS_TYPE (vm, KeyError)))
        return NULL;
    }
  if ((value = rs_dict_get (vm, frame->globals, name)) != NULL)
    return rs_incref (value);
  return vm->pending ? NULL : from_builtins (vm, frame, name);
}

static guint32
keys_version (RsVm *vm, RsKeys *keys)
{
  if (keys == vm->empty_keys)
    return 0;
  if (keys->version == 0)
    keys->version = ++vm->next_keys_version;
  return keys->version;
}

RsObject *
rs_op_load_global (RsVm *vm, RsFrame *frame, RsObject *name)
{
  RsCache *cache = &frame->code->caches[frame->pc - frame->code->instrs];
  RsDict *globals = (RsDict *) frame->globals, *builtins = (RsDict *) frame->builtins;
  RsObject *value;

  cache->version = 0;
  gssize ix = rs_dict_lookup (vm, globals, name, rs_str_hash (name), &value);
  if (value != NULL)
    {
      if (globals->values == NULL)
        {
          cache->index = ix;
          cache->version = keys_version (vm, globals->keys);
        }
      return rs_incref (value);
    }
  if (ix == RS_IX_ERROR)
    return NULL;
  ix = rs_dict_lookup (vm, builtins, name, rs_str_hash (name), &value);
  if (value == NULL)
    {
      if (vm->pending == NULL)
        rs_raise_name_error (vm, name);
      return NULL;
    }
  if (builtins->values == NULL && globals->values == NULL)
    {
      cache->index = ix | 0x80000000;
      cache->value = (gpointer) (gsize) keys_version (vm, builtins->keys);
      cache->version = keys_version (vm, globals->keys);
    }
  return rs_incref (value);
}

RsObject *
rs_op_load_classderef (RsVm *vm, RsFrame *frame, guint index)
{
  RsObject *name = rs_tuple_items (frame->code->local_names)[index], *value = NULL;
  if (frame->locals->type == RS_TYPE (vm, DICT))
    value = rs_xincref (rs_dict_get (vm, frame->locals, name));
  else if ((value = rs_getitem (vm, frame->locals, name)) == NULL)
    rs_pending_swallow (vm, RS_TYPE (vm, KeyError));
  if (value != NULL || vm->pending != NULL)
    return value;
  value = ((RsCell *) frame->slots[index])->content;
  if (value == NULL)
    rs_op_raise_unbound_local (vm, frame, index);
  return rs_xincref (value);
}

/* --- unpacking ------------------------------------------------------------ */

/* Fewer than WANTED items came. */
static gboolean
too_few (RsVm *vm, gboolean starred, gsize wanted, gsize got)
{
  rs_value_error (vm, "not enough values to unpack (expected %s%zu, got %zu)",
                  starred ? "at least " : "", wanted, got);
  return FALSE;
}

/* What ITERATOR gives after the BEFORE items at SP, and AFTER of it on top of
 * that. The list keeps the room that it had with them. */
static gboolean
unpack_rest (RsVm *vm, RsObject *iterator, gint before, gint after, RsObject **sp)
{
  RsObject *list = rs_list_from (vm, iterator);
  if (list == NULL)
    return FALSE;
  gsize n = rs_list_size (list);
  if (n < (gsize) after)
    {
      rs_decref (vm, list);
      return too_few (vm, TRUE, before + after, before + n);
    }
  *--sp = list;
  for (gint i = 0; i < after; i++)
    *--sp = rs_list_items (list)[n - after + i];
  ((RsList *) list)->size = n - after;
  return TRUE;
}

/* Nothing comes after the BEFORE items that are wanted: no more than one is
 * taken. */
static gboolean
is_exhausted (RsVm *vm, RsObject *iterator, gint before)
{
  RS_SCOPE (vm);
  RS_LOCAL (item, rs_next (vm, iterator));
  if (item != NULL)
    rs_value_error (vm, "too many values to unpack (expected %d)", before);
  return vm->pending == NULL && vm->stop == RS_STOP_NONE;
}

/* BEFORE items, and if AFTER >= 0 a list of the rest and AFTER more, downwards
 * from STACK_TOP (first item uppermost). As unpack_iterable. */
gboolean
rs_op_unpack_sequence (RsVm *vm, RsObject *sequence, gint before, gint after, RsObject **stack_top)
{
  if (sequence->type->slots.iter == NULL && sequence->type->slots.getitem == NULL)
    return rs_type_error (vm, "cannot unpack non-iterable %T object", sequence) != NULL;
  RS_SCOPE (vm);
  RS_LOCAL (iterator, rs_iter (vm, sequence));
  if (iterator == NULL)
    return FALSE;
  /* The places above the sequence are not the stack's yet: its pointer is
   * below. */
  gint total = before + (after >= 0 ? 1 + after : 0);
  RsObject **bottom = stack_top + 1 - total, **sp = stack_top + 1;
  for (gint i = 0; i < total; i++)
    bottom[i] = NULL;
  RS_LOCAL_ARRAY (bottom, total);
  for (gint i = 0; i < before; i++)
    {
      *--sp = rs_next (vm, iterator);
      if (*sp == NULL)
        return vm->pending == NULL && vm->stop == RS_STOP_NONE
               && too_few (vm, after >= 0, before + MAX (after, 0), i);
    }
  if (after >= 0 ? !unpack_rest (vm, iterator, before, after, sp)
                 : !is_exhausted (vm, iterator, before))
    return FALSE;
  RS_FORGET_ARRAY (bottom);
  return TRUE;
}

/* --- raising -------------------------------------------------------------- */

static RsObject *
make_exception (RsVm *vm, RsObject *exception)
{
  if (rs_is_exception (exception))
    return rs_incref (exception);
  if (!rs_is_type (exception) || !rs_is_subtype ((RsType *) exception, RS_TYPE (vm, BaseException)))
    return NULL;
  RS_SCOPE (vm);
  RS_LOCAL (instance, rs_call0 (vm, exception));
  if (instance != NULL && !rs_is_exception (instance))
    {
      rs_type_error (vm, "calling %R should have returned an instance of BaseException, not %R",
                     exception, RS_OBJECT (instance->type));
      return NULL;
    }
  return RS_GIVE (instance);
}

/* TRUE: what was handled is raised again, and no new traceback entry is due. */
gboolean
rs_op_raise (RsVm *vm, RsObject *exception, RsObject *cause)
{
  if (exception == NULL)
    {
      RsObject *handled = rs_handled_exception (vm);
      if (handled == NULL)
        {
          rs_raise (vm, RS_TYPE (vm, RuntimeError), "No active exception to reraise");
          return FALSE;
        }
      rs_pending_restore (vm, rs_incref (handled));
      return TRUE;
    }
  RS_SCOPE (vm);
  RS_LOCAL (instance, make_exception (vm, exception));
  if (instance == NULL)
    {
      if (vm->pending == NULL)
        rs_type_error (vm, "exceptions must derive from BaseException");
      return FALSE;
    }
  if (cause != NULL)
    {
      RS_LOCAL (fixed, cause == vm->none ? NULL : make_exception (vm, cause));
      if (fixed == NULL && cause != vm->none)
        {
          if (vm->pending == NULL)
            rs_type_error (vm, "exception causes must derive from BaseException");
          return FALSE;
        }
      rs_setref (vm, &((RsException *) instance)->cause, g_steal_pointer (&fixed));
      ((RsException *) instance)->suppress_context = TRUE;
    }
  rs_raise_instance (vm, g_steal_pointer (&instance));
  return FALSE;
}

static gboolean
is_exception_class (RsVm *vm, RsObject *object)
{
  return rs_is_type (object) && rs_is_subtype ((RsType *) object, RS_TYPE (vm, BaseException));
}

static gboolean
check_catchable (RsVm *vm, RsObject *type)
{
  gboolean ok = TRUE;
  if (!rs_is_tuple (type))
    ok = is_exception_class (vm, type);
  else
    for (gsize i = 0; i < rs_tuple_size (type); i++)
      ok = ok && is_exception_class (vm, rs_tuple_items (type)[i]);
  if (!ok)
    rs_type_error (vm, "catching classes that do not inherit from BaseException is not allowed");
  return ok;
}

int
rs_op_exception_matches (RsVm *vm, RsObject *exception, RsObject *type)
{
  if (!check_catchable (vm, type))
    return -1;
  if (!rs_is_tuple (type))
    return rs_is_subtype (exception->type, (RsType *) type);
  for (gsize i = 0; i < rs_tuple_size (type); i++)
    if (rs_is_subtype (exception->type, (RsType *) rs_tuple_items (type)[i]))
      return 1;
  return 0;
}

/* except* takes groups apart: it cannot be told to catch one. */
static gboolean
check_no_group (RsVm *vm, RsObject *type)
{
  gsize n = rs_is_tuple (type) ? rs_tuple_size (type) : 1;
  for (gsize i = 0; i < n; i++)
    if (rs_is_subtype ((RsType *) (rs_is_tuple (type) ? rs_tuple_items (type)[i] : type),
                       RS_TYPE (vm, BaseExceptionGroup)))
      {
        rs_type_error (vm,
                       "catching ExceptionGroup with except* is not allowed. Use except instead.");
        return FALSE;
      }
  return TRUE;
}

gboolean
rs_op_exception_group_match (RsVm *vm, RsObject *exception, RsObject *type, RsObject **match,
                             RsObject **rest)
{
  if (!check_catchable (vm, type) || !check_no_group (vm, type))
    return FALSE;
  if (exception == vm->none)
    {
      *match = rs_incref (vm->none);
      *rest = rs_incref (vm->none);
      return TRUE;
    }
  int matches = rs_op_exception_matches (vm, exception, type);
  if (matches == 1)
    {
      if (rs_is_a (exception, RS_TYPE (vm, BaseExceptionGroup)))
        *match = rs_incref (exception);
      else
        {
          /* A naked exception is wrapped. */
          RsObject *list = rs_tuple_pack (vm, 1, exception), *args[2] = { vm->empty_str, list };
          *match = rs_call (vm, RS_OBJECT (RS_TYPE (vm, ExceptionGroup)), args, 2, NULL);
          rs_xdecref (vm, list);
        }
      *rest = rs_incref (vm->none);
      return *match != NULL;
    }
  if (rs_is_a (exception, RS_TYPE (vm, BaseExceptionGroup)))
    {
      RsObject *split = rs_str_interned (vm, "split");
      RsObject *pair = rs_call_method (vm, exception, split, &type, 1);
      rs_decref (vm, split);
      if (pair == NULL)
        return FALSE;
      *match = rs_incref (rs_tuple_items (pair)[0]);
      *rest = rs_incref (rs_tuple_items (pair)[1]);
      rs_decref (vm, pair);
      return TRUE;
    }
  *match = rs_incref (vm->none);
  *rest = rs_incref (exception);
  return TRUE;
}

/* Is PART a piece of ORIGINAL that was raised again, rather than an exception
 * of its own? */
static gboolean
is_raised_again (RsObject *part, RsObject *original)
{
  RsException *a = (RsException *) part, *b = (RsException *) original;
  return a->notes == b->notes && a->traceback == b->traceback && a->cause == b->cause
         && a->context == b->context;
}

/* What an except* statement raises in the end: RAISED has what its clauses
 * raised and what none of them took. The pieces of ORIGINAL among it are put
 * together again, in their old nesting. */
RsObject *
rs_op_prep_reraise_star (RsVm *vm, RsObject *original, RsObject *raised)
{
  RS_SCOPE (vm);
  RS_LOCAL (list, rs_list_new (vm, 0));
  RS_LOCAL (again, rs_list_new (vm, 0));
  gboolean group = rs_is_a (original, RS_TYPE (vm, BaseExceptionGroup));
  for (gsize i = 0; i < rs_list_size (raised); i++)
    {
      RsObject *e = rs_list_items (raised)[i];
      if (e != vm->none)
        rs_list_append (vm, group && is_raised_again (e, original) ? again : list, e);
    }
  RS_LOCAL (whole, rs_list_size (again) > 0 ? rs_exception_group_project (vm, original, again)
                                            : rs_incref (vm->none));
  rs_clear (vm, &again);
  if (whole == NULL)
    return NULL;
  if (whole != vm->none)
    rs_list_append (vm, list, whole);
  rs_clear (vm, &whole);
  gsize n = rs_list_size (list);
  if (n < 2)
    return rs_incref (n == 0 ? vm->none : rs_list_items (list)[0]);
  RsObject *args[2] = { vm->empty_str, list };
  RS_LOCAL (result, rs_call (vm, RS_OBJECT (RS_TYPE (vm, ExceptionGroup)), args, 2, NULL));
  return RS_GIVE (result);
}

/* --- sets and dicts ------------------------------------------------------- */

RsObject *
rs_op_build_set (RsVm *vm, RsObject **items, gsize n)
{
  RS_SCOPE (vm);
  RS_LOCAL (set, rs_set_new (vm, NULL));
  gboolean ok = set != NULL;
  for (gsize i = 0; i < n; i++)
    {
      /* The stack lets go of each item as soon as the set has it: the __eq__ of
       * a later one sees the set's reference only. */
      ok = ok && rs_set_add (vm, set, items[i]) == 0;
      rs_clear (vm, &items[i]);
    }
  return ok ? RS_GIVE (set) : NULL;
}

RsObject *
rs_op_build_map (RsVm *vm, RsObject **items, gsize n)
{
  gboolean unicode = TRUE;
  for (gsize i = 0; i < n && unicode; i++)
    unicode = items[2 * i]->type == RS_TYPE (vm, STR);
  RS_SCOPE (vm);
  RS_LOCAL (dict, rs_dict_new_presized (vm, n, unicode));
  for (gsize i = 0; dict != NULL && i < n; i++)
    if (rs_dict_set (vm, dict, items[2 * i], items[2 * i + 1]) < 0)
      return NULL;
  return RS_GIVE (dict);
}

RsObject *
rs_op_build_const_key_map (RsVm *vm, RsObject **keys, RsObject **values, gsize n)
{
  RS_SCOPE (vm);
  RS_LOCAL (dict, rs_dict_new_presized (vm, n, TRUE));
  for (gsize i = 0; dict != NULL && i < n; i++)
    if (rs_dict_set (vm, dict, keys[i], values[i]) < 0)
      return NULL;
  return RS_GIVE (dict);
}

static RsObject *
callable_name (RsVm *vm, RsObject *callable)
{
  RsObject *name = NULL;
  if (rs_getattr_optional (vm, callable, RS_NAME (vm, __qualname__), &name) < 0)
    rs_pending_clear (vm);
  if (name == NULL || !rs_is_str (name))
    {
      rs_xdecref (vm, name);
      return rs_str (vm, callable);
    }
  RsObject *module = NULL, *result;
  if (rs_getattr_optional (vm, callable, RS_NAME (vm, __module__), &module) < 0)
    rs_pending_clear (vm);
  if (module != NULL && rs_is_str (module) && !rs_str_equal (module, RS_NAME (vm, builtins)))
    result = rs_str_printf (vm, "%U.%U()", module, name);
  else
    result = rs_str_printf (vm, "%U()", name);
  rs_xdecref (vm, module);
  rs_decref (vm, name);
  return result;
}

void
rs_op_star_error (RsVm *vm, RsObject *callable, RsObject *args)
{
  if (args->type->slots.iter != NULL || args->type->slots.getitem != NULL
      || !rs_pending_swallow (vm, RS_TYPE (vm, TypeError)))
    return;
  RsObject *name = callable_name (vm, callable);
  rs_type_error (vm, "%U argument after * must be an iterable, not %T", name, args);
  rs_xdecref (vm, name);
}

gboolean
rs_op_dict_update (RsVm *vm, RsObject *dict, RsObject *update)
{
  RsObject *keys = NULL;
  gboolean mapping =
      rs_is_dict (update) || rs_getattr_optional (vm, update, RS_NAME (vm, keys), &keys) > 0;
  rs_xdecref (vm, keys);
  if (mapping && rs_dict_update (vm, dict, update) >= 0)
    return TRUE;
  if (vm->pending == NULL || rs_pending_swallow (vm, RS_TYPE (vm, AttributeError)))
    rs_type_error (vm, "'%T' object is not a mapping", update);
  return FALSE;
}

/* dict[key] = update[key], for f (**update): FALSE raises, where DICT has KEY,
 * too. */
static gboolean
merge_key (RsVm *vm, RsObject *callable, RsObject *dict, RsObject *update, RsObject *key)
{
  RS_SCOPE (vm);
  int there = rs_dict_contains (vm, dict, key);
  if (there > 0)
    {
      RS_LOCAL (name, callable_name (vm, callable));
      rs_type_error (vm, "%U got multiple values for keyword argument '%S'", name, key);
    }
  RS_LOCAL (value, there == 0 ? rs_getitem (vm, update, key) : NULL);
  return value != NULL && rs_dict_set (vm, dict, key, value) == 0;
}

gboolean
rs_op_dict_merge (RsVm *vm, RsObject *callable, RsObject *dict, RsObject *update)
{
  RS_SCOPE (vm);
  RS_LOCAL (keys, NULL);
  if (!rs_is_dict (update) && rs_getattr_optional (vm, update, RS_NAME (vm, keys), &keys) <= 0)
    {
      if (vm->pending == NULL)
        {
          RS_LOCAL (name, callable_name (vm, callable));
          rs_type_error (vm, "%U argument after ** must be a mapping, not %T", name, update);
        }
      return FALSE;
    }
  gboolean mapping = keys != NULL;
  rs_clear (vm, &keys);
  RS_LOCAL (list, mapping ? rs_call_method (vm, update, RS_NAME (vm, keys), NULL, 0)
                          : rs_incref (update));
  RS_LOCAL (names, list ? rs_list_from (vm, list) : NULL);
  rs_clear (vm, &list);
  for (gsize i = 0; names != NULL && i < rs_list_size (names); i++)
    if (!merge_key (vm, callable, dict, update, rs_list_items (names)[i]))
      return FALSE;
  return vm->pending == NULL;
}

/* --- match ---------------------------------------------------------------- */

RsObject *
rs_op_match_keys (RsVm *vm, RsObject *subject, RsObject *keys)
{
  RS_SCOPE (vm);
  RS_LOCAL (dummy, rs_call0 (vm, RS_OBJECT (RS_TYPE (vm, OBJECT))));
  RS_LOCAL (values, rs_list_new (vm, 0));
  RS_LOCAL (seen, rs_set_new (vm, NULL));
  for (gsize i = 0; i < rs_tuple_size (keys); i++)
    {
      RsObject *key = rs_tuple_items (keys)[i];
      int there = rs_set_contains (vm, seen, key);
      if (there > 0)
        rs_value_error (vm, "mapping pattern checks duplicate key (%R)", key);
      if (there != 0 || rs_set_add (vm, seen, key) < 0)
        return NULL;
      RsObject *args[2] = { key, dummy };
      RS_LOCAL (value, rs_call_method (vm, subject, RS_NAME (vm, get), args, 2));
      if (value == NULL)
        return NULL;
      if (value == dummy)
        return rs_incref (vm->none);
      rs_list_append (vm, values, value);
    }
  return rs_list_as_tuple (vm, values);
}

/* The attribute NAME of SUBJECT appended to VALUES: 1; 0: there is none; -1
 * raises. SEEN guards against a name given twice. */
static int
match_attribute (RsVm *vm, RsObject *subject, RsObject *cls, RsObject *name, RsObject *seen,
                 RsObject *values)
{
  int there = rs_set_contains (vm, seen, name);
  if (there > 0)
    return rs_raise_int (vm, RS_TYPE (vm, TypeError),
                         "%U() got multiple sub-patterns for attribute %R", ((RsType *) cls)->name,
                         name);
  if (there < 0 || rs_set_add (vm, seen, name) < 0)
    return -1;
  RsObject *value = NULL;
  int found = rs_getattr_optional (vm, subject, name, &value);
  if (found > 0)
    rs_list_append_steal (vm, values, value);
  return found;
}

static int
match_positional (RsVm *vm, RsObject *subject, RsObject *cls, gsize nargs, RsObject *seen,
                  RsObject *values)
{
  RsObject *match_args = NULL;
  if (rs_getattr_optional (vm, cls, RS_NAME (vm, __match_args__), &match_args) < 0)
    return -1;
  RsType *type = (RsType *) cls;
  gboolean self = match_args == NULL && rs_type_has (type, RS_TF_MATCH_SELF);
  gsize allowed = match_args == NULL         ? (self ? 1 : 0)
                  : rs_is_tuple (match_args) ? rs_tuple_size (match_args)
                                             : 0;
  int result = 1;
  if (match_args != NULL && !rs_is_tuple (match_args))
    result = rs_raise_int (vm, RS_TYPE (vm, TypeError),
                           "%U.__match_args__ must be a tuple (got %T)", type->name, match_args);
  else if (nargs > allowed)
    result = rs_raise_int (vm, RS_TYPE (vm, TypeError),
                           "%U() accepts %zu positional sub-pattern%s (%zu given)", type->name,
                           allowed, allowed == 1 ? "" : "s", nargs);
  else if (self)
    rs_list_append (vm, values, subject);
  else
    for (gsize i = 0; result == 1 && i < nargs; i++)
      {
        RsObject *name = rs_tuple_items (match_args)[i];
        result = rs_is_str (name)
                     ? match_attribute (vm, subject, cls, name, seen, values)
                     : rs_raise_int (vm, RS_TYPE (vm, TypeError),
                                     "__match_args__ elements must be strings (got %T)", name);
      }
  rs_xdecref (vm, match_args);
  return result;
}

RsObject *
rs_op_match_class (RsVm *vm, RsObject *subject, RsObject *cls, gsize nargs, RsObject *kwnames)
{
  if (!rs_is_type (cls))
    return rs_type_error (vm, "called match pattern must be a class");
  int result = rs_isinstance (vm, subject, cls);
  if (result <= 0)
    return result < 0 ? NULL : rs_incref (vm->none);
  RsObject *seen = rs_set_new (vm, NULL), *values = rs_list_new (vm, 0);
  if (nargs > 0)
    result = match_positional (vm, subject, cls, nargs, seen, values);
  for (gsize i = 0; result == 1 && i < rs_tuple_size (kwnames); i++)
    result = match_attribute (vm, subject, cls, rs_tuple_items (kwnames)[i], seen, values);
  RsObject *answer = result < 0    ? NULL
                     : result == 0 ? rs_incref (vm->none)
                                   : rs_list_as_tuple (vm, values);
  rs_decref (vm, seen);
  rs_decref (vm, values);
  return answer;
}

/* --- formatting, functions, imports --------------------------------------- */

RsObject *
rs_op_format_value (RsVm *vm, RsObject *value, guint conversion, RsObject *spec)
{
  if (conversion == 0)
    return value->type == RS_TYPE (vm, STR) && spec == NULL ? rs_incref (value)
                                                            : rs_format (vm, value, spec);
  RS_SCOPE (vm);
  RS_LOCAL (converted, conversion == 1   ? rs_str (vm, value)
                       : conversion == 2 ? rs_repr (vm, value)
                                         : rs_ascii (vm, value));
  if (converted == NULL || (converted->type == RS_TYPE (vm, STR) && spec == NULL))
    return RS_GIVE (converted);
  RS_LOCAL (result, rs_format (vm, converted, spec));
  return RS_GIVE (result);
}

RsObject *
rs_op_make_function (RsVm *vm, RsFrame *frame, RsObject **sp, guint flags, guint *n_used)
{
  RsObject *code = sp[-1];
  RsObject *object = rs_function_new (vm, code, frame->globals, NULL);
  if (object == NULL)
    return NULL;
  RsFunction *function = (RsFunction *) object;
  RsObject **at = sp - 1;
  if (flags & 8)
    function->closure = *--at;
  if (flags & 4)
    function->annotations = *--at;
  if (flags & 2)
    function->kwdefaults = *--at;
  if (flags & 1)
    function->defaults = *--at;
  rs_decref (vm, code);
  *n_used = sp - at;
  return object;
}

gboolean
rs_op_import_star (RsVm *vm, RsFrame *frame, RsObject *module)
{
  RsObject *all = NULL, *dict = NULL;
  gboolean skip_private = FALSE;
  if (rs_getattr_optional (vm, module, RS_NAME (vm, __all__), &all) < 0)
    return FALSE;
  if (all == NULL)
    {
      dict = rs_getattr (vm, module, RS_NAME (vm, __dict__));
      if (dict == NULL)
        return FALSE;
      skip_private = TRUE;
    }
  RsObject *names = rs_list_from (vm, all ? all : dict);
  rs_xdecref (vm, all);
  rs_xdecref (vm, dict);
  for (gsize i = 0; names != NULL && i < rs_list_size (names); i++)
    {
      RsObject *name = rs_list_items (names)[i];
      if (skip_private && rs_is_str (name) && rs_str_length (name) > 0
          && rs_str_char (name, 0) == '_')
        continue;
      RsObject *value = rs_getattr (vm, module, name);
      if (value == NULL || rs_setitem (vm, frame->locals, name, value) < 0)
        {
          rs_xdecref (vm, value);
          rs_decref (vm, names);
          return FALSE;
        }
      rs_decref (vm, value);
    }
  rs_xdecref (vm, names);
  return names != NULL;
}

RsObject *
rs_op_import_name (RsVm *vm, RsFrame *frame, RsObject *name, RsObject *level, RsObject *from_list,
                   gint number)
{
  RsObject *import = rs_dict_get_text (vm, frame->builtins, "__import__");
  if (import == NULL)
    return rs_raise (vm, RS_TYPE (vm, ImportError), "__import__ not found");
  if (import->type == RS_TYPE (vm, BUILTIN)
      && strcmp (((RsBuiltin *) import)->def->name, "__import__") == 0)
    return rs_import_name (vm, name, frame->globals, from_list, number);
  RsObject *args[] = { name, frame->globals, frame->locals ? frame->locals : vm->none, from_list,
                       level };
  RS_SCOPE (vm);
  RS_LOCAL (held, rs_incref (import));
  RS_LOCAL (module, rs_call (vm, held, args, 5, NULL));
  return RS_GIVE (module);
}

RsObject *
rs_op_print_expr (RsVm *vm, RsObject *value)
{
  RsObject *hook = rs_dict_get_text (vm, vm->sys_dict, "displayhook");
  if (hook == NULL)
    return rs_raise (vm, RS_TYPE (vm, RuntimeError), "lost sys.displayhook");
  return rs_call1 (vm, hook, value);
}

/* --- coroutines ----------------------------------------------------------- */

RsObject *
rs_op_get_awaitable (RsVm *vm, RsObject *object, guint where)
{
  if (object->type == RS_TYPE (vm, COROUTINE)
      || (object->type == RS_TYPE (vm, GENERATOR)
          && (((RsCode *) ((RsGenerator *) object)->code)->flags & RS_CO_ITERABLE_COROUTINE)))
    return rs_incref (object);
  if (object->type->slots.await == NULL)
    {
      if (where == 1 || where == 2)
        return rs_type_error (
            vm, "'async with' received an object from %s that does not implement __await__: %T",
            where == 1 ? "__aenter__" : "__aexit__", object);
      return rs_type_error (vm, "object %T can't be used in 'await' expression", object);
    }
  RsObject *iterator = object->type->slots.await (vm, object);
  if (iterator != NULL && iterator->type->slots.iternext == NULL
      && iterator->type != RS_TYPE (vm, COROUTINE))
    {
      rs_type_error (vm, "__await__() returned non-iterator of type '%T'", iterator);
      rs_clear (vm, &iterator);
    }
  return iterator;
}

RsObject *
rs_op_get_aiter (RsVm *vm, RsObject *object)
{
  if (object->type->slots.aiter == NULL)
    return rs_type_error (vm, "'async for' requires an object with __aiter__ method, got %T",
                          object);
  RsObject *iterator = object->type->slots.aiter (vm, object);
  if (iterator != NULL && iterator->type->slots.anext == NULL)
    {
      rs_type_error (
          vm, "'async for' received an object from __aiter__ that does not implement __anext__: %T",
          iterator);
      rs_clear (vm, &iterator);
    }
  return iterator;
}

RsObject *
rs_op_get_anext (RsVm *vm, RsObject *iterator)
{
  if (iterator->type->slots.anext == NULL)
    return rs_type_error (vm, "'async for' requires an iterator with __anext__ method, got %T",
                          iterator);
  RsObject *next = iterator->type->slots.anext (vm, iterator);
  RsObject *awaitable = next ? rs_op_get_awaitable (vm, next, 0) : NULL;
  rs_xdecref (vm, next);
  return awaitable;
}

/* --- class statements ----------------------------------------------------- */

/* Replaces BASES (N of them) that are not classes by what their __mro_entries__
 * give: a tuple; *ORIGINAL gets the tuple of BASES if that changed any. */
static RsObject *
resolve_bases (RsVm *vm, RsObject *const *bases, gsize n, RsObject **original)
{
  RS_SCOPE (vm);
  RS_LOCAL (list, rs_list_new (vm, 0));
  RS_LOCAL (all, rs_tuple_from_array (vm, bases, n));
  gboolean changed = FALSE;
  for (gsize i = 0; all != NULL && i < n; i++)
    {
      RS_LOCAL (entries, NULL);
      if (rs_is_type (bases[i])
          || rs_getattr_optional (vm, bases[i], RS_NAME (vm, __mro_entries__), &entries) == 0)
        {
          rs_list_append (vm, list, bases[i]);
          continue;
        }
      RS_LOCAL (replacement, entries ? rs_call (vm, entries, &all, 1, NULL) : NULL);
      rs_clear (vm, &entries);
      if (replacement != NULL && !rs_is_tuple (replacement))
        rs_type_error (vm, "__mro_entries__ must return a tuple");
      if (replacement == NULL || !rs_is_tuple (replacement))
        return NULL;
      changed = TRUE;
      rs_list_extend (vm, list, replacement);
    }
  if (!changed)
    return RS_GIVE (all);
  *original = g_steal_pointer (&all);
  return rs_list_as_tuple (vm, list);
}

/* A new dict of the keywords without `metaclass`, whose value goes to *META,
 * borrowed (NULL: not there). NULL with nothing pending: no keywords. */
static RsObject *
class_keywords (RsVm *vm, RsObject *const *values, RsObject *kwnames, RsObject **meta)
{
  RsObject *dict = kwnames ? rs_dict_new (vm) : NULL;
  *meta = NULL;
  for (gsize i = 0; dict != NULL && i < rs_tuple_size (kwnames); i++)
    if (rs_str_equal (rs_tuple_items (kwnames)[i], RS_NAME (vm, metaclass)))
      *meta = values[i];
    else
      rs_dict_set (vm, dict, rs_tuple_items (kwnames)[i], values[i]);
  return dict;
}

static RsObject *
prepare_namespace (RsVm *vm, RsObject *meta, RsObject **stack, RsObject *keywords)
{
  RS_SCOPE (vm);
  RS_LOCAL (prepare, NULL);
  if (meta == RS_OBJECT (RS_TYPE (vm, TYPE)))
    return rs_dict_new (vm);
  if (rs_getattr_optional (vm, meta, RS_NAME (vm, __prepare__), &prepare) < 0)
    return NULL;
  if (prepare == NULL)
    return rs_dict_new (vm);
  RS_LOCAL (namespace, rs_call_dict (vm, prepare, stack, 2, keywords));
  rs_clear (vm, &prepare);
  if (namespace != NULL && namespace->type->slots.getitem == NULL)
    {
      rs_type_error (vm, "%U.__prepare__() must return a mapping, not %T",
                     rs_is_type (meta) ? ((RsType *) meta)->name : RS_NAME (vm, metaclass),
                     namespace);
      return NULL;
    }
  return RS_GIVE (namespace);
}

/* The class body's __class__ cell must be CLS by now, if it has one. FALSE
 * raises. */
static gboolean
check_class_cell (RsVm *vm, RsObject *cell, RsObject *name, RsObject *cls)
{
  if (!rs_is_type (cls) || cell->type != RS_TYPE (vm, CELL) || ((RsCell *) cell)->content == cls)
    return TRUE;
  RsObject *content = ((RsCell *) cell)->content;
  if (content == NULL)
    rs_raise (vm, RS_TYPE (vm, RuntimeError),
              "__class__ not set defining %R as %R. Was __classcell__ propagated to "
              "type.__new__?",
              name, cls);
  else
    rs_type_error (vm, "__class__ set to %R defining %R as %R", content, name, cls);
  return FALSE;
}

RsObject *
rs_build_class (RsVm *vm, RsObject *self, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  if (nargs < 2)
    return rs_type_error (vm, "__build_class__: not enough arguments");
  if (args[0]->type != RS_TYPE (vm, FUNCTION))
    return rs_type_error (vm, "__build_class__: func must be a function");
  RsFunction *body = (RsFunction *) args[0];
  RsObject *wanted;
  RS_SCOPE (vm);
  RS_LOCAL (bases, NULL);
  RS_LOCAL (original, NULL);
  RS_LOCAL (keywords, class_keywords (vm, args + nargs, kwnames, &wanted));
  bases = resolve_bases (vm, args + 2, nargs - 2, &original);
  if (bases == NULL)
    return NULL;
  if (wanted == NULL)
    wanted = RS_OBJECT (rs_tuple_size (bases) > 0 ? rs_tuple_items (bases)[0]->type
                                                  : RS_TYPE (vm, TYPE));
  if (rs_is_type (wanted))
    wanted = RS_OBJECT (rs_type_metaclass (vm, (RsType *) wanted, bases));
  RS_LOCAL (meta, rs_xincref (wanted));
  RsObject *stack[3] = { args[1], bases };
  RS_LOCAL (namespace, meta ? prepare_namespace (vm, meta, stack, keywords) : NULL);
  if (namespace == NULL)
    return NULL;
  RsFrame *frame =
      rs_frame_new (vm, (RsCode *) body->code, body, body->globals, body->builtins, namespace);
  RS_LOCAL (cell, frame ? rs_eval_frame (vm, frame) : NULL);
  if (cell == NULL
      || (original != NULL
          && rs_setitem (vm, namespace, RS_NAME (vm, __orig_bases__), original) < 0))
    return NULL;
  stack[2] = namespace;
  RS_LOCAL (cls, rs_call_dict (vm, meta, stack, 3, keywords));
  if (cls == NULL || !check_class_cell (vm, cell, args[1], cls))
    return NULL;
  return RS_GIVE (cls);
}
