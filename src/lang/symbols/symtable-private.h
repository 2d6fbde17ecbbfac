/* SPDX-License-Identifier: MIT
 *
 * Between symtable.c, which notes the uses of names, and symtable-analyze.c,
 * which decides their scopes.
 */
#pragma once

#include "symtable.h"

G_BEGIN_DECLS

/* A name in a global or nonlocal statement: where an error about it points. */
typedef struct {
  const char *name;
  RsLocation loc;
} RsDirective;

/* Returns: the symbol NAME of TABLE, new if it was not there. */
RsSymbol *rs_scope_add_symbol (RsLang *lang, RsScopeTable *table, const char *name);

/* Returns: (transfer full) FORMAT with its '@' replaced by NAME. */
char *rs_format_name (const char *format, const char *name);

/* Sets the scopes of all symbols. Returns: FALSE with the error set. */
gboolean rs_symtable_analyze (RsLang *lang, RsSymtable *symtable);

G_END_DECLS
