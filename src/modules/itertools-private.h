/* SPDX-License-Identifier: MIT
 *
 * What the files of module itertools share: one struct for all its iterators.
 * Each has up to four references and four numbers; a table says what the
 * references are called (mod-itertools.c).
 */
#pragma once

#include "modules.h"
#include "objects/iterators/iterators.h"

G_BEGIN_DECLS

typedef enum {
  RS_IT_COUNT,
  RS_IT_CYCLE,
  RS_IT_REPEAT,
  RS_IT_CHAIN,
  RS_IT_ISLICE,
  RS_IT_TAKEWHILE,
  RS_IT_DROPWHILE,
  RS_IT_FILTERFALSE,
  RS_IT_STARMAP,
  RS_IT_COMPRESS,
  RS_IT_ACCUMULATE,
  RS_IT_PAIRWISE,
  RS_IT_ZIP_LONGEST,
  RS_IT_PRODUCT,
  RS_IT_PERMUTATIONS,
  RS_IT_COMBINATIONS,
  RS_IT_COMBINATIONS_R,
  RS_IT_GROUPBY,
  RS_IT_GROUPER,
  RS_IT_TEE,
  RS_IT_TEE_DATA,
} RsItertoolKind;

typedef struct {
  RsObject base;                    /* base.extra: RsItertoolKind */
  RsObject *weaklist;               /* tee only */
  RsObject *a, *b, *c, *d, *target; /* counted, or NULL */
  RsObject *parked;                 /* a list, or NULL: see rs_itertool_use */
  guint users;
  gint64 n, m, step, taken;
  gssize *indices; /* of the combinatoric ones: room for 2 * m, see itertools-combine.c */
  guint32 indices_block;
  gboolean stopped;
} RsItertool;

#define RS_IT(o) ((RsItertool *) (o))

/* A new iterator of KIND; the references are taken over, also on failure.
 * Tracked. */
RS_NEW RsObject *rs_itertool_new (RsVm *vm, RsType *type, RsItertoolKind kind, RsObject *a,
                                  RsObject *b, RsObject *c, RsObject *d);
void rs_itertool_dealloc (RsVm *vm, RsObject *self);
void rs_itertool_traverse (RsVm *vm, RsObject *self, RsVisit *visit);
gsize rs_itertool_sizeof (RsVm *vm, RsObject *object);
void rs_itertool_clear (RsVm *vm, RsObject *self);
/* RESULT, a tuple that the iterator keeps and fills again where nobody else
 * holds it (as CPython does): it, or a copy that takes its place. Borrowed. */
RS_BORROWED RsObject *rs_itertool_reuse (RsVm *vm, RsObject **result);

/* What an iterator asks for its next item may ask the iterator itself
 * meanwhile, and so end or replace what the outer call was given from a field
 * and works with. As in CPython the outer call owns no reference of its own,
 * which would show in the count; instead it says from when to when it uses its
 * fields, and what they lose meanwhile is parked until then. */
static inline void
rs_itertool_use (RsItertool *self)
{
  self->users++;
}
void rs_itertool_unpark (RsVm *vm, RsItertool *self);
static inline void
rs_itertool_used (RsVm *vm, RsItertool *self)
{
  if (--self->users == 0 && self->parked != NULL)
    rs_itertool_unpark (vm, self);
}

/* Drops OLD, which a field of SELF held. */
void rs_itertool_decref (RsVm *vm, RsItertool *self, RS_STEALS RsObject *old);

static inline void
rs_itertool_clear_field (RsVm *vm, RsItertool *self, RsObject **field)
{
  rs_itertool_decref (vm, self, g_steal_pointer (field));
}

static inline void
rs_itertool_set_field (RsVm *vm, RsItertool *self, RsObject **field, RS_STEALS RsObject *value)
{
  RsObject *old = *field;
  *field = value;
  rs_itertool_decref (vm, self, old);
}

/* The next item of ITERATOR, which is in a field of SELF. */
RS_NEW RsObject *rs_itertool_ask (RsVm *vm, RsItertool *self, RsObject *iterator);

#define RS_ITERTOOL_SLOTS(next, make)                                                              \
  {                                                                                                \
    .dealloc = rs_itertool_dealloc, .traverse = rs_itertool_traverse, .clear = rs_itertool_clear,  \
    .iter = rs_self_iter, .iternext = next, .new_ = make, .sizeof_ = rs_itertool_sizeof            \
  }
#define RS_ITERTOOL_SPEC(id, text, ...)                                                            \
  const RsTypeSpec rs_spec_it_##id = { .name = "itertools." text,                                  \
                                       .flags = RS_TF_GC | RS_TF_BASETYPE,                         \
                                       .size = sizeof (RsItertool),                                \
                                       .slots = &id##_slots,                                       \
                                       __VA_ARGS__ }

extern const RsMethodDef rs_itertools_tee_functions[];

G_END_DECLS
