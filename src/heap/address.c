/* SPDX-License-Identifier: MIT
 *
 * The address space model: which address CPython would give to a block.
 * Modelled memory is counted in units of 16 bytes from RS_ADDRESS_BASE; a block
 * is known by the number of its first unit. Modelled on Objects/obmalloc.c:
 *
 *   pool (16 KiB)   | header, 3 units | block | block | ... |       all blocks of one size class:
 *                   16, 32, ... 512 bytes
 *   used_pools[c]   ring of the pools of class c with a free block; allocation takes from its head
 *   free            in a pool, a list of the blocks given back, last in, first out; then those
 *                   never used, one after another
 *
 * A pool that was full goes to the head of its ring when a block comes back; an
 * empty pool may become one of another class. Requests above 512 bytes go to
 * malloc in CPython. Here they take runs of units of their own, given back to
 * lists by size.
 *
 * The table vm->units has one word for each unit:
 *   bits 30..31  0 nothing, or the next free block of the pool; 1 an object's address: host offset
 *                / 16; 2 the length in units of a large block (kept at its second unit, where no
 *                object starts)
 * Rejected: deriving the address from the host's block. The profiles' layouts
 * differ from ours, and the host's must not.
 */
#include "alloc.h"
#include "run-limits.h"

#include <string.h>

#define POOL_UNITS(vm) (1u << (vm)->pool_shift)
#define POOL_HEADER_UNITS 3
#define TAG_OBJECT RS_TAG_OBJECT
#define TAG_LENGTH (2u << 30)
#define TAG_MASK (3u << 30)

static gboolean
grow_units (RsVm *vm, gsize units)
{
  /* In steps of a megabyte, so that the table of a small program stays
   * small. */
  gsize want = (units + 65535) / 65536 * 65536;
  guint32 *table = want >= TAG_OBJECT ? NULL : rs_arena_table (rs_vm_arena (vm), want);
  if (table == NULL)
    return FALSE;
  vm->units = table;
  return TRUE;
}

static RsPool *
pool_of (RsVm *vm, guint32 block)
{
  return &vm->pools[block >> vm->pool_shift];
}

static void
link_pool (RsVm *vm, guint32 index)
{
  RsPool *pool = &vm->pools[index];
  guint32 *head = &vm->used_pools[pool->size_class];
  pool->prev = 0;
  pool->next = *head;
  if (*head != 0)
    vm->pools[*head].prev = index;
  *head = index;
}

static void
unlink_pool (RsVm *vm, guint32 index)
{
  RsPool *pool = &vm->pools[index];
  if (pool->prev != 0)
    vm->pools[pool->prev].next = pool->next;
  else
    vm->used_pools[pool->size_class] = pool->next;
  if (pool->next != 0)
    vm->pools[pool->next].prev = pool->prev;
  pool->prev = pool->next = 0;
}

/* Makes sure that the table of pools reaches INDEX. */
static gboolean
grow_pools (RsVm *vm, guint32 index)
{
  if (index >= vm->pools_cap)
    {
      guint32 cap = MAX (vm->pools_cap * 2, MAX (256, index + 1));
      RsPool *pools =
          rs_mem_realloc (vm, vm->pools, vm->pools_cap * sizeof (RsPool), cap * sizeof (RsPool));
      if (pools == NULL)
        return FALSE;
      memset (pools + vm->pools_cap, 0, (cap - vm->pools_cap) * sizeof (RsPool));
      vm->pools = pools;
      vm->pools_cap = cap;
    }
  return TRUE;
}

/* A pool of SIZE_CLASS from the free ones, or from units never used. Rare, and
 * so not inline: rs_small_alloc_fresh would save registers for it each time. */
static G_NO_INLINE guint32
new_pool (RsVm *vm, guint size_class)
{
  guint32 index = vm->free_pools, units = POOL_UNITS (vm);

  if (index != 0)
    vm->free_pools = vm->pools[index].next;
  else
    {
      index = (vm->n_units + units - 1) / units;
      if (index == 0)
        index = 1; /* block 0 means none */
      if (!grow_units (vm, (gsize) (index + 1) * units) || !grow_pools (vm, index))
        return 0;
      vm->n_units = (index + 1) * units;
    }
  RsPool *pool = &vm->pools[index];
  pool->size_class = size_class;
  pool->used = 0;
  pool->free = 0;
  pool->next_fresh = index * units + POOL_HEADER_UNITS;
  link_pool (vm, index);
  return index;
}

