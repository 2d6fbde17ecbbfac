/* SPDX-License-Identifier: MIT
 *
 * A program as typed at the prompt: each statement is a code object of its own,
 * run in __main__ when the one before is over. An uncaught exception is
 * reported, kept as sys.last_value, and the next statement runs; only
 * SystemExit ends the program. Modelled on PyRun_InteractiveOneObject in
 * Python/pythonrun.c.
 *
 * The code units are the session's; a code object is made when its statement
 * begins, so that its constants are not there before. How far the program is
 * lies in the arena (vm->n_statements) and goes back with it.
 */
#include "eval.h"

gboolean
rs_start_code (RsVm *vm, RsObject *code)
{
  RsFrame *frame = rs_module_frame (vm, code, NULL, vm->main_dict, vm->main_dict);
  if (frame == NULL)
    return FALSE;
  frame->ret = RS_RET_MODULE;
  vm->frame = frame;
  vm->recursion = 1;
  return TRUE;
}

RsObject *
rs_program_code (RsVm *vm, const RsCodeUnit *unit)
{
  RsObject *tree = vm->traced ? NULL : rs_list_new (vm, 0);
  rs_setref (vm, &vm->roots[RS_ROOT_SYNTAX_TREE], tree);
  return rs_code_new (vm, unit, TRUE, tree);
}

gboolean
rs_next_statement (RsVm *vm)
{
  if (vm->host->statement == NULL || vm->stop != RS_STOP_NONE)
    return FALSE;
  /* The statement's syntax tree goes before its exception is shown. */
  rs_clear (vm, &vm->roots[RS_ROOT_SYNTAX_TREE]);
  if (vm->pending != NULL)
    {
      if (rs_is_a (vm->pending, RS_TYPE (vm, SystemExit)))
        return FALSE;
      RS_SCOPE (vm);
      RS_LOCAL (exception, rs_pending_take (vm));
      rs_report_uncaught (vm, exception);
      rs_clear (vm, &exception);
      rs_pending_clear (vm);
    }
  const RsCodeUnit *unit = vm->host->statement (vm, vm->n_statements, vm->host->data);
  if (unit == NULL)
    return FALSE;
  vm->n_statements++;
  RsObject *code = rs_program_code (vm, unit);
  gboolean ok = code && rs_start_code (vm, code);
  rs_xdecref (vm, code);
  return ok;
}

gboolean
rs_prepare_prompt (RsVm *vm)
{
  static const char *const names[] = { "ps1", "ps2" }, *const texts[] = { ">>> ", "... " };
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (!rs_module_add (vm, vm->sys_dict, names[i], rs_str_new (vm, texts[i], -1)))
      return FALSE;
  return TRUE;
}

RsObject *
rs_op_print_expr (RsVm *vm, RsObject *value)
{
  RsObject *hook = rs_dict_get_text (vm, vm->sys_dict, "displayhook");
  if (hook == NULL)
    return rs_raise (vm, RS_TYPE (vm, RuntimeError), "lost sys.displayhook");
  return rs_call1 (vm, hook, value);
}
