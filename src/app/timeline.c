/* SPDX-License-Identifier: MIT
 *
 * The timeline. Slider and entry share one GtkAdjustment; the session's
 * position and the adjustment follow each other, and UPDATING keeps the echo
 * out. The numbers are those of refscope-cli: the first step is 0.
 */
#include "timeline.h"

#include "paint/curve.h"
#include "display-strings.h"

#include <adwaita.h>

#include <glib/gi18n.h>
#include <stdlib.h>

#define NUMBERS_A_ROW 60 /* of marks, at least so far apart */
#define MARK_REACH 9     /* pixels from a mark at which its name is told */

struct _RsTimeline {
  RsPane pane;
  GtkAdjustment *adjustment, *speed_adjustment;
  GtkScale *scale;
  GtkDrawingArea *curve;
  GArray *found; /* guint: steps, rising */
  double *bytes; /* that the program's objects take at each step of the run; NULL: none */
  GtkSpinButton *entry;
  GtkLabel *of_label, *event_label;
  GtkButton *play;
  RsLessonGuide *guide; /* whose moments are marked; NULL: none's */
  char *marked;         /* the steps that have marks, as text */
  gboolean updating;
};

G_DEFINE_FINAL_TYPE (RsTimeline, rs_timeline, RS_TYPE_PANE)

/* "instruction 829 · LOAD_NAME x · main": which one runs next is known when its
 * moment has come. */
static char *
text_for_instruction (RsTimeline *self, const char *function)
{
  const RsHeapGraph *graph = rs_app_session_get_graph (self->pane.session);
  guint64 instruction = rs_app_session_get_instruction (self->pane.session);
  const char *next = graph != NULL && graph->moment.instruction == instruction
                         ? rs_heap_graph_text (graph, graph->moment.next)
                         : "";

  if (*next == '\0')
    return g_strdup_printf (_ ("instruction %lu · %s"), (gulong) instruction, function);
  /* Translators: the number of the instruction, the instruction ("LOAD_NAME
   * x"), the function. */
  return g_strdup_printf (_ ("instruction %lu · %s · %s"), (gulong) instruction, next, function);
}

/* "before event 3 of 9 · line 12 · main": how many there are is known when the
 * moment has come. */
static char *
text_for_event (RsTimeline *self, guint event, int line, const char *function)
{
  guint n = 0;
  rs_app_session_get_event (self->pane.session, &n);
  if (n == 0)
    return g_strdup_printf (_ ("line %d · %s"), line, function);
  return g_strdup_printf (_ ("before event %u of %u · line %d · %s"), event, n, line, function);
}

/* "line 12 in main" */
static void
update_texts (RsTimeline *self)
{
  RsRecording *recording = rs_app_session_get_recording (self->pane.session);
  guint n = rs_app_session_get_n_steps (self->pane.session),
        at = rs_app_session_get_position (self->pane.session);
  g_autofree char *of = NULL, *event = NULL;

  if (n == 0)
    {
      gtk_label_set_text (self->of_label, "");
      gtk_label_set_text (
          self->event_label,
          rs_app_session_get_state (self->pane.session) == RS_APP_RECORDING ? _ ("running…") : "");
      return;
    }
  const RsStep *step = &recording->steps[at];
  of = g_strdup_printf (_ ("of %u"), n - 1);
  guint inside = rs_app_session_get_event (self->pane.session, NULL);
  if (inside > 0)
    event = text_for_event (self, inside, step->line, recording->functions[at]);
  else if (rs_app_session_get_at_instruction (self->pane.session))
    event = text_for_instruction (self, recording->functions[at]);
  else if (step->line == 0)
    event =
        g_strdup_printf ("%s · %s", rs_string_for_event (step->event), recording->functions[at]);
  else
    /* Translators: the event (call, line, return, exception), the line, the
     * function. */
    event = g_strdup_printf (_ ("%s · line %d · %s"), rs_string_for_event (step->event), step->line,
                             recording->functions[at]);
  gtk_label_set_text (self->of_label, of);
  gtk_label_set_text (self->event_label, event);
}

static void
on_position (RsTimeline *self)
{
  guint n = rs_app_session_get_n_steps (self->pane.session);
  self->updating = TRUE;
  gtk_adjustment_configure (self->adjustment, rs_app_session_get_position (self->pane.session), 0,
                            n > 0 ? n - 1 : 0, 1, 10, 0);
  self->updating = FALSE;
  gtk_widget_queue_draw (GTK_WIDGET (self->curve));
  update_texts (self);
}

static void
on_value_changed (RsTimeline *self)
{
  if (!self->updating && self->pane.session != NULL)
    rs_app_session_seek (self->pane.session, gtk_adjustment_get_value (self->adjustment) + 0.5);
}

static void
on_playing (RsTimeline *self)
{
  gboolean playing = rs_app_session_get_playing (self->pane.session);
  const char *text = playing ? _ ("Pause (Space)") : _ ("Play (Space)");
  gtk_button_set_icon_name (self->play, playing ? "media-playback-pause-symbolic"
                                                : "media-playback-start-symbolic");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->play), text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->play), GTK_ACCESSIBLE_PROPERTY_LABEL, text,
                                  -1);
}

