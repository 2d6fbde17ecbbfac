/* SPDX-License-Identifier: MIT
 *
 * What a person wishes beyond the level: parts shown or hidden, cards folded or
 * left out, only what reaches something or is reached by it. In every picture
 * badges are accounted for.
 */
#include "pictures.h"

#include <string.h>

#define PROGRAM                                                                                    \
  "import weakref\n"                                                                               \
  "class Node:\n"                                                                                  \
  "    kind = [1]\n"                                                                               \
  "    def __init__(self, v, next=None):\n"                                                        \
  "        self.v = v\n"                                                                           \
  "        self.next = next\n"                                                                     \
  "def counter():\n"                                                                               \
  "    n = [0]\n"                                                                                  \
  "    def up():\n"                                                                                \
  "        n.append(1)\n"                                                                          \
  "    return up\n"                                                                                \
  "tail = Node(3)\n"                                                                               \
  "a = Node(1, Node(2, tail))\n"                                                                   \
  "b = [a]\n"                                                                                      \
  "c = counter()\n"                                                                                \
  "d = weakref.WeakValueDictionary(x=a)\n"                                                         \
  "done = True\n"

static RsScene *
wish (const Picture *p, RsDetail detail, const RsWishes *wishes)
{
  RsSceneOptions options = { .detail = detail, .wishes = *wishes };
  RsScene *scene = scene_at (p->session, p->n_steps - 1, &options);

  check_account (scene);
  return scene;
}

/* What PATH leads to at the last moment. */
static guint64
serial (const Picture *p, const char *path)
{
  const RsHeapGraph *graph = p->scene->whole[0];
  g_autoptr (RsConstHeapGraph) whole = NULL;
  guint32 node;

  if (graph == NULL)
    graph = whole = rs_session_graph_at_step (p->session, p->n_steps - 1, NULL);
  node = rs_heap_graph_resolve (graph, path);
  g_assert_cmpuint (node, !=, RS_NONE);
  return graph->nodes[node].serial;
}

static const RsCard *
card_of (const RsScene *scene, guint64 of)
{
  for (guint i = 0; i < scene->cards->len; i++)
    if (rs_scene_card (scene, i)->serial == of)
      return rs_scene_card (scene, i);
  return NULL;
}

static void
test_hidden_classes (void)
{
  g_auto (Picture) p = draw_program (PROGRAM);

  for (int detail = RS_DETAIL_SIMPLE; detail <= RS_DETAIL_EVERYTHING; detail++)
    {
      RsWishes wishes = { .hide = RS_PART_CLASSES };
      g_autoptr (RsScene) scene = wish (&p, (RsDetail) detail, &wishes);
      const RsHeapGraph *graph = rs_scene_get_graph (scene);

      for (guint32 i = 0; i < graph->n_nodes; i++)
        g_assert_false (graph->nodes[i].shape == RS_SHAPE_CLASS
                        || graph->nodes[i].shape == RS_SHAPE_FUNCTION);
      g_assert_cmpuint (count_cards (scene, "Node"), ==, 3);
      /* What only a class holds has gone with it. */
      g_assert_null (card_of (scene, serial (&p, "Node.kind")));
      g_assert_nonnull (card_of (scene, serial (&p, "b")));
    }
}

static void
test_shown_classes (void)
{
  g_auto (Picture) p = draw_program (PROGRAM);
  RsWishes wishes = { .show = RS_PART_CLASSES };
  g_autoptr (RsScene) scene = wish (&p, RS_DETAIL_SIMPLE, &wishes);

  g_assert_null (find_card (p.scene, "def Node.__init__"));
  g_assert_nonnull (find_card (scene, "def Node.__init__"));
  check_rows (scene, "class Node", "kind ->list|__init__ ->def Node.__init__");
  check_rows (scene, "Node", "v 3|next None|type ->class Node");
}

static void
test_frames (void)
{
  g_auto (Picture) p = draw_program (PROGRAM);
  RsWishes shown = { .show = RS_PART_FRAMES }, hidden = { .hide = RS_PART_FRAMES };
  g_autoptr (RsScene) cells = wish (&p, RS_DETAIL_SIMPLE, &shown),
                      none = wish (&p, RS_DETAIL_EVERYTHING, &hidden),
                      all = wish (&p, RS_DETAIL_EVERYTHING, &(RsWishes){ 0 });

  check_rows (p.scene, "def up", "n ->list");
  check_rows (cells, "def up", "n ->cell");
  g_assert_cmpuint (count_cards (all, "cell"), ==, 1);
  g_assert_cmpuint (count_cards (none, "cell"), ==, 0);
  /* The list in the cell is not lost with it. */
  g_assert_cmpuint (count_cards (none, "list"), ==, count_cards (all, "list"));
}

