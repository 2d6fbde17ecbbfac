/* SPDX-License-Identifier: MIT
 *
 * The symbol tables, built in one walk of the tree: each block notes how it
 * uses each name (RS_DEF_..., RS_USE). symtable-analyze.c then decides what
 * each name is. Models CPython 3.11's Python/symtable.c.
 */
#include "symtable-private.h"

#include <string.h>

#define MAX_DEPTH 3000

typedef struct {
  RsLang *lang;
  RsSymtable *symtable;
  GPtrArray *stack; /* RsScopeTable, innermost last */
  RsScopeTable *current;
  const char *cls; /* for mangling */
  int depth;
} Builder;

static gboolean visit_expr (Builder *b, RsNode *node);
static gboolean visit_stmt (Builder *b, RsNode *node);
static gboolean visit_pattern (Builder *b, RsNode *node);

/* --- names ---------------------------------------------------------------- */

const char *
rs_mangle (RsLang *lang, const char *cls, const char *name)
{
  gsize length = strlen (name);
  g_autofree char *mangled = NULL;

  if (cls == NULL || name[0] != '_' || name[1] != '_' || g_str_has_suffix (name, "__")
      || strchr (name, '.') != NULL)
    return name;
  while (*cls == '_')
    cls++;
  if (*cls == '\0' || length < 2)
    return name;
  mangled = g_strdup_printf ("_%s%s", cls, name);
  return rs_lang_id (lang, mangled, strlen (mangled));
}

RsSymbol *
rs_scope_symbol (const RsScopeTable *table, const char *name)
{
  return g_hash_table_lookup (table->symbols, name);
}

RsScope
rs_scope_of (const RsScopeTable *table, const char *name)
{
  const RsSymbol *symbol = rs_scope_symbol (table, name);

  return symbol != NULL ? symbol->scope : RS_SCOPE_NONE;
}

static gboolean
fail (Builder *b, RsLocation loc, const char *format, const char *name)
{
  g_autofree char *message = rs_format_name (format, name);

  rs_lang_error_after (b->lang, loc, "%s", message);
  return FALSE;
}

char *
rs_format_name (const char *format, const char *name)
{
  const char *mark = strchr (format, '@');

  if (mark == NULL)
    return g_strdup (format);
  return g_strdup_printf ("%.*s%s%s", (int) (mark - format), format, name, mark + 1);
}

RsSymbol *
rs_scope_add_symbol (RsLang *lang, RsScopeTable *table, const char *name)
{
  RsSymbol *symbol = rs_scope_symbol (table, name);

  if (symbol != NULL)
    return symbol;
  symbol = RS_CHUNKS_NEW (lang->scratch, RsSymbol);
  symbol->name = name;
  g_hash_table_insert (table->symbols, (gpointer) name, symbol);
  g_ptr_array_add (table->order, symbol);
  return symbol;
}

/* Notes that TABLE uses NAME as FLAG says. */
static gboolean
define_in (Builder *b, RsScopeTable *table, const char *name, guint flag, RsLocation loc)
{
  const char *mangled = rs_mangle (b->lang, b->cls, name);
  RsSymbol *symbol = rs_scope_add_symbol (b->lang, table, mangled);

  if ((flag & RS_DEF_PARAM) != 0 && (symbol->flags & RS_DEF_PARAM) != 0)
    return fail (b, loc, "duplicate argument '@' in function definition", name);
  symbol->flags |= flag;
  if (table->comp_iter_target)
    {
      if ((symbol->flags & (RS_DEF_GLOBAL | RS_DEF_NONLOCAL)) != 0)
        return fail (b, loc,
                     "comprehension inner loop cannot rebind assignment expression target '@'",
                     name);
      symbol->flags |= RS_DEF_COMP_ITER;
    }
  if ((flag & RS_DEF_PARAM) != 0)
    g_ptr_array_add (table->varnames, (gpointer) mangled);
  else if ((flag & RS_DEF_GLOBAL) != 0 && table != b->symtable->top)
    rs_scope_add_symbol (b->lang, b->symtable->top, mangled)->flags |= flag;
  return TRUE;
}

