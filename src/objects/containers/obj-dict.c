/* SPDX-License-Identifier: MIT
 *
 * dict, as CPython 3.11's Objects/dictobject.c: insertion, growth, deletion,
 * split tables, and when the collector need not look. The tables themselves are
 * in dict-keys.c, the methods in dict-methods.c.
 *
 * A comparison of keys may run Python, which may change the dict. So
 * rs_dict_lookup holds the key that it compares with, looks whether the table
 * is still the same, and starts again if it is not.
 */
#include "dict-keys.h"
#include "obj-dict-views.h"
#include "objects/abstract.h"
#include "sequence.h"

#include <string.h>

#define MIN_LOG2 3
#define PERTURB_SHIFT 5

guint64
rs_dict_next_version (RsVm *vm)
{
  return ++vm->dict_version;
}

gint64
rs_dict_key_hash (RsVm *vm, RsObject *key)
{
  return key->type == RS_TYPE (vm, STR) ? rs_str_hash (key) : rs_hash (vm, key);
}

static gboolean
may_be_tracked (RsVm *vm, RsObject *object)
{
  return rs_has_gc_head (object)
         && (object->type != RS_TYPE (vm, TUPLE) || rs_gc_is_tracked (object));
}

void
rs_dict_maybe_track (RsVm *vm, RsObject *dict, RsObject *key, RsObject *value)
{
  if (!rs_gc_is_tracked (dict) && (may_be_tracked (vm, key) || may_be_tracked (vm, value)))
    rs_gc_track (vm, dict);
}

/* --- birth ---------------------------------------------------------------- */

static RsObject *
new_dict (RsVm *vm, RS_STEALS RsKeys *keys, RsValues *values, gsize used)
{
  RsDict *dict =
      rs_object_new_from_free_list (vm, RS_TYPE (vm, DICT), sizeof (RsDict), 0, RS_FREE_DICT);
  dict->keys = keys;
  dict->values = values;
  dict->used = used;
  dict->version = rs_dict_next_version (vm);
  return RS_OBJECT (dict);
}

static RsKeys *
empty_keys (RsVm *vm)
{
  vm->empty_keys->refcnt++;
  return vm->empty_keys;
}

RsObject *
rs_dict_new (RsVm *vm)
{
  return new_dict (vm, empty_keys (vm), NULL, 0);
}

RsObject *
rs_dict_new_split (RsVm *vm, RsKeys *keys, RsValues *values)
{
  keys->refcnt++;
  RsObject *dict = new_dict (vm, keys, values, values->n_ordered);
  for (guint i = 0; i < values->n_ordered; i++)
    rs_dict_maybe_track (vm, dict, keys->entries[values->order[i]].key,
                         values->values[values->order[i]]);
  return dict;
}

static guint
log2_for (gsize size)
{
  /* calculate_log2_keysize, whose result is one more than it need be for a few
   * small sizes. */
  gsize n = ((size | 8) - 1) | 7;
  guint log2 = 0;
  for (; n > 0; n >>= 1)
    log2++;
  return log2;
}

RsObject *
rs_dict_new_presized (RsVm *vm, gsize n, gboolean unicode)
{
  if (n <= 5)
    return rs_dict_new (vm);
  RsKeys *keys =
      rs_keys_new (vm, log2_for ((n * 3 + 1) / 2), unicode ? RS_KEYS_UNICODE : RS_KEYS_GENERAL);
  return keys ? new_dict (vm, keys, NULL, 0) : NULL;
}

/* --- lookup --------------------------------------------------------------- */

static RsObject **
value_slot (RsDict *dict, gssize ix)
{
  return dict->values ? &dict->values->values[ix] : &dict->keys->entries[ix].value;
}

/* 1: the same key; 0: not; -1 raised; -2: the table changed meanwhile. CPython
 * compares addresses: a table that went and came back at the same one passes
 * for the same, and becomes *KEYS. */
static int
same_key (RsVm *vm, RsDict *dict, RsKeys **keys, gssize ix, RsObject *key)
{
  guint32 block = (*keys)->block;
  guint log2_size = (*keys)->log2_size;
  RS_SCOPE (vm);
  RS_LOCAL (start, rs_incref ((*keys)->entries[ix].key));
  int equal = rs_compare_bool (vm, start, key, RS_EQ);
  if (equal < 0 || !rs_may_go_on (vm, 1))
    return -1;
  RsKeys *now = dict->keys;
  if (now->block != block || now->log2_size != log2_size || ix >= now->n_entries
      || now->entries[ix].key != start)
    return -2;
  *keys = now;
  return equal;
}

