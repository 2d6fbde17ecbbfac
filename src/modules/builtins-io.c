/* SPDX-License-Identifier: MIT
 *
 * Module builtins: print and input, compile, eval and exec, and what the
 * simulated program has no right to (open). Also the text streams sys.stdout,
 * sys.stderr and sys.stdin, which end in the session.
 */
#include "modules.h"

#include "vm/eval.h"

#include <string.h>

/* --- streams -------------------------------------------------------------- */

typedef struct {
  RsObject base;
  int stream;
} RsTextStream;

RsObject *
rs_text_stream_new (RsVm *vm, int stream)
{
  RsTextStream *self = rs_object_new (vm, RS_TYPE (vm, TEXT_STREAM));
  if (self != NULL)
    self->stream = stream;
  return RS_OBJECT (self);
}

static void
stream_dealloc (RsVm *vm, RsObject *self)
{
  rs_object_free (vm, self);
}

static void
write_str (RsVm *vm, int stream, RsObject *str)
{
  gsize length;
  g_autofree char *text = rs_str_utf8 (str, &length);
  rs_write (vm, stream, text, length);
}

RS_NATIVE (stream_write)
{
  if (!rs_is_str (args[0]))
    return rs_type_error (vm, "write() argument must be str, not %T", args[0]);
  write_str (vm, ((RsTextStream *) self)->stream, args[0]);
  return rs_int_new (vm, rs_str_length (args[0]));
}

RS_NATIVE (stream_flush)
{
  return rs_incref (vm->none);
}

RS_NATIVE (stream_isatty)
{
  return rs_bool (vm, FALSE);
}

RS_NATIVE (stream_writable)
{
  return rs_bool (vm, ((RsTextStream *) self)->stream != 0);
}

RS_NATIVE (stream_readline)
{
  char *line = vm->host->read_line ? vm->host->read_line (vm, vm->host->data) : NULL;
  if (line == NULL && vm->stop != RS_STOP_NONE)
    return NULL;
  if (line == NULL)
    return rs_str_new (vm, "", 0);
  RsObject *result = rs_str_printf (vm, "%s\n", line);
  g_free (line);
  return result;
}

RS_NATIVE (stream_fileno)
{
  int stream = ((RsTextStream *) self)->stream;
  return rs_int_new (vm, stream);
}

static RsObject *
stream_iternext (RsVm *vm, RsObject *self)
{
  RsObject *line = stream_readline (vm, self, NULL, 0, NULL);
  if (line != NULL && rs_str_length (line) == 0)
    rs_clear (vm, &line);
  return line;
}

static RsObject *
stream_iter (RsVm *vm, RsObject *self)
{
  return rs_incref (self);
}
static RsObject *
stream_get_encoding (RsVm *vm, RsObject *self)
{
  return rs_str_new (vm, "utf-8", -1);
}

static RsObject *
stream_get_name (RsVm *vm, RsObject *self)
{
  static const char *const names[] = { "<stdin>", "<stdout>", "<stderr>" };
  return rs_str_new (vm, names[((RsTextStream *) self)->stream], -1);
}

static const RsMethodDef stream_methods[] = {
  { "write", stream_write, RS_M_O, 0, 0, NULL },
  { "flush", stream_flush, RS_M_NOARGS, 0, 0, NULL },
  { "isatty", stream_isatty, RS_M_NOARGS, 0, 0, NULL },
  { "writable", stream_writable, RS_M_NOARGS, 0, 0, NULL },
  { "readline", stream_readline, RS_M_FAST, 0, 1, NULL },
  { "fileno", stream_fileno, RS_M_NOARGS, 0, 0, NULL },
  { NULL }
};
static const RsGetSetDef stream_getset[] = { { "encoding", stream_get_encoding, NULL, NULL },
                                             { "name", stream_get_name, NULL, NULL },
                                             { NULL } };
static const RsSlots stream_slots = { .dealloc = stream_dealloc,
                                      .iter = stream_iter,
                                      .iternext = stream_iternext };

const RsTypeSpec rs_spec_text_stream = { .name = "_io.TextIOWrapper",
                                         .flags = RS_TF_NO_NEW,
                                         .size = sizeof (RsTextStream),
                                         .slots = &stream_slots,
                                         .methods = stream_methods,
                                         .getset = stream_getset };

gboolean
rs_stream_write (RsVm *vm, RsObject *stream, RsObject *str)
{
  if (stream->type == RS_TYPE (vm, TEXT_STREAM))
    {
      write_str (vm, ((RsTextStream *) stream)->stream, str);
      return TRUE;
    }
  RsObject *result = rs_call_method (vm, stream, RS_NAME (vm, write), &str, 1);
  rs_xdecref (vm, result);
  return result != NULL;
}

