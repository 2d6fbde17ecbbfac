/* SPDX-License-Identifier: MIT
 *
 * SVG for people and for programs that read it out. The painter paints each
 * card by itself on an SVG surface of cairo; its shapes are taken out of that,
 * and its text, which cairo would turn into outlines, stays text:
 *
 *   <g role="group" aria-labelledby="t7" aria-describedby="d7">
 *     <title id="t7">list A2, count 1</title>
 *     <desc id="d7">0 → Node A8</desc>
 *     shapes, <text>...</text>
 *   </g>
 *
 * Cards come in the order in which one reads them: each frame, then what it
 * refers to, row by row. Arrows lie over the cards as in any other picture; the
 * rows tell them in words.
 */
#include "paint/export-private.h"

#include <cairo-svg.h>
#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

typedef struct {
  const RsScene *scene;
  const RsPage *page;
  GString *out;
  GString *texts; /* of the part at hand */
  guint n_parts;
} Svg;

/* --- text ----------------------------------------------------------------- */

static void
append_markup (GString *out, const char *text)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  g_string_append (out, escaped);
}

static void
append_number (GString *out, const char *name, double value)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  g_string_append_printf (out, " %s=\"%s\"", name,
                          g_ascii_formatd (buffer, sizeof buffer, "%.2f", value));
}

static void
append_text (RsTextStyle style, const char *text, double x, double baseline, double width,
             RsColor color, gpointer data)
{
  Svg *svg = data;
  GString *out = svg->texts;
  double size;
  gint weight;
  const char *family = rs_text_font (style, &size, &weight);

  g_string_append (out, "<text xml:space=\"preserve\"");
  append_number (out, "x", x);
  append_number (out, "y", baseline);
  append_number (out, "font-size", size);
  append_number (out, "textLength", width);
  g_string_append_printf (out,
                          " lengthAdjust=\"spacingAndGlyphs\" font-family=\"%s\" "
                          "font-weight=\"%d\" fill=\"#%02x%02x%02x\">",
                          family, weight, (guint) lrint (color.r * 255),
                          (guint) lrint (color.g * 255), (guint) lrint (color.b * 255));
  append_markup (out, text);
  g_string_append (out, "</text>\n");
}

/* --- shapes --------------------------------------------------------------- */

static cairo_status_t
append_bytes (void *closure, const unsigned char *data, unsigned int length)
{
  g_string_append_len (closure, (const char *) data, length);
  return CAIRO_STATUS_SUCCESS;
}

/* Appends what is in the document WHOLE, with names that are those of this part
 * alone. */
static void
append_shapes (Svg *svg, const GString *whole)
{
  const char *start = strstr (whole->str, "<svg"), *end = g_strrstr (whole->str, "</svg>");
  g_autoptr (GString) inner = NULL;
  g_autofree char *id = g_strdup_printf ("id=\"p%u-", svg->n_parts),
                  *url = g_strdup_printf ("url(#p%u-", svg->n_parts),
                  *href = g_strdup_printf ("href=\"#p%u-", svg->n_parts);

  start = start != NULL ? strchr (start, '>') : NULL;
  if (start == NULL || end == NULL || end <= start)
    return;
  inner = g_string_new_len (start + 1, end - start - 1);
  g_string_replace (inner, "id=\"", id, 0);
  g_string_replace (inner, "url(#", url, 0);
  g_string_replace (inner, "href=\"#", href, 0);
  g_string_append_len (svg->out, inner->str, (gssize) inner->len);
  svg->n_parts++;
}

/* Appends what PAINT paints of CARD. */
static void
append_part (Svg *svg, const RsExportOptions *options, guint card,
             void (*paint) (const Svg *svg, cairo_t *cr, const RsPaintState *state, guint card))
{
  g_autoptr (GString) whole = g_string_new (NULL);
  cairo_surface_t *surface = cairo_svg_surface_create_for_stream (
      append_bytes, whole, svg->page->width, svg->page->height);
  cairo_t *cr = cairo_create (surface);
  RsPaintState state = rs_export_state (options);

  g_string_truncate (svg->texts, 0);
  rs_text_divert (cr, append_text, svg);
  paint (svg, cr, &state, card);
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  cairo_surface_destroy (surface);
  append_shapes (svg, whole);
  g_string_append_len (svg->out, svg->texts->str, (gssize) svg->texts->len);
}

