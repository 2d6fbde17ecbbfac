/* SPDX-License-Identifier: MIT
 *
 * Statements to instructions; those that guard others (try, with) are in
 * compile-try.c, match in compile-pattern.c.
 */
#include "compile-private.h"

#include <string.h>

/* --- conditions and loops ------------------------------------------------- */

static void
if_stmt (RsCompiler *c, RsNode *node)
{
  RsBlock *end = rs_c_new_block (c), *next = node->v.if_.orelse.n > 0 ? rs_c_new_block (c) : end;

  rs_c_jump_if (c, node->v.if_.test, next, FALSE);
  rs_c_stmts (c, node->v.if_.body);
  if (node->v.if_.orelse.n > 0)
    {
      rs_c_jump_no_line (c, RS_OP_JUMP, end);
      rs_c_use_block (c, next);
      rs_c_stmts (c, node->v.if_.orelse);
    }
  rs_c_use_block (c, end);
}

static void
for_stmt (RsCompiler *c, RsNode *node)
{
  RsBlock *start = rs_c_new_block (c), *body = rs_c_new_block (c), *cleanup = rs_c_new_block (c),
          *end = rs_c_new_block (c);

  rs_c_push_frame (c, (RsFrameBlock){ .kind = RS_FRAME_FOR_LOOP, .block = start, .exit = end });
  rs_c_expr (c, node->v.for_.iter);
  rs_c_op (c, RS_OP_GET_ITER);
  rs_c_use_block (c, start);
  rs_c_jump (c, RS_OP_FOR_ITER, cleanup);
  rs_c_use_block (c, body);
  rs_c_expr (c, node->v.for_.target);
  rs_c_stmts (c, node->v.for_.body);
  rs_c_no_loc (c);
  rs_c_jump (c, RS_OP_JUMP, start);
  rs_c_use_block (c, cleanup);
  rs_c_pop_frame (c);
  rs_c_stmts (c, node->v.for_.orelse);
  rs_c_use_block (c, end);
}

static void
async_for_stmt (RsCompiler *c, RsNode *node)
{
  RsBlock *start, *except, *end;

  if (c->unit->kind != RS_UNIT_ASYNC_FUNCTION)
    {
      rs_c_error (c, "'async for' outside async function");
      return;
    }
  start = rs_c_new_block (c);
  except = rs_c_new_block (c);
  end = rs_c_new_block (c);
  rs_c_expr (c, node->v.for_.iter);
  rs_c_op (c, RS_OP_GET_AITER);
  rs_c_use_block (c, start);
  rs_c_push_frame (c, (RsFrameBlock){ .kind = RS_FRAME_FOR_LOOP, .block = start, .exit = end });
  rs_c_jump (c, RS_OP_SETUP_FINALLY, except);
  rs_c_op (c, RS_OP_GET_ANEXT);
  rs_c_const_kind (c, RS_CONST_NONE);
  rs_c_yield_from (c, TRUE);
  rs_c_op (c, RS_OP_POP_BLOCK);
  rs_c_expr (c, node->v.for_.target);
  rs_c_stmts (c, node->v.for_.body);
  rs_c_no_loc (c);
  rs_c_jump (c, RS_OP_JUMP, start);
  rs_c_pop_frame (c);
  rs_c_use_block (c, except);
  rs_c_set_loc (c, node->v.for_.iter);
  rs_c_op (c, RS_OP_END_ASYNC_FOR);
  rs_c_stmts (c, node->v.for_.orelse);
  rs_c_use_block (c, end);
}

static void
while_stmt (RsCompiler *c, RsNode *node)
{
  RsBlock *loop = rs_c_new_block (c), *body = rs_c_new_block (c), *anchor = rs_c_new_block (c),
          *end = rs_c_new_block (c);

  rs_c_use_block (c, loop);
  rs_c_push_frame (c, (RsFrameBlock){ .kind = RS_FRAME_WHILE_LOOP, .block = loop, .exit = end });
  rs_c_jump_if (c, node->v.while_.test, anchor, FALSE);
  rs_c_use_block (c, body);
  rs_c_stmts (c, node->v.while_.body);
  rs_c_set_loc (c, node);
  rs_c_jump_if (c, node->v.while_.test, body, TRUE);
  rs_c_pop_frame (c);
  rs_c_use_block (c, anchor);
  rs_c_stmts (c, node->v.while_.orelse);
  rs_c_use_block (c, end);
}

/* --- return, break, continue ---------------------------------------------- */

