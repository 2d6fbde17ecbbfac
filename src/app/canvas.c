/* SPDX-License-Identifier: MIT
 *
 * The canvas. Nothing is drawn here: a scene paints itself (paint/), this
 * widget says where and how large.
 *
 * The view is a scale and an offset: window = scene * scale + offset. While
 * `fitting`, the view follows the drawing: it stays as it is as long as all
 * fits, so that an object keeps its place on the screen, too, and glides to a
 * smaller scale when the drawing outgrows it. The first pan or zoom of the user
 * ends that; rs_canvas_fit () begins it again.
 *
 * One animation serves a change of moment and a change of view: it runs t from
 * 0 to 1 and mixes both. Where animations are switched off
 * (gtk-enable-animations), libadwaita jumps to 1 at once.
 */
#include "canvas.h"

#include "display-strings.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <math.h>

#define GLIDE_MS 260
#define SHADE 14 /* pixels along an edge behind which the drawing goes on */
#define WIDTH(self) gtk_widget_get_width (GTK_WIDGET (self))
#define HEIGHT(self) gtk_widget_get_height (GTK_WIDGET (self))

struct _RsCanvas {
  RsPane pane;
  gboolean high_contrast;

  RsScene *from, *to, *now; /* NULL: none; now is what is painted */
  RsView view, view_from, view_to;
  double text;           /* how large text is to be; 1: as usual */
  gboolean fitting, all; /* all: the user wants to see all of it */
  gboolean fresh, refit; /* the next scene is the first of a run, of a level */
  gboolean given;        /* the view of the first scene of a run is known */
  AdwAnimation *animation;
  double t;

  char *story; /* what happened, in sentences; NULL: not told yet */
  RsHit hover;
  double pointer_x, pointer_y;
  RsView drag_view;
  guint64 dragged;       /* serial of the card that is being moved; 0: the view is */
  RsRect drag_card;      /* where it would stand, in the scene */
  double drag_x, drag_y; /* where it stood */
  double pinch_scale;
};

G_DEFINE_FINAL_TYPE (RsCanvas, rs_canvas, RS_TYPE_PANE)

enum { PROP_0, PROP_ZOOM, PROP_HIGH_CONTRAST, N_PROPS };
static GParamSpec *props[N_PROPS];
static guint menu_signal, moved_signal;

/* --- the view ------------------------------------------------------------- */

static void
set_view (RsCanvas *self, RsView view)
{
  gboolean zoomed = round (view.scale * 100) != round (self->view.scale * 100);
  self->view = view;
  if (zoomed)
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_ZOOM]);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* --- gliding -------------------------------------------------------------- */

static void
set_t (double t, gpointer data)
{
  RsCanvas *self = data;
  self->t = t;
  g_clear_pointer (&self->now, rs_scene_unref);
  if (self->to != NULL)
    self->now = t >= 1 || self->from == NULL ? rs_scene_ref (self->to)
                                             : rs_scene_interpolate (self->from, self->to, t);
  if (t >= 1)
    g_clear_pointer (&self->from, rs_scene_unref);
  RsView a = self->view_from, b = self->view_to;
  set_view (self, (RsView){ a.scale + (b.scale - a.scale) * t, a.x + (b.x - a.x) * t,
                            a.y + (b.y - a.y) * t });
}

static void
glide (RsCanvas *self, RsView view)
{
  /* Before the reset: it calls set_t (0), which takes the view to view_from. */
  self->view_from = self->view;
  self->view_to = view;
  adw_animation_reset (self->animation);
  if (gtk_widget_get_mapped (GTK_WIDGET (self)) && adw_get_enable_animations (GTK_WIDGET (self)))
    adw_animation_play (self->animation);
  else
    set_t (1, self);
}

static void
stop_gliding (RsCanvas *self)
{
  if (adw_animation_get_state (self->animation) == ADW_ANIMATION_PLAYING)
    adw_animation_skip (self->animation);
}

/* The user has moved the view: from now on it stays where it is put. */
static void
move_view (RsCanvas *self, RsView view)
{
  stop_gliding (self);
  self->fitting = FALSE;
  self->view_to = view;
  set_view (self, view);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_ZOOM]);
}

/* --- the session ---------------------------------------------------------- */

