/* SPDX-License-Identifier: MIT
 *
 * The parts of narration: words for objects and places (narrate-words.c),
 * deaths and the collector (narrate-deaths.c), names, references and calls
 * (narrate-references.c), the whole (narrate.c).
 */
#pragma once

#include "explain/narrate.h"
#include "graph/diff.h"

G_BEGIN_DECLS

/* A death, or a count that has fallen to 0. */
typedef struct {
  guint64 serial, holder; /* HOLDER: with which it went; 0: none */
  guint64 root;           /* the first of its cascade, itself if it has no holder */
  const char *type, *label;
  guint32 node; /* in BEFORE; RS_NONE: it was born in between, or nobody saw it */
  gboolean freed, found;
} RsDeathTold;

typedef struct {
  const RsHeapGraph *before, *after;
  const RsJournal *journal;
  RsGraphDiff *diff;
  RsStory *story;
  GArray *deaths;         /* RsDeathTold, in their order */
  GHashTable *dead;       /* serial → index in DEATHS + 1: of what is freed */
  GHashTable *dying;      /* set of serials: their count has fallen to 0, they are not freed yet */
  GHashTable *counted;    /* set of serials whose count has been told */
  GHashTable *introduced; /* set of serials: of newborn that a call tells of */
  guint32 gone_frame;     /* in BEFORE: the one that has just returned or yielded; RS_NONE */
  guint32 new_frame;      /* in AFTER: the one that has just been entered; RS_NONE */
} RsTeller;

/* --- words (narrate-words.c) ---------------------------------------------- */

/* What an object is to the program. */
typedef enum {
  RS_WORTH_THING, /* an instance, a container, a class, a function, ... of the program */
  RS_WORTH_VALUE, /* a number, a text, None, ... */
  RS_WORTH_INNER, /* cells, namespaces, frames, what the library keeps */
} RsWorth;
RsWorth rs_worth_of (const RsHeapGraph *graph, guint32 node);

/* Whether EDGE leads from a name, an item, an attribute, a key of the program:
 * a place that sentences tell of. */
gboolean rs_is_told_place (const RsHeapGraph *graph, guint32 edge);
/* The object or frame that such an edge belongs to: that of a cell or of an
 * instance's dict is who holds it. */
guint32 rs_owner_of (const RsHeapGraph *graph, guint32 edge);

/* An expression for NODE, as the running frame sees it: "items[0].next"; NULL:
 * there is no short one. Transfer full. */
char *rs_path_of (const RsHeapGraph *graph, guint32 node);

/* "the Child", "the Child `c`", "the int 5", "None": NODE, known by its path
 * unless that is EXCEPT (nullable). Transfer full. */
char *rs_object_words (const RsHeapGraph *graph, guint32 node, const char *except);
/* "a new Child", "a new list of 3 items". Transfer full. */
char *rs_new_words (const RsHeapGraph *graph, guint32 node);
/* "`c`", "item 0 of the list `items`": the place of EDGE. Transfer full. */
char *rs_place_words (const RsHeapGraph *graph, guint32 edge);
/* What holds NODE best: like the above, or "the stack of `f`", "a tuple"; NULL:
 * nothing that is known. Transfer full. */
char *rs_holder_words (const RsHeapGraph *graph, guint32 node);
/* Whether EDGE is a name's, which names, or another, which holds. */
gboolean rs_is_name (const RsHeapGraph *graph, guint32 edge);

/* "2 Node, 1 list": TYPES: const char * → number; the most first. */
char *rs_types_words (GHashTable *types);

/* --- sentences (narrate-tell.c) ------------------------------------------- */

/* A sentence is added, with FORMAT (translated) filled in with texts up to NULL
 * (see rs_say). Returns it, with nothing else set; valid until the next one. */
RsSentence *rs_tell (RsTeller *teller, RsSays says, const char *format, ...) G_GNUC_NULL_TERMINATED;
/* TEXT in the story's pool. */
const char *rs_keep (RsTeller *teller, const char *text);
/* NUMBER as text, which the story keeps. */
const char *rs_number (RsTeller *teller, gint64 number);

/* Appends to the story what it is named for, as far as it happened. */
void rs_tell_deaths (RsTeller *teller);
void rs_tell_references (RsTeller *teller);
void rs_tell_calls (RsTeller *teller);

G_END_DECLS
