/* SPDX-License-Identifier: MIT
 *
 * Expressions to instructions. rs_c_expr () leaves the value on the stack;
 * rs_c_jump_if () turns a condition into jumps without ever making its truth
 * value.
 */
#include "compile-private.h"
#include "lang/fold/fold-private.h"
#include "lang/operands.h"

#include <string.h>

/* --- operators ------------------------------------------------------------ */

void
rs_c_binary_op (RsCompiler *c, RsOperator op, gboolean inplace)
{
  static const guint8 numbers[] = {
    RS_NB_ADD,       RS_NB_SUBTRACT, RS_NB_MULTIPLY,     RS_NB_MATRIX_MULTIPLY, RS_NB_TRUE_DIVIDE,
    RS_NB_REMAINDER, RS_NB_POWER,    RS_NB_LSHIFT,       RS_NB_RSHIFT,          RS_NB_OR,
    RS_NB_XOR,       RS_NB_AND,      RS_NB_FLOOR_DIVIDE,
  };

  rs_c_op_arg (c, RS_OP_BINARY_OP, numbers[op] + (inplace ? RS_NB_INPLACE : 0));
}

void
rs_c_compare_op (RsCompiler *c, RsCompareKind op)
{
  switch (op)
    {
    case RS_COMPARE_EQ:
      rs_c_op_arg (c, RS_OP_COMPARE_OP, RS_CMP_EQ);
      break;
    case RS_COMPARE_NE:
      rs_c_op_arg (c, RS_OP_COMPARE_OP, RS_CMP_NE);
      break;
    case RS_COMPARE_LT:
      rs_c_op_arg (c, RS_OP_COMPARE_OP, RS_CMP_LT);
      break;
    case RS_COMPARE_LE:
      rs_c_op_arg (c, RS_OP_COMPARE_OP, RS_CMP_LE);
      break;
    case RS_COMPARE_GT:
      rs_c_op_arg (c, RS_OP_COMPARE_OP, RS_CMP_GT);
      break;
    case RS_COMPARE_GE:
      rs_c_op_arg (c, RS_OP_COMPARE_OP, RS_CMP_GE);
      break;
    case RS_COMPARE_IS:
      rs_c_op_arg (c, RS_OP_IS_OP, 0);
      break;
    case RS_COMPARE_IS_NOT:
      rs_c_op_arg (c, RS_OP_IS_OP, 1);
      break;
    case RS_COMPARE_IN:
      rs_c_op_arg (c, RS_OP_CONTAINS_OP, 0);
      break;
    case RS_COMPARE_NOT_IN:
      rs_c_op_arg (c, RS_OP_CONTAINS_OP, 1);
      break;
    }
}

/* Whether NODE is a constant that "is" should not be used with. */
static gboolean
is_literal (const RsNode *node)
{
  return node->kind == RS_NODE_Constant && node->v.constant.value->kind > RS_CONST_ELLIPSIS;
}

static void
check_compare (RsCompiler *c, const RsNode *node)
{
  gboolean left = is_literal (node->v.compare.left);
  guint i;

  for (i = 0; i < node->v.compare.ops.n; i++)
    {
      gboolean right = is_literal (node->v.compare.comparators.items[i]);
      RsCompareKind op = node->v.compare.ops.items[i];

      if ((op == RS_COMPARE_IS || op == RS_COMPARE_IS_NOT) && (left || right))
        {
          rs_c_warn (c, op == RS_COMPARE_IS ? "\"is\" with a literal. Did you mean \"==\"?"
                                            : "\"is not\" with a literal. Did you mean \"!=\"?");
          return;
        }
      left = right;
    }
}

/* a < b < c, all but the last comparison; a false one jumps to CLEANUP by OP
 * with the middle value on the stack. */
static void
chained_compare (RsCompiler *c, RsNode *node, int op, RsBlock *cleanup)
{
  guint i, last = node->v.compare.ops.n - 1;

  for (i = 0; i < last; i++)
    {
      rs_c_expr (c, node->v.compare.comparators.items[i]);
      rs_c_op_arg (c, RS_OP_SWAP, 2);
      rs_c_op_arg (c, RS_OP_COPY, 2);
      rs_c_compare_op (c, node->v.compare.ops.items[i]);
      rs_c_jump (c, op, cleanup);
    }
  rs_c_expr (c, node->v.compare.comparators.items[last]);
  rs_c_compare_op (c, node->v.compare.ops.items[last]);
}

