/* SPDX-License-Identifier: MIT
 *
 * The root of an engine's state. It lies in the arena, after the arena's head,
 * and is saved and restored with it. Every function of the engine takes it.
 * Nothing here is static: two engines can run at once in two threads.
 */
#pragma once

#include "address.h"
#include "arena.h"
#include "notes.h"
#include "object.h"
#include "profile.h"
#include "stop.h"

G_BEGIN_DECLS

typedef enum {
  RS_T_INVALID,
#define TYPE(id, spec) RS_T_##id,
#include "types.def"
#undef TYPE
#define EXC(name, base) RS_T_##name,
#include "exceptions.def"
#undef EXC
  RS_N_TYPES
} RsTypeId;

/* The specs of all of them. Each is defined where its type is implemented,
 * above this folder, which only declares them: so that a new type is told in
 * one place. */
#define TYPE(id, spec) extern const RsTypeSpec spec;
#include "types.def"
#undef TYPE

typedef enum {
#define NAME(text) RS_N_##text,
#include "names.def"
#undef NAME
  RS_N_NAMES
} RsNameId;

/* The texts of RS_N_... */
extern const char *const rs_name_texts[RS_N_NAMES];

/* vm->types[...] by its short name: RS_TYPE (vm, INT), RS_TYPE (vm,
 * ValueError). */
#define RS_TYPE(vm, id) ((vm)->types[RS_T_##id])
/* An interned str: RS_NAME (vm, __init__). Borrowed. */
#define RS_NAME(vm, text) ((vm)->names[RS_N_##text])

#define RS_SMALL_INTS 262 /* -5 .. 256 */

typedef struct _RsFrame RsFrame; /* begins with the fields of RsFrameHead */
typedef struct {
  RsFrame *previous;
  guint8 of_library;
} RsFrameHead;
typedef struct _RsThread RsThread;
typedef struct _RsHost RsHost;
typedef struct _RsStack RsStack; /* a C stack: stack.h */
typedef struct _RsScope RsScope; /* scope.h has these three */
typedef struct _RsForeign RsForeign;
typedef struct _RsDecrefs RsDecrefs;

/* What the heap needs of the layers above: filled in by vm/. */
typedef struct {
  void (*raise_memory) (RsVm *vm);
  /* Calls CALLABLE with NARGS arguments. New reference, or NULL with the
   * exception pending. */
  RsObject *(*call) (RsVm *vm, RsObject *callable, RsObject *const *args, gsize nargs,
                     RsObject *kwnames);
  /* Of the running frame: the exception that it handles, its globals, and what
   * super () without arguments means in it (FALSE raises). Borrowed; NULL:
   * there is none. */
  RsObject *(*handled_exception) (RsVm *vm);
  RsObject *(*globals) (RsVm *vm);
  gboolean (*super_arguments) (RsVm *vm, RsType **type, RsObject **object);
  /* Reports the pending exception as "Exception ignored in: ..." and clears
   * it. */
  void (*unraisable) (RsVm *vm, RsObject *where);
  /* Every named root that is not in RsVm itself: threads, frames, modules. */
  void (*traverse_roots) (RsVm *vm, RsVisit *visit);
  /* gc.callbacks, PHASE "start" or "stop". */
  void (*gc_callback) (RsVm *vm, const char *phase, int generation, gssize collected,
                       gssize uncollectable);
  /* gc.DEBUG_SAVEALL: keeps OBJECT in gc.garbage. */
  void (*gc_save) (RsVm *vm, RsObject *object);
} RsHooks;

/* What the session hands to the engine and gets from it. Outside the arena,
 * never saved. */
