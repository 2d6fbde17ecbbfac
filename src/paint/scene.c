/* SPDX-License-Identifier: MIT
 *
 * Making a scene, as the list of its phases:
 *
 *   make_cards      namespaces, then frames by depth, then objects, then ghosts of what the step
 *                   freed
 *   make_edges      one for each row with a port
 *   place           the layout, which knows boxes and links only
 *   label_cycles    a label under the lowest member of each cycle; the layout then makes room for
 *                   the labels
 *   route           the routes of the edges
 *
 * A scene that nobody wants any more is given up between two cards, or within
 * the layout; the places that it has changed by then are put back.
 */
#include "paint/scene-private.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>

#define CARD_WORK 100 /* a card takes as long as so many links in the layout */

RsScene *
rs_scene_alloc (RsTextCache *texts)
{
  RsScene *scene = g_new0 (RsScene, 1);

  scene->refs = 1;
  scene->texts = texts != NULL ? rs_text_cache_ref (texts) : rs_text_cache_new ();
  scene->strings = g_string_chunk_new (4096);
  scene->cards = g_array_new (FALSE, FALSE, sizeof (RsCard));
  scene->items = g_array_new (FALSE, FALSE, sizeof (RsItem));
  scene->edges = g_array_new (FALSE, FALSE, sizeof (RsSceneEdge));
  scene->points = g_array_new (FALSE, FALSE, sizeof (RsPoint));
  scene->labels = g_array_new (FALSE, FALSE, sizeof (RsCycleLabel));
  return scene;
}

RsScene *
rs_scene_ref (RsScene *scene)
{
  g_return_val_if_fail (scene != NULL, NULL);
  g_atomic_int_inc (&scene->refs);
  return scene;
}

void
rs_scene_unref (RsScene *scene)
{
  if (scene == NULL || !g_atomic_int_dec_and_test (&scene->refs))
    return;
  rs_heap_graph_unref (scene->graph);
  rs_heap_graph_unref (scene->before);
  rs_heap_graph_unref (scene->whole[0]);
  rs_heap_graph_unref (scene->whole[1]);
  rs_text_cache_unref (scene->texts);
  g_string_chunk_free (scene->strings);
  rs_scene_unref (scene->strings_of[0]);
  rs_scene_unref (scene->strings_of[1]);
  g_array_unref (scene->cards);
  g_array_unref (scene->items);
  g_array_unref (scene->edges);
  g_array_unref (scene->points);
  g_array_unref (scene->labels);
  rs_graph_cycles_free (scene->cycles);
  g_clear_pointer (&scene->card_of, g_hash_table_unref);
  g_free (scene);
}

/* --- cards ---------------------------------------------------------------- */

/* A1 to A99, B1, ...; after Z99 AA1. */
static void
identify (RsCardMaker *maker, RsCard *card)
{
  guint number, letter;
  char text[24];

  if (card->kind != RS_GNODE_OBJECT || card->identity[0] != '\0')
    return;
  number = rs_places_get_number (maker->places, card->serial) - 1;
  letter = number / 99;
  if (letter < 26)
    g_snprintf (text, sizeof text, "%c%u", 'A' + letter, number % 99 + 1);
  else
    g_snprintf (text, sizeof text, "%c%c%u", 'A' + (letter / 26 - 1) % 26, 'A' + letter % 26,
                number % 99 + 1);
  card->identity = g_string_chunk_insert_const (maker->scene->strings, text);
}

static void
make_card (RsCardMaker *maker, guint32 node, gboolean ghost)
{
  RsScene *scene = maker->scene;
  RsCard *card;

  maker->work->done += CARD_WORK;
  rs_card_make (maker, node, ghost);
  card = rs_scene_card (scene, scene->cards->len - 1);
  identify (maker, card);
  if (ghost)
    rs_card_mark_changes (maker, card, &maker->before->nodes[node], node);
  else if (maker->whole_before != NULL)
    {
      guint32 old = rs_heap_graph_find (maker->whole_before, card->serial);

      rs_card_mark_changes (maker, card, old == RS_NONE ? NULL : &maker->whole_before->nodes[old],
                            rs_heap_graph_find (maker->before, card->serial));
    }
  rs_card_arrange (maker, card);
}

