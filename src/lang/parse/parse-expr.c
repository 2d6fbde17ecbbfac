/* SPDX-License-Identifier: MIT
 *
 * Expressions, from the loosest binding down to the atoms. A function is named
 * after its rule, and the rule stands above it: 'word' is a token, [x] is
 * optional, x* is any number, x+ at least one, s.x+ x separated by s, &x a look
 * ahead, !x its contrary.
 *
 * A chain of binary operators is a loop, so a sum of a million terms needs no
 * stack here.
 */
#include "parser-private.h"

#include <string.h>

static RsNode *factor (RsParser *p);

/* name: NAME */
RsNode *
rs_p_name (RsParser *p, RsExprContext ctx)
{
  RsNode *node;
  guint start = p->mark;

  if (!rs_p_accept (p, RS_TOK_NAME))
    return NULL;
  node = rs_p_node (p, RS_NODE_Name, start);
  node->v.name.id = rs_p_id (p, start);
  node->v.name.ctx = ctx;
  return node;
}

RsNode *
rs_p_tuple_of (RsParser *p, RsSeq items, guint start)
{
  RsNode *node = rs_p_node (p, RS_NODE_Tuple, start);

  node->v.tuple.elts = items;
  return node;
}

static RsNode *
constant (RsParser *p, RsConst *value, guint start)
{
  RsNode *node = rs_p_node (p, RS_NODE_Constant, start);

  node->v.constant.value = value;
  return node;
}

/* --- lists of expressions ------------------------------------------------- */

/* starred: '*' bitwise_or */
RsNode *
rs_p_starred (RsParser *p)
{
  guint start = p->mark;
  RsNode *value, *node;

  if (!rs_p_accept (p, RS_TOK_STAR) || (value = rs_p_bitwise_or (p)) == NULL)
    return NULL;
  node = rs_p_node (p, RS_NODE_Starred, start);
  node->v.starred.value = value;
  return node;
}

/* star_expression: starred | expression */
RsNode *
rs_p_star_expression (RsParser *p)
{
  return rs_p_peek (p) == RS_TOK_STAR ? rs_p_starred (p) : rs_p_expression (p);
}

/* star_named_expression: starred | named_expression */
RsNode *
rs_p_star_named_expression (RsParser *p)
{
  return rs_p_peek (p) == RS_TOK_STAR ? rs_p_starred (p) : rs_p_named_expression (p);
}

/* Whether a token can start an expression; after a comma: whether the list goes
 * on. */
static gboolean
starts_expression (RsTokenType type)
{
  switch (type)
    {
    case RS_TOK_NAME:
    case RS_TOK_NUMBER:
    case RS_TOK_STRING:
    case RS_TOK_LPAR:
    case RS_TOK_LSQB:
    case RS_TOK_LBRACE:
    case RS_TOK_PLUS:
    case RS_TOK_MINUS:
    case RS_TOK_TILDE:
    case RS_TOK_ELLIPSIS:
    case RS_TOK_STAR:
    case RS_K_FALSE:
    case RS_K_NONE:
    case RS_K_TRUE:
    case RS_K_AWAIT:
    case RS_K_LAMBDA:
    case RS_K_NOT:
      return TRUE;
    default:
      return FALSE;
    }
}

/* star_expressions: star_expression (',' star_expression)* [','] */
RsNode *
rs_p_star_expressions (RsParser *p)
{
  guint start = p->mark;
  RsNode *item = rs_p_star_expression (p);
  RsSeq items = { NULL, 0 };

  if (item == NULL || rs_p_peek (p) != RS_TOK_COMMA)
    return item;
  rs_p_push (p, &items, item);
  while (rs_p_accept (p, RS_TOK_COMMA))
    {
      guint mark = p->mark;

      if (!starts_expression (rs_p_peek (p)))
        break;
      item = rs_p_star_expression (p);
      if (p->lang->failed)
        return NULL;
      if (item == NULL)
        {
          p->mark = mark;
          break;
        }
      rs_p_push (p, &items, item);
    }
  return p->lang->failed ? NULL : rs_p_tuple_of (p, items, start);
}