/* The selected card in words; NULL: none is drawn. */
static char *
describe_selected (RsCanvas *self, const RsHeapGraph *graph)
{
  guint64 serial = rs_app_session_get_selected (self->pane.session);
  guint32 node = serial != 0 ? rs_heap_graph_find (graph, serial) : RS_NONE;

  if (node == RS_NONE || !rs_scene_find (self->to, serial, NULL))
    return NULL;
  g_autofree char *text = rs_string_for_node (self->pane.session, graph, node);
  if (graph->nodes[node].kind != RS_GNODE_OBJECT)
    return g_steal_pointer (&text);
  return g_strdup_printf (_ ("%s, count %ld"), text, (glong) graph->nodes[node].refcount);
}

static void
describe (RsCanvas *self)
{
  const RsHeapGraph *graph = self->to ? rs_scene_get_graph (self->to) : NULL;
  g_autofree char *text = NULL, *selected = NULL;
  if (graph != NULL)
    {
      guint cards = rs_scene_n_cards (self->to), edges = rs_scene_n_edges (self->to);
      selected = describe_selected (self, graph);
      text = selected != NULL ? g_strdup_printf (_ ("Selected: %s"), selected)
                              : g_strdup_printf (_ ("%u cards, %u references drawn"), cards, edges);
    }
  g_autofree char *all = g_strjoin ("\n", text ? text : "", self->story, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, all,
                                  -1);
}

static void
on_moment_changed (RsCanvas *self)
{
  RsScene *scene = rs_app_session_get_scene (self->pane.session);
  if (scene == NULL)
    {
      /* A new run: the old picture stays until there is a new one. */
      self->fresh = TRUE;
      if (rs_app_session_get_state (self->pane.session) == RS_APP_FAILED)
        {
          g_clear_pointer (&self->to, rs_scene_unref);
          g_clear_pointer (&self->now, rs_scene_unref);
          gtk_widget_queue_draw (GTK_WIDGET (self));
        }
      return;
    }
  gboolean fresh = self->fresh || self->to == NULL;
  stop_gliding (self);
  g_clear_pointer (&self->from, rs_scene_unref);
  self->from = fresh ? NULL : g_steal_pointer (&self->to);
  g_clear_pointer (&self->to, rs_scene_unref);
  self->to = rs_scene_ref (scene);
  self->hover = (RsHit){ .graph_edge = RS_NONE, .edge = RS_NONE };
  describe (self);
  if (fresh && self->given)
    {
      self->fresh = self->given = FALSE;
      set_t (1, self);
    }
  else if (fresh)
    {
      self->fresh = FALSE;
      self->fitting = TRUE;
      self->all = FALSE;
      self->view_from = self->view_to =
          rs_view_fit (scene, WIDTH (self), HEIGHT (self), self->all, self->text);
      set_t (1, self);
    }
  else if (self->fitting)
    {
      int width = WIDTH (self), height = HEIGHT (self);
      RsView view =
          !self->refit && rs_view_shows (self->view, scene, width, height, self->all, self->text)
              ? self->view
              : rs_view_fit (scene, width, height, self->all, self->text);

      self->refit = FALSE;
      glide (self, rs_view_follow (view, scene, width, height));
    }
  else
    glide (self, rs_view_follow (self->view, scene, WIDTH (self), HEIGHT (self)));
}

/* Another level is another picture: it is fitted. */
static void
on_detail (RsCanvas *self)
{
  self->fitting = self->refit = TRUE;
  self->all = FALSE;
}

/* What is opened or left out makes a picture that is fitted, too, unless the
 * user has moved the view. */
static void
on_appearance (RsCanvas *self)
{
  self->refit = self->fitting;
}

/* Brings the selected card into view when it was selected elsewhere: no farther
 * than it must, so that what was in view stays. */
static void
on_selected (RsCanvas *self)
{
  RsRect card;
  guint64 serial = rs_app_session_get_selected (self->pane.session);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  describe (self);
  if (serial == 0 || self->to == NULL || !rs_scene_find (self->to, serial, &card))
    return;
  stop_gliding (self);
  RsView view = rs_view_reveal (self->view, &card, WIDTH (self), HEIGHT (self));
  if (view.x == self->view.x && view.y == self->view.y)
    return;
  self->fitting = FALSE;
  glide (self, view);
}

/* --- pointer -------------------------------------------------------------- */

