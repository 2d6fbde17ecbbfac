/* SPDX-License-Identifier: MIT
 *
 * Calls, and comprehensions, which are calls of a function made on the spot.
 */
#include "compile-private.h"

#include <string.h>

/* --- calls ---------------------------------------------------------------- */

static void
check_caller (RsCompiler *c, const RsNode *func)
{
  switch (func->kind)
    {
    case RS_NODE_Constant:
    case RS_NODE_Tuple:
    case RS_NODE_List:
    case RS_NODE_ListComp:
    case RS_NODE_Dict:
    case RS_NODE_DictComp:
    case RS_NODE_Set:
    case RS_NODE_SetComp:
    case RS_NODE_GeneratorExp:
    case RS_NODE_JoinedStr:
    case RS_NODE_FormattedValue:
      rs_c_warn (c, "'%s' object is not callable; perhaps you missed a comma?",
                 rs_c_infer_type (func));
      break;
    default:
      break;
    }
}

/* No name twice, none forbidden. */
static gboolean
check_keywords (RsCompiler *c, RsSeq keywords)
{
  g_autoptr (GHashTable) seen = keywords.n > 1 ? g_hash_table_new (NULL, NULL) : NULL;
  const RsNode *repeated = NULL;
  guint i, j;

  for (i = 0; i < keywords.n; i++)
    {
      const char *name = keywords.items[i]->v.keyword.arg;

      if (name == NULL)
        continue;
      if (rs_c_forbidden (c, name, RS_CTX_STORE))
        return FALSE;
      if (seen != NULL && !g_hash_table_add (seen, (gpointer) name) && repeated == NULL)
        repeated = keywords.items[i];
    }
  if (repeated == NULL)
    return TRUE;
  for (i = 0; i < keywords.n; i++)
    for (j = i + 1; keywords.items[i]->v.keyword.arg != NULL && j < keywords.n; j++)
      if (keywords.items[i]->v.keyword.arg == keywords.items[j]->v.keyword.arg)
        {
          rs_c_set_loc (c, keywords.items[j]);
          rs_c_error (c, "keyword argument repeated: %s", keywords.items[i]->v.keyword.arg);
          return FALSE;
        }
  return TRUE;
}

static void
keyword_values (RsCompiler *c, RsSeq keywords, guint begin, guint end)
{
  guint i;

  for (i = begin; i < end; i++)
    rs_c_expr (c, keywords.items[i]->v.keyword.value);
}

static RsConst *
keyword_names (RsCompiler *c, RsSeq keywords, guint begin, guint end)
{
  g_autofree const char **names = g_new (const char *, end - begin + 1);
  guint i;

  for (i = begin; i < end; i++)
    names[i - begin] = keywords.items[i]->v.keyword.arg;
  return rs_c_id_tuple (c, names, end - begin);
}

static void
simple_keywords (RsCompiler *c, RsSeq keywords)
{
  if (keywords.n == 0)
    return;
  keyword_values (c, keywords, 0, keywords.n);
  rs_c_op_arg (c, RS_OP_KW_NAMES, rs_c_add_const (c, keyword_names (c, keywords, 0, keywords.n)));
}

static gboolean
has_unpacking (RsSeq args, RsSeq keywords)
{
  guint i;

  for (i = 0; i < args.n; i++)
    if (args.items[i]->kind == RS_NODE_Starred)
      return TRUE;
  for (i = 0; i < keywords.n; i++)
    if (keywords.items[i]->v.keyword.arg == NULL)
      return TRUE;
  return FALSE;
}

static gboolean
is_imported (RsCompiler *c, const RsNode *node)
{
  const RsSymbol *symbol =
      node->kind == RS_NODE_Name ? rs_scope_symbol (c->symtable->top, node->v.name.id) : NULL;

  return symbol != NULL && (symbol->flags & RS_DEF_IMPORT) != 0;
}

/* object.method (...) without a bound method. Returns: FALSE if the call is not
 * of that kind. */
