/* SPDX-License-Identifier: MIT
 *
 * Simple statements: those on one line. An assignment is told from an
 * expression by what follows the first expression, which is then turned into a
 * target.
 */
#include "parser-private.h"

#include <string.h>

/* --- assignments and expressions ------------------------------------------ */

static gboolean
augmented_operator (RsTokenType type, RsOperator *op)
{
  switch (type)
    {
    case RS_TOK_PLUSEQUAL:
      *op = RS_OPERATOR_ADD;
      return TRUE;
    case RS_TOK_MINEQUAL:
      *op = RS_OPERATOR_SUB;
      return TRUE;
    case RS_TOK_STAREQUAL:
      *op = RS_OPERATOR_MULT;
      return TRUE;
    case RS_TOK_ATEQUAL:
      *op = RS_OPERATOR_MATMULT;
      return TRUE;
    case RS_TOK_SLASHEQUAL:
      *op = RS_OPERATOR_DIV;
      return TRUE;
    case RS_TOK_PERCENTEQUAL:
      *op = RS_OPERATOR_MOD;
      return TRUE;
    case RS_TOK_AMPEREQUAL:
      *op = RS_OPERATOR_BITAND;
      return TRUE;
    case RS_TOK_VBAREQUAL:
      *op = RS_OPERATOR_BITOR;
      return TRUE;
    case RS_TOK_CIRCUMFLEXEQUAL:
      *op = RS_OPERATOR_BITXOR;
      return TRUE;
    case RS_TOK_LEFTSHIFTEQUAL:
      *op = RS_OPERATOR_LSHIFT;
      return TRUE;
    case RS_TOK_RIGHTSHIFTEQUAL:
      *op = RS_OPERATOR_RSHIFT;
      return TRUE;
    case RS_TOK_DOUBLESTAREQUAL:
      *op = RS_OPERATOR_POW;
      return TRUE;
    case RS_TOK_DOUBLESLASHEQUAL:
      *op = RS_OPERATOR_FLOORDIV;
      return TRUE;
    default:
      return FALSE;
    }
}

static gboolean
is_single_target (const RsNode *expr)
{
  return expr->kind == RS_NODE_Name || expr->kind == RS_NODE_Attribute
         || expr->kind == RS_NODE_Subscript;
}

/* TARGET ':' expression ['=' annotated_rhs]; the ':' comes next */
static RsNode *
annotated_assignment (RsParser *p, RsNode *target, guint start)
{
  gboolean simple = target->kind == RS_NODE_Name && p->tokens[start].type == RS_TOK_NAME;
  RsNode *annotation, *value = NULL, *node;

  if (!is_single_target (target))
    return NULL;
  p->mark++;
  annotation = rs_p_expression (p);
  if (annotation == NULL
      || (rs_p_accept (p, RS_TOK_EQUAL) && (value = rs_p_annotated_rhs (p)) == NULL))
    return NULL;
  node = rs_p_node (p, RS_NODE_AnnAssign, start);
  node->v.ann_assign.target = rs_p_as_target (p, target, RS_CTX_STORE);
  node->v.ann_assign.annotation = annotation;
  node->v.ann_assign.value = value;
  node->v.ann_assign.simple = simple;
  return node;
}

/* (TARGET '=')+ annotated_rhs; the first '=' comes next */
static RsNode *
plain_assignment (RsParser *p, RsNode *target, guint start)
{
  RsSeq targets = { NULL, 0 };
  RsNode *node;

  while (rs_p_accept (p, RS_TOK_EQUAL))
    {
      target = rs_p_as_target (p, target, RS_CTX_STORE);
      if (target == NULL)
        return NULL;
      rs_p_push (p, &targets, target);
      target = rs_p_annotated_rhs (p);
      if (target == NULL)
        return NULL;
    }
  node = rs_p_node (p, RS_NODE_Assign, start);
  node->v.assign.targets = targets;
  node->v.assign.value = target;
  return node;
}

/* assignment: NAME ':' expression ['=' annotated_rhs] | ('(' single_target ')'
 * | primary) ':' expression ['=' annotated_rhs]
 *           | (star_targets '=')+ annotated_rhs | single_target AUGASSIGN annotated_rhs
 * expression statement: star_expressions */
static RsNode *
assignment_or_expression (RsParser *p)
{
  guint start = p->mark;
  RsNode *first = rs_p_star_expressions (p), *value, *node;
  RsOperator op;

  if (first == NULL)
    return NULL;
  switch (rs_p_peek (p))
    {
    case RS_TOK_EQUAL:
      return plain_assignment (p, first, start);
    case RS_TOK_COLON:
      return annotated_assignment (p, first, start);
    default:
      break;
    }
  if (!augmented_operator (rs_p_peek (p), &op))
    {
      node = rs_p_node (p, RS_NODE_Expr, start);
      node->v.expr.value = first;
      return p->lang->failed ? NULL : node;
    }
  if (!is_single_target (first))
    return NULL;
  p->mark++;
  value = rs_p_annotated_rhs (p);
  if (value == NULL)
    return NULL;
  node = rs_p_node (p, RS_NODE_AugAssign, start);
  node->v.aug_assign.target = rs_p_as_target (p, first, RS_CTX_STORE);
  node->v.aug_assign.op = op;
  node->v.aug_assign.value = value;
  return node;
}

