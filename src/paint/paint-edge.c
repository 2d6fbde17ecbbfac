/* SPDX-License-Identifier: MIT
 *
 * Painting edges. How strong a reference is shows in line and head: solid with
 * a full head (strong), dashed with a hollow head (weak), dotted with an open
 * head (temporary); a callback's head is a diamond, a type's a bar. The hovered
 * edges take one strong colour while the rest fades; the chain that keeps the
 * selected object alive is bold.
 */
#include "paint/scene-private.h"

#include <math.h>

void
rs_paint_edge_line (cairo_t *cr, guint8 strength, double width)
{
  const double dashes[] = { 7, 5 }, dots[] = { 0.1, 4.5 };

  cairo_set_line_width (cr, width);
  cairo_set_line_cap (cr, strength == RS_TEMPORARY ? CAIRO_LINE_CAP_ROUND : CAIRO_LINE_CAP_BUTT);
  if (strength == RS_WEAK)
    cairo_set_dash (cr, dashes, 2, 0);
  else if (strength == RS_TEMPORARY)
    cairo_set_dash (cr, dots, 2, 0);
  else
    cairo_set_dash (cr, NULL, 0, 0);
}

void
rs_paint_head (cairo_t *cr, guint8 strength, RsRefKind kind, double x, double y, double dx,
               double dy, double size, RsColor color, RsColor canvas)
{
  double half = size * 0.42, bx = x - dx * size, by = y - dy * size;
  gboolean diamond = kind == RS_REF_CALLBACK;

  cairo_set_dash (cr, NULL, 0, 0);
  cairo_set_line_width (cr, 1.4);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  cairo_move_to (cr, diamond ? bx + dx * size / 2 - dy * half : bx - dy * half,
                 diamond ? by + dy * size / 2 + dx * half : by + dx * half);
  cairo_line_to (cr, x, y);
  cairo_line_to (cr, diamond ? bx + dx * size / 2 + dy * half : bx + dy * half,
                 diamond ? by + dy * size / 2 - dx * half : by - dx * half);
  if (diamond)
    cairo_line_to (cr, bx, by);
  if (strength == RS_TEMPORARY)
    {
      rs_paint_set_color (cr, color, 1);
      cairo_stroke (cr);
      return;
    }
  cairo_close_path (cr);
  rs_paint_set_color (cr, strength == RS_WEAK || diamond ? canvas : color, 1);
  cairo_fill_preserve (cr);
  rs_paint_set_color (cr, color, 1);
  cairo_stroke (cr);
  if (kind == RS_REF_TYPE || kind == RS_REF_BASE)
    {
      cairo_move_to (cr, bx - dx * 3 - dy * half, by - dy * 3 + dx * half);
      cairo_line_to (cr, bx - dx * 3 + dy * half, by - dy * 3 - dx * half);
      cairo_stroke (cr);
    }
}

typedef struct {
  const RsScene *scene;
  cairo_t *cr;
  const RsTheme *theme;
  const RsPaintState *state;
  guint8 *chain; /* of each edge of the graph: it keeps the selected object alive; NULL */
  const RsRect *clip;
  double scale;
} Pen;

static gboolean
is_hovered (const Pen *pen, guint index)
{
  const RsSceneEdge *edge = rs_scene_edge (pen->scene, index);

  if (pen->state->hover_edge == index)
    return TRUE;
  return pen->state->hover != 0
         && (rs_scene_card (pen->scene, edge->source)->serial == pen->state->hover
             || rs_scene_card (pen->scene, edge->target)->serial == pen->state->hover);
}

static RsColor
edge_color (const Pen *pen, const RsSceneEdge *edge, gboolean hovered)
{
  const RsTheme *theme = pen->theme;

  if (hovered)
    return theme->hover;
  if (pen->state->hover != 0 || pen->state->hover_edge != RS_NONE)
    return theme->faded;
  if (pen->chain != NULL && edge->graph_edge != RS_NONE && pen->chain[edge->graph_edge])
    return theme->badge;
  if (edge->strength == RS_WEAK)
    return theme->weak;
  if (edge->strength == RS_TEMPORARY)
    return theme->temporary;
  return edge->cycle ? theme->cycle : theme->edge;
}

static double
edge_width (const Pen *pen, const RsSceneEdge *edge)
{
  double width = edge->parallel > 0 ? 2.6 : edge->cycle ? 2 : 1.5;

  if (pen->chain != NULL && edge->graph_edge != RS_NONE && pen->chain[edge->graph_edge])
    width = 3.4;
  return width + (edge->marks & RS_MARK_NEW ? 0.4 : 0);
}

/* Whether a segment reaches into the clip: its control points bound it. */
static gboolean
segment_in_view (const RsPoint *p, const RsRect *clip)
{
  double x1 = MIN (MIN (p[0].x, p[1].x), MIN (p[2].x, p[3].x)),
         x2 = MAX (MAX (p[0].x, p[1].x), MAX (p[2].x, p[3].x));
  double y1 = MIN (p[0].y, p[3].y), y2 = MAX (p[0].y, p[3].y);

  return x1 < clip->x + clip->width && clip->x < x2 && y1 <= clip->y + clip->height
         && clip->y <= y2;
}

/* Adds the segments from points[FROM] on that are in view, to the middle of the
 * head: a line must not show through or beside its tip. A dashed line is traced
 * whole, or its dashes would shift. Returns whether anything was added. */
