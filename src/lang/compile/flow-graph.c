/* SPDX-License-Identifier: MIT
 *
 * Improves the graph of basic blocks as CPython 3.11's Python/compile.c does
 * it, phase for phase and in its order, since what it keeps is visible: in line
 * events (a NOP that stands for a line), in tracebacks, in the identity of
 * constants.
 *
 *   rs_flow_graph_normalize        mark exits; jumps skip empty blocks; small
 *                                  exits without a line take the place of jumps
 *                                  to them
 *   rs_flow_graph_optimize         peephole and jump threading
 *                                  (optimize_block), unreachable blocks,
 *                                  needless jumps
 *   rs_flow_graph_duplicate_exits  an exit without a line that several jumps
 *                                  reach is copied for each, so that each gets
 *                                  its own line
 *   rs_flow_graph_propagate_lines  instructions without a place take that of
 *                                  the one before
 *
 * Blocks are linked twice: next is the order of the code, older the order of
 * making, backwards.
 */
#include "flow-graph.h"
#include "lang/fold/fold-private.h"

#include <string.h>

#define MAX_COPY_SIZE 4

/* --- blocks and instructions ---------------------------------------------- */

RsBlock *
rs_flow_graph_new_block (RsFlowGraph *graph)
{
  RsBlock *block = RS_CHUNKS_NEW (graph->chunks, RsBlock);

  block->older = graph->newest;
  graph->newest = block;
  return block;
}

RsInstr *
rs_block_add (RsFlowGraph *graph, RsBlock *block)
{
  if (block->n == block->capacity)
    {
      RsInstr *old = block->instrs;

      block->capacity = MAX (4, block->capacity * 2);
      block->instrs = RS_CHUNKS_ARRAY (graph->chunks, RsInstr, block->capacity);
      if (block->n > 0)
        memcpy (block->instrs, old, sizeof (RsInstr) * (gsize) block->n);
    }
  return &block->instrs[block->n++];
}

void
rs_block_insert (RsFlowGraph *graph, RsBlock *block, int pos, RsInstr instr)
{
  rs_block_add (graph, block);
  memmove (block->instrs + pos + 1, block->instrs + pos,
           sizeof (RsInstr) * (gsize) (block->n - 1 - pos));
  block->instrs[pos] = instr;
}

gboolean
rs_instr_is_block_push (const RsInstr *instr)
{
  return instr->op == RS_OP_SETUP_FINALLY || instr->op == RS_OP_SETUP_WITH
         || instr->op == RS_OP_SETUP_CLEANUP;
}

gboolean
rs_instr_is_jump (const RsInstr *instr)
{
  if (instr->op >= RS_N_OPS)
    return instr->op >= RS_OP_JUMP;
  return rs_op_arg_kind ((guint) instr->op) == RS_ARG_JUMP
         || rs_op_arg_kind ((guint) instr->op) == RS_ARG_JUMP_BACK;
}

static RsInstr *
last_instr (const RsBlock *block)
{
  return block->n > 0 ? &block->instrs[block->n - 1] : NULL;
}

static RsBlock *
skip_empty (RsBlock *block)
{
  while (block->n == 0)
    block = block->next;
  return block;
}

/* --- NOPs ----------------------------------------------------------------- */

void
rs_block_clean (RsBlock *block)
{
  int to = 0, from, previous_line = -1;

  for (from = 0; from < block->n; from++)
    {
      RsInstr *instr = &block->instrs[from];
      int line = instr->loc.line;

      if (instr->op == RS_OP_NOP)
        {
          if (line < 0 || line == previous_line)
            continue;
          if (from < block->n - 1)
            {
              int next_line = instr[1].loc.line;

              if (next_line == line)
                continue;
              if (next_line < 0)
                {
                  instr[1].loc = instr->loc;
                  continue;
                }
            }
          else
            {
              RsBlock *next = block->next;

              while (next != NULL && next->n == 0)
                next = next->next;
              if (next != NULL && next->instrs[0].loc.line == line)
                continue;
            }
        }
      if (to != from)
        block->instrs[to] = *instr;
      to++;
      previous_line = line;
    }
  block->n = to;
}

/* --- exits ---------------------------------------------------------------- */

