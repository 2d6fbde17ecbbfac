/* SPDX-License-Identifier: MIT
 *
 * Module _operator: the operators as functions; attrgetter, itemgetter,
 * methodcaller.
 */
#include "modules.h"

/* --- functions ------------------------------------------------------------ */

#define COMPARE(id, op)                                                                            \
  RS_NATIVE (id)                                                                                   \
  {                                                                                                \
    return rs_richcompare (vm, args[0], args[1], op);                                              \
  }
COMPARE (op_lt, RS_LT)
COMPARE (op_le, RS_LE)
COMPARE (op_eq, RS_EQ)
COMPARE (op_ne, RS_NE)
COMPARE (op_ge, RS_GE)
COMPARE (op_gt, RS_GT)

#define BINARY(name, in_place, op)                                                                 \
  RS_NATIVE (name)                                                                                 \
  {                                                                                                \
    return rs_binary_op (vm, args[0], args[1], op);                                                \
  }                                                                                                \
  RS_NATIVE (in_place)                                                                             \
  {                                                                                                \
    return rs_binary_op (vm, args[0], args[1], RS_NB_INPLACE + op);                                \
  }
BINARY (op_add, op_iadd, RS_NB_ADD)
BINARY (op_and, op_iand, RS_NB_AND)
BINARY (op_floordiv, op_ifloordiv, RS_NB_FLOOR_DIVIDE)
BINARY (op_lshift, op_ilshift, RS_NB_LSHIFT)
BINARY (op_mod, op_imod, RS_NB_REMAINDER)
BINARY (op_mul, op_imul, RS_NB_MULTIPLY)
BINARY (op_matmul, op_imatmul, RS_NB_MATRIX_MULTIPLY)
BINARY (op_or, op_ior, RS_NB_OR)
BINARY (op_rshift, op_irshift, RS_NB_RSHIFT)
BINARY (op_sub, op_isub, RS_NB_SUBTRACT)
BINARY (op_truediv, op_itruediv, RS_NB_TRUE_DIVIDE)
BINARY (op_xor, op_ixor, RS_NB_XOR)

RS_NATIVE (op_pow)
{
  return rs_power (vm, args[0], args[1], vm->none);
}
RS_NATIVE (op_ipow)
{
  return rs_binary_op (vm, args[0], args[1], RS_NB_INPLACE + RS_NB_POWER);
}
RS_NATIVE (op_neg)
{
  return rs_negative (vm, args[0]);
}
RS_NATIVE (op_pos)
{
  return rs_positive (vm, args[0]);
}
RS_NATIVE (op_invert)
{
  return rs_invert (vm, args[0]);
}
RS_NATIVE (op_abs)
{
  return rs_absolute (vm, args[0]);
}

/* An exact int. */
RS_NATIVE (op_index)
{
  RS_SCOPE (vm);
  RS_LOCAL (index, rs_index (vm, args[0]));
  if (index != NULL && index->type != RS_TYPE (vm, INT))
    rs_setref (vm, &index, RS_TYPE (vm, INT)->slots.positive (vm, index));
  return RS_GIVE (index);
}

RS_NATIVE (op_getitem)
{
  return rs_getitem (vm, args[0], args[1]);
}
RS_NATIVE (op_is)
{
  return rs_bool (vm, args[0] == args[1]);
}
RS_NATIVE (op_is_not)
{
  return rs_bool (vm, args[0] != args[1]);
}
RS_NATIVE (op_call)
{
  if (nargs == 0)
    return rs_type_error (vm, "call expected at least 1 argument, got 0");
  return rs_call (vm, args[0], args + 1, nargs - 1, kwnames);
}

RS_NATIVE (op_not)
{
  int truth = rs_is_true (vm, args[0]);
  return truth < 0 ? NULL : rs_bool (vm, !truth);
}

RS_NATIVE (op_truth)
{
  int truth = rs_is_true (vm, args[0]);
  return truth < 0 ? NULL : rs_bool (vm, truth);
}

