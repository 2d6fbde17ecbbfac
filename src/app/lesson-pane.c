/* SPDX-License-Identifier: MIT
 *
 * The pane: a row of buttons that stays, and below it what is made anew when
 * the guide says "changed". While a question waits, what would answer it is not
 * shown.
 */
#include "lesson-pane.h"

#include "lesson-blocks.h"
#include "lesson-text.h"

#include <glib/gi18n.h>

struct _RsLessonPane {
  GtkWidget parent;
  RsLessonGuide *guide;
  GtkWidget *main, *body, *back;
  GtkScrolledWindow *scroller;
  GtkLabel *place;
  GtkMenuButton *moments;
  int asked;   /* the moment whose question was asked last, while it is shown; -1: none */
  char *shown; /* what BODY was made for; while that stays, it stays */
};

G_DEFINE_FINAL_TYPE (RsLessonPane, rs_lesson_pane, GTK_TYPE_WIDGET)

/* --- the row -------------------------------------------------------------- */

/* All moments by their names, with their numbers on the timeline. */
static GMenuModel *
moments_menu (const RsLesson *lesson)
{
  GMenu *menu = g_menu_new (), *section = g_menu_new (), *more = g_menu_new ();

  for (guint i = 0; i < lesson->moments->len; i++)
    {
      const RsLessonMoment *moment = g_ptr_array_index (lesson->moments, i);
      g_autofree char *label =
          g_strdup_printf ("%u  %s", i + 1, moment->title ? moment->title : moment->id);
      g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);
      g_menu_item_set_action_and_target (item, "win.moment", "u", i);
      g_menu_append_item (section, item);
    }
  g_menu_append_section (menu, NULL, G_MENU_MODEL (section));
  g_menu_append (more, _ ("Ask Before Going On"), "win.ask-first");
  g_menu_append (more, _ ("Ask the questions again"), "win.forget-guesses");
  g_menu_append (more, _ ("All lessons"), "win.lessons");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (more));
  g_object_unref (section);
  g_object_unref (more);
  return G_MENU_MODEL (menu);
}

static void
update_row (RsLessonPane *self, const RsLesson *lesson)
{
  int current = rs_lesson_guide_get_current (self->guide);
  const RsLessonVariant *variant = rs_lesson_guide_get_variant (self->guide);
  g_autofree char *place = NULL;

  if (variant != NULL)
    place = g_strdup (_ ("Variant"));
  else if (rs_lesson_guide_is_there (self->guide))
    /* Translators: the number of a moment, and how many there are. */
    place = g_strdup_printf (_ ("Moment %d of %u"), current + 1, lesson->moments->len);
  else
    place = g_strdup_printf (_ ("After moment %d of %u"), current + 1, lesson->moments->len);
  gtk_label_set_text (self->place, place);
  gtk_widget_set_visible (self->back, variant != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->moments), variant == NULL);
}

/* --- the body ------------------------------------------------------------- */

static void
clear (GtkWidget *box)
{
  GtkWidget *child;
  while ((child = gtk_widget_get_first_child (box)) != NULL)
    gtk_box_remove (GTK_BOX (box), child);
}

static void
append (RsLessonPane *self, GtkWidget *block)
{
  gtk_box_append (GTK_BOX (self->body), block);
}

static void
append_title (RsLessonPane *self, const char *title)
{
  g_autofree char *markup = rs_lesson_markup (title ? title : "");
  append (self, rs_lesson_label (markup, "lesson-title"));
}

static void
show_moment (RsLessonPane *self, const RsLesson *lesson, const RsLessonMoment *moment)
{
  const RsLessonPrediction *prediction = rs_lesson_guide_get_prediction (self->guide);
  int current = rs_lesson_guide_get_current (self->guide);

  /* Asked just now it comes first; where it was answered another day, last. */
  if (rs_lesson_guide_is_waiting (self->guide))
    self->asked = current;
  else if (self->asked != current)
    self->asked = -1;
  append_title (self, moment->title);
  rs_lesson_append_text (GTK_BOX (self->body), moment->text);
  if (prediction != NULL && self->asked >= 0)
    append (self, rs_lesson_prediction_block (self->guide, prediction));
  for (guint i = 0; moment->claims[i] != NULL && !rs_lesson_guide_is_waiting (self->guide); i++)
    {
      const RsLessonClaim *claim = rs_lesson_claim (lesson, moment->claims[i]);
      if (claim != NULL)
        append (self, rs_lesson_claim_block (lesson, claim));
    }
  if (prediction != NULL && self->asked < 0)
    append (self, rs_lesson_prediction_block (self->guide, prediction));
  if (*lesson->article != '\0')
    append (self, rs_lesson_article_block (lesson));
}

