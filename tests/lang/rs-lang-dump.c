/* SPDX-License-Identifier: MIT
 *
 * A debugging aid: what the compiler makes of a file.
 *
 *   rs-lang-dump ast FILE       the tree, as ast.dump (..., include_attributes=True)
 *   rs-lang-dump code FILE      the code, for people
 *   rs-lang-dump json FILE      the code, for compare_code.py
 *   rs-lang-dump error FILE     the error and the warnings, for compare_errors.py
 *
 * A mode may be followed by @single or @eval.
 */
#include "lang/ast/ast.h"
#include "lang/code.h"
#include "lang/opcodes.h"
#include "lang/operands.h"

#include <stdio.h>
#include <string.h>

static void
print_string (GString *out, const char *text)
{
  const guchar *s;

  if (text == NULL)
    {
      g_string_append (out, "null");
      return;
    }
  g_string_append_c (out, '"');
  for (s = (const guchar *) text; *s != '\0'; s++)
    if (*s < 0x20 || *s == '"' || *s == '\\')
      g_string_append_printf (out, "\\u%04x", *s);
    else
      g_string_append_c (out, (char) *s);
  g_string_append_c (out, '"');
}

static void
print_names (GString *out, const char *label, char **names, guint n)
{
  guint i;

  g_string_append_printf (out, ",\"%s\":[", label);
  for (i = 0; i < n; i++)
    {
      if (i > 0)
        g_string_append_c (out, ',');
      print_string (out, names[i]);
    }
  g_string_append_c (out, ']');
}

static void print_unit (GString *out, const RsCodeUnit *unit);

static void
print_const (GString *out, const RsConst *value)
{
  g_autoptr (GString) repr = NULL;

  if (value->kind == RS_CONST_CODE)
    {
      print_unit (out, value->code);
      return;
    }
  repr = g_string_new (NULL);
  rs_const_repr (repr, value);
  print_string (out, repr->str);
}

static void
print_unit (GString *out, const RsCodeUnit *unit)
{
  guint i;

  g_string_append (out, "{\"name\":");
  print_string (out, unit->name);
  g_string_append (out, ",\"qualname\":");
  print_string (out, unit->qualname);
  g_string_append_printf (
      out, ",\"args\":[%d,%d,%d],\"flags\":%u,\"firstlineno\":%d,\"stacksize\":%u", unit->argcount,
      unit->posonlyargcount, unit->kwonlyargcount, unit->flags, unit->firstlineno, unit->stacksize);
  print_names (out, "names", unit->names, unit->n_names);
  print_names (out, "localsplus", unit->localsplus, unit->n_localsplus);
  g_string_append (out, ",\"kinds\":[");
  for (i = 0; i < unit->n_localsplus; i++)
    g_string_append_printf (out, "%s%u", i > 0 ? "," : "", unit->localspluskinds[i]);
  g_string_append (out, "],\"instrs\":[");
  for (i = 0; i < unit->n_instrs; i++)
    {
      RsLocation loc = unit->locations[i];

      g_string_append_printf (out, "%s[\"%s\",%u,%d,%d,%d,%d]", i > 0 ? "," : "",
                              rs_op_name (RS_INSTR_OP (unit->instrs[i])),
                              RS_INSTR_ARG (unit->instrs[i]), loc.line, loc.end_line, loc.col,
                              loc.end_col);
    }
  g_string_append (out, "],\"exceptions\":[");
  for (i = 0; i < unit->n_exceptions; i++)
    {
      const RsExceptionEntry *entry = &unit->exceptions[i];

      g_string_append_printf (out, "%s[%u,%u,%u,%u,%d]", i > 0 ? "," : "", entry->start, entry->end,
                              entry->target, entry->depth, entry->lasti);
    }
  g_string_append (out, "],\"consts\":[");
  for (i = 0; i < unit->n_consts; i++)
    {
      if (i > 0)
        g_string_append_c (out, ',');
      print_const (out, unit->consts[i]);
    }
  g_string_append (out, "]}");
}

static void
print_error (GString *out, const RsSyntaxError *error, GPtrArray *warnings)
{
  guint i;

  g_string_append (out, "{\"type\":");
  print_string (out, error->type);
  g_string_append (out, ",\"message\":");
  print_string (out, error->message);
  g_string_append_printf (out, ",\"place\":[%d,%d,%d,%d],\"text\":", error->line, error->col,
                          error->end_line, error->end_col);
  print_string (out, error->text);
  g_string_append (out, ",\"warnings\":[");
  for (i = 0; i < warnings->len; i++)
    {
      const RsCompileWarning *warning = g_ptr_array_index (warnings, i);

      g_string_append_printf (out, "%s[\"%s\",%d,", i > 0 ? "," : "", warning->category,
                              warning->line);
      print_string (out, warning->message);
      g_string_append_c (out, ']');
    }
  g_string_append (out, "]}");
}

int
main (int argc, char **argv)
{
  g_autofree char *source = NULL, *dump = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) warnings = g_ptr_array_new_with_free_func (rs_compile_warning_free);
  g_autoptr (GString) out = g_string_new (NULL);
  RsSyntaxError syntax_error = { 0 };
  RsCompileMode mode = RS_COMPILE_EXEC;
  RsCodeUnit *unit = NULL;
  gsize length;

  if (argc != 3)
    {
      fprintf (stderr, "usage: rs-lang-dump ast|code|json|error[@single|@eval] FILE\n");
      return 2;
    }
  if (!g_file_get_contents (argv[2], &source, &length, &error))
    {
      fprintf (stderr, "%s\n", error->message);
      return 2;
    }
  if (strstr (argv[1], "@single") != NULL)
    mode = RS_COMPILE_SINGLE;
  else if (strstr (argv[1], "@eval") != NULL)
    mode = RS_COMPILE_EVAL;
  if (g_str_has_prefix (argv[1], "ast"))
    dump = rs_ast_dump (source, length, argv[2], TRUE, &syntax_error);
  else
    unit = rs_compile (source, length, argv[2], mode, 0, warnings, &syntax_error);
  if (g_str_has_prefix (argv[1], "error") || (dump == NULL && unit == NULL))
    print_error (out, &syntax_error, warnings);
  else if (unit != NULL && g_str_has_prefix (argv[1], "json"))
    print_unit (out, unit);
  else if (unit != NULL)
    dump = rs_code_unit_dump (unit);
  fputs (dump != NULL ? dump : out->str, stdout);
  fputc ('\n', stdout);
  rs_code_unit_free (unit);
  rs_syntax_error_clear (&syntax_error);
  return 0;
}
