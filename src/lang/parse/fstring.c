/* SPDX-License-Identifier: MIT
 *
 * f-strings, the way CPython up to 3.11 reads them: the lexer gives the whole
 * literal as one string, the text is cut at its braces here, and the text of
 * each expression is put into parentheses and given to a parser of its own.
 *
 * Every node of the literal has the position of all the literals side by side,
 * a format specification that of its own literal; only the nodes inside the
 * expressions have their own. Where those stand in the source is worked out in
 * expression_place ().
 */
#include "string-private.h"

#include <string.h>

/* --- the joiner ----------------------------------------------------------- */

void
rs_joiner_init (RsJoiner *joiner, RsParser *p, guint first, RsLocation loc, RsLocation end_loc)
{
  *joiner = (RsJoiner){
    .p = p, .first = first, .loc = loc, .end_loc = end_loc, .text = g_string_new (NULL)
  };
}

void
rs_joiner_clear (RsJoiner *joiner)
{
  g_string_free (joiner->text, TRUE);
}

static RsNode *
text_node (RsJoiner *joiner, RsLocation loc)
{
  RsParser *p = joiner->p;
  RsNode *node = rs_node_new (p->lang->scratch, RS_NODE_Constant, loc);

  node->v.constant.value =
      rs_const_text (p->lang, RS_CONST_STR, joiner->text->str, joiner->text->len);
  node->v.constant.kind = p->lexer.text[p->tokens[joiner->first].start] == 'u';
  g_string_truncate (joiner->text, 0);
  return node;
}

static void
add_expression (RsJoiner *joiner, RsNode *expression)
{
  if (joiner->text->len > 0)
    rs_p_push (joiner->p, &joiner->values, text_node (joiner, joiner->loc));
  rs_p_push (joiner->p, &joiner->values, expression);
}

RsNode *
rs_joiner_finish (RsJoiner *joiner)
{
  RsNode *node;

  if (!joiner->formatted)
    return text_node (joiner, joiner->end_loc);
  if (joiner->text->len > 0)
    rs_p_push (joiner->p, &joiner->values, text_node (joiner, joiner->end_loc));
  node = rs_node_new (joiner->p->lang->scratch, RS_NODE_JoinedStr, joiner->end_loc);
  node->v.joined_str.values = joiner->values;
  return node;
}

/* --- expressions ---------------------------------------------------------- */

static gboolean
fail (RsParser *p, const char *message)
{
  rs_p_error_here (p, "SyntaxError", "%s", message);
  return FALSE;
}

/* Counts the lines of LITERAL up to S. Expressions come in order, so each part
 * of the literal is looked at once. */
static void
count_lines (RsParser *p, const char *literal, const char *s)
{
  RsFStringPlace *place = &p->place;

  if (place->literal != literal || place->at > s)
    *place = (RsFStringPlace){ literal, literal, literal, 0 };
  for (; place->at < s; place->at++)
    if (*place->at == '\n')
      {
        place->lines++;
        place->line_start = place->at + 1;
      }
}

/* Where the parenthesis stands that takes the place of the brace before
 * EXPRESSION. */
static void
expression_place (RsParser *p, const RsToken *token, const char *expression, int *line, int *col)
{
  const char *brace = expression - 1, *s;
  gboolean newline_after_brace = TRUE;
  int cols = 0;

  count_lines (p, p->lexer.text + token->start, brace);
  for (s = expression; *s != '}' && *s != '\n'; s++)
    if (*s != ' ' && *s != '\t' && *s != '\f')
      {
        newline_after_brace = FALSE;
        break;
      }
  if (!newline_after_brace)
    cols = (int) (brace - p->place.line_start);
  *line = token->loc.line + p->place.lines;
  *col = p->place.lines != 0 ? cols : token->loc.col + cols;
}

static RsNode *
parse_expression (RsParser *p, const char *start, const char *end, const RsToken *token)
{
  const char *s;
  char *text;
  int line, col;

  for (s = start; s < end && strchr (" \t\n\f\r", *s) != NULL; s++)
    ;
  if (s == end)
    {
      if (*end == '!' || *end == ':' || *end == '=')
        return rs_p_error_here (p, "SyntaxError", "f-string: expression required before '%c'",
                                *end);
      return rs_p_error_here (p, "SyntaxError", "f-string: empty expression not allowed");
    }
  expression_place (p, token, start, &line, &col);
  text = rs_chunks_alloc (p->lang->scratch, (gsize) (end - start) + 4);
  text[0] = '(';
  memcpy (text + 1, start, (gsize) (end - start));
  text[end - start + 1] = ')';
  text[end - start + 2] = '\n';
  return rs_p_parse_fstring_expression (p, text, (gsize) (end - start) + 3, line, col);
}

/* Goes from *S to the end of an expression: a '!', ':', '=' or '}' outside of
 * brackets and strings. */
