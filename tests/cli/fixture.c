/* SPDX-License-Identifier: MIT */
#include "fixture.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>

static char *
text_of (GBytes *bytes)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);
  return size > 0 ? g_strndup (data, size) : g_strdup ("");
}

Answer
run (Fixture *f, const char *input, const char *arguments)
{
  g_auto (GStrv) words = NULL;
  g_autoptr (GError) error = NULL;
  Answer answer = { NULL };
  g_autofree char *line = g_strdup_printf ("'%s' %s", g_getenv ("REFSCOPE_CLI"), arguments);
  g_assert_true (g_shell_parse_argv (line, NULL, &words, &error));
  g_autoptr (GSubprocessLauncher) launcher =
      g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE
                                 | G_SUBPROCESS_FLAGS_STDERR_PIPE);
  g_subprocess_launcher_set_cwd (launcher, f->folder);
  g_autoptr (GSubprocess) process =
      g_subprocess_launcher_spawnv (launcher, (const char *const *) words, &error);
  g_assert_no_error (error);
  g_autoptr (GBytes) in = g_bytes_new (input ? input : "", input ? strlen (input) : 0), out = NULL,
                     err = NULL;
  g_assert_true (g_subprocess_communicate (process, in, NULL, &out, &err, &error));
  g_assert_true (g_subprocess_get_if_exited (process));
  answer.status = g_subprocess_get_exit_status (process);
  answer.out = text_of (out);
  answer.err = text_of (err);
  return answer;
}

void
answer_clear (Answer *answer)
{
  g_free (answer->out);
  g_free (answer->err);
}

void
put (Fixture *f, const char *name, const char *text, gssize length)
{
  g_autofree char *path = g_build_filename (f->folder, name, NULL);
  g_assert_true (g_file_set_contents (path, text, length, NULL));
}

void
setup (Fixture *f, gconstpointer data)
{
  f->folder = g_dir_make_tmp ("refscope-XXXXXX", NULL);
  g_assert_nonnull (f->folder);
}

static void
remove_all (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  for (const char *name; dir != NULL && (name = g_dir_read_name (dir)) != NULL;)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        remove_all (path);
      else
        g_unlink (path);
    }
  g_rmdir (folder);
}

void
teardown (Fixture *f, gconstpointer data)
{
  remove_all (f->folder);
  g_free (f->folder);
}
