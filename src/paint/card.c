/* SPDX-License-Identifier: MIT
 *
 * A card: what stands in it, and where. This is the one geometry that painter,
 * hit test and layout share.
 *
 *   +--------------------------------+
 *   | type              -1  ( 2 )    |   title bar: type, change of the count, count
 *   |--------------------------------|
 *   | name                    value  |   row: a value in place,
 *   | name                        o  |        or a port from which an edge leaves
 *   | [0][1][ ][ ]                   |   cells of a sequence, spare capacity
 *   | A1                       88 B  |   foot: identity, size
 *   +--------------------------------+
 *
 * Cells stand side by side where all are values, or all are references and few:
 * then no edge passes a value. Otherwise they are rows.
 */
#include "paint/scene-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#define MOST_REFERENCE_CELLS 5
#define MOST_SPARE 8
#define GRID_CELL 20.0 /* of a grid: the least width of a cell, its height, ... */
#define GRID_HEIGHT 24.0
#define GRID_MARGIN 10.0 /* left and right of a value together */
#define GRID_NUMBER 16.0 /* room for the number of a row */
#define LANE 4.0         /* between two edges that leave cells */

static const char *
keep (RsScene *scene, const char *text)
{
  return *text == '\0' ? "" : g_string_chunk_insert_const (scene->strings, text);
}

static const char *keep_printf (RsScene *scene, const char *format, ...) G_GNUC_PRINTF (2, 3);

static const char *
keep_printf (RsScene *scene, const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list args;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  return g_string_chunk_insert_const (scene->strings, text);
}

/* --- what stands in it ---------------------------------------------------- */

static gboolean
is_value (guint8 shape)
{
  return shape == RS_SHAPE_INT || shape == RS_SHAPE_FLOAT || shape == RS_SHAPE_STR
         || shape == RS_SHAPE_BYTES || shape == RS_SHAPE_NONE || shape == RS_SHAPE_BOOL;
}

static gboolean
is_sequence (guint8 shape)
{
  return shape == RS_SHAPE_LIST || shape == RS_SHAPE_TUPLE;
}

static gboolean
is_builtin_function (const RsHeapGraph *graph, const RsGraphNode *node)
{
  return node->shape == RS_SHAPE_BUILTIN
         && strcmp (rs_heap_graph_text (graph, node->type_name), "builtin_function_or_method") == 0;
}

/* The words for an inline target: its value, or what it is. */
static const char *
inline_text (RsScene *scene, const RsHeapGraph *graph, const RsGraphNode *node)
{
  const char *text = rs_heap_graph_text (graph, node->text);

  if (strcmp (rs_heap_graph_text (graph, node->type_name), "_tuplegetter") == 0)
    return keep (scene, _ ("field"));
  if (node->shape == RS_SHAPE_TRACEBACK)
    return node->flags & RS_NODE_BY_LIBRARY || node->line == 0
               ? keep (scene, _ ("library"))
               : keep_printf (scene, _ ("line %d"), node->line);
  if ((node->shape == RS_SHAPE_MODULE || is_builtin_function (graph, node)) && *text != '\0')
    return keep_printf (scene, "%s %s", node->shape == RS_SHAPE_MODULE ? "module" : "built-in",
                        text);
  if (node->shape == RS_SHAPE_FUNCTION || node->shape == RS_SHAPE_BUILTIN
      || node->shape == RS_SHAPE_METHOD)
    return keep (scene, rs_heap_graph_text (graph, node->type_name));
  if (*text == '\0')
    return keep (scene, rs_heap_graph_text (graph, node->type_name));
  if (node->text_length > 0)
    return keep_printf (scene, "%s…", text);
  return keep (scene, text);
}

const char *
rs_root_words (const char *label)
{
  static const char *const known[] = { N_ ("exception being raised"),
                                       N_ ("exception being handled"), N_ ("C function"),
                                       N_ ("repr being made") };

  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    if (strcmp (known[i], label) == 0)
      return _ (known[i]);
  return label;
}

