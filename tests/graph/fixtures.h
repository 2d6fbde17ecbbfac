/* SPDX-License-Identifier: MIT
 *
 * Heaps built by hand, for the tests of graph, layout and paint: no engine is
 * needed.
 */
#pragma once

#include "graph/heap-graph.h"

G_BEGIN_DECLS

/* A heap under construction: nodes get serials 1, 2, ... in the order of the
 * calls unless one is given. */
typedef struct {
  RsHeapGraphBuilder *builder;
  guint64 next_serial;
  GArray *serials; /* of the nodes added so far */
} Fixture;

void fixture_begin (Fixture *fixture);
const RsHeapGraph *fixture_end (Fixture *fixture, guint64 step, int line_run, int line_next);

guint32 fixture_module (Fixture *fixture, const char *name, int line);
guint32 fixture_frame (Fixture *fixture, const char *name, int line, guint depth, gboolean current);
guint32 fixture_object (Fixture *fixture, RsShape shape, const char *type, const char *text,
                        int count, int size);
guint32 fixture_list (Fixture *fixture, RsShape shape, const char *type, int count, int size,
                      int length, int capacity);
void fixture_edge (Fixture *fixture, guint32 source, guint32 target, RsRefKind kind,
                   const char *label, int index);
void fixture_weak (Fixture *fixture, guint32 source, guint32 target);

/* The named fixtures below by their name, at moment 0 or 1 (the step after);
 * NULL: no such one. */
const RsHeapGraph *fixture_by_name (const char *name, int moment);
const char *const *fixture_names (void);

/* A heap of about N objects (lists of instances with dicts, shared values, some
 * cycles), the same for one SEED. */
const RsHeapGraph *fixture_random (guint n, guint32 seed);

G_END_DECLS
