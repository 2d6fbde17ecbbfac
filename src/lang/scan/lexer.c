/* SPDX-License-Identifier: MIT
 *
 * Text to tokens, one at a time. It follows CPython 3.11's Parser/tokenizer.c
 * in what it does when: the current line changes when the first byte of the
 * next one is asked for, which is visible in the line numbers of errors.
 *
 * The parser words most errors; those that name a character or a literal are
 * worded here (lex_error) and stop the compilation.
 */
#include "lang/lang-private.h"
#include "text/unichar.h"

#include <stdarg.h>
#include <string.h>

#define EOF_CHAR (-1)
#define TAB_SIZE 8

void
rs_lexer_init (RsLexer *lexer, RsLang *lang, const char *text, gsize length, int first_line)
{
  *lexer = (RsLexer){
    .lang = lang, .text = text, .length = length, .line = first_line - 1, .at_line_start = TRUE
  };
}

/* --- characters ----------------------------------------------------------- */

static int
next_char (RsLexer *lexer)
{
  const char *end;

  if (lexer->pos < lexer->line_end)
    return (guchar) lexer->text[lexer->pos++];
  if (lexer->at_end || lexer->line_end >= lexer->length)
    {
      lexer->at_end = TRUE;
      return EOF_CHAR;
    }
  lexer->line_start = lexer->pos = lexer->line_end;
  end = memchr (lexer->text + lexer->pos, '\n', lexer->length - lexer->pos);
  lexer->line_end = end != NULL ? (gsize) (end - lexer->text) + 1 : lexer->length;
  lexer->line++;
  return (guchar) lexer->text[lexer->pos++];
}

static void
back_up (RsLexer *lexer, int c)
{
  if (c != EOF_CHAR)
    lexer->pos--;
}

/* Sets an error whose columns are characters of the current line, counted from
 * 1; FROM -1: the last one read. */
static RsTokenType
lex_error_range (RsLexer *lexer, int from, int to, const char *format, va_list args)
{
  gsize line_length = strcspn (lexer->text + lexer->line_start, "\n");
  char *text = g_strndup (lexer->text + lexer->line_start, line_length);
  int col = from >= 0 ? from : (int) (lexer->pos - lexer->line_start);

  if (from < 0 && (gsize) col > line_length)
    {
      g_free (text);
      text = g_strndup (lexer->text + lexer->line_start, col);
    }
  rs_lang_set_error (lexer->lang, "SyntaxError", g_strdup_vprintf (format, args), lexer->line, col,
                     lexer->line, to >= 0 ? to : col, text);
  if ((gsize) col > line_length && lexer->lang->error.text == text)
    text[line_length] = '\0';
  lexer->state = RS_LEX_RAISED;
  return RS_TOK_ERROR;
}

static RsTokenType G_GNUC_PRINTF (2, 3) lex_error (RsLexer *lexer, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  lex_error_range (lexer, -1, -1, format, args);
  va_end (args);
  return RS_TOK_ERROR;
}

static RsTokenType G_GNUC_PRINTF (4, 5)
    lex_error_at (RsLexer *lexer, int from, int to, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  lex_error_range (lexer, from, to, format, args);
  va_end (args);
  return RS_TOK_ERROR;
}

static RsTokenType
lex_fail (RsLexer *lexer, RsLexState state)
{
  lexer->state = state;
  return RS_TOK_ERROR;
}

/* --- indentation ---------------------------------------------------------- */

/* After a backslash: the line must end here. Returns: the first character of
 * the next line, not taken; EOF_CHAR: an error. */
static int
continue_line (RsLexer *lexer)
{
  int c = next_char (lexer);

  if (c != '\n')
    {
      lexer->state = RS_LEX_LINE_CONTINUATION;
      return EOF_CHAR;
    }
  c = next_char (lexer);
  if (c == EOF_CHAR)
    {
      lexer->state = RS_LEX_EOF;
      lexer->pos = lexer->line_end;
      return EOF_CHAR;
    }
  back_up (lexer, c);
  return c;
}

