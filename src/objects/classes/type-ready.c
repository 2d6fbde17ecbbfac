/* SPDX-License-Identifier: MIT
 *
 * Built-in types from their const specs. Two passes, since a type's dict needs
 * str, dict and the descriptors' own types: rs_type_alloc makes the bare type
 * objects with their slots inherited; rs_type_ready gives them names, bases,
 * mro and a dict with a wrapper for each slot of their own, a descriptor for
 * each method and computed attribute. Modelled on PyType_Ready and
 * add_operators in CPython's Objects/typeobject.c.
 */
#include "objects/callables/descr.h"

#include <string.h>

static void
set_layout (RsVm *vm, RsType *type, RsType *base)
{
  const RsTypeLayout *layout = rs_profile_layout (vm->profile, type->id);

  type->prefix = type->flags & RS_TF_GC ? 16 : 0;
  type->size = type->spec->size ? type->spec->size : base ? base->size : sizeof (RsObject);
  if (layout != NULL)
    {
      type->basicsize = layout->basicsize;
      type->itemsize = layout->itemsize;
      type->m_dictoffset = layout->dictoffset;
      type->m_weaklistoffset = layout->weakrefoffset;
    }
  else
    {
      type->basicsize = base->basicsize;
      type->itemsize = base->itemsize;
      type->m_dictoffset = base->m_dictoffset;
      type->m_weaklistoffset = base->m_weaklistoffset;
    }
  type->dict_offset = type->spec->dict_offset ? type->spec->dict_offset
                      : base                  ? base->dict_offset
                                              : 0;
  type->weaklist_offset = type->spec->weaklist_offset ? type->spec->weaklist_offset
                          : base                      ? base->weaklist_offset
                                                      : 0;
}

/* Every function that SPEC leaves out is the base's; __eq__ without __hash__
 * makes unhashable only in classes. */
static void
inherit_slots (RsType *type, RsType *base)
{
  const gpointer *own = (const gpointer *) type->spec->slots;
  gpointer *slots = (gpointer *) &type->slots;
  gsize n = sizeof (RsSlots) / sizeof (gpointer);

  if (base != NULL)
    type->slots = base->slots;
  for (gsize i = 0; own != NULL && i < n; i++)
    if (own[i] != NULL)
      slots[i] = own[i];
}

RsType *
rs_type_alloc (RsVm *vm, const RsTypeSpec *spec, guint id)
{
  RsType *base = id == RS_T_OBJECT ? NULL : vm->types[spec->base ? spec->base : RS_T_OBJECT];
  RsType *type = rs_mem_alloc0 (vm, sizeof (RsType));
  guint class_bytes = vm->profile->class_basicsize;

  type->base.refcnt = 1;
  type->base.serial = vm->next_serial++;
  type->base.block = rs_block_alloc (vm, class_bytes);
  rs_block_set_object (vm, type->base.block, &type->base);
  type->spec = spec;
  type->id = id;
  type->solid_id = spec->size != 0 || base == NULL ? id : base->solid_id;
  type->flags = spec->flags | RS_TF_IMMUTABLE;
  if (base != NULL)
    type->flags |=
        base->flags & ((guint) RS_TF_INHERITED | RS_TF_SEQUENCE | RS_TF_MAPPING | RS_TF_MATCH_SELF);
  if (base != NULL && base->flags & RS_TF_GC)
    type->flags |= RS_TF_GC;
  type->tp_base = base;
  set_layout (vm, type, base);
  inherit_slots (type, base);
  vm->types[id] = type;
  return type;
}

static gboolean
add_to_dict (RsVm *vm, RsType *type, RsObject *name, RS_STEALS RsObject *value)
{
  if (value == NULL)
    return FALSE;
  int result =
      rs_dict_contains (vm, type->dict, name) ? 0 : rs_dict_set (vm, type->dict, name, value);
  rs_decref (vm, value);
  return result == 0;
}

