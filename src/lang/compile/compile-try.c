/* SPDX-License-Identifier: MIT
 *
 * try, try with except*, with, and what return, break and continue do on their
 * way out of them.
 *
 * A guarded body stands between a SETUP_... that names its handler and a
 * POP_BLOCK. Neither is left in the finished code: assemble.c turns them into
 * the exception table. A finally body is compiled several times, once for each
 * way into it.
 */
#include "compile-private.h"

/* --- on the way out ------------------------------------------------------- */

void
rs_c_call_exit_with_nones (RsCompiler *c)
{
  int i;

  for (i = 0; i < 3; i++)
    rs_c_const_kind (c, RS_CONST_NONE);
  rs_c_op_arg (c, RS_OP_PRECALL, 2);
  rs_c_op_arg (c, RS_OP_CALL, 2);
}

static void
swap_top (RsCompiler *c, gboolean preserve_top)
{
  if (preserve_top)
    rs_c_op_arg (c, RS_OP_SWAP, 2);
}

static void
unbind (RsCompiler *c, const char *name)
{
  if (name == NULL)
    return;
  rs_c_const_kind (c, RS_CONST_NONE);
  rs_c_name (c, name, RS_CTX_STORE);
  rs_c_name (c, name, RS_CTX_DEL);
}

static void
await_exit (RsCompiler *c)
{
  rs_c_op_arg (c, RS_OP_GET_AWAITABLE, 2);
  rs_c_const_kind (c, RS_CONST_NONE);
  rs_c_yield_from (c, TRUE);
}

void
rs_c_unwind_frame (RsCompiler *c, const RsFrameBlock *frame, gboolean preserve_top)
{
  switch (frame->kind)
    {
    case RS_FRAME_WHILE_LOOP:
    case RS_FRAME_EXCEPTION_HANDLER:
    case RS_FRAME_EXCEPTION_GROUP_HANDLER:
    case RS_FRAME_ASYNC_COMPREHENSION:
      break;
    case RS_FRAME_FOR_LOOP:
    case RS_FRAME_POP_VALUE:
      swap_top (c, preserve_top);
      rs_c_op (c, RS_OP_POP_TOP);
      break;
    case RS_FRAME_TRY_EXCEPT:
      rs_c_op (c, RS_OP_POP_BLOCK);
      break;
    case RS_FRAME_FINALLY_TRY:
      rs_c_op (c, RS_OP_POP_BLOCK);
      if (preserve_top)
        rs_c_push_frame (c, (RsFrameBlock){ .kind = RS_FRAME_POP_VALUE });
      rs_c_stmts (c, frame->body);
      if (preserve_top)
        rs_c_pop_frame (c);
      rs_c_no_loc (c);
      break;
    case RS_FRAME_FINALLY_END:
      swap_top (c, preserve_top);
      rs_c_op (c, RS_OP_POP_TOP);
      swap_top (c, preserve_top);
      rs_c_op (c, RS_OP_POP_BLOCK);
      rs_c_op (c, RS_OP_POP_EXCEPT);
      break;
    case RS_FRAME_WITH:
    case RS_FRAME_ASYNC_WITH:
      c->unit->loc = frame->loc;
      rs_c_op (c, RS_OP_POP_BLOCK);
      swap_top (c, preserve_top);
      rs_c_call_exit_with_nones (c);
      if (frame->kind == RS_FRAME_ASYNC_WITH)
        await_exit (c);
      rs_c_op (c, RS_OP_POP_TOP);
      rs_c_no_loc (c);
      break;
    case RS_FRAME_HANDLER_CLEANUP:
      if (frame->name != NULL)
        rs_c_op (c, RS_OP_POP_BLOCK);
      swap_top (c, preserve_top);
      rs_c_op (c, RS_OP_POP_BLOCK);
      rs_c_op (c, RS_OP_POP_EXCEPT);
      unbind (c, frame->name);
      break;
    }
}

