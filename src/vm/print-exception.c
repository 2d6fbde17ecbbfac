/* SPDX-License-Identifier: MIT
 *
 * Tracebacks as CPython 3.11 prints them: the chain of causes, each frame's
 * line with carets under the part that raised, notes, groups; exceptions that
 * nobody can catch. Modelled on Python/traceback.c and pythonrun.c.
 */
#include "eval.h"
#include "lang/anchor.h"
#include "text/unichar.h"
#include "thread.h"

#include <string.h>

#define REPEAT_LIMIT 3 /* equal frames before "[Previous line repeated ...]" */

/* LIMIT: how many entries of a traceback are shown, the last ones; -1: all.
 * LIBRARY: as module traceback writes it, where it is not the interpreter's
 * way. */
typedef struct {
  RsVm *vm;
  GString *out;
  int depth;
  const char *margin;
  gint64 limit;
  gboolean library;
} Printer;

static void put (Printer *p, const char *format, ...) G_GNUC_PRINTF (2, 3);

static void
put (Printer *p, const char *format, ...)
{
  va_list args;
  va_start (args, format);
  g_string_append_vprintf (p->out, format, args);
  va_end (args);
}

static char *
text_of (RsVm *vm, RsObject *object)
{
  RsObject *text = rs_str (vm, object);
  char *utf8 = text ? rs_str_utf8 (text, NULL) : NULL;
  rs_pending_clear (vm);
  rs_xdecref (vm, text);
  return utf8;
}

/* --- one frame ------------------------------------------------------------ */

/* Line NUMBER (from 1) of the program's text, without its newline, or NULL. */
static char *
source_line (RsVm *vm, RsObject *filename, gint number)
{
  gsize length;
  const char *source =
      vm->host->source ? vm->host->source (vm, filename, &length, vm->host->data) : NULL;
  /* While the modules go, CPython cannot read a file any more. */
  if (source == NULL || number < 1 || vm->main_dict == NULL)
    return NULL;
  const char *line = source, *end = source + length;
  while (--number > 0)
    {
      line = memchr (line, '\n', end - line);
      if (line == NULL)
        return NULL;
      line++;
    }
  const char *newline = memchr (line, '\n', end - line);
  gsize n = (newline ? newline : end) - line;
  if (n > 0 && line[n - 1] == '\r')
    n--;
  return n > 0 || line < end ? g_strndup (line, n) : NULL;
}

/* How many columns the text from C to END takes on a terminal. */
static gint
columns (const char *c, const char *end)
{
  gint n = 0;
  for (; c < end; c = g_utf8_next_char (c))
    n += rs_unichar_is_wide (g_utf8_get_char (c)) ? 2 : 1;
  return n;
}

static void
put_times (Printer *p, char c, gint n)
{
  for (gint i = 0; i < n; i++)
    g_string_append_c (p->out, c);
}

static void
put_carets (Printer *p, RsCode *code, guint index, const char *line)
{
  RsLocation at = code->locations[index];
  gsize length = strlen (line), indent = strspn (line, " \t\f");
  if (at.col < 0 || at.end_col < 0 || at.line < 0 || (gsize) at.col > length)
    return;
  gsize start = at.col, end = at.end_line == at.line ? MIN ((gsize) at.end_col, length) : length;
  while (at.end_line != at.line && end > start && g_ascii_isspace (line[end - 1]))
    end--;
  gsize trimmed = length;
  while (trimmed > indent && g_ascii_isspace (line[trimmed - 1]))
    trimmed--;
  if (start < indent || end <= start)
    return;
  gsize left = 0, right = end - start;
  gboolean anchored = at.end_line == at.line
                      && rs_anchor_find (line + start, end - start, p->library, &left, &right);
  /* Carets under the whole line say nothing. */
  if (!anchored && start <= indent && end >= trimmed)
    return;
  const char *text = line + start;
  put (p, "%s    ", p->margin);
  /* The library counts the blanks at the line's end for its indentation. */
  put_times (p, ' ', columns (line + indent, text) - (p->library ? (gint) (length - trimmed) : 0));
  put_times (p, '~', columns (text, text + left));
  put_times (p, '^', columns (text + left, text + right));
  put_times (p, '~', columns (text + right, line + end));
  g_string_append_c (p->out, '\n');
}

