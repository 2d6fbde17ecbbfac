/* SPDX-License-Identifier: MIT
 *
 * Tests of src/paint: scenes as text, their geometry and their pixels against
 * golden files (written anew with REFSCOPE_GOLDEN=write), no overlaps and no
 * edge through a card in scenes of random heaps at every level, hit test,
 * animation, emphasis, culling, export.
 */
#include "paint/curve.h"
#include "paint/export.h"
#include "paint/scene-private.h"
#include "tests/graph/fixtures.h"
#include "tests/moments.h"

#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

/* The plan of a run of two moments (transfer full); AFTER may be NULL. */
static RsPlan *
plan_of (const RsHeapGraph *before, const RsHeapGraph *after, const RsSceneOptions *options)
{
  g_autoptr (RsScenePlanner) planner = rs_scene_planner_new (options);

  rs_scene_planner_add (planner, before, NULL);
  if (after != NULL)
    rs_scene_planner_add (planner, after, before);
  return rs_scene_planner_run (planner, NULL);
}

/* MOMENT 0 or 1 of the fixture NAME, as the plan of both has it. */
static RsScene *
make_scene (const char *name, int moment, RsDetail detail)
{
  g_autoptr (RsConstHeapGraph) before = fixture_by_name (name, 0),
                               after = fixture_by_name (name, 1);
  RsSceneOptions options = RS_SCENE_OPTIONS_INIT;
  g_autoptr (RsPlan) plan = NULL;

  options.detail = detail;
  plan = plan_of (before, after, &options);
  return moment == 0 ? rs_scene_new (before, NULL, plan, &options)
                     : rs_scene_new (after, before, plan, &options);
}

/* --- golden files --------------------------------------------------------- */

static gboolean
writes_golden (void)
{
  return g_strcmp0 (g_getenv ("REFSCOPE_GOLDEN"), "write") == 0;
}

static char *
golden_path (const char *file)
{
  return g_build_filename (g_getenv ("REFSCOPE_GOLDEN_DIR"), file, NULL);
}

/* Whether A and B are alike: the same texts, numbers within 6 points or 5 per
 * cent. Fonts differ a little from one computer to the next. */
static gboolean
agree (const char *a, const char *b)
{
  while (*a != '\0' && *b != '\0')
    {
      gboolean number = g_ascii_isdigit (*a) && g_ascii_isdigit (*b);
      double x, y;

      if (!number && *a != *b)
        return FALSE;
      if (!number)
        {
          a++;
          b++;
          continue;
        }
      x = (double) g_ascii_strtoull (a, (char **) &a, 10);
      y = (double) g_ascii_strtoull (b, (char **) &b, 10);
      if (fabs (x - y) > MAX (6, 0.05 * MAX (x, y)))
        return FALSE;
    }
  return *a == *b;
}

/* With GEOMETRY, numbers need only be near. */
static void
check_golden (const char *name, RsDetail detail, gboolean geometry)
{
  g_autoptr (RsScene) scene = make_scene (name, 1, detail);
  g_autofree char *dump = rs_scene_dump (scene, geometry), *golden = NULL, *out = NULL;
  g_autofree char *file =
      g_strdup_printf ("%s-%s%s.txt", name, rs_detail_name (detail), geometry ? "-geometry" : "");
  g_autofree char *path = golden_path (file);

  if (writes_golden ())
    {
      g_assert_true (g_file_set_contents (path, dump, -1, NULL));
      return;
    }
  g_assert_true (g_file_get_contents (path, &golden, NULL, NULL));
  if (geometry ? agree (dump, golden) : strcmp (dump, golden) == 0)
    return;
  out = g_build_filename (g_get_tmp_dir (), file, NULL);
  g_file_set_contents (out, dump, -1, NULL);
  g_error ("the scene differs from %s; what it is now: %s", path, out);
}

