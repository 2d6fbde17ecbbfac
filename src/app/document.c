/* SPDX-License-Identifier: MIT
 *
 * Reading and writing program text. What kind of file it is, is asked before it
 * is opened: a device or a pipe would never end.
 */
#include "document.h"

#include <glib/gi18n.h>
#include <string.h>

G_DEFINE_QUARK (rs_document_error, rs_document_error)

char *
rs_document_name (GFile *file)
{
  g_autofree char *base = g_file_get_basename (file);
  return g_filename_display_name (base ? base : "");
}

/* Whether FILE can be text for the editor, as far as its kind and size tell. */
static gboolean
check_kind (GFile *file, const char *name, GError **error)
{
  g_autoptr (GError) inner = NULL;
  g_autoptr (GFileInfo) info =
      g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_TYPE "," G_FILE_ATTRIBUTE_STANDARD_SIZE,
                         G_FILE_QUERY_INFO_NONE, NULL, &inner);
  if (info == NULL && g_error_matches (inner, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    g_set_error (error, RS_DOCUMENT_ERROR, RS_DOCUMENT_ERROR_MISSING, _ ("There is no file “%s”."),
                 name);
  else if (info == NULL)
    g_set_error (error, RS_DOCUMENT_ERROR, RS_DOCUMENT_ERROR_IO, _ ("“%s” cannot be read: %s"),
                 name, inner->message);
  else if (g_file_info_get_file_type (info) == G_FILE_TYPE_DIRECTORY)
    g_set_error (error, RS_DOCUMENT_ERROR, RS_DOCUMENT_ERROR_FOLDER,
                 _ ("“%s” is a folder, not a program."), name);
  else if (g_file_info_get_file_type (info) != G_FILE_TYPE_REGULAR)
    g_set_error (error, RS_DOCUMENT_ERROR, RS_DOCUMENT_ERROR_FOLDER,
                 _ ("“%s” is not a regular file."), name);
  else if (g_file_info_get_size (info) > RS_DOCUMENT_MOST)
    g_set_error (error, RS_DOCUMENT_ERROR, RS_DOCUMENT_ERROR_SIZE,
                 _ ("“%s” is too large to be shown: it has %d MB, at most %d are possible."), name,
                 (int) (g_file_info_get_size (info) >> 20), (int) (RS_DOCUMENT_MOST >> 20));
  else
    return TRUE;
  return FALSE;
}

char *
rs_document_read (GFile *file, gsize *length, GError **error)
{
  g_autofree char *name = rs_document_name (file), *text = NULL;
  g_autoptr (GError) inner = NULL;

  if (!check_kind (file, name, error))
    return NULL;
  if (!g_file_load_contents (file, NULL, &text, length, NULL, &inner))
    {
      g_set_error (error, RS_DOCUMENT_ERROR, RS_DOCUMENT_ERROR_IO, _ ("“%s” cannot be read: %s"),
                   name, inner->message);
      return NULL;
    }
  if (memchr (text, '\0', *length) != NULL)
    {
      g_set_error (error, RS_DOCUMENT_ERROR, RS_DOCUMENT_ERROR_BINARY,
                   _ ("“%s” is a binary file, not a program's text."), name);
      return NULL;
    }
  if (!g_utf8_validate_len (text, *length, NULL))
    {
      g_set_error (error, RS_DOCUMENT_ERROR, RS_DOCUMENT_ERROR_ENCODING,
                   _ ("“%s” is not UTF-8 text; save it as UTF-8 and open it again."), name);
      return NULL;
    }
  return g_steal_pointer (&text);
}

gboolean
rs_document_write (GFile *file, const char *text, GError **error)
{
  g_autofree char *name = rs_document_name (file);
  g_autoptr (GError) inner = NULL;

  if (g_file_replace_contents (file, text, strlen (text), NULL, FALSE, G_FILE_CREATE_NONE, NULL,
                               NULL, &inner))
    return TRUE;
  g_set_error (error, RS_DOCUMENT_ERROR, RS_DOCUMENT_ERROR_IO, _ ("“%s” could not be saved: %s"),
               name, inner->message);
  return FALSE;
}