static void
return_stmt (RsCompiler *c, RsNode *node)
{
  RsNode *value = node->v.return_.value;
  gboolean preserve = value != NULL && value->kind != RS_NODE_Constant;

  if (c->unit->scope->kind != RS_BLOCK_FUNCTION)
    {
      rs_c_error (c, "'return' outside function");
      return;
    }
  if (value != NULL && c->unit->scope->coroutine && c->unit->scope->generator)
    {
      rs_c_error (c, "'return' with value in async generator");
      return;
    }
  if (preserve)
    rs_c_expr (c, value);
  else if (value != NULL)
    {
      rs_c_set_loc (c, value);
      rs_c_op (c, RS_OP_NOP);
    }
  if (value == NULL || value->loc.line != node->loc.line)
    {
      rs_c_set_loc (c, node);
      rs_c_op (c, RS_OP_NOP);
    }
  rs_c_unwind (c, preserve, FALSE, NULL);
  if (value == NULL)
    rs_c_const_kind (c, RS_CONST_NONE);
  else if (!preserve)
    rs_c_const (c, value->v.constant.value);
  rs_c_op (c, RS_OP_RETURN_VALUE);
}

static void
leave_loop (RsCompiler *c, gboolean is_break)
{
  RsLocation here = c->unit->loc;
  RsFrameBlock loop;

  rs_c_op (c, RS_OP_NOP);
  if (!rs_c_unwind (c, FALSE, TRUE, &loop))
    {
      c->unit->loc = here;
      rs_c_error (c, is_break ? "'break' outside loop" : "'continue' not properly in loop");
      return;
    }
  if (is_break)
    rs_c_unwind_frame (c, &loop, FALSE);
  rs_c_jump (c, RS_OP_JUMP, is_break ? loop.exit : loop.block);
}

/* --- imports -------------------------------------------------------------- */

static void
import_as (RsCompiler *c, const char *name, const char *asname)
{
  const char *dot = strchr (name, '.');

  if (dot == NULL)
    {
      rs_c_name (c, asname, RS_CTX_STORE);
      return;
    }
  for (;;)
    {
      const char *part = dot + 1, *end = strchr (part, '.');
      const char *attr =
          rs_lang_id (c->lang, part, end != NULL ? (gsize) (end - part) : strlen (part));

      rs_c_op_arg (c, RS_OP_IMPORT_FROM, rs_table_index (&c->unit->names, attr));
      dot = end;
      if (dot == NULL)
        break;
      rs_c_op_arg (c, RS_OP_SWAP, 2);
      rs_c_op (c, RS_OP_POP_TOP);
    }
  rs_c_name (c, asname, RS_CTX_STORE);
  rs_c_op (c, RS_OP_POP_TOP);
}

static void
import_stmt (RsCompiler *c, RsNode *node)
{
  guint i;

  for (i = 0; i < node->v.import.names.n; i++)
    {
      const RsNode *alias = node->v.import.names.items[i];
      const char *name = alias->v.alias.name, *dot = strchr (name, '.');

      rs_c_const (c, rs_const_int (c->lang, 0));
      rs_c_const_kind (c, RS_CONST_NONE);
      rs_c_op_name (c, RS_OP_IMPORT_NAME, name);
      if (alias->v.alias.asname != NULL)
        import_as (c, name, alias->v.alias.asname);
      else
        rs_c_name (c, dot != NULL ? rs_lang_id (c->lang, name, (gsize) (dot - name)) : name,
                   RS_CTX_STORE);
    }
}

static void
import_from_stmt (RsCompiler *c, RsNode *node)
{
  RsSeq names = node->v.import_from.names;
  const char *module = node->v.import_from.module;
  g_autofree const char **ids = g_new (const char *, names.n);
  guint i;

  rs_c_const (c, rs_const_int (c->lang, node->v.import_from.level));
  for (i = 0; i < names.n; i++)
    ids[i] = names.items[i]->v.alias.name;
  if (node->loc.line > c->lang->future_line && module != NULL && strcmp (module, "__future__") == 0)
    {
      rs_c_error (c, "from __future__ imports must occur at the beginning of the file");
      return;
    }
  rs_c_const (c, rs_c_id_tuple (c, ids, names.n));
  rs_c_op_name (c, RS_OP_IMPORT_NAME, module != NULL ? module : rs_lang_id (c->lang, "", 0));
  for (i = 0; i < names.n; i++)
    {
      const RsNode *alias = names.items[i];

      if (i == 0 && strcmp (ids[0], "*") == 0)
        {
          rs_c_op (c, RS_OP_IMPORT_STAR);
          return;
        }
      rs_c_op_name (c, RS_OP_IMPORT_FROM, ids[i]);
      rs_c_name (c, alias->v.alias.asname != NULL ? alias->v.alias.asname : ids[i], RS_CTX_STORE);
    }
  rs_c_op (c, RS_OP_POP_TOP);
}

/* --- assignments ---------------------------------------------------------- */

