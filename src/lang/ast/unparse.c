/* SPDX-License-Identifier: MIT
 *
 * An expression as source text, the way from __future__ import annotations
 * keeps it: CPython 3.11's Python/ast_unparse.c. Parentheses are written where
 * the level of an expression is lower than what stands around it asks for.
 */
#include "ast.h"
#include "lang/lang-private.h"

#include "text/escape.h"

#include <string.h>

/* How tightly an expression binds, from the loosest. */
enum {
  LEVEL_TUPLE,
  LEVEL_TEST,
  LEVEL_OR,
  LEVEL_AND,
  LEVEL_NOT,
  LEVEL_COMPARE,
  LEVEL_EXPR,
  LEVEL_BOR = LEVEL_EXPR,
  LEVEL_BXOR,
  LEVEL_BAND,
  LEVEL_SHIFT,
  LEVEL_ARITH,
  LEVEL_TERM,
  LEVEL_FACTOR,
  LEVEL_POWER,
  LEVEL_AWAIT,
  LEVEL_ATOM,
};

static void unparse (GString *out, const RsNode *node, int level);

static void
open_if (GString *out, gboolean condition)
{
  if (condition)
    g_string_append_c (out, '(');
}

static void
close_if (GString *out, gboolean condition)
{
  if (condition)
    g_string_append_c (out, ')');
}

static void
comma_list (GString *out, RsSeq seq, int level)
{
  guint i;

  for (i = 0; i < seq.n; i++)
    {
      if (i > 0)
        g_string_append (out, ", ");
      unparse (out, seq.items[i], level);
    }
}

/* --- operators ------------------------------------------------------------ */

static void
bool_op (GString *out, const RsNode *node, int level)
{
  int inner = node->v.bool_op.op == RS_BOOL_AND ? LEVEL_AND : LEVEL_OR;
  guint i;

  open_if (out, level > inner);
  for (i = 0; i < node->v.bool_op.values.n; i++)
    {
      if (i > 0)
        g_string_append (out, inner == LEVEL_AND ? " and " : " or ");
      unparse (out, node->v.bool_op.values.items[i], inner + 1);
    }
  close_if (out, level > inner);
}

static void
bin_op (GString *out, const RsNode *node, int level)
{
  static const struct {
    const char *sign;
    int level;
  } operators[] = {
    { " + ", LEVEL_ARITH },  { " - ", LEVEL_ARITH },  { " * ", LEVEL_TERM },
    { " @ ", LEVEL_TERM },   { " / ", LEVEL_TERM },   { " % ", LEVEL_TERM },
    { " ** ", LEVEL_POWER }, { " << ", LEVEL_SHIFT }, { " >> ", LEVEL_SHIFT },
    { " | ", LEVEL_BOR },    { " ^ ", LEVEL_BXOR },   { " & ", LEVEL_BAND },
    { " // ", LEVEL_TERM },
  };
  int inner = operators[node->v.bin_op.op].level;
  gboolean right_to_left = node->v.bin_op.op == RS_OPERATOR_POW;

  open_if (out, level > inner);
  unparse (out, node->v.bin_op.left, inner + right_to_left);
  g_string_append (out, operators[node->v.bin_op.op].sign);
  unparse (out, node->v.bin_op.right, inner + !right_to_left);
  close_if (out, level > inner);
}

static void
unary_op (GString *out, const RsNode *node, int level)
{
  static const char *const signs[] = { "~", "not ", "+", "-" };
  int inner = node->v.unary_op.op == RS_UNARY_NOT ? LEVEL_NOT : LEVEL_FACTOR;

  open_if (out, level > inner);
  g_string_append (out, signs[node->v.unary_op.op]);
  unparse (out, node->v.unary_op.operand, inner);
  close_if (out, level > inner);
}

static void
compare (GString *out, const RsNode *node, int level)
{
  static const char *const signs[] = { " == ", " != ", " < ",      " <= ", " > ",
                                       " >= ", " is ", " is not ", " in ", " not in " };
  guint i;

  open_if (out, level > LEVEL_COMPARE);
  unparse (out, node->v.compare.left, LEVEL_COMPARE + 1);
  for (i = 0; i < node->v.compare.ops.n; i++)
    {
      g_string_append (out, signs[node->v.compare.ops.items[i]]);
      unparse (out, node->v.compare.comparators.items[i], LEVEL_COMPARE + 1);
    }
  close_if (out, level > LEVEL_COMPARE);
}

/* --- lambda, conditional -------------------------------------------------- */

