/* SPDX-License-Identifier: MIT
 *
 * Lives, over the programs of tests/fidelity: what the rows say is what the
 * engine did.
 *
 *   - At steps all over the run, the objects that live are those whose rows say
 *     so, each with the type and the address of its row.
 *   - Where a collection ran no Python, the objects that a picture of the
 *     moment before it calls unreachable died of it, and it has found no
 *     others.
 *   - Where a program itself tells of a death, by a weak reference's callback,
 *     as "death: CLASS LINE CAUSE", a row says the same. (What it prints is
 *     compared with CPython's in tests/fidelity.)
 *   - The journal of a step tells of as many births and deaths, each once, as
 *     the rows; pictures in the middle of it can be made, and do not change
 *     what is seen afterwards.
 *   - Two recordings have the same rows.
 *
 *     test-lives FOLDER
 */
#include "session/session-private.h"

#include "graph/graph-io.h"
#include "heap/gc.h"
#include "moments.h"
#include "programs.h"

#include <string.h>

#define MOMENTS 12     /* of each program */
#define LONGEST 5000   /* steps: of programs with more the beginning */
#define COLLECTIONS 12 /* of each program */
#define JOURNALS 16    /* steps of each program */
#define PICTURES 3     /* of each of these */

typedef struct {
  const char *path;
  const RsLives *lives;
  guint step, n_steps, every, alive;
  guint n_checked;
} Check;

static RsSession *
record (const char *path)
{
  RsSessionOptions options = { .lives = TRUE, .step_limit = LONGEST };
  g_autoptr (GError) error = NULL;
  RsSession *session = rs_session_new_from_file (path, &options, &error);
  g_assert_no_error (error);
  gboolean ok = rs_session_record (session, &error);
  g_assert_true (ok);
  g_assert_nonnull (rs_session_recording (session)->lives);
  /* What still runs while a run is stopped is no step. */
  g_assert_cmpuint (rs_session_recording (session)->n_steps, <=, LONGEST);
  return session;
}

static void
check_object (RsVm *vm, RsObject *object, gpointer data)
{
  Check *check = data;
  char buffer[200];
  if (object->serial < check->lives->first_serial)
    return;
  const RsLife *life = rs_lives_get (check->lives, object->serial);
  if (life == NULL || !rs_life_at_step (life, check->step))
    g_error ("%s, step %u: object %" G_GUINT64_FORMAT " lives, its row says otherwise", check->path,
             check->step, (guint64) object->serial);
  g_assert_cmpuint (life->block, ==, object->block);
  const char *name = rs_type_name (object->type, buffer, sizeof buffer),
             *row = check->lives->types[life->type].name;
  if (!g_str_has_suffix (name, row))
    g_error ("%s, step %u: a %s has the row of a %s", check->path, check->step, name, row);
  check->alive++;
}

static guint
rows_at (const RsLives *lives, guint step)
{
  guint n = 0;
  for (guint64 serial = lives->first_serial; serial < lives->next_serial; serial++)
    {
      const RsLife *life = rs_lives_get (lives, serial);
      n += life != NULL && rs_life_at_step (life, step);
    }
  return n;
}

static void
visit_step (RsSession *session, RsVm *vm, RsMomentKind moment, gpointer data)
{
  Check *check = data;
  if (check->step % check->every == 0 && check->step < check->n_steps)
    {
      check->alive = 0;
      rs_heap_foreach (vm, check_object, check);
      g_assert_cmpuint (check->alive, ==, rows_at (check->lives, check->step));
      check->n_checked++;
    }
  check->step++;
}

