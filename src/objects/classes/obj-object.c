/* SPDX-License-Identifier: MIT
 *
 * object, and the singletons None, NotImplemented, Ellipsis. Modelled on
 * object_* in CPython's Objects/typeobject.c and object.c.
 */
#include "slot-call.h"

#include <string.h>

static void
object_dealloc (RsVm *vm, RsObject *self)
{
  rs_object_free (vm, self);
}

static RsObject *
module_of (RsVm *vm, RsType *type)
{
  RsObject *module =
      type->flags & RS_TF_HEAPTYPE ? rs_dict_get (vm, type->dict, RS_NAME (vm, __module__)) : NULL;
  return module && rs_is_str (module) && !rs_str_equal (module, RS_NAME (vm, builtins)) ? module
                                                                                        : NULL;
}

static RsObject *
object_repr (RsVm *vm, RsObject *self)
{
  RsObject *module = module_of (vm, self->type);
  unsigned long long address = rs_address (self);
  if (module != NULL)
    return rs_str_printf (vm, "<%U.%U object at 0x%llx>", module, self->type->qualname, address);
  return rs_str_printf (vm, "<%s object at 0x%llx>",
                        self->type->spec ? self->type->spec->name : "?", address);
}

static RsObject *
object_str (RsVm *vm, RsObject *self)
{
  return self->type->slots.repr (vm, self);
}

gint64
rs_hash_pointer (gconstpointer object)
{
  /* _Py_HashPointer: rotated by four, since the low bits are always 0. */
  guint64 address = rs_address ((gpointer) object);
  gint64 hash = (gint64) (address >> 4 | address << 60);
  return hash == -1 ? -2 : hash;
}

static gint64
object_hash (RsVm *vm, RsObject *self)
{
  return rs_hash_pointer (self);
}

static RsObject *
object_richcompare (RsVm *vm, RsObject *left, RsObject *right, int op)
{
  if (op == RS_EQ)
    return rs_incref (left == right ? vm->true_ : vm->not_implemented);
  if (op != RS_NE || left->type->slots.richcompare == NULL)
    return rs_incref (vm->not_implemented);
  RS_SCOPE (vm);
  RS_LOCAL (equal, left->type->slots.richcompare (vm, left, right, RS_EQ));
  if (equal == NULL || equal == vm->not_implemented)
    return RS_GIVE (equal);
  int truth = rs_is_true (vm, equal);
  return truth < 0 ? NULL : rs_bool (vm, !truth);
}

static gboolean
excess_args (gsize nargs, RsObject *kwnames)
{
  return nargs > 0 || (kwnames != NULL && rs_tuple_size (kwnames) > 0);
}

static RsObject *
raise_abstract (RsVm *vm, RsType *type)
{
  RsObject *names = rs_dict_get_text (vm, type->dict, "__abstractmethods__");
  RS_SCOPE (vm);
  RS_LOCAL (list, names ? rs_list_from (vm, names) : NULL);
  if (list == NULL || rs_list_sort (vm, list, NULL, FALSE) < 0)
    return NULL;
  RS_LOCAL (comma, rs_str_new (vm, ", ", 2));
  RS_LOCAL (joined, rs_call_method (vm, comma, RS_NAME (vm, join), &list, 1));
  const char *plural = rs_list_size (list) == 1 ? "" : "s";
  if (joined != NULL)
    rs_type_error (vm, "Can't instantiate abstract class %U with abstract method%s %U", type->name,
                   plural, joined);
  return NULL;
}

static int object_init (RsVm *vm, RsObject *self, RsObject *const *args, gsize nargs,
                        RsObject *kwnames);

static RsObject *
object_new (RsVm *vm, RsType *type, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  if (excess_args (nargs, kwnames))
    {
      if (type->slots.new_ != object_new)
        return rs_type_error (
            vm, "object.__new__() takes exactly one argument (the type to instantiate)");
      if (type->slots.init == object_init)
        return rs_type_error (vm, "%U() takes no arguments", type->name);
    }
  if (type->flags & RS_TF_ABSTRACT)
    return raise_abstract (vm, type);
  return rs_instance_new (vm, type);
}

