/* SPDX-License-Identifier: MIT
 *
 * Sessions: stepping to the end and back gives the same HeapGraphs, at both
 * granularities; two sessions at once; limits; cancelling; bad programs.
 */
#include "moments.h"
#include "graph/graph-io.h"
#include "session/scenarios.h"
#include "session/session-private.h"

#include <pthread.h>
#include <string.h>

static RsSession *
record (const char *source, const RsSessionOptions *options)
{
  g_autoptr (GError) error = NULL;
  RsSession *session = rs_session_new (source, strlen (source), "test.py", options, &error);
  g_assert_no_error (error);
  g_assert_true (rs_session_record (session, &error));
  g_assert_no_error (error);
  return session;
}

static char *
sum_of (const RsHeapGraph *graph)
{
  g_autofree char *text = rs_heap_graph_to_json (graph);
  rs_heap_graph_unref (graph);
  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);
}

static char *
sum_at_step (RsSession *session, gsize step)
{
  g_autoptr (GError) error = NULL;
  const RsHeapGraph *graph = rs_session_graph_at_step (session, step, &error);
  g_assert_no_error (error);
  return sum_of (graph);
}

typedef struct {
  RsSession *recorded;
  GPtrArray *sums;
} Forwards;

/* A moment of a run that goes from its beginning to its end, with no state put
 * back. */
static void
note_sum (RsSession *session, RsVm *vm, RsMomentKind moment, gpointer data)
{
  Forwards *forwards = data;
  guint64 now = rs_vm_now (vm);
  gsize step = moment == RS_MOMENT_INSTRUCTION
                   ? rs_recording_step_at (rs_session_recording (forwards->recorded), now)
                   : forwards->sums->len;
  g_ptr_array_add (forwards->sums,
                   sum_of (rs_session_build_graph (vm, forwards->recorded, step, now, moment)));
}

/* Each moment of a run to the end, then each of them again from the last to the
 * first: every pair of HeapGraphs equal to the byte of its JSON. EVERY: 0: at
 * each step; else at each EVERYth instruction. */
static void
there_and_back (const char *source, RsSession *recorded, guint64 every)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) sums = g_ptr_array_new_with_free_func (g_free);
  Forwards forwards = { recorded, sums };
  g_autoptr (RsSession) fresh = rs_session_new (source, strlen (source), "test.py", NULL, &error);
  g_assert_no_error (error);
  g_assert_true (every ? rs_session_visit_instructions (fresh, every, note_sum, &forwards, &error)
                       : rs_session_visit_steps (fresh, note_sum, &forwards, &error));
  guint64 n = every ? (rs_session_recording (recorded)->n_instructions + every - 1) / every
                    : rs_session_recording (recorded)->n_steps;
  g_assert_cmpuint (sums->len, ==, n);
  for (guint64 k = n; k-- > 0;)
    {
      const RsHeapGraph *graph = every
                                     ? rs_session_graph_at_instruction (recorded, k * every, &error)
                                     : rs_session_graph_at_step (recorded, k, &error);
      g_assert_no_error (error);
      g_autofree char *sum = sum_of (graph);
      g_assert_cmpstr (sum, ==, sums->pdata[k]);
    }
}

static void
test_there_and_back (gconstpointer data)
{
  const RsScenario *scenario = data;
  g_autoptr (RsSession) session = record (scenario->source, NULL);
  guint64 n = rs_session_recording (session)->n_instructions, every = MAX (1, n / moments_of (300));
  /* Every step, and some hundreds of the instructions; with -m slow all of
   * them. */
  if (g_test_slow ())
    every = 1;
#ifdef __SANITIZE_ADDRESS__
  every = MAX (1, n / 100); /* the plain build looks at more */
#endif
  there_and_back (scenario->source, session, 0);
  there_and_back (scenario->source, session, every);
}

/* Threads that wait inside C functions that have called Python: a sort's key, a
 * __del__, a weak reference's callback, an iterator that list () asks. */
static const char waiting[] =
    "import threading, time, weakref\n"
    "lock = threading.Lock()\n"
    "log = []\n"
    "class Thing:\n"
    "    def __init__(self, n): self.n = n\n"
    "    def __del__(self):\n"
    "        with lock: log.append(('gone', self.n))\n"
    "    def __lt__(self, other):\n"
    "        time.sleep(0.001)\n"
    "        return self.n < other.n\n"
    "def key(x):\n"
    "    with lock: time.sleep(0.002)\n"
    "    return -x\n"
    "def turns():\n"
    "    for i in range(3):\n"
    "        with lock: time.sleep(0.003)\n"
    "        yield i\n"
    "def first(): log.append(sorted([2, 1, 3], key=key))\n"
    "def second(): log.append(list(turns()))\n"
    "def third():\n"
    "    things = [Thing(n) for n in (3, 1, 2)]\n"
    "    seen = weakref.ref(things[0], lambda r: log.append('cleared'))\n"
    "    log.append([t.n for t in sorted(things)])\n"
    "    things.clear()\n"
    "threads = [threading.Thread(target=f) for f in (first, second, third)]\n"
    "for t in threads: t.start()\n"
    "for t in threads: t.join()\n"
    "print(sorted(map(str, log)))\n";

