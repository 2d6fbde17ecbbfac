/* SPDX-License-Identifier: MIT
 *
 * refscope-cli check: the program under a real CPython and in the simulation,
 * side by side. First what it prints, its errors, its exit status; then, where
 * the CPython is of the version that is simulated, each step as
 * trace_cpython.py tells it: event, line, function, and every identity, count
 * and size. Addresses are not compared: each is taken for the same. Where they
 * show otherwise, as in the order of a set of objects, CPython's own runs
 * differ from one another; so what differs is run again, and it is enough if
 * one run of several agrees.
 */
#include "trace.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <stdio.h>
#include <string.h>

#define TRACER "/io/github/refscope/cli/trace_cpython.py"
#define VERSION "3.11" /* of the profile */
#define RUNS 8         /* of CPython, until one agrees */

/* The real CPython, and a folder for what it reads. */
typedef struct {
  const char *python;
  char *folder, *program, *tracer; /* the last two are files in the folder; program is NULL where it
                                      is a file already */
  const char *name;                /* of the program */
} Peer;

typedef struct {
  char *out, *err;
  int status;
} Answer;

static void
answer_clear (Answer *answer)
{
  g_free (answer->out);
  g_free (answer->err);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Answer, answer_clear)

static void
peer_clear (Peer *peer)
{
  char *files[] = { peer->program, peer->tracer };
  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    if (files[i] != NULL)
      g_unlink (files[i]);
  if (peer->folder != NULL)
    g_rmdir (peer->folder);
  g_free (peer->program);
  g_free (peer->tracer);
  g_free (peer->folder);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Peer, peer_clear)

static gboolean
peer_prepare (Peer *peer, RsSession *session, GError **error)
{
  peer->folder = g_dir_make_tmp ("refscope-XXXXXX", error);
  if (peer->folder == NULL)
    return FALSE;
  peer->tracer = g_build_filename (peer->folder, "trace_cpython.py", NULL);
  g_autoptr (GBytes) tracer = g_resources_lookup_data (TRACER, G_RESOURCE_LOOKUP_FLAGS_NONE, error);
  if (tracer == NULL
      || !g_file_set_contents (peer->tracer, g_bytes_get_data (tracer, NULL),
                               g_bytes_get_size (tracer), error))
    return FALSE;
  if (session == NULL || g_file_test (peer->name, G_FILE_TEST_EXISTS))
    return TRUE;
  /* A scenario, or standard input: a file of the same name. */
  peer->program = g_build_filename (peer->folder, peer->name, NULL);
  return g_file_set_contents (peer->program, rs_session_source (session), -1, error);
}

/* Runs PYTHON with ARGUMENTS (NULL-terminated); errors do not name the folder.
 * FALSE: it cannot be run. */
static gboolean
peer_run (const Peer *peer, const char *const *arguments, Answer *answer, GError **error)
{
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();
  g_autoptr (GSubprocessLauncher) launcher =
      g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE
                                 | G_SUBPROCESS_FLAGS_STDIN_PIPE);
  g_subprocess_launcher_setenv (launcher, "PYTHONHASHSEED", "0", TRUE);
  g_subprocess_launcher_setenv (launcher, "PYTHONIOENCODING", "utf-8", TRUE);
  if (peer->program != NULL)
    g_subprocess_launcher_set_cwd (launcher, peer->folder);
  g_ptr_array_add (argv, (gpointer) peer->python);
  for (; *arguments != NULL; arguments++)
    g_ptr_array_add (argv, (gpointer) *arguments);
  g_ptr_array_add (argv, NULL);
  g_autoptr (GSubprocess) process =
      g_subprocess_launcher_spawnv (launcher, (const char *const *) argv->pdata, error);
  if (process == NULL
      || !g_subprocess_communicate_utf8 (process, "", NULL, &answer->out, &answer->err, error))
    return FALSE;
  if (peer->program != NULL)
    {
      g_autofree char *folder = g_strconcat (peer->folder, "/", NULL);
      GString *errors = g_string_new (answer->err);
      g_string_replace (errors, folder, "", 0);
      g_free (answer->err);
      answer->err = g_string_free (errors, FALSE);
    }
  answer->status =
      g_subprocess_get_if_exited (process) ? g_subprocess_get_exit_status (process) : 1;
  return TRUE;
}

/* --- what it prints ------------------------------------------------------- */

/* Addresses replaced by 0x. transfer full */
static char *
without_addresses (const char *text)
{
  g_autoptr (GRegex) regex = g_regex_new ("0x[0-9a-f]{6,}|\\b1[34][0-9]{13}\\b", 0, 0, NULL);
  return g_regex_replace_literal (regex, text, -1, 0, "0x", 0, NULL);
}