static void
normalize_block (RsBlock *block)
{
  int i;

  for (i = 0; i < block->n; i++)
    {
      RsInstr *instr = &block->instrs[i];

      switch (instr->op)
        {
        case RS_OP_RETURN_VALUE:
        case RS_OP_RAISE_VARARGS:
        case RS_OP_RERAISE:
          block->exit = 1;
          block->no_fallthrough = 1;
          break;
        case RS_OP_JUMP:
        case RS_OP_JUMP_NO_INTERRUPT:
          block->no_fallthrough = 1;
          instr->target = skip_empty (instr->target);
          break;
        case RS_OP_POP_JUMP_IF_NOT_NONE:
        case RS_OP_POP_JUMP_IF_NONE:
        case RS_OP_POP_JUMP_IF_FALSE:
        case RS_OP_POP_JUMP_IF_TRUE:
        case RS_OP_JUMP_IF_FALSE_OR_POP:
        case RS_OP_JUMP_IF_TRUE_OR_POP:
        case RS_OP_FOR_ITER:
          instr->target = skip_empty (instr->target);
          break;
        default:
          break;
        }
    }
}

static gboolean
has_line (const RsBlock *block)
{
  int i;

  for (i = 0; i < block->n; i++)
    if (block->instrs[i].loc.line > 0)
      return TRUE;
  return FALSE;
}

/* If BLOCK ends with a jump to a small exit without a line, the exit takes the
 * jump's place. */
static void
extend_block (RsFlowGraph *graph, RsBlock *block)
{
  RsInstr *last = last_instr (block);
  RsBlock *target;
  int i;

  if (last == NULL || last->op != RS_OP_JUMP)
    return;
  target = last->target;
  if (!target->exit || target->n > MAX_COPY_SIZE || has_line (target))
    return;
  last->op = RS_OP_NOP;
  for (i = 0; i < target->n; i++)
    *rs_block_add (graph, block) = target->instrs[i];
  block->exit = 1;
}

void
rs_flow_graph_normalize (RsFlowGraph *graph)
{
  RsBlock *block;

  for (block = graph->newest; block != NULL; block = block->older)
    normalize_block (block);
  for (block = graph->newest; block != NULL; block = block->older)
    extend_block (graph, block);
}

/* --- swaps ---------------------------------------------------------------- */

/* Replaces a run of SWAPs and NOPs at *AT by the shortest one of the same
 * effect: the permutation is undone cycle by cycle, each cycle led through the
 * top, and written down from the end. */
static void
optimize_swaps (RsBlock *block, int *at)
{
  RsInstr *run = &block->instrs[*at];
  int depth = run[0].arg, length = 0, limit = block->n - *at, current, i, j;
  g_autofree int *stack = NULL;
  gboolean more = FALSE;

  while (++length < limit)
    {
      if (run[length].op == RS_OP_SWAP)
        {
          depth = MAX (depth, run[length].arg);
          more = TRUE;
        }
      else if (run[length].op != RS_OP_NOP)
        break;
    }
  if (!more)
    return;
  stack = g_new (int, (gsize) depth);
  for (i = 0; i < depth; i++)
    stack[i] = i;
  for (i = 0; i < length; i++)
    if (run[i].op == RS_OP_SWAP)
      {
        int top = stack[0];

        stack[0] = stack[run[i].arg - 1];
        stack[run[i].arg - 1] = top;
      }
  current = length - 1;
  for (i = 0; i < depth; i++)
    {
      if (stack[i] < 0 || stack[i] == i)
        continue;
      for (j = i;;)
        {
          int next;

          if (j != 0)
            {
              run[current].op = RS_OP_SWAP;
              run[current--].arg = j + 1;
            }
          if (stack[j] < 0)
            break;
          next = stack[j];
          stack[j] = -1;
          j = next;
        }
    }
  while (current >= 0)
    run[current--].op = RS_OP_NOP;
  *at += length - 1;
}

static gboolean
is_swappable (const RsInstr *instr)
{
  return instr->op == RS_OP_STORE_FAST || instr->op == RS_OP_POP_TOP;
}

static int
stores_to (const RsInstr *instr)
{
  return instr->op == RS_OP_STORE_FAST ? instr->arg : -1;
}

static int
next_swappable (const RsBlock *block, int i, int line)
{
  while (++i < block->n)
    {
      const RsInstr *instr = &block->instrs[i];

      if (line >= 0 && instr->loc.line != line)
        return -1;
      if (instr->op == RS_OP_NOP)
        continue;
      return is_swappable (instr) ? i : -1;
    }
  return -1;
}

/* Whether a store between J and K, or they themselves, forbid to exchange
 * them. */
static gboolean
stores_conflict (const RsBlock *block, int j, int k)
{
  int store_j = stores_to (&block->instrs[j]), store_k = stores_to (&block->instrs[k]), i;

  if (store_j < 0 && store_k < 0)
    return FALSE;
  if (store_j == store_k)
    return TRUE;
  for (i = j + 1; i < k; i++)
    {
      int store = stores_to (&block->instrs[i]);

      if (store >= 0 && (store == store_j || store == store_k))
        return TRUE;
    }
  return FALSE;
}

