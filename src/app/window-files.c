/* SPDX-License-Identifier: MIT
 *
 * Opening, saving, exporting. Whatever would replace the text goes through
 * rs_window_guard (), which asks first where changes are not saved: the user's
 * text is never lost.
 *
 * GtkFileChooserNative and AdwMessageDialog are what GTK 4.8 and libadwaita 1.2
 * have.
 */
#include "window-private.h"

#include "document.h"
#include "paint/export.h"

#include <glib/gi18n.h>
#include <string.h>

/* What is to be done once the user has answered. */
typedef struct {
  RsWindow *window;
  RsThen then;
  GFile *file;
} Pending;

static void
pending_free (Pending *pending)
{
  g_object_unref (pending->window);
  g_clear_object (&pending->file);
  g_free (pending);
}

/* --- dialogs for files ---------------------------------------------------- */

static void
add_filter (GtkFileChooser *chooser, const char *name, const char *pattern)
{
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();
  gtk_file_filter_set_name (filter, name);
  gtk_file_filter_add_pattern (filter, pattern);
  gtk_file_chooser_add_filter (chooser, filter);
}

/* A dialog that tells RESPONSE and lives until then. */
static GtkFileChooser *
show_chooser (RsWindow *self, const char *title, GtkFileChooserAction action, const char *accept,
              GCallback response, gpointer data)
{
  GtkFileChooserNative *native =
      gtk_file_chooser_native_new (title, GTK_WINDOW (self), action, accept, NULL);
  /* Beside the file that is open, else where the program was started: an empty
   * list of recent files helps nobody. */
  g_autoptr (GFile) folder =
      self->file ? g_file_get_parent (self->file) : g_file_new_for_path (".");
  if (folder != NULL)
    gtk_file_chooser_set_current_folder (GTK_FILE_CHOOSER (native), folder, NULL);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (native), TRUE);
  g_signal_connect (native, "response", response, data);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (native));
  return GTK_FILE_CHOOSER (native);
}

static void
on_open_response (GtkNativeDialog *dialog, int response, gpointer data)
{
  g_autoptr (GFile) file = response == GTK_RESPONSE_ACCEPT
                               ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog))
                               : NULL;
  if (file != NULL)
    rs_window_open (data, file);
  g_object_unref (dialog);
}

static void
open_dialog (RsWindow *self)
{
  GtkFileChooser *chooser = show_chooser (self, _ ("Open a Program"), GTK_FILE_CHOOSER_ACTION_OPEN,
                                          _ ("_Open"), G_CALLBACK (on_open_response), self);
  add_filter (chooser, _ ("Python programs"), "*.py");
  add_filter (chooser, _ ("All files"), "*");
}

/* --- then ----------------------------------------------------------------- */

static void
new_program (RsWindow *self)
{
  g_clear_object (&self->file);
  rs_window_leave_lesson (self);
  rs_app_session_set_input (self->session, NULL);
  self->more = 1;
  rs_code_pane_set_text (self->code, "", 0);
  rs_window_update_title (self);
  rs_window_choose_detail (self);
  rs_window_run (self, 0);
  rs_code_pane_focus (self->code);
}

static void
do_then (Pending *pending)
{
  RsWindow *self = pending->window;
  switch (pending->then)
    {
    case RS_THEN_NOTHING:
      break;
    case RS_THEN_CLOSE:
      self->closing = TRUE;
      gtk_window_close (GTK_WINDOW (self));
      break;
    case RS_THEN_OPEN_DIALOG:
      open_dialog (self);
      break;
    case RS_THEN_OPEN:
      rs_window_open (self, pending->file);
      break;
    case RS_THEN_LESSON:
      rs_window_open_lesson (self, self->wanted);
      break;
    case RS_THEN_VARIANT:
      rs_window_open_variant (self, self->wanted);
      break;
    case RS_THEN_NEW:
      new_program (self);
      break;
    }
}

/* What a program without a file is called. */
static const char *
program_name (RsWindow *self)
{
  const RsLesson *lesson = rs_lesson_guide_get_lesson (self->guide);
  const RsLessonVariant *variant = rs_lesson_guide_get_variant (self->guide);
  return variant ? variant->file : lesson ? lesson->file : "program.py";
}

/* --- saving --------------------------------------------------------------- */

gboolean
rs_window_save_to (RsWindow *self, GFile *file)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = rs_code_pane_get_text (self->code);

  if (!rs_document_write (file, text, &error))
    {
      rs_window_say (self, error->message);
      return FALSE;
    }
  g_set_object (&self->file, file);
  rs_lesson_guide_set_lesson (self->guide, NULL);
  rs_code_pane_set_modified (self->code, FALSE);
  rs_window_update_title (self);
  rs_window_update_actions (self);
  return TRUE;
}

