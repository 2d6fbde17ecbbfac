/* SPDX-License-Identifier: MIT
 *
 * A view of a scene: window = scene * scale + offset. Pure functions; a window
 * is WIDTH by HEIGHT pixels, of which some are kept free for the buttons above
 * and the legend below.
 */
#pragma once

#include "paint/scene.h"

G_BEGIN_DECLS

typedef struct {
  double scale, x, y;
} RsView;

/* What is shown before there is a scene. */
#define RS_VIEW_INIT ((RsView){ 1, 36, 60 })

/* The view that shows all of SCENE, left and top aligned: what is added later
 * comes to the right and below. Where that would make text illegible, and ALL
 * is FALSE, it shows what stands around the running frame. TEXT: how large the
 * user wants text to be, 1 as usual. */
RsView rs_view_fit (const RsScene *scene, int width, int height, gboolean all, double text);

/* Whether VIEW will do for SCENE: all is in view, or, where not all can be, the
 * running frame. */
gboolean rs_view_shows (RsView view, const RsScene *scene, int width, int height, gboolean all,
                        double text);

/* VIEW moved, where it shows a part of SCENE only, until what the step did is
 * in view beside the running frame; without that where both have no room
 * together. */
RsView rs_view_follow (RsView view, const RsScene *scene, int width, int height);

/* VIEW larger by FACTOR, within limits; the point at X, Y of the window
 * stays. */
RsView rs_view_zoom (RsView view, double factor, double x, double y);

/* VIEW moved until CARD is in view, no farther than it must, so that what was
 * in view stays. */
RsView rs_view_reveal (RsView view, const RsRect *card, int width, int height);

G_END_DECLS
