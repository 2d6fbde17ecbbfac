/* SPDX-License-Identifier: MIT
 *
 * A row of the inspector.
 */
#include "object-row.h"

struct _RsObjectRow {
  GtkButton parent;
  RsAppSession *session;
  guint64 serial;
  gboolean to_step;
  guint step;
  GtkLabel *name, *value, *note;
};

G_DEFINE_FINAL_TYPE (RsObjectRow, rs_object_row, GTK_TYPE_BUTTON)

void
rs_object_row_go (RsObjectRow *self)
{
  if (self->to_step)
    rs_app_session_seek (self->session, self->step);
  if (self->serial != 0)
    rs_app_session_select (self->session, self->serial);
}

static void
clicked (GtkButton *button)
{
  rs_object_row_go (RS_OBJECT_ROW (button));
}

static void
dispose (GObject *object)
{
  g_clear_object (&RS_OBJECT_ROW (object)->session);
  G_OBJECT_CLASS (rs_object_row_parent_class)->dispose (object);
}

static void
rs_object_row_class_init (RsObjectRowClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = dispose;
  GTK_BUTTON_CLASS (class)->clicked = clicked;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/refscope/Refscope/ui/object-row.ui");
  gtk_widget_class_bind_template_child (widget_class, RsObjectRow, name);
  gtk_widget_class_bind_template_child (widget_class, RsObjectRow, value);
  gtk_widget_class_bind_template_child (widget_class, RsObjectRow, note);
}

static void
rs_object_row_init (RsObjectRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static RsObjectRow *
new_row (RsAppSession *session, const char *name, const char *value, const char *note,
         const char *style)
{
  RsObjectRow *self = g_object_new (RS_TYPE_OBJECT_ROW, NULL);
  g_autofree char *spoken = g_strjoin (" ", name, value ? value : "", note, NULL);

  self->session = g_object_ref (session);
  gtk_label_set_text (self->name, name);
  gtk_label_set_text (self->value, value ? value : "");
  gtk_widget_set_visible (GTK_WIDGET (self->value), value != NULL);
  gtk_label_set_text (self->note, note ? note : "");
  gtk_widget_set_visible (GTK_WIDGET (self->note), note != NULL && *note != '\0');
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), spoken);
  if (style != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self), style);
  return self;
}

GtkWidget *
rs_object_row_new (RsAppSession *session, const char *name, const char *value, const char *note,
                   guint64 serial, const char *style)
{
  RsObjectRow *self = new_row (session, name, value, note, style);

  self->serial = serial;
  if (serial == 0)
    {
      gtk_widget_set_can_target (GTK_WIDGET (self), FALSE);
      gtk_widget_set_focusable (GTK_WIDGET (self), FALSE);
    }
  return GTK_WIDGET (self);
}

GtkWidget *
rs_object_row_new_for_step (RsAppSession *session, const char *name, const char *value,
                            const char *note, guint step, const char *style)
{
  RsObjectRow *self = new_row (session, name, value, note, style);

  self->to_step = TRUE;
  self->step = step;
  return GTK_WIDGET (self);
}

void
rs_object_row_set_serial (RsObjectRow *self, guint64 serial)
{
  self->serial = serial;
}

void
rs_object_row_show_step (RsObjectRow *self, int step)
{
  if (self->to_step && step >= 0 && self->step == (guint) step)
    gtk_widget_add_css_class (GTK_WIDGET (self), "current");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "current");
}
