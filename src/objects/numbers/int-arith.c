/* SPDX-License-Identifier: MIT
 *
 * Arithmetic of int: + - * // % / divmod and **, as CPython 3.11's
 * Objects/longobject.c.
 *
 * Each operation first tries operands that rs_int_small takes: below 2 ** 62,
 * so that a sum or a difference cannot overflow and a product is checked by the
 * compiler's builtin. What is larger goes to GMP's mpn functions, straight into
 * a new object's limbs. Modelled sizes are those that CPython allocates before
 * it drops leading zeros: a sum has a digit more than the longer operand, and
 * so on. Powers use mpz temporaries, which live within one call.
 */
#include "int-private.h"

#include <math.h>
#include <string.h>

#define BOTH_INTS(vm, a, b)                                                                        \
  if (G_UNLIKELY (!rs_is_int (a) || !rs_is_int (b)))                                               \
  return rs_incref ((vm)->not_implemented)

/* --- sums ----------------------------------------------------------------- */

/* |a| + |b| or |a| - |b|; NEGATIVE: the sign of the result, turned around where
 * a difference goes below zero. */
static RsObject *
add_magnitudes (RsVm *vm, RsInt *a, RsInt *b, gboolean negative)
{
  if (rs_int_limbs (a) < rs_int_limbs (b))
    {
      RsInt *swap = a;
      a = b;
      b = swap;
    }
  gsize n = rs_int_limbs (a), m = rs_int_limbs (b);
  RsInt *z = rs_int_alloc (vm, n + 1, MAX (rs_int_digits (a), rs_int_digits (b)) + 1);
  if (z == NULL)
    return NULL;
  if (m == 0)
    memcpy (z->limbs, a->limbs, n * sizeof (guint64));
  z->limbs[n] = m == 0 ? 0 : mpn_add (rs_int_mpn (z), rs_int_mpn (a), n, rs_int_mpn (b), m);
  return rs_int_finish (vm, z, n + 1, negative);
}

static RsObject *
sub_magnitudes (RsVm *vm, RsInt *a, RsInt *b, gboolean negative)
{
  gsize n = rs_int_limbs (a), m = rs_int_limbs (b);
  int order = n != m ? (n < m ? -1 : 1) : n == 0 ? 0 : mpn_cmp (rs_int_mpn (a), rs_int_mpn (b), n);
  if (order == 0)
    return rs_int_new (vm, 0);
  if (order < 0)
    return sub_magnitudes (vm, b, a, !negative);
  RsInt *z = rs_int_alloc (vm, n, rs_int_digits (a));
  if (z == NULL)
    return NULL;
  if (m == 0)
    memcpy (z->limbs, a->limbs, n * sizeof (guint64));
  else
    mpn_sub (rs_int_mpn (z), rs_int_mpn (a), n, rs_int_mpn (b), m);
  return rs_int_finish (vm, z, n, negative);
}

static RsObject *
add_signed (RsVm *vm, RsInt *a, RsInt *b, gboolean b_negative)
{
  return rs_int_negative (a) == b_negative ? add_magnitudes (vm, a, b, b_negative)
                                           : sub_magnitudes (vm, a, b, rs_int_negative (a));
}

RsObject *
rs_int_add (RsVm *vm, RsObject *left, RsObject *right)
{
  gint64 x, y;
  BOTH_INTS (vm, left, right);
  if (G_LIKELY (rs_int_small (left, &x) && rs_int_small (right, &y)))
    return rs_int_new (vm, x + y);
  return add_signed (vm, (RsInt *) left, (RsInt *) right, rs_int_negative ((RsInt *) right));
}

RsObject *
rs_int_sub (RsVm *vm, RsObject *left, RsObject *right)
{
  gint64 x, y;
  BOTH_INTS (vm, left, right);
  if (G_LIKELY (rs_int_small (left, &x) && rs_int_small (right, &y)))
    return rs_int_new (vm, x - y);
  return add_signed (vm, (RsInt *) left, (RsInt *) right, !rs_int_negative ((RsInt *) right));
}

RsObject *
rs_int_neg (RsVm *vm, RsObject *self)
{
  RsInt *i = (RsInt *) self;
  gint64 x;
  if (rs_int_small (self, &x))
    return rs_int_new (vm, -x);
  return rs_int_from_limbs (vm, rs_int_mpn (i), rs_int_limbs (i), !rs_int_negative (i));
}

