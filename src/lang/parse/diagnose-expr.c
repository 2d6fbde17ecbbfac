/* SPDX-License-Identifier: MIT
 *
 * The second pass over a text that does not parse, expressions: here the
 * alternatives of each rule are tried one after the other, among them those
 * that match common mistakes and word them. Models the invalid_ rules of
 * CPython 3.11's grammar; which mistake is reported depends on their order.
 *
 * Trying alternatives reads the same tokens many times, so what a rule made of
 * a token is remembered (recall, remember).
 */
#include "diagnose-private.h"

#include <string.h>

struct _RsMemo {
  RsMemoRule rule;
  RsNode *node; /* NULL: the rule does not fit here */
  guint end;    /* the mark after it */
  RsMemo *next;
};

/* --- memory --------------------------------------------------------------- */

static gboolean
recall (RsParser *p, RsMemoRule rule, RsNode **node)
{
  const RsMemo *memo;

  if (p->mark >= p->n_memos)
    return FALSE;
  for (memo = p->memos[p->mark]; memo != NULL; memo = memo->next)
    if (memo->rule == rule)
      {
        p->mark = memo->end;
        *node = memo->node;
        return TRUE;
      }
  return FALSE;
}

static void
remember (RsParser *p, RsMemoRule rule, guint start, RsNode *node)
{
  RsMemo *memo;

  if (start >= p->n_memos)
    {
      guint n = MAX (p->capacity, start + 1);

      p->memos = g_renew (RsMemo *, p->memos, n);
      memset (p->memos + p->n_memos, 0, sizeof *p->memos * (n - p->n_memos));
      p->n_memos = n;
    }
  memo = RS_CHUNKS_NEW (p->lang->scratch, RsMemo);
  *memo = (RsMemo){ rule, node, p->mark, p->memos[start] };
  p->memos[start] = memo;
}

RsNode *
rs_d_memo (RsParser *p, RsMemoRule rule, RsNode *(*parse) (RsParser *) )
{
  guint start = p->mark;
  RsNode *node;

  if (recall (p, rule, &node))
    return node;
  node = parse (p);
  if (p->lang->failed)
    return NULL;
  if (node == NULL)
    p->mark = start;
  remember (p, rule, start, node);
  return node;
}

/* --- wording -------------------------------------------------------------- */

const char *
rs_d_expr_name (const RsNode *node)
{
  switch (node->kind)
    {
    case RS_NODE_Attribute:
      return "attribute";
    case RS_NODE_Subscript:
      return "subscript";
    case RS_NODE_Starred:
      return "starred";
    case RS_NODE_Name:
      return "name";
    case RS_NODE_List:
      return "list";
    case RS_NODE_Tuple:
      return "tuple";
    case RS_NODE_Lambda:
      return "lambda";
    case RS_NODE_Call:
      return "function call";
    case RS_NODE_BoolOp:
    case RS_NODE_BinOp:
    case RS_NODE_UnaryOp:
      return "expression";
    case RS_NODE_GeneratorExp:
      return "generator expression";
    case RS_NODE_Yield:
    case RS_NODE_YieldFrom:
      return "yield expression";
    case RS_NODE_Await:
      return "await expression";
    case RS_NODE_ListComp:
      return "list comprehension";
    case RS_NODE_SetComp:
      return "set comprehension";
    case RS_NODE_DictComp:
      return "dict comprehension";
    case RS_NODE_Dict:
      return "dict literal";
    case RS_NODE_Set:
      return "set display";
    case RS_NODE_JoinedStr:
    case RS_NODE_FormattedValue:
      return "f-string expression";
    case RS_NODE_Compare:
      return "comparison";
    case RS_NODE_IfExp:
      return "conditional expression";
    case RS_NODE_NamedExpr:
      return "named expression";
    case RS_NODE_Constant:
      switch (node->v.constant.value->kind)
        {
        case RS_CONST_NONE:
          return "None";
        case RS_CONST_TRUE:
          return "True";
        case RS_CONST_FALSE:
          return "False";
        case RS_CONST_ELLIPSIS:
          return "ellipsis";
        default:
          return "literal";
        }
    default:
      return "expression";
    }
}

