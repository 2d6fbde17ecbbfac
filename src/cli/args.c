/* SPDX-License-Identifier: MIT
 *
 * Reading the command line, and the errors that come of it. A verb walks its
 * arguments once, asking for each option it knows.
 */
#include "cli.h"

#include "session/scenarios.h"

#include <stdio.h>
#include <string.h>

int
rs_cli_run_verb (const RsVerb *verb, int argc, char **argv)
{
  for (int i = 1; i < argc; i++)
    {
      if (strcmp (argv[i], "--") == 0)
        break;
      if (strcmp (argv[i], "--help") == 0 || strcmp (argv[i], "-h") == 0)
        {
          printf ("usage: refscope-cli %s %s\n\n%s\n", verb->name, verb->usage, verb->help);
          return 0;
        }
      /* What follows the program belongs to the program. */
      if (verb == &rs_verb_run && argv[i][0] != '-')
        break;
    }
  return verb->run (argc, argv);
}

const char *
rs_args_next (RsArgs *args)
{
  return args->at < args->argc && !args->failed ? args->argv[args->at] : NULL;
}

gboolean
rs_args_flag (RsArgs *args, const char *name)
{
  if (strcmp (args->argv[args->at], name) != 0)
    return FALSE;
  args->at++;
  return TRUE;
}

gboolean
rs_args_string (RsArgs *args, const char *name, const char **value)
{
  const char *arg = args->argv[args->at];
  gsize n = strlen (name);
  if (strncmp (arg, name, n) == 0 && arg[n] == '=' && n > 2)
    {
      *value = arg + n + 1;
      args->at++;
      return TRUE;
    }
  if (strcmp (arg, name) != 0)
    return FALSE;
  if (args->at + 1 >= args->argc)
    {
      rs_cli_usage_error (args->verb, "%s needs a value", name);
      args->failed = TRUE;
      return TRUE;
    }
  *value = args->argv[args->at + 1];
  args->at += 2;
  return TRUE;
}

gboolean
rs_args_number (RsArgs *args, const char *name, guint64 *value)
{
  const char *text = NULL;
  if (!rs_args_string (args, name, &text))
    return FALSE;
  if (!args->failed && !g_ascii_string_to_unsigned (text, 10, 0, G_MAXUINT64, value, NULL))
    {
      rs_cli_usage_error (args->verb, "%s needs a whole number, not \"%s\"", name, text);
      args->failed = TRUE;
    }
  return TRUE;
}

gboolean
rs_args_session (RsArgs *args, RsSessionOptions *options)
{
  if (!rs_args_flag (args, "--prompt"))
    return rs_args_string (args, "--profile", &options->profile)
           || rs_args_string (args, "--schedule", &options->schedule);
  options->prompt = TRUE;
  return TRUE;
}

gboolean
rs_args_positional (RsArgs *args, const char **value)
{
  const char *arg = args->argv[args->at];
  if (arg[0] == '-' && arg[1] != '\0')
    {
      rs_cli_usage_error (args->verb, "there is no option \"%s\"", arg);
      args->failed = TRUE;
      return FALSE;
    }
  if (*value != NULL)
    {
      rs_cli_usage_error (args->verb, "one program at a time: \"%s\" is too much", arg);
      args->failed = TRUE;
      return FALSE;
    }
  *value = arg;
  args->at++;
  return TRUE;
}

int
rs_cli_usage_error (const char *verb, const char *format, ...)
{
  va_list list;
  va_start (list, format);
  g_autofree char *text = g_strdup_vprintf (format, list);
  va_end (list);
  fprintf (stderr, "refscope-cli %s: %s; see refscope-cli %s --help\n", verb, text, verb);
  return 2;
}

int
rs_cli_fail (const GError *error, int status)
{
  if (g_error_matches (error, RS_SESSION_ERROR, RS_SESSION_ERROR_SYNTAX))
    fprintf (stderr, "%s\n", error->message);
  else
    fprintf (stderr, "refscope-cli: %s\n", error->message);
  return status;
}

RsSession *
rs_cli_open (const char *name, const RsSessionOptions *options, GError **error)
{
  const RsScenario *scenario = rs_scenario_find (name);
  if (scenario != NULL && !g_file_test (name, G_FILE_TEST_EXISTS))
    return rs_session_new (scenario->source, strlen (scenario->source), scenario->file, options,
                           error);
  return rs_session_new_from_file (name, options, error);
}
