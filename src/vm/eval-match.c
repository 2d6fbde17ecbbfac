/* SPDX-License-Identifier: MIT
 *
 * The match statement: what MATCH_KEYS and MATCH_CLASS find in a subject.
 */
#include "eval.h"

RsObject *
rs_op_match_keys (RsVm *vm, RsObject *subject, RsObject *keys)
{
  RS_SCOPE (vm);
  RS_LOCAL (dummy, rs_call0 (vm, RS_OBJECT (RS_TYPE (vm, OBJECT))));
  RS_LOCAL (values, rs_list_new (vm, 0));
  RS_LOCAL (seen, rs_set_new (vm, NULL));
  for (gsize i = 0; i < rs_tuple_size (keys); i++)
    {
      RsObject *key = rs_tuple_items (keys)[i];
      int there = rs_set_contains (vm, seen, key);
      if (there > 0)
        rs_value_error (vm, "mapping pattern checks duplicate key (%R)", key);
      if (there != 0 || rs_set_add (vm, seen, key) < 0)
        return NULL;
      RsObject *args[2] = { key, dummy };
      RS_LOCAL (value, rs_call_method (vm, subject, RS_NAME (vm, get), args, 2));
      if (value == NULL)
        return NULL;
      if (value == dummy)
        return rs_incref (vm->none);
      if (rs_list_append (vm, values, value) < 0)
        return NULL;
    }
  return rs_list_as_tuple (vm, values);
}

/* The attribute NAME of SUBJECT appended to VALUES: 1; 0: there is none; -1
 * raises. SEEN guards against a name given twice. */
static int
match_attribute (RsVm *vm, RsObject *subject, RsObject *cls, RsObject *name, RsObject *seen,
                 RsObject *values)
{
  int there = rs_set_contains (vm, seen, name);
  if (there > 0)
    return rs_raise_int (vm, RS_TYPE (vm, TypeError),
                         "%U() got multiple sub-patterns for attribute %R", ((RsType *) cls)->name,
                         name);
  if (there < 0 || rs_set_add (vm, seen, name) < 0)
    return -1;
  RsObject *value = NULL;
  int found = rs_getattr_optional (vm, subject, name, &value);
  return found > 0 && rs_list_append_steal (vm, values, value) < 0 ? -1 : found;
}

static int
match_positional (RsVm *vm, RsObject *subject, RsObject *cls, gsize nargs, RsObject *seen,
                  RsObject *values)
{
  RS_SCOPE (vm);
  RS_LOCAL (match_args, NULL);
  if (rs_getattr_optional (vm, cls, RS_NAME (vm, __match_args__), &match_args) < 0)
    return -1;
  RsType *type = (RsType *) cls;
  gboolean self = match_args == NULL && rs_type_has (type, RS_TF_MATCH_SELF);
  gsize allowed = match_args == NULL         ? (self ? 1 : 0)
                  : rs_is_tuple (match_args) ? rs_tuple_size (match_args)
                                             : 0;
  int result = 1;
  if (match_args != NULL && !rs_is_tuple (match_args))
    result = rs_raise_int (vm, RS_TYPE (vm, TypeError),
                           "%U.__match_args__ must be a tuple (got %T)", type->name, match_args);
  else if (nargs > allowed)
    result = rs_raise_int (vm, RS_TYPE (vm, TypeError),
                           "%U() accepts %zu positional sub-pattern%s (%zu given)", type->name,
                           allowed, allowed == 1 ? "" : "s", nargs);
  else if (self)
    rs_list_append (vm, values, subject);
  else
    for (gsize i = 0; result == 1 && i < nargs; i++)
      {
        RsObject *name = rs_tuple_items (match_args)[i];
        result = rs_is_str (name)
                     ? match_attribute (vm, subject, cls, name, seen, values)
                     : rs_raise_int (vm, RS_TYPE (vm, TypeError),
                                     "__match_args__ elements must be strings (got %T)", name);
      }
  return result;
}

RsObject *
rs_op_match_class (RsVm *vm, RsObject *subject, RsObject *cls, gsize nargs, RsObject *kwnames)
{
  if (!rs_is_type (cls))
    return rs_type_error (vm, "called match pattern must be a class");
  int result = rs_isinstance (vm, subject, cls);
  if (result <= 0)
    return result < 0 ? NULL : rs_incref (vm->none);
  RS_SCOPE (vm);
  RS_LOCAL (seen, rs_set_new (vm, NULL));
  RS_LOCAL (values, rs_list_new (vm, 0));
  if (nargs > 0)
    result = match_positional (vm, subject, cls, nargs, seen, values);
  for (gsize i = 0; result == 1 && i < rs_tuple_size (kwnames); i++)
    result = match_attribute (vm, subject, cls, rs_tuple_items (kwnames)[i], seen, values);
  return result < 0 ? NULL : result == 0 ? rs_incref (vm->none) : rs_list_as_tuple (vm, values);
}
