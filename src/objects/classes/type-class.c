/* SPDX-License-Identifier: MIT
 *
 * What a class statement makes: type.__new__. Modelled on type_new in CPython
 * 3.11's Objects/typeobject.c, in its order, because the order decides which
 * error comes first and what __set_name__ and __init_subclass__ find.
 *
 * Layout of an instance. The host puts what a class adds before the header, so
 * that offsets hold in subclasses whatever the
 * built-in base is:     | slots of C | slots of B | weak references | RsManaged | header | base's
 *                       fields |
 * The modelled layout is CPython's: __slots__ members and the weak reference
 * list behind the base's fields, the dict in the pre-header.
 */
#include "objects/containers/dict-keys.h"
#include "objects/strings/str-private.h"
#include "slot-call.h"

#include <string.h>

typedef struct {
  RsType *meta, *base;
  RsObject *name, *bases, *dict;
  RsObject *slots; /* list of the mangled str names, sorted; NULL: no __slots__ */
  gboolean add_dict, add_weak;
  gboolean may_add_dict, may_add_weak;
} ClassContext;

RsType *
rs_type_metaclass (RsVm *vm, RsType *meta, RsObject *bases)
{
  RsType *winner = meta;
  for (gsize i = 0; i < rs_tuple_size (bases); i++)
    {
      RsType *candidate = rs_tuple_items (bases)[i]->type;
      if (rs_is_subtype (winner, candidate))
        continue;
      if (!rs_is_subtype (candidate, winner))
        {
          rs_type_error (vm, "metaclass conflict: the metaclass of a derived class must be a "
                             "(non-strict) subclass of the metaclasses of all its bases");
          return NULL;
        }
      winner = candidate;
    }
  return winner;
}

/* --- __slots__ ------------------------------------------------------------ */

static RsObject *
mangle (RsVm *vm, RsObject *class_name, RsObject *name)
{
  g_autofree char *text = rs_str_utf8 (name, NULL), *cls = rs_str_utf8 (class_name, NULL);
  gsize length = strlen (text);
  if (text[0] != '_' || text[1] != '_'
      || (length >= 4 && text[length - 1] == '_' && text[length - 2] == '_') || strchr (text, '.'))
    return rs_incref (name);
  const char *stripped = cls;
  while (*stripped == '_')
    stripped++;
  if (*stripped == '\0')
    return rs_incref (name);
  g_autofree char *mangled = g_strdup_printf ("_%s%s", stripped, text);
  return rs_str_interned (vm, mangled);
}

static gboolean
add_slot_name (RsVm *vm, ClassContext *c, RsObject *slot)
{
  if (!rs_is_str (slot))
    {
      rs_type_error (vm, "__slots__ items must be strings, not '%T'", slot);
      return FALSE;
    }
  if (!rs_str_is_identifier (slot))
    {
      rs_type_error (vm, "__slots__ must be identifiers");
      return FALSE;
    }
  if (rs_str_equal (slot, RS_NAME (vm, __dict__)))
    {
      if (!c->may_add_dict || c->add_dict)
        return rs_type_error (vm, "__dict__ slot disallowed: we already got one") != NULL;
      c->add_dict = TRUE;
      return TRUE;
    }
  if (rs_str_equal (slot, RS_NAME (vm, __weakref__)))
    {
      if (!c->may_add_weak || c->add_weak)
        return rs_type_error (
                   vm,
                   "__weakref__ slot disallowed: either we already got one, or __itemsize__ != 0")
               != NULL;
      c->add_weak = TRUE;
      return TRUE;
    }
  RsObject *mangled = mangle (vm, c->name, slot);
  if (mangled == NULL)
    return FALSE;
  if (rs_dict_contains (vm, c->dict, mangled) > 0
      && !rs_str_equal (mangled, RS_NAME (vm, __qualname__))
      && !rs_str_equal (mangled, RS_NAME (vm, __classcell__)))
    {
      rs_value_error (vm, "%R in __slots__ conflicts with class variable", slot);
      rs_decref (vm, mangled);
      return FALSE;
    }
  return rs_list_append_steal (vm, c->slots, mangled) == 0;
}

