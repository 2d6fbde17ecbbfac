/* SPDX-License-Identifier: MIT
 *
 * type itself: calling a class, a class's attributes, its death. Modelled on
 * CPython 3.11's Objects/typeobject.c.
 */
#include "objects/containers/dict-keys.h"
#include "objects/strings/str-private.h"
#include "slot-call.h"

#include <string.h>

static gboolean
is_heap (RsType *type)
{
  return (type->flags & RS_TF_HEAPTYPE) != 0;
}

/* --- calling -------------------------------------------------------------- */

gboolean
rs_type_takes_tuple (RsVm *vm, RsType *type)
{
  static const guint16 with_vectorcall[] = {
    RS_T_TYPE, RS_T_DICT, RS_T_ENUMERATE, RS_T_FILTER,   RS_T_FLOAT, RS_T_FROZENSET, RS_T_LIST,
    RS_T_BOOL, RS_T_MAP,  RS_T_RANGE,     RS_T_REVERSED, RS_T_SET,   RS_T_SUPER,     RS_T_TUPLE,
  };
  gboolean takes = (type->flags & (RS_TF_HEAPTYPE | RS_TF_EXCEPTION)) == 0;
  for (gsize i = 0; takes && i < G_N_ELEMENTS (with_vectorcall); i++)
    takes = type->id != with_vectorcall[i];
  return takes;
}

/* Can anyone look at the count of one of these while the type's new () runs? */
static gboolean
is_watched (RsVm *vm, RsObject *const *args, gsize nargs)
{
  for (gsize i = 0; i < nargs; i++)
    if (args[i]->type != RS_TYPE (vm, STR) && args[i]->type != RS_TYPE (vm, INT)
        && args[i]->type != RS_TYPE (vm, FLOAT) && args[i] != vm->none)
      return TRUE;
  return FALSE;
}

static RsObject *
make (RsVm *vm, RsType *type, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  RS_SCOPE (vm);
  RS_LOCAL (object, type->slots.new_ (vm, type, args, nargs, kwnames));
  if (object == NULL || !rs_is_subtype (object->type, type) || object->type->slots.init == NULL)
    return RS_GIVE (object);
  /* The tuple of the call, which an exception took for its args, lives on when
   * __init__ gives it others. */
  RS_LOCAL (packed, (type->flags & RS_TF_EXCEPTION) && rs_is_exception (object)
                        ? rs_xincref (((RsException *) object)->args)
                        : NULL);
  if (packed != NULL && packed == vm->call_args)
    rs_clear (vm, &packed); /* the caller has hold of it */
  int result = object->type->slots.init (vm, object, args, nargs, kwnames);
  rs_clear (vm, &packed);
  if (result < 0)
    rs_clear (vm, &object);
  return RS_GIVE (object);
}

static RsObject *
make_holding (RsVm *vm, RsType *type, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  RS_SCOPE (vm);
  RS_LOCAL (object, NULL);
  RS_LOCAL (dict, kwnames ? rs_dict_new (vm) : NULL);
  RS_LOCAL (tuple, rs_tuple_from_array (vm, args, nargs));
  if (tuple == NULL)
    return NULL;
  for (gsize i = 0; dict != NULL && i < rs_tuple_size (kwnames); i++)
    if (rs_dict_set (vm, dict, rs_tuple_items (kwnames)[i], args[nargs + i]) < 0)
      return NULL;
  object = make (vm, type, args, nargs, kwnames);
  rs_clear (vm, &tuple);
  rs_clear (vm, &dict);
  return RS_GIVE (object);
}

RsObject *
rs_type_call_packed (RsVm *vm, RsObject *self, RsObject *const *args, gsize nargs,
                     RsObject *kwnames)
{
  RsType *type = (RsType *) self;
  if (type->slots.new_ == NULL)
    return rs_type_error (vm, "cannot create '%s' instances", type->spec ? type->spec->name : "?");
  return make (vm, type, args, nargs, kwnames);
}

static RsObject *
type_call (RsVm *vm, RsObject *self, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  RsType *type = (RsType *) self;
  gsize n_keywords = kwnames ? rs_tuple_size (kwnames) : 0;

  if (type == RS_TYPE (vm, TYPE) && nargs == 1 && n_keywords == 0)
    return rs_incref (args[0]->type);
  if (type->slots.new_ != NULL && rs_type_takes_tuple (vm, type)
      && is_watched (vm, args, nargs + n_keywords))
    return make_holding (vm, type, args, nargs, kwnames);
  return rs_type_call_packed (vm, self, args, nargs, kwnames);
}

