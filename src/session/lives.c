/* SPDX-License-Identifier: MIT
 *
 * The table of lives: rows in chunks, by serial. Serials are given without
 * gaps, so that the row of one is found by counting.
 *
 * What writing costs is the memory: a page fault for each 85 rows is more than
 * all else that is done for them. So chunks ask for huge pages, which are
 * faulted in, and zeroed, 2 MiB at a time.
 */
#include "lives.h"

#include <sys/mman.h>

#include "lives-private.h"

#include "heap/address.h"

G_STATIC_ASSERT (sizeof (RsLife) == 48);

#define CHUNK_BYTES (RS_LIVES_CHUNK * sizeof (RsLife))
#define HUGE_PAGE ((gsize) 2 << 20)

G_STATIC_ASSERT (CHUNK_BYTES % HUGE_PAGE == 0);

/* RS_LIVES_CHUNK rows, zeros. */
static gpointer
new_chunk (void)
{
  gsize room = CHUNK_BYTES + HUGE_PAGE;
  char *start = mmap (NULL, room, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (start == MAP_FAILED)
    g_error ("there is no memory for %u lives", RS_LIVES_CHUNK);
  char *chunk = (char *) (((gsize) start + HUGE_PAGE - 1) / HUGE_PAGE * HUGE_PAGE);
  if (chunk > start)
    munmap (start, chunk - start);
  if (start + room > chunk + CHUNK_BYTES)
    munmap (chunk + CHUNK_BYTES, start + room - (chunk + CHUNK_BYTES));
  /* Where there are none, it is slower. */
  madvise (chunk, CHUNK_BYTES, MADV_HUGEPAGE);
  return chunk;
}

static void
free_chunk (gpointer chunk)
{
  munmap (chunk, CHUNK_BYTES);
}

RsLives *
rs_lives_new (guint64 first_serial)
{
  RsLivesTable *table = g_new0 (RsLivesTable, 1);
  g_atomic_ref_count_init (&table->refs);
  table->chunks = g_ptr_array_new_with_free_func (free_chunk);
  table->sites = g_array_new (FALSE, TRUE, sizeof (RsLifeSite));
  table->types = g_array_new (FALSE, TRUE, sizeof (RsLifeType));
  table->collections = g_array_new (FALSE, TRUE, sizeof (RsCollection));
  table->pool = g_string_chunk_new (1024);
  table->lives = (RsLives){
    .first_serial = first_serial, .next_serial = first_serial, .end = RS_LIFE_NEVER, .table = table
  };
  return &table->lives;
}

RsLives *
rs_lives_ref (RsLives *lives)
{
  g_atomic_ref_count_inc (&lives->table->refs);
  return lives;
}

void
rs_lives_unref (RsLives *lives)
{
  RsLivesTable *table = lives ? lives->table : NULL;
  if (table == NULL || !g_atomic_ref_count_dec (&table->refs))
    return;
  g_ptr_array_unref (table->chunks);
  g_array_unref (table->sites);
  g_array_unref (table->types);
  g_array_unref (table->collections);
  g_string_chunk_free (table->pool);
  g_free (table);
}

RsLife *
rs_lives_row (RsLives *lives, guint64 serial)
{
  GPtrArray *chunks = lives->table->chunks;
  guint64 index = serial - lives->first_serial;
  if (serial < lives->first_serial || index >= RS_LIVES_MOST)
    {
      lives->cut |= serial >= lives->first_serial;
      return NULL;
    }
  while (chunks->len <= index / RS_LIVES_CHUNK)
    g_ptr_array_add (chunks, new_chunk ());
  lives->next_serial = MAX (lives->next_serial, serial + 1);
  return (RsLife *) chunks->pdata[index / RS_LIVES_CHUNK] + index % RS_LIVES_CHUNK;
}

void
rs_lives_seal (RsLives *lives)
{
  RsLivesTable *table = lives->table;
  lives->n_sites = table->sites->len;
  lives->n_types = table->types->len;
  lives->n_collections = table->collections->len;
  lives->sites = (const RsLifeSite *) (gpointer) table->sites->data;
  lives->types = (const RsLifeType *) (gpointer) table->types->data;
  lives->collections = (const RsCollection *) (gpointer) table->collections->data;
}

const RsLife *
rs_lives_get (const RsLives *lives, guint64 serial)
{
  guint64 index = serial - lives->first_serial;
  if (serial < lives->first_serial || serial >= lives->next_serial)
    return NULL;
  const RsLife *life =
      (const RsLife *) lives->table->chunks->pdata[index / RS_LIVES_CHUNK] + index % RS_LIVES_CHUNK;
  return life->flags & RS_LIFE_KNOWN ? life : NULL;
}

guint64
rs_life_address (const RsLife *life)
{
  return rs_block_address (life->block);
}

const char *
rs_death_name (RsDeath death)
{
  static const char *const names[] = { NULL, "count", "collected", "exit" };
  return names[death];
}