static gboolean
define (Builder *b, const char *name, guint flag, RsLocation loc)
{
  return define_in (b, b->current, name, flag, loc);
}

static guint
flags_of (Builder *b, const RsScopeTable *table, const char *name)
{
  const RsSymbol *symbol = rs_scope_symbol (table, rs_mangle (b->lang, b->cls, name));

  return symbol != NULL ? symbol->flags : 0;
}

static void
add_directive (Builder *b, const char *name, RsLocation loc)
{
  RsDirective *directive = RS_CHUNKS_NEW (b->lang->scratch, RsDirective);

  directive->name = rs_mangle (b->lang, b->cls, name);
  directive->loc = loc;
  g_ptr_array_add (b->current->directives, directive);
}

/* --- blocks --------------------------------------------------------------- */

static void
scope_table_free (gpointer data)
{
  RsScopeTable *table = data;

  g_hash_table_unref (table->symbols);
  g_ptr_array_unref (table->order);
  g_ptr_array_unref (table->varnames);
  g_ptr_array_unref (table->children);
  g_ptr_array_unref (table->directives);
  g_free (table);
}

static void
enter_block (Builder *b, const char *name, RsBlockKind kind, const RsNode *node)
{
  RsScopeTable *table = g_new0 (RsScopeTable, 1), *outer = b->current;

  table->kind = kind;
  table->name = name;
  table->loc = node->loc;
  table->symbols = g_hash_table_new (NULL, NULL);
  table->order = g_ptr_array_new ();
  table->varnames = g_ptr_array_new ();
  table->children = g_ptr_array_new ();
  table->directives = g_ptr_array_new ();
  g_ptr_array_add (b->symtable->tables, table);
  g_hash_table_insert (b->symtable->blocks, (gpointer) node, table);
  if (outer != NULL)
    {
      table->nested = outer->nested || outer->kind == RS_BLOCK_FUNCTION;
      table->comp_iter_expr = outer->comp_iter_expr;
      if (kind != RS_BLOCK_ANNOTATION)
        g_ptr_array_add (outer->children, table);
    }
  g_ptr_array_add (b->stack, table);
  b->current = table;
}

static void
leave_block (Builder *b)
{
  g_ptr_array_set_size (b->stack, (gint) b->stack->len - 1);
  b->current = b->stack->len > 0 ? g_ptr_array_index (b->stack, b->stack->len - 1) : NULL;
}

/* --- expressions ---------------------------------------------------------- */

static gboolean
visit_exprs (Builder *b, RsSeq seq)
{
  guint i;

  for (i = 0; i < seq.n; i++)
    if (seq.items[i] != NULL && !visit_expr (b, seq.items[i]))
      return FALSE;
  return TRUE;
}

static gboolean
visit_optional (Builder *b, RsNode *node)
{
  return node == NULL || visit_expr (b, node);
}

static gboolean
check_annotation_block (Builder *b, const char *what, const RsNode *node)
{
  return b->current->kind != RS_BLOCK_ANNOTATION
         || fail (b, node->loc, "'@' can not be used within an annotation", what);
}

/* A := inside a comprehension binds in the function or module around it. */
static gboolean
extend_named_expr (Builder *b, RsNode *target)
{
  const char *name = target->v.name.id;
  guint i;

  for (i = b->stack->len; i-- > 0;)
    {
      RsScopeTable *table = g_ptr_array_index (b->stack, i);
      guint flags = flags_of (b, table, name);

      if (table->comprehension != 0)
        {
          if ((flags & RS_DEF_COMP_ITER) != 0)
            return fail (b, target->loc,
                         "assignment expression cannot rebind comprehension iteration variable '@'",
                         name);
          continue;
        }
      if (table->kind == RS_BLOCK_FUNCTION)
        {
          if (!define (b, name, (flags & RS_DEF_GLOBAL) != 0 ? RS_DEF_GLOBAL : RS_DEF_NONLOCAL,
                       target->loc))
            return FALSE;
          add_directive (b, name, target->loc);
          return define_in (b, table, name, RS_DEF_LOCAL, target->loc);
        }
      if (table->kind == RS_BLOCK_MODULE)
        {
          if (!define (b, name, RS_DEF_GLOBAL, target->loc))
            return FALSE;
          add_directive (b, name, target->loc);
          return define_in (b, table, name, RS_DEF_GLOBAL, target->loc);
        }
      if (table->kind == RS_BLOCK_CLASS)
        return fail (b, target->loc,
                     "assignment expression within a comprehension cannot be used in a class body",
                     NULL);
    }
  return TRUE;
}