static RsItem
edge_item (const RsCardMaker *maker, const RsHeapGraph *graph, const RsGraphNode *node, guint32 e)
{
  RsScene *scene = maker->scene;
  const RsGraphEdge *edge = &graph->edges[e];
  RsItem item = { .kind = RS_ITEM_ROW, .offset = "", .value = "", .port_x = -1, .graph_edge = e };
  char buffer[32];

  item.row = edge->row;
  item.label = keep (scene, rs_heap_graph_label (graph, edge, buffer));
  if (edge->row > 0)
    item.label = "";
  else if (edge->kind == RS_REF_ITEM && is_sequence (node->shape))
    item.label = keep_printf (scene, "%d", edge->index);
  else if (edge->kind == RS_REF_KEY && node->shape == RS_SHAPE_SET)
    item.label = "";
  else if (edge->kind == RS_REF_ROOT)
    item.label = keep (scene, rs_root_words (item.label));
  else if (edge->kind == RS_REF_REFERENT)
    item.label = keep (scene, _ ("→ referent"));
  else if (edge->kind == RS_REF_SLOT && edge->offset >= 0)
    item.offset = keep_printf (scene, "%d", edge->offset);
  if (edge->target == RS_NONE)
    {
      item.value = keep (scene, edge->strength == RS_WEAK       ? _ ("✕ dead")
                                : edge->kind == RS_REF_CALLBACK ? "None"
                                                                : _ ("empty"));
      item.marks = edge->strength == RS_WEAK   ? RS_MARK_DEAD
                   : edge->kind == RS_REF_SLOT ? RS_MARK_EMPTY
                                               : 0;
    }
  else if (graph->nodes[edge->target].flags & RS_NODE_INLINE)
    {
      item.value = inline_text (scene, graph, &graph->nodes[edge->target]);
      item.shape = graph->nodes[edge->target].shape;
      item.in_place = graph->nodes[edge->target].serial;
    }
  else
    {
      item.port_x = 0; /* set by the arrangement */
      item.parallel = edge->times > 1 ? (gint) edge->times : 0;
    }
  return item;
}

static void
add_own_value (RsCardMaker *maker, RsCard *card, const RsHeapGraph *graph, const RsGraphNode *node)
{
  RsItem item = { .kind = RS_ITEM_TEXT,
                  .label = "",
                  .offset = "",
                  .port_x = -1,
                  .graph_edge = RS_NONE,
                  .shape = node->shape };

  item.value = node->text_length > 0
                   ? keep_printf (maker->scene, "%s…", rs_heap_graph_text (graph, node->text))
                   : keep (maker->scene, rs_heap_graph_text (graph, node->text));
  g_array_append_val (maker->scene->items, item);
  if (node->text_length > 0)
    {
      item.kind = RS_ITEM_MORE;
      item.value = keep_printf (maker->scene, _ ("%u characters"), node->text_length);
      g_array_append_val (maker->scene->items, item);
    }
}

/* A run of eight or more neighbouring references to one card becomes one row,
 * "0…34 ×35". */
static void
collapse_runs (RsScene *scene, const RsHeapGraph *graph, RsCard *card)
{
  guint kept = card->first_item, n = scene->items->len;

  for (guint i = card->first_item, end; i < n; i = end)
    {
      RsItem item = *rs_scene_item (scene, i);

      for (end = i + 1; end < n && item.port_x >= 0 && rs_scene_item (scene, end)->port_x >= 0;
           end++)
        if (graph->edges[rs_scene_item (scene, end)->graph_edge].target
            != graph->edges[item.graph_edge].target)
          break;
      if (end - i >= 8)
        {
          item.label =
              keep_printf (scene, "%s … %s", item.label, rs_scene_item (scene, end - 1)->label);
          item.parallel = (gint) (end - i);
          *rs_scene_item (scene, kept++) = item;
        }
      else
        for (guint k = i; k < end; k++)
          *rs_scene_item (scene, kept++) = *rs_scene_item (scene, k);
    }
  g_array_set_size (scene->items, kept);
}

