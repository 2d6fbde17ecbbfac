/* SPDX-License-Identifier: MIT
 *
 * A class and its bases: which one's layout counts, the mro and the slots that
 * follow from them, and what happens when a program gives a class other bases
 * (cls.__bases__ = ...) or an object another class (object.__class__ = ...).
 * Modelled on best_base, mro_internal, type_set_bases and
 * compatible_for_assignment in CPython 3.11's Objects/typeobject.c.
 */
#include "slot-call.h"

/* --- the base whose layout counts ----------------------------------------- */

/* The nearest ancestor that has fields of its own. */
static RsType *
solid (RsType *type)
{
  while (type->tp_base != NULL
         && (type->flags & RS_TF_HEAPTYPE ? type->n_slots == 0
                                          : type->solid_id == type->tp_base->solid_id))
    type = type->tp_base;
  return type;
}

RsType *
rs_type_best_base (RsVm *vm, RsObject *bases)
{
  RsType *winner = NULL, *base = NULL;
  for (gsize i = 0; i < rs_tuple_size (bases); i++)
    {
      RsObject *item = rs_tuple_items (bases)[i];
      if (!rs_is_type (item))
        return (RsType *) rs_type_error (vm, "bases must be types");
      RsType *candidate_base = (RsType *) item;
      if (!(candidate_base->flags & RS_TF_BASETYPE))
        {
          char name[100];
          return (RsType *) rs_type_error (vm, "type '%s' is not an acceptable base type",
                                           rs_type_name (candidate_base, name, sizeof name));
        }
      RsType *candidate = solid (candidate_base);
      if (winner == NULL)
        winner = candidate, base = candidate_base;
      else if (rs_is_subtype (winner, candidate))
        ;
      else if (rs_is_subtype (candidate, winner))
        winner = candidate, base = candidate_base;
      else
        return (RsType *) rs_type_error (vm, "multiple bases have instance lay-out conflict");
    }
  return base;
}

/* --- mro and slots -------------------------------------------------------- */

/* What a metaclass's mro () gave must be classes that fit the layout. */
static gboolean
check_mro (RsVm *vm, RsType *type, RsObject *mro)
{
  RsType *own = solid (type->tp_base);
  for (gsize i = 0; i < rs_tuple_size (mro); i++)
    {
      RsObject *item = rs_tuple_items (mro)[i];
      if (!rs_is_type (item))
        rs_type_error (vm, "mro() returned a non-class ('%T')", item);
      else if (item != RS_OBJECT (type) && !rs_is_subtype (own, solid ((RsType *) item)))
        rs_type_error (vm, "mro() returned base with unsuitable layout ('%S')",
                       ((RsType *) item)->name);
      else
        continue;
      return FALSE;
    }
  return TRUE;
}

gboolean
rs_type_update_mro (RsVm *vm, RsType *type)
{
  RsObject *method = type->base.type == RS_TYPE (vm, TYPE)
                         ? NULL
                         : rs_lookup_special (vm, RS_OBJECT (type), RS_NAME (vm, mro)),
           *mro;
  if (method != NULL)
    {
      RS_SCOPE (vm);
      RS_LOCAL (list, rs_call_held (vm, method, NULL));
      rs_decref (vm, method);
      mro = list ? rs_tuple_from (vm, list) : NULL;
      if (mro != NULL && !check_mro (vm, type, mro))
        rs_clear (vm, &mro);
    }
  else
    mro = vm->pending ? NULL : rs_type_compute_mro (vm, type);
  if (mro == NULL)
    return FALSE;
  rs_type_modified (vm, type);
  rs_setref (vm, &type->mro, mro);
  return TRUE;
}

