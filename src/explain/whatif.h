/* SPDX-License-Identifier: MIT
 *
 * What if a reference had gone at a moment, or been weak, or the object been
 * held for good: two futures of the run from there, and how they differ.
 */
#pragma once

#include "session/future.h"

G_BEGIN_DECLS

typedef enum {
  RS_WHATIF_CUT,    /* the reference is taken away: del, or for an item None in its place */
  RS_WHATIF_WEAKEN, /* its place holds a weakref.proxy () of the object instead */
  RS_WHATIF_PIN,    /* the object is held once more, by nothing that the program sees, for good */
} RsWhatIfKind;

/* "cut", "weaken", "pin". */
const char *rs_whatif_name (RsWhatIfKind kind);

/* When an object dies in a future. */
typedef struct {
  gboolean dies;
  guint32 step; /* during which */
  gint32 line;  /* 0: at exit, or in no line of the program */
  RsDeath cause;
} RsFate;

/* An object that was there at the moment, and that dies in one of the
 * futures. */
typedef struct {
  guint64 serial;
  const char *type; /* of the session's lives */
  gboolean own;     /* not start-up's, nor the library's */
  RsFate original, changed;
} RsFateRow;

/* Where a future first goes another way than the other. */
typedef struct {
  gboolean differs; /* FALSE: the two futures are alike */
  guint32 step;
  gint32 line;
  char *original, *changed; /* what happens there, as "step 31, line 22", "freed #12 Child", "output
                               …", "exception …", "the end"; in the language of the locale */
  const char *kind;         /* "path", "freed", "output", "exception" or "end" */
} RsFirstDifference;

typedef struct {
  RsWhatIfKind kind;
  char *place, *statement; /* as it was asked for; what was executed, NULL: nothing (pin) */
  guint64 serial;          /* of the object that PLACE led to */
  char *type_name;
  guint32 step; /* of the moment */
  gint32 line;
  RsFate original, changed; /* of that object */
  GArray *rows;             /* RsFateRow: those whose fates differ, by serial */
  RsFuture *futures[2];     /* the original, the changed one */
  RsFirstDifference first;
} RsWhatIf;

/* Asks at INSTANT of SESSION's recording, which has lives, what would come of
 * KIND at the Python expression PLACE ("a.b", "shelf[0]", "x"), as seen from
 * the frame that is about to run. Transfer full; NULL: *ERROR. */
RsWhatIf *rs_whatif (RsSession *session, const RsInstant *instant, RsWhatIfKind kind,
                     const char *place, GError **error);
void rs_whatif_free (RsWhatIf *whatif); /* nullable */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RsWhatIf, rs_whatif_free)

/* As sentences, in the language of the locale, and as one JSON object. Transfer
 * full. ALL: also what start-up and the library made. */
char *rs_whatif_text (const RsWhatIf *whatif, gboolean all);
char *rs_whatif_json (const RsWhatIf *whatif, gboolean all);

G_END_DECLS