static void
test_threads_there_and_back (void)
{
  g_autoptr (GError) error = NULL;
  RsSessionOptions options = { .state_interval = 1 };
  g_autoptr (RsSession) session =
      rs_session_new (waiting, strlen (waiting), "test.py", &options, &error);
  g_assert_no_error (error);
  g_assert_true (rs_session_record (session, &error));
  g_assert_cmpstr (rs_session_recording (session)->output, ==,
                   "[\"('gone', 1)\", \"('gone', 2)\", \"('gone', 3)\", '[0, 1, 2]', '[1, 2, 3]',"
                   " '[3, 2, 1]', 'cleared']\n");
  there_and_back (waiting, session, 0);
#ifdef __SANITIZE_ADDRESS__
  there_and_back (waiting, session, 97);
#else
  there_and_back (waiting, session, g_test_slow () ? 1 : 29);
#endif
}

static const char counting[] = "def f(n):\n"
                               "    box = [n]\n"
                               "    return box\n"
                               "kept = []\n"
                               "for i in range(5):\n"
                               "    kept.append(f(i))\n"
                               "print(len(kept))\n";

static void
stop_at_once (RsSession *session, RsVm *vm, RsMomentKind moment, gpointer data)
{
  rs_session_end_visits (session, TRUE);
}

static void
test_steps (void)
{
  g_autoptr (RsSession) session = record (counting, NULL);
  g_autoptr (RsRecording) recording = rs_recording_ref (rs_session_recording (session));
  const RsStep *steps = recording->steps;
  guint n = recording->n_steps;
  g_assert_cmpint (steps[0].event, ==, RS_MOMENT_CALL);
  g_assert_cmpint (steps[0].line, ==, 0);
  g_assert_cmpint (steps[0].depth, ==, 1);
  g_assert_cmpint (steps[n - 1].event, ==, RS_MOMENT_RETURN);
  g_assert_cmpint (steps[n - 1].line, ==, 7);
  int at = rs_recording_find_line (recording, 2);
  g_assert_cmpint (at, >, 0);
  g_assert_cmpint (steps[at].depth, ==, 2);
  g_assert_cmpstr (recording->functions[at], ==, "f");
  g_assert_cmpuint (steps[at].written, ==, 0);
  g_assert_cmpuint (steps[n - 1].written, ==, 2);
  g_assert_cmpuint (rs_recording_get_cut (recording, G_MAXUINT64, 100), ==, 0);
  for (guint i = 1; i < n; i++)
    g_assert_cmpuint (steps[i].instruction, >=, steps[i - 1].instruction);
  /* It outlives its session, and no visit changes it. */
  g_assert_true (rs_session_visit_steps (session, stop_at_once, NULL, NULL));
  g_assert_true (rs_session_recording (session) == recording);
  g_clear_pointer (&session, rs_session_free);
  g_assert_cmpstr (recording->functions[at], ==, "f");
  g_assert_cmpstr (recording->output, ==, "5\n");
}

/* States without numbers lead to the same steps. */
static void
append_piece (int stream, const char *text, gsize length, gpointer data)
{
  g_string_append_printf (data, "%d[", stream);
  g_string_append_len (data, text, (gssize) length);
  g_string_append_c (data, ']');
}

static char *
written (const RsRecording *recording, guint64 characters, guint64 most)
{
  GString *text = g_string_new (NULL);

  rs_recording_foreach_written (recording, characters, most, append_piece, text);
  return g_string_free (text, FALSE);
}

/* Both streams in the order of writing; what is cut is cut at a place that was
 * noted, never before what is to be shown. */
