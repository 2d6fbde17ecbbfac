/* SPDX-License-Identifier: MIT
 *
 * set and frozenset: the table, as CPython's Objects/setobject.c, with its
 * probing (a run of LINEAR_PROBES neighbours, then a jump), growth and order.
 * Operators and methods are in set-methods.c.
 *
 *     small[8]   the table of a small set is part of the object; a larger one is a buffer
 *     entry      key NULL: never used; key NULL and hash -1: taken out (a dummy)
 */
#include "obj-set.h"

#include "dict-keys.h"
#include "objects/abstract.h"
#include "objects/iterators/iterators.h"

#include <string.h>

#define LINEAR_PROBES 9
#define PERTURB_SHIFT 5
#define DUMMY(entry) ((entry)->key == NULL && (entry)->hash == -1)

/* START, a key of the set, and KEY: 1, 0, -1 raises. */
static int
compare_held (RsVm *vm, RsObject *start, RsObject *key)
{
  RS_SCOPE (vm);
  RS_LOCAL (held, rs_incref (start));
  return rs_compare_bool (vm, held, key, RS_EQ);
}

/* After an __eq__ may have run: is the key still where ENTRY was? CPython
 * compares addresses, and a table that went and came back at the same one
 * passes for the same. */
static gboolean
unchanged (RsSet *set, RsSetEntry **table, gsize mask, guint32 block, gsize index, RsObject *key)
{
  if (set->table_block != block || set->mask != mask || set->table[index].key != key)
    return FALSE;
  *table = set->table;
  return TRUE;
}

/* Returns the entry of KEY, or the one where it would go; NULL raises. Where
 * __eq__ changes the set and says that the two are equal, ADDING believes it,
 * as CPython's set_add_entry; others start again. */
static RsSetEntry *
look_up (RsVm *vm, RsSet *set, RsObject *key, gint64 hash, gboolean adding, gboolean *found)
{
restart:;
  RsSetEntry *table = set->table, *free_entry = NULL;
  gsize mask = set->mask, perturb = (gsize) hash, i = (gsize) hash & mask;
  *found = FALSE;
  for (;;)
    {
      gsize end = i + LINEAR_PROBES <= mask ? i + LINEAR_PROBES : i;
      for (gsize k = i; k <= end; k++)
        {
          RsSetEntry *entry = &table[k];
          if (entry->key == NULL && entry->hash == 0)
            return free_entry ? free_entry : entry;
          if (DUMMY (entry))
            free_entry = entry; /* the last one of the way, as CPython */
          else if (entry->hash == hash)
            {
              if (entry->key == key)
                *found = TRUE;
              else if (entry->key->type == RS_TYPE (vm, STR) && key->type == RS_TYPE (vm, STR))
                *found = rs_str_equal (entry->key, key);
              else
                {
                  guint32 block = set->table_block;
                  RsObject *start = entry->key;
                  int equal = compare_held (vm, start, key);
                  if (equal < 0 || !rs_may_go_on (vm, 1))
                    return NULL;
                  *found = equal;
                  if (!unchanged (set, &table, mask, block, k, start))
                    {
                      if (!adding || !equal)
                        goto restart;
                      return set->table;
                    }
                  entry = &table[k];
                }
              if (*found)
                return entry;
            }
        }
      perturb >>= PERTURB_SHIFT;
      i = (i * 5 + 1 + perturb) & mask;
    }
}

static void
insert_clean (RsSetEntry *table, gsize mask, RsObject *key, gint64 hash)
{
  gsize perturb = (gsize) hash, i = (gsize) hash & mask;
  for (;;)
    {
      RsSetEntry *entry = &table[i];
      gsize probes = i + LINEAR_PROBES <= mask ? LINEAR_PROBES : 0;
      do
        {
          if (entry->key == NULL)
            {
              entry->key = key;
              entry->hash = hash;
              return;
            }
          entry++;
        }
      while (probes--);
      perturb >>= PERTURB_SHIFT;
      i = (i * 5 + 1 + perturb) & mask;
    }
}

