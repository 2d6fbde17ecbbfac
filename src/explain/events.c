/* SPDX-License-Identifier: MIT
 *
 * References made and dropped, from two whole graphs: an edge is its source,
 * its label and its target; what one graph has and the other has not was
 * dropped or made by the instruction between them. The journal has told already
 * what a dying object dropped. Of an object whose count fell to 0 the edge that
 * vanished is the reference that went.
 *
 * The order within an instruction: what it made comes before the first death,
 * what it dropped of objects that live on after all else.
 */
#include "events.h"

#include "explain/places.h"
#include "session/aside.h"
#include "text/escape.h"

#include <stdlib.h>
#include <string.h>

/* An edge, as one finds it again in another graph. */
typedef struct {
  guint64 source, target;
  const char *label;
  guint32 source_node;
  guint8 strength;
} Edge;

typedef struct {
  RsEvents *result;
  RsSession *session;
  gboolean all;
  guint64 first_serial;
  GHashTable *died; /* set of serials that died in the instruction */
} Merge;

/* --- edges ---------------------------------------------------------------- */

static int
compare_edges (gconstpointer a, gconstpointer b)
{
  const Edge *x = a, *y = b;
  if (x->target != y->target)
    return x->target < y->target ? -1 : 1;
  if (x->source != y->source)
    return x->source < y->source ? -1 : 1;
  return strcmp (x->label, y->label);
}

static gboolean
is_told (const Merge *m, const RsGraphNode *target)
{
  return target->kind == RS_GNODE_OBJECT && (m->all || target->serial >= m->first_serial);
}

/* Who NODE is at another moment, too: a frame's serial is only its place in the
 * stack. */
static guint64
source_of (const RsHeapGraph *graph, guint32 node)
{
  const RsGraphNode *n = &graph->nodes[node];
  return n->kind == RS_GNODE_FRAME ? RS_FIRST_FRAME_SERIAL | n->length : n->serial;
}

/* The counted references of GRAPH, sorted. */
static GArray *
edges_of (Merge *m, const RsHeapGraph *graph)
{
  GArray *edges = g_array_new (FALSE, FALSE, sizeof (Edge));
  for (guint32 i = 0; i < graph->n_edges; i++)
    {
      const RsGraphEdge *e = &graph->edges[i];
      if (e->target == RS_NONE || e->strength == RS_WEAK || !is_told (m, &graph->nodes[e->target]))
        continue;
      const RsPlace place = { e->target, i, i, RS_PLACE_PLAIN };
      g_autofree char *label = e->kind == RS_REF_STACK ? g_strdup_printf ("stack %d", e->index)
                                                       : rs_place_label (graph, &place);
      Edge edge = { source_of (graph, e->source), graph->nodes[e->target].serial,
                    g_string_chunk_insert_const (m->result->pool, label ? label : ""), e->source,
                    e->strength };
      g_array_append_val (edges, edge);
    }
  g_array_sort (edges, compare_edges);
  return edges;
}

/* What A has and B has not, both sorted. */
static GArray *
only_in (const GArray *a, const GArray *b)
{
  GArray *only = g_array_new (FALSE, FALSE, sizeof (Edge));
  guint j = 0;
  for (guint i = 0; i < a->len; i++)
    {
      const Edge *edge = &g_array_index (a, Edge, i);
      while (j < b->len && compare_edges (&g_array_index (b, Edge, j), edge) < 0)
        j++;
      if (j < b->len && compare_edges (&g_array_index (b, Edge, j), edge) == 0)
        j++;
      else
        g_array_append_val (only, *edge);
    }
  return only;
}

/* "global x", "local y of f", "attribute z": the frame is told with its
 * reference. */
static const char *
label_of (Merge *m, const RsHeapGraph *graph, const Edge *edge)
{
  const RsGraphNode *source = &graph->nodes[edge->source_node];
  if (source->kind != RS_GNODE_FRAME)
    return edge->label;
  g_autofree char *text =
      g_strdup_printf ("%s of %s", edge->label, rs_heap_graph_text (graph, source->text));
  return g_string_chunk_insert_const (m->result->pool, text);
}