static gssize
lookup_general (RsVm *vm, RsDict *dict, RsObject *key, gint64 hash)
{
restart:;
  RsKeys *keys = dict->keys;
  gsize mask = ((gsize) 1 << keys->log2_size) - 1, slot = (gsize) hash & mask,
        perturb = (gsize) hash;
  for (;;)
    {
      gssize ix = rs_keys_index (keys, slot);
      if (ix == RS_IX_EMPTY)
        return RS_IX_EMPTY;
      if (ix >= 0)
        {
          if (keys->entries[ix].key == key)
            return ix;
          if (keys->entries[ix].hash == hash)
            {
              int same = same_key (vm, dict, &keys, ix, key);
              if (same == 1)
                return ix;
              if (same == -1)
                return RS_IX_ERROR;
              if (same == -2)
                goto restart;
            }
        }
      perturb >>= PERTURB_SHIFT;
      slot = (slot * 5 + perturb + 1) & mask;
    }
}

gssize
rs_dict_lookup (RsVm *vm, RsDict *dict, RsObject *key, gint64 hash, RsObject **value)
{
  gssize ix = dict->keys->kind != RS_KEYS_GENERAL && key->type == RS_TYPE (vm, STR)
                  ? rs_keys_lookup_str (dict->keys, key, hash)
                  : lookup_general (vm, dict, key, hash);
  *value = ix >= 0 ? *value_slot (dict, ix) : NULL;
  return ix;
}

RsObject *
rs_dict_get_known_hash (RsVm *vm, RsObject *dict, RsObject *key, gint64 hash)
{
  RsObject *value;
  rs_dict_lookup (vm, (RsDict *) dict, key, hash, &value);
  return value;
}

RsObject *
rs_dict_get (RsVm *vm, RsObject *dict, RsObject *key)
{
  gint64 hash = rs_dict_key_hash (vm, key);
  return hash == -1 ? NULL : rs_dict_get_known_hash (vm, dict, key, hash);
}

RsObject *
rs_dict_get_text (RsVm *vm, RsObject *dict, const char *key)
{
  RS_SCOPE (vm);
  RS_LOCAL (str, rs_str_interned (vm, key));
  return str ? rs_dict_get (vm, dict, str) : NULL;
}

int
rs_dict_contains (RsVm *vm, RsObject *dict, RsObject *key)
{
  RsObject *value;
  gint64 hash = rs_dict_key_hash (vm, key);
  if (hash == -1 || rs_dict_lookup (vm, (RsDict *) dict, key, hash, &value) == RS_IX_ERROR)
    return -1;
  return value != NULL;
}

/* --- growth --------------------------------------------------------------- */

/* Moves all entries to a table of 2^LOG2 slots, combined. */
static int
resize (RsVm *vm, RsDict *dict, guint log2, gboolean unicode)
{
  RsKeys *old = dict->keys;
  RsKeys *keys = rs_keys_new (
      vm, log2, unicode && old->kind != RS_KEYS_GENERAL ? RS_KEYS_UNICODE : RS_KEYS_GENERAL);
  if (keys == NULL)
    return -1;
  if (dict->values != NULL)
    {
      for (guint i = 0; i < dict->values->n_ordered; i++)
        {
          guint ix = dict->values->order[i];
          keys->entries[keys->n_entries++] =
              (RsEntry){ old->entries[ix].hash, rs_incref (old->entries[ix].key),
                         dict->values->values[ix] };
        }
      rs_values_free (vm, dict->values, FALSE);
      dict->values = NULL;
    }
  else
    for (gint32 i = 0; i < old->n_entries; i++)
      if (old->entries[i].value != NULL)
        {
          keys->entries[keys->n_entries++] = old->entries[i];
          old->entries[i].key = old->entries[i].value = NULL;
        }
  for (gint32 i = 0; i < keys->n_entries; i++)
    rs_keys_set_index (keys, rs_keys_find_empty (keys, keys->entries[i].hash), i);
  keys->usable -= keys->n_entries;
  dict->keys = keys;
  rs_keys_unref (vm, old);
  return 0;
}

int
rs_dict_unsplit (RsVm *vm, RsDict *dict)
{
  return dict->values == NULL ? 0 : resize (vm, dict, dict->keys->log2_size, TRUE);
}

static int
grow (RsVm *vm, RsDict *dict, gboolean unicode)
{
  return resize (vm, dict, log2_for (dict->used * 3), unicode);
}

/* --- change --------------------------------------------------------------- */