/* yield_expr: 'yield' 'from' expression | 'yield' [star_expressions] */
RsNode *
rs_p_yield_expr (RsParser *p)
{
  guint start = p->mark;
  RsNode *node, *value = NULL;

  if (!rs_p_accept (p, RS_K_YIELD))
    return NULL;
  if (rs_p_accept (p, RS_K_FROM))
    {
      value = rs_p_expression (p);
      if (value == NULL)
        return NULL;
      node = rs_p_node (p, RS_NODE_YieldFrom, start);
      node->v.yield_from.value = value;
      return node;
    }
  if (starts_expression (rs_p_peek (p)))
    {
      guint mark = p->mark;

      value = rs_p_star_expressions (p);
      if (value == NULL)
        p->mark = mark;
    }
  if (p->lang->failed)
    return NULL;
  node = rs_p_node (p, RS_NODE_Yield, start);
  node->v.yield.value = value;
  return node;
}

/* annotated_rhs: yield_expr | star_expressions */
RsNode *
rs_p_annotated_rhs (RsParser *p)
{
  return rs_p_peek (p) == RS_K_YIELD ? rs_p_yield_expr (p) : rs_p_star_expressions (p);
}

/* --- expression and named_expression -------------------------------------- */

/* NAME ':=' comes next */
static gboolean
at_named (RsParser *p)
{
  return rs_p_peek (p) == RS_TOK_NAME && rs_p_peek_at (p, 1) == RS_TOK_COLONEQUAL;
}

/* assignment_expression: NAME ':=' expression */
RsNode *
rs_p_assignment_expression (RsParser *p)
{
  guint start = p->mark;
  RsNode *target, *value, *node;

  if (!at_named (p))
    return NULL;
  target = rs_p_name (p, RS_CTX_STORE);
  p->mark++;
  value = rs_p_expression (p);
  if (value == NULL)
    return NULL;
  node = rs_p_node (p, RS_NODE_NamedExpr, start);
  node->v.named_expr.target = target;
  node->v.named_expr.value = value;
  return node;
}

/* named_expression: assignment_expression | expression !':=' */
RsNode *
rs_p_named_expression (RsParser *p)
{
  RsNode *node;

  if (p->diagnosing)
    return rs_d_named_expression (p);
  if (at_named (p))
    return rs_p_assignment_expression (p);
  node = rs_p_expression (p);
  return node != NULL && rs_p_peek (p) != RS_TOK_COLONEQUAL ? node : NULL;
}

/* lambda: 'lambda' [lambda_params] ':' expression */
RsNode *
rs_p_lambda (RsParser *p)
{
  guint start = p->mark;
  RsNode *args, *body, *node;

  if (!rs_p_accept (p, RS_K_LAMBDA) || (args = rs_p_params (p, TRUE)) == NULL
      || !rs_p_accept (p, RS_TOK_COLON))
    return NULL;
  body = rs_p_expression (p);
  if (body == NULL)
    return NULL;
  node = rs_p_node (p, RS_NODE_Lambda, start);
  node->v.lambda.args = args;
  node->v.lambda.body = body;
  return node;
}

/* expression: disjunction ['if' disjunction 'else' expression] | lambda */
RsNode *
rs_p_plain_expression (RsParser *p)
{
  guint start = p->mark, after;
  RsNode *body, *test, *orelse, *node;

  if (rs_p_peek (p) == RS_K_LAMBDA)
    return rs_p_lambda (p);
  body = rs_p_disjunction (p);
  after = p->mark;
  if (body == NULL || !rs_p_accept (p, RS_K_IF))
    return p->lang->failed ? NULL : body;
  test = rs_p_disjunction (p);
  if (test == NULL || !rs_p_accept (p, RS_K_ELSE) || (orelse = rs_p_expression (p)) == NULL)
    {
      p->mark = after;
      return p->lang->failed ? NULL : body;
    }
  node = rs_p_node (p, RS_NODE_IfExp, start);
  node->v.if_exp.test = test;
  node->v.if_exp.body = body;
  node->v.if_exp.orelse = orelse;
  return node;
}

