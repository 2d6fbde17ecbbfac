/* SPDX-License-Identifier: MIT
 *
 * Text, hash, truth, comparison, classes: what any object can be asked, as
 * CPython's Objects/object.c and abstract.c.
 */
#include "objects/abstract.h"
#include "objects/type.h"
#include "objects/values.h"

#include <string.h>

/* --- text ----------------------------------------------------------------- */

static RsObject *
check_str (RsVm *vm, RsObject *result, const char *dunder)
{
  if (result == NULL || rs_is_str (result))
    return result;
  rs_type_error (vm,
                 strcmp (dunder, "__format__") == 0 ? "%s must return a str, not %T"
                                                    : "%s returned non-string (type %T)",
                 dunder, result);
  rs_decref (vm, result);
  return NULL;
}

RsObject *
rs_repr (RsVm *vm, RsObject *object)
{
  if (rs_recursion_enter (vm, " while getting the repr of an object") < 0)
    return NULL;
  RsObject *result = check_str (vm, object->type->slots.repr (vm, object), "__repr__");
  rs_recursion_leave (vm);
  return result;
}

RsObject *
rs_str (RsVm *vm, RsObject *object)
{
  if (object->type == RS_TYPE (vm, STR))
    return rs_incref (object);
  if (rs_recursion_enter (vm, " while getting the str of an object") < 0)
    return NULL;
  RsObject *result = check_str (vm, object->type->slots.str (vm, object), "__str__");
  rs_recursion_leave (vm);
  return result;
}

RsObject *
rs_format (RsVm *vm, RsObject *object, RsObject *spec)
{
  RsObject *empty = spec ? spec : vm->empty_str;
  if (rs_str_length (empty) == 0 && object->type == RS_TYPE (vm, STR))
    return rs_incref (object);
  RsObject *method = rs_lookup_special (vm, object, RS_NAME (vm, __format__));
  if (method == NULL)
    return vm->pending ? NULL : rs_type_error (vm, "Type %T doesn't define __format__", object);
  RsObject *result = rs_call_held (vm, method, empty);
  rs_decref (vm, method);
  return check_str (vm, result, "__format__");
}

int
rs_recursion_enter (RsVm *vm, const char *where)
{
  if (++vm->recursion > vm->recursion_limit)
    {
      vm->recursion--;
      rs_raise (vm, RS_TYPE (vm, RecursionError), "maximum recursion depth exceeded%s", where);
      return -1;
    }
  return 0;
}

void
rs_recursion_leave (RsVm *vm)
{
  vm->recursion--;
}

/* The objects whose repr is being made, each held: CPython keeps them in a list
 * of the thread's. */
int
rs_repr_enter (RsVm *vm, RsObject *object)
{
  for (guint i = 0; i < vm->n_repr; i++)
    if (vm->repr_stack[i] == object)
      return 1;
  if (vm->n_repr == vm->repr_cap)
    {
      guint cap = MAX (32, vm->repr_cap * 2);
      vm->repr_stack = rs_mem_realloc (vm, vm->repr_stack, vm->repr_cap * sizeof (RsObject *),
                                       cap * sizeof (RsObject *));
      vm->repr_cap = cap;
    }
  vm->repr_stack[vm->n_repr++] = rs_incref (object);
  return 0;
}

void
rs_repr_leave (RsVm *vm, RsObject *object)
{
  gboolean found = FALSE;
  while (!found && vm->n_repr > 0)
    {
      RsObject *last = vm->repr_stack[--vm->n_repr];
      found = last == object;
      rs_decref (vm, last);
    }
}

/* --- hash, truth ---------------------------------------------------------- */

gint64
rs_hash_not_implemented (RsVm *vm, RsObject *object)
{
  rs_type_error (vm, "unhashable type: '%T'", object);
  return -1;
}

gint64
rs_hash (RsVm *vm, RsObject *object)
{
  if (object->type->slots.hash == NULL)
    return rs_hash_not_implemented (vm, object);
  return object->type->slots.hash (vm, object);
}