static gboolean
visit_named_expr (Builder *b, RsNode *node)
{
  if (!check_annotation_block (b, "named expression", node))
    return FALSE;
  if (b->current->comp_iter_expr > 0)
    return fail (b, node->loc,
                 "assignment expression cannot be used in a comprehension iterable expression",
                 NULL);
  if (b->current->comprehension != 0 && !extend_named_expr (b, node->v.named_expr.target))
    return FALSE;
  return visit_expr (b, node->v.named_expr.value) && visit_expr (b, node->v.named_expr.target);
}

static gboolean
visit_target_of_for (Builder *b, RsNode *target)
{
  gboolean good;

  b->current->comp_iter_target = TRUE;
  good = visit_expr (b, target);
  b->current->comp_iter_target = FALSE;
  return good;
}

static gboolean
visit_inner_clause (Builder *b, RsNode *clause)
{
  gboolean good = visit_target_of_for (b, clause->v.comprehension.target);

  if (!good)
    return FALSE;
  b->current->comp_iter_expr++;
  good = visit_expr (b, clause->v.comprehension.iter);
  b->current->comp_iter_expr--;
  if (clause->v.comprehension.is_async)
    b->current->coroutine = TRUE;
  return good && visit_exprs (b, clause->v.comprehension.ifs);
}

static gboolean
visit_comprehension (Builder *b, RsNode *node, const char *name, RsSeq generators, RsNode *elt,
                     RsNode *value)
{
  RsNode *outermost = generators.items[0];
  gboolean is_generator = node->kind == RS_NODE_GeneratorExp, is_async;
  guint i;

  b->current->comp_iter_expr++;
  is_async = visit_expr (b, outermost->v.comprehension.iter);
  b->current->comp_iter_expr--;
  if (!is_async)
    return FALSE;
  enter_block (b, rs_lang_id (b->lang, name, strlen (name)), RS_BLOCK_FUNCTION, node);
  b->current->comprehension = (int) node->kind;
  b->current->coroutine = outermost->v.comprehension.is_async;
  if (!define (b, rs_lang_id (b->lang, ".0", 2), RS_DEF_PARAM, node->loc)
      || !visit_target_of_for (b, outermost->v.comprehension.target)
      || !visit_exprs (b, outermost->v.comprehension.ifs))
    return FALSE;
  for (i = 1; i < generators.n; i++)
    if (!visit_inner_clause (b, generators.items[i]))
      return FALSE;
  if (!visit_optional (b, value) || !visit_expr (b, elt))
    return FALSE;
  b->current->generator = is_generator;
  is_async = b->current->coroutine && !is_generator;
  leave_block (b);
  if (is_async)
    b->current->coroutine = TRUE;
  return TRUE;
}

static gboolean
visit_yield (Builder *b, RsNode *node, RsNode *value)
{
  const char *where;

  if (!check_annotation_block (b, "yield expression", node) || !visit_optional (b, value))
    return FALSE;
  b->current->generator = TRUE;
  switch (b->current->comprehension)
    {
    case 0:
      return TRUE;
    case RS_NODE_ListComp:
      where = "list comprehension";
      break;
    case RS_NODE_SetComp:
      where = "set comprehension";
      break;
    case RS_NODE_DictComp:
      where = "dict comprehension";
      break;
    default:
      where = "generator expression";
      break;
    }
  return fail (b, node->loc, "'yield' inside @", where);
}

