/* SPDX-License-Identifier: MIT
 *
 * Programs made up by chance, each with a question. Within this folder.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A sentence in the two languages of lessons. */
typedef struct {
  const char *en, *ko;
} RsTwoTexts;

/* What somebody believes who is wrong: the program as they read it. */
typedef struct {
  char *text;
  RsTwoTexts why;
} RsMisreading;

typedef struct {
  const char *id;
  char *text;             /* the program */
  const char *expression; /* asked about at its end */
  RsTwoTexts question, why;
  GArray *misreadings; /* RsMisreading */
} RsMade;

/* How many kinds there are. */
extern const guint rs_n_made_kinds;

/* A program of the kind KIND with choices by RAND (transfer full). */
RsMade *rs_made_new (guint kind, GRand *rand);
void rs_made_free (RsMade *made);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RsMade, rs_made_free)

G_END_DECLS
