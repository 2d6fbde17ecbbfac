/* SPDX-License-Identifier: MIT
 *
 * What every birth and death of a small object goes through, inline: a block of
 * a modelled pool (address.c), a block of the host (arena.c), the header. What
 * happens at the edges of a pool's life (none with a free block, full, empty)
 * is left to functions there. For the heap, and for the types whose objects
 * live shortest (int, float); everybody else calls rs_object_new_... and
 * rs_object_free.
 */
#pragma once

#include "address.h"
#include "vm-state.h"

#include <string.h>

G_BEGIN_DECLS

#define RS_TAG_OBJECT (1u << 30) /* in vm->granules: an object's place */

/* A block of SIZE_CLASS from a pool that has none given back, or from a new
 * one. */
guint32 rs_small_alloc_fresh (RsVm *vm, guint size_class);
/* BYTES more would go beyond the limit of memory, and are given all the same:
 * see address.c. */
void rs_memory_low (RsVm *vm, gsize bytes);
/* The arena has no address left: ends the process. */
void rs_arena_is_full (RsVm *vm) G_GNUC_NORETURN;
/* Pool INDEX was full before a block came back, or is empty now. */
void rs_small_free_edge (RsVm *vm, guint32 index, gboolean was_full);

static inline void
rs_model_grow (RsVm *vm, gsize bytes)
{
  vm->model_bytes += bytes;
  if (vm->model_bytes > vm->model_peak)
    vm->model_peak = vm->model_bytes;
}

/* A block of SIZE_CLASS * 16 bytes, up to 512. */
static inline guint32
rs_small_alloc (RsVm *vm, guint size_class)
{
  if (G_UNLIKELY (vm->model_bytes + size_class * RS_GRANULE > vm->model_limit))
    rs_memory_low (vm, size_class * RS_GRANULE);
  guint32 index = vm->used_pools[size_class], block = 0;
  if (G_LIKELY (index != 0))
    {
      RsPool *pool = &vm->pools[index];
      guint32 first = pool->free, next;
      /* Not the pool's last one. */
      if (G_LIKELY (first != 0 && ((next = vm->granules[first]) != 0 || pool->next_fresh != 0)))
        {
          block = first;
          pool->free = next;
          pool->used++;
          vm->granules[block] = 0;
        }
    }
  if (G_UNLIKELY (block == 0))
    block = rs_small_alloc_fresh (vm, size_class);
  rs_model_grow (vm, size_class * RS_GRANULE);
  return block;
}

/* Gives back BLOCK, which belongs to a pool. */
static inline void
rs_small_free (RsVm *vm, guint32 block)
{
  guint32 index = block >> vm->pool_shift;
  RsPool *pool = &vm->pools[index];
  gboolean was_full = pool->free == 0 && pool->next_fresh == 0;

  vm->model_bytes -= pool->size_class * RS_GRANULE;
  vm->granules[block] = pool->free;
  pool->free = block;
  if (G_UNLIKELY (--pool->used == 0 || was_full))
    rs_small_free_edge (vm, index, was_full);
}

static inline void
rs_granule_set_object (RsVm *vm, guint32 block, RsObject *object)
{
  vm->granules[block] =
      RS_TAG_OBJECT | (guint32) ((gsize) ((char *) object - (char *) rs_vm_arena (vm)) / 16);
}

/* Clears the fields of an object of BYTES (a multiple of 16) behind its header.
 * Most have one or two pairs of words. */
static inline void
rs_clear_fields (char *object, gsize bytes)
{
  char *fields = object + sizeof (RsObject);
  gsize n = bytes - sizeof (RsObject);
  if (n <= 32)
    {
      if (n == 0)
        return;
      memset (fields, 0, 16);
      memset (object + bytes - 16, 0, 16);
    }
  else
    memset (fields, 0, n);
}

/* The header of a new object whose modelled block, prefix included, is
 * BLOCK. */
