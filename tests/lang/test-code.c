/* SPDX-License-Identifier: MIT
 *
 * What the compiler makes of the programs in programs/, against the recorded
 * answers of CPython 3.11 beside them: the code in NAME.code, the tree in
 * NAME.ast. compare_code.py --record writes them anew.
 */
#include "lang/code.h"

#include <string.h>

static char *
read_file (const char *name, gsize *length)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "programs", name, NULL);
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  g_file_get_contents (path, &text, length, &error);
  g_assert_no_error (error);
  return text;
}

/* Fails at the first line that differs. */
static void
compare_lines (const char *ours, const char *recorded)
{
  g_auto (GStrv) a = g_strsplit (ours, "\n", -1), b = g_strsplit (recorded, "\n", -1);
  guint i;

  for (i = 0; a[i] != NULL && b[i] != NULL; i++)
    g_assert_cmpstr (a[i], ==, b[i]);
  g_assert_cmpuint (g_strv_length (a), ==, g_strv_length (b));
}

static void
test_program (gconstpointer data)
{
  const char *name = data;
  g_autofree char *source_name = g_strconcat (name, ".py", NULL),
                  *code_name = g_strconcat (name, ".code", NULL),
                  *ast_name = g_strconcat (name, ".ast", NULL);
  gsize length, ignored;
  g_autofree char *source = read_file (source_name, &length),
                  *code = read_file (code_name, &ignored), *tree = read_file (ast_name, &ignored);
  g_autofree char *code_dump = NULL, *tree_dump = NULL;
  RsSyntaxError error = { 0 };
  RsCodeUnit *unit;

  unit = rs_compile (source, length, source_name, RS_COMPILE_EXEC, 0, NULL, &error);
  g_assert_cmpstr (error.message, ==, NULL);
  g_assert_nonnull (unit);
  code_dump = rs_code_unit_dump (unit);
  compare_lines (code_dump, code);
  tree_dump = rs_ast_dump (source, length, source_name, TRUE, &error);
  g_strchomp (tree);
  g_assert_cmpstr (tree_dump, ==, tree);
  rs_code_unit_free (unit);
}

int
main (int argc, char **argv)
{
  static const char *const programs[] = {
    "classes", "comprehensions", "control", "functions", "long", "match", "strings",
  };
  guint i;

  g_test_init (&argc, &argv, NULL);
  for (i = 0; i < G_N_ELEMENTS (programs); i++)
    {
      g_autofree char *path = g_strconcat ("/lang/code/", programs[i], NULL);

      g_test_add_data_func (path, programs[i], test_program);
    }
  return g_test_run ();
}
