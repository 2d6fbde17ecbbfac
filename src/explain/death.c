/* SPDX-License-Identifier: MIT
 *
 * When and of what an object died, or will: its row among the lives of the run
 * says so; the heap before the line of its death, which reference was its last.
 */
#include "chains.h"
#include "death.h"

#include <string.h>

/* The step before LINE ran for the last time before STEP; or, where the object
 * was not there yet, before any line. -1: none. */
static gssize
line_before (const RsRecording *recording, const RsLife *life, gint line)
{
  gssize any = -1;
  for (gssize i = MIN (life->died_step, recording->n_steps); i-- > 0;)
    {
      const RsStep *step = &recording->steps[i];
      if (step->event != RS_MOMENT_LINE || !rs_life_at_step (life, i))
        continue;
      if (step->line == line)
        return i;
      any = any < 0 ? i : any;
    }
  return any;
}

/* The only reference to SERIAL before the line of its death; NULL: it had
 * others, too. */
static char **
last_reference (RsSession *session, guint64 serial, const RsLife *life, gint line)
{
  gssize step = line_before (rs_session_recording (session), life, line);
  const RsInstant before = { TRUE, MAX (step, 0) };
  g_autoptr (RsConstHeapGraph) graph =
      step >= 0 ? rs_session_whole_graph (session, &before, NULL) : NULL;
  guint32 node = graph ? rs_heap_graph_find (graph, serial) : RS_NONE;
  if (node == RS_NONE || graph->nodes[node].refcount != 1)
    return NULL;
  g_autoptr (GPtrArray) holders = rs_holders_find (graph, node);
  return holders->len == 1 ? g_strdupv (((RsHolder *) holders->pdata[0])->labels) : NULL;
}

gboolean
rs_death_find (RsSession *session, guint64 serial, RsDeathFound *found)
{
  const RsLives *lives = rs_session_recording (session)->lives;
  const RsLife *life = lives ? rs_lives_get (lives, serial) : NULL;
  *found = (RsDeathFound){ .cause = RS_DEATH_EXIT, .step = G_MAXUINT32 };
  if (lives != NULL && serial > 0 && serial < lives->first_serial)
    return TRUE; /* older than the program */
  if (life == NULL || !(life->flags & RS_LIFE_KNOWN))
    return FALSE;
  found->step = life->died_step;
  if (life->death == RS_DEATH_NONE || life->death == RS_DEATH_EXIT)
    return TRUE;
  found->cause = life->death;
  found->line = life->died_site < lives->n_sites ? lives->sites[life->died_site].line : 0;
  if (life->death == RS_DEATH_COUNT)
    found->last = last_reference (session, serial, life, found->line);
  return TRUE;
}

guint64
rs_death_referent (RsSession *session, guint64 weakref)
{
  const RsLives *lives = rs_session_recording (session)->lives;
  const RsLife *life = lives ? rs_lives_get (lives, weakref) : NULL;
  if (life == NULL || !(life->flags & RS_LIFE_KNOWN))
    return 0;
  const RsInstant born = { TRUE, life->born_step };
  g_autoptr (RsConstHeapGraph) graph = rs_session_whole_graph (session, &born, NULL);
  guint32 node = graph ? rs_heap_graph_find (graph, weakref) : RS_NONE;
  for (guint32 e = 0; node != RS_NONE && e < graph->nodes[node].n_edges; e++)
    {
      const RsGraphEdge *edge = &graph->edges[graph->nodes[node].first_edge + e];
      if (edge->kind == RS_REF_REFERENT && edge->target != RS_NONE)
        return graph->nodes[edge->target].serial;
    }
  return 0;
}
