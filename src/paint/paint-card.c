/* SPDX-License-Identifier: MIT
 *
 * Painting one card. Its parts in order: glow or shadow, body, title bar, rows
 * or cells, foot, border. Ghosts have a dashed border, no fill and grey text;
 * the frame that runs has a bar at its left.
 */
#include "paint/scene-private.h"

#include <math.h>

#define RADIUS 9.0

typedef struct {
  const RsScene *scene;
  cairo_t *cr;
  const RsTheme *theme;
  const RsCard *card;
  RsColor title, title_text, body, text, dim;
  double flash;
  gboolean ghost, small, bare;
} Pen;

static void
choose_colors (Pen *pen)
{
  const RsTheme *theme = pen->theme;
  const RsCard *card = pen->card;

  pen->title = rs_theme_title_color (theme, card->shape);
  pen->title_text = rs_theme_title_text (theme, card->shape);
  pen->body = theme->card;
  pen->text = theme->text;
  pen->dim = theme->dim;
  if (card->frame || card->shape == RS_SHAPE_FRAME)
    {
      pen->title = theme->frame_title;
      pen->title_text = theme->frame_text;
    }
  else if (rs_card_is_garbage (pen->scene, card))
    {
      pen->title = rs_color_mix (theme->card, theme->ghost, 0.45);
      pen->title_text = theme->text;
    }
  else if (card->cycle != RS_NONE)
    {
      pen->title = theme->cycle_title;
      pen->title_text = theme->cycle_text;
      pen->body = theme->cycle_card;
    }
  if (pen->ghost)
    {
      pen->title = rs_color_mix (theme->canvas, theme->ghost, 0.14);
      pen->body = theme->canvas;
      pen->title_text = pen->text = pen->dim = rs_color_mix (theme->ghost, theme->text, 0.25);
    }
}

/* A soft light around what is new: three rounded borders, fading outwards. */
static void
paint_glow (const Pen *pen)
{
  const RsCard *card = pen->card;

  for (gint i = 3; i >= 1; i--)
    {
      rs_paint_rounded (pen->cr, card->x - i * 2, card->y - i * 2, card->width + i * 4,
                        card->height + i * 4, RADIUS + i * 2);
      rs_paint_set_color (pen->cr, pen->theme->glow, pen->flash * 0.28 / i);
      cairo_fill (pen->cr);
    }
}

static void
paint_shadow (const Pen *pen)
{
  const RsCard *card = pen->card;

  if (pen->theme->shadow <= 0)
    return;
  rs_paint_rounded (pen->cr, card->x - 0.5, card->y + 1.5, card->width + 1, card->height + 1,
                    RADIUS + 1);
  cairo_set_source_rgba (pen->cr, 0, 0, 0, pen->theme->shadow * 0.6);
  cairo_fill (pen->cr);
}

static void
paint_border (const Pen *pen)
{
  const RsCard *card = pen->card;
  const double dashes[] = { 5, 4 };
  RsColor color = pen->ghost || rs_card_is_garbage (pen->scene, card) ? pen->theme->ghost
                  : card->cycle != RS_NONE
                      ? rs_color_mix (pen->theme->cycle, pen->theme->card, 0.35)
                  : card->marks & RS_MARK_NEW ? pen->theme->glow
                                              : pen->theme->border;
  double width = pen->theme->border_width + (card->marks & RS_MARK_NEW && !pen->ghost ? 0.6 : 0);

  rs_paint_rounded (pen->cr, card->x + width / 2, card->y + width / 2, card->width - width,
                    card->height - width, RADIUS - 0.5);
  if (pen->ghost)
    cairo_set_dash (pen->cr, dashes, 2, 0);
  cairo_set_line_width (pen->cr, pen->ghost ? 1.3 : width);
  rs_paint_set_color (pen->cr, color, 1);
  cairo_stroke (pen->cr);
  cairo_set_dash (pen->cr, NULL, 0, 0);
}

/* Garbage is hatched: it is there, and nobody can get at it. */
static void
paint_hatching (const Pen *pen)
{
  const RsCard *card = pen->card;
  double bottom = card->y + card->height - 1, top = card->y + RS_CARD_TITLE;

  cairo_set_line_width (pen->cr, 1);
  rs_paint_set_color (pen->cr, pen->theme->ghost, 0.4);
  for (double x = card->x + 8; x < card->x + card->width + bottom - top; x += 11)
    {
      double low_x = x - (bottom - top), right = card->x + card->width - 1;

      cairo_move_to (pen->cr, MIN (x, right), top + MAX (0, x - right));
      cairo_line_to (pen->cr, MAX (low_x, card->x + 1),
                     low_x < card->x + 1 ? top + x - card->x - 1 : bottom);
    }
  cairo_stroke (pen->cr);
}

