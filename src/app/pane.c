/* SPDX-License-Identifier: MIT
 *
 * The children go before what the derived type owns, which their last signals
 * may still use: it frees that in finalize.
 */
#include "pane.h"

G_DEFINE_ABSTRACT_TYPE (RsPane, rs_pane, GTK_TYPE_WIDGET)

enum { PROP_0, PROP_SESSION, N_PROPS };
static GParamSpec *props[N_PROPS];

static void
get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_SESSION)
    g_value_set_object (value, RS_PANE (object)->session);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  RsPane *self = RS_PANE (object);

  if (id != PROP_SESSION)
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  else if (g_set_object (&self->session, g_value_get_object (value)) && self->session != NULL)
    G_TYPE_INSTANCE_GET_CLASS (self, RS_TYPE_PANE, RsPaneClass)->set_session (self, self->session);
}

static void
dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&RS_PANE (object)->session);
  G_OBJECT_CLASS (rs_pane_parent_class)->dispose (object);
}

static void
rs_pane_class_init (RsPaneClass *class)
{
  G_OBJECT_CLASS (class)->get_property = get_property;
  G_OBJECT_CLASS (class)->set_property = set_property;
  G_OBJECT_CLASS (class)->dispose = dispose;
  props[PROP_SESSION] = g_param_spec_object ("session", NULL, NULL, RS_TYPE_APP_SESSION,
                                             G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (G_OBJECT_CLASS (class), N_PROPS, props);
}

static void
rs_pane_init (RsPane *self)
{
}
