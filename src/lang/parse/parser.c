/* SPDX-License-Identifier: MIT
 *
 * The parser's ground: tokens on demand, positions, errors, and rs_parse (),
 * which runs one pass and, if that fails, another one for the wording (see
 * parser-private.h). What an error says, and where, follows CPython 3.11's
 * pegen_errors.c.
 */
#include "parser-private.h"

#include <stdarg.h>
#include <string.h>

/* --- tokens --------------------------------------------------------------- */

/* Words what made the lexer stop. */
static void
raise_lexer_error (RsParser *p)
{
  RsLexer *lexer = &p->lexer;
  const RsOpenBracket *open;
  int line = lexer->line, col;
  char *text = rs_lang_line (p->lang, line);

  switch (lexer->state)
    {
    case RS_LEX_EOF:
      if (lexer->level > 0)
        {
          open = &lexer->brackets[lexer->level - 1];
          rs_lang_set_error (p->lang, "SyntaxError",
                             g_strdup_printf ("'%c' was never closed", open->bracket), open->line,
                             open->col + 1, open->line, 0, rs_lang_line (p->lang, open->line));
        }
      else
        {
          rs_lang_set_error (p->lang, "SyntaxError", g_strdup ("unexpected EOF while parsing"),
                             line, (int) (lexer->pos - lexer->line_start), line, -1,
                             g_steal_pointer (&text));
        }
      break;
    case RS_LEX_DEDENT:
      col = (int) (lexer->pos - lexer->line_start);
      rs_lang_set_error (p->lang, "IndentationError",
                         g_strdup ("unindent does not match any outer indentation level"), line,
                         col, line, -1, g_steal_pointer (&text));
      break;
    case RS_LEX_TABS:
      rs_lang_set_error (p->lang, "TabError",
                         g_strdup ("inconsistent use of tabs and spaces in indentation"), line, 1,
                         line, 0, g_steal_pointer (&text));
      break;
    case RS_LEX_TOO_DEEP:
      rs_lang_set_error (p->lang, "IndentationError", g_strdup ("too many levels of indentation"),
                         line, 1, line, 0, g_steal_pointer (&text));
      break;
    case RS_LEX_LINE_CONTINUATION:
      col = (int) (lexer->pos - lexer->line_start);
      rs_lang_set_error (p->lang, "SyntaxError",
                         g_strdup ("unexpected character after line continuation character"), line,
                         col, line, 0, g_steal_pointer (&text));
      break;
    case RS_LEX_OK:
    case RS_LEX_RAISED:
      break;
    }
  g_free (text);
}

/* Columns of an f-string's expression count from where it stands. */
static void
shift_columns (RsParser *p, RsToken *token)
{
  if (!p->in_fstring)
    return;
  if (p->lexer.line != p->start_line)
    return;
  if (token->loc.col >= 0)
    token->loc.col += p->start_col;
  if (token->loc.end_col >= 0)
    token->loc.end_col += p->start_col;
}

gboolean
rs_p_fill (RsParser *p)
{
  if (p->lang->failed)
    return FALSE;
  if (p->fill == p->capacity)
    {
      p->capacity = MAX (64, p->capacity * 2);
      p->tokens = g_renew (RsToken, p->tokens, p->capacity);
    }
  if (rs_lexer_next (&p->lexer, &p->tokens[p->fill]) == RS_TOK_ERROR)
    {
      raise_lexer_error (p);
      return FALSE;
    }
  shift_columns (p, &p->tokens[p->fill]);
  p->fill++;
  return TRUE;
}

RsTokenType
rs_p_peek_at (RsParser *p, guint n)
{
  while (p->mark + n >= p->fill)
    if (!rs_p_fill (p))
      return RS_TOK_ERROR;
  return p->tokens[p->mark + n].type;
}

gboolean
rs_p_expect_forced (RsParser *p, RsTokenType type, const char *what)
{
  if (rs_p_accept (p, type))
    return TRUE;
  if (!p->lang->failed)
    rs_p_error (p, "SyntaxError", rs_p_token (p)->loc, "expected '%s'", what);
  return FALSE;
}

