/* SPDX-License-Identifier: MIT
 *
 * A scene as text: the golden files of the tests, and what a screen reader
 * could be given. Marks: * new, ~ changed, - gone, ! dead.
 *
 *   card 7 Child [1 -1] cycle "A3" "56 B"
 *     row parent o
 *   edge 7.parent -> 5 strong cycle
 *   label "cycle of 3 · unreachable · 200 B"
 */
#include "paint/scene-private.h"

static const char *const item_names[] = { "row", "cell", "spare", "text", "more", "gap" };

static void
append_marks (GString *out, guint8 marks)
{
  if (marks & RS_MARK_NEW)
    g_string_append (out, " *");
  if (marks & RS_MARK_CHANGED)
    g_string_append (out, " ~");
  if (marks & RS_MARK_GONE)
    g_string_append (out, " -");
  if (marks & RS_MARK_DEAD)
    g_string_append (out, " !");
}

static void
append_text (GString *out, const char *text)
{
  if (*text != '\0')
    g_string_append_printf (out, " \"%s\"", text);
}

static void
append_item (GString *out, const RsItem *item, gboolean geometry)
{
  g_string_append_printf (out, "  %s", item_names[item->kind]);
  if (*item->offset != '\0')
    g_string_append_printf (out, " +%s", item->offset);
  if (*item->label != '\0')
    g_string_append_printf (out, " %s", item->label);
  append_text (out, item->value);
  if (item->port_x >= 0)
    g_string_append (out, " o");
  if (item->parallel > 0)
    g_string_append_printf (out, " x%d", item->parallel);
  append_marks (out, item->marks);
  if (geometry)
    g_string_append_printf (out, " @%.0f,%.0f %.0fx%.0f", item->x, item->y, item->width,
                            item->height);
  g_string_append_c (out, '\n');
}

static void
append_card (GString *out, const RsScene *scene, const RsCard *card, gboolean geometry)
{
  g_string_append_printf (out, "%s %" G_GUINT64_FORMAT " %s",
                          card->marks & RS_MARK_GONE ? "ghost"
                          : card->frame              ? "frame"
                                                     : "card",
                          card->serial, card->title);
  append_text (out, card->subtitle);
  if (card->badge[0] != '\0')
    g_string_append_printf (out, card->delta != 0 ? " [%s %+d]" : " [%s]", card->badge,
                            (int) card->delta);
  if (card->cycle != RS_NONE)
    g_string_append (out, " cycle");
  if (card->current)
    g_string_append (out, " current");
  append_text (out, card->identity);
  append_text (out, card->size);
  append_text (out, card->cause);
  append_marks (out, card->marks & RS_MARK_NEW);
  if (geometry)
    g_string_append_printf (out, " @%.0f,%.0f %.0fx%.0f", card->x, card->y, card->width,
                            card->height);
  g_string_append_c (out, '\n');
  for (guint i = card->first_item; i < card->first_item + card->n_items; i++)
    append_item (out, rs_scene_item (scene, i), geometry);
}

static void
append_edge (GString *out, const RsScene *scene, const RsSceneEdge *edge, gboolean geometry)
{
  const RsItem *item = rs_scene_item (scene, edge->item);
  const RsPoint *points = rs_scene_points (scene, edge);

  g_string_append_printf (out, "edge %" G_GUINT64_FORMAT ".%s -> %" G_GUINT64_FORMAT " %s",
                          rs_scene_card (scene, edge->source)->serial, item->label,
                          rs_scene_card (scene, edge->target)->serial,
                          rs_strength_name (edge->strength));
  if (edge->cycle)
    g_string_append (out, " cycle");
  if (edge->parallel > 0)
    g_string_append_printf (out, " x%d", edge->parallel);
  append_marks (out, edge->marks);
  for (guint i = 0; geometry && i < edge->n_points; i += 3)
    g_string_append_printf (out, " %.0f,%.0f", points[i].x, points[i].y);
  g_string_append_c (out, '\n');
}

char *
rs_scene_dump (const RsScene *scene, gboolean geometry)
{
  GString *out;

  g_return_val_if_fail (scene != NULL, NULL);
  out = g_string_new (NULL);
  for (guint i = 0; i < scene->cards->len; i++)
    append_card (out, scene, rs_scene_card (scene, i), geometry);
  for (guint i = 0; i < scene->edges->len; i++)
    append_edge (out, scene, rs_scene_edge (scene, i), geometry);
  for (guint i = 0; i < scene->labels->len; i++)
    {
      const RsCycleLabel *label = rs_scene_label (scene, i);

      g_string_append_printf (out, "label \"%s\"", label->text);
      if (geometry)
        g_string_append_printf (out, " @%.0f,%.0f %.0fx%.0f", label->rect.x, label->rect.y,
                                label->rect.width, label->rect.height);
      g_string_append_c (out, '\n');
    }
  return g_string_free (out, FALSE);
}