/* A tick below the curve for each point at which something was found. */
static void
draw_found (RsTimeline *self, cairo_t *cr, const RsTheme *theme, int width, int height)
{
  guint n = rs_app_session_get_n_steps (self->pane.session);
  int last = -1;
  for (guint i = 0; i < self->found->len; i++)
    {
      guint step = g_array_index (self->found, guint, i);
      int x = n > 1 ? (int) ((double) MIN (step, n - 1) / (n - 1) * (width - 2)) : 0;
      if (x != last)
        cairo_rectangle (cr, x, height - 7, 2, 7);
      last = x;
    }
  cairo_set_source_rgb (cr, theme->cycle.r, theme->cycle.g, theme->cycle.b);
  cairo_fill (cr);
}

static void
draw_curve (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer data)
{
  RsTimeline *self = data;
  gboolean dark = adw_style_manager_get_dark (adw_style_manager_get_default ());
  const RsTheme *theme = rs_theme_get (dark ? RS_THEME_DARK : RS_THEME_LIGHT);
  if (self->bytes != NULL)
    rs_curve_paint (cr, theme, self->bytes, rs_app_session_get_n_steps (self->pane.session),
                    rs_app_session_get_position (self->pane.session), 0, 2, width, height - 4);
  draw_found (self, cr, theme, width, height);
}

/* The step for which the curve stands at X. */
static guint
step_at (RsTimeline *self, double x)
{
  guint n = rs_app_session_get_n_steps (self->pane.session);
  int width = gtk_widget_get_width (GTK_WIDGET (self->curve));

  return n < 2 || width < 2 ? 0 : (guint) (CLAMP (x / (width - 1), 0, 1) * (n - 1) + 0.5);
}

static gboolean
on_query_curve (RsTimeline *self, int x, int y, gboolean keyboard, GtkTooltip *tooltip)
{
  RsRecording *recording = rs_app_session_get_recording (self->pane.session);
  guint at;

  if (keyboard || recording == NULL || recording->n_steps == 0)
    return FALSE;
  at = step_at (self, x);
  g_autofree char *size =
                      g_format_size_full (recording->steps[at].own_bytes, G_FORMAT_SIZE_IEC_UNITS),
                  /* Translators: what the program's objects take at a step. */
      *text = g_strdup_printf (_ ("step %u · line %d · %s"), at, recording->steps[at].line, size);
  gtk_tooltip_set_text (tooltip, text);
  return TRUE;
}

static void
on_curve_pressed (RsTimeline *self, int n_press, double x, double y)
{
  if (rs_app_session_get_n_steps (self->pane.session) > 0)
    rs_app_session_seek (self->pane.session, step_at (self, x));
}

static void
on_curve_dragged (RsTimeline *self, double dx, double dy, GtkGestureDrag *gesture)
{
  double x, y;

  if (gtk_gesture_drag_get_start_point (gesture, &x, &y)
      && rs_app_session_get_n_steps (self->pane.session) > 0)
    rs_app_session_seek (self->pane.session, step_at (self, x + dx));
}

/* Forgets the curve of the last run before its steps are gone. */
static void
on_state (RsTimeline *self)
{
  if (rs_app_session_get_n_steps (self->pane.session) == 0)
    g_clear_pointer (&self->bytes, g_free);
  gtk_widget_queue_draw (GTK_WIDGET (self->curve));
}

static void
take_bytes (RsTimeline *self, RsRecording *recording)
{
  g_clear_pointer (&self->bytes, g_free);
  if (recording == NULL)
    return;
  self->bytes = g_new (double, MAX (recording->n_steps, 1));
  for (guint i = 0; i < recording->n_steps; i++)
    self->bytes[i] = recording->steps[i].own_bytes;
  gtk_widget_queue_draw (GTK_WIDGET (self->curve));
}

static void
on_recorded (RsTimeline *self)
{
  RsRecording *recording = rs_app_session_get_recording (self->pane.session);
  take_bytes (self, recording);
  on_position (self);
}

/* How many moments there are to mark. */
static guint
n_moments (RsTimeline *self)
{
  const RsLesson *lesson = self->guide ? rs_lesson_guide_get_lesson (self->guide) : NULL;
  return lesson != NULL ? lesson->moments->len : 0;
}

/* Marks each moment by its number in the list; where two are closer than their
 * numbers are wide, the second has none. */
static void
mark_moments (RsTimeline *self)
{
  int n = (int) rs_app_session_get_n_steps (self->pane.session), last = -n;

  gtk_scale_clear_marks (self->scale);
  for (guint i = 0; i < n_moments (self); i++)
    {
      int step = rs_lesson_guide_get_step (self->guide, i);
      g_autofree char *number = g_strdup_printf ("<small>%u</small>", i + 1);
      gboolean room = (step - last) * NUMBERS_A_ROW >= n;
      if (step >= 0)
        gtk_scale_add_mark (self->scale, step, GTK_POS_TOP, room ? number : NULL);
      if (step >= 0 && room)
        last = step;
    }
}