static gboolean
resize (RsVm *vm, RsSet *set, gsize minimum)
{
  gsize size = 8;
  while (size <= minimum)
    size <<= 1;
  RsSetEntry *old = set->table, *table, copy[8];
  gsize old_mask = set->mask;
  guint32 old_block = set->table_block, block = 0;

  if (size == 8)
    {
      if (old == set->small)
        {
          memcpy (copy, old, sizeof copy);
          old = copy;
        }
      table = set->small;
    }
  else if ((table = rs_buffer_new (vm, size * sizeof (RsSetEntry), size * 16, &block)) == NULL)
    return FALSE;
  memset (table, 0, size * sizeof (RsSetEntry));
  set->table = table;
  set->mask = size - 1;
  set->table_block = block;
  for (gsize i = 0; i <= old_mask; i++)
    if (old[i].key != NULL)
      insert_clean (table, size - 1, old[i].key, old[i].hash);
  set->fill = set->used;
  if (old != copy && old != set->small)
    rs_buffer_free (vm, old, (old_mask + 1) * sizeof (RsSetEntry), old_block);
  return TRUE;
}

int
rs_set_compact (RsVm *vm, RsObject *object)
{
  RsSet *set = (RsSet *) object;
  if (set->fill - set->used <= set->mask / 4)
    return 0;
  return resize (vm, set, set->used > 50000 ? set->used * 2 : set->used * 4) ? 0 : -1;
}

int
rs_set_add_hashed (RsVm *vm, RsObject *object, RsObject *key, gint64 hash)
{
  RsSet *set = (RsSet *) object;
  gboolean found;
  RS_SCOPE (vm);
  RS_LOCAL (held, rs_incref (key));
  RsSetEntry *entry = look_up (vm, set, key, hash, TRUE, &found);
  if (entry == NULL || found)
    return entry ? 0 : -1;
  gboolean fresh = !DUMMY (entry);
  entry->key = g_steal_pointer (&held);
  entry->hash = hash;
  set->used++;
  if (!fresh)
    return 0;
  set->fill++;
  if (set->fill * 5 < set->mask * 3)
    return 0;
  return resize (vm, set, set->used > 50000 ? set->used * 2 : set->used * 4) ? 0 : -1;
}

gint64
rs_set_key_hash (RsVm *vm, RsObject *key)
{
  return key->type == RS_TYPE (vm, STR) ? rs_str_hash (key) : rs_hash (vm, key);
}

int
rs_set_add (RsVm *vm, RsObject *set, RsObject *key)
{
  gint64 hash = rs_set_key_hash (vm, key);
  return hash == -1 ? -1 : rs_set_add_hashed (vm, set, key, hash);
}

int
rs_set_contains_hashed (RsVm *vm, RsObject *set, RsObject *key, gint64 hash)
{
  gboolean found;
  return look_up (vm, (RsSet *) set, key, hash, FALSE, &found) ? found : -1;
}

/* A set is looked up in a set as the frozenset that it equals. */
int
rs_set_contains (RsVm *vm, RsObject *set, RsObject *key)
{
  gint64 hash = rs_set_key_hash (vm, key);
  if (hash != -1)
    return rs_set_contains_hashed (vm, set, key, hash);
  if (!rs_is_anyset (key) || !rs_pending_swallow (vm, RS_TYPE (vm, TypeError)))
    return -1;
  RS_SCOPE (vm);
  RS_LOCAL (frozen, rs_frozenset_new (vm, key));
  return frozen ? rs_set_contains (vm, set, frozen) : -1;
}

int
rs_set_discard_hashed (RsVm *vm, RsObject *object, RsObject *key, gint64 hash)
{
  gboolean found;
  RsSetEntry *entry = look_up (vm, (RsSet *) object, key, hash, FALSE, &found);
  if (entry == NULL || !found)
    return entry ? 0 : -1;
  RsObject *old = entry->key;
  entry->key = NULL;
  entry->hash = -1;
  ((RsSet *) object)->used--;
  rs_decref (vm, old);
  return 1;
}

