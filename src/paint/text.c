/* SPDX-License-Identifier: MIT
 *
 * Shaped text, kept by (style, width, text). A cache that has grown past its
 * limit is emptied whole: what is in view comes back within a frame, and no
 * list of uses has to be kept.
 *
 * Metrics are not hinted and glyphs are not rounded to pixels, so that one
 * geometry serves screen, PNG, SVG and PDF at every scale. Plain ASCII in the
 * mono font is measured by counting: building the scene of a thousand cards
 * shapes next to nothing.
 *
 * One thread makes scenes while another paints them, with one cache: each call
 * holds its lock, as Pango wants of whoever shares a font map. Counted text and
 * heights never change, and need none.
 */
#include "paint/text.h"

#include <math.h>
#include <pango/pangocairo.h>
#include <string.h>

#define LIMIT 20000 /* layouts */

#define SANS "Cantarell, Noto Sans, Noto Sans CJK KR, sans-serif"
#define MONO "Noto Sans Mono, DejaVu Sans Mono, Noto Sans Mono CJK KR, monospace"

static const struct {
  const char *family;
  double size; /* points of the drawing */
  PangoWeight weight;
  gboolean mono;
} styles[RS_N_STYLES] = {
  [RS_STYLE_TITLE] = { MONO, 13, PANGO_WEIGHT_BOLD, TRUE },
  [RS_STYLE_ROW] = { MONO, 12.5, PANGO_WEIGHT_NORMAL, TRUE },
  [RS_STYLE_INDEX] = { MONO, 9, PANGO_WEIGHT_NORMAL, TRUE },
  [RS_STYLE_FOOT] = { MONO, 10, PANGO_WEIGHT_NORMAL, TRUE },
  [RS_STYLE_BADGE] = { SANS, 11.5, PANGO_WEIGHT_BOLD, FALSE },
  [RS_STYLE_NOTE] = { SANS, 11, PANGO_WEIGHT_NORMAL, FALSE },
  [RS_STYLE_LABEL] = { SANS, 11.5, PANGO_WEIGHT_BOLD, FALSE },
};

typedef struct {
  guint hash;
  gint style;
  gint width; /* of the ellipsis, in whole points; -1: none */
  char *text;
} Key;

struct _RsTextCache {
  gint refs;
  GMutex lock; /* of the font map, of what it made, and of LAYOUTS */
  PangoFontMap *fonts;
  PangoContext *context;
  PangoFontDescription *descriptions[RS_N_STYLES];
  double advance[RS_N_STYLES]; /* of an ASCII character, where mono; else 0 */
  double height[RS_N_STYLES];
  GHashTable *layouts; /* Key -> PangoLayout */
};

static guint
hash_key (gconstpointer key)
{
  return ((const Key *) key)->hash;
}

static gboolean
equal_keys (gconstpointer a, gconstpointer b)
{
  const Key *x = a, *y = b;

  return x->style == y->style && x->width == y->width && strcmp (x->text, y->text) == 0;
}

static void
free_key (gpointer key)
{
  g_free (((Key *) key)->text);
  g_free (key);
}

static PangoLayout *
find_layout (RsTextCache *cache, RsTextStyle style, const char *text, int width)
{
  Key key = { g_str_hash (text) * 31 + (guint) style * 7 + (guint) width, (gint) style, width,
              (char *) text };
  PangoLayout *layout = g_hash_table_lookup (cache->layouts, &key);
  Key *stored;

  if (layout != NULL)
    return layout;
  if (g_hash_table_size (cache->layouts) > LIMIT)
    g_hash_table_remove_all (cache->layouts);
  layout = pango_layout_new (cache->context);
  pango_layout_set_font_description (layout, cache->descriptions[style]);
  pango_layout_set_single_paragraph_mode (layout, TRUE);
  if (width >= 0)
    {
      pango_layout_set_width (layout, width * PANGO_SCALE);
      pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
    }
  pango_layout_set_text (layout, text, -1);
  stored = g_new (Key, 1);
  *stored = key;
  stored->text = g_strdup (text);
  g_hash_table_insert (cache->layouts, stored, layout);
  return layout;
}

static double
layout_width (PangoLayout *layout)
{
  int width;

  pango_layout_get_size (layout, &width, NULL);
  return (double) width / PANGO_SCALE;
}

RsTextCache *
rs_text_cache_new (void)
{
  RsTextCache *cache = g_new0 (RsTextCache, 1);
  cairo_font_options_t *options = cairo_font_options_create ();

  cache->refs = 1;
  g_mutex_init (&cache->lock);
  cache->fonts = pango_cairo_font_map_new ();
  cache->context = pango_font_map_create_context (cache->fonts);
  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  cairo_font_options_set_antialias (options, CAIRO_ANTIALIAS_GRAY);
  pango_cairo_context_set_font_options (cache->context, options);
  pango_context_set_round_glyph_positions (cache->context, FALSE);
  pango_context_set_language (cache->context, pango_language_from_string ("ko"));
  cairo_font_options_destroy (options);
  cache->layouts = g_hash_table_new_full (hash_key, equal_keys, free_key, g_object_unref);
  for (int style = 0; style < RS_N_STYLES; style++)
    {
      PangoLayout *sample;
      int height;

      cache->descriptions[style] = pango_font_description_from_string (styles[style].family);
      pango_font_description_set_absolute_size (cache->descriptions[style],
                                                styles[style].size * PANGO_SCALE);
      pango_font_description_set_weight (cache->descriptions[style], styles[style].weight);
      sample = find_layout (cache, style, "MMMMMMMMMMMMMMMM", -1);
      pango_layout_get_size (sample, NULL, &height);
      cache->height[style] = (double) height / PANGO_SCALE;
      if (styles[style].mono)
        cache->advance[style] = layout_width (sample) / 16;
    }
  return cache;
}

