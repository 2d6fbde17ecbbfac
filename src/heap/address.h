/* SPDX-License-Identifier: MIT
 *
 * The model of CPython's address space: where objects and their buffers would
 * lie. See address.c.
 */
#pragma once

#include "object.h"

G_BEGIN_DECLS

#define RS_ADDRESS_BASE G_GUINT64_CONSTANT (0x7f3a00000000) /* what id () starts from */
#define RS_GRANULE 16                                       /* bytes: pymalloc's alignment */

#define RS_SMALL_REQUEST 512 /* bytes: pymalloc's. Beyond, CPython asks malloc */

/* BYTES from pymalloc or from malloc: the block's number. Never fails: of a
 * size that the program does not decide. See memory.c. */
guint32 rs_block_alloc (RsVm *vm, gsize bytes);
/* The same of a size that the program decides: 0 where it would go beyond the
 * limit (no exception set), which up to RS_SMALL_REQUEST bytes never do. */
guint32 rs_block_try (RsVm *vm, gsize bytes) G_GNUC_WARN_UNUSED_RESULT;
/* Gives it back; 0 is ignored. */
void rs_block_free (RsVm *vm, guint32 block);
/* Bytes of the block that starts at BLOCK, as they were asked for, rounded to
 * granules. */
gsize rs_block_bytes (RsVm *vm, guint32 block);

/* The object whose address is BLOCK (that is, ob_refcnt's), or NULL. */
RS_BORROWED RsObject *rs_block_object (RsVm *vm, guint32 block);
void rs_block_set_object (RsVm *vm, guint32 block, RsObject *object);

static inline guint64
rs_block_address (guint32 block)
{
  return RS_ADDRESS_BASE + (guint64) block * RS_GRANULE;
}

/* id () of an object. */
static inline guint64
rs_address (gpointer object)
{
  return rs_block_address (((RsObject *) object)->block);
}

RS_BORROWED RsObject *rs_object_at (RsVm *vm, guint64 address);
/* The eight bytes that a debugger would read at an address where no object
 * lives: what deallocation left there. */
gint64 rs_read_freed_word (RsVm *vm, guint64 address);

/* Number of living objects. O(modelled memory). */
gsize rs_heap_count (RsVm *vm);
/* Calls FUNC for every living object, by address. */
void rs_heap_foreach (RsVm *vm, void (*func) (RsVm *vm, RsObject *object, gpointer data),
                      gpointer data);

G_END_DECLS
