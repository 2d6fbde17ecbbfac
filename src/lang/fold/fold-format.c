/* SPDX-License-Identifier: MIT
 *
 * "%-5s=%r" % (a, b) → f"{a!s:5}={b!r}", as CPython 3.11's ast_opt.c does it:
 * only %s, %r and %a, with width and precision of less than three digits, and
 * as many units as items. The new pieces of text have no position.
 */
#include "fold-private.h"

#include <string.h>

#define MAX_DIGITS 3

typedef struct {
  char letter;
  gboolean left;
  int width, precision;
} Unit;

/* Returns: the end of a number at S, its value in *VALUE; NULL if it is too
 * long or ends the string. */
static const char *
read_number (const char *s, const char *end, int *value)
{
  int digits = 0;

  *value = 0;
  while (s < end && g_ascii_isdigit (*s))
    {
      *value = *value * 10 + (*s++ - '0');
      if (++digits >= MAX_DIGITS)
        return NULL;
    }
  return s < end ? s : NULL;
}

/* Reads the unit at S, after the '%'. Returns: its end, or NULL if it is not
 * understood. */
static const char *
read_unit (const char *s, const char *end, Unit *unit)
{
  *unit = (Unit){ 0, FALSE, -1, -1 };
  for (; s < end && strchr ("-+ #0", *s) != NULL && *s != '\0'; s++)
    unit->left |= *s == '-';
  if (s < end && g_ascii_isdigit (*s))
    s = read_number (s, end, &unit->width);
  if (s != NULL && s < end && *s == '.')
    s = read_number (s + 1, end, &unit->precision);
  if (s == NULL || s == end)
    return NULL;
  unit->letter = *s;
  return s + 1;
}

static RsNode *
text_node (RsLang *lang, const char *text, gsize length)
{
  RsNode *node = rs_node_new (lang->scratch, RS_NODE_Constant, (RsLocation){ -1, -1, -1, -1 });

  node->v.constant.value = rs_const_text (lang, RS_CONST_STR, text, length);
  return node;
}

static RsNode *
value_node (RsLang *lang, RsNode *value, const Unit *unit)
{
  RsNode *node;
  char spec[16];
  gsize length = 0;

  if (unit->letter != 's' && unit->letter != 'r' && unit->letter != 'a')
    return NULL;
  if (!unit->left && unit->width > 0)
    spec[length++] = '>';
  if (unit->width >= 0)
    length += (gsize) g_snprintf (spec + length, sizeof spec - length, "%d", unit->width);
  if (unit->precision >= 0)
    length += (gsize) g_snprintf (spec + length, sizeof spec - length, ".%d", unit->precision);
  node = rs_node_new (lang->scratch, RS_NODE_FormattedValue, value->loc);
  node->v.formatted_value.value = value;
  node->v.formatted_value.conversion = unit->letter;
  node->v.formatted_value.format_spec = length > 0 ? text_node (lang, spec, length) : NULL;
  return node;
}

/* Returns: the end of the text at S, which a single '%' ends; the text, '%%' as
 * '%', in TEXT. */
static const char *
read_text (const char *s, const char *end, GString *text)
{
  g_string_truncate (text, 0);
  while (s < end)
    {
      if (*s == '%')
        {
          if (s + 1 == end || s[1] != '%')
            break;
          s++;
        }
      g_string_append_c (text, *s++);
    }
  return s;
}

void
rs_fold_format (RsLang *lang, RsNode *node, const RsConst *format, RsSeq elts)
{
  const char *s = format->text, *end = s + format->length;
  RsSeq values = { RS_CHUNKS_ARRAY (lang->scratch, RsNode *, 2 * elts.n + 1), 0 };
  g_autoptr (GString) text = g_string_new (NULL);
  guint used = 0;

  for (;;)
    {
      Unit unit;
      RsNode *value;

      s = read_text (s, end, text);
      if (text->len > 0)
        values.items[values.n++] = text_node (lang, text->str, text->len);
      if (s == end)
        break;
      if (used == elts.n || (s = read_unit (s + 1, end, &unit)) == NULL)
        return;
      value = value_node (lang, elts.items[used++], &unit);
      if (value == NULL)
        return;
      values.items[values.n++] = value;
    }
  if (used < elts.n)
    return;
  node->kind = RS_NODE_JoinedStr;
  node->v.joined_str.values = values;
}