typedef struct {
  guint group; /* 0 namespaces, 1 frames, 2 the interpreter, 3 the rest */
  guint32 depth, node;
} Turn;

static int
compare_turns (const void *a, const void *b)
{
  const Turn *x = a, *y = b;

  if (x->group != y->group)
    return x->group < y->group ? -1 : 1;
  if (x->depth != y->depth)
    return x->depth < y->depth ? -1 : 1;
  return x->node < y->node ? -1 : x->node > y->node;
}

static void
make_ghosts (RsCardMaker *maker)
{
  const RsHeapGraph *before = maker->before;

  for (guint32 i = 0; i < before->n_nodes && !rs_layout_is_cancelled (maker->work); i++)
    {
      const RsGraphNode *node = &before->nodes[i];

      if (!(node->flags & RS_NODE_INLINE)
          && (node->kind == RS_GNODE_OBJECT || node->kind == RS_GNODE_FRAME)
          && rs_heap_graph_find (maker->whole, node->serial) == RS_NONE)
        make_card (maker, i, TRUE);
    }
}

/* Makes the cards and returns the card of each node, or RS_NONE (transfer
 * full). */
static guint32 *
make_cards (RsCardMaker *maker)
{
  const RsHeapGraph *graph = maker->graph;
  guint32 *card_of = g_new (guint32, graph->n_nodes + 1);
  g_autofree Turn *turns = g_new (Turn, graph->n_nodes + 1);

  for (guint32 i = 0; i < graph->n_nodes; i++)
    {
      const RsGraphNode *node = &graph->nodes[i];

      turns[i].group = node->kind == RS_GNODE_NAMESPACE ? 0
                       : node->kind == RS_GNODE_FRAME   ? 1
                       : node->kind == RS_GNODE_ROOT    ? 2
                                                        : 3;
      turns[i].depth = turns[i].group == 1 ? node->depth : 0;
      turns[i].node = i;
    }
  qsort (turns, graph->n_nodes, sizeof *turns, compare_turns);
  for (guint i = 0; i < graph->n_nodes; i++)
    {
      guint32 node = turns[i].node;

      card_of[node] = RS_NONE;
      if ((graph->nodes[node].flags & RS_NODE_INLINE) || rs_layout_is_cancelled (maker->work))
        continue;
      card_of[node] = maker->scene->cards->len;
      make_card (maker, node, FALSE);
    }
  if (maker->before != NULL)
    make_ghosts (maker);
  return card_of;
}

/* --- edges ---------------------------------------------------------------- */

static void
make_edges (RsCardMaker *maker, const guint32 *card_of)
{
  RsScene *scene = maker->scene;

  for (guint32 c = 0; c < scene->cards->len; c++)
    {
      const RsCard *card = rs_scene_card (scene, c);

      for (guint i = card->first_item; i < card->first_item + card->n_items; i++)
        {
          RsItem *item = rs_scene_item (scene, i);
          const RsGraphEdge *reference;
          RsSceneEdge edge = { .source = c, .item = i, .graph_edge = item->graph_edge, .alpha = 1 };

          if (item->graph_edge == RS_NONE || item->port_x < 0 || (card->marks & RS_MARK_GONE))
            continue;
          reference = &maker->graph->edges[item->graph_edge];
          edge.target = card_of[reference->target];
          if (edge.target == RS_NONE)
            {
              item->port_x = -1;
              continue;
            }
          edge.strength = reference->strength;
          edge.kind = reference->kind;
          edge.marks = item->marks | (card->marks & RS_MARK_NEW);
          edge.parallel = item->parallel;
          edge.cycle = rs_graph_edge_in_cycle (maker->graph, scene->cycles, item->graph_edge);
          g_array_append_val (scene->edges, edge);
        }
    }
}