static void
test_golden (void)
{
  static const char *const names[] = { "parent-child", "linked-list", "weak-values", "slots",
                                       "korean",       "recursion",   "zoo" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    for (RsDetail detail = RS_DETAIL_SIMPLE; detail <= RS_DETAIL_EVERYTHING; detail++)
      {
        check_golden (names[i], detail, FALSE);
        if (detail == RS_DETAIL_SIMPLE)
          check_golden (names[i], detail, TRUE);
      }
  check_golden ("parent-child", RS_DETAIL_EVERYTHING, TRUE);
}

/* --- geometry ------------------------------------------------------------- */

static void
check_cards (const RsScene *scene, guint32 seed)
{
  for (guint i = 0; i < scene->cards->len; i++)
    {
      const RsCard *a = rs_scene_card (scene, i);

      g_assert_cmpfloat (a->width, <=, RS_CARD_WIDTH);
      for (guint k = a->first_item; k < a->first_item + a->n_items; k++)
        {
          const RsItem *item = rs_scene_item (scene, k);

          g_assert_cmpfloat (item->x + item->width, <=, a->width + 0.01);
          g_assert_cmpfloat (item->y, >=, RS_CARD_TITLE);
          g_assert_cmpfloat (item->y + item->height, <=, a->height + 0.01);
        }
      for (guint j = i + 1; j < scene->cards->len; j++)
        {
          const RsCard *b = rs_scene_card (scene, j);

          if (a->x < b->x + b->width && b->x < a->x + a->width && a->y < b->y + b->height
              && b->y < a->y + a->height)
            g_error ("seed %u: cards %u and %u overlap", seed, i, j);
        }
    }
}

static gboolean
point_in (const RsRect *r, double x, double y)
{
  return x > r->x + 0.5 && x < r->x + r->width - 0.5 && y > r->y + 0.5
         && y < r->y + r->height - 0.5;
}

static void
check_point (const RsScene *scene, const RsSceneEdge *edge, gboolean first, double x, double y,
             guint32 seed)
{
  for (guint i = 0; i < scene->cards->len; i++)
    {
      const RsCard *card = rs_scene_card (scene, i);
      RsRect rect = { card->x, card->y, card->width, card->height };

      if (point_in (&rect, x, y) && !(first && i == edge->source))
        g_error ("seed %u: an edge runs through card %u", seed, i);
    }
  for (guint i = 0; i < scene->labels->len; i++)
    if (point_in (&rs_scene_label (scene, i)->rect, x, y))
      g_error ("seed %u: an edge runs through a label", seed);
}

/* Whether POINT still is on the way out of the card from which EDGE comes. */
static gboolean
is_in_source (const RsScene *scene, const RsSceneEdge *edge, const RsPoint *point)
{
  const RsCard *card = rs_scene_card (scene, edge->source);
  RsRect rect = { card->x, card->y, card->width, card->height };

  return point_in (&rect, point->x, point->y);
}

static void
check_edges (const RsScene *scene, guint32 seed)
{
  for (guint w = 0; w < scene->edges->len; w++)
    {
      const RsSceneEdge *edge = rs_scene_edge (scene, w);
      const RsPoint *p = rs_scene_points (scene, edge);
      gboolean leaving = TRUE;

      for (guint s = 0; s + 3 < edge->n_points; s += 3)
        {
          for (guint k = 0; k <= 10; k++)
            {
              double t = k / 10.0, u = 1 - t, a = u * u * u, b = 3 * u * u * t, c = 3 * u * t * t,
                     d = t * t * t;

              check_point (scene, edge, leaving,
                           a * p[s].x + b * p[s + 1].x + c * p[s + 2].x + d * p[s + 3].x,
                           a * p[s].y + b * p[s + 1].y + c * p[s + 2].y + d * p[s + 3].y, seed);
            }
          leaving = leaving && is_in_source (scene, edge, &p[s + 3]);
        }
    }
}

static void
test_no_overlaps (void)
{
  /* Five seeds go through all levels, too. */
  for (guint32 seed = 1; seed <= 24; seed += MIN (MOMENTS_ONE_IN, 5))
    {
      g_autoptr (RsConstHeapGraph) a = fixture_random (20 + seed * 4, seed);
      g_autoptr (RsConstHeapGraph) b = fixture_random (24 + seed * 4, seed + 1);
      RsSceneOptions options = RS_SCENE_OPTIONS_INIT;
      g_autoptr (RsScene) one = NULL, two = NULL, three = NULL;
      g_autoptr (RsPlan) plan = NULL;

      options.detail = seed % 3;
      plan = plan_of (a, b, &options);
      one = rs_scene_new (a, NULL, plan, &options);
      two = rs_scene_new (b, a, plan, &options);
      three =
          rs_scene_new (a, b, plan, &options); /* backwards: the plan does not know its ghosts */
      check_cards (one, seed);
      check_edges (one, seed);
      check_cards (two, seed);
      check_edges (two, seed);
      check_cards (three, seed);
      check_edges (three, seed);
    }
}

/* A linked list of 300 is folded, and still no card overlaps another nor does a
 * edge run through one. */
static void
test_long_list_clean (void)
{
  Fixture f;
  fixture_begin (&f);
  guint32 module = fixture_module (&f, "__main__", 1), last = RS_NONE;
  for (int i = 0; i < 300; i++)
    {
      guint32 node = fixture_object (&f, RS_SHAPE_INSTANCE, "Node", "", 1, 56);
      if (last == RS_NONE || i == 150 || i == 299)
        fixture_edge (&f, module, node, RS_REF_GLOBAL,
                      i == 0     ? "head"
                      : i == 150 ? "middle"
                                 : "tail",
                      -1);
      if (last != RS_NONE)
        fixture_edge (&f, last, node, RS_REF_ATTRIBUTE, "next", -1);
      last = node;
    }
  g_autoptr (RsConstHeapGraph) graph = fixture_end (&f, 0, 0, 1);
  g_autoptr (RsScene) scene = rs_scene_new (graph, NULL, NULL, NULL);
  RsRect bounds = rs_scene_bounds (scene);

  g_assert_cmpuint (rs_scene_n_cards (scene), ==, 301);
  g_assert_cmpfloat (bounds.width, <, 2.5 * bounds.height);
  g_assert_cmpfloat (bounds.height, <, 2.5 * bounds.width);
  check_cards (scene, 0);
  check_edges (scene, 0);
}

/* A list with too many references for cells, and with spare places: all that it
 * shows stands within its card. */
static void
test_items_within_card (void)
{
  Fixture f;
  fixture_begin (&f);
  guint32 module = fixture_module (&f, "__main__", 1),
          list = fixture_list (&f, RS_SHAPE_LIST, "list", 1, 184, 12, 24);
  fixture_edge (&f, module, list, RS_REF_GLOBAL, "q", -1);
  for (int i = 0; i < 12; i++)
    fixture_edge (&f, list, fixture_object (&f, RS_SHAPE_INSTANCE, "Node", "", 1, 56), RS_REF_ITEM,
                  NULL, i);
  g_autoptr (RsConstHeapGraph) graph = fixture_end (&f, 0, 0, 1);
  g_autoptr (RsScene) scene = rs_scene_new (graph, NULL, NULL, NULL);
  guint spare = 0;
  for (guint c = 0; c < rs_scene_n_cards (scene); c++)
    {
      const RsCard *card = rs_scene_card (scene, c);
      for (guint i = card->first_item; i < card->first_item + card->n_items; i++)
        {
          const RsItem *item = rs_scene_item (scene, i);
          spare += item->kind == RS_ITEM_SPARE;
          g_assert_cmpfloat (item->x + item->width, <=, card->width);
          g_assert_cmpfloat (item->y + item->height, <=, card->height);
        }
    }
  g_assert_cmpuint (spare, >, 0);
}

static void
test_fixtures_clean (void)
{
  for (const char *const *name = fixture_names (); *name != NULL; name++)
    for (RsDetail detail = RS_DETAIL_SIMPLE; detail <= RS_DETAIL_EVERYTHING; detail++)
      {
        g_autoptr (RsScene) scene = NULL;

        if (strcmp (*name, "random-1000") == 0)
          continue;
        scene = make_scene (*name, 1, detail);
        check_cards (scene, 0);
        check_edges (scene, 0);
      }
}

/* What a step did is found: nothing before there is a step, then all that
 * glows, is struck or has another count, and no more. */
static void
test_find_changes (void)
{
  g_autoptr (RsScene) one = make_scene ("weak-values", 0, RS_DETAIL_SIMPLE);
  g_autoptr (RsScene) two = make_scene ("weak-values", 1, RS_DETAIL_SIMPLE);
  RsRect changes, bounds = rs_scene_bounds (two);

  g_assert_false (rs_scene_find_changes (one, &changes));
  g_assert_true (rs_scene_find_changes (two, &changes));
  g_assert_cmpfloat (changes.width, <=, bounds.width);
  for (guint i = 0; i < two->cards->len; i++)
    {
      const RsCard *card = rs_scene_card (two, i);

      if (card->delta != 0 || (card->marks & (RS_MARK_NEW | RS_MARK_GONE)))
        {
          g_assert_cmpfloat (card->x, >=, changes.x);
          g_assert_cmpfloat (card->y, >=, changes.y);
          g_assert_cmpfloat (card->x + card->width, <=, changes.x + changes.width);
          g_assert_cmpfloat (card->y + card->height, <=, changes.y + changes.height);
        }
    }
}

/* What a step has freed stands where it stood before, whether that was drawn or
 * not. */
static void
test_ghosts_stand (void)
{
  for (guint32 seed = 1; seed <= 12; seed += MIN (MOMENTS_ONE_IN, 5))
    {
      g_autoptr (RsConstHeapGraph) before = fixture_random (60, seed),
                                   after = fixture_random (24, seed + 100);
      g_autoptr (RsPlan) plan = plan_of (before, after, NULL);
      g_autoptr (RsScene) alone = rs_scene_new (before, NULL, plan, NULL),
                          scene = rs_scene_new (after, before, plan, NULL);
      guint ghosts = 0;

      for (guint i = 0; i < scene->cards->len; i++)
        {
          const RsCard *card = rs_scene_card (scene, i);
          RsRect stood;

          if (!(card->marks & RS_MARK_GONE) || card->frame)
            continue;
          ghosts++;
          g_assert_true (rs_scene_find (alone, card->serial, &stood));
          g_assert_cmpfloat (card->x, ==, stood.x);
          g_assert_cmpfloat (card->y, ==, stood.y);
        }
      g_assert_cmpuint (ghosts, >, 0);
      check_cards (scene, seed);
      check_edges (scene, seed);
    }
}

/* A step forward and back leaves every card where it was. */
static void
test_stable (void)
{
  g_autoptr (RsScene) one = make_scene ("weak-values", 0, RS_DETAIL_SIMPLE);
  g_autoptr (RsScene) two = make_scene ("weak-values", 1, RS_DETAIL_SIMPLE);
  g_autoptr (RsScene) again = make_scene ("weak-values", 0, RS_DETAIL_SIMPLE);

  for (guint i = 0; i < one->cards->len; i++)
    {
      const RsCard *card = rs_scene_card (one, i);
      RsRect later, back;

      g_assert_true (rs_scene_find (two, card->serial, &later));
      g_assert_true (rs_scene_find (again, card->serial, &back));
      g_assert_cmpfloat (later.x, ==, card->x);
      g_assert_cmpfloat (later.y, ==, card->y);
      g_assert_cmpfloat (back.y, ==, card->y);
    }
}

/* A scene that nobody wants is none; nor is a plan. */
static void
test_cancelled (void)
{
  g_autoptr (RsConstHeapGraph) first = fixture_random (60, 1), second = fixture_random (60, 2);
  g_autoptr (RsScenePlanner) planner = rs_scene_planner_new (NULL);
  g_autoptr (RsPlan) plan = NULL;
  gint cancel = 1;
  RsSceneOptions options = RS_SCENE_OPTIONS_INIT;
  RsLayoutWork whole = { &cancel, G_MAXUINT64, 0 };

  rs_scene_planner_add (planner, first, NULL);
  rs_scene_planner_add (planner, second, first);
  for (guint64 grace = 0; grace < 20000; grace = grace * 2 + 300)
    {
      RsLayoutWork work = { &cancel, grace, 0 };
      g_autoptr (RsPlan) unwanted = rs_scene_planner_run (planner, &work);
      g_autoptr (RsScene) scene = NULL;

      g_assert_null (unwanted);
      work.done = 0;
      options.work = &work;
      scene = rs_scene_new (first, second, NULL, &options);
      g_assert_null (scene);
    }
  /* With a plan there is less to do, and less to cancel. */
  plan = rs_scene_planner_run (planner, &whole);
  g_assert_nonnull (plan);
  RsLayoutWork at_once = { &cancel, 0, 0 }, done = { NULL, 0, 0 };
  options.work = &at_once;
  g_assert_null (rs_scene_new (first, second, plan, &options));
  options.work = &done;
  g_autoptr (RsScene) scene = rs_scene_new (first, second, plan, &options);
  g_autoptr (RsScene) again = rs_scene_new (first, second, plan, NULL);
  g_autofree char *found = rs_scene_dump (scene, TRUE), *expected = rs_scene_dump (again, TRUE);
  g_assert_cmpstr (found, ==, expected);
  g_assert_cmpuint (10 * done.done, <, whole.done);
}

/* With the scene before at hand, nothing is filtered twice, and the scene is
 * the same. */
static void
test_last (void)
{
  g_autoptr (RsConstHeapGraph) a = fixture_random (60, 1), b = fixture_random (64, 1);
  RsSceneOptions options = RS_SCENE_OPTIONS_INIT;
  g_autoptr (RsPlan) plan = plan_of (a, b, &options);
  g_autoptr (RsScene) one = rs_scene_new (a, NULL, plan, &options);
  g_autoptr (RsScene) two = rs_scene_new (b, a, plan, &options), again = NULL, back = NULL;
  g_autofree char *expected = rs_scene_dump (two, TRUE), *found = NULL;

  options.last = one;
  again = rs_scene_new (b, a, plan, &options);
  found = rs_scene_dump (again, TRUE);
  g_assert_cmpstr (found, ==, expected);
  g_assert_true (again->before == one->graph);
  options.last = again;
  options.detail = RS_DETAIL_EVERYTHING;
  back = rs_scene_new (a, b, plan, &options);
  g_assert_true (back->graph != one->graph);
}

/* --- hit test ------------------------------------------------------------- */

static void
test_hit (void)
{
  g_autoptr (RsScene) scene = make_scene ("parent-child", 1, RS_DETAIL_SIMPLE);
  RsHit hit;

  g_assert_false (rs_scene_hit (scene, -500, -500, &hit));
  g_assert_cmpint (hit.kind, ==, RS_HIT_NOTHING);
  for (guint i = 0; i < scene->cards->len; i++)
    {
      const RsCard *card = rs_scene_card (scene, i);

      g_assert_true (rs_scene_hit (scene, card->x + 4, card->y + 4, &hit));
      g_assert_cmpint (hit.kind, ==, RS_HIT_CARD);
      g_assert_cmpuint (hit.serial, ==, card->serial);
      if (card->badge[0] != '\0')
        {
          g_assert_true (rs_scene_hit (scene, card->x + card->width - 16, card->y + 15, &hit));
          g_assert_cmpint (hit.kind, ==, RS_HIT_BADGE);
        }
      for (guint k = card->first_item; k < card->first_item + card->n_items; k++)
        {
          const RsItem *item = rs_scene_item (scene, k);

          g_assert_true (rs_scene_hit (scene, card->x + item->x + 3,
                                       card->y + item->y + item->height / 2, &hit));
          g_assert_cmpint (hit.kind, ==, RS_HIT_ROW);
          g_assert_cmpuint (hit.graph_edge, ==, item->graph_edge);
        }
    }
  for (guint i = 0; i < scene->edges->len; i++)
    {
      const RsSceneEdge *edge = rs_scene_edge (scene, i);
      const RsPoint *end = rs_scene_points (scene, edge) + edge->n_points - 1;

      g_assert_true (rs_scene_hit (scene, end->x + (edge->from_right ? 2 : -2), end->y, &hit));
      g_assert_cmpint (hit.kind, ==, RS_HIT_EDGE);
      g_assert_cmpuint (hit.target, ==, rs_scene_card (scene, edge->target)->serial);
    }
  g_assert_true (rs_scene_hit (scene, rs_scene_label (scene, 0)->rect.x + 20,
                               rs_scene_label (scene, 0)->rect.y + 10, &hit));
  g_assert_cmpint (hit.kind, ==, RS_HIT_CYCLE);
}

/* The words for what is at X, Y of SCENE; NULL: none. */
static char *
words_at (const RsScene *scene, double x, double y)
{
  RsHit hit;

  rs_scene_hit (scene, x, y, &hit);
  return rs_scene_describe (scene, &hit);
}

/* A tooltip says what the drawing cuts short, and where an edge runs; it is
 * silent where all is to be seen. */
static void
test_describe (void)
{
  Fixture f;
  fixture_begin (&f);
  guint32 module = fixture_module (&f, "__main__", 1);
  guint32 def = fixture_object (&f, RS_SHAPE_FUNCTION, "function",
                                "ALongNameOfAClass.a_long_name_of_a_method", 1, 152);
  guint32 list = fixture_list (&f, RS_SHAPE_LIST, "list", 1, 56, 0, 0);
  fixture_edge (&f, module, list, RS_REF_GLOBAL, "short", -1);
  fixture_edge (
      &f, module,
      fixture_object (&f, RS_SHAPE_STR, "str", "'a text that is far too long for its row'", 1, 90),
      RS_REF_GLOBAL, "text", -1);
  fixture_edge (&f, module, def, RS_REF_GLOBAL, "f", -1);
  g_autoptr (RsConstHeapGraph) graph = fixture_end (&f, 0, 0, 1);
  g_autoptr (RsScene) scene = rs_scene_new (graph, NULL, NULL, NULL);
  const RsCard *frame = rs_scene_card (scene, 0);
  double x = frame->x + 20, y = frame->y + RS_CARD_TITLE + RS_CARD_ROW / 2;
  g_autofree char *row = words_at (scene, x, y), *cut = words_at (scene, x, y + RS_CARD_ROW);
  g_autofree char *edge = words_at (scene, frame->x + frame->width + 4, y), *title = NULL,
                  *badge = NULL;

  g_assert_cmpstr (row, ==, NULL);
  g_assert_cmpstr (cut, ==, "__main__ · text → 'a text that is far too long for its row' (str)");
  g_assert_cmpstr (edge, ==, "__main__ · short → list A2");
  for (guint i = 0; i < scene->cards->len; i++)
    if (rs_scene_card (scene, i)->shape == RS_SHAPE_FUNCTION)
      {
        const RsCard *card = rs_scene_card (scene, i);

        g_assert_cmpstr (card->title, ==, "def …a_long_name_of_a_method");
        title = words_at (scene, card->x + 4, card->y + 4);
        badge = words_at (scene, card->x + card->width - 16, card->y + 15);
      }
  g_assert_cmpstr (title, ==, "def ALongNameOfAClass.a_long_name_of_a_method A1");
  g_assert_true (g_str_has_prefix (badge, "Count 1"));
}

/* --- painting ------------------------------------------------------------- */

static cairo_surface_t *
paint (const RsScene *scene, const RsPaintState *state, double scale, const RsRect *clip)
{
  RsRect bounds = rs_scene_bounds (scene);
  cairo_surface_t *surface = cairo_image_surface_create (
      CAIRO_FORMAT_ARGB32, (int) (bounds.width * scale) + 40, (int) (bounds.height * scale) + 40);
  cairo_t *cr = cairo_create (surface);

  cairo_translate (cr, 20, 20);
  cairo_scale (cr, scale, scale);
  cairo_translate (cr, -bounds.x, -bounds.y);
  if (clip != NULL)
    {
      cairo_rectangle (cr, clip->x, clip->y, clip->width, clip->height);
      cairo_clip (cr);
    }
  rs_scene_paint (scene, cr, state);
  rs_scene_paint_legend (scene, cr, state, bounds.x, bounds.y + bounds.height, bounds.width);
  g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  return surface;
}

static guint32
pixel_at (cairo_surface_t *surface, int x, int y)
{
  const guchar *row = cairo_image_surface_get_data (surface)
                      + (gsize) y * (gsize) cairo_image_surface_get_stride (surface);

  return ((const guint32 *) (gconstpointer) row)[x];
}

static gboolean
differ (guint32 a, guint32 b)
{
  for (guint shift = 0; shift < 32; shift += 8)
    if (ABS ((int) (a >> shift & 255) - (int) (b >> shift & 255)) > 48)
      return TRUE;
  return FALSE;
}

/* The share of pixels that clearly differ where A and B are both. */
static double
difference (cairo_surface_t *a, cairo_surface_t *b)
{
  int width = MIN (cairo_image_surface_get_width (a), cairo_image_surface_get_width (b)),
      height = MIN (cairo_image_surface_get_height (a), cairo_image_surface_get_height (b));
  double n = 0;

  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      n += differ (pixel_at (a, x, y), pixel_at (b, x, y));
  return n / ((double) width * height);
}

static void
check_pixels (const char *name, const RsScene *scene, const RsPaintState *state)
{
  g_autofree char *file = g_strdup_printf ("%s.png", name), *path = golden_path (file),
                  *out = g_build_filename (g_get_tmp_dir (), file, NULL);
  cairo_surface_t *now = paint (scene, state, 0.3, NULL), *golden;
  double share;

  if (writes_golden ())
    cairo_surface_write_to_png (now, path);
  golden = cairo_image_surface_create_from_png (path);
  g_assert_cmpint (cairo_surface_status (golden), ==, CAIRO_STATUS_SUCCESS);
  share = difference (now, golden);
  if (share > 0.01)
    {
      cairo_surface_write_to_png (now, out);
      g_error ("%.1f %% of the pixels differ from %s; what it is now: %s", 100 * share, path, out);
    }
  cairo_surface_destroy (golden);
  cairo_surface_destroy (now);
}

/* What is painted, in four themes, with a card selected, one hovered, and half
 * way of a step; at a scale at which text is bars, so that no font counts. */
static void
test_pixels (void)
{
  static const struct {
    const char *fixture;
    RsDetail detail;
    RsThemeId theme;
    gboolean select, hover;
  } table[] = {
    { "weak-values", RS_DETAIL_SIMPLE, RS_THEME_LIGHT, FALSE, FALSE },
    { "parent-child", RS_DETAIL_REFERENCES, RS_THEME_DARK, TRUE, FALSE },
    { "zoo", RS_DETAIL_SIMPLE, RS_THEME_CONTRAST, FALSE, TRUE },
    { "recursion", RS_DETAIL_EVERYTHING, RS_THEME_PRINT, FALSE, FALSE },
  };
  g_autoptr (RsScene) one = make_scene ("recursion", 0, RS_DETAIL_SIMPLE),
                      two = make_scene ("korean", 1, RS_DETAIL_SIMPLE),
                      middle = rs_scene_interpolate (one, two, 0.5);

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autoptr (RsScene) scene = make_scene (table[i].fixture, 1, table[i].detail);
      g_autofree char *name =
          g_strdup_printf ("%s-%s-%s", table[i].fixture, rs_detail_name (table[i].detail),
                           rs_theme_name (table[i].theme));
      RsPaintState state = RS_PAINT_STATE_INIT;

      state.theme = rs_theme_get (table[i].theme);
      if (table[i].select)
        state.selected = rs_scene_card (scene, scene->cards->len - 1)->serial;
      if (table[i].hover)
        state.hover = rs_scene_card (scene, 1)->serial;
      check_pixels (name, scene, &state);
    }
  check_pixels ("half-way", middle, NULL);
}