static int
insert_new (RsVm *vm, RsDict *dict, RsObject *key, gint64 hash, RsObject *value)
{
  gboolean unicode = key->type == RS_TYPE (vm, STR);
  if (dict->keys == vm->empty_keys)
    {
      RsKeys *keys = rs_keys_new (vm, MIN_LOG2, unicode ? RS_KEYS_UNICODE : RS_KEYS_GENERAL);
      if (keys == NULL)
        return -1;
      rs_keys_unref (vm, dict->keys);
      dict->keys = keys;
    }
  /* Of str only by now, if the look-up's __eq__ put others in. */
  else if ((dict->keys->usable <= 0 || (!unicode && dict->keys->kind != RS_KEYS_GENERAL))
           && grow (vm, dict, unicode) < 0)
    return -1;
  RsKeys *keys = dict->keys;
  gint32 ix = keys->n_entries;
  keys->version = 0;
  rs_keys_set_index (keys, rs_keys_find_empty (keys, hash), ix);
  keys->entries[ix] = (RsEntry){ hash, rs_incref (key), NULL };
  if (dict->values != NULL)
    rs_values_store (vm, dict->values, ix, value);
  else
    keys->entries[ix].value = rs_incref (value);
  keys->n_entries++;
  keys->usable--;
  dict->used++;
  dict->version = rs_dict_next_version (vm);
  return 0;
}

/* The place of KEY as rs_dict_lookup () gives it, in a table that can take the
 * key. */
static gssize
find_place (RsVm *vm, RsDict *dict, RsObject *key, gint64 hash, RsObject **old)
{
  if (dict->keys->kind != RS_KEYS_GENERAL && dict->keys != vm->empty_keys
      && key->type != RS_TYPE (vm, STR) && grow (vm, dict, FALSE) < 0)
    return RS_IX_ERROR;
  return rs_dict_lookup (vm, dict, key, hash, old);
}

/* Puts VALUE at the place IX where find_place () found OLD, or found
 * nothing. */
static int
store (RsVm *vm, RsDict *dict, gssize ix, RsObject *old, RsObject *key, gint64 hash,
       RsObject *value)
{
  rs_dict_maybe_track (vm, RS_OBJECT (dict), key, value);
  if (ix == RS_IX_EMPTY)
    return insert_new (vm, dict, key, hash, value);
  dict->version = rs_dict_next_version (vm);
  if (dict->values != NULL)
    {
      if (old == NULL)
        dict->used++;
      rs_values_store (vm, dict->values, ix, value);
      return 0;
    }
  dict->keys->entries[ix].value = rs_incref (value);
  rs_decref (vm, old);
  return 0;
}

int
rs_dict_set_known_hash (RsVm *vm, RsObject *dict, RsObject *key, gint64 hash, RsObject *value)
{
  RsObject *old;
  gssize ix = find_place (vm, (RsDict *) dict, key, hash, &old);
  return ix == RS_IX_ERROR ? -1 : store (vm, (RsDict *) dict, ix, old, key, hash, value);
}

int
rs_dict_fill_keys (RsVm *vm, RsObject *dict, RsObject *source, RsObject *value)
{
  gboolean from_dict = rs_is_dict (source);
  gsize position = 0, n = from_dict ? rs_dict_size (source) : (gsize) ((RsSet *) source)->used;
  RsObject *key, *unused;
  gint64 hash;
  if (resize (vm, (RsDict *) dict, log2_for ((n * 3 + 1) / 2),
              from_dict && ((RsDict *) source)->keys->kind != RS_KEYS_GENERAL)
      < 0)
    return -1;
  RS_SCOPE (vm);
  while (from_dict ? rs_dict_next_hashed (source, &position, &key, &unused, &hash)
                   : rs_set_next (source, &position, &key, &hash))
    {
      RS_LOCAL (held, rs_incref (key));
      if (rs_dict_set_known_hash (vm, dict, held, hash, value) < 0)
        return -1;
    }
  return 0;
}

int
rs_dict_set (RsVm *vm, RsObject *dict, RsObject *key, RsObject *value)
{
  /* Whose __hash__ and __eq__ may look: CPython takes its references before. */
  if (key->type != RS_TYPE (vm, STR) && key->type != RS_TYPE (vm, INT))
    {
      RS_SCOPE (vm);
      RS_LOCAL (held_value, rs_incref (value));
      RS_LOCAL (held_key, rs_incref (key));
      gint64 hash = rs_dict_key_hash (vm, key);
      int result = hash == -1 ? -1 : rs_dict_set_known_hash (vm, dict, key, hash, value);
      rs_clear (vm, &held_key);
      rs_clear (vm, &held_value);
      return result;
    }
  gint64 hash = rs_dict_key_hash (vm, key);
  return hash == -1 ? -1 : rs_dict_set_known_hash (vm, dict, key, hash, value);
}