static void
param (GString *out, const RsNode *arg)
{
  g_string_append (out, arg->v.arg.arg);
  if (arg->v.arg.annotation != NULL)
    {
      g_string_append (out, ": ");
      unparse (out, arg->v.arg.annotation, LEVEL_TEST);
    }
}

static void
separator (GString *out, gboolean *first)
{
  if (!*first)
    g_string_append (out, ", ");
  *first = FALSE;
}

static void
params (GString *out, const RsNode *args)
{
  RsSeq positional = args->v.arguments.posonlyargs, plain = args->v.arguments.args,
        keyword = args->v.arguments.kwonlyargs;
  guint i, n = positional.n + plain.n, without = n - args->v.arguments.defaults.n;
  gboolean first = TRUE;

  for (i = 0; i < n; i++)
    {
      separator (out, &first);
      param (out, i < positional.n ? positional.items[i] : plain.items[i - positional.n]);
      if (i >= without)
        {
          g_string_append_c (out, '=');
          unparse (out, args->v.arguments.defaults.items[i - without], LEVEL_TEST);
        }
      if (positional.n > 0 && i + 1 == positional.n)
        g_string_append (out, ", /");
    }
  if (args->v.arguments.vararg != NULL || keyword.n > 0)
    {
      separator (out, &first);
      g_string_append_c (out, '*');
      if (args->v.arguments.vararg != NULL)
        param (out, args->v.arguments.vararg);
    }
  for (i = 0; i < keyword.n; i++)
    {
      separator (out, &first);
      param (out, keyword.items[i]);
      if (args->v.arguments.kw_defaults.items[i] != NULL)
        {
          g_string_append_c (out, '=');
          unparse (out, args->v.arguments.kw_defaults.items[i], LEVEL_TEST);
        }
    }
  if (args->v.arguments.kwarg != NULL)
    {
      separator (out, &first);
      g_string_append (out, "**");
      param (out, args->v.arguments.kwarg);
    }
}

/* CPython looks at these only: "lambda*a: a". */
static gboolean
has_positional (const RsNode *args)
{
  return args->v.arguments.posonlyargs.n + args->v.arguments.args.n > 0;
}

static void
lambda (GString *out, const RsNode *node, int level)
{
  open_if (out, level > LEVEL_TEST);
  g_string_append (out, has_positional (node->v.lambda.args) ? "lambda " : "lambda");
  params (out, node->v.lambda.args);
  g_string_append (out, ": ");
  unparse (out, node->v.lambda.body, LEVEL_TEST);
  close_if (out, level > LEVEL_TEST);
}

static void
if_exp (GString *out, const RsNode *node, int level)
{
  open_if (out, level > LEVEL_TEST);
  unparse (out, node->v.if_exp.body, LEVEL_TEST + 1);
  g_string_append (out, " if ");
  unparse (out, node->v.if_exp.test, LEVEL_TEST + 1);
  g_string_append (out, " else ");
  unparse (out, node->v.if_exp.orelse, LEVEL_TEST);
  close_if (out, level > LEVEL_TEST);
}

/* --- displays ------------------------------------------------------------- */

static void
dict (GString *out, const RsNode *node)
{
  guint i;

  g_string_append_c (out, '{');
  for (i = 0; i < node->v.dict.values.n; i++)
    {
      if (i > 0)
        g_string_append (out, ", ");
      if (node->v.dict.keys.items[i] == NULL)
        {
          g_string_append (out, "**");
          unparse (out, node->v.dict.values.items[i], LEVEL_EXPR);
          continue;
        }
      unparse (out, node->v.dict.keys.items[i], LEVEL_TEST);
      g_string_append (out, ": ");
      unparse (out, node->v.dict.values.items[i], LEVEL_TEST);
    }
  g_string_append_c (out, '}');
}

static void
tuple (GString *out, const RsNode *node, int level)
{
  if (node->v.tuple.elts.n == 0)
    {
      g_string_append (out, "()");
      return;
    }
  open_if (out, level > LEVEL_TUPLE);
  comma_list (out, node->v.tuple.elts, LEVEL_TEST);
  if (node->v.tuple.elts.n == 1)
    g_string_append_c (out, ',');
  close_if (out, level > LEVEL_TUPLE);
}

