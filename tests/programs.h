/* SPDX-License-Identifier: MIT
 *
 * A test for each program of a folder, in a thread that a session can compile
 * in.
 */
#pragma once

#include "session/session.h"

#include <pthread.h>
#include <string.h>

typedef struct {
  const char *folder, *prefix;
  GTestDataFunc test;
  int status;
} Programs;

static int
programs_compare (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

static gpointer
programs_work (gpointer data)
{
  Programs *programs = data;
  g_autoptr (GDir) folder = g_dir_open (programs->folder, 0, NULL);
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  g_assert_nonnull (folder);
  while ((name = g_dir_read_name (folder)) != NULL)
    if (g_str_has_suffix (name, ".py"))
      g_ptr_array_add (paths, g_build_filename (programs->folder, name, NULL));
  g_ptr_array_sort (paths, programs_compare);
  for (guint i = 0; i < paths->len; i++)
    {
      g_autofree char *base = g_path_get_basename (paths->pdata[i]),
                      *path = g_strdup_printf ("%s/%s", programs->prefix, base);

      g_test_add_data_func (path, paths->pdata[i], programs->test);
    }
  programs->status = g_test_run ();
  return NULL;
}

/* Runs TEST for each program of FOLDER, with its path, as PREFIX/NAME.py.
 * Returns what g_test_run () does. */
static int
programs_run (const char *folder, const char *prefix, GTestDataFunc test)
{
  Programs programs = { folder, prefix, test, 1 };
  pthread_attr_t attributes;
  pthread_t thread;

  pthread_attr_init (&attributes);
  pthread_attr_setstacksize (&attributes, rs_session_stack_size ());
  g_assert_cmpint (pthread_create (&thread, &attributes, programs_work, &programs), ==, 0);
  pthread_join (thread, NULL);
  pthread_attr_destroy (&attributes);
  return programs.status;
}