static gboolean
read_slots (RsVm *vm, ClassContext *c, RsObject *slots)
{
  RS_SCOPE (vm);
  RS_LOCAL (list,
            rs_is_str (slots) ? rs_list_from_array (vm, &slots, 1) : rs_list_from (vm, slots));
  if (list == NULL)
    return FALSE;
  if (rs_list_size (list) > 0 && c->base->itemsize != 0)
    return rs_type_error (vm, "nonempty __slots__ not supported for subtype of '%S'", c->base->name)
           != NULL;
  c->slots = rs_list_new (vm, 0);
  for (gsize i = 0; i < rs_list_size (list); i++)
    if (!add_slot_name (vm, c, rs_list_items (list)[i]))
      return FALSE;
  rs_clear (vm, &list);
  return rs_list_sort (vm, c->slots, NULL, FALSE) == 0;
}

/* Secondary bases may bring a dict or a weak reference list that the main base
 * does not have. */
static void
add_from_other_bases (ClassContext *c)
{
  for (gsize i = 0; i < rs_tuple_size (c->bases); i++)
    {
      RsType *base = (RsType *) rs_tuple_items (c->bases)[i];
      if (base == c->base)
        continue;
      if (c->may_add_dict && !c->add_dict && (base->managed_offset != 0 || base->dict_offset != 0))
        c->add_dict = TRUE;
      if (c->may_add_weak && !c->add_weak && base->weaklist_offset != 0)
        c->add_weak = TRUE;
    }
}

/* --- the type object ------------------------------------------------------ */

static void
lay_out (RsVm *vm, RsType *type, ClassContext *c)
{
  RsType *base = c->base;
  gsize n = c->slots ? rs_list_size (c->slots) : 0;
  gsize extras = base->extras_bytes;

  type->size = base->size;
  type->solid_id = base->solid_id;
  type->itemsize = base->itemsize;
  type->basicsize = base->basicsize + n * 8;
  type->prefix = base->prefix;
  type->managed_offset = base->managed_offset;
  type->dict_offset = base->dict_offset;
  type->weaklist_offset = base->weaklist_offset;
  type->m_dictoffset = base->m_dictoffset;
  type->m_weaklistoffset = base->m_weaklistoffset;
  type->n_slots = n;

  extras += n * sizeof (RsObject *);
  type->slots_offset = -(gint32) extras;
  if (c->add_dict && base->itemsize != 0)
    {
      extras += sizeof (RsObject *);
      type->dict_offset = -(gint32) extras;
      type->basicsize += 8;
      type->m_dictoffset = -8;
    }
  else if (c->add_dict)
    {
      extras += sizeof (RsManaged);
      type->managed_offset = -(gint32) extras;
      type->flags |= RS_TF_MANAGED_DICT;
    }
  if (c->add_weak)
    {
      extras += sizeof (RsObject *);
      type->weaklist_offset = -(gint32) extras;
      type->m_weaklistoffset = type->basicsize;
      type->basicsize += 8;
    }
  if (c->add_dict && base->itemsize == 0)
    type->m_dictoffset = -(gint32) type->basicsize - 24;
  type->extras_bytes = (extras + 15) / 16 * 16;
  /* Every class made by a program: an instance may be part of a cycle through
   * its type. */
  type->flags |= RS_TF_GC
                 | (vm->types[type->solid_id]->flags & RS_TF_GC || type->solid_id == RS_T_OBJECT
                        ? 0
                        : RS_TF_BORN_TRACKED);
  type->prefix = 16;
  if (type->managed_offset != 0)
    type->prefix += 16;
}

