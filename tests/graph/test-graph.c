/* SPDX-License-Identifier: MIT
 *
 * Tests of src/graph: the builder, JSON, comparison, diff, analysis, levels of
 * detail. Analyses are compared with naive ones on random graphs; the seed is
 * printed where they differ.
 */
#include "graph/analysis.h"
#include "graph/diff.h"
#include "graph/filter.h"
#include "graph/graph-io.h"
#include "graph/search.h"
#include "tests/graph/fixtures.h"

#include <string.h>

static void
test_builder_sorts (void)
{
  RsHeapGraphBuilder *builder = rs_heap_graph_builder_new ();
  RsGraphNode node = RS_GRAPH_NODE_INIT;
  RsGraphEdge edge = RS_GRAPH_EDGE_INIT;
  g_autoptr (RsConstHeapGraph) graph = NULL;
  char buffer[32];

  for (guint i = 0; i < 3; i++)
    {
      node.serial = 10 + i;
      g_assert_cmpuint (rs_heap_graph_builder_add_node (builder, &node), ==, i);
    }
  edge.kind = RS_REF_ITEM;
  edge.target = 1;
  edge.index = 0;
  rs_heap_graph_builder_add_edge (builder, 2, &edge);
  edge.target = 1;
  edge.index = 7;
  rs_heap_graph_builder_add_edge (builder, 0, &edge);
  edge.target = RS_NONE;
  edge.index = 1;
  rs_heap_graph_builder_add_edge (builder, 2, &edge);
  rs_heap_graph_builder_add_root (builder, 2);
  rs_heap_graph_builder_add_root (builder, 2);
  graph = rs_heap_graph_builder_end (builder);
  g_assert_cmpuint (graph->n_nodes, ==, 3);
  g_assert_cmpuint (graph->n_edges, ==, 3);
  g_assert_cmpuint (graph->n_roots, ==, 1);
  g_assert_cmpuint (graph->edges[0].source, ==, 0);
  g_assert_cmpuint (graph->nodes[2].first_edge, ==, 1);
  g_assert_cmpuint (graph->nodes[2].n_edges, ==, 2);
  g_assert_cmpint (graph->edges[1].index, ==, 0);
  g_assert_cmpint (graph->edges[2].index, ==, 1);
  g_assert_cmpuint (graph->in_first[1], ==, 0);
  g_assert_cmpuint (graph->in_first[2], ==, 2);
  g_assert_cmpuint (graph->in_edges[0], ==, 0);
  g_assert_cmpuint (graph->in_edges[1], ==, 1);
  g_assert_cmpuint (rs_heap_graph_find (graph, 12), ==, 2);
  g_assert_cmpuint (rs_heap_graph_find (graph, 13), ==, RS_NONE);
  g_assert_cmpstr (rs_heap_graph_label (graph, &graph->edges[0], buffer), ==, "[7]");
}

static void
test_builder_texts (void)
{
  RsHeapGraphBuilder *builder = rs_heap_graph_builder_new ();
  RsText first = rs_heap_graph_builder_intern (builder, "name 0");
  g_autoptr (RsConstHeapGraph) graph = NULL;

  for (guint i = 0; i < 2000; i++)
    {
      g_autofree char *name = g_strdup_printf ("name %u", i);

      rs_heap_graph_builder_intern (builder, name);
    }
  g_assert_cmpuint (rs_heap_graph_builder_intern (builder, "name 0"), ==, first);
  g_assert_cmpuint (rs_heap_graph_builder_text (builder, "name 0", -1), !=, first);
  g_assert_cmpuint (rs_heap_graph_builder_text (builder, NULL, -1), ==, 0);
  g_assert_cmpuint (rs_heap_graph_builder_intern (builder, ""), ==, 0);
  graph = rs_heap_graph_builder_end (builder);
  g_assert_cmpstr (rs_heap_graph_text (graph, first), ==, "name 0");
  g_assert_cmpstr (rs_heap_graph_text (graph, 0), ==, "");
}

/* --- JSON ----------------------------------------------------------------- */

