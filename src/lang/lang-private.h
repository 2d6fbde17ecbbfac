/* SPDX-License-Identifier: MIT
 *
 * What the phases of the compiler share: the state of one compilation, its
 * errors, the tokens. A compilation is
 *
 *   scan/source.c         bytes → UTF-8 lines
 *   scan/lexer.c          lines → tokens
 *   parse/                tokens → tree (ast/)
 *   fold/fold.c           constant folding
 *   symbols/              scopes of names
 *   compile/compile-*.c   tree → graph of basic blocks
 *   compile/flow-graph.c  optimised graph
 *   compile/assemble.c    graph → code unit
 *
 * and stops at the first error: a phase returns NULL or FALSE, and RsLang holds
 * what was wrong.
 */
#pragma once

#include "lang/ast/ast.h"
#include "lang/chunks.h"
#include "lang/code.h"

G_BEGIN_DECLS

typedef struct {
  RsChunks *scratch; /* gone when the compilation ends */
  RsChunks *result;  /* the code unit's */
  GHashTable *ids;   /* identifiers, interned in scratch */
  const char *filename;
  char *source; /* owned: UTF-8, lines end with \n */
  gsize source_length;
  gboolean newline_added; /* the last line had no \n */
  gsize *line_starts; /* owned: offset of each line, made when first needed; n_lines + 1 of them */
  guint n_lines;
  RsCompileMode mode;
  guint flags;         /* RS_CO_FUTURE_ANNOTATIONS */
  gint future_line;    /* of the last from __future__ import, or -1 */
  GPtrArray *warnings; /* nullable */
  gboolean compiling;  /* the syntax tree is complete */
  gboolean failed;
  RsSyntaxError error;
} RsLang;

typedef enum {
  RS_TOK_END,
  RS_TOK_NAME,
  RS_TOK_NUMBER,
  RS_TOK_STRING,
  RS_TOK_NEWLINE,
  RS_TOK_INDENT,
  RS_TOK_DEDENT,
  RS_TOK_ERROR,
  RS_TOK_LPAR,
  RS_TOK_RPAR,
  RS_TOK_LSQB,
  RS_TOK_RSQB,
  RS_TOK_LBRACE,
  RS_TOK_RBRACE,
  RS_TOK_COLON,
  RS_TOK_COMMA,
  RS_TOK_SEMI,
  RS_TOK_PLUS,
  RS_TOK_MINUS,
  RS_TOK_STAR,
  RS_TOK_SLASH,
  RS_TOK_VBAR,
  RS_TOK_AMPER,
  RS_TOK_LESS,
  RS_TOK_GREATER,
  RS_TOK_EQUAL,
  RS_TOK_DOT,
  RS_TOK_PERCENT,
  RS_TOK_EQEQUAL,
  RS_TOK_NOTEQUAL,
  RS_TOK_LESSEQUAL,
  RS_TOK_GREATEREQUAL,
  RS_TOK_TILDE,
  RS_TOK_CIRCUMFLEX,
  RS_TOK_LEFTSHIFT,
  RS_TOK_RIGHTSHIFT,
  RS_TOK_DOUBLESTAR,
  RS_TOK_PLUSEQUAL,
  RS_TOK_MINEQUAL,
  RS_TOK_STAREQUAL,
  RS_TOK_SLASHEQUAL,
  RS_TOK_PERCENTEQUAL,
  RS_TOK_AMPEREQUAL,
  RS_TOK_VBAREQUAL,
  RS_TOK_CIRCUMFLEXEQUAL,
  RS_TOK_LEFTSHIFTEQUAL,
  RS_TOK_RIGHTSHIFTEQUAL,
  RS_TOK_DOUBLESTAREQUAL,
  RS_TOK_DOUBLESLASH,
  RS_TOK_DOUBLESLASHEQUAL,
  RS_TOK_AT,
  RS_TOK_ATEQUAL,
  RS_TOK_RARROW,
  RS_TOK_ELLIPSIS,
  RS_TOK_COLONEQUAL,
  RS_TOK_OTHER, /* a character that no rule takes: $ ? ! ` */
  RS_K_FIRST,
  RS_K_FALSE = RS_K_FIRST,
  RS_K_NONE,
  RS_K_TRUE,
  RS_K_AND,
  RS_K_AS,
  RS_K_ASSERT,
  RS_K_ASYNC,
  RS_K_AWAIT,
  RS_K_BREAK,
  RS_K_CLASS,
  RS_K_CONTINUE,
  RS_K_DEF,
  RS_K_DEL,
  RS_K_ELIF,
  RS_K_ELSE,
  RS_K_EXCEPT,
  RS_K_FINALLY,
  RS_K_FOR,
  RS_K_FROM,
  RS_K_GLOBAL,
  RS_K_IF,
  RS_K_IMPORT,
  RS_K_IN,
  RS_K_IS,
  RS_K_LAMBDA,
  RS_K_NONLOCAL,
  RS_K_NOT,
  RS_K_OR,
  RS_K_PASS,
  RS_K_RAISE,
  RS_K_RETURN,
  RS_K_TRY,
  RS_K_WHILE,
  RS_K_WITH,
  RS_K_YIELD,
} RsTokenType;

typedef struct {
  guint8 type;           /* RsTokenType */
  guint8 level;          /* open brackets after it, as CPython's tokenizer counts */
  guint32 start, length; /* in the lexer's text */
  RsLocation loc;
} RsToken;

/* A bracket that is open. */
typedef struct {
  char bracket;
  int line, col;
} RsOpenBracket;

#define RS_MAX_BRACKETS 200
#define RS_MAX_INDENTS 100

/* Why the lexer gave RS_TOK_ERROR without an error of its own: the parser words
 * these. */