static void
assign_stmt (RsCompiler *c, RsNode *node)
{
  guint i, n = node->v.assign.targets.n;

  rs_c_expr (c, node->v.assign.value);
  for (i = 0; i < n; i++)
    {
      if (i + 1 < n)
        rs_c_op_arg (c, RS_OP_COPY, 1);
      rs_c_expr (c, node->v.assign.targets.items[i]);
    }
}

static void
aug_assign_stmt (RsCompiler *c, RsNode *node)
{
  RsNode *target = node->v.aug_assign.target;
  RsLocation outer = c->unit->loc;

  rs_c_set_loc (c, target);
  switch (target->kind)
    {
    case RS_NODE_Attribute:
      rs_c_expr (c, target->v.attribute.value);
      rs_c_op_arg (c, RS_OP_COPY, 1);
      rs_c_start_at_attribute (c, target);
      rs_c_op_name (c, RS_OP_LOAD_ATTR, target->v.attribute.attr);
      break;
    case RS_NODE_Subscript:
      rs_c_expr (c, target->v.subscript.value);
      rs_c_expr (c, target->v.subscript.slice);
      rs_c_op_arg (c, RS_OP_COPY, 2);
      rs_c_op_arg (c, RS_OP_COPY, 2);
      rs_c_op (c, RS_OP_BINARY_SUBSCR);
      break;
    default:
      rs_c_name (c, target->v.name.id, RS_CTX_LOAD);
      break;
    }
  c->unit->loc = outer;
  rs_c_expr (c, node->v.aug_assign.value);
  rs_c_binary_op (c, node->v.aug_assign.op, TRUE);
  rs_c_set_loc (c, target);
  switch (target->kind)
    {
    case RS_NODE_Attribute:
      rs_c_start_at_attribute (c, target);
      rs_c_op_arg (c, RS_OP_SWAP, 2);
      rs_c_op_name (c, RS_OP_STORE_ATTR, target->v.attribute.attr);
      break;
    case RS_NODE_Subscript:
      rs_c_op_arg (c, RS_OP_SWAP, 3);
      rs_c_op_arg (c, RS_OP_SWAP, 2);
      rs_c_op (c, RS_OP_STORE_SUBSCR);
      break;
    default:
      rs_c_name (c, target->v.name.id, RS_CTX_STORE);
      break;
    }
}

/* Evaluates a part of an annotation's target, for its errors only. */
static void
check_part (RsCompiler *c, RsNode *node)
{
  if (node == NULL)
    return;
  rs_c_expr (c, node);
  rs_c_op (c, RS_OP_POP_TOP);
}

static void
check_index_parts (RsCompiler *c, RsNode *index)
{
  guint i;

  switch (index->kind)
    {
    case RS_NODE_Slice:
      check_part (c, index->v.slice.lower);
      check_part (c, index->v.slice.upper);
      check_part (c, index->v.slice.step);
      break;
    case RS_NODE_Tuple:
      for (i = 0; i < index->v.tuple.elts.n; i++)
        check_index_parts (c, index->v.tuple.elts.items[i]);
      break;
    default:
      check_part (c, index);
      break;
    }
}

static void
store_annotation (RsCompiler *c, RsNode *node)
{
  const char *name = rs_mangle (c->lang, c->unit->cls, node->v.ann_assign.target->v.name.id);

  if ((c->lang->flags & RS_CO_FUTURE_ANNOTATIONS) != 0)
    {
      g_autofree char *text = rs_node_unparse (node->v.ann_assign.annotation);

      rs_c_const_id (c, text);
    }
  else
    rs_c_expr (c, node->v.ann_assign.annotation);
  rs_c_op_name (c, RS_OP_LOAD_NAME, rs_lang_id (c->lang, "__annotations__", 15));
  rs_c_const_id (c, name);
  rs_c_op (c, RS_OP_STORE_SUBSCR);
}

static void
ann_assign_stmt (RsCompiler *c, RsNode *node)
{
  RsNode *target = node->v.ann_assign.target;
  gboolean outside = c->unit->kind == RS_UNIT_MODULE || c->unit->kind == RS_UNIT_CLASS;

  if (node->v.ann_assign.value != NULL)
    {
      rs_c_expr (c, node->v.ann_assign.value);
      rs_c_expr (c, target);
    }
  switch (target->kind)
    {
    case RS_NODE_Name:
      if (!rs_c_forbidden (c, target->v.name.id, RS_CTX_STORE) && node->v.ann_assign.simple
          && outside)
        store_annotation (c, node);
      break;
    case RS_NODE_Attribute:
      if (!rs_c_forbidden (c, target->v.attribute.attr, RS_CTX_STORE)
          && node->v.ann_assign.value == NULL)
        check_part (c, target->v.attribute.value);
      break;
    default:
      if (node->v.ann_assign.value == NULL)
        {
          check_part (c, target->v.subscript.value);
          check_index_parts (c, target->v.subscript.slice);
        }
      break;
    }
  if (!node->v.ann_assign.simple && outside && (c->lang->flags & RS_CO_FUTURE_ANNOTATIONS) == 0)
    check_part (c, node->v.ann_assign.annotation);
}

