/* SPDX-License-Identifier: MIT
 *
 * RsThreadsPane: the threads at the moment shown. Each that could go on can be
 * let go on from here; and a race can be looked for. Seen where the program has
 * threads.
 *
 * Properties: session. It activates "win.take-turns".
 */
#pragma once

#include <gtk/gtk.h>

#include "pane.h"

G_BEGIN_DECLS

#define RS_TYPE_THREADS_PANE (rs_threads_pane_get_type ())
G_DECLARE_FINAL_TYPE (RsThreadsPane, rs_threads_pane, RS, THREADS_PANE, RsPane)

/* Looks for a race in the program that was run. */
void rs_threads_pane_find_race (RsThreadsPane *self);
/* What the search has found, in words; "": nothing was looked for, or the
 * answer is not there yet (transfer none). */
const char *rs_threads_pane_get_race (RsThreadsPane *self);
/* How many threads are listed that can be let go on. */
guint rs_threads_pane_get_n_ready (RsThreadsPane *self);

G_END_DECLS
