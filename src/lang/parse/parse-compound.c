/* SPDX-License-Identifier: MIT
 *
 * Compound statements, blocks, and the whole file.
 */
#include "parser-private.h"

#include <string.h>

static RsNode *
failed_or (RsParser *p, RsNode *node)
{
  return p->lang->failed ? NULL : node;
}

/* ':' block, after the head of WHAT, which began at token START */
static gboolean
colon_block (RsParser *p, RsSeq *body, const char *what, guint start)
{
  if (p->diagnosing && !rs_d_block_start (p, what, start))
    return FALSE;
  return rs_p_accept (p, RS_TOK_COLON) && rs_p_block (p, body);
}

/* As colon_block, but nothing else than ':' can come here. */
static gboolean
forced_colon_block (RsParser *p, RsSeq *body, const char *what, guint start)
{
  if (p->diagnosing && rs_p_peek (p) == RS_TOK_COLON && !rs_d_block_start (p, what, start))
    return FALSE;
  return rs_p_expect_forced (p, RS_TOK_COLON, ":") && rs_p_block (p, body);
}

/* --- if, while, for, with, try -------------------------------------------- */

/* else_block: 'else' ':' block */
static gboolean
else_block (RsParser *p, RsSeq *body)
{
  if (!rs_p_accept (p, RS_K_ELSE))
    return !p->lang->failed;
  return forced_colon_block (p, body, "'else' statement", p->mark - 1);
}

/* if: 'if' named_expression ':' block ('elif' named_expression ':' block)*
 * [else_block] */
static RsNode *
if_stmt (RsParser *p)
{
  gboolean elif_head = rs_p_peek (p) == RS_K_ELIF;
  guint start = p->mark++;
  RsSeq body = { NULL, 0 }, orelse = { NULL, 0 };
  RsNode *test = rs_p_named_expression (p), *node = NULL, *elif;

  if (!rs_p_enter (p))
    ;
  else if (test != NULL
           && colon_block (p, &body, elif_head ? "'elif' statement" : "'if' statement", start))
    {
      if (rs_p_peek (p) == RS_K_ELIF)
        {
          elif = if_stmt (p);
          if (elif != NULL)
            rs_p_push (p, &orelse, elif);
        }
      else
        elif = else_block (p, &orelse) ? test : NULL;
      if (elif != NULL)
        {
          node = rs_p_node (p, RS_NODE_If, start);
          node->v.if_.test = test;
          node->v.if_.body = body;
          node->v.if_.orelse = orelse;
        }
    }
  p->depth--;
  return node;
}

/* while: 'while' named_expression ':' block [else_block] */
static RsNode *
while_stmt (RsParser *p)
{
  guint start = p->mark++;
  RsSeq body = { NULL, 0 }, orelse = { NULL, 0 };
  RsNode *test = rs_p_named_expression (p), *node;

  if (test == NULL || !colon_block (p, &body, "'while' statement", start)
      || !else_block (p, &orelse))
    return NULL;
  node = rs_p_node (p, RS_NODE_While, start);
  node->v.while_.test = test;
  node->v.while_.body = body;
  node->v.while_.orelse = orelse;
  return node;
}

/* for: ['async'] 'for' star_targets 'in' star_expressions ':' block
 * [else_block] */
static RsNode *
for_stmt (RsParser *p, guint start, gboolean is_async)
{
  RsSeq body = { NULL, 0 }, orelse = { NULL, 0 };
  RsNode *target, *iter, *node;
  guint keyword = p->mark++;

  target = rs_p_star_targets (p);
  if (target == NULL || !rs_p_accept (p, RS_K_IN))
    {
      p->mark = keyword;
      if (p->diagnosing && p->invalid_rules && !p->lang->failed)
        rs_d_for_target (p);
      return NULL;
    }
  iter = rs_p_star_expressions (p);
  if (iter == NULL || !colon_block (p, &body, "'for' statement", keyword)
      || !else_block (p, &orelse))
    return NULL;
  node = rs_p_node (p, is_async ? RS_NODE_AsyncFor : RS_NODE_For, start);
  node->v.for_.target = target;
  node->v.for_.iter = iter;
  node->v.for_.body = body;
  node->v.for_.orelse = orelse;
  return node;
}