int
rs_dict_set_text (RsVm *vm, RsObject *dict, const char *key, RsObject *value)
{
  RS_SCOPE (vm);
  RS_LOCAL (str, rs_str_interned (vm, key));
  return str ? rs_dict_set (vm, dict, str, value) : -1;
}

RsObject *
rs_dict_remove_at (RsVm *vm, RsDict *dict, gssize ix, gint64 hash)
{
  dict->version = rs_dict_next_version (vm);
  dict->used--;
  if (dict->values != NULL)
    {
      RsObject *value = rs_incref (dict->values->values[ix]);
      rs_values_store (vm, dict->values, ix, NULL);
      return value;
    }
  RsKeys *keys = dict->keys;
  gsize mask = ((gsize) 1 << keys->log2_size) - 1, slot = (gsize) hash & mask,
        perturb = (gsize) hash;
  while (rs_keys_index (keys, slot) != ix)
    {
      perturb >>= PERTURB_SHIFT;
      slot = (slot * 5 + perturb + 1) & mask;
    }
  rs_keys_set_index (keys, slot, RS_IX_DUMMY);
  RS_SCOPE (vm);
  RS_LOCAL (value, keys->entries[ix].value);
  RS_LOCAL (key, keys->entries[ix].key);
  keys->version = 0;
  keys->entries[ix].key = keys->entries[ix].value = NULL;
  keys->entries[ix].hash = 0;
  return RS_GIVE (value);
}

RsObject *
rs_dict_pop_known_hash (RsVm *vm, RsObject *object, RsObject *key, gint64 hash)
{
  RsObject *value;
  gssize ix = rs_dict_lookup (vm, (RsDict *) object, key, hash, &value);
  return ix < 0 || value == NULL ? NULL : rs_dict_remove_at (vm, (RsDict *) object, ix, hash);
}

RsObject *
rs_dict_pop (RsVm *vm, RsObject *object, RsObject *key)
{
  gint64 hash = rs_dict_key_hash (vm, key);
  return hash == -1 ? NULL : rs_dict_pop_known_hash (vm, object, key, hash);
}

int
rs_dict_del (RsVm *vm, RsObject *dict, RsObject *key)
{
  RsObject *value = rs_dict_pop (vm, dict, key);
  if (value == NULL)
    {
      if (vm->pending == NULL)
        rs_raise_key_error (vm, key);
      return -1;
    }
  rs_decref (vm, value);
  return 0;
}

RsObject *
rs_dict_setdefault (RsVm *vm, RsObject *dict, RsObject *key, RsObject *value)
{
  gint64 hash = rs_dict_key_hash (vm, key);
  if (hash == -1)
    return NULL;
  RsObject *old;
  gssize ix = find_place (vm, (RsDict *) dict, key, hash, &old);
  if (ix == RS_IX_ERROR)
    return NULL;
  if (old != NULL)
    return old;
  return store (vm, (RsDict *) dict, ix, NULL, key, hash, value) < 0 ? NULL : value;
}

void
rs_dict_clear (RsVm *vm, RsObject *object)
{
  RsDict *dict = (RsDict *) object;
  RsKeys *keys = dict->keys;
  RsValues *values = dict->values;
  if (keys == vm->empty_keys)
    return;
  dict->version = rs_dict_next_version (vm);
  dict->used = 0;
  dict->keys = empty_keys (vm);
  dict->values = NULL;
  if (values != NULL)
    rs_values_free (vm, values, TRUE);
  rs_keys_unref (vm, keys);
}

gboolean
rs_dict_next_hashed (RsObject *object, gsize *position, RsObject **key, RsObject **value,
                     gint64 *hash)
{
  RsDict *dict = (RsDict *) object;
  RsKeys *keys = dict->keys;
  RsObject *own;
  gssize ix;

  if (dict->values != NULL)
    {
      if (*position >= dict->values->n_ordered)
        return FALSE;
      ix = dict->values->order[(*position)++];
      own = dict->values->values[ix];
    }
  else
    {
      while (*position < (gsize) keys->n_entries && keys->entries[*position].value == NULL)
        (*position)++;
      if (*position >= (gsize) keys->n_entries)
        return FALSE;
      ix = (*position)++;
      own = keys->entries[ix].value;
    }
  if (key != NULL)
    *key = keys->entries[ix].key;
  if (value != NULL)
    *value = own;
  if (hash != NULL)
    *hash = keys->entries[ix].hash;
  return TRUE;
}

