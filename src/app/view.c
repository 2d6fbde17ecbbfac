/* SPDX-License-Identifier: MIT
 *
 * Where a scene stands in the window, and how large.
 */
#include "view.h"

#include <math.h>

#define MARGIN 36      /* around a fitted drawing */
#define TOOLS_ROOM 60  /* above it: the buttons for the level of detail */
#define LEGEND_ROOM 44 /* below it */
#define FIT_MOST 1.15  /* fitting enlarges no further */
#define LEGIBLE 0.42   /* following the program shrinks no further */
#define SMALLEST 0.02
#define LARGEST 6.0

/* The card of the frame that runs, else of the first one. */
static RsRect
running_frame (const RsScene *scene)
{
  const RsHeapGraph *graph = rs_scene_get_graph (scene);
  RsRect rect = rs_scene_bounds (scene), card;
  gboolean found = FALSE;

  for (guint i = 0; i < graph->n_nodes; i++)
    if (graph->nodes[i].kind == RS_GNODE_FRAME || graph->nodes[i].kind == RS_GNODE_NAMESPACE)
      if ((!found || (graph->nodes[i].flags & RS_NODE_CURRENT))
          && rs_scene_find (scene, graph->nodes[i].serial, &card))
        {
          rect = card;
          found = TRUE;
        }
  return rect;
}

RsView
rs_view_fit (const RsScene *scene, int width, int height, gboolean all, double text)
{
  double room = width - 2 * MARGIN, depth = height - TOOLS_ROOM - LEGEND_ROOM;
  RsRect bounds = rs_scene_bounds (scene), frame = running_frame (scene);
  double scale = CLAMP (MIN (room / MAX (bounds.width, 1), depth / MAX (bounds.height, 1)),
                        all ? SMALLEST : LEGIBLE * text, FIT_MOST * text);
  double slack = MAX (0, room - bounds.width * scale), top = bounds.y;

  if (bounds.height * scale > depth)
    top = CLAMP (frame.y + frame.height / 2 - depth / scale / 2, bounds.y,
                 bounds.y + bounds.height - depth / scale);
  return (RsView){ scale, MARGIN + MIN (slack / 2, 60) - bounds.x * scale,
                   TOOLS_ROOM - top * scale };
}

static gboolean
is_within (RsView view, const RsRect *rect, int width, int height)
{
  return view.x + rect->x * view.scale >= 0 && view.y + rect->y * view.scale >= 0
         && view.x + (rect->x + rect->width) * view.scale <= width
         && view.y + (rect->y + rect->height) * view.scale <= height - LEGEND_ROOM + 4;
}

gboolean
rs_view_shows (RsView view, const RsScene *scene, int width, int height, gboolean all, double text)
{
  double best = rs_view_fit (scene, width, height, all, text).scale;
  gboolean legible_only = !all && best <= LEGIBLE * text;
  RsRect b = legible_only ? running_frame (scene) : rs_scene_bounds (scene);

  if (legible_only && fabs (view.scale - best) > 0.01)
    return FALSE;
  return is_within (view, &b, width, height);
}

RsView
rs_view_zoom (RsView view, double factor, double x, double y)
{
  double scale = CLAMP (view.scale * factor, SMALLEST, LARGEST), real = scale / view.scale;

  return (RsView){ scale, x - (x - view.x) * real, y - (y - view.y) * real };
}

/* How far LOW..HIGH must move to lie within FROM..TO; where it is too long for
 * that, its beginning counts. */
static double
shift_into (double low, double high, double from, double to)
{
  if (low < from || high - low > to - from)
    return from - low;
  return MIN (0, to - high);
}

RsView
rs_view_follow (RsView view, const RsScene *scene, int width, int height)
{
  RsRect frame = running_frame (scene), bounds = rs_scene_bounds (scene), changes, both;
  double right, bottom;

  if (is_within (view, &bounds, width, height) || !rs_scene_find_changes (scene, &changes))
    return view;
  right = MAX (frame.x + frame.width, changes.x + changes.width);
  bottom = MAX (frame.y + frame.height, changes.y + changes.height);
  both.x = MIN (frame.x, changes.x);
  both.y = MIN (frame.y, changes.y);
  both.width = right - both.x;
  both.height = bottom - both.y;
  if (both.width * view.scale > width - 2 * MARGIN
      || both.height * view.scale > height - TOOLS_ROOM - LEGEND_ROOM - MARGIN / 2)
    return rs_view_reveal (view, &changes, width, height);
  return rs_view_reveal (view, &both, width, height);
}

RsView
rs_view_reveal (RsView view, const RsRect *card, int width, int height)
{
  double left = view.x + card->x * view.scale, top = view.y + card->y * view.scale;
  double right = left + card->width * view.scale, bottom = top + card->height * view.scale;

  if (left >= 0 && top >= 0 && right <= width && bottom <= height - LEGEND_ROOM)
    return view;
  view.x += shift_into (left, right, MARGIN, width - MARGIN);
  view.y += shift_into (top, bottom, TOOLS_ROOM, height - LEGEND_ROOM - MARGIN / 2);
  return view;
}
