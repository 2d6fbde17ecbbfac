/* SPDX-License-Identifier: MIT
 *
 * The window: it holds the panes and tells what concerns none of them alone:
 * the title, the sentence above the panes, the progress of a run, the settings.
 * The panes know the session only.
 */
#include "window-private.h"

#include "document.h"
#include "settings.h"
#include "display-strings.h"

#include <glib/gi18n.h>
#include <string.h>

#define PROGRESS_DELAY_MS 150 /* a run that is over sooner shows no progress */

G_DEFINE_FINAL_TYPE (RsWindow, rs_window, ADW_TYPE_APPLICATION_WINDOW)

/* --- texts ---------------------------------------------------------------- */

void
rs_window_say (RsWindow *self, const char *text)
{
  AdwToast *toast;
  g_autofree char *markup = g_markup_escape_text (text, -1);

  g_free (self->message);
  self->message = g_strdup (text);
  toast = adw_toast_new (markup);
  adw_toast_set_timeout (toast, 8);
  adw_toast_overlay_add_toast (self->toasts, toast);
}

void
rs_window_update_title (RsWindow *self)
{
  const char *mark = rs_code_pane_get_modified (self->code) ? "• " : "";
  g_autofree char *name = NULL, *title = NULL, *folder = NULL, *label = NULL;

  const RsLesson *lesson = rs_lesson_guide_get_lesson (self->guide);
  const RsLessonVariant *variant = rs_lesson_guide_get_variant (self->guide);
  if (lesson != NULL && self->file == NULL)
    {
      name = g_strdup (variant ? variant->file : lesson->file);
      label = g_strdup (lesson->title);
      adw_window_title_set_subtitle (self->title, lesson->summary);
    }
  else
    {
      g_autoptr (GFile) parent = self->file ? g_file_get_parent (self->file) : NULL;
      folder = parent ? g_file_get_parse_name (parent) : g_strdup ("");
      name = self->file ? rs_document_name (self->file) : g_strdup (_ ("New program"));
      label = g_strdup (_ ("Lessons"));
      adw_window_title_set_subtitle (self->title, folder);
    }
  title = g_strconcat (mark, name, NULL);
  adw_window_title_set_title (self->title, title);
  gtk_window_set_title (GTK_WINDOW (self), title);
  gtk_menu_button_set_label (self->scenarios, label);
}

static void
set_banner (RsWindow *self, const char *text, const char *button, const char *action)
{
  if (text != NULL)
    gtk_label_set_text (self->banner_label, text);
  if (button != NULL)
    gtk_button_set_label (self->banner_button, button);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->banner_button), action);
  gtk_widget_set_visible (GTK_WIDGET (self->banner_button), button != NULL);
  gtk_revealer_set_reveal_child (self->banner, text != NULL);
}

static void
update_banner (RsWindow *self)
{
  RsRecording *recording = rs_app_session_get_recording (self->session);
  RsAppState state = rs_app_session_get_state (self->session);
  g_autofree char *text = rs_code_pane_get_text (self->code);
  int line = 0;

  if (state != RS_APP_RECORDING && self->ran_text != NULL && strcmp (text, self->ran_text) != 0)
    set_banner (self, _ ("The program has been changed since it was run."), _ ("Run"), "win.run");
  else if (state == RS_APP_FAILED)
    {
      const char *error = rs_string_for_error (rs_app_session_get_error (self->session, &line));
      const char *last = strrchr (error, '\n');
      g_autofree char *sentence =
          line > 0
              ? g_strdup_printf (_ ("Line %d cannot be compiled: %s"), line,
                                 last ? last + 1 : error)
              : g_strdup_printf (_ ("The program could not be run: %s"), last ? last + 1 : error);
      set_banner (self, sentence, NULL, NULL);
    }
  else if (state == RS_APP_READY && recording->stop == RS_STOP_STEPS)
    set_banner (self, rs_string_for_stop (recording), _ ("Go On"), "win.run-on");
  else if (state == RS_APP_READY && recording->stop != RS_STOP_NONE)
    set_banner (self, rs_string_for_stop (recording), NULL, NULL);
  else
    set_banner (self, NULL, NULL, NULL);
}

/* --- progress ------------------------------------------------------------- */

static void
on_recorded_steps (RsWindow *self)
{
  g_autofree char *text = g_strdup_printf (
      _ ("Running… %lu steps"), (gulong) rs_app_session_get_recorded_steps (self->session));
  gtk_label_set_text (self->progress_label, text);
}

static gboolean
show_progress (gpointer data)
{
  RsWindow *self = data;
  self->progress_source = 0;
  gtk_spinner_start (self->spinner);
  gtk_revealer_set_reveal_child (self->progress, TRUE);
  return G_SOURCE_REMOVE;
}

