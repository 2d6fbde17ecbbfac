/* SPDX-License-Identifier: MIT
 *
 * weakref.ref and the proxies as Python sees them; the lists behind them are in
 * heap/weakref.c.
 */
#include "obj-misc.h"
#include "objects/abstract.h"
#include "objects/containers/sequence.h"
#include "objects/type.h"

#define REF(self) ((RsWeakref *) (self))

static void
weakref_dealloc (RsVm *vm, RsObject *self)
{
  rs_gc_untrack (vm, self);
  rs_weakref_clear (vm, REF (self));
  rs_object_free (vm, self);
}

static void
weakref_traverse (RsVm *vm, RsObject *self, RsVisit *visit)
{
  rs_visit (visit, REF (self)->callback, RS_EDGE_CALLBACK, 0);
  rs_visit (visit, REF (self)->referent, RS_EDGE_REFERENT | RS_EDGE_WEAK, 0);
}

static void
weakref_clear (RsVm *vm, RsObject *self)
{
  rs_weakref_clear (vm, REF (self));
}

static RsObject *
weakref_new (RsVm *vm, RsType *type, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  if (!rs_check_arity (vm, "__new__", nargs, 1, 2))
    return NULL;
  if (rs_weakref_list (args[0]) == NULL)
    return rs_type_error (vm, "cannot create weak reference to '%T' object", args[0]);
  RsObject *ref = rs_weakref_new (vm, type, args[0], nargs > 1 ? args[1] : NULL);
  if (ref != NULL && type->managed_offset != 0)
    rs_instance_init_values (vm, ref);
  return ref;
}

static int
weakref_init (RsVm *vm, RsObject *self, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  if (!rs_no_keywords (vm, "ref", kwnames))
    return -1;
  return rs_check_arity (vm, "__init__", nargs, 1, 2) ? 0 : -1;
}

static RsObject *
weakref_call (RsVm *vm, RsObject *self, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  if (!rs_check_arity (vm, "weakref", nargs, 0, 0))
    return NULL;
  RsObject *referent = rs_weakref_referent (self);
  return rs_incref (referent ? referent : vm->none);
}

static gint64
weakref_hash (RsVm *vm, RsObject *self)
{
  if (REF (self)->hash != -1)
    return REF (self)->hash;
  RS_SCOPE (vm);
  RS_LOCAL (referent, rs_xincref (rs_weakref_referent (self)));
  if (referent == NULL)
    {
      rs_type_error (vm, "weak object has gone away");
      return -1;
    }
  REF (self)->hash = rs_hash (vm, referent);
  return REF (self)->hash;
}

static RsObject *
weakref_repr (RsVm *vm, RsObject *self)
{
  unsigned long long at = rs_address (self);
  RS_SCOPE (vm);
  RS_LOCAL (referent, rs_xincref (rs_weakref_referent (self)));
  if (referent == NULL)
    return rs_str_printf (vm, "<weakref at 0x%llx; dead>", at);
  RS_LOCAL (name, NULL);
  unsigned long long to = rs_address (referent);
  if (rs_getattr_optional (vm, referent, RS_NAME (vm, __name__), &name) < 0)
    rs_pending_clear (vm);
  if (name != NULL && rs_is_str (name))
    return rs_str_printf (vm, "<weakref at 0x%llx; to '%T' at 0x%llx (%U)>", at, referent, to,
                          name);
  return rs_str_printf (vm, "<weakref at 0x%llx; to '%T' at 0x%llx>", at, referent, to);
}

static RsObject *
weakref_richcompare (RsVm *vm, RsObject *left, RsObject *right, int op)
{
  if ((op != RS_EQ && op != RS_NE) || !rs_is_a (left, RS_TYPE (vm, WEAKREF))
      || !rs_is_a (right, RS_TYPE (vm, WEAKREF)))
    return rs_incref (vm->not_implemented);
  RS_SCOPE (vm);
  RS_LOCAL (b, rs_xincref (rs_weakref_referent (right)));
  RS_LOCAL (a, rs_xincref (rs_weakref_referent (left))); /* dropped first */
  if (a == NULL || b == NULL)
    return rs_bool (vm, (left == right) == (op == RS_EQ));
  RsObject *compared = rs_richcompare (vm, a, b, op);
  RS_LOCAL (result, compared);
  rs_clear (vm, &a);
  rs_clear (vm, &b);
  return RS_GIVE (result);
}

static RsObject *
weakref_get_callback (RsVm *vm, RsObject *self)
{
  return rs_incref (REF (self)->callback ? REF (self)->callback : vm->none);
}

