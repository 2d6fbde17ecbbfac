/* SPDX-License-Identifier: MIT
 *
 * RsPane: what the parts of the window that show the session have in common. It
 * holds the session, and disposes of the children.
 *
 * Properties: session.
 */
#pragma once

#include <gtk/gtk.h>

#include "app-session.h"

G_BEGIN_DECLS

#define RS_TYPE_PANE (rs_pane_get_type ())
#define RS_PANE(object) (G_TYPE_CHECK_INSTANCE_CAST ((object), RS_TYPE_PANE, RsPane))
#define RS_PANE_CLASS(class) (G_TYPE_CHECK_CLASS_CAST ((class), RS_TYPE_PANE, RsPaneClass))

/* Declared in full, so that derived types read their session as a field. */
typedef struct {
  GtkWidget parent_instance;
  RsAppSession *session; /* read only; NULL: none was given yet, or the pane is disposed of */
} RsPane;

typedef struct {
  GtkWidgetClass parent_class;

  /* SESSION, never NULL, is the pane's from now on: connects to it, shows
   * it. */
  void (*set_session) (RsPane *self, RsAppSession *session);
} RsPaneClass;

GType rs_pane_get_type (void);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RsPane, g_object_unref)

G_END_DECLS
