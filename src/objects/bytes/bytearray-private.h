/* SPDX-License-Identifier: MIT
 *
 * What the files of bytearray share.
 */
#pragma once

#include "bytes-private.h"

G_BEGIN_DECLS

/* Replaces [START, STOP) by N bytes of DATA. FALSE raises. */
gboolean rs_bytearray_splice (RsVm *vm, RsByteArray *self, gsize start, gsize stop,
                              const guint8 *data, gsize n);
/* Appends what ITERABLE yields, ints below 256. -1 raises. */
/* Appends the bytes that ITERABLE gives: AT_ONCE when all are there, as extend
 * () does, or one after the other, as bytearray (). -1 raises. */
int rs_bytearray_extend_items (RsVm *vm, RsByteArray *self, RsObject *iterable, gboolean at_once);

G_END_DECLS
