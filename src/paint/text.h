/* SPDX-License-Identifier: MIT
 *
 * Text: styles, widths, and Pango layouts kept from one frame to the next.
 * Shaping a label costs 16 µs, drawing a shaped one 2.
 */
#pragma once

#include <cairo.h>
#include <glib.h>

#include "paint/theme.h"

G_BEGIN_DECLS

typedef enum {
  RS_STYLE_TITLE, /* a type's name */
  RS_STYLE_ROW,   /* names and values */
  RS_STYLE_INDEX, /* of cells; small */
  RS_STYLE_FOOT,  /* identity and size */
  RS_STYLE_BADGE, /* the count */
  RS_STYLE_NOTE,  /* words for people: a cause, a legend */
  RS_STYLE_LABEL, /* a cycle's label */
  RS_N_STYLES
} RsTextStyle;

/* Shaped text, shared by scenes. It may be used from any number of threads. */
typedef struct _RsTextCache RsTextCache;

RsTextCache *rs_text_cache_new (void);
RsTextCache *rs_text_cache_ref (RsTextCache *cache);
void rs_text_cache_unref (RsTextCache *cache);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RsTextCache, rs_text_cache_unref)

/* The width of TEXT in points, unclipped. */
double rs_text_width (RsTextCache *cache, RsTextStyle style, const char *text);

/* The height of a line of STYLE in points. */
double rs_text_height (RsTextCache *cache, RsTextStyle style);

/* Draws TEXT with its left (ALIGN 0), middle (0.5) or right (1) at X and its
 * middle height at Y, in COLOR, with an ellipsis where it is wider than WIDTH.
 * Returns the width that it took. */
double rs_text_draw (RsTextCache *cache, cairo_t *cr, RsTextStyle style, const char *text, double x,
                     double y, double width, double align, RsColor color);

/* What would be drawn as text: TEXT, which may end with an ellipsis, from X on
 * at the height BASELINE in device space, WIDTH wide. */
typedef void (*RsTextSink) (RsTextStyle style, const char *text, double x, double baseline,
                            double width, RsColor color, gpointer data);

/* Has text not drawn on CR any more, but told to SINK, whose DATA is the
 * caller's. */
void rs_text_divert (cairo_t *cr, RsTextSink sink, gpointer data);

/* The family, size in points and weight (100 to 900) of STYLE. */
const char *rs_text_font (RsTextStyle style, double *size, gint *weight);

G_END_DECLS