/* Exchanges the instructions that take the values instead of the values: SWAP
 * 2, STORE a, STORE b → STORE b, STORE a. */
static void
apply_static_swaps (RsBlock *block, int i)
{
  for (; i >= 0; i--)
    {
      RsInstr *swap = &block->instrs[i], kept;
      int j, k, line, count;

      if (swap->op != RS_OP_SWAP)
        {
          if (swap->op == RS_OP_NOP || is_swappable (swap))
            continue;
          return;
        }
      j = next_swappable (block, i, -1);
      if (j < 0)
        return;
      k = j;
      line = block->instrs[j].loc.line;
      for (count = swap->arg - 1; count > 0; count--)
        {
          k = next_swappable (block, k, line);
          if (k < 0)
            return;
        }
      if (stores_conflict (block, j, k))
        return;
      swap->op = RS_OP_NOP;
      kept = block->instrs[j];
      block->instrs[j] = block->instrs[k];
      block->instrs[k] = kept;
    }
}

/* --- peephole ------------------------------------------------------------- */

/* A jump to a jump on the same line goes to where that one goes. */
static gboolean
thread_jump (RsInstr *instr, const RsInstr *target, int op)
{
  if (instr->loc.line != target->loc.line || instr->target == target->target)
    return FALSE;
  instr->target = target->target;
  instr->op = op;
  return TRUE;
}

/* LOAD_CONST before a conditional jump or a test for None. */
static void
optimize_load_const (RsFlowGraph *graph, RsBlock *block, int i)
{
  RsInstr *instr = &block->instrs[i], *next = i + 1 < block->n ? instr + 1 : NULL;
  RsConst *value;
  gboolean taken;
  int jump;

  if (next == NULL)
    return;
  value = graph->const_at (graph->unit, instr->arg);
  switch (next->op)
    {
    case RS_OP_POP_JUMP_IF_FALSE:
    case RS_OP_POP_JUMP_IF_TRUE:
      taken = rs_const_is_true (value) == (next->op == RS_OP_POP_JUMP_IF_TRUE);
      instr->op = RS_OP_NOP;
      next->op = taken ? RS_OP_JUMP : RS_OP_NOP;
      block->no_fallthrough |= taken ? 1 : 0;
      break;
    case RS_OP_JUMP_IF_FALSE_OR_POP:
    case RS_OP_JUMP_IF_TRUE_OR_POP:
      taken = rs_const_is_true (value) == (next->op == RS_OP_JUMP_IF_TRUE_OR_POP);
      if (!taken)
        instr->op = RS_OP_NOP;
      next->op = taken ? RS_OP_JUMP : RS_OP_NOP;
      block->no_fallthrough |= taken ? 1 : 0;
      break;
    case RS_OP_IS_OP:
      jump = i + 2 < block->n ? instr[2].op : -1;
      if (value->kind == RS_CONST_NONE
          && (jump == RS_OP_POP_JUMP_IF_FALSE || jump == RS_OP_POP_JUMP_IF_TRUE))
        {
          gboolean inverted = (next->arg != 0) != (jump == RS_OP_POP_JUMP_IF_FALSE);

          instr->op = RS_OP_NOP;
          next->op = RS_OP_NOP;
          instr[2].op = inverted ? RS_OP_POP_JUMP_IF_NOT_NONE : RS_OP_POP_JUMP_IF_NONE;
        }
      break;
    default:
      break;
    }
}

/* LOAD_CONST a, LOAD_CONST b, BUILD_TUPLE 2 → LOAD_CONST (a, b). */
static void
fold_tuple (RsFlowGraph *graph, RsInstr *build)
{
  int n = build->arg, i;
  g_autofree int *indexes = NULL;

  for (i = 1; i <= n; i++)
    if (build[-i].op != RS_OP_LOAD_CONST)
      return;
  indexes = g_new (int, (gsize) n + 1);
  for (i = 0; i < n; i++)
    indexes[i] = build[i - n].arg;
  build->arg = graph->fold_tuple (graph->unit, indexes, n);
  build->op = RS_OP_LOAD_CONST;
  for (i = 1; i <= n; i++)
    build[-i].op = RS_OP_NOP;
}

static void
optimize_build_tuple (RsFlowGraph *graph, RsBlock *block, int i)
{
  RsInstr *instr = &block->instrs[i], *next = i + 1 < block->n ? instr + 1 : NULL;

  if (next != NULL && next->op == RS_OP_UNPACK_SEQUENCE && next->arg == instr->arg
      && instr->arg >= 1 && instr->arg <= 3)
    {
      next->op = instr->arg == 1 ? RS_OP_NOP : RS_OP_SWAP;
      instr->op = RS_OP_NOP;
    }
  else if (i >= instr->arg)
    fold_tuple (graph, instr);
}

