/* SPDX-License-Identifier: MIT
 *
 * float, as CPython 3.11's Objects/floatobject.c: arithmetic, comparison, hash.
 * Text is in float-text.c, methods in float-methods.c. Floats go through a free
 * list. Arithmetic takes the double out of both operands at once: two floats
 * are the fast way.
 */
#include "float-private.h"

#include "int-private.h"
#include "objects/strings/str-private.h"
#include "objects/values.h"

#include "heap/alloc.h"

#include <errno.h>
#include <math.h>
#include <string.h>

#define HASH_BITS 61
#define HASH_MODULUS ((G_GUINT64_CONSTANT (1) << HASH_BITS) - 1)
#define HASH_INF 314159
#define MODEL_SIZE 24 /* ob_fval after the header */

RsObject *
rs_float_new (RsVm *vm, double value)
{
  guint32 n = vm->free_lists[RS_FREE_FLOAT].n, block;
  if (n > 0)
    block = vm->free_lists[RS_FREE_FLOAT].blocks[vm->free_lists[RS_FREE_FLOAT].n = n - 1];
  else
    block = rs_small_alloc (vm, (MODEL_SIZE + RS_GRANULE - 1) / RS_GRANULE);
  RsFloat *f = rs_object_new_plain (vm, RS_TYPE (vm, FLOAT), sizeof (RsFloat), block);
  f->value = value;
  return rs_born (vm, f);
}

static inline void
free_float (RsVm *vm, RsObject *object)
{
  guint32 block = rs_object_free_plain (vm, object), n = vm->free_lists[RS_FREE_FLOAT].n;
  if (G_UNLIKELY (n >= vm->free_lists[RS_FREE_FLOAT].cap))
    {
      rs_block_free (vm, block);
      return;
    }
  vm->free_lists[RS_FREE_FLOAT].blocks[n] = block;
  vm->free_lists[RS_FREE_FLOAT].n = n + 1;
}

static G_NO_INLINE void
free_noted (RsVm *vm, RsObject *object)
{
  rs_note (vm, RS_NOTE_FREED, object, 0);
  free_float (vm, object);
}

void
rs_float_free (RsVm *vm, RsObject *object)
{
  if (G_UNLIKELY (vm->noting))
    free_noted (vm, object);
  else
    free_float (vm, object);
}

static void
float_dealloc (RsVm *vm, RsObject *self)
{
  if (G_LIKELY (self->type == RS_TYPE (vm, FLOAT)))
    rs_float_free (vm, self);
  else
    rs_object_free (vm, self);
}

gboolean
rs_float_operand (RsVm *vm, RsObject *object, double *value, RsObject **result)
{
  if (G_LIKELY (rs_is_float (object)))
    {
      *value = rs_float_value (object);
      return TRUE;
    }
  if (!rs_is_int (object))
    {
      *result = rs_incref (vm->not_implemented);
      return FALSE;
    }
  *value = rs_int_to_double (vm, object);
  *result = NULL;
  return *value != -1.0 || vm->pending == NULL;
}

RsObject *
rs_float_raise_range (RsVm *vm)
{
  RsObject *args[2] = { rs_int_new (vm, ERANGE),
                        rs_str_new (vm, "Numerical result out of range", -1) };
  RsObject *exception =
      args[1] ? rs_exception_new (vm, RS_TYPE (vm, OverflowError), args, 2) : NULL;
  rs_decref (vm, args[0]);
  rs_xdecref (vm, args[1]);
  return exception ? rs_raise_instance (vm, exception) : NULL;
}

/* --- arithmetic ----------------------------------------------------------- */

#define OPERANDS(x, y)                                                                             \
  double x, y;                                                                                     \
  RsObject *failed;                                                                                \
  if (!rs_float_operand (vm, left, &x, &failed) || !rs_float_operand (vm, right, &y, &failed))     \
  return failed

