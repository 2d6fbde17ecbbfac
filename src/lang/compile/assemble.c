/* SPDX-License-Identifier: MIT
 *
 * The last phase: a unit's graph becomes its code. In order: instructions that
 * prepare the frame (prefix), indexes of cells, optimisation, depth of the
 * stack, the handler in force for each instruction, jumps with direction and
 * distance, the tables.
 */
#include "compile-private.h"

#include <limits.h>
#include <string.h>

struct _RsExceptStack {
  RsExceptStack *below;
  RsBlock *handler;
};

/* --- cells ---------------------------------------------------------------- */

/* Returns: for each cell and free variable its index in localsplus; a parameter
 * that is a cell keeps the parameter's. */
static int *
cell_offsets (RsUnit *unit)
{
  int n_locals = (int) unit->varnames.items->len, n_cells = (int) unit->cellvars.items->len,
      n = n_cells + (int) unit->freevars.items->len, dropped = 0, i;
  int *offsets = g_new (int, (gsize) n + 1);

  for (i = 0; i < n; i++)
    {
      int local = i < n_cells ? rs_table_lookup (
                      &unit->varnames, g_ptr_array_index (unit->cellvars.items, (guint) i))
                              : -1;

      if (local >= 0)
        dropped++;
      offsets[i] = local >= 0 ? local : n_locals + i - dropped;
    }
  return offsets;
}

static void
fix_cells (RsUnit *unit, const int *offsets)
{
  RsBlock *block;
  int i;

  for (block = unit->graph.entry; block != NULL; block = block->next)
    for (i = 0; i < block->n; i++)
      {
        RsInstr *instr = &block->instrs[i];

        if (instr->op < RS_N_OPS && rs_op_arg_kind ((guint) instr->op) == RS_ARG_FREE)
          instr->arg = offsets[instr->arg];
      }
}

/* --- prefix --------------------------------------------------------------- */

static int
compare_ints (gconstpointer a, gconstpointer b, gpointer offsets)
{
  return ((const int *) offsets)[*(const int *) a] - ((const int *) offsets)[*(const int *) b];
}

/* COPY_FREE_VARS, MAKE_CELL for each cell, RETURN_GENERATOR and the POP_TOP of
 * the first value sent. */
static void
insert_prefix (RsUnit *unit, const int *offsets, guint flags)
{
  RsInstr artificial = { .op = RS_OP_POP_TOP, .loc = { -1, -1, -1, -1 } }, instr;
  int n_cells = (int) unit->cellvars.items->len, i;
  g_autofree int *order = g_new (int, (gsize) n_cells + 1);

  if ((flags & (RS_CO_GENERATOR | RS_CO_COROUTINE | RS_CO_ASYNC_GENERATOR)) != 0)
    {
      instr = (RsInstr){ .op = RS_OP_RETURN_GENERATOR,
                         .loc = { unit->first_line, unit->first_line, -1, -1 } };
      rs_block_insert (&unit->graph, unit->graph.entry, 0, instr);
      rs_block_insert (&unit->graph, unit->graph.entry, 1, artificial);
    }
  for (i = 0; i < n_cells; i++)
    order[i] = i;
  g_qsort_with_data (order, n_cells, sizeof (int), compare_ints, (gpointer) offsets);
  for (i = 0; i < n_cells; i++)
    {
      instr = artificial;
      instr.op = RS_OP_MAKE_CELL;
      instr.arg = order[i];
      rs_block_insert (&unit->graph, unit->graph.entry, i, instr);
    }
  if (unit->freevars.items->len > 0)
    {
      instr = artificial;
      instr.op = RS_OP_COPY_FREE_VARS;
      instr.arg = (int) unit->freevars.items->len;
      rs_block_insert (&unit->graph, unit->graph.entry, 0, instr);
    }
}

static guint
code_flags (RsCompiler *c, const RsUnit *unit)
{
  const RsScopeTable *scope = unit->scope;
  guint flags = c->lang->flags & RS_CO_FUTURE_ANNOTATIONS;

  if (scope->kind != RS_BLOCK_FUNCTION)
    return flags;
  flags |= RS_CO_NEWLOCALS | RS_CO_OPTIMIZED;
  if (scope->nested)
    flags |= RS_CO_NESTED;
  if (scope->generator)
    flags |= scope->coroutine ? RS_CO_ASYNC_GENERATOR : RS_CO_GENERATOR;
  else if (scope->coroutine)
    flags |= RS_CO_COROUTINE;
  if (scope->varargs)
    flags |= RS_CO_VARARGS;
  if (scope->varkeywords)
    flags |= RS_CO_VARKEYWORDS;
  return flags;
}

