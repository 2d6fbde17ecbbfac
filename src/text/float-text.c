/* SPDX-License-Identifier: MIT
 *
 * float and text: the shortest text that reads back as the same number, the
 * formats e, f and g, and reading.
 *
 * Shortest repr. A decimal of at most 15 digits survives the way through a
 * normal double, so that %.15g, its zeros stripped, is the answer wherever it
 * reads back. Otherwise 16 digits are tried, then 17, which always do. Two
 * special cases: a subnormal number has fewer good digits, so that all lengths
 * are tried from 1; and below a power of two doubles lie closer than above it,
 * so that the nearest decimal of 16 digits may miss the number while the next
 * one above reads back. (CPython uses David Gay's dtoa.c, mode 0.)
 */
#include "float-text.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* The first N significant digits of VALUE (finite, not negative), rounded half
 * to even: *DECPT is the place of the point. */
static char *
significant_digits (double value, int n, int *decpt)
{
  char format[24];
  gsize size = n + 32;
  char *text = g_malloc (size);

  g_snprintf (format, sizeof format, "%%.%de", n - 1);
  g_ascii_formatd (text, size, format, value);
  char *e = strchr (text, 'e');
  *decpt = atoi (e + 1) + 1;
  if (value == 0)
    *decpt = 1;
  *e = 0;
  if (n > 1)
    memmove (text + 1, text + 2, strlen (text + 2) + 1);
  return text;
}

static void
strip_zeros (char *digits)
{
  gsize n = strlen (digits);
  while (n > 1 && digits[n - 1] == '0')
    digits[--n] = 0;
}

static double
read_digits (const char *digits, int decpt)
{
  char text[64];
  g_snprintf (text, sizeof text, "%se%d", digits, decpt - (int) strlen (digits));
  return g_ascii_strtod (text, NULL);
}

/* DIGITS plus one in the last place. FALSE: it would become longer. */
static gboolean
increment (char *digits)
{
  for (gsize i = strlen (digits); i-- > 0;)
    {
      if (digits[i] != '9')
        {
          digits[i]++;
          return TRUE;
        }
      digits[i] = '0';
    }
  return FALSE;
}

static char *
shortest_digits (double value, int *decpt)
{
  int exponent;
  gboolean power_of_two = frexp (value, &exponent) == 0.5,
           subnormal = value < 2.2250738585072014e-308;

  for (int n = subnormal ? 1 : 15; n <= 17; n++)
    {
      g_autofree char *digits = significant_digits (value, n, decpt);
      gboolean good = n == 17 || read_digits (digits, *decpt) == value;
      if (!good && power_of_two)
        good = increment (digits) && read_digits (digits, *decpt) == value;
      if (good)
        {
          strip_zeros (digits);
          return g_steal_pointer (&digits);
        }
    }
  g_assert_not_reached ();
}

/* --- layout --------------------------------------------------------------- */

static void
add_exponent (GString *out, const char *digits, int decpt, gboolean alternate)
{
  g_string_append_c (out, digits[0]);
  if (digits[1] != 0 || alternate)
    g_string_append_c (out, '.');
  g_string_append (out, digits + 1);
  g_string_append_printf (out, "e%c%02d", decpt - 1 < 0 ? '-' : '+', ABS (decpt - 1));
}

static void
add_plain (GString *out, const char *digits, int decpt, gboolean alternate, gboolean add_dot_0)
{
  int n = strlen (digits);
  if (decpt <= 0)
    {
      g_string_append (out, "0.");
      for (int i = decpt; i < 0; i++)
        g_string_append_c (out, '0');
      g_string_append (out, digits);
      return;
    }
  g_string_append_len (out, digits, MIN (n, decpt));
  for (int i = n; i < decpt; i++)
    g_string_append_c (out, '0');
  if (n > decpt)
    g_string_append_printf (out, ".%s", digits + decpt);
  else if (add_dot_0)
    g_string_append (out, ".0");
  else if (alternate)
    g_string_append_c (out, '.');
}

/* Code 'g' or 'r': digits, with an exponent where the number is very large or
 * small. */
static void
add_general (GString *out, double value, char code, int precision, gboolean alternate,
             gboolean add_dot_0)
{
  int decpt, limit = 16;
  g_autofree char *digits = NULL;

  if (code == 'r')
    {
      digits = value == 0 ? g_strdup ("0") : shortest_digits (value, &decpt);
      if (value == 0)
        decpt = 1;
    }
  else
    {
      if (precision == 0)
        precision = 1;
      digits = significant_digits (value, precision, &decpt);
      limit = precision - (add_dot_0 ? 1 : 0);
      if (!alternate)
        strip_zeros (digits);
    }
  if (decpt <= -4 || decpt > limit)
    add_exponent (out, digits, decpt, alternate);
  else
    add_plain (out, digits, decpt, alternate, add_dot_0);
}

