/* SPDX-License-Identifier: MIT
 *
 * Schedules. CPython leaves it to the clock and to the operating system when a
 * thread's turn ends and whose comes next; here both are part of what a run is
 * given, so that the same run comes again. Three kinds:
 *
 *   turn:N    a turn is N instructions, and threads follow each other in the order in which they
 *             were started; without a schedule N is RS_THREAD_TURN
 *   seed:N    both by chance, from the seed: what looks for races runs through seeds
 *   switches  those of a run that was, as it reported them: one that found a race is repeated
 *
 * A fourth kind has no text: somebody is asked at each place (choose), who
 * looks for races (session/race.c).
 */
#include "schedule.h"

#include "thread.h"

#include <errno.h>
#include <string.h>

#define SEED_TURN 100

/* *TEXT begins with a number that 64 bits hold: reads it. */
static gboolean
read_number (const char **text, guint64 *value)
{
  char *end;
  if (!g_ascii_isdigit (**text))
    return FALSE;
  errno = 0;
  *value = g_ascii_strtoull (*text, &end, 10);
  *text = end;
  return errno == 0;
}

static gboolean
read_switches (const char *text, GArray *switches, char **message)
{
  while (*text != '\0')
    {
      RsSwitch next;
      if (!read_number (&text, &next.instruction) || *text++ != ':'
          || !read_number (&text, &next.thread) || next.thread == 0)
        {
          *message = g_strdup ("a schedule is \"turn:N\", \"seed:N\" or switches as "
                               "\"INSTRUCTION:THREAD,INSTRUCTION:THREAD\"");
          return FALSE;
        }
      if (switches->len > 0
          && g_array_index (switches, RsSwitch, switches->len - 1).instruction > next.instruction)
        {
          *message = g_strdup ("the switches of a schedule come in the order of instructions");
          return FALSE;
        }
      g_array_append_val (switches, next);
      if (*text == ',')
        text++;
    }
  return TRUE;
}

RsSchedule *
rs_schedule_parse (const char *text, char **message)
{
  RsSchedule *schedule = g_new0 (RsSchedule, 1);
  gboolean turn = g_str_has_prefix (text, "turn:"), seed = g_str_has_prefix (text, "seed:");
  schedule->turn = SEED_TURN;
  if (turn || seed)
    {
      const char *number = text + 5;
      guint64 *value = turn ? &schedule->turn : &schedule->seed;
      if (read_number (&number, value) && *number == '\0' && *value > 0)
        return schedule;
      *message = g_strdup_printf ("after \"%s\" stands a whole number from 1 to %" G_GUINT64_FORMAT,
                                  turn ? "turn:" : "seed:", G_MAXUINT64);
    }
  else
    {
      schedule->switches = g_array_new (FALSE, FALSE, sizeof (RsSwitch));
      if (read_switches (text, schedule->switches, message))
        return schedule;
    }
  rs_schedule_free (schedule);
  return NULL;
}

void
rs_schedule_free (RsSchedule *schedule)
{
  if (schedule == NULL)
    return;
  g_clear_pointer (&schedule->switches, g_array_unref);
  g_free (schedule);
}

char *
rs_schedule_text (const GArray *switches)
{
  GString *text = g_string_new (NULL);
  for (guint i = 0; i < switches->len; i++)
    {
      const RsSwitch *at = &g_array_index (switches, RsSwitch, i);
      g_string_append_printf (text, "%s%" G_GUINT64_FORMAT ":%" G_GUINT64_FORMAT, i ? "," : "",
                              at->instruction, at->thread);
    }
  return g_string_free (text, FALSE);
}