RsNode *
rs_p_expression (RsParser *p)
{
  RsNode *node = NULL;

  if (rs_p_enter (p))
    node = p->diagnosing ? rs_d_expression (p) : rs_p_plain_expression (p);
  p->depth--;
  return node;
}

/* --- operators ------------------------------------------------------------ */

/* comparison: bitwise_or (('==' | '!=' | '<=' | '<' | '>=' | '>' | 'not' 'in' |
 * 'in' | 'is' 'not' | 'is') bitwise_or)* */
static gboolean
comparison_operator (RsParser *p, RsCompareKind *op)
{
  switch (rs_p_peek (p))
    {
    case RS_TOK_EQEQUAL:
      *op = RS_COMPARE_EQ;
      break;
    case RS_TOK_NOTEQUAL:
      if (p->lexer.text[p->tokens[p->mark].start] == '<')
        return FALSE;
      *op = RS_COMPARE_NE;
      break;
    case RS_TOK_LESSEQUAL:
      *op = RS_COMPARE_LE;
      break;
    case RS_TOK_LESS:
      *op = RS_COMPARE_LT;
      break;
    case RS_TOK_GREATEREQUAL:
      *op = RS_COMPARE_GE;
      break;
    case RS_TOK_GREATER:
      *op = RS_COMPARE_GT;
      break;
    case RS_K_IN:
      *op = RS_COMPARE_IN;
      break;
    case RS_K_IS:
      *op = RS_COMPARE_IS;
      break;
    case RS_K_NOT:
      if (rs_p_peek_at (p, 1) != RS_K_IN)
        return FALSE;
      p->mark++;
      *op = RS_COMPARE_NOT_IN;
      break;
    default:
      return FALSE;
    }
  p->mark++;
  if (*op == RS_COMPARE_IS && rs_p_accept (p, RS_K_NOT))
    *op = RS_COMPARE_IS_NOT;
  return TRUE;
}

static RsNode *
comparison (RsParser *p)
{
  guint start = p->mark, after;
  RsNode *left = rs_p_bitwise_or (p), *right, *node;
  RsSeq comparators = { NULL, 0 };
  GByteArray *ops = NULL;
  RsCompareKind op;

  if (left == NULL)
    return NULL;
  for (after = p->mark; comparison_operator (p, &op); after = p->mark)
    {
      guint8 byte = (guint8) op;

      right = rs_p_bitwise_or (p);
      if (right == NULL)
        break;
      ops = ops != NULL ? ops : g_byte_array_new ();
      g_byte_array_append (ops, &byte, 1);
      rs_p_push (p, &comparators, right);
    }
  p->mark = after;
  if (ops == NULL)
    return p->lang->failed ? NULL : left;
  node = rs_p_node (p, RS_NODE_Compare, start);
  node->v.compare.left = left;
  node->v.compare.comparators = comparators;
  node->v.compare.ops.items = rs_chunks_memdup (p->lang->scratch, ops->data, ops->len);
  node->v.compare.ops.n = ops->len;
  g_byte_array_unref (ops);
  return p->lang->failed ? NULL : node;
}

/* inversion: 'not' inversion | comparison */
static RsNode *
inversion (RsParser *p)
{
  guint start = p->mark;
  RsNode *operand, *node = NULL;

  if (rs_p_peek (p) != RS_K_NOT)
    return comparison (p);
  if (rs_p_enter (p))
    {
      p->mark++;
      operand = inversion (p);
      if (operand != NULL)
        {
          node = rs_p_node (p, RS_NODE_UnaryOp, start);
          node->v.unary_op.op = RS_UNARY_NOT;
          node->v.unary_op.operand = operand;
        }
    }
  p->depth--;
  return node;
}

