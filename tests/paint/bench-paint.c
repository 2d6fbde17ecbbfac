/* SPDX-License-Identifier: MIT
 *
 * How long a scene and a frame take at 1000 cards: medians of many, in
 * milliseconds.
 */
#include "paint/scene-private.h"
#include "tests/graph/fixtures.h"

#include <stdlib.h>

static int
compare (const void *a, const void *b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return x < y ? -1 : x > y;
}

static double
median (double *times, guint n)
{
  qsort (times, n, sizeof *times, compare);
  return times[n / 2];
}

/* A frame of 1280 x 800 that shows the scene at SCALE, its middle in the
 * middle. */
static double
frame_time (const RsScene *scene, double scale)
{
  RsRect bounds = rs_scene_bounds (scene);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 1280, 800);
  double times[15];

  for (guint i = 0; i < G_N_ELEMENTS (times) + 2; i++)
    {
      cairo_t *cr = cairo_create (surface);
      gint64 start = g_get_monotonic_time ();

      cairo_translate (cr, 640, 400);
      cairo_scale (cr, scale, scale);
      cairo_translate (cr, -bounds.x - bounds.width / 2, -bounds.y - bounds.height / 2);
      rs_scene_paint (scene, cr, NULL);
      cairo_surface_flush (surface);
      if (i >= 2)
        times[i - 2] = (double) (g_get_monotonic_time () - start) / 1000;
      cairo_destroy (cr);
    }
  cairo_surface_destroy (surface);
  return median (times, G_N_ELEMENTS (times));
}

int
main (void)
{
  g_autoptr (RsConstHeapGraph) graph = fixture_random (1000, 7), next = fixture_random (1000, 7);
  g_autoptr (RsTextCache) texts = rs_text_cache_new ();
  g_autoptr (RsScenePlanner) planner = NULL;
  g_autoptr (RsPlan) plan = NULL;
  g_autoptr (RsScene) scene = NULL;
  RsSceneOptions options = RS_SCENE_OPTIONS_INIT;
  gint64 start = g_get_monotonic_time ();
  double times[11], fit;
  RsRect bounds;

  options.texts = texts;
  planner = rs_scene_planner_new (&options);
  rs_scene_planner_add (planner, graph, NULL);
  rs_scene_planner_add (planner, next, graph);
  plan = rs_scene_planner_run (planner, NULL);
  g_print ("plan of two moments: %.1f ms\n", (double) (g_get_monotonic_time () - start) / 1000);
  start = g_get_monotonic_time ();
  scene = rs_scene_new (graph, NULL, plan, &options);
  g_print ("first scene, %u cards, %u edges: %.1f ms\n", rs_scene_n_cards (scene),
           rs_scene_n_edges (scene), (double) (g_get_monotonic_time () - start) / 1000);
  for (guint i = 0; i < G_N_ELEMENTS (times); i++)
    {
      g_autoptr (RsScene) step = NULL;

      start = g_get_monotonic_time ();
      step = rs_scene_new (next, graph, plan, &options);
      times[i] = (double) (g_get_monotonic_time () - start) / 1000;
    }
  g_print ("scene of the next step: %.1f ms\n", median (times, G_N_ELEMENTS (times)));
  bounds = rs_scene_bounds (scene);
  fit = MIN (1280 / bounds.width, 800 / bounds.height);
  g_print ("frame with all %u cards in view (scale %.3f): %.1f ms\n", rs_scene_n_cards (scene), fit,
           frame_time (scene, fit));
  g_print ("frame at scale 0.5: %.1f ms\n", frame_time (scene, 0.5));
  g_print ("frame at scale 1: %.1f ms\n", frame_time (scene, 1));
  return 0;
}
