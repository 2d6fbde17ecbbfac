/* SPDX-License-Identifier: MIT
 *
 * From bytes to the text that the lexer reads: UTF-8 without a byte order mark,
 * every line ending with \n, the last one, too. The encoding is UTF-8 unless a
 * comment in one of the first two lines says latin-1 (PEP 263).
 */
#include "lang/lang-private.h"

#include <string.h>

static gpointer
source_error (RsLang *lang, const char *type, char *message, int line, int col, char *text)
{
  rs_lang_set_error (lang, type, message, line, col, line, line > 0 ? col : 0, text);
  return NULL;
}

/* Returns: (transfer full) the encoding that the comment in LINE names, or
 * NULL. *BLANK: whether a next line may say it. */
static char *
cookie_of_line (const char *line, gsize length, gboolean *blank)
{
  gsize i = 0, start;

  while (i < length && (line[i] == ' ' || line[i] == '\t' || line[i] == '\f'))
    i++;
  *blank = i == length || line[i] == '#' || line[i] == '\r' || line[i] == '\n';
  if (i == length || line[i] != '#')
    return NULL;
  for (; i + 6 < length; i++)
    {
      if (strncmp (line + i, "coding", 6) != 0 || (line[i + 6] != ':' && line[i + 6] != '='))
        continue;
      start = i + 7;
      while (start < length && (line[start] == ' ' || line[start] == '\t'))
        start++;
      for (i = start; i < length && (g_ascii_isalnum (line[i]) || strchr ("-_.", line[i]) != NULL);
           i++)
        if (line[i] == '\0')
          break;
      if (i > start)
        return g_strndup (line + start, i - start);
    }
  return NULL;
}

static char *
find_cookie (const char *source, gsize length)
{
  gboolean blank = TRUE;
  int n;

  for (n = 0; n < 2 && blank && length > 0; n++)
    {
      gsize line = 0;
      char *cookie;

      while (line < length && source[line] != '\n' && source[line] != '\r')
        line++;
      cookie = cookie_of_line (source, line, &blank);
      if (cookie != NULL)
        return cookie;
      line += line + 1 < length && source[line] == '\r' && source[line + 1] == '\n' ? 2 : 1;
      if (line >= length)
        break;
      source += line;
      length -= line;
    }
  return NULL;
}

/* Returns: (transfer full) the encoding's name as CPython's tokenizer knows it;
 * others stay as they are. */
static char *
normal_encoding (const char *cookie)
{
  static const struct {
    const char *prefix, *name;
  } known[] = {
    { "utf-8", "utf-8" },
    { "latin-1", "iso-8859-1" },
    { "iso-8859-1", "iso-8859-1" },
    { "iso-latin-1", "iso-8859-1" },
  };
  g_autofree char *lower = g_ascii_strdown (cookie, -1);
  guint i;

  g_strdelimit (lower, "_", '-');
  for (i = 0; i < G_N_ELEMENTS (known); i++)
    {
      gsize length = strlen (known[i].prefix);

      if (strncmp (lower, known[i].prefix, length) == 0
          && (lower[length] == '\0' || lower[length] == '-'))
        return g_strdup (known[i].name);
    }
  return g_strdup (cookie);
}

static gboolean
is_utf8_name (const char *name)
{
  static const char *const names[] = { "utf-8", "utf8", "u8", "ascii", "us-ascii", NULL };
  g_autofree char *lower = g_ascii_strdown (name, -1);

  return g_strv_contains (names, lower);
}

/* Appends TEXT with each end of line as \n. */
static char *
with_newlines (const char *text, gsize length, gsize *out_length, gboolean *added)
{
  char *out = g_malloc (length + 2);
  gsize from = 0, to = 0;

  while (from < length)
    {
      const char *cr = memchr (text + from, '\r', length - from);
      gsize part = cr != NULL ? (gsize) (cr - text) - from : length - from;

      memcpy (out + to, text + from, part);
      from += part;
      to += part;
      if (cr == NULL)
        break;
      out[to++] = '\n';
      from += from + 1 < length && text[from + 1] == '\n' ? 2 : 1;
    }
  *added = to > 0 && out[to - 1] != '\n';
  if (*added)
    out[to++] = '\n';
  out[to] = '\0';
  *out_length = to;
  return out;
}