/* --- depth of the stack --------------------------------------------------- */

static int
effect_of (const RsInstr *instr, gboolean jump)
{
  switch (instr->op)
    {
    case RS_OP_SETUP_FINALLY:
    case RS_OP_SETUP_WITH:
      return jump ? 1 : 0;
    case RS_OP_SETUP_CLEANUP:
      return jump ? 2 : 0;
    case RS_OP_POP_BLOCK:
    case RS_OP_JUMP:
    case RS_OP_JUMP_NO_INTERRUPT:
      return 0;
    case RS_OP_POP_JUMP_IF_FALSE:
    case RS_OP_POP_JUMP_IF_TRUE:
    case RS_OP_POP_JUMP_IF_NONE:
    case RS_OP_POP_JUMP_IF_NOT_NONE:
      return -1;
    default:
      return rs_op_stack_effect ((guint) instr->op, (guint32) instr->arg, jump);
    }
}

static void
reach (GPtrArray *todo, RsBlock *block, int depth)
{
  if (block->start_depth != INT_MIN)
    return;
  block->start_depth = depth;
  g_ptr_array_add (todo, block);
}

static guint
stack_depth (RsUnit *unit)
{
  g_autoptr (GPtrArray) todo = g_ptr_array_new ();
  RsBlock *block;
  int most = 0, i;

  for (block = unit->graph.newest; block != NULL; block = block->older)
    block->start_depth = INT_MIN;
  reach (todo, unit->graph.entry, unit->scope->generator || unit->scope->coroutine ? 1 : 0);
  while (todo->len > 0)
    {
      RsBlock *next;
      int depth;

      block = g_ptr_array_steal_index (todo, todo->len - 1);
      next = block->next;
      depth = block->start_depth;
      for (i = 0; i < block->n; i++)
        {
          const RsInstr *instr = &block->instrs[i];
          int after = depth + effect_of (instr, FALSE);

          most = MAX (most, after);
          if (rs_instr_is_jump (instr) || rs_instr_is_block_push (instr))
            {
              int there = depth + effect_of (instr, TRUE);

              most = MAX (most, there);
              reach (todo, instr->target, there);
            }
          depth = after;
          if (instr->op == RS_OP_JUMP || instr->op == RS_OP_JUMP_NO_INTERRUPT
              || instr->op == RS_OP_RETURN_VALUE || instr->op == RS_OP_RAISE_VARARGS
              || instr->op == RS_OP_RERAISE)
            {
              next = NULL;
              break;
            }
        }
      if (next != NULL)
        reach (todo, next, depth);
    }
  return (guint) most;
}

/* --- exception handlers --------------------------------------------------- */

static RsExceptStack *
push_handler (RsUnit *unit, RsExceptStack *stack, const RsInstr *setup)
{
  RsExceptStack *top = RS_CHUNKS_NEW (unit->graph.chunks, RsExceptStack);

  if (setup->op != RS_OP_SETUP_FINALLY)
    setup->target->preserve_lasti = 1;
  top->below = stack;
  top->handler = setup->target;
  return top;
}

static void
visit_with (GPtrArray *todo, RsBlock *block, RsExceptStack *stack)
{
  if (block->visited)
    return;
  block->visited = 1;
  block->except_stack = stack;
  g_ptr_array_add (todo, block);
}

/* Gives each instruction the handler in force; the SETUP_... and POP_BLOCK have
 * done their work then. */
static void
label_handlers (RsUnit *unit)
{
  g_autoptr (GPtrArray) todo = g_ptr_array_new ();
  RsBlock *block;
  int i;

  for (block = unit->graph.entry; block != NULL; block = block->next)
    block->visited = 0;
  visit_with (todo, unit->graph.entry, NULL);
  while (todo->len > 0)
    {
      RsExceptStack *stack;

      block = g_ptr_array_steal_index (todo, todo->len - 1);
      stack = block->except_stack;
      for (i = 0; i < block->n; i++)
        {
          RsInstr *instr = &block->instrs[i];

          if (rs_instr_is_block_push (instr))
            {
              visit_with (todo, instr->target, stack);
              stack = push_handler (unit, stack, instr);
              continue;
            }
          if (instr->op == RS_OP_POP_BLOCK)
            {
              stack = stack->below;
              continue;
            }
          instr->except = stack != NULL ? stack->handler : NULL;
          if (rs_instr_is_jump (instr))
            visit_with (todo, instr->target, stack);
        }
      if (!block->no_fallthrough)
        visit_with (todo, block->next, stack);
    }
  for (block = unit->graph.entry; block != NULL; block = block->next)
    for (i = 0; i < block->n; i++)
      if (rs_instr_is_block_push (&block->instrs[i]) || block->instrs[i].op == RS_OP_POP_BLOCK)
        block->instrs[i].op = RS_OP_NOP;
}