static gboolean
add_wrappers (RsVm *vm, RsType *type)
{
  for (guint i = 0; i < rs_n_slot_defs; i++)
    {
      const RsSlotDef *def = &rs_slot_defs[i];
      gpointer own = type->spec->slots ? RS_SLOT_AT (type->spec->slots, def) : NULL;
      if (own == NULL || def->name == RS_N___getattr__) /* only a class statement has that one */
        continue;
      if (own == (gpointer) rs_hash_not_implemented)
        {
          if (!add_to_dict (vm, type, vm->names[def->name], rs_incref (vm->none)))
            return FALSE;
        }
      else if (!add_to_dict (vm, type, vm->names[def->name],
                             rs_wrapper_descr_new (vm, type, def, own)))
        return FALSE;
    }
  return TRUE;
}

static gboolean
add_methods (RsVm *vm, RsType *type)
{
  for (const RsMethodDef *def = type->spec->methods; def && def->name; def++)
    {
      RsObject *name = rs_str_interned (vm, def->name);
      RsObject *descr = def->flags & RS_M_STATIC  ? NULL
                        : def->flags & RS_M_CLASS ? rs_classmethod_descr_new (vm, type, def)
                                                  : rs_method_descr_new (vm, type, def);
      if (def->flags & RS_M_STATIC)
        {
          RsObject *function = rs_builtin_new (vm, def, RS_OBJECT (type), NULL);
          descr = rs_staticmethod_new (vm, function);
          rs_xdecref (vm, function);
        }
      gboolean ok;
      if (descr != NULL && (def->flags & RS_M_COEXIST))
        {
          ok = rs_dict_set (vm, type->dict, name, descr) == 0;
          rs_decref (vm, descr);
        }
      else
        ok = add_to_dict (vm, type, name, descr);
      rs_decref (vm, name);
      if (!ok)
        return FALSE;
    }
  for (const RsGetSetDef *def = type->spec->getset; def && def->name; def++)
    {
      RsObject *name = rs_str_interned (vm, def->name);
      gboolean ok = add_to_dict (vm, type, name, rs_getset_descr_new (vm, type, def));
      rs_decref (vm, name);
      if (!ok)
        return FALSE;
    }
  return TRUE;
}

gboolean
rs_type_ready (RsVm *vm, RsType *type)
{
  const char *dot = strrchr (type->spec->name, '.');

  type->base.type = RS_TYPE (vm, TYPE);
  type->name = rs_str_interned (vm, dot ? dot + 1 : type->spec->name);
  type->qualname = rs_incref (type->name);
  type->dict = rs_dict_new (vm);
  RsType *second = type->spec->second_base ? vm->types[type->spec->second_base] : NULL;
  type->bases = type->tp_base ? rs_tuple_pack (vm, second ? 2 : 1, type->tp_base, second)
                              : rs_tuple_new (vm, 0);
  if (type->tp_base != NULL)
    rs_incref (type->tp_base);
  if (type->dict == NULL || type->bases == NULL
      || (type->mro = rs_type_compute_mro (vm, type)) == NULL)
    return FALSE;
  if (type->spec->slots && type->spec->slots->new_ != NULL
      && !add_to_dict (vm, type, RS_NAME (vm, __new__), rs_tp_new_wrapper (vm, type)))
    return FALSE;
  if (!add_wrappers (vm, type) || !add_methods (vm, type))
    return FALSE;
  RsObject *doc = type->spec->doc ? rs_str_new (vm, type->spec->doc, -1) : rs_incref (vm->none);
  if (!add_to_dict (vm, type, RS_NAME (vm, __doc__), doc))
    return FALSE;
  type->flags |= RS_TF_READY;
  rs_type_modified (vm, type); /* somebody may have looked something up before it was there */
  /* The collector sees the types that CPython allocates only. */
  if (type->flags & RS_TF_COUNTED_TYPE)
    rs_gc_track (vm, type);
  return type->tp_base == NULL
         || (rs_type_add_subclass (vm, type->tp_base, type)
             && (second == NULL || rs_type_add_subclass (vm, second, type)));
}

const char *
rs_type_name (RsType *type, char *buffer, gsize size)
{
  if (type->spec != NULL)
    return type->spec->name;
  rs_str_buffer (type->module_name ? type->module_name : type->name, buffer, size);
  if (type->module_name != NULL)
    {
      /* Stands for a static type of CPython's. */
      char name[100];
      g_strlcat (buffer, ".", size);
      g_strlcat (buffer, rs_str_buffer (type->name, name, sizeof name), size);
    }
  return buffer;
}
