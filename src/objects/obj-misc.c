/* SPDX-License-Identifier: MIT
 *
 * types.SimpleNamespace, types.GenericAlias (list[int]) and types.UnionType (int | str). Modelled on CPython's namespaceobject.c,
 * genericaliasobject.c and unionobject.c, as far as programs look at them.
 */
#include "obj-misc.h"

#include "abstract.h"
#include "type.h"

/* --- SimpleNamespace ------------------------------------------------------------------------------------------------------------ */

static RsObject *
namespace_new (RsVm *vm, RsType *type, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  RsNamespace *self = rs_object_new (vm, type);
  if (self == NULL)
    return NULL;
  self->dict = rs_dict_new (vm);
  rs_gc_track (vm, self);
  return RS_OBJECT (self);
}

static int
namespace_init (RsVm *vm, RsObject *self, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  if (nargs != 0)
    return rs_raise_int (vm, RS_TYPE (vm, TypeError), "no positional arguments expected");
  for (gsize i = 0; kwnames && i < rs_tuple_size (kwnames); i++)
    if (rs_dict_set (vm, ((RsNamespace *) self)->dict, rs_tuple_items (kwnames)[i], args[i]) < 0)
      return -1;
  return 0;
}

static void
namespace_dealloc (RsVm *vm, RsObject *self)
{
  rs_gc_untrack (vm, self);
  rs_clear (vm, &((RsNamespace *) self)->dict);
  rs_object_free (vm, self);
}

static void
namespace_traverse (RsVm *vm, RsObject *self, RsVisit *visit)
{
  rs_visit (visit, ((RsNamespace *) self)->dict, RS_EDGE_DICT, 0);
}

static void
namespace_clear (RsVm *vm, RsObject *self)
{
  rs_clear (vm, &((RsNamespace *) self)->dict);
}

static RsObject *
namespace_repr (RsVm *vm, RsObject *self)
{
  char buffer[200];
  const char *name = self->type == RS_TYPE (vm, NAMESPACE) ? "namespace" : rs_type_name (self->type, buffer, sizeof buffer);
  int shown = rs_repr_enter (vm, self);
  if (shown != 0)
    return shown < 0 ? NULL : rs_str_printf (vm, "%s(...)", name);
  RsObject *text = rs_str_new (vm, "", 0), *key, *value;
  gsize position = 0;
  while (text != NULL && rs_dict_next (((RsNamespace *) self)->dict, &position, &key, &value))
    {
      guint mark = rs_hold_mark (vm);
      rs_hold (vm, text);
      RsObject *more = rs_str_printf (vm, rs_str_length (text) ? "%U, %S=%R" : "%U%S=%R", text, key, value);
      rs_hold_cut (vm, mark);
      rs_decref (vm, text);
      text = more;
    }
  rs_repr_leave (vm, self);
  RsObject *result = text ? rs_str_printf (vm, "%s(%U)", name, text) : NULL;
  rs_xdecref (vm, text);
  return result;
}

static RsObject *
namespace_richcompare (RsVm *vm, RsObject *left, RsObject *right, int op)
{
  if (!rs_is_a (left, RS_TYPE (vm, NAMESPACE)) || !rs_is_a (right, RS_TYPE (vm, NAMESPACE)))
    return rs_incref (vm->not_implemented);
  return rs_richcompare (vm, ((RsNamespace *) left)->dict, ((RsNamespace *) right)->dict, op);
}

static const RsGetSetDef namespace_getset[] = { { "__dict__", rs_get_dict_field, NULL, NULL }, { NULL } };
static const RsSlots namespace_slots = {
  .dealloc = namespace_dealloc, .traverse = namespace_traverse, .clear = namespace_clear, .repr = namespace_repr,
  .hash = rs_hash_not_implemented, .richcompare = namespace_richcompare, .new_ = namespace_new, .init = namespace_init,
};

const RsTypeSpec rs_spec_namespace = { .name = "types.SimpleNamespace", .flags = RS_TF_GC | RS_TF_BASETYPE, .size = sizeof (RsNamespace),
  .slots = &namespace_slots, .getset = namespace_getset, .dict_offset = G_STRUCT_OFFSET (RsNamespace, dict) };

/* --- GenericAlias ------------------------------------------------------------------------------------------------------------------- */

#define ALIAS(self) ((RsGenericAlias *) (self))

RsObject *
rs_generic_alias_new (RsVm *vm, RsObject *origin, RsObject *args)
{
  RsGenericAlias *self = rs_object_new (vm, RS_TYPE (vm, GENERIC_ALIAS));
  if (self == NULL)
    return NULL;
  self->origin = rs_incref (origin);
  self->args = rs_is_tuple (args) ? rs_incref (args) : rs_tuple_pack (vm, 1, args);
  rs_gc_track (vm, self);
  return RS_OBJECT (self);
}

