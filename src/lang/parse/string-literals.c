/* SPDX-License-Identifier: MIT
 *
 * The value of string and bytes literals: prefixes, quotes, escapes, and the
 * concatenation of those that stand side by side. f-strings are in fstring.c,
 * which calls rs_p_decode_string () for the text between the braces.
 *
 * The positions in the messages about bad escapes are those in the buffer that
 * CPython decodes: there a character outside ASCII takes ten bytes
 * (\UXXXXXXXX).
 */
#include "string-private.h"

#include <string.h>

/* --- escapes -------------------------------------------------------------- */

void
rs_append_code_point (GString *out, gunichar c)
{
  if (c >= 0xd800 && c <= 0xdfff)
    {
      g_string_append_c (out, (char) (0xe0 | c >> 12));
      g_string_append_c (out, (char) (0x80 | (c >> 6 & 0x3f)));
      g_string_append_c (out, (char) (0x80 | (c & 0x3f)));
    }
  else
    g_string_append_unichar (out, c);
}

void
rs_p_warn_escape (RsParser *p, const char *escape, const RsToken *token)
{
  if (p->diagnosing)
    return;
  if (*escape >= '4' && *escape <= '7')
    rs_lang_warn (p->lang, "DeprecationWarning", token->loc.line,
                  "invalid octal escape sequence '\\%.3s'", escape);
  else
    rs_lang_warn (p->lang, "DeprecationWarning", token->loc.line, "invalid escape sequence '\\%c'",
                  *escape);
}

static gboolean
unicode_error (RsParser *p, gsize from, gsize to, const char *what)
{
  if (to - from == 1)
    rs_p_error_here (
        p, "SyntaxError",
        "(unicode error) 'unicodeescape' codec can't decode byte 0x5c in position %d: %s",
        (int) from, what);
  else
    rs_p_error_here (
        p, "SyntaxError",
        "(unicode error) 'unicodeescape' codec can't decode bytes in position %d-%d: %s",
        (int) from, (int) to - 1, what);
  return FALSE;
}

static int
hex_digits (const char *s, const char *end, int want, gunichar *value)
{
  int n;

  *value = 0;
  for (n = 0; n < want && s + n < end && g_ascii_isxdigit (s[n]); n++)
    *value = *value << 4 | (gunichar) g_ascii_xdigit_value (s[n]);
  return n;
}

static int
octal_digits (const char *s, const char *end, gunichar *value)
{
  int n;

  *value = 0;
  for (n = 0; n < 3 && s + n < end && s[n] >= '0' && s[n] <= '7'; n++)
    *value = *value << 3 | (gunichar) (s[n] - '0');
  return n;
}

/* Returns: what the escape \C stands for if it is one of a single letter, else
 * 0. */
static char
simple_escape (char c)
{
  switch (c)
    {
    case '\\':
      return '\\';
    case '\'':
      return '\'';
    case '"':
      return '"';
    case 'b':
      return '\b';
    case 'f':
      return '\f';
    case 't':
      return '\t';
    case 'n':
      return '\n';
    case 'r':
      return '\r';
    case 'v':
      return '\v';
    case 'a':
      return '\a';
    default:
      return 0;
    }
}

/* \N{...} at S, after the N. There is no table of names here, but for a few. */
static gboolean
named_character (RsParser *p, const char *s, const char *end, gsize position, GString *out,
                 gsize *taken)
{
  static const struct {
    const char *name;
    gunichar c;
  } names[] = {
    { "LATIN SMALL LETTER A", 'a' },
    { "NO-BREAK SPACE", 0xa0 },
    { "DEGREE SIGN", 0xb0 },
    { "SNOWMAN", 0x2603 },
    { "EURO SIGN", 0x20ac },
    { "BULLET", 0x2022 },
    { "EM DASH", 0x2014 },
    { "EN DASH", 0x2013 },
    { "HORIZONTAL ELLIPSIS", 0x2026 },
    { "GREEK SMALL LETTER ALPHA", 0x3b1 },
    { "GREEK SMALL LETTER PI", 0x3c0 },
    { "GREEK CAPITAL LETTER DELTA", 0x394 },
    { "GREEK SMALL LETTER LAMDA", 0x3bb },
    { "RIGHTWARDS ARROW", 0x2192 },
    { "LEFTWARDS ARROW", 0x2190 },
    { "CHECK MARK", 0x2713 },
    { "BLACK HEART SUIT", 0x2665 },
  };
  const char *close = s < end && *s == '{' ? memchr (s, '}', (gsize) (end - s)) : NULL;
  g_autofree char *name = NULL;
  guint i;

  if (close == NULL || close == s + 1)
    return unicode_error (p, position,
                          position + 2
                              + (close != NULL          ? 1
                                 : s < end && *s == '{' ? (gsize) (end - s)
                                                        : 0),
                          "malformed \\N character escape");
  name = g_ascii_strup (s + 1, close - s - 1);
  for (i = 0; i < G_N_ELEMENTS (names); i++)
    if (strcmp (name, names[i].name) == 0)
      {
        rs_append_code_point (out, names[i].c);
        *taken = (gsize) (close - s) + 1;
        return TRUE;
      }
  return unicode_error (p, position, position + 3 + (gsize) (close - s),
                        "unknown Unicode character name");
}