static void
compare (RsCompiler *c, RsNode *node)
{
  RsBlock *cleanup, *end;

  check_compare (c, node);
  rs_c_expr (c, node->v.compare.left);
  if (node->v.compare.ops.n == 1)
    {
      rs_c_expr (c, node->v.compare.comparators.items[0]);
      rs_c_compare_op (c, node->v.compare.ops.items[0]);
      return;
    }
  cleanup = rs_c_new_block (c);
  chained_compare (c, node, RS_OP_JUMP_IF_FALSE_OR_POP, cleanup);
  end = rs_c_new_block (c);
  rs_c_jump_no_line (c, RS_OP_JUMP, end);
  rs_c_use_block (c, cleanup);
  rs_c_op_arg (c, RS_OP_SWAP, 2);
  rs_c_op (c, RS_OP_POP_TOP);
  rs_c_use_block (c, end);
}

static void
bool_op (RsCompiler *c, RsNode *node)
{
  int jump =
      node->v.bool_op.op == RS_BOOL_AND ? RS_OP_JUMP_IF_FALSE_OR_POP : RS_OP_JUMP_IF_TRUE_OR_POP;
  RsBlock *end = rs_c_new_block (c);
  guint i, last = node->v.bool_op.values.n - 1;

  for (i = 0; i < last; i++)
    {
      rs_c_expr (c, node->v.bool_op.values.items[i]);
      rs_c_jump (c, jump, end);
      rs_c_use_block (c, rs_c_new_block (c));
    }
  rs_c_expr (c, node->v.bool_op.values.items[last]);
  rs_c_use_block (c, end);
}

/* --- conditions ----------------------------------------------------------- */

static void
jump_if_bool_op (RsCompiler *c, RsNode *node, RsBlock *next, gboolean condition)
{
  gboolean inner = node->v.bool_op.op == RS_BOOL_OR;
  RsBlock *next2 = inner != condition ? rs_c_new_block (c) : next;
  guint i, last = node->v.bool_op.values.n - 1;

  for (i = 0; i < last; i++)
    rs_c_jump_if (c, node->v.bool_op.values.items[i], next2, inner);
  rs_c_jump_if (c, node->v.bool_op.values.items[last], next, condition);
  if (next2 != next)
    rs_c_use_block (c, next2);
}

static void
jump_if_if_exp (RsCompiler *c, RsNode *node, RsBlock *next, gboolean condition)
{
  RsBlock *end = rs_c_new_block (c), *next2 = rs_c_new_block (c);

  rs_c_jump_if (c, node->v.if_exp.test, next2, FALSE);
  rs_c_jump_if (c, node->v.if_exp.body, next, condition);
  rs_c_jump_no_line (c, RS_OP_JUMP, end);
  rs_c_use_block (c, next2);
  rs_c_jump_if (c, node->v.if_exp.orelse, next, condition);
  rs_c_use_block (c, end);
}

static void
jump_if_chained (RsCompiler *c, RsNode *node, RsBlock *next, gboolean condition)
{
  RsBlock *cleanup, *end;

  check_compare (c, node);
  cleanup = rs_c_new_block (c);
  rs_c_expr (c, node->v.compare.left);
  chained_compare (c, node, RS_OP_POP_JUMP_IF_FALSE, cleanup);
  rs_c_jump (c, condition ? RS_OP_POP_JUMP_IF_TRUE : RS_OP_POP_JUMP_IF_FALSE, next);
  end = rs_c_new_block (c);
  rs_c_jump_no_line (c, RS_OP_JUMP, end);
  rs_c_use_block (c, cleanup);
  rs_c_op (c, RS_OP_POP_TOP);
  if (!condition)
    rs_c_jump_no_line (c, RS_OP_JUMP, next);
  rs_c_use_block (c, end);
}

