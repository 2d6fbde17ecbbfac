/* SPDX-License-Identifier: MIT
 *
 * types.GenericAlias (list[int]) and types.UnionType (int | str). Modelled on
 * CPython's genericaliasobject.c and unionobject.c, as far as programs look at
 * them.
 */
#include "obj-misc.h"

#include "objects/abstract.h"
#include "objects/type.h"

/* --- GenericAlias --------------------------------------------------------- */

#define ALIAS(self) ((RsGenericAlias *) (self))

static RsObject *
new_alias (RsVm *vm, RsType *type, RsObject *origin, RsObject *args)
{
  RsGenericAlias *self = rs_object_new (vm, type);
  self->origin = rs_incref (origin);
  self->args = rs_is_tuple (args) ? rs_incref (args) : rs_tuple_pack (vm, 1, args);
  rs_gc_track (vm, self);
  return RS_OBJECT (self);
}

RsObject *
rs_generic_alias_new (RsVm *vm, RsObject *origin, RsObject *args)
{
  return new_alias (vm, RS_TYPE (vm, GENERIC_ALIAS), origin, args);
}

static RsObject *
alias_new (RsVm *vm, RsType *type, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  return rs_check_arity (vm, "GenericAlias", nargs, 2, 2) ? new_alias (vm, type, args[0], args[1])
                                                          : NULL;
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
  RS_SCOPE (vm);
  RS_LOCAL (text, rs_str_new (vm, "", 0));
  for (gsize i = 0; text != NULL && i < rs_tuple_size (args); i++)
    {
      RS_LOCAL (one, argument_text (vm, rs_tuple_items (args)[i]));
      RsObject *more = one ? rs_str_printf (vm, "%U%s%U", text, i ? separator : "", one) : NULL;
      rs_setref (vm, &text, more);
    }
  return RS_GIVE (text);
}

static RsObject *
alias_repr (RsVm *vm, RsObject *self)
{
  /* The arguments first: they may run Python, which would see the origin's name
   * held. */
  RsObject *args = join_arguments (vm, ALIAS (self)->args, ", "),
           *origin = args ? argument_text (vm, ALIAS (self)->origin) : NULL;
  RsObject *result = origin && args
                         ? rs_str_printf (vm, "%U[%s%U]", origin,
                                          rs_tuple_size (ALIAS (self)->args) == 0 ? "()" : "", args)
                         : NULL;
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
  static const char *const own[] = { "__origin__",
                                     "__args__",
                                     "__parameters__",
                                     "__mro_entries__",
                                     "__instancecheck__",
                                     "__subclasscheck__",
                                     "__class__",
                                     "__reduce__",
                                     "__eq__",
                                     "__hash__",
                                     "__repr__",
                                     "__or__",
                                     NULL };
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
  gint64 a = rs_hash (vm, ALIAS (self)->origin),
         b = a == -1 ? -1 : rs_hash (vm, ALIAS (self)->args);
  return b == -1 ? -1 : (a ^ b) == -1 ? -2 : a ^ b;
}

static RsObject *
alias_or (RsVm *vm, RsObject *left, RsObject *right)
{
  return rs_union_new (vm, left, right);
}
static RsObject *
alias_get_origin (RsVm *vm, RsObject *self)
{
  return rs_incref (ALIAS (self)->origin);
}
static RsObject *
alias_get_args (RsVm *vm, RsObject *self)
{
  return rs_incref (ALIAS (self)->args);
}

static RsObject *
alias_mro_entries (RsVm *vm, RsObject *self, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  return rs_tuple_pack (vm, 1, ALIAS (self)->origin);
}

static RsObject *
alias_instancecheck (RsVm *vm, RsObject *self, RsObject *const *args, gsize nargs,
                     RsObject *kwnames)
{
  return rs_type_error (vm, "isinstance() argument 2 cannot be a parameterized generic");
}

