/* SPDX-License-Identifier: MIT
 *
 * Instances of classes: where their attributes lie, their birth and death.
 * Modelled on CPython 3.11's subtype_dealloc and
 * _PyObject_StoreInstanceAttribute.
 *
 *   extras        | slots of the class | of its base ... | weak references | managed: dict or
 *                 values |
 *   header        | fixed part of the built-in type that it derives from |
 *
 * An instance of a class with RS_TF_MANAGED_DICT starts with values by its
 * class's shared keys and no dict object; the dict is made when it is asked for
 * (obj.__dict__, vars), or when the keys are full, and then takes the values
 * over.
 */
#include "objects/containers/dict-keys.h"
#include "slot-call.h"

#define MANAGED(object) (&RS_FIELD_AT (object, (object)->type->managed_offset, RsManaged))

/* --- attributes ----------------------------------------------------------- */

static RsObject **
dict_field (RsObject *object)
{
  RsType *type = object->type;
  if (type->managed_offset != 0)
    return &MANAGED (object)->dict;
  return type->dict_offset != 0 ? &RS_FIELD_AT (object, type->dict_offset, RsObject *) : NULL;
}

RsObject *
rs_instance_dict_existing (RsObject *object)
{
  RsObject **field = dict_field (object);
  return field ? *field : NULL;
}

RsObject *
rs_instance_dict (RsVm *vm, RsObject *object)
{
  RsObject **field = dict_field (object);
  if (field == NULL || *field != NULL)
    return field ? *field : NULL;
  RsManaged *managed = object->type->managed_offset ? MANAGED (object) : NULL;
  if (managed != NULL && managed->values != NULL)
    {
      *field = rs_dict_new_split (vm, object->type->cached_keys, managed->values);
      managed->values = NULL;
    }
  else
    *field = rs_dict_new (vm);
  return *field;
}

RsObject *
rs_instance_get (RsVm *vm, RsObject *object, RsObject *name)
{
  RsType *type = object->type;
  if (type->managed_offset != 0)
    {
      RsManaged *managed = MANAGED (object);
      if (managed->values != NULL)
        {
          gssize ix = rs_keys_lookup_str (type->cached_keys, name, rs_str_hash (name));
          return ix >= 0 ? managed->values->values[ix] : NULL;
        }
      return managed->dict ? rs_dict_get (vm, managed->dict, name) : NULL;
    }
  RsObject *dict = type->dict_offset ? RS_FIELD_AT (object, type->dict_offset, RsObject *) : NULL;
  return dict ? rs_dict_get (vm, dict, name) : NULL;
}

int
rs_instance_set (RsVm *vm, RsObject *object, RsObject *name, RsObject *value)
{
  RsType *type = object->type;
  RsObject **field = dict_field (object);

  if (field == NULL)
    return -2;
  if (type->managed_offset != 0 && MANAGED (object)->values != NULL)
    {
      RsKeys *keys = type->cached_keys;
      gssize ix = value ? rs_keys_insert_shared (vm, keys, name)
                        : rs_keys_lookup_str (keys, name, rs_str_hash (name));
      if (ix >= 0 && ix < MANAGED (object)->values->capacity)
        return rs_values_store (vm, MANAGED (object)->values, ix, value);
      if (value == NULL)
        return 0;
    }
  RS_SCOPE (vm);
  RS_LOCAL (dict, rs_xincref (value ? rs_instance_dict (vm, object) : *field));
  if (dict == NULL)
    return value ? -1 : 0;
  if (value != NULL)
    return rs_dict_set (vm, dict, name, value) < 0 ? -1 : 1;
  RS_LOCAL (old, rs_dict_pop (vm, dict, name));
  return old ? 1 : vm->pending ? -1 : 0;
}

RsObject *
rs_instance_new (RsVm *vm, RsType *type)
{
  RsObject *object = rs_object_new (vm, type);
  if (!(type->flags & RS_TF_HEAPTYPE))
    return object;
  if (type->managed_offset != 0 && type->cached_keys != NULL)
    rs_instance_init_values (vm, object);
  if (type->flags & RS_TF_GC)
    rs_gc_track (vm, object);
  return object;
}

void
rs_instance_init_values (RsVm *vm, RsObject *object)
{
  MANAGED (object)->values = rs_values_new (vm, object->type->cached_keys);
}

/* --- the slots of every class --------------------------------------------- */

static RsType *
solid_base (RsVm *vm, RsType *type)
{
  return vm->types[type->solid_id];
}

static void
visit_slots (RsVm *vm, RsObject *object, RsVisit *visit)
{
  for (RsType *type = object->type; type->flags & RS_TF_HEAPTYPE; type = type->tp_base)
    for (gint i = 0; i < type->n_slots; i++)
      rs_visit (
          visit,
          RS_FIELD_AT (object, type->slots_offset + i * (gint) sizeof (RsObject *), RsObject *),
          RS_EDGE_SLOT, (gintptr) rs_tuple_items (type->slot_names)[i]);
}

