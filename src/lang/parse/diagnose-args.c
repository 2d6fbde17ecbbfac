/* SPDX-License-Identifier: MIT
 *
 * The second pass over a text that does not parse: arguments of calls,
 * parameters of functions. See diagnose-expr.c.
 */
#include "diagnose-private.h"

/* --- arguments ------------------------------------------------------------ */

static RsNode *
last_item (RsSeq clauses)
{
  RsNode *clause = clauses.items[clauses.n - 1];
  RsSeq ifs = clause->v.comprehension.ifs;

  return ifs.n > 0 ? ifs.items[ifs.n - 1] : clause->v.comprehension.iter;
}

/* expression !':=', or an assignment expression */
static RsNode *
plain_argument (RsParser *p)
{
  RsNode *node;

  if (rs_p_peek (p) == RS_TOK_NAME && rs_p_peek_at (p, 1) == RS_TOK_COLONEQUAL)
    return rs_p_assignment_expression (p);
  node = rs_p_expression (p);
  return node != NULL && rs_p_peek (p) != RS_TOK_COLONEQUAL ? node : NULL;
}

/* ('True' | 'False' | 'None') '='; NAME '=' expression for_if_clauses; !(NAME
 * '=') expression '=' */
static void
invalid_kwarg (RsParser *p)
{
  guint start = p->mark;
  RsTokenType type = rs_p_peek (p);
  RsSeq clauses;
  RsNode *a;

  if ((type == RS_K_TRUE || type == RS_K_FALSE || type == RS_K_NONE)
      && rs_p_peek_at (p, 1) == RS_TOK_EQUAL)
    {
      rs_p_error (p, "SyntaxError", rs_d_range (p->tokens[start].loc, p->tokens[start + 1].loc),
                  "cannot assign to %s",
                  type == RS_K_TRUE    ? "True"
                  : type == RS_K_FALSE ? "False"
                                       : "None");
      return;
    }
  if (type == RS_TOK_NAME && rs_p_peek_at (p, 1) == RS_TOK_EQUAL)
    {
      p->mark += 2;
      if (rs_p_expression (p) != NULL && rs_p_for_if_clauses (p, &clauses))
        rs_p_error (p, "SyntaxError", rs_d_range (p->tokens[start].loc, p->tokens[start + 1].loc),
                    "invalid syntax. Maybe you meant '==' or ':=' instead of '='?");
      return;
    }
  a = rs_p_expression (p);
  if (a != NULL && rs_p_peek (p) == RS_TOK_EQUAL)
    rs_p_error (p, "SyntaxError", rs_d_range (a->loc, rs_p_token (p)->loc),
                "expression cannot contain assignment, perhaps you meant \"==\"?");
}

static gboolean
add_keyword (RsParser *p, RsNode *call, const char *name, RsNode *value, guint start)
{
  RsNode *node;

  if (value == NULL)
    return FALSE;
  node = rs_p_node (p, RS_NODE_keyword, start);
  node->v.keyword.arg = name;
  node->v.keyword.value = value;
  rs_p_push (p, &call->v.call.keywords, node);
  return TRUE;
}

/* kwarg_or_starred: invalid_kwarg | NAME '=' expression | starred_expression;
 * with DOUBLE '**' expression instead of the last */
static gboolean
keyword_argument (RsParser *p, RsNode *call, gboolean twice)
{
  guint start = p->mark;
  RsNode *node;

  if (p->invalid_rules)
    invalid_kwarg (p);
  p->mark = start;
  if (p->lang->failed)
    return FALSE;
  if (rs_p_peek (p) == RS_TOK_NAME && rs_p_peek_at (p, 1) == RS_TOK_EQUAL)
    {
      p->mark += 2;
      return add_keyword (p, call, rs_p_id (p, start), rs_p_expression (p), start);
    }
  if (twice)
    return rs_p_accept (p, RS_TOK_DOUBLESTAR)
           && add_keyword (p, call, NULL, rs_p_expression (p), start);
  if (rs_p_peek (p) != RS_TOK_STAR || (node = rs_p_starred_expression (p)) == NULL)
    return FALSE;
  rs_p_push (p, &call->v.call.args, node);
  return TRUE;
}

