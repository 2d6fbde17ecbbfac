/* SPDX-License-Identifier: MIT
 *
 * Boxes in the order in which they stand: what the plan, its rows and the
 * arrangement of a moment all go through.
 */
#include "layout/layout-private.h"

#include <stdlib.h>

static int
compare_standing (const void *a, const void *b)
{
  const RsStanding *x = a, *y = b;

  if (x->column != y->column)
    return x->column < y->column ? -1 : 1;
  if (x->y != y->y)
    return x->y < y->y ? -1 : 1;
  return x->identity < y->identity ? -1 : x->identity > y->identity;
}

void
rs_layout_sort_standing (RsStanding *standing, guint n)
{
  if (n > 1)
    qsort (standing, n, sizeof *standing, compare_standing);
}