static RsObject *
type_new (RsVm *vm, RsType *meta, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  if (nargs == 1 && meta == RS_TYPE (vm, TYPE) && kwnames != NULL && rs_tuple_size (kwnames) > 0)
    return rs_type_error (vm, "type() takes no keyword arguments");
  if (nargs != 3 && meta == RS_TYPE (vm, TYPE))
    return rs_type_error (vm, "type() takes 1 or 3 arguments");
  if (nargs != 3)
    return rs_type_error (vm, "type.__new__() takes exactly 3 arguments (%zu given)", nargs);
  if (!rs_is_str (args[0]))
    return rs_type_error (vm, "type.__new__() argument 1 must be str, not %T", args[0]);
  if (rs_str_find_char (args[0], 0, 0, rs_str_length (args[0])) >= 0)
    return rs_value_error (vm, "type name must not contain null characters");
  if (!rs_is_tuple (args[1]))
    return rs_type_error (vm, "type.__new__() argument 2 must be tuple, not %T", args[1]);
  if (!rs_is_dict (args[2]))
    return rs_type_error (vm, "type.__new__() argument 3 must be dict, not %T", args[2]);
  for (gsize i = 0; i < rs_tuple_size (args[1]); i++)
    {
      RsObject *entries = NULL, *base = rs_tuple_items (args[1])[i];
      if (rs_is_type (base))
        continue;
      if (rs_getattr_optional (vm, base, RS_NAME (vm, __mro_entries__), &entries) < 0)
        return NULL;
      if (entries == NULL)
        continue;
      rs_decref (vm, entries);
      return rs_type_error (vm,
                            "type() doesn't support MRO entry resolution; use types.new_class()");
    }
  RsType *winner = rs_type_metaclass (vm, meta, args[1]);
  if (winner == NULL)
    return NULL;
  if (winner != meta && winner->slots.new_ != type_new)
    return winner->slots.new_ (vm, winner, args, nargs, kwnames);
  return rs_type_new_class (vm, winner, args[0], args[1], args[2], args + nargs, kwnames);
}

static int
type_init (RsVm *vm, RsObject *self, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  if (nargs == 1 && kwnames != NULL && rs_tuple_size (kwnames) > 0)
    return rs_raise_int (vm, RS_TYPE (vm, TypeError), "type.__init__() takes no keyword arguments");
  if (nargs != 1 && nargs != 3)
    return rs_raise_int (vm, RS_TYPE (vm, TypeError), "type.__init__() takes 1 or 3 arguments");
  return 0;
}

/* --- attributes ----------------------------------------------------------- */

static RsObject *
type_getattro (RsVm *vm, RsObject *self, RsObject *name)
{
  RsType *type = (RsType *) self, *meta = self->type;
  RsObject *meta_attribute = rs_type_lookup (vm, meta, name);
  RsTernaryFunc meta_get = meta_attribute ? meta_attribute->type->slots.descr_get : NULL;

  if (meta_get != NULL && meta_attribute->type->slots.descr_set != NULL)
    return rs_descr_get (vm, meta_attribute, self, RS_OBJECT (meta));
  RsObject *attribute = rs_type_lookup (vm, type, name);
  if (attribute != NULL)
    return attribute->type->slots.descr_get ? rs_descr_get (vm, attribute, NULL, self)
                                            : rs_incref (attribute);
  if (vm->pending != NULL)
    return NULL;
  if (meta_get != NULL)
    return rs_descr_get (vm, meta_attribute, self, RS_OBJECT (meta));
  if (meta_attribute != NULL)
    return rs_incref (meta_attribute);
  char buffer[200];
  rs_raise (vm, RS_TYPE (vm, AttributeError), "type object '%s' has no attribute '%U'",
            rs_type_name (type, buffer, sizeof buffer), name);
  return NULL;
}

