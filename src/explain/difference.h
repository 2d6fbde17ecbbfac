/* SPDX-License-Identifier: MIT
 *
 * What there is more of at one moment than at another: by type, and by the line
 * where it was born.
 */
#pragma once

#include "session/aside.h"

G_BEGIN_DECLS

typedef struct {
  char *name;  /* the type; of a line: the function, "" where no frame of the program ran */
  gint32 line; /* 0: a type's */
  gint64 objects_before, objects_now, bytes_before, bytes_now;
} RsDifferenceRow;

typedef struct {
  GArray *types, *lines; /* RsDifferenceRow: those that differ, the most bytes more first */
  RsDifferenceRow all;
  guint64 born, died; /* of what is counted, between the two moments */
} RsDifference;

/* Compares the heaps of SESSION's recording, which has lives, at two moments.
 * ALL: also what was made at start-up or by the library. Transfer full; NULL:
 * *ERROR. */
RsDifference *rs_difference (RsSession *session, const RsInstant *from, const RsInstant *to,
                             gboolean all, GError **error);
void rs_difference_free (RsDifference *difference); /* nullable */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RsDifference, rs_difference_free)

G_END_DECLS
