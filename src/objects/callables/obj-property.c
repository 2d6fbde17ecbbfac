/* SPDX-License-Identifier: MIT
 *
 * property, super and mappingproxy. Modelled on CPython's descrobject.c and
 * super_* in typeobject.c.
 */
#include "descr.h"

/* --- property ------------------------------------------------------------- */

static RsObject *
property_new (RsVm *vm, RsType *type, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  RsObject *self = rs_instance_new (vm, type);
  rs_gc_track (vm, self);
  return self;
}

static void
set_optional (RsVm *vm, RsObject **field, RsObject *value)
{
  rs_setref (vm, field, value == NULL || value == vm->none ? NULL : rs_incref (value));
}

static int
property_init (RsVm *vm, RsObject *self, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  static const char *const names[] = { "fget", "fset", "fdel", "doc", NULL };
  RsObject *values[4];
  RsProperty *property = (RsProperty *) self;

  if (!rs_parse_args (vm, "property", args, nargs, kwnames, names, 0, 0, values))
    return -1;
  set_optional (vm, &property->get, values[0]);
  set_optional (vm, &property->set, values[1]);
  set_optional (vm, &property->del, values[2]);
  rs_setref (vm, &property->doc, rs_xincref (values[3]));
  property->getter_doc = FALSE;
  if ((values[3] == NULL || values[3] == vm->none) && property->get != NULL)
    {
      RS_SCOPE (vm);
      RS_LOCAL (doc, NULL);
      if (rs_getattr_optional (vm, property->get, RS_NAME (vm, __doc__), &doc) < 0)
        return -1;
      if (doc == NULL)
        return 0;
      property->getter_doc = TRUE;
      if (self->type == RS_TYPE (vm, PROPERTY))
        rs_setref (vm, &property->doc, g_steal_pointer (&doc));
      else
        /* A subclass's own __doc__ would hide the field's: the instance's dict
         * has it. */
        return rs_setattr (vm, self, RS_NAME (vm, __doc__), doc);
    }
  return 0;
}

static void
property_clear (RsVm *vm, RsObject *self)
{
  RsProperty *property = (RsProperty *) self;
  rs_clear (vm, &property->get);
  rs_clear (vm, &property->set);
  rs_clear (vm, &property->del);
  rs_clear (vm, &property->doc);
  rs_clear (vm, &property->name);
}

static void
property_dealloc (RsVm *vm, RsObject *self)
{
  rs_gc_untrack (vm, self);
  property_clear (vm, self);
  rs_object_free (vm, self);
}

static void
property_traverse (RsVm *vm, RsObject *self, RsVisit *visit)
{
  RsProperty *property = (RsProperty *) self;
  rs_visit_field (visit, property->get, "fget");
  rs_visit_field (visit, property->set, "fset");
  rs_visit_field (visit, property->del, "fdel");
  rs_visit_field (visit, property->doc, "__doc__");
  rs_visit_field (visit, property->name, "prop_name");
}

static void
raise_no_accessor (RsVm *vm, RsProperty *property, RsObject *object, const char *what)
{
  if (property->name != NULL)
    rs_raise (vm, RS_TYPE (vm, AttributeError), "property %R of %R object has no %s",
              property->name, object->type->qualname, what);
  else
    rs_raise (vm, RS_TYPE (vm, AttributeError), "property of %R object has no %s",
              object->type->qualname, what);
}

static RsObject *
property_get (RsVm *vm, RsObject *self, RsObject *object, RsObject *type)
{
  RsProperty *property = (RsProperty *) self;
  if (object == NULL)
    return rs_incref (self);
  if (property->get == NULL)
    {
      raise_no_accessor (vm, property, object, "getter");
      return NULL;
    }
  return rs_call1 (vm, property->get, object);
}

static int
property_set (RsVm *vm, RsObject *self, RsObject *object, RsObject *value)
{
  RsProperty *property = (RsProperty *) self;
  RsObject *function = value ? property->set : property->del;
  if (function == NULL)
    {
      raise_no_accessor (vm, property, object, value ? "setter" : "deleter");
      return -1;
    }
  RsObject *result =
      value ? rs_call2 (vm, function, object, value) : rs_call1 (vm, function, object);
  rs_xdecref (vm, result);
  return result ? 0 : -1;
}

static RsObject *
property_copy (RsVm *vm, RsObject *self, RsObject *get, RsObject *set, RsObject *del)
{
  RsProperty *property = (RsProperty *) self;
  RsObject *args[4] = { get ? get : property->get, set ? set : property->set,
                        del ? del : property->del, property->getter_doc ? NULL : property->doc };
  for (guint i = 0; i < 4; i++)
    if (args[i] == NULL)
      args[i] = vm->none;
  RsObject *copy = rs_call (vm, RS_OBJECT (self->type), args, 4, NULL);
  if (copy != NULL && rs_is_a (copy, RS_TYPE (vm, PROPERTY)))
    rs_setref (vm, &((RsProperty *) copy)->name, rs_xincref (property->name));
  return copy;
}

