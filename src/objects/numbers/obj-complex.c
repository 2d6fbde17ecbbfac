/* SPDX-License-Identifier: MIT
 *
 * complex, as CPython 3.11's Objects/complexobject.c: two doubles.
 */
#include "float-private.h"

#include "objects/strings/format-spec.h"
#include "objects/strings/str-private.h"
#include "objects/value-specs.h"

#include <errno.h>
#include <math.h>
#include <string.h>

RsObject *
rs_complex_new (RsVm *vm, double real, double imag)
{
  RsComplex *z = rs_object_new (vm, RS_TYPE (vm, COMPLEX));
  if (z != NULL)
    {
      z->real = real;
      z->imag = imag;
    }
  return RS_OBJECT (z);
}

#define IS_COMPLEX(vm, o)                                                                          \
  ((o)->type == RS_TYPE (vm, COMPLEX) || rs_is_subtype ((o)->type, RS_TYPE (vm, COMPLEX)))

typedef struct {
  double re, im;
} Pair;

static gboolean
operand (RsVm *vm, RsObject *object, Pair *pair, RsObject **result)
{
  if (IS_COMPLEX (vm, object))
    {
      *pair = (Pair){ ((RsComplex *) object)->real, ((RsComplex *) object)->imag };
      return TRUE;
    }
  pair->im = 0.0;
  return rs_float_operand (vm, object, &pair->re, result);
}

#define OPERANDS(a, b)                                                                             \
  Pair a, b;                                                                                       \
  RsObject *failed;                                                                                \
  if (!operand (vm, left, &a, &failed) || !operand (vm, right, &b, &failed))                       \
  return failed

/* --- arithmetic ----------------------------------------------------------- */

static RsObject *
complex_add (RsVm *vm, RsObject *left, RsObject *right)
{
  OPERANDS (a, b);
  return rs_complex_new (vm, a.re + b.re, a.im + b.im);
}

static RsObject *
complex_sub (RsVm *vm, RsObject *left, RsObject *right)
{
  OPERANDS (a, b);
  return rs_complex_new (vm, a.re - b.re, a.im - b.im);
}

static Pair
multiply (Pair a, Pair b)
{
  return (Pair){ a.re * b.re - a.im * b.im, a.re * b.im + a.im * b.re };
}

static RsObject *
complex_mul (RsVm *vm, RsObject *left, RsObject *right)
{
  OPERANDS (a, b);
  Pair z = multiply (a, b);
  return rs_complex_new (vm, z.re, z.im);
}

/* By the larger part of the divisor, so that nothing overflows on the way
 * (Smith's method). FALSE: B is zero. */
static gboolean
divide (Pair a, Pair b, Pair *z)
{
  double abs_re = fabs (b.re), abs_im = fabs (b.im);
  if (abs_re >= abs_im)
    {
      if (abs_re == 0.0)
        return FALSE;
      double ratio = b.im / b.re, denominator = b.re + b.im * ratio;
      *z = (Pair){ (a.re + a.im * ratio) / denominator, (a.im - a.re * ratio) / denominator };
    }
  else if (abs_im >= abs_re)
    {
      double ratio = b.re / b.im, denominator = b.re * ratio + b.im;
      *z = (Pair){ (a.re * ratio + a.im) / denominator, (a.im * ratio - a.re) / denominator };
    }
  else
    *z = (Pair){ NAN, NAN };
  return TRUE;
}

static RsObject *
complex_truediv (RsVm *vm, RsObject *left, RsObject *right)
{
  Pair z;
  OPERANDS (a, b);
  if (!divide (a, b, &z))
    return rs_raise (vm, RS_TYPE (vm, ZeroDivisionError), "complex division by zero");
  return rs_complex_new (vm, z.re, z.im);
}

/* Small whole exponents by repeated squaring. */
static gboolean
power_by_squares (Pair a, long n, Pair *z)
{
  Pair result = { 1.0, 0.0 }, square = a;
  for (long bits = labs (n); bits > 0; bits >>= 1)
    {
      if (bits & 1)
        result = multiply (result, square);
      if (bits > 1)
        square = multiply (square, square);
    }
  if (n >= 0)
    {
      *z = result;
      return TRUE;
    }
  return divide ((Pair){ 1.0, 0.0 }, result, z);
}