static void
comprehension (GString *out, const RsNode *node, char open, char close)
{
  gboolean is_dict = node->kind == RS_NODE_DictComp;
  RsSeq generators = is_dict ? node->v.dict_comp.generators : node->v.list_comp.generators, ifs;
  guint i, j;

  g_string_append_c (out, open);
  unparse (out, is_dict ? node->v.dict_comp.key : node->v.list_comp.elt, LEVEL_TEST);
  if (is_dict)
    {
      g_string_append (out, ": ");
      unparse (out, node->v.dict_comp.value, LEVEL_TEST);
    }
  for (i = 0; i < generators.n; i++)
    {
      const RsNode *clause = generators.items[i];

      g_string_append (out, clause->v.comprehension.is_async ? " async for " : " for ");
      unparse (out, clause->v.comprehension.target, LEVEL_TUPLE);
      g_string_append (out, " in ");
      unparse (out, clause->v.comprehension.iter, LEVEL_TEST + 1);
      ifs = clause->v.comprehension.ifs;
      for (j = 0; j < ifs.n; j++)
        {
          g_string_append (out, " if ");
          unparse (out, ifs.items[j], LEVEL_TEST + 1);
        }
    }
  g_string_append_c (out, close);
}

/* --- calls, attributes, subscripts ---------------------------------------- */

static void
call (GString *out, const RsNode *node)
{
  RsSeq args = node->v.call.args, keywords = node->v.call.keywords;
  gboolean first = TRUE;
  guint i;

  unparse (out, node->v.call.func, LEVEL_ATOM);
  if (args.n == 1 && keywords.n == 0 && args.items[0]->kind == RS_NODE_GeneratorExp)
    {
      unparse (out, args.items[0], LEVEL_TEST);
      return;
    }
  g_string_append_c (out, '(');
  for (i = 0; i < args.n; i++)
    {
      separator (out, &first);
      unparse (out, args.items[i], LEVEL_TEST);
    }
  for (i = 0; i < keywords.n; i++)
    {
      separator (out, &first);
      if (keywords.items[i]->v.keyword.arg == NULL)
        g_string_append (out, "**");
      else
        g_string_append_printf (out, "%s=", keywords.items[i]->v.keyword.arg);
      unparse (out, keywords.items[i]->v.keyword.value, LEVEL_TEST);
    }
  g_string_append_c (out, ')');
}

static void
attribute (GString *out, const RsNode *node)
{
  const RsNode *value = node->v.attribute.value;

  unparse (out, value, LEVEL_ATOM);
  g_string_append (
      out, value->kind == RS_NODE_Constant && value->v.constant.value->kind == RS_CONST_INT ? " ."
                                                                                            : ".");
  g_string_append (out, node->v.attribute.attr);
}

static void
slice (GString *out, const RsNode *node)
{
  if (node->v.slice.lower != NULL)
    unparse (out, node->v.slice.lower, LEVEL_TEST);
  g_string_append_c (out, ':');
  if (node->v.slice.upper != NULL)
    unparse (out, node->v.slice.upper, LEVEL_TEST);
  if (node->v.slice.step != NULL)
    {
      g_string_append_c (out, ':');
      unparse (out, node->v.slice.step, LEVEL_TEST);
    }
}

static void
yield (GString *out, const char *word, const RsNode *value)
{
  g_string_append_printf (out, "(%s", word);
  if (value != NULL)
    {
      g_string_append_c (out, ' ');
      unparse (out, value, LEVEL_TEST);
    }
  g_string_append_c (out, ')');
}

/* --- f-strings ------------------------------------------------------------ */

static void
escape_braces (GString *out, const RsConst *value)
{
  gsize i;

  for (i = 0; i < value->length; i++)
    {
      g_string_append_c (out, value->text[i]);
      if (value->text[i] == '{' || value->text[i] == '}')
        g_string_append_c (out, value->text[i]);
    }
}

static void fstring_part (GString *out, const RsNode *node, gboolean is_spec);

static void
formatted_value (GString *out, const RsNode *node)
{
  g_autoptr (GString) text = g_string_new (NULL);

  unparse (text, node->v.formatted_value.value, LEVEL_TEST + 1);
  g_string_append (out, text->str[0] == '{' ? "{ " : "{");
  g_string_append (out, text->str);
  if (node->v.formatted_value.conversion > 0)
    g_string_append_printf (out, "!%c", node->v.formatted_value.conversion);
  if (node->v.formatted_value.format_spec != NULL)
    {
      g_string_append_c (out, ':');
      fstring_part (out, node->v.formatted_value.format_spec, TRUE);
    }
  g_string_append_c (out, '}');
}

static void
fstring_parts (GString *out, RsSeq values, gboolean is_spec)
{
  g_autoptr (GString) text = g_string_new (NULL);
  guint i;

  for (i = 0; i < values.n; i++)
    fstring_part (text, values.items[i], is_spec);
  if (is_spec)
    g_string_append (out, text->str);
  else
    {
      g_string_append_c (out, 'f');
      rs_repr_str (out, text->str, text->len);
    }
}

