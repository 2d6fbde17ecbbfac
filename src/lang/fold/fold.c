/* SPDX-License-Identifier: MIT
 *
 * Folds constant expressions in the tree, in place, exactly where CPython
 * 3.11's Python/ast_opt.c does: what is folded decides which objects exist and
 * which are the same. The arithmetic is in fold-constants.c.
 *
 * Also here: not (a is b) → a is not b; a list or set that is only looped over
 * or searched becomes a tuple or frozenset; "%s..." % (a, b) becomes an
 * f-string; and the check of from __future__ imports that comes before it.
 */
#include "fold-private.h"

#include <string.h>

#define MAX_DEPTH 3000

typedef struct {
  RsLang *lang;
  int depth;
} Folder;

static gboolean fold_expr (Folder *f, RsNode *node);
static gboolean fold_stmt (Folder *f, RsNode *node);

static void
make_constant (RsNode *node, RsConst *value)
{
  if (value == NULL)
    return;
  node->kind = RS_NODE_Constant;
  node->v.constant.value = value;
  node->v.constant.kind = FALSE;
}

static gboolean
fold_seq (Folder *f, RsSeq seq)
{
  guint i;

  for (i = 0; i < seq.n; i++)
    if (seq.items[i] != NULL && !fold_expr (f, seq.items[i]))
      return FALSE;
  return TRUE;
}

static gboolean
fold_optional (Folder *f, RsNode *node)
{
  return node == NULL || fold_expr (f, node);
}

/* --- the foldings --------------------------------------------------------- */

/* Returns: a constant tuple of ELTS, or NULL if one is no constant. */
static RsConst *
constant_tuple (Folder *f, RsSeq elts)
{
  g_autofree RsConst **items = g_new (RsConst *, elts.n + 1);
  guint i;

  for (i = 0; i < elts.n; i++)
    {
      if (elts.items[i]->kind != RS_NODE_Constant)
        return NULL;
      items[i] = elts.items[i]->v.constant.value;
    }
  return rs_const_tuple (f->lang, items, elts.n);
}

static gboolean
has_starred (RsSeq elts)
{
  guint i;

  for (i = 0; i < elts.n; i++)
    if (elts.items[i]->kind == RS_NODE_Starred)
      return TRUE;
  return FALSE;
}

/* NODE is only looped over or searched. */
static void
fold_iter (Folder *f, RsNode *node)
{
  RsConst *value;

  if (node->kind == RS_NODE_List && !has_starred (node->v.list.elts))
    {
      node->kind = RS_NODE_Tuple;
      make_constant (node, constant_tuple (f, node->v.tuple.elts));
    }
  else if (node->kind == RS_NODE_Set)
    {
      value = constant_tuple (f, node->v.set.elts);
      if (value != NULL)
        make_constant (node, rs_const_frozenset (f->lang, value));
    }
}

static void
fold_unary (Folder *f, RsNode *node)
{
  RsNode *operand = node->v.unary_op.operand;

  if (operand->kind == RS_NODE_Constant)
    make_constant (node, rs_fold_unary (f->lang, node->v.unary_op.op, operand->v.constant.value));
  else if (node->v.unary_op.op == RS_UNARY_NOT && operand->kind == RS_NODE_Compare
           && operand->v.compare.ops.n == 1)
    {
      guint8 *op = operand->v.compare.ops.items;

      switch (*op)
        {
        case RS_COMPARE_IS:
          *op = RS_COMPARE_IS_NOT;
          break;
        case RS_COMPARE_IS_NOT:
          *op = RS_COMPARE_IS;
          break;
        case RS_COMPARE_IN:
          *op = RS_COMPARE_NOT_IN;
          break;
        case RS_COMPARE_NOT_IN:
          *op = RS_COMPARE_IN;
          break;
        default:
          return;
        }
      node->kind = RS_NODE_Compare;
      node->loc = operand->loc;
      node->v.compare = operand->v.compare;
    }
}