static gboolean
visit_params (Builder *b, RsSeq params)
{
  guint i;

  for (i = 0; i < params.n; i++)
    if (!define (b, params.items[i]->v.arg.arg, RS_DEF_PARAM, params.items[i]->loc))
      return FALSE;
  return TRUE;
}

static gboolean
visit_arguments (Builder *b, RsNode *args)
{
  if (!visit_params (b, args->v.arguments.posonlyargs) || !visit_params (b, args->v.arguments.args)
      || !visit_params (b, args->v.arguments.kwonlyargs))
    return FALSE;
  if (args->v.arguments.vararg != NULL)
    {
      if (!define (b, args->v.arguments.vararg->v.arg.arg, RS_DEF_PARAM,
                   args->v.arguments.vararg->loc))
        return FALSE;
      b->current->varargs = TRUE;
    }
  if (args->v.arguments.kwarg != NULL)
    {
      if (!define (b, args->v.arguments.kwarg->v.arg.arg, RS_DEF_PARAM,
                   args->v.arguments.kwarg->loc))
        return FALSE;
      b->current->varkeywords = TRUE;
    }
  return TRUE;
}

static gboolean
visit_lambda (Builder *b, RsNode *node)
{
  RsNode *args = node->v.lambda.args;

  if (!visit_exprs (b, args->v.arguments.defaults)
      || !visit_exprs (b, args->v.arguments.kw_defaults))
    return FALSE;
  enter_block (b, "lambda", RS_BLOCK_FUNCTION, node);
  if (!visit_arguments (b, args) || !visit_expr (b, node->v.lambda.body))
    return FALSE;
  leave_block (b);
  return TRUE;
}

static gboolean
visit_name (Builder *b, RsNode *node)
{
  if (!define (b, node->v.name.id, node->v.name.ctx == RS_CTX_LOAD ? RS_USE : RS_DEF_LOCAL,
               node->loc))
    return FALSE;
  if (node->v.name.ctx == RS_CTX_LOAD && b->current->kind == RS_BLOCK_FUNCTION
      && strcmp (node->v.name.id, "super") == 0)
    return define (b, rs_lang_id (b->lang, "__class__", 9), RS_USE, node->loc);
  return TRUE;
}

static gboolean
visit_keywords (Builder *b, RsSeq keywords)
{
  guint i;

  for (i = 0; i < keywords.n; i++)
    if (!visit_expr (b, keywords.items[i]->v.keyword.value))
      return FALSE;
  return TRUE;
}

