/* SPDX-License-Identifier: MIT
 *
 * What the files of the evaluation loop share: eval.c, eval-*.c, call.c,
 * generator.c.
 */
#pragma once

#include "vm.h"

#include "lang/opcodes.h"

G_BEGIN_DECLS

/* A GString, for RS_FOREIGN. */
static inline void
rs_string_free (gpointer string)
{
  g_string_free (string, TRUE);
}

/* --- eval-breaker.c: what interrupts the loop ----------------------------- */

/* The budget is used up: reports moments, saves, looks for cancelling, switches
 * threads. FALSE: an exception is pending or the run stops. FRAME is the
 * running frame, saved. */
gboolean rs_eval_breaker (RsVm *vm, RsFrame *frame);
/* Steps are watched, and none can be due at PC: only counts it. FALSE: it must
 * be looked at. */
gboolean rs_skip_step (RsVm *vm, const RsFrame *frame, const guint32 *pc);
/* Reports an event of sys.settrace, if the session watches and FRAME is the
 * program's. */
void rs_trace_event (RsVm *vm, RsFrame *frame, RsMomentKind moment);
static inline gboolean
rs_traced (RsVm *vm, RsFrame *frame)
{
  return (vm->watch & RS_WATCH_STEPS) && frame->code->of_program;
}

/* --- call.c --------------------------------------------------------------- */

/* A frame for calling FUNCTION with borrowed arguments, linked to no caller
 * yet; NULL raises. */
RsFrame *rs_call_frame (RsVm *vm, RsFunction *function, RsObject *const *args, gsize nargs,
                        RsObject *kwnames);
/* The same, stealing the arguments from the caller's stack. They are dropped on
 * failure, too. */
RsFrame *rs_call_frame_stealing (RsVm *vm, RsFunction *function, RsObject **args, gsize nargs,
                                 RsObject *kwnames);

/* Takes the last call off vm->recursion: RecursionError. FALSE. */
gboolean rs_raise_recursion (RsVm *vm) __attribute__ ((cold));

/* With a tuple and a dict (or NULL), borrowed: f (*args, **kwargs). */
RsFrame *rs_call_frame_tuple (RsVm *vm, RsFunction *function, RsObject *args, RsObject *kwargs);

/* --- instructions as functions -------------------------------------------- */

/* Where control goes after an instruction. */
typedef enum {
  RS_GO_NEXT,       /* on to the next one */
  RS_GO_JUMP,       /* forwards, as far as the operand says */
  RS_GO_FRAME,      /* into vm->frame, which has been entered */
  RS_GO_ERROR,      /* an exception is pending or the run stops; the operands are as they must be */
  RS_GO_ERROR_DROP, /* the same, but the operands taken (see opcodes.def) are still to be dropped */
} RsGo;

/* What does not fit the loop is a function rs_op_ of the instruction's name, in
 * the file of its topic. There are two kinds:
 *
 * - With operands, borrowed. It returns a new reference (NULL raises) or
 * whether   it was done (FALSE raises), and the loop drops the operands.
 * - With the running FRAME, saved: its operands lie below frame->sp. It drops
 *   them and pushes its result, and says where control goes.
 */

static inline void
rs_push (RsFrame *frame, RS_STEALS gpointer value)
{
  *frame->sp++ = value;
}

/* Drops the uppermost value, which may be null. */
static inline void
rs_drop (RsVm *vm, RsFrame *frame)
{
  RsObject *value = *--frame->sp;
  rs_xdecref (vm, value);
}

/* Drops N values, the uppermost first. */
static inline void
rs_drop_n (RsVm *vm, RsFrame *frame, guint n)
{
  while (n-- > 0)
    rs_drop (vm, frame);
}

/* Drops the N values below SP from the lowest up, as CPython drops a call's
 * operands. They leave holes: the caller takes them off. */
static inline void
rs_drop_upwards (RsVm *vm, RsObject **sp, gsize n)
{
  for (; n > 0; n--)
    rs_clear (vm, &sp[-(gssize) n]);
}

/* Puts RESULT in the place of the N values below SP. Returns: the new sp. */
static inline RsObject **
rs_replace (RsVm *vm, RsObject **sp, gsize n, RS_STEALS RsObject *result)
{
  RsObject *first = sp[-(gssize) n];
  sp[-(gssize) n] = result;
  rs_decref (vm, first);
  rs_drop_upwards (vm, sp, n - 1);
  return sp - (n - 1);
}