static void
fold_binary (Folder *f, RsNode *node)
{
  RsNode *left = node->v.bin_op.left, *right = node->v.bin_op.right;

  if (left->kind != RS_NODE_Constant)
    return;
  if (node->v.bin_op.op == RS_OPERATOR_MOD && left->v.constant.value->kind == RS_CONST_STR
      && right->kind == RS_NODE_Tuple)
    {
      if (!has_starred (right->v.tuple.elts))
        rs_fold_format (f->lang, node, left->v.constant.value, right->v.tuple.elts);
    }
  else if (right->kind == RS_NODE_Constant)
    make_constant (node, rs_fold_binary (f->lang, node->v.bin_op.op, left->v.constant.value,
                                         right->v.constant.value));
}

static void
fold_subscript (Folder *f, RsNode *node)
{
  RsNode *value = node->v.subscript.value, *index = node->v.subscript.slice;

  if (node->v.subscript.ctx == RS_CTX_LOAD && value->kind == RS_NODE_Constant
      && index->kind == RS_NODE_Constant)
    make_constant (node,
                   rs_fold_subscript (f->lang, value->v.constant.value, index->v.constant.value));
}

static void
fold_compare (Folder *f, RsNode *node)
{
  guint last = node->v.compare.ops.n - 1;
  RsCompareKind op = node->v.compare.ops.items[last];

  if (op == RS_COMPARE_IN || op == RS_COMPARE_NOT_IN)
    fold_iter (f, node->v.compare.comparators.items[last]);
}

/* --- expressions ---------------------------------------------------------- */

static gboolean
fold_generators (Folder *f, RsSeq generators)
{
  guint i;

  for (i = 0; i < generators.n; i++)
    {
      RsNode *clause = generators.items[i];

      if (!fold_expr (f, clause->v.comprehension.target)
          || !fold_expr (f, clause->v.comprehension.iter)
          || !fold_seq (f, clause->v.comprehension.ifs))
        return FALSE;
      fold_iter (f, clause->v.comprehension.iter);
    }
  return TRUE;
}

static gboolean
fold_keywords (Folder *f, RsSeq keywords)
{
  guint i;

  for (i = 0; i < keywords.n; i++)
    if (!fold_expr (f, keywords.items[i]->v.keyword.value))
      return FALSE;
  return TRUE;
}

static gboolean
fold_params (Folder *f, RsSeq params)
{
  guint i;

  if ((f->lang->flags & RS_CO_FUTURE_ANNOTATIONS) != 0)
    return TRUE;
  for (i = 0; i < params.n; i++)
    if (params.items[i] != NULL && !fold_optional (f, params.items[i]->v.arg.annotation))
      return FALSE;
  return TRUE;
}

static gboolean
fold_arguments (Folder *f, RsNode *args)
{
  RsSeq vararg = { &args->v.arguments.vararg, 1 }, kwarg = { &args->v.arguments.kwarg, 1 };

  return fold_params (f, args->v.arguments.posonlyargs) && fold_params (f, args->v.arguments.args)
         && fold_params (f, vararg) && fold_params (f, args->v.arguments.kwonlyargs)
         && fold_seq (f, args->v.arguments.kw_defaults) && fold_params (f, kwarg)
         && fold_seq (f, args->v.arguments.defaults);
}