/* Returns: the part of NODE that is no target of KIND, or NULL if all is
 * well. */
static const RsNode *
invalid_target (const RsNode *node, RsTargetKind kind)
{
  const RsNode *part;
  guint i;

  switch (node->kind)
    {
    case RS_NODE_List:
    case RS_NODE_Tuple:
      for (i = 0; i < node->v.tuple.elts.n; i++)
        if ((part = invalid_target (node->v.tuple.elts.items[i], kind)) != NULL)
          return part;
      return NULL;
    case RS_NODE_Starred:
      return kind == RS_TARGET_DEL ? node : invalid_target (node->v.starred.value, kind);
    case RS_NODE_Compare:
      if (kind != RS_TARGET_FOR)
        return node;
      return node->v.compare.ops.items[0] == RS_COMPARE_IN
                 ? invalid_target (node->v.compare.left, kind)
                 : NULL;
    case RS_NODE_Name:
    case RS_NODE_Subscript:
    case RS_NODE_Attribute:
      return NULL;
    default:
      return node;
    }
}

void
rs_d_invalid_target (RsParser *p, RsTargetKind kind, const RsNode *node)
{
  const RsNode *part = invalid_target (node, kind);

  if (part != NULL)
    rs_p_error (p, "SyntaxError", part->loc,
                kind == RS_TARGET_DEL ? "cannot delete %s" : "cannot assign to %s",
                rs_d_expr_name (part));
}

RsLocation
rs_d_range (RsLocation from, RsLocation to)
{
  return (RsLocation){ from.line, to.end_line, from.col, to.end_col };
}

/* --- expression ----------------------------------------------------------- */

/* CPython 3.11 takes the beginnings of soft keywords for soft keywords here: c,
 * ca, cas, m, ... */
static gboolean
is_soft_keyword (RsParser *p)
{
  const RsToken *token = rs_p_token (p);
  const char *text = p->lexer.text + token->start;

  if (token->type != RS_TOK_NAME)
    return FALSE;
  return strncmp ("_", text, token->length) == 0 || strncmp ("case", text, token->length) == 0
         || strncmp ("match", text, token->length) == 0;
}

static gboolean
is_legacy_statement (const RsNode *node)
{
  return node->kind == RS_NODE_Name
         && (strcmp (node->v.name.id, "print") == 0 || strcmp (node->v.name.id, "exec") == 0);
}

static RsNode *
expression_without_invalid (RsParser *p)
{
  RsNode *node;

  p->invalid_rules = FALSE;
  node = rs_p_plain_expression (p);
  p->invalid_rules = TRUE;
  return node;
}

/* !(NAME STRING | SOFT_KEYWORD) disjunction expression: a comma was forgotten
 * disjunction 'if' disjunction !('else' | ':'): an else was forgotten */
static void
invalid_expression (RsParser *p)
{
  guint start = p->mark, after;
  RsNode *a, *b;
  RsTokenType type;

  if (rs_p_peek (p) == RS_TOK_NAME && (is_soft_keyword (p) || rs_p_peek_at (p, 1) == RS_TOK_STRING))
    a = NULL;
  else
    {
      a = rs_p_disjunction (p);
      after = p->mark;
      if (a != NULL && (b = expression_without_invalid (p)) != NULL && !is_legacy_statement (a)
          && p->tokens[p->mark - 1].level > 0)
        {
          rs_p_error (p, "SyntaxError", rs_d_range (a->loc, b->loc),
                      "invalid syntax. Perhaps you forgot a comma?");
          return;
        }
      p->mark = after;
    }
  if (p->lang->failed)
    return;
  p->mark = start;
  a = rs_p_disjunction (p);
  if (a == NULL || !rs_p_accept (p, RS_K_IF) || (b = rs_p_disjunction (p)) == NULL)
    return;
  type = rs_p_peek (p);
  if (type != RS_K_ELSE && type != RS_TOK_COLON && !p->lang->failed)
    rs_p_error (p, "SyntaxError", rs_d_range (a->loc, b->loc),
                "expected 'else' after 'if' expression");
}

