/* SPDX-License-Identifier: MIT
 *
 * Functions, lambdas and classes: their own unit, and what the code around them
 * does to make them.
 */
#include "compile-private.h"

#include <string.h>

/* MAKE_FUNCTION's operand: what lies on the stack below the code. */
enum { DEFAULTS = 1, KEYWORD_DEFAULTS = 2, ANNOTATIONS = 4, CLOSURE = 8 };

/* Pushes the cells that CODE needs, then CODE, and makes a function. */
void
rs_c_make_closure (RsCompiler *c, RsCodeUnit *code, int flags)
{
  guint i, n_free = 0;
  RsConst *value;

  if (code == NULL)
    return;
  for (i = 0; i < code->n_localsplus; i++)
    {
      const char *name;
      gboolean cell;
      int index;

      if ((code->localspluskinds[i] & RS_FAST_FREE) == 0)
        continue;
      name = rs_lang_id (c->lang, code->localsplus[i], strlen (code->localsplus[i]));
      cell = rs_scope_of (c->unit->scope, name) == RS_SCOPE_CELL
             || (c->unit->kind == RS_UNIT_CLASS && strcmp (name, "__class__") == 0);
      index = rs_table_lookup (cell ? &c->unit->cellvars : &c->unit->freevars, name);
      g_assert (index >= 0);
      rs_c_op_arg (c, RS_OP_LOAD_CLOSURE,
                   cell ? index : index + (int) c->unit->cellvars.items->len);
      n_free++;
    }
  if (n_free > 0)
    {
      flags |= CLOSURE;
      rs_c_op_arg (c, RS_OP_BUILD_TUPLE, (int) n_free);
    }
  value = rs_const_new (c->lang, RS_CONST_CODE);
  value->code = code;
  rs_c_const (c, value);
  rs_c_op_arg (c, RS_OP_MAKE_FUNCTION, flags);
}

/* --- parameters ----------------------------------------------------------- */

static gboolean
push_keyword_defaults (RsCompiler *c, RsNode *args)
{
  RsSeq names = args->v.arguments.kwonlyargs, defaults = args->v.arguments.kw_defaults;
  g_autofree const char **keys = g_new (const char *, names.n + 1);
  guint i, n = 0;

  for (i = 0; i < names.n; i++)
    if (defaults.items[i] != NULL)
      {
        keys[n++] = rs_mangle (c->lang, c->unit->cls, names.items[i]->v.arg.arg);
        rs_c_expr (c, defaults.items[i]);
      }
  if (n == 0)
    return FALSE;
  rs_c_const (c, rs_c_id_tuple (c, keys, n));
  rs_c_op_arg (c, RS_OP_BUILD_CONST_KEY_MAP, (int) n);
  return TRUE;
}

static int
push_defaults (RsCompiler *c, RsNode *args)
{
  int flags = 0;

  if (args->v.arguments.defaults.n > 0)
    {
      rs_c_exprs (c, args->v.arguments.defaults);
      rs_c_op_arg (c, RS_OP_BUILD_TUPLE, (int) args->v.arguments.defaults.n);
      flags |= DEFAULTS;
    }
  if (push_keyword_defaults (c, args))
    flags |= KEYWORD_DEFAULTS;
  return flags;
}

static void
const_annotation (RsCompiler *c, const RsNode *annotation)
{
  g_autofree char *text = rs_node_unparse (annotation);

  rs_c_const_id (c, text);
}

static guint
push_annotation (RsCompiler *c, const char *name, RsNode *annotation)
{
  if (annotation == NULL)
    return 0;
  rs_c_const_id (c, rs_mangle (c->lang, c->unit->cls, name));
  if ((c->lang->flags & RS_CO_FUTURE_ANNOTATIONS) != 0)
    const_annotation (c, annotation);
  else if (annotation->kind == RS_NODE_Starred)
    {
      rs_c_expr (c, annotation->v.starred.value);
      rs_c_op_arg (c, RS_OP_UNPACK_SEQUENCE, 1);
    }
  else
    rs_c_expr (c, annotation);
  return 2;
}

static guint
push_param_annotations (RsCompiler *c, RsSeq params)
{
  guint i, n = 0;

  for (i = 0; i < params.n; i++)
    if (params.items[i] != NULL)
      n += push_annotation (c, params.items[i]->v.arg.arg, params.items[i]->v.arg.annotation);
  return n;
}

