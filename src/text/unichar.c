/* SPDX-License-Identifier: MIT
 *
 * What Python's str methods ask of a character: its class and its other cases.
 */
#include "unichar.h"

#include "unichar-table.h"

#include <string.h>

/* The properties of C: the last range of the table that starts at or before
 * it. */
static guint
properties (gunichar c)
{
  gsize low = 0, high = rs_n_unichar_ranges;
  while (high - low > 1)
    {
      gsize middle = (low + high) / 2;
      if ((rs_unichar_ranges[middle] & 0x1fffff) <= c)
        low = middle;
      else
        high = middle;
    }
  return rs_unichar_sets[rs_unichar_ranges[low] >> 21];
}

#define PROPERTY(name, flag)                                                                       \
  gboolean name (gunichar c)                                                                       \
  {                                                                                                \
    return (properties (c) & (flag)) != 0;                                                         \
  }
PROPERTY (rs_unichar_is_printable, RS_UC_PRINTABLE)
PROPERTY (rs_unichar_is_alpha, RS_UC_ALPHA)
PROPERTY (rs_unichar_is_decimal, RS_UC_DECIMAL)
PROPERTY (rs_unichar_is_digit, RS_UC_DIGIT)
PROPERTY (rs_unichar_is_numeric, RS_UC_NUMERIC)
PROPERTY (rs_unichar_is_lower, RS_UC_LOWER)
PROPERTY (rs_unichar_is_upper, RS_UC_UPPER)
PROPERTY (rs_unichar_is_title, RS_UC_TITLE)
PROPERTY (rs_unichar_is_cased, RS_UC_LOWER | RS_UC_UPPER | RS_UC_TITLE)
PROPERTY (rs_unichar_is_case_ignorable, RS_UC_CASE_IGNORABLE)
PROPERTY (rs_unichar_is_id_start, RS_UC_ID_START)
PROPERTY (rs_unichar_is_id_continue, RS_UC_ID_CONTINUE)
PROPERTY (rs_unichar_is_wide, RS_UC_WIDE)

gboolean
rs_unichar_is_space (gunichar c)
{
  return c == ' ' || (c >= 9 && c <= 13) || (c >= 28 && c <= 31) || c == 0x85 || c == 0xa0
         || c == 0x1680 || (c >= 0x2000 && c <= 0x200a) || c == 0x2028 || c == 0x2029 || c == 0x202f
         || c == 0x205f || c == 0x3000;
}

gboolean
rs_unichar_is_line_break (gunichar c)
{
  return (c >= 10 && c <= 13) || (c >= 28 && c <= 30) || c == 0x85 || c == 0x2028 || c == 0x2029;
}

guint
rs_unichar_decimal_value (gunichar c)
{
  /* Decimals come in runs of tens, from 0 on. */
  guint n = 0;
  while (c > 0 && rs_unichar_is_decimal (c - 1))
    c--, n++;
  return n % 10;
}

/* --- case ----------------------------------------------------------------- */

typedef enum { LOWER, UPPER, TITLE, FOLD } Case;

/* What the table of cases says of C in CASE, up to three characters; FALSE: C
 * stays as it is. */
static gboolean
look_up_case (gunichar c, Case which, gunichar out[3], guint *n)
{
  gsize low = 0, high = rs_n_unichar_cases;
  while (low < high)
    {
      gsize middle = (low + high) / 2;
      const RsUnicharCase *row = &rs_unichar_cases[middle];
      if (c > row->last)
        low = middle + 1;
      else if (c < row->first)
        high = middle;
      else
        {
          gint32 entry = which == LOWER   ? row->lower
                         : which == UPPER ? row->upper
                         : which == TITLE ? row->title
                                          : row->fold;
          if ((c - row->first) % row->step != 0)
            return FALSE;
          *n = 1;
          if (entry < RS_UC_SPECIAL)
            {
              out[0] = c + entry;
              return TRUE;
            }
          const gunichar *special = rs_unichar_special[entry - RS_UC_SPECIAL];
          for (*n = 0; *n < 3 && special[*n] != 0; ++*n)
            out[*n] = special[*n];
          return TRUE;
        }
    }
  return FALSE;
}

static guint
convert_case (gunichar c, Case which, gunichar out[3])
{
  guint n;
  if (c < 128)
    {
      gboolean lower = c >= 'a' && c <= 'z', upper = c >= 'A' && c <= 'Z';
      out[0] = (which == LOWER || which == FOLD) && upper    ? c + 32
               : (which == UPPER || which == TITLE) && lower ? c - 32
                                                             : c;
      return 1;
    }
  if (look_up_case (c, which, out, &n))
    return n;
  out[0] = c;
  return 1;
}

guint
rs_unichar_lower (gunichar c, gunichar out[3])
{
  return convert_case (c, LOWER, out);
}
guint
rs_unichar_upper (gunichar c, gunichar out[3])
{
  return convert_case (c, UPPER, out);
}
guint
rs_unichar_title (gunichar c, gunichar out[3])
{
  return convert_case (c, TITLE, out);
}
guint
rs_unichar_fold (gunichar c, gunichar out[3])
{
  return convert_case (c, FOLD, out);
}
