/* SPDX-License-Identifier: MIT
 *
 * Descriptors of built-in types and of __slots__: methods, slot wrappers,
 * computed attributes, members. Modelled on CPython's Objects/descrobject.c.
 * Binding: a method descriptor gives a built-in method, a slot wrapper a
 * method-wrapper.
 */
#include "descr.h"

static gpointer
new_descr (RsVm *vm, RsType *descr_type, RsType *owner, RsObject *name)
{
  RsDescr *descr = rs_object_new (vm, descr_type);
  descr->owner = rs_incref (owner);
  descr->name = rs_incref (name);
  rs_gc_track (vm, descr);
  return descr;
}

static gpointer
new_named (RsVm *vm, RsType *descr_type, RsType *owner, const char *text)
{
  RsObject *name = rs_str_interned (vm, text);
  gpointer descr = name ? new_descr (vm, descr_type, owner, name) : NULL;
  rs_xdecref (vm, name);
  return descr;
}

RsObject *
rs_wrapper_descr_new (RsVm *vm, RsType *type, const RsSlotDef *def, gpointer function)
{
  RsWrapperDescr *descr = new_descr (vm, RS_TYPE (vm, WRAPPER_DESCR), type, vm->names[def->name]);
  if (descr != NULL)
    {
      descr->def = def;
      descr->function = function;
    }
  return RS_OBJECT (descr);
}

RsObject *
rs_method_descr_new (RsVm *vm, RsType *type, const RsMethodDef *def)
{
  RsMethodDescr *descr = new_named (vm, RS_TYPE (vm, METHOD_DESCR), type, def->name);
  if (descr != NULL)
    descr->def = def;
  return RS_OBJECT (descr);
}

RsObject *
rs_classmethod_descr_new (RsVm *vm, RsType *type, const RsMethodDef *def)
{
  RsMethodDescr *descr = new_named (vm, RS_TYPE (vm, CLASSMETHOD_DESCR), type, def->name);
  if (descr != NULL)
    descr->def = def;
  return RS_OBJECT (descr);
}

RsObject *
rs_getset_descr_new (RsVm *vm, RsType *type, const RsGetSetDef *def)
{
  RsGetSetDescr *descr = new_named (vm, RS_TYPE (vm, GETSET_DESCR), type, def->name);
  if (descr != NULL)
    descr->def = def;
  return RS_OBJECT (descr);
}

RsObject *
rs_member_descr_new (RsVm *vm, RsType *type, RsObject *name, gint32 offset)
{
  RsMemberDescr *descr = new_descr (vm, RS_TYPE (vm, MEMBER_DESCR), type, name);
  if (descr != NULL)
    descr->offset = offset;
  return RS_OBJECT (descr);
}

/* --- what they share ------------------------------------------------------ */

static void
descr_dealloc (RsVm *vm, RsObject *self)
{
  RsDescr *descr = (RsDescr *) self;
  rs_gc_untrack (vm, self);
  rs_clear (vm, &descr->owner);
  rs_clear (vm, &descr->name);
  rs_clear (vm, &descr->qualname);
  rs_object_free (vm, self);
}

static void
descr_traverse (RsVm *vm, RsObject *self, RsVisit *visit)
{
  RsDescr *descr = (RsDescr *) self;
  rs_visit_field (visit, descr->owner, "__objclass__");
  rs_visit (visit, descr->name, RS_EDGE_FIELD | RS_EDGE_HIDDEN, (gintptr) "__name__");
  rs_visit (visit, descr->qualname, RS_EDGE_FIELD | RS_EDGE_HIDDEN, (gintptr) "__qualname__");
}

static gboolean
check_owner (RsVm *vm, RsDescr *descr, RsObject *object)
{
  if (rs_is_a (object, descr->owner))
    return TRUE;
  rs_type_error (vm, "descriptor '%U' for '%N' objects doesn't apply to a '%T' object", descr->name,
                 descr->owner, object);
  return FALSE;
}

static RsObject *
descr_get_name (RsVm *vm, RsObject *self)
{
  return rs_incref (((RsDescr *) self)->name);
}

static RsObject *
descr_get_objclass (RsVm *vm, RsObject *self)
{
  return rs_incref (((RsDescr *) self)->owner);
}

