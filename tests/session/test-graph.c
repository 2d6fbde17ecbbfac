/* SPDX-License-Identifier: MIT
 *
 * What the HeapGraph of a moment says of the program's objects: members of
 * __slots__ and where they lie, the texts of values, what a bound built-in
 * holds, and which line has run.
 */
#include "graph/diff.h"
#include "graph/filter.h"
#include "session/session.h"
#include "session/stepping.h"

#include <string.h>

static RsSession *
record (const char *source)
{
  g_autoptr (GError) error = NULL;
  RsSession *session = rs_session_new (source, strlen (source), "test.py", NULL, &error);
  g_assert_no_error (error);
  g_assert_true (rs_session_record (session, &error));
  g_assert_no_error (error);
  return session;
}

static const RsHeapGraph *
graph_at (RsSession *session, gsize step)
{
  g_autoptr (GError) error = NULL;
  const RsHeapGraph *graph = rs_session_graph_at_step (session, step, &error);
  g_assert_no_error (error);
  return graph;
}

/* The graph at the end of SOURCE (transfer full). */
static const RsHeapGraph *
graph_of (const char *source)
{
  g_autoptr (RsSession) session = record (source);
  return graph_at (session, rs_session_recording (session)->n_steps - 1);
}

static const RsGraphNode *
global (const RsHeapGraph *graph, const char *name)
{
  for (guint i = 0; i < graph->n_edges; i++)
    if (graph->edges[i].kind == RS_REF_GLOBAL
        && strcmp (rs_heap_graph_text (graph, graph->edges[i].label), name) == 0)
      return &graph->nodes[graph->edges[i].target];
  g_error ("no name %s", name);
}

/* A card says the bytes that sys.getsizeof () says: 424 for a static type,
 * which is given a collector's head that it has not (CPython 3.11.7). */
static void
test_sizes (void)
{
  g_autoptr (RsConstHeapGraph) graph = graph_of ("a, b, c, d = int, [], (1,), {1}\n");

  g_assert_cmpint (global (graph, "a")->size, ==, 424);
  g_assert_cmpint (global (graph, "b")->size, ==, 56);
  g_assert_cmpint (global (graph, "c")->size, ==, 48);
  g_assert_cmpint (global (graph, "d")->size, ==, 216);
}

/* The members of NODE in their order: "16 x set, 24 y empty". */
static char *
slots_of (const RsHeapGraph *graph, const RsGraphNode *node)
{
  GString *out = g_string_new (NULL);
  for (guint32 e = node->first_edge; e < node->first_edge + node->n_edges; e++)
    {
      const RsGraphEdge *edge = &graph->edges[e];
      if (edge->kind == RS_REF_SLOT)
        g_string_append_printf (out, "%s%d %s %s", out->len ? ", " : "", edge->offset,
                                rs_heap_graph_text (graph, edge->label),
                                edge->target == RS_NONE ? "empty" : "set");
    }
  return g_string_free (out, FALSE);
}

/* The offsets were read from the memory of a CPython 3.11, by ctypes. */
static void
test_slots (void)
{
  g_autoptr (RsConstHeapGraph) graph =
      graph_of ("class Point:\n"
                "    __slots__ = ('x', 'y', 'label')\n"
                "class Point3(Point):\n"
                "    __slots__ = ('z', '__weakref__')\n"
                "class Mixed(Point): pass\n"
                "class Bare(Point):\n"
                "    __slots__ = ()\n"
                "class Open(Point):\n"
                "    __slots__ = ('__dict__', 'b', 'a')\n"
                "class Error(ValueError):\n"
                "    __slots__ = ('q',)\n"
                "p, q, m, n, o, e = Point(), Point3(), Mixed(), Bare(), Open(), Error()\n"
                "p.y = 1\n"
                "q.z = q.x = 2\n"
                "m.other = 3\n"
                "m.label = m.y = 4\n"
                "del m.y\n"
                "o.a = 5\n");
  static const struct {
    const char *name, *slots;
    RsShape shape;
  } table[] = {
    { "p", "16 label empty, 24 x empty, 32 y set", RS_SHAPE_SLOTS_INSTANCE },
    { "q", "16 label empty, 24 x set, 32 y empty, 40 z set", RS_SHAPE_SLOTS_INSTANCE },
    { "m", "16 label set, 24 x empty, 32 y empty", RS_SHAPE_INSTANCE },
    { "n", "16 label empty, 24 x empty, 32 y empty", RS_SHAPE_SLOTS_INSTANCE },
    { "o", "16 label empty, 24 x empty, 32 y empty, 40 a set, 48 b empty", RS_SHAPE_INSTANCE },
    { "e", "72 q empty", RS_SHAPE_EXCEPTION },
  };
  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      const RsGraphNode *node = global (graph, table[i].name);
      g_autofree char *slots = slots_of (graph, node);
      g_assert_cmpstr (slots, ==, table[i].slots);
      g_assert_cmpint (node->shape, ==, table[i].shape);
    }
}