static const RsGetSetDef weakref_getset[] = {
  { "__callback__", weakref_get_callback, NULL, NULL, TRUE }, { NULL }
};

static const RsMethodDef weakref_methods[] = {
  { "__class_getitem__", rs_class_getitem, RS_M_O | RS_M_CLASS, 0, 0, NULL }, { NULL }
};

static const RsSlots weakref_slots = {
  .dealloc = weakref_dealloc,
  .traverse = weakref_traverse,
  .clear = weakref_clear,
  .repr = weakref_repr,
  .hash = weakref_hash,
  .call = weakref_call,
  .richcompare = weakref_richcompare,
  .new_ = weakref_new,
  .init = weakref_init,
};

const RsTypeSpec rs_spec_weakref = { .name = "weakref.ReferenceType",
                                     .flags = RS_TF_GC | RS_TF_BASETYPE,
                                     .size = sizeof (RsWeakref),
                                     .slots = &weakref_slots,
                                     .methods = weakref_methods,
                                     .getset = weakref_getset };

/* --- proxies -------------------------------------------------------------- */

RsObject *
rs_proxy_new (RsVm *vm, RsObject *referent, RsObject *callback)
{
  if (rs_weakref_list (referent) == NULL)
    return rs_type_error (vm, "cannot create weak reference to '%T' object", referent);
  RsType *type = referent->type->slots.call ? RS_TYPE (vm, CALLABLE_PROXY) : RS_TYPE (vm, PROXY);
  return rs_weakref_new (vm, type, referent, callback);
}

static gboolean
is_proxy (RsVm *vm, RsObject *object)
{
  return object->type == RS_TYPE (vm, PROXY) || object->type == RS_TYPE (vm, CALLABLE_PROXY);
}

/* What OBJECT stands for: a new reference; NULL: it is a proxy of something
 * dead, ReferenceError. */
static RsObject *
unwrap (RsVm *vm, RsObject *object)
{
  if (!is_proxy (vm, object))
    return rs_incref (object);
  RsObject *referent = rs_weakref_referent (object);
  if (referent == NULL)
    return rs_raise (vm, RS_TYPE (vm, ReferenceError), "weakly-referenced object no longer exists");
  return rs_incref (referent);
}

#define WITH_ONE(failure, expression)                                                              \
  RS_SCOPE (vm);                                                                                   \
  RS_LOCAL (o, unwrap (vm, self));                                                                 \
  if (o == NULL)                                                                                   \
    return failure;                                                                                \
  return expression;

#define OBJECT_WITH_ONE(expression)                                                                \
  RS_SCOPE (vm);                                                                                   \
  RS_LOCAL (o, unwrap (vm, self));                                                                 \
  if (o == NULL)                                                                                   \
    return NULL;                                                                                   \
  RS_LOCAL (result, expression);                                                                   \
  return RS_GIVE (result);

static RsObject *
proxy_getattro (RsVm *vm, RsObject *self, RsObject *name)
{
  OBJECT_WITH_ONE (rs_getattr (vm, o, name))
}
static int
proxy_setattro (RsVm *vm, RsObject *self, RsObject *name, RsObject *value)
{
  WITH_ONE (-1, rs_setattr (vm, o, name, value))
}
static RsObject *
proxy_str (RsVm *vm, RsObject *self)
{
  OBJECT_WITH_ONE (rs_str (vm, o))
}
static int
proxy_bool (RsVm *vm, RsObject *self)
{
  WITH_ONE (-1, rs_is_true (vm, o))
}
static gssize
proxy_length (RsVm *vm, RsObject *self)
{
  WITH_ONE (-1, rs_length (vm, o))
}
static RsObject *
proxy_getitem (RsVm *vm, RsObject *self, RsObject *key)
{
  OBJECT_WITH_ONE (rs_getitem (vm, o, key))
}
static int
proxy_setitem (RsVm *vm, RsObject *self, RsObject *key, RsObject *value)
{
  WITH_ONE (-1, rs_setitem (vm, o, key, value))
}
static int
proxy_contains (RsVm *vm, RsObject *self, RsObject *item)
{
  WITH_ONE (-1, rs_contains (vm, o, item))
}
static RsObject *
proxy_iter (RsVm *vm, RsObject *self)
{
  OBJECT_WITH_ONE (rs_iter (vm, o))
}
static RsObject *
proxy_negative (RsVm *vm, RsObject *self)
{
  OBJECT_WITH_ONE (rs_negative (vm, o))
}
static RsObject *
proxy_absolute (RsVm *vm, RsObject *self)
{
  OBJECT_WITH_ONE (rs_absolute (vm, o))
}
static RsObject *
proxy_index (RsVm *vm, RsObject *self)
{
  OBJECT_WITH_ONE (rs_index (vm, o))
}

