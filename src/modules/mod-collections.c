/* SPDX-License-Identifier: MIT
 *
 * Module _collections: defaultdict, the fields of named tuples, counting. deque
 * is in deque.c, OrderedDict in ordered-dict.c; the rest of collections in
 * py/collections.py.
 */
#include "collections-private.h"

#include "objects/containers/dict-keys.h"
#include "objects/containers/sequence.h"

/* --- defaultdict ---------------------------------------------------------- */

typedef struct {
  RsDict dict;
  RsObject *default_factory;
} RsDefaultDict;
#define DEFAULT(self) (((RsDefaultDict *) (self))->default_factory)

static void
default_dealloc (RsVm *vm, RsObject *self)
{
  rs_gc_untrack (vm, self);
  rs_clear (vm, &DEFAULT (self));
  RS_TYPE (vm, DICT)->slots.dealloc (vm, self);
}

static void
default_traverse (RsVm *vm, RsObject *self, RsVisit *visit)
{
  rs_visit_field (visit, DEFAULT (self), "default_factory");
  RS_TYPE (vm, DICT)->slots.traverse (vm, self, visit);
}

static void
default_clear (RsVm *vm, RsObject *self)
{
  rs_clear (vm, &DEFAULT (self));
  rs_dict_clear (vm, self);
}

static int
default_init (RsVm *vm, RsObject *self, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  RsObject *factory = nargs > 0 ? args[0] : NULL;
  if (factory != NULL && factory != vm->none && factory->type->slots.call == NULL)
    return rs_raise_int (vm, RS_TYPE (vm, TypeError), "first argument must be callable or None");
  rs_setref (vm, &DEFAULT (self), factory == vm->none ? NULL : rs_xincref (factory));
  return RS_TYPE (vm, DICT)->slots.init (vm, self, args + (nargs > 0), nargs - (nargs > 0),
                                         kwnames);
}

static RsObject *
default_repr (RsVm *vm, RsObject *self)
{
  RS_SCOPE (vm);
  RS_LOCAL (dict, RS_TYPE (vm, DICT)->slots.repr (vm, self));
  if (dict == NULL)
    return NULL;
  RS_LOCAL (text, NULL);
  /* Entered, it is held: what it shows can put another one in its place. */
  RsObject *factory = DEFAULT (self);
  int entered = factory ? rs_repr_enter (vm, factory) : 0;
  if (factory == NULL)
    text = rs_str_new (vm, "None", -1);
  else if (entered > 0)
    text = rs_str_new (vm, "...", -1);
  else if (entered == 0)
    {
      text = rs_repr (vm, factory);
      rs_repr_leave (vm, factory);
    }
  RS_LOCAL (result, text ? rs_str_printf (vm, "%U(%U, %U)", self->type->name, text, dict) : NULL);
  return RS_GIVE (result);
}

RS_NATIVE (default_missing)
{
  if (DEFAULT (self) == NULL)
    return rs_raise_key_error (vm, args[0]);
  RS_SCOPE (vm);
  RS_LOCAL (value, rs_call0 (vm, DEFAULT (self)));
  return value == NULL || rs_setitem (vm, self, args[0], value) < 0 ? NULL : RS_GIVE (value);
}

static RsObject *
make_like (RsVm *vm, RsObject *self, RsObject *items)
{
  return rs_call2 (vm, RS_OBJECT (self->type), DEFAULT (self) ? DEFAULT (self) : vm->none, items);
}

RS_NATIVE (default_copy)
{
  return make_like (vm, self, self);
}

RS_NATIVE (default_reduce)
{
  RS_SCOPE (vm);
  RS_LOCAL (factory,
            DEFAULT (self) ? rs_tuple_pack (vm, 1, DEFAULT (self)) : rs_incref (vm->empty_tuple));
  RS_LOCAL (items, rs_str_interned (vm, "items"));
  RS_LOCAL (view, rs_call_method (vm, self, items, NULL, 0));
  RS_LOCAL (iterator, view ? rs_iter (vm, view) : NULL);
  RS_LOCAL (result, iterator ? rs_tuple_pack (vm, 5, RS_OBJECT (self->type), factory, vm->none,
                                              vm->none, iterator)
                             : NULL);
  return RS_GIVE (result);
}

static RsObject *
default_or (RsVm *vm, RsObject *left, RsObject *right)
{
  RsObject *self = rs_is_a (left, RS_TYPE (vm, DEFAULTDICT)) ? left : right;
  if (!rs_is_dict (left) || !rs_is_dict (right))
    return rs_incref (vm->not_implemented);
  RS_SCOPE (vm);
  RS_LOCAL (result, make_like (vm, self, left));
  return result == NULL || rs_dict_update (vm, result, right) < 0 ? NULL : RS_GIVE (result);
}

