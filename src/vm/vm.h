/* SPDX-License-Identifier: MIT
 *
 * The interpreter: code, functions, frames, threads, generators, the evaluation
 * loop. What the layers above (modules, session, cli) use of it.
 */
#pragma once

#include "lang/code.h"
#include "objects/abstract.h"
#include "objects/callables/descr.h"
#include "objects/type.h"
#include "objects/values.h"
#include "vm/moment.h"

G_BEGIN_DECLS

/* --- code and functions --------------------------------------------------- */

/* A place in the code that remembers what it found last: see
 * eval-fast.h. */
typedef struct {
  guint32 version;
  guint32 index;
  RsObject *value;
} RsCache;

typedef struct {
  RsObject base;
  RsObject *weaklist;
  RsObject *name, *qualname, *filename;   /* str */
  RsObject *consts, *names, *local_names; /* tuples */
  guint32 *instrs;                        /* n_instrs; opcode | operand << 8 */
  RsCache *caches;                        /* n_instrs */
  RsLocation *locations;                  /* n_instrs */
  guint8 *may_trace; /* n_instrs: 1 where a call or line event can be due; 0: same line as the one
                        before, and no jump leads here */
  RsExceptionEntry *exceptions;
  guint8 *local_kinds;
  guint32 n_instrs, n_exceptions, n_locals_plus, n_cells, n_free, stack_size;
  guint32 argcount, posonly, kwonly, flags;
  guint32 first_traceable; /* index of the first RESUME: before it nothing is traced */
  gint32 first_line;
  gint32 line_offset;  /* lines before its own text in the program's: of a statement typed at the
                          prompt */
  gboolean of_program; /* its file is the program's: its frames make steps */
} RsCode;

typedef struct {
  RsObject base;
  RsObject *weaklist;
  RsObject *globals, *builtins, *name, *qualname, *code, *defaults, *kwdefaults, *closure, *doc,
      *dict, *module, *annotations;
} RsFunction;

/* TREE: a list that gets the constants of the syntax tree, or NULL. While
 * CPython runs a file it keeps the file's syntax tree: each of its constants
 * counts one more than in a program that compile () made. */
RS_NEW RsObject *rs_code_new (RsVm *vm, const RsCodeUnit *unit, gboolean of_program,
                              RsObject *tree);
RS_NEW RsObject *rs_function_new (RsVm *vm, RsObject *code, RsObject *globals, RsObject *qualname);

/* --- frames --------------------------------------------------------------- */

typedef enum { RS_OWNED_BY_THREAD, RS_OWNED_BY_GENERATOR, RS_OWNED_BY_FRAME } RsFrameOwner;

/* What happens with the result when the frame returns to the frame below it. */
typedef enum {
  RS_RET_PUSH,    /* it is pushed */
  RS_RET_C,       /* the evaluation loop returns it to the C function that called it */
  RS_RET_INIT,    /* must be None; ret_object, the new instance, is pushed */
  RS_RET_NEXT,    /* pushed; a StopIteration ends the caller's FOR_ITER instead */
  RS_RET_SEND,    /* a yield is pushed; a return ends the caller's SEND */
  RS_RET_REPLACE, /* ret_pop values are popped first */
  RS_RET_BINARY,  /* the same, but for NotImplemented: the operation goes on */
  RS_RET_COMPARE, /* the same for COMPARE_OP */
  RS_RET_MODULE,  /* the end of a thread's or the program's outermost frame */
} RsReturn;

struct _RsFrame {
  RsFrame *previous; /* the caller's */
  guint8 of_library; /* not the program's code: see RsFrameHead */
  guint8 owner, ret, ret_pop, ret_op;
  guint8 incomplete;            /* its first RESUME has not run */
  RsCode *code;                 /* counted */
  RsFunction *function;         /* counted; NULL for a module's or an exec's frame */
  RsObject *globals, *builtins; /* counted */
  RsObject *locals;             /* counted; the mapping of a module's or class's names, or NULL */
  RsObject *frame_object;       /* counted; RsFrameObject, if anybody asked for it */
  RsObject *generator;          /* borrowed: owner GENERATOR */
  guint32 *pc;   /* the instruction that runs, or while a call is out, the one that called */
  RsObject **sp; /* next free value */
  RsObject *ret_object, *ret_args; /* counted: what the continuation holds */
  gint32 previous_instr;           /* index of the last one executed that may_trace; -1: none */
  guint32 bytes;                   /* host bytes */
  RsObject *slots[];               /* n_locals_plus fast locals, then the value stack */
};
G_STATIC_ASSERT (offsetof (RsFrame, of_library) == offsetof (RsFrameHead, of_library));

