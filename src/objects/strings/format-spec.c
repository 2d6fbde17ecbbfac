/* SPDX-License-Identifier: MIT
 *
 * The format mini-language, as CPython 3.11's Python/formatter_unicode.c:
 * reading a spec, padding, and numbers' layout. format () of str, int, float
 * and complex, which use it, is in format-values.c.
 */
#include "format-private.h"

#include <string.h>

/* --- reading -------------------------------------------------------------- */

typedef struct {
  RsObject *str;
  gsize at, end;
} Reader;

static gunichar
peek (const Reader *r)
{
  return r->at < r->end ? rs_str_char (r->str, r->at) : 0;
}

static gboolean
accept (Reader *r, gunichar c)
{
  if (r->at >= r->end || peek (r) != c)
    return FALSE;
  r->at++;
  return TRUE;
}

static gboolean
is_align (gunichar c)
{
  return c == '<' || c == '>' || c == '=' || c == '^';
}

/* Decimal digits: how many; *VALUE. -1 raises. */
static gssize
read_integer (RsVm *vm, Reader *r, gssize *value)
{
  gssize n = 0, result = 0;
  for (; r->at < r->end && rs_unichar_is_decimal (peek (r)); r->at++, n++)
    {
      int digit = rs_unichar_decimal_value (peek (r));
      if (result > (G_MAXSSIZE - digit) / 10)
        return rs_raise_int (vm, RS_TYPE (vm, ValueError),
                             "Too many decimal digits in format string");
      result = result * 10 + digit;
    }
  if (n > 0)
    *value = result;
  return n;
}

static void
read_fill_and_align (Reader *r, RsFormatSpec *spec)
{
  if (r->end - r->at >= 2 && is_align (rs_str_char (r->str, r->at + 1)))
    {
      spec->fill = peek (r);
      spec->fill_given = TRUE;
      spec->align = rs_str_char (r->str, r->at + 1);
      spec->align_given = TRUE;
      r->at += 2;
    }
  else if (is_align (peek (r)))
    {
      spec->align = peek (r);
      spec->align_given = TRUE;
      r->at++;
    }
}

static gboolean
read_grouping (RsVm *vm, Reader *r, RsFormatSpec *spec)
{
  if (accept (r, ','))
    spec->grouping = ',';
  if (accept (r, '_'))
    {
      if (spec->grouping)
        return rs_raise_int (vm, RS_TYPE (vm, ValueError), "Cannot specify both ',' and '_'.") == 0;
      spec->grouping = '_';
    }
  if (peek (r) == ',' && spec->grouping == '_')
    return rs_raise_int (vm, RS_TYPE (vm, ValueError), "Cannot specify both ',' and '_'.") == 0;
  return TRUE;
}

static gboolean
check_grouping (RsVm *vm, RsFormatSpec *spec)
{
  spec->group = 3;
  if (spec->grouping == 0 || spec->type == 0
      || (spec->type < 128 && strchr ("defgEG%F", (int) spec->type) != NULL))
    return TRUE;
  if (spec->grouping == '_' && spec->type < 128 && strchr ("boxX", (int) spec->type) != NULL)
    {
      spec->group = 4;
      return TRUE;
    }
  if (spec->type > 32 && spec->type < 128)
    rs_value_error (vm, "Cannot specify '%c' with '%c'.", (int) spec->grouping, (int) spec->type);
  else
    rs_value_error (vm, "Cannot specify '%c' with '\\x%x'.", (int) spec->grouping, spec->type);
  return FALSE;
}

gboolean
rs_format_spec_parse (RsVm *vm, RsObject *text, RsObject *object, gunichar default_type,
                      gunichar default_align, RsFormatSpec *spec)
{
  Reader r = { text, 0, rs_str_length (text) };

  *spec = (RsFormatSpec){
    .fill = ' ', .align = default_align, .width = -1, .precision = -1, .type = default_type
  };
  read_fill_and_align (&r, spec);
  if (peek (&r) == '+' || peek (&r) == '-' || peek (&r) == ' ')
    {
      spec->sign = peek (&r);
      r.at++;
    }
  spec->no_negative_zero = accept (&r, 'z');
  spec->alternate = accept (&r, '#');
  if (!spec->fill_given && accept (&r, '0'))
    {
      spec->fill = '0';
      if (!spec->align_given && default_align == '>')
        spec->align = '=';
    }
  if (read_integer (vm, &r, &spec->width) < 0 || !read_grouping (vm, &r, spec))
    return FALSE;
  if (accept (&r, '.'))
    {
      gssize n = read_integer (vm, &r, &spec->precision);
      if (n <= 0)
        return n < 0 ? FALSE
                     : rs_raise_int (vm, RS_TYPE (vm, ValueError),
                                     "Format specifier missing precision")
                           == 0;
    }
  if (r.end - r.at > 1)
    {
      rs_value_error (vm, "Invalid format specifier '%U' for object of type '%T'", text, object);
      return FALSE;
    }
  if (r.at < r.end)
    spec->type = peek (&r);
  return check_grouping (vm, spec);
}

