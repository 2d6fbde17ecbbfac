/* SPDX-License-Identifier: MIT
 *
 * RsWindow: one program, its run and its picture. All that it can do is an
 * action of the group "win", so that menus, keys and tests drive it alike: see
 * window-actions.c for the list.
 */
#pragma once

#include <adwaita.h>

#include "app-session.h"
#include "canvas.h"
#include "code-pane.h"
#include "find-bar.h"
#include "inspector.h"
#include "lesson-guide.h"
#include "lesson-list.h"
#include "lesson-pane.h"
#include "output-pane.h"

G_BEGIN_DECLS

#define RS_TYPE_WINDOW (rs_window_get_type ())
G_DECLARE_FINAL_TYPE (RsWindow, rs_window, RS, WINDOW, AdwApplicationWindow)

RsWindow *rs_window_new (AdwApplication *application);

/* Opens FILE; where that fails, a sentence says so and the window stays as it
 * was. FALSE: it failed. */
gboolean rs_window_open (RsWindow *self, GFile *file);
/* Opens the lesson of the scenario of number INDEX, from 0, where it was left,
 * else at its first moment. */
void rs_window_open_scenario (RsWindow *self, guint index);

/* Shows the list of all lessons. */
void rs_window_show_lessons (RsWindow *self);
/* Shows the draft at PATH (app/draft.h), which then belongs to the window.
 * FALSE: it is damaged, *ERROR, and stays. */
gboolean rs_window_restore (RsWindow *self, const char *path, GError **error);

RsAppSession *rs_window_get_session (RsWindow *self);
RsCodePane *rs_window_get_code (RsWindow *self);
RsOutputPane *rs_window_get_output (RsWindow *self);
RsCanvas *rs_window_get_canvas (RsWindow *self);
RsFindBar *rs_window_get_find_bar (RsWindow *self);
RsInspector *rs_window_get_inspector (RsWindow *self);
RsLessonGuide *rs_window_get_guide (RsWindow *self);
RsLessonPane *rs_window_get_lesson_pane (RsWindow *self);
RsLessonList *rs_window_get_lesson_list (RsWindow *self);
/* The last sentence that was shown to the user in passing; NULL: none yet
 * (transfer none). */
const char *rs_window_get_last_message (RsWindow *self);
/* The sentence that stands above the panes; NULL: none (transfer none). */
const char *rs_window_get_banner (RsWindow *self);

G_END_DECLS