static int
object_init (RsVm *vm, RsObject *self, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  if (!excess_args (nargs, kwnames))
    return 0;
  if (self->type->slots.init != object_init)
    return rs_raise_int (
        vm, RS_TYPE (vm, TypeError),
        "object.__init__() takes exactly one argument (the instance to initialize)");
  if (self->type->slots.new_ == object_new)
    return rs_raise_int (vm, RS_TYPE (vm, TypeError),
                         "%U.__init__() takes exactly one argument (the instance to initialize)",
                         self->type->name);
  return 0;
}

/* --- methods -------------------------------------------------------------- */

static RsObject *
object_format (RsVm *vm, RsObject *self, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  if (!rs_is_str (args[0]))
    return rs_type_error (vm, "__format__() argument must be str, not %T", args[0]);
  if (rs_str_length (args[0]) > 0)
    return rs_type_error (vm, "unsupported format string passed to %T.__format__", self);
  return rs_str (vm, self);
}

static RsObject *
object_sizeof (RsVm *vm, RsObject *self, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  return rs_int_new (vm, self->type->slots.sizeof_ ? self->type->slots.sizeof_ (vm, self)
                                                   : self->type->basicsize);
}

static RsObject *
object_init_subclass (RsVm *vm, RsObject *self, RsObject *const *args, gsize nargs,
                      RsObject *kwnames)
{
  if (kwnames != NULL && rs_tuple_size (kwnames) > 0)
    return rs_type_error (vm, "%U.__init_subclass__() takes no keyword arguments",
                          ((RsType *) self)->qualname);
  return rs_incref (vm->none);
}

static RsObject *
object_subclasshook (RsVm *vm, RsObject *self, RsObject *const *args, gsize nargs,
                     RsObject *kwnames)
{
  return rs_incref (vm->not_implemented);
}

static RsObject *
object_dir (RsVm *vm, RsObject *self, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  RS_SCOPE (vm);
  RS_LOCAL (own, NULL);
  if (rs_getattr_optional (vm, self, RS_NAME (vm, __dict__), &own) < 0)
    return NULL;
  RS_LOCAL (names, rs_dict_new (vm));
  if (own != NULL && rs_is_dict (own) && rs_dict_update (vm, names, own) < 0)
    return NULL;
  rs_clear (vm, &own);
  RS_LOCAL (mro, rs_incref (self->type->mro));
  for (gsize i = rs_tuple_size (mro); i-- > 0;)
    if (rs_dict_update (vm, names, ((RsType *) rs_tuple_items (mro)[i])->dict) < 0)
      return NULL;
  return rs_list_from (vm, names);
}

/* copyreg.FUNCTION (SELF, EXTRA...), as CPython's object asks that module for
 * help. */
static RsObject *
ask_copyreg (RsVm *vm, const char *function, RsObject *self, RsObject *extra)
{
  RsObject *importer = rs_dict_get_text (vm, vm->builtins, "__import__");
  RS_SCOPE (vm);
  RS_LOCAL (module_name, rs_str_interned (vm, "copyreg"));
  RS_LOCAL (module, importer ? rs_call1 (vm, importer, module_name) : NULL);
  if (module == NULL)
    return NULL;
  RS_LOCAL (name, rs_str_interned (vm, function));
  RS_LOCAL (callable, rs_getattr (vm, module, name));
  if (callable == NULL)
    return NULL;
  return extra ? rs_call2 (vm, callable, self, extra) : rs_call1 (vm, callable, self);
}

static RsObject *
object_reduce_ex (RsVm *vm, RsObject *self, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  return ask_copyreg (vm, "_reduce", self, args[0]);
}

static RsObject *
object_reduce (RsVm *vm, RsObject *self, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  RsObject *zero = rs_int_new (vm, 0), *result = ask_copyreg (vm, "_reduce_ex", self, zero);
  rs_decref (vm, zero);
  return result;
}

