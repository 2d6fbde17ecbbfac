/* SPDX-License-Identifier: MIT
 *
 * The match statement and its patterns. match, case and _ are ordinary names
 * elsewhere: the statement is tried first, and if it does not fit, the line is
 * read again as an expression.
 */
#include "parser-private.h"

#include <string.h>

static RsNode *pattern (RsParser *p);
static RsNode *or_pattern (RsParser *p);

/* A name that binds: NAME, but not '_', and not before '.', '(' or '='. */
static gboolean
at_capture (RsParser *p)
{
  RsTokenType next;

  if (rs_p_peek (p) != RS_TOK_NAME || rs_p_at_word (p, "_"))
    return FALSE;
  next = rs_p_peek_at (p, 1);
  return next != RS_TOK_DOT && next != RS_TOK_LPAR && next != RS_TOK_EQUAL;
}

/* --- literals ------------------------------------------------------------- */

/* signed_number: ['-'] NUMBER */
static RsNode *
signed_number (RsParser *p)
{
  guint start = p->mark;
  RsNode *value, *node;
  gboolean minus = rs_p_accept (p, RS_TOK_MINUS);

  if (rs_p_peek (p) != RS_TOK_NUMBER)
    return NULL;
  value = rs_p_node (p, RS_NODE_Constant, p->mark);
  value->v.constant.value = rs_number_literal (p->lang, p->lexer.text + p->tokens[p->mark].start,
                                               p->tokens[p->mark].length, p->tokens[p->mark].loc);
  if (value->v.constant.value == NULL)
    return NULL;
  p->mark++;
  value->loc = rs_p_location (p, p->mark - 1);
  if (!minus)
    return value;
  node = rs_p_node (p, RS_NODE_UnaryOp, start);
  node->v.unary_op.op = RS_UNARY_USUB;
  node->v.unary_op.operand = value;
  return node;
}

static gboolean
is_complex (const RsNode *number)
{
  return number->kind == RS_NODE_Constant && number->v.constant.value->kind == RS_CONST_COMPLEX;
}

/* number: signed_number [('+' | '-') NUMBER], the last one imaginary, the first
 * one not */
static RsNode *
number_expression (RsParser *p)
{
  guint start = p->mark;
  RsNode *left = signed_number (p), *right, *node;
  RsTokenType type;

  if (left == NULL)
    return NULL;
  type = rs_p_peek (p);
  if (type != RS_TOK_PLUS && type != RS_TOK_MINUS)
    return left;
  if (is_complex (left->kind == RS_NODE_UnaryOp ? left->v.unary_op.operand : left))
    return rs_p_error (p, "SyntaxError", left->loc, "real number required in complex literal");
  p->mark++;
  if (rs_p_peek (p) != RS_TOK_NUMBER || (right = signed_number (p)) == NULL)
    return NULL;
  if (!is_complex (right))
    return rs_p_error (p, "SyntaxError", right->loc,
                       "imaginary number required in complex literal");
  node = rs_p_node (p, RS_NODE_BinOp, start);
  node->v.bin_op.left = left;
  node->v.bin_op.op = type == RS_TOK_PLUS ? RS_OPERATOR_ADD : RS_OPERATOR_SUB;
  node->v.bin_op.right = right;
  return node;
}

static gboolean
at_number (RsParser *p)
{
  return rs_p_peek (p) == RS_TOK_NUMBER || rs_p_peek (p) == RS_TOK_MINUS;
}

static RsNode *
value_pattern (RsParser *p, RsNode *value, guint start)
{
  RsNode *node;

  if (value == NULL)
    return NULL;
  node = rs_p_node (p, RS_NODE_MatchValue, start);
  node->v.match_value.value = value;
  return node;
}

static RsConst *
singleton (RsParser *p)
{
  RsTokenType type = rs_p_peek (p);

  if (type != RS_K_NONE && type != RS_K_TRUE && type != RS_K_FALSE)
    return NULL;
  p->mark++;
  return rs_const_new (p->lang, type == RS_K_NONE   ? RS_CONST_NONE
                                : type == RS_K_TRUE ? RS_CONST_TRUE
                                                    : RS_CONST_FALSE);
}

/* literal_expr: number | STRING+ | 'None' | 'True' | 'False' */
static RsNode *
literal_expression (RsParser *p)
{
  guint start = p->mark;
  RsConst *value;
  RsNode *node;

  if (at_number (p))
    return number_expression (p);
  if (rs_p_peek (p) == RS_TOK_STRING)
    return rs_p_strings (p);
  value = singleton (p);
  if (value == NULL)
    return NULL;
  node = rs_p_node (p, RS_NODE_Constant, start);
  node->v.constant.value = value;
  return node;
}