/* Filling these two paths is far cheaper than clipping to the card's
 * outline. */
static void
trace_title (const Pen *pen)
{
  const RsCard *card = pen->card;
  double r = RADIUS, x = card->x, y = card->y, right = x + card->width;

  cairo_new_sub_path (pen->cr);
  cairo_arc (pen->cr, right - r, y + r, r, -G_PI / 2, 0);
  cairo_line_to (pen->cr, right, y + RS_CARD_TITLE);
  cairo_line_to (pen->cr, x, y + RS_CARD_TITLE);
  cairo_arc (pen->cr, x + r, y + r, r, G_PI, 3 * G_PI / 2);
  cairo_close_path (pen->cr);
}

static void
trace_current_bar (const Pen *pen)
{
  const RsCard *card = pen->card;
  double r = RADIUS, x = card->x, bottom = card->y + card->height,
         inset = r - sqrt (r * r - (r - 5) * (r - 5));
  double angle = acos ((r - 5) / r);

  cairo_new_sub_path (pen->cr);
  cairo_arc (pen->cr, x + r, card->y + r, r, G_PI, G_PI + angle);
  cairo_line_to (pen->cr, x + 5, bottom - inset);
  cairo_arc (pen->cr, x + r, bottom - r, r, G_PI - angle, G_PI);
  cairo_close_path (pen->cr);
}

static void
paint_body (const Pen *pen)
{
  const RsCard *card = pen->card;

  rs_paint_rounded (pen->cr, card->x, card->y, card->width, card->height, RADIUS);
  rs_paint_set_color (pen->cr, pen->body, 1);
  cairo_fill (pen->cr);
  trace_title (pen);
  rs_paint_set_color (pen->cr, pen->title, 1);
  cairo_fill (pen->cr);
  if (card->frame && card->current && !pen->ghost)
    {
      trace_current_bar (pen);
      rs_paint_set_color (pen->cr, pen->theme->badge, 1);
      cairo_fill (pen->cr);
    }
}

/* The count in its badge and, left of that, how it changed. Returns the left
 * end. */
static double
paint_badge (const Pen *pen, double right, double y)
{
  const RsCard *card = pen->card;
  RsColor color = card->delta > 0   ? pen->theme->plus
                  : card->delta < 0 ? pen->theme->minus
                                    : pen->theme->badge;
  RsColor text = card->delta != 0 && pen->theme->dark ? pen->theme->canvas : pen->theme->badge_text;
  double left = right - card->badge_width;

  rs_paint_rounded (pen->cr, left, y - 10, card->badge_width, 20, 10);
  rs_paint_set_color (pen->cr, color, 1);
  cairo_fill (pen->cr);
  rs_text_draw (pen->scene->texts, pen->cr, RS_STYLE_BADGE, card->badge,
                left + card->badge_width / 2, y, card->badge_width, 0.5, text);
  if (card->delta != 0)
    {
      char delta[24];

      g_snprintf (delta, sizeof delta, "%s%" G_GINT64_FORMAT, card->delta > 0 ? "+" : "−",
                  ABS (card->delta));
      left -= 6
              + rs_text_draw (pen->scene->texts, pen->cr, RS_STYLE_BADGE, delta, left - 6, y, 44, 1,
                              color);
    }
  return left;
}

static void
paint_title (const Pen *pen)
{
  const RsCard *card = pen->card;
  double x = card->x + RS_CARD_PAD, right = card->x + card->width - 8,
         y = card->y + RS_CARD_TITLE / 2;

  if (card->badge[0] != '\0')
    right = paint_badge (pen, right, y) - 6;
  if (card->subtitle[0] != '\0')
    right -=
        8
        + rs_text_draw (pen->scene->texts, pen->cr, RS_STYLE_NOTE, card->subtitle, right - 2, y,
                        (right - x) / 2, 1, rs_color_mix (pen->title_text, pen->title, 0.25));
  rs_text_draw (pen->scene->texts, pen->cr, RS_STYLE_TITLE, card->title, x, y, right - x, 0,
                pen->title_text);
}

/* --- items ---------------------------------------------------------------- */

