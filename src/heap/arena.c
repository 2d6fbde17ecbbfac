/* SPDX-License-Identifier: MIT
 *
 * The arena: all of an engine's state in one range of addresses, and the saved
 * states that make a run's moments cheap to visit. CPython has no counterpart:
 * this is the host's side. What the program sees of memory is address.c's.
 *
 *     start                       head, vm, blocks of objects and buffers
 *     start + top                 never used
 *     start + reserved            the table of granules (address.c)
 *     start + reserved + table_top  never used
 *     start + 2 reserved          C stacks, one a slot; each grows downwards
 *                                 from the end of its slot
 *
 * The range is reserved at once and not backed by memory (MAP_NORESERVE), so it
 * may be far larger than the host's memory; a page costs something when it is
 * touched. Pointers inside are plain host pointers, because a saved state is
 * only ever put back at the same address, in the same process. Hence the rule
 * of ARCHITECTURE.md: nothing in the arena points out of it but to const
 * tables, nothing outside points in but through the session.
 *
 * Blocks
 *
 * A block's size class is its number of 16-byte steps up to 1024 bytes; then
 * there are four classes to each doubling (at most a quarter is wasted):
 *
 *     class   1   2  ...  64 |   65   66   67   68 |   69 ...
 *     bytes  16  32  ... 1024| 1280 1536 1792 2048 | 2560 ...
 *
 * Each class has a free list, last in, first out, linked through the first word
 * of the free blocks as an offset / 16; where it is empty, a block is cut off
 * at `top`. Blocks are never split or joined, and no size is stored: who
 * releases a block knows it. The heads of the lists lie in the arena's own head
 * and so are saved with all else: after a restore the same requests get the
 * same blocks, and a run repeats to the pointer.
 *
 * Saved states
 *
 * A state is a copy of the pages of 4 KiB below `top`, of the used part of the
 * table, and of each C stack from its stack pointer to its end. A page that
 * equals the same page of the state before is shared with it (counted):
 *
 *     state 1    A  B  C  D
 *     state 2    A  B' C  D  E      B was written to, E is new
 *     state 3    A  B' C' D  E
 *
 * so that 400 states of a program that works on a small part of its memory take
 * little more than two. Changed pages are found by comparing all of them. Cost
 * of saving: a memcmp over the used part, a copy of what differs; session.c
 * keeps that to a fraction of the run by making states rarer as the arena
 * grows. Cost of restoring: a copy of the used part. Pages beyond the saved
 * `top` keep what a later state left there, so whoever takes fresh memory
 * assumes nothing of it (rs_arena_table clears what it hands out).
 *
 * A C stack can only be saved while no C function on it owns memory outside of
 * the arena: see stack.c, and RS_FOREIGN in scope.h.
 *
 * Rejected
 *   - Page protection (mprotect and SIGSEGV, soft-dirty bits, userfaultfd) to
 *     find written pages: saves the comparison, but sanitizers, valgrind and
 *     debuggers use the same means, and the comparison is not what limits.
 *   - fork () for each state: a process each, whose threads are gone.
 *   - An undo log of writes: each store of the engine would have to go through
 *     it, the C compiler's and GMP's too.
 *   - Offsets instead of pointers, so that a state could be put back anywhere:
 *     an addition for every access, and nobody wants it elsewhere.
 *   - Serialising objects: a new type would have to say how; here a type is
 *     saved by lying in the arena.
 */
#include "arena.h"
#include "raw.h"

#include <string.h>
#include <sys/mman.h>

#define RESERVE ((gsize) 12 << 30)
#define ALL (2 * RESERVE + RS_ARENA_MAIN_STACK_BYTES + (RS_ARENA_STACKS - 1) * RS_ARENA_STACK_BYTES)
#define FINE_LIMIT RS_ARENA_FINE_LIMIT
#define FINE_CLASSES (FINE_LIMIT / 16) /* classes 1..64: 16 to 1024 bytes */

typedef struct {
  gatomicrefcount refs;
  guint8 bytes[RS_ARENA_PAGE] __attribute__ ((aligned (16)));
} Page;

/* A stretch of the arena that is in use. */
typedef struct {
  guint id;      /* 0 the low range, 1 the table, 2 + slot: a C stack */
  guint8 *start; /* of its first page; of a C stack the end of it */
  guint n_pages;
} Span;

typedef struct {
  Span span;
  Page **pages;
} SavedSpan;

struct _RsArenaImage {
  guint n_spans;
  SavedSpan *spans; /* by id */
};

static inline RsArenaHead *
head (gpointer arena)
{
  return arena;
}

static guint
class_of (gsize size)
{
  if (size <= FINE_LIMIT)
    return size <= 16 ? 1 : (size + 15) / 16;
  guint shift = g_bit_storage (size - 1) - 1; /* size in (2^shift, 2^(shift+1)] */
  gsize quarter = (gsize) 1 << (shift - 2);
  guint step = (size - ((gsize) 1 << shift) + quarter - 1) / quarter; /* 1..4 */
  return FINE_CLASSES + (shift - 10) * 4 + step;
}