/* ','.keyword_argument+ */
static gboolean
keyword_arguments (RsParser *p, RsNode *call, gboolean twice)
{
  guint after = p->mark;
  gboolean any = FALSE;

  while (keyword_argument (p, call, twice))
    {
      any = TRUE;
      after = p->mark;
      if (!rs_p_accept (p, RS_TOK_COMMA))
        break;
    }
  p->mark = after;
  return any && !p->lang->failed;
}

/* kwargs: ','.kwarg_or_starred+ ',' ','.kwarg_or_double_starred+ |
 * ','.kwarg_or_starred+ | ','.kwarg_or_double_starred+ */
static gboolean
kwargs (RsParser *p, RsNode *call)
{
  guint start = p->mark, after;

  if (keyword_arguments (p, call, FALSE))
    {
      after = p->mark;
      if (rs_p_accept (p, RS_TOK_COMMA) && keyword_arguments (p, call, TRUE))
        return TRUE;
      p->mark = after;
      return !p->lang->failed;
    }
  p->mark = start;
  return !p->lang->failed && keyword_arguments (p, call, TRUE);
}

/* args: ','.(starred_expression | plain_argument !'=')+ [',' kwargs] | kwargs.
 * Returns: a Call without a function */
static RsNode *
args (RsParser *p)
{
  guint start = p->mark, after = start;
  RsNode *call = rs_p_node (p, RS_NODE_Call, start), *node;

  for (;;)
    {
      node = rs_p_peek (p) == RS_TOK_STAR ? rs_p_starred_expression (p) : plain_argument (p);
      if (p->lang->failed)
        return NULL;
      if (node == NULL || (node->kind != RS_NODE_Starred && rs_p_peek (p) == RS_TOK_EQUAL))
        break;
      rs_p_push (p, &call->v.call.args, node);
      after = p->mark;
      if (!rs_p_accept (p, RS_TOK_COMMA))
        break;
    }
  p->mark = after;
  if (call->v.call.args.n == 0)
    {
      if (!kwargs (p, call))
        return NULL;
    }
  else if (rs_p_accept (p, RS_TOK_COMMA) && !kwargs (p, call))
    p->mark = after;
  if (p->lang->failed)
    return NULL;
  call->loc = rs_p_location (p, start);
  return call;
}

static void
unparenthesized_generator (RsParser *p, const RsNode *elt, RsSeq clauses)
{
  rs_p_error (p, "SyntaxError", rs_d_range (elt->loc, last_item (clauses)->loc),
              "Generator expression must be parenthesized");
}

/* args ',' '*' where the args have a keyword; expression for_if_clauses ','
 * [args | expression for_if_clauses]; NAME '=' expression for_if_clauses; args
 * for_if_clauses; args ',' expression for_if_clauses; args ',' args */
