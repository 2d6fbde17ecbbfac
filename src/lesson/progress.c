/* SPDX-License-Identifier: MIT
 *
 * A key file: a group for each lesson, "moment" and "guess ID" in it.
 */
#include "progress.h"

struct _RsProgress {
  GKeyFile *file;
  char *path;
  gboolean changed;
};

RsProgress *
rs_progress_load (void)
{
  RsProgress *progress = g_new0 (RsProgress, 1);
  progress->file = g_key_file_new ();
  progress->path = g_build_filename (g_get_user_data_dir (), "refscope", "progress.ini", NULL);
  g_key_file_load_from_file (progress->file, progress->path, G_KEY_FILE_NONE, NULL);
  return progress;
}

gboolean
rs_progress_save (RsProgress *progress)
{
  g_autofree char *folder = g_path_get_dirname (progress->path);

  if (!progress->changed)
    return TRUE;
  progress->changed = FALSE;
  return g_mkdir_with_parents (folder, 0700) == 0
         && g_key_file_save_to_file (progress->file, progress->path, NULL);
}

void
rs_progress_free (RsProgress *progress)
{
  if (progress == NULL)
    return;
  g_key_file_unref (progress->file);
  g_free (progress->path);
  g_free (progress);
}

static void
set (RsProgress *progress, const char *lesson, const char *key, const char *value)
{
  g_autofree char *old = g_key_file_get_string (progress->file, lesson, key, NULL);
  if (g_strcmp0 (old, value) == 0)
    return;
  g_key_file_set_string (progress->file, lesson, key, value);
  progress->changed = TRUE;
}

char *
rs_progress_get_moment (RsProgress *progress, const char *lesson)
{
  return g_key_file_get_string (progress->file, lesson, "moment", NULL);
}

void
rs_progress_set_moment (RsProgress *progress, const char *lesson, const char *moment)
{
  set (progress, lesson, "moment", moment);
}

/* The key of a guess: ids of predictions have letters, digits and dashes. */
static char *
guess_key (const char *prediction)
{
  return g_strconcat ("guess-", prediction, NULL);
}

char *
rs_progress_get_guess (RsProgress *progress, const char *lesson, const char *prediction)
{
  g_autofree char *key = guess_key (prediction);
  return g_key_file_get_string (progress->file, lesson, key, NULL);
}

void
rs_progress_set_guess (RsProgress *progress, const char *lesson, const char *prediction,
                       const char *value)
{
  g_autofree char *key = guess_key (prediction);
  set (progress, lesson, key, value);
}

void
rs_progress_forget (RsProgress *progress, const char *lesson)
{
  if (g_key_file_remove_group (progress->file, lesson, NULL))
    progress->changed = TRUE;
}
