/* SPDX-License-Identifier: MIT
 *
 * The second pass over a text that does not parse: statements. See
 * diagnose-expr.c. Compound statements need little here: their functions in
 * parse-compound.c call rs_d_block_start () where a ':' and a block should
 * follow.
 */
#include "diagnose-private.h"

#include <string.h>

gpointer
rs_d_error_from (RsParser *p, RsLocation loc, const char *message)
{
  int end_col = (int) (p->lexer.pos - p->lexer.line_start);

  loc.end_line = p->lexer.line;
  loc.end_col = end_col - 1;
  return rs_p_error (p, "SyntaxError", loc, "%s", message);
}

/* --- assignments ---------------------------------------------------------- */

/* (star_targets '=')*, as many as fit. Returns: how many. */
static guint
targets_and_equals (RsParser *p)
{
  guint n = 0, after = p->mark;

  while (rs_p_star_targets (p) != NULL && rs_p_accept (p, RS_TOK_EQUAL))
    {
      n++;
      after = p->mark;
    }
  p->mark = after;
  return n;
}

static gboolean
accept_augmented (RsParser *p)
{
  RsTokenType type = rs_p_peek (p);

  if ((type >= RS_TOK_PLUSEQUAL && type <= RS_TOK_DOUBLESTAREQUAL)
      || type == RS_TOK_DOUBLESLASHEQUAL || type == RS_TOK_ATEQUAL)
    return rs_p_accept (p, type);
  return FALSE;
}

/* ':' expression ['=' annotated_rhs] */
static gboolean
annotation (RsParser *p)
{
  guint after;

  if (!rs_p_accept (p, RS_TOK_COLON) || rs_p_expression (p) == NULL)
    return FALSE;
  after = p->mark;
  if (rs_p_accept (p, RS_TOK_EQUAL) && rs_p_annotated_rhs (p) == NULL)
    p->mark = after;
  return !p->lang->failed;
}

static gboolean
is_single_target (const RsNode *node)
{
  return node != NULL
         && (node->kind == RS_NODE_Name || node->kind == RS_NODE_Attribute
             || node->kind == RS_NODE_Subscript);
}

/* The wrong ones, in order: annotation of a list or tuple, of several targets,
 * of another expression; assignment to what is no target, to a yield; augmented
 * assignment to what is no single target */
static void
invalid_assignment (RsParser *p)
{
  guint start = p->mark;
  RsTokenType type = rs_p_peek (p);
  RsNode *a;

  if (type == RS_TOK_LPAR || type == RS_TOK_LSQB)
    {
      a = rs_d_bracketed (p);
      if (a != NULL && (a->kind == RS_NODE_List || a->kind == RS_NODE_Tuple)
          && rs_p_accept (p, RS_TOK_COLON) && rs_p_expression (p) != NULL)
        {
          rs_p_error (p, "SyntaxError", a->loc, "only single target (not %s) can be annotated",
                      rs_d_expr_name (a));
          return;
        }
    }
  p->mark = start;
  if (p->lang->failed)
    return;
  a = rs_p_star_named_expression (p);
  if (a != NULL && rs_p_accept (p, RS_TOK_COMMA))
    {
      guint after = p->mark;

      while (rs_p_star_named_expression (p) != NULL)
        {
          rs_p_accept (p, RS_TOK_COMMA);
          after = p->mark;
        }
      p->mark = after;
      if (!p->lang->failed && rs_p_accept (p, RS_TOK_COLON) && rs_p_expression (p) != NULL)
        {
          rs_p_error (p, "SyntaxError", a->loc, "only single target (not tuple) can be annotated");
          return;
        }
    }
  p->mark = start;
  if (p->lang->failed)
    return;
  a = rs_p_expression (p);
  if (a != NULL && rs_p_accept (p, RS_TOK_COLON) && rs_p_expression (p) != NULL)
    {
      rs_p_error (p, "SyntaxError", a->loc, "illegal target for annotation");
      return;
    }
  p->mark = start;
  if (p->lang->failed)
    return;
  targets_and_equals (p);
  a = p->lang->failed ? NULL : rs_p_star_expressions (p);
  if (a != NULL && rs_p_accept (p, RS_TOK_EQUAL))
    rs_d_invalid_target (p, RS_TARGET_STAR, a);
  if (p->lang->failed)
    return;
  p->mark = start;
  targets_and_equals (p);
  a = rs_p_peek (p) == RS_K_YIELD ? rs_p_yield_expr (p) : NULL;
  if (a != NULL && rs_p_accept (p, RS_TOK_EQUAL))
    {
      rs_p_error (p, "SyntaxError", a->loc, "assignment to yield expression not possible");
      return;
    }
  p->mark = start;
  if (p->lang->failed)
    return;
  a = rs_p_star_expressions (p);
  if (a != NULL && accept_augmented (p) && rs_p_annotated_rhs (p) != NULL)
    rs_p_error (p, "SyntaxError", a->loc, "'%s' is an illegal expression for augmented assignment",
                rs_d_expr_name (a));
}

/* Returns: whether an assignment comes here. */
static gboolean
assignment (RsParser *p)
{
  guint start = p->mark;
  RsNode *target;

  if (rs_p_accept (p, RS_TOK_NAME) && annotation (p))
    return TRUE;
  p->mark = start;
  if (p->lang->failed)
    return FALSE;
  target = rs_d_primary (p);
  if (is_single_target (target)
      && (target->kind != RS_NODE_Name || p->tokens[start].type == RS_TOK_LPAR) && annotation (p))
    return TRUE;
  p->mark = start;
  if (p->lang->failed)
    return FALSE;
  if (targets_and_equals (p) > 0 && rs_p_annotated_rhs (p) != NULL && rs_p_peek (p) != RS_TOK_EQUAL)
    return TRUE;
  p->mark = start;
  if (p->lang->failed)
    return FALSE;
  target = rs_d_primary (p);
  if (is_single_target (target) && accept_augmented (p))
    return rs_p_annotated_rhs (p) != NULL;
  p->mark = start;
  if (!p->lang->failed && p->invalid_rules)
    invalid_assignment (p);
  return FALSE;
}

