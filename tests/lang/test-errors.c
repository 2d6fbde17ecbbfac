/* SPDX-License-Identifier: MIT
 *
 * What the compiler says about programs with mistakes, against the recorded
 * answers of CPython 3.11 in errors.expected: type, message, place, line of
 * text, warnings. record_errors.py writes them anew from errors.in.
 */
#include "lang/code.h"

#include <string.h>

enum { SOURCE, TYPE, MESSAGE, PLACE, TEXT, WARNINGS, N_FIELDS };

static char *
warnings_text (GPtrArray *warnings)
{
  GString *text = g_string_new (NULL);
  guint i;

  for (i = 0; i < warnings->len; i++)
    {
      const RsCompileWarning *warning = g_ptr_array_index (warnings, i);

      g_string_append_printf (text, "%s%s:%d:%s", i > 0 ? "|" : "", warning->category,
                              warning->line, warning->message);
    }
  return g_string_free (text, FALSE);
}

/* Returns: whether all agrees; says what does not. */
static gboolean
check_case (char **fields)
{
  g_autofree char *source = g_strcompress (fields[SOURCE]),
                  *message = g_strcompress (fields[MESSAGE]), *text = g_strcompress (fields[TEXT]),
                  *warned = g_strcompress (fields[WARNINGS]), *place = NULL, *ours = NULL;
  g_autoptr (GPtrArray) warnings = g_ptr_array_new_with_free_func (rs_compile_warning_free);
  RsSyntaxError error = { 0 };
  RsCodeUnit *unit;
  gsize length = strlen (source);
  gboolean good;

  if (strstr (fields[SOURCE], "\\000") != NULL)
    return TRUE;
  unit = rs_compile (source, length, "case.py", RS_COMPILE_EXEC, 0, warnings, &error);
  place = g_strdup_printf ("%d %d %d %d", error.line, error.col, error.end_line, error.end_col);
  ours = warnings_text (warnings);
  good = g_str_equal (unit != NULL ? "ok" : error.type, fields[TYPE])
         && g_str_equal (error.message != NULL ? error.message : "", message)
         && g_str_equal (place, fields[PLACE])
         && g_str_equal (error.text != NULL ? error.text : "", text) && g_str_equal (ours, warned);
  if (!good)
    g_test_message ("%s\n  expected %s: %s (%s) %s [%s]\n  got      %s: %s (%s) %s [%s]",
                    fields[SOURCE], fields[TYPE], message, fields[PLACE], text, warned,
                    unit != NULL ? "ok" : error.type, error.message, place, error.text, ours);
  rs_code_unit_free (unit);
  rs_syntax_error_clear (&error);
  return good;
}

static void
test_recorded (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "errors.expected", NULL),
                  *contents = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) lines = NULL;
  guint i, bad = 0;

  g_file_get_contents (path, &contents, NULL, &error);
  g_assert_no_error (error);
  lines = g_strsplit (contents, "\n", -1);
  for (i = 0; lines[i] != NULL && lines[i][0] != '\0'; i++)
    {
      g_auto (GStrv) fields = g_strsplit (lines[i], "\t", -1);

      g_assert_cmpuint (g_strv_length (fields), ==, N_FIELDS);
      bad += !check_case (fields);
    }
  g_assert_cmpuint (i, >, 900);
  g_assert_cmpuint (bad, ==, 0);
}

static void
expect (const char *source, gsize length, const char *filename, const char *type,
        const char *message)
{
  RsSyntaxError error = { 0 };
  RsCodeUnit *unit = rs_compile (source, length, filename, RS_COMPILE_EXEC, 0, NULL, &error);

  g_assert_null (unit);
  g_assert_cmpstr (error.type, ==, type);
  g_assert_cmpstr (error.message, ==, message);
  rs_syntax_error_clear (&error);
}

static void
test_bytes (void)
{
  expect ("x = 1\0", 6, "case.py", "SyntaxError", "source code string cannot contain null bytes");
  expect ("x = 1\ny = '\xe9'\n", 14, "case.py", "SyntaxError",
          "Non-UTF-8 code starting with '\\xe9' in file case.py on line 2, but no encoding "
          "declared; see "
          "https://peps.python.org/pep-0263/ for details");
  expect ("\xff", 1, "<string>", "SyntaxError",
          "(unicode error) 'utf-8' codec can't decode byte 0xff in position 0: invalid start byte");
}

/* Without a file CPython cannot show the line of an error that it finds after
 * parsing. */
static void
test_text_without_file (void)
{
  RsSyntaxError error = { 0 };

  g_assert_null (rs_compile ("return", 6, "<string>", RS_COMPILE_EXEC, 0, NULL, &error));
  g_assert_cmpstr (error.text, ==, NULL);
  rs_syntax_error_clear (&error);
  g_assert_null (rs_compile ("x y", 3, "<string>", RS_COMPILE_EXEC, 0, NULL, &error));
  g_assert_cmpstr (error.text, ==, "x y\n");
  rs_syntax_error_clear (&error);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/lang/errors/recorded", test_recorded);
  g_test_add_func ("/lang/errors/bytes", test_bytes);
  g_test_add_func ("/lang/errors/text-without-file", test_text_without_file);
  return g_test_run ();
}
