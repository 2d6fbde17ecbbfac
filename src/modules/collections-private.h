/* SPDX-License-Identifier: MIT
 *
 * What the files of module _collections share.
 */
#pragma once

#include "modules.h"
#include "objects/iterators/iterators.h"

G_BEGIN_DECLS

#define RS_DEQUE_BLOCK 64

/* 528 bytes in CPython. */
typedef struct _RsDequeBlock RsDequeBlock;
struct _RsDequeBlock {
  RsDequeBlock *left;
  RsObject *data[RS_DEQUE_BLOCK];
  RsDequeBlock *right;
  guint32 model;
};

typedef struct {
  RsObject base;
  RsObject *weaklist;
  gssize size;
  RsDequeBlock *left_block, *right_block;
  gssize left, right; /* 0 <= left, right < RS_DEQUE_BLOCK: the first and the last item */
  guint64 state;      /* changes with every change of size: iterators look at it */
  gssize maxlen;      /* -1: none */
} RsDeque;

#define RS_DEQUE(o) ((RsDeque *) (o))

/* Where an item stands; good for as long as the deque's state is the same. */
typedef struct {
  RsDequeBlock *block;
  gssize at;
} RsDequePlace;

static inline RsDequePlace
rs_deque_first (const RsDeque *deque)
{
  return (RsDequePlace){ deque->left_block, deque->left };
}

static inline RsDequePlace
rs_deque_last (const RsDeque *deque)
{
  return (RsDequePlace){ deque->right_block, deque->right };
}

/* The item at PLACE, which goes on to the one at its right, or left. */
static inline RsObject **
rs_deque_go_right (RsDequePlace *place)
{
  RsObject **item = &place->block->data[place->at];
  if (++place->at == RS_DEQUE_BLOCK)
    *place = (RsDequePlace){ place->block->right, 0 };
  return item;
}

static inline RsObject **
rs_deque_go_left (RsDequePlace *place)
{
  RsObject **item = &place->block->data[place->at];
  if (--place->at < 0)
    *place = (RsDequePlace){ place->block->left, RS_DEQUE_BLOCK - 1 };
  return item;
}

/* deque-blocks.c */
RS_NEW RS_RAISES RsObject *rs_deque_make (RsVm *vm, RsType *type);
/* One item at an end; the other end gives way where maxlen is reached. FALSE
 * raises. */
gboolean rs_deque_append (RsVm *vm, RsObject *deque, RS_STEALS RsObject *item);
gboolean rs_deque_append_left (RsVm *vm, RsObject *deque, RS_STEALS RsObject *item);
RS_NEW RsObject *rs_deque_pop (RsVm *vm, RsObject *deque); /* must not be empty */
RS_NEW RsObject *rs_deque_pop_left (RsVm *vm, RsObject *deque);
void rs_deque_rotate (RsVm *vm, RsObject *deque, gssize n);
void rs_deque_clear (RsVm *vm, RsObject *deque);
/* Where item INDEX stands. */
RsObject **rs_deque_at (RsDeque *deque, gssize index);
void rs_deque_dealloc (RsVm *vm, RsObject *deque);
void rs_deque_traverse (RsVm *vm, RsObject *deque, RsVisit *visit);

/* deque-iter.c */
RS_NEW RsObject *rs_deque_iter (RsVm *vm, RsObject *deque);
RS_NEW RsObject *rs_deque_reverse_iter (RsVm *vm, RsObject *deque);

G_END_DECLS