static gboolean
set_indent (RsLexer *lexer, int col, int alt_col)
{
  if (col == lexer->indents[lexer->indent])
    return alt_col == lexer->alt_indents[lexer->indent]
           || lex_fail (lexer, RS_LEX_TABS) != RS_TOK_ERROR;
  if (col > lexer->indents[lexer->indent])
    {
      if (lexer->indent + 1 >= RS_MAX_INDENTS)
        {
          lexer->pos = lexer->line_end;
          return lex_fail (lexer, RS_LEX_TOO_DEEP) != RS_TOK_ERROR;
        }
      if (alt_col <= lexer->alt_indents[lexer->indent])
        return lex_fail (lexer, RS_LEX_TABS) != RS_TOK_ERROR;
      lexer->pending++;
      lexer->indents[++lexer->indent] = col;
      lexer->alt_indents[lexer->indent] = alt_col;
      return TRUE;
    }
  while (lexer->indent > 0 && col < lexer->indents[lexer->indent])
    {
      lexer->pending--;
      lexer->indent--;
    }
  if (col != lexer->indents[lexer->indent])
    {
      lexer->pos = lexer->line_end;
      return lex_fail (lexer, RS_LEX_DEDENT) != RS_TOK_ERROR;
    }
  return alt_col == lexer->alt_indents[lexer->indent]
         || lex_fail (lexer, RS_LEX_TABS) != RS_TOK_ERROR;
}

/* Reads the white space at the start of a line. *BLANK: nothing but a comment
 * follows. Returns: FALSE for an error. */
static gboolean
read_indent (RsLexer *lexer, gboolean *blank)
{
  int col = 0, alt_col = 0, continued_col = 0, c;

  lexer->at_line_start = FALSE;
  for (;;)
    {
      c = next_char (lexer);
      if (c == ' ')
        col++, alt_col++;
      else if (c == '\t')
        col = (col / TAB_SIZE + 1) * TAB_SIZE, alt_col++;
      else if (c == '\f')
        col = alt_col = 0;
      else if (c == '\\')
        {
          continued_col = continued_col != 0 ? continued_col : col;
          if (continue_line (lexer) == EOF_CHAR)
            return FALSE;
        }
      else
        break;
    }
  back_up (lexer, c);
  *blank = c == '#' || c == '\n';
  if (*blank || lexer->level > 0)
    return TRUE;
  return set_indent (lexer, continued_col != 0 ? continued_col : col,
                     continued_col != 0 ? continued_col : alt_col);
}

/* --- names ---------------------------------------------------------------- */

static gboolean
is_name_start (int c)
{
  return g_ascii_isalpha (c) || c == '_' || c >= 128;
}

static gboolean
is_name_char (int c)
{
  return c != EOF_CHAR && (g_ascii_isalnum (c) || c == '_' || c >= 128);
}

static RsTokenType
check_name (RsLexer *lexer)
{
  const char *p = lexer->text + lexer->start, *end = lexer->text + lexer->pos;

  for (; p < end; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      char utf8[7] = "";

      if (p == lexer->text + lexer->start ? rs_unichar_is_id_start (c)
                                          : rs_unichar_is_id_continue (c))
        continue;
      lexer->pos = (gsize) (g_utf8_next_char (p) - lexer->text);
      g_unichar_to_utf8 (c, utf8);
      if (rs_unichar_is_printable (c))
        return lex_error (lexer, "invalid character '%s' (U+%04X)", utf8, c);
      return lex_error (lexer, "invalid non-printable character U+%04X", c);
    }
  return RS_TOK_NAME;
}

static RsTokenType
keyword (const char *text, gsize length)
{
  static const struct {
    char name[9];
    guint8 type;
  } words[] = {
    { "False", RS_K_FALSE },
    { "None", RS_K_NONE },
    { "True", RS_K_TRUE },
    { "and", RS_K_AND },
    { "as", RS_K_AS },
    { "assert", RS_K_ASSERT },
    { "async", RS_K_ASYNC },
    { "await", RS_K_AWAIT },
    { "break", RS_K_BREAK },
    { "class", RS_K_CLASS },
    { "continue", RS_K_CONTINUE },
    { "def", RS_K_DEF },
    { "del", RS_K_DEL },
    { "elif", RS_K_ELIF },
    { "else", RS_K_ELSE },
    { "except", RS_K_EXCEPT },
    { "finally", RS_K_FINALLY },
    { "for", RS_K_FOR },
    { "from", RS_K_FROM },
    { "global", RS_K_GLOBAL },
    { "if", RS_K_IF },
    { "import", RS_K_IMPORT },
    { "in", RS_K_IN },
    { "is", RS_K_IS },
    { "lambda", RS_K_LAMBDA },
    { "nonlocal", RS_K_NONLOCAL },
    { "not", RS_K_NOT },
    { "or", RS_K_OR },
    { "pass", RS_K_PASS },
    { "raise", RS_K_RAISE },
    { "return", RS_K_RETURN },
    { "try", RS_K_TRY },
    { "while", RS_K_WHILE },
    { "with", RS_K_WITH },
    { "yield", RS_K_YIELD },
  };
  guint low = 0, high = G_N_ELEMENTS (words);

  if (length < 2 || length > 8)
    return RS_TOK_NAME;
  while (low < high)
    {
      guint middle = (low + high) / 2;
      int order = strncmp (text, words[middle].name, length);

      if (order == 0)
        order = words[middle].name[length] != '\0' ? -1 : 0;
      if (order == 0)
        return words[middle].type;
      if (order < 0)
        high = middle;
      else
        low = middle + 1;
    }
  return RS_TOK_NAME;
}

