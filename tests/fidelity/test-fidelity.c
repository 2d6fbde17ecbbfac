/* SPDX-License-Identifier: MIT
 *
 * The corpus: every program of an area, run by refscope-cli and compared with
 * what record.py wrote down of a real CPython: standard output, standard error
 * and exit status. Or, as "audit", with every count explained: at each
 * instruction of a short program, at 10 000 moments or more of a long one.
 *
 * The programs of area "prompt" run as if typed at the prompt.
 *
 * usage: test-fidelity run|audit AREA-FOLDER        REFSCOPE_CLI names the program under test
 */
#include <gio/gio.h>
#include <string.h>

typedef struct {
  char *out, *err;
  int status;
} Answer;

static void
answer_free (Answer *answer)
{
  g_free (answer->out);
  g_free (answer->err);
  g_free (answer);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Answer, answer_free)

static char *area;
static const char *way = "--profile=3.11"; /* how refscope-cli runs the area's programs */

static char *
text_of (GBytes *bytes)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);
  return size > 0 ? g_strndup (data, size) : g_strdup ("");
}

static Answer *
run (const char *const *argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocessLauncher) launcher =
      g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE);
  g_subprocess_launcher_set_cwd (launcher, area);
  g_subprocess_launcher_setenv (launcher, "PYTHONHASHSEED", "0", TRUE);
  g_subprocess_launcher_set_stdin_file_path (launcher, "/dev/null");
  g_autoptr (GSubprocess) process = g_subprocess_launcher_spawnv (launcher, argv, &error);
  g_assert_no_error (error);
  g_autoptr (GBytes) out = NULL, err = NULL;
  g_assert_true (g_subprocess_communicate (process, NULL, NULL, &out, &err, &error));
  Answer *answer = g_new0 (Answer, 1);
  answer->status =
      g_subprocess_get_if_exited (process) ? g_subprocess_get_exit_status (process) : -1;
  answer->out = text_of (out);
  answer->err = text_of (err);
  return answer;
}

/* TEXT with the area's folder as ".". transfer full */
static char *
here (const char *text)
{
  g_autofree char *folder = g_strconcat (area, "/", NULL);
  GString *plain = g_string_new (text);
  g_string_replace (plain, folder, "./", 0);
  return g_string_free (plain, FALSE);
}

/* Standard error with the area's folder as ".", without addresses and the
 * library's frames, as record.py writes it. */
static char *
plain (const char *errors)
{
  g_autofree char *own = g_strdup_printf ("  File \"%s/", area);
  g_auto (GStrv) lines = g_strsplit (errors, "\n", -1);
  GString *text = g_string_new (NULL);
  gboolean skipping = FALSE;
  for (guint i = 0; lines[i] != NULL; i++)
    {
      if (g_str_has_prefix (lines[i], "  File \""))
        skipping = !g_str_has_prefix (lines[i], own)
                   && !g_str_has_prefix (lines[i], "  File \"<string>\"")
                   && !g_str_has_prefix (lines[i], "  File \"<stdin>\"");
      else if (!g_str_has_prefix (lines[i], "    "))
        skipping = FALSE;
      if (skipping)
        continue;
      g_string_append (text, lines[i]);
      if (lines[i + 1] != NULL)
        g_string_append_c (text, '\n');
    }
  g_autofree char *all = g_string_free (text, FALSE), *local = here (all);
  g_autoptr (GRegex) address = g_regex_new ("0x[0-9a-f]{6,}", 0, 0, NULL);
  return g_regex_replace_literal (address, local, -1, 0, "0x", 0, NULL);
}

/* What was recorded beside PROGRAM with ENDING; "" if there is no such file.
 * transfer full */
static char *
recorded (const char *program, const char *ending)
{
  g_autofree char *name = g_strdup_printf ("%.*s%s", (int) (strlen (program) - 3), program, ending),
                  *path = g_build_filename (area, name, NULL);
  char *text;
  return g_file_get_contents (path, &text, NULL, NULL) ? text : g_strdup ("");
}

static void
compare (const char *program, Answer *answer, const char *who)
{
  g_autofree char *out = recorded (program, ".out"), *err = recorded (program, ".err"),
                  *status = recorded (program, ".status"), *errors = plain (answer->err),
                  *printed = here (answer->out);
  g_test_message ("%s", who);
  g_assert_cmpstr (printed, ==, out);
  g_assert_cmpstr (errors, ==, err);
  g_assert_cmpint (answer->status, ==, atoi (status));
}

static void
test_run (gconstpointer data)
{
  const char *program = data, *cli[] = { g_getenv ("REFSCOPE_CLI"), "run", way, program, NULL };
  g_autoptr (Answer) ours = run (cli);
  compare (program, ours, "refscope-cli");
}

static void
test_audit (gconstpointer data)
{
  const char *program = data, *cli = g_getenv ("REFSCOPE_CLI"),
             *count[] = { cli, "audit", "--every", "1000000000", way, program, NULL };
  g_autoptr (Answer) first = run (count);
  const char *of = strstr (first->out, " of ");
  g_assert_nonnull (of);
  /* Its time grows with instructions times objects: short programs at each one,
   * long ones at 4000 or more, the longest, which go round and round, at 1000;
   * with -m slow all but the longest at each. */
  guint64 n = g_ascii_strtoull (of + 4, NULL, 10), all = g_test_slow () ? 60000 : 12000,
          every = n < all ? 1 : MAX (1, n / (n < 1000000 ? 4000 : 1000));
#ifdef __SANITIZE_ADDRESS__
  every = MAX (1, n / 200); /* the plain build looks at them all; here the same code is looked at
                                for other faults */
#endif
  g_autofree char *step = g_strdup_printf ("%" G_GUINT64_FORMAT, every);
  const char *argv[] = { cli, "audit", "--every", step, way, program, NULL };
  g_autoptr (Answer) answer = run (argv);
  g_assert_cmpstr (answer->err, ==, "");
  g_assert_cmpint (answer->status, ==, 0);
}

static gint
by_name (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_set_nonfatal_assertions ();
  if (argc != 3 || g_getenv ("REFSCOPE_CLI") == NULL)
    return 2;
  gboolean audit = strcmp (argv[1], "audit") == 0;
  area = argv[2];
  g_autofree char *title = g_path_get_basename (area);
  if (strcmp (title, "prompt") == 0)
    way = "--prompt";
  g_autoptr (GDir) dir = g_dir_open (area, 0, NULL);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  for (const char *name; dir != NULL && (name = g_dir_read_name (dir)) != NULL;)
    if (g_str_has_suffix (name, ".py"))
      g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, by_name);
  for (guint i = 0; i < names->len; i++)
    {
      g_autofree char *path =
          g_strdup_printf ("/fidelity/%s/%s/%s", title, argv[1], (char *) names->pdata[i]);
      g_test_add_data_func (path, names->pdata[i], audit ? test_audit : test_run);
    }
  if (names->len == 0)
    return 1;
  return g_test_run ();
}
