/* SPDX-License-Identifier: MIT
 *
 * Invented runs for the tests and the benchmark of plans: boxes are born, grow
 * and die, rows change what they refer to, frames are pushed and popped.
 */
#pragma once

#include "tests/layout/cases.h"

G_BEGIN_DECLS

typedef enum {
  HISTORY_TREE,   /* a search tree that grows, each node inserted by a call */
  HISTORY_RING,   /* a ring linked both ways that shrinks while something walks along it */
  HISTORY_QUEUE,  /* items come at one end and go at the other, and are worked on by a call */
  HISTORY_RANDOM, /* anything happens to some SIZE boxes */
  HISTORY_LOOP,   /* each round makes a box with another one, and forgets those of the last */
  N_HISTORIES
} HistoryShape;

/* N_MOMENTS of Case * (transfer full), of about SIZE boxes each where the shape
 * allows it. */
GPtrArray *history_new (HistoryShape shape, guint n_moments, guint size, guint32 seed);

static inline const Case *
history_moment (const GPtrArray *history, guint i)
{
  return g_ptr_array_index (history, i);
}

/* A planner that was told the first N moments of HISTORY (transfer full). */
RsPlanner *history_tell (const GPtrArray *history, guint n);

G_END_DECLS
