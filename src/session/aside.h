/* SPDX-License-Identifier: MIT
 *
 * What is tried at a moment of a recorded run, in a state that is thrown away:
 * expressions evaluated in the frame that is about to run, statements executed
 * there, a collection. The run itself never knows of it.
 */
#pragma once

#include "session/session.h"

G_BEGIN_DECLS

/* A moment, as one finds it again: a step of the recording, or just before an
 * instruction. */
typedef struct {
  gboolean is_step;
  guint64 number;
} RsInstant;

/* The HITth time (from 1) that any thread is about to run LINE. FALSE: none
 * does so often, *ERROR. A program with threads is run once more for it. */
gboolean rs_session_find_hit (RsSession *session, gint line, guint hit, RsInstant *instant,
                              GError **error);

/* Every object and every reference of the heap then. Transfer full; NULL:
 * *ERROR. */
const RsHeapGraph *rs_session_whole_graph (RsSession *session, const RsInstant *instant,
                                           GError **error);

/* --- expressions ---------------------------------------------------------- */

typedef enum {
  RS_LOOK_NEW = 1 << 0, /* the expression made it: it is not there when nobody asks */
  RS_LOOK_SMALL_INT = 1 << 1,
  RS_LOOK_SINGLETON = 1 << 2, /* None, True, (), "", characters below U+0100, ... */
  RS_LOOK_MEMBER = 1 << 3,    /* its own class keeps it, as an enum's member */
  RS_LOOK_INTERNED = 1 << 4,
  RS_LOOK_CONSTANT = 1 << 5, /* of the program's code, or part of a constant of it */
  RS_LOOK_WEAKREF = 1 << 6,  /* a weak reference without a callback */
  /* where the expression is a name: what the statement says that bound it */
  RS_LOOK_BOUND_NAME = 1 << 7,     /* another name of the same object */
  RS_LOOK_BOUND_INTERNED = 1 << 8, /* intern () */
} RsLookFlags;

/* What an expression came to. */
typedef struct {
  guint64 serial, address;
  guint64 size; /* sys.getsizeof () */
  guint flags;
  guint weakrefs;  /* weak references to it */
  char *type_name; /* without its module */
} RsLook;

void rs_look_clear (RsLook *look);

/* Evaluates the N EXPRESSIONS there, all in one state, one after the other;
 * LOOKS gets what they came to. FALSE: one of them fails, *ERROR says how. */
gboolean rs_session_look (RsSession *session, const RsInstant *instant,
                          const char *const *expressions, guint n, RsLook *looks, GError **error);

/* The repr () of EXPRESSION's value there (transfer full). NULL: it fails,
 * *ERROR says how. */
char *rs_session_evaluate (RsSession *session, const RsInstant *instant, const char *expression,
                           GError **error);

/* --- statements ----------------------------------------------------------- */

typedef enum {
  RS_OUTCOME_LIVES,
  RS_OUTCOME_DEAD,      /* at once */
  RS_OUTCOME_COLLECTED, /* by the collection that followed */
} RsOutcome;

typedef struct {
  RsOutcome outcome;
  guint n_before; /* objects that died at once; the others in the collection */
  GArray *died;   /* guint64: serials of what died, of the objects that were there; transfer full */
} RsTrial;

void rs_trial_clear (RsTrial *trial);

/* "in NAME: " before a statement: it is executed in the nearest frame of the
 * function NAME, in any thread. */
#define RS_IN_FRAME "in "

/* Executes the STATEMENTS (NULL-terminated) there in turn, then, if COLLECT, a
 * full collection, and tells what has become of the object SERIAL (0: of none).
 * FALSE: a statement fails, *ERROR. */
gboolean rs_session_try (RsSession *session, const RsInstant *instant,
                         const char *const *statements, gboolean collect, guint64 serial,
                         RsTrial *trial, GError **error);

G_END_DECLS
