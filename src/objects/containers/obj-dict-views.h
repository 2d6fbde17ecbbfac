/* SPDX-License-Identifier: MIT
 *
 * dict.keys (), values (), items () and the iterators over dicts.
 */
#pragma once

#include "objects/values.h"

G_BEGIN_DECLS

RS_NEW RS_RAISES RsObject *rs_dict_view_new (RsVm *vm, RsType *type, RsObject *dict);
RS_NEW RS_RAISES RsObject *rs_dict_iter (RsVm *vm, RsObject *dict);
RS_NEW RS_RAISES RsObject *rs_dict_reverse_iter (RsVm *vm, RsType *type, RsObject *dict);

extern const RsTypeSpec rs_spec_dict_keys, rs_spec_dict_values, rs_spec_dict_items,
    rs_spec_dict_keyiter, rs_spec_dict_valueiter, rs_spec_dict_itemiter, rs_spec_dict_revkeyiter,
    rs_spec_dict_revvalueiter, rs_spec_dict_revitemiter;

G_END_DECLS
