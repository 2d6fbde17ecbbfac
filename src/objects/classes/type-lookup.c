/* SPDX-License-Identifier: MIT
 *
 * Looking attributes up in a type: the method resolution order (C3) and the
 * cache that makes lookups cheap.
 *
 * A type has a version, given when first asked for and taken back (set to 0)
 * when its dict or that of one of its bases changes; versions are never used
 * again, so (version, name) is a sound key. As in CPython an entry owns its
 * name, which shows in the name's count until another entry takes the place,
 * and borrows the value: it is only used while the version that it was made
 * with stands. A class that its bases cannot tell of their changes has none.
 */
#include "objects/callables/descr.h"

#include <string.h>

#define LONGEST_CACHED 100 /* characters of a name, MCACHE_MAX_ATTR_SIZE */

gboolean
rs_is_subtype (RsType *type, RsType *base)
{
  if (type == base)
    return TRUE;
  if (type->mro != NULL)
    {
      for (gsize i = 0; i < rs_tuple_size (type->mro); i++)
        if (rs_tuple_items (type->mro)[i] == RS_OBJECT (base))
          return TRUE;
      return FALSE;
    }
  for (; type != NULL; type = type->tp_base)
    if (type == base)
      return TRUE;
  return FALSE;
}

static gboolean
is_unlinked (RsType *type)
{
  for (gsize i = 0; type->mro != NULL && i < rs_tuple_size (type->mro); i++)
    if (((RsType *) rs_tuple_items (type->mro)[i])->unlinked)
      return TRUE;
  return type->unlinked;
}

guint32
rs_type_version (RsVm *vm, RsType *type)
{
  if (type->version == 0)
    {
      if (is_unlinked (type))
        return 0;
      if (type->mro != NULL)
        for (gsize i = 1; i < rs_tuple_size (type->mro); i++)
          {
            RsType *base = (RsType *) rs_tuple_items (type->mro)[i];
            if (base->version == 0)
              base->version = ++vm->next_type_version;
          }
      type->version = ++vm->next_type_version;
    }
  return type->version;
}

void
rs_type_modified (RsVm *vm, RsType *type)
{
  gsize position = 0;
  RsObject *key, *value;

  if (type->version == 0)
    return;
  type->version = 0;
  while (type->subclasses != NULL && rs_dict_next (type->subclasses, &position, &key, &value))
    {
      RsObject *sub = rs_weakref_referent (value);
      if (sub != NULL)
        rs_type_modified (vm, (RsType *) sub);
    }
}

static RsObject *
lookup_in_mro (RsVm *vm, RsType *type, RsObject *name)
{
  RsTuple *mro = (RsTuple *) type->mro;
  gint64 hash = rs_str_hash (name);
  for (gsize i = 0; mro != NULL && i < mro->size; i++)
    {
      RsType *base = (RsType *) mro->items[i];
      RsObject *value = base->dict ? rs_dict_get_known_hash (vm, base->dict, name, hash) : NULL;
      if (value != NULL)
        return value;
    }
  return NULL;
}

RsObject *
rs_type_lookup (RsVm *vm, RsType *type, RsObject *name)
{
  guint32 version = type->version ? type->version : rs_type_version (vm, type);
  if (G_UNLIKELY (version == 0))
    return lookup_in_mro (vm, type, name);
  RsMethodCache *entry =
      &vm->method_cache[(version ^ (guint32) ((gsize) name >> 4)) % RS_METHOD_CACHE_SIZE];

  if (entry->version == version && entry->name == name)
    return entry->value;
  RsObject *value = lookup_in_mro (vm, type, name);
  if (name->type != RS_TYPE (vm, STR) || rs_str_length (name) > LONGEST_CACHED)
    return value;
  RsObject *old = entry->name;
  *entry = (RsMethodCache){ version, rs_incref (name), value };
  rs_xdecref (vm, old);
  return value;
}

/* --- subclasses ----------------------------------------------------------- */

gboolean
rs_type_add_subclass (RsVm *vm, RsType *base, RsType *type)
{
  if (base->subclasses == NULL && (base->subclasses = rs_dict_new (vm)) == NULL)
    return FALSE;
  RsObject *key = rs_int_new_unsigned (vm, rs_address (type));
  RsObject *ref = key ? rs_weakref_new (vm, RS_TYPE (vm, WEAKREF), RS_OBJECT (type), NULL) : NULL;
  int result = ref ? rs_dict_set (vm, base->subclasses, key, ref) : -1;
  rs_xdecref (vm, key);
  rs_xdecref (vm, ref);
  return result == 0;
}

