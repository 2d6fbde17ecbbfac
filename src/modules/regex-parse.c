/* SPDX-License-Identifier: MIT
 *
 * The parser of regular expressions, with the messages and positions of
 * CPython's.
 */
#include "regex.h"

#include "text/unichar.h"

#include <string.h>

typedef struct {
  RsVm *vm;
  const ReText *text;
  gsize at;
  RePattern *pattern;
  GArray *open;            /* guint: groups not closed yet */
  GPtrArray *group_nodes;  /* ReNode * by number, for widths */
  guint lookbehind_groups; /* groups known when a look-behind began; G_MAXUINT: in none */
  guint depth;
} Parser;

#define SOURCE_END ((gunichar) -1)

static ReNode *choice (Parser *p, guint flags, gboolean first);
static ReNode *sequence (Parser *p, guint *pflags, gboolean first);

static gunichar
peek (Parser *p)
{
  return p->at < p->text->length ? re_char (p->text, p->at) : SOURCE_END;
}

static gunichar
peek_next (Parser *p)
{
  return p->at + 1 < p->text->length ? re_char (p->text, p->at + 1) : SOURCE_END;
}

static gboolean
accept (Parser *p, gunichar c)
{
  if (peek (p) != c)
    return FALSE;
  p->at++;
  return TRUE;
}

static gpointer G_GNUC_PRINTF (3, 4) fail (Parser *p, gssize at, const char *format, ...)
{
  if (p->pattern->error == NULL)
    {
      va_list args;
      va_start (args, format);
      p->pattern->error = g_strdup_vprintf (format, args);
      va_end (args);
      p->pattern->error_at = at;
    }
  return NULL;
}

static char *
piece (Parser *p, gsize from, gsize to)
{
  GString *s = g_string_new (NULL);
  for (gsize i = from; i < MIN (to, p->text->length); i++)
    g_string_append_unichar (s, re_char (p->text, i));
  return g_string_free (s, FALSE);
}

static void
node_free (gpointer data)
{
  ReNode *node = data;
  if (node->items)
    g_array_unref (node->items);
  if (node->children)
    g_ptr_array_unref (node->children);
  g_free (node);
}

static ReNode *
node_new (Parser *p, ReNodeKind kind, guint flags)
{
  ReNode *node = g_new0 (ReNode, 1);
  node->kind = kind;
  node->flags = flags;
  g_ptr_array_add (p->pattern->nodes, node);
  return node;
}

static void
add_child (ReNode *node, ReNode *child)
{
  if (node->children == NULL)
    node->children = g_ptr_array_new ();
  g_ptr_array_add (node->children, child);
}

static ReNode *
literal (Parser *p, guint flags, gunichar c)
{
  ReNode *node = node_new (p, RE_LITERAL, flags);
  node->value = c;
  return node;
}

static void
add_item (ReNode *set, guint32 low, guint32 high)
{
  if (set->items == NULL)
    set->items = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_array_append_val (set->items, low);
  g_array_append_val (set->items, high);
}

static int
category_of (gunichar c)
{
  static const char letters[] = "dDsSwW";
  const char *found = c < 128 && c != 0 ? strchr (letters, c) : NULL;
  return found ? (int) (found - letters) : -1;
}

static ReNode *
at_node (Parser *p, ReAt at, guint flags)
{
  ReNode *node = node_new (p, RE_AT, flags);
  node->value = at;
  return node;
}

/* --- escapes -------------------------------------------------------------- */

static int
hex_value (gunichar c)
{
  return c < 128 ? g_ascii_xdigit_value (c) : -1;
}

static gboolean
is_octal (gunichar c)
{
  return c >= '0' && c <= '7';
}

/* What \x, \u, \U, \a.. stand for; p->at is behind the letter C. -1: none of
 * these; -2: failed. */