static void
invalid_arguments (RsParser *p)
{
  guint start = p->mark, comma;
  RsNode *a = args (p), *b;
  RsSeq clauses;
  guint i;

  comma = p->mark;
  if (p->lang->failed)
    return;
  if (a != NULL && a->v.call.keywords.n > 0 && rs_p_accept (p, RS_TOK_COMMA)
      && rs_p_accept (p, RS_TOK_STAR))
    {
      rs_p_error (p, "SyntaxError", p->tokens[comma + 1].loc,
                  "iterable argument unpacking follows keyword argument unpacking");
      return;
    }
  p->mark = start;
  b = rs_p_expression (p);
  if (b != NULL && rs_p_for_if_clauses (p, &clauses) && rs_p_accept (p, RS_TOK_COMMA))
    {
      guint mark = p->mark;

      if (args (p) == NULL && !p->lang->failed)
        p->mark = mark;
      if (!p->lang->failed)
        unparenthesized_generator (p, b, clauses);
      return;
    }
  p->mark = start;
  if (!p->lang->failed && rs_p_peek (p) == RS_TOK_NAME && rs_p_peek_at (p, 1) == RS_TOK_EQUAL)
    invalid_kwarg (p);
  if (a == NULL || p->lang->failed)
    return;
  p->mark = comma;
  if (rs_p_for_if_clauses (p, &clauses) && a->v.call.args.n > 1)
    {
      unparenthesized_generator (p, a->v.call.args.items[a->v.call.args.n - 1], clauses);
      return;
    }
  p->mark = comma;
  if (p->lang->failed || !rs_p_accept (p, RS_TOK_COMMA))
    return;
  b = rs_p_expression (p);
  if (b != NULL && rs_p_for_if_clauses (p, &clauses))
    {
      unparenthesized_generator (p, b, clauses);
      return;
    }
  p->mark = comma + 1;
  if (p->lang->failed || args (p) == NULL)
    return;
  for (i = 0; i < a->v.call.keywords.n; i++)
    if (a->v.call.keywords.items[i]->v.keyword.arg == NULL)
      {
        rs_p_error_here (p, "SyntaxError",
                         "positional argument follows keyword argument unpacking");
        return;
      }
  rs_p_error_here (p, "SyntaxError", "positional argument follows keyword argument");
}

/* arguments: args [','] &')' | invalid_arguments */
static RsNode *
arguments (RsParser *p)
{
  guint start = p->mark;
  RsNode *call = args (p);

  if (call != NULL)
    {
      rs_p_accept (p, RS_TOK_COMMA);
      if (rs_p_peek (p) == RS_TOK_RPAR)
        return call;
    }
  p->mark = start;
  if (!p->lang->failed && p->invalid_rules)
    invalid_arguments (p);
  return NULL;
}

/* genexp | '(' [arguments] ')'; the '(' has been taken */
RsNode *
rs_d_call (RsParser *p, RsNode *func, guint start)
{
  guint open = p->mark - 1;
  RsNode *node, *call;

  if (func != NULL)
    {
      p->mark = open;
      node = rs_d_genexp (p);
      if (p->lang->failed)
        return NULL;
      if (node != NULL)
        {
          call = rs_p_node (p, RS_NODE_Call, start);
          call->v.call.func = func;
          rs_p_push (p, &call->v.call.args, node);
          return call;
        }
    }
  p->mark = open + 1;
  call = rs_d_memo (p, RS_MEMO_ARGUMENTS, arguments);
  if (p->lang->failed)
    return NULL;
  if (call == NULL)
    p->mark = open + 1;
  if (!rs_p_accept (p, RS_TOK_RPAR))
    return NULL;
  node = rs_p_node (p, RS_NODE_Call, start);
  if (call != NULL)
    node->v.call = call->v.call;
  node->v.call.func = func;
  return node;
}

/* --- parameters ----------------------------------------------------------- */

typedef struct {
  RsParser *p;
  gboolean lambda;
  RsTokenType closing;
} Params;

typedef enum { NO_DEFAULT, WITH_DEFAULT, MAYBE_DEFAULT } DefaultKind;

/* param: NAME [':' expression] */
static RsNode *
param (Params *s)
{
  guint start = s->p->mark;
  RsNode *node;

  if (!rs_p_accept (s->p, RS_TOK_NAME))
    return NULL;
  if (!s->lambda && rs_p_accept (s->p, RS_TOK_COLON) && rs_p_star_expression (s->p) == NULL)
    {
      s->p->mark = start;
      return NULL;
    }
  node = rs_p_node (s->p, RS_NODE_arg, start);
  return node;
}

/* default: '=' expression | '=' &(')' | ','), the last one wrong */
static gboolean
default_value (Params *s)
{
  RsParser *p = s->p;
  guint equal = p->mark;

  if (!rs_p_accept (p, RS_TOK_EQUAL))
    return FALSE;
  if (rs_p_expression (p) != NULL)
    return TRUE;
  p->mark = equal + 1;
  if (!p->lang->failed && (rs_p_peek (p) == RS_TOK_RPAR || rs_p_peek (p) == RS_TOK_COMMA))
    rs_p_error (p, "SyntaxError", p->tokens[equal].loc, "expected default value expression");
  return FALSE;
}