gboolean
rs_card_is_garbage (const RsScene *scene, const RsCard *card)
{
  return !(card->marks & RS_MARK_GONE)
         && (scene->graph->nodes[card->node].flags & RS_NODE_UNREACHABLE) != 0;
}

/* How each card's count comes about: what is drawn, and what is not. */
static void
account (RsScene *scene)
{
  for (guint i = 0; i < scene->edges->len; i++)
    {
      const RsSceneEdge *edge = rs_scene_edge (scene, i);

      if (edge->strength != RS_WEAK)
        rs_scene_card (scene, edge->target)->arrows += (guint) MAX (edge->parallel, 1);
    }
  for (guint i = 0; i < scene->cards->len; i++)
    {
      RsCard *card = rs_scene_card (scene, i);

      if (card->counted)
        card->stub = (guint) MAX (0, card->count - card->arrows - card->in_place);
    }
}

/* --- places --------------------------------------------------------------- */

typedef struct {
  RsLayoutBox *boxes;
  RsLayoutEdge *edges;
  RsPoint *positions;
  RsLayoutMetrics metrics;
} Layout;

static void
prepare_layout (RsScene *scene, Layout *layout)
{
  guint n = scene->cards->len, m = scene->edges->len;
  RsLayoutMetrics metrics = RS_LAYOUT_METRICS_INIT;

  layout->metrics = metrics;
  layout->boxes = g_new0 (RsLayoutBox, n + 1);
  layout->edges = g_new0 (RsLayoutEdge, m + 1);
  layout->positions = g_new0 (RsPoint, n + 1);
  for (guint i = 0; i < n; i++)
    {
      const RsCard *card = rs_scene_card (scene, i);

      layout->boxes[i] =
          (RsLayoutBox){ card->serial, card->width, card->height, RS_CARD_TITLE / 2, 9, 0,
                         card->frame };
    }
  for (guint i = 0; i < m; i++)
    {
      const RsSceneEdge *edge = rs_scene_edge (scene, i);
      const RsItem *item = rs_scene_item (scene, edge->item);

      layout->edges[i] = (RsLayoutEdge){ edge->source, edge->target, item->port_x, item->port_y };
    }
}

static gboolean
place (RsCardMaker *maker, Layout *layout)
{
  RsScene *scene = maker->scene;

  if (!rs_layout_run (layout->boxes, scene->cards->len, layout->edges, scene->edges->len,
                      &layout->metrics, maker->work, maker->places, layout->positions))
    return FALSE;
  for (guint i = 0; i < scene->cards->len; i++)
    {
      rs_scene_card (scene, i)->x = layout->positions[i].x;
      rs_scene_card (scene, i)->y = layout->positions[i].y;
    }
  return TRUE;
}

/* --- cycles --------------------------------------------------------------- */

/* The card of CYCLE that stands lowest. */
static guint32
lowest_member (const RsScene *scene, const guint32 *card_of, const RsCycle *cycle)
{
  guint32 lowest = RS_NONE;

  for (guint i = cycle->first; i < cycle->first + cycle->n; i++)
    {
      guint32 c = card_of[scene->cycles->members[i]];

      if (c == RS_NONE)
        continue;
      rs_scene_card (scene, c)->cycle = scene->cycles->cycle_of[scene->cycles->members[i]];
      if (lowest == RS_NONE || rs_scene_card (scene, c)->y > rs_scene_card (scene, lowest)->y)
        lowest = c;
    }
  return lowest;
}

/* Labels the cycles and keeps the room below the labelled cards free. Returns
 * the cards, one a label (transfer full). */
