/* SPDX-License-Identifier: MIT
 *
 * What the recorded answers do not show: identity of constants, the three
 * modes, extreme programs, opcodes, two threads.
 */
#include "lang/code.h"
#include "lang/opcodes.h"
#include "lang/operands.h"

#include <string.h>

static RsCodeUnit *
compile_mode (const char *source, RsCompileMode mode)
{
  RsSyntaxError error = { 0 };
  RsCodeUnit *unit = rs_compile (source, strlen (source), "<test>", mode, 0, NULL, &error);

  g_assert_cmpstr (error.message, ==, NULL);
  g_assert_nonnull (unit);
  return unit;
}

static RsCodeUnit *
compile (const char *source)
{
  return compile_mode (source, RS_COMPILE_EXEC);
}

/* Returns: the Nth constant of UNIT that is a code unit. */
static const RsCodeUnit *
nested (const RsCodeUnit *unit, guint n)
{
  guint i;

  for (i = 0; i < unit->n_consts; i++)
    if (unit->consts[i]->kind == RS_CONST_CODE && n-- == 0)
      return unit->consts[i]->code;
  g_assert_not_reached ();
}

static const RsConst *
find_const (const RsCodeUnit *unit, RsConstKind kind)
{
  guint i;

  for (i = 0; i < unit->n_consts; i++)
    if (unit->consts[i]->kind == kind)
      return unit->consts[i];
  return NULL;
}

/* --- constants ------------------------------------------------------------ */

static void
test_shared_constants (void)
{
  RsCodeUnit *unit = compile (
      "a = 1000; b = 1000; c = (1000, 'x')\ndef f(): return 1000\ndef g(): return 1000, 'x'");
  const RsConst *number = find_const (unit, RS_CONST_INT);

  g_assert_cmpstr (number->text, ==, "3e8");
  g_assert_true (find_const (nested (unit, 0), RS_CONST_INT) == number);
  g_assert_true (find_const (nested (unit, 1), RS_CONST_TUPLE)
                 == find_const (unit, RS_CONST_TUPLE));
  g_assert_true (find_const (unit, RS_CONST_TUPLE)->items[0] == number);
  rs_code_unit_free (unit);
}

static void
test_distinct_constants (void)
{
  RsCodeUnit *unit = compile ("f(1, 1.0, True, 1j, 0.0, -0.0, '1', b'1')");

  g_assert_cmpuint (unit->n_consts, ==, 9);
  rs_code_unit_free (unit);
}

static void
check_folded (const char *expression, RsConstKind kind, const char *text)
{
  RsCodeUnit *unit = compile_mode (expression, RS_COMPILE_EVAL);

  g_assert_cmpuint (unit->n_instrs, ==, 3);
  g_assert_cmpuint (unit->consts[0]->kind, ==, kind);
  if (text != NULL)
    g_assert_cmpstr (unit->consts[0]->text, ==, text);
  rs_code_unit_free (unit);
}

static void
check_not_folded (const char *expression)
{
  RsCodeUnit *unit = compile_mode (expression, RS_COMPILE_EVAL);

  g_assert_cmpuint (unit->n_instrs, >, 3);
  rs_code_unit_free (unit);
}

static void
test_folding (void)
{
  check_folded ("2 ** 64", RS_CONST_INT, "10000000000000000");
  check_folded ("-7 // 2", RS_CONST_INT, "-4");
  check_folded ("-7 % 3", RS_CONST_INT, "2");
  check_folded ("1 << 64 >> 60", RS_CONST_INT, "10");
  check_folded ("~5 & 0xff ^ 3", RS_CONST_INT, "f9");
  check_folded ("'ab' * 3 + 'c'", RS_CONST_STR, "abababc");
  check_folded ("'h\303\251llo'[1]", RS_CONST_STR, "\303\251");
  check_folded ("not 0", RS_CONST_TRUE, NULL);
  check_folded ("__debug__", RS_CONST_TRUE, NULL);
  check_folded ("7 / 2", RS_CONST_FLOAT, NULL);
  check_folded ("2 ** -1", RS_CONST_FLOAT, NULL);
  check_folded ("(-8) ** 0.5", RS_CONST_COMPLEX, NULL);
  check_not_folded ("1 / 0");
  check_not_folded ("2 ** 65");
  check_not_folded ("1 << 128");
  check_not_folded ("'a' * 5000");
  check_not_folded ("(1,) * 257");
  check_not_folded ("'a' % 1");
  check_not_folded ("-'a'");
  check_not_folded ("(1, 2)[2]");
  check_not_folded ("10.0 ** 400");
}