RS_NATIVE (op_contains)
{
  int found = rs_contains (vm, args[0], args[1]);
  return found < 0 ? NULL : rs_bool (vm, found);
}

RS_NATIVE (op_setitem)
{
  return rs_setitem (vm, args[0], args[1], args[2]) < 0 ? NULL : rs_incref (vm->none);
}
RS_NATIVE (op_delitem)
{
  return rs_setitem (vm, args[0], args[1], NULL) < 0 ? NULL : rs_incref (vm->none);
}

static gboolean
is_sequence (RsObject *object)
{
  return object->type->slots.getitem != NULL && !rs_is_dict (object);
}

RS_NATIVE (op_concat)
{
  if (!is_sequence (args[0]))
    return rs_type_error (vm, "'%T' object can't be concatenated", args[0]);
  return rs_binary_op (vm, args[0], args[1], RS_NB_ADD);
}

RS_NATIVE (op_iconcat)
{
  if (!is_sequence (args[0]))
    return rs_type_error (vm, "'%T' object can't be concatenated", args[0]);
  return rs_binary_op (vm, args[0], args[1], RS_NB_INPLACE + RS_NB_ADD);
}

/* countOf and indexOf: equal items are counted, or the first is found. */
static RsObject *
search (RsVm *vm, RsObject *iterable, RsObject *wanted, gboolean first)
{
  RS_SCOPE (vm);
  RS_LOCAL (iterator, rs_iter (vm, iterable));
  if (iterator == NULL && rs_pending_swallow (vm, RS_TYPE (vm, TypeError)))
    rs_type_error (vm, "argument of type '%T' is not iterable", iterable);
  gint64 n = 0, index = 0;
  int equal = 0;
  while (iterator != NULL && equal >= 0 && !(first && equal))
    {
      RS_LOCAL (item, rs_next (vm, iterator));
      if (item == NULL)
        break;
      equal = rs_compare_bool (vm, item, wanted, RS_EQ);
      n += equal > 0;
      index++;
    }
  if (vm->pending != NULL || vm->stop)
    return NULL;
  rs_clear (vm, &iterator);
  if (first && n == 0)
    return rs_value_error (vm, "sequence.index(x): x not in sequence");
  return rs_int_new (vm, first ? index - 1 : n);
}

RS_NATIVE (op_count_of)
{
  return search (vm, args[0], args[1], FALSE);
}
RS_NATIVE (op_index_of)
{
  return search (vm, args[0], args[1], TRUE);
}

RS_NATIVE (op_length_hint)
{
  gssize otherwise = nargs > 1 ? rs_as_ssize (vm, args[1], RS_TYPE (vm, OverflowError)) : 0;
  gssize hint = vm->pending ? -1 : rs_length_hint (vm, args[0], otherwise);
  return vm->pending ? NULL : rs_int_new (vm, hint);
}

#define F2(name, func)                                                                             \
  {                                                                                                \
    name, func, RS_M_FAST, 2, 2, NULL                                                              \
  }
#define F1(name, func)                                                                             \
  {                                                                                                \
    name, func, RS_M_O, 0, 0, NULL                                                                 \
  }