void
rs_c_jump_if (RsCompiler *c, RsNode *node, RsBlock *next, gboolean condition)
{
  switch (node->kind)
    {
    case RS_NODE_UnaryOp:
      if (node->v.unary_op.op != RS_UNARY_NOT)
        break;
      rs_c_jump_if (c, node->v.unary_op.operand, next, !condition);
      return;
    case RS_NODE_BoolOp:
      jump_if_bool_op (c, node, next, condition);
      return;
    case RS_NODE_IfExp:
      jump_if_if_exp (c, node, next, condition);
      return;
    case RS_NODE_Compare:
      rs_c_set_loc (c, node);
      if (node->v.compare.ops.n == 1)
        break;
      jump_if_chained (c, node, next, condition);
      return;
    default:
      break;
    }
  rs_c_expr (c, node);
  rs_c_jump (c, condition ? RS_OP_POP_JUMP_IF_TRUE : RS_OP_POP_JUMP_IF_FALSE, next);
}

static void
if_exp (RsCompiler *c, RsNode *node)
{
  RsBlock *end = rs_c_new_block (c), *next = rs_c_new_block (c);

  rs_c_jump_if (c, node->v.if_exp.test, next, FALSE);
  rs_c_expr (c, node->v.if_exp.body);
  rs_c_jump_no_line (c, RS_OP_JUMP, end);
  rs_c_use_block (c, next);
  rs_c_expr (c, node->v.if_exp.orelse);
  rs_c_use_block (c, end);
}

/* --- displays ------------------------------------------------------------- */

static gboolean
all_constant (const RsSeq *seq, guint begin, guint end)
{
  guint i;

  for (i = begin; i < end; i++)
    if (seq->items[i] == NULL || seq->items[i]->kind != RS_NODE_Constant)
      return FALSE;
  return TRUE;
}

static RsConst *
tuple_of_constants (RsCompiler *c, const RsSeq *seq, guint begin, guint end)
{
  g_autofree RsConst **items = g_new (RsConst *, end - begin + 1);
  guint i;

  for (i = begin; i < end; i++)
    items[i - begin] = seq->items[i]->v.constant.value;
  return rs_const_tuple (c->lang, items, end - begin);
}

/* A display of constants only: one constant is loaded, or extends the new
 * collection. */
static void
constant_display (RsCompiler *c, RsSeq elts, int pushed, int build, int add, int extend,
                  gboolean tuple)
{
  RsConst *folded = tuple_of_constants (c, &elts, 0, elts.n);

  if (tuple && pushed == 0)
    {
      rs_c_const (c, folded);
      return;
    }
  if (add == RS_OP_SET_ADD)
    folded = rs_const_frozenset (c->lang, folded);
  rs_c_op_arg (c, build, pushed);
  rs_c_const (c, folded);
  rs_c_op_arg (c, extend, 1);
  if (tuple)
    rs_c_op (c, RS_OP_LIST_TO_TUPLE);
}

void
rs_c_star_unpack (RsCompiler *c, RsSeq elts, int pushed, int build, int add, int extend,
                  gboolean tuple)
{
  gboolean big = (int) elts.n + pushed > RS_STACK_USE_GUIDELINE, starred = FALSE, built = FALSE;
  guint i;

  if (elts.n > 2 && all_constant (&elts, 0, elts.n))
    {
      constant_display (c, elts, pushed, build, add, extend, tuple);
      return;
    }
  for (i = 0; i < elts.n; i++)
    starred |= elts.items[i]->kind == RS_NODE_Starred;
  if (!starred && !big)
    {
      rs_c_exprs (c, elts);
      rs_c_op_arg (c, tuple ? RS_OP_BUILD_TUPLE : build, (int) elts.n + pushed);
      return;
    }
  if (big)
    {
      rs_c_op_arg (c, build, pushed);
      built = TRUE;
    }
  for (i = 0; i < elts.n; i++)
    {
      RsNode *elt = elts.items[i];

      if (elt->kind == RS_NODE_Starred)
        {
          if (!built)
            rs_c_op_arg (c, build, (int) i + pushed);
          built = TRUE;
          rs_c_expr (c, elt->v.starred.value);
          rs_c_op_arg (c, extend, 1);
        }
      else
        {
          rs_c_expr (c, elt);
          if (built)
            rs_c_op_arg (c, add, 1);
        }
    }
  if (tuple)
    rs_c_op (c, RS_OP_LIST_TO_TUPLE);
}

