/* SPDX-License-Identifier: MIT
 *
 * Making a scene, as the list of its phases:
 *
 *   make_cards      namespaces, then frames by depth, then objects, then ghosts of what the step
 *                   freed
 *   make_edges      one for each row with a port
 *   label_cycles    a label for the oldest member of each cycle, below which the layout leaves room
 *   lay_out         the places that the plan has for the cards, and the routes of the edges; the
 *                   layout knows boxes and links only
 *
 * A scene that nobody wants any more is given up between two cards, or within
 * the layout. Nothing is kept from one scene to the next: a moment has one
 * picture.
 */
#include "paint/scene-private.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

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
  g_free (scene->serials);
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
  number = rs_plan_get_number (maker->plan, card->serial);
  if (number == 0) /* what the plan has never seen comes after all that it has */
    number = ++maker->strangers + (maker->plan != NULL ? rs_plan_get_size (maker->plan) : 0);
  number--;
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
  rs_card_join_methods (maker, card);
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
          && !rs_heap_graph_is_alive (maker->whole, node->serial))
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
  return !(card->marks & RS_MARK_GONE) && card->node < scene->graph->n_nodes
         && (scene->graph->nodes[card->node].flags & RS_NODE_UNREACHABLE) != 0;
}

/* --- places --------------------------------------------------------------- */

static double
label_width (const RsScene *scene, const RsCycleLabel *label)
{
  return MIN (rs_text_width (scene->texts, RS_STYLE_LABEL, label->text) + 20, RS_CARD_WIDTH);
}

RsLayoutBox *
rs_scene_boxes (const RsScene *scene)
{
  RsLayoutBox *boxes = g_new0 (RsLayoutBox, scene->cards->len + 1);

  for (guint i = 0; i < scene->cards->len; i++)
    {
      const RsCard *card = rs_scene_card (scene, i);
      gboolean foot = !card->frame && card->height > RS_CARD_TITLE + RS_CARD_FOOT;
      double slack = rs_card_slack (card);

      boxes[i] = (RsLayoutBox){ .serial = card->place,
                                .width = card->width,
                                .height = card->height,
                                .entry = RS_CARD_TITLE / 2,
                                .foot = foot ? RS_CARD_FOOT / 2 + slack : -1,
                                .entry_spread = foot ? 8 : 9,
                                .slack = slack,
                                .rank = card->rank,
                                .pinned = card->frame };
    }
  for (guint i = 0; i < scene->labels->len; i++)
    {
      RsLayoutBox *box = &boxes[rs_scene_label (scene, i)->card];

      box->clearance = RS_LABEL_HEIGHT + 6;
      box->label_width = label_width (scene, rs_scene_label (scene, i));
    }
  return boxes;
}

RsLayoutEdge *
rs_scene_layout_edges (const RsScene *scene)
{
  RsLayoutEdge *edges = g_new0 (RsLayoutEdge, scene->edges->len + 1);

  for (guint i = 0; i < scene->edges->len; i++)
    {
      const RsSceneEdge *edge = rs_scene_edge (scene, i);
      const RsItem *item = rs_scene_item (scene, edge->item);

      edges[i] = (RsLayoutEdge){
        .source = edge->source,
        .target = edge->target,
        .port_x = item->port_x,
        .port_y = item->lane_y,
        .left_x = item->kind == RS_ITEM_ROW && !rs_scene_card (scene, edge->source)->frame ? 0 : -1,
        .drop = item->lane_y - item->port_y
      };
    }
  return edges;
}

/* --- cycles --------------------------------------------------------------- */

/* The card of CYCLE's oldest member: it bears the label for the cycle's whole
 * life. */
static guint32
oldest_member (const RsScene *scene, const guint32 *card_of, const RsCycle *cycle)
{
  guint32 oldest = RS_NONE;

  for (guint i = cycle->first; i < cycle->first + cycle->n; i++)
    {
      guint32 c = card_of[scene->cycles->members[i]];

      if (c == RS_NONE)
        continue;
      rs_scene_card (scene, c)->cycle = scene->cycles->cycle_of[scene->cycles->members[i]];
      if (oldest == RS_NONE
          || rs_scene_card (scene, c)->serial < rs_scene_card (scene, oldest)->serial)
        oldest = c;
    }
  return oldest;
}

#define MOST_RETAINED 50 /* cycles of a moment; of more, only the members are counted */

