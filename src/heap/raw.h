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

#ifdef RS_ADDRESS_SANITIZER

/* The library's functions look at each byte's shadow. BYTES: a multiple of 8. */
__attribute__ ((no_sanitize ("address"), noinline)) static void
rs_raw_copy (gpointer to, gconstpointer from, gsize bytes)
{
  for (gsize i = 0; i < bytes / 8; i++)
    ((volatile guint64 *) to)[i] = ((const volatile guint64 *) from)[i];
}

__attribute__ ((no_sanitize ("address"), noinline)) static gboolean
rs_raw_equal (gconstpointer a, gconstpointer b, gsize bytes)
{
  for (gsize i = 0; i < bytes / 8; i++)
    if (((const volatile guint64 *) a)[i] != ((const volatile guint64 *) b)[i])
      return FALSE;
  return TRUE;
}

#else

static inline void
rs_raw_copy (gpointer to, gconstpointer from, gsize bytes)
{
  memcpy (to, from, bytes);
}

static inline gboolean
rs_raw_equal (gconstpointer a, gconstpointer b, gsize bytes)
{
  return memcmp (a, b, bytes) == 0;
}

#endif

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

G_END_DECLS