/* with_item: expression ['as' star_target] */
static RsNode *
with_item (RsParser *p)
{
  guint start = p->mark;
  RsNode *expr = rs_p_expression (p), *target = NULL, *node;
  guint as = p->mark;
  RsTokenType type;

  if (expr == NULL)
    return NULL;
  if (rs_p_accept (p, RS_K_AS))
    {
      target = rs_p_star_target (p);
      type = rs_p_peek (p);
      if (target == NULL || (type != RS_TOK_COMMA && type != RS_TOK_RPAR && type != RS_TOK_COLON))
        {
          if (!p->diagnosing || p->lang->failed)
            return NULL;
          p->mark = as + 1;
          if (p->invalid_rules)
            rs_d_with_target (p);
          if (p->lang->failed)
            return NULL;
          p->mark = as + 1;
          if (target == NULL || type != RS_TOK_NEWLINE || rs_p_star_target (p) == NULL)
            p->mark = as;
        }
    }
  node = rs_p_node (p, RS_NODE_withitem, start);
  node->v.withitem.context_expr = expr;
  node->v.withitem.optional_vars = target;
  return node;
}

/* ','.with_item+, with a comma at the end allowed before ')' */
static gboolean
with_items (RsParser *p, RsSeq *items, gboolean paren)
{
  do
    {
      RsNode *item;

      if (paren && items->n > 0 && rs_p_peek (p) == RS_TOK_RPAR)
        return TRUE;
      item = with_item (p);
      if (item == NULL)
        return FALSE;
      rs_p_push (p, items, item);
    }
  while (rs_p_accept (p, RS_TOK_COMMA));
  return !p->lang->failed;
}

/* with: ['async'] 'with' ('(' ','.with_item+ [','] ')' | ','.with_item+) ':'
 * block */
static RsNode *
with_stmt (RsParser *p, guint start, gboolean is_async)
{
  guint keyword = p->mark, after = ++p->mark;
  RsSeq items = { NULL, 0 }, body = { NULL, 0 };
  RsNode *node;

  if (!rs_p_accept (p, RS_TOK_LPAR) || !with_items (p, &items, TRUE)
      || !rs_p_accept (p, RS_TOK_RPAR)
      || (rs_p_peek (p) != RS_TOK_COLON && !(p->diagnosing && rs_p_peek (p) == RS_TOK_NEWLINE)))
    {
      p->mark = after;
      items = (RsSeq){ NULL, 0 };
      if (p->lang->failed || !with_items (p, &items, FALSE))
        return NULL;
    }
  if (!colon_block (p, &body, "'with' statement", keyword))
    return NULL;
  node = rs_p_node (p, is_async ? RS_NODE_AsyncWith : RS_NODE_With, start);
  node->v.with.items = items;
  node->v.with.body = body;
  return node;
}

/* except_block: 'except' ['*'] [expression ['as' NAME]] ':' block; with '*' the
 * expression must be there */
static RsNode *
except_block (RsParser *p, gboolean star)
{
  guint start = p->mark++;
  const char *name = NULL;
  RsNode *type = NULL, *node;
  RsSeq body = { NULL, 0 };

  if (star)
    p->mark++;
  if (star || rs_p_peek (p) != RS_TOK_COLON)
    {
      if (p->diagnosing && rs_p_peek (p) == RS_TOK_NEWLINE && !star)
        {
          rs_d_block_start (p, "", start);
          return NULL;
        }
      type = rs_p_expression (p);
      if (type != NULL && rs_p_accept (p, RS_K_AS))
        {
          if (!rs_p_accept (p, RS_TOK_NAME))
            return NULL;
          name = rs_p_id (p, p->mark - 1);
        }
      if (p->diagnosing && (type == NULL || rs_p_peek (p) == RS_TOK_COMMA))
        rs_d_except (p, start, star);
      if (type == NULL || p->lang->failed)
        return NULL;
    }
  if (!colon_block (p, &body, star ? "'except*' statement" : "'except' statement", start))
    return NULL;
  node = rs_p_node (p, RS_NODE_ExceptHandler, start);
  node->v.except_handler.type = type;
  node->v.except_handler.name = name;
  node->v.except_handler.body = body;
  return node;
}

/* try: 'try' ':' block finally_block | 'try' ':' block except_block+
 * [else_block] [finally_block] finally_block: 'finally' ':' block */
static RsNode *
try_stmt (RsParser *p)
{
  guint start = p->mark++;
  RsSeq body = { NULL, 0 }, handlers = { NULL, 0 }, orelse = { NULL, 0 }, finalbody = { NULL, 0 };
  gboolean star = FALSE;
  RsNode *node;

  if (!forced_colon_block (p, &body, "'try' statement", start))
    return NULL;
  if (p->diagnosing && !rs_d_after_try (p))
    return NULL;
  if (rs_p_peek (p) == RS_K_EXCEPT)
    star = rs_p_peek_at (p, 1) == RS_TOK_STAR;
  while (rs_p_peek (p) == RS_K_EXCEPT && (rs_p_peek_at (p, 1) == RS_TOK_STAR) == star)
    {
      node = except_block (p, star);
      if (node == NULL)
        return NULL;
      rs_p_push (p, &handlers, node);
    }
  if (p->diagnosing && rs_p_peek (p) == RS_K_EXCEPT)
    {
      rs_d_mixed_except (p, star);
      return NULL;
    }
  if (handlers.n > 0 && !else_block (p, &orelse))
    return NULL;
  if (rs_p_accept (p, RS_K_FINALLY))
    {
      if (!forced_colon_block (p, &finalbody, "'finally' statement", p->mark - 1))
        return NULL;
    }
  else if (handlers.n == 0)
    return NULL;
  node = rs_p_node (p, star ? RS_NODE_TryStar : RS_NODE_Try, start);
  node->v.try_.body = body;
  node->v.try_.handlers = handlers;
  node->v.try_.orelse = orelse;
  node->v.try_.finalbody = finalbody;
  return failed_or (p, node);
}

