/* SPDX-License-Identifier: MIT
 *
 * A lesson: a program, its named moments, what an article says and what CPython
 * does, smaller programs that show it (variants), and questions to be answered
 * before one sees (predictions). A lesson is a folder:
 *
 *     lesson.ini      what there is, and where: see structure.c
 *     ko.md, en.md    the texts, by language: see texts.c
 *     *.py            programs, where they are not scenarios; NAME.en.py is the
 *                     English twin of NAME.py, line by line
 *
 * All of it is data, read once and never changed. No engine runs here but in
 * check.c.
 */
#pragma once

#include "graph/filter.h"

#include <glib.h>

G_BEGIN_DECLS

/* The CPythons that a table of versions knows: 3.8 to 3.13. */
#define RS_N_VERSIONS 6
#define RS_MODEL_VERSION 3 /* of the engine: 3.11 */
extern const char *const rs_lesson_versions[RS_N_VERSIONS];

/* --- places --------------------------------------------------------------- */

typedef enum {
  RS_LESSON_PLACE_BEFORE, /* the line is about to run */
  RS_LESSON_PLACE_AFTER,  /* the line has run, and all that it called */
  RS_LESSON_PLACE_END,    /* the module is about to end */
  RS_LESSON_PLACE_PRINTS, /* no moment: a line of standard output */
  RS_LESSON_PLACE_WARNS,  /* no moment: a line of standard error */
} RsLessonPlaceKind;

/* A moment of a program, as one finds it again after the text around it has
 * changed. */
typedef struct {
  RsLessonPlaceKind kind;
  char *variant; /* in whose program; NULL: the lesson's own */
  int line;      /* from 1; BEFORE and AFTER */
  guint hit;     /* which time, from 1 */
} RsLessonPlace;

/* --- the parts ------------------------------------------------------------ */

/* An expression and what its repr () is at a place; or a line that is printed
 * (EXPRESSION is NULL). */
typedef struct {
  RsLessonPlace place;
  char *expression;
  char *values[RS_N_VERSIONS]; /* by version; NULL: not told. Of an answer all are NULL */
  gboolean by_version;         /* they were told version by version */
  gboolean measured;           /* no engine confirms it: LABEL is what was measured, by hand */
  int line;                    /* of lesson.ini */
} RsLessonCheck;

typedef struct {
  char *id, *title, *text;
  RsLessonPlace place;
  char *instruction; /* just before the first whose text begins so, from the place on; NULL: the
                        place itself */
  char **claims;     /* ids */
  char *prediction;  /* id; NULL: none */
  int line;
} RsLessonMoment;

typedef struct {
  char *id, *title;
  char *says; /* the article's words */
  char *does; /* what CPython does; Markdown */
  char **variants;
  GPtrArray *checks; /* RsLessonCheck */
  int line;
} RsLessonClaim;

typedef struct {
  char *id, *title, *text;
  char *file, *source; /* the program's */
  gsize length;
  gboolean prompt;
  char *schedule;     /* of threads; NULL: none */
  char *detail;       /* as RsScenario's; NULL: any */
  RsLessonPlace open; /* the moment to show first */
  GPtrArray *checks;
  int line;
} RsLessonVariant;

typedef struct {
  char *value; /* the repr () of the answer, if this is the right one */
  char *label; /* what a person sees */
  char *why;   /* why it is right, or which misconception it stands for */
} RsLessonOption;

typedef struct {
  char *id, *question;
  GPtrArray *options; /* RsLessonOption */
  RsLessonCheck *answer;
  int line;
} RsLessonPrediction;

typedef struct {
  char *file; /* "lesson.ini" */
  int line;   /* 0: of the whole file */
  char *text;
} RsLessonProblem;

typedef struct {
  char *id;       /* the folder's name */
  char *path;     /* of the folder; NULL: it is built in */
  char *language; /* of the texts: "ko" */
  char *title, *summary, *article;
  char *file, *source; /* the program's */
  gsize length;
  char *scenario; /* id of the scenario whose program it is; NULL: it is the lesson's own */
  char *detail;
  GPtrArray *moments, *claims, *variants, *predictions; /* in the order of lesson.ini */
  GPtrArray *problems;                                  /* RsLessonProblem */
} RsLesson;

/* --- reading (lesson.c, library.c) ---------------------------------------- */

/* The lesson NAME with its texts in LANGUAGE ("ko", "en"), or where it has
 * none, in another (transfer full). User's lessons come before built-in ones.
 * What is wrong with its form is in PROBLEMS. NULL: there is no such lesson. */
RsLesson *rs_lesson_load (const char *name, const char *language);
/* The lesson in the folder PATH. */
RsLesson *rs_lesson_load_folder (const char *path, const char *language);
void rs_lesson_free (RsLesson *lesson);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RsLesson, rs_lesson_free)

/* Names of all lessons, built-in ones first, then the user's, which are in
 * $XDG_DATA_HOME/refscope/lessons (transfer full). */
char **rs_lesson_names (void);

/* The languages LESSON's folder has texts in (transfer full). */
char **rs_lesson_languages (const RsLesson *lesson);

/* The lesson's language for a person whose locale is the process's: "ko" or
 * "en". */
const char *rs_lesson_language (void);

/* What LESSON calls ID (transfer none); NULL: there is none. */
RsLessonMoment *rs_lesson_moment (const RsLesson *lesson, const char *id);
RsLessonClaim *rs_lesson_claim (const RsLesson *lesson, const char *id);
RsLessonVariant *rs_lesson_variant (const RsLesson *lesson, const char *id);
RsLessonPrediction *rs_lesson_prediction (const RsLesson *lesson, const char *id);

/* Adds to LESSON's problems. */
void rs_lesson_complain (RsLesson *lesson, const char *file, int line, const char *format, ...)
    G_GNUC_PRINTF (4, 5);

/* "lesson.ini:12: text" (transfer full). */
char *rs_lesson_problem_text (const RsLesson *lesson, const RsLessonProblem *problem);

/* --- texts for people ----------------------------------------------------- */

/* "after line 12", "before line 12 for the 3rd time" as lesson.ini has it:
 * "after 12", "12:3" (transfer full). */
char *rs_lesson_place_text (const RsLessonPlace *place);

/* A check's rows of a version table: versions that agree in one entry, "3.8 to
 * 3.10", with their value (transfer full). Each is "VERSIONS\tVALUE". */
char **rs_lesson_check_rows (const RsLessonCheck *check);

G_END_DECLS