RsObject *
rs_float_add (RsVm *vm, RsObject *left, RsObject *right)
{
  OPERANDS (x, y);
  return rs_float_new (vm, x + y);
}

RsObject *
rs_float_sub (RsVm *vm, RsObject *left, RsObject *right)
{
  OPERANDS (x, y);
  return rs_float_new (vm, x - y);
}

RsObject *
rs_float_mul (RsVm *vm, RsObject *left, RsObject *right)
{
  OPERANDS (x, y);
  return rs_float_new (vm, x * y);
}

RsObject *
rs_float_truediv (RsVm *vm, RsObject *left, RsObject *right)
{
  OPERANDS (x, y);
  if (y == 0)
    return rs_raise (vm, RS_TYPE (vm, ZeroDivisionError), "float division by zero");
  return rs_float_new (vm, x / y);
}

/* Floor quotient and remainder with Y's sign; Y is not 0. */
static void
divide (double x, double y, double *quotient, double *remainder)
{
  double mod = fmod (x, y), div = (x - mod) / y;
  if (mod == 0)
    mod = copysign (0.0, y);
  else if ((y < 0) != (mod < 0))
    {
      mod += y;
      div -= 1.0;
    }
  if (div == 0)
    *quotient = copysign (0.0, x / y);
  else
    {
      *quotient = floor (div);
      if (div - *quotient > 0.5)
        *quotient += 1.0;
    }
  *remainder = mod;
}

static RsObject *
float_floordiv (RsVm *vm, RsObject *left, RsObject *right)
{
  double quotient, remainder;
  OPERANDS (x, y);
  if (y == 0)
    return rs_raise (vm, RS_TYPE (vm, ZeroDivisionError), "float floor division by zero");
  divide (x, y, &quotient, &remainder);
  return rs_float_new (vm, quotient);
}

static RsObject *
float_mod (RsVm *vm, RsObject *left, RsObject *right)
{
  double quotient, remainder;
  OPERANDS (x, y);
  if (y == 0)
    return rs_raise (vm, RS_TYPE (vm, ZeroDivisionError), "float modulo");
  divide (x, y, &quotient, &remainder);
  return rs_float_new (vm, remainder);
}

static RsObject *
float_divmod (RsVm *vm, RsObject *left, RsObject *right)
{
  double quotient, remainder;
  OPERANDS (x, y);
  if (y == 0)
    return rs_raise (vm, RS_TYPE (vm, ZeroDivisionError), "float divmod()");
  divide (x, y, &quotient, &remainder);
  RsObject *a = rs_float_new (vm, quotient), *b = rs_float_new (vm, remainder);
  RsObject *pair = a && b ? rs_tuple_pack (vm, 2, a, b) : NULL;
  rs_xdecref (vm, a);
  rs_xdecref (vm, b);
  return pair;
}

/* C's pow where it agrees with Python; the rest is Python's own choice for 0,
 * infinities and NaN. */
RsObject *
rs_float_pow_values (RsVm *vm, double x, double y)
{
  gboolean odd = fmod (fabs (y), 2.0) == 1.0, negate = FALSE;

  if (y == 0)
    return rs_float_new (vm, 1.0);
  if (isnan (x))
    return rs_float_new (vm, x);
  if (isnan (y))
    return rs_float_new (vm, x == 1.0 ? 1.0 : y);
  if (isinf (y))
    {
      x = fabs (x);
      return rs_float_new (vm, x == 1.0 ? 1.0 : (y > 0) == (x > 1.0) ? fabs (y) : 0.0);
    }
  if (isinf (x))
    return rs_float_new (vm, y > 0 ? (odd ? x : fabs (x)) : odd ? copysign (0.0, x) : 0.0);
  if (x == 0)
    {
      if (y < 0)
        return rs_raise (vm, RS_TYPE (vm, ZeroDivisionError),
                         "0.0 cannot be raised to a negative power");
      return rs_float_new (vm, odd ? x : 0.0);
    }
  if (x < 0)
    {
      if (y != floor (y))
        return rs_complex_pow_values (vm, x, 0.0, y, 0.0);
      x = -x;
      negate = odd;
    }
  double result = pow (x, y);
  if (isinf (result))
    return rs_float_raise_range (vm);
  return rs_float_new (vm, negate ? -result : result);
}

