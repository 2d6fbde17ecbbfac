/* SPDX-License-Identifier: MIT
 *
 * What the kinds of exported pictures share.
 */
#pragma once

#include "paint/export.h"
#include "paint/scene-private.h"

G_BEGIN_DECLS

/* A sheet with a picture on it. */
typedef struct {
  RsRect bounds; /* what of the scene is on it */
  double margin, width, height, scale;
  gboolean cut;           /* there may be more of it */
  double caption, legend; /* heights of these at its bottom; 0: there is none */
} RsPage;

/* The page that SCENE needs, with what OPTIONS put around it. */
RsPage rs_page_measure (const RsScene *scene, const RsExportOptions *options);

/* Moves CR so that the scene's coordinates are where they belong on PAGE; clips
 * what is not in view. */
void rs_page_place (const RsPage *page, cairo_t *cr);

/* Paints legend and caption at the bottom of PAGE. */
void rs_page_paint_around (const RsPage *page, const RsScene *scene, cairo_t *cr,
                           const RsPaintState *state);

/* How OPTIONS have scenes painted. */
RsPaintState rs_export_state (const RsExportOptions *options);

/* SCENE as an image (transfer full). NULL with ERROR set: it would be too
 * large. */
cairo_surface_t *rs_export_image (const RsScene *scene, const RsExportOptions *options,
                                  GError **error);

/* FALSE with ERROR where STATUS is trouble with the file PATH. */
gboolean rs_export_check (cairo_status_t status, const char *path, GError **error);

/* Whether PATH has ENDING after a name. */
gboolean rs_export_ends_with (const char *path, const char *ending);

/* SCENE as SVG, with text as text (transfer full; export-svg.c). */
char *rs_export_svg_text (const RsScene *scene, const RsExportOptions *options);

/* SCENE in the languages of other programs, as it is drawn: with ghosts, what
 * is new or changed, and names as on the cards (transfer full; export-graph.c).
 */
char *rs_export_dot_text (const RsScene *scene, const RsExportOptions *options);
char *rs_export_mermaid_text (const RsScene *scene, const RsExportOptions *options);

G_END_DECLS