/* A chain of OPERAND joined by TOKEN. */
static RsNode *
bool_chain (RsParser *p, RsTokenType token, RsBoolKind op, RsNode *(*operand) (RsParser *) )
{
  guint start = p->mark, after;
  RsNode *first = operand (p), *node;
  RsSeq values = { NULL, 0 };

  if (first == NULL || rs_p_peek (p) != token)
    return p->lang->failed ? NULL : first;
  rs_p_push (p, &values, first);
  for (after = p->mark; rs_p_accept (p, token); after = p->mark)
    {
      RsNode *value = operand (p);

      if (value == NULL)
        break;
      rs_p_push (p, &values, value);
    }
  p->mark = after;
  if (p->lang->failed)
    return NULL;
  if (values.n == 1)
    return first;
  node = rs_p_node (p, RS_NODE_BoolOp, start);
  node->v.bool_op.op = op;
  node->v.bool_op.values = values;
  return node;
}

/* conjunction: 'and'.inversion+ */
static RsNode *
conjunction (RsParser *p)
{
  return bool_chain (p, RS_K_AND, RS_BOOL_AND, inversion);
}

/* disjunction: 'or'.conjunction+ */
RsNode *
rs_p_disjunction (RsParser *p)
{
  return p->diagnosing ? rs_d_disjunction (p) : bool_chain (p, RS_K_OR, RS_BOOL_OR, conjunction);
}

/* How tightly a binary operator binds, from 1; 0 for other tokens. */
static int
binary_operator (RsTokenType type, RsOperator *op)
{
  switch (type)
    {
    case RS_TOK_VBAR:
      *op = RS_OPERATOR_BITOR;
      return 1;
    case RS_TOK_CIRCUMFLEX:
      *op = RS_OPERATOR_BITXOR;
      return 2;
    case RS_TOK_AMPER:
      *op = RS_OPERATOR_BITAND;
      return 3;
    case RS_TOK_LEFTSHIFT:
      *op = RS_OPERATOR_LSHIFT;
      return 4;
    case RS_TOK_RIGHTSHIFT:
      *op = RS_OPERATOR_RSHIFT;
      return 4;
    case RS_TOK_PLUS:
      *op = RS_OPERATOR_ADD;
      return 5;
    case RS_TOK_MINUS:
      *op = RS_OPERATOR_SUB;
      return 5;
    case RS_TOK_STAR:
      *op = RS_OPERATOR_MULT;
      return 6;
    case RS_TOK_SLASH:
      *op = RS_OPERATOR_DIV;
      return 6;
    case RS_TOK_DOUBLESLASH:
      *op = RS_OPERATOR_FLOORDIV;
      return 6;
    case RS_TOK_PERCENT:
      *op = RS_OPERATOR_MOD;
      return 6;
    case RS_TOK_AT:
      *op = RS_OPERATOR_MATMULT;
      return 6;
    default:
      return 0;
    }
}

/* binary: factor (OPERATOR factor)*, with the operators that bind at least as
 * tightly as LEVEL: '|' < '^' < '&' < '<<' '>>' < '+' '-' < '*' '/' '//' '%'
 * '@' */
static RsNode *
binary (RsParser *p, int level)
{
  guint start = p->mark;
  RsNode *left = factor (p), *right, *node;
  RsOperator op;
  int found;

  while (left != NULL && (found = binary_operator (rs_p_peek (p), &op)) >= level && found > 0)
    {
      guint after = p->mark++;

      right = binary (p, found + 1);
      if (right == NULL)
        {
          p->mark = after;
          return p->lang->failed ? NULL : left;
        }
      node = rs_p_node (p, RS_NODE_BinOp, start);
      node->v.bin_op.left = left;
      node->v.bin_op.op = op;
      node->v.bin_op.right = right;
      left = node;
    }
  return p->lang->failed ? NULL : left;
}

/* bitwise_or: binary */
RsNode *
rs_p_bitwise_or (RsParser *p)
{
  return p->diagnosing ? rs_d_bitwise_or (p) : binary (p, 1);
}

/* bitwise_or without the memory of the second pass, which is in rs_d_bitwise_or
 * () */
RsNode *
rs_p_plain_bitwise_or (RsParser *p)
{
  return binary (p, 1);
}

RsNode *
rs_p_plain_disjunction (RsParser *p)
{
  return bool_chain (p, RS_K_OR, RS_BOOL_OR, conjunction);
}

