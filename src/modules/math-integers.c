/* SPDX-License-Identifier: MIT
 *
 * Module math: functions of integers (gcd, factorial, comb, isqrt ...) and of
 * many numbers (fsum, prod, dist, hypot). Integers may have any size: they are
 * worked on by their operators.
 */
#include "math-private.h"

#include "heap/run-limits.h"

/* OBJECT as an int whose own type is int, so that what is done with it runs
 * nothing else. */
static RsObject *
exact_index (RsVm *vm, RsObject *object)
{
  RS_SCOPE (vm);
  RS_LOCAL (index, rs_index (vm, object));
  if (index != NULL && index->type != RS_TYPE (vm, INT))
    rs_setref (vm, &index, RS_TYPE (vm, INT)->slots.positive (vm, index));
  return RS_GIVE (index);
}

/* OP of two ints, which are taken over. NULL arguments raise on. Multiplication
 * is work by the length of both. */
static RsObject *
apply (RsVm *vm, RsObject *left, RsObject *right, int op)
{
  RsObject *result = NULL;
  if (left != NULL && right != NULL
      && rs_may_go_on (vm, 1 + ABS (((RsInt *) left)->size) + ABS (((RsInt *) right)->size)))
    result = rs_binary_op (vm, left, right, op);
  rs_xdecref (vm, left);
  rs_xdecref (vm, right);
  return result;
}

static RsObject *
gcd_two (RsVm *vm, RsObject *a, RsObject *b)
{
  a = rs_int_abs (vm, a);
  b = rs_int_abs (vm, b);
  while (a != NULL && b != NULL && rs_int_sign (b) != 0)
    {
      gint64 x, y;
      if (rs_int_fits (a, &x) && rs_int_fits (b, &y) && x >= 0 && y > 0)
        {
          while (y != 0)
            {
              gint64 r = x % y;
              x = y;
              y = r;
            }
          rs_decref (vm, a);
          rs_decref (vm, b);
          return rs_int_new (vm, x);
        }
      RsObject *rest = rs_int_mod (vm, a, b);
      rs_decref (vm, a);
      a = b;
      b = rest;
    }
  rs_xdecref (vm, b);
  return a;
}

static RsObject *
lcm_two (RsVm *vm, RsObject *a, RsObject *b)
{
  if (rs_int_sign (a) == 0 || rs_int_sign (b) == 0)
    return rs_int_new (vm, 0);
  RsObject *g = gcd_two (vm, a, b), *part = g ? rs_int_floordiv (vm, a, g) : NULL,
           *product = part ? rs_int_mul (vm, part, b) : NULL;
  RsObject *result = product ? rs_int_abs (vm, product) : NULL;
  rs_xdecref (vm, g);
  rs_xdecref (vm, part);
  rs_xdecref (vm, product);
  return result;
}

static RsObject *
fold (RsVm *vm, RsObject *const *args, gsize nargs, gint64 start, RsBinaryFunc function)
{
  RS_SCOPE (vm);
  RS_LOCAL (result, nargs ? exact_index (vm, args[0]) : rs_int_new (vm, start));
  if (result != NULL && nargs == 1)
    rs_setref (vm, &result, rs_int_abs (vm, result));
  for (gsize i = 1; result != NULL && i < nargs; i++)
    {
      RS_LOCAL (next, exact_index (vm, args[i]));
      rs_setref (vm, &result, next ? function (vm, result, next) : NULL);
    }
  return RS_GIVE (result);
}

RS_NATIVE (math_gcd)
{
  return fold (vm, args, nargs, 0, gcd_two);
}
RS_NATIVE (math_lcm)
{
  return fold (vm, args, nargs, 1, lcm_two);
}

/* The product of the ints in [FROM, TO], by halves, so that the factors have
 * alike sizes. */
static RsObject *
product (RsVm *vm, gint64 from, gint64 to)
{
  if (from > to)
    return rs_int_new (vm, 1);
  if (to - from < 8)
    {
      RsObject *result = rs_int_new (vm, from);
      for (gint64 i = from + 1; i <= to; i++)
        result = apply (vm, result, rs_int_new (vm, i), RS_NB_MULTIPLY);
      return result;
    }
  gint64 middle = from + (to - from) / 2;
  RsObject *left = product (vm, from, middle), *right = left ? product (vm, middle + 1, to) : NULL;
  return apply (vm, left, right, RS_NB_MULTIPLY);
}