static gboolean
power_polar (Pair a, Pair b, Pair *z)
{
  if (b.re == 0 && b.im == 0)
    *z = (Pair){ 1.0, 0.0 };
  else if (a.re == 0 && a.im == 0)
    {
      *z = (Pair){ 0.0, 0.0 };
      return b.im == 0 && b.re >= 0;
    }
  else
    {
      double size = hypot (a.re, a.im), length = pow (size, b.re), angle = atan2 (a.im, a.re),
             phase = angle * b.re;
      if (b.im != 0)
        {
          length /= exp (angle * b.im);
          phase += b.im * log (size);
        }
      *z = (Pair){ length * cos (phase), length * sin (phase) };
    }
  return TRUE;
}

RsObject *
rs_complex_pow_values (RsVm *vm, double a_real, double a_imag, double b_real, double b_imag)
{
  Pair a = { a_real, a_imag }, b = { b_real, b_imag }, z;
  gboolean ok;

  if (b_imag == 0 && b_real == floor (b_real) && fabs (b_real) <= 100.0)
    ok = power_by_squares (a, (long) b_real, &z);
  else
    ok = power_polar (a, b, &z);
  if (!ok)
    return rs_raise (vm, RS_TYPE (vm, ZeroDivisionError), "0.0 to a negative or complex power");
  if ((isinf (z.re) || isinf (z.im)) && isfinite (a_real) && isfinite (a_imag) && isfinite (b_real)
      && isfinite (b_imag))
    return rs_raise (vm, RS_TYPE (vm, OverflowError), "complex exponentiation");
  return rs_complex_new (vm, z.re, z.im);
}

static RsObject *
complex_pow (RsVm *vm, RsObject *left, RsObject *right, RsObject *modulus)
{
  OPERANDS (a, b);
  if (modulus != vm->none)
    return rs_value_error (vm, "complex modulo");
  return rs_complex_pow_values (vm, a.re, a.im, b.re, b.im);
}

static RsObject *
complex_negative (RsVm *vm, RsObject *self)
{
  return rs_complex_new (vm, -((RsComplex *) self)->real, -((RsComplex *) self)->imag);
}

static RsObject *
complex_positive (RsVm *vm, RsObject *self)
{
  RsComplex *z = (RsComplex *) self;
  return self->type == RS_TYPE (vm, COMPLEX) ? rs_incref (self)
                                             : rs_complex_new (vm, z->real, z->imag);
}

static RsObject *
complex_absolute (RsVm *vm, RsObject *self)
{
  RsComplex *z = (RsComplex *) self;
  double size = hypot (z->real, z->imag);
  if (isinf (size) && isfinite (z->real) && isfinite (z->imag))
    return rs_raise (vm, RS_TYPE (vm, OverflowError), "absolute value too large");
  return rs_float_new (vm, size);
}

static int
complex_bool (RsVm *vm, RsObject *self)
{
  return ((RsComplex *) self)->real != 0 || ((RsComplex *) self)->imag != 0;
}

/* --- comparison, hash, text ----------------------------------------------- */

static RsObject *
complex_richcompare (RsVm *vm, RsObject *left, RsObject *right, int op)
{
  RsComplex *a = (RsComplex *) left;
  gboolean equal;

  if (op != RS_EQ && op != RS_NE)
    return rs_incref (vm->not_implemented);
  if (rs_is_int (right))
    {
      RsObject *real = rs_float_new (vm, a->real),
               *same = real ? rs_float_richcompare (vm, real, right, RS_EQ) : NULL;
      rs_xdecref (vm, real);
      if (same == NULL)
        return NULL;
      equal = a->imag == 0 && same == vm->true_;
      rs_decref (vm, same);
    }
  else if (rs_is_float (right))
    equal = a->imag == 0 && a->real == rs_float_value (right);
  else if (IS_COMPLEX (vm, right))
    equal = a->real == ((RsComplex *) right)->real && a->imag == ((RsComplex *) right)->imag;
  else
    return rs_incref (vm->not_implemented);
  return rs_bool (vm, equal == (op == RS_EQ));
}

static gint64
complex_hash (RsVm *vm, RsObject *self)
{
  RsComplex *z = (RsComplex *) self;
  guint64 hash = (guint64) rs_hash_double (z->real, self)
                 + 1000003u * (guint64) rs_hash_double (z->imag, self);
  return hash == G_MAXUINT64 ? -2 : (gint64) hash;
}

