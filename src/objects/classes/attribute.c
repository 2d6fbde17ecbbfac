/* SPDX-License-Identifier: MIT
 *
 * Attributes: the generic rules, as PyObject_GenericGetAttr. A data descriptor
 * of the type comes first, then the instance's own, then the type's other
 * attributes, bound if they are descriptors.
 */
#include "slot-call.h"

static RsObject *
raise_no_attribute (RsVm *vm, RsObject *object, RsObject *name)
{
  rs_raise (vm, RS_TYPE (vm, AttributeError), "'%T' object has no attribute '%U'", object, name);
  rs_attribute_error_context (vm, object, name);
  return NULL;
}

void
rs_attribute_error_context (RsVm *vm, RsObject *object, RsObject *name)
{
  if (vm->pending == NULL || vm->pending->type != RS_TYPE (vm, AttributeError))
    return;
  RsException *error = (RsException *) vm->pending;
  if (error->fields[0] != NULL || error->fields[1] != NULL)
    return;
  error->fields[0] = rs_incref (name);
  error->fields[1] = rs_incref (object);
}

static gboolean
check_name (RsVm *vm, RsObject *name)
{
  if (!rs_is_str (name))
    rs_type_error (vm, "attribute name must be string, not '%T'", name);
  return rs_is_str (name);
}

RsObject *
rs_descr_get (RsVm *vm, RsObject *descr, RsObject *object, RsObject *type)
{
  RS_SCOPE (vm);
  RS_LOCAL (held, rs_incref (descr));
  RS_LOCAL (value, descr->type->slots.descr_get (vm, held, object, type));
  rs_clear (vm, &held);
  return RS_GIVE (value);
}

/* 1 found, 0 not (nothing raised), -1 raised. */
static int
generic_lookup (RsVm *vm, RsObject *object, RsObject *name, RsObject **value)
{
  RsType *type = object->type;
  RsObject *descr = rs_type_lookup (vm, type, name);
  RsTernaryFunc get = descr ? descr->type->slots.descr_get : NULL;

  if (get != NULL && descr->type->slots.descr_set != NULL)
    return (*value = rs_descr_get (vm, descr, object, RS_OBJECT (type))) ? 1 : -1;
  RsObject *own = rs_instance_get (vm, object, name);
  if (own != NULL)
    {
      *value = rs_incref (own);
      return 1;
    }
  if (vm->pending != NULL)
    return -1;
  if (get != NULL)
    return (*value = rs_descr_get (vm, descr, object, RS_OBJECT (type))) ? 1 : -1;
  if (descr == NULL)
    return 0;
  *value = rs_incref (descr);
  return 1;
}

RsObject *
rs_generic_getattr (RsVm *vm, RsObject *object, RsObject *name)
{
  RsObject *value;
  if (!check_name (vm, name))
    return NULL;
  int found = generic_lookup (vm, object, name, &value);
  return found > 0 ? value : found < 0 ? NULL : raise_no_attribute (vm, object, name);
}

/* Held while it runs, as by _PyObject_GenericSetAttrWithDict: the descriptor
 * and the class. */
static int
set_by_descriptor (RsVm *vm, RsObject *descr, RsObject *object, RsObject *value)
{
  RS_SCOPE (vm);
  RS_LOCAL (type, rs_incref (RS_OBJECT (object->type)));
  RS_LOCAL (held, rs_incref (descr));
  int result = descr->type->slots.descr_set (vm, held, object, value);
  rs_clear (vm, &held);
  rs_clear (vm, &type);
  return result;
}

int
rs_generic_setattr (RsVm *vm, RsObject *object, RsObject *name, RsObject *value)
{
  if (!check_name (vm, name))
    return -1;
  RsObject *descr = rs_type_lookup (vm, object->type, name);
  if (descr != NULL && descr->type->slots.descr_set != NULL)
    return set_by_descriptor (vm, descr, object, value);
  int result = rs_instance_set (vm, object, name, value);
  if (result == 1)
    return 0;
  if (result == -1)
    return -1;
  if (result == -2 && descr != NULL)
    {
      rs_raise (vm, RS_TYPE (vm, AttributeError), "'%T' object attribute '%U' is read-only", object,
                name);
      return -1;
    }
  rs_raise (vm, RS_TYPE (vm, AttributeError), "'%T' object has no attribute '%U'", object, name);
  return -1;
}

RsObject *
rs_getattr (RsVm *vm, RsObject *object, RsObject *name)
{
  if (!check_name (vm, name))
    return NULL;
  RsObject *value = object->type->slots.getattro (vm, object, name);
  if (value == NULL && vm->pending != NULL)
    rs_attribute_error_context (vm, object, name);
  return value;
}

int
rs_getattr_optional (RsVm *vm, RsObject *object, RsObject *name, RsObject **value)
{
  *value = NULL;
  if (object->type->slots.getattro == rs_generic_getattr)
    {
      int found = generic_lookup (vm, object, name, value);
      if (found >= 0)
        return found;
    }
  else
    *value = object->type->slots.getattro (vm, object, name);
  if (*value != NULL)
    return 1;
  return rs_pending_swallow (vm, RS_TYPE (vm, AttributeError)) ? 0 : -1;
}

int
rs_setattr (RsVm *vm, RsObject *object, RsObject *name, RsObject *value)
{
  if (!check_name (vm, name))
    return -1;
  if (object->type->slots.setattro == NULL)
    {
      gboolean readable = object->type->slots.getattro != NULL;
      return rs_raise_int (vm, RS_TYPE (vm, TypeError), "'%T' object has %s attributes (%s .%U)",
                           object, readable ? "only read-only" : "no", value ? "assign to" : "del",
                           name);
    }
  if (name->extra & 1 || name->type != RS_TYPE (vm, STR))
    return object->type->slots.setattro (vm, object, name, value);
  /* A name that was made at run time is interned first. */
  RS_SCOPE (vm);
  RS_LOCAL (interned, rs_incref (name));
  rs_str_intern (vm, &interned);
  return object->type->slots.setattro (vm, object, interned, value);
}