struct _RsHost {
  gpointer data;           /* the session's */
  gint cancel;             /* atomic: not 0: stop as soon as you can */
  gpointer context;        /* ucontext_t of the host's stack while the engine runs: stack.c */
  const void *stack_start; /* of the host's stack, as address sanitizers want it */
  gsize stack_bytes;
  /* The program wrote LENGTH bytes of UTF-8; STREAM 1: standard output, 2:
   * standard error. */
  void (*write) (RsVm *vm, int stream, const char *text, gsize length, gpointer data);
  /* One line of input, without its newline: transfer full; NULL: end of
   * file. */
  char *(*read_line) (RsVm *vm, gpointer data);
  /* The text of FILENAME (a str), for tracebacks: *LENGTH bytes of UTF-8, owned
   * by the session; NULL: not known. */
  const char *(*source) (RsVm *vm, RsObject *filename, gsize *length, gpointer data);
  /* Of a program typed at the prompt: the code unit of its INDEXth statement,
   * owned by the session; NULL: there are no more. The function is NULL where
   * the program is a script. */
  const struct _RsCodeUnit *(*statement) (RsVm *vm, guint index, gpointer data);
  /* RsCodeUnit of the library's modules by their source, owned: a session that
   * goes back imports them again, but compiles them once. NULL: they are not
   * kept. */
  GHashTable *library_units;
  /* When threads take turns; NULL: in CPython's way (vm/schedule.h). Owned by
   * the session. */
  const struct _RsSchedule *schedule;
  /* Thread number THREAD goes on. */
  void (*switched) (RsVm *vm, guint64 thread, gpointer data);
  /* What vm->noting asks for has happened (notes.h). */
  void (*note) (RsVm *vm, RsNote note, RsObject *object, guint64 number, gpointer data);
  /* Called at a moment that the vm was asked to report: see vm/eval.h. */
  void (*moment) (RsVm *vm, int event, gpointer data);
  /* The instruction that is sought (RsVm.seek) is next, and the run pauses
   * there afterwards; NULL: it just does. */
  void (*reached) (RsVm *vm, gpointer data);
};

/* A cycle-collector generation: a ring of objects through their gc links, and
 * when it is due. */
typedef struct {
  RsObject head __attribute__ ((aligned (16))); /* only its links are used */
  gint32 threshold, count;
} RsGeneration;

/* An attribute looked up in a type (type-lookup.c). The name is owned, the
 * value borrowed; it may be NULL. */
typedef struct {
  guint32 version;
  RsObject *name, *value;
} RsMethodCache;
/* As many as CPython's: how soon an entry gives way shows in the name's
 * count. */
#define RS_METHOD_CACHE_SIZE 4096

/* Bytes beyond the limit that small blocks may take. */
#define RS_MEMORY_RESERVE ((guint64) 16 << 20)

#define RS_POOL_CLASSES 33 /* 16, 32, ... 512 bytes: index 1..32 */

typedef struct {
  guint16 size_class; /* 0: free */
  guint16 used;       /* blocks handed out */
  guint32 free;       /* head of the free blocks */
  guint32 next_fresh; /* first block never used, or 0 */
  guint32 prev, next; /* in the list of partly used pools of its class; 0: none */
} RsPool;

/* What belongs to the running thread, and is exchanged when another goes on:
 * the fields of RsThreadContext, which are the vm's own, too. Lists run over
 * the thread's C stack. */
#define RS_THREAD_CONTEXT                                                                          \
  RsFrame *frame;                  /* the running one */                                           \
  RsObject *pending;               /* the exception being raised, or NULL */                       \
  guint32 recursion;               /* Python frames */                                             \
  guint32 c_depth, c_depth_native; /* nested evaluation loops; nested calls from C */              \
  char *stack_limit;               /* see rs_stack_limit */                                        \
  guint32 dealloc_depth;           /* trashcan */                                                  \
  RsObject *dealloc_later;         /* linked through gc_next */                                    \
  RsDying *dying;                  /* innermost; only while lives are noted: notes.h */            \
  RsDecrefs *decrefs;              /* innermost; NULL outside of a dealloc */                      \
  RsObject **repr_stack;           /* containers whose repr is being made; counted */              \
  guint32 n_repr, repr_cap;                                                                        \
  RsScope *scope;      /* of the innermost C function that owns references: scope.h */             \
  RsForeign *foreign;  /* innermost memory of the host that a C function owns */                   \
  RsObject *call_args; /* borrowed: the tuple whose items the call being made was given, or NULL;  \
                          what keeps a call's tuple asks */