RS_NATIVE (math_factorial)
{
  if (rs_is_float (args[0]))
    return rs_type_error (vm, "'float' object cannot be interpreted as an integer");
  RS_SCOPE (vm);
  RS_LOCAL (index, exact_index (vm, args[0]));
  gint64 n;
  if (index == NULL)
    return NULL;
  if (rs_int_sign (index) < 0)
    return rs_value_error (vm, "factorial() not defined for negative values");
  if (!rs_int_fits (index, &n))
    return rs_raise (vm, RS_TYPE (vm, OverflowError), "factorial() argument should not exceed %lld",
                     (long long) G_MAXINT64);
  return product (vm, 2, n);
}

/* n and k as ints that are not negative. */
static gboolean
parse_n_k (RsVm *vm, RsObject *const *args, RsObject **n, gint64 *k)
{
  RS_SCOPE (vm);
  RS_LOCAL (first, exact_index (vm, args[0]));
  RS_LOCAL (second, first ? exact_index (vm, args[1]) : NULL);
  if (second == NULL)
    return FALSE;
  *k = rs_int_clamp (second);
  if (rs_int_sign (first) < 0)
    rs_value_error (vm, "n must be a non-negative integer");
  else if (rs_int_sign (second) < 0)
    rs_value_error (vm, "k must be a non-negative integer");
  else
    *n = g_steal_pointer (&first);
  return vm->pending == NULL;
}

/* n (n - 1) ... (n - k + 1), divided by k! on the way where COMBINE. */
static RsObject *
falling (RsVm *vm, RsObject *n, gint64 k, gboolean combine)
{
  RsObject *result = rs_int_new (vm, 1);
  for (gint64 i = 0; result != NULL && i < k; i++)
    {
      result = apply (vm, result, apply (vm, rs_incref (n), rs_int_new (vm, i), RS_NB_SUBTRACT),
                      RS_NB_MULTIPLY);
      if (combine)
        result = apply (vm, result, rs_int_new (vm, i + 1), RS_NB_FLOOR_DIVIDE);
    }
  return result;
}

RS_NATIVE (math_comb)
{
  RsObject *n;
  gint64 k, small;
  if (!parse_n_k (vm, args, &n, &k))
    return NULL;
  RS_SCOPE (vm);
  RS_LOCAL (held, n);
  if (rs_int_fits (n, &small) && k > small)
    return rs_int_new (vm, 0);
  return falling (vm, n, rs_int_fits (n, &small) ? MIN (k, small - k) : k, TRUE);
}

RS_NATIVE (math_perm)
{
  RsObject *n;
  gint64 k, small;
  if (nargs == 1 || args[1] == vm->none)
    return math_factorial (vm, self, args, 1, NULL);
  if (!parse_n_k (vm, args, &n, &k))
    return NULL;
  RS_SCOPE (vm);
  RS_LOCAL (held, n);
  return rs_int_fits (n, &small) && k > small ? rs_int_new (vm, 0) : falling (vm, n, k, FALSE);
}

/* Newton's iteration from above, with the start a power of two that is too
 * large. */
RS_NATIVE (math_isqrt)
{
  RS_SCOPE (vm);
  RS_LOCAL (n, exact_index (vm, args[0]));
  if (n == NULL)
    return NULL;
  if (rs_int_sign (n) < 0)
    return rs_value_error (vm, "isqrt() argument must be nonnegative");
  if (rs_int_sign (n) == 0)
    return rs_int_new (vm, 0);
  gint64 exponent;
  rs_int_frexp (n, &exponent);
  RS_LOCAL (x, apply (vm, rs_int_new (vm, 1), rs_int_new (vm, (exponent + 1) / 2), RS_NB_LSHIFT));
  while (x != NULL)
    {
      RsObject *quotient = rs_int_floordiv (vm, n, x);
      RS_LOCAL (next, apply (vm, apply (vm, rs_incref (x), quotient, RS_NB_ADD), rs_int_new (vm, 1),
                             RS_NB_RSHIFT));
      if (next == NULL)
        return NULL;
      if (rs_int_compare (next, x) >= 0)
        break;
      rs_setref (vm, &x, g_steal_pointer (&next));
    }
  return RS_GIVE (x);
}