/* What the picture before COLLECTION calls unreachable. */
static void
check_collection (RsSession *session, const RsLives *lives, guint index, const char *path)
{
  const RsCollection *collection = &lives->collections[index];
  g_autoptr (GError) error = NULL;
  const RsHeapGraph *graph =
      rs_session_graph_at_instruction (session, collection->instruction, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < graph->n_nodes; i++)
    {
      const RsGraphNode *node = &graph->nodes[i];
      const RsLife *life = rs_lives_get (lives, node->serial);
      if (life == NULL || node->kind != RS_GNODE_OBJECT)
        continue;
      gboolean unreachable = (node->flags & RS_NODE_UNREACHABLE) != 0;
      gboolean collected = life->death == RS_DEATH_COLLECTED && life->collection == index;
      /* A class takes along what its base knows of it, which is reachable. */
      gboolean found = collected && (life->flags & RS_LIFE_FOUND);
      if (unreachable ? !collected : found)
        g_error ("%s, collection %u: the %s %" G_GUINT64_FORMAT " is %sreachable, and %s", path,
                 index, lives->types[life->type].name, node->serial, unreachable ? "un" : "",
                 found       ? "found"
                 : collected ? "collected"
                             : "not collected");
    }
  rs_heap_graph_unref (graph);
}

static guint
check_collections (RsSession *session, const RsLives *lives, const char *path)
{
  guint n = 0;
  for (guint i = 0; i < lives->n_collections && n < moments_of (COLLECTIONS); i++)
    {
      const RsCollection *collection = &lives->collections[i];
      /* An automatic one comes before an instruction, a young one leaves the
       * old alone. */
      if (collection->keeps || collection->at_exit || collection->automatic
          || collection->generation < 2 || collection->ended != collection->instruction)
        continue;
      check_collection (session, lives, i, path);
      n++;
    }
  return n;
}

static void
assert_same_rows (const RsLives *a, const RsLives *b)
{
  g_assert_cmpuint (a->next_serial, ==, b->next_serial);
  for (guint64 serial = a->first_serial; serial < a->next_serial; serial++)
    {
      const RsLife *one = rs_lives_get (a, serial), *other = rs_lives_get (b, serial);
      g_assert_true ((one == NULL) == (other == NULL));
      if (one != NULL)
        g_assert_cmpmem (one, sizeof *one, other, sizeof *other);
    }
}

static guint
rows_of (const RsLives *lives, const char *type, gint32 line, const char *cause)
{
  guint n = 0;
  for (guint64 serial = lives->first_serial; serial < lives->next_serial; serial++)
    {
      const RsLife *life = rs_lives_get (lives, serial);
      n += life != NULL && strcmp (lives->types[life->type].name, type) == 0
           && lives->sites[life->died_site].line == line
           && g_strcmp0 (rs_death_name (life->death), cause) == 0;
    }
  return n;
}

static guint
times_in (char **lines, const char *wanted)
{
  guint n = 0;
  for (; *lines != NULL; lines++)
    n += strcmp (*lines, wanted) == 0;
  return n;
}

static guint
check_deaths (const RsRecording *recording, const char *path)
{
  g_auto (GStrv) lines = g_strsplit (recording->program_output, "\n", -1);
  guint n = 0;
  for (char **line = lines; *line != NULL; line++)
    {
      if (!g_str_has_prefix (*line, "death: "))
        continue;
      g_auto (GStrv) words = g_strsplit (*line, " ", -1);
      guint printed = times_in (lines, *line),
            rows = rows_of (recording->lives, words[1], atoi (words[2]), words[3]);
      if (printed != rows)
        g_error ("%s: \"%s\" is printed %u times, and so say %u rows", path, *line, printed, rows);
      n++;
    }
  return n;
}

/* A birth or a death in the journal of STEP has its row, and each row its
 * event. */
static void
check_events (const RsJournal *journal, const RsLives *lives, guint step, const char *path)
{
  guint born = 0, died = 0;
  for (guint i = 0; i < journal->n_events; i++)
    {
      const RsEvent *event = &journal->events[i];
      const RsLife *life = event->object ? rs_lives_get (lives, event->object) : NULL;
      if (event->kind == RS_EVENT_BORN)
        {
          g_assert_nonnull (life);
          g_assert_cmpuint (life->born, ==, event->instruction);
          g_assert_cmpuint (life->born_step, ==, step + 1);
          born++;
        }
      else if (event->kind == RS_EVENT_FREED)
        {
          g_assert_nonnull (life);
          g_assert_cmpuint (life->died, ==, event->instruction);
          g_assert_cmpuint (life->died_step, ==, step + 1);
          g_assert_cmpint (lives->sites[life->died_site].line, ==, event->line);
          died++;
        }
    }
  for (guint64 serial = lives->first_serial; serial < lives->next_serial; serial++)
    {
      const RsLife *life = rs_lives_get (lives, serial);
      born -= life != NULL && life->born_step == step + 1;
      died -= life != NULL && life->died_step == step + 1 && !(life->flags & RS_LIFE_RENEWED);
    }
  if (born != 0 || died != 0)
    g_error ("%s, step %u: %d births and %d deaths more in the journal than in the rows", path,
             step, (int) born, (int) died);
}

