/* SPDX-License-Identifier: MIT
 *
 * format () of str, int, float and complex.
 */
#include "format-private.h"
#include "objects/numbers/int-private.h"

#include <math.h>
#include <string.h>

/* --- str ------------------------------------------------------------------ */

static gboolean
check_str_spec (RsVm *vm, const RsFormatSpec *spec, RsObject *self)
{
  if (spec->type != 's')
    rs_format_unknown_type (vm, spec->type, self);
  else if (spec->sign)
    rs_value_error (vm, spec->sign == ' ' ? "Space not allowed in string format specifier"
                                          : "Sign not allowed in string format specifier");
  else if (spec->no_negative_zero)
    rs_value_error (vm, "Negative zero coercion (z) not allowed in string format specifier");
  else if (spec->alternate)
    rs_value_error (vm, "Alternate form (#) not allowed in string format specifier");
  else if (spec->align == '=')
    rs_value_error (vm, "'=' alignment not allowed in string format specifier");
  else
    return TRUE;
  return FALSE;
}

RsObject *
rs_str_format_spec (RsVm *vm, RsObject *self, RsObject *text)
{
  RsFormatSpec spec;
  RsStrBuilder b;
  gsize length = rs_str_length (self);

  if (rs_str_length (text) == 0)
    return rs_str (vm, self);
  if (!rs_format_spec_parse (vm, text, self, 's', '<', &spec) || !check_str_spec (vm, &spec, self))
    return NULL;
  if (spec.precision >= 0 && (gsize) spec.precision < length)
    length = spec.precision;
  gsize missing = spec.width > (gssize) length ? spec.width - length : 0;
  if (missing == 0)
    return rs_str_substring (vm, self, 0, length);
  if (!rs_str_check_length (vm, missing))
    return NULL;
  gsize left = spec.align == '>' ? missing : spec.align == '^' ? missing / 2 : 0;
  rs_str_builder_init (vm, &b);
  for (gsize i = 0; i < left; i++)
    rs_str_builder_add_char (&b, spec.fill);
  for (gsize i = 0; i < length; i++)
    rs_str_builder_add_char (&b, rs_str_char (self, i));
  for (gsize i = left; i < missing; i++)
    rs_str_builder_add_char (&b, spec.fill);
  return rs_str_builder_end (vm, &b);
}

/* --- float ---------------------------------------------------------------- */

static gboolean
check_width (RsVm *vm, const RsFormatSpec *spec)
{
  return rs_str_check_length (vm, (gsize) MAX (spec->width, 0))
         && rs_str_check_length (vm, (gsize) MAX (spec->precision, 0));
}

static RsObject *
format_double (RsVm *vm, const RsFormatSpec *spec, double value, RsObject *object)
{
  RsStrBuilder b;
  if (!check_width (vm, spec))
    return NULL;
  g_autofree char *text = rs_format_double (vm, spec, value, object);
  if (text == NULL)
    return NULL;
  rs_str_builder_init (vm, &b);
  rs_format_number_text (&b, spec, text);
  return rs_str_builder_end (vm, &b);
}

static gboolean
is_float_type (gunichar type)
{
  return type == 0 || (type < 128 && strchr ("eEfFgGn%", (int) type) != NULL);
}

RsObject *
rs_float_format (RsVm *vm, RsObject *self, RsObject *text)
{
  RsFormatSpec spec;
  if (rs_str_length (text) == 0)
    return rs_str (vm, self);
  if (!rs_format_spec_parse (vm, text, self, 0, '>', &spec))
    return NULL;
  if (!is_float_type (spec.type))
    return rs_format_unknown_type (vm, spec.type, self);
  return format_double (vm, &spec, rs_float_value (self), self);
}

/* --- int ------------------------------------------------------------------ */

static RsObject *
format_char (RsVm *vm, RsFormatSpec *spec, RsObject *self)
{
  gint64 value;
  RsStrBuilder b;

  if (spec->sign)
    return rs_value_error (vm, "Sign not allowed with integer format specifier 'c'");
  if (spec->alternate)
    return rs_value_error (vm, "Alternate form (#) not allowed with integer format specifier 'c'");
  if (!rs_int_fits (self, &value))
    return rs_raise (vm, RS_TYPE (vm, OverflowError), "Python int too large to convert to C long");
  if (value < 0 || value > 0x10ffff)
    return rs_raise (vm, RS_TYPE (vm, OverflowError), "%%c arg not in range(0x110000)");
  gssize missing = MAX (spec->width - 1, 0);
  gssize left = spec->align == '<' ? 0 : spec->align == '^' ? missing / 2 : missing;
  rs_str_builder_init (vm, &b);
  for (gssize i = 0; i < left; i++)
    rs_str_builder_add_char (&b, spec->fill);
  rs_str_builder_add_char (&b, (gunichar) value);
  for (gssize i = left; i < missing; i++)
    rs_str_builder_add_char (&b, spec->fill);
  return rs_str_builder_end (vm, &b);
}

