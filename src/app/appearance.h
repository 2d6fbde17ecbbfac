/* SPDX-License-Identifier: MIT
 *
 * RsAppearance: how moments are to be drawn: the level of detail, and what the
 * user has opened, folded, hidden, moved or asked for beyond it. A value: it is
 * counted, never changed once somebody else has it, and crosses threads.
 */
#pragma once

#include "layout/layout.h"
#include "paint/scene.h"

#include <glib.h>

G_BEGIN_DECLS

typedef struct {
  gatomicrefcount refs;
  RsDetail detail;
  gboolean hex;                     /* addresses in the feet of cards */
  guint show, hide;                 /* RsParts */
  guint64 reached_by, reaching;     /* serials; 0: everything is drawn */
  GArray *opened, *folded, *hidden; /* guint64: serials of cards */
  GArray *pins;                     /* RsPin */
} RsAppearance;

/* The level DETAIL and nothing else (transfer full). */
RsAppearance *rs_appearance_new (RsDetail detail);
/* Another one like it, which the caller may change (transfer full). */
RsAppearance *rs_appearance_copy (const RsAppearance *appearance);
RsAppearance *rs_appearance_ref (RsAppearance *appearance);
void rs_appearance_unref (RsAppearance *appearance); /* nullable */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RsAppearance, rs_appearance_unref)

/* Whether SERIALS, one of its arrays, has SERIAL; puts it in, or takes it
 * out. */
gboolean rs_appearance_has (const GArray *serials, guint64 serial);
void rs_appearance_set (GArray *serials, guint64 serial, gboolean has);
/* The place of the card SERIAL, which the user has chosen; NULL: none (transfer
 * none). */
const RsPin *rs_appearance_find_pin (const RsAppearance *appearance, guint64 serial);
/* Gives it one; PIN NULL: takes it away. */
void rs_appearance_set_pin (RsAppearance *appearance, guint64 serial, const RsPin *pin);

/* Whether anything beyond the level is asked for. */
gboolean rs_appearance_is_plain (const RsAppearance *appearance);

/* Whether both draw what one plan of the run has places for: the same parts of
 * the heap, whatever is folded, hidden or opened among them. */
gboolean rs_appearance_same_plan (const RsAppearance *a, const RsAppearance *b);

/* As a scene's options; what they point to is APPEARANCE's. */
RsSceneOptions rs_appearance_options (const RsAppearance *appearance);

G_END_DECLS
