/* SPDX-License-Identifier: MIT
 *
 * Arithmetic on constants, with Python's meaning and the limits that CPython
 * 3.11's ast_opt.c sets, so that a program of a few characters cannot make a
 * constant of gigabytes. What would raise an exception gives NULL and is left
 * to the program.
 *
 * A pair of operands is brought to the widest of their types (int, float,
 * complex), as Python does it.
 */
#include "fold-private.h"

#include <gmp.h>
#include <math.h>
#include <string.h>

#define MAX_INT_BITS 128
#define MAX_COLLECTION_SIZE 256
#define MAX_STR_SIZE 4096
#define MAX_TOTAL_ITEMS 1024

/* --- conversions ---------------------------------------------------------- */

static gboolean
is_int (const RsConst *value)
{
  return value->kind == RS_CONST_INT || value->kind == RS_CONST_TRUE
         || value->kind == RS_CONST_FALSE;
}

static gboolean
is_number (const RsConst *value)
{
  return is_int (value) || value->kind == RS_CONST_FLOAT || value->kind == RS_CONST_COMPLEX;
}

static void
init_int (mpz_t number, const RsConst *value)
{
  if (value->kind == RS_CONST_INT)
    mpz_init_set_str (number, value->text, 16);
  else
    mpz_init_set_ui (number, value->kind == RS_CONST_TRUE);
}

static RsConst *
int_const (RsLang *lang, const mpz_t number)
{
  char *hex = mpz_get_str (NULL, 16, number);
  RsConst *value = rs_const_text (lang, RS_CONST_INT, hex, strlen (hex));

  free (hex);
  return value;
}

static RsConst *
float_const (RsLang *lang, double real)
{
  RsConst *value = rs_const_new (lang, RS_CONST_FLOAT);

  value->real = real;
  return value;
}

static RsConst *
complex_const (RsLang *lang, double real, double imag)
{
  RsConst *value = rs_const_new (lang, RS_CONST_COMPLEX);

  value->real = real;
  value->imag = imag;
  return value;
}

static RsConst *
bool_const (RsLang *lang, gboolean truth)
{
  return rs_const_new (lang, truth ? RS_CONST_TRUE : RS_CONST_FALSE);
}

/* Returns: A / B rounded to nearest, ties to even; *OVERFLOW if it is out of
 * range. */
static double
divide_rounded (const mpz_t a, const mpz_t b, gboolean *overflow)
{
  mpz_t quotient, rest, scaled;
  long shift;
  double result;
  gsize bits, drop;

  *overflow = FALSE;
  if (mpz_sgn (a) == 0)
    return mpz_sgn (b) < 0 ? -0.0 : 0.0;
  mpz_inits (quotient, rest, scaled, NULL);
  shift = 64 - ((long) mpz_sizeinbase (a, 2) - (long) mpz_sizeinbase (b, 2));
  mpz_abs (scaled, a);
  mpz_abs (rest, b);
  if (shift > 0)
    mpz_mul_2exp (scaled, scaled, (mp_bitcnt_t) shift);
  else
    mpz_mul_2exp (rest, rest, (mp_bitcnt_t) -shift);
  mpz_tdiv_qr (quotient, rest, scaled, rest);
  if (mpz_sgn (rest) != 0)
    mpz_setbit (quotient, 0);
  bits = mpz_sizeinbase (quotient, 2);
  drop = bits > 53 ? bits - 53 : 0;
  if ((long) bits - shift < -1021)
    drop = MIN (bits, (gsize) (-1074 + shift));
  if (drop > 0)
    {
      gboolean half = mpz_tstbit (quotient, drop - 1) != 0,
               more = mpz_scan1 (quotient, 0) < drop - 1, odd;

      mpz_tdiv_q_2exp (quotient, quotient, drop);
      odd = mpz_odd_p (quotient) != 0;
      if (half && (more || odd))
        mpz_add_ui (quotient, quotient, 1);
    }
  result = ldexp (mpz_get_d (quotient), (int) ((long) drop - shift));
  *overflow = isinf (result) != 0;
  mpz_clears (quotient, rest, scaled, NULL);
  return (mpz_sgn (a) < 0) != (mpz_sgn (b) < 0) ? -result : result;
}

/* Returns: FALSE if an int is too large for a float. */
static gboolean
to_double (const RsConst *value, double *real)
{
  mpz_t number, one;
  gboolean overflow;

  if (!is_int (value))
    {
      *real = value->real;
      return TRUE;
    }
  init_int (number, value);
  mpz_init_set_ui (one, 1);
  *real = divide_rounded (number, one, &overflow);
  mpz_clears (number, one, NULL);
  return !overflow;
}

