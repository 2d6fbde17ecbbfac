/* SPDX-License-Identifier: MIT
 *
 * A place is found by what happened, never by a number: an edited comment, or
 * one step more in a library, moves no moment.
 */
#include "find.h"

#include "session/session.h"
#include "session/stepping.h"

#include <string.h>

/* The step before LINE for the HITth time; -1. */
static int
find_line (const RsRecording *recording, int line, guint hit)
{
  return rs_step_count_hits (recording, G_MAXUINT, line) < hit
             ? -1
             : rs_step_find_hit (recording, line, hit);
}

/* The first step after STEP at which its function goes on or is left. */
static int
find_after (const RsRecording *recording, int step)
{
  const RsStep *from = &recording->steps[step];
  for (guint i = (guint) step + 1; i < recording->n_steps; i++)
    {
      const RsStep *at = &recording->steps[i];
      if (at->depth < from->depth
          || (at->depth == from->depth
              && strcmp (recording->functions[i], recording->functions[step]) == 0))
        return (int) i;
    }
  return -1;
}

/* The last step at which the module returns; where it raises, the last step. */
static int
find_end (const RsRecording *recording)
{
  for (int i = (int) recording->n_steps - 1; i >= 0; i--)
    if (recording->steps[i].event == RS_MOMENT_RETURN && recording->steps[i].depth == 1
        && strcmp (recording->functions[i], "<module>") == 0)
      return i;
  return (int) recording->n_steps - 1;
}

int
rs_lesson_find_place (const RsRecording *recording, const RsLessonPlace *place)
{
  int step;

  switch (place->kind)
    {
    case RS_LESSON_PLACE_BEFORE:
      return find_line (recording, place->line, place->hit);
    case RS_LESSON_PLACE_AFTER:
      step = find_line (recording, place->line, place->hit);
      return step < 0 ? -1 : find_after (recording, step);
    case RS_LESSON_PLACE_END:
      return find_end (recording);
    default:
      return -1;
    }
}
