/* SPDX-License-Identifier: MIT
 *
 * Palettes as tables. Each type family has one hue; a theme mixes it with its
 * card for the title bar and with its ink for the text, so that a new theme is
 * one row here, not twenty-five.
 */
#include "paint/theme.h"

#include <string.h>

#define HEX(rgb)                                                                                   \
  {                                                                                                \
    ((rgb) >> 16) / 255.0, (((rgb) >> 8) & 0xff) / 255.0, ((rgb) &0xff) / 255.0, 1                 \
  }

static const RsTheme themes[RS_N_THEMES] = {
  [RS_THEME_LIGHT] = { .canvas = HEX (0xfafafa),
                       .card = HEX (0xffffff),
                       .border = HEX (0xd4d3d8),
                       .line = HEX (0xe8e7ea),
                       .text = HEX (0x241f31),
                       .dim = HEX (0x77747e),
                       .edge = HEX (0x2b2735),
                       .weak = HEX (0x813d9c),
                       .temporary = HEX (0x6b6873),
                       .cycle = HEX (0xe66100),
                       .cycle_title = HEX (0xf5cdb3),
                       .cycle_card = HEX (0xfdf0e7),
                       .cycle_text = HEX (0xb34700),
                       .badge = HEX (0x1c71d8),
                       .badge_text = HEX (0xffffff),
                       .plus = HEX (0x1a7f4b),
                       .minus = HEX (0xc01c28),
                       .frame_title = HEX (0x3d3846),
                       .frame_text = HEX (0xffffff),
                       .ghost = HEX (0x9a989f),
                       .glow = HEX (0x33a06f),
                       .hover = HEX (0xd0105a),
                       .faded = HEX (0xd6d5da),
                       .border_width = 1,
                       .shadow = 0.10,
                       .dark = FALSE,
                       .tint = 0.20 },
  [RS_THEME_DARK] = { .canvas = HEX (0x1d1c21),
                      .card = HEX (0x2b2a31),
                      .border = HEX (0x4a4852),
                      .line = HEX (0x3a3942),
                      .text = HEX (0xf3f2f5),
                      .dim = HEX (0xa6a3ae),
                      .edge = HEX (0xd5d3da),
                      .weak = HEX (0xcb9df0),
                      .temporary = HEX (0xa6a3ae),
                      .cycle = HEX (0xff9a4f),
                      .cycle_title = HEX (0x6b3d1c),
                      .cycle_card = HEX (0x3b2c23),
                      .cycle_text = HEX (0xffc79c),
                      .badge = HEX (0x3584e4),
                      .badge_text = HEX (0xffffff),
                      .plus = HEX (0x57d99b),
                      .minus = HEX (0xff8088),
                      .frame_title = HEX (0x5b5568),
                      .frame_text = HEX (0xffffff),
                      .ghost = HEX (0x7d7a85),
                      .glow = HEX (0x57d99b),
                      .hover = HEX (0xff6aa4),
                      .faded = HEX (0x45434c),
                      .border_width = 1,
                      .shadow = 0.35,
                      .dark = TRUE,
                      .tint = 0.42 },
  [RS_THEME_CONTRAST] = { .canvas = HEX (0xffffff),
                          .card = HEX (0xffffff),
                          .border = HEX (0x000000),
                          .line = HEX (0x5e5c64),
                          .text = HEX (0x000000),
                          .dim = HEX (0x2e2c33),
                          .edge = HEX (0x000000),
                          .weak = HEX (0x5b1a80),
                          .temporary = HEX (0x2e2c33),
                          .cycle = HEX (0xa03c00),
                          .cycle_title = HEX (0xffd9bf),
                          .cycle_card = HEX (0xffffff),
                          .cycle_text = HEX (0x000000),
                          .badge = HEX (0x003d8f),
                          .badge_text = HEX (0xffffff),
                          .plus = HEX (0x00592b),
                          .minus = HEX (0x99000d),
                          .frame_title = HEX (0x000000),
                          .frame_text = HEX (0xffffff),
                          .ghost = HEX (0x4a4850),
                          .glow = HEX (0x00592b),
                          .hover = HEX (0xb0004a),
                          .faded = HEX (0x9a989f),
                          .border_width = 2,
                          .shadow = 0,
                          .dark = FALSE,
                          .tint = 0.12 },
  [RS_THEME_CONTRAST_DARK] = { .canvas = HEX (0x000000),
                               .card = HEX (0x000000),
                               .border = HEX (0xffffff),
                               .line = HEX (0xb0aeb6),
                               .text = HEX (0xffffff),
                               .dim = HEX (0xe0dfe4),
                               .edge = HEX (0xffffff),
                               .weak = HEX (0xe2bfff),
                               .temporary = HEX (0xe0dfe4),
                               .cycle = HEX (0xffae70),
                               .cycle_title = HEX (0x5a2c08),
                               .cycle_card = HEX (0x000000),
                               .cycle_text = HEX (0xffffff),
                               .badge = HEX (0xa8d0ff),
                               .badge_text = HEX (0x000000),
                               .plus = HEX (0x8ff0c0),
                               .minus = HEX (0xffb3b8),
                               .frame_title = HEX (0xffffff),
                               .frame_text = HEX (0x000000),
                               .ghost = HEX (0xb0aeb6),
                               .glow = HEX (0x8ff0c0),
                               .hover = HEX (0xff8fbd),
                               .faded = HEX (0x77747e),
                               .border_width = 2,
                               .shadow = 0,
                               .dark = TRUE,
                               .tint = 0.30 },
  [RS_THEME_PRINT] = { .canvas = HEX (0xffffff),
                       .card = HEX (0xffffff),
                       .border = HEX (0x55535a),
                       .line = HEX (0xc9c8cd),
                       .text = HEX (0x000000),
                       .dim = HEX (0x4a4850),
                       .edge = HEX (0x000000),
                       .weak = HEX (0x5b2d75),
                       .temporary = HEX (0x4a4850),
                       .cycle = HEX (0xb34700),
                       .cycle_title = HEX (0xf3dccb),
                       .cycle_card = HEX (0xffffff),
                       .cycle_text = HEX (0x7a3000),
                       .badge = HEX (0x2b2735),
                       .badge_text = HEX (0xffffff),
                       .plus = HEX (0x14603a),
                       .minus = HEX (0x96141e),
                       .frame_title = HEX (0x2b2735),
                       .frame_text = HEX (0xffffff),
                       .ghost = HEX (0x77747e),
                       .glow = HEX (0x14603a),
                       .hover = HEX (0x000000),
                       .faded = HEX (0xb8b6bd),
                       .border_width = 0.8,
                       .shadow = 0,
                       .dark = FALSE,
                       .tint = 0.10 },
};

