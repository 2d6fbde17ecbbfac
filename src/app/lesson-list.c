/* SPDX-License-Identifier: MIT
 *
 * The list: the article's sections, what else ships, the user's own, a group
 * each.
 */
#include "lesson-list.h"

#include "lesson/lesson.h"
#include "lesson/progress.h"
#include "widgets.h"

#include <adwaita.h>
#include <glib/gi18n.h>

struct _RsLessonList {
  GtkWidget parent;
  GtkWidget *main;
  GtkBox *groups;
  GPtrArray *rows; /* borrowed */
};

G_DEFINE_FINAL_TYPE (RsLessonList, rs_lesson_list, GTK_TYPE_WIDGET)

/* "moment 3 of 5", where it was left; NULL: it was never opened. */
static char *
where_left (const RsLesson *lesson, RsProgress *progress)
{
  g_autofree char *id = rs_progress_get_moment (progress, lesson->id);
  const RsLessonMoment *moment = rs_lesson_moment (lesson, id);
  guint index;

  if (moment == NULL)
    return NULL;
  g_ptr_array_find (lesson->moments, moment, &index);
  return g_strdup_printf (_ ("Moment %d of %u"), (int) index + 1, lesson->moments->len);
}

static GtkWidget *
make_row (const RsLesson *lesson, guint number, RsProgress *progress)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *left = where_left (lesson, progress),
                  *plain = g_strdup_printf ("%u · %s", number, lesson->title),
                  *title = g_markup_escape_text (plain, -1),
                  *subtitle = g_markup_escape_text (lesson->summary, -1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  if (left != NULL)
    {
      GtkWidget *label = gtk_label_new (left);
      gtk_widget_add_css_class (label, "dim-label");
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
    }
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "s", lesson->id);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "win.lesson");
  return row;
}

/* The group that LESSON belongs to. */
static const char *
group_title (const RsLesson *lesson)
{
  return lesson->path != NULL       ? _ ("Your own lessons")
         : lesson->scenario != NULL ? _ ("The article, section by section")
                                    : _ ("More lessons");
}

static void
add_row (RsLessonList *self, const RsLesson *lesson, GtkWidget *row)
{
  GtkWidget *group = gtk_widget_get_last_child (GTK_WIDGET (self->groups));
  const char *title = group_title (lesson);

  if (group == NULL
      || !g_str_equal (adw_preferences_group_get_title (ADW_PREFERENCES_GROUP (group)), title))
    {
      group = adw_preferences_group_new ();
      adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
      gtk_box_append (self->groups, group);
    }
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  g_ptr_array_add (self->rows, row);
}

void
rs_lesson_list_refresh (RsLessonList *self, const char *language)
{
  g_auto (GStrv) names = rs_lesson_names ();
  g_autoptr (RsProgress) progress = rs_progress_load ();
  rs_box_clear (self->groups);
  g_ptr_array_set_size (self->rows, 0);
  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autoptr (RsLesson) lesson = rs_lesson_load (names[i], language);
      if (lesson != NULL)
        add_row (self, lesson, make_row (lesson, self->rows->len + 1, progress));
    }
}

guint
rs_lesson_list_n_rows (RsLessonList *self)
{
  return self->rows->len;
}

void
rs_lesson_list_focus (RsLessonList *self)
{
  if (self->rows->len > 0)
    gtk_widget_grab_focus (g_ptr_array_index (self->rows, 0));
}

static void
dispose (GObject *object)
{
  RsLessonList *self = RS_LESSON_LIST (object);
  g_clear_pointer (&self->main, gtk_widget_unparent);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  G_OBJECT_CLASS (rs_lesson_list_parent_class)->dispose (object);
}

static void
rs_lesson_list_class_init (RsLessonListClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/refscope/Refscope/ui/lesson-list.ui");
  gtk_widget_class_bind_template_child (widget_class, RsLessonList, main);
  gtk_widget_class_bind_template_child (widget_class, RsLessonList, groups);
}

static void
rs_lesson_list_init (RsLessonList *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}
