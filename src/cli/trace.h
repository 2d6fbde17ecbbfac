/* SPDX-License-Identifier: MIT
 *
 * The steps of a program as lines of JSON (trace-lines.c), for refscope-cli
 * trace and check.
 */
#pragma once

#include "cli.h"

G_BEGIN_DECLS

#define RS_TRACE_LIMIT 100000 /* steps, unless told otherwise */

typedef void (*RsTraceLine) (const char *line, gpointer data);

/* Runs the program and calls LINE for each of its first LIMIT steps, and for a
 * last one that says how it ended. SESSION was opened with the option traced.
 * FALSE: *ERROR. */
gboolean rs_trace_lines (RsSession *session, guint64 limit, RsTraceLine line, gpointer data,
                         GError **error);

G_END_DECLS