static RsObject *
complex_repr (RsVm *vm, RsObject *self)
{
  RsComplex *z = (RsComplex *) self;
  g_autofree char *text = rs_complex_repr_text (z->real, z->imag);
  return rs_str_new (vm, text, -1);
}

/* --- complex (real, imag) ------------------------------------------------- */

/* Reads "a+bj", with or without parentheses. FALSE: it is none. */
static gboolean
scan_complex (const char *p, const char *end, Pair *z)
{
  *z = (Pair){ 0, 0 };
  while (p < end && g_ascii_isspace (*p))
    p++;
  while (p < end && g_ascii_isspace (end[-1]))
    end--;
  if (p < end && *p == '(')
    {
      if (end[-1] != ')' || end - p < 2)
        return FALSE;
      p++;
      end--;
      while (p < end && g_ascii_isspace (*p))
        p++;
      while (p < end && g_ascii_isspace (end[-1]))
        end--;
    }
  double first = 0;
  const char *next = rs_float_scan (p, end, &first);
  if (next == NULL)
    {
      /* j, +j, -j */
      next = p + (p < end && (*p == '+' || *p == '-'));
      z->im = p < end && *p == '-' ? -1.0 : 1.0;
      return end - next == 1 && (*next == 'j' || *next == 'J');
    }
  if (next == end)
    {
      z->re = first;
      return TRUE;
    }
  if (*next == 'j' || *next == 'J')
    {
      z->im = first;
      return next + 1 == end;
    }
  if (*next != '+' && *next != '-')
    return FALSE;
  z->re = first;
  const char *last = rs_float_scan (next, end, &z->im);
  if (last == NULL)
    {
      z->im = *next == '-' ? -1.0 : 1.0;
      last = next + 1;
    }
  return end - last == 1 && (*last == 'j' || *last == 'J');
}

/* An underscore may only stand between two digits. */
static gboolean
underscores_fit (const char *text, gsize length)
{
  for (gsize i = 0; i < length; i++)
    if (text[i] == '_'
        && (i == 0 || i + 1 == length || !g_ascii_isdigit (text[i - 1])
            || !g_ascii_isdigit (text[i + 1])))
      return FALSE;
  return TRUE;
}

static RsObject *
from_text (RsVm *vm, RsType *type, RsObject *text)
{
  gsize length;
  Pair z;
  g_autofree char *ascii = rs_str_ascii_digits (text, &length);
  if (!underscores_fit (ascii, length))
    return rs_value_error (vm, "could not convert string to complex: %R", text);
  if (!scan_complex (ascii, ascii + length, &z))
    return rs_value_error (vm, "complex() arg is a malformed string");
  RsComplex *object = rs_object_new (vm, type);
  if (object != NULL)
    {
      object->real = z.re;
      object->imag = z.im;
    }
  return RS_OBJECT (object);
}

/* The value of an argument. FALSE raises; *IS_COMPLEX: it may have an imaginary
 * part. */
static gboolean
argument (RsVm *vm, RsObject *object, const char *which, Pair *z, gboolean *is_complex)
{
  *is_complex = FALSE;
  RsObject *method = IS_COMPLEX (vm, object) || which[0] != 'f'
                         ? NULL
                         : rs_lookup_special (vm, object, RS_NAME (vm, __complex__));
  if (method != NULL)
    {
      RsObject *result = rs_call_held (vm, method, NULL);
      rs_decref (vm, method);
      if (result == NULL)
        return FALSE;
      if (!IS_COMPLEX (vm, result))
        {
          rs_type_error (vm, "__complex__ returned non-complex (type %T)", result);
          rs_decref (vm, result);
          return FALSE;
        }
      *z = (Pair){ ((RsComplex *) result)->real, ((RsComplex *) result)->imag };
      *is_complex = TRUE;
      rs_decref (vm, result);
      return TRUE;
    }
  if (vm->pending)
    return FALSE;
  if (IS_COMPLEX (vm, object))
    {
      *z = (Pair){ ((RsComplex *) object)->real, ((RsComplex *) object)->imag };
      *is_complex = TRUE;
      return TRUE;
    }
  if (object->type->slots.float_ == NULL && object->type->slots.index == NULL)
    {
      rs_type_error (vm,
                     which[0] == 'f'
                         ? "complex() first argument must be a string or a number, not '%T'"
                         : "complex() second argument must be a number, not '%T'",
                     object);
      return FALSE;
    }
  *z = (Pair){ rs_as_double (vm, object), 0.0 };
  return z->re != -1.0 || vm->pending == NULL;
}

