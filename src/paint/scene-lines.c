/* SPDX-License-Identifier: MIT
 *
 * A scene as one line of JSON, for programs that measure pictures: where
 * everything stands, the ways of the wires as polylines, and of each card the
 * account of its count: arrows drawn to it, values shown in place, references
 * that are told on its stub.
 */
#include "paint/scene-private.h"

#include "text/escape.h"

#include <math.h>

#define FLATNESS 0.2 /* points: how far a piece may be from its curve */

/* A hundredth of a point is nothing that anybody sees. */
static void
append_number (GString *out, double value)
{
  gint64 hundredths = (gint64) round (value * 100);
  guint64 size = (guint64) ABS (hundredths);
  char text[32], *start = text + sizeof text;
  guint digits = size % 100 == 0 ? 0 : size % 10 == 0 ? 1 : 2;

  size /= digits == 0 ? 100 : digits == 1 ? 10 : 1;
  for (guint i = 0; i == 0 || i <= digits || size > 0; i++)
    {
      if (i == digits && digits > 0)
        *--start = '.';
      *--start = (char) ('0' + size % 10);
      size /= 10;
    }
  if (hundredths < 0)
    *--start = '-';
  g_string_append_len (out, start, text + sizeof text - start);
}

static void
append_rect (GString *out, double x, double y, double width, double height)
{
  const double sides[] = { x, y, width, height };
  const char *const names[] = { "x", "y", "w", "h" };

  for (guint i = 0; i < G_N_ELEMENTS (sides); i++)
    {
      g_string_append_printf (out, "%s\"%s\": ", i > 0 ? ", " : "", names[i]);
      append_number (out, sides[i]);
    }
}

static void
append_state (GString *out, const RsScene *scene, const RsCard *card)
{
  const struct {
    const char *name;
    gboolean is;
  } states[] = {
    { "new", (card->marks & RS_MARK_NEW) != 0 },
    { "freed", (card->marks & RS_MARK_GONE) != 0 },
    { "changed", (card->marks & RS_MARK_CHANGED) != 0 },
    { "garbage", rs_card_is_garbage (scene, card) },
    { "frame", card->frame },
  };
  gboolean any = FALSE;

  g_string_append (out, "\"state\": [");
  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    if (states[i].is)
      {
        g_string_append_printf (out, "%s\"%s\"", any ? ", " : "", states[i].name);
        any = TRUE;
      }
  g_string_append_c (out, ']');
}

static void
append_card (GString *out, const RsScene *scene, const RsCard *card)
{
  g_string_append_printf (out, "{\"serial\": %" G_GUINT64_FORMAT ", ", card->serial);
  append_rect (out, card->x, card->y, card->width, card->height);
  g_string_append (out, ", \"title\": ");
  rs_json_string (out, card->title);
  if (card->counted)
    g_string_append_printf (out, ", \"badge\": %" G_GINT64_FORMAT, card->count);
  else
    g_string_append (out, ", \"badge\": null");
  g_string_append_printf (out,
                          ", \"delta\": %" G_GINT64_FORMAT ", \"arrows\": %u, \"in_place\": %u, "
                          "\"stub\": %u, ",
                          card->delta, card->arrows, card->in_place, card->stub);
  append_state (out, scene, card);
  g_string_append_printf (out, ", \"folded\": %u}", card->folded);
}

static void
append_values (GString *out, const RsScene *scene)
{
  gboolean first = TRUE;

  for (guint c = 0; c < scene->cards->len; c++)
    {
      const RsCard *card = rs_scene_card (scene, c);

      for (guint i = 0; i < card->n_items; i++)
        {
          const RsItem *item = rs_scene_item (scene, card->first_item + i);

          if (!item->in_place)
            continue;
          g_string_append_printf (out,
                                  "%s{\"card\": %" G_GUINT64_FORMAT
                                  ", \"row\": %u, \"serial\": %" G_GUINT64_FORMAT ", \"text\": ",
                                  first ? "" : ", ", card->serial, i, item->in_place);
          rs_json_string (out, item->value);
          g_string_append_c (out, '}');
          first = FALSE;
        }
    }
}

