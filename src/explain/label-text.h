/* SPDX-License-Identifier: MIT
 *
 * Labels of places for people. For programs that read them they are the same
 * in any language; here they are in that of the locale.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* LABEL ("global x", "item 3", "value of 'k'", ...; see places.h) in words
 * (transfer full). What it does not know stays as it is. */
char *rs_label_text (const char *label);

/* A chain of them, from its root: "global index > value of 'Cedar'", where the
 * same one follows itself "attribute next × 12" (transfer full). NULL or empty:
 * "nothing". */
char *rs_chain_text (char *const *labels);

G_END_DECLS