static RsObject *
float_pow (RsVm *vm, RsObject *left, RsObject *right, RsObject *modulus)
{
  if (modulus != vm->none)
    return rs_type_error (vm, "pow() 3rd argument not allowed unless all arguments are integers");
  OPERANDS (x, y);
  return rs_float_pow_values (vm, x, y);
}

static RsObject *
float_negative (RsVm *vm, RsObject *self)
{
  return rs_float_new (vm, -rs_float_value (self));
}

static RsObject *
float_positive (RsVm *vm, RsObject *self)
{
  return self->type == RS_TYPE (vm, FLOAT) ? rs_incref (self)
                                           : rs_float_new (vm, rs_float_value (self));
}

static RsObject *
float_absolute (RsVm *vm, RsObject *self)
{
  return rs_float_new (vm, fabs (rs_float_value (self)));
}

static RsObject *
float_int (RsVm *vm, RsObject *self)
{
  return rs_int_from_double (vm, rs_float_value (self));
}

static int
float_bool (RsVm *vm, RsObject *self)
{
  return rs_float_value (self) != 0;
}

/* --- comparison and hash -------------------------------------------------- */

/* Compares exactly, whatever the size of the int. X is not NaN. */
static int
compare_with_int (double x, RsObject *object)
{
  gint64 small;
  mpz_t view;
  if (rs_int_small (object, &small) && ABS (small) <= 1ll << 53)
    return (x > (double) small) - (x < (double) small);
  if (isinf (x))
    return x > 0 ? 1 : -1;
  int order = -mpz_cmp_d (rs_int_view ((RsInt *) object, view), x);
  return (order > 0) - (order < 0);
}

RsObject *
rs_float_richcompare (RsVm *vm, RsObject *left, RsObject *right, int op)
{
  double x = rs_float_value (left), y;

  if (rs_is_int (right))
    return isnan (x) ? rs_bool (vm, op == RS_NE)
                     : rs_bool_from_order (vm, compare_with_int (x, right), op);
  if (!rs_is_float (right))
    return rs_incref (vm->not_implemented);
  y = rs_float_value (right);
  return rs_bool (vm, op == RS_LT   ? x < y
                      : op == RS_LE ? x <= y
                      : op == RS_EQ ? x == y
                      : op == RS_NE ? x != y
                      : op == RS_GT ? x > y
                                    : x >= y);
}

/* The number modulo 2 ** 61 - 1, so that equal numbers of all types have equal
 * hashes. */
gint64
rs_hash_double (double value, RsObject *object)
{
  int exponent, sign = 1;

  if (isinf (value))
    return value > 0 ? HASH_INF : -HASH_INF;
  if (isnan (value))
    return object ? rs_hash_pointer (object) : 0;
  double m = frexp (value, &exponent);
  if (m < 0)
    {
      sign = -1;
      m = -m;
    }
  guint64 x = 0;
  while (m != 0)
    {
      x = ((x << 28) & HASH_MODULUS) | x >> (HASH_BITS - 28);
      m *= 268435456.0;
      exponent -= 28;
      guint64 y = (guint64) m;
      m -= y;
      x += y;
      if (x >= HASH_MODULUS)
        x -= HASH_MODULUS;
    }
  exponent = exponent >= 0 ? exponent % HASH_BITS : HASH_BITS - 1 - ((-1 - exponent) % HASH_BITS);
  x = ((x << exponent) & HASH_MODULUS) | x >> (HASH_BITS - exponent);
  gint64 hash = (gint64) x * sign;
  return hash == -1 ? -2 : hash;
}

