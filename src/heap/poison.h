/* SPDX-License-Identifier: MIT
 *
 * A build for finding uses after free inside the arena (meson -Dpoison=true
 * -Db_sanitize=address, as tools/test --sanitize does). To AddressSanitizer the
 * arena is one mapping, whose every byte may be read. In this build it is told
 * which bytes are nobody's: blocks given back, which are never used again, the
 * rest of a block beyond what was asked for, and a red zone behind each block.
 *
 *     | block, asked for | rest, poisoned | red zone, poisoned | block ...
 *
 * What is saved and restored are whole pages, poisoned bytes too, copied by a
 * function that is not watched. After a restore nothing is poisoned: what the
 * saved state had freed can be read again, unseen; what is freed from then on
 * is watched again.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#ifdef RS_POISON
#include <sanitizer/asan_interface.h>

#define RS_RED_ZONE 16 /* bytes */

static inline void
rs_poison (gconstpointer bytes, gsize n)
{
  __asan_poison_memory_region (bytes, n);
}

static inline void
rs_unpoison (gconstpointer bytes, gsize n)
{
  __asan_unpoison_memory_region (bytes, n);
}

#else
#define RS_RED_ZONE 0
#define rs_poison(bytes, n) ((void) 0)
#define rs_unpoison(bytes, n) ((void) 0)
#endif

G_END_DECLS
