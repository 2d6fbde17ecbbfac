/* SPDX-License-Identifier: MIT
 *
 * refscope-cli as a script sees it: exit status, what it prints where, the
 * files it writes, and a clear sentence for each bad input.
 */
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>

typedef struct {
  char *folder;
} Fixture;

typedef struct {
  char *out, *err;
  int status;
} Answer;

static char *
text_of (GBytes *bytes)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);
  return size > 0 ? g_strndup (data, size) : g_strdup ("");
}

static Answer
run (Fixture *f, const char *input, const char *arguments)
{
  g_auto (GStrv) words = NULL;
  g_autoptr (GError) error = NULL;
  Answer answer = { NULL };
  g_autofree char *line = g_strdup_printf ("'%s' %s", g_getenv ("REFSCOPE_CLI"), arguments);
  g_assert_true (g_shell_parse_argv (line, NULL, &words, &error));
  g_autoptr (GSubprocessLauncher) launcher =
      g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE
                                 | G_SUBPROCESS_FLAGS_STDERR_PIPE);
  g_subprocess_launcher_set_cwd (launcher, f->folder);
  g_autoptr (GSubprocess) process =
      g_subprocess_launcher_spawnv (launcher, (const char *const *) words, &error);
  g_assert_no_error (error);
  g_autoptr (GBytes) in = g_bytes_new (input ? input : "", input ? strlen (input) : 0), out = NULL,
                     err = NULL;
  g_assert_true (g_subprocess_communicate (process, in, NULL, &out, &err, &error));
  g_assert_true (g_subprocess_get_if_exited (process));
  answer.status = g_subprocess_get_exit_status (process);
  answer.out = text_of (out);
  answer.err = text_of (err);
  return answer;
}

static void
answer_clear (Answer *answer)
{
  g_free (answer->out);
  g_free (answer->err);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Answer, answer_clear)

static void
put (Fixture *f, const char *name, const char *text, gssize length)
{
  g_autofree char *path = g_build_filename (f->folder, name, NULL);
  g_assert_true (g_file_set_contents (path, text, length, NULL));
}

static void
setup (Fixture *f, gconstpointer data)
{
  f->folder = g_dir_make_tmp ("refscope-XXXXXX", NULL);
  g_assert_nonnull (f->folder);
}

static void
remove_all (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  for (const char *name; dir != NULL && (name = g_dir_read_name (dir)) != NULL;)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        remove_all (path);
      else
        g_unlink (path);
    }
  g_rmdir (folder);
}

static void
teardown (Fixture *f, gconstpointer data)
{
  remove_all (f->folder);
  g_free (f->folder);
}

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

static void
test_export (Fixture *f, gconstpointer data)
{
  static const struct {
    const char *name, *start;
  } kinds[] = {
    { "x.png", "\x89PNG" },      { "x.svg", "<?xml" }, { "x.pdf", "%PDF" },
    { "x.dot", "digraph" },      { "x.json", "{" },    { "x.txt", "" },
    { "x.mmd", "flowchart LR" },
  };
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autofree char *arguments =
                          g_strdup_printf ("export weakref --step 60 -o %s", kinds[i].name),
                      *path = g_build_filename (f->folder, kinds[i].name, NULL), *text = NULL;
      gsize length;
      g_auto (Answer) answer = run (f, NULL, arguments);
      g_assert_cmpint (answer.status, ==, 0);
      g_assert_true (g_file_get_contents (path, &text, &length, NULL));
      g_assert_cmpuint (length, >, 300);
      g_assert_true (g_str_has_prefix (text, kinds[i].start));
    }
  g_auto (Answer) all = run (f, NULL, "export singleton --all -o all.svg");
  g_assert_cmpint (all.status, ==, 0);
  g_autofree char *first = g_build_filename (f->folder, "all-0000.svg", NULL),
                  *last = g_build_filename (f->folder, "all-0011.svg", NULL);
  g_assert_true (g_file_test (first, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (last, G_FILE_TEST_EXISTS));
}

