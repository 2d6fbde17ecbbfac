/* SPDX-License-Identifier: MIT
 *
 * RsRecording: what is known of a whole run once it has been recorded, as an
 * immutable value: its steps, its output, how it ended. The worker makes it,
 * the window reads it; it may be read by any number of threads.
 */
#pragma once

#include "session/session.h"

G_BEGIN_DECLS

typedef struct {
  gatomicrefcount refs;
  guint n_steps;
  RsStep *steps;
  const char **functions; /* of each step the function's name, interned in POOL */
  GStringChunk *pool;
  guint64 n_instructions;
  char *output; /* all of standard output */
  gsize output_chars;
  char *errors;      /* all of standard error */
  char *failure;     /* the uncaught exception, "Type: text"; NULL: none */
  char *stop_reason; /* why the run was ended before its end, in the engine's words; NULL: it was
                        not */
  int exit_status;
} RsRecording;

/* Copies what SESSION has recorded (transfer full). */
RsRecording *rs_recording_new (RsSession *session);
RsRecording *rs_recording_ref (RsRecording *recording);
void rs_recording_unref (RsRecording *recording);
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