static gboolean
method_call (RsCompiler *c, RsNode *node)
{
  RsNode *func = node->v.call.func;
  RsSeq args = node->v.call.args, keywords = node->v.call.keywords;

  if (func->kind != RS_NODE_Attribute || func->v.attribute.ctx != RS_CTX_LOAD
      || is_imported (c, func->v.attribute.value)
      || args.n + keywords.n + (keywords.n != 0) >= RS_STACK_USE_GUIDELINE
      || has_unpacking (args, keywords))
    return FALSE;
  rs_c_expr (c, func->v.attribute.value);
  rs_c_set_loc (c, func);
  rs_c_start_at_attribute (c, func);
  rs_c_op_name (c, RS_OP_LOAD_METHOD, func->v.attribute.attr);
  rs_c_exprs (c, args);
  simple_keywords (c, keywords);
  rs_c_set_loc (c, node);
  rs_c_start_at_attribute (c, func);
  rs_c_op_arg (c, RS_OP_PRECALL, (int) (args.n + keywords.n));
  rs_c_op_arg (c, RS_OP_CALL, (int) (args.n + keywords.n));
  return TRUE;
}

/* A dict of the keyword arguments from BEGIN to END. */
static void
sub_keywords (RsCompiler *c, RsSeq keywords, guint begin, guint end)
{
  guint n = end - begin, i;
  gboolean big = n * 2 > RS_STACK_USE_GUIDELINE;

  if (n > 1 && !big)
    {
      keyword_values (c, keywords, begin, end);
      rs_c_const (c, keyword_names (c, keywords, begin, end));
      rs_c_op_arg (c, RS_OP_BUILD_CONST_KEY_MAP, (int) n);
      return;
    }
  if (big)
    rs_c_op_no_line (c, RS_OP_BUILD_MAP, 0);
  for (i = begin; i < end; i++)
    {
      rs_c_const_id (c, keywords.items[i]->v.keyword.arg);
      rs_c_expr (c, keywords.items[i]->v.keyword.value);
      if (big)
        rs_c_op_no_line (c, RS_OP_MAP_ADD, 1);
    }
  if (!big)
    rs_c_op_arg (c, RS_OP_BUILD_MAP, (int) n);
}

static void
merge_keywords (RsCompiler *c, RsSeq keywords)
{
  gboolean have_dict = FALSE;
  guint seen = 0, i;

  for (i = 0; i <= keywords.n; i++)
    {
      if (i < keywords.n && keywords.items[i]->v.keyword.arg != NULL)
        {
          seen++;
          continue;
        }
      if (seen > 0)
        {
          sub_keywords (c, keywords, i - seen, i);
          if (have_dict)
            rs_c_op_arg (c, RS_OP_DICT_MERGE, 1);
          have_dict = TRUE;
          seen = 0;
        }
      if (i == keywords.n)
        break;
      if (!have_dict)
        rs_c_op_arg (c, RS_OP_BUILD_MAP, 0);
      have_dict = TRUE;
      rs_c_expr (c, keywords.items[i]->v.keyword.value);
      rs_c_op_arg (c, RS_OP_DICT_MERGE, 1);
    }
}

void
rs_c_call_rest (RsCompiler *c, int pushed, RsSeq args, RsSeq keywords)
{
  int n = pushed + (int) args.n + (int) keywords.n;

  if (!check_keywords (c, keywords))
    return;
  if (args.n + keywords.n * 2 <= RS_STACK_USE_GUIDELINE && !has_unpacking (args, keywords))
    {
      rs_c_exprs (c, args);
      simple_keywords (c, keywords);
      rs_c_op_arg (c, RS_OP_PRECALL, n);
      rs_c_op_arg (c, RS_OP_CALL, n);
      return;
    }
  if (pushed == 0 && args.n == 1 && args.items[0]->kind == RS_NODE_Starred)
    rs_c_expr (c, args.items[0]->v.starred.value);
  else
    rs_c_star_unpack (c, args, pushed, RS_OP_BUILD_LIST, RS_OP_LIST_APPEND, RS_OP_LIST_EXTEND,
                      TRUE);
  if (keywords.n > 0)
    merge_keywords (c, keywords);
  rs_c_op_arg (c, RS_OP_CALL_FUNCTION_EX, keywords.n > 0);
}