static GArray *
label_cycles (RsScene *scene, const guint32 *card_of, Layout *layout)
{
  GArray *labelled = g_array_new (FALSE, FALSE, sizeof (guint32));

  for (guint i = 0; i < scene->cycles->n_cycles; i++)
    {
      const RsCycle *cycle = &scene->cycles->cycles[i];
      guint32 c = lowest_member (scene, card_of, cycle);
      RsCycleLabel label = { .text = "" };
      g_autofree char *text = NULL;

      if (c == RS_NONE)
        continue;
      text = g_strdup_printf (cycle->reachable ? _ ("cycle of %u · reachable · %lu B")
                                               : _ ("cycle of %u · unreachable · %lu B"),
                              cycle->n, (gulong) cycle->bytes);
      label.text = g_string_chunk_insert (scene->strings, text);
      label.serial = rs_scene_card (scene, c)->serial;
      layout->boxes[c].clearance = RS_LABEL_HEIGHT + 6;
      g_array_append_val (scene->labels, label);
      g_array_append_val (labelled, c);
    }
  return labelled;
}

static void
place_labels (RsScene *scene, const GArray *labelled)
{
  for (guint i = 0; i < labelled->len; i++)
    {
      const RsCard *card = rs_scene_card (scene, g_array_index (labelled, guint32, i));
      RsCycleLabel *label = rs_scene_label (scene, i);
      double width =
          MIN (rs_text_width (scene->texts, RS_STYLE_LABEL, label->text) + 20, RS_CARD_WIDTH);
      double x = card->x + MAX (0, (card->width - width) / 2);

      label->rect = (RsRect){ x, card->y + card->height + 6, width, RS_LABEL_HEIGHT };
    }
}

/* --- routes --------------------------------------------------------------- */

void
rs_scene_measure_edge (const RsScene *scene, RsSceneEdge *edge)
{
  const RsPoint *points = rs_scene_points (scene, edge);
  double x1 = points[0].x, x2 = x1, y1 = points[0].y, y2 = y1;

  for (guint i = 1; i < edge->n_points; i++)
    {
      x1 = MIN (x1, points[i].x);
      x2 = MAX (x2, points[i].x);
      y1 = MIN (y1, points[i].y);
      y2 = MAX (y2, points[i].y);
    }
  edge->bounds = (RsRect){ x1, y1, x2 - x1, y2 - y1 };
}

/* FALSE: cancelled. */
static gboolean
route (RsCardMaker *maker, Layout *layout)
{
  RsScene *scene = maker->scene;
  g_autoptr (RsRoutes) routes =
      rs_layout_route (layout->boxes, scene->cards->len, layout->edges, scene->edges->len,
                       &layout->metrics, maker->work, layout->positions);

  if (routes == NULL)
    return FALSE;
  for (guint i = 0; i < scene->edges->len; i++)
    {
      RsSceneEdge *edge = rs_scene_edge (scene, i);

      edge->first_point = routes->first[i];
      edge->n_points = routes->first[i + 1] - routes->first[i];
      edge->from_right = routes->from_right[i];
    }
  g_array_append_vals (scene->points, routes->points, routes->first[scene->edges->len]);
  for (guint i = 0; i < scene->edges->len; i++)
    rs_scene_measure_edge (scene, rs_scene_edge (scene, i));
  return TRUE;
}

/* Gives each card its place, and unless ONLY_PLACES each edge its route. FALSE:
 * cancelled. */
static gboolean
lay_out (RsCardMaker *maker, const guint32 *card_of, gboolean only_places)
{
  RsScene *scene = maker->scene;
  Layout layout;
  g_autoptr (GArray) labelled = NULL;
  gboolean done;

  prepare_layout (scene, &layout);
  done = place (maker, &layout);
  if (done)
    {
      labelled = label_cycles (scene, card_of, &layout);
      done = labelled->len == 0 || place (maker, &layout);
    }
  if (done && !only_places)
    {
      place_labels (scene, labelled);
      done = route (maker, &layout);
    }
  g_free (layout.boxes);
  g_free (layout.edges);
  g_free (layout.positions);
  return done;
}