/* --- the others ----------------------------------------------------------- */

static void
assert_stmt (RsCompiler *c, RsNode *node)
{
  RsNode *test = node->v.assert_.test;
  RsBlock *end;

  if ((test->kind == RS_NODE_Tuple && test->v.tuple.elts.n > 0)
      || (test->kind == RS_NODE_Constant && test->v.constant.value->kind == RS_CONST_TUPLE
          && test->v.constant.value->n_items > 0))
    rs_c_warn (c, "assertion is always true, perhaps remove parentheses?");
  end = rs_c_new_block (c);
  rs_c_jump_if (c, test, end, TRUE);
  rs_c_op (c, RS_OP_LOAD_ASSERTION_ERROR);
  if (node->v.assert_.msg != NULL)
    {
      rs_c_expr (c, node->v.assert_.msg);
      rs_c_op_arg (c, RS_OP_PRECALL, 0);
      rs_c_op_arg (c, RS_OP_CALL, 0);
    }
  rs_c_op_arg (c, RS_OP_RAISE_VARARGS, 1);
  rs_c_use_block (c, end);
}

static void
raise_stmt (RsCompiler *c, RsNode *node)
{
  int n = 0;

  if (node->v.raise.exc != NULL)
    {
      rs_c_expr (c, node->v.raise.exc);
      n++;
    }
  if (node->v.raise.cause != NULL)
    {
      rs_c_expr (c, node->v.raise.cause);
      n++;
    }
  rs_c_op_arg (c, RS_OP_RAISE_VARARGS, n);
}

static void
expr_stmt (RsCompiler *c, RsNode *value)
{
  if (c->lang->mode == RS_COMPILE_SINGLE && c->nesting <= 1)
    {
      rs_c_expr (c, value);
      rs_c_op (c, RS_OP_PRINT_EXPR);
      return;
    }
  if (value->kind == RS_NODE_Constant)
    {
      rs_c_op (c, RS_OP_NOP);
      return;
    }
  rs_c_expr (c, value);
  rs_c_no_loc (c);
  rs_c_op (c, RS_OP_POP_TOP);
}

static void
stmt (RsCompiler *c, RsNode *node)
{
  rs_c_set_loc (c, node);
  switch (node->kind)
    {
    case RS_NODE_FunctionDef:
    case RS_NODE_AsyncFunctionDef:
      rs_c_function (c, node);
      break;
    case RS_NODE_ClassDef:
      rs_c_class (c, node);
      break;
    case RS_NODE_Return:
      return_stmt (c, node);
      break;
    case RS_NODE_Delete:
      rs_c_exprs (c, node->v.delete.targets);
      break;
    case RS_NODE_Assign:
      assign_stmt (c, node);
      break;
    case RS_NODE_AugAssign:
      aug_assign_stmt (c, node);
      break;
    case RS_NODE_AnnAssign:
      ann_assign_stmt (c, node);
      break;
    case RS_NODE_For:
      for_stmt (c, node);
      break;
    case RS_NODE_AsyncFor:
      async_for_stmt (c, node);
      break;
    case RS_NODE_While:
      while_stmt (c, node);
      break;
    case RS_NODE_If:
      if_stmt (c, node);
      break;
    case RS_NODE_With:
    case RS_NODE_AsyncWith:
      rs_c_with (c, node, 0);
      break;
    case RS_NODE_Match:
      rs_c_match (c, node);
      break;
    case RS_NODE_Raise:
      raise_stmt (c, node);
      break;
    case RS_NODE_Try:
    case RS_NODE_TryStar:
      rs_c_try (c, node);
      break;
    case RS_NODE_Assert:
      assert_stmt (c, node);
      break;
    case RS_NODE_Import:
      import_stmt (c, node);
      break;
    case RS_NODE_ImportFrom:
      import_from_stmt (c, node);
      break;
    case RS_NODE_Global:
    case RS_NODE_Nonlocal:
      break;
    case RS_NODE_Expr:
      expr_stmt (c, node->v.expr.value);
      break;
    case RS_NODE_Pass:
      rs_c_op (c, RS_OP_NOP);
      break;
    case RS_NODE_Break:
      leave_loop (c, TRUE);
      break;
    case RS_NODE_Continue:
      leave_loop (c, FALSE);
      break;
    default:
      g_assert_not_reached ();
    }
}

void
rs_c_stmts (RsCompiler *c, RsSeq body)
{
  guint i;

  for (i = 0; i < body.n && !c->lang->failed; i++)
    stmt (c, body.items[i]);
}
