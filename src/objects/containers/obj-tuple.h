/* SPDX-License-Identifier: MIT
 *
 * What the files of tuple share: obj-tuple.c, tuple-methods.c.
 */
#pragma once

#include "objects/values.h"

G_BEGIN_DECLS

extern const RsTypeSpec rs_spec_tuple;
extern const RsMethodDef rs_tuple_methods[];

/* The vm's own (), once at start. */
RS_NEW RsObject *rs_tuple_new_empty (RsVm *vm);

/* slots, in tuple-methods.c */
RsObject *rs_tuple_repr (RsVm *vm, RsObject *self);
gint64 rs_tuple_hash (RsVm *vm, RsObject *self);
RsObject *rs_tuple_iter (RsVm *vm, RsObject *self);
RsObject *rs_tuple_richcompare (RsVm *vm, RsObject *left, RsObject *right, int op);
RsObject *rs_tuple_getitem (RsVm *vm, RsObject *self, RsObject *key);
int rs_tuple_contains (RsVm *vm, RsObject *self, RsObject *item);
RsObject *rs_tuple_concat (RsVm *vm, RsObject *left, RsObject *right);
RsObject *rs_tuple_repeat (RsVm *vm, RsObject *self, gssize count);

G_END_DECLS