static gboolean
visit_expr_kind (Builder *b, RsNode *node)
{
  switch (node->kind)
    {
    case RS_NODE_NamedExpr:
      return visit_named_expr (b, node);
    case RS_NODE_BoolOp:
      return visit_exprs (b, node->v.bool_op.values);
    case RS_NODE_BinOp:
      return visit_expr (b, node->v.bin_op.left) && visit_expr (b, node->v.bin_op.right);
    case RS_NODE_UnaryOp:
      return visit_expr (b, node->v.unary_op.operand);
    case RS_NODE_Lambda:
      return visit_lambda (b, node);
    case RS_NODE_IfExp:
      return visit_expr (b, node->v.if_exp.test) && visit_expr (b, node->v.if_exp.body)
             && visit_expr (b, node->v.if_exp.orelse);
    case RS_NODE_Dict:
      return visit_exprs (b, node->v.dict.keys) && visit_exprs (b, node->v.dict.values);
    case RS_NODE_Set:
      return visit_exprs (b, node->v.set.elts);
    case RS_NODE_GeneratorExp:
      return visit_comprehension (b, node, "genexpr", node->v.generator_exp.generators,
                                  node->v.generator_exp.elt, NULL);
    case RS_NODE_ListComp:
      return visit_comprehension (b, node, "listcomp", node->v.list_comp.generators,
                                  node->v.list_comp.elt, NULL);
    case RS_NODE_SetComp:
      return visit_comprehension (b, node, "setcomp", node->v.set_comp.generators,
                                  node->v.set_comp.elt, NULL);
    case RS_NODE_DictComp:
      return visit_comprehension (b, node, "dictcomp", node->v.dict_comp.generators,
                                  node->v.dict_comp.key, node->v.dict_comp.value);
    case RS_NODE_Yield:
      return visit_yield (b, node, node->v.yield.value);
    case RS_NODE_YieldFrom:
      return visit_yield (b, node, node->v.yield_from.value);
    case RS_NODE_Await:
      if (!check_annotation_block (b, "await expression", node)
          || !visit_expr (b, node->v.await.value))
        return FALSE;
      b->current->coroutine = TRUE;
      return TRUE;
    case RS_NODE_Compare:
      return visit_expr (b, node->v.compare.left) && visit_exprs (b, node->v.compare.comparators);
    case RS_NODE_Call:
      return visit_expr (b, node->v.call.func) && visit_exprs (b, node->v.call.args)
             && visit_keywords (b, node->v.call.keywords);
    case RS_NODE_FormattedValue:
      return visit_expr (b, node->v.formatted_value.value)
             && visit_optional (b, node->v.formatted_value.format_spec);
    case RS_NODE_JoinedStr:
      return visit_exprs (b, node->v.joined_str.values);
    case RS_NODE_Attribute:
      return visit_expr (b, node->v.attribute.value);
    case RS_NODE_Subscript:
      return visit_expr (b, node->v.subscript.value) && visit_expr (b, node->v.subscript.slice);
    case RS_NODE_Starred:
      return visit_expr (b, node->v.starred.value);
    case RS_NODE_Slice:
      return visit_optional (b, node->v.slice.lower) && visit_optional (b, node->v.slice.upper)
             && visit_optional (b, node->v.slice.step);
    case RS_NODE_Name:
      return visit_name (b, node);
    case RS_NODE_List:
      return visit_exprs (b, node->v.list.elts);
    case RS_NODE_Tuple:
      return visit_exprs (b, node->v.tuple.elts);
    default:
      return TRUE;
    }
}

static gboolean
enter (Builder *b)
{
  if (++b->depth <= MAX_DEPTH)
    return TRUE;
  rs_lang_plain_error (b->lang, "RecursionError",
                       "maximum recursion depth exceeded during compilation");
  return FALSE;
}

static gboolean
visit_expr (Builder *b, RsNode *node)
{
  gboolean good = enter (b) && visit_expr_kind (b, node);

  b->depth--;
  return good;
}

/* --- patterns ------------------------------------------------------------- */

static gboolean
visit_patterns (Builder *b, RsSeq patterns)
{
  guint i;

  for (i = 0; i < patterns.n; i++)
    if (!visit_pattern (b, patterns.items[i]))
      return FALSE;
  return TRUE;
}

static gboolean
define_optional (Builder *b, const char *name, const RsNode *node)
{
  return name == NULL || define (b, name, RS_DEF_LOCAL, node->loc);
}

static gboolean
visit_pattern (Builder *b, RsNode *node)
{
  switch (node->kind)
    {
    case RS_NODE_MatchValue:
      return visit_expr (b, node->v.match_value.value);
    case RS_NODE_MatchSequence:
      return visit_patterns (b, node->v.match_sequence.patterns);
    case RS_NODE_MatchMapping:
      return visit_exprs (b, node->v.match_mapping.keys)
             && visit_patterns (b, node->v.match_mapping.patterns)
             && define_optional (b, node->v.match_mapping.rest, node);
    case RS_NODE_MatchClass:
      return visit_expr (b, node->v.match_class.cls)
             && visit_patterns (b, node->v.match_class.patterns)
             && visit_patterns (b, node->v.match_class.kwd_patterns);
    case RS_NODE_MatchStar:
      return define_optional (b, node->v.match_star.name, node);
    case RS_NODE_MatchAs:
      return (node->v.match_as.pattern == NULL || visit_pattern (b, node->v.match_as.pattern))
             && define_optional (b, node->v.match_as.name, node);
    case RS_NODE_MatchOr:
      return visit_patterns (b, node->v.match_or.patterns);
    default:
      return TRUE;
    }
}

