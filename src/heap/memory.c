/* SPDX-License-Identifier: MIT
 *
 * Host memory in the arena, and the birth of objects: a host block and a
 * modelled block for each.
 *
 *   host    | extras (heap classes) | header | fields ... |
 *   model   | GC head, 3.11's pre-header: prefix | ob_refcnt, ob_type | fields ... |
 *
 * object->block is ob_refcnt's unit.
 */
#include "alloc.h"
#include "gc.h"

#include <string.h>

#define SMALL_LIMIT 512 /* modelled bytes: beyond them pymalloc asks malloc */

gpointer
rs_mem_alloc (RsVm *vm, gsize bytes)
{
  gpointer block = rs_arena_alloc_sized (rs_vm_arena (vm), bytes);
  if (G_UNLIKELY (block == NULL))
    g_error ("the engine's address space of %" G_GSIZE_FORMAT " bytes is used up",
             ((RsArenaHead *) rs_vm_arena (vm))->reserved);
  return block;
}

gpointer
rs_mem_alloc0 (RsVm *vm, gsize bytes)
{
  return memset (rs_mem_alloc (vm, bytes), 0, bytes);
}

gpointer
rs_mem_realloc (RsVm *vm, gpointer block, gsize old_bytes, gsize bytes)
{
  gpointer result = rs_mem_alloc (vm, bytes);
  if (block != NULL)
    {
      memcpy (result, block, MIN (old_bytes, bytes));
      rs_mem_free (vm, block, old_bytes);
    }
  return result;
}

void
rs_mem_free (RsVm *vm, gpointer block, gsize bytes)
{
  rs_arena_release_sized (rs_vm_arena (vm), block, bytes);
}

gpointer
rs_buffer_new (RsVm *vm, gsize host_bytes, gsize model_bytes, guint32 *block)
{
  *block = rs_block_alloc (vm, model_bytes);
  if (G_UNLIKELY (*block == 0))
    {
      vm->hooks->raise_memory (vm);
      return NULL;
    }
  return rs_mem_alloc (vm, host_bytes);
}

void
rs_buffer_free (RsVm *vm, gpointer buffer, gsize host_bytes, guint32 block)
{
  if (buffer == NULL)
    return;
  rs_mem_free (vm, buffer, host_bytes);
  rs_block_free (vm, block);
}

void
rs_hold_grow (RsVm *vm)
{
  guint32 cap = MAX (64, vm->handles_cap * 2);
  vm->handles = rs_mem_realloc (vm, vm->handles, vm->handles_cap * sizeof (gpointer),
                                cap * sizeof (gpointer));
  vm->handles_cap = cap;
}

/* --- objects -------------------------------------------------------------- */

gpointer
rs_object_new_sized (RsVm *vm, RsType *type, gsize host_size, gsize model_size)
{
  if (host_size == 0)
    host_size = type->size;
  if (model_size == 0)
    model_size = type->basicsize;
  if (type->flags & RS_TF_GC)
    rs_gc_count_allocation (vm);
  gsize model_bytes = model_size + type->prefix;
  guint32 block = model_bytes <= SMALL_LIMIT
                      ? rs_small_alloc (vm, (model_bytes + RS_UNIT - 1) / RS_UNIT)
                      : rs_block_alloc (vm, model_bytes);
  if (G_UNLIKELY (block == 0))
    {
      vm->hooks->raise_memory (vm);
      return NULL;
    }
  return rs_object_in_block (vm, type, host_size, block);
}

gpointer
rs_object_new (RsVm *vm, RsType *type)
{
  return rs_object_new_sized (vm, type, type->size, type->basicsize);
}

gpointer
rs_var_object_new (RsVm *vm, RsType *type, gsize data_bytes, gsize model_size)
{
  return rs_object_new_sized (vm, type, type->size + data_bytes, model_size);
}

gpointer
rs_object_new_listed (RsVm *vm, RsType *type, gsize host_size, gsize model_size, guint list)
{
  if (vm->free_lists[list].n > 0)
    return rs_object_in_block (vm, type, host_size,
                               vm->free_lists[list].blocks[--vm->free_lists[list].n]);
  return rs_object_new_sized (vm, type, host_size, model_size);
}

void
rs_object_free (RsVm *vm, gpointer object)
{
  RsType *type = RS_OBJECT (object)->type;
  if ((type->flags & RS_TF_GC) && vm->generations[0].count > 0)
    vm->generations[0].count--;
  guint32 block = rs_object_leave_block (vm, object);
  if (G_LIKELY (vm->pools[block >> vm->pool_shift].size_class != 0))
    rs_small_free (vm, block);
  else
    rs_block_free (vm, block);
}

void
rs_object_free_listed (RsVm *vm, gpointer object, guint list)
{
  if (vm->free_lists[list].n >= vm->free_lists[list].cap)
    {
      rs_object_free (vm, object);
      return;
    }
  vm->free_lists[list].blocks[vm->free_lists[list].n++] = rs_object_leave_block (vm, object);
}
