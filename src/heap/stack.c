/* SPDX-License-Identifier: MIT
 *
 * C stacks in the arena. The engine never runs on the stack of the function
 * that called it: each thread of the program has a C stack of its own, and the
 * stacks lie in the arena, so that they are saved and put back with all else.
 *
 *     session (host's stack)        main thread's stack        another thread's
 *     rs_vm_run ───────────────▶    eval ▶ sorted ▶ eval
 *                                     lock.acquire: waits ───▶   eval ...
 *                                   ◀─────────────────────────   its turn is over
 *     paused    ◀───────────────    the instruction sought
 *
 * So a thread may wait, and a run may stand still, anywhere: in a sort's key
 * function, in a __del__, in the middle of a collection. To seek is to put a
 * state back and to switch to it; what was running is abandoned, without being
 * unwound. Hence the rule for C functions of the engine: what they own while
 * Python may run lies in the arena or is registered (RS_FOREIGN, scope.h);
 * while something is registered no state is saved, and who abandons a state
 * frees it.
 *
 * Rejected: frames for everything that can wait, which leaves C functions that
 * call Python as places where a thread cannot wait and no state can be saved,
 * and makes each of them a state machine; host threads, whose stacks cannot be
 * put back; switching in assembler, which would save about a microsecond for
 * each switch, and is one more thing for each processor.
 *
 * Sanitizers and valgrind: raw.h. A function's red zones are forgotten when a
 * state is put back; functions called from then on have theirs. gcc's and
 * clang's detect_stack_use_after_return moves locals to the host's heap, and
 * must be off.
 */
#include "stack.h"

#include "raw.h"

#ifdef RS_ADDRESS_SANITIZER
#include <dlfcn.h>
#include <sanitizer/common_interface_defs.h>
#endif
#include <sys/mman.h>
#include <ucontext.h>

#define GUARD RS_ARENA_PAGE
#define ROOM (256 << 10) /* bytes: for the deepest C function that runs no Python */
#define FRESH 4096       /* bytes in use of a stack that has not run: makecontext's */

struct _RsStack {
  guint slot;
  void (*body) (RsVm *vm);
  ucontext_t context; /* where it goes on */
};

static guint32 *
used_of (RsVm *vm, guint slot)
{
  return &((RsArenaHead *) rs_vm_arena (vm))->stack_used[slot];
}

/* --- what sanitizers want to know ----------------------------------------- */

#ifdef RS_ADDRESS_SANITIZER

/* The sanitizer's own swapcontext warns of itself on standard error. */
static void
swap (ucontext_t *from, ucontext_t *to)
{
  int (*swap_contexts) (ucontext_t *, const ucontext_t *) =
      dlsym (dlopen ("libc.so.6", RTLD_LAZY | RTLD_NOLOAD), "swapcontext");
  swap_contexts (from, to);
}

static void
before_switch (RsVm *vm, gpointer *fake, RsStack *to)
{
  if (to == NULL)
    __sanitizer_start_switch_fiber (fake, vm->host->stack_start, vm->host->stack_bytes);
  else
    __sanitizer_start_switch_fiber (fake, rs_arena_stack (rs_vm_arena (vm), to->slot),
                                    rs_arena_stack_bytes (to->slot));
}

static void
after_switch (RsVm *vm, gpointer fake)
{
  const void *start;
  gsize bytes;
  __sanitizer_finish_switch_fiber (fake, &start, &bytes);
  if ((char *) start < (char *) rs_vm_arena (vm)
      || (char *) start > (char *) rs_arena_stack (rs_vm_arena (vm), RS_ARENA_STACKS - 1))
    {
      vm->host->stack_start = start;
      vm->host->stack_bytes = bytes;
    }
}

#else

#define swap swapcontext

static inline void
before_switch (RsVm *vm, gpointer *fake, RsStack *to)
{
}

static inline void
after_switch (RsVm *vm, gpointer fake)
{
}

#endif

/* --- switching ------------------------------------------------------------ */

/* makecontext passes ints only: the two halves of an RsVm *. */
static void
enter (guint high, guint low)
{
  RsVm *vm = (RsVm *) ((gsize) high << 32 | low);
  after_switch (vm, NULL);
  vm->stack->body (vm);
  g_assert_not_reached ();
}

RsStack *
rs_stack_new (RsVm *vm, void (*body) (RsVm *vm))
{
  guint slot = 0;
  while (slot < RS_ARENA_STACKS && *used_of (vm, slot) != 0)
    slot++;
  if (slot == RS_ARENA_STACKS)
    return NULL;
  char *start = rs_arena_stack (rs_vm_arena (vm), slot);
  gsize bytes = rs_arena_stack_bytes (slot);
  mprotect (start, GUARD, PROT_NONE);
#ifdef RS_VALGRIND
  VALGRIND_STACK_REGISTER (start, start + bytes);
#endif
  RsStack *stack = rs_mem_alloc0 (vm, sizeof (RsStack));
  stack->slot = slot;
  stack->body = body;
  *used_of (vm, slot) = FRESH;
  getcontext (&stack->context);
  stack->context.uc_stack.ss_sp = start + GUARD;
  stack->context.uc_stack.ss_size = bytes - GUARD;
  stack->context.uc_link = NULL;
  makecontext (&stack->context, (void (*) (void)) enter, 2, (guint) ((gsize) vm >> 32),
               (guint) (gsize) vm);
  return stack;
}

/* Notes how much of STACK is in use: by the frames above this one. */
__attribute__ ((no_sanitize ("address"), noinline)) static void
note_used (RsVm *vm, RsStack *stack)
{
  char *end =
      (char *) rs_arena_stack (rs_vm_arena (vm), stack->slot) + rs_arena_stack_bytes (stack->slot);
  *used_of (vm, stack->slot) = end - (char *) __builtin_frame_address (0);
}

void
rs_stack_switch (RsVm *vm, RsStack *from, RsStack *to)
{
  if (from != NULL)
    note_used (vm, from);
  gpointer fake = NULL;
  vm->stack = to;
  before_switch (vm, &fake, to);
  swap (from ? &from->context : vm->host->context, to ? &to->context : vm->host->context);
  after_switch (vm, fake);
}

void
rs_stack_leave (RsVm *vm, RsStack *from, RsStack *to)
{
  note_used (vm, from);
  rs_raw_unpoison ((char *) rs_arena_stack (rs_vm_arena (vm), from->slot)
                       + rs_arena_stack_bytes (from->slot) - *used_of (vm, from->slot),
                   *used_of (vm, from->slot));
  *used_of (vm, from->slot) = 0;
  rs_mem_free (vm, from, sizeof (RsStack));
  vm->stack = to;
  before_switch (vm, NULL, to);
  setcontext (to ? &to->context : vm->host->context);
  g_assert_not_reached ();
}

gpointer
rs_stack_limit (RsVm *vm, RsStack *stack)
{
  return stack ? (char *) rs_arena_stack (rs_vm_arena (vm), stack->slot) + GUARD + ROOM : NULL;
}
