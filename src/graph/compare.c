/* SPDX-License-Identifier: MIT
 *
 * Whether two HeapGraphs say the same, and where they first do not. The tests
 * of stepping back rest on it: a moment reached backwards must equal the one
 * reached forwards, to the last field. Text is compared by content, for pools
 * may differ.
 */
#include "graph/graph-io.h"

#include <string.h>

typedef struct {
  const RsHeapGraph *a, *b;
  char *where;   /* what is being compared: owned, NULL until something differs */
  GString *what; /* the difference, or NULL */
} Compare;

static gboolean
same_number (Compare *compare, const char *field, gint64 a, gint64 b)
{
  if (a == b)
    return TRUE;
  compare->what = g_string_new (NULL);
  g_string_printf (compare->what, "%s: %" G_GINT64_FORMAT ", %" G_GINT64_FORMAT, field, a, b);
  return FALSE;
}

static gboolean
same_text (Compare *compare, const char *field, RsText a, RsText b)
{
  const char *text_a = rs_heap_graph_text (compare->a, a),
             *text_b = rs_heap_graph_text (compare->b, b);

  if (strcmp (text_a, text_b) == 0)
    return TRUE;
  compare->what = g_string_new (NULL);
  g_string_printf (compare->what, "%s: \"%s\", \"%s\"", field, text_a, text_b);
  return FALSE;
}

#define NUMBER(field) same_number (compare, #field, (gint64) a->field, (gint64) b->field)
#define TEXT(field) same_text (compare, #field, a->field, b->field)

static gboolean
same_moment (Compare *compare, const RsMoment *a, const RsMoment *b)
{
  return NUMBER (step)
  &&NUMBER (instruction)
  &&TEXT (event) && TEXT (function) && TEXT (program) && TEXT (profile) && TEXT (next)
      && NUMBER (line_run)
  &&NUMBER (line_next)
  &&NUMBER (depth)
  &&NUMBER (output_length)
  &&NUMBER (written)
  &&NUMBER (live_bytes)
  &&NUMBER (live_objects)
  &&NUMBER (first_serial)
  &&NUMBER (next_serial);
}

static gboolean
same_node (Compare *compare, const RsGraphNode *a, const RsGraphNode *b)
{
  return NUMBER (serial)
  &&NUMBER (kind)
  &&NUMBER (shape)
  &&TEXT (type_name) && TEXT (text) && NUMBER (text_length)
  &&NUMBER (refcount)
  &&NUMBER (address)
  &&NUMBER (size)
  &&NUMBER (length)
  &&NUMBER (capacity)
  &&NUMBER (line)
  &&NUMBER (depth)
  &&NUMBER (cut)
  &&NUMBER (folded)
  &&NUMBER (alike)
  &&NUMBER (flags)
  &&NUMBER (origin)
  &&NUMBER (gc_generation)
  &&NUMBER (gc_refs);
}

static gboolean
same_edge (Compare *compare, const RsGraphEdge *a, const RsGraphEdge *b)
{
  return NUMBER (source)
  &&NUMBER (target)
  &&NUMBER (kind)
  &&TEXT (label) && NUMBER (index)
  &&NUMBER (offset)
  &&NUMBER (strength)
  &&NUMBER (flags);
}

#undef NUMBER
#undef TEXT

static gboolean
same_nodes (Compare *compare)
{
  for (guint i = 0; i < MIN (compare->a->n_nodes, compare->b->n_nodes); i++)
    if (!same_node (compare, &compare->a->nodes[i], &compare->b->nodes[i]))
      {
        compare->where = g_strdup_printf (
            "node %u (%s)", i, rs_heap_graph_text (compare->a, compare->a->nodes[i].type_name));
        return FALSE;
      }
  return same_number (compare, "number of nodes", compare->a->n_nodes, compare->b->n_nodes);
}

static gboolean
same_edges (Compare *compare)
{
  for (guint i = 0; i < MIN (compare->a->n_edges, compare->b->n_edges); i++)
    if (!same_edge (compare, &compare->a->edges[i], &compare->b->edges[i]))
      {
        char buffer[32];

        compare->where =
            g_strdup_printf ("edge %u (%s of node %u)", i,
                             rs_heap_graph_label (compare->a, &compare->a->edges[i], buffer),
                             compare->a->edges[i].source);
        return FALSE;
      }
  return same_number (compare, "number of edges", compare->a->n_edges, compare->b->n_edges);
}

static gboolean
same_roots (Compare *compare)
{
  if (!same_number (compare, "number of roots", compare->a->n_roots, compare->b->n_roots))
    return FALSE;
  for (guint i = 0; i < compare->a->n_roots; i++)
    if (!same_number (compare, "root", compare->a->roots[i], compare->b->roots[i]))
      return FALSE;
  if (!same_number (compare, "number of others", compare->a->n_others, compare->b->n_others))
    return FALSE;
  for (guint i = 0; i < compare->a->n_others; i++)
    if (!same_number (compare, "other", (gint64) compare->a->others[i],
                      (gint64) compare->b->others[i]))
      return FALSE;
  return same_number (compare, "hidden nodes", compare->a->n_hidden, compare->b->n_hidden);
}

char *
rs_heap_graph_describe_difference (const RsHeapGraph *a, const RsHeapGraph *b)
{
  Compare compare = { a, b, NULL, NULL };
  g_autofree char *where = NULL, *what = NULL;

  g_return_val_if_fail (a != NULL && b != NULL, NULL);
  if (a == b
      || (same_moment (&compare, &a->moment, &b->moment) && same_nodes (&compare)
          && same_edges (&compare) && same_roots (&compare)))
    return NULL;
  where = compare.where;
  what = g_string_free (compare.what, FALSE);
  return where != NULL ? g_strdup_printf ("%s: %s", where, what) : g_steal_pointer (&what);
}

gboolean
rs_heap_graph_equal (const RsHeapGraph *a, const RsHeapGraph *b)
{
  g_autofree char *difference = rs_heap_graph_describe_difference (a, b);

  return difference == NULL;
}
