/* SPDX-License-Identifier: MIT
 *
 * The generic slot functions: each calls its dunder, found on the type. See
 * slot-call.c.
 */
#pragma once

#include "objects/callables/descr.h"

G_BEGIN_DECLS

RsObject *rs_slot_repr (RsVm *vm, RsObject *self);
RsObject *rs_slot_str (RsVm *vm, RsObject *self);
gint64 rs_slot_hash (RsVm *vm, RsObject *self);
RsObject *rs_slot_call (RsVm *vm, RsObject *self, RsObject *const *args, gsize nargs,
                        RsObject *kwnames);
RsObject *rs_slot_getattribute (RsVm *vm, RsObject *self, RsObject *name);
RsObject *rs_slot_getattr_hook (RsVm *vm, RsObject *self, RsObject *name);
int rs_slot_setattr (RsVm *vm, RsObject *self, RsObject *name, RsObject *value);
RsObject *rs_slot_richcompare (RsVm *vm, RsObject *left, RsObject *right, int op);
RsObject *rs_slot_iter (RsVm *vm, RsObject *self);
RsObject *rs_slot_iternext (RsVm *vm, RsObject *self);
RsObject *rs_slot_descr_get (RsVm *vm, RsObject *self, RsObject *object, RsObject *type);
int rs_slot_descr_set (RsVm *vm, RsObject *self, RsObject *object, RsObject *value);
int rs_slot_init (RsVm *vm, RsObject *self, RsObject *const *args, gsize nargs, RsObject *kwnames);
RsObject *rs_slot_new (RsVm *vm, RsType *type, RsObject *const *args, gsize nargs,
                       RsObject *kwnames);
void rs_slot_finalize (RsVm *vm, RsObject *self);
RsObject *rs_slot_await (RsVm *vm, RsObject *self);
RsObject *rs_slot_aiter (RsVm *vm, RsObject *self);
RsObject *rs_slot_anext (RsVm *vm, RsObject *self);
RsObject *rs_slot_divmod (RsVm *vm, RsObject *left, RsObject *right);
RsObject *rs_slot_power (RsVm *vm, RsObject *base, RsObject *exponent, RsObject *modulus);
int rs_slot_bool (RsVm *vm, RsObject *self);
gssize rs_slot_length (RsVm *vm, RsObject *self);
RsObject *rs_slot_getitem (RsVm *vm, RsObject *self, RsObject *key);
int rs_slot_setitem (RsVm *vm, RsObject *self, RsObject *key, RsObject *value);
int rs_slot_contains (RsVm *vm, RsObject *self, RsObject *item);

#define RS_SLOT_BINARY(name) RsObject *rs_slot_##name (RsVm *vm, RsObject *left, RsObject *right);
RS_SLOT_BINARY (add)
RS_SLOT_BINARY (subtract)
RS_SLOT_BINARY (multiply)
RS_SLOT_BINARY (remainder)
RS_SLOT_BINARY (lshift)
RS_SLOT_BINARY (rshift)
RS_SLOT_BINARY (and)
RS_SLOT_BINARY (xor)
RS_SLOT_BINARY (or)
RS_SLOT_BINARY (floor_divide)
RS_SLOT_BINARY (true_divide)
RS_SLOT_BINARY (matrix_multiply)
RS_SLOT_BINARY (iadd)
RS_SLOT_BINARY (isub)
RS_SLOT_BINARY (imul)
RS_SLOT_BINARY (imod)
RS_SLOT_BINARY (ilshift)
RS_SLOT_BINARY (irshift)
RS_SLOT_BINARY (iand)
RS_SLOT_BINARY (ixor)
RS_SLOT_BINARY (ior)
RS_SLOT_BINARY (ifloordiv)
RS_SLOT_BINARY (itruediv)
RS_SLOT_BINARY (imatmul)
RS_SLOT_BINARY (ipow)
#undef RS_SLOT_BINARY

RsObject *rs_slot_negative (RsVm *vm, RsObject *self);
RsObject *rs_slot_positive (RsVm *vm, RsObject *self);
RsObject *rs_slot_absolute (RsVm *vm, RsObject *self);
RsObject *rs_slot_invert (RsVm *vm, RsObject *self);
RsObject *rs_slot_int (RsVm *vm, RsObject *self);
RsObject *rs_slot_float (RsVm *vm, RsObject *self);
RsObject *rs_slot_index (RsVm *vm, RsObject *self);

/* Sets TYPE's new_ from the __new__ that its mro has. */
void rs_type_update_new (RsVm *vm, RsType *type);
/* The dunder as the type has it: a function is left unbound (*BOUND FALSE),
 * anything else is bound. New reference or NULL. */
RsObject *rs_lookup_maybe_method (RsVm *vm, RsObject *self, RsObject *name, gboolean *unbound);
/* self.dunder (args): NULL with nothing pending where there is none. */
RsObject *rs_vcall_maybe (RsVm *vm, RsObject *self, RsObject *name, RsObject *const *args,
                          gsize nargs, gboolean *found);

G_END_DECLS
