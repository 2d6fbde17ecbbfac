/* SPDX-License-Identifier: MIT
 *
 * The table that maps slots to dunders, read in three directions:
 *
 *   built-in type   slot set in its spec      -> a wrapper descriptor under the dunder's name in
 *                                             its dict (type-ready.c)
 *   class           dunder found by its mro   -> the slot's C function: the wrapped one itself if
 *                                             it is a wrapper of the same slot, else the generic
 *                                             one of slot-call.c, which calls the dunder
 *   call            type.__add__ (a, b)       -> rs_slot_wrapper_call (slot-wrap.c)
 *
 * Modelled on slotdefs and update_one_slot in CPython's Objects/typeobject.c.
 * Order within a slot matters only for messages.
 */
#include "slot-call.h"

#include <stddef.h>

#define DEF(name, field, wrap, generic)                                                            \
  {                                                                                                \
    RS_N_##name, offsetof (RsSlots, field), RS_WRAP_##wrap, 0, (gpointer) (generic)                \
  }
#define COMPARE(name, op)                                                                          \
  {                                                                                                \
    RS_N_##name, offsetof (RsSlots, richcompare), RS_WRAP_COMPARE, op,                             \
        (gpointer) rs_slot_richcompare                                                             \
  }
#define NUMBER(name, rname, op, function)                                                          \
  DEF (name, binary[op], BINARY, function), DEF (rname, binary[op], BINARY_SWAPPED, function)
#define INPLACE(name, op, function) DEF (name, binary[RS_NB_INPLACE + op], BINARY, function)

const RsSlotDef rs_slot_defs[] = {
  DEF (__repr__, repr, UNARY, rs_slot_repr),
  DEF (__hash__, hash, HASH, rs_slot_hash),
  DEF (__call__, call, CALL, rs_slot_call),
  DEF (__str__, str, UNARY, rs_slot_str),
  DEF (__getattribute__, getattro, GETATTR, rs_slot_getattribute),
  DEF (__getattr__, getattro, GETATTR, rs_slot_getattr_hook),
  DEF (__setattr__, setattro, SETATTR, rs_slot_setattr),
  DEF (__delattr__, setattro, DELATTR, rs_slot_setattr),
  COMPARE (__lt__, RS_LT),
  COMPARE (__le__, RS_LE),
  COMPARE (__eq__, RS_EQ),
  COMPARE (__ne__, RS_NE),
  COMPARE (__gt__, RS_GT),
  COMPARE (__ge__, RS_GE),
  DEF (__iter__, iter, UNARY, rs_slot_iter),
  DEF (__next__, iternext, NEXT, rs_slot_iternext),
  DEF (__get__, descr_get, GET, rs_slot_descr_get),
  DEF (__set__, descr_set, SET, rs_slot_descr_set),
  DEF (__delete__, descr_set, DELETE, rs_slot_descr_set),
  DEF (__init__, init, INIT, rs_slot_init),
  DEF (__del__, finalize, FINALIZE, rs_slot_finalize),
  DEF (__await__, await, UNARY, rs_slot_await),
  DEF (__aiter__, aiter, UNARY, rs_slot_aiter),
  DEF (__anext__, anext, UNARY, rs_slot_anext),
  NUMBER (__add__, __radd__, RS_NB_ADD, rs_slot_add),
  NUMBER (__sub__, __rsub__, RS_NB_SUBTRACT, rs_slot_subtract),
  NUMBER (__mul__, __rmul__, RS_NB_MULTIPLY, rs_slot_multiply),
  NUMBER (__mod__, __rmod__, RS_NB_REMAINDER, rs_slot_remainder),
  NUMBER (__lshift__, __rlshift__, RS_NB_LSHIFT, rs_slot_lshift),
  NUMBER (__rshift__, __rrshift__, RS_NB_RSHIFT, rs_slot_rshift),
  NUMBER (__and__, __rand__, RS_NB_AND, rs_slot_and),
  NUMBER (__xor__, __rxor__, RS_NB_XOR, rs_slot_xor),
  NUMBER (__or__, __ror__, RS_NB_OR, rs_slot_or),
  NUMBER (__floordiv__, __rfloordiv__, RS_NB_FLOOR_DIVIDE, rs_slot_floor_divide),
  NUMBER (__truediv__, __rtruediv__, RS_NB_TRUE_DIVIDE, rs_slot_true_divide),
  NUMBER (__matmul__, __rmatmul__, RS_NB_MATRIX_MULTIPLY, rs_slot_matrix_multiply),
  DEF (__divmod__, divmod, BINARY, rs_slot_divmod),
  DEF (__rdivmod__, divmod, BINARY_SWAPPED, rs_slot_divmod),
  DEF (__pow__, power, POWER, rs_slot_power),
  DEF (__rpow__, power, POWER_SWAPPED, rs_slot_power),
  INPLACE (__iadd__, RS_NB_ADD, rs_slot_iadd),
  INPLACE (__isub__, RS_NB_SUBTRACT, rs_slot_isub),
  INPLACE (__imul__, RS_NB_MULTIPLY, rs_slot_imul),
  INPLACE (__imod__, RS_NB_REMAINDER, rs_slot_imod),
  INPLACE (__ilshift__, RS_NB_LSHIFT, rs_slot_ilshift),
  INPLACE (__irshift__, RS_NB_RSHIFT, rs_slot_irshift),
  INPLACE (__iand__, RS_NB_AND, rs_slot_iand),
  INPLACE (__ixor__, RS_NB_XOR, rs_slot_ixor),
  INPLACE (__ior__, RS_NB_OR, rs_slot_ior),
  INPLACE (__ifloordiv__, RS_NB_FLOOR_DIVIDE, rs_slot_ifloordiv),
  INPLACE (__itruediv__, RS_NB_TRUE_DIVIDE, rs_slot_itruediv),
  INPLACE (__imatmul__, RS_NB_MATRIX_MULTIPLY, rs_slot_imatmul),
  INPLACE (__ipow__, RS_NB_POWER, rs_slot_ipow),
  DEF (__neg__, negative, UNARY, rs_slot_negative),
  DEF (__pos__, positive, UNARY, rs_slot_positive),
  DEF (__abs__, absolute, UNARY, rs_slot_absolute),
  DEF (__bool__, bool_, INQUIRY, rs_slot_bool),
  DEF (__invert__, invert, UNARY, rs_slot_invert),
  DEF (__int__, int_, UNARY, rs_slot_int),
  DEF (__float__, float_, UNARY, rs_slot_float),
  DEF (__index__, index, UNARY, rs_slot_index),
  DEF (__len__, length, LENGTH, rs_slot_length),
  DEF (__getitem__, getitem, BINARY, rs_slot_getitem),
  DEF (__setitem__, setitem, SETITEM, rs_slot_setitem),
  DEF (__delitem__, setitem, DELITEM, rs_slot_setitem),
  DEF (__contains__, contains, CONTAINS, rs_slot_contains),
  DEF (__add__, concat, BINARY, NULL),
  DEF (__iadd__, inplace_concat, BINARY, NULL),
  DEF (__mul__, repeat, REPEAT, NULL),
  DEF (__rmul__, repeat, REPEAT, NULL),
  DEF (__imul__, inplace_repeat, REPEAT, NULL),
};
const guint rs_n_slot_defs = G_N_ELEMENTS (rs_slot_defs);