static const RsGraphEdge *
find_edge (const RsHeapGraph *graph, const RsGraphNode *node, RsRefKind kind)
{
  for (guint32 e = node->first_edge; e < node->first_edge + node->n_edges; e++)
    if (graph->edges[e].kind == kind)
      return &graph->edges[e];
  return NULL;
}

/* Rows stand in the order of memory: the fields of the built-in type, the
 * members of __slots__, the attributes. */
static void
test_row_order (void)
{
  g_autoptr (RsConstHeapGraph) graph = graph_of ("import weakref\n"
                                                 "class O: pass\n"
                                                 "class R(weakref.ref):\n"
                                                 "    __slots__ = ('tag', '__dict__')\n"
                                                 "o = O()\n"
                                                 "r, dead = R(o), R(O())\n"
                                                 "r.other = dead.other = r.tag = 1\n");
  static const char *const names[] = { "r", "dead" };
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const RsGraphNode *node = global (graph, names[i]);
      const RsGraphEdge *referent = find_edge (graph, node, RS_REF_REFERENT),
                        *slot = find_edge (graph, node, RS_REF_SLOT);
      const RsGraphEdge *attribute = find_edge (graph, node, RS_REF_ATTRIBUTE);
      if (attribute == NULL)
        attribute = find_edge (graph, node, RS_REF_DICT);
      g_assert_nonnull (referent);
      g_assert_nonnull (attribute);
      g_assert_true (referent < slot && slot < attribute);
      g_assert_true ((referent->target == RS_NONE) == (i == 1));
    }
}

/* Each text is what CPython's repr () gives. */
static void
test_texts (void)
{
  static const struct {
    const char *expression, *text;
  } table[] = {
    { "\"it's\"", "\"it's\"" },
    { "'both \\' and \"'", "'both \\' and \"'" },
    { "'a\\r\\n\\t\\\\\\x7f\\xa0\\u3000\\u200b\\U000e0001'",
      "'a\\r\\n\\t\\\\\\x7f\\xa0\\u3000\\u200b\\U000e0001'" },
    { "'\\ud55c\\uae00'", "'한글'" },
    { "bytes([0, 1, 65, 39, 92, 255])", "b\"\\x00\\x01A'\\\\\\xff\"" },
    { "1.5j", "1.5j" },
    { "complex(-0.0, 2)", "(-0+2j)" },
    { "1e300-0.1j", "(1e+300-0.1j)" },
    { "...", "Ellipsis" },
    { "range(10)", "range(0, 10)" },
    { "range(5, -5, -2)", "range(5, -5, -2)" },
  };
  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autofree char *source = g_strdup_printf ("x = %s\n", table[i].expression);
      g_autoptr (RsConstHeapGraph) graph = graph_of (source);
      g_assert_cmpstr (rs_heap_graph_text (graph, global (graph, "x")->text), ==, table[i].text);
    }
}

/* What holds a program's object shows it: an instance of a value's subclass its
 * attributes, a bound built-in its self. */
