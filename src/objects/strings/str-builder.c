/* SPDX-License-Identifier: MIT
 *
 * Putting strings together: a buffer of characters that grows, and printf for
 * strings and messages, of which the one about a bad argument is so common that
 * it stands here, too.
 */
#include "objects/type.h"
#include "str-private.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

void
rs_str_builder_init (RsVm *vm, RsStrBuilder *b)
{
  *b = (RsStrBuilder){ vm, NULL, 0, 0 };
}

void
rs_str_builder_clear (RsStrBuilder *b)
{
  if (b->chars != NULL)
    rs_mem_free (b->vm, b->chars, b->capacity * sizeof (gunichar));
  b->chars = NULL;
  b->length = b->capacity = 0;
}

/* Room for N more characters, which count already. */
static gunichar *
extend (RsStrBuilder *b, gsize n)
{
  gsize length = b->length + n;
  if (G_UNLIKELY (length > b->capacity))
    {
      gsize capacity = MAX (length, MAX (b->capacity * 2, 32));
      b->chars = rs_mem_realloc (b->vm, b->chars, b->capacity * sizeof (gunichar),
                                 capacity * sizeof (gunichar));
      b->capacity = capacity;
    }
  gunichar *start = b->chars + b->length;
  b->length = length;
  return start;
}

void
rs_str_builder_add_char (RsStrBuilder *b, gunichar c)
{
  *extend (b, 1) = c;
}

static void
add_latin1 (RsStrBuilder *b, const guint8 *text, gsize length)
{
  gunichar *to = extend (b, length);
  for (gsize i = 0; i < length; i++)
    to[i] = text[i];
}

static void
add_utf8 (RsStrBuilder *b, const char *text, gsize length)
{
  const char *end = text + length;
  gsize ascii = 0;
  while (ascii < length && (guint8) text[ascii] < 128)
    ascii++;
  add_latin1 (b, (const guint8 *) text, ascii);
  for (text += ascii; text < end;)
    {
      gunichar c = g_utf8_get_char_validated (text, end - text);
      gboolean valid = c < 0x110000;
      if (!valid)
        c = 0xfffd;
      rs_str_builder_add_char (b, c);
      text = valid ? g_utf8_next_char (text) : text + 1;
    }
}

void
rs_str_builder_add_utf8 (RsStrBuilder *b, const char *utf8)
{
  add_utf8 (b, utf8, strlen (utf8));
}

void
rs_str_builder_add_str (RsStrBuilder *b, RsObject *object)
{
  RsStr *str = (RsStr *) object;
  if (str->kind == 1)
    {
      add_latin1 (b, str->data, str->length);
      return;
    }
  gunichar *to = extend (b, str->length);
  for (gsize i = 0; i < str->length; i++)
    to[i] = rs_str_char (str, i);
}

RsObject *
rs_str_builder_end (RsVm *vm, RsStrBuilder *b)
{
  RsObject *str = rs_str_from_ucs4 (vm, b->chars, b->length);
  rs_str_builder_clear (b);
  return str;
}

RsObject *
rs_str_builder_end_fresh (RsVm *vm, RsStrBuilder *b)
{
  RsObject *str = rs_str_fresh (vm, b->chars, 4, b->length);
  rs_str_builder_clear (b);
  return str;
}

/* --- printf --------------------------------------------------------------- */

typedef enum { LENGTH_INT, LENGTH_LONG, LENGTH_LONG_LONG, LENGTH_SIZE } Length;

/* One conversion: the flags, width and precision as they stand ("-5.3"), the
 * length modifier, the letter. */
typedef struct {
  char flags[32];
  int precision; /* -1: none */
  Length length;
  char letter;
} Conversion;

/* Reads the conversion after '%'; '*' takes its number from ARGS. Returns what
 * follows it. */
static const char *
read_conversion (const char *p, Conversion *conversion, va_list *args)
{
  gsize n = 0;
  *conversion = (Conversion){ .precision = -1 };
  while (*p != 0 && strchr ("-+ #0123456789.*", *p) != NULL && n < sizeof conversion->flags - 12)
    {
      gboolean precision = *p == '.' || (n > 0 && strchr (conversion->flags, '.') != NULL);
      if (*p == '.')
        conversion->precision = 0;
      if (*p == '*')
        {
          int value = va_arg (*args, int);
          n += g_snprintf (conversion->flags + n, 12, "%d", value);
          if (precision)
            conversion->precision = value;
        }
      else
        {
          if (precision && *p != '.')
            conversion->precision = conversion->precision * 10 + (*p - '0');
          conversion->flags[n++] = *p;
        }
      conversion->flags[n] = 0;
      p++;
    }
  if (*p == 'z')
    conversion->length = LENGTH_SIZE, p++;
  else if (*p == 'l' && p[1] == 'l')
    conversion->length = LENGTH_LONG_LONG, p += 2;
  else if (*p == 'l')
    conversion->length = LENGTH_LONG, p++;
  conversion->letter = *p;
  return *p ? p + 1 : p;
}

