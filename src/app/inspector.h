/* SPDX-License-Identifier: MIT
 *
 * RsInspector: what is known of the selected object: its value, why its count
 * is what it is, what it refers to; and what this step did.
 *
 * Properties: session.
 */
#pragma once

#include <gtk/gtk.h>

#include "answers.h"
#include "pane.h"
#include "events-pane.h"
#include "story-pane.h"
#include "threads-pane.h"

G_BEGIN_DECLS

#define RS_TYPE_INSPECTOR (rs_inspector_get_type ())
G_DECLARE_FINAL_TYPE (RsInspector, rs_inspector, RS, INSPECTOR, RsPane)

/* How many references the list "Why is the count n?" names; 0 while nothing is
 * selected. */
guint rs_inspector_get_n_owners (RsInspector *self);
/* The questions about the selected object (transfer none). */
RsAnswers *rs_inspector_get_answers (RsInspector *self);
/* What the step did, in sentences (transfer none). */
RsStoryPane *rs_inspector_get_story (RsInspector *self);
RsEventsPane *rs_inspector_get_events (RsInspector *self);
RsThreadsPane *rs_inspector_get_threads (RsInspector *self);

G_END_DECLS
