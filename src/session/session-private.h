/* SPDX-License-Identifier: MIT
 *
 * The inside of a session, for the files of this folder and its tests.
 */
#pragma once

#include "aside.h"
#include "future.h"
#include "heap/arena.h"
#include "journal-private.h"
#include "lives-private.h"
#include "session.h"
#include "vm/schedule.h"
#include "vm/vm.h"

G_BEGIN_DECLS

/* A state saved before an instruction. */
typedef struct {
  guint64 instruction;
  gsize steps;
  RsArenaImage *image;
} RsSaved;

/* The name of a code object, in the pool. */
typedef struct {
  guint64 serial;
  const char *name;
} RsCodeName;

/* A statement of a program typed at the prompt. */
typedef struct {
  RsCodeUnit *unit;
  GPtrArray *warnings; /* RsCompileWarning */
} RsTyped;

/* A future while it is run (future.c). */
typedef struct {
  RsSession *session;
  RsFuture *future;
  guint32 step, last_step; /* the last that was met; the one to stop at */
  gboolean ended;          /* the program's last line has run */
} RsFutureWriter;

struct _RsSession {
  char *source, *filename;
  gsize length;
  RsSessionOptions options;
  char **argv;
  RsCodeUnit *unit;    /* of the whole program */
  GPtrArray *warnings; /* RsCompileWarning: of its compilation */
  GArray *typed; /* RsTyped: the statements instead, of a program typed at the prompt; else NULL */
  RsHost host;
  RsSchedule *schedule; /* nullable */
  GArray *switches;     /* RsSwitch, of the run */
  RsVm *vm;             /* NULL: none is alive */

  GString *written; /* to both streams, in the order of writing */
  GArray *writes;   /* RsWritten */
  guint64 written_chars;
  gsize program_end; /* bytes of WRITTEN when the main program ended; G_MAXSIZE: it has not */
  RsSessionOutput output;
  gpointer output_data;
  char *input;
  gboolean standard_input, quiet;

  GArray *steps;        /* RsStep */
  GPtrArray *functions; /* char *, by step; interned in the pool */
  GStringChunk *pool;
  RsCodeName code_names[64]; /* a cache of function_name () */
  gint depth;                /* calls of the program that are out, while recording */
  GArray *saved;             /* RsSaved, by instruction */
  guint64 n_instructions, interval;
  guint64 first_serial; /* objects of the run have this one or a later one */
  char *failure;
  gboolean recorded;
  gboolean wants_lives;     /* the run that is about to start is to write them */
  RsLivesWriter *lives;     /* while a recording writes lives */
  RsFutureWriter *future;   /* while a future is run */
  RsJournalWriter *journal; /* while a stretch is run for its events */
  RsRecording
      *recording; /* the result: of the recording, once there is one; else of the last run */
  void (*progress) (guint64 steps, gpointer data);
  gpointer progress_data;

  gboolean enough; /* the run that stands still is not wanted any more */

  /* what the running call wants of the moments */
  void (*on_moment) (RsSession *session, RsVm *vm, RsMomentKind moment);
  void (*on_end) (RsVm *vm, gpointer data); /* the main program's last line has run */
  gpointer end_data;
  RsSessionVisit visit;
  gpointer visit_data;
  guint64 every;
  gsize wanted_step;
  RsSessionPicture picture;
  gpointer picture_data;
  const RsJournalWriter *cascade; /* while one is made in the middle of its events; NULL */
  const RsHeapGraph *last_graph;  /* of the step before */
  RsStep limit, met, found; /* rs_session_step_before: where from, the step met last, the last one
                               before the limit */
  guint64 from;             /* the same: where watching begins */
  gboolean has_met, has_found;
  const RsHeapGraph *graph;

  /* at the moment that is sought, on the engine's C stack; NULL: nothing */
  void (*aside) (RsVm *vm, void (*func) (RsVm *vm, gpointer data), gpointer data);
  void (*aside_func) (RsVm *vm, gpointer data);
  gpointer aside_data;
  gboolean seeking; /* what runs now ends at an instruction that is a moment */
};