static void
on_guide (RsTimeline *self)
{
  g_autoptr (GString) steps = g_string_new (NULL);

  for (guint i = 0; i < n_moments (self); i++)
    g_string_append_printf (steps, "%d ", rs_lesson_guide_get_step (self->guide, i));
  g_string_append_printf (steps, "of %u", rs_app_session_get_n_steps (self->pane.session));
  if (g_strcmp0 (steps->str, self->marked) == 0)
    return;
  g_free (self->marked);
  self->marked = g_strdup (steps->str);
  mark_moments (self);
}

/* The name of the moment that is marked where the pointer is. */
static gboolean
on_query_scale (RsTimeline *self, int x, int y, gboolean keyboard, GtkTooltip *tooltip)
{
  guint n = rs_app_session_get_n_steps (self->pane.session), near = 0;
  int width = gtk_widget_get_width (GTK_WIDGET (self->scale)), best = MARK_REACH;

  for (guint i = 0; i < n_moments (self) && n > 1; i++)
    {
      int step = rs_lesson_guide_get_step (self->guide, i),
          away = abs (step * width / (int) (n - 1) - x);
      if (step >= 0 && away < best)
        {
          best = away;
          near = i + 1;
        }
    }
  if (keyboard || near == 0)
    return FALSE;
  const RsLessonMoment *moment =
      g_ptr_array_index (rs_lesson_guide_get_lesson (self->guide)->moments, near - 1);
  g_autofree char *text = g_strdup_printf ("%u  %s", near, moment->title ? moment->title : "");
  gtk_tooltip_set_text (tooltip, text);
  return TRUE;
}

void
rs_timeline_set_guide (RsTimeline *self, RsLessonGuide *guide)
{
  g_set_object (&self->guide, guide);
  g_signal_connect_object (guide, "changed", G_CALLBACK (on_guide), self, G_CONNECT_SWAPPED);
  on_guide (self);
}

void
rs_timeline_set_found (RsTimeline *self, const GArray *steps)
{
  g_array_set_size (self->found, 0);
  if (steps != NULL)
    g_array_append_vals (self->found, steps->data, steps->len);
  gtk_widget_queue_draw (GTK_WIDGET (self->curve));
}

void
rs_timeline_focus_entry (RsTimeline *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

static void
set_session (RsPane *pane, RsAppSession *session)
{
  RsTimeline *self = RS_TIMELINE (pane);

  g_signal_connect_object (session, "notify::position", G_CALLBACK (on_position), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "moment-changed", G_CALLBACK (update_texts), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::n-steps", G_CALLBACK (on_position), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::at-instruction", G_CALLBACK (on_position), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::state", G_CALLBACK (on_state), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::playing", G_CALLBACK (on_playing), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "recorded", G_CALLBACK (on_recorded), self, G_CONNECT_SWAPPED);
  g_object_bind_property (session, "speed", self->speed_adjustment, "value",
                          G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL);
  on_playing (self);
}

static void
dispose (GObject *object)
{
  g_clear_object (&RS_TIMELINE (object)->guide);
  G_OBJECT_CLASS (rs_timeline_parent_class)->dispose (object);
}

static void
finalize (GObject *object)
{
  RsTimeline *self = RS_TIMELINE (object);
  g_free (self->bytes);
  g_clear_pointer (&self->found, g_array_unref);
  g_free (self->marked);
  G_OBJECT_CLASS (rs_timeline_parent_class)->finalize (object);
}

static void
rs_timeline_class_init (RsTimelineClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  RS_PANE_CLASS (class)->set_session = set_session;
  G_OBJECT_CLASS (class)->dispose = dispose;
  G_OBJECT_CLASS (class)->finalize = finalize;
  gtk_widget_class_set_css_name (widget_class, "timeline");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/refscope/Refscope/ui/timeline.ui");
  gtk_widget_class_bind_template_child (widget_class, RsTimeline, adjustment);
  gtk_widget_class_bind_template_child (widget_class, RsTimeline, speed_adjustment);
  gtk_widget_class_bind_template_child (widget_class, RsTimeline, scale);
  gtk_widget_class_bind_template_child (widget_class, RsTimeline, curve);
  gtk_widget_class_bind_template_child (widget_class, RsTimeline, entry);
  gtk_widget_class_bind_template_child (widget_class, RsTimeline, of_label);
  gtk_widget_class_bind_template_child (widget_class, RsTimeline, event_label);
  gtk_widget_class_bind_template_child (widget_class, RsTimeline, play);
  gtk_widget_class_bind_template_callback (widget_class, on_value_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_query_curve);
  gtk_widget_class_bind_template_callback (widget_class, on_query_scale);
  gtk_widget_class_bind_template_callback (widget_class, on_curve_pressed);
  gtk_widget_class_bind_template_callback (widget_class, on_curve_dragged);
}

static void
rs_timeline_init (RsTimeline *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->found = g_array_new (FALSE, FALSE, sizeof (guint));
  gtk_drawing_area_set_draw_func (self->curve, draw_curve, self, NULL);
}
