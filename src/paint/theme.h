/* SPDX-License-Identifier: MIT
 *
 * Palettes. Colour never says alone what matters: lines differ in dash and
 * head, changes carry a sign, ghosts a dashed border.
 */
#pragma once

#include <glib.h>

#include "graph/heap-graph.h"

G_BEGIN_DECLS

typedef struct {
  double r, g, b, a;
} RsColor;

typedef enum {
  RS_THEME_LIGHT,
  RS_THEME_DARK,
  RS_THEME_CONTRAST,
  RS_THEME_CONTRAST_DARK,
  RS_THEME_PRINT,
  RS_N_THEMES
} RsThemeId;

typedef struct {
  RsColor canvas; /* behind everything */
  RsColor card;   /* the body of a card */
  RsColor border;
  RsColor line; /* between rows, around cells */
  RsColor text;
  RsColor dim;  /* secondary text */
  RsColor edge; /* strong references */
  RsColor weak;
  RsColor temporary;
  RsColor cycle;       /* the accent of cycles: lines */
  RsColor cycle_title; /* and their cards */
  RsColor cycle_card;
  RsColor cycle_text;
  RsColor badge;
  RsColor badge_text;
  RsColor plus, minus; /* counts that went up, down */
  RsColor frame_title, frame_text;
  RsColor ghost; /* freed */
  RsColor glow;  /* new */
  RsColor hover; /* under the pointer */
  RsColor faded; /* edges beside the hovered one */
  double border_width;
  double shadow; /* alpha of the cards' shadow, 0: none */
  gboolean dark;
  double tint; /* how much of a type's hue its title bar takes */
} RsTheme;

/* The palette of ID (transfer none; it lives for ever). */
const RsTheme *rs_theme_get (RsThemeId id);

/* "light", "dark", "contrast", "contrast-dark", "print", and back (-1: no such
 * theme). */
const char *rs_theme_name (RsThemeId id);
int rs_theme_from_name (const char *name);

/* A shape's title bar and the text on it. */
RsColor rs_theme_title_color (const RsTheme *theme, RsShape shape);
RsColor rs_theme_title_text (const RsTheme *theme, RsShape shape);

/* A mixed with SHARE of B, 0 to 1. */
RsColor rs_color_mix (RsColor a, RsColor b, double share);

G_END_DECLS