/* Whether a freed object is to be drawn that has never been: it has no
 * references any more that could say where it belongs. */
static gboolean
has_unplaced_ghost (const RsScene *scene, const RsPlaces *places)
{
  for (guint i = 0; i < scene->cards->len; i++)
    {
      const RsCard *card = rs_scene_card (scene, i);

      if ((card->marks & RS_MARK_GONE) && !card->frame
          && !rs_places_get (places, card->serial, NULL, NULL))
        return TRUE;
    }
  return FALSE;
}

/* Gives a place to all that the moment before MAKER's had: a ghost stands where
 * the object stood. FALSE: cancelled. */
static gboolean
place_before (const RsCardMaker *maker)
{
  g_autoptr (RsScene) scene = rs_scene_alloc (maker->scene->texts);
  RsCardMaker past = *maker;
  g_autofree guint32 *card_of = NULL;

  scene->graph = rs_heap_graph_ref (maker->before);
  scene->cycles = rs_graph_cycles (scene->graph);
  past.scene = scene;
  past.graph = maker->before;
  past.whole = maker->whole_before;
  past.before = past.whole_before = NULL;
  card_of = make_cards (&past);
  make_edges (&past, card_of);
  return lay_out (&past, card_of, TRUE);
}

static void
index_cards (RsScene *scene)
{
  scene->card_of = g_hash_table_new (g_int64_hash, g_int64_equal);
  for (guint i = 0; i < scene->cards->len; i++)
    g_hash_table_insert (scene->card_of, &rs_scene_card (scene, i)->serial,
                         rs_scene_card (scene, i));
}

/* FALSE: cancelled. */
static gboolean
make_all (RsCardMaker *maker)
{
  g_autofree guint32 *card_of = make_cards (maker);

  if (rs_layout_is_cancelled (maker->work))
    return FALSE;
  index_cards (maker->scene);
  make_edges (maker, card_of);
  account (maker->scene);
  if (maker->before != NULL && has_unplaced_ghost (maker->scene, maker->places)
      && !place_before (maker))
    return FALSE;
  return lay_out (maker, card_of, FALSE);
}

/* GRAPH at FILTER's level (transfer full): LAST may have it already. */
static const RsHeapGraph *
filtered (const RsHeapGraph *graph, const RsFilterOptions *filter, const RsScene *last)
{
  gboolean alike = last != NULL && last->filter.detail == filter->detail
                   && last->filter.max_rows == filter->max_rows;

  if (alike && last->whole[0] == graph)
    return rs_heap_graph_ref (last->graph);
  if (alike && last->whole[1] == graph)
    return rs_heap_graph_ref (last->before);
  return rs_heap_graph_filter (graph, filter);
}

RsScene *
rs_scene_new (const RsHeapGraph *graph, const RsHeapGraph *previous, RsPlaces *places,
              const RsSceneOptions *options)
{
  static const RsSceneOptions usual = RS_SCENE_OPTIONS_INIT;
  g_autoptr (RsScene) scene = NULL;
  g_autoptr (RsPlaces) own = NULL;
  RsLayoutWork all = { NULL, 0, 0 };
  RsCardMaker maker;
  gboolean done;

  g_return_val_if_fail (graph != NULL, NULL);
  if (options == NULL)
    options = &usual;
  if (places == NULL)
    places = own = rs_places_new ();
  scene = rs_scene_alloc (options->texts);
  scene->filter = (RsFilterOptions){ options->detail, options->max_rows };
  scene->whole[0] = rs_heap_graph_ref (graph);
  scene->graph = filtered (graph, &scene->filter, options->last);
  if (previous != NULL)
    {
      scene->whole[1] = rs_heap_graph_ref (previous);
      scene->before = filtered (previous, &scene->filter, options->last);
    }
  scene->cycles = rs_graph_cycles (scene->graph);
  maker = (RsCardMaker){ scene,
                         scene->graph,
                         scene->before,
                         previous,
                         graph,
                         places,
                         options->work != NULL ? options->work : &all,
                         options->hex };
  rs_places_begin (places);
  done = make_all (&maker);
  rs_places_end (places, done);
  return done ? g_steal_pointer (&scene) : NULL;
}