static void
add_c_format (GString *out, double value, char code, int precision, gboolean alternate)
{
  char format[32];
  gsize size = (gsize) precision + 340;
  g_autofree char *text = g_malloc (size);
  g_snprintf (format, sizeof format, "%%%s.%d%c", alternate ? "#" : "", precision, code);
  g_string_append (out, g_ascii_formatd (text, size, format, value));
}

char *
rs_float_format_text (double value, char code, int precision, gboolean alternate,
                      gboolean add_dot_0)
{
  gboolean upper = g_ascii_isupper (code);
  GString *out = g_string_new (NULL);

  code = g_ascii_tolower (code);
  if (signbit (value) && !isnan (value))
    g_string_append_c (out, '-');
  if (isnan (value) || isinf (value))
    g_string_append (out, isnan (value) ? "nan" : "inf");
  else if (code == 'e' || code == 'f')
    add_c_format (out, fabs (value), code, precision, alternate);
  else
    add_general (out, fabs (value), code, precision, alternate, add_dot_0);
  if (upper)
    g_string_ascii_up (out);
  return g_string_free (out, FALSE);
}

char *
rs_float_repr_text (double value)
{
  return rs_float_format_text (value, 'r', 0, FALSE, TRUE);
}

char *
rs_complex_repr_text (double real, double imag)
{
  g_autofree char *a = rs_float_format_text (real, 'r', 0, FALSE, FALSE),
                  *b = rs_float_format_text (imag, 'r', 0, FALSE, FALSE);
  return real == 0 && !signbit (real) ? g_strdup_printf ("%sj", b)
                                      : g_strdup_printf ("(%s%s%sj)", a, *b == '-' ? "" : "+", b);
}

/* --- reading -------------------------------------------------------------- */

/* Copies digits, in which single underscores may stand, to *OUT; FALSE: an
 * underscore is out of place. *ANY: was there a digit? */
static gboolean
copy_digits (const char **p, const char *end, GString *out, gboolean *any)
{
  for (; *p < end; ++*p)
    if (g_ascii_isdigit (**p))
      {
        g_string_append_c (out, **p);
        *any = TRUE;
      }
    else if (**p == '_')
      {
        if (*p + 1 >= end || !g_ascii_isdigit ((*p)[1]) || !out->len || !g_ascii_isdigit ((*p)[-1]))
          return FALSE;
      }
    else
      break;
  return TRUE;
}

static gboolean
read_word (const char *p, gsize length, double *value)
{
  if ((length == 3 && g_ascii_strncasecmp (p, "inf", 3) == 0)
      || (length == 8 && g_ascii_strncasecmp (p, "infinity", 8) == 0))
    *value = INFINITY;
  else if (length == 3 && g_ascii_strncasecmp (p, "nan", 3) == 0)
    *value = NAN;
  else
    return FALSE;
  return TRUE;
}

const char *
rs_float_scan (const char *p, const char *end, double *value)
{
  gboolean negative = p < end && *p == '-', any = FALSE, exponent = FALSE;

  if (p < end && (*p == '-' || *p == '+'))
    p++;
  for (int n = 8; n >= 3; n -= 5)
    if (end - p >= n && read_word (p, n, value))
      {
        if (negative)
          *value = -*value;
        return p + n;
      }
  g_autoptr (GString) text = g_string_new (negative ? "-" : "");
  if (!copy_digits (&p, end, text, &any))
    return NULL;
  if (p < end && *p == '.')
    {
      g_string_append_c (text, *p++);
      if (!copy_digits (&p, end, text, &any))
        return NULL;
    }
  if (!any)
    return NULL;
  if (p < end && (*p == 'e' || *p == 'E'))
    {
      const char *mark = p++;
      gsize length = text->len;
      g_string_append_c (text, 'e');
      if (p < end && (*p == '-' || *p == '+'))
        g_string_append_c (text, *p++);
      if (!copy_digits (&p, end, text, &exponent))
        return NULL;
      if (!exponent)
        {
          p = mark;
          g_string_truncate (text, length);
        }
    }
  *value = g_ascii_strtod (text->str, NULL);
  return p;
}

gboolean
rs_float_parse_text (const char *text, gsize length, double *value)
{
  const char *p = text, *end = text + length;
  while (p < end && (*p == ' ' || (*p >= '\t' && *p <= '\r')))
    p++;
  while (p < end && (end[-1] == ' ' || (end[-1] >= '\t' && end[-1] <= '\r')))
    end--;
  return p < end && rs_float_scan (p, end, value) == end;
}