#define BOTH(name, func) F2 (name, func), F2 ("__" name "__", func)
static const RsMethodDef functions[] = { BOTH ("lt", op_lt),
                                         BOTH ("le", op_le),
                                         BOTH ("eq", op_eq),
                                         BOTH ("ne", op_ne),
                                         BOTH ("ge", op_ge),
                                         BOTH ("gt", op_gt),
                                         BOTH ("add", op_add),
                                         BOTH ("floordiv", op_floordiv),
                                         BOTH ("lshift", op_lshift),
                                         BOTH ("mod", op_mod),
                                         BOTH ("mul", op_mul),
                                         BOTH ("matmul", op_matmul),
                                         BOTH ("pow", op_pow),
                                         BOTH ("rshift", op_rshift),
                                         BOTH ("sub", op_sub),
                                         BOTH ("truediv", op_truediv),
                                         BOTH ("xor", op_xor),
                                         BOTH ("concat", op_concat),
                                         BOTH ("contains", op_contains),
                                         BOTH ("delitem", op_delitem),
                                         BOTH ("getitem", op_getitem),
                                         BOTH ("iadd", op_iadd),
                                         BOTH ("iand", op_iand),
                                         BOTH ("iconcat", op_iconcat),
                                         BOTH ("ifloordiv", op_ifloordiv),
                                         BOTH ("ilshift", op_ilshift),
                                         BOTH ("imod", op_imod),
                                         BOTH ("imul", op_imul),
                                         BOTH ("imatmul", op_imatmul),
                                         BOTH ("ior", op_ior),
                                         BOTH ("ipow", op_ipow),
                                         BOTH ("irshift", op_irshift),
                                         BOTH ("isub", op_isub),
                                         BOTH ("itruediv", op_itruediv),
                                         BOTH ("ixor", op_ixor),
                                         F2 ("and_", op_and),
                                         F2 ("__and__", op_and),
                                         F2 ("or_", op_or),
                                         F2 ("__or__", op_or),
                                         { "setitem", op_setitem, RS_M_FAST, 3, 3, NULL },
                                         { "__setitem__", op_setitem, RS_M_FAST, 3, 3, NULL },
                                         F2 ("is_", op_is),
                                         F2 ("is_not", op_is_not),
                                         F1 ("not_", op_not),
                                         F1 ("__not__", op_not),
                                         F1 ("truth", op_truth),
                                         F1 ("abs", op_abs),
                                         F1 ("__abs__", op_abs),
                                         F1 ("index", op_index),
                                         F1 ("__index__", op_index),
                                         F1 ("inv", op_invert),
                                         F1 ("__inv__", op_invert),
                                         F1 ("invert", op_invert),
                                         F1 ("__invert__", op_invert),
                                         F1 ("neg", op_neg),
                                         F1 ("__neg__", op_neg),
                                         F1 ("pos", op_pos),
                                         F1 ("__pos__", op_pos),
                                         F2 ("countOf", op_count_of),
                                         F2 ("indexOf", op_index_of),
                                         { "length_hint", op_length_hint, RS_M_FAST, 1, 2, NULL },
                                         { "call", op_call, RS_M_KEYWORDS, 0, 0, NULL },
                                         { "__call__", op_call, RS_M_KEYWORDS, 0, 0, NULL },
                                         { NULL } };

/* --- getters: ARGS is the tuple of items, of attribute names, or the method's
 * name and its arguments --- */

typedef struct {
  RsObject base;
  RsObject *args, *kwargs, *paths;
} RsGetter;
#define GETTER(o) ((RsGetter *) (o))

static RsObject *
getter_make (RsVm *vm, RsType *type, RsObject *const *args, gsize nargs)
{
  RS_SCOPE (vm);
  RS_LOCAL (self, rs_object_new (vm, type));
  if (self == NULL || (GETTER (self)->args = rs_tuple_from_array (vm, args, nargs)) == NULL)
    return NULL;
  rs_gc_track (vm, self);
  return RS_GIVE (self);
}

static void
getter_dealloc (RsVm *vm, RsObject *self)
{
  rs_gc_untrack (vm, self);
  rs_clear (vm, &GETTER (self)->args);
  rs_clear (vm, &GETTER (self)->kwargs);
  rs_clear (vm, &GETTER (self)->paths);
  rs_object_free (vm, self);
}

static void
getter_traverse (RsVm *vm, RsObject *self, RsVisit *visit)
{
  rs_visit_field (visit, GETTER (self)->args, "args");
  rs_visit_field (visit, GETTER (self)->kwargs, "kwargs");
  rs_visit_field (visit, GETTER (self)->paths, "attr");
}

