/* SPDX-License-Identifier: MIT
 *
 * Curves. A value holds until the next one, so the line goes in steps.
 */
#include "paint/curve.h"

#include <pango/pangocairo.h>

typedef struct {
  const double *values;
  guint n, columns;
  double high; /* the greatest value */
  double x, y, width, height;
} Curve;

/* The greatest value of the share of COLUMN. */
static double
peak (const Curve *curve, guint column)
{
  guint first = (guint64) column * curve->n / curve->columns,
        last = (guint64) (column + 1) * curve->n / curve->columns;
  double most = curve->values[first];
  for (guint i = first + 1; i < last; i++)
    most = MAX (most, curve->values[i]);
  return most;
}

static void
trace (const Curve *curve, cairo_t *cr)
{
  double wide = curve->width / curve->columns, range = curve->high > 0 ? curve->high : 1;
  for (guint i = 0; i < curve->columns; i++)
    {
      double y = curve->y + curve->height * (1 - peak (curve, i) / range);
      cairo_line_to (cr, curve->x + i * wide, y);
      cairo_line_to (cr, curve->x + (i + 1) * wide, y);
    }
}

static void
paint_part (const Curve *curve, cairo_t *cr, const RsColor *color, double left, double right,
            double strength)
{
  cairo_save (cr);
  cairo_rectangle (cr, left, curve->y - 2, right - left, curve->height + 4);
  cairo_clip (cr);
  cairo_new_path (cr);
  trace (curve, cr);
  cairo_set_source_rgba (cr, color->r, color->g, color->b, color->a * strength);
  cairo_set_line_width (cr, 1.25);
  cairo_stroke_preserve (cr);
  cairo_line_to (cr, curve->x + curve->width, curve->y + curve->height);
  cairo_line_to (cr, curve->x, curve->y + curve->height);
  cairo_close_path (cr);
  cairo_set_source_rgba (cr, color->r, color->g, color->b, color->a * strength * 0.16);
  cairo_fill (cr);
  cairo_restore (cr);
}

/* The greatest value, as the height of the curve stands for it. */
static void
paint_unit (const Curve *curve, cairo_t *cr, const RsTheme *theme)
{
  g_autofree char *text = g_format_size_full ((guint64) curve->high, G_FORMAT_SIZE_IEC_UNITS);
  g_autoptr (PangoLayout) layout = pango_cairo_create_layout (cr);
  PangoFontDescription *font = pango_font_description_from_string ("Sans 7.5");
  int width, height;

  pango_layout_set_font_description (layout, font);
  pango_font_description_free (font);
  pango_layout_set_text (layout, text, -1);
  pango_layout_get_pixel_size (layout, &width, &height);
  cairo_set_source_rgba (cr, theme->canvas.r, theme->canvas.g, theme->canvas.b, 0.8);
  cairo_rectangle (cr, curve->x, curve->y - 1, width + 6, height);
  cairo_fill (cr);
  cairo_set_source_rgba (cr, theme->dim.r, theme->dim.g, theme->dim.b, theme->dim.a);
  cairo_move_to (cr, curve->x + 3, curve->y - 1);
  pango_cairo_show_layout (cr, layout);
}

void
rs_curve_paint (cairo_t *cr, const RsTheme *theme, const double *values, guint n, guint at,
                double x, double y, double width, double height)
{
  if (n == 0 || width < 1 || height < 1)
    return;
  if (theme == NULL)
    theme = rs_theme_get (RS_THEME_LIGHT);
  Curve curve = { values, n, MIN (n, (guint) width), values[0], x, y, width, height };
  for (guint i = 1; i < n; i++)
    curve.high = MAX (curve.high, values[i]);
  double middle = n > 1 ? x + width * MIN (at, n - 1) / (n - 1) : x + width;
  paint_part (&curve, cr, &theme->badge, x, middle, 0.9);
  paint_part (&curve, cr, &theme->badge, middle, x + width, 0.4);
  paint_unit (&curve, cr, theme);
}
