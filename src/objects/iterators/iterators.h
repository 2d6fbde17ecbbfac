/* SPDX-License-Identifier: MIT
 *
 * Iterators over sequences, and the built-in iterators that combine others.
 */
#pragma once

#include "objects/values.h"

G_BEGIN_DECLS

/* An iterator that counts through what has items by number: a list, a tuple, a
 * str, a bytes. */
typedef struct {
  RsObject base;
  gssize index;
  RsObject *sequence; /* NULL: it has come to the end, and let go of it */
} RsIndexIter;

/* Over SEQUENCE from INDEX; TYPE says what SEQUENCE is, and in which direction:
 * one whose instances are RsIndexIter. */
RS_NEW RS_RAISES RsObject *rs_index_iter_new (RsVm *vm, RsType *type, RsObject *sequence,
                                              gssize index);
/* Slots and methods of such a type. */
void rs_index_iter_dealloc (RsVm *vm, RsObject *self);
void rs_index_iter_traverse (RsVm *vm, RsObject *self, RsVisit *visit);
extern const RsMethodDef rs_index_iter_methods[];
/* iter (callable, sentinel) */
RS_NEW RS_RAISES RsObject *rs_callable_iter_new (RsVm *vm, RsObject *callable, RsObject *sentinel);
/* What __reduce__ of an iterator gives: (builtins.FUNCTION, ARGS), with STATE a
 * third item. ARGS NULL: NULL. */
RS_NEW RS_RAISES RsObject *rs_iter_reduced (RsVm *vm, const char *function,
                                            RS_STEALS RsObject *args, RS_STEALS RsObject *state);
/* The same of builtins.iter ([what COPY yields]). */
RS_NEW RS_RAISES RsObject *rs_iter_reduced_to_list (RsVm *vm, RS_STEALS RsObject *copy);
/* The index that __setstate__ was given; FALSE raises. */
gboolean rs_iter_state (RsVm *vm, RsObject *state, gssize *index);
/* __reduce__ and __setstate__ of an RsIndexIter; of reversed () the first is
 * another one. */
RsObject *rs_index_iter_reduce (RsVm *vm, RsObject *self, RsObject *const *args, gsize nargs,
                                RsObject *kwnames);
RsObject *rs_reversed_reduce (RsVm *vm, RsObject *self, RsObject *const *args, gsize nargs,
                              RsObject *kwnames);
RsObject *rs_index_iter_setstate (RsVm *vm, RsObject *self, RsObject *const *args, gsize nargs,
                                  RsObject *kwnames);
RS_NEW RS_RAISES RsObject *rs_self_iter (RsVm *vm, RsObject *self);

G_END_DECLS
