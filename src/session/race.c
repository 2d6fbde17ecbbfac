/* SPDX-License-Identifier: MIT
 *
 * Looking for races by running schedules, as CHESS does (Musuvathi, Qadeer:
 * Iterative context bounding for systematic testing of multithreaded programs,
 * 2007; its bound on delays is Emmi, Qadeer and Rakamarić's, 2011).
 *
 * The usual schedule lets a thread go on until it must wait. A *choice* is a
 * place where another thread could go on instead: where a turn may end, as
 * CPython's evaluation loop says, in the program's own code; and where a thread
 * waits and several are ready. A schedule is known by its unusual choices, a
 * list of (number of the choice, thread), since a run with the same choices is
 * the same run. Breadth first:
 *
 *     []  ->  [(0, 2)] [(1, 2)] [(2, 2)] ...  ->  [(0, 2) (3, 1)] ...
 *
 * so the first schedule that comes to something else is one with the fewest
 * unusual switches. Each run begins at a state saved just before the first
 * choice: what lies before it is run once.
 *
 * What a run comes to: how it ended, what it wrote, and how many instances its
 * classes have when the main program ends. Addresses and times that are printed
 * differ in each run and are not looked at, nor is the order of lines: threads
 * that print take turns in printing, which is no fault.
 */
#include "race.h"

#include "origin.h"
#include "session-private.h"

#include "vm/schedule.h"

#include <string.h>

#define BOUND 3 /* unusual switches */
#define SCHEDULES 4000
/* Instructions after which a thread that never waits gives way: a loop that
 * looks for what another thread does. */
#define LONG_TURN 5000
/* A run that takes longer than so many times the usual one, and this more, goes
 * on for ever. */
#define LONGER 20
#define MORE 2000000      /* instructions */
#define LONGEST 100000000 /* of the usual run, unless another limit is given */

typedef struct {
  guint number; /* of the choice, from the state that is saved */
  guint64 next; /* the thread that goes on */
} Choice;

typedef struct {
  RsSession *session; /* that is run; its schedule asks here */
  RsRaceLimits limits;
  RsArenaImage *image; /* before the first choice; NULL: each run is a whole one */
  GString *written;    /* what was written until then */
  GArray *writes;      /* RsWritten */
  guint64 written_chars;
  guint n_threads;
  const gint *cancel; /* not 0: the search is not wanted any more */

  /* the run that is under way */
  const GArray *prefix; /* Choice: the unusual ones */
  guint at, number;     /* the prefix's next, and the next choice's number */
  guint64 turn_began, first, usual_length;
  GArray *offers;      /* Choice: the unusual ones that follow the prefix */
  GArray *switches;    /* RsRaceSwitch: the prefix's; NULL: nobody asks */
  GHashTable *classes; /* char * -> number of instances */
} Search;

/* --- choosing ------------------------------------------------------------- */

static void
note_switch (Search *search, RsVm *vm, guint64 next, gboolean waits)
{
  RsFrame *frame = rs_session_program_frame (vm);
  RsRaceSwitch at = { rs_vm_now (vm), vm->thread->id, next, 0, NULL, waits };
  if (frame != NULL)
    {
      at.line = rs_frame_text_line (frame);
      at.function = rs_str_utf8 (frame->code->qualname, NULL);
    }
  g_array_append_val (search->switches, at);
}

/* Who goes on where the prefix says nothing. */
static guint64
usual_choice (Search *search, RsVm *vm, const guint64 *ready, guint n, gboolean waits)
{
  gboolean over = !waits && rs_vm_now (vm) - search->turn_began >= LONG_TURN;
  guint64 usual = over ? ready[1] : ready[0];
  if (search->at < search->prefix->len
      || (!waits && !search->limits.library && !vm->frame->code->of_program))
    return usual;
  for (guint i = 0; i < n; i++)
    if (ready[i] != usual)
      {
        const Choice offer = { search->number, ready[i] };
        g_array_append_val (search->offers, offer);
      }
  return usual;
}

