/* SPDX-License-Identifier: MIT
 *
 * int and text: str (), repr () and int ("..."), with the limit of 4300 digits
 * that CPython 3.11.7 sets for bases that are no powers of two.
 */
#include "int-private.h"
#include "objects/strings/str-private.h"

#include <math.h>
#include <string.h>

/* --- to text -------------------------------------------------------------- */

static gboolean
is_power_of_two (int base)
{
  return (base & (base - 1)) == 0;
}

static char *
raise_too_long (RsVm *vm)
{
  rs_value_error (vm,
                  "Exceeds the limit (%d digits) for integer string conversion; use "
                  "sys.set_int_max_str_digits() to increase the limit",
                  vm->int_max_str_digits);
  return NULL;
}

char *
rs_int_to_text (RsVm *vm, RsObject *object, int base)
{
  RsInt *i = (RsInt *) object;
  gsize n = rs_int_limbs (i);
  gboolean limited = !is_power_of_two (base);

  if (n == 0)
    return g_strdup ("0");
  if (n == 1 && base == 10)
    return rs_int_negative (i) ? g_strdup_printf ("-%" G_GUINT64_FORMAT, i->limbs[0])
                               : g_strdup_printf ("%" G_GUINT64_FORMAT, i->limbs[0]);
  double digits = rs_int_bits (i) / log2 (base);
  if (limited && vm->int_max_str_digits > 0 && digits > vm->int_max_str_digits + 1)
    return raise_too_long (vm);
  /* mpn_get_str spoils its operand */
  g_autofree mp_limb_t *limbs = g_memdup2 (i->limbs, n * sizeof (mp_limb_t));
  g_autofree guint8 *text = g_malloc ((gsize) digits + 4);
  gsize length = mpn_get_str (text + 1, base, limbs, n), first = 1, at = 0;
  while (length > 1 && text[first] == 0)
    first++, length--;
  if (limited && vm->int_max_str_digits > 0 && length > (gsize) vm->int_max_str_digits)
    return raise_too_long (vm);
  if (rs_int_negative (i))
    text[at++] = '-';
  for (gsize k = 0; k < length; k++)
    {
      guint8 digit = text[first + k];
      text[at++] = digit < 10 ? '0' + digit : 'a' + digit - 10;
    }
  text[at] = 0;
  return (char *) g_steal_pointer (&text);
}

RsObject *
rs_int_repr (RsVm *vm, RsObject *self)
{
  gint64 value;
  char buffer[24];
  if (rs_int_small (self, &value))
    {
      char *p = buffer + sizeof buffer;
      guint64 rest = value < 0 ? -(guint64) value : (guint64) value;
      do
        *--p = '0' + rest % 10;
      while ((rest /= 10) != 0);
      if (value < 0)
        *--p = '-';
      return rs_str_fresh (vm, p, 1, buffer + sizeof buffer - p);
    }
  g_autofree char *text = rs_int_to_text (vm, self, 10);
  return text ? rs_str_new (vm, text, -1) : NULL;
}

/* --- from text ------------------------------------------------------------ */

static int
digit_value (char c)
{
  return c >= '0' && c <= '9'   ? c - '0'
         : c >= 'a' && c <= 'z' ? c - 'a' + 10
         : c >= 'A' && c <= 'Z' ? c - 'A' + 10
                                : 99;
}

static gboolean
is_space (char c)
{
  return c == ' ' || (c >= '\t' && c <= '\r');
}

/* What the text of an int literal says, taken apart: *DIGITS gets the digits'
 * values; its length, or -1 where it is no int. */
static gssize
scan_digits (const char *p, const char *end, int *base, gboolean *negative, GByteArray *digits)
{
  gboolean underscore_allowed = FALSE, zero_only = FALSE;

  while (p < end && is_space (*p))
    p++;
  while (p < end && is_space (end[-1]))
    end--;
  *negative = p < end && *p == '-';
  if (p < end && (*p == '-' || *p == '+'))
    p++;
  if (p + 1 < end && *p == '0')
    {
      char c = p[1] | 0x20;
      int prefix = c == 'x' ? 16 : c == 'o' ? 8 : c == 'b' ? 2 : 0;
      if (prefix && (*base == 0 || *base == prefix))
        {
          *base = prefix;
          p += 2;
          underscore_allowed = TRUE;
        }
    }
  if (*base == 0)
    {
      *base = 10;
      zero_only = p < end && *p == '0'; /* "010" is no int literal; "00" is */
    }
  for (; p < end; p++)
    {
      if (*p == '_')
        {
          if (!underscore_allowed)
            return -1;
          underscore_allowed = FALSE;
          continue;
        }
      guint8 value = digit_value (*p);
      if (value >= *base || (zero_only && value != 0))
        return -1;
      g_byte_array_append (digits, &value, 1);
      underscore_allowed = TRUE;
    }
  return underscore_allowed && digits->len > 0 ? (gssize) digits->len : -1;
}

