/* SPDX-License-Identifier: MIT
 *
 * The evaluation loop: CPython 3.11's instructions (lang/opcodes.def) over
 * frames in the arena, as Python/ceval.c. One function, rs_eval_loop, with a
 * label for each instruction; what is long or rare is a function in eval-*.c,
 * by topic, and what is short and frequent is inline in eval-fast.h.
 *
 * The state. Three variables say where the program is: `frame`, `pc`, the
 * instruction that runs (the compiler keeps it and `sp` in registers), and
 * `sp`, the next free place of the frame's value stack. vm->frame is always
 * `frame`; frame->pc and frame->sp are what they were at the last SAVE, and
 * must be right whenever something is called that may look: anything that may
 * raise, allocate or run Python, and so every drop of a reference. LOAD goes
 * the other way.
 *
 *     frame ──▶ previous ──▶ ... ──▶ the frame that C called
 *       slots:  locals, cells, free variables | values ... | free
 *                                                            sp
 *
 * Operands stay on the stack until the operation is done, because CPython
 * counts them there; then they are dropped in CPython's order, each gone from
 * the stack before its count falls, since what dies may look at the stack. What
 * no stack holds while something is dropped or called (a result whose operands
 * go, an exception whose frame goes) lies in `hand`, which the shadow stack
 * (heap/scope.h) knows for as long as the loop runs: so the audit, the
 * collector and the HeapGraph see it. Who puts something into `hand` takes it
 * out again.
 *
 * Calls. To call a function in Python is to push a frame and to go on in the
 * same loop (rs_enter_frame): the C stack stays flat. So are special methods in
 * Python called (ENTER_DUNDER), properties, __init__, and generators resumed
 * (rs_resume). No C function waits for the result: frame->ret says what becomes
 * of it. There is one way to leave a frame, rs_leave_frame, and one to give the
 * caller what comes of it, rs_deliver. C code that calls Python (a sort's key,
 * a __del__) comes back through rs_eval_frame, or rs_eval_resume for a
 * generator, into a nested loop, which ends when that frame is left (RS_RET_C).
 * vm->recursion counts calls of Python, vm->c_depth nested loops.
 *
 * Errors. A case that fails leaves the exception in vm->pending and goes to
 * `error_drop` if the operands that CPython has taken by then still lie on the
 * stack (opcodes.def says how many), else to `error`. There the frame is added
 * to the traceback, once; `unwind` looks into the code's table of exceptions,
 * which says for each stretch of instructions where its handler is and how high
 * the stack stands there. Without a handler the frame is left, and the caller's
 * instruction has failed. vm->stop (cancelled, a limit) unwinds in the same
 * way, but nothing can catch it, and nothing is told of it.
 *
 * The budget. Each instruction counts vm->budget down; where it falls below 0,
 * rs_eval_breaker looks up from the work: limits, another thread's turn, a due
 * collection, the moment that a session seeks, a step to be noted. That is all
 * they cost the others. The count is also the time: vm->due - vm->budget
 * instructions have run. Where two are done at once (bool_on_top) both are
 * counted, and only if nothing is due between them.
 *
 * Saved states. Between two instructions all that the loop knows is in the
 * arena, its own C stack too, which the breaker leaves by rs_vm_pause while a
 * state is saved, or another put back. A loop that is under way when that
 * happens is abandoned, never unwound: it must own nothing outside of the arena
 * (RS_FOREIGN), and it goes on, if ever, when its own state comes back.
 *
 * To add an instruction: a line of opcodes.def, a label here.
 */
#include "eval-fast.h"
#include "eval-frame.h"

#include <string.h>

#define SAVE() (frame->pc = pc, frame->sp = sp)
#define LOAD() (frame = vm->frame, pc = frame->pc, sp = frame->sp)
#define ARG() (instr >> 8)
#define NAME() NAME_AT (ARG ())
#define NAME_AT(i) (((RsTuple *) frame->code->names)->items[i])
#define CONST_AT(i) (((RsTuple *) frame->code->consts)->items[i])
#define CACHE() (&frame->code->caches[pc - frame->code->instrs])

#define PUSH(value) (*sp++ = (value))
#define POP() (*--sp)
#define TOP() (sp[-1])
#define SECOND() (sp[-2])
#define PEEK(n) (sp[-(gssize) (n)])
#define DROP() (sp--, SAVE (), rs_decref (vm, *sp))

/* --- how a case ends ------------------------------------------------------ */

#define DISPATCH()                                                                                 \
  do                                                                                               \
    {                                                                                              \
      if (G_UNLIKELY (--vm->budget < 0))                                                           \
        goto breaker;                                                                              \
      instr = *pc;                                                                                 \
      goto *labels[(guint8) instr];                                                                \
    }                                                                                              \
  while (0)
#define JUMP(distance)                                                                             \
  do                                                                                               \
    {                                                                                              \
      pc += 1 + (gint) (distance);                                                                 \
      DISPATCH ();                                                                                 \
    }                                                                                              \
  while (0)
#define JUMP_BACK(distance) JUMP (-(gint) (distance))
#define NEXT() JUMP (0)

/* True or False is on top: if a jump pops it next, that is done at once. */
#define NEXT_BOOL()                                                                                \
  do                                                                                               \
    {                                                                                              \
      pc++;                                                                                        \
      goto bool_on_top;                                                                            \
    }                                                                                              \
  while (0)