/* --- print, input --------------------------------------------------------- */

static RsObject *
print_values (RsVm *vm, RsObject *self, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  RsObject *sep = NULL, *end = NULL, *file = NULL, *flush = NULL;
  for (gsize i = 0; kwnames && i < rs_tuple_size (kwnames); i++)
    {
      RsObject *name = rs_tuple_items (kwnames)[i],
               *value = args[nargs + i] == vm->none ? NULL : args[nargs + i];
      if (rs_str_equal_ascii (name, "sep"))
        sep = value;
      else if (rs_str_equal_ascii (name, "end"))
        end = value;
      else if (rs_str_equal_ascii (name, "file"))
        file = value;
      else if (rs_str_equal_ascii (name, "flush"))
        flush = value;
      else
        return rs_type_error (vm, "'%U' is an invalid keyword argument for print()", name);
    }
  int flushes = flush ? rs_is_true (vm, flush) : 0;
  if (flushes < 0)
    return NULL;
  if (file == NULL)
    {
      file = rs_dict_get (vm, vm->sys_dict, RS_NAME (vm, stdout));
      if (file == NULL)
        return rs_raise (vm, RS_TYPE (vm, RuntimeError), "lost sys.stdout");
      if (file == vm->none)
        return rs_incref (vm->none);
    }
  if (sep != NULL && !rs_is_str (sep))
    return rs_type_error (vm, "sep must be None or a string, not %T", sep);
  if (end != NULL && !rs_is_str (end))
    return rs_type_error (vm, "end must be None or a string, not %T", end);
  RS_SCOPE (vm);
  RS_LOCAL (stream, rs_incref (file));
  RS_LOCAL (space, sep ? rs_incref (sep) : rs_str_new (vm, " ", 1));
  RS_LOCAL (newline, end ? rs_incref (end) : rs_str_new (vm, "\n", 1));
  gboolean ok = TRUE;
  for (gsize i = 0; ok && i < nargs; i++)
    {
      if (i > 0)
        ok = rs_stream_write (vm, stream, space);
      RS_LOCAL (text, ok ? rs_str (vm, args[i]) : NULL);
      ok = text && rs_stream_write (vm, stream, text);
    }
  ok = ok && rs_stream_write (vm, stream, newline);
  if (ok && flushes && stream->type != RS_TYPE (vm, TEXT_STREAM))
    {
      RS_LOCAL (result, rs_call_method (vm, stream, RS_NAME (vm, flush), NULL, 0));
      ok = result != NULL;
    }
  rs_clear (vm, &stream);
  return ok ? rs_incref (vm->none) : NULL;
}

/* The values come in a tuple of the function's own, even where it is called
 * with one. */
RS_NATIVE (builtin_print)
{
  return rs_call_holding (vm, print_values, self, args, nargs, kwnames);
}

RS_NATIVE (builtin_input)
{
  RS_SCOPE (vm);
  if (nargs > 0)
    {
      RS_LOCAL (prompt, rs_str (vm, args[0]));
      if (prompt == NULL)
        return NULL;
      write_str (vm, 1, prompt);
    }
  g_autofree char *line = vm->host->read_line ? vm->host->read_line (vm, vm->host->data) : NULL;
  if (line == NULL && vm->stop != RS_STOP_NONE)
    return NULL;
  if (line == NULL)
    return rs_raise (vm, RS_TYPE (vm, EOFError), "EOF when reading a line");
  return rs_str_new (vm, line, -1);
}

/* Is MODE one of open ()'s? FALSE raises. *READS: it wants a file that is
 * there. */
static gboolean
check_mode (RsVm *vm, RsObject *mode, gboolean *reads)
{
  g_autofree char *text = mode ? rs_str_utf8 (mode, NULL) : g_strdup ("r");
  guint kinds = 0;
  *reads = strchr (text, 'r') != NULL;
  for (const char *c = text; *c != '\0'; c++)
    {
      if (strchr ("rwxabt+", *c) == NULL || strchr (c + 1, *c) != NULL)
        {
          rs_value_error (vm, "invalid mode: '%s'", text);
          return FALSE;
        }
      kinds += strchr ("rwxa", *c) != NULL;
    }
  if (strchr (text, 'b') != NULL && strchr (text, 't') != NULL)
    rs_value_error (vm, "can't have text and binary mode at once");
  else if (kinds != 1)
    rs_value_error (
        vm, kinds > 1
                ? "must have exactly one of create/read/write/append mode"
                : "Must have exactly one of create/read/write/append mode and at most one plus");
  return vm->pending == NULL;
}

/* The simulated program reaches no files: none is there to be read, and none
 * can be written. The program's own is, of course. */
