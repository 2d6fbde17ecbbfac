/* SPDX-License-Identifier: MIT
 *
 * collections.deque: blocks of 64 items in a doubly linked list, so that both
 * ends grow and shrink without moving anything. Modelled on CPython's
 * Modules/_collectionsmodule.c.
 *
 *     left_block                                right_block
 *     [ . . . a b c ] <-> [ d e f g h i ] <-> [ j k . . . . ]
 *             ^ left                             ^ right
 *
 * An empty deque has one block and left = right + 1.
 */
#include "collections-private.h"
#include "vm/type-table.h"

#include "objects/sequence.h"

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

gboolean
rs_deque_extend (RsVm *vm, RsObject *object, RsObject *iterable)
{
  guint mark = rs_hold_mark (vm);
  RsObject *copy = iterable == object ? rs_list_from (vm, iterable) : NULL, *item;
  if (copy != NULL)
    rs_hold (vm, copy);
  RsObject *iterator = vm->pending ? NULL : rs_iter (vm, copy ? copy : iterable);
  if (iterator != NULL)
    {
      rs_hold (vm, iterator);
      if (RS_DEQUE (object)->size == 0)
        {
          /* The whole first block is there for what comes. */
          RS_DEQUE (object)->left = 1;
          RS_DEQUE (object)->right = 0;
        }
      while ((item = rs_next (vm, iterator)) != NULL && rs_deque_append (vm, object, item))
        ;
    }
  rs_hold_cut (vm, mark);
  rs_xdecref (vm, iterator);
  rs_xdecref (vm, copy);
  return vm->pending == NULL;
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

/* The items die only when the deque is empty already: a finalizer may look at
 * it. */
void
rs_deque_clear (RsVm *vm, RsObject *object)
{
  RsDeque *self = RS_DEQUE (object);
  while (self->left_block != NULL && self->size > 0)
    rs_decref (vm, rs_deque_pop (vm, object));
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

/* --- slots ---------------------------------------------------------------- */

static void
deque_dealloc (RsVm *vm, RsObject *object)
{
  RsDeque *self = RS_DEQUE (object);
  rs_gc_untrack (vm, object);
  rs_weakref_object_dies (vm, object);
  rs_deque_clear (vm, object);
  if (self->left_block != NULL)
    free_block (vm, self->left_block);
  rs_object_free (vm, object);
}

static void
deque_traverse (RsVm *vm, RsObject *object, RsVisit *visit)
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

static RsObject *
deque_new (RsVm *vm, RsType *type, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  return rs_deque_make (vm, type);
}

static int
deque_init (RsVm *vm, RsObject *self, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  static const char *const names[] = { "iterable", "maxlen", NULL };
  RsObject *v[2];
  if (!rs_parse_args (vm, "deque", args, nargs, kwnames, names, 0, 0, v))
    return -1;
  gssize maxlen = -1;
  if (v[1] != NULL && v[1] != vm->none)
    {
      maxlen = rs_as_ssize (vm, v[1], RS_TYPE (vm, OverflowError));
      if (maxlen == -1 && vm->pending != NULL)
        return -1;
      if (maxlen < 0)
        return rs_raise_int (vm, RS_TYPE (vm, ValueError), "maxlen must be non-negative");
    }
  RS_DEQUE (self)->maxlen = maxlen;
  rs_deque_clear (vm, self);
  return v[0] == NULL || rs_deque_extend (vm, self, v[0]) ? 0 : -1;
}

static RsObject *
deque_repr (RsVm *vm, RsObject *self)
{
  int entered = rs_repr_enter (vm, self);
  if (entered != 0)
    return entered < 0 ? NULL : rs_str_new (vm, "[...]", -1);
  RsObject *list = rs_list_from (vm, self), *result = NULL;
  if (list != NULL && RS_DEQUE (self)->maxlen >= 0)
    result = rs_str_printf (vm, "%U(%R, maxlen=%lld)", self->type->name, list,
                            (long long) RS_DEQUE (self)->maxlen);
  else if (list != NULL)
    result = rs_str_printf (vm, "%U(%R)", self->type->name, list);
  rs_xdecref (vm, list);
  rs_repr_leave (vm, self);
  return result;
}

/* As lists compare; the items are taken by way of iterators, so that a change
 * meanwhile is noticed. */
static RsObject *
deque_richcompare (RsVm *vm, RsObject *left, RsObject *right, int op)
{
  RsType *type = RS_TYPE (vm, DEQUE);
  if (!rs_is_a (left, type) || !rs_is_a (right, type))
    return rs_incref (vm->not_implemented);
  if (left != right && RS_DEQUE (left)->size != RS_DEQUE (right)->size
      && (op == RS_EQ || op == RS_NE))
    return rs_bool (vm, op == RS_NE);
  RsObject *a = rs_list_from (vm, left), *b = a ? rs_list_from (vm, right) : NULL, *result = NULL;
  if (b != NULL)
    {
      guint mark = rs_hold_mark (vm);
      rs_hold (vm, a);
      rs_hold (vm, b);
      result = rs_sequence_compare (vm, a, b, op);
      rs_hold_cut (vm, mark);
    }
  rs_xdecref (vm, a);
  rs_xdecref (vm, b);
  return result;
}

static gssize
deque_length (RsVm *vm, RsObject *self)
{
  return RS_DEQUE (self)->size;
}

static gboolean
index_of (RsVm *vm, RsObject *self, RsObject *key, gssize *index)
{
  if (!rs_is_int (key) && key->type->slots.index == NULL)
    {
      rs_type_error (vm, "sequence index must be integer, not '%T'", key);
      return FALSE;
    }
  *index = rs_as_ssize (vm, key, RS_TYPE (vm, IndexError));
  if (*index == -1 && vm->pending != NULL)
    return FALSE;
  if (*index < 0)
    *index += RS_DEQUE (self)->size;
  if (*index >= 0 && *index < RS_DEQUE (self)->size)
    return TRUE;
  rs_raise (vm, RS_TYPE (vm, IndexError), "deque index out of range");
  return FALSE;
}

static RsObject *
deque_getitem (RsVm *vm, RsObject *self, RsObject *key)
{
  gssize index;
  return index_of (vm, self, key, &index) ? rs_incref (*rs_deque_at (RS_DEQUE (self), index))
                                          : NULL;
}

static int
deque_setitem (RsVm *vm, RsObject *self, RsObject *key, RsObject *value)
{
  gssize index;
  if (!index_of (vm, self, key, &index))
    return -1;
  if (value != NULL)
    {
      RsObject **place = rs_deque_at (RS_DEQUE (self), index);
      rs_setref (vm, place, rs_incref (value));
      return 0;
    }
  rs_deque_rotate (vm, self, -index);
  RsObject *item = rs_deque_pop_left (vm, self);
  rs_deque_rotate (vm, self, index);
  rs_decref (vm, item);
  return 0;
}

static RsObject *
deque_concat (RsVm *vm, RsObject *left, RsObject *right)
{
  if (!rs_is_a (right, RS_TYPE (vm, DEQUE)))
    return rs_type_error (vm, "can only concatenate deque (not \"%T\") to deque", right);
  RsObject *result = rs_deque_copy (vm, left);
  if (result == NULL)
    return NULL;
  guint mark = rs_hold_mark (vm);
  rs_hold (vm, result);
  gboolean ok = rs_deque_extend (vm, result, right);
  rs_hold_cut (vm, mark);
  if (ok)
    return result;
  rs_decref (vm, result);
  return NULL;
}

static RsObject *
deque_inplace_concat (RsVm *vm, RsObject *left, RsObject *right)
{
  return rs_deque_extend (vm, left, right) ? rs_incref (left) : NULL;
}

static RsObject *
deque_inplace_repeat (RsVm *vm, RsObject *self, gssize count)
{
  gssize size = RS_DEQUE (self)->size;
  if (count <= 0)
    rs_deque_clear (vm, self);
  RsObject *items = count > 1 && size > 0 ? rs_list_from (vm, self) : NULL;
  for (gssize k = 1; items != NULL && k < count; k++)
    for (gssize i = 0; i < size; i++)
      if (!rs_deque_append (vm, self, rs_incref (rs_list_items (items)[i])))
        {
          rs_decref (vm, items);
          return NULL;
        }
  rs_xdecref (vm, items);
  return rs_incref (self);
}

static RsObject *
deque_repeat (RsVm *vm, RsObject *self, gssize count)
{
  RsObject *copy = rs_deque_copy (vm, self);
  RsObject *result = copy ? deque_inplace_repeat (vm, copy, count) : NULL;
  rs_xdecref (vm, copy);
  return result;
}

static gsize
deque_sizeof (RsVm *vm, RsObject *object)
{
  RsDeque *self = RS_DEQUE (object);
  gsize blocks = (self->left + self->size + RS_DEQUE_BLOCK - 1) / RS_DEQUE_BLOCK;
  return object->type->basicsize + MAX (1, blocks) * 528;
}

static RsObject *
deque_get_maxlen (RsVm *vm, RsObject *self)
{
  return RS_DEQUE (self)->maxlen < 0 ? rs_incref (vm->none)
                                     : rs_int_new (vm, RS_DEQUE (self)->maxlen);
}

static const RsGetSetDef getset[] = {
  { "maxlen", deque_get_maxlen, NULL, "maximum size of a deque or None if unbounded" }, { NULL }
};
static const RsSlots slots = {
  .dealloc = deque_dealloc,
  .traverse = deque_traverse,
  .clear = rs_deque_clear,
  .repr = deque_repr,
  .hash = rs_hash_not_implemented,
  .iter = rs_deque_iter,
  .richcompare = deque_richcompare,
  .init = deque_init,
  .new_ = deque_new,
  .length = deque_length,
  .getitem = deque_getitem,
  .setitem = deque_setitem,
  .contains = rs_deque_contains,
  .concat = deque_concat,
  .inplace_concat = deque_inplace_concat,
  .repeat = deque_repeat,
  .inplace_repeat = deque_inplace_repeat,
  .sizeof_ = deque_sizeof,
};

const RsTypeSpec rs_spec_deque = {
  .name = "collections.deque",
  .flags = RS_TF_GC | RS_TF_BASETYPE | RS_TF_SEQUENCE,
  .size = sizeof (RsDeque),
  .slots = &slots,
  .methods = rs_deque_methods,
  .getset = getset,
  .weaklist_offset = G_STRUCT_OFFSET (RsDeque, weaklist),
  .doc = "deque([iterable[, maxlen]]) --> deque object\n\nA list-like sequence optimized for data "
         "accesses near its endpoints."
};
