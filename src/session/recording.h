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

/* What was written without a change of stream, and not more than some pages of
 * it; it ends where the next one begins. */
typedef struct {
  guint64 chars; /* written before it */
  gsize offset;  /* the same in bytes */
  int stream;    /* 1, 2, or RS_STREAM_ECHO */
} RsWritten;

#define RS_STREAM_ECHO 0 /* what was typed: of the screen, not of the program's output */

/* One event of sys.settrace, in the order of execution. */
typedef struct {
  guint64 instruction; /* number of instructions executed before it */
  guint64 written;     /* characters written to both streams so far */
  guint64 own_bytes;   /* modelled, of what the program made: without its imports */
  gint32 line, depth;  /* depth: frames of the program, 1 for the module */
  guint8 event;        /* RsMomentKind: CALL, LINE, RETURN, EXCEPTION */
  guint32 ordinal;     /* which event of the same instruction: 0 the first; an exception that
                          leaves many frames has many */
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
  /* The same in the order of writing: the bytes of both streams, and of which
   * one they are. */
  GString *written;
  GArray *writes; /* RsWritten */
  guint64 written_chars;
  char *failure;   /* the uncaught exception, "Type: text"; NULL: none */
  RsStop stop;     /* why the run was ended before its end */
  char *stop_text; /* that as a sentence, with what there is to say about it; NULL: it was not */
  int exit_status;
  char *schedule; /* that repeats the switches between threads of the whole run (vm/schedule.h);
                     "": there were none */
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

/* Called with valid UTF-8, SIZE bytes, of one stream. */
typedef void (*RsRecordingPiece) (int stream, const char *text, gsize size, gpointer data);

/* Of the first CHARACTERS that were written to either stream the last MOST, or
 * some more, are shown: how many are left out before them. */
guint64 rs_recording_get_cut (const RsRecording *recording, guint64 characters, guint64 most);
/* Calls PIECE with those that are shown, in the order of writing. */
void rs_recording_foreach_written (const RsRecording *recording, guint64 characters, guint64 most,
                                   RsRecordingPiece piece, gpointer data);

G_END_DECLS