gboolean
rs_dict_next (RsObject *object, gsize *position, RsObject **key, RsObject **value)
{
  return rs_dict_next_hashed (object, position, key, value, NULL);
}

/* --- whole dicts ---------------------------------------------------------- */

/* A table of the same size with the same entries, the places of deleted ones
 * included, as clone_combined_dict_keys. NULL raises. */
static RsKeys *
clone_keys (RsVm *vm, const RsKeys *old)
{
  RsKeys *keys = rs_keys_new (vm, old->log2_size, old->kind);
  if (keys == NULL)
    return NULL;
  keys->usable = old->usable;
  keys->n_entries = old->n_entries;
  memcpy (keys->indices, old->indices, ((gsize) 1 << old->log2_size) * old->index_width);
  for (gint32 i = 0; i < old->n_entries; i++)
    keys->entries[i] = (RsEntry){ old->entries[i].hash, rs_xincref (old->entries[i].key),
                                  rs_xincref (old->entries[i].value) };
  return keys;
}

/* The empty DICT takes a copy of OTHER's compact table; nothing is compared. */
static int
take_table (RsVm *vm, RsDict *dict, RsDict *other)
{
  RsKeys *keys = clone_keys (vm, other->keys), *old = dict->keys;
  RsValues *values = dict->values;
  if (keys == NULL)
    return -1;
  dict->keys = keys;
  dict->values = NULL;
  dict->used = other->used;
  dict->version = rs_dict_next_version (vm);
  for (gint32 i = 0; i < keys->n_entries; i++)
    rs_dict_maybe_track (vm, RS_OBJECT (dict), keys->entries[i].key, keys->entries[i].value);
  if (values != NULL)
    rs_values_free (vm, values, FALSE);
  rs_keys_unref (vm, old);
  return 0;
}

static int
refuse_key (RsVm *vm, RsObject *key)
{
  rs_raise_object (vm, RS_TYPE (vm, KeyError), key);
  return -1;
}

static int
merge_dict (RsVm *vm, RsObject *into, RsObject *from, RsMerge way)
{
  RsDict *other = (RsDict *) from, *dict = (RsDict *) into;
  gsize position = 0;
  RsObject *key, *value;
  gint64 hash;

  if (other->used == 0 || from == into)
    return 0;
  gboolean unicode = other->keys->kind != RS_KEYS_GENERAL;
  if (dict->used == 0 && other->values == NULL && other->used == (gsize) other->keys->n_entries
      && (other->keys->log2_size == MIN_LOG2
          || rs_usable_fraction (other->keys->log2_size - 1) < (gint64) other->used))
    return take_table (vm, dict, other);
  if ((dict->keys == vm->empty_keys ? 0 : rs_usable_fraction (dict->keys->log2_size))
          < (gint64) other->used
      && resize (vm, dict, log2_for (((dict->used + other->used) * 3 + 1) / 2), unicode) < 0)
    return -1;
  gint32 n_entries = other->keys->n_entries;
  RS_SCOPE (vm);
  while (rs_dict_next_hashed (from, &position, &key, &value, &hash))
    {
      RS_LOCAL (held_key, rs_incref (key));
      RS_LOCAL (held_value, rs_incref (value)); /* dropped first */
      RsObject *old;
      gssize there =
          way == RS_MERGE_OVERRIDE ? RS_IX_EMPTY : rs_dict_lookup (vm, dict, key, hash, &old);
      if (there == RS_IX_ERROR
          || (there == RS_IX_EMPTY && rs_dict_set_known_hash (vm, into, key, hash, value) < 0))
        return -1;
      if (there >= 0 && way == RS_MERGE_REFUSE)
        return refuse_key (vm, key);
      if (other->keys->n_entries != n_entries)
        return rs_raise_int (vm, RS_TYPE (vm, RuntimeError), "dict mutated during update");
    }
  return 0;
}

/* What OTHER.keys () yields, a list. A list is taken itself, and may change
 * meanwhile. */
static RsObject *
list_keys (RsVm *vm, RsObject *other)
{
  RS_SCOPE (vm);
  RS_LOCAL (keys, rs_call_method (vm, other, RS_NAME (vm, keys), NULL, 0));
  if (keys == NULL || keys->type == RS_TYPE (vm, LIST))
    return RS_GIVE (keys);
  RS_LOCAL (iterator, rs_iter (vm, keys));
  if (iterator == NULL && rs_pending_swallow (vm, RS_TYPE (vm, TypeError)))
    return rs_type_error (vm, "%T.keys() returned a non-iterable (type %T)", other, keys);
  rs_clear (vm, &keys);
  return iterator ? rs_list_from (vm, iterator) : NULL;
}