void
rs_c_call (RsCompiler *c, RsNode *node)
{
  if (!check_keywords (c, node->v.call.keywords) || method_call (c, node))
    return;
  check_caller (c, node->v.call.func);
  rs_c_set_loc (c, node->v.call.func);
  rs_c_op (c, RS_OP_PUSH_NULL);
  rs_c_set_loc (c, node);
  rs_c_expr (c, node->v.call.func);
  rs_c_call_rest (c, 0, node->v.call.args, node->v.call.keywords);
}

/* --- comprehensions ------------------------------------------------------- */

typedef struct {
  RsNode *node, *elt, *value; /* value: of a dict comprehension */
  RsSeq generators;
} Comprehension;

static void generator_clause (RsCompiler *c, const Comprehension *comp, guint index, int depth);

/* What is done with each element. */
static void
element (RsCompiler *c, const Comprehension *comp, int depth)
{
  rs_c_expr (c, comp->elt);
  switch (comp->node->kind)
    {
    case RS_NODE_GeneratorExp:
      if (c->unit->scope->generator && c->unit->scope->coroutine)
        rs_c_op (c, RS_OP_ASYNC_GEN_WRAP);
      rs_c_op (c, RS_OP_YIELD_VALUE);
      rs_c_op_arg (c, RS_OP_RESUME, 1);
      rs_c_op (c, RS_OP_POP_TOP);
      break;
    case RS_NODE_ListComp:
      rs_c_op_arg (c, RS_OP_LIST_APPEND, depth + 1);
      break;
    case RS_NODE_SetComp:
      rs_c_op_arg (c, RS_OP_SET_ADD, depth + 1);
      break;
    default:
      rs_c_expr (c, comp->value);
      rs_c_op_arg (c, RS_OP_MAP_ADD, depth + 1);
      break;
    }
}

static void
conditions_and_rest (RsCompiler *c, const Comprehension *comp, guint index, int depth,
                     RsBlock *if_cleanup)
{
  RsNode *clause = comp->generators.items[index];
  guint i;

  for (i = 0; i < clause->v.comprehension.ifs.n; i++)
    rs_c_jump_if (c, clause->v.comprehension.ifs.items[i], if_cleanup, FALSE);
  if (index + 1 < comp->generators.n)
    generator_clause (c, comp, index + 1, depth);
  else
    element (c, comp, depth);
  rs_c_use_block (c, if_cleanup);
}

/* for x in [value]: binds x without a loop. */
static RsNode *
single_item (const RsNode *iter)
{
  RsSeq elts = { NULL, 0 };

  if (iter->kind == RS_NODE_List || iter->kind == RS_NODE_Tuple)
    elts = iter->v.list.elts;
  return elts.n == 1 && elts.items[0]->kind != RS_NODE_Starred ? elts.items[0] : NULL;
}

static void
sync_clause (RsCompiler *c, const Comprehension *comp, guint index, int depth)
{
  RsNode *clause = comp->generators.items[index], *single = NULL;
  RsBlock *start = rs_c_new_block (c), *if_cleanup = rs_c_new_block (c),
          *anchor = rs_c_new_block (c);

  if (index == 0)
    {
      c->unit->argcount = 1;
      rs_c_op_arg (c, RS_OP_LOAD_FAST, 0);
    }
  else
    {
      single = single_item (clause->v.comprehension.iter);
      rs_c_expr (c, single != NULL ? single : clause->v.comprehension.iter);
      if (single == NULL)
        rs_c_op (c, RS_OP_GET_ITER);
    }
  if (single == NULL)
    {
      depth++;
      rs_c_use_block (c, start);
      rs_c_jump (c, RS_OP_FOR_ITER, anchor);
    }
  rs_c_expr (c, clause->v.comprehension.target);
  conditions_and_rest (c, comp, index, depth, if_cleanup);
  if (single == NULL)
    {
      rs_c_jump (c, RS_OP_JUMP, start);
      rs_c_use_block (c, anchor);
    }
}

