/* SPDX-License-Identifier: MIT
 *
 * Heaps built by hand. Each named fixture has two moments, so that ghosts,
 * changed counts and unbound names can be drawn: moment 0 is before the step,
 * moment 1 after it. Serials are the same in both.
 */
#include "tests/graph/fixtures.h"

#include <string.h>

void
fixture_begin (Fixture *fixture)
{
  fixture->builder = rs_heap_graph_builder_new ();
  fixture->next_serial = 1;
}

const RsHeapGraph *
fixture_end (Fixture *fixture, guint64 step, int line_run, int line_next)
{
  RsMoment moment = { .step = step, .line_run = line_run, .line_next = line_next };

  moment.event = rs_heap_graph_builder_intern (fixture->builder, "line");
  moment.function = rs_heap_graph_builder_intern (fixture->builder, "<module>");
  moment.program = rs_heap_graph_builder_intern (fixture->builder, "example.py");
  moment.profile = rs_heap_graph_builder_intern (fixture->builder, "3.11");
  rs_heap_graph_builder_set_moment (fixture->builder, &moment);
  return rs_heap_graph_builder_end (fixture->builder);
}

static guint32
add (Fixture *fixture, RsGraphNode *node)
{
  node->serial = fixture->next_serial++;
  node->gc_generation = -1;
  if (node->kind == RS_GNODE_OBJECT)
    node->address = G_GUINT64_CONSTANT (0x7f3a10004000) + node->serial * 64;
  return rs_heap_graph_builder_add_node (fixture->builder, node);
}

guint32
fixture_module (Fixture *fixture, const char *name, int line)
{
  RsGraphNode node = { .kind = RS_GNODE_NAMESPACE, .line = line, .flags = RS_NODE_CURRENT };

  node.text = rs_heap_graph_builder_intern (fixture->builder, name);
  return add (fixture, &node);
}

guint32
fixture_frame (Fixture *fixture, const char *name, int line, guint depth, gboolean current)
{
  RsGraphNode node = {
    .kind = RS_GNODE_FRAME, .line = line, .depth = depth, .flags = current ? RS_NODE_CURRENT : 0
  };

  node.text = rs_heap_graph_builder_intern (fixture->builder, name);
  return add (fixture, &node);
}

guint32
fixture_object (Fixture *fixture, RsShape shape, const char *type, const char *text, int count,
                int size)
{
  RsGraphNode node = {
    .kind = RS_GNODE_OBJECT, .shape = shape, .refcount = count, .size = (guint64) size
  };

  node.type_name = rs_heap_graph_builder_intern (fixture->builder, type);
  node.text = rs_heap_graph_builder_intern (fixture->builder, text);
  return add (fixture, &node);
}

guint32
fixture_list (Fixture *fixture, RsShape shape, const char *type, int count, int size, int length,
              int capacity)
{
  RsGraphNode node = { .kind = RS_GNODE_OBJECT,
                       .shape = shape,
                       .refcount = count,
                       .size = (guint64) size,
                       .length = (guint32) length,
                       .capacity = (guint32) capacity };

  node.type_name = rs_heap_graph_builder_intern (fixture->builder, type);
  return add (fixture, &node);
}

void
fixture_edge (Fixture *fixture, guint32 source, guint32 target, RsRefKind kind, const char *label,
              int index)
{
  RsGraphEdge edge = RS_GRAPH_EDGE_INIT;

  edge.target = target;
  edge.kind = kind;
  edge.label = rs_heap_graph_builder_intern (fixture->builder, label);
  edge.index = index;
  edge.flags = RS_REF_VISITED;
  rs_heap_graph_builder_add_edge (fixture->builder, source, &edge);
}

void
fixture_weak (Fixture *fixture, guint32 source, guint32 target)
{
  RsGraphEdge edge = RS_GRAPH_EDGE_INIT;

  edge.target = target;
  edge.kind = RS_REF_REFERENT;
  edge.strength = RS_WEAK;
  rs_heap_graph_builder_add_edge (fixture->builder, source, &edge);
}