/* Each theme paints what the others do, in colours of its own. */
static void
test_every_theme (void)
{
  for (const char *const *name = fixture_names ();
       *name != NULL && !g_str_has_prefix (*name, "random"); name++)
    {
      g_autoptr (RsScene) scene = make_scene (*name, 1, RS_DETAIL_EVERYTHING);
      cairo_surface_t *last = NULL;

      for (RsThemeId theme = 0; theme < RS_N_THEMES; theme++)
        {
          RsPaintState state = RS_PAINT_STATE_INIT;
          cairo_surface_t *now;

          state.theme = rs_theme_get (theme);
          state.selected = rs_scene_card (scene, scene->cards->len - 1)->serial;
          state.hover = rs_scene_card (scene, 0)->serial;
          now = paint (scene, &state, theme == 0 ? 0.25 : 1, NULL);
          g_assert_cmpint (rs_theme_from_name (rs_theme_name (theme)), ==, theme);
          g_assert_cmpuint (pixel_at (now, 1, 1) >> 24, ==, 255);
          if (theme > 1)
            g_assert_cmpfloat (difference (now, last), >, 0.01);
          g_clear_pointer (&last, cairo_surface_destroy);
          last = now;
        }
      cairo_surface_destroy (last);
    }
}

static void
test_culling (void)
{
  g_autoptr (RsScene) scene = make_scene ("zoo", 1, RS_DETAIL_SIMPLE);
  RsRect bounds = rs_scene_bounds (scene), clip = { bounds.x + 200, bounds.y + 100, 300, 200 };
  cairo_surface_t *whole = paint (scene, NULL, 1, NULL), *part = paint (scene, NULL, 1, &clip);
  int stride = cairo_image_surface_get_stride (whole);

  for (int y = 0; y < 196; y++)
    {
      gsize offset = (gsize) (20 + 102 + y) * (gsize) stride + (20 + 202) * 4;

      const guchar *a = cairo_image_surface_get_data (whole) + offset,
                   *b = cairo_image_surface_get_data (part) + offset;

      for (int x = 0; x < 296 * 4; x++)
        g_assert_cmpint (ABS (a[x] - b[x]), <=, 16);
    }
  cairo_surface_destroy (whole);
  cairo_surface_destroy (part);
}

