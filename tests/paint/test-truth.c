/* SPDX-License-Identifier: MIT
 *
 * Whether pictures say what is so, over the programs of tests/fidelity: at some
 * steps of each, at every level of detail,
 *
 *   - the number on a badge is that of the arrows drawn to the card, of the values shown in place,
 *     and of the references that its stub tells;
 *   - "new" and "freed" are what the engine made and freed since the step before.
 *
 *     test-truth FOLDER
 */
#include "paint/scene-private.h"
#include "session/session-private.h"

#include "moments.h"
#include "programs.h"

#include <string.h>

#define MOMENTS 10   /* of each program */
#define LONGEST 3000 /* steps: programs with more are left to others */

typedef struct {
  RsSession *session;
  guint step;
  const char *path;
  GHashTable *alive[2]; /* serials that live at the step, and at the one before */
} Moment;

static void
note_alive (RsVm *vm, RsObject *object, gpointer data)
{
  guint64 serial = object->serial;

  g_hash_table_add (data, g_memdup2 (&serial, sizeof serial));
}

/* The heap at STEP, and in ALIVE what lives there. */
static const RsHeapGraph *
visit (RsSession *session, guint step, GHashTable **alive)
{
  g_autoptr (GError) error = NULL;
  const RsHeapGraph *graph = rs_session_graph_at_step (session, step, &error);

  g_assert_no_error (error);
  *alive = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  rs_heap_foreach (session->vm, note_alive, *alive);
  return graph;
}

static void
check_count (const Moment *m, const RsScene *scene, const RsCard *card)
{
  guint arrows = 0, in_place = 0;

  for (guint i = 0; i < scene->edges->len; i++)
    {
      const RsSceneEdge *edge = rs_scene_edge (scene, i);

      if (rs_scene_card (scene, edge->target) == card && edge->strength != RS_WEAK)
        arrows += (guint) MAX (edge->parallel, 1);
    }
  for (guint i = 0; i < scene->items->len; i++)
    in_place += rs_scene_item (scene, i)->in_place == card->serial;
  if (arrows != card->arrows || in_place != card->in_place
      || card->count != (gint64) card->arrows + card->in_place + card->stub)
    g_error ("%s, step %u, %s: %s %s has count %d, but %u arrows, %u values, a stub of %u", m->path,
             m->step, rs_detail_name (scene->filter.detail), card->title, card->identity,
             (int) card->count, arrows, in_place, card->stub);
}

static void
check_life (const Moment *m, const RsScene *scene, const RsCard *card)
{
  gboolean now = g_hash_table_contains (m->alive[0], &card->serial),
           before = m->alive[1] != NULL && g_hash_table_contains (m->alive[1], &card->serial);

  if (card->kind != RS_GNODE_OBJECT || m->alive[1] == NULL)
    return;
  if (((card->marks & RS_MARK_NEW) != 0) != (now && !before)
      || ((card->marks & RS_MARK_GONE) != 0) != (before && !now))
    g_error ("%s, step %u, %s: %s %s is drawn as%s%s, and %s before, %s now", m->path, m->step,
             rs_detail_name (scene->filter.detail), card->title, card->identity,
             card->marks & RS_MARK_NEW ? " new" : "", card->marks & RS_MARK_GONE ? " freed" : "",
             before ? "lived" : "did not live", now ? "lives" : "does not");
}

/* The cards of GRAPH at DETAIL and their edges, without places (transfer
 * full). */
static RsScene *
make_cards (const RsHeapGraph *graph, const RsHeapGraph *previous, RsDetail detail)
{
  RsScene *scene = rs_scene_alloc (NULL);
  RsLayoutWork work = { NULL, 0, 0 };
  RsCardMaker maker = { .scene = scene, .whole = graph, .whole_before = previous, .work = &work };

  scene->filter = (RsFilterOptions){ .detail = detail };
  maker.graph = scene->graph = rs_heap_graph_filter (graph, &scene->filter);
  if (previous != NULL)
    maker.before = scene->before = rs_heap_graph_filter (previous, &scene->filter);
  scene->cycles = rs_graph_cycles (scene->graph);
  g_free (rs_scene_make_parts (&maker));
  rs_scene_account (&maker);
  return scene;
}

static void
check_moment (Moment *m)
{
  g_autoptr (RsConstHeapGraph) previous = NULL, graph = NULL;

  if (m->step > 0)
    previous = visit (m->session, m->step - 1, &m->alive[1]);
  graph = visit (m->session, m->step, &m->alive[0]);
  for (RsDetail detail = RS_DETAIL_SIMPLE; detail < RS_DETAIL_AS_IS; detail++)
    {
      g_autoptr (RsScene) scene = make_cards (graph, previous, detail);

      for (guint i = 0; i < scene->cards->len; i++)
        {
          const RsCard *card = rs_scene_card (scene, i);

          if (card->counted)
            check_count (m, scene, card);
          check_life (m, scene, card);
        }
    }
  g_clear_pointer (&m->alive[0], g_hash_table_unref);
  g_clear_pointer (&m->alive[1], g_hash_table_unref);
}

static void
test_program (gconstpointer path)
{
  g_autoptr (GError) error = NULL;
  const RsSessionOptions limits = { .step_limit = LONGEST };
  g_autoptr (RsSession) session = rs_session_new_from_file (path, &limits, &error);
  guint n, n_moments;

  g_assert_no_error (error);
  g_assert_true (rs_session_record (session, &error));
  n = rs_session_recording (session)->n_steps;
  if (n >= LONGEST)
    {
      g_test_skip ("the program has too many steps");
      return;
    }
  n_moments = MIN (moments_of (MOMENTS), n);
  for (guint k = 0; k < n_moments; k++)
    {
      Moment m = { session, (guint) ((guint64) k * (n - 1) / MAX (1, n_moments - 1)), path };

      check_moment (&m);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_assert_cmpint (argc, ==, 2);
  return programs_run (argv[1], "/truth", test_program);
}