static RsType *
make_type (RsVm *vm, ClassContext *c)
{
  gsize n = c->slots ? rs_list_size (c->slots) : 0;
  RsType *type = rs_object_new_sized (vm, c->meta, sizeof (RsType),
                                      vm->profile->class_basicsize + c->meta->basicsize
                                          - RS_TYPE (vm, TYPE)->basicsize + (n + 1) * 40);
  if (type == NULL)
    return NULL;
  if (c->meta->managed_offset != 0 && c->meta->cached_keys != NULL)
    rs_instance_init_values (vm, RS_OBJECT (type));
  type->flags = RS_TF_HEAPTYPE | RS_TF_COUNTED_TYPE | RS_TF_BASETYPE
                | (c->base->flags
                   & ((guint) RS_TF_INHERITED | RS_TF_MANAGED_DICT | RS_TF_SEQUENCE | RS_TF_MAPPING
                      | RS_TF_MATCH_SELF | RS_TF_EXPORTER));
  type->name = rs_incref (c->name);
  type->qualname = rs_incref (c->name);
  type->tp_base = rs_incref (c->base);
  type->bases = rs_incref (c->bases);
  type->dict = rs_incref (c->dict);
  if (n > 0)
    type->slot_names = rs_list_as_tuple (vm, c->slots);
  lay_out (vm, type, c);
  rs_gc_track (vm, type);
  return type;
}

/* --- the namespace -------------------------------------------------------- */

static gboolean
wrap_function (RsVm *vm, RsType *type, RsObject *name, gboolean as_classmethod)
{
  RsObject *value = rs_dict_get (vm, type->dict, name);
  if (value == NULL || value->type != RS_TYPE (vm, FUNCTION))
    return vm->pending == NULL;
  RsObject *wrapped =
      as_classmethod ? rs_classmethod_new (vm, value) : rs_staticmethod_new (vm, value);
  int result = wrapped ? rs_dict_set (vm, type->dict, name, wrapped) : -1;
  rs_xdecref (vm, wrapped);
  return result == 0;
}

static gboolean
take_qualname (RsVm *vm, RsType *type)
{
  RsObject *qualname = rs_dict_get (vm, type->dict, RS_NAME (vm, __qualname__));
  if (qualname == NULL)
    return vm->pending == NULL;
  if (!rs_is_str (qualname))
    {
      rs_type_error (vm, "type __qualname__ must be a str, not %T", qualname);
      return FALSE;
    }
  rs_setref (vm, &type->qualname, rs_incref (qualname));
  return rs_dict_del (vm, type->dict, RS_NAME (vm, __qualname__)) == 0;
}

static gboolean
set_module (RsVm *vm, RsType *type)
{
  if (rs_dict_contains (vm, type->dict, RS_NAME (vm, __module__)) != 0)
    return vm->pending == NULL;
  RsObject *globals = vm->hooks->globals (vm);
  RsObject *module = globals ? rs_dict_get (vm, globals, RS_NAME (vm, __name__)) : NULL;
  return module == NULL || rs_dict_set (vm, type->dict, RS_NAME (vm, __module__), module) == 0;
}

static gboolean
add_descriptors (RsVm *vm, RsType *type, ClassContext *c)
{
  for (gint i = 0; i < type->n_slots; i++)
    {
      /* A descriptor's name is a plain str, whatever __slots__ had. */
      RS_SCOPE (vm);
      RS_LOCAL (name, rs_str_exact (vm, rs_tuple_items (type->slot_names)[i]));
      RS_LOCAL (member, rs_member_descr_new (vm, type, name,
                                             type->slots_offset + i * (gint) sizeof (RsObject *)));
      if (member == NULL || rs_dict_set (vm, type->dict, name, member) < 0)
        return FALSE;
    }
  const RsGetSetDef *defs[] = { c->add_dict ? &rs_instance_dict_getset : NULL,
                                c->add_weak ? &rs_instance_weakref_getset : NULL };
  for (guint i = 0; i < G_N_ELEMENTS (defs); i++)
    if (defs[i] != NULL && rs_dict_get_text (vm, type->dict, defs[i]->name) == NULL)
      {
        RsObject *descr = rs_getset_descr_new (vm, type, defs[i]);
        if (descr == NULL || rs_dict_set_text (vm, type->dict, defs[i]->name, descr) < 0)
          return FALSE;
        rs_decref (vm, descr);
      }
  return TRUE;
}