static inline void
rs_object_begin (RsVm *vm, RsObject *object, RsType *type, guint32 block, guint size_class)
{
  object->refcnt = 1;
  object->block = block;
  object->type = type;
  object->gc_next = object->gc_prev = 0;
#if G_BYTE_ORDER == G_LITTLE_ENDIAN
  object->bits = vm->next_serial++ | (guint64) size_class << 48;
#else
  object->bits = 0;
  object->serial = vm->next_serial++;
  object->size_class = size_class;
#endif
  rs_granule_set_object (vm, block, object);
}

/* The last act of a birth: OBJECT. A call in that place alone costs no
 * registers. */
static inline gpointer
rs_born (RsVm *vm, gpointer object)
{
  return G_UNLIKELY (vm->noting) ? rs_note_born (vm, object) : object;
}

/* An object of TYPE in the modelled BLOCK. */
static inline RsObject *
rs_object_in_block (RsVm *vm, RsType *type, gsize host_size, guint32 block)
{
  gpointer arena = rs_vm_arena (vm);
  gsize host_bytes = host_size + type->extras_bytes;
  guint size_class;
  char *host;

  if (G_LIKELY (host_bytes <= 128 && type->extras_bytes == 0))
    {
      size_class = (host_bytes + 15) / 16;
      host = rs_arena_alloc_fine (arena, size_class);
      if (G_UNLIKELY (host == NULL))
        rs_arena_is_full (vm);
      rs_clear_fields (host, size_class * 16);
    }
  else
    {
      host = rs_arena_alloc (arena, host_bytes, &size_class);
      if (G_UNLIKELY (host == NULL))
        rs_arena_is_full (vm);
      /* A str's characters are all written by whoever makes it: clearing a long
       * one first would cost as much as the copy. */
      memset (host, 0, type->id == RS_T_STR ? type->size : host_bytes);
    }
  RsObject *object = (RsObject *) (host + type->extras_bytes);
  rs_object_begin (vm, object, type, block + type->prefix / RS_GRANULE, size_class);
  if (vm->frame != NULL && ((const RsFrameHead *) vm->frame)->of_library)
    object->gc = RS_GC_BY_LIBRARY;
  if (type->flags & RS_TF_COUNTED_TYPE)
    {
      type->base.refcnt++;
      if (type->flags & RS_TF_BORN_TRACKED)
        rs_gc_track (vm, object);
    }
  return rs_born (vm, object);
}

/* The host's block is given back; the modelled one is returned. Before it, the
 * death is noted. */
static inline guint32
rs_object_leave_block (RsVm *vm, RsObject *object)
{
  RsType *type = object->type;
  guint32 block = object->block, first = block - type->prefix / RS_GRANULE;
  vm->granules[block] = 0;
  rs_arena_release_fine (rs_vm_arena (vm), (char *) object - type->extras_bytes,
                         object->size_class);
  if (type->flags & RS_TF_COUNTED_TYPE)
    rs_decref (vm, type); /* which may be the end of it */
  return first;
}

/* The same two for a type that is built in, not collected and without a prefix.
 * HOST_SIZE is small; the fields are not cleared. The caller ends with rs_born,
 * and begins with a look at vm->noting. */
static inline gpointer
rs_object_new_plain (RsVm *vm, RsType *type, gsize host_size, guint32 block)
{
  guint size_class = (host_size + 15) / 16;
  RsObject *object = rs_arena_alloc_fine (rs_vm_arena (vm), size_class);
  if (G_UNLIKELY (object == NULL))
    rs_arena_is_full (vm);
  rs_object_begin (vm, object, type, block, size_class);
  return object;
}

/* The host's block is given back; the modelled one is returned. */
static inline guint32
rs_object_free_plain (RsVm *vm, RsObject *object)
{
  guint32 block = object->block;
  vm->granules[block] = 0;
  rs_arena_release_fine (rs_vm_arena (vm), object, object->size_class);
  return block;
}

G_END_DECLS