gboolean
rs_const_is_true (const RsConst *value)
{
  switch (value->kind)
    {
    case RS_CONST_NONE:
    case RS_CONST_FALSE:
      return FALSE;
    case RS_CONST_INT:
      return strcmp (value->text, "0") != 0;
    case RS_CONST_FLOAT:
      return value->real != 0;
    case RS_CONST_COMPLEX:
      return value->real != 0 || value->imag != 0;
    case RS_CONST_STR:
    case RS_CONST_BYTES:
      return value->length > 0;
    case RS_CONST_TUPLE:
    case RS_CONST_FROZENSET:
      return value->n_items > 0;
    default:
      return TRUE;
    }
}

/* --- ints ----------------------------------------------------------------- */

static RsConst *
int_power (RsLang *lang, const mpz_t base, const mpz_t exponent, const RsConst *left,
           const RsConst *right)
{
  mpz_t result;
  RsConst *value;
  double x, y;

  if (mpz_sgn (exponent) < 0)
    {
      if (mpz_sgn (base) == 0 || !to_double (left, &x) || !to_double (right, &y))
        return NULL;
      x = pow (x, y);
      return isinf (x) ? NULL : float_const (lang, x);
    }
  if (mpz_sgn (base) != 0 && mpz_sgn (exponent) > 0
      && (mpz_cmp_ui (exponent, MAX_INT_BITS) > 0
          || mpz_sizeinbase (base, 2) > MAX_INT_BITS / mpz_get_ui (exponent)))
    return NULL;
  mpz_init (result);
  if (mpz_sgn (base) == 0)
    mpz_set_ui (result, mpz_sgn (exponent) == 0);
  else
    mpz_pow_ui (result, base, mpz_get_ui (exponent));
  value = int_const (lang, result);
  mpz_clear (result);
  return value;
}

static gboolean
shift_left (mpz_t result, const mpz_t a, const mpz_t b)
{
  if (mpz_sgn (b) < 0)
    return FALSE;
  if (mpz_sgn (a) != 0 && mpz_sgn (b) != 0
      && (mpz_cmp_ui (b, MAX_INT_BITS) > 0
          || mpz_sizeinbase (a, 2) > MAX_INT_BITS - mpz_get_ui (b)))
    return FALSE;
  mpz_set (result, a);
  if (mpz_sgn (a) != 0)
    mpz_mul_2exp (result, a, mpz_get_ui (b));
  return TRUE;
}

static gboolean
shift_right (mpz_t result, const mpz_t a, const mpz_t b)
{
  if (mpz_sgn (b) < 0)
    return FALSE;
  if (mpz_fits_ulong_p (b))
    mpz_fdiv_q_2exp (result, a, mpz_get_ui (b));
  else
    mpz_set_si (result, mpz_sgn (a) < 0 ? -1 : 0);
  return TRUE;
}

/* Returns: whether RESULT = A op B could be computed. */
static gboolean
int_operation (RsOperator op, mpz_t result, const mpz_t a, const mpz_t b)
{
  switch (op)
    {
    case RS_OPERATOR_ADD:
      mpz_add (result, a, b);
      return TRUE;
    case RS_OPERATOR_SUB:
      mpz_sub (result, a, b);
      return TRUE;
    case RS_OPERATOR_MULT:
      if (mpz_sgn (a) != 0 && mpz_sgn (b) != 0
          && mpz_sizeinbase (a, 2) + mpz_sizeinbase (b, 2) > MAX_INT_BITS)
        return FALSE;
      mpz_mul (result, a, b);
      return TRUE;
    case RS_OPERATOR_FLOORDIV:
      if (mpz_sgn (b) != 0)
        mpz_fdiv_q (result, a, b);
      return mpz_sgn (b) != 0;
    case RS_OPERATOR_MOD:
      if (mpz_sgn (b) != 0)
        mpz_fdiv_r (result, a, b);
      return mpz_sgn (b) != 0;
    case RS_OPERATOR_LSHIFT:
      return shift_left (result, a, b);
    case RS_OPERATOR_RSHIFT:
      return shift_right (result, a, b);
    case RS_OPERATOR_BITOR:
      mpz_ior (result, a, b);
      return TRUE;
    case RS_OPERATOR_BITXOR:
      mpz_xor (result, a, b);
      return TRUE;
    case RS_OPERATOR_BITAND:
      mpz_and (result, a, b);
      return TRUE;
    default:
      return FALSE;
    }
}

