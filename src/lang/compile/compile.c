/* SPDX-License-Identifier: MIT
 *
 * From the tree to code units: the machinery. A unit is one scope's code in the
 * making; units nest as scopes do. Models CPython 3.11's Python/compile.c,
 * instruction for instruction.
 *
 * Every instruction takes its place in the source from unit->loc, which
 * visiting functions set and restore (rs_c_set_loc ()). An instruction without
 * a place (rs_c_no_loc ()) gets one from its neighbours later, or none: then no
 * line event fires for it.
 */
#include "compile-private.h"

#include <stdarg.h>
#include <string.h>

/* --- places, errors ------------------------------------------------------- */

void
rs_c_set_loc (RsCompiler *c, const RsNode *node)
{
  c->unit->loc = node->loc;
}

void
rs_c_no_loc (RsCompiler *c)
{
  c->unit->loc = (RsLocation){ -1, -1, -1, -1 };
}

void
rs_c_error (RsCompiler *c, const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list args;

  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);
  rs_lang_error_after (c->lang, c->unit->loc, "%s", message);
}

void
rs_c_warn (RsCompiler *c, const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list args;

  if (c->lang->failed)
    return;
  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);
  rs_lang_warn (c->lang, "SyntaxWarning", c->unit->loc.line, "%s", message);
}

gboolean
rs_c_forbidden (RsCompiler *c, const char *name, RsExprContext ctx)
{
  if (ctx == RS_CTX_LOAD || strcmp (name, "__debug__") != 0)
    return FALSE;
  rs_c_error (c, ctx == RS_CTX_STORE ? "cannot assign to __debug__" : "cannot delete __debug__");
  return TRUE;
}

/* --- instructions --------------------------------------------------------- */

RsBlock *
rs_c_new_block (RsCompiler *c)
{
  return rs_flow_graph_new_block (&c->unit->graph);
}

void
rs_c_use_block (RsCompiler *c, RsBlock *block)
{
  c->unit->block->next = block;
  c->unit->block = block;
  c->unit->need_new_block = FALSE;
}

static void
add_instr (RsCompiler *c, int op, int arg, RsBlock *target, RsLocation loc)
{
  RsInstr *instr;

  if (c->unit->need_new_block)
    rs_c_use_block (c, rs_c_new_block (c));
  instr = rs_block_add (&c->unit->graph, c->unit->block);
  instr->op = op;
  instr->arg = arg;
  instr->target = target;
  instr->loc = loc;
  if (op == RS_OP_RETURN_VALUE)
    c->unit->block->returns = 1;
  if (rs_instr_is_jump (instr) || op == RS_OP_RETURN_VALUE || op == RS_OP_RAISE_VARARGS
      || op == RS_OP_RERAISE)
    c->unit->need_new_block = TRUE;
}

static const RsLocation no_line = { -1, 0, 0, 0 };

void
rs_c_op (RsCompiler *c, int op)
{
  add_instr (c, op, 0, NULL, c->unit->loc);
}

void
rs_c_op_arg (RsCompiler *c, int op, int arg)
{
  add_instr (c, op, arg, NULL, c->unit->loc);
}

void
rs_c_op_no_line (RsCompiler *c, int op, int arg)
{
  add_instr (c, op, arg, NULL, no_line);
}

void
rs_c_jump (RsCompiler *c, int op, RsBlock *target)
{
  add_instr (c, op, 0, target, c->unit->loc);
}

void
rs_c_jump_no_line (RsCompiler *c, int op, RsBlock *target)
{
  add_instr (c, op, 0, target, no_line);
}

/* --- constants ------------------------------------------------------------ */

/* Returns: the one constant of the module that is equal to VALUE: VALUE itself
 * if it is the first. */
static RsConst *
merge_const (RsCompiler *c, RsConst *value)
{
  RsConst *known = g_hash_table_lookup (c->const_cache, value);
  guint i;

  if (known != NULL)
    return known;
  g_hash_table_add (c->const_cache, value);
  for (i = 0; i < value->n_items; i++)
    value->items[i] = merge_const (c, value->items[i]);
  return value;
}

