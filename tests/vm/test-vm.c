/* SPDX-License-Identifier: MIT
 *
 * The interpreter by itself, without a session: a run that stands still at
 * every instruction; calls from C; pending exceptions and their texts;
 * schedules.
 */
#include "engine.h"

#include "lang/anchor.h"
#include "vm/schedule.h"

/* --- running -------------------------------------------------------------- */

static void
no_moment (RsVm *vm, int event, gpointer data)
{
}

/* Calls in all directions: Python from C (a sort's key, a finalizer), C from
 * Python, generators, exceptions that are caught, threads. */
static const char busy[] = "import threading\n"
                           "class Thing:\n"
                           "    def __init__(self, n): self.n = n\n"
                           "    def __del__(self): seen.append(self.n)\n"
                           "    def __lt__(self, other): return self.n < other.n\n"
                           "def items():\n"
                           "    for n in (3, 1, 2):\n"
                           "        yield Thing(n)\n"
                           "seen = []\n"
                           "def work():\n"
                           "    try:\n"
                           "        print([t.n for t in sorted(items())])\n"
                           "        raise KeyError(sorted('abc', key=lambda c: -ord(c)))\n"
                           "    except KeyError as e:\n"
                           "        print(e)\n"
                           "thread = threading.Thread(target=work)\n"
                           "thread.start()\n"
                           "thread.join()\n"
                           "print(seen)\n";
static const char busy_output[] = "[1, 2, 3]\n['c', 'b', 'a']\n[2, 1, 3]\n";

static RsCodeUnit *
started (Engine *e, const char *program)
{
  RsSyntaxError error = { NULL };
  char *argv[] = { "test.py", NULL };
  RsCodeUnit *unit =
      rs_compile (program, strlen (program), "test.py", RS_COMPILE_EXEC, 0, NULL, &error);
  g_assert_nonnull (unit);
  e->host.moment = no_moment;
  g_assert_true (rs_vm_start (e->vm, unit, argv));
  return unit;
}

/* Every PACE instructions the run stands still at just the one that was asked
 * for, and every count can be explained. It ends as the run that never
 * paused. */
static void
run_by_pace (Engine *e, guint64 pace)
{
  RsVm *vm = e->vm;
  RsCodeUnit *unit = started (e, busy);
  guint64 pauses = 0;
  rs_vm_set_watch (vm, 0, pace);
  while (rs_vm_run (vm))
    {
      g_autofree char *text = NULL;
      pauses++;
      g_assert_cmpuint (rs_vm_now (vm), ==, pauses * pace);
      g_assert_cmpuint (rs_audit (vm, &text), ==, 0);
      rs_vm_set_watch (vm, 0, rs_vm_now (vm) + pace);
    }
  /* Before the last instruction at the latest: after it there is none to stand
   * before. */
  g_assert_cmpuint (pauses, ==, (rs_vm_now (vm) - 1) / pace);
  g_assert_cmpint (vm->exit_status, ==, 0);
  g_assert_cmpstr (e->written->str, ==, busy_output);
  rs_code_unit_free (unit);
}

static void
test_pause_often (Engine *e, gconstpointer data)
{
  run_by_pace (e, g_test_slow () ? 1 : 3);
}

static void
test_pause_seldom (Engine *e, gconstpointer data)
{
  run_by_pace (e, 1009);
}

static void
test_exit_status (Engine *e, gconstpointer data)
{
  RsCodeUnit *unit = started (e, "import sys\n"
                                 "try:\n"
                                 "    sys.exit('no more')\n"
                                 "finally:\n"
                                 "    print('last')\n");
  g_assert_false (rs_vm_run (e->vm));
  g_assert_cmpint (e->vm->exit_status, ==, 1);
  g_assert_cmpint (e->vm->stop, ==, RS_STOP_NONE);
  g_assert_cmpstr (e->written->str, ==, "last\nno more\n");
  rs_code_unit_free (unit);
}

/* A finalizer changes the base of a class that is being collected, and whose
 * base does not know it any more. CPython 3.11 calls what it has freed. */
static void
test_base_of_garbage (Engine *e, gconstpointer data)
{
  RsCodeUnit *unit = started (e, "import gc\n"
                                 "space = {}\n"
                                 "exec('''class E:\n"
                                 "    def __del__(self):\n"
                                 "        print('dies', type(self).__name__)\n"
                                 "        del E.__del__\n"
                                 "class F(E): pass\n"
                                 "a, b, c = F(), F(), F()''', space)\n"
                                 "space['space'] = space\n"
                                 "del space\n"
                                 "gc.collect()\n"
                                 "print('end')\n");
  g_assert_false (rs_vm_run (e->vm));
  g_assert_cmpint (e->vm->exit_status, ==, 0);
  g_assert_cmpstr (e->written->str, ==, "dies F\nend\n");
  rs_code_unit_free (unit);
}