/* What the body depends on, as text. */
static char *
state (RsLessonPane *self, const RsLesson *lesson)
{
  const RsLessonVariant *variant = rs_lesson_guide_get_variant (self->guide);
  const RsLessonPrediction *prediction = rs_lesson_guide_get_prediction (self->guide);
  const RsLessonOption *right =
      prediction ? rs_lesson_guide_get_right (self->guide, prediction) : NULL;
  const RsLessonOption *guess =
      prediction ? rs_lesson_guide_get_guess (self->guide, prediction) : NULL;

  return g_strdup_printf ("%s/%s/%s/%d/%d/%s/%s", lesson->id, lesson->language,
                          variant ? variant->id : "", rs_lesson_guide_get_current (self->guide),
                          rs_lesson_guide_is_waiting (self->guide), right ? right->value : "",
                          guess ? guess->value : "");
}

static void
show_body (RsLessonPane *self, const RsLesson *lesson)
{
  const RsLessonVariant *variant = rs_lesson_guide_get_variant (self->guide);
  int current = rs_lesson_guide_get_current (self->guide);

  clear (self->body);
  if (variant != NULL)
    {
      append_title (self, variant->title);
      rs_lesson_append_text (GTK_BOX (self->body), variant->text);
    }
  else if (current >= 0)
    show_moment (self, lesson, g_ptr_array_index (lesson->moments, current));
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
}

static void
update (RsLessonPane *self)
{
  const RsLesson *lesson = rs_lesson_guide_get_lesson (self->guide);

  gtk_widget_set_visible (GTK_WIDGET (self), lesson != NULL);
  if (lesson == NULL)
    return;
  update_row (self, lesson);
  g_autofree char *now = state (self, lesson);
  if (g_strcmp0 (now, self->shown) == 0)
    return;
  g_autoptr (GMenuModel) menu = moments_menu (lesson);
  gtk_menu_button_set_menu_model (self->moments, menu);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  gboolean had_focus = focus != NULL && gtk_widget_is_ancestor (focus, self->body);
  show_body (self, lesson);
  /* The button that was pressed has gone; the keys go on with the picture. */
  if (had_focus)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.focus-canvas", NULL);
  g_free (self->shown);
  self->shown = g_steal_pointer (&now);
}

/* The question that waits; NULL: none does. */
static GtkWidget *
open_question (RsLessonPane *self)
{
  if (!rs_lesson_guide_is_waiting (self->guide))
    return NULL;
  for (GtkWidget *child = gtk_widget_get_first_child (self->body); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (gtk_widget_has_css_class (child, "lesson-predict"))
      return child;
  return NULL;
}

/* A step was asked for while a question waits: the question is pointed to. */
static void
on_waiting (RsLessonPane *self)
{
  GtkWidget *question = open_question (self);
  if (question == NULL)
    return;
  gtk_widget_add_css_class (question, "lesson-waiting");
  gtk_widget_child_focus (question, GTK_DIR_TAB_FORWARD);
}

void
rs_lesson_pane_focus (RsLessonPane *self)
{
  GtkWidget *question = open_question (self);
  /* First what can be pressed there; Tab goes on from it. */
  if (!gtk_widget_child_focus (question != NULL ? question : self->body, GTK_DIR_TAB_FORWARD))
    gtk_widget_grab_focus (GTK_WIDGET (self->scroller));
}

void
rs_lesson_pane_set_guide (RsLessonPane *self, RsLessonGuide *guide)
{
  g_set_object (&self->guide, guide);
  g_signal_connect_object (guide, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (guide, "waiting", G_CALLBACK (on_waiting), self, G_CONNECT_SWAPPED);
  update (self);
}

static void
add_text (GtkWidget *widget, GString *text)
{
  if (GTK_IS_LABEL (widget))
    g_string_append_printf (text, "%s\n", gtk_label_get_text (GTK_LABEL (widget)));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    add_text (child, text);
}

char *
rs_lesson_pane_get_text (RsLessonPane *self)
{
  GString *text = g_string_new (NULL);
  add_text (self->body, text);
  return g_string_free (text, FALSE);
}

/* --- the widget ----------------------------------------------------------- */

static void
dispose (GObject *object)
{
  RsLessonPane *self = RS_LESSON_PANE (object);
  g_clear_pointer (&self->main, gtk_widget_unparent);
  g_clear_object (&self->guide);
  g_clear_pointer (&self->shown, g_free);
  G_OBJECT_CLASS (rs_lesson_pane_parent_class)->dispose (object);
}

static void
rs_lesson_pane_class_init (RsLessonPaneClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "lesson");
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/refscope/Refscope/ui/lesson-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, RsLessonPane, main);
  gtk_widget_class_bind_template_child (widget_class, RsLessonPane, body);
  gtk_widget_class_bind_template_child (widget_class, RsLessonPane, back);
  gtk_widget_class_bind_template_child (widget_class, RsLessonPane, scroller);
  gtk_widget_class_bind_template_child (widget_class, RsLessonPane, place);
  gtk_widget_class_bind_template_child (widget_class, RsLessonPane, moments);
}

static void
rs_lesson_pane_init (RsLessonPane *self)
{
  self->asked = -1;
  gtk_widget_init_template (GTK_WIDGET (self));
}
