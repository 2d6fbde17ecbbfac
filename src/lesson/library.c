/* SPDX-License-Identifier: MIT
 *
 * Where lessons are: built in (a table that the build makes from data/lessons),
 * and in the user's data directory, which a teacher fills.
 */
#include "lesson-private.h"

#include "session/scenarios.h"

#include <libintl.h>
#include <locale.h>
#include <string.h>

/* The folder of the user's lessons. Transfer full. */
static char *
users_folder (void)
{
  return g_build_filename (g_get_user_data_dir (), "refscope", "lessons", NULL);
}

/* TEXT if it is UTF-8 throughout; else it is freed. */
static char *
only_utf8 (char *text, gsize length)
{
  if (g_utf8_validate (text, (gssize) length, NULL))
    return text;
  g_free (text);
  return NULL;
}

static char *
read_built_in (const char *path, gsize *length)
{
  for (guint i = 0; i < rs_n_lesson_files; i++)
    if (strcmp (rs_lesson_files[i].path, path) == 0)
      {
        *length = rs_lesson_files[i].length;
        return g_strndup (rs_lesson_files[i].text, *length);
      }
  return NULL;
}

char *
rs_lesson_read (const RsLesson *lesson, const char *name, gsize *length)
{
  g_autofree char *path = g_build_filename (lesson->path ? lesson->path : lesson->id, name, NULL);
  gsize n = 0;
  char *text = NULL;

  if (lesson->path == NULL)
    text = read_built_in (path, &n);
  else if (!g_file_get_contents (path, &text, &n, NULL))
    text = NULL;
  if (length != NULL)
    *length = n;
  return text ? only_utf8 (text, n) : NULL;
}

/* The names of built-in lessons, each once, in the table's order. */
static void
add_built_in (GPtrArray *names)
{
  for (guint i = 0; i < rs_n_lesson_files; i++)
    {
      const char *path = rs_lesson_files[i].path, *slash = strchr (path, '/');
      g_autofree char *name = g_strndup (path, slash - path);
      if (!g_ptr_array_find_with_equal_func (names, name, g_str_equal, NULL))
        g_ptr_array_add (names, g_steal_pointer (&name));
    }
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* Folders in PATH that have a lesson.ini, by name. */
static void
add_from (GPtrArray *names, const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  g_autoptr (GPtrArray) found = g_ptr_array_new ();
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *ini = g_build_filename (path, name, "lesson.ini", NULL);
      if (g_file_test (ini, G_FILE_TEST_IS_REGULAR) && g_utf8_validate (name, -1, NULL)
          && !g_ptr_array_find_with_equal_func (names, name, g_str_equal, NULL))
        g_ptr_array_add (found, g_strdup (name));
    }
  g_ptr_array_sort (found, compare_names);
  for (guint i = 0; i < found->len; i++)
    g_ptr_array_add (names, g_ptr_array_index (found, i));
}

char **
rs_lesson_names (void)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autofree char *folder = users_folder ();

  add_built_in (names);
  add_from (names, folder);
  g_ptr_array_add (names, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&names), FALSE);
}

char *
rs_lesson_folder (const char *name, gboolean *is_there)
{
  g_autofree char *folder = users_folder (), *path = g_build_filename (folder, name, NULL),
                  *ini = g_build_filename (path, "lesson.ini", NULL),
                  *built_in = g_build_filename (name, "lesson.ini", NULL);
  gsize length;

  *is_there = strchr (name, '/') == NULL && *name != '\0' && strcmp (name, "..") != 0;
  if (*is_there && g_file_test (ini, G_FILE_TEST_IS_REGULAR))
    return g_steal_pointer (&path);
  g_autofree char *text = *is_there ? read_built_in (built_in, &length) : NULL;
  *is_there = text != NULL;
  return NULL;
}

const char *
rs_lesson_language (void)
{
  const char *const *languages = g_get_language_names ();
  return g_str_has_prefix (languages[0], "ko") ? "ko" : "en";
}