#define NAME(f, source, target, label) fixture_edge (f, source, target, RS_REF_GLOBAL, label, -1)
#define LOCAL(f, source, target, label) fixture_edge (f, source, target, RS_REF_LOCAL, label, -1)
#define ATTR(f, source, target, label) fixture_edge (f, source, target, RS_REF_ATTRIBUTE, label, -1)
#define ITEM(f, source, target, index) fixture_edge (f, source, target, RS_REF_ITEM, NULL, index)
#define VALUE(f, source, target, key, index)                                                       \
  fixture_edge (f, source, target, RS_REF_VALUE, key, index)

static guint32
integer (Fixture *f, int value, int count)
{
  g_autofree char *text = g_strdup_printf ("%d", value);

  return fixture_object (f, RS_SHAPE_INT, "int", text, count, 28);
}

static guint32
string (Fixture *f, const char *repr, int count)
{
  return fixture_object (f, RS_SHAPE_STR, "str", repr, count, 49 + (int) strlen (repr));
}

/* The picture of the design: a parent and its child, each holding the other,
 * and a weak reference; the step is `del c`. */
static const RsHeapGraph *
parent_child (int moment)
{
  Fixture f;
  guint32 module, parent_class, child_class, init_1, init_2, weak, child, list, parent;

  fixture_begin (&f);
  module = fixture_module (&f, "<module>", 16 + moment);
  parent_class = fixture_object (&f, RS_SHAPE_CLASS, "type", "Parent", 5, 1688);
  child_class = fixture_object (&f, RS_SHAPE_CLASS, "type", "Child", 5, 1688);
  init_1 = fixture_object (&f, RS_SHAPE_FUNCTION, "function", "Parent.__init__", 1, 152);
  init_2 = fixture_object (&f, RS_SHAPE_FUNCTION, "function", "Child.__init__", 1, 152);
  weak = fixture_object (&f, RS_SHAPE_WEAKREF, "weakref", "", 1, 80);
  child = fixture_object (&f, RS_SHAPE_INSTANCE, "Child", "", 2 - moment, 56);
  list = fixture_list (&f, RS_SHAPE_LIST, "list", 1, 88, 1, 4);
  parent = fixture_object (&f, RS_SHAPE_INSTANCE, "Parent", "", 1, 56);
  NAME (&f, module, parent_class, "Parent");
  NAME (&f, module, child_class, "Child");
  if (moment == 0)
    NAME (&f, module, child, "c");
  NAME (&f, module, weak, "w");
  ATTR (&f, parent_class, init_1, "__init__");
  ATTR (&f, child_class, init_2, "__init__");
  fixture_weak (&f, weak, child);
  fixture_edge (&f, weak, RS_NONE, RS_REF_CALLBACK, "callback", -1);
  ATTR (&f, child, parent, "parent");
  ITEM (&f, list, child, 0);
  ATTR (&f, parent, list, "children");
  return fixture_end (&f, 23 + (guint64) moment, 15 + moment, 16 + moment);
}

/* head -> Node -> Node -> ...; the step appends one and moves `tail`. */
static const RsHeapGraph *
linked_list (int moment)
{
  Fixture f;
  guint32 module, cls, nodes[6], n = 4 + (guint32) moment;

  fixture_begin (&f);
  module = fixture_module (&f, "<module>", 9);
  cls = fixture_object (&f, RS_SHAPE_CLASS, "type", "Node", 7, 1064);
  for (guint32 i = 0; i < n; i++)
    nodes[i] = fixture_object (&f, RS_SHAPE_INSTANCE, "Node", "", i == n - 1 ? 2 : 1, 56);
  NAME (&f, module, cls, "Node");
  NAME (&f, module, nodes[0], "head");
  NAME (&f, module, nodes[n - 1], "tail");
  for (guint32 i = 0; i < n; i++)
    {
      f.next_serial = 20 + i;
      ATTR (&f, nodes[i], integer (&f, (int) (i + 1) * 10, 3), "value");
      f.next_serial = 19;
      ATTR (&f, nodes[i],
            i + 1 < n ? nodes[i + 1]
                      : fixture_object (&f, RS_SHAPE_NONE, "NoneType", "None", 4000, 16),
            "next");
    }
  return fixture_end (&f, 12 + (guint64) moment, 8, 9);
}

