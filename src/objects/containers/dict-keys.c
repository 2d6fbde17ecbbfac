/* SPDX-License-Identifier: MIT
 *
 * Key tables (PyDictKeysObject) and inline values (PyDictValues), as in CPython
 * 3.11's Objects/dictobject.c: new_keys_object, insert_into_dictkeys,
 * init_inline_values, _PyObject_StoreInstanceAttribute. What dicts do with them
 * is in obj-dict.c, what instances do in classes/instance.c.
 *
 * A table is an index of small integers, sparse, and the entries, dense, in the
 * order of insertion:
 *
 *     indices   [ -1, 0, -1, -1, 2, -1, 1, -1 ]          8 slots
 *     entries   [ (hash, key, value), (…), (…) | room ]  n_entries used, `usable` more may come
 *
 * A key's slot is hash & mask; if another key has it, perturb = hash (as
 * unsigned) and then, until the key or an empty slot (-1) is met,
 *
 *     perturb >>= 5; slot = (5 * slot + perturb + 1) & mask
 *
 * which visits every slot in the end, since usable is at most two thirds of the
 * slots. A deleted key leaves -2 in the index, so that those behind it are
 * still found, and a hole in the entries; both go when the table is made anew.
 * A table never grows: a dict gets another one.
 *
 *     kind      keys             bytes of an entry in CPython   values
 *     GENERAL   any              24: hash, key, value           in the entry
 *     UNICODE   exact str only   16: key, value                 in the entry
 *     SPLIT     exact str only   16                             in RsValues
 *
 * Our entries have one shape, with the hash: what CPython's would take is what
 * rs_keys_sizeof says and the modelled block has. Two shapes would save host
 * memory, and be a case in every loop over entries.
 *
 * Sharing (PEP 412). Instances of a class have the same few attributes, so the
 * class has one SPLIT table with the names, and each instance an array with its
 * values, without a dict and without an index:
 *
 *     class ──▶ keys   x  y  z                  counted: by the class, and by each
 *               │ 0  1  2                       dict that was made over it
 *     p ──▶ values   [ 7, 8, NULL | room ]      order 0 1
 *     q ──▶ values   [ 1, 2, 3 | room ]         order 2 0 1: q.z was set first
 *
 * The order in which an instance got its attributes is its own (`order`).
 * The table owns one reference to each name, however many instances there are;
 * so that the HeapGraph and the audit find it, the vm lists the shared tables.
 *
 * How much room an instance gets. A table starts with room for 30 names
 * (SHARED_KEYS_MAX_SIZE), and every new instance takes one off what is left,
 * until one is left; its array has room for the names there are and for what is
 * left:
 *
 *     class P with x and y     usable   names   room in the new instance's array
 *     made                         30       0
 *     P ()                         29       0       29      then x, y: usable 27
 *     P ()                         26       2       28
 *     P ()                         25       2       27
 *     ... the 27th and later        1       2        3
 *
 * so the first instances are larger than the later ones, as sys.getsizeof (vars
 * (p)) and the addresses show. An attribute whose name is not in the table and
 * finds no room there, or none in the instance's array, ends the sharing for
 * this instance: it gets a dict, first over the shared table (the values move
 * into it), then one with a table of its own. obj.__dict__ does the first half.
 *
 * A `version` names the set of a table's keys and is given when a cache first
 * asks; whatever changes the keys sets it to 0.
 *
 * Cost: O(1) expected for look-up and insertion.
 * Rejected: values in the entries of a dict for each instance from the start.
 * It would be less code, and each count of a name, each size and each id would
 * differ from CPython's.
 */
#include "dict-keys.h"

#include <string.h>

#define MIN_LOG2 3
#define PERTURB_SHIFT 5

gint32
rs_usable_fraction (guint log2_size)
{
  return (gint32) ((2 * ((gsize) 1 << log2_size)) / 3);
}

static gsize
host_bytes (const RsKeys *keys)
{
  return sizeof (RsKeys) + keys->room * sizeof (RsEntry)
         + ((gsize) keys->index_width << keys->log2_size);
}

static gsize
model_index_bytes (guint log2_size)
{
  return (gsize) (log2_size < 8 ? 1 : log2_size < 16 ? 2 : 4) << log2_size;
}