static void
check_round_trip (const RsHeapGraph *graph)
{
  g_autofree char *json = rs_heap_graph_to_json (graph), *difference = NULL, *again = NULL,
                  *text = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (RsConstHeapGraph) back = rs_heap_graph_from_json (json, -1, &error);

  g_assert_no_error (error);
  difference = rs_heap_graph_describe_difference (graph, back);
  g_assert_cmpstr (difference, ==, NULL);
  again = rs_heap_graph_to_json (back);
  g_assert_cmpstr (again, ==, json);
  text = rs_heap_graph_to_text (graph);
  g_assert_true (g_utf8_validate (text, -1, NULL));
}

/* What the interpreter holds for itself is hidden, but for exceptions, one row
 * each: they have nothing else. */
static void
test_exception_root (void)
{
  Fixture f;
  fixture_begin (&f);
  fixture_module (&f, "__main__", 1);
  guint32 error = fixture_object (&f, RS_SHAPE_EXCEPTION, "KeyError", "", 3, 80);
  guint32 list = fixture_object (&f, RS_SHAPE_LIST, "list", "", 1, 64);
  RsGraphNode node = RS_GRAPH_NODE_INIT;
  node.serial = G_GUINT64_CONSTANT (1) << 63;
  node.kind = RS_GNODE_ROOT;
  guint32 root = rs_heap_graph_builder_add_node (f.builder, &node);
  fixture_edge (&f, root, error, RS_REF_ROOT, "exception being handled", -1);
  fixture_edge (&f, root, error, RS_REF_ROOT, "C function", -1);
  fixture_edge (&f, root, list, RS_REF_ROOT, "C function", -1);
  g_autoptr (RsConstHeapGraph) graph = fixture_end (&f, 0, 0, 1);
  RsFilterOptions options = { .detail = RS_DETAIL_SIMPLE };
  g_autoptr (RsConstHeapGraph) simple = rs_heap_graph_filter (graph, &options);
  guint32 shown = rs_heap_graph_find (simple, node.serial);

  g_assert_cmpuint (shown, !=, RS_NONE);
  g_assert_cmpuint (simple->nodes[shown].n_edges, ==, 1);
  const RsGraphEdge *edge = &simple->edges[simple->nodes[shown].first_edge];
  g_assert_cmpstr (rs_heap_graph_text (simple, edge->label), ==, "exception being handled");
  g_assert_cmpint (simple->nodes[edge->target].shape, ==, RS_SHAPE_EXCEPTION);
}

/* The labels of the rows that the first node of GRAPH shows at DETAIL. */
static char *
rows_of_first (const RsHeapGraph *graph, RsDetail detail)
{
  RsFilterOptions options = { .detail = detail };
  g_autoptr (RsConstHeapGraph) shown = rs_heap_graph_filter (graph, &options);
  GString *out = g_string_new (NULL);
  char buffer[32];

  for (guint32 e = 0; e < shown->nodes[0].n_edges; e++)
    g_string_append_printf (out, "%s%s", e > 0 ? " " : "",
                            rs_heap_graph_label (shown, &shown->edges[e], buffer));
  return g_string_free (out, FALSE);
}

/* import sys says no more than what sys is called; s = sys does. */
static void
test_own_names (void)
{
  Fixture f;
  fixture_begin (&f);
  guint32 module = fixture_module (&f, "__main__", 1),
          sys = fixture_object (&f, RS_SHAPE_MODULE, "module", "sys", 5, 72);
  guint32 path = fixture_object (&f, RS_SHAPE_MODULE, "module", "os.path", 5, 72);
  fixture_edge (&f, module, sys, RS_REF_GLOBAL, "sys", -1);
  fixture_edge (&f, module, sys, RS_REF_GLOBAL, "s", -1);
  fixture_edge (&f, module, path, RS_REF_GLOBAL, "path", -1);
  fixture_edge (&f, module, path, RS_REF_GLOBAL, "p", -1);
  g_autoptr (RsConstHeapGraph) graph = fixture_end (&f, 0, 0, 1);
  for (guint i = 0; i < graph->n_nodes; i++)
    if (graph->nodes[i].shape == RS_SHAPE_MODULE)
      ((RsGraphNode *) graph->nodes)[i].origin = RS_ORIGIN_LIBRARY;
  g_autofree char *simple = rows_of_first (graph, RS_DETAIL_SIMPLE),
                  *all = rows_of_first (graph, RS_DETAIL_EVERYTHING);

  g_assert_cmpstr (simple, ==, "s p");
  g_assert_cmpstr (all, ==, "sys s path p");
}

