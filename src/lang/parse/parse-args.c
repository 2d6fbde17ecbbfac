/* SPDX-License-Identifier: MIT
 *
 * The arguments of a call, and the parameters of def and lambda.
 */
#include "parser-private.h"

/* --- arguments ------------------------------------------------------------ */

static RsNode *
keyword_node (RsParser *p, const char *name, RsNode *value, guint start)
{
  RsNode *node = rs_p_node (p, RS_NODE_keyword, start);

  node->v.keyword.arg = name;
  node->v.keyword.value = value;
  return node;
}

/* kwarg: NAME '=' expression | '**' expression */
static RsNode *
keyword_argument (RsParser *p)
{
  guint start = p->mark;
  const char *name = NULL;
  RsNode *value;

  if (!rs_p_accept (p, RS_TOK_DOUBLESTAR))
    {
      name = rs_p_id (p, p->mark);
      p->mark += 2;
    }
  value = rs_p_expression (p);
  return value != NULL ? keyword_node (p, name, value, start) : NULL;
}

/* starred_expression: '*' expression */
RsNode *
rs_p_starred_expression (RsParser *p)
{
  guint start = p->mark++;
  RsNode *value = rs_p_expression (p), *node;

  if (value == NULL)
    return NULL;
  node = rs_p_node (p, RS_NODE_Starred, start);
  node->v.starred.value = value;
  return node;
}

static gboolean
at_keyword (RsParser *p)
{
  return rs_p_peek (p) == RS_TOK_NAME && rs_p_peek_at (p, 1) == RS_TOK_EQUAL;
}

/* A generator expression that is the only argument: its parentheses are the
 * call's. */
static RsNode *
lone_generator (RsParser *p, RsNode *elt, guint open)
{
  RsSeq clauses;
  RsNode *node;

  if (!rs_p_for_if_clauses (p, &clauses) || !rs_p_accept (p, RS_TOK_RPAR))
    return NULL;
  node = rs_p_node (p, RS_NODE_GeneratorExp, open);
  node->v.generator_exp.elt = elt;
  node->v.generator_exp.generators = clauses;
  return node;
}

/* arguments: ','.(starred_expression | named_expression !'=')+ [',' kwargs]
 * [','] | kwargs [','] kwargs: NAME '=' expression and starred_expression in
 * any order, then NAME '=' expression and '**' expression in any order */
RsNode *
rs_p_call (RsParser *p, RsNode *func, guint start)
{
  guint open = p->mark - 1;
  gboolean keywords = FALSE, mappings = FALSE;
  RsSeq args = { NULL, 0 }, kwargs = { NULL, 0 };
  RsNode *node;

  if (p->diagnosing)
    return rs_d_call (p, func, start);
  while (!rs_p_accept (p, RS_TOK_RPAR))
    {
      if (rs_p_peek (p) == RS_TOK_DOUBLESTAR || at_keyword (p))
        {
          keywords = TRUE;
          mappings |= rs_p_peek (p) == RS_TOK_DOUBLESTAR;
          node = keyword_argument (p);
          if (node == NULL)
            return NULL;
          rs_p_push (p, &kwargs, node);
        }
      else
        {
          gboolean star = rs_p_peek (p) == RS_TOK_STAR;

          if (star ? mappings : keywords)
            return NULL;
          node = star ? rs_p_starred_expression (p) : rs_p_named_expression (p);
          if (node == NULL || rs_p_peek (p) == RS_TOK_EQUAL)
            return NULL;
          if (!star && func != NULL && args.n == 0 && kwargs.n == 0
              && (rs_p_peek (p) == RS_K_FOR || rs_p_peek (p) == RS_K_ASYNC))
            {
              node = lone_generator (p, node, open);
              if (node == NULL)
                return NULL;
              rs_p_push (p, &args, node);
              break;
            }
          rs_p_push (p, &args, node);
        }
      if (!rs_p_accept (p, RS_TOK_COMMA) && rs_p_peek (p) != RS_TOK_RPAR)
        return NULL;
    }
  if (p->lang->failed)
    return NULL;
  node = rs_p_node (p, RS_NODE_Call, start);
  node->v.call.func = func;
  node->v.call.args = args;
  node->v.call.keywords = kwargs;
  return node;
}

/* --- parameters ----------------------------------------------------------- */