/* --- many numbers --------------------------------------------------------- */

RS_NATIVE (math_prod)
{
  static const char *const names[] = { "iterable", "*", "start", NULL };
  RsObject *v[2];
  if (!rs_parse_args (vm, "prod", args, nargs, kwnames, names, 1, 1, v))
    return NULL;
  RS_SCOPE (vm);
  RS_LOCAL (iterator, rs_iter (vm, v[0]));
  RS_LOCAL (result, iterator == NULL ? NULL : v[1] ? rs_incref (v[1]) : rs_int_new (vm, 1));
  while (result != NULL)
    {
      RS_LOCAL (item, rs_next (vm, iterator));
      if (item == NULL)
        break;
      rs_setref (vm, &result, rs_binary_op (vm, result, item, RS_NB_MULTIPLY));
    }
  return vm->pending != NULL || vm->stop ? NULL : RS_GIVE (result);
}

/* Shewchuk's exact sum: partials that do not overlap, then their sum rounded
 * once (Robust Arithmetic, 1996). */
static double
exact_sum (const double *values, gsize n, gboolean *overflow)
{
  g_autoptr (GArray) partials = g_array_new (FALSE, FALSE, sizeof (double));
  double special = 0, inf = 0;
  *overflow = FALSE;
  for (gsize k = 0; k < n; k++)
    {
      double x = values[k];
      guint used = 0;
      for (guint j = 0; j < partials->len; j++)
        {
          double y = g_array_index (partials, double, j);
          if (fabs (x) < fabs (y))
            {
              double swap = x;
              x = y;
              y = swap;
            }
          volatile double high = x + y, back = high - x;
          double low = y - back;
          if (low != 0.0)
            g_array_index (partials, double, used++) = low;
          x = high;
        }
      g_array_set_size (partials, used);
      if (x != 0.0)
        {
          if (!isfinite (x))
            {
              if (isfinite (values[k]))
                *overflow = TRUE;
              if (isinf (values[k]))
                inf += values[k];
              special += values[k];
              g_array_set_size (partials, 0);
            }
          else
            g_array_append_val (partials, x);
        }
    }
  if (special != 0.0)
    return isnan (inf) ? NAN : special;
  guint left = partials->len;
  if (left == 0)
    return 0.0;
  double high = g_array_index (partials, double, --left), low = 0;
  while (left > 0)
    {
      double x = high, y = g_array_index (partials, double, --left);
      volatile double sum = x + y, back = sum - x;
      high = sum;
      low = y - back;
      if (low != 0.0)
        break;
    }
  /* Half an ulp is rounded to even only if nothing lies below it. */
  if (left > 0
      && ((low < 0 && g_array_index (partials, double, left - 1) < 0)
          || (low > 0 && g_array_index (partials, double, left - 1) > 0)))
    {
      double y = low * 2.0;
      volatile double x = high + y, back = x - high;
      if (y == back)
        high = x;
    }
  return high;
}

/* The numbers that ITERABLE yields, each converted before the next; NULL
 * raises. */
static GArray *
doubles (RsVm *vm, RsObject *iterable)
{
  RS_SCOPE (vm);
  RS_LOCAL (iterator, rs_iter (vm, iterable));
  RS_FOREIGN (vm, GArray, array, g_array_unref, g_array_new (FALSE, FALSE, sizeof (double)));
  while (iterator != NULL && vm->pending == NULL)
    {
      RS_LOCAL (item, rs_next (vm, iterator));
      if (item == NULL)
        break;
      double x = rs_as_double (vm, item);
      g_array_append_val (array, x);
    }
  return vm->pending == NULL && !vm->stop ? g_steal_pointer (&array) : NULL;
}

