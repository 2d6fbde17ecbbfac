/* SPDX-License-Identifier: MIT
 *
 * Questions and answers. The engine answers in the worker's thread; by then the
 * user may have gone on, so an answer is known by its question: only that of
 * the object selected and the moment shown is taken.
 */
#include "answers.h"

#include "display-strings.h"
#include "explain/history.h"
#include "object-row.h"
#include "widgets.h"

#include <glib/gi18n.h>

#define MOST_CHANGES 60 /* of a count, listed */

/* A question of the list. */
typedef struct {
  RsWhy why;
  GtkExpander *expander;
  GtkLabel *label;
} Row;

struct _RsAnswers {
  RsPane pane;
  GtkWidget *box, *questions;
  GtkLabel *life_title;
  GtkBox *life, *history;
  GtkExpander *alive_expander, *keeps_expander, *cut_expander, *collectable_expander,
      *died_at_expander, *history_expander;
  GtkLabel *alive_label, *keeps_label, *cut_label, *collectable_label, *died_at_label;
  Row rows[5];
  guint64 serial;           /* that is asked about; 0: none */
  const RsHeapGraph *graph; /* of the moment that is asked about; NULL: none */
  gboolean alive;           /* it is there then */
  char *name;               /* "Child A3" */
  guint64 history_of;       /* whose history is listed, or asked for; 0: none */
  gboolean looking;         /* it is asked for */
  GArray *changes;          /* guint: the steps of the changes that are listed */
  int pending;              /* to go so when they are known; 0: not */
};

G_DEFINE_FINAL_TYPE (RsAnswers, rs_answers, RS_TYPE_PANE)

/* --- a question ----------------------------------------------------------- */

typedef struct {
  RsWhy why;
  RsInstant at;
  guint64 serial;
  char *name;
} Asked;

static void
asked_free (gpointer data)
{
  Asked *asked = data;
  g_free (asked->name);
  g_free (asked);
}

/* In the worker's thread. */
static gpointer
answer (RsSession *session, gconstpointer data, GError **error)
{
  const Asked *asked = data;
  g_autofree char *text = g_strdup_printf ("#%" G_GUINT64_FORMAT, asked->serial);
  const RsQuestion question = { .why = asked->why, .at = asked->at, .subjects = { { text } } };
  g_autoptr (RsAnswer) found = rs_answer (session, &question, error);
  if (found == NULL)
    return NULL;
  g_free (found->subject);
  found->subject = g_strdup (asked->name);
  return rs_answer_text (found);
}

static Row *
find_row (RsAnswers *self, RsWhy why)
{
  for (guint i = 0; i < G_N_ELEMENTS (self->rows); i++)
    if (self->rows[i].why == why || (self->rows[i].why == RS_WHY_DIED_AT && why == RS_WHY_DEAD))
      return &self->rows[i];
  return NULL;
}

static void
take_answer (gpointer owner, gconstpointer question, gpointer result, const GError *error)
{
  RsAnswers *self = owner;
  const Asked *asked = question;
  RsInstant now = rs_app_session_get_instant (self->pane.session);
  Row *row = find_row (self, asked->why);

  if (asked->serial != self->serial || asked->at.is_step != now.is_step
      || asked->at.number != now.number)
    return;
  if (result != NULL)
    gtk_label_set_text (row->label, result);
  else if (!g_error_matches (error, RS_SESSION_ERROR, RS_SESSION_ERROR_CANCELLED))
    gtk_label_set_text (row->label, error->message);
}

static void
ask (RsAnswers *self, const Row *row)
{
  Asked *asked = g_new (Asked, 1);
  RsWhy why = row->why == RS_WHY_DIED_AT && !self->alive ? RS_WHY_DEAD : row->why;

  *asked = (Asked){ why, rs_app_session_get_instant (self->pane.session), self->serial,
                    g_strdup (self->name) };
  const RsInquiry inquiry = { answer, asked, asked_free, g_free, take_answer, G_OBJECT (self) };
  rs_app_session_ask (self->pane.session, &inquiry);
}

/* --- the life ------------------------------------------------------------- */

static void
add_step (RsAnswers *self, GtkBox *box, const char *name, const char *value, guint step,
          const char *style)
{
  g_autofree char *note = g_strdup_printf (_ ("step %u"), step);
  gtk_box_append (box,
                  rs_object_row_new_for_step (self->pane.session, name, value, note, step, style));
}

/* "line 12 in f" (transfer full). */
static char *
place_of (const RsLives *lives, guint site)
{
  const RsLifeSite *at = &lives->sites[site];
  if (at->line <= 0)
    return g_strdup ("");
  return at->function != NULL && *at->function != '<'
             ? g_strdup_printf (_ ("line %d, %s"), at->line, at->function)
             : g_strdup_printf (_ ("line %d"), at->line);
}