typedef struct {
  RS_THREAD_CONTEXT
} RsThreadContext;

/* What there is besides the heap: tables of the layers above. */
typedef struct {
  guint16 id; /* RsTypeId */
  const RsTypeSpec *spec;
} RsTypeEntry;

typedef struct {
  const RsTypeEntry *types; /* all built-in ones but exceptions; a base before its subclasses;
                               the last one has no spec */
  const struct _RsModuleDef *const *modules; /* NULL at the end */
} RsLibrary;

struct _RsVm {
  const RsHooks *hooks;
  const RsLibrary *library;
  RsHost *host;
  const RsProfile *profile;

  /* time */
  gint64 budget;      /* instructions until the vm looks up from its work: see vm/eval.c */
  guint64 due;        /* the instruction at which budget reaches 0: now = due - budget */
  guint64 skip_until; /* while steps are watched: until then, instructions that begin no line need
                         no attention */
  guint64 work;       /* units of work done in C, as counted so far: see run-limits.c */
  guint32 work_left;  /* units until C looks at the limits again */
  guint64 next_serial;
  guint8 noting; /* RS_NOTING_*: what the session wants to know (notes.h) */
  guint64 steps; /* events of sys.settrace so far */
  guint32 recursion_limit;
  RsStop stop;             /* not NONE: unwinding, nothing can catch it */
  const char *stop_detail; /* what there is to say beyond STOP, in the arena or const; NULL */
  gboolean finalizing;

  /* the objects that the engine knows by name */
  RsType *types[RS_N_TYPES];
  RsObject *names[RS_N_NAMES];
  RsObject *none, *true_, *false_, *not_implemented, *ellipsis;
  RsObject *empty_tuple, *empty_str, *empty_bytes, *empty_frozenset;
  RsObject *small_ints[RS_SMALL_INTS];
  RsObject *latin1[256]; /* strings of one character, made when first wanted */
  RsObject *bytes1[256];

  /* interned strings: open addressing, weak (two references of each entry are
   * not counted, as in CPython) */
  RsObject **interned;
  guint32 interned_size, interned_used; /* a power of two; entries */

  /* types */
  guint32 next_type_version, next_keys_version;
  RsMethodCache method_cache[RS_METHOD_CACHE_SIZE];
  struct _RsKeys *shared_keys; /* list of all shared key tables */
  struct _RsKeys *empty_keys;  /* of every empty dict; belongs to the vm */
  guint64 dict_version;

  /* collector: gc.c */
  RsGeneration generations[3] __attribute__ ((aligned (16)));
  RsObject gc_unreachable __attribute__ ((aligned (16))), gc_still __attribute__ ((aligned (16))),
      gc_finalizers __attribute__ ((aligned (16)));     /* list heads while collecting */
  RsObject gc_permanent __attribute__ ((aligned (16))); /* gc.freeze: what no collection looks at */
  gint64 long_lived_total, long_lived_pending;
  gboolean gc_enabled, gc_collecting;
  gboolean gc_due; /* a collection is due before the next instruction */
  guint gc_debug;
  RsObject *gc_garbage, *gc_callbacks; /* lists */
  guint64 gc_collections[3], gc_collected[3], gc_uncollectable[3];

  /* modelled memory: address.c */
  gint32 int_max_str_digits;                    /* sys.set_int_max_str_digits (); 0: no limit */
  guint64 model_bytes, model_peak, model_limit; /* bytes handed out by the modelled allocators */
  guint64 library_bytes;  /* of these what was there before the program and what its imports made */
  guint loading;          /* imports of library modules that are under way, one in the other */
  guint64 memory_margin;  /* bytes beyond the limit before MemoryError is raised again */
  gboolean memory_low;    /* it is due at the next instruction that takes memory */
  gboolean memory_failed; /* it is, because a test wants it: see rs_memory_fail */
  guint64 fail_in, true_limit;   /* allocations until one fails, 0: none; model_limit meanwhile */
  guint32 *granules;             /* one entry for each 16 bytes of modelled memory */
  guint32 n_granules;            /* first unit never handed out */
  RsPool *pools;                 /* by granule / granules in a pool */
  guint32 pools_cap, pool_shift; /* pool_shift: log2 of the granules in a pool */
  guint32 used_pools[RS_POOL_CLASSES]; /* head of the partly used ones */
  guint32 free_pools;                  /* list of empty pools */
  guint32 large_free[64];              /* free blocks beyond 512 bytes, by log2 */