static void
put_frame (Printer *p, RsTraceback *traceback)
{
  RsFrame *frame = ((RsFrameObject *) traceback->frame)->frame;
  RsCode *code = frame->code;
  g_autofree char *filename = rs_str_utf8 (code->filename, NULL),
                  *name = rs_str_utf8 (code->name, NULL);
  g_autofree char *line = source_line (p->vm, code->filename, traceback->line);

  put (p, "%s  File \"%s\", line %d, in %s\n", p->margin, filename, traceback->line, name);
  if (line == NULL)
    return;
  g_autofree char *text = g_strdup (line + strspn (line, " \t\f"));
  put (p, "%s    %s\n", p->margin, p->library ? g_strchomp (text) : text);
  put_carets (p, code, traceback->lasti, line);
}

static gboolean
same_place (RsTraceback *a, RsTraceback *b)
{
  RsCode *ca = ((RsFrameObject *) a->frame)->frame->code,
         *cb = ((RsFrameObject *) b->frame)->frame->code;
  return a->line == b->line
         && (ca == cb
             || (rs_str_equal (ca->name, cb->name) && rs_str_equal (ca->filename, cb->filename)));
}

static void
put_repeated (Printer *p, gint count)
{
  gint more = count - REPEAT_LIMIT;
  if (more > 0)
    put (p, "%s  [Previous line repeated %d more time%s]\n", p->margin, more, more > 1 ? "s" : "");
}

static void
put_traceback (Printer *p, RsTraceback *traceback)
{
  RsTraceback *last = NULL;
  gint count = 0;
  gint64 length = 0;
  for (RsTraceback *t = traceback; p->limit >= 0 && t != NULL; t = (RsTraceback *) t->next)
    length++;
  for (; p->limit >= 0 && length > p->limit; length--)
    traceback = (RsTraceback *) traceback->next;
  for (; traceback != NULL; traceback = (RsTraceback *) traceback->next)
    {
      if (last != NULL && same_place (last, traceback))
        count++;
      else
        {
          put_repeated (p, count);
          count = 1;
        }
      last = traceback;
      if (count <= REPEAT_LIMIT)
        put_frame (p, traceback);
    }
  put_repeated (p, count);
}

/* --- the exception -------------------------------------------------------- */

static void
put_syntax_location (Printer *p, RsException *e)
{
  RsVm *vm = p->vm;
  gint64 line = 0, offset = 0, end_offset = 0, end_line = 0;
  if (e->fields[2] == NULL || e->fields[2] == vm->none || !rs_is_int (e->fields[2]))
    return;
  rs_int_fits (e->fields[2], &line);
  g_autofree char *filename =
      e->fields[1] && e->fields[1] != vm->none ? text_of (vm, e->fields[1]) : g_strdup ("<string>");
  put (p, "%s  File \"%s\", line %" G_GINT64_FORMAT "\n", p->margin, filename, line);
  if (e->fields[4] == NULL || !rs_is_str (e->fields[4]))
    return;
  g_autofree char *text = rs_str_utf8 (e->fields[4], NULL);
  gsize indent = strspn (text, " \t\f\n");
  g_strchomp (text);
  if (strlen (text) < indent)
    indent = strlen (text);
  put (p, "%s    %s\n", p->margin, text + indent);
  if (e->fields[3] == NULL || !rs_is_int (e->fields[3]))
    return;
  rs_int_fits (e->fields[3], &offset);
  end_offset = offset + 1;
  end_line = line;
  if (e->fields[5] != NULL && rs_is_int (e->fields[5]))
    rs_int_fits (e->fields[5], &end_line);
  if (e->fields[6] != NULL && rs_is_int (e->fields[6]))
    rs_int_fits (e->fields[6], &end_offset);
  gint64 characters = g_utf8_strlen (text, -1), indented = g_utf8_strlen (text, indent);
  if (offset < 1)
    return;
  if (end_line > line)
    end_offset = characters + 1;
  if (end_offset < 1 || end_offset <= offset)
    end_offset = offset + 1;
  gint64 spaces = offset - 1 - indented;
  if (spaces < 0)
    return;
  put (p, "%s    ", p->margin);
  const char *c = text + indent;
  for (gint64 i = 0; i < spaces; i++)
    {
      g_string_append_c (p->out, *c == '\t' ? '\t' : ' ');
      if (*c != '\0')
        c = g_utf8_next_char (c);
    }
  for (gint64 i = offset; i < end_offset; i++)
    g_string_append_c (p->out, '^');
  g_string_append_c (p->out, '\n');
}