/* A loop within one instruction ends when the host cancels. */
static void
cancel_write (RsVm *vm, int stream, const char *text, gsize length, gpointer data)
{
  g_atomic_int_set (&((Engine *) data)->host.cancel, 1);
}

static void
test_cancel (Engine *e, gconstpointer data)
{
  RsCodeUnit *unit = started (e, "import itertools\n"
                                 "print('ready')\n"
                                 "try:\n"
                                 "    sum(itertools.repeat(1))\n"
                                 "finally:\n"
                                 "    print('not to be seen')\n");
  e->host.write = cancel_write;
  g_assert_false (rs_vm_run (e->vm));
  g_assert_cmpint (e->vm->stop, ==, RS_STOP_CANCEL);
  g_assert_cmpint (e->vm->exit_status, ==, 1);
  rs_code_unit_free (unit);
}

/* --- calls ---------------------------------------------------------------- */

/* Each way to call from C: the result, and the counts of what was given. */
static void
test_calls (Engine *e, gconstpointer data)
{
  RsVm *vm = e->vm;
  static const char *const callables[] = {
    "max",
    "type('T', (tuple,), {'__new__': lambda c, *a: max(*a)})",
    "lambda a, b: max(a, b)",
    "lambda *a: max(a)",
    "__import__('functools').partial(max, key=None)",
    "type('C', (), {'__call__': lambda self, a, b: b})()",
    "type('D', (), {'m': lambda self, a, b: b})().m"
  };
  for (guint i = 0; i < G_N_ELEMENTS (callables); i++)
    {
      RS_SCOPE (vm);
      RS_LOCAL (callable, evaluated (vm, callables[i]));
      g_assert_nonnull (callable);
      RS_LOCAL (a, rs_float_new (vm, 1.5));
      RS_LOCAL (b, rs_float_new (vm, 2.5));
      RS_LOCAL (pair, rs_tuple_pack (vm, 2, a, b));
      RS_LOCAL (empty, rs_dict_new (vm));
      gint64 of_callable = callable->refcnt, of_a = a->refcnt, of_b = b->refcnt;
      RsObject *results[] = {
        rs_call (vm, callable, (RsObject *[]){ a, b }, 2, NULL),
        rs_call2 (vm, callable, a, b),
        rs_call_tuple (vm, callable, pair, NULL),
        rs_call_tuple (vm, callable, pair, empty),
        rs_call_dict (vm, callable, (RsObject *[]){ a, b }, 2, empty),
      };
      for (guint k = 0; k < G_N_ELEMENTS (results); k++)
        {
          g_assert_true (results[k] == b);
          rs_decref (vm, results[k]);
        }
      g_assert_cmpint (callable->refcnt, ==, of_callable);
      g_assert_cmpint (a->refcnt, ==, of_a);
      g_assert_cmpint (b->refcnt, ==, of_b);
      /* What fails takes nothing, either. */
      g_assert_null (rs_call0 (vm, callable));
      g_autofree char *error = taken_error (vm);
      g_assert_true (g_str_has_prefix (error, "TypeError: ")
                     || g_str_has_prefix (error, "ValueError: max() arg is an empty "));
      g_assert_cmpint (callable->refcnt, ==, of_callable);
    }
}

/* Keywords, as names behind the arguments and as a dict. */
static void
test_keywords (Engine *e, gconstpointer data)
{
  RsVm *vm = e->vm;
  RS_SCOPE (vm);
  RS_LOCAL (f, evaluated (vm, "lambda a, /, b, *rest, c=3, **more: (a, b, rest, c, more)"));
  RS_LOCAL (one, rs_int_new (vm, 1));
  RS_LOCAL (two, rs_int_new (vm, 2));
  RS_LOCAL (name_b, rs_str_interned (vm, "b"));
  RS_LOCAL (name_a, rs_str_interned (vm, "a"));
  RS_LOCAL (names, rs_tuple_pack (vm, 2, name_b, name_a));
  RS_LOCAL (dict, rs_dict_new (vm));
  rs_dict_set (vm, dict, name_b, two);
  g_autofree char *by_names =
      taken_repr (vm, rs_call (vm, f, (RsObject *[]){ one, two, one }, 1, names));
  g_assert_cmpstr (by_names, ==, "(1, 2, (), 3, {'a': 1})");
  g_autofree char *by_dict = taken_repr (vm, rs_call_dict (vm, f, &one, 1, dict));
  g_assert_cmpstr (by_dict, ==, "(1, 2, (), 3, {})");
  g_autofree char *twice =
      taken_repr (vm, rs_call_dict (vm, f, (RsObject *[]){ one, two }, 2, dict));
  g_assert_cmpstr (twice, ==, "TypeError: <lambda>() got multiple values for argument 'b'");
  rs_dict_set (vm, dict, one, two);
  g_autofree char *no_text = taken_repr (vm, rs_call_dict (vm, f, &one, 1, dict));
  g_assert_cmpstr (no_text, ==, "TypeError: keywords must be strings");
}