static void
on_state (RsWindow *self)
{
  RsAppState state = rs_app_session_get_state (self->session);
  int line;
  g_clear_handle_id (&self->progress_source, g_source_remove);
  if (state == RS_APP_RECORDING)
    {
      on_recorded_steps (self);
      self->progress_source = g_timeout_add (PROGRESS_DELAY_MS, show_progress, self);
    }
  else
    {
      /* One that turns unseen takes a twentieth of a core. */
      gtk_spinner_stop (self->spinner);
      gtk_revealer_set_reveal_child (self->progress, FALSE);
    }
  rs_app_session_get_error (self->session, &line);
  gtk_widget_set_visible (GTK_WIDGET (self->empty_label), state == RS_APP_FAILED && line > 0);
  update_banner (self);
  rs_window_update_actions (self);
}

/* --- the level of detail -------------------------------------------------- */

void
rs_window_choose_detail (RsWindow *self)
{
  g_autofree char *chosen = g_settings_get_string (self->settings, "detail");
  const RsLesson *lesson = rs_lesson_guide_get_lesson (self->guide);
  const RsLessonVariant *variant = rs_lesson_guide_get_variant (self->guide);
  const char *wanted = variant != NULL && variant->detail != NULL ? variant->detail
                       : lesson != NULL                           ? lesson->detail
                                                                  : NULL;

  self->choosing_detail = TRUE;
  g_object_set (self->session, "detail", wanted != NULL ? wanted : chosen, NULL);
  self->choosing_detail = FALSE;
}

static void
on_detail (RsWindow *self)
{
  if (!self->choosing_detail)
    g_settings_set_string (self->settings, "detail",
                           rs_detail_name (rs_app_session_get_detail (self->session)));
}

/* --- runs ----------------------------------------------------------------- */

void
rs_window_run (RsWindow *self, int open_line)
{
  g_autofree char *name = NULL;
  const RsLesson *lesson = rs_lesson_guide_get_lesson (self->guide);
  const RsLessonVariant *variant = rs_lesson_guide_get_variant (self->guide);
  RsSessionOptions options = { .step_limit = (guint64) self->more
                                             * g_settings_get_uint (self->settings, "step-limit"),
                               .prompt = g_settings_get_boolean (self->settings, "prompt"),
                               .lives = TRUE };

  g_autofree char *before = g_steal_pointer (&self->ran_text);
  self->ran_text = rs_code_pane_get_text (self->code);
  /* A schedule counts the instructions of one text. */
  if (g_strcmp0 (before, self->ran_text) != 0)
    self->schedule = NULL;
  if (variant != NULL)
    {
      options.prompt = variant->prompt;
      /* The worker reads it later. */
      options.schedule = variant->schedule ? g_intern_string (variant->schedule) : NULL;
    }
  if (self->schedule != NULL)
    options.schedule = self->schedule;
  name = self->file ? g_file_get_basename (self->file)
                    : g_strdup (variant  ? variant->file
                                : lesson ? lesson->file
                                         : "program.py");
  rs_app_session_run (self->session, self->ran_text, strlen (self->ran_text), name, &options,
                      open_line);
}

/* The same text is another program at the prompt. */
static void
on_prompt (RsWindow *self)
{
  if (self->ran_text == NULL)
    return;
  rs_lesson_guide_resume (self->guide);
  rs_window_run (self, 0);
  rs_window_say (self, g_settings_get_boolean (self->settings, "prompt")
                           ? _ ("Each statement runs by itself, as if typed at the prompt")
                           : _ ("The program runs as a file"));
}

void
rs_window_open_scenario (RsWindow *self, guint index)
{
  g_return_if_fail (index < rs_n_scenarios);
  rs_window_open_lesson (self, rs_scenarios[index].id);
}

gboolean
rs_window_open (RsWindow *self, GFile *file)
{
  g_autoptr (GError) error = NULL;
  gsize length;
  g_autofree char *text = rs_document_read (file, &length, &error);

  if (text == NULL)
    {
      rs_window_say (self, error->message);
      return FALSE;
    }
  g_set_object (&self->file, file);
  rs_window_leave_lesson (self);
  rs_app_session_set_input (self->session, NULL);
  self->more = 1;
  rs_code_pane_set_text (self->code, text, length);
  rs_window_update_title (self);
  rs_window_update_actions (self);
  rs_window_choose_detail (self);
  rs_window_run (self, 0);
  return TRUE;
}

/* --- settings ------------------------------------------------------------- */