int
rs_dict_merge (RsVm *vm, RsObject *dict, RsObject *other, RsMerge way)
{
  if (rs_is_dict (other) && other->type->slots.iter == RS_TYPE (vm, DICT)->slots.iter)
    return merge_dict (vm, dict, other, way);
  RS_SCOPE (vm);
  RS_LOCAL (list, list_keys (vm, other));
  if (list == NULL)
    return -1;
  for (gsize i = 0; i < rs_list_size (list); i++)
    {
      RS_LOCAL (key, rs_incref (rs_list_items (list)[i]));
      int there = way == RS_MERGE_OVERRIDE ? 0 : rs_dict_contains (vm, dict, key);
      if (there < 0)
        return -1;
      if (there > 0 && way == RS_MERGE_REFUSE)
        return refuse_key (vm, key);
      if (there > 0)
        continue;
      RS_LOCAL (value, rs_getitem (vm, other, key));
      if (value == NULL || rs_dict_set (vm, dict, key, value) < 0)
        return -1;
    }
  return 0;
}

/* Sets the item that PAIR, the one at INDEX, stands for. */
static int
set_pair (RsVm *vm, RsObject *dict, RsObject *pair, gsize index)
{
  RS_SCOPE (vm);
  RS_LOCAL (items, rs_sequence_fast (vm, pair, ""));
  if (items == NULL)
    {
      if (rs_pending_is (vm, RS_TYPE (vm, TypeError)))
        rs_type_error (vm, "cannot convert dictionary update sequence element #%zu to a sequence",
                       index);
      return -1;
    }
  if (rs_sequence_size (items) != 2)
    return rs_raise_int (vm, RS_TYPE (vm, ValueError),
                         "dictionary update sequence element #%zu has length %zu; 2 is required",
                         index, rs_sequence_size (items));
  RS_LOCAL (value, rs_incref (rs_sequence_items (items)[1]));
  RS_LOCAL (key, rs_incref (rs_sequence_items (items)[0])); /* dropped first */
  return rs_dict_set (vm, dict, key, value);
}

static int
update_from_pairs (RsVm *vm, RsObject *dict, RsObject *pairs)
{
  RS_SCOPE (vm);
  RS_LOCAL (iterator, rs_iter (vm, pairs));
  if (iterator == NULL)
    return -1;
  for (gsize i = 0;; i++)
    {
      RS_LOCAL (pair, rs_next (vm, iterator));
      if (pair == NULL)
        return vm->pending != NULL || vm->stop != RS_STOP_NONE ? -1 : 0;
      if (set_pair (vm, dict, pair, i) < 0)
        return -1;
    }
}

int
rs_dict_update (RsVm *vm, RsObject *dict, RsObject *other)
{
  if (rs_is_dict (other))
    return rs_dict_merge (vm, dict, other, RS_MERGE_OVERRIDE);
  RsObject *keys;
  int has_keys = rs_getattr_optional (vm, other, RS_NAME (vm, keys), &keys);
  if (has_keys < 0)
    return -1;
  if (!has_keys)
    return update_from_pairs (vm, dict, other);
  rs_decref (vm, keys);
  return rs_dict_merge (vm, dict, other, RS_MERGE_OVERRIDE);
}

/* A copy of a split dict's values over the same shared keys. */
static RsObject *
copy_split (RsVm *vm, RsDict *dict)
{
  RsValues *values = rs_values_alloc (vm, dict->keys);
  for (guint i = 0; i < dict->values->n_ordered; i++)
    rs_values_store (vm, values, dict->values->order[i],
                     dict->values->values[dict->values->order[i]]);
  return rs_dict_new_split (vm, dict->keys, values);
}

/* A copy with a table of the same size. */
static RsObject *
copy_table (RsVm *vm, RsDict *dict)
{
  RsKeys *keys = clone_keys (vm, dict->keys);
  if (keys == NULL)
    return NULL;
  RsObject *copy = new_dict (vm, keys, NULL, dict->used);
  if (rs_gc_is_tracked (dict))
    rs_gc_track (vm, copy);
  return copy;
}