int
rs_c_add_const (RsCompiler *c, RsConst *value)
{
  return rs_table_index (&c->unit->consts, merge_const (c, value));
}

void
rs_c_const (RsCompiler *c, RsConst *value)
{
  rs_c_op_arg (c, RS_OP_LOAD_CONST, rs_c_add_const (c, value));
}

void
rs_c_const_kind (RsCompiler *c, RsConstKind kind)
{
  RsConst probe = { .kind = kind }, *known = g_hash_table_lookup (c->const_cache, &probe);

  rs_c_const (c, known != NULL ? known : rs_const_new (c->lang, kind));
}

void
rs_c_const_id (RsCompiler *c, const char *id)
{
  rs_c_const (c, rs_const_text (c->lang, RS_CONST_STR, id, strlen (id)));
}

RsConst *
rs_c_id_tuple (RsCompiler *c, const char **ids, guint n)
{
  g_autofree RsConst **items = g_new (RsConst *, n + 1);
  guint i;

  for (i = 0; i < n; i++)
    items[i] = rs_const_text (c->lang, RS_CONST_STR, ids[i], strlen (ids[i]));
  return rs_const_tuple (c->lang, items, n);
}

static RsConst *
const_at (RsUnit *unit, int index)
{
  return g_ptr_array_index (unit->consts.items, (guint) index);
}

/* A tuple that the flow graph folds joins the constants. */
static int
fold_tuple (RsUnit *unit, const int *indexes, int n)
{
  g_autofree RsConst **items = g_new (RsConst *, n + 1);
  int i;

  for (i = 0; i < n; i++)
    items[i] = const_at (unit, indexes[i]);
  return rs_c_add_const (unit->compiler, rs_const_tuple (unit->compiler->lang, items, (guint) n));
}

/* --- names ---------------------------------------------------------------- */

void
rs_c_op_name (RsCompiler *c, int op, const char *name)
{
  rs_c_op_arg (c, op, rs_table_index (&c->unit->names, rs_mangle (c->lang, c->unit->cls, name)));
}

static void
free_or_cell (RsCompiler *c, const RsTable *table, const char *name, RsExprContext ctx)
{
  int load = c->unit->scope->kind == RS_BLOCK_CLASS ? RS_OP_LOAD_CLASSDEREF : RS_OP_LOAD_DEREF;
  int index = rs_table_lookup (table, name);

  g_assert (index >= 0);
  if (table == &c->unit->freevars)
    index += (int) c->unit->cellvars.items->len;
  rs_c_op_arg (c,
               ctx == RS_CTX_LOAD    ? load
               : ctx == RS_CTX_STORE ? RS_OP_STORE_DEREF
                                     : RS_OP_DELETE_DEREF,
               index);
}

void
rs_c_name (RsCompiler *c, const char *name, RsExprContext ctx)
{
  gboolean function = c->unit->scope->kind == RS_BLOCK_FUNCTION, global = FALSE;
  const char *mangled;
  int index;

  if (rs_c_forbidden (c, name, ctx))
    return;
  mangled = rs_mangle (c->lang, c->unit->cls, name);
  switch (rs_scope_of (c->unit->scope, mangled))
    {
    case RS_SCOPE_FREE:
      free_or_cell (c, &c->unit->freevars, mangled, ctx);
      return;
    case RS_SCOPE_CELL:
      free_or_cell (c, &c->unit->cellvars, mangled, ctx);
      return;
    case RS_SCOPE_LOCAL:
      if (function)
        {
          rs_c_op_arg (c,
                       ctx == RS_CTX_LOAD    ? RS_OP_LOAD_FAST
                       : ctx == RS_CTX_STORE ? RS_OP_STORE_FAST
                                             : RS_OP_DELETE_FAST,
                       rs_table_index (&c->unit->varnames, mangled));
          return;
        }
      break;
    case RS_SCOPE_GLOBAL_IMPLICIT:
      global = function;
      break;
    case RS_SCOPE_GLOBAL_EXPLICIT:
      global = TRUE;
      break;
    case RS_SCOPE_NONE:
      break;
    }
  index = rs_table_index (&c->unit->names, mangled);
  if (global)
    rs_c_op_arg (c,
                 ctx == RS_CTX_LOAD    ? RS_OP_LOAD_GLOBAL
                 : ctx == RS_CTX_STORE ? RS_OP_STORE_GLOBAL
                                       : RS_OP_DELETE_GLOBAL,
                 ctx == RS_CTX_LOAD ? index << 1 : index);
  else
    rs_c_op_arg (c,
                 ctx == RS_CTX_LOAD    ? RS_OP_LOAD_NAME
                 : ctx == RS_CTX_STORE ? RS_OP_STORE_NAME
                                       : RS_OP_DELETE_NAME,
                 index);
}

