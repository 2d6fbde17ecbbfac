/* SPDX-License-Identifier: MIT
 *
 * dict.keys (), values (), items () and the iterators over dicts.
 */
#pragma once

#include "objects/values.h"

G_BEGIN_DECLS

/* A view: dict_keys, dict_values, dict_items or what derives from them. */
typedef struct {
  RsObject base;
  RsObject *dict;
} RsView;

/* The dict that VIEW shows, borrowed. */
static inline RsObject *
rs_dict_view_mapping (RsObject *view)
{
  return ((RsView *) view)->dict;
}

RS_NEW RS_RAISES RsObject *rs_dict_view_new (RsVm *vm, RsType *type, RsObject *dict);
/* The tuple (KEY, VALUE) that an iterator over items gives: SPARE, its own,
 * again, where nobody else has kept it. */
RS_NEW RsObject *rs_dict_item (RsVm *vm, RsObject *spare, RsObject *key, RsObject *value);
RS_NEW RS_RAISES RsObject *rs_dict_iter (RsVm *vm, RsObject *dict);
RS_NEW RS_RAISES RsObject *rs_dict_reverse_iter (RsVm *vm, RsType *type, RsObject *dict);

G_END_DECLS
