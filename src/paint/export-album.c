/* SPDX-License-Identifier: MIT
 *
 * Several scenes in one file. All are cut and scaled alike, so that what stands
 * still stands still:
 *
 *   sheet       a grid of them, each with its caption: a PDF of pages, or one image
 *   animation   an APNG. libpng writes none, but an APNG is nothing but the data of several PNGs of
 *               one size behind each other: cairo makes each, and its chunks are taken out of it
 *
 *     PNG  of each:   IHDR IDAT... IEND
 *     APNG of all:    IHDR acTL  fcTL IDAT...  fcTL fdAT...  fcTL fdAT...  IEND
 *
 * (APNG Specification 1.0; the first moment is what a reader shows that knows
 * no APNG.)
 */
#include "paint/export-private.h"

#include <cairo-pdf.h>
#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#define PAGE_WIDTH 842.0 /* A4, lying */
#define PAGE_HEIGHT 595.0
#define SHEET_MARGIN 28.0
#define CELL_SPACE 12.0
#define CELL_CAPTION 16.0
#define CELL_WIDTH 400.0 /* of an image, at scale 1 */
#define LARGEST 32000.0  /* pixels a side */

struct _RsAlbum {
  RsExportOptions options;
  GPtrArray *scenes; /* RsScene */
};

RsAlbum *
rs_album_new (const RsExportOptions *options)
{
  static const RsExportOptions usual = RS_EXPORT_OPTIONS_INIT;
  RsAlbum *album = g_new0 (RsAlbum, 1);

  album->options = options != NULL ? *options : usual;
  album->options.selected = 0;
  album->scenes = g_ptr_array_new_with_free_func ((GDestroyNotify) rs_scene_unref);
  return album;
}

void
rs_album_add (RsAlbum *album, RsScene *scene)
{
  g_return_if_fail (album != NULL && scene != NULL);
  g_ptr_array_add (album->scenes, rs_scene_ref (scene));
}

guint
rs_album_get_size (const RsAlbum *album)
{
  return album->scenes->len;
}

void
rs_album_free (RsAlbum *album)
{
  if (album == NULL)
    return;
  g_ptr_array_unref (album->scenes);
  g_free (album);
}

gboolean
rs_album_is_named (const char *path)
{
  return rs_export_ends_with (path, ".pdf") || rs_export_ends_with (path, ".png")
         || rs_export_ends_with (path, ".apng");
}

/* What all scenes cover together. */
static RsRect
bounds_of_all (const RsAlbum *album)
{
  RsRect all = { 0, 0, 0, 0 };

  for (guint i = 0; i < album->scenes->len; i++)
    {
      RsRect one = rs_scene_bounds (g_ptr_array_index (album->scenes, i));
      double right = MAX (all.x + all.width, one.x + one.width),
             bottom = MAX (all.y + all.height, one.y + one.height);

      if (all.width <= 0)
        all = one;
      else if (one.width > 0)
        {
          all.x = MIN (all.x, one.x);
          all.y = MIN (all.y, one.y);
          all.width = right - all.x;
          all.height = bottom - all.y;
        }
    }
  all.width = MAX (all.width, 100);
  all.height = MAX (all.height, 40);
  return all;
}

static void
paint_background (const RsAlbum *album, cairo_t *cr)
{
  if (album->options.transparent)
    return;
  rs_paint_set_color (cr,
                      album->options.white ? (RsColor){ 1, 1, 1, 1 }
                                           : rs_theme_get (album->options.theme)->canvas,
                      1);
  cairo_paint (cr);
}

/* --- the sheet ------------------------------------------------------------ */

typedef struct {
  RsRect bounds; /* of all scenes */
  guint columns, rows;
  double width, height, scale; /* of a cell, without its caption */
} Grid;

/* The grid for a page WIDTH wide and HEIGHT high (0: as high as it gets) with
 * COLUMNS columns. */
static Grid
measure_grid (const RsAlbum *album, guint columns, double width, double height)
{
  Grid grid = { .bounds = bounds_of_all (album), .columns = columns };
  double room = height - 2 * SHEET_MARGIN;

  grid.width = (width - 2 * SHEET_MARGIN - (columns - 1) * CELL_SPACE) / columns;
  grid.scale = MIN (1, grid.width / grid.bounds.width);
  if (height > 0)
    grid.scale = MIN (grid.scale, (room - CELL_CAPTION) / grid.bounds.height);
  grid.height = grid.bounds.height * grid.scale;
  grid.rows = height > 0
                  ? (guint) MAX (1, (room + CELL_SPACE) / (grid.height + CELL_CAPTION + CELL_SPACE))
                  : (album->scenes->len + columns - 1) / columns;
  return grid;
}