/* The escape at S, after the backslash; *TAKEN: its length. */
static gboolean
unicode_escape (RsParser *p, const char *s, const char *end, gsize position, GString *out,
                gsize *taken, const char **invalid)
{
  gunichar value;
  int want, got;

  *taken = 1;
  if (s == end)
    return unicode_error (p, position, position + 1, "\\ at end of string");
  if (simple_escape (*s) != 0)
    g_string_append_c (out, simple_escape (*s));
  else if (*s >= '0' && *s <= '7')
    {
      *taken = (gsize) octal_digits (s, end, &value);
      rs_append_code_point (out, value);
      if (value > 0377 && *invalid == NULL)
        *invalid = s;
    }
  else if (*s == 'x' || *s == 'u' || *s == 'U')
    {
      want = *s == 'x' ? 2 : *s == 'u' ? 4 : 8;
      got = hex_digits (s + 1, end, want, &value);
      if (got < want)
        return unicode_error (p, position, position + 2 + (gsize) got,
                              want == 2   ? "truncated \\xXX escape"
                              : want == 4 ? "truncated \\uXXXX escape"
                                          : "truncated \\UXXXXXXXX escape");
      if (value > 0x10ffff)
        return unicode_error (p, position, position + 10, "illegal Unicode character");
      rs_append_code_point (out, value);
      *taken = 1 + (gsize) want;
    }
  else if (*s == 'N')
    {
      if (!named_character (p, s + 1, end, position, out, taken))
        return FALSE;
      ++*taken;
    }
  else if (*s != '\n')
    {
      if (*invalid == NULL)
        *invalid = s;
      g_string_append_c (out, '\\');
      *taken = 0;
    }
  return TRUE;
}

gboolean
rs_p_decode_string (RsParser *p, const char *s, gsize length, gboolean raw, const RsToken *token,
                    GString *out)
{
  const char *end = s + length;
  gsize position = 0;
  const char *invalid = NULL;

  if (raw || memchr (s, '\\', length) == NULL)
    {
      g_string_append_len (out, s, (gssize) length);
      return TRUE;
    }
  while (s < end)
    {
      if (*s != '\\')
        {
          const char *next = (guchar) *s < 0x80 ? s + 1 : g_utf8_next_char (s);

          g_string_append_len (out, s, next - s);
          position += (guchar) *s < 0x80 ? 1 : 10;
          s = next;
          continue;
        }
      {
        gsize taken = 0;

        if (s + 1 < end && (guchar) s[1] >= 0x80)
          {
            g_string_append_c (out, '\\');
            position += 6;
          }
        else if (!unicode_escape (p, s + 1, end, position, out, &taken, &invalid))
          return FALSE;
        else
          position += 1 + taken;
        s += 1 + taken;
      }
    }
  if (invalid != NULL)
    rs_p_warn_escape (p, invalid, token);
  return TRUE;
}