static RsObject *
int_from_digits (RsVm *vm, const guint8 *digits, gsize length, int base, gboolean negative)
{
  while (length > 1 && *digits == 0)
    digits++, length--;
  if (length <= 12)
    {
      gint64 value = 0;
      for (gsize k = 0; k < length; k++)
        value = value * base + digits[k];
      return rs_int_new (vm, negative ? -value : value);
    }
  gsize bits = (gsize) ceil (length * log2 (base)) + 1;
  g_autofree mp_limb_t *limbs = g_new0 (mp_limb_t, bits / 64 + 2);
  gsize n = mpn_set_str (limbs, digits, length, base);
  return rs_int_from_limbs (vm, limbs, n, negative);
}

static RsObject *
parse (RsVm *vm, const char *text, gsize length, int base, RsObject *shown)
{
  int given = base;
  gboolean negative;
  g_autoptr (GByteArray) digits = g_byte_array_new ();
  gssize count = scan_digits (text, text + length, &base, &negative, digits);

  if (count < 0)
    return rs_value_error (vm, "invalid literal for int() with base %d: %R", given, shown);
  if (vm->int_max_str_digits > 0 && count > vm->int_max_str_digits && !is_power_of_two (base))
    return rs_value_error (
        vm,
        "Exceeds the limit (%d digits) for integer string conversion: value has %zd digits; "
        "use sys.set_int_max_str_digits() to increase the limit",
        vm->int_max_str_digits, count);
  return int_from_digits (vm, digits->data, count, base, negative);
}

RsObject *
rs_int_from_text (RsVm *vm, RsObject *object, int base)
{
  const guint8 *data;
  gsize size;
  g_autofree char *text = NULL;

  if (rs_is_str (object))
    text = rs_str_ascii_digits (object, &size);
  else if (rs_bytes_view (vm, object, &data, &size))
    text = g_strndup ((const char *) data, size);
  else
    return rs_type_error (vm, "int() can't convert non-string with explicit base");
  if (!rs_is_subtype (object->type, RS_TYPE (vm, BYTEARRAY)))
    return parse (vm, text, size, base, object);
  RsObject *shown = rs_bytes_new (vm, data, size);
  RsObject *value = shown ? parse (vm, text, size, base, shown) : NULL;
  rs_xdecref (vm, shown);
  return value;
}

RsObject *
rs_int_from_hex (RsVm *vm, const char *digits)
{
  gboolean negative = *digits == '-';
  digits += negative;
  gsize length = strlen (digits);
  g_autofree guint8 *values = g_malloc (length + 1);
  for (gsize k = 0; k < length; k++)
    values[k] = digit_value (digits[k]);
  return int_from_digits (vm, values, length, 16, negative);
}

/* --- int (x, base=10) ----------------------------------------------------- */

RsObject *
rs_int_new_slot (RsVm *vm, RsType *type, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  static const char *const names[] = { "", "base", NULL };
  RsObject *out[2], *x, *value;

  if (!rs_parse_args (vm, "int", args, nargs, kwnames, names, 1, 0, out))
    return NULL;
  x = out[0];
  if (x == NULL)
    {
      if (out[1] != NULL)
        return rs_type_error (vm, "int() missing string argument");
      return rs_int_of_type (vm, type, rs_int_new (vm, 0));
    }
  if (out[1] == NULL)
    {
      if (x->type == RS_TYPE (vm, STR) || x->type == RS_TYPE (vm, BYTES)
          || x->type == RS_TYPE (vm, BYTEARRAY))
        value = rs_int_from_text (vm, x, 10);
      else
        value = rs_to_int (vm, x);
      return rs_int_of_type (vm, type, value);
    }
  gssize base = rs_as_ssize (vm, out[1], NULL);
  if (base == -1 && vm->pending)
    return NULL;
  if ((base != 0 && base < 2) || base > 36)
    return rs_value_error (vm, "int() base must be >= 2 and <= 36, or 0");
  if (!rs_is_str (x) && !rs_is_bytes (x) && x->type != RS_TYPE (vm, BYTEARRAY))
    return rs_type_error (vm, "int() can't convert non-string with explicit base");
  return rs_int_of_type (vm, type, rs_int_from_text (vm, x, (int) base));
}
