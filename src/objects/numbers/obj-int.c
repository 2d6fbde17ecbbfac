/* SPDX-License-Identifier: MIT
 *
 * int, as CPython 3.11's Objects/longobject.c: birth, value, hash, comparison,
 * and the slots.
 *
 * An int is a sign and a magnitude in 64-bit limbs that lie in the object
 * itself, so that GMP's mpn functions work on them in place. CPython's digits
 * have 30 bits: modelled sizes count those. -5 to 256 are made once and shared;
 * every function that makes an int goes through rs_int_new or rs_int_finish,
 * which see to that. Arithmetic is in int-arith.c and int-bits.c, text in
 * int-text.c, methods in int-methods.c; bool, which has int's layout, in
 * obj-bool.c.
 */
#include "int-private.h"

#include "objects/values.h"

#include "heap/alloc.h"

#include <math.h>
#include <string.h>

#define HASH_BITS 61
#define HASH_MODULUS ((G_GUINT64_CONSTANT (1) << HASH_BITS) - 1)

gsize
rs_int_bits (const RsInt *i)
{
  gsize n = rs_int_limbs (i);
  return n == 0 ? 0 : n * 64 - __builtin_clzll (i->limbs[n - 1]);
}

gsize
rs_int_digits (const RsInt *i)
{
  return rs_int_digits_for_bits (rs_int_bits (i));
}

static inline gsize
model_size (gsize digits)
{
  return 24 + 4 * digits;
}

RsInt *
rs_int_alloc (RsVm *vm, gsize n, gsize digits)
{
  if (digits == 0)
    digits = rs_int_digits_for_bits (n * 64);
  if (G_UNLIKELY (n > G_MAXINT32))
    {
      rs_raise_no_memory (vm);
      return NULL;
    }
  return rs_var_object_new (vm, RS_TYPE (vm, INT), MAX (n, 1) * sizeof (guint64),
                            model_size (digits));
}

static inline RsObject *
new_one_limb (RsVm *vm, guint64 magnitude, gboolean negative)
{
  gsize digits = magnitude >> 30 == 0 ? 1 : magnitude >> 60 == 0 ? 2 : 3;
  guint32 block = rs_small_alloc (vm, (model_size (digits) + RS_GRANULE - 1) / RS_GRANULE);
  RsInt *i = rs_object_new_plain (vm, RS_TYPE (vm, INT), sizeof (RsInt) + sizeof (guint64), block);
  i->size = negative ? -1 : 1;
  i->limbs[0] = magnitude;
  return rs_born (vm, i);
}

static inline void
free_int (RsVm *vm, RsObject *object)
{
  guint32 block = rs_object_free_plain (vm, object);
  if (G_LIKELY (vm->pools[block >> vm->pool_shift].size_class != 0))
    rs_small_free (vm, block);
  else
    rs_block_free (vm, block);
}

static G_NO_INLINE void
free_noted (RsVm *vm, RsObject *object)
{
  rs_note (vm, RS_NOTE_FREED, object, 0);
  free_int (vm, object);
}

void
rs_int_free (RsVm *vm, RsObject *object)
{
  if (G_UNLIKELY (vm->noting))
    free_noted (vm, object);
  else
    free_int (vm, object);
}

RsObject *
rs_int_new (RsVm *vm, gint64 value)
{
  if (value >= RS_INT_SMALL_MIN && value <= RS_INT_SMALL_MAX)
    return rs_incref (vm->small_ints[value - RS_INT_SMALL_MIN]);
  return new_one_limb (vm, value < 0 ? -(guint64) value : (guint64) value, value < 0);
}

RsObject *
rs_int_new_unsigned (RsVm *vm, guint64 value)
{
  return value <= RS_INT_SMALL_MAX ? rs_incref (vm->small_ints[value - RS_INT_SMALL_MIN])
                                   : new_one_limb (vm, value, FALSE);
}