/* --- statements ----------------------------------------------------------- */

static gboolean
visit_stmts (Builder *b, RsSeq body)
{
  guint i;

  for (i = 0; i < body.n; i++)
    if (!visit_stmt (b, body.items[i]))
      return FALSE;
  return TRUE;
}

static gboolean
visit_annotation (Builder *b, RsNode *annotation)
{
  gboolean future = (b->lang->flags & RS_CO_FUTURE_ANNOTATIONS) != 0, good;

  if (future)
    enter_block (b, "_annotation", RS_BLOCK_ANNOTATION, annotation);
  good = visit_expr (b, annotation);
  if (future && good)
    leave_block (b);
  return good;
}

static gboolean
visit_param_annotations (Builder *b, RsSeq params)
{
  guint i;

  for (i = 0; i < params.n; i++)
    if (params.items[i]->v.arg.annotation != NULL
        && !visit_expr (b, params.items[i]->v.arg.annotation))
      return FALSE;
  return TRUE;
}

static gboolean
visit_function_annotations (Builder *b, RsNode *args, RsNode *returns)
{
  gboolean future = (b->lang->flags & RS_CO_FUTURE_ANNOTATIONS) != 0;
  RsNode *vararg = args->v.arguments.vararg, *kwarg = args->v.arguments.kwarg;

  if (future)
    enter_block (b, "_annotation", RS_BLOCK_ANNOTATION, args);
  if (!visit_param_annotations (b, args->v.arguments.posonlyargs)
      || !visit_param_annotations (b, args->v.arguments.args)
      || (vararg != NULL && !visit_optional (b, vararg->v.arg.annotation))
      || (kwarg != NULL && !visit_optional (b, kwarg->v.arg.annotation))
      || !visit_param_annotations (b, args->v.arguments.kwonlyargs))
    return FALSE;
  if (future)
    leave_block (b);
  return returns == NULL || visit_annotation (b, returns);
}

static gboolean
visit_function (Builder *b, RsNode *node)
{
  RsNode *args = node->v.function_def.args;

  if (!define (b, node->v.function_def.name, RS_DEF_LOCAL, node->loc)
      || !visit_exprs (b, args->v.arguments.defaults)
      || !visit_exprs (b, args->v.arguments.kw_defaults)
      || !visit_function_annotations (b, args, node->v.function_def.returns)
      || !visit_exprs (b, node->v.function_def.decorator_list))
    return FALSE;
  enter_block (b, node->v.function_def.name, RS_BLOCK_FUNCTION, node);
  b->current->coroutine = node->kind == RS_NODE_AsyncFunctionDef;
  if (!visit_arguments (b, args) || !visit_stmts (b, node->v.function_def.body))
    return FALSE;
  leave_block (b);
  return TRUE;
}

static gboolean
visit_class (Builder *b, RsNode *node)
{
  const char *outer = b->cls;

  if (!define (b, node->v.class_def.name, RS_DEF_LOCAL, node->loc)
      || !visit_exprs (b, node->v.class_def.bases)
      || !visit_keywords (b, node->v.class_def.keywords)
      || !visit_exprs (b, node->v.class_def.decorator_list))
    return FALSE;
  enter_block (b, node->v.class_def.name, RS_BLOCK_CLASS, node);
  b->cls = node->v.class_def.name;
  if (!visit_stmts (b, node->v.class_def.body))
    return FALSE;
  b->cls = outer;
  leave_block (b);
  return TRUE;
}