RsTextCache *
rs_text_cache_ref (RsTextCache *cache)
{
  g_atomic_int_inc (&cache->refs);
  return cache;
}

void
rs_text_cache_unref (RsTextCache *cache)
{
  if (cache == NULL || !g_atomic_int_dec_and_test (&cache->refs))
    return;
  g_hash_table_unref (cache->layouts);
  for (int style = 0; style < RS_N_STYLES; style++)
    pango_font_description_free (cache->descriptions[style]);
  g_object_unref (cache->context);
  g_object_unref (cache->fonts);
  g_mutex_clear (&cache->lock);
  g_free (cache);
}

double
rs_text_width (RsTextCache *cache, RsTextStyle style, const char *text)
{
  if (cache->advance[style] > 0 && g_str_is_ascii (text))
    return cache->advance[style] * (double) strlen (text);
  g_mutex_lock (&cache->lock);
  double width = layout_width (find_layout (cache, style, text, -1));
  g_mutex_unlock (&cache->lock);
  return width;
}

double
rs_text_height (RsTextCache *cache, RsTextStyle style)
{
  return cache->height[style];
}

const char *
rs_text_font (RsTextStyle style, double *size, gint *weight)
{
  *size = styles[style].size;
  *weight = (gint) styles[style].weight;
  return styles[style].family;
}

/* --- diverted ------------------------------------------------------------- */

typedef struct {
  RsTextSink sink;
  gpointer data;
} Divert;

static const cairo_user_data_key_t divert_key;

void
rs_text_divert (cairo_t *cr, RsTextSink sink, gpointer data)
{
  Divert *divert = g_new (Divert, 1);

  *divert = (Divert){ sink, data };
  if (cairo_set_user_data (cr, &divert_key, divert, g_free) != CAIRO_STATUS_SUCCESS)
    g_free (divert);
}

/* TEXT as it is seen in WIDTH points (transfer full). */
static char *
cut (RsTextCache *cache, RsTextStyle style, const char *text, double width)
{
  glong low = 0, high = g_utf8_strlen (text, -1);

  if (rs_text_width (cache, style, text) <= width + 0.5)
    return g_strdup (text);
  while (low < high)
    {
      glong middle = (low + high + 1) / 2;
      g_autofree char *head = g_utf8_substring (text, 0, middle),
                      *shown = g_strconcat (head, "…", NULL);

      if (rs_text_width (cache, style, shown) <= width)
        low = middle;
      else
        high = middle - 1;
    }
  {
    g_autofree char *head = g_utf8_substring (text, 0, low);

    return g_strconcat (head, "…", NULL);
  }
}

/* FALSE: CR's text is drawn. */
static gboolean
tell_sink (RsTextCache *cache, cairo_t *cr, RsTextStyle style, const char *text, double x,
           double baseline, double width, RsColor color)
{
  const Divert *divert = cairo_get_user_data (cr, &divert_key);
  g_autofree char *shown = NULL;

  if (divert == NULL)
    return FALSE;
  shown = cut (cache, style, text, width);
  cairo_user_to_device (cr, &x, &baseline);
  divert->sink (style, shown, x, baseline, MIN (width, rs_text_width (cache, style, shown)), color,
                divert->data);
  return TRUE;
}

double
rs_text_draw (RsTextCache *cache, cairo_t *cr, RsTextStyle style, const char *text, double x,
              double y, double width, double align, RsColor color)
{
  double natural, taken;
  PangoLayout *layout;

  if (*text == '\0' || width < 2)
    return 0;
  natural = rs_text_width (cache, style, text);
  taken = MIN (natural, width);
  if (tell_sink (cache, cr, style, text, x - taken * align,
                 y - cache->height[style] / 2 + cache->height[style] * 0.79, width, color))
    return taken;
  g_mutex_lock (&cache->lock);
  layout = find_layout (cache, style, text, natural <= width + 0.5 ? -1 : (int) width);
  cairo_set_source_rgba (cr, color.r, color.g, color.b, color.a);
  /* The first line's middle: a fallback font may make the line higher, and must
   * not push it down. */
  cairo_move_to (cr, x - taken * align,
                 y - cache->height[style] / 2 + cache->height[style] * 0.79
                     - (double) pango_layout_get_baseline (layout) / PANGO_SCALE);
  pango_cairo_show_layout (cr, layout);
  g_mutex_unlock (&cache->lock);
  return taken;
}