/* NAME !'(' star_expressions: print and exec as statements */
static void
invalid_legacy_expression (RsParser *p)
{
  RsNode *name = rs_p_name (p, RS_CTX_LOAD), *rest;

  if (name == NULL || rs_p_peek (p) == RS_TOK_LPAR || (rest = rs_p_star_expressions (p)) == NULL
      || !is_legacy_statement (name))
    return;
  rs_p_error (p, "SyntaxError", rs_d_range (name->loc, rest->loc),
              "Missing parentheses in call to '%s'. Did you mean %s(...)?", name->v.name.id,
              name->v.name.id);
}

static RsNode *
expression (RsParser *p)
{
  guint start = p->mark;

  if (p->invalid_rules)
    {
      invalid_expression (p);
      p->mark = start;
      if (!p->lang->failed)
        invalid_legacy_expression (p);
      p->mark = start;
    }
  return p->lang->failed ? NULL : rs_p_plain_expression (p);
}

RsNode *
rs_d_expression (RsParser *p)
{
  return rs_d_memo (p, RS_MEMO_EXPRESSION, expression);
}

RsNode *
rs_d_disjunction (RsParser *p)
{
  return rs_d_memo (p, RS_MEMO_DISJUNCTION, rs_p_plain_disjunction);
}

RsNode *
rs_d_bitwise_or (RsParser *p)
{
  return rs_d_memo (p, RS_MEMO_BITWISE_OR, rs_p_plain_bitwise_or);
}

RsNode *
rs_d_primary (RsParser *p)
{
  return rs_d_memo (p, RS_MEMO_PRIMARY, rs_p_primary);
}

/* --- named_expression ----------------------------------------------------- */

static gboolean
at_assignment (RsParser *p)
{
  return rs_p_peek (p) == RS_TOK_EQUAL || rs_p_peek (p) == RS_TOK_COLONEQUAL;
}

/* list | tuple | genexp | 'True' | 'None' | 'False' come next */
static gboolean
starts_with_display (RsParser *p)
{
  guint start = p->mark;
  RsTokenType type = rs_p_peek (p);
  RsNode *node;

  if (type == RS_K_TRUE || type == RS_K_NONE || type == RS_K_FALSE)
    return TRUE;
  if (type != RS_TOK_LPAR && type != RS_TOK_LSQB)
    return FALSE;
  node = rs_d_bracketed (p);
  p->mark = start;
  return node != NULL
         && (node->kind == RS_NODE_List || node->kind == RS_NODE_Tuple
             || node->kind == RS_NODE_GeneratorExp);
}

/* expression ':=' expression; NAME '=' bitwise_or !('=' | ':='); bitwise_or '='
 * bitwise_or !('=' | ':='): no place for it */