static void
update_hover (RsCanvas *self, double x, double y)
{
  RsHit hit = { .graph_edge = RS_NONE, .edge = RS_NONE };
  if (self->to != NULL && self->t >= 1)
    rs_scene_hit (self->to, (x - self->view.x) / self->view.scale,
                  (y - self->view.y) / self->view.scale, &hit);
  if (hit.kind == self->hover.kind && hit.serial == self->hover.serial
      && hit.edge == self->hover.edge)
    return;
  self->hover = hit;
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self),
                                   hit.kind == RS_HIT_NOTHING ? NULL : "pointer");
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
on_motion (GtkEventControllerMotion *controller, double x, double y, gpointer data)
{
  RsCanvas *self = data;
  self->pointer_x = x;
  self->pointer_y = y;
  update_hover (self, x, y);
}

static void
on_leave (GtkEventControllerMotion *controller, gpointer data)
{
  RsCanvas *self = data;
  self->hover = (RsHit){ .graph_edge = RS_NONE, .edge = RS_NONE };
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static gboolean
on_query_tooltip (GtkWidget *widget, int x, int y, gboolean keyboard, GtkTooltip *tooltip,
                  gpointer data)
{
  RsCanvas *self = RS_CANVAS (widget);
  g_autofree char *text = NULL;
  RsHit hit;

  if (keyboard || self->to == NULL || self->t < 1
      || !rs_scene_hit (self->to, (x - self->view.x) / self->view.scale,
                        (y - self->view.y) / self->view.scale, &hit))
    return FALSE;
  text = rs_scene_describe (self->to, &hit);
  gtk_tooltip_set_text (tooltip, text);
  /* Below what it is about, not over it. */
  if (hit.kind != RS_HIT_EDGE && hit.kind != RS_HIT_CARD)
    {
      RsView v = self->view;
      GdkRectangle area = { v.x + hit.rect.x * v.scale, v.y + hit.rect.y * v.scale,
                            hit.rect.width * v.scale, hit.rect.height * v.scale };
      gtk_tooltip_set_tip_area (tooltip, &area);
    }
  return text != NULL;
}

static void
on_released (GtkGestureClick *gesture, int n_press, double x, double y, gpointer data)
{
  RsCanvas *self = data;
  update_hover (self, x, y);
  rs_app_session_select (self->pane.session,
                         self->hover.kind == RS_HIT_NOTHING ? 0 : self->hover.serial);
  if (n_press == 2)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.card-open", NULL);
}

/* The second button: the menu of what is there. */
static void
on_menu_pressed (GtkGestureClick *gesture, int n_press, double x, double y, gpointer data)
{
  RsCanvas *self = data;
  gtk_widget_grab_focus (GTK_WIDGET (self));
  update_hover (self, x, y);
  rs_app_session_select (self->pane.session,
                         self->hover.kind == RS_HIT_NOTHING ? 0 : self->hover.serial);
  g_signal_emit (self, menu_signal, 0, x, y);
}

/* The menu of the selected card, at the card. */
static gboolean
open_menu (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  RsCanvas *self = RS_CANVAS (widget);
  RsRect card = { 0 };
  RsView v = self->view;
  guint64 serial = rs_app_session_get_selected (self->pane.session);

  if (serial != 0 && self->to != NULL && rs_scene_find (self->to, serial, &card))
    g_signal_emit (self, menu_signal, 0, v.x + (card.x + card.width / 2) * v.scale,
                   v.y + card.y * v.scale);
  else
    g_signal_emit (self, menu_signal, 0, 12.0, 12.0);
  return TRUE;
}

static void
on_pressed (GtkGestureClick *gesture, int n_press, double x, double y, gpointer data)
{
  gtk_widget_grab_focus (GTK_WIDGET (data));
}

/* A drag that begins on a card's title or foot moves the card, any other the
 * view. */
static void
on_drag_begin (GtkGestureDrag *gesture, double x, double y, gpointer data)
{
  RsCanvas *self = data;
  stop_gliding (self);
  self->drag_view = self->view;
  update_hover (self, x, y);
  self->dragged = 0;
  if (self->hover.kind == RS_HIT_CARD && self->to != NULL
      && rs_scene_find (self->to, self->hover.serial, &self->drag_card))
    {
      self->dragged = self->hover.serial;
      self->drag_x = self->drag_card.x;
      self->drag_y = self->drag_card.y;
    }
}

static void
on_drag_update (GtkGestureDrag *gesture, double dx, double dy, gpointer data)
{
  RsCanvas *self = data;
  RsView v = self->drag_view;
  gboolean moved = self->view.x != v.x || self->view.y != v.y || self->drag_card.x != self->drag_x
                   || self->drag_card.y != self->drag_y;
  if (!gtk_drag_check_threshold (GTK_WIDGET (self), 0, 0, dx, dy) && !moved)
    return;
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), "grabbing");
  if (self->dragged == 0)
    {
      move_view (self, (RsView){ v.scale, v.x + dx, v.y + dy });
      return;
    }
  self->drag_card.x = self->drag_x + dx / v.scale;
  self->drag_card.y = self->drag_y + dy / v.scale;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