/* A property that only its class holds is a word in the class's row, until
 * every reference is to be seen. */
static void
test_descriptors (void)
{
  Fixture f;
  fixture_begin (&f);
  guint32 module = fixture_module (&f, "__main__", 1),
          class = fixture_object (&f, RS_SHAPE_CLASS, "type", "C", 5, 900);
  guint32 property = fixture_object (&f, RS_SHAPE_OTHER, "property", "", 1, 80);
  guint32 getter = fixture_object (&f, RS_SHAPE_FUNCTION, "function", "C.v", 1, 152);
  fixture_edge (&f, module, class, RS_REF_GLOBAL, "C", -1);
  fixture_edge (&f, class, property, RS_REF_ATTRIBUTE, "v", -1);
  fixture_edge (&f, property, getter, RS_REF_OTHER, "fget", -1);
  g_autoptr (RsConstHeapGraph) graph = fixture_end (&f, 0, 0, 1);
  RsFilterOptions simple = { .detail = RS_DETAIL_SIMPLE },
                  references = { .detail = RS_DETAIL_REFERENCES };
  g_autoptr (RsConstHeapGraph) few = rs_heap_graph_filter (graph, &simple);
  g_autoptr (RsConstHeapGraph) more = rs_heap_graph_filter (graph, &references);
  guint32 word = rs_heap_graph_find (few, graph->nodes[property].serial);

  g_assert_true (few->nodes[word].flags & RS_NODE_INLINE);
  g_assert_cmpuint (rs_heap_graph_find (few, graph->nodes[getter].serial), ==, RS_NONE);
  word = rs_heap_graph_find (more, graph->nodes[property].serial);
  g_assert_false (more->nodes[word].flags & RS_NODE_INLINE);
  g_assert_cmpuint (rs_heap_graph_find (more, graph->nodes[getter].serial), !=, RS_NONE);
}

static void
test_json_round_trip (void)
{
  for (const char *const *name = fixture_names (); *name != NULL; name++)
    for (int moment = 0; moment < 2; moment++)
      {
        g_autoptr (RsConstHeapGraph) graph = fixture_by_name (*name, moment);

        check_round_trip (graph);
      }
}