static void
test_written (void)
{
  g_autoptr (RsSession) session = record ("import sys\n"
                                          "print('하나')\n"
                                          "print('둘', file=sys.stderr)\n"
                                          "print('셋')\n"
                                          "for i in range(9000):\n"
                                          "    print(i)\n",
                                          NULL);
  const RsRecording *recording = rs_session_recording (session);
  int third = rs_recording_find_line (recording, 4), loop = rs_recording_find_line (recording, 5);
  g_autofree char *none = written (recording, 0, 100),
                  *two = written (recording, recording->steps[third].written, 100),
                  *within = written (recording, 4, 100),
                  *all = written (recording, recording->steps[loop].written, 100),
                  *last = written (recording, G_MAXUINT64, 100);
  guint64 cut = rs_recording_get_cut (recording, G_MAXUINT64, 100);

  g_assert_cmpstr (none, ==, "");
  g_assert_cmpstr (two, ==, "1[하나\n]2[둘\n]");
  g_assert_cmpstr (within, ==, "1[하나\n]2[둘]");
  g_assert_cmpstr (all, ==, "1[하나\n]2[둘\n]1[셋\n]");
  g_assert_true (g_str_has_suffix (last, "8998\n8999\n]"));
  g_assert_cmpuint (cut, >, 20000);
  g_assert_cmpuint (cut + strlen (last) - strlen ("1[]"), ==, recording->written_chars);
}

/* What a program takes begins at zero, and its imports do not count. */
static void
test_own_bytes (void)
{
  g_autoptr (RsSession) session = record ("import json, decimal\n"
                                          "x = [0] * 1000\n"
                                          "del x\n"
                                          "y = 1\n",
                                          NULL);
  const RsRecording *recording = rs_session_recording (session);
  guint64 before = recording->steps[rs_recording_find_line (recording, 2)].own_bytes,
          with = recording->steps[rs_recording_find_line (recording, 3)].own_bytes,
          after = recording->steps[rs_recording_find_line (recording, 4)].own_bytes;

  g_assert_cmpuint (recording->steps[0].own_bytes, ==, 0);
  g_assert_cmpuint (before, <, 4000);
  g_assert_cmpuint (with, >=, before + 8000);
  g_assert_cmpuint (with, <, before + 9000);
  g_assert_cmpuint (after, <=, before);
}

static void
test_states (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RsSession) numbered = record (counting, NULL),
                        plain =
                            rs_session_new (counting, strlen (counting), "test.py", NULL, &error);
  g_assert_true (rs_session_record_states (plain, &error));
  g_assert_cmpuint (rs_session_recording (plain)->n_instructions, ==,
                    rs_session_recording (numbered)->n_instructions);
  g_assert_cmpuint (rs_session_recording (plain)->n_steps, ==, 0);
  RsStep step, from;
  gsize i = rs_session_recording (numbered)->n_steps;
  for (gboolean more = rs_session_step_before (plain, NULL, &step, NULL); more;
       more = rs_session_step_before (plain, &from, &step, NULL))
    {
      const RsStep *same = &rs_session_recording (numbered)->steps[--i];
      g_assert_cmpuint (same->instruction, ==, step.instruction);
      g_assert_cmpint (same->ordinal, ==, step.ordinal);
      g_assert_cmpint (same->line, ==, step.line);
      g_assert_cmpint (same->event, ==, step.event);
      from = step;
    }
  g_assert_cmpuint (i, ==, 0);
}

static void
test_bad_moment (void)
{
  g_autoptr (RsSession) session = record (counting, NULL);
  g_autoptr (GError) error = NULL;
  g_assert_null (
      rs_session_graph_at_step (session, rs_session_recording (session)->n_steps, &error));
  g_assert_error (error, RS_SESSION_ERROR, RS_SESSION_ERROR_MOMENT);
  g_clear_error (&error);
  g_assert_null (rs_session_graph_at_instruction (
      session, rs_session_recording (session)->n_instructions, &error));
  g_assert_error (error, RS_SESSION_ERROR, RS_SESSION_ERROR_MOMENT);
}

static void
test_syntax_error (void)
{
  g_autoptr (GError) error = NULL;
  g_assert_null (rs_session_new ("x = (\n", 6, "test.py", NULL, &error));
  g_assert_error (error, RS_SESSION_ERROR, RS_SESSION_ERROR_SYNTAX);
  g_assert_nonnull (strstr (error->message, "'(' was never closed"));
}

