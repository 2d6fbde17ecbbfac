/* SPDX-License-Identifier: MIT
 *
 * Threads. Another turn is another run: its schedule is the run's own up to the
 * moment, and one more switch (session/threads.h), so what lies before the
 * moment stays as it was. A race is looked for by the worker in runs of its own
 * (session/race.h); the shortest schedule that shows it can be run here.
 */
#include "threads-pane.h"

#include "explain/race-text.h"
#include "session/threads.h"
#include "widgets.h"

#include <glib/gi18n.h>

struct _RsThreadsPane {
  RsPane pane;
  GtkBox *box, *rows, *result;
  GtkButton *find, *usual;
  guint n_ready;
  char *race;
  gboolean ours;  /* the next run is of the pane's asking: what was found stays */
  gboolean other; /* that run has another schedule than usual */
};

G_DEFINE_FINAL_TYPE (RsThreadsPane, rs_threads_pane, RS_TYPE_PANE)

/* Runs the program with SCHEDULE ("": as usual) and shows the moment before
 * INSTRUCTION (0: the start). */
static void
take_turns (RsThreadsPane *self, const char *schedule, guint64 instruction)
{
  self->ours = TRUE;
  self->other = *schedule != '\0';
  gtk_widget_activate_action (GTK_WIDGET (self), "win.take-turns", "(st)", schedule, instruction);
}

/* A button that runs another schedule. */
static GtkWidget *
new_turn_button (RsThreadsPane *self, const char *label, const char *schedule, guint64 instruction,
                 GCallback clicked)
{
  GtkWidget *button = gtk_button_new_with_label (label);
  g_object_set_data_full (G_OBJECT (button), "schedule", g_strdup (schedule), g_free);
  g_object_set_data_full (G_OBJECT (button), "instruction",
                          g_memdup2 (&instruction, sizeof instruction), g_free);
  g_signal_connect (button, "clicked", clicked, self);
  return button;
}

static void
on_turn_clicked (GtkButton *button, RsThreadsPane *self)
{
  const guint64 *instruction = g_object_get_data (G_OBJECT (button), "instruction");
  take_turns (self, g_object_get_data (G_OBJECT (button), "schedule"), *instruction);
}

/* --- the threads ---------------------------------------------------------- */

typedef struct {
  RsInstant instant;
  const RsHeapGraph *graph; /* of the moment that is asked about */
} Asked;

typedef struct {
  GPtrArray *rows;
  guint64 instruction;
} Threads;

static void
asked_free (gpointer data)
{
  Asked *asked = data;
  rs_heap_graph_unref (asked->graph);
  g_free (asked);
}

static void
threads_free (gpointer data)
{
  Threads *threads = data;
  g_ptr_array_unref (threads->rows);
  g_free (threads);
}

/* In the worker's thread. */
static gpointer
answer_threads (RsSession *session, gconstpointer question, GError **error)
{
  const Asked *asked = question;
  Threads threads = { NULL };
  threads.rows = rs_session_threads (session, &asked->instant, &threads.instruction, error);
  return threads.rows != NULL ? g_memdup2 (&threads, sizeof threads) : NULL;
}

/* "Thread 2: make, line 8, waits" */
static char *
words_of (const RsThreadRow *row)
{
  GString *text = g_string_new (NULL);
  g_string_printf (text, _ ("Thread %u"), (guint) row->id);
  if (row->function != NULL)
    g_string_append_printf (text, ": %s", row->function);
  if (row->line > 0)
    {
      g_string_append (text, ", ");
      g_string_append_printf (text, _ ("line %d"), row->line);
    }
  g_string_append_printf (text, " · %s",
                          row->runs    ? _ ("runs")
                          : row->ready ? _ ("could go on")
                                       : _ ("waits"));
  return g_string_free (text, FALSE);
}

static void
add_thread (RsThreadsPane *self, const RsThreadRow *row, guint64 instruction)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  g_autofree char *words = words_of (row);
  GtkWidget *label = rs_label_new_wrapped (words);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (line), label);
  if (row->schedule != NULL)
    {
      g_autofree char *name = g_strdup_printf (_ ("Let thread %u go on here"), (guint) row->id);
      GtkWidget *button = new_turn_button (self, _ ("Goes On"), row->schedule, instruction,
                                           G_CALLBACK (on_turn_clicked));
      gtk_widget_add_css_class (button, "flat");
      gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
      gtk_widget_set_tooltip_text (button, name);
      gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                      -1);
      gtk_box_append (GTK_BOX (line), button);
      self->n_ready++;
    }
  gtk_box_append (self->rows, line);
}

static void
take_threads (gpointer owner, gconstpointer question, gpointer result, const GError *error)
{
  RsThreadsPane *self = owner;
  const Asked *asked = question;
  const Threads *threads = result;

  if (asked->graph != rs_app_session_get_graph (self->pane.session) || threads == NULL)
    return;
  rs_box_clear (self->rows);
  self->n_ready = 0;
  for (guint i = 0; i < threads->rows->len; i++)
    add_thread (self, threads->rows->pdata[i], threads->instruction);
}

static void
on_moment_changed (RsThreadsPane *self)
{
  const RsHeapGraph *graph = rs_app_session_get_graph (self->pane.session);
  Asked *asked;

  gtk_widget_set_visible (GTK_WIDGET (self), rs_app_session_has_threads (self->pane.session));
  if (graph == NULL || !rs_app_session_has_threads (self->pane.session))
    return;
  asked = g_new (Asked, 1);
  *asked = (Asked){ rs_app_session_get_instant (self->pane.session), rs_heap_graph_ref (graph) };
  const RsInquiry inquiry = { answer_threads, asked,        asked_free,
                              threads_free,   take_threads, G_OBJECT (self) };
  rs_app_session_ask (self->pane.session, &inquiry);
}

