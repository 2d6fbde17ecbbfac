/* SPDX-License-Identifier: MIT
 *
 * Programs that are run and drawn, for tests of what cards show.
 */
#pragma once

#include "paint/scene-private.h"
#include "session/session.h"

typedef struct {
  RsSession *session;
  RsScene *scene; /* of the last step, or of the one asked for */
  guint n_steps;
} Picture;

/* PROGRAM, run to its end and drawn at level Simple at each step, where badges
 * must be accounted for. */
Picture draw_program (const char *program);
void picture_clear (Picture *picture);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Picture, picture_clear)

/* The cards of step STEP with their edges, without places (transfer full). */
RsScene *scene_at (RsSession *session, guint step, const RsSceneOptions *options);

/* Each count is that of arrows, values in place and the stub. */
void check_account (const RsScene *scene);

/* The first card with TITLE; NULL: there is none. */
const RsCard *find_card (const RsScene *scene, const char *title);
guint count_cards (const RsScene *scene, const char *title);

/* The rows of the card TITLE: "name value|key ->Type|x ..>Type|note" (transfer
 * full). */
char *card_rows (const RsScene *scene, const char *title);
void check_rows (const RsScene *scene, const char *title, const char *expected);