/* --- questions ------------------------------------------------------------ */

static void
extend (RsRect *bounds, double x, double y, double width, double height)
{
  double right = MAX (bounds->x + bounds->width, x + width),
         bottom = MAX (bounds->y + bounds->height, y + height);

  if (bounds->width <= 0)
    *bounds = (RsRect){ x, y, width, height };
  else
    {
      bounds->x = MIN (bounds->x, x);
      bounds->y = MIN (bounds->y, y);
      bounds->width = right - bounds->x;
      bounds->height = bottom - bounds->y;
    }
}

RsRect
rs_scene_bounds (const RsScene *scene)
{
  RsRect bounds = { 0, 0, 0, 0 };

  g_return_val_if_fail (scene != NULL, bounds);
  for (guint i = 0; i < scene->cards->len; i++)
    {
      const RsCard *card = rs_scene_card (scene, i);

      extend (&bounds, card->x, card->y, card->width, card->height);
    }
  for (guint i = 0; i < scene->labels->len; i++)
    {
      const RsRect *rect = &rs_scene_label (scene, i)->rect;

      extend (&bounds, rect->x, rect->y, rect->width, rect->height);
    }
  for (guint i = 0; i < scene->edges->len; i++)
    {
      const RsRect *rect = &rs_scene_edge (scene, i)->bounds;

      extend (&bounds, rect->x, rect->y, rect->width + 0.01, rect->height + 0.01);
    }
  return bounds;
}

const RsHeapGraph *
rs_scene_get_graph (const RsScene *scene)
{
  return scene->graph;
}

static const RsCard *
find_card (const RsScene *scene, guint64 serial)
{
  if (scene->card_of != NULL)
    return g_hash_table_lookup (scene->card_of, &serial);
  for (guint i = 0; i < scene->cards->len; i++)
    if (rs_scene_card (scene, i)->serial == serial)
      return rs_scene_card (scene, i);
  return NULL;
}

gboolean
rs_scene_find (const RsScene *scene, guint64 serial, RsRect *rect)
{
  const RsCard *card = find_card (scene, serial);

  if (card != NULL && rect != NULL)
    *rect = (RsRect){ card->x, card->y, card->width, card->height };
  return card != NULL;
}

const char *
rs_scene_get_identity (const RsScene *scene, guint64 serial)
{
  const RsCard *card = find_card (scene, serial);

  return card != NULL && card->identity[0] != '\0' ? card->identity : NULL;
}

static gboolean
has_changed (const RsScene *scene, const RsCard *card)
{
  if (card->delta != 0 || (card->marks & (RS_MARK_NEW | RS_MARK_GONE)))
    return TRUE;
  for (guint i = card->first_item; i < card->first_item + card->n_items; i++)
    if (rs_scene_item (scene, i)->marks & (RS_MARK_NEW | RS_MARK_CHANGED | RS_MARK_GONE))
      return TRUE;
  return FALSE;
}

gboolean
rs_scene_find_changes (const RsScene *scene, RsRect *rect)
{
  *rect = (RsRect){ 0, 0, 0, 0 };
  for (guint i = 0; i < scene->cards->len; i++)
    {
      const RsCard *card = rs_scene_card (scene, i);

      if (has_changed (scene, card))
        extend (rect, card->x, card->y, card->width, card->height);
    }
  return rect->width > 0;
}

guint
rs_scene_n_cards (const RsScene *scene)
{
  return scene->cards->len;
}

guint
rs_scene_n_edges (const RsScene *scene)
{
  return scene->edges->len;
}
