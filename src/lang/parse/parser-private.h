/* SPDX-License-Identifier: MIT
 *
 * What the files of the parser share. A parse function takes tokens from
 * p->mark on and returns a node, or NULL: either the rule does not fit
 * (p->lang->failed is FALSE, the mark may be anywhere) or there is an error
 * (TRUE).
 *
 * The text is parsed once by rules that need no more than a few tokens of
 * foresight. Only if that fails it is parsed again from the start with
 * p->diagnosing set: then the functions of diagnose-*.c stand in for the
 * others, try more than the language allows, and word what they find.
 */
#pragma once

#include "lang/lang-private.h"

G_BEGIN_DECLS

typedef struct _RsMemo RsMemo;

/* How far the lines of an f-string have been counted. */
typedef struct {
  const char *literal, *at, *line_start;
  int lines;
} RsFStringPlace;

typedef struct {
  RsLang *lang;
  RsLexer lexer;
  RsToken *tokens; /* owned */
  RsMemo **memos;  /* owned; for each of the first n_memos tokens, in the second pass */
  guint mark, fill, capacity, n_memos;
  gboolean in_fstring;       /* the text is the expression of an f-string, in parentheses */
  int start_line, start_col; /* where that stands in the source: columns of line START_LINE count
                                from START_COL */
  RsFStringPlace place;
  gboolean diagnosing;
  gboolean invalid_rules; /* with diagnosing: are the rules for errors in force? */
  int depth;
} RsParser;

/* The depth of rules within rules at which CPython's parser gives up with a
 * MemoryError. */
#define RS_MAX_PARSE_DEPTH 6000

/* --- parser.c: tokens, positions, errors ---------------------------------- */

/* Scans one token more. FALSE: after an error. */
gboolean rs_p_fill (RsParser *p);

static inline const RsToken *
rs_p_token (RsParser *p)
{
  static const RsToken error = { .type = RS_TOK_ERROR };

  return p->mark < p->fill || rs_p_fill (p) ? &p->tokens[p->mark] : &error;
}

static inline RsTokenType
rs_p_peek (RsParser *p)
{
  return p->lang->failed ? RS_TOK_ERROR : rs_p_token (p)->type;
}

/* Returns: the type of the token N after the next one. */
RsTokenType rs_p_peek_at (RsParser *p, guint n);

static inline gboolean
rs_p_accept (RsParser *p, RsTokenType type)
{
  if (rs_p_peek (p) != type)
    return FALSE;
  p->mark++;
  return TRUE;
}

/* Takes a token of TYPE or sets the error "expected 'WHAT'". */
gboolean rs_p_expect_forced (RsParser *p, RsTokenType type, const char *what);

/* Whether the next token is the name WORD, which is no keyword. */
gboolean rs_p_at_word (RsParser *p, const char *word);

/* Returns: the interned, normalised identifier of token INDEX, a name. */
const char *rs_p_id (RsParser *p, guint index);

/* Returns: from the start of token START to the end of the last token taken. */
RsLocation rs_p_location (RsParser *p, guint start);

/* A new node, from the start of token START to the last token taken. */
RsNode *rs_p_node (RsParser *p, RsNodeKind kind, guint start);
void rs_p_push (RsParser *p, RsSeq *seq, RsNode *node);
void rs_p_push_id (RsParser *p, RsIds *ids, const char *id);

/* Enters a rule; at RS_MAX_PARSE_DEPTH: FALSE with the error set. Leave with
 * p->depth--. */
gboolean rs_p_enter (RsParser *p);

/* Set an error at a range, at the last token that was looked at. Return
 * NULL. */
gpointer rs_p_error (RsParser *p, const char *type, RsLocation loc, const char *format, ...)
    G_GNUC_PRINTF (4, 5);
gpointer rs_p_error_here (RsParser *p, const char *type, const char *format, ...)
    G_GNUC_PRINTF (3, 4);

/* Returns: EXPR with the context CTX throughout, or NULL if it is no target of
 * that kind. */
RsNode *rs_p_as_target (RsParser *p, RsNode *expr, RsExprContext ctx);

/* Parses TEXT, the expression of an f-string with parentheses round it, for P.
 * Returns: the tree, or NULL with the error set. */
RsNode *rs_p_parse_fstring_expression (RsParser *p, const char *text, gsize length, int line,
                                       int col);

/* --- parse-expr.c and its like -------------------------------------------- */