/* A WeakValueDictionary whose second value dies in the step. */
static const RsHeapGraph *
weak_values (int moment)
{
  Fixture f;
  guint32 module, wvd, data, ref_a, ref_b, a, b;

  fixture_begin (&f);
  module = fixture_module (&f, "<module>", 14);
  wvd = fixture_object (&f, RS_SHAPE_INSTANCE, "WeakValueDictionary", "", 1, 56);
  data = fixture_list (&f, RS_SHAPE_DICT, "dict", 1, 232, 2, 0);
  ref_a = fixture_object (&f, RS_SHAPE_WEAKREF, "KeyedRef", "", 1, 88);
  ref_b = fixture_object (&f, RS_SHAPE_WEAKREF, "KeyedRef", "", 1, 88);
  a = fixture_object (&f, RS_SHAPE_INSTANCE, "Texture", "", 1, 56);
  b = moment == 0 ? fixture_object (&f, RS_SHAPE_INSTANCE, "Texture", "", 1, 56) : RS_NONE;
  if (moment == 1)
    f.next_serial++;
  NAME (&f, module, wvd, "cache");
  NAME (&f, module, a, "wall");
  if (moment == 0)
    NAME (&f, module, b, "floor");
  ATTR (&f, wvd, data, "data");
  VALUE (&f, data, ref_a, "'wall'", 0);
  VALUE (&f, data, ref_b, "'floor'", 1);
  fixture_weak (&f, ref_a, a);
  fixture_weak (&f, ref_b, b);
  ATTR (&f, a, string (&f, "'brick.png'", 2), "path");
  if (b != RS_NONE)
    ATTR (&f, b, string (&f, "'oak.png'", 2), "path");
  return fixture_end (&f, 30 + (guint64) moment, 13, 14);
}

/* Two points: one with slots, one with a dict that has been asked for. */
static const RsHeapGraph *
slots (int moment)
{
  Fixture f;
  guint32 module, cls_a, cls_b, p, q, dict, x, y;
  const char *const names[] = { "x", "y" };

  fixture_begin (&f);
  module = fixture_module (&f, "<module>", 21);
  cls_a = fixture_object (&f, RS_SHAPE_CLASS, "type", "SlotPoint", 4, 904);
  cls_b = fixture_object (&f, RS_SHAPE_CLASS, "type", "DictPoint", 4, 1072);
  p = fixture_object (&f, RS_SHAPE_SLOTS_INSTANCE, "SlotPoint", "", 1, 48);
  q = fixture_object (&f, RS_SHAPE_INSTANCE, "DictPoint", "", 1 + moment, 56);
  dict = fixture_list (&f, RS_SHAPE_DICT, "dict", 1, 104, 2, 0);
  x = fixture_object (&f, RS_SHAPE_FLOAT, "float", "1.5", 2, 24);
  y = fixture_object (&f, RS_SHAPE_FLOAT, "float", "-20.25", 2, 24);
  NAME (&f, module, cls_a, "SlotPoint");
  NAME (&f, module, cls_b, "DictPoint");
  NAME (&f, module, p, "p");
  NAME (&f, module, q, "q");
  if (moment == 1)
    NAME (&f, module, q, "alias");
  for (int i = 0; i < 2; i++)
    {
      RsGraphEdge edge = RS_GRAPH_EDGE_INIT;

      edge.target = i == 0 ? x : y;
      edge.kind = RS_REF_SLOT;
      edge.offset = 16 + 8 * i;
      edge.label = rs_heap_graph_builder_intern (f.builder, names[i]);
      rs_heap_graph_builder_add_edge (f.builder, p, &edge);
    }
  fixture_edge (&f, q, dict, RS_REF_DICT, "__dict__", -1);
  VALUE (&f, dict, x, "'x'", 0);
  VALUE (&f, dict, y, "'y'", 1);
  return fixture_end (&f, 8 + (guint64) moment, 20, 21);
}