on_drag_end (GtkGestureDrag *gesture, double dx, double dy, gpointer data)
{
  RsCanvas *self = data;
  gtk_widget_set_cursor (GTK_WIDGET (self), NULL);
  if (self->dragged != 0
      && (self->drag_card.x != self->drag_x || self->drag_card.y != self->drag_y))
    g_signal_emit (self, moved_signal, 0, self->dragged, self->drag_card.x, self->drag_card.y);
  self->dragged = 0;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static gboolean
on_scroll (GtkEventControllerScroll *controller, double dx, double dy, gpointer data)
{
  RsCanvas *self = data;
  GdkModifierType state =
      gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (controller));
  if (state & GDK_CONTROL_MASK)
    move_view (self, rs_view_zoom (self->view, pow (1.15, -dy), self->pointer_x, self->pointer_y));
  else if (state & GDK_SHIFT_MASK)
    move_view (self, (RsView){ self->view.scale, self->view.x - (dx + dy) * 48, self->view.y });
  else
    move_view (self, (RsView){ self->view.scale, self->view.x - dx * 48, self->view.y - dy * 48 });
  return GDK_EVENT_STOP;
}

static void
on_pinch_begin (GtkGesture *gesture, GdkEventSequence *sequence, gpointer data)
{
  RsCanvas *self = data;
  self->pinch_scale = 1;
}

static void
on_pinch (GtkGestureZoom *gesture, double scale, gpointer data)
{
  RsCanvas *self = data;
  double x, y;
  if (!gtk_gesture_get_bounding_box_center (GTK_GESTURE (gesture), &x, &y))
    return;
  move_view (self, rs_view_zoom (self->view, scale / self->pinch_scale, x, y));
  self->pinch_scale = scale;
}

/* --- public --------------------------------------------------------------- */

void
rs_canvas_zoom_by (RsCanvas *self, double factor)
{
  double x = gtk_widget_get_width (GTK_WIDGET (self)) / 2.0,
         y = gtk_widget_get_height (GTK_WIDGET (self)) / 2.0;
  stop_gliding (self);
  self->fitting = FALSE;
  glide (self, rs_view_zoom (self->view, factor, x, y));
}

void
rs_canvas_zoom_original (RsCanvas *self)
{
  rs_canvas_zoom_by (self, 1 / self->view.scale);
}

void
rs_canvas_fit (RsCanvas *self)
{
  self->fitting = self->all = TRUE;
  if (self->to == NULL)
    return;
  stop_gliding (self);
  glide (self, rs_view_fit (self->to, WIDTH (self), HEIGHT (self), self->all, self->text));
}

void
rs_canvas_set_text (RsCanvas *self, double text)
{
  double factor = text / self->text;

  if (factor == 1)
    return;
  self->text = text;
  if (self->to != NULL)
    rs_canvas_zoom_by (self, factor);
}