RsObject *
rs_int_finish (RsVm *vm, RsInt *i, gsize n, gboolean negative)
{
  while (n > 0 && i->limbs[n - 1] == 0)
    n--;
  i->size = negative ? -(gint32) n : (gint32) n;
  if (n <= 1)
    {
      guint64 magnitude = n ? i->limbs[0] : 0;
      if (magnitude <= (negative ? -RS_INT_SMALL_MIN : RS_INT_SMALL_MAX))
        {
          rs_decref (vm, i);
          return rs_incref (vm->small_ints[(negative ? -(gint64) magnitude : (gint64) magnitude)
                                           - RS_INT_SMALL_MIN]);
        }
    }
  return RS_OBJECT (i);
}

RsObject *
rs_int_from_limbs (RsVm *vm, const mp_limb_t *limbs, gsize n, gboolean negative)
{
  while (n > 0 && limbs[n - 1] == 0)
    n--;
  gsize bits = n == 0 ? 0 : n * 64 - __builtin_clzll (limbs[n - 1]);
  RsInt *i = rs_int_alloc (vm, n, rs_int_digits_for_bits (bits));
  if (i == NULL)
    return NULL;
  memcpy (i->limbs, limbs, n * sizeof (guint64));
  return rs_int_finish (vm, i, n, negative);
}

RsObject *
rs_int_from_mpz (RsVm *vm, mpz_srcptr z)
{
  return rs_int_from_limbs (vm, mpz_limbs_read (z), mpz_size (z), mpz_sgn (z) < 0);
}

mpz_srcptr
rs_int_view (const RsInt *i, mpz_ptr z)
{
  return mpz_roinit_n (z, (const mp_limb_t *) i->limbs, i->size);
}

gboolean
rs_int_check_bits (RsVm *vm, double bits)
{
  double limit = vm->model_limit ? (double) vm->model_limit : 1e12;
  if (bits / 8 < MIN (limit, 8.0 * G_MAXINT32))
    return TRUE;
  rs_raise_no_memory (vm);
  return FALSE;
}

RsObject *
rs_int_from_double (RsVm *vm, double value)
{
  int exponent;

  if (isinf (value))
    return rs_raise (vm, RS_TYPE (vm, OverflowError), "cannot convert float infinity to integer");
  if (isnan (value))
    return rs_value_error (vm, "cannot convert float NaN to integer");
  if (fabs (value) < 9.2e18)
    return rs_int_new (vm, (gint64) value);
  double fraction = frexp (fabs (value), &exponent);
  gsize n = (exponent + 63) / 64 + 1;
  RsInt *i = rs_int_alloc (vm, n, rs_int_digits_for_bits (exponent));
  if (i == NULL)
    return NULL;
  guint64 mantissa = (guint64) ldexp (fraction, 53);
  gsize shift = exponent - 53;
  memset (i->limbs, 0, n * sizeof (guint64));
  i->limbs[shift / 64] = mantissa << shift % 64;
  if (shift % 64 > 11)
    i->limbs[shift / 64 + 1] = mantissa >> (64 - shift % 64);
  return rs_int_finish (vm, i, n, value < 0);
}

/* --- value ---------------------------------------------------------------- */

gboolean
rs_int_fits (RsObject *object, gint64 *value)
{
  RsInt *i = (RsInt *) object;
  if (i->size == 0)
    *value = 0;
  else if (i->size == 1 && i->limbs[0] <= G_MAXINT64)
    *value = (gint64) i->limbs[0];
  else if (i->size == -1 && i->limbs[0] <= (guint64) G_MAXINT64 + 1)
    *value = (gint64) (0 - i->limbs[0]);
  else
    return FALSE;
  return TRUE;
}

gint64
rs_int_clamp (RsObject *object)
{
  gint64 value;
  return rs_int_fits (object, &value)   ? value
         : ((RsInt *) object)->size < 0 ? G_MININT64
                                        : G_MAXINT64;
}

int
rs_int_sign (RsObject *object)
{
  gint32 size = ((RsInt *) object)->size;
  return (size > 0) - (size < 0);
}

/* The top 64 bits, their lowest set if anything below is: rounding these
 * half-even to 53 rounds the whole. */