static gboolean
trace (const Pen *pen, const RsSceneEdge *edge, const RsPoint *points, guint from, double dx,
       double size)
{
  gboolean open = FALSE, any = FALSE;

  for (guint i = from; i + 3 < edge->n_points; i += 3)
    {
      const RsPoint *p = points + i;
      double back = i + 6 >= edge->n_points ? dx * size * 0.9 : 0;

      if (edge->strength == RS_STRONG && !segment_in_view (p, pen->clip))
        {
          open = FALSE;
          continue;
        }
      if (!open)
        cairo_move_to (pen->cr, p[0].x, p[0].y);
      if (pen->scale < SCALE_BARE || (p[0].y == p[3].y && p[0].x != p[3].x))
        cairo_line_to (pen->cr, p[3].x - back, p[3].y);
      else
        cairo_curve_to (pen->cr, p[1].x, p[1].y, p[2].x - back, p[2].y, p[3].x - back, p[3].y);
      open = any = TRUE;
    }
  return any;
}

static void
paint_head (const Pen *pen, const RsSceneEdge *edge, const RsPoint *end, double dx, double size,
            RsColor color)
{
  if (pen->scale < SCALE_BARE || end->x < pen->clip->x - 20
      || end->x > pen->clip->x + pen->clip->width + 20 || end->y < pen->clip->y - 20
      || end->y > pen->clip->y + pen->clip->height + 20)
    return;
  rs_paint_head (pen->cr, edge->strength, edge->kind, end->x, end->y, dx, 0,
                 pen->scale < SCALE_SMALL ? 18 : size, color, pen->theme->canvas);
}

static void
paint_edge (const Pen *pen, guint index)
{
  const RsSceneEdge *edge = rs_scene_edge (pen->scene, index);
  const RsPoint *points = rs_scene_points (pen->scene, edge), *end = points + edge->n_points - 1;
  double dx = edge->from_right ? -1 : 1, size = edge->parallel > 0 ? 13 : 10.5,
         width = edge_width (pen, edge);
  RsColor color = edge_color (pen, edge, is_hovered (pen, index));

  color.a *= edge->alpha;
  if (pen->scale >= SCALE_HALO && edge->strength == RS_STRONG && edge->alpha > 0.99
      && trace (pen, edge, points, 3, dx, size + 6))
    {
      /* An edge is seen to pass over those painted before it. Its first stretch
       * lies in its own card, where nothing passes. */
      rs_paint_edge_line (pen->cr, RS_STRONG, width + 2.4);
      rs_paint_set_color (pen->cr, pen->theme->canvas, 0.9);
      cairo_stroke (pen->cr);
    }
  if (trace (pen, edge, points, 0, dx, size))
    {
      rs_paint_edge_line (pen->cr, edge->strength, MAX (width, 0.6 / pen->scale));
      rs_paint_set_color (pen->cr, color, 1);
      cairo_stroke (pen->cr);
    }
  paint_head (pen, edge, end, dx, size, color);
}

static gboolean
in_view (const RsSceneEdge *edge, const RsRect *clip)
{
  const RsRect *r = &edge->bounds;

  return r->x < clip->x + clip->width && clip->x < r->x + r->width && r->y < clip->y + clip->height
         && clip->y < r->y + r->height;
}

/* Marks the edges that keep the selected object alive; NULL: none. */
static guint8 *
find_chain (const RsScene *scene, guint64 selected)
{
  guint32 node =
      selected != 0 && scene->graph != NULL ? rs_heap_graph_find (scene->graph, selected) : RS_NONE;
  g_autoptr (GArray) edges = NULL;
  guint8 *chain;

  if (node == RS_NONE || (edges = rs_graph_held_alive_by (scene->graph, node)) == NULL)
    return NULL;
  chain = g_new0 (guint8, scene->graph->n_edges + 1);
  for (guint i = 0; i < edges->len; i++)
    chain[g_array_index (edges, guint32, i)] = 1;
  return chain;
}

/* Plain edges first, then cycles, then the chain, then what is hovered: what
 * matters lies on top. */
static guint
layer_of (const Pen *pen, guint index)
{
  const RsSceneEdge *edge = rs_scene_edge (pen->scene, index);

  if (is_hovered (pen, index))
    return 3;
  if (pen->chain != NULL && edge->graph_edge != RS_NONE && pen->chain[edge->graph_edge])
    return 2;
  return edge->cycle ? 1 : 0;
}

void
rs_paint_edges (const RsScene *scene, cairo_t *cr, const RsTheme *theme, const RsPaintState *state,
                const RsRect *clip, double scale)
{
  g_autofree guint8 *chain = find_chain (scene, state->selected);
  Pen pen = { scene, cr, theme, state, chain, clip, scale };
  g_autofree guint8 *turn = g_new (guint8, scene->edges->len + 1);
  guint last = 0;

  for (guint i = 0; i < scene->edges->len; i++)
    {
      turn[i] = in_view (rs_scene_edge (scene, i), clip) ? (guint8) layer_of (&pen, i) : G_MAXUINT8;
      last = turn[i] != G_MAXUINT8 ? MAX (last, turn[i]) : last;
    }
  for (guint layer = 0; layer <= last; layer++)
    for (guint i = 0; i < scene->edges->len; i++)
      if (turn[i] == layer)
        paint_edge (&pen, i);
  cairo_set_dash (cr, NULL, 0, 0);
}
