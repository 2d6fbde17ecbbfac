/* SPDX-License-Identifier: MIT
 *
 * What the window calls things: why a run ended, in the user's language; names
 * of objects and of references.
 */
#pragma once

#include "app-session.h"
#include "session/journal.h"

G_BEGIN_DECLS

/* Why the run of RECORDING was ended before its end, as a whole sentence in the
 * user's language (transfer none). */
const char *rs_string_for_stop (const RsRecording *recording);

/* Why a program could not be run (transfer none). */
const char *rs_string_for_error (const GError *error);

/* EVENT as a sentence, its objects named as the drawing names them (transfer
 * full). */
char *rs_string_for_journal_event (RsAppSession *session, const RsEvent *event);

/* An event of sys.settrace (transfer none). */
const char *rs_string_for_event (int event);

/* "list A3", "Child A7", "frame of main", "module __main__" (transfer full).
 * NODE: of GRAPH, which need not be the one shown. */
char *rs_string_for_node (RsAppSession *session, const RsHeapGraph *graph, guint32 node);

/* The same of an object that need not live at the moment shown: its type and
 * its identity (transfer full). */
char *rs_string_for_life (RsAppSession *session, guint64 serial);

/* What EDGE is called in its owner, with its kind where the label alone does
 * not say it: "x", "[3]", "stack 0" (transfer full). */
char *rs_string_for_edge (const RsHeapGraph *graph, const RsGraphEdge *edge);

/* "temporary", "weak", or "" for a strong reference. */
const char *rs_string_for_strength (int strength);

G_END_DECLS