static void
test_limits (void)
{
  RsSessionOptions steps = { .step_limit = 1000 }, instructions = { .instruction_limit = 5000 },
                   memory = { .memory_limit = 20 << 20 };
  const char endless[] = "while True:\n    x = 1\n",
             eating[] = "a = [1]\nwhile True:\n    a = a + a\n";
  g_autoptr (RsSession) first = record (endless, &steps);
  g_assert_cmpuint (rs_session_recording (first)->n_steps, ==, 1000);
  g_assert_cmpint (rs_session_recording (first)->stop, ==, RS_STOP_STEPS);
  const RsHeapGraph *graph =
      rs_session_graph_at_step (first, 999, NULL); /* what was recorded can be visited */
  g_assert_nonnull (graph);
  rs_heap_graph_unref (graph);
  g_autoptr (RsSession) second = record (endless, &instructions);
  g_assert_cmpuint (rs_session_recording (second)->n_instructions, <=, 5001);
  g_assert_cmpint (rs_session_recording (second)->stop, ==, RS_STOP_INSTRUCTIONS);
  RsSessionOptions line = { .line_limit = 2 };
  g_autoptr (RsSession) reached = record (endless, &line);
  g_assert_cmpuint (rs_session_recording (reached)->n_steps, ==, 3); /* call, line 1, line 2 */
  g_assert_cmpint (rs_session_recording (reached)->stop, ==, RS_STOP_LINE);
  g_assert_cmpint (rs_recording_find_line (rs_session_recording (reached), 2), ==, 2);
  graph = rs_session_graph_at_step (reached, 2, NULL);
  g_assert_nonnull (graph);
  rs_heap_graph_unref (graph);
  g_autoptr (RsSession) third = record (eating, &memory);
  g_assert_cmpint (rs_session_recording (third)->exit_status, ==, 1);
  g_assert_cmpint (rs_session_recording (third)->stop, ==, RS_STOP_NONE);
  g_assert_nonnull (strstr (rs_session_recording (third)->errors, "MemoryError"));
  /* Each death is a birth: a run that is to end runs no finalizer any more. */
  const char deaths[] =
      "class E:\n    def __init__(self, n=0):\n        self.n = n\nE.__del__ = E\nE()\n";
  g_autoptr (RsSession) fourth = record (deaths, &instructions);
  g_assert_cmpint (rs_session_recording (fourth)->stop, ==, RS_STOP_INSTRUCTIONS);
}

static void
cancel_now (guint64 steps, gpointer data)
{
  rs_session_cancel (data);
}

static void
test_cancel (void)
{
  const char endless[] = "while True:\n    x = 1\n";
  g_autoptr (GError) error = NULL;
  g_autoptr (RsSession) session =
      rs_session_new (endless, strlen (endless), "test.py", NULL, &error);
  rs_session_set_progress (session, cancel_now, session);
  g_assert_true (rs_session_record (session, &error));
  g_assert_cmpuint (rs_session_recording (session)->n_steps, >=, 4096);
  g_assert_cmpint (rs_session_recording (session)->stop, ==, RS_STOP_CANCEL);
  const RsHeapGraph *graph = rs_session_graph_at_step (session, 4000, &error);
  g_assert_no_error (error);
  g_autofree char *text = rs_heap_graph_to_json (graph);
  rs_heap_graph_unref (graph);
  g_assert_nonnull (strstr (text, "\"x\""));
}

static void
test_two_at_once (void)
{
  g_autoptr (RsSession) one = record (counting, NULL), two = record (rs_scenarios[0].source, NULL);
  g_autofree char *before = sum_at_step (one, 10);
  g_autofree char *other = sum_at_step (two, 10);
  g_autofree char *after = sum_at_step (one, 10), *alone = NULL;
  g_autoptr (RsSession) again = record (counting, NULL);
  alone = sum_at_step (again, 10);
  g_assert_cmpstr (before, ==, after);
  g_assert_cmpstr (before, ==, alone);
  g_assert_cmpstr (before, !=, other);
}

typedef struct {
  int argc;
  char **argv;
  int status;
} Job;

static gpointer
work (gpointer data)
{
  Job *job = data;
  g_test_init (&job->argc, &job->argv, NULL);
  for (guint i = 0; i < rs_n_scenarios; i++)
    {
      g_autofree char *path = g_strdup_printf ("/session/there-and-back/%s", rs_scenarios[i].id);
      g_test_add_data_func (path, &rs_scenarios[i], test_there_and_back);
    }
  g_test_add_func ("/session/steps", test_steps);
  g_test_add_func ("/session/written", test_written);
  g_test_add_func ("/session/own-bytes", test_own_bytes);
  g_test_add_func ("/session/there-and-back/threads", test_threads_there_and_back);
  g_test_add_func ("/session/states", test_states);
  g_test_add_func ("/session/no-such-moment", test_bad_moment);
  g_test_add_func ("/session/syntax-error", test_syntax_error);
  g_test_add_func ("/session/limits", test_limits);
  g_test_add_func ("/session/cancel", test_cancel);
  g_test_add_func ("/session/two-at-once", test_two_at_once);
  job->status = g_test_run ();
  return NULL;
}

int
main (int argc, char **argv)
{
  Job job = { argc, argv, 1 };
  pthread_attr_t attributes;
  pthread_t thread;
  pthread_attr_init (&attributes);
  pthread_attr_setstacksize (&attributes, RS_ENGINE_STACK);
  if (pthread_create (&thread, &attributes, work, &job) != 0)
    return 1;
  pthread_join (thread, NULL);
  return job.status;
}