static RsObject *
object_getstate (RsVm *vm, RsObject *self, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  return ask_copyreg (vm, "_getstate", self, NULL);
}

static RsObject *
object_get_class (RsVm *vm, RsObject *self)
{
  return rs_incref (self->type);
}

static int
object_set_class (RsVm *vm, RsObject *self, RsObject *name, RsObject *value)
{
  if (value == NULL)
    return rs_raise_int (vm, RS_TYPE (vm, TypeError), "can't delete __class__ attribute");
  if (!rs_is_type (value))
    return rs_raise_int (vm, RS_TYPE (vm, TypeError),
                         "__class__ must be set to a class, not '%T' object", value);
  RsType *old = self->type, *new_type = (RsType *) value;
  if (!(old->flags & RS_TF_HEAPTYPE) || !(new_type->flags & RS_TF_HEAPTYPE))
    return rs_raise_int (
        vm, RS_TYPE (vm, TypeError),
        "__class__ assignment only supported for mutable types or ModuleType subclasses");
  if (!rs_type_check_assignment (vm, old, new_type, "__class__"))
    return -1;
  if (old->solid_id != new_type->solid_id || old->extras_bytes != new_type->extras_bytes
      || old->managed_offset != new_type->managed_offset
      || old->dict_offset != new_type->dict_offset)
    return rs_raise_int (vm, RS_TYPE (vm, TypeError),
                         "__class__ assignment: '%S' object layout differs from '%S'",
                         new_type->name, old->name);
  /* The values' order is that of the old class's keys: a dict of its own holds
   * them from now on. */
  if (old->managed_offset != 0 && rs_instance_dict (vm, self) == NULL)
    return -1;
  self->type = rs_incref (new_type);
  rs_decref (vm, old);
  return 0;
}

static RsObject *
instance_get_dict (RsVm *vm, RsObject *self)
{
  RsObject *dict = rs_instance_dict (vm, self);
  if (dict == NULL)
    return vm->pending ? NULL
                       : rs_raise (vm, RS_TYPE (vm, AttributeError), "This object has no __dict__");
  return rs_incref (dict);
}

RsObject *
rs_get_dict_field (RsVm *vm, RsObject *self)
{
  return instance_get_dict (vm, self);
}

static int
instance_set_dict (RsVm *vm, RsObject *self, RsObject *name, RsObject *value)
{
  if (value != NULL && !rs_is_dict (value))
    return rs_raise_int (vm, RS_TYPE (vm, TypeError),
                         "__dict__ must be set to a dictionary, not a '%T'", value);
  if (rs_instance_dict (vm, self) == NULL)
    return vm->pending
               ? -1
               : rs_raise_int (vm, RS_TYPE (vm, AttributeError), "This object has no __dict__");
  RsObject **field = self->type->managed_offset
                         ? &RS_FIELD_AT (self, self->type->managed_offset, RsManaged).dict
                         : &RS_FIELD_AT (self, self->type->dict_offset, RsObject *);
  rs_setref (vm, field, value ? rs_incref (value) : NULL);
  return 0;
}

int
rs_set_dict_field (RsVm *vm, RsObject *self, RsObject *name, RsObject *value)
{
  if (value == NULL)
    return rs_raise_int (vm, RS_TYPE (vm, TypeError), "cannot delete __dict__");
  return instance_set_dict (vm, self, name, value);
}

static RsObject *
instance_get_weakref (RsVm *vm, RsObject *self)
{
  RsWeakref **list = rs_weakref_list (self);
  return rs_incref (list && *list ? RS_OBJECT (*list) : vm->none);
}

const RsGetSetDef rs_instance_dict_getset = { "__dict__", instance_get_dict, instance_set_dict,
                                              "dictionary for instance variables (if defined)" };
const RsGetSetDef rs_instance_weakref_getset = {
  "__weakref__", instance_get_weakref, NULL, "list of weak references to the object (if defined)"
};