gboolean
rs_type_remove_subclass (RsVm *vm, RsType *base, RsType *type)
{
  if (base->subclasses == NULL)
    return TRUE;
  RsObject *key = rs_int_new_unsigned (vm, rs_address (type));
  RsObject *ref = key ? rs_dict_pop (vm, base->subclasses, key) : NULL;
  gboolean ok = ref != NULL || vm->pending == NULL;
  rs_xdecref (vm, ref);
  rs_xdecref (vm, key);
  return ok;
}

RsObject *
rs_type_subclasses (RsVm *vm, RsType *type)
{
  RsObject *list = rs_list_new (vm, 0), *key, *value;
  gsize position = 0;
  while (list != NULL && type->subclasses != NULL
         && rs_dict_next (type->subclasses, &position, &key, &value))
    {
      RsObject *sub = rs_weakref_referent (value);
      if (sub != NULL && rs_list_append (vm, list, sub) < 0)
        rs_clear (vm, &list);
    }
  return list;
}

/* --- C3 ------------------------------------------------------------------- */

static gboolean
in_tail (RsTuple *sequence, gsize from, RsObject *candidate)
{
  for (gsize i = from + 1; i < sequence->size; i++)
    if (sequence->items[i] == candidate)
      return TRUE;
  return FALSE;
}

static RsObject *
raise_inconsistent (RsVm *vm, RsTuple **sequences, const gsize *at, gsize n)
{
  RsStrBuilder b;
  rs_str_builder_init (vm, &b);
  GHashTable *seen = g_hash_table_new (NULL, NULL);
  for (gsize i = 0; i < n; i++)
    if (at[i] < sequences[i]->size && g_hash_table_add (seen, sequences[i]->items[at[i]]))
      {
        if (g_hash_table_size (seen) > 1)
          rs_str_builder_add_utf8 (&b, ", ");
        rs_str_builder_add_str (&b, ((RsType *) sequences[i]->items[at[i]])->name);
      }
  g_hash_table_unref (seen);
  RsObject *names = rs_str_builder_end (vm, &b);
  rs_type_error (vm, "Cannot create a consistent method resolution\norder (MRO) for bases %U",
                 names);
  rs_xdecref (vm, names);
  return NULL;
}

/* Merges the linearisations of the bases and the list of the bases: repeatedly
 * takes the first head that is in no tail. */
RsObject *
rs_type_compute_mro (RsVm *vm, RsType *type)
{
  RsTuple *bases = (RsTuple *) type->bases;
  gsize n = bases->size + 1;

  for (gsize i = 0; i < bases->size; i++)
    for (gsize k = i + 1; k < bases->size; k++)
      if (bases->items[i] == bases->items[k])
        return rs_type_error (vm, "duplicate base class %U", ((RsType *) bases->items[i])->name);
  for (gsize i = 0; i < bases->size; i++)
    if (((RsType *) bases->items[i])->mro == NULL)
      return rs_type_error (vm, "Cannot extend an incomplete type '%U'",
                            ((RsType *) bases->items[i])->name);
  g_autofree RsTuple **sequences = g_new (RsTuple *, n);
  g_autofree gsize *at = g_new0 (gsize, n);
  for (gsize i = 0; i < bases->size; i++)
    sequences[i] = (RsTuple *) ((RsType *) bases->items[i])->mro;
  sequences[n - 1] = bases;

  RsObject *result = rs_list_new (vm, 0);
  rs_list_append (vm, result, RS_OBJECT (type));
  for (;;)
    {
      RsObject *next = NULL;
      gsize left = 0;
      for (gsize i = 0; i < n && next == NULL; i++)
        {
          if (at[i] >= sequences[i]->size)
            continue;
          left++;
          RsObject *candidate = sequences[i]->items[at[i]];
          gboolean free_of_tails = TRUE;
          for (gsize k = 0; k < n && free_of_tails; k++)
            free_of_tails =
                at[k] >= sequences[k]->size || !in_tail (sequences[k], at[k], candidate);
          if (free_of_tails)
            next = candidate;
        }
      if (next == NULL)
        {
          if (left == 0)
            break;
          rs_decref (vm, result);
          return raise_inconsistent (vm, sequences, at, n);
        }
      if (rs_list_append (vm, result, next) < 0)
        break;
      for (gsize i = 0; i < n; i++)
        if (at[i] < sequences[i]->size && sequences[i]->items[at[i]] == next)
          at[i]++;
    }
  RsObject *mro = vm->pending ? NULL : rs_list_as_tuple (vm, result);
  rs_decref (vm, result);
  return mro;
}
