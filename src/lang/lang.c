/* SPDX-License-Identifier: MIT
 *
 * What the phases of one compilation share: its state, interned identifiers,
 * constants, the error and the warnings. It stands below all of them and calls
 * none; compile-unit.c calls them in order.
 *
 * Columns: the phases count bytes of a UTF-8 line, a SyntaxError counts
 * characters. They are converted here, once, when an error is set; CPython
 * forgets to do so for the errors that it finds after parsing
 * (rs_lang_error_after), and so they are bytes.
 */
#include "lang/lang-private.h"

#include <stdarg.h>
#include <string.h>

/* --- constants and identifiers -------------------------------------------- */

const char *
rs_lang_id (RsLang *lang, const char *text, gsize length)
{
  char small[64], *key = small, *id;

  if (length >= sizeof small)
    key = g_malloc (length + 1);
  memcpy (key, text, length);
  key[length] = '\0';
  id = g_hash_table_lookup (lang->ids, key);
  if (id == NULL)
    {
      id = rs_chunks_strndup (lang->scratch, key, length);
      g_hash_table_add (lang->ids, id);
    }
  if (key != small)
    g_free (key);
  return id;
}

RsConst *
rs_const_new (RsLang *lang, RsConstKind kind)
{
  RsConst *value = RS_CHUNKS_NEW (lang->result, RsConst);

  value->kind = kind;
  value->in_tree = !lang->compiling;
  return value;
}

RsConst *
rs_const_text (RsLang *lang, RsConstKind kind, const char *text, gsize length)
{
  RsConst *value = rs_const_new (lang, kind);

  value->text = rs_chunks_strndup (lang->result, text, length);
  value->length = length;
  return value;
}

RsConst *
rs_const_int (RsLang *lang, glong number)
{
  char text[32];

  g_snprintf (text, sizeof text, "%s%lx", number < 0 ? "-" : "",
              number < 0 ? -(gulong) number : (gulong) number);
  return rs_const_text (lang, RS_CONST_INT, text, strlen (text));
}

RsConst *
rs_const_tuple (RsLang *lang, RsConst **items, guint n)
{
  RsConst *value = rs_const_new (lang, RS_CONST_TUPLE);

  value->items = rs_chunks_memdup (lang->result, items, sizeof *items * n);
  value->n_items = n;
  return value;
}

/* --- errors --------------------------------------------------------------- */

static void
find_lines (RsLang *lang)
{
  GArray *starts = g_array_new (FALSE, FALSE, sizeof (gsize));
  gsize pos = 0;

  while (pos < lang->source_length)
    {
      const char *end = memchr (lang->source + pos, '\n', lang->source_length - pos);

      g_array_append_val (starts, pos);
      pos = end != NULL ? (gsize) (end - lang->source) + 1 : lang->source_length;
    }
  lang->n_lines = starts->len;
  g_array_append_val (starts, pos);
  lang->line_starts = (gsize *) (gpointer) g_array_free (starts, FALSE);
}

/* Programs that are no files have names such as <string>; of these CPython
 * knows less when it reports an error. */
static gboolean
is_file (const RsLang *lang)
{
  return lang->filename[0] != '<';
}

char *
rs_lang_line (RsLang *lang, int line)
{
  gsize start, end;

  if (lang->source == NULL || line < 1)
    return NULL;
  if (lang->line_starts == NULL)
    find_lines (lang);
  if ((guint) line > lang->n_lines)
    return NULL;
  start = lang->line_starts[line - 1];
  end = lang->line_starts[line];
  if (end == lang->source_length && lang->newline_added && is_file (lang))
    end--;
  return g_strndup (lang->source + start, end - start);
}

/* Returns: how many characters the first COL bytes of TEXT are, a broken one at
 * the end counted. */
static int
characters (const char *text, int col)
{
  int count = 0, i;
  gsize length;

  if (text == NULL || col <= 0)
    return col;
  length = strlen (text);
  if ((gsize) col > length + 1)
    col = (int) length + 1;
  for (i = 0; i < col; i++)
    if (((guchar) text[i] & 0xc0) != 0x80)
      count++;
  return count;
}

static void
store_error (RsLang *lang, RsSyntaxError error)
{
  if (lang->failed)
    rs_syntax_error_clear (&error);
  else
    {
      lang->failed = TRUE;
      lang->error = error;
    }
}

void
rs_lang_set_error (RsLang *lang, const char *type, char *message, int line, int col, int end_line,
                   int end_col, char *text)
{
  store_error (lang, (RsSyntaxError){ .type = type,
                                      .message = message,
                                      .line = line,
                                      .end_line = end_line,
                                      .text = text,
                                      .col = characters (text, col),
                                      .end_col = characters (text, end_col) });
}

void
rs_lang_plain_error (RsLang *lang, const char *type, const char *message)
{
  store_error (lang, (RsSyntaxError){ .type = type, .message = g_strdup (message) });
}

gpointer
rs_lang_error (RsLang *lang, const char *type, RsLocation loc, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  rs_lang_set_error (lang, type, g_strdup_vprintf (format, args), loc.line, loc.col + 1,
                     loc.end_line, loc.end_col + 1, rs_lang_line (lang, loc.line));
  va_end (args);
  return NULL;
}

gpointer
rs_lang_error_after (RsLang *lang, RsLocation loc, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  store_error (lang,
               (RsSyntaxError){ .type = "SyntaxError",
                                .message = g_strdup_vprintf (format, args),
                                .line = loc.line,
                                .col = loc.col + 1,
                                .end_line = loc.end_line,
                                .end_col = loc.end_col + 1,
                                .text = is_file (lang) ? rs_lang_line (lang, loc.line) : NULL });
  va_end (args);
  return NULL;
}

void
rs_lang_warn (RsLang *lang, const char *category, int line, const char *format, ...)
{
  RsCompileWarning *warning;
  va_list args;

  if (lang->warnings == NULL)
    return;
  warning = g_new0 (RsCompileWarning, 1);
  warning->category = category;
  warning->line = line;
  va_start (args, format);
  warning->message = g_strdup_vprintf (format, args);
  va_end (args);
  g_ptr_array_add (lang->warnings, warning);
}

void
rs_compile_warning_free (gpointer data)
{
  RsCompileWarning *warning = data;

  g_free (warning->message);
  g_free (warning);
}

void
rs_syntax_error_clear (RsSyntaxError *error)
{
  g_clear_pointer (&error->message, g_free);
  g_clear_pointer (&error->text, g_free);
}

/* --- state ---------------------------------------------------------------- */

void
rs_lang_init (RsLang *lang, const char *filename, RsCompileMode mode, guint flags,
              GPtrArray *warnings)
{
  *lang = (RsLang){
    .scratch = rs_chunks_new (),
    .result = rs_chunks_new (),
    .ids = g_hash_table_new (g_str_hash, g_str_equal),
    .filename = filename,
    .mode = mode,
    .flags = flags,
    .future_line = -1,
    .warnings = warnings,
  };
}

void
rs_lang_clear (RsLang *lang, RsSyntaxError *error)
{
  if (lang->failed && error != NULL)
    *error = lang->error;
  else if (lang->failed)
    rs_syntax_error_clear (&lang->error);
  g_hash_table_unref (lang->ids);
  rs_chunks_free (lang->scratch);
  rs_chunks_free (lang->result);
  g_free (lang->source);
  g_free (lang->line_starts);
}