static void
add_death (RsAnswers *self, const RsLives *lives, const RsLife *life)
{
  const RsLife *holder = life->holder != 0 ? rs_lives_get (lives, life->holder) : NULL;
  g_autofree char *place = place_of (lives, life->died_site), *cause = NULL;

  if (life->death == RS_DEATH_COLLECTED && (life->flags & RS_LIFE_FOUND))
    cause = g_strdup_printf (_ ("by a collection of generation %u"),
                             lives->collections[life->collection].generation);
  else if (holder != NULL)
    cause = g_strdup_printf (_ ("with the %s that held it"), lives->types[holder->type].name);
  else
    cause = g_strdup (_ ("its count fell to 0"));
  add_step (self, self->life, _ ("freed"), place, life->died_step, "minus");
  gtk_box_append (self->life, rs_object_row_new (self->pane.session, cause, NULL, NULL,
                                                 holder != NULL ? life->holder : 0, "dim-label"));
}

static void
fill_life (RsAnswers *self)
{
  RsRecording *recording = rs_app_session_get_recording (self->pane.session);
  const RsLives *lives = recording != NULL ? recording->lives : NULL;
  const RsLife *life = lives != NULL ? rs_lives_get (lives, self->serial) : NULL;

  rs_box_clear (self->life);
  gtk_widget_set_visible (GTK_WIDGET (self->life_title), life != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->history_expander), life != NULL);
  if (life == NULL)
    return;
  if (life->flags & RS_LIFE_STARTUP)
    gtk_box_append (self->life,
                    rs_object_row_new (self->pane.session, _ ("before the program started"), NULL,
                                       NULL, 0, "dim-label"));
  else
    {
      g_autofree char *place = place_of (lives, life->born_site);
      add_step (self, self->life, _ ("made"), place, life->born_step, "plus");
    }
  if (life->death == RS_DEATH_EXIT || life->death == RS_DEATH_NONE
      || life->died_step >= recording->n_steps)
    gtk_box_append (self->life,
                    rs_object_row_new (self->pane.session, _ ("lives until the program ends"), NULL,
                                       NULL, 0, "dim-label"));
  else
    add_death (self, lives, life);
}

/* --- the history ---------------------------------------------------------- */

static gpointer
find_history (RsSession *session, gconstpointer question, GError **error)
{
  const guint64 *serial = question;
  return rs_history_new (session, *serial, MOST_CHANGES, error);
}

static void
free_history (gpointer data)
{
  rs_history_free (data);
}

static void
add_places (RsAnswers *self, const GPtrArray *places, const char *sign, const char *style)
{
  for (guint i = 0; i < places->len; i++)
    {
      g_autofree char *text = g_strconcat (sign, places->pdata[i], NULL);
      gtk_box_append (self->history,
                      rs_object_row_new (self->pane.session, text, NULL, NULL, 0, style));
    }
}

static void
add_change (RsAnswers *self, const RsCountChange *change)
{
  g_autofree char *count =
      g_strdup_printf ("%" G_GINT64_FORMAT " → %" G_GINT64_FORMAT, change->before, change->after);
  g_autofree char *line =
      change->line > 0 ? g_strdup_printf (_ ("line %d"), change->line) : g_strdup ("");
  add_step (self, self->history, count, line, change->step, NULL);
  add_places (self, change->came, "+ ", "plus");
  add_places (self, change->went, "− ", "minus");
}

static void
mark_current (RsAnswers *self)
{
  RsInstant now = rs_app_session_get_instant (self->pane.session);
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->history)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    rs_object_row_show_step (RS_OBJECT_ROW (child), now.is_step ? (int) now.number : -1);
}

static void
go_to_change (RsAnswers *self, int direction)
{
  guint at = rs_app_session_get_position (self->pane.session);
  int found = -1;

  self->pending = 0;
  for (guint i = 0; i < self->changes->len; i++)
    {
      guint step = g_array_index (self->changes, guint, i);
      if (direction < 0 ? step < at : step > at && found < 0)
        found = (int) step;
    }
  if (found >= 0)
    rs_app_session_seek (self->pane.session, (guint) found);
}

