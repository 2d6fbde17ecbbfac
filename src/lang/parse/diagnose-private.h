/* SPDX-License-Identifier: MIT
 *
 * What the files of the second pass share.
 */
#pragma once

#include "parser-private.h"

G_BEGIN_DECLS

typedef enum {
  RS_MEMO_EXPRESSION,
  RS_MEMO_DISJUNCTION,
  RS_MEMO_BITWISE_OR,
  RS_MEMO_PRIMARY,
  RS_MEMO_INVALID_NAMED,
  RS_MEMO_BRACKETED,
  RS_MEMO_ARGUMENTS,
  RS_MEMO_SIMPLE_STMT,
} RsMemoRule;

typedef enum { RS_TARGET_STAR, RS_TARGET_DEL, RS_TARGET_FOR } RsTargetKind;

/* Returns: what RULE, parsed by PARSE, is at the mark; remembered. */
RsNode *rs_d_memo (RsParser *p, RsMemoRule rule, RsNode *(*parse) (RsParser *) );

/* Returns: "function call" and the like, as errors name expressions. */
const char *rs_d_expr_name (const RsNode *node);

/* Sets the error if a part of NODE cannot be a target of KIND. */
void rs_d_invalid_target (RsParser *p, RsTargetKind kind, const RsNode *node);

/* Returns: from the start of FROM to the end of TO. */
RsLocation rs_d_range (RsLocation from, RsLocation to);

/* Sets an error from LOC to where the lexer is. Returns: NULL. */
gpointer rs_d_error_from (RsParser *p, RsLocation loc, const char *message);

/* genexp: '(' (assignment_expression | expression !':=') for_if_clauses ')' |
 * invalid_comprehension */
RsNode *rs_d_genexp (RsParser *p);

G_END_DECLS