  /* free lists of types: blocks kept for the next object of the type, last in,
   * first out */
  struct {
    guint32 *blocks;
    guint32 n, cap;
  } free_lists[RS_N_FREE_LISTS];

  union {
    RsThreadContext context; /* of the running thread */
    struct {
      RS_THREAD_CONTEXT
    };
  };

  /* vm/ */
  RsThread *thread;        /* the running one */
  RsThread *threads;       /* all; the main one first */
  RsStack *stack;          /* the C stack that runs; NULL: the host's */
  gboolean ended;          /* nothing is left to run */
  guint64 schedule_random; /* state of the schedule's random numbers */
  guint schedule_at;       /* the schedule's next switch */
  guint64 next_thread_id,
      thread_switch_at; /* instruction at which another ready thread gets its turn */
  RsObject *modules;    /* sys.modules */
  RsObject *builtins;   /* the dict of module builtins */
  RsObject *sys_dict;   /* the dict of module sys */
  RsObject *main_dict;  /* borrowed: of module __main__, while the program runs */
  RsObject *main_file;  /* the program's file name: frames of this file make steps */
  RsObject *roots[32];  /* engine-held objects of the modules, by RsRootId (vm/) */
  guint watch;          /* RS_WATCH_*: what the session wants to be told (vm/eval.h) */
  guint64 seek;         /* instruction at which the session wants to be told; G_MAXUINT64: none */
  guint64 random_state[4];
  gint64 clock;              /* virtual nanoseconds */
  guint64 out_chars;         /* written to standard output so far */
  guint64 written_chars;     /* to both streams together */
  guint64 input_offset;      /* bytes of the session's input read so far */
  guint64 instruction_limit; /* the run stops there */
  guint32 n_statements;      /* begun, of a program typed at the prompt */
  gboolean stepped; /* the run is one with steps: what raises under a tracer only, raises */
  gboolean traced;  /* built-in methods are called as under sys.settrace, through a bound method */
  gint exit_status;
};

#define RS_VM_OFFSET 8192 /* of the vm in its arena */

static inline gpointer
rs_vm_arena (RsVm *vm)
{
  return (char *) vm - RS_VM_OFFSET;
}

/* Number of instructions executed so far. */
static inline guint64
rs_vm_now (const RsVm *vm)
{
  return vm->due - (guint64) vm->budget;
}

/* Makes the evaluation loop look up before the next instruction, and a loop in
 * C at its next turn. */
static inline void
rs_vm_look_up (RsVm *vm)
{
  vm->due = rs_vm_now (vm);
  vm->budget = 0;
  vm->work_left = 0;
}

/* Host memory in the arena for tables and buffers. Never NULL: a full arena
 * ends the process. */
gpointer rs_mem_alloc (RsVm *vm, gsize bytes);
gpointer rs_mem_alloc0 (RsVm *vm, gsize bytes);
gpointer rs_mem_realloc (RsVm *vm, gpointer block, gsize old_bytes, gsize bytes);
void rs_mem_free (RsVm *vm, gpointer block, gsize bytes);

/* A buffer that belongs to an object and lies in modelled memory, too (list
 * items, a dict's keys): host bytes and modelled bytes may differ. NULL:
 * MemoryError pending. *BLOCK gets the modelled block. */
gpointer rs_buffer_new (RsVm *vm, gsize host_bytes, gsize model_bytes, guint32 *block);
void rs_buffer_free (RsVm *vm, gpointer buffer, gsize host_bytes, guint32 block);

G_END_DECLS
