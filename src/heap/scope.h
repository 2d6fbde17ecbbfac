/* SPDX-License-Identifier: MIT
 *
 * References that a C function owns while it runs: a shadow stack, as of
 * precise collectors, whose locals clean up after themselves.
 *
 *     RsObject *
 *     first_of (RsVm *vm, RsObject *iterable)
 *     {
 *       RS_SCOPE (vm);
 *       RS_LOCAL (iterator, rs_get_iter (vm, iterable));
 *       if (iterator == NULL)
 *         return NULL;
 *       RS_LOCAL (first, rs_iter_next (vm, iterator));
 *       return RS_GIVE (first);
 *     }
 *
 * Whatever a function owns across a call that may run Python is an RS_LOCAL.
 * Then it is owned, named and dropped in one place: the audit, the collector's
 * referrers and the HeapGraph find it on the shadow stack for as long as it is
 * owned, and every way out of its block drops it, errors too. A local may be
 * NULL, may be assigned anew (rs_setref, rs_clear), and lives in its block: one
 * that is declared in a loop's body is dropped at the end of each turn.
 *
 * RS_GIVE hands a local's reference to the caller. It stays named until the
 * function has dropped its other locals, whose deaths may run Python. Without
 * RS_SCOPE at the top of the function neither compiles.
 *
 *     vm->scope ──▶ RsScope of the innermost function ──▶ of the one that called it ──▶ ...
 *                      │
 *                      └▶ RsLocal of the innermost block ──▶ RsLocal ──▶ ...
 *
 * RS_LOCAL_ARRAY owns an array's references.
 *
 * Locals are dropped from the last declared to the first, as C cleans them up.
 * Where CPython drops in another order, and something may die of it, drop with
 * rs_clear in that order before the end.
 */
#pragma once

#include "vm-state.h"

G_BEGIN_DECLS

typedef struct _RsLocal RsLocal;

/* Owned references that lie one after another; on the C stack. */
struct _RsLocal {
  RsLocal *previous; /* of the same scope, declared before */
  RsScope *scope;
  RsObject **slots; /* the variable, or the first of the array; each may be NULL */
  gsize n;
};

/* Where a scope is in the sources; const. */
typedef struct {
  const char *file, *function;
} RsScopeSite;

/* The owned references of one C function; on the C stack. */
struct _RsScope {
  RsScope *previous; /* of the C function that called this one, by whatever way */
  const RsScopeSite *site;
  RsVm *vm;
  RsLocal *locals;
  RsObject *given; /* by RS_GIVE: the caller's, once this function has ended */
};

/* Opens the scope of the function whose first statement it is. */
#define RS_SCOPE(the_vm)                                                                           \
  static const RsScopeSite rs_site_ = { __FILE__, __func__ };                                      \
  __attribute__ ((cleanup (rs_scope_end)))                                                         \
  RsScope rs_scope_ = { .site = &rs_site_, .vm = (the_vm) };                                       \
  rs_scope_begin (&rs_scope_)

/* Declares RsObject *NAME, which owns the reference that EXPRESSION is (or
 * NULL). */