static void
append_point (GString *out, double x, double y)
{
  g_string_append_c (out, '[');
  append_number (out, x);
  g_string_append (out, ", ");
  append_number (out, y);
  g_string_append_c (out, ']');
}

/* The cubic Bezier curve from P[0] to P[3], without its first point. The pieces
 * of a curve cut into n are no farther from it than three quarters of its
 * largest second difference over n squared. */
static void
append_curve (GString *out, const RsPoint *p)
{
  double bow = MAX (hypot (p[0].x - 2 * p[1].x + p[2].x, p[0].y - 2 * p[1].y + p[2].y),
                    hypot (p[1].x - 2 * p[2].x + p[3].x, p[1].y - 2 * p[2].y + p[3].y));
  guint n = (guint) ceil (MAX (1, sqrt (0.75 * bow / FLATNESS)));

  /* A level or upright piece is a line, however its control points lie. */
  if ((p[0].y == p[1].y && p[1].y == p[2].y && p[2].y == p[3].y)
      || (p[0].x == p[1].x && p[1].x == p[2].x && p[2].x == p[3].x))
    n = 1;
  for (guint i = 1; i <= n; i++)
    {
      double t = (double) i / n, s = 1 - t;
      double a = s * s * s, b = 3 * s * s * t, c = 3 * s * t * t, d = t * t * t;

      g_string_append (out, ", ");
      append_point (out, a * p[0].x + b * p[1].x + c * p[2].x + d * p[3].x,
                    a * p[0].y + b * p[1].y + c * p[2].y + d * p[3].y);
    }
}

static const char *
wire_kind (const RsSceneEdge *edge)
{
  return edge->kind == RS_REF_CALLBACK    ? "callback"
         : edge->strength == RS_WEAK      ? "weak"
         : edge->strength == RS_TEMPORARY ? "temporary"
                                          : "strong";
}

static void
append_wire (GString *out, const RsScene *scene, const RsSceneEdge *edge)
{
  const RsPoint *points = rs_scene_points (scene, edge);
  const RsCard *source = rs_scene_card (scene, edge->source);

  g_string_append_printf (
      out,
      "{\"from\": %" G_GUINT64_FORMAT ", \"row\": %u, \"to\": %" G_GUINT64_FORMAT
      ", \"kind\": \"%s\", \"count\": %d, \"points\": [",
      source->serial, edge->item - source->first_item, rs_scene_card (scene, edge->target)->serial,
      wire_kind (edge), MAX (edge->parallel, 1));
  append_point (out, points[0].x, points[0].y);
  for (guint i = 0; i + 3 < edge->n_points; i += 3)
    append_curve (out, points + i);
  g_string_append (out, "]}");
}

void
rs_scene_append_line (const RsScene *scene, GString *out)
{
  RsRect bounds;

  g_return_if_fail (scene != NULL && out != NULL);
  bounds = rs_scene_bounds (scene);
  g_string_append_printf (out, "{\"step\": %" G_GUINT64_FORMAT ", \"level\": \"%s\", \"width\": ",
                          scene->graph->moment.step, rs_detail_name (scene->filter.detail));
  append_number (out, bounds.width);
  g_string_append (out, ", \"height\": ");
  append_number (out, bounds.height);
  g_string_append (out, ", \"cards\": [");
  for (guint i = 0; i < scene->cards->len; i++)
    {
      g_string_append (out, i > 0 ? ", " : "");
      append_card (out, scene, rs_scene_card (scene, i));
    }
  g_string_append (out, "], \"values\": [");
  append_values (out, scene);
  g_string_append (out, "], \"wires\": [");
  for (guint i = 0; i < scene->edges->len; i++)
    {
      g_string_append (out, i > 0 ? ", " : "");
      append_wire (out, scene, rs_scene_edge (scene, i));
    }
  g_string_append (out, "], \"labels\": [");
  for (guint i = 0; i < scene->labels->len; i++)
    {
      const RsCycleLabel *label = rs_scene_label (scene, i);

      g_string_append (out, i > 0 ? ", {\"text\": " : "{\"text\": ");
      rs_json_string (out, label->text);
      g_string_append (out, ", ");
      append_rect (out, label->rect.x, label->rect.y, label->rect.width, label->rect.height);
      g_string_append_c (out, '}');
    }
  g_string_append (out, "]}\n");
}
