/* SPDX-License-Identifier: MIT
 *
 * The account of each card's count: the number on its badge is that of the
 * arrows drawn to it, of the rows that show its value in place, and of the
 * references that are not drawn, which are told on its stub:
 *
 *   +5: instances (2), itself (2), constant of f
 *
 * The filter tells which reference of the whole heap each drawn one is, so what
 * is not drawn is known one by one.
 */
#include "paint/scene-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* A drawn edge that stands for those of several nodes: marks them all. */
static void
note_joined (const RsCardMaker *maker, const RsGraphEdge *edge, guint8 *drawn)
{
  const RsHeapGraph *whole = maker->whole;
  const RsGraphNode *first = &whole->nodes[whole->edges[edge->whole].source];
  guint32 target = whole->edges[edge->whole].target;

  for (guint32 i = whole->in_first[target]; i < whole->in_first[target + 1]; i++)
    {
      const RsGraphNode *source = &whole->nodes[whole->edges[whole->in_edges[i]].source];

      if (source->kind == first->kind
          && strcmp (rs_heap_graph_text (whole, source->type_name),
                     rs_heap_graph_text (whole, first->type_name))
                 == 0
          && strcmp (rs_heap_graph_text (whole, source->text),
                     rs_heap_graph_text (whole, first->text))
                 == 0
          && rs_heap_graph_find (maker->graph, source->serial) == RS_NONE)
        drawn[whole->in_edges[i]] = 1;
    }
}

/* What is drawn of the whole heap's edges. */
static guint8 *
find_drawn (const RsCardMaker *maker)
{
  const RsHeapGraph *graph = maker->graph;
  guint8 *drawn = g_new0 (guint8, maker->whole->n_edges + 1);

  if (graph == maker->whole)
    memset (drawn, 1, graph->n_edges);
  for (guint32 e = 0; e < graph->n_edges; e++)
    {
      guint32 whole = graph->edges[e].whole;

      if (whole != RS_NONE && whole < maker->whole->n_edges)
        drawn[whole] = 1;
      if (graph->edges[e].times > 1)
        note_joined (maker, &graph->edges[e], drawn);
    }
  return drawn;
}

/* Whether NODE is what a class keeps of itself: its order of resolution, a
 * descriptor of its own. */
static gboolean
is_own (const RsHeapGraph *graph, guint32 source, guint32 node)
{
  for (guint32 i = graph->in_first[source]; i < graph->in_first[source + 1]; i++)
    {
      const RsGraphEdge *edge = &graph->edges[graph->in_edges[i]];

      if (edge->source == node
          || (edge->kind == RS_REF_VALUE && graph->nodes[edge->source].shape == RS_SHAPE_DICT
              && rs_heap_graph_edge_from (graph, node, edge->source) != RS_NONE))
        return TRUE;
    }
  return FALSE;
}

/* The function, or other object, that holds the tuple or dict NODE as its
 * default arguments. */
static const RsGraphNode *
owner_of_defaults (const RsHeapGraph *graph, guint32 node)
{
  for (guint32 i = graph->in_first[node]; i < graph->in_first[node + 1]; i++)
    if (graph->edges[graph->in_edges[i]].kind == RS_REF_DEFAULT)
      return &graph->nodes[graph->edges[graph->in_edges[i]].source];
  return NULL;
}

/* What stays inside of a card's object is told by the card. */
static guint32
card_around (const RsCardMaker *maker, guint32 node)
{
  const RsHeapGraph *graph = maker->whole;
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  g_autoptr (GArray) queue = g_array_new (FALSE, FALSE, sizeof (guint32));

  g_array_append_val (queue, node);
  for (guint k = 0; k < queue->len; k++)
    {
      guint32 at = g_array_index (queue, guint32, k);
      guint32 drawn = rs_heap_graph_find (maker->graph, graph->nodes[at].serial);

      if (drawn != RS_NONE && !(maker->graph->nodes[drawn].flags & RS_NODE_INLINE))
        return maker->graph->nodes[drawn].folded > 0 ? at : RS_NONE;
      if (!(graph->nodes[at].flags & RS_NODE_BY_LIBRARY))
        continue;
      for (guint32 i = graph->in_first[at]; i < graph->in_first[at + 1]; i++)
        {
          const RsGraphEdge *edge = &graph->edges[graph->in_edges[i]];

          if (edge->strength != RS_WEAK && g_hash_table_add (seen, GUINT_TO_POINTER (edge->source)))
            g_array_append_val (queue, edge->source);
        }
    }
  return RS_NONE;
}