/* param [default] (',' | &closing) */
static RsNode *
one_param (Params *s, DefaultKind kind)
{
  RsParser *p = s->p;
  guint start = p->mark;
  RsNode *node = param (s);
  gboolean has_default = FALSE;

  if (node != NULL && kind != NO_DEFAULT)
    has_default = default_value (s);
  if (node != NULL && !p->lang->failed && (kind != WITH_DEFAULT || has_default)
      && (rs_p_accept (p, RS_TOK_COMMA) || rs_p_peek (p) == s->closing))
    return node;
  p->mark = start;
  return NULL;
}

/* Returns: how many there were. */
static guint
many_params (Params *s, DefaultKind kind)
{
  guint n = 0;

  while (one_param (s, kind) != NULL)
    n++;
  return n;
}

/* slash_no_default: param_no_default+ '/' (',' | &closing); slash_with_default:
 * param_no_default* param_with_default+ '/' ... */
static gboolean
slash (Params *s, gboolean with_default)
{
  RsParser *p = s->p;
  guint start = p->mark, plain = many_params (s, NO_DEFAULT);

  if ((with_default ? many_params (s, WITH_DEFAULT) : plain) > 0 && rs_p_accept (p, RS_TOK_SLASH)
      && (rs_p_accept (p, RS_TOK_COMMA) || rs_p_peek (p) == s->closing))
    return TRUE;
  p->mark = start;
  return FALSE;
}

static gboolean
any_slash (Params *s)
{
  return slash (s, FALSE) || (!s->p->lang->failed && slash (s, TRUE));
}

static gboolean
fail_at (Params *s, guint token, const char *message)
{
  if (!s->p->lang->failed)
    rs_p_error (s->p, "SyntaxError", s->p->tokens[token].loc, "%s", message);
  return TRUE;
}

/* param_no_default* (slash_with_default | param_with_default+)
 * param_no_default */
static gboolean
invalid_order (Params *s)
{
  RsNode *node;

  many_params (s, NO_DEFAULT);
  if (!slash (s, TRUE) && many_params (s, WITH_DEFAULT) == 0)
    return FALSE;
  node = one_param (s, NO_DEFAULT);
  if (node != NULL)
    rs_p_error (s->p, "SyntaxError", node->loc, "non-default argument follows default argument");
  return node != NULL;
}

/* param_no_default* '(' param_no_default+ [','] ')' */
static gboolean
invalid_parentheses (Params *s)
{
  Params inner = *s;
  guint open;

  many_params (s, NO_DEFAULT);
  open = s->p->mark;
  if (!rs_p_accept (s->p, RS_TOK_LPAR))
    return FALSE;
  inner.closing = RS_TOK_RPAR;
  if (many_params (&inner, NO_DEFAULT) == 0)
    return FALSE;
  rs_p_accept (s->p, RS_TOK_COMMA);
  if (!rs_p_accept (s->p, RS_TOK_RPAR))
    return FALSE;
  rs_p_error (s->p, "SyntaxError",
              rs_d_range (s->p->tokens[open].loc, s->p->tokens[s->p->mark - 1].loc),
              s->lambda ? "Lambda expression parameters cannot be parenthesized"
                        : "Function parameters cannot be parenthesized");
  return TRUE;
}

static gboolean
invalid_slashes (Params *s)
{
  RsParser *p = s->p;
  guint start = p->mark;

  if (rs_p_accept (p, RS_TOK_SLASH) && rs_p_accept (p, RS_TOK_COMMA))
    return fail_at (s, start, "at least one argument must precede /");
  p->mark = start;
  if (any_slash (s))
    {
      many_params (s, MAYBE_DEFAULT);
      if (rs_p_accept (p, RS_TOK_SLASH))
        return fail_at (s, p->mark - 1, "/ may appear only once");
    }
  p->mark = start;
  any_slash (s);
  many_params (s, MAYBE_DEFAULT);
  if (rs_p_accept (p, RS_TOK_STAR)
      && (rs_p_accept (p, RS_TOK_COMMA) || one_param (s, NO_DEFAULT) != NULL))
    {
      many_params (s, MAYBE_DEFAULT);
      if (rs_p_accept (p, RS_TOK_SLASH))
        return fail_at (s, p->mark - 1, "/ must be ahead of *");
    }
  p->mark = start;
  if (many_params (s, MAYBE_DEFAULT) > 0 && rs_p_accept (p, RS_TOK_SLASH)
      && rs_p_accept (p, RS_TOK_STAR))
    return fail_at (s, p->mark - 1, "expected comma between / and *");
  return FALSE;
}

