/* SPDX-License-Identifier: MIT
 *
 * Shifts and bitwise operations of int, as CPython 3.11's Objects/longobject.c.
 *
 * A negative int stands for an infinite two's complement. Long operands are
 * therefore written out as two's complement of one limb more than the longer
 * one has, combined limb by limb, and turned back into sign and magnitude.
 */
#include "int-private.h"

#include <string.h>

#define BOTH_INTS(vm, a, b)                                                                        \
  if (G_UNLIKELY (!rs_is_int (a) || !rs_is_int (b)))                                               \
  return rs_incref ((vm)->not_implemented)

typedef enum { BIT_AND, BIT_OR, BIT_XOR } BitOp;

/* N limbs of two's complement of I into OUT. */
static void
to_complement (const RsInt *i, mp_limb_t *out, gsize n)
{
  gsize size = rs_int_limbs (i);
  memcpy (out, i->limbs, size * sizeof (mp_limb_t));
  memset (out + size, 0, (n - size) * sizeof (mp_limb_t));
  if (rs_int_negative (i))
    mpn_neg (out, out, n);
}

static RsObject *
combine_long (RsVm *vm, RsInt *a, RsInt *b, BitOp op)
{
  gsize n = MAX (rs_int_limbs (a), rs_int_limbs (b)) + 1;
  g_autofree mp_limb_t *x = g_new (mp_limb_t, n), *y = g_new (mp_limb_t, n);

  to_complement (a, x, n);
  to_complement (b, y, n);
  for (gsize k = 0; k < n; k++)
    x[k] = op == BIT_AND ? x[k] & y[k] : op == BIT_OR ? x[k] | y[k] : x[k] ^ y[k];
  gboolean negative = x[n - 1] >> 63;
  if (negative)
    mpn_neg (x, x, n);
  return rs_int_from_limbs (vm, x, n, negative);
}

RsObject *
rs_int_and (RsVm *vm, RsObject *left, RsObject *right)
{
  gint64 x, y;
  BOTH_INTS (vm, left, right);
  if (rs_int_small (left, &x) && rs_int_small (right, &y))
    return rs_int_new (vm, x & y);
  return combine_long (vm, (RsInt *) left, (RsInt *) right, BIT_AND);
}

RsObject *
rs_int_or (RsVm *vm, RsObject *left, RsObject *right)
{
  gint64 x, y;
  BOTH_INTS (vm, left, right);
  if (rs_int_small (left, &x) && rs_int_small (right, &y))
    return rs_int_new (vm, x | y);
  return combine_long (vm, (RsInt *) left, (RsInt *) right, BIT_OR);
}

RsObject *
rs_int_xor (RsVm *vm, RsObject *left, RsObject *right)
{
  gint64 x, y;
  BOTH_INTS (vm, left, right);
  if (rs_int_small (left, &x) && rs_int_small (right, &y))
    return rs_int_new (vm, x ^ y);
  return combine_long (vm, (RsInt *) left, (RsInt *) right, BIT_XOR);
}

RsObject *
rs_int_invert (RsVm *vm, RsObject *self)
{
  gint64 x;
  if (rs_int_small (self, &x))
    return rs_int_new (vm, ~x);
  RsObject *negative = rs_int_neg (vm, self);
  RsObject *result =
      negative ? rs_int_sub (vm, negative, vm->small_ints[1 - RS_INT_SMALL_MIN]) : NULL;
  rs_xdecref (vm, negative);
  return result;
}

/* --- shifts --------------------------------------------------------------- */

static RsObject *
shift_left (RsVm *vm, RsInt *a, gsize count)
{
  gsize n = rs_int_limbs (a), limbs = count / 64, bits = count % 64;
  if (!rs_int_check_bits (vm, (double) count + 64.0 * n))
    return NULL;
  RsInt *z = rs_int_alloc (vm, n + limbs + 1, rs_int_digits_for_bits (rs_int_bits (a) + count));
  if (z == NULL)
    return NULL;
  memset (z->limbs, 0, limbs * sizeof (guint64));
  z->limbs[n + limbs] = 0;
  if (bits)
    z->limbs[n + limbs] = mpn_lshift (rs_int_mpn (z) + limbs, rs_int_mpn (a), n, bits);
  else
    memcpy (z->limbs + limbs, a->limbs, n * sizeof (guint64));
  return rs_int_finish (vm, z, n + limbs + 1, rs_int_negative (a));
}

/* Towards minus infinity: where bits of a negative number fall off, the
 * magnitude goes up by one. */
static RsObject *
shift_right (RsVm *vm, RsInt *a, gsize count)
{
  gsize n = rs_int_limbs (a), limbs = count / 64, bits = count % 64;
  gboolean negative = rs_int_negative (a), lost = FALSE;
  if (limbs >= n)
    return rs_int_new (vm, negative ? -1 : 0);
  gsize left = n - limbs;
  RsInt *z = rs_int_alloc (
      vm, left + 1, rs_int_digits_for_bits (rs_int_bits (a) > count ? rs_int_bits (a) - count : 0));
  if (z == NULL)
    return NULL;
  for (gsize k = 0; k < limbs; k++)
    lost |= a->limbs[k] != 0;
  if (bits)
    lost |= mpn_rshift (rs_int_mpn (z), rs_int_mpn (a) + limbs, left, bits) != 0;
  else
    memcpy (z->limbs, a->limbs + limbs, left * sizeof (guint64));
  z->limbs[left] = negative && lost ? mpn_add_1 (rs_int_mpn (z), rs_int_mpn (z), left, 1) : 0;
  return rs_int_finish (vm, z, left + 1, negative);
}

RsObject *
rs_int_lshift (RsVm *vm, RsObject *left, RsObject *right)
{
  gint64 x, count;
  BOTH_INTS (vm, left, right);
  if (rs_int_negative ((RsInt *) right))
    return rs_value_error (vm, "negative shift count");
  if (((RsInt *) left)->size == 0)
    return rs_int_new (vm, 0);
  if (!rs_int_fits (right, &count))
    return rs_raise (vm, RS_TYPE (vm, OverflowError), "too many digits in integer");
  if (count < 62 && rs_int_small (left, &x) && ABS (x) >> (62 - count) == 0)
    return rs_int_new (vm, x * ((gint64) 1 << count));
  return shift_left (vm, (RsInt *) left, count);
}

RsObject *
rs_int_rshift (RsVm *vm, RsObject *left, RsObject *right)
{
  gint64 x, count;
  BOTH_INTS (vm, left, right);
  if (rs_int_negative ((RsInt *) right))
    return rs_value_error (vm, "negative shift count");
  count = rs_int_clamp (right);
  if (rs_int_small (left, &x))
    return rs_int_new (vm, x >> MIN (count, 63));
  return shift_right (vm, (RsInt *) left, count);
}