static void
unpack_targets (RsCompiler *c, RsSeq elts)
{
  gboolean starred = FALSE;
  guint i;

  for (i = 0; i < elts.n; i++)
    {
      if (elts.items[i]->kind != RS_NODE_Starred)
        continue;
      if (starred)
        {
          rs_c_error (c, "multiple starred expressions in assignment");
          return;
        }
      if (i >= 1 << 8 || elts.n - i - 1 >= G_MAXINT >> 8)
        {
          rs_c_error (c, "too many expressions in star-unpacking assignment");
          return;
        }
      rs_c_op_arg (c, RS_OP_UNPACK_EX, (int) (i + ((elts.n - i - 1) << 8)));
      starred = TRUE;
    }
  if (!starred)
    rs_c_op_arg (c, RS_OP_UNPACK_SEQUENCE, (int) elts.n);
  for (i = 0; i < elts.n; i++)
    rs_c_expr (c, elts.items[i]->kind == RS_NODE_Starred ? elts.items[i]->v.starred.value
                                                         : elts.items[i]);
}

static void
sequence (RsCompiler *c, RsNode *node)
{
  gboolean tuple = node->kind == RS_NODE_Tuple;
  RsSeq elts = node->v.tuple.elts;

  if (node->v.tuple.ctx == RS_CTX_STORE)
    unpack_targets (c, elts);
  else if (node->v.tuple.ctx == RS_CTX_LOAD)
    rs_c_star_unpack (c, elts, 0, RS_OP_BUILD_LIST, RS_OP_LIST_APPEND, RS_OP_LIST_EXTEND, tuple);
  else
    rs_c_exprs (c, elts);
}

/* The pairs from BEGIN to END of a dict, none of them '**'. */
static void
sub_dict (RsCompiler *c, RsNode *node, guint begin, guint end)
{
  guint n = end - begin, i;
  gboolean big = n * 2 > RS_STACK_USE_GUIDELINE;

  if (n > 1 && !big && all_constant (&node->v.dict.keys, begin, end))
    {
      for (i = begin; i < end; i++)
        rs_c_expr (c, node->v.dict.values.items[i]);
      rs_c_const (c, tuple_of_constants (c, &node->v.dict.keys, begin, end));
      rs_c_op_arg (c, RS_OP_BUILD_CONST_KEY_MAP, (int) n);
      return;
    }
  if (big)
    rs_c_op_arg (c, RS_OP_BUILD_MAP, 0);
  for (i = begin; i < end; i++)
    {
      rs_c_expr (c, node->v.dict.keys.items[i]);
      rs_c_expr (c, node->v.dict.values.items[i]);
      if (big)
        rs_c_op_arg (c, RS_OP_MAP_ADD, 1);
    }
  if (!big)
    rs_c_op_arg (c, RS_OP_BUILD_MAP, (int) n);
}

static void
add_sub_dict (RsCompiler *c, RsNode *node, guint begin, guint end, gboolean *have_dict)
{
  sub_dict (c, node, begin, end);
  if (*have_dict)
    rs_c_op_arg (c, RS_OP_DICT_UPDATE, 1);
  *have_dict = TRUE;
}

static void
dict (RsCompiler *c, RsNode *node)
{
  guint n = node->v.dict.values.n, elements = 0, i;
  gboolean have_dict = FALSE;

  for (i = 0; i < n; i++)
    {
      if (node->v.dict.keys.items[i] == NULL)
        {
          if (elements > 0)
            add_sub_dict (c, node, i - elements, i, &have_dict);
          elements = 0;
          if (!have_dict)
            rs_c_op_arg (c, RS_OP_BUILD_MAP, 0);
          have_dict = TRUE;
          rs_c_expr (c, node->v.dict.values.items[i]);
          rs_c_op_arg (c, RS_OP_DICT_UPDATE, 1);
        }
      else if (elements * 2 > RS_STACK_USE_GUIDELINE)
        {
          add_sub_dict (c, node, i - elements, i + 1, &have_dict);
          elements = 0;
        }
      else
        elements++;
    }
  if (elements > 0)
    add_sub_dict (c, node, n - elements, n, &have_dict);
  if (!have_dict)
    rs_c_op_arg (c, RS_OP_BUILD_MAP, 0);
}

/* --- f-strings ------------------------------------------------------------ */