/* A class that defines __eq__ and not __hash__ is unhashable. */
static gboolean
set_hash (RsVm *vm, RsType *type)
{
  if (rs_dict_contains (vm, type->dict, RS_NAME (vm, __eq__)) == 1
      && rs_dict_contains (vm, type->dict, RS_NAME (vm, __hash__)) == 0)
    return rs_dict_set (vm, type->dict, RS_NAME (vm, __hash__), vm->none) == 0;
  return vm->pending == NULL;
}

static gboolean
take_classcell (RsVm *vm, RsType *type)
{
  RsObject *cell = rs_dict_get (vm, type->dict, RS_NAME (vm, __classcell__));
  if (cell == NULL)
    return vm->pending == NULL;
  if (cell->type != RS_TYPE (vm, CELL))
    {
      rs_type_error (vm, "__classcell__ must be a nonlocal cell, not <class '%S'>",
                     cell->type->name);
      return FALSE;
    }
  rs_setref (vm, &((RsCell *) cell)->content, rs_incref (type));
  return rs_dict_del (vm, type->dict, RS_NAME (vm, __classcell__)) == 0;
}

/* The class's mro, its slots (those of its main base, then every dunder that
 * its mro has), and its place below its bases. */
static gboolean
ready (RsVm *vm, RsType *type)
{
  if (!rs_type_update_mro (vm, type))
    return FALSE;
  rs_type_inherit_slots (vm, type);
  if (type->flags & RS_TF_MANAGED_DICT && (type->cached_keys = rs_keys_new_for_class (vm)) == NULL)
    return FALSE;
  type->flags |= RS_TF_READY;
  for (gsize i = 0; i < rs_tuple_size (type->bases); i++)
    if (!rs_type_add_subclass (vm, (RsType *) rs_tuple_items (type->bases)[i], type))
      return FALSE;
  return TRUE;
}

static gboolean
call_set_names (RsVm *vm, RsType *type)
{
  RsObject *key, *value;
  gsize position = 0;
  RS_SCOPE (vm);
  RS_LOCAL (names, rs_dict_copy (vm, type->dict));
  if (names == NULL)
    return FALSE;
  while (rs_dict_next (names, &position, &key, &value))
    {
      RS_LOCAL (set_name, rs_lookup_special (vm, value, RS_NAME (vm, __set_name__)));
      if (set_name == NULL)
        {
          if (vm->pending != NULL)
            return FALSE;
          continue;
        }
      RS_LOCAL (result, rs_call2 (vm, set_name, RS_OBJECT (type), key));
      if (result == NULL)
        {
          RS_LOCAL (cause, rs_pending_take (vm));
          rs_raise (vm, RS_TYPE (vm, RuntimeError),
                    "Error calling __set_name__ on '%T' instance %R in '%S'", value, key,
                    type->name);
          if (vm->pending != NULL && cause != NULL)
            {
              RsException *error = (RsException *) vm->pending;
              rs_setref (vm, &error->cause, rs_incref (cause));
              rs_setref (vm, &error->context, rs_incref (cause));
              error->suppress_context = TRUE;
            }
          return FALSE;
        }
    }
  return TRUE;
}