static void
paint_cell (const Pen *pen, const RsItem *item)
{
  const double dashes[] = { 3, 2.5 };
  double x = pen->card->x + item->x, y = pen->card->y + item->y;
  gboolean spare = item->kind == RS_ITEM_SPARE;

  cairo_rectangle (pen->cr, x + 0.5, y + 0.5, item->width - 1, item->height - 1);
  if (!spare)
    {
      rs_paint_set_color (pen->cr,
                          item->marks & (RS_MARK_NEW | RS_MARK_CHANGED) ? rs_color_mix (
                              pen->theme->card, pen->theme->glow, 0.16 + 0.2 * pen->flash)
                                                                        : pen->theme->card,
                          1);
      cairo_fill_preserve (pen->cr);
    }
  if (spare)
    cairo_set_dash (pen->cr, dashes, 2, 0);
  cairo_set_line_width (pen->cr, 1);
  rs_paint_set_color (pen->cr,
                      rs_color_mix (pen->theme->line, pen->theme->dim, spare ? 0.35 : 0.45), 1);
  cairo_stroke (pen->cr);
  cairo_set_dash (pen->cr, NULL, 0, 0);
  if (spare)
    return;
  if (item->row > 0 && item->x < 3 * RS_CARD_PAD) /* the first of its row */
    {
      char number[8];

      g_snprintf (number, sizeof number, "%u", item->row - 1u);
      rs_text_draw (pen->scene->texts, pen->cr, RS_STYLE_INDEX, number, x - 6, y + item->height / 2,
                    14, 1, pen->dim);
    }
  rs_text_draw (pen->scene->texts, pen->cr, RS_STYLE_INDEX, item->label, x + 4, y + 7,
                item->width - 4, 0, pen->dim);
  rs_text_draw (pen->scene->texts, pen->cr, RS_STYLE_ROW, item->value, x + item->width / 2,
                y + (item->label[0] ? 22 : item->height / 2), item->width - 6, 0.5, pen->text);
}

/* The mark of what changed: a bar at the left, and a tint. */
static void
paint_mark (const Pen *pen, const RsItem *item, double x, double y)
{
  RsColor color = item->marks & RS_MARK_GONE  ? pen->theme->minus
                  : item->marks & RS_MARK_NEW ? pen->theme->glow
                                              : pen->theme->badge;
  double left = pen->card->frame && pen->card->current ? 6 : 1;

  cairo_rectangle (pen->cr, x + left, y + 1, pen->card->width - left - 1, item->height - 2);
  rs_paint_set_color (pen->cr, color, 0.05 + 0.14 * pen->flash);
  cairo_fill (pen->cr);
  cairo_rectangle (pen->cr, x + left, y + 3, 3, item->height - 6);
  rs_paint_set_color (pen->cr, color, 1);
  cairo_fill (pen->cr);
}

static void
strike (const Pen *pen, double x, double y, double width, RsColor color)
{
  cairo_move_to (pen->cr, x - 1, y + 0.5);
  cairo_line_to (pen->cr, x + width + 1, y + 0.5);
  cairo_set_line_width (pen->cr, 1.2);
  rs_paint_set_color (pen->cr, color, 1);
  cairo_stroke (pen->cr);
}

