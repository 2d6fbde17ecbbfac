/* SPDX-License-Identifier: MIT
 *
 * Random programs (programs.grammar) in the engine, a thousandth of a second
 * each: what counts is that nothing is read after it was freed, that every
 * count is explained, that every run ends. Run it under sanitizers.
 *
 *     fuzz-programs GRAMMAR FIRST LAST     the programs of these seeds
 *     fuzz-programs --print GRAMMAR FIRST LAST
 *     fuzz-programs --answers GRAMMAR FIRST LAST
 *
 * --print writes the programs, --answers what each prints, for a comparison
 * with a real CPython (compare.py).
 *
 * The seed also decides under which stress a program runs (stresses[]). All
 * programs of a process run in one engine, whose state at birth is put back for
 * each. A child does the work and is watched: if it crashes or takes too long,
 * the seed is told, and another child goes on after it. The last line counts;
 * the exit status is 1 if anything failed.
 */
#include "grammar.h"

#include "graph/graph-io.h"
#include "heap/run-limits.h"
#include "modules/library.h"
#include "session/session-private.h"

#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

#ifdef __SANITIZE_ADDRESS__
#include <sanitizer/lsan_interface.h>
#define find_leaks() __lsan_do_recoverable_leak_check ()
#else
#define find_leaks() 0
#endif

#define INSTRUCTIONS 30000 /* a program's most */
#define SECONDS 20         /* of the processor, after which a program hangs */
#define LEAK_CHECK 20000   /* programs between two looks for leaks */

typedef enum {
  STRESS_NONE,
  STRESS_COLLECT, /* a collection is due at every allocation */
  STRESS_MEMORY,  /* little memory */
  STRESS_FAIL,    /* one allocation fails */
  STRESS_RESTORE, /* the state is saved, what follows abandoned, the state put back */
  STRESS_AUDIT,   /* every count is explained, now and then */
  STRESS_LIMIT,   /* the run is stopped somewhere */
  STRESS_STEPS,   /* steps are watched */
  STRESS_SESSION, /* recorded, and moments visited forwards and backwards */
  N_STRESSES
} Stress;

static const char *const stress_names[N_STRESSES] = { "none",  "collect", "memory",
                                                      "fail",  "restore", "audit",
                                                      "limit", "steps",   "session" };

/* By seed % 32. */
static const guint8 stresses[32] = {
  STRESS_NONE,    STRESS_NONE,    STRESS_NONE,    STRESS_NONE,  STRESS_NONE,    STRESS_NONE,
  STRESS_NONE,    STRESS_NONE,    STRESS_NONE,    STRESS_NONE,  STRESS_COLLECT, STRESS_AUDIT,
  STRESS_COLLECT, STRESS_NONE,    STRESS_COLLECT, STRESS_NONE,  STRESS_MEMORY,  STRESS_MEMORY,
  STRESS_MEMORY,  STRESS_FAIL,    STRESS_FAIL,    STRESS_FAIL,  STRESS_FAIL,    STRESS_FAIL,
  STRESS_FAIL,    STRESS_RESTORE, STRESS_RESTORE, STRESS_LIMIT, STRESS_LIMIT,   STRESS_STEPS,
  STRESS_STEPS,   STRESS_NONE,
};
#define SESSION_EVERY 997 /* these seeds are STRESS_SESSION */

/* Shared with the parent. */
typedef struct {
  guint64 at;          /* the seed that runs */
  guint64 done, wrong; /* programs; of them, those whose counts or moments are not explained */
  guint64 not_compiled, stopped, instructions;
  guint64 by_stress[N_STRESSES];
} Progress;

typedef struct {
  const Grammar *grammar;
  guint64 first, last;
  gboolean answers;
  Progress *progress;
  RsHost host;
  RsSchedule schedule;
  RsVm *vm;
  RsArenaImage *image; /* the engine at birth */
  GString *out;
  gboolean quiet;
  const char *source;
} Fuzz;

/* --- what the engine calls ------------------------------------------------ */

static void
write_out (RsVm *vm, int stream, const char *text, gsize length, gpointer data)
{
  Fuzz *fuzz = data;
  if (stream == 1 && !fuzz->quiet && fuzz->out->len < 1 << 20)
    g_string_append_len (fuzz->out, text, length);
}

static void
ignore_moment (RsVm *vm, int event, gpointer data)
{
}

static void
ignore_switch (RsVm *vm, guint64 thread, gpointer data)
{
}

static char *
no_line (RsVm *vm, gpointer data)
{
  return NULL;
}