static void
paint_card (const Svg *svg, cairo_t *cr, const RsPaintState *state, guint card)
{
  rs_page_place (svg->page, cr);
  rs_paint_card (svg->scene, cr, state->theme, state, card, 1);
}

static void
paint_edges (const Svg *svg, cairo_t *cr, const RsPaintState *state, guint card)
{
  RsRect all = rs_scene_bounds (svg->scene);

  rs_page_place (svg->page, cr);
  all = (RsRect){ all.x - 20, all.y - 20, all.width + 40, all.height + 40 };
  rs_paint_edges (svg->scene, cr, state->theme, state, &all, 1);
  for (guint i = 0; i < svg->scene->cards->len; i++)
    rs_paint_ports (svg->scene, cr, state->theme, i);
}

static void
paint_labels (const Svg *svg, cairo_t *cr, const RsPaintState *state, guint card)
{
  rs_page_place (svg->page, cr);
  rs_paint_labels (svg->scene, cr, state->theme);
}

static void
paint_around (const Svg *svg, cairo_t *cr, const RsPaintState *state, guint card)
{
  rs_page_paint_around (svg->page, svg->scene, cr, state);
}

/* --- words ---------------------------------------------------------------- */

static void
append_name (GString *out, const RsCard *card)
{
  g_string_append (out, card->title);
  if (card->identity[0] != '\0')
    g_string_append_printf (out, " %s", card->identity);
}

static void
append_title (GString *out, const RsScene *scene, const RsCard *card)
{
  g_autoptr (GString) words = g_string_new (NULL);

  append_name (words, card);
  if (card->badge[0] != '\0')
    g_string_append_printf (words, _ (", count %s"), card->badge);
  if (card->marks & RS_MARK_GONE)
    g_string_append_printf (words, ", %s", card->cause);
  else if (card->marks & RS_MARK_NEW)
    g_string_append_printf (words, ", %s", _ ("new"));
  if (rs_card_is_garbage (scene, card))
    g_string_append_printf (words, ", %s", _ ("unreachable"));
  append_markup (out, words->str);
}

/* "a → Node A8; v = 1" */
static void
append_description (GString *out, const RsScene *scene, guint c)
{
  const RsCard *card = rs_scene_card (scene, c);
  g_autoptr (GString) words = g_string_new (NULL);
  guint edge = 0;

  for (guint i = card->first_item; i < card->first_item + card->n_items; i++)
    {
      const RsItem *item = rs_scene_item (scene, i);

      if (item->kind == RS_ITEM_SPARE)
        continue;
      g_string_append_printf (words, "%s%s", words->len > 0 ? "; " : "", item->label);
      if (item->value[0] != '\0')
        g_string_append_printf (words, "%s%s", item->label[0] != '\0' ? " = " : "", item->value);
      while (edge < scene->edges->len && rs_scene_edge (scene, edge)->item < i)
        edge++;
      if (edge < scene->edges->len && rs_scene_edge (scene, edge)->item == i)
        {
          g_string_append (words, " → ");
          append_name (words, rs_scene_card (scene, rs_scene_edge (scene, edge)->target));
        }
    }
  if (card->stub_text[0] != '\0')
    g_string_append_printf (words, "%s%s", words->len > 0 ? "; " : "", card->stub_text);
  append_markup (out, words->str);
}

/* --- the document --------------------------------------------------------- */

static void
read_from (const RsScene *scene, guint32 card, guint8 *seen, GArray *order)
{
  g_autoptr (GArray) stack = g_array_new (FALSE, FALSE, sizeof (guint32));

  g_array_append_val (stack, card);
  while (stack->len > 0)
    {
      guint32 at = g_array_index (stack, guint32, stack->len - 1);

      g_array_set_size (stack, stack->len - 1);
      if (seen[at])
        continue;
      seen[at] = 1;
      g_array_append_val (order, at);
      for (guint e = scene->edges->len; e-- > 0;)
        if (rs_scene_edge (scene, e)->source == at && !seen[rs_scene_edge (scene, e)->target]
            && !rs_scene_card (scene, rs_scene_edge (scene, e)->target)->frame)
          g_array_append_val (stack, rs_scene_edge (scene, e)->target);
    }
}

