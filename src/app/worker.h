/* SPDX-License-Identifier: MIT
 *
 * RsWorker: one engine in a thread of its own, which draws up the pictures,
 * too: it owns the places of objects. The window asks, the worker answers in
 * the main context; only immutable values cross. All functions here are for the
 * main thread, and none of them waits.
 */
#pragma once

#include "appearance.h"
#include "session/journal.h"

#include <glib-object.h>

G_BEGIN_DECLS

typedef struct _RsWorker RsWorker;

/* A moment: a step, the instant before an instruction, or the instant before an
 * event of the step that begins at it (of those to stop at: see
 * RsJournal). Events are counted from 1, or from the end: RS_LAST_EVENT,
 * RS_LAST_EVENT - 1, and so on. Those of an instruction (in wishes only) are
 * the step's from it on, or from the end those before it. What is asked for
 * beyond the last event is the next step; what beyond the first, the step
 * itself. */
typedef struct {
  gboolean by_instruction;
  guint64 index;
  guint event; /* 0: none */
} RsWhen;

#define RS_LAST_EVENT G_MAXUINT

static inline gboolean
rs_when_equal (RsWhen a, RsWhen b)
{
  return a.by_instruction == b.by_instruction && a.index == b.index && a.event == b.event;
}

/* A moment, and how it is to be drawn. */
typedef struct {
  RsWhen when;
  RsAppearance *appearance;
  guint64 selected; /* serial of the object whose holders are never cut; 0: none */
} RsWish;

/* The answer to a wish; all of it is immutable. */
typedef struct {
  guint64 number;              /* of the wish */
  RsWhen when;                 /* at an event, by step and counted from 1 */
  RsJournal *journal;          /* of the step, where it is at an event; else NULL */
  const RsHeapGraph *graph;    /* the heap; NULL: there is an error */
  const RsHeapGraph *previous; /* at the moment before it; NULL: there is none */
  RsScene *scene;              /* NULL with GRAPH */
} RsPicture;

/* The answers. What is pointed to is borrowed during the call. */
typedef struct {
  /* So many steps have been recorded so far. */
  void (*progress) (guint64 steps, gpointer data);
  /* The recording has ended; NULL: ERROR says why there is none. */
  void (*recorded) (RsRecording *recording, const GError *error, gpointer data);
  /* A wish has come true; ERROR says why one has not. */
  void (*pictured) (const RsPicture *picture, const GError *error, gpointer data);
} RsWorkerEvents;

/* Starts a thread that compiles and records SOURCE (LENGTH bytes and a NUL,
 * copied) with OPTIONS (copied; no argv). Scenes use TEXTS (transfer none: the
 * worker takes a reference). EVENTS must outlive the worker; DATA is handed to
 * them. NULL with ERROR set where no thread can be made. */
RsWorker *rs_worker_new (const char *source, gsize length, const char *filename,
                         const RsSessionOptions *options, RsTextCache *texts,
                         const RsWorkerEvents *events, gpointer data, GError **error);

/* Ends the recording soon; what was recorded so far is then reported as
 * usual. */
void rs_worker_cancel (RsWorker *worker);

/* Asks for WISH (copied, with a reference to its appearance), and returns its
 * number: 1, 2, ... The last wish wins: one that has not been begun is
 * forgotten for a newer one, and one that is being worked at is given up unless
 * it is nearly done. So not each wish is answered, but the last one is; answers
 * come in the order of the wishes. */
guint64 rs_worker_wish (RsWorker *worker, const RsWish *wish);

/* --- questions ------------------------------------------------------------ */

/* A question to the engine. ANSWER is called in the worker's thread, with the
 * recorded session and QUESTION, while no picture is made; what it returns is
 * handed to TAKE in the main context, borrowed, if OWNER still lives (NULL
 * result: ERROR says why there is none). */
typedef struct {
  gpointer (*answer) (RsSession *session, gconstpointer question, GError **error);
  gpointer question; /* transfer full */
  GDestroyNotify free_question, free_result;
  void (*take) (gpointer owner, gconstpointer question, gpointer result, const GError *error);
  GObject *owner; /* borrowed; no reference is kept */
} RsInquiry;

/* Asks INQUIRY (copied). Questions are answered in their order; a wish goes
 * before them, and interrupts the one that is being answered, which is then
 * begun anew. */
void rs_worker_ask (RsWorker *worker, const RsInquiry *inquiry);

/* Forgets the questions of OWNER that have not been answered. One that is being
 * answered is given up, but its answer, or that error, may still come: it is
 * known by its question. */
void rs_worker_forget (RsWorker *worker, GObject *owner);

/* No event comes any more; the thread ends as soon as it can, and frees its
 * engine. */
void rs_worker_free (RsWorker *worker);

G_END_DECLS