static RsObject *
descr_get_qualname (RsVm *vm, RsObject *self)
{
  RsDescr *descr = (RsDescr *) self;
  return rs_str_printf (vm, "%U.%U", descr->owner->qualname, descr->name);
}

static RsObject *
descr_get_doc (RsVm *vm, RsObject *self)
{
  const char *doc = NULL;
  if (self->type == RS_TYPE (vm, METHOD_DESCR) || self->type == RS_TYPE (vm, CLASSMETHOD_DESCR))
    doc = ((RsMethodDescr *) self)->def->doc;
  else if (self->type == RS_TYPE (vm, GETSET_DESCR))
    doc = ((RsGetSetDescr *) self)->def->doc;
  return doc ? rs_str_new (vm, doc, -1) : rs_incref (vm->none);
}

static const RsGetSetDef descr_getset[] = { { "__name__", descr_get_name, NULL, NULL },
                                            { "__objclass__", descr_get_objclass, NULL, NULL },
                                            { "__qualname__", descr_get_qualname, NULL, NULL },
                                            { "__doc__", descr_get_doc, NULL, NULL },
                                            { NULL } };

static RsObject *
repr_as (RsVm *vm, RsObject *self, const char *what, const char *owners)
{
  RsDescr *descr = (RsDescr *) self;
  return rs_str_printf (vm, "<%s '%U' of '%N' %s>", what, descr->name, descr->owner, owners);
}

/* --- calling natives ------------------------------------------------------ */

RsObject *
rs_native_call (RsVm *vm, const RsMethodDef *def, const char *type_name, RsObject *self,
                RsObject *const *args, gsize nargs, RsObject *kwnames, gboolean packed)
{
  gboolean keywords = kwnames != NULL && rs_tuple_size (kwnames) > 0;
  const char *dot = type_name[0] ? "." : "", *module = strrchr (type_name, '.');
  /* "partial.__reduce__ ()", of functools.partial. */
  if (module != NULL)
    type_name = module + 1;

  if (keywords && !(def->flags & RS_M_KEYWORDS))
    return rs_type_error (vm, "%s%s%s() takes no keyword arguments", type_name, dot, def->name);
  if ((def->flags & RS_M_NOARGS) && nargs != 0)
    return rs_type_error (vm, "%s%s%s() takes no arguments (%zu given)", type_name, dot, def->name,
                          nargs);
  if ((def->flags & RS_M_O) && nargs != 1)
    return rs_type_error (vm, "%s%s%s() takes exactly one argument (%zu given)", type_name, dot,
                          def->name, nargs);
  if ((def->flags & RS_M_FAST) && !rs_check_arity (vm, def->name, nargs, def->min, def->max))
    return NULL;
  if (G_LIKELY (!(def->flags & RS_M_VARARGS) || packed))
    return def->func (vm, self, args, nargs, kwnames);
  return rs_call_holding (vm, def->func, self, args, nargs, kwnames);
}

RsObject *
rs_call_holding (RsVm *vm, RsNative func, RsObject *self, RsObject *const *args, gsize nargs,
                 RsObject *kwnames)
{
  gsize n_keywords = kwnames ? rs_tuple_size (kwnames) : 0;
  RS_SCOPE (vm);
  RS_LOCAL (result, NULL);
  RS_LOCAL (dict, n_keywords > 0 ? rs_dict_new (vm) : NULL);
  RS_LOCAL (tuple, rs_tuple_from_array (vm, args, nargs));
  if (tuple == NULL)
    return NULL;
  for (gsize i = 0; i < n_keywords; i++)
    if (rs_dict_set (vm, dict, rs_tuple_items (kwnames)[i], args[nargs + i]) < 0)
      return NULL;
  result = func (vm, self, args, nargs, kwnames);
  rs_clear (vm, &tuple);
  rs_clear (vm, &dict);
  return RS_GIVE (result);
}