static void
joined_str (RsCompiler *c, RsNode *node)
{
  RsSeq values = node->v.joined_str.values;
  guint i;

  if (values.n <= RS_STACK_USE_GUIDELINE)
    {
      rs_c_exprs (c, values);
      if (values.n != 1)
        rs_c_op_arg (c, RS_OP_BUILD_STRING, (int) values.n);
      return;
    }
  rs_c_const_id (c, "");
  rs_c_op_name (c, RS_OP_LOAD_METHOD, rs_lang_id (c->lang, "join", 4));
  rs_c_op_arg (c, RS_OP_BUILD_LIST, 0);
  for (i = 0; i < values.n; i++)
    {
      rs_c_expr (c, values.items[i]);
      rs_c_op_arg (c, RS_OP_LIST_APPEND, 1);
    }
  rs_c_op_arg (c, RS_OP_PRECALL, 1);
  rs_c_op_arg (c, RS_OP_CALL, 1);
}

static void
formatted_value (RsCompiler *c, RsNode *node)
{
  int conversion = node->v.formatted_value.conversion;
  int arg = conversion == 's' ? 1 : conversion == 'r' ? 2 : conversion == 'a' ? 3 : 0;

  rs_c_expr (c, node->v.formatted_value.value);
  if (node->v.formatted_value.format_spec != NULL)
    {
      rs_c_expr (c, node->v.formatted_value.format_spec);
      arg |= 4;
    }
  rs_c_op_arg (c, RS_OP_FORMAT_VALUE, arg);
}

/* --- attributes and subscripts -------------------------------------------- */

const char *
rs_c_infer_type (const RsNode *node)
{
  switch (node->kind)
    {
    case RS_NODE_Tuple:
      return "tuple";
    case RS_NODE_List:
    case RS_NODE_ListComp:
      return "list";
    case RS_NODE_Dict:
    case RS_NODE_DictComp:
      return "dict";
    case RS_NODE_Set:
    case RS_NODE_SetComp:
      return "set";
    case RS_NODE_GeneratorExp:
      return "generator";
    case RS_NODE_Lambda:
      return "function";
    case RS_NODE_JoinedStr:
    case RS_NODE_FormattedValue:
      return "str";
    case RS_NODE_Constant:
      switch (node->v.constant.value->kind)
        {
        case RS_CONST_NONE:
          return "NoneType";
        case RS_CONST_TRUE:
        case RS_CONST_FALSE:
          return "bool";
        case RS_CONST_ELLIPSIS:
          return "ellipsis";
        case RS_CONST_INT:
          return "int";
        case RS_CONST_FLOAT:
          return "float";
        case RS_CONST_COMPLEX:
          return "complex";
        case RS_CONST_STR:
          return "str";
        case RS_CONST_BYTES:
          return "bytes";
        case RS_CONST_TUPLE:
          return "tuple";
        case RS_CONST_FROZENSET:
          return "frozenset";
        case RS_CONST_CODE:
          return "code";
        }
      return NULL;
    default:
      return NULL;
    }
}

static void
check_subscripter (RsCompiler *c, const RsNode *value)
{
  switch (value->kind)
    {
    case RS_NODE_Constant:
      switch (value->v.constant.value->kind)
        {
        case RS_CONST_NONE:
        case RS_CONST_TRUE:
        case RS_CONST_FALSE:
        case RS_CONST_ELLIPSIS:
        case RS_CONST_INT:
        case RS_CONST_FLOAT:
        case RS_CONST_COMPLEX:
        case RS_CONST_FROZENSET:
          break;
        default:
          return;
        }
      break;
    case RS_NODE_Set:
    case RS_NODE_SetComp:
    case RS_NODE_GeneratorExp:
    case RS_NODE_Lambda:
      break;
    default:
      return;
    }
  rs_c_warn (c, "'%s' object is not subscriptable; perhaps you missed a comma?",
             rs_c_infer_type (value));
}

static void
check_index (RsCompiler *c, const RsNode *value, const RsNode *index)
{
  const char *type = rs_c_infer_type (index);

  if (type == NULL || strcmp (type, "int") == 0 || strcmp (type, "bool") == 0)
    return;
  switch (value->kind)
    {
    case RS_NODE_Constant:
      switch (value->v.constant.value->kind)
        {
        case RS_CONST_STR:
        case RS_CONST_BYTES:
        case RS_CONST_TUPLE:
          break;
        default:
          return;
        }
      break;
    case RS_NODE_Tuple:
    case RS_NODE_List:
    case RS_NODE_ListComp:
    case RS_NODE_JoinedStr:
    case RS_NODE_FormattedValue:
      break;
    default:
      return;
    }
  rs_c_warn (c, "%s indices must be integers or slices, not %s; perhaps you missed a comma?",
             rs_c_infer_type (value), type);
}

