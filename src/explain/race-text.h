/* SPDX-License-Identifier: MIT
 *
 * A race in words and as JSON.
 */
#pragma once

#include "session/race.h"

G_BEGIN_DECLS

/* What the search of RACE found, in the user's language, lines of text that end
 * with a newline; SOURCE is the program's text. Transfer full. */
char *rs_race_text (const RsRace *race, const char *source);

/* The same as one JSON object, without a newline. Transfer full. */
char *rs_race_json (const RsRace *race);

G_END_DECLS