RsObject *
rs_dict_copy (RsVm *vm, RsObject *object)
{
  RsDict *dict = (RsDict *) object;
  if (dict->used > 0 && dict->values != NULL)
    return copy_split (vm, dict);
  if (dict->used > 0 && (gint64) dict->used >= dict->keys->n_entries * 2 / 3
      && object->type->slots.iter == rs_dict_iter)
    return copy_table (vm, dict);
  RS_SCOPE (vm);
  RS_LOCAL (copy, rs_dict_new (vm));
  if (rs_dict_merge (vm, copy, object, RS_MERGE_OVERRIDE) < 0)
    return NULL;
  return RS_GIVE (copy);
}

gsize
rs_dict_sizeof (RsVm *vm, RsObject *object)
{
  RsDict *dict = (RsDict *) object;
  gsize size = object->type->basicsize;
  if (dict->values != NULL)
    size += (dict->keys->n_entries + dict->keys->usable) * 8;
  if (dict->keys->refcnt == 1)
    size += rs_keys_sizeof (dict->keys);
  return size;
}

/* --- the type ------------------------------------------------------------- */

static void
dict_traverse (RsVm *vm, RsObject *object, RsVisit *visit)
{
  RsDict *dict = (RsDict *) object;
  RsKeys *keys = dict->keys;
  if (dict->values != NULL)
    {
      rs_values_visit (visit, dict->values, keys, RS_EDGE_VALUE);
      return;
    }
  guint key_kind = keys->kind == RS_KEYS_GENERAL ? RS_EDGE_KEY : RS_EDGE_KEY | RS_EDGE_HIDDEN;
  for (gint32 i = 0; i < keys->n_entries; i++)
    if (keys->entries[i].value != NULL)
      {
        rs_visit (visit, keys->entries[i].value, RS_EDGE_VALUE, (gintptr) keys->entries[i].key);
        rs_visit (visit, keys->entries[i].key, key_kind, i);
      }
}

static void
dict_dealloc (RsVm *vm, RsObject *object)
{
  RsDict *dict = (RsDict *) object;
  RsKeys *keys = dict->keys;
  RsValues *values = dict->values;

  rs_gc_untrack (vm, object);
  if (object == vm->main_dict)
    vm->main_dict = NULL;
  /* What is dropped one by one belongs to the table by now, and no more to the
   * dict. */
  dict->keys = vm->empty_keys;
  dict->values = NULL;
  if (values != NULL)
    rs_values_free (vm, values, TRUE);
  rs_keys_unref (vm, keys);
  if (object->type == RS_TYPE (vm, DICT))
    rs_object_free_to_free_list (vm, object, RS_FREE_DICT);
  else
    rs_object_free (vm, object);
}

static RsObject *
dict_new (RsVm *vm, RsType *type, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  RsDict *dict = rs_object_new (vm, type);
  dict->keys = empty_keys (vm);
  dict->version = rs_dict_next_version (vm);
  if (type != RS_TYPE (vm, DICT))
    rs_gc_track (vm, dict);
  return RS_OBJECT (dict);
}

static int
dict_init (RsVm *vm, RsObject *self, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  if (!rs_check_arity (vm, "dict", nargs, 0, 1))
    return -1;
  if (nargs == 1 && rs_dict_update (vm, self, args[0]) < 0)
    return -1;
  for (gsize i = 0; kwnames && i < rs_tuple_size (kwnames); i++)
    if (rs_dict_set (vm, self, rs_tuple_items (kwnames)[i], args[nargs + i]) < 0)
      return -1;
  return 0;
}

static gssize
dict_length (RsVm *vm, RsObject *self)
{
  return rs_dict_size (self);
}

static RsObject *
dict_getitem (RsVm *vm, RsObject *self, RsObject *key)
{
  RsObject *value = rs_dict_get (vm, self, key);
  if (value != NULL)
    return rs_incref (value);
  if (vm->pending != NULL)
    return NULL;
  if (self->type != RS_TYPE (vm, DICT))
    {
      RsObject *missing = rs_lookup_special (vm, self, RS_NAME (vm, __missing__));
      if (missing != NULL)
        {
          RsObject *result = rs_call_held (vm, missing, key);
          rs_decref (vm, missing);
          return result;
        }
      if (vm->pending != NULL)
        return NULL;
    }
  return rs_raise_key_error (vm, key);
}

static int
dict_setitem (RsVm *vm, RsObject *self, RsObject *key, RsObject *value)
{
  return value ? rs_dict_set (vm, self, key, value) : rs_dict_del (vm, self, key);
}

