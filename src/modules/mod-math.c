/* SPDX-License-Identifier: MIT
 *
 * Module math: functions of floats. Those of integers, sums and products are in
 * math-integers.c. Modelled on CPython's Modules/mathmodule.c.
 */
#include "math-private.h"

#include <errno.h>
#include <string.h>

static RsObject *
domain_error (RsVm *vm)
{
  return rs_value_error (vm, "math domain error");
}

static RsObject *
range_error (RsVm *vm)
{
  return rs_raise (vm, RS_TYPE (vm, OverflowError), "math range error");
}

/* RESULT of a function of X: a NaN from a number is a domain error; an infinity
 * from a finite number a range error, or where the function has a pole (not
 * CAN_OVERFLOW) a domain error. */
static RsObject *
checked (RsVm *vm, double x, double result, gboolean can_overflow)
{
  if (isnan (result) && !isnan (x))
    return domain_error (vm);
  if (isinf (result) && isfinite (x))
    return can_overflow ? range_error (vm) : domain_error (vm);
  return rs_float_new (vm, result);
}

#define UNARY(id, expression, can_overflow)                                                        \
  RS_NATIVE (id)                                                                                   \
  {                                                                                                \
    double x = rs_as_double (vm, args[0]);                                                         \
    if (x == -1.0 && vm->pending != NULL)                                                          \
      return NULL;                                                                                 \
    return checked (vm, x, expression, can_overflow);                                              \
  }
UNARY (math_acos, acos (x), FALSE)
UNARY (math_acosh, acosh (x), FALSE)
UNARY (math_asin, asin (x), FALSE)
UNARY (math_asinh, asinh (x), FALSE)
UNARY (math_atan, atan (x), FALSE)
UNARY (math_atanh, atanh (x), FALSE)
UNARY (math_cbrt, cbrt (x), FALSE)
UNARY (math_cos, cos (x), FALSE)
UNARY (math_cosh, cosh (x), TRUE)
UNARY (math_exp, exp (x), TRUE)
UNARY (math_exp2, exp2 (x), TRUE)
UNARY (math_expm1, expm1 (x), TRUE)
UNARY (math_fabs, fabs (x), FALSE)
UNARY (math_log1p, log1p (x), FALSE)
UNARY (math_sin, sin (x), FALSE)
UNARY (math_sinh, sinh (x), TRUE)
UNARY (math_sqrt, sqrt (x), FALSE)
UNARY (math_tan, tan (x), FALSE)
UNARY (math_tanh, tanh (x), FALSE)
UNARY (math_degrees, x *(180.0 / G_PI), FALSE)
UNARY (math_radians, x *(G_PI / 180.0), FALSE)
UNARY (math_erf, erf (x), FALSE)
UNARY (math_erfc, erfc (x), FALSE)

RS_NATIVE (math_gamma)
{
  double x = rs_as_double (vm, args[0]);
  if (x == -1.0 && vm->pending != NULL)
    return NULL;
  if (isnan (x) || x == INFINITY)
    return rs_float_new (vm, x);
  if (x == -INFINITY || x == 0.0 || (x < 0 && x == floor (x)))
    return domain_error (vm);
  /* Integers are exact, as in CPython's table of factorials. */
  if (x == floor (x) && x <= 23.0)
    {
      double product = 1;
      for (double k = 2; k < x; k++)
        product *= k;
      return rs_float_new (vm, product);
    }
  return checked (vm, x, tgamma (x), TRUE);
}

/* The logarithm of |gamma (X)| by Lanczos' sum, for the last digit that CPython
 * prints. */