/* Eight or more references from one card to another, however they stand, are
 * one edge, from the first row; the others repeat it. */
static void
merge_parallel (RsScene *scene, const RsHeapGraph *graph, RsCard *card)
{
  g_autoptr (GHashTable) first = NULL;
  g_autofree gint *count = NULL;
  guint n;

  if (scene->items->len - card->first_item < 8)
    return;
  collapse_runs (scene, graph, card);
  n = scene->items->len - card->first_item;
  first = g_hash_table_new (NULL, NULL);
  count = g_new0 (gint, n + 1);
  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; i < n; i++)
      {
        RsItem *item = rs_scene_item (scene, card->first_item + i);
        gpointer key;
        guint head;

        if (item->graph_edge == RS_NONE || item->port_x < 0)
          continue;
        key = GUINT_TO_POINTER (graph->edges[item->graph_edge].target + 1);
        if (!g_hash_table_contains (first, key))
          g_hash_table_insert (first, key, GUINT_TO_POINTER (i));
        head = GPOINTER_TO_UINT (g_hash_table_lookup (first, key));
        if (pass == 0)
          count[head] += MAX (item->parallel, 1);
        else if (count[head] >= 8 && head != i)
          {
            item->port_x = -1;
            item->parallel = 0;
            item->value = "〃";
          }
      }
  for (guint i = 0; i < n; i++)
    if (count[i] >= 8)
      rs_scene_item (scene, card->first_item + i)->parallel = count[i];
}

/* Whether NODE is a grid, with rows of other lists in it. */
static gboolean
holds_rows (const RsHeapGraph *graph, const RsGraphNode *node)
{
  for (guint32 e = node->first_edge; e < node->first_edge + node->n_edges; e++)
    if (graph->edges[e].row > 0)
      return TRUE;
  return FALSE;
}

static void
add_note (RsScene *scene, RsItemKind kind, const char *text)
{
  RsItem item = {
    .kind = kind, .label = "", .offset = "", .value = text, .port_x = -1, .graph_edge = RS_NONE
  };

  g_array_append_val (scene->items, item);
}

/* How many objects stand in NODE's card. */
static void
add_folded (RsScene *scene, const RsGraphNode *node)
{
  if (node->folded > 0)
    add_note (scene, RS_ITEM_MORE,
              keep_printf (scene,
                           g_dngettext (GETTEXT_PACKAGE, "inside: %u object", "inside: %u objects",
                                        node->folded),
                           node->folded));
}

static void
add_rows (RsCardMaker *maker, RsCard *card, const RsHeapGraph *graph, const RsGraphNode *node)
{
  RsScene *scene = maker->scene;
  guint skipped = 0;

  /* An instance of a class that derives from a value's type is a value, too. */
  if ((node->shape == RS_SHAPE_INSTANCE || node->shape == RS_SHAPE_SLOTS_INSTANCE)
      && *rs_heap_graph_text (graph, node->text) != '\0')
    add_own_value (maker, card, graph, node);
  for (guint32 e = node->first_edge; e < node->first_edge + node->n_edges; e++)
    {
      RsItem item = edge_item (maker, graph, node, e);

      if (graph->edges[e].skipped > 0)
        add_note (scene, RS_ITEM_GAP,
                  keep_printf (scene, _ ("… %u more"), graph->edges[e].skipped));
      skipped += graph->edges[e].skipped;
      g_array_append_val (scene->items, item);
    }
  merge_parallel (scene, graph, card);
  if (node->shape == RS_SHAPE_LIST && node->capacity > node->length && !holds_rows (graph, node))
    for (guint i = 0; i < MIN (node->capacity - node->length, MOST_SPARE); i++)
      {
        RsItem item = { .kind = RS_ITEM_SPARE,
                        .label = "",
                        .offset = "",
                        .value = "",
                        .port_x = -1,
                        .graph_edge = RS_NONE };

        g_array_append_val (scene->items, item);
      }
  if (node->cut > skipped)
    add_note (scene, RS_ITEM_MORE, keep_printf (scene, _ ("+%u more"), node->cut - skipped));
  add_folded (scene, node);
}