static const char *
give_source (RsVm *vm, RsObject *filename, gsize *length, gpointer data)
{
  Fuzz *fuzz = data;
  *length = strlen (fuzz->source);
  return fuzz->source;
}

static void
start_engine (Fuzz *fuzz)
{
  fuzz->host = (RsHost){ .data = fuzz,
                         .write = write_out,
                         .read_line = no_line,
                         .source = give_source,
                         .moment = ignore_moment,
                         .switched = ignore_switch };
  fuzz->host.library_units =
      g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) rs_code_unit_free);
  fuzz->vm = rs_vm_new (NULL, &rs_library, &fuzz->host, (guint64) 64 << 20);
  g_assert_nonnull (fuzz->vm);
  fuzz->image = rs_arena_save (rs_vm_arena (fuzz->vm), NULL, NULL);
}

static void
end_engine (Fuzz *fuzz)
{
  g_clear_pointer (&fuzz->image, rs_arena_image_free);
  g_clear_pointer (&fuzz->vm, rs_vm_free);
  g_hash_table_unref (fuzz->host.library_units);
}

/* --- one program ---------------------------------------------------------- */

static void
complain (Fuzz *fuzz, guint64 seed, const char *what)
{
  fuzz->progress->wrong++;
  printf ("seed %" G_GUINT64_FORMAT " (%s): %s\n", seed, stress_names[stresses[seed % 32]], what);
  fflush (stdout);
}

static gboolean
audit (Fuzz *fuzz, guint64 seed)
{
  g_autofree char *report = NULL;
  if (rs_audit (fuzz->vm, &report) == 0)
    return TRUE;
  g_autofree char *text =
      g_strdup_printf ("at instruction %" G_GUINT64_FORMAT ": %s", rs_vm_now (fuzz->vm), report);
  complain (fuzz, seed, text);
  return FALSE;
}

/* Saves the state, runs on in vain, and puts it back. */
static void
run_in_vain (Fuzz *fuzz, RsArenaImage **image)
{
  RsVm *vm = fuzz->vm;
  guint64 now = rs_vm_now (vm);
  if (!rs_vm_can_save (vm))
    return;
  RsArenaImage *saved = rs_arena_save (rs_vm_arena (vm), *image, NULL);
  rs_arena_image_free (*image);
  *image = saved;
  fuzz->quiet = TRUE;
  rs_vm_set_watch (vm, 0, now + 60);
  rs_vm_run (vm);
  rs_vm_abandon (vm);
  rs_arena_restore (rs_vm_arena (vm), saved);
  fuzz->quiet = FALSE;
}

static void
run_paused (Fuzz *fuzz, guint64 seed, Stress stress, guint64 *random)
{
  RsVm *vm = fuzz->vm;
  RsArenaImage *image = NULL;
  gboolean explained = TRUE;
  guint64 every =
      stress == STRESS_AUDIT ? 40 + random_next (random) % 200 : 11 + random_next (random) % 300;
  rs_vm_set_watch (vm, 0, every);
  for (guint n = 0; rs_vm_run (vm); n++)
    {
      if (n >= 25 || !explained)
        {
          rs_vm_set_watch (vm, 0, G_MAXUINT64);
          continue;
        }
      if (stress == STRESS_AUDIT)
        explained = audit (fuzz, seed);
      else
        run_in_vain (fuzz, &image);
      rs_vm_set_watch (vm, 0, rs_vm_now (vm) + every);
    }
  rs_arena_image_free (image);
}

static void
run_stressed (Fuzz *fuzz, guint64 seed, Stress stress, guint64 *random)
{
  RsVm *vm = fuzz->vm;
  switch (stress)
    {
    case STRESS_COLLECT:
      vm->generations[0].threshold = 1;
      vm->instruction_limit = 2000;
      break;
    case STRESS_MEMORY:
      vm->model_limit = vm->model_bytes + random_next (random) % 40000;
      break;
    case STRESS_FAIL:
      rs_memory_fail (vm, 1 + random_next (random) % 1500);
      break;
    case STRESS_LIMIT:
      vm->instruction_limit = 1 + random_next (random) % 3000;
      break;
    case STRESS_STEPS:
      rs_vm_set_watch (vm, RS_WATCH_STEPS, G_MAXUINT64);
      break;
    default:
      break;
    }
  if (stress == STRESS_RESTORE || stress == STRESS_AUDIT)
    run_paused (fuzz, seed, stress, random);
  else
    while (rs_vm_run (vm))
      ;
}

