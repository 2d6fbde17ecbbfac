/* SPDX-License-Identifier: MIT
 *
 * The scenes of whole runs, those of the seven scenarios at each level: a
 * moment has one picture however one comes to it, no card moves or overlaps
 * another, and each count is accounted for.
 */
#include "paint/scene-private.h"
#include "session/scenarios.h"
#include "session/session.h"

#include "moments.h"

#include <string.h>

/* A scenario at a level. */
typedef struct {
  const RsScenario *scenario;
  RsDetail detail;
} Subject;

typedef struct {
  RsSession *session;
  RsPlan *plan;
  RsTextCache *texts;
  RsDetail detail;
  guint n_steps;
} Run;

static Run
run_new (const Subject *subject)
{
  RsSceneOptions options = RS_SCENE_OPTIONS_INIT;
  const char *source = subject->scenario->source;
  Run run = { .detail = options.detail = subject->detail };
  g_autoptr (RsScenePlanner) planner = rs_scene_planner_new (&options);
  g_autoptr (GError) error = NULL;

  run.session = rs_session_new (source, strlen (source), "scenario.py", NULL, &error);
  g_assert_no_error (error);
  g_assert_true (rs_session_record (run.session, &error));
  g_assert_true (rs_session_walk_graphs (run.session, 1, rs_scene_planner_see, planner, &error));
  run.plan = rs_scene_planner_run (planner, NULL);
  run.texts = rs_text_cache_new ();
  run.n_steps = rs_session_recording (run.session)->n_steps;
  g_assert_cmpuint (run.n_steps, >, 5);
  return run;
}

static void
run_clear (Run *run)
{
  rs_session_free (run->session);
  rs_plan_unref (run->plan);
  rs_text_cache_unref (run->texts);
}

/* The scene of STEP (transfer full), with LAST (nullable) at hand. */
static RsScene *
scene_at (const Run *run, guint step, const RsScene *last)
{
  RsSceneOptions options = RS_SCENE_OPTIONS_INIT;
  g_autoptr (RsConstHeapGraph) graph = NULL, previous = NULL;
  g_autoptr (GError) error = NULL;

  options.detail = run->detail;
  options.texts = run->texts;
  options.last = last;
  if (step > 0)
    previous = rs_session_graph_at_step (run->session, step - 1, &error);
  graph = rs_session_graph_at_step (run->session, step, &error);
  g_assert_no_error (error);
  return rs_scene_new (graph, previous, run->plan, &options);
}

static char *
line_of (const RsScene *scene)
{
  GString *line = g_string_new (NULL);

  rs_scene_append_line (scene, line);
  return g_string_free (line, FALSE);
}

static void
check_no_overlap (const RsScene *scene, guint step)
{
  for (guint i = 0; i < scene->cards->len; i++)
    for (guint j = i + 1; j < scene->cards->len; j++)
      {
        const RsCard *a = rs_scene_card (scene, i), *b = rs_scene_card (scene, j);

        if (a->x < b->x + b->width && b->x < a->x + a->width && a->y < b->y + b->height
            && b->y < a->y + a->height)
          g_error ("step %u: \"%s\" and \"%s\" overlap", step, a->title, b->title);
      }
}

/* The number on a card's badge: arrows to it, values in place, and those that
 * its stub tells. */
static void
check_account (const RsScene *scene, guint step)
{
  for (guint i = 0; i < scene->cards->len; i++)
    {
      const RsCard *card = rs_scene_card (scene, i);

      if (card->counted && card->count != (gint64) card->arrows + card->in_place + card->stub)
        g_error ("step %u: \"%s\" has count %" G_GINT64_FORMAT ", %u arrows, %u in place, stub %u",
                 step, card->title, card->count, card->arrows, card->in_place, card->stub);
    }
}