/* Korean names and values. */
static const RsHeapGraph *
korean (int moment)
{
  Fixture f;
  guint32 module, cls, one, two, list, dict;

  fixture_begin (&f);
  module = fixture_module (&f, "<module>", 11);
  cls = fixture_object (&f, RS_SHAPE_CLASS, "type", "학생", 4, 1072);
  one = fixture_object (&f, RS_SHAPE_INSTANCE, "학생", "", 2, 56);
  two = fixture_object (&f, RS_SHAPE_INSTANCE, "학생", "", 2, 56);
  list = fixture_list (&f, RS_SHAPE_LIST, "list", 1, 104, 2, 4);
  dict = fixture_list (&f, RS_SHAPE_DICT, "dict", 1, 232, 2, 0);
  NAME (&f, module, cls, "학생");
  NAME (&f, module, list, "반");
  NAME (&f, module, dict, "성적표");
  NAME (&f, module, string (&f, "'안녕하세요, 파이썬 메모리!'", 1), "인사말");
  if (moment == 0)
    NAME (&f, module, integer (&f, 2024, 2), "연도");
  else
    f.next_serial++;
  ATTR (&f, one, string (&f, "'김민수'", 2), "이름");
  ATTR (&f, one, integer (&f, 17, 20), "나이");
  ATTR (&f, two, string (&f, "'이서연 Seoyeon Lee'", 2), "이름");
  ATTR (&f, two, integer (&f, 16, 20), "나이");
  ITEM (&f, list, one, 0);
  ITEM (&f, list, two, 1);
  VALUE (&f, dict, one, "'김민수'", 0);
  VALUE (&f, dict, two, "'이서연'", 1);
  return fixture_end (&f, 15 + (guint64) moment, 10, 11);
}

/* A recursion four deep; the step returns from the deepest. */
static const RsHeapGraph *
recursion (int moment)
{
  Fixture f;
  guint32 module, function, list, memo, deepest = 4 - (guint32) moment;

  fixture_begin (&f);
  module = fixture_module (&f, "<module>", 9);
  f.next_serial = 2;
  function = fixture_object (&f, RS_SHAPE_FUNCTION, "function", "walk", 2, 152);
  list = fixture_list (&f, RS_SHAPE_LIST, "list", 6 - moment, 120, 4, 8);
  memo = fixture_list (&f, RS_SHAPE_DICT, "dict", 5 - moment, 232, 3, 0);
  NAME (&f, module, function, "walk");
  NAME (&f, module, list, "data");
  for (int i = 0; i < 4; i++)
    ITEM (&f, list, integer (&f, (i + 1) * (i + 1), 3), i);
  for (int i = 0; i < 3; i++)
    {
      g_autofree char *key = g_strdup_printf ("%d", i);

      VALUE (&f, memo, integer (&f, i * 3, 3), key, i);
    }
  f.next_serial = 100;
  for (guint32 depth = 1; depth <= deepest; depth++)
    {
      guint32 frame = fixture_frame (&f, "walk", depth == deepest ? 3 : 5, depth, depth == deepest);

      f.next_serial = 100 + depth * 10;
      LOCAL (&f, frame, list, "items");
      LOCAL (&f, frame, integer (&f, (int) depth, 9), "i");
      LOCAL (&f, frame, memo, "memo");
      f.next_serial = 101 + depth * 10;
    }
  return fixture_end (&f, 40 + (guint64) moment, 3, 5);
}