typedef enum {
  RS_LEX_OK,
  RS_LEX_EOF,
  RS_LEX_DEDENT,
  RS_LEX_TABS,
  RS_LEX_TOO_DEEP,
  RS_LEX_LINE_CONTINUATION,
  RS_LEX_RAISED,
} RsLexState;

typedef struct {
  RsLang *lang;
  const char *text; /* NUL after its last byte; every line ends with \n */
  gsize length;
  gsize pos;                  /* of the next byte */
  gsize line_start, line_end; /* of the current line; its \n included */
  gsize start;                /* of the current token */
  int line;
  gsize string_line_start; /* line_start and line where the current string began */
  int string_line;
  int level;
  RsOpenBracket brackets[RS_MAX_BRACKETS];
  int indent, pending; /* pending: INDENTs (> 0) or DEDENTs (< 0) still to give */
  int indents[RS_MAX_INDENTS], alt_indents[RS_MAX_INDENTS];
  gboolean at_line_start, at_end;
  gboolean quiet; /* no warnings: an f-string's expression that is read again */
  RsLexState state;
} RsLexer;

/* --- lang.c: state, errors, identifiers ----------------------------------- */

/* A compilation's state. FILENAME and WARNINGS (nullable) are borrowed; FLAGS
 * are code flags. */
void rs_lang_init (RsLang *lang, const char *filename, RsCompileMode mode, guint flags,
                   GPtrArray *warnings);

/* Gives the error to *ERROR (nullable), if there is one, and everything else
 * back. */
void rs_lang_clear (RsLang *lang, RsSyntaxError *error);

/* Returns: the interned identifier of LENGTH bytes. */
const char *rs_lang_id (RsLang *lang, const char *text, gsize length);

/* Returns: a constant of KIND in the result's memory. */
RsConst *rs_const_new (RsLang *lang, RsConstKind kind);
RsConst *rs_const_text (RsLang *lang, RsConstKind kind, const char *text, gsize length);
RsConst *rs_const_int (RsLang *lang, glong value);
RsConst *rs_const_tuple (RsLang *lang, RsConst **items, guint n);

/* Sets the error, unless there is one: at LOC, whose lines count from 1 and
 * columns from 0, in bytes of the line, as a node's do. Returns: NULL, for the
 * caller to return. */
gpointer rs_lang_error (RsLang *lang, const char *type, RsLocation loc, const char *format, ...)
    G_GNUC_PRINTF (4, 5);

/* Sets the error, unless there is one; columns count from 1 (in bytes; those
 * below 1 are kept as they are). TEXT: (nullable) (transfer full) the line. */
void rs_lang_set_error (RsLang *lang, const char *type, char *message, int line, int col,
                        int end_line, int end_col, char *text);

/* Sets an error that has no place. */
void rs_lang_plain_error (RsLang *lang, const char *type, const char *message);

/* As rs_lang_error, for the phases after the parser, where CPython reads the
 * line from the file (no text if there is none) and leaves the columns in
 * bytes. */
gpointer rs_lang_error_after (RsLang *lang, RsLocation loc, const char *format, ...)
    G_GNUC_PRINTF (3, 4);

/* Returns: (transfer full) the statements of a module's BODY as RsStatement
 * pointers. In split.c. */
GPtrArray *rs_lang_split (RsLang *lang, RsSeq body);

void rs_lang_warn (RsLang *lang, const char *category, int line, const char *format, ...)
    G_GNUC_PRINTF (4, 5);

/* Returns: (transfer full) line LINE of the source, with its \n; NULL if there
 * is none. */
char *rs_lang_line (RsLang *lang, int line);

/* --- source.c ------------------------------------------------------------- */

/* Decodes SOURCE into lang->source. Returns: FALSE with the error set. */
gboolean rs_source_decode (RsLang *lang, const char *source, gsize length);

/* --- lexer.c -------------------------------------------------------------- */

void rs_lexer_init (RsLexer *lexer, RsLang *lang, const char *text, gsize length, int first_line);

/* Returns: the next token's type, with *TOKEN filled; RS_TOK_ERROR with
 * lexer->state saying why. */
RsTokenType rs_lexer_next (RsLexer *lexer, RsToken *token);

/* --- number-literals.c, string-literals.c --------------------------------- */

/* Returns: the constant that a NUMBER token of LENGTH bytes stands for, or NULL
 * with the error set. */
RsConst *rs_number_literal (RsLang *lang, const char *text, gsize length, RsLocation loc);

/* Returns: (transfer full) decimal digits of a constant's hexadecimal text. */
char *rs_int_to_decimal (const char *hex);

/* --- the phases ----------------------------------------------------------- */

/* Returns: the tree of lang->source, or NULL with the error set. */
RsNode *rs_parse (RsLang *lang);

/* Reads the from __future__ imports. Returns: FALSE with the error set. */
gboolean rs_future_check (RsLang *lang, RsNode *tree);

/* Folds constants in place. Returns: FALSE with the error set. */
gboolean rs_fold (RsLang *lang, RsNode *tree);

/* Returns: the code unit, in lang->result; NULL with the error set. */
RsCodeUnit *rs_compile_tree (RsLang *lang, RsNode *tree);

/* Returns: whether two constants are one in co_consts: same type, same value,
 * floats and complexes by sign of zero, too. */
gboolean rs_const_equal (gconstpointer a, gconstpointer b);
guint rs_const_hash (gconstpointer value);

/* Whether two constants are equal in Python, so that 1, 1.0 and True are one
 * item of a set. */
gboolean rs_const_value_equal (gconstpointer a, gconstpointer b);
guint rs_const_value_hash (gconstpointer value);

G_END_DECLS