static void
paint_row (const Pen *pen, const RsItem *item, gboolean first)
{
  RsTextCache *texts = pen->scene->texts;
  double x = pen->card->x + RS_CARD_PAD, y = pen->card->y + item->y, middle = y + item->height / 2;
  double right = pen->card->x + pen->card->width - RS_CARD_PAD, label, natural;
  gboolean gone = (item->marks & RS_MARK_GONE) != 0, dead = (item->marks & RS_MARK_DEAD) != 0;
  gboolean empty = (item->marks & RS_MARK_EMPTY) != 0;
  guint8 style = gone || dead || empty ? RS_STYLE_NOTE : RS_STYLE_ROW;

  if (!first)
    {
      cairo_rectangle (pen->cr, x - 2, floor (y), pen->card->width - 2 * RS_CARD_PAD + 4, 1);
      rs_paint_set_color (pen->cr, pen->theme->line, 1);
      cairo_fill (pen->cr);
    }
  if (!pen->ghost && item->marks & (RS_MARK_NEW | RS_MARK_CHANGED | RS_MARK_GONE)
      && !(pen->card->marks & RS_MARK_NEW))
    paint_mark (pen, item, pen->card->x, y);
  if (item->offset[0] != '\0')
    {
      rs_text_draw (texts, pen->cr, RS_STYLE_INDEX, item->offset, x, middle + 1, RS_CARD_OFFSET - 4,
                    0, pen->dim);
      x += RS_CARD_OFFSET;
    }
  if (item->port_x >= 0)
    right -= 12;
  if (item->parallel > 0)
    {
      char text[24];

      g_snprintf (text, sizeof text, "×%d", item->parallel);
      right -= 6
               + rs_text_draw (texts, pen->cr, RS_STYLE_BADGE, text, right, middle, 60, 1,
                               pen->theme->badge);
    }
  natural = rs_text_width (texts, style, item->value);
  label = item->value[0] == '\0' ? right - x : MAX (right - x - natural - 10, (right - x) * 0.42);
  label = rs_text_draw (texts, pen->cr, RS_STYLE_ROW, item->label, x, middle, label, 0,
                        gone ? pen->dim : pen->text);
  if (gone)
    strike (pen, x, middle, label, pen->theme->minus);
  if (item->value[0] == '\0')
    return;
  label += item->label[0] != '\0' ? 10 : 0;
  if (item->label[0] == '\0')
    right = x + MIN (natural, right - x);
  rs_text_draw (texts, pen->cr, style, item->value, right, middle, right - x - label, 1,
                pen->ghost || empty ? pen->dim
                : gone || dead      ? pen->theme->minus
                                    : rs_color_mix (pen->text, pen->theme->dim, 0.3));
}

static void
paint_item (const Pen *pen, const RsItem *item, gboolean first)
{
  double x = pen->card->x + item->x, middle = pen->card->y + item->y + item->height / 2;

  switch (item->kind)
    {
    case RS_ITEM_CELL:
    case RS_ITEM_SPARE:
      paint_cell (pen, item);
      break;
    case RS_ITEM_ROW:
      paint_row (pen, item, first);
      break;
    case RS_ITEM_TEXT:
      rs_text_draw (pen->scene->texts, pen->cr, RS_STYLE_ROW, item->value, x + RS_CARD_PAD, middle,
                    item->width - 2 * RS_CARD_PAD, 0, pen->text);
      break;
    case RS_ITEM_GAP:
      rs_text_draw (pen->scene->texts, pen->cr, RS_STYLE_NOTE, item->value,
                    x + (item->x > 0 ? 6 : RS_CARD_PAD), middle, item->width, 0, pen->dim);
      break;
    case RS_ITEM_MORE:
      rs_text_draw (pen->scene->texts, pen->cr, RS_STYLE_NOTE, item->value, x + RS_CARD_PAD, middle,
                    item->width - 2 * RS_CARD_PAD, 0, pen->dim);
      break;
    }
}

#define LINE_ABOVE 12.0 /* from the middle of the foot to that of the line above it */

static void
paint_foot (const Pen *pen)
{
  const RsCard *card = pen->card;
  double y = card->y + card->height - RS_CARD_FOOT / 2 - 1 + (rs_card_slack (card) > 0 ? 3 : 0),
         left = card->x + RS_CARD_PAD, right = card->x + card->width - RS_CARD_PAD;
  double taken = rs_text_draw (pen->scene->texts, pen->cr, RS_STYLE_FOOT, card->size, right, y,
                               right - left, 1, pen->dim);

  double named = rs_text_draw (pen->scene->texts, pen->cr, RS_STYLE_FOOT, card->identity, left, y,
                               right - left - taken - 8, 0, pen->dim);

  if (card->stub_line)
    rs_text_draw (pen->scene->texts, pen->cr, RS_STYLE_FOOT, card->stub_text, left, y - LINE_ABOVE,
                  right - left + 6, 0, pen->text);
  else if (card->stub_text[0] != '\0')
    rs_text_draw (pen->scene->texts, pen->cr, RS_STYLE_FOOT, card->stub_text, left + named + 6, y,
                  right - left - taken - named - (taken > 0 ? 12 : 5), 0, pen->text);
  if (card->cause[0] != '\0')
    rs_text_draw (pen->scene->texts, pen->cr, RS_STYLE_NOTE, card->cause, left,
                  rs_card_has_foot (card) ? y - LINE_ABOVE : y, right - left, 0, pen->theme->minus);
}