/* --- title and foot ------------------------------------------------------- */

/* The part of a qualified name that a person looks for: outer.<locals>.inner is
 * inner. */
static const char *
last_name (const char *name)
{
  const char *locals = g_strrstr (name, "<locals>.");

  return locals != NULL ? locals + strlen ("<locals>.") : name;
}

/* The title of a function: where its whole name has no room, its last part,
 * which tells it from its neighbours. */
static const char *
function_title (RsScene *scene, const char *name)
{
  const char *title = keep_printf (scene, "def %s", last_name (name)), *dot = strrchr (name, '.');

  if (dot != NULL
      && rs_text_width (scene->texts, RS_STYLE_TITLE, title) > RS_CARD_WIDTH - 2 * RS_CARD_PAD - 34)
    title = keep_printf (scene, "def …%s", dot + 1);
  return title;
}

/* The classes that the class SERIAL derives from, as in its definition: "Dog,
 * Pet"; "": from object alone. */
static char *
base_names (const RsHeapGraph *whole, guint64 serial)
{
  guint32 class = whole != NULL ? rs_heap_graph_find (whole, serial) : RS_NONE;
  GString *names = g_string_new (NULL);

  for (guint32 k = 0; class != RS_NONE && k < whole->nodes[class].n_edges; k++)
    {
      const RsGraphEdge *edge = &whole->edges[whole->nodes[class].first_edge + k];
      const RsGraphNode *bases = edge->target != RS_NONE ? &whole->nodes[edge->target] : NULL;

      if (edge->kind != RS_REF_BASE || bases->shape != RS_SHAPE_TUPLE)
        continue;
      for (guint32 e = bases->first_edge; e < bases->first_edge + bases->n_edges; e++)
        {
          guint32 base = whole->edges[e].target;
          const char *name =
              base != RS_NONE ? rs_heap_graph_text (whole, whole->nodes[base].text) : "object";

          if (strcmp (name, "object") != 0)
            g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", last_name (name));
        }
    }
  return g_string_free (names, FALSE);
}

static const char *
class_title (RsCardMaker *maker, const RsCard *card, const char *name)
{
  g_autofree char *bases =
      base_names (card->marks & RS_MARK_GONE ? maker->whole_before : maker->whole, card->serial);

  return *bases != '\0' ? keep_printf (maker->scene, "class %s (%s)", last_name (name), bases)
                        : keep_printf (maker->scene, "class %s", last_name (name));
}