static gboolean
fold_expr_kind (Folder *f, RsNode *node)
{
  switch (node->kind)
    {
    case RS_NODE_BoolOp:
      return fold_seq (f, node->v.bool_op.values);
    case RS_NODE_BinOp:
      if (!fold_expr (f, node->v.bin_op.left) || !fold_expr (f, node->v.bin_op.right))
        return FALSE;
      fold_binary (f, node);
      return TRUE;
    case RS_NODE_UnaryOp:
      if (!fold_expr (f, node->v.unary_op.operand))
        return FALSE;
      fold_unary (f, node);
      return TRUE;
    case RS_NODE_Lambda:
      return fold_arguments (f, node->v.lambda.args) && fold_expr (f, node->v.lambda.body);
    case RS_NODE_IfExp:
      return fold_expr (f, node->v.if_exp.test) && fold_expr (f, node->v.if_exp.body)
             && fold_expr (f, node->v.if_exp.orelse);
    case RS_NODE_Dict:
      return fold_seq (f, node->v.dict.keys) && fold_seq (f, node->v.dict.values);
    case RS_NODE_Set:
      return fold_seq (f, node->v.set.elts);
    case RS_NODE_ListComp:
    case RS_NODE_SetComp:
    case RS_NODE_GeneratorExp:
      return fold_expr (f, node->v.list_comp.elt)
             && fold_generators (f, node->v.list_comp.generators);
    case RS_NODE_DictComp:
      return fold_expr (f, node->v.dict_comp.key) && fold_expr (f, node->v.dict_comp.value)
             && fold_generators (f, node->v.dict_comp.generators);
    case RS_NODE_Await:
      return fold_expr (f, node->v.await.value);
    case RS_NODE_Yield:
      return fold_optional (f, node->v.yield.value);
    case RS_NODE_YieldFrom:
      return fold_expr (f, node->v.yield_from.value);
    case RS_NODE_Compare:
      if (!fold_expr (f, node->v.compare.left) || !fold_seq (f, node->v.compare.comparators))
        return FALSE;
      fold_compare (f, node);
      return TRUE;
    case RS_NODE_Call:
      return fold_expr (f, node->v.call.func) && fold_seq (f, node->v.call.args)
             && fold_keywords (f, node->v.call.keywords);
    case RS_NODE_FormattedValue:
      return fold_expr (f, node->v.formatted_value.value)
             && fold_optional (f, node->v.formatted_value.format_spec);
    case RS_NODE_JoinedStr:
      return fold_seq (f, node->v.joined_str.values);
    case RS_NODE_Attribute:
      return fold_expr (f, node->v.attribute.value);
    case RS_NODE_Subscript:
      if (!fold_expr (f, node->v.subscript.value) || !fold_expr (f, node->v.subscript.slice))
        return FALSE;
      fold_subscript (f, node);
      return TRUE;
    case RS_NODE_Starred:
      return fold_expr (f, node->v.starred.value);
    case RS_NODE_Slice:
      return fold_optional (f, node->v.slice.lower) && fold_optional (f, node->v.slice.upper)
             && fold_optional (f, node->v.slice.step);
    case RS_NODE_List:
      return fold_seq (f, node->v.list.elts);
    case RS_NODE_Tuple:
      if (!fold_seq (f, node->v.tuple.elts))
        return FALSE;
      if (node->v.tuple.ctx == RS_CTX_LOAD)
        make_constant (node, constant_tuple (f, node->v.tuple.elts));
      return TRUE;
    case RS_NODE_Name:
      if (node->v.name.ctx == RS_CTX_LOAD && strcmp (node->v.name.id, "__debug__") == 0)
        make_constant (node, rs_const_new (f->lang, RS_CONST_TRUE));
      return TRUE;
    case RS_NODE_NamedExpr:
      return fold_expr (f, node->v.named_expr.value);
    default:
      return TRUE;
    }
}

static gboolean
enter (Folder *f)
{
  if (++f->depth <= MAX_DEPTH)
    return TRUE;
  rs_lang_plain_error (f->lang, "RecursionError",
                       "maximum recursion depth exceeded during compilation");
  return FALSE;
}

static gboolean
fold_expr (Folder *f, RsNode *node)
{
  gboolean good = enter (f) && fold_expr_kind (f, node);

  f->depth--;
  return good;
}

/* --- statements ----------------------------------------------------------- */

static gboolean
fold_stmts (Folder *f, RsSeq body)
{
  guint i;

  for (i = 0; i < body.n; i++)
    if (!fold_stmt (f, body.items[i]))
      return FALSE;
  return TRUE;
}

/* The body of a module, class or function: a first expression that only folding
 * made a string is no docstring. */
static gboolean
fold_body (Folder *f, RsSeq body)
{
  gboolean docstring = rs_docstring (body) != NULL;
  RsNode *value, *copy;

  if (!fold_stmts (f, body))
    return FALSE;
  if (docstring || rs_docstring (body) == NULL)
    return TRUE;
  value = body.items[0]->v.expr.value;
  copy = rs_node_new (f->lang->scratch, RS_NODE_Constant, value->loc);
  copy->v.constant = value->v.constant;
  value->kind = RS_NODE_JoinedStr;
  value->v.joined_str.values.items = rs_chunks_memdup (f->lang->scratch, &copy, sizeof copy);
  value->v.joined_str.values.n = 1;
  return TRUE;
}