gboolean
rs_c_unwind (RsCompiler *c, gboolean preserve_top, gboolean to_loop, RsFrameBlock *loop)
{
  GArray *frames = c->unit->frames;
  RsFrameBlock top;
  gboolean found;

  if (frames->len == 0)
    return FALSE;
  top = g_array_index (frames, RsFrameBlock, frames->len - 1);
  if (top.kind == RS_FRAME_EXCEPTION_GROUP_HANDLER)
    {
      rs_c_error (c, "'break', 'continue' and 'return' cannot appear in an except* block");
      return FALSE;
    }
  if (to_loop && (top.kind == RS_FRAME_WHILE_LOOP || top.kind == RS_FRAME_FOR_LOOP))
    {
      *loop = top;
      return TRUE;
    }
  g_array_set_size (frames, frames->len - 1);
  rs_c_unwind_frame (c, &top, preserve_top);
  found = rs_c_unwind (c, preserve_top, to_loop, loop);
  g_array_append_val (frames, top);
  return found;
}

/* A handler's own handler: restores the exception handled before and raises
 * again. */
static void
pop_except_and_reraise (RsCompiler *c)
{
  rs_c_op_arg (c, RS_OP_COPY, 3);
  rs_c_op (c, RS_OP_POP_EXCEPT);
  rs_c_op_arg (c, RS_OP_RERAISE, 1);
}

/* --- try ... except ------------------------------------------------------- */

/* except ... as NAME: body; the name is unbound afterwards, however the body
 * ends. */
static void
named_handler (RsCompiler *c, const RsNode *handler, RsBlock *end)
{
  const char *name = handler->v.except_handler.name;
  RsBlock *cleanup_end = rs_c_new_block (c), *cleanup_body = rs_c_new_block (c);

  rs_c_name (c, name, RS_CTX_STORE);
  rs_c_jump (c, RS_OP_SETUP_CLEANUP, cleanup_end);
  rs_c_use_block (c, cleanup_body);
  rs_c_push_frame (
      c, (RsFrameBlock){ .kind = RS_FRAME_HANDLER_CLEANUP, .block = cleanup_body, .name = name });
  rs_c_stmts (c, handler->v.except_handler.body);
  rs_c_pop_frame (c);
  rs_c_no_loc (c);
  rs_c_op (c, RS_OP_POP_BLOCK);
  rs_c_op (c, RS_OP_POP_BLOCK);
  rs_c_op (c, RS_OP_POP_EXCEPT);
  unbind (c, name);
  rs_c_jump (c, RS_OP_JUMP, end);
  rs_c_use_block (c, cleanup_end);
  rs_c_no_loc (c);
  unbind (c, name);
  rs_c_op_arg (c, RS_OP_RERAISE, 1);
}

static void
plain_handler (RsCompiler *c, const RsNode *handler, RsBlock *end)
{
  RsBlock *body = rs_c_new_block (c);

  rs_c_op (c, RS_OP_POP_TOP);
  rs_c_use_block (c, body);
  rs_c_push_frame (c, (RsFrameBlock){ .kind = RS_FRAME_HANDLER_CLEANUP, .block = body });
  rs_c_stmts (c, handler->v.except_handler.body);
  rs_c_pop_frame (c);
  rs_c_no_loc (c);
  rs_c_op (c, RS_OP_POP_BLOCK);
  rs_c_op (c, RS_OP_POP_EXCEPT);
  rs_c_jump (c, RS_OP_JUMP, end);
}

static void
handlers (RsCompiler *c, RsSeq seq, RsBlock *end)
{
  guint i;

  for (i = 0; i < seq.n; i++)
    {
      const RsNode *handler = seq.items[i];
      RsBlock *next;

      rs_c_set_loc (c, handler);
      if (handler->v.except_handler.type == NULL && i + 1 < seq.n)
        {
          rs_c_error (c, "default 'except:' must be last");
          return;
        }
      next = rs_c_new_block (c);
      if (handler->v.except_handler.type != NULL)
        {
          rs_c_expr (c, handler->v.except_handler.type);
          rs_c_op (c, RS_OP_CHECK_EXC_MATCH);
          rs_c_jump (c, RS_OP_POP_JUMP_IF_FALSE, next);
        }
      if (handler->v.except_handler.name != NULL)
        named_handler (c, handler, end);
      else
        plain_handler (c, handler, end);
      rs_c_use_block (c, next);
    }
}

