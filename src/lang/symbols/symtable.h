/* SPDX-License-Identifier: MIT
 *
 * Which scope each name of a program belongs to: one table for the module, each
 * class, function, lambda and comprehension.
 */
#pragma once

#include "lang/lang-private.h"

G_BEGIN_DECLS

/* How a block uses a name; values of CPython's pycore_symtable.h. */
enum {
  RS_DEF_GLOBAL = 1,      /* in a global statement */
  RS_DEF_LOCAL = 2,       /* assigned, or bound by def, class, for, with, except, match */
  RS_DEF_PARAM = 4,       /* a parameter */
  RS_DEF_NONLOCAL = 8,    /* in a nonlocal statement */
  RS_USE = 16,            /* read */
  RS_DEF_FREE_CLASS = 64, /* bound in a class, and free in a function in it: another variable */
  RS_DEF_IMPORT = 128,    /* bound by import */
  RS_DEF_ANNOT = 256,     /* annotated */
  RS_DEF_COMP_ITER = 512, /* bound by the for of a comprehension */
  RS_DEF_BOUND = RS_DEF_LOCAL | RS_DEF_PARAM | RS_DEF_IMPORT,
};

/* Where a name is looked up. */
typedef enum {
  RS_SCOPE_NONE,            /* it does not occur */
  RS_SCOPE_LOCAL,           /* of this block alone */
  RS_SCOPE_GLOBAL_EXPLICIT, /* by a global statement */
  RS_SCOPE_GLOBAL_IMPLICIT, /* bound nowhere around */
  RS_SCOPE_FREE,            /* bound in a function around */
  RS_SCOPE_CELL,            /* local, and free in a block in this one */
} RsScope;

typedef struct {
  const char *name; /* interned, mangled */
  guint flags;      /* how it is used: RS_DEF_*, RS_USE */
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
  GHashTable *symbols;           /* name → RsSymbol in scratch */
  GPtrArray *order;              /* the same symbols as they came */
  GPtrArray *varnames;           /* parameters, then other locals of a function: const char * */
  GPtrArray *children;           /* RsScopeTable */
  GPtrArray *directives;         /* global and nonlocal statements: RsDirective in scratch */
  gboolean nested;               /* within a function, at whatever depth */
  gboolean generator, coroutine; /* a function with yield; an async one */
  gboolean varargs, varkeywords; /* a function with *args, with **kwargs */
  gboolean needs_class_closure;  /* a class, of which a method uses __class__ or super () */
  gboolean comp_iter_target;     /* now: the targets of a comprehension's for are being read */
  int comp_iter_expr;            /* now: how many iterables of comprehensions one is within */
  int comprehension;             /* 0: none; else the RsNodeKind */
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
