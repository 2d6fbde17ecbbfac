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
#define OP(name, kind, effect, text) RS_OP_##name,
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

/* The operand of COMPARE_OP, CPython's values. */
typedef enum { RS_CMP_LT, RS_CMP_LE, RS_CMP_EQ, RS_CMP_NE, RS_CMP_GT, RS_CMP_GE } RsCompareOp;

/* The operand of BINARY_OP, CPython's values; the in-place forms follow in the
 * same order. */
typedef enum {
  RS_NB_ADD,
  RS_NB_AND,
  RS_NB_FLOOR_DIVIDE,
  RS_NB_LSHIFT,
  RS_NB_MATRIX_MULTIPLY,
  RS_NB_MULTIPLY,
  RS_NB_REMAINDER,
  RS_NB_OR,
  RS_NB_POWER,
  RS_NB_RSHIFT,
  RS_NB_SUBTRACT,
  RS_NB_TRUE_DIVIDE,
  RS_NB_XOR,
  RS_NB_INPLACE,
  RS_NB_INPLACE_ADD = RS_NB_INPLACE,
  RS_NB_INPLACE_AND,
  RS_NB_INPLACE_FLOOR_DIVIDE,
  RS_NB_INPLACE_LSHIFT,
  RS_NB_INPLACE_MATRIX_MULTIPLY,
  RS_NB_INPLACE_MULTIPLY,
  RS_NB_INPLACE_REMAINDER,
  RS_NB_INPLACE_OR,
  RS_NB_INPLACE_POWER,
  RS_NB_INPLACE_RSHIFT,
  RS_NB_INPLACE_SUBTRACT,
  RS_NB_INPLACE_TRUE_DIVIDE,
  RS_NB_INPLACE_XOR,
  RS_N_BINARY_OPS
} RsBinaryOp;

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

/* Returns: the sign of a binary operation, "+" or "+=". */
const char *rs_binary_op_sign (guint nb);

/* Returns: the sign of a comparison, "<". */
const char *rs_compare_op_sign (guint cmp);

G_END_DECLS