/* One hue for a family of types. */
static const RsColor hues[RS_N_SHAPES] = {
  [RS_SHAPE_OTHER] = HEX (0x6b6873),
  [RS_SHAPE_INT] = HEX (0x3d6aa8),
  [RS_SHAPE_FLOAT] = HEX (0x3d6aa8),
  [RS_SHAPE_STR] = HEX (0x4d8a2a),
  [RS_SHAPE_BYTES] = HEX (0x6a8a2a),
  [RS_SHAPE_NONE] = HEX (0x77747e),
  [RS_SHAPE_BOOL] = HEX (0xb0407a),
  [RS_SHAPE_LIST] = HEX (0xb98a00),
  [RS_SHAPE_TUPLE] = HEX (0x9a6b3f),
  [RS_SHAPE_DICT] = HEX (0x2f6fd0),
  [RS_SHAPE_SET] = HEX (0x6b52c8),
  [RS_SHAPE_INSTANCE] = HEX (0x1f8f66),
  [RS_SHAPE_SLOTS_INSTANCE] = HEX (0x11879a),
  [RS_SHAPE_CLASS] = HEX (0x5e5c64),
  [RS_SHAPE_FUNCTION] = HEX (0xa3468f),
  [RS_SHAPE_METHOD] = HEX (0xa3468f),
  [RS_SHAPE_BUILTIN] = HEX (0x6b6873),
  [RS_SHAPE_MODULE] = HEX (0x86704e),
  [RS_SHAPE_WEAKREF] = HEX (0x813d9c),
  [RS_SHAPE_CELL] = HEX (0x6b6873),
  [RS_SHAPE_CODE] = HEX (0x6b6873),
  [RS_SHAPE_GENERATOR] = HEX (0x2a8a8a),
  [RS_SHAPE_ITERATOR] = HEX (0x2a8a8a),
  [RS_SHAPE_EXCEPTION] = HEX (0xc01c28),
  [RS_SHAPE_TRACEBACK] = HEX (0xc01c28),
};

static const char *const names[RS_N_THEMES] = { "light", "dark", "contrast", "contrast-dark",
                                                "print" };

const RsTheme *
rs_theme_get (RsThemeId id)
{
  g_return_val_if_fail ((guint) id < RS_N_THEMES, &themes[0]);
  return &themes[id];
}

const char *
rs_theme_name (RsThemeId id)
{
  return (guint) id < RS_N_THEMES ? names[id] : "?";
}

int
rs_theme_from_name (const char *name)
{
  for (int i = 0; i < RS_N_THEMES; i++)
    if (strcmp (names[i], name) == 0)
      return i;
  return -1;
}

RsColor
rs_color_mix (RsColor a, RsColor b, double share)
{
  RsColor c = { a.r + (b.r - a.r) * share, a.g + (b.g - a.g) * share, a.b + (b.b - a.b) * share,
                a.a + (b.a - a.a) * share };

  return c;
}

static RsColor
hue (RsShape shape)
{
  return hues[(guint) shape < RS_N_SHAPES ? shape : RS_SHAPE_OTHER];
}

RsColor
rs_theme_title_color (const RsTheme *theme, RsShape shape)
{
  return rs_color_mix (theme->card, hue (shape), theme->tint);
}

RsColor
rs_theme_title_text (const RsTheme *theme, RsShape shape)
{
  return rs_color_mix (hue (shape), theme->text,
                       theme->border_width > 1.5 ? 1.0
                       : theme->dark             ? 0.62
                                                 : 0.30);
}