static RsConst *
fold_ints (RsLang *lang, RsOperator op, const RsConst *left, const RsConst *right)
{
  mpz_t a, b, result;
  RsConst *value = NULL;
  gboolean overflow, bools = left->kind != RS_CONST_INT && right->kind != RS_CONST_INT;
  double quotient;

  init_int (a, left);
  init_int (b, right);
  mpz_init (result);
  if (op == RS_OPERATOR_POW)
    value = int_power (lang, a, b, left, right);
  else if (op == RS_OPERATOR_DIV)
    {
      if (mpz_sgn (b) != 0)
        {
          quotient = divide_rounded (a, b, &overflow);
          value = overflow ? NULL : float_const (lang, quotient);
        }
    }
  else if (int_operation (op, result, a, b))
    {
      if (bools
          && (op == RS_OPERATOR_BITOR || op == RS_OPERATOR_BITXOR || op == RS_OPERATOR_BITAND))
        value = bool_const (lang, mpz_sgn (result) != 0);
      else
        value = int_const (lang, result);
    }
  mpz_clears (a, b, result, NULL);
  return value;
}

/* --- floats and complexes ------------------------------------------------- */

static double
python_mod (double x, double y)
{
  double mod = fmod (x, y);

  if (mod != 0)
    return (y < 0) != (mod < 0) ? mod + y : mod;
  return copysign (0.0, y);
}

static double
floor_divide (double x, double y)
{
  double mod = fmod (x, y), div = (x - mod) / y, floored;

  if (mod != 0 && (y < 0) != (mod < 0))
    div -= 1.0;
  if (div == 0)
    return copysign (0.0, x / y);
  floored = floor (div);
  return div - floored > 0.5 ? floored + 1.0 : floored;
}

static RsConst *
complex_power (RsLang *lang, double ar, double ai, double br, double bi)
{
  double length, angle, size, phase;

  if (br == 0 && bi == 0)
    return complex_const (lang, 1, 0);
  if (ar == 0 && ai == 0)
    return bi != 0 || br < 0 ? NULL : complex_const (lang, 0, 0);
  size = hypot (ar, ai);
  length = pow (size, br);
  angle = atan2 (ai, ar);
  phase = angle * br;
  if (bi != 0)
    {
      length *= exp (-angle * bi);
      phase += bi * log (size);
    }
  return complex_const (lang, length * cos (phase), length * sin (phase));
}

static RsConst *
float_power (RsLang *lang, double x, double y)
{
  double result;

  if (y == 0 || x == 1)
    return float_const (lang, 1.0);
  if (x == 0 && y < 0)
    return NULL;
  if (x < 0 && isfinite (x) && isfinite (y) && y != floor (y))
    return complex_power (lang, x, 0, y, 0);
  result = pow (x, y);
  return isinf (result) && isfinite (x) && isfinite (y) ? NULL : float_const (lang, result);
}

static RsConst *
fold_floats (RsLang *lang, RsOperator op, const RsConst *left, const RsConst *right)
{
  double x, y;

  if (!to_double (left, &x) || !to_double (right, &y))
    return NULL;
  switch (op)
    {
    case RS_OPERATOR_ADD:
      return float_const (lang, x + y);
    case RS_OPERATOR_SUB:
      return float_const (lang, x - y);
    case RS_OPERATOR_MULT:
      return float_const (lang, x * y);
    case RS_OPERATOR_DIV:
      return y != 0 ? float_const (lang, x / y) : NULL;
    case RS_OPERATOR_FLOORDIV:
      return y != 0 ? float_const (lang, floor_divide (x, y)) : NULL;
    case RS_OPERATOR_MOD:
      return y != 0 ? float_const (lang, python_mod (x, y)) : NULL;
    case RS_OPERATOR_POW:
      return float_power (lang, x, y);
    default:
      return NULL;
    }
}

static RsConst *
complex_quotient (RsLang *lang, double ar, double ai, double br, double bi)
{
  double ratio, denominator;

  if (fabs (br) >= fabs (bi))
    {
      if (br == 0)
        return NULL;
      ratio = bi / br;
      denominator = br + bi * ratio;
      return complex_const (lang, (ar + ai * ratio) / denominator, (ai - ar * ratio) / denominator);
    }
  ratio = br / bi;
  denominator = br * ratio + bi;
  return complex_const (lang, (ar * ratio + ai) / denominator, (ai * ratio - ar) / denominator);
}