static int
type_setattro (RsVm *vm, RsObject *self, RsObject *name, RsObject *value)
{
  RsType *type = (RsType *) self;
  char buffer[200];

  if (type->flags & RS_TF_IMMUTABLE)
    return rs_raise_int (vm, RS_TYPE (vm, TypeError),
                         "cannot set %R attribute of immutable type '%s'", name,
                         rs_type_name (type, buffer, sizeof buffer));
  RsObject *descr = rs_type_lookup (vm, self->type, name);
  if (descr != NULL && descr->type->slots.descr_set != NULL)
    {
      int result = descr->type->slots.descr_set (vm, descr, self, value);
      rs_type_modified (vm, type);
      return result;
    }
  RS_SCOPE (vm);
  RS_LOCAL (key, rs_incref (name));
  rs_str_intern (vm, &key);
  int result = 0;
  rs_type_modified (vm, type);
  if (value != NULL)
    result = rs_dict_set (vm, type->dict, key, value);
  else
    {
      RS_LOCAL (old, rs_dict_pop (vm, type->dict, key));
      if (old == NULL && vm->pending == NULL)
        rs_raise (vm, RS_TYPE (vm, AttributeError), "type object '%s' has no attribute '%U'",
                  rs_type_name (type, buffer, sizeof buffer), name);
      result = old ? 0 : -1;
    }
  rs_type_modified (vm, type);
  if (result == 0)
    rs_type_update_slots (vm, type, key);
  return result;
}

/* --- death ---------------------------------------------------------------- */

static void
type_traverse (RsVm *vm, RsObject *self, RsVisit *visit)
{
  RsType *type = (RsType *) self;
  rs_visit (visit, type->dict, RS_EDGE_DICT, 0);
  rs_visit_field (visit, visit->as_collector ? type->mro : type->bases,
                  visit->as_collector ? "__mro__" : "__bases__");
  rs_visit_field (visit, visit->as_collector ? type->bases : type->mro,
                  visit->as_collector ? "__bases__" : "__mro__");
  rs_visit_field (visit, type->tp_base, "__base__");
  rs_visit (visit, type->name, RS_EDGE_FIELD | RS_EDGE_HIDDEN, (gintptr) "__name__");
  rs_visit (visit, type->qualname, RS_EDGE_FIELD | RS_EDGE_HIDDEN, (gintptr) "__qualname__");
  rs_visit (visit, type->slot_names, RS_EDGE_FIELD | RS_EDGE_HIDDEN, (gintptr) "__slots__");
  rs_visit (visit, type->subclasses, RS_EDGE_FIELD | RS_EDGE_HIDDEN, (gintptr) "__subclasses__");
}

static void
type_clear (RsVm *vm, RsObject *self)
{
  RsType *type = (RsType *) self;
  rs_type_modified (vm, type);
  type->module_name = NULL;
  if (type->dict != NULL)
    rs_dict_clear (vm, type->dict);
  rs_clear (vm, &type->mro);
}

static void
type_dealloc (RsVm *vm, RsObject *self)
{
  RsType *type = (RsType *) self;

  rs_gc_untrack (vm, self);
  RsObject *pending = rs_pending_take (vm);
  if (type->bases != NULL)
    for (gsize i = 0; i < rs_tuple_size (type->bases); i++)
      if (!rs_type_remove_subclass (vm, (RsType *) rs_tuple_items (type->bases)[i], type))
        rs_pending_clear (vm);
  vm->pending = pending;
  rs_weakref_object_dies (vm, self);
  rs_clear (vm, &type->tp_base);
  rs_clear (vm, &type->dict);
  rs_clear (vm, &type->bases);
  rs_clear (vm, &type->mro);
  rs_clear (vm, &type->subclasses);
  rs_clear (vm, &type->name);
  rs_clear (vm, &type->qualname);
  rs_clear (vm, &type->slot_names);
  if (type->cached_keys != NULL)
    rs_keys_unref (vm, type->cached_keys);
  rs_object_free (vm, self);
}

static gsize
type_sizeof (RsVm *vm, RsObject *self)
{
  RsType *type = (RsType *) self;
  if (!is_heap (type))
    return 408; /* sizeof (PyTypeObject): a static type has no heap part */
  return vm->profile->class_basicsize
         + (type->cached_keys ? rs_keys_sizeof (type->cached_keys) : 0);
}

static RsObject *
type_repr (RsVm *vm, RsObject *self)
{
  RsType *type = (RsType *) self;
  RsObject *module = is_heap (type) ? rs_dict_get (vm, type->dict, RS_NAME (vm, __module__)) : NULL;
  if (!is_heap (type))
    return rs_str_printf (vm, "<class '%s'>", type->spec->name);
  if (module != NULL && rs_is_str (module) && !rs_str_equal (module, RS_NAME (vm, builtins)))
    return rs_str_printf (vm, "<class '%U.%U'>", module, type->qualname);
  return rs_str_printf (vm, "<class '%U'>", type->qualname);
}