static char *
class_name (RsVm *vm, RsType *type)
{
  RsObject *module =
      type->flags & RS_TF_HEAPTYPE ? rs_dict_get (vm, type->dict, RS_NAME (vm, __module__)) : NULL;
  g_autofree char *name = rs_str_utf8 (type->qualname, NULL);
  if (module == NULL || !rs_is_str (module) || rs_str_equal (module, RS_NAME (vm, builtins))
      || rs_str_equal (module, RS_NAME (vm, __main__)))
    return g_steal_pointer (&name);
  g_autofree char *package = rs_str_utf8 (module, NULL);
  return g_strdup_printf ("%s.%s", package, name);
}

static void
put_notes (Printer *p, RsObject *exception)
{
  RsObject *notes = NULL;
  if (rs_getattr_optional (p->vm, exception, RS_NAME (p->vm, __notes__), &notes) <= 0)
    {
      rs_pending_clear (p->vm);
      return;
    }
  RsObject *list = rs_list_from (p->vm, notes);
  rs_pending_clear (p->vm);
  for (gsize i = 0; list != NULL && i < rs_list_size (list); i++)
    {
      RS_TEXT (p->vm, note, text_of (p->vm, rs_list_items (list)[i]));
      g_auto (GStrv) lines = g_strsplit (note ? note : "<note str() failed>", "\n", -1);
      for (char **line = lines; *line != NULL; line++)
        put (p, "%s%s\n", p->margin, *line);
    }
  rs_xdecref (p->vm, list);
  rs_decref (p->vm, notes);
}

/* " Did you mean: 'x'?" */
static void
put_suggestion (Printer *p, RsObject *exception)
{
  RS_TEXT (p->vm, suggestion, rs_suggest (p->vm, exception));
  if (suggestion != NULL)
    put (p, "%s", suggestion);
}

static void
put_exception_line (Printer *p, RsObject *exception)
{
  RsVm *vm = p->vm;
  RS_TEXT (vm, name, class_name (vm, exception->type));
  gboolean syntax = rs_is_a (exception, RS_TYPE (vm, SyntaxError));
  if (syntax)
    put_syntax_location (p, (RsException *) exception);
  RS_TEXT (vm, text, NULL);
  if (syntax && ((RsException *) exception)->fields[0] != NULL)
    text = text_of (vm, ((RsException *) exception)->fields[0]);
  else
    text = text_of (vm, exception);
  if (text == NULL)
    put (p, "%s%s: <exception str() failed>", p->margin, name);
  else if (*text != '\0')
    put (p, "%s%s: %s", p->margin, name, text);
  else
    put (p, "%s%s", p->margin, name);
  put_suggestion (p, exception);
  put (p, "\n");
  put_notes (p, exception);
}

static void put_chain (Printer *p, RsObject *exception, GHashTable *seen);

/* CPython's layout: the margin grows by two for each level, "+-+-" opens the
 * first member, "+-" the others.
 *     | ExceptionGroup: eg (2 sub-exceptions)
 *     +-+---------------- 1 ----------------
 *       | ValueError: 1
 *       +---------------- 2 ----------------
 *       | TypeError: 2
 *       +------------------------------------ */
static void
put_group (Printer *p, RsException *group, GHashTable *seen)
{
  RsTuple *members = (RsTuple *) group->fields[1];
  const char *margin = p->margin;
  int indent = 2 * p->depth;

  for (gsize i = 0; i < members->size; i++)
    {
      put (p, "%*s%s+---------------- %zu ----------------\n", indent + (i == 0 ? 0 : 2), "",
           i == 0 ? "+-" : "", i + 1);
      RS_TEXT (p->vm, deeper, g_strdup_printf ("%*s| ", indent + 2, ""));
      p->margin = deeper;
      p->depth++;
      put_chain (p, members->items[i], seen);
      p->depth--;
      p->margin = margin;
      gboolean nested = rs_is_a (members->items[i], RS_TYPE (p->vm, BaseExceptionGroup));
      if (i + 1 == members->size && !nested)
        put (p, "%*s+------------------------------------\n", indent + 2, "");
    }
}

static void
put_one (Printer *p, RsObject *exception, GHashTable *seen)
{
  RsException *e = (RsException *) exception;
  gboolean group = rs_is_a (exception, RS_TYPE (p->vm, BaseExceptionGroup));
  const char *margin = p->margin, *title = "";
  if (group && p->depth == 0)
    {
      p->depth = 1;
      p->margin = "  | ";
      title = "  + ";
    }
  if (e->traceback != NULL && e->traceback != p->vm->none && p->limit != 0)
    {
      put (p, "%s%sTraceback (most recent call last):\n", *title ? title : p->margin,
           group ? "Exception Group " : "");
      put_traceback (p, (RsTraceback *) e->traceback);
    }
  put_exception_line (p, exception);
  if (group && p->depth < 10)
    put_group (p, e, seen);
  p->margin = margin;
  if (*margin == '\0')
    p->depth = 0;
}

