/* SPDX-License-Identifier: MIT
 *
 * Every step of a program as a line of JSON, in the form in which
 * trace_cpython.py prints the steps of a real CPython, so that the two can be
 * compared line by line.
 *
 * Names that begin with two underscores are left out, and modules, and what a
 * library module itself holds. "id" numbers objects as the trace meets them; an
 * object keeps its number as long as each line names it. "refcount" is null
 * where the interpreter shares the object with itself, whose count says nothing
 * of the program.
 */
#include "trace.h"

#include "text/escape.h"

#include "heap/address.h"
#include "modules/modules.h"
#include "objects/exceptions/exception.h"
#include "vm/vm.h"

#include <string.h>

typedef struct {
  guint64 limit, step;
  GHashTable *numbers; /* address → number: of the line before */
  guint next;
  gint depth; /* calls less returns: throw () enters the innermost generator alone */
  const char *cut;
  gboolean enough;
  RsTraceLine line;
  gpointer data;
} Trace;

/* --- JSON text ------------------------------------------------------------ */

static void
put_str_object (GString *out, RsObject *str)
{
  g_autofree char *text = rs_str_utf8 (str, NULL);
  rs_json_string (out, text);
}

/* --- what is shown -------------------------------------------------------- */

static gboolean
is_library_type (RsVm *vm, RsType *type)
{
  RsObject *module =
      type->flags & RS_TF_HEAPTYPE ? rs_dict_get (vm, type->dict, RS_NAME (vm, __module__)) : NULL;
  return module == NULL || !rs_is_str (module) || !rs_str_equal (module, RS_NAME (vm, __main__));
}

/* Does a module other than the program hold this very object? */
static gboolean
of_library (RsVm *vm, RsObject *value)
{
  gsize position = 0, inner;
  RsObject *name, *module, *key, *held;
  if (rs_is_int (value) || rs_is_float (value) || rs_is_str (value) || rs_is_bytes (value)
      || rs_is_list (value) || rs_is_tuple (value) || rs_is_dict (value) || rs_is_anyset (value))
    return FALSE;
  while (rs_dict_next (vm->modules, &position, &name, &module))
    {
      if (module->type != RS_TYPE (vm, MODULE) || ((RsModule *) module)->dict == vm->main_dict)
        continue;
      for (inner = 0; rs_dict_next (((RsModule *) module)->dict, &inner, &key, &held);)
        if (held == value)
          return TRUE;
    }
  return FALSE;
}

/* Its count says something of the program. */
static gboolean
count_is_own (RsVm *vm, RsObject *value)
{
  gint64 small;
  if (value == vm->none || value == vm->true_ || value == vm->false_ || value == vm->ellipsis
      || value == vm->not_implemented)
    return FALSE;
  if (value->type == RS_TYPE (vm, INT) && rs_int_small (value, &small) && small >= -5
      && small <= 256)
    return FALSE;
  if (value->type == RS_TYPE (vm, STR) || value->type == RS_TYPE (vm, BUILTIN)
      || (value->type == RS_TYPE (vm, TUPLE) && rs_tuple_size (value) == 0))
    return FALSE;
  if (value->type == RS_TYPE (vm, TYPE) && is_library_type (vm, (RsType *) value))
    return FALSE;
  return value->refcnt <= 1 << 29;
}

/* sys.getsizeof without running Python; -1: the program's class has a
 * __sizeof__ of its own. */
static gint64
size_of (RsVm *vm, RsObject *value)
{
  RsObject *method = rs_type_lookup (vm, value->type, RS_NAME (vm, __sizeof__));
  if (method == NULL || method->type == RS_TYPE (vm, FUNCTION))
    return -1;
  return rs_sizeof (vm, value);
}

static int
compare_names (gconstpointer a, gconstpointer b, gpointer data)
{
  return rs_str_compare (*(RsObject **) a, *(RsObject **) b);
}

/* The names of NAMES (a dict, or NULL) and, FRAME, its fast locals, sorted,
 * with what they hold. */
static void
describe (RsVm *vm, Trace *trace, GString *out, GHashTable *values, GHashTable *met)
{
  GPtrArray *names = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer name, held;
  gboolean first = TRUE;

  g_hash_table_iter_init (&iter, values);
  while (g_hash_table_iter_next (&iter, &name, &held))
    g_ptr_array_add (names, name);
  g_ptr_array_sort_with_data (names, compare_names, NULL);
  g_string_append_c (out, '{');
  for (guint i = 0; i < names->len; i++)
    {
      RsObject *key = names->pdata[i], *value = g_hash_table_lookup (values, key);
      char buffer[200];
      if (rs_str_length (key) >= 2 && rs_str_char (key, 0) == '_' && rs_str_char (key, 1) == '_')
        continue;
      gpointer address = GUINT_TO_POINTER (value->block), number;
      if (value->type == RS_TYPE (vm, MODULE)
          || (!g_hash_table_contains (trace->numbers, address)
              && !g_hash_table_contains (met, address) && of_library (vm, value)))
        continue;
      if (!g_hash_table_lookup_extended (met, address, NULL, &number))
        {
          if (!g_hash_table_lookup_extended (trace->numbers, address, NULL, &number))
            number = GUINT_TO_POINTER (trace->next++);
          g_hash_table_insert (met, address, number);
        }
      g_string_append (out, first ? "" : ", ");
      first = FALSE;
      put_str_object (out, key);
      g_string_append_printf (out, ": {\"id\": %u, \"type\": ", GPOINTER_TO_UINT (number));
      const char *type = rs_type_name (value->type, buffer, sizeof buffer),
                 *dot = strrchr (type, '.');
      rs_json_string (out, dot ? dot + 1 : type);
      if (count_is_own (vm, value))
        g_string_append_printf (out, ", \"refcount\": %d", value->refcnt);
      else
        g_string_append (out, ", \"refcount\": null");
      gint64 size = size_of (vm, value);
      if (size >= 0)
        g_string_append_printf (out, ", \"size\": %" G_GINT64_FORMAT "}", size);
      else
        g_string_append (out, ", \"size\": null}");
    }
  g_string_append_c (out, '}');
  g_ptr_array_unref (names);
}

