/* SPDX-License-Identifier: MIT
 *
 * What goes with an object: what would be freed if every reference to it went.
 */
#pragma once

#include "graph/heap-graph.h"

G_BEGIN_DECLS

/* The nodes (guint32, rising by the way to them) that would be freed with
 * TARGET, itself first (transfer full). O(what it reaches). */
GArray *rs_freed_with (const RsHeapGraph *graph, guint32 target);

G_END_DECLS