/* Moves the N values below SP to ITEMS. Returns: the new sp. */
static inline RsObject **
rs_move_to (RsObject **items, RsObject **sp, gsize n)
{
  sp -= n;
  for (gsize i = 0; i < n; i++)
    items[i] = sp[i];
  return sp;
}

/* One call of Python more. FALSE raises: there are too many. */
static G_ALWAYS_INLINE inline gboolean
rs_enter_recursion (RsVm *vm)
{
  return G_LIKELY (++vm->recursion <= vm->recursion_limit) || rs_raise_recursion (vm);
}

/* Makes CALLEE, whose arguments are bound, the running frame over the current
 * one, which is saved; NULL: an exception is pending, as where they could not
 * be bound. What is done with its result is RET, with N_POP operands and OP. */
static G_ALWAYS_INLINE inline RsGo
rs_enter_frame (RsVm *vm, RsFrame *callee, RsReturn ret, guint n_pop, guint op)
{
  if (callee == NULL)
    return RS_GO_ERROR_DROP;
  if (!rs_enter_recursion (vm))
    {
      rs_frame_end (vm, callee);
      return RS_GO_ERROR;
    }
  if (ret != RS_RET_PUSH) /* which a new frame has */
    {
      callee->ret = ret;
      callee->ret_pop = n_pop;
      callee->ret_op = op;
    }
  callee->previous = vm->frame;
  vm->frame = callee;
  return RS_GO_FRAME;
}

/* eval-names.c */
void rs_op_raise_unbound_local (RsVm *vm, RsFrame *frame, guint index);
RS_NEW RS_RAISES RsObject *rs_op_load_name (RsVm *vm, RsFrame *frame, RsObject *name);
RS_NEW RS_RAISES RsObject *rs_op_load_global (RsVm *vm, RsFrame *frame, RsObject *name);
RS_NEW RS_RAISES RsObject *rs_op_load_classderef (RsVm *vm, RsFrame *frame, guint index);
RS_NEW RS_RAISES RsObject *rs_op_load_build_class (RsVm *vm, RsFrame *frame);
/* Where the locals are no plain dict. */
gboolean rs_op_store_name (RsVm *vm, RsFrame *frame, RsObject *name, RsObject *value);
/* A name could not be deleted: a KeyError becomes the NameError. */
void rs_op_not_deleted (RsVm *vm, RsObject *name);
gboolean rs_op_setup_annotations (RsVm *vm, RsFrame *frame);
/* By builtins.__import__, whatever stands there. LEVEL: an int. */
RS_NEW RS_RAISES RsObject *rs_op_import_name (RsVm *vm, RsFrame *frame, RsObject *name,
                                              RsObject *level, RsObject *from_list);
gboolean rs_op_import_star (RsVm *vm, RsFrame *frame, RsObject *module);

/* eval-attribute.c; NAME: its index */
RsGo rs_op_load_attr (RsVm *vm, RsFrame *frame, guint name);
RsGo rs_op_load_method (RsVm *vm, RsFrame *frame, guint name);
gboolean rs_op_store_attr (RsVm *vm, RsFrame *frame, guint name);

/* eval-build.c */
/* Replaces top by BEFORE items of it, and if AFTER >= 0 a list of the rest and
 * AFTER more; the first item uppermost. */
RsGo rs_op_unpack (RsVm *vm, RsFrame *frame, gint before, gint after);
/* N items, of which the stack has let go then (*ITEMS are NULL). */
RS_NEW RS_RAISES RsObject *rs_op_build_set (RsVm *vm, RsObject **items, gsize n);
/* N pairs. */
RS_NEW RS_RAISES RsObject *rs_op_build_map (RsVm *vm, RsObject **items, gsize n);
RS_NEW RS_RAISES RsObject *rs_op_build_const_key_map (RsVm *vm, RsObject **keys, RsObject **values,
                                                      gsize n);
RS_NEW RS_RAISES RsObject *rs_op_build_string (RsVm *vm, RsObject **parts, gsize n);
/* CONVERSION: 1 str, 2 repr, 3 ascii, 0 none; SPEC nullable. */
RS_NEW RS_RAISES RsObject *rs_op_format_value (RsVm *vm, RsObject *value, guint conversion,
                                               RsObject *spec);
/* [*ITERABLE] */
gboolean rs_op_list_extend (RsVm *vm, RsObject *list, RsObject *iterable);
/* {**UPDATE} */
gboolean rs_op_dict_update (RsVm *vm, RsObject *dict, RsObject *update);
/* CALLABLE (**UPDATE): a key of DICT is an error. */
gboolean rs_op_dict_merge (RsVm *vm, RsObject *callable, RsObject *dict, RsObject *update);