static void
test_holders (void)
{
  g_autoptr (RsConstHeapGraph) graph = graph_of ("class S(str): pass\n"
                                                 "s = S('k')\n"
                                                 "s.tags = [1]\n"
                                                 "a = []\n"
                                                 "m = a.append\n"
                                                 "n = len\n"
                                                 "d = {(1, 'x'): 2, s: 3}\n");
  const RsGraphNode *method = global (graph, "m"), *s = global (graph, "s"),
                    *d = global (graph, "d");
  const RsGraphEdge *self = find_edge (graph, method, RS_REF_SELF),
                    *key = find_edge (graph, d, RS_REF_KEY);

  g_assert_nonnull (self);
  g_assert_true (&graph->nodes[self->target] == global (graph, "a"));
  g_assert_cmpint (global (graph, "a")->refcount, ==, 2);
  g_assert_cmpint (method->origin, ==, RS_ORIGIN_PROGRAM);
  g_assert_cmpint (global (graph, "n")->origin, ==, RS_ORIGIN_BUILTIN);
  g_assert_cmpint (s->shape, ==, RS_SHAPE_INSTANCE);
  g_assert_cmpstr (rs_heap_graph_text (graph, s->text), ==, "'k'");
  g_assert_cmpstr (rs_heap_graph_text (graph, key->label), ==, "key (1, 'x')");
}

/* What a call did is a part of the caller's line, once it has returned. */
static void
test_line_run (void)
{
  g_autoptr (RsSession) session = record ("def f(n):\n"
                                          "    if n:\n"
                                          "        f(n - 1)\n"
                                          "    return n\n"
                                          "x = f(1)\n"
                                          "y = f(0) + f(0)\n");
  /* call <module>, line 1, line 5, call f, line 2, line 3, call f, line 2, line
   * 4, return, line 4, return, line 6, call f, line 2, line 4, return, call f,
   * line 2, line 4, return, return <module> */
  static const int expected[] = {
    0, 0, 1, 5, 1, 2, 3, 1, 2, 4, 3, 4, 5, 6, 1, 2, 4, 6, 1, 2, 4, 6
  };
  g_assert_cmpuint (rs_session_recording (session)->n_steps, ==, G_N_ELEMENTS (expected));
  for (gsize i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      g_autoptr (RsConstHeapGraph) graph = graph_at (session, i);
      g_assert_cmpint (graph->moment.line_run, ==, expected[i]);
    }
}

/* A debugger's steps, in the same program: over, out, to a line, both ways. */
static void
test_stepping (void)
{
  g_autoptr (RsSession) session = record ("def f(n):\n"
                                          "    if n:\n"
                                          "        f(n - 1)\n"
                                          "    return n\n"
                                          "x = f(1)\n"
                                          "y = f(0) + f(0)\n");
  const RsRecording *recording = rs_session_recording (session);
  const int last = (int) recording->n_steps - 1, lines[] = { 3, 6 };
  /* Steps as in test_line_run: 2 stands before line 5, 5 before line 3 in f
   * (1), 7 in f (0), 12 before line 6. */
  g_assert_cmpint (rs_step_over (recording, 2, 1), ==, 12);
  g_assert_cmpint (rs_step_over (recording, 12, -1), ==, 2);
  g_assert_cmpint (rs_step_over (recording, 5, 1), ==, 10);
  g_assert_cmpint (rs_step_over (recording, 10, -1), ==, 5);
  g_assert_cmpint (rs_step_over (recording, 12, 1), ==, last);
  g_assert_cmpint (rs_step_over (recording, last, 1), ==, -1);
  g_assert_cmpint (rs_step_out (recording, 7, 1), ==, 10);
  g_assert_cmpint (rs_step_out (recording, 7, -1), ==, 5);
  g_assert_cmpint (rs_step_out (recording, 2, 1), ==, -1);
  g_assert_cmpint (rs_step_to_line (recording, 0, 1, lines, 2), ==, 5);
  g_assert_cmpint (rs_step_to_line (recording, 5, 1, lines, 2), ==, 12);
  g_assert_cmpint (rs_step_to_line (recording, 12, 1, lines, 2), ==, -1);
  g_assert_cmpint (rs_step_to_line (recording, (guint) last, -1, lines, 1), ==, 5);
  g_assert_cmpint (rs_step_to_line (recording, 5, 1, lines, 0), ==, -1);
  g_assert_cmpuint (rs_step_count_hits (recording, 6, 2), ==, 1);
  g_assert_cmpuint (rs_step_count_hits (recording, 7, 2), ==, 2);
  g_assert_cmpuint (rs_step_count_hits (recording, (guint) last, 2), ==, 4);
  g_assert_cmpint (rs_step_find_hit (recording, 2, 2), ==, 7);
  g_assert_cmpint (rs_step_find_hit (recording, 3, 5), ==, 5);
  g_assert_cmpint (rs_step_find_hit (recording, 7, 1), ==, -1);
}