gsize
rs_arena_class_bytes (guint size_class)
{
  if (size_class <= FINE_CLASSES)
    return size_class * 16;
  guint n = size_class - FINE_CLASSES - 1;
  gsize base = (gsize) FINE_LIMIT << (n / 4);
  return base + base / 4 * (n % 4 + 1);
}

/* --- C stacks ------------------------------------------------------------- */

gpointer
rs_arena_stack (gpointer arena, guint slot)
{
  return (char *) arena + 2 * RESERVE
         + (slot == 0 ? 0 : RS_ARENA_MAIN_STACK_BYTES + (slot - 1) * RS_ARENA_STACK_BYTES);
}

gsize
rs_arena_stack_bytes (guint slot)
{
  return slot == 0 ? RS_ARENA_MAIN_STACK_BYTES : RS_ARENA_STACK_BYTES;
}

/* What sanitizers and valgrind know of the C stacks is of a state that is left:
 * its functions never return. */
static void
forget_stacks (gpointer arena)
{
  for (guint slot = 0; slot < RS_ARENA_STACKS; slot++)
    if (head (arena)->stack_used[slot] != 0)
      {
        gsize used = head (arena)->stack_used[slot];
        rs_raw_forget ((char *) rs_arena_stack (arena, slot) + rs_arena_stack_bytes (slot) - used,
                       used);
      }
}

/* --- the arena ------------------------------------------------------------ */

