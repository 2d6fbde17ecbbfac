/* SPDX-License-Identifier: MIT
 *
 * The settings, whether their schema is installed or not.
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define RS_APPLICATION_ID "io.github.refscope.Refscope"

/* The program's GSettings (transfer full). */
GSettings *rs_settings_new (void);

G_END_DECLS
