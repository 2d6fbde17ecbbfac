/* SPDX-License-Identifier: MIT
 *
 * How many moments of a program are looked at by tests that sample many
 * programs.
 */
#pragma once

#include <glib.h>

#ifdef __SANITIZE_ADDRESS__
#define MOMENTS_ONE_IN 8
#else
#define MOMENTS_ONE_IN 1
#endif

/* Of N, the plain build's number, an eighth and at least one under the address
 * sanitizer: what is so at each moment is what the plain build has seen, and
 * the same code is run again for faults of another kind. */
static inline guint
moments_of (guint n)
{
  return MOMENTS_ONE_IN > 1 ? MAX (n / MOMENTS_ONE_IN, 1) : n;
}
