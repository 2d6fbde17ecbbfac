/* SPDX-License-Identifier: MIT
 *
 * Races: a program's threads may take turns in many ways, and whether all of
 * them come to the same is found by running them. See race.c.
 */
#pragma once

#include "session/session.h"

G_BEGIN_DECLS

typedef enum {
  RS_RACE_NONE,
  RS_RACE_DEADLOCK,  /* one way to take turns ends in a deadlock, another does not */
  RS_RACE_EXCEPTION, /* in what is written to standard error, or in the exit status */
  RS_RACE_OUTPUT,    /* in a line that is written */
  RS_RACE_OBJECTS,   /* in how many instances of its classes there are at the program's end */
} RsRaceKind;

/* A switch that is not the usual one: before it THREAD ran, then NEXT goes on.
 * The numbers count threads from 1, the main thread. */
typedef struct {
  guint64 instruction, thread, next;
  gint32 line;    /* that THREAD stands at, the nearest of the program's own */
  char *function; /* its qualified name; owned */
  gboolean waits; /* THREAD must wait: only who comes next is unusual */
} RsRaceSwitch;

/* How often an own class has instances. */
typedef struct {
  char *name;
  guint n[2]; /* as usual, and in the other run */
} RsRaceClass;

/* What a run came to. */
typedef struct {
  char *output, *errors; /* as the program wrote them */
  int exit_status;
  RsStop stop;
  char *stop_text; /* who waits for whom; NULL: it was not stopped */
} RsRaceOutcome;

typedef struct {
  RsRaceKind kind;
  guint n_threads;   /* that ever ran at the same time; 1: there are no turns to take */
  guint n_schedules; /* ways to take turns that were run */
  guint bound;       /* all ways with at most so many unusual switches were run, of which there
                        are PLACES in the usual run */
  guint n_places;
  gboolean complete;      /* there is no other way at all: more switches were not possible */
  gboolean order_differs; /* some ways write the same lines in another order */
  RsRaceOutcome usual;    /* threads go on until they must wait */
  /* Of the shortest way that differs; nothing where KIND is RS_RACE_NONE. */
  RsRaceOutcome other;
  char *schedule;     /* that repeats it, see rs_schedule_parse */
  GArray *switches;   /* RsRaceSwitch */
  GPtrArray *classes; /* RsRaceClass: those whose numbers differ */
} RsRace;

void rs_race_free (RsRace *race);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RsRace, rs_race_free)

/* What limits a search. */
typedef struct {
  guint bound;      /* unusual switches at most; 0: 3 */
  guint schedules;  /* that are run at most; 0: 4000 */
  gboolean library; /* turns may also end within the library's own code */
} RsRaceLimits;

/* Runs the program of SESSION, which itself is left as it is, again and again:
 * first with no unusual switch, then with one, at each place, and so on.
 * LIMITS: nullable. rs_session_cancel ends it. NULL: *ERROR. */
RsRace *rs_race_find (RsSession *session, const RsRaceLimits *limits, GError **error);

G_END_DECLS