/* await_primary: 'await' primary | primary */
static RsNode *
await_primary (RsParser *p)
{
  guint start = p->mark;
  RsNode *value, *node;

  if (!rs_p_accept (p, RS_K_AWAIT))
    return p->diagnosing ? rs_d_primary (p) : rs_p_primary (p);
  value = p->diagnosing ? rs_d_primary (p) : rs_p_primary (p);
  if (value == NULL)
    return NULL;
  node = rs_p_node (p, RS_NODE_Await, start);
  node->v.await.value = value;
  return node;
}

/* power: await_primary ['**' factor] */
static RsNode *
power (RsParser *p)
{
  guint start = p->mark, after;
  RsNode *left = await_primary (p), *right, *node;

  after = p->mark;
  if (left == NULL || !rs_p_accept (p, RS_TOK_DOUBLESTAR))
    return p->lang->failed ? NULL : left;
  right = factor (p);
  if (right == NULL)
    {
      p->mark = after;
      return p->lang->failed ? NULL : left;
    }
  node = rs_p_node (p, RS_NODE_BinOp, start);
  node->v.bin_op.left = left;
  node->v.bin_op.op = RS_OPERATOR_POW;
  node->v.bin_op.right = right;
  return node;
}

/* factor: ('+' | '-' | '~') factor | power */
static RsNode *
factor (RsParser *p)
{
  guint start = p->mark;
  RsTokenType type = rs_p_peek (p);
  RsNode *operand, *node = NULL;

  if (!rs_p_enter (p))
    ;
  else if (type != RS_TOK_PLUS && type != RS_TOK_MINUS && type != RS_TOK_TILDE)
    node = power (p);
  else
    {
      p->mark++;
      operand = factor (p);
      if (operand != NULL)
        {
          node = rs_p_node (p, RS_NODE_UnaryOp, start);
          node->v.unary_op.op = type == RS_TOK_PLUS    ? RS_UNARY_UADD
                                : type == RS_TOK_MINUS ? RS_UNARY_USUB
                                                       : RS_UNARY_INVERT;
          node->v.unary_op.operand = operand;
        }
    }
  p->depth--;
  return node;
}

/* --- atoms ---------------------------------------------------------------- */

/* for_if_clause: ['async'] 'for' star_targets 'in' disjunction ('if'
 * disjunction)* */
static RsNode *
for_if_clause (RsParser *p)
{
  guint start = p->mark;
  RsNode *node = rs_p_node (p, RS_NODE_comprehension, start), *test;

  node->v.comprehension.is_async = rs_p_accept (p, RS_K_ASYNC);
  if (!rs_p_accept (p, RS_K_FOR))
    return NULL;
  node->v.comprehension.target = rs_p_star_targets (p);
  if (node->v.comprehension.target == NULL || !rs_p_accept (p, RS_K_IN))
    {
      if (p->diagnosing && p->invalid_rules && !p->lang->failed)
        {
          p->mark = start;
          rs_d_for_target (p);
        }
      return NULL;
    }
  node->v.comprehension.iter = rs_p_disjunction (p);
  if (node->v.comprehension.iter == NULL)
    return NULL;
  for (start = p->mark; rs_p_accept (p, RS_K_IF); start = p->mark)
    {
      test = rs_p_disjunction (p);
      if (test == NULL)
        break;
      rs_p_push (p, &node->v.comprehension.ifs, test);
    }
  p->mark = start;
  return p->lang->failed ? NULL : node;
}

/* for_if_clauses: for_if_clause+ */
gboolean
rs_p_for_if_clauses (RsParser *p, RsSeq *clauses)
{
  RsNode *clause;
  guint after = p->mark;

  *clauses = (RsSeq){ NULL, 0 };
  while (rs_p_peek (p) == RS_K_FOR
         || (rs_p_peek (p) == RS_K_ASYNC && rs_p_peek_at (p, 1) == RS_K_FOR))
    {
      clause = for_if_clause (p);
      if (clause == NULL)
        {
          p->mark = after;
          return FALSE;
        }
      rs_p_push (p, clauses, clause);
      after = p->mark;
    }
  return clauses->n > 0 && !p->lang->failed;
}