static void
guarded_body (RsCompiler *c, RsSeq stmts, RsBlock *except, RsBlock *body)
{
  rs_c_jump (c, RS_OP_SETUP_FINALLY, except);
  rs_c_use_block (c, body);
  rs_c_push_frame (c, (RsFrameBlock){ .kind = RS_FRAME_TRY_EXCEPT, .block = body });
  rs_c_stmts (c, stmts);
  rs_c_pop_frame (c);
  rs_c_op_no_line (c, RS_OP_POP_BLOCK, 0);
}

static void
try_except (RsCompiler *c, RsNode *node)
{
  RsBlock *body = rs_c_new_block (c), *except = rs_c_new_block (c), *end = rs_c_new_block (c),
          *cleanup = rs_c_new_block (c);

  guarded_body (c, node->v.try_.body, except, body);
  rs_c_stmts (c, node->v.try_.orelse);
  rs_c_jump_no_line (c, RS_OP_JUMP, end);
  rs_c_use_block (c, except);
  rs_c_no_loc (c);
  rs_c_jump (c, RS_OP_SETUP_CLEANUP, cleanup);
  rs_c_op (c, RS_OP_PUSH_EXC_INFO);
  rs_c_push_frame (c, (RsFrameBlock){ .kind = RS_FRAME_EXCEPTION_HANDLER });
  handlers (c, node->v.try_.handlers, end);
  rs_c_no_loc (c);
  rs_c_pop_frame (c);
  rs_c_op_arg (c, RS_OP_RERAISE, 0);
  rs_c_use_block (c, cleanup);
  pop_except_and_reraise (c);
  rs_c_use_block (c, end);
}

/* --- try ... except* ------------------------------------------------------ */

/* On the stack: the original exception, the list of those raised in handlers,
 * the rest that is not handled yet. */
static void
star_handler (RsCompiler *c, const RsNode *handler, gboolean first, gboolean last,
              RsBlock *reraise_star)
{
  const char *name = handler->v.except_handler.name;
  RsBlock *next, *with_error, *no_match, *cleanup_end, *cleanup_body;

  rs_c_set_loc (c, handler);
  next = rs_c_new_block (c);
  with_error = rs_c_new_block (c);
  no_match = rs_c_new_block (c);
  if (first)
    {
      rs_c_op_arg (c, RS_OP_COPY, 1);
      rs_c_op_arg (c, RS_OP_BUILD_LIST, 0);
      rs_c_op_arg (c, RS_OP_SWAP, 2);
    }
  if (handler->v.except_handler.type != NULL)
    {
      rs_c_expr (c, handler->v.except_handler.type);
      rs_c_op (c, RS_OP_CHECK_EG_MATCH);
      rs_c_op_arg (c, RS_OP_COPY, 1);
      rs_c_jump (c, RS_OP_POP_JUMP_IF_NONE, no_match);
    }
  cleanup_end = rs_c_new_block (c);
  cleanup_body = rs_c_new_block (c);
  if (name != NULL)
    rs_c_name (c, name, RS_CTX_STORE);
  else
    rs_c_op (c, RS_OP_POP_TOP);
  rs_c_jump (c, RS_OP_SETUP_CLEANUP, cleanup_end);
  rs_c_use_block (c, cleanup_body);
  rs_c_push_frame (
      c, (RsFrameBlock){ .kind = RS_FRAME_HANDLER_CLEANUP, .block = cleanup_body, .name = name });
  rs_c_stmts (c, handler->v.except_handler.body);
  rs_c_pop_frame (c);
  rs_c_no_loc (c);
  rs_c_op (c, RS_OP_POP_BLOCK);
  unbind (c, name);
  rs_c_jump (c, RS_OP_JUMP, next);
  rs_c_use_block (c, cleanup_end);
  rs_c_no_loc (c);
  unbind (c, name);
  rs_c_op_arg (c, RS_OP_LIST_APPEND, 3);
  rs_c_op (c, RS_OP_POP_TOP);
  rs_c_jump (c, RS_OP_JUMP, with_error);
  rs_c_use_block (c, next);
  rs_c_op (c, RS_OP_NOP);
  rs_c_jump (c, RS_OP_JUMP, with_error);
  rs_c_use_block (c, no_match);
  rs_c_op (c, RS_OP_POP_TOP);
  rs_c_use_block (c, with_error);
  if (last)
    {
      rs_c_op_arg (c, RS_OP_LIST_APPEND, 1);
      rs_c_jump (c, RS_OP_JUMP, reraise_star);
    }
}

