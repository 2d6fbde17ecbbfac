/* SPDX-License-Identifier: MIT
 *
 * What slice and range share, and the iterators of range.
 */
#pragma once

#include "objects/values.h"

G_BEGIN_DECLS

/* start, stop and step for a sequence of LENGTH, an int of any size: new
 * references. FALSE raises. */
gboolean rs_slice_long_indices (RsVm *vm, RsObject *slice, RsObject *length, RsObject *out[3]);
/* iter (range); backwards: reversed (range). */
RS_NEW RS_RAISES RsObject *rs_range_iter_new (RsVm *vm, RsObject *range, gboolean backwards);
/* The item at INDEX (not checked) of a range. */
RS_NEW RS_RAISES RsObject *rs_range_item (RsVm *vm, RsRange *range, RsObject *index);

G_END_DECLS