static gboolean
fold_pattern (Folder *f, RsNode *node)
{
  RsSeq patterns = { NULL, 0 }, more = { NULL, 0 };
  guint i;

  switch (node->kind)
    {
    case RS_NODE_MatchValue:
      return fold_expr (f, node->v.match_value.value);
    case RS_NODE_MatchSequence:
      patterns = node->v.match_sequence.patterns;
      break;
    case RS_NODE_MatchOr:
      patterns = node->v.match_or.patterns;
      break;
    case RS_NODE_MatchAs:
      return node->v.match_as.pattern == NULL || fold_pattern (f, node->v.match_as.pattern);
    case RS_NODE_MatchMapping:
      if (!fold_seq (f, node->v.match_mapping.keys))
        return FALSE;
      patterns = node->v.match_mapping.patterns;
      break;
    case RS_NODE_MatchClass:
      if (!fold_expr (f, node->v.match_class.cls))
        return FALSE;
      patterns = node->v.match_class.patterns;
      more = node->v.match_class.kwd_patterns;
      break;
    default:
      break;
    }
  for (i = 0; i < patterns.n + more.n; i++)
    if (!fold_pattern (f, i < patterns.n ? patterns.items[i] : more.items[i - patterns.n]))
      return FALSE;
  return TRUE;
}

static gboolean
fold_parts (Folder *f, const RsNode *node)
{
  RsSeq parts = node->kind == RS_NODE_Match ? node->v.match.cases
                : node->kind == RS_NODE_With || node->kind == RS_NODE_AsyncWith
                    ? node->v.with.items
                    : node->v.try_.handlers;
  guint i;

  for (i = 0; i < parts.n; i++)
    {
      RsNode *part = parts.items[i];

      if (part->kind == RS_NODE_match_case ? !fold_pattern (f, part->v.match_case.pattern)
                                                 || !fold_optional (f, part->v.match_case.guard)
                                                 || !fold_stmts (f, part->v.match_case.body)
          : part->kind == RS_NODE_withitem
              ? !fold_expr (f, part->v.withitem.context_expr)
                    || !fold_optional (f, part->v.withitem.optional_vars)
              : !fold_optional (f, part->v.except_handler.type)
                    || !fold_stmts (f, part->v.except_handler.body))
        return FALSE;
    }
  return TRUE;
}

static gboolean
fold_stmt_kind (Folder *f, RsNode *node)
{
  gboolean future = (f->lang->flags & RS_CO_FUTURE_ANNOTATIONS) != 0;

  switch (node->kind)
    {
    case RS_NODE_FunctionDef:
    case RS_NODE_AsyncFunctionDef:
      return fold_arguments (f, node->v.function_def.args)
             && fold_body (f, node->v.function_def.body)
             && fold_seq (f, node->v.function_def.decorator_list)
             && (future || fold_optional (f, node->v.function_def.returns));
    case RS_NODE_ClassDef:
      return fold_seq (f, node->v.class_def.bases) && fold_keywords (f, node->v.class_def.keywords)
             && fold_body (f, node->v.class_def.body)
             && fold_seq (f, node->v.class_def.decorator_list);
    case RS_NODE_Return:
      return fold_optional (f, node->v.return_.value);
    case RS_NODE_Delete:
      return fold_seq (f, node->v.delete.targets);
    case RS_NODE_Assign:
      return fold_seq (f, node->v.assign.targets) && fold_expr (f, node->v.assign.value);
    case RS_NODE_AugAssign:
      return fold_expr (f, node->v.aug_assign.target) && fold_expr (f, node->v.aug_assign.value);
    case RS_NODE_AnnAssign:
      return fold_expr (f, node->v.ann_assign.target)
             && (future || fold_expr (f, node->v.ann_assign.annotation))
             && fold_optional (f, node->v.ann_assign.value);
    case RS_NODE_For:
    case RS_NODE_AsyncFor:
      if (!fold_expr (f, node->v.for_.target) || !fold_expr (f, node->v.for_.iter)
          || !fold_stmts (f, node->v.for_.body) || !fold_stmts (f, node->v.for_.orelse))
        return FALSE;
      if (node->kind == RS_NODE_For)
        fold_iter (f, node->v.for_.iter);
      return TRUE;
    case RS_NODE_While:
    case RS_NODE_If:
      return fold_expr (f, node->v.if_.test) && fold_stmts (f, node->v.if_.body)
             && fold_stmts (f, node->v.if_.orelse);
    case RS_NODE_With:
    case RS_NODE_AsyncWith:
      return fold_parts (f, node) && fold_stmts (f, node->v.with.body);
    case RS_NODE_Match:
      return fold_expr (f, node->v.match.subject) && fold_parts (f, node);
    case RS_NODE_Raise:
      return fold_optional (f, node->v.raise.exc) && fold_optional (f, node->v.raise.cause);
    case RS_NODE_Try:
    case RS_NODE_TryStar:
      return fold_stmts (f, node->v.try_.body) && fold_parts (f, node)
             && fold_stmts (f, node->v.try_.orelse) && fold_stmts (f, node->v.try_.finalbody);
    case RS_NODE_Assert:
      return fold_expr (f, node->v.assert_.test) && fold_optional (f, node->v.assert_.msg);
    case RS_NODE_Expr:
      return fold_expr (f, node->v.expr.value);
    default:
      return TRUE;
    }
}

