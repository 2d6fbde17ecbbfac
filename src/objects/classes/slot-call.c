/* SPDX-License-Identifier: MIT
 *
 * The generic slot functions that classes get: a slot called from C calls the
 * dunder in Python. The evaluation loop takes a shorter way, by frames, where
 * it can (vm/); these serve everything else. Modelled on slot_* in
 * Objects/typeobject.c.
 */
#include "slot-call.h"

RsObject *
rs_lookup_maybe_method (RsVm *vm, RsObject *self, RsObject *name, gboolean *unbound)
{
  RsObject *descr = rs_type_lookup (vm, self->type, name);
  *unbound = FALSE;
  if (descr == NULL)
    return NULL;
  if (descr->type->flags & RS_TF_METHOD_DESCRIPTOR)
    {
      *unbound = TRUE;
      return rs_incref (descr);
    }
  if (descr->type->slots.descr_get == NULL)
    return rs_incref (descr);
  return descr->type->slots.descr_get (vm, descr, self, RS_OBJECT (self->type));
}

RsObject *
rs_lookup_special (RsVm *vm, RsObject *object, RsObject *name)
{
  RsObject *descr = rs_type_lookup (vm, object->type, name);
  if (descr == NULL)
    return NULL;
  if (descr->type->slots.descr_get == NULL)
    return rs_incref (descr);
  return descr->type->slots.descr_get (vm, descr, object, RS_OBJECT (object->type));
}

RsObject *
rs_vcall_maybe (RsVm *vm, RsObject *self, RsObject *name, RsObject *const *args, gsize nargs,
                gboolean *found)
{
  gboolean unbound;
  RsObject *stack[4] = { self };
  RS_SCOPE (vm);
  RS_LOCAL (function, rs_lookup_maybe_method (vm, self, name, &unbound));

  *found = function != NULL;
  if (function == NULL)
    return NULL;
  for (gsize i = 0; i < nargs; i++)
    stack[i + 1] = args[i];
  RS_LOCAL (result, unbound ? rs_call (vm, function, stack, nargs + 1, NULL)
                            : rs_call (vm, function, stack + 1, nargs, NULL));
  return RS_GIVE (result);
}

static RsObject *
vcall (RsVm *vm, RsObject *self, RsNameId id, RsObject *const *args, gsize nargs)
{
  gboolean found;
  RsObject *result = rs_vcall_maybe (vm, self, vm->names[id], args, nargs, &found);
  if (result == NULL && !found && vm->pending == NULL)
    rs_raise_object (vm, RS_TYPE (vm, AttributeError), vm->names[id]);
  return result;
}

/* --- one argument --------------------------------------------------------- */