/* Cards that both have glide in a straight line; what only one has fades in or
 * out; the ends are the scenes themselves. */
static void
test_interpolate (void)
{
  g_autoptr (RsScene) one = make_scene ("recursion", 0, RS_DETAIL_SIMPLE);
  g_autoptr (RsScene) two = make_scene ("korean", 1, RS_DETAIL_SIMPLE);

  for (guint i = 0; i <= 4; i++)
    {
      double t = i / 4.0;
      g_autoptr (RsScene) middle = rs_scene_interpolate (one, two, t);

      g_assert_cmpuint (rs_scene_n_edges (middle), ==, rs_scene_n_edges (two));
      g_assert_true ((middle == two) == (i == 4));
      for (guint k = 0; k < middle->cards->len; k++)
        {
          const RsCard *card = rs_scene_card (middle, k);
          RsRect from, to;
          gboolean was = rs_scene_find (one, card->serial, &from),
                   is = rs_scene_find (two, card->serial, &to);

          if (was && is)
            g_assert_cmpfloat_with_epsilon (card->x, from.x + (to.x - from.x) * t, 1e-9);
          if (was && is)
            g_assert_cmpfloat_with_epsilon (card->y, from.y + (to.y - from.y) * t, 1e-9);
          else
            g_assert_cmpfloat_with_epsilon (card->alpha, is ? t : 1 - t, 1e-9);
        }
      cairo_surface_destroy (paint (middle, NULL, 1, NULL));
    }
}