static void
test_sets_and_lists (void)
{
  RsCodeUnit *unit = compile ("x in {1, 2, 1.0}; y in [3, 4]\nfor i in [5, 6]: pass");
  const RsConst *set = find_const (unit, RS_CONST_FROZENSET);

  g_assert_cmpuint (set->n_items, ==, 2);
  g_assert_cmpstr (find_const (unit, RS_CONST_TUPLE)->items[1]->text, ==, "4");
  rs_code_unit_free (unit);
}

/* --- modes and flags ------------------------------------------------------ */

static void
test_modes (void)
{
  RsCodeUnit *unit = compile_mode ("1 + x\n", RS_COMPILE_SINGLE);
  RsSyntaxError error = { 0 };

  g_assert_cmpuint (RS_INSTR_OP (unit->instrs[4]), ==, RS_OP_PRINT_EXPR);
  rs_code_unit_free (unit);
  unit = compile_mode ("def f():\n  return 1\n\n", RS_COMPILE_SINGLE);
  rs_code_unit_free (unit);
  g_assert_null (rs_compile ("a\nb\n", 4, "<stdin>", RS_COMPILE_SINGLE, 0, NULL, &error));
  g_assert_cmpstr (error.message, ==,
                   "multiple statements found while compiling a single statement");
  rs_syntax_error_clear (&error);
  g_assert_null (rs_compile ("a = 1", 5, "<string>", RS_COMPILE_EVAL, 0, NULL, &error));
  g_assert_cmpstr (error.message, ==, "invalid syntax");
  rs_syntax_error_clear (&error);
}

static void
test_inherited_flags (void)
{
  RsCodeUnit *unit =
      rs_compile ("x: a+b", 6, "<test>", RS_COMPILE_EXEC, RS_CO_FUTURE_ANNOTATIONS, NULL, NULL);

  g_assert_cmpint (unit->flags, ==, RS_CO_FUTURE_ANNOTATIONS);
  g_assert_cmpstr (find_const (unit, RS_CONST_STR)->text, ==, "a + b");
  rs_code_unit_free (unit);
}

/* --- extremes ------------------------------------------------------------- */

static void
test_empty (void)
{
  static const char *const sources[] = { "",          "\n",   "#", "\xef\xbb\xbf", "\\\n\n", "\f\n",
                                         "   \n\t\n", "pass", "x;" };
  guint i;

  for (i = 0; i < G_N_ELEMENTS (sources); i++)
    {
      RsCodeUnit *unit = compile (sources[i]);

      g_assert_cmpuint (RS_INSTR_OP (unit->instrs[unit->n_instrs - 1]), ==, RS_OP_RETURN_VALUE);
      rs_code_unit_free (unit);
    }
}

/* REPEATED stands N times between BEFORE and AFTER: the error is of TYPE, or
 * there is none (NULL). */
static void
check_many (const char *before, const char *repeated, guint n, const char *after, const char *type,
            const char *message)
{
  g_autoptr (GString) source = g_string_new (before);
  RsSyntaxError error = { 0 };
  RsCodeUnit *unit;
  guint i;

  for (i = 0; i < n; i++)
    g_string_append (source, repeated);
  g_string_append (source, after);
  unit = rs_compile (source->str, source->len, "<test>", RS_COMPILE_EXEC, 0, NULL, &error);
  g_assert_cmpstr (error.type, ==, type);
  g_assert_cmpstr (error.message, ==, message);
  rs_code_unit_free (unit);
  rs_syntax_error_clear (&error);
}

static void
test_deep (void)
{
  static const char too_deep[] = "maximum recursion depth exceeded during compilation";

  check_many ("", "(", 10000, "", "SyntaxError", "too many nested parentheses");
  check_many ("x = ", "-", 1000, "1", NULL, NULL);
  check_many ("x = ", "-", 4000, "1", "RecursionError", too_deep);
  check_many ("x = ", "-", 10000, "1", "MemoryError", "");
  check_many ("x = ", "not ", 10000, "1", "MemoryError", "");
  check_many ("x = ", "lambda: ", 10000, "1", "MemoryError", "");
  check_many ("x = 1", " + a", 100000, "", "RecursionError", too_deep);
  check_many ("x = a", ".b", 100000, "", "RecursionError", too_deep);
  check_many ("x = [", "1, ", 100000, "]", NULL, NULL);
  check_many ("x = ", "'a' ", 100000, "", NULL, NULL);
  check_many ("x = f'", "{a}", 100000, "'", NULL, NULL);
  check_many ("", "x = y\n", 100000, "", NULL, NULL);
  check_many ("f(", "a, ", 100000, ")", NULL, NULL);
}