RS_NATIVE (builtin_open)
{
  static const char *const names[] = { "file",    "mode",    "buffering", "encoding", "errors",
                                       "newline", "closefd", "opener",    NULL };
  RsObject *v[8], *own = vm->main_dict ? rs_dict_get_text (vm, vm->main_dict, "__file__") : NULL;
  gboolean reads;
  if (!rs_parse_args (vm, "open", args, nargs, kwnames, names, 0, 1, v))
    return NULL;
  if (!rs_is_str (v[0]) && !rs_is_bytes (v[0]) && !rs_is_int (v[0]))
    return rs_type_error (vm, "expected str, bytes or os.PathLike object, not %T", v[0]);
  if (v[1] != NULL && !rs_is_str (v[1]))
    return rs_bad_argument (vm, "open", "mode", "str", v[1]);
  if (!check_mode (vm, v[1], &reads))
    return NULL;
  if (!reads || rs_is_int (v[0])
      || (own != NULL && rs_is_str (own) && rs_is_str (v[0]) && rs_str_equal (own, v[0])))
    return rs_raise (vm, RS_TYPE (vm, NotImplementedError),
                     "open() is not supported: the simulated program has no files");
  RS_SCOPE (vm);
  RS_LOCAL (number, rs_int_new (vm, 2));
  RS_LOCAL (text, rs_str_new (vm, "No such file or directory", -1));
  RsObject *error = rs_call (vm, RS_OBJECT (RS_TYPE (vm, OSError)),
                             (RsObject *[]){ number, text, v[0] }, 3, NULL);
  if (error != NULL)
    rs_raise_instance (vm, error);
  return NULL;
}

/* --- compile, eval, exec -------------------------------------------------- */

/* Text of a str or bytes argument: transfer full. */
static char *
source_of (RsVm *vm, RsObject *object, const char *function, gsize *length)
{
  char *text = NULL;
  const guint8 *data;
  if (rs_is_str (object))
    {
      /* CPython keeps the encoded text with the str. */
      object->extra |= RS_STR_UTF8;
      text = rs_str_utf8 (object, length);
    }
  else if (rs_bytes_view (vm, object, &data, length))
    {
      text = g_malloc (*length + 1);
      memcpy (text, data, *length);
      text[*length] = '\0';
    }
  else
    rs_type_error (vm, "%s() arg 1 must be a string, bytes or code object", function);
  if (text != NULL && strlen (text) != *length)
    {
      rs_raise (vm, RS_TYPE (vm, SyntaxError), "source code string cannot contain null bytes");
      g_clear_pointer (&text, g_free);
    }
  return text;
}

RS_NATIVE (builtin_compile)
{
  static const char *const names[] = { "source",       "filename", "mode", "flags",
                                       "dont_inherit", "optimize", NULL };
  RsObject *v[6];
  gsize length;
  if (!rs_parse_args (vm, "compile", args, nargs, kwnames, names, 0, 3, v))
    return NULL;
  if (!rs_is_str (v[1]) || !rs_is_str (v[2]))
    return rs_type_error (vm, "compile() argument must be str");
  RS_TEXT (vm, mode, rs_str_utf8 (v[2], NULL));
  RS_TEXT (vm, filename, rs_str_utf8 (v[1], NULL));
  RsCompileMode m = strcmp (mode, "exec") == 0   ? RS_COMPILE_EXEC
                    : strcmp (mode, "eval") == 0 ? RS_COMPILE_EVAL
                                                 : RS_COMPILE_SINGLE;
  if (m == RS_COMPILE_SINGLE && strcmp (mode, "single") != 0)
    return rs_value_error (vm, "compile() mode must be 'exec', 'eval' or 'single'");
  RS_TEXT (vm, source, source_of (vm, v[0], "compile", &length));
  return source ? rs_compile_source (vm, source, length, filename, m, 0, FALSE, NULL) : NULL;
}

/* May CODE be run by exec () or eval () with CLOSURE (or NULL)? Else the error
 * is pending. */
static gboolean
check_closure (RsVm *vm, RsCode *code, const char *function, RsCompileMode mode, RsObject *closure)
{
  if (code->n_free == 0)
    {
      if (closure != NULL)
        rs_type_error (vm, "cannot use a closure with this code object");
      return closure == NULL;
    }
  if (mode == RS_COMPILE_EVAL)
    {
      rs_type_error (vm, "code object passed to %s() may not contain free variables", function);
      return FALSE;
    }
  gboolean fits = closure != NULL && closure->type == RS_TYPE (vm, TUPLE)
                  && rs_tuple_size (closure) == code->n_free;
  for (gsize i = 0; fits && i < code->n_free; i++)
    fits = rs_tuple_items (closure)[i]->type == RS_TYPE (vm, CELL);
  if (!fits)
    rs_type_error (vm, "code object requires a closure of exactly length %u", code->n_free);
  return fits;
}