/* --- strings -------------------------------------------------------------- */

/* From after the first quote, QUOTE, to after the last one. */
static RsTokenType
lex_string (RsLexer *lexer, int quote)
{
  int quotes = 1, closing = 0, c;

  lexer->string_line = lexer->line;
  lexer->string_line_start = lexer->line_start;
  c = next_char (lexer);
  if (c == quote)
    {
      c = next_char (lexer);
      if (c == quote)
        quotes = 3;
      else
        closing = 1;
    }
  if (c != quote)
    back_up (lexer, c);
  while (closing != quotes)
    {
      c = next_char (lexer);
      if (c == EOF_CHAR || (quotes == 1 && c == '\n'))
        {
          int detected = lexer->line;

          lexer->pos = lexer->start + 1;
          lexer->line_start = lexer->string_line_start;
          lexer->line = lexer->string_line;
          return lex_error (lexer,
                            quotes == 3
                                ? "unterminated triple-quoted string literal (detected at line %d)"
                                : "unterminated string literal (detected at line %d)",
                            detected);
        }
      if (c == quote)
        closing++;
      else
        {
          closing = 0;
          if (c == '\\')
            next_char (lexer);
        }
    }
  return RS_TOK_STRING;
}

/* A name, or a string with a prefix. */
static RsTokenType
lex_name (RsLexer *lexer, int c)
{
  gboolean b = FALSE, r = FALSE, u = FALSE, f = FALSE, wide = FALSE;
  RsTokenType type = RS_TOK_NAME;

  for (;;)
    {
      int lower = c | 0x20;

      if (lower == 'b' && !b && !u && !f)
        b = TRUE;
      else if (lower == 'u' && !b && !u && !r && !f)
        u = TRUE;
      else if (lower == 'r' && !r && !u)
        r = TRUE;
      else if (lower == 'f' && !f && !b && !u)
        f = TRUE;
      else
        break;
      c = next_char (lexer);
      if (c == '"' || c == '\'')
        return lex_string (lexer, c);
    }
  for (; is_name_char (c); c = next_char (lexer))
    wide |= c >= 128;
  back_up (lexer, c);
  if (wide)
    type = check_name (lexer);
  return type == RS_TOK_NAME ? keyword (lexer->text + lexer->start, lexer->pos - lexer->start)
                             : type;
}

/* --- numbers -------------------------------------------------------------- */

static gboolean
follows (RsLexer *lexer, const char *word)
{
  gsize length = strlen (word);

  return lexer->line_end - lexer->pos >= length
         && strncmp (lexer->text + lexer->pos, word, length) == 0
         && !is_name_char ((guchar) lexer->text[lexer->pos + length]);
}

/* C, taken already, follows a number of KIND: it must not go on like a name,
 * keywords apart. */
static gboolean
check_number_end (RsLexer *lexer, int c, const char *kind)
{
  gboolean word = FALSE;
  int c2;

  if (c == 'a')
    word = follows (lexer, "nd");
  else if (c == 'e')
    word = follows (lexer, "lse");
  else if (c == 'f')
    word = follows (lexer, "or");
  else if (c == 'o')
    word = follows (lexer, "r");
  else if (c == 'n')
    word = follows (lexer, "ot");
  else if (c == 'i')
    {
      c2 = next_char (lexer);
      word = c2 == 'f' || c2 == 'n' || c2 == 's';
      back_up (lexer, c2);
    }
  if (word)
    {
      if (!lexer->quiet)
        rs_lang_warn (lexer->lang, "SyntaxWarning", lexer->line, "invalid %s literal", kind);
    }
  else if (c < 128 && is_name_char (c))
    {
      back_up (lexer, c);
      return lex_error (lexer, "invalid %s literal", kind) != RS_TOK_ERROR;
    }
  return TRUE;
}

