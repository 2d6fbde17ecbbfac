/* SPDX-License-Identifier: MIT
 *
 * refscope: the window. "refscope FILE.py" opens a file.
 */
#include "application.h"

int
main (int argc, char **argv)
{
  rs_application_init_language ();
  g_autoptr (RsApplication) application = rs_application_new ();
  return g_application_run (G_APPLICATION (application), argc, argv);
}