static RsObject *
call_unbound (RsVm *vm, RsObject *self, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  RsMethodDescr *descr = (RsMethodDescr *) self;
  RsType *owner = descr->descr.owner;
  if (nargs == 0)
    return rs_type_error (vm, "unbound method %U.%s() needs an argument", owner->name,
                          descr->def->name);
  if (!check_owner (vm, &descr->descr, args[0]))
    return NULL;
  return rs_native_call (vm, descr->def, owner->spec->name, args[0], args + 1, nargs - 1, kwnames,
                         FALSE);
}

static RsObject *
method_descr_get (RsVm *vm, RsObject *self, RsObject *object, RsObject *type)
{
  if (object == NULL)
    return rs_incref (self);
  if (!check_owner (vm, (RsDescr *) self, object))
    return NULL;
  return rs_builtin_new (vm, ((RsMethodDescr *) self)->def, object, NULL);
}

static RsObject *
method_descr_repr (RsVm *vm, RsObject *self)
{
  return repr_as (vm, self, "method", "objects");
}

static const RsSlots method_descr_slots = {
  .dealloc = descr_dealloc,
  .traverse = descr_traverse,
  .repr = method_descr_repr,
  .call = call_unbound,
  .descr_get = method_descr_get,
};

const RsTypeSpec rs_spec_method_descr = { .name = "method_descriptor",
                                          .flags =
                                              RS_TF_GC | RS_TF_METHOD_DESCRIPTOR | RS_TF_NO_NEW,
                                          .size = sizeof (RsMethodDescr),
                                          .slots = &method_descr_slots,
                                          .getset = descr_getset };

static RsObject *
classmethod_descr_get (RsVm *vm, RsObject *self, RsObject *object, RsObject *type)
{
  return rs_builtin_new (vm, ((RsMethodDescr *) self)->def, type ? type : RS_OBJECT (object->type),
                         NULL);
}

static RsObject *
classmethod_descr_call (RsVm *vm, RsObject *self, RsObject *const *args, gsize nargs,
                        RsObject *kwnames)
{
  if (nargs == 0)
    return rs_type_error (vm, "descriptor '%U' of '%N' object needs an argument",
                          ((RsDescr *) self)->name, ((RsDescr *) self)->owner);
  return rs_native_call (vm, ((RsMethodDescr *) self)->def, "", args[0], args + 1, nargs - 1,
                         kwnames, FALSE);
}

static const RsSlots classmethod_descr_slots = {
  .dealloc = descr_dealloc,
  .traverse = descr_traverse,
  .repr = method_descr_repr,
  .call = classmethod_descr_call,
  .descr_get = classmethod_descr_get,
};

const RsTypeSpec rs_spec_classmethod_descr = { .name = "classmethod_descriptor",
                                               .flags = RS_TF_GC | RS_TF_NO_NEW,
                                               .size = sizeof (RsMethodDescr),
                                               .slots = &classmethod_descr_slots,
                                               .getset = descr_getset };

/* --- computed attributes -------------------------------------------------- */

static RsObject *
getset_get (RsVm *vm, RsObject *self, RsObject *object, RsObject *type)
{
  RsGetSetDescr *descr = (RsGetSetDescr *) self;
  if (object == NULL)
    return rs_incref (self);
  if (!check_owner (vm, &descr->descr, object))
    return NULL;
  if (descr->def->get == NULL)
    return rs_raise (vm, RS_TYPE (vm, AttributeError),
                     "attribute '%U' of '%N' objects is not readable", descr->descr.name,
                     descr->descr.owner);
  return descr->def->get (vm, object);
}

static int
getset_set (RsVm *vm, RsObject *self, RsObject *object, RsObject *value)
{
  RsGetSetDescr *descr = (RsGetSetDescr *) self;
  if (!check_owner (vm, &descr->descr, object))
    return -1;
  if (descr->def->set == NULL && descr->def->member)
    return rs_raise_int (vm, RS_TYPE (vm, AttributeError), "readonly attribute");
  if (descr->def->set == NULL)
    return rs_raise_int (vm, RS_TYPE (vm, AttributeError),
                         "attribute '%U' of '%N' objects is not writable", descr->descr.name,
                         descr->descr.owner);
  return descr->def->set (vm, object, descr->descr.name, value);
}

static RsObject *
getset_repr (RsVm *vm, RsObject *self)
{
  return repr_as (vm, self, "attribute", "objects");
}