guint32
rs_small_alloc_fresh (RsVm *vm, guint size_class)
{
  guint32 index = vm->used_pools[size_class];
  if (index == 0 && (index = new_pool (vm, size_class)) == 0)
    rs_arena_is_full (vm);
  RsPool *pool = &vm->pools[index];
  guint32 block = pool->free;
  if (block != 0)
    pool->free = vm->units[block];
  else
    {
      block = pool->next_fresh;
      guint32 next = block + size_class;
      pool->next_fresh = next + size_class <= (index + 1) * POOL_UNITS (vm) ? next : 0;
    }
  vm->units[block] = 0;
  pool->used++;
  if (pool->free == 0 && pool->next_fresh == 0)
    unlink_pool (vm, index);
  return block;
}

void
rs_small_free_edge (RsVm *vm, guint32 index, gboolean was_full)
{
  RsPool *pool = &vm->pools[index];
  if (was_full)
    link_pool (vm, index);
  if (pool->used == 0)
    {
      unlink_pool (vm, index);
      pool->size_class = 0;
      pool->next = vm->free_pools;
      vm->free_pools = index;
    }
}

/* --- beyond 512 bytes ----------------------------------------------------- */

static guint32
large_alloc (RsVm *vm, gsize bytes)
{
  guint32 units = (bytes + RS_UNIT - 1) / RS_UNIT;
  guint bin = g_bit_storage (units);

  /* First fit among those of the same bin; a block keeps its length. */
  for (guint32 before = 0, block = vm->large_free[bin]; block != 0;
       before = block, block = vm->units[block] & ~TAG_MASK)
    if ((vm->units[block + 1] & ~TAG_MASK) >= units
        && (vm->units[block + 1] & ~TAG_MASK) <= units + units / 4)
      {
        guint32 next = vm->units[block];
        if (before != 0)
          vm->units[before] = next;
        else
          vm->large_free[bin] = next & ~TAG_MASK;
        vm->units[block] = 0;
        return block;
      }
  guint32 pool_units = POOL_UNITS (vm), block = MAX (vm->n_units, pool_units);
  guint32 end = block + units;
  if (end < block || !grow_units (vm, (gsize) end + 1)
      || !grow_pools (vm, (end + pool_units - 1) / pool_units))
    return 0;
  /* The pools that the run covers belong to nobody: their class stays 0. */
  vm->units[block] = 0;
  vm->units[block + 1] = TAG_LENGTH | units;
  vm->n_units = end;
  return block;
}

static void
large_free (RsVm *vm, guint32 block)
{
  guint bin = g_bit_storage (vm->units[block + 1] & ~TAG_MASK);
  vm->units[block] = vm->large_free[bin];
  vm->large_free[bin] = block;
}

/* --- the limit ------------------------------------------------------------ */

/* Beyond the limit a block that the program sized fails at once, if it is not
 * small. Any other comes out of a reserve; then the evaluation loop raises
 * MemoryError at the next call or turn of a loop, or a loop in C does. Each
 * time it is raised, the program gets a little more room, so that it can handle
 * the exception. Deterministic: only modelled bytes count. */

void
rs_memory_fail (RsVm *vm, guint64 n)
{
  if (vm->fail_in == 0)
    vm->true_limit = vm->model_limit;
  vm->fail_in = n;
  vm->model_limit = n > 0 ? 0 : vm->true_limit;
}

/* Do BYTES more go beyond the limit? It is asked where they do, and of each
 * allocation while a test counts them. */
static gboolean
is_beyond (RsVm *vm, gsize bytes)
{
  if (G_LIKELY (vm->fail_in == 0))
    return TRUE;
  if (--vm->fail_in > 0)
    return vm->model_bytes + bytes > vm->true_limit;
  vm->model_limit = vm->true_limit;
  vm->memory_failed = TRUE;
  return TRUE;
}

static void
use_reserve (RsVm *vm, gsize bytes)
{
  guint64 wanted = vm->model_bytes + bytes;
  if (wanted > vm->model_limit + RS_MEMORY_RESERVE)
    rs_vm_stop (vm, RS_STOP_MEMORY, "the limit of memory was reached, and all of the reserve used");
  else if (wanted > vm->model_limit + vm->memory_margin || vm->memory_failed)
    {
      vm->memory_low = TRUE;
      rs_vm_look_up (vm);
    }
}