static void
take_history (gpointer owner, gconstpointer question, gpointer result, const GError *error)
{
  RsAnswers *self = owner;
  const guint64 *serial = question;
  const RsHistory *history = result;

  if (*serial != self->history_of
      || g_error_matches (error, RS_SESSION_ERROR, RS_SESSION_ERROR_CANCELLED))
    return;
  self->looking = FALSE;
  rs_box_clear (self->history);
  for (guint i = 0; history != NULL && i < history->changes->len; i++)
    {
      const RsCountChange *change = &g_array_index (history->changes, RsCountChange, i);
      add_change (self, change);
      g_array_append_val (self->changes, change->step);
    }
  if (history == NULL)
    gtk_box_append (self->history, rs_object_row_new (self->pane.session, error->message, NULL,
                                                      NULL, 0, "dim-label"));
  else if (history->cut)
    gtk_box_append (self->history, rs_object_row_new (self->pane.session, _ ("and more"), NULL,
                                                      NULL, 0, "dim-label"));
  mark_current (self);
  if (self->pending != 0)
    go_to_change (self, self->pending);
}

/* Asks for what is not yet listed. */
static void
update_history (RsAnswers *self)
{
  if (!gtk_expander_get_expanded (self->history_expander) || self->serial == 0
      || self->history_of == self->serial)
    return;
  rs_box_clear (self->history);
  g_array_set_size (self->changes, 0);
  self->history_of = self->serial;
  self->looking = TRUE;
  gtk_box_append (self->history, rs_object_row_new (self->pane.session, _ ("Looking…"), NULL, NULL,
                                                    0, "dim-label"));
  const RsInquiry inquiry = { find_history, g_memdup2 (&self->serial, sizeof self->serial),
                              g_free,       free_history,
                              take_history, G_OBJECT (self) };
  rs_app_session_ask (self->pane.session, &inquiry);
}

/* --- what is shown -------------------------------------------------------- */

static void
ask_open (RsAnswers *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (self->rows); i++)
    if (gtk_expander_get_expanded (self->rows[i].expander)
        && gtk_widget_get_visible (GTK_WIDGET (self->rows[i].expander)))
      ask (self, &self->rows[i]);
  update_history (self);
}

/* Whether SERIAL is a thing that has a count: no frame, no root. */
static gboolean
is_object (RsAnswers *self, const RsHeapGraph *graph, guint32 node)
{
  RsRecording *recording = rs_app_session_get_recording (self->pane.session);
  if (node != RS_NONE)
    return graph->nodes[node].kind == RS_GNODE_OBJECT
           || graph->nodes[node].kind == RS_GNODE_NAMESPACE;
  return recording != NULL && recording->lives != NULL
         && rs_lives_get (recording->lives, self->serial) != NULL;
}

static void
update (RsAnswers *self)
{
  const RsHeapGraph *graph = rs_app_session_get_graph (self->pane.session);
  guint32 node;

  /* The same moment, drawn otherwise. */
  if (graph != NULL && graph == self->graph
      && self->serial == rs_app_session_get_selected (self->pane.session))
    return;
  rs_heap_graph_unref (self->graph);
  self->graph = graph != NULL ? rs_heap_graph_ref (graph) : NULL;
  rs_app_session_forget (self->pane.session, G_OBJECT (self));
  if (self->looking)
    self->history_of = 0; /* it is asked for again */
  self->serial = rs_app_session_get_selected (self->pane.session);
  node = graph != NULL && self->serial != 0 ? rs_heap_graph_find (graph, self->serial) : RS_NONE;
  self->alive = node != RS_NONE;
  g_free (self->name);
  self->name = self->alive ? rs_string_for_node (self->pane.session, graph, node)
                           : rs_string_for_life (self->pane.session, self->serial);
  gboolean shown = graph != NULL && self->serial != 0 && is_object (self, graph, node);
  gtk_widget_set_visible (self->box, shown);
  /* The engine answers for steps and instructions; what is between their events
   * would have another answer. */
  gboolean asked = rs_app_session_get_event (self->pane.session, NULL) == 0;
  gtk_widget_set_visible (self->questions, asked);
  for (guint i = 0; i < G_N_ELEMENTS (self->rows); i++)
    {
      gtk_label_set_text (self->rows[i].label, "");
      gtk_widget_set_visible (GTK_WIDGET (self->rows[i].expander),
                              asked && (self->alive || self->rows[i].why == RS_WHY_DIED_AT));
    }
  if (!shown)
    return;
  fill_life (self);
  /* Of the dead one wants to know that first. */
  if (!self->alive)
    gtk_expander_set_expanded (self->died_at_expander, TRUE);
  mark_current (self);
  ask_open (self);
}

static void
on_recorded (RsAnswers *self)
{
  self->history_of = 0;
  self->pending = 0;
  g_array_set_size (self->changes, 0);
  rs_box_clear (self->history);
}

