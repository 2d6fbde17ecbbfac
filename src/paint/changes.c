/* SPDX-License-Identifier: MIT
 *
 * What a step did to one card: born; another count; rows that were bound, bound
 * anew, or unbound (these come back struck through, for this step only). Rows
 * are matched by kind, label and index, targets by serial. Ghosts say why they
 * went.
 */
#include "paint/scene-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static gboolean
same_row (const RsHeapGraph *graph_a, const RsGraphEdge *a, const RsHeapGraph *graph_b,
          const RsGraphEdge *b)
{
  return a->kind == b->kind && a->index == b->index
         && strcmp (rs_heap_graph_text (graph_a, a->label), rs_heap_graph_text (graph_b, b->label))
                == 0;
}

static const RsGraphEdge *
find_row (const RsHeapGraph *graph, const RsGraphNode *node, const RsHeapGraph *other,
          const RsGraphEdge *edge)
{
  for (guint32 e = node->first_edge; e < node->first_edge + node->n_edges; e++)
    if (same_row (graph, &graph->edges[e], other, edge))
      return &graph->edges[e];
  return NULL;
}

/* The edge of OTHER, a whole heap, that has the name of GRAPH's edge WHOLE,
 * another moment's, and the same source; NULL: there is none, or it is not
 * known which edge is meant. */
static const RsGraphEdge *
find_whole (const RsHeapGraph *graph, guint32 whole, const RsHeapGraph *other)
{
  const RsGraphEdge *edge;
  const RsGraphNode *source;
  guint32 node, position;

  if (whole == RS_NONE || graph == NULL || other == NULL || whole >= graph->n_edges)
    return NULL;
  edge = &graph->edges[whole];
  node = rs_heap_graph_find (other, graph->nodes[edge->source].serial);
  if (node == RS_NONE)
    return NULL;
  source = &other->nodes[node];
  position = whole - graph->nodes[edge->source].first_edge;
  if (position < source->n_edges
      && same_row (other, &other->edges[source->first_edge + position], graph, edge))
    return &other->edges[source->first_edge + position];
  return find_row (other, source, graph, edge);
}

static guint64
target_serial (const RsHeapGraph *graph, const RsGraphEdge *edge)
{
  return edge->target == RS_NONE ? G_MAXUINT64 : graph->nodes[edge->target].serial;
}

static void
mark_rows (RsCardMaker *maker, RsCard *card, const RsGraphNode *old)
{
  for (guint i = card->first_item; i < card->first_item + card->n_items; i++)
    {
      RsItem *item = rs_scene_item (maker->scene, i);
      const RsGraphEdge *edge, *before;
      const RsHeapGraph *graph = maker->before;

      if (item->graph_edge == RS_NONE)
        continue;
      edge = &maker->graph->edges[item->graph_edge];
      before = find_row (maker->before, old, maker->graph, edge);
      if (before == NULL) /* it may have been cut there */
        before = find_whole (maker->whole, edge->whole, graph = maker->whole_before);
      if (before == NULL)
        item->marks |= RS_MARK_NEW;
      else if (target_serial (graph, before) != target_serial (maker->graph, edge))
        item->marks |= RS_MARK_CHANGED;
    }
}

/* Names, attributes and keys that are gone. Positions are not names: a shorter
 * list says so by its length. */
static void
add_struck_rows (RsCardMaker *maker, RsCard *card, const RsGraphNode *old, const RsGraphNode *now)
{
  for (guint32 e = old->first_edge; e < old->first_edge + old->n_edges; e++)
    {
      const RsGraphEdge *edge = &maker->before->edges[e];
      RsItem item = { .kind = RS_ITEM_ROW,
                      .offset = "",
                      .port_x = -1,
                      .graph_edge = RS_NONE,
                      .marks = RS_MARK_GONE };
      char buffer[32];

      if (edge->kind == RS_REF_ITEM || edge->kind == RS_REF_STACK || edge->kind == RS_REF_KEY
          || edge->kind == RS_REF_ROOT || find_row (maker->graph, now, maker->before, edge) != NULL
          || find_whole (maker->whole_before, edge->whole, maker->whole) != NULL)
        continue;
      item.label = g_string_chunk_insert (maker->scene->strings,
                                          rs_heap_graph_label (maker->before, edge, buffer));
      item.value = g_string_chunk_insert_const (maker->scene->strings,
                                                card->frame ? _ ("unbound now") : _ ("gone now"));
      g_array_append_val (maker->scene->items, item);
      card->n_items++;
    }
}

/* The line in which what the picture tells has happened; 0: none. Inside of a
 * line it is that one, which has not run to its end. */
static gint32
line_of_changes (const RsCardMaker *maker)
{
  const RsHeapGraph *now = maker->whole, *before = maker->whole_before;

  if (before != NULL && before->moment.line_next > 0
      && strcmp (rs_heap_graph_text (now, now->moment.event), "instruction") == 0)
    return before->moment.line_next;
  return now->moment.line_run;
}

/* Why the ghost CARD of OLD went. */
static void
explain_ghost (RsCardMaker *maker, RsCard *card, const RsGraphNode *old)
{
  gint32 line = line_of_changes (maker);
  g_autofree char *text = NULL;

  if (card->frame) /* it says itself where it was */
    text = old->line > 0 ? g_strdup_printf (_ ("returned at line %d"), old->line)
                         : g_strdup (_ ("returned"));
  else if (old->flags & RS_NODE_UNREACHABLE)
    text =
        line > 0 ? g_strdup_printf (_ ("collected at line %d"), line) : g_strdup (_ ("collected"));
  else if (line > 0)
    text = g_strdup_printf (_ ("count %d → 0 at line %d"), (int) old->refcount, line);
  else
    text = g_strdup_printf (_ ("count %d → 0"), (int) old->refcount);
  card->cause = g_string_chunk_insert_const (maker->scene->strings, text);
  card->badge = card->subtitle = "";
  card->badge_width = 0;
}

void
rs_card_mark_changes (RsCardMaker *maker, RsCard *card, const RsGraphNode *old, guint32 old_node)
{
  if (card->marks & RS_MARK_GONE)
    {
      explain_ghost (maker, card, old);
      for (guint i = card->first_item; i < card->first_item + card->n_items; i++)
        rs_scene_item (maker->scene, i)->port_x = -1;
      return;
    }
  if (old == NULL)
    {
      if (rs_heap_graph_is_born_since (maker->whole_before, card->serial))
        card->marks |= RS_MARK_NEW;
      return;
    }
  if (card->kind == RS_GNODE_OBJECT)
    card->delta = maker->graph->nodes[card->node].refcount - old->refcount;
  if (old_node != RS_NONE)
    {
      mark_rows (maker, card, &maker->before->nodes[old_node]);
      if (!(maker->graph->nodes[card->node].flags & RS_NODE_COMPACT))
        add_struck_rows (maker, card, &maker->before->nodes[old_node],
                         &maker->graph->nodes[card->node]);
    }
}