static void
fstring_part (GString *out, const RsNode *node, gboolean is_spec)
{
  switch (node->kind)
    {
    case RS_NODE_Constant:
      escape_braces (out, node->v.constant.value);
      break;
    case RS_NODE_JoinedStr:
      fstring_parts (out, node->v.joined_str.values, is_spec);
      break;
    default:
      formatted_value (out, node);
      break;
    }
}

/* --- constants ------------------------------------------------------------ */

/* Infinities are written as a number too large for a float. */
static void
constant (GString *out, const RsNode *node)
{
  const RsConst *value = node->v.constant.value;
  g_autoptr (GString) repr = NULL;

  if (value->kind == RS_CONST_ELLIPSIS)
    {
      g_string_append (out, "...");
      return;
    }
  if (node->v.constant.kind)
    g_string_append_c (out, 'u');
  repr = g_string_new (NULL);
  rs_const_repr (repr, value);
  if (value->kind == RS_CONST_FLOAT || value->kind == RS_CONST_COMPLEX)
    g_string_replace (repr, "inf", "1e309", 0);
  g_string_append (out, repr->str);
}

static void
unparse (GString *out, const RsNode *node, int level)
{
  switch (node->kind)
    {
    case RS_NODE_BoolOp:
      bool_op (out, node, level);
      break;
    case RS_NODE_BinOp:
      bin_op (out, node, level);
      break;
    case RS_NODE_UnaryOp:
      unary_op (out, node, level);
      break;
    case RS_NODE_Lambda:
      lambda (out, node, level);
      break;
    case RS_NODE_IfExp:
      if_exp (out, node, level);
      break;
    case RS_NODE_Dict:
      dict (out, node);
      break;
    case RS_NODE_Set:
      g_string_append_c (out, '{');
      comma_list (out, node->v.set.elts, LEVEL_TEST);
      g_string_append_c (out, '}');
      break;
    case RS_NODE_GeneratorExp:
      comprehension (out, node, '(', ')');
      break;
    case RS_NODE_ListComp:
      comprehension (out, node, '[', ']');
      break;
    case RS_NODE_SetComp:
    case RS_NODE_DictComp:
      comprehension (out, node, '{', '}');
      break;
    case RS_NODE_Yield:
      yield (out, "yield", node->v.yield.value);
      break;
    case RS_NODE_YieldFrom:
      yield (out, "yield from", node->v.yield_from.value);
      break;
    case RS_NODE_Await:
      open_if (out, level > LEVEL_AWAIT);
      g_string_append (out, "await ");
      unparse (out, node->v.await.value, LEVEL_ATOM);
      close_if (out, level > LEVEL_AWAIT);
      break;
    case RS_NODE_Compare:
      compare (out, node, level);
      break;
    case RS_NODE_Call:
      call (out, node);
      break;
    case RS_NODE_Constant:
      constant (out, node);
      break;
    case RS_NODE_JoinedStr:
      fstring_parts (out, node->v.joined_str.values, FALSE);
      break;
    case RS_NODE_FormattedValue:
      formatted_value (out, node);
      break;
    case RS_NODE_Attribute:
      attribute (out, node);
      break;
    case RS_NODE_Starred:
      g_string_append_c (out, '*');
      unparse (out, node->v.starred.value, LEVEL_EXPR);
      break;
    case RS_NODE_Name:
      g_string_append (out, node->v.name.id);
      break;
    case RS_NODE_List:
      g_string_append_c (out, '[');
      comma_list (out, node->v.list.elts, LEVEL_TEST);
      g_string_append_c (out, ']');
      break;
    case RS_NODE_Tuple:
      tuple (out, node, level);
      break;
    case RS_NODE_Subscript:
      unparse (out, node->v.subscript.value, LEVEL_ATOM);
      g_string_append_c (out, '[');
      unparse (out, node->v.subscript.slice, LEVEL_TUPLE);
      g_string_append_c (out, ']');
      break;
    case RS_NODE_Slice:
      slice (out, node);
      break;
    case RS_NODE_NamedExpr:
      open_if (out, level > LEVEL_TUPLE);
      unparse (out, node->v.named_expr.target, LEVEL_ATOM);
      g_string_append (out, " := ");
      unparse (out, node->v.named_expr.value, LEVEL_ATOM);
      close_if (out, level > LEVEL_TUPLE);
      break;
    default:
      g_assert_not_reached ();
    }
}

char *
rs_node_unparse (const RsNode *expr)
{
  GString *out = g_string_new (NULL);

  unparse (out, expr, LEVEL_TEST);
  return g_string_free (out, FALSE);
}