/* Each moment says which instruction comes next, as CPython's dis writes it. */
static void
test_next_instruction (void)
{
  static const char *const expected[] = { "RESUME 0",        "LOAD_CONST 1",
                                          "STORE_NAME a",    "LOAD_CONST f",
                                          "MAKE_FUNCTION 0", "STORE_NAME f",
                                          "LOAD_NAME a",     "LOAD_CONST 2",
                                          "COMPARE_OP <",    "POP_JUMP_FORWARD_IF_FALSE",
                                          "PUSH_NULL",       "LOAD_NAME f",
                                          "LOAD_NAME a",     "LOAD_CONST (3, 'x')",
                                          "PRECALL 2",       "CALL 2",
                                          "RESUME 0",        "LOAD_FAST x",
                                          "LOAD_GLOBAL a",   "BINARY_OP +=",
                                          "STORE_FAST x",    "LOAD_FAST y",
                                          "RETURN_VALUE",    "JUMP_FORWARD",
                                          "STORE_NAME b",    "LOAD_CONST None",
                                          "RETURN_VALUE" };
  g_autoptr (RsSession) session = record ("a = 1\n"
                                          "def f(x, y):\n"
                                          "    x += a\n"
                                          "    return y\n"
                                          "b = f(a, (3, 'x')) if a < 2 else 0\n");
  guint64 last = rs_session_recording (session)->n_instructions;

  /* The first step is the call of the module: before its RESUME. */
  g_assert_cmpuint (last, >=, G_N_ELEMENTS (expected));
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (RsConstHeapGraph) graph = rs_session_graph_at_instruction (
          session, rs_session_recording (session)->steps[0].instruction + i, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (rs_heap_graph_text (graph, graph->moment.next), ==, expected[i]);
    }
}

/* Other threads' frames come and go; the module's stays what it is. */
static void
test_frames_of_threads (void)
{
  g_autoptr (RsSession) session = record ("import threading\n"
                                          "gate = threading.Event()\n"
                                          "def wait(n):\n"
                                          "    gate.wait()\n"
                                          "threads = [threading.Thread(target=wait, args=(n,))\n"
                                          "           for n in range(3)]\n"
                                          "for t in threads: t.start()\n"
                                          "here = 1\n"
                                          "gate.set()\n"
                                          "for t in threads: t.join()\n");
  guint64 module = 0;
  guint most = 0;
  gsize n_steps = rs_session_recording (session)->n_steps;
  for (gsize step = 0; step < n_steps; step++)
    {
      g_autoptr (RsConstHeapGraph) graph = graph_at (session, step);
      guint modules = 0, others = 0;
      for (guint32 i = 0; i < graph->n_nodes; i++)
        if (graph->nodes[i].kind == RS_GNODE_FRAME && graph->nodes[i].depth == 0)
          {
            modules++;
            if (module == 0)
              module = graph->nodes[i].serial;
            g_assert_cmpuint (graph->nodes[i].serial, ==, module);
          }
        else if (graph->nodes[i].kind == RS_GNODE_FRAME && graph->nodes[i].depth > 1000)
          others++;
      g_assert_cmpuint (modules, ==, 1);
      most = MAX (most, others);
    }
  g_assert_cmpuint (most, ==, 3);
}

/* What a level of detail leaves out is neither freed nor, when it comes into
 * view, new. */
