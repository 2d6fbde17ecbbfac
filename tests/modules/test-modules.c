/* SPDX-License-Identifier: MIT
 *
 * The library of modules as a whole, and of single modules what has a naive
 * twin: deque, heapq, bisect; operator against the operators.
 */
#include "engine.h"

/* --- the library ---------------------------------------------------------- */

static void
test_all_import (Engine *e, gconstpointer data)
{
  RsVm *vm = e->vm;
  for (const RsModuleDef *const *def = rs_library.modules; *def != NULL; def++)
    {
      RS_SCOPE (vm);
      g_test_message ("%s", (*def)->name);
      RS_LOCAL (module, rs_import (vm, (*def)->name));
      g_assert_nonnull (module);
      /* Of "a.b" the import gives "a", as CPython's __import__ does. */
      RsObject *itself = rs_dict_get_text (vm, vm->modules, (*def)->name);
      g_assert_nonnull (itself);
      g_assert_true (itself->type == RS_TYPE (vm, MODULE));
      g_autofree char *text = NULL;
      g_assert_cmpuint (rs_audit (vm, &text), ==, 0);
    }
}

/* Each type once, all of them made, a base before what derives from it. */
static void
test_types (Engine *e, gconstpointer data)
{
  RsVm *vm = e->vm;
  gboolean seen[RS_N_TYPES] = { FALSE };
  guint n = 0;
  for (const RsTypeEntry *entry = rs_library.types; entry->spec != NULL; entry++, n++)
    {
      RsType *type = vm->types[entry->id];
      g_test_message ("%s", entry->spec->name);
      g_assert_false (seen[entry->id]);
      seen[entry->id] = TRUE;
      g_assert_nonnull (type);
      g_assert_true (type->tp_base == NULL || seen[type->tp_base->id]);
    }
  g_assert_cmpuint (n, >, 100);
}

/* --- operator ------------------------------------------------------------- */

/* operator's functions say what the operators say, of operands that fit and of
 * those that do not. In place: of a list that changes. */
static void
test_operator (Engine *e, gconstpointer data)
{
  RsVm *vm = e->vm;
  static const struct {
    const char *function, *expression;
  } table[] = {
    { "lt", "a < b" },
    { "le", "a <= b" },
    { "eq", "a == b" },
    { "ne", "a != b" },
    { "gt", "a > b" },
    { "ge", "a >= b" },
    { "add", "a + b" },
    { "sub", "a - b" },
    { "mul", "a * b" },
    { "truediv", "a / b" },
    { "floordiv", "a // b" },
    { "mod", "a % b" },
    { "matmul", "a @ b" },
    { "pow", "a ** b" },
    { "lshift", "a << b" },
    { "rshift", "a >> b" },
    { "and_", "a & b" },
    { "or_", "a | b" },
    { "xor", "a ^ b" },
    { "contains", "b in a" },
    { "getitem", "a[b]" },
    { "is_", "a is b" },
    { "is_not", "a is not b" },
    { "__add__", "a + b" },
    { "iadd", "a += b" },
    { "imul", "a *= b" },
    { "isub", "a -= b" },
    { "ior", "a |= b" },
    { "iand", "a &= b" },
    { "ixor", "a ^= b" },
    { "neg", "-a" },
    { "pos", "+a" },
    { "invert", "~a" },
    { "not_", "not a" },
    { "truth", "bool(a)" },
    { "abs", "abs(a)" },
  };
  static const char *const operands[] = { "0",      "7",        "-3",         "2.5",    "True",
                                          "'ab'",   "'%s b'",   "[1, 2]",     "(1, 2)", "{1}",
                                          "{1, 2}", "{0: 'x'}", "b'\\x01ab'", "None" };
  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    for (guint k = 0; k < G_N_ELEMENTS (operands) * G_N_ELEMENTS (operands); k++)
      {
        const char *a = operands[k / G_N_ELEMENTS (operands)],
                   *b = operands[k % G_N_ELEMENTS (operands)];
        const char *expression = table[i].expression;
        gboolean in_place = table[i].function[0] == 'i' && g_str_has_suffix (expression, "= b");
        gboolean unary = strchr (expression, 'b') == NULL
                         || g_str_equal (table[i].function, "truth")
                         || g_str_equal (table[i].function, "abs");
        if (unary && k % G_N_ELEMENTS (operands) != 0)
          continue;
        g_autofree char *by_function =
                            g_strdup_printf ("__import__('operator').%s(%s%s%s)", table[i].function,
                                             a, unary ? "" : ", ", unary ? "" : b),
                        *by_operator = g_strdup_printf (
                            in_place ? "(lambda d: (exec('%s', d), d['a'])[1])({'a': %s, 'b': %s})"
                                     : "(lambda a, b: %s)(%s, %s)",
                            expression, a, b);
        g_autofree char *ours = taken_repr (vm, evaluated (vm, by_function)),
                        *expected = taken_repr (vm, evaluated (vm, by_operator));
        g_test_message ("%s, %s", by_function, by_operator);
        g_assert_cmpstr (ours, ==, expected);
      }
}

