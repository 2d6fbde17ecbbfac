/* SPDX-License-Identifier: MIT
 *
 * What the verbs share.
 */
#pragma once

#include "session/session.h"

G_BEGIN_DECLS

/* Exit statuses: 0 well, 1 the program or the comparison failed, 2 wrong
 * usage. */
typedef struct {
  const char *name, *summary, *usage, *help;
  int (*run) (int argc, char **argv); /* argv[0] is the verb */
} RsVerb;

extern const RsVerb rs_verb_run, rs_verb_trace, rs_verb_audit, rs_verb_graph, rs_verb_export,
    rs_verb_check, rs_verb_scenarios, rs_verb_info;

int rs_cli_run_verb (const RsVerb *verb, int argc, char **argv);

/* Options. Each takes a matching option off ARGC/ARGV and returns TRUE; *FAILED
 * is set where its value is missing or wrong. */
typedef struct {
  int argc;
  char **argv;
  int at;
  gboolean failed;
  const char *verb;
} RsArgs;
const char *rs_args_next (RsArgs *args); /* the current argument, or NULL at the end */
gboolean rs_args_flag (RsArgs *args, const char *name);
gboolean rs_args_string (RsArgs *args, const char *name, const char **value);
gboolean rs_args_number (RsArgs *args, const char *name, guint64 *value);
/* --prompt, --profile and --schedule, for the verbs that run a program: what they set in
 * OPTIONS. */
gboolean rs_args_session (RsArgs *args, RsSessionOptions *options);
#define RS_PROMPT_HELP                                                                             \
  "\n  --prompt         each statement by itself, as if typed at the prompt"                       \
  "\n  --schedule S     when threads take turns: turn:N, seed:N, or a run's own switches"
/* An argument that is no option: TRUE and *VALUE. */
gboolean rs_args_positional (RsArgs *args, const char **value);
/* One sentence to standard error; returns 2. */
int rs_cli_usage_error (const char *verb, const char *format, ...) G_GNUC_PRINTF (2, 3);
/* The error's sentence to standard error, as the verb's; returns STATUS. */
int rs_cli_fail (const GError *error, int status);

/* A session of a file, or of a scenario's name. */
RsSession *rs_cli_open (const char *file_or_scenario, const RsSessionOptions *options,
                        GError **error);

G_END_DECLS