void
rs_canvas_follow (RsCanvas *self)
{
  self->fitting = self->refit = TRUE;
  self->all = FALSE;
  stop_gliding (self);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

void
rs_canvas_set_story (RsCanvas *self, const char *text)
{
  g_free (self->story);
  self->story = g_strdup (text);
  describe (self);
}

gboolean
rs_canvas_get_view (RsCanvas *self, RsView *view)
{
  *view = self->view;
  return self->fitting;
}

void
rs_canvas_set_view (RsCanvas *self, RsView view)
{
  self->given = TRUE;
  self->view_from = self->view_to = view;
  move_view (self, view);
}

static gboolean
comes_before (const RsRect *a, const RsRect *b)
{
  return a->x != b->x ? a->x < b->x : a->y < b->y;
}

void
rs_canvas_select_next (RsCanvas *self, int direction)
{
  if (self->to == NULL)
    return;
  /* Columns from the left, each from the top: the frames come first, and the
   * next object is near. */
  const RsHeapGraph *graph = rs_scene_get_graph (self->to);
  guint64 selected = rs_app_session_get_selected (self->pane.session), best = 0;
  RsRect at = { 0 }, card, best_card = { 0 };
  gboolean from_end = selected == 0 || !rs_scene_find (self->to, selected, &at);
  for (guint i = 0; i < graph->n_nodes; i++)
    {
      guint64 serial = graph->nodes[i].serial;
      if (serial == selected || !rs_scene_find (self->to, serial, &card)
          || (!from_end && comes_before (&card, &at) != (direction < 0)))
        continue;
      if (best == 0 || comes_before (&card, &best_card) == (direction > 0))
        {
          best = serial;
          best_card = card;
        }
    }
  if (best != 0)
    rs_app_session_select (self->pane.session, best);
}

/* --- the widget ----------------------------------------------------------- */

static const RsTheme *
theme_of (RsCanvas *self)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();
  gboolean dark = adw_style_manager_get_dark (manager);
  if (self->high_contrast || adw_style_manager_get_high_contrast (manager))
    return rs_theme_get (dark ? RS_THEME_CONTRAST_DARK : RS_THEME_CONTRAST);
  return rs_theme_get (dark ? RS_THEME_DARK : RS_THEME_LIGHT);
}

/* The legend lies over the drawing; what is below it shines through a
 * little. */
static void
paint_legend (RsCanvas *self, cairo_t *cr, const RsPaintState *state)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self)),
      height = gtk_widget_get_height (GTK_WIDGET (self));
  const RsColor *c = &state->theme->canvas;

  cairo_push_group (cr);
  double rows = rs_scene_paint_legend (self->to, cr, state, 16, height - 12, width - 160);
  cairo_pattern_t *legend = cairo_pop_group (cr);
  if (rows > 0)
    {
      cairo_set_source_rgba (cr, c->r, c->g, c->b, 0.9);
      cairo_rectangle (cr, 0, height - rows - 20, width, rows + 20);
      cairo_fill (cr);
      cairo_set_source (cr, legend);
      cairo_paint (cr);
    }
  cairo_pattern_destroy (legend);
}

/* A shade along the edge from X0, Y0 towards X1, Y1: the drawing goes on
 * there. */
static void
paint_shade (RsCanvas *self, cairo_t *cr, const RsColor *color, double x0, double y0, double x1,
             double y1)
{
  cairo_pattern_t *shade = cairo_pattern_create_linear (x0, y0, x1, y1);

  cairo_pattern_add_color_stop_rgba (shade, 0, color->r, color->g, color->b, 0.16);
  cairo_pattern_add_color_stop_rgba (shade, 1, color->r, color->g, color->b, 0);
  cairo_set_source (cr, shade);
  cairo_rectangle (cr, MIN (x0, x1), MIN (y0, y1), x0 == x1 ? WIDTH (self) : SHADE,
                   y0 == y1 ? HEIGHT (self) : SHADE);
  cairo_fill (cr);
  cairo_pattern_destroy (shade);
}

static void
paint_shades (RsCanvas *self, cairo_t *cr, const RsColor *color)
{
  RsRect bounds = rs_scene_bounds (self->to);
  RsView v = self->view;
  double width = WIDTH (self), height = HEIGHT (self);

  if (v.x + bounds.x * v.scale < 0)
    paint_shade (self, cr, color, 0, 0, SHADE, 0);
  if (v.x + (bounds.x + bounds.width) * v.scale > width)
    paint_shade (self, cr, color, width, 0, width - SHADE, 0);
  if (v.y + bounds.y * v.scale < 0)
    paint_shade (self, cr, color, 0, 0, 0, SHADE);
  if (v.y + (bounds.y + bounds.height) * v.scale > height)
    paint_shade (self, cr, color, 0, height, 0, height - SHADE);
}

/* Where the card that is being moved would stand. */
static void
paint_dragged (RsCanvas *self, cairo_t *cr, const RsColor *color)
{
  const RsRect *r = &self->drag_card;
  if (self->dragged == 0 || (r->x == self->drag_x && r->y == self->drag_y))
    return;
  cairo_set_source_rgba (cr, color->r, color->g, color->b, 0.2);
  cairo_rectangle (cr, r->x, r->y, r->width, r->height);
  cairo_fill_preserve (cr);
  cairo_set_source_rgb (cr, color->r, color->g, color->b);
  cairo_set_line_width (cr, 2);
  cairo_stroke (cr);
}

