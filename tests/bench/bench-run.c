/* SPDX-License-Identifier: MIT
 *
 * How fast programs run while every step is noted and states are saved, so that
 * one can step back: beside CPython 3.11, in one run.
 *
 * Ours is the time of making a session, running the whole program with states
 * saved, and one step back from its end (with every step numbered, as the
 * window does it, stands in a column of its own); CPython's is its process's
 * time for the program less its time for an empty one, so that neither start-up
 * counts against it. Each figure is the best of three. Without a python3.11
 * only ours is shown.
 *
 * usage: bench-run FOLDER-OF-PROGRAMS
 */
#include "session/session.h"

#include <math.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>

#define ROUNDS 3

static double
time_peer (const char *python, const char *program)
{
  const char *argv[] = { python, "-S", "-E", program, NULL };
  double best = G_MAXDOUBLE;
  for (int i = 0; i < ROUNDS; i++)
    {
      gint64 start = g_get_monotonic_time ();
      int status = 1;
      if (!g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_STDOUT_TO_DEV_NULL, NULL, NULL, NULL,
                         NULL, &status, NULL)
          || status != 0)
        return -1;
      best = MIN (best, (g_get_monotonic_time () - start) / 1e6);
    }
  return best;
}

static double
time_session (const char *program, gboolean number, guint64 *steps, guint64 *instructions)
{
  double best = G_MAXDOUBLE;
  for (int i = 0; i < ROUNDS; i++)
    {
      g_autoptr (GError) error = NULL;
      gint64 start = g_get_monotonic_time ();
      RsSession *session = rs_session_new_from_file (program, NULL, &error);
      RsStep step;
      if (session == NULL
          || !(number ? rs_session_record (session, &error)
                      : rs_session_record_states (session, &error))
          || !rs_session_step_before (session, NULL, &step, &error))
        g_error ("%s: %s", program, error->message);
      best = MIN (best, (g_get_monotonic_time () - start) / 1e6);
      if (number)
        *steps = rs_session_recording (session)->n_steps;
      *instructions = rs_session_recording (session)->n_instructions;
      if (rs_session_recording (session)->exit_status != 0)
        g_error ("%s: %s", program, rs_session_recording (session)->errors);
      rs_session_free (session);
    }
  return best;
}

static gint
by_name (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

static gpointer
work (gpointer data)
{
  const char *folder = data;
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *python = g_find_program_in_path (
      g_getenv ("REFSCOPE_PYTHON") ? g_getenv ("REFSCOPE_PYTHON") : "python3.11");
  g_autofree char *empty = g_build_filename (g_get_tmp_dir (), "refscope-bench-empty.py", NULL);
  double logs = 0, idle = -1;
  guint n = 0;

  for (const char *name; dir != NULL && (name = g_dir_read_name (dir)) != NULL;)
    if (g_str_has_suffix (name, ".py"))
      g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, by_name);
  if (python != NULL && g_file_set_contents (empty, "", 0, NULL))
    idle = time_peer (python, empty);
  printf ("%-13s %10s %12s %9s %9s %9s %7s\n", "program", "steps", "instructions", "numbered",
          "ours", "CPython", "ratio");
  for (guint i = 0; i < names->len; i++)
    {
      g_autofree char *path = g_build_filename (folder, names->pdata[i], NULL);
      guint64 steps, instructions;
      double numbered = time_session (path, TRUE, &steps, &instructions);
      double ours = time_session (path, FALSE, &steps, &instructions),
             peer = idle > 0 ? time_peer (python, path) - idle : 0;
      printf ("%-13s %10" G_GUINT64_FORMAT " %12" G_GUINT64_FORMAT " %7.3f s %7.3f s %7.3f s",
              (char *) names->pdata[i], steps, instructions, numbered, ours, peer);
      if (peer > 0)
        {
          printf (" %7.2f", peer / ours);
          logs += log (peer / ours);
          n++;
        }
      printf ("\n");
      fflush (stdout);
    }
  if (n > 0)
    printf ("speed as a part of CPython 3.11's, geometric mean of %u: %.2f\n", n, exp (logs / n));
  else
    printf ("no python3.11 was found: nothing to compare with\n");
  return NULL;
}

int
main (int argc, char **argv)
{
  pthread_attr_t attributes;
  pthread_t thread;
  if (argc != 2)
    return 2;
  pthread_attr_init (&attributes);
  pthread_attr_setstacksize (&attributes, rs_session_stack_size ());
  if (pthread_create (&thread, &attributes, work, argv[1]) != 0)
    return 1;
  pthread_join (thread, NULL);
  return 0;
}
