/* SPDX-License-Identifier: MIT
 *
 * What can be assigned to, deleted, looped over. A target is parsed as the
 * expression that it looks like and then turned into a target (rs_p_as_target),
 * so that no text is read twice.
 */
#include "parser-private.h"

/* Returns: whether EXPR, after parentheses were removed, may stand where CTX
 * wants a target; sets its context. */
static gboolean
set_context (RsNode *expr, RsExprContext ctx, gboolean star_allowed)
{
  guint i;

  switch (expr->kind)
    {
    case RS_NODE_Name:
      expr->v.name.ctx = ctx;
      return TRUE;
    case RS_NODE_Attribute:
      expr->v.attribute.ctx = ctx;
      return TRUE;
    case RS_NODE_Subscript:
      expr->v.subscript.ctx = ctx;
      return TRUE;
    case RS_NODE_Starred:
      expr->v.starred.ctx = ctx;
      return star_allowed && ctx == RS_CTX_STORE && expr->v.starred.value->kind != RS_NODE_Starred
             && set_context (expr->v.starred.value, ctx, FALSE);
    case RS_NODE_Tuple:
    case RS_NODE_List:
      for (i = 0; i < expr->v.tuple.elts.n; i++)
        if (!set_context (expr->v.tuple.elts.items[i], ctx, TRUE))
          return FALSE;
      expr->v.tuple.ctx = ctx;
      return TRUE;
    default:
      return FALSE;
    }
}

RsNode *
rs_p_as_target (RsParser *p, RsNode *expr, RsExprContext ctx)
{
  return expr != NULL && set_context (expr, ctx, TRUE) ? expr : NULL;
}

static RsNode *
target_primary (RsParser *p)
{
  return p->diagnosing ? rs_d_primary (p) : rs_p_primary (p);
}

/* star_target: '*' (!'*' star_target) | primary */
static RsNode *
star_target_expression (RsParser *p)
{
  guint start = p->mark;
  RsNode *value, *node;

  if (!rs_p_accept (p, RS_TOK_STAR))
    return target_primary (p);
  value = target_primary (p);
  if (value == NULL)
    return NULL;
  node = rs_p_node (p, RS_NODE_Starred, start);
  node->v.starred.value = value;
  return node;
}

RsNode *
rs_p_star_target (RsParser *p)
{
  return rs_p_as_target (p, star_target_expression (p), RS_CTX_STORE);
}

/* star_targets: star_target !',' | star_target (',' star_target)* [','] */
RsNode *
rs_p_star_targets (RsParser *p)
{
  guint start = p->mark;
  RsSeq items = { NULL, 0 };
  RsNode *item;

  item = star_target_expression (p);
  if (item == NULL || rs_p_peek (p) != RS_TOK_COMMA)
    return rs_p_as_target (p, item, RS_CTX_STORE);
  rs_p_push (p, &items, item);
  while (rs_p_accept (p, RS_TOK_COMMA))
    {
      RsTokenType type = rs_p_peek (p);

      if (type == RS_K_IN || type == RS_TOK_EQUAL)
        break;
      item = star_target_expression (p);
      if (item == NULL)
        return NULL;
      rs_p_push (p, &items, item);
    }
  return rs_p_as_target (p, rs_p_tuple_of (p, items, start), RS_CTX_STORE);
}

/* del_targets: ','.primary+ [','] */
gboolean
rs_p_del_targets (RsParser *p, RsSeq *targets)
{
  do
    {
      RsTokenType type = rs_p_peek (p);
      RsNode *item;

      if (targets->n > 0 && (type == RS_TOK_SEMI || type == RS_TOK_NEWLINE))
        break;
      item = rs_p_as_target (p, target_primary (p), RS_CTX_DEL);
      if (item == NULL)
        return FALSE;
      rs_p_push (p, targets, item);
    }
  while (rs_p_accept (p, RS_TOK_COMMA));
  return !p->lang->failed;
}
