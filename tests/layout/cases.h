/* SPDX-License-Identifier: MIT
 *
 * Invented graphs for the tests of the layout, and what holds for every drawing
 * of one.
 */
#pragma once

#include "layout/layout-private.h"

G_BEGIN_DECLS

/* Boxes and edges of one moment. */
typedef struct {
  guint n, m;
  RsLayoutBox *boxes;
  RsLayoutEdge *edges;
} Case;

void case_clear (Case *c);

/* N boxes of any size, the first few of them frames, and M edges between any
 * two, half of them to a box near by. */
Case case_random (guint n, guint m, guint32 seed);

/* N boxes, each referring to the next; the first is a frame. */
Case case_chain (guint n);

/* Edges between any two, each box with OUT of them; what a heap of N objects
 * with OUT random references each looks like. */
Case case_tangled (guint n, guint out, guint32 seed);

/* A chain of which each box refers to the last one, too, as objects do to their
 * class. */
Case case_class (guint n);

/* A tree: box i refers to 2 i and 2 i + 1, the frame 0 to box 1. */
Case case_tree (guint n);

/* No two boxes overlap, nor a box what is kept free below another. SEED is told
 * where they do. */
void check_no_overlap (const Case *c, const RsArrangement *arrangement, guint32 seed);

/* No point of a route lies in a box, but in its own source on the way out. */
void check_routes (const Case *c, const RsArrangement *arrangement, guint32 seed);

/* The point at T (0 to 1) of the cubic Bezier curve with the four points P. */
RsPoint point_at (const RsPoint *p, double t);

/* Crossings of straight lines from the rows that edges leave to where they
 * enter; edges to one box do not count. */
guint count_crossings (const Case *c, const RsArrangement *arrangement);

G_END_DECLS
