/* SPDX-License-Identifier: MIT
 *
 * What the user can do with the selected card: ask, open, fold, hide, pin, draw
 * only what it reaches; and which parts of the heap are drawn beyond the level.
 * Each makes another appearance of the session from the one before.
 */
#include "window-private.h"

#include <glib/gi18n.h>
#include <string.h>

static const RsParts parts[] = { RS_PART_STACK, RS_PART_FRAMES, RS_PART_CLASSES, RS_PART_LIBRARY };

/* The parts that DETAIL has by itself. */
static guint
parts_of (RsDetail detail)
{
  switch (detail)
    {
    case RS_DETAIL_SIMPLE:
      return RS_PART_FRAMES | RS_PART_CLASSES;
    case RS_DETAIL_REFERENCES:
      return RS_PART_FRAMES | RS_PART_CLASSES | RS_PART_LIBRARY;
    default:
      return RS_PART_STACK | RS_PART_FRAMES | RS_PART_CLASSES | RS_PART_LIBRARY;
    }
}

static gboolean
is_part_shown (const RsAppearance *appearance, RsParts part)
{
  return ((parts_of (appearance->detail) | appearance->show) & ~appearance->hide & part) != 0;
}

/* The drawn node of the selected card; NULL: none is. */
static const RsGraphNode *
selected_node (RsWindow *self)
{
  RsScene *scene = rs_app_session_get_scene (self->session);
  const RsHeapGraph *graph = scene != NULL ? rs_scene_get_graph (scene) : NULL;
  guint64 serial = rs_app_session_get_selected (self->session);
  guint32 node = graph != NULL && serial != 0 ? rs_heap_graph_find (graph, serial) : RS_NONE;
  return node != RS_NONE ? &graph->nodes[node] : NULL;
}

/* --- the actions ---------------------------------------------------------- */

typedef enum { OPENED, FOLDED, HIDDEN } CardWish;

static void
toggle_card (RsWindow *self, CardWish wish)
{
  guint64 serial = rs_app_session_get_selected (self->session);
  RsAppearance *next = rs_appearance_copy (rs_app_session_get_appearance (self->session));
  GArray *serials = wish == OPENED ? next->opened : wish == FOLDED ? next->folded : next->hidden;

  rs_appearance_set (serials, serial, !rs_appearance_has (serials, serial));
  if (wish != FOLDED)
    rs_appearance_set (next->folded, serial, FALSE);
  rs_app_session_set_appearance (self->session, next);
}

static void
card_open (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  toggle_card (data, OPENED);
}

static void
card_fold (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  toggle_card (data, FOLDED);
}

static void
card_hide (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  RsWindow *self = data;
  toggle_card (self, HIDDEN);
  rs_app_session_select (self->session, 0);
}

/* The card keeps the place where it stands, or gets back the one of the
 * plan. */
static void
card_pin (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  RsWindow *self = data;
  guint64 serial = rs_app_session_get_selected (self->session);
  RsScene *scene = rs_app_session_get_scene (self->session);
  RsAppearance *next = rs_appearance_copy (rs_app_session_get_appearance (self->session));
  RsRect card;

  if (rs_appearance_find_pin (next, serial) != NULL)
    rs_appearance_set_pin (next, serial, NULL);
  else if (scene != NULL && rs_scene_find (scene, serial, &card))
    rs_appearance_set_pin (next, serial, &(RsPin){ serial, card.x, card.y });
  rs_app_session_set_appearance (self->session, next);
}

static void
on_card_moved (RsWindow *self, guint64 serial, double x, double y)
{
  RsAppearance *next = rs_appearance_copy (rs_app_session_get_appearance (self->session));
  rs_appearance_set_pin (next, serial, &(RsPin){ serial, x, y });
  rs_app_session_set_appearance (self->session, next);
}