static gboolean
at_comprehension (RsParser *p)
{
  RsTokenType type = rs_p_peek (p);

  return type == RS_K_FOR || type == RS_K_ASYNC;
}

static RsNode *
comprehension (RsParser *p, RsNodeKind kind, RsNode *elt, RsTokenType closing, guint start)
{
  RsSeq clauses;
  RsNode *node;

  if (!rs_p_for_if_clauses (p, &clauses) || !rs_p_accept (p, closing))
    return NULL;
  node = rs_p_node (p, kind, start);
  node->v.list_comp.elt = elt;
  node->v.list_comp.generators = clauses;
  return node;
}

/* FIRST has been taken: (',' star_named_expression)* [','] CLOSING. */
static gboolean
rest_of_items (RsParser *p, RsNode *first, RsTokenType closing, RsSeq *items)
{
  *items = (RsSeq){ NULL, 0 };
  rs_p_push (p, items, first);
  while (rs_p_accept (p, RS_TOK_COMMA))
    {
      RsNode *item;

      if (rs_p_peek (p) == closing)
        break;
      item = rs_p_star_named_expression (p);
      if (item == NULL)
        return FALSE;
      rs_p_push (p, items, item);
    }
  return rs_p_accept (p, closing);
}

/* paren: '(' [star_named_expression ',' [star_named_expressions]] ')' | '('
 * (yield_expr | named_expression) ')'
 *      | '(' named_expression for_if_clauses ')' */
static RsNode *
paren (RsParser *p)
{
  guint start = p->mark++;
  RsNode *first;
  RsSeq items = { NULL, 0 };

  if (rs_p_accept (p, RS_TOK_RPAR))
    return rs_p_tuple_of (p, items, start);
  if (rs_p_peek (p) == RS_K_YIELD)
    {
      first = rs_p_yield_expr (p);
      return first != NULL && rs_p_accept (p, RS_TOK_RPAR) ? first : NULL;
    }
  first = rs_p_star_named_expression (p);
  if (first == NULL)
    return NULL;
  if (rs_p_peek (p) == RS_TOK_COMMA)
    return rest_of_items (p, first, RS_TOK_RPAR, &items) ? rs_p_tuple_of (p, items, start) : NULL;
  if (first->kind == RS_NODE_Starred)
    return NULL;
  if (at_comprehension (p))
    return comprehension (p, RS_NODE_GeneratorExp, first, RS_TOK_RPAR, start);
  return rs_p_accept (p, RS_TOK_RPAR) ? first : NULL;
}

/* bracket: '[' [star_named_expressions] ']' | '[' named_expression
 * for_if_clauses ']' */
static RsNode *
bracket (RsParser *p)
{
  guint start = p->mark++;
  RsNode *first, *node;
  RsSeq items = { NULL, 0 };

  if (!rs_p_accept (p, RS_TOK_RSQB))
    {
      first = rs_p_star_named_expression (p);
      if (first == NULL)
        return NULL;
      if (at_comprehension (p) && first->kind != RS_NODE_Starred)
        return comprehension (p, RS_NODE_ListComp, first, RS_TOK_RSQB, start);
      if (!rest_of_items (p, first, RS_TOK_RSQB, &items))
        return NULL;
    }
  node = rs_p_node (p, RS_NODE_List, start);
  node->v.list.elts = items;
  return node;
}

/* The rest of a dict whose first key and value (or NULL and the mapping after
 * '**') have been taken. */