/* NULL: SOURCE is not inside of anything. */
static char *
inside_words (const RsCardMaker *maker, guint32 source, guint32 node)
{
  const RsHeapGraph *graph = maker->whole;
  guint32 around;

  if (!(graph->nodes[source].flags & RS_NODE_BY_LIBRARY))
    return NULL;
  around = card_around (maker, source);
  if (around == RS_NONE || around == source)
    return NULL;
  if (around == node)
    return g_strdup (_ ("itself"));
  if (graph->nodes[around].shape == RS_SHAPE_CLASS)
    return g_strdup_printf (_ ("inside class %s"),
                            rs_heap_graph_text (graph, graph->nodes[around].text));
  return g_strdup_printf (_ ("inside the %s"),
                          rs_heap_graph_text (graph, graph->nodes[around].type_name));
}

static char *
outside_words (const RsHeapGraph *graph, const RsGraphNode *source, const RsGraphEdge *edge)
{
  const char *text = rs_heap_graph_text (graph, source->text);
  char buffer[32];

  if (source->shape == RS_SHAPE_DICT && *text != '\0')
    return g_strdup_printf ("%s.%s", text, rs_heap_graph_label (graph, edge, buffer));
  if (*text != '\0' && source->shape != RS_SHAPE_DICT && source->shape != RS_SHAPE_LIST
      && source->shape != RS_SHAPE_TUPLE)
    return g_strdup_printf (_ ("library: %s"), text);
  return g_strdup_printf (_ ("library: %s"), rs_heap_graph_text (graph, source->type_name));
}

/* What holds NODE by EDGE, in the learner's words (transfer full). */
static char *
holder_words (const RsCardMaker *maker, guint32 node, const RsGraphEdge *edge)
{
  const RsHeapGraph *graph = maker->whole;
  const RsGraphNode *source = &graph->nodes[edge->source], *owner;
  const char *text = rs_heap_graph_text (graph, source->text),
             *type = rs_heap_graph_text (graph, source->type_name);
  char buffer[32], *inside;

  if (source->flags & RS_NODE_OUTSIDE)
    return outside_words (graph, source, edge);
  if (source->kind == RS_GNODE_ROOT)
    return g_strdup (rs_root_words (rs_heap_graph_label (graph, edge, buffer)));
  if (edge->kind == RS_REF_STACK)
    return g_strdup_printf (_ ("stack: %s"), text);
  if (edge->kind == RS_REF_TYPE)
    return g_strdup (_ ("instances"));
  if (edge->kind == RS_REF_CONST)
    return strcmp (text, "<module>") == 0 ? g_strdup (_ ("constant of the program"))
                                          : g_strdup_printf (_ ("constant of %s"), text);
  if (edge->kind == RS_REF_FUNC || edge->kind == RS_REF_CODE
      || (source->kind == RS_GNODE_FRAME
          && g_str_has_prefix (rs_heap_graph_label (graph, edge, buffer), "f_")))
    return strcmp (text, rs_heap_graph_text (graph, graph->nodes[node].text)) == 0
               ? g_strdup (_ ("running"))
               : g_strdup_printf (_ ("running %s"), *text != '\0' ? text : type);
  if (is_own (graph, edge->source, node))
    return g_strdup (_ ("itself"));
  if ((inside = inside_words (maker, edge->source, node)) != NULL)
    return inside;
  owner = owner_of_defaults (graph, edge->source);
  if (owner != NULL)
    return g_strdup_printf (_ ("default of %s"), rs_heap_graph_text (graph, owner->text));
  if (source->kind == RS_GNODE_FRAME || source->kind == RS_GNODE_NAMESPACE)
    return g_strdup_printf ("%s: %s", text, rs_heap_graph_label (graph, edge, buffer));
  return g_strdup_printf ("%s: %s", type, rs_heap_graph_label (graph, edge, buffer));
}

/* Appends WORDS to LIST, or counts them there. */
static void
count_words (GPtrArray *list, GArray *counts, char *words)
{
  guint one = 1;

  for (guint i = 0; i < list->len; i++)
    if (strcmp (list->pdata[i], words) == 0)
      {
        g_array_index (counts, guint, i)++;
        g_free (words);
        return;
      }
  g_ptr_array_add (list, words);
  g_array_append_val (counts, one);
}

/* The words of LIST, each with how often it is meant. */
static void
append_words (GString *text, const GPtrArray *list, const GArray *counts)
{
  for (guint i = 0; i < list->len; i++)
    {
      guint n = g_array_index (counts, guint, i);

      g_string_append_printf (text, "%s%s", i > 0 ? ", " : "", (const char *) list->pdata[i]);
      if (n > 1)
        g_string_append_printf (text, " (%u)", n);
    }
}

/* How wide the first HEAD bytes of the words are, with an ellipsis if there are
 * more. */