static double
log_gamma (double x)
{
  static const double num[] = { 23531376880.410759688572007674451636754734846804940,
                                42919803642.649098768957899047001988850926355848959,
                                35711959237.355668049440185451547166705960488635843,
                                17921034426.037209699919755754458931112671403265390,
                                6039542586.3520280050642916443072979210699388420708,
                                1439720407.3117216736632230727949123939715485786772,
                                248874557.86205415651146038641322942321632125127801,
                                31426415.585400194380614231628318205362874684987640,
                                2876370.6289353724412254090516208496135991145378768,
                                186056.26539522349504029498971604569928220784236328,
                                8071.6720023658162106380029022722506138218516325024,
                                210.82427775157934587250973392071336271166969580291,
                                2.5066282746310002701649081771338373386264310793408 };
  static const double den[] = { 0,        39916800, 120543840, 150917976, 105258076,
                                45995730, 13339535, 2637558,   357423,    32670,
                                1925,     66,       1 };
  const double g = 6.024680040776729583740234375;
  double size = fabs (x), above = 0, below = 0;
  if (size < 1e-20)
    return -log (size);
  if (size < 5)
    for (int i = 12; i >= 0; i--)
      {
        above = above * size + num[i];
        below = below * size + den[i];
      }
  else
    for (int i = 0; i < 13; i++)
      {
        above = above / size + num[i];
        below = below / size + den[i];
      }
  double result = log (above / below) - g;
  result += (size - 0.5) * (log (size + g - 0.5) - 1);
  if (x < 0)
    result = log (G_PI) - log (fabs (sin (G_PI * fmod (size, 2)))) - log (size) - result;
  return result;
}

RS_NATIVE (math_lgamma)
{
  double x = rs_as_double (vm, args[0]);
  if (x == -1.0 && vm->pending != NULL)
    return NULL;
  if (isinf (x))
    return rs_float_new (vm, INFINITY);
  if (x <= 0 && x == floor (x))
    return domain_error (vm);
  return checked (vm, x, x == 1 || x == 2 ? 0 : log_gamma (x), TRUE);
}

static gboolean
two (RsVm *vm, RsObject *const *args, double *x, double *y)
{
  *x = rs_as_double (vm, args[0]);
  if (*x == -1.0 && vm->pending != NULL)
    return FALSE;
  *y = rs_as_double (vm, args[1]);
  return !(*y == -1.0 && vm->pending != NULL);
}

RS_NATIVE (math_atan2)
{
  double x, y;
  return two (vm, args, &x, &y) ? rs_float_new (vm, atan2 (x, y)) : NULL;
}

RS_NATIVE (math_copysign)
{
  double x, y;
  return two (vm, args, &x, &y) ? rs_float_new (vm, copysign (x, y)) : NULL;
}

RS_NATIVE (math_nextafter)
{
  double x, y;
  return two (vm, args, &x, &y) ? rs_float_new (vm, nextafter (x, y)) : NULL;
}

RS_NATIVE (math_remainder)
{
  double x, y;
  if (!two (vm, args, &x, &y))
    return NULL;
  if (isnan (x) || isnan (y))
    return rs_float_new (vm, isnan (x) ? x : y);
  if (isinf (x) || y == 0.0)
    return domain_error (vm);
  return rs_float_new (vm, remainder (x, y));
}

RS_NATIVE (math_fmod)
{
  double x, y;
  if (!two (vm, args, &x, &y))
    return NULL;
  if (isinf (y) && isfinite (x))
    return rs_float_new (vm, x);
  double r = fmod (x, y);
  return isnan (r) && !isnan (x) && !isnan (y) ? domain_error (vm) : rs_float_new (vm, r);
}

RS_NATIVE (math_pow)
{
  double x, y;
  if (!two (vm, args, &x, &y))
    return NULL;
  double r = pow (x, y);
  if (isfinite (x) && isfinite (y))
    {
      if (isnan (r))
        return domain_error (vm);
      if (isinf (r))
        return x == 0.0 ? domain_error (vm) : range_error (vm);
    }
  return rs_float_new (vm, r);
}

RS_NATIVE (math_frexp)
{
  double x = rs_as_double (vm, args[0]);
  if (x == -1.0 && vm->pending != NULL)
    return NULL;
  int exponent = 0;
  RsObject *m = rs_float_new (vm, isfinite (x) && x != 0 ? frexp (x, &exponent) : x),
           *e = rs_int_new (vm, exponent);
  RsObject *pair = rs_tuple_pack (vm, 2, m, e);
  rs_decref (vm, m);
  rs_decref (vm, e);
  return pair;
}