RsObject *
rs_int_abs (RsVm *vm, RsObject *self)
{
  return rs_int_negative ((RsInt *) self) ? rs_int_neg (vm, self) : rs_int_exact (vm, self);
}

/* --- products ------------------------------------------------------------- */

/* Before a product of numbers of N and M limbs is made, or a quotient of as
 * many: it is one act of GMP's, which nothing can end. A small product takes n
 * * m steps, a large one not many more than it has limbs. FALSE: see
 * rs_may_go_on. */
static gboolean
may_multiply (RsVm *vm, gsize n, gsize m)
{
  return rs_may_go_on (vm, MIN ((double) n * m / 16, ((double) n + m) * 16));
}

static RsObject *
multiply_long (RsVm *vm, RsInt *a, RsInt *b)
{
  if (rs_int_limbs (a) < rs_int_limbs (b))
    {
      RsInt *swap = a;
      a = b;
      b = swap;
    }
  gsize n = rs_int_limbs (a), m = rs_int_limbs (b);
  if (m == 0)
    return rs_int_new (vm, 0);
  if (!rs_int_check_bits (vm, 64.0 * (n + m)) || !may_multiply (vm, n, m))
    return NULL;
  RsInt *z = rs_int_alloc (vm, n + m, rs_int_digits (a) + rs_int_digits (b));
  if (z == NULL)
    return NULL;
  if (a == b)
    mpn_sqr (rs_int_mpn (z), rs_int_mpn (a), n);
  else
    mpn_mul (rs_int_mpn (z), rs_int_mpn (a), n, rs_int_mpn (b), m);
  return rs_int_finish (vm, z, n + m, rs_int_negative (a) != rs_int_negative (b));
}

RsObject *
rs_int_mul (RsVm *vm, RsObject *left, RsObject *right)
{
  gint64 x, y, product;
  BOTH_INTS (vm, left, right);
  if (G_LIKELY (rs_int_small (left, &x) && rs_int_small (right, &y)
                && !__builtin_mul_overflow (x, y, &product)))
    return rs_int_new (vm, product);
  return multiply_long (vm, (RsInt *) left, (RsInt *) right);
}

/* --- division ------------------------------------------------------------- */

static gint64
floor_div (gint64 x, gint64 y)
{
  gint64 q = x / y;
  return q * y != x && (x < 0) != (y < 0) ? q - 1 : q;
}

static gint64
floor_mod (gint64 x, gint64 y)
{
  gint64 r = x % y;
  return r != 0 && (r < 0) != (y < 0) ? r + y : r;
}

/* Floor division of long operands, B not zero: *QUOTIENT and *REMAINDER (each
 * may be NULL where it is not wanted). */
static gboolean
divide_long (RsVm *vm, RsInt *a, RsInt *b, RsObject **quotient, RsObject **remainder)
{
  gsize n = rs_int_limbs (a), m = rs_int_limbs (b);
  gboolean differ = rs_int_negative (a) != rs_int_negative (b), ok = TRUE;
  g_autofree mp_limb_t *q = NULL, *r = g_new0 (mp_limb_t, m + 1);
  gsize q_size = n >= m ? n - m + 1 : 1;

  q = g_new0 (mp_limb_t, q_size + 1);
  if (n >= m)
    mpn_tdiv_qr (q, r, 0, rs_int_mpn (a), n, rs_int_mpn (b), m);
  else
    memcpy (r, a->limbs, n * sizeof (mp_limb_t));
  gboolean exact = mpn_zero_p (r, m);
  if (differ && !exact)
    {
      /* the remainder takes B's sign: |b| - r; the quotient goes down by one */
      mpn_sub_n (r, rs_int_mpn (b), r, m);
      q[q_size] = mpn_add_1 (q, q, q_size, 1);
    }
  if (quotient != NULL)
    ok = (*quotient = rs_int_from_limbs (vm, q, q_size + 1, differ)) != NULL;
  if (ok && remainder != NULL
      && (*remainder = rs_int_from_limbs (vm, r, m, rs_int_negative (b))) == NULL)
    {
      if (quotient != NULL)
        rs_clear (vm, quotient);
      ok = FALSE;
    }
  return ok;
}