/* What SESSION's run came to; takes its output, but not its lives. In
 * recording.c. */
RsRecording *rs_recording_new (RsSession *session, int exit_status, RsStop stop,
                               const char *stop_detail);
/* A step of the recording; NULL: no such step. */
const RsStep *rs_session_step (RsSession *session, gsize index);
/* A fresh engine with the program ready to start. FALSE: *ERROR. */
gboolean rs_session_start_engine (RsSession *session, GError **error);
void rs_session_end_engine (RsSession *session);
/* Runs what has been started to its end, and calls PAUSE (nullable) whenever it
 * stands still, until session->enough. */
void rs_session_run_to_end (RsSession *session, void (*pause) (RsSession *session));
/* Runs the recording again from its start and calls ON_MOMENT at each step,
 * until that pauses. FALSE: *ERROR. */
gboolean rs_session_walk (RsSession *session,
                          void (*on_moment) (RsSession *session, RsVm *vm, RsMomentKind moment),
                          GError **error);
/* Runs on from where the engine stands, until just before INSTRUCTION or until
 * ON_MOMENT (nullable) pauses. FALSE: the program ends before that. */
gboolean rs_session_run_on (RsSession *session, guint64 instruction, guint watch,
                            void (*on_moment) (RsSession *session, RsVm *vm, RsMomentKind moment));
/* Depth of the running frame among the program's. */
gint rs_session_depth (RsVm *vm);
RsFrame *rs_session_program_frame (RsVm *vm);
/* Takes the engine to INSTANT, where it stands still. FALSE: *ERROR. In
 * moments.c. */
gboolean rs_session_go_to (RsSession *session, const RsInstant *instant, GError **error);
/* RS_LOOK_BOUND_*: what the statement says that bound NAME, seen from FRAME, to
 * VALUE. In binding.c. */
guint rs_binding_flags (RsVm *vm, RsFrame *frame, const char *name, RsObject *value);
/* What every graph says of O itself: serial, count, address, size, type, its
 * state for the collector. Shape, origin and text are the caller's. In
 * graph-build.c. */
RsGraphNode rs_session_node_of (RsVm *vm, RsHeapGraphBuilder *builder, RsObject *o);
/* Every object and every reference of VM's heap now. In graph-whole.c. */
const RsHeapGraph *rs_session_build_whole (RsVm *vm, RsSession *session);
/* The heap of VM now. In graph-build.c. */
const RsHeapGraph *rs_session_build_graph (RsVm *vm, RsSession *session, gsize step,
                                           guint64 instruction, int moment);

#define RS_GRAPH_TEXT_LIMIT 60 /* characters of a value's text */
/* What O is, as repr () says it, where that needs no Python of the program; ""
 * where it does. Transfer full. In value-text.c. */
char *rs_value_text (RsVm *vm, RsObject *o);
/* The same for a key of a dict; "<Point>" where repr () would need Python.
 * Transfer full. */
char *rs_key_text (RsVm *vm, RsObject *key);
/* The instruction that FRAME executes next, with what its operand means:
 * "LOAD_NAME x", "BINARY_OP +". Transfer full. In instruction-text.c. */
char *rs_instruction_text (RsVm *vm, const RsFrame *frame);

/* --- futures -------------------------------------------------------------- */

/* Takes the engine to INSTANT and makes CHANGE there, where the engine stays;
 * *FIRST_NEW: the first serial that no object had before. FALSE: *ERROR. In
 * aside.c. */
gboolean rs_session_change (RsSession *session, const RsInstant *instant, const RsChange *change,
                            guint64 *first_new, GError **error);
/* What happens while a future is run. In future.c. A mark is completed with the
 * line and step; FALSE: there is no room for it. */
gboolean rs_future_mark (RsFutureWriter *writer, RsVm *vm, const RsMark *mark);
void rs_future_note (RsFutureWriter *writer, RsVm *vm, RsNote note, RsObject *object);
void rs_future_write (RsFutureWriter *writer, RsVm *vm, int stream, const char *text, gsize length);
void rs_future_end_program (RsFutureWriter *writer, RsVm *vm);

G_END_DECLS