#define UNARY(function, dunder)                                                                    \
  RsObject *function (RsVm *vm, RsObject *self)                                                    \
  {                                                                                                \
    return vcall (vm, self, RS_N_##dunder, NULL, 0);                                               \
  }

UNARY (rs_slot_negative, __neg__)
UNARY (rs_slot_positive, __pos__)
UNARY (rs_slot_absolute, __abs__)
UNARY (rs_slot_invert, __invert__)
UNARY (rs_slot_int, __int__)
UNARY (rs_slot_float, __float__)
UNARY (rs_slot_index, __index__)
UNARY (rs_slot_await, __await__)
UNARY (rs_slot_aiter, __aiter__)
UNARY (rs_slot_anext, __anext__)
UNARY (rs_slot_repr, __repr__)
UNARY (rs_slot_str, __str__)

RsObject *
rs_slot_iter (RsVm *vm, RsObject *self)
{
  gboolean found;
  RsObject *descr = rs_type_lookup (vm, self->type, RS_NAME (vm, __iter__));
  if (descr == vm->none)
    return rs_type_error (vm, "'%T' object is not iterable", self);
  RsObject *result = rs_vcall_maybe (vm, self, RS_NAME (vm, __iter__), NULL, 0, &found);
  if (found || vm->pending != NULL)
    return result;
  return rs_seq_iter_new (vm, self);
}

RsObject *
rs_slot_iternext (RsVm *vm, RsObject *self)
{
  return vcall (vm, self, RS_N___next__, NULL, 0);
}

gint64
rs_slot_hash (RsVm *vm, RsObject *self)
{
  RsObject *descr = rs_type_lookup (vm, self->type, RS_NAME (vm, __hash__));
  if (descr == NULL || descr == vm->none)
    return rs_hash_not_implemented (vm, self);
  RsObject *result = vcall (vm, self, RS_N___hash__, NULL, 0);
  if (result == NULL)
    return -1;
  gint64 hash = -1;
  if (!rs_is_int (result))
    rs_type_error (vm, "__hash__ method should return an integer");
  else if (!rs_int_fits (result, &hash))
    hash = rs_int_hash (result);
  else if (hash == -1)
    hash = -2;
  rs_decref (vm, result);
  return hash;
}

int
rs_slot_bool (RsVm *vm, RsObject *self)
{
  gboolean found;
  RsObject *result = rs_vcall_maybe (vm, self, RS_NAME (vm, __bool__), NULL, 0, &found);
  if (result != NULL)
    {
      int truth = result == vm->true_ ? 1 : result == vm->false_ ? 0 : -1;
      if (truth < 0)
        rs_type_error (vm, "__bool__ should return bool, returned %T", result);
      rs_decref (vm, result);
      return truth;
    }
  if (found || vm->pending != NULL)
    return -1;
  gssize length = rs_slot_length (vm, self);
  return length < 0 ? -1 : length > 0;
}

gssize
rs_slot_length (RsVm *vm, RsObject *self)
{
  RS_SCOPE (vm);
  RS_LOCAL (result, vcall (vm, self, RS_N___len__, NULL, 0));
  RS_LOCAL (index, result ? rs_index (vm, result) : NULL);
  rs_clear (vm, &result);
  if (index == NULL)
    return -1;
  if (rs_int_sign (index) < 0)
    return rs_raise_int (vm, RS_TYPE (vm, ValueError), "__len__() should return >= 0");
  return rs_as_ssize (vm, index, RS_TYPE (vm, OverflowError));
}

/* --- two arguments -------------------------------------------------------- */

/* Is METHOD of the right operand another than that of the left? Only then does
 * a subclass's reflected one come first. */
static gboolean
overloads (RsVm *vm, RsObject *left, RsObject *right, RsObject *name)
{
  RsObject *b = rs_type_lookup (vm, right->type, name);
  return b != NULL && rs_type_lookup (vm, left->type, name) != b;
}

static RsObject *
binary (RsVm *vm, RsObject *left, RsObject *right, gsize offset, gpointer self_function,
        RsNameId id, RsNameId rid)
{
  RsObject *name = vm->names[id], *rname = vm->names[rid];
  gboolean found;
  gboolean try_right = left->type != right->type
                       && *(gpointer *) ((char *) &right->type->slots + offset) == self_function;

  if (*(gpointer *) ((char *) &left->type->slots + offset) == self_function)
    {
      if (try_right && rs_is_subtype (right->type, left->type)
          && overloads (vm, left, right, rname))
        {
          RsObject *result = rs_vcall_maybe (vm, right, rname, &left, 1, &found);
          if (result != vm->not_implemented && (result != NULL || found))
            return result;
          rs_xdecref (vm, result);
          try_right = FALSE;
        }
      RsObject *result = rs_vcall_maybe (vm, left, name, &right, 1, &found);
      if (found ? result != vm->not_implemented : vm->pending != NULL)
        return result;
      rs_xdecref (vm, result);
      if (left->type == right->type)
        return rs_incref (vm->not_implemented);
    }
  if (try_right)
    {
      RsObject *result = rs_vcall_maybe (vm, right, rname, &left, 1, &found);
      if (found || vm->pending != NULL)
        return result;
    }
  return rs_incref (vm->not_implemented);
}

#define BINARY(function, op, dunder, rdunder)                                                      \
  RsObject *function (RsVm *vm, RsObject *left, RsObject *right)                                   \
  {                                                                                                \
    return binary (vm, left, right, G_STRUCT_OFFSET (RsSlots, binary[op]), (gpointer) function,    \
                   RS_N_##dunder, RS_N_##rdunder);                                                 \
  }

BINARY (rs_slot_add, RS_NB_ADD, __add__, __radd__)
BINARY (rs_slot_subtract, RS_NB_SUBTRACT, __sub__, __rsub__)
BINARY (rs_slot_multiply, RS_NB_MULTIPLY, __mul__, __rmul__)
BINARY (rs_slot_remainder, RS_NB_REMAINDER, __mod__, __rmod__)
BINARY (rs_slot_lshift, RS_NB_LSHIFT, __lshift__, __rlshift__)
BINARY (rs_slot_rshift, RS_NB_RSHIFT, __rshift__, __rrshift__)
BINARY (rs_slot_and, RS_NB_AND, __and__, __rand__)
BINARY (rs_slot_xor, RS_NB_XOR, __xor__, __rxor__)
BINARY (rs_slot_or, RS_NB_OR, __or__, __ror__)
BINARY (rs_slot_floor_divide, RS_NB_FLOOR_DIVIDE, __floordiv__, __rfloordiv__)
BINARY (rs_slot_true_divide, RS_NB_TRUE_DIVIDE, __truediv__, __rtruediv__)
BINARY (rs_slot_matrix_multiply, RS_NB_MATRIX_MULTIPLY, __matmul__, __rmatmul__)

RsObject *
rs_slot_divmod (RsVm *vm, RsObject *left, RsObject *right)
{
  return binary (vm, left, right, G_STRUCT_OFFSET (RsSlots, divmod), (gpointer) rs_slot_divmod,
                 RS_N___divmod__, RS_N___rdivmod__);
}

RsObject *
rs_slot_power (RsVm *vm, RsObject *base, RsObject *exponent, RsObject *modulus)
{
  if (modulus == vm->none)
    return binary (vm, base, exponent, G_STRUCT_OFFSET (RsSlots, power), (gpointer) rs_slot_power,
                   RS_N___pow__, RS_N___rpow__);
  if (base->type->slots.power == rs_slot_power)
    {
      RsObject *args[2] = { exponent, modulus };
      return vcall (vm, base, RS_N___pow__, args, 2);
    }
  return rs_incref (vm->not_implemented);
}

#define INPLACE(function, dunder)                                                                  \
  RsObject *function (RsVm *vm, RsObject *left, RsObject *right)                                   \
  {                                                                                                \
    return vcall (vm, left, RS_N_##dunder, &right, 1);                                             \
  }

INPLACE (rs_slot_iadd, __iadd__)
INPLACE (rs_slot_isub, __isub__)
INPLACE (rs_slot_imul, __imul__)
INPLACE (rs_slot_imod, __imod__)
INPLACE (rs_slot_ilshift, __ilshift__)
INPLACE (rs_slot_irshift, __irshift__)
INPLACE (rs_slot_iand, __iand__)
INPLACE (rs_slot_ixor, __ixor__)
INPLACE (rs_slot_ior, __ior__)
INPLACE (rs_slot_ifloordiv, __ifloordiv__)
INPLACE (rs_slot_itruediv, __itruediv__)
INPLACE (rs_slot_imatmul, __imatmul__)
INPLACE (rs_slot_ipow, __ipow__)
INPLACE (rs_slot_getitem, __getitem__)

static const RsNameId compare_names[] = { RS_N___lt__, RS_N___le__, RS_N___eq__,
                                          RS_N___ne__, RS_N___gt__, RS_N___ge__ };

RsObject *
rs_slot_richcompare (RsVm *vm, RsObject *left, RsObject *right, int op)
{
  gboolean found;
  RsObject *result = rs_vcall_maybe (vm, left, vm->names[compare_names[op]], &right, 1, &found);
  return result == NULL && vm->pending == NULL && !found ? rs_incref (vm->not_implemented) : result;
}

int
rs_slot_contains (RsVm *vm, RsObject *self, RsObject *item)
{
  gboolean found;
  RsObject *descr = rs_type_lookup (vm, self->type, RS_NAME (vm, __contains__));
  if (descr == vm->none)
    return rs_raise_int (vm, RS_TYPE (vm, TypeError), "'%T' object is not a container", self);
  RS_SCOPE (vm);
  RS_LOCAL (result, rs_vcall_maybe (vm, self, RS_NAME (vm, __contains__), &item, 1, &found));
  if (result != NULL)
    return rs_is_true (vm, result);
  return found || vm->pending ? -1 : rs_iter_search (vm, self, item);
}

int
rs_slot_setitem (RsVm *vm, RsObject *self, RsObject *key, RsObject *value)
{
  RsObject *args[2] = { key, value };
  RsObject *result = value ? vcall (vm, self, RS_N___setitem__, args, 2)
                           : vcall (vm, self, RS_N___delitem__, args, 1);
  rs_xdecref (vm, result);
  return result ? 0 : -1;
}

/* --- attributes, calls, birth, death -------------------------------------- */

RsObject *
rs_slot_getattribute (RsVm *vm, RsObject *self, RsObject *name)
{
  return vcall (vm, self, RS_N___getattribute__, &name, 1);
}

/* ATTRIBUTE, found on the type, is bound to SELF and called with NAME, as
 * CPython's call_attribute does where a class has __getattr__. */
static RsObject *
call_attribute (RsVm *vm, RsObject *self, RsObject *attribute, RsObject *name)
{
  RsObject *method = attribute->type->slots.descr_get
                         ? rs_descr_get (vm, attribute, self, RS_OBJECT (self->type))
                         : rs_incref (attribute);
  RsObject *result = method ? rs_call_held (vm, method, name) : NULL;
  rs_xdecref (vm, method);
  return result;
}

RsObject *
rs_slot_getattr_hook (RsVm *vm, RsObject *self, RsObject *name)
{
  RsObject *lookup = rs_type_lookup (vm, self->type, RS_NAME (vm, __getattribute__));
  RsObject *last_resort = rs_type_lookup (vm, self->type, RS_NAME (vm, __getattr__));
  if (last_resort == NULL)
    return rs_slot_getattribute (vm, self, name);
  RS_SCOPE (vm);
  RS_LOCAL (result, NULL);
  /* __getattribute__ may take the hook away. */
  RS_LOCAL (hook, rs_incref (last_resort));
  if (lookup == NULL
      || (lookup->type == RS_TYPE (vm, WRAPPER_DESCR)
          && ((RsWrapperDescr *) lookup)->function == (gpointer) rs_generic_getattr))
    result = rs_generic_getattr (vm, self, name);
  else
    {
      RS_LOCAL (getattribute, rs_incref (lookup));
      result = call_attribute (vm, self, getattribute, name);
      rs_clear (vm, &getattribute);
    }
  if (result == NULL && rs_pending_swallow (vm, RS_TYPE (vm, AttributeError)))
    result = call_attribute (vm, self, hook, name);
  rs_clear (vm, &hook);
  return RS_GIVE (result);
}

int
rs_slot_setattr (RsVm *vm, RsObject *self, RsObject *name, RsObject *value)
{
  RsObject *args[2] = { name, value };
  RsObject *result = value ? vcall (vm, self, RS_N___setattr__, args, 2)
                           : vcall (vm, self, RS_N___delattr__, args, 1);
  rs_xdecref (vm, result);
  return result ? 0 : -1;
}

RsObject *
rs_slot_descr_get (RsVm *vm, RsObject *self, RsObject *object, RsObject *type)
{
  RsObject *args[2] = { object ? object : vm->none, type ? type : vm->none };
  if (rs_type_lookup (vm, self->type, RS_NAME (vm, __get__)) == NULL)
    return rs_incref (self);
  return vcall (vm, self, RS_N___get__, args, 2);
}

int
rs_slot_descr_set (RsVm *vm, RsObject *self, RsObject *object, RsObject *value)
{
  RsObject *args[2] = { object, value };
  gboolean found;
  RsNameId id = value ? RS_N___set__ : RS_N___delete__;
  RsObject *result = rs_vcall_maybe (vm, self, vm->names[id], args, value ? 2 : 1, &found);
  if (result == NULL && !found && vm->pending == NULL)
    rs_raise (vm, RS_TYPE (vm, AttributeError), "%U", vm->names[id]);
  rs_xdecref (vm, result);
  return result ? 0 : -1;
}

static RsObject *
call_with_self (RsVm *vm, RsObject *self, RsNameId id, RsObject *const *args, gsize nargs,
                RsObject *kwnames)
{
  gboolean unbound;
  RS_SCOPE (vm);
  RS_LOCAL (result, NULL);
  RS_LOCAL (function, rs_lookup_maybe_method (vm, self, vm->names[id], &unbound));
  if (function == NULL)
    return vm->pending ? NULL : rs_type_error (vm, "'%T' object is not callable", self);
  gsize total = nargs + (kwnames ? rs_tuple_size (kwnames) : 0);
  RsObject *small[16], **stack = total < G_N_ELEMENTS (small)
                                     ? small
                                     : rs_mem_alloc (vm, (total + 1) * sizeof (RsObject *));
  stack[0] = self;
  for (gsize i = 0; i < total; i++)
    stack[i + 1] = args[i];
  /* Keywords come as a dict, which is spread over an array of references of its
   * own. */
  RsObject **own = stack + !unbound;
  gsize n_own = total > nargs ? total + unbound : 0;
  for (gsize i = 0; i < n_own; i++)
    rs_incref (own[i]);
  RS_LOCAL_ARRAY (own, n_own);
  result = rs_call (vm, function, own, nargs + unbound, kwnames);
  RS_CLEAR_ARRAY (own);
  if (stack != small)
    rs_mem_free (vm, stack, (total + 1) * sizeof (RsObject *));
  return RS_GIVE (result);
}

RsObject *
rs_slot_call (RsVm *vm, RsObject *self, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  return call_with_self (vm, self, RS_N___call__, args, nargs, kwnames);
}

int
rs_slot_init (RsVm *vm, RsObject *self, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  RsObject *result = call_with_self (vm, self, RS_N___init__, args, nargs, kwnames);
  if (result == NULL)
    return -1;
  gboolean none = result == vm->none;
  if (!none)
    rs_type_error (vm, "__init__() should return None, not '%T'", result);
  rs_decref (vm, result);
  return none ? 0 : -1;
}

RsObject *
rs_slot_new (RsVm *vm, RsType *type, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  RS_SCOPE (vm);
  RS_LOCAL (result, NULL);
  RS_LOCAL (function, rs_getattr (vm, RS_OBJECT (type), RS_NAME (vm, __new__)));
  if (function == NULL)
    return NULL;
  gsize total = nargs + (kwnames ? rs_tuple_size (kwnames) : 0);
  gboolean own = total > nargs; /* as above */
  RsObject **stack = rs_mem_alloc (vm, (total + 1) * sizeof (RsObject *));
  stack[0] = own ? rs_incref (type) : RS_OBJECT (type);
  for (gsize i = 0; i < total; i++)
    stack[i + 1] = own ? rs_incref (args[i]) : args[i];
  RS_LOCAL_ARRAY (stack, own ? total + 1 : 0);
  result = rs_call (vm, function, stack, nargs + 1, kwnames);
  RS_CLEAR_ARRAY (stack);
  rs_mem_free (vm, stack, (total + 1) * sizeof (RsObject *));
  return RS_GIVE (result);
}

void
rs_type_update_new (RsVm *vm, RsType *type)
{
  RsObject *descr = rs_type_lookup (vm, type, RS_NAME (vm, __new__));
  if (descr != NULL && descr->type == RS_TYPE (vm, BUILTIN)
      && ((RsBuiltin *) descr)->def->name[0] == '_' && rs_is_type (((RsBuiltin *) descr)->self))
    type->slots.new_ = ((RsType *) ((RsBuiltin *) descr)->self)->slots.new_;
  else if (descr != NULL)
    type->slots.new_ = rs_slot_new;
  else
    type->slots.new_ = NULL;
}

void
rs_slot_finalize (RsVm *vm, RsObject *self)
{
  /* A run that is stopped from outside runs no more Python: what dies, dies.
   * (With E.__del__ = E each death is a birth, for ever.) */
  if (vm->stop != RS_STOP_NONE)
    return;
  RS_SCOPE (vm);
  RS_LOCAL (pending, rs_pending_take (vm));
  /* PyErr_Fetch gives the type beside it. */
  RS_LOCAL (type, pending ? rs_incref (pending->type) : NULL);
  gboolean unbound;
  RS_LOCAL (function, rs_lookup_maybe_method (vm, self, RS_NAME (vm, __del__), &unbound));
  if (function != NULL)
    {
      RS_LOCAL (result, unbound ? rs_call (vm, function, &self, 1, NULL)
                                : rs_call (vm, function, NULL, 0, NULL));
      if (result == NULL)
        vm->hooks->unraisable (vm, function);
    }
  vm->pending = g_steal_pointer (&pending);
}