static RsObject *
complex_new (RsVm *vm, RsType *type, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  static const char *const names[] = { "real", "imag", NULL };
  RsObject *out[2];
  Pair real = { 0, 0 }, imag = { 0, 0 };
  gboolean real_is_complex = FALSE, imag_is_complex = FALSE;

  if (!rs_parse_args (vm, "complex", args, nargs, kwnames, names, 0, 0, out))
    return NULL;
  if (out[0] != NULL && out[1] == NULL && type == RS_TYPE (vm, COMPLEX) && out[0]->type == type)
    return rs_incref (out[0]);
  if (out[0] != NULL && rs_is_str (out[0]))
    return out[1] ? rs_type_error (vm, "complex() can't take second arg if first is a string")
                  : from_text (vm, type, out[0]);
  if (out[1] != NULL && rs_is_str (out[1]))
    return rs_type_error (vm, "complex() second arg can't be a string");
  if ((out[0] && !argument (vm, out[0], "first", &real, &real_is_complex))
      || (out[1] && !argument (vm, out[1], "second", &imag, &imag_is_complex)))
    return NULL;
  RsComplex *z = rs_object_new (vm, type);
  z->real = imag_is_complex ? real.re - imag.im : real.re;
  z->imag = real_is_complex && out[1] ? real.im + imag.re : out[1] ? imag.re : real.im;
  return RS_OBJECT (z);
}

/* --- the type ------------------------------------------------------------- */

static RsObject *
complex_conjugate (RsVm *vm, RsObject *self, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  return rs_complex_new (vm, ((RsComplex *) self)->real, -((RsComplex *) self)->imag);
}

static RsObject *
complex_complex (RsVm *vm, RsObject *self, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  return complex_positive (vm, self);
}

static RsObject *
complex_getnewargs (RsVm *vm, RsObject *self, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  RsObject *real = rs_float_new (vm, ((RsComplex *) self)->real),
           *imag = rs_float_new (vm, ((RsComplex *) self)->imag);
  RsObject *tuple = real && imag ? rs_tuple_pack (vm, 2, real, imag) : NULL;
  rs_xdecref (vm, real);
  rs_xdecref (vm, imag);
  return tuple;
}

static RsObject *
complex_format (RsVm *vm, RsObject *self, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  if (!rs_is_str (args[0]))
    return rs_bad_argument (vm, "__format__", NULL, "str", args[0]);
  return rs_complex_format (vm, self, args[0]);
}

static RsObject *
get_real (RsVm *vm, RsObject *self)
{
  return rs_float_new (vm, ((RsComplex *) self)->real);
}
static RsObject *
get_imag (RsVm *vm, RsObject *self)
{
  return rs_float_new (vm, ((RsComplex *) self)->imag);
}

static void
complex_dealloc (RsVm *vm, RsObject *self)
{
  rs_object_free (vm, self);
}

static const RsMethodDef complex_methods[] = {
  { "conjugate", complex_conjugate, RS_M_NOARGS },
  { "__complex__", complex_complex, RS_M_NOARGS },
  { "__getnewargs__", complex_getnewargs, RS_M_NOARGS },
  { "__format__", complex_format, RS_M_O },
  { NULL },
};

static const RsGetSetDef complex_getset[] = {
  { "real", get_real, NULL, "the real part of a complex number", TRUE },
  { "imag", get_imag, NULL, "the imaginary part of a complex number", TRUE },
  { NULL },
};

static const RsSlots complex_slots = {
  .dealloc = complex_dealloc,
  .repr = complex_repr,
  .hash = complex_hash,
  .richcompare = complex_richcompare,
  .new_ = complex_new,
  .binary = {
    [RS_NB_ADD] = complex_add,
    [RS_NB_SUBTRACT] = complex_sub,
    [RS_NB_MULTIPLY] = complex_mul,
    [RS_NB_TRUE_DIVIDE] = complex_truediv,
  },
  .power = complex_pow,
  .negative = complex_negative,
  .positive = complex_positive,
  .absolute = complex_absolute,
  .bool_ = complex_bool,
};

const RsTypeSpec rs_spec_complex = {
  .name = "complex",
  .flags = RS_TF_BASETYPE,
  .size = sizeof (RsComplex),
  .slots = &complex_slots,
  .methods = complex_methods,
  .getset = complex_getset,
  .doc = "Create a complex number from a real part and an optional imaginary part.",
};