RsObject *
rs_int_floordiv (RsVm *vm, RsObject *left, RsObject *right)
{
  gint64 x, y;
  RsObject *quotient;
  BOTH_INTS (vm, left, right);
  if (((RsInt *) right)->size == 0)
    return rs_raise (vm, RS_TYPE (vm, ZeroDivisionError), "integer division or modulo by zero");
  if (G_LIKELY (rs_int_small (left, &x) && rs_int_small (right, &y)))
    return rs_int_new (vm, floor_div (x, y));
  return divide_long (vm, (RsInt *) left, (RsInt *) right, &quotient, NULL) ? quotient : NULL;
}

RsObject *
rs_int_mod (RsVm *vm, RsObject *left, RsObject *right)
{
  gint64 x, y;
  RsObject *remainder;
  BOTH_INTS (vm, left, right);
  if (((RsInt *) right)->size == 0)
    return rs_raise (vm, RS_TYPE (vm, ZeroDivisionError), "integer modulo by zero");
  if (G_LIKELY (rs_int_small (left, &x) && rs_int_small (right, &y)))
    return rs_int_new (vm, floor_mod (x, y));
  return divide_long (vm, (RsInt *) left, (RsInt *) right, NULL, &remainder) ? remainder : NULL;
}

RsObject *
rs_int_divmod (RsVm *vm, RsObject *left, RsObject *right)
{
  RsObject *quotient, *remainder;
  gint64 x, y;
  BOTH_INTS (vm, left, right);
  if (((RsInt *) right)->size == 0)
    return rs_raise (vm, RS_TYPE (vm, ZeroDivisionError), "integer division or modulo by zero");
  if (rs_int_small (left, &x) && rs_int_small (right, &y))
    {
      quotient = rs_int_new (vm, floor_div (x, y));
      remainder = rs_int_new (vm, floor_mod (x, y));
    }
  else if (!divide_long (vm, (RsInt *) left, (RsInt *) right, &quotient, &remainder))
    return NULL;
  RsObject *pair = quotient && remainder ? rs_tuple_pack (vm, 2, quotient, remainder) : NULL;
  rs_xdecref (vm, quotient);
  rs_xdecref (vm, remainder);
  return pair;
}

/* The quotient of the magnitudes of A and B as a double, rounded once, half to
 * even: both are shifted so that the integer quotient has 55 or 56 bits (fewer
 * for a subnormal result), any remainder sets its lowest bit, and the last bits
 * are rounded off by hand. FALSE: too large. */
static gboolean
divide_to_double (RsInt *a, RsInt *b, double *result)
{
  gint64 difference = (gint64) rs_int_bits (a) - (gint64) rs_int_bits (b);
  mpz_t view_a, view_b, x, remainder;

  *result = 0.0;
  if (difference > 1025)
    return FALSE;
  if (difference < -1080 || a->size == 0)
    return TRUE;
  gint64 shift = MAX (difference, -1021) - 55;
  mpz_inits (x, remainder, NULL);
  mpz_abs (x, rs_int_view (a, view_a));
  gboolean inexact = FALSE;
  if (shift <= 0)
    mpz_mul_2exp (x, x, -shift);
  else
    {
      inexact = mpz_scan1 (x, 0) < (mp_bitcnt_t) shift;
      mpz_fdiv_q_2exp (x, x, shift);
    }
  mpz_t divisor;
  mpz_init (divisor);
  mpz_abs (divisor, rs_int_view (b, view_b));
  mpz_tdiv_qr (x, remainder, x, divisor);
  inexact |= mpz_sgn (remainder) != 0;
  guint64 quotient = mpz_get_ui (x);
  mpz_clears (x, remainder, divisor, NULL);

  gint64 bits = quotient ? 64 - __builtin_clzll (quotient) : 0;
  gint64 extra = MAX (bits, -1021 - shift) - 53;
  guint64 half = G_GUINT64_CONSTANT (1) << (extra - 1);
  quotient |= inexact;
  if ((quotient & half) && (quotient & (3 * half - 1)))
    quotient += half;
  quotient &= ~(2 * half - 1);
  *result = ldexp ((double) quotient, (int) shift);
  return !isinf (*result);
}