/* --- export --------------------------------------------------------------- */

static gpointer
make_scenes (gpointer data)
{
  RsSceneOptions options = RS_SCENE_OPTIONS_INIT;

  options.texts = data;
  for (guint i = 0; i < 20; i++)
    {
      g_autoptr (RsConstHeapGraph) graph = fixture_by_name ("korean", (int) i % 2);
      g_autoptr (RsScene) scene = NULL;

      options.detail = i % 3;
      scene = rs_scene_new (graph, NULL, NULL, &options);
      g_assert_cmpuint (rs_scene_n_cards (scene), >, 0);
    }
  return NULL;
}

/* One thread makes scenes while another paints one, with one cache of texts, as
 * the worker and the window do. */
static void
test_threads (void)
{
  g_autoptr (RsTextCache) texts = rs_text_cache_new ();
  g_autoptr (RsConstHeapGraph) graph = fixture_by_name ("korean", 1);
  RsSceneOptions options = RS_SCENE_OPTIONS_INIT;
  g_autoptr (RsScene) scene = NULL;
  GThread *thread;

  options.texts = texts;
  scene = rs_scene_new (graph, NULL, NULL, &options);
  thread = g_thread_new ("scenes", make_scenes, texts);
  for (guint i = 0; i < 10; i++)
    cairo_surface_destroy (paint (scene, NULL, 1 + i / 10.0, NULL));
  g_thread_join (thread);
}

