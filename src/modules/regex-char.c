/* SPDX-License-Identifier: MIT
 *
 * Characters as regular expressions see them: categories, and cases for
 * IGNORECASE. Beyond ASCII they are what str says they are.
 */
#include "regex.h"

#include "text/unichar.h"

gunichar
re_lower (gunichar c, gboolean ascii)
{
  gunichar lower[3];
  if (c < 128)
    return g_ascii_tolower (c);
  if (ascii)
    return c;
  rs_unichar_lower (c, lower);
  return lower[0];
}

static gunichar
upper_of (gunichar c)
{
  gunichar upper[3];
  rs_unichar_upper (c, upper);
  return upper[0];
}

gboolean
re_is_cased (gunichar c, gboolean ascii)
{
  if (c < 128 || ascii)
    return c < 128 && g_ascii_isalpha (c);
  return re_lower (c, FALSE) != c || upper_of (c) != c;
}

/* Lowercase characters that have their uppercase in common, where there is more
 * than one: as sets, in the order of their first characters, 0 behind the last.
 * What str.upper and str.lower of CPython 3.11 give. */
static const gunichar same_upper[][3] = {
  { 0x69, 0x131 },   { 0x73, 0x17f },    { 0xb5, 0x3bc },           { 0x345, 0x3b9, 0x1fbe },
  { 0x390, 0x1fd3 }, { 0x3b0, 0x1fe3 },  { 0x3b2, 0x3d0 },          { 0x3b5, 0x3f5 },
  { 0x3b8, 0x3d1 },  { 0x3ba, 0x3f0 },   { 0x3c0, 0x3d6 },          { 0x3c1, 0x3f1 },
  { 0x3c2, 0x3c3 },  { 0x3c6, 0x3d5 },   { 0x432, 0x1c80 },         { 0x434, 0x1c81 },
  { 0x43e, 0x1c82 }, { 0x441, 0x1c83 },  { 0x442, 0x1c84, 0x1c85 }, { 0x44a, 0x1c86 },
  { 0x463, 0x1c87 }, { 0x1c88, 0xa64b }, { 0x1e61, 0x1e9b },        { 0xfb05, 0xfb06 },
};

const gunichar *
re_same_upper (gunichar lower)
{
  for (guint i = 0; i < G_N_ELEMENTS (same_upper); i++)
    for (guint k = 0; k < 3; k++)
      if (same_upper[i][k] == lower && lower != 0)
        return same_upper[i];
  return NULL;
}

gboolean
re_is_word (gunichar c, gboolean ascii)
{
  if (c < 128)
    return g_ascii_isalnum (c) || c == '_';
  return !ascii
         && (rs_unichar_is_alpha (c) || rs_unichar_is_decimal (c) || rs_unichar_is_digit (c)
             || rs_unichar_is_numeric (c));
}

gboolean
re_in_category (ReCategory category, gunichar c, gboolean ascii)
{
  switch (category)
    {
    case RE_DIGIT:
      return c < 128 ? g_ascii_isdigit (c) : !ascii && rs_unichar_is_decimal (c);
    case RE_SPACE:
      return ascii ? c == ' ' || (c >= 9 && c <= 13) : rs_unichar_is_space (c);
    case RE_WORD:
      return re_is_word (c, ascii);
    case RE_NOT_DIGIT:
      return !re_in_category (RE_DIGIT, c, ascii);
    case RE_NOT_SPACE:
      return !re_in_category (RE_SPACE, c, ascii);
    default:
      return !re_is_word (c, ascii);
    }
}
