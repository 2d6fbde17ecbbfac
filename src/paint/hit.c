/* SPDX-License-Identifier: MIT
 *
 * What is under a point: labels, then cards with their parts, then edges,
 * within four points of the line. The geometry is the scene's.
 */
#include "paint/scene-private.h"

#include <math.h>

#define REACH 4.0 /* of an edge */

static gboolean
inside (const RsRect *rect, double x, double y)
{
  return x >= rect->x && x < rect->x + rect->width && y >= rect->y && y < rect->y + rect->height;
}

static void
hit_card (const RsScene *scene, const RsCard *card, double x, double y, RsHit *hit)
{
  RsRect badge = { card->x + card->width - 8 - card->badge_width, card->y + RS_CARD_TITLE / 2 - 11,
                   card->badge_width, 22 };

  hit->kind = RS_HIT_CARD;
  hit->serial = card->serial;
  hit->rect = (RsRect){ card->x, card->y, card->width, card->height };
  if (card->badge[0] != '\0' && inside (&badge, x, y))
    {
      hit->kind = RS_HIT_BADGE;
      hit->rect = badge;
      return;
    }
  for (guint i = card->first_item; i < card->first_item + card->n_items; i++)
    {
      const RsItem *item = rs_scene_item (scene, i);
      RsRect rect = { card->x + item->x, card->y + item->y, item->width, item->height };

      if (!inside (&rect, x, y))
        continue;
      hit->kind = RS_HIT_ROW;
      hit->rect = rect;
      hit->graph_edge = item->graph_edge;
      if (item->graph_edge != RS_NONE && scene->graph != NULL && !(card->marks & RS_MARK_GONE)
          && scene->graph->edges[item->graph_edge].target != RS_NONE)
        hit->target = scene->graph->nodes[scene->graph->edges[item->graph_edge].target].serial;
      return;
    }
}

/* The distance from (x, y) to a Bezier segment, by sixteen chords. */
static double
distance (const RsPoint *p, double x, double y)
{
  double least = HUGE_VAL, px = p[0].x, py = p[0].y;

  for (guint i = 1; i <= 16; i++)
    {
      double t = i / 16.0, u = 1 - t;
      double qx =
          u * u * u * p[0].x + 3 * u * u * t * p[1].x + 3 * u * t * t * p[2].x + t * t * t * p[3].x;
      double qy =
          u * u * u * p[0].y + 3 * u * u * t * p[1].y + 3 * u * t * t * p[2].y + t * t * t * p[3].y;
      double length = (qx - px) * (qx - px) + (qy - py) * (qy - py);
      double s =
          length > 0 ? CLAMP (((x - px) * (qx - px) + (y - py) * (qy - py)) / length, 0, 1) : 0;

      least = MIN (least, hypot (px + s * (qx - px) - x, py + s * (qy - py) - y));
      px = qx;
      py = qy;
    }
  return least;
}

static gboolean
near_segment (const RsPoint *p, double x, double y)
{
  double x1 = MIN (MIN (p[0].x, p[1].x), MIN (p[2].x, p[3].x)),
         x2 = MAX (MAX (p[0].x, p[1].x), MAX (p[2].x, p[3].x));
  double y1 = MIN (p[0].y, p[3].y), y2 = MAX (p[0].y, p[3].y);

  return x >= x1 - REACH && x <= x2 + REACH && y >= y1 - REACH && y <= y2 + REACH
         && distance (p, x, y) <= REACH;
}

static gboolean
hit_edge (const RsScene *scene, guint index, double x, double y, RsHit *hit)
{
  const RsSceneEdge *edge = rs_scene_edge (scene, index);
  const RsPoint *points = rs_scene_points (scene, edge);
  const RsRect *r = &edge->bounds;

  if (x < r->x - REACH || x > r->x + r->width + REACH || y < r->y - REACH
      || y > r->y + r->height + REACH)
    return FALSE;
  for (guint i = 0; i + 3 < edge->n_points; i += 3)
    if (near_segment (points + i, x, y))
      {
        hit->kind = RS_HIT_EDGE;
        hit->serial = rs_scene_card (scene, edge->source)->serial;
        hit->target = rs_scene_card (scene, edge->target)->serial;
        hit->graph_edge = edge->graph_edge;
        hit->edge = index;
        hit->rect = (RsRect){ x, y, 1, 1 };
        return TRUE;
      }
  return FALSE;
}

gboolean
rs_scene_hit (const RsScene *scene, double x, double y, RsHit *hit)
{
  *hit = (RsHit){ RS_HIT_NOTHING, 0, 0, RS_NONE, RS_NONE, { 0, 0, 0, 0 } };
  g_return_val_if_fail (scene != NULL, FALSE);
  for (guint i = 0; i < scene->labels->len; i++)
    {
      const RsCycleLabel *label = rs_scene_label (scene, i);

      if (!inside (&label->rect, x, y))
        continue;
      hit->kind = RS_HIT_CYCLE;
      hit->serial = label->serial;
      hit->rect = label->rect;
      return TRUE;
    }
  for (guint i = 0; i < scene->cards->len; i++)
    {
      const RsCard *card = rs_scene_card (scene, i);
      RsRect rect = { card->x, card->y, card->width, card->height };

      if (!inside (&rect, x, y))
        continue;
      hit_card (scene, card, x, y, hit);
      return TRUE;
    }
  for (guint i = scene->edges->len; i-- > 0;)
    if (hit_edge (scene, i, x, y, hit))
      return TRUE;
  return FALSE;
}
