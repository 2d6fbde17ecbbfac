/* SPDX-License-Identifier: MIT
 *
 * The methods of int: bit_length, to_bytes, round () and the like.
 */
#include "int-private.h"
#include "objects/strings/str-private.h"

#include "objects/bytes/bytes-private.h"
#include "objects/strings/format-spec.h"

#include <string.h>

static RsObject *
int_self (RsVm *vm, RsObject *self, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  return rs_int_exact (vm, self);
}

static RsObject *
int_bit_length (RsVm *vm, RsObject *self, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  return rs_int_new (vm, rs_int_bits ((RsInt *) self));
}

static RsObject *
int_bit_count (RsVm *vm, RsObject *self, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  RsInt *i = (RsInt *) self;
  gsize n = rs_int_limbs (i);
  return rs_int_new (vm, n ? mpn_popcount (rs_int_mpn (i), n) : 0);
}

static RsObject *
int_as_integer_ratio (RsVm *vm, RsObject *self, RsObject *const *args, gsize nargs,
                      RsObject *kwnames)
{
  RsObject *exact = rs_int_exact (vm, self), *one = rs_int_new (vm, 1);
  RsObject *pair = exact ? rs_tuple_pack (vm, 2, exact, one) : NULL;
  rs_xdecref (vm, exact);
  rs_decref (vm, one);
  return pair;
}

static RsObject *
int_getnewargs (RsVm *vm, RsObject *self, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  RsObject *exact = rs_int_exact (vm, self);
  RsObject *tuple = exact ? rs_tuple_pack (vm, 1, exact) : NULL;
  rs_xdecref (vm, exact);
  return tuple;
}

static RsObject *
int_format (RsVm *vm, RsObject *self, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  if (!rs_is_str (args[0]))
    return rs_bad_argument (vm, "__format__", NULL, "str", args[0]);
  return rs_int_format (vm, self, args[0]);
}

/* --- rounding ------------------------------------------------------------- */

/* SELF to the nearest multiple of UNIT (positive), halves to the even one. */
static RsObject *
round_to_multiple (RsVm *vm, RsInt *self, mpz_srcptr unit)
{
  mpz_t view, quotient, remainder;
  mpz_inits (quotient, remainder, NULL);
  mpz_fdiv_qr (quotient, remainder, rs_int_view (self, view), unit);
  mpz_mul_2exp (remainder, remainder, 1);
  int order = mpz_cmp (remainder, unit);
  if (order > 0 || (order == 0 && mpz_odd_p (quotient)))
    mpz_add_ui (quotient, quotient, 1);
  mpz_mul (quotient, quotient, unit);
  RsObject *result = rs_int_from_mpz (vm, quotient);
  mpz_clears (quotient, remainder, NULL);
  return result;
}

static RsObject *
int_round (RsVm *vm, RsObject *self, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  if (nargs == 0)
    return rs_int_exact (vm, self);
  RsObject *index = rs_index (vm, args[0]);
  if (index == NULL)
    return NULL;
  gint64 digits = rs_int_clamp (index);
  rs_decref (vm, index);
  if (digits >= 0)
    return rs_int_exact (vm, self);
  if (-(double) digits * 3.32 > rs_int_bits ((RsInt *) self) + 8.0)
    return rs_int_new (vm, 0);
  mpz_t unit;
  mpz_init (unit);
  mpz_ui_pow_ui (unit, 10, -digits);
  RsObject *result = round_to_multiple (vm, (RsInt *) self, unit);
  mpz_clear (unit);
  return result;
}

/* --- bytes ---------------------------------------------------------------- */

/* TRUE: *LITTLE is set from the str ORDER (NULL: big). */
static gboolean
parse_byteorder (RsVm *vm, const char *function, RsObject *order, gboolean *little)
{
  *little = FALSE;
  if (order == NULL)
    return TRUE;
  if (!rs_is_str (order))
    {
      rs_bad_argument (vm, function, "byteorder", "str", order);
      return FALSE;
    }
  *little = rs_str_equal_ascii (order, "little");
  if (*little || rs_str_equal_ascii (order, "big"))
    return TRUE;
  rs_value_error (vm, "byteorder must be either 'little' or 'big'");
  return FALSE;
}

/* SIZE bytes of two's complement, little end first. */
static void
write_bytes (const RsInt *i, guint8 *out, gsize size)
{
  gsize n = rs_int_limbs (i);
  guint carry = 1;
  for (gsize k = 0; k < size; k++)
    {
      guint byte = k / 8 < n ? (guint8) (i->limbs[k / 8] >> k % 8 * 8) : 0;
      if (rs_int_negative (i))
        {
          byte = (guint8) ~byte + carry;
          carry = byte >> 8;
        }
      out[k] = (guint8) byte;
    }
}

static void
reverse_bytes (guint8 *bytes, gsize size)
{
  for (gsize k = 0; k < size / 2; k++)
    {
      guint8 swap = bytes[k];
      bytes[k] = bytes[size - 1 - k];
      bytes[size - 1 - k] = swap;
    }
}

/* Does the value fit into SIZE bytes? */
static gboolean
fits_bytes (RsInt *i, gsize size, gboolean is_signed)
{
  gsize bits = rs_int_bits (i);
  if (!is_signed)
    return bits <= size * 8;
  if (size == 0)
    return bits == 0
           || (rs_int_negative (i) && bits == 1); /* CPython lets -1 into no bytes at all */
  if (bits < size * 8)
    return TRUE;
  /* the lowest negative number of that size */
  return rs_int_negative (i) && bits == size * 8 && mpn_scan1 (rs_int_mpn (i), 0) == bits - 1;
}