static guint64
choose (RsVm *vm, const guint64 *ready, guint n, gboolean waits, gpointer data)
{
  Search *search = data;
  guint64 next;
  if (search->first == 0)
    search->first = rs_vm_now (vm);
  if (search->number == 0) /* before it nobody could have been kept waiting */
    search->turn_began = rs_vm_now (vm);
  search->n_threads = MAX (search->n_threads, n);
  if (g_atomic_int_get (search->cancel))
    rs_session_cancel (search->session);
  const Choice *wanted =
      search->at < search->prefix->len ? &g_array_index (search->prefix, Choice, search->at) : NULL;
  if (wanted != NULL && wanted->number == search->number)
    {
      next = wanted->next;
      search->at++;
      if (search->switches != NULL)
        note_switch (search, vm, next, waits);
    }
  else
    next = usual_choice (search, vm, ready, n, waits);
  search->number++;
  if (waits || next != vm->thread->id)
    search->turn_began = rs_vm_now (vm);
  return next;
}

/* --- a run ---------------------------------------------------------------- */

static void
count_instance (RsVm *vm, RsObject *object, gpointer data)
{
  GHashTable *classes = data;
  if (!rs_type_of_program (vm, object->type) || rs_is_type (object))
    return;
  char *name = rs_str_utf8 (object->type->name, NULL);
  guint n = GPOINTER_TO_UINT (g_hash_table_lookup (classes, name));
  g_hash_table_insert (classes, name, GUINT_TO_POINTER (n + 1));
}

static void
count_instances (RsVm *vm, gpointer data)
{
  Search *search = data;
  g_hash_table_remove_all (search->classes);
  rs_heap_foreach (vm, count_instance, search->classes);
}

/* The engine stands at the saved state, or at the program's start. */
static gboolean
go_back (Search *search, GError **error)
{
  RsSession *session = search->session;
  g_array_set_size (session->switches, 0);
  g_array_set_size (session->writes, 0);
  g_string_truncate (session->written, 0);
  session->written_chars = search->written_chars;
  session->program_end = G_MAXSIZE;
  if (search->image == NULL)
    return rs_session_start_engine (session, error);
  g_string_append_len (session->written, search->written->str, (gssize) search->written->len);
  g_array_append_vals (session->writes, search->writes->data, search->writes->len);
  rs_vm_abandon (session->vm);
  rs_arena_restore (rs_vm_arena (session->vm), search->image);
  return TRUE;
}

/* Runs the schedule of PREFIX to its end; search->offers has what may follow
 * it. */
static gboolean
run (Search *search, const GArray *prefix, GError **error)
{
  search->prefix = prefix;
  search->at = search->number = 0;
  g_array_set_size (search->offers, 0);
  g_hash_table_remove_all (search->classes);
  if (!go_back (search, error))
    return FALSE;
  RsVm *vm = search->session->vm;
  guint64 longest = search->usual_length != 0 ? search->usual_length * LONGER + MORE : LONGEST;
  if (search->usual_length != 0 || search->session->options.instruction_limit == 0)
    vm->instruction_limit = MIN (vm->instruction_limit, longest);
  rs_vm_set_watch (vm, 0, G_MAXUINT64);
  rs_session_run_to_end (search->session, NULL);
  if (search->usual_length == 0)
    search->usual_length = search->session->n_instructions;
  return TRUE;
}

/* Saves the state a little before the first choice, which a run has found. */
static gboolean
save_before_choices (Search *search, GError **error)
{
  RsSession *session = search->session;
  if (search->first < 3 || !go_back (search, error))
    return search->first < 3;
  rs_vm_set_watch (session->vm, 0, search->first - 2);
  if (!rs_vm_run (session->vm) || !rs_vm_can_save (session->vm))
    return TRUE;
  search->image = rs_arena_save (rs_vm_arena (session->vm), NULL, NULL);
  g_string_append_len (search->written, session->written->str, (gssize) session->written->len);
  g_array_append_vals (search->writes, session->writes->data, session->writes->len);
  search->written_chars = session->written_chars;
  return TRUE;
}

