/* SPDX-License-Identifier: MIT
 *
 * A session: one program, run by an engine of its own, as a sequence of moments
 * that can be visited in any order.
 *
 * A session belongs to one thread at a time; rs_session_cancel may be called
 * from any. What it gives out (HeapGraphs, steps, output) is immutable or
 * copied, and may cross threads.
 */
#pragma once

#include "graph/heap-graph.h"
#include "session/recording.h"
#include "vm/moment.h"

G_BEGIN_DECLS

typedef struct _RsSession RsSession;
typedef struct _RsVm RsVm; /* the engine; see vm/vm.h */

/* Returns: bytes of stack that the thread needs which makes a session: the
 * compiler is recursive. (Programs run on a stack of their own.) */
gsize rs_session_stack_size (void);

#define RS_SESSION_ERROR rs_session_error_quark ()
GQuark rs_session_error_quark (void);
typedef enum {
  RS_SESSION_ERROR_FILE,   /* the program cannot be read */
  RS_SESSION_ERROR_SYNTAX, /* it does not compile; the message is CPython's, with line and carets */
  RS_SESSION_ERROR_PROFILE,  /* no such profile */
  RS_SESSION_ERROR_SCHEDULE, /* the schedule of threads cannot be read */
  RS_SESSION_ERROR_MEMORY,   /* the host has no memory for an engine */
  RS_SESSION_ERROR_MOMENT,   /* there is no such step or instruction */
  RS_SESSION_ERROR_CANCELLED,
} RsSessionError;

typedef struct {
  const char *profile;       /* NULL: 3.11 */
  guint64 memory_limit;      /* modelled bytes beyond start-up; 0: 512 MiB */
  guint64 step_limit;        /* a recording stops after so many steps; 0: none */
  gint32 line_limit;         /* a recording stops at the first step on that line; 0: none */
  guint64 instruction_limit; /* a run stops after so many; 0: none */
  guint64 state_interval;    /* instructions between two saved states, at least; 0: 20 000 */
  const char *schedule;      /* of threads, see rs_schedule_parse; NULL: as CPython's turns end */
  gboolean traced;   /* count as a CPython does that traces the program by sys.settrace, compiled by
                        compile () and run by exec () */
  gboolean lives;    /* a recording writes the lives of all objects, too (lives.h): 48 bytes each */
  gboolean prompt;   /* each statement is a code object of its own, as typed at the prompt */
  const char *input; /* lines that input () reads, copied; NULL: none */
  gboolean input_open; /* more may be given in another run: where INPUT ends, this one stops */
  gboolean echo; /* what is read of INPUT is written, too, as by a terminal (RS_STREAM_ECHO) */
  char **argv;   /* sys.argv, NULL-terminated; NULL: only the file's name */
} RsSessionOptions;

/* SOURCE: LENGTH bytes, copied. FILENAME: for messages and co_filename.
 * Compiles; runs nothing. NULL: *ERROR. */
RsSession *rs_session_new (const char *source, gsize length, const char *filename,
                           const RsSessionOptions *options, GError **error);
/* The same from a file ("-": standard input). */
RsSession *rs_session_new_from_file (const char *path, const RsSessionOptions *options,
                                     GError **error);
void rs_session_free (RsSession *session);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RsSession, rs_session_free)

/* Text of the file at PATH ("-": standard input), transfer full; files over 64
 * MiB are refused. */
char *rs_session_read_source (const char *path, gsize *length, GError **error);

/* Where output goes while it is written; NULL: it is only kept. STREAM 1 or
 * 2. */
typedef void (*RsSessionOutput) (int stream, const char *text, gsize length, gpointer data);
void rs_session_set_output (RsSession *session, RsSessionOutput output, gpointer data);
/* Lines that input () reads, NUL-terminated, copied; or standard input of the
 * process. */
void rs_session_set_input (RsSession *session, const char *text);
void rs_session_use_standard_input (RsSession *session);

