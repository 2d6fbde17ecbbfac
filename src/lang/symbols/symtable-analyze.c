/* SPDX-License-Identifier: MIT
 *
 * Decides for each name of each block: local, cell, free, or global. One walk
 * down the tree of blocks carries the names that are bound in functions around
 * a block; on the way up the free names of the inner blocks come back and turn
 * locals into cells.
 *
 *   def f ():          bound in f: {x}      on the way up: free {x} → x becomes a cell of f
 *     x = 1
 *     def g ():        bound: {x}           x is used and bound around: free
 *       return x
 *
 * A class binds nothing for the functions in it, except __class__.
 *
 * The rules are those of analyze_name () and analyze_block () in CPython's
 * Python/symtable.c.
 */
#include "symtable-private.h"

#include <string.h>

typedef GHashTable Names; /* a set of interned names */

/* A block while its names are decided. */
typedef struct {
  RsLang *lang;
  RsScopeTable *table;
  Names *bound;  /* in the functions around it; NULL: it is the module */
  Names *global; /* declared global in it or around it, and not bound in between */
  Names *local;  /* bound in it */
  Names *free;   /* used in it or further in, and bound around it */
} Block;

/* The error FORMAT about NAME, at the global or nonlocal statement that names
 * it. Returns FALSE. */
static gboolean
set_error (const Block *block, const char *name, const char *format)
{
  g_autofree char *message = rs_format_name (format, name);
  const GPtrArray *directives = block->table->directives;
  RsLocation loc = block->table->loc;

  for (guint i = 0; i < directives->len; i++)
    {
      const RsDirective *directive = g_ptr_array_index (directives, i);

      if (directive->name == name)
        {
          loc = directive->loc;
          break;
        }
    }
  rs_lang_error_after (block->lang, loc, "%s", message);
  return FALSE;
}

static void
add_all (Names *to, Names *from)
{
  GHashTableIter iter;
  gpointer name;

  g_hash_table_iter_init (&iter, from);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    g_hash_table_add (to, name);
}

static Names *
copy_names (Names *from)
{
  Names *copy = g_hash_table_new (NULL, NULL);

  add_all (copy, from);
  return copy;
}

static gboolean
declare_global (Block *block, RsSymbol *symbol)
{
  gpointer name = (gpointer) symbol->name;

  if ((symbol->flags & RS_DEF_NONLOCAL) != 0)
    return set_error (block, name, "name '@' is nonlocal and global");
  symbol->scope = RS_SCOPE_GLOBAL_EXPLICIT;
  g_hash_table_add (block->global, name);
  if (block->bound != NULL)
    g_hash_table_remove (block->bound, name);
  return TRUE;
}

static void
make_free (Block *block, RsSymbol *symbol)
{
  symbol->scope = RS_SCOPE_FREE;
  g_hash_table_add (block->free, (gpointer) symbol->name);
}

static gboolean
declare_nonlocal (Block *block, RsSymbol *symbol)
{
  if (block->bound == NULL)
    return set_error (block, symbol->name, "nonlocal declaration not allowed at module level");
  if (!g_hash_table_contains (block->bound, symbol->name))
    return set_error (block, symbol->name, "no binding for nonlocal '@' found");
  make_free (block, symbol);
  return TRUE;
}

/* The scope of SYMBOL: what is declared, else what is bound here, else what is
 * bound around, else the module's. A local may become a cell later. FALSE: the
 * error is set. */
static gboolean
analyze_name (Block *block, RsSymbol *symbol)
{
  gpointer name = (gpointer) symbol->name;

  if ((symbol->flags & RS_DEF_GLOBAL) != 0)
    return declare_global (block, symbol);
  if ((symbol->flags & RS_DEF_NONLOCAL) != 0)
    return declare_nonlocal (block, symbol);
  if ((symbol->flags & RS_DEF_BOUND) != 0)
    {
      symbol->scope = RS_SCOPE_LOCAL;
      g_hash_table_add (block->local, name);
      g_hash_table_remove (block->global, name);
    }
  else if (block->bound != NULL && g_hash_table_contains (block->bound, name))
    make_free (block, symbol);
  else
    symbol->scope = RS_SCOPE_GLOBAL_IMPLICIT;
  return TRUE;
}

