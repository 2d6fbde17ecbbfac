/* SPDX-License-Identifier: MIT
 *
 * An exception at level Simple: one card with what a person wants to know, and
 * not five of how Python keeps it.
 *
 *   ValueError                  2
 *   args[0]           'too large'     the arguments, whose tuple nobody else has
 *   __main__              line 23     the traceback, a row for each function
 *   check                       o--->  one of the program's that has returned: its frame is kept,
 *                                      and drawn, by the traceback
 *   __setattr__           library     one of the library's: its frame is not drawn,
 *   self                        o--->  but what it holds
 *
 * The tuple, the tracebacks and the library's frames are folded where nothing
 * but the exception leads to them; a program that has one of them itself sees
 * it. Opened, the card shows all of them.
 */
#include "graph/filter-private.h"

#include <string.h>

static const RsGraphEdge *
edge_of_kind (const RsHeapGraph *graph, guint32 node, RsRefKind kind, const char *label)
{
  const RsGraphNode *n = &graph->nodes[node];

  for (guint32 e = n->first_edge; e < n->first_edge + n->n_edges; e++)
    if (graph->edges[e].kind == kind && graph->edges[e].target != RS_NONE
        && (label == NULL
            || strcmp (rs_heap_graph_text (graph, graph->edges[e].label), label) == 0))
      return &graph->edges[e];
  return NULL;
}

/* Whether nothing but HOLDER keeps NODE, the engine's own hands apart. */
static gboolean
is_only_of (const RsHeapGraph *graph, guint32 holder, guint32 node)
{
  for (guint32 i = graph->in_first[node]; i < graph->in_first[node + 1]; i++)
    {
      const RsGraphEdge *edge = &graph->edges[graph->in_edges[i]];

      if (edge->source != holder && edge->strength == RS_STRONG && edge->kind != RS_REF_ROOT)
        return FALSE;
    }
  return TRUE;
}

/* Takes NODE, of HOLDER alone, into the card of EXCEPTION. FALSE: it is
 * somebody else's, too. */
static gboolean
take (Filter *filter, guint32 exception, guint32 holder, guint32 node, guint8 role)
{
  if (filter->role[node] != KEEP || !is_only_of (filter->graph, holder, node))
    return FALSE;
  filter->role[node] = role;
  filter->spliced[node] = 1;
  filter->brief[exception] = 2;
  return TRUE;
}

/* The next of the tracebacks that begin at EXCEPTION after AT, which is that
 * or a traceback; NULL: there is none, or it is not taken. */
static const RsGraphEdge *
next_traceback (const Filter *filter, guint32 at)
{
  const RsGraphEdge *edge =
      filter->graph->nodes[at].shape == RS_SHAPE_TRACEBACK
          ? edge_of_kind (filter->graph, at, RS_REF_OTHER, "tb_next")
          : edge_of_kind (filter->graph, at, RS_REF_TRACEBACK, "__traceback__");

  return edge != NULL && filter->role[edge->target] == INLINE
                 && filter->graph->nodes[edge->target].shape == RS_SHAPE_TRACEBACK
             ? edge
             : NULL;
}

static void
take_parts (Filter *filter, guint32 exception)
{
  const RsHeapGraph *graph = filter->graph;
  const RsGraphEdge *args = edge_of_kind (graph, exception, RS_REF_OTHER, "args"),
                    *edge = edge_of_kind (graph, exception, RS_REF_TRACEBACK, "__traceback__");
  guint32 at = exception;

  if (args != NULL && graph->nodes[args->target].shape == RS_SHAPE_TUPLE)
    take (filter, exception, exception, args->target, HIDE);
  for (; edge != NULL && take (filter, exception, at, edge->target, INLINE);
       edge = edge_of_kind (graph, at, RS_REF_OTHER, "tb_next"))
    {
      const RsGraphEdge *frame = edge_of_kind (graph, edge->target, RS_REF_FRAME, NULL);

      at = edge->target;
      if (frame != NULL && (graph->nodes[frame->target].flags & RS_NODE_BY_LIBRARY))
        take (filter, exception, at, frame->target, HIDE);
    }
}