/* x and y or z: where the first test decides the second one, too. Returns:
 * whether INSTR changed. */
static gboolean
optimize_jump_or_pop (RsInstr *instr, const RsInstr *target)
{
  gboolean on_false = instr->op == RS_OP_JUMP_IF_FALSE_OR_POP;
  int pop_jump = on_false ? RS_OP_POP_JUMP_IF_FALSE : RS_OP_POP_JUMP_IF_TRUE;

  if (target->op == pop_jump)
    return thread_jump (instr, target, pop_jump);
  if (target->op == RS_OP_JUMP || target->op == instr->op)
    return thread_jump (instr, target, instr->op);
  if (target->op != (on_false ? RS_OP_JUMP_IF_TRUE_OR_POP : RS_OP_JUMP_IF_FALSE_OR_POP)
      && target->op != (on_false ? RS_OP_POP_JUMP_IF_TRUE : RS_OP_POP_JUMP_IF_FALSE))
    return FALSE;
  if (instr->loc.line != target->loc.line)
    return FALSE;
  instr->op = pop_jump;
  instr->target = instr->target->next;
  return TRUE;
}

static void
optimize_block (RsFlowGraph *graph, RsBlock *block)
{
  static const RsInstr nop = { .op = RS_OP_NOP };
  int i;

  for (i = 0; i < block->n; i++)
    {
      RsInstr *instr = &block->instrs[i];
      const RsInstr *target = &nop;

      if (rs_instr_is_jump (instr) || rs_instr_is_block_push (instr))
        {
          instr->target = skip_empty (instr->target);
          target = &instr->target->instrs[0];
        }
      switch (instr->op)
        {
        case RS_OP_LOAD_CONST:
          optimize_load_const (graph, block, i);
          break;
        case RS_OP_BUILD_TUPLE:
          optimize_build_tuple (graph, block, i);
          break;
        case RS_OP_JUMP_IF_FALSE_OR_POP:
        case RS_OP_JUMP_IF_TRUE_OR_POP:
          i -= optimize_jump_or_pop (instr, target);
          break;
        case RS_OP_POP_JUMP_IF_NOT_NONE:
        case RS_OP_POP_JUMP_IF_NONE:
        case RS_OP_POP_JUMP_IF_FALSE:
        case RS_OP_POP_JUMP_IF_TRUE:
        case RS_OP_JUMP:
          if (target->op == RS_OP_JUMP)
            i -= thread_jump (instr, target, instr->op);
          break;
        case RS_OP_SWAP:
          if (instr->arg == 1)
            instr->op = RS_OP_NOP;
          else
            {
              optimize_swaps (block, &i);
              apply_static_swaps (block, i);
            }
          break;
        case RS_OP_PUSH_NULL:
          if (i + 1 < block->n && instr[1].op == RS_OP_LOAD_GLOBAL)
            {
              instr->op = RS_OP_NOP;
              instr[1].arg |= 1;
            }
          break;
        default:
          break;
        }
    }
}

/* --- the graph ------------------------------------------------------------ */

static void
mark_reachable (RsFlowGraph *graph)
{
  g_autoptr (GPtrArray) stack = g_ptr_array_new ();

  graph->entry->predecessors = 1;
  g_ptr_array_add (stack, graph->entry);
  while (stack->len > 0)
    {
      RsBlock *block = g_ptr_array_steal_index (stack, stack->len - 1);
      int i;

      if (block->next != NULL && !block->no_fallthrough && block->next->predecessors++ == 0)
        g_ptr_array_add (stack, block->next);
      for (i = 0; i < block->n; i++)
        {
          const RsInstr *instr = &block->instrs[i];

          if ((rs_instr_is_jump (instr) || rs_instr_is_block_push (instr))
              && instr->target->predecessors++ == 0)
            g_ptr_array_add (stack, instr->target);
        }
    }
}

static void
drop_empty_blocks (RsFlowGraph *graph)
{
  RsBlock *block;

  for (block = graph->entry; block != NULL; block = block->next)
    while (block->next != NULL && block->next->n == 0 && block->next->next != NULL)
      block->next = block->next->next;
  for (block = graph->entry; block != NULL; block = block->next)
    {
      RsInstr *last = last_instr (block);

      if (last != NULL && rs_instr_is_jump (last))
        last->target = skip_empty (last->target);
    }
}