static void
apply_theme (RsWindow *self)
{
  g_autofree char *theme = g_settings_get_string (self->settings, "theme");
  AdwColorScheme scheme = strcmp (theme, "light") == 0  ? ADW_COLOR_SCHEME_FORCE_LIGHT
                          : strcmp (theme, "dark") == 0 ? ADW_COLOR_SCHEME_FORCE_DARK
                                                        : ADW_COLOR_SCHEME_DEFAULT;
  gboolean contrast = strcmp (theme, "contrast") == 0;

  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), scheme);
  g_object_set (self->canvas, "high-contrast", contrast, NULL);
  if (contrast)
    gtk_widget_add_css_class (GTK_WIDGET (self), "high-contrast");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "high-contrast");
}

static void
bind_settings (RsWindow *self)
{
  self->settings = rs_settings_new ();
  rs_window_choose_detail (self);
  g_signal_connect_object (self->session, "notify::detail", G_CALLBACK (on_detail), self,
                           G_CONNECT_SWAPPED);
  g_settings_bind (self->settings, "hex-addresses", self->session, "hex", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "play-speed", self->session, "speed", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "window-width", self, "default-width", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "window-height", self, "default-height",
                   G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "window-maximized", self, "maximized", G_SETTINGS_BIND_DEFAULT);
  rs_window_init_panes (self);
  g_signal_connect_object (self->settings, "changed::theme", G_CALLBACK (apply_theme), self,
                           G_CONNECT_SWAPPED);
  apply_theme (self);
  g_signal_connect_object (self->settings, "changed::prompt", G_CALLBACK (on_prompt), self,
                           G_CONNECT_SWAPPED);
}

/* --- the widget ----------------------------------------------------------- */

/* What is told is also what a screen reader says of the picture. */
static void
on_told (RsWindow *self)
{
  rs_canvas_set_story (self->canvas,
                       rs_story_pane_get_text (rs_inspector_get_story (self->inspector)));
}

static void
on_found (RsWindow *self)
{
  rs_timeline_set_found (self->timeline, rs_find_bar_get_steps (self->find_bar));
}

static void
on_edited (RsWindow *self)
{
  rs_window_update_title (self);
  update_banner (self);
}

static gboolean
close_request (GtkWindow *window)
{
  RsWindow *self = RS_WINDOW (window);
  if (!self->closing && rs_code_pane_get_modified (self->code))
    {
      rs_window_guard (self, RS_THEN_CLOSE, NULL);
      return TRUE;
    }
  rs_window_forget_draft (self);
  return GTK_WINDOW_CLASS (rs_window_parent_class)->close_request (window);
}

/* Ends the scrolling of a text that glides to its cursor. */
static void
stop_scrolling (GtkWidget *widget)
{
  if (GTK_IS_SCROLLED_WINDOW (widget))
    {
      GtkAdjustment *at = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (widget));
      gtk_adjustment_set_value (at, gtk_adjustment_get_value (at));
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    stop_scrolling (child);
}

/* GTK 4.8 ends a scrolling twice where its window goes before it is over. */
static void
unmap (GtkWidget *widget)
{
  stop_scrolling (widget);
  GTK_WIDGET_CLASS (rs_window_parent_class)->unmap (widget);
}

