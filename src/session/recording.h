/* SPDX-License-Identifier: MIT
 *
 * RsRecording: what is known of a run once it has ended, as an immutable value:
 * its steps, its output, how it ended. A session makes it; it may be read by
 * any number of threads, so that a window can move a slider over 200 000 steps
 * and cut the output to a moment without asking the session's thread.
 */
#pragma once

#include "heap/stop.h"
#include "session/lives.h"

#include <glib.h>

G_BEGIN_DECLS

/* One event of sys.settrace, in the order of execution. */
typedef struct {
  guint64 instruction; /* number of instructions executed before it */
  guint64 output;      /* characters written to standard output so far */
  guint64 live_bytes;  /* modelled */
  gint32 line, depth;  /* depth: frames of the program, 1 for the module */
  guint8 event;        /* RsMomentKind: CALL, LINE, RETURN, EXCEPTION */
  guint8 ordinal;      /* which event of the same instruction: 0 the first */
} RsStep;

typedef struct {
  gatomicrefcount refs;
  guint n_steps; /* 0 where steps were not watched */
  const RsStep *steps;
  const char *const *functions; /* of each step the qualified name of its function */
  guint64 n_instructions;
  /* All that was written, as valid UTF-8; PROGRAM_OUTPUT: to standard output
   * before the main program ended, without what finalizers print at exit. */
  char *output, *errors, *program_output;
  gsize output_chars; /* of OUTPUT */
  char *failure;      /* the uncaught exception, "Type: text"; NULL: none */
  RsStop stop;        /* why the run was ended before its end */
  char *stop_text;    /* that as a sentence, with what there is to say about it; NULL: it was not */
  int exit_status;
  RsLives *lives; /* of all its objects; NULL: they were not noted */
  /* what holds STEPS and FUNCTIONS; two of them are shared with the session */
  GArray *step_array;
  GPtrArray *function_array;
  GStringChunk *pool;
} RsRecording;

RsRecording *rs_recording_ref (RsRecording *recording);
void rs_recording_unref (RsRecording *recording); /* nullable */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RsRecording, rs_recording_unref)

/* The last step that is not after INSTRUCTION; 0 where there is none before. */
guint rs_recording_step_at (const RsRecording *recording, guint64 instruction);

/* Index of the first step that stands before LINE for the first time; -1:
 * none. */
int rs_recording_find_line (const RsRecording *recording, int line);

/* The first CHARACTERS of standard output (transfer full), but of these at most
 * the last MOST; how many were left out before them is stored in CUT. */
char *rs_recording_output (const RsRecording *recording, gsize characters, gsize most, gsize *cut);

G_END_DECLS
