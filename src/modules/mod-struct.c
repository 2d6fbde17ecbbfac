/* SPDX-License-Identifier: MIT
 *
 * Module _struct: floats as bytes, for struct and array. Whole numbers go by
 * int.to_bytes.
 */
#include "modules.h"

#include <math.h>
#include <string.h>

static gboolean
half_from (double x, guint16 *out)
{
  guint16 sign = signbit (x) ? 0x8000 : 0;
  double size = fabs (x), fraction;
  int exponent;
  if (isnan (x) || isinf (x))
    {
      *out = sign | (isnan (x) ? 0x7e00 : 0x7c00);
      return TRUE;
    }
  if (size == 0)
    {
      *out = sign;
      return TRUE;
    }
  fraction = frexp (size, &exponent);
  exponent--;
  double scaled = exponent < -14 ? ldexp (size, 24) : ldexp (fraction * 2 - 1, 10);
  double rounded = nearbyint (scaled);
  guint32 bits =
      exponent < -14 ? (guint32) rounded : (guint32) rounded + ((guint32) (exponent + 15) << 10);
  if (exponent > 15 || bits >= 0x7c00)
    return FALSE;
  *out = sign | bits;
  return TRUE;
}

static double
half_to (guint16 bits)
{
  int exponent = (bits >> 10) & 0x1f;
  double value = bits & 0x3ff;
  if (exponent == 31)
    value = value != 0 ? NAN : INFINITY;
  else
    value = exponent == 0 ? ldexp (value, -24) : ldexp (value + 1024, exponent - 25);
  return bits & 0x8000 ? -value : value;
}

static void
put_in_order (guint8 *bytes, gsize size, gboolean little)
{
  if (little == (G_BYTE_ORDER == G_LITTLE_ENDIAN))
    return;
  for (gsize i = 0; i < size / 2; i++)
    {
      guint8 byte = bytes[i];
      bytes[i] = bytes[size - 1 - i];
      bytes[size - 1 - i] = byte;
    }
}

/* float_to_bytes (value, size, little) */
RS_NATIVE (float_to_bytes)
{
  double value = rs_as_double (vm, args[0]);
  gssize size = rs_as_ssize (vm, args[1], NULL);
  if (vm->pending != NULL)
    return NULL;
  guint8 bytes[8] = { 0 };
  float narrow = value;
  guint16 half;
  if (size == 8)
    memcpy (bytes, &value, 8);
  else if (size == 4)
    {
      if (isinf (narrow) && !isinf (value))
        return rs_raise (vm, RS_TYPE (vm, OverflowError), "float too large to pack with f format");
      memcpy (bytes, &narrow, 4);
    }
  else
    {
      if (!half_from (value, &half))
        return rs_raise (vm, RS_TYPE (vm, OverflowError), "float too large to pack with e format");
      memcpy (bytes, &half, 2);
      size = 2;
    }
  put_in_order (bytes, size, rs_is_true (vm, args[2]) > 0);
  return rs_bytes_new (vm, bytes, size);
}

/* float_from_bytes (bytes, little) */
RS_NATIVE (float_from_bytes)
{
  const guint8 *data;
  gsize size;
  guint8 bytes[8] = { 0 };
  double value;
  float narrow;
  guint16 half;
  if (!rs_bytes_view (vm, args[0], &data, &size) || (size != 8 && size != 4 && size != 2))
    return rs_type_error (vm, "2, 4 or 8 bytes are needed");
  memcpy (bytes, data, size);
  put_in_order (bytes, size, rs_is_true (vm, args[1]) > 0);
  memcpy (&value, bytes, 8);
  if (size == 4)
    {
      memcpy (&narrow, bytes, 4);
      value = narrow;
    }
  else if (size == 2)
    {
      memcpy (&half, bytes, 2);
      value = half_to (half);
    }
  return rs_float_new (vm, value);
}

static const RsMethodDef functions[] = {
  { "float_to_bytes", float_to_bytes, RS_M_FAST, 3, 3, NULL },
  { "float_from_bytes", float_from_bytes, RS_M_FAST, 2, 2, NULL },
  { NULL }
};

static gboolean
fill (RsVm *vm, RsObject *module, RsObject *dict)
{
  return rs_module_add_functions (vm, module, dict, functions);
}

const RsModuleDef rs_module_struct_c = { "_struct", fill, NULL };