/* The end of the JSON value at TEXT; NULL: there is none. */
static const char *
skip_json (const char *text)
{
  static const char *const words[] = { "true", "false", "null" };
  char *end;

  text += strspn (text, " ");
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_has_prefix (text, words[i]))
      return text + strlen (words[i]);
  if (*text == '"')
    {
      for (text++; *text != '\0' && *text != '"'; text++)
        if ((guchar) *text < ' ' || (*text == '\\' && *++text == '\0'))
          return NULL;
      return *text == '"' ? text + 1 : NULL;
    }
  if (*text == '{' || *text == '[')
    {
      char close = *text == '{' ? '}' : ']';

      text += 1 + strspn (text + 1, " ");
      if (*text == close)
        return text + 1;
      for (;; text++)
        {
          if (close == '}')
            {
              text += strspn (text, " ");
              if (*text != '"' || (text = skip_json (text)) == NULL || *text++ != ':')
                return NULL;
            }
          if ((text = skip_json (text)) == NULL)
            return NULL;
          text += strspn (text, " ");
          if (*text != ',')
            return *text == close ? text + 1 : NULL;
        }
    }
  g_ascii_strtod (text, &end);
  return end > text && strchr ("-0123456789", *text) != NULL ? end : NULL;
}

/* The scenes of FILE in F's folder: whole lines of JSON, those of steps FROM to
 * TO in their order. */
