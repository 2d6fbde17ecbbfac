/* SPDX-License-Identifier: MIT
 *
 * The legend: a sample of each kind of line and mark that the scene uses, in
 * one line or more. Strong references always have one.
 */
#include "paint/scene-private.h"

#include <glib/gi18n-lib.h>

typedef enum {
  SAMPLE_STRONG,
  SAMPLE_WEAK,
  SAMPLE_TEMPORARY,
  SAMPLE_CYCLE,
  SAMPLE_CALLBACK,
  SAMPLE_TYPE,
  SAMPLE_NEW,
  SAMPLE_CHANGED,
  SAMPLE_FREED,
  N_SAMPLES
} Sample;

static const char *
sample_text (Sample sample)
{
  switch (sample)
    {
    case SAMPLE_STRONG:
      return _ ("strong");
    case SAMPLE_WEAK:
      return _ ("weak");
    case SAMPLE_TEMPORARY:
      return _ ("temporary");
    case SAMPLE_CYCLE:
      return _ ("cycle");
    case SAMPLE_CALLBACK:
      return _ ("callback");
    case SAMPLE_TYPE:
      return _ ("type");
    case SAMPLE_NEW:
      return _ ("new");
    case SAMPLE_CHANGED:
      return _ ("changed");
    case SAMPLE_FREED:
      return _ ("freed");
    default:
      return "";
    }
}

static void
find_samples (const RsScene *scene, gboolean *used)
{
  used[SAMPLE_STRONG] = TRUE;
  for (guint i = 0; i < scene->edges->len; i++)
    {
      const RsSceneEdge *edge = rs_scene_edge (scene, i);

      used[SAMPLE_WEAK] |= edge->strength == RS_WEAK;
      used[SAMPLE_TEMPORARY] |= edge->strength == RS_TEMPORARY;
      used[SAMPLE_CYCLE] |= edge->cycle;
      used[SAMPLE_CALLBACK] |= edge->kind == RS_REF_CALLBACK;
      used[SAMPLE_TYPE] |= edge->kind == RS_REF_TYPE || edge->kind == RS_REF_BASE;
    }
  for (guint i = 0; i < scene->cards->len; i++)
    {
      const RsCard *card = rs_scene_card (scene, i);

      used[SAMPLE_NEW] |= (card->marks & RS_MARK_NEW) != 0;
      used[SAMPLE_FREED] |= (card->marks & RS_MARK_GONE) != 0;
      /* Of a new card or a ghost, rows have no marks of their own. */
      for (guint k = card->first_item;
           k < card->first_item + card->n_items && !(card->marks & (RS_MARK_NEW | RS_MARK_GONE));
           k++)
        {
          used[SAMPLE_NEW] |= (rs_scene_item (scene, k)->marks & RS_MARK_NEW) != 0;
          used[SAMPLE_CHANGED] |= (rs_scene_item (scene, k)->marks & RS_MARK_CHANGED) != 0;
        }
    }
}

static void
draw_box (cairo_t *cr, const RsTheme *theme, Sample sample, double x, double y)
{
  const double dashes[] = { 4, 3 };
  RsColor color = sample == SAMPLE_FREED     ? theme->ghost
                  : sample == SAMPLE_CHANGED ? theme->badge
                                             : theme->glow;

  rs_paint_rounded (cr, x + 8, y - 7, 24, 14, 4);
  if (sample == SAMPLE_FREED)
    cairo_set_dash (cr, dashes, 2, 0);
  else
    {
      rs_paint_set_color (cr, color, 0.2);
      cairo_fill_preserve (cr);
    }
  cairo_set_line_width (cr, 1.4);
  rs_paint_set_color (cr, color, 1);
  cairo_stroke (cr);
  cairo_set_dash (cr, NULL, 0, 0);
}

static void
draw_sample (cairo_t *cr, const RsTheme *theme, Sample sample, double x, double y)
{
  guint8 strength = sample == SAMPLE_WEAK || sample == SAMPLE_CALLBACK ? RS_WEAK
                    : sample == SAMPLE_TEMPORARY                       ? RS_TEMPORARY
                                                                       : RS_STRONG;
  RsRefKind kind = sample == SAMPLE_CALLBACK ? RS_REF_CALLBACK
                   : sample == SAMPLE_TYPE   ? RS_REF_TYPE
                                             : RS_REF_OTHER;
  RsColor color = sample == SAMPLE_WEAK        ? theme->weak
                  : sample == SAMPLE_TEMPORARY ? theme->temporary
                  : sample == SAMPLE_CYCLE     ? theme->cycle
                                               : theme->edge;

  if (sample >= SAMPLE_NEW)
    {
      draw_box (cr, theme, sample, x, y);
      return;
    }
  if (sample == SAMPLE_CALLBACK)
    strength = RS_STRONG;
  cairo_move_to (cr, x, y);
  cairo_line_to (cr, x + 31, y);
  rs_paint_edge_line (cr, strength, sample == SAMPLE_CYCLE ? 2.2 : 1.6);
  rs_paint_set_color (cr, color, 1);
  cairo_stroke (cr);
  rs_paint_head (cr, strength, kind, x + 40, y, 1, 0, 10, color, theme->canvas);
}

double
rs_scene_paint_legend (const RsScene *scene, cairo_t *cr, const RsPaintState *state, double x,
                       double y, double width)
{
  const RsTheme *theme =
      state != NULL && state->theme != NULL ? state->theme : rs_theme_get (RS_THEME_LIGHT);
  gboolean used[N_SAMPLES] = { FALSE };
  double at = 0, lines = 1, left[N_SAMPLES], line[N_SAMPLES];

  g_return_val_if_fail (scene != NULL && cr != NULL, 0);
  find_samples (scene, used);
  for (guint i = 0; i < N_SAMPLES; i++)
    if (used[i])
      {
        double taken = 46 + rs_text_width (scene->texts, RS_STYLE_NOTE, sample_text (i)) + 22;

        if (at > 0 && at + taken > width)
          {
            at = 0;
            lines++;
          }
        left[i] = at;
        line[i] = lines;
        at += taken;
      }
  for (guint i = 0; i < N_SAMPLES; i++)
    if (used[i])
      {
        double middle = y - (lines - line[i] + 0.5) * 20;

        draw_sample (cr, theme, i, x + left[i], middle);
        rs_text_draw (scene->texts, cr, RS_STYLE_NOTE, sample_text (i), x + left[i] + 47, middle,
                      200, 0, theme->dim);
      }
  return lines * 20;
}