RS_NATIVE (math_fsum)
{
  g_autoptr (GArray) values = doubles (vm, args[0]);
  if (values == NULL)
    return NULL;
  gboolean overflow, infinite = FALSE;
  double inf_sum = 0;
  for (guint i = 0; i < values->len; i++)
    if (isinf (g_array_index (values, double, i)))
      {
        infinite = TRUE;
        inf_sum += g_array_index (values, double, i);
      }
  double sum = exact_sum ((double *) values->data, values->len, &overflow);
  if (overflow)
    return rs_raise (vm, RS_TYPE (vm, OverflowError), "intermediate overflow in fsum");
  if (infinite && isnan (inf_sum))
    return rs_value_error (vm, "-inf + inf in fsum");
  return rs_float_new (vm, sum);
}

/* The length of a vector: scaled by a power of two, the squares summed exactly
 * with their rounding errors, one correction at the end. */
static double
vector_norm (const double *values, gsize n)
{
  double max = 0;
  gboolean nan = FALSE;
  for (gsize i = 0; i < n; i++)
    {
      nan |= isnan (values[i]);
      max = MAX (max, fabs (values[i]));
    }
  if (isinf (max))
    return max;
  if (nan)
    return NAN;
  if (max == 0.0 || n <= 1)
    return max;
  int exponent;
  frexp (max, &exponent);
  double scale = ldexp (1.0, -exponent), sum = 1.0, errors = 0.0, more = 0.0;
  if (exponent < -1023)
    scale = ldexp (1.0, 1022);
  for (gsize i = 0; i < n; i++)
    {
      double x = fabs (values[i]) * scale, square = x * x, low = fma (x, x, -square),
             total = sum + square;
      errors += square - (total - sum);
      more += low;
      sum = total;
    }
  double h = sqrt (sum - 1.0 + (errors + more)), square = h * h, low = fma (h, h, -square),
         total = sum - square;
  errors += -square - (total - sum);
  more -= low;
  sum = total;
  double rest = sum - 1.0 + (errors + more);
  return (h + rest / (2.0 * h)) / scale;
}

RS_NATIVE (math_hypot)
{
  RS_FOREIGN (vm, double, values, g_free, g_new (double, nargs + 1));
  for (gsize i = 0; i < nargs; i++)
    {
      values[i] = rs_as_double (vm, args[i]);
      if (vm->pending != NULL)
        return NULL;
    }
  return rs_float_new (vm, vector_norm (values, nargs));
}

static RsObject *
as_tuple (RsVm *vm, RsObject *object)
{
  return rs_is_tuple (object) ? rs_incref (object) : rs_tuple_from (vm, object);
}

RS_NATIVE (math_dist)
{
  RS_SCOPE (vm);
  RS_LOCAL (q, NULL);
  RS_LOCAL (p, as_tuple (vm, args[0]));
  if (p == NULL || (q = as_tuple (vm, args[1])) == NULL)
    return NULL;
  gsize n = rs_tuple_size (p);
  if (n != rs_tuple_size (q))
    return rs_value_error (vm, "both points must have the same number of dimensions");
  RS_FOREIGN (vm, double, differences, g_free, g_new (double, n + 1));
  for (gsize i = 0; i < n; i++)
    {
      double x = rs_as_double (vm, rs_tuple_items (p)[i]),
             y = vm->pending ? 0 : rs_as_double (vm, rs_tuple_items (q)[i]);
      if (vm->pending != NULL)
        return NULL;
      differences[i] = fabs (x - y);
    }
  rs_clear (vm, &p);
  rs_clear (vm, &q);
  return rs_float_new (vm, vector_norm (differences, n));
}

const RsMethodDef rs_math_integer_functions[] = { { "gcd", math_gcd, RS_M_FAST, 0, -1, NULL },
                                                  { "lcm", math_lcm, RS_M_FAST, 0, -1, NULL },
                                                  { "factorial", math_factorial, RS_M_O, 0, 0,
                                                    NULL },
                                                  { "comb", math_comb, RS_M_FAST, 2, 2, NULL },
                                                  { "perm", math_perm, RS_M_FAST, 1, 2, NULL },
                                                  { "isqrt", math_isqrt, RS_M_O, 0, 0, NULL },
                                                  { "prod", math_prod, RS_M_KEYWORDS, 0, 0, NULL },
                                                  { "fsum", math_fsum, RS_M_O, 0, 0, NULL },
                                                  { "hypot", math_hypot, RS_M_FAST, 0, -1, NULL },
                                                  { "dist", math_dist, RS_M_FAST, 2, 2, NULL },
                                                  { NULL } };