void
rs_filter_fold_exceptions (Filter *filter, const RsFilterOptions *options)
{
  if (filter->detail != RS_DETAIL_SIMPLE)
    return;
  filter->brief = g_new0 (guint8, filter->graph->n_nodes + 1);
  for (guint32 i = 0; i < filter->graph->n_nodes; i++)
    if (filter->graph->nodes[i].shape == RS_SHAPE_EXCEPTION && filter->role[i] == KEEP
        && !rs_filter_is_opened (options, filter->graph->nodes[i].serial))
      {
        filter->brief[i] = 1;
        take_parts (filter, i);
      }
}

/* --- rows ----------------------------------------------------------------- */

/* Appends a row of EXCEPTION that goes to TARGET by EDGE, called LABEL
 * (transfer full). */
static void
append_row (Filter *filter, guint32 exception, const RsGraphEdge *edge, guint32 target, char *label)
{
  RsGraphEdge row = *edge;

  row.source = exception;
  row.target = target;
  row.whole = (guint32) (edge - filter->graph->edges);
  row.label = rs_filter_add_text (filter, label);
  row.kind = RS_REF_ATTRIBUTE;
  row.index = -1;
  rs_filter_append (filter, &row);
}

static void
emit_arguments (Filter *filter, guint32 exception, guint32 tuple)
{
  const RsGraphNode *n = &filter->graph->nodes[tuple];

  for (guint32 e = n->first_edge; e < n->first_edge + n->n_edges; e++)
    if (filter->graph->edges[e].kind == RS_REF_ITEM)
      append_row (filter, exception, &filter->graph->edges[e], filter->graph->edges[e].target,
                  g_strdup_printf ("args[%d]", filter->graph->edges[e].index));
}

/* What FRAME, which is not drawn, holds of what is. */
static void
emit_locals (Filter *filter, guint32 exception, guint32 frame)
{
  const RsHeapGraph *graph = filter->graph;
  const RsGraphNode *n = &graph->nodes[frame];

  for (guint32 e = n->first_edge; e < n->first_edge + n->n_edges; e++)
    {
      const RsGraphEdge *edge = &graph->edges[e];

      if (edge->kind == RS_REF_LOCAL && edge->target != RS_NONE && edge->target != exception
          && filter->role[edge->target] == KEEP
          && graph->nodes[edge->target].shape != RS_SHAPE_CELL)
        append_row (filter, exception, edge, edge->target,
                    g_strdup (rs_heap_graph_text (graph, edge->label)));
    }
}

/* The name of the function whose frame is FRAME (RS_NONE: not known), as the
 * card of a frame has it. */
static char *
function_name (const RsHeapGraph *graph, guint32 frame)
{
  const char *name = frame != RS_NONE ? rs_heap_graph_text (graph, graph->nodes[frame].text) : "?";
  const char *dot = g_strrstr (name, "<locals>.");

  return g_strdup (strcmp (name, "<module>") == 0 ? "__main__"
                   : dot != NULL                  ? dot + strlen ("<locals>.")
                                                  : name);
}

static void
emit_tracebacks (Filter *filter, guint32 exception)
{
  const RsHeapGraph *graph = filter->graph;
  const RsGraphEdge *edge = next_traceback (filter, exception);

  for (; edge != NULL; edge = next_traceback (filter, edge->target))
    {
      const RsGraphEdge *frame = edge_of_kind (graph, edge->target, RS_REF_FRAME, NULL);
      guint32 node = frame != NULL ? frame->target : RS_NONE;

      if (node != RS_NONE && filter->role[node] == KEEP)
        append_row (filter, exception, frame, node, function_name (graph, node));
      else
        append_row (filter, exception, edge, edge->target, function_name (graph, node));
      if (node != RS_NONE && filter->spliced[node])
        emit_locals (filter, exception, node);
    }
}

void
rs_filter_emit_exception (Filter *filter, guint32 node)
{
  const RsHeapGraph *graph = filter->graph;
  const RsGraphEdge *args;

  if (filter->brief == NULL || !filter->brief[node])
    return;
  args = edge_of_kind (graph, node, RS_REF_OTHER, "args");
  if (args != NULL && filter->spliced[args->target])
    emit_arguments (filter, node, args->target);
  emit_tracebacks (filter, node);
}

gboolean
rs_filter_is_told (const Filter *filter, guint32 node, const RsGraphEdge *edge)
{
  return filter->brief != NULL && filter->brief[node] && edge->target != RS_NONE
         && filter->spliced[edge->target];
}
