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
 */
#include "symtable-private.h"

#include <string.h>

typedef GHashTable Names;

static gboolean
set_error (RsLang *lang, const RsScopeTable *table, const char *name, const char *format)
{
  g_autofree char *message = rs_format_name (format, name);
  RsLocation loc = table->loc;
  guint i;

  for (i = 0; i < table->directives->len; i++)
    {
      const RsDirective *directive = g_ptr_array_index (table->directives, i);

      if (directive->name == name)
        {
          loc = directive->loc;
          break;
        }
    }
  rs_lang_error_after (lang, loc, "%s", message);
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

/* BOUND: NULL in the module. */
static gboolean
analyze_name (RsLang *lang, RsScopeTable *table, RsSymbol *symbol, Names *bound, Names *local,
              Names *free_names, Names *global)
{
  gpointer name = (gpointer) symbol->name;

  if ((symbol->flags & RS_DEF_GLOBAL) != 0)
    {
      if ((symbol->flags & RS_DEF_NONLOCAL) != 0)
        return set_error (lang, table, name, "name '@' is nonlocal and global");
      symbol->scope = RS_SCOPE_GLOBAL_EXPLICIT;
      g_hash_table_add (global, name);
      if (bound != NULL)
        g_hash_table_remove (bound, name);
      return TRUE;
    }
  if ((symbol->flags & RS_DEF_NONLOCAL) != 0)
    {
      if (bound == NULL)
        return set_error (lang, table, name, "nonlocal declaration not allowed at module level");
      if (!g_hash_table_contains (bound, name))
        return set_error (lang, table, name, "no binding for nonlocal '@' found");
      symbol->scope = RS_SCOPE_FREE;
      table->free = TRUE;
      g_hash_table_add (free_names, name);
      return TRUE;
    }
  if ((symbol->flags & RS_DEF_BOUND) != 0)
    {
      symbol->scope = RS_SCOPE_LOCAL;
      g_hash_table_add (local, name);
      g_hash_table_remove (global, name);
      return TRUE;
    }
  if (bound != NULL && g_hash_table_contains (bound, name))
    {
      symbol->scope = RS_SCOPE_FREE;
      table->free = TRUE;
      g_hash_table_add (free_names, name);
      return TRUE;
    }
  if (!g_hash_table_contains (global, name) && table->nested)
    table->free = TRUE;
  symbol->scope = RS_SCOPE_GLOBAL_IMPLICIT;
  return TRUE;
}

/* Locals that inner blocks use become cells; what is found leaves
 * FREE_NAMES. */
static void
find_cells (RsScopeTable *table, Names *free_names)
{
  guint i;

  for (i = 0; i < table->order->len; i++)
    {
      RsSymbol *symbol = g_ptr_array_index (table->order, i);

      if (symbol->scope == RS_SCOPE_LOCAL && g_hash_table_remove (free_names, symbol->name))
        symbol->scope = RS_SCOPE_CELL;
    }
}

/* Names that inner blocks use and that are bound outside of TABLE pass through
 * it. */
static void
pass_free_names (RsLang *lang, RsScopeTable *table, Names *bound, Names *free_names)
{
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
          continue;
        }
      if (bound != NULL && !g_hash_table_contains (bound, name))
        continue;
      rs_scope_add_symbol (lang, table, name)->scope = RS_SCOPE_FREE;
    }
}

static gboolean
analyze_block (RsLang *lang, RsScopeTable *table, Names *bound, Names *free_names, Names *global)
{
  g_autoptr (GHashTable) local = g_hash_table_new (NULL, NULL),
                         new_global = g_hash_table_new (NULL, NULL),
                         new_free = g_hash_table_new (NULL, NULL),
                         new_bound = g_hash_table_new (NULL, NULL);
  const char *class_name = rs_lang_id (lang, "__class__", 9);
  guint i;

  if (table->kind == RS_BLOCK_CLASS)
    {
      add_all (new_global, global);
      if (bound != NULL)
        add_all (new_bound, bound);
    }
  for (i = 0; i < table->order->len; i++)
    if (!analyze_name (lang, table, g_ptr_array_index (table->order, i), bound, local, free_names,
                       global))
      return FALSE;
  if (table->kind != RS_BLOCK_CLASS)
    {
      if (table->kind == RS_BLOCK_FUNCTION)
        add_all (new_bound, local);
      if (bound != NULL)
        add_all (new_bound, bound);
      add_all (new_global, global);
    }
  else
    g_hash_table_add (new_bound, (gpointer) class_name);
  for (i = 0; i < table->children->len; i++)
    {
      RsScopeTable *child = g_ptr_array_index (table->children, i);
      g_autoptr (GHashTable) child_bound = copy_names (new_bound),
                             child_global = copy_names (new_global);

      if (!analyze_block (lang, child, child_bound, new_free, child_global))
        return FALSE;
      table->child_free |= child->free || child->child_free;
    }
  if (table->kind == RS_BLOCK_FUNCTION)
    find_cells (table, new_free);
  else if (table->kind == RS_BLOCK_CLASS && g_hash_table_remove (new_free, class_name))
    table->needs_class_closure = TRUE;
  pass_free_names (lang, table, bound, new_free);
  add_all (free_names, new_free);
  return TRUE;
}

gboolean
rs_symtable_analyze (RsLang *lang, RsSymtable *symtable)
{
  g_autoptr (GHashTable) free_names = g_hash_table_new (NULL, NULL),
                         global = g_hash_table_new (NULL, NULL);

  return analyze_block (lang, symtable->top, NULL, free_names, global);
}