/* --- methods and computed attributes -------------------------------------- */

static RsObject *
type_mro_method (RsVm *vm, RsObject *self, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  RS_SCOPE (vm);
  RS_LOCAL (mro, rs_type_compute_mro (vm, (RsType *) self));
  return mro ? rs_list_from (vm, mro) : NULL;
}

static RsObject *
type_subclasses (RsVm *vm, RsObject *self, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  return rs_type_subclasses (vm, (RsType *) self);
}

static RsObject *
type_instancecheck (RsVm *vm, RsObject *self, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  int result = rs_isinstance_plain (vm, args[0], self);
  return result < 0 ? NULL : rs_bool (vm, result);
}

static RsObject *
type_subclasscheck (RsVm *vm, RsObject *self, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  int result = rs_issubclass_plain (vm, args[0], self);
  return result < 0 ? NULL : rs_bool (vm, result);
}

static RsObject *
type_prepare (RsVm *vm, RsObject *self, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  return rs_dict_new (vm);
}

static RsObject *
type_sizeof_method (RsVm *vm, RsObject *self, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  return rs_int_new (vm, type_sizeof (vm, self));
}

static RsObject *
type_dir (RsVm *vm, RsObject *self, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  RS_SCOPE (vm);
  RS_LOCAL (names, rs_dict_new (vm));
  RS_LOCAL (mro, rs_incref (((RsType *) self)->mro));
  for (gsize i = rs_tuple_size (mro); i-- > 0;)
    if (rs_dict_update (vm, names, ((RsType *) rs_tuple_items (mro)[i])->dict) < 0)
      return NULL;
  return rs_list_from (vm, names);
}

static RsObject *
type_or (RsVm *vm, RsObject *left, RsObject *right)
{
  return rs_union_new (vm, left, right);
}

#define TYPE_GETTER(name, field)                                                                   \
  static RsObject *name (RsVm *vm, RsObject *self)                                                 \
  {                                                                                                \
    return rs_incref (((RsType *) self)->field);                                                   \
  }
TYPE_GETTER (type_get_name, name)
TYPE_GETTER (type_get_qualname, qualname)
TYPE_GETTER (type_get_bases, bases)

static RsObject *
type_get_mro (RsVm *vm, RsObject *self)
{
  RsObject *mro = ((RsType *) self)->mro;
  return rs_incref (mro ? mro : vm->none);
}

static RsObject *
type_get_base (RsVm *vm, RsObject *self)
{
  RsType *base = ((RsType *) self)->tp_base;
  return rs_incref (base ? RS_OBJECT (base) : vm->none);
}

static RsObject *
type_get_dict (RsVm *vm, RsObject *self)
{
  return rs_mappingproxy_new (vm, ((RsType *) self)->dict);
}

static RsObject *
type_get_module (RsVm *vm, RsObject *self)
{
  RsType *type = (RsType *) self;
  if (!is_heap (type))
    {
      const char *dot = strrchr (type->spec->name, '.');
      g_autofree char *module =
          dot ? g_strndup (type->spec->name, dot - type->spec->name) : g_strdup ("builtins");
      return rs_str_interned (vm, module);
    }
  RsObject *module = rs_dict_get (vm, type->dict, RS_NAME (vm, __module__));
  if (module == NULL)
    return vm->pending ? NULL : rs_raise (vm, RS_TYPE (vm, AttributeError), "__module__");
  return rs_incref (module);
}

static RsObject *
type_get_doc (RsVm *vm, RsObject *self)
{
  RsObject *doc;
  if (!is_heap ((RsType *) self) && ((RsType *) self)->spec->doc != NULL)
    return rs_str_new (vm, ((RsType *) self)->spec->doc, -1);
  RsObject *own = rs_dict_get (vm, ((RsType *) self)->dict, RS_NAME (vm, __doc__));
  doc = own ? own : vm->none;
  RsTernaryFunc get = doc->type->slots.descr_get;
  return get ? get (vm, doc, NULL, self) : rs_incref (doc);
}