static void
test_json_corrupt (void)
{
  static const struct {
    const char *text, *message;
  } cases[] = {
    { "", "object was expected" },
    { "{", "not JSON" },
    { "[]", "object was expected" },
    { "\xff\xfe", "not UTF-8" },
    { "{}", "not a Refscope graph" },
    { "{\"refscope-graph\": 2}", "not a Refscope graph" },
    { "{\"refscope-graph\": 1}", "\"nodes\" is missing" },
    { "{\"refscope-graph\": 1, \"nodes\": 3}", "\"nodes\" should be a list" },
    { "{\"refscope-graph\": 1, \"moment\": []}", "\"moment\" should be an object" },
    { "{\"refscope-graph\": 1, \"nodes\": [7]}", "nodes[0]: should be an object" },
    { "{\"refscope-graph\": 1, \"nodes\": [{}]}", "nodes[0]: \"serial\" is missing" },
    { "{\"refscope-graph\": 1, \"nodes\": [{\"serial\": \"x\"}]}",
      "\"serial\" should be a number" },
    { "{\"refscope-graph\": 1, \"nodes\": [{\"serial\": 1}, {\"serial\": 1}]}",
      "nodes[1]: another node has the serial 1" },
    { "{\"refscope-graph\": 1, \"nodes\": [{\"serial\": 1, \"kind\": \"cow\"}]}",
      "\"cow\", which is unknown" },
    { "{\"refscope-graph\": 1, \"nodes\": [{\"serial\": 1, \"generation\": 9}]}", "out of range" },
    { "{\"refscope-graph\": 1, \"nodes\": []}", "\"edges\" is missing" },
    { "{\"refscope-graph\": 1, \"nodes\": [], \"edges\": [{\"source\": 0}]}",
      "edges[0]: there is no node 0" },
    { "{\"refscope-graph\": 1, \"nodes\": [], \"edges\": [], \"roots\": [1]}",
      "roots[0]: should be the number of a node" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (rs_heap_graph_from_json (cases[i].text, -1, &error));
      g_assert_nonnull (error);
      g_assert_true (error->domain == RS_GRAPH_ERROR);
      if (strstr (error->message, cases[i].message) == NULL)
        g_error ("\"%s\" gave \"%s\", not \"%s\"", cases[i].text, error->message, cases[i].message);
    }
}

/* Whatever a broken file says, reading it gives a graph or an error, never a
 * crash. */
static void
test_json_mutations (void)
{
  g_autoptr (RsConstHeapGraph) graph = fixture_by_name ("zoo", 0);
  g_autofree char *json = rs_heap_graph_to_json (graph);
  gsize length = strlen (json);
  g_autoptr (GRand) rand = g_rand_new_with_seed (11);

  for (guint round = 0; round < 150; round++)
    {
      g_autofree char *broken = g_memdup2 (json, length + 1);
      g_autoptr (GError) error = NULL;
      const RsHeapGraph *back;

      for (guint k = 0; k < 3; k++)
        broken[g_rand_int_range (rand, 0, (gint) length)] =
            "0123456789\"{}[],:-x"[g_rand_int_range (rand, 0, 19)];
      back = rs_heap_graph_from_json (
          broken, round % 3 == 0 ? g_rand_int_range (rand, 0, (gint) length) : (gssize) length,
          &error);
      g_assert_true ((back == NULL) == (error != NULL));
      rs_heap_graph_unref (back);
    }
}

/* --- comparison and diff -------------------------------------------------- */

static void
test_difference (void)
{
  g_autoptr (RsConstHeapGraph) a = fixture_by_name ("parent-child", 0);
  g_autoptr (RsConstHeapGraph) same = fixture_by_name ("parent-child", 0);
  g_autoptr (RsConstHeapGraph) b = fixture_by_name ("parent-child", 1);
  g_autofree char *difference = rs_heap_graph_describe_difference (a, b);

  g_assert_true (rs_heap_graph_equal (a, same));
  g_assert_false (rs_heap_graph_equal (a, b));
  g_assert_cmpstr (difference, ==, "step: 23, 24");
}

static void
test_diff (void)
{
  g_autoptr (RsConstHeapGraph) a = fixture_by_name ("parent-child", 0);
  g_autoptr (RsConstHeapGraph) b = fixture_by_name ("parent-child", 1);
  g_autoptr (RsGraphDiff) diff = rs_graph_diff (a, b);
  g_autoptr (RsGraphDiff) back = rs_graph_diff (b, a);

  g_assert_cmpuint (diff->born->len, ==, 0);
  g_assert_cmpuint (diff->gone->len, ==, 0);
  g_assert_cmpuint (diff->counts->len, ==, 1);
  g_assert_cmpuint (diff->added->len, ==, 0);
  g_assert_cmpuint (diff->removed->len, ==, 1);
  g_assert_cmpstr (
      rs_heap_graph_text (a, a->edges[g_array_index (diff->removed, guint32, 0)].label), ==, "c");
  g_assert_cmpuint (back->added->len, ==, 1);
}

static void
test_diff_births (void)
{
  g_autoptr (RsConstHeapGraph) a = fixture_by_name ("weak-values", 0);
  g_autoptr (RsConstHeapGraph) b = fixture_by_name ("weak-values", 1);
  g_autoptr (RsGraphDiff) diff = rs_graph_diff (a, b);

  g_assert_cmpuint (diff->gone->len, ==, 2);
  /* The name, the weak reference's target, and what the gone object held. */
  g_assert_cmpuint (diff->removed->len, ==, 3);
  g_assert_cmpuint (diff->added->len, ==, 1);
}

/* --- analysis ------------------------------------------------------------- */

static void
test_cycles (void)
{
  g_autoptr (RsConstHeapGraph) before = fixture_by_name ("parent-child", 0);
  g_autoptr (RsConstHeapGraph) after = fixture_by_name ("parent-child", 1);
  g_autoptr (RsCycles) one = rs_graph_cycles (before);
  g_autoptr (RsCycles) two = rs_graph_cycles (after);

  g_assert_cmpuint (one->n_cycles, ==, 1);
  g_assert_cmpuint (one->cycles[0].n, ==, 3);
  g_assert_cmpuint (one->cycles[0].bytes, ==, 200);
  g_assert_true (one->cycles[0].reachable);
  g_assert_cmpuint (two->n_cycles, ==, 1);
  g_assert_false (two->cycles[0].reachable);
}

/* reaches[a * n + b]: a path of one or more counted references between
 * objects. */
static guint8 *
naive_reach (const RsHeapGraph *graph)
{
  guint n = graph->n_nodes;
  guint8 *reaches = g_new0 (guint8, n * n);

  for (guint i = 0; i < graph->n_edges; i++)
    if (graph->edges[i].target != RS_NONE && graph->edges[i].strength != RS_WEAK
        && graph->nodes[graph->edges[i].source].kind == RS_GNODE_OBJECT)
      reaches[graph->edges[i].source * n + graph->edges[i].target] = 1;
  for (guint k = 0; k < n; k++)
    for (guint i = 0; i < n; i++)
      for (guint j = 0; reaches[i * n + k] && j < n; j++)
        reaches[i * n + j] |= reaches[k * n + j];
  return reaches;
}

static void
test_cycles_naive (void)
{
  for (guint32 seed = 1; seed <= 20; seed++)
    {
      g_autoptr (RsConstHeapGraph) graph = fixture_random (60, seed);
      g_autoptr (RsCycles) cycles = rs_graph_cycles (graph);
      g_autofree guint8 *reaches = naive_reach (graph);
      guint n = graph->n_nodes;

      for (guint i = 0; i < n; i++)
        for (guint j = 0; j < n; j++)
          {
            gboolean naive = reaches[i * n + j] && reaches[j * n + i];
            gboolean found =
                cycles->cycle_of[i] != RS_NONE && cycles->cycle_of[i] == cycles->cycle_of[j];

            if (naive != found)
              g_error ("seed %u: nodes %u and %u: naive %d, found %d", seed, i, j, naive, found);
          }
    }
}

/* reaches[a * n + b]: a path of counted references that begins at A, ends at B
 * and has none of MEMBERS (of each node, whether it is one) on it but A. */
static guint8 *
naive_paths_around (const RsHeapGraph *graph, const guint8 *members)
{
  guint n = graph->n_nodes;
  guint8 *reaches = g_new0 (guint8, n * n);

  for (guint i = 0; i < graph->n_edges; i++)
    if (graph->edges[i].target != RS_NONE && graph->edges[i].strength != RS_WEAK
        && !members[graph->edges[i].target])
      reaches[graph->edges[i].source * n + graph->edges[i].target] = 1;
  for (guint k = 0; k < n; k++)
    for (guint i = 0; i < n; i++)
      for (guint j = 0; reaches[i * n + k] && j < n; j++)
        reaches[i * n + j] |= reaches[k * n + j];
  return reaches;
}

/* What cycles alone keep alive: members, and what they reach and nothing
 * outside does. */
static void
test_retained_naive (void)
{
  guint n_larger = 0;

  for (guint32 seed = 1; seed <= 30; seed++)
    {
      g_autoptr (RsConstHeapGraph) graph = fixture_random (40, seed);
      g_autoptr (RsCycles) cycles = rs_graph_cycles (graph);
      guint n = graph->n_nodes;

      for (guint c = 0; c < cycles->n_cycles; c++)
        {
          const RsCycle *cycle = &cycles->cycles[c];
          g_autofree guint8 *members = g_new0 (guint8, n), *reached = g_new0 (guint8, n),
                            *paths = NULL;
          guint64 bytes = 0, found;

          for (guint k = cycle->first; k < cycle->first + cycle->n; k++)
            members[cycles->members[k]] = 1;
          paths = naive_paths_around (graph, members);
          for (guint i = 0; i < n; i++)
            for (guint k = 0; k < n; k++)
              reached[i] |= members[i] || (members[k] && paths[k * n + i]);
          for (guint i = 0; i < n; i++)
            {
              gboolean held = !reached[i] || (graph->nodes[i].kind != RS_GNODE_OBJECT);

              for (guint k = 0; k < n; k++)
                held |= !members[k] && paths[k * n + i]
                        && (!reached[k] || graph->nodes[k].kind != RS_GNODE_OBJECT);
              bytes += members[i] || !held ? graph->nodes[i].size : 0;
            }
          found = rs_graph_retained_bytes (graph, cycles->members + cycle->first, cycle->n);
          g_assert_cmpuint (found, ==, bytes);
          n_larger += bytes > cycle->bytes;
        }
    }
  g_assert_cmpuint (n_larger, >, 0);
}

static void
test_reachable_and_chains (void)
{
  for (guint32 seed = 1; seed <= 20; seed++)
    {
      g_autoptr (RsConstHeapGraph) graph = fixture_random (80, seed);
      g_autofree guint8 *reachable = rs_graph_reachable (graph);

      for (guint32 i = 0; i < graph->n_nodes; i++)
        {
          g_autoptr (GArray) chain = rs_graph_held_alive_by (graph, i);
          guint32 at = RS_NONE;

          if ((chain != NULL) != (reachable[i] != 0))
            g_error ("seed %u: node %u", seed, i);
          for (guint k = 0; chain != NULL && k < chain->len; k++)
            {
              const RsGraphEdge *edge = &graph->edges[g_array_index (chain, guint32, k)];

              g_assert_true (k == 0 ? graph->nodes[edge->source].kind == RS_GNODE_NAMESPACE
                                    : edge->source == at);
              at = edge->target;
            }
          g_assert_true (chain == NULL || chain->len == 0 || at == i);
        }
    }
}

static void
test_owners (void)
{
  g_autoptr (RsConstHeapGraph) graph = fixture_by_name ("parent-child", 0);
  guint32 child = RS_NONE;
  g_autoptr (GArray) owners = NULL;

  for (guint32 i = 0; i < graph->n_nodes; i++)
    if (strcmp (rs_heap_graph_text (graph, graph->nodes[i].type_name), "Child") == 0)
      child = i;
  owners = rs_graph_owners (graph, child);
  g_assert_cmpuint (owners->len, ==, graph->nodes[child].refcount);
}

/* --- levels of detail ----------------------------------------------------- */

static const RsHeapGraph *
filtered (const char *name, int moment, RsDetail detail, guint max_rows)
{
  g_autoptr (RsConstHeapGraph) graph = fixture_by_name (name, moment);
  RsFilterOptions options = { detail, max_rows };

  return rs_heap_graph_filter (graph, &options);
}

static void
test_filter_levels (void)
{
  g_autoptr (RsConstHeapGraph) simple = filtered ("slots", 0, RS_DETAIL_SIMPLE, 0);
  g_autoptr (RsConstHeapGraph) references = filtered ("slots", 0, RS_DETAIL_REFERENCES, 0);
  guint inline_simple = 0, inline_references = 0;

  for (guint32 i = 0; i < simple->n_nodes; i++)
    inline_simple += (simple->nodes[i].flags & RS_NODE_INLINE) != 0;
  for (guint32 i = 0; i < references->n_nodes; i++)
    inline_references += (references->nodes[i].flags & RS_NODE_INLINE) != 0;
  g_assert_cmpuint (inline_simple, ==, 2);
  g_assert_cmpuint (inline_references, ==, 0);
}

static void
test_filter_cuts (void)
{
  g_autoptr (RsConstHeapGraph) graph = filtered ("zoo", 0, RS_DETAIL_SIMPLE, 10);
  gboolean found = FALSE;

  for (guint32 i = 0; i < graph->n_nodes; i++)
    found |= graph->nodes[i].cut == 20 && graph->nodes[i].shape == RS_SHAPE_DICT
             && graph->nodes[i].n_edges == 10;
  g_assert_true (found);
  /* Thirty-five references to one list are one row, and none of them is cut. */
  for (guint32 i = 0; i < graph->n_nodes; i++)
    if (graph->nodes[i].shape == RS_SHAPE_LIST)
      g_assert_cmpuint (graph->nodes[i].cut, ==, 0);
}

static void
test_filter_keeps_garbage (void)
{
  g_autoptr (RsConstHeapGraph) graph = filtered ("parent-child", 1, RS_DETAIL_SIMPLE, 0);
  guint unreachable = 0;

  for (guint32 i = 0; i < graph->n_nodes; i++)
    unreachable += (graph->nodes[i].flags & RS_NODE_UNREACHABLE) != 0;
  g_assert_cmpuint (unreachable, ==, 3);
}

/* A frame's cell, an instance's value array and a class's dict are looked
 * through; dunders and library names are left out. */
static void
test_filter_splices (void)
{
  Fixture f;
  guint32 module, frame, cell, value, instance, array, library;
  RsGraphNode node = { .kind = RS_GNODE_VALUES, .serial = 900, .gc_generation = -1 };
  g_autoptr (RsConstHeapGraph) graph = NULL, simple = NULL;
  RsFilterOptions options = { RS_DETAIL_SIMPLE, 0 };
  g_autofree char *text = NULL;

  fixture_begin (&f);
  module = fixture_module (&f, "__main__", 1);
  frame = fixture_frame (&f, "inner", 2, 1, TRUE);
  cell = fixture_object (&f, RS_SHAPE_CELL, "cell", "", 1, 40);
  value = fixture_list (&f, RS_SHAPE_LIST, "list", 2, 56, 0, 0);
  instance = fixture_object (&f, RS_SHAPE_INSTANCE, "Point", "", 1, 56);
  library = fixture_object (&f, RS_SHAPE_MODULE, "module", "gc", 3, 72);
  array = rs_heap_graph_builder_add_node (f.builder, &node);
  fixture_edge (&f, module, instance, RS_REF_GLOBAL, "p", -1);
  fixture_edge (&f, module, library, RS_REF_GLOBAL, "gc", -1);
  fixture_edge (&f, module, value, RS_REF_GLOBAL, "__name__", -1);
  fixture_edge (&f, frame, cell, RS_REF_CELL, "n", -1);
  fixture_edge (&f, cell, value, RS_REF_OTHER, "cell_contents", -1);
  fixture_edge (&f, instance, array, RS_REF_OTHER, "values", -1);
  fixture_edge (&f, array, value, RS_REF_ATTRIBUTE, "x", -1);
  graph = fixture_end (&f, 1, 1, 2);
  simple = rs_heap_graph_filter (graph, &options);
  /* Modules made by the program's own origin would stay: only the import of a
   * library's is hidden. */
  text = rs_heap_graph_to_text (simple);
  g_assert_nonnull (strstr (text, "  n -> #4 list"));
  g_assert_nonnull (strstr (text, "  x -> #4 list"));
  g_assert_null (strstr (text, "__name__"));
  g_assert_null (strstr (text, "cell"));
}

/* --- speed ---------------------------------------------------------------- */

static gint64
build_large (void)
{
  RsHeapGraphBuilder *builder = rs_heap_graph_builder_new ();
  RsGraphNode node = RS_GRAPH_NODE_INIT;
  RsGraphEdge edge = RS_GRAPH_EDGE_INIT;
  const RsHeapGraph *graph;
  gint64 start = g_get_monotonic_time ();
  const guint n = 100000;

  rs_heap_graph_builder_reserve (builder, n, 3 * n, 16 * n);
  node.type_name = rs_heap_graph_builder_intern (builder, "Node");
  for (guint i = 0; i < n; i++)
    {
      node.serial = i + 1;
      node.text = rs_heap_graph_builder_text (builder, "12345", 5);
      rs_heap_graph_builder_add_node (builder, &node);
    }
  for (guint i = 0; i < n; i++)
    for (guint k = 0; k < 3; k++)
      {
        edge.target = (i * 7 + k * 1001) % n;
        edge.index = (gint) k;
        rs_heap_graph_builder_add_edge (builder, i, &edge);
      }
  graph = rs_heap_graph_builder_end (builder);
  start = g_get_monotonic_time () - start;
  g_assert_cmpuint (graph->n_edges, ==, 3 * n);
  rs_heap_graph_unref (graph);
  return start;
}

/* The first one pays for fresh pages; a session builds many. */
static void
test_build_large (void)
{
  gint64 first = build_large (), best = first;

  for (guint i = 0; i < 5; i++)
    best = MIN (best, build_large ());
  g_test_message ("100000 nodes, 300000 edges: %.1f ms at first, then %.1f ms",
                  (double) first / 1000, (double) best / 1000);
}

/* The serials that a search finds, one after the other. */
static void
assert_found (const RsHeapGraph *graph, const char *text, const char *expected)
{
  g_autoptr (GArray) found = rs_graph_search (graph, text);
  g_autoptr (GString) out = g_string_new (NULL);
  for (guint i = 0; i < found->len; i++)
    g_string_append_printf (out, "%s%" G_GUINT64_FORMAT, i > 0 ? " " : "",
                            graph->nodes[g_array_index (found, guint32, i)].serial);
  g_assert_cmpstr (out->str, ==, expected);
}

/* Names before types before values; the whole before a part; numbers. */
static void
test_search (void)
{
  Fixture f;
  fixture_begin (&f);
  guint32 main = fixture_module (&f, "__main__", 1);                              /* 1 */
  guint32 one = fixture_object (&f, RS_SHAPE_STR, "Node", "apple", 1, 16);        /* 2 */
  guint32 two = fixture_object (&f, RS_SHAPE_STR, "Apple", "x", 1, 16);           /* 3 */
  guint32 three = fixture_object (&f, RS_SHAPE_STR, "str", "'pineapple'", 1, 16); /* 4 */
  fixture_edge (&f, main, one, RS_REF_NAME, "n", -1);
  fixture_edge (&f, main, two, RS_REF_NAME, "Pineapple", -1);
  fixture_edge (&f, main, three, RS_REF_NAME, "apple", -1);
  g_autoptr (RsConstHeapGraph) graph = fixture_end (&f, 0, 0, 1);
  assert_found (graph, "apple", "4 3 2");
  assert_found (graph, " PINE", "3 4");
  assert_found (graph, "node", "2");
  assert_found (graph, "#3", "3");
  assert_found (graph, "#1", "");
  assert_found (graph, "#x", "");
  assert_found (graph, "", "");
  assert_found (graph, "pear", "");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/graph/builder/sorts", test_builder_sorts);
  g_test_add_func ("/graph/builder/texts", test_builder_texts);
  g_test_add_func ("/graph/builder/large", test_build_large);
  g_test_add_func ("/graph/exception-root", test_exception_root);
  g_test_add_func ("/graph/own-names", test_own_names);
  g_test_add_func ("/graph/descriptors", test_descriptors);
  g_test_add_func ("/graph/json/round-trip", test_json_round_trip);
  g_test_add_func ("/graph/json/corrupt", test_json_corrupt);
  g_test_add_func ("/graph/json/mutations", test_json_mutations);
  g_test_add_func ("/graph/compare/difference", test_difference);
  g_test_add_func ("/graph/diff/unbound-name", test_diff);
  g_test_add_func ("/graph/diff/births", test_diff_births);
  g_test_add_func ("/graph/analysis/cycles", test_cycles);
  g_test_add_func ("/graph/analysis/cycles-naive", test_cycles_naive);
  g_test_add_func ("/graph/analysis/retained-naive", test_retained_naive);
  g_test_add_func ("/graph/analysis/chains", test_reachable_and_chains);
  g_test_add_func ("/graph/analysis/owners", test_owners);
  g_test_add_func ("/graph/filter/levels", test_filter_levels);
  g_test_add_func ("/graph/search", test_search);
  g_test_add_func ("/graph/filter/cuts", test_filter_cuts);
  g_test_add_func ("/graph/filter/garbage", test_filter_keeps_garbage);
  g_test_add_func ("/graph/filter/splices", test_filter_splices);
  return g_test_run ();
}