/* The cards in the order in which one reads them (guint32; transfer full). */
static GArray *
reading_order (const RsScene *scene)
{
  GArray *order = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autofree guint8 *seen = g_new0 (guint8, scene->cards->len + 1);

  for (guint pass = 0; pass < 2; pass++)
    for (guint32 i = 0; i < scene->cards->len; i++)
      if (!seen[i] && (pass == 1 || rs_scene_card (scene, i)->frame))
        read_from (scene, i, seen, order);
  return order;
}

static void
append_head (Svg *svg, const RsExportOptions *options)
{
  GString *out = svg->out;
  RsColor canvas = options->white ? (RsColor){ 1, 1, 1, 1 } : rs_theme_get (options->theme)->canvas;
  g_autofree char *caption = rs_scene_caption (svg->scene);

  g_string_append (out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                        "<svg xmlns=\"http://www.w3.org/2000/svg\" "
                        "xmlns:xlink=\"http://www.w3.org/1999/xlink\" "
                        "role=\"graphics-document document\" "
                        "aria-labelledby=\"title\" aria-describedby=\"desc\"");
  append_number (out, "width", svg->page->width);
  append_number (out, "height", svg->page->height);
  g_string_append_printf (out, " viewBox=\"0 0 %d %d\">\n<title id=\"title\">",
                          (int) svg->page->width, (int) svg->page->height);
  append_markup (out, caption);
  g_string_append (out, "</title>\n<desc id=\"desc\">");
  g_string_append_printf (out, _ ("%u objects and frames, %u references"), svg->scene->cards->len,
                          svg->scene->edges->len);
  g_string_append (out, "</desc>\n");
  if (!options->transparent)
    g_string_append_printf (out,
                            "<rect width=\"100%%\" height=\"100%%\" fill=\"#%02x%02x%02x\"/>\n",
                            (guint) lrint (canvas.r * 255), (guint) lrint (canvas.g * 255),
                            (guint) lrint (canvas.b * 255));
}

static gboolean
is_in_view (const RsPage *page, const RsCard *card)
{
  const RsRect *view = &page->bounds;

  return card->x < view->x + view->width && view->x < card->x + card->width
         && card->y < view->y + view->height && view->y < card->y + card->height;
}

static void
append_card (Svg *svg, const RsExportOptions *options, guint32 card)
{
  g_string_append_printf (svg->out,
                          "<g role=\"group\" aria-labelledby=\"t%u\" "
                          "aria-describedby=\"d%u\">\n<title id=\"t%u\">",
                          card, card, card);
  append_title (svg->out, svg->scene, rs_scene_card (svg->scene, card));
  g_string_append_printf (svg->out, "</title>\n<desc id=\"d%u\">", card);
  append_description (svg->out, svg->scene, card);
  g_string_append (svg->out, "</desc>\n");
  append_part (svg, options, card, paint_card);
  g_string_append (svg->out, "</g>\n");
}

char *
rs_export_svg_text (const RsScene *scene, const RsExportOptions *options)
{
  RsPage page = rs_page_measure (scene, options);
  g_autoptr (GString) texts = g_string_new (NULL);
  g_autoptr (GArray) order = reading_order (scene);
  Svg svg = { scene, &page, g_string_new (NULL), texts, 0 };

  append_head (&svg, options);
  for (guint i = 0; i < order->len; i++)
    {
      guint32 card = g_array_index (order, guint32, i);

      if (is_in_view (&page, rs_scene_card (scene, card)))
        append_card (&svg, options, card);
    }
  g_string_append (svg.out, "<g aria-hidden=\"true\">\n");
  append_part (&svg, options, 0, paint_edges);
  g_string_append (svg.out, "</g>\n<g>\n");
  append_part (&svg, options, 0, paint_labels);
  append_part (&svg, options, 0, paint_around);
  g_string_append (svg.out, "</g>\n</svg>\n");
  return g_string_free (svg.out, FALSE);
}
