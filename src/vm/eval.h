/* SPDX-License-Identifier: MIT
 *
 * What the files of the evaluation loop share: eval.c, eval-ops.c,
 * eval-breaker.c, call.c.
 */
#pragma once

#include "vm.h"

G_BEGIN_DECLS

enum {
#define OP(name, kind, effect, text) RS_OP_##name,
#include "lang/opcodes.def"
#undef OP
  RS_OP_COUNT
};

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

/* With a tuple and a dict (or NULL), borrowed: f (*args, **kwargs). */
RsFrame *rs_call_frame_tuple (RsVm *vm, RsFunction *function, RsObject *args, RsObject *kwargs);

/* --- eval-ops.c: instructions too long for the loop ----------------------- */

gboolean rs_op_unpack_sequence (RsVm *vm, RsObject *sequence, gint before, gint after,
                                RsObject **stack_top);
RsObject *rs_op_load_name (RsVm *vm, RsFrame *frame, RsObject *name);
RsObject *rs_op_load_global (RsVm *vm, RsFrame *frame, RsObject *name);
gboolean rs_op_raise (RsVm *vm, RsObject *exception, RsObject *cause);
gboolean rs_op_import_star (RsVm *vm, RsFrame *frame, RsObject *module);
/* IMPORT_NAME: by builtins.__import__, whatever stands there. */
RS_NEW RS_RAISES RsObject *rs_op_import_name (RsVm *vm, RsFrame *frame, RsObject *name,
                                              RsObject *level, RsObject *from_list, gint number);
/* callable (*ARGS) has failed to go through ARGS: if they cannot be gone
 * through at all, the message says so. */
void rs_op_star_error (RsVm *vm, RsObject *callable, RsObject *args);
RsObject *rs_op_build_map (RsVm *vm, RsObject **items, gsize n);
/* {KEYS[0]: VALUES[0], ...}, N of each. */
RS_NEW RS_RAISES RsObject *rs_op_build_const_key_map (RsVm *vm, RsObject **keys, RsObject **values,
                                                      gsize n);
RsObject *rs_op_build_set (RsVm *vm, RsObject **items, gsize n);
/* {**UPDATE}: which must be a mapping. */
gboolean rs_op_dict_update (RsVm *vm, RsObject *dict, RsObject *update);
gboolean rs_op_dict_merge (RsVm *vm, RsObject *callable, RsObject *dict, RsObject *update);
RsObject *rs_op_match_keys (RsVm *vm, RsObject *subject, RsObject *keys);
RsObject *rs_op_match_class (RsVm *vm, RsObject *subject, RsObject *cls, gsize nargs,
                             RsObject *kwnames);
RsObject *rs_op_format_value (RsVm *vm, RsObject *value, guint flags, RsObject *spec);
int rs_op_exception_matches (RsVm *vm, RsObject *exception, RsObject *type);
gboolean rs_op_exception_group_match (RsVm *vm, RsObject *exception, RsObject *type,
                                      RsObject **match, RsObject **rest);
RsObject *rs_op_prep_reraise_star (RsVm *vm, RsObject *original, RsObject *raised);
RsObject *rs_op_make_function (RsVm *vm, RsFrame *frame, RsObject **sp, guint flags, guint *n_used);
gboolean rs_op_raise_unbound_local (RsVm *vm, RsFrame *frame, guint index);
RsObject *rs_op_get_awaitable (RsVm *vm, RsObject *object, guint where);
RsObject *rs_op_print_expr (RsVm *vm, RsObject *value);
RsObject *rs_build_class (RsVm *vm, RsObject *self, RsObject *const *args, gsize nargs,
                          RsObject *kwnames);
RsObject *rs_op_load_classderef (RsVm *vm, RsFrame *frame, guint index);
gboolean rs_raise_name_error (RsVm *vm, RsObject *name);

RsObject *rs_op_get_aiter (RsVm *vm, RsObject *object);
RsObject *rs_op_get_anext (RsVm *vm, RsObject *iterator);
extern const RsGetSetDef rs_async_generator_getset[];
/* async-generator.c: */
RsObject *rs_op_async_gen_wrap (RsVm *vm, RsObject *value);
RsObject *rs_coroutine_wrapper_new (RsVm *vm, RsObject *coroutine);
extern const RsNameId rs_binary_dunders[RS_N_BINARY], rs_compare_dunders[6];

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

/* Runs vm->frame, from wherever it is, until the frame that C called
 * returns. */
RsObject *rs_eval_resume (RsVm *vm);
gboolean rs_eval_enter_recursion (RsVm *vm);

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