static RsObject *
itemgetter_new (RsVm *vm, RsType *type, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  if (!rs_no_keywords (vm, "itemgetter", kwnames)
      || !rs_check_arity (vm, "itemgetter", MIN (nargs, 1), 1, 1))
    return NULL;
  return getter_make (vm, type, args, nargs);
}

static RsObject *
get_item (RsVm *vm, RsObject *object, RsObject *key)
{
  return rs_getitem (vm, object, key);
}

/* x.a.b.c by a tuple of names */
static RsObject *
get_path (RsVm *vm, RsObject *object, RsObject *path)
{
  RS_SCOPE (vm);
  RS_LOCAL (value, rs_incref (object));
  for (gsize i = 0; value != NULL && i < rs_tuple_size (path); i++)
    rs_setref (vm, &value, rs_getattr (vm, value, rs_tuple_items (path)[i]));
  return RS_GIVE (value);
}

/* GET of OBJECT for each of KEYS: one value, or a tuple of them. */
static RsObject *
get_all (RsVm *vm, RsObject *keys, RsObject *object, RsBinaryFunc get)
{
  gsize n = rs_tuple_size (keys);
  if (n == 1)
    return get (vm, object, rs_tuple_items (keys)[0]);
  RS_SCOPE (vm);
  RS_LOCAL (result, rs_tuple_new (vm, n));
  for (gsize i = 0; result != NULL && i < n; i++)
    if ((rs_tuple_items (result)[i] = get (vm, object, rs_tuple_items (keys)[i])) == NULL)
      return NULL;
  return RS_GIVE (result);
}

static RsObject *
itemgetter_call (RsVm *vm, RsObject *self, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  if (!rs_no_keywords (vm, "itemgetter", kwnames)
      || !rs_check_arity (vm, "itemgetter", nargs, 1, 1))
    return NULL;
  return get_all (vm, GETTER (self)->args, args[0], get_item);
}

static RsObject *
attrgetter_new (RsVm *vm, RsType *type, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  if (!rs_no_keywords (vm, "attrgetter", kwnames)
      || !rs_check_arity (vm, "attrgetter", MIN (nargs, 1), 1, 1))
    return NULL;
  for (gsize i = 0; i < nargs; i++)
    if (!rs_is_str (args[i]))
      return rs_type_error (vm, "attribute name must be a string");
  RS_SCOPE (vm);
  RS_LOCAL (paths, rs_tuple_new (vm, nargs));
  for (gsize i = 0; paths != NULL && i < nargs; i++)
    {
      g_autofree char *text = rs_str_utf8 (args[i], NULL);
      g_auto (GStrv) parts = g_strsplit (text, ".", -1);
      gsize n = MAX (1, g_strv_length (parts));
      RsObject *path = rs_tuple_items (paths)[i] = rs_tuple_new (vm, n);
      if (path == NULL)
        return NULL;
      for (gsize k = 0; k < n; k++)
        if ((rs_tuple_items (path)[k] = rs_str_interned (vm, parts[k] ? parts[k] : "")) == NULL)
          return NULL;
    }
  RS_LOCAL (self, paths ? getter_make (vm, type, args, nargs) : NULL);
  if (self == NULL)
    return NULL;
  GETTER (self)
  ->paths = g_steal_pointer (&paths);
  return RS_GIVE (self);
}

static RsObject *
attrgetter_call (RsVm *vm, RsObject *self, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  if (!rs_no_keywords (vm, "attrgetter", kwnames)
      || !rs_check_arity (vm, "attrgetter", nargs, 1, 1))
    return NULL;
  return get_all (vm, GETTER (self)->paths, args[0], get_path);
}

static RsObject *
methodcaller_new (RsVm *vm, RsType *type, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  if (nargs == 0)
    return rs_type_error (vm, "methodcaller needs at least one argument, the method name");
  if (!rs_is_str (args[0]))
    return rs_type_error (vm, "method name must be a string");
  RS_SCOPE (vm);
  RS_LOCAL (self, getter_make (vm, type, args, nargs));
  if (self == NULL || kwnames == NULL || rs_tuple_size (kwnames) == 0)
    return RS_GIVE (self);
  GETTER (self)
  ->kwargs = rs_dict_new (vm);
  for (gsize i = 0; i < rs_tuple_size (kwnames); i++)
    if (rs_dict_set (vm, GETTER (self)->kwargs, rs_tuple_items (kwnames)[i], args[nargs + i]) < 0)
      return NULL;
  return RS_GIVE (self);
}

