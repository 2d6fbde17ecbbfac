/* SPDX-License-Identifier: MIT
 *
 * Levels of detail, as a pure function from the whole heap to what is drawn.
 */
#pragma once

#include "graph/heap-graph.h"

G_BEGIN_DECLS

typedef enum {
  RS_DETAIL_SIMPLE, /* names, containers, instances; small immutable values stand in the rows that
                       hold them */
  RS_DETAIL_REFERENCES, /* every value is an object of its own, so that sharing shows */
  RS_DETAIL_EVERYTHING, /* with types, dicts, code, cells, frames' inner nodes, the value stack */
  RS_DETAIL_AS_IS,      /* nothing is left out or changed: for graphs that were filtered already */
} RsDetail;

/* "simple", "references", "everything", and back (-1: no such level). */
const char *rs_detail_name (RsDetail detail);
int rs_detail_from_name (const char *name);

/* Parts that a picture has or has not, whatever its level. */
typedef enum {
  RS_PART_STACK = 1 << 0,   /* the references of value stacks */
  RS_PART_FRAMES = 1 << 1,  /* frames that have returned and are held; cells */
  RS_PART_CLASSES = 1 << 2, /* classes and functions, and the arrows to them */
  RS_PART_LIBRARY = 1 << 3, /* what stays inside of the library's objects */
} RsParts;

/* "stack", "frames", "classes", "library"; and back (0: no such part). */
const char *rs_part_name (RsParts part);
RsParts rs_part_from_name (const char *name);

/* What a person wishes beyond the level. All zeros: nothing. Serials of what
 * has no card at a moment are passed over. */
typedef struct {
  guint show; /* RsParts that are shown though the level leaves them out */
  guint hide; /* RsParts that are left out, whatever else says; with what only they hold, but for
                 the program's own instances */
  const guint64 *folded; /* serials of cards that are a title and the number of what only they
                            reach, which is left out (transfer none); NULL: none */
  guint n_folded;
  const guint64 *hidden; /* serials of what is left out, with what only it holds: a word in the
                            rows that refer to it (transfer none); NULL: none */
  guint n_hidden;
  guint64 reached_by; /* only what the card of this serial reaches, and itself; 0: all */
  guint64 reaching;   /* only what reaches the card of this serial, and itself; 0: all. A picture
                         of what does not live is empty */
} RsWishes;

typedef struct {
  RsDetail detail;
  guint max_rows;        /* references kept of each container; the rest are counted in cut; 0: 18 */
  const guint64 *opened; /* serials of cards that show what else is folded in them (transfer none,
                            kept by the caller); NULL: none */
  guint n_opened;
  guint64 selected;         /* what holds the object of this serial is never cut; 0: none */
  const RsHeapGraph *other; /* what differs from this moment's is never cut, as far as there is room
                               (transfer none); NULL: there is none to compare with */
  RsWishes wishes;          /* not looked at by RS_DETAIL_AS_IS */
} RsFilterOptions;

/* Whether ARRAY (N serials, or NULL) has SERIAL. */
gboolean rs_filter_has_serial (const guint64 *array, guint n, guint64 serial);

/* Whether A and B filter alike, whatever the other moment is. */
gboolean rs_filter_options_equal (const RsFilterOptions *a, const RsFilterOptions *b);

/* What of GRAPH is drawn at a level (transfer full). Serials stay; indexes do
 * not. A reference through something that is hidden (a cell, a value array) is
 * drawn as if it were direct. Nodes get RS_NODE_INLINE, COMPACT, FOLDED and
 * UNREACHABLE, and cut. O(nodes + edges). */
const RsHeapGraph *rs_heap_graph_filter (const RsHeapGraph *graph, const RsFilterOptions *options);

G_END_DECLS
