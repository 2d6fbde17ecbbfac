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
  gboolean caption;     /* program, line and step below the drawing */
  gboolean white;       /* a white background */
  RsRect view;          /* only this part of the scene; width 0: all */
} RsExportOptions;

#define RS_EXPORT_OPTIONS_INIT                                                                     \
  {                                                                                                \
    1, RS_THEME_LIGHT, -1, FALSE, FALSE, 0                                                         \
  }

/* "weakref.py · line 45 · step 49" (transfer full). */
char *rs_scene_caption (const RsScene *scene);

/* What the card of SERIAL covers with those that it refers to, and that refer
 * to it; FALSE: it has none. */
gboolean rs_scene_find_around (const RsScene *scene, guint64 serial, RsRect *rect);

/* Writes SCENE to PATH as its name's ending says: .png, .svg, .pdf, .dot, .mmd,
 * or of the graph drawn .json, .txt. OPTIONS NULL: the defaults. FALSE with
 * ERROR set (RS_EXPORT_ERROR, or G_FILE_ERROR) where that fails. */
gboolean rs_export_file (const RsScene *scene, const char *path, const RsExportOptions *options,
                         GError **error);

/* --- several scenes ------------------------------------------------------- */

/* A file of several scenes: .pdf and .png are a contact sheet, .apng shows them
 * one after the other. All have one scale. */
typedef struct _RsAlbum RsAlbum;

/* OPTIONS NULL: the defaults; view and selected are not looked at. */
RsAlbum *rs_album_new (const RsExportOptions *options);

/* The next scene; a reference is taken. */
void rs_album_add (RsAlbum *album, RsScene *scene);

/* The number of scenes that were added. */
guint rs_album_get_size (const RsAlbum *album);

/* Whether PATH ends as an album may. */
gboolean rs_album_is_named (const char *path);

/* Writes them to PATH. SECONDS: for how long .apng shows each. FALSE with ERROR
 * set (RS_EXPORT_ERROR, or G_FILE_ERROR) where that fails. */
gboolean rs_album_write (const RsAlbum *album, const char *path, double seconds, GError **error);

void rs_album_free (RsAlbum *album);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RsAlbum, rs_album_free)

G_END_DECLS
