/* SPDX-License-Identifier: MIT
 *
 * What must go: the fewest references without which no root leads to an object.
 */
#pragma once

#include "graph/heap-graph.h"

G_BEGIN_DECLS

/* The edges of a smallest cut between the roots and TARGET (guint32, transfer
 * full). NEAR: of several, the one closest to TARGET, which is freed at once if
 * any is; else the one closest to the roots. Empty: nothing holds it; NULL: it
 * takes more than MOST. O(size * references). */
GArray *rs_cut_find (const RsHeapGraph *graph, guint32 target, gboolean near, guint most);

/* As many ways from the roots to TARGET as a smallest cut has references, of
 * which no two share one, so that no smaller cut will do: for each a byte for
 * each edge, 1: it is one of the way's (guint8 *, transfer full). NULL: it
 * takes more than MOST. */
GPtrArray *rs_cut_disjoint (const RsHeapGraph *graph, guint32 target, guint most);

/* Whether TARGET's count falls to 0 when the references CUT (guint32) go, or
 * only the collector would free it. */
gboolean rs_cut_frees_at_once (const RsHeapGraph *graph, guint32 target, const GArray *cut);

G_END_DECLS