static void
put_chain (Printer *p, RsObject *exception, GHashTable *seen)
{
  RsException *e = (RsException *) exception;
  g_hash_table_add (seen, exception);
  if (e->cause != NULL && e->cause != p->vm->none && !g_hash_table_contains (seen, e->cause))
    {
      put_chain (p, e->cause, seen);
      put (p, "%s\n%sThe above exception was the direct cause of the following exception:\n%s\n",
           p->margin, p->margin, p->margin);
    }
  else if (e->cause == NULL && e->context != NULL && e->context != p->vm->none
           && !e->suppress_context && !g_hash_table_contains (seen, e->context))
    {
      put_chain (p, e->context, seen);
      put (p, "%s\n%sDuring handling of the above exception, another exception occurred:\n%s\n",
           p->margin, p->margin, p->margin);
    }
  put_one (p, exception, seen);
}

static char *
format_exception (RsVm *vm, RsObject *exception, gint64 limit, gboolean library)
{
  RS_FOREIGN (vm, GString, out, rs_string_free, g_string_new (NULL));
  RS_FOREIGN (vm, GHashTable, seen, g_hash_table_unref, g_hash_table_new (NULL, NULL));
  Printer p = { vm, out, 0, "", limit, library };
  RS_SCOPE (vm);
  RS_LOCAL (held, rs_incref (exception));
  put_chain (&p, held, seen);
  return g_string_free (g_steal_pointer (&out), FALSE);
}

char *
rs_format_exception (RsVm *vm, RsObject *exception)
{
  return format_exception (vm, exception, -1, TRUE);
}

char *
rs_format_traceback (RsVm *vm, RsObject *traceback)
{
  Printer p = { vm, g_string_new (NULL), 0, "", -1, TRUE };
  put_traceback (&p, (RsTraceback *) traceback);
  return g_string_free (p.out, FALSE);
}

char *
rs_source_line (RsVm *vm, RsObject *filename, gint number)
{
  return source_line (vm, filename, number);
}

/* sys.tracebacklimit: -1 if there is none. */
static gint64
traceback_limit (RsVm *vm)
{
  RsObject *limit = vm->sys_dict ? rs_dict_get_text (vm, vm->sys_dict, "tracebacklimit") : NULL;
  gint64 value = -1;
  if (limit == NULL || !rs_is_int (limit) || !rs_int_fits (limit, &value))
    return -1;
  return MAX (value, 0);
}

void
rs_print_exception (RsVm *vm, RsObject *exception)
{
  RS_TEXT (vm, text, format_exception (vm, exception, traceback_limit (vm), FALSE));
  rs_write_error (vm, text);
}

void
rs_write_error (RsVm *vm, const char *text)
{
  RsObject *stream = vm->sys_dict ? rs_dict_get (vm, vm->sys_dict, RS_NAME (vm, stderr)) : NULL;
  if (stream == NULL || stream == rs_dict_get_text (vm, vm->sys_dict, "__stderr__"))
    {
      rs_write (vm, 2, text, strlen (text));
      return;
    }
  if (stream == vm->none)
    return;
  RS_SCOPE (vm);
  RS_LOCAL (pending, rs_pending_take (vm));
  RS_LOCAL (held, rs_incref (stream));
  RS_LOCAL (str, rs_str_new (vm, text, -1));
  RS_LOCAL (result, str ? rs_call_method (vm, held, RS_NAME (vm, write), &str, 1) : NULL);
  rs_pending_clear (vm);
  vm->pending = g_steal_pointer (&pending);
}

void
rs_write (RsVm *vm, int stream, const char *text, gsize length)
{
  guint64 chars = (guint64) g_utf8_strlen (text, (gssize) length);

  if (vm->host->write != NULL)
    vm->host->write (vm, stream, text, length, vm->host->data);
  vm->written_chars += chars;
  if (stream == 1)
    vm->out_chars += chars;
}

static void
write_line (RsVm *vm, const char *format, const char *text)
{
  RS_TEXT (vm, line, g_strdup_printf (format, text));
  rs_write_error (vm, line);
}

/* WARNING to a program that has imported warnings, whose filters decide what
 * becomes of it. */