RS_NATIVE (math_modf)
{
  double whole, x = rs_as_double (vm, args[0]);
  if (x == -1.0 && vm->pending != NULL)
    return NULL;
  double part = modf (x, &whole);
  RsObject *a = rs_float_new (vm, part), *b = rs_float_new (vm, whole),
           *pair = rs_tuple_pack (vm, 2, a, b);
  rs_decref (vm, a);
  rs_decref (vm, b);
  return pair;
}

RS_NATIVE (math_ldexp)
{
  double x = rs_as_double (vm, args[0]);
  if (x == -1.0 && vm->pending != NULL)
    return NULL;
  if (!rs_is_int (args[1]))
    return rs_type_error (vm, "Expected an int as second argument to ldexp.");
  gint64 e = rs_int_clamp (args[1]);
  if (x == 0.0 || !isfinite (x))
    return rs_float_new (vm, x);
  double r = ldexp (x, (int) CLAMP (e, -100000, 100000));
  return isinf (r) ? range_error (vm) : rs_float_new (vm, r);
}

RS_NATIVE (math_ulp)
{
  double x = fabs (rs_as_double (vm, args[0]));
  if (vm->pending != NULL)
    return NULL;
  if (isnan (x) || isinf (x))
    return rs_float_new (vm, x);
  double up = nextafter (x, INFINITY);
  return rs_float_new (vm, isinf (up) ? x - nextafter (x, -INFINITY) : up - x);
}

/* --- logarithms: of ints of any size -------------------------------------- */

/* 0 with *RESULT, -1 raises. */
static int
logarithm (RsVm *vm, RsObject *object, double (*function) (double), double *result)
{
  if (rs_is_int (object))
    {
      gint64 exponent;
      if (rs_int_sign (object) <= 0)
        return domain_error (vm), -1;
      double x = rs_int_to_double (vm, object);
      if (x == -1.0 && rs_pending_swallow (vm, RS_TYPE (vm, OverflowError)))
        {
          double fraction = rs_int_frexp (object, &exponent);
          *result = function (fraction) + function (2.0) * exponent;
        }
      else
        *result = function (x);
      return 0;
    }
  double x = rs_as_double (vm, object);
  if (x == -1.0 && vm->pending != NULL)
    return -1;
  if (x <= 0)
    return domain_error (vm), -1;
  *result = function (x);
  return 0;
}

RS_NATIVE (math_log)
{
  double x, base;
  if (logarithm (vm, args[0], log, &x) < 0)
    return NULL;
  if (nargs == 1)
    return rs_float_new (vm, x);
  if (logarithm (vm, args[1], log, &base) < 0)
    return NULL;
  if (base == 0.0)
    return rs_raise (vm, RS_TYPE (vm, ZeroDivisionError), "float division by zero");
  return rs_float_new (vm, x / base);
}

RS_NATIVE (math_log2)
{
  double x;
  return logarithm (vm, args[0], log2, &x) < 0 ? NULL : rs_float_new (vm, x);
}

RS_NATIVE (math_log10)
{
  double x;
  return logarithm (vm, args[0], log10, &x) < 0 ? NULL : rs_float_new (vm, x);
}

/* --- rounding and questions ----------------------------------------------- */

/* By the object's own method, or by way of a float. */
static RsObject *
round_by (RsVm *vm, RsObject *object, RsNameId name, double (*function) (double))
{
  if (object->type != RS_TYPE (vm, FLOAT))
    {
      RS_SCOPE (vm);
      RS_LOCAL (method, rs_lookup_special (vm, object, vm->names[name]));
      RS_LOCAL (result, method ? rs_call0 (vm, method) : NULL);
      if (method != NULL)
        return RS_GIVE (result);
      if (vm->pending != NULL)
        return NULL;
      if (function == trunc)
        return rs_type_error (vm, "type %T doesn't define __trunc__ method", object);
    }
  double x = rs_as_double (vm, object);
  return x == -1.0 && vm->pending != NULL ? NULL : rs_int_from_double (vm, function (x));
}

