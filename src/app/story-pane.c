/* SPDX-License-Identifier: MIT
 *
 * The story. The engine runs the stretch again to know it, after the picture
 * has been drawn: the sentences of the moment before stay for as long, which is
 * less than a blink. Between the events of a step, where a story would be half
 * of one, it tells which event comes next.
 */
#include "story-pane.h"

#include "display-strings.h"
#include "explain/narrate.h"
#include "widgets.h"

#include <glib/gi18n.h>

#define MOST_SENTENCES 6

struct _RsStoryPane {
  RsPane pane;
  GtkBox *box;
  char *text;
  gboolean current;
  const RsHeapGraph *graph; /* of the moment that is told, or asked for; NULL: none */
};

G_DEFINE_FINAL_TYPE (RsStoryPane, rs_story_pane, RS_TYPE_PANE)

static guint told_signal;

/* --- the question --------------------------------------------------------- */

typedef struct {
  RsInstant at;
  const RsHeapGraph *before, *after; /* before: nullable */
} Asked;

static void
asked_free (gpointer data)
{
  Asked *asked = data;
  rs_heap_graph_unref (asked->before);
  rs_heap_graph_unref (asked->after);
  g_free (asked);
}

/* In the worker's thread. */
static gpointer
answer (RsSession *session, gconstpointer question, GError **error)
{
  const Asked *asked = question;
  return asked->at.is_step ? rs_narrate_step (session, asked->at.number, asked->before,
                                              asked->after, MOST_SENTENCES, error)
                           : rs_narrate_instruction (session, asked->at.number, asked->before,
                                                     asked->after, MOST_SENTENCES, error);
}

static void
free_story (gpointer data)
{
  rs_story_free (data);
}

/* --- sentences ------------------------------------------------------------ */

/* What stands between backticks is code (transfer full). */
static char *
markup_of (const char *text)
{
  GString *out = g_string_new (NULL);
  g_auto (GStrv) parts = g_strsplit (text, "`", -1);
  for (guint i = 0; parts[i] != NULL; i++)
    {
      g_autofree char *safe = g_markup_escape_text (parts[i], -1);
      g_string_append_printf (out, i % 2 == 1 && parts[i + 1] != NULL ? "<tt>%s</tt>" : "%s", safe);
    }
  return g_string_free (out, FALSE);
}

/* A CSS class for what is told, as the drawing colours it; NULL: none. */
static const char *
style_of (RsSays says)
{
  switch (says)
    {
    case RS_SAYS_RAISED:
    case RS_SAYS_COLLECTION:
    case RS_SAYS_COUNT_ZERO:
    case RS_SAYS_FREED:
    case RS_SAYS_FREED_WITH:
      return "minus";
    case RS_SAYS_BOUND:
    case RS_SAYS_BORN:
      return "plus";
    default:
      return NULL;
    }
}

static void
on_clicked (GtkButton *button, RsStoryPane *self)
{
  const guint64 *serial = g_object_get_data (G_OBJECT (button), "serial");
  rs_app_session_select (self->pane.session, *serial);
}

static GtkWidget *
new_label (const char *text)
{
  g_autofree char *markup = markup_of (text);
  GtkWidget *label = rs_label_new_wrapped (NULL);
  gtk_label_set_markup (GTK_LABEL (label), markup);
  return label;
}

static void
add_sentence (RsStoryPane *self, const RsSentence *sentence)
{
  GtkWidget *label = new_label (sentence->text), *row = label;
  const char *style = style_of (sentence->says);

  if (sentence->object != 0)
    {
      row = rs_button_new_flat (label, sentence->text);
      g_object_set_data_full (G_OBJECT (row), "serial",
                              g_memdup2 (&sentence->object, sizeof sentence->object), g_free);
      g_signal_connect (row, "clicked", G_CALLBACK (on_clicked), self);
    }
  gtk_widget_add_css_class (row, "sentence");
  if (style != NULL)
    gtk_widget_add_css_class (row, style);
  gtk_box_append (self->box, row);
}

static void
clear (RsStoryPane *self)
{
  rs_box_clear (self->box);
  g_free (self->text);
  self->text = g_strdup ("");
}

