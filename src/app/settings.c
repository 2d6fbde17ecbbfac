/* SPDX-License-Identifier: MIT
 *
 * GSettings aborts a program whose schema is not installed. So the compiled
 * schema also lies within the program, as a resource; where none is installed
 * (a program started from its build folder), it is loaded from a copy in a
 * temporary folder, and the values are kept in a file of their own below the
 * user's configuration.
 */
#define G_SETTINGS_ENABLE_BACKEND
#include "settings.h"

#include <gio/gsettingsbackend.h>
#include <glib/gstdio.h>

#define RESOURCE "/io/github/refscope/Refscope/gschemas.compiled"

/* The schema within the program. A source maps its file, which can go again. */
static GSettingsSchema *
own_schema (void)
{
  g_autofree char *folder = g_dir_make_tmp ("refscope-XXXXXX", NULL);
  g_autoptr (GBytes) bytes = g_resources_lookup_data (RESOURCE, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  if (folder == NULL || bytes == NULL)
    return NULL;
  g_autofree char *path = g_build_filename (folder, "gschemas.compiled", NULL);
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);
  g_autoptr (GSettingsSchemaSource) source = NULL;
  if (g_file_set_contents (path, data, size, NULL))
    source = g_settings_schema_source_new_from_directory (folder, NULL, FALSE, NULL);
  g_remove (path);
  g_rmdir (folder);
  return source ? g_settings_schema_source_lookup (source, RS_APPLICATION_ID, FALSE) : NULL;
}

GSettings *
rs_settings_new (void)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchema) schema =
      source ? g_settings_schema_source_lookup (source, RS_APPLICATION_ID, TRUE) : NULL;
  g_autoptr (GSettingsBackend) backend = NULL;

  if (schema != NULL)
    return g_settings_new (RS_APPLICATION_ID);
  schema = own_schema ();
  if (schema == NULL)
    g_error (
        "the settings' schema is neither installed nor can it be unpacked into a temporary folder");
  if (g_strcmp0 (g_getenv ("GSETTINGS_BACKEND"), "memory") == 0)
    backend = g_memory_settings_backend_new ();
  else
    {
      g_autofree char *path =
          g_build_filename (g_get_user_config_dir (), "refscope", "settings.ini", NULL);
      backend = g_keyfile_settings_backend_new (path, "/io/github/refscope/Refscope/", "Refscope");
    }
  return g_settings_new_full (schema, backend, NULL);
}