static gint64
char_escape (Parser *p, gsize start, gunichar c)
{
  guint digits = c == 'x'                      ? 2
                 : c == 'u' && !p->text->bytes ? 4
                 : c == 'U' && !p->text->bytes ? 8
                                               : 0;
  if (digits)
    {
      gint64 value = 0;
      guint n = 0;
      for (; n < digits && hex_value (peek (p)) >= 0; n++)
        value = value * 16 + hex_value (re_char (p->text, p->at++));
      if (n < digits)
        {
          g_autofree char *text = piece (p, start, p->at);
          fail (p, start, "incomplete escape %s", text);
          return -2;
        }
      if (value > 0x10ffff)
        {
          g_autofree char *text = piece (p, start, p->at);
          fail (p, start, "bad escape %s", text);
          return -2;
        }
      return value;
    }
  switch (c)
    {
    case 'a':
      return 7;
    case 'f':
      return 12;
    case 'n':
      return 10;
    case 'r':
      return 13;
    case 't':
      return 9;
    case 'v':
      return 11;
    case '\\':
      return '\\';
    default:
      return -1;
    }
}

static gboolean
octal_too_large (Parser *p, gsize start, guint value)
{
  if (value <= 0377)
    return FALSE;
  g_autofree char *text = piece (p, start, p->at);
  fail (p, start, "octal escape value %s outside of range 0-0o377", text);
  return TRUE;
}

/* In a set: *LOW gets the character or the category. */
static gboolean
set_escape (Parser *p, gsize start, guint32 *low)
{
  gunichar c = peek (p);
  if (c == SOURCE_END)
    return fail (p, start, "bad escape (end of pattern)") != NULL;
  p->at++;
  int category = category_of (c);
  if (category >= 0)
    {
      *low = RE_CATEGORY + category;
      return TRUE;
    }
  if (c == 'b')
    {
      *low = 8;
      return TRUE;
    }
  if (is_octal (c))
    {
      guint value = c - '0';
      for (guint n = 0; n < 2 && is_octal (peek (p)); n++)
        value = value * 8 + (re_char (p->text, p->at++) - '0');
      *low = value;
      return !octal_too_large (p, start, value);
    }
  gint64 value = char_escape (p, start, c);
  if (value == -2)
    return FALSE;
  if (value == -1)
    {
      if (c < 128 && (g_ascii_isalpha (c) || g_ascii_isdigit (c)))
        {
          g_autofree char *text = piece (p, start, p->at);
          return fail (p, start, "bad escape %s", text) != NULL;
        }
      value = c;
    }
  *low = value;
  return TRUE;
}

static ReNode *
group_reference (Parser *p, gsize start, guint number, guint flags)
{
  if (number > p->pattern->groups)
    return fail (p, start, "invalid group reference %u", number);
  for (guint i = 0; i < p->open->len; i++)
    if (g_array_index (p->open, guint, i) == number)
      return fail (p, start - (start > 0), "cannot refer to an open group");
  if (number >= p->lookbehind_groups)
    return fail (p, start, "cannot refer to group defined in the same lookbehind subpattern");
  ReNode *node = node_new (p, RE_REF, flags);
  node->value = number;
  return node;
}

static ReNode *
escape (Parser *p, guint flags)
{
  static const struct {
    char letter;
    ReAt at;
  } places[] = {
    { 'A', RE_AT_STRING_START },
    { 'Z', RE_AT_STRING_END },
    { 'b', RE_AT_WORD },
    { 'B', RE_AT_NOT_WORD },
  };
  gsize start = p->at - 1;
  gunichar c = peek (p);
  if (c == SOURCE_END)
    return fail (p, start, "bad escape (end of pattern)");
  p->at++;
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    if (c == (gunichar) places[i].letter)
      return at_node (p, places[i].at, flags);
  int category = category_of (c);
  if (category >= 0)
    {
      ReNode *set = node_new (p, RE_SET, flags);
      add_item (set, RE_CATEGORY + category, 0);
      return set;
    }
  if (c == '0')
    {
      guint value = 0;
      for (guint n = 0; n < 2 && is_octal (peek (p)); n++)
        value = value * 8 + (re_char (p->text, p->at++) - '0');
      return literal (p, flags, value);
    }
  if (c >= '1' && c <= '9')
    {
      guint number = c - '0';
      gunichar second = peek (p);
      if (second >= '0' && second <= '9')
        {
          p->at++;
          gunichar third = peek (p);
          if (is_octal (c) && is_octal (second) && is_octal (third))
            {
              p->at++;
              guint value = (c - '0') * 64 + (second - '0') * 8 + (third - '0');
              return octal_too_large (p, start, value) ? NULL : literal (p, flags, value);
            }
          number = number * 10 + (second - '0');
        }
      if (number > p->pattern->groups)
        return fail (p, start + 1, "invalid group reference %u", number);
      for (guint i = 0; i < p->open->len; i++)
        if (g_array_index (p->open, guint, i) == number)
          return fail (p, start, "cannot refer to an open group");
      return group_reference (p, start + 1, number, flags);
    }
  gint64 value = char_escape (p, start, c);
  if (value == -2)
    return NULL;
  if (value == -1)
    {
      if (c < 128 && g_ascii_isalpha (c))
        {
          g_autofree char *text = piece (p, start, p->at);
          return fail (p, start, "bad escape %s", text);
        }
      value = c;
    }
  return literal (p, flags, value);
}

