/* SPDX-License-Identifier: MIT
 *
 * The events of a stretch with the references that its instructions make and
 * drop: what the journal has no note of is told by the graphs before and after
 * each instruction.
 */
#pragma once

#include "session/journal.h"

G_BEGIN_DECLS

#define RS_EVENTS_COMPARED 200 /* instructions, at most, whose graphs are compared */

typedef struct {
  GArray *events;    /* RsEvent; texts are the journal's or the pool's */
  gboolean compared; /* FALSE: the stretch is too long, references are told in cascades only */
  GStringChunk *pool;
} RsEvents;

/* The events of JOURNAL, of SESSION, which must outlive the result. ALL: those
 * of what was made before the program began, too. Transfer full; NULL:
 * *ERROR. */
RsEvents *rs_events_new (RsSession *session, const RsJournal *journal, gboolean all,
                         GError **error);
void rs_events_free (RsEvents *events); /* nullable */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RsEvents, rs_events_free)

/* EVENT as an English sentence, without the moment (transfer full). */
char *rs_event_text (const RsEvent *event);

/* The same for the learner, in the language of the locale, with the names
 * OBJECT and OTHER for its objects (nullable where it has none; transfer
 * full). */
char *rs_event_words (const RsEvent *event, const char *object, const char *other);

/* Appends EVENT as the members of a JSON object, moment included, without the
 * braces. */
void rs_event_json (GString *out, const RsEvent *event);

G_END_DECLS
