/* SPDX-License-Identifier: MIT
 *
 * The list of events. The engine runs the step again to know them, so they are
 * asked for while the list is unfolded; where the moment is at one of them they
 * come with the picture.
 * A collection may have thousands: a part of the list is shown, around the
 * event that is next; and what the collector counts for objects that are not
 * drawn is left out.
 */
#include "events-pane.h"

#include "display-strings.h"
#include "session/journal.h"
#include "widgets.h"

#include <glib/gi18n.h>

#define MOST_ROWS 120

struct _RsEventsPane {
  RsPane pane;
  GtkExpander *expander;
  GtkBox *box;
  int step;       /* whose events are listed, or asked for; -1: none's */
  guint first, n; /* listed: events FIRST .. FIRST + N - 1, from 0 */
  gboolean known; /* they are listed */
};

G_DEFINE_FINAL_TYPE (RsEventsPane, rs_events_pane, RS_TYPE_PANE)

/* --- the question --------------------------------------------------------- */

/* In the worker's thread. The question is the step. */
static gpointer
answer (RsSession *session, gconstpointer question, GError **error)
{
  guint step = GPOINTER_TO_UINT (question);
  return rs_session_journal_steps (session, step, step + 1, FALSE, error);
}

static void
free_journal (gpointer data)
{
  rs_journal_unref (data);
}

/* --- rows ----------------------------------------------------------------- */

static void
on_clicked (RsEventsPane *self, GtkButton *row)
{
  guint event = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (row), "event"));
  const guint64 *serial = g_object_get_data (G_OBJECT (row), "serial");

  if (event > 0)
    rs_app_session_seek_event (self->pane.session, (guint) self->step, event);
  if (*serial != 0)
    rs_app_session_select (self->pane.session, *serial);
}

/* A CSS class for what happens, as the drawing colours it; NULL: none. */
static const char *
style_of (RsEventKind kind)
{
  switch (kind)
    {
    case RS_EVENT_BORN:
    case RS_EVENT_MADE:
    case RS_EVENT_RESURRECTED:
    case RS_EVENT_REACHABLE:
      return "plus";
    case RS_EVENT_GONE:
    case RS_EVENT_FREED:
    case RS_EVENT_TENTATIVE:
    case RS_EVENT_RAISED:
      return "minus";
    default:
      return NULL;
    }
}

static void
add_event (RsEventsPane *self, const RsEvent *event)
{
  g_autofree char *words = rs_string_for_journal_event (self->pane.session, event),
                  *text = event->stop > 0 ? g_strdup_printf ("%u  %s", event->stop, words)
                                          : g_strdup_printf ("    %s", words);
  GtkWidget *row = rs_button_new_flat (rs_label_new_wrapped (text), text);

  gtk_widget_add_css_class (row, "sentence");
  if (style_of (event->kind) != NULL)
    gtk_widget_add_css_class (row, style_of (event->kind));
  g_object_set_data (G_OBJECT (row), "event", GUINT_TO_POINTER (event->stop));
  g_object_set_data_full (G_OBJECT (row), "serial",
                          g_memdup2 (&event->object, sizeof event->object), g_free);
  g_signal_connect_object (row, "clicked", G_CALLBACK (on_clicked), self, G_CONNECT_SWAPPED);
  gtk_box_append (self->box, row);
}

static void
add_note (RsEventsPane *self, const char *text)
{
  GtkWidget *label = rs_label_new_wrapped (text);

  gtk_widget_add_css_class (label, "sentence");
  gtk_widget_add_css_class (label, "dim-label");
  gtk_box_append (self->box, label);
}

static void
clear (RsEventsPane *self)
{
  rs_box_clear (self->box);
  self->known = FALSE;
  self->n = 0;
}

/* Marks the event that is next, and no other; brings it into view. */
static void
mark_current (RsEventsPane *self)
{
  guint event = rs_app_session_get_event (self->pane.session, NULL);

  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->box)); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    if (GTK_IS_BUTTON (row) && event > 0
        && GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (row), "event")) == event)
      {
        gtk_widget_add_css_class (row, "current");
        rs_widget_scroll_into_view (row);
      }
    else
      gtk_widget_remove_css_class (row, "current");
}

static void
say_more (RsEventsPane *self, guint n)
{
  g_autofree char *text = g_strdup_printf (ngettext ("%u more event", "%u more events", n), n);
  if (n > 0)
    add_note (self, text);
}