/* --- sets ----------------------------------------------------------------- */

static ReNode *
set (Parser *p, guint flags)
{
  gsize start = p->at - 1;
  ReNode *node = node_new (p, RE_SET, flags);
  node->items = g_array_new (FALSE, FALSE, sizeof (guint32));
  node->negate = accept (p, '^');
  for (gboolean first = TRUE;; first = FALSE)
    {
      gsize here = p->at;
      gunichar c = peek (p);
      guint32 low, high;
      if (c == SOURCE_END)
        return fail (p, start, "unterminated character set");
      p->at++;
      if (c == ']' && !first)
        break;
      low = c;
      if (c == '\\' && !set_escape (p, here, &low))
        return NULL;
      if (peek (p) != '-' || peek_next (p) == ']')
        {
          if (peek (p) == '-' && peek_next (p) == SOURCE_END)
            return fail (p, start, "unterminated character set");
          add_item (node, low, low);
          continue;
        }
      p->at++;
      gsize second = p->at;
      c = peek (p);
      if (c == SOURCE_END)
        return fail (p, start, "unterminated character set");
      p->at++;
      high = c;
      if (c == '\\' && !set_escape (p, second, &high))
        return NULL;
      if (low >= RE_CATEGORY || high >= RE_CATEGORY || high < low)
        {
          g_autofree char *text = piece (p, here, p->at);
          return fail (p, here, "bad character range %s", text);
        }
      add_item (node, low, high);
    }
  return node;
}

/* --- groups --------------------------------------------------------------- */

static gboolean
name_ok (const char *name)
{
  const char *c = name;
  if (*c == '\0' || !(*c == '_' || rs_unichar_is_id_start (g_utf8_get_char (c))))
    return FALSE;
  for (; *c != '\0'; c = g_utf8_next_char (c))
    if (!rs_unichar_is_id_continue (g_utf8_get_char (c)))
      return FALSE;
  return TRUE;
}

/* Reads to TERMINATOR. NULL: failed. */
static char *
name_until (Parser *p, gunichar terminator)
{
  gsize start = p->at;
  while (peek (p) != SOURCE_END && peek (p) != terminator)
    p->at++;
  if (peek (p) == SOURCE_END)
    {
      if (p->at == start)
        return fail (p, start, "missing group name");
      return fail (p, start, "missing %c, unterminated name", (char) terminator);
    }
  if (p->at == start)
    {
      p->at++;
      return fail (p, start, "missing group name");
    }
  char *name = piece (p, start, p->at);
  p->at++;
  return name;
}

static char *
quoted (Parser *p, const char *name)
{
  RsObject *str = rs_str_new (p->vm, name, -1), *repr = str ? rs_repr (p->vm, str) : NULL;
  char *text = repr ? rs_str_utf8 (repr, NULL) : g_strdup ("?");
  rs_xdecref (p->vm, str);
  rs_xdecref (p->vm, repr);
  if (!p->text->bytes)
    return text;
  char *with = g_strconcat ("b", text, NULL);
  g_free (text);
  return with;
}

