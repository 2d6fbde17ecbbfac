/* SPDX-License-Identifier: MIT
 *
 * What the verbs share: the form of a verb (here), its options (options.c), and
 * programs recorded up to a moment (moment.c).
 */
#pragma once

#include "graph/filter.h"
#include "paint/scene.h"
#include "session/aside.h"
#include "session/session.h"

G_BEGIN_DECLS

typedef struct _RsVerb RsVerb;

/* --- moments -------------------------------------------------------------- */

/* The ways to say a moment; a verb takes some of them. */
typedef enum {
  RS_BY_NOTHING = 0,
  RS_BY_STEP = 1 << 0,        /* --step N: the Nth step, from 0 */
  RS_BY_INSTRUCTION = 1 << 1, /* --instruction N: just before the Nth runs */
  RS_BY_LINE = 1 << 2,        /* --line N: before the main thread runs line N for the first time */
  RS_BY_LAST = 1 << 3,        /* --last: the last step */
  RS_BY_EVENT = 1 << 4,       /* --step N.K: just before the Kth event of step N; BY is BY_STEP */
} RsMomentBy;

typedef struct {
  RsMomentBy by; /* RS_BY_NOTHING: none was said */
  guint64 number;
  guint64 hit;   /* RS_BY_LINE of a verb that takes a question: which time, from 1 */
  guint64 event; /* RS_BY_STEP of a verb that takes events: K; 0: the step itself */
} RsMomentChoice;

/* --- options (options.c) -------------------------------------------------- */

/* What the command line says, but for the verb's own options. */
typedef struct {
  char **names; /* the program, what follows it, NULL */
  RsSessionOptions session;
  RsMomentChoice moment;
  /* as they were written */
  char *profile, *schedule, *memory, *instructions;
  char *step, *instruction, *line;
  gboolean last, help;
} RsOptions;

/* Reads the command line of VERB, whose own options are OWN (nullable). Prints
 * what is wrong, or the help that is asked for: FALSE then, and *STATUS to exit
 * with. */
gboolean rs_options_read (RsOptions *options, const RsVerb *verb, const GOptionEntry *own, int argc,
                          char **argv, int *status);
void rs_options_clear (RsOptions *options);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RsOptions, rs_options_clear)

/* TEXT is the value of the option NAME, NULL where it was not given: *VALUE
 * stays. FALSE: it is no whole number, which has been said. */
gboolean rs_option_number (const RsVerb *verb, const char *name, const char *text, guint64 *value);

/* The same for N[:K], a line and which time that it is about to run (from 1; 1
 * where it is not said). */
gboolean rs_option_hit (const RsVerb *verb, const char *name, const char *text, guint64 *line,
                        guint64 *hit);

/* The same for --detail: *DETAIL. */
gboolean rs_option_detail (const RsVerb *verb, const char *text, RsDetail *detail);
#define RS_DETAIL_HELP                                                                             \
  "LEVEL is simple (names, containers, instances), references (every value, too) or\n"             \
  "everything (classes, code, stack, too)."

/* --- verbs ---------------------------------------------------------------- */

typedef enum {
  RS_TAKES_NOTHING,
  RS_TAKES_PROGRAM,
  RS_TAKES_QUESTION,  /* a program, and what the verb says */
  RS_TAKES_ARGUMENTS, /* a program and its arguments: what follows its name is the program's */
} RsVerbTakes;

/* Exit statuses: 0 well, 1 the program or the comparison failed, 2 wrong
 * usage. */
struct _RsVerb {
  const char *name, *summary, *parameters, *help;
  RsVerbTakes takes;
  gboolean runs; /* has the options of a session: --profile and the like */
  guint moments; /* RsMomentBy: the ways to say a moment that it takes */
  int (*run) (const RsVerb *verb, int argc, char **argv); /* argv[0] is the verb */
};

extern const RsVerb rs_verb_run, rs_verb_trace, rs_verb_audit, rs_verb_graph, rs_verb_export,
    rs_verb_check, rs_verb_scenarios, rs_verb_info, rs_verb_why, rs_verb_find, rs_verb_diff,
    rs_verb_events, rs_verb_explain, rs_verb_lessons, rs_verb_quiz, rs_verb_article,
    rs_verb_describe, rs_verb_whatif, rs_verb_race, rs_verb_bytes;

/* --- errors (options.c) --------------------------------------------------- */

/* One sentence to standard error; returns 2. */
int rs_cli_usage_error (const RsVerb *verb, const char *format, ...) G_GNUC_PRINTF (2, 3);

/* The error's sentence to standard error. Returns 1 where the program is at
 * fault or the host, 2 where the command line is. */
int rs_cli_fail (const GError *error);

/* --- programs (moment.c) -------------------------------------------------- */

/* A session of a file, or of a scenario's name. OPTIONS' strings must live as
 * long as the session. NULL: *ERROR. */
RsSession *rs_cli_open (const char *file_or_scenario, const RsSessionOptions *options,
                        GError **error);

/* The same, recorded up to UNTIL: no further than is needed to show that moment
 * (RS_BY_NOTHING, RS_BY_LAST: to the program's end), nor for more than a
 * million steps. NULL: *ERROR. */
RsSession *rs_cli_record (const char *file_or_scenario, const RsSessionOptions *options,
                          const RsMomentChoice *until, GError **error);

/* The program that OPTIONS name, recorded to its end with the lives of all its
 * objects. NULL: *ERROR. */
RsSession *rs_cli_record_lives (const RsOptions *options, GError **error);

/* The heap at the moment that CHOICE says. PREVIOUS, if not NULL: the heap one
 * step or one instruction before it, NULL where there is none. Both transfer
 * full. NULL: *ERROR. */
const RsHeapGraph *rs_cli_graph (RsSession *session, const RsMomentChoice *choice,
                                 const RsHeapGraph **previous, GError **error);

/* The moment that CHOICE says, a line's Kth time included, for questions.
 * Whether there is such a step or instruction, the session says. FALSE:
 * *ERROR. */
gboolean rs_cli_find_instant (RsSession *session, const RsMomentChoice *choice, RsInstant *instant,
                              GError **error);

/* The places of SESSION's whole recording, as OPTIONS want it drawn (transfer
 * full). NULL: *ERROR. */
RsPlan *rs_cli_plan (RsSession *session, const RsSceneOptions *options, GError **error);

G_END_DECLS
