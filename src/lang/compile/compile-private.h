/* SPDX-License-Identifier: MIT
 *
 * What compile-*.c share: the compiler's state and what it takes to put out an
 * instruction. An error is kept in RsLang; the walk goes on and its result is
 * thrown away, so that visiting functions need not return anything.
 */
#pragma once

#include "flow-graph.h"
#include "lang/symbols/symtable.h"

G_BEGIN_DECLS

/* Sets and lists made longer than this are built step by step, lest the stack
 * get too high. */
#define RS_STACK_USE_GUIDELINE 30
#define RS_MAX_FRAME_BLOCKS 20

typedef enum {
  RS_UNIT_MODULE,
  RS_UNIT_CLASS,
  RS_UNIT_FUNCTION,
  RS_UNIT_ASYNC_FUNCTION,
  RS_UNIT_LAMBDA,
  RS_UNIT_COMPREHENSION,
} RsUnitKind;

/* Constructs that a return, break or continue inside them must undo. */
typedef enum {
  RS_FRAME_WHILE_LOOP,
  RS_FRAME_FOR_LOOP,
  RS_FRAME_TRY_EXCEPT,
  RS_FRAME_FINALLY_TRY,
  RS_FRAME_FINALLY_END,
  RS_FRAME_WITH,
  RS_FRAME_ASYNC_WITH,
  RS_FRAME_HANDLER_CLEANUP,
  RS_FRAME_POP_VALUE,
  RS_FRAME_EXCEPTION_HANDLER,
  RS_FRAME_EXCEPTION_GROUP_HANDLER,
  RS_FRAME_ASYNC_COMPREHENSION,
} RsFrameBlockKind;

typedef struct {
  RsFrameBlockKind kind;
  RsBlock *block, *exit;
  RsSeq body;       /* of FINALLY_TRY: the statements to run on the way out */
  const char *name; /* of HANDLER_CLEANUP: what to unbind, or NULL */
  RsLocation loc;   /* of WITH */
} RsFrameBlock;

/* Strings or constants, each once, with their index. */
typedef struct {
  GHashTable *index; /* → index + 1 */
  GPtrArray *items;
} RsTable;

typedef struct _RsCompiler RsCompiler;

struct _RsUnit {
  RsCompiler *compiler;
  RsUnit *outer;
  RsUnitKind kind;
  RsScopeTable *scope;
  const char *name, *qualname, *cls; /* cls: for mangling */
  RsTable consts, names, varnames, cellvars, freevars;
  int argcount, posonlyargcount, kwonlyargcount, first_line;
  RsFlowGraph graph;
  RsBlock *block;          /* where instructions go */
  gboolean need_new_block; /* the last one jumped: the next one starts a block */
  GArray *frames;          /* RsFrameBlock */
  RsLocation loc;          /* of the next instruction */
};

struct _RsCompiler {
  RsLang *lang;
  RsSymtable *symtable;
  GHashTable *const_cache; /* all constants of the module, each once */
  RsUnit *unit;
  int nesting; /* of units */
};

/* --- index-table.c -------------------------------------------------------- */

/* Keys are compared by EQUAL, by address if it is NULL; they are borrowed. */
void rs_table_init (RsTable *table, GHashFunc hash, GEqualFunc equal);
void rs_table_clear (RsTable *table);

/* Returns: the index of KEY, -1 if it is not there; rs_table_index adds it
 * then. */
int rs_table_lookup (const RsTable *table, gconstpointer key);
int rs_table_index (RsTable *table, gconstpointer key);

/* --- compile.c: units, blocks, instructions ------------------------------- */

/* Begins the unit of KEY, the node that the symbol table knows it by, within
 * the current one; it is the current one from now on. LINE: its first. */
void rs_c_enter (RsCompiler *c, const char *name, RsUnitKind kind, const RsNode *key, int line);

/* Ends the unit: assembles it. ADD_NONE: return None at its end. Returns: its
 * code, NULL after an error. */
RsCodeUnit *rs_c_leave (RsCompiler *c, gboolean add_none);

