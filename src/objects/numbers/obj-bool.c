/* SPDX-License-Identifier: MIT
 *
 * bool: two ints with another name. Their and, or and xor stay bool. Made in
 * rs_int_start.
 */
#include "int-private.h"
#include "objects/value-specs.h"

static RsObject *
bool_repr (RsVm *vm, RsObject *self)
{
  return rs_str_interned (vm, self == vm->true_ ? "True" : "False");
}

static RsObject *
bool_new (RsVm *vm, RsType *type, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  if (!rs_no_keywords (vm, "bool", kwnames) || !rs_check_arity (vm, "bool", nargs, 0, 1))
    return NULL;
  int value = nargs ? rs_is_true (vm, args[0]) : 0;
  return value < 0 ? NULL : rs_bool (vm, value);
}

static gboolean
both_bools (RsVm *vm, RsObject *left, RsObject *right)
{
  return left->type == RS_TYPE (vm, BOOL) && right->type == RS_TYPE (vm, BOOL);
}

static RsObject *
bool_and (RsVm *vm, RsObject *left, RsObject *right)
{
  return both_bools (vm, left, right) ? rs_bool (vm, left == vm->true_ && right == vm->true_)
                                      : rs_int_and (vm, left, right);
}

static RsObject *
bool_or (RsVm *vm, RsObject *left, RsObject *right)
{
  return both_bools (vm, left, right) ? rs_bool (vm, left == vm->true_ || right == vm->true_)
                                      : rs_int_or (vm, left, right);
}

static RsObject *
bool_xor (RsVm *vm, RsObject *left, RsObject *right)
{
  return both_bools (vm, left, right) ? rs_bool (vm, left != right) : rs_int_xor (vm, left, right);
}

static const RsSlots bool_slots = {
  .repr = bool_repr,
  .new_ = bool_new,
  .binary = { [RS_NB_AND] = bool_and, [RS_NB_OR] = bool_or, [RS_NB_XOR] = bool_xor },
};

const RsTypeSpec rs_spec_bool = {
  .name = "bool",
  .slots = &bool_slots,
  .base = RS_T_INT,
  .doc = "bool(x) -> bool\n\nTrue where x is true, False otherwise. There are no other instances, "
         "and no subclasses.",
};