static void
check_scene_lines (Fixture *f, const char *file, guint from, guint to)
{
  g_autofree char *path = g_build_filename (f->folder, file, NULL), *text = NULL;
  g_auto (GStrv) lines = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_true (g_utf8_validate (text, -1, NULL));
  lines = g_strsplit (text, "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, to - from + 2);
  g_assert_cmpstr (lines[to - from + 1], ==, "");
  for (guint i = 0; i <= to - from; i++)
    {
      g_autofree char *start = g_strdup_printf ("{\"step\": %u, \"level\": \"", from + i);
      const char *end = skip_json (lines[i]);

      g_assert_true (g_str_has_prefix (lines[i], start));
      g_assert_nonnull (end);
      g_assert_cmpstr (end, ==, "");
      g_assert_nonnull (strstr (lines[i], "\"cards\": [{\"serial\": "));
      g_assert_nonnull (strstr (lines[i], "\"wires\": ["));
    }
}

/* Several moments, as pictures and as lines of JSON; the line of a moment is
 * the same whichever others are asked for. */
static void
test_steps (Fixture *f, gconstpointer data)
{
  static const struct {
    const char *arguments, *out;
    guint from, to;
  } ranges[] = {
    { "--steps 5:9", "a.scene.jsonl", 5, 9 }, { "--steps 7:7", "b.scene.jsonl", 7, 7 },
    { "--step 7", "c.scene.jsonl", 7, 7 },    { "--steps :2", "d.scene.jsonl", 0, 2 },
    { "--steps 9:", "e.scene.jsonl", 9, 11 }, { "--steps 9:99", "f.scene.jsonl", 9, 11 },
    { "--all", "all.scene.jsonl", 0, 11 },
  };
  g_autofree char *one = g_build_filename (f->folder, "b.scene.jsonl", NULL),
                  *all = g_build_filename (f->folder, "all.scene.jsonl", NULL), *alone = NULL,
                  *among_all = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (ranges); i++)
    {
      g_autofree char *arguments =
          g_strdup_printf ("export singleton %s -o %s", ranges[i].arguments, ranges[i].out);
      g_auto (Answer) answer = run (f, NULL, arguments);

      g_assert_cmpstr (answer.err, ==, "");
      g_assert_cmpint (answer.status, ==, 0);
      check_scene_lines (f, ranges[i].out, ranges[i].from, ranges[i].to);
    }
  g_assert_true (g_file_get_contents (one, &alone, NULL, NULL));
  g_assert_true (g_file_get_contents (all, &among_all, NULL, NULL));
  g_assert_nonnull (strstr (among_all, alone));
  /* One moment has one picture, however it is asked for. */
  g_autofree char *single = g_build_filename (f->folder, "c.scene.jsonl", NULL), *seventh = NULL;
  g_assert_true (g_file_get_contents (single, &seventh, NULL, NULL));
  g_assert_cmpstr (seventh, ==, alone);
  g_auto (Answer) beyond = run (f, NULL, "export singleton --steps 50:60 -o g.scene.jsonl");
  g_assert_cmpint (beyond.status, ==, 2);
  g_assert_nonnull (strstr (beyond.err, "there is no step 50"));
  g_auto (Answer) pictures = run (f, NULL, "export singleton --steps 3:4 -o p.svg");
  g_autofree char *before = g_build_filename (f->folder, "p-0002.svg", NULL),
                  *third = g_build_filename (f->folder, "p-0003.svg", NULL),
                  *fourth = g_build_filename (f->folder, "p-0004.svg", NULL);
  g_assert_cmpint (pictures.status, ==, 0);
  g_assert_false (g_file_test (before, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (third, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (fourth, G_FILE_TEST_EXISTS));
}

/* The text of the file NAME that "export ARGUMENTS -o NAME" writes (transfer
 * full). */
static char *
exported (Fixture *f, const char *program, const char *arguments, const char *name, gsize *length)
{
  g_autofree char *line = g_strdup_printf ("export %s -o %s", arguments, name),
                  *path = g_build_filename (f->folder, name, NULL);
  g_auto (Answer) answer = run (f, program, line);
  char *text = NULL;

  g_assert_cmpstr (answer.err, ==, "");
  g_assert_cmpint (answer.status, ==, 0);
  g_assert_true (g_file_get_contents (path, &text, length, NULL));
  return text;
}

static guint
count_text (const char *text, const char *what)
{
  guint n = 0;

  for (; (text = strstr (text, what)) != NULL; text += strlen (what))
    n++;
  return n;
}

/* SVG has text as text, and says what each card is. */
static void
test_export_svg (Fixture *f, gconstpointer data)
{
  static const char program[] = "a = ['<&>']\nb = [a]\nx = 1\n";
  g_autofree char *svg = exported (f, program, "- --last --caption --no-legend", "x.svg", NULL),
                  *clear = exported (f, program, "- --last --transparent", "y.svg", NULL),
                  *part = exported (f, program, "- --last --around b", "z.svg", NULL),
                  *view = exported (f, program, "- --last --view 0,0,10,10", "v.svg", NULL);

  g_assert_cmpuint (count_text (svg, "<g role=\"group\""), ==, 3);
  g_assert_nonnull (strstr (svg, ">__main__</title>"));
  g_assert_nonnull (strstr (svg, ">list A2, count 2</title>"));
  g_assert_nonnull (strstr (svg, ">a → list A2; b → list A3; x = 1</desc>"));
  g_assert_nonnull (strstr (svg, ">&apos;&lt;&amp;&gt;&apos;</text>"));
  g_assert_nonnull (strstr (svg, "line 3 · step "));
  g_assert_null (strstr (svg, "<use "));
  g_assert_null (strstr (svg, ">strong</text>"));
  g_assert_nonnull (strstr (clear, ">strong</text>"));
  g_assert_nonnull (strstr (svg, "<rect width=\"100%\""));
  g_assert_null (strstr (clear, "<rect width=\"100%\""));
  /* Reading order: the frame, then what it refers to, row by row. */
  g_assert_true (strstr (svg, ">__main__</title>") < strstr (svg, ">list A2"));
  g_assert_true (strstr (svg, ">list A2, count 2</title>") < strstr (svg, ">list A3, count"));
  g_assert_cmpuint (count_text (part, "<g role=\"group\""), ==, 3);
  g_assert_cmpuint (count_text (view, "<g role=\"group\""), <=, 1);
}

/* As drawn: ghosts and what changed are in DOT and Mermaid, too. */
static void
test_export_graphs (Fixture *f, gconstpointer data)
{
  static const char program[] = "class Node: pass\na = Node()\nb = [a]\ndel a, b\nx = 1\n";
  g_autofree char *dot = exported (f, program, "- --line 5 --caption", "x.dot", NULL),
                  *mermaid = exported (f, program, "- --line 5", "x.mmd", NULL);

  g_assert_nonnull (strstr (dot, "class\\ Node\\ (4)\\ -1"));
  g_assert_cmpuint (count_text (dot, "style=dashed"), ==, 2);
  g_assert_nonnull (strstr (dot, "-\\ a"));
  g_assert_nonnull (strstr (dot, "label=\""));
  g_assert_cmpuint (count_text (mermaid, ":::freed"), ==, 2);
  g_assert_nonnull (strstr (mermaid, "-->|\"Node\"|"));
}

/* The number that stands in 4 bytes of big-endian DATA. */
static guint32
number_at (const char *data)
{
  guint32 big;

  memcpy (&big, data, 4);
  return GUINT32_FROM_BE (big);
}

/* Several moments in one file; only those that change something. */
static void
test_export_albums (Fixture *f, gconstpointer data)
{
  static const char program[] = "a = 1\nfor i in range(3):\n    pass\nb = 2\n";
  gsize length, lengths[2];
  g_autofree char *animation = exported (f, program, "- --all --seconds 0.5", "x.apng", &length),
                  *pdf = exported (f, program, "- --steps 0:", "x.pdf", &lengths[0]),
                  *sheet = exported (f, program, "- --all --sheet", "x.png", &lengths[1]);
  guint32 sequence = 0, frames = 0;
  guint n_control = 0, n_data = 0;

  g_assert_true (g_str_has_prefix (pdf, "%PDF"));
  g_assert_true (g_str_has_prefix (sheet, "\x89PNG"));
  for (gsize at = 8; at + 12 <= length; at += 12 + number_at (animation + at))
    {
      const char *type = animation + at + 4;

      if (memcmp (type, "acTL", 4) == 0)
        frames = number_at (type + 4);
      if (memcmp (type, "fcTL", 4) == 0 || memcmp (type, "fdAT", 4) == 0)
        g_assert_cmpuint (number_at (type + 4), ==, sequence++);
      n_control += memcmp (type, "fcTL", 4) == 0;
      n_data += memcmp (type, "IDAT", 4) == 0;
    }
  g_assert_cmpuint (frames, >, 3);
  g_assert_cmpuint (frames, <, 12);
  g_assert_cmpuint (n_control, ==, frames);
  g_assert_cmpuint (n_data, >, 0);
}

/* What the user wishes beyond the level. */
static void
test_export_wishes (Fixture *f, gconstpointer data)
{
  static const char program[] = "class Node: pass\n"
                                "a = Node()\n"
                                "a.next = Node()\n"
                                "b = [a]\n"
                                "x = 1\n";
  static const struct {
    const char *wish;
    gint nodes; /* cards called Node */
    gboolean list, class;
  } wishes[] = {
    { "", 2, TRUE, TRUE },
    { "--hide classes", 2, TRUE, FALSE },
    { "--fold a", 1, TRUE, TRUE },
    { "--without a", 0, TRUE, TRUE },
    { "--only-reached-by a", 2, FALSE, FALSE },
    { "--only-reaching b[0]", 1, TRUE, FALSE },
    { "--only-reaching b --only-reached-by b", 0, TRUE, FALSE },
    { "--hide classes --without a.next", 1, TRUE, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (wishes); i++)
    {
      g_autofree char *arguments =
                          g_strdup_printf ("export - --last %s -o w.scene.jsonl", wishes[i].wish),
                      *path = g_build_filename (f->folder, "w.scene.jsonl", NULL), *text = NULL;
      g_auto (Answer) answer = run (f, program, arguments);
      gint nodes = 0;

      g_assert_cmpstr (answer.err, ==, "");
      g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
      for (const char *at = text; (at = strstr (at, "\"title\": \"Node\"")) != NULL; at++)
        nodes++;
      g_assert_cmpint (nodes, ==, wishes[i].nodes);
      g_assert_cmpint (strstr (text, "\"title\": \"list\"") != NULL, ==, wishes[i].list);
      g_assert_cmpint (strstr (text, "\"title\": \"class Node\"") != NULL, ==, wishes[i].class);
    }
}

/* What "graph" writes, "export" draws. */
static void
test_graph_file (Fixture *f, gconstpointer data)
{
  g_auto (Answer) graph = run (f, NULL, "graph singleton --last");
  put (f, "moment.json", graph.out, -1);
  put (f, "other.json", "{}", -1);
  g_auto (Answer) drawn = run (f, NULL, "export moment.json -o m.scene.jsonl");
  g_assert_cmpstr (drawn.err, ==, "");
  g_assert_cmpint (drawn.status, ==, 0);
  check_scene_lines (f, "m.scene.jsonl", 11, 11);
  g_auto (Answer) other = run (f, NULL, "export other.json -o o.png");
  g_assert_cmpint (other.status, ==, 2);
  g_assert_nonnull (strstr (other.err, "not a Refscope graph"));
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
  g_test_add ("/cli/export", Fixture, NULL, setup, test_export, teardown);
  g_test_add ("/cli/export-svg", Fixture, NULL, setup, test_export_svg, teardown);
  g_test_add ("/cli/export-graphs", Fixture, NULL, setup, test_export_graphs, teardown);
  g_test_add ("/cli/export-albums", Fixture, NULL, setup, test_export_albums, teardown);
  g_test_add ("/cli/export-wishes", Fixture, NULL, setup, test_export_wishes, teardown);
  g_test_add ("/cli/steps", Fixture, NULL, setup, test_steps, teardown);
  g_test_add ("/cli/graph-file", Fixture, NULL, setup, test_graph_file, teardown);
  g_test_add ("/cli/moments", Fixture, NULL, setup, test_moments, teardown);
  g_test_add ("/cli/endless", Fixture, NULL, setup, test_endless, teardown);
  g_test_add ("/cli/arguments", Fixture, NULL, setup, test_arguments, teardown);
  g_test_add ("/cli/check", Fixture, NULL, setup, test_check, teardown);
  g_test_add ("/cli/verbs", Fixture, NULL, setup, test_verbs, teardown);
  return g_test_run ();
}
