/* SPDX-License-Identifier: MIT
 *
 * The language of refscope-cli find: conditions on the objects of a run and on
 * moments. query.c has its grammar; find.h answers it.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum {
  /* of a life */
  RS_TERM_TYPE,
  RS_TERM_LINE, /* where it was born */
  RS_TERM_BYTES,
  RS_TERM_BORN, /* the step; also: in f, at line n */
  RS_TERM_DIED,
  RS_TERM_CAUSE,
  RS_TERM_THREAD,
  RS_TERM_SERIAL,
  RS_TERM_ID_USED_AGAIN,
  RS_TERM_ALIVE,
  /* of a moment */
  RS_TERM_COUNT,
  RS_TERM_HOLDERS,
  RS_TERM_NAME,
  RS_TERM_REACHABLE,
  RS_TERM_GARBAGE,
  RS_TERM_WEAK_ONLY,
} RsTermKind;

typedef enum {
  RS_OP_EQUAL,
  RS_OP_UNEQUAL,
  RS_OP_LESS,
  RS_OP_AT_MOST,
  RS_OP_MORE,
  RS_OP_AT_LEAST
} RsQueryOp;

/* How a term is meant. */
typedef enum {
  RS_SAID_PLAIN,    /* "died" */
  RS_SAID_COMPARED, /* "count > 2": op, number or text */
  RS_SAID_IN,       /* "born in f": text */
  RS_SAID_AT_LINE,  /* "died at line 12": number */
} RsTermForm;

/* A moment that is said: "at end", "at step 3", "at line 12:2". */
typedef enum { RS_AT_NOTHING, RS_AT_END, RS_AT_STEP, RS_AT_LINE } RsAtKind;

typedef enum { RS_QUERY_TERM, RS_QUERY_NOT, RS_QUERY_AND, RS_QUERY_OR } RsConditionKind;

typedef struct _RsCondition RsCondition;
struct _RsCondition {
  RsConditionKind kind;
  RsCondition *left, *right; /* of NOT: left */
  /* of a TERM */
  RsTermKind term;
  RsTermForm form;
  RsQueryOp op;
  guint64 number;
  char *text;
  RsAtKind at;
  guint64 at_number, at_hit;
  gpointer moment; /* find's own: what AT means */
};

typedef enum {
  RS_GROUP_NOTHING,
  RS_GROUP_TYPE,
  RS_GROUP_LINE,
  RS_GROUP_CAUSE,
  RS_GROUP_FUNCTION
} RsGroup;

typedef struct {
  gboolean first;         /* only the first */
  gboolean counts;        /* only how many */
  RsGroup group;          /* of COUNTS: by what */
  RsCondition *condition; /* NULL: every object */
} RsQuery;

/* Reads TEXT. NULL: *MESSAGE (transfer full) is a sentence that says what is
 * wrong, at *POSITION, in bytes. */
RsQuery *rs_query_parse (const char *text, char **message, gsize *position);
void rs_query_free (RsQuery *query); /* nullable */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RsQuery, rs_query_free)

/* Whether some term of CONDITION (nullable) asks about moments in general:
 * about one that no AT says. */
gboolean rs_condition_has_moments (const RsCondition *condition);
/* "type", ... */
const char *rs_group_name (RsGroup group);

G_END_DECLS
