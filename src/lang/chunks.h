/* SPDX-License-Identifier: MIT
 *
 * Memory that is taken in small pieces and given back all at once: trees,
 * graphs and the finished code unit live in it.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _RsChunks RsChunks;

RsChunks *rs_chunks_new (void);
void rs_chunks_free (RsChunks *chunks);

/* Returns: SIZE zeroed bytes, aligned for any type; they live as long as
 * CHUNKS. SIZE may be 0. */
gpointer rs_chunks_alloc (RsChunks *chunks, gsize size);

/* Returns: a copy of LENGTH bytes with a NUL after them. */
char *rs_chunks_strndup (RsChunks *chunks, const char *text, gsize length);

/* Returns: a copy of SIZE bytes. */
gpointer rs_chunks_memdup (RsChunks *chunks, gconstpointer data, gsize size);

#define RS_CHUNKS_NEW(chunks, type) ((type *) rs_chunks_alloc ((chunks), sizeof (type)))
#define RS_CHUNKS_ARRAY(chunks, type, n)                                                           \
  ((type *) rs_chunks_alloc ((chunks), sizeof (type) * (gsize) (n)))

G_END_DECLS
