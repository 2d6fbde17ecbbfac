/* SPDX-License-Identifier: MIT
 *
 * The program's threads at a moment of a recorded run, and other turns that
 * they could take from there. See threads.c.
 */
#pragma once

#include "session/aside.h"

G_BEGIN_DECLS

/* A thread that lives at a moment. */
typedef struct {
  guint64 id;     /* counted from 1, the main thread */
  char *function; /* of the program, that it began with; NULL: it has not come to any */
  gint32 line;    /* of the program, that it stands at; 0: none */
  gboolean runs;  /* it is the one that goes on */
  gboolean ready; /* it could go on: it waits for nothing */
  char *schedule; /* that repeats the run until then, and lets it go on; NULL: it RUNS, or is not
                     READY */
} RsThreadRow;

/* Those that live at INSTANT, in the order in which they were started (transfer
 * full, RsThreadRow), and in *INSTRUCTION where that is. NULL: *ERROR. */
GPtrArray *rs_session_threads (RsSession *session, const RsInstant *instant, guint64 *instruction,
                               GError **error);

G_END_DECLS