static RsObject *
property_getter (RsVm *vm, RsObject *self, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  return property_copy (vm, self, args[0], NULL, NULL);
}

static RsObject *
property_setter (RsVm *vm, RsObject *self, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  return property_copy (vm, self, NULL, args[0], NULL);
}

static RsObject *
property_deleter (RsVm *vm, RsObject *self, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  return property_copy (vm, self, NULL, NULL, args[0]);
}

static RsObject *
property_set_name (RsVm *vm, RsObject *self, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  if (nargs != 2)
    return rs_type_error (vm, "__set_name__() takes 2 positional arguments but %zu were given",
                          nargs);
  rs_setref (vm, &((RsProperty *) self)->name, rs_incref (args[1]));
  return rs_incref (vm->none);
}

#define FIELD(name, field)                                                                         \
  static RsObject *name (RsVm *vm, RsObject *self)                                                 \
  {                                                                                                \
    RsObject *value = ((RsProperty *) self)->field;                                                \
    return rs_incref (value ? value : vm->none);                                                   \
  }
FIELD (property_get_get, get)
FIELD (property_get_set, set)
FIELD (property_get_del, del)
FIELD (property_get_doc, doc)

static int
property_set_doc (RsVm *vm, RsObject *self, RsObject *name, RsObject *value)
{
  rs_setref (vm, &((RsProperty *) self)->doc, rs_xincref (value));
  return 0;
}

static RsObject *
property_get_abstract (RsVm *vm, RsObject *self)
{
  RsProperty *property = (RsProperty *) self;
  RsObject *functions[] = { property->get, property->set, property->del };
  RS_SCOPE (vm);
  RS_LOCAL (name, rs_str_interned (vm, "__isabstractmethod__"));
  int abstract = 0;
  for (guint i = 0; i < 3 && abstract == 0; i++)
    {
      RS_LOCAL (value, NULL);
      int found = functions[i] ? rs_getattr_optional (vm, functions[i], name, &value) : 0;
      abstract = found > 0 ? rs_is_true (vm, value) : found;
    }
  return abstract < 0 ? NULL : rs_bool (vm, abstract);
}

static const RsMethodDef property_methods[] = {
  { "getter", property_getter, RS_M_O, 0, 0,
    "Descriptor to obtain a copy of the property with a different getter." },
  { "setter", property_setter, RS_M_O, 0, 0,
    "Descriptor to obtain a copy of the property with a different setter." },
  { "deleter", property_deleter, RS_M_O, 0, 0,
    "Descriptor to obtain a copy of the property with a different deleter." },
  { "__set_name__", property_set_name, RS_M_FAST, 0, -1, "Method to set name of a property." },
  { NULL }
};

static const RsGetSetDef property_getset[] = {
  { "fget", property_get_get, NULL, NULL, TRUE },
  { "fset", property_get_set, NULL, NULL, TRUE },
  { "fdel", property_get_del, NULL, NULL, TRUE },
  { "__doc__", property_get_doc, property_set_doc, NULL },
  { "__isabstractmethod__", property_get_abstract, NULL, NULL },
  { NULL }
};

static const RsSlots property_slots = {
  .dealloc = property_dealloc,
  .traverse = property_traverse,
  .clear = property_clear,
  .descr_get = property_get,
  .descr_set = property_set,
  .init = property_init,
  .new_ = property_new,
};

const RsTypeSpec rs_spec_property = { .name = "property",
                                      .flags = RS_TF_GC | RS_TF_BASETYPE,
                                      .size = sizeof (RsProperty),
                                      .slots = &property_slots,
                                      .methods = property_methods,
                                      .getset = property_getset,
                                      .doc = "Property attribute." };

/* --- super ---------------------------------------------------------------- */

static void
super_dealloc (RsVm *vm, RsObject *self)
{
  RsSuper *super = (RsSuper *) self;
  rs_gc_untrack (vm, self);
  rs_clear (vm, &super->object);
  rs_clear (vm, &super->type);
  rs_clear (vm, &super->object_type);
  rs_object_free (vm, self);
}

static void
super_traverse (RsVm *vm, RsObject *self, RsVisit *visit)
{
  RsSuper *super = (RsSuper *) self;
  rs_visit_field (visit, super->object, "__self__");
  rs_visit_field (visit, super->type, "__thisclass__");
  rs_visit_field (visit, super->object_type, "__self_class__");
}

/* The class whose mro is walked: OBJECT itself where it is a subclass, else its
 * class. */
