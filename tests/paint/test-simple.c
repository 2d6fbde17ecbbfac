/* SPDX-License-Identifier: MIT
 *
 * What cards show at level Simple: programs are run, and their last moment is
 * drawn. Each program is drawn at every step, too, where badges must be
 * accounted for.
 */
#include "pictures.h"

#include <string.h>

#define WEAK                                                                                       \
  "import weakref\n"                                                                               \
  "class E: pass\n"                                                                                \
  "a, b = E(), E()\n"

static void
test_weak_values (void)
{
  g_auto (Picture) p = draw_program (WEAK "d = weakref.WeakValueDictionary()\n"
                                          "d['a'] = a\n"
                                          "d[1, 2] = b\n");

  check_rows (p.scene, "WeakValueDictionary",
              "'a' ..>E|key (1, 2) ->tuple|(1, 2) ..>E|inside: 6 objects");
  g_assert_null (find_card (p.scene, "KeyedRef"));
  g_assert_null (find_card (p.scene, "dict"));
  g_assert_cmpuint (find_card (p.scene, "WeakValueDictionary")->folded, ==, 6);
}

static void
test_weak_keys_and_members (void)
{
  g_auto (Picture) p = draw_program (WEAK "d = weakref.WeakKeyDictionary()\n"
                                          "d[a] = [1]\n"
                                          "d[b] = 'x'\n"
                                          "s = weakref.WeakSet([b])\n");

  check_rows (p.scene, "WeakKeyDictionary", "E ..>E|↳ ->list|E ..>E|↳ 'x'|inside: 6 objects");
  check_rows (p.scene, "WeakSet", "E ..>E|inside: 5 objects");
}

/* What the program keeps in an object of a class that derives from a library's
 * is the program's. */
static void
test_derived (void)
{
  g_auto (Picture) p = draw_program (WEAK "class Cache(weakref.WeakValueDictionary):\n"
                                          "    def __init__(self):\n"
                                          "        super().__init__()\n"
                                          "        self._hits = [0]\n"
                                          "c = Cache()\n"
                                          "c['k'] = a\n");

  check_rows (p.scene, "Cache", "'k' ..>E|_hits ->list|inside: 5 objects");
  g_assert_nonnull (find_card (p.scene, "class Cache (WeakValueDictionary)"));
}

static void
test_opened (void)
{
  RsSceneOptions options = RS_SCENE_OPTIONS_INIT;
  g_auto (Picture) p = draw_program (WEAK "d = weakref.WeakValueDictionary(a=a)\n"
                                          "x = 1\n");
  guint64 serial = find_card (p.scene, "WeakValueDictionary")->serial;
  g_autoptr (RsScene) open = NULL;

  options.opened = &serial;
  options.n_opened = 1;
  open = scene_at (p.session, p.n_steps - 1, &options);
  check_account (open);
  check_rows (open, "WeakValueDictionary",
              "_remove function|_pending_removals ->list|_iterating ->set|data ->dict");
  check_rows (open, "dict", "'a' ->KeyedRef");
}

/* A Future's result, a Thread's arguments are the program's; a queue's queue is
 * offered, its locks are not. */
static void
test_library_objects (void)
{
  g_auto (Picture) p = draw_program ("import threading, queue, functools, asyncio\n"
                                     "class Job: pass\n"
                                     "def work(job): pass\n"
                                     "job = Job()\n"
                                     "e = threading.Event()\n"
                                     "t = threading.Thread(target=work, args=(job,), name='T')\n"
                                     "q = queue.Queue()\n"
                                     "q.put(job)\n"
                                     "f = asyncio.Future(loop=asyncio.new_event_loop())\n"
                                     "f.set_result([job])\n"
                                     "@functools.lru_cache\n"
                                     "def g(x): return [x]\n"
                                     "g(1)\n");
  g_autofree char *thread = card_rows (p.scene, "Thread"), *event = card_rows (p.scene, "Event"),
                  *queue = card_rows (p.scene, "Queue"), *future = card_rows (p.scene, "Future");

  g_assert_nonnull (strstr (thread, "name 'T'"));
  g_assert_nonnull (strstr (thread, "target ->def work"));
  g_assert_nonnull (strstr (thread, "->tuple"));
  g_assert_nonnull (strstr (event, "flag False|inside: "));
  g_assert_nonnull (strstr (queue, "queue ->deque"));
  g_assert_nonnull (strstr (future, "->list"));
  g_assert_nonnull (strstr (future, "state 'FINISHED'"));
  g_assert_null (find_card (p.scene, "Condition"));
  g_assert_null (find_card (p.scene, "lock"));
  g_assert_null (find_card (p.scene, "_lru_list_elem"));
  g_assert_nonnull (find_card (p.scene, "def g"));
}