/* Returns: what Python's UTF-8 decoder says of the byte at TEXT, LEFT bytes
 * before the end. *SPAN: how many bytes it is about. */
static const char *
utf8_fault (const guchar *text, gsize left, int *span)
{
  guint need = text[0] >= 0xf0 ? 3 : text[0] >= 0xe0 ? 2 : 1, i;

  *span = 1;
  if (text[0] < 0xc2 || text[0] > 0xf4)
    return "invalid start byte";
  for (i = 1; i <= need; i++)
    {
      guchar low = 0x80, high = 0xbf;

      if (i >= left)
        {
          *span = (int) i;
          return "unexpected end of data";
        }
      if (i == 1)
        {
          low = text[0] == 0xe0 ? 0xa0 : text[0] == 0xf0 ? 0x90 : low;
          high = text[0] == 0xed ? 0x9f : text[0] == 0xf4 ? 0x8f : high;
        }
      if (text[i] < low || text[i] > high)
        {
          *span = (int) i;
          return "invalid continuation byte";
        }
    }
  return NULL;
}

static gboolean
check_utf8 (RsLang *lang, const char *text, gsize length)
{
  const char *end, *fault, *s;
  int span, line = 1, from;

  if (g_utf8_validate (text, (gssize) length, &end))
    return TRUE;
  fault = utf8_fault ((const guchar *) end, length - (gsize) (end - text), &span);
  if (fault == NULL)
    return TRUE;
  for (s = text; s < end; s++)
    line += *s == '\n';
  if (lang->filename[0] != '<')
    {
      source_error (lang, "SyntaxError",
                    g_strdup_printf ("Non-UTF-8 code starting with '\\x%02x' in file %s on line "
                                     "%d, but no encoding declared; "
                                     "see https://peps.python.org/pep-0263/ for details",
                                     (guchar) *end, lang->filename, line),
                    0, -1, NULL);
      return FALSE;
    }
  from = (int) (end - text);
  source_error (lang, "SyntaxError",
                span == 1
                    ? g_strdup_printf (
                        "(unicode error) 'utf-8' codec can't decode byte 0x%02x in position %d: %s",
                        (guchar) *end, from, fault)
                    : g_strdup_printf (
                        "(unicode error) 'utf-8' codec can't decode bytes in position %d-%d: %s",
                        from, from + span - 1, fault),
                0, 0, NULL);
  return FALSE;
}

gboolean
rs_source_decode (RsLang *lang, const char *source, gsize length)
{
  g_autofree char *cookie = NULL, *encoding = NULL, *recoded = NULL;
  gboolean bom = FALSE;
  gsize written;

  if (length >= 3 && memcmp (source, "\xef\xbb\xbf", 3) == 0)
    {
      source += 3;
      length -= 3;
      bom = TRUE;
    }
  if (length > 0 && memchr (source, '\0', length) != NULL)
    return source_error (lang, "SyntaxError",
                         g_strdup ("source code string cannot contain null bytes"), 0, 0, NULL)
           != NULL;
  cookie = find_cookie (source, length);
  if (cookie != NULL)
    encoding = normal_encoding (cookie);
  if (bom && encoding != NULL && strcmp (encoding, "utf-8") != 0)
    return source_error (lang, "SyntaxError",
                         g_strdup_printf ("encoding problem: %s with BOM", encoding), 0, -1, NULL)
           != NULL;
  if (encoding != NULL && !is_utf8_name (encoding))
    {
      recoded = g_convert (source, (gssize) length, "UTF-8", encoding, NULL, &written, NULL);
      if (recoded == NULL)
        return source_error (lang, "SyntaxError",
                             g_strdup_printf ("unknown encoding: %s", encoding), 0, -1, NULL)
               != NULL;
      source = recoded;
      length = written;
    }
  else if (!check_utf8 (lang, source, length))
    return FALSE;
  lang->source = with_newlines (source, length, &lang->source_length, &lang->newline_added);
  return TRUE;
}
