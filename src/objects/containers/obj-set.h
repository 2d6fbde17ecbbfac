/* SPDX-License-Identifier: MIT
 *
 * What the files of the sets share: obj-set.c, set-methods.c.
 */
#pragma once

#include "objects/type.h"
#include "objects/values.h"

G_BEGIN_DECLS

extern const RsMethodDef rs_set_methods[], rs_frozenset_methods[];

/* A set of TYPE with what ITERABLE (NULL: nothing) yields. */
RS_NEW RS_RAISES RsObject *rs_set_make (RsVm *vm, RsType *type, RsObject *iterable);
/* The hash of KEY; -1 raises. */
gint64 rs_set_key_hash (RsVm *vm, RsObject *key);
/* With the HASH of KEY known. -1 raises; contains: 1 yes, 0 no. */
int rs_set_add_hashed (RsVm *vm, RsObject *set, RsObject *key, gint64 hash);
int rs_set_contains_hashed (RsVm *vm, RsObject *set, RsObject *key, gint64 hash);
void rs_set_clear (RsVm *vm, RsObject *set);

/* 1: it was there; 0: not; -1 raises. */
int rs_set_discard_hashed (RsVm *vm, RsObject *set, RsObject *key, gint64 hash);
/* LEFT and RIGHT change their tables. */
void rs_set_swap (RsObject *left, RsObject *right);

/* in set-algebra.c: OTHER is any iterable; 1 yes, 0 no (or done), -1 raises */
RsType *rs_set_plain_type (RsVm *vm, RsObject *set);
RS_NEW RS_RAISES RsObject *rs_set_intersect (RsVm *vm, RsObject *self, RsObject *other);
RS_NEW RS_RAISES RsObject *rs_set_minus (RsVm *vm, RsObject *self, RsObject *other);
RS_NEW RS_RAISES RsObject *rs_set_differ (RsVm *vm, RsObject *self, RsObject *other);
int rs_set_remove_all (RsVm *vm, RsObject *self, RsObject *other);
int rs_set_flip_all (RsVm *vm, RsObject *self, RsObject *other);
int rs_set_is_subset (RsVm *vm, RsObject *a, RsObject *b); /* of sets */
int rs_set_has_all (RsVm *vm, RsObject *self, RsObject *iterable);
int rs_set_is_disjoint (RsVm *vm, RsObject *self, RsObject *other);

/* slots, in set-methods.c and set-algebra.c */
RsObject *rs_set_repr (RsVm *vm, RsObject *self);
RsObject *rs_set_iter (RsVm *vm, RsObject *self);
RsObject *rs_set_richcompare (RsVm *vm, RsObject *left, RsObject *right, int op);
gssize rs_set_length (RsVm *vm, RsObject *self);
RsObject *rs_set_and (RsVm *vm, RsObject *left, RsObject *right);
RsObject *rs_set_or (RsVm *vm, RsObject *left, RsObject *right);
RsObject *rs_set_xor (RsVm *vm, RsObject *left, RsObject *right);
RsObject *rs_set_subtract (RsVm *vm, RsObject *left, RsObject *right);
RsObject *rs_set_iand (RsVm *vm, RsObject *left, RsObject *right);
RsObject *rs_set_ior (RsVm *vm, RsObject *left, RsObject *right);
RsObject *rs_set_ixor (RsVm *vm, RsObject *left, RsObject *right);
RsObject *rs_set_isubtract (RsVm *vm, RsObject *left, RsObject *right);
/* Makes the table smaller where more than a quarter of it is what removed keys
 * left. -1 raises. */
int rs_set_compact (RsVm *vm, RsObject *set);

G_END_DECLS