static void
test_classes (void)
{
  g_auto (Picture) p = draw_program ("import enum, dataclasses, collections\n"
                                     "from typing import Tuple\n"
                                     "class Dog: pass\n"
                                     "class Puppy(Dog):\n"
                                     "    def bark(self): pass\n"
                                     "class Color(enum.Enum):\n"
                                     "    RED = 1\n"
                                     "NT = collections.namedtuple('NT', 'a b')\n"
                                     "@dataclasses.dataclass\n"
                                     "class Point:\n"
                                     "    x: int\n"
                                     "    tags: list = dataclasses.field(default_factory=list)\n"
                                     "    def far(self): pass\n"
                                     "p, n, c = Point(1), NT(2, [3]), Color.RED\n");
  g_autofree char *color = NULL;

  check_rows (p.scene, "class Puppy (Dog)", "def bark");
  color = card_rows (p.scene, "class Color (Enum)");
  g_assert_true (g_str_has_prefix (color, "RED ->Color|inside: "));
  check_rows (p.scene, "Color", "value 1|name 'RED'");
  check_rows (p.scene, "Point", "x 1|tags ->list");
  check_rows (p.scene, "NT", "a 2|b ->list");
  g_assert_cmpuint (count_cards (p.scene, "dict"), ==, 0);
  g_assert_null (find_card (p.scene, "_TupleType"));
}

/* --- what is cut ---------------------------------------------------------- */

/* The marks of the rows of the card TITLE that have any: "[70] changed|..."
 * (transfer full). */
static char *
marks (const RsScene *scene, const char *title)
{
  const RsCard *card = find_card (scene, title);
  GString *text = g_string_new (NULL);

  g_assert_nonnull (card);
  for (guint i = card->first_item; i < card->first_item + card->n_items; i++)
    {
      const RsItem *item = rs_scene_item (scene, i);

      if (item->marks & (RS_MARK_NEW | RS_MARK_CHANGED | RS_MARK_GONE))
        g_string_append_printf (text, "%s%s %s", text->len > 0 ? "|" : "", item->label,
                                item->marks & RS_MARK_NEW       ? "new"
                                : item->marks & RS_MARK_CHANGED ? "changed"
                                                                : "gone");
    }
  return g_string_free (text, FALSE);
}

/* The picture of the step at which line LINE has just run. */
static RsScene *
after_line (const Picture *p, int line, const RsSceneOptions *options)
{
  int step = rs_recording_find_line (rs_session_recording (p->session), line);
  RsScene *scene;

  g_assert_cmpint (step, >=, 0);
  scene = scene_at (p->session, (guint) step + 1, options);
  check_account (scene);
  return scene;
}

/* The row that the step changed is seen, however long the container is, and
 * what merely was cut before is not new. */