static const RsSlots getset_slots = {
  .dealloc = descr_dealloc,
  .traverse = descr_traverse,
  .repr = getset_repr,
  .descr_get = getset_get,
  .descr_set = getset_set,
};

const RsTypeSpec rs_spec_getset_descr = { .name = "getset_descriptor",
                                          .flags = RS_TF_GC | RS_TF_NO_NEW,
                                          .size = sizeof (RsGetSetDescr),
                                          .slots = &getset_slots,
                                          .getset = descr_getset };

static RsObject *
member_get (RsVm *vm, RsObject *self, RsObject *object, RsObject *type)
{
  RsMemberDescr *descr = (RsMemberDescr *) self;
  if (object == NULL)
    return rs_incref (self);
  if (!check_owner (vm, &descr->descr, object))
    return NULL;
  RsObject *value = RS_FIELD_AT (object, descr->offset, RsObject *);
  if (value == NULL)
    return rs_raise (vm, RS_TYPE (vm, AttributeError), "'%T' object has no attribute '%U'", object,
                     descr->descr.name);
  return rs_incref (value);
}

static int
member_set (RsVm *vm, RsObject *self, RsObject *object, RsObject *value)
{
  RsMemberDescr *descr = (RsMemberDescr *) self;
  if (!check_owner (vm, &descr->descr, object))
    return -1;
  RsObject **field = &RS_FIELD_AT (object, descr->offset, RsObject *);
  if (value == NULL && *field == NULL)
    return rs_raise_int (vm, RS_TYPE (vm, AttributeError), "%U", descr->descr.name);
  rs_setref (vm, field, rs_xincref (value));
  return 0;
}

static RsObject *
member_repr (RsVm *vm, RsObject *self)
{
  return repr_as (vm, self, "member", "objects");
}

static const RsSlots member_slots = {
  .dealloc = descr_dealloc,
  .traverse = descr_traverse,
  .repr = member_repr,
  .descr_get = member_get,
  .descr_set = member_set,
};

const RsTypeSpec rs_spec_member_descr = { .name = "member_descriptor",
                                          .flags = RS_TF_GC | RS_TF_NO_NEW,
                                          .size = sizeof (RsMemberDescr),
                                          .slots = &member_slots,
                                          .getset = descr_getset };

/* --- slot wrappers -------------------------------------------------------- */

static RsObject *
wrapper_call (RsVm *vm, RsObject *self, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  RsWrapperDescr *descr = (RsWrapperDescr *) self;
  if (nargs == 0)
    return rs_type_error (vm, "descriptor '%U' of '%N' object needs an argument", descr->descr.name,
                          descr->descr.owner);
  if (!rs_is_a (args[0], descr->descr.owner))
    return rs_type_error (vm, "descriptor '%U' requires a '%N' object but received a '%T'",
                          descr->descr.name, descr->descr.owner, args[0]);
  /* wrapperdescr_call takes the rest of the arguments' tuple as a tuple of its
   * own. */
  RS_SCOPE (vm);
  RS_LOCAL (rest, rs_tuple_from_array (vm, args + 1, nargs - 1));
  if (rest == NULL)
    return NULL;
  RS_LOCAL (result, rs_slot_wrapper_call (vm, descr->def, descr->function, args[0], args + 1,
                                          nargs - 1, kwnames));
  rs_clear (vm, &rest);
  return RS_GIVE (result);
}

static RsObject *
wrapper_get (RsVm *vm, RsObject *self, RsObject *object, RsObject *type)
{
  if (object == NULL)
    return rs_incref (self);
  if (!check_owner (vm, (RsDescr *) self, object))
    return NULL;
  RsMethodWrapper *wrapper = rs_object_new (vm, RS_TYPE (vm, METHOD_WRAPPER));
  wrapper->descr = rs_incref (self);
  wrapper->self = rs_incref (object);
  rs_gc_track (vm, wrapper);
  return RS_OBJECT (wrapper);
}

static RsObject *
wrapper_repr (RsVm *vm, RsObject *self)
{
  return repr_as (vm, self, "slot wrapper", "objects");
}