int
rs_is_true (RsVm *vm, RsObject *object)
{
  if (object == vm->true_)
    return 1;
  if (object == vm->false_ || object == vm->none)
    return 0;
  if (object->type->slots.bool_ != NULL)
    return object->type->slots.bool_ (vm, object);
  if (object->type->slots.length != NULL)
    {
      gssize length = object->type->slots.length (vm, object);
      return length < 0 ? -1 : length > 0;
    }
  return 1;
}

/* The truth of RESULT, which is taken over. */
static int
truth_of (RsVm *vm, RS_STEALS RsObject *result)
{
  RS_SCOPE (vm);
  RS_LOCAL (object, result);
  return rs_is_true (vm, object);
}

/* --- comparison ----------------------------------------------------------- */

static const int swapped[] = { RS_GT, RS_GE, RS_EQ, RS_NE, RS_LT, RS_LE };
static const char *const comparison_symbols[] = { "<", "<=", "==", "!=", ">", ">=" };

static RsObject *
compare_by_identity (RsVm *vm, RsObject *left, RsObject *right, int op)
{
  if (op == RS_EQ)
    return rs_bool (vm, left == right);
  if (op == RS_NE)
    return rs_bool (vm, left != right);
  return rs_type_error (vm, "'%s' not supported between instances of '%T' and '%T'",
                        comparison_symbols[op], left, right);
}

static RsObject *
richcompare (RsVm *vm, RsObject *left, RsObject *right, int op)
{
  gboolean reflected = FALSE;

  if (left->type != right->type && right->type->slots.richcompare != NULL
      && rs_is_subtype (right->type, left->type))
    {
      reflected = TRUE;
      RsObject *result = right->type->slots.richcompare (vm, right, left, swapped[op]);
      if (result != vm->not_implemented)
        return result;
      rs_decref (vm, result);
    }
  if (left->type->slots.richcompare != NULL)
    {
      RsObject *result = left->type->slots.richcompare (vm, left, right, op);
      if (result != vm->not_implemented)
        return result;
      rs_decref (vm, result);
    }
  if (!reflected && right->type->slots.richcompare != NULL)
    {
      RsObject *result = right->type->slots.richcompare (vm, right, left, swapped[op]);
      if (result != vm->not_implemented)
        return result;
      rs_decref (vm, result);
    }
  return compare_by_identity (vm, left, right, op);
}

RsObject *
rs_richcompare (RsVm *vm, RsObject *left, RsObject *right, int op)
{
  if (rs_recursion_enter (vm, " in comparison") < 0)
    return NULL;
  RsObject *result = richcompare (vm, left, right, op);
  rs_recursion_leave (vm);
  return result;
}

/* LEFT's dunder has been asked and gave NotImplemented: what comes after
 * that. */
RsObject *
rs_richcompare_reflected (RsVm *vm, RsObject *left, RsObject *right, int op)
{
  if (right->type->slots.richcompare != NULL)
    {
      RsObject *result = right->type->slots.richcompare (vm, right, left, swapped[op]);
      if (result != vm->not_implemented)
        return result;
      rs_decref (vm, result);
    }
  return compare_by_identity (vm, left, right, op);
}

int
rs_compare_bool (RsVm *vm, RsObject *left, RsObject *right, int op)
{
  if (left == right && (op == RS_EQ || op == RS_NE))
    return op == RS_EQ;
  RsObject *result = rs_richcompare (vm, left, right, op);
  if (result == NULL)
    return -1;
  if (G_LIKELY (result == vm->true_ || result == vm->false_))
    {
      rs_decref (vm, result);
      return result == vm->true_;
    }
  return truth_of (vm, result);
}

/* --- classes -------------------------------------------------------------- */

/* __class__ may say something else than the type: proxies, mocks. */
/* The __bases__ tuple of what is like a class, or NULL: an exception is
 * pending, or there is none. */
static RsObject *
abstract_bases (RsVm *vm, RsObject *cls)
{
  RsObject *bases = NULL;
  if (rs_getattr_optional (vm, cls, RS_NAME (vm, __bases__), &bases) < 0)
    return NULL;
  if (bases != NULL && !rs_is_tuple (bases))
    rs_clear (vm, &bases);
  return bases;
}

/* Is CLS, which need be no type, at least like a class? If not, TypeError with
 * MESSAGE. */