static void
add_number (RsStrBuilder *b, const Conversion *conversion, va_list *args)
{
  char format[48], text[128];
  gboolean is_signed = conversion->letter == 'd' || conversion->letter == 'i';
  long long value = conversion->length == LENGTH_INT
                        ? (is_signed ? va_arg (*args, int) : (long long) va_arg (*args, unsigned))
                    : conversion->length == LENGTH_LONG ? va_arg (*args, long)
                    : conversion->length == LENGTH_SIZE ? va_arg (*args, gssize)
                                                        : va_arg (*args, long long);
  g_snprintf (format, sizeof format, "%%%sll%c", conversion->flags, conversion->letter);
  G_GNUC_BEGIN_IGNORE_DEPRECATIONS
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  g_snprintf (text, sizeof text, format, value);
#pragma GCC diagnostic pop
  G_GNUC_END_IGNORE_DEPRECATIONS
  rs_str_builder_add_utf8 (b, text);
}

/* The text of an object, at most PRECISION characters of it. FALSE raises; the
 * builder is not freed. */
static gboolean
add_object (RsVm *vm, RsStrBuilder *b, const Conversion *conversion, RsObject *object)
{
  RsObject *text = conversion->letter == 'R'   ? rs_repr (vm, object)
                   : conversion->letter == 'S' ? rs_str (vm, object)
                                               : rs_incref (object);
  if (text == NULL)
    return FALSE;
  gsize length = rs_str_length (text);
  if (conversion->precision >= 0)
    length = MIN (length, (gsize) conversion->precision);
  for (gsize i = 0; i < length; i++)
    rs_str_builder_add_char (b, rs_str_char (text, i));
  rs_decref (vm, text);
  return TRUE;
}

static gboolean
add_conversion (RsVm *vm, RsStrBuilder *b, const Conversion *conversion, va_list *args)
{
  char name[256];
  const char *text;

  switch (conversion->letter)
    {
    case 'd':
    case 'i':
    case 'u':
    case 'x':
    case 'X':
    case 'o':
      add_number (b, conversion, args);
      return TRUE;
    case 'c':
      rs_str_builder_add_char (b, (gunichar) va_arg (*args, int));
      return TRUE;
    case 's':
      text = va_arg (*args, const char *);
      add_utf8 (b, text,
                conversion->precision >= 0 ? strnlen (text, conversion->precision) : strlen (text));
      return TRUE;
    case 'T':
      rs_str_builder_add_utf8 (b,
                               rs_type_name (va_arg (*args, RsObject *)->type, name, sizeof name));
      return TRUE;
    case 'N':
      rs_str_builder_add_utf8 (b, rs_type_name (va_arg (*args, RsType *), name, sizeof name));
      return TRUE;
    case 'R':
    case 'S':
    case 'U':
      return add_object (vm, b, conversion, va_arg (*args, RsObject *));
    default:
      rs_str_builder_add_char (b, '%');
      return TRUE;
    }
}

RsObject *
rs_str_vprintf (RsVm *vm, const char *format, va_list args)
{
  RsStrBuilder b;
  Conversion conversion;
  va_list rest;
  gboolean ok = TRUE;

  va_copy (rest, args);
  rs_str_builder_init (vm, &b);
  while (ok && *format != 0)
    {
      const char *percent = strchr (format, '%');
      gsize plain = percent ? (gsize) (percent - format) : strlen (format);
      add_utf8 (&b, format, plain);
      format += plain;
      if (percent == NULL)
        break;
      format = read_conversion (format + 1, &conversion, &rest);
      ok = add_conversion (vm, &b, &conversion, &rest);
    }
  va_end (rest);
  if (ok)
    return rs_str_builder_end (vm, &b);
  rs_str_builder_clear (&b);
  return NULL;
}

RsObject *
rs_str_printf (RsVm *vm, const char *format, ...)
{
  va_list args;
  va_start (args, format);
  RsObject *str = rs_str_vprintf (vm, format, args);
  va_end (args);
  return str;
}

RsObject *
rs_bad_argument (RsVm *vm, const char *function, const char *name, const char *expected,
                 RsObject *argument)
{
  gboolean number = name != NULL && g_ascii_isdigit (*name);
  g_autofree char *which =
      name == NULL ? g_strdup ("") : g_strdup_printf (number ? " %s" : " '%s'", name);
  if (argument == vm->none)
    return rs_type_error (vm, "%s() argument%s must be %s, not None", function, which, expected);
  return rs_type_error (vm, "%s() argument%s must be %s, not %T", function, which, expected,
                        argument);
}
