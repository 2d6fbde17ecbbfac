/* SPDX-License-Identifier: MIT
 *
 * The inspector. It is filled anew for each moment and each selection, from the
 * whole heap (not from what the level of detail leaves): so that the references
 * listed make up the count. A count that the program's heap does not explain
 * (the interpreter holds the object, too) says how many are missing. What this
 * step did comes from the diff of what is drawn, because the whole heap's would
 * be noise.
 */
#include "inspector.h"

#include "graph/analysis.h"
#include "graph/diff.h"
#include "graph/filter.h"
#include "object-row.h"
#include "story-pane.h"
#include "widgets.h"
#include "display-strings.h"

#include <glib/gi18n.h>
#include <string.h>

#define MOST_ROWS 120 /* of one list; what is cut says how much */

struct _RsInspector {
  RsPane pane;
  GtkLabel *title, *value, *facts, *hint, *not_drawn;
  GtkLabel *owners_title, *weak_title, *fields_title, *changes_title;
  GtkBox *object_box, *owners, *weak, *fields, *changes;
  RsAnswers *answers;
  RsStoryPane *story;
  RsEventsPane *events;
  RsThreadsPane *threads;
  GtkExpander *changes_expander;
  guint n_owners;
};

G_DEFINE_FINAL_TYPE (RsInspector, rs_inspector, RS_TYPE_PANE)

/* --- rows ----------------------------------------------------------------- */

static void
add_row (RsInspector *self, GtkBox *box, const char *name, const char *value, const char *note,
         guint64 serial, const char *style)
{
  gtk_box_append (box, rs_object_row_new (self->pane.session, name, value, note, serial, style));
}

static void
add_more (RsInspector *self, GtkBox *box, guint more)
{
  g_autofree char *text = NULL;
  if (more == 0)
    return;
  text = g_strdup_printf (_ ("+%u more"), more);
  add_row (self, box, text, NULL, NULL, 0, "dim-label");
}

/* EDGE as a row: of the incoming ones its owner (OWNER), else its target. */
static void
add_edge (RsInspector *self, GtkBox *box, const RsHeapGraph *graph, const RsGraphEdge *edge,
          gboolean owner)
{
  guint32 other = owner ? edge->source : edge->target;
  g_autofree char *label = rs_string_for_edge (graph, edge);
  if (other == RS_NONE)
    {
      add_row (self, box, label, edge->kind == RS_REF_REFERENT ? _ ("dead") : _ ("empty"), NULL, 0,
               NULL);
      return;
    }
  g_autofree char *name = rs_string_for_node (self->pane.session, graph, other);
  const char *style = edge->strength == RS_WEAK        ? "weak"
                      : edge->strength == RS_TEMPORARY ? "temporary"
                                                       : NULL;
  /* An owner is read as a place: "main" holds it as "x". */
  add_row (self, box, owner ? name : label, owner ? label : name,
           rs_string_for_strength (edge->strength), graph->nodes[other].serial, style);
}

/* --- the selected object -------------------------------------------------- */

static void
fill_owners (RsInspector *self, const RsHeapGraph *graph, guint32 node)
{
  const RsGraphNode *n = &graph->nodes[node];
  g_autoptr (GArray) owners = rs_graph_owners (graph, node);
  g_autofree char *title = NULL;
  gboolean counted = n->kind != RS_GNODE_FRAME && n->kind != RS_GNODE_ROOT;

  self->n_owners = owners->len;
  if (!counted)
    title = g_strdup (_ ("Held by"));
  else if (n->flags & RS_NODE_IMMORTAL)
    title = g_strdup_printf (_ ("Immortal; held by %u references"), owners->len);
  else
    title = g_strdup_printf (_ ("Why is the count %ld?"), (glong) n->refcount);
  gtk_label_set_text (self->owners_title, title);
  for (guint i = 0; i < MIN (owners->len, MOST_ROWS); i++)
    add_edge (self, self->owners, graph, &graph->edges[g_array_index (owners, guint32, i)], TRUE);
  add_more (self, self->owners, owners->len > MOST_ROWS ? owners->len - MOST_ROWS : 0);
  if (counted && !(n->flags & RS_NODE_IMMORTAL) && n->refcount > (gint64) owners->len)
    {
      g_autofree char *rest =
          g_strdup_printf ("%" G_GINT64_FORMAT, n->refcount - (gint64) owners->len);
      add_row (self, self->owners, _ ("the interpreter"), rest, _ ("not drawn"), 0, NULL);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->owners_title), counted || owners->len > 0);
}