static void
try_star_except (RsCompiler *c, RsNode *node)
{
  RsBlock *body = rs_c_new_block (c), *except = rs_c_new_block (c), *orelse = rs_c_new_block (c),
          *end = rs_c_new_block (c), *cleanup = rs_c_new_block (c),
          *reraise_star = rs_c_new_block (c), *reraise;
  guint i, n = node->v.try_.handlers.n;

  guarded_body (c, node->v.try_.body, except, body);
  rs_c_jump_no_line (c, RS_OP_JUMP, orelse);
  rs_c_use_block (c, except);
  rs_c_no_loc (c);
  rs_c_jump (c, RS_OP_SETUP_CLEANUP, cleanup);
  rs_c_op (c, RS_OP_PUSH_EXC_INFO);
  rs_c_push_frame (c, (RsFrameBlock){ .kind = RS_FRAME_EXCEPTION_GROUP_HANDLER });
  for (i = 0; i < n; i++)
    star_handler (c, node->v.try_.handlers.items[i], i == 0, i + 1 == n, reraise_star);
  rs_c_no_loc (c);
  rs_c_pop_frame (c);
  reraise = rs_c_new_block (c);
  rs_c_use_block (c, reraise_star);
  rs_c_op (c, RS_OP_PREP_RERAISE_STAR);
  rs_c_op_arg (c, RS_OP_COPY, 1);
  rs_c_jump (c, RS_OP_POP_JUMP_IF_NOT_NONE, reraise);
  rs_c_op (c, RS_OP_POP_TOP);
  rs_c_op (c, RS_OP_POP_BLOCK);
  rs_c_op (c, RS_OP_POP_EXCEPT);
  rs_c_jump (c, RS_OP_JUMP, end);
  rs_c_use_block (c, reraise);
  rs_c_op (c, RS_OP_POP_BLOCK);
  rs_c_op_arg (c, RS_OP_SWAP, 2);
  rs_c_op (c, RS_OP_POP_EXCEPT);
  rs_c_op_arg (c, RS_OP_RERAISE, 0);
  rs_c_use_block (c, cleanup);
  pop_except_and_reraise (c);
  rs_c_use_block (c, orelse);
  rs_c_stmts (c, node->v.try_.orelse);
  rs_c_use_block (c, end);
}

/* --- finally -------------------------------------------------------------- */

static void
try_without_finally (RsCompiler *c, RsNode *node)
{
  if (node->v.try_.handlers.n == 0)
    rs_c_stmts (c, node->v.try_.body);
  else if (node->kind == RS_NODE_TryStar)
    try_star_except (c, node);
  else
    try_except (c, node);
}

void
rs_c_try (RsCompiler *c, RsNode *node)
{
  RsBlock *body, *end, *exit, *cleanup;

  if (node->v.try_.finalbody.n == 0)
    {
      try_without_finally (c, node);
      return;
    }
  body = rs_c_new_block (c);
  end = rs_c_new_block (c);
  exit = rs_c_new_block (c);
  cleanup = rs_c_new_block (c);
  rs_c_jump (c, RS_OP_SETUP_FINALLY, end);
  rs_c_use_block (c, body);
  rs_c_push_frame (c, (RsFrameBlock){ .kind = RS_FRAME_FINALLY_TRY,
                                      .block = body,
                                      .exit = end,
                                      .body = node->v.try_.finalbody });
  try_without_finally (c, node);
  rs_c_op_no_line (c, RS_OP_POP_BLOCK, 0);
  rs_c_pop_frame (c);
  rs_c_stmts (c, node->v.try_.finalbody);
  rs_c_jump_no_line (c, RS_OP_JUMP, exit);
  rs_c_use_block (c, end);
  rs_c_no_loc (c);
  rs_c_jump (c, RS_OP_SETUP_CLEANUP, cleanup);
  rs_c_op (c, RS_OP_PUSH_EXC_INFO);
  rs_c_push_frame (c, (RsFrameBlock){ .kind = RS_FRAME_FINALLY_END, .block = end });
  rs_c_stmts (c, node->v.try_.finalbody);
  rs_c_pop_frame (c);
  rs_c_op_arg (c, RS_OP_RERAISE, 0);
  rs_c_use_block (c, cleanup);
  pop_except_and_reraise (c);
  rs_c_use_block (c, exit);
}

