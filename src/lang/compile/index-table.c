/* SPDX-License-Identifier: MIT
 *
 * The tables of a unit: constants, names, variables, each once, with the index
 * by which instructions say them.
 */
#include "compile-private.h"

void
rs_table_init (RsTable *table, GHashFunc hash, GEqualFunc equal)
{
  table->index = g_hash_table_new (hash, equal);
  table->items = g_ptr_array_new ();
}

void
rs_table_clear (RsTable *table)
{
  g_hash_table_unref (table->index);
  g_ptr_array_unref (table->items);
}

int
rs_table_lookup (const RsTable *table, gconstpointer key)
{
  return GPOINTER_TO_INT (g_hash_table_lookup (table->index, key)) - 1;
}

int
rs_table_index (RsTable *table, gconstpointer key)
{
  int index = rs_table_lookup (table, key);

  if (index >= 0)
    return index;
  g_ptr_array_add (table->items, (gpointer) key);
  g_hash_table_insert (table->index, (gpointer) key, GINT_TO_POINTER (table->items->len));
  return (int) table->items->len - 1;
}