/* --- statements with a keyword -------------------------------------------- */

static gboolean
at_end_of_statement (RsParser *p)
{
  RsTokenType type = rs_p_peek (p);

  return type == RS_TOK_NEWLINE || type == RS_TOK_SEMI;
}

/* return: 'return' [star_expressions] */
static RsNode *
return_stmt (RsParser *p)
{
  guint start = p->mark++;
  RsNode *value = NULL, *node;

  if (!at_end_of_statement (p) && (value = rs_p_star_expressions (p)) == NULL)
    return NULL;
  node = rs_p_node (p, RS_NODE_Return, start);
  node->v.return_.value = value;
  return node;
}

/* raise: 'raise' [expression ['from' expression]] */
static RsNode *
raise_stmt (RsParser *p)
{
  guint start = p->mark++;
  RsNode *exc = NULL, *cause = NULL, *node;

  if (!at_end_of_statement (p))
    {
      exc = rs_p_expression (p);
      if (exc == NULL || (rs_p_accept (p, RS_K_FROM) && (cause = rs_p_expression (p)) == NULL))
        return NULL;
    }
  node = rs_p_node (p, RS_NODE_Raise, start);
  node->v.raise.exc = exc;
  node->v.raise.cause = cause;
  return node;
}

/* global, nonlocal: KEYWORD ','.NAME+ */
static RsNode *
names_stmt (RsParser *p, RsNodeKind kind)
{
  guint start = p->mark++;
  RsIds names = { NULL, 0 };
  RsNode *node;

  do
    {
      if (!rs_p_accept (p, RS_TOK_NAME))
        return NULL;
      rs_p_push_id (p, &names, rs_p_id (p, p->mark - 1));
    }
  while (rs_p_accept (p, RS_TOK_COMMA));
  node = rs_p_node (p, kind, start);
  node->v.global.names = names;
  return node;
}

/* del: 'del' del_targets &(';' | NEWLINE) */
static RsNode *
del_stmt (RsParser *p)
{
  guint start = p->mark++;
  RsSeq targets = { NULL, 0 };
  RsNode *node;

  if (!rs_p_del_targets (p, &targets) || !at_end_of_statement (p))
    return NULL;
  node = rs_p_node (p, RS_NODE_Delete, start);
  node->v.delete.targets = targets;
  return node;
}

/* assert: 'assert' expression [',' expression] */
static RsNode *
assert_stmt (RsParser *p)
{
  guint start = p->mark++;
  RsNode *test = rs_p_expression (p), *msg = NULL, *node;

  if (test == NULL || (rs_p_accept (p, RS_TOK_COMMA) && (msg = rs_p_expression (p)) == NULL))
    return NULL;
  node = rs_p_node (p, RS_NODE_Assert, start);
  node->v.assert_.test = test;
  node->v.assert_.msg = msg;
  return node;
}

/* --- imports -------------------------------------------------------------- */

/* dotted_name: '.'.NAME+. Returns: the whole of it, or NULL. */
static const char *
dotted_name (RsParser *p)
{
  g_autoptr (GString) name = NULL;
  const char *id;

  if (!rs_p_accept (p, RS_TOK_NAME))
    return NULL;
  id = rs_p_id (p, p->mark - 1);
  while (rs_p_peek (p) == RS_TOK_DOT)
    {
      p->mark++;
      if (!rs_p_accept (p, RS_TOK_NAME))
        return NULL;
      if (name == NULL)
        name = g_string_new (id);
      g_string_append_printf (name, ".%s", rs_p_id (p, p->mark - 1));
    }
  return name != NULL ? rs_lang_id (p->lang, name->str, name->len) : id;
}

/* After the name of an alias: ['as' NAME]. */
static RsNode *
alias (RsParser *p, const char *name, guint start)
{
  const char *asname = NULL;
  RsNode *node;

  if (rs_p_accept (p, RS_K_AS))
    {
      if (!rs_p_accept (p, RS_TOK_NAME))
        return NULL;
      asname = rs_p_id (p, p->mark - 1);
    }
  node = rs_p_node (p, RS_NODE_alias, start);
  node->v.alias.name = name;
  node->v.alias.asname = asname;
  return node;
}

/* import: 'import' ','.(dotted_name ['as' NAME])+ */
static RsNode *
import_stmt (RsParser *p)
{
  guint start = p->mark++;
  RsSeq names = { NULL, 0 };
  RsNode *node;

  do
    {
      guint from = p->mark;
      const char *name = dotted_name (p);

      node = name != NULL ? alias (p, name, from) : NULL;
      if (node == NULL)
        return NULL;
      rs_p_push (p, &names, node);
    }
  while (rs_p_accept (p, RS_TOK_COMMA));
  node = rs_p_node (p, RS_NODE_Import, start);
  node->v.import.names = names;
  return node;
}