/* name_or_attr: NAME ('.' NAME)* */
static RsNode *
name_or_attr (RsParser *p)
{
  guint start = p->mark;
  RsNode *left = rs_p_name (p, RS_CTX_LOAD), *node;

  while (left != NULL && rs_p_accept (p, RS_TOK_DOT))
    {
      if (!rs_p_accept (p, RS_TOK_NAME))
        return NULL;
      node = rs_p_node (p, RS_NODE_Attribute, start);
      node->v.attribute.value = left;
      node->v.attribute.attr = rs_p_id (p, p->mark - 1);
      left = node;
    }
  return left;
}

/* --- sequences, mappings, classes ----------------------------------------- */

/* star_pattern: '*' NAME */
static RsNode *
star_pattern (RsParser *p)
{
  guint start = p->mark;
  RsNode *node;
  const char *name = NULL;

  if (!rs_p_accept (p, RS_TOK_STAR))
    return pattern (p);
  if (rs_p_peek (p) != RS_TOK_NAME || (!rs_p_at_word (p, "_") && !at_capture (p)))
    return NULL;
  if (!rs_p_at_word (p, "_"))
    name = rs_p_id (p, p->mark);
  p->mark++;
  node = rs_p_node (p, RS_NODE_MatchStar, start);
  node->v.match_star.name = name;
  return node;
}

/* ','.star_pattern+ [','] before CLOSING; *COMMA: there was one */
static gboolean
star_patterns (RsParser *p, RsTokenType closing, RsTokenType closing2, RsSeq *patterns,
               gboolean *comma)
{
  *comma = FALSE;
  while (rs_p_peek (p) != closing && rs_p_peek (p) != closing2)
    {
      RsNode *node = star_pattern (p);

      if (node == NULL)
        return FALSE;
      rs_p_push (p, patterns, node);
      if (!rs_p_accept (p, RS_TOK_COMMA))
        break;
      *comma = TRUE;
    }
  return !p->lang->failed;
}

/* sequence_pattern: '[' [star_patterns] ']' | '(' [star_pattern ','
 * [star_patterns]] ')'; group: '(' pattern ')' */
static RsNode *
sequence_or_group (RsParser *p)
{
  guint start = p->mark;
  gboolean paren = rs_p_peek (p) == RS_TOK_LPAR, comma;
  RsTokenType closing = paren ? RS_TOK_RPAR : RS_TOK_RSQB;
  RsSeq patterns = { NULL, 0 };
  RsNode *node;

  p->mark++;
  if (!star_patterns (p, closing, closing, &patterns, &comma) || !rs_p_accept (p, closing))
    return NULL;
  if (paren && patterns.n == 1 && !comma)
    return patterns.items[0]->kind != RS_NODE_MatchStar ? patterns.items[0] : NULL;
  node = rs_p_node (p, RS_NODE_MatchSequence, start);
  node->v.match_sequence.patterns = patterns;
  return node;
}

/* mapping_pattern: '{' [','.((literal_expr | attr) ':' pattern)* [',' '**'
 * NAME] [',']] '}' */
static RsNode *
mapping_pattern (RsParser *p)
{
  guint start = p->mark++;
  RsSeq keys = { NULL, 0 }, patterns = { NULL, 0 };
  const char *rest = NULL;
  RsNode *node;

  while (rs_p_peek (p) != RS_TOK_RBRACE)
    {
      if (rs_p_accept (p, RS_TOK_DOUBLESTAR))
        {
          if (!at_capture (p))
            return NULL;
          rest = rs_p_id (p, p->mark++);
          rs_p_accept (p, RS_TOK_COMMA);
          break;
        }
      node = rs_p_peek (p) == RS_TOK_NAME ? name_or_attr (p) : literal_expression (p);
      if (node == NULL || node->kind == RS_NODE_Name || !rs_p_accept (p, RS_TOK_COLON))
        return NULL;
      rs_p_push (p, &keys, node);
      node = pattern (p);
      if (node == NULL)
        return NULL;
      rs_p_push (p, &patterns, node);
      if (!rs_p_accept (p, RS_TOK_COMMA))
        break;
    }
  if (!rs_p_accept (p, RS_TOK_RBRACE))
    return NULL;
  node = rs_p_node (p, RS_NODE_MatchMapping, start);
  node->v.match_mapping.keys = keys;
  node->v.match_mapping.patterns = patterns;
  node->v.match_mapping.rest = rest;
  return node;
}

