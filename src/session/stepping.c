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
