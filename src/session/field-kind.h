/* SPDX-License-Identifier: MIT
 *
 * What a HeapGraph calls the references of objects' fields.
 */
#pragma once

#include "graph/heap-graph.h"

G_BEGIN_DECLS

/* The kind of a reference in the field NAME, as a traverse slot names it;
 * RS_REF_OTHER: no kind of its own. */
RsRefKind rs_field_kind (const char *name);

G_END_DECLS
