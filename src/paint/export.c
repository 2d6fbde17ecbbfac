/* SPDX-License-Identifier: MIT
 *
 * Export: the same painter on an image, an SVG or a PDF surface. A picture has
 * the drawing's size, or its view's, a margin, and below it the legend and the
 * caption.
 */
#include "paint/export-private.h"

#include "graph/graph-io.h"

#include <cairo-pdf.h>
#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#define LARGEST 32000 /* pixels a side: cairo's limit is 32767 */

static void
add_card (RsRect *rect, const RsCard *card)
{
  double right = MAX (rect->x + rect->width, card->x + card->width),
         bottom = MAX (rect->y + rect->height, card->y + card->height);

  rect->x = MIN (rect->x, card->x);
  rect->y = MIN (rect->y, card->y);
  rect->width = right - rect->x;
  rect->height = bottom - rect->y;
}

gboolean
rs_scene_find_around (const RsScene *scene, guint64 serial, RsRect *rect)
{
  if (!rs_scene_find (scene, serial, rect))
    return FALSE;
  for (guint i = 0; i < scene->edges->len; i++)
    {
      const RsCard *source = rs_scene_card (scene, rs_scene_edge (scene, i)->source),
                   *target = rs_scene_card (scene, rs_scene_edge (scene, i)->target);

      if (source->serial == serial)
        add_card (rect, target);
      if (target->serial == serial)
        add_card (rect, source);
    }
  return TRUE;
}

static void
draw (const RsScene *scene, cairo_t *cr, const RsPage *page, const RsExportOptions *options)
{
  RsPaintState state = rs_export_state (options);

  if (!options->transparent)
    {
      rs_paint_set_color (cr, options->white ? (RsColor){ 1, 1, 1, 1 } : state.theme->canvas, 1);
      cairo_paint (cr);
    }
  cairo_save (cr);
  rs_page_place (page, cr);
  rs_scene_paint (scene, cr, &state);
  cairo_restore (cr);
  rs_page_paint_around (page, scene, cr, &state);
}

cairo_surface_t *
rs_export_image (const RsScene *scene, const RsExportOptions *options, GError **error)
{
  RsPage page = rs_page_measure (scene, options);
  cairo_surface_t *surface;
  cairo_t *cr;

  if (page.width * page.scale > LARGEST || page.height * page.scale > LARGEST)
    {
      g_set_error (error, RS_EXPORT_ERROR, RS_EXPORT_ERROR_SIZE,
                   _ ("the picture would have %.0f by %.0f pixels; at most %d are possible: choose "
                      "a smaller scale, or SVG or PDF"),
                   page.width * page.scale, page.height * page.scale, LARGEST);
      return NULL;
    }
  surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, (int) ceil (page.width * page.scale),
                                        (int) ceil (page.height * page.scale));
  cr = cairo_create (surface);
  cairo_scale (cr, page.scale, page.scale);
  draw (scene, cr, &page, options);
  cairo_destroy (cr);
  return surface;
}

static gboolean
export_png (const RsScene *scene, const char *path, const RsExportOptions *options, GError **error)
{
  cairo_surface_t *surface = rs_export_image (scene, options, error);
  cairo_status_t status;

  if (surface == NULL)
    return FALSE;
  status = cairo_surface_write_to_png (surface, path);
  cairo_surface_destroy (surface);
  return rs_export_check (status, path, error);
}

static gboolean
export_pdf (const RsScene *scene, const char *path, const RsExportOptions *options, GError **error)
{
  RsPage page = rs_page_measure (scene, options);
  cairo_surface_t *surface = cairo_pdf_surface_create (path, page.width, page.height);
  g_autofree char *caption = rs_scene_caption (scene);
  cairo_t *cr = cairo_create (surface);
  cairo_status_t status;

  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, caption);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATOR, "Refscope");
  draw (scene, cr, &page, options);
  status = cairo_status (cr);
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  return rs_export_check (status, path, error);
}

static gboolean
export_drawn (const RsScene *scene, const char *path, const RsExportOptions *options,
              char *(*to_text) (const RsScene *, const RsExportOptions *), GError **error)
{
  g_autofree char *text = to_text (scene, options);

  return g_file_set_contents (path, text, -1, error);
}

static gboolean
export_text (const RsScene *scene, const char *path, char *(*to_text) (const RsHeapGraph *),
             GError **error)
{
  g_autofree char *text = to_text (rs_scene_get_graph (scene));

  return g_file_set_contents (path, text, -1, error);
}

gboolean
rs_export_file (const RsScene *scene, const char *path, const RsExportOptions *options,
                GError **error)
{
  static const RsExportOptions usual = RS_EXPORT_OPTIONS_INIT;

  g_return_val_if_fail (scene != NULL && path != NULL, FALSE);
  options = options != NULL ? options : &usual;
  if (rs_export_ends_with (path, ".png"))
    return export_png (scene, path, options, error);
  if (rs_export_ends_with (path, ".pdf"))
    return export_pdf (scene, path, options, error);
  if (rs_export_ends_with (path, ".svg"))
    return export_drawn (scene, path, options, rs_export_svg_text, error);
  if (rs_export_ends_with (path, ".dot"))
    return export_drawn (scene, path, options, rs_export_dot_text, error);
  if (rs_export_ends_with (path, ".mmd"))
    return export_drawn (scene, path, options, rs_export_mermaid_text, error);
  if (rs_export_ends_with (path, ".json"))
    return export_text (scene, path, rs_heap_graph_to_json, error);
  if (rs_export_ends_with (path, ".txt"))
    return export_text (scene, path, rs_heap_graph_to_text, error);
  g_set_error (error, RS_EXPORT_ERROR, RS_EXPORT_ERROR_FORMAT,
               _ ("%s: the name should end with .png, .svg, .pdf, .dot, .mmd, .json or .txt"),
               path);
  return FALSE;
}