void
rs_memory_low (RsVm *vm, gsize bytes)
{
  if (is_beyond (vm, bytes))
    use_reserve (vm, bytes);
}

/* --- both ----------------------------------------------------------------- */

guint32
rs_block_alloc (RsVm *vm, gsize bytes)
{
  if (bytes <= RS_SMALL_REQUEST)
    return rs_small_alloc (vm, bytes <= RS_UNIT ? 1 : (bytes + RS_UNIT - 1) / RS_UNIT);
  if (G_UNLIKELY (vm->model_bytes + bytes > vm->model_limit))
    rs_memory_low (vm, bytes);
  guint32 block = large_alloc (vm, bytes);
  if (G_UNLIKELY (block == 0))
    rs_arena_is_full (vm);
  rs_model_grow (vm, rs_block_bytes (vm, block));
  return block;
}

guint32
rs_block_try (RsVm *vm, gsize bytes)
{
  if (bytes <= RS_SMALL_REQUEST)
    return rs_small_alloc (vm, bytes <= RS_UNIT ? 1 : (bytes + RS_UNIT - 1) / RS_UNIT);
  if (G_UNLIKELY (vm->model_bytes + bytes > vm->model_limit) && is_beyond (vm, bytes))
    {
      vm->memory_failed = FALSE;
      return 0;
    }
  /* The host's block is of about the same size. */
  const RsArenaHead *head = rs_vm_arena (vm);
  if (G_UNLIKELY (bytes > (head->reserved - head->top) / 4))
    return 0;
  guint32 block = large_alloc (vm, bytes);
  if (G_LIKELY (block != 0))
    rs_model_grow (vm, rs_block_bytes (vm, block));
  return block;
}

void
rs_block_free (RsVm *vm, guint32 block)
{
  if (block == 0)
    return;
  if (pool_of (vm, block)->size_class != 0)
    rs_small_free (vm, block);
  else
    {
      vm->model_bytes -= rs_block_bytes (vm, block);
      large_free (vm, block);
    }
}

gsize
rs_block_bytes (RsVm *vm, guint32 block)
{
  RsPool *pool = pool_of (vm, block);
  if (pool->size_class != 0)
    return pool->size_class * RS_UNIT;
  return (vm->units[block + 1] & ~TAG_MASK) * (gsize) RS_UNIT;
}

void
rs_block_set_object (RsVm *vm, guint32 block, RsObject *object)
{
  if (object == NULL)
    vm->units[block] = 0;
  else
    rs_unit_set_object (vm, block, object);
}

RsObject *
rs_block_object (RsVm *vm, guint32 block)
{
  if (block >= vm->n_units || (vm->units[block] & TAG_MASK) != TAG_OBJECT)
    return NULL;
  return (RsObject *) ((char *) rs_vm_arena (vm) + (gsize) (vm->units[block] & ~TAG_MASK) * 16);
}

RsObject *
rs_object_at (RsVm *vm, guint64 address)
{
  if (address < RS_ADDRESS_BASE || address % RS_UNIT != 0)
    return NULL;
  guint64 block = (address - RS_ADDRESS_BASE) / RS_UNIT;
  return block < vm->n_units ? rs_block_object (vm, block) : NULL;
}

gint64
rs_read_freed_word (RsVm *vm, guint64 address)
{
  /* pymalloc leaves the next free block's address in the first word of a block;
   * the words after it keep what they had. */
  guint64 block = (address - RS_ADDRESS_BASE) / RS_UNIT;
  if (address < RS_ADDRESS_BASE || address % RS_UNIT != 0 || block >= vm->n_units)
    return 0;
  guint32 next = vm->units[block];
  return next != 0 && (next & TAG_MASK) == 0 ? (gint64) rs_block_address (next) : 0;
}

void
rs_heap_foreach (RsVm *vm, void (*func) (RsVm *vm, RsObject *object, gpointer data), gpointer data)
{
  for (guint32 block = 1; block < vm->n_units; block++)
    if ((vm->units[block] & TAG_MASK) == TAG_OBJECT)
      func (vm, rs_block_object (vm, block), data);
}
