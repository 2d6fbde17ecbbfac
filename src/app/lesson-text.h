/* SPDX-License-Identifier: MIT
 *
 * The little Markdown that lessons are written in, as Pango's markup.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* One line or paragraph: `code` and **bold** (transfer full). */
char *rs_lesson_markup (const char *markdown);

/* Appends a label to BOX for each block of MARKDOWN: paragraphs, lists (a line
 * each), headings. */
void rs_lesson_append_text (GtkBox *box, const char *markdown);

/* A label of markup that wraps at words, with the style class CLASS (nullable).
 * Floating. */
GtkWidget *rs_lesson_label (const char *markup, const char *class);

G_END_DECLS
