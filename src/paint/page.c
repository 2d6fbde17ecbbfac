/* SPDX-License-Identifier: MIT
 *
 * The sheet that an exported picture stands on: its size, its caption, and what
 * the kinds of pictures share.
 */
#include "paint/export-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#define LEGEND 34.0
#define CAPTION 26.0

G_DEFINE_QUARK (rs_export_error, rs_export_error)

char *
rs_scene_caption (const RsScene *scene)
{
  const RsMoment *moment = &scene->graph->moment;
  const char *program = rs_heap_graph_text (scene->graph, moment->program);
  g_autofree char *name = g_path_get_basename (program);
  gint32 line = moment->line_next > 0 ? moment->line_next : moment->line_run;
  GString *text = g_string_new (*program != '\0' ? name : "");

  if (line > 0)
    g_string_append_printf (text, _ (" · line %d"), line);
  g_string_append_printf (text, _ (" · step %lu"), (gulong) moment->step);
  return g_string_free (text, FALSE);
}

gboolean
rs_export_check (cairo_status_t status, const char *path, GError **error)
{
  g_autofree char *name = NULL;

  if (status == CAIRO_STATUS_SUCCESS)
    return TRUE;
  name = g_filename_display_name (path);
  g_set_error (error, RS_EXPORT_ERROR, RS_EXPORT_ERROR_WRITE, _ ("%s could not be written: %s"),
               name, cairo_status_to_string (status));
  return FALSE;
}

gboolean
rs_export_ends_with (const char *path, const char *ending)
{
  gsize n = strlen (path), m = strlen (ending);

  return n > m && g_ascii_strcasecmp (path + n - m, ending) == 0;
}

RsPage
rs_page_measure (const RsScene *scene, const RsExportOptions *options)
{
  RsPage page = { .bounds = options->view.width > 0 ? options->view : rs_scene_bounds (scene) };

  page.cut = options->view.width > 0;
  page.margin = options->margin < 0 ? 32 : options->margin;
  page.scale = options->scale > 0 ? options->scale : 1;
  page.legend = options->no_legend ? 0 : LEGEND;
  page.caption = options->caption ? CAPTION : 0;
  page.width = ceil (MAX (page.bounds.width, 220) + 2 * page.margin);
  page.height = ceil (page.bounds.height + 2 * page.margin + page.legend + page.caption);
  return page;
}

void
rs_page_place (const RsPage *page, cairo_t *cr)
{
  if (page->cut)
    {
      cairo_rectangle (cr, 0, 0, page->width, page->bounds.height + 2 * page->margin);
      cairo_clip (cr);
    }
  cairo_translate (cr, page->margin - page->bounds.x, page->margin - page->bounds.y);
}

void
rs_page_paint_around (const RsPage *page, const RsScene *scene, cairo_t *cr,
                      const RsPaintState *state)
{
  if (page->legend > 0)
    rs_scene_paint_legend (scene, cr, state, page->margin, page->height - page->caption - 12,
                           page->width - 2 * page->margin);
  if (page->caption > 0)
    {
      g_autofree char *caption = rs_scene_caption (scene);

      rs_text_draw (scene->texts, cr, RS_STYLE_NOTE, caption, page->margin, page->height - 18,
                    page->width - 2 * page->margin, 0, state->theme->dim);
    }
}

RsPaintState
rs_export_state (const RsExportOptions *options)
{
  RsPaintState state = RS_PAINT_STATE_INIT;

  state.theme = rs_theme_get (options->theme);
  state.selected = options->selected;
  state.no_background = options->transparent || options->white;
  return state;
}
