/* SPDX-License-Identifier: MIT
 *
 * The find bar. The moment shown is searched here, at each key; a query of the
 * whole run is the engine's to answer, when the typing pauses, and is known by
 * its text when its answer comes.
 */
#include "find-bar.h"

#include "display-strings.h"
#include "explain/find.h"
#include "graph/search.h"
#include "object-row.h"
#include "widgets.h"

#include <glib/gi18n.h>
#include <string.h>

#define MOST_ROWS 100

struct _RsFindBar {
  RsPane pane;
  GtkEditable *entry;
  GtkToggleButton *whole_run;
  GtkLabel *status;
  GtkBox *rows;
  GtkWidget *current; /* the row that was selected last; NULL: none */
  guint n_rows;
  GArray *steps; /* guint */
};

G_DEFINE_FINAL_TYPE (RsFindBar, rs_find_bar, RS_TYPE_PANE)

static guint found_signal;

/* --- rows ----------------------------------------------------------------- */

static int
compare_steps (gconstpointer a, gconstpointer b)
{
  guint x = *(const guint *) a, y = *(const guint *) b;
  return (x > y) - (x < y);
}

static void
clear (RsFindBar *self)
{
  rs_box_clear (self->rows);
  self->current = NULL;
  self->n_rows = 0;
  g_array_set_size (self->steps, 0);
  gtk_label_set_text (self->status, "");
}

static void
add (RsFindBar *self, GtkWidget *row)
{
  gtk_box_append (self->rows, row);
  self->n_rows++;
}

/* --- the moment shown ----------------------------------------------------- */

/* Where NODE is held: the name of its first reference (transfer full). */
static char *
place_of (RsFindBar *self, const RsHeapGraph *graph, guint32 node)
{
  for (guint32 i = graph->in_first[node]; i < graph->in_first[node + 1]; i++)
    {
      const RsGraphEdge *edge = &graph->edges[graph->in_edges[i]];
      if (edge->label != 0)
        return rs_string_for_edge (graph, edge);
    }
  return g_strdup ("");
}

static gboolean
is_called (RsFindBar *self, const RsHeapGraph *graph, guint32 node, const char *identity)
{
  g_autofree char *own =
      rs_app_session_get_identity (self->pane.session, graph->nodes[node].serial);
  return g_ascii_strcasecmp (own, identity) == 0;
}

/* The card that is called TEXT ("A3"); else what the search finds, and of that
 * first what is drawn. */
static GArray *
find_nodes (RsFindBar *self, const RsHeapGraph *graph, const char *text)
{
  RsScene *scene = rs_app_session_get_scene (self->pane.session);
  GArray *sorted = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autoptr (GArray) found = rs_graph_search (graph, text);

  if (g_ascii_isalpha (*text) && strlen (text) > 1
      && strspn (text + 1, "0123456789") == strlen (text + 1))
    for (guint32 i = 0; i < graph->n_nodes; i++)
      if (is_called (self, graph, i, text))
        g_array_append_val (sorted, i);
  for (int drawn = 1; drawn >= 0; drawn--)
    for (guint i = 0; i < found->len; i++)
      {
        guint32 node = g_array_index (found, guint32, i);
        gboolean is_drawn = scene != NULL && rs_scene_find (scene, graph->nodes[node].serial, NULL);
        if (is_drawn == drawn)
          g_array_append_val (sorted, node);
      }
  return sorted;
}

static void
search_moment (RsFindBar *self, const char *text)
{
  const RsHeapGraph *graph = rs_app_session_get_graph (self->pane.session);
  if (graph == NULL || *text == '\0')
    return;
  g_autoptr (GArray) found = find_nodes (self, graph, text);
  g_autofree char *status =
      found->len == 0
          ? g_strdup (_ ("Nothing at this moment is called so."))
          : g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u object", "%u objects", found->len),
                             found->len);
  for (guint i = 0; i < MIN (found->len, MOST_ROWS); i++)
    {
      guint32 node = g_array_index (found, guint32, i);
      g_autofree char *name = rs_string_for_node (self->pane.session, graph, node);
      g_autofree char *place = place_of (self, graph, node);
      add (self, rs_object_row_new (self->pane.session, name, place, NULL,
                                    graph->nodes[node].serial, NULL));
    }
  gtk_label_set_text (self->status, status);
}

/* --- the whole run -------------------------------------------------------- */

/* In the worker's thread. */
static gpointer
answer (RsSession *session, gconstpointer question, GError **error)
{
  g_autofree char *message = NULL;
  gsize position;
  g_autoptr (RsQuery) query = rs_query_parse (question, &message, &position);
  if (query == NULL)
    {
      g_set_error_literal (error, RS_SESSION_ERROR, RS_SESSION_ERROR_MOMENT, message);
      return NULL;
    }
  return rs_find (session, query, FALSE, error);
}

static void
free_findings (gpointer data)
{
  rs_findings_free (data);
}

static void
add_found (RsFindBar *self, const RsFound *found)
{
  const RsRecording *recording = rs_app_session_get_recording (self->pane.session);
  const RsLife *life = rs_lives_get (recording->lives, found->serial);
  guint step = found->step != RS_NO_STEP ? found->step : life->born_step;
  g_autofree char *name = rs_string_for_life (self->pane.session, found->serial), *line = NULL,
                  *note = NULL;

  step = MIN (step, recording->n_steps - 1);
  line = g_strdup_printf (_ ("line %d"), recording->lives->sites[life->born_site].line);
  note = g_strdup_printf (_ ("step %u"), step);
  g_array_append_val (self->steps, step);
  if (self->n_rows < MOST_ROWS)
    {
      GtkWidget *row =
          rs_object_row_new_for_step (self->pane.session, name, line, note, step, NULL);
      rs_object_row_set_serial (RS_OBJECT_ROW (row), found->serial);
      add (self, row);
    }
}