static void
test_stack (void)
{
  g_auto (Picture) p = draw_program ("a = []\n"
                                     "b = [a, len(a)]\n");
  RsWishes shown = { .show = RS_PART_STACK }, hidden = { .hide = RS_PART_STACK };
  guint64 n = rs_session_recording (p.session)->n_instructions, with = 0;

  for (guint64 at = 0; at < n; at++)
    {
      g_autoptr (RsConstHeapGraph) graph = rs_session_graph_at_instruction (p.session, at, NULL);
      RsFilterOptions options = { .detail = RS_DETAIL_SIMPLE, .wishes = hidden };
      g_autoptr (RsConstHeapGraph) none = rs_heap_graph_filter (graph, &options), usual = NULL;

      options.wishes = (RsWishes){ 0 };
      usual = rs_heap_graph_filter (graph, &options);
      for (guint32 e = 0; e < none->n_edges; e++)
        g_assert_cmpint (none->edges[e].kind, !=, RS_REF_STACK);
      for (guint32 e = 0; e < usual->n_edges; e++)
        with += usual->edges[e].kind == RS_REF_STACK;
    }
  g_assert_cmpuint (with, >, 0);
  /* At a step the stack of a call in the middle is of no interest, but shown if
   * wished. */
  {
    g_auto (Picture) calls = draw_program ("def f(x): return x\n"
                                           "b = [[], f([])]\n");
    guint last = calls.n_steps - 2;
    RsSceneOptions options = { .wishes = shown };
    g_autoptr (RsScene) scene = NULL, usual = NULL;

    scene = scene_at (calls.session, last, &options);
    options.wishes = (RsWishes){ 0 };
    usual = scene_at (calls.session, last, &options);
    check_account (scene);
    g_assert_cmpuint (count_cards (scene, "list"), ==, 2);
    g_assert_cmpuint (count_cards (usual, "list"), ==, 1);
  }
}

static void
test_library (void)
{
  g_auto (Picture) p = draw_program (PROGRAM);
  RsWishes shown = { .show = RS_PART_LIBRARY }, hidden = { .hide = RS_PART_LIBRARY };
  g_autoptr (RsScene) open = wish (&p, RS_DETAIL_SIMPLE, &shown),
                      references = wish (&p, RS_DETAIL_REFERENCES, &(RsWishes){ 0 }),
                      closed = wish (&p, RS_DETAIL_REFERENCES, &hidden);

  g_assert_null (find_card (p.scene, "KeyedRef"));
  g_assert_nonnull (find_card (open, "KeyedRef"));
  g_assert_nonnull (find_card (references, "KeyedRef"));
  g_assert_null (find_card (closed, "KeyedRef"));
}

static void
test_folded (void)
{
  g_auto (Picture) p = draw_program (PROGRAM "del tail, b\n");
  guint64 a = serial (&p, "a"), second = serial (&p, "a.next");
  RsWishes wishes = { .folded = &a, .n_folded = 1 };
  g_autoptr (RsScene) scene = wish (&p, RS_DETAIL_SIMPLE, &wishes);
  const RsCard *card = card_of (scene, a);

  g_assert_cmpuint (count_cards (p.scene, "Node"), ==, 3);
  g_assert_cmpuint (count_cards (scene, "Node"), ==, 1);
  g_assert_cmpuint (card->folded, ==, 2);
  check_rows (scene, "Node", "inside: 2 objects");
  /* What others reach, too, stays. */
  {
    g_auto (Picture) q = draw_program (PROGRAM);
    guint64 first = serial (&q, "a");
    RsWishes one = { .folded = &first, .n_folded = 1 };
    g_autoptr (RsScene) kept = wish (&q, RS_DETAIL_SIMPLE, &one);

    g_assert_nonnull (card_of (kept, serial (&q, "tail")));
    g_assert_cmpuint (card_of (kept, first)->folded, ==, 1);
  }
  g_assert_nonnull (card_of (p.scene, second));
}