static gboolean
fold_stmt (Folder *f, RsNode *node)
{
  gboolean good = enter (f) && fold_stmt_kind (f, node);

  f->depth--;
  return good;
}

gboolean
rs_fold (RsLang *lang, RsNode *tree)
{
  Folder f = { lang, 0 };

  switch (tree->kind)
    {
    case RS_NODE_Module:
      return fold_body (&f, tree->v.module.body);
    case RS_NODE_Interactive:
      return fold_stmts (&f, tree->v.interactive.body);
    default:
      return fold_expr (&f, tree->v.expression.body);
    }
}

/* --- from __future__ ------------------------------------------------------ */

static gboolean
check_features (RsLang *lang, const RsNode *import)
{
  static const char *const settled[] = {
    "nested_scopes",  "generators",       "division",       "absolute_import", "with_statement",
    "print_function", "unicode_literals", "generator_stop", "barry_as_FLUFL",  NULL,
  };
  guint i;

  for (i = 0; i < import->v.import_from.names.n; i++)
    {
      const RsNode *alias = import->v.import_from.names.items[i];
      const char *feature = alias->v.alias.name;
      RsLocation loc = import->loc;

      loc.end_line = loc.line;
      loc.end_col = -1;
      if (strcmp (feature, "annotations") == 0)
        lang->flags |= RS_CO_FUTURE_ANNOTATIONS;
      else if (strcmp (feature, "braces") == 0)
        return rs_lang_error_after (lang, loc, "not a chance") != NULL;
      else if (!g_strv_contains (settled, feature))
        return rs_lang_error_after (lang, loc, "future feature %.100s is not defined", feature)
               != NULL;
    }
  return TRUE;
}

gboolean
rs_future_check (RsLang *lang, RsNode *tree)
{
  gboolean done = FALSE;
  int previous = 0;
  guint i;

  if (tree->kind == RS_NODE_Expression)
    return TRUE;
  for (i = rs_docstring (tree->v.module.body) != NULL ? 1 : 0; i < tree->v.module.body.n; i++)
    {
      const RsNode *stmt = tree->v.module.body.items[i];

      if (done && stmt->loc.line > previous)
        return TRUE;
      previous = stmt->loc.line;
      if (stmt->kind == RS_NODE_ImportFrom && stmt->v.import_from.module != NULL
          && strcmp (stmt->v.import_from.module, "__future__") == 0)
        {
          if (done)
            return rs_lang_error_after (
                       lang, stmt->loc,
                       "from __future__ imports must occur at the beginning of the file")
                   != NULL;
          if (!check_features (lang, stmt))
            return FALSE;
          lang->future_line = stmt->loc.line;
        }
      else
        done = TRUE;
    }
  return TRUE;
}
