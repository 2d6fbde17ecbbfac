/* SPDX-License-Identifier: MIT
 *
 * The end of a program, in CPython's order: the uncaught exception's traceback,
 * the other threads, atexit, then the modules' names, __main__ first, and a
 * last collection. What __del__ prints comes in that order.
 */
#include "eval.h"
#include "thread.h"

#include "heap/gc.h"
#include "heap/weakref.h"

#include <string.h>

/* sys.excepthook. */
static void
call_excepthook (RsVm *vm, RsObject *exception)
{
  RsObject *hook = rs_dict_get_text (vm, vm->sys_dict, "excepthook"),
           *traceback = ((RsException *) exception)->traceback;
  if (hook == NULL)
    rs_write_error (vm, "sys.excepthook is missing\n");
  if (hook == NULL || hook == rs_dict_get_text (vm, vm->sys_dict, "__excepthook__"))
    {
      rs_print_exception (vm, exception);
      return;
    }
  RsObject *args[] = { RS_OBJECT (exception->type), exception, traceback ? traceback : vm->none };
  RS_SCOPE (vm);
  RS_LOCAL (held, rs_xincref (traceback));
  RS_LOCAL (result, rs_call (vm, hook, args, 3, NULL));
  if (result == NULL && vm->pending != NULL)
    {
      RS_LOCAL (failure, rs_pending_take (vm));
      rs_write_error (vm, "Error in sys.excepthook:\n");
      rs_print_exception (vm, failure);
      rs_write_error (vm, "\nOriginal exception was:\n");
      rs_print_exception (vm, exception);
    }
}

void
rs_report_uncaught (RsVm *vm, RsObject *exception)
{
  RsObject *traceback = ((RsException *) exception)->traceback;
  /* sys keeps it, and with it the frames of its traceback, until the modules
   * go. */
  rs_dict_set_text (vm, vm->sys_dict, "last_type", RS_OBJECT (exception->type));
  rs_dict_set_text (vm, vm->sys_dict, "last_value", exception);
  rs_dict_set_text (vm, vm->sys_dict, "last_traceback", traceback ? traceback : vm->none);
  call_excepthook (vm, exception);
}

/* SystemExit: its status; anything else: its traceback and 1. */
static void
report (RsVm *vm)
{
  RS_SCOPE (vm);
  RS_LOCAL (exception, rs_pending_take (vm));
  vm->exit_status = 0;
  if (exception == NULL)
    return;
  if (rs_is_a (exception, RS_TYPE (vm, SystemExit)))
    {
      RsObject *code = ((RsException *) exception)->fields[0];
      gint64 value;
      if (code == NULL || code == vm->none)
        ;
      else if (rs_is_int (code) && rs_int_fits (code, &value))
        vm->exit_status = value & 0xff;
      else
        {
          RS_LOCAL (text, rs_str (vm, code));
          RS_TEXT (vm, utf8, text ? rs_str_utf8 (text, NULL) : g_strdup (""));
          rs_pending_clear (vm);
          rs_write_error (vm, utf8);
          rs_write_error (vm, "\n");
          vm->exit_status = 1;
        }
    }
  else
    {
      vm->exit_status = 1;
      rs_report_uncaught (vm, exception);
    }
  rs_clear (vm, &exception);
  rs_pending_clear (vm);
}

/* module.function () if the module was imported. */
static void
call_if_imported (RsVm *vm, const char *module, const char *function)
{
  RsObject *object = rs_dict_get_text (vm, vm->modules, module);
  if (object == NULL)
    return;
  RsObject *callable = rs_dict_get_text (vm, ((RsModule *) object)->dict, function);
  RsObject *result = callable ? rs_call0 (vm, callable) : NULL;
  if (callable != NULL && result == NULL)
    rs_unraisable (vm, callable);
  rs_xdecref (vm, result);
  rs_pending_clear (vm);
}

/* Sets the names of a module's dict to None: first those that begin with one
 * underscore, then the others, but __builtins__. */
static void
clear_names (RsVm *vm, RsObject *dict)
{
  for (int pass = 1; pass <= 2; pass++)
    {
      RS_SCOPE (vm);
      RS_LOCAL (names, rs_list_from (vm, dict));
      for (gsize i = 0; names != NULL && i < rs_list_size (names); i++)
        {
          RsObject *name = rs_list_items (names)[i];
          if (!rs_is_str (name))
            continue;
          gboolean underscore = rs_str_length (name) > 0 && rs_str_char (name, 0) == '_';
          gboolean dunder = rs_str_length (name) > 1 && underscore && rs_str_char (name, 1) == '_';
          if (pass == 1 ? underscore && !dunder : !rs_str_equal (name, RS_NAME (vm, __builtins__)))
            {
              RsObject *value = rs_dict_get (vm, dict, name);
              if (value != NULL && value != vm->none)
                rs_dict_set (vm, dict, name, vm->none);
            }
        }
    }
}

/* Module __main__ leaves sys.modules. Where nobody else holds its dict, the
 * names go in their order; where its functions do, which is what mostly
 * happens, the collector finds all of it, and finalizers run in the order in
 * which the objects were made. If the module lives on all the same, its names
 * are taken from it. */
static void
forget_main (RsVm *vm)
{
  RsObject *module = rs_dict_get (vm, vm->modules, RS_NAME (vm, __main__));
  if (module == NULL || vm->main_dict == NULL)
    return;
  RS_SCOPE (vm);
  RS_LOCAL (weak, rs_weakref_new (vm, RS_TYPE (vm, WEAKREF), module, NULL));
  vm->main_dict = NULL;
  rs_dict_set (vm, vm->modules, RS_NAME (vm, __main__), vm->none);
  rs_gc_collect (vm, 2);
  module = weak ? rs_weakref_referent (weak) : NULL;
  if (module != NULL)
    {
      RS_LOCAL (alive, rs_incref (module));
      clear_names (vm, ((RsModule *) alive)->dict);
      rs_gc_collect (vm, 2);
    }
}

void
rs_vm_finish (RsVm *vm)
{
  if (vm->stop != RS_STOP_NONE)
    {
      vm->exit_status = 1;
      return;
    }
  /* A program that has used all its memory can still be reported on, and its
   * finalizers run. */
  vm->model_limit += RS_MEMORY_RESERVE;
  rs_clear (vm, &vm->roots[RS_ROOT_SYNTAX_TREE]);
  report (vm);
  vm->finalizing = TRUE;
  call_if_imported (vm, "threading", "_shutdown");
  call_if_imported (vm, "atexit", "_run_exitfuncs");
  if (vm->stop != RS_STOP_NONE)
    {
      vm->exit_status = 1;
      return;
    }
  rs_gc_collect (vm, 2);
  /* sys's own references to the program's objects go first. */
  static const char *const last[] = { "last_type", "last_value", "last_traceback" };
  for (guint i = 0; i < G_N_ELEMENTS (last); i++)
    if (rs_dict_get_text (vm, vm->sys_dict, last[i]) != NULL)
      rs_dict_set_text (vm, vm->sys_dict, last[i], vm->none);
  forget_main (vm);
  if (vm->stop != RS_STOP_NONE)
    vm->exit_status = 1;
}
