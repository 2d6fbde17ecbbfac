/* SPDX-License-Identifier: MIT
 *
 * How a test of the window begins.
 */
#pragma once

#include "app/application.h"

#include "gtk-warnings.h"

/* For the beginning of main (): no settings of whoever runs the tests, GLib's
 * test framework. */
static inline void
start_tests (int *argc, char ***argv)
{
  g_setenv ("GSETTINGS_BACKEND", "memory", TRUE);
  g_log_set_writer_func (write_log, NULL, NULL);
  g_test_init (argc, argv, NULL);
}

/* The application, registered, without animations, which take a sixth of the
 * time (transfer full). NULL: there is no display, which is said; exit with
 * status 77. */
static inline RsApplication *
start_application (void)
{
  g_autoptr (GError) error = NULL;

  rs_application_init_language ();
  if (!gtk_init_check ())
    {
      g_print ("1..0 # SKIP there is no display\n");
      return NULL;
    }
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  RsApplication *application = rs_application_new ();
  g_application_set_default (G_APPLICATION (application));
  g_application_register (G_APPLICATION (application), NULL, &error);
  g_assert_no_error (error);
  return application;
}
