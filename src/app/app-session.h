/* SPDX-License-Identifier: MIT
 *
 * RsAppSession: the run that a window shows, as a GObject. It owns the worker
 * with the engine, and knows the moment that is shown: its graphs, its scene,
 * what was printed. Widgets read it and ask it to go elsewhere; none of them
 * knows another.
 *
 * Properties (all notify): state, recorded-steps, n-steps, position,
 * at-instruction, detail, hex, appearance, playing, speed, selected. Signals:
 * "recorded" (a run has ended or failed), "moment-changed" (another moment, or
 * the same one drawn otherwise), "held". Who seeks while "recorded" is told
 * decides which moment is shown first.
 */
#pragma once

#include <glib-object.h>

#include "session/aside.h"
#include "worker.h"

G_BEGIN_DECLS

typedef enum {
  RS_APP_EMPTY, /* nothing has been run */
  RS_APP_RECORDING,
  RS_APP_READY,  /* moments can be visited */
  RS_APP_FAILED, /* it does not compile: see rs_app_session_get_error () */
} RsAppState;

#define RS_TYPE_APP_SESSION (rs_app_session_get_type ())
G_DECLARE_FINAL_TYPE (RsAppSession, rs_app_session, RS, APP_SESSION, GObject)

/* --- runs ----------------------------------------------------------------- */

/* Forgets the run so far and records SOURCE (LENGTH bytes and a NUL, copied)
 * with OPTIONS (no argv, no input: see below). FILENAME is what the program
 * sees. OPEN_LINE: shows the moment after that line has run for the first time;
 * 0: the start. */
void rs_app_session_run (RsAppSession *self, const char *source, gsize length, const char *filename,
                         const RsSessionOptions *options, int open_line);

/* The next run shows LINE when it is about to run for the HITth time, or for
 * the last (see rs_step_find_hit ()), instead of its start. */
void rs_app_session_stay (RsAppSession *self, int line, guint hit);

/* Runs the same program again with LINE for what it waits for (see
 * RS_STOP_INPUT), after all it was given before; NULL: its input ends there.
 * Shows where it waits again, else where it waited. */
void rs_app_session_answer (RsAppSession *self, const char *line);
/* What the program was given so far, lines; "" where it was nothing (transfer
 * none). */
const char *rs_app_session_get_input (RsAppSession *self);
/* The next run begins with INPUT (copied); NULL: with none. */
void rs_app_session_set_input (RsAppSession *self, const char *input);

/* Ends the recording; what was recorded can be stepped through. */
void rs_app_session_stop (RsAppSession *self);

RsAppState rs_app_session_get_state (RsAppSession *self);
/* NULL before the first run has ended (transfer none). */
RsRecording *rs_app_session_get_recording (RsAppSession *self);
/* Whether moments can be visited of a run in which threads took turns. */
gboolean rs_app_session_has_threads (RsAppSession *self);
/* Why the last run failed, NULL if it did not; *LINE: of a syntax error, else
 * 0. */
const GError *rs_app_session_get_error (RsAppSession *self, int *line);
/* Whether the user ended the last recording. */
gboolean rs_app_session_was_stopped (RsAppSession *self);
guint64 rs_app_session_get_recorded_steps (RsAppSession *self);

/* --- moments -------------------------------------------------------------- */

guint rs_app_session_get_n_steps (RsAppSession *self);
/* The step that is shown, or asked for; at an instruction the last step before
 * it. */
guint rs_app_session_get_position (RsAppSession *self);
gboolean rs_app_session_get_at_instruction (RsAppSession *self);
/* The instruction that runs next; between events, the one that runs. */
guint64 rs_app_session_get_instruction (RsAppSession *self);
/* The event that is about to happen, of the step that begins at the position,
 * counted from 1; 0: the moment is not in the middle of a step's events. *N:
 * how many the step has; 0: it is not known yet. */
guint rs_app_session_get_event (RsAppSession *self, guint *n);
/* Whether a moment is asked for, or a way to draw it, that is not shown yet. */
gboolean rs_app_session_is_busy (RsAppSession *self);

/* These go to another moment; what lies outside the run is clamped. The picture
 * follows when the worker has answered. */
void rs_app_session_seek (RsAppSession *self, guint step);
void rs_app_session_seek_instruction (RsAppSession *self, guint64 instruction);
void rs_app_session_move_steps (RsAppSession *self, int delta);
void rs_app_session_move_instructions (RsAppSession *self, int delta);
/* To the moment before EVENT, counted from 1, of the step that begins at
 * STEP. */
void rs_app_session_seek_event (RsAppSession *self, guint step, guint event);
/* To the next (1) or last (-1) event: through all those of a step, then to the
 * step, then into the next. */
void rs_app_session_move_events (RsAppSession *self, int delta);
gboolean rs_app_session_can_move (RsAppSession *self, int direction);

/* While it is held, steps and instructions forward lead nowhere: the signal
 * "held" says that one was asked for. Seeking is free. */
void rs_app_session_set_held (RsAppSession *self, gboolean held);

void rs_app_session_set_playing (RsAppSession *self, gboolean playing);
gboolean rs_app_session_get_playing (RsAppSession *self);

/* --- what is shown -------------------------------------------------------- */

/* The whole heap at the moment shown, and one moment before; NULL: none
 * (transfer none). */
const RsHeapGraph *rs_app_session_get_graph (RsAppSession *self);
const RsHeapGraph *rs_app_session_get_previous (RsAppSession *self);
/* Its scene; NULL: none (transfer none). */
RsScene *rs_app_session_get_scene (RsAppSession *self);
/* What happens in the step, where the moment shown is at one of its events;
 * NULL: it is not (transfer none). */
const RsJournal *rs_app_session_get_journal (RsAppSession *self);
/* The event that is about to happen there (transfer none). */
const RsEvent *rs_app_session_get_next_event (RsAppSession *self);
/* The object's short name, "A1", as it stands on its card; of one that is not
 * drawn "#" and its serial (transfer full). */
char *rs_app_session_get_identity (RsAppSession *self, guint64 serial);
/* Whether it has a card of its own. */
gboolean rs_app_session_is_drawn (RsAppSession *self, guint64 serial);

/* The step of which the moment shown is a part, or the end: the one that is
 * under way, else the one before. -1: there is none. */
int rs_app_session_get_step_told (RsAppSession *self);

/* The moment shown, as questions name it: of one between events, the step that
 * it belongs to. Means something while there is a graph. */
RsInstant rs_app_session_get_instant (RsAppSession *self);

/* Asks the engine: see rs_worker_ask () and rs_worker_forget (). Without a
 * recording nothing is asked, and INQUIRY's question freed. */
void rs_app_session_ask (RsAppSession *self, const RsInquiry *inquiry);
void rs_app_session_forget (RsAppSession *self, GObject *owner);

RsDetail rs_app_session_get_detail (RsAppSession *self);

/* --- what the user wishes beyond the level -------------------------------- */

/* How moments are drawn (transfer none). */
const RsAppearance *rs_app_session_get_appearance (RsAppSession *self);
/* Draws them as APPEARANCE says (transfer full), from now on, until another
 * program is run. */
void rs_app_session_set_appearance (RsAppSession *self, RsAppearance *appearance);

/* The serial of the object that is selected; 0: none. */
guint64 rs_app_session_get_selected (RsAppSession *self);
void rs_app_session_select (RsAppSession *self, guint64 serial);

G_END_DECLS
