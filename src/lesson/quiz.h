/* SPDX-License-Identifier: MIT
 *
 * Questions for a test: those of the lessons, and some about programs that are
 * made up by chance. What is right, the engine says.
 */
#pragma once

#include "lesson/lesson.h"

G_BEGIN_DECLS

typedef struct {
  char *id;            /* "refcount/inside", "made/alias" */
  char *file, *text;   /* the program */
  RsLessonPlace place; /* where EXPRESSION is asked about */
  char *expression;
  char *question;
  GPtrArray *options; /* RsLessonOption, in the order in which they are shown */
  guint right;        /* index of the one that the engine confirms */
} RsQuizItem;

/* N items, the same ones for the same SEED (of RsQuizItem; transfer full), in
 * LANGUAGE, "ko" or "en". Fewer, where there are no more different ones. The
 * thread needs rs_session_stack_size () of stack. NULL: *ERROR; an answer could
 * not be found. */
GPtrArray *rs_quiz_make (guint32 seed, guint n, const char *language, GError **error);

/* For paper: the questions, then the key with its reasons (transfer full). */
char *rs_quiz_text (const GPtrArray *items, const char *language);
/* In Moodle's GIFT (transfer full). */
char *rs_quiz_gift (const GPtrArray *items);

G_END_DECLS