static guint
group_by_name (Parser *p, const char *name)
{
  for (guint i = 1; i < p->pattern->names->len; i++)
    if (g_strcmp0 (p->pattern->names->pdata[i], name) == 0)
      return i;
  return 0;
}

static guint
open_group (Parser *p, const char *name, gsize name_at)
{
  guint number = p->pattern->groups + 1;
  if (name != NULL)
    {
      guint old = group_by_name (p, name);
      if (old)
        {
          g_autofree char *text = quoted (p, name);
          fail (p, name_at, "redefinition of group name %s as group %u; was group %u", text, number,
                old);
          return 0;
        }
    }
  p->pattern->groups = number;
  g_ptr_array_set_size (p->pattern->names, number + 1);
  p->pattern->names->pdata[number] = g_strdup (name);
  g_array_append_val (p->open, number);
  return number;
}

static guint
flag_of (gunichar c)
{
  switch (c)
    {
    case 'i':
      return RE_I;
    case 'L':
      return RE_L;
    case 'm':
      return RE_M;
    case 's':
      return RE_S;
    case 'x':
      return RE_X;
    case 'a':
      return RE_A;
    case 't':
      return RE_TEMPLATE;
    case 'u':
      return RE_U;
    default:
      return 0;
    }
}

/* (?flags) and (?flags-flags:...). TRUE and *SCOPED: a group with these flags
 * follows. p->at is behind the first flag C. */
static gboolean
read_flags (Parser *p, gunichar c, gsize start, guint *add, guint *remove, gboolean *scoped)
{
  *add = *remove = 0;
  *scoped = FALSE;
  if (c != '-')
    for (;;)
      {
        guint flag = flag_of (c);
        if (p->text->bytes ? c == 'u' : c == 'L')
          return fail (p, p->at,
                       p->text->bytes ? "bad inline flags: cannot use 'u' flag with a bytes pattern"
                                      : "bad inline flags: cannot use 'L' flag with a str pattern")
                 != NULL;
        *add |= flag;
        if ((flag & (RE_A | RE_L | RE_U)) && (*add & (RE_A | RE_L | RE_U)) != flag)
          return fail (p, p->at, "bad inline flags: flags 'a', 'u' and 'L' are incompatible")
                 != NULL;
        c = peek (p);
        if (c == SOURCE_END)
          return fail (p, p->at, "missing -, : or )") != NULL;
        p->at++;
        if (c == ')' || c == '-' || c == ':')
          break;
        if (!flag_of (c))
          return fail (p, p->at - 1, rs_unichar_is_alpha (c) ? "unknown flag" : "missing -, : or )")
                 != NULL;
      }
  if (c == ')')
    {
      p->pattern->flags |= *add;
      return TRUE;
    }
  if (*add & (RE_TEMPLATE | RE_DEBUG))
    return fail (p, p->at - 1, "bad inline flags: cannot turn on global flag") != NULL;
  if (c == '-')
    {
      c = peek (p);
      if (c == SOURCE_END)
        return fail (p, p->at, "missing flag") != NULL;
      p->at++;
      if (!flag_of (c))
        return fail (p, p->at - 1, rs_unichar_is_alpha (c) ? "unknown flag" : "missing flag")
               != NULL;
      for (;;)
        {
          guint flag = flag_of (c);
          if (flag & (RE_A | RE_L | RE_U))
            return fail (p, p->at, "bad inline flags: cannot turn off flags 'a', 'u' and 'L'")
                   != NULL;
          *remove |= flag;
          c = peek (p);
          if (c == SOURCE_END)
            return fail (p, p->at, "missing :") != NULL;
          p->at++;
          if (c == ':')
            break;
          if (!flag_of (c))
            return fail (p, p->at - 1, rs_unichar_is_alpha (c) ? "unknown flag" : "missing :")
                   != NULL;
        }
    }
  if (*add & *remove)
    return fail (p, p->at - 1, "bad inline flags: flag turned on and off") != NULL;
  *scoped = TRUE;
  return TRUE;
}