/* --- jumps ---------------------------------------------------------------- */

static int
directed_jump (int op, gboolean forward)
{
  switch (op)
    {
    case RS_OP_JUMP:
      return forward ? RS_OP_JUMP_FORWARD : RS_OP_JUMP_BACKWARD;
    case RS_OP_JUMP_NO_INTERRUPT:
      return forward ? RS_OP_JUMP_FORWARD : RS_OP_JUMP_BACKWARD_NO_INTERRUPT;
    case RS_OP_POP_JUMP_IF_NOT_NONE:
      return forward ? RS_OP_POP_JUMP_FORWARD_IF_NOT_NONE : RS_OP_POP_JUMP_BACKWARD_IF_NOT_NONE;
    case RS_OP_POP_JUMP_IF_NONE:
      return forward ? RS_OP_POP_JUMP_FORWARD_IF_NONE : RS_OP_POP_JUMP_BACKWARD_IF_NONE;
    case RS_OP_POP_JUMP_IF_FALSE:
      return forward ? RS_OP_POP_JUMP_FORWARD_IF_FALSE : RS_OP_POP_JUMP_BACKWARD_IF_FALSE;
    case RS_OP_POP_JUMP_IF_TRUE:
      return forward ? RS_OP_POP_JUMP_FORWARD_IF_TRUE : RS_OP_POP_JUMP_BACKWARD_IF_TRUE;
    default:
      return op;
    }
}

static guint
place_blocks (RsUnit *unit)
{
  guint offset = 0;
  RsBlock *block;

  for (block = unit->graph.entry; block != NULL; block = block->next)
    {
      block->offset = offset;
      block->visited = 0;
      offset += (guint) block->n;
    }
  for (block = unit->graph.entry; block != NULL; block = block->next)
    {
      RsInstr *last = block->n > 0 ? &block->instrs[block->n - 1] : NULL;

      block->visited = 1;
      if (last != NULL && rs_instr_is_jump (last))
        {
          int from = (int) (block->offset + (guint) block->n), to = (int) last->target->offset;

          last->op = directed_jump (last->op, !last->target->visited);
          last->arg = ABS (to - from);
        }
    }
  return offset;
}

/* --- the tables of the code unit ------------------------------------------ */

/* Columns are kept, or not, as CPython's location table keeps them. */
static RsLocation
table_location (RsLocation loc)
{
  if (loc.line < 0)
    return (RsLocation){ -1, -1, -1, -1 };
  if ((loc.col < 0 || loc.end_col < 0) && (loc.end_line == loc.line || loc.end_line == -1))
    return (RsLocation){ loc.line, loc.line, -1, -1 };
  return loc;
}

static void
write_instrs (RsCompiler *c, RsUnit *unit, RsCodeUnit *code)
{
  RsBlock *block;
  guint at = 0;
  int i;

  code->instrs = RS_CHUNKS_ARRAY (c->lang->result, guint32, code->n_instrs);
  code->locations = RS_CHUNKS_ARRAY (c->lang->result, RsLocation, code->n_instrs);
  for (block = unit->graph.entry; block != NULL; block = block->next)
    for (i = 0; i < block->n; i++, at++)
      {
        const RsInstr *instr = &block->instrs[i];

        gboolean has_arg = rs_op_arg_kind ((guint) instr->op) != RS_ARG_NONE;

        code->instrs[at] = RS_INSTR ((guint32) instr->op, has_arg ? (guint32) instr->arg : 0);
        code->locations[at] = table_location (instr->loc);
      }
}

static void
add_entry (GArray *entries, guint start, guint end, const RsBlock *handler)
{
  RsExceptionEntry entry = {
    .start = start, .end = end, .target = handler->offset, .lasti = handler->preserve_lasti
  };

  entry.depth = (guint32) (handler->start_depth - 1 - (handler->preserve_lasti ? 1 : 0));
  g_array_append_val (entries, entry);
}

