/* SPDX-License-Identifier: MIT
 *
 * Blocks are made anew whenever the moment changes: there are few, and so no
 * state of a widget can lag behind.
 */
#include "lesson-blocks.h"

#include "widgets.h"

#include "lesson-text.h"

#include <glib/gi18n.h>

static GtkWidget *
box_new (const char *class)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  if (class != NULL)
    gtk_widget_add_css_class (box, class);
  return box;
}

static void
append_heading (GtkWidget *box, const char *text)
{
  g_autofree char *markup = g_markup_escape_text (text, -1);
  gtk_box_append (GTK_BOX (box), rs_lesson_label (markup, "heading"));
}

/* A folded block TITLE with CONTENT (which it takes). Floating. */
static GtkWidget *
folded (const char *title, GtkWidget *content)
{
  GtkWidget *expander = gtk_expander_new (title);

  rs_expander_set_child (GTK_EXPANDER (expander), content);
  return expander;
}

/* --- versions ------------------------------------------------------------- */

static void
attach (GtkGrid *grid, const char *text, int column, int row, const char *class)
{
  g_autofree char *markup = g_markup_escape_text (text, -1);
  GtkWidget *label = rs_lesson_label (markup, class);
  gtk_widget_set_valign (label, GTK_ALIGN_START);
  gtk_grid_attach (grid, label, column, row, 1, 1);
}

/* What is measured, above its values; "a.b" of a program that is not the
 * lesson's has its file's name before it. */
static char *
row_title (const RsLesson *lesson, const RsLessonCheck *check)
{
  const RsLessonVariant *variant = rs_lesson_variant (lesson, check->place.variant);
  const char *what = check->expression                             ? check->expression
                     : check->place.kind == RS_LESSON_PLACE_PRINTS ? _ ("prints")
                                                                   : _ ("warns");
  return variant != NULL ? g_strdup_printf ("%s: %s", variant->file, what) : g_strdup (what);
}

static int
attach_check (GtkGrid *grid, const RsLesson *lesson, const RsLessonCheck *check, int row)
{
  g_auto (GStrv) rows = rs_lesson_check_rows (check);
  g_autofree char *title = row_title (lesson, check), *escaped = g_markup_escape_text (title, -1);
  GtkWidget *label = rs_lesson_label (escaped, "lesson-code");

  gtk_grid_attach (grid, label, 0, row++, 2, 1);
  for (guint i = 0; rows[i] != NULL; i++)
    {
      char *tab = strchr (rows[i], '\t');
      *tab = '\0';
      attach (grid, rows[i], 0, row, "lesson-version");
      attach (grid, tab + 1, 1, row++, "lesson-code");
    }
  return row;
}

/* NULL: no check of CLAIM differs by version. */
static GtkWidget *
versions_block (const RsLesson *lesson, const RsLessonClaim *claim)
{
  GtkWidget *grid = gtk_grid_new ();
  int row = 0;

  gtk_grid_set_column_spacing (GTK_GRID (grid), 12);
  for (guint i = 0; i < claim->checks->len; i++)
    {
      const RsLessonCheck *check = g_ptr_array_index (claim->checks, i);
      if (check->by_version)
        row = attach_check (GTK_GRID (grid), lesson, check, row);
    }
  if (row > 0)
    return folded (_ ("From version to version"), grid);
  g_object_ref_sink (grid);
  g_object_unref (grid);
  return NULL;
}

/* --- claims --------------------------------------------------------------- */

static void
append_variants (GtkWidget *box, const RsLesson *lesson, const RsLessonClaim *claim)
{
  for (guint i = 0; claim->variants[i] != NULL; i++)
    {
      const RsLessonVariant *variant = rs_lesson_variant (lesson, claim->variants[i]);
      if (variant == NULL || variant->title == NULL)
        continue;
      g_autofree char *markup = rs_lesson_markup (variant->title);
      GtkWidget *button = gtk_button_new (), *content = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
      GtkWidget *label = rs_lesson_label (markup, NULL);
      gtk_box_append (GTK_BOX (content),
                      gtk_image_new_from_icon_name ("media-playback-start-symbolic"));
      gtk_box_append (GTK_BOX (content), label);
      gtk_button_set_child (GTK_BUTTON (button), content);
      gtk_widget_add_css_class (button, "lesson-variant");
      gtk_widget_set_tooltip_text (button, _ ("Run this small program instead"));
      gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", variant->id);
      gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.variant");
      gtk_box_append (GTK_BOX (box), button);
    }
}

