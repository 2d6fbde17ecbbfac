/* SPDX-License-Identifier: MIT
 *
 * The little HTML that refscope-cli article writes.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* TEXT with what means something in HTML escaped. */
void rs_html_text (GString *out, const char *text);
/* One line of a lesson's Markdown: `code`, **bold**. */
void rs_html_inline (GString *out, const char *markdown);
/* A lesson's Markdown: paragraphs, lists, headings. */
void rs_html_blocks (GString *out, const char *markdown);
/* PROGRAM with numbered lines, each a span with data-line. */
void rs_html_program (GString *out, const char *program);

G_END_DECLS