gboolean
rs_p_at_word (RsParser *p, const char *word)
{
  const RsToken *token;

  if (rs_p_peek (p) != RS_TOK_NAME)
    return FALSE;
  token = &p->tokens[p->mark];
  return strlen (word) == token->length
         && strncmp (p->lexer.text + token->start, word, token->length) == 0;
}

const char *
rs_p_id (RsParser *p, guint index)
{
  const char *text = p->lexer.text + p->tokens[index].start;
  gsize length = p->tokens[index].length, i;

  for (i = 0; i < length; i++)
    if ((guchar) text[i] >= 0x80)
      {
        g_autofree char *normal = g_utf8_normalize (text, (gssize) length, G_NORMALIZE_ALL_COMPOSE);

        return rs_lang_id (p->lang, normal != NULL ? normal : text,
                           normal != NULL ? strlen (normal) : length);
      }
  return rs_lang_id (p->lang, text, length);
}

/* --- nodes ---------------------------------------------------------------- */

RsLocation
rs_p_location (RsParser *p, guint start)
{
  RsLocation loc = rs_p_token (p)->loc;
  guint last = p->mark;

  if (start < p->fill)
    loc = p->tokens[start].loc;
  while (last > 0)
    {
      RsTokenType type = p->tokens[--last].type;

      if (type != RS_TOK_END && type != RS_TOK_NEWLINE && type != RS_TOK_INDENT
          && type != RS_TOK_DEDENT)
        break;
    }
  if (p->mark > 0)
    {
      loc.end_line = p->tokens[last].loc.end_line;
      loc.end_col = p->tokens[last].loc.end_col;
    }
  return loc;
}

RsNode *
rs_p_node (RsParser *p, RsNodeKind kind, guint start)
{
  return rs_node_new (p->lang->scratch, kind, rs_p_location (p, start));
}

/* Room for one more of N items: the capacity is the next power of two, 4 at
 * least. */
static gpointer
grow (RsParser *p, gpointer items, guint n)
{
  gpointer *larger;

  if (n != 0 && (n < 4 || (n & (n - 1)) != 0))
    return items;
  larger = rs_chunks_alloc (p->lang->scratch, sizeof (gpointer) * MAX (4, 2 * n));
  if (n > 0)
    memcpy (larger, items, sizeof (gpointer) * n);
  return larger;
}

void
rs_p_push (RsParser *p, RsSeq *seq, RsNode *node)
{
  seq->items = grow (p, seq->items, seq->n);
  seq->items[seq->n++] = node;
}

void
rs_p_push_id (RsParser *p, RsIds *ids, const char *id)
{
  ids->items = grow (p, ids->items, ids->n);
  ids->items[ids->n++] = id;
}

gboolean
rs_p_enter (RsParser *p)
{
  if (p->depth++ < RS_MAX_PARSE_DEPTH)
    return TRUE;
  rs_lang_plain_error (p->lang, "MemoryError", "");
  return FALSE;
}

/* --- errors --------------------------------------------------------------- */

/* Returns: (transfer full) line LINE of an f-string's expression. */
static char *
fstring_line (RsParser *p, int line)
{
  const char *s = p->lexer.text, *end;

  for (; line > p->start_line && strchr (s, '\n')[1] != '\0'; line--)
    s = strchr (s, '\n') + 1;
  end = strchr (s, '\n');
  return end[1] != '\0' ? g_strndup (s, end - s) : g_strdup (s);
}

static void
set_error_at (RsParser *p, const char *type, int line, int col, int end_line, int end_col,
              char *message)
{
  char *text, *full = message;

  if (p->in_fstring)
    {
      full = g_strconcat ("f-string: ", message, NULL);
      g_free (message);
      text = fstring_line (p, line);
      col -= p->start_col;
      end_col -= p->start_col;
    }
  else
    text = rs_lang_line (p->lang, line);
  rs_lang_set_error (p->lang, type, full, line, col, end_line, end_col, text);
}

gpointer
rs_p_error (RsParser *p, const char *type, RsLocation loc, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  set_error_at (p, type, loc.line, loc.col + 1, loc.end_line, loc.end_col + 1,
                g_strdup_vprintf (format, args));
  va_end (args);
  return NULL;
}

