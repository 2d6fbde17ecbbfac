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

G_END_DECLS