static gboolean
skip_expression (RsParser *p, const char **s, const char *end)
{
  char quote = 0, open[RS_MAX_BRACKETS];
  gboolean triple = FALSE;
  int depth = 0;

  for (; *s < end; ++*s)
    {
      char c = **s;

      if (c == '\\')
        return fail (p, "f-string expression part cannot include a backslash");
      if (quote != 0)
        {
          if (c != quote)
            continue;
          if (!triple)
            quote = 0;
          else if (*s + 2 < end && (*s)[1] == c && (*s)[2] == c)
            {
              *s += 2;
              quote = 0;
              triple = FALSE;
            }
          continue;
        }
      if (c == '\'' || c == '"')
        {
          triple = *s + 2 < end && (*s)[1] == c && (*s)[2] == c;
          *s += triple ? 2 : 0;
          quote = c;
        }
      else if (c == '[' || c == '{' || c == '(')
        {
          if (depth >= RS_MAX_BRACKETS)
            return fail (p, "f-string: too many nested parenthesis");
          open[depth++] = c;
        }
      else if (c == '#')
        return fail (p, "f-string expression part cannot include '#'");
      else if (depth == 0 && strchr ("!:}=<>", c) != NULL)
        {
          if (*s + 1 < end && (*s)[1] == '=' && strchr ("!=<>", c) != NULL)
            ++*s;
          else if (c != '<' && c != '>')
            break;
        }
      else if (c == ']' || c == '}' || c == ')')
        {
          char opening;

          if (depth == 0)
            {
              rs_p_error_here (p, "SyntaxError", "f-string: unmatched '%c'", c);
              return FALSE;
            }
          opening = open[--depth];
          if (c != (opening == '(' ? ')' : opening == '[' ? ']' : '}'))
            {
              rs_p_error_here (
                  p, "SyntaxError",
                  "f-string: closing parenthesis '%c' does not match opening parenthesis '%c'", c,
                  opening);
              return FALSE;
            }
        }
    }
  if (quote != 0)
    return fail (p, "f-string: unterminated string");
  if (depth > 0)
    {
      rs_p_error_here (p, "SyntaxError", "f-string: unmatched '%c'", open[depth - 1]);
      return FALSE;
    }
  return *s < end || fail (p, "f-string: expecting '}'");
}

/* replacement: '{' expression ['='] ['!' ('s' | 'r' | 'a')] [':' specification]
 * '}' */
static gboolean
replacement (RsParser *p, RsJoiner *joiner, const char **s, const char *end, gboolean raw,
             int depth, const RsToken *token)
{
  const char *start = ++*s;
  RsNode *value, *spec = NULL, *node;
  int conversion = -1;
  gboolean shown = FALSE;

  if (depth >= 2)
    return fail (p, "f-string: expressions nested too deeply");
  if (!skip_expression (p, s, end) || (value = parse_expression (p, start, *s, token)) == NULL)
    return FALSE;
  if (**s == '=')
    {
      for (++*s; g_ascii_isspace (**s) || **s == '\v'; ++*s)
        ;
      if (*s >= end)
        return fail (p, "f-string: expecting '}'");
      g_string_append_len (joiner->text, start, *s - start);
      shown = TRUE;
    }
  if (**s == '!')
    {
      if (++*s >= end)
        return fail (p, "f-string: expecting '}'");
      conversion = (guchar) * (*s)++;
      if (conversion != 's' && conversion != 'r' && conversion != 'a')
        return fail (p, "f-string: invalid conversion character: expected 's', 'r', or 'a'");
    }
  if (*s < end && **s == ':')
    {
      RsJoiner inner;

      if (++*s >= end)
        return fail (p, "f-string: expecting '}'");
      rs_joiner_init (&inner, p, joiner->first, joiner->loc, token->loc);
      if (rs_p_fstring (p, &inner, s, end, raw, depth + 1, token))
        spec = rs_joiner_finish (&inner);
      rs_joiner_clear (&inner);
      if (spec == NULL)
        return FALSE;
    }
  if (*s >= end || **s != '}')
    return fail (p, "f-string: expecting '}'");
  ++*s;
  node = rs_node_new (p->lang->scratch, RS_NODE_FormattedValue, joiner->loc);
  node->v.formatted_value.value = value;
  node->v.formatted_value.conversion = shown && spec == NULL && conversion == -1 ? 'r' : conversion;
  node->v.formatted_value.format_spec = spec;
  add_expression (joiner, node);
  return TRUE;
}

/* --- the literal parts ---------------------------------------------------- */

/* Reads text up to a brace. *DOUBLED: the brace was doubled and one of it is in
 * the text; go on with text. */
static gboolean
literal_part (RsParser *p, RsJoiner *joiner, const char **from, const char *end, gboolean raw,
              int depth, const RsToken *token, gboolean *doubled)
{
  const char *start = *from, *s = start, *after = NULL;

  *doubled = FALSE;
  while (s < end)
    {
      char c = *s++;

      if (!raw && c == '\\' && s < end)
        {
          c = *s++;
          if (c == 'N')
            {
              if (s < end && *s++ == '{')
                while (s < end && *s++ != '}')
                  ;
              continue;
            }
          if (c == '{')
            rs_p_warn_escape (p, s - 1, token);
        }
      if (c != '{' && c != '}')
        continue;
      if (depth == 0 && s < end && *s == c)
        {
          after = s + 1;
          *doubled = TRUE;
          break;
        }
      if (depth == 0 && c == '}')
        return fail (p, "f-string: single '}' is not allowed");
      s--;
      break;
    }
  *from = after != NULL ? after : s;
  return s == start || rs_p_decode_string (p, start, (gsize) (s - start), raw, token, joiner->text);
}

gboolean
rs_p_fstring (RsParser *p, RsJoiner *joiner, const char **s, const char *end, gboolean raw,
              int depth, const RsToken *token)
{
  gboolean doubled;

  joiner->formatted = TRUE;
  for (;;)
    {
      if (!literal_part (p, joiner, s, end, raw, depth, token, &doubled))
        return FALSE;
      if (doubled)
        continue;
      if (*s >= end || **s == '}')
        break;
      if (!replacement (p, joiner, s, end, raw, depth, token))
        return FALSE;
    }
  if (depth != 0 && (*s >= end || **s != '}'))
    return fail (p, "f-string: expecting '}'");
  return TRUE;
}
