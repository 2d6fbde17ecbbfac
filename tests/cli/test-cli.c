/* SPDX-License-Identifier: MIT
 *
 * refscope-cli as a script sees it: exit status, what it prints where, and a
 * clear sentence for each bad input.
 */
#include "fixture.h"

#include <glib/gstdio.h>
#include <string.h>

static void
test_run (Fixture *f, gconstpointer data)
{
  put (f, "three.py",
       "import sys\nprint('출력', sys.argv[1:], input())\nprint('oops', "
       "file=sys.stderr)\nsys.exit(3)\n",
       -1);
  g_auto (Answer) answer = run (f, "한 줄\n", "run three.py a b");
  g_assert_cmpint (answer.status, ==, 3);
  g_assert_cmpstr (answer.out, ==, "출력 ['a', 'b'] 한 줄\n");
  g_assert_cmpstr (answer.err, ==, "oops\n");
  g_auto (Answer) piped = run (f, "print(1 + 1)\n", "run -");
  g_assert_cmpint (piped.status, ==, 0);
  g_assert_cmpstr (piped.out, ==, "2\n");
}

typedef struct {
  const char *input, *arguments;
  int status;
  const char *error;
} Bad;

static void
test_bad_input (Fixture *f, gconstpointer data)
{
  static const Bad table[] = {
    { NULL, "", 2, "usage" },
    { NULL, "dance", 2, "no verb \"dance\"" },
    { NULL, "run", 2, "name a program" },
    { NULL, "run missing.py", 2, "there is no such file" },
    { NULL, "run .", 2, "it is a folder" },
    { NULL, "run --profile 2.7 -", 2, "no profile \"2.7\"" },
    { "x = \n", "run -", 1, "SyntaxError: invalid syntax" },
    { "  x = 1\n", "run -", 1, "IndentationError: unexpected indent" },
    { "1 / 0\n", "run -", 1, "ZeroDivisionError: division by zero" },
    { "import nothing_like_it\n", "run -", 1,
      "ModuleNotFoundError: No module named 'nothing_like_it'" },
    { "while True: pass\n", "run --instructions 10000 -", 1,
      "refscope: limit: the limit of instructions was reached" },
    { "a = []\nwhile True: a.append('x' * 100000)\n", "run --memory 20000000 -", 1, "MemoryError" },
    { "d = {}\ni = 0\nwhile True:\n    d[i] = str(i) * 100\n    i += 1\n",
      "run --memory 20000000 -", 1, "MemoryError" },
    { "class Node:\n    def __init__(self, next): self.next = next\nn = None\nwhile True: n = "
      "Node(n)\n",
      "run --memory 20000000 -", 1, "MemoryError" },
    { "a = []\nwhile True:\n    try:\n        a = [a, []]\n    except MemoryError:\n        pass\n",
      "run --memory 20000000 -", 1,
      "refscope: limit: the limit of memory was reached, and the program went on after "
      "MemoryError" },
    { "def f(): f()\nf()\n", "run -", 1, "RecursionError: maximum recursion depth exceeded" },
    { "a = []\nfor i in range(100000): a = [a]\nrepr(a)\n", "run -", 1, "RecursionError" },
    { NULL, "export slots --step 99999 -o x.png", 2, "there is no step 99999" },
    { NULL, "export slots --step -1 -o x.png", 2, "needs a whole number" },
    { NULL, "export slots --step 3 -o nowhere/x.png", 2,
      "nowhere/x.png could not be written: there is no folder nowhere" },
    { NULL, "export slots --all --step 1 -o x.png", 2, "one of them" },
    { NULL, "export slots --step 3 -o x.exe", 2, "should end with" },
    { NULL, "export slots --step 3", 2, "-o OUT" },
    { NULL, "export slots --step 3 -o x.png --theme pink", 2, "--theme is" },
    { NULL, "export slots --steps x -o x.scene.jsonl", 2, "--steps needs two numbers" },
    { NULL, "export slots --steps 5 -o x.scene.jsonl", 2, "--steps needs two numbers" },
    { NULL, "export slots --steps 5:2 -o x.scene.jsonl", 2, "not \"5:2\"" },
    { NULL, "export slots --steps 1:2:3 -o x.scene.jsonl", 2, "not \"1:2:3\"" },
    { NULL, "export slots --steps -1:2 -o x.scene.jsonl", 2, "--steps" },
    { NULL, "export slots --steps 2:3 --step 2 -o x.scene.jsonl", 2, "a moment" },
    { NULL, "export slots --steps 2:3 --all -o x.scene.jsonl", 2, "a moment" },
    { NULL, "export slots --steps 2:3 -o nowhere/x.scene.jsonl", 2, "nowhere" },
    { NULL, "export slots --step 3 -o x.apng", 2, "several moments" },
    { NULL, "export slots --step 3 --sheet -o x.png", 2, "several moments" },
    { NULL, "export slots --all --sheet -o x.svg", 2, "several moments" },
    { NULL, "export slots --all --seconds 0 -o x.apng", 2, "--seconds needs" },
    { NULL, "export slots --step 3 --view 1,2,3 -o x.png", 2, "--view takes X,Y,W,H" },
    { NULL, "export slots --step 3 --view 1,2,0,4 -o x.png", 2, "--view takes X,Y,W,H" },
    { NULL, "export slots --step 3 --around nothing -o x.png", 2, "--around nothing" },
    { NULL, "export slots --step 3 -o x.dot --show all", 2, "not \"all\"" },
    { NULL, "export slots --step 3 -o x.dot --hide stack,", 2, "--hide takes stack" },
    { NULL, "export slots --step 3 -o x.dot --fold nothing", 2, "--fold nothing: there is no" },
    { NULL, "export slots --steps 3:5 -o x.dot --only-reaching nothing", 2, "there is no such" },
    { NULL, "export slots --step 3 -o x.dot --pin a=3", 2, "--pin takes NAME=X,Y" },
    { NULL, "export slots --step 3 -o x.dot --pin =3,4", 2, "--pin takes NAME=X,Y" },
    { NULL, "export slots --step 3 -o x.dot --pin a=3,4z", 2, "--pin takes NAME=X,Y" },
    { NULL, "graph slots --step 3 --detail wild", 2, "detail" },
    { NULL, "trace --limit many slots", 2, "needs a whole number" },
    { NULL, "run --memory", 2, "--memory needs a value" },
    { NULL, "run --frobnicate -", 2, "there is no option \"--frobnicate\"" },
    { NULL, "run --schedule never -", 2, "schedule" },
    { NULL, "run --schedule turn: -", 2, "after \"turn:\" stands a whole number from 1 to 1844" },
    { NULL, "run --schedule seed:18446744073709551616 -", 2, "after \"seed:\" stands" },
    { NULL, "run --memory 99999999999999999999 -", 2,
      "--memory is a number up to 18446744073709551615, and 99999999999999999999 is not" },
    { NULL, "run --show-schedule=1 -", 2, "--show-schedule takes no value, and has got \"1\"" },
    { NULL, "run -hx -", 2, "--help takes no value, and has got \"x\"" },
    { NULL, "run ''", 2, "the program's name is empty" },
    { NULL, "graph slots weakref --last", 2, "one program at a time" },
    { NULL, "graph slots", 2, "--step N, --instruction N, --line N or --last" },
    { NULL, "graph slots --step 1 --last", 2, "one moment at a time" },
    { NULL, "graph slots --line 9999", 2, "steps of the main thread" },
    { NULL, "graph slots --instruction 99999", 2, "there is no instruction 99999" },
    { NULL, "graph slots --step 99999999", 2, "is too far" },
    { NULL, "export slots --last --all -o x.png", 2, "a moment" },
    { "x = 1\n", "export - --moments -o x.png", 2, "--moments is for scenarios" },
    { NULL, "trace slots --line 9999", 2, "there is no such moment" },
    { NULL, "audit slots --instruction 99999", 2, "there is no instruction 99999" },
    { NULL, "audit slots --every 0", 2, "from 1 on" },
    { NULL, "info more", 2, "takes no arguments" },
    { NULL, "check slots --python no-such-python", 2, "no-such-python" },
  };
  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_auto (Answer) answer = run (f, table[i].input, table[i].arguments);
      g_test_message ("%s: %s", table[i].arguments, answer.err);
      g_assert_cmpint (answer.status, ==, table[i].status);
      g_assert_nonnull (strstr (answer.err, table[i].error));
    }
}