static gboolean
check_like_class (RsVm *vm, RsObject *cls, const char *message)
{
  RsObject *bases = abstract_bases (vm, cls);
  if (bases == NULL && vm->pending == NULL)
    rs_type_error (vm, "%s", message);
  rs_xdecref (vm, bases);
  return bases != NULL;
}

/* Is CLS found by going up the __bases__ of DERIVED? */
static int
abstract_issubclass (RsVm *vm, RsObject *derived, RsObject *cls)
{
  RS_SCOPE (vm);
  RS_LOCAL (bases, NULL);
  int result = 0;
  for (;;)
    {
      if (derived == cls)
        return 1;
      RsObject *next = abstract_bases (vm, derived);
      rs_setref (vm, &bases, next);
      if (bases == NULL)
        return vm->pending ? -1 : 0;
      if (rs_tuple_size (bases) != 1)
        break;
      derived = rs_tuple_items (bases)[0];
    }
  if (rs_recursion_enter (vm, " in __issubclass__") < 0)
    return -1;
  for (gsize i = 0; result == 0 && i < rs_tuple_size (bases); i++)
    result = abstract_issubclass (vm, rs_tuple_items (bases)[i], cls);
  rs_recursion_leave (vm);
  return result;
}

int
rs_isinstance_plain (RsVm *vm, RsObject *object, RsObject *cls)
{
  if (rs_is_type (cls) ? rs_is_a (object, (RsType *) cls) : FALSE)
    return 1;
  if (!rs_is_type (cls)
      && !check_like_class (vm, cls,
                            "isinstance() arg 2 must be a type, a tuple of types, or a union"))
    return -1;
  RS_SCOPE (vm);
  RS_LOCAL (claimed, NULL);
  if (rs_getattr_optional (vm, object, RS_NAME (vm, __class__), &claimed) < 0)
    return -1;
  if (claimed == NULL)
    return 0;
  if (rs_is_type (cls))
    return claimed != RS_OBJECT (object->type) && rs_is_type (claimed)
           && rs_is_subtype ((RsType *) claimed, (RsType *) cls);
  return abstract_issubclass (vm, claimed, cls);
}

int
rs_issubclass_plain (RsVm *vm, RsObject *derived, RsObject *cls)
{
  if (rs_is_type (derived) && rs_is_type (cls))
    return rs_is_subtype ((RsType *) derived, (RsType *) cls);
  if (!check_like_class (vm, derived, "issubclass() arg 1 must be a class")
      || !check_like_class (vm, cls,
                            "issubclass() arg 2 must be a class, a tuple of classes, or a union"))
    return -1;
  return abstract_issubclass (vm, derived, cls);
}

/* isinstance and issubclass are alike but for the dunder and the plain rule. */
static int
check_class (RsVm *vm, RsObject *object, RsObject *cls, RsObject *dunder,
             int (*plain) (RsVm *, RsObject *, RsObject *))
{
  if (cls->type == RS_TYPE (vm, TYPE))
    return plain (vm, object, cls);
  if (rs_is_tuple (cls))
    {
      int result = rs_recursion_enter (vm, " in __instancecheck__");
      if (result < 0)
        return -1;
      for (gsize i = 0; result == 0 && i < rs_tuple_size (cls); i++)
        result = check_class (vm, object, rs_tuple_items (cls)[i], dunder, plain);
      rs_recursion_leave (vm);
      return result;
    }
  RsObject *method = rs_lookup_special (vm, cls, dunder);
  if (method == NULL)
    return vm->pending ? -1 : plain (vm, object, cls);
  RsObject *result = rs_call_held (vm, method, object);
  rs_decref (vm, method);
  return result ? truth_of (vm, result) : -1;
}

int
rs_isinstance (RsVm *vm, RsObject *object, RsObject *cls)
{
  if (object->type == (RsType *) cls)
    return 1;
  return check_class (vm, object, cls, RS_NAME (vm, __instancecheck__), rs_isinstance_plain);
}

int
rs_issubclass (RsVm *vm, RsObject *derived, RsObject *cls)
{
  return check_class (vm, derived, cls, RS_NAME (vm, __subclasscheck__), rs_issubclass_plain);
}