GtkWidget *
rs_lesson_claim_block (const RsLesson *lesson, const RsLessonClaim *claim)
{
  GtkWidget *box = box_new ("lesson-claim"), *versions = versions_block (lesson, claim);
  g_autofree char *title = rs_lesson_markup (claim->title ? claim->title : claim->id);

  gtk_box_append (GTK_BOX (box), rs_lesson_label (title, "lesson-claim-title"));
  if (*claim->says != '\0')
    {
      /* The article's lines of code are quoted as they are. */
      g_autofree char *says = g_markup_escape_text (claim->says, -1);
      append_heading (box, _ ("The article says"));
      gtk_box_append (GTK_BOX (box), rs_lesson_label (says, "lesson-quote"));
      append_heading (box, _ ("In CPython"));
    }
  rs_lesson_append_text (GTK_BOX (box), claim->does);
  if (versions != NULL)
    gtk_box_append (GTK_BOX (box), versions);
  append_variants (box, lesson, claim);
  return box;
}

/* --- predictions ---------------------------------------------------------- */

static void
on_option (GtkButton *button, gpointer data)
{
  rs_lesson_guide_guess (g_object_get_data (G_OBJECT (button), "guide"), data);
}

static void
append_option (GtkWidget *box, RsLessonGuide *guide, RsLessonOption *option)
{
  g_autofree char *markup = rs_lesson_markup (option->label);
  GtkWidget *button = gtk_button_new ();

  gtk_button_set_child (GTK_BUTTON (button), rs_lesson_label (markup, NULL));
  gtk_widget_add_css_class (button, "lesson-option");
  g_object_set_data_full (G_OBJECT (button), "guide", g_object_ref (guide), g_object_unref);
  g_signal_connect (button, "clicked", G_CALLBACK (on_option), option);
  gtk_box_append (GTK_BOX (box), button);
}

static void
append_question (GtkWidget *box, RsLessonGuide *guide, const RsLessonPrediction *prediction)
{
  GtkWidget *pass = gtk_button_new_with_label (_ ("Go on without a guess"));

  for (guint i = 0; i < prediction->options->len; i++)
    append_option (box, guide, g_ptr_array_index (prediction->options, i));
  gtk_widget_add_css_class (pass, "flat");
  gtk_widget_set_halign (pass, GTK_ALIGN_START);
  g_signal_connect_object (pass, "clicked", G_CALLBACK (rs_lesson_guide_pass), guide,
                           G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), pass);
}

/* "Right: 3. Because ..." */
static void
append_verdict (GtkWidget *box, const char *format, const RsLessonOption *option, const char *class)
{
  g_autofree char *said = g_strdup_printf (format, option->label), *head = rs_lesson_markup (said),
                  *why = rs_lesson_markup (option->why),
                  *markup = g_strdup_printf ("<b>%s</b>  %s", head, why);
  gtk_box_append (GTK_BOX (box), rs_lesson_label (markup, class));
}

static void
append_answer (GtkWidget *box, RsLessonGuide *guide, const RsLessonPrediction *prediction)
{
  const RsLessonOption *guess = rs_lesson_guide_get_guess (guide, prediction),
                       *right = rs_lesson_guide_get_right (guide, prediction);

  if (right == NULL)
    return;
  if (guess == right)
    append_verdict (box, _ ("✓ Your guess is right: %s."), guess, "lesson-right");
  else
    {
      if (guess != NULL)
        append_verdict (box, _ ("✗ You guessed: %s."), guess, "lesson-wrong");
      append_verdict (box, _ ("It is: %s."), right, "lesson-right");
    }
}

GtkWidget *
rs_lesson_prediction_block (RsLessonGuide *guide, const RsLessonPrediction *prediction)
{
  GtkWidget *box = box_new ("lesson-predict");
  g_autofree char *markup = rs_lesson_markup (prediction->question ? prediction->question : "");

  gtk_box_append (GTK_BOX (box), rs_lesson_label (markup, "lesson-question"));
  if (rs_lesson_guide_is_waiting (guide))
    append_question (box, guide, prediction);
  else
    append_answer (box, guide, prediction);
  return box;
}

/* --- the article ---------------------------------------------------------- */

GtkWidget *
rs_lesson_article_block (const RsLesson *lesson)
{
  GtkWidget *box = box_new ("lesson-quote");
  rs_lesson_append_text (GTK_BOX (box), lesson->article);
  return folded (_ ("The article's text"), box);
}
