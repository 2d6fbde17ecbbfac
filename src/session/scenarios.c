/* SPDX-License-Identifier: MIT
 *
 * Finding a scenario by what people call it. The table itself is made from
 * data/scenarios by the build.
 */
#include "scenarios.h"

#include <string.h>

/* Is NAME the number N? */
static gboolean
is_number (const char *name, guint n)
{
  guint64 number;
  return g_ascii_string_to_unsigned (name, 10, 1, G_MAXUINT, &number, NULL) && number == n;
}

const RsScenario *
rs_scenario_find (const char *name)
{
  gsize n = strlen (name);
  for (guint i = 0; i < rs_n_scenarios; i++)
    {
      const RsScenario *s = &rs_scenarios[i];
      if (strcmp (s->id, name) == 0 || strcmp (s->file, name) == 0 || is_number (name, i + 1)
          || (strncmp (s->file, name, n) == 0 && strcmp (s->file + n, ".py") == 0))
        return s;
    }
  return NULL;
}
