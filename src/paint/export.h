/* SPDX-License-Identifier: MIT
 *
 * Pictures and files of a scene.
 */
#pragma once

#include "paint/scene.h"

G_BEGIN_DECLS

#define RS_EXPORT_ERROR (rs_export_error_quark ())
typedef enum {
  RS_EXPORT_ERROR_FORMAT, /* the file's name ends with nothing that we write */
  RS_EXPORT_ERROR_SIZE,   /* the picture would be too large */
  RS_EXPORT_ERROR_WRITE,  /* the file could not be written */
} RsExportError;
GQuark rs_export_error_quark (void);

typedef struct {
  double scale;    /* pixels of PNG for a point; 0: 1 */
  RsThemeId theme; /* an export chooses its own palette */
  double margin;   /* points around the drawing; negative: 32 */
  gboolean no_legend;
  gboolean transparent; /* no background */
  guint64 selected;     /* as in RsPaintState */
} RsExportOptions;

#define RS_EXPORT_OPTIONS_INIT                                                                     \
  {                                                                                                \
    1, RS_THEME_LIGHT, -1, FALSE, FALSE, 0                                                         \
  }

/* Writes SCENE to PATH as its name's ending says: .png, .svg, .pdf, or of the
 * graph drawn .dot, .json, .txt. OPTIONS NULL: the defaults. FALSE with ERROR
 * set (RS_EXPORT_ERROR, or G_FILE_ERROR) where that fails. */
gboolean rs_export_file (const RsScene *scene, const char *path, const RsExportOptions *options,
                         GError **error);

G_END_DECLS