static RsObject *
alias_new (RsVm *vm, RsType *type, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  return rs_check_arity (vm, "GenericAlias", nargs, 2, 2) ? rs_generic_alias_new (vm, args[0], args[1]) : NULL;
}

static void
alias_dealloc (RsVm *vm, RsObject *self)
{
  rs_gc_untrack (vm, self);
  rs_weakref_object_dies (vm, self);
  rs_clear (vm, &ALIAS (self)->origin);
  rs_clear (vm, &ALIAS (self)->args);
  rs_clear (vm, &ALIAS (self)->parameters);
  rs_object_free (vm, self);
}

static void
alias_traverse (RsVm *vm, RsObject *self, RsVisit *visit)
{
  rs_visit_field (visit, ALIAS (self)->origin, "__origin__");
  rs_visit_field (visit, ALIAS (self)->args, "__args__");
  rs_visit_field (visit, ALIAS (self)->parameters, "__parameters__");
}

/* int, module.Class, ..., or the repr. */
static RsObject *
argument_text (RsVm *vm, RsObject *argument)
{
  if (argument == vm->ellipsis)
    return rs_str_new (vm, "...", 3);
  if (argument == vm->none)
    return rs_str_new (vm, "None", 4);
  if (!rs_is_type (argument))
    return rs_repr (vm, argument);
  RsObject *module = NULL, *text;
  RsType *type = (RsType *) argument;
  if (rs_getattr_optional (vm, argument, RS_NAME (vm, __module__), &module) < 0)
    rs_pending_clear (vm);
  if (module == NULL || rs_str_equal (module, RS_NAME (vm, builtins)))
    text = rs_incref (type->qualname);
  else
    text = rs_str_printf (vm, "%U.%U", module, type->qualname);
  rs_xdecref (vm, module);
  return text;
}

static RsObject *
join_arguments (RsVm *vm, RsObject *args, const char *separator)
{
  RsObject *text = rs_str_new (vm, "", 0);
  for (gsize i = 0; text != NULL && i < rs_tuple_size (args); i++)
    {
      RsObject *one = argument_text (vm, rs_tuple_items (args)[i]);
      RsObject *more = one ? rs_str_printf (vm, "%U%s%U", text, i ? separator : "", one) : NULL;
      rs_xdecref (vm, one);
      rs_decref (vm, text);
      text = more;
    }
  return text;
}

static RsObject *
alias_repr (RsVm *vm, RsObject *self)
{
  RsObject *origin = argument_text (vm, ALIAS (self)->origin), *args = join_arguments (vm, ALIAS (self)->args, ", ");
  RsObject *result = origin && args ? rs_str_printf (vm, "%U[%s%U]", origin, rs_tuple_size (ALIAS (self)->args) == 0 ? "()" : "", args) : NULL;
  rs_xdecref (vm, origin);
  rs_xdecref (vm, args);
  return result;
}

static RsObject *
alias_call (RsVm *vm, RsObject *self, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  return rs_call (vm, ALIAS (self)->origin, args, nargs, kwnames);
}

static RsObject *
alias_getattro (RsVm *vm, RsObject *self, RsObject *name)
{
  static const char *const own[] = { "__origin__", "__args__", "__parameters__", "__mro_entries__", "__instancecheck__", "__subclasscheck__", "__class__", "__reduce__", "__eq__", "__hash__", "__repr__", "__or__", NULL };
  for (const char *const *text = own; *text != NULL; text++)
    if (rs_str_equal_ascii (name, *text))
      return rs_generic_getattr (vm, self, name);
  return rs_getattr (vm, ALIAS (self)->origin, name);
}

static RsObject *
alias_richcompare (RsVm *vm, RsObject *left, RsObject *right, int op)
{
  if ((op != RS_EQ && op != RS_NE) || left->type != right->type)
    return rs_incref (vm->not_implemented);
  int equal = rs_compare_bool (vm, ALIAS (left)->origin, ALIAS (right)->origin, RS_EQ);
  if (equal > 0)
    equal = rs_compare_bool (vm, ALIAS (left)->args, ALIAS (right)->args, RS_EQ);
  return equal < 0 ? NULL : rs_bool (vm, equal == (op == RS_EQ));
}

static gint64
alias_hash (RsVm *vm, RsObject *self)
{
  gint64 a = rs_hash (vm, ALIAS (self)->origin), b = a == -1 ? -1 : rs_hash (vm, ALIAS (self)->args);
  return b == -1 ? -1 : (a ^ b) == -1 ? -2 : a ^ b;
}