/* Digits with single underscores between them. Returns: the character after
 * them, taken; 0 for an error. */
static int
decimal_tail (RsLexer *lexer)
{
  int c;

  for (;;)
    {
      do
        c = next_char (lexer);
      while (g_ascii_isdigit (c) && c != EOF_CHAR);
      if (c != '_')
        return c;
      c = next_char (lexer);
      if (!g_ascii_isdigit (c) || c == EOF_CHAR)
        {
          back_up (lexer, c);
          lex_error (lexer, "invalid decimal literal");
          return 0;
        }
    }
}

static gboolean
is_digit_of (int c, int base)
{
  return c != EOF_CHAR && (base == 16 ? g_ascii_isxdigit (c) : c >= '0' && c < '0' + base);
}

/* After 0x, 0o or 0b. */
static RsTokenType
lex_based_number (RsLexer *lexer, int base, const char *kind)
{
  int c = next_char (lexer);

  do
    {
      if (c == '_')
        c = next_char (lexer);
      if (!is_digit_of (c, base))
        {
          if (base < 16 && c != EOF_CHAR && g_ascii_isdigit (c))
            return lex_error (lexer, "invalid digit '%c' in %s literal", c, kind);
          back_up (lexer, c);
          return lex_error (lexer, "invalid %s literal", kind);
        }
      do
        c = next_char (lexer);
      while (is_digit_of (c, base));
    }
  while (c == '_');
  if (base < 16 && c != EOF_CHAR && g_ascii_isdigit (c))
    return lex_error (lexer, "invalid digit '%c' in %s literal", c, kind);
  if (!check_number_end (lexer, c, kind))
    return RS_TOK_ERROR;
  back_up (lexer, c);
  return RS_TOK_NUMBER;
}

/* C, taken, follows the digits before the point or, if IN_FRACTION, the
 * point. */
static RsTokenType
lex_number_rest (RsLexer *lexer, int c, gboolean in_fraction)
{
  if (c == '.' && !in_fraction)
    {
      c = next_char (lexer);
      in_fraction = TRUE;
    }
  if (in_fraction && g_ascii_isdigit (c) && c != EOF_CHAR && (c = decimal_tail (lexer)) == 0)
    return RS_TOK_ERROR;
  if (c == 'e' || c == 'E')
    {
      int e = c;

      c = next_char (lexer);
      if (c == '+' || c == '-')
        {
          c = next_char (lexer);
          if (!g_ascii_isdigit (c) || c == EOF_CHAR)
            {
              back_up (lexer, c);
              return lex_error (lexer, "invalid decimal literal");
            }
        }
      else if (!g_ascii_isdigit (c) || c == EOF_CHAR)
        {
          back_up (lexer, c);
          if (!check_number_end (lexer, e, "decimal"))
            return RS_TOK_ERROR;
          back_up (lexer, e);
          return RS_TOK_NUMBER;
        }
      if ((c = decimal_tail (lexer)) == 0)
        return RS_TOK_ERROR;
    }
  if (c == 'j' || c == 'J')
    {
      c = next_char (lexer);
      if (!check_number_end (lexer, c, "imaginary"))
        return RS_TOK_ERROR;
    }
  else if (!check_number_end (lexer, c, "decimal"))
    return RS_TOK_ERROR;
  back_up (lexer, c);
  return RS_TOK_NUMBER;
}

/* After a leading 0. */
static RsTokenType
lex_zero (RsLexer *lexer)
{
  int c = next_char (lexer), zeros_end;
  gboolean nonzero = FALSE;

  if (c == 'x' || c == 'X')
    return lex_based_number (lexer, 16, "hexadecimal");
  if (c == 'o' || c == 'O')
    return lex_based_number (lexer, 8, "octal");
  if (c == 'b' || c == 'B')
    return lex_based_number (lexer, 2, "binary");
  for (;; c = next_char (lexer))
    {
      if (c == '_')
        {
          c = next_char (lexer);
          if (!g_ascii_isdigit (c) || c == EOF_CHAR)
            {
              back_up (lexer, c);
              return lex_error (lexer, "invalid decimal literal");
            }
        }
      if (c != '0')
        break;
    }
  zeros_end = (int) (lexer->pos - lexer->line_start);
  if (c != EOF_CHAR && g_ascii_isdigit (c))
    {
      nonzero = TRUE;
      if ((c = decimal_tail (lexer)) == 0)
        return RS_TOK_ERROR;
    }
  if (nonzero && c != '.' && c != 'e' && c != 'E' && c != 'j' && c != 'J')
    {
      back_up (lexer, c);
      return lex_error_at (lexer, (int) (lexer->start + 1 - lexer->line_start), zeros_end,
                           "leading zeros in decimal integer literals are not permitted; use an 0o "
                           "prefix for octal integers");
    }
  return lex_number_rest (lexer, c, FALSE);
}