void
rs_type_inherit_slots (RsVm *vm, RsType *type)
{
  type->slots = type->tp_base->slots;
  for (gsize i = 1; i < rs_tuple_size (type->mro); i++)
    {
      RsType *base = (RsType *) rs_tuple_items (type->mro)[i];
      /* What only C fills comes from whichever base has it. */
      if (type->slots.concat == NULL)
        type->slots.concat = base->slots.concat;
      if (type->slots.repeat == NULL)
        type->slots.repeat = base->slots.repeat;
      if (type->slots.sizeof_ == NULL)
        type->slots.sizeof_ = base->slots.sizeof_;
      if ((type->flags & (RS_TF_SEQUENCE | RS_TF_MAPPING)) == 0)
        type->flags |= base->flags & (RS_TF_SEQUENCE | RS_TF_MAPPING);
    }
  type->slots.dealloc = rs_heap_slots.dealloc;
  type->slots.traverse = rs_heap_slots.traverse;
  type->slots.clear = rs_heap_slots.clear;
  rs_type_update_slots (vm, type, NULL);
}

/* --- layouts that can stand for each other -------------------------------- */

/* Does TYPE add nothing to the layout of its base? */
static gboolean
adds_nothing (RsType *type)
{
  RsType *base = type->tp_base;
  return base != NULL && type->basicsize == base->basicsize && type->itemsize == base->itemsize
         && type->m_dictoffset == base->m_dictoffset
         && type->m_weaklistoffset == base->m_weaklistoffset
         && (type->flags & RS_TF_GC) == (base->flags & RS_TF_GC);
}

/* Do A and B add the same __slots__, dict and weak references to the base that
 * they share? */
static gboolean
adds_the_same (RsVm *vm, RsType *a, RsType *b)
{
  gssize size = a->tp_base->basicsize;
  if (a->m_dictoffset == size && b->m_dictoffset == size)
    size += 8;
  if (a->m_weaklistoffset == size && b->m_weaklistoffset == size)
    size += 8;
  if (a->n_slots != b->n_slots
      || (a->flags & RS_TF_MANAGED_DICT) != (b->flags & RS_TF_MANAGED_DICT))
    return FALSE;
  for (gint i = 0; i < a->n_slots; i++)
    if (!rs_str_equal (rs_tuple_items (a->slot_names)[i], rs_tuple_items (b->slot_names)[i]))
      return FALSE;
  size += a->n_slots * 8;
  return size == (gssize) a->basicsize && size == (gssize) b->basicsize;
}

gboolean
rs_type_check_assignment (RsVm *vm, RsType *old, RsType *new_type, const char *attribute)
{
  RsType *a = new_type, *b = old;
  if ((old->flags & RS_TF_GC) != (new_type->flags & RS_TF_GC))
    return rs_type_error (vm, "%s assignment: '%S' deallocator differs from '%S'", attribute,
                          new_type->name, old->name)
           != NULL;
  while (adds_nothing (a))
    a = a->tp_base;
  while (adds_nothing (b))
    b = b->tp_base;
  if (a != b && (a->tp_base == NULL || a->tp_base != b->tp_base || !adds_the_same (vm, a, b)))
    return rs_type_error (vm, "%s assignment: '%S' object layout differs from '%S'", attribute,
                          new_type->name, old->name)
           != NULL;
  return TRUE;
}

/* --- other bases ---------------------------------------------------------- */

/* Gives TYPE and all below it the mro that their bases make; UNDO gets (type,
 * old mro) for each. */
static gboolean
update_mros (RsVm *vm, RsType *type, RsObject *undo)
{
  RS_SCOPE (vm);
  RS_LOCAL (pair, rs_tuple_pack (vm, 2, type, type->mro));
  if (rs_list_append (vm, undo, pair) < 0 || !rs_type_update_mro (vm, type))
    return FALSE;
  RS_LOCAL (subclasses, rs_type_subclasses (vm, type));
  if (subclasses == NULL)
    return FALSE;
  for (gsize i = 0; i < rs_list_size (subclasses); i++)
    if (!update_mros (vm, (RsType *) rs_list_items (subclasses)[i], undo))
      return FALSE;
  return TRUE;
}

