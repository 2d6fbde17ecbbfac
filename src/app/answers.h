/* SPDX-License-Identifier: MIT
 *
 * RsAnswers: the questions that one can ask about the selected object, with
 * their answers at the moment shown, and its life. What is open is answered
 * anew at each moment.
 *
 * Properties: session.
 */
#pragma once

#include <gtk/gtk.h>

#include "explain/question.h"
#include "pane.h"

G_BEGIN_DECLS

#define RS_TYPE_ANSWERS (rs_answers_get_type ())
G_DECLARE_FINAL_TYPE (RsAnswers, rs_answers, RS, ANSWERS, RsPane)

/* Opens the question WHY and asks it; one that it does not offer is ignored. */
void rs_answers_open (RsAnswers *self, RsWhy why);
/* The answer to WHY that is shown; NULL: none (transfer none). */
const char *rs_answers_get_text (RsAnswers *self, RsWhy why);
/* Opens the history of the count, and asks for it. */
void rs_answers_open_history (RsAnswers *self);
/* Goes to the next (1) or previous (-1) change of the selected object's count;
 * where the history is not yet known, once it is. */
void rs_answers_go_to_change (RsAnswers *self, int direction);
/* How many changes of the count are listed. */
guint rs_answers_get_n_changes (RsAnswers *self);

G_END_DECLS