/* --- operators ------------------------------------------------------------ */

static RsTokenType
one_char (int c)
{
  switch (c)
    {
    case '(':
      return RS_TOK_LPAR;
    case ')':
      return RS_TOK_RPAR;
    case '[':
      return RS_TOK_LSQB;
    case ']':
      return RS_TOK_RSQB;
    case '{':
      return RS_TOK_LBRACE;
    case '}':
      return RS_TOK_RBRACE;
    case ':':
      return RS_TOK_COLON;
    case ',':
      return RS_TOK_COMMA;
    case ';':
      return RS_TOK_SEMI;
    case '+':
      return RS_TOK_PLUS;
    case '-':
      return RS_TOK_MINUS;
    case '*':
      return RS_TOK_STAR;
    case '/':
      return RS_TOK_SLASH;
    case '|':
      return RS_TOK_VBAR;
    case '&':
      return RS_TOK_AMPER;
    case '<':
      return RS_TOK_LESS;
    case '>':
      return RS_TOK_GREATER;
    case '=':
      return RS_TOK_EQUAL;
    case '.':
      return RS_TOK_DOT;
    case '%':
      return RS_TOK_PERCENT;
    case '~':
      return RS_TOK_TILDE;
    case '^':
      return RS_TOK_CIRCUMFLEX;
    case '@':
      return RS_TOK_AT;
    default:
      return RS_TOK_OTHER;
    }
}

static RsTokenType
longer_operator (RsLexer *lexer, int c)
{
  static const struct {
    char text[4];
    guint8 type;
  } operators[] = {
    { "**=", RS_TOK_DOUBLESTAREQUAL }, { "//=", RS_TOK_DOUBLESLASHEQUAL },
    { "<<=", RS_TOK_LEFTSHIFTEQUAL },  { ">>=", RS_TOK_RIGHTSHIFTEQUAL },
    { "...", RS_TOK_ELLIPSIS },        { "!=", RS_TOK_NOTEQUAL },
    { "%=", RS_TOK_PERCENTEQUAL },     { "&=", RS_TOK_AMPEREQUAL },
    { "**", RS_TOK_DOUBLESTAR },       { "*=", RS_TOK_STAREQUAL },
    { "+=", RS_TOK_PLUSEQUAL },        { "-=", RS_TOK_MINEQUAL },
    { "->", RS_TOK_RARROW },           { "//", RS_TOK_DOUBLESLASH },
    { "/=", RS_TOK_SLASHEQUAL },       { ":=", RS_TOK_COLONEQUAL },
    { "<<", RS_TOK_LEFTSHIFT },        { "<=", RS_TOK_LESSEQUAL },
    { "<>", RS_TOK_NOTEQUAL },         { "==", RS_TOK_EQEQUAL },
    { ">=", RS_TOK_GREATEREQUAL },     { ">>", RS_TOK_RIGHTSHIFT },
    { "@=", RS_TOK_ATEQUAL },          { "^=", RS_TOK_CIRCUMFLEXEQUAL },
    { "|=", RS_TOK_VBAREQUAL },
  };
  guint i;

  for (i = 0; i < G_N_ELEMENTS (operators); i++)
    if (operators[i].text[0] == c
        && strncmp (lexer->text + lexer->pos, operators[i].text + 1, strlen (operators[i].text) - 1)
               == 0)
      {
        lexer->pos += strlen (operators[i].text) - 1;
        return operators[i].type;
      }
  return RS_TOK_OTHER;
}

static RsTokenType
close_bracket (RsLexer *lexer, int c)
{
  const RsOpenBracket *open;
  char expected;

  if (lexer->level == 0)
    return lex_error (lexer, "unmatched '%c'", c);
  open = &lexer->brackets[--lexer->level];
  expected = open->bracket == '(' ? ')' : open->bracket == '[' ? ']' : '}';
  if (c == expected)
    return one_char (c);
  if (open->line != lexer->line)
    return lex_error (lexer,
                      "closing parenthesis '%c' does not match opening parenthesis '%c' on line %d",
                      c, open->bracket, open->line);
  return lex_error (lexer, "closing parenthesis '%c' does not match opening parenthesis '%c'", c,
                    open->bracket);
}

