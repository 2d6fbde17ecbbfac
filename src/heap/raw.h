/* SPDX-License-Identifier: MIT
 *
 * Memory as bytes, for the arena, which is saved and put back as a block: what
 * sanitizers and valgrind know of it (red zones of C stacks, freed blocks) must
 * neither stop the copy nor outlive it.
 */
#pragma once

#include <glib.h>
#include <string.h>

#ifdef __has_feature
#if __has_feature(address_sanitizer)
#define RS_ADDRESS_SANITIZER
#endif
#endif
#ifdef __SANITIZE_ADDRESS__
#define RS_ADDRESS_SANITIZER
#endif

#ifdef RS_ADDRESS_SANITIZER
#include <sanitizer/asan_interface.h>
#endif
#ifdef RS_VALGRIND
#include <valgrind/memcheck.h>
#endif

G_BEGIN_DECLS

/* memcpy and memcmp == 0 whatever a sanitizer says. BYTES: a multiple of 8. */
void rs_raw_copy (gpointer to, gconstpointer from, gsize bytes);
gboolean rs_raw_equal (gconstpointer a, gconstpointer b, gsize bytes);

/* It has no red zones any more. */
static inline void
rs_raw_unpoison (gpointer start, gsize bytes)
{
#ifdef RS_ADDRESS_SANITIZER
  __asan_unpoison_memory_region (start, bytes);
#endif
}

/* The same, and all of it may be written. */
static inline void
rs_raw_forget (gpointer start, gsize bytes)
{
  rs_raw_unpoison (start, bytes);
#ifdef RS_VALGRIND
  VALGRIND_MAKE_MEM_UNDEFINED (start, bytes);
#endif
}

/* It may be read, whatever it is. */
static inline void
rs_raw_expose (gpointer start, gsize bytes)
{
#ifdef RS_VALGRIND
  (void) VALGRIND_MAKE_MEM_DEFINED (start, bytes);
#endif
}

G_END_DECLS