/* --- what runs come to ---------------------------------------------------- */

/* TEXT without what is another in each run: addresses and what id () says of
 * them, times. */
static char *
without_numbers (const char *text)
{
  static GRegex *regex;
  if (g_once_init_enter (&regex))
    g_once_init_leave (
        &regex, g_regex_new ("0x[0-9a-f]+|\\d{12,}|\\d+\\.\\d{4,}", G_REGEX_OPTIMIZE, 0, NULL));
  return g_regex_replace_literal (regex, text, -1, 0, "#", 0, NULL);
}

static int
by_text (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

static char *
sorted_lines (const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  qsort (lines, g_strv_length (lines), sizeof (char *), by_text);
  return g_strjoinv ("\n", lines);
}

/* How a text came out: as it is, and with its lines sorted. */
typedef struct {
  char *plain, *sorted;
} Form;

static void
form_clear (Form *form)
{
  g_free (form->plain);
  g_free (form->sorted);
}

static Form
form_of (const char *text)
{
  Form form;
  form.plain = without_numbers (text);
  form.sorted = sorted_lines (form.plain);
  return form;
}

/* What the usual run came to, and the forms of its texts. */
typedef struct {
  Form output, errors;
  GHashTable *classes;
} Usual;

static void
usual_clear (Usual *usual)
{
  form_clear (&usual->output);
  form_clear (&usual->errors);
  g_clear_pointer (&usual->classes, g_hash_table_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Usual, usual_clear)

static GHashTable *
new_classes (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

static void
take_outcome (RsRaceOutcome *outcome, const RsRecording *recording)
{
  *outcome =
      (RsRaceOutcome){ g_strdup (recording->output), g_strdup (recording->errors),
                       recording->exit_status, recording->stop, g_strdup (recording->stop_text) };
}

static void
take_usual (Search *search, RsRace *race, Usual *usual)
{
  const RsRecording *recording = rs_session_recording (search->session);
  take_outcome (&race->usual, recording);
  usual->output = form_of (recording->output);
  usual->errors = form_of (recording->errors);
  usual->classes = g_steal_pointer (&search->classes);
  search->classes = new_classes ();
}

static guint
n_of (GHashTable *classes, const char *name)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (classes, name));
}

static gboolean
same_classes (GHashTable *a, GHashTable *b)
{
  GHashTableIter iter;
  gpointer name, n;
  g_hash_table_iter_init (&iter, a);
  while (g_hash_table_iter_next (&iter, &name, &n))
    if (n_of (b, name) != GPOINTER_TO_UINT (n))
      return FALSE;
  return g_hash_table_size (a) == g_hash_table_size (b);
}

/* How the run that has just ended differs from the usual one. */
static RsRaceKind
compare (Search *search, RsRace *race, const Usual *usual)
{
  const RsRecording *recording = rs_session_recording (search->session);
  gboolean dead = recording->stop == RS_STOP_DEADLOCK;
  if (dead != (race->usual.stop == RS_STOP_DEADLOCK))
    return RS_RACE_DEADLOCK;
  RsRaceKind kind = RS_RACE_NONE;
  Form output = form_of (recording->output), errors = form_of (recording->errors);
  if (recording->exit_status != race->usual.exit_status || recording->stop != race->usual.stop
      || strcmp (errors.sorted, usual->errors.sorted) != 0)
    kind = RS_RACE_EXCEPTION;
  else if (strcmp (output.sorted, usual->output.sorted) != 0)
    kind = RS_RACE_OUTPUT;
  else if (!same_classes (search->classes, usual->classes))
    kind = RS_RACE_OBJECTS;
  else
    race->order_differs |= strcmp (output.plain, usual->output.plain) != 0;
  form_clear (&output);
  form_clear (&errors);
  return kind;
}

/* --- the search ----------------------------------------------------------- */

static void
class_free (gpointer data)
{
  RsRaceClass *class = data;
  g_free (class->name);
  g_free (class);
}

static void
clear_switch (gpointer data)
{
  g_free (((RsRaceSwitch *) data)->function);
}

static int
by_class_name (gconstpointer a, gconstpointer b)
{
  const RsRaceClass *const *x = a, *const *y = b;
  return strcmp ((*x)->name, (*y)->name);
}

/* Those whose numbers differ, of A that are not in TAKEN. */
static void
add_classes (RsRace *race, GHashTable *of, GHashTable *usual, GHashTable *other)
{
  GHashTableIter iter;
  gpointer name;
  g_hash_table_iter_init (&iter, of);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    if (n_of (usual, name) != n_of (other, name) && (of == usual || n_of (usual, name) == 0))
      {
        RsRaceClass *class = g_new0 (RsRaceClass, 1);
        class->name = g_strdup (name);
        class->n[0] = n_of (usual, name);
        class->n[1] = n_of (other, name);
        g_ptr_array_add (race->classes, class);
      }
}

/* PREFIX came to something else: runs it once more for what there is to say. */
static gboolean
take_found (Search *search, RsRace *race, const Usual *usual, const GArray *prefix, GError **error)
{
  search->switches = race->switches;
  gboolean ok = run (search, prefix, error);
  search->switches = NULL;
  if (!ok)
    return FALSE;
  take_outcome (&race->other, rs_session_recording (search->session));
  race->schedule = g_strdup (rs_session_recording (search->session)->schedule);
  add_classes (race, usual->classes, usual->classes, search->classes);
  add_classes (race, search->classes, usual->classes, search->classes);
  g_ptr_array_sort (race->classes, by_class_name);
  return TRUE;
}

static GArray *
longer (const GArray *prefix, const Choice *next)
{
  GArray *array = g_array_sized_new (FALSE, FALSE, sizeof (Choice), prefix->len + 1);
  g_array_append_vals (array, prefix->data, prefix->len);
  g_array_append_vals (array, next, 1);
  return array;
}

/* What may follow PREFIX waits for its turn. FALSE: not all of it has room. */
static gboolean
add_longer (Search *search, const RsRace *race, const GArray *prefix, GQueue *queue)
{
  for (guint i = 0; i < search->offers->len; i++)
    {
      if (prefix->len >= search->limits.bound
          || race->n_schedules + queue->length >= search->limits.schedules)
        return FALSE;
      g_queue_push_tail (queue, longer (prefix, &g_array_index (search->offers, Choice, i)));
    }
  return TRUE;
}

/* Runs PREFIX, unless the search has been given up. */
static gboolean
run_wanted (Search *search, const GArray *prefix, GError **error)
{
  if (!run (search, prefix, error))
    return FALSE;
  if (g_atomic_int_get (search->cancel))
    g_set_error_literal (error, RS_SESSION_ERROR, RS_SESSION_ERROR_CANCELLED,
                         rs_stop_text (RS_STOP_CANCEL));
  return !g_atomic_int_get (search->cancel);
}

/* The usual schedule has been run: runs those that follow it, one after the
 * other, those with fewer unusual switches first, until one differs. */
static gboolean
search_all (Search *search, RsRace *race, const GArray *usual_prefix, const Usual *usual,
            GError **error)
{
  GQueue queue = G_QUEUE_INIT;
  /* The fewest switches of a schedule that has no room. */
  guint cut = add_longer (search, race, usual_prefix, &queue) ? G_MAXUINT : 1;
  gboolean ok = TRUE;
  while (ok && race->kind == RS_RACE_NONE && queue.length > 0)
    {
      g_autoptr (GArray) prefix = g_queue_pop_head (&queue);
      ok = run_wanted (search, prefix, error);
      if (!ok)
        break;
      race->n_schedules++;
      race->kind = compare (search, race, usual);
      if (race->kind != RS_RACE_NONE)
        ok = take_found (search, race, usual, prefix, error);
      else if (!add_longer (search, race, prefix, &queue))
        cut = MIN (cut, prefix->len + 1);
    }
  race->complete = race->kind == RS_RACE_NONE && cut == G_MAXUINT;
  race->bound = race->kind != RS_RACE_NONE ? race->switches->len - 1
                : race->complete           ? search->limits.bound
                                           : cut - 1;
  g_queue_clear_full (&queue, (GDestroyNotify) g_array_unref);
  return ok;
}

/* Runs the usual schedule, then the others. */
static gboolean
find (Search *search, RsRace *race, GError **error)
{
  g_autoptr (GArray) none = g_array_new (FALSE, FALSE, sizeof (Choice));
  g_auto (Usual) usual = { { NULL } };
  if (!run_wanted (search, none, error))
    return FALSE;
  take_usual (search, race, &usual);
  race->n_schedules = 1;
  race->n_places = search->offers->len;
  return save_before_choices (search, error) && search_all (search, race, none, &usual, error);
}

/* A session for the runs. */
static RsSession *
open_runs (RsSession *session, Search *search, GError **error)
{
  RsSessionOptions options = session->options;
  options.schedule = NULL;
  options.lives = FALSE;
  options.step_limit = 0;
  options.line_limit = 0;
  options.argv = session->argv;
  options.input = session->input;
  RsSession *runs =
      rs_session_new (session->source, session->length, session->filename, &options, error);
  if (runs == NULL)
    return NULL;
  runs->schedule = g_new0 (RsSchedule, 1);
  runs->schedule->choose = choose;
  runs->schedule->data = search;
  runs->host.schedule = runs->schedule;
  runs->on_end = count_instances;
  runs->end_data = search;
  return runs;
}

RsRace *
rs_race_find (RsSession *session, const RsRaceLimits *limits, GError **error)
{
  g_autoptr (RsRace) race = g_new0 (RsRace, 1);
  Search search = { .limits = limits ? *limits : (RsRaceLimits){ 0 } };
  search.limits.bound = search.limits.bound ? search.limits.bound : BOUND;
  search.limits.schedules = search.limits.schedules ? search.limits.schedules : SCHEDULES;
  race->switches = g_array_new (FALSE, FALSE, sizeof (RsRaceSwitch));
  g_array_set_clear_func (race->switches, clear_switch);
  race->classes = g_ptr_array_new_with_free_func (class_free);
  g_atomic_int_set (&session->host.cancel, 0);
  search.session = open_runs (session, &search, error);
  if (search.session == NULL)
    return NULL;
  search.n_threads = 1;
  search.cancel = &session->host.cancel;
  search.offers = g_array_new (FALSE, FALSE, sizeof (Choice));
  search.classes = new_classes ();
  search.written = g_string_new (NULL);
  search.writes = g_array_new (FALSE, FALSE, sizeof (RsWritten));
  gboolean ok = find (&search, race, error);
  race->n_threads = search.n_threads;
  rs_session_free (search.session);
  rs_arena_image_free (search.image);
  g_string_free (search.written, TRUE);
  g_array_unref (search.writes);
  g_array_unref (search.offers);
  g_hash_table_unref (search.classes);
  return ok ? g_steal_pointer (&race) : NULL;
}

static void
outcome_clear (RsRaceOutcome *outcome)
{
  g_free (outcome->output);
  g_free (outcome->errors);
  g_free (outcome->stop_text);
}

void
rs_race_free (RsRace *race)
{
  if (race == NULL)
    return;
  outcome_clear (&race->usual);
  outcome_clear (&race->other);
  g_free (race->schedule);
  g_array_unref (race->switches);
  g_ptr_array_unref (race->classes);
  g_free (race);
}
