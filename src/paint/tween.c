/* SPDX-License-Identifier: MIT
 *
 * A scene between two. Everything is as in the later one, but where it stands:
 * cards that the earlier one has too come from there, others appear; cards that
 * only the earlier one has fade. An edge keeps its later shape and follows its
 * two cards, its points sharing their shifts by their place along the way.
 */
#include "paint/scene-private.h"

static double
lerp (double a, double b, double t)
{
  return a + (b - a) * t;
}

static GHashTable *
index_cards (const RsScene *scene)
{
  GHashTable *table = g_hash_table_new (g_int64_hash, g_int64_equal);

  for (guint i = 0; i < scene->cards->len; i++)
    g_hash_table_insert (table, &rs_scene_card (scene, i)->serial, GUINT_TO_POINTER (i + 1));
  return table;
}

/* 0: none; else the number of the card, from 1. */
static guint
card_number (GHashTable *table, guint64 serial)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (table, &serial));
}

static void
move_cards (RsScene *scene, const RsScene *from, GHashTable *from_cards, double t)
{
  for (guint i = 0; i < scene->cards->len; i++)
    {
      RsCard *card = rs_scene_card (scene, i);
      guint number = card_number (from_cards, card->serial);
      const RsCard *old;

      if (number == 0)
        {
          card->alpha *= t;
          continue;
        }
      old = rs_scene_card (from, number - 1);
      card->x = lerp (old->x, card->x, t);
      card->y = lerp (old->y, card->y, t);
    }
}

/* Cards of FROM that TO does not have, on their way out. */
static void
add_leaving (RsScene *scene, const RsScene *from, GHashTable *to_cards, double t)
{
  for (guint i = 0; i < from->cards->len; i++)
    {
      RsCard card = *rs_scene_card (from, i);
      guint first = scene->items->len;

      if (card_number (to_cards, card.serial) != 0)
        continue;
      for (guint k = card.first_item; k < card.first_item + card.n_items; k++)
        {
          RsItem item = *rs_scene_item (from, k);

          item.graph_edge = RS_NONE;
          g_array_append_val (scene->items, item);
        }
      card.first_item = first;
      card.alpha *= 1 - t;
      card.cycle = RS_NONE;
      g_array_append_val (scene->cards, card);
    }
}

static void
move_edge (RsScene *scene, const RsScene *to, RsSceneEdge *edge)
{
  RsPoint *points = &g_array_index (scene->points, RsPoint, edge->first_point);
  const RsCard *source = rs_scene_card (scene, edge->source),
               *target = rs_scene_card (scene, edge->target);
  double sx = source->x - rs_scene_card (to, edge->source)->x,
         sy = source->y - rs_scene_card (to, edge->source)->y;
  double tx = target->x - rs_scene_card (to, edge->target)->x,
         ty = target->y - rs_scene_card (to, edge->target)->y;

  edge->alpha *= MIN (source->alpha, target->alpha);
  if (sx == 0 && sy == 0 && tx == 0 && ty == 0)
    return;
  for (guint i = 0; i < edge->n_points; i++)
    {
      double share = edge->n_points > 1 ? (double) i / (edge->n_points - 1) : 0;

      points[i].x += lerp (sx, tx, share);
      points[i].y += lerp (sy, ty, share);
    }
  rs_scene_measure_edge (scene, edge);
}

RsScene *
rs_scene_interpolate (RsScene *from, RsScene *to, double t)
{
  RsScene *scene;
  g_autoptr (GHashTable) from_cards = NULL, to_cards = NULL;

  g_return_val_if_fail (from != NULL && to != NULL, NULL);
  t = CLAMP (t, 0, 1);
  if (t >= 1)
    return rs_scene_ref (to);
  from_cards = index_cards (from);
  to_cards = index_cards (to);
  scene = rs_scene_alloc (to->texts);
  scene->strings_of[0] = rs_scene_ref (from);
  scene->strings_of[1] = rs_scene_ref (to);
  scene->graph = rs_heap_graph_ref (to->graph);
  g_array_append_vals (scene->cards, to->cards->data, to->cards->len);
  g_array_append_vals (scene->items, to->items->data, to->items->len);
  g_array_append_vals (scene->edges, to->edges->data, to->edges->len);
  g_array_append_vals (scene->points, to->points->data, to->points->len);
  if (t > 0.5)
    g_array_append_vals (scene->labels, to->labels->data, to->labels->len);
  move_cards (scene, from, from_cards, t);
  for (guint i = 0; i < scene->edges->len; i++)
    move_edge (scene, to, rs_scene_edge (scene, i));
  add_leaving (scene, from, to_cards, t);
  return scene;
}