static gboolean
call_init_subclass (RsVm *vm, RsType *type, RsObject *const *kwvalues, RsObject *kwnames)
{
  RsObject *args[2] = { RS_OBJECT (type), RS_OBJECT (type) };
  RS_SCOPE (vm);
  RS_LOCAL (parent, rs_call (vm, RS_OBJECT (RS_TYPE (vm, SUPER)), args, 2, NULL));
  RS_LOCAL (method, parent ? rs_getattr (vm, parent, RS_NAME (vm, __init_subclass__)) : NULL);
  rs_clear (vm, &parent);
  if (method == NULL)
    return FALSE;
  /* The keywords' dict is spread over an array of references. */
  gsize n = kwnames ? rs_tuple_size (kwnames) : 0;
  RsObject **values = rs_mem_alloc (vm, MAX (n, 1) * sizeof (RsObject *));
  for (gsize i = 0; i < n; i++)
    values[i] = rs_incref (kwvalues[i]);
  RS_LOCAL_ARRAY (values, n);
  RS_LOCAL (result, rs_call (vm, method, values, 0, kwnames));
  RS_CLEAR_ARRAY (values);
  rs_mem_free (vm, values, MAX (n, 1) * sizeof (RsObject *));
  return result != NULL;
}

static gboolean
prepare (RsVm *vm, ClassContext *c, RsObject *namespace)
{
  /* A class has a dict of its own kind: a metaclass adds none. */
  c->may_add_dict =
      c->base->managed_offset == 0 && c->base->dict_offset == 0 && !(c->base->flags & RS_TF_TYPE);
  c->may_add_weak = c->base->weaklist_offset == 0 && c->base->itemsize == 0;
  c->dict = rs_dict_copy (vm, namespace);
  if (c->dict == NULL)
    return FALSE;
  RsObject *slots = rs_dict_get (vm, c->dict, RS_NAME (vm, __slots__));
  if (slots == NULL)
    {
      if (vm->pending != NULL)
        return FALSE;
      c->add_dict = c->may_add_dict;
      c->add_weak = c->may_add_weak;
      return TRUE;
    }
  if (!read_slots (vm, c, slots))
    return FALSE;
  add_from_other_bases (c);
  return TRUE;
}

/* Fills in the class that make_type () made. FALSE raises. */
static gboolean
complete (RsVm *vm, RsType *type, ClassContext *c, RsObject *const *kwvalues, RsObject *kwnames)
{
  if (!set_module (vm, type) || !take_qualname (vm, type)
      || !wrap_function (vm, type, RS_NAME (vm, __new__), FALSE)
      || !wrap_function (vm, type, RS_NAME (vm, __init_subclass__), TRUE)
      || !wrap_function (vm, type, RS_NAME (vm, __class_getitem__), TRUE)
      || !add_descriptors (vm, type, c) || !take_classcell (vm, type) || !set_hash (vm, type))
    return FALSE;
  if (rs_dict_contains (vm, type->dict, RS_NAME (vm, __doc__)) == 0
      && rs_dict_set (vm, type->dict, RS_NAME (vm, __doc__), vm->none) < 0)
    return FALSE;
  rs_clear (vm, &c->slots); /* what follows runs Python */
  rs_clear (vm, &c->dict);
  return ready (vm, type) && call_set_names (vm, type)
         && call_init_subclass (vm, type, kwvalues, kwnames);
}

RsObject *
rs_type_new_class (RsVm *vm, RsType *meta, RsObject *name, RsObject *bases, RsObject *namespace,
                   RsObject *const *kwvalues, RsObject *kwnames)
{
  ClassContext c = { .meta = meta, .name = name };
  RS_SCOPE (vm);
  RS_LOCAL_FIELD (c, bases);
  RS_LOCAL_FIELD (c, dict);
  RS_LOCAL_FIELD (c, slots);
  c.bases =
      rs_tuple_size (bases) > 0 ? rs_incref (bases) : rs_tuple_pack (vm, 1, RS_TYPE (vm, OBJECT));
  c.base = rs_type_best_base (vm, c.bases);
  if (c.base == NULL || !prepare (vm, &c, namespace))
    return NULL;
  RS_LOCAL (type, make_type (vm, &c));
  if (type == NULL || !complete (vm, (RsType *) type, &c, kwvalues, kwnames))
    return NULL;
  return RS_GIVE (type);
}
