/* SPDX-License-Identifier: MIT
 *
 * The items of a collections.deque: blocks of 64 in a doubly linked list, so
 * that both ends grow and shrink without moving anything. Modelled on CPython's
 * Modules/_collectionsmodule.c.
 *
 *     left_block                                right_block
 *     [ . . . a b c ] <-> [ d e f g h i ] <-> [ j k . . . . ]
 *             ^ left                             ^ right
 *
 * An empty deque has one block and left = right + 1.
 */
#include "collections-private.h"
#include "type-specs.h"

#define CENTER ((RS_DEQUE_BLOCK - 1) / 2)

static RsDequeBlock *
new_block (RsVm *vm)
{
  guint32 model;
  RsDequeBlock *block = rs_buffer_new (vm, sizeof (RsDequeBlock), 528, &model);
  if (block != NULL)
    {
      block->left = block->right = NULL;
      block->model = model;
    }
  return block;
}

static void
free_block (RsVm *vm, RsDequeBlock *block)
{
  rs_buffer_free (vm, block, sizeof (RsDequeBlock), block->model);
}

RsObject *
rs_deque_make (RsVm *vm, RsType *type)
{
  RsDeque *self = RS_DEQUE (rs_instance_new (vm, type));
  if (self == NULL)
    return NULL;
  if (!rs_gc_is_tracked (self))
    rs_gc_track (vm, self);
  self->maxlen = -1;
  self->left_block = self->right_block = new_block (vm);
  if (self->left_block == NULL)
    {
      rs_decref (vm, self);
      return NULL;
    }
  self->left = CENTER + 1;
  self->right = CENTER;
  return RS_OBJECT (self);
}

RsObject *
rs_deque_pop (RsVm *vm, RsObject *object)
{
  RsDeque *self = RS_DEQUE (object);
  RsObject *item = self->right_block->data[self->right--];
  self->size--;
  self->state++;
  if (self->right >= 0)
    return item;
  if (self->size > 0)
    {
      RsDequeBlock *previous = self->right_block->left;
      free_block (vm, self->right_block);
      previous->right = NULL;
      self->right_block = previous;
      self->right = RS_DEQUE_BLOCK - 1;
    }
  else
    {
      self->left = CENTER + 1;
      self->right = CENTER;
    }
  return item;
}

RsObject *
rs_deque_pop_left (RsVm *vm, RsObject *object)
{
  RsDeque *self = RS_DEQUE (object);
  RsObject *item = self->left_block->data[self->left++];
  self->size--;
  self->state++;
  if (self->left < RS_DEQUE_BLOCK)
    return item;
  if (self->size > 0)
    {
      RsDequeBlock *next = self->left_block->right;
      free_block (vm, self->left_block);
      next->left = NULL;
      self->left_block = next;
      self->left = 0;
    }
  else
    {
      self->left = CENTER + 1;
      self->right = CENTER;
    }
  return item;
}

static gboolean
push_right (RsVm *vm, RsDeque *self, RsObject *item)
{
  if (self->right == RS_DEQUE_BLOCK - 1)
    {
      RsDequeBlock *block = new_block (vm);
      if (block == NULL)
        {
          rs_decref (vm, item);
          return FALSE;
        }
      block->left = self->right_block;
      self->right_block->right = block;
      self->right_block = block;
      self->right = -1;
    }
  self->size++;
  self->right_block->data[++self->right] = item;
  return TRUE;
}

static gboolean
push_left (RsVm *vm, RsDeque *self, RsObject *item)
{
  if (self->left == 0)
    {
      RsDequeBlock *block = new_block (vm);
      if (block == NULL)
        {
          rs_decref (vm, item);
          return FALSE;
        }
      block->right = self->left_block;
      self->left_block->left = block;
      self->left_block = block;
      self->left = RS_DEQUE_BLOCK;
    }
  self->size++;
  self->left_block->data[--self->left] = item;
  return TRUE;
}

gboolean
rs_deque_append (RsVm *vm, RsObject *object, RsObject *item)
{
  RsDeque *self = RS_DEQUE (object);
  if (!push_right (vm, self, item))
    return FALSE;
  if (self->maxlen >= 0 && self->size > self->maxlen)
    rs_decref (vm, rs_deque_pop_left (vm, object));
  else
    self->state++;
  return TRUE;
}

gboolean
rs_deque_append_left (RsVm *vm, RsObject *object, RsObject *item)
{
  RsDeque *self = RS_DEQUE (object);
  if (!push_left (vm, self, item))
    return FALSE;
  if (self->maxlen >= 0 && self->size > self->maxlen)
    rs_decref (vm, rs_deque_pop (vm, object));
  else
    self->state++;
  return TRUE;
}

void
rs_deque_rotate (RsVm *vm, RsObject *object, gssize n)
{
  RsDeque *self = RS_DEQUE (object);
  gssize size = self->size, half = size >> 1;
  if (size <= 1)
    return;
  if (n > half || n < -half)
    {
      n %= size;
      if (n > half)
        n -= size;
      else if (n < -half)
        n += size;
    }
  for (; n > 0; n--)
    push_left (vm, self, rs_deque_pop (vm, object));
  for (; n < 0; n++)
    push_right (vm, self, rs_deque_pop_left (vm, object));
  self->state++;
}

/* The deque is empty before anything dies: what dies may look at it, or fill
 * it again. Dies from the left. */
void
rs_deque_clear (RsVm *vm, RsObject *object)
{
  RsDeque *self = RS_DEQUE (object);
  gssize n = self->size;
  if (n == 0)
    return;
  gsize bytes = n * sizeof (RsObject *);
  RsObject **items = rs_mem_alloc (vm, bytes);
  RsDecrefs decrefs;
  for (gssize i = 0; i < n; i++)
    items[i] = rs_deque_pop_left (vm, object);
  rs_decrefs_begin (vm, &decrefs, items, n, 1);
  for (gssize i = 0; i < n; i++)
    rs_clear (vm, &items[i]);
  rs_decrefs_end (vm, &decrefs);
  rs_mem_free (vm, items, bytes);
}

RsObject **
rs_deque_at (RsDeque *self, gssize index)
{
  gssize at = self->left + index, blocks = at / RS_DEQUE_BLOCK;
  RsDequeBlock *block;
  if (index < self->size >> 1)
    for (block = self->left_block; blocks > 0; blocks--)
      block = block->right;
  else
    {
      blocks = (self->left + self->size - 1) / RS_DEQUE_BLOCK - blocks;
      for (block = self->right_block; blocks > 0; blocks--)
        block = block->left;
    }
  return &block->data[at % RS_DEQUE_BLOCK];
}

void
rs_deque_dealloc (RsVm *vm, RsObject *object)
{
  RsDeque *self = RS_DEQUE (object);
  rs_gc_untrack (vm, object);
  rs_weakref_object_dies (vm, object);
  rs_deque_clear (vm, object);
  if (self->left_block != NULL)
    free_block (vm, self->left_block);
  rs_object_free (vm, object);
}

void
rs_deque_traverse (RsVm *vm, RsObject *object, RsVisit *visit)
{
  RsDeque *self = RS_DEQUE (object);
  RsDequeBlock *block = self->left_block;
  gssize at = self->left;
  for (gssize i = 0; i < self->size; i++)
    {
      rs_visit (visit, block->data[at], RS_EDGE_ITEM, i);
      if (++at == RS_DEQUE_BLOCK)
        {
          block = block->right;
          at = 0;
        }
    }
}