static RsObject *
int_to_bytes (RsVm *vm, RsObject *self, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  static const char *const names[] = { "length", "byteorder", "*", "signed", NULL };
  RsObject *out[3];
  gboolean little;
  RsInt *i = (RsInt *) self;

  if (!rs_parse_args (vm, "to_bytes", args, nargs, kwnames, names, 0, 0, out))
    return NULL;
  gssize size = out[0] ? rs_as_ssize (vm, out[0], RS_TYPE (vm, OverflowError)) : 1;
  if (size == -1 && vm->pending)
    return NULL;
  if (!parse_byteorder (vm, "to_bytes", out[1], &little))
    return NULL;
  int is_signed = out[2] ? rs_is_true (vm, out[2]) : 0;
  if (is_signed < 0)
    return NULL;
  if (size < 0)
    return rs_value_error (vm, "length argument must be non-negative");
  if (!rs_str_check_length (vm, size))
    return NULL;
  if (!is_signed && rs_int_negative (i))
    return rs_raise (vm, RS_TYPE (vm, OverflowError), "can't convert negative int to unsigned");
  if (!fits_bytes (i, size, is_signed))
    return rs_raise (vm, RS_TYPE (vm, OverflowError), "int too big to convert");
  RsObject *bytes = rs_bytes_alloc (vm, size);
  if (bytes == NULL)
    return NULL;
  write_bytes (i, ((RsBytes *) bytes)->data, size);
  if (!little)
    reverse_bytes (((RsBytes *) bytes)->data, size);
  return size ? bytes : rs_bytes_share (vm, bytes);
}

static RsObject *
int_from_bytes (RsVm *vm, RsObject *cls, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  static const char *const names[] = { "bytes", "byteorder", "*", "signed", NULL };
  RsObject *out[3];
  gboolean little;

  if (!rs_parse_args (vm, "from_bytes", args, nargs, kwnames, names, 0, 1, out)
      || !parse_byteorder (vm, "from_bytes", out[1], &little))
    return NULL;
  int is_signed = out[2] ? rs_is_true (vm, out[2]) : 0;
  if (is_signed < 0)
    return NULL;
  RsObject *bytes = rs_bytes_from_object (vm, out[0]);
  if (bytes == NULL)
    return NULL;
  gsize size = ((RsBytes *) bytes)->size, n = size / 8 + 1;
  g_autofree mp_limb_t *limbs = g_new0 (mp_limb_t, n);
  for (gsize k = 0; k < size; k++)
    limbs[k / 8] |= (mp_limb_t) ((RsBytes *) bytes)->data[little ? k : size - 1 - k] << k % 8 * 8;
  rs_decref (vm, bytes);
  gboolean negative =
      is_signed && size > 0 && (limbs[(size - 1) / 8] >> ((size - 1) % 8 * 8 + 7) & 1);
  if (negative)
    {
      for (gsize k = size; k < n * 8; k++)
        limbs[k / 8] |= (mp_limb_t) 0xff << k % 8 * 8;
      mpn_neg (limbs, limbs, n);
    }
  RsObject *value = rs_int_from_limbs (vm, limbs, n, negative);
  g_clear_pointer (&limbs, g_free); /* before Python runs: it is not the arena's */
  if (value == NULL || cls == RS_OBJECT (RS_TYPE (vm, INT)))
    return value;
  RS_SCOPE (vm);
  RS_LOCAL (plain, value);
  return rs_call1 (vm, cls, plain);
}

const RsMethodDef rs_int_methods[] = {
  { "conjugate", int_self, RS_M_NOARGS },
  { "bit_length", int_bit_length, RS_M_NOARGS },
  { "bit_count", int_bit_count, RS_M_NOARGS },
  { "to_bytes", int_to_bytes, RS_M_KEYWORDS },
  { "from_bytes", int_from_bytes, RS_M_KEYWORDS | RS_M_CLASS },
  { "as_integer_ratio", int_as_integer_ratio, RS_M_NOARGS },
  { "__trunc__", int_self, RS_M_NOARGS },
  { "__floor__", int_self, RS_M_NOARGS },
  { "__ceil__", int_self, RS_M_NOARGS },
  { "__round__", int_round, RS_M_FAST, 0, 1 },
  { "__getnewargs__", int_getnewargs, RS_M_NOARGS },
  { "__format__", int_format, RS_M_O },
  { NULL },
};

static RsObject *
get_self (RsVm *vm, RsObject *self)
{
  return rs_int_exact (vm, self);
}

static RsObject *
get_zero (RsVm *vm, RsObject *self)
{
  return rs_int_new (vm, 0);
}

static RsObject *
get_one (RsVm *vm, RsObject *self)
{
  return rs_int_new (vm, 1);
}

const RsGetSetDef rs_int_getset[] = {
  { "real", get_self, NULL, "the real part of a complex number" },
  { "imag", get_zero, NULL, "the imaginary part of a complex number" },
  { "numerator", get_self, NULL, "the numerator of a rational number in lowest terms" },
  { "denominator", get_one, NULL, "the denominator of a rational number in lowest terms" },
  { NULL },
};