/* Threads change at every instruction, at some, or as usual. */
static void
choose_schedule (Fuzz *fuzz, guint64 *random)
{
  static const guint64 turns[] = { 1, 1, 2, 3, 7, 30, 100, 100000 };
  guint64 choice = random_next (random);
  fuzz->schedule = (RsSchedule){ .turn = turns[choice % G_N_ELEMENTS (turns)] };
  if (choice & 64)
    fuzz->schedule.seed = 1 + choice % 1000;
  fuzz->host.schedule = fuzz->answers ? NULL : &fuzz->schedule;
}

static void
run_program (Fuzz *fuzz, guint64 seed, const RsCodeUnit *unit)
{
  static char name[] = "fuzz.py";
  char *argv[] = { name, NULL };
  guint64 random = seed * 31 + 7;
  Stress stress = fuzz->answers ? STRESS_NONE : stresses[seed % 32];
  rs_arena_restore (rs_vm_arena (fuzz->vm), fuzz->image);
  choose_schedule (fuzz, &random);
  fuzz->progress->by_stress[stress]++;
  g_assert_true (rs_vm_start (fuzz->vm, unit, argv));
  fuzz->vm->instruction_limit = fuzz->answers ? 2000000 : INSTRUCTIONS;
  run_stressed (fuzz, seed, stress, &random);
  fuzz->progress->instructions += rs_vm_now (fuzz->vm);
  fuzz->progress->stopped += fuzz->vm->stop != RS_STOP_NONE;
  /* A run that was stopped leaves what was under way. */
  if (fuzz->vm->stop == RS_STOP_NONE && random_next (&random) % 16 == 0)
    audit (fuzz, seed);
  if (fuzz->vm->stop != RS_STOP_NONE)
    g_string_append (fuzz->out, "\nstopped\n");
  rs_vm_abandon (fuzz->vm);
}

static char *
graph_text (RsSession *session, guint64 instruction)
{
  g_autoptr (GError) error = NULL;
  const RsHeapGraph *graph = rs_session_graph_at_instruction (session, instruction, &error);
  if (graph == NULL)
    return g_strdup (error->message);
  char *text = rs_heap_graph_to_json (graph);
  rs_heap_graph_unref (graph);
  return text;
}

/* The same moments, in two orders. */
static void
run_session (Fuzz *fuzz, guint64 seed, const char *source)
{
  RsSessionOptions options = { .instruction_limit = INSTRUCTIONS / 4, .state_interval = 300 };
  g_autoptr (GError) error = NULL;
  g_autoptr (RsSession) session =
      rs_session_new (source, strlen (source), "fuzz.py", &options, &error);
  g_autofree char *texts[5] = { NULL };
  guint64 at[5], random = seed * 17;
  fuzz->progress->by_stress[STRESS_SESSION]++;
  if (session == NULL || !rs_session_record (session, &error))
    return;
  guint64 n = rs_session_recording (session)->n_instructions;
  for (guint i = 0; i < 5; i++)
    {
      at[i] = random_next (&random) % MAX (n, 1);
      texts[i] = graph_text (session, at[i]);
    }
  for (int i = 4; i >= 0; i--)
    {
      g_autofree char *again = graph_text (session, at[i]);
      if (strcmp (again, texts[i]) != 0)
        {
          complain (fuzz, seed, "a moment looks otherwise when it is visited again");
          break;
        }
    }
  for (guint i = 1; i < 5; i++)
    g_clear_pointer (&texts[i], g_free);
}

/* SIGPROF after so many seconds of the processor; 0: none. */
static void
set_alarm (int seconds)
{
  const struct itimerval timer = { .it_value = { .tv_sec = seconds } };
  setitimer (ITIMER_PROF, &timer, NULL);
}

static void
one (Fuzz *fuzz, guint64 seed)
{
  g_autofree char *source = grammar_generate (fuzz->grammar, "program", seed);
  RsSyntaxError error = { NULL };
  fuzz->progress->at = seed;
  fuzz->source = source;
  g_string_truncate (fuzz->out, 0);
  set_alarm (SECONDS);
  if (seed % SESSION_EVERY == 0 && !fuzz->answers)
    {
      run_session (fuzz, seed, source);
      fuzz->progress->done++;
      return;
    }
  g_autoptr (GPtrArray) warnings = g_ptr_array_new_with_free_func (rs_compile_warning_free);
  RsCodeUnit *unit =
      rs_compile (source, strlen (source), "fuzz.py", RS_COMPILE_EXEC, 0, warnings, &error);
  if (unit == NULL)
    fuzz->progress->not_compiled++;
  else
    run_program (fuzz, seed, unit);
  if (fuzz->answers)
    printf ("%s\n\001: %s\002", fuzz->out->str, error.message ? error.message : "");
  if (unit != NULL)
    rs_code_unit_free (unit);
  rs_syntax_error_clear (&error);
  fuzz->progress->done++;
}