/* targets: '*' | '(' ','.(NAME ['as' NAME])+ [','] ')' | ','.(NAME ['as'
 * NAME])+ !',' */
static gboolean
import_targets (RsParser *p, RsSeq *names)
{
  gboolean paren = rs_p_accept (p, RS_TOK_LPAR);
  RsNode *node;

  if (!paren && rs_p_accept (p, RS_TOK_STAR))
    {
      rs_p_push (p, names, alias (p, rs_lang_id (p->lang, "*", 1), p->mark - 1));
      return TRUE;
    }
  do
    {
      guint from = p->mark;

      if (paren && names->n > 0 && rs_p_peek (p) == RS_TOK_RPAR)
        break;
      node = rs_p_accept (p, RS_TOK_NAME) ? alias (p, rs_p_id (p, from), from) : NULL;
      if (node == NULL)
        {
          if (!p->lang->failed && p->diagnosing && p->invalid_rules && names->n > 0 && !paren
              && rs_p_peek (p) == RS_TOK_NEWLINE)
            rs_p_error_here (p, "SyntaxError",
                             "trailing comma not allowed without surrounding parentheses");
          return FALSE;
        }
      rs_p_push (p, names, node);
    }
  while (rs_p_accept (p, RS_TOK_COMMA));
  return !paren || rs_p_accept (p, RS_TOK_RPAR);
}

/* from: 'from' ('.' | '...')* dotted_name 'import' targets | 'from' ('.' |
 * '...')+ 'import' targets */
static RsNode *
from_stmt (RsParser *p)
{
  guint start = p->mark++;
  const char *module = NULL;
  int level = 0;
  RsSeq names = { NULL, 0 };
  RsNode *node;

  for (; rs_p_peek (p) == RS_TOK_DOT || rs_p_peek (p) == RS_TOK_ELLIPSIS; p->mark++)
    level += rs_p_peek (p) == RS_TOK_DOT ? 1 : 3;
  if (rs_p_peek (p) != RS_K_IMPORT || level == 0)
    {
      module = dotted_name (p);
      if (module == NULL)
        return NULL;
    }
  if (!rs_p_accept (p, RS_K_IMPORT) || !import_targets (p, &names))
    return NULL;
  node = rs_p_node (p, RS_NODE_ImportFrom, start);
  node->v.import_from.module = module;
  node->v.import_from.names = names;
  node->v.import_from.level = level;
  return node;
}

/* --- the line ------------------------------------------------------------- */

static RsNode *
keyword_only (RsParser *p, RsNodeKind kind)
{
  guint start = p->mark++;

  return rs_p_node (p, kind, start);
}

/* simple_stmt: the statements above */
RsNode *
rs_p_simple_stmt (RsParser *p)
{
  guint start = p->mark;
  RsNode *value, *node;

  switch (rs_p_peek (p))
    {
    case RS_K_RETURN:
      return return_stmt (p);
    case RS_K_IMPORT:
      return import_stmt (p);
    case RS_K_FROM:
      return from_stmt (p);
    case RS_K_RAISE:
      return raise_stmt (p);
    case RS_K_PASS:
      return keyword_only (p, RS_NODE_Pass);
    case RS_K_DEL:
      return del_stmt (p);
    case RS_K_ASSERT:
      return assert_stmt (p);
    case RS_K_BREAK:
      return keyword_only (p, RS_NODE_Break);
    case RS_K_CONTINUE:
      return keyword_only (p, RS_NODE_Continue);
    case RS_K_GLOBAL:
      return names_stmt (p, RS_NODE_Global);
    case RS_K_NONLOCAL:
      return names_stmt (p, RS_NODE_Nonlocal);
    case RS_K_YIELD:
      value = rs_p_yield_expr (p);
      if (value == NULL)
        return NULL;
      node = rs_p_node (p, RS_NODE_Expr, start);
      node->v.expr.value = value;
      return node;
    default:
      return assignment_or_expression (p);
    }
}

/* simple_stmts: ';'.simple_stmt+ [';'] NEWLINE */
gboolean
rs_p_simple_stmts (RsParser *p, RsSeq *body)
{
  do
    {
      RsNode *stmt = NULL;

      if (p->diagnosing ? !rs_d_simple_stmt (p, &stmt) : (stmt = rs_p_simple_stmt (p)) == NULL)
        return FALSE;
      rs_p_push (p, body, stmt);
      if (!rs_p_accept (p, RS_TOK_SEMI))
        break;
    }
  while (rs_p_peek (p) != RS_TOK_NEWLINE);
  return rs_p_accept (p, RS_TOK_NEWLINE);
}