static void
fill_weak (RsInspector *self, const RsHeapGraph *graph, guint32 node)
{
  guint n = 0;
  for (guint32 i = graph->in_first[node]; i < graph->in_first[node + 1]; i++)
    {
      const RsGraphEdge *edge = &graph->edges[graph->in_edges[i]];
      if (edge->strength != RS_WEAK)
        continue;
      if (n++ < MOST_ROWS)
        add_edge (self, self->weak, graph, edge, TRUE);
    }
  add_more (self, self->weak, n > MOST_ROWS ? n - MOST_ROWS : 0);
  gtk_widget_set_visible (GTK_WIDGET (self->weak_title), n > 0);
}

static void
fill_fields (RsInspector *self, const RsHeapGraph *graph, guint32 node)
{
  const RsGraphNode *n = &graph->nodes[node];
  for (guint32 i = 0; i < MIN (n->n_edges, MOST_ROWS); i++)
    add_edge (self, self->fields, graph, &graph->edges[n->first_edge + i], FALSE);
  add_more (self, self->fields, n->n_edges > MOST_ROWS ? n->n_edges - MOST_ROWS : 0);
  gtk_widget_set_visible (GTK_WIDGET (self->fields_title), n->n_edges > 0);
}

static void
add_fact (GString *text, const char *name, const char *value)
{
  g_autofree char *safe = g_markup_escape_text (value, -1);
  g_string_append_printf (text, "%s<span alpha=\"60%%\">%s</span>  %s", text->len > 0 ? "\n" : "",
                          name, safe);
}

static void
fill_facts (RsInspector *self, const RsHeapGraph *graph, const RsGraphNode *n)
{
  g_autoptr (GString) text = g_string_new (NULL);
  char buffer[64];

  if (n->kind == RS_GNODE_OBJECT || n->kind == RS_GNODE_NAMESPACE)
    {
      g_snprintf (buffer, sizeof buffer, "%" G_GINT64_FORMAT "%s", n->refcount,
                  n->flags & RS_NODE_IMMORTAL ? " (∞)" : "");
      add_fact (text, _ ("Count"), buffer);
    }
  if (n->size > 0)
    {
      g_snprintf (buffer, sizeof buffer, _ ("%lu bytes"), (gulong) n->size);
      add_fact (text, _ ("Size"), buffer);
    }
  if (n->length > 0)
    {
      g_snprintf (buffer, sizeof buffer, n->capacity > n->length ? _ ("%u of %u places") : "%u",
                  n->length, n->capacity);
      add_fact (text, _ ("Length"), buffer);
    }
  if (n->address != 0)
    {
      g_snprintf (buffer, sizeof buffer, "0x%" G_GINT64_MODIFIER "x", n->address);
      add_fact (text, _ ("Address"), buffer);
    }
  if (n->line > 0)
    {
      g_snprintf (buffer, sizeof buffer, "%d", n->line);
      add_fact (text, _ ("Line"), buffer);
    }
  if (n->gc_generation >= 0)
    {
      g_snprintf (buffer, sizeof buffer, _ ("generation %d"), n->gc_generation);
      add_fact (text, _ ("Collector"), buffer);
    }
  if (n->gc_refs > 0)
    {
      g_snprintf (buffer, sizeof buffer, "%d", n->gc_refs - 1);
      add_fact (text, "gc_refs", buffer);
    }
  if (n->flags & RS_NODE_INTERNED)
    add_fact (text, _ ("Interned"), _ ("yes"));
  gtk_label_set_markup (self->facts, text->str);
  gtk_widget_set_visible (GTK_WIDGET (self->facts), text->len > 0);
}