RsNode *rs_p_expression (RsParser *p);
RsNode *rs_p_plain_expression (RsParser *p);
RsNode *rs_p_disjunction (RsParser *p);
RsNode *rs_p_bitwise_or (RsParser *p);
RsNode *rs_p_primary (RsParser *p);
RsNode *rs_p_named_expression (RsParser *p);
RsNode *rs_p_assignment_expression (RsParser *p);
RsNode *rs_p_star_expressions (RsParser *p);
RsNode *rs_p_star_expression (RsParser *p);
RsNode *rs_p_star_named_expression (RsParser *p);
RsNode *rs_p_starred (RsParser *p);
RsNode *rs_p_starred_expression (RsParser *p);
RsNode *rs_p_plain_disjunction (RsParser *p);
RsNode *rs_p_plain_bitwise_or (RsParser *p);
RsNode *rs_p_yield_expr (RsParser *p);
RsNode *rs_p_annotated_rhs (RsParser *p);
RsNode *rs_p_slices (RsParser *p);
RsNode *rs_p_lambda (RsParser *p);
RsNode *rs_p_tuple_of (RsParser *p, RsSeq items, guint start);
gboolean rs_p_for_if_clauses (RsParser *p, RsSeq *clauses);
RsNode *rs_p_strings (RsParser *p);
RsNode *rs_p_name (RsParser *p, RsExprContext ctx);

/* '(' has been taken at token START of the callee's primary. Returns: the
 * Call. */
RsNode *rs_p_call (RsParser *p, RsNode *func, guint start);

/* --- parse-targets.c ------------------------------------------------------ */

/* Targets of for and of comprehensions; of with, del. NULL if they are no
 * targets. */
RsNode *rs_p_star_targets (RsParser *p);
RsNode *rs_p_star_target (RsParser *p);
gboolean rs_p_del_targets (RsParser *p, RsSeq *targets);

/* --- parse-args.c --------------------------------------------------------- */

RsNode *rs_p_params (RsParser *p, gboolean lambda);

/* --- parse-stmt.c, parse-compound.c, parse-pattern.c ---------------------- */

RsNode *rs_p_file (RsParser *p);
gboolean rs_p_simple_stmts (RsParser *p, RsSeq *body);
gboolean rs_p_block (RsParser *p, RsSeq *body);
gboolean rs_p_statements (RsParser *p, RsSeq *body);
RsNode *rs_p_compound_stmt (RsParser *p);
RsNode *rs_p_match_stmt (RsParser *p);
RsNode *rs_p_patterns (RsParser *p);
RsNode *rs_p_subject (RsParser *p);
RsNode *rs_p_simple_stmt (RsParser *p);

/* Whether the next token can start a compound statement; match is decided by
 * trying. */
gboolean rs_p_at_compound_stmt (RsParser *p);

/* --- diagnose-expr.c, diagnose-args.c, diagnose-stmt.c: the second pass --- */

/* As rs_p_*, but for input that is known to be wrong: each tries the forms that
 * CPython's grammar calls invalid_*, too, and reports the first that fits. */
RsNode *rs_d_expression (RsParser *p);
RsNode *rs_d_named_expression (RsParser *p);
RsNode *rs_d_disjunction (RsParser *p);
RsNode *rs_d_bitwise_or (RsParser *p);
RsNode *rs_d_primary (RsParser *p);
RsNode *rs_d_bracketed (RsParser *p);
RsNode *rs_d_call (RsParser *p, RsNode *func, guint start);
gboolean rs_d_for_target (RsParser *p);
gboolean rs_d_simple_stmt (RsParser *p, RsNode **stmt);
gboolean rs_d_compound_stmt (RsParser *p, RsNode **stmt);

/* After the '{' of a dict that does not fit: sets the error if the reason is a
 * key without a value or the like. */
void rs_d_dict_mistakes (RsParser *p);

/* After an expression, before '[' or '{': CPython looks for a mistaken
 * comprehension there. Returns: FALSE if the error is set. */
gboolean rs_d_after_primary (RsParser *p);

/* Drops what was remembered about the tokens. */
void rs_d_forget (RsParser *p);

/* Look for mistakes in parameters, take nothing; STAR_TAKEN: the '*' has been
 * read. Return: FALSE if the error is set. */
gboolean rs_d_params (RsParser *p, gboolean lambda);
gboolean rs_d_params_after_star (RsParser *p, gboolean lambda, gboolean star_taken);

/* Where ':' and a block should come, after the head of WHAT, which began at
 * token START. Returns: FALSE if the error is set. */
gboolean rs_d_block_start (RsParser *p, const char *what, guint start);

/* After 'as' in a with statement: sets the error if what follows is no
 * target. */
void rs_d_with_target (RsParser *p);

/* After the block of a try: an except or finally must come. Returns: FALSE if
 * the error is set. */
gboolean rs_d_after_try (RsParser *p);

/* Both except and except* belong to one try; STAR: what the first one was. */
void rs_d_mixed_except (RsParser *p, gboolean star);

/* An except clause that began at token START does not fit. Returns: FALSE. */
gboolean rs_d_except (RsParser *p, guint start, gboolean star);

G_END_DECLS