static RsObject *
alias_subclasscheck (RsVm *vm, RsObject *self, RsObject *const *args, gsize nargs,
                     RsObject *kwnames)
{
  return rs_type_error (vm, "issubclass() argument 2 cannot be a parameterized generic");
}

/* --- parameters: modelled on _Py_make_parameters and _Py_subs_parameters in
 * Objects/genericaliasobject.c */

/* An attribute of ARGUMENT by its text: 1 and a new reference, 0, -1 raises. A
 * class is no argument that has any. */
static int
argument_attribute (RsVm *vm, RsObject *argument, const char *text, RsObject **value)
{
  *value = NULL;
  if (rs_is_type (argument))
    return 0;
  RS_SCOPE (vm);
  RS_LOCAL (name, rs_str_interned (vm, text));
  return rs_getattr_optional (vm, argument, name, value);
}

static gssize
find_identical (RsObject *const *items, gsize n, RsObject *item)
{
  for (gsize i = 0; i < n; i++)
    if (items[i] == item)
      return i;
  return -1;
}

static gboolean
add_parameter (RsVm *vm, RsObject *list, RsObject *parameter)
{
  return find_identical (rs_list_items (list), rs_list_size (list), parameter) >= 0
         || rs_list_append (vm, list, parameter) == 0;
}

/* Adds what ARGUMENT is (a type variable) or has (an alias) to LIST. FALSE
 * raises. */
static gboolean
add_parameters_of (RsVm *vm, RsObject *list, RsObject *argument)
{
  RsObject *value;
  int found = argument_attribute (vm, argument, "__typing_subst__", &value);
  rs_xdecref (vm, value);
  if (found != 0)
    return found > 0 && add_parameter (vm, list, argument);
  if ((found = argument_attribute (vm, argument, "__parameters__", &value)) < 0)
    return FALSE;
  gboolean ok = TRUE;
  for (gsize i = 0; ok && found && rs_is_tuple (value) && i < rs_tuple_size (value); i++)
    ok = add_parameter (vm, list, rs_tuple_items (value)[i]);
  rs_xdecref (vm, value);
  return ok;
}

static RsObject *
alias_get_parameters (RsVm *vm, RsObject *self)
{
  if (ALIAS (self)->parameters == NULL)
    {
      RsObject *args = ALIAS (self)->args;
      RS_SCOPE (vm);
      RS_LOCAL (list, rs_list_new (vm, 0));
      for (gsize i = 0; i < rs_tuple_size (args); i++)
        if (!add_parameters_of (vm, list, rs_tuple_items (args)[i]))
          return NULL;
      RsObject *parameters = rs_list_as_tuple (vm, list);
      rs_setref (vm, &ALIAS (self)->parameters, parameters);
    }
  return rs_xincref (ALIAS (self)->parameters);
}

static gboolean
add_all (RsVm *vm, RsObject *list, RsObject *tuple)
{
  for (gsize i = 0; i < rs_tuple_size (tuple); i++)
    if (rs_list_append (vm, list, rs_tuple_items (tuple)[i]) < 0)
      return FALSE;
  return TRUE;
}

/* ARGUMENT, an alias, with the values of those of its parameters that are among
 * PARAMETERS. A TypeVarTuple, which can be iterated, has several. */
static RsObject *
substitute_inside (RsVm *vm, RsObject *argument, RsObject *parameters, RsObject *values)
{
  RS_SCOPE (vm);
  RS_LOCAL (own, NULL);
  int found = argument_attribute (vm, argument, "__parameters__", &own);
  if (found <= 0 || !rs_is_tuple (own) || rs_tuple_size (own) == 0)
    return found < 0 ? NULL : rs_incref (argument);
  RS_LOCAL (list, rs_list_new (vm, 0));
  for (gsize i = 0; i < rs_tuple_size (own); i++)
    {
      RsObject *parameter = rs_tuple_items (own)[i];
      gssize at =
          find_identical (rs_tuple_items (parameters), rs_tuple_size (parameters), parameter);
      RsObject *value = at < 0 ? parameter : rs_tuple_items (values)[at];
      gboolean several = at >= 0 && parameter->type->slots.iter != NULL && rs_is_tuple (value);
      if (several ? !add_all (vm, list, value) : rs_list_append (vm, list, value) < 0)
        return NULL;
    }
  RS_LOCAL (items, rs_list_as_tuple (vm, list));
  rs_clear (vm, &list);
  rs_clear (vm, &own);
  return items ? rs_getitem (vm, argument, items) : NULL;
}

