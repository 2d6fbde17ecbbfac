/* SPDX-License-Identifier: MIT
 *
 * What the files of the exceptions share: obj-exception.c (BaseException),
 * exception-types.c (all the others).
 */
#pragma once

#include "objects/abstract.h"
#include "objects/type.h"

G_BEGIN_DECLS

RsObject *rs_exception_tp_new (RsVm *vm, RsType *type, RsObject *const *args, gsize nargs,
                               RsObject *kwnames);
int rs_exception_tp_init (RsVm *vm, RsObject *self, RsObject *const *args, gsize nargs,
                          RsObject *kwnames);
void rs_exception_dealloc (RsVm *vm, RsObject *self);
void rs_exception_traverse (RsVm *vm, RsObject *self, RsVisit *visit);
void rs_exception_clear (RsVm *vm, RsObject *self);
RsObject *rs_exception_str (RsVm *vm, RsObject *self);
RsObject *rs_exception_repr (RsVm *vm, RsObject *self);
const char *rs_exception_field_name (RsType *type, guint index);

extern const RsMethodDef rs_exception_methods[];
extern const RsGetSetDef rs_exception_getset[];
/* The spec of the exception type ID, filled in from tables. */
RsTypeSpec rs_exception_spec (guint id);

/* The part of GROUP whose leaves are those of the exceptions in LIST, some of
 * them groups; None if that is empty. */
RS_NEW RS_RAISES RsObject *rs_exception_group_project (RsVm *vm, RsObject *group, RsObject *list);

G_END_DECLS
