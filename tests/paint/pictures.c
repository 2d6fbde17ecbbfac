/* SPDX-License-Identifier: MIT */
#include "pictures.h"

#include <string.h>

/* The cards of GRAPH and their edges, without places (transfer full). */
static RsScene *
make_cards (const RsHeapGraph *graph, const RsHeapGraph *previous, const RsSceneOptions *options)
{
  RsScene *scene = rs_scene_alloc (NULL);
  RsLayoutWork work = { NULL, 0, 0 };
  RsCardMaker maker = { .scene = scene, .whole = graph, .whole_before = previous, .work = &work };

  scene->filter = rs_scene_filter (options, &scene->serials);
  maker.graph = scene->graph = rs_scene_filter_beside (graph, &scene->filter, previous, NULL);
  if (previous != NULL)
    maker.before = scene->before = rs_scene_filter_beside (previous, &scene->filter, graph, NULL);
  scene->cycles = rs_graph_cycles (scene->graph);
  g_free (rs_scene_make_parts (&maker));
  rs_scene_account (&maker);
  return scene;
}

RsScene *
scene_at (RsSession *session, guint step, const RsSceneOptions *options)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RsConstHeapGraph) previous = NULL, graph = NULL;

  if (step > 0)
    previous = rs_session_graph_at_step (session, step - 1, &error);
  graph = rs_session_graph_at_step (session, step, &error);
  g_assert_no_error (error);
  return make_cards (graph, previous, options);
}

void
check_account (const RsScene *scene)
{
  for (guint i = 0; i < scene->cards->len; i++)
    {
      const RsCard *card = rs_scene_card (scene, i);
      guint arrows = 0;

      if (!card->counted)
        continue;
      for (guint k = 0; k < scene->edges->len; k++)
        if (rs_scene_edge (scene, k)->target == i && rs_scene_edge (scene, k)->strength != RS_WEAK)
          arrows += (guint) MAX (1, rs_scene_edge (scene, k)->parallel);
      g_assert_cmpuint (card->arrows, ==, arrows);
      g_assert_cmpint (card->count, ==, (gint64) card->arrows + card->in_place + card->stub);
    }
}

Picture
draw_program (const char *program)
{
  RsSceneOptions options = RS_SCENE_OPTIONS_INIT;
  g_autoptr (GError) error = NULL;
  Picture picture = { rs_session_new (program, strlen (program), "p.py", NULL, &error), NULL, 0 };

  g_assert_no_error (error);
  g_assert_true (rs_session_record (picture.session, &error));
  picture.n_steps = rs_session_recording (picture.session)->n_steps;
  for (guint step = 0; step < picture.n_steps; step++)
    {
      rs_scene_unref (picture.scene);
      picture.scene = scene_at (picture.session, step, &options);
      check_account (picture.scene);
    }
  return picture;
}

void
picture_clear (Picture *picture)
{
  rs_scene_unref (picture->scene);
  rs_session_free (picture->session);
}
const RsCard *
find_card (const RsScene *scene, const char *title)
{
  for (guint i = 0; i < scene->cards->len; i++)
    if (strcmp (rs_scene_card (scene, i)->title, title) == 0)
      return rs_scene_card (scene, i);
  return NULL;
}

guint
count_cards (const RsScene *scene, const char *title)
{
  guint n = 0;

  for (guint i = 0; i < scene->cards->len; i++)
    n += strcmp (rs_scene_card (scene, i)->title, title) == 0;
  return n;
}

/* The rows of the card TITLE: "name value|key ->Type|x ..>Type|note" (transfer
 * full). */
char *
card_rows (const RsScene *scene, const char *title)
{
  const RsCard *card = find_card (scene, title);
  GString *text = g_string_new (NULL);

  g_assert_nonnull (card);
  for (guint i = card->first_item; i < card->first_item + card->n_items; i++)
    {
      const RsItem *item = rs_scene_item (scene, i);

      if (item->kind == RS_ITEM_SPARE)
        continue;
      g_string_append_printf (text, "%s%s%s%s", text->len > 0 ? "|" : "", item->label,
                              *item->label != '\0' && *item->value != '\0' ? " " : "", item->value);
      for (guint k = 0; k < scene->edges->len; k++)
        if (rs_scene_edge (scene, k)->item == i)
          g_string_append_printf (text, " %s%s",
                                  rs_scene_edge (scene, k)->strength == RS_WEAK ? "..>" : "->",
                                  rs_scene_card (scene, rs_scene_edge (scene, k)->target)->title);
    }
  return g_string_free (text, FALSE);
}

void
check_rows (const RsScene *scene, const char *title, const char *expected)
{
  g_autofree char *text = card_rows (scene, title);

  g_assert_cmpstr (text, ==, expected);
}