static void
take (gpointer owner, gconstpointer question, gpointer result, const GError *error)
{
  RsStoryPane *self = owner;
  const Asked *asked = question;
  const RsStory *story = result;

  if (asked->after != rs_app_session_get_graph (self->pane.session)
      || g_error_matches (error, RS_SESSION_ERROR, RS_SESSION_ERROR_CANCELLED))
    return;
  clear (self);
  self->current = TRUE;
  if (story != NULL)
    {
      for (guint i = 0; i < story->sentences->len; i++)
        add_sentence (self, &g_array_index (story->sentences, RsSentence, i));
      if (story->more != NULL)
        {
          GtkWidget *more = new_label (story->more);
          gtk_widget_add_css_class (more, "sentence");
          gtk_widget_add_css_class (more, "dim-label");
          gtk_box_append (self->box, more);
        }
      g_free (self->text);
      self->text = rs_story_text (story);
    }
  else
    gtk_box_append (self->box, new_label (error->message));
  g_signal_emit (self, told_signal, 0);
}

static void
tell_next (RsStoryPane *self, const RsEvent *next)
{
  g_autofree char *words = rs_string_for_journal_event (self->pane.session, next),
                  *text = g_strdup_printf (_ ("Next: %s"), words);
  const RsSentence sentence = { .says = RS_SAYS_NOTHING, .object = next->object, .text = text };

  clear (self);
  add_sentence (self, &sentence);
  g_free (self->text);
  self->text = g_steal_pointer (&text);
  self->current = TRUE;
  g_signal_emit (self, told_signal, 0);
}

static void
on_moment_changed (RsStoryPane *self)
{
  const RsHeapGraph *after = rs_app_session_get_graph (self->pane.session),
                    *before = rs_app_session_get_previous (self->pane.session);
  const RsEvent *next = rs_app_session_get_next_event (self->pane.session);
  Asked *asked;

  /* The same moment, drawn otherwise. */
  if (after != NULL && after == self->graph)
    return;
  rs_heap_graph_unref (self->graph);
  self->graph = after != NULL ? rs_heap_graph_ref (after) : NULL;
  rs_app_session_forget (self->pane.session, G_OBJECT (self));
  self->current = FALSE;
  if (after == NULL)
    {
      clear (self);
      return;
    }
  if (next != NULL)
    {
      tell_next (self, next);
      return;
    }
  asked = g_new (Asked, 1);
  *asked = (Asked){ rs_app_session_get_instant (self->pane.session),
                    before != NULL ? rs_heap_graph_ref (before) : NULL, rs_heap_graph_ref (after) };
  const RsInquiry inquiry = { answer, asked, asked_free, free_story, take, G_OBJECT (self) };
  rs_app_session_ask (self->pane.session, &inquiry);
}

/* --- public --------------------------------------------------------------- */

const char *
rs_story_pane_get_text (RsStoryPane *self)
{
  return self->text;
}

gboolean
rs_story_pane_is_current (RsStoryPane *self)
{
  return self->current;
}

/* --- the widget ----------------------------------------------------------- */

static void
set_session (RsPane *pane, RsAppSession *session)
{
  RsStoryPane *self = RS_STORY_PANE (pane);

  g_signal_connect_object (session, "moment-changed", G_CALLBACK (on_moment_changed), self,
                           G_CONNECT_SWAPPED);
  on_moment_changed (self);
}

static void
finalize (GObject *object)
{
  RsStoryPane *self = RS_STORY_PANE (object);
  g_free (self->text);
  rs_heap_graph_unref (self->graph);
  G_OBJECT_CLASS (rs_story_pane_parent_class)->finalize (object);
}

static void
rs_story_pane_class_init (RsStoryPaneClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  RS_PANE_CLASS (class)->set_session = set_session;
  G_OBJECT_CLASS (class)->finalize = finalize;
  told_signal = g_signal_new ("told", RS_TYPE_STORY_PANE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                              G_TYPE_NONE, 0);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "story");
}

static void
rs_story_pane_init (RsStoryPane *self)
{
  self->box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 0));
  gtk_widget_set_parent (GTK_WIDGET (self->box), GTK_WIDGET (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->box), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("What this step did"), -1);
  self->text = g_strdup ("");
}