/* Can these (nullable) be the globals and the locals of eval () or exec ()? */
static gboolean
check_namespaces (RsVm *vm, RsCompileMode mode, RsObject *globals, RsObject *locals)
{
  gboolean mapping = locals == NULL || locals->type->slots.getitem != NULL;
  if (mode == RS_COMPILE_EVAL && !mapping)
    rs_type_error (vm, "locals must be a mapping");
  else if (globals != NULL && !rs_is_dict (globals) && mode == RS_COMPILE_EVAL)
    rs_type_error (vm, globals->type->slots.getitem
                           ? "globals must be a real dict; try eval(expr, {}, mapping)"
                           : "globals must be a dict");
  else if (globals != NULL && !rs_is_dict (globals))
    rs_type_error (vm, "exec() globals must be a dict, not %T", globals);
  else if (!mapping)
    rs_type_error (vm, "locals must be a mapping or None, not %T", locals);
  else
    return TRUE;
  return FALSE;
}

static RsObject *
run (RsVm *vm, const char *function, RsObject *const *args, gsize nargs, RsObject *kwnames,
     RsCompileMode mode)
{
  static const char *const names[] = { "source", "globals", "locals", "*", "closure", NULL };
  RsObject *v[4] = { NULL };
  if (mode == RS_COMPILE_EVAL && !rs_no_keywords (vm, function, kwnames))
    return NULL;
  if (!rs_parse_args (vm, function, args, nargs, kwnames, names, 3, 1, v))
    return NULL;
  if (!check_namespaces (vm, mode, v[1] == vm->none ? NULL : v[1], v[2] == vm->none ? NULL : v[2]))
    return NULL;
  RS_SCOPE (vm);
  RS_LOCAL (locals, v[2] && v[2] != vm->none ? rs_incref (v[2]) : NULL);
  RS_LOCAL (globals, rs_incref (v[1] && v[1] != vm->none ? v[1] : vm->frame->globals));
  if (locals == NULL && (v[1] == NULL || v[1] == vm->none))
    locals = rs_frame_locals (vm, vm->frame);
  else if (locals == NULL)
    locals = rs_incref (globals);
  if (locals == NULL)
    return NULL;
  RsObject *closure = v[3] == vm->none ? NULL : v[3];
  RS_LOCAL (tree, NULL);
  RS_LOCAL (code, NULL);
  if (v[0]->type == RS_TYPE (vm, CODE))
    code = check_closure (vm, (RsCode *) v[0], function, mode, closure) ? rs_incref (v[0]) : NULL;
  else if (closure != NULL)
    rs_type_error (vm, "closure can only be used when source is a code object");
  else
    {
      gsize length;
      RS_TEXT (vm, source, source_of (vm, v[0], function, &length));
      const char *text = source;
      while (mode == RS_COMPILE_EVAL && text && (*text == ' ' || *text == '\t'))
        text++, length--;
      /* The syntax tree is there until the text has run. */
      tree = rs_list_new (vm, 0);
      code = source ? rs_compile_source (vm, text, length, "<string>", mode, 0, FALSE, tree) : NULL;
    }
  RS_LOCAL (result, code ? rs_exec_code (vm, code, globals, locals, closure) : NULL);
  return RS_GIVE (result);
}

RS_NATIVE (builtin_eval)
{
  return run (vm, "eval", args, nargs, kwnames, RS_COMPILE_EVAL);
}

RS_NATIVE (builtin_exec)
{
  RsObject *result = run (vm, "exec", args, nargs, kwnames, RS_COMPILE_EXEC);
  if (result == NULL)
    return NULL;
  rs_decref (vm, result);
  return rs_incref (vm->none);
}

RS_NATIVE (builtin_exit)
{
  return rs_raise_object (vm, RS_TYPE (vm, SystemExit), nargs ? args[0] : NULL);
}

const RsMethodDef rs_builtin_functions_io[] = {
  { "print", builtin_print, RS_M_KEYWORDS, 0, 0,
    "Prints the values to a stream, or to sys.stdout by default." },
  { "input", builtin_input, RS_M_FAST, 0, 1, NULL },
  { "open", builtin_open, RS_M_KEYWORDS, 0, 0, NULL },
  { "compile", builtin_compile, RS_M_KEYWORDS, 0, 0, NULL },
  { "eval", builtin_eval, RS_M_KEYWORDS, 0, 0, NULL },
  { "exec", builtin_exec, RS_M_KEYWORDS, 0, 0, NULL },
  { "exit", builtin_exit, RS_M_FAST, 0, 1, NULL },
  { "quit", builtin_exit, RS_M_FAST, 0, 1, NULL },
  { NULL }
};