double
rs_int_frexp (RsObject *object, gint64 *exponent)
{
  RsInt *i = (RsInt *) object;
  gsize n = rs_int_limbs (i);
  if (n == 0)
    {
      *exponent = 0;
      return 0.0;
    }
  guint shift = __builtin_clzll (i->limbs[n - 1]);
  guint64 top = i->limbs[n - 1] << shift, rest = 0;
  if (n > 1)
    {
      if (shift)
        top |= i->limbs[n - 2] >> (64 - shift);
      rest = i->limbs[n - 2] << shift;
      for (gsize k = 0; k + 2 < n; k++)
        rest |= i->limbs[k];
    }
  if (rest)
    top |= 1;
  double fraction = ldexp ((double) top, -64);
  *exponent = (gint64) n * 64 - shift;
  if (fraction == 1.0)
    {
      fraction = 0.5;
      ++*exponent;
    }
  return i->size < 0 ? -fraction : fraction;
}

double
rs_int_to_double (RsVm *vm, RsObject *object)
{
  RsInt *i = (RsInt *) object;
  if (i->size == 0)
    return 0.0;
  if (i->size == 1)
    return (double) i->limbs[0];
  if (i->size == -1)
    return -(double) i->limbs[0];
  gint64 exponent;
  double fraction = rs_int_frexp (object, &exponent);
  if (exponent > 1024)
    return rs_raise_int (vm, RS_TYPE (vm, OverflowError), "int too large to convert to float");
  return ldexp (fraction, (int) exponent);
}

gint64
rs_int_hash (RsObject *object)
{
  RsInt *i = (RsInt *) object;
  guint64 x = 0;
  for (gsize k = rs_int_limbs (i); k-- > 0;)
    x = (guint64) ((((unsigned __int128) x << 64) | i->limbs[k]) % HASH_MODULUS);
  gint64 hash = i->size < 0 ? -(gint64) x : (gint64) x;
  return hash == -1 ? -2 : hash;
}

static gint64
int_hash (RsVm *vm, RsObject *self)
{
  return rs_int_hash (self);
}

/* --- comparison ----------------------------------------------------------- */

int
rs_int_compare (RsObject *left, RsObject *right)
{
  RsInt *a = (RsInt *) left, *b = (RsInt *) right;
  if (a->size != b->size)
    return a->size < b->size ? -1 : 1;
  int sign = a->size < 0 ? -1 : 1;
  for (gsize k = rs_int_limbs (a); k-- > 0;)
    if (a->limbs[k] != b->limbs[k])
      return a->limbs[k] < b->limbs[k] ? -sign : sign;
  return 0;
}

RsObject *
rs_bool_from_order (RsVm *vm, int order, int op)
{
  gboolean result = op == RS_LT   ? order < 0
                    : op == RS_LE ? order <= 0
                    : op == RS_EQ ? order == 0
                    : op == RS_NE ? order != 0
                    : op == RS_GT ? order > 0
                                  : order >= 0;
  return rs_bool (vm, result);
}

static RsObject *
int_richcompare (RsVm *vm, RsObject *left, RsObject *right, int op)
{
  if (!rs_is_int (left) || !rs_is_int (right))
    return rs_incref (vm->not_implemented);
  return rs_bool_from_order (vm, left == right ? 0 : rs_int_compare (left, right), op);
}

/* --- subclasses ----------------------------------------------------------- */

RsObject *
rs_int_of_type (RsVm *vm, RsType *type, RsObject *value)
{
  if (value == NULL || (type == RS_TYPE (vm, INT) && value->type == type))
    return value;
  if (type == RS_TYPE (vm, INT))
    {
      RsObject *exact = rs_int_exact (vm, value);
      rs_decref (vm, value);
      return exact;
    }
  RsInt *from = (RsInt *) value;
  gsize n = rs_int_limbs (from);
  RsInt *to = rs_var_object_new (vm, type, MAX (n, 1) * sizeof (guint64),
                                 type->basicsize + 4 * rs_int_digits (from));
  if (to != NULL)
    {
      to->size = from->size;
      memcpy (to->limbs, from->limbs, n * sizeof (guint64));
    }
  rs_decref (vm, value);
  return RS_OBJECT (to);
}