static gboolean
visit_ann_assign (Builder *b, RsNode *node)
{
  RsNode *target = node->v.ann_assign.target;

  if (target->kind != RS_NODE_Name)
    {
      if (!visit_expr (b, target))
        return FALSE;
    }
  else
    {
      guint flags = flags_of (b, b->current, target->v.name.id);

      if ((flags & (RS_DEF_GLOBAL | RS_DEF_NONLOCAL)) != 0 && b->current != b->symtable->top
          && node->v.ann_assign.simple)
        return fail (b, node->loc,
                     (flags & RS_DEF_GLOBAL) != 0 ? "annotated name '@' can't be global"
                                                  : "annotated name '@' can't be nonlocal",
                     target->v.name.id);
      if (node->v.ann_assign.simple)
        {
          if (!define (b, target->v.name.id, RS_DEF_ANNOT | RS_DEF_LOCAL, target->loc))
            return FALSE;
        }
      else if (node->v.ann_assign.value != NULL
               && !define (b, target->v.name.id, RS_DEF_LOCAL, target->loc))
        return FALSE;
    }
  return visit_annotation (b, node->v.ann_assign.annotation)
         && visit_optional (b, node->v.ann_assign.value);
}

static gboolean
visit_directive (Builder *b, RsNode *node)
{
  gboolean global = node->kind == RS_NODE_Global;
  guint i;

  for (i = 0; i < node->v.global.names.n; i++)
    {
      const char *name = node->v.global.names.items[i], *format = NULL;
      guint flags = flags_of (b, b->current, name);

      if ((flags & RS_DEF_PARAM) != 0)
        format = global ? "name '@' is parameter and global" : "name '@' is parameter and nonlocal";
      else if ((flags & RS_USE) != 0)
        format = global ? "name '@' is used prior to global declaration"
                        : "name '@' is used prior to nonlocal declaration";
      else if ((flags & RS_DEF_ANNOT) != 0)
        format =
            global ? "annotated name '@' can't be global" : "annotated name '@' can't be nonlocal";
      else if ((flags & RS_DEF_LOCAL) != 0)
        format = global ? "name '@' is assigned to before global declaration"
                        : "name '@' is assigned to before nonlocal declaration";
      if (format != NULL)
        return fail (b, node->loc, format, name);
      if (!define (b, name, global ? RS_DEF_GLOBAL : RS_DEF_NONLOCAL, node->loc))
        return FALSE;
      add_directive (b, name, node->loc);
    }
  return TRUE;
}

static gboolean
visit_aliases (Builder *b, RsSeq names)
{
  guint i;

  for (i = 0; i < names.n; i++)
    {
      RsNode *alias = names.items[i];
      const char *name =
                     alias->v.alias.asname != NULL ? alias->v.alias.asname : alias->v.alias.name,
                 *dot;

      if (strcmp (name, "*") == 0)
        {
          if (b->current->kind != RS_BLOCK_MODULE)
            return fail (b, alias->loc, "import * only allowed at module level", NULL);
          continue;
        }
      dot = alias->v.alias.asname == NULL ? strchr (name, '.') : NULL;
      if (dot != NULL)
        name = rs_lang_id (b->lang, name, (gsize) (dot - name));
      if (!define (b, name, RS_DEF_IMPORT, alias->loc))
        return FALSE;
    }
  return TRUE;
}

static gboolean
visit_handlers (Builder *b, RsSeq handlers)
{
  guint i;

  for (i = 0; i < handlers.n; i++)
    {
      RsNode *handler = handlers.items[i];

      if (!visit_optional (b, handler->v.except_handler.type)
          || !define_optional (b, handler->v.except_handler.name, handler)
          || !visit_stmts (b, handler->v.except_handler.body))
        return FALSE;
    }
  return TRUE;
}

static gboolean
visit_with_items (Builder *b, RsSeq items)
{
  guint i;

  for (i = 0; i < items.n; i++)
    if (!visit_expr (b, items.items[i]->v.withitem.context_expr)
        || !visit_optional (b, items.items[i]->v.withitem.optional_vars))
      return FALSE;
  return TRUE;
}

static gboolean
visit_cases (Builder *b, RsSeq cases)
{
  guint i;

  for (i = 0; i < cases.n; i++)
    if (!visit_pattern (b, cases.items[i]->v.match_case.pattern)
        || !visit_optional (b, cases.items[i]->v.match_case.guard)
        || !visit_stmts (b, cases.items[i]->v.match_case.body))
      return FALSE;
  return TRUE;
}

