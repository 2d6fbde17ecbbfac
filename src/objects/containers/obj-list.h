/* SPDX-License-Identifier: MIT
 *
 * What the files of list share: obj-list.c, list-methods.c, list-sort.c.
 */
#pragma once

#include "objects/values.h"

G_BEGIN_DECLS

#define RS_LIST_MAX (G_MAXSSIZE / 8)

extern const RsTypeSpec rs_spec_list;
extern const RsMethodDef rs_list_methods[];

/* list_resize: SIZE items, room for some more; items beyond the old size are
 * not set. FALSE raises. */
gboolean rs_list_resize (RsVm *vm, RsList *list, gsize size);
/* An empty list with room for ALLOCATED items. */
RS_NEW RsObject *rs_list_new_reserved (RsVm *vm, gsize allocated);
/* Room for exactly ALLOCATED items. */
gboolean rs_list_reserve (RsVm *vm, RsList *list, gsize allocated);
void rs_list_clear (RsVm *vm, RsObject *list);

/* slots, in list-methods.c */
RsObject *rs_list_repr (RsVm *vm, RsObject *self);
RsObject *rs_list_iter (RsVm *vm, RsObject *self);
RsObject *rs_list_richcompare (RsVm *vm, RsObject *left, RsObject *right, int op);
RsObject *rs_list_getitem (RsVm *vm, RsObject *self, RsObject *key);
int rs_list_setitem (RsVm *vm, RsObject *self, RsObject *key, RsObject *value);
int rs_list_contains (RsVm *vm, RsObject *self, RsObject *item);
RsObject *rs_list_concat (RsVm *vm, RsObject *left, RsObject *right);
RsObject *rs_list_inplace_concat (RsVm *vm, RsObject *left, RsObject *right);
RsObject *rs_list_repeat (RsVm *vm, RsObject *self, gssize count);
RsObject *rs_list_inplace_repeat (RsVm *vm, RsObject *self, gssize count);

G_END_DECLS