/* A row for each event from SELF->first on, and the accounts before each. */
static void
add_events (RsEventsPane *self, const RsJournal *journal)
{
  const RsEvent *last = rs_journal_find_stop (journal, self->first),
                *event = last != NULL ? last + 1 : journal->events;
  guint most = MIN (journal->n_stops - self->first, MOST_ROWS);

  for (; self->n < most; event++)
    {
      if (event->stop != 0 || rs_app_session_is_drawn (self->pane.session, event->object))
        add_event (self, event);
      self->n += event->stop != 0;
    }
}

static void
list (RsEventsPane *self, const RsJournal *journal)
{
  clear (self);
  self->known = TRUE;
  self->first = MIN (self->first, journal->n_stops);
  if (journal->n_stops == 0)
    add_note (self, _ ("No object is made, freed or told of in it."));
  say_more (self, self->first);
  add_events (self, journal);
  say_more (self, journal->n_stops - self->first - self->n);
  mark_current (self);
}

static void
take (gpointer owner, gconstpointer question, gpointer result, const GError *error)
{
  RsEventsPane *self = owner;

  if (GPOINTER_TO_INT (question) != self->step || self->known
      || g_error_matches (error, RS_SESSION_ERROR, RS_SESSION_ERROR_CANCELLED))
    return;
  if (result != NULL)
    {
      list (self, result);
      return;
    }
  clear (self);
  self->known = TRUE;
  add_note (self, error->message);
}

/* --- what is listed ------------------------------------------------------- */

static gboolean
is_listed (RsEventsPane *self, int step, guint event)
{
  return self->step == step
         && (event == 0 || (event > self->first && event <= self->first + MOST_ROWS));
}

static void
update (RsEventsPane *self)
{
  int step = rs_app_session_get_step_told (self->pane.session);
  guint event = rs_app_session_get_event (self->pane.session, NULL);

  gtk_widget_set_visible (GTK_WIDGET (self->expander), step >= 0);
  if (event > 0 && !gtk_expander_get_expanded (self->expander))
    gtk_expander_set_expanded (self->expander, TRUE); /* which leads here again */
  if (step < 0 || !gtk_expander_get_expanded (self->expander))
    {
      rs_app_session_forget (self->pane.session, G_OBJECT (self));
      self->step = -1;
      clear (self);
      return;
    }
  if (is_listed (self, step, event))
    {
      mark_current (self);
      return;
    }
  rs_app_session_forget (self->pane.session, G_OBJECT (self));
  self->known = FALSE;
  self->step = step;
  self->first = event > MOST_ROWS / 2 ? event - MOST_ROWS / 2 : 0;
  const RsJournal *journal = rs_app_session_get_journal (self->pane.session);
  const RsInquiry inquiry = { answer, GINT_TO_POINTER (step), NULL, free_journal,
                              take,   G_OBJECT (self) };
  if (journal != NULL)
    list (self, journal);
  else
    rs_app_session_ask (self->pane.session, &inquiry);
}

/* Another run has other events. */
static void
on_recorded (RsEventsPane *self)
{
  self->step = -1;
  clear (self);
}

/* --- public --------------------------------------------------------------- */

gboolean
rs_events_pane_is_current (RsEventsPane *self)
{
  return self->known && self->step == rs_app_session_get_step_told (self->pane.session);
}

guint
rs_events_pane_get_n_rows (RsEventsPane *self)
{
  return self->n;
}

/* --- the widget ----------------------------------------------------------- */

static void
set_session (RsPane *pane, RsAppSession *session)
{
  RsEventsPane *self = RS_EVENTS_PANE (pane);

  g_signal_connect_object (session, "recorded", G_CALLBACK (on_recorded), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "moment-changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}

static void
rs_events_pane_class_init (RsEventsPaneClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  RS_PANE_CLASS (class)->set_session = set_session;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "events");
}

static void
on_expanded (RsEventsPane *self)
{
  if (self->pane.session != NULL)
    update (self);
}

static void
rs_events_pane_init (RsEventsPane *self)
{
  GtkWidget *expander = gtk_expander_new (_ ("Event by event"));

  self->step = -1;
  self->expander = GTK_EXPANDER (expander);
  self->box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 0));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->box), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("What happens inside this step"), -1);
  rs_expander_set_child (self->expander, GTK_WIDGET (self->box));
  gtk_widget_set_parent (expander, GTK_WIDGET (self));
  g_signal_connect_object (expander, "notify::expanded", G_CALLBACK (on_expanded), self,
                           G_CONNECT_SWAPPED);
}
