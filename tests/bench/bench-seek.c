/* SPDX-License-Identifier: MIT
 *
 * How long a seek takes: random moments of a run of about a million
 * instructions, each as a whole HeapGraph. The peer is a frame of a 60 Hz
 * display, 16.7 ms. The moments are drawn with a fixed seed.
 *
 * usage: bench-seek
 */
#include "session/session.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define N_SEEKS 200
#define FRAME_MS 16.7

static const char program[] = "class Node:\n"
                              "    def __init__(self, value, next):\n"
                              "        self.value = value\n"
                              "        self.next = next\n"
                              "head, kept = None, []\n"
                              "for i in range(40000):\n"
                              "    head = Node(i, head)\n"
                              "    if i % 500 == 0:\n"
                              "        kept.append(head)\n"
                              "        head = None\n"
                              "    if len(kept) > 3:\n"
                              "        kept.pop(0)\n";

static int
compare (const void *a, const void *b)
{
  double x = *(const double *) a, y = *(const double *) b;
  return (x > y) - (x < y);
}

static gpointer
work (gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RsSession) session =
      rs_session_new (program, strlen (program), "seek.py", NULL, &error);
  g_autoptr (GRand) random = g_rand_new_with_seed (20);
  static const int n = N_SEEKS;
  double times[N_SEEKS];

  gint64 start = g_get_monotonic_time ();
  if (session == NULL || !rs_session_record (session, &error))
    g_error ("%s", error->message);
  guint64 total = rs_session_recording (session)->n_instructions;
  printf ("recorded %" G_GUINT64_FORMAT " instructions, %u steps in %.1f ms\n", total,
          rs_session_recording (session)->n_steps, (g_get_monotonic_time () - start) / 1e3);
  for (int i = 0; i < n; i++)
    {
      guint64 at = g_rand_double (random) * total;
      start = g_get_monotonic_time ();
      const RsHeapGraph *graph = rs_session_graph_at_instruction (session, at, &error);
      times[i] = (g_get_monotonic_time () - start) / 1e3;
      if (graph == NULL)
        g_error ("%s", error->message);
      rs_heap_graph_unref (graph);
    }
  qsort (times, n, sizeof times[0], compare);
  printf ("seek to %d random instructions: median %.2f ms, worst %.2f ms; a 60 Hz frame has %.1f "
          "ms: ratio %.2f\n",
          n, times[n / 2], times[n - 1], FRAME_MS, FRAME_MS / times[n / 2]);
  return NULL;
}

int
main (void)
{
  pthread_attr_t attributes;
  pthread_t thread;
  pthread_attr_init (&attributes);
  pthread_attr_setstacksize (&attributes, rs_session_stack_size ());
  if (pthread_create (&thread, &attributes, work, NULL) != 0)
    return 1;
  pthread_join (thread, NULL);
  return 0;
}