static void
name_card (RsCardMaker *maker, RsCard *card, const RsHeapGraph *graph, const RsGraphNode *node)
{
  RsScene *scene = maker->scene;
  const char *type = rs_heap_graph_text (graph, node->type_name),
             *text = rs_heap_graph_text (graph, node->text);

  if (node->kind == RS_GNODE_ROOT)
    card->title = keep (scene, strcmp (text, "interpreter") == 0 ? _ ("interpreter")
                               : *text != '\0'                   ? text
                                                                 : type);
  else if (node->alike > 0)
    card->title = keep_printf (scene, "%u × %s", node->alike,
                               node->kind == RS_GNODE_FRAME ? last_name (text) : type);
  else if (card->frame || node->shape == RS_SHAPE_FRAME)
    card->title = keep (scene, *text != '\0' ? last_name (text) : type);
  else if (node->kind == RS_GNODE_SHARED_KEYS)
    card->title = keep (scene, _ ("shared keys"));
  else if (node->kind == RS_GNODE_VALUES)
    card->title = keep (scene, _ ("values"));
  else if (node->shape == RS_SHAPE_CLASS)
    card->title = class_title (maker, card, text);
  else if (node->shape == RS_SHAPE_FUNCTION)
    card->title = function_title (scene, text);
  else if (node->shape == RS_SHAPE_BUILTIN && *text != '\0')
    card->title = keep_printf (scene, "built-in %s", text);
  else if ((node->shape == RS_SHAPE_METHOD || node->shape == RS_SHAPE_GENERATOR) && *text != '\0')
    card->title = keep_printf (scene, "%s %s", type, last_name (text));
  else
    card->title = keep (scene, type);
  if (node->alike > 0)
    return;
  if (card->frame && node->line > 0)
    card->subtitle = keep_printf (scene, _ ("line %d"), node->line);
  else if (node->flags & RS_NODE_RETURNED)
    card->subtitle = keep (scene, _ ("finished"));
  else if (node->shape == RS_SHAPE_CELL)
    card->subtitle = keep (scene, _ ("shared variable"));
}

static void
describe_card (RsCardMaker *maker, RsCard *card, const RsGraphNode *node)
{
  RsScene *scene = maker->scene;

  if (node->kind == RS_GNODE_OBJECT)
    {
      card->counted =
          !(node->flags & RS_NODE_IMMORTAL) && !(card->marks & RS_MARK_GONE) && node->alike == 0;
      card->count = node->refcount;
      card->badge = node->alike > 0 ? ""
                    : node->flags & RS_NODE_IMMORTAL
                        ? "∞"
                        : keep_printf (scene, "%" G_GINT64_FORMAT, node->refcount);
      card->badge_width = MAX (22, rs_text_width (scene->texts, RS_STYLE_BADGE, card->badge) + 14);
    }
  if (maker->hex && node->address != 0)
    card->identity = keep_printf (scene, "0x%" G_GINT64_MODIFIER "x", node->address);
  if (node->gc_refs == RS_SET_ASIDE)
    card->size = _ ("set aside");
  else if (node->gc_refs > 0)
    card->size = keep_printf (scene, "gc_refs %d", node->gc_refs - 1);
  else if (node->size > 0)
    card->size = keep_printf (scene, _ ("%lu B"), (gulong) node->size);
}

/* --- the arrangement ------------------------------------------------------ */

double
rs_card_item_width (RsTextCache *texts, const RsItem *item)
{
  double width = 2 * RS_CARD_PAD;

  if (item->kind == RS_ITEM_SPARE)
    return width;
  if (item->label[0] != '\0')
    width += rs_text_width (texts, RS_STYLE_ROW, item->label) + 14;
  if (item->offset[0] != '\0')
    width += RS_CARD_OFFSET;
  if (item->value[0] != '\0')
    width += rs_text_width (texts,
                            item->kind == RS_ITEM_MORE || item->kind == RS_ITEM_GAP ? RS_STYLE_NOTE
                                                                                    : RS_STYLE_ROW,
                            item->value);
  if (item->port_x >= 0)
    width += 12;
  if (item->parallel > 0)
    width += 34;
  return width;
}

/* The width of each cell where the card's items stand side by side; 0: they are
 * rows. */
static double
cell_width (const RsScene *scene, const RsCard *card)
{
  guint values = 0, references = 0;
  double widest = 30;

  if (!is_sequence (card->shape) && card->shape != RS_SHAPE_SET)
    return 0;
  for (guint i = card->first_item; i < card->first_item + card->n_items; i++)
    {
      const RsItem *item = rs_scene_item (scene, i);

      if (item->kind == RS_ITEM_MORE || item->kind == RS_ITEM_GAP || (item->marks & RS_MARK_GONE))
        continue;
      if (item->parallel > 0)
        return 0;
      if (item->port_x >= 0)
        references++;
      else if (item->kind != RS_ITEM_SPARE)
        {
          values++;
          widest = MAX (widest, rs_text_width (scene->texts, RS_STYLE_ROW, item->value) + 12);
        }
    }
  if ((values > 0 && references > 0) || references > MOST_REFERENCE_CELLS
      || widest > RS_CARD_WIDTH - 2 * RS_CARD_PAD)
    return 0;
  return widest;
}

