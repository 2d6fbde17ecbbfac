/* SPDX-License-Identifier: MIT
 *
 * The life of one object as its count: each change between two steps of a
 * recorded run, with the references that came and went.
 */
#pragma once

#include "session/session.h"

G_BEGIN_DECLS

typedef struct {
  guint step;           /* the first that shows it */
  gint32 line;          /* that ran since the step before; 0: none of the program's */
  gint64 before, after; /* before: 0 at its birth; after: 0 at its death */
  GPtrArray *came;      /* char *: "global shelf > item 0", in words */
  GPtrArray *went;
} RsCountChange;

typedef struct {
  guint64 serial;
  GArray *changes; /* RsCountChange, by step */
  gboolean cut;    /* there are more */
} RsHistory;

/* The changes of SERIAL's count at the steps of SESSION's recording, which has
 * lives: the first MOST of them. Cost: a run of the program, and two heaps for
 * each change. Transfer full; NULL: *ERROR. */
RsHistory *rs_history_new (RsSession *session, guint64 serial, guint most, GError **error);
void rs_history_free (RsHistory *history); /* nullable */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RsHistory, rs_history_free)

G_END_DECLS