gsize
rs_keys_sizeof (const RsKeys *keys)
{
  return 32 + model_index_bytes (keys->log2_size)
         + rs_usable_fraction (keys->log2_size) * (keys->kind == RS_KEYS_GENERAL ? 24 : 16);
}

RsKeys *
rs_keys_new (RsVm *vm, guint log2_size, guint kind)
{
  guint width = log2_size < 8 ? 1 : log2_size < 16 ? 2 : 4;
  gsize slots = (gsize) 1 << log2_size;
  RsKeys header = { .refcnt = 1,
                    .log2_size = log2_size,
                    .index_width = width,
                    .kind = kind,
                    .usable = rs_usable_fraction (log2_size),
                    .room = rs_usable_fraction (log2_size) };

  header.recyclable = log2_size == MIN_LOG2 && kind == RS_KEYS_UNICODE;
  if (header.recyclable && vm->free_lists[RS_FREE_KEYS].n > 0)
    header.block = vm->free_lists[RS_FREE_KEYS].blocks[--vm->free_lists[RS_FREE_KEYS].n];
  else if ((header.block = rs_block_try (vm, rs_keys_sizeof (&header))) == 0)
    {
      rs_raise_no_memory (vm);
      return NULL;
    }
  RsKeys *keys = rs_mem_alloc (vm, host_bytes (&header));
  *keys = header;
  keys->indices = (guint8 *) keys->entries + keys->room * sizeof (RsEntry);
  memset (keys->indices, 0xff, slots * width);
  return keys;
}

RsKeys *
rs_keys_new_for_class (RsVm *vm)
{
  RsKeys *keys = rs_keys_new (vm, 6, RS_KEYS_SPLIT);
  if (keys == NULL)
    return NULL;
  keys->usable = RS_SHARED_KEYS_MAX;
  keys->next_shared = vm->shared_keys;
  if (vm->shared_keys != NULL)
    vm->shared_keys->prev_shared = keys;
  vm->shared_keys = keys;
  return keys;
}

static void
forget_shared (RsVm *vm, RsKeys *keys)
{
  if (keys->prev_shared != NULL)
    keys->prev_shared->next_shared = keys->next_shared;
  else
    vm->shared_keys = keys->next_shared;
  if (keys->next_shared != NULL)
    keys->next_shared->prev_shared = keys->prev_shared;
}

void
rs_keys_unref (RsVm *vm, RsKeys *keys)
{
  if (keys == NULL || --keys->refcnt > 0)
    return;
  if (keys->kind == RS_KEYS_SPLIT)
    forget_shared (vm, keys);
  RsDecrefs names, values;
  rs_decrefs_begin (vm, &names, &keys->entries[0].key, keys->n_entries,
                    sizeof (RsEntry) / sizeof (RsObject *));
  rs_decrefs_begin (vm, &values, &keys->entries[0].value, keys->n_entries,
                    sizeof (RsEntry) / sizeof (RsObject *));
  for (gint32 i = 0; i < keys->n_entries; i++)
    {
      rs_clear (vm, &keys->entries[i].key);
      rs_clear (vm, &keys->entries[i].value);
    }
  rs_decrefs_end (vm, &values);
  rs_decrefs_end (vm, &names);
  if (keys->recyclable && vm->free_lists[RS_FREE_KEYS].n < vm->free_lists[RS_FREE_KEYS].cap)
    vm->free_lists[RS_FREE_KEYS].blocks[vm->free_lists[RS_FREE_KEYS].n++] = keys->block;
  else
    rs_block_free (vm, keys->block);
  rs_mem_free (vm, keys, host_bytes (keys));
}

void
rs_keys_set_index (RsKeys *keys, gsize slot, gssize index)
{
  switch (keys->index_width)
    {
    case 1:
      ((gint8 *) keys->indices)[slot] = index;
      break;
    case 2:
      ((gint16 *) keys->indices)[slot] = index;
      break;
    default:
      ((gint32 *) keys->indices)[slot] = index;
      break;
    }
}