static RsNode *
invalid_named_expression (RsParser *p)
{
  guint start = p->mark, equal;
  RsNode *a = rs_p_expression (p), *b;

  if (a != NULL && rs_p_accept (p, RS_TOK_COLONEQUAL) && rs_p_expression (p) != NULL)
    return rs_p_error (p, "SyntaxError", a->loc, "cannot use assignment expressions with %s",
                       rs_d_expr_name (a));
  if (p->lang->failed)
    return NULL;
  p->mark = start;
  a = rs_p_name (p, RS_CTX_LOAD);
  if (a != NULL && rs_p_accept (p, RS_TOK_EQUAL) && (b = rs_p_bitwise_or (p)) != NULL
      && !at_assignment (p))
    return rs_p_error (p, "SyntaxError", rs_d_range (a->loc, b->loc),
                       "invalid syntax. Maybe you meant '==' or ':=' instead of '='?");
  if (p->lang->failed)
    return NULL;
  p->mark = start;
  if (starts_with_display (p) || p->lang->failed)
    return NULL;
  a = rs_p_bitwise_or (p);
  equal = p->mark;
  if (a != NULL && rs_p_accept (p, RS_TOK_EQUAL) && rs_p_bitwise_or (p) != NULL
      && !at_assignment (p) && equal > start)
    return rs_p_error (p, "SyntaxError", a->loc,
                       "cannot assign to %s here. Maybe you meant '==' instead of '='?",
                       rs_d_expr_name (a));
  return NULL;
}

RsNode *
rs_d_named_expression (RsParser *p)
{
  guint start = p->mark;
  RsNode *node;

  if (rs_p_peek (p) == RS_TOK_NAME && rs_p_peek_at (p, 1) == RS_TOK_COLONEQUAL)
    return rs_p_assignment_expression (p);
  if (p->invalid_rules)
    {
      rs_d_memo (p, RS_MEMO_INVALID_NAMED, invalid_named_expression);
      p->mark = start;
      if (p->lang->failed)
        return NULL;
    }
  node = rs_p_expression (p);
  return node != NULL && rs_p_peek (p) != RS_TOK_COLONEQUAL ? node : NULL;
}

/* --- brackets ------------------------------------------------------------- */

/* ','.star_named_expression+ [','] */
static gboolean
star_named_expressions (RsParser *p, RsSeq *items)
{
  guint after = p->mark;

  *items = (RsSeq){ NULL, 0 };
  for (;;)
    {
      RsNode *node = rs_p_star_named_expression (p);

      if (p->lang->failed)
        return FALSE;
      if (node == NULL)
        {
          p->mark = after;
          return items->n > 0;
        }
      rs_p_push (p, items, node);
      if (!rs_p_accept (p, RS_TOK_COMMA))
        return !p->lang->failed;
      after = p->mark;
    }
}

/* ('[' | '(' | '{') starred_expression for_if_clauses
 * ('[' | '{') star_named_expression ',' star_named_expressions for_if_clauses
 * ('[' | '{') star_named_expression ',' for_if_clauses */
static void
invalid_comprehension (RsParser *p)
{
  RsTokenType open = rs_p_peek (p);
  guint inside = ++p->mark, comma;
  RsSeq clauses, items;
  RsNode *a;

  if (rs_p_peek (p) == RS_TOK_STAR && (a = rs_p_starred_expression (p)) != NULL
      && rs_p_for_if_clauses (p, &clauses))
    rs_p_error (p, "SyntaxError", a->loc, "iterable unpacking cannot be used in comprehension");
  if (p->lang->failed || open == RS_TOK_LPAR)
    return;
  p->mark = inside;
  a = rs_p_star_named_expression (p);
  comma = p->mark;
  if (a == NULL || !rs_p_accept (p, RS_TOK_COMMA))
    return;
  if (star_named_expressions (p, &items) && rs_p_for_if_clauses (p, &clauses))
    {
      rs_p_error (p, "SyntaxError", rs_d_range (a->loc, items.items[items.n - 1]->loc),
                  "did you forget parentheses around the comprehension target?");
      return;
    }
  p->mark = comma + 1;
  if (!p->lang->failed && rs_p_for_if_clauses (p, &clauses))
    rs_p_error (p, "SyntaxError", rs_d_range (a->loc, p->tokens[comma].loc),
                "did you forget parentheses around the comprehension target?");
}

static RsNode *
sequence_node (RsParser *p, RsNodeKind kind, RsSeq items, guint start)
{
  RsNode *node = rs_p_node (p, kind, start);

  node->v.list.elts = items;
  return node;
}

