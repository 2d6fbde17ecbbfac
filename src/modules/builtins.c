/* SPDX-License-Identifier: MIT
 *
 * Module builtins: the functions that work on objects, and the types and
 * exceptions. Input, output, compiling and names are in builtins-io.c. Modelled
 * on Python/bltinmodule.c.
 */
#include "modules.h"

#include "objects/containers/dict-keys.h"
#include "objects/iterators/iterators.h"
#include "vm/eval.h"

RS_NATIVE (builtin_abs)
{
  return rs_absolute (vm, args[0]);
}

/* all and any: stops at the first item whose truth is STOP_AT. */
static RsObject *
search_truth (RsVm *vm, RsObject *iterable, gboolean stop_at)
{
  RS_SCOPE (vm);
  RS_LOCAL (iterator, rs_iter (vm, iterable));
  int truth = !stop_at;
  while (iterator != NULL && truth == !stop_at)
    {
      RS_LOCAL (item, rs_next (vm, iterator));
      if (item == NULL)
        break;
      truth = rs_is_true (vm, item);
    }
  rs_clear (vm, &iterator);
  return vm->pending || vm->stop ? NULL : rs_bool (vm, truth == stop_at ? stop_at : !stop_at);
}

RS_NATIVE (builtin_all)
{
  return search_truth (vm, args[0], FALSE);
}

RS_NATIVE (builtin_any)
{
  return search_truth (vm, args[0], TRUE);
}

RS_NATIVE (builtin_ascii)
{
  return rs_ascii (vm, args[0]);
}

static RsObject *
in_base (RsVm *vm, RsObject *object, int base, const char *prefix)
{
  RS_SCOPE (vm);
  RS_LOCAL (index, rs_index (vm, object));
  if (index == NULL)
    return NULL;
  g_autofree char *text = rs_int_to_text (vm, index, base);
  if (text == NULL)
    return NULL;
  RS_LOCAL (result, text[0] == '-' ? rs_str_printf (vm, "-%s%s", prefix, text + 1)
                                   : rs_str_printf (vm, "%s%s", prefix, text));
  return RS_GIVE (result);
}

RS_NATIVE (builtin_bin)
{
  return in_base (vm, args[0], 2, "0b");
}

RS_NATIVE (builtin_oct)
{
  return in_base (vm, args[0], 8, "0o");
}

RS_NATIVE (builtin_hex)
{
  return in_base (vm, args[0], 16, "0x");
}

RS_NATIVE (builtin_callable)
{
  return rs_bool (vm, args[0]->type->slots.call != NULL);
}

RS_NATIVE (builtin_chr)
{
  gssize code = rs_as_ssize (vm, args[0], RS_TYPE (vm, OverflowError));
  if (code == -1 && vm->pending != NULL)
    return NULL;
  if (code < 0 || code > 0x10ffff)
    return rs_value_error (vm, "chr() arg not in range(0x110000)");
  return rs_str_char_new (vm, code);
}

RS_NATIVE (builtin_ord)
{
  if (rs_is_str (args[0]) && rs_str_length (args[0]) == 1)
    return rs_int_new (vm, rs_str_char (args[0], 0));
  if (rs_is_bytes (args[0]) && ((RsBytes *) args[0])->size == 1)
    return rs_int_new (vm, ((RsBytes *) args[0])->data[0]);
  if (rs_is_str (args[0]) || rs_is_bytes (args[0]))
    return rs_type_error (vm, "ord() expected a character, but string of length %zd found",
                          rs_length (vm, args[0]));
  return rs_type_error (vm, "ord() expected string of length 1, but %T found", args[0]);
}

RS_NATIVE (builtin_divmod)
{
  return rs_divmod (vm, args[0], args[1]);
}

RS_NATIVE (builtin_pow)
{
  static const char *const names[] = { "base", "exp", "mod", NULL };
  RsObject *v[3];
  if (!rs_parse_args (vm, "pow", args, nargs, kwnames, names, 0, 2, v))
    return NULL;
  return rs_power (vm, v[0], v[1], v[2] ? v[2] : vm->none);
}

RS_NATIVE (builtin_format)
{
  if (nargs > 1 && !rs_is_str (args[1]))
    return rs_type_error (vm, "format() argument 2 must be str, not %T", args[1]);
  return rs_format (vm, args[0], nargs > 1 ? args[1] : NULL);
}

