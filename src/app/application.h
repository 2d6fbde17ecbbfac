/* SPDX-License-Identifier: MIT
 *
 * RsApplication: the process: its windows, the files that it was given, the
 * keys.
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define RS_TYPE_APPLICATION (rs_application_get_type ())
G_DECLARE_FINAL_TYPE (RsApplication, rs_application, RS, APPLICATION, AdwApplication)

RsApplication *rs_application_new (void);

/* Finds the translations: those of the folder that REFSCOPE_LOCALEDIR names,
 * else the installed ones. Before anything else. */
void rs_application_init_language (void);

G_END_DECLS