static void
test_changed_row (void)
{
  static const struct {
    const char *type, *make, *change, *marks, *end;
  } cases[] = {
    { "list", "x = list(range(100))", "x[70] = 'x'", "70 changed",
      "15 15|… 54 more|70 'x'|+29 more" },
    { "dict", "x = {i: -i for i in range(60)}", "x[50] = 'x'", "50 changed",
      "15 -15|… 34 more|50 'x'|+9 more" },
    { "dict", "x = {i: -i for i in range(60)}", "del x[50]", "50 gone",
      "17 -17|+41 more|50 gone now" },
    { "dict", "x = {i: -i for i in range(60)}", "del x[0]", "0 gone",
      "18 -18|+41 more|0 gone now" },
    { "dict", "x = {i: -i for i in range(60)}", "x['n'] = 1", "'n' new", "15 -15|… 44 more|'n' 1" },
    { "set", "x = set(range(60))", "x.add(999)", " new", "15|… 44 more|999" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *program =
                          g_strdup_printf ("%s\n%s\ny = 1\n", cases[i].make, cases[i].change),
                      *seen = NULL, *changed = NULL;
      RsSceneOptions options = RS_SCENE_OPTIONS_INIT;
      g_auto (Picture) p = draw_program (program);
      g_autoptr (RsScene) scene = after_line (&p, 2, &options), next = after_line (&p, 3, &options);

      changed = marks (scene, cases[i].type);
      g_assert_cmpstr (changed, ==, cases[i].marks);
      seen = card_rows (scene, cases[i].type);
      g_test_message ("%s", seen);
      g_assert_true (g_str_has_suffix (seen, cases[i].end));
      g_free (changed);
      changed = marks (next, cases[i].type);
      g_assert_cmpstr (changed, ==, "");
    }
}

static void
test_selected_row (void)
{
  RsSceneOptions options = RS_SCENE_OPTIONS_INIT;
  g_auto (Picture) p = draw_program ("x = [[i] for i in range(60)]\n"
                                     "keep = x[50]\n"
                                     "y = 1\n");
  g_autoptr (RsScene) scene = NULL;
  g_autofree char *seen = NULL;
  const RsGraphNode *node;
  guint32 main_card = 0;

  node = &p.scene->graph->nodes[rs_scene_card (p.scene, main_card)->node];
  for (guint32 e = node->first_edge; e < node->first_edge + node->n_edges; e++)
    if (strcmp (rs_heap_graph_text (p.scene->graph, p.scene->graph->edges[e].label), "keep") == 0)
      options.selected = p.scene->graph->nodes[p.scene->graph->edges[e].target].serial;
  g_assert_cmpuint (options.selected, !=, 0);
  scene = scene_at (p.session, p.n_steps - 1, &options);
  check_account (scene);
  seen = card_rows (scene, "list");
  g_assert_nonnull (strstr (seen, "|… 34 more|50 ->list|+9 more"));
}

/* What has left the drawing and lives is held by something that can be told. */
static void
test_holders (void)
{
  RsSceneOptions options = RS_SCENE_OPTIONS_INIT;
  g_auto (Picture) p = draw_program ("class N: pass\n"
                                     "nodes = [N() for i in range(40)]\n"
                                     "n = nodes[30]\n"
                                     "n = None\n"
                                     "x = 1\n");
  g_autoptr (RsScene) before = after_line (&p, 3, &options), after = NULL;
  g_autoptr (RsConstHeapGraph) graph = NULL;
  g_autofree char *words = NULL;
  guint64 serial = 0;
  guint step;

  for (guint i = 0; i < before->edges->len; i++)
    {
      const RsSceneEdge *edge = rs_scene_edge (before, i);

      if (strcmp (rs_scene_item (before, edge->item)->label, "n") == 0)
        serial = rs_scene_card (before, edge->target)->serial;
    }
  g_assert_cmpuint (serial, !=, 0);
  step = (guint) rs_recording_find_line (rs_session_recording (p.session), 4) + 1;
  graph = rs_session_graph_at_step (p.session, step, NULL);
  after = rs_scene_new (graph, NULL, NULL, NULL);
  g_assert_false (rs_scene_find (after, serial, NULL));
  words = rs_scene_describe_holders (after, serial);
  g_assert_cmpstr (words, ==, "list: [30]");
}

/* --- matrices ------------------------------------------------------------- */

static void
test_matrix (void)
{
  RsSceneOptions options = RS_SCENE_OPTIONS_INIT;
  g_auto (Picture) p = draw_program ("a = [[0] * 3 for i in range(3)]\n"
                                     "a[1][2] = 7\n"
                                     "x = 1\n");
  g_autoptr (RsScene) scene = after_line (&p, 2, &options), open = NULL;
  const RsCard *card = find_card (scene, "list");
  guint64 serial = card->serial;

  g_assert_cmpuint (count_cards (scene, "list"), ==, 1);
  check_rows (scene, "list", "0|0|0|0|0|7|0|0|0|inside: 3 objects");
  for (guint i = 0; i < 9; i++)
    {
      const RsItem *item = rs_scene_item (scene, card->first_item + i);

      g_assert_cmpuint (item->row, ==, i / 3 + 1);
      g_assert_cmpint ((item->marks & RS_MARK_CHANGED) != 0, ==, i == 5);
      g_assert_true (i < 3 || item->y > item[-3].y);
      g_assert_true (i % 3 == 0 || item->x > item[-1].x);
    }
  options.opened = &serial;
  options.n_opened = 1;
  open = after_line (&p, 2, &options);
  g_assert_cmpuint (count_cards (open, "list"), ==, 4);
}

/* Rows that are one object, or that somebody else holds, are seen as such. */
static void
test_aliased_rows (void)
{
  g_auto (Picture) p = draw_program ("a = [[0] * 3] * 3\n"
                                     "x = 1\n");
  g_auto (Picture) q = draw_program ("b = ([1, 2], [3, 4], [5, 6])\n"
                                     "row = b[1]\n"
                                     "x = 1\n");

  check_rows (p.scene, "list", "0 ->list|1 ->list|2 ->list");
  check_rows (q.scene, "tuple", "1|2|1 ->list|5|6|inside: 2 objects");
  g_assert_cmpint (find_card (q.scene, "list")->count, ==, 2);
}

/* --- many that are alike -------------------------------------------------- */

static void
test_calls (void)
{
  static const char program[] = "def walk(n, memo):\n"
                                "    mine = [n]\n"
                                "    if n == 0:\n"
                                "        return len(mine)\n"
                                "    return walk(n - 1, memo) + 1\n"
                                "walk(20, {})\n";
  RsSceneOptions options = RS_SCENE_OPTIONS_INIT;
  g_auto (Picture) p = draw_program (program);
  g_autoptr (RsScene) deep = after_line (&p, 4, &options), open = NULL;
  const RsCard *group = find_card (deep, "17 × walk");
  const RsCard *memo = find_card (deep, "dict");
  guint64 serial;

  /* The first three, those in the middle, the last. */
  g_assert_nonnull (group);
  g_assert_cmpuint (count_cards (deep, "walk"), ==, 4);
  check_rows (deep, "17 × walk", "memo ->dict");
  g_assert_cmpuint (memo->arrows, ==, 21);
  serial = group->serial;
  options.opened = &serial;
  options.n_opened = 1;
  open = after_line (&p, 4, &options);
  g_assert_cmpuint (count_cards (open, "walk"), ==, 21);
  g_assert_null (find_card (open, "17 × walk"));
}

/* An exception has what belongs to it in its card; the frame of a function of
 * the program is drawn, and held by its row. */
static void
test_exceptions (void)
{
  g_auto (Picture) p = draw_program ("def check(n, seen):\n"
                                     "    big = [n]\n"
                                     "    raise ValueError('too large', big)\n"
                                     "def run():\n"
                                     "    try:\n"
                                     "        check(3, [])\n"
                                     "    except ValueError as e:\n"
                                     "        return e\n"
                                     "err = run()\n"
                                     "x = 1\n");
  RsSceneOptions options = RS_SCENE_OPTIONS_INIT;
  guint64 serial = find_card (p.scene, "ValueError")->serial;
  g_autoptr (RsScene) open = NULL;

  check_rows (p.scene, "ValueError", "args[0] 'too large'|args[1] ->list|run ->run|check ->check");
  g_assert_null (find_card (p.scene, "traceback"));
  g_assert_null (find_card (p.scene, "tuple"));
  check_rows (p.scene, "check", "f_back ->run|n 3|seen ->list|big ->list");
  options.opened = &serial;
  options.n_opened = 1;
  open = scene_at (p.session, p.n_steps - 1, &options);
  check_account (open);
  check_rows (open, "ValueError", "args ->tuple|__traceback__ ->traceback");
  g_assert_cmpuint (count_cards (open, "traceback"), ==, 2);
}

/* The library's frames are not drawn, but what they hold is held; a traceback
 * that the program has itself is a card. */
static void
test_exceptions_of_library (void)
{
  g_auto (Picture) p = draw_program ("from dataclasses import dataclass\n"
                                     "@dataclass(frozen=True)\n"
                                     "class Point:\n"
                                     "    x: int\n"
                                     "p = Point(1)\n"
                                     "try:\n"
                                     "    p.x = 2\n"
                                     "except Exception as e:\n"
                                     "    err = e\n"
                                     "x = 1\n");
  g_auto (Picture) q = draw_program ("try:\n"
                                     "    {}[1]\n"
                                     "except KeyError as e:\n"
                                     "    err, tb = e, e.__traceback__\n"
                                     "x = 1\n");
  guint n_raised = 0;

  check_rows (p.scene, "FrozenInstanceError",
              "args[0] \"cannot assign to field 'x'\"|__main__ line 7|__setattr__ library|self "
              "->Point");
  g_assert_null (find_card (p.scene, "__setattr__"));
  check_rows (q.scene, "KeyError", "args[0] 1|__traceback__ ->traceback");
  /* What is raised is drawn, though the library has made it. */
  for (guint step = 0; step < p.n_steps; step++)
    {
      RsSceneOptions options = RS_SCENE_OPTIONS_INIT;
      g_autoptr (RsScene) scene = scene_at (p.session, step, &options);

      if (find_card (scene, "interpreter") == NULL)
        continue;
      g_assert_nonnull (find_card (scene, "FrozenInstanceError"));
      n_raised++;
    }
  g_assert_cmpuint (n_raised, >, 0);
}

/* Methods are named in a line; what a step has bound to the class has a row for
 * that step, and so have all when the card is opened. */
static void
test_methods (void)
{
  g_auto (Picture) p = draw_program ("class Shelf:\n"
                                     "    kind = 'wood'\n"
                                     "    def put(self): pass\n"
                                     "    @property\n"
                                     "    def size(self): return 1\n"
                                     "    def take(self): pass\n"
                                     "Shelf.sort = lambda self: 0\n"
                                     "x = 1\n"
                                     "def long_name_of_a_method(self): pass\n"
                                     "Shelf.long_name_of_a_method = long_name_of_a_method\n"
                                     "del long_name_of_a_method\n"
                                     "y = 2\n");
  RsSceneOptions options = RS_SCENE_OPTIONS_INIT;
  guint64 serial = find_card (p.scene, "class Shelf")->serial;
  gboolean fresh = FALSE;
  g_autoptr (RsScene) open = NULL;

  check_rows (p.scene, "class Shelf", "kind 'wood'|def put, take, sort, …|size property");
  g_assert_cmpstr (find_card (p.scene, "class Shelf")->methods, ==,
                   "def put, take, sort, long_name_of_a_method");
  for (guint step = 0; step < p.n_steps; step++)
    {
      g_autoptr (RsScene) scene = scene_at (p.session, step, &options);
      g_autofree char *text =
          find_card (scene, "class Shelf") != NULL ? card_rows (scene, "class Shelf") : NULL;

      fresh |= text != NULL && strstr (text, "def put, take|size property|sort function") != NULL;
    }
  g_assert_true (fresh);
  options.opened = &serial;
  options.n_opened = 1;
  open = scene_at (p.session, p.n_steps - 1, &options);
  check_rows (open, "class Shelf",
              "kind 'wood'|put function|size property|take function|sort function"
              "|long_name_of_a_method function");
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
  g_test_add_func ("/simple/weak-values", test_weak_values);
  g_test_add_func ("/simple/weak-keys", test_weak_keys_and_members);
  g_test_add_func ("/simple/derived", test_derived);
  g_test_add_func ("/simple/opened", test_opened);
  g_test_add_func ("/simple/library-objects", test_library_objects);
  g_test_add_func ("/simple/classes", test_classes);
  g_test_add_func ("/simple/changed-row", test_changed_row);
  g_test_add_func ("/simple/selected-row", test_selected_row);
  g_test_add_func ("/simple/calls", test_calls);
  g_test_add_func ("/simple/matrix", test_matrix);
  g_test_add_func ("/simple/aliased-rows", test_aliased_rows);
  g_test_add_func ("/simple/holders", test_holders);
  g_test_add_func ("/simple/exceptions", test_exceptions);
  g_test_add_func ("/simple/exceptions-of-library", test_exceptions_of_library);
  g_test_add_func ("/simple/methods", test_methods);
  return g_test_run ();
}
