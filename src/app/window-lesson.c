/* SPDX-License-Identifier: MIT
 *
 * Lessons in the window: opening one, running a variant and coming back, the
 * list of all, the keys from moment to moment. What a lesson is and where one
 * stands in it, the guide knows.
 */
#include "window-private.h"

#include <glib/gi18n.h>
#include <string.h>

/* The language of lessons: what was chosen, else the window's. */
static const char *
language (RsWindow *self)
{
  g_autofree char *chosen = g_settings_get_string (self->settings, "lesson-language");
  return *chosen == '\0' ? rs_lesson_language () : strcmp (chosen, "ko") == 0 ? "ko" : "en";
}

/* --- pages ---------------------------------------------------------------- */

static void
show_page (RsWindow *self, const char *name)
{
  gboolean program = strcmp (name, "program") == 0;
  static const char *const of_a_program[] = { "run", "save", "save-as" };

  gtk_stack_set_visible_child_name (self->pages, name);
  gtk_widget_set_visible (GTK_WIDGET (self->timeline), program);
  for (guint i = 0; i < G_N_ELEMENTS (of_a_program); i++)
    rs_window_set_enabled (self, of_a_program[i], program);
}

void
rs_window_show_program (RsWindow *self)
{
  show_page (self, "program");
}

void
rs_window_show_lessons (RsWindow *self)
{
  rs_app_session_set_playing (self->session, FALSE);
  rs_lesson_list_refresh (self->lesson_list, language (self));
  show_page (self, "lessons");
  adw_window_title_set_title (self->title, "Refscope");
  adw_window_title_set_subtitle (self->title, "");
  gtk_menu_button_set_label (self->scenarios, _ ("Lessons"));
  rs_lesson_list_focus (self->lesson_list);
}

/* --- lessons -------------------------------------------------------------- */

/* What the timeline and the title show, once the guide knows the program. */
static void
show_text (RsWindow *self, const char *source, gsize length)
{
  rs_app_session_set_input (self->session, NULL);
  self->more = 1;
  rs_code_pane_set_text (self->code, source, (gssize) length);
  rs_window_update_title (self);
  rs_window_update_actions (self);
  rs_window_choose_detail (self);
  rs_window_show_program (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->canvas));
  rs_window_run (self, 0);
}

gboolean
rs_window_enter_lesson (RsWindow *self, const char *name, const char *variant)
{
  RsLesson *lesson = rs_lesson_load (name, language (self));

  if (lesson == NULL)
    return FALSE;
  rs_lesson_guide_set_lesson (self->guide, lesson);
  rs_lesson_guide_set_variant (self->guide, variant);
  return TRUE;
}

gboolean
rs_window_open_lesson (RsWindow *self, const char *name)
{
  RsLesson *lesson = rs_lesson_load (name, language (self));

  if (lesson == NULL)
    return FALSE;
  if (lesson->problems->len > 0)
    {
      g_autofree char *text =
          rs_lesson_problem_text (lesson, g_ptr_array_index (lesson->problems, 0));
      rs_window_say (self, text);
    }
  g_clear_object (&self->file);
  rs_lesson_guide_set_lesson (self->guide, lesson);
  rs_lesson_guide_resume (self->guide);
  show_text (self, lesson->source, lesson->length);
  return TRUE;
}

void
rs_window_open_variant (RsWindow *self, const char *id)
{
  const RsLesson *lesson = rs_lesson_guide_get_lesson (self->guide);
  const RsLessonVariant *variant;

  if (lesson == NULL)
    return;
  g_clear_object (&self->file);
  rs_lesson_guide_set_variant (self->guide, *id != '\0' ? id : NULL);
  variant = rs_lesson_guide_get_variant (self->guide);
  if (variant != NULL)
    {
      show_text (self, variant->source, variant->length);
      return;
    }
  rs_lesson_guide_resume (self->guide);
  show_text (self, lesson->source, lesson->length);
}

void
rs_window_leave_lesson (RsWindow *self)
{
  rs_lesson_guide_set_lesson (self->guide, NULL);
  rs_window_show_program (self);
}

/* --- actions -------------------------------------------------------------- */

static void
guard (RsWindow *self, RsThen then, GVariant *parameter)
{
  g_free (self->wanted);
  self->wanted = g_variant_dup_string (parameter, NULL);
  rs_window_guard (self, then, NULL);
}

static void
open_lesson (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  guard (data, RS_THEN_LESSON, parameter);
}

static void
open_variant (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  guard (data, RS_THEN_VARIANT, parameter);
}

/* There and back. */
static void
show_lessons (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  RsWindow *self = data;
  gboolean there = strcmp (gtk_stack_get_visible_child_name (self->pages), "lessons") == 0;

  if (!there)
    rs_window_show_lessons (self);
  else if (self->ran_text != NULL)
    {
      rs_window_show_program (self);
      rs_window_update_title (self);
      gtk_widget_grab_focus (GTK_WIDGET (self->canvas));
    }
}

static void
go_to_moment (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  rs_lesson_guide_go_to (((RsWindow *) data)->guide, g_variant_get_uint32 (parameter));
}

static void
next_moment (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  rs_lesson_guide_move (((RsWindow *) data)->guide, 1);
}

static void
previous_moment (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  rs_lesson_guide_move (((RsWindow *) data)->guide, -1);
}