static RsType *
super_check (RsVm *vm, RsType *type, RsObject *object)
{
  if (rs_is_type (object) && rs_is_subtype ((RsType *) object, type))
    return (RsType *) object;
  if (rs_is_a (object, type))
    return object->type;
  rs_type_error (vm, "super(type, obj): obj must be an instance or subtype of type");
  return NULL;
}

static RsObject *
super_new (RsVm *vm, RsType *type, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  RsObject *self = rs_instance_new (vm, type);
  rs_gc_track (vm, self);
  return self;
}

static int
super_init (RsVm *vm, RsObject *self, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  RsSuper *super = (RsSuper *) self;
  RsType *type;
  RsObject *object;

  if (!rs_no_keywords (vm, "super", kwnames) || !rs_check_arity (vm, "super", nargs, 0, 2))
    return -1;
  if (nargs == 0)
    {
      if (!vm->hooks->super_arguments (vm, &type, &object))
        return -1;
    }
  else
    {
      if (!rs_is_type (args[0]))
        return rs_raise_int (vm, RS_TYPE (vm, TypeError),
                             "super() argument 1 must be a type, not %T", args[0]);
      type = (RsType *) args[0];
      object = nargs > 1 && args[1] != vm->none ? args[1] : NULL;
    }
  RsType *object_type = object ? super_check (vm, type, object) : NULL;
  if (object != NULL && object_type == NULL)
    return -1;
  rs_setref (vm, &super->type, rs_incref (type));
  rs_setref (vm, &super->object, rs_xincref (object));
  rs_setref (vm, &super->object_type, rs_xincref (object_type));
  return 0;
}

static RsObject *
super_getattro (RsVm *vm, RsObject *self, RsObject *name)
{
  RsSuper *super = (RsSuper *) self;
  if (super->object_type == NULL || rs_str_equal (name, RS_NAME (vm, __class__))
      || super->object_type->mro == NULL)
    return rs_generic_getattr (vm, self, name);
  RsTuple *mro = (RsTuple *) super->object_type->mro;
  gsize i = 0;
  while (i < mro->size && mro->items[i] != RS_OBJECT (super->type))
    i++;
  for (i++; i < mro->size; i++)
    {
      RsObject *value = rs_dict_get (vm, ((RsType *) mro->items[i])->dict, name);
      if (value == NULL)
        continue;
      RsTernaryFunc get = value->type->slots.descr_get;
      if (get == NULL)
        return rs_incref (value);
      RsObject *object = super->object == RS_OBJECT (super->object_type) ? NULL : super->object;
      return get (vm, value, object, RS_OBJECT (super->object_type));
    }
  return rs_generic_getattr (vm, self, name);
}

static RsObject *
super_repr (RsVm *vm, RsObject *self)
{
  RsSuper *super = (RsSuper *) self;
  if (super->object_type != NULL)
    return rs_str_printf (vm, "<super: <class '%U'>, <%U object>>", super->type->name,
                          super->object_type->name);
  return rs_str_printf (vm, "<super: <class '%U'>, NULL>",
                        super->type ? super->type->name : RS_NAME (vm, name));
}

static RsObject *
super_descr_get (RsVm *vm, RsObject *self, RsObject *object, RsObject *type)
{
  RsSuper *super = (RsSuper *) self;
  if (object == NULL || object == vm->none || super->object != NULL)
    return rs_incref (self);
  return rs_call2 (vm, RS_OBJECT (self->type), RS_OBJECT (super->type), object);
}

static RsObject *
super_get_thisclass (RsVm *vm, RsObject *self)
{
  RsType *type = ((RsSuper *) self)->type;
  return rs_incref (type ? RS_OBJECT (type) : vm->none);
}

static RsObject *
super_get_self (RsVm *vm, RsObject *self)
{
  RsObject *object = ((RsSuper *) self)->object;
  return rs_incref (object ? object : vm->none);
}

static RsObject *
super_get_self_class (RsVm *vm, RsObject *self)
{
  RsType *type = ((RsSuper *) self)->object_type;
  return rs_incref (type ? RS_OBJECT (type) : vm->none);
}

static const RsGetSetDef super_getset[] = {
  { "__thisclass__", super_get_thisclass, NULL, NULL, TRUE },
  { "__self__", super_get_self, NULL, NULL, TRUE },
  { "__self_class__", super_get_self_class, NULL, NULL, TRUE },
  { NULL }
};

static const RsSlots super_slots = {
  .dealloc = super_dealloc,
  .traverse = super_traverse,
  .repr = super_repr,
  .getattro = super_getattro,
  .descr_get = super_descr_get,
  .init = super_init,
  .new_ = super_new,
};

const RsTypeSpec rs_spec_super = { .name = "super",
                                   .flags = RS_TF_GC | RS_TF_BASETYPE,
                                   .size = sizeof (RsSuper),
                                   .slots = &super_slots,
                                   .getset = super_getset };

/* --- mappingproxy --------------------------------------------------------- */