RS_NATIVE (builtin_getattr)
{
  RsObject *value = NULL;
  if (!rs_is_str (args[1]))
    return rs_type_error (vm, "attribute name must be string, not '%T'", args[1]);
  if (nargs == 2)
    return rs_getattr (vm, args[0], args[1]);
  int found = rs_getattr_optional (vm, args[0], args[1], &value);
  return found < 0 ? NULL : found ? value : rs_incref (args[2]);
}

RS_NATIVE (builtin_hasattr)
{
  RsObject *value = NULL;
  if (!rs_is_str (args[1]))
    return rs_type_error (vm, "attribute name must be string, not '%T'", args[1]);
  int found = rs_getattr_optional (vm, args[0], args[1], &value);
  rs_xdecref (vm, value);
  return found < 0 ? NULL : rs_bool (vm, found);
}

RS_NATIVE (builtin_setattr)
{
  return rs_setattr (vm, args[0], args[1], args[2]) < 0 ? NULL : rs_incref (vm->none);
}

RS_NATIVE (builtin_delattr)
{
  return rs_setattr (vm, args[0], args[1], NULL) < 0 ? NULL : rs_incref (vm->none);
}

RS_NATIVE (builtin_hash)
{
  gint64 hash = rs_hash (vm, args[0]);
  return hash == -1 ? NULL : rs_int_new (vm, hash);
}

RS_NATIVE (builtin_id)
{
  return rs_int_new_unsigned (vm, rs_address (args[0]));
}

RS_NATIVE (builtin_isinstance)
{
  int result = rs_isinstance (vm, args[0], args[1]);
  return result < 0 ? NULL : rs_bool (vm, result);
}

RS_NATIVE (builtin_issubclass)
{
  int result = rs_issubclass (vm, args[0], args[1]);
  return result < 0 ? NULL : rs_bool (vm, result);
}

RS_NATIVE (builtin_iter)
{
  if (nargs == 1)
    return rs_iter (vm, args[0]);
  if (args[0]->type->slots.call == NULL)
    return rs_type_error (vm, "iter(v, w): v must be callable");
  return rs_callable_iter_new (vm, args[0], args[1]);
}

RS_NATIVE (builtin_next)
{
  if (args[0]->type->slots.iternext == NULL)
    return rs_type_error (vm, "'%T' object is not an iterator", args[0]);
  RsObject *item = args[0]->type->slots.iternext (vm, args[0]);
  if (item != NULL || vm->stop != RS_STOP_NONE)
    return item;
  if (nargs > 1)
    {
      if (vm->pending != NULL && !rs_pending_swallow (vm, RS_TYPE (vm, StopIteration)))
        return NULL;
      return rs_incref (args[1]);
    }
  return vm->pending ? NULL : rs_raise_object (vm, RS_TYPE (vm, StopIteration), NULL);
}

RS_NATIVE (builtin_aiter)
{
  if (args[0]->type->slots.aiter == NULL)
    return rs_type_error (vm, "'%T' object is not an async iterable", args[0]);
  RS_SCOPE (vm);
  RS_LOCAL (iterator, args[0]->type->slots.aiter (vm, args[0]));
  if (iterator == NULL || iterator->type->slots.anext != NULL)
    return RS_GIVE (iterator);
  return rs_type_error (vm, "aiter() returned not an async iterator of type '%T'", iterator);
}

RS_NATIVE (builtin_anext)
{
  if (args[0]->type->slots.anext == NULL)
    return rs_type_error (vm, "'%T' object is not an async iterator", args[0]);
  RS_SCOPE (vm);
  RS_LOCAL (awaitable, args[0]->type->slots.anext (vm, args[0]));
  if (awaitable == NULL || nargs == 1)
    return RS_GIVE (awaitable);
  return rs_anext_awaitable_new (vm, awaitable, args[1]);
}

RS_NATIVE (builtin_len)
{
  gssize length = rs_length (vm, args[0]);
  return length < 0 ? NULL : rs_int_new (vm, length);
}

RS_NATIVE (builtin_repr)
{
  return rs_repr (vm, args[0]);
}

