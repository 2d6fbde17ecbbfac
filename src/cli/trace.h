/* SPDX-License-Identifier: MIT
 *
 * The steps of a program as lines of JSON (trace-lines.c), for refscope-cli
 * trace and check.
 */
#pragma once

#include "cli.h"

G_BEGIN_DECLS

#define RS_TRACE_LIMIT 100000 /* steps, unless told otherwise */

typedef struct {
  guint64 number; /* from 0 */
  RsMomentKind event;
  gint32 line; /* of the program; below 0: none */
} RsTraceStep;

/* STEP: what LINE tells of; NULL: how it ended. Returns whether to go on: if
 * not, the program is stopped. */
typedef gboolean (*RsTraceLine) (const char *line, const RsTraceStep *step, gpointer data);

/* Runs the program and calls LINE for each of its first LIMIT steps, and for a
 * last one that says how it ended, unless LINE had enough. SESSION was opened
 * with the option traced. FALSE: *ERROR. */
gboolean rs_trace_lines (RsSession *session, guint64 limit, RsTraceLine line, gpointer data,
                         GError **error);

G_END_DECLS