/* --- exceptions ----------------------------------------------------------- */

/* What a death runs finds nothing pending, and what was pending is there
 * afterwards: a finalizer, a weak reference's callback, a generator's finally,
 * each of which fails itself. */
static void
test_pending_through_deaths (Engine *e, gconstpointer data)
{
  RsVm *vm = e->vm;
  static const char *const mortals[] = {
    "type('T', (), {'__del__': lambda self: 1 / 0})()",
    "(lambda o: (__import__('weakref').ref(o, lambda r: [].pop()), o))(type('T', (), {})())",
    "(lambda g: (next(g), g))((1 / (n - 1) for n in (2, 1)))",
  };
  for (guint i = 0; i < G_N_ELEMENTS (mortals); i++)
    {
      RS_SCOPE (vm);
      RS_LOCAL (mortal, evaluated (vm, mortals[i]));
      g_assert_nonnull (mortal);
      rs_value_error (vm, "pending %d", i);
      rs_clear (vm, &mortal);
      g_autofree char *error = taken_error (vm),
                      *expected = g_strdup_printf ("ValueError: pending %d", i);
      g_assert_cmpstr (error, ==, expected);
    }
  g_assert_nonnull (strstr (e->written->str, "ZeroDivisionError: division by zero"));
  g_assert_nonnull (strstr (e->written->str, "IndexError: pop from empty list"));
}

static void
test_raise (Engine *e, gconstpointer data)
{
  RsVm *vm = e->vm;
  RS_SCOPE (vm);
  RS_LOCAL (name, rs_str_new (vm, "n'ame", -1));
  g_assert_null (rs_raise (vm, RS_TYPE (vm, ValueError), "%s %d %R %S %T %U", "text", 7, name, name,
                           vm->none, name));
  g_assert_true (rs_pending_is (vm, RS_TYPE (vm, ValueError)));
  g_assert_true (rs_pending_is (vm, RS_TYPE (vm, Exception)));
  g_assert_false (rs_pending_is (vm, RS_TYPE (vm, TypeError)));
  g_assert_false (rs_pending_swallow (vm, RS_TYPE (vm, KeyError)));
  g_autofree char *text = taken_error (vm);
  g_assert_cmpstr (text, ==, "ValueError: text 7 \"n'ame\" n'ame NoneType n'ame");
  rs_raise_key_error (vm, name);
  g_assert_true (rs_pending_swallow (vm, RS_TYPE (vm, LookupError)));
  g_assert_null (vm->pending);
  g_assert_cmpint (rs_raise_int (vm, RS_TYPE (vm, OSError), "once"), ==, -1);
  rs_value_error (vm, "again"); /* takes the place of the one before */
  g_autofree char *second = taken_error (vm);
  g_assert_cmpstr (second, ==, "ValueError: again");
}

/* The text of a chain of exceptions. */
static void
test_chain (Engine *e, gconstpointer data)
{
  RsVm *vm = e->vm;
  RS_SCOPE (vm);
  RS_LOCAL (inner, evaluated (vm, "KeyError('first')"));
  RS_LOCAL (outer, evaluated (vm, "ValueError('second', 2)"));
  RsException *exception = (RsException *) outer;
  rs_setref (vm, &exception->context, rs_incref (inner));
  g_autofree char *context = rs_format_exception (vm, outer);
  g_assert_cmpstr (context, ==,
                   "KeyError: 'first'\n\n"
                   "During handling of the above exception, another exception occurred:\n\n"
                   "ValueError: ('second', 2)\n");
  rs_setref (vm, &exception->cause, rs_incref (inner));
  exception->suppress_context = TRUE;
  g_autofree char *cause = rs_format_exception (vm, outer);
  g_assert_cmpstr (cause, ==,
                   "KeyError: 'first'\n\n"
                   "The above exception was the direct cause of the following exception:\n\n"
                   "ValueError: ('second', 2)\n");
  rs_clear (vm, &exception->cause);
  g_autofree char *none = rs_format_exception (vm, outer);
  g_assert_cmpstr (none, ==, "ValueError: ('second', 2)\n");
}

