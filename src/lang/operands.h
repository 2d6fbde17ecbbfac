/* SPDX-License-Identifier: MIT
 *
 * What the operands of BINARY_OP and COMPARE_OP mean, for the compiler and for
 * who shows code. The engine has its own names for them (objects/type.h), with
 * the same values.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

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

/* Returns: the sign of a binary operation, "+" or "+=". */
const char *rs_binary_op_sign (guint nb);

/* Returns: the sign of a comparison, "<". */
const char *rs_compare_op_sign (guint cmp);

G_END_DECLS