static void
test_strange_files (Fixture *f, gconstpointer data)
{
  static const char zeros[64] = { 1, 0, 2, 0, 3 };
  put (f, "empty.py", "", 0);
  put (f, "binary.py", zeros, sizeof zeros);
  put (f, "latin.py", "x = '\xe9'\n", -1);
  g_autoptr (GString) deep = g_string_new ("x = "), big = g_string_new (NULL);
  for (int i = 0; i < 10000; i++)
    g_string_append_c (deep, '(');
  put (f, "deep.py", deep->str, deep->len);
  while (big->len < 10 << 20)
    g_string_append (big, "value = 12345\n");
  put (f, "big.py", big->str, big->len);
  g_auto (Answer) empty = run (f, NULL, "run empty.py");
  g_assert_cmpint (empty.status, ==, 0);
  g_auto (Answer) binary = run (f, NULL, "run binary.py");
  g_assert_cmpint (binary.status, ==, 1);
  g_assert_nonnull (strstr (binary.err, "null bytes"));
  g_auto (Answer) latin = run (f, NULL, "run latin.py");
  g_assert_cmpint (latin.status, ==, 1);
  g_assert_nonnull (strstr (latin.err, "SyntaxError: Non-UTF-8 code starting with '\\xe9'"));
  g_auto (Answer) nested = run (f, NULL, "run deep.py");
  g_assert_cmpint (nested.status, ==, 1);
  g_assert_nonnull (strstr (nested.err, "SyntaxError: too many nested parentheses"));
  g_auto (Answer) large = run (f, NULL, "run big.py");
  g_assert_cmpint (large.status, ==, 0);
}