/* What would go with CYCLE, in bytes, in the whole heap. */
static guint64
retained_by (const RsCardMaker *maker, const RsCycle *cycle)
{
  g_autoptr (GArray) members = g_array_new (FALSE, FALSE, sizeof (guint32));

  for (guint k = cycle->first; k < cycle->first + cycle->n; k++)
    {
      guint32 node = rs_heap_graph_find (
          maker->whole, maker->graph->nodes[maker->scene->cycles->members[k]].serial);

      if (node != RS_NONE)
        g_array_append_val (members, node);
    }
  return rs_graph_retained_bytes (maker->whole, (const guint32 *) (gconstpointer) members->data,
                                  members->len);
}

static void
label_cycles (const RsCardMaker *maker, const guint32 *card_of)
{
  RsScene *scene = maker->scene;

  for (guint i = 0; i < scene->cycles->n_cycles; i++)
    {
      const RsCycle *cycle = &scene->cycles->cycles[i];
      guint32 c = oldest_member (scene, card_of, cycle);
      RsCycleLabel label = { .text = "", .n = cycle->n, .bytes = cycle->bytes };
      g_autofree char *text = NULL;

      if (c == RS_NONE)
        continue;
      label.retained = i < MOST_RETAINED ? retained_by (maker, cycle) : cycle->bytes;
      text = g_strdup_printf (cycle->reachable ? _ ("cycle of %u · reachable · %lu B")
                                               : _ ("cycle of %u · unreachable · %lu B"),
                              cycle->n, (gulong) label.retained);
      label.text = g_string_chunk_insert (scene->strings, text);
      label.serial = rs_scene_card (scene, c)->serial;
      label.card = c;
      g_array_append_val (scene->labels, label);
    }
}