static RsObject *
proxy_invert (RsVm *vm, RsObject *self)
{
  OBJECT_WITH_ONE (rs_invert (vm, o))
}
static RsObject *
proxy_positive (RsVm *vm, RsObject *self)
{
  OBJECT_WITH_ONE (rs_positive (vm, o))
}
static RsObject *
proxy_int (RsVm *vm, RsObject *self)
{
  OBJECT_WITH_ONE (rs_to_int (vm, o))
}
static RsObject *
proxy_float (RsVm *vm, RsObject *self)
{
  OBJECT_WITH_ONE (rs_to_float (vm, o))
}

static RsObject *
call_named (RsVm *vm, RsObject *self, const char *text)
{
  RS_SCOPE (vm);
  RS_LOCAL (o, unwrap (vm, self));
  if (o == NULL)
    return NULL;
  RS_LOCAL (name, rs_str_interned (vm, text)); /* dropped first */
  RS_LOCAL (result, rs_call_method (vm, o, name, NULL, 0));
  return RS_GIVE (result);
}

#define NAMED(function, dunder)                                                                    \
  static RsObject *function (RsVm *vm, RsObject *self, RsObject *const *args, gsize nargs,         \
                             RsObject *kwnames)                                                    \
  {                                                                                                \
    return call_named (vm, self, dunder);                                                          \
  }
NAMED (proxy_bytes, "__bytes__")
NAMED (proxy_reversed, "__reversed__")

static const RsMethodDef proxy_methods[] = { { "__bytes__", proxy_bytes, RS_M_NOARGS, 0, 0, NULL },
                                             { "__reversed__", proxy_reversed, RS_M_NOARGS, 0, 0,
                                               NULL },
                                             { NULL } };

static RsObject *
proxy_iternext (RsVm *vm, RsObject *self)
{
  RsObject *referent = rs_weakref_referent (self);
  if (referent != NULL && referent->type->slots.iternext == NULL)
    return rs_type_error (vm, "Weakref proxy referenced a non-iterator '%T' object", referent);
  OBJECT_WITH_ONE (o->type->slots.iternext (vm, o))
}

static RsObject *
proxy_call (RsVm *vm, RsObject *self, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  OBJECT_WITH_ONE (rs_call (vm, o, args, nargs, kwnames))
}

static RsObject *
proxy_repr (RsVm *vm, RsObject *self)
{
  RsObject *referent = rs_weakref_referent (self);
  return rs_str_printf (vm, "<weakproxy at 0x%llx to %T at 0x%llx>",
                        (unsigned long long) rs_address (self), referent ? referent : vm->none,
                        (unsigned long long) rs_address (referent ? referent : vm->none));
}

#define OP_DIVMOD (-1) /* beside the binary operators */

static RsObject *
with_two (RsVm *vm, RsObject *left, RsObject *right, int op, gboolean compare)
{
  RS_SCOPE (vm);
  RS_LOCAL (result, NULL);
  RS_LOCAL (a, unwrap (vm, left));
  RS_LOCAL (b, a ? unwrap (vm, right) : NULL);
  if (b == NULL)
    return NULL;
  result = compare           ? rs_richcompare (vm, a, b, op)
           : op == OP_DIVMOD ? rs_divmod (vm, a, b)
                             : rs_binary_op (vm, a, b, op);
  rs_clear (vm, &a);
  rs_clear (vm, &b);
  return RS_GIVE (result);
}

static RsObject *
proxy_power (RsVm *vm, RsObject *base, RsObject *exponent, RsObject *modulus)
{
  RS_SCOPE (vm);
  RS_LOCAL (a, unwrap (vm, base));
  RS_LOCAL (b, a ? unwrap (vm, exponent) : NULL);
  RS_LOCAL (c, b ? unwrap (vm, modulus) : NULL);
  if (c == NULL)
    return NULL;
  RS_LOCAL (result, rs_power (vm, a, b, c));
  return RS_GIVE (result);
}

static RsObject *
proxy_richcompare (RsVm *vm, RsObject *left, RsObject *right, int op)
{
  return with_two (vm, left, right, op, TRUE);
}

#define BINARY(name, in_place, op)                                                                 \
  static RsObject *name (RsVm *vm, RsObject *l, RsObject *r)                                       \
  {                                                                                                \
    return with_two (vm, l, r, op, FALSE);                                                         \
  }                                                                                                \
  static RsObject *in_place (RsVm *vm, RsObject *l, RsObject *r)                                   \
  {                                                                                                \
    return with_two (vm, l, r, op + RS_NB_INPLACE, FALSE);                                         \
  }