/* The ways to say a moment, which all name the same one: step 3 of this program
 * is before line 3. */
static void
test_moments (Fixture *f, gconstpointer data)
{
  put (f, "p.py", "a = []\nb = [a]\nfor c in b: a = b\n", -1);
  g_auto (Answer) step = run (f, NULL, "graph p.py --step 3"),
                  line = run (f, NULL, "graph --line=3 p.py"), trace = run (f, NULL, "trace p.py"),
                  traced_step = run (f, NULL, "trace p.py --step 3"),
                  traced_line = run (f, NULL, "trace p.py --line 3"),
                  traced_last = run (f, NULL, "trace p.py --last"),
                  last = run (f, NULL, "graph p.py --last");
  g_assert_cmpint (step.status, ==, 0);
  g_assert_nonnull (strstr (step.out, "\"step\": 3,"));
  g_assert_nonnull (strstr (step.out, "\"line-next\": 3,"));
  g_assert_cmpstr (line.out, ==, step.out);
  g_auto (GStrv) lines = g_strsplit (trace.out, "\n", -1);
  guint n = g_strv_length (lines); /* the last: the end; and an empty one */
  g_autofree char *third = g_strconcat (lines[3], "\n", NULL),
                  *final = g_strconcat (lines[n - 3], "\n", NULL),
                  *number = g_strdup_printf ("\"step\": %u,", n - 3);
  g_assert_cmpstr (traced_step.out, ==, third);
  g_assert_cmpstr (traced_line.out, ==, third);
  g_assert_cmpstr (traced_last.out, ==, final);
  g_assert_nonnull (strstr (last.out, number));
  /* The instruction of that step is the same moment, but for its event. */
  const char *instruction = strstr (step.out, "\"instruction\": ");
  g_assert_nonnull (instruction);
  guint64 at = g_ascii_strtoull (instruction + strlen ("\"instruction\": "), NULL, 10);
  g_autofree char *graph = g_strdup_printf ("graph p.py --instruction %" G_GUINT64_FORMAT, at),
                  *audit = g_strdup_printf ("audit p.py --instruction %" G_GUINT64_FORMAT, at),
                  *export = g_strdup_printf (
                      "export p.py --instruction %" G_GUINT64_FORMAT " -o i.dot", at);
  g_auto (Answer) before = run (f, NULL, graph), audited = run (f, NULL, audit),
                  exported = run (f, NULL, export);
  g_assert_cmpstr (strstr (before.out, "\"nodes\""), ==, strstr (step.out, "\"nodes\""));
  g_assert_true (g_str_has_prefix (audited.out, "every count explained before instruction "));
  g_assert_cmpint (exported.status, ==, 0);
}

/* A program that never ends is drawn all the same; its output is its own. */
static void
test_endless (Fixture *f, gconstpointer data)
{
  g_auto (Answer) answer =
      run (f, "i = 0\nwhile True:\n    i += 1\n", "export - --line 3 -o x.dot");
  g_assert_cmpint (answer.status, ==, 0);
  g_auto (Answer) limited = run (f, "while True: pass\n", "graph - --last --instructions 1000");
  g_assert_cmpint (limited.status, ==, 0);
}

/* What follows the program's name belongs to the program. */
static void
test_arguments (Fixture *f, gconstpointer data)
{
  g_auto (Answer) answer =
      run (f, "import sys\nprint(sys.argv[1:])\n", "run - --help -- -x --memory");
  g_assert_cmpint (answer.status, ==, 0);
  g_assert_cmpstr (answer.out, ==, "['--help', '--', '-x', '--memory']\n");
  put (f, "-odd.py", "print('odd')\n", -1);
  g_auto (Answer) odd = run (f, NULL, "run --prompt -- -odd.py");
  g_assert_cmpstr (odd.out, ==, "odd\n");
}