static void
fill_object (RsInspector *self, const RsHeapGraph *graph, guint32 node)
{
  const RsGraphNode *n = &graph->nodes[node];
  const char *text = rs_heap_graph_text (graph, n->text);
  RsScene *scene = rs_app_session_get_scene (self->pane.session);
  g_autofree char *title = rs_string_for_node (self->pane.session, graph, node);
  g_autofree char *value = NULL;

  gtk_label_set_text (self->title, title);
  if (n->text_length > 0)
    value = g_strdup_printf (_ ("%s… (%u characters)"), text, n->text_length);
  gboolean named = n->kind != RS_GNODE_OBJECT;
  gtk_label_set_text (self->value, named ? "" : value ? value : text);
  /* A class or function is named by its title already. */
  gtk_widget_set_visible (GTK_WIDGET (self->value),
                          !named && *text != '\0'
                              && (n->text_length > 0 || strstr (title, text) == NULL));
  gtk_widget_set_visible (GTK_WIDGET (self->not_drawn),
                          scene != NULL && !rs_scene_find (scene, n->serial, NULL));
  fill_facts (self, graph, n);
  fill_owners (self, graph, node);
  fill_weak (self, graph, node);
  fill_fields (self, graph, node);
}

/* --- what this step did --------------------------------------------------- */

static gboolean
is_worth_telling (const RsHeapGraph *graph, guint32 node)
{
  const RsGraphNode *n = &graph->nodes[node];
  return !(n->flags & RS_NODE_INLINE) && (n->kind == RS_GNODE_OBJECT || n->kind == RS_GNODE_FRAME);
}

static void
add_nodes (RsInspector *self, const RsHeapGraph *graph, GArray *nodes, const char *change,
           const char *style, guint *told)
{
  for (guint i = 0; i < nodes->len; i++)
    {
      guint32 node = g_array_index (nodes, guint32, i);
      if (!is_worth_telling (graph, node))
        continue;
      g_autofree char *name = rs_string_for_node (self->pane.session, graph, node);
      if ((*told)++ < MOST_ROWS)
        add_row (self, self->changes, change, name, NULL, graph->nodes[node].serial, style);
    }
}

/* Whether NODE of GRAPH has a reference that is called what EDGE of OTHER is
 * called. */
static gboolean
has_edge_like (const RsHeapGraph *graph, guint32 node, const RsHeapGraph *other,
               const RsGraphEdge *edge)
{
  char a[32], b[32];
  const RsGraphNode *n = &graph->nodes[node];
  const char *label = rs_heap_graph_label (other, edge, a);
  for (guint32 i = n->first_edge; i < n->first_edge + n->n_edges; i++)
    if (graph->edges[i].kind == edge->kind
        && strcmp (rs_heap_graph_label (graph, &graph->edges[i], b), label) == 0)
      return TRUE;
  return FALSE;
}

static void
add_counts (RsInspector *self, const RsGraphDiff *diff, guint *told)
{
  for (guint i = 0; i < diff->counts->len; i++)
    {
      RsNodePair pair = g_array_index (diff->counts, RsNodePair, i);
      const RsGraphNode *before = &diff->before->nodes[pair.before],
                        *after = &diff->after->nodes[pair.after];
      if (!is_worth_telling (diff->after, pair.after) || (after->flags & RS_NODE_IMMORTAL)
          || (*told)++ >= MOST_ROWS)
        continue;
      g_autofree char *name = rs_string_for_node (self->pane.session, diff->after, pair.after);
      g_autofree char *change = g_strdup_printf ("%" G_GINT64_FORMAT " → %" G_GINT64_FORMAT,
                                                 before->refcount, after->refcount);
      add_row (self, self->changes, change, name, NULL, after->serial,
               after->refcount > before->refcount ? "plus" : "minus");
    }
}

/* Whose reference EDGE is: "x" of a namespace or frame, "Point A3.x", "list
 * A2[0]" of an object. */
