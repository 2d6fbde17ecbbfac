/* SPDX-License-Identifier: MIT
 *
 * Host memory in the arena, and the birth of objects: a host block and a
 * modelled block for each.
 *
 *   host    | extras (heap classes) | header | fields ... |
 *   model   | GC head, 3.11's pre-header: prefix | ob_refcnt, ob_type | fields ... |
 *
 * object->block is ob_refcnt's granule.
 *
 * What can fail. C code that makes an object of fixed size would have to give
 * up in the middle, with things half done, should there be no memory: hundreds
 * of paths that nobody ever runs. So it cannot happen:
 *
 *   fixed size     rs_object_new, rs_object_new_from_free_list, rs_block_alloc:
 *                  never fail. Beyond the limit the memory comes out of a
 *                  reserve, and MemoryError is raised at the next instruction,
 *                  or by the loop in C that is running, at its next
 *                  rs_may_go_on. When the reserve is used up, too, the memory
 *                  is given all the same, and the run is stopped.
 *   sized by the   rs_var_object_new, rs_object_new_sized, rs_buffer_new,
 *   program        rs_block_try: NULL or 0 beyond the limit, with MemoryError
 *                  pending (but for rs_block_try), as soon as it is more than
 *                  RS_SMALL_REQUEST bytes. Fewer never fail: a short str, a
 *                  tuple of a few items, an int of a machine word need no
 *                  check.
 *
 * RS_NEVER_NULL marks the functions of the first kind, RS_RAISES those of the
 * second. vm->fail_in, a test's knob, makes one allocation meet the limit (see
 * rs_memory_fail).
 */
#include "alloc.h"
#include "gc.h"

#include <string.h>

G_STATIC_ASSERT (sizeof (RsArenaHead) <= RS_VM_OFFSET);

void
rs_arena_is_full (RsVm *vm)
{
  g_error ("the engine's address space of %" G_GSIZE_FORMAT " bytes is used up",
           ((RsArenaHead *) rs_vm_arena (vm))->reserved);
}

gpointer
rs_mem_alloc (RsVm *vm, gsize bytes)
{
  gpointer block = rs_arena_alloc_sized (rs_vm_arena (vm), bytes);
  if (G_UNLIKELY (block == NULL))
    rs_arena_is_full (vm);
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
  *block = rs_block_try (vm, model_bytes);
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

/* --- objects -------------------------------------------------------------- */

static gsize
model_bytes_of (const RsType *type, gsize model_size)
{
  return (model_size == 0 ? type->basicsize : model_size) + type->prefix;
}

/* A small block, as most are, without a call; a large one by LARGE. */
static inline guint32
block_for (RsVm *vm, gsize bytes, guint32 (*large) (RsVm *vm, gsize bytes))
{
  return G_LIKELY (bytes <= RS_SMALL_REQUEST)
             ? rs_small_alloc (vm, (bytes + RS_GRANULE - 1) / RS_GRANULE)
             : large (vm, bytes);
}

gpointer
rs_object_new_sized (RsVm *vm, RsType *type, gsize host_size, gsize model_size)
{
  if (type->flags & RS_TF_GC)
    rs_gc_count_allocation (vm);
  guint32 block = block_for (vm, model_bytes_of (type, model_size), rs_block_try);
  if (G_UNLIKELY (block == 0))
    {
      vm->hooks->raise_memory (vm);
      return NULL;
    }
  return rs_object_in_block (vm, type, host_size == 0 ? type->size : host_size, block);
}

static gpointer
new_fixed (RsVm *vm, RsType *type, gsize host_size, gsize model_size)
{
  if (type->flags & RS_TF_GC)
    rs_gc_count_allocation (vm);
  return rs_object_in_block (vm, type, host_size,
                             block_for (vm, model_bytes_of (type, model_size), rs_block_alloc));
}

gpointer
rs_object_new (RsVm *vm, RsType *type)
{
  return new_fixed (vm, type, type->size, type->basicsize);
}

gpointer
rs_var_object_new (RsVm *vm, RsType *type, gsize data_bytes, gsize model_size)
{
  return rs_object_new_sized (vm, type, type->size + data_bytes, model_size);
}

gpointer
rs_object_new_from_free_list (RsVm *vm, RsType *type, gsize host_size, gsize model_size, guint list)
{
  if (vm->free_lists[list].n > 0)
    return rs_object_in_block (vm, type, host_size,
                               vm->free_lists[list].blocks[--vm->free_lists[list].n]);
  return new_fixed (vm, type, host_size, model_size);
}

static inline void
free_object (RsVm *vm, gpointer object)
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

/* In functions of their own, so that the calls cost the others no registers. */
static G_NO_INLINE void
free_noted (RsVm *vm, gpointer object)
{
  rs_note (vm, RS_NOTE_FREED, object, 0);
  free_object (vm, object);
}

void
rs_object_free (RsVm *vm, gpointer object)
{
  if (G_UNLIKELY (vm->noting))
    free_noted (vm, object);
  else
    free_object (vm, object);
}

static inline void
free_to_list (RsVm *vm, gpointer object, guint list)
{
  if (vm->free_lists[list].n >= vm->free_lists[list].cap)
    free_object (vm, object);
  else
    vm->free_lists[list].blocks[vm->free_lists[list].n++] = rs_object_leave_block (vm, object);
}

static G_NO_INLINE void
free_to_list_noted (RsVm *vm, gpointer object, guint list)
{
  rs_note (vm, RS_NOTE_FREED, object, 0);
  free_to_list (vm, object, list);
}

void
rs_object_free_to_free_list (RsVm *vm, gpointer object, guint list)
{
  if (G_UNLIKELY (vm->noting))
    free_to_list_noted (vm, object, list);
  else
    free_to_list (vm, object, list);
}

gsize
rs_object_size (RsVm *vm, RsObject *object)
{
  const RsType *type = object->type;
  gsize size = type->slots.sizeof_ ? type->slots.sizeof_ (vm, object) : type->basicsize;

  return size + (type->flags & RS_TF_GC ? type->prefix : 0);
}

guint64
rs_live_bytes (RsVm *vm)
{
  guint64 bytes = vm->model_bytes;

  /* The blocks of a list are of one size. */
  for (guint i = 0; i < RS_N_FREE_LISTS; i++)
    if (vm->free_lists[i].n > 0)
      bytes -= vm->free_lists[i].n * (guint64) rs_block_bytes (vm, vm->free_lists[i].blocks[0]);
  return bytes;
}

guint64
rs_own_bytes (RsVm *vm)
{
  guint64 live = rs_live_bytes (vm);

  return live > vm->library_bytes ? live - vm->library_bytes : 0;
}
