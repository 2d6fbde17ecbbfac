/* SPDX-License-Identifier: MIT
 *
 * What the compiler produces: a code unit, a plain immutable tree of C structs
 * that knows nothing of the heap. The vm turns it into code objects. Everything
 * in it is what CPython 3.11's compiler would have put into the code object,
 * with two differences: instructions have a fixed width (no EXTENDED_ARG) and
 * carry no inline CACHE entries, so jump distances count instructions.
 *
 * Constants that are one object in CPython are one RsConst, in the whole tree
 * of units: the compiler merges equal ones of a module, so a pointer is a
 * constant's identity. The tree is one piece of memory; rs_code_unit_free ()
 * takes its root.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _RsCodeUnit RsCodeUnit;

typedef enum {
  RS_CONST_NONE,
  RS_CONST_TRUE,
  RS_CONST_FALSE,
  RS_CONST_ELLIPSIS,
  RS_CONST_INT,       /* text: the digits in base 16, without prefix, '-' before a negative one */
  RS_CONST_FLOAT,     /* real */
  RS_CONST_COMPLEX,   /* real, imag */
  RS_CONST_STR,       /* text, length: UTF-8; lone surrogates as three bytes each */
  RS_CONST_BYTES,     /* text, length */
  RS_CONST_TUPLE,     /* items, n_items */
  RS_CONST_FROZENSET, /* items, n_items: in the order of the source */
  RS_CONST_CODE,      /* code */
} RsConstKind;

typedef struct _RsConst RsConst;
struct _RsConst {
  RsConstKind kind;
  char *text;   /* owned; NUL after its last byte */
  gsize length; /* bytes in text */
  double real, imag;
  RsConst **items; /* owned; n_items of them, shared ones stand once in the unit's pool */
  guint n_items;
  gboolean in_tree; /* of the syntax tree, not made by the compiler: see rs_code_new */
  RsCodeUnit *code; /* owned */
};

/* Where an instruction comes from; -1 where the compiler gives none. Columns
 * are bytes of the UTF-8 line, from 0. */
typedef struct {
  gint32 line, end_line, col, end_col;
} RsLocation;

typedef struct {
  guint32 start, end, target; /* instruction indexes, end exclusive */
  guint32 depth;              /* value stack is cut to this depth */
  gboolean lasti;             /* push the index of the instruction that raised */
} RsExceptionEntry;

/* Kinds of the fast locals, as CPython's co_localspluskinds. */
enum { RS_FAST_LOCAL = 0x20, RS_FAST_CELL = 0x40, RS_FAST_FREE = 0x80 };

/* co_flags, CPython's values. */
enum {
  RS_CO_OPTIMIZED = 0x1,
  RS_CO_NEWLOCALS = 0x2,
  RS_CO_VARARGS = 0x4,
  RS_CO_VARKEYWORDS = 0x8,
  RS_CO_NESTED = 0x10,
  RS_CO_GENERATOR = 0x20,
  RS_CO_COROUTINE = 0x80,
  RS_CO_ITERABLE_COROUTINE = 0x100,
  RS_CO_ASYNC_GENERATOR = 0x200,
  RS_CO_FUTURE_ANNOTATIONS = 0x1000000,
};

struct _RsCodeUnit {
  char *name, *qualname, *filename;
  gint argcount, posonlyargcount,
      kwonlyargcount; /* argcount counts the positional-only ones, too */
  guint flags;
  gint firstlineno;
  gint line_offset; /* lines of the program's text before this unit's: of a statement typed at the
                       prompt; else 0. Module's unit only */
  guint stacksize;
  guint32 *instrs; /* opcode in the low 8 bits, operand in the upper 24 */
  guint n_instrs;
  RsLocation *locations; /* n_instrs of them */
  RsConst **consts;      /* co_consts, in CPython's order */
  guint n_consts;
  char **names; /* co_names */
  guint n_names;
  char **localsplus; /* co_localsplusnames */
  guint8 *localspluskinds;
  guint n_localsplus;
  RsExceptionEntry *exceptions;
  guint n_exceptions;
  gpointer
      memory; /* private: of a module's unit, what the whole tree lives in; NULL in nested ones */
};

#define RS_INSTR_OP(instr) ((guint8) (instr))
#define RS_INSTR_ARG(instr) ((guint32) (instr) >> 8)
#define RS_INSTR(op, arg) ((guint32) (op) | (guint32) (arg) << 8)

/* A SyntaxError, or one of its subclasses, in CPython's words. */
typedef struct {
  /* "SyntaxError", "IndentationError" or "TabError"; also "ValueError",
   * "RecursionError", "MemoryError", "OverflowError" where CPython raises
   * those. */
  const char *type;
  char *message; /* owned */
  /* from 1, in characters; 0 or -1 as CPython gives them; line 0: no
   * location */
  gint line, col, end_line, end_col;
  char *text; /* owned; the source line, or NULL */
} RsSyntaxError;

typedef enum { RS_COMPILE_EXEC, RS_COMPILE_EVAL, RS_COMPILE_SINGLE } RsCompileMode;

/* A SyntaxWarning ("is" with a literal, an invalid escape sequence, ...), in
 * the order in which CPython would issue them. */
typedef struct {
  const char *category;
  char *message;
  gint line;
} RsCompileWarning;

/* Compiles SOURCE (LENGTH bytes, any encoding that Python takes; UTF-8 unless
 * it says otherwise). FILENAME is for messages. INHERITED_FLAGS:
 * RS_CO_FUTURE_ANNOTATIONS or 0. WARNINGS: (nullable) filled with
 * RsCompileWarning pointers, transfer full. Returns: (transfer full) the unit
 * of the module, or NULL with *ERROR filled. Pure: two threads may compile at
 * once. */
RsCodeUnit *rs_compile (const char *source, gsize length, const char *filename, RsCompileMode mode,
                        guint inherited_flags, GPtrArray *warnings, RsSyntaxError *error);
void rs_code_unit_free (RsCodeUnit *unit);

/* One statement as it is typed at the prompt. */
typedef struct {
  char *text;      /* owned; UTF-8 */
  gsize length;    /* bytes */
  gint first_line; /* of the whole text, from 1 */
} RsStatement;

/* The statements of SOURCE at its outermost level, in order; what one line
 * joins by semicolons is one. Arguments as for rs_compile (). Returns:
 * (transfer full) RsStatement pointers, or NULL with *ERROR filled where the
 * text does not parse. */
GPtrArray *rs_split_statements (const char *source, gsize length, const char *filename,
                                RsSyntaxError *error);
void rs_statement_free (gpointer statement);
void rs_syntax_error_clear (RsSyntaxError *error);
void rs_compile_warning_free (gpointer warning);

/* Returns: (transfer full) the module's AST as ast.dump (ast.parse (source))
 * prints it, or NULL with *ERROR filled. WITH_POSITIONS: as
 * include_attributes=True. */
char *rs_ast_dump (const char *source, gsize length, const char *filename, gboolean with_positions,
                   RsSyntaxError *error);

/* Returns: (transfer full) one line an instruction: index, opcode, operand,
 * line; nested units after. For tests and people. */
char *rs_code_unit_dump (const RsCodeUnit *unit);

G_END_DECLS
