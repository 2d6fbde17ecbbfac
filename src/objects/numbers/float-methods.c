/* SPDX-License-Identifier: MIT
 *
 * The methods of float: rounding, ratios, hexadecimal text.
 */
#include "float-private.h"

#include "int-private.h"
#include "objects/strings/format-spec.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* --- rounding ------------------------------------------------------------- */

/* VALUE (finite) to the nearest multiple of 10 ** PLACES. */
static double
round_to_tens (double value, int places)
{
  char text[400];

  g_ascii_formatd (text, sizeof text, "%.0f", floor (fabs (value)));
  int decpt = floor (fabs (value)) == 0 ? 0 : (int) strlen (text); /* digits before the point */
  if (places > decpt)
    return copysign (0.0, value);
  if (places == decpt)
    {
      g_snprintf (text, sizeof text, "1e%d", places);
      double unit = g_ascii_strtod (text, NULL); /* pow () may miss it by a bit */
      return copysign (fabs (value) > 0.5 * unit ? unit : 0.0, value);
    }
  g_autofree char *rounded = rs_float_format_text (value, 'e', decpt - places - 1, FALSE, FALSE);
  return g_ascii_strtod (rounded, NULL);
}

RsObject *
rs_float_round (RsVm *vm, double value, gint64 digits)
{
  double result;
  if (!isfinite (value) || value == 0 || digits > 323)
    return rs_float_new (vm, value);
  if (digits < -308)
    return rs_float_new (vm, 0.0 * value);
  if (digits >= 0)
    {
      g_autofree char *text = rs_float_format_text (value, 'f', (int) digits, FALSE, FALSE);
      result = g_ascii_strtod (text, NULL);
    }
  else
    result = round_to_tens (value, (int) -digits);
  if (isinf (result))
    return rs_raise (vm, RS_TYPE (vm, OverflowError), "rounded value too large to represent");
  return rs_float_new (vm, result);
}

static RsObject *
float_round (RsVm *vm, RsObject *self, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  if (nargs == 0 || args[0] == vm->none)
    {
      double value = rs_float_value (self), rounded = round (value);
      if (fabs (value - rounded) == 0.5)
        rounded = 2.0 * round (value / 2.0);
      return rs_int_from_double (vm, rounded);
    }
  RsObject *index = rs_index (vm, args[0]);
  if (index == NULL)
    return NULL;
  gint64 digits = rs_int_clamp (index);
  rs_decref (vm, index);
  return rs_float_round (vm, rs_float_value (self), digits);
}

static RsObject *
float_trunc (RsVm *vm, RsObject *self, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  return rs_int_from_double (vm, rs_float_value (self));
}

static RsObject *
float_floor (RsVm *vm, RsObject *self, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  return rs_int_from_double (vm, floor (rs_float_value (self)));
}

static RsObject *
float_ceil (RsVm *vm, RsObject *self, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  return rs_int_from_double (vm, ceil (rs_float_value (self)));
}

static RsObject *
float_is_integer (RsVm *vm, RsObject *self, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  double value = rs_float_value (self);
  return rs_bool (vm, isfinite (value) && floor (value) == value);
}

static RsObject *
float_as_integer_ratio (RsVm *vm, RsObject *self, RsObject *const *args, gsize nargs,
                        RsObject *kwnames)
{
  double value = rs_float_value (self);
  int exponent;
  mpz_t numerator, denominator;

  if (isinf (value))
    return rs_raise (vm, RS_TYPE (vm, OverflowError), "cannot convert Infinity to integer ratio");
  if (isnan (value))
    return rs_value_error (vm, "cannot convert NaN to integer ratio");
  double fraction = frexp (value, &exponent);
  while (fraction != floor (fraction))
    {
      fraction *= 2.0;
      exponent--;
    }
  mpz_init_set_d (numerator, fraction);
  mpz_init_set_ui (denominator, 1);
  mpz_mul_2exp (exponent > 0 ? numerator : denominator, exponent > 0 ? numerator : denominator,
                ABS (exponent));
  RsObject *n = rs_int_from_mpz (vm, numerator), *d = rs_int_from_mpz (vm, denominator);
  mpz_clears (numerator, denominator, NULL);
  RsObject *pair = n && d ? rs_tuple_pack (vm, 2, n, d) : NULL;
  rs_xdecref (vm, n);
  rs_xdecref (vm, d);
  return pair;
}