typedef struct _RsExcItem RsExcItem;
struct _RsExcItem {
  RsObject *value;
  RsExcItem *previous;
}; /* exceptions being handled; value NULL: none here */

typedef struct {
  RsObject base;
  RsFrame *frame; /* owned if the frame is complete (owner FRAME), else the running one's */
  RsObject *back; /* counted; RsFrameObject: f_back, once the frame is over */
  RsObject *trace;
  gint32 line; /* f_lineno, once the frame is over */
} RsFrameObject;

typedef struct {
  RsObject base;
  RsObject *next, *frame;
  gint32 lasti, line;
} RsTraceback;

typedef struct {
  RsObject base;
  RsObject *weaklist;
  RsFrame *frame; /* NULL: finished */
  RsObject *name, *qualname, *code;
  RsExcItem exc;
  gboolean running, started;
  /* asynchronous generators */
  RsObject *hooks_finalizer;
  gboolean closed, hooks_ready, async_running;
} RsGenerator;

/* A new frame for CODE; FUNCTION, LOCALS nullable. All references are taken
 * anew. NULL: MemoryError pending. */
RsFrame *rs_frame_new (RsVm *vm, RsCode *code, RsFunction *function, RsObject *globals,
                       RsObject *builtins, RsObject *locals);
/* Drops what the frame holds and the frame; if somebody keeps its frame object,
 * that takes the frame over. */
void rs_frame_end (RsVm *vm, RsFrame *frame);
void rs_frame_clear_slots (RsVm *vm, RsFrame *frame);
void rs_frame_traverse (RsVm *vm, RsFrame *frame, RsVisit *visit);
static inline guint32
rs_frame_instr (const RsFrame *frame)
{
  return frame->pc - frame->code->instrs;
}
gint32 rs_frame_line (const RsFrame *frame);
/* The same as a line of the program's whole text. */
gint32 rs_frame_text_line (const RsFrame *frame);
static inline RsObject **
rs_frame_stack (RsFrame *frame)
{
  return frame->slots + frame->code->n_locals_plus;
}
/* Borrowed; NULL: no memory, and MemoryError is pending unless something was
 * already. */
RS_BORROWED RsObject *rs_frame_object (RsVm *vm, RsFrame *frame);
/* locals (): a dict of the fast locals, or the mapping itself. New
 * reference. */
RS_NEW RS_RAISES RsObject *rs_frame_locals (RsVm *vm, RsFrame *frame);
/* Adds FRAME to the traceback of the pending exception, if there is memory for
 * it. */
void rs_traceback_here (RsVm *vm, RsFrame *frame);

/* Binds arguments to FRAME's locals as a call of its function does. ARGS are
 * borrowed. FALSE raises. */
gboolean rs_bind_arguments (RsVm *vm, RsFunction *function, RsFrame *frame, RsObject *const *args,
                            gsize nargs, RsObject *kwnames);

/* --- threads -------------------------------------------------------------- */

struct _RsThread {
  RsThread *next;
  guint64 id;
  RsThreadContext context; /* while another thread runs */
  RsStack *stack;          /* its C stack */
  RsExcItem exc, *exc_top;
  RsObject *body, *args,
      *kwargs; /* what the thread was started with, until its end; NULL in the main thread */
  RsObject *asyncgen_hooks[2]; /* firstiter, finalizer of sys.set_asyncgen_hooks (); or NULL */
  RsObject *waiting_for;       /* borrowed: a lock object, or NULL */
  guint64 holder;              /* id of the thread that held it when the wait began; 0: none */
  gint64 wake_at;              /* as of rs_vm_clock; 0: it waits for no time */
};