/* --- deque ---------------------------------------------------------------- */

static gint64
int_of (RsObject *object)
{
  gint64 value = 0;
  g_assert_true (object != NULL && rs_int_fits (object, &value));
  return value;
}

static gint64
int_taken (RsVm *vm, RsObject *object)
{
  RS_SCOPE (vm);
  RS_LOCAL (taken, object);
  return int_of (taken);
}

/* Random operations, with and without a largest length. */
static void
deque_twin (RsVm *vm, guint seed, gint64 most)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  g_autoptr (GArray) naive = g_array_new (FALSE, FALSE, sizeof (gint64));
  RS_SCOPE (vm);
  g_autofree char *text =
      most < 0 ? g_strdup ("__import__('collections').deque()")
               : g_strdup_printf ("__import__('collections').deque((), %d)", (int) most);
  RS_LOCAL (deque, evaluated (vm, text));
  g_assert_nonnull (deque);
  g_test_message ("seed %u", seed);
  for (gint64 turn = 0; turn < 6000; turn++)
    {
      RS_LOCAL (item, rs_int_new (vm, turn));
      RS_LOCAL (by, rs_int_new (vm, g_rand_int_range (random, -150, 150)));
      /* Longer and shorter by turns, over several blocks of 64. */
      gboolean grow = turn / 500 % 2 == 0;
      switch (g_rand_int_range (random, 0, 9))
        {
        case 0:
        case 1:
        case 2:
          if (!grow && naive->len > 0)
            {
              g_assert_cmpint (int_taken (vm, call_method (vm, deque, "pop", NULL, 0)), ==,
                               g_array_index (naive, gint64, naive->len - 1));
              g_array_remove_index (naive, naive->len - 1);
              break;
            }
          rs_xdecref (vm, call_method (vm, deque, "append", &item, 1));
          g_array_append_val (naive, turn);
          if (most >= 0 && naive->len > most)
            g_array_remove_index (naive, 0);
          break;
        case 3:
        case 4:
        case 5:
          if (!grow && naive->len > 0)
            {
              g_assert_cmpint (int_taken (vm, call_method (vm, deque, "popleft", NULL, 0)), ==,
                               g_array_index (naive, gint64, 0));
              g_array_remove_index (naive, 0);
              break;
            }
          rs_xdecref (vm, call_method (vm, deque, "appendleft", &item, 1));
          g_array_prepend_val (naive, turn);
          if (most >= 0 && naive->len > most)
            g_array_remove_index (naive, naive->len - 1);
          break;
        case 6:
          rs_xdecref (vm, call_method (vm, deque, "rotate", &by, 1));
          for (gint64 n = naive->len ? (int_of (by) % naive->len + naive->len) % naive->len : 0;
               n > 0; n--)
            {
              gint64 last = g_array_index (naive, gint64, naive->len - 1);
              g_array_remove_index (naive, naive->len - 1);
              g_array_prepend_val (naive, last);
            }
          break;
        case 7:
          if (naive->len > 0)
            {
              guint at = g_rand_int_range (random, 0, naive->len);
              RS_LOCAL (index, rs_int_new (vm, at));
              g_assert_cmpint (rs_setitem (vm, deque, index, NULL), ==, 0);
              g_array_remove_index (naive, at);
            }
          break;
        default:
          rs_xdecref (vm, call_method (vm, deque, "reverse", NULL, 0));
          for (guint i = 0, k = naive->len; i + 1 < k--; i++)
            {
              gint64 low = g_array_index (naive, gint64, i);
              g_array_index (naive, gint64, i) = g_array_index (naive, gint64, k);
              g_array_index (naive, gint64, k) = low;
            }
        }
      g_assert_null (vm->pending);
      g_assert_cmpint (rs_length (vm, deque), ==, naive->len);
      if (turn % 16 == 0)
        {
          RS_LOCAL (list, rs_list_from (vm, deque));
          for (guint i = 0; i < naive->len; i++)
            {
              RS_LOCAL (index, rs_int_new (vm, i));
              g_assert_cmpint (int_of (rs_list_items (list)[i]), ==,
                               g_array_index (naive, gint64, i));
              g_assert_cmpint (int_taken (vm, rs_getitem (vm, deque, index)), ==,
                               g_array_index (naive, gint64, i));
            }
        }
    }
}