static gint64
float_hash (RsVm *vm, RsObject *self)
{
  return rs_hash_double (rs_float_value (self), self);
}

static RsObject *
float_repr (RsVm *vm, RsObject *self)
{
  g_autofree char *text = rs_float_repr_text (rs_float_value (self));
  return rs_str_new (vm, text, -1);
}

/* --- float (x) ------------------------------------------------------------ */

static RsObject *
from_text (RsVm *vm, RsObject *x)
{
  const guint8 *data;
  gsize size;
  double value;
  g_autofree char *text = NULL;

  if (rs_is_str (x))
    text = rs_str_ascii_digits (x, &size);
  else if (rs_bytes_view (vm, x, &data, &size))
    text = g_memdup2 (data, size);
  if (!rs_float_parse_text (text, size, &value))
    return rs_value_error (vm, "could not convert string to float: %R", x);
  return rs_float_new (vm, value);
}

static RsObject *
float_new (RsVm *vm, RsType *type, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  RsObject *value;
  const guint8 *data;
  gsize size;
  if (type->slots.init == RS_TYPE (vm, FLOAT)->slots.init && !rs_no_keywords (vm, "float", kwnames))
    return NULL;
  if (!rs_check_arity (vm, "float", nargs, 0, 1))
    return NULL;
  if (nargs == 0)
    value = rs_float_new (vm, 0.0);
  else if (args[0]->type == RS_TYPE (vm, STR) || args[0]->type == RS_TYPE (vm, BYTES)
           || args[0]->type == RS_TYPE (vm, BYTEARRAY))
    value = from_text (vm, args[0]);
  else if (args[0]->type->slots.float_ == NULL && args[0]->type->slots.index == NULL)
    value = rs_is_str (args[0]) || rs_bytes_view (vm, args[0], &data, &size)
                ? from_text (vm, args[0])
                : rs_type_error (vm, "float() argument must be a string or a real number, not '%T'",
                                 args[0]);
  else
    value = rs_to_float (vm, args[0]);
  if (value == NULL || type == RS_TYPE (vm, FLOAT))
    return value;
  RsFloat *f = rs_object_new (vm, type);
  if (f != NULL)
    f->value = rs_float_value (value);
  rs_decref (vm, value);
  return RS_OBJECT (f);
}

/* --- the type ------------------------------------------------------------- */

static RsObject *
get_zero (RsVm *vm, RsObject *self)
{
  return rs_float_new (vm, 0.0);
}

static const RsGetSetDef float_getset[] = {
  { "real", float_positive, NULL, "the real part of a complex number" },
  { "imag", get_zero, NULL, "the imaginary part of a complex number" },
  { NULL },
};

static const RsSlots float_slots = {
  .dealloc = float_dealloc,
  .repr = float_repr,
  .hash = float_hash,
  .richcompare = rs_float_richcompare,
  .new_ = float_new,
  .binary = {
    [RS_NB_ADD] = rs_float_add,
    [RS_NB_SUBTRACT] = rs_float_sub,
    [RS_NB_MULTIPLY] = rs_float_mul,
    [RS_NB_REMAINDER] = float_mod,
    [RS_NB_FLOOR_DIVIDE] = float_floordiv,
    [RS_NB_TRUE_DIVIDE] = rs_float_truediv,
  },
  .power = float_pow,
  .divmod = float_divmod,
  .negative = float_negative,
  .positive = float_positive,
  .absolute = float_absolute,
  .bool_ = float_bool,
  .int_ = float_int,
  .float_ = float_positive,
};

const RsTypeSpec rs_spec_float = {
  .name = "float",
  .flags = RS_TF_BASETYPE | RS_TF_FLOAT | RS_TF_MATCH_SELF,
  .size = sizeof (RsFloat),
  .slots = &float_slots,
  .methods = rs_float_methods,
  .getset = float_getset,
  .doc = "Convert a string or number to a floating point number, if possible.",
};
