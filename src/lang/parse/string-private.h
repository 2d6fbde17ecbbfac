/* SPDX-License-Identifier: MIT
 *
 * Between string-literals.c and fstring.c: string literals that stand side by
 * side become one constant or one JoinedStr.
 */
#pragma once

#include "parser-private.h"

G_BEGIN_DECLS

typedef struct {
  RsParser *p;
  guint first;        /* the first of the literals */
  RsLocation loc;     /* of all of them */
  RsLocation end_loc; /* of the result and of its last text: loc, in a format specification that of
                         its own literal */
  gboolean formatted; /* one of them was an f-string */
  GString *text;      /* since the last expression */
  RsSeq values;
} RsJoiner;

void rs_joiner_init (RsJoiner *joiner, RsParser *p, guint first, RsLocation loc,
                     RsLocation end_loc);
void rs_joiner_clear (RsJoiner *joiner);

/* Returns: the node of all that was added. */
RsNode *rs_joiner_finish (RsJoiner *joiner);

/* Parses the f-string from *S to END into JOINER; *S goes on behind it. DEPTH:
 * 1 in a format specification. Returns: FALSE with the error set. */
gboolean rs_p_fstring (RsParser *p, RsJoiner *joiner, const char **s, const char *end, gboolean raw,
                       int depth, const RsToken *token);

/* Appends the value of the LENGTH bytes at S, escapes replaced unless RAW.
 * Returns: FALSE with the error set. */
gboolean rs_p_decode_string (RsParser *p, const char *s, gsize length, gboolean raw,
                             const RsToken *token, GString *out);

/* Warns of an escape that is none; ESCAPE: what follows the backslash. */
void rs_p_warn_escape (RsParser *p, const char *escape, const RsToken *token);

/* Appends C as UTF-8; a surrogate, too. */
void rs_append_code_point (GString *out, gunichar c);

G_END_DECLS