#define RS_LOCAL(name, expression)                                                                 \
  RsObject *name = RS_OBJECT (expression);                                                         \
  __attribute__ ((cleanup (rs_local_end)))                                                         \
  RsLocal name##_local_ = { .scope = &rs_scope_, .slots = &name, .n = 1 };                         \
  rs_local_begin (&name##_local_)

/* Owns the reference in FIELD of STRUCTURE, a variable; NULL to begin with. */
#define RS_LOCAL_FIELD(structure, field)                                                           \
  __attribute__ ((cleanup (rs_local_end))) RsLocal structure##_##field##_local_ = {                \
    .scope = &rs_scope_, .slots = &(structure).field, .n = 1                                       \
  };                                                                                               \
  rs_local_begin (&structure##_##field##_local_)

/* Owns the references of the array ITEMS, a variable, N long: each is one or
 * NULL already. They are dropped from the first to the last. */
#define RS_LOCAL_ARRAY(items, length)                                                              \
  __attribute__ ((cleanup (rs_local_array_end)))                                                   \
  RsLocal items##_local_ = { .scope = &rs_scope_, .slots = (items), .n = (length) };               \
  rs_local_begin (&items##_local_)

/* Drops what the array owns now, before its block ends; as its memory must not
 * be freed earlier. */
#define RS_CLEAR_ARRAY(items) rs_local_array_clear (&items##_local_)
/* The array's references are somebody else's from now on. */
#define RS_FORGET_ARRAY(items) ((void) (items##_local_.n = 0))

/* The value of local NAME, whose reference goes to the caller: only as
 * "return RS_GIVE (name);". */
#define RS_GIVE(name) (rs_scope_give (&rs_scope_, &(name)))

static inline void
rs_scope_begin (RsScope *scope)
{
  scope->previous = scope->vm->scope;
  scope->vm->scope = scope;
}

static inline void
rs_scope_end (RsScope *scope)
{
  scope->vm->scope = scope->previous;
}

static inline void
rs_local_begin (RsLocal *local)
{
  local->previous = local->scope->locals;
  local->scope->locals = local;
}

static inline void
rs_local_end (RsLocal *local)
{
  local->scope->locals = local->previous;
  if (*local->slots != NULL)
    rs_decref (local->scope->vm, *local->slots);
}

static inline void
rs_local_array_clear (RsLocal *local)
{
  while (local->n > 0)
    {
      RsObject *object = *local->slots++;
      local->n--;
      if (object != NULL)
        rs_decref (local->scope->vm, object);
    }
}

static inline void
rs_local_array_end (RsLocal *local)
{
  rs_local_array_clear (local);
  local->scope->locals = local->previous;
}

static inline RsObject *
rs_scope_give (RsScope *scope, RsObject **slot)
{
  RsObject *object = *slot;
  scope->given = object;
  *slot = NULL;
  return object;
}

/* --- memory of the host --------------------------------------------------- */

/* Memory outside of the arena that a C function owns while Python may run. Such
 * a function cannot be saved with the rest of the state, and when the state is
 * abandoned the memory must be freed. On the C stack, one list a thread. */
struct _RsForeign {
  RsForeign *previous;
  RsVm *vm;
  gpointer *slot; /* the variable */
  GDestroyNotify free;
};

/* Declares TYPE *NAME, which owns what EXPRESSION is (or NULL): FREE gives it
 * back at the end of the block. */
#define RS_FOREIGN(the_vm, type, name, free_function, expression)                                  \
  type *name = (expression);                                                                       \
  __attribute__ ((cleanup (rs_foreign_end))) RsForeign name##_foreign_ = {                         \
    .vm = (the_vm), .slot = (gpointer *) &name, .free = (GDestroyNotify) (free_function)           \
  };                                                                                               \
  rs_foreign_begin (&name##_foreign_)

/* The same for text that g_free frees. */
#define RS_TEXT(the_vm, name, expression) RS_FOREIGN (the_vm, char, name, g_free, expression)

static inline void
rs_foreign_begin (RsForeign *foreign)
{
  foreign->previous = foreign->vm->foreign;
  foreign->vm->foreign = foreign;
}

static inline void
rs_foreign_end (RsForeign *foreign)
{
  foreign->vm->foreign = foreign->previous;
  if (*foreign->slot != NULL)
    foreign->free (*foreign->slot);
}

/* --- groups of references ------------------------------------------------- */

/* References that are dropped one after another, while what dies may run
 * Python: those that are left still count, and are roots. On the C stack; each
 * is set to NULL before its count falls. A frame that ends is such a group,
 * too. */
struct _RsDecrefs {
  RsDecrefs *previous;
  RsObject **items; /* N, each STRIDE pointers after the one before */
  gsize n, stride;
  RsFrame *frame;
};

static inline void
rs_decrefs_begin (RsVm *vm, RsDecrefs *decrefs, RsObject **items, gsize n, gsize stride)
{
  *decrefs = (RsDecrefs){ vm->decrefs, items, n, stride, NULL };
  vm->decrefs = decrefs;
}

static inline void
rs_decrefs_end (RsVm *vm, RsDecrefs *decrefs)
{
  vm->decrefs = decrefs->previous;
}

/* Every reference of SCOPE and the scopes below it, as RS_EDGE_C_LOCAL with
 * their number from FIRST on. */
void rs_scopes_traverse (const RsScope *scope, RsVisit *visit, guint first);

G_END_DECLS