static void
test_left_out (void)
{
  g_auto (Picture) p = draw_program (PROGRAM);
  guint64 second = serial (&p, "a.next"), tail = serial (&p, "tail");
  RsWishes wishes = { .hidden = &second, .n_hidden = 1 };
  g_autoptr (RsScene) scene = wish (&p, RS_DETAIL_SIMPLE, &wishes), less = NULL;

  g_assert_null (card_of (scene, second));
  g_assert_nonnull (card_of (scene, tail)); /* tail is a name of the program */
  /* Its name is in the row that refers to it. */
  g_assert_cmpstr (rs_scene_item (scene, card_of (scene, serial (&p, "a"))->first_item + 1)->value,
                   ==, "Node");
  g_assert_cmpuint (count_cards (scene, "Node"), ==, 2);
  wishes.hidden = &tail;
  less = wish (&p, RS_DETAIL_SIMPLE, &wishes);
  g_assert_null (card_of (less, tail));
  g_assert_cmpuint (count_cards (less, "Node"), ==, 2);
}

static void
test_reach (void)
{
  g_auto (Picture) p = draw_program (PROGRAM);
  RsWishes by = { .reached_by = serial (&p, "b") }, to = { .reaching = serial (&p, "a.next") },
           both = { .reached_by = serial (&p, "b"), .reaching = serial (&p, "a.next") },
           dead = { .reached_by = G_MAXUINT32 };
  g_autoptr (RsScene) reached = wish (&p, RS_DETAIL_SIMPLE, &by),
                      reaching = wish (&p, RS_DETAIL_SIMPLE, &to),
                      between = wish (&p, RS_DETAIL_SIMPLE, &both),
                      empty = wish (&p, RS_DETAIL_SIMPLE, &dead);

  g_assert_cmpuint (reached->cards->len, ==, 4); /* b and three nodes */
  g_assert_cmpuint (count_cards (reached, "Node"), ==, 3);
  g_assert_nonnull (find_card (reaching, "WeakValueDictionary"));
  g_assert_nonnull (find_card (reaching, "__main__"));
  g_assert_cmpuint (count_cards (reaching, "Node"), ==, 2);
  check_rows (reaching, "__main__", "a ->Node|b ->list|d ->WeakValueDictionary|done True|+4 more");
  g_assert_cmpuint (between->cards->len, ==, 3);
  g_assert_cmpuint (empty->cards->len, ==, 0);
}

/* Wishes are part of what a filtered graph is kept for. */
static void
test_equal (void)
{
  guint64 one = 1, other = 2;
  RsFilterOptions a = { .wishes = { .folded = &one, .n_folded = 1 } }, b = a;

  g_assert_true (rs_filter_options_equal (&a, &b));
  b.wishes.folded = &other;
  g_assert_false (rs_filter_options_equal (&a, &b));
  b = a;
  b.wishes.reaching = 1;
  g_assert_false (rs_filter_options_equal (&a, &b));
  b = a;
  b.wishes.hide = RS_PART_STACK;
  g_assert_false (rs_filter_options_equal (&a, &b));
}

static void
test_paths (void)
{
  g_auto (Picture) p = draw_program ("class A: pass\n"
                                     "x = A()\n"
                                     "x.list = [A(), {'k': [7]}]\n"
                                     "def f():\n"
                                     "    own = []\n"
                                     "    return lambda: own\n"
                                     "g = f()\n"
                                     "x.g = g\n");
  const char *const wrong[] = { "",   "y",    "x.",  "x.no",           "x.list[2]", "x.list[",
                                ".x", "x..g", "[0]", "x.list[1]['j']", "x list" };
  g_autoptr (RsConstHeapGraph) graph = rs_session_graph_at_step (p.session, p.n_steps - 1, NULL);

  serial (&p, "x.list[0]");
  g_assert_cmpuint (serial (&p, "x.g"), ==, serial (&p, "g"));
  g_assert_cmpuint (serial (&p, "x.list[1]['k']"), !=, serial (&p, "x.list"));
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    g_assert_cmpuint (rs_heap_graph_resolve (graph, wrong[i]), ==, RS_NONE);
}

/* See test-paint.c. */
const char *__lsan_default_suppressions (void);

const char *
__lsan_default_suppressions (void)
{
  return "leak:libfontconfig\nleak:libcairo\nleak:libpango\n";
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wishes/hidden-classes", test_hidden_classes);
  g_test_add_func ("/wishes/shown-classes", test_shown_classes);
  g_test_add_func ("/wishes/frames", test_frames);
  g_test_add_func ("/wishes/stack", test_stack);
  g_test_add_func ("/wishes/library", test_library);
  g_test_add_func ("/wishes/folded", test_folded);
  g_test_add_func ("/wishes/left-out", test_left_out);
  g_test_add_func ("/wishes/reach", test_reach);
  g_test_add_func ("/wishes/equal", test_equal);
  g_test_add_func ("/wishes/paths", test_paths);
  return g_test_run ();
}
