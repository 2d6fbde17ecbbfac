/* SPDX-License-Identifier: MIT
 *
 * Memory as bytes. Where address sanitizers watch, the library's functions look
 * at each byte's shadow; these loops do not.
 */
#include "raw.h"

#include <string.h>

#ifdef RS_ADDRESS_SANITIZER

__attribute__ ((no_sanitize ("address"))) void
rs_raw_copy (gpointer to, gconstpointer from, gsize bytes)
{
  for (gsize i = 0; i < bytes / 8; i++)
    ((volatile guint64 *) to)[i] = ((const volatile guint64 *) from)[i];
}

__attribute__ ((no_sanitize ("address"))) gboolean
rs_raw_equal (gconstpointer a, gconstpointer b, gsize bytes)
{
  for (gsize i = 0; i < bytes / 8; i++)
    if (((const volatile guint64 *) a)[i] != ((const volatile guint64 *) b)[i])
      return FALSE;
  return TRUE;
}

#else

void
rs_raw_copy (gpointer to, gconstpointer from, gsize bytes)
{
  memcpy (to, from, bytes);
}

gboolean
rs_raw_equal (gconstpointer a, gconstpointer b, gsize bytes)
{
  return memcmp (a, b, bytes) == 0;
}

#endif