static gpointer
work (gpointer data)
{
  Fuzz *fuzz = data;
  fuzz->out = g_string_new (NULL);
  start_engine (fuzz);
  for (guint64 seed = fuzz->first; seed <= fuzz->last; seed++)
    {
      one (fuzz, seed);
      set_alarm (0);
      if (seed % LEAK_CHECK == 0 && !fuzz->answers)
        {
          printf ("seed %" G_GUINT64_FORMAT "\n", seed);
          fflush (stdout);
        }
      if (seed % LEAK_CHECK == 0 && find_leaks ())
        complain (fuzz, seed, "leaks in the programs before it");
    }
  end_engine (fuzz);
  g_string_free (fuzz->out, TRUE);
  return NULL;
}

/* --- the watched child ---------------------------------------------------- */

static void
run_child (Fuzz *fuzz)
{
  pthread_attr_t attributes;
  pthread_t thread;
  struct rlimit none = { 0, 0 };
  setrlimit (RLIMIT_CORE, &none);
  pthread_attr_init (&attributes);
  pthread_attr_setstacksize (&attributes, RS_ENGINE_STACK);
  pthread_create (&thread, &attributes, work, fuzz);
  pthread_join (thread, NULL);
}

/* TRUE: it came to the end. */
static gboolean
watch_child (Fuzz *fuzz)
{
  int status;
  fflush (stdout);
  pid_t child = fork ();
  if (child == 0)
    {
      run_child (fuzz);
      exit (0);
    }
  waitpid (child, &status, 0);
  if (WIFEXITED (status) && WEXITSTATUS (status) == 0)
    return TRUE;
  if (WIFSIGNALED (status))
    printf ("seed %" G_GUINT64_FORMAT " (%s): %s\n", fuzz->progress->at,
            stress_names[stresses[fuzz->progress->at % 32]],
            WTERMSIG (status) == SIGPROF ? "hangs" : g_strsignal (WTERMSIG (status)));
  else
    printf ("seed %" G_GUINT64_FORMAT " (%s): ended with status %d\n", fuzz->progress->at,
            stress_names[stresses[fuzz->progress->at % 32]], WEXITSTATUS (status));
  fflush (stdout);
  return FALSE;
}

static int
report (const Progress *progress, guint failed)
{
  printf ("%" G_GUINT64_FORMAT " programs, %" G_GUINT64_FORMAT
          " instructions; %u crashed or hung, %" G_GUINT64_FORMAT
          " not explained; %" G_GUINT64_FORMAT " did not compile, %" G_GUINT64_FORMAT
          " were stopped\n",
          progress->done, progress->instructions, failed, progress->wrong, progress->not_compiled,
          progress->stopped);
  for (guint i = 0; i < N_STRESSES; i++)
    printf ("%s%s %" G_GUINT64_FORMAT, i ? ", " : "  ", stress_names[i], progress->by_stress[i]);
  printf ("\n");
  return failed > 0 || progress->wrong > 0;
}

static void
print_programs (const Grammar *grammar, guint64 first, guint64 last)
{
  for (guint64 seed = first; seed <= last; seed++)
    {
      g_autofree char *text = grammar_generate (grammar, "program", seed);
      printf ("%s%s", text, seed < last ? "\001" : "");
    }
}

int
main (int argc, char **argv)
{
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  const char *way = argc > 1 && argv[1][0] == '-' ? argv[1] : NULL;
  Fuzz fuzz = { .answers = g_strcmp0 (way, "--answers") == 0 };
  guint failed = 0;

  argv += way != NULL;
  if (argc - (way != NULL) != 4)
    return 2;
  if (!g_file_get_contents (argv[1], &text, NULL, &error))
    g_error ("%s", error->message);
  g_autoptr (Grammar) grammar = grammar_new (text);
  fuzz.grammar = grammar;
  fuzz.first = g_ascii_strtoull (argv[2], NULL, 10);
  fuzz.last = g_ascii_strtoull (argv[3], NULL, 10);
  if (g_strcmp0 (way, "--print") == 0)
    {
      print_programs (grammar, fuzz.first, fuzz.last);
      return 0;
    }
  fuzz.progress =
      mmap (NULL, sizeof (Progress), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  while (fuzz.first <= fuzz.last && !watch_child (&fuzz))
    {
      failed++;
      if (fuzz.answers)
        printf ("crashed\n\001: \002");
      fuzz.first = fuzz.progress->at + 1;
    }
  return fuzz.answers ? 0 : report (fuzz.progress, failed);
}
