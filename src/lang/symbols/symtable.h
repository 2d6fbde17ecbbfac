/* SPDX-License-Identifier: MIT
 *
 * Which scope each name of a program belongs to: one table for the module, each
 * class, function, lambda and comprehension.
 */
#pragma once

#include "lang/lang-private.h"

G_BEGIN_DECLS

/* How a block uses a name. */
enum {
  RS_DEF_GLOBAL = 1,
  RS_DEF_LOCAL = 2,
  RS_DEF_PARAM = 4,
  RS_DEF_NONLOCAL = 8,
  RS_USE = 16,
  RS_DEF_FREE_CLASS = 64,
  RS_DEF_IMPORT = 128,
  RS_DEF_ANNOT = 256,
  RS_DEF_COMP_ITER = 512,
  RS_DEF_BOUND = RS_DEF_LOCAL | RS_DEF_PARAM | RS_DEF_IMPORT,
};

typedef enum {
  RS_SCOPE_NONE,
  RS_SCOPE_LOCAL,
  RS_SCOPE_GLOBAL_EXPLICIT,
  RS_SCOPE_GLOBAL_IMPLICIT,
  RS_SCOPE_FREE,
  RS_SCOPE_CELL,
} RsScope;

typedef struct {
  const char *name; /* mangled */
  guint flags;
  RsScope scope;
} RsSymbol;

typedef enum {
  RS_BLOCK_MODULE,
  RS_BLOCK_CLASS,
  RS_BLOCK_FUNCTION,
  RS_BLOCK_ANNOTATION
} RsBlockKind;

typedef struct _RsScopeTable RsScopeTable;
struct _RsScopeTable {
  RsBlockKind kind;
  const char *name;
  RsLocation loc;
  GHashTable *symbols;   /* name → RsSymbol in scratch */
  GPtrArray *order;      /* the same symbols as they came */
  GPtrArray *varnames;   /* parameters, then other locals of a function: const char * */
  GPtrArray *children;   /* RsScopeTable */
  GPtrArray *directives; /* global and nonlocal statements: RsDirective in scratch */
  gboolean nested, free, child_free, generator, coroutine, varargs, varkeywords, returns_value,
      needs_class_closure;
  gboolean comp_iter_target;
  int comp_iter_expr;
  int comprehension; /* 0: none; else the RsNodeKind */
};

typedef struct {
  RsScopeTable *top;
  GHashTable *blocks; /* node → RsScopeTable */
  GPtrArray *tables;  /* all of them, owned */
} RsSymtable;

/* Returns: (transfer full) the tables of TREE, or NULL with the error set. */
RsSymtable *rs_symtable_build (RsLang *lang, RsNode *tree);
void rs_symtable_free (RsSymtable *symtable);

/* Returns: the symbol, or NULL. NAME is interned and mangled. */
RsSymbol *rs_scope_symbol (const RsScopeTable *table, const char *name);

/* Returns: the scope of NAME in TABLE, RS_SCOPE_NONE if it does not occur. */
RsScope rs_scope_of (const RsScopeTable *table, const char *name);

/* Returns: NAME as code in class CLS sees it: __x becomes _Cls__x. CLS may be
 * NULL. */
const char *rs_mangle (RsLang *lang, const char *cls, const char *name);

G_END_DECLS