static gboolean
close_group (Parser *p, gsize start)
{
  if (p->pattern->error != NULL)
    return FALSE;
  if (accept (p, ')'))
    return TRUE;
  return fail (p, start, "missing ), unterminated subpattern") != NULL;
}

static ReNode *
conditional (Parser *p, guint flags, gsize start)
{
  gsize name_at = p->at;
  g_autofree char *name = name_until (p, ')');
  if (name == NULL)
    return NULL;
  guint number = 0;
  if (name_ok (name))
    {
      number = group_by_name (p, name);
      if (number == 0)
        {
          g_autofree char *text = quoted (p, name);
          return fail (p, name_at, "unknown group name %s", text);
        }
    }
  else
    {
      char *end;
      guint64 value = g_ascii_strtoull (name, &end, 10);
      if (*end != '\0' || !g_ascii_isdigit (*name))
        {
          g_autofree char *text = quoted (p, name);
          return fail (p, name_at, "bad character in group name %s", text);
        }
      if (value == 0)
        return fail (p, name_at, "bad group number");
      if (value >= 1000000)
        return fail (p, name_at, "invalid group reference %" G_GUINT64_FORMAT, value);
      number = value;
    }
  ReNode *node = node_new (p, RE_COND, flags);
  node->value = number;
  node->min = name_at;
  for (guint i = 0; i < 2; i++)
    {
      ReNode *branch = sequence (p, &flags, FALSE);
      if (branch == NULL)
        return NULL;
      add_child (node, branch);
      if (i == 1 && peek (p) == '|')
        return fail (p, p->at, "conditional backref with more than two branches");
      if (i == 1 || !accept (p, '|'))
        break;
    }
  return close_group (p, start) ? node : NULL;
}

