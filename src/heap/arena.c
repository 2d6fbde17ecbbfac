/* SPDX-License-Identifier: MIT
 *
 * The arena: all of an engine's state in one range of addresses.
 *
 *   start                     top                    start + reserved            table_top
 *   | head | vm | blocks ...  |  never used          | table of units ...        |  never used
 *
 * Pointers inside the arena are plain host pointers, because a saved state is
 * put back at the same address. The range is reserved without being backed by
 * memory, so it may be large. Blocks come from free lists by size class; their
 * heads lie in the arena's own head and so are saved with everything else.
 *
 * A saved state is an array of pages of 4 KiB. A page that equals the same page
 * of the state saved before is shared with it (counted), found by comparing: no
 * page protection and no signals, so that sanitizers and valgrind can watch.
 * Cost: one memcmp over the used part, a copy of what changed.
 *
 * Size classes: 16-byte steps to 1024 bytes, then four steps to each doubling.
 */
#include "arena.h"

#include <string.h>
#include <sys/mman.h>

#define RESERVE ((gsize) 12 << 30)
#define FINE_LIMIT RS_ARENA_FINE_LIMIT
#define FINE_CLASSES (FINE_LIMIT / 16) /* classes 1..64: 16 to 1024 bytes */

typedef struct {
  gatomicrefcount refs;
  guint8 bytes[RS_ARENA_PAGE];
} Page;

struct _RsArenaImage {
  gsize top, table_top;
  guint n_pages, n_table_pages;
  Page **pages; /* the low range's, then the table's */
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

gpointer
rs_arena_new (gsize state_size)
{
  gpointer start = mmap (NULL, 2 * RESERVE, PROT_READ | PROT_WRITE,
                         MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
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
  rs_unpoison (arena, RESERVE);
  munmap (arena, 2 * RESERVE);
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
  *size_class = c;
  if (G_LIKELY (c <= FINE_CLASSES || head (arena)->free[c] != 0))
    return rs_arena_alloc_fine (arena, c);
  return rs_arena_alloc_fresh (arena, rs_arena_class_bytes (c));
}

void
rs_arena_release (gpointer arena, gpointer block, guint size_class)
{
  rs_arena_release_fine (arena, block, size_class);
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
rs_arena_table (gpointer arena, gsize units)
{
  RsArenaHead *h = head (arena);
  gsize bytes = units * sizeof (guint32);
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

static void
page_unref (Page *page)
{
  if (g_atomic_ref_count_dec (&page->refs))
    g_free (page);
}

static Page *
save_page (const guint8 *bytes, Page *before, gsize *copied)
{
  if (before != NULL && rs_equal_unwatched (before->bytes, bytes, RS_ARENA_PAGE))
    {
      g_atomic_ref_count_inc (&before->refs);
      return before;
    }
  Page *page = g_malloc (sizeof (Page));
  g_atomic_ref_count_init (&page->refs);
  rs_copy_unwatched (page->bytes, bytes, RS_ARENA_PAGE);
  *copied += RS_ARENA_PAGE;
  return page;
}

RsArenaImage *
rs_arena_save (gpointer arena, RsArenaImage *previous, gsize *copied)
{
  RsArenaHead *h = head (arena);
  RsArenaImage *image = g_new0 (RsArenaImage, 1);
  const guint8 *table = (const guint8 *) arena + h->reserved;
  gsize new_bytes = 0;

  image->top = h->top;
  image->table_top = h->table_top;
  image->n_pages = (h->top + RS_ARENA_PAGE - 1) / RS_ARENA_PAGE;
  image->n_table_pages = h->table_top / RS_ARENA_PAGE;
  image->pages = g_new (Page *, image->n_pages + image->n_table_pages);
  for (guint i = 0; i < image->n_pages; i++)
    image->pages[i] =
        save_page ((const guint8 *) arena + (gsize) i * RS_ARENA_PAGE,
                   previous && i < previous->n_pages ? previous->pages[i] : NULL, &new_bytes);
  for (guint i = 0; i < image->n_table_pages; i++)
    image->pages[image->n_pages + i] = save_page (
        table + (gsize) i * RS_ARENA_PAGE,
        previous && i < previous->n_table_pages ? previous->pages[previous->n_pages + i] : NULL,
        &new_bytes);
  if (copied != NULL)
    *copied = new_bytes;
  return image;
}

void
rs_arena_restore (gpointer arena, const RsArenaImage *image)
{
  RsArenaHead *h = head (arena);
  gsize reserved = h->reserved;
  rs_unpoison (arena, MAX (h->top, image->top));
  for (guint i = 0; i < image->n_pages; i++)
    memcpy ((guint8 *) arena + (gsize) i * RS_ARENA_PAGE, image->pages[i]->bytes, RS_ARENA_PAGE);
  for (guint i = 0; i < image->n_table_pages; i++)
    memcpy ((guint8 *) arena + reserved + (gsize) i * RS_ARENA_PAGE,
            image->pages[image->n_pages + i]->bytes, RS_ARENA_PAGE);
}

void
rs_arena_image_free (RsArenaImage *image)
{
  if (image == NULL)
    return;
  for (guint i = 0; i < image->n_pages + image->n_table_pages; i++)
    page_unref (image->pages[i]);
  g_free (image->pages);
  g_free (image);
}

gsize
rs_arena_image_bytes (const RsArenaImage *image)
{
  gsize bytes = 0;
  for (guint i = 0; i < image->n_pages + image->n_table_pages; i++)
    bytes += RS_ARENA_PAGE / (gsize) MAX (1, g_atomic_int_get (&image->pages[i]->refs));
  return bytes + (image->n_pages + image->n_table_pages) * sizeof (Page *);
}
