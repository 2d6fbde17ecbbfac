/* SPDX-License-Identifier: MIT
 *
 * Search: each object has a rank, the best of what its names, its type and its
 * value come to.
 */
#include "search.h"

#include <string.h>

#define NO_MATCH 9

typedef struct {
  guint32 node;
  guint rank; /* the lower, the better */
} Match;

/* How well the folded TEXT fits WHAT: 0 to 2; NO_MATCH: not. */
static guint
fit (const char *what, const char *text)
{
  g_autofree char *folded = g_utf8_casefold (what, -1);
  const char *at = strstr (folded, text);
  if (at == NULL)
    return NO_MATCH;
  return at != folded ? 2 : strlen (folded) == strlen (text) ? 0 : 1;
}

/* A name before a type before a value, of each the whole before a part. */
static guint
rank_of_words (const RsHeapGraph *graph, guint32 node, const char *text)
{
  const RsGraphNode *n = &graph->nodes[node];
  guint best = NO_MATCH, rank;
  char buffer[32];
  for (guint32 i = graph->in_first[node]; i < graph->in_first[node + 1]; i++)
    {
      const RsGraphEdge *edge = &graph->edges[graph->in_edges[i]];
      if (edge->label == 0)
        continue;
      rank = fit (rs_heap_graph_label (graph, edge, buffer), text);
      best = MIN (best, rank == NO_MATCH ? NO_MATCH : rank * 3);
    }
  rank = fit (rs_heap_graph_text (graph, n->type_name), text);
  best = MIN (best, rank == NO_MATCH ? NO_MATCH : rank * 3 + 1);
  rank = fit (rs_heap_graph_text (graph, n->text), text);
  return MIN (best, rank == NO_MATCH ? NO_MATCH : rank * 3 + 2);
}

/* "#12" and "0x7f..": *NUMBER. */
static gboolean
read_number (const char *text, gboolean *is_serial, guint64 *number)
{
  *is_serial = *text == '#';
  if (*is_serial)
    return g_ascii_string_to_unsigned (text + 1, 10, 0, G_MAXUINT64, number, NULL);
  return g_ascii_strncasecmp (text, "0x", 2) == 0
         && g_ascii_string_to_unsigned (text + 2, 16, 1, G_MAXUINT64, number, NULL);
}

static int
compare_matches (gconstpointer a, gconstpointer b)
{
  const Match *x = a, *y = b;
  return x->rank != y->rank ? (x->rank < y->rank ? -1 : 1)
                            : (x->node > y->node) - (x->node < y->node);
}

GArray *
rs_graph_search (const RsHeapGraph *graph, const char *text)
{
  g_autoptr (GArray) matches = g_array_new (FALSE, FALSE, sizeof (Match));
  g_autofree char *stripped = g_strstrip (g_strdup (text)),
                  *folded = g_utf8_casefold (stripped, -1);
  GArray *found = g_array_new (FALSE, FALSE, sizeof (guint32));
  gboolean is_serial;
  guint64 number;
  gboolean is_number = read_number (stripped, &is_serial, &number);

  for (guint32 i = 0; *folded != '\0' && i < graph->n_nodes; i++)
    {
      const RsGraphNode *n = &graph->nodes[i];
      Match match = { i, NO_MATCH };
      if (n->kind != RS_GNODE_OBJECT && n->kind != RS_GNODE_FRAME)
        continue;
      if (is_number)
        match.rank = (is_serial ? n->serial : n->address) == number ? 0 : NO_MATCH;
      else
        match.rank = rank_of_words (graph, i, folded);
      if (match.rank != NO_MATCH)
        g_array_append_val (matches, match);
    }
  g_array_sort (matches, compare_matches);
  for (guint i = 0; i < matches->len; i++)
    g_array_append_val (found, g_array_index (matches, Match, i).node);
  return found;
}
