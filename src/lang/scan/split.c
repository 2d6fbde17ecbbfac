/* SPDX-License-Identifier: MIT
 *
 * A program as it would be typed at the prompt: the text of each statement at
 * the outermost level by itself. What stands on one line, joined by semicolons,
 * is typed at once.
 *
 *   1  x = 1; y = 2        first statement: line 1
 *   2  # note
 *   3  @decorate           second statement: lines 3 to 5
 *   4  def f ():
 *   5      pass
 */
#include "lang/lang-private.h"

#include <string.h>

static gboolean
is_blank_or_comment (const char *line)
{
  line += strspn (line, " \t\f");
  return *line == '\n' || *line == '#' || *line == '\0';
}

/* Appends lines FIRST to LAST (from 1) as one statement, without the comments
 * and empty lines before it. */
static void
append_statement (RsLang *lang, GPtrArray *statements, guint first, guint last)
{
  while (first < last && is_blank_or_comment (lang->source + lang->line_starts[first - 1]))
    first++;
  gsize start = lang->line_starts[first - 1], end = lang->line_starts[MIN (last, lang->n_lines)];
  RsStatement *statement = g_new0 (RsStatement, 1);

  statement->text = g_strndup (lang->source + start, end - start);
  statement->length = end - start;
  statement->first_line = first;
  g_ptr_array_add (statements, statement);
}

void
rs_statement_free (gpointer data)
{
  RsStatement *statement = data;

  g_free (statement->text);
  g_free (statement);
}

GPtrArray *
rs_lang_split (RsLang *lang, RsSeq body)
{
  GPtrArray *statements = g_ptr_array_new_with_free_func (rs_statement_free);
  guint done = 0; /* last line of the statement before */

  g_free (rs_lang_line (lang, 1)); /* finds the lines */
  for (guint i = 0; i < body.n; i++)
    {
      guint last = body.items[i]->loc.end_line;
      while (i + 1 < body.n && (guint) body.items[i + 1]->loc.line == last)
        last = body.items[++i]->loc.end_line;
      append_statement (lang, statements, done + 1, last);
      done = last;
    }
  return statements;
}