/* eval-call.c */
/* DESCR called with its object in ARGS[0], as under sys.settrace. */
RS_NEW RS_RAISES RsObject *rs_call_traced (RsVm *vm, RsMethodDescr *descr, RsObject **args,
                                           gsize nargs, RsObject *kwnames);
/* The frame of INIT for a new instance of TYPE; it holds what CPython's
 * type.__call__ keeps meanwhile. NULL raises. */
RsFrame *rs_op_instantiate (RsVm *vm, RsType *type, RsFunction *init, RsObject **args, gsize nargs,
                            RsObject *kwnames);
RsGo rs_op_call_function_ex (RsVm *vm, RsFrame *frame, gboolean has_keywords);
RsGo rs_op_make_function (RsVm *vm, RsFrame *frame, guint flags);
/* "module.name()", for messages. */
RS_NEW RS_RAISES RsObject *rs_callable_name (RsVm *vm, RsObject *callable);

/* eval-except.c */
/* raise EXCEPTION from CAUSE, borrowed; NULL: not given. TRUE: what was handled
 * is raised again, and no new traceback entry is due. */
gboolean rs_op_raise (RsVm *vm, RsObject *exception, RsObject *cause);
/* 1, 0, or -1 raises. */
int rs_op_exception_matches (RsVm *vm, RsObject *exception, RsObject *type);
RsGo rs_op_check_group_match (RsVm *vm, RsFrame *frame);
RS_NEW RS_RAISES RsObject *rs_op_prep_reraise_star (RsVm *vm, RsObject *original, RsObject *raised);
RsGo rs_op_before_with (RsVm *vm, RsFrame *frame, gboolean is_async);
RsGo rs_op_with_except_start (RsVm *vm, RsFrame *frame);
/* Drops the N uppermost operands of an instruction that has failed, from the
 * lowest up (UPWARDS) or from the uppermost down. RS_GO_ERROR. */
RsGo rs_drop_failed (RsVm *vm, RsFrame *frame, guint n, gboolean upwards);

/* eval-match.c */
RS_NEW RS_RAISES RsObject *rs_op_match_keys (RsVm *vm, RsObject *subject, RsObject *keys);
RS_NEW RS_RAISES RsObject *rs_op_match_class (RsVm *vm, RsObject *subject, RsObject *cls,
                                              gsize nargs, RsObject *kwnames);

/* eval-await.c */
/* WHERE: 1 __aenter__, 2 __aexit__, 0 neither, for the message. */
RS_NEW RS_RAISES RsObject *rs_op_get_awaitable (RsVm *vm, RsObject *object, guint where);
RS_NEW RS_RAISES RsObject *rs_op_get_aiter (RsVm *vm, RsObject *object);
RS_NEW RS_RAISES RsObject *rs_op_get_anext (RsVm *vm, RsObject *iterator);
RS_NEW RS_RAISES RsObject *rs_op_get_yield_from_iter (RsVm *vm, RsFrame *frame, RsObject *iterable);
/* SEND to what is no generator whose frame can be entered. */
RsGo rs_op_send (RsVm *vm, RsFrame *frame);
/* The receiver of FRAME's SEND is done: VALUE takes the place of receiver and
 * sent value. */
RsGo rs_end_send (RsVm *vm, RsFrame *frame, RS_STEALS RsObject *value);

/* async-generator.c */
RS_NEW RS_RAISES RsObject *rs_op_async_gen_wrap (RsVm *vm, RsObject *value);
RsObject *rs_coroutine_wrapper_new (RsVm *vm, RsObject *coroutine);

/* prompt.c */
RS_NEW RS_RAISES RsObject *rs_op_print_expr (RsVm *vm, RsObject *value);

/* eval-class.c: builtins.__build_class__ */
RsObject *rs_build_class (RsVm *vm, RsObject *self, RsObject *const *args, gsize nargs,
                          RsObject *kwnames);

/* --- the program's own code (vm.c, prompt.c, finish.c) -------------------- */

/* The code object of UNIT, with its syntax tree on RS_ROOT_SYNTAX_TREE unless
 * the program is traced. */
RS_NEW RS_RAISES RsObject *rs_program_code (RsVm *vm, const RsCodeUnit *unit);
/* A frame that runs CODE in these namespaces; FUNCTION (its closure) and LOCALS
 * nullable. */
RsFrame *rs_module_frame (RsVm *vm, RsObject *code, RsFunction *function, RsObject *globals,
                          RsObject *locals);