static void
set_reference (Merge *m, RsEvent *event, const RsHeapGraph *graph, const Edge *edge)
{
  const RsGraphNode *source = &graph->nodes[edge->source_node];
  event->label = label_of (m, graph, edge);
  if (source->kind != RS_GNODE_OBJECT)
    return;
  event->other = source->serial;
  event->other_type =
      g_string_chunk_insert_const (m->result->pool, rs_heap_graph_text (graph, source->type_name));
}

/* --- events --------------------------------------------------------------- */

static gint64
count_in (const RsHeapGraph *graph, guint64 serial)
{
  guint32 node = rs_heap_graph_find (graph, serial);
  return node == RS_NONE ? 0 : graph->nodes[node].refcount;
}

/* A reference to something that lives on, made or dropped at AT's moment. */
static void
add_change (Merge *m, RsEventKind kind, const RsHeapGraph *graph, const Edge *edge, gint64 before,
            const RsEvent *at)
{
  guint32 node = rs_heap_graph_find (graph, edge->target);
  RsEvent event = *at;
  event.kind = kind;
  event.object = edge->target;
  event.type = g_string_chunk_insert_const (
      m->result->pool, rs_heap_graph_text (graph, graph->nodes[node].type_name));
  event.address = graph->nodes[node].address;
  event.other = 0;
  event.other_type = event.label = NULL;
  event.number = 0;
  event.stop = 0;
  event.generation = -1;
  event.before = before;
  event.after = before + (kind == RS_EVENT_MADE ? 1 : -1);
  set_reference (m, &event, graph, edge);
  g_array_append_val (m->result->events, event);
}

/* The references of one kind, of objects that live afterwards. STARTS: the
 * count of each before. */
static void
add_changes (Merge *m, RsEventKind kind, const RsHeapGraph *graph, const RsHeapGraph *after,
             const GArray *edges, GHashTable *counts, const RsEvent *at)
{
  for (guint i = 0; i < edges->len; i++)
    {
      const Edge *edge = &g_array_index (edges, Edge, i);
      gpointer key = GSIZE_TO_POINTER ((gsize) edge->target);
      if (rs_heap_graph_find (after, edge->target) == RS_NONE
          || (kind == RS_EVENT_GONE
              && g_hash_table_contains (m->died, GSIZE_TO_POINTER ((gsize) edge->source))))
        continue;
      gint64 before = GPOINTER_TO_SIZE (g_hash_table_lookup (counts, key));
      add_change (m, kind, graph, edge, before, at);
      g_hash_table_insert (counts, key,
                           GSIZE_TO_POINTER ((gsize) (before + (kind == RS_EVENT_MADE ? 1 : -1))));
    }
}

/* The reference that went when EVENT's object died: of those that VANISHED the
 * first that is no temporary one. */
static void
name_last (Merge *m, RsEvent *event, const RsHeapGraph *before, const GArray *vanished)
{
  const Edge *best = NULL;
  for (guint i = 0; i < vanished->len; i++)
    {
      const Edge *edge = &g_array_index (vanished, Edge, i);
      if (edge->target == event->object
          && !g_hash_table_contains (m->died, GSIZE_TO_POINTER ((gsize) edge->source))
          && (best == NULL || (best->strength == RS_TEMPORARY && edge->strength != RS_TEMPORARY)))
        best = edge;
    }
  if (best != NULL)
    set_reference (m, event, before, best);
}

/* Counts before the instruction of what is in EDGES. */
static void
add_counts (GHashTable *counts, const RsHeapGraph *before, const GArray *edges)
{
  for (guint i = 0; i < edges->len; i++)
    {
      guint64 serial = g_array_index (edges, Edge, i).target;
      g_hash_table_insert (counts, GSIZE_TO_POINTER ((gsize) serial),
                           GSIZE_TO_POINTER ((gsize) count_in (before, serial)));
    }
}

static gboolean
is_death (const RsEvent *event)
{
  return event->kind == RS_EVENT_GONE || event->kind == RS_EVENT_FREED;
}