static int
set_in_dict (RsVm *vm, RsObject *self, const char *name, RsObject *value)
{
  RsType *type = (RsType *) self;
  if (type->flags & RS_TF_IMMUTABLE)
    return rs_raise_int (vm, RS_TYPE (vm, TypeError),
                         "cannot set '%s' attribute of immutable type '%S'", name, type->name);
  if (value == NULL)
    return rs_raise_int (vm, RS_TYPE (vm, TypeError), "cannot delete '%s' attribute of type '%S'",
                         name, type->name);
  rs_type_modified (vm, type);
  return rs_dict_set_text (vm, type->dict, name, value);
}

static int
type_set_module (RsVm *vm, RsObject *self, RsObject *name, RsObject *value)
{
  return set_in_dict (vm, self, "__module__", value);
}

static int
type_set_doc (RsVm *vm, RsObject *self, RsObject *name, RsObject *value)
{
  return set_in_dict (vm, self, "__doc__", value);
}

static int
set_name_field (RsVm *vm, RsObject *self, RsObject **field, const char *attribute, RsObject *value)
{
  RsType *type = (RsType *) self;
  if (type->flags & RS_TF_IMMUTABLE)
    return rs_raise_int (vm, RS_TYPE (vm, TypeError),
                         "cannot set '%s' attribute of immutable type '%S'", attribute, type->name);
  if (value == NULL)
    return rs_raise_int (vm, RS_TYPE (vm, TypeError), "cannot delete '%s' attribute of type '%S'",
                         attribute, type->name);
  if (!rs_is_str (value))
    return rs_raise_int (vm, RS_TYPE (vm, TypeError), "can only assign string to %S.%s, not '%T'",
                         type->name, attribute, value);
  if (field == &type->name && rs_str_find_char (value, 0, 0, rs_str_length (value)) >= 0)
    return rs_raise_int (vm, RS_TYPE (vm, ValueError),
                         "type name must not contain null characters");
  rs_setref (vm, field, rs_incref (value));
  return 0;
}

static int
type_set_name (RsVm *vm, RsObject *self, RsObject *name, RsObject *value)
{
  return set_name_field (vm, self, &((RsType *) self)->name, "__name__", value);
}

static int
type_set_qualname (RsVm *vm, RsObject *self, RsObject *name, RsObject *value)
{
  return set_name_field (vm, self, &((RsType *) self)->qualname, "__qualname__", value);
}

static RsObject *
type_get_abstractmethods (RsVm *vm, RsObject *self)
{
  RsObject *value = self == RS_OBJECT (RS_TYPE (vm, TYPE))
                        ? NULL
                        : rs_dict_get_text (vm, ((RsType *) self)->dict, "__abstractmethods__");
  if (value == NULL)
    return vm->pending ? NULL : rs_raise (vm, RS_TYPE (vm, AttributeError), "__abstractmethods__");
  return rs_incref (value);
}

static int
type_set_abstractmethods (RsVm *vm, RsObject *self, RsObject *name, RsObject *value)
{
  RsType *type = (RsType *) self;
  if (value == NULL)
    return rs_raise_int (vm, RS_TYPE (vm, AttributeError), "__abstractmethods__");
  int abstract = rs_is_true (vm, value);
  if (abstract < 0 || rs_dict_set_text (vm, type->dict, "__abstractmethods__", value) < 0)
    return -1;
  rs_type_modified (vm, type);
  type->flags = abstract ? type->flags | RS_TF_ABSTRACT : type->flags & ~RS_TF_ABSTRACT;
  return 0;
}

static RsObject *
type_get_annotations (RsVm *vm, RsObject *self)
{
  RsType *type = (RsType *) self;
  if (!is_heap (type))
    return rs_raise (vm, RS_TYPE (vm, AttributeError),
                     "type object '%S' has no attribute '__annotations__'", type->name);
  RsObject *annotations = rs_dict_get (vm, type->dict, RS_NAME (vm, __annotations__));
  if (annotations != NULL || vm->pending != NULL)
    return rs_xincref (annotations);
  annotations = rs_dict_new (vm);
  if (annotations != NULL
      && rs_dict_set (vm, type->dict, RS_NAME (vm, __annotations__), annotations) < 0)
    rs_clear (vm, &annotations);
  return annotations;
}