/* Locals that inner blocks use become cells; what is found leaves
 * FREE_NAMES. */
static void
find_cells (RsScopeTable *table, Names *free_names)
{
  for (guint i = 0; i < table->order->len; i++)
    {
      RsSymbol *symbol = g_ptr_array_index (table->order, i);

      if (symbol->scope == RS_SCOPE_LOCAL && g_hash_table_remove (free_names, symbol->name))
        symbol->scope = RS_SCOPE_CELL;
    }
}

/* FREE_NAMES, which inner blocks use, that are bound outside of the block pass
 * through it. */
static void
pass_free_names (const Block *block, Names *free_names)
{
  RsScopeTable *table = block->table;
  GHashTableIter iter;
  gpointer name;

  g_hash_table_iter_init (&iter, free_names);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    {
      RsSymbol *symbol = rs_scope_symbol (table, name);

      if (symbol != NULL)
        {
          if (table->kind == RS_BLOCK_CLASS
              && (symbol->flags & (RS_DEF_BOUND | RS_DEF_GLOBAL)) != 0)
            symbol->flags |= RS_DEF_FREE_CLASS;
        }
      else if (block->bound == NULL || g_hash_table_contains (block->bound, name))
        rs_scope_add_symbol (block->lang, table, name)->scope = RS_SCOPE_FREE;
    }
}

static gboolean analyze_block (RsLang *lang, RsScopeTable *table, Names *bound, Names *global,
                               Names *free_names);

/* The blocks in TABLE, for which BOUND and GLOBAL are what is around them. Each
 * has its own copies: it takes out of them what it declares otherwise. */
static gboolean
analyze_children (RsLang *lang, RsScopeTable *table, Names *bound, Names *global, Names *free_names)
{
  for (guint i = 0; i < table->children->len; i++)
    {
      RsScopeTable *child = g_ptr_array_index (table->children, i);
      g_autoptr (GHashTable) child_bound = copy_names (bound), child_global = copy_names (global);

      if (!analyze_block (lang, child, child_bound, child_global, free_names))
        return FALSE;
    }
  return TRUE;
}

/* TABLE and the blocks in it. BOUND (NULL: it is the module) and GLOBAL: as in
 * Block, changed; what it and they leave free is added to FREE_NAMES. FALSE:
 * the error is set. */
static gboolean
analyze_block (RsLang *lang, RsScopeTable *table, Names *bound, Names *global, Names *free_names)
{
  g_autoptr (GHashTable) local = g_hash_table_new (NULL, NULL),
                         inner_bound = g_hash_table_new (NULL, NULL),
                         inner_global = g_hash_table_new (NULL, NULL),
                         inner_free = g_hash_table_new (NULL, NULL);
  gpointer class_name = (gpointer) rs_lang_id (lang, "__class__", 9);
  gboolean is_class = table->kind == RS_BLOCK_CLASS, is_function = table->kind == RS_BLOCK_FUNCTION;
  Block block = { lang, table, bound, global, local, free_names };

  /* What a class declares or binds does not change what the functions in it
   * see: they get what is around it, as it was before. */
  if (is_class)
    {
      add_all (inner_global, global);
      if (bound != NULL)
        add_all (inner_bound, bound);
    }
  for (guint i = 0; i < table->order->len; i++)
    if (!analyze_name (&block, g_ptr_array_index (table->order, i)))
      return FALSE;
  if (is_class)
    g_hash_table_add (inner_bound, class_name);
  else
    {
      if (is_function)
        add_all (inner_bound, local);
      if (bound != NULL)
        add_all (inner_bound, bound);
      add_all (inner_global, global);
    }
  if (!analyze_children (lang, table, inner_bound, inner_global, inner_free))
    return FALSE;
  if (is_function)
    find_cells (table, inner_free);
  else if (is_class && g_hash_table_remove (inner_free, class_name))
    table->needs_class_closure = TRUE;
  pass_free_names (&block, inner_free);
  add_all (free_names, inner_free);
  return TRUE;
}

gboolean
rs_symtable_analyze (RsLang *lang, RsSymtable *symtable)
{
  g_autoptr (GHashTable) free_names = g_hash_table_new (NULL, NULL),
                         global = g_hash_table_new (NULL, NULL);

  return analyze_block (lang, symtable->top, NULL, global, free_names);
}