static void
on_save_response (GtkNativeDialog *dialog, int response, gpointer data)
{
  Pending *pending = data;
  g_autoptr (GFile) file = response == GTK_RESPONSE_ACCEPT
                               ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog))
                               : NULL;
  if (file != NULL && rs_window_save_to (pending->window, file))
    do_then (pending);
  pending_free (pending);
  g_object_unref (dialog);
}

/* Saves, asking for a name where there is none (or AS), then goes on. Takes
 * PENDING. */
static void
save_then (Pending *pending, gboolean as)
{
  RsWindow *self = pending->window;
  if (self->file != NULL && !as)
    {
      if (rs_window_save_to (self, self->file))
        do_then (pending);
      pending_free (pending);
      return;
    }
  GtkFileChooser *chooser =
      show_chooser (self, _ ("Save the Program"), GTK_FILE_CHOOSER_ACTION_SAVE, _ ("_Save"),
                    G_CALLBACK (on_save_response), pending);
  if (self->file != NULL)
    gtk_file_chooser_set_file (chooser, self->file, NULL);
  else
    gtk_file_chooser_set_current_name (chooser, program_name (self));
}

static Pending *
pending_new (RsWindow *self, RsThen then, GFile *file)
{
  Pending *pending = g_new0 (Pending, 1);
  pending->window = g_object_ref (self);
  pending->then = then;
  pending->file = file ? g_object_ref (file) : NULL;
  return pending;
}

void
rs_window_save (RsWindow *self, gboolean as)
{
  save_then (pending_new (self, RS_THEN_NOTHING, NULL), as);
}

/* --- the guard ------------------------------------------------------------ */

static void
on_guard_response (AdwMessageDialog *dialog, const char *response, gpointer data)
{
  Pending *pending = data;
  if (g_str_equal (response, "save"))
    {
      save_then (pending, FALSE);
      return;
    }
  if (g_str_equal (response, "discard"))
    do_then (pending);
  pending_free (pending);
}

void
rs_window_guard (RsWindow *self, RsThen then, GFile *file)
{
  Pending *pending = pending_new (self, then, file);
  if (!rs_code_pane_get_modified (self->code))
    {
      do_then (pending);
      pending_free (pending);
      return;
    }
  GtkWidget *dialog = adw_message_dialog_new (
      GTK_WINDOW (self), _ ("Save changes?"),
      _ ("The program has changes that are not saved. They will be lost otherwise."));
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("_Cancel"), "discard",
                                    _ ("_Discard"), "save", _ ("_Save"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "discard",
                                              ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "save",
                                              ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "save");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect (dialog, "response", G_CALLBACK (on_guard_response), pending);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* --- export --------------------------------------------------------------- */

gboolean
rs_window_export_to (RsWindow *self, const char *path)
{
  RsScene *scene = rs_app_session_get_scene (self->session);
  RsExportOptions options = RS_EXPORT_OPTIONS_INIT;
  g_autoptr (GError) error = NULL;
  g_autofree char *name = g_path_get_basename (path), *text = NULL;

  options.scale = 2;
  options.selected = rs_app_session_get_selected (self->session);
  if (scene == NULL)
    {
      rs_window_say (self, _ ("There is no picture to export yet."));
      return FALSE;
    }
  gboolean ok = rs_export_file (scene, path, &options, &error);
  text = ok ? g_strdup_printf (_ ("The picture was written to “%s”."), name)
            : g_strdup (error->message);
  rs_window_say (self, text);
  return ok;
}

static void
on_export_response (GtkNativeDialog *dialog, int response, gpointer data)
{
  g_autoptr (GFile) file = response == GTK_RESPONSE_ACCEPT
                               ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog))
                               : NULL;
  g_autofree char *path = file ? g_file_get_path (file) : NULL;
  if (path != NULL)
    rs_window_export_to (data, path);
  else if (file != NULL)
    rs_window_say (data, _ ("A picture can only be written to a folder of this computer."));
  g_object_unref (dialog);
}

void
rs_window_export (RsWindow *self, const char *ending)
{
  g_autofree char *base =
      self->file ? g_file_get_basename (self->file) : g_strdup (program_name (self));
  g_autofree char *pattern = g_strdup_printf ("*.%s", ending), *name = NULL;
  char *dot = strrchr (base, '.');

  if (dot != NULL)
    *dot = '\0';
  name = g_strdup_printf ("%s-%u.%s", base, rs_app_session_get_position (self->session), ending);
  GtkFileChooser *chooser =
      show_chooser (self, _ ("Export the Picture"), GTK_FILE_CHOOSER_ACTION_SAVE, _ ("_Export"),
                    G_CALLBACK (on_export_response), self);
  gtk_file_chooser_set_current_name (chooser, name);
  add_filter (chooser, pattern, pattern);
  add_filter (chooser, _ ("All files"), "*");
}