gpointer
rs_p_error_here (RsParser *p, const char *type, const char *format, ...)
{
  const RsToken *last = &p->tokens[p->fill - 1];
  int col = last->loc.col + 1, end_col = last->loc.end_col + 1;
  va_list args;

  if (last->loc.col == -1)
    col = (int) (p->lexer.pos - p->lexer.line_start);
  if (last->loc.end_col == -1)
    end_col = -1;
  va_start (args, format);
  set_error_at (p, type, last->loc.line, col, last->loc.end_line, end_col,
                g_strdup_vprintf (format, args));
  va_end (args);
  return NULL;
}

/* An error stands: should the rest of the text hold one of the lexer's, a
 * character that fits nowhere or a bracket that an earlier line left open, that
 * one is reported in its stead. */
static void
prefer_lexer_error (RsParser *p)
{
  RsLang *lang = p->lang;
  RsSyntaxError first = lang->error;
  int line = p->fill > 0 ? p->tokens[p->fill - 1].loc.line : 0;
  RsToken token;
  RsTokenType type;

  if (!g_str_equal (first.type, "SyntaxError") && !g_str_equal (first.type, "IndentationError"))
    return;
  if (p->lexer.state != RS_LEX_OK)
    return;
  lang->failed = FALSE;
  do
    type = rs_lexer_next (&p->lexer, &token);
  while (type != RS_TOK_ERROR && type != RS_TOK_END);
  if (type == RS_TOK_ERROR && !lang->failed && p->lexer.level > 0
      && line > p->lexer.brackets[p->lexer.level - 1].line)
    {
      p->lexer.state = RS_LEX_EOF;
      raise_lexer_error (p);
    }
  if (lang->failed)
    rs_syntax_error_clear (&first);
  else
    {
      lang->failed = TRUE;
      lang->error = first;
    }
}

/* --- the two passes ------------------------------------------------------- */

static RsNode *
parse_start (RsParser *p)
{
  RsNode *node;

  if (p->in_fstring)
    return rs_p_star_expressions (p);
  if (p->lang->mode != RS_COMPILE_EVAL)
    return rs_p_file (p);
  node = rs_p_star_expressions (p);
  while (node != NULL && rs_p_accept (p, RS_TOK_NEWLINE))
    ;
  if (node != NULL && rs_p_accept (p, RS_TOK_END))
    {
      RsNode *tree = rs_node_new (p->lang->scratch, RS_NODE_Expression, node->loc);

      tree->v.expression.body = node;
      return tree;
    }
  return NULL;
}

static RsNode *
run (RsParser *p)
{
  RsNode *tree = parse_start (p);
  RsToken last;

  if (tree != NULL && !p->lang->failed)
    return tree;
  if (p->lang->failed)
    {
      prefer_lexer_error (p);
      return NULL;
    }
  last = p->tokens[p->fill - 1];
  p->mark = 0;
  p->depth = 0;
  rs_d_forget (p);
  p->diagnosing = p->invalid_rules = TRUE;
  parse_start (p);
  if (!p->lang->failed)
    {
      if (last.type == RS_TOK_INDENT || last.type == RS_TOK_DEDENT)
        {
          rs_p_error_here (p, "IndentationError",
                           last.type == RS_TOK_INDENT ? "unexpected indent"
                                                      : "unexpected unindent");
          return NULL;
        }
      rs_p_error (p, "SyntaxError", last.loc, "invalid syntax");
    }
  prefer_lexer_error (p);
  return NULL;
}

RsNode *
rs_parse (RsLang *lang)
{
  RsParser p = { .lang = lang };
  RsNode *tree;

  rs_lexer_init (&p.lexer, lang, lang->source, lang->source_length, 1);
  tree = run (&p);
  g_free (p.tokens);
  g_free (p.memos);
  return tree;
}

RsNode *
rs_p_parse_fstring_expression (RsParser *outer, const char *text, gsize length, int line, int col)
{
  RsParser p = { .lang = outer->lang,
                 .in_fstring = TRUE,
                 .start_line = line,
                 .start_col = col,
                 .depth = outer->depth };
  RsNode *tree;

  rs_lexer_init (&p.lexer, outer->lang, text, length, line);
  p.lexer.quiet = outer->diagnosing;
  tree = run (&p);
  g_free (p.tokens);
  g_free (p.memos);
  return tree;
}