/* Cells from left to right, line by line. Returns the bottom. */
static double
arrange_cells (RsScene *scene, RsCard *card, double y, double width)
{
  double x = RS_CARD_PAD, height = 34, right = RS_CARD_WIDTH - RS_CARD_PAD, widest = 0;
  guint reference = 0, references = 0;
  gboolean open = FALSE;
  double lanes;

  for (guint i = card->first_item; i < card->first_item + card->n_items; i++)
    references += rs_scene_item (scene, i)->port_x >= 0;
  lanes = references * LANE;
  y += 6;
  for (guint i = card->first_item; i < card->first_item + card->n_items; i++)
    {
      RsItem *item = rs_scene_item (scene, i);
      double w = item->kind == RS_ITEM_SPARE ? 16
                 : item->kind == RS_ITEM_GAP
                     ? rs_text_width (scene->texts, RS_STYLE_NOTE, item->value) + 12
                     : width;

      if (item->kind == RS_ITEM_MORE)
        continue;
      if (x + w > right + 0.01 && open)
        {
          x = RS_CARD_PAD;
          y += height + 4 + lanes;
          lanes = 0;
        }
      if (item->kind == RS_ITEM_ROW)
        item->kind = RS_ITEM_CELL;
      item->x = x;
      item->y = y;
      item->width = w;
      item->height = height;
      if (item->port_x >= 0)
        {
          /* Each edge goes down to a lane of its own below the cells, those of
           * the first ones lower, so that none runs through a neighbour. */
          item->port_x = x + w / 2;
          item->port_y = y + height - 9;
          item->lane_y = y + height + (references - reference++) * LANE;
        }
      x += w;
      widest = MAX (widest, x);
      open = TRUE;
    }
  card->width = MAX (card->width, widest + RS_CARD_PAD);
  return open ? y + height + lanes + 6 : y - 6;
}

static void
arrange_row (RsItem *item, double width, double y)
{
  item->x = 0;
  item->y = y;
  item->width = width;
  item->height = RS_CARD_ROW;
  if (item->port_x >= 0)
    {
      item->port_x = width;
      item->port_y = item->lane_y = y + RS_CARD_ROW / 2;
    }
}

/* Whether rows of other lists stand in CARD. */
static gboolean
is_grid (const RsScene *scene, const RsCard *card)
{
  for (guint i = card->first_item; i < card->first_item + card->n_items; i++)
    if (rs_scene_item (scene, i)->row > 0)
      return TRUE;
  return FALSE;
}

/* The widest value of a grid's cells, with its margins. */
static double
grid_cell_width (const RsScene *scene, const RsCard *card)
{
  double widest = GRID_CELL;

  for (guint i = card->first_item; i < card->first_item + card->n_items; i++)
    if (rs_scene_item (scene, i)->row > 0)
      widest =
          MAX (widest, rs_text_width (scene->texts, RS_STYLE_ROW, rs_scene_item (scene, i)->value)
                           + GRID_MARGIN);
  return widest;
}

/* The cells of the rows that stand in CARD, below each other, each behind its
 * number; others are rows with a port. Spare capacity has no place. Returns the
 * bottom. */
