/* SPDX-License-Identifier: MIT
 *
 * The event journal: what happened inside the instructions of a stretch of a
 * recorded run, in its order. Nothing of it is kept while recording: the
 * stretch is run again, with the engine noting what it does (heap/notes.h).
 */
#pragma once

#include "session/session.h"

G_BEGIN_DECLS

typedef enum {
  RS_EVENT_BORN,        /* OBJECT; OTHER: whose address it has, if that lived in this stretch or the
                           recording has lives; 0: nobody's */
  RS_EVENT_MADE,        /* a reference to OBJECT, by OTHER (0: the engine); LABEL */
  RS_EVENT_GONE,        /* the same */
  RS_EVENT_FREED,       /* OBJECT */
  RS_EVENT_CLEARED,     /* OBJECT, a weak reference to OTHER, which is dying */
  RS_EVENT_CALLBACK,    /* of OBJECT, a weak reference */
  RS_EVENT_FINALIZER,   /* of OBJECT */
  RS_EVENT_RESURRECTED, /* OBJECT */
  RS_EVENT_RAISED,      /* OBJECT, an exception, leaves or begins in the line */
  RS_EVENT_HANDLED,     /* OBJECT: the handler in that line goes on */
  RS_EVENT_OUTPUT,      /* NUMBER: 1 standard output, 2 standard error; LABEL: the text */
  RS_EVENT_SWITCHED,    /* NUMBER: the thread that goes on */
  RS_EVENT_COLLECT,     /* a collection of generation NUMBER begins */
  RS_EVENT_PHASE,       /* LABEL: "update_refs", ... */
  RS_EVENT_GC_REFS,     /* OBJECT has NUMBER for gc_refs after the phase LABEL */
  RS_EVENT_TENTATIVE,   /* OBJECT: set aside as unreachable, tentatively */
  RS_EVENT_REACHABLE,   /* OBJECT: reachable after all */
  RS_EVENT_FOUND,       /* NUMBER objects are unreachable */
  RS_EVENT_COLLECTED,   /* the collection has ended */
  RS_N_EVENTS
} RsEventKind;

typedef struct {
  RsEventKind kind;
  guint64 object, other;         /* serials; 0: none */
  const char *type, *other_type; /* their types' names; NULL: none */
  const char *label;             /* nullable */
  guint64 address;               /* OBJECT's */
  gint64 before, after;          /* OBJECT's count, before and after; -1: not told */
  gint64 number;
  gint8 generation;    /* of OBJECT, where the collector tells of it; -1 */
  guint64 instruction; /* that runs */
  guint32 step;        /* the last one before */
  gint32 line;         /* that runs, in the nearest frame of the program; 0: none */
  guint8 inside;       /* OBJECT is one that the library made and has not returned */
  guint32 stop;        /* which of its step's events to stop at, from 1; 0: none, or the journal is
                          not one of steps */
} RsEvent;

typedef struct _RsJournalStore RsJournalStore;

typedef struct {
  guint n_events;
  const RsEvent *events;
  guint64 first_instruction, end_instruction; /* those that ran; the end's is the first that did
                                                 not */
  gboolean cut;                               /* there were more events */
  guint n_stops; /* of a journal of one step: how many events there are to stop at, all but the
                    collector's accounts of gc_refs, which tell what a phase has done, and what
                    happens to objects that the library makes for itself */
  RsJournalStore *store;
} RsJournal;

/* Immutable, and shared by whoever holds a reference; the last one frees it.
 * The events and their texts are valid as long. */
RsJournal *rs_journal_ref (RsJournal *journal);
void rs_journal_unref (RsJournal *journal); /* nullable */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RsJournal, rs_journal_unref)

/* The STOPth event to stop at, from 1, of a journal of one step (transfer
 * none). NULL: it has fewer. */
const RsEvent *rs_journal_find_stop (const RsJournal *journal, guint64 stop);

/* "born", "reference-made", ... */
const char *rs_event_name (RsEventKind kind);

/* What happens between step FROM and step TO (the last step: and until the end,
 * with what is done at exit), or while instruction FROM runs. ALL: also what
 * happens to objects that were made before the program started, and the
 * collector's account of those that the library has made. Transfer full;
 * NULL: *ERROR. */
RsJournal *rs_session_journal_steps (RsSession *session, guint from, guint to, gboolean all,
                                     GError **error);
RsJournal *rs_session_journal_instruction (RsSession *session, guint64 from, gboolean all,
                                           GError **error);

/* Called with the heap at STEP and at the one before it, and the journal
 * between the two, all borrowed. FALSE: no more of them. */
typedef gboolean (*RsSessionStretch) (guint step, const RsHeapGraph *before,
                                      const RsHeapGraph *after, const RsJournal *journal,
                                      gpointer data);
/* Calls STRETCH for each step after FROM up to TO, in one run: what a journal
 * and two graphs for each would give. FALSE: *ERROR. */
gboolean rs_session_walk_stretches (RsSession *session, guint from, guint to,
                                    RsSessionStretch stretch, gpointer data, GError **error);

/* The heap just before event INDEX of the journal that the same arguments give:
 * in the middle of an instruction, a cascade, a collection. Transfer full;
 * NULL: *ERROR. */
const RsHeapGraph *rs_session_graph_at_event (RsSession *session, guint from, guint to,
                                              gboolean all, guint index, GError **error);
/* The same, just before the STOPth event to stop at, from 1, of the step that
 * begins at STEP. */
const RsHeapGraph *rs_session_graph_at_stop (RsSession *session, guint step, guint64 stop,
                                             GError **error);

G_END_DECLS