static void
take (gpointer owner, gconstpointer question, gpointer result, const GError *error)
{
  RsFindBar *self = owner;
  const RsFindings *findings = result;

  if (!gtk_toggle_button_get_active (self->whole_run)
      || strcmp (question, gtk_editable_get_text (self->entry)) != 0)
    return;
  clear (self);
  if (findings == NULL)
    {
      gtk_label_set_text (self->status, error->message);
      return;
    }
  for (guint i = 0; i < findings->found->len; i++)
    add_found (self, &g_array_index (findings->found, RsFound, i));
  for (guint i = 0; i < findings->groups->len && self->n_rows < MOST_ROWS; i++)
    {
      const RsFoundGroup *group = &g_array_index (findings->groups, RsFoundGroup, i);
      g_autofree char *n = g_strdup_printf ("%" G_GUINT64_FORMAT, group->n);
      add (self, rs_object_row_new (self->pane.session, group->key, n, NULL, 0, NULL));
    }
  g_array_sort (self->steps, compare_steps);
  g_autofree char *status = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%u object", "%u objects", findings->n), (guint) findings->n);
  gtk_label_set_text (self->status, status);
  g_signal_emit (self, found_signal, 0);
}

static void
ask_run (RsFindBar *self, const char *text)
{
  const RsInquiry inquiry = {
    answer, g_strdup (text), g_free, free_findings, take, G_OBJECT (self)
  };
  gtk_label_set_text (self->status, _ ("Looking…"));
  rs_app_session_ask (self->pane.session, &inquiry);
}

/* --- what happens --------------------------------------------------------- */

static void
on_changed (RsFindBar *self)
{
  const char *text = gtk_editable_get_text (self->entry);

  rs_app_session_forget (self->pane.session, G_OBJECT (self));
  clear (self);
  if (!gtk_toggle_button_get_active (self->whole_run))
    search_moment (self, text);
  else if (*text != '\0')
    ask_run (self, text);
  g_signal_emit (self, found_signal, 0);
}

static void
on_activate (RsFindBar *self)
{
  rs_find_bar_next (self);
}

/* Another moment is searched again; what the whole run has stays. */
static void
on_moment_changed (RsFindBar *self)
{
  if (gtk_widget_get_visible (GTK_WIDGET (self)) && !gtk_toggle_button_get_active (self->whole_run))
    on_changed (self);
}

static void
on_recorded (RsFindBar *self)
{
  if (gtk_widget_get_visible (GTK_WIDGET (self)))
    on_changed (self);
}

/* --- public --------------------------------------------------------------- */

void
rs_find_bar_open (RsFindBar *self, const char *text, gboolean whole_run)
{
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  gtk_toggle_button_set_active (self->whole_run, whole_run);
  if (text != NULL)
    gtk_editable_set_text (self->entry, text);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  on_changed (self);
}

void
rs_find_bar_close (RsFindBar *self)
{
  rs_app_session_forget (self->pane.session, G_OBJECT (self));
  clear (self);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  g_signal_emit (self, found_signal, 0);
}

void
rs_find_bar_next (RsFindBar *self)
{
  GtkWidget *next = self->current != NULL ? gtk_widget_get_next_sibling (self->current) : NULL;
  if (next == NULL)
    next = gtk_widget_get_first_child (GTK_WIDGET (self->rows));
  if (next == NULL)
    return;
  self->current = next;
  rs_object_row_go (RS_OBJECT_ROW (next));
}

guint
rs_find_bar_get_n_rows (RsFindBar *self)
{
  return self->n_rows;
}

const char *
rs_find_bar_get_status (RsFindBar *self)
{
  return gtk_label_get_text (self->status);
}

const GArray *
rs_find_bar_get_steps (RsFindBar *self)
{
  return self->steps;
}

/* --- the widget ----------------------------------------------------------- */

static void
set_session (RsPane *pane, RsAppSession *session)
{
  RsFindBar *self = RS_FIND_BAR (pane);

  g_signal_connect_object (session, "moment-changed", G_CALLBACK (on_moment_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "recorded", G_CALLBACK (on_recorded), self, G_CONNECT_SWAPPED);
}

static void
finalize (GObject *object)
{
  RsFindBar *self = RS_FIND_BAR (object);
  g_array_unref (self->steps);
  G_OBJECT_CLASS (rs_find_bar_parent_class)->finalize (object);
}

static void
rs_find_bar_class_init (RsFindBarClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  RS_PANE_CLASS (class)->set_session = set_session;
  G_OBJECT_CLASS (class)->finalize = finalize;
  found_signal = g_signal_new ("found", RS_TYPE_FIND_BAR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                               G_TYPE_NONE, 0);
  gtk_widget_class_set_css_name (widget_class, "findbar");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/refscope/Refscope/ui/find-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, RsFindBar, entry);
  gtk_widget_class_bind_template_child (widget_class, RsFindBar, whole_run);
  gtk_widget_class_bind_template_child (widget_class, RsFindBar, status);
  gtk_widget_class_bind_template_child (widget_class, RsFindBar, rows);
  gtk_widget_class_bind_template_callback (widget_class, on_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_activate);
  gtk_widget_class_bind_template_callback (widget_class, rs_find_bar_close);
}

static void
rs_find_bar_init (RsFindBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->steps = g_array_new (FALSE, FALSE, sizeof (guint));
}