RS_NATIVE (builtin_round)
{
  static const char *const names[] = { "number", "ndigits", NULL };
  RsObject *v[2];
  if (!rs_parse_args (vm, "round", args, nargs, kwnames, names, 0, 1, v))
    return NULL;
  RS_SCOPE (vm);
  RS_LOCAL (method, rs_lookup_special (vm, v[0], RS_NAME (vm, __round__)));
  if (method == NULL)
    return vm->pending ? NULL : rs_type_error (vm, "type %T doesn't define __round__ method", v[0]);
  RS_LOCAL (result, v[1] && v[1] != vm->none ? rs_call1 (vm, method, v[1]) : rs_call0 (vm, method));
  return RS_GIVE (result);
}

/* --- min, max, sum, sorted ------------------------------------------------ */

static RsObject *
extreme (RsVm *vm, const char *function, RsObject *const *args, gsize nargs, RsObject *kwnames,
         int op)
{
  RsObject *key = NULL, *otherwise = NULL;
  if (nargs == 0)
    return rs_type_error (vm, "%s expected at least 1 argument, got 0", function);
  for (gsize i = 0; kwnames && i < rs_tuple_size (kwnames); i++)
    {
      RsObject *name = rs_tuple_items (kwnames)[i];
      if (rs_str_equal_ascii (name, "key"))
        key = args[nargs + i] == vm->none ? NULL : args[nargs + i];
      else if (rs_str_equal_ascii (name, "default"))
        otherwise = args[nargs + i];
      else
        return rs_type_error (vm, "'%U' is an invalid keyword argument for %s()", name, function);
    }
  if (nargs > 1 && otherwise != NULL)
    return rs_type_error (
        vm, "Cannot specify a default for %s() with multiple positional arguments", function);
  RS_SCOPE (vm);
  RS_LOCAL (iterator, nargs > 1 ? NULL : rs_iter (vm, args[0]));
  if (iterator == NULL && nargs == 1)
    return NULL;
  RS_LOCAL (best, NULL);
  RS_LOCAL (best_key, NULL);
  for (gsize i = 0;; i++)
    {
      RS_LOCAL (item, iterator ? rs_next (vm, iterator) : i < nargs ? rs_incref (args[i]) : NULL);
      if (item == NULL)
        break;
      RS_LOCAL (value, key ? rs_call1 (vm, key, item) : rs_incref (item));
      int better = value == NULL  ? -1
                   : best == NULL ? 1
                                  : rs_compare_bool (vm, value, best_key, op);
      if (better < 0)
        break;
      if (better > 0)
        {
          rs_setref (vm, &best_key, g_steal_pointer (&value));
          rs_setref (vm, &best, g_steal_pointer (&item));
        }
      rs_clear (vm, &item);
    }
  if (vm->pending != NULL || vm->stop)
    return NULL;
  if (best == NULL)
    return otherwise ? rs_incref (otherwise)
                     : rs_value_error (vm, "%s() arg is an empty sequence", function);
  return RS_GIVE (best);
}

RS_NATIVE (builtin_max)
{
  return extreme (vm, "max", args, nargs, kwnames, RS_GT);
}

RS_NATIVE (builtin_min)
{
  return extreme (vm, "min", args, nargs, kwnames, RS_LT);
}

RS_NATIVE (builtin_sum)
{
  static const char *const names[] = { "iterable", "start", NULL };
  RsObject *v[2];
  if (!rs_parse_args (vm, "sum", args, nargs, kwnames, names, 1, 1, v))
    return NULL;
  RS_SCOPE (vm);
  RS_LOCAL (iterator, rs_iter (vm, v[0]));
  if (iterator == NULL)
    return NULL;
  if (v[1] != NULL && (rs_is_str (v[1]) || rs_is_bytes (v[1])))
    return rs_type_error (vm, rs_is_str (v[1])
                                  ? "sum() can't sum strings [use ''.join(seq) instead]"
                                  : "sum() can't sum bytes [use b''.join(seq) instead]");
  if (v[1] != NULL && rs_is_a (v[1], RS_TYPE (vm, BYTEARRAY)))
    return rs_type_error (vm, "sum() can't sum bytearray [use b''.join(seq) instead]");
  RS_LOCAL (total, v[1] ? rs_incref (v[1]) : rs_int_new (vm, 0));
  while (total != NULL)
    {
      RS_LOCAL (item, rs_next (vm, iterator));
      if (item == NULL)
        break;
      rs_setref (vm, &total, rs_binary_op (vm, total, item, RS_NB_ADD));
    }
  return vm->pending != NULL || vm->stop ? NULL : RS_GIVE (total);
}