RsObject *
rs_mappingproxy_new (RsVm *vm, RsObject *mapping)
{
  RsMappingProxy *proxy = rs_object_new (vm, RS_TYPE (vm, MAPPINGPROXY));
  proxy->mapping = rs_incref (mapping);
  rs_gc_track (vm, proxy);
  return RS_OBJECT (proxy);
}

#define MAPPING(self) (((RsMappingProxy *) (self))->mapping)

static RsObject *
proxy_new (RsVm *vm, RsType *type, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  if (!rs_check_arity (vm, "mappingproxy", nargs, 1, 1))
    return NULL;
  if (args[0]->type->slots.getitem == NULL || rs_is_list (args[0]) || rs_is_tuple (args[0]))
    return rs_type_error (vm, "mappingproxy() argument must be a mapping, not %T", args[0]);
  return rs_mappingproxy_new (vm, args[0]);
}

static void
proxy_dealloc (RsVm *vm, RsObject *self)
{
  rs_gc_untrack (vm, self);
  rs_clear (vm, &MAPPING (self));
  rs_object_free (vm, self);
}

static void
proxy_traverse (RsVm *vm, RsObject *self, RsVisit *visit)
{
  rs_visit_field (visit, MAPPING (self), "mapping");
}

static RsObject *
proxy_repr (RsVm *vm, RsObject *self)
{
  return rs_str_printf (vm, "mappingproxy(%R)", MAPPING (self));
}

static RsObject *
proxy_str (RsVm *vm, RsObject *self)
{
  return rs_str (vm, MAPPING (self));
}
static RsObject *
proxy_iter (RsVm *vm, RsObject *self)
{
  return rs_iter (vm, MAPPING (self));
}
static gssize
proxy_length (RsVm *vm, RsObject *self)
{
  return rs_length (vm, MAPPING (self));
}
static RsObject *
proxy_getitem (RsVm *vm, RsObject *self, RsObject *key)
{
  return rs_getitem (vm, MAPPING (self), key);
}
static int
proxy_contains (RsVm *vm, RsObject *self, RsObject *key)
{
  return rs_contains (vm, MAPPING (self), key);
}

static RsObject *
proxy_richcompare (RsVm *vm, RsObject *left, RsObject *right, int op)
{
  return rs_richcompare (vm, MAPPING (left), right, op);
}

static RsObject *
proxy_or (RsVm *vm, RsObject *left, RsObject *right)
{
  RsObject *a = left->type == RS_TYPE (vm, MAPPINGPROXY) ? MAPPING (left) : left;
  RsObject *b = right->type == RS_TYPE (vm, MAPPINGPROXY) ? MAPPING (right) : right;
  return rs_binary_op (vm, a, b, RS_NB_OR);
}

#define FORWARD(name, method)                                                                      \
  static RsObject *name (RsVm *vm, RsObject *self, RsObject *const *args, gsize nargs,             \
                         RsObject *kwnames)                                                        \
  {                                                                                                \
    return rs_call_method (vm, MAPPING (self), RS_NAME (vm, method), args, nargs);                 \
  }
FORWARD (proxy_get, get)
FORWARD (proxy_keys, keys)
FORWARD (proxy_values, values)
FORWARD (proxy_items, items)

static RsObject *
proxy_copy (RsVm *vm, RsObject *self, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  RS_SCOPE (vm);
  RS_LOCAL (name, rs_str_interned (vm, "copy"));
  RS_LOCAL (result, rs_call_method (vm, MAPPING (self), name, NULL, 0));
  return RS_GIVE (result);
}

static const RsMethodDef proxy_methods[] = { { "get", proxy_get, RS_M_FAST, 1, 2, NULL },
                                             { "keys", proxy_keys, RS_M_NOARGS, 0, 0, NULL },
                                             { "values", proxy_values, RS_M_NOARGS, 0, 0, NULL },
                                             { "items", proxy_items, RS_M_NOARGS, 0, 0, NULL },
                                             { "copy", proxy_copy, RS_M_NOARGS, 0, 0, NULL },
                                             { NULL } };

static const RsSlots proxy_slots = {
  .dealloc = proxy_dealloc,
  .traverse = proxy_traverse,
  .repr = proxy_repr,
  .str = proxy_str,
  .iter = proxy_iter,
  .hash = rs_hash_not_implemented,
  .richcompare = proxy_richcompare,
  .new_ = proxy_new,
  .binary = { [RS_NB_OR] = proxy_or },
  .length = proxy_length,
  .getitem = proxy_getitem,
  .contains = proxy_contains,
};

const RsTypeSpec rs_spec_mappingproxy = { .name = "mappingproxy",
                                          .flags = RS_TF_GC | RS_TF_MAPPING,
                                          .size = sizeof (RsMappingProxy),
                                          .slots = &proxy_slots,
                                          .methods = proxy_methods };