/* --- with ----------------------------------------------------------------- */

/* The truth of what __exit__ returned is on the stack: swallow the exception or
 * raise it again. */
static void
with_except_finish (RsCompiler *c, RsBlock *cleanup)
{
  RsBlock *exit;

  rs_c_no_loc (c);
  exit = rs_c_new_block (c);
  rs_c_jump (c, RS_OP_POP_JUMP_IF_TRUE, exit);
  rs_c_op_arg (c, RS_OP_RERAISE, 2);
  rs_c_use_block (c, cleanup);
  pop_except_and_reraise (c);
  rs_c_use_block (c, exit);
  rs_c_op (c, RS_OP_POP_TOP);
  rs_c_op (c, RS_OP_POP_BLOCK);
  rs_c_op (c, RS_OP_POP_EXCEPT);
  rs_c_op (c, RS_OP_POP_TOP);
  rs_c_op (c, RS_OP_POP_TOP);
}

static void
enter_with (RsCompiler *c, RsNode *item, gboolean is_async)
{
  rs_c_expr (c, item->v.withitem.context_expr);
  if (!is_async)
    {
      rs_c_op (c, RS_OP_BEFORE_WITH);
      return;
    }
  rs_c_op (c, RS_OP_BEFORE_ASYNC_WITH);
  rs_c_op_arg (c, RS_OP_GET_AWAITABLE, 1);
  rs_c_const_kind (c, RS_CONST_NONE);
  rs_c_yield_from (c, TRUE);
}

void
rs_c_with (RsCompiler *c, RsNode *node, guint pos)
{
  gboolean is_async = node->kind == RS_NODE_AsyncWith;
  RsNode *item = node->v.with.items.items[pos];
  RsBlock *block, *final, *exit, *cleanup;

  if (is_async && c->unit->kind != RS_UNIT_ASYNC_FUNCTION)
    {
      rs_c_error (c, "'async with' outside async function");
      return;
    }
  block = rs_c_new_block (c);
  final = rs_c_new_block (c);
  exit = rs_c_new_block (c);
  cleanup = rs_c_new_block (c);
  enter_with (c, item, is_async);
  rs_c_jump (c, RS_OP_SETUP_WITH, final);
  rs_c_use_block (c, block);
  rs_c_push_frame (c, (RsFrameBlock){ .kind = is_async ? RS_FRAME_ASYNC_WITH : RS_FRAME_WITH,
                                      .block = block,
                                      .exit = final,
                                      .loc = node->loc });
  if (item->v.withitem.optional_vars != NULL)
    rs_c_expr (c, item->v.withitem.optional_vars);
  else
    rs_c_op (c, RS_OP_POP_TOP);
  if (c->lang->failed)
    return;
  if (pos + 1 == node->v.with.items.n)
    rs_c_stmts (c, node->v.with.body);
  else
    rs_c_with (c, node, pos + 1);
  if (!is_async)
    rs_c_no_loc (c);
  rs_c_op (c, RS_OP_POP_BLOCK);
  rs_c_pop_frame (c);
  rs_c_set_loc (c, node);
  rs_c_call_exit_with_nones (c);
  if (is_async)
    await_exit (c);
  rs_c_op (c, RS_OP_POP_TOP);
  rs_c_jump (c, RS_OP_JUMP, exit);
  rs_c_use_block (c, final);
  rs_c_jump (c, RS_OP_SETUP_CLEANUP, cleanup);
  rs_c_op (c, RS_OP_PUSH_EXC_INFO);
  rs_c_op (c, RS_OP_WITH_EXCEPT_START);
  if (is_async)
    await_exit (c);
  with_except_finish (c, cleanup);
  rs_c_use_block (c, exit);
}