/* --- hexadecimal text ----------------------------------------------------- */

static RsObject *
float_hex (RsVm *vm, RsObject *self, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  double value = rs_float_value (self);
  int exponent;

  if (!isfinite (value))
    {
      g_autofree char *text = rs_float_repr_text (value);
      return rs_str_new (vm, text, -1);
    }
  const char *sign = signbit (value) ? "-" : "";
  if (value == 0)
    return rs_str_printf (vm, "%s0x0.0p+0", sign);
  double m = frexp (fabs (value), &exponent);
  int shift = 1 - MAX (-1021 - exponent, 0);
  m = ldexp (m, shift);
  exponent -= shift;
  int lead = (int) m;
  guint64 rest = (guint64) ((m - lead) * 4503599627370496.0);
  char digits[17];
  g_snprintf (digits, sizeof digits, "%013" G_GINT64_MODIFIER "x", rest);
  return rs_str_printf (vm, "%s0x%d.%sp%c%d", sign, lead, digits, exponent < 0 ? '-' : '+',
                        ABS (exponent));
}

typedef struct {
  gboolean negative;
  mpz_t digits;
  gint64 n_fraction;
  gint64 exponent;
} HexFloat;

/* [0x] digits [. digits] [p exponent]: FALSE: it is none. */
static gboolean
scan_hex (const char *p, const char *end, HexFloat *hex)
{
  gsize n = 0;
  gboolean point = FALSE;

  if (end - p >= 2 && p[0] == '0' && (p[1] | 0x20) == 'x')
    p += 2;
  for (; p < end && (g_ascii_isxdigit (*p) || (*p == '.' && !point)); p++)
    if (*p == '.')
      point = TRUE;
    else
      {
        mpz_mul_2exp (hex->digits, hex->digits, 4);
        mpz_add_ui (hex->digits, hex->digits, g_ascii_xdigit_value (*p));
        hex->n_fraction += point;
        n++;
      }
  if (n == 0)
    return FALSE;
  if (p < end && (*p == 'p' || *p == 'P'))
    {
      gboolean negative;
      const char *start;
      p++;
      negative = p < end && *p == '-';
      if (p < end && (*p == '-' || *p == '+'))
        p++;
      for (start = p; p < end && g_ascii_isdigit (*p); p++)
        if (hex->exponent < 1000000000)
          hex->exponent = hex->exponent * 10 + (*p - '0');
      if (p == start)
        return FALSE;
      if (negative)
        hex->exponent = -hex->exponent;
    }
  return p == end;
}

/* digits * 2 ** exponent, rounded half to even. FALSE: too large. */
static gboolean
hex_to_double (HexFloat *hex, double *value)
{
  gsize bits = mpz_sizeinbase (hex->digits, 2);
  gint64 exponent = hex->exponent - 4 * hex->n_fraction, top = exponent + (gint64) bits;

  *value = 0.0;
  if (mpz_sgn (hex->digits) == 0 || top < -1080)
    return TRUE;
  if (top > 1024)
    return FALSE;
  gint64 keep = MIN (53, top + 1074), drop = (gint64) bits - keep;
  if (drop > 0)
    {
      mpz_t half;
      mpz_init (half);
      mpz_fdiv_r_2exp (half, hex->digits, drop);
      gboolean at_half = mpz_tstbit (half, drop - 1),
               more = mpz_scan1 (half, 0) < (mp_bitcnt_t) drop - 1;
      mpz_clear (half);
      mpz_fdiv_q_2exp (hex->digits, hex->digits, drop);
      if (at_half && (more || mpz_odd_p (hex->digits)))
        mpz_add_ui (hex->digits, hex->digits, 1);
      exponent += drop;
    }
  *value = ldexp (mpz_get_d (hex->digits), (int) exponent);
  return !isinf (*value);
}