/* A jump to the block that comes next anyway is no jump. */
static void
drop_needless_jumps (RsFlowGraph *graph)
{
  gboolean dropped = FALSE;
  RsBlock *block;

  for (block = graph->entry; block != NULL; block = block->next)
    {
      RsInstr *last = last_instr (block);

      if (last != NULL && (last->op == RS_OP_JUMP || last->op == RS_OP_JUMP_NO_INTERRUPT)
          && last->target == block->next)
        {
          block->no_fallthrough = 0;
          last->op = RS_OP_NOP;
          dropped = TRUE;
        }
    }
  if (dropped)
    drop_empty_blocks (graph);
}

void
rs_flow_graph_optimize (RsFlowGraph *graph)
{
  RsBlock *block;

  for (block = graph->entry; block != NULL; block = block->next)
    {
      optimize_block (graph, block);
      rs_block_clean (block);
    }
  for (block = graph->newest; block != NULL; block = block->older)
    extend_block (graph, block);
  mark_reachable (graph);
  for (block = graph->entry; block != NULL; block = block->next)
    if (block->predecessors == 0)
      {
        block->n = 0;
        block->no_fallthrough = 0;
      }
  drop_empty_blocks (graph);
  for (block = graph->entry; block != NULL; block = block->next)
    rs_block_clean (block);
  drop_needless_jumps (graph);
}

static gboolean
is_exit_without_line (const RsBlock *block)
{
  int i;

  if (!block->exit)
    return FALSE;
  for (i = 0; i < block->n; i++)
    if (block->instrs[i].loc.line >= 0)
      return FALSE;
  return TRUE;
}

static RsBlock *
copy_block (RsFlowGraph *graph, const RsBlock *block)
{
  RsBlock *copy = rs_flow_graph_new_block (graph);
  int i;

  for (i = 0; i < block->n; i++)
    *rs_block_add (graph, copy) = block->instrs[i];
  copy->exit = block->exit;
  copy->no_fallthrough = 1;
  return copy;
}

void
rs_flow_graph_duplicate_exits (RsFlowGraph *graph)
{
  RsBlock *block;

  for (block = graph->newest; block != NULL; block = block->older)
    {
      RsInstr *last = last_instr (block);
      RsBlock *target, *copy;

      if (last == NULL || !rs_instr_is_jump (last))
        continue;
      target = last->target;
      if (!is_exit_without_line (target) || target->predecessors <= 1)
        continue;
      copy = copy_block (graph, target);
      copy->instrs[0].loc = last->loc;
      last->target = copy;
      target->predecessors--;
      copy->predecessors = 1;
      copy->next = target->next;
      target->next = copy;
    }
  for (block = graph->newest; block != NULL; block = block->older)
    while (block->next != NULL && block->next->n == 0)
      block->next = block->next->next;
  for (block = graph->newest; block != NULL; block = block->older)
    if (!block->no_fallthrough && block->next != NULL && block->n > 0
        && is_exit_without_line (block->next))
      block->next->instrs[0].loc = last_instr (block)->loc;
}

/* --- lines ---------------------------------------------------------------- */

static void
inherit_place (RsInstr *instr, RsLocation loc)
{
  if (instr->loc.line < 0)
    instr->loc = loc;
}

/* Every return has a line, even if it is not quite the right one. */
static void
give_exits_a_line (RsFlowGraph *graph, int first_line)
{
  int line = first_line, i;
  RsBlock *block;

  for (block = graph->entry; block != NULL; block = block->next)
    {
      RsInstr *last = last_instr (block);

      if (last == NULL)
        continue;
      if (last->loc.line >= 0)
        line = last->loc.line;
      else if (last->op == RS_OP_RETURN_VALUE)
        for (i = 0; i < block->n; i++)
          block->instrs[i].loc.line = line;
    }
}

void
rs_flow_graph_propagate_lines (RsFlowGraph *graph, int first_line)
{
  RsBlock *block;

  for (block = graph->entry; block != NULL; block = block->next)
    {
      RsLocation loc = { -1, -1, -1, -1 };
      RsInstr *last = last_instr (block);
      int i;

      if (last == NULL)
        continue;
      for (i = 0; i < block->n; i++)
        {
          inherit_place (&block->instrs[i], loc);
          loc = block->instrs[i].loc;
        }
      if (!block->no_fallthrough && block->next->predecessors == 1)
        inherit_place (&block->next->instrs[0], loc);
      if (rs_instr_is_jump (last) && last->target->predecessors == 1)
        inherit_place (&last->target->instrs[0], loc);
    }
  give_exits_a_line (graph, first_line);
}