/* One ARGUMENT with its value: what __typing_subst__ makes of it, or an alias
 * with values inside. */
static RsObject *
substitute (RsVm *vm, RsObject *argument, RsObject *parameters, RsObject *values)
{
  RsObject *method;
  int found = argument_attribute (vm, argument, "__typing_subst__", &method);
  if (found < 0)
    return NULL;
  if (!found)
    return rs_is_type (argument) ? rs_incref (argument)
                                 : substitute_inside (vm, argument, parameters, values);
  gssize at = find_identical (rs_tuple_items (parameters), rs_tuple_size (parameters), argument);
  RsObject *result =
      at < 0 ? rs_incref (argument) : rs_call_held (vm, method, rs_tuple_items (values)[at]);
  rs_decref (vm, method);
  return result;
}

/* Is ARGUMENT an unpacked TypeVarTuple, which stands for several? -1 raises. */
static int
is_unpacked (RsVm *vm, RsObject *argument)
{
  RsObject *value;
  int found = argument_attribute (vm, argument, "__typing_is_unpacked_typevartuple__", &value);
  int truth = found > 0 ? rs_is_true (vm, value) : found;
  rs_xdecref (vm, value);
  return truth;
}

/* Lets each of PARAMETERS say how VALUES (taken over, on failure too) are
 * shared out among them: TypeVarTuple and ParamSpec do. */
static RsObject *
prepare_values (RsVm *vm, RsObject *self, RsObject *parameters, RsObject *borrowed)
{
  RS_SCOPE (vm);
  RS_LOCAL (values, borrowed);
  for (gsize i = 0; values != NULL && i < rs_tuple_size (parameters); i++)
    {
      RS_LOCAL (method, NULL);
      int found = argument_attribute (vm, rs_tuple_items (parameters)[i],
                                      "__typing_prepare_subst__", &method);
      if (found == 0)
        continue;
      RsObject *prepared = found > 0 ? rs_call2 (vm, method, self, values) : NULL;
      rs_setref (vm, &values, prepared);
      if (values != NULL && !rs_is_tuple (values))
        rs_setref (vm, &values, rs_tuple_pack (vm, 1, values));
    }
  return RS_GIVE (values);
}

/* The arguments of SELF with VALUES for PARAMETERS: a new tuple. */
static RsObject *
substitute_all (RsVm *vm, RsObject *self, RsObject *parameters, RsObject *values)
{
  RsObject *args = ALIAS (self)->args;
  RS_SCOPE (vm);
  RS_LOCAL (list, rs_list_new (vm, 0));
  for (gsize i = 0; i < rs_tuple_size (args); i++)
    {
      int unpacked = is_unpacked (vm, rs_tuple_items (args)[i]);
      RS_LOCAL (one, unpacked < 0 ? NULL
                                  : substitute (vm, rs_tuple_items (args)[i], parameters, values));
      if (one == NULL)
        return NULL;
      gboolean several = unpacked && rs_is_tuple (one);
      if (several ? !add_all (vm, list, one) : rs_list_append (vm, list, one) < 0)
        return NULL;
    }
  return rs_list_as_tuple (vm, list);
}