int
rs_set_discard (RsVm *vm, RsObject *object, RsObject *key)
{
  gint64 hash = rs_set_key_hash (vm, key);
  if (hash != -1)
    return rs_set_discard_hashed (vm, object, key, hash);
  if (!rs_is_anyset (key) || !rs_pending_swallow (vm, RS_TYPE (vm, TypeError)))
    return -1;
  RS_SCOPE (vm);
  RS_LOCAL (frozen, rs_frozenset_new (vm, key));
  return frozen ? rs_set_discard (vm, object, frozen) : -1;
}

void
rs_set_swap (RsObject *left, RsObject *right)
{
  RsSet *a = (RsSet *) left, *b = (RsSet *) right, copy = *a;
  a->fill = b->fill, a->used = b->used, a->mask = b->mask, a->table_block = b->table_block;
  a->table = b->table == b->small ? a->small : b->table;
  memcpy (a->small, b->small, sizeof a->small);
  b->fill = copy.fill, b->used = copy.used, b->mask = copy.mask, b->table_block = copy.table_block;
  b->table = copy.table == a->small ? b->small : copy.table;
  memcpy (b->small, copy.small, sizeof copy.small);
  /* A hash holds for one table. */
  a->hash = b->hash = -1;
}

gboolean
rs_set_next (RsObject *object, gsize *position, RsObject **key, gint64 *hash)
{
  RsSet *set = (RsSet *) object;
  while (*position <= set->mask && set->table[*position].key == NULL)
    (*position)++;
  if (*position > set->mask)
    return FALSE;
  *key = set->table[*position].key;
  if (hash != NULL)
    *hash = set->table[*position].hash;
  (*position)++;
  return TRUE;
}

/* Hashes KEY and adds it. */
static int
add_held (RsVm *vm, RsObject *set, RS_STEALS RsObject *key)
{
  RS_SCOPE (vm);
  RS_LOCAL (held, key);
  return rs_set_add (vm, set, held);
}

static int
merge (RsVm *vm, RsSet *set, RsSet *other)
{
  gsize position = 0;
  RsObject *key;
  gint64 hash;
  if (other == set || other->used == 0)
    return 0;
  if ((set->fill + other->used) * 5 >= set->mask * 3
      && !resize (vm, set, (set->used + other->used) * 2))
    return -1;
  if (set->fill == 0 && (set->mask != other->mask || other->fill != other->used))
    {
      /* Into an empty one nothing need be compared. */
      while (rs_set_next (RS_OBJECT (other), &position, &key, &hash))
        insert_clean (set->table, set->mask, rs_incref (key), hash);
      set->fill = set->used = other->used;
      return 0;
    }
  if (set->fill == 0)
    {
      /* An empty set of the same size gets the same table, order and all. */
      for (gsize i = 0; i <= other->mask; i++)
        {
          set->table[i] = other->table[i];
          rs_xincref (set->table[i].key);
        }
      set->fill = set->used = other->used;
      return 0;
    }
  while (rs_set_next (RS_OBJECT (other), &position, &key, &hash))
    if (rs_set_add_hashed (vm, RS_OBJECT (set), key, hash) < 0)
      return -1;
  return 0;
}

int
rs_set_update (RsVm *vm, RsObject *set, RsObject *iterable)
{
  RsObject *key;
  gint64 hash;
  if (rs_is_anyset (iterable))
    return merge (vm, (RsSet *) set, (RsSet *) iterable);
  if (iterable->type == RS_TYPE (vm, DICT))
    {
      gsize position = 0;
      RsSet *s = (RsSet *) set;
      if ((s->fill + rs_dict_size (iterable)) * 5 >= s->mask * 3
          && !resize (vm, s, (s->used + rs_dict_size (iterable)) * 2))
        return -1;
      while (rs_dict_next_hashed (iterable, &position, &key, NULL, &hash))
        if (rs_set_add_hashed (vm, set, key, hash) < 0)
          return -1;
      return 0;
    }
  RS_SCOPE (vm);
  RS_LOCAL (iterator, rs_iter (vm, iterable));
  if (iterator == NULL)
    return -1;
  while ((key = rs_next (vm, iterator)) != NULL)
    if (add_held (vm, set, key) < 0)
      return -1;
  return vm->pending || vm->stop ? -1 : 0;
}

