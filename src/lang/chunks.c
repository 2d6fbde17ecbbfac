/* SPDX-License-Identifier: MIT
 *
 * A bump allocator. Pieces are cut from blocks of 1 KiB at first and up to 64
 * KiB later, larger ones get a block of their own; nothing is freed alone. A
 * compilation uses two: one for what is thrown away at its end (tokens' trees,
 * symbol tables, flow graphs) and one that becomes the body of the finished
 * code unit.
 */
#include "lang/chunks.h"

#include <string.h>

#define FIRST_BLOCK_SIZE (1024)
#define LAST_BLOCK_SIZE (64 * 1024)
#define ALIGNMENT 16

struct _RsChunks {
  GPtrArray *blocks;
  char *next;
  gsize left, block_size; /* of the block in use; of the next one */
};

RsChunks *
rs_chunks_new (void)
{
  RsChunks *chunks = g_new0 (RsChunks, 1);

  chunks->block_size = FIRST_BLOCK_SIZE;
  chunks->blocks = g_ptr_array_new_with_free_func (g_free);
  return chunks;
}

void
rs_chunks_free (RsChunks *chunks)
{
  if (chunks == NULL)
    return;
  g_ptr_array_unref (chunks->blocks);
  g_free (chunks);
}

gpointer
rs_chunks_alloc (RsChunks *chunks, gsize size)
{
  char *piece;

  size = (MAX (size, 1) + ALIGNMENT - 1) & ~(gsize) (ALIGNMENT - 1);
  if (size > chunks->block_size / 4)
    {
      piece = g_malloc0 (size);
      g_ptr_array_add (chunks->blocks, piece);
      return piece;
    }
  if (size > chunks->left)
    {
      chunks->next = g_malloc0 (chunks->block_size);
      chunks->left = chunks->block_size;
      chunks->block_size = MIN (2 * chunks->block_size, LAST_BLOCK_SIZE);
      g_ptr_array_add (chunks->blocks, chunks->next);
    }
  piece = chunks->next;
  chunks->next += size;
  chunks->left -= size;
  return piece;
}

char *
rs_chunks_strndup (RsChunks *chunks, const char *text, gsize length)
{
  char *copy = rs_chunks_alloc (chunks, length + 1);

  if (length > 0)
    memcpy (copy, text, length);
  return copy;
}

gpointer
rs_chunks_memdup (RsChunks *chunks, gconstpointer data, gsize size)
{
  gpointer copy = rs_chunks_alloc (chunks, size);

  if (size > 0)
    memcpy (copy, data, size);
  return copy;
}