RS_NATIVE (builtin_sorted)
{
  static const char *const names[] = { "iterable", "*", "key", "reverse", NULL };
  RsObject *v[3];
  if (!rs_check_arity (vm, "sorted", nargs, 1, 1)
      || !rs_parse_args (vm, "sort", args, nargs, kwnames, names, 1, 1, v))
    return NULL;
  RS_SCOPE (vm);
  RS_LOCAL (list, rs_list_from (vm, v[0]));
  if (list == NULL)
    return NULL;
  int reverse = v[2] ? rs_is_true (vm, v[2]) : 0;
  if (reverse < 0 || rs_list_sort (vm, list, v[1] == vm->none ? NULL : v[1], reverse) < 0)
    return NULL;
  return RS_GIVE (list);
}

/* --- names ---------------------------------------------------------------- */

RS_NATIVE (builtin_globals)
{
  return rs_incref (vm->frame ? vm->frame->globals : vm->main_dict);
}

RS_NATIVE (builtin_locals)
{
  return vm->frame ? rs_frame_locals (vm, vm->frame) : rs_incref (vm->main_dict);
}

RS_NATIVE (builtin_vars)
{
  if (nargs == 0)
    return builtin_locals (vm, self, NULL, 0, NULL);
  RsObject *dict = NULL;
  int found = rs_getattr_optional (vm, args[0], RS_NAME (vm, __dict__), &dict);
  return found == 0 ? rs_type_error (vm, "vars() argument must have __dict__ attribute") : dict;
}

RS_NATIVE (builtin_dir)
{
  RS_SCOPE (vm);
  RS_LOCAL (names, NULL);
  if (nargs == 0)
    {
      names = builtin_locals (vm, self, NULL, 0, NULL);
      /* What exec () was given for locals need not be a dict: its keys () are
       * asked for. */
      if (names != NULL && names->type != RS_TYPE (vm, DICT))
        rs_setref (vm, &names, rs_call_method (vm, names, RS_NAME (vm, keys), NULL, 0));
    }
  else
    {
      RS_LOCAL (method, rs_lookup_special (vm, args[0], RS_NAME (vm, __dir__)));
      names = method ? rs_call0 (vm, method) : NULL;
    }
  RS_LOCAL (list, names ? rs_list_from (vm, names) : NULL);
  rs_clear (vm, &names);
  return list == NULL || rs_list_sort (vm, list, NULL, FALSE) < 0 ? NULL : RS_GIVE (list);
}

RS_NATIVE (builtin_import)
{
  static const char *const names[] = { "name", "globals", "locals", "fromlist", "level", NULL };
  RsObject *v[5];
  if (!rs_parse_args (vm, "__import__", args, nargs, kwnames, names, 0, 1, v) || !rs_is_str (v[0]))
    return vm->pending ? NULL : rs_type_error (vm, "module name must be a string");
  return rs_import_name (vm, v[0], NULL, v[3] && rs_is_true (vm, v[3]) > 0 ? v[3] : vm->none, 0);
}