RS_NATIVE (math_ceil)
{
  return round_by (vm, args[0], RS_N___ceil__, ceil);
}
RS_NATIVE (math_floor)
{
  return round_by (vm, args[0], RS_N___floor__, floor);
}
RS_NATIVE (math_trunc)
{
  return round_by (vm, args[0], RS_N___trunc__, trunc);
}

#define QUESTION(id, expression)                                                                   \
  RS_NATIVE (id)                                                                                   \
  {                                                                                                \
    double x = rs_as_double (vm, args[0]);                                                         \
    if (x == -1.0 && vm->pending != NULL)                                                          \
      return NULL;                                                                                 \
    return rs_bool (vm, expression);                                                               \
  }
QUESTION (math_isfinite, isfinite (x))
QUESTION (math_isinf, isinf (x))
QUESTION (math_isnan, isnan (x))

RS_NATIVE (math_isclose)
{
  static const char *const names[] = { "a", "b", "*", "rel_tol", "abs_tol", NULL };
  RsObject *v[4];
  double a, b;
  if (!rs_parse_args (vm, "isclose", args, nargs, kwnames, names, 0, 2, v) || !two (vm, v, &a, &b))
    return NULL;
  double relative = v[2] ? rs_as_double (vm, v[2]) : 1e-9, absolute = vm->pending ? 0
                                                                      : v[3]
                                                                          ? rs_as_double (vm, v[3])
                                                                          : 0.0;
  if (vm->pending != NULL)
    return NULL;
  if (relative < 0 || absolute < 0)
    return rs_value_error (vm, "tolerances must be non-negative");
  if (a == b)
    return rs_bool (vm, TRUE);
  if (isinf (a) || isinf (b))
    return rs_bool (vm, FALSE);
  double difference = fabs (b - a);
  return rs_bool (vm, difference <= fabs (relative * b) || difference <= fabs (relative * a)
                          || difference <= absolute);
}

#define F(name)                                                                                    \
  {                                                                                                \
#name, math_##name, RS_M_O, 0, 0, NULL                                                         \
  }
#define F2(name)                                                                                   \
  {                                                                                                \
#name, math_##name, RS_M_FAST, 2, 2, NULL                                                      \
  }
static const RsMethodDef functions[] = {
  F (acos),       F (acosh),      F (asin),
  F (asinh),      F (atan),       F (atanh),
  F (cbrt),       F (cos),        F (cosh),
  F (exp),        F (exp2),       F (expm1),
  F (fabs),       F (log1p),      F (sin),
  F (sinh),       F (sqrt),       F (tan),
  F (tanh),       F (degrees),    F (radians),
  F (erf),        F (erfc),       F (gamma),
  F (lgamma),     F2 (atan2),     F2 (copysign),
  F2 (nextafter), F2 (remainder), F2 (fmod),
  F2 (pow),       F (frexp),      F (modf),
  F2 (ldexp),     F (ulp),        { "log", math_log, RS_M_FAST, 1, 2, NULL },
  F (log2),       F (log10),      F (ceil),
  F (floor),      F (trunc),      F (isfinite),
  F (isinf),      F (isnan),      { "isclose", math_isclose, RS_M_KEYWORDS, 0, 0, NULL },
  { NULL }
};

static gboolean
fill (RsVm *vm, RsObject *module, RsObject *dict)
{
  return rs_module_add_functions (vm, module, dict, functions)
         && rs_module_add_functions (vm, module, dict, rs_math_integer_functions)
         && rs_module_add (vm, dict, "pi", rs_float_new (vm, M_PI))
         && rs_module_add (vm, dict, "e", rs_float_new (vm, M_E))
         && rs_module_add (vm, dict, "tau", rs_float_new (vm, 2 * M_PI))
         && rs_module_add (vm, dict, "inf", rs_float_new (vm, INFINITY))
         && rs_module_add (vm, dict, "nan", rs_float_new (vm, NAN));
}

const RsModuleDef rs_module_math = { "math", fill, NULL };
