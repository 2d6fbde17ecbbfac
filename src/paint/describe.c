/* SPDX-License-Identifier: MIT
 *
 * The drawing in words, a line at a time: what stands under the pointer,
 * without what the drawing cuts short.
 */
#include "paint/scene-private.h"

#include <glib/gi18n-lib.h>

static const RsCard *
find_card (const RsScene *scene, guint64 serial)
{
  for (guint i = 0; i < scene->cards->len; i++)
    if (rs_scene_card (scene, i)->serial == serial)
      return rs_scene_card (scene, i);
  return NULL;
}

/* "list A2", "def main" */
static char *
card_words (const RsCard *card, const RsHeapGraph *graph)
{
  const RsGraphNode *node =
      graph != NULL && !(card->marks & RS_MARK_GONE) ? &graph->nodes[card->node] : NULL;

  if (node != NULL && node->shape == RS_SHAPE_FUNCTION)
    return g_strdup_printf ("def %s %s", rs_heap_graph_text (graph, node->text), card->identity);
  if (card->identity[0] == '\0')
    return g_strdup (card->title);
  return g_strdup_printf ("%s %s", card->title, card->identity);
}

/* What an edge leads to: a value as far as it is known, else the card. */
static char *
target_words (const RsScene *scene, const RsGraphEdge *edge)
{
  const RsGraphNode *node = &scene->graph->nodes[edge->target];
  const RsCard *card = find_card (scene, node->serial);
  const char *text = rs_heap_graph_text (scene->graph, node->text),
             *type = rs_heap_graph_text (scene->graph, node->type_name);

  if (card != NULL)
    return card_words (card, scene->graph);
  if (node->text_length > 0)
    return g_strdup_printf (_ ("%s (%s, %u characters)"), text, type, node->text_length);
  return *text != '\0' ? g_strdup_printf ("%s (%s)", text, type) : g_strdup (type);
}

static const char *
strength_words (guint8 strength)
{
  return strength == RS_WEAK ? _ ("weak") : strength == RS_TEMPORARY ? _ ("temporary") : NULL;
}

/* "Point A3 · x → list A2 (weak)"; PARALLEL as of the edge. */
static char *
edge_words (const RsScene *scene, guint32 index, gint parallel)
{
  const RsGraphEdge *edge = &scene->graph->edges[index];
  const RsCard *owner = find_card (scene, scene->graph->nodes[edge->source].serial);
  const char *strength = strength_words (edge->strength);
  g_autofree char *source = owner != NULL ? card_words (owner, scene->graph) : g_strdup ("");
  g_autofree char *target =
      edge->target == RS_NONE ? g_strdup (_ ("empty")) : target_words (scene, edge);
  char buffer[32];
  g_autoptr (GString) text = g_string_new (source);

  g_string_append_printf (text, " · %s → %s", rs_heap_graph_label (scene->graph, edge, buffer),
                          target);
  if (parallel > 0)
    g_string_append_printf (text, " ×%d", parallel);
  if (strength != NULL)
    g_string_append_printf (text, " (%s)", strength);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* Whether the title bar has no room for all of the title. */
static gboolean
is_title_cut (const RsScene *scene, const RsCard *card)
{
  gboolean known = scene->graph != NULL && !(card->marks & RS_MARK_GONE);
  const char *text =
      known ? rs_heap_graph_text (scene->graph, scene->graph->nodes[card->node].text) : "";
  double width = rs_text_width (scene->texts, RS_STYLE_TITLE, card->title) + RS_CARD_PAD + 8;

  width += card->badge[0] != '\0' ? card->badge_width + 6 + (card->delta != 0 ? 34 : 0) : 0;
  width += card->subtitle[0] != '\0'
               ? rs_text_width (scene->texts, RS_STYLE_NOTE, card->subtitle) + 10
               : 0;
  return width > card->width
         || (card->shape == RS_SHAPE_FUNCTION && !g_str_has_suffix (card->title, text));
}

/* Whether the row of EDGE has no room for its name and value. */
static gboolean
is_row_cut (const RsScene *scene, const RsCard *card, guint32 edge)
{
  guint32 target = scene->graph->edges[edge].target;

  if (target != RS_NONE && scene->graph->nodes[target].text_length > 0
      && scene->graph->nodes[target].flags & RS_NODE_INLINE)
    return TRUE;
  for (guint i = card->first_item; i < card->first_item + card->n_items; i++)
    {
      const RsItem *item = rs_scene_item (scene, i);

      if (item->graph_edge == edge)
        return item->kind == RS_ITEM_ROW
               && rs_card_item_width (scene->texts, item) > card->width + 0.5;
    }
  return FALSE;
}

/* The whole title, where it is cut, and the stub, which often is. */
static char *
describe_card (const RsScene *scene, const RsCard *card)
{
  g_autofree char *title = is_title_cut (scene, card) ? card_words (card, scene->graph) : NULL;

  if (card->stub_text[0] == '\0')
    return g_steal_pointer (&title);
  return title != NULL ? g_strdup_printf ("%s\n%s", title, card->stub_text)
                       : g_strdup (card->stub_text);
}

static char *
describe_cycle (const RsScene *scene, guint64 serial)
{
  for (guint i = 0; i < scene->labels->len; i++)
    {
      const RsCycleLabel *label = rs_scene_label (scene, i);

      if (label->serial == serial)
        return g_strdup_printf (_ ("%u objects in a cycle, %lu bytes; with what only they keep "
                                   "alive %lu bytes"),
                                label->n, (gulong) label->bytes, (gulong) label->retained);
    }
  return NULL;
}

char *
rs_scene_describe (const RsScene *scene, const RsHit *hit)
{
  const RsCard *card;

  g_return_val_if_fail (scene != NULL && hit != NULL, NULL);
  if ((card = find_card (scene, hit->serial)) == NULL)
    return NULL;
  switch (hit->kind)
    {
    case RS_HIT_EDGE:
      return hit->graph_edge == RS_NONE || scene->graph == NULL
                 ? NULL
                 : edge_words (scene, hit->graph_edge, rs_scene_edge (scene, hit->edge)->parallel);
    case RS_HIT_ROW:
      if (hit->graph_edge == RS_NONE && card->methods[0] != '\0')
        return g_strdup (card->methods);
      return hit->graph_edge == RS_NONE || scene->graph == NULL || (card->marks & RS_MARK_GONE)
                     || !is_row_cut (scene, card, hit->graph_edge)
                 ? NULL
                 : edge_words (scene, hit->graph_edge, 0);
    case RS_HIT_CARD:
      return describe_card (scene, card);
    case RS_HIT_BADGE:
      return card->stub_text[0] != '\0'
                 ? g_strdup_printf (_ ("Count %s, not drawn are %s. Click to see all references"),
                                    card->badge, card->stub_text)
                 : g_strdup_printf (_ ("Count %s: click to see the references that it is made of"),
                                    card->badge);
    case RS_HIT_CYCLE:
      return describe_cycle (scene, hit->serial);
    default:
      return NULL;
    }
}
