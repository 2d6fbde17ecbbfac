/* SPDX-License-Identifier: MIT
 *
 * Iterators over sequences, and the built-in iterators that combine others.
 */
#pragma once

#include "objects/values.h"

G_BEGIN_DECLS

/* Over a list or tuple (TYPE says which, and in which direction) from INDEX. */
RS_NEW RS_RAISES RsObject *rs_index_iter_new (RsVm *vm, RsType *type, RsObject *sequence,
                                              gssize index);
/* iter (callable, sentinel) */
RS_NEW RS_RAISES RsObject *rs_callable_iter_new (RsVm *vm, RsObject *callable, RsObject *sentinel);
RS_NEW RS_RAISES RsObject *rs_self_iter (RsVm *vm, RsObject *self);

extern const RsTypeSpec rs_spec_list_iter, rs_spec_list_reviter, rs_spec_tuple_iter,
    rs_spec_seq_iter, rs_spec_callable_iter, rs_spec_enumerate, rs_spec_zip, rs_spec_map,
    rs_spec_filter, rs_spec_reversed;

G_END_DECLS
