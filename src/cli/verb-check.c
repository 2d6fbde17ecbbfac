/* SPDX-License-Identifier: MIT
 *
 * refscope-cli check: the program under a real CPython and in the simulation, side by side: what it prints, its errors, its exit
 * status. Addresses are not compared: each 0x... is taken for the same.
 */
#include "cli.h"

#include <gio/gio.h>
#include <stdio.h>
#include <string.h>

/* Hexadecimal addresses replaced by 0x. transfer full */
static char *
without_addresses (const char *text)
{
  g_autoptr (GRegex) regex = g_regex_new ("0x[0-9a-f]{6,}|\\b1[34][0-9]{13}\\b", 0, 0, NULL);
  return g_regex_replace_literal (regex, text, -1, 0, "0x", 0, NULL);
}

static int
first_difference (const char *what, const char *ours, const char *theirs)
{
  g_autofree char *a = without_addresses (ours), *b = without_addresses (theirs);
  if (strcmp (a, b) == 0)
    return 0;
  g_auto (GStrv) left = g_strsplit (a, "\n", -1), right = g_strsplit (b, "\n", -1);
  guint i = 0;
  while (left[i] != NULL && right[i] != NULL && strcmp (left[i], right[i]) == 0)
    i++;
  printf ("%s differs at line %u:\n  CPython:  %s\n  Refscope: %s\n", what, i + 1, right[i] ? right[i] : "(end)", left[i] ? left[i] : "(end)");
  return 1;
}

static int
run (int argc, char **argv)
{
  RsArgs args = { argc, argv, 1, FALSE, "check" };
  const char *file = NULL, *python = "python3.11";
  g_autoptr (GError) error = NULL;

  while (rs_args_next (&args) != NULL)
    if (!rs_args_string (&args, "--python", &python))
      rs_args_positional (&args, &file);
  if (args.failed)
    return 2;
  if (file == NULL)
    return rs_cli_usage_error ("check", "name a program");
  RsSessionOptions options = { NULL };
  g_autoptr (RsSession) session = rs_cli_open (file, &options, &error);
  if (session == NULL && !g_error_matches (error, RS_SESSION_ERROR, RS_SESSION_ERROR_SYNTAX))
    return rs_cli_fail (error, 2);
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE | G_SUBPROCESS_FLAGS_STDIN_PIPE);
  g_subprocess_launcher_setenv (launcher, "PYTHONHASHSEED", "0", TRUE);
  g_subprocess_launcher_setenv (launcher, "PYTHONIOENCODING", "utf-8", TRUE);
  g_clear_error (&error);
  const char *name = session ? rs_session_filename (session) : file;
  g_autofree char *temporary = NULL;
  if (!g_file_test (name, G_FILE_TEST_EXISTS) && session != NULL)
    {
      /* A scenario: CPython reads it from standard input's place, a file of the same name. */
      g_autofree char *folder = g_dir_make_tmp ("refscope-XXXXXX", &error);
      if (folder == NULL)
        return rs_cli_fail (error, 2);
      temporary = g_build_filename (folder, name, NULL);
      g_subprocess_launcher_set_cwd (launcher, folder);
      if (!g_file_set_contents (temporary, rs_session_source (session), -1, &error))
        return rs_cli_fail (error, 2);
    }
  g_autoptr (GSubprocess) process = g_subprocess_launcher_spawn (launcher, &error, python, name, NULL);
  g_autofree char *out = NULL, *err = NULL;
  if (process == NULL || !g_subprocess_communicate_utf8 (process, "", NULL, &out, &err, &error))
    {
      fprintf (stderr, "refscope-cli: cannot run %s: %s\n", python, error->message);
      return 2;
    }
  int theirs = g_subprocess_get_if_exited (process) ? g_subprocess_get_exit_status (process) : 1, ours = 1, differences = 0;
  if (session != NULL)
    ours = rs_session_run (session);
  if (temporary != NULL)
    remove (temporary);
  differences += first_difference ("output", session ? rs_session_output (session) : "", out);
  differences += first_difference ("standard error", session ? rs_session_errors (session) : err, err);
  if (ours != theirs)
    {
      printf ("exit status differs: CPython %d, Refscope %d\n", theirs, ours);
      differences++;
    }
  if (differences == 0)
    printf ("the same as %s\n", python);
  return differences > 0;
}

const RsVerb rs_verb_check = {
  "check", "compare with a real CPython", "FILE|SCENARIO [--python PYTHON]",
  "Runs the program under PYTHON (python3.11) and in the simulation and compares output, errors and exit status.\n"
  "Exit status 1 where they differ.",
  run
};
