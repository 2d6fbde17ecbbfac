/* SPDX-License-Identifier: MIT
 *
 * The methods of a class at level Simple: their names in one line, where a row
 * for each would say "function" and no more:
 *
 *   def __init__, get, …
 *
 * What the step has bound or bound anew keeps its row. Opened, the card has a
 * row for each.
 */
#include "paint/scene-private.h"

#define MOST_LINES 1

/* Whether ITEM is nothing but the name of a method. */
static gboolean
is_method (const RsHeapGraph *graph, const RsItem *item)
{
  guint32 target = item->graph_edge != RS_NONE ? graph->edges[item->graph_edge].target : RS_NONE;

  return target != RS_NONE && item->marks == 0 && item->port_x < 0
         && graph->nodes[target].shape == RS_SHAPE_FUNCTION
         && (graph->nodes[target].flags & RS_NODE_INLINE);
}

/* Whether TEXT is too long for a row. */
static gboolean
is_too_long (const RsScene *scene, const char *text)
{
  return rs_text_width (scene->texts, RS_STYLE_ROW, text) + 14 > RS_CARD_WIDTH - 2 * RS_CARD_PAD;
}

static void
append_line (RsScene *scene, GArray *items, const GString *text)
{
  RsItem item = {
    .kind = RS_ITEM_ROW, .offset = "", .value = "", .port_x = -1, .graph_edge = RS_NONE
  };

  item.label = g_string_chunk_insert (scene->strings, text->str);
  g_array_append_val (items, item);
}

/* Appends the lines that NAMES (borrowed) need to ITEMS, as far as there may be
 * lines. */
static void
append_names (RsScene *scene, GArray *items, const GPtrArray *names)
{
  g_autoptr (GString) line = g_string_new ("def ");
  guint n_lines = 0;

  for (guint i = 0; i < names->len; i++)
    {
      const char *comma = i + 1 < names->len ? "," : "";
      gsize length = line->len;
      gboolean first = length == 0 || g_str_has_suffix (line->str, "def ");

      g_string_append_printf (line, "%s%s%s", first ? "" : " ", (const char *) names->pdata[i],
                              comma);
      if (first || !is_too_long (scene, line->str))
        continue;
      g_string_truncate (line, length);
      if (n_lines + 1 == MOST_LINES)
        {
          g_string_append (line, " …");
          break;
        }
      append_line (scene, items, line);
      n_lines++;
      g_string_printf (line, "%s%s", (const char *) names->pdata[i], comma);
    }
  append_line (scene, items, line);
}

void
rs_card_join_methods (RsCardMaker *maker, RsCard *card)
{
  RsScene *scene = maker->scene;
  const RsHeapGraph *graph = card->marks & RS_MARK_GONE ? maker->before : maker->graph;
  g_autoptr (GPtrArray) names = NULL;
  g_autoptr (GArray) items = NULL, lines = NULL;
  g_autoptr (GString) all = NULL;
  guint at = 0;

  if (card->shape != RS_SHAPE_CLASS || scene->filter.detail != RS_DETAIL_SIMPLE
      || rs_filter_has_serial (scene->filter.opened, scene->filter.n_opened, card->serial))
    return;
  names = g_ptr_array_new ();
  items = g_array_new (FALSE, FALSE, sizeof (RsItem));
  lines = g_array_new (FALSE, FALSE, sizeof (RsItem));
  all = g_string_new ("def ");
  for (guint i = card->first_item; i < card->first_item + card->n_items; i++)
    {
      const RsItem *item = rs_scene_item (scene, i);

      if (!is_method (graph, item))
        {
          at += names->len == 0;
          g_array_append_vals (items, item, 1);
          continue;
        }
      g_string_append_printf (all, "%s%s", names->len > 0 ? ", " : "", item->label);
      g_ptr_array_add (names, g_string_chunk_insert_const (scene->strings, item->label));
    }
  if (names->len == 0)
    return;
  card->methods = g_string_chunk_insert (scene->strings, all->str);
  append_names (scene, lines, names);
  if (lines->len >= names->len && names->len > 1) /* no shorter */
    return;
  g_array_insert_vals (items, at, lines->data, lines->len); /* where the first of them was */
  g_array_set_size (scene->items, card->first_item);
  g_array_append_vals (scene->items, items->data, items->len);
  card->n_items = items->len;
}