static double
arrange_grid (RsScene *scene, RsCard *card, double y)
{
  double width = grid_cell_width (scene, card), x = 0;
  guint row = 0;

  y += 4;
  for (guint i = card->first_item; i < card->first_item + card->n_items; i++)
    {
      RsItem *item = rs_scene_item (scene, i);

      if (item->kind == RS_ITEM_MORE || item->kind == RS_ITEM_SPARE)
        continue;
      if (item->row != row)
        {
          y += row > 0 ? GRID_HEIGHT : 0;
          x = RS_CARD_PAD + GRID_NUMBER;
          row = item->row;
        }
      if (row == 0)
        {
          arrange_row (item, card->width, y);
          y += RS_CARD_ROW;
          continue;
        }
      item->kind = RS_ITEM_CELL;
      item->x = x;
      item->y = y;
      item->width = width;
      item->height = GRID_HEIGHT;
      x += width;
    }
  return y + (row > 0 ? GRID_HEIGHT : 0) + 6;
}

/* How wide the longest row of a grid is. */
static double
grid_width (const RsScene *scene, const RsCard *card)
{
  double width = grid_cell_width (scene, card);
  guint longest = 0, n = 0, row = 0;

  for (guint i = card->first_item; i < card->first_item + card->n_items; i++)
    {
      n = rs_scene_item (scene, i)->row == row ? n + 1 : 1;
      row = rs_scene_item (scene, i)->row;
      longest = MAX (longest, row > 0 ? n : 0);
    }
  return longest * width + GRID_NUMBER + 2 * RS_CARD_PAD;
}

/* Room for the strip of spare cells below the rows: 18 points each, as
 * arrange_rows () places them. */
static double
strip_width (RsScene *scene, const RsCard *card)
{
  guint n = 0;
  for (guint i = card->first_item; i < card->first_item + card->n_items; i++)
    n += rs_scene_item (scene, i)->kind == RS_ITEM_SPARE;
  return n > 0 ? n * 18 + 2 * RS_CARD_PAD : 0;
}

/* Rows below each other; spare cells as a strip of small boxes. Returns the
 * bottom. */
static double
arrange_rows (RsScene *scene, RsCard *card, double y, gboolean only_more)
{
  double x = RS_CARD_PAD;
  gboolean strip = FALSE;

  for (guint i = card->first_item; i < card->first_item + card->n_items; i++)
    {
      RsItem *item = rs_scene_item (scene, i);

      if (only_more && item->kind != RS_ITEM_MORE)
        continue;
      if (item->kind != RS_ITEM_SPARE)
        {
          y += strip ? 22 : 0;
          strip = FALSE;
          arrange_row (item, card->width, y);
          y += RS_CARD_ROW;
          continue;
        }
      item->x = x;
      item->y = y + 3;
      item->width = 18;
      item->height = 15;
      x += 18;
      strip = TRUE;
    }
  return y + (strip ? 22 : 0);
}

gboolean
rs_card_has_foot (const RsCard *card)
{
  return card->identity[0] != '\0' || card->size[0] != '\0';
}

double
rs_card_slack (const RsCard *card)
{
  return card->stub_line || (card->cause[0] != '\0' && rs_card_has_foot (card)) ? RS_CARD_STUB : 0;
}

