/* SPDX-License-Identifier: MIT
 *
 * The arena: one reserved range of the host's addresses that holds the whole
 * state of an engine, so that it can be saved and restored as a block at the
 * same address. See arena.c.
 */
#pragma once

#include "poison.h"

#include <glib.h>

G_BEGIN_DECLS

#define RS_ARENA_PAGE 4096u
#define RS_ARENA_CLASSES 160 /* the largest block has 8 GiB */
/* Bytes: up to here a block's size class is its number of 16-byte steps. */
#define RS_ARENA_FINE_LIMIT 1024

/* C stacks: see stack.h. */
#define RS_ARENA_STACKS 1024u                         /* slots; the first is the main thread's */
#define RS_ARENA_STACK_BYTES ((gsize) 16 << 20)       /* address space of a slot */
#define RS_ARENA_MAIN_STACK_BYTES ((gsize) 512 << 20) /* of the first */

/* Lies at the start of the arena, before the vm. Host sizes are multiples of
 * 16; offsets are bytes from the arena's start. */
typedef struct {
  gsize reserved;  /* bytes of address space in each of the first two ranges */
  gsize top;       /* first byte never used of the low range: objects and buffers */
  gsize table_top; /* bytes used of the high range: the table of modelled granules (address.c) */
  guint32 free[RS_ARENA_CLASSES]; /* heads of the free lists, offset / 16 */
  guint32
      stack_used[RS_ARENA_STACKS]; /* bytes in use of each C stack, from its high end; 0: free */
} RsArenaHead;

typedef struct _RsArenaImage
    RsArenaImage; /* a saved state: pages, shared between images where equal */

/* Reserves an arena and gives its start, or NULL if the host has no address
 * space left. */
gpointer rs_arena_new (gsize state_size);
void rs_arena_free (gpointer arena);

/* SIZE bytes, not cleared, on a 16-byte boundary; NULL when the reserve is used
 * up. *SIZE_CLASS is what rs_arena_release wants. */
gpointer rs_arena_alloc (gpointer arena, gsize size, guint *size_class);
void rs_arena_release (gpointer arena, gpointer block, guint size_class);
/* The same with the size remembered by the caller. */
gpointer rs_arena_alloc_sized (gpointer arena, gsize size);
void rs_arena_release_sized (gpointer arena, gpointer block, gsize size);
/* Bytes of the blocks of a size class. */
gsize rs_arena_class_bytes (guint size_class);

/* The same for what is born and dies most often: SIZE_CLASS at most
 * RS_ARENA_FINE_LIMIT / 16. */
gpointer rs_arena_alloc_fresh (gpointer arena, gsize bytes);

static inline gpointer
rs_arena_alloc_fine (gpointer arena, guint size_class)
{
  RsArenaHead *head = (RsArenaHead *) arena;
  guint32 first = head->free[size_class];
  if (G_UNLIKELY (first == 0)) /* in a poisoning build always */
    return rs_arena_alloc_fresh (arena, size_class * 16);
  gpointer block = (char *) arena + (gsize) first * 16;
  head->free[size_class] = *(guint32 *) block;
  return block;
}

static inline void
rs_arena_release_fine (gpointer arena, gpointer block, guint size_class)
{
#ifdef RS_POISON
  rs_poison (block, rs_arena_class_bytes (size_class));
#else
  RsArenaHead *head = (RsArenaHead *) arena;
  *(guint32 *) block = head->free[size_class];
  head->free[size_class] = (gsize) ((char *) block - (char *) arena) / 16;
#endif
}

/* The start of the high range: grows as far as UNITS entries of 4 bytes, new
 * ones 0. */
guint32 *rs_arena_table (gpointer arena, gsize granules);

/* Where C stack SLOT begins (its low end) and ends. */
gpointer rs_arena_stack (gpointer arena, guint slot);
gsize rs_arena_stack_bytes (guint slot);

/* Saves the arena. Pages equal to those of PREVIOUS (nullable) are shared with
 * it. *COPIED: bytes that were new. */
RsArenaImage *rs_arena_save (gpointer arena, RsArenaImage *previous, gsize *copied);
void rs_arena_restore (gpointer arena, const RsArenaImage *image);
void rs_arena_image_free (RsArenaImage *image);

G_END_DECLS