static void
paint_cell (const RsAlbum *album, cairo_t *cr, const Grid *grid, guint scene, guint cell)
{
  RsScene *which = g_ptr_array_index (album->scenes, scene);
  RsPaintState state = rs_export_state (&album->options);
  g_autofree char *caption = rs_scene_caption (which);
  double x = SHEET_MARGIN + (cell % grid->columns) * (grid->width + CELL_SPACE),
         y = SHEET_MARGIN + cell / grid->columns * (grid->height + CELL_CAPTION + CELL_SPACE);

  state.no_background = TRUE;
  cairo_save (cr);
  cairo_translate (cr, x, y);
  rs_text_draw (which->texts, cr, RS_STYLE_NOTE, caption, 0, CELL_CAPTION / 2, grid->width, 0,
                state.theme->dim);
  cairo_translate (cr, 0, CELL_CAPTION);
  cairo_scale (cr, grid->scale, grid->scale);
  cairo_translate (cr, -grid->bounds.x, -grid->bounds.y);
  rs_scene_paint (which, cr, &state);
  cairo_restore (cr);
}

static gboolean
write_pdf (const RsAlbum *album, const char *path, GError **error)
{
  Grid two = measure_grid (album, 2, PAGE_WIDTH, PAGE_HEIGHT),
       grid = two.scale >= 1 ? measure_grid (album, 3, PAGE_WIDTH, PAGE_HEIGHT) : two;
  guint each = grid.columns * grid.rows;
  cairo_surface_t *surface = cairo_pdf_surface_create (path, PAGE_WIDTH, PAGE_HEIGHT);
  cairo_t *cr = cairo_create (surface);
  cairo_status_t status;

  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATOR, "Refscope");
  for (guint i = 0; i < album->scenes->len; i++)
    {
      if (i % each == 0)
        paint_background (album, cr);
      paint_cell (album, cr, &grid, i, i % each);
      if (i % each == each - 1 || i + 1 == album->scenes->len)
        cairo_show_page (cr);
    }
  status = cairo_status (cr);
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  return rs_export_check (status, path, error);
}

/* FALSE: an image would be too large. */
static gboolean
check_size (double width, double height, GError **error)
{
  if (width <= LARGEST && height <= LARGEST)
    return TRUE;
  g_set_error (error, RS_EXPORT_ERROR, RS_EXPORT_ERROR_SIZE,
               _ ("the picture would have %.0f by %.0f pixels; at most %d are possible: choose "
                  "fewer moments, or PDF"),
               width, height, (int) LARGEST);
  return FALSE;
}

static gboolean
write_png (const RsAlbum *album, const char *path, GError **error)
{
  guint columns = CLAMP (album->scenes->len, 1, 3);
  double width = columns * CELL_WIDTH + 2 * SHEET_MARGIN, scale = album->options.scale, height;
  Grid grid = measure_grid (album, columns, width, 0);
  cairo_surface_t *surface;
  cairo_t *cr;
  cairo_status_t status;

  height = grid.rows * (grid.height + CELL_CAPTION + CELL_SPACE) + 2 * SHEET_MARGIN;
  if (!check_size (width * scale, height * scale, error))
    return FALSE;
  surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, (int) ceil (width * scale),
                                        (int) ceil (height * scale));
  cr = cairo_create (surface);
  cairo_scale (cr, scale, scale);
  paint_background (album, cr);
  for (guint i = 0; i < album->scenes->len; i++)
    paint_cell (album, cr, &grid, i, i);
  status = cairo_status (cr);
  cairo_destroy (cr);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_write_to_png (surface, path);
  cairo_surface_destroy (surface);
  return rs_export_check (status, path, error);
}

/* --- the animation -------------------------------------------------------- */

/* The cyclic redundancy check of PNG (ISO 3309) of N bytes of DATA after
 * CRC. */
static guint32
crc_of (guint32 crc, const guint8 *data, gsize n)
{
  for (gsize i = 0; i < n; i++)
    {
      crc ^= data[i];
      for (guint k = 0; k < 8; k++)
        crc = crc & 1 ? crc >> 1 ^ 0xedb88320u : crc >> 1;
    }
  return crc;
}

static void
append_32 (GByteArray *out, guint32 value)
{
  guint32 big = GUINT32_TO_BE (value);

  g_byte_array_append (out, (const guint8 *) &big, 4);
}

/* Appends a chunk of the kind TYPE with N bytes of DATA, which SEQUENCE
 * (nullable) comes before. */