static RsNode *
comprehension_node (RsParser *p, RsNodeKind kind, RsNode *elt, RsSeq clauses, guint start)
{
  RsNode *node = rs_p_node (p, kind, start);

  node->v.list_comp.elt = elt;
  node->v.list_comp.generators = clauses;
  return node;
}

/* OPEN named_expression for_if_clauses CLOSE | invalid_comprehension */
static RsNode *
comprehension (RsParser *p, RsNodeKind kind, RsTokenType close)
{
  guint start = p->mark++;
  RsNode *elt;
  RsSeq clauses;

  if (kind != RS_NODE_GeneratorExp)
    elt = rs_p_named_expression (p);
  else if (rs_p_peek (p) == RS_TOK_NAME && rs_p_peek_at (p, 1) == RS_TOK_COLONEQUAL)
    elt = rs_p_assignment_expression (p);
  else
    {
      elt = rs_p_expression (p);
      if (rs_p_peek (p) == RS_TOK_COLONEQUAL)
        elt = NULL;
    }
  if (elt != NULL && rs_p_for_if_clauses (p, &clauses) && rs_p_accept (p, close))
    return comprehension_node (p, kind, elt, clauses, start);
  p->mark = start;
  if (!p->lang->failed && p->invalid_rules)
    invalid_comprehension (p);
  return NULL;
}

/* tuple: '(' [star_named_expression ',' [star_named_expressions]] ')' */
static RsNode *
tuple (RsParser *p)
{
  guint start = p->mark++, n = 0;
  RsSeq items = { NULL, 0 };

  if (rs_p_accept (p, RS_TOK_RPAR))
    return sequence_node (p, RS_NODE_Tuple, items, start);
  if (!star_named_expressions (p, &items))
    return NULL;
  n = items.n;
  if (!rs_p_accept (p, RS_TOK_RPAR) || (n == 1 && p->tokens[p->mark - 2].type != RS_TOK_COMMA))
    return NULL;
  return sequence_node (p, RS_NODE_Tuple, items, start);
}

/* group: '(' (yield_expr | named_expression) ')' | '(' starred_expression ')' |
 * '(' '**' expression ')', the last two wrong */
static RsNode *
group (RsParser *p)
{
  guint inside = ++p->mark;
  RsNode *node = rs_p_peek (p) == RS_K_YIELD ? rs_p_yield_expr (p) : rs_p_named_expression (p);

  if (node != NULL && rs_p_accept (p, RS_TOK_RPAR))
    return node;
  if (p->lang->failed || !p->invalid_rules)
    return NULL;
  p->mark = inside;
  if (rs_p_peek (p) == RS_TOK_STAR && (node = rs_p_starred_expression (p)) != NULL
      && rs_p_accept (p, RS_TOK_RPAR))
    return rs_p_error (p, "SyntaxError", node->loc, "cannot use starred expression here");
  p->mark = inside;
  if (rs_p_accept (p, RS_TOK_DOUBLESTAR) && rs_p_expression (p) != NULL
      && rs_p_accept (p, RS_TOK_RPAR))
    return rs_p_error (p, "SyntaxError", p->tokens[inside].loc,
                       "cannot use double starred expression here");
  return NULL;
}

static RsNode *
genexp (RsParser *p)
{
  return comprehension (p, RS_NODE_GeneratorExp, RS_TOK_RPAR);
}

static RsNode *
list (RsParser *p)
{
  guint start = p->mark++;
  RsSeq items = { NULL, 0 };

  if (rs_p_peek (p) != RS_TOK_RSQB && !star_named_expressions (p, &items))
    return NULL;
  return rs_p_accept (p, RS_TOK_RSQB) ? sequence_node (p, RS_NODE_List, items, start) : NULL;
}

static RsNode *
listcomp (RsParser *p)
{
  return comprehension (p, RS_NODE_ListComp, RS_TOK_RSQB);
}