/* class_pattern: name_or_attr '(' [','.pattern+] [','.(NAME '=' pattern)+]
 * [','] ')' */
static RsNode *
class_pattern (RsParser *p, RsNode *cls, guint start)
{
  RsSeq patterns = { NULL, 0 }, kwd_patterns = { NULL, 0 };
  RsIds kwd_attrs = { NULL, 0 };
  RsNode *node, *first_positional = NULL;

  p->mark++;
  while (rs_p_peek (p) != RS_TOK_RPAR)
    {
      gboolean keyword = rs_p_peek (p) == RS_TOK_NAME && rs_p_peek_at (p, 1) == RS_TOK_EQUAL;

      if (keyword && first_positional != NULL)
        break;
      if (keyword)
        {
          rs_p_push_id (p, &kwd_attrs, rs_p_id (p, p->mark));
          p->mark += 2;
        }
      node = pattern (p);
      if (node == NULL)
        return NULL;
      if (!keyword && kwd_attrs.n > 0)
        {
          first_positional = first_positional != NULL ? first_positional : node;
          first_positional->loc.end_line = node->loc.end_line;
          first_positional->loc.end_col = node->loc.end_col;
        }
      rs_p_push (p, keyword ? &kwd_patterns : &patterns, node);
      if (!rs_p_accept (p, RS_TOK_COMMA))
        break;
    }
  if (first_positional != NULL)
    {
      if (p->diagnosing && p->invalid_rules && !p->lang->failed)
        rs_p_error (p, "SyntaxError", first_positional->loc,
                    "positional patterns follow keyword patterns");
      return NULL;
    }
  if (!rs_p_accept (p, RS_TOK_RPAR))
    return NULL;
  node = rs_p_node (p, RS_NODE_MatchClass, start);
  node->v.match_class.cls = cls;
  node->v.match_class.patterns = patterns;
  node->v.match_class.kwd_attrs = kwd_attrs;
  node->v.match_class.kwd_patterns = kwd_patterns;
  return node;
}

/* --- the pattern ---------------------------------------------------------- */

/* closed_pattern: literal | capture | '_' | attr | group | sequence | mapping |
 * class */
static RsNode *
closed_pattern (RsParser *p)
{
  guint start = p->mark;
  RsNode *node, *value;
  RsConst *single;

  switch (rs_p_peek (p))
    {
    case RS_TOK_LPAR:
    case RS_TOK_LSQB:
      return sequence_or_group (p);
    case RS_TOK_LBRACE:
      return mapping_pattern (p);
    case RS_TOK_NUMBER:
    case RS_TOK_MINUS:
      return value_pattern (p, number_expression (p), start);
    case RS_TOK_STRING:
      value = rs_p_strings (p);
      return value_pattern (p, value, start);
    case RS_TOK_NAME:
      break;
    default:
      single = singleton (p);
      if (single == NULL)
        return NULL;
      node = rs_p_node (p, RS_NODE_MatchSingleton, start);
      node->v.match_singleton.value = single;
      return node;
    }
  value = name_or_attr (p);
  if (value == NULL)
    return NULL;
  if (rs_p_peek (p) == RS_TOK_LPAR)
    return class_pattern (p, value, start);
  if (value->kind == RS_NODE_Attribute)
    return rs_p_peek (p) != RS_TOK_EQUAL ? value_pattern (p, value, start) : NULL;
  if (rs_p_peek (p) == RS_TOK_EQUAL && strcmp (value->v.name.id, "_") != 0)
    return NULL;
  node = rs_p_node (p, RS_NODE_MatchAs, start);
  node->v.match_as.name = strcmp (value->v.name.id, "_") != 0 ? value->v.name.id : NULL;
  return node;
}

/* or_pattern: '|'.closed_pattern+ */
static RsNode *
or_pattern (RsParser *p)
{
  guint start = p->mark;
  RsNode *node = rs_p_enter (p) ? closed_pattern (p) : NULL;
  RsSeq patterns = { NULL, 0 };

  p->depth--;
  if (node == NULL || rs_p_peek (p) != RS_TOK_VBAR)
    return p->lang->failed ? NULL : node;
  rs_p_push (p, &patterns, node);
  while (rs_p_accept (p, RS_TOK_VBAR))
    {
      node = closed_pattern (p);
      if (node == NULL)
        return NULL;
      rs_p_push (p, &patterns, node);
    }
  node = rs_p_node (p, RS_NODE_MatchOr, start);
  node->v.match_or.patterns = patterns;
  return node;
}