/* Runs the program to its end without keeping moments. Returns its exit
 * status. */
int rs_session_run (RsSession *session);

/* Runs the program once, with every step noted and states saved. FALSE:
 * cancelled (what was recorded stays). A program that fails, reaches a limit or
 * never ends is no error here: see rs_session_recording. */
gboolean rs_session_record (RsSession *session, GError **error);
/* The same with the states only, several times as fast: no step has a number
 * afterwards, but every instruction can be visited, and rs_session_step_before
 * steps back from any. */
gboolean rs_session_record_states (RsSession *session, GError **error);
/* The step before FROM (NULL: the end of the run), found by running again from
 * a state saved before it. Only FROM's instruction and ordinal count. *STEP is
 * the caller's; its depth is not set. FALSE: there is none, *ERROR. */
gboolean rs_session_step_before (RsSession *session, const RsStep *from, RsStep *step,
                                 GError **error);
void rs_session_cancel (RsSession *session); /* from any thread: the running call ends soon */
/* Called in the recording's thread now and then with the number of steps so
 * far. */
void rs_session_set_progress (RsSession *session, void (*progress) (guint64 steps, gpointer data),
                              gpointer data);

/* What the run came to, borrowed: of the recording, where there is one, else of
 * the last run or visit. Never NULL: before any, it is empty. */
RsRecording *rs_session_recording (RsSession *session);

const char *rs_session_source (RsSession *session);
const char *rs_session_filename (RsSession *session);

/* --- moments -------------------------------------------------------------- */

/* The heap at STEP, or just before instruction INSTRUCTION runs. transfer full;
 * NULL: *ERROR. */
const RsHeapGraph *rs_session_graph_at_step (RsSession *session, gsize step, GError **error);
const RsHeapGraph *rs_session_graph_at_instruction (RsSession *session, guint64 instruction,
                                                    GError **error);

/* Called with the heap at a step and at the one before it (NULL: there is
 * none),
 * borrowed. FALSE: no more of them. */
typedef gboolean (*RsSessionPicture) (const RsHeapGraph *graph, const RsHeapGraph *previous,
                                      gpointer data);
/* Calls PICTURE for every EVERYth step of the recording, from the first one on,
 * and for the last one: one run from its start, many times as fast as visiting
 * each. What was recorded stays. FALSE: *ERROR. */
gboolean rs_session_walk_graphs (RsSession *session, gsize every, RsSessionPicture picture,
                                 gpointer data, GError **error);

/* Called with the count that SERIAL has at STEP. FALSE: no more of it. */
typedef gboolean (*RsSessionCount) (guint step, guint64 serial, gint64 count, gpointer data);
/* Calls FUNC at every EVERYth step of the recording, which has lives, for those
 * of the N SERIALS, rising, that live there. What was recorded stays. FALSE:
 * *ERROR. In counts.c. */
gboolean rs_session_walk_counts (RsSession *session, const guint64 *serials, guint n, guint every,
                                 RsSessionCount func, gpointer data, GError **error);

/* Calls VISIT at every step of a fresh run, with the engine stopped there (for
 * trace); DATA is the caller's. */
typedef void (*RsSessionVisit) (RsSession *session, RsVm *vm, RsMomentKind moment, gpointer data);
gboolean rs_session_visit_steps (RsSession *session, RsSessionVisit visit, gpointer data,
                                 GError **error);
/* The same before every EVERYth instruction, finalizers at exit included. */
gboolean rs_session_visit_instructions (RsSession *session, guint64 every, RsSessionVisit visit,
                                        gpointer data, GError **error);
/* From within a visit: no more visits; the program runs on, unless STOP. */
void rs_session_end_visits (RsSession *session, gboolean stop);

/* --- the audit (audit.c) -------------------------------------------------- */

/* Compares each object's count with the references that can be named. Returns
 * how many differ; the first in *TEXT (transfer full). */
guint rs_audit (RsVm *vm, char **text);

G_END_DECLS