/* Far away a card is its colours, and bars where text would be. */
static void
paint_bars (const Pen *pen)
{
  const RsCard *card = pen->card;

  cairo_rectangle (pen->cr, card->x + RS_CARD_PAD, card->y + 11, MIN (70, card->width / 2), 8);
  rs_paint_set_color (pen->cr, pen->title_text, 0.75);
  cairo_fill (pen->cr);
  for (guint i = card->first_item; i < card->first_item + card->n_items; i++)
    {
      const RsItem *item = rs_scene_item (pen->scene, i);

      if (item->kind == RS_ITEM_ROW || item->kind == RS_ITEM_TEXT)
        cairo_rectangle (pen->cr, card->x + RS_CARD_PAD, card->y + item->y + 9,
                         item->port_x >= 0 ? 50 : card->width - 40, 6);
      else if (item->kind == RS_ITEM_CELL)
        cairo_rectangle (pen->cr, card->x + item->x + 2, card->y + item->y + 2, item->width - 4,
                         item->height - 4);
    }
  rs_paint_set_color (pen->cr, pen->dim, 0.35);
  cairo_fill (pen->cr);
}

static void
paint_small (const Pen *pen)
{
  const RsCard *card = pen->card;

  cairo_set_antialias (pen->cr, CAIRO_ANTIALIAS_NONE);
  if (!pen->bare)
    {
      cairo_rectangle (pen->cr, card->x, card->y, card->width, card->height);
      rs_paint_set_color (pen->cr, pen->ghost ? pen->theme->ghost : pen->theme->border, 1);
      cairo_fill (pen->cr);
    }
  cairo_rectangle (pen->cr, card->x + 3, card->y + 3, card->width - 6, card->height - 6);
  rs_paint_set_color (pen->cr, pen->body, 1);
  cairo_fill (pen->cr);
  cairo_rectangle (pen->cr, card->x, card->y, card->width, RS_CARD_TITLE);
  rs_paint_set_color (pen->cr, pen->title, 1);
  cairo_fill (pen->cr);
  if (!pen->bare)
    paint_bars (pen);
  cairo_set_antialias (pen->cr, CAIRO_ANTIALIAS_DEFAULT);
}

void
rs_paint_card (const RsScene *scene, cairo_t *cr, const RsTheme *theme, const RsPaintState *state,
               guint index, double scale)
{
  const RsCard *card = rs_scene_card (scene, index);
  Pen pen = { scene, cr, theme, card };

  pen.ghost = (card->marks & RS_MARK_GONE) != 0;
  pen.bare = scale < SCALE_BARE;
  pen.small = scale < SCALE_SMALL;
  pen.flash = CLAMP (state->flash, 0, 1);
  choose_colors (&pen);
  if (card->alpha < 0.999)
    cairo_push_group (cr);
  if (pen.small)
    paint_small (&pen);
  else
    {
      if (card->marks & RS_MARK_NEW && !pen.ghost)
        paint_glow (&pen);
      else if (!pen.ghost)
        paint_shadow (&pen);
      paint_body (&pen);
      if (rs_card_is_garbage (scene, card))
        paint_hatching (&pen);
      for (guint i = 0; i < card->n_items; i++)
        paint_item (&pen, rs_scene_item (scene, card->first_item + i), i == 0);
      paint_title (&pen);
      paint_foot (&pen);
      paint_border (&pen);
    }
  if (card->serial != 0 && (card->serial == state->selected || card->serial == state->hover))
    {
      rs_paint_rounded (cr, card->x - 3, card->y - 3, card->width + 6, card->height + 6,
                        RADIUS + 3);
      cairo_set_line_width (cr, card->serial == state->selected ? 3 : 2);
      rs_paint_set_color (cr, card->serial == state->selected ? theme->badge : theme->hover, 1);
      cairo_stroke (cr);
    }
  if (card->alpha < 0.999)
    {
      cairo_pop_group_to_source (cr);
      cairo_paint_with_alpha (cr, MAX (card->alpha, 0));
    }
}

void
rs_paint_ports (const RsScene *scene, cairo_t *cr, const RsTheme *theme, guint index)
{
  const RsCard *card = rs_scene_card (scene, index);

  rs_paint_set_color (cr, card->cycle != RS_NONE ? theme->cycle : theme->edge, card->alpha);
  for (guint i = card->first_item; i < card->first_item + card->n_items; i++)
    {
      const RsItem *item = rs_scene_item (scene, i);

      if (item->port_x < 0)
        continue;
      cairo_new_sub_path (cr);
      cairo_arc (cr, card->x + item->port_x, card->y + item->port_y, 3, 0, 2 * G_PI);
    }
  cairo_fill (cr);
}