/* Behind "(". *NOTHING: it was a comment or flags. */
static ReNode *
group (Parser *p, guint *flags, gboolean first, gboolean *nothing)
{
  gsize start = p->at - 1, name_at = 0;
  gboolean capture = TRUE;
  guint inner_flags = *flags;
  g_autofree char *name = NULL;
  ReNode *node = NULL;
  if (accept (p, '?'))
    {
      gunichar c = peek (p);
      if (c == SOURCE_END)
        return fail (p, p->at, "unexpected end of pattern");
      p->at++;
      if (c == 'P')
        {
          if (accept (p, '<'))
            {
              name_at = p->at;
              name = name_until (p, '>');
              if (name == NULL)
                return NULL;
              if (!name_ok (name))
                {
                  g_autofree char *text = quoted (p, name);
                  return fail (p, name_at, "bad character in group name %s", text);
                }
            }
          else if (accept (p, '='))
            {
              name_at = p->at;
              name = name_until (p, ')');
              if (name == NULL)
                return NULL;
              g_autofree char *text = quoted (p, name);
              if (!name_ok (name))
                return fail (p, name_at, "bad character in group name %s", text);
              guint number = group_by_name (p, name);
              return number ? group_reference (p, name_at, number, *flags)
                            : fail (p, name_at, "unknown group name %s", text);
            }
          else
            {
              if (peek (p) == SOURCE_END)
                return fail (p, p->at, "unexpected end of pattern");
              g_autofree char *text = piece (p, p->at, p->at + 1);
              return fail (p, p->at - 2, "unknown extension ?P%s", text);
            }
        }
      else if (c == ':')
        capture = FALSE;
      else if (c == '#')
        {
          while (peek (p) != SOURCE_END && peek (p) != ')')
            p->at++;
          if (!accept (p, ')'))
            return fail (p, start, "missing ), unterminated comment");
          *nothing = TRUE;
          return NULL;
        }
      else if (c == '=' || c == '!' || c == '<')
        {
          gboolean behind = c == '<';
          if (behind)
            {
              c = peek (p);
              if (c == SOURCE_END)
                return fail (p, p->at, "unexpected end of pattern");
              p->at++;
              if (c != '=' && c != '!')
                {
                  g_autofree char *text = piece (p, p->at - 1, p->at);
                  return fail (p, p->at - 3, "unknown extension ?<%s", text);
                }
            }
          guint outer = p->lookbehind_groups;
          if (behind && outer == G_MAXUINT)
            p->lookbehind_groups = p->pattern->groups + 1;
          ReNode *body = choice (p, *flags, FALSE);
          if (behind)
            p->lookbehind_groups = outer;
          if (body == NULL || !close_group (p, start))
            return NULL;
          node = node_new (p, RE_LOOK, *flags);
          node->behind = behind;
          node->negate = c == '!';
          add_child (node, body);
          return node;
        }
      else if (c == '(')
        return conditional (p, *flags, start);
      else if (c == '>')
        {
          ReNode *body = choice (p, *flags, FALSE);
          if (body == NULL || !close_group (p, start))
            return NULL;
          node = node_new (p, RE_ATOMIC, *flags);
          add_child (node, body);
          return node;
        }
      else if (flag_of (c) || c == '-')
        {
          guint add, remove;
          gboolean scoped;
          if (!read_flags (p, c, start, &add, &remove, &scoped))
            return NULL;
          if (!scoped)
            {
              if (!first)
                return fail (p, start, "global flags not at the start of the expression");
              *flags |= add;
              *nothing = TRUE;
              return NULL;
            }
          capture = FALSE;
          if (add & (RE_A | RE_L | RE_U))
            inner_flags &= ~(RE_A | RE_L | RE_U);
          inner_flags = (inner_flags | add) & ~remove;
        }
      else
        {
          g_autofree char *text = piece (p, p->at - 1, p->at);
          return fail (p, p->at - 2, "unknown extension ?%s", text);
        }
    }
  guint number = 0;
  if (capture && (number = open_group (p, name, name_at)) == 0)
    return NULL;
  ReNode *body = choice (p, inner_flags, FALSE);
  if (body == NULL || !close_group (p, start))
    return NULL;
  if (!capture)
    {
      node = node_new (p, RE_SEQUENCE, inner_flags);
      add_child (node, body);
      return node;
    }
  g_array_set_size (p->open, p->open->len - 1);
  node = node_new (p, RE_GROUP, *flags);
  node->value = number;
  add_child (node, body);
  g_ptr_array_set_size (p->group_nodes, MAX (p->group_nodes->len, number + 1));
  p->group_nodes->pdata[number] = body;
  return node;
}

/* --- sequences ------------------------------------------------------------ */

/* {m,n} behind its brace: FALSE: it is no repeat, the brace stands for itself
 * (or failed). */
static gboolean
braces (Parser *p, guint32 *min, guint32 *max)
{
  gsize start = p->at - 1, saved = p->at;
  guint64 low = 0, high = 0;
  gboolean has_low = FALSE, has_high = FALSE;
  if (peek (p) == '}')
    return FALSE;
  for (; peek (p) >= '0' && peek (p) <= '9'; p->at++, has_low = TRUE)
    low = MIN (low * 10 + (peek (p) - '0'), (guint64) G_MAXUINT32 * 2);
  if (accept (p, ','))
    for (; peek (p) >= '0' && peek (p) <= '9'; p->at++, has_high = TRUE)
      high = MIN (high * 10 + (peek (p) - '0'), (guint64) G_MAXUINT32 * 2);
  else
    {
      high = low;
      has_high = has_low;
    }
  if (!accept (p, '}'))
    {
      p->at = saved;
      return FALSE;
    }
  if (low >= RE_MAX_REPEAT || (has_high && high >= RE_MAX_REPEAT))
    {
      p->pattern->overflow = TRUE;
      return fail (p, -1, "the repetition number is too large") != NULL;
    }
  if (has_high && high < low)
    return fail (p, start + 1, "min repeat greater than max repeat") != NULL;
  *min = low;
  *max = has_high ? high : RE_MAX_REPEAT;
  return TRUE;
}