static void
first_difference (GString *report, const char *what, const char *ours, const char *theirs)
{
  g_autofree char *a = without_addresses (ours), *b = without_addresses (theirs);
  if (strcmp (a, b) == 0)
    return;
  g_auto (GStrv) left = g_strsplit (a, "\n", -1), right = g_strsplit (b, "\n", -1);
  guint i = 0;
  while (left[i] != NULL && right[i] != NULL && strcmp (left[i], right[i]) == 0)
    i++;
  g_string_append_printf (report, "%s differs at line %u:\n  CPython:  %s\n  Refscope: %s\n", what,
                          i + 1, right[i] ? right[i] : "(end)", left[i] ? left[i] : "(end)");
}

/* SESSION has run; NULL: the program does not compile. Adds what differs to
 * REPORT. */
static void
compare_output (RsSession *session, const Answer *theirs, GString *report)
{
  int ours = session ? rs_session_recording (session)->exit_status : 1;
  first_difference (report, "output", session ? rs_session_recording (session)->output : "",
                    theirs->out);
  first_difference (report, "standard error",
                    session ? rs_session_recording (session)->errors : theirs->err, theirs->err);
  if (ours != theirs->status)
    g_string_append_printf (report, "exit status differs: CPython %d, Refscope %d\n",
                            theirs->status, ours);
}

/* --- the steps ------------------------------------------------------------ */

static char *
value_text (JsonNode *node)
{
  return node ? json_to_string (node, FALSE) : g_strdup ("nothing");
}

/* The first of the members in which OURS and THEIRS differ, in words: "self:
 * refcount: 2 in CPython, 3 in Refscope"; NULL: none. Both are objects.
 * transfer full */
static char *
object_difference (JsonObject *ours, JsonObject *theirs)
{
  g_autoptr (GList) names = json_object_get_members (theirs), more = json_object_get_members (ours);
  names = g_list_concat (names, g_steal_pointer (&more));
  for (GList *at = names; at != NULL; at = at->next)
    {
      const char *name = at->data;
      JsonNode *a = json_object_get_member (ours, name), *b = json_object_get_member (theirs, name);
      if (a != NULL && b != NULL && json_node_equal (a, b))
        continue;
      if (a != NULL && b != NULL && JSON_NODE_HOLDS_OBJECT (a) && JSON_NODE_HOLDS_OBJECT (b))
        {
          g_autofree char *inner =
              object_difference (json_node_get_object (a), json_node_get_object (b));
          if (inner != NULL)
            return g_strdup_printf ("%s: %s", name, inner);
          continue;
        }
      g_autofree char *left = value_text (a), *right = value_text (b);
      return g_strdup_printf ("%s: %s in CPython, %s in Refscope", name, right, left);
    }
  return NULL;
}

/* Compares one line of the two traces. TRUE: the same; else REPORT says what
 * differs. */
static gboolean
compare_step (guint index, const char *ours, const char *theirs, GString *report)
{
  if (strcmp (ours, theirs) == 0)
    return TRUE;
  g_autoptr (JsonNode) a = json_from_string (ours, NULL), b = json_from_string (theirs, NULL);
  if (a == NULL || b == NULL || !JSON_NODE_HOLDS_OBJECT (a) || !JSON_NODE_HOLDS_OBJECT (b))
    {
      g_string_append_printf (report, "step %u: CPython's tracer did not print a step but: %s\n",
                              index, theirs);
      return FALSE;
    }
  JsonObject *left = json_node_get_object (a), *right = json_node_get_object (b);
  if (json_object_has_member (right, "end"))
    {
      /* The last line repeats the output, which is compared already. */
      json_object_remove_member (right, "output");
      json_object_remove_member (left, "output");
    }
  g_autofree char *text = object_difference (left, right);
  if (text == NULL)
    return TRUE;
  g_string_append_printf (report, "steps differ at step %u", index);
  if (json_object_has_member (right, "line") && !json_object_get_null_member (right, "line"))
    g_string_append_printf (report, ", line %d", (int) json_object_get_int_member (right, "line"));
  g_string_append_printf (report, ": %s\n", text);
  return FALSE;
}

static gboolean
collect_line (const char *line, const RsTraceStep *step, gpointer data)
{
  g_ptr_array_add (data, g_strdup (line));
  return TRUE;
}

/* The steps of the program, as lines. NULL: *ERROR. */
static GPtrArray *
own_steps (RsSession *session, GError **error)
{
  RsSessionOptions options = { .traced = TRUE };
  const char *source = rs_session_source (session);
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (RsSession) traced =
      rs_session_new (source, strlen (source), rs_session_filename (session), &options, error);
  if (traced == NULL || !rs_trace_lines (traced, RS_TRACE_LIMIT, collect_line, lines, error))
    return NULL;
  return g_steal_pointer (&lines);
}

/* Compares CPython's trace, as printed, with the lines of OURS. Adds the first
 * difference to REPORT. */
