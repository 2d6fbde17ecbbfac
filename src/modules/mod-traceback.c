/* SPDX-License-Identifier: MIT
 *
 * Module _traceback: the interpreter's own texts of exceptions and lines of
 * sources, for traceback, threading and warnings.
 */
#include "modules.h"

static RsObject *
text_steal (RsVm *vm, char *text)
{
  RsObject *str = text ? rs_str_new (vm, text, -1) : rs_incref (vm->none);
  g_free (text);
  return str;
}

RS_NATIVE (traceback_format_exception)
{
  if (!rs_is_exception (args[0]))
    return rs_type_error (vm, "Exception expected for value, %T found", args[0]);
  return text_steal (vm, rs_format_exception (vm, args[0]));
}

RS_NATIVE (traceback_format_tb)
{
  if (args[0]->type != RS_TYPE (vm, TRACEBACK))
    return rs_type_error (vm, "expected traceback, not %T", args[0]);
  return text_steal (vm, rs_format_traceback (vm, args[0]));
}

RS_NATIVE (traceback_source_line)
{
  gssize number = rs_as_ssize (vm, args[1], NULL);
  if (!rs_is_str (args[0]) || vm->pending != NULL)
    return vm->pending ? NULL : rs_incref (vm->none);
  return text_steal (vm, rs_source_line (vm, args[0], number));
}

RS_NATIVE (traceback_suggestion)
{
  return text_steal (vm, rs_suggest (vm, args[0]));
}

static const RsMethodDef functions[] = {
  { "format_exception", traceback_format_exception, RS_M_O, 0, 0, NULL },
  { "format_tb", traceback_format_tb, RS_M_O, 0, 0, NULL },
  { "source_line", traceback_source_line, RS_M_FAST, 2, 2, NULL },
  { "suggestion", traceback_suggestion, RS_M_O, 0, 0, NULL },
  { NULL }
};

static gboolean
fill (RsVm *vm, RsObject *module, RsObject *dict)
{
  return rs_module_add_functions (vm, module, dict, functions);
}

const RsModuleDef rs_module_traceback_c = { "_traceback", fill, NULL };