static RsObject *
from_hex (RsVm *vm, RsObject *str)
{
  gsize length;
  g_autofree char *text = rs_str_utf8 (str, &length);
  const char *p = text, *end = text + length;
  double value;
  HexFloat hex = { 0 };

  while (p < end && g_ascii_isspace (*p))
    p++;
  while (p < end && g_ascii_isspace (end[-1]))
    end--;
  hex.negative = p < end && *p == '-';
  if (p < end && g_ascii_isalpha (p[*p == '-' || *p == '+'])
      && rs_float_scan (p, end, &value) == end && !isfinite (value))
    return rs_float_new (vm, value);
  if (p < end && (*p == '-' || *p == '+'))
    p++;
  mpz_init (hex.digits);
  gboolean scanned = scan_hex (p, end, &hex), fits = scanned && hex_to_double (&hex, &value);
  mpz_clear (hex.digits);
  if (!scanned)
    return rs_value_error (vm, "invalid hexadecimal floating-point string");
  if (!fits)
    return rs_raise (vm, RS_TYPE (vm, OverflowError),
                     "hexadecimal value too large to represent as a float");
  return rs_float_new (vm, hex.negative ? -value : value);
}

static RsObject *
float_fromhex (RsVm *vm, RsObject *cls, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  if (!rs_is_str (args[0]))
    return rs_type_error (vm, "bad argument type for built-in operation");
  RsObject *value = from_hex (vm, args[0]);
  if (value == NULL || cls == RS_OBJECT (RS_TYPE (vm, FLOAT)))
    return value;
  RS_SCOPE (vm);
  RS_LOCAL (plain, value);
  return rs_call1 (vm, cls, plain);
}

/* --- the rest ------------------------------------------------------------- */

static RsObject *
float_conjugate (RsVm *vm, RsObject *self, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  return self->type == RS_TYPE (vm, FLOAT) ? rs_incref (self)
                                           : rs_float_new (vm, rs_float_value (self));
}

static RsObject *
float_getnewargs (RsVm *vm, RsObject *self, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  RsObject *value = rs_float_new (vm, rs_float_value (self));
  RsObject *tuple = value ? rs_tuple_pack (vm, 1, value) : NULL;
  rs_xdecref (vm, value);
  return tuple;
}

static RsObject *
float_format (RsVm *vm, RsObject *self, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  if (!rs_is_str (args[0]))
    return rs_bad_argument (vm, "__format__", NULL, "str", args[0]);
  return rs_float_format (vm, self, args[0]);
}

static RsObject *
float_getformat (RsVm *vm, RsObject *cls, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  if (!rs_is_str (args[0]))
    return rs_bad_argument (vm, "__getformat__", NULL, "str", args[0]);
  if (!rs_str_equal_ascii (args[0], "double") && !rs_str_equal_ascii (args[0], "float"))
    return rs_value_error (vm, "__getformat__() argument 1 must be 'double' or 'float'");
  return rs_str_new (vm, "IEEE, little-endian", -1);
}

const RsMethodDef rs_float_methods[] = {
  { "as_integer_ratio", float_as_integer_ratio, RS_M_NOARGS },
  { "conjugate", float_conjugate, RS_M_NOARGS },
  { "fromhex", float_fromhex, RS_M_O | RS_M_CLASS },
  { "hex", float_hex, RS_M_NOARGS },
  { "is_integer", float_is_integer, RS_M_NOARGS },
  { "__trunc__", float_trunc, RS_M_NOARGS },
  { "__floor__", float_floor, RS_M_NOARGS },
  { "__ceil__", float_ceil, RS_M_NOARGS },
  { "__round__", float_round, RS_M_FAST, 0, 1 },
  { "__getnewargs__", float_getnewargs, RS_M_NOARGS },
  { "__format__", float_format, RS_M_O },
  { "__getformat__", float_getformat, RS_M_O | RS_M_CLASS },
  { NULL },
};