static char *
picture_at (RsSession *session, guint step)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RsConstHeapGraph) graph = rs_session_graph_at_step (session, step, &error);
  g_assert_no_error (error);
  return rs_heap_graph_to_json (graph);
}

/* Between its phases the picture has for each object what the collector has. */
static void
check_gc_refs (RsSession *session, const RsJournal *journal, guint step, guint from)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RsConstHeapGraph) graph =
      rs_session_graph_at_event (session, step, step + 1, FALSE, from, &error);
  g_assert_no_error (error);
  for (guint i = from; i < journal->n_events && journal->events[i].kind == RS_EVENT_GC_REFS; i++)
    {
      const RsEvent *event = &journal->events[i];
      guint32 node = rs_heap_graph_find (graph, event->object);
      if (node != RS_NONE)
        g_assert_cmpint (graph->nodes[node].gc_refs - 1, ==, event->number);
    }
}

/* The freed object is there until it is freed, without a reference. */
static void
check_freed (const RsHeapGraph *graph, const RsEvent *event)
{
  guint32 node = rs_heap_graph_find (graph, event->object);
  if (event->kind != RS_EVENT_FREED)
    return;
  g_assert_cmpuint (node, !=, RS_NONE);
  g_assert_cmpint (graph->nodes[node].refcount, ==, 0);
}

static void
check_journal (RsSession *session, guint step, const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *before = picture_at (session, step);
  g_autoptr (RsJournal) journal = rs_session_journal_steps (session, step, step + 1, FALSE, &error);
  g_assert_no_error (error);
  check_events (journal, rs_session_recording (session)->lives, step, path);
  for (guint i = 0; i < journal->n_events; i += MAX (journal->n_events / moments_of (PICTURES), 1))
    {
      g_autoptr (RsConstHeapGraph) graph =
          rs_session_graph_at_event (session, step, step + 1, FALSE, i, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (graph->moment.instruction, ==, journal->events[i].instruction + 1);
      check_freed (graph, &journal->events[i]);
    }
  for (guint i = 1; i < journal->n_events; i++)
    if (journal->events[i].kind == RS_EVENT_GC_REFS
        && journal->events[i - 1].kind == RS_EVENT_PHASE)
      check_gc_refs (session, journal, step, i);
  g_autofree char *after = picture_at (session, step);
  g_assert_cmpstr (before, ==, after);
}

static void
test_program (gconstpointer data)
{
  const char *path = data;
  g_autoptr (RsSession) session = record (path), again = record (path);
  g_autoptr (RsRecording) recording = rs_recording_ref (rs_session_recording (session));
  Check check = { path, recording->lives, .n_steps = recording->n_steps,
                  .every = MAX (recording->n_steps / moments_of (MOMENTS), 1) };
  g_autoptr (GError) error = NULL;

  assert_same_rows (recording->lives, rs_session_recording (again)->lives);
  guint deaths = check_deaths (recording, path);
  guint collections = check_collections (session, recording->lives, path);
  for (guint step = 0; step + 1 < recording->n_steps;
       step += MAX (recording->n_steps / moments_of (JOURNALS), 1))
    check_journal (session, step, path);
  rs_session_visit_steps (session, visit_step, &check, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (check.step, >=, recording->n_steps);
  g_test_message ("%u moments, %u collections, %u deaths told", check.n_checked, collections,
                  deaths);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_assert_cmpint (argc, ==, 2);
  return programs_run (argv[1], "/lives", test_program);
}