static int
type_set_annotations (RsVm *vm, RsObject *self, RsObject *name, RsObject *value)
{
  RsType *type = (RsType *) self;
  if (type->flags & RS_TF_IMMUTABLE)
    return rs_raise_int (vm, RS_TYPE (vm, TypeError),
                         "cannot set '__annotations__' attribute of immutable type '%S'",
                         type->name);
  return value ? rs_dict_set (vm, type->dict, RS_NAME (vm, __annotations__), value)
               : rs_dict_del (vm, type->dict, RS_NAME (vm, __annotations__));
}

#define TYPE_NUMBER(name, expression)                                                              \
  static RsObject *name (RsVm *vm, RsObject *self)                                                 \
  {                                                                                                \
    RsType *t = (RsType *) self;                                                                   \
    return rs_int_new (vm, expression);                                                            \
  }
TYPE_NUMBER (type_get_basicsize, t->basicsize)
TYPE_NUMBER (type_get_itemsize, t->itemsize)
TYPE_NUMBER (type_get_dictoffset, t->m_dictoffset)
TYPE_NUMBER (type_get_weakrefoffset, t->m_weaklistoffset)
/* Py_TPFLAGS_*: the bits that programs look at. */
TYPE_NUMBER (type_get_flags,
             (is_heap (t) ? 1 << 9 : 1 << 8) | (t->flags & RS_TF_BASETYPE ? 1 << 10 : 0)
                 | (t->flags & RS_TF_GC ? 1 << 14 : 0) | (t->flags & RS_TF_ABSTRACT ? 1 << 20 : 0)
                 | (t->flags & RS_TF_MANAGED_DICT ? 1 << 4 : 0)
                 | (t->flags & RS_TF_SEQUENCE ? 1 << 5 : 0)
                 | (t->flags & RS_TF_MAPPING ? 1 << 6 : 0) | 1 << 12)

static const RsMethodDef methods[] = {
  { "mro", type_mro_method, RS_M_NOARGS, 0, 0, "Return a type's method resolution order." },
  { "__subclasses__", type_subclasses, RS_M_NOARGS, 0, 0, NULL },
  { "__instancecheck__", type_instancecheck, RS_M_O, 0, 0, NULL },
  { "__subclasscheck__", type_subclasscheck, RS_M_O, 0, 0, NULL },
  { "__prepare__", type_prepare, RS_M_KEYWORDS | RS_M_CLASS, 0, 0, NULL },
  { "__sizeof__", type_sizeof_method, RS_M_NOARGS, 0, 0, NULL },
  { "__dir__", type_dir, RS_M_NOARGS, 0, 0, NULL },
  { NULL }
};

static const RsGetSetDef getset[] = {
  { "__name__", type_get_name, type_set_name, NULL },
  { "__qualname__", type_get_qualname, type_set_qualname, NULL },
  { "__bases__", type_get_bases, rs_type_set_bases, NULL },
  { "__mro__", type_get_mro, NULL, NULL, TRUE },
  { "__base__", type_get_base, NULL, NULL, TRUE },
  { "__dict__", type_get_dict, NULL, NULL },
  { "__module__", type_get_module, type_set_module, NULL },
  { "__doc__", type_get_doc, type_set_doc, NULL },
  { "__abstractmethods__", type_get_abstractmethods, type_set_abstractmethods, NULL },
  { "__annotations__", type_get_annotations, type_set_annotations, NULL },
  { "__basicsize__", type_get_basicsize, NULL, NULL },
  { "__itemsize__", type_get_itemsize, NULL, NULL },
  { "__dictoffset__", type_get_dictoffset, NULL, NULL },
  { "__weakrefoffset__", type_get_weakrefoffset, NULL, NULL },
  { "__flags__", type_get_flags, NULL, NULL },
  { NULL }
};

static const RsSlots slots = {
  .dealloc = type_dealloc,
  .traverse = type_traverse,
  .clear = type_clear,
  .repr = type_repr,
  .call = type_call,
  .getattro = type_getattro,
  .setattro = type_setattro,
  .init = type_init,
  .new_ = type_new,
  .binary = { [RS_NB_OR] = type_or },
  .sizeof_ = type_sizeof,
};

const RsTypeSpec rs_spec_type = {
  .name = "type",
  .flags = RS_TF_GC | RS_TF_BASETYPE | RS_TF_TYPE,
  .size = sizeof (RsType),
  .slots = &slots,
  .methods = methods,
  .getset = getset,
  .weaklist_offset = G_STRUCT_OFFSET (RsType, weaklist),
};
