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

#define RS_SLOT_BINARY(name) RsObject *name (RsVm *vm, RsObject *left, RsObject *right);
RS_SLOT_BINARY (rs_slot_add)
RS_SLOT_BINARY (rs_slot_subtract)
RS_SLOT_BINARY (rs_slot_multiply)
RS_SLOT_BINARY (rs_slot_remainder)
RS_SLOT_BINARY (rs_slot_lshift)
RS_SLOT_BINARY (rs_slot_rshift)
RS_SLOT_BINARY (rs_slot_and)
RS_SLOT_BINARY (rs_slot_xor)
RS_SLOT_BINARY (rs_slot_or)
RS_SLOT_BINARY (rs_slot_floor_divide)
RS_SLOT_BINARY (rs_slot_true_divide)
RS_SLOT_BINARY (rs_slot_matrix_multiply)
RS_SLOT_BINARY (rs_slot_iadd)
RS_SLOT_BINARY (rs_slot_isub)
RS_SLOT_BINARY (rs_slot_imul)
RS_SLOT_BINARY (rs_slot_imod)
RS_SLOT_BINARY (rs_slot_ilshift)
RS_SLOT_BINARY (rs_slot_irshift)
RS_SLOT_BINARY (rs_slot_iand)
RS_SLOT_BINARY (rs_slot_ixor)
RS_SLOT_BINARY (rs_slot_ior)
RS_SLOT_BINARY (rs_slot_ifloordiv)
RS_SLOT_BINARY (rs_slot_itruediv)
RS_SLOT_BINARY (rs_slot_imatmul)
RS_SLOT_BINARY (rs_slot_ipow)
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