static void
focus_lesson (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  rs_window_show_code (data);
  rs_lesson_pane_focus (((RsWindow *) data)->lesson_pane);
}

static void
forget_guesses (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  rs_lesson_guide_forget (((RsWindow *) data)->guide);
}

/* The same lesson, at the same place, in the other language. */
static void
switch_language (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  RsWindow *self = data;
  const RsLesson *lesson = rs_lesson_guide_get_lesson (self->guide);
  gboolean korean = strcmp (language (self), "ko") == 0;

  g_settings_set_string (self->settings, "lesson-language", korean ? "en" : "ko");
  if (lesson != NULL)
    {
      g_free (self->wanted);
      self->wanted = g_strdup (lesson->id);
      rs_window_guard (self, RS_THEN_LESSON, NULL);
    }
}

static void
on_ask (RsWindow *self)
{
  rs_lesson_guide_set_asking (self->guide, g_settings_get_boolean (self->settings, "ask-first"));
}

static const GActionEntry entries[] = {
  { "lesson", open_lesson, "s" },         { "lessons", show_lessons },
  { "variant", open_variant, "s" },       { "moment", go_to_moment, "u" },
  { "next-moment", next_moment },         { "previous-moment", previous_moment },
  { "lesson-language", switch_language }, { "forget-guesses", forget_guesses },
  { "focus-lesson", focus_lesson },
};

static void
on_guide (RsWindow *self)
{
  gboolean lesson = rs_lesson_guide_get_lesson (self->guide) != NULL;
  rs_window_set_enabled (self, "next-moment", lesson && rs_lesson_guide_can_move (self->guide, 1));
  rs_window_set_enabled (self, "previous-moment",
                         lesson && rs_lesson_guide_can_move (self->guide, -1));
  rs_window_set_enabled (self, "variant", lesson);
  rs_window_set_enabled (self, "focus-lesson", lesson);
  rs_window_set_enabled (self, "lesson-language", lesson);
  rs_window_set_enabled (self, "forget-guesses", lesson);
}

/* --- keys ----------------------------------------------------------------- */

/* From the list of lessons Escape leads back. */
static gboolean
on_escape (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  RsWindow *self = RS_WINDOW (widget);
  if (strcmp (gtk_stack_get_visible_child_name (self->pages), "lessons") != 0)
    return FALSE;
  g_action_group_activate_action (G_ACTION_GROUP (self), "lessons", NULL);
  return TRUE;
}

/* Ctrl+→ in a text moves its cursor by a word; everywhere else to the next
 * moment. */
static gboolean
on_moment_key (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  RsWindow *self = RS_WINDOW (widget);
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (widget));

  if ((GTK_IS_TEXT_VIEW (focus) && gtk_text_view_get_editable (GTK_TEXT_VIEW (focus)))
      || GTK_IS_EDITABLE (focus))
    return FALSE;
  g_action_group_activate_action (
      G_ACTION_GROUP (self), GPOINTER_TO_INT (data) > 0 ? "next-moment" : "previous-moment", NULL);
  return TRUE;
}

static void
add_moment_key (GtkShortcutController *keys, guint key, int direction)
{
  gtk_shortcut_controller_add_shortcut (
      keys, gtk_shortcut_new (
                gtk_keyval_trigger_new (key, GDK_CONTROL_MASK),
                gtk_callback_action_new (on_moment_key, GINT_TO_POINTER (direction), NULL)));
}

/* All lessons, those of the article with their keys. */
static GMenuModel *
lessons_menu (RsWindow *self)
{
  g_auto (GStrv) names = rs_lesson_names ();
  GMenu *menu = g_menu_new (), *section = g_menu_new (), *all = g_menu_new ();

  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autoptr (RsLesson) lesson = rs_lesson_load (names[i], rs_lesson_language ());
      g_autofree char *label = g_strdup_printf ("%u · %s", i + 1, lesson->title);
      gboolean has_key = lesson->scenario != NULL;
      g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);
      g_menu_item_set_action_and_target (item, has_key ? "win.scenario" : "win.lesson", "s",
                                         has_key ? lesson->scenario : names[i]);
      g_menu_append_item (section, item);
    }
  g_menu_append (all, _ ("All lessons"), "win.lessons");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (section));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (all));
  g_object_unref (section);
  g_object_unref (all);
  return G_MENU_MODEL (menu);
}

void
rs_window_init_lessons (RsWindow *self)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();
  g_autoptr (GMenuModel) menu = lessons_menu (self);

  gtk_menu_button_set_menu_model (self->scenarios, menu);
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  g_autoptr (GAction) ask = g_settings_create_action (self->settings, "ask-first");
  g_action_map_add_action (G_ACTION_MAP (self), ask);
  g_signal_connect_object (self->settings, "changed::ask-first", G_CALLBACK (on_ask), self,
                           G_CONNECT_SWAPPED);
  on_ask (self);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  add_moment_key (GTK_SHORTCUT_CONTROLLER (keys), GDK_KEY_Right, 1);
  add_moment_key (GTK_SHORTCUT_CONTROLLER (keys), GDK_KEY_Left, -1);
  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (keys),
      gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0),
                        gtk_callback_action_new (on_escape, NULL, NULL)));
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  rs_timeline_set_guide (self->timeline, self->guide);
  g_signal_connect_object (self->guide, "changed", G_CALLBACK (on_guide), self, G_CONNECT_SWAPPED);
  on_guide (self);
}