static gboolean
decode_bytes (RsParser *p, const char *s, gsize length, gboolean raw, const RsToken *token,
              GString *out)
{
  const char *start = s, *end = s + length;
  const char *invalid = NULL;
  gunichar value;

  for (; s < end; s++)
    {
      if (raw || *s != '\\')
        {
          g_string_append_c (out, *s);
          continue;
        }
      s++;
      if (s < end && simple_escape (*s) != 0)
        g_string_append_c (out, simple_escape (*s));
      else if (s < end && *s >= '0' && *s <= '7')
        {
          const char *digits = s;

          s += octal_digits (s, end, &value) - 1;
          if (value > 0377 && invalid == NULL)
            invalid = digits;
          g_string_append_c (out, (char) value);
        }
      else if (s < end && *s == 'x')
        {
          if (hex_digits (s + 1, end, 2, &value) < 2)
            {
              rs_p_error_here (p, "SyntaxError", "(value error) invalid \\x escape at position %d",
                               (int) (s - 1 - start));
              return FALSE;
            }
          g_string_append_c (out, (char) value);
          s += 2;
        }
      else if (s < end && *s != '\n')
        {
          if (invalid == NULL)
            invalid = s;
          g_string_append_c (out, '\\');
          s--;
        }
    }
  if (invalid != NULL)
    rs_p_warn_escape (p, invalid, token);
  return TRUE;
}

/* --- literals ------------------------------------------------------------- */

typedef struct {
  gboolean bytes, raw, format;
  const char *text; /* between the quotes */
  gsize length;
} Literal;

static void
split_literal (RsParser *p, const RsToken *token, Literal *literal)
{
  const char *s = p->lexer.text + token->start, *end = s + token->length;
  gsize quotes;

  *literal = (Literal){ FALSE, FALSE, FALSE, NULL, 0 };
  for (; *s != '"' && *s != '\''; s++)
    {
      literal->bytes |= *s == 'b' || *s == 'B';
      literal->raw |= *s == 'r' || *s == 'R';
      literal->format |= *s == 'f' || *s == 'F';
    }
  quotes = end - s >= 6 && s[1] == s[0] && s[2] == s[0] ? 3 : 1;
  literal->text = s + quotes;
  literal->length = (gsize) (end - s) - 2 * quotes;
}

static gboolean
is_ascii (const char *text, gsize length)
{
  gsize i;

  for (i = 0; i < length; i++)
    if ((guchar) text[i] >= 0x80)
      return FALSE;
  return TRUE;
}

/* Appends one literal of several. Returns: FALSE with the error set. */
static gboolean
add_literal (RsParser *p, RsJoiner *joiner, const Literal *literal, const RsToken *token,
             GString *bytes)
{
  if (literal->bytes)
    {
      if (!is_ascii (literal->text, literal->length))
        return rs_p_error (p, "SyntaxError", token->loc,
                           "bytes can only contain ASCII literal characters")
               != NULL;
      return decode_bytes (p, literal->text, literal->length, literal->raw, token, bytes);
    }
  if (literal->format)
    {
      const char *s = literal->text;

      return rs_p_fstring (p, joiner, &s, literal->text + literal->length, literal->raw, 0, token);
    }
  return rs_p_decode_string (p, literal->text, literal->length, literal->raw, token, joiner->text);
}

/* strings: STRING+ */
RsNode *
rs_p_strings (RsParser *p)
{
  guint start = p->mark, i;
  g_autoptr (GString) bytes = g_string_new (NULL);
  RsJoiner joiner;
  RsNode *node = NULL;
  Literal literal;
  gboolean is_bytes = FALSE;

  while (rs_p_accept (p, RS_TOK_STRING))
    ;
  if (p->lang->failed)
    return NULL;
  rs_joiner_init (&joiner, p, start, rs_p_location (p, start), rs_p_location (p, start));
  for (i = start; i < p->mark; i++)
    {
      RsToken token = p->tokens[i];

      split_literal (p, &token, &literal);
      if (i > start && is_bytes != literal.bytes)
        {
          rs_p_error_here (p, "SyntaxError", "cannot mix bytes and nonbytes literals");
          break;
        }
      is_bytes = literal.bytes;
      if (!add_literal (p, &joiner, &literal, &token, bytes))
        break;
    }
  if (p->lang->failed)
    ;
  else if (is_bytes)
    {
      node = rs_p_node (p, RS_NODE_Constant, start);
      node->v.constant.value = rs_const_text (p->lang, RS_CONST_BYTES, bytes->str, bytes->len);
    }
  else
    node = rs_joiner_finish (&joiner);
  rs_joiner_clear (&joiner);
  return node;
}
