/* SPDX-License-Identifier: MIT
 *
 * The value of a number in the source. Ints of any size become base 16 text
 * with GMP's help; floats are read by GLib's locale-free strtod.
 */
#include "lang/lang-private.h"

#include <gmp.h>
#include <string.h>

/* CPython refuses to read more decimal digits than this, lest it take quadratic
 * time. */
#define MAX_DECIMAL_DIGITS 4300

static RsConst *
int_literal (RsLang *lang, const char *digits, int base, RsLocation loc)
{
  RsConst *value;
  char *hex;
  mpz_t number;

  if (base == 10 && strlen (digits) > MAX_DECIMAL_DIGITS)
    return rs_lang_error (
        lang, "SyntaxError", loc,
        "Exceeds the limit (%d digits) for integer string conversion: value has %d digits; use "
        "sys.set_int_max_str_digits() to increase the limit - Consider hexadecimal for huge "
        "integer literals "
        "to avoid decimal conversion limits.",
        MAX_DECIMAL_DIGITS, (int) strlen (digits));
  mpz_init (number);
  mpz_set_str (number, digits, base);
  hex = mpz_get_str (NULL, 16, number);
  value = rs_const_text (lang, RS_CONST_INT, hex, strlen (hex));
  free (hex);
  mpz_clear (number);
  return value;
}

RsConst *
rs_number_literal (RsLang *lang, const char *text, gsize length, RsLocation loc)
{
  g_autofree char *digits = g_malloc (length + 1);
  gsize from, to = 0;
  RsConst *value;

  for (from = 0; from < length; from++)
    if (text[from] != '_')
      digits[to++] = text[from];
  digits[to] = '\0';
  if (to > 2 && digits[0] == '0' && strchr ("xXoObB", digits[1]) != NULL)
    return int_literal (lang, digits + 2,
                        strchr ("xX", digits[1]) != NULL   ? 16
                        : strchr ("oO", digits[1]) != NULL ? 8
                                                           : 2,
                        loc);
  if (strpbrk (digits, ".eEjJ") == NULL)
    return int_literal (lang, digits, 10, loc);
  if (digits[to - 1] == 'j' || digits[to - 1] == 'J')
    {
      digits[to - 1] = '\0';
      value = rs_const_new (lang, RS_CONST_COMPLEX);
      value->imag = g_ascii_strtod (digits, NULL);
      return value;
    }
  value = rs_const_new (lang, RS_CONST_FLOAT);
  value->real = g_ascii_strtod (digits, NULL);
  return value;
}

char *
rs_int_to_decimal (const char *hex)
{
  mpz_t number;
  char *text, *copy;

  mpz_init_set_str (number, hex, 16);
  text = mpz_get_str (NULL, 10, number);
  copy = g_strdup (text);
  free (text);
  mpz_clear (number);
  return copy;
}