RsObject *
rs_format_unknown_type (RsVm *vm, gunichar type, RsObject *object)
{
  if (type > 32 && type < 128)
    return rs_value_error (vm, "Unknown format code '%c' for object of type '%T'", (int) type,
                           object);
  return rs_value_error (vm, "Unknown format code '\\x%x' for object of type '%T'", type, object);
}

/* --- numbers -------------------------------------------------------------- */

static void
add_fill (RsStrBuilder *b, gunichar fill, gssize n)
{
  while (n-- > 0)
    rs_str_builder_add_char (b, fill);
}

/* DIGITS in groups, at least MIN_WIDTH characters of zeros, digits and
 * separators. From the right:
 *
 *     1234567, 3 in a group, 12 wide:   567  ,567  4,567  ...  1,234,567  01,234,567  001,234,567
 *                                                              0,001,234,567 (a separator never
 *                                                              leads)
 */
static GString *
group_digits (const RsFormatSpec *spec, const char *digits, gsize n, gssize min_width)
{
  GString *reversed = g_string_new (NULL);
  gssize left = n, group = spec->grouping ? (gssize) spec->group : G_MAXSSIZE;

  for (gboolean separator = FALSE;; separator = TRUE)
    {
      gssize length = MIN (group, MAX (MAX (left, min_width), 1));
      if (separator)
        g_string_append_c (reversed, (char) spec->grouping);
      for (gssize i = 0; i < length; i++)
        g_string_append_c (reversed, left > 0 ? digits[--left] : '0');
      min_width -= length;
      if (left <= 0 && min_width <= 0)
        break;
      min_width--;
    }
  for (gsize i = 0; i < reversed->len / 2; i++)
    {
      char swap = reversed->str[i];
      reversed->str[i] = reversed->str[reversed->len - 1 - i];
      reversed->str[reversed->len - 1 - i] = swap;
    }
  return reversed;
}

void
rs_format_number (RsStrBuilder *b, const RsFormatSpec *spec, const RsNumberText *number)
{
  char sign = number->sign == '-'                      ? '-'
              : spec->sign == '+' || spec->sign == ' ' ? (char) spec->sign
                                                       : 0;
  gssize fixed = (sign != 0) + strlen (number->prefix) + strlen (number->rest);
  gssize min_width = spec->fill == '0' && spec->align == '=' ? spec->width - fixed : 0;
  g_autoptr (GString) digits =
      number->n_digits ? group_digits (spec, number->digits, number->n_digits, min_width)
                       : g_string_new (NULL);
  gssize padding = MAX (spec->width - fixed - (gssize) digits->len, 0), left = 0, inside = 0;

  if (spec->align == '>')
    left = padding;
  else if (spec->align == '^')
    left = padding / 2;
  else if (spec->align == '=')
    inside = padding;
  add_fill (b, spec->fill, left);
  if (sign)
    rs_str_builder_add_char (b, sign);
  rs_str_builder_add_utf8 (b, number->prefix);
  add_fill (b, spec->fill, inside);
  rs_str_builder_add_utf8 (b, digits->str);
  rs_str_builder_add_utf8 (b, number->rest);
  add_fill (b, spec->fill, padding - left - inside);
}

void
rs_format_number_text (RsStrBuilder *b, const RsFormatSpec *spec, const char *text)
{
  RsNumberText number = { .prefix = "" };
  if (*text == '-')
    number.sign = *text++;
  number.digits = text;
  number.n_digits = strspn (text, "0123456789");
  number.rest = text + number.n_digits;
  rs_format_number (b, spec, &number);
}

/* Does the text of a number show only zeros? */
static gboolean
shows_zero (const char *text)
{
  for (; *text != 0 && *text != 'e' && *text != 'E'; text++)
    if (g_ascii_isalnum (*text) && *text != '0')
      return FALSE;
  return TRUE;
}

char *
rs_format_double (RsVm *vm, const RsFormatSpec *spec, double value, RsObject *object)
{
  char code = (char) spec->type;
  gssize precision = spec->precision;
  gboolean add_dot_0 = FALSE, percent = code == '%';

  if (spec->type == 0)
    {
      add_dot_0 = TRUE;
      code = precision < 0 ? 'r' : 'g';
    }
  else if (code == 'n')
    code = 'g';
  else if (percent)
    {
      code = 'f';
      value *= 100;
    }
  if (precision < 0)
    precision = 6;
  if (precision > G_MAXINT - 400)
    {
      rs_value_error (vm, "precision too big");
      return NULL;
    }
  char *text = rs_float_format_text (value, code, (int) precision, spec->alternate, add_dot_0);
  if (spec->no_negative_zero && *text == '-' && shows_zero (text + 1))
    memmove (text, text + 1, strlen (text));
  if (percent)
    {
      char *with_sign = g_strconcat (text, "%", NULL);
      g_free (text);
      text = with_sign;
    }
  return text;
}
