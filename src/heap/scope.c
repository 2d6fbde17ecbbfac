/* SPDX-License-Identifier: MIT
 *
 * The shadow stack, read.
 */
#include "scope.h"

void
rs_scopes_traverse (const RsScope *scope, RsVisit *visit, guint first)
{
  for (; scope != NULL; scope = scope->previous)
    {
      rs_visit (visit, scope->given, RS_EDGE_C_LOCAL, first++);
      for (const RsLocal *local = scope->locals; local != NULL; local = local->previous)
        for (gsize i = 0; i < local->n; i++)
          rs_visit (visit, local->slots[i], RS_EDGE_C_LOCAL, first++);
    }
}