static void
test_verbs (Fixture *f, gconstpointer data)
{
  g_auto (Answer) list = run (f, NULL, "--help");
  g_auto (GStrv) lines = g_strsplit (list.out, "\n", -1);
  guint n = 0;
  for (guint i = 0; lines[i] != NULL; i++)
    {
      if (!g_str_has_prefix (lines[i], "  "))
        continue;
      g_auto (GStrv) words = g_strsplit (g_strstrip (lines[i]), " ", 2);
      g_autofree char *arguments = g_strdup_printf ("%s --help", words[0]),
                      *usage = g_strdup_printf ("refscope-cli %s ", words[0]);
      g_auto (Answer) help = run (f, NULL, arguments);
      g_assert_cmpint (help.status, ==, 0);
      g_assert_nonnull (strstr (help.out, usage));
      g_assert_cmpstr (help.err, ==, "");
      n++;
    }
  g_assert_cmpuint (n, >=, 8);
  g_auto (Answer) scenarios = run (f, NULL, "scenarios");
  g_assert_nonnull (strstr (scenarios.out, "weakref"));
  g_auto (Answer) audit = run (f, NULL, "audit 5_weakref");
  g_assert_cmpint (audit.status, ==, 0);
  g_assert_true (g_str_has_prefix (audit.out, "every count explained at "));
  g_auto (Answer) trace = run (f, "x = [1]\n", "trace -");
  g_assert_cmpint (trace.status, ==, 0);
  g_assert_nonnull (
      strstr (trace.out, "\"x\": {\"id\": 0, \"type\": \"list\", \"refcount\": 1, \"size\": 64}"));
  g_auto (Answer) graph = run (f, NULL, "graph slots --step 5");
  g_assert_cmpint (graph.status, ==, 0);
}

/* What check compares, with a stand-in for CPython that answers what files say:
 * the same, then each kind of difference. */
static void
test_check (Fixture *f, gconstpointer data)
{
  static const struct {
    const char *file, *from, *to, *told;
  } changes[] = {
    { "trace.txt", "", "", "the same as ./peer: output, errors, exit status and all of 9 steps" },
    { "trace.txt", "\"type\": \"A\", \"refcount\": 2", "\"type\": \"A\", \"refcount\": 3",
      "globals: a: refcount: 3 in CPython, 2 in Refscope" },
    { "trace.txt", "\"line\": 3", "\"line\": 4", "line: 4 in CPython, 3 in Refscope" },
    { "trace.txt", "\"failure\": null", "\"failure\": \"ValueError: \"", "failure: " },
    { "out.txt", "A", "B", "output differs at line 1" },
    { "version.txt", "3.11", "3.12", "steps are compared with CPython 3.11 only" },
  };
  put (f, "peer",
       "#!/bin/sh\ncase $1 in -c) cat version.txt ;; *trace_cpython.py) cat trace.txt ;; *) cat "
       "out.txt ;; esac\n",
       -1);
  g_autofree char *peer = g_build_filename (f->folder, "peer", NULL);
  g_assert_cmpint (g_chmod (peer, 0755), ==, 0);
  put (f, "p.py", "class A: pass\na = A()\nb = a\nprint(type(b).__name__)\n", -1);
  g_auto (Answer) trace = run (f, NULL, "trace p.py");
  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      put (f, "version.txt", "3.11\n", -1);
      put (f, "out.txt", "A\n", -1);
      put (f, "trace.txt", trace.out, -1);
      g_autofree char *path = g_build_filename (f->folder, changes[i].file, NULL), *text = NULL;
      g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
      g_autoptr (GString) changed = g_string_new (text);
      if (changes[i].from[0] != '\0')
        g_assert_cmpuint (g_string_replace (changed, changes[i].from, changes[i].to, 1), ==, 1);
      put (f, changes[i].file, changed->str, -1);
      g_auto (Answer) answer = run (f, NULL, "check p.py --python ./peer");
      g_test_message ("%s", answer.out);
      g_assert_nonnull (strstr (answer.out, changes[i].told));
      g_assert_cmpint (answer.status, ==, g_str_has_prefix (answer.out, "the same") ? 0 : 1);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/cli/run", Fixture, NULL, setup, test_run, teardown);
  g_test_add ("/cli/bad-input", Fixture, NULL, setup, test_bad_input, teardown);
  g_test_add ("/cli/strange-files", Fixture, NULL, setup, test_strange_files, teardown);
  g_test_add ("/cli/moments", Fixture, NULL, setup, test_moments, teardown);
  g_test_add ("/cli/endless", Fixture, NULL, setup, test_endless, teardown);
  g_test_add ("/cli/arguments", Fixture, NULL, setup, test_arguments, teardown);
  g_test_add ("/cli/check", Fixture, NULL, setup, test_check, teardown);
  g_test_add ("/cli/verbs", Fixture, NULL, setup, test_verbs, teardown);
  return g_test_run ();
}