static void
visit_attributes (RsVm *vm, RsObject *object, RsVisit *visit)
{
  RsType *type = object->type;
  if (type->managed_offset != 0)
    {
      RsManaged *managed = MANAGED (object);
      rs_visit (visit, managed->dict, RS_EDGE_DICT, 0);
      if (managed->values != NULL)
        rs_values_visit (visit, managed->values, type->cached_keys, RS_EDGE_ATTR);
    }
  else if (type->dict_offset < 0)
    rs_visit (visit, RS_FIELD_AT (object, type->dict_offset, RsObject *), RS_EDGE_DICT, 0);
}

/* As a collector: the order of subtype_traverse, the type among the rest. Else
 * what the built-in base holds comes first. */
static void
heap_traverse (RsVm *vm, RsObject *object, RsVisit *visit)
{
  RsTraverse base_traverse = solid_base (vm, object->type)->slots.traverse;
  if (base_traverse != NULL && !visit->as_collector)
    base_traverse (vm, object, visit);
  visit_slots (vm, object, visit);
  visit_attributes (vm, object, visit);
  if (visit->as_collector && (object->type->flags & RS_TF_COUNTED_TYPE))
    rs_visit (visit, object->type, RS_EDGE_TYPE, 0);
  if (base_traverse != NULL && visit->as_collector)
    base_traverse (vm, object, visit);
}

static void
clear_slots (RsVm *vm, RsObject *object)
{
  for (RsType *type = object->type; type->flags & RS_TF_HEAPTYPE; type = type->tp_base)
    for (gint i = 0; i < type->n_slots; i++)
      rs_clear (vm, &RS_FIELD_AT (object, type->slots_offset + i * (gint) sizeof (RsObject *),
                                  RsObject *));
}

static void
clear_attributes (RsVm *vm, RsObject *object)
{
  RsType *type = object->type;
  if (type->managed_offset != 0)
    {
      RsManaged *managed = MANAGED (object);
      RsValues *values = managed->values;
      managed->values = NULL;
      if (values != NULL)
        rs_values_free (vm, values, TRUE);
      rs_clear (vm, &managed->dict);
    }
  else if (type->dict_offset < 0)
    rs_clear (vm, &RS_FIELD_AT (object, type->dict_offset, RsObject *));
}

static void
heap_clear (RsVm *vm, RsObject *object)
{
  RsType *type = object->type;
  RsDestructor base_clear = solid_base (vm, type)->slots.clear;

  clear_slots (vm, object);
  if (type->managed_offset != 0)
    {
      RsManaged *managed = MANAGED (object);
      if (managed->values != NULL)
        for (guint i = 0; i < managed->values->capacity; i++)
          if (managed->values->values[i] != NULL)
            rs_values_store (vm, managed->values, i, NULL);
      rs_clear (vm, &managed->dict);
    }
  else if (type->dict_offset < 0)
    rs_clear (vm, &RS_FIELD_AT (object, type->dict_offset, RsObject *));
  if (base_clear != NULL)
    base_clear (vm, object);
}

/* TRUE: the finalizer brought the object back to life. */
static gboolean
finalize_dying (RsVm *vm, RsObject *object)
{
  RsType *type = object->type;
  if (type->slots.finalize == NULL || ((type->flags & RS_TF_GC) && (object->gc & RS_GC_FINALIZED)))
    return FALSE;
  if (type->flags & RS_TF_GC)
    rs_gc_track (vm, object);
  object->refcnt = 1;
  RS_SCOPE (vm);
  RS_LOCAL (finalized, object);
  rs_note_event (vm, RS_NOTE_FINALIZER, object, 0);
  type->slots.finalize (vm, object);
  finalized = NULL; /* its count is looked at before it falls */
  if (type->flags & RS_TF_GC)
    object->gc |= RS_GC_FINALIZED;
  if (--object->refcnt > 0)
    {
      rs_note_event (vm, RS_NOTE_RESURRECTED, object, 0);
      return TRUE;
    }
  rs_gc_untrack (vm, object);
  return FALSE;
}

/* Like CPython's subtype_dealloc: finalizer, weak references, slots, dict, then
 * what the built-in base does. The base's own dealloc ends with rs_object_free,
 * which knows about the extras. */
static void
heap_dealloc (RsVm *vm, RsObject *object)
{
  RsType *type = object->type;
  RsType *base = solid_base (vm, type);

  rs_gc_untrack (vm, object);
  if (finalize_dying (vm, object))
    return;
  if (type->weaklist_offset != 0 && base->weaklist_offset == 0)
    rs_weakref_object_dies (vm, object);
  clear_slots (vm, object);
  clear_attributes (vm, object);
  if (base->slots.dealloc != NULL && base->id != RS_T_OBJECT)
    base->slots.dealloc (vm, object);
  else
    rs_object_free (vm, object);
}

const RsSlots rs_heap_slots = {
  .dealloc = heap_dealloc,
  .traverse = heap_traverse,
  .clear = heap_clear,
};