/* --- constructs to unwind ------------------------------------------------- */

void
rs_c_push_frame (RsCompiler *c, RsFrameBlock frame)
{
  if (c->unit->frames->len >= RS_MAX_FRAME_BLOCKS)
    rs_c_error (c, "too many statically nested blocks");
  g_array_append_val (c->unit->frames, frame);
}

void
rs_c_pop_frame (RsCompiler *c)
{
  g_array_set_size (c->unit->frames, c->unit->frames->len - 1);
}

/* On the stack: the iterator and a value to send. Afterwards: the result. */
void
rs_c_yield_from (RsCompiler *c, gboolean await)
{
  RsBlock *start = rs_c_new_block (c), *resume = rs_c_new_block (c), *exit = rs_c_new_block (c);

  rs_c_use_block (c, start);
  rs_c_jump (c, RS_OP_SEND, exit);
  rs_c_use_block (c, resume);
  rs_c_op (c, RS_OP_YIELD_VALUE);
  rs_c_op_arg (c, RS_OP_RESUME, await ? 3 : 2);
  rs_c_jump (c, RS_OP_JUMP_NO_INTERRUPT, start);
  rs_c_use_block (c, exit);
}

/* --- units ---------------------------------------------------------------- */

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* Fills TABLE with the names of SCOPE that have the scope WANT or one of FLAGS,
 * sorted. */
static void
names_by_scope (RsTable *table, const RsScopeTable *scope, RsScope want, guint flags)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  guint i;

  for (i = 0; i < scope->order->len; i++)
    {
      const RsSymbol *symbol = g_ptr_array_index (scope->order, i);

      if (symbol->scope == want || (symbol->flags & flags) != 0)
        g_ptr_array_add (names, (gpointer) symbol->name);
    }
  g_ptr_array_sort (names, compare_names);
  for (i = 0; i < names->len; i++)
    rs_table_index (table, g_ptr_array_index (names, i));
}

static const char *
qualified_name (RsCompiler *c, RsUnit *unit)
{
  RsUnit *outer = unit->outer;
  g_autofree char *name = NULL;
  const char *locals = "";

  if (outer == NULL || outer->outer == NULL)
    return unit->name;
  if (unit->kind == RS_UNIT_FUNCTION || unit->kind == RS_UNIT_ASYNC_FUNCTION
      || unit->kind == RS_UNIT_CLASS)
    {
      if (rs_scope_of (outer->scope, rs_mangle (c->lang, outer->cls, unit->name))
          == RS_SCOPE_GLOBAL_EXPLICIT)
        return unit->name;
    }
  if (outer->kind == RS_UNIT_FUNCTION || outer->kind == RS_UNIT_ASYNC_FUNCTION
      || outer->kind == RS_UNIT_LAMBDA)
    locals = ".<locals>";
  name = g_strconcat (outer->qualname, locals, ".", unit->name, NULL);
  return rs_lang_id (c->lang, name, strlen (name));
}