static gboolean
push_annotations (RsCompiler *c, RsNode *args, RsNode *returns)
{
  RsSeq vararg = { &args->v.arguments.vararg, 1 }, kwarg = { &args->v.arguments.kwarg, 1 };
  guint n = push_param_annotations (c, args->v.arguments.args);

  n += push_param_annotations (c, args->v.arguments.posonlyargs);
  n += push_param_annotations (c, vararg);
  n += push_param_annotations (c, args->v.arguments.kwonlyargs);
  n += push_param_annotations (c, kwarg);
  n += push_annotation (c, rs_lang_id (c->lang, "return", 6), returns);
  if (n > 0)
    rs_c_op_arg (c, RS_OP_BUILD_TUPLE, (int) n);
  return n > 0;
}

static gboolean
check_debug_params (RsCompiler *c, RsSeq params)
{
  guint i;

  for (i = 0; i < params.n; i++)
    if (params.items[i] != NULL && rs_c_forbidden (c, params.items[i]->v.arg.arg, RS_CTX_STORE))
      return FALSE;
  return TRUE;
}

static gboolean
check_debug_args (RsCompiler *c, RsNode *args)
{
  RsSeq vararg = { &args->v.arguments.vararg, 1 }, kwarg = { &args->v.arguments.kwarg, 1 };

  return check_debug_params (c, args->v.arguments.posonlyargs)
         && check_debug_params (c, args->v.arguments.args) && check_debug_params (c, vararg)
         && check_debug_params (c, args->v.arguments.kwonlyargs) && check_debug_params (c, kwarg);
}

static void
count_params (RsCompiler *c, RsNode *args)
{
  c->unit->argcount = (int) args->v.arguments.args.n;
  c->unit->posonlyargcount = (int) args->v.arguments.posonlyargs.n;
  c->unit->kwonlyargcount = (int) args->v.arguments.kwonlyargs.n;
}

/* --- decorators ----------------------------------------------------------- */

static void
apply_decorators (RsCompiler *c, RsSeq decorators)
{
  RsLocation outer = c->unit->loc;
  guint i;

  for (i = decorators.n; i-- > 0;)
    {
      rs_c_set_loc (c, decorators.items[i]);
      rs_c_op_arg (c, RS_OP_PRECALL, 0);
      rs_c_op_arg (c, RS_OP_CALL, 0);
    }
  c->unit->loc = outer;
}

static int
first_line (const RsNode *node, RsSeq decorators)
{
  return decorators.n > 0 ? decorators.items[0]->loc.line : node->loc.line;
}

/* --- functions ------------------------------------------------------------ */

void
rs_c_function (RsCompiler *c, RsNode *node)
{
  RsNode *args = node->v.function_def.args;
  RsSeq decorators = node->v.function_def.decorator_list, body = node->v.function_def.body;
  const char *name = node->v.function_def.name;
  RsConst *docstring;
  RsCodeUnit *code;
  int flags;
  guint i;

  if (!check_debug_args (c, args))
    return;
  rs_c_exprs (c, decorators);
  flags = push_defaults (c, args);
  if (push_annotations (c, args, node->v.function_def.returns))
    flags |= ANNOTATIONS;
  if (c->lang->failed)
    return;
  rs_c_enter (c, name,
              node->kind == RS_NODE_AsyncFunctionDef ? RS_UNIT_ASYNC_FUNCTION : RS_UNIT_FUNCTION,
              node, first_line (node, decorators));
  docstring = rs_docstring (body);
  rs_c_add_const (c, docstring != NULL ? docstring : rs_const_new (c->lang, RS_CONST_NONE));
  count_params (c, args);
  for (i = docstring != NULL ? 1 : 0; i < body.n; i++)
    rs_c_stmts (c, (RsSeq){ body.items + i, 1 });
  code = rs_c_leave (c, TRUE);
  rs_c_make_closure (c, code, flags);
  apply_decorators (c, decorators);
  rs_c_name (c, name, RS_CTX_STORE);
}

void
rs_c_lambda (RsCompiler *c, RsNode *node)
{
  RsNode *args = node->v.lambda.args;
  RsCodeUnit *code;
  gboolean generator;
  int flags;

  if (!check_debug_args (c, args))
    return;
  flags = push_defaults (c, args);
  if (c->lang->failed)
    return;
  rs_c_enter (c, rs_lang_id (c->lang, "<lambda>", 8), RS_UNIT_LAMBDA, node, node->loc.line);
  rs_c_add_const (c, rs_const_new (c->lang, RS_CONST_NONE));
  count_params (c, args);
  rs_c_expr (c, node->v.lambda.body);
  generator = c->unit->scope->generator;
  if (!generator)
    rs_c_op (c, RS_OP_RETURN_VALUE);
  code = rs_c_leave (c, !generator);
  rs_c_make_closure (c, code, flags);
}

/* --- classes -------------------------------------------------------------- */

static gboolean
find_in_handlers (RsSeq handlers)
{
  guint i;

  for (i = 0; i < handlers.n; i++)
    if (rs_c_find_annotation (handlers.items[i]->v.except_handler.body))
      return TRUE;
  return FALSE;
}

