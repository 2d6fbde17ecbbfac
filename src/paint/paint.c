/* SPDX-License-Identifier: MIT
 *
 * The painter: canvas, edges, cards over them, labels on top. It reads the
 * scene's geometry and adds none of its own, so that what the hit test answers
 * is what is seen. What lies outside the clip is skipped.
 */
#include "paint/scene-private.h"

#include <math.h>

static gboolean
overlaps (const RsRect *clip, double x, double y, double width, double height)
{
  return x < clip->x + clip->width && clip->x < x + width && y < clip->y + clip->height
         && clip->y < y + height;
}

static double
scale_of (cairo_t *cr)
{
  double x = 1, y = 0;

  cairo_user_to_device_distance (cr, &x, &y);
  return hypot (x, y);
}

static void
paint_label (const RsScene *scene, cairo_t *cr, const RsTheme *theme, const RsCycleLabel *label,
             gboolean small)
{
  RsColor text = theme->dark ? theme->canvas : theme->badge_text;
  const RsRect *r = &label->rect;

  rs_paint_rounded (cr, r->x, r->y, r->width, r->height, r->height / 2);
  rs_paint_set_color (cr, theme->cycle, 1);
  cairo_fill (cr);
  if (!small)
    rs_text_draw (scene->texts, cr, RS_STYLE_LABEL, label->text, r->x + r->width / 2,
                  r->y + r->height / 2, r->width - 14, 0.5, text);
}

void
rs_paint_labels (const RsScene *scene, cairo_t *cr, const RsTheme *theme)
{
  for (guint i = 0; i < scene->labels->len; i++)
    paint_label (scene, cr, theme, rs_scene_label (scene, i), FALSE);
}

void
rs_scene_paint (const RsScene *scene, cairo_t *cr, const RsPaintState *state)
{
  static const RsPaintState usual = RS_PAINT_STATE_INIT;
  const RsTheme *theme;
  double x1, y1, x2, y2, scale;
  RsRect clip;

  g_return_if_fail (scene != NULL && cr != NULL);
  state = state != NULL ? state : &usual;
  theme = state->theme != NULL ? state->theme : rs_theme_get (RS_THEME_LIGHT);
  cairo_clip_extents (cr, &x1, &y1, &x2, &y2);
  clip = (RsRect){ x1 - 12, y1 - 12, x2 - x1 + 24, y2 - y1 + 24 };
  scale = scale_of (cr);
  cairo_save (cr);
  cairo_set_tolerance (cr, 0.25);
  if (!state->no_background)
    {
      rs_paint_set_color (cr, theme->canvas, 1);
      cairo_paint (cr);
    }
  for (guint i = 0; i < scene->cards->len; i++)
    {
      const RsCard *card = rs_scene_card (scene, i);

      if (overlaps (&clip, card->x, card->y, card->width, card->height))
        rs_paint_card (scene, cr, theme, state, i, scale);
    }
  rs_paint_edges (scene, cr, theme, state, &clip, scale);
  for (guint i = 0; i < scene->cards->len && scale >= SCALE_SMALL; i++)
    {
      const RsCard *card = rs_scene_card (scene, i);

      if (overlaps (&clip, card->x, card->y, card->width, card->height))
        rs_paint_ports (scene, cr, theme, i);
    }
  for (guint i = 0; i < scene->labels->len; i++)
    {
      const RsCycleLabel *label = rs_scene_label (scene, i);

      if (overlaps (&clip, label->rect.x, label->rect.y, label->rect.width, label->rect.height))
        paint_label (scene, cr, theme, label, scale < SCALE_SMALL);
    }
  cairo_restore (cr);
}