RsObject *
rs_int_exact (RsVm *vm, RsObject *object)
{
  RsInt *i = (RsInt *) object;
  if (object->type == RS_TYPE (vm, INT))
    return rs_incref (object);
  return rs_int_from_limbs (vm, rs_int_mpn (i), rs_int_limbs (i), rs_int_negative (i));
}

/* --- start ---------------------------------------------------------------- */

void
rs_int_start (RsVm *vm)
{
  for (gint value = RS_INT_SMALL_MIN; value <= RS_INT_SMALL_MAX; value++)
    {
      RsObject *object = new_one_limb (vm, ABS (value), value < 0);
      if (value == 0)
        ((RsInt *) object)->size = 0;
      object->refcnt += (gint32) vm->profile->small_int_refcnt;
      vm->small_ints[value - RS_INT_SMALL_MIN] = object;
    }
  for (gint value = 0; value <= 1; value++)
    {
      RsInt *object = rs_var_object_new (vm, RS_TYPE (vm, BOOL), sizeof (guint64), 32);
      object->size = value;
      object->limbs[0] = value;
      *(value ? &vm->true_ : &vm->false_) = RS_OBJECT (object);
    }
}

/* --- the type ------------------------------------------------------------- */

static RsObject *
int_positive (RsVm *vm, RsObject *self)
{
  return rs_int_exact (vm, self);
}

static RsObject *
int_float (RsVm *vm, RsObject *self)
{
  double value = rs_int_to_double (vm, self);
  return value == -1.0 && vm->pending ? NULL : rs_float_new (vm, value);
}

static int
int_bool (RsVm *vm, RsObject *self)
{
  return ((RsInt *) self)->size != 0;
}

static gsize
int_sizeof (RsVm *vm, RsObject *self)
{
  return model_size (rs_int_digits ((RsInt *) self));
}

static void
int_dealloc (RsVm *vm, RsObject *self)
{
  if (G_LIKELY (self->type == RS_TYPE (vm, INT)))
    rs_int_free (vm, self);
  else
    rs_object_free (vm, self);
}

static const RsSlots int_slots = {
  .dealloc = int_dealloc,
  .repr = rs_int_repr,
  .hash = int_hash,
  .richcompare = int_richcompare,
  .new_ = rs_int_new_slot,
  .binary = {
    [RS_NB_ADD] = rs_int_add,
    [RS_NB_SUBTRACT] = rs_int_sub,
    [RS_NB_MULTIPLY] = rs_int_mul,
    [RS_NB_FLOOR_DIVIDE] = rs_int_floordiv,
    [RS_NB_REMAINDER] = rs_int_mod,
    [RS_NB_TRUE_DIVIDE] = rs_int_truediv,
    [RS_NB_LSHIFT] = rs_int_lshift,
    [RS_NB_RSHIFT] = rs_int_rshift,
    [RS_NB_AND] = rs_int_and,
    [RS_NB_OR] = rs_int_or,
    [RS_NB_XOR] = rs_int_xor,
  },
  .power = rs_int_pow,
  .divmod = rs_int_divmod,
  .negative = rs_int_neg,
  .positive = int_positive,
  .invert = rs_int_invert,
  .absolute = rs_int_abs,
  .int_ = int_positive,
  .float_ = int_float,
  .index = int_positive,
  .bool_ = int_bool,
  .sizeof_ = int_sizeof,
};

const RsTypeSpec rs_spec_int = {
  .name = "int",
  .flags = RS_TF_BASETYPE | RS_TF_INT | RS_TF_MATCH_SELF,
  .size = sizeof (RsInt),
  .slots = &int_slots,
  .methods = rs_int_methods,
  .getset = rs_int_getset,
  .doc = "int([x]) -> integer\nint(x, base=10) -> integer\n\nThe integer that a number, or a text "
         "of digits in the given base, stands for.",
};
