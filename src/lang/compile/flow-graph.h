/* SPDX-License-Identifier: MIT
 *
 * Basic blocks: what compile-*.c makes, flow-graph.c improves and assemble.c
 * writes down.
 */
#pragma once

#include "lang/lang-private.h"
#include "lang/opcodes.h"

G_BEGIN_DECLS

/* Instructions that only the graph knows. Jumps get their direction, the others
 * vanish in assemble.c. */
enum {
  RS_OP_SETUP_FINALLY = RS_N_OPS, /* exceptions go to the target from here on */
  RS_OP_SETUP_CLEANUP,            /* likewise, the target finds the index of the instruction, too */
  RS_OP_SETUP_WITH,               /* likewise, below the value of __enter__ */
  RS_OP_POP_BLOCK,                /* ends the innermost of these */
  RS_OP_JUMP,
  RS_OP_JUMP_NO_INTERRUPT,
  RS_OP_POP_JUMP_IF_FALSE,
  RS_OP_POP_JUMP_IF_TRUE,
  RS_OP_POP_JUMP_IF_NONE,
  RS_OP_POP_JUMP_IF_NOT_NONE,
};

typedef struct _RsBlock RsBlock;

typedef struct {
  int op;
  int arg;
  RsBlock *target; /* of a jump or SETUP_... */
  RsBlock *except; /* handler in force, set by assemble.c */
  RsLocation loc;
} RsInstr;

typedef struct _RsExceptStack RsExceptStack;

struct _RsBlock {
  RsBlock *older; /* the block made before this one */
  RsBlock *next;  /* the block that follows in the code */
  RsInstr *instrs;
  int n, capacity;
  int predecessors;
  int start_depth; /* height of the stack at its start, or INT_MIN */
  guint offset;    /* index of its first instruction */
  RsExceptStack *except_stack;
  guint no_fallthrough : 1; /* it ends with a jump, a return or a raise */
  guint preserve_lasti : 1; /* a handler that finds the index of the instruction that raised */
  guint visited : 1;
  guint exit : 1;    /* it ends with a return or a raise */
  guint returns : 1; /* a RETURN_VALUE was put into it */
};

/* The code of one scope. */
typedef struct _RsUnit RsUnit;
typedef struct {
  RsChunks *chunks; /* blocks and their instructions */
  RsBlock *newest, *entry;
  RsConst *(*const_at) (RsUnit *unit, int index);
  /* Returns: the index in the unit's constants of a tuple of the N constants
   * with INDEXES. */
  int (*fold_tuple) (RsUnit *unit, const int *indexes, int n);
  RsUnit *unit;
} RsFlowGraph;

/* A new block, the graph's, that nothing leads to yet. */
RsBlock *rs_flow_graph_new_block (RsFlowGraph *graph);

/* Room for one more instruction at the end of BLOCK; before its POSth. */
RsInstr *rs_block_add (RsFlowGraph *graph, RsBlock *block);
void rs_block_insert (RsFlowGraph *graph, RsBlock *block, int pos, RsInstr instr);

gboolean rs_instr_is_jump (const RsInstr *instr);
gboolean rs_instr_is_block_push (const RsInstr *instr);

/* Before anything else: marks exits, lets jumps skip empty blocks, copies small
 * exits into the blocks that jump to them. */
void rs_flow_graph_normalize (RsFlowGraph *graph);

/* Improves the graph and gives lines to exits. */
void rs_flow_graph_optimize (RsFlowGraph *graph);
void rs_flow_graph_duplicate_exits (RsFlowGraph *graph);
void rs_flow_graph_propagate_lines (RsFlowGraph *graph, int first_line);

/* Removes the NOPs that no line needs. */
void rs_block_clean (RsBlock *block);

G_END_DECLS