static void
test_deque (Engine *e, gconstpointer data)
{
  deque_twin (e->vm, 11, -1);
  deque_twin (e->vm, 12, 100);
  deque_twin (e->vm, 13, 1);
}

/* --- heapq, bisect -------------------------------------------------------- */

static RsObject *
called (RsVm *vm, RsObject *module, const char *function, RsObject *a, RsObject *b)
{
  return call_method (vm, module, function, (RsObject *[]){ a, b }, b ? 2 : 1);
}

static int
compare (gconstpointer a, gconstpointer b)
{
  gint64 x = *(const gint64 *) a, y = *(const gint64 *) b;
  return (x > y) - (x < y);
}

/* What is popped is the least of all, and the heap keeps its order. */
static void
test_heap (Engine *e, gconstpointer data)
{
  RsVm *vm = e->vm;
  g_autoptr (GRand) random = g_rand_new_with_seed (21);
  g_autoptr (GArray) naive = g_array_new (FALSE, FALSE, sizeof (gint64));
  RS_SCOPE (vm);
  RS_LOCAL (heapq, rs_import (vm, "heapq"));
  RS_LOCAL (heap, rs_list_new (vm, 0));
  for (int turn = 0; turn < 4000; turn++)
    {
      gint64 value = g_rand_int_range (random, 0, 100);
      RS_LOCAL (item, rs_int_new (vm, value));
      int what = g_rand_int_range (random, 0, turn / 300 % 2 ? 3 : 6);
      g_array_sort (naive, compare);
      if (what == 0 && naive->len > 0)
        {
          g_assert_cmpint (int_taken (vm, called (vm, heapq, "heappop", heap, NULL)), ==,
                           g_array_index (naive, gint64, 0));
          g_array_remove_index (naive, 0);
        }
      else if (what == 1 && naive->len > 0)
        {
          g_assert_cmpint (int_taken (vm, called (vm, heapq, "heapreplace", heap, item)), ==,
                           g_array_index (naive, gint64, 0));
          g_array_index (naive, gint64, 0) = value;
        }
      else if (what == 2)
        {
          gint64 least = naive->len > 0 && g_array_index (naive, gint64, 0) < value
                             ? g_array_index (naive, gint64, 0)
                             : value;
          g_assert_cmpint (int_taken (vm, called (vm, heapq, "heappushpop", heap, item)), ==,
                           least);
          if (least != value || (naive->len > 0 && g_array_index (naive, gint64, 0) < value))
            g_array_index (naive, gint64, 0) = value;
        }
      else
        {
          rs_xdecref (vm, called (vm, heapq, "heappush", heap, item));
          g_array_append_val (naive, value);
        }
      g_assert_null (vm->pending);
      g_assert_cmpuint (rs_list_size (heap), ==, naive->len);
      for (gsize i = 1; i < rs_list_size (heap); i++)
        g_assert_cmpint (int_of (rs_list_items (heap)[(i - 1) / 2]), <=,
                         int_of (rs_list_items (heap)[i]));
    }
}

static void
test_bisect (Engine *e, gconstpointer data)
{
  RsVm *vm = e->vm;
  g_autoptr (GRand) random = g_rand_new_with_seed (22);
  RS_SCOPE (vm);
  RS_LOCAL (bisect, rs_import (vm, "bisect"));
  RS_LOCAL (sorted, rs_list_new (vm, 0));
  for (int turn = 0; turn < 600; turn++)
    {
      gint64 value = g_rand_int_range (random, 0, 60), less = 0, equal = 0;
      RS_LOCAL (item, rs_int_new (vm, value));
      for (gsize i = 0; i < rs_list_size (sorted); i++)
        {
          less += int_of (rs_list_items (sorted)[i]) < value;
          equal += int_of (rs_list_items (sorted)[i]) == value;
        }
      g_assert_cmpint (int_taken (vm, called (vm, bisect, "bisect_left", sorted, item)), ==, less);
      g_assert_cmpint (int_taken (vm, called (vm, bisect, "bisect", sorted, item)), ==,
                       less + equal);
      rs_xdecref (vm, called (vm, bisect, turn % 2 ? "insort" : "insort_left", sorted, item));
      g_assert_true (rs_list_items (sorted)[turn % 2 ? less + equal : less] == item);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ENGINE_TEST ("/modules/library/import", test_all_import);
  ENGINE_TEST ("/modules/library/types", test_types);
  ENGINE_TEST ("/modules/operator", test_operator);
  ENGINE_TEST ("/modules/deque/twin", test_deque);
  ENGINE_TEST ("/modules/heapq/twin", test_heap);
  ENGINE_TEST ("/modules/bisect/twin", test_bisect);
  return g_test_run ();
}