static RsConst *
fold_complexes (RsLang *lang, RsOperator op, const RsConst *left, const RsConst *right)
{
  double ar, ai = left->kind == RS_CONST_COMPLEX ? left->imag : 0, br,
             bi = right->kind == RS_CONST_COMPLEX ? right->imag : 0;
  RsConst *power;

  if (!to_double (left, &ar) || !to_double (right, &br))
    return NULL;
  switch (op)
    {
    case RS_OPERATOR_ADD:
      return complex_const (lang, ar + br, ai + bi);
    case RS_OPERATOR_SUB:
      return complex_const (lang, ar - br, ai - bi);
    case RS_OPERATOR_MULT:
      return complex_const (lang, ar * br - ai * bi, ar * bi + ai * br);
    case RS_OPERATOR_DIV:
      return complex_quotient (lang, ar, ai, br, bi);
    case RS_OPERATOR_POW:
      if (bi == 0 && br == floor (br) && fabs (br) <= 100)
        {
          int n = (int) fabs (br), i;
          double re = 1, im = 0, pr = ar, pi = ai, t;

          for (i = 1; i <= n; i <<= 1)
            {
              if ((n & i) != 0)
                t = re * pr - im * pi, im = re * pi + im * pr, re = t;
              t = pr * pr - pi * pi, pi = 2 * pr * pi, pr = t;
            }
          if (br < 0)
            return complex_quotient (lang, 1, 0, re, im);
          return complex_const (lang, re, im);
        }
      power = complex_power (lang, ar, ai, br, bi);
      return power != NULL && (isinf (power->real) || isinf (power->imag)) ? NULL : power;
    default:
      return NULL;
    }
}

/* --- sequences ------------------------------------------------------------ */

static gsize
characters (const RsConst *value)
{
  gsize i, count = 0;

  if (value->kind == RS_CONST_BYTES)
    return value->length;
  for (i = 0; i < value->length; i++)
    count += ((guchar) value->text[i] & 0xc0) != 0x80;
  return count;
}

static int
complexity (const RsConst *value, int limit)
{
  guint i;

  if (value->kind != RS_CONST_TUPLE && value->kind != RS_CONST_FROZENSET)
    return limit;
  limit -= (int) value->n_items;
  for (i = 0; limit >= 0 && i < value->n_items; i++)
    limit = complexity (value->items[i], limit);
  return limit;
}

/* Returns: whether an int is from 0 to MAX; *NUMBER: the int. Negative ints
 * count as out of range. */
static gboolean
small_int (const RsConst *value, gsize max, glong *number)
{
  if (value->kind != RS_CONST_INT)
    *number = value->kind == RS_CONST_TRUE;
  else if (value->text[0] == '-' || strlen (value->text) > 8)
    return FALSE;
  else
    *number = (glong) g_ascii_strtoull (value->text, NULL, 16);
  return (gsize) *number <= max;
}

static RsConst *
concatenate (RsLang *lang, const RsConst *left, const RsConst *right)
{
  RsConst *value = rs_const_new (lang, left->kind);

  if (left->kind == RS_CONST_TUPLE)
    {
      value->n_items = left->n_items + right->n_items;
      value->items = RS_CHUNKS_ARRAY (lang->result, RsConst *, value->n_items);
      if (left->n_items > 0)
        memcpy (value->items, left->items, sizeof *value->items * left->n_items);
      if (right->n_items > 0)
        memcpy (value->items + left->n_items, right->items, sizeof *value->items * right->n_items);
      return value;
    }
  value->length = left->length + right->length;
  value->text = rs_chunks_alloc (lang->result, value->length + 1);
  memcpy (value->text, left->text, left->length);
  memcpy (value->text + left->length, right->text, right->length);
  return value;
}

static RsConst *
repeat (RsLang *lang, const RsConst *sequence, const RsConst *count)
{
  gsize size = sequence->kind == RS_CONST_TUPLE ? sequence->n_items : characters (sequence);
  RsConst *value = rs_const_new (lang, sequence->kind);
  glong n = 0, i;

  if (size > 0)
    {
      if (!small_int (
              count, (sequence->kind == RS_CONST_TUPLE ? MAX_COLLECTION_SIZE : MAX_STR_SIZE) / size,
              &n))
        return NULL;
      if (sequence->kind == RS_CONST_TUPLE && n > 0
          && complexity (sequence, (int) (MAX_TOTAL_ITEMS / n)) < 0)
        return NULL;
    }
  if (sequence->kind == RS_CONST_TUPLE)
    {
      value->n_items = (guint) (size * (gsize) n);
      value->items = RS_CHUNKS_ARRAY (lang->result, RsConst *, value->n_items);
      for (i = 0; i < n; i++)
        memcpy (value->items + i * (glong) size, sequence->items, sizeof *value->items * size);
      return value;
    }
  value->length = sequence->length * (gsize) n;
  value->text = rs_chunks_alloc (lang->result, value->length + 1);
  for (i = 0; i < n; i++)
    memcpy (value->text + (gsize) i * sequence->length, sequence->text, sequence->length);
  return value;
}