static const RsMethodDef methods[] = {
  { "__format__", object_format, RS_M_O, 0, 0, NULL },
  { "__sizeof__", object_sizeof, RS_M_NOARGS, 0, 0, NULL },
  { "__init_subclass__", object_init_subclass, RS_M_KEYWORDS | RS_M_CLASS, 0, 0, NULL },
  { "__subclasshook__", object_subclasshook, RS_M_FAST | RS_M_CLASS, 0, -1, NULL },
  { "__dir__", object_dir, RS_M_NOARGS, 0, 0, NULL },
  { "__reduce_ex__", object_reduce_ex, RS_M_O, 0, 0, NULL },
  { "__reduce__", object_reduce, RS_M_NOARGS, 0, 0, NULL },
  { "__getstate__", object_getstate, RS_M_NOARGS, 0, 0, NULL },
  { NULL }
};

static const RsGetSetDef getset[] = { { "__class__", object_get_class, object_set_class, NULL },
                                      { NULL } };

static const RsSlots object_slots = {
  .dealloc = object_dealloc,
  .repr = object_repr,
  .str = object_str,
  .hash = object_hash,
  .getattro = rs_generic_getattr,
  .setattro = rs_generic_setattr,
  .richcompare = object_richcompare,
  .init = object_init,
  .new_ = object_new,
};

const RsTypeSpec rs_spec_object = {
  .name = "object",
  .flags = RS_TF_BASETYPE,
  .size = sizeof (RsObject),
  .slots = &object_slots,
  .methods = methods,
  .getset = getset,
  .doc =
      "The base class of the class hierarchy.\n\nWhen called, it accepts no arguments and returns "
      "a new featureless\ninstance that has no instance attributes and cannot be given any.\n",
};

/* --- singletons ----------------------------------------------------------- */

/* Its count cannot reach 0 while the vm holds it; should a program's ctypes
 * take it there, it stays. */
static void
singleton_dealloc (RsVm *vm, RsObject *self)
{
  self->refcnt = 1 << 20;
}

static RsObject *
none_repr (RsVm *vm, RsObject *self)
{
  return rs_str_new (vm, "None", -1);
}

static int
none_bool (RsVm *vm, RsObject *self)
{
  return 0;
}

static RsObject *
singleton_new (RsVm *vm, RsType *type, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  if (excess_args (nargs, kwnames))
    return rs_type_error (vm, "%U takes no arguments", type->name);
  return rs_incref (type == RS_TYPE (vm, NONE)       ? vm->none
                    : type == RS_TYPE (vm, ELLIPSIS) ? vm->ellipsis
                                                     : vm->not_implemented);
}

static RsObject *
not_implemented_repr (RsVm *vm, RsObject *self)
{
  return rs_str_new (vm, "NotImplemented", -1);
}

static RsObject *
ellipsis_repr (RsVm *vm, RsObject *self)
{
  return rs_str_new (vm, "Ellipsis", -1);
}

static const RsSlots none_slots = {
  .dealloc = singleton_dealloc, .repr = none_repr, .bool_ = none_bool, .new_ = singleton_new
};
static const RsSlots not_implemented_slots = { .dealloc = singleton_dealloc,
                                               .repr = not_implemented_repr,
                                               .new_ = singleton_new };
static const RsSlots ellipsis_slots = { .dealloc = singleton_dealloc,
                                        .repr = ellipsis_repr,
                                        .new_ = singleton_new };

const RsTypeSpec rs_spec_none = { .name = "NoneType",
                                  .size = sizeof (RsObject),
                                  .slots = &none_slots };
const RsTypeSpec rs_spec_not_implemented = { .name = "NotImplementedType",
                                             .size = sizeof (RsObject),
                                             .slots = &not_implemented_slots };
const RsTypeSpec rs_spec_ellipsis = { .name = "ellipsis",
                                      .size = sizeof (RsObject),
                                      .slots = &ellipsis_slots };