static const RsSlots wrapper_slots = {
  .dealloc = descr_dealloc,
  .traverse = descr_traverse,
  .repr = wrapper_repr,
  .call = wrapper_call,
  .descr_get = wrapper_get,
};

const RsTypeSpec rs_spec_wrapper_descr = { .name = "wrapper_descriptor",
                                           .flags =
                                               RS_TF_GC | RS_TF_METHOD_DESCRIPTOR | RS_TF_NO_NEW,
                                           .size = sizeof (RsWrapperDescr),
                                           .slots = &wrapper_slots,
                                           .getset = descr_getset };

static void
method_wrapper_dealloc (RsVm *vm, RsObject *self)
{
  RsMethodWrapper *wrapper = (RsMethodWrapper *) self;
  rs_gc_untrack (vm, self);
  rs_clear (vm, &wrapper->descr);
  rs_clear (vm, &wrapper->self);
  rs_object_free (vm, self);
}

static void
method_wrapper_traverse (RsVm *vm, RsObject *self, RsVisit *visit)
{
  rs_visit (visit, ((RsMethodWrapper *) self)->descr, RS_EDGE_FIELD, (gintptr) "__func__");
  rs_visit_field (visit, ((RsMethodWrapper *) self)->self, "__self__");
}

static RsObject *
method_wrapper_call (RsVm *vm, RsObject *self, RsObject *const *args, gsize nargs,
                     RsObject *kwnames)
{
  RsMethodWrapper *wrapper = (RsMethodWrapper *) self;
  return rs_slot_wrapper_call (vm, wrapper->descr->def, wrapper->descr->function, wrapper->self,
                               args, nargs, kwnames);
}

static RsObject *
method_wrapper_repr (RsVm *vm, RsObject *self)
{
  RsMethodWrapper *wrapper = (RsMethodWrapper *) self;
  return rs_str_printf (vm, "<method-wrapper '%U' of %T object at 0x%llx>",
                        wrapper->descr->descr.name, wrapper->self,
                        (unsigned long long) rs_address (wrapper->self));
}

static RsObject *
method_wrapper_get_name (RsVm *vm, RsObject *self)
{
  return rs_incref (((RsMethodWrapper *) self)->descr->descr.name);
}

static RsObject *
method_wrapper_get_self (RsVm *vm, RsObject *self)
{
  return rs_incref (((RsMethodWrapper *) self)->self);
}

static RsObject *
method_wrapper_richcompare (RsVm *vm, RsObject *left, RsObject *right, int op)
{
  if ((op != RS_EQ && op != RS_NE) || left->type != right->type)
    return rs_incref (vm->not_implemented);
  RsMethodWrapper *a = (RsMethodWrapper *) left, *b = (RsMethodWrapper *) right;
  return rs_bool (vm, (a->descr == b->descr && a->self == b->self) == (op == RS_EQ));
}

static RsObject *
method_wrapper_get_qualname (RsVm *vm, RsObject *self)
{
  return descr_get_qualname (vm, RS_OBJECT (((RsMethodWrapper *) self)->descr));
}

static RsObject *
method_wrapper_get_objclass (RsVm *vm, RsObject *self)
{
  return descr_get_objclass (vm, RS_OBJECT (((RsMethodWrapper *) self)->descr));
}

static const RsGetSetDef method_wrapper_getset[] = {
  { "__objclass__", method_wrapper_get_objclass, NULL, NULL },
  { "__qualname__", method_wrapper_get_qualname, NULL, NULL },
  { "__name__", method_wrapper_get_name, NULL, NULL },
  { "__self__", method_wrapper_get_self, NULL, NULL },
  { NULL }
};

static const RsSlots method_wrapper_slots = {
  .dealloc = method_wrapper_dealloc,
  .traverse = method_wrapper_traverse,
  .repr = method_wrapper_repr,
  .call = method_wrapper_call,
  .richcompare = method_wrapper_richcompare,
};

const RsTypeSpec rs_spec_method_wrapper = { .name = "method-wrapper",
                                            .flags = RS_TF_GC | RS_TF_NO_NEW,
                                            .size = sizeof (RsMethodWrapper),
                                            .slots = &method_wrapper_slots,
                                            .getset = method_wrapper_getset };