RsObject *
rs_set_make (RsVm *vm, RsType *type, RsObject *iterable)
{
  RsSet *set = rs_object_new (vm, type);
  set->table = set->small;
  set->mask = 7;
  set->hash = -1;
  RS_SCOPE (vm);
  RS_LOCAL (made, set);
  if (type->managed_offset != 0 && !rs_instance_init_values (vm, made))
    return NULL;
  rs_gc_track (vm, made);
  if (iterable != NULL && rs_set_update (vm, made, iterable) < 0)
    return NULL;
  return RS_GIVE (made);
}

RsObject *
rs_set_new (RsVm *vm, RsObject *iterable)
{
  return rs_set_make (vm, RS_TYPE (vm, SET), iterable);
}

RsObject *
rs_frozenset_new (RsVm *vm, RsObject *iterable)
{
  return rs_set_make (vm, RS_TYPE (vm, FROZENSET), iterable);
}

/* --- death ---------------------------------------------------------------- */

void
rs_set_clear (RsVm *vm, RsObject *object)
{
  RsSet *set = (RsSet *) object;
  gsize n = set->mask + 1;
  guint32 block = set->table_block;
  RsSetEntry *table = set->table, copy[8];

  if (set->fill == 0 && table == set->small)
    return;
  if (table == set->small)
    {
      memcpy (copy, table, sizeof copy);
      table = copy;
    }
  memset (set->small, 0, sizeof set->small);
  set->table = set->small;
  set->table_block = 0;
  set->mask = 7;
  set->fill = set->used = 0;
  RsDecrefs decrefs;
  rs_decrefs_begin (vm, &decrefs, &table[0].key, n, sizeof (RsSetEntry) / sizeof (RsObject *));
  for (gsize i = 0; i < n; i++)
    rs_clear (vm, &table[i].key);
  rs_decrefs_end (vm, &decrefs);
  if (table != copy)
    rs_buffer_free (vm, table, n * sizeof (RsSetEntry), block);
}

static void
set_dealloc (RsVm *vm, RsObject *object)
{
  rs_gc_untrack (vm, object);
  rs_weakref_object_dies (vm, object);
  rs_set_clear (vm, object);
  rs_object_free (vm, object);
}

static void
set_traverse (RsVm *vm, RsObject *object, RsVisit *visit)
{
  RsSet *set = (RsSet *) object;
  for (gsize i = 0, n = 0; i <= set->mask && n < set->used; i++)
    if (set->table[i].key != NULL)
      rs_visit (visit, set->table[i].key, RS_EDGE_KEY, n++);
}

static gsize
set_sizeof (RsVm *vm, RsObject *object)
{
  RsSet *set = (RsSet *) object;
  return object->type->basicsize + (set->table != set->small ? (set->mask + 1) * 16 : 0);
}

static RsObject *
set_new (RsVm *vm, RsType *type, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  return rs_set_make (vm, type, NULL);
}

static int
set_init (RsVm *vm, RsObject *self, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  if (!rs_no_keywords (vm, "set", kwnames) || !rs_check_arity (vm, "set", nargs, 0, 1))
    return -1;
  if (((RsSet *) self)->fill > 0)
    rs_set_clear (vm, self);
  return nargs ? rs_set_update (vm, self, args[0]) : 0;
}

static RsObject *
frozenset_new (RsVm *vm, RsType *type, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  if ((type->slots.init == RS_TYPE (vm, FROZENSET)->slots.init
       && !rs_no_keywords (vm, "frozenset", kwnames))
      || !rs_check_arity (vm, "frozenset", nargs, 0, 1))
    return NULL;
  if (type == RS_TYPE (vm, FROZENSET))
    {
      if (nargs > 0 && args[0]->type == type)
        return rs_incref (args[0]);
    }
  return rs_set_make (vm, type, nargs ? args[0] : NULL);
}

