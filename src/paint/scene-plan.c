/* SPDX-License-Identifier: MIT
 *
 * The plan of a run's scenes. Each moment's cards are made as they will be
 * drawn, ghosts and struck rows too, so that the layout knows how large each
 * card ever gets.
 */
#include "paint/scene-private.h"

struct _RsScenePlanner {
  RsPlanner *planner;
  RsFilterOptions filter;
  guint64 *serials; /* that it names */
  RsTextCache *texts;
  const RsHeapGraph *whole, *filtered; /* the last moment's */
};

RsScenePlanner *
rs_scene_planner_new (const RsSceneOptions *options)
{
  static const RsSceneOptions usual = RS_SCENE_OPTIONS_INIT;
  static const RsLayoutMetrics metrics = RS_LAYOUT_METRICS_INIT;
  RsScenePlanner *planner = g_new0 (RsScenePlanner, 1);

  options = options != NULL ? options : &usual;
  planner->planner = rs_planner_new (&metrics);
  planner->filter = rs_scene_filter (options, &planner->serials);
  planner->texts =
      options->texts != NULL ? rs_text_cache_ref (options->texts) : rs_text_cache_new ();
  return planner;
}

void
rs_scene_planner_free (RsScenePlanner *planner)
{
  if (planner == NULL)
    return;
  rs_planner_free (planner->planner);
  rs_text_cache_unref (planner->texts);
  rs_heap_graph_unref (planner->whole);
  rs_heap_graph_unref (planner->filtered);
  g_free (planner->serials);
  g_free (planner);
}

gsize
rs_scene_planner_stride (gsize n_steps)
{
  return n_steps / RS_PLANNED_STEPS + 1;
}

/* GRAPH at the planner's level (transfer full): mostly that of the last
 * moment. */
static const RsHeapGraph *
filtered (const RsScenePlanner *planner, const RsHeapGraph *graph, const RsHeapGraph *other)
{
  return rs_scene_filter_beside (graph, &planner->filter, other,
                                 graph == planner->whole ? planner->filtered : NULL);
}

void
rs_scene_planner_add (RsScenePlanner *planner, const RsHeapGraph *graph,
                      const RsHeapGraph *previous)
{
  g_autoptr (RsScene) scene = rs_scene_alloc (planner->texts);
  g_autofree guint32 *card_of = NULL;
  g_autofree RsLayoutBox *boxes = NULL;
  g_autofree RsLayoutEdge *edges = NULL;
  RsLayoutWork work = { NULL, 0, 0 };
  RsCardMaker maker = { .scene = scene, .whole = graph, .whole_before = previous, .work = &work };

  g_return_if_fail (graph != NULL);
  scene->filter = planner->filter; /* its serials are the planner's */
  maker.graph = scene->graph = filtered (planner, graph, previous);
  if (previous != NULL)
    maker.before = scene->before = filtered (planner, previous, graph);
  scene->cycles = rs_graph_cycles (scene->graph);
  card_of = rs_scene_make_parts (&maker);
  rs_scene_account (&maker); /* its words may need room */
  boxes = rs_scene_boxes (scene);
  edges = rs_scene_layout_edges (scene);
  rs_planner_add (planner->planner, boxes, scene->cards->len, edges, scene->edges->len);
  rs_heap_graph_unref (planner->whole);
  rs_heap_graph_unref (planner->filtered);
  planner->whole = rs_heap_graph_ref (graph);
  planner->filtered = rs_heap_graph_ref (scene->graph);
}

gboolean
rs_scene_planner_see (const RsHeapGraph *graph, const RsHeapGraph *previous, gpointer planner)
{
  rs_scene_planner_add (planner, graph, previous);
  return TRUE;
}

RsPlan *
rs_scene_planner_run (RsScenePlanner *planner, RsLayoutWork *work)
{
  return rs_planner_run (planner->planner, work);
}