static void
snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  RsCanvas *self = RS_CANVAS (widget);
  int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  RsPaintState state = RS_PAINT_STATE_INIT;
  state.theme = theme_of (self);
  const RsColor *c = &state.theme->canvas;
  graphene_rect_t bounds = GRAPHENE_RECT_INIT (0, 0, width, height);

  gtk_snapshot_append_color (snapshot, &(GdkRGBA){ c->r, c->g, c->b, c->a }, &bounds);
  if (self->now == NULL)
    return;
  state.selected = rs_app_session_get_selected (self->pane.session);
  state.hover = self->hover.kind == RS_HIT_NOTHING || self->hover.kind == RS_HIT_EDGE
                    ? 0
                    : self->hover.serial;
  state.hover_edge = self->hover.edge;
  state.flash = self->t < 1 ? 1 : 0.6;
  state.no_background = TRUE;
  gtk_snapshot_push_clip (snapshot, &bounds);
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &bounds);
  cairo_save (cr);
  cairo_translate (cr, self->view.x, self->view.y);
  cairo_scale (cr, self->view.scale, self->view.scale);
  rs_scene_paint (self->now, cr, &state);
  paint_dragged (self, cr, &state.theme->hover);
  cairo_restore (cr);
  paint_legend (self, cr, &state);
  paint_shades (self, cr, &state.theme->text);
  cairo_destroy (cr);
  gtk_snapshot_pop (snapshot);
}

static void
size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  RsCanvas *self = RS_CANVAS (widget);
  if (self->fitting && self->to != NULL && width > 1
      && adw_animation_get_state (self->animation) != ADW_ANIMATION_PLAYING)
    self->view = self->view_to = self->view_from =
        rs_view_fit (self->to, WIDTH (self), HEIGHT (self), self->all, self->text);
}

