/* SPDX-License-Identifier: MIT
 *
 * What list and tuple have in common.
 */
#pragma once

#include "objects/values.h"

G_BEGIN_DECLS

/* OPEN items CLOSE, separated by commas; COMMA: one also after a single
 * item. */
RS_NEW RS_RAISES RsObject *rs_sequence_repr (RsVm *vm, RsObject *self, const char *open,
                                             const char *close, gboolean comma);
/* As PySequence_Fast: a list or tuple itself, anything else read into a new
 * list through an iterator that is asked for its iterator again. What cannot be
 * iterated raises TypeError with MESSAGE. */
RS_NEW RS_RAISES RsObject *rs_sequence_fast (RsVm *vm, RsObject *object, const char *message);
/* Of a list or tuple. Borrowed. */
static inline gsize
rs_sequence_size (RsObject *self)
{
  return rs_is_list (self) ? rs_list_size (self) : rs_tuple_size (self);
}
static inline RsObject **
rs_sequence_items (RsObject *self)
{
  return rs_is_list (self) ? rs_list_items (self) : rs_tuple_items (self);
}
/* Lexicographic comparison of two lists or two tuples. */
RS_NEW RS_RAISES RsObject *rs_sequence_compare (RsVm *vm, RsObject *left, RsObject *right, int op);
/* Index of the first item equal to ITEM in [START, STOP); -1: none; -2
 * raises. */
gssize rs_sequence_find (RsVm *vm, RsObject *self, RsObject *item, gssize start, gssize stop);
gssize rs_sequence_count (RsVm *vm, RsObject *self, RsObject *item); /* -1 raises */
/* Optional start and stop arguments of index (), as slices read them. */
gboolean rs_sequence_range (RsVm *vm, gsize length, RsObject *const *args, gsize nargs,
                            gssize *start, gssize *stop);
/* The same where __index__ may change the length, which is read after it. */
gboolean rs_sequence_bounds (RsVm *vm, const gsize *length, RsObject *const *args, gsize nargs,
                             gssize *start, gssize *stop);
/* cls[item]: a types.GenericAlias. */
RsObject *rs_class_getitem (RsVm *vm, RsObject *self, RsObject *const *args, gsize nargs,
                            RsObject *kwnames);

G_END_DECLS