/* Makes CODE in __main__ the frame that runs next. FALSE raises. */
gboolean rs_start_code (RsVm *vm, RsObject *code);
/* A program typed at the prompt: names of sys that are there then. FALSE
 * raises. */
gboolean rs_prepare_prompt (RsVm *vm);
/* The statement before is over: reports its exception and starts the next.
 * FALSE: there is none, or SystemExit is pending. */
gboolean rs_next_statement (RsVm *vm);
/* sys.last_type and the others; sys.excepthook. */
void rs_report_uncaught (RsVm *vm, RsObject *exception);

/* --- eval.c --------------------------------------------------------------- */

/* The program, from its bottom frame (vm->frame) to its last statement and what
 * comes at exit. In vm.c. */
void rs_vm_run_program (RsVm *vm);
/* What happens when the program is over: pending exception to standard error,
 * threads, atexit, finalizers. Sets vm->exit_status. In finish.c. */
void rs_vm_finish (RsVm *vm);
/* Another thread may have its turn so many instructions from now on. In
 * eval-breaker.c. */
void rs_vm_plan_switch (RsVm *vm);
/* Every thread waits for ever: stops the run, and says who waits for what. In
 * deadlock.c. */
void rs_thread_deadlock (RsVm *vm);

/* Runs from vm->frame, wherever that is, until a frame that C called (RS_RET_C
 * or RS_RET_MODULE) is left. Returns: what it returned or yielded; NULL: it
 * raised, or the run stops. */
RS_NEW RS_RAISES RsObject *rs_eval_loop (RsVm *vm);

/* --- generator.c ---------------------------------------------------------- */

RsObject *rs_generator_new (RsVm *vm, RsFrame *frame);
/* Makes FRAME, a suspended generator's, the running one over the current: as
 * before a send of VALUE (borrowed). */
void rs_generator_enter (RsVm *vm, RsGenerator *generator, RsObject *value);
/* Takes the running frame of GENERATOR off again. FINISHED: it will not go
 * on. */
void rs_generator_leave (RsVm *vm, RsGenerator *generator, gboolean finished);
/* What throw () was given, borrowed: a class or an instance; VALUE and
 * TRACEBACK NULL: absent. */
typedef struct {
  RsObject *type, *value, *traceback;
} RsThrown;
/* Fills THROWN from one to three arguments. FALSE raises. */
gboolean rs_thrown_parse (RsVm *vm, RsObject *const *args, gsize nargs, RsThrown *thrown);
/* CLOSE_ON_EXIT: a GeneratorExit closes what GENERATOR waits for, instead of
 * being thrown there. */
RS_NEW RS_RAISES RsObject *rs_generator_throw (RsVm *vm, RsGenerator *generator,
                                               const RsThrown *thrown, gboolean close_on_exit);
RS_NEW RS_RAISES RsObject *rs_generator_close (RsVm *vm, RsGenerator *generator); /* None */
/* generator.send (VALUE): what is yielded; NULL: raised, or ended with
 * StopIteration (StopAsyncIteration) pending. */
RS_NEW RS_RAISES RsObject *rs_generator_send_value (RsVm *vm, RsGenerator *generator,
                                                    RsObject *value);
/* StopIteration for a returned VALUE; without one where it is None. */
void rs_raise_stop_iteration (RsVm *vm, RS_STEALS RsObject *value);
/* Slots that the kinds of generator share. */
extern const RsGetSetDef rs_async_generator_getset[];
void rs_generator_finalize (RsVm *vm, RsObject *self);
void rs_generator_dealloc (RsVm *vm, RsObject *self);
void rs_generator_traverse (RsVm *vm, RsObject *self, RsVisit *visit);
RsObject *rs_generator_repr (RsVm *vm, RsObject *self);
gsize rs_generator_sizeof (RsVm *vm, RsObject *self);
RsObject *rs_stop_iteration_value (
    RsVm *vm); /* takes the pending StopIteration: its value, new reference */
gboolean rs_generator_check_send (RsVm *vm, RsGenerator *generator,
                                  RsObject *value); /* already running, just started */
/* An exception is leaving a generator's frame: StopIteration becomes
 * RuntimeError. */
void rs_generator_fix_exception (RsVm *vm, RsGenerator *generator);

static inline gboolean
rs_is_generator_kind (RsVm *vm, RsObject *object)
{
  return object->type == RS_TYPE (vm, GENERATOR) || object->type == RS_TYPE (vm, COROUTINE);
}

G_END_DECLS