static void
subscript (RsCompiler *c, RsNode *node)
{
  RsExprContext ctx = node->v.subscript.ctx;

  if (ctx == RS_CTX_LOAD)
    {
      check_subscripter (c, node->v.subscript.value);
      check_index (c, node->v.subscript.value, node->v.subscript.slice);
    }
  rs_c_expr (c, node->v.subscript.value);
  rs_c_expr (c, node->v.subscript.slice);
  rs_c_op (c, ctx == RS_CTX_LOAD    ? RS_OP_BINARY_SUBSCR
              : ctx == RS_CTX_STORE ? RS_OP_STORE_SUBSCR
                                    : RS_OP_DELETE_SUBSCR);
}

static void
slice (RsCompiler *c, RsNode *node)
{
  RsNode *bounds[2] = { node->v.slice.lower, node->v.slice.upper };
  int i;

  for (i = 0; i < 2; i++)
    if (bounds[i] != NULL)
      rs_c_expr (c, bounds[i]);
    else
      rs_c_const_kind (c, RS_CONST_NONE);
  if (node->v.slice.step != NULL)
    rs_c_expr (c, node->v.slice.step);
  rs_c_op_arg (c, RS_OP_BUILD_SLICE, node->v.slice.step != NULL ? 3 : 2);
}

void
rs_c_start_at_attribute (RsCompiler *c, const RsNode *attribute)
{
  RsLocation *loc = &c->unit->loc;
  int length = (int) g_utf8_strlen (attribute->v.attribute.attr, -1);

  if (loc->line == attribute->loc.end_line)
    return;
  loc->line = attribute->loc.end_line;
  if (length <= attribute->loc.end_col)
    loc->col = attribute->loc.end_col - length;
  else
    loc->col = loc->end_col = -1;
  loc->end_line = MAX (loc->line, loc->end_line);
  if (loc->line == loc->end_line)
    loc->end_col = MAX (loc->col, loc->end_col);
}

static void
attribute (RsCompiler *c, RsNode *node)
{
  RsExprContext ctx = node->v.attribute.ctx;

  rs_c_expr (c, node->v.attribute.value);
  rs_c_start_at_attribute (c, node);
  if (ctx == RS_CTX_STORE && rs_c_forbidden (c, node->v.attribute.attr, ctx))
    return;
  rs_c_op_name (c,
                ctx == RS_CTX_LOAD    ? RS_OP_LOAD_ATTR
                : ctx == RS_CTX_STORE ? RS_OP_STORE_ATTR
                                      : RS_OP_DELETE_ATTR,
                node->v.attribute.attr);
}

/* --- yield, await --------------------------------------------------------- */

static void
yield (RsCompiler *c, RsNode *node)
{
  if (c->unit->scope->kind != RS_BLOCK_FUNCTION)
    {
      rs_c_error (c, "'yield' outside function");
      return;
    }
  if (node->v.yield.value != NULL)
    rs_c_expr (c, node->v.yield.value);
  else
    rs_c_const_kind (c, RS_CONST_NONE);
  if (c->unit->scope->generator && c->unit->scope->coroutine)
    rs_c_op (c, RS_OP_ASYNC_GEN_WRAP);
  rs_c_op (c, RS_OP_YIELD_VALUE);
  rs_c_op_arg (c, RS_OP_RESUME, 1);
}

static void
yield_from (RsCompiler *c, RsNode *node)
{
  if (c->unit->scope->kind != RS_BLOCK_FUNCTION)
    rs_c_error (c, "'yield' outside function");
  else if (c->unit->kind == RS_UNIT_ASYNC_FUNCTION)
    rs_c_error (c, "'yield from' inside async function");
  rs_c_expr (c, node->v.yield_from.value);
  rs_c_op (c, RS_OP_GET_YIELD_FROM_ITER);
  rs_c_const_kind (c, RS_CONST_NONE);
  rs_c_yield_from (c, FALSE);
}