static RsObject *
alias_getitem (RsVm *vm, RsObject *self, RsObject *key)
{
  RS_SCOPE (vm);
  RS_LOCAL (parameters, alias_get_parameters (vm, self));
  if (parameters == NULL)
    return NULL;
  gsize want = rs_tuple_size (parameters);
  if (want == 0)
    return rs_type_error (vm, "%R is not a generic class", self);
  RS_LOCAL (values,
            prepare_values (vm, self, parameters,
                            rs_is_tuple (key) ? rs_incref (key) : rs_tuple_pack (vm, 1, key)));
  if (values == NULL)
    return NULL;
  gsize have = rs_tuple_size (values);
  if (have != want)
    return rs_type_error (vm, "Too %s arguments for %R; actual %zu, expected %zu",
                          have > want ? "many" : "few", self, have, want);
  RS_LOCAL (args, substitute_all (vm, self, parameters, values));
  return args ? rs_generic_alias_new (vm, ALIAS (self)->origin, args) : NULL;
}

static const RsMethodDef alias_methods[] = {
  { "__mro_entries__", alias_mro_entries, RS_M_O, 0, 0, NULL },
  { "__instancecheck__", alias_instancecheck, RS_M_O, 0, 0, NULL },
  { "__subclasscheck__", alias_subclasscheck, RS_M_O, 0, 0, NULL },
  { NULL }
};
static const RsGetSetDef alias_getset[] = { { "__origin__", alias_get_origin, NULL, NULL },
                                            { "__args__", alias_get_args, NULL, NULL },
                                            { "__parameters__", alias_get_parameters, NULL, NULL },
                                            { NULL } };
static const RsSlots alias_slots = {
  .dealloc = alias_dealloc,
  .traverse = alias_traverse,
  .repr = alias_repr,
  .hash = alias_hash,
  .call = alias_call,
  .getattro = alias_getattro,
  .richcompare = alias_richcompare,
  .new_ = alias_new,
  .getitem = alias_getitem,
  .binary = { [RS_NB_OR] = alias_or },
};

const RsTypeSpec rs_spec_generic_alias = { .name = "types.GenericAlias",
                                           .flags = RS_TF_GC | RS_TF_BASETYPE,
                                           .size = sizeof (RsGenericAlias),
                                           .slots = &alias_slots,
                                           .methods = alias_methods,
                                           .getset = alias_getset,
                                           .weaklist_offset =
                                               G_STRUCT_OFFSET (RsGenericAlias, weaklist) };

/* --- UnionType ------------------------------------------------------------ */

static gboolean
unionable (RsVm *vm, RsObject *object)
{
  return object == vm->none || rs_is_type (object) || rs_is_a (object, RS_TYPE (vm, GENERIC_ALIAS))
         || object->type == RS_TYPE (vm, UNION);
}

/* Is OBJECT in LIST? Aliases are compared, everything else is what it is. -1
 * raises. */
static int
has_member (RsVm *vm, RsObject *list, RsObject *object)
{
  int found = 0;
  for (gsize i = 0; found == 0 && i < rs_list_size (list); i++)
    {
      RsObject *item = rs_list_items (list)[i];
      found = rs_is_a (item, RS_TYPE (vm, GENERIC_ALIAS))
                      && rs_is_a (object, RS_TYPE (vm, GENERIC_ALIAS))
                  ? rs_compare_bool (vm, item, object, RS_EQ)
                  : item == object;
    }
  return found;
}

static int
add_member (RsVm *vm, RsObject *list, RsObject *object)
{
  if (object->type == RS_TYPE (vm, UNION))
    {
      RsObject *args = ((RsUnion *) object)->args;
      for (gsize i = 0; i < rs_tuple_size (args); i++)
        if (add_member (vm, list, rs_tuple_items (args)[i]) < 0)
          return -1;
      return 0;
    }
  if (object == vm->none)
    object = RS_OBJECT (RS_TYPE (vm, NONE));
  int there = has_member (vm, list, object);
  return there != 0 ? MIN (there, 0) : rs_list_append (vm, list, object);
}