/* --- the race ------------------------------------------------------------- */

typedef struct {
  RsRace *race;
  char *text;
} Found;

static void
found_free (gpointer data)
{
  Found *found = data;
  rs_race_free (found->race);
  g_free (found->text);
  g_free (found);
}

/* In the worker's thread. */
static gpointer
answer_race (RsSession *session, gconstpointer question, GError **error)
{
  RsRace *race = rs_race_find (session, NULL, error);
  if (race == NULL)
    return NULL;
  Found *found = g_new0 (Found, 1);
  found->race = race;
  found->text = g_strchomp (rs_race_text (race, rs_session_source (session)));
  return found;
}

static void
say (RsThreadsPane *self, const char *text)
{
  GtkWidget *label = rs_label_new_wrapped (text);
  rs_box_clear (self->result);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_box_append (self->result, label);
}

/* Of a schedule that shows the race: from the last of its switches on. */
static void
add_run_button (RsThreadsPane *self, const RsRace *race)
{
  guint n = race->switches->len;
  guint64 instruction = n > 0 ? g_array_index (race->switches, RsRaceSwitch, n - 1).instruction : 0;
  GtkWidget *button = new_turn_button (self, _ ("Run It This Way"), race->schedule, instruction,
                                       G_CALLBACK (on_turn_clicked));
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  gtk_box_append (self->result, button);
}

static void
take_race (gpointer owner, gconstpointer question, gpointer result, const GError *error)
{
  RsThreadsPane *self = owner;
  const Found *found = result;

  gtk_widget_set_sensitive (GTK_WIDGET (self->find), TRUE);
  if (found == NULL)
    {
      say (self, error->message);
      return;
    }
  g_free (self->race);
  self->race = g_strdup (found->text);
  say (self, found->text);
  if (found->race->kind != RS_RACE_NONE)
    add_run_button (self, found->race);
}

void
rs_threads_pane_find_race (RsThreadsPane *self)
{
  const RsInquiry inquiry = { answer_race, NULL, NULL, found_free, take_race, G_OBJECT (self) };
  if (!rs_app_session_has_threads (self->pane.session))
    return;
  gtk_widget_set_sensitive (GTK_WIDGET (self->find), FALSE);
  say (self, _ ("Looking for a race…"));
  rs_app_session_ask (self->pane.session, &inquiry);
}

static void
on_usual (RsThreadsPane *self)
{
  take_turns (self, "", 0);
}

static void
on_recorded (RsThreadsPane *self)
{
  if (!self->ours)
    {
      rs_box_clear (self->result);
      g_free (self->race);
      self->race = g_strdup ("");
      self->other = FALSE;
    }
  self->ours = FALSE;
  gtk_widget_set_visible (GTK_WIDGET (self->usual), self->other);
  gtk_widget_set_sensitive (GTK_WIDGET (self->find), TRUE);
  rs_box_clear (self->rows);
  self->n_ready = 0;
}

/* --- public --------------------------------------------------------------- */

const char *
rs_threads_pane_get_race (RsThreadsPane *self)
{
  return self->race;
}

guint
rs_threads_pane_get_n_ready (RsThreadsPane *self)
{
  return self->n_ready;
}

/* --- the widget ----------------------------------------------------------- */

static void
set_session (RsPane *pane, RsAppSession *session)
{
  RsThreadsPane *self = RS_THREADS_PANE (pane);

  g_signal_connect_object (session, "moment-changed", G_CALLBACK (on_moment_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "recorded", G_CALLBACK (on_recorded), self, G_CONNECT_SWAPPED);
  on_moment_changed (self);
}

static void
finalize (GObject *object)
{
  g_free (RS_THREADS_PANE (object)->race);
  G_OBJECT_CLASS (rs_threads_pane_parent_class)->finalize (object);
}

static void
rs_threads_pane_class_init (RsThreadsPaneClass *class)
{
  RS_PANE_CLASS (class)->set_session = set_session;
  G_OBJECT_CLASS (class)->finalize = finalize;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (class), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (class), "threads");
}

static GtkBox *
add_box (RsThreadsPane *self, const char *label)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  if (label != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (box), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_box_append (self->box, box);
  return GTK_BOX (box);
}

static void
rs_threads_pane_init (RsThreadsPane *self)
{
  GtkWidget *title = rs_label_new_wrapped (_ ("Threads")), *buttons;

  self->box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 0));
  gtk_widget_set_parent (GTK_WIDGET (self->box), GTK_WIDGET (self));
  gtk_widget_add_css_class (title, "heading");
  gtk_box_append (self->box, title);
  self->rows = add_box (self, _ ("Threads at this moment"));
  buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  self->find = GTK_BUTTON (gtk_button_new_with_label (_ ("Find the Race")));
  self->usual = GTK_BUTTON (gtk_button_new_with_label (_ ("Turns as Usual")));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->find), "win.find-race");
  g_signal_connect_swapped (self->usual, "clicked", G_CALLBACK (on_usual), self);
  gtk_widget_set_visible (GTK_WIDGET (self->usual), FALSE);
  gtk_box_append (GTK_BOX (buttons), GTK_WIDGET (self->find));
  gtk_box_append (GTK_BOX (buttons), GTK_WIDGET (self->usual));
  gtk_box_append (self->box, buttons);
  self->result = add_box (self, _ ("What the search for a race found"));
  self->race = g_strdup ("");
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}