/* To where ACTION, a RsGo, says: with the frame as it stands in memory. */
#define GO(action)                                                                                 \
  do                                                                                               \
    {                                                                                              \
      go = (action);                                                                               \
      goto go_on;                                                                                  \
    }                                                                                              \
  while (0)

/* Pushes VALUE, a new reference; NULL: error. */
#define NEXT_PUSH(value)                                                                           \
  do                                                                                               \
    {                                                                                              \
      result = (value);                                                                            \
      if (result == NULL)                                                                          \
        goto error;                                                                                \
      PUSH (result);                                                                               \
      NEXT ();                                                                                     \
    }                                                                                              \
  while (0)

/* Replaces the N uppermost values by VALUE, a new reference; NULL: error. */
#define REPLACE(n, value)                                                                          \
  do                                                                                               \
    {                                                                                              \
      result = (value);                                                                            \
      if (result == NULL)                                                                          \
        goto error_drop;                                                                           \
      sp = rs_replace (vm, sp, n, result);                                                         \
    }                                                                                              \
  while (0)
#define NEXT_REPLACE(n, value)                                                                     \
  do                                                                                               \
    {                                                                                              \
      REPLACE (n, value);                                                                          \
      NEXT ();                                                                                     \
    }                                                                                              \
  while (0)
#define NEXT_REPLACE_BOOL(n, value)                                                                \
  do                                                                                               \
    {                                                                                              \
      REPLACE (n, value);                                                                          \
      NEXT_BOOL ();                                                                                \
    }                                                                                              \
  while (0)

/* Drops the N uppermost values, the uppermost first, if the work is DONE, else
 * error. */
#define NEXT_DROP(n, done)                                                                         \
  do                                                                                               \
    {                                                                                              \
      if (!(done))                                                                                 \
        goto error_drop;                                                                           \
      for (guint _n = (n); _n > 0; _n--)                                                           \
        DROP ();                                                                                   \
      NEXT ();                                                                                     \
    }                                                                                              \
  while (0)

/* Pushes VALUE, built of the N uppermost values, which are dropped from the
 * uppermost down; NULL: error. */
#define NEXT_BUILT(n, value)                                                                       \
  do                                                                                               \
    {                                                                                              \
      result = (value);                                                                            \
      if (result == NULL)                                                                          \
        goto error_drop;                                                                           \
      rs_drop_n (vm, frame, n);                                                                    \
      sp = frame->sp;                                                                              \
      PUSH (result);                                                                               \
      NEXT ();                                                                                     \
    }                                                                                              \
  while (0)

/* Leaves the loop: back to the C function that called it. */
#define LEAVE(value)                                                                               \
  do                                                                                               \
    {                                                                                              \
      result = (value);                                                                            \
      rs_scope_end (&scope);                                                                       \
      return result;                                                                               \
    }                                                                                              \
  while (0)

/* --- entering frames ------------------------------------------------------ */

static const RsNameId binary_dunders[RS_N_BINARY] = {
  RS_N___add__, RS_N___and__,     RS_N___floordiv__, RS_N___lshift__, RS_N___matmul__,
  RS_N___mul__, RS_N___mod__,     RS_N___or__,       RS_N___pow__,    RS_N___rshift__,
  RS_N___sub__, RS_N___truediv__, RS_N___xor__,
};
static const RsNameId compare_dunders[] = { RS_N___lt__, RS_N___le__, RS_N___eq__,
                                            RS_N___ne__, RS_N___gt__, RS_N___ge__ };

/* If the lowest of the N uppermost operands has the special method NAME in
 * Python, its frame is entered with them. RET, OP: what becomes of the
 * result. */
#define ENTER_DUNDER(name, n, ret, op)                                                             \
  do                                                                                               \
    {                                                                                              \
      RsFunction *_dunder = rs_python_dunder (vm, PEEK (n), name);                                 \
      if (_dunder != NULL)                                                                         \
        {                                                                                          \
          RsFrame *_callee = rs_call_frame (vm, _dunder, sp - (n), n, NULL);                       \
          GO (rs_enter_frame (vm, _callee, ret, (ret) == RS_RET_NEXT ? 0 : (n), op));              \
        }                                                                                          \
    }                                                                                              \
  while (0)

/* --- the loop ------------------------------------------------------------- */