/* Is DESCR a wrapper around a C function for the same slot that works for TYPE?
 * Then that function. */
static gpointer
wrapped_function (RsVm *vm, RsType *type, const RsSlotDef *def, RsObject *descr)
{
  if (descr->type != RS_TYPE (vm, WRAPPER_DESCR))
    return NULL;
  RsWrapperDescr *wrapper = (RsWrapperDescr *) descr;
  if (wrapper->def->offset != def->offset || wrapper->def->wrap != def->wrap
      || !rs_is_subtype (type, wrapper->descr.owner))
    return NULL;
  return wrapper->function;
}

/* Whether DESCR wraps a C function of DEF's name, but TYPE has that function in
 * another slot, and in no other: __mul__ of str is sq_repeat, so a class over
 * str gets no nb_multiply of it. */
static gboolean
is_elsewhere (RsVm *vm, RsType *type, const RsSlotDef *def, RsObject *descr)
{
  if (descr->type != RS_TYPE (vm, WRAPPER_DESCR)
      || ((RsWrapperDescr *) descr)->def->name != def->name)
    return FALSE;
  const RsSlotDef *only = NULL;
  for (guint i = 0; i < rs_n_slot_defs; i++)
    if (rs_slot_defs[i].name == def->name && RS_SLOT_AT (&type->slots, &rs_slot_defs[i]) != NULL)
      {
        if (only != NULL)
          return FALSE;
        only = &rs_slot_defs[i];
      }
  return only != NULL && only->offset != def->offset;
}

/* Sets the slot that the defs FIRST (and others of the same slot) describe,
 * from what TYPE's mro says. */
static void
update_slot (RsVm *vm, RsType *type, guint16 offset)
{
  gpointer specific = NULL, generic = NULL;
  gboolean use_generic = FALSE;

  for (guint i = 0; i < rs_n_slot_defs; i++)
    {
      const RsSlotDef *def = &rs_slot_defs[i];
      if (def->offset != offset)
        continue;
      RsObject *descr = rs_type_lookup (vm, type, vm->names[def->name]);
      if (descr == NULL)
        continue;
      if (descr == vm->none && def->wrap == RS_WRAP_HASH)
        {
          specific = (gpointer) rs_hash_not_implemented;
          continue;
        }
      gpointer function = wrapped_function (vm, type, def, descr);
      if (function != NULL && (specific == NULL || specific == function))
        specific = function;
      else
        {
          use_generic = TRUE;
          if (!is_elsewhere (vm, type, def, descr)
              && (generic == NULL || def->name == RS_N___getattr__))
            generic = def->generic;
        }
    }
  gpointer *slot = (gpointer *) ((char *) &type->slots + offset);
  /* A slot that only C fills (sq_concat) goes when a class defines the
   * dunder. */
  *slot = use_generic ? generic : specific;
}

void
rs_type_update_slots (RsVm *vm, RsType *type, RsObject *name)
{
  guint16 last = G_MAXUINT16;
  for (guint i = 0; i < rs_n_slot_defs; i++)
    {
      const RsSlotDef *def = &rs_slot_defs[i];
      if (def->offset == last || (name != NULL && vm->names[def->name] != name))
        continue;
      update_slot (vm, type, def->offset);
      if (name == NULL)
        last = def->offset;
    }
  if (type->flags & RS_TF_HEAPTYPE && (name == NULL || name == RS_NAME (vm, __new__)))
    rs_type_update_new (vm, type);
  gsize position = 0;
  RsObject *key, *value;
  while (name != NULL && type->subclasses != NULL
         && rs_dict_next (type->subclasses, &position, &key, &value))
    {
      RsObject *sub = rs_weakref_referent (value);
      if (sub != NULL && !rs_dict_contains (vm, ((RsType *) sub)->dict, name))
        rs_type_update_slots (vm, (RsType *) sub, name);
    }
}