RsObject *
rs_int_truediv (RsVm *vm, RsObject *left, RsObject *right)
{
  RsInt *a = (RsInt *) left, *b = (RsInt *) right;
  double result;
  gint64 x, y;
  BOTH_INTS (vm, left, right);
  if (b->size == 0)
    return rs_raise (vm, RS_TYPE (vm, ZeroDivisionError), "division by zero");
  if (rs_int_small (left, &x) && rs_int_small (right, &y) && ABS (x) <= 1ll << 53
      && ABS (y) <= 1ll << 53)
    return rs_float_new (vm, a->size == 0 && y < 0 ? -0.0 : (double) x / (double) y);
  if (!divide_to_double (a, b, &result))
    return rs_raise (vm, RS_TYPE (vm, OverflowError),
                     "integer division result too large for a float");
  return rs_float_new (vm, rs_int_negative (a) != rs_int_negative (b) ? -result : result);
}

/* --- powers --------------------------------------------------------------- */

static RsObject *
pow_modulo (RsVm *vm, RsInt *base, RsInt *exponent, RsInt *modulus)
{
  mpz_t view_base, view_exponent, view_modulus, positive, result;

  if (modulus->size == 0)
    return rs_value_error (vm, "pow() 3rd argument cannot be 0");
  gsize limbs = rs_int_limbs (modulus);
  double steps = MIN (64.0 * rs_int_limbs (exponent) * MIN (limbs * limbs, limbs * 64) / 16, 1e15);
  if (!rs_may_go_on (vm, (gsize) steps))
    return NULL;
  mpz_inits (positive, result, NULL);
  mpz_abs (positive, rs_int_view (modulus, view_modulus));
  mpz_srcptr b = rs_int_view (base, view_base), e = rs_int_view (exponent, view_exponent);
  RsObject *object = NULL;
  if (mpz_sgn (e) < 0 && mpz_cmp_ui (positive, 1) != 0 && !mpz_invert (result, b, positive))
    rs_value_error (vm, "base is not invertible for the given modulus");
  else
    {
      if (mpz_cmp_ui (positive, 1) == 0)
        mpz_set_ui (result, 0);
      else
        mpz_powm (result, b, e, positive);
      if (rs_int_negative (modulus) && mpz_sgn (result) != 0)
        mpz_sub (result, result, positive);
      object = rs_int_from_mpz (vm, result);
    }
  mpz_clears (positive, result, NULL);
  return object;
}

static RsObject *
pow_float (RsVm *vm, RsObject *base, RsObject *exponent)
{
  double x = rs_int_to_double (vm, base);
  if (x == -1.0 && vm->pending)
    return NULL;
  double y = rs_int_to_double (vm, exponent);
  if (y == -1.0 && vm->pending)
    return NULL;
  return rs_float_pow_values (vm, x, y);
}

RsObject *
rs_int_pow (RsVm *vm, RsObject *base, RsObject *exponent, RsObject *modulus)
{
  RsInt *b = (RsInt *) base, *e = (RsInt *) exponent;
  gint64 n, x;

  BOTH_INTS (vm, base, exponent);
  if (modulus != vm->none)
    {
      if (!rs_is_int (modulus))
        return rs_incref (vm->not_implemented);
      return pow_modulo (vm, b, e, (RsInt *) modulus);
    }
  if (e->size < 0)
    return pow_float (vm, base, exponent);
  if (rs_int_small (base, &x) && (x == 0 || x == 1 || x == -1))
    return rs_int_new (vm, e->size == 0 ? 1 : x == -1 ? (e->limbs[0] & 1 ? -1 : 1) : x);
  if (!rs_int_small (exponent, &n))
    return rs_raise_no_memory (vm);
  double limbs = (double) rs_int_bits (b) * n / 64;
  if (!rs_int_check_bits (vm, (double) (rs_int_bits (b) - 1) * n)
      || !may_multiply (vm, (gsize) limbs / 2, (gsize) limbs / 2))
    return NULL;
  mpz_t view, result;
  mpz_init (result);
  mpz_pow_ui (result, rs_int_view (b, view), n);
  RsObject *object = rs_int_from_mpz (vm, result);
  mpz_clear (result);
  return object;
}