/* kvpair: expression ':' expression */
static gboolean
kvpair (RsParser *p, RsNode **key, RsNode **value)
{
  *key = rs_p_expression (p);
  *value = *key != NULL && rs_p_accept (p, RS_TOK_COLON) ? rs_p_expression (p) : NULL;
  return *value != NULL;
}

/* double_starred_kvpair: '**' bitwise_or | kvpair */
static gboolean
double_starred_kvpair (RsParser *p, RsNode *dict)
{
  RsNode *key = NULL, *value;

  if (rs_p_accept (p, RS_TOK_DOUBLESTAR))
    value = rs_p_bitwise_or (p);
  else if (!kvpair (p, &key, &value))
    return FALSE;
  if (value == NULL)
    return FALSE;
  rs_p_push (p, &dict->v.dict.keys, key);
  rs_p_push (p, &dict->v.dict.values, value);
  return TRUE;
}

/* expression ':' '*' bitwise_or; expression ':' &('}' | ','). Returns: whether
 * there was an error. */
static gboolean
invalid_value (RsParser *p)
{
  guint colon;

  if (rs_p_expression (p) == NULL || !rs_p_accept (p, RS_TOK_COLON))
    return p->lang->failed;
  colon = p->mark - 1;
  if (rs_p_peek (p) == RS_TOK_STAR)
    {
      p->mark++;
      if (rs_p_bitwise_or (p) != NULL)
        rs_d_error_from (p, p->tokens[colon + 1].loc,
                         "cannot use a starred expression in a dictionary value");
    }
  else if (rs_p_peek (p) == RS_TOK_RBRACE || rs_p_peek (p) == RS_TOK_COMMA)
    rs_p_error (p, "SyntaxError", p->tokens[colon].loc,
                "expression expected after dictionary key and ':'");
  return p->lang->failed;
}

/* ','.double_starred_kvpair+ ',' invalid_kvpair | invalid_value */
static void
invalid_double_starred_kvpairs (RsParser *p)
{
  guint start = p->mark;
  RsNode *dict = rs_p_node (p, RS_NODE_Dict, start), *key;
  RsLocation loc;

  while (double_starred_kvpair (p, dict) && rs_p_accept (p, RS_TOK_COMMA))
    {
      guint mark = p->mark;

      if (double_starred_kvpair (p, dict))
        {
          p->mark = mark;
          continue;
        }
      if (p->lang->failed)
        return;
      p->mark = mark;
      key = rs_p_expression (p);
      if (key != NULL && rs_p_peek (p) != RS_TOK_COLON && !p->lang->failed)
        {
          loc = (RsLocation){ key->loc.line, key->loc.end_line, key->loc.end_col - 1, -1 };
          rs_p_error (p, "SyntaxError", loc, "':' expected after dictionary key");
          return;
        }
      p->mark = mark;
      if (p->lang->failed || invalid_value (p))
        return;
      break;
    }
  p->mark = start;
  if (!p->lang->failed)
    invalid_value (p);
}

/* dict: '{' [','.double_starred_kvpair+ [',']] '}' | '{'
 * invalid_double_starred_kvpairs '}' */
static RsNode *
dict (RsParser *p)
{
  guint start = p->mark++, after;
  RsNode *node = rs_p_node (p, RS_NODE_Dict, start);

  for (after = p->mark; double_starred_kvpair (p, node);)
    {
      gboolean comma = rs_p_accept (p, RS_TOK_COMMA);

      after = p->mark;
      if (!comma)
        break;
    }
  if (p->lang->failed)
    return NULL;
  p->mark = after;
  if (rs_p_accept (p, RS_TOK_RBRACE))
    {
      node->loc = rs_p_location (p, start);
      return node;
    }
  p->mark = start + 1;
  if (!p->lang->failed)
    invalid_double_starred_kvpairs (p);
  return NULL;
}