/* The N EVENTS of one instruction, from its graphs. */
static void
merge_instruction (Merge *m, const RsHeapGraph *before, const RsHeapGraph *after,
                   const RsEvent *events, guint n, const RsEvent *at)
{
  g_autoptr (GArray) old = edges_of (m, before), new = edges_of (m, after);
  g_autoptr (GArray) made = only_in (new, old), gone = only_in (old, new);
  g_autoptr (GHashTable) counts = g_hash_table_new (NULL, NULL);
  guint i = 0;

  add_counts (counts, before, made);
  add_counts (counts, before, gone);
  g_hash_table_remove_all (m->died);
  for (guint k = 0; k < n; k++)
    if (events[k].kind == RS_EVENT_FREED)
      g_hash_table_add (m->died, GSIZE_TO_POINTER ((gsize) events[k].object));
  for (; i < n && !is_death (&events[i]); i++)
    g_array_append_val (m->result->events, events[i]);
  add_changes (m, RS_EVENT_MADE, after, after, made, counts, i > 0 ? &events[i - 1] : at);
  for (; i < n; i++)
    {
      RsEvent event = events[i];
      if (event.kind == RS_EVENT_GONE && event.after == 0 && event.label == NULL)
        name_last (m, &event, before, gone);
      g_array_append_val (m->result->events, event);
    }
  add_changes (m, RS_EVENT_GONE, before, after, gone, counts, n > 0 ? &events[n - 1] : at);
}

static const RsHeapGraph *
graph_before (Merge *m, guint64 instruction)
{
  const RsInstant instant = { FALSE, instruction };
  return rs_session_whole_graph (m->session, &instant, NULL);
}

/* --- the whole ------------------------------------------------------------ */

static void
take_plain (Merge *m, const RsJournal *journal)
{
  g_array_append_vals (m->result->events, journal->events, journal->n_events);
}

/* Instruction by instruction, also those that have no event of their own. */
static void
compare_all (Merge *m, const RsJournal *journal)
{
  guint64 first = journal->first_instruction, end = journal->end_instruction;
  g_autoptr (RsConstHeapGraph) before = graph_before (m, first);
  guint at = 0;
  for (guint64 instruction = first; instruction < end; instruction++)
    {
      guint n = 0;
      while (at + n < journal->n_events && journal->events[at + n].instruction <= instruction)
        n++;
      g_autoptr (RsConstHeapGraph) after = graph_before (m, instruction + 1);
      const RsStep *steps = rs_session_recording (m->session)->steps;
      guint step = rs_recording_step_at (rs_session_recording (m->session), instruction);
      const RsEvent moment = { .before = -1,
                               .after = -1,
                               .generation = -1,
                               .instruction = instruction,
                               .step = step,
                               .line = steps ? MAX (steps[step].line, 0) : 0 };
      if (before != NULL && after != NULL)
        merge_instruction (m, before, after, journal->events + at, n, &moment);
      else
        g_array_append_vals (m->result->events, journal->events + at, n);
      at += n;
      rs_heap_graph_unref (before);
      before = g_steal_pointer (&after);
    }
  g_array_append_vals (m->result->events, journal->events + at, journal->n_events - at);
}

RsEvents *
rs_events_new (RsSession *session, const RsJournal *journal, gboolean all, GError **error)
{
  RsEvents *result = g_new0 (RsEvents, 1);
  const RsLives *lives = rs_session_recording (session)->lives;
  Merge merge = { result, session, all, lives ? lives->first_serial : 0,
                  g_hash_table_new (NULL, NULL) };
  result->events = g_array_new (FALSE, FALSE, sizeof (RsEvent));
  result->pool = g_string_chunk_new (1024);
  result->compared = journal->end_instruction - journal->first_instruction <= RS_EVENTS_COMPARED;
  if (result->compared)
    compare_all (&merge, journal);
  else
    take_plain (&merge, journal);
  g_hash_table_unref (merge.died);
  return result;
}

void
rs_events_free (RsEvents *events)
{
  if (events == NULL)
    return;
  g_array_unref (events->events);
  g_string_chunk_free (events->pool);
  g_free (events);
}
