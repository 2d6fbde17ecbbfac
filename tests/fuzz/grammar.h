/* SPDX-License-Identifier: MIT
 *
 * Random texts of a grammar. See grammar.c.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _Grammar Grammar;

/* TEXT as grammar.c describes it; a mistake in it ends the process. */
Grammar *grammar_new (const char *text);
void grammar_free (Grammar *grammar);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Grammar, grammar_free)

/* A text of RULE that SEED decides. transfer full */
char *grammar_generate (const Grammar *grammar, const char *rule, guint64 seed);

/* The next of a sequence of random numbers (splitmix64). */
guint64 random_next (guint64 *state);

G_END_DECLS
