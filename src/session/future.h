/* SPDX-License-Identifier: MIT
 *
 * A future: how a recorded run goes on from a moment, as it did, or after
 * something was changed there. It is run in a state that is thrown away.
 */
#pragma once

#include "session/aside.h"
#include "session/lives.h"

G_BEGIN_DECLS

typedef enum {
  RS_MARK_STEP,   /* the program comes to a step: EVENT (RsMomentKind), LINE */
  RS_MARK_FREED,  /* object SERIAL, which was there at the moment, is freed */
  RS_MARK_OUTPUT, /* something is written to STREAM, from OFFSET on */
  RS_MARK_END,    /* the program's last line has run, or an exception has ended it */
} RsMarkKind;

/* What happens in a future, in order. */
typedef struct {
  guint8 kind, event; /* RsMarkKind, RsMomentKind */
  guint8 death;       /* FREED: RsDeath */
  guint8 stream;      /* OUTPUT: 1 or 2 */
  gint32 line;        /* that runs, in the nearest frame of the program; 0: none */
  guint32 step;       /* the last one before, or this one: numbered on from the moment */
  guint64 serial;
  gsize offset, length; /* OUTPUT: in WRITTEN */
} RsMark;

typedef struct {
  guint64 first_new; /* objects with lower serials were there at the moment */
  GArray *marks;     /* RsMark */
  GString *written;  /* to both streams */
  char *failure;     /* the uncaught exception, "Type: text"; NULL: none */
  gboolean cut;      /* it was ended before its end: what comes after is not known */
} RsFuture;

/* What is changed at the moment. */
typedef struct {
  const char *const *statements; /* executed there, NULL-terminated; NULL: none */
  const char *pinned; /* an expression whose object gets one reference more, for ever; NULL: none */
} RsChange;

/* Runs SESSION's recorded program from INSTANT to its end, after CHANGE
 * (nullable: as it was). A future that goes on much longer than the recording
 * is cut. Transfer full; NULL: the change cannot be made there, *ERROR. */
RsFuture *rs_session_future (RsSession *session, const RsInstant *instant, const RsChange *change,
                             GError **error);
void rs_future_free (RsFuture *future); /* nullable */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RsFuture, rs_future_free)

G_END_DECLS