static void
issue_warning (RsVm *vm, RsObject *module, const RsCompileWarning *warning, const char *filename)
{
  RS_SCOPE (vm);
  RS_LOCAL (issue, rs_str_interned (vm, "warn_explicit"));
  RS_LOCAL (message, rs_str_new (vm, warning->message, -1));
  RS_LOCAL (name, message ? rs_str_new (vm, filename, -1) : NULL);
  RS_LOCAL (line, rs_int_new (vm, warning->line));
  if (name == NULL)
    return;
  RsType *category = strcmp (warning->category, "SyntaxWarning") == 0
                         ? RS_TYPE (vm, SyntaxWarning)
                         : RS_TYPE (vm, DeprecationWarning);
  RsObject *args[] = { message, RS_OBJECT (category), name, line };
  RS_LOCAL (result, rs_call_method (vm, module, issue, args, G_N_ELEMENTS (args)));
  if (result != NULL || !rs_pending_swallow (vm, category))
    return;
  /* A filter makes it an error, and an error of syntax can be placed. */
  g_autofree char *text = rs_source_line (vm, name, warning->line);
  g_autofree char *with_end = text ? g_strconcat (text, "\n", NULL) : NULL;
  RsSyntaxError error = {
    .type = "SyntaxError", .message = warning->message, .line = warning->line, .text = with_end
  };
  rs_raise_syntax_error (vm, &error, filename);
}

void
rs_issue_compile_warnings (RsVm *vm, GPtrArray *warnings, const char *filename)
{
  RS_SCOPE (vm);
  RS_LOCAL (name, rs_str_interned (vm, "warnings"));
  RS_LOCAL (module, rs_xincref (rs_dict_get (vm, vm->modules, name)));
  if (module == NULL)
    rs_show_compile_warnings (vm, warnings, filename);
  for (guint i = 0; module != NULL && vm->pending == NULL && i < warnings->len; i++)
    issue_warning (vm, module, warnings->pdata[i], filename);
}

void
rs_show_compile_warnings (RsVm *vm, GPtrArray *warnings, const char *filename)
{
  for (guint i = 0; i < warnings->len; i++)
    {
      const RsCompileWarning *warning = warnings->pdata[i];
      if (strcmp (warning->category, "SyntaxWarning") != 0)
        continue; /* a DeprecationWarning is shown for module __main__ only, and the compiler names
                     none */
      RS_TEXT (vm, text,
               g_strdup_printf ("%s:%d: %s: %s\n", filename, warning->line, warning->category,
                                warning->message));
      rs_write_error (vm, text);
      if (vm->host->source == NULL)
        continue;
      RsObject *name = rs_str_new (vm, filename, -1);
      RS_TEXT (vm, line, name ? source_line (vm, name, warning->line) : NULL);
      rs_xdecref (vm, name);
      if (line != NULL && *g_strstrip (line) != '\0')
        write_line (vm, "  %s\n", line);
    }
}

void
rs_print_unraisable (RsVm *vm, const char *message, RsObject *exception, RsObject *where)
{
  if (where != NULL)
    {
      RsObject *text = rs_repr (vm, where);
      RS_TEXT (vm, utf8, text ? rs_str_utf8 (text, NULL) : g_strdup ("<object repr() failed>"));
      rs_pending_clear (vm);
      rs_xdecref (vm, text);
      rs_write_error (vm, message ? message : "Exception ignored in");
      write_line (vm, ": %s\n", utf8);
    }
  RsException *e = (RsException *) exception;
  RS_FOREIGN (vm, GString, out, rs_string_free, g_string_new (NULL));
  Printer p = { vm, out, 0, "", -1, FALSE };
  if (e->traceback != NULL)
    {
      put (&p, "Traceback (most recent call last):\n");
      put_traceback (&p, (RsTraceback *) e->traceback);
    }
  RS_TEXT (vm, name, class_name (vm, exception->type));
  RS_TEXT (vm, said, text_of (vm, exception));
  if (said != NULL && *said != '\0')
    put (&p, "%s: %s\n", name, said);
  else
    put (&p, "%s\n", name);
  rs_write_error (vm, p.out->str);
}