static void
only_reached (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  RsWindow *self = data;
  RsAppearance *next = rs_appearance_copy (rs_app_session_get_appearance (self->session));
  next->reached_by = rs_app_session_get_selected (self->session);
  rs_app_session_set_appearance (self->session, next);
}

static void
only_reaching (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  RsWindow *self = data;
  RsAppearance *next = rs_appearance_copy (rs_app_session_get_appearance (self->session));
  next->reaching = rs_app_session_get_selected (self->session);
  rs_app_session_set_appearance (self->session, next);
}

static void
draw_everything (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  RsWindow *self = data;
  const RsAppearance *now = rs_app_session_get_appearance (self->session);
  RsAppearance *next = rs_appearance_new (now->detail);
  next->hex = now->hex;
  rs_app_session_set_appearance (self->session, next);
}

/* The part is drawn where it was not, and the other way round; what the level
 * says by itself is not said twice. */
static void
change_part (GSimpleAction *action, GVariant *value, gpointer data)
{
  RsWindow *self = data;
  const char *name = g_action_get_name (G_ACTION (action)) + strlen ("part-");
  RsParts part = rs_part_from_name (name);
  RsAppearance *next = rs_appearance_copy (rs_app_session_get_appearance (self->session));
  gboolean shown = g_variant_get_boolean (value), by_level = (parts_of (next->detail) & part) != 0;

  next->show = shown && !by_level ? next->show | part : next->show & ~part;
  next->hide = !shown && by_level ? next->hide | part : next->hide & ~part;
  rs_app_session_set_appearance (self->session, next);
}

static void
ask (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  RsWindow *self = data;
  RsAnswers *answers = rs_inspector_get_answers (self->inspector);
  const char *name = g_variant_get_string (parameter, NULL);
  int why = rs_why_from_name (name);

  if (strcmp (name, "history") == 0)
    rs_answers_open_history (answers);
  else if (why >= 0)
    rs_answers_open (answers, why);
}

/* --- the menu ------------------------------------------------------------- */

static void
append (GMenu *menu, const char *label, const char *action)
{
  g_menu_append (menu, label, action);
}

static GMenu *
new_section (GMenu *menu)
{
  GMenu *section = g_menu_new ();
  g_menu_append_section (menu, NULL, G_MENU_MODEL (section));
  g_object_unref (section); /* the menu has one */
  return section;
}

static void
add_card_sections (RsWindow *self, GMenu *menu)
{
  const RsAppearance *now = rs_app_session_get_appearance (self->session);
  guint64 serial = rs_app_session_get_selected (self->session);
  const RsGraphNode *node = selected_node (self);
  GMenu *questions = new_section (menu), *card = new_section (menu), *reach = new_section (menu);
  gboolean folded = node != NULL && rs_appearance_has (now->folded, serial);

  append (questions, _ ("Why Is It Alive?"), "win.ask::alive");
  append (questions, _ ("What Does It Alone Keep Alive?"), "win.ask::keeps");
  append (questions, _ ("What Must Go for It to Be Freed?"), "win.ask::cut");
  append (questions, _ ("Each Change of Its Count"), "win.ask::history");
  append (card, rs_appearance_has (now->opened, serial) ? _ ("Close") : _ ("Open"),
          "win.card-open");
  append (card, folded ? _ ("Unfold") : _ ("Fold"), "win.card-fold");
  append (card, _ ("Hide"), "win.card-hide");
  append (card, rs_appearance_find_pin (now, serial) != NULL ? _ ("Unpin") : _ ("Pin"),
          "win.card-pin");
  append (reach, _ ("Draw Only What This Reaches"), "win.only-reached");
  append (reach, _ ("Draw Only What Reaches This"), "win.only-reaching");
}