static void
await (RsCompiler *c, RsNode *node)
{
  if (c->unit->scope->kind != RS_BLOCK_FUNCTION)
    rs_c_error (c, "'await' outside function");
  else if (c->unit->kind != RS_UNIT_ASYNC_FUNCTION && c->unit->kind != RS_UNIT_COMPREHENSION)
    rs_c_error (c, "'await' outside async function");
  rs_c_expr (c, node->v.await.value);
  rs_c_op_arg (c, RS_OP_GET_AWAITABLE, 0);
  rs_c_const_kind (c, RS_CONST_NONE);
  rs_c_yield_from (c, TRUE);
}

/* --- dispatch ------------------------------------------------------------- */

static void
expr_kind (RsCompiler *c, RsNode *node)
{
  static const int unary_ops[] = { RS_OP_UNARY_INVERT, RS_OP_UNARY_NOT, RS_OP_UNARY_POSITIVE,
                                   RS_OP_UNARY_NEGATIVE };

  switch (node->kind)
    {
    case RS_NODE_NamedExpr:
      rs_c_expr (c, node->v.named_expr.value);
      rs_c_op_arg (c, RS_OP_COPY, 1);
      rs_c_expr (c, node->v.named_expr.target);
      break;
    case RS_NODE_BoolOp:
      bool_op (c, node);
      break;
    case RS_NODE_BinOp:
      rs_c_expr (c, node->v.bin_op.left);
      rs_c_expr (c, node->v.bin_op.right);
      rs_c_binary_op (c, node->v.bin_op.op, FALSE);
      break;
    case RS_NODE_UnaryOp:
      rs_c_expr (c, node->v.unary_op.operand);
      rs_c_op (c, unary_ops[node->v.unary_op.op]);
      break;
    case RS_NODE_Lambda:
      rs_c_lambda (c, node);
      break;
    case RS_NODE_IfExp:
      if_exp (c, node);
      break;
    case RS_NODE_Dict:
      dict (c, node);
      break;
    case RS_NODE_Set:
      rs_c_star_unpack (c, node->v.set.elts, 0, RS_OP_BUILD_SET, RS_OP_SET_ADD, RS_OP_SET_UPDATE,
                        FALSE);
      break;
    case RS_NODE_GeneratorExp:
    case RS_NODE_ListComp:
    case RS_NODE_SetComp:
    case RS_NODE_DictComp:
      rs_c_comprehension (c, node);
      break;
    case RS_NODE_Yield:
      yield (c, node);
      break;
    case RS_NODE_YieldFrom:
      yield_from (c, node);
      break;
    case RS_NODE_Await:
      await (c, node);
      break;
    case RS_NODE_Compare:
      compare (c, node);
      break;
    case RS_NODE_Call:
      rs_c_call (c, node);
      break;
    case RS_NODE_Constant:
      rs_c_const (c, node->v.constant.value);
      break;
    case RS_NODE_JoinedStr:
      joined_str (c, node);
      break;
    case RS_NODE_FormattedValue:
      formatted_value (c, node);
      break;
    case RS_NODE_Attribute:
      attribute (c, node);
      break;
    case RS_NODE_Subscript:
      subscript (c, node);
      break;
    case RS_NODE_Starred:
      rs_c_error (c, node->v.starred.ctx == RS_CTX_STORE
                         ? "starred assignment target must be in a list or tuple"
                         : "can't use starred expression here");
      break;
    case RS_NODE_Slice:
      slice (c, node);
      break;
    case RS_NODE_Name:
      rs_c_name (c, node->v.name.id, node->v.name.ctx);
      break;
    case RS_NODE_List:
    case RS_NODE_Tuple:
      sequence (c, node);
      break;
    default:
      g_assert_not_reached ();
    }
}

void
rs_c_expr (RsCompiler *c, RsNode *node)
{
  RsLocation outer = c->unit->loc;

  if (c->lang->failed)
    return;
  rs_c_set_loc (c, node);
  expr_kind (c, node);
  c->unit->loc = outer;
}

void
rs_c_exprs (RsCompiler *c, RsSeq seq)
{
  guint i;

  for (i = 0; i < seq.n; i++)
    rs_c_expr (c, seq.items[i]);
}
