/* SPDX-License-Identifier: MIT
 *
 * Making nodes, and small questions about them.
 */
#include "ast.h"

RsNode *
rs_node_new (RsChunks *chunks, RsNodeKind kind, RsLocation loc)
{
  static const gsize sizes[] = {
    0,
#define NODE(kind, member, positions, fields)                                                      \
  G_STRUCT_OFFSET (RsNode, v) + sizeof (((RsNode *) NULL)->v.member),
#include "ast.def"
#undef NODE
  };
  /* Constant folding turns nodes into others in place: anything into a
   * constant, a negation into a comparison. */
  gsize least = kind == RS_NODE_UnaryOp ? sizes[RS_NODE_Compare]
                                        : MAX (sizes[RS_NODE_Constant], sizes[RS_NODE_Tuple]);
  RsNode *node = rs_chunks_alloc (chunks, MAX (sizes[kind], least));

  node->kind = kind;
  node->loc = loc;
  return node;
}

RsConst *
rs_docstring (RsSeq body)
{
  const RsNode *value;

  if (body.n == 0 || body.items[0]->kind != RS_NODE_Expr)
    return NULL;
  value = body.items[0]->v.expr.value;
  if (value->kind != RS_NODE_Constant || value->v.constant.value->kind != RS_CONST_STR)
    return NULL;
  return value->v.constant.value;
}
