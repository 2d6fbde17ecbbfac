/* SPDX-License-Identifier: MIT
 *
 * The opcodes of opcodes.def as an enum, with what can be asked about each.
 * PRECALL and CALL divide their effect on the stack as CPython's compiler
 * counts it: PRECALL n gives -n, CALL n gives -1.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum {
#define OP(name, ...) RS_OP_##name,
#include "lang/opcodes.def"
#undef OP
  RS_N_OPS
} RsOpcode;

/* What an operand means; see the head of opcodes.def. */
typedef enum {
  RS_ARG_NONE,
  RS_ARG_COUNT,
  RS_ARG_FLAGS,
  RS_ARG_CONST,
  RS_ARG_NAME,
  RS_ARG_LOCAL,
  RS_ARG_FREE,
  RS_ARG_JUMP,
  RS_ARG_JUMP_BACK,
  RS_ARG_COMPARE,
  RS_ARG_BINARY,
} RsArgKind;

/* What the engine looks at when it comes to an instruction; see there. */
typedef enum {
  RS_CHECK_NEVER,
  RS_CHECK_START,
  RS_CHECK_TURN,
  RS_CHECK_ALLOC,
  RS_CHECK_CALL,
} RsOpCheck;

/* Returns: "LOAD_FAST" for RS_OP_LOAD_FAST; "?" for a number that is no
 * opcode. */
const char *rs_op_name (guint op);

/* Returns: the sentence of opcodes.def, or "". */
const char *rs_op_text (guint op);

/* Returns: what the operand of OP means; RS_ARG_NONE if it has none (or is no
 * opcode). */
RsArgKind rs_op_arg_kind (guint op);

/* Returns: by how much OP with operand ARG changes the height of the stack;
 * JUMP: whether it jumps. It says nothing of what happens when OP raises. */
gint rs_op_stack_effect (guint op, guint32 arg, gboolean jump);

/* Returns: how many operands OP with operand ARG has taken off the stack when
 * it raises. */
guint rs_op_taken (guint op, guint32 arg);

/* Returns: what is looked at at OP; RS_CHECK_NEVER if it is no opcode. */
RsOpCheck rs_op_check (guint op);

G_END_DECLS