static RsObject *
format_int (RsVm *vm, RsFormatSpec *spec, RsObject *self)
{
  RsStrBuilder b;
  char prefix[3] = "";
  int base = spec->type == 'b'                        ? 2
             : spec->type == 'o'                      ? 8
             : spec->type == 'x' || spec->type == 'X' ? 16
                                                      : 10;

  if (spec->precision >= 0)
    return rs_value_error (vm, "Precision not allowed in integer format specifier");
  if (spec->no_negative_zero)
    return rs_value_error (vm,
                           "Negative zero coercion (z) not allowed in integer format specifier");
  if (!check_width (vm, spec))
    return NULL;
  if (spec->type == 'c')
    return format_char (vm, spec, self);
  g_autofree char *text = rs_int_to_text (vm, self, base);
  if (text == NULL)
    return NULL;
  if (spec->type == 'X')
    for (char *p = text; *p != 0; p++)
      *p = g_ascii_toupper (*p);
  if (spec->alternate && base != 10)
    g_snprintf (prefix, sizeof prefix, "0%c", (char) spec->type);
  RsNumberText number = { *text == '-' ? '-' : 0, prefix, text + (*text == '-'),
                          strlen (text) - (*text == '-'), "" };
  rs_str_builder_init (vm, &b);
  rs_format_number (&b, spec, &number);
  return rs_str_builder_end (vm, &b);
}

RsObject *
rs_int_format (RsVm *vm, RsObject *self, RsObject *text)
{
  RsFormatSpec spec;

  if (rs_str_length (text) == 0)
    return self->type == RS_TYPE (vm, INT) ? rs_int_repr (vm, self) : rs_str (vm, self);
  if (!rs_format_spec_parse (vm, text, self, 'd', '>', &spec))
    return NULL;
  if (spec.type < 128 && strchr ("bcdoxXn", (int) spec.type) != NULL && spec.type != 0)
    return format_int (vm, &spec, self);
  if (spec.type == 0 || spec.type == 'n' || !is_float_type (spec.type))
    return rs_format_unknown_type (vm, spec.type, self);
  double value = rs_int_to_double (vm, self);
  if (value == -1.0 && vm->pending)
    return NULL;
  return format_double (vm, &spec, value, self);
}

/* --- complex -------------------------------------------------------------- */

/* One part, without padding. FALSE raises. */
static gboolean
add_part (RsVm *vm, RsStrBuilder *b, RsFormatSpec spec, double value, RsObject *object)
{
  gboolean repr = spec.type == 0;
  spec.width = -1;
  spec.align = '<';
  if (repr)
    spec.type = spec.precision < 0 ? 'r' : 'g';
  g_autofree char *text = spec.type == 'r'
                              ? rs_float_format_text (value, 'r', 0, spec.alternate, FALSE)
                              : rs_format_double (vm, &spec, value, object);
  if (text == NULL)
    return FALSE;
  rs_format_number_text (b, &spec, text);
  return TRUE;
}

static gboolean
check_complex_spec (RsVm *vm, const RsFormatSpec *spec, RsObject *self)
{
  if (!is_float_type (spec->type) || spec->type == '%')
    rs_format_unknown_type (vm, spec->type, self);
  else if (spec->fill == '0')
    rs_value_error (vm, "Zero padding is not allowed in complex format specifier");
  else if (spec->align == '=')
    rs_value_error (vm, "'=' alignment flag is not allowed in complex format specifier");
  else
    return check_width (vm, spec);
  return FALSE;
}

RsObject *
rs_complex_format (RsVm *vm, RsObject *self, RsObject *text)
{
  RsFormatSpec spec;
  RsComplex *z = (RsComplex *) self;
  RsStrBuilder parts, b;

  if (rs_str_length (text) == 0)
    return rs_str (vm, self);
  if (!rs_format_spec_parse (vm, text, self, 0, '>', &spec)
      || !check_complex_spec (vm, &spec, self))
    return NULL;
  gboolean only_imaginary = spec.type == 0 && z->real == 0 && !signbit (z->real),
           parentheses = spec.type == 0 && !only_imaginary;
  RsFormatSpec imaginary = spec;
  if (!only_imaginary)
    imaginary.sign = '+';
  rs_str_builder_init (vm, &parts);
  if (parentheses)
    rs_str_builder_add_char (&parts, '(');
  if ((!only_imaginary && !add_part (vm, &parts, spec, z->real, self))
      || !add_part (vm, &parts, imaginary, z->imag, self))
    {
      rs_str_builder_clear (&parts);
      return NULL;
    }
  rs_str_builder_add_utf8 (&parts, parentheses ? "j)" : "j");
  gssize missing = MAX (spec.width - (gssize) parts.length, 0);
  gssize left = spec.align == '>' ? missing : spec.align == '^' ? missing / 2 : 0;
  rs_str_builder_init (vm, &b);
  for (gssize i = 0; i < left; i++)
    rs_str_builder_add_char (&b, spec.fill);
  for (gsize i = 0; i < parts.length; i++)
    rs_str_builder_add_char (&b, parts.chars[i]);
  for (gssize i = left; i < missing; i++)
    rs_str_builder_add_char (&b, spec.fill);
  rs_str_builder_clear (&parts);
  return rs_str_builder_end (vm, &b);
}