static double
head_width (const RsScene *scene, const RsCard *card, gsize head)
{
  g_autofree char *text = g_strdup_printf ("%.*s%s", (int) head, card->stub_text,
                                           card->stub_text[head] != '\0' ? "…" : "");

  return rs_text_width (scene->texts, RS_STYLE_FOOT, text) + 1;
}

/* Finds room for the words, so that at least the first HEAD bytes are seen: the
 * number and the first holder. Beside the foot's others, without the size if
 * need be; else in a line of their own above them, which ends with an ellipsis
 * where even that is too short. A card is not made wider: its whole column
 * would be; and hardly higher, for it would have to be left that room for
 * life. */
static void
fit_stub (RsCardMaker *maker, RsCard *card, gsize head)
{
  RsTextCache *texts = maker->scene->texts;
  /* Not that of its own identity: the plan does not know it yet. */
  double taken = rs_text_width (texts, RS_STYLE_FOOT, "A88") + 2 * RS_CARD_PAD + 6,
         size = rs_text_width (texts, RS_STYLE_FOOT, card->size) + 8,
         needed = head_width (maker->scene, card, head);

  if (taken + size + needed <= card->width)
    return;
  if (taken + needed <= card->width)
    {
      card->size = "";
      return;
    }
  card->stub_line = TRUE;
  rs_card_arrange (maker, card);
}

static void
name_stub (RsCardMaker *maker, RsCard *card, guint32 node, const guint8 *drawn)
{
  gboolean on_stack = FALSE; /* the first holder is a value stack: whose is less needed */
  gsize head;
  const char *first;
  const RsHeapGraph *graph = maker->whole;
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GArray) counts = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GString) text = g_string_new (NULL);
  guint known = 0;

  for (guint32 i = graph->in_first[node]; i < graph->in_first[node + 1]; i++)
    {
      const RsGraphEdge *edge = &graph->edges[graph->in_edges[i]];

      if (edge->strength == RS_WEAK || drawn[graph->in_edges[i]])
        continue;
      on_stack |= known == 0 && edge->kind == RS_REF_STACK;
      count_words (list, counts, holder_words (maker, node, edge));
      known++;
    }
  for (; known < card->stub; known++)
    count_words (list, counts, g_strdup (_ ("the interpreter")));
  g_string_printf (text, "+%u: ", card->stub);
  first = list->pdata[0];
  head = text->len + (on_stack ? (gsize) (strrchr (first, ' ') - first) : strlen (first));
  append_words (text, list, counts);
  card->stub_text = g_string_chunk_insert (maker->scene->strings, text->str);
  fit_stub (maker, card, head);
}

/* Rows that repeat an arrow drawn above them count with it. */
static void
count_drawn (RsScene *scene)
{
  for (guint i = 0; i < scene->edges->len; i++)
    {
      const RsSceneEdge *edge = rs_scene_edge (scene, i);

      if (edge->strength != RS_WEAK)
        rs_scene_card (scene, edge->target)->arrows += (guint) MAX (edge->parallel, 1);
    }
}

void
rs_scene_account (RsCardMaker *maker)
{
  RsScene *scene = maker->scene;
  g_autofree guint8 *drawn = find_drawn (maker);

  count_drawn (scene);
  for (guint i = 0; i < scene->cards->len; i++)
    {
      RsCard *card = rs_scene_card (scene, i);
      guint32 node;

      if (!card->counted)
        continue;
      card->stub = (guint) MAX (0, card->count - card->arrows - card->in_place);
      node = rs_heap_graph_find (maker->whole, card->serial);
      if (card->stub > 0 && node != RS_NONE)
        name_stub (maker, card, node, drawn);
    }
}

char *
rs_scene_describe_holders (const RsScene *scene, guint64 serial)
{
  const RsHeapGraph *graph;
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GArray) counts = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GString) text = g_string_new (NULL);
  RsCardMaker maker = { .graph = NULL };
  guint32 node;

  g_return_val_if_fail (scene != NULL, NULL);
  graph = maker.whole = scene->whole[0];
  maker.graph = scene->graph;
  node = graph != NULL ? rs_heap_graph_find (graph, serial) : RS_NONE;
  if (node == RS_NONE)
    return NULL;
  for (guint32 i = graph->in_first[node]; i < graph->in_first[node + 1]; i++)
    if (graph->edges[graph->in_edges[i]].strength != RS_WEAK)
      count_words (list, counts, holder_words (&maker, node, &graph->edges[graph->in_edges[i]]));
  append_words (text, list, counts);
  return list->len > 0 ? g_string_free (g_steal_pointer (&text), FALSE) : NULL;
}