static void
write_exceptions (RsCompiler *c, RsUnit *unit, RsCodeUnit *code)
{
  g_autoptr (GArray) entries = g_array_new (FALSE, FALSE, sizeof (RsExceptionEntry));
  const RsBlock *block, *handler = NULL;
  guint start = 0, at = 0;
  int i;

  for (block = unit->graph.entry; block != NULL; block = block->next)
    for (i = 0; i < block->n; i++, at++)
      if (block->instrs[i].except != handler)
        {
          if (handler != NULL)
            add_entry (entries, start, at, handler);
          start = at;
          handler = block->instrs[i].except;
        }
  if (handler != NULL)
    add_entry (entries, start, at, handler);
  code->n_exceptions = entries->len;
  code->exceptions =
      rs_chunks_memdup (c->lang->result, entries->data, sizeof (RsExceptionEntry) * entries->len);
}

/* The last constants may be unused by now; the first one may be a docstring. */
static void
write_consts (RsCompiler *c, RsUnit *unit, RsCodeUnit *code)
{
  guint most = 0;
  RsBlock *block;
  int i;

  for (block = unit->graph.entry; block != NULL; block = block->next)
    for (i = 0; i < block->n; i++)
      if (block->instrs[i].op == RS_OP_LOAD_CONST || block->instrs[i].op == RS_OP_KW_NAMES)
        most = MAX (most, (guint) block->instrs[i].arg);
  code->n_consts = MIN (most + 1, unit->consts.items->len);
  code->consts = rs_chunks_memdup (c->lang->result, unit->consts.items->pdata,
                                   sizeof (RsConst *) * code->n_consts);
}

static char *
result_string (RsCompiler *c, const char *text)
{
  return rs_chunks_strndup (c->lang->result, text, strlen (text));
}

static void
write_names (RsCompiler *c, RsUnit *unit, RsCodeUnit *code, const int *offsets)
{
  guint n_locals = unit->varnames.items->len, n_cells = unit->cellvars.items->len,
        n_free = unit->freevars.items->len, i;

  code->n_names = unit->names.items->len;
  code->names = RS_CHUNKS_ARRAY (c->lang->result, char *, code->n_names);
  for (i = 0; i < code->n_names; i++)
    code->names[i] = result_string (c, g_ptr_array_index (unit->names.items, i));
  code->localsplus = RS_CHUNKS_ARRAY (c->lang->result, char *, n_locals + n_cells + n_free);
  code->localspluskinds = rs_chunks_alloc (c->lang->result, n_locals + n_cells + n_free);
  code->n_localsplus = n_locals;
  for (i = 0; i < n_locals; i++)
    {
      code->localsplus[i] = result_string (c, g_ptr_array_index (unit->varnames.items, i));
      code->localspluskinds[i] = RS_FAST_LOCAL;
    }
  for (i = 0; i < n_cells + n_free; i++)
    {
      const char *name = i < n_cells ? g_ptr_array_index (unit->cellvars.items, i)
                                     : g_ptr_array_index (unit->freevars.items, i - n_cells);
      guint at = (guint) offsets[i];

      if (at < n_locals)
        {
          code->localspluskinds[at] |= RS_FAST_CELL;
          continue;
        }
      code->localsplus[at] = result_string (c, name);
      code->localspluskinds[at] = i < n_cells ? RS_FAST_CELL : RS_FAST_FREE;
      code->n_localsplus = MAX (code->n_localsplus, at + 1);
    }
}

RsCodeUnit *
rs_assemble (RsCompiler *c, RsUnit *unit)
{
  RsCodeUnit *code = RS_CHUNKS_NEW (c->lang->result, RsCodeUnit);
  g_autofree int *offsets = cell_offsets (unit);
  RsBlock *block;

  code->name = result_string (c, unit->name);
  code->qualname = result_string (c, unit->qualname);
  code->filename = result_string (c, c->lang->filename);
  code->argcount = unit->argcount + unit->posonlyargcount;
  code->posonlyargcount = unit->posonlyargcount;
  code->kwonlyargcount = unit->kwonlyargcount;
  code->flags = code_flags (c, unit);
  code->firstlineno = unit->first_line;

  rs_flow_graph_normalize (&unit->graph);
  insert_prefix (unit, offsets, code->flags);
  fix_cells (unit, offsets);
  rs_flow_graph_optimize (&unit->graph);
  rs_flow_graph_duplicate_exits (&unit->graph);
  rs_flow_graph_propagate_lines (&unit->graph, unit->first_line);
  code->stacksize = stack_depth (unit);
  label_handlers (unit);
  for (block = unit->graph.entry; block != NULL; block = block->next)
    rs_block_clean (block);

  code->n_instrs = place_blocks (unit);
  write_consts (c, unit, code);
  write_instrs (c, unit, code);
  write_exceptions (c, unit, code);
  write_names (c, unit, code, offsets);
  return code;
}