static RsNode *
rest_of_dict (RsParser *p, RsNode *key, RsNode *value, guint start)
{
  RsSeq keys = { NULL, 0 }, values = { NULL, 0 };
  RsNode *node;

  rs_p_push (p, &keys, key);
  rs_p_push (p, &values, value);
  while (rs_p_accept (p, RS_TOK_COMMA) && rs_p_peek (p) != RS_TOK_RBRACE)
    {
      key = NULL;
      if (rs_p_accept (p, RS_TOK_DOUBLESTAR))
        value = rs_p_bitwise_or (p);
      else
        {
          key = rs_p_expression (p);
          if (key == NULL || !rs_p_accept (p, RS_TOK_COLON))
            return NULL;
          value = rs_p_expression (p);
        }
      if (value == NULL)
        return NULL;
      rs_p_push (p, &keys, key);
      rs_p_push (p, &values, value);
    }
  if (!rs_p_accept (p, RS_TOK_RBRACE))
    return NULL;
  node = rs_p_node (p, RS_NODE_Dict, start);
  node->v.dict.keys = keys;
  node->v.dict.values = values;
  return node;
}

/* brace: '{' [','.(expression ':' expression | '**' bitwise_or)+ [',']] '}' |
 * '{' star_named_expressions '}'
 *      | '{' expression ':' expression for_if_clauses '}' | '{' named_expression for_if_clauses '}'
 */
static RsNode *
brace (RsParser *p)
{
  guint start = p->mark++;
  RsNode *first, *value, *node;
  RsSeq items = { NULL, 0 };
  gboolean named;

  if (rs_p_accept (p, RS_TOK_RBRACE))
    return rs_p_node (p, RS_NODE_Dict, start);
  if (rs_p_accept (p, RS_TOK_DOUBLESTAR))
    {
      value = rs_p_bitwise_or (p);
      return value != NULL ? rest_of_dict (p, NULL, value, start) : NULL;
    }
  named = at_named (p);
  first = rs_p_star_named_expression (p);
  if (first == NULL)
    return NULL;
  if (first->kind != RS_NODE_Starred && !named && rs_p_accept (p, RS_TOK_COLON))
    {
      value = rs_p_expression (p);
      if (value == NULL || !at_comprehension (p))
        return value != NULL ? rest_of_dict (p, first, value, start) : NULL;
      if (!rs_p_for_if_clauses (p, &items) || !rs_p_accept (p, RS_TOK_RBRACE))
        return NULL;
      node = rs_p_node (p, RS_NODE_DictComp, start);
      node->v.dict_comp.key = first;
      node->v.dict_comp.value = value;
      node->v.dict_comp.generators = items;
      return node;
    }
  if (at_comprehension (p) && first->kind != RS_NODE_Starred)
    return comprehension (p, RS_NODE_SetComp, first, RS_TOK_RBRACE, start);
  if (!rest_of_items (p, first, RS_TOK_RBRACE, &items))
    return NULL;
  node = rs_p_node (p, RS_NODE_Set, start);
  node->v.set.elts = items;
  return node;
}

static RsNode *
brace_or_mistake (RsParser *p)
{
  guint start = p->mark;
  RsNode *node = brace (p);

  if (node == NULL && !p->lang->failed)
    {
      p->mark = start + 1;
      rs_d_dict_mistakes (p);
    }
  return node;
}

static RsNode *
number (RsParser *p)
{
  guint start = p->mark++;
  RsConst *value = rs_number_literal (p->lang, p->lexer.text + p->tokens[start].start,
                                      p->tokens[start].length, p->tokens[start].loc);

  return value != NULL ? constant (p, value, start) : NULL;
}

/* atom: NAME | 'True' | 'False' | 'None' | STRING+ | NUMBER | paren | bracket |
 * brace | '...' */
static RsNode *
atom (RsParser *p)
{
  guint start = p->mark;
  RsTokenType type = rs_p_peek (p);

  switch (type)
    {
    case RS_TOK_NAME:
      return rs_p_name (p, RS_CTX_LOAD);
    case RS_TOK_NUMBER:
      return number (p);
    case RS_TOK_STRING:
      return rs_p_strings (p);
    case RS_K_TRUE:
    case RS_K_FALSE:
    case RS_K_NONE:
    case RS_TOK_ELLIPSIS:
      p->mark++;
      return constant (p,
                       rs_const_new (p->lang, type == RS_K_TRUE    ? RS_CONST_TRUE
                                              : type == RS_K_FALSE ? RS_CONST_FALSE
                                              : type == RS_K_NONE  ? RS_CONST_NONE
                                                                   : RS_CONST_ELLIPSIS),
                       start);
    case RS_TOK_LPAR:
    case RS_TOK_LSQB:
    case RS_TOK_LBRACE:
      if (p->diagnosing)
        return rs_d_bracketed (p);
      return type == RS_TOK_LPAR   ? paren (p)
             : type == RS_TOK_LSQB ? bracket (p)
                                   : brace_or_mistake (p);
    default:
      return NULL;
    }
}