/* --- simple statements ---------------------------------------------------- */

static RsNode *
simple_stmt (RsParser *p)
{
  guint start = p->mark;
  RsNode *node;

  if (assignment (p))
    return rs_p_node (p, RS_NODE_Pass, start);
  p->mark = start;
  if (p->lang->failed)
    return NULL;
  node = rs_p_star_expressions (p);
  if (node != NULL || p->lang->failed)
    return node;
  p->mark = start;
  switch (rs_p_peek (p))
    {
    case RS_K_DEL:
      node = rs_p_simple_stmt (p);
      if (node != NULL || p->lang->failed)
        return node;
      p->mark = start + 1;
      node = rs_p_star_expressions (p);
      if (node != NULL)
        rs_d_invalid_target (p, RS_TARGET_DEL, node);
      return NULL;
    case RS_K_RETURN:
    case RS_K_IMPORT:
    case RS_K_FROM:
    case RS_K_RAISE:
    case RS_K_PASS:
    case RS_K_YIELD:
    case RS_K_ASSERT:
    case RS_K_BREAK:
    case RS_K_CONTINUE:
    case RS_K_GLOBAL:
    case RS_K_NONLOCAL:
      return rs_p_simple_stmt (p);
    default:
      return NULL;
    }
}

gboolean
rs_d_simple_stmt (RsParser *p, RsNode **stmt)
{
  *stmt = rs_d_memo (p, RS_MEMO_SIMPLE_STMT, simple_stmt);
  return *stmt != NULL;
}

/* --- compound statements -------------------------------------------------- */

gboolean
rs_d_compound_stmt (RsParser *p, RsNode **stmt)
{
  if (rs_p_at_compound_stmt (p))
    *stmt = rs_p_compound_stmt (p);
  else if (rs_p_at_word (p, "match"))
    *stmt = rs_p_match_stmt (p);
  else
    *stmt = NULL;
  return *stmt != NULL;
}

gboolean
rs_d_block_start (RsParser *p, const char *what, guint start)
{
  if (!p->invalid_rules || p->lang->failed)
    return !p->lang->failed;
  if (rs_p_peek (p) == RS_TOK_NEWLINE)
    {
      rs_p_error_here (p, "SyntaxError", "expected ':'");
      return FALSE;
    }
  if (rs_p_peek (p) == RS_TOK_COLON && rs_p_peek_at (p, 1) == RS_TOK_NEWLINE
      && rs_p_peek_at (p, 2) != RS_TOK_INDENT && !p->lang->failed)
    rs_p_error_here (p, "IndentationError", "expected an indented block after %s on line %d", what,
                     p->tokens[start].loc.line);
  return !p->lang->failed;
}

/* 'except' ['*'] expression ',' expressions ['as' NAME] ':'; 'except' '*'
 * (NEWLINE | ':') */
gboolean
rs_d_except (RsParser *p, guint start, gboolean star)
{
  RsNode *type;

  if (!p->invalid_rules || p->lang->failed)
    return FALSE;
  p->mark = start + 1 + star;
  type = rs_p_expression (p);
  if (type != NULL && rs_p_accept (p, RS_TOK_COMMA))
    {
      do
        if (rs_p_expression (p) == NULL)
          break;
      while (rs_p_accept (p, RS_TOK_COMMA));
      if (rs_p_accept (p, RS_K_AS))
        rs_p_accept (p, RS_TOK_NAME);
      if (rs_p_accept (p, RS_TOK_COLON))
        rs_d_error_from (p, type->loc, "multiple exception types must be parenthesized");
    }
  p->mark = start + 1 + star;
  if (!p->lang->failed && star
      && (rs_p_peek (p) == RS_TOK_NEWLINE || rs_p_peek (p) == RS_TOK_COLON))
    rs_p_error_here (p, "SyntaxError", "expected one or more exception types");
  return FALSE;
}

/* expression &(',' | ')' | ':'), after 'as' */
void
rs_d_with_target (RsParser *p)
{
  RsNode *node = rs_p_expression (p);
  RsTokenType type = rs_p_peek (p);

  if (node != NULL && (type == RS_TOK_COMMA || type == RS_TOK_RPAR || type == RS_TOK_COLON))
    rs_d_invalid_target (p, RS_TARGET_STAR, node);
}

gboolean
rs_d_after_try (RsParser *p)
{
  RsTokenType type = rs_p_peek (p);

  if (p->invalid_rules && type != RS_K_EXCEPT && type != RS_K_FINALLY && !p->lang->failed)
    rs_p_error_here (p, "SyntaxError", "expected 'except' or 'finally' block");
  return !p->lang->failed;
}

void
rs_d_mixed_except (RsParser *p, gboolean star)
{
  guint start = p->mark;
  RsLocation loc = p->tokens[start].loc;

  if (!p->invalid_rules || p->lang->failed)
    return;
  if (!star)
    {
      rs_p_peek_at (p, 1);
      loc = rs_d_range (loc, p->tokens[start + 1].loc);
    }
  rs_p_error (p, "SyntaxError", loc, "cannot have both 'except' and 'except*' on the same 'try'");
}
