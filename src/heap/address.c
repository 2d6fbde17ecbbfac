/* SPDX-License-Identifier: MIT
 *
 * The address space model: which address CPython would give to a block, so that
 * id () behaves, and is used again, as it does there. Modelled on Objects/
 * obmalloc.c (pymalloc_alloc, pymalloc_free, allocate_from_new_pool,
 * insert_to_usedpool, insert_to_freepool).
 *
 * An object has two blocks that know of each other: a host block in the arena,
 * where its C struct lies (arena.c), and a modelled block, which is nothing but
 * a range of numbers, of the size that CPython's struct would have, GC head and
 * pre-header included. Modelled memory is counted in granules of 16 bytes from
 * RS_ADDRESS_BASE; a block is known by the number of its first granule; 0 is
 * none.
 *
 *     address = RS_ADDRESS_BASE + 16 * granule
 *
 * Up to 512 bytes: pools
 *
 * A pool has 16 KiB (as much as the profile says) and blocks of one size class:
 *
 *     | header, 3 granules | block | block | block | ...        class c: 16 c bytes
 *          free ──────────────▶ last given back ──▶ the one before ──▶ none
 *          next_fresh ────────────────────────▶ first block never used
 *
 *     used_pools[c]   list of the pools of class c that have a free block
 *     free_pools      pools that are empty, of no class
 *
 *     state    its list        leaves it when
 *     used     used_pools[c]   its last block is taken (full), or comes back (empty)
 *     full     none            a block comes back: to the head of used_pools[c]
 *     empty    free_pools      a class needs a pool: to the head of used_pools[c]
 *
 * The order is what shows. Allocation takes from the pool at the head, there
 * the block given back last, else the next that was never used. So two objects
 * of one size that follow each other's death share an id, as in CPython:
 *
 *     a = object (); i = id (a); del a; id (object ()) == i
 *
 * and an object of another size class does not get it. Free lists of types
 * (float, list, dict, ...) keep blocks out of all this, as theirs do: object.h.
 *
 * Beyond 512 bytes CPython asks malloc, which differs between hosts, and is not
 * modelled in detail: such a block takes a run of granules of its own from the
 * end of what is used. Given back, it is kept by the logarithm of its length
 * and used again, whole, for a request of up to a quarter less. A run covers
 * entries of the table of pools, which stay without a class: that is how
 * rs_block_free knows it.
 *
 * The table vm->granules has one word for each granule, in a range of the arena
 * of its own, so that it grows in place:
 *
 *     bits 30..31   bits 0..29
 *     0             nothing, or in a free block the next free one of its pool
 *     1             an object is at this address: its host offset / 16
 *     2             length of a large block in granules (in its second granule,
 *                   where no object starts)
 *
 * It turns an address into an object (rs_object_at: ctypes, gc.get_referrers'
 * order, walking the heap by address) in one step, and is a list of all living
 * objects without a field in any of them.
 *
 * Not modelled: pymalloc's arenas (1 MiB in 3.11). CPython takes an empty pool
 * from the fullest arena that has one, and may unmap an arena; here the pool
 * that got empty last goes first. This shows in ids only once whole pools have
 * been freed. Where the host puts an arena is chance in CPython, too.
 *
 * Rejected: deriving the address from the host's block. The profiles' layouts
 * differ from ours, and the host's must not show: the same program has the same
 * ids on each machine. Also rejected: the modelled block's number in the host
 * block's place, and no host blocks, as an emulator would do it; then no C
 * struct could be used.
 *
 * Cost: O(1) but for a large block, which looks through those of its bin; a
 * word of 4 bytes for each 16 modelled.
 */
#include "alloc.h"
#include "run-limits.h"

#include <string.h>

#define POOL_GRANULES(vm) (1u << (vm)->pool_shift)
#define POOL_HEADER_GRANULES 3
#define TAG_OBJECT RS_TAG_OBJECT
#define TAG_LENGTH (2u << 30)
#define TAG_MASK (3u << 30)

