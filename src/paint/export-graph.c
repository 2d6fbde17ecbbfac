/* SPDX-License-Identifier: MIT
 *
 * A scene in the languages of other programs, Graphviz's and Mermaid's: the
 * cards as they are drawn, with ghosts, what is new or changed, and their
 * names. Where they stand is those programs' affair.
 */
#include "paint/export-private.h"

#include <string.h>

static const char *
colour_of (const RsCard *card)
{
  return card->marks & RS_MARK_GONE ? "#8f8f96" : card->marks & RS_MARK_NEW ? "#26a269" : NULL;
}

/* "+ ", "~ ", "- ": what the step did to ITEM. */
static const char *
mark_of (const RsItem *item)
{
  return item->marks & RS_MARK_NEW       ? "+ "
         : item->marks & RS_MARK_CHANGED ? "~ "
         : item->marks & RS_MARK_GONE    ? "- "
                                         : "";
}

static char *
item_words (const RsItem *item)
{
  return g_strdup_printf ("%s%s%s%s", mark_of (item), item->label,
                          item->label[0] != '\0' && item->value[0] != '\0' ? " = " : "",
                          item->value);
}

/* The title with the count and how it changed, the short name, the cause of a
 * ghost. */
static char *
card_words (const RsCard *card)
{
  GString *words = g_string_new (card->title);

  if (card->badge[0] != '\0')
    g_string_append_printf (words, " (%s)", card->badge);
  if (card->delta != 0)
    g_string_append_printf (words, " %+" G_GINT64_FORMAT, card->delta);
  if (card->identity[0] != '\0')
    g_string_append_printf (words, " %s", card->identity);
  if (card->cause[0] != '\0')
    g_string_append_printf (words, " %s", card->cause);
  return g_string_free (words, FALSE);
}

/* --- DOT ------------------------------------------------------------------ */

/* Appends TEXT with what a record's label gives a meaning escaped. */
static void
append_record (GString *out, const char *text)
{
  for (; *text != '\0'; text++)
    {
      if (g_ascii_iscntrl (*text))
        continue;
      if (strchr ("\"\\{}|<> ", *text) != NULL)
        g_string_append_c (out, '\\');
      g_string_append_c (out, *text);
    }
}

static void
append_dot_card (GString *out, const RsScene *scene, guint c)
{
  const RsCard *card = rs_scene_card (scene, c);
  g_autofree char *title = card_words (card);
  const char *colour = colour_of (card);

  g_string_append_printf (out, "  n%u [label=\"", c);
  append_record (out, title);
  for (guint i = card->first_item; i < card->first_item + card->n_items; i++)
    {
      g_autofree char *words = item_words (rs_scene_item (scene, i));

      if (rs_scene_item (scene, i)->kind == RS_ITEM_SPARE)
        continue;
      g_string_append_printf (out, "|<r%u> ", i - card->first_item);
      append_record (out, words);
    }
  if (card->stub_text[0] != '\0')
    {
      g_string_append (out, "|");
      append_record (out, card->stub_text);
    }
  g_string_append_c (out, '"');
  if (card->marks & RS_MARK_GONE)
    g_string_append (out, ", style=dashed");
  else if (rs_card_is_garbage (scene, card))
    g_string_append (out, ", style=filled, fillcolor=\"#e4e4e8\"");
  if (colour != NULL)
    g_string_append_printf (out, ", color=\"%s\"", colour);
  g_string_append (out, "];\n");
}