gboolean
rs_d_params (RsParser *p, gboolean lambda)
{
  static gboolean (*const rules[]) (Params *) = { invalid_order, invalid_parentheses,
                                                  invalid_slashes };
  Params s = { p, lambda, lambda ? RS_TOK_COLON : RS_TOK_RPAR };
  guint start = p->mark, i;

  for (i = 0; i < G_N_ELEMENTS (rules) && !p->lang->failed; i++)
    {
      p->mark = start;
      rules[i](&s);
    }
  p->mark = start;
  return !p->lang->failed;
}

/* '*' (closing | ',' (closing | '**')); '*' param '='; '*' (param_no_default |
 * ',') param_maybe_default* '*' (param | ',') */
static void
invalid_star_etc (Params *s)
{
  RsParser *p = s->p;
  guint start = p->mark++;
  RsTokenType type = rs_p_peek (p),
              next = type == RS_TOK_COMMA ? rs_p_peek_at (p, 1) : RS_TOK_ERROR;

  if (type == s->closing || next == s->closing || next == RS_TOK_DOUBLESTAR)
    {
      if (s->lambda)
        rs_p_error_here (p, "SyntaxError", "named arguments must follow bare *");
      else
        fail_at (s, start, "named arguments must follow bare *");
      return;
    }
  if (param (s) != NULL && rs_p_peek (p) == RS_TOK_EQUAL)
    {
      fail_at (s, p->mark, "var-positional argument cannot have default value");
      return;
    }
  p->mark = start + 1;
  if (p->lang->failed || (one_param (s, NO_DEFAULT) == NULL && !rs_p_accept (p, RS_TOK_COMMA)))
    return;
  many_params (s, MAYBE_DEFAULT);
  if (rs_p_accept (p, RS_TOK_STAR))
    {
      guint star = p->mark - 1;

      if (one_param (s, NO_DEFAULT) != NULL || rs_p_accept (p, RS_TOK_COMMA))
        fail_at (s, star, "* argument may appear only once");
    }
}

/* '**' param '='; '**' param ',' (param | '*' | '**' | '/') */
static void
invalid_kwds (Params *s)
{
  RsParser *p = s->p;
  RsNode *node;
  RsTokenType type;

  p->mark++;
  if (param (s) == NULL)
    return;
  if (rs_p_peek (p) == RS_TOK_EQUAL)
    {
      fail_at (s, p->mark, "var-keyword argument cannot have default value");
      return;
    }
  if (!rs_p_accept (p, RS_TOK_COMMA))
    return;
  type = rs_p_peek (p);
  if (type == RS_TOK_STAR || type == RS_TOK_DOUBLESTAR || type == RS_TOK_SLASH)
    fail_at (s, p->mark, "arguments cannot follow var-keyword argument");
  else if ((node = param (s)) != NULL)
    rs_p_error (p, "SyntaxError", node->loc, "arguments cannot follow var-keyword argument");
}

gboolean
rs_d_params_after_star (RsParser *p, gboolean lambda, gboolean star_taken)
{
  Params s = { p, lambda, lambda ? RS_TOK_COLON : RS_TOK_RPAR };
  guint start = p->mark;

  if (rs_p_peek (p) == RS_TOK_DOUBLESTAR)
    invalid_kwds (&s);
  else if (rs_p_peek (p) == RS_TOK_STAR && !star_taken)
    invalid_star_etc (&s);
  p->mark = start;
  return !p->lang->failed;
}
