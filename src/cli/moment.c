/* SPDX-License-Identifier: MIT
 *
 * Programs as the command line names them, and their moments. A recording costs
 * time and memory for each step: it ends where the moment that is wanted is
 * known.
 */
#include "cli.h"

#include "paint/scene.h"
#include "session/journal.h"
#include "session/scenarios.h"

#include <string.h>

#define MAX_STEPS 1000000 /* of a recording */

RsSession *
rs_cli_open (const char *name, const RsSessionOptions *options, GError **error)
{
  const RsScenario *scenario = rs_scenario_find (name);
  if (scenario != NULL && !g_file_test (name, G_FILE_TEST_EXISTS))
    return rs_session_new (scenario->source, strlen (scenario->source), scenario->file, options,
                           error);
  return rs_session_new_from_file (name, options, error);
}

/* The lower of two limits, of which 0 is none. */
static guint64
lower (guint64 a, guint64 b)
{
  return a == 0 || (b != 0 && b < a) ? b : a;
}

RsSession *
rs_cli_record (const char *name, const RsSessionOptions *options, const RsMomentChoice *until,
               GError **error)
{
  RsSessionOptions limited = *options;
  /* No more than can be counted; an event lies before the next step. */
  guint64 more = until->event > 0 ? 2 : 1, enough = MAX (until->number, until->number + more);

  if (until->by == RS_BY_STEP && until->number >= MAX_STEPS)
    {
      g_set_error (error, RS_SESSION_ERROR, RS_SESSION_ERROR_MOMENT,
                   "step %" G_GUINT64_FORMAT " is too far: a recording has %d steps at most",
                   until->number, MAX_STEPS);
      return NULL;
    }
  limited.step_limit = until->by == RS_BY_STEP ? enough : MAX_STEPS;
  if (until->by == RS_BY_INSTRUCTION)
    limited.instruction_limit = lower (options->instruction_limit, enough);
  else if (until->by == RS_BY_LINE)
    limited.line_limit = MIN (until->number, G_MAXINT32);
  g_autoptr (RsSession) session = rs_cli_open (name, &limited, error);
  return session != NULL && rs_session_record (session, error) ? g_steal_pointer (&session) : NULL;
}

RsSession *
rs_cli_record_lives (const RsOptions *options, GError **error)
{
  const RsMomentChoice end = { RS_BY_LAST, 0, 0 };
  RsSessionOptions with_lives = options->session;

  with_lives.lives = TRUE;
  return rs_cli_record (options->names[0], &with_lives, &end, error);
}

/* The step that CHOICE says, but by instruction. -1: *ERROR. */
static gssize
step_of (RsSession *session, const RsMomentChoice *choice, GError **error)
{
  gssize n = rs_session_recording (session)->n_steps;
  if (choice->by == RS_BY_STEP)
    return choice->number; /* whether it is there, the session says */
  gssize step = choice->by == RS_BY_LAST ? n - 1
                : choice->number <= G_MAXINT32
                    ? rs_recording_find_line (rs_session_recording (session), choice->number)
                    : -1;
  if (step < 0 && choice->by == RS_BY_LAST)
    g_set_error_literal (error, RS_SESSION_ERROR, RS_SESSION_ERROR_MOMENT,
                         "the program has no steps");
  else if (step < 0)
    g_set_error (error, RS_SESSION_ERROR, RS_SESSION_ERROR_MOMENT,
                 "line %" G_GUINT64_FORMAT " is not reached in %" G_GSSIZE_FORMAT
                 " steps of the main thread",
                 choice->number, n);
  return step;
}

const RsHeapGraph *
rs_cli_graph (RsSession *session, const RsMomentChoice *choice, const RsHeapGraph **previous,
              GError **error)
{
  if (choice->by == RS_BY_INSTRUCTION)
    {
      if (previous != NULL && choice->number > 0)
        *previous = rs_session_graph_at_instruction (session, choice->number - 1, NULL);
      return rs_session_graph_at_instruction (session, choice->number, error);
    }
  gssize step = step_of (session, choice, error);
  if (step < 0)
    return NULL;
  if (choice->event > 0)
    {
      if (previous != NULL)
        *previous = rs_session_graph_at_step (session, step, NULL);
      return rs_session_graph_at_stop (session, step, choice->event, error);
    }
  if (previous != NULL && step > 0)
    *previous = rs_session_graph_at_step (session, step - 1, NULL);
  return rs_session_graph_at_step (session, step, error);
}

gboolean
rs_cli_find_instant (RsSession *session, const RsMomentChoice *choice, RsInstant *instant,
                     GError **error)
{
  guint n = rs_session_recording (session)->n_steps;
  if (choice->by == RS_BY_LINE)
    return rs_session_find_hit (session, choice->number, choice->hit, instant, error);
  *instant = (RsInstant){ choice->by != RS_BY_INSTRUCTION,
                          choice->by == RS_BY_LAST ? MAX (n, 1) - 1 : choice->number };
  return TRUE;
}

RsPlan *
rs_cli_plan (RsSession *session, const RsSceneOptions *options, GError **error)
{
  g_autoptr (RsScenePlanner) planner = rs_scene_planner_new (options);
  gsize every = rs_scene_planner_stride (rs_session_recording (session)->n_steps);

  if (!rs_session_walk_graphs (session, every, rs_scene_planner_see, planner, error))
    return NULL;
  return rs_scene_planner_run (planner, NULL);
}