static gboolean
find_in_cases (RsSeq cases)
{
  guint i;

  for (i = 0; i < cases.n; i++)
    if (rs_c_find_annotation (cases.items[i]->v.match_case.body))
      return TRUE;
  return FALSE;
}

/* Whether BODY annotates a variable, functions and classes in it apart. */
gboolean
rs_c_find_annotation (RsSeq body)
{
  gboolean found = FALSE;
  guint i;

  for (i = 0; i < body.n && !found; i++)
    {
      const RsNode *node = body.items[i];

      switch (node->kind)
        {
        case RS_NODE_AnnAssign:
          return TRUE;
        case RS_NODE_For:
        case RS_NODE_AsyncFor:
          found = rs_c_find_annotation (node->v.for_.body)
                  || rs_c_find_annotation (node->v.for_.orelse);
          break;
        case RS_NODE_While:
        case RS_NODE_If:
          found =
              rs_c_find_annotation (node->v.if_.body) || rs_c_find_annotation (node->v.if_.orelse);
          break;
        case RS_NODE_With:
        case RS_NODE_AsyncWith:
          found = rs_c_find_annotation (node->v.with.body);
          break;
        case RS_NODE_Try:
        case RS_NODE_TryStar:
          found = find_in_handlers (node->v.try_.handlers)
                  || rs_c_find_annotation (node->v.try_.body)
                  || rs_c_find_annotation (node->v.try_.finalbody)
                  || rs_c_find_annotation (node->v.try_.orelse);
          break;
        case RS_NODE_Match:
          found = find_in_cases (node->v.match.cases);
          break;
        default:
          break;
        }
    }
  return found;
}

/* The body of a module or class, with its docstring and its annotations. */
void
rs_c_body (RsCompiler *c, RsSeq body)
{
  guint i = 0;

  if (c->unit->kind == RS_UNIT_MODULE && body.n > 0)
    rs_c_set_loc (c, body.items[0]);
  if (rs_c_find_annotation (body))
    rs_c_op (c, RS_OP_SETUP_ANNOTATIONS);
  if (body.n == 0)
    return;
  if (rs_docstring (body) != NULL)
    {
      i = 1;
      rs_c_expr (c, body.items[0]->v.expr.value);
      rs_c_no_loc (c);
      rs_c_name (c, rs_lang_id (c->lang, "__doc__", 7), RS_CTX_STORE);
    }
  for (; i < body.n; i++)
    rs_c_stmts (c, (RsSeq){ body.items + i, 1 });
}

static RsCodeUnit *
class_unit (RsCompiler *c, RsNode *node)
{
  RsLang *lang = c->lang;

  rs_c_enter (c, node->v.class_def.name, RS_UNIT_CLASS, node,
              first_line (node, node->v.class_def.decorator_list));
  c->unit->cls = node->v.class_def.name;
  rs_c_name (c, rs_lang_id (lang, "__name__", 8), RS_CTX_LOAD);
  rs_c_name (c, rs_lang_id (lang, "__module__", 10), RS_CTX_STORE);
  rs_c_const_id (c, c->unit->qualname);
  rs_c_name (c, rs_lang_id (lang, "__qualname__", 12), RS_CTX_STORE);
  rs_c_body (c, node->v.class_def.body);
  rs_c_no_loc (c);
  if (c->unit->scope->needs_class_closure)
    {
      rs_c_op_arg (c, RS_OP_LOAD_CLOSURE,
                   rs_table_lookup (&c->unit->cellvars, rs_lang_id (lang, "__class__", 9)));
      rs_c_op_arg (c, RS_OP_COPY, 1);
      rs_c_name (c, rs_lang_id (lang, "__classcell__", 13), RS_CTX_STORE);
    }
  else
    rs_c_const_kind (c, RS_CONST_NONE);
  rs_c_op (c, RS_OP_RETURN_VALUE);
  return rs_c_leave (c, TRUE);
}

void
rs_c_class (RsCompiler *c, RsNode *node)
{
  RsCodeUnit *code;

  rs_c_exprs (c, node->v.class_def.decorator_list);
  if (c->lang->failed)
    return;
  code = class_unit (c, node);
  rs_c_op (c, RS_OP_PUSH_NULL);
  rs_c_op (c, RS_OP_LOAD_BUILD_CLASS);
  rs_c_make_closure (c, code, 0);
  rs_c_const_id (c, node->v.class_def.name);
  rs_c_call_rest (c, 2, node->v.class_def.bases, node->v.class_def.keywords);
  apply_decorators (c, node->v.class_def.decorator_list);
  rs_c_name (c, node->v.class_def.name, RS_CTX_STORE);
}