RsObject *
rs_eval_loop (RsVm *vm)
{
  static const void *const labels[] = {
#define OP(name, ...) &&do_##name,
#include "lang/opcodes.def"
#undef OP
  };
  RsFrame *frame = vm->frame;
  guint32 *pc = frame->pc;
  RsObject **sp = frame->sp;
  guint32 instr, raised_at; /* the one at pc; index of the one whose handler is sought */
  RsObject *result;
  RsGo go;
  RsObject *hand[3] = { NULL };
  RsLocal hand_local = { .slots = hand, .n = G_N_ELEMENTS (hand) };
  static const RsScopeSite site = { __FILE__, __func__ };
  RsScope scope = { .site = &site, .vm = vm, .locals = &hand_local };
  rs_scope_begin (&scope);

  if (vm->pending != NULL)
    goto error;
  DISPATCH ();

breaker:
  if (!rs_skip_step (vm, frame, pc))
    {
      SAVE ();
      if (!rs_eval_breaker (vm, frame))
        goto error;
    }
  instr = *pc;
  goto *labels[(guint8) instr];

go_on:
  LOAD ();
  instr = *pc;
  switch (go)
    {
    case RS_GO_NEXT:
      NEXT ();
    case RS_GO_JUMP:
      JUMP (ARG ());
    case RS_GO_FRAME:
      DISPATCH ();
    case RS_GO_ERROR:
      goto error;
    case RS_GO_ERROR_DROP:
      goto error_drop;
    }

  /* --- the stack ---------------------------------------------------------- */

do_NOP:
do_KW_NAMES:
  NEXT ();
do_RESUME:
  frame->incomplete = FALSE;
  NEXT ();
do_POP_TOP:
  DROP ();
  NEXT ();
do_PUSH_NULL:
  PUSH (NULL);
  NEXT ();

do_SWAP:
  result = TOP ();
  TOP () = PEEK (ARG ());
  PEEK (ARG ()) = result;
  NEXT ();

do_COPY:
  result = rs_xincref (PEEK (ARG ()));
  PUSH (result);
  NEXT ();

do_LOAD_CONST:
  PUSH (rs_incref (CONST_AT (ARG ())));
  NEXT ();

  /* --- locals and cells --------------------------------------------------- */

do_LOAD_FAST:
  result = frame->slots[ARG ()];
  if (G_UNLIKELY (result == NULL))
    goto unbound;
  PUSH (rs_incref (result));
  NEXT ();

do_STORE_FAST:
  result = frame->slots[ARG ()];
  frame->slots[ARG ()] = POP ();
  if (result != NULL)
    {
      SAVE ();
      rs_decref (vm, result);
    }
  NEXT ();

do_DELETE_FAST:
  SAVE ();
  if (frame->slots[ARG ()] == NULL)
    goto unbound;
  rs_clear (vm, &frame->slots[ARG ()]);
  NEXT ();

do_MAKE_CELL:
  SAVE ();
  result = rs_cell_new (vm, frame->slots[ARG ()]);
  rs_setref (vm, &frame->slots[ARG ()], result);
  NEXT ();

do_COPY_FREE_VARS:
  for (guint i = 0, first = frame->code->n_locals_plus - ARG (); i < ARG (); i++)
    frame->slots[first + i] = rs_incref (rs_tuple_items (frame->function->closure)[i]);
  NEXT ();

do_LOAD_CLOSURE:
  PUSH (rs_incref (frame->slots[ARG ()]));
  NEXT ();

do_LOAD_DEREF:
  result = ((RsCell *) frame->slots[ARG ()])->content;
  if (G_UNLIKELY (result == NULL))
    goto unbound;
  PUSH (rs_incref (result));
  NEXT ();

do_STORE_DEREF:
  result = POP ();
  SAVE ();
  rs_setref (vm, &((RsCell *) frame->slots[ARG ()])->content, result);
  NEXT ();

do_DELETE_DEREF:
  SAVE ();
  if (((RsCell *) frame->slots[ARG ()])->content == NULL)
    goto unbound;
  rs_clear (vm, &((RsCell *) frame->slots[ARG ()])->content);
  NEXT ();

unbound:
  SAVE ();
  rs_op_raise_unbound_local (vm, frame, ARG ());
  goto error;

  /* --- names -------------------------------------------------------------- */

do_LOAD_CLASSDEREF:
  SAVE ();
  NEXT_PUSH (rs_op_load_classderef (vm, frame, ARG ()));
do_LOAD_NAME:
  SAVE ();
  NEXT_PUSH (rs_op_load_name (vm, frame, NAME ()));

do_STORE_NAME:
  SAVE ();
  if (G_LIKELY (frame->locals != NULL && frame->locals->type == RS_TYPE (vm, DICT)))
    NEXT_DROP (1, rs_dict_set (vm, frame->locals, NAME (), TOP ()) >= 0);
  NEXT_DROP (1, rs_op_store_name (vm, frame, NAME (), TOP ()));

do_DELETE_NAME:
  SAVE ();
  if (rs_setitem (vm, frame->locals, NAME (), NULL) < 0)
    goto not_deleted;
  NEXT ();

do_LOAD_GLOBAL:
  result = rs_xincref (rs_cached_global (CACHE (), frame));
  if (G_UNLIKELY (result == NULL))
    {
      SAVE ();
      result = rs_op_load_global (vm, frame, NAME_AT (ARG () >> 1));
      if (result == NULL)
        goto error;
    }
  if (ARG () & 1)
    PUSH (NULL);
  PUSH (result);
  NEXT ();

do_STORE_GLOBAL:
  SAVE ();
  NEXT_DROP (1, rs_dict_set (vm, frame->globals, NAME (), TOP ()) >= 0);

do_DELETE_GLOBAL:
  SAVE ();
  if (rs_dict_del (vm, frame->globals, NAME ()) < 0)
    goto not_deleted;
  NEXT ();

not_deleted:
  rs_op_not_deleted (vm, NAME ());
  goto error;

do_SETUP_ANNOTATIONS:
  SAVE ();
  NEXT_DROP (0, rs_op_setup_annotations (vm, frame));
do_LOAD_BUILD_CLASS:
  SAVE ();
  NEXT_PUSH (rs_op_load_build_class (vm, frame));

do_IMPORT_NAME:
  SAVE ();
  NEXT_REPLACE (2, rs_op_import_name (vm, frame, NAME (), SECOND (), TOP ()));
do_IMPORT_FROM:
  SAVE ();
  NEXT_PUSH (rs_import_from (vm, TOP (), NAME ()));
do_IMPORT_STAR:
  SAVE ();
  NEXT_DROP (1, rs_op_import_star (vm, frame, TOP ()));

  /* --- attributes --------------------------------------------------------- */

do_LOAD_ATTR:
  {
    RsObject *owner = TOP ();
    SAVE ();
    if (rs_cache_stands (CACHE (), owner->type)
        && (result = rs_cache_load (vm, CACHE (), owner, owner->type)) != NULL)
      {
        TOP () = rs_incref (result);
        rs_decref (vm, owner);
        NEXT ();
      }
    GO (rs_op_load_attr (vm, frame, ARG ()));
  }

do_LOAD_METHOD:
  {
    RsObject *object = TOP ();
    if (rs_cache_stands (CACHE (), object->type)
        && rs_cache_not_hidden (CACHE (), object, object->type))
      {
        TOP () = rs_incref (CACHE ()->value);
        PUSH (object);
        NEXT ();
      }
    SAVE ();
    GO (rs_op_load_method (vm, frame, ARG ()));
  }

do_STORE_ATTR:
  {
    RsObject *owner = TOP ();
    SAVE ();
    if (!(rs_cache_stands (CACHE (), owner->type)
          && rs_cache_store (vm, CACHE (), owner, owner->type, SECOND ()))
        && !rs_op_store_attr (vm, frame, ARG ()))
      goto error_drop;
    rs_drop_upwards (vm, sp, 2);
    sp -= 2;
    NEXT ();
  }

do_DELETE_ATTR:
  SAVE ();
  NEXT_DROP (1, rs_setattr (vm, TOP (), NAME (), NULL) >= 0);

  /* --- operators ---------------------------------------------------------- */

do_UNARY_POSITIVE:
  SAVE ();
  NEXT_REPLACE (1, rs_positive (vm, TOP ()));
do_UNARY_NEGATIVE:
  SAVE ();
  NEXT_REPLACE (1, rs_negative (vm, TOP ()));
do_UNARY_INVERT:
  SAVE ();
  NEXT_REPLACE (1, rs_invert (vm, TOP ()));

do_UNARY_NOT:
  {
    SAVE ();
    int truth = rs_is_true (vm, TOP ());
    NEXT_REPLACE_BOOL (1, truth < 0 ? NULL : rs_bool (vm, !truth));
  }

do_BINARY_OP:
  {
    RsObject *left = SECOND (), *right = TOP ();
    SAVE ();
    if (rs_fast_arithmetic (vm, left, right, ARG (), &result))
      {
        if (G_UNLIKELY (result == NULL))
          goto error_drop;
        sp--;
        TOP () = result;
        NEXT ();
      }
    if (left->type == RS_TYPE (vm, STR) && right->type == left->type
        && (ARG () == RS_NB_ADD || ARG () == RS_NB_INPLACE + RS_NB_ADD))
      GO (rs_concatenate (vm, frame, ARG ()));
    if (ARG () < RS_NB_INPLACE && rs_left_is_first (left, right))
      ENTER_DUNDER (vm->names[binary_dunders[ARG ()]], 2, RS_RET_BINARY, ARG ());
    NEXT_REPLACE (2, rs_binary_op (vm, left, right, ARG ()));
  }

do_COMPARE_OP:
  {
    RsObject *left = SECOND (), *right = TOP ();
    SAVE ();
    int says = rs_fast_compare (vm, left, right, ARG ());
    if (says >= 0)
      {
        sp--;
        TOP () = rs_bool (vm, says);
        rs_decref (vm, left);
        rs_decref (vm, right);
        NEXT_BOOL ();
      }
    if (left->type->slots.richcompare == rs_slot_richcompare && rs_left_is_first (left, right))
      ENTER_DUNDER (vm->names[compare_dunders[ARG ()]], 2, RS_RET_COMPARE, ARG ());
    NEXT_REPLACE (2, rs_richcompare (vm, left, right, ARG ()));
  }

do_IS_OP:
  SAVE ();
  NEXT_REPLACE_BOOL (2, rs_bool (vm, (SECOND () == TOP ()) != (gboolean) ARG ()));

do_CONTAINS_OP:
  {
    SAVE ();
    int found = rs_contains (vm, TOP (), SECOND ());
    NEXT_REPLACE_BOOL (2, found < 0 ? NULL : rs_bool (vm, found != (int) ARG ()));
  }

do_BINARY_SUBSCR:
  {
    RsObject *container = SECOND (), *key = TOP ();
    SAVE ();
    result = rs_fast_item (vm, container, key);
    if (result != NULL)
      {
        SECOND () = rs_incref (result);
        rs_decref (vm, container);
        rs_drop_int (vm, key);
        sp--;
        NEXT ();
      }
    ENTER_DUNDER (RS_NAME (vm, __getitem__), 2, RS_RET_REPLACE, 0);
    NEXT_REPLACE (2, rs_getitem (vm, container, key));
  }

do_STORE_SUBSCR:
  SAVE ();
  if (!rs_fast_store_item (vm, SECOND (), TOP (), PEEK (3))
      && rs_setitem (vm, SECOND (), TOP (), PEEK (3)) < 0)
    goto error_drop;
  rs_drop_upwards (vm, sp, 3);
  sp -= 3;
  NEXT ();

do_DELETE_SUBSCR:
  SAVE ();
  NEXT_DROP (2, rs_setitem (vm, SECOND (), TOP (), NULL) >= 0);

do_GET_LEN:
  {
    SAVE ();
    gssize n = rs_length (vm, TOP ());
    NEXT_PUSH (n < 0 ? NULL : rs_int_new (vm, n));
  }

  /* --- jumps -------------------------------------------------------------- */

do_JUMP_FORWARD:
  JUMP (ARG ());
do_JUMP_BACKWARD:
do_JUMP_BACKWARD_NO_INTERRUPT:
  JUMP_BACK (ARG ());

bool_on_top:
  {
    /* pc is past the instruction that left it. What watches or stops the run
     * wants each instruction for itself. */
    guint8 next = (guint8) *pc;
    if (G_LIKELY (
            vm->budget > 0
            && (next == RS_OP_POP_JUMP_FORWARD_IF_FALSE || next == RS_OP_POP_JUMP_FORWARD_IF_TRUE)))
      {
        RsObject *value = POP ();
        instr = *pc;
        value->refcnt--;
        vm->budget--;
        if ((value == vm->true_) == (next == RS_OP_POP_JUMP_FORWARD_IF_TRUE))
          JUMP (ARG ());
        NEXT ();
      }
    DISPATCH ();
  }

  /* Drops top and jumps, if its truth is WANTED. */
#define POP_JUMP_IF(wanted, direction)                                                             \
  do                                                                                               \
    {                                                                                              \
      int truth = TOP () == vm->true_;                                                             \
      if (truth || TOP () == vm->false_)                                                           \
        POP ()->refcnt--;                                                                          \
      else                                                                                         \
        {                                                                                          \
          SAVE ();                                                                                 \
          truth = rs_is_true (vm, TOP ());                                                         \
          if (truth < 0)                                                                           \
            goto error_drop;                                                                       \
          DROP ();                                                                                 \
        }                                                                                          \
      if (truth == (wanted))                                                                       \
        direction (ARG ());                                                                        \
      NEXT ();                                                                                     \
    }                                                                                              \
  while (0)

do_POP_JUMP_FORWARD_IF_FALSE:
  POP_JUMP_IF (FALSE, JUMP);
do_POP_JUMP_FORWARD_IF_TRUE:
  POP_JUMP_IF (TRUE, JUMP);
do_POP_JUMP_BACKWARD_IF_FALSE:
  POP_JUMP_IF (FALSE, JUMP_BACK);
do_POP_JUMP_BACKWARD_IF_TRUE:
  POP_JUMP_IF (TRUE, JUMP_BACK);

#define POP_JUMP_IF_NONE(wanted, direction)                                                        \
  do                                                                                               \
    {                                                                                              \
      gboolean none = TOP () == vm->none;                                                          \
      DROP ();                                                                                     \
      if (none == (wanted))                                                                        \
        direction (ARG ());                                                                        \
      NEXT ();                                                                                     \
    }                                                                                              \
  while (0)

do_POP_JUMP_FORWARD_IF_NONE:
  POP_JUMP_IF_NONE (TRUE, JUMP);
do_POP_JUMP_FORWARD_IF_NOT_NONE:
  POP_JUMP_IF_NONE (FALSE, JUMP);
do_POP_JUMP_BACKWARD_IF_NONE:
  POP_JUMP_IF_NONE (TRUE, JUMP_BACK);
do_POP_JUMP_BACKWARD_IF_NOT_NONE:
  POP_JUMP_IF_NONE (FALSE, JUMP_BACK);

  /* Jumps and keeps top, if its truth is WANTED. */
#define JUMP_IF_OR_POP(wanted)                                                                     \
  do                                                                                               \
    {                                                                                              \
      SAVE ();                                                                                     \
      int truth = rs_is_true (vm, TOP ());                                                         \
      if (truth < 0)                                                                               \
        goto error;                                                                                \
      if (truth == (wanted))                                                                       \
        JUMP (ARG ());                                                                             \
      DROP ();                                                                                     \
      NEXT ();                                                                                     \
    }                                                                                              \
  while (0)

do_JUMP_IF_FALSE_OR_POP:
  JUMP_IF_OR_POP (FALSE);
do_JUMP_IF_TRUE_OR_POP:
  JUMP_IF_OR_POP (TRUE);

  /* --- building, unpacking ------------------------------------------------ */

do_BUILD_TUPLE:
  SAVE ();
  result = rs_tuple_new (vm, ARG ());
  if (result == NULL)
    goto error;
  sp = rs_move_to (rs_tuple_items (result), sp, ARG ());
  PUSH (result);
  NEXT ();

do_BUILD_LIST:
  SAVE ();
  result = rs_list_new (vm, ARG ());
  if (result == NULL)
    goto error;
  sp = rs_move_to (rs_list_items (result), sp, ARG ());
  PUSH (result);
  NEXT ();

do_LIST_TO_TUPLE:
  SAVE ();
  NEXT_REPLACE (1, rs_list_as_tuple (vm, TOP ()));

do_BUILD_SET:
  SAVE ();
  result = rs_op_build_set (vm, sp - ARG (), ARG ());
  sp -= ARG ();
  NEXT_PUSH (result);

do_BUILD_MAP:
  SAVE ();
  NEXT_BUILT (2 * ARG (), rs_op_build_map (vm, sp - 2 * ARG (), ARG ()));
do_BUILD_CONST_KEY_MAP:
  SAVE ();
  NEXT_BUILT (ARG () + 1,
              rs_op_build_const_key_map (vm, rs_tuple_items (TOP ()), &PEEK (ARG () + 1), ARG ()));
do_BUILD_STRING:
  SAVE ();
  NEXT_BUILT (ARG (), rs_op_build_string (vm, sp - ARG (), ARG ()));

do_BUILD_SLICE:
  SAVE ();
  if (ARG () == 3)
    NEXT_REPLACE (3, rs_slice_new (vm, PEEK (3), SECOND (), TOP ()));
  NEXT_REPLACE (2, rs_slice_new (vm, SECOND (), TOP (), NULL));

do_FORMAT_VALUE:
  SAVE ();
  if (ARG () & 4)
    NEXT_REPLACE (2, rs_op_format_value (vm, SECOND (), ARG () & 3, TOP ()));
  NEXT_REPLACE (1, rs_op_format_value (vm, TOP (), ARG () & 3, NULL));

do_LIST_APPEND:
  result = POP ();
  SAVE ();
  if (rs_list_append_steal (vm, PEEK (ARG ()), result) < 0)
    goto error;
  NEXT ();

do_LIST_EXTEND:
  SAVE ();
  NEXT_DROP (1, rs_op_list_extend (vm, PEEK (ARG () + 1), TOP ()));
do_SET_ADD:
  SAVE ();
  NEXT_DROP (1, rs_set_add (vm, PEEK (ARG () + 1), TOP ()) >= 0);
do_SET_UPDATE:
  SAVE ();
  NEXT_DROP (1, rs_set_update (vm, PEEK (ARG () + 1), TOP ()) >= 0);
do_MAP_ADD:
  SAVE ();
  NEXT_DROP (2, rs_dict_set (vm, PEEK (ARG () + 2), SECOND (), TOP ()) >= 0);
do_DICT_UPDATE:
  SAVE ();
  NEXT_DROP (1, rs_op_dict_update (vm, PEEK (ARG () + 1), TOP ()));
do_DICT_MERGE:
  SAVE ();
  NEXT_DROP (1, rs_op_dict_merge (vm, PEEK (ARG () + 3), PEEK (ARG () + 1), TOP ()));

do_UNPACK_SEQUENCE:
  {
    RsObject *sequence = TOP (), **items = rs_fast_items (vm, sequence, ARG ());
    SAVE ();
    if (items == NULL)
      GO (rs_op_unpack (vm, frame, ARG (), -1));
    sp--;
    for (gsize i = ARG (); i-- > 0;)
      PUSH (rs_incref (items[i]));
    SAVE ();
    rs_decref (vm, sequence);
    NEXT ();
  }

do_UNPACK_EX:
  SAVE ();
  GO (rs_op_unpack (vm, frame, ARG () & 0xff, ARG () >> 8));

  /* --- iteration ---------------------------------------------------------- */

do_GET_ITER:
  SAVE ();
  NEXT_REPLACE (1, rs_iter (vm, TOP ()));

do_FOR_ITER:
  {
    RsObject *iterator = TOP ();
    RsUnaryFunc next = iterator->type->slots.iternext;
    SAVE ();
    if (iterator->type == RS_TYPE (vm, GENERATOR) && rs_can_resume (iterator))
      GO (rs_resume (vm, iterator, vm->none, RS_RET_NEXT, 0));
    if (next == rs_slot_iternext)
      ENTER_DUNDER (RS_NAME (vm, __next__), 1, RS_RET_NEXT, 0);
    /* An iterator's class can lose its __next__ on the way. */
    result = G_LIKELY (next != NULL) ? next (vm, iterator)
                                     : rs_type_error (vm, "'%T' object is not iterable", iterator);
    if (result != NULL)
      {
        PUSH (result);
        NEXT ();
      }
    if (vm->stop != RS_STOP_NONE)
      goto error;
  }

iteration_over:
  if (!rs_end_iteration (vm, frame))
    goto error;
  instr = *pc;
  DROP ();
  JUMP (ARG ());

  /* --- calls -------------------------------------------------------------- */

do_PRECALL:
  result = PEEK (ARG () + 1);
  if (PEEK (ARG () + 2) == NULL && result->type == RS_TYPE (vm, METHOD))
    {
      PEEK (ARG () + 2) = rs_incref (((RsMethod *) result)->function);
      PEEK (ARG () + 1) = rs_incref (((RsMethod *) result)->self);
      SAVE ();
      rs_decref (vm, result);
    }
  NEXT ();

do_CALL:
  {
    /* On the stack: function, self and arguments, or null, function and
     * arguments. */
    gboolean is_method = PEEK (ARG () + 2) != NULL;
    gsize total = ARG () + is_method;
    RsObject *function = PEEK (total + 1), **args = sp - total;
    RsObject *kwnames = rs_keyword_names (frame, pc);
    gsize nargs = total - (kwnames ? rs_tuple_size (kwnames) : 0);
    SAVE ();
    if (function->type == RS_TYPE (vm, FUNCTION))
      {
        /* The arguments move into the callee's locals. */
        frame->sp = args;
        RsFrame *callee =
            rs_call_frame_stealing (vm, (RsFunction *) function, args, nargs, kwnames);
        sp = frame->sp = args - 1 - !is_method;
        rs_decref (vm, function);
        if (callee == NULL)
          goto error;
        GO (rs_enter_frame (vm, callee, RS_RET_PUSH, 0, 0));
      }
    RsFunction *init = rs_python_init (vm, function);
    if (init != NULL)
      {
        RsFrame *callee = rs_op_instantiate (vm, (RsType *) function, init, args, nargs, kwnames);
        GO (rs_enter_frame (vm, callee, RS_RET_INIT, total + 2 - is_method, 0));
      }
    result = rs_call_native (vm, function, args, nargs, kwnames);
    if (result == NULL)
      goto error_drop;
    hand[0] = result;
    rs_drop_upwards (vm, sp, total + 1);
    hand[0] = NULL;
    sp -= total + 1 + !is_method;
    PUSH (result);
    NEXT ();
  }

do_CALL_FUNCTION_EX:
  SAVE ();
  GO (rs_op_call_function_ex (vm, frame, ARG () & 1));
do_MAKE_FUNCTION:
  SAVE ();
  GO (rs_op_make_function (vm, frame, ARG ()));

do_RETURN_VALUE:
  {
    SAVE ();
    if (G_UNLIKELY (rs_traced (vm, frame)))
      rs_trace_event (vm, frame, RS_MOMENT_RETURN);
    frame->sp--;
    hand[0] = *frame->sp;
    rs_hand_over (frame, hand[0]);
    RsPromise promise = rs_leave_frame (vm, frame, RS_RETURNS, hand);
    if (G_LIKELY (promise.ret == RS_RET_PUSH))
      {
        LOAD ();
        PUSH (g_steal_pointer (&hand[0]));
        NEXT ();
      }
    if (promise.ret == RS_RET_C || promise.ret == RS_RET_MODULE)
      LEAVE (g_steal_pointer (&hand[0]));
    GO (rs_deliver (vm, vm->frame, promise, hand));
  }

  /* --- generators --------------------------------------------------------- */

do_RETURN_GENERATOR:
  {
    pc++;
    SAVE ();
    hand[0] = rs_generator_new (vm, frame);
    rs_hand_over (frame, hand[0]);
    RsPromise promise = rs_leave_frame (vm, frame, RS_BECOMES_GENERATOR, hand);
    if (promise.ret == RS_RET_C || promise.ret == RS_RET_MODULE)
      LEAVE (g_steal_pointer (&hand[0]));
    GO (rs_deliver (vm, vm->frame, promise, hand));
  }

do_YIELD_VALUE:
  {
    SAVE ();
    if (G_UNLIKELY (rs_traced (vm, frame)))
      rs_trace_event (vm, frame, RS_MOMENT_RETURN);
    result = POP ();
    pc++;
    SAVE ();
    rs_hand_over (frame, result);
    RsPromise promise = rs_leave_frame (vm, frame, RS_YIELDS, hand);
    if (promise.ret == RS_RET_C)
      LEAVE (result);
    LOAD ();
    if (promise.ret == RS_RET_NEXT)
      PUSH (result);
    else
      rs_setref (vm, &TOP (), result); /* in the place of what SEND sent */
    NEXT ();
  }

do_SEND:
  {
    RsObject *receiver = SECOND (), *value = TOP ();
    SAVE ();
    if (rs_is_generator_kind (vm, receiver) && rs_can_resume (receiver))
      {
        if (!rs_generator_check_send (vm, (RsGenerator *) receiver, value))
          goto error_drop;
        gboolean raises = value != vm->none || receiver->type == RS_TYPE (vm, COROUTINE);
        GO (rs_resume (vm, receiver, value, RS_RET_SEND, raises));
      }
    GO (rs_op_send (vm, frame));
  }

do_GET_YIELD_FROM_ITER:
  SAVE ();
  NEXT_REPLACE (1, rs_op_get_yield_from_iter (vm, frame, TOP ()));
do_GET_AWAITABLE:
  SAVE ();
  NEXT_REPLACE (1, rs_op_get_awaitable (vm, TOP (), ARG ()));
do_GET_AITER:
  SAVE ();
  NEXT_REPLACE (1, rs_op_get_aiter (vm, TOP ()));
do_GET_ANEXT:
  SAVE ();
  NEXT_PUSH (rs_op_get_anext (vm, TOP ()));
do_ASYNC_GEN_WRAP:
  SAVE ();
  NEXT_REPLACE (1, rs_op_async_gen_wrap (vm, TOP ()));

do_END_ASYNC_FOR:
  SAVE ();
  if (rs_is_a (TOP (), RS_TYPE (vm, StopAsyncIteration)))
    NEXT_DROP (2, TRUE);
  raised_at = pc - frame->code->instrs;
  rs_pending_restore (vm, POP ());
  goto unwind;

  /* --- exceptions, with --------------------------------------------------- */

do_BEFORE_WITH:
do_BEFORE_ASYNC_WITH:
  SAVE ();
  GO (rs_op_before_with (vm, frame, (guint8) instr == RS_OP_BEFORE_ASYNC_WITH));
do_WITH_EXCEPT_START:
  SAVE ();
  GO (rs_op_with_except_start (vm, frame));

do_PUSH_EXC_INFO:
  {
    RsExcItem *item = vm->thread->exc_top;
    result = TOP ();
    TOP () = item->value ? item->value : rs_incref (vm->none);
    item->value = rs_incref (result);
    PUSH (result);
    if (G_UNLIKELY (vm->noting))
      {
        SAVE ();
        rs_note_event (vm, RS_NOTE_HANDLED, result, 0);
      }
    NEXT ();
  }

do_POP_EXCEPT:
  result = POP ();
  if (result == vm->none)
    {
      result->refcnt--;
      result = NULL;
    }
  SAVE ();
  rs_setref (vm, &vm->thread->exc_top->value, result);
  NEXT ();

do_CHECK_EXC_MATCH:
  {
    SAVE ();
    int matches = rs_op_exception_matches (vm, SECOND (), TOP ());
    NEXT_REPLACE (1, matches < 0 ? NULL : rs_bool (vm, matches));
  }

do_CHECK_EG_MATCH:
  SAVE ();
  GO (rs_op_check_group_match (vm, frame));

do_PREP_RERAISE_STAR:
  SAVE ();
  NEXT_REPLACE (2, rs_op_prep_reraise_star (vm, SECOND (), TOP ()));

do_RERAISE:
  {
    /* The handler is looked for from here; the line and what a handler is told
     * are those of the first raise. */
    gint64 lasti;
    result = POP ();
    raised_at = pc - frame->code->instrs;
    if (ARG () > 0 && rs_int_small (PEEK (ARG ()), &lasti))
      pc = frame->code->instrs + lasti;
    SAVE ();
    rs_pending_restore (vm, result);
    goto unwind;
  }

do_RAISE_VARARGS:
  {
    hand[0] = ARG () == 2 ? POP () : NULL;
    hand[1] = ARG () >= 1 ? POP () : NULL;
    SAVE ();
    gboolean again = rs_op_raise (vm, hand[1], hand[0]);
    rs_clear (vm, &hand[1]);
    rs_clear (vm, &hand[0]);
    raised_at = pc - frame->code->instrs;
    if (again)
      goto unwind;
    goto error;
  }

do_LOAD_ASSERTION_ERROR:
  PUSH (rs_incref (RS_TYPE (vm, AssertionError)));
  NEXT ();

  /* --- match, the prompt -------------------------------------------------- */

do_MATCH_MAPPING:
  result = rs_bool (vm, (TOP ()->type->flags & RS_TF_MAPPING) != 0);
  PUSH (result);
  NEXT ();
do_MATCH_SEQUENCE:
  result = rs_bool (vm, (TOP ()->type->flags & RS_TF_SEQUENCE) != 0);
  PUSH (result);
  NEXT ();
do_MATCH_KEYS:
  SAVE ();
  NEXT_PUSH (rs_op_match_keys (vm, SECOND (), TOP ()));
do_MATCH_CLASS:
  SAVE ();
  NEXT_REPLACE (3, rs_op_match_class (vm, PEEK (3), SECOND (), ARG (), TOP ()));

do_PRINT_EXPR:
  SAVE ();
  result = rs_op_print_expr (vm, TOP ());
  if (result == NULL)
    goto error;
  rs_decref (vm, result);
  DROP ();
  NEXT ();

  /* --- when something went wrong ------------------------------------------ */

error_drop:
  /* An instruction that still has its operands: they go before anyone sees the
   * exception. */
  SAVE ();
  instr = *pc;
  rs_drop_failed (vm, frame, rs_op_taken ((guint8) instr, ARG ()),
                  (guint8) instr != RS_OP_CALL_FUNCTION_EX);
  sp = frame->sp;

error:
  /* What is pending was raised by the instruction at pc. */
  SAVE ();
  raised_at = pc - frame->code->instrs;
  if (vm->stop == RS_STOP_NONE)
    rs_note_raised (vm, frame);

unwind:
  {
    SAVE ();
    if (vm->stop == RS_STOP_NONE && rs_handle_exception (vm, frame, raised_at))
      GO (RS_GO_FRAME);
    RsPromise promise = rs_leave_raising (vm, frame, hand);
    if (promise.ret == RS_RET_C || promise.ret == RS_RET_MODULE)
      LEAVE (NULL);
    LOAD ();
    if (promise.ret == RS_RET_PUSH)
      goto error; /* CALL has no operands any more */
    if (vm->stop == RS_STOP_NONE && promise.ret == RS_RET_NEXT
        && rs_pending_is (vm, RS_TYPE (vm, StopIteration)))
      goto iteration_over;
    /* What an attribute's own code raises is told whose attribute it was, as
     * PyObject_GetAttr does. */
    if (vm->stop == RS_STOP_NONE && promise.ret == RS_RET_REPLACE
        && (guint8) *pc == RS_OP_LOAD_ATTR)
      rs_attribute_error_context (vm, TOP (), NAME_AT (*pc >> 8));
    goto error_drop;
  }
}

RsObject *
rs_eval_frame (RsVm *vm, RsFrame *frame)
{
  if (rs_vm_too_deep (vm, vm->c_depth) || vm->stop != RS_STOP_NONE || !rs_enter_recursion (vm))
    {
      if (vm->stop == RS_STOP_NONE && vm->pending == NULL)
        rs_raise (vm, RS_TYPE (vm, RecursionError), "maximum recursion depth exceeded");
      rs_frame_end (vm, frame);
      return NULL;
    }
  frame->previous = vm->frame;
  frame->ret = RS_RET_C;
  vm->frame = frame;
  vm->c_depth++;
  RsObject *result = rs_eval_loop (vm);
  vm->c_depth--;
  return result;
}