static void
test_export (void)
{
  static const struct {
    const char *ending, *head;
  } kinds[] = { { "png", "\x89PNG" }, { "svg", "<?xml" },        { "pdf", "%PDF" },
                { "dot", "digraph" }, { "json", "{\"refscope" }, { "txt", "step" } };
  g_autoptr (RsScene) scene = make_scene ("korean", 1, RS_DETAIL_SIMPLE);
  g_autofree char *dir = g_dir_make_tmp ("refscope-XXXXXX", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autofree char *path = g_strdup_printf ("%s/picture.%s", dir, kinds[i].ending),
                      *content = NULL;
      g_autoptr (GError) error = NULL;

      g_assert_true (rs_export_file (scene, path, NULL, &error));
      g_assert_no_error (error);
      g_assert_true (g_file_get_contents (path, &content, NULL, NULL));
      g_assert_true (g_str_has_prefix (content, kinds[i].head));
      g_unlink (path);
    }
  g_rmdir (dir);
}

static void
test_export_errors (void)
{
  g_autoptr (RsScene) scene = make_scene ("slots", 1, RS_DETAIL_SIMPLE);
  RsExportOptions options = RS_EXPORT_OPTIONS_INIT;
  g_autoptr (GError) format = NULL, write = NULL, size = NULL;

  g_assert_false (rs_export_file (scene, "picture.bmp", NULL, &format));
  g_assert_error (format, RS_EXPORT_ERROR, RS_EXPORT_ERROR_FORMAT);
  g_assert_false (rs_export_file (scene, "/nowhere/at/all/picture.png", NULL, &write));
  g_assert_error (write, RS_EXPORT_ERROR, RS_EXPORT_ERROR_WRITE);
  options.scale = 1000;
  g_assert_false (rs_export_file (scene, "picture.png", &options, &size));
  g_assert_error (size, RS_EXPORT_ERROR, RS_EXPORT_ERROR_SIZE);
}

