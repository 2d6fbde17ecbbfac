/* SPDX-License-Identifier: MIT
 *
 * The filter at work: what its files share.
 */
#pragma once

#include "graph/filter.h"
#include "graph/inside.h"

G_BEGIN_DECLS

enum { KEEP, INLINE, HIDE };

typedef struct {
  const RsHeapGraph *graph;
  RsDetail detail;
  const RsWishes *wishes;
  guint max_rows;
  guint8 *role;
  guint8 *reachable; /* in the whole heap */
  guint8 *spliced;   /* it stands in the rows of its holder */
  guint32 *cut;
  RsInside *inside; /* NULL but at level Simple */
  guint8 *brief;  /* of each node: 1, an exception that may have what belongs to it; 2, it has; NULL
                     but at level Simple */
  guint8 *grid;   /* of each node: how many rows stand in it; NULL but at level Simple */
  guint32 *group; /* of each node the one that stands for it; RS_NONE: it does itself. NULL: nothing
                     is grouped */
  guint32 *alike; /* of each node: how many it stands for; 0: itself */
  guint32 *after; /* of each node: the one that stands for those before it; RS_NONE: none */
  GArray *edges;  /* RsGraphEdge, with the whole heap's indexes and texts */
  guint32 first_row; /* the first of the edges emitted for the node at hand */
  guint n_rows;      /* of that node, those to one object counted once */
  guint n_extra;     /* of these, such as are wanted beyond max_rows */
  guint skipped;     /* references cut since the last of the rows */
  guint64 selected;
  const RsHeapGraph *other; /* or NULL */
  guint32 twin_of, twin;    /* a node, and the same in OTHER; RS_NONE */
  gint shift;               /* by how much its rows stand later there, as far as is known */
  guint32 globals;  /* the program's namespace, which stands for the module's frame; RS_NONE */
  gboolean stack;   /* rows for what value stacks refer to */
  GPtrArray *texts; /* char *: made by the filter; RsText beyond the graph's pool */
} Filter;

/* A value that is small enough to stand in a row. */
static inline gboolean
rs_filter_is_small_value (guint8 shape)
{
  return shape == RS_SHAPE_INT || shape == RS_SHAPE_FLOAT || shape == RS_SHAPE_STR
         || shape == RS_SHAPE_BYTES || shape == RS_SHAPE_NONE || shape == RS_SHAPE_BOOL;
}

/* What a program is made of, rather than what it works on. */
static inline gboolean
rs_filter_is_machinery (guint8 shape)
{
  return shape == RS_SHAPE_CLASS || shape == RS_SHAPE_FUNCTION || shape == RS_SHAPE_MODULE
         || shape == RS_SHAPE_BUILTIN;
}

/* How many references hold NODE, weak ones not counted. */
guint rs_filter_count_holders (const RsHeapGraph *graph, guint32 node);

/* Gives each node its role (filter-roles.c). */
void rs_filter_choose_roles (Filter *filter);

/* What stays inside of another object has no card; nor has what the library
 * made and the program has never got, garbage or not. */
void rs_filter_hide_inside (Filter *filter, const RsFilterOptions *options);

/* What is spliced into the rows of its holder has no card beside them
 * (filter-rows.c). */
void rs_filter_hide_spliced (Filter *filter);

/* Emits the rows of all kept nodes. */
void rs_filter_emit (Filter *filter);

/* Whether OPTIONS want to see what is folded in the object SERIAL. */
gboolean rs_filter_is_opened (const RsFilterOptions *options, guint64 serial);

/* A text of the graph, or of the filter (transfer none). */
const char *rs_filter_text (const Filter *filter, RsText text);

/* TEXT (transfer full) as the filter's own. */
RsText rs_filter_add_text (Filter *filter, char *text);

/* Appends ROW to the rows of the node at hand. Where there are enough it is
 * counted as cut, unless it is wanted all the same. */
void rs_filter_append (Filter *filter, const RsGraphEdge *row);

/* Makes room for the rows of NODE, all of which have been appended, that were
 * wanted beyond the most that a node may have. */
void rs_filter_make_room (Filter *filter, guint32 node);

/* Whether the edge WHOLE, cut for want of room, must be seen: this step changed
 * it, or it leads to what is selected. */
gboolean rs_filter_is_wanted (Filter *filter, guint32 whole);

/* Takes out of the roles what the user wishes hidden (filter-wishes.c). */
void rs_filter_hide_wished (Filter *filter);

/* Narrows SEEN (of each node, whether it is drawn) to what the user wishes, by
 * the rows, of each node those from FIRST[node] on. Returns of each node how
 * many are folded in it (transfer full); G_MAXUINT32: it is not folded. */
guint32 *rs_filter_narrow (Filter *filter, const guint32 *first, guint8 *seen);

/* Whether NODE is of a part of the picture that is shown or hidden as one: 0,
 * or it. */
RsParts rs_filter_part_of (const RsHeapGraph *graph, guint32 node);

/* Finds lists of lists that are drawn as one grid (filter-grid.c). */
void rs_filter_find_grids (Filter *filter, const RsFilterOptions *options);

/* Appends the cells of the grid NODE. */
void rs_filter_emit_grid (Filter *filter, guint32 node);

/* Folds what belongs to exceptions into their cards (filter-exception.c). */
void rs_filter_fold_exceptions (Filter *filter, const RsFilterOptions *options);

/* Appends the rows for what is folded in NODE, where it is an exception. */
void rs_filter_emit_exception (Filter *filter, guint32 node);

/* Whether EDGE of NODE leads to what these rows tell. */
gboolean rs_filter_is_told (const Filter *filter, guint32 node, const RsGraphEdge *edge);

/* Finds nodes that are alike and so many that one card stands for them
 * (filter-alike.c). */
void rs_filter_group (Filter *filter, const RsFilterOptions *options);

/* Appends the rows of GROUP, for what two or more of its nodes hold. ADD:
 * appends the rows of one of them, as if it stood for itself. */
void rs_filter_emit_group (Filter *filter, guint32 group,
                           void (*add) (Filter *filter, guint32 node));

/* Whether EDGE of HOLDER tells how a class of the library works. */
gboolean rs_filter_is_folded_row (const Filter *filter, const RsGraphNode *holder,
                                  const RsGraphEdge *edge);

/* Calls ROW, of HOLDER, as a reader of the library's manual would. */
void rs_filter_name_row (Filter *filter, guint32 holder, RsGraphEdge *row);

/* Appends the entries of NODE, where it is a weak container. */
void rs_filter_emit_entries (Filter *filter, guint32 node);

/* Appends a row for each object that stands for itself and is held by something
 * inside of NODE. */
void rs_filter_emit_inside (Filter *filter, guint32 node);

G_END_DECLS
