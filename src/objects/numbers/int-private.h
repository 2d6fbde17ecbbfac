/* SPDX-License-Identifier: MIT
 *
 * What the files of int share. Limbs are GMP's: 64 bits, least significant
 * first.
 */
#pragma once

#include "objects/abstract.h"
#include "objects/values.h"

#include <gmp.h>

G_BEGIN_DECLS

G_STATIC_ASSERT (sizeof (mp_limb_t) == sizeof (guint64));

#define RS_INT_DIGIT_BITS 30 /* of CPython's digits: sizes are modelled by them */
#define RS_INT_SMALL_MIN (-5)
#define RS_INT_SMALL_MAX 256

static inline gsize
rs_int_limbs (const RsInt *i)
{
  return i->size < 0 ? -i->size : i->size;
}
static inline gboolean
rs_int_negative (const RsInt *i)
{
  return i->size < 0;
}
static inline mp_limb_t *
rs_int_mpn (RsInt *i)
{
  return (mp_limb_t *) i->limbs;
}

/* Significant bits of the magnitude; CPython's digits for that many bits. */
gsize rs_int_bits (const RsInt *i);
static inline gsize
rs_int_digits_for_bits (gsize bits)
{
  return bits == 0 ? 1 : (bits + RS_INT_DIGIT_BITS - 1) / RS_INT_DIGIT_BITS;
}
gsize rs_int_digits (const RsInt *i);

/* An int with room for N limbs, modelled as one of DIGITS digits (0: what N
 * limbs need at most). RS_RAISES MemoryError. */
RsInt *rs_int_alloc (RsVm *vm, gsize n, gsize digits);
/* Sets the size from the N limbs written, leading zeros dropped; a small result
 * becomes the shared object. */
RS_NEW RsObject *rs_int_finish (RsVm *vm, RS_STEALS RsInt *i, gsize n, gboolean negative);
/* N limbs, least significant first. */
RS_NEW RS_RAISES RsObject *rs_int_from_limbs (RsVm *vm, const mp_limb_t *limbs, gsize n,
                                              gboolean negative);
RS_NEW RS_RAISES RsObject *rs_int_from_mpz (RsVm *vm, mpz_srcptr z);
/* A read-only view of I for GMP's mpz functions; Z is only a struct to fill
 * in. */
mpz_srcptr rs_int_view (const RsInt *i, mpz_ptr z);
/* An exact int of the same value: itself, or a copy of a subclass's
 * instance. */
RS_NEW RsObject *rs_int_exact (RsVm *vm, RsObject *object);
/* TYPE's instance with the value of VALUE. */
RS_NEW RsObject *rs_int_of_type (RsVm *vm, RsType *type, RS_STEALS RsObject *value);
/* FALSE with MemoryError pending: a number of so many bits has no place in the
 * modelled memory. */
gboolean rs_int_check_bits (RsVm *vm, double bits);

/* slots and methods that other files define */
RsObject *rs_int_new_slot (RsVm *vm, RsType *type, RsObject *const *args, gsize nargs,
                           RsObject *kwnames);
RsObject *rs_int_repr (RsVm *vm, RsObject *self);
extern const RsMethodDef rs_int_methods[];
extern const RsGetSetDef rs_int_getset[];

G_END_DECLS
