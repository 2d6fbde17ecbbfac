/* SPDX-License-Identifier: MIT
 *
 * A moment's graph as an outline in text: what a screen reader reads, and what
 * the graph can be rebuilt from.
 */
#pragma once

#include "graph/heap-graph.h"

G_BEGIN_DECLS

/* The outline of GRAPH (of any level of detail), in the language of the locale:
 * first a line for the moment, then a paragraph for each frame, namespace and
 * object in the order of the graph: what it is, its count, its size and what
 * else is so; indented a line for each of its references, in the order of its
 * rows, and one for what holds it. Transfer full. O(nodes + edges).
 *
 *     Child #6481, count 2, 56 bytes
 *       attribute p → int 1000
 *       attribute items → list #6482
 *       weak reference from weakref #6490
 *       held by c of __main__, item 0 of list #6483
 *
 * A value that stands in the rows that hold it has no number and no paragraph.
 * "→", line breaks and backslashes in texts are written as \u2192, \n, \\. */
char *rs_outline (const RsHeapGraph *graph);

G_END_DECLS