static ReNode *
sequence (Parser *p, guint *pflags, gboolean first)
{
  ReNode *result = node_new (p, RE_SEQUENCE, *pflags);
  result->children = g_ptr_array_new ();
  gsize begin = p->at;
  for (;;)
    {
      guint flags = *pflags;
      gunichar c = peek (p);
      gsize here = p->at;
      ReNode *node = NULL;
      if (c == SOURCE_END || c == '|' || c == ')')
        return result;
      p->at++;
      if (flags & RE_X)
        {
          if (c < 128 && (g_ascii_isspace (c) || c == 11))
            continue;
          if (c == '#')
            {
              while (peek (p) != SOURCE_END && peek (p) != '\n')
                p->at++;
              continue;
            }
        }
      if (c == '*' || c == '+' || c == '?' || c == '{')
        {
          guint32 min = c == '+', max = c == '?' ? 1 : RE_MAX_REPEAT;
          if (c == '{' && !braces (p, &min, &max))
            {
              if (p->pattern->error)
                return NULL;
              g_ptr_array_add (result->children, literal (p, flags, c));
              continue;
            }
          ReNode *last =
              result->children->len ? result->children->pdata[result->children->len - 1] : NULL;
          if (last == NULL || last->kind == RE_AT)
            return fail (p, here, "nothing to repeat");
          if (last->kind == RE_REPEAT)
            return fail (p, here, "multiple repeat");
          node = node_new (p, RE_REPEAT, flags);
          node->min = min;
          node->max = max;
          node->mode = accept (p, '?') ? RE_LAZY : accept (p, '+') ? RE_POSSESSIVE : RE_GREEDY;
          add_child (node, last);
          result->children->pdata[result->children->len - 1] = node;
          continue;
        }
      if (c == '.')
        node = node_new (p, RE_ANY, flags);
      else if (c == '^')
        node = at_node (p, flags & RE_M ? RE_AT_LINE_START : RE_AT_START, flags);
      else if (c == '$')
        node = at_node (p, flags & RE_M ? RE_AT_LINE_END : RE_AT_END, flags);
      else if (c == '[')
        node = set (p, flags);
      else if (c == '\\')
        node = escape (p, flags);
      else if (c == '(')
        {
          gboolean nothing = FALSE;
          node = group (p, pflags, first && result->children->len == 0 && here == begin, &nothing);
          if (nothing)
            {
              begin = p->at;
              continue;
            }
        }
      else
        node = literal (p, flags, c);
      if (node == NULL)
        return NULL;
      g_ptr_array_add (result->children, node);
    }
}

static ReNode *
choice (Parser *p, guint flags, gboolean first)
{
  ReNode *result = NULL;
  if (++p->depth > 500)
    return fail (p, -1, "pattern nested too deeply");
  for (;;)
    {
      ReNode *part = sequence (p, &flags, first && result == NULL);
      if (part == NULL)
        return NULL;
      if (!accept (p, '|'))
        {
          p->depth--;
          if (result == NULL)
            return part;
          add_child (result, part);
          return result;
        }
      if (result == NULL)
        result = node_new (p, RE_CHOICE, flags);
      add_child (result, part);
    }
}

void
re_pattern_clear (RePattern *pattern)
{
  g_ptr_array_unref (pattern->nodes);
  g_ptr_array_unref (pattern->names);
  g_free (pattern->error);
}

ReNode *
re_parse (RsVm *vm, const ReText *text, guint flags, RePattern *pattern)
{
  *pattern = (RePattern){ .nodes = g_ptr_array_new_with_free_func (node_free),
                          .names = g_ptr_array_new_with_free_func (g_free),
                          .error_at = -1 };
  pattern->flags = flags;
  g_ptr_array_set_size (pattern->names, 1);
  Parser p = {
    vm,        text, 0, pattern, g_array_new (FALSE, FALSE, sizeof (guint)), g_ptr_array_new (),
    G_MAXUINT, 0
  };
  ReNode *node = choice (&p, flags, TRUE);
  if (node != NULL && p.at < text->length)
    node = fail (&p, p.at, "unbalanced parenthesis");
  g_array_unref (p.open);
  g_ptr_array_unref (p.group_nodes);
  return node;
}