static void
test_empty (void)
{
  RsHeapGraphBuilder *builder = rs_heap_graph_builder_new ();
  g_autoptr (RsConstHeapGraph) graph = rs_heap_graph_builder_end (builder);
  g_autoptr (RsScene) scene = rs_scene_new (graph, graph, NULL, NULL);
  RsHit hit;

  g_assert_cmpuint (rs_scene_n_cards (scene), ==, 0);
  g_assert_false (rs_scene_hit (scene, 0, 0, &hit));
  cairo_surface_destroy (paint (scene, NULL, 1, NULL));
}

/* The caches that fontconfig, Pango and cairo keep to the end of the program
 * are no leaks of ours. */
const char *__lsan_default_suppressions (void);

const char *
__lsan_default_suppressions (void)
{
  return "leak:libfontconfig\nleak:libcairo\nleak:libpango\n";
}

/* The curve fills its rectangle's bottom where values are great, and nothing
 * outside. */
static void
test_curve (void)
{
  const double values[] = { 0, 900, 910, 920, 930, 1000, 1000, 950, 940, 930 };
  const guint n = G_N_ELEMENTS (values);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, 100, 40);
  cairo_t *cr = cairo_create (surface);

  rs_curve_paint (cr, NULL, values, n, 5, 0, 10, 100, 20);
  rs_curve_paint (cr, NULL, NULL, 0, 0, 0, 10, 100, 20);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  const guint32 *pixels = (const guint32 *) cairo_image_surface_get_data (surface);
  int stride = cairo_image_surface_get_stride (surface) / 4;
  g_assert_cmpuint (pixels[25 * stride + 55] >> 24, >, 0);
  g_assert_cmpuint (pixels[25 * stride + 5] >> 24, ==, 0);
  g_assert_cmpuint (pixels[2 * stride + 55] >> 24, ==, 0);
  g_assert_cmpuint (pixels[36 * stride + 55] >> 24, ==, 0);
  cairo_surface_destroy (surface);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/paint/golden", test_golden);
  g_test_add_func ("/paint/no-overlaps", test_no_overlaps);
  g_test_add_func ("/paint/long-list-clean", test_long_list_clean);
  g_test_add_func ("/paint/items-within-card", test_items_within_card);
  g_test_add_func ("/paint/fixtures-clean", test_fixtures_clean);
  g_test_add_func ("/paint/find-changes", test_find_changes);
  g_test_add_func ("/paint/ghosts-stand", test_ghosts_stand);
  g_test_add_func ("/paint/stable", test_stable);
  g_test_add_func ("/paint/cancelled", test_cancelled);
  g_test_add_func ("/paint/last", test_last);
  g_test_add_func ("/paint/hit", test_hit);
  g_test_add_func ("/paint/describe", test_describe);
  g_test_add_func ("/paint/pixels", test_pixels);
  g_test_add_func ("/paint/themes", test_every_theme);
  g_test_add_func ("/paint/culling", test_culling);
  g_test_add_func ("/paint/interpolate", test_interpolate);
  g_test_add_func ("/paint/threads", test_threads);
  g_test_add_func ("/paint/export", test_export);
  g_test_add_func ("/paint/export-errors", test_export_errors);
  g_test_add_func ("/paint/empty", test_empty);
  g_test_add_func ("/paint/curve", test_curve);
  return g_test_run ();
}