/* pattern: or_pattern ['as' NAME] */
static RsNode *
pattern (RsParser *p)
{
  guint start = p->mark;
  RsNode *inner = or_pattern (p), *node;

  if (inner == NULL || !rs_p_accept (p, RS_K_AS))
    return inner;
  if (!at_capture (p))
    {
      if (p->diagnosing && p->invalid_rules && !p->lang->failed)
        {
          if (rs_p_at_word (p, "_"))
            rs_p_error (p, "SyntaxError", rs_p_token (p)->loc, "cannot use '_' as a target");
          else if (rs_p_peek (p) != RS_TOK_NAME && (node = rs_p_expression (p)) != NULL)
            rs_p_error (p, "SyntaxError", node->loc, "invalid pattern target");
        }
      return NULL;
    }
  node = rs_p_node (p, RS_NODE_MatchAs, start);
  node->v.match_as.pattern = inner;
  node->v.match_as.name = rs_p_id (p, p->mark++);
  node->loc = rs_p_location (p, start);
  return node;
}

/* patterns: star_pattern ',' [star_patterns] | pattern */
RsNode *
rs_p_patterns (RsParser *p)
{
  guint start = p->mark;
  RsSeq patterns = { NULL, 0 };
  gboolean comma;
  RsNode *node;

  if (!star_patterns (p, RS_TOK_COLON, RS_K_IF, &patterns, &comma) || patterns.n == 0)
    return NULL;
  if (patterns.n == 1 && !comma)
    return patterns.items[0]->kind != RS_NODE_MatchStar ? patterns.items[0] : NULL;
  node = rs_p_node (p, RS_NODE_MatchSequence, start);
  node->v.match_sequence.patterns = patterns;
  return node;
}

/* --- the statement -------------------------------------------------------- */

/* case_block: "case" patterns ['if' named_expression] ':' block */
static RsNode *
case_block (RsParser *p)
{
  guint start = p->mark;
  RsNode *pattern_node, *guard = NULL, *node;
  RsSeq body = { NULL, 0 };

  if (!rs_p_at_word (p, "case"))
    return NULL;
  p->mark++;
  pattern_node = rs_p_patterns (p);
  if (pattern_node == NULL
      || (rs_p_accept (p, RS_K_IF) && (guard = rs_p_named_expression (p)) == NULL)
      || (p->diagnosing && !rs_d_block_start (p, "'case' statement", start))
      || !rs_p_accept (p, RS_TOK_COLON) || !rs_p_block (p, &body))
    return NULL;
  node = rs_p_node (p, RS_NODE_match_case, start);
  node->v.match_case.pattern = pattern_node;
  node->v.match_case.guard = guard;
  node->v.match_case.body = body;
  return node;
}

/* subject: star_named_expression ',' [star_named_expressions] |
 * named_expression */
RsNode *
rs_p_subject (RsParser *p)
{
  guint start = p->mark;
  RsNode *first = rs_p_star_named_expression (p);
  RsSeq items = { NULL, 0 };

  if (first == NULL || rs_p_peek (p) != RS_TOK_COMMA)
    return first != NULL && first->kind != RS_NODE_Starred ? first : NULL;
  rs_p_push (p, &items, first);
  while (rs_p_accept (p, RS_TOK_COMMA) && rs_p_peek (p) != RS_TOK_COLON
         && rs_p_peek (p) != RS_TOK_NEWLINE)
    {
      RsNode *item = rs_p_star_named_expression (p);

      if (item == NULL)
        return NULL;
      rs_p_push (p, &items, item);
    }
  return p->lang->failed ? NULL : rs_p_tuple_of (p, items, start);
}

/* match: "match" subject ':' NEWLINE INDENT case_block+ DEDENT */
RsNode *
rs_p_match_stmt (RsParser *p)
{
  guint start = p->mark++;
  RsNode *subject = rs_p_subject (p), *node;
  RsSeq cases = { NULL, 0 };

  if (subject == NULL || (p->diagnosing && !rs_d_block_start (p, "'match' statement", start))
      || !rs_p_accept (p, RS_TOK_COLON) || !rs_p_accept (p, RS_TOK_NEWLINE)
      || !rs_p_accept (p, RS_TOK_INDENT))
    return NULL;
  do
    {
      node = case_block (p);
      if (node == NULL)
        return NULL;
      rs_p_push (p, &cases, node);
    }
  while (rs_p_peek (p) != RS_TOK_DEDENT);
  p->mark++;
  node = rs_p_node (p, RS_NODE_Match, start);
  node->v.match.subject = subject;
  node->v.match.cases = cases;
  return node;
}