/* slice: [expression] ':' [expression] [':' [expression]] | named_expression |
 * starred_expression */
static RsNode *
slice (RsParser *p)
{
  guint start = p->mark;
  RsNode *lower = NULL, *upper = NULL, *step = NULL, *node;

  if (rs_p_peek (p) == RS_TOK_STAR)
    return rs_p_starred_expression (p);
  if (rs_p_peek (p) != RS_TOK_COLON)
    {
      gboolean named = at_named (p);

      lower = rs_p_named_expression (p);
      if (lower == NULL || named || rs_p_peek (p) != RS_TOK_COLON)
        return lower;
    }
  p->mark++;
  if (starts_expression (rs_p_peek (p)) && (upper = rs_p_expression (p)) == NULL)
    return NULL;
  if (rs_p_accept (p, RS_TOK_COLON) && starts_expression (rs_p_peek (p))
      && (step = rs_p_expression (p)) == NULL)
    return NULL;
  if (p->lang->failed)
    return NULL;
  node = rs_p_node (p, RS_NODE_Slice, start);
  node->v.slice.lower = lower;
  node->v.slice.upper = upper;
  node->v.slice.step = step;
  return node;
}

/* slices: slice !',' | ','.(slice | starred)+ [','] */
RsNode *
rs_p_slices (RsParser *p)
{
  guint start = p->mark;
  RsNode *first = slice (p);
  RsSeq items = { NULL, 0 };

  if (first == NULL || (rs_p_peek (p) != RS_TOK_COMMA && first->kind != RS_NODE_Starred))
    return p->lang->failed ? NULL : first;
  rs_p_push (p, &items, first);
  while (rs_p_accept (p, RS_TOK_COMMA) && rs_p_peek (p) != RS_TOK_RSQB)
    {
      RsNode *item = slice (p);

      if (item == NULL)
        return NULL;
      rs_p_push (p, &items, item);
    }
  return p->lang->failed ? NULL : rs_p_tuple_of (p, items, start);
}

/* primary: atom ('.' NAME | '(' [arguments] ')' | '[' slices ']')* */
RsNode *
rs_p_primary (RsParser *p)
{
  guint start = p->mark, after;
  RsNode *left = atom (p), *node, *index;

  while (left != NULL && !p->lang->failed)
    {
      after = p->mark;
      node = NULL;
      if (p->diagnosing && p->invalid_rules
          && (rs_p_peek (p) == RS_TOK_LSQB || rs_p_peek (p) == RS_TOK_LBRACE)
          && !rs_d_after_primary (p))
        return NULL;
      switch (rs_p_peek (p))
        {
        case RS_TOK_DOT:
          p->mark++;
          if (rs_p_accept (p, RS_TOK_NAME))
            {
              node = rs_p_node (p, RS_NODE_Attribute, start);
              node->v.attribute.value = left;
              node->v.attribute.attr = rs_p_id (p, p->mark - 1);
            }
          break;
        case RS_TOK_LPAR:
          p->mark++;
          node = rs_p_call (p, left, start);
          break;
        case RS_TOK_LSQB:
          p->mark++;
          index = rs_p_slices (p);
          if (index != NULL && rs_p_accept (p, RS_TOK_RSQB))
            {
              node = rs_p_node (p, RS_NODE_Subscript, start);
              node->v.subscript.value = left;
              node->v.subscript.slice = index;
            }
          break;
        default:
          return p->lang->failed ? NULL : left;
        }
      if (node == NULL)
        {
          p->mark = after;
          return p->lang->failed ? NULL : left;
        }
      left = node;
    }
  return p->lang->failed ? NULL : left;
}
