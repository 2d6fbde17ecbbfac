/* SPDX-License-Identifier: MIT
 *
 * Warnings of GTK that are no fault of the window.
 */
#pragma once

#include <glib.h>
#include <string.h>

/* For g_log_set_writer_func (). GtkTextView measures lines while it is drawn,
 * and its scrollbar, which has been laid out by then, complains: at most one
 * frame has its slider where it was before. All else is written, and is
 * fatal. */
static inline GLogWriterOutput
write_log (GLogLevelFlags level, const GLogField *fields, gsize n, gpointer data)
{
  for (gsize i = 0; i < n; i++)
    if (strcmp (fields[i].key, "MESSAGE") == 0
        && strstr (fields[i].value, "Trying to snapshot GtkGizmo") != NULL)
      return G_LOG_WRITER_HANDLED;
  return g_log_writer_default (level, fields, n, data);
}