static RsObject *
default_get_factory (RsVm *vm, RsObject *self)
{
  return rs_incref (DEFAULT (self) ? DEFAULT (self) : vm->none);
}

static int
default_set_factory (RsVm *vm, RsObject *self, RsObject *name, RsObject *value)
{
  rs_setref (vm, &DEFAULT (self), value == NULL || value == vm->none ? NULL : rs_incref (value));
  return 0;
}

static const RsMethodDef default_methods[] = {
  { "__missing__", default_missing, RS_M_O, 0, 0, NULL },
  { "copy", default_copy, RS_M_NOARGS, 0, 0, NULL },
  { "__copy__", default_copy, RS_M_NOARGS, 0, 0, NULL },
  { "__reduce__", default_reduce, RS_M_NOARGS, 0, 0, NULL },
  { "__class_getitem__", rs_class_getitem, RS_M_O | RS_M_CLASS, 0, 0, NULL },
  { NULL }
};
static const RsGetSetDef default_getset[] = {
  { "default_factory", default_get_factory, default_set_factory,
    "Factory for default value called by __missing__()." },
  { NULL }
};
static const RsSlots default_slots = { .dealloc = default_dealloc,
                                       .traverse = default_traverse,
                                       .clear = default_clear,
                                       .repr = default_repr,
                                       .init = default_init,
                                       .binary = { [RS_NB_OR] = default_or } };
const RsTypeSpec rs_spec_defaultdict = { .name = "collections.defaultdict",
                                         .flags = RS_TF_GC | RS_TF_BASETYPE,
                                         .size = sizeof (RsDefaultDict),
                                         .base = RS_T_DICT,
                                         .slots = &default_slots,
                                         .methods = default_methods,
                                         .getset = default_getset };

/* --- _tuplegetter: a field of a named tuple ------------------------------- */

typedef struct {
  RsObject base;
  RsObject *doc;
  gssize index;
} RsTupleGetter;

static RsObject *
getter_new (RsVm *vm, RsType *type, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  if (!rs_no_keywords (vm, "_tuplegetter", kwnames)
      || !rs_check_arity (vm, "_tuplegetter", nargs, 2, 2))
    return NULL;
  gssize index = rs_as_ssize (vm, args[0], RS_TYPE (vm, OverflowError));
  if (index == -1 && vm->pending != NULL)
    return NULL;
  RsTupleGetter *self = rs_object_new (vm, type);
  if (self == NULL)
    return NULL;
  self->index = index;
  self->doc = rs_incref (args[1]);
  rs_gc_track (vm, self);
  return RS_OBJECT (self);
}

static void
getter_dealloc (RsVm *vm, RsObject *self)
{
  rs_gc_untrack (vm, self);
  rs_clear (vm, &((RsTupleGetter *) self)->doc);
  rs_object_free (vm, self);
}

static void
getter_traverse (RsVm *vm, RsObject *self, RsVisit *visit)
{
  rs_visit_field (visit, ((RsTupleGetter *) self)->doc, "__doc__");
}

static RsObject *
getter_get (RsVm *vm, RsObject *self, RsObject *object, RsObject *type)
{
  gssize index = ((RsTupleGetter *) self)->index;
  if (object == NULL || (object == vm->none && type != RS_OBJECT (RS_TYPE (vm, NONE))))
    return rs_incref (self);
  if (!rs_is_tuple (object))
    return rs_type_error (
        vm, "descriptor for index '%zd' for tuple subclasses doesn't apply to '%T' object", index,
        object);
  if ((gsize) index >= rs_tuple_size (object))
    return rs_raise (vm, RS_TYPE (vm, IndexError), "tuple index out of range");
  return rs_incref (rs_tuple_items (object)[index]);
}

static int
getter_set (RsVm *vm, RsObject *self, RsObject *object, RsObject *value)
{
  return rs_raise_int (vm, RS_TYPE (vm, AttributeError),
                       value ? "can't set attribute" : "can't delete attribute");
}

static RsObject *
getter_repr (RsVm *vm, RsObject *self)
{
  return rs_str_printf (vm, "_tuplegetter(%zd, %R)", ((RsTupleGetter *) self)->index,
                        ((RsTupleGetter *) self)->doc);
}