/* Every value an object: sharing, a long list, many parallel references,
 * temporaries, a callback, other shapes. */
static const RsHeapGraph *
zoo (int moment)
{
  Fixture f;
  guint32 module, list, tuple, set, shared, inner, weak, callback, generator, exception, method,
      owner, wide;

  fixture_begin (&f);
  module = fixture_module (&f, "<module>", 33);
  list = fixture_list (&f, RS_SHAPE_LIST, "list", 2, 120, 7, 8);
  tuple = fixture_list (&f, RS_SHAPE_TUPLE, "tuple", 1, 64, 3, 0);
  set = fixture_list (&f, RS_SHAPE_SET, "set", 1, 216, 3, 0);
  shared = fixture_list (&f, RS_SHAPE_LIST, "list", 37, 56, 0, 0);
  inner = fixture_list (&f, RS_SHAPE_LIST, "list", 1, 376, 35, 40);
  weak = fixture_object (&f, RS_SHAPE_WEAKREF, "weakref", "", 1, 80);
  callback = fixture_object (&f, RS_SHAPE_FUNCTION, "function", "on_death", 2, 152);
  generator = fixture_object (&f, RS_SHAPE_GENERATOR, "generator", "", 1, 112);
  exception = fixture_object (&f, RS_SHAPE_EXCEPTION, "ValueError", "ValueError('bad')", 1, 72);
  method = fixture_object (&f, RS_SHAPE_METHOD, "method", "Owner.close", 1, 64);
  owner = fixture_object (&f, RS_SHAPE_INSTANCE, "Owner", "", 2, 56);
  wide = fixture_list (&f, RS_SHAPE_DICT, "dict", 1, 1184, 30, 0);
  NAME (&f, module, list, "mixed");
  NAME (&f, module, tuple, "point");
  NAME (&f, module, set, "names");
  NAME (&f, module, inner, "rows");
  NAME (&f, module, weak, "watch");
  NAME (&f, module, callback, "on_death");
  NAME (&f, module, generator, "gen");
  NAME (&f, module, exception, "error");
  NAME (&f, module, method, "bound");
  NAME (&f, module, wide, "a_rather_long_name_of_a_global");
  for (int i = 0; i < 7; i++)
    ITEM (&f, list, i == 3 ? tuple : i == 5 ? shared : integer (&f, i * 111, 2), i);
  for (int i = 0; i < 3; i++)
    ITEM (&f, tuple, fixture_object (&f, RS_SHAPE_FLOAT, "float", "0.5", 1, 24), i);
  fixture_edge (&f, set, string (&f, "'ada'", 2), RS_REF_KEY, NULL, 0);
  fixture_edge (&f, set, string (&f, "'grace'", 2), RS_REF_KEY, NULL, 1);
  fixture_edge (&f, set, string (&f, "'barbara liskov, who wrote much about this'", 2), RS_REF_KEY,
                NULL, 2);
  for (int i = 0; i < 35; i++)
    ITEM (&f, inner, shared, i);
  fixture_weak (&f, weak, owner);
  fixture_edge (&f, weak, callback, RS_REF_CALLBACK, "callback", -1);
  fixture_edge (&f, generator, list, RS_REF_LOCAL, "items", -1);
  ITEM (&f, exception, string (&f, "'bad'", 1), 0);
  fixture_edge (&f, method, owner, RS_REF_SELF, NULL, -1);
  ATTR (&f, owner, shared, "handles");
  for (int i = 0; i < 30; i++)
    {
      g_autofree char *key = g_strdup_printf ("'key %d'", i);

      VALUE (&f, wide, integer (&f, i + moment, 2), key, i);
    }
  return fixture_end (&f, 50 + (guint64) moment, 32, 33);
}

static const RsHeapGraph *
random_200 (int moment)
{
  return fixture_random (200, 7);
}
static const RsHeapGraph *
random_1000 (int moment)
{
  return fixture_random (1000, 7);
}