static void
on_expanded (RsAnswers *self, GParamSpec *pspec, GtkExpander *expander)
{
  if (!gtk_expander_get_expanded (expander) || self->serial == 0)
    return;
  if (expander == self->history_expander)
    update_history (self);
  for (guint i = 0; i < G_N_ELEMENTS (self->rows); i++)
    if (self->rows[i].expander == expander)
      ask (self, &self->rows[i]);
}

/* --- public --------------------------------------------------------------- */

void
rs_answers_open (RsAnswers *self, RsWhy why)
{
  const Row *row = find_row (self, why);
  if (row != NULL)
    gtk_expander_set_expanded (row->expander, TRUE);
}

const char *
rs_answers_get_text (RsAnswers *self, RsWhy why)
{
  const Row *row = find_row (self, why);
  const char *text = row != NULL ? gtk_label_get_text (row->label) : "";
  return *text != '\0' ? text : NULL;
}

void
rs_answers_open_history (RsAnswers *self)
{
  gtk_expander_set_expanded (self->history_expander, TRUE);
}

void
rs_answers_go_to_change (RsAnswers *self, int direction)
{
  if (self->serial == 0)
    return;
  gtk_expander_set_expanded (self->history_expander, TRUE);
  if (self->looking || self->history_of != self->serial)
    self->pending = direction;
  else
    go_to_change (self, direction);
}

guint
rs_answers_get_n_changes (RsAnswers *self)
{
  return self->changes->len;
}

/* --- the widget ----------------------------------------------------------- */

static void
set_session (RsPane *pane, RsAppSession *session)
{
  RsAnswers *self = RS_ANSWERS (pane);

  g_signal_connect_object (session, "moment-changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::selected", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "recorded", G_CALLBACK (on_recorded), self, G_CONNECT_SWAPPED);
  update (self);
}

static void
finalize (GObject *object)
{
  RsAnswers *self = RS_ANSWERS (object);
  g_free (self->name);
  rs_heap_graph_unref (self->graph);
  g_clear_pointer (&self->changes, g_array_unref);
  G_OBJECT_CLASS (rs_answers_parent_class)->finalize (object);
}

static void
rs_answers_class_init (RsAnswersClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  RS_PANE_CLASS (class)->set_session = set_session;
  G_OBJECT_CLASS (class)->finalize = finalize;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/refscope/Refscope/ui/answers.ui");
  gtk_widget_class_bind_template_child (widget_class, RsAnswers, box);
  gtk_widget_class_bind_template_child (widget_class, RsAnswers, questions);
  gtk_widget_class_bind_template_child (widget_class, RsAnswers, life_title);
  gtk_widget_class_bind_template_child (widget_class, RsAnswers, life);
  gtk_widget_class_bind_template_child (widget_class, RsAnswers, history);
  gtk_widget_class_bind_template_child (widget_class, RsAnswers, alive_expander);
  gtk_widget_class_bind_template_child (widget_class, RsAnswers, keeps_expander);
  gtk_widget_class_bind_template_child (widget_class, RsAnswers, cut_expander);
  gtk_widget_class_bind_template_child (widget_class, RsAnswers, collectable_expander);
  gtk_widget_class_bind_template_child (widget_class, RsAnswers, died_at_expander);
  gtk_widget_class_bind_template_child (widget_class, RsAnswers, history_expander);
  gtk_widget_class_bind_template_child (widget_class, RsAnswers, alive_label);
  gtk_widget_class_bind_template_child (widget_class, RsAnswers, keeps_label);
  gtk_widget_class_bind_template_child (widget_class, RsAnswers, cut_label);
  gtk_widget_class_bind_template_child (widget_class, RsAnswers, collectable_label);
  gtk_widget_class_bind_template_child (widget_class, RsAnswers, died_at_label);
  gtk_widget_class_bind_template_callback (widget_class, on_expanded);
}

static void
rs_answers_init (RsAnswers *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->changes = g_array_new (FALSE, FALSE, sizeof (guint));
  self->rows[0] = (Row){ RS_WHY_ALIVE, self->alive_expander, self->alive_label };
  self->rows[1] = (Row){ RS_WHY_KEEPS, self->keeps_expander, self->keeps_label };
  self->rows[2] = (Row){ RS_WHY_CUT, self->cut_expander, self->cut_label };
  self->rows[3] = (Row){ RS_WHY_COLLECTABLE, self->collectable_expander, self->collectable_label };
  self->rows[4] = (Row){ RS_WHY_DIED_AT, self->died_at_expander, self->died_at_label };
  for (guint i = 0; i < G_N_ELEMENTS (self->rows); i++)
    rs_expander_set_child (self->rows[i].expander, GTK_WIDGET (self->rows[i].label));
  rs_expander_set_child (self->history_expander, GTK_WIDGET (self->history));
}
