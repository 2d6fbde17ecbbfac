/* SPDX-License-Identifier: MIT
 *
 * Filling the caches of attribute instructions: see eval-fast.h for what they
 * hold. A cache is made for a version of a type, which a change of the type or
 * of its bases takes back; so it may hold a borrowed reference to what the type
 * has.
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

void
rs_cache_fill (RsVm *vm, RsCache *cache, RsType *type, RsObject *name, RsObject *descr)
{
  gssize index = descr == NULL ? index_of_name (type, name) : 0;
  if (index < 0 || (descr != NULL && !is_own_member (vm, type, descr)))
    return;
  *cache = (RsCache){ type->version, index, descr };
}

void
rs_cache_fill_store (RsVm *vm, RsCache *cache, RsType *type, RsObject *name)
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
    rs_cache_fill (vm, cache, type, name, descr);
}

void
rs_cache_fill_method (RsVm *vm, RsCache *cache, RsType *type, RsObject *name, RsObject *descr)
{
  if (type->managed_offset != 0 && (type->cached_keys == NULL || index_of_name (type, name) >= 0))
    return;
  *cache =
      (RsCache){ type->version,
                 type->managed_offset != 0 ? (guint32) type->cached_keys->n_entries : 0, descr };
}