/* What belongs to THREAD: the vm's own while it runs. */
static inline const RsThreadContext *
rs_thread_context (const RsVm *vm, const RsThread *thread)
{
  return thread == vm->thread ? &vm->context : &thread->context;
}

/* --- running -------------------------------------------------------------- */

/* What the session wants to be told of. */
enum {
  RS_WATCH_STEPS = 1,   /* call, line, return, exception of the program's own code */
  RS_WATCH_THREADS = 2, /* the same in threads that are not the main one, too */
};

/* A new engine in an arena of its own, ready to run a program: types, builtins,
 * modules. NULL: no memory. PROFILE NULL: 3.11. */
RsVm *rs_vm_new (const RsProfile *profile, const RsLibrary *library, RsHost *host,
                 guint64 memory_limit);
void rs_vm_free (RsVm *vm);
/* What the session wants to see has changed, or the instruction SEEK at which
 * the run pauses: recomputes the budget. */
void rs_vm_set_watch (RsVm *vm, guint watch, guint64 seek);
/* After a stretch that was not watched: finds for each frame of the program the
 * instruction that its next line event is judged by. */
void rs_vm_find_lines (RsVm *vm);

/* Prepares module __main__ to run UNIT with ARGV (NULL-terminated; sys.argv).
 * Where the host has statements, UNIT is the first of them, and the others
 * follow it (prompt.c). FALSE raises. */
gboolean rs_vm_start (RsVm *vm, const RsCodeUnit *unit, char **argv);
/* Runs from where the state is (a start, a pause, or a restored state) on C
 * stacks of the engine's own: until the instruction sought (rs_vm_set_watch),
 * or a function called by the engine pauses; then TRUE, and the state can be
 * saved (rs_vm_can_save), another be put back, or the run go on. FALSE: the
 * program has ended, with all that it does at exit; vm->exit_status is set, and
 * vm->stop if it was stopped. */
gboolean rs_vm_run (RsVm *vm);
/* Only from within rs_vm_run: it returns TRUE; this does when it is called
 * again. */
void rs_vm_pause (RsVm *vm);
/* No C function that could not be put back is under way on any thread. */
gboolean rs_vm_can_save (RsVm *vm);
/* The state is about to be replaced or freed: gives back what C functions that
 * are under way own outside of the arena. */
void rs_vm_abandon (RsVm *vm);

/* Evaluates FRAME until it returns. For C code that calls Python. */
RS_NEW RS_RAISES RsObject *rs_eval_frame (RsVm *vm, RsFrame *frame);
/* Runs CODE in the namespaces, as exec () does. CLOSURE: a tuple of as many
 * cells as the code has free variables, or NULL if it has none. */
RS_NEW RS_RAISES RsObject *rs_exec_code (RsVm *vm, RsObject *code, RsObject *globals,
                                         RsObject *locals, RsObject *closure);
/* Text to code object; SyntaxError etc. pending on failure. MODE as compile ();
 * TREE as for rs_code_new (). */
RS_NEW RS_RAISES RsObject *rs_compile_source (RsVm *vm, const char *source, gsize length,
                                              const char *filename, RsCompileMode mode, guint flags,
                                              gboolean of_program, RsObject *tree);

/* The compiler's warnings (RsCompileWarning), as CPython's default filters show
 * them, to standard error. */
void rs_show_compile_warnings (RsVm *vm, GPtrArray *warnings, const char *filename);
/* Those of source that the program itself compiles: by its own filters, if it
 * has imported warnings. An exception may be pending then. */
void rs_issue_compile_warnings (RsVm *vm, GPtrArray *warnings, const char *filename);
void rs_warn_never_awaited (RsVm *vm, RsObject *qualname);

/* Generators: resumes with VALUE (NULL: none sent). *RESULT: what was yielded
 * or returned. 1 yielded, 0 returned, -1 raised. */
int rs_generator_send (RsVm *vm, RsGenerator *generator, RsObject *value, RsObject **result);

/* anext (iterator, OTHERWISE), where the iterator gave AWAITABLE. */
RS_NEW RS_RAISES RsObject *rs_anext_awaitable_new (RsVm *vm, RsObject *awaitable,
                                                   RsObject *otherwise);

/* sys.excepthook's text of EXCEPTION with traceback and chain, to standard
 * error. */