static void
append_chunk (GByteArray *out, const char *type, const guint32 *sequence, const guint8 *data,
              gsize n)
{
  guint start;

  append_32 (out, (guint32) n + (sequence != NULL ? 4 : 0));
  start = out->len;
  g_byte_array_append (out, (const guint8 *) type, 4);
  if (sequence != NULL)
    append_32 (out, *sequence);
  g_byte_array_append (out, data, (guint) n);
  append_32 (out, ~crc_of (0xffffffffu, out->data + start, out->len - start));
}

static void
append_control (GByteArray *out, guint32 n_frames)
{
  guint32 data[2] = { GUINT32_TO_BE (n_frames), 0 }; /* for ever */

  append_chunk (out, "acTL", NULL, (const guint8 *) data, sizeof data);
}

static void
append_frame_control (GByteArray *out, guint32 *sequence, guint32 width, guint32 height,
                      double seconds)
{
  guint16 milliseconds = (guint16) CLAMP (seconds * 1000, 1, G_MAXUINT16);
  guint32 sizes[4] = { GUINT32_TO_BE (width), GUINT32_TO_BE (height), 0, 0 };
  guint16 delay[2] = { GUINT16_TO_BE (milliseconds), GUINT16_TO_BE (1000) };
  guint8 data[22] = { 0 }; /* dispose: none; blend: source */

  memcpy (data, sizes, sizeof sizes);
  memcpy (data + 16, delay, sizeof delay);
  append_chunk (out, "fcTL", sequence, data, sizeof data);
  (*sequence)++;
}

static cairo_status_t
append_bytes (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

static guint32
read_32 (const guint8 *data)
{
  guint32 big;

  memcpy (&big, data, 4);
  return GUINT32_FROM_BE (big);
}

#define SIGNATURE 8 /* bytes before the first chunk */

/* Appends the picture PNG as frame INDEX of N. */
static void
append_frame (GByteArray *out, const GByteArray *png, guint index, guint n, double seconds,
              guint32 *sequence)
{
  gboolean open = FALSE;

  for (gsize at = SIGNATURE; at + 12 <= png->len; at += 12 + read_32 (png->data + at))
    {
      const guint8 *type = png->data + at + 4, *data = png->data + at + 8;
      gsize length = read_32 (png->data + at);

      if (memcmp (type, "IHDR", 4) == 0)
        {
          if (index == 0)
            {
              g_byte_array_append (out, png->data, SIGNATURE);
              append_chunk (out, "IHDR", NULL, data, length);
              append_control (out, n);
            }
          append_frame_control (out, sequence, read_32 (data), read_32 (data + 4), seconds);
          open = TRUE;
        }
      else if (open && memcmp (type, "IDAT", 4) == 0)
        {
          append_chunk (out, index == 0 ? "IDAT" : "fdAT", index == 0 ? NULL : sequence, data,
                        length);
          *sequence += index > 0;
        }
    }
}

static gboolean
write_apng (const RsAlbum *album, const char *path, double seconds, GError **error)
{
  RsExportOptions options = album->options;
  g_autoptr (GByteArray) out = g_byte_array_new ();
  guint32 sequence = 0;

  options.view = bounds_of_all (album);
  for (guint i = 0; i < album->scenes->len; i++)
    {
      g_autoptr (GByteArray) png = g_byte_array_new ();
      cairo_surface_t *surface =
          rs_export_image (g_ptr_array_index (album->scenes, i), &options, error);
      cairo_status_t status;

      if (surface == NULL)
        return FALSE;
      status = cairo_surface_write_to_png_stream (surface, append_bytes, png);
      cairo_surface_destroy (surface);
      if (!rs_export_check (status, path, error))
        return FALSE;
      append_frame (out, png, i, album->scenes->len, seconds, &sequence);
    }
  append_chunk (out, "IEND", NULL, (const guint8 *) "", 0);
  return g_file_set_contents (path, (const char *) out->data, out->len, error);
}

gboolean
rs_album_write (const RsAlbum *album, const char *path, double seconds, GError **error)
{
  g_return_val_if_fail (album != NULL && path != NULL, FALSE);
  if (album->scenes->len == 0)
    {
      g_set_error (error, RS_EXPORT_ERROR, RS_EXPORT_ERROR_FORMAT, _ ("%s: there are no moments"),
                   path);
      return FALSE;
    }
  if (rs_export_ends_with (path, ".pdf"))
    return write_pdf (album, path, error);
  if (rs_export_ends_with (path, ".png"))
    return write_png (album, path, error);
  if (rs_export_ends_with (path, ".apng"))
    return write_apng (album, path, seconds, error);
  g_set_error (error, RS_EXPORT_ERROR, RS_EXPORT_ERROR_FORMAT,
               _ ("%s: the name should end with .pdf, .png or .apng"), path);
  return FALSE;
}
