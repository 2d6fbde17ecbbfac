/* SPDX-License-Identifier: MIT
 *
 * Regular expressions as CPython's sre has them: a parser (regex-parse.c) makes
 * nodes of the text, regex-emit.c makes a program of the nodes, regex-match.c
 * runs it by backtracking with a stack of its own. mod-regex.c has the type
 * Pattern, regex-match-object.c the type Match.
 */
#pragma once

#include "modules.h"

G_BEGIN_DECLS

enum {
  RE_TEMPLATE = 1,
  RE_I = 2,
  RE_L = 4,
  RE_M = 8,
  RE_S = 16,
  RE_U = 32,
  RE_X = 64,
  RE_DEBUG = 128,
  RE_A = 256
};
#define RE_MAX_REPEAT G_MAXUINT32

typedef enum {
  RE_EMPTY,
  RE_LITERAL,
  RE_ANY,
  RE_SET,
  RE_AT,
  RE_SEQUENCE,
  RE_CHOICE,
  RE_REPEAT,
  RE_GROUP,
  RE_REF,
  RE_COND,
  RE_LOOK,
  RE_ATOMIC
} ReNodeKind;
typedef enum {
  RE_AT_START,
  RE_AT_LINE_START,
  RE_AT_STRING_START,
  RE_AT_END,
  RE_AT_LINE_END,
  RE_AT_STRING_END,
  RE_AT_WORD,
  RE_AT_NOT_WORD
} ReAt;
typedef enum { RE_GREEDY, RE_LAZY, RE_POSSESSIVE } ReMode;
/* A set's item from this value on is a category. */
#define RE_CATEGORY 0x80000000u
typedef enum { RE_DIGIT, RE_NOT_DIGIT, RE_SPACE, RE_NOT_SPACE, RE_WORD, RE_NOT_WORD } ReCategory;

typedef struct {
  ReNodeKind kind;
  guint flags;
  guint32 value; /* of a literal; ReAt; the number of a group */
  guint32 min, max;
  ReMode mode;
  gboolean negate, behind;
  GArray *items; /* of a set: pairs of guint32 */
  GPtrArray *children;
} ReNode;

typedef struct {
  GPtrArray *nodes; /* all, to be freed */
  guint flags;
  guint groups;     /* without group 0 */
  GPtrArray *names; /* char * by group, NULL without a name */
  char *error;
  gssize error_at;                          /* -1: nowhere */
  gboolean error_without_pattern, overflow; /* how it is raised */
} RePattern;

typedef struct {
  gconstpointer data;
  int kind;
  gsize length;
  gboolean bytes;
} ReText;

static inline gunichar
re_char (const ReText *text, gsize i)
{
  return text->kind == 1   ? ((const guint8 *) text->data)[i]
         : text->kind == 2 ? ((const guint16 *) text->data)[i]
                           : ((const guint32 *) text->data)[i];
}

/* NULL: pattern->error is set. */
ReNode *re_parse (RsVm *vm, const ReText *text, guint flags, RePattern *pattern);
void re_pattern_clear (RePattern *pattern);
/* The widths that a node can match. */
void re_width (const ReNode *node, GPtrArray *groups, guint64 *min, guint64 *max);

enum {
  RO_DONE,
  RO_CHAR,
  RO_CHAR_I,
  RO_ANY,
  RO_ALL,
  RO_SET,
  RO_AT,
  RO_SAVE,
  RO_BRANCH,
  RO_JUMP,
  RO_SINGLE,
  RO_REP_INIT,
  RO_REP_LOOP,
  RO_REF,
  RO_COND,
  RO_LOOK,
  RO_ATOMIC,
};
enum { RE_SET_NEGATE = 1, RE_SET_IGNORE = 2, RE_SET_ASCII = 4 };

/* The program: its first word is the number of loop registers. NULL:
 * pattern->error is set. */
GArray *re_emit (ReNode *node, RePattern *pattern);

typedef struct {
  const guint32 *code;
  guint groups;
  const ReText *text;
  gsize end;             /* the text ends there */
  gboolean full;         /* the match must reach the end */
  gboolean must_advance; /* not an empty one at the start */
  gssize *marks;         /* 2 * (groups + 1) */
  guint lastindex;
  RsVm *vm;
} ReSearch;

/* From START: TRUE and the marks are set. ANCHORED: only there. FALSE also if
 * the run is to end, or with MemoryError pending. */
gboolean re_search (ReSearch *search, gsize start, gboolean anchored);

/* Characters: regex-char.c. ASCII: those beyond ASCII have no case and are of
 * no category. */
gunichar re_lower (gunichar c, gboolean ascii);
gboolean re_is_cased (gunichar c, gboolean ascii);
gboolean re_is_word (gunichar c, gboolean ascii);
gboolean re_in_category (ReCategory category, gunichar c, gboolean ascii);
/* The lowercase characters, LOWER among them, that have one uppercase: up to
 * three, the rest 0. NULL: LOWER alone. */
const gunichar *re_same_upper (gunichar lower);

G_END_DECLS