char *
rs_export_dot_text (const RsScene *scene, const RsExportOptions *options)
{
  static const char *const styles[RS_N_STRENGTHS] = { "solid", "dashed", "dotted" };
  GString *out = g_string_new ("digraph heap {\n  rankdir=LR;\n"
                               "  node [shape=record, fontname=\"monospace\", fontsize=10];\n");

  if (options->caption)
    {
      g_autofree char *caption = rs_scene_caption (scene);

      g_string_append (out, "  label=\"");
      append_record (out, caption);
      g_string_append (out, "\";\n");
    }
  for (guint c = 0; c < scene->cards->len; c++)
    append_dot_card (out, scene, c);
  for (guint i = 0; i < scene->edges->len; i++)
    {
      const RsSceneEdge *edge = rs_scene_edge (scene, i);

      g_string_append_printf (out, "  n%u:r%u -> n%u [style=%s", edge->source,
                              edge->item - rs_scene_card (scene, edge->source)->first_item,
                              edge->target, styles[edge->strength]);
      if (edge->parallel > 0)
        g_string_append_printf (out, ", label=\"×%d\"", edge->parallel);
      if (edge->cycle)
        g_string_append (out, ", color=\"#e66100\"");
      g_string_append (out, "];\n");
    }
  g_string_append (out, "}\n");
  return g_string_free (out, FALSE);
}

/* --- Mermaid -------------------------------------------------------------- */

/* Appends TEXT with what Mermaid or its Markdown gives a meaning as an
 * entity. */
static void
append_entities (GString *out, const char *text)
{
  for (; *text != '\0'; text = g_utf8_next_char (text))
    {
      gunichar c = g_utf8_get_char (text);

      if (c < 0x20 || c == 0x7f)
        continue;
      if (c == ' ' || c > 0x7f || g_ascii_isalnum ((gchar) c))
        g_string_append_unichar (out, c);
      else
        g_string_append_printf (out, "#%u;", c);
    }
}

static void
append_mermaid_card (GString *out, const RsScene *scene, guint c)
{
  const RsCard *card = rs_scene_card (scene, c);
  g_autofree char *title = card_words (card);

  g_string_append_printf (out, "  n%u[\"", c);
  append_entities (out, title);
  for (guint i = card->first_item; i < card->first_item + card->n_items; i++)
    {
      g_autofree char *words = item_words (rs_scene_item (scene, i));

      /* What an arrow says stands at the arrow. */
      if (rs_scene_item (scene, i)->kind == RS_ITEM_SPARE || rs_scene_item (scene, i)->port_x >= 0)
        continue;
      g_string_append (out, "<br/>");
      append_entities (out, words);
    }
  g_string_append (out, "\"]");
  g_string_append (out, card->marks & RS_MARK_GONE         ? ":::freed\n"
                        : rs_card_is_garbage (scene, card) ? ":::garbage\n"
                        : card->marks & RS_MARK_NEW        ? ":::new\n"
                        : card->frame                      ? ":::frame\n"
                                                           : "\n");
}

char *
rs_export_mermaid_text (const RsScene *scene, const RsExportOptions *options)
{
  static const char *const arrows[RS_N_STRENGTHS] = { "-->", "-.->", "-.->" };
  GString *out = g_string_new (NULL);

  if (options->caption)
    {
      g_autofree char *caption = rs_scene_caption (scene);

      g_string_append_printf (out, "---\ntitle: \"%s\"\n---\n", caption);
    }
  g_string_append (out, "flowchart LR\n"
                        "  classDef frame fill:#3d3846,color:#fff\n"
                        "  classDef new stroke:#26a269,stroke-width:3px\n"
                        "  classDef freed stroke:#8f8f96,stroke-dasharray:4 3,color:#77767b\n"
                        "  classDef garbage fill:#e4e4e8\n");
  for (guint c = 0; c < scene->cards->len; c++)
    append_mermaid_card (out, scene, c);
  for (guint i = 0; i < scene->edges->len; i++)
    {
      const RsSceneEdge *edge = rs_scene_edge (scene, i);
      const RsItem *item = rs_scene_item (scene, edge->item);
      g_autofree char *words = item_words (item);

      g_string_append_printf (out, "  n%u %s", edge->source, arrows[edge->strength]);
      if (words[0] != '\0' || edge->parallel > 0)
        {
          g_string_append (out, "|\"");
          append_entities (out, words);
          if (edge->parallel > 0)
            g_string_append_printf (out, " ×%d", edge->parallel);
          g_string_append (out, "\"|");
        }
      g_string_append_printf (out, " n%u\n", edge->target);
    }
  return g_string_free (out, FALSE);
}