void
rs_c_enter (RsCompiler *c, const char *name, RsUnitKind kind, const RsNode *key, int line)
{
  RsUnit *unit = g_new0 (RsUnit, 1);
  guint i;

  unit->compiler = c;
  unit->outer = c->unit;
  unit->kind = kind;
  unit->name = name;
  unit->cls = c->unit != NULL ? c->unit->cls : NULL;
  unit->scope = g_hash_table_lookup (c->symtable->blocks, key);
  unit->first_line = line;
  unit->loc = (RsLocation){ line, line, 0, 0 };
  unit->frames = g_array_new (FALSE, FALSE, sizeof (RsFrameBlock));
  rs_table_init (&unit->consts, rs_const_hash, rs_const_equal);
  rs_table_init (&unit->names, NULL, NULL);
  rs_table_init (&unit->varnames, NULL, NULL);
  rs_table_init (&unit->cellvars, NULL, NULL);
  rs_table_init (&unit->freevars, NULL, NULL);
  for (i = 0; i < unit->scope->varnames->len; i++)
    rs_table_index (&unit->varnames, g_ptr_array_index (unit->scope->varnames, i));
  names_by_scope (&unit->cellvars, unit->scope, RS_SCOPE_CELL, 0);
  if (unit->scope->needs_class_closure)
    rs_table_index (&unit->cellvars, rs_lang_id (c->lang, "__class__", 9));
  names_by_scope (&unit->freevars, unit->scope, RS_SCOPE_FREE, RS_DEF_FREE_CLASS);
  unit->graph = (RsFlowGraph){
    .chunks = rs_chunks_new (), .unit = unit, .const_at = const_at, .fold_tuple = fold_tuple
  };
  c->unit = unit;
  c->nesting++;
  unit->block = unit->graph.entry = rs_c_new_block (c);
  unit->qualname = qualified_name (c, unit);
  if (kind == RS_UNIT_MODULE)
    unit->loc.line = 0;
  rs_c_op_arg (c, RS_OP_RESUME, 0);
  if (kind == RS_UNIT_MODULE)
    unit->loc.line = -1;
}

static void
unit_free (RsUnit *unit)
{
  rs_table_clear (&unit->consts);
  rs_table_clear (&unit->names);
  rs_table_clear (&unit->varnames);
  rs_table_clear (&unit->cellvars);
  rs_table_clear (&unit->freevars);
  g_array_unref (unit->frames);
  rs_chunks_free (unit->graph.chunks);
  g_free (unit);
}

RsCodeUnit *
rs_c_leave (RsCompiler *c, gboolean add_none)
{
  RsUnit *unit = c->unit;
  RsCodeUnit *code = NULL;

  if (!unit->block->returns)
    {
      rs_c_no_loc (c);
      if (add_none)
        rs_c_const_kind (c, RS_CONST_NONE);
      rs_c_op (c, RS_OP_RETURN_VALUE);
    }
  if (!c->lang->failed)
    code = rs_assemble (c, unit);
  c->unit = unit->outer;
  c->nesting--;
  unit_free (unit);
  return code;
}

RsCodeUnit *
rs_compile_tree (RsLang *lang, RsNode *tree)
{
  RsCompiler c = { .lang = lang };
  RsCodeUnit *code;
  gboolean add_none = TRUE;

  lang->compiling = TRUE;
  c.symtable = rs_symtable_build (lang, tree);
  if (c.symtable == NULL)
    return NULL;
  c.const_cache = g_hash_table_new (rs_const_hash, rs_const_equal);
  rs_c_enter (&c, rs_lang_id (lang, "<module>", 8), RS_UNIT_MODULE, tree, 1);
  c.unit->loc.line = 1;
  switch (tree->kind)
    {
    case RS_NODE_Module:
      rs_c_body (&c, tree->v.module.body);
      break;
    case RS_NODE_Interactive:
      if (rs_c_find_annotation (tree->v.interactive.body))
        rs_c_op (&c, RS_OP_SETUP_ANNOTATIONS);
      rs_c_stmts (&c, tree->v.interactive.body);
      break;
    default:
      rs_c_expr (&c, tree->v.expression.body);
      add_none = FALSE;
      break;
    }
  code = rs_c_leave (&c, add_none);
  g_hash_table_unref (c.const_cache);
  rs_symtable_free (c.symtable);
  return code;
}