static RsObject *alias_or (RsVm *vm, RsObject *left, RsObject *right) { return rs_union_new (vm, left, right); }
static RsObject *alias_get_origin (RsVm *vm, RsObject *self) { return rs_incref (ALIAS (self)->origin); }
static RsObject *alias_get_args (RsVm *vm, RsObject *self) { return rs_incref (ALIAS (self)->args); }
static RsObject *alias_get_parameters (RsVm *vm, RsObject *self) { return rs_incref (vm->empty_tuple); }

static RsObject *
alias_mro_entries (RsVm *vm, RsObject *self, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  return rs_tuple_pack (vm, 1, ALIAS (self)->origin);
}

static RsObject *
alias_instancecheck (RsVm *vm, RsObject *self, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  return rs_type_error (vm, "isinstance() argument 2 cannot be a parameterized generic");
}

static RsObject *
alias_subclasscheck (RsVm *vm, RsObject *self, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  return rs_type_error (vm, "issubclass() argument 2 cannot be a parameterized generic");
}

/* ARGUMENT of an alias with PARAMETERS replaced by VALUES, which are as many; where it is an alias itself, inside, too. */
static RsObject *
substitute (RsVm *vm, RsObject *argument, RsObject *parameters, RsObject *values)
{
  for (gsize i = 0; i < rs_tuple_size (parameters); i++)
    if (rs_tuple_items (parameters)[i] == argument)
      return rs_incref (rs_tuple_items (values)[i]);
  if (argument->type != RS_TYPE (vm, GENERIC_ALIAS))
    return rs_incref (argument);
  RsObject *args = rs_tuple_new (vm, rs_tuple_size (ALIAS (argument)->args)), *alias = NULL;
  gboolean ok = args != NULL;
  for (gsize i = 0; ok && i < rs_tuple_size (args); i++)
    ok = (rs_tuple_items (args)[i] = substitute (vm, rs_tuple_items (ALIAS (argument)->args)[i], parameters, values)) != NULL;
  if (ok)
    alias = rs_generic_alias_new (vm, ALIAS (argument)->origin, args);
  rs_xdecref (vm, args);
  return alias;
}

static RsObject *
alias_getitem (RsVm *vm, RsObject *self, RsObject *key)
{
  RsObject *parameters = alias_get_parameters (vm, self), *values = NULL, *alias = NULL;
  if (parameters == NULL)
    return NULL;
  values = rs_is_tuple (key) ? rs_incref (key) : rs_tuple_pack (vm, 1, key);
  gsize want = rs_tuple_size (parameters), have = values ? rs_tuple_size (values) : 0;
  if (want == 0)
    rs_type_error (vm, "%R is not a generic class", self);
  else if (have != want)
    rs_type_error (vm, "Too %s arguments for %R; actual %zu, expected %zu", have > want ? "many" : "few", self, have, want);
  else
    alias = substitute (vm, self, parameters, values);
  rs_xdecref (vm, values);
  rs_decref (vm, parameters);
  return alias;
}

static const RsMethodDef alias_methods[] = {
  { "__mro_entries__", alias_mro_entries, RS_M_O, 0, 0, NULL }, { "__instancecheck__", alias_instancecheck, RS_M_O, 0, 0, NULL },
  { "__subclasscheck__", alias_subclasscheck, RS_M_O, 0, 0, NULL }, { NULL }
};
static const RsGetSetDef alias_getset[] = { { "__origin__", alias_get_origin, NULL, NULL }, { "__args__", alias_get_args, NULL, NULL },
                                            { "__parameters__", alias_get_parameters, NULL, NULL }, { NULL } };
static const RsSlots alias_slots = {
  .dealloc = alias_dealloc, .traverse = alias_traverse, .repr = alias_repr, .hash = alias_hash, .call = alias_call, .getattro = alias_getattro,
  .richcompare = alias_richcompare, .new_ = alias_new, .getitem = alias_getitem, .binary = { [RS_NB_OR] = alias_or },
};

const RsTypeSpec rs_spec_generic_alias = { .name = "types.GenericAlias", .flags = RS_TF_GC | RS_TF_BASETYPE, .size = sizeof (RsGenericAlias),
  .slots = &alias_slots, .methods = alias_methods, .getset = alias_getset, .weaklist_offset = G_STRUCT_OFFSET (RsGenericAlias, weaklist) };

/* --- UnionType ------------------------------------------------------------------------------------------------------------------------- */

static gboolean
unionable (RsVm *vm, RsObject *object)
{
  return object == vm->none || rs_is_type (object) || object->type == RS_TYPE (vm, GENERIC_ALIAS) || object->type == RS_TYPE (vm, UNION);
}