static void
place_labels (RsScene *scene)
{
  for (guint i = 0; i < scene->labels->len; i++)
    {
      RsCycleLabel *label = rs_scene_label (scene, i);
      const RsCard *card = rs_scene_card (scene, label->card);
      double width = label_width (scene, label);
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

static void
take_routes (RsScene *scene, const RsRoutes *routes)
{
  for (guint i = 0; i < scene->edges->len; i++)
    {
      RsSceneEdge *edge = rs_scene_edge (scene, i);

      edge->first_point = routes->first[i];
      edge->n_points = routes->first[i + 1] - routes->first[i];
      edge->from_right = routes->from_right[i];
      if (routes->to_left[i])
        rs_scene_item (scene, edge->item)->port_x = 0;
    }
  g_array_append_vals (scene->points, routes->points, routes->first[scene->edges->len]);
  for (guint i = 0; i < scene->edges->len; i++)
    rs_scene_measure_edge (scene, rs_scene_edge (scene, i));
}

/* Gives each card its place and each edge its route. FALSE: cancelled. */
static gboolean
lay_out (RsCardMaker *maker)
{
  static const RsLayoutMetrics metrics = RS_LAYOUT_METRICS_INIT;
  RsScene *scene = maker->scene;
  guint n = scene->cards->len, m = scene->edges->len;
  g_autofree RsLayoutBox *boxes = rs_scene_boxes (scene);
  g_autofree RsLayoutEdge *edges = rs_scene_layout_edges (scene);
  g_autoptr (RsArrangement) arrangement =
      rs_plan_arrange (maker->plan, boxes, n, edges, m, &metrics, maker->work);
  g_autoptr (RsRoutes) routes = NULL;

  if (arrangement == NULL)
    return FALSE;
  for (guint i = 0; i < n; i++)
    {
      rs_scene_card (scene, i)->x = arrangement->positions[i].x;
      rs_scene_card (scene, i)->y = arrangement->positions[i].y;
    }
  place_labels (scene);
  routes = rs_layout_route (boxes, n, edges, m, &metrics, maker->work, arrangement);
  if (routes == NULL)
    return FALSE;
  take_routes (scene, routes);
  return TRUE;
}

static void
index_cards (RsScene *scene)
{
  scene->card_of = g_hash_table_new (g_int64_hash, g_int64_equal);
  for (guint i = 0; i < scene->cards->len; i++)
    g_hash_table_insert (scene->card_of, &rs_scene_card (scene, i)->serial,
                         rs_scene_card (scene, i));
}

guint32 *
rs_scene_make_parts (RsCardMaker *maker)
{
  guint32 *card_of = make_cards (maker);

  make_edges (maker, card_of);
  label_cycles (maker, card_of);
  return card_of;
}

/* FALSE: cancelled. */
static gboolean
make_all (RsCardMaker *maker)
{
  g_free (rs_scene_make_parts (maker));
  if (rs_layout_is_cancelled (maker->work))
    return FALSE;
  index_cards (maker->scene);
  rs_scene_account (maker);
  return lay_out (maker);
}

/* Moves N serials from FROM to AT; returns the end. */
static guint64 *
copy_serials (guint64 *at, const guint64 *from, guint n)
{
  if (n > 0)
    memcpy (at, from, n * sizeof *at);
  return at + n;
}

RsFilterOptions
rs_scene_filter (const RsSceneOptions *options, guint64 **serials)
{
  const RsWishes *wishes = &options->wishes;
  guint64 *opened = g_new (guint64, options->n_opened + wishes->n_folded + wishes->n_hidden + 1),
          *folded = copy_serials (opened, options->opened, options->n_opened),
          *hidden = copy_serials (folded, wishes->folded, wishes->n_folded);
  RsFilterOptions filter = { .detail = options->detail,
                             .max_rows = options->max_rows,
                             .opened = opened,
                             .n_opened = options->n_opened,
                             .selected = options->selected,
                             .wishes = *wishes };

  copy_serials (hidden, wishes->hidden, wishes->n_hidden);
  filter.wishes.folded = folded;
  filter.wishes.hidden = hidden;
  *serials = opened;
  return filter;
}

static gboolean
has_cuts (const RsHeapGraph *graph)
{
  for (guint32 i = 0; i < graph->n_nodes; i++)
    if (graph->nodes[i].cut > 0)
      return TRUE;
  return FALSE;
}

const RsHeapGraph *
rs_scene_filter_beside (const RsHeapGraph *graph, const RsFilterOptions *filter,
                        const RsHeapGraph *other, const RsHeapGraph *done)
{
  RsFilterOptions options = *filter;

  /* What is not cut does not depend on the other moment. */
  if (done != NULL && !has_cuts (done))
    return rs_heap_graph_ref (done);
  options.other = other;
  return rs_heap_graph_filter (graph, &options);
}

/* GRAPH at FILTER's level (transfer full): LAST may have it already. */
static const RsHeapGraph *
filtered (const RsHeapGraph *graph, const RsFilterOptions *filter, const RsHeapGraph *other,
          const RsScene *last)
{
  gboolean alike = last != NULL && rs_filter_options_equal (&last->filter, filter);

  return rs_scene_filter_beside (graph, filter, other,
                                 alike && last->whole[0] == graph   ? last->graph
                                 : alike && last->whole[1] == graph ? last->before
                                                                    : NULL);
}

RsScene *
rs_scene_new (const RsHeapGraph *graph, const RsHeapGraph *previous, const RsPlan *plan,
              const RsSceneOptions *options)
{
  static const RsSceneOptions usual = RS_SCENE_OPTIONS_INIT;
  g_autoptr (RsScene) scene = NULL;
  RsLayoutWork all = { NULL, 0, 0 };
  RsCardMaker maker;

  g_return_val_if_fail (graph != NULL, NULL);
  if (options == NULL)
    options = &usual;
  scene = rs_scene_alloc (options->texts);
  scene->filter = rs_scene_filter (options, &scene->serials);
  scene->whole[0] = rs_heap_graph_ref (graph);
  scene->graph = filtered (graph, &scene->filter, previous, options->last);
  if (previous != NULL)
    {
      scene->whole[1] = rs_heap_graph_ref (previous);
      scene->before = filtered (previous, &scene->filter, graph, options->last);
    }
  scene->cycles = rs_graph_cycles (scene->graph);
  maker = (RsCardMaker){ .scene = scene,
                         .graph = scene->graph,
                         .before = scene->before,
                         .whole_before = previous,
                         .whole = graph,
                         .plan = plan,
                         .work = options->work != NULL ? options->work : &all,
                         .hex = options->hex };
  return make_all (&maker) ? g_steal_pointer (&scene) : NULL;
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

gboolean
rs_scene_can_open (const RsScene *scene, guint64 serial)
{
  const RsCard *card = find_card (scene, serial);

  return card != NULL && !(card->marks & RS_MARK_GONE) && scene->graph != NULL
         && (card->methods[0] != '\0' || card->folded > 0
             || scene->graph->nodes[card->node].alike > 0
             || (scene->graph->nodes[card->node].flags & RS_NODE_BRIEF) != 0)
         && !(scene->graph->nodes[card->node].flags & RS_NODE_FOLDED);
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
