/* SPDX-License-Identifier: MIT
 *
 * The scenarios that ship: a program of the article, its title and a sentence,
 * and its key moments. Their text is in data/scenarios.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct {
  const char *id;               /* "slots" */
  const char *file;             /* "1_slots.py" */
  const char *title, *title_ko; /* also msgids */
  const char *summary, *summary_ko;
  const char *source;
  const char *detail; /* the level at which it shows what it is about: "references"; NULL: any */
  const int *moments; /* lines; just before each runs for the first time there is something to see;
                         ends with 0 */
} RsScenario;

/* In the order of scenarios.json. */
extern const RsScenario rs_scenarios[];
extern const guint rs_n_scenarios;

/* By id, file name, with or without ".py", or place in the order ("5": the
 * fifth); NULL: there is none. */
const RsScenario *rs_scenario_find (const char *name);

G_END_DECLS