static char *
place_of (RsInspector *self, const RsHeapGraph *graph, const RsGraphEdge *edge)
{
  g_autofree char *label = rs_string_for_edge (graph, edge);
  if (graph->nodes[edge->source].kind != RS_GNODE_OBJECT)
    return g_steal_pointer (&label);
  g_autofree char *owner = rs_string_for_node (self->pane.session, graph, edge->source);
  return g_strconcat (owner, strchr (".[", label[0]) != NULL ? "" : " ", label, NULL);
}

/* References that came or went, of owners that are there before and after. What
 * was bound anew is told once, as what it is now. */
static void
add_references (RsInspector *self, const RsHeapGraph *graph, const RsHeapGraph *other,
                GArray *edges, gboolean added, guint *told)
{
  for (guint i = 0; i < edges->len; i++)
    {
      const RsGraphEdge *edge = &graph->edges[g_array_index (edges, guint32, i)];
      guint32 there = rs_heap_graph_find (other, graph->nodes[edge->source].serial);
      if (there == RS_NONE || edge->strength == RS_TEMPORARY || edge->target == RS_NONE
          || (!added && has_edge_like (other, there, graph, edge)) || (*told)++ >= MOST_ROWS)
        continue;
      g_autofree char *label = place_of (self, graph, edge);
      g_autofree char *name = g_strdup_printf (added ? "+ %s" : "− %s", label);
      g_autofree char *target = rs_string_for_node (self->pane.session, graph, edge->target);
      add_row (self, self->changes, name, target, NULL, graph->nodes[edge->source].serial,
               added ? "plus" : "minus");
    }
}

static void
fill_changes (RsInspector *self)
{
  const RsHeapGraph *graph = rs_app_session_get_graph (self->pane.session),
                    *previous = rs_app_session_get_previous (self->pane.session);
  RsFilterOptions options = { .detail = rs_app_session_get_detail (self->pane.session) };
  guint told = 0;

  rs_box_clear (self->changes);
  gtk_widget_set_visible (GTK_WIDGET (self->changes_title), graph != NULL);
  gtk_label_set_text (self->changes_title, rs_app_session_get_event (self->pane.session, NULL) > 0
                                               ? _ ("In the middle of this step")
                                               : _ ("What this step did"));
  gtk_widget_set_visible (GTK_WIDGET (self->changes_expander), graph != NULL);
  if (!gtk_expander_get_expanded (self->changes_expander))
    return;
  if (graph != NULL && previous != NULL)
    {
      const RsHeapGraph *now = rs_heap_graph_filter (graph, &options),
                        *before = rs_heap_graph_filter (previous, &options);
      RsGraphDiff *diff = rs_graph_diff (before, now);
      add_nodes (self, now, diff->born, _ ("new"), "plus", &told);
      add_nodes (self, before, diff->gone, _ ("freed"), "minus", &told);
      add_counts (self, diff, &told);
      add_references (self, now, before, diff->added, TRUE, &told);
      add_references (self, before, now, diff->removed, FALSE, &told);
      rs_graph_diff_free (diff);
      rs_heap_graph_unref (now);
      rs_heap_graph_unref (before);
    }
  add_more (self, self->changes, told > MOST_ROWS ? told - MOST_ROWS : 0);
  if (told == 0 && graph != NULL)
    add_row (self, self->changes, _ ("no change in memory"), NULL, NULL, 0, "dim-label");
}

/* --- the widget ----------------------------------------------------------- */

static void
update_object (RsInspector *self)
{
  const RsHeapGraph *graph = rs_app_session_get_graph (self->pane.session);
  guint64 serial = rs_app_session_get_selected (self->pane.session);
  guint32 node = graph && serial ? rs_heap_graph_find (graph, serial) : RS_NONE;

  rs_box_clear (self->owners);
  rs_box_clear (self->weak);
  rs_box_clear (self->fields);
  self->n_owners = 0;
  gtk_widget_set_visible (GTK_WIDGET (self->fields_title), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->object_box), node != RS_NONE);
  gtk_widget_set_visible (GTK_WIDGET (self->hint), node == RS_NONE && graph != NULL);
  g_autofree char *name = serial != 0 ? rs_string_for_life (self->pane.session, serial) : NULL;
  g_autofree char *gone =
      name != NULL ? g_strdup_printf (_ ("%s does not exist at this moment."), name) : NULL;
  gtk_label_set_text (self->hint,
                      gone ? gone : _ ("Select an object to see why its count is what it is."));
  if (node != RS_NONE)
    fill_object (self, graph, node);
}