static const struct {
  const char *name;
  const RsHeapGraph *(*make) (int moment);
} fixtures[] = {
  { "parent-child", parent_child },
  { "linked-list", linked_list },
  { "weak-values", weak_values },
  { "slots", slots },
  { "korean", korean },
  { "recursion", recursion },
  { "zoo", zoo },
  { "random-200", random_200 },
  { "random-1000", random_1000 },
};

const RsHeapGraph *
fixture_by_name (const char *name, int moment)
{
  for (guint i = 0; i < G_N_ELEMENTS (fixtures); i++)
    if (strcmp (fixtures[i].name, name) == 0)
      return fixtures[i].make (moment);
  return NULL;
}

const char *const *
fixture_names (void)
{
  static const char *const names[] = { "parent-child", "linked-list", "weak-values", "slots",
                                       "korean",       "recursion",   "zoo",         "random-200",
                                       "random-1000",  NULL };

  return names;
}

const RsHeapGraph *
fixture_random (guint n, guint32 seed)
{
  Fixture f;
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  g_autofree guint32 *nodes = g_new (guint32, n + 1);
  g_autofree RsShape *shapes = g_new (RsShape, n + 1);
  guint32 module;

  fixture_begin (&f);
  module = fixture_module (&f, "<module>", 1);
  for (guint i = 0; i < n; i++)
    {
      gint dice = g_rand_int_range (rand, 0, 10);

      shapes[i] = dice < 4   ? RS_SHAPE_INSTANCE
                  : dice < 6 ? RS_SHAPE_LIST
                  : dice < 8 ? RS_SHAPE_DICT
                             : RS_SHAPE_TUPLE;
      nodes[i] = fixture_list (&f, shapes[i],
                               dice < 4   ? "Node"
                               : dice < 6 ? "list"
                               : dice < 8 ? "dict"
                                          : "tuple",
                               1, 56, 0, 0);
    }
  for (guint i = 0; i < n; i++)
    {
      guint rows = (guint) g_rand_int_range (rand, 1, 4);

      /* A tree, mostly: each object hangs on an earlier one; and some
       * references more. */
      if (i < 4 || g_rand_int_range (rand, 0, 40) == 0)
        {
          g_autofree char *name = g_strdup_printf ("name_%u", i);

          NAME (&f, module, nodes[i], name);
        }
      else
        {
          guint parent = (guint) g_rand_int_range (rand, (gint) (i > 60 ? i - 60 : 0), (gint) i);
          g_autofree char *name = g_strdup_printf ("a%u", i);

          fixture_edge (&f, nodes[parent], nodes[i],
                        shapes[parent] == RS_SHAPE_INSTANCE ? RS_REF_ATTRIBUTE
                        : shapes[parent] == RS_SHAPE_DICT   ? RS_REF_VALUE
                                                            : RS_REF_ITEM,
                        name, (gint) i);
        }
      for (guint k = 0; k < rows; k++)
        {
          g_autofree char *name = g_strdup_printf ("v%u", k);
          gint dice = g_rand_int_range (rand, 0, 20);

          if (dice == 0)
            fixture_edge (&f, nodes[i], nodes[g_rand_int_range (rand, 0, (gint) n)],
                          RS_REF_ATTRIBUTE, name, -1);
          else if (dice == 1 && i + 1 < n)
            fixture_edge (&f, nodes[i],
                          nodes[g_rand_int_range (rand, (gint) i, (gint) MIN (n, i + 30))],
                          RS_REF_ATTRIBUTE, name, -1);
          else if (shapes[i] == RS_SHAPE_INSTANCE)
            fixture_edge (&f, nodes[i], integer (&f, g_rand_int_range (rand, 0, 1000), 2),
                          RS_REF_ATTRIBUTE, name, -1);
        }
    }
  return fixture_end (&f, 1, 1, 2);
}
