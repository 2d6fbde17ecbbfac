/* SPDX-License-Identifier: MIT
 *
 * Tables of the library. A reader knows them by what they are for, whether the
 * library keeps them in C or in Python: they are found by the names that this
 * one gives them, and their entries told as calls with arguments.
 */
#include "library.h"

#include <string.h>

static const struct {
  const char *module, *path[4]; /* attributes, from the module on */
  const char *root;
  RsTableKind kind;
} known[] = {
  { "atexit", { "_callbacks" }, "library atexit", RS_TABLE_ATEXIT },
  { "weakref", { "finalize", "_registry" }, "library weakref.finalize", RS_TABLE_FINALIZE },
  { "logging", { "Logger", "manager", "loggerDict" }, "library logging", RS_TABLE_PLAIN },
};

/* --- finding them --------------------------------------------------------- */

typedef struct {
  const char *label; /* that is looked for */
  guint32 target;
} Sought;

static void
compare_label (const RsHeapGraph *graph, const RsPlace *place, gpointer data)
{
  Sought *sought = data;
  if (sought->target != RS_NONE
      || (place->form != RS_PLACE_ATTRIBUTE && graph->edges[place->last].kind != RS_REF_ATTRIBUTE))
    return;
  g_autofree char *label = rs_place_label (graph, place);
  if (strcmp (label + strlen ("attribute "), sought->label) == 0)
    sought->target = place->target;
}

static guint32
attribute_of (const RsHeapGraph *graph, guint32 node, const char *name)
{
  Sought sought = { name, RS_NONE };
  rs_places_foreach (graph, node, compare_label, &sought);
  return sought.target;
}

GArray *
rs_tables_find (const RsHeapGraph *graph)
{
  GArray *tables = g_array_new (FALSE, FALSE, sizeof (RsTable));
  for (guint32 i = 0; i < graph->n_nodes; i++)
    for (guint k = 0; graph->nodes[i].shape == RS_SHAPE_MODULE && k < G_N_ELEMENTS (known); k++)
      {
        RsTable table = { i, known[k].kind, known[k].root };
        if (strcmp (rs_heap_graph_text (graph, graph->nodes[i].text), known[k].module) != 0)
          continue;
        for (guint n = 0; known[k].path[n] != NULL && table.node != RS_NONE; n++)
          table.node = attribute_of (graph, table.node, known[k].path[n]);
        if (table.node != RS_NONE)
          g_array_append_val (tables, table);
      }
  return tables;
}

/* --- their entries -------------------------------------------------------- */

typedef struct {
  const RsHeapGraph *graph;
  RsPlaceFunc func;
  gpointer data;
} Teller;

static void
tell (const Teller *t, guint32 edge, RsPlaceForm form)
{
  const RsPlace place = { t->graph->edges[edge].target, edge, edge, form };
  t->func (t->graph, &place, t->data);
}

/* The positional or named arguments in the tuple or dict NODE. */
static void
tell_arguments (const Teller *t, guint32 node)
{
  const RsGraphNode *at = &t->graph->nodes[node];
  for (guint32 e = at->first_edge; e < at->first_edge + at->n_edges; e++)
    if (t->graph->edges[e].kind == RS_REF_ITEM || t->graph->edges[e].kind == RS_REF_VALUE)
      tell (t, e, RS_PLACE_ARGUMENT);
}

/* What ENTRY holds, a tuple (function, arguments, named ones) or an object with
 * these as attributes. */
static void
tell_call (const Teller *t, guint32 entry)
{
  const RsGraphNode *at = &t->graph->nodes[entry];
  for (guint32 e = at->first_edge; e < at->first_edge + at->n_edges; e++)
    {
      const RsGraphEdge *edge = &t->graph->edges[e];
      const char *name = rs_heap_graph_text (t->graph, edge->label);
      gboolean item = edge->kind == RS_REF_ITEM;
      if (edge->target == RS_NONE || edge->strength == RS_WEAK)
        continue;
      if (item ? edge->index == 0 : strcmp (name, "func") == 0)
        tell (t, e, RS_PLACE_CALLBACK);
      else if (item || strcmp (name, "args") == 0 || strcmp (name, "kwargs") == 0)
        tell_arguments (t, edge->target);
      else
        tell (t, e, RS_PLACE_PLAIN);
    }
}

void
rs_table_foreach (const RsHeapGraph *graph, const RsTable *table, RsPlaceFunc func, gpointer data)
{
  const Teller t = { graph, func, data };
  const RsGraphNode *at = &graph->nodes[table->node];
  if (table->kind == RS_TABLE_PLAIN)
    {
      rs_places_foreach (graph, table->node, func, data);
      return;
    }
  for (guint32 e = at->first_edge; e < at->first_edge + at->n_edges; e++)
    if (graph->edges[e].kind == RS_REF_KEY)
      tell (&t, e, RS_PLACE_PLAIN);
    else if (graph->edges[e].kind == RS_REF_ITEM || graph->edges[e].kind == RS_REF_VALUE)
      tell_call (&t, graph->edges[e].target);
}