RsBlock *rs_c_new_block (RsCompiler *c);
void rs_c_use_block (RsCompiler *c, RsBlock *block);
void rs_c_op (RsCompiler *c, int op);
void rs_c_op_arg (RsCompiler *c, int op, int arg);
void rs_c_op_no_line (RsCompiler *c, int op, int arg);
void rs_c_jump (RsCompiler *c, int op, RsBlock *target);
void rs_c_jump_no_line (RsCompiler *c, int op, RsBlock *target);
void rs_c_const (RsCompiler *c, RsConst *value);
void rs_c_const_kind (RsCompiler *c, RsConstKind kind);
void rs_c_const_id (RsCompiler *c, const char *id);
int rs_c_add_const (RsCompiler *c, RsConst *value);
void rs_c_op_name (RsCompiler *c, int op, const char *name);
void rs_c_name (RsCompiler *c, const char *name, RsExprContext ctx);
void rs_c_set_loc (RsCompiler *c, const RsNode *node);
void rs_c_no_loc (RsCompiler *c);
void rs_c_error (RsCompiler *c, const char *format, ...) G_GNUC_PRINTF (2, 3);
void rs_c_warn (RsCompiler *c, const char *format, ...) G_GNUC_PRINTF (2, 3);
gboolean rs_c_forbidden (RsCompiler *c, const char *name, RsExprContext ctx);
void rs_c_push_frame (RsCompiler *c, RsFrameBlock frame);
void rs_c_pop_frame (RsCompiler *c);
void rs_c_yield_from (RsCompiler *c, gboolean await);

/* Puts the names NAMES, a constant tuple, into the constants. Returns: its
 * index. */
RsConst *rs_c_id_tuple (RsCompiler *c, const char **ids, guint n);

/* --- assemble.c ----------------------------------------------------------- */

/* The code of UNIT (transfer full): its graph of blocks laid out, with jumps,
 * lines and the table of exceptions. NULL after an error. */
RsCodeUnit *rs_assemble (RsCompiler *c, RsUnit *unit);

/* --- compile-expr.c, compile-call.c --------------------------------------- */

void rs_c_expr (RsCompiler *c, RsNode *node);
void rs_c_exprs (RsCompiler *c, RsSeq seq);
void rs_c_jump_if (RsCompiler *c, RsNode *node, RsBlock *next, gboolean condition);
void rs_c_call (RsCompiler *c, RsNode *node);
void rs_c_call_rest (RsCompiler *c, int pushed, RsSeq args, RsSeq keywords);
void rs_c_comprehension (RsCompiler *c, RsNode *node);
void rs_c_star_unpack (RsCompiler *c, RsSeq elts, int pushed, int build, int add, int extend,
                       gboolean tuple);
void rs_c_compare_op (RsCompiler *c, RsCompareKind op);
void rs_c_binary_op (RsCompiler *c, RsOperator op, gboolean inplace);

/* If an attribute stands on a later line than its object, the instruction's
 * place is the attribute alone. */
void rs_c_start_at_attribute (RsCompiler *c, const RsNode *attribute);

/* Returns: Python's name of the type that NODE certainly has, or NULL. */
const char *rs_c_infer_type (const RsNode *node);

/* --- compile-function.c --------------------------------------------------- */

void rs_c_function (RsCompiler *c, RsNode *node);
void rs_c_class (RsCompiler *c, RsNode *node);
void rs_c_lambda (RsCompiler *c, RsNode *node);
void rs_c_make_closure (RsCompiler *c, RsCodeUnit *code, int flags);
void rs_c_body (RsCompiler *c, RsSeq body);
gboolean rs_c_find_annotation (RsSeq body);

/* --- compile-stmt.c, compile-try.c, compile-pattern.c --------------------- */

void rs_c_stmts (RsCompiler *c, RsSeq body);
void rs_c_try (RsCompiler *c, RsNode *node);
void rs_c_with (RsCompiler *c, RsNode *node, guint pos);
void rs_c_match (RsCompiler *c, RsNode *node);
void rs_c_unwind_frame (RsCompiler *c, const RsFrameBlock *frame, gboolean preserve_top);

/* Undoes the constructs around, up to the innermost loop if LOOP, which is
 * returned (or NULL). */
gboolean rs_c_unwind (RsCompiler *c, gboolean preserve_top, gboolean to_loop, RsFrameBlock *loop);
void rs_c_call_exit_with_nones (RsCompiler *c);

G_END_DECLS