static void
test_left_out (void)
{
  static const char program[] = "class N: pass\n"
                                "nodes = [N () for i in range (40)]\n"
                                "del nodes[:20]\n"
                                "nodes.sort (key=lambda n: 0)\n"
                                "nodes = None\n";
  const RsFilterOptions options = { .detail = RS_DETAIL_SIMPLE };
  g_autoptr (RsSession) session = record (program);
  guint n = rs_session_recording (session)->n_steps, entered = 0, freed = 0;
  const RsHeapGraph *before = NULL, *drawn_before = NULL;

  for (guint step = 0; step < n; step++)
    {
      const RsHeapGraph *now = graph_at (session, step),
                        *drawn = rs_heap_graph_filter (now, &options);
      RsGraphDiff *diff = before != NULL ? rs_graph_diff (drawn_before, drawn) : NULL;

      for (guint i = 0; diff != NULL && i < diff->gone->len; i++, freed++)
        {
          const RsGraphNode *node = &drawn_before->nodes[g_array_index (diff->gone, guint32, i)];
          g_assert_false (node->kind == RS_GNODE_OBJECT
                          && rs_heap_graph_is_alive (now, node->serial));
        }
      for (guint i = 0; diff != NULL && i < diff->born->len; i++)
        {
          const RsGraphNode *node = &drawn->nodes[g_array_index (diff->born, guint32, i)];
          g_assert_false (node->kind == RS_GNODE_OBJECT
                          && rs_heap_graph_is_alive (before, node->serial));
        }
      entered += diff != NULL ? diff->entered->len : 0;
      g_clear_pointer (&diff, rs_graph_diff_free);
      rs_heap_graph_unref (before);
      rs_heap_graph_unref (drawn_before);
      before = now;
      drawn_before = drawn;
    }
  g_assert_cmpuint (entered, >, 0);
  g_assert_cmpuint (freed, >=, 20);
  rs_heap_graph_unref (before);
  rs_heap_graph_unref (drawn_before);
}

/* Garbage is what the collection on the next line frees, no more and no less:
 * judged by counts from outside, not by what a picture can reach. */
static void
test_garbage (void)
{
  static const char program[] = "import gc, sys\n"
                                "gc.disable ()\n"
                                "gc.collect ()\n"
                                "class N: pass\n"
                                "def ring (n):\n"
                                "    nodes = [N () for i in range (n)]\n"
                                "    for a, b in zip (nodes, nodes[1:] + nodes[:1]):\n"
                                "        a.next = b; b.name = 'n' * 9\n"
                                "    return nodes[0]\n"
                                "ring (3)\n"
                                "sys.keep = ring (4)\n"
                                "loop = []; loop.append (loop); del loop\n"
                                "held = ring (2)\n"
                                "gc.collect ()\n"
                                "done = 1\n";
  g_autoptr (RsSession) session = record (program);
  int line = rs_recording_find_line (rs_session_recording (session), 14);
  const RsHeapGraph *before = graph_at (session, line), *after = graph_at (session, line + 1);
  guint garbage = 0, kept = 0;

  for (guint32 i = 0; i < before->n_nodes; i++)
    {
      const RsGraphNode *node = &before->nodes[i];
      gboolean found = (node->flags & RS_NODE_UNREACHABLE) != 0;

      if (node->kind != RS_GNODE_OBJECT)
        continue;
      g_assert_cmpint (found, ==, !rs_heap_graph_is_alive (after, node->serial));
      garbage += found && node->shape == RS_SHAPE_INSTANCE;
      kept += !found && node->shape == RS_SHAPE_INSTANCE;
    }
  g_assert_cmpuint (garbage, ==, 3);
  g_assert_cmpuint (kept, ==, 6);
  rs_heap_graph_unref (before);
  rs_heap_graph_unref (after);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/session/graph/sizes", test_sizes);
  g_test_add_func ("/session/graph/slots", test_slots);
  g_test_add_func ("/session/graph/row-order", test_row_order);
  g_test_add_func ("/session/graph/texts", test_texts);
  g_test_add_func ("/session/graph/holders", test_holders);
  g_test_add_func ("/session/graph/line-run", test_line_run);
  g_test_add_func ("/session/stepping", test_stepping);
  g_test_add_func ("/session/graph/next-instruction", test_next_instruction);
  g_test_add_func ("/session/graph/frames-of-threads", test_frames_of_threads);
  g_test_add_func ("/session/graph/left-out", test_left_out);
  g_test_add_func ("/session/graph/garbage", test_garbage);
  return g_test_run ();
}