static void
add_dict (GHashTable *values, RsObject *dict)
{
  gsize position = 0;
  RsObject *key, *value;
  while (rs_dict_next (dict, &position, &key, &value))
    if (rs_is_str (key))
      g_hash_table_insert (values, key, value);
}

static GHashTable *
fast_locals (RsVm *vm, RsFrame *frame)
{
  GHashTable *values = g_hash_table_new (NULL, NULL);
  RsCode *code = frame->code;
  if (!(code->flags & RS_CO_OPTIMIZED) && frame->locals != NULL && rs_is_dict (frame->locals))
    add_dict (values, frame->locals);
  for (guint32 i = 0; i < code->n_locals_plus; i++)
    {
      RsObject *value = frame->slots[i];
      /* A class's namespace does not take in what its body sees of the function
       * around. */
      if ((code->local_kinds[i] & RS_FAST_FREE) && !(code->flags & RS_CO_OPTIMIZED))
        continue;
      if ((code->local_kinds[i] & (RS_FAST_CELL | RS_FAST_FREE)) && value != NULL
          && value->type == RS_TYPE (vm, CELL))
        value = ((RsCell *) value)->content;
      if (value != NULL)
        g_hash_table_insert (values, rs_tuple_items (code->local_names)[i], value);
    }
  return values;
}

/* --- the lines ------------------------------------------------------------ */

static void
visit (RsSession *session, RsVm *vm, RsMomentKind moment, gpointer data)
{
  static const char *const events[] = { "call", "line", "return", "exception" };
  Trace *trace = data;
  RsFrame *frame = vm->frame;
  if (moment > RS_MOMENT_EXCEPTION)
    return;
  if (moment == RS_MOMENT_CALL)
    trace->depth++;
  if (trace->step >= trace->limit || trace->depth > 800)
    {
      trace->cut = trace->step >= trace->limit ? "limit" : "depth";
      rs_session_end_visits (session, FALSE);
      return;
    }
  g_autoptr (GString) out = g_string_new (NULL);
  g_string_append_printf (
      out, "{\"step\": %" G_GUINT64_FORMAT ", \"event\": \"%s\", \"function\": ", trace->step,
      events[moment]);
  put_str_object (out, frame->code->qualname);
  gint32 line = rs_frame_text_line (frame);
  if (line < 0)
    g_string_append (out, ", \"line\": null");
  else
    g_string_append_printf (out, ", \"line\": %d", line);
  g_string_append_printf (out, ", \"depth\": %d, \"globals\": ", trace->depth);
  GHashTable *met = g_hash_table_new (NULL, NULL), *globals = g_hash_table_new (NULL, NULL);
  add_dict (globals, frame->globals);
  describe (vm, trace, out, globals, met);
  g_hash_table_unref (globals);
  if (!rs_str_equal_ascii (frame->code->name, "<module>"))
    {
      GHashTable *locals = fast_locals (vm, frame);
      g_string_append (out, ", \"locals\": ");
      describe (vm, trace, out, locals, met);
      g_hash_table_unref (locals);
    }
  g_hash_table_unref (trace->numbers);
  trace->numbers = met;
  g_string_append_printf (out, ", \"output\": %" G_GUINT64_FORMAT "}", vm->out_chars);
  RsTraceStep step = { trace->step, moment, line };
  if (!trace->line (out->str, &step, trace->data))
    {
      trace->enough = TRUE;
      rs_session_end_visits (session, TRUE);
    }
  trace->step++;
  if (moment == RS_MOMENT_RETURN)
    trace->depth--;
}

gboolean
rs_trace_lines (RsSession *session, guint64 limit, RsTraceLine line, gpointer data, GError **error)
{
  Trace trace = {
    .limit = limit, .numbers = g_hash_table_new (NULL, NULL), .line = line, .data = data
  };
  gboolean ok = rs_session_visit_steps (session, visit, &trace, error);
  g_hash_table_unref (trace.numbers);
  if (!ok || trace.enough)
    return ok;
  g_autoptr (GString) end = g_string_new (NULL);
  g_string_append_printf (end, "{\"end\": %" G_GUINT64_FORMAT ", \"failure\": ", trace.step);
  if (rs_session_recording (session)->failure != NULL)
    rs_json_string (end, rs_session_recording (session)->failure);
  else
    g_string_append (end, "null");
  g_string_append (end, ", \"output\": ");
  rs_json_string (end, rs_session_recording (session)->program_output);
  if (trace.cut != NULL)
    g_string_append_printf (end, ", \"cut\": \"%s\"", trace.cut);
  g_string_append_c (end, '}');
  line (end->str, NULL, data);
  return TRUE;
}