static RsObject *
methodcaller_call (RsVm *vm, RsObject *self, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  if (!rs_no_keywords (vm, "methodcaller", kwnames)
      || !rs_check_arity (vm, "methodcaller", nargs, 1, 1))
    return NULL;
  RS_SCOPE (vm);
  RsObject *own = GETTER (self)
  ->args;
  RS_LOCAL (result, NULL);
  RS_LOCAL (method, rs_getattr (vm, args[0], rs_tuple_items (own)[0]));
  RS_LOCAL (rest, method
                      ? rs_tuple_from_array (vm, rs_tuple_items (own) + 1, rs_tuple_size (own) - 1)
                      : NULL);
  if (rest != NULL)
    result = rs_call_tuple (vm, method, rest, GETTER (self)->kwargs);
  rs_clear (vm, &rest);
  rs_clear (vm, &method);
  return RS_GIVE (result);
}

/* operator.itemgetter(1, 'x') */
static RsObject *
getter_repr (RsVm *vm, RsObject *self)
{
  int entered = rs_repr_enter (vm, self);
  if (entered != 0)
    return entered < 0 ? NULL : rs_str_printf (vm, "%s(...)", self->type->spec->name);
  RS_SCOPE (vm);
  RsObject *args = GETTER (self)
  ->args, *kwargs = GETTER (self)
  ->kwargs, *key, *value;
  RS_LOCAL (text, rs_str_printf (vm, "%s(", self->type->spec->name));
  for (gsize i = 0; text != NULL && i < rs_tuple_size (args); i++)
    rs_setref (vm, &text,
               rs_str_printf (vm, "%U%s%R", text, i ? ", " : "", rs_tuple_items (args)[i]));
  gsize position = 0;
  while (text != NULL && kwargs != NULL && rs_dict_next (kwargs, &position, &key, &value))
    rs_setref (vm, &text, rs_str_printf (vm, "%U, %U=%R", text, key, value));
  rs_repr_leave (vm, self);
  if (text != NULL)
    rs_setref (vm, &text, rs_str_printf (vm, "%U)", text));
  return RS_GIVE (text);
}

#define GETTER_SPEC(id, text)                                                                      \
  static const RsSlots id##_slots = { .dealloc = getter_dealloc,                                   \
                                      .traverse = getter_traverse,                                 \
                                      .repr = getter_repr,                                         \
                                      .call = id##_call,                                           \
                                      .new_ = id##_new };                                          \
  const RsTypeSpec rs_spec_##id = { .name = "operator." text,                                      \
                                    .flags = RS_TF_COUNTED_TYPE | RS_TF_GC,                        \
                                    .size = sizeof (RsGetter),                                     \
                                    .slots = &id##_slots };
GETTER_SPEC (itemgetter, "itemgetter")
GETTER_SPEC (attrgetter, "attrgetter")
GETTER_SPEC (methodcaller, "methodcaller")

static gboolean
fill (RsVm *vm, RsObject *module, RsObject *dict)
{
  return rs_module_add_functions (vm, module, dict, functions)
         && rs_dict_set_text (vm, dict, "itemgetter", RS_OBJECT (RS_TYPE (vm, ITEMGETTER))) == 0
         && rs_dict_set_text (vm, dict, "attrgetter", RS_OBJECT (RS_TYPE (vm, ATTRGETTER))) == 0
         && rs_dict_set_text (vm, dict, "methodcaller", RS_OBJECT (RS_TYPE (vm, METHODCALLER)))
                == 0;
}

const RsModuleDef rs_module_operator_c = { "_operator", fill, NULL };