static void
add_member (RsVm *vm, RsObject *list, RsObject *object)
{
  if (object->type == RS_TYPE (vm, UNION))
    {
      RsObject *args = ((RsUnion *) object)->args;
      for (gsize i = 0; i < rs_tuple_size (args); i++)
        add_member (vm, list, rs_tuple_items (args)[i]);
      return;
    }
  if (object == vm->none)
    object = RS_OBJECT (RS_TYPE (vm, NONE));
  if (rs_contains (vm, list, object) == 0)
    rs_list_append (vm, list, object);
}

RsObject *
rs_union_new (RsVm *vm, RsObject *left, RsObject *right)
{
  if (!unionable (vm, left) || !unionable (vm, right))
    return rs_incref (vm->not_implemented);
  RsObject *list = rs_list_new (vm, 0);
  add_member (vm, list, left);
  add_member (vm, list, right);
  RsObject *only = rs_list_size (list) == 1 ? rs_incref (rs_list_items (list)[0]) : NULL;
  RsUnion *self = only ? NULL : rs_object_new (vm, RS_TYPE (vm, UNION));
  if (self != NULL)
    {
      self->args = rs_list_as_tuple (vm, list);
      rs_gc_track (vm, self);
    }
  rs_decref (vm, list);
  return only ? only : RS_OBJECT (self);
}

static void
union_dealloc (RsVm *vm, RsObject *self)
{
  rs_gc_untrack (vm, self);
  rs_clear (vm, &((RsUnion *) self)->args);
  rs_object_free (vm, self);
}

static void
union_traverse (RsVm *vm, RsObject *self, RsVisit *visit)
{
  rs_visit_field (visit, ((RsUnion *) self)->args, "__args__");
}

static RsObject *
union_repr (RsVm *vm, RsObject *self)
{
  RsObject *args = ((RsUnion *) self)->args, *list = rs_list_new (vm, 0);
  for (gsize i = 0; i < rs_tuple_size (args); i++)
    rs_list_append (vm, list, rs_tuple_items (args)[i] == RS_OBJECT (RS_TYPE (vm, NONE)) ? vm->none : rs_tuple_items (args)[i]);
  RsObject *shown = rs_list_as_tuple (vm, list), *text = join_arguments (vm, shown, " | ");
  rs_decref (vm, list);
  rs_decref (vm, shown);
  return text;
}

static RsObject *
union_richcompare (RsVm *vm, RsObject *left, RsObject *right, int op)
{
  if ((op != RS_EQ && op != RS_NE) || left->type != right->type)
    return rs_incref (vm->not_implemented);
  RsObject *a = rs_frozenset_new (vm, ((RsUnion *) left)->args), *b = rs_frozenset_new (vm, ((RsUnion *) right)->args);
  RsObject *result = a && b ? rs_richcompare (vm, a, b, op) : NULL;
  rs_xdecref (vm, a);
  rs_xdecref (vm, b);
  return result;
}

static gint64
union_hash (RsVm *vm, RsObject *self)
{
  RsObject *set = rs_frozenset_new (vm, ((RsUnion *) self)->args);
  gint64 hash = set ? rs_hash (vm, set) : -1;
  rs_xdecref (vm, set);
  return hash;
}

static RsObject *
union_instancecheck (RsVm *vm, RsObject *self, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  int result = rs_isinstance (vm, args[0], ((RsUnion *) self)->args);
  return result < 0 ? NULL : rs_bool (vm, result);
}

static RsObject *
union_subclasscheck (RsVm *vm, RsObject *self, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  int result = rs_issubclass (vm, args[0], ((RsUnion *) self)->args);
  return result < 0 ? NULL : rs_bool (vm, result);
}

static RsObject *union_get_args (RsVm *vm, RsObject *self) { return rs_incref (((RsUnion *) self)->args); }

static const RsMethodDef union_methods[] = { { "__instancecheck__", union_instancecheck, RS_M_O, 0, 0, NULL },
                                             { "__subclasscheck__", union_subclasscheck, RS_M_O, 0, 0, NULL }, { NULL } };
static const RsGetSetDef union_getset[] = { { "__args__", union_get_args, NULL, NULL }, { NULL } };
static const RsSlots union_slots = {
  .dealloc = union_dealloc, .traverse = union_traverse, .repr = union_repr, .hash = union_hash, .richcompare = union_richcompare,
  .binary = { [RS_NB_OR] = alias_or },
};

const RsTypeSpec rs_spec_union = { .name = "types.UnionType", .flags = RS_TF_GC | RS_TF_NO_NEW, .size = sizeof (RsUnion), .slots = &union_slots,
  .methods = union_methods, .getset = union_getset };
