/* SPDX-License-Identifier: MIT
 *
 * The abstract syntax tree: CPython's ast module, node for node. One struct
 * serves statements, expressions, patterns and their parts, so that a tree can
 * be walked by the field lists of ast.def alone (ast-dump.c does). Identifiers
 * are interned: two are the same if their pointers are.
 */
#pragma once

#include "lang/chunks.h"
#include "lang/code.h"

G_BEGIN_DECLS

typedef struct _RsNode RsNode;

typedef struct {
  RsNode **items;
  guint n;
} RsSeq;

typedef struct {
  const char **items;
  guint n;
} RsIds;

typedef struct {
  guint8 *items;
  guint n;
} RsCmpOps;

typedef enum { RS_CTX_LOAD, RS_CTX_STORE, RS_CTX_DEL } RsExprContext;

typedef enum {
  RS_OPERATOR_ADD,
  RS_OPERATOR_SUB,
  RS_OPERATOR_MULT,
  RS_OPERATOR_MATMULT,
  RS_OPERATOR_DIV,
  RS_OPERATOR_MOD,
  RS_OPERATOR_POW,
  RS_OPERATOR_LSHIFT,
  RS_OPERATOR_RSHIFT,
  RS_OPERATOR_BITOR,
  RS_OPERATOR_BITXOR,
  RS_OPERATOR_BITAND,
  RS_OPERATOR_FLOORDIV,
} RsOperator;

typedef enum { RS_BOOL_AND, RS_BOOL_OR } RsBoolKind;
typedef enum { RS_UNARY_INVERT, RS_UNARY_NOT, RS_UNARY_UADD, RS_UNARY_USUB } RsUnaryKind;

typedef enum {
  RS_COMPARE_EQ,
  RS_COMPARE_NE,
  RS_COMPARE_LT,
  RS_COMPARE_LE,
  RS_COMPARE_GT,
  RS_COMPARE_GE,
  RS_COMPARE_IS,
  RS_COMPARE_IS_NOT,
  RS_COMPARE_IN,
  RS_COMPARE_NOT_IN,
} RsCompareKind;

typedef enum {
  RS_NODE_NONE,
#define NODE(kind, member, positions, fields) RS_NODE_##kind,
#include "ast.def"
#undef NODE
  RS_N_NODE_KINDS
} RsNodeKind;

#define RS_FIELD_NODE(name) RsNode *name;
#define RS_FIELD_OPT(name) RsNode *name;
#define RS_FIELD_SEQ(name) RsSeq name;
#define RS_FIELD_NONE_LIST(name) char name;
#define RS_FIELD_ID(name) const char *name;
#define RS_FIELD_OPT_ID(name) const char *name;
#define RS_FIELD_IDS(name) RsIds name;
#define RS_FIELD_INT(name) int name;
#define RS_FIELD_CONVERSION(name) int name;
#define RS_FIELD_CTX(name) RsExprContext name;
#define RS_FIELD_OP(name) RsOperator name;
#define RS_FIELD_BOOL_OP(name) RsBoolKind name;
#define RS_FIELD_UNARY_OP(name) RsUnaryKind name;
#define RS_FIELD_CMP_OPS(name) RsCmpOps name;
#define RS_FIELD_CONST(name) RsConst *name;
#define RS_FIELD_UNICODE_MARK(name) gboolean name;
#define RS_FIELD_NOTHING(name) char name;

struct _RsNode {
  RsNodeKind kind;
  RsLocation loc; /* columns in bytes from 0 */
  union {
#define F(type, name) RS_FIELD_##type (name)
#define NODE(kind, member, positions, fields)                                                      \
  struct {                                                                                         \
    fields                                                                                         \
  } member;
#include "ast.def"
#undef NODE
#undef F
  } v;
};

/* Returns: a node of KIND at LOC, all fields zero. */
RsNode *rs_node_new (RsChunks *chunks, RsNodeKind kind, RsLocation loc);

/* Returns: the string of the docstring that stands first in BODY, or NULL. */
RsConst *rs_docstring (RsSeq body);

/* Returns: (transfer full) ast.dump () of TREE; NULL if it is too deep to be
 * printed. */
char *rs_node_dump (const RsNode *tree, gboolean with_positions);

/* Returns: (transfer full) the source text of an expression, as from __future__
 * import annotations keeps it. */
char *rs_node_unparse (const RsNode *expr);

/* Appends the repr () of a constant. */
void rs_const_repr (GString *out, const RsConst *value);

G_END_DECLS
