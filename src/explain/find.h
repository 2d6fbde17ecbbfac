/* SPDX-License-Identifier: MIT
 *
 * The answer to a query: which objects of a recorded run it is true of. See
 * query.h, find.c.
 */
#pragma once

#include "explain/query.h"
#include "session/session.h"

G_BEGIN_DECLS

#define RS_NO_STEP G_MAXUINT32

typedef struct {
  guint64 serial;
  guint32 step;   /* the first at which a condition on moments holds; RS_NO_STEP: the query has
                     none */
  gint64 count;   /* its count then; -1: not looked at */
  guint64 before; /* id used again: the object that had the address before; else 0 */
} RsFound;

typedef struct {
  char *key; /* a type, a cause, a function; of a line: its number */
  guint64 n;
} RsFoundGroup;

typedef struct {
  GArray *found;  /* RsFound: by birth, or if the query is about deaths, by death; of moments, by
                     step. Empty where only counts are wanted */
  GArray *groups; /* RsFoundGroup: the largest first */
  guint64 n;      /* how many match */
  guint every;    /* moments that were looked at: every so many steps; 0: none needed to be */
} RsFindings;

/* Answers QUERY over SESSION's recording, which has lives. ALL: also what was
 * made at start-up or by the library. Transfer full; NULL: *ERROR. Cost: a pass
 * over the lives; where the query asks about moments, another run with counts
 * or graphs at some of its steps. */
RsFindings *rs_find (RsSession *session, const RsQuery *query, gboolean all, GError **error);
void rs_findings_free (RsFindings *findings); /* nullable */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RsFindings, rs_findings_free)

G_END_DECLS
