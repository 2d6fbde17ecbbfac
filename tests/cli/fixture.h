/* SPDX-License-Identifier: MIT
 *
 * refscope-cli run in a folder of its own, which is empty at first and removed
 * in the end.
 */
#pragma once

#include <glib.h>

typedef struct {
  char *folder;
} Fixture;

/* What a run has answered. */
typedef struct {
  char *out, *err;
  int status;
} Answer;

void answer_clear (Answer *answer);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Answer, answer_clear)

/* Runs refscope-cli with ARGUMENTS, quoted as for a shell, and INPUT (NULL:
 * none) as its standard input. */
Answer run (Fixture *f, const char *input, const char *arguments);

/* Writes TEXT to the file NAME; LENGTH: -1 for all of it. */
void put (Fixture *f, const char *name, const char *text, gssize length);

void setup (Fixture *f, gconstpointer data);
void teardown (Fixture *f, gconstpointer data);
