/* SPDX-License-Identifier: MIT
 *
 * When and of what an object dies.
 */
#pragma once

#include "session/aside.h"
#include "session/lives.h"

G_BEGIN_DECLS

typedef struct {
  RsDeath cause; /* COUNT, COLLECTED or EXIT */
  gint line;     /* that runs then; 0: none, or at exit */
  guint32 step;  /* the first at which it is dead; G_MAXUINT32: none */
  char **last;   /* the chain to the reference that was the only one before that line; NULL: there
                    were more, or it did not die of its count. Transfer full */
} RsDeathFound;

/* What becomes of the object SERIAL. FALSE: the recorded SESSION, which has
 * noted lives, has no such object. */
gboolean rs_death_find (RsSession *session, guint64 serial, RsDeathFound *found);

/* The object to which the weak reference WEAKREF, a serial, was made; 0: not
 * known. */
guint64 rs_death_referent (RsSession *session, guint64 weakref);

G_END_DECLS