static void
update_all_slots (RsVm *vm, RsType *type)
{
  gsize position = 0;
  RsObject *key, *value;
  rs_type_inherit_slots (vm, type);
  while (type->subclasses != NULL && rs_dict_next (type->subclasses, &position, &key, &value))
    {
      RsObject *sub = rs_weakref_referent (value);
      if (sub != NULL)
        update_all_slots (vm, (RsType *) sub);
    }
}

static gboolean
check_bases (RsVm *vm, RsType *type, RsObject *bases)
{
  if (!rs_is_tuple (bases))
    return rs_type_error (vm, "can only assign tuple to %S.__bases__, not %T", type->name, bases)
           != NULL;
  if (rs_tuple_size (bases) == 0)
    return rs_type_error (vm, "can only assign non-empty tuple to %S.__bases__, not ()", type->name)
           != NULL;
  for (gsize i = 0; i < rs_tuple_size (bases); i++)
    {
      RsObject *base = rs_tuple_items (bases)[i];
      if (!rs_is_type (base))
        return rs_type_error (vm, "%S.__bases__ must be tuple of classes, not '%T'", type->name,
                              base)
               != NULL;
      if (rs_is_subtype ((RsType *) base, type))
        return rs_type_error (vm, "a __bases__ item causes an inheritance cycle") != NULL;
    }
  return TRUE;
}

/* FALSE: without memory. The bases are changed all the same. */
static gboolean
move_subclass (RsVm *vm, RsType *type, RsObject *from, RsObject *to)
{
  gboolean ok = TRUE;
  for (gsize i = 0; i < rs_tuple_size (from); i++)
    if (!rs_type_remove_subclass (vm, (RsType *) rs_tuple_items (from)[i], type))
      ok = FALSE;
  for (gsize i = 0; i < rs_tuple_size (to); i++)
    if (!rs_type_add_subclass (vm, (RsType *) rs_tuple_items (to)[i], type))
      {
        rs_type_modified (vm, type);
        type->unlinked = TRUE;
        ok = FALSE;
      }
  return ok;
}

int
rs_type_set_bases (RsVm *vm, RsObject *self, RsObject *name, RsObject *bases)
{
  RsType *type = (RsType *) self;
  if (type->flags & RS_TF_IMMUTABLE || bases == NULL)
    return rs_raise_int (vm, RS_TYPE (vm, TypeError),
                         "cannot %s '__bases__' attribute of immutable type '%S'",
                         bases ? "set" : "delete", type->name);
  if (!check_bases (vm, type, bases))
    return -1;
  RsType *base = rs_type_best_base (vm, bases);
  if (base == NULL || !rs_type_check_assignment (vm, type->tp_base, base, "__bases__"))
    return -1;

  RS_SCOPE (vm);
  RS_LOCAL (undo, rs_list_new (vm, 0));
  RS_LOCAL (old_bases, type->bases);
  RS_LOCAL (old_base, type->tp_base);
  rs_type_modified (vm, type);
  type->bases = rs_incref (bases);
  type->tp_base = (RsType *) rs_incref (base);
  gboolean ok = update_mros (vm, type, undo);
  if (!ok && type->bases == bases)
    {
      for (gsize i = 0; i < rs_list_size (undo); i++)
        {
          RsObject *const *pair = rs_tuple_items (rs_list_items (undo)[i]);
          rs_type_modified (vm, (RsType *) pair[0]);
          rs_setref (vm, &((RsType *) pair[0])->mro, rs_incref (pair[1]));
        }
      rs_setref (vm, &type->bases, rs_incref (old_bases));
      rs_setref (vm, &type->tp_base, (RsType *) rs_incref (old_base));
    }
  else if (ok && type->bases == bases)
    {
      ok = move_subclass (vm, type, old_bases, bases);
      update_all_slots (vm, type);
    }
  rs_clear (vm, &old_bases);
  rs_clear (vm, &old_base);
  rs_clear (vm, &undo);
  return ok ? 0 : -1;
}