void rs_print_exception (RsVm *vm, RsObject *exception);
/* The same as module traceback has it: transfer full. */
char *rs_format_exception (RsVm *vm, RsObject *exception);
/* The frames of a traceback as they stand in that text; line NUMBER of a
 * source, NULL if it is not known: transfer full. */
char *rs_format_traceback (RsVm *vm, RsObject *traceback);
char *rs_source_line (RsVm *vm, RsObject *filename, gint number);
/* ". Did you mean: 'x'?" for a NameError or AttributeError, or NULL: transfer
 * full. In suggest.c. */
char *rs_suggest (RsVm *vm, RsObject *exception);
/* TEXT to sys.stderr, whatever stands there; what that raises is dropped. */
void rs_write_error (RsVm *vm, const char *text);
void rs_write (RsVm *vm, int stream, const char *text, gsize length);
void rs_unraisable (RsVm *vm, RsObject *where);
/* The same, introduced by MESSAGE instead of "Exception ignored in" (NULL). */
void rs_unraisable_in (RsVm *vm, const char *message, RsObject *where);
/* What sys.unraisablehook writes: "Exception ignored in: WHERE" (NULL:
 * without), traceback, message. */
void rs_print_unraisable (RsVm *vm, const char *message, RsObject *exception, RsObject *where);

/* Frees every native module's roots etc. For leak checks the arena is simply
 * unmapped. */

/* Every reference that no object owns: the engine's own, the frames, the
 * handles. */
void rs_vm_traverse_roots (RsVm *vm, RsVisit *visit);
void rs_raise_syntax_error (RsVm *vm, const RsSyntaxError *error, const char *filename);
/* Makes the modules that are there from the start; module __main__. In
 * import.c. */
gboolean rs_modules_init (RsVm *vm);
gboolean rs_prepare_main (RsVm *vm, const char *filename, char **argv);

/* --- modules (module.c, import.c) ----------------------------------------- */

/* A module in C: made when first imported. */
typedef struct _RsModuleDef {
  const char *name;
  gboolean (*fill) (RsVm *vm, RsObject *module, RsObject *dict); /* FALSE raises */
  const char *source; /* Python text run in the module's namespace after fill, or NULL */
} RsModuleDef;

typedef struct {
  RsObject base;
  RsObject *weaklist, *dict, *name;
  const RsModuleDef *def;
  guint64 loader; /* id of the thread that fills it; 0: it is filled */
} RsModule;

RS_NEW RS_RAISES RsObject *rs_module_new (RsVm *vm, const char *name);
gboolean rs_module_is_known (RsVm *vm, const char *name);
RS_NEW RS_RAISES RsObject *rs_import (RsVm *vm, const char *name);
RS_NEW RS_RAISES RsObject *rs_import_name (RsVm *vm, RsObject *name, RsObject *globals,
                                           RsObject *from_list, gint level);
RS_NEW RS_RAISES RsObject *rs_import_from (RsVm *vm, RsObject *module, RsObject *name);
gboolean rs_module_add (RsVm *vm, RsObject *dict, const char *name, RS_STEALS RsObject *value);
gboolean rs_module_add_functions (RsVm *vm, RsObject *module, RsObject *dict,
                                  const RsMethodDef *functions);

/* Named roots in vm->roots. */
typedef enum {
  RS_ROOT_STDOUT,
  RS_ROOT_STDERR,
  RS_ROOT_STDIN,
  RS_ROOT_ATEXIT,
  RS_ROOT_DISPLAY,
  RS_ROOT_LAST_RESULT,
  RS_ROOT_MAIN_CODE,
  RS_ROOT_BUILTINS_MODULE,
  RS_ROOT_SYS_MODULE,
  RS_ROOT_REGEX_CACHE,
  RS_ROOT_SYNTAX_TREE,
  RS_ROOT_BUILTINS_COPY,
  RS_ROOT_BUILTINS_MODULE_COPY,
  RS_ROOT_SYS_MODULE_COPY,
  RS_ROOT_FREE
} RsRootId;

#define RS_ENGINE_STACK                                                                            \
  ((gsize) 512 << 20) /* bytes of stack that the thread needs which compiles a program */

G_END_DECLS