static void
dispose (GObject *object)
{
  RsWindow *self = RS_WINDOW (object);
  g_clear_pointer (&self->card_menu, gtk_widget_unparent);
  rs_window_keep_panes (self);
  if (self->settings != NULL)
    rs_window_remove_settings (self);
  g_clear_handle_id (&self->progress_source, g_source_remove);
  g_clear_handle_id (&self->panes_source, g_source_remove);
  g_clear_handle_id (&self->draft_source, g_source_remove);
  g_clear_pointer (&self->draft_path, g_free);
  g_clear_pointer (&self->left_path, g_free);
  g_clear_pointer (&self->restoring, rs_draft_free);
  g_clear_object (&self->settings);
  g_clear_object (&self->file);
  g_clear_object (&self->guide);
  g_clear_pointer (&self->wanted, g_free);
  g_clear_pointer (&self->ran_text, g_free);
  g_clear_pointer (&self->message, g_free);
  G_OBJECT_CLASS (rs_window_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *class)
{
  gtk_widget_class_bind_template_child (class, RsWindow, session);
  gtk_widget_class_bind_template_child (class, RsWindow, toasts);
  gtk_widget_class_bind_template_child (class, RsWindow, title);
  gtk_widget_class_bind_template_child (class, RsWindow, scenarios);
  gtk_widget_class_bind_template_child (class, RsWindow, banner);
  gtk_widget_class_bind_template_child (class, RsWindow, banner_label);
  gtk_widget_class_bind_template_child (class, RsWindow, banner_button);
  gtk_widget_class_bind_template_child (class, RsWindow, header);
  gtk_widget_class_bind_template_child (class, RsWindow, lesson_box);
  gtk_widget_class_bind_template_child (class, RsWindow, pages);
  gtk_widget_class_bind_template_child (class, RsWindow, code_paned);
  gtk_widget_class_bind_template_child (class, RsWindow, inspector_paned);
  gtk_widget_class_bind_template_child (class, RsWindow, lesson_paned);
  gtk_widget_class_bind_template_child (class, RsWindow, lesson_pane);
  gtk_widget_class_bind_template_child (class, RsWindow, lesson_list);
  gtk_widget_class_bind_template_child (class, RsWindow, output_paned);
  gtk_widget_class_bind_template_child (class, RsWindow, code);
  gtk_widget_class_bind_template_child (class, RsWindow, output);
  gtk_widget_class_bind_template_child (class, RsWindow, canvas);
  gtk_widget_class_bind_template_child (class, RsWindow, inspector);
  gtk_widget_class_bind_template_child (class, RsWindow, find_bar);
  gtk_widget_class_bind_template_child (class, RsWindow, timeline);
  gtk_widget_class_bind_template_child (class, RsWindow, spinner);
  gtk_widget_class_bind_template_child (class, RsWindow, progress);
  gtk_widget_class_bind_template_child (class, RsWindow, progress_label);
  gtk_widget_class_bind_template_child (class, RsWindow, empty_label);
}

static void
rs_window_class_init (RsWindowClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  g_type_ensure (RS_TYPE_APP_SESSION);
  g_type_ensure (RS_TYPE_CODE_PANE);
  g_type_ensure (RS_TYPE_OUTPUT_PANE);
  g_type_ensure (RS_TYPE_CANVAS);
  g_type_ensure (RS_TYPE_INSPECTOR);
  g_type_ensure (RS_TYPE_FIND_BAR);
  g_type_ensure (RS_TYPE_LESSON_LIST);
  g_type_ensure (RS_TYPE_LESSON_PANE);
  g_type_ensure (RS_TYPE_TIMELINE);
  G_OBJECT_CLASS (class)->dispose = dispose;
  GTK_WINDOW_CLASS (class)->close_request = close_request;
  widget_class->unmap = unmap;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/refscope/Refscope/ui/window.ui");
  bind_children (widget_class);
}

static void
rs_window_init (RsWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->guide = rs_lesson_guide_new (self->session);
  rs_lesson_pane_set_guide (self->lesson_pane, self->guide);
  bind_settings (self);
  rs_window_add_actions (self);
  rs_window_init_lessons (self);
  rs_window_update_zoom (self);
  g_signal_connect_object (self->session, "notify::state", G_CALLBACK (on_state), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "notify::recorded-steps", G_CALLBACK (on_recorded_steps),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "notify::position", G_CALLBACK (rs_window_update_actions),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "notify::at-instruction",
                           G_CALLBACK (rs_window_update_actions), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "notify::selected", G_CALLBACK (rs_window_update_actions),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (rs_inspector_get_story (self->inspector), "told", G_CALLBACK (on_told),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->find_bar, "found", G_CALLBACK (on_found), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->code, "notify::modified", G_CALLBACK (on_edited), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->code, "edited", G_CALLBACK (update_banner), self,
                           G_CONNECT_SWAPPED);
  self->more = 1;
  rs_window_keep_drafts (self);
  rs_window_update_actions (self);
  /* The arrow keys step from the first moment on. */
  gtk_window_set_focus (GTK_WINDOW (self), GTK_WIDGET (self->canvas));
}

RsWindow *
rs_window_new (AdwApplication *application)
{
  return g_object_new (RS_TYPE_WINDOW, "application", application, NULL);
}

RsAppSession *
rs_window_get_session (RsWindow *self)
{
  return self->session;
}
RsCodePane *
rs_window_get_code (RsWindow *self)
{
  return self->code;
}
RsOutputPane *
rs_window_get_output (RsWindow *self)
{
  return self->output;
}
RsCanvas *
rs_window_get_canvas (RsWindow *self)
{
  return self->canvas;
}
RsFindBar *
rs_window_get_find_bar (RsWindow *self)
{
  return self->find_bar;
}
RsInspector *
rs_window_get_inspector (RsWindow *self)
{
  return self->inspector;
}
RsLessonGuide *
rs_window_get_guide (RsWindow *self)
{
  return self->guide;
}
RsLessonPane *
rs_window_get_lesson_pane (RsWindow *self)
{
  return self->lesson_pane;
}
RsLessonList *
rs_window_get_lesson_list (RsWindow *self)
{
  return self->lesson_list;
}
const char *
rs_window_get_last_message (RsWindow *self)
{
  return self->message;
}

const char *
rs_window_get_banner (RsWindow *self)
{
  return gtk_revealer_get_reveal_child (self->banner) ? gtk_label_get_text (self->banner_label)
                                                      : NULL;
}
