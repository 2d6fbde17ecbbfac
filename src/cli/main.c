/* SPDX-License-Identifier: MIT
 *
 * refscope-cli: the table of verbs. Each verb is a file of its own. No GTK
 * here.
 */
#include "cli.h"

#include <pthread.h>
#include <libintl.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>

static const RsVerb *const verbs[] = {
  &rs_verb_run,     &rs_verb_trace,     &rs_verb_audit,   &rs_verb_graph,   &rs_verb_export,
  &rs_verb_check,   &rs_verb_scenarios, &rs_verb_info,    &rs_verb_why,     &rs_verb_find,
  &rs_verb_diff,    &rs_verb_events,    &rs_verb_explain, &rs_verb_lessons, &rs_verb_quiz,
  &rs_verb_article, &rs_verb_describe,  &rs_verb_whatif,  &rs_verb_race,    &rs_verb_bytes,
};

static void
print_usage (FILE *stream)
{
  fprintf (stream, "usage: refscope-cli VERB [ARGUMENTS]\n\n");
  for (guint i = 0; i < G_N_ELEMENTS (verbs); i++)
    fprintf (stream, "  %-10s %s\n", verbs[i]->name, verbs[i]->summary);
  fprintf (stream, "\nrefscope-cli VERB --help tells more.\n");
}

typedef struct {
  int argc;
  char **argv;
  int status;
} Job;

static int
dispatch (int argc, char **argv)
{
  if (argc < 2)
    {
      print_usage (stderr);
      return 2;
    }
  if (strcmp (argv[1], "--help") == 0 || strcmp (argv[1], "-h") == 0
      || strcmp (argv[1], "help") == 0)
    {
      print_usage (stdout);
      return 0;
    }
  if (strcmp (argv[1], "--version") == 0)
    {
      printf ("refscope-cli %s\n", RS_VERSION);
      return 0;
    }
  for (guint i = 0; i < G_N_ELEMENTS (verbs); i++)
    if (strcmp (verbs[i]->name, argv[1]) == 0)
      return verbs[i]->run (verbs[i], argc - 1, argv + 1);
  fprintf (stderr, "refscope-cli: there is no verb \"%s\"; refscope-cli --help lists them\n",
           argv[1]);
  return 2;
}

static gpointer
work (gpointer data)
{
  Job *job = data;
  job->status = dispatch (job->argc, job->argv);
  return NULL;
}

int
main (int argc, char **argv)
{
  Job job = { argc, argv, 1 };
  pthread_attr_t attributes;
  pthread_t thread;

  setlocale (LC_ALL, "");
  setlocale (LC_NUMERIC, "C");
  /* The words in pictures are the user's. */
  const char *folder = g_getenv ("REFSCOPE_LOCALEDIR");
  bindtextdomain (GETTEXT_PACKAGE, folder ? folder : RS_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  /* The compiler is recursive, and a main thread has what the system gives. */
  pthread_attr_init (&attributes);
  pthread_attr_setstacksize (&attributes, rs_session_stack_size ());
  if (pthread_create (&thread, &attributes, work, &job) != 0)
    {
      fprintf (stderr, "refscope-cli: there is not enough memory for a thread\n");
      return 1;
    }
  pthread_join (thread, NULL);
  return job.status;
}
