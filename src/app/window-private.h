/* SPDX-License-Identifier: MIT
 *
 * The inside of the window, for the files that make it: window.c (its
 * parts, what they show), window-actions.c (what it can do), window-cards.c
 * (the same with cards), window-files.c (open, save, export, and asking before
 * text is lost), window-draft.c (what is kept as one goes), window-lesson.c
 * (lessons and their variants), window-threads.c (their turns), window-panes.c
 * (which panes there are, and how large), window-show.c (the zoom,
 * full screen, presenting).
 */
#pragma once

#include "draft.h"
#include "find-bar.h"
#include "timeline.h"
#include "window.h"

#include "session/scenarios.h"

G_BEGIN_DECLS

struct _RsWindow {
  AdwApplicationWindow parent;
  RsAppSession *session;
  GSettings *settings;

  AdwToastOverlay *toasts;
  AdwWindowTitle *title;
  GtkMenuButton *scenarios;
  GtkRevealer *banner;
  GtkLabel *banner_label;
  GtkButton *banner_button;
  GtkWidget *header;
  GtkStack *pages; /* "program", "lessons" */
  GtkPaned *code_paned, *inspector_paned, *lesson_paned, *output_paned;
  GtkWidget *lesson_box; /* around it: it may be hidden, too */
  RsLessonPane *lesson_pane;
  RsLessonList *lesson_list;
  RsLessonGuide *guide;
  RsCodePane *code;
  RsOutputPane *output;
  RsCanvas *canvas;
  RsInspector *inspector;
  RsFindBar *find_bar;
  RsTimeline *timeline;
  GtkRevealer *progress;
  GtkSpinner *spinner;
  GtkLabel *progress_label, *empty_label;

  GtkWidget *card_menu; /* NULL: it has not been shown yet */
  GFile *file;          /* what save writes; NULL: a scenario, or a new text */
  char *ran_text;       /* the text of the last run; NULL: none */
  char *message;        /* the last toast */
  char *wanted;         /* the lesson or variant to open once text is safe */
  guint progress_source, panes_source;
  int code_width, inspector_width;                /* as the user wants them */
  gboolean other_code_room, other_inspector_room; /* since they were looked at */
  gboolean choosing_detail;     /* the window sets the level of detail, not the user */
  char *draft_path, *left_path; /* that it writes; from which it was restored. NULL: none */
  guint draft_source;
  gboolean draft_has_text;  /* the text there is the window's */
  gboolean draft_failed;    /* it could not be written, and that was said */
  RsDraft *restoring;       /* what comes back when the run has ended; NULL: nothing */
  const char *schedule;     /* of threads, that the user wants; NULL: the lesson's, or none */
  guint64 open_instruction; /* shown first by the next run; 0: it is not by an instruction */
  guint more;               /* times the limit of steps, for this program */
  int zoomed;               /* the level of zoom whose style it has */
  gboolean presenting;      /* code and picture only, large, on the whole screen */
  gboolean closing;         /* the user has agreed to lose what is not saved */
};

/* window.c: says TEXT in passing. */
void rs_window_say (RsWindow *self, const char *text);
/* Runs the text as it is. OPEN_LINE: as in rs_app_session_run (). */
void rs_window_run (RsWindow *self, int open_line);
/* Shows the level of detail that the scenario is about, else the one that the
 * user has chosen last. */
void rs_window_choose_detail (RsWindow *self);
/* The title and the chooser, after the text or its file have changed. */
void rs_window_update_title (RsWindow *self);

/* Whether the window's ACTION can be activated. */
static inline void
rs_window_set_enabled (RsWindow *self, const char *action, gboolean enabled)
{
  g_simple_action_set_enabled (
      G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self), action)), enabled);
}

/* window-actions.c */
void rs_window_add_actions (RsWindow *self);
void rs_window_update_actions (RsWindow *self);
/* Removes the actions that are settings: what another window changes would be
 * told to this one, which is about to go. */
void rs_window_remove_settings (RsWindow *self);

/* window-cards.c */
void rs_window_add_card_actions (RsWindow *self);
void rs_window_update_card_actions (RsWindow *self);

/* window-threads.c */
void rs_window_add_thread_actions (RsWindow *self);
void rs_window_update_thread_actions (RsWindow *self);

/* window-panes.c: the panes as they were left. */
void rs_window_init_panes (RsWindow *self);
/* Remembers what is not remembered at once. */
void rs_window_keep_panes (RsWindow *self);
/* Shows the code and its lesson, or the inspector, if it is hidden. */
void rs_window_show_code (RsWindow *self);
void rs_window_show_inspector (RsWindow *self);

/* The panes that are to be seen now. */
void rs_window_arrange (RsWindow *self);

/* window-show.c */
void rs_window_add_show_actions (RsWindow *self);
/* After what is presented has changed, or the settings have. */
void rs_window_update_zoom (RsWindow *self);

/* window-draft.c: keeps what the window holds from now on. */
void rs_window_keep_drafts (RsWindow *self);
/* The window has been closed by its user: its draft goes. */
void rs_window_forget_draft (RsWindow *self);

/* window-files.c. What follows once the text is safe, or may be lost. */
typedef enum {
  RS_THEN_NOTHING,
  RS_THEN_CLOSE,
  RS_THEN_OPEN_DIALOG,
  RS_THEN_OPEN,
  RS_THEN_LESSON,  /* self->wanted */
  RS_THEN_VARIANT, /* the same */
  RS_THEN_NEW
} RsThen;
/* Does THEN (with FILE), after asking where unsaved changes would be lost. */
void rs_window_guard (RsWindow *self, RsThen then, GFile *file);
gboolean rs_window_save_to (RsWindow *self, GFile *file);
void rs_window_save (RsWindow *self, gboolean as);
/* Writes the picture to PATH, as its ending says. */
gboolean rs_window_export_to (RsWindow *self, const char *path);
/* Asks for a file; ENDING: "png" and so on. */
void rs_window_export (RsWindow *self, const char *ending);

/* window-lesson.c */
void rs_window_init_lessons (RsWindow *self);
/* Opens the lesson NAME where it was left. FALSE: there is none. */
gboolean rs_window_open_lesson (RsWindow *self, const char *name);
/* What is shown next belongs to the lesson NAME, or to its VARIANT (nullable);
 * nothing is run. FALSE: there is no such lesson. */
gboolean rs_window_enter_lesson (RsWindow *self, const char *name, const char *variant);
/* Shows the program of the variant ID of the lesson; "": the lesson's own
 * again. */
void rs_window_open_variant (RsWindow *self, const char *id);
/* What is opened next is no lesson. */
void rs_window_leave_lesson (RsWindow *self);
/* Shows the program's page, not the list of lessons. */
void rs_window_show_program (RsWindow *self);

G_END_DECLS