/* Errors inside deep brackets must not take exponential time. */
static void
test_deep_errors (void)
{
  static const struct {
    const char *open, *close;
  } brackets[] = {
    { "(", ")" },          { "[(a, ", ")]" },           { "{f(", ")}" },
    { "{a: [*b, ", "]}" }, { "f(a=lambda x: (", "))" }, { "a[b:c if d else (", ")]" },
  };
  guint i;

  for (i = 0; i < G_N_ELEMENTS (brackets); i++)
    {
      g_autoptr (GString) after = g_string_new ("aa bb");
      guint n;

      for (n = 0; n < 60; n++)
        g_string_append (after, brackets[i].close);
      check_many ("x = ", brackets[i].open, 60, after->str, "SyntaxError",
                  "invalid syntax. Perhaps you forgot a comma?");
    }
  check_many ("x = 1\n", "y = [z for z in x if z]\n", 1000, "x y", "SyntaxError", "invalid syntax");
}

/* --- opcodes -------------------------------------------------------------- */

static void
test_opcodes (void)
{
  guint op;

  for (op = 0; op < RS_N_OPS; op++)
    {
      g_assert_true (g_str_has_suffix (rs_op_text (op), "."));
      g_assert_cmpint (ABS (rs_op_stack_effect (op, 0, FALSE)), <=, 3);
    }
  g_assert_cmpstr (rs_op_name (RS_OP_LOAD_FAST), ==, "LOAD_FAST");
  g_assert_cmpstr (rs_op_name (RS_N_OPS), ==, "?");
  g_assert_cmpint (rs_op_stack_effect (RS_OP_FOR_ITER, 0, TRUE), ==, -1);
  g_assert_cmpint (rs_op_stack_effect (RS_OP_UNPACK_EX, 0x203, FALSE), ==, 5);
  g_assert_cmpuint (rs_op_taken (RS_OP_CALL, 3), ==, 5);
  g_assert_cmpuint (rs_op_taken (RS_OP_FORMAT_VALUE, 4), ==, 2);
  g_assert_cmpuint (rs_op_taken (RS_OP_LOAD_ATTR, 3), ==, 0);
  g_assert_cmpint (rs_op_check (RS_OP_JUMP_BACKWARD), ==, RS_CHECK_TURN);
  g_assert_cmpint (rs_op_check (RS_N_OPS), ==, RS_CHECK_NEVER);
  g_assert_cmpstr (rs_binary_op_sign (RS_NB_INPLACE_XOR), ==, "^=");
}

/* --- threads -------------------------------------------------------------- */

static gpointer
compile_often (gpointer data)
{
  int i;

  for (i = 0; i < 200; i++)
    rs_code_unit_free (compile (data));
  return NULL;
}

static void
test_threads (void)
{
  static char first[] = "def f(a, *b): return [x for x in a if x]",
              second[] = "class A:\n  x: int = f'{1!r}'\n";
  GThread *a = g_thread_new ("a", compile_often, first),
          *b = g_thread_new ("b", compile_often, second);

  g_thread_join (a);
  g_thread_join (b);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/lang/constants/shared", test_shared_constants);
  g_test_add_func ("/lang/constants/distinct", test_distinct_constants);
  g_test_add_func ("/lang/constants/folding", test_folding);
  g_test_add_func ("/lang/constants/sets-and-lists", test_sets_and_lists);
  g_test_add_func ("/lang/modes", test_modes);
  g_test_add_func ("/lang/inherited-flags", test_inherited_flags);
  g_test_add_func ("/lang/extremes/empty", test_empty);
  g_test_add_func ("/lang/extremes/deep", test_deep);
  g_test_add_func ("/lang/extremes/deep-errors", test_deep_errors);
  g_test_add_func ("/lang/opcodes", test_opcodes);
  g_test_add_func ("/lang/threads", test_threads);
  return g_test_run ();
}
