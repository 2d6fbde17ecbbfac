/* SPDX-License-Identifier: MIT
 *
 * RsEventsPane: what happens inside the step that the story tells of, event by
 * event. A click on one goes to the moment just before it, and selects the
 * object that it is about.
 *
 * Properties: session.
 */
#pragma once

#include <gtk/gtk.h>

#include "pane.h"

G_BEGIN_DECLS

#define RS_TYPE_EVENTS_PANE (rs_events_pane_get_type ())
G_DECLARE_FINAL_TYPE (RsEventsPane, rs_events_pane, RS, EVENTS_PANE, RsPane)

/* Whether the list is that of the step shown. */
gboolean rs_events_pane_is_current (RsEventsPane *self);
/* How many events are listed. */
guint rs_events_pane_get_n_rows (RsEventsPane *self);

G_END_DECLS
