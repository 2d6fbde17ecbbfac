/* SPDX-License-Identifier: MIT
 *
 * Export: the same painter on an image, an SVG or a PDF surface. A picture has
 * the drawing's size, a margin and the legend below.
 */
#include "paint/export.h"

#include "graph/graph-io.h"

#include <cairo-pdf.h>
#include <cairo-svg.h>
#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#define LEGEND 34.0
#define LARGEST 32000 /* pixels a side: cairo's limit is 32767 */

G_DEFINE_QUARK (rs - export - error - quark, rs_export_error)

typedef struct {
  RsRect bounds;
  double margin, width, height, scale;
} Page;

static Page
measure (const RsScene *scene, const RsExportOptions *options)
{
  Page page = { .bounds = rs_scene_bounds (scene) };

  page.margin = options->margin < 0 ? 32 : options->margin;
  page.scale = options->scale > 0 ? options->scale : 1;
  page.width = ceil (MAX (page.bounds.width, 220) + 2 * page.margin);
  page.height = ceil (page.bounds.height + 2 * page.margin + (options->no_legend ? 0 : LEGEND));
  return page;
}

static void
draw (const RsScene *scene, cairo_t *cr, const Page *page, const RsExportOptions *options)
{
  RsPaintState state = RS_PAINT_STATE_INIT;

  state.theme = rs_theme_get (options->theme);
  state.selected = options->selected;
  state.no_background = options->transparent;
  cairo_save (cr);
  cairo_translate (cr, page->margin - page->bounds.x, page->margin - page->bounds.y);
  rs_scene_paint (scene, cr, &state);
  cairo_restore (cr);
  if (!options->no_legend)
    rs_scene_paint_legend (scene, cr, &state, page->margin, page->height - 12,
                           page->width - 2 * page->margin);
}

/* FALSE with ERROR where CR or SURFACE is in trouble. */
static gboolean
check (cairo_status_t status, const char *path, GError **error)
{
  g_autofree char *name = NULL;

  if (status == CAIRO_STATUS_SUCCESS)
    return TRUE;
  name = g_filename_display_name (path);
  g_set_error (error, RS_EXPORT_ERROR, RS_EXPORT_ERROR_WRITE, _ ("%s could not be written: %s"),
               name, cairo_status_to_string (status));
  return FALSE;
}

static gboolean
export_png (const RsScene *scene, const char *path, const RsExportOptions *options, GError **error)
{
  Page page = measure (scene, options);
  cairo_surface_t *surface;
  cairo_t *cr;
  cairo_status_t status;

  if (page.width * page.scale > LARGEST || page.height * page.scale > LARGEST)
    {
      g_set_error (error, RS_EXPORT_ERROR, RS_EXPORT_ERROR_SIZE,
                   _ ("the picture would have %.0f by %.0f pixels; at most %d are possible: choose "
                      "a smaller scale, or SVG or PDF"),
                   page.width * page.scale, page.height * page.scale, LARGEST);
      return FALSE;
    }
  surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, (int) ceil (page.width * page.scale),
                                        (int) ceil (page.height * page.scale));
  cr = cairo_create (surface);
  cairo_scale (cr, page.scale, page.scale);
  draw (scene, cr, &page, options);
  status = cairo_status (cr);
  cairo_destroy (cr);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_write_to_png (surface, path);
  cairo_surface_destroy (surface);
  return check (status, path, error);
}

static gboolean
export_vector (const RsScene *scene, const char *path, const RsExportOptions *options, gboolean pdf,
               GError **error)
{
  Page page = measure (scene, options);
  cairo_surface_t *surface = pdf ? cairo_pdf_surface_create (path, page.width, page.height)
                                 : cairo_svg_surface_create (path, page.width, page.height);
  cairo_t *cr;
  cairo_status_t status;

  if (pdf)
    cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, "Refscope");
  else
    cairo_svg_surface_set_document_unit (surface, CAIRO_SVG_UNIT_PX);
  cr = cairo_create (surface);
  draw (scene, cr, &page, options);
  status = cairo_status (cr);
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  return check (status, path, error);
}

static gboolean
export_text (const RsScene *scene, const char *path, char *(*to_text) (const RsHeapGraph *),
             GError **error)
{
  g_autofree char *text = to_text (rs_scene_get_graph (scene));

  return g_file_set_contents (path, text, -1, error);
}

static gboolean
ends_with (const char *path, const char *ending)
{
  gsize n = strlen (path), m = strlen (ending);

  return n > m && g_ascii_strcasecmp (path + n - m, ending) == 0;
}

gboolean
rs_export_file (const RsScene *scene, const char *path, const RsExportOptions *options,
                GError **error)
{
  static const RsExportOptions usual = RS_EXPORT_OPTIONS_INIT;

  g_return_val_if_fail (scene != NULL && path != NULL, FALSE);
  options = options != NULL ? options : &usual;
  if (ends_with (path, ".png"))
    return export_png (scene, path, options, error);
  if (ends_with (path, ".svg") || ends_with (path, ".pdf"))
    return export_vector (scene, path, options, ends_with (path, ".pdf"), error);
  if (ends_with (path, ".dot"))
    return export_text (scene, path, rs_heap_graph_to_dot, error);
  if (ends_with (path, ".json"))
    return export_text (scene, path, rs_heap_graph_to_json, error);
  if (ends_with (path, ".txt"))
    return export_text (scene, path, rs_heap_graph_to_text, error);
  g_set_error (error, RS_EXPORT_ERROR, RS_EXPORT_ERROR_FORMAT,
               _ ("%s: the name should end with .png, .svg, .pdf, .dot, .json or .txt"), path);
  return FALSE;
}