/* CPython's grammar has the mistakes in dicts in force in the first pass, too,
 * those in the parts of the dict not: they come first, before a missing comma.
 */
void
rs_d_dict_mistakes (RsParser *p)
{
  gboolean diagnosing = p->diagnosing, invalid_rules = p->invalid_rules;

  p->diagnosing = TRUE;
  p->invalid_rules = FALSE;
  invalid_double_starred_kvpairs (p);
  p->diagnosing = diagnosing;
  p->invalid_rules = invalid_rules;
}

void
rs_d_forget (RsParser *p)
{
  if (p->n_memos > 0)
    memset (p->memos, 0, sizeof *p->memos * p->n_memos);
}

gboolean
rs_d_after_primary (RsParser *p)
{
  guint start = p->mark;

  invalid_comprehension (p);
  p->mark = start;
  return !p->lang->failed;
}

static RsNode *
set (RsParser *p)
{
  guint start = p->mark++;
  RsSeq items;

  return star_named_expressions (p, &items) && rs_p_accept (p, RS_TOK_RBRACE)
             ? sequence_node (p, RS_NODE_Set, items, start)
             : NULL;
}

/* dictcomp: '{' kvpair for_if_clauses '}' | '{' '**' bitwise_or for_if_clauses
 * '}', the last one wrong */
static RsNode *
dictcomp (RsParser *p)
{
  guint start = p->mark++;
  RsNode *key, *value, *node;
  RsSeq clauses;

  if (kvpair (p, &key, &value) && rs_p_for_if_clauses (p, &clauses)
      && rs_p_accept (p, RS_TOK_RBRACE))
    {
      node = rs_p_node (p, RS_NODE_DictComp, start);
      node->v.dict_comp.key = key;
      node->v.dict_comp.value = value;
      node->v.dict_comp.generators = clauses;
      return node;
    }
  p->mark = start + 1;
  if (!p->lang->failed && p->invalid_rules && rs_p_accept (p, RS_TOK_DOUBLESTAR)
      && rs_p_bitwise_or (p) != NULL && rs_p_for_if_clauses (p, &clauses)
      && rs_p_accept (p, RS_TOK_RBRACE))
    rs_p_error (p, "SyntaxError", p->tokens[start + 1].loc,
                "dict unpacking cannot be used in dict comprehension");
  return NULL;
}

static RsNode *
setcomp (RsParser *p)
{
  return comprehension (p, RS_NODE_SetComp, RS_TOK_RBRACE);
}

static RsNode *
bracketed (RsParser *p)
{
  static RsNode *(*const paren[]) (RsParser *) = { tuple, group, genexp, NULL };
  static RsNode *(*const square[]) (RsParser *) = { list, listcomp, NULL };
  static RsNode *(*const brace[]) (RsParser *) = { dict, set, dictcomp, setcomp, NULL };
  RsTokenType type = rs_p_peek (p);
  RsNode *(*const *rule) (RsParser *) = type == RS_TOK_LPAR   ? paren
                                        : type == RS_TOK_LSQB ? square
                                                              : brace;
  guint start = p->mark;
  RsNode *node = NULL;

  for (; *rule != NULL && node == NULL && !p->lang->failed; rule++)
    {
      p->mark = start;
      node = (*rule) (p);
    }
  return p->lang->failed ? NULL : node;
}

RsNode *
rs_d_bracketed (RsParser *p)
{
  return rs_d_memo (p, RS_MEMO_BRACKETED, bracketed);
}

RsNode *
rs_d_genexp (RsParser *p)
{
  return genexp (p);
}

/* ['async'] 'for' star_expressions */
gboolean
rs_d_for_target (RsParser *p)
{
  RsNode *node;

  rs_p_accept (p, RS_K_ASYNC);
  if (rs_p_accept (p, RS_K_FOR) && (node = rs_p_star_expressions (p)) != NULL)
    rs_d_invalid_target (p, RS_TARGET_FOR, node);
  return FALSE;
}
