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

G_END_DECLS