static gboolean
grow_granules (RsVm *vm, gsize granules)
{
  /* In steps of a megabyte, so that the table of a small program stays
   * small. */
  gsize want = (granules + 65535) / 65536 * 65536;
  guint32 *table = want >= TAG_OBJECT ? NULL : rs_arena_table (rs_vm_arena (vm), want);
  if (table == NULL)
    return FALSE;
  vm->granules = table;
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

/* A pool of SIZE_CLASS from the free ones, or from granules never used. Rare,
 * and so not inline: rs_small_alloc_fresh would save registers for it each
 * time. */
static G_NO_INLINE guint32
new_pool (RsVm *vm, guint size_class)
{
  guint32 index = vm->free_pools, granules = POOL_GRANULES (vm);

  if (index != 0)
    vm->free_pools = vm->pools[index].next;
  else
    {
      index = (vm->n_granules + granules - 1) / granules;
      if (index == 0)
        index = 1; /* block 0 means none */
      if (!grow_granules (vm, (gsize) (index + 1) * granules) || !grow_pools (vm, index))
        return 0;
      vm->n_granules = (index + 1) * granules;
    }
  RsPool *pool = &vm->pools[index];
  pool->size_class = size_class;
  pool->used = 0;
  pool->free = 0;
  pool->next_fresh = index * granules + POOL_HEADER_GRANULES;
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
    pool->free = vm->granules[block];
  else
    {
      block = pool->next_fresh;
      guint32 next = block + size_class;
      pool->next_fresh = next + size_class <= (index + 1) * POOL_GRANULES (vm) ? next : 0;
    }
  vm->granules[block] = 0;
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
  guint32 granules = (bytes + RS_GRANULE - 1) / RS_GRANULE;
  guint bin = g_bit_storage (granules);

  /* First fit among those of the same bin; a block keeps its length. */
  for (guint32 before = 0, block = vm->large_free[bin]; block != 0;
       before = block, block = vm->granules[block] & ~TAG_MASK)
    if ((vm->granules[block + 1] & ~TAG_MASK) >= granules
        && (vm->granules[block + 1] & ~TAG_MASK) <= granules + granules / 4)
      {
        guint32 next = vm->granules[block];
        if (before != 0)
          vm->granules[before] = next;
        else
          vm->large_free[bin] = next & ~TAG_MASK;
        vm->granules[block] = 0;
        return block;
      }
  guint32 pool_granules = POOL_GRANULES (vm), block = MAX (vm->n_granules, pool_granules);
  guint32 end = block + granules;
  if (end < block || !grow_granules (vm, (gsize) end + 1)
      || !grow_pools (vm, (end + pool_granules - 1) / pool_granules))
    return 0;
  /* The pools that the run covers belong to nobody: their class stays 0. */
  vm->granules[block] = 0;
  vm->granules[block + 1] = TAG_LENGTH | granules;
  vm->n_granules = end;
  return block;
}

static void
large_free (RsVm *vm, guint32 block)
{
  guint bin = g_bit_storage (vm->granules[block + 1] & ~TAG_MASK);
  vm->granules[block] = vm->large_free[bin];
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
    rs_vm_stop (vm, RS_STOP_RESERVE);
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
    return rs_small_alloc (vm, bytes <= RS_GRANULE ? 1 : (bytes + RS_GRANULE - 1) / RS_GRANULE);
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
    return rs_small_alloc (vm, bytes <= RS_GRANULE ? 1 : (bytes + RS_GRANULE - 1) / RS_GRANULE);
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
    return pool->size_class * RS_GRANULE;
  return (vm->granules[block + 1] & ~TAG_MASK) * (gsize) RS_GRANULE;
}

void
rs_block_set_object (RsVm *vm, guint32 block, RsObject *object)
{
  if (object == NULL)
    vm->granules[block] = 0;
  else
    rs_granule_set_object (vm, block, object);
}

RsObject *
rs_block_object (RsVm *vm, guint32 block)
{
  if (block >= vm->n_granules || (vm->granules[block] & TAG_MASK) != TAG_OBJECT)
    return NULL;
  return (RsObject *) ((char *) rs_vm_arena (vm) + (gsize) (vm->granules[block] & ~TAG_MASK) * 16);
}

RsObject *
rs_object_at (RsVm *vm, guint64 address)
{
  if (address < RS_ADDRESS_BASE || address % RS_GRANULE != 0)
    return NULL;
  guint64 block = (address - RS_ADDRESS_BASE) / RS_GRANULE;
  return block < vm->n_granules ? rs_block_object (vm, block) : NULL;
}

gint64
rs_read_freed_word (RsVm *vm, guint64 address)
{
  /* pymalloc leaves the next free block's address in the first word of a block;
   * the words after it keep what they had. */
  guint64 block = (address - RS_ADDRESS_BASE) / RS_GRANULE;
  if (address < RS_ADDRESS_BASE || address % RS_GRANULE != 0 || block >= vm->n_granules)
    return 0;
  guint32 next = vm->granules[block];
  return next != 0 && (next & TAG_MASK) == 0 ? (gint64) rs_block_address (next) : 0;
}

gsize
rs_heap_count (RsVm *vm)
{
  gsize n = 0;
  for (guint32 block = 1; block < vm->n_granules; block++)
    n += (vm->granules[block] & TAG_MASK) == TAG_OBJECT;
  return n;
}

void
rs_heap_foreach (RsVm *vm, void (*func) (RsVm *vm, RsObject *object, gpointer data), gpointer data)
{
  for (guint32 block = 1; block < vm->n_granules; block++)
    if ((vm->granules[block] & TAG_MASK) == TAG_OBJECT)
      func (vm, rs_block_object (vm, block), data);
}
