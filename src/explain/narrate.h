/* SPDX-License-Identifier: MIT
 *
 * What happened between two moments, in sentences: the most important for the
 * program first. Objects that live on, names, counts and references are told
 * by the two graphs; births, deaths with what caused them, weak references,
 * finalizers, output and exceptions by the journal of the stretch between.
 */
#pragma once

#include "session/journal.h"

G_BEGIN_DECLS

/* What a sentence tells, in the order of importance. */
typedef enum {
  RS_SAYS_RAISED,      /* an exception begins, leaves a line, ... */
  RS_SAYS_HANDLED,     /* ... is handled */
  RS_SAYS_COLLECTION,  /* the collector has found something; N: how many objects */
  RS_SAYS_COUNT_ZERO,  /* OBJECT's count fell to 0, and its finalizer is called */
  RS_SAYS_FREED,       /* OBJECT, or N of one type; PLACE: the reference that went */
  RS_SAYS_FREED_WITH,  /* N objects go with OBJECT, which held them */
  RS_SAYS_CLEARED,     /* OBJECT, a weak reference, or N of them */
  RS_SAYS_CALLBACK,    /* of OBJECT, a weak reference */
  RS_SAYS_FINALIZER,   /* of OBJECT */
  RS_SAYS_RESURRECTED, /* OBJECT */
  RS_SAYS_UNBOUND,     /* PLACE led to OBJECT, which lives on; BEFORE, AFTER: its count */
  RS_SAYS_BOUND,       /* PLACE leads to OBJECT now; BEFORE -1: it is new */
  RS_SAYS_WEAK,        /* N new weak references to OBJECT */
  RS_SAYS_CALLED,      /* the function PLACE */
  RS_SAYS_RETURNED,    /* the same */
  RS_SAYS_CHANGED,     /* OBJECT, a container: from BEFORE to AFTER items */
  RS_SAYS_VALUE,       /* PLACE leads to a mere value now: a number, a text, None, ... */
  RS_SAYS_BORN,        /* OBJECT, or N of one type, which no name of the program leads to */
  RS_SAYS_OUTPUT,
  RS_SAYS_COUNT,      /* OBJECT's, from BEFORE to AFTER, for another reason */
  RS_SAYS_FREED_SELF, /* N objects of the interpreter's and mere values */
  RS_SAYS_SWITCHED,   /* N: the thread that goes on */
  RS_SAYS_PASSING,    /* N objects were born and freed in between */
  RS_SAYS_NOTHING,    /* nothing of the program has changed */
  RS_N_SAYS
} RsSays;

/* "freed", "unbound", ... */
const char *rs_says_name (RsSays says);

typedef struct {
  RsSays says;
  guint64 object;       /* serial of the object that it is about; 0: none, or many */
  guint n;              /* objects that it tells of */
  gint64 before, after; /* counts, or lengths; -1: not told */
  const char *place;    /* in words, as in the sentence; CALLED, RETURNED: the function's name;
                           NULL: none */
  const char *text;     /* the sentence, in the language of the locale */
} RsSentence;

typedef struct {
  GArray *sentences; /* RsSentence; the texts are the story's */
  guint n_more;      /* sentences that were left out for MOST */
  char *more;        /* "and 3 more"; NULL: none were */
  GStringChunk *pool;
} RsStory;

/* Tells what happened between BEFORE (nullable: nothing is known of it) and
 * AFTER, graphs of the picture (rs_session_graph_at_...), unfiltered, of which
 * JOURNAL is the stretch. MOST: sentences at most; 0: all. A pure function, for
 * any thread. Never empty where there is a BEFORE. Transfer full.
 * O(nodes + edges + events). */
RsStory *rs_narrate (const RsHeapGraph *before, const RsHeapGraph *after, const RsJournal *journal,
                     guint most);

/* The same for one moment of a recorded SESSION and the one before it: step
 * NUMBER, or just before instruction NUMBER. The graphs, which the caller has
 * (rs_session_graph_at_step, _at_instruction), are only read. Runs the stretch
 * again: in the session's thread. NULL: *ERROR. */
RsStory *rs_narrate_step (RsSession *session, guint number, const RsHeapGraph *before,
                          const RsHeapGraph *after, guint most, GError **error);
RsStory *rs_narrate_instruction (RsSession *session, guint64 number, const RsHeapGraph *before,
                                 const RsHeapGraph *after, guint most, GError **error);

void rs_story_free (RsStory *story); /* nullable */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RsStory, rs_story_free)

/* All sentences, one a line, with MORE at the end (transfer full). */
char *rs_story_text (const RsStory *story);
/* Appends the sentences as a JSON array: {"says", "text", "serial", "objects",
 * "before", "after", "place"}, without what is not told. */
void rs_story_json (GString *out, const RsStory *story);

G_END_DECLS