gsize
rs_keys_find_empty (const RsKeys *keys, gint64 hash)
{
  gsize mask = ((gsize) 1 << keys->log2_size) - 1, slot = (gsize) hash & mask,
        perturb = (gsize) hash;
  while (rs_keys_index (keys, slot) >= 0)
    {
      perturb >>= PERTURB_SHIFT;
      slot = (slot * 5 + perturb + 1) & mask;
    }
  return slot;
}

gssize
rs_keys_lookup_str (const RsKeys *keys, RsObject *key, gint64 hash)
{
  gsize mask = ((gsize) 1 << keys->log2_size) - 1, slot = (gsize) hash & mask,
        perturb = (gsize) hash;
  for (;;)
    {
      gssize ix = rs_keys_index (keys, slot);
      if (ix >= 0)
        {
          const RsEntry *entry = &keys->entries[ix];
          if (entry->key == key || (entry->hash == hash && rs_str_equal (entry->key, key)))
            return ix;
        }
      else if (ix == RS_IX_EMPTY)
        return RS_IX_EMPTY;
      perturb >>= PERTURB_SHIFT;
      slot = (slot * 5 + perturb + 1) & mask;
    }
}

gssize
rs_keys_insert_shared (RsVm *vm, RsKeys *keys, RsObject *name)
{
  gint64 hash = rs_str_hash (name);
  gssize ix = rs_keys_lookup_str (keys, name, hash);
  if (ix != RS_IX_EMPTY)
    return ix;
  if (keys->usable <= 0)
    return RS_IX_EMPTY;
  ix = keys->n_entries++;
  rs_keys_set_index (keys, rs_keys_find_empty (keys, hash), ix);
  keys->entries[ix] = (RsEntry){ hash, rs_incref (name), NULL };
  keys->version = 0;
  keys->usable--;
  return ix;
}

/* --- inline values -------------------------------------------------------- */

static gsize
values_model_bytes (gsize capacity)
{
  return (capacity + 2 + 7) / 8 * 8 + capacity * 8;
}

RsValues *
rs_values_new (RsVm *vm, RsKeys *keys)
{
  /* As CPython 3.11 does it, each instance leaves the next one a slot less,
   * until all that are left are in use. */
  if (keys->usable > 1)
    keys->usable--;
  return rs_values_alloc (vm, keys);
}

RsValues *
rs_values_alloc (RsVm *vm, const RsKeys *keys)
{
  gsize capacity = keys->n_entries + keys->usable;
  guint32 block = rs_block_alloc (vm, values_model_bytes (capacity));
  RsValues *values = rs_mem_alloc0 (vm, sizeof (RsValues) + capacity * sizeof (RsObject *));
  values->block = block;
  values->capacity = capacity;
  return values;
}

void
rs_values_free (RsVm *vm, RsValues *values, gboolean drop)
{
  RsDecrefs decrefs;
  rs_decrefs_begin (vm, &decrefs, values->values, values->capacity, 1);
  for (guint i = 0; drop && i < values->capacity; i++)
    rs_clear (vm, &values->values[i]);
  rs_decrefs_end (vm, &decrefs);
  rs_block_free (vm, values->block);
  rs_mem_free (vm, values, sizeof (RsValues) + values->capacity * sizeof (RsObject *));
}

gboolean
rs_values_store (RsVm *vm, RsValues *values, gssize index, RsObject *value)
{
  RsObject *old = values->values[index];
  if (old == NULL && value == NULL)
    return FALSE;
  values->values[index] = rs_xincref (value);
  if (old == NULL)
    values->order[values->n_ordered++] = index;
  else if (value == NULL)
    {
      guint i = 0;
      while (values->order[i] != index)
        i++;
      values->n_ordered--;
      memmove (values->order + i, values->order + i + 1, values->n_ordered - i);
    }
  rs_xdecref (vm, old);
  return TRUE;
}

void
rs_values_visit (RsVisit *visit, const RsValues *values, const RsKeys *keys, guint kind)
{
  guint n =
      visit->as_collector ? MIN (values->capacity, (guint) keys->n_entries) : values->n_ordered;
  for (guint i = 0; i < n; i++)
    {
      guint ix = visit->as_collector ? i : values->order[i];
      rs_visit (visit, values->values[ix], kind, (gintptr) keys->entries[ix].key);
    }
}