gpointer
rs_arena_new (gsize state_size)
{
  gpointer start =
      mmap (NULL, ALL, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (start == MAP_FAILED)
    return NULL;
  RsArenaHead *h = start;
  h->reserved = RESERVE;
  h->top = (state_size + RS_ARENA_PAGE - 1) / RS_ARENA_PAGE * RS_ARENA_PAGE;
  return start;
}

void
rs_arena_free (gpointer arena)
{
  if (arena == NULL)
    return;
  forget_stacks (arena);
  rs_unpoison (arena, RESERVE);
  munmap (arena, ALL);
}

gpointer
rs_arena_alloc_fresh (gpointer arena, gsize bytes)
{
  RsArenaHead *h = head (arena);
  if (h->top + bytes + RS_RED_ZONE > h->reserved)
    return NULL;
  gpointer block = (char *) arena + h->top;
  h->top += bytes + RS_RED_ZONE;
  rs_unpoison (block, bytes);
  rs_poison ((char *) block + bytes, RS_RED_ZONE);
  return block;
}

gpointer
rs_arena_alloc (gpointer arena, gsize size, guint *size_class)
{
  guint c = class_of (size);
  if (G_UNLIKELY (c >= RS_ARENA_CLASSES))
    return NULL;
  *size_class = c;
  if (G_LIKELY (c <= FINE_CLASSES || head (arena)->free[c] != 0))
    return rs_arena_alloc_fine (arena, c);
  return rs_arena_alloc_fresh (arena, rs_arena_class_bytes (c));
}

/* A released buffer of 256 KiB or more gives its pages back to the host: a list
 * that grows to 500 MB leaves half a dozen blocks of nearly that size behind.
 */
#define LARGE_CLASS 96

void
rs_arena_release (gpointer arena, gpointer block, guint size_class)
{
  rs_arena_release_fine (arena, block, size_class);
#ifndef RS_POISON
  if (size_class < LARGE_CLASS)
    return;
  /* All but the page that holds the free list's link; they read as zeros. */
  gsize first = ((gsize) block / RS_ARENA_PAGE + 1) * RS_ARENA_PAGE,
        end = ((gsize) block + rs_arena_class_bytes (size_class)) / RS_ARENA_PAGE * RS_ARENA_PAGE;
  madvise ((gpointer) first, end - first, MADV_DONTNEED);
#endif
}

gpointer
rs_arena_alloc_sized (gpointer arena, gsize size)
{
  guint c;
  gpointer block = rs_arena_alloc (arena, size, &c);
  if (block != NULL)
    rs_poison ((char *) block + size, rs_arena_class_bytes (c) - size);
  return block;
}

void
rs_arena_release_sized (gpointer arena, gpointer block, gsize size)
{
  if (block != NULL)
    rs_arena_release (arena, block, class_of (size));
}

guint32 *
rs_arena_table (gpointer arena, gsize granules)
{
  RsArenaHead *h = head (arena);
  gsize bytes = granules * sizeof (guint32);
  if (bytes > h->reserved)
    return NULL;
  if (bytes > h->table_top)
    {
      /* After a restore the pages beyond the saved top may hold what a later
       * state left there. */
      gsize from = h->table_top, end = (bytes + RS_ARENA_PAGE - 1) / RS_ARENA_PAGE * RS_ARENA_PAGE;
      memset ((char *) arena + h->reserved + from, 0, end - from);
      h->table_top = end;
    }
  return (guint32 *) ((char *) arena + h->reserved);
}

/* --- saving and restoring ------------------------------------------------- */

static guint
pages_of (gsize bytes)
{
  return (bytes + RS_ARENA_PAGE - 1) / RS_ARENA_PAGE;
}

/* What is in use now. */
static GArray *
used_spans (gpointer arena)
{
  RsArenaHead *h = head (arena);
  GArray *spans = g_array_new (FALSE, FALSE, sizeof (Span));
  Span low = { 0, arena, pages_of (h->top) },
       table = { 1, (guint8 *) arena + h->reserved, pages_of (h->table_top) };
  g_array_append_val (spans, low);
  g_array_append_val (spans, table);
  for (guint slot = 0; slot < RS_ARENA_STACKS; slot++)
    if (h->stack_used[slot] != 0)
      {
        guint8 *end = (guint8 *) rs_arena_stack (arena, slot) + rs_arena_stack_bytes (slot);
        Span stack = { 2 + slot, end, pages_of (h->stack_used[slot]) };
        gsize whole = (gsize) stack.n_pages * RS_ARENA_PAGE;
        rs_raw_expose (end - whole, whole - h->stack_used[slot]);
        g_array_append_val (spans, stack);
      }
  return spans;
}

static guint8 *
page_at (const Span *span, guint i)
{
  return span->id < 2 ? span->start + (gsize) i * RS_ARENA_PAGE
                      : span->start - (gsize) (i + 1) * RS_ARENA_PAGE;
}

static void
page_unref (Page *page)
{
  if (g_atomic_ref_count_dec (&page->refs))
    g_free (page);
}

static Page *
save_page (const guint8 *bytes, Page *before, gsize *copied)
{
  if (before != NULL && rs_raw_equal (before->bytes, bytes, RS_ARENA_PAGE))
    {
      g_atomic_ref_count_inc (&before->refs);
      return before;
    }
  Page *page = g_malloc (sizeof (Page));
  g_atomic_ref_count_init (&page->refs);
  rs_raw_copy (page->bytes, bytes, RS_ARENA_PAGE);
  *copied += RS_ARENA_PAGE;
  return page;
}

/* The same span in IMAGE, at *AT or later: both are in order. */
static const SavedSpan *
same_span (const RsArenaImage *image, guint id, guint *at)
{
  while (image != NULL && *at < image->n_spans && image->spans[*at].span.id < id)
    ++*at;
  return image != NULL && *at < image->n_spans && image->spans[*at].span.id == id
             ? &image->spans[*at]
             : NULL;
}

RsArenaImage *
rs_arena_save (gpointer arena, RsArenaImage *previous, gsize *copied)
{
  g_autoptr (GArray) spans = used_spans (arena);
  RsArenaImage *image = g_new (RsArenaImage, 1);
  gsize new_bytes = 0;
  guint at = 0;

  image->n_spans = spans->len;
  image->spans = g_new (SavedSpan, spans->len);
  for (guint k = 0; k < spans->len; k++)
    {
      SavedSpan *saved = &image->spans[k];
      saved->span = g_array_index (spans, Span, k);
      saved->pages = g_new (Page *, saved->span.n_pages);
      const SavedSpan *before = same_span (previous, saved->span.id, &at);
      for (guint i = 0; i < saved->span.n_pages; i++)
        saved->pages[i] =
            save_page (page_at (&saved->span, i),
                       before && i < before->span.n_pages ? before->pages[i] : NULL, &new_bytes);
    }
  if (copied != NULL)
    *copied = new_bytes;
  return image;
}

void
rs_arena_restore (gpointer arena, const RsArenaImage *image)
{
  forget_stacks (arena);
  rs_unpoison (arena,
               MAX (head (arena)->top, (gsize) image->spans[0].span.n_pages * RS_ARENA_PAGE));
  for (guint k = 0; k < image->n_spans; k++)
    {
      const SavedSpan *saved = &image->spans[k];
      if (saved->span.id >= 2 && saved->span.n_pages > 0)
        rs_raw_forget (page_at (&saved->span, saved->span.n_pages - 1),
                       (gsize) saved->span.n_pages * RS_ARENA_PAGE);
      for (guint i = 0; i < saved->span.n_pages; i++)
        rs_raw_copy (page_at (&saved->span, i), saved->pages[i]->bytes, RS_ARENA_PAGE);
    }
}

void
rs_arena_image_free (RsArenaImage *image)
{
  if (image == NULL)
    return;
  for (guint k = 0; k < image->n_spans; k++)
    {
      for (guint i = 0; i < image->spans[k].span.n_pages; i++)
        page_unref (image->spans[k].pages[i]);
      g_free (image->spans[k].pages);
    }
  g_free (image->spans);
  g_free (image);
}

gsize
rs_arena_image_bytes (const RsArenaImage *image)
{
  gsize bytes = 0;
  for (guint k = 0; k < image->n_spans; k++)
    for (guint i = 0; i < image->spans[k].span.n_pages; i++)
      bytes +=
          sizeof (Page *)
          + RS_ARENA_PAGE / (gsize) MAX (1, g_atomic_int_get (&image->spans[k].pages[i]->refs));
  return bytes;
}