/* param: NAME [':' annotation]; in a lambda without the annotation, after *
 * with a starred one */
static RsNode *
param (RsParser *p, gboolean lambda, gboolean after_star)
{
  guint start = p->mark;
  RsNode *annotation = NULL, *node;

  if (!rs_p_accept (p, RS_TOK_NAME))
    return NULL;
  if (!lambda && rs_p_accept (p, RS_TOK_COLON))
    {
      annotation = after_star ? rs_p_star_expression (p) : rs_p_expression (p);
      if (annotation == NULL)
        return NULL;
    }
  node = rs_p_node (p, RS_NODE_arg, start);
  node->v.arg.arg = rs_p_id (p, start);
  node->v.arg.annotation = annotation;
  return node;
}

/* After a parameter: a comma, or what closes the list. */
static gboolean
param_end (RsParser *p, RsTokenType closing)
{
  return rs_p_accept (p, RS_TOK_COMMA) || rs_p_peek (p) == closing;
}

/* star_etc: '*' param param_maybe_default* [kwds] | '*' ','
 * param_maybe_default+ [kwds] | '**' param */
static gboolean
params_after_star (RsParser *p, gboolean lambda, RsNode *args)
{
  RsTokenType closing = lambda ? RS_TOK_COLON : RS_TOK_RPAR;
  RsNode *name;

  if (p->diagnosing && p->invalid_rules && !rs_d_params_after_star (p, lambda, FALSE))
    return FALSE;
  if (rs_p_accept (p, RS_TOK_STAR))
    {
      if (!rs_p_accept (p, RS_TOK_COMMA))
        {
          args->v.arguments.vararg = param (p, lambda, TRUE);
          if (args->v.arguments.vararg == NULL || !param_end (p, closing))
            return FALSE;
        }
      else if (rs_p_peek (p) != RS_TOK_NAME)
        return FALSE;
      while (rs_p_peek (p) == RS_TOK_NAME)
        {
          RsNode *value = NULL;

          name = param (p, lambda, FALSE);
          if (name == NULL
              || (rs_p_accept (p, RS_TOK_EQUAL) && (value = rs_p_expression (p)) == NULL)
              || !param_end (p, closing))
            return FALSE;
          rs_p_push (p, &args->v.arguments.kwonlyargs, name);
          rs_p_push (p, &args->v.arguments.kw_defaults, value);
        }
    }
  if (p->diagnosing && p->invalid_rules && !rs_d_params_after_star (p, lambda, TRUE))
    return FALSE;
  if (rs_p_accept (p, RS_TOK_DOUBLESTAR))
    {
      args->v.arguments.kwarg = param (p, lambda, FALSE);
      if (args->v.arguments.kwarg == NULL || !param_end (p, closing))
        return FALSE;
    }
  return rs_p_peek (p) == closing;
}

/* params: [','.(param ['=' expression])+ [',' '/']] [star_etc] [','], closed by
 * ')' or, in a lambda, ':' */
RsNode *
rs_p_params (RsParser *p, gboolean lambda)
{
  RsNode *args = rs_node_new (p->lang->scratch, RS_NODE_arguments, rs_p_token (p)->loc);
  RsTokenType closing = lambda ? RS_TOK_COLON : RS_TOK_RPAR;

  if (p->diagnosing && p->invalid_rules && !rs_d_params (p, lambda))
    return NULL;
  while (rs_p_peek (p) == RS_TOK_NAME)
    {
      RsNode *name = param (p, lambda, FALSE), *value;

      if (name == NULL)
        return NULL;
      rs_p_push (p, &args->v.arguments.args, name);
      if (rs_p_accept (p, RS_TOK_EQUAL))
        {
          value = rs_p_expression (p);
          if (value == NULL)
            return NULL;
          rs_p_push (p, &args->v.arguments.defaults, value);
        }
      else if (args->v.arguments.defaults.n > 0)
        return NULL;
      if (!param_end (p, closing))
        return NULL;
      if (args->v.arguments.posonlyargs.n == 0 && rs_p_accept (p, RS_TOK_SLASH))
        {
          args->v.arguments.posonlyargs = args->v.arguments.args;
          args->v.arguments.args = (RsSeq){ NULL, 0 };
          if (!param_end (p, closing))
            return NULL;
        }
    }
  return params_after_star (p, lambda, args) ? args : NULL;
}