void
rs_card_arrange (RsCardMaker *maker, RsCard *card)
{
  RsScene *scene = maker->scene;
  RsTextCache *texts = scene->texts;
  double title = rs_text_width (texts, RS_STYLE_TITLE, card->title) + 2 * RS_CARD_PAD,
         y = RS_CARD_TITLE, cells;
  double foot = rs_text_width (texts, RS_STYLE_FOOT, card->identity)
                + rs_text_width (texts, RS_STYLE_FOOT, card->size);

  title += card->badge[0] != '\0' ? card->badge_width + 10 + (card->delta != 0 ? 34 : 0) : 0;
  title +=
      card->subtitle[0] != '\0' ? rs_text_width (texts, RS_STYLE_NOTE, card->subtitle) + 14 : 0;
  card->width = MAX (MAX (title, foot + 2 * RS_CARD_PAD + 16), MAX (132, card->min_width));
  if (card->cause[0] != '\0')
    card->width =
        MAX (card->width, rs_text_width (texts, RS_STYLE_NOTE, card->cause) + 2 * RS_CARD_PAD);
  for (guint i = card->first_item; i < card->first_item + card->n_items; i++)
    if (rs_scene_item (scene, i)->row == 0)
      card->width = MAX (card->width, rs_card_item_width (texts, rs_scene_item (scene, i)));
  card->width = card->frame ? RS_CARD_WIDTH : MIN (ceil (card->width), RS_CARD_WIDTH);

  cells = cell_width (scene, card);
  if (is_grid (scene, card))
    {
      card->width = MAX (card->width, grid_width (scene, card));
      y = arrange_grid (scene, card, y);
      y = arrange_rows (scene, card, y, TRUE);
    }
  else if (cells > 0 && card->n_items > 0)
    {
      y = arrange_cells (scene, card, y, cells);
      y = arrange_rows (scene, card, y, TRUE);
    }
  else
    {
      card->width = MAX (card->width, strip_width (scene, card));
      y = arrange_rows (scene, card, y, FALSE);
    }
  y += rs_card_slack (card);
  if (rs_card_has_foot (card))
    y += RS_CARD_FOOT;
  else if (card->cause[0] != '\0')
    y += RS_CARD_FOOT;
  else if (card->n_items > 0)
    y += 6;
  card->height =
      MAX (y, RS_CARD_TITLE + 12); /* or its rounded corners would show through the title */
}

/* Calls of a deep recursion, of which one is drawn at a time, and the one that
 * has just returned, share two places below the card that stands for the
 * others. The serial of a frame has its depth from bit 40 on, and that of its
 * code below. */
static void
take_turn (RsCard *card, const RsGraphNode *node)
{
  card->place = node->after | G_GUINT64_CONSTANT (1) << 39 | (guint64) (node->turn - 1) << 38;
  card->rank = (guint32) (node->after >> 40 & 0x3fffff) + 1 + node->turn;
}

void
rs_card_make (RsCardMaker *maker, guint32 index, gboolean ghost)
{
  RsScene *scene = maker->scene;
  const RsHeapGraph *graph = ghost ? maker->before : maker->graph;
  const RsGraphNode *node = &graph->nodes[index];
  RsCard card = { .serial = node->serial,
                  .place = node->serial,
                  .node = index,
                  .shape = node->shape,
                  .kind = node->kind,
                  .cycle = RS_NONE,
                  .title = "",
                  .subtitle = "",
                  .badge = "",
                  .identity = "",
                  .size = "",
                  .cause = "",
                  .methods = "",
                  .stub_text = "",
                  .folded = node->folded,
                  .first_item = scene->items->len,
                  .alpha = 1 };

  card.frame = node->kind == RS_GNODE_FRAME || node->kind == RS_GNODE_NAMESPACE
               || node->kind == RS_GNODE_ROOT;
  card.current = (node->flags & RS_NODE_CURRENT) != 0;
  card.rank = node->kind == RS_GNODE_FRAME  ? node->depth + 1
              : node->kind == RS_GNODE_ROOT ? G_MAXUINT32
                                            : 0;
  if (node->turn > 0)
    take_turn (&card, node);
  card.marks = ghost ? RS_MARK_GONE : 0;
  name_card (maker, &card, graph, node);
  describe_card (maker, &card, node);
  if (node->flags & RS_NODE_FOLDED)
    add_folded (scene, node);
  else if (!(node->flags & RS_NODE_COMPACT))
    {
      if (is_value (node->shape)
          || (node->shape == RS_SHAPE_OTHER && node->n_edges == 0 && node->text != 0
              && !card.frame))
        add_own_value (maker, &card, graph, node);
      else
        add_rows (maker, &card, graph, node);
    }
  card.n_items = scene->items->len - card.first_item;
  g_array_append_val (scene->cards, card);
}