/* "key: value", after a comma unless it is the FIRST. */
static RsObject *
show_item (RsVm *vm, RsObject *borrowed_key, RsObject *borrowed_value, gboolean first)
{
  RS_SCOPE (vm);
  RS_LOCAL (value, rs_incref (borrowed_value));
  RS_LOCAL (key, rs_incref (borrowed_key)); /* dropped first */
  RS_LOCAL (text, rs_repr (vm, key));
  RS_LOCAL (value_text, text ? rs_repr (vm, value) : NULL);
  return value_text ? rs_str_printf (vm, first ? "%U: %U" : ", %U: %U", text, value_text) : NULL;
}

static RsObject *
dict_repr (RsVm *vm, RsObject *self)
{
  gsize position = 0;
  RsObject *key, *value;
  gboolean first = TRUE;
  int shown = rs_repr_enter (vm, self);

  if (shown != 0)
    return shown < 0 ? NULL : rs_str_new (vm, "{...}", -1);
  RS_SCOPE (vm);
  RS_LOCAL (parts, rs_list_new (vm, 0));
  while (rs_dict_next (self, &position, &key, &value))
    {
      RsObject *part = show_item (vm, key, value, first);
      if (part == NULL || rs_list_append_steal (vm, parts, part) < 0)
        break;
      first = FALSE;
    }
  rs_repr_leave (vm, self);
  if (vm->pending != NULL || vm->stop != RS_STOP_NONE)
    return NULL;
  RsStrBuilder b;
  rs_str_builder_init (vm, &b);
  rs_str_builder_add_char (&b, '{');
  for (gsize i = 0; i < rs_list_size (parts); i++)
    rs_str_builder_add_str (&b, rs_list_items (parts)[i]);
  rs_str_builder_add_char (&b, '}');
  return rs_str_builder_end (vm, &b);
}

/* 1, 0, -1 raises. */
static int
dict_equal (RsVm *vm, RsObject *left, RsObject *right)
{
  gsize position = 0;
  RsObject *next_key, *next_value;
  gint64 hash;

  if (rs_dict_size (left) != rs_dict_size (right))
    return 0;
  RS_SCOPE (vm);
  while (rs_dict_next_hashed (left, &position, &next_key, &next_value, &hash))
    {
      if (!rs_may_go_on (vm, 1))
        return -1;
      RS_LOCAL (value, rs_incref (next_value));
      RS_LOCAL (key, rs_incref (next_key)); /* dropped first */
      RsObject *found = rs_dict_get_known_hash (vm, right, key, hash);
      if (found == NULL)
        return vm->pending ? -1 : 0;
      RS_LOCAL (other, rs_incref (found));
      int equal = rs_compare_bool (vm, value, other, RS_EQ);
      if (equal <= 0)
        return equal;
    }
  return 1;
}

static RsObject *
dict_richcompare (RsVm *vm, RsObject *left, RsObject *right, int op)
{
  if (!rs_is_dict (left) || !rs_is_dict (right) || (op != RS_EQ && op != RS_NE))
    return rs_incref (vm->not_implemented);
  int equal = dict_equal (vm, left, right);
  return equal < 0 ? NULL : rs_bool (vm, equal == (op == RS_EQ));
}

static RsObject *
dict_or (RsVm *vm, RsObject *left, RsObject *right)
{
  if (!rs_is_dict (left) || !rs_is_dict (right))
    return rs_incref (vm->not_implemented);
  RS_SCOPE (vm);
  RS_LOCAL (result, rs_dict_copy (vm, left));
  if (result == NULL || rs_dict_update (vm, result, right) < 0)
    return NULL;
  return RS_GIVE (result);
}

static RsObject *
dict_ior (RsVm *vm, RsObject *left, RsObject *right)
{
  return rs_dict_update (vm, left, right) < 0 ? NULL : rs_incref (left);
}

static const RsSlots dict_slots = {
  .dealloc = dict_dealloc,
  .traverse = dict_traverse,
  .clear = rs_dict_clear,
  .repr = dict_repr,
  .hash = rs_hash_not_implemented,
  .iter = rs_dict_iter,
  .richcompare = dict_richcompare,
  .init = dict_init,
  .new_ = dict_new,
  .binary = { [RS_NB_OR] = dict_or, [RS_NB_INPLACE + RS_NB_OR] = dict_ior },
  .length = dict_length,
  .getitem = dict_getitem,
  .setitem = dict_setitem,
  .contains = rs_dict_contains,
  .sizeof_ = rs_dict_sizeof,
};

const RsTypeSpec rs_spec_dict = {
  .name = "dict",
  .flags = RS_TF_GC | RS_TF_BASETYPE | RS_TF_DICT | RS_TF_MAPPING | RS_TF_MATCH_SELF,
  .size = sizeof (RsDict),
  .slots = &dict_slots,
  .methods = rs_dict_methods,
};