static void
set_session (RsPane *pane, RsAppSession *session)
{
  RsCanvas *self = RS_CANVAS (pane);

  g_signal_connect_object (session, "moment-changed", G_CALLBACK (on_moment_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::appearance", G_CALLBACK (on_appearance), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::detail", G_CALLBACK (on_detail), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::selected", G_CALLBACK (on_selected), self,
                           G_CONNECT_SWAPPED);
}

static void
get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  RsCanvas *self = RS_CANVAS (object);
  switch (id)
    {
    case PROP_ZOOM:
      g_value_set_int (value, round (self->view.scale * 100));
      break;
    case PROP_HIGH_CONTRAST:
      g_value_set_boolean (value, self->high_contrast);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  RsCanvas *self = RS_CANVAS (object);
  switch (id)
    {
    case PROP_HIGH_CONTRAST:
      self->high_contrast = g_value_get_boolean (value);
      gtk_widget_queue_draw (GTK_WIDGET (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
dispose (GObject *object)
{
  RsCanvas *self = RS_CANVAS (object);
  if (self->animation != NULL)
    adw_animation_reset (self->animation);
  g_clear_object (&self->animation);
  g_clear_pointer (&self->story, g_free);
  g_clear_pointer (&self->from, rs_scene_unref);
  g_clear_pointer (&self->to, rs_scene_unref);
  g_clear_pointer (&self->now, rs_scene_unref);
  G_OBJECT_CLASS (rs_canvas_parent_class)->dispose (object);
}

static void
add_keys (GtkWidgetClass *class)
{
  static const struct {
    guint key;
    const char *action;
  } keys[] = {
    { GDK_KEY_Right, "win.step-forward" },
    { GDK_KEY_Left, "win.step-back" },
    { GDK_KEY_Home, "win.step-first" },
    { GDK_KEY_End, "win.step-last" },
    { GDK_KEY_space, "win.play" },
    { GDK_KEY_Down, "win.select-next" },
    { GDK_KEY_Up, "win.select-previous" },
    { GDK_KEY_Escape, "win.select-none" },
    { GDK_KEY_Return, "win.focus-inspector" },
    { GDK_KEY_o, "win.card-open" },
    { GDK_KEY_f, "win.card-fold" },
    { GDK_KEY_h, "win.card-hide" },
    { GDK_KEY_p, "win.card-pin" },
    { GDK_KEY_e, "win.draw-everything" },
    { GDK_KEY_plus, "win.zoom-in" },
    { GDK_KEY_minus, "win.zoom-out" },
    { GDK_KEY_0, "win.zoom-fit" },
  };
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_widget_class_add_binding_action (class, keys[i].key, 0, keys[i].action, NULL);
  gtk_widget_class_add_binding (class, GDK_KEY_Menu, 0, open_menu, NULL);
  gtk_widget_class_add_binding (class, GDK_KEY_F10, GDK_SHIFT_MASK, open_menu, NULL);
  gtk_widget_class_add_binding_action (class, GDK_KEY_Right, GDK_SHIFT_MASK,
                                       "win.instruction-forward", NULL);
  gtk_widget_class_add_binding_action (class, GDK_KEY_Left, GDK_SHIFT_MASK, "win.instruction-back",
                                       NULL);
  gtk_widget_class_add_binding_action (class, GDK_KEY_Right, GDK_SHIFT_MASK | GDK_CONTROL_MASK,
                                       "win.event-forward", NULL);
  gtk_widget_class_add_binding_action (class, GDK_KEY_Left, GDK_SHIFT_MASK | GDK_CONTROL_MASK,
                                       "win.event-back", NULL);
}

static void
rs_canvas_class_init (RsCanvasClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  RS_PANE_CLASS (class)->set_session = set_session;
  G_OBJECT_CLASS (class)->get_property = get_property;
  G_OBJECT_CLASS (class)->set_property = set_property;
  G_OBJECT_CLASS (class)->dispose = dispose;
  widget_class->snapshot = snapshot;
  widget_class->size_allocate = size_allocate;
  props[PROP_ZOOM] = g_param_spec_int ("zoom", NULL, NULL, 0, 10000, 100,
                                       G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  props[PROP_HIGH_CONTRAST] = g_param_spec_boolean ("high-contrast", NULL, NULL, FALSE,
                                                    G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (G_OBJECT_CLASS (class), N_PROPS, props);
  moved_signal = g_signal_new ("card-moved", RS_TYPE_CANVAS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                               G_TYPE_NONE, 3, G_TYPE_UINT64, G_TYPE_DOUBLE, G_TYPE_DOUBLE);
  menu_signal = g_signal_new ("menu", RS_TYPE_CANVAS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                              G_TYPE_NONE, 2, G_TYPE_DOUBLE, G_TYPE_DOUBLE);
  gtk_widget_class_set_css_name (widget_class, "canvas");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/refscope/Refscope/ui/canvas.ui");
  gtk_widget_class_bind_template_callback (widget_class, on_motion);
  gtk_widget_class_bind_template_callback (widget_class, on_leave);
  gtk_widget_class_bind_template_callback (widget_class, on_query_tooltip);
  gtk_widget_class_bind_template_callback (widget_class, on_pressed);
  gtk_widget_class_bind_template_callback (widget_class, on_released);
  gtk_widget_class_bind_template_callback (widget_class, on_menu_pressed);
  gtk_widget_class_bind_template_callback (widget_class, on_drag_begin);
  gtk_widget_class_bind_template_callback (widget_class, on_drag_update);
  gtk_widget_class_bind_template_callback (widget_class, on_drag_end);
  gtk_widget_class_bind_template_callback (widget_class, on_scroll);
  gtk_widget_class_bind_template_callback (widget_class, on_pinch_begin);
  gtk_widget_class_bind_template_callback (widget_class, on_pinch);
  add_keys (widget_class);
}

static void
rs_canvas_init (RsCanvas *self)
{
  self->text = 1;
  AdwStyleManager *manager = adw_style_manager_get_default ();

  gtk_widget_init_template (GTK_WIDGET (self));
  self->view = self->view_from = self->view_to = RS_VIEW_INIT;
  self->fitting = self->fresh = TRUE;
  self->t = 1;
  self->hover = (RsHit){ .graph_edge = RS_NONE, .edge = RS_NONE };
  self->animation = adw_timed_animation_new (GTK_WIDGET (self), 0, 1, GLIDE_MS,
                                             adw_callback_animation_target_new (set_t, self, NULL));
  g_signal_connect_object (manager, "notify::dark", G_CALLBACK (gtk_widget_queue_draw), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (manager, "notify::high-contrast", G_CALLBACK (gtk_widget_queue_draw),
                           self, G_CONNECT_SWAPPED);
}