RsObject *
rs_union_new (RsVm *vm, RsObject *left, RsObject *right)
{
  if (!unionable (vm, left) || !unionable (vm, right))
    return rs_incref (vm->not_implemented);
  RS_SCOPE (vm);
  RS_LOCAL (list, rs_list_new (vm, 0));
  if (add_member (vm, list, left) < 0 || add_member (vm, list, right) < 0)
    return NULL;
  if (rs_list_size (list) == 1)
    return rs_incref (rs_list_items (list)[0]);
  RsUnion *self = rs_object_new (vm, RS_TYPE (vm, UNION));
  self->args = rs_list_as_tuple (vm, list);
  rs_gc_track (vm, self);
  return RS_OBJECT (self);
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
  RsObject *args = ((RsUnion *) self)->args;
  RS_SCOPE (vm);
  RS_LOCAL (shown, rs_tuple_new (vm, rs_tuple_size (args)));
  if (shown == NULL)
    return NULL;
  for (gsize i = 0; i < rs_tuple_size (args); i++)
    {
      RsObject *item = rs_tuple_items (args)[i];
      rs_tuple_items (shown)[i] =
          rs_incref (item == RS_OBJECT (RS_TYPE (vm, NONE)) ? vm->none : item);
    }
  return join_arguments (vm, shown, " | ");
}

static RsObject *
union_richcompare (RsVm *vm, RsObject *left, RsObject *right, int op)
{
  if ((op != RS_EQ && op != RS_NE) || left->type != right->type)
    return rs_incref (vm->not_implemented);
  RS_SCOPE (vm);
  RS_LOCAL (a, rs_frozenset_new (vm, ((RsUnion *) left)->args));
  RS_LOCAL (b, a ? rs_frozenset_new (vm, ((RsUnion *) right)->args) : NULL);
  return b ? rs_richcompare (vm, a, b, op) : NULL;
}

static gint64
union_hash (RsVm *vm, RsObject *self)
{
  RS_SCOPE (vm);
  RS_LOCAL (set, rs_frozenset_new (vm, ((RsUnion *) self)->args));
  return set ? rs_hash (vm, set) : -1;
}

static RsObject *
union_instancecheck (RsVm *vm, RsObject *self, RsObject *const *args, gsize nargs,
                     RsObject *kwnames)
{
  int result = rs_isinstance (vm, args[0], ((RsUnion *) self)->args);
  return result < 0 ? NULL : rs_bool (vm, result);
}

static RsObject *
union_subclasscheck (RsVm *vm, RsObject *self, RsObject *const *args, gsize nargs,
                     RsObject *kwnames)
{
  int result = rs_issubclass (vm, args[0], ((RsUnion *) self)->args);
  return result < 0 ? NULL : rs_bool (vm, result);
}

static RsObject *
union_get_args (RsVm *vm, RsObject *self)
{
  return rs_incref (((RsUnion *) self)->args);
}

static const RsMethodDef union_methods[] = {
  { "__instancecheck__", union_instancecheck, RS_M_O, 0, 0, NULL },
  { "__subclasscheck__", union_subclasscheck, RS_M_O, 0, 0, NULL },
  { NULL }
};
static const RsGetSetDef union_getset[] = { { "__args__", union_get_args, NULL, NULL }, { NULL } };
static const RsSlots union_slots = {
  .dealloc = union_dealloc,
  .traverse = union_traverse,
  .repr = union_repr,
  .hash = union_hash,
  .richcompare = union_richcompare,
  .binary = { [RS_NB_OR] = alias_or },
};

const RsTypeSpec rs_spec_union = { .name = "types.UnionType",
                                   .flags = RS_TF_GC | RS_TF_NO_NEW,
                                   .size = sizeof (RsUnion),
                                   .slots = &union_slots,
                                   .methods = union_methods,
                                   .getset = union_getset };
