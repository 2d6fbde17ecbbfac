/* SPDX-License-Identifier: MIT
 *
 * How a journal is written.
 */
#pragma once

#include "journal.h"
#include "vm/vm.h"

G_BEGIN_DECLS

struct _RsJournalStore {
  gatomicrefcount refs;
  GArray *events;
  GStringChunk *pool;
};

/* A reference that is about to be dropped. */
typedef struct {
  RsObject *target; /* while it lives */
  guint64 serial;
  const char *label;
  gint64 count; /* of the target, as far as it has been told */
  guint8 kind;  /* RsEdgeKind */
  gint32 index; /* of an item */
} RsHeld;

/* An object whose count has fallen to 0, and that is not freed yet. */
typedef struct {
  RsObject *object;
  guint64 serial;
  GArray *held; /* RsHeld */
} RsHalfDead;

typedef struct _RsJournalWriter RsJournalWriter;

struct _RsJournalWriter {
  RsSession *session;
  RsJournal *journal;
  gboolean all;
  guint32 step, last;  /* the step before; the one to pause at */
  const char *phase;   /* of the collector */
  GPtrArray *dying;    /* RsHalfDead */
  GHashTable *blocks;  /* block → serial of the last that was freed there */
  GHashTable *dead;    /* set of serials whose count has fallen to 0 */
  GPtrArray *newborn;  /* RsObject *: made by the instruction that runs */
  guint64 instruction; /* that one */
  guint64 stop_at;     /* event before which the picture is made; G_MAXUINT64: none */
  void (*make_picture) (RsJournalWriter *w, RsVm *vm); /* there; into PICTURE */
  const RsHeapGraph *picture;
  /* while it is made */
  gboolean counting; /* the collector's gc_refs are in the headers */
  RsObject *emptied; /* has no contents any more; NULL: none */
};

/* ALL: also of objects that were made before the program started. STEP: the
 * last one before; LAST: the one to pause at, 0: none. */
RsJournalWriter *rs_journal_writer_new (RsSession *session, gboolean all, guint step, guint last);
/* Says which events of JOURNAL are to stop at. */
void rs_journal_number_stops (RsJournal *journal);
/* Frees WRITER; its journal is the caller's. */
RsJournal *rs_journal_writer_finish (RsJournalWriter *writer);

/* What the host is told while the stretch runs: a note (heap/notes.h), and
 * output; STREAM 1 or 2. */
void rs_journal_note (RsJournalWriter *writer, RsVm *vm, RsNote note, RsObject *object,
                      guint64 number);
void rs_journal_write (RsJournalWriter *writer, RsVm *vm, int stream, const char *text,
                       gsize length);
void rs_journal_switch (RsJournalWriter *writer, RsVm *vm, guint64 thread);

G_END_DECLS
