/* SPDX-License-Identifier: MIT
 *
 * RsWorker: one engine in a thread of its own. The window asks, the worker
 * answers in the main context; only immutable values cross. All functions here
 * are for the main thread, and none of them waits.
 */
#pragma once

#include "recording.h"

G_BEGIN_DECLS

typedef struct _RsWorker RsWorker;

/* A moment: a step, or the instant before an instruction. */
typedef struct {
  gboolean by_instruction;
  guint64 index;
} RsWhen;

/* The answers. ERROR and graphs are borrowed during the call; RECORDING too. */
typedef struct {
  /* So many steps have been recorded so far. */
  void (*progress) (guint64 steps, gpointer data);
  /* The recording has ended; NULL: ERROR says why there is none. */
  void (*recorded) (RsRecording *recording, const GError *error, gpointer data);
  /* The heap at WHEN, and at the moment before it (NULL: there is none). GRAPH
   * NULL: ERROR says why. */
  void (*visited) (RsWhen when, const RsHeapGraph *graph, const RsHeapGraph *previous,
                   const GError *error, gpointer data);
} RsWorkerEvents;

/* Starts a thread that compiles and records SOURCE (LENGTH bytes and a NUL,
 * copied) with OPTIONS (copied; no argv). EVENTS must outlive the worker; DATA
 * is handed to them. NULL with ERROR set where no thread can be made. */
RsWorker *rs_worker_new (const char *source, gsize length, const char *filename,
                         const RsSessionOptions *options, const RsWorkerEvents *events,
                         gpointer data, GError **error);

/* Ends the recording soon; what was recorded so far is then reported as
 * usual. */
void rs_worker_cancel (RsWorker *worker);

/* Asks for the heap at WHEN. Answers come in the order of the questions. */
void rs_worker_visit (RsWorker *worker, RsWhen when);

/* No event comes any more; the thread ends as soon as it can, and frees its
 * engine. */
void rs_worker_free (RsWorker *worker);

G_END_DECLS