static void
async_clause (RsCompiler *c, const Comprehension *comp, guint index, int depth)
{
  RsNode *clause = comp->generators.items[index];
  RsBlock *start = rs_c_new_block (c), *except = rs_c_new_block (c),
          *if_cleanup = rs_c_new_block (c);

  if (index == 0)
    {
      c->unit->argcount = 1;
      rs_c_op_arg (c, RS_OP_LOAD_FAST, 0);
    }
  else
    {
      rs_c_expr (c, clause->v.comprehension.iter);
      rs_c_op (c, RS_OP_GET_AITER);
    }
  rs_c_use_block (c, start);
  rs_c_push_frame (c, (RsFrameBlock){ .kind = RS_FRAME_ASYNC_COMPREHENSION, .block = start });
  rs_c_jump (c, RS_OP_SETUP_FINALLY, except);
  rs_c_op (c, RS_OP_GET_ANEXT);
  rs_c_const_kind (c, RS_CONST_NONE);
  rs_c_yield_from (c, TRUE);
  rs_c_op (c, RS_OP_POP_BLOCK);
  rs_c_expr (c, clause->v.comprehension.target);
  conditions_and_rest (c, comp, index, depth + 1, if_cleanup);
  rs_c_jump (c, RS_OP_JUMP, start);
  rs_c_pop_frame (c);
  rs_c_use_block (c, except);
  rs_c_op (c, RS_OP_END_ASYNC_FOR);
}

static void
generator_clause (RsCompiler *c, const Comprehension *comp, guint index, int depth)
{
  if (comp->generators.items[index]->v.comprehension.is_async)
    async_clause (c, comp, index, depth);
  else
    sync_clause (c, comp, index, depth);
}

void
rs_c_comprehension (RsCompiler *c, RsNode *node)
{
  gboolean is_dict = node->kind == RS_NODE_DictComp,
           is_generator = node->kind == RS_NODE_GeneratorExp, is_async;
  Comprehension comp = { .node = node };
  const char *name = is_generator                    ? "<genexpr>"
                     : is_dict                       ? "<dictcomp>"
                     : node->kind == RS_NODE_SetComp ? "<setcomp>"
                                                     : "<listcomp>";
  RsUnitKind outer = c->unit->kind;
  RsCodeUnit *code;
  RsNode *outermost;

  comp.elt = is_dict ? node->v.dict_comp.key : node->v.list_comp.elt;
  comp.value = is_dict ? node->v.dict_comp.value : NULL;
  comp.generators = is_dict ? node->v.dict_comp.generators : node->v.list_comp.generators;
  outermost = comp.generators.items[0];
  rs_c_enter (c, rs_lang_id (c->lang, name, strlen (name)), RS_UNIT_COMPREHENSION, node,
              node->loc.line);
  rs_c_set_loc (c, node);
  is_async = c->unit->scope->coroutine;
  if (is_async && !is_generator && outer != RS_UNIT_ASYNC_FUNCTION
      && outer != RS_UNIT_COMPREHENSION)
    rs_c_error (c, "asynchronous comprehension outside of an asynchronous function");
  if (!is_generator)
    rs_c_op_arg (c,
                 is_dict                         ? RS_OP_BUILD_MAP
                 : node->kind == RS_NODE_SetComp ? RS_OP_BUILD_SET
                                                 : RS_OP_BUILD_LIST,
                 0);
  generator_clause (c, &comp, 0, 0);
  if (!is_generator)
    rs_c_op (c, RS_OP_RETURN_VALUE);
  code = rs_c_leave (c, TRUE);
  if (code == NULL)
    return;
  rs_c_make_closure (c, code, 0);
  rs_c_expr (c, outermost->v.comprehension.iter);
  rs_c_op (c, outermost->v.comprehension.is_async ? RS_OP_GET_AITER : RS_OP_GET_ITER);
  rs_c_op_arg (c, RS_OP_PRECALL, 0);
  rs_c_op_arg (c, RS_OP_CALL, 0);
  if (is_async && !is_generator)
    {
      rs_c_op_arg (c, RS_OP_GET_AWAITABLE, 0);
      rs_c_const_kind (c, RS_CONST_NONE);
      rs_c_yield_from (c, TRUE);
    }
}