/* PLACES: of each serial the RsPoint where its card has always stood. */
static void
check_places (const RsScene *scene, GHashTable *places, guint step)
{
  for (guint i = 0; i < scene->cards->len; i++)
    {
      const RsCard *card = rs_scene_card (scene, i);
      gpointer key = GSIZE_TO_POINTER ((gsize) card->serial);
      RsPoint at = { card->x, card->y }, *was = g_hash_table_lookup (places, key);

      if (was == NULL)
        g_hash_table_insert (places, key, g_memdup2 (&at, sizeof at));
      else if (was->x != at.x || was->y != at.y)
        g_error ("step %u: \"%s\" moved from %g, %g to %g, %g", step, card->title, was->x, was->y,
                 at.x, at.y);
    }
}

static void
test_run (gconstpointer data)
{
  Run run = run_new (data);
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GHashTable) places = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);
  g_autoptr (RsScene) last = NULL;

  for (guint step = 0; step < run.n_steps; step++)
    {
      g_autoptr (RsScene) scene = scene_at (&run, step, last);

      check_no_overlap (scene, step);
      check_account (scene, step);
      check_places (scene, places, step);
      g_ptr_array_add (lines, line_of (scene));
      rs_scene_unref (last);
      last = g_steal_pointer (&scene);
    }
  for (guint i = 0; i < run.n_steps + run.n_steps / 4; i++)
    {
      guint step = i < run.n_steps ? run.n_steps - 1 - i
                                   : (guint) g_rand_int_range (rand, 0, (gint) run.n_steps);
      g_autoptr (RsScene) scene = scene_at (&run, step, last);
      g_autofree char *line = line_of (scene);

      g_assert_cmpstr (line, ==, g_ptr_array_index (lines, step));
      rs_scene_unref (last);
      last = g_steal_pointer (&scene);
    }
  run_clear (&run);
}

/* What a window of 1280 by 720 points leaves to the picture, with its panes as
 * they are at first; and the least scale at which it is read easily. */
#define ROOM_WIDTH 640.0
#define ROOM_HEIGHT 460.0
#define LEAST_SCALE 0.75

/* The whole picture of each key moment fits the window. */
static void
test_fits (void)
{
  guint n = 0;

  for (guint i = 0; i < rs_n_scenarios; i++)
    {
      const Subject subject = { &rs_scenarios[i], RS_DETAIL_SIMPLE };
      Run run = run_new (&subject);

      for (const int *line = subject.scenario->moments; *line != 0; line++)
        {
          gssize step = rs_recording_find_line (rs_session_recording (run.session), *line);
          g_autoptr (RsScene) scene = scene_at (&run, (guint) step, NULL);
          RsRect bounds = rs_scene_bounds (scene);
          double scale = MIN (ROOM_WIDTH / bounds.width, ROOM_HEIGHT / bounds.height);

          g_test_message ("%s, line %d: %.2f", subject.scenario->id, *line, scale);
          g_assert_cmpfloat (scale, >=, LEAST_SCALE);
          n++;
        }
      run_clear (&run);
    }
  g_assert_cmpuint (n, >, 20);
}

/* See test-paint.c. */
const char *__lsan_default_suppressions (void);

const char *
__lsan_default_suppressions (void)
{
  return "leak:libfontconfig\nleak:libcairo\nleak:libpango\n";
}

int
main (int argc, char **argv)
{
  g_autofree Subject *subjects = NULL;

  g_test_init (&argc, &argv, NULL);
  subjects = g_new (Subject, 3 * rs_n_scenarios);
  for (guint i = 0; i < rs_n_scenarios; i++)
    for (RsDetail detail = RS_DETAIL_SIMPLE; detail <= RS_DETAIL_EVERYTHING; detail++)
      {
        Subject *subject = &subjects[3 * i + detail];
        g_autofree char *path =
            g_strdup_printf ("/scenes/%s/%s", rs_scenarios[i].id, rs_detail_name (detail));

        /* Under the sanitizers each scenario at one level. */
        if (MOMENTS_ONE_IN > 1 && detail != (RsDetail) (i % 3))
          continue;
        *subject = (Subject){ &rs_scenarios[i], detail };
        g_test_add_data_func (path, subject, test_run);
      }
  g_test_add_func ("/scenes/fits", test_fits);
  return g_test_run ();
}
