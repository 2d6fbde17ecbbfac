/* SPDX-License-Identifier: MIT
 *
 * Why, and why not: questions about an object at a moment of a recorded run,
 * and their answers, with the proof of what they say.
 */
#pragma once

#include "session/aside.h"

G_BEGIN_DECLS

typedef enum {
  RS_WHY_ALIVE,
  RS_WHY_DEAD,
  RS_WHY_DIED_AT,
  RS_WHY_COUNT,
  RS_WHY_HOLDERS,
  RS_WHY_SAME,
  RS_WHY_SIZE,
  RS_WHY_COLLECTABLE,
  RS_WHY_REACHABLE,
  RS_WHY_KEEPS,
  RS_WHY_CUT,
  RS_WHY_GREW,
  RS_N_WHYS
} RsWhy;

/* "alive", "died_at", ...; and back: -1: there is none (a dash is as good as an
 * underscore). */
const char *rs_why_name (RsWhy why);
int rs_why_from_name (const char *name);

/* An object that is asked about. */
typedef struct {
  const char *text;   /* an expression, or "#serial" */
  RsInstant named_at; /* where the expression means it */
  gboolean is_named;  /* that is not the moment of the question */
} RsSubject;

typedef struct {
  RsWhy why;
  RsInstant at;
  RsSubject subjects[2]; /* none of grew; two of same, and of reachable if the second has a text */
  RsInstant since;       /* grew */
} RsQuestion;

/* How many objects of a type, or of how many bytes. */
typedef struct {
  char *type;
  gint64 n;
} RsTypeCount;

typedef enum { RS_HELD, RS_GARBAGE, RS_DEAD } RsState;

/* What was tried in a run that was thrown away. */
typedef struct {
  char **statements;
  RsOutcome outcome;
  gint line; /* the program's, where it came to that */
} RsProof;

/* All texts and arrays are the answer's. What a kind of question does not fill
 * is NULL or 0. */
typedef struct {
  RsWhy why;
  char *subject, *type_name; /* as it was asked for; of the object */
  gboolean yes; /* alive, same, collectable, reachable; freed by the next collection (cut) */
  RsState state;
  char **chain;
  GPtrArray *holders; /* char **: a chain for each reference */
  gint64 count, size, bytes;
  gint64 weakrefs;         /* -1: not told */
  GArray *types;           /* RsTypeCount, by name */
  GPtrArray *remove;       /* char **: chains, of references that must go */
  GPtrArray *other_remove; /* the same of another set that is as small; NULL: none is known */
  char **other_statements; /* what takes them away; NULL: nothing was tried */
  GPtrArray *disjoint;     /* char **: as many chains that share no reference; NULL: not told */
  char *printed;           /* same: what the line prints; NULL: nothing */
  RsProof *proof;          /* NULL: there is none */
  const char *reason, *cause;
  gboolean resurrected;
  int same_address; /* -1: not told */
  gint line;        /* 0: none */
} RsAnswer;

/* The answer to QUESTION in the recorded SESSION (transfer full). NULL: the
 * question makes no sense, *ERROR says why in a sentence. */
RsAnswer *rs_answer (RsSession *session, const RsQuestion *question, GError **error);
void rs_answer_free (RsAnswer *answer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RsAnswer, rs_answer_free)

/* The answer as one JSON object, and as one sentence in the language of the
 * locale. Transfer full. */
char *rs_answer_json (const RsAnswer *answer);
char *rs_answer_text (const RsAnswer *answer);

/* --- parts, for tests ----------------------------------------------------- */

/* How many more objects that the collector knows there are in NOW than in
 * BEFORE, by type. Transfer full. */
GArray *rs_growth (const RsHeapGraph *before, const RsHeapGraph *now);

/* The statement that takes away the reference at the end of the chain LABELS,
 * as seen from a frame of FUNCTION ("<module>" for the module), with
 * RS_IN_FRAME before it where it must be executed in another; NULL: Python has
 * none. Transfer full. */
char *rs_statement_against (char *const *labels, const char *function);

G_END_DECLS