static void
on_moment_changed (RsInspector *self)
{
  fill_changes (self);
  update_object (self);
}

RsStoryPane *
rs_inspector_get_story (RsInspector *self)
{
  return self->story;
}

RsEventsPane *
rs_inspector_get_events (RsInspector *self)
{
  return self->events;
}

RsThreadsPane *
rs_inspector_get_threads (RsInspector *self)
{
  return self->threads;
}

RsAnswers *
rs_inspector_get_answers (RsInspector *self)
{
  return self->answers;
}

guint
rs_inspector_get_n_owners (RsInspector *self)
{
  return self->n_owners;
}

static void
set_session (RsPane *pane, RsAppSession *session)
{
  RsInspector *self = RS_INSPECTOR (pane);

  g_signal_connect_object (session, "moment-changed", G_CALLBACK (on_moment_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::selected", G_CALLBACK (update_object), self,
                           G_CONNECT_SWAPPED);
  g_object_set (self->story, "session", session, NULL);
  g_object_set (self->events, "session", session, NULL);
  g_object_set (self->threads, "session", session, NULL);
  g_object_set (self->answers, "session", session, NULL);
  on_moment_changed (self);
}

static void
rs_inspector_class_init (RsInspectorClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  g_type_ensure (RS_TYPE_ANSWERS);
  g_type_ensure (RS_TYPE_EVENTS_PANE);
  g_type_ensure (RS_TYPE_STORY_PANE);
  g_type_ensure (RS_TYPE_THREADS_PANE);
  RS_PANE_CLASS (class)->set_session = set_session;
  gtk_widget_class_set_css_name (widget_class, "inspector");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/refscope/Refscope/ui/inspector.ui");
  gtk_widget_class_bind_template_child (widget_class, RsInspector, story);
  gtk_widget_class_bind_template_child (widget_class, RsInspector, events);
  gtk_widget_class_bind_template_child (widget_class, RsInspector, threads);
  gtk_widget_class_bind_template_child (widget_class, RsInspector, changes_expander);
  gtk_widget_class_bind_template_callback (widget_class, fill_changes);
  gtk_widget_class_bind_template_child (widget_class, RsInspector, answers);
  gtk_widget_class_bind_template_child (widget_class, RsInspector, title);
  gtk_widget_class_bind_template_child (widget_class, RsInspector, value);
  gtk_widget_class_bind_template_child (widget_class, RsInspector, facts);
  gtk_widget_class_bind_template_child (widget_class, RsInspector, hint);
  gtk_widget_class_bind_template_child (widget_class, RsInspector, not_drawn);
  gtk_widget_class_bind_template_child (widget_class, RsInspector, owners_title);
  gtk_widget_class_bind_template_child (widget_class, RsInspector, weak_title);
  gtk_widget_class_bind_template_child (widget_class, RsInspector, fields_title);
  gtk_widget_class_bind_template_child (widget_class, RsInspector, changes_title);
  gtk_widget_class_bind_template_child (widget_class, RsInspector, object_box);
  gtk_widget_class_bind_template_child (widget_class, RsInspector, owners);
  gtk_widget_class_bind_template_child (widget_class, RsInspector, weak);
  gtk_widget_class_bind_template_child (widget_class, RsInspector, fields);
  gtk_widget_class_bind_template_child (widget_class, RsInspector, changes);
}

static void
rs_inspector_init (RsInspector *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  rs_expander_set_child (self->changes_expander, GTK_WIDGET (self->changes));
}