static RsTokenType
lex_operator (RsLexer *lexer, int c)
{
  RsTokenType type = longer_operator (lexer, c);

  if (type != RS_TOK_OTHER)
    return type;
  if (c == '(' || c == '[' || c == '{')
    {
      if (lexer->level >= RS_MAX_BRACKETS)
        return lex_error (lexer, "too many nested parentheses");
      lexer->brackets[lexer->level++] =
          (RsOpenBracket){ (char) c, lexer->line, (int) (lexer->start - lexer->line_start) };
    }
  else if (c == ')' || c == ']' || c == '}')
    return close_bracket (lexer, c);
  if ((c < ' ' || c > '~') && !rs_unichar_is_printable ((gunichar) c))
    return lex_error (lexer, "invalid non-printable character U+%04X", (guint) c);
  return one_char (c);
}

/* --- tokens --------------------------------------------------------------- */

/* A token that starts with C, which is taken and no white space. */
static RsTokenType
lex_token (RsLexer *lexer, int c)
{
  int c2;

  if (is_name_start (c))
    return lex_name (lexer, c);
  if (c == '0')
    return lex_zero (lexer);
  if (g_ascii_isdigit (c))
    {
      c = decimal_tail (lexer);
      return c != 0 ? lex_number_rest (lexer, c, FALSE) : RS_TOK_ERROR;
    }
  if (c == '.')
    {
      c2 = next_char (lexer);
      if (c2 != EOF_CHAR && g_ascii_isdigit (c2))
        return lex_number_rest (lexer, c2, TRUE);
      back_up (lexer, c2);
    }
  if (c == '"' || c == '\'')
    return lex_string (lexer, c);
  return lex_operator (lexer, c);
}

/* Returns: the next token's type; *PLACED: it has columns, [lexer->start,
 * lexer->pos) in the text. */
static RsTokenType
lex_next (RsLexer *lexer, gboolean *placed)
{
  gboolean blank = FALSE;
  int c;

  *placed = FALSE;
  for (;;)
    {
      if (lexer->at_line_start && !read_indent (lexer, &blank))
        return RS_TOK_ERROR;
      if (lexer->pending != 0)
        {
          gboolean dedent = lexer->pending < 0;

          lexer->pending += dedent ? 1 : -1;
          return dedent ? RS_TOK_DEDENT : RS_TOK_INDENT;
        }
      do
        c = next_char (lexer);
      while (c == ' ' || c == '\t' || c == '\f');
      lexer->start = lexer->pos - (c != EOF_CHAR);
      while (c == '#'
             || (lexer->start < lexer->pos && lexer->text[lexer->start] == '#' && c != '\n'
                 && c != EOF_CHAR))
        c = next_char (lexer);
      if (c == EOF_CHAR)
        return lexer->level > 0 ? lex_fail (lexer, RS_LEX_EOF) : RS_TOK_END;
      *placed = TRUE;
      if (c == '\n')
        {
          lexer->at_line_start = TRUE;
          if (blank || lexer->level > 0)
            {
              blank = FALSE;
              *placed = FALSE;
              continue;
            }
          return RS_TOK_NEWLINE;
        }
      if (c != '\\')
        return lex_token (lexer, c);
      if (continue_line (lexer) == EOF_CHAR)
        return RS_TOK_ERROR;
    }
}

RsTokenType
rs_lexer_next (RsLexer *lexer, RsToken *token)
{
  gboolean placed;
  RsTokenType type = lex_next (lexer, &placed);
  gsize end = lexer->pos - (type == RS_TOK_NEWLINE && lexer->pos > lexer->start);
  gsize line_start = type == RS_TOK_STRING ? lexer->string_line_start : lexer->line_start;

  *token = (RsToken){ .type = (guint8) type, .level = (guint8) lexer->level };
  token->loc.line = type == RS_TOK_STRING ? lexer->string_line : lexer->line;
  token->loc.end_line = lexer->line;
  token->loc.col = token->loc.end_col = -1;
  if (placed && type != RS_TOK_ERROR)
    {
      token->start = (guint32) lexer->start;
      token->length = (guint32) (end - lexer->start);
      token->loc.col = lexer->start >= line_start ? (int) (lexer->start - line_start) : -1;
      token->loc.end_col = end >= lexer->line_start ? (int) (end - lexer->line_start) : -1;
    }
  return type;
}