BINARY (proxy_add, proxy_iadd, RS_NB_ADD)
BINARY (proxy_sub, proxy_isub, RS_NB_SUBTRACT)
BINARY (proxy_mul, proxy_imul, RS_NB_MULTIPLY)
BINARY (proxy_mod, proxy_imod, RS_NB_REMAINDER)
BINARY (proxy_div, proxy_idiv, RS_NB_TRUE_DIVIDE)
BINARY (proxy_floordiv, proxy_ifloordiv, RS_NB_FLOOR_DIVIDE)
BINARY (proxy_and, proxy_iand, RS_NB_AND)
BINARY (proxy_or, proxy_ior, RS_NB_OR)
BINARY (proxy_xor, proxy_ixor, RS_NB_XOR)
BINARY (proxy_lshift, proxy_ilshift, RS_NB_LSHIFT)
BINARY (proxy_rshift, proxy_irshift, RS_NB_RSHIFT)
BINARY (proxy_matmul, proxy_imatmul, RS_NB_MATRIX_MULTIPLY)
static RsObject *
proxy_ipow (RsVm *vm, RsObject *l, RsObject *r)
{
  return with_two (vm, l, r, RS_NB_POWER + RS_NB_INPLACE, FALSE);
}
static RsObject *
proxy_divmod (RsVm *vm, RsObject *l, RsObject *r)
{
  return with_two (vm, l, r, OP_DIVMOD, FALSE);
}

#define BOTH(op, name, in_place) [op] = name, [op + RS_NB_INPLACE] = in_place
#define PROXY_SLOTS                                                                                \
  .dealloc = weakref_dealloc, .traverse = weakref_traverse, .clear = weakref_clear,                \
  .repr = proxy_repr, .str = proxy_str, .hash = rs_hash_not_implemented,                           \
  .getattro = proxy_getattro, .setattro = proxy_setattro, .richcompare = proxy_richcompare,        \
  .iter = proxy_iter, .iternext = proxy_iternext, .bool_ = proxy_bool, .length = proxy_length,     \
  .getitem = proxy_getitem, .setitem = proxy_setitem, .contains = proxy_contains,                  \
  .negative = proxy_negative, .absolute = proxy_absolute, .index = proxy_index,                    \
  .invert = proxy_invert, .positive = proxy_positive, .int_ = proxy_int, .float_ = proxy_float,    \
  .power = proxy_power, .divmod = proxy_divmod,                                                    \
  .binary = { BOTH (RS_NB_ADD, proxy_add, proxy_iadd),                                             \
              BOTH (RS_NB_SUBTRACT, proxy_sub, proxy_isub),                                        \
              BOTH (RS_NB_MULTIPLY, proxy_mul, proxy_imul),                                        \
              BOTH (RS_NB_REMAINDER, proxy_mod, proxy_imod),                                       \
              BOTH (RS_NB_TRUE_DIVIDE, proxy_div, proxy_idiv),                                     \
              BOTH (RS_NB_FLOOR_DIVIDE, proxy_floordiv, proxy_ifloordiv),                          \
              BOTH (RS_NB_AND, proxy_and, proxy_iand),                                             \
              BOTH (RS_NB_OR, proxy_or, proxy_ior),                                                \
              BOTH (RS_NB_XOR, proxy_xor, proxy_ixor),                                             \
              BOTH (RS_NB_LSHIFT, proxy_lshift, proxy_ilshift),                                    \
              BOTH (RS_NB_RSHIFT, proxy_rshift, proxy_irshift),                                    \
              BOTH (RS_NB_MATRIX_MULTIPLY, proxy_matmul, proxy_imatmul),                           \
              [RS_NB_POWER + RS_NB_INPLACE] = proxy_ipow }

static const RsSlots proxy_slots = { PROXY_SLOTS };
static const RsSlots callable_proxy_slots = { PROXY_SLOTS, .call = proxy_call };

const RsTypeSpec rs_spec_proxy = { .name = "weakref.ProxyType",
                                   .flags = RS_TF_GC | RS_TF_NO_NEW,
                                   .size = sizeof (RsWeakref),
                                   .slots = &proxy_slots,
                                   .methods = proxy_methods };
const RsTypeSpec rs_spec_callable_proxy = { .name = "weakref.CallableProxyType",
                                            .flags = RS_TF_GC | RS_TF_NO_NEW,
                                            .size = sizeof (RsWeakref),
                                            .slots = &callable_proxy_slots };