/* The menu of the selected card, or of the drawing. */
static GMenuModel *
card_menu (RsWindow *self)
{
  const RsAppearance *now = rs_app_session_get_appearance (self->session);
  GMenu *menu = g_menu_new (), *section;

  if (selected_node (self) != NULL)
    add_card_sections (self, menu);
  section = new_section (menu);
  if (now->hidden->len > 0)
    {
      g_autofree char *label =
          g_strdup_printf (_ ("Draw Everything Again (%u hidden)"), now->hidden->len);
      append (section, label, "win.draw-everything");
    }
  else
    append (section, _ ("Draw Everything Again"), "win.draw-everything");
  append (section, _ ("Show All"), "win.zoom-fit");
  return G_MENU_MODEL (menu);
}

static void
on_menu (RsWindow *self, double x, double y)
{
  GtkWidget *parent = gtk_widget_get_parent (GTK_WIDGET (self->canvas));
  g_autoptr (GMenuModel) menu = card_menu (self);
  GdkRectangle at = { 0, 0, 1, 1 };
  double there_x, there_y;

  gtk_widget_translate_coordinates (GTK_WIDGET (self->canvas), parent, x, y, &there_x, &there_y);
  at.x = (int) there_x;
  at.y = (int) there_y;
  if (self->card_menu == NULL)
    {
      self->card_menu = gtk_popover_menu_new_from_model (menu);
      gtk_widget_set_parent (self->card_menu, parent);
      gtk_popover_set_has_arrow (GTK_POPOVER (self->card_menu), FALSE);
      gtk_widget_set_halign (self->card_menu, GTK_ALIGN_START);
    }
  gtk_popover_menu_set_menu_model (GTK_POPOVER_MENU (self->card_menu), menu);
  gtk_popover_set_pointing_to (GTK_POPOVER (self->card_menu), &at);
  gtk_popover_popup (GTK_POPOVER (self->card_menu));
}

/* --- set up --------------------------------------------------------------- */

static const GActionEntry entries[] = {
  { "card-open", card_open },
  { "card-fold", card_fold },
  { "card-hide", card_hide },
  { "card-pin", card_pin },
  { "only-reached", only_reached },
  { "only-reaching", only_reaching },
  { "draw-everything", draw_everything },
  { "ask", ask, "s" },
};

void
rs_window_update_card_actions (RsWindow *self)
{
  static const char *const of_card[] = { "card-open", "card-fold",    "card-hide",
                                         "card-pin",  "only-reached", "only-reaching" };
  const RsAppearance *now = rs_app_session_get_appearance (self->session);
  gboolean selected = selected_node (self) != NULL;

  for (guint i = 0; i < G_N_ELEMENTS (of_card); i++)
    rs_window_set_enabled (self, of_card[i], selected);
  rs_window_set_enabled (self, "ask", rs_app_session_get_selected (self->session) != 0);
  rs_window_set_enabled (self, "draw-everything", !rs_appearance_is_plain (now));
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autofree char *name = g_strconcat ("part-", rs_part_name (parts[i]), NULL);
      GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), name);
      g_simple_action_set_state (G_SIMPLE_ACTION (action),
                                 g_variant_new_boolean (is_part_shown (now, parts[i])));
    }
}

void
rs_window_add_card_actions (RsWindow *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autofree char *name = g_strconcat ("part-", rs_part_name (parts[i]), NULL);
      g_autoptr (GSimpleAction) action =
          g_simple_action_new_stateful (name, NULL, g_variant_new_boolean (FALSE));
      g_signal_connect_object (action, "change-state", G_CALLBACK (change_part), self, 0);
      g_action_map_add_action (G_ACTION_MAP (self), G_ACTION (action));
    }
  g_signal_connect_object (self->canvas, "menu", G_CALLBACK (on_menu), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->canvas, "card-moved", G_CALLBACK (on_card_moved), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "notify::appearance",
                           G_CALLBACK (rs_window_update_card_actions), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "moment-changed",
                           G_CALLBACK (rs_window_update_card_actions), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "notify::selected",
                           G_CALLBACK (rs_window_update_card_actions), self, G_CONNECT_SWAPPED);
}
