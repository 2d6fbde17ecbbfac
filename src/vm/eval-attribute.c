/* SPDX-License-Identifier: MIT
 *
 * The instructions of attributes where the quick ways of eval-fast.h do not
 * serve, and filling the caches that they look into. A cache is made for a
 * version of a type, which a change of the type or of its bases takes back; so
 * it may hold a borrowed reference to what the type has.
 */
#include "eval-fast.h"

static gssize
index_of_name (RsType *type, RsObject *name)
{
  return type->managed_offset != 0 && type->cached_keys != NULL
             ? rs_keys_lookup_str (type->cached_keys, name, rs_str_hash (name))
             : -1;
}

/* A __slots__ member that TYPE's instances have: what the descriptor itself
 * would check at each use. */
static gboolean
is_own_member (RsVm *vm, RsType *type, RsObject *descr)
{
  return descr != NULL && descr->type == RS_TYPE (vm, MEMBER_DESCR)
         && rs_is_subtype (type, ((RsDescr *) descr)->owner);
}

static void
cache_fill (RsVm *vm, RsCache *cache, RsType *type, RsObject *name, RsObject *descr)
{
  gssize index = descr == NULL ? index_of_name (type, name) : 0;
  if (index < 0 || (descr != NULL && !is_own_member (vm, type, descr)))
    return;
  *cache = (RsCache){ type->version, index, descr };
}

static void
cache_fill_store (RsVm *vm, RsCache *cache, RsType *type, RsObject *name)
{
  RsObject *descr = rs_type_lookup (vm, type, name);
  if (descr != NULL && descr->type->slots.descr_set == NULL)
    {
      /* What the class has does not get in the way of the instance's own. */
      gssize index = index_of_name (type, name);
      if (index >= 0)
        *cache = (RsCache){ type->version, index, NULL };
    }
  else
    cache_fill (vm, cache, type, name, descr);
}

static void
cache_fill_method (RsVm *vm, RsCache *cache, RsType *type, RsObject *name, RsObject *descr)
{
  if (type->managed_offset != 0 && (type->cached_keys == NULL || index_of_name (type, name) >= 0))
    return;
  *cache =
      (RsCache){ type->version,
                 type->managed_offset != 0 ? (guint32) type->cached_keys->n_entries : 0, descr };
}

/* --- the instructions ----------------------------------------------------- */

static RsObject *
name_of (RsFrame *frame, guint index)
{
  return rs_tuple_items (frame->code->names)[index];
}

static RsCache *
cache_of (RsFrame *frame)
{
  return &frame->code->caches[rs_frame_instr (frame)];
}

/* The getter of a property, if it is in Python; NULL: DESCR is none. */
static RsFunction *
python_getter (RsVm *vm, RsObject *descr)
{
  if (descr == NULL || descr->type != RS_TYPE (vm, PROPERTY))
    return NULL;
  RsObject *get = ((RsProperty *) descr)->get;
  return get != NULL && get->type == RS_TYPE (vm, FUNCTION) ? (RsFunction *) get : NULL;
}

RsGo
rs_op_load_attr (RsVm *vm, RsFrame *frame, guint index)
{
  RsObject *owner = frame->sp[-1], *name = name_of (frame, index);
  RsType *type = owner->type;
  RsCache *cache = cache_of (frame);
  if ((type->flags & RS_TF_HEAPTYPE) && type->slots.getattro == rs_generic_getattr
      && !rs_cache_stands (cache, type))
    {
      RsObject *descr = rs_type_lookup (vm, type, name);
      cache_fill (vm, cache, type, name, descr);
      RsFunction *getter = python_getter (vm, descr);
      if (getter != NULL)
        {
          RsFrame *callee = rs_call_frame (vm, getter, &owner, 1, NULL);
          if (callee != NULL)
            callee->ret_object = rs_incref (descr);
          return rs_enter_frame (vm, callee, RS_RET_REPLACE, 1, 0);
        }
    }
  RsObject *value = rs_getattr (vm, owner, name);
  if (value == NULL)
    return RS_GO_ERROR;
  frame->sp[-1] = value;
  rs_decref (vm, owner);
  return RS_GO_NEXT;
}

/* Can DESCR of an object's type be called with the object in front, so that no
 * bound method need be made? */
static gboolean
is_method (RsObject *descr)
{
  return descr != NULL && (descr->type->flags & RS_TF_METHOD_DESCRIPTOR);
}

RsGo
rs_op_load_method (RsVm *vm, RsFrame *frame, guint index)
{
  RsObject *object = frame->sp[-1], *name = name_of (frame, index);
  RsType *type = object->type;
  if (type->slots.getattro == rs_generic_getattr)
    {
      RsObject *descr = rs_type_lookup (vm, type, name);
      if (is_method (descr))
        cache_fill_method (vm, cache_of (frame), type, name, descr);
      if (is_method (descr)
          && ((type->managed_offset == 0 && type->dict_offset == 0)
              || rs_instance_get (vm, object, name) == NULL))
        {
          frame->sp[-1] = rs_incref (descr);
          rs_push (frame, object);
          return RS_GO_NEXT;
        }
      if (vm->pending != NULL)
        return RS_GO_ERROR;
    }
  RsObject *value = rs_getattr (vm, object, name);
  if (value == NULL)
    return RS_GO_ERROR;
  frame->sp[-1] = NULL;
  rs_push (frame, value);
  rs_decref (vm, object);
  return RS_GO_NEXT;
}

gboolean
rs_op_store_attr (RsVm *vm, RsFrame *frame, guint index)
{
  RsObject *owner = frame->sp[-1], *value = frame->sp[-2], *name = name_of (frame, index);
  RsType *type = owner->type;
  RsCache *cache = cache_of (frame);
  if ((type->flags & RS_TF_HEAPTYPE) && type->slots.setattro == rs_generic_setattr
      && !rs_cache_stands (cache, type))
    {
      cache_fill_store (vm, cache, type, name);
      if (rs_cache_stands (cache, type) && rs_cache_store (vm, cache, owner, type, value))
        return TRUE;
    }
  return rs_setattr (vm, owner, name, value) >= 0;
}