static gint64
frozenset_hash (RsVm *vm, RsObject *object)
{
  RsSet *set = (RsSet *) object;
  guint64 hash = 0;
  if (set->hash != -1)
    return set->hash;
  for (gsize i = 0; i <= set->mask; i++)
    {
      guint64 h = (guint64) set->table[i].hash;
      hash ^= ((h ^ G_GUINT64_CONSTANT (89869747)) ^ (h << 16)) * G_GUINT64_CONSTANT (3644798167);
    }
  /* CPython takes unused and removed entries out again. */
  if (((set->mask + 1 - set->fill) & 1))
    hash ^= G_GUINT64_CONSTANT (89869747) * G_GUINT64_CONSTANT (3644798167);
  if ((set->fill - set->used) & 1)
    {
      guint64 h = G_MAXUINT64;
      hash ^= ((h ^ G_GUINT64_CONSTANT (89869747)) ^ (h << 16)) * G_GUINT64_CONSTANT (3644798167);
    }
  hash ^= ((guint64) set->used + 1) * G_GUINT64_CONSTANT (1927868237);
  hash ^= (hash >> 11) ^ (hash >> 25);
  hash = hash * G_GUINT64_CONSTANT (69069) + G_GUINT64_CONSTANT (907133923);
  set->hash = hash == G_MAXUINT64 ? 590923713 : (gint64) hash;
  return set->hash;
}

#define SLOTS                                                                                      \
  .dealloc = set_dealloc, .traverse = set_traverse, .clear = rs_set_clear, .repr = rs_set_repr,    \
  .iter = rs_set_iter, .richcompare = rs_set_richcompare, .length = rs_set_length,                 \
  .contains = rs_set_contains, .sizeof_ = set_sizeof

static const RsSlots set_slots = {
  SLOTS,
  .hash = rs_hash_not_implemented,
  .new_ = set_new,
  .init = set_init,
  .binary = { [RS_NB_AND] = rs_set_and,
              [RS_NB_OR] = rs_set_or,
              [RS_NB_XOR] = rs_set_xor,
              [RS_NB_SUBTRACT] = rs_set_subtract,
              [RS_NB_INPLACE + RS_NB_AND] = rs_set_iand,
              [RS_NB_INPLACE + RS_NB_OR] = rs_set_ior,
              [RS_NB_INPLACE + RS_NB_XOR] = rs_set_ixor,
              [RS_NB_INPLACE + RS_NB_SUBTRACT] = rs_set_isubtract },
};
static const RsSlots frozenset_slots = {
  SLOTS,
  .hash = frozenset_hash,
  .new_ = frozenset_new,
  .binary = { [RS_NB_AND] = rs_set_and,
              [RS_NB_OR] = rs_set_or,
              [RS_NB_XOR] = rs_set_xor,
              [RS_NB_SUBTRACT] = rs_set_subtract },
};

const RsTypeSpec rs_spec_set = { .name = "set",
                                 .flags = RS_TF_GC | RS_TF_BASETYPE | RS_TF_SET | RS_TF_MATCH_SELF,
                                 .size = sizeof (RsSet),
                                 .slots = &set_slots,
                                 .methods = rs_set_methods,
                                 .weaklist_offset = G_STRUCT_OFFSET (RsSet, weaklist) };
const RsTypeSpec rs_spec_frozenset = { .name = "frozenset",
                                       .flags = RS_TF_GC | RS_TF_BASETYPE | RS_TF_FROZENSET
                                                | RS_TF_MATCH_SELF,
                                       .size = sizeof (RsSet),
                                       .slots = &frozenset_slots,
                                       .methods = rs_frozenset_methods,
                                       .weaklist_offset = G_STRUCT_OFFSET (RsSet, weaklist) };