static gboolean
is_sequence (const RsConst *value)
{
  return value->kind == RS_CONST_STR || value->kind == RS_CONST_BYTES
         || value->kind == RS_CONST_TUPLE;
}

RsConst *
rs_const_frozenset (RsLang *lang, const RsConst *tuple)
{
  RsConst *value = rs_const_new (lang, RS_CONST_FROZENSET);
  g_autoptr (GHashTable) seen = g_hash_table_new (rs_const_value_hash, rs_const_value_equal);
  guint i;

  value->items = RS_CHUNKS_ARRAY (lang->result, RsConst *, tuple->n_items);
  for (i = 0; i < tuple->n_items; i++)
    if (g_hash_table_add (seen, tuple->items[i]))
      value->items[value->n_items++] = tuple->items[i];
  return value;
}

/* --- the operations ------------------------------------------------------- */

RsConst *
rs_fold_unary (RsLang *lang, RsUnaryKind op, const RsConst *operand)
{
  mpz_t number;
  RsConst *value;

  if (op == RS_UNARY_NOT)
    return bool_const (lang, !rs_const_is_true (operand));
  if (operand->kind == RS_CONST_FLOAT && op != RS_UNARY_INVERT)
    return float_const (lang, op == RS_UNARY_USUB ? -operand->real : operand->real);
  if (operand->kind == RS_CONST_COMPLEX && op != RS_UNARY_INVERT)
    return op == RS_UNARY_USUB ? complex_const (lang, -operand->real, -operand->imag)
                               : complex_const (lang, operand->real, operand->imag);
  if (!is_int (operand))
    return NULL;
  init_int (number, operand);
  if (op == RS_UNARY_USUB)
    mpz_neg (number, number);
  else if (op == RS_UNARY_INVERT)
    mpz_com (number, number);
  value = int_const (lang, number);
  mpz_clear (number);
  return value;
}

RsConst *
rs_fold_binary (RsLang *lang, RsOperator op, const RsConst *left, const RsConst *right)
{
  if (is_int (left) && is_int (right))
    return fold_ints (lang, op, left, right);
  if (is_number (left) && is_number (right))
    return left->kind == RS_CONST_COMPLEX || right->kind == RS_CONST_COMPLEX
               ? fold_complexes (lang, op, left, right)
               : fold_floats (lang, op, left, right);
  if (op == RS_OPERATOR_ADD && is_sequence (left) && left->kind == right->kind)
    return concatenate (lang, left, right);
  if (op == RS_OPERATOR_MULT && is_sequence (left) && is_int (right))
    return repeat (lang, left, right);
  if (op == RS_OPERATOR_MULT && is_int (left) && is_sequence (right))
    return repeat (lang, right, left);
  return NULL;
}

RsConst *
rs_fold_subscript (RsLang *lang, const RsConst *value, const RsConst *index)
{
  gsize size, i;
  glong n;
  gboolean negative = index->kind == RS_CONST_INT && index->text[0] == '-';
  RsConst magnitude = *index;
  const char *s;

  if (!is_sequence (value) || !is_int (index))
    return NULL;
  if (negative)
    magnitude.text++;
  size = value->kind == RS_CONST_TUPLE ? value->n_items : characters (value);
  if (!small_int (&magnitude, size, &n) || (negative ? n > (glong) size : n >= (glong) size))
    return NULL;
  i = negative ? size - (gsize) n : (gsize) n;
  if (value->kind == RS_CONST_TUPLE)
    return value->items[i];
  if (value->kind == RS_CONST_BYTES)
    return rs_const_int (lang, (guchar) value->text[i]);
  for (s = value->text; i > 0; s++)
    i -= ((guchar) s[1] & 0xc0) != 0x80;
  for (size = 1; ((guchar) s[size] & 0xc0) == 0x80; size++)
    ;
  return rs_const_text (lang, RS_CONST_STR, s, size);
}
