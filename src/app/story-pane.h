/* SPDX-License-Identifier: MIT
 *
 * RsStoryPane: what happened between the moment before and the one shown, in
 * sentences. A click on one selects the object that it is about.
 *
 * Properties: session. Signals: "told" (the sentences have changed).
 */
#pragma once

#include <gtk/gtk.h>

#include "pane.h"

G_BEGIN_DECLS

#define RS_TYPE_STORY_PANE (rs_story_pane_get_type ())
G_DECLARE_FINAL_TYPE (RsStoryPane, rs_story_pane, RS, STORY_PANE, RsPane)

/* All sentences, one a line; "" where there are none yet (transfer none). */
const char *rs_story_pane_get_text (RsStoryPane *self);
/* Whether they tell of the moment shown. */
gboolean rs_story_pane_is_current (RsStoryPane *self);

G_END_DECLS
