/* SPDX-License-Identifier: MIT
 *
 * The nodes of an OrderedDict, as in CPython's Objects/odictobject.c: a doubly
 * linked list of the keys in order, so that a key moves to an end without the
 * table being touched.
 *
 *     first ──▶ [a] ◀──▶ [b] ◀──▶ [c] ◀── last         the order
 *                ▲                 ▲
 *     fast   [ 0 │  1     2     3  │  4 ... ]          by the key's index in the table
 *
 * To find a key's node its index is looked up, which may run the keys' __eq__
 * (and once more for each node where the table is another one), and these may
 * change the dict. What then is the table's and what is the list's may differ,
 * as they do in CPython: a key that only the table has is not in the order, and
 * a key that only the list has raises KeyError when it is its turn. CPython
 * also goes on with nodes that were freed meanwhile; here a walk ends at such a
 * node, and nothing points at it.
 */
#include "ordered-private.h"

enum { NODE_BYTES = 32, POINTER_BYTES = 8, MAX_TRIES = 8 };

static gboolean
has_node (const RsOrderedDict *self, const RsOrderedNode *node)
{
  const RsOrderedNode *n = self->first;
  while (n != NULL && n != node)
    n = n->next;
  return n != NULL;
}

RsObject *
rs_ordered_raise_missing (RsVm *vm, RsObject *key)
{
  RsType *type = RS_TYPE (vm, KeyError);
  RS_SCOPE (vm);
  RS_LOCAL (exception,
            rs_is_a (key, type) ? rs_incref (key)
            : rs_is_tuple (key)
                ? rs_call (vm, RS_OBJECT (type), rs_tuple_items (key), rs_tuple_size (key), NULL)
                : rs_call (vm, RS_OBJECT (type), &key, key != vm->none, NULL));
  if (exception != NULL)
    rs_raise_instance (vm, g_steal_pointer (&exception));
  return NULL;
}

gboolean
rs_ordered_has (const RsOrderedDict *self, const RsOrderedNode *node, gsize freed)
{
  return self->n_freed == freed || has_node (self, node);
}

RsOrderedNode *
rs_ordered_next (RsOrderedDict *self, RsOrderedNode *node, gsize freed)
{
  return rs_ordered_has (self, node, freed) ? node->next : NULL;
}

/* --- the index ------------------------------------------------------------ */

/* Where KEY is in the table; where it is not: where it would come. -1
 * raises. */
static gssize
index_of (RsVm *vm, RsOrderedDict *self, RsObject *key, gint64 hash)
{
  RsObject *value;
  gssize ix = rs_dict_lookup (vm, &self->dict, key, hash, &value);
  return ix == RS_IX_EMPTY ? self->dict.keys->n_entries : ix < 0 ? -1 : ix;
}

static gsize
slots_of_table (const RsOrderedDict *self)
{
  return (gsize) 1 << self->dict.keys->log2_size;
}

static void
free_fast (RsVm *vm, RsOrderedNode **fast, gsize n, guint32 model)
{
  if (fast != NULL)
    rs_buffer_free (vm, fast, n * sizeof (RsOrderedNode *), model);
}

/* Makes FAST for the table as it is. -1 raises. */
static int
index_all (RsVm *vm, RsOrderedDict *self)
{
  guint32 model;
  gsize n = slots_of_table (self), freed = self->n_freed;
  RsOrderedNode **fast =
      rs_buffer_new (vm, n * sizeof (RsOrderedNode *), n * POINTER_BYTES, &model);
  if (fast == NULL)
    return -1;
  memset (fast, 0, n * sizeof (RsOrderedNode *));
  for (RsOrderedNode *node = self->first; node != NULL;)
    {
      gsize before = self->n_freed;
      gssize at = index_of (vm, self, node->key, node->hash);
      if (at < 0)
        {
          free_fast (vm, fast, n, model);
          return -1;
        }
      RsOrderedNode *next = rs_ordered_next (self, node, before);
      if ((gsize) at < n)
        fast[at] = node;
      node = next;
    }
  for (gsize i = 0; self->n_freed != freed && i < n; i++)
    if (!has_node (self, fast[i]))
      fast[i] = NULL;
  free_fast (vm, self->fast, self->n_fast, self->fast_model);
  self->fast = fast;
  self->n_fast = n;
  self->fast_model = model;
  self->table = self->dict.keys->block;
  return 0;
}

