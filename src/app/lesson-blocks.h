/* SPDX-License-Identifier: MIT
 *
 * The blocks that the lesson pane is made of, as widgets (floating).
 */
#pragma once

#include <gtk/gtk.h>

#include "lesson-guide.h"

G_BEGIN_DECLS

/* What the article says, what CPython does, the table of versions (folded), the
 * variants' buttons (action win.variant). */
GtkWidget *rs_lesson_claim_block (const RsLesson *lesson, const RsLessonClaim *claim);

/* The question with a button for each option, or its answer. */
GtkWidget *rs_lesson_prediction_block (RsLessonGuide *guide, const RsLessonPrediction *prediction);

/* The article's section, folded. */
GtkWidget *rs_lesson_article_block (const RsLesson *lesson);

G_END_DECLS