/* sys.unraisablehook, where the program has set one. FALSE: it has not. */
static gboolean
call_unraisable_hook (RsVm *vm, const char *message, RsObject *exception, RsObject *where)
{
  RsObject *hook = rs_dict_get_text (vm, vm->sys_dict, "unraisablehook");
  RsObject *make = rs_dict_get_text (vm, vm->sys_dict, "UnraisableHookArgs");
  if (hook == NULL || make == NULL
      || hook == rs_dict_get_text (vm, vm->sys_dict, "__unraisablehook__"))
    return FALSE;
  RS_SCOPE (vm);
  RS_LOCAL (traceback, rs_xincref (((RsException *) exception)->traceback));
  RS_LOCAL (text, message ? rs_str_new (vm, message, -1) : NULL);
  RS_LOCAL (fields,
            rs_tuple_pack (vm, 5, exception->type, exception, traceback ? traceback : vm->none,
                           text ? text : vm->none, where ? where : vm->none));
  RS_LOCAL (args, fields ? rs_call1 (vm, make, fields) : NULL);
  rs_clear (vm, &fields);
  RS_LOCAL (result, args ? rs_call1 (vm, hook, args) : NULL);
  rs_pending_clear (vm);
  return TRUE;
}

void
rs_unraisable_in (RsVm *vm, const char *message, RsObject *where)
{
  if (vm->pending != NULL && ((RsException *) vm->pending)->traceback == NULL && vm->frame != NULL)
    rs_traceback_here (vm, vm->frame);
  RS_SCOPE (vm);
  RS_LOCAL (exception, rs_pending_take (vm));
  if (exception != NULL && !call_unraisable_hook (vm, message, exception, where))
    rs_print_unraisable (vm, message, exception, where);
}

void
rs_unraisable (RsVm *vm, RsObject *where)
{
  rs_unraisable_in (vm, NULL, where);
}

void
rs_warn_never_awaited (RsVm *vm, RsObject *qualname)
{
  RS_TEXT (vm, name, rs_str_utf8 (qualname, NULL));
  RS_SCOPE (vm);
  RS_LOCAL (warnings,
            vm->frame != NULL && vm->main_dict != NULL ? rs_import (vm, "warnings") : NULL);
  RS_LOCAL (method, warnings ? rs_str_interned (vm, "_warn_unawaited") : NULL);
  RS_LOCAL (result, method ? rs_call_method (vm, warnings, method, &qualname, 1) : NULL);
  rs_pending_clear (vm);
  if (result == NULL)
    write_line (vm, "sys:1: RuntimeWarning: coroutine '%s' was never awaited\n", name);
}

void
rs_raise_syntax_error (RsVm *vm, const RsSyntaxError *error, const char *filename)
{
  static const struct {
    const char *name;
    RsTypeId id;
  } types[] = {
    { "SyntaxError", RS_T_SyntaxError },
    { "IndentationError", RS_T_IndentationError },
    { "TabError", RS_T_TabError },
    { "ValueError", RS_T_ValueError },
    { "RecursionError", RS_T_RecursionError },
    { "MemoryError", RS_T_MemoryError },
    { "OverflowError", RS_T_OverflowError },
    { "UnicodeDecodeError", RS_T_SyntaxError },
  };
  RsTypeId id = RS_T_SyntaxError;
  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    if (strcmp (error->type, types[i].name) == 0)
      id = types[i].id;
  /* Before the exception exists: either may find no memory. */
  RS_SCOPE (vm);
  RS_LOCAL (name, rs_str_new (vm, filename, -1));
  RS_LOCAL (text, name == NULL  ? NULL
                  : error->text ? rs_str_new (vm, error->text, -1)
                                : rs_incref (vm->none));
  if (text == NULL)
    return;
  rs_raise (vm, vm->types[id], "%s", error->message);
  if (vm->pending == NULL || !rs_is_a (vm->pending, RS_TYPE (vm, SyntaxError)))
    return;
  RsException *e = (RsException *) vm->pending;
  e->fields[1] = rs_incref (name);
  if (error->line > 0)
    {
      e->fields[2] = rs_int_new (vm, error->line);
      e->fields[3] = rs_int_new (vm, error->col);
      e->fields[4] = rs_incref (text);
      e->fields[5] = rs_int_new (vm, error->end_line);
      e->fields[6] = rs_int_new (vm, error->end_col);
    }
  /* args: (msg, (filename, lineno, offset, text, end_lineno, end_offset)) */
  RsObject *items[6];
  for (guint i = 0; i < 6; i++)
    items[i] = e->fields[i + 1] ? e->fields[i + 1] : vm->none;
  RS_LOCAL (details,
            rs_tuple_pack (vm, 6, items[0], items[1], items[2], items[3], items[4], items[5]));
  rs_setref (vm, &e->args, rs_tuple_pack (vm, 2, e->fields[0], details));
}