/* --- def and class -------------------------------------------------------- */

/* function_def: decorators ['async'] 'def' NAME '(' [params] ')' ['->'
 * expression] ':' block */
static RsNode *
function_def (RsParser *p, RsSeq decorators, guint start, gboolean is_async)
{
  RsNode *args, *returns = NULL, *node;
  const char *name;
  RsSeq body = { NULL, 0 };
  guint keyword = p->mark++, after;

  if (!rs_p_accept (p, RS_TOK_NAME))
    return NULL;
  name = rs_p_id (p, p->mark - 1);
  if (!rs_p_expect_forced (p, RS_TOK_LPAR, "(") || (args = rs_p_params (p, FALSE)) == NULL
      || !rs_p_accept (p, RS_TOK_RPAR))
    return NULL;
  after = p->mark;
  if (rs_p_accept (p, RS_TOK_RARROW) && (returns = rs_p_expression (p)) == NULL)
    p->mark = after;
  if (p->lang->failed || !forced_colon_block (p, &body, "function definition", keyword))
    return NULL;
  node = rs_p_node (p, is_async ? RS_NODE_AsyncFunctionDef : RS_NODE_FunctionDef, start);
  node->v.function_def.name = name;
  node->v.function_def.args = args;
  node->v.function_def.body = body;
  node->v.function_def.decorator_list = decorators;
  node->v.function_def.returns = returns;
  return node;
}

/* class_def: decorators 'class' NAME ['(' [arguments] ')'] ':' block */
static RsNode *
class_def (RsParser *p, RsSeq decorators)
{
  guint start = p->mark++;
  RsNode *call = NULL, *node;
  const char *name;
  RsSeq body = { NULL, 0 };

  if (!rs_p_accept (p, RS_TOK_NAME))
    return NULL;
  name = rs_p_id (p, p->mark - 1);
  if ((rs_p_accept (p, RS_TOK_LPAR) && (call = rs_p_call (p, NULL, start)) == NULL)
      || !colon_block (p, &body, "class definition", start))
    return NULL;
  node = rs_p_node (p, RS_NODE_ClassDef, start);
  node->v.class_def.name = name;
  if (call != NULL)
    {
      node->v.class_def.bases = call->v.call.args;
      node->v.class_def.keywords = call->v.call.keywords;
    }
  node->v.class_def.body = body;
  node->v.class_def.decorator_list = decorators;
  return node;
}

/* decorators: ('@' named_expression NEWLINE)+ */
static RsNode *
decorated (RsParser *p)
{
  RsSeq decorators = { NULL, 0 };
  guint start;

  while (rs_p_accept (p, RS_TOK_AT))
    {
      RsNode *node = rs_p_named_expression (p);

      if (node == NULL || !rs_p_accept (p, RS_TOK_NEWLINE))
        return NULL;
      rs_p_push (p, &decorators, node);
    }
  start = p->mark;
  switch (rs_p_peek (p))
    {
    case RS_K_DEF:
      return function_def (p, decorators, start, FALSE);
    case RS_K_CLASS:
      return class_def (p, decorators);
    case RS_K_ASYNC:
      p->mark++;
      return rs_p_peek (p) == RS_K_DEF ? function_def (p, decorators, start, TRUE) : NULL;
    default:
      return NULL;
    }
}

static RsNode *
async_stmt (RsParser *p)
{
  RsSeq none = { NULL, 0 };
  guint start = p->mark++;

  switch (rs_p_peek (p))
    {
    case RS_K_DEF:
      return function_def (p, none, start, TRUE);
    case RS_K_FOR:
      return for_stmt (p, start, TRUE);
    case RS_K_WITH:
      return with_stmt (p, start, TRUE);
    default:
      return NULL;
    }
}

/* compound_stmt: the statements above, and match. Returns: NULL, not failed:
 * there is none, nothing was taken */