const RsMethodDef rs_builtin_functions[] = {
  { "abs", builtin_abs, RS_M_O, 0, 0, "Return the absolute value of the argument." },
  { "aiter", builtin_aiter, RS_M_O, 0, 0, NULL },
  { "all", builtin_all, RS_M_O, 0, 0, NULL },
  { "anext", builtin_anext, RS_M_FAST, 1, 2, NULL },
  { "any", builtin_any, RS_M_O, 0, 0, NULL },
  { "ascii", builtin_ascii, RS_M_O, 0, 0, NULL },
  { "bin", builtin_bin, RS_M_O, 0, 0, NULL },
  { "callable", builtin_callable, RS_M_O, 0, 0, NULL },
  { "chr", builtin_chr, RS_M_O, 0, 0, NULL },
  { "delattr", builtin_delattr, RS_M_FAST, 2, 2, NULL },
  { "dir", builtin_dir, RS_M_FAST | RS_M_VARARGS, 0, 1, NULL },
  { "divmod", builtin_divmod, RS_M_FAST, 2, 2, NULL },
  { "format", builtin_format, RS_M_FAST, 1, 2, NULL },
  { "getattr", builtin_getattr, RS_M_FAST, 2, 3, NULL },
  { "globals", builtin_globals, RS_M_NOARGS, 0, 0, NULL },
  { "hasattr", builtin_hasattr, RS_M_FAST, 2, 2, NULL },
  { "hash", builtin_hash, RS_M_O, 0, 0, NULL },
  { "hex", builtin_hex, RS_M_O, 0, 0, NULL },
  { "id", builtin_id, RS_M_O, 0, 0, NULL },
  { "isinstance", builtin_isinstance, RS_M_FAST, 2, 2, NULL },
  { "issubclass", builtin_issubclass, RS_M_FAST, 2, 2, NULL },
  { "iter", builtin_iter, RS_M_FAST, 1, 2, NULL },
  { "len", builtin_len, RS_M_O, 0, 0, "Return the number of items in a container." },
  { "locals", builtin_locals, RS_M_NOARGS, 0, 0, NULL },
  { "max", builtin_max, RS_M_KEYWORDS | RS_M_VARARGS, 0, 0, NULL },
  { "min", builtin_min, RS_M_KEYWORDS | RS_M_VARARGS, 0, 0, NULL },
  { "next", builtin_next, RS_M_FAST, 1, 2, NULL },
  { "oct", builtin_oct, RS_M_O, 0, 0, NULL },
  { "ord", builtin_ord, RS_M_O, 0, 0, NULL },
  { "pow", builtin_pow, RS_M_KEYWORDS, 0, 0, NULL },
  { "repr", builtin_repr, RS_M_O, 0, 0, NULL },
  { "round", builtin_round, RS_M_KEYWORDS, 0, 0, NULL },
  { "setattr", builtin_setattr, RS_M_FAST, 3, 3, NULL },
  { "sorted", builtin_sorted, RS_M_KEYWORDS, 0, 0, NULL },
  { "sum", builtin_sum, RS_M_KEYWORDS, 0, 0, NULL },
  { "vars", builtin_vars, RS_M_FAST | RS_M_VARARGS, 0, 1, NULL },
  { "__build_class__", rs_build_class, RS_M_KEYWORDS, 0, 0, NULL },
  { "__import__", builtin_import, RS_M_KEYWORDS, 0, 0, NULL },
  { NULL }
};

static gboolean
fill (RsVm *vm, RsObject *module, RsObject *dict)
{
  static const RsTypeId types[] = {
    RS_T_OBJECT,      RS_T_TYPE,  RS_T_INT,       RS_T_BOOL,       RS_T_FLOAT,    RS_T_COMPLEX,
    RS_T_STR,         RS_T_BYTES, RS_T_BYTEARRAY, RS_T_MEMORYVIEW, RS_T_LIST,     RS_T_TUPLE,
    RS_T_DICT,        RS_T_SET,   RS_T_FROZENSET, RS_T_RANGE,      RS_T_SLICE,    RS_T_ENUMERATE,
    RS_T_ZIP,         RS_T_MAP,   RS_T_FILTER,    RS_T_REVERSED,   RS_T_PROPERTY, RS_T_STATICMETHOD,
    RS_T_CLASSMETHOD, RS_T_SUPER,
  };
  if (!rs_module_add_functions (vm, module, dict, rs_builtin_functions)
      || !rs_module_add_functions (vm, module, dict, rs_builtin_functions_io))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    if (vm->types[types[i]] != NULL
        && rs_dict_set (vm, dict, vm->types[types[i]]->name, RS_OBJECT (vm->types[types[i]])) < 0)
      return FALSE;
  for (guint id = RS_T_BaseException; id < RS_N_TYPES; id++)
    if (rs_dict_set (vm, dict, vm->types[id]->name, RS_OBJECT (vm->types[id])) < 0)
      return FALSE;
  const struct {
    const char *name;
    RsObject *value;
  } constants[] = {
    { "None", vm->none },
    { "True", vm->true_ },
    { "False", vm->false_ },
    { "Ellipsis", vm->ellipsis },
    { "NotImplemented", vm->not_implemented },
    { "__debug__", vm->true_ },
    { "EnvironmentError", RS_OBJECT (RS_TYPE (vm, OSError)) },
    { "IOError", RS_OBJECT (RS_TYPE (vm, OSError)) },
  };
  for (guint i = 0; i < G_N_ELEMENTS (constants); i++)
    if (rs_dict_set_text (vm, dict, constants[i].name, constants[i].value) < 0)
      return FALSE;
  return TRUE;
}

const RsModuleDef rs_module_builtins = { "builtins", fill, NULL };
