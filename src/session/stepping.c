/* SPDX-License-Identifier: MIT
 *
 * Steps of a debugger, looked up in a recording.
 */
#include "stepping.h"

#include "vm/moment.h"

/* The nearest step from FROM at most DEPTH deep. */
static int
find_depth (const RsRecording *recording, guint from, int direction, gint32 depth)
{
  for (gint64 i = (gint64) from + direction; i >= 0 && i < recording->n_steps; i += direction)
    if (recording->steps[i].depth <= depth)
      return i;
  return -1;
}

int
rs_step_over (const RsRecording *recording, guint from, int direction)
{
  return find_depth (recording, from, direction, recording->steps[from].depth);
}

int
rs_step_out (const RsRecording *recording, guint from, int direction)
{
  return find_depth (recording, from, direction, recording->steps[from].depth - 1);
}

int
rs_step_to_line (const RsRecording *recording, guint from, int direction, const int *lines, guint n)
{
  for (gint64 i = (gint64) from + direction; i >= 0 && i < recording->n_steps; i += direction)
    if (recording->steps[i].event == RS_MOMENT_LINE)
      for (guint k = 0; k < n; k++)
        if (recording->steps[i].line == lines[k])
          return i;
  return -1;
}

static gboolean
is_hit (const RsStep *step, int line)
{
  return step->event == RS_MOMENT_LINE && step->line == line;
}

guint
rs_step_count_hits (const RsRecording *recording, guint from, int line)
{
  guint n = 0;
  for (guint i = 0; i <= from && i < recording->n_steps; i++)
    n += is_hit (&recording->steps[i], line);
  return n;
}

int
rs_step_find_hit (const RsRecording *recording, int line, guint hit)
{
  int last = -1;
  for (guint i = 0; i < recording->n_steps && hit > 0; i++)
    if (is_hit (&recording->steps[i], line))
      {
        last = (int) i;
        hit--;
      }
  return last;
}