static gboolean
visit_stmt_kind (Builder *b, RsNode *node)
{
  switch (node->kind)
    {
    case RS_NODE_FunctionDef:
    case RS_NODE_AsyncFunctionDef:
      return visit_function (b, node);
    case RS_NODE_ClassDef:
      return visit_class (b, node);
    case RS_NODE_Return:
      return visit_optional (b, node->v.return_.value);
    case RS_NODE_Delete:
      return visit_exprs (b, node->v.delete.targets);
    case RS_NODE_Assign:
      return visit_exprs (b, node->v.assign.targets) && visit_expr (b, node->v.assign.value);
    case RS_NODE_AugAssign:
      return visit_expr (b, node->v.aug_assign.target) && visit_expr (b, node->v.aug_assign.value);
    case RS_NODE_AnnAssign:
      return visit_ann_assign (b, node);
    case RS_NODE_For:
    case RS_NODE_AsyncFor:
      return visit_expr (b, node->v.for_.target) && visit_expr (b, node->v.for_.iter)
             && visit_stmts (b, node->v.for_.body) && visit_stmts (b, node->v.for_.orelse);
    case RS_NODE_While:
    case RS_NODE_If:
      return visit_expr (b, node->v.if_.test) && visit_stmts (b, node->v.if_.body)
             && visit_stmts (b, node->v.if_.orelse);
    case RS_NODE_With:
    case RS_NODE_AsyncWith:
      return visit_with_items (b, node->v.with.items) && visit_stmts (b, node->v.with.body);
    case RS_NODE_Match:
      return visit_expr (b, node->v.match.subject) && visit_cases (b, node->v.match.cases);
    case RS_NODE_Raise:
      return visit_optional (b, node->v.raise.exc) && visit_optional (b, node->v.raise.cause);
    case RS_NODE_Try:
    case RS_NODE_TryStar:
      return visit_stmts (b, node->v.try_.body) && visit_stmts (b, node->v.try_.orelse)
             && visit_handlers (b, node->v.try_.handlers)
             && visit_stmts (b, node->v.try_.finalbody);
    case RS_NODE_Assert:
      return visit_expr (b, node->v.assert_.test) && visit_optional (b, node->v.assert_.msg);
    case RS_NODE_Import:
      return visit_aliases (b, node->v.import.names);
    case RS_NODE_ImportFrom:
      return visit_aliases (b, node->v.import_from.names);
    case RS_NODE_Global:
    case RS_NODE_Nonlocal:
      return visit_directive (b, node);
    case RS_NODE_Expr:
      return visit_expr (b, node->v.expr.value);
    default:
      return TRUE;
    }
}

static gboolean
visit_stmt (Builder *b, RsNode *node)
{
  gboolean good = enter (b) && visit_stmt_kind (b, node);

  b->depth--;
  return good;
}

/* --- the whole ------------------------------------------------------------ */

void
rs_symtable_free (RsSymtable *symtable)
{
  if (symtable == NULL)
    return;
  g_hash_table_unref (symtable->blocks);
  g_ptr_array_unref (symtable->tables);
  g_free (symtable);
}

RsSymtable *
rs_symtable_build (RsLang *lang, RsNode *tree)
{
  Builder b = { .lang = lang };
  gboolean good;

  b.symtable = g_new0 (RsSymtable, 1);
  b.symtable->blocks = g_hash_table_new (NULL, NULL);
  b.symtable->tables = g_ptr_array_new_with_free_func (scope_table_free);
  b.stack = g_ptr_array_new ();
  enter_block (&b, "top", RS_BLOCK_MODULE, tree);
  b.symtable->top = b.current;
  good = tree->kind == RS_NODE_Expression ? visit_expr (&b, tree->v.expression.body)
                                          : visit_stmts (&b, tree->v.module.body);
  good = good && rs_symtable_analyze (lang, b.symtable);
  g_ptr_array_unref (b.stack);
  if (!good)
    g_clear_pointer (&b.symtable, rs_symtable_free);
  return b.symtable;
}