static RsObject *
getter_doc (RsVm *vm, RsObject *self)
{
  return rs_incref (((RsTupleGetter *) self)->doc);
}

static int
getter_set_doc (RsVm *vm, RsObject *self, RsObject *name, RsObject *value)
{
  rs_setref (vm, &((RsTupleGetter *) self)->doc, rs_incref (value ? value : vm->none));
  return 0;
}

static const RsGetSetDef getter_getset[] = { { "__doc__", getter_doc, getter_set_doc, NULL },
                                             { NULL } };
static const RsSlots getter_slots = { .dealloc = getter_dealloc,
                                      .traverse = getter_traverse,
                                      .repr = getter_repr,
                                      .descr_get = getter_get,
                                      .descr_set = getter_set,
                                      .new_ = getter_new };
const RsTypeSpec rs_spec_tuplegetter = { .name = "_collections._tuplegetter",
                                         .flags = RS_TF_GC,
                                         .size = sizeof (RsTupleGetter),
                                         .slots = &getter_slots,
                                         .getset = getter_getset };

/* --- counting ------------------------------------------------------------- */

static gboolean
count_one (RsVm *vm, RsObject *mapping, RsObject *item, RsObject *zero, RsObject *one,
           gboolean plain)
{
  RS_SCOPE (vm);
  RS_LOCAL (old, NULL);
  if (plain)
    {
      old = rs_xincref (rs_dict_get (vm, mapping, item));
      if (old == NULL && vm->pending == NULL)
        old = rs_incref (zero);
    }
  else
    old = rs_call_method (vm, mapping, RS_NAME (vm, get), (RsObject *[]){ item, zero }, 2);
  RS_LOCAL (count, old ? rs_binary_op (vm, old, one, RS_NB_ADD) : NULL);
  rs_clear (vm, &old);
  if (count == NULL)
    return FALSE;
  return (plain ? rs_dict_set (vm, mapping, item, count) : rs_setitem (vm, mapping, item, count))
         == 0;
}

/* mapping[item] += 1 for each; the methods of a subclass are asked only where
 * it has its own. */
RS_NATIVE (count_elements)
{
  RS_SCOPE (vm);
  RsObject *mapping = args[0];
  RS_LOCAL (set_name, rs_str_interned (vm, "__setitem__"));
  gboolean plain = rs_is_dict (mapping)
                   && rs_type_lookup (vm, mapping->type, RS_NAME (vm, get))
                          == rs_type_lookup (vm, RS_TYPE (vm, DICT), RS_NAME (vm, get))
                   && rs_type_lookup (vm, mapping->type, set_name)
                          == rs_type_lookup (vm, RS_TYPE (vm, DICT), set_name);
  RS_LOCAL (zero, rs_int_new (vm, 0));
  RS_LOCAL (one, rs_int_new (vm, 1));
  RS_LOCAL (iterator, rs_iter (vm, args[1]));
  gboolean ok = iterator != NULL;
  while (ok)
    {
      RS_LOCAL (item, rs_next (vm, iterator));
      if (item == NULL)
        break;
      ok = count_one (vm, mapping, item, zero, one, plain);
    }
  rs_clear (vm, &iterator);
  return vm->pending || vm->stop ? NULL : rs_incref (vm->none);
}

static const RsMethodDef functions[] = {
  { "_count_elements", count_elements, RS_M_FAST, 2, 2, NULL }, { NULL }
};

static gboolean
fill (RsVm *vm, RsObject *module, RsObject *dict)
{
  return rs_dict_set_text (vm, dict, "deque", RS_OBJECT (RS_TYPE (vm, DEQUE))) == 0
         && rs_dict_set_text (vm, dict, "defaultdict", RS_OBJECT (RS_TYPE (vm, DEFAULTDICT))) == 0
         && rs_dict_set_text (vm, dict, "OrderedDict", RS_OBJECT (RS_TYPE (vm, ORDERED_DICT))) == 0
         && rs_dict_set_text (vm, dict, "_deque_iterator", RS_OBJECT (RS_TYPE (vm, DEQUE_ITER)))
                == 0
         && rs_dict_set_text (vm, dict, "_deque_reverse_iterator",
                              RS_OBJECT (RS_TYPE (vm, DEQUE_REVITER)))
                == 0
         && rs_dict_set_text (vm, dict, "_tuplegetter", RS_OBJECT (RS_TYPE (vm, TUPLEGETTER))) == 0
         && rs_module_add_functions (vm, module, dict, functions);
}

const RsModuleDef rs_module_collections_c = { "_collections", fill, NULL };