/* The place of KEY's node in FAST. NULL raises. */
static RsOrderedNode **
place_of (RsVm *vm, RsOrderedDict *self, RsObject *key, gint64 hash)
{
  for (guint i = 0; i < MAX_TRIES; i++)
    {
      if ((self->table != self->dict.keys->block || self->n_fast != slots_of_table (self))
          && index_all (vm, self) < 0)
        return NULL;
      gssize at = index_of (vm, self, key, hash);
      if (at < 0)
        return NULL;
      /* Unless comparing has put another table there. */
      if ((gsize) at < self->n_fast)
        return &self->fast[at];
    }
  rs_raise (vm, RS_TYPE (vm, RuntimeError), "OrderedDict mutated during iteration");
  return NULL;
}

RsOrderedNode *
rs_ordered_find (RsVm *vm, RsOrderedDict *self, RsObject *key, gint64 hash)
{
  RsOrderedNode **place = self->first ? place_of (vm, self, key, hash) : NULL;
  return place ? *place : NULL;
}

/* --- the list ------------------------------------------------------------- */

static void
link_node (RsOrderedDict *self, RsOrderedNode *node, gboolean last)
{
  node->previous = last ? self->last : NULL;
  node->next = last ? NULL : self->first;
  *(node->previous ? &node->previous->next : &self->first) = node;
  *(node->next ? &node->next->previous : &self->last) = node;
  self->state++;
}

static void
unlink_node (RsOrderedDict *self, RsOrderedNode *node)
{
  *(node->previous ? &node->previous->next : &self->first) = node->next;
  *(node->next ? &node->next->previous : &self->last) = node->previous;
  self->state++;
}

void
rs_ordered_move (RsOrderedDict *self, RsOrderedNode *node, gboolean last)
{
  if (node == (last ? self->last : self->first))
    return;
  unlink_node (self, node);
  link_node (self, node, last);
}

int
rs_ordered_add (RsVm *vm, RsOrderedDict *self, RsObject *key, gint64 hash)
{
  RS_SCOPE (vm);
  RS_LOCAL (held, rs_incref (key));
  RsOrderedNode **place = place_of (vm, self, key, hash);
  if (place == NULL)
    return -1;
  if (*place != NULL)
    return 0;
  guint32 model;
  RsOrderedNode *node = rs_buffer_new (vm, sizeof (RsOrderedNode), NODE_BYTES, &model);
  if (node == NULL)
    return -1;
  *node = (RsOrderedNode){ .key = rs_incref (held), .hash = hash, .model = model };
  *place = node;
  link_node (self, node, TRUE);
  return 0;
}

static void
free_node (RsVm *vm, RsOrderedNode *node)
{
  rs_buffer_free (vm, node, sizeof (RsOrderedNode), node->model);
}

int
rs_ordered_remove (RsVm *vm, RsOrderedDict *self, RsOrderedNode *node, RsObject *key, gint64 hash)
{
  gsize freed = self->n_freed;
  RsOrderedNode **place = self->first ? place_of (vm, self, key, hash) : NULL;
  if (place == NULL)
    return vm->pending || vm->stop ? -1 : 0;
  if (node == NULL)
    node = *place;
  if (node == NULL || !rs_ordered_has (self, node, freed))
    return 0;
  /* Comparing may have moved the key: nothing is to point at the node. */
  for (gsize i = 0; *place != node && i < self->n_fast; i++)
    if (self->fast[i] == node)
      self->fast[i] = NULL;
  *place = NULL;
  unlink_node (self, node);
  self->n_freed++;
  RS_SCOPE (vm);
  RS_LOCAL (old, node->key);
  rs_clear (vm, &old);
  free_node (vm, node);
  return 0;
}

/* The list is empty before a key dies: what dies may fill it again. */
void
rs_ordered_remove_all (RsVm *vm, RsOrderedDict *self)
{
  RsOrderedNode *first = self->first;
  gsize n = 0;
  free_fast (vm, self->fast, self->n_fast, self->fast_model);
  self->fast = NULL;
  self->n_fast = 0;
  self->table = 0;
  self->first = self->last = NULL;
  for (RsOrderedNode *node = first; node != NULL; node = node->next)
    n++;
  if (n == 0)
    return;
  self->n_freed += n;
  gsize bytes = n * sizeof (RsObject *);
  RsObject **keys = rs_mem_alloc (vm, bytes);
  RsDecrefs decrefs;
  gsize i = 0;
  for (RsOrderedNode *node = first; node != NULL; node = node->next)
    keys[i++] = node->key;
  rs_decrefs_begin (vm, &decrefs, keys, n, 1);
  for (i = 0; i < n; i++)
    {
      RsOrderedNode *next = first->next;
      rs_clear (vm, &keys[i]);
      free_node (vm, first);
      first = next;
    }
  rs_decrefs_end (vm, &decrefs);
  rs_mem_free (vm, keys, bytes);
}