static void
compare_steps (const GPtrArray *ours, const char *trace, GString *report)
{
  g_auto (GStrv) theirs = g_strsplit (trace, "\n", -1);
  guint n = g_strv_length (theirs);
  n -= n > 0 && theirs[n - 1][0] == '\0';
  for (guint i = 0; i < MIN (n, ours->len); i++)
    if (!compare_step (i, ours->pdata[i], theirs[i], report))
      return;
  if (n != ours->len)
    g_string_append_printf (report, "steps differ in number: CPython %u, Refscope %u\n",
                            MAX (n, 1) - 1, ours->len - 1);
}

/* --- the verb ------------------------------------------------------------- */

static gboolean
is_version (const Peer *peer, char **version, GError **error)
{
  g_auto (Answer) answer = { NULL };
  if (!peer_run (
          peer, (const char *[]){ "-c", "import sys; print('%d.%d' % sys.version_info[:2])", NULL },
          &answer, error))
    return FALSE;
  *version = g_strdup (g_strstrip (answer.out));
  if (answer.status == 0)
    return TRUE;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED,
               "it does not answer as a Python does (exit status %d)", answer.status);
  return FALSE;
}

/* One run of the peer, compared. STEPS: ours, or NULL where steps are not
 * compared. FALSE: the peer cannot be run. */
static gboolean
compare_run (const Peer *peer, RsSession *session, const GPtrArray *steps, GString *report,
             GError **error)
{
  g_auto (Answer) plain = { NULL }, traced = { NULL };
  if (!peer_run (peer, (const char *[]){ peer->name, NULL }, &plain, error))
    return FALSE;
  compare_output (session, &plain, report);
  if (steps == NULL)
    return TRUE;
  if (!peer_run (peer, (const char *[]){ peer->tracer, peer->name, NULL }, &traced, error))
    return FALSE;
  compare_steps (steps, traced.out, report);
  return TRUE;
}

/* Compares until a run agrees. The exit status. */
static int
compare (const Peer *peer, RsSession *session, const GPtrArray *steps, GError **error)
{
  g_autoptr (GString) first = g_string_new (NULL), report = g_string_new (NULL);
  for (guint i = 0; i < RUNS; i++)
    {
      g_string_truncate (report, 0);
      if (!compare_run (peer, session, steps, report, error))
        return 2;
      if (i == 0)
        g_string_assign (first, report->str);
      if (report->len > 0)
        continue;
      printf ("the same as %s%s: output, errors, exit status", peer->python,
              i > 0 ? ", whose own runs differ" : "");
      if (steps != NULL)
        printf (" and all of %u steps\n", steps->len - 1);
      else
        printf ("%s\n", session ? "; steps are compared with CPython " VERSION " only" : "");
      return 0;
    }
  fputs (first->str, stdout);
  return 1;
}

static int
run (const RsVerb *verb, int argc, char **argv)
{
  g_auto (RsOptions) options = { NULL };
  g_autofree char *python = NULL;
  const GOptionEntry own[] = {
    { "python", 0, 0, G_OPTION_ARG_FILENAME, &python, "The CPython (python" VERSION ")", "PYTHON" },
    { NULL },
  };
  g_autoptr (GError) error = NULL;
  g_auto (Peer) peer = { NULL };
  g_autofree char *version = NULL;
  g_autoptr (GPtrArray) steps = NULL;

  int status;

  if (!rs_options_read (&options, verb, own, argc, argv, &status))
    return status;
  peer.python = python != NULL ? python : "python" VERSION;
  g_autoptr (RsSession) session = rs_cli_open (options.names[0], &options.session, &error);
  if (session == NULL && !g_error_matches (error, RS_SESSION_ERROR, RS_SESSION_ERROR_SYNTAX))
    return rs_cli_fail (error);
  g_clear_error (&error);
  peer.name = session ? rs_session_filename (session) : options.names[0];
  status = 2;
  if (!peer_prepare (&peer, session, &error))
    return rs_cli_fail (error);
  if (is_version (&peer, &version, &error))
    {
      if (session != NULL)
        rs_session_run (session);
      if (session != NULL && strcmp (version, VERSION) == 0
          && (steps = own_steps (session, &error)) == NULL)
        return rs_cli_fail (error);
      status = compare (&peer, session, steps, &error);
    }
  if (error != NULL)
    fprintf (stderr, "refscope-cli: cannot run %s: %s\n", peer.python, error->message);
  return status;
}

const RsVerb rs_verb_check = {
  .name = "check",
  .summary = "compare with a real CPython, step by step",
  .parameters = "FILE|SCENARIO",
  .help = "Runs the program under PYTHON and in the simulation and compares output, errors,\n"
          "exit status and, with a CPython " VERSION ", each step: event, line, function, and the\n"
          "identity, count and size of everything in reach. Exit status 1 where they differ:\n"
          "then the first difference is told. What follows addresses, such as the order of a\n"
          "set of objects, differs between CPython's own runs: it is enough if one of eight\n"
          "agrees.",
  .takes = RS_TAKES_PROGRAM,
  .run = run,
};