RsNode *
rs_p_compound_stmt (RsParser *p)
{
  RsSeq none = { NULL, 0 };
  guint start = p->mark;

  switch (rs_p_peek (p))
    {
    case RS_K_DEF:
      return function_def (p, none, start, FALSE);
    case RS_TOK_AT:
      return decorated (p);
    case RS_K_ASYNC:
      return async_stmt (p);
    case RS_K_IF:
      return if_stmt (p);
    case RS_K_CLASS:
      return class_def (p, none);
    case RS_K_WITH:
      return with_stmt (p, start, FALSE);
    case RS_K_FOR:
      return for_stmt (p, start, FALSE);
    case RS_K_TRY:
      return try_stmt (p);
    case RS_K_WHILE:
      return while_stmt (p);
    default:
      return NULL;
    }
}

gboolean
rs_p_at_compound_stmt (RsParser *p)
{
  switch (rs_p_peek (p))
    {
    case RS_K_DEF:
    case RS_TOK_AT:
    case RS_K_ASYNC:
    case RS_K_IF:
    case RS_K_CLASS:
    case RS_K_WITH:
    case RS_K_FOR:
    case RS_K_TRY:
    case RS_K_WHILE:
      return TRUE;
    default:
      return FALSE;
    }
}

/* --- blocks --------------------------------------------------------------- */

/* statement: compound_stmt | simple_stmts */
static gboolean
statement (RsParser *p, RsSeq *body)
{
  guint start = p->mark, n = body->n;
  RsNode *stmt = NULL;

  if (p->diagnosing)
    {
      if (rs_d_compound_stmt (p, &stmt))
        {
          rs_p_push (p, body, stmt);
          return TRUE;
        }
      p->mark = start;
      return !p->lang->failed && rs_p_simple_stmts (p, body);
    }
  if (rs_p_at_compound_stmt (p))
    {
      stmt = rs_p_compound_stmt (p);
      if (stmt != NULL)
        rs_p_push (p, body, stmt);
      return stmt != NULL;
    }
  if (rs_p_at_word (p, "match"))
    {
      stmt = rs_p_match_stmt (p);
      if (stmt != NULL)
        {
          rs_p_push (p, body, stmt);
          return TRUE;
        }
      p->mark = start;
      if (p->lang->failed)
        return FALSE;
    }
  if (rs_p_simple_stmts (p, body))
    return TRUE;
  body->n = n;
  return FALSE;
}

/* statements: statement+ */
gboolean
rs_p_statements (RsParser *p, RsSeq *body)
{
  guint after = p->mark;

  while (rs_p_peek (p) != RS_TOK_DEDENT && rs_p_peek (p) != RS_TOK_END)
    {
      if (!statement (p, body))
        {
          p->mark = after;
          return FALSE;
        }
      after = p->mark;
    }
  return body->n > 0 && !p->lang->failed;
}

/* block: NEWLINE INDENT statements DEDENT | simple_stmts */
gboolean
rs_p_block (RsParser *p, RsSeq *body)
{
  gboolean good;

  if (!rs_p_accept (p, RS_TOK_NEWLINE))
    return rs_p_simple_stmts (p, body);
  if (!rs_p_accept (p, RS_TOK_INDENT))
    {
      if (p->diagnosing && p->invalid_rules && !p->lang->failed)
        rs_p_error_here (p, "IndentationError", "expected an indented block");
      return FALSE;
    }
  good = rs_p_enter (p) && rs_p_statements (p, body) && rs_p_accept (p, RS_TOK_DEDENT);
  p->depth--;
  return good;
}

/* interactive: compound_stmt NEWLINE | simple_stmts */
static RsNode *
interactive (RsParser *p)
{
  RsNode *tree;
  RsSeq body = { NULL, 0 };
  RsLocation loc = rs_p_token (p)->loc;

  while (rs_p_accept (p, RS_TOK_NEWLINE))
    ;
  if (!statement (p, &body))
    return NULL;
  while (rs_p_accept (p, RS_TOK_NEWLINE))
    ;
  if (!rs_p_accept (p, RS_TOK_END))
    {
      if (!p->lang->failed && p->diagnosing)
        rs_p_error_here (p, "SyntaxError",
                         "multiple statements found while compiling a single statement");
      return NULL;
    }
  tree = rs_node_new (p->lang->scratch, RS_NODE_Interactive, loc);
  tree->v.interactive.body = body;
  return tree;
}

/* file: [statements] END */
RsNode *
rs_p_file (RsParser *p)
{
  RsNode *tree;
  RsSeq body = { NULL, 0 };

  if (p->lang->mode == RS_COMPILE_SINGLE)
    return interactive (p);
  tree = rs_node_new (p->lang->scratch, RS_NODE_Module, rs_p_token (p)->loc);
  if (rs_p_peek (p) != RS_TOK_END && !rs_p_statements (p, &body))
    return NULL;
  if (!rs_p_accept (p, RS_TOK_END))
    return NULL;
  tree->v.module.body = body;
  return tree;
}