/* Where the ^ of a traceback point, in bytes of the expression's text. */
static void
test_anchors (void)
{
  static const struct {
    const char *text;
    gboolean library;
    gsize left, right; /* both 0: none is found */
  } table[] = {
    { "a + b", FALSE, 2, 3 },      { "a // b", FALSE, 2, 4 }, { "(a)+(b)", FALSE, 3, 5 },
    { "x['+'] * 2", FALSE, 7, 8 }, { "a[b]", FALSE, 1, 4 },   { "f(x)[0][1]", FALSE, 7, 10 },
    { "name", FALSE, 0, 0 },       { "a . b", FALSE, 0, 0 },  { "(a)+b", FALSE, 3, 4 },
    { "(a)+b", TRUE, 3, 5 },
  };
  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      gsize left = 0, right = 0;
      gboolean found =
          rs_anchor_find (table[i].text, strlen (table[i].text), table[i].library, &left, &right);
      g_test_message ("%s: %d %" G_GSIZE_FORMAT " %" G_GSIZE_FORMAT, table[i].text, found, left,
                      right);
      g_assert_cmpint (found, ==, table[i].right > 0);
      if (found)
        {
          g_assert_cmpuint (left, ==, table[i].left);
          g_assert_cmpuint (right, ==, table[i].right);
        }
    }
}

/* --- modules -------------------------------------------------------------- */

static void
test_import (Engine *e, gconstpointer data)
{
  RsVm *vm = e->vm;
  RS_SCOPE (vm);
  g_assert_null (rs_import (vm, "no_such_module"));
  g_autofree char *missing = taken_error (vm);
  g_assert_cmpstr (missing, ==, "ModuleNotFoundError: No module named 'no_such_module'");
  RS_LOCAL (first, rs_import (vm, "functools"));
  RS_LOCAL (second, rs_import (vm, "functools"));
  g_assert_nonnull (first);
  g_assert_true (first == second);
  /* Taken out of sys.modules, it is made anew. */
  RS_LOCAL (name, rs_str_interned (vm, "functools"));
  g_assert_cmpint (rs_dict_del (vm, vm->modules, name), ==, 0);
  RS_LOCAL (third, rs_import (vm, "functools"));
  g_assert_nonnull (third);
  g_assert_true (third != first);
}

/* --- schedules ------------------------------------------------------------ */

static void
test_schedules (void)
{
  static const char *const good[] = { "turn:1", "turn:18446744073709551615",
                                      "seed:7", "",
                                      "0:1",    "12:2,12:3,40:1" },
                           *const bad[] = { "turn:",
                                            "turn:0",
                                            "turn:x",
                                            "turn:1x",
                                            "seed:-1",
                                            "seed:0",
                                            "turn:18446744073709551616",
                                            "seed:99999999999999999999",
                                            "1",
                                            "1:",
                                            "1:0",
                                            "2:1,1:2",
                                            "1:1;2:2",
                                            "soon",
                                            "99999999999999999999:1" };
  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_autofree char *message = NULL;
      RsSchedule *schedule = rs_schedule_parse (good[i], &message);
      g_assert_cmpstr (message, ==, NULL);
      g_assert_nonnull (schedule);
      if (schedule->switches != NULL)
        {
          g_autofree char *text = rs_schedule_text (schedule->switches);
          g_assert_cmpstr (text, ==, good[i]);
        }
      rs_schedule_free (schedule);
    }
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autofree char *message = NULL;
      g_test_message ("%s", bad[i]);
      g_assert_null (rs_schedule_parse (bad[i], &message));
      g_assert_nonnull (message);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ENGINE_TEST ("/vm/run/pause-often", test_pause_often);
  ENGINE_TEST ("/vm/run/pause-seldom", test_pause_seldom);
  ENGINE_TEST ("/vm/run/exit-status", test_exit_status);
  ENGINE_TEST ("/vm/run/base-of-garbage", test_base_of_garbage);
  ENGINE_TEST ("/vm/run/cancel", test_cancel);
  ENGINE_TEST ("/vm/call/counts", test_calls);
  ENGINE_TEST ("/vm/call/keywords", test_keywords);
  ENGINE_TEST ("/vm/exception/deaths", test_pending_through_deaths);
  ENGINE_TEST ("/vm/exception/raise", test_raise);
  ENGINE_TEST ("/vm/exception/chain", test_chain);
  g_test_add_func ("/vm/exception/anchors", test_anchors);
  ENGINE_TEST ("/vm/import", test_import);
  g_test_add_func ("/vm/schedule/parse", test_schedules);
  return g_test_run ();
}
