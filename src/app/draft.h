/* SPDX-License-Identifier: MIT
 *
 * Drafts: what a window holds, in the user's data directory, so that it is
 * there again after a crash or a power cut. The text is one file, place and
 * view another; each is replaced as a whole or not at all. A draft belongs to
 * the process that its name tells, and is left over once that has ended.
 */
#pragma once

#include "appearance.h"
#include "view.h"

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct {
  char *uri;               /* of the file that is open; NULL: none */
  char *lesson;            /* its id; NULL: none */
  char *variant;           /* of the lesson; NULL: its own program */
  char *text;              /* NULL: not told */
  char *input;             /* that the program was given */
  gboolean modified;       /* TEXT is not what is saved */
  gboolean by_instruction; /* the moment shown */
  guint64 index;
  guint64 selected; /* serial; 0: none */
  GArray *stops;    /* int: lines */
  RsAppearance *appearance;
  gboolean fitting; /* all is in view, whatever VIEW says */
  RsView view;
} RsDraft;

void rs_draft_free (RsDraft *draft); /* nullable */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RsDraft, rs_draft_free)

/* The path of a new draft of this process, without its endings (transfer
 * full). */
char *rs_draft_new_path (void);

/* Writes DRAFT to PATH; without a text, that one stays which is there. FALSE:
 * *ERROR. */
gboolean rs_draft_write (const RsDraft *draft, const char *path, GError **error);

/* The draft at PATH (transfer full). NULL: it is damaged, *ERROR. */
RsDraft *rs_draft_read (const char *path, GError **error);

/* Takes the draft at PATH away, if it is there. */
void rs_draft_delete (const char *path);

/* The paths of drafts whose process has ended (char *; transfer full), by
 * name. */
GPtrArray *rs_drafts_left (void);

G_END_DECLS
