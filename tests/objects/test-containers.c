/* SPDX-License-Identifier: MIT
 *
 * dict, set, list.sort and slices against naive twins; the life of shared keys;
 * what a container is after an allocation that failed.
 */
#include "engine.h"

#include "objects/containers/dict-keys.h"
#include "objects/containers/obj-set.h"

#define N_KEYS 80

/* --- dict ----------------------------------------------------------------- */

/* Pairs in the order of insertion. */
typedef struct {
  int keys[N_KEYS], values[N_KEYS], n;
} NaiveDict;

static int
naive_find (const NaiveDict *d, int key)
{
  for (int i = 0; i < d->n; i++)
    if (d->keys[i] == key)
      return i;
  return -1;
}

static void
naive_set (NaiveDict *d, int key, int value)
{
  int i = naive_find (d, key);
  if (i < 0)
    d->keys[i = d->n++] = key;
  d->values[i] = value;
}

static void
naive_remove (NaiveDict *d, int key)
{
  int i = naive_find (d, key);
  if (i < 0)
    return;
  d->n--;
  memmove (d->keys + i, d->keys + i + 1, (d->n - i) * sizeof (int));
  memmove (d->values + i, d->values + i + 1, (d->n - i) * sizeof (int));
}

static void
assert_same_dict (RsVm *vm, RsObject *dict, RsObject **keys, const NaiveDict *naive)
{
  gsize position = 0;
  RsObject *key, *value;
  gint64 number;
  int i = 0;
  g_assert_cmpuint (rs_dict_size (dict), ==, naive->n);
  for (; rs_dict_next (dict, &position, &key, &value); i++)
    {
      g_assert_true (key == keys[naive->keys[i]]);
      g_assert_true (rs_int_fits (value, &number));
      g_assert_cmpint (number, ==, naive->values[i]);
    }
  g_assert_cmpint (i, ==, naive->n);
}

/* Random operations with str keys alone, then with ints among them whose hashes
 * fall on the same slots. */
static void
dict_twin (RsVm *vm, gboolean mixed)
{
  guint32 seed = mixed ? 7 : 8;
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  g_test_message ("seed %u", seed);
  RS_SCOPE (vm);
  RsObject *keys[N_KEYS];
  for (int k = 0; k < N_KEYS; k++)
    keys[k] = mixed && k % 2 ? rs_int_new (vm, (gint64) k << 20) : rs_str_printf (vm, "name%d", k);
  RS_LOCAL_ARRAY (keys, N_KEYS);
  RS_LOCAL (dict, rs_dict_new (vm));
  NaiveDict naive = { .n = 0 };
  for (int turn = 0; turn < 20000; turn++)
    {
      int k = g_rand_int_range (random, 0, 1 + turn % N_KEYS);
      RS_LOCAL (value, rs_int_new (vm, turn));
      switch (g_rand_int_range (random, 0, 6))
        {
        case 0:
        case 1:
          naive_set (&naive, k, turn);
          g_assert_cmpint (rs_dict_set (vm, dict, keys[k], value), ==, 0);
          break;
        case 2:
          g_assert_true ((rs_dict_setdefault (vm, dict, keys[k], value) == value)
                         == (naive_find (&naive, k) < 0));
          if (naive_find (&naive, k) < 0)
            naive_set (&naive, k, turn);
          break;
        case 3:
          {
            RS_LOCAL (popped, rs_dict_pop (vm, dict, keys[k]));
            g_assert_true ((popped != NULL) == (naive_find (&naive, k) >= 0));
            naive_remove (&naive, k);
            break;
          }
        case 4:
          g_assert_cmpint (rs_dict_contains (vm, dict, keys[k]), ==, naive_find (&naive, k) >= 0);
          break;
        default:
          if (turn % 500 == 0)
            {
              rs_dict_clear (vm, dict);
              naive.n = 0;
            }
          else if (turn % 50 == 1)
            rs_setref (vm, &dict, rs_dict_copy (vm, dict));
        }
      assert_same_dict (vm, dict, keys, &naive);
    }
}

static void
test_dict_twin (Engine *e, gconstpointer data)
{
  dict_twin (e->vm, FALSE);
  dict_twin (e->vm, TRUE);
}

/* A dict that cannot grow is as it was. */
static void
test_dict_full (void)
{
  RsHost host = { NULL };
  RsVm *vm = rs_vm_new (NULL, &rs_library, &host, 8 << 20);
  {
    RS_SCOPE (vm);
    RS_LOCAL (dict, rs_dict_new (vm));
    gint64 n = 0;
    for (int failed = 0; failed == 0; n++)
      {
        RS_LOCAL (key, rs_int_new (vm, n));
        failed = rs_dict_set (vm, dict, key, vm->none);
      }
    g_assert_cmpint (vm->stop, ==, RS_STOP_NONE);
    g_autofree char *error = taken_error (vm);
    g_assert_cmpstr (error, ==, "MemoryError: ");
    g_assert_cmpuint (rs_dict_size (dict), ==, n - 1);
    gsize position = 0;
    RsObject *key, *value;
    gint64 found, expected = 0;
    for (; rs_dict_next (dict, &position, &key, &value); expected++)
      g_assert_true (rs_int_fits (key, &found) && found == expected);
    g_assert_cmpint (expected, ==, n - 1);
  }
  rs_vm_free (vm);
}

/* --- shared keys ---------------------------------------------------------- */

static RsObject *
new_class (RsVm *vm)
{
  RS_SCOPE (vm);
  RS_LOCAL (name, rs_str_new (vm, "P", -1));
  RS_LOCAL (bases, rs_tuple_new (vm, 0));
  RS_LOCAL (dict, rs_dict_new (vm));
  RS_LOCAL (module, rs_str_new (vm, "test", -1));
  rs_dict_set_text (vm, dict, "__module__", module);
  return rs_call (vm, RS_OBJECT (RS_TYPE (vm, TYPE)), (RsObject *[]){ name, bases, dict }, 3, NULL);
}

static void
set_attribute (RsVm *vm, RsObject *object, const char *name, int value)
{
  RS_SCOPE (vm);
  RS_LOCAL (str, rs_str_interned (vm, name));
  RS_LOCAL (number, rs_int_new (vm, value));
  g_assert_cmpint (rs_setattr (vm, object, str, number), ==, 0);
}

/* Room that each new instance with attributes x and y gets, as CPython 3.11's
 * sys.getsizeof (vars (p)) shows it: 296 bytes for the first, 8 less for each
 * that follows, 88 from the 27th on, where 3 values take 24. */
static void
test_room_of_instances (Engine *e, gconstpointer data)
{
  RsVm *vm = e->vm;
  RS_SCOPE (vm);
  RS_LOCAL (cls, new_class (vm));
  for (int k = 1; k <= 30; k++)
    {
      RS_LOCAL (p, rs_call0 (vm, cls));
      set_attribute (vm, p, "x", 1);
      set_attribute (vm, p, "y", 2);
      RsDict *dict = (RsDict *) rs_instance_dict (vm, p);
      int bytes = k < 27 ? 304 - 8 * k : 88;
      g_assert_cmpint (dict->values->capacity, ==, 3 + (bytes - 88) / 8);
    }
}

/* Two instances, attributes in different orders: one table, an order each. What
 * is deleted and set anew comes last; a name too many, and the dict has a table
 * of its own. */
static void
test_order_of_instances (Engine *e, gconstpointer data)
{
  RsVm *vm = e->vm;
  RS_SCOPE (vm);
  RS_LOCAL (cls, new_class (vm));
  RS_LOCAL (p, rs_call0 (vm, cls));
  RS_LOCAL (q, rs_call0 (vm, cls));
  set_attribute (vm, p, "x", 1);
  set_attribute (vm, p, "y", 2);
  set_attribute (vm, q, "y", 3);
  set_attribute (vm, q, "x", 4);
  RS_LOCAL (x, rs_str_interned (vm, "x"));
  g_assert_cmpint (rs_setattr (vm, p, x, NULL), ==, 0);
  set_attribute (vm, p, "x", 5);
  RsDict *of_p = (RsDict *) rs_instance_dict (vm, p), *of_q = (RsDict *) rs_instance_dict (vm, q);
  g_autofree char *first = taken_repr (vm, rs_incref (of_p)),
                  *second = taken_repr (vm, rs_incref (of_q));
  g_assert_cmpstr (first, ==, "{'y': 2, 'x': 5}");
  g_assert_cmpstr (second, ==, "{'y': 3, 'x': 4}");
  g_assert_true (of_p->keys == of_q->keys);
  g_assert_cmpint (of_p->keys->kind, ==, RS_KEYS_SPLIT);
  g_assert_cmpint (x->refcnt, >=, 2); /* ours and the table's, once */
  gint64 count = x->refcnt;
  g_assert_cmpint (rs_dict_unsplit (vm, of_p), ==, 0);
  g_assert_null (of_p->values);
  g_assert_cmpint (of_p->keys->kind, ==, RS_KEYS_UNICODE);
  g_assert_cmpint (x->refcnt, ==, count + 1);
  g_autofree char *alone = taken_repr (vm, rs_incref (of_p));
  g_assert_cmpstr (alone, ==, "{'y': 2, 'x': 5}");
  for (int i = 0; i < 40; i++)
    {
      g_autofree char *name = g_strdup_printf ("a%d", i);
      set_attribute (vm, q, name, i);
    }
  g_assert_null (of_q->values);
  g_assert_cmpuint (rs_dict_size (of_q), ==, 42);
}

/* --- set ------------------------------------------------------------------ */

static guint64
bits_of (RsObject *set)
{
  guint64 bits = 0;
  gsize position = 0;
  RsObject *key;
  gint64 hash, number;
  while (rs_set_next (set, &position, &key, &hash))
    {
      g_assert_true (rs_int_fits (key, &number));
      g_assert_cmpuint (bits & (guint64) 1 << (number >> 12), ==, 0);
      bits |= (guint64) 1 << (number >> 12);
    }
  return bits;
}

static RsObject *
set_of (RsVm *vm, guint64 bits, GRand *random)
{
  RS_SCOPE (vm);
  RS_LOCAL (set, rs_set_new (vm, NULL));
  for (int i = 0; i < 64; i++)
    {
      RS_LOCAL (key, rs_int_new (vm, (gint64) i << 12));
      if (bits >> i & 1 || g_rand_int_range (random, 0, 3) == 0)
        g_assert_cmpint (rs_set_add (vm, set, key), ==, 0);
      if (!(bits >> i & 1))
        g_assert_cmpint (rs_set_discard (vm, set, key), >=, 0);
    }
  g_assert_cmpuint (bits_of (set), ==, bits);
  return RS_GIVE (set);
}

static guint64
bits_taken (RsVm *vm, RsObject *set)
{
  RS_SCOPE (vm);
  RS_LOCAL (result, set);
  g_assert_nonnull (result);
  return bits_of (result);
}

/* Sets of ints that fall on the same slots, against the bits of a number. */
static void
test_set_algebra (Engine *e, gconstpointer data)
{
  RsVm *vm = e->vm;
  guint32 seed = 31;
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  g_test_message ("seed %u", seed);
  for (int turn = 0; turn < 500; turn++)
    {
      RS_SCOPE (vm);
      guint64 a = (guint64) g_rand_int (random) << 32 | g_rand_int (random),
              b = (guint64) g_rand_int (random) << 32 | g_rand_int (random);
      if (turn % 4 == 0)
        b &= a;
      if (turn % 5 == 0)
        b &= ~a;
      if (turn % 7 == 0)
        a &= 0xff;
      RS_LOCAL (x, set_of (vm, a, random));
      RS_LOCAL (y, set_of (vm, b, random));
      g_assert_cmpuint (bits_taken (vm, rs_set_and (vm, x, y)), ==, a & b);
      g_assert_cmpuint (bits_taken (vm, rs_set_or (vm, x, y)), ==, a | b);
      g_assert_cmpuint (bits_taken (vm, rs_set_xor (vm, x, y)), ==, a ^ b);
      g_assert_cmpuint (bits_taken (vm, rs_set_subtract (vm, x, y)), ==, a & ~b);
      g_assert_cmpint (rs_set_is_subset (vm, x, y), ==, (a & ~b) == 0);
      g_assert_cmpint (rs_set_is_disjoint (vm, x, y), ==, (a & b) == 0);
      RS_LOCAL (as_list, rs_list_from (vm, y)); /* the ways for what is no set */
      g_assert_cmpuint (bits_taken (vm, rs_set_intersect (vm, x, as_list)), ==, a & b);
      g_assert_cmpuint (bits_taken (vm, rs_set_minus (vm, x, as_list)), ==, a & ~b);
      g_assert_cmpuint (bits_taken (vm, rs_set_differ (vm, x, as_list)), ==, a ^ b);
      g_assert_cmpint (rs_set_has_all (vm, x, as_list), ==, (b & ~a) == 0);
      g_assert_cmpuint (bits_taken (vm, rs_set_iand (vm, x, y)), ==, a & b);
      g_assert_cmpuint (bits_of (x), ==, a & b);
      g_assert_cmpuint (bits_taken (vm, rs_set_ixor (vm, x, y)), ==, (a & b) ^ b);
      g_assert_cmpuint (bits_taken (vm, rs_set_ior (vm, x, y)), ==, b);
      g_assert_cmpuint (bits_taken (vm, rs_set_isubtract (vm, x, y)), ==, 0);
    }
}

/* --- sequences ------------------------------------------------------------ */

/* Pairs (key, place), sorted by their keys: among equals the places rise, with
 * reverse, too. Runs in order and against it, and noise. */
static void
test_sort_is_stable (Engine *e, gconstpointer data)
{
  RsVm *vm = e->vm;
  guint32 seed = 5;
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  g_test_message ("seed %u", seed);
  RS_SCOPE (vm);
  RS_LOCAL (operator, rs_import (vm, "_operator"));
  RS_LOCAL (name, rs_str_interned (vm, "itemgetter"));
  RS_LOCAL (getter, rs_getattr (vm, operator, name));
  RS_LOCAL (zero, rs_int_new (vm, 0));
  RS_LOCAL (key, rs_call1 (vm, getter, zero));
  for (int turn = 0; turn < 200; turn++)
    {
      gsize n = g_rand_int_range (random, 0, 300);
      gint64 least = G_MININT64, value = 0, place = -1;
      gboolean reverse = turn % 2;
      RS_LOCAL (list, rs_list_new (vm, 0));
      for (gsize i = 0; i < n; i++)
        {
          value = turn % 3 == 0     ? g_rand_int_range (random, 0, 20)
                  : i / 40 % 2 == 0 ? value + g_rand_int_range (random, 0, 2)
                                    : value - g_rand_int_range (random, 0, 3);
          RS_LOCAL (k, rs_int_new (vm, value));
          RS_LOCAL (at, rs_int_new (vm, i));
          rs_list_append_steal (vm, list, rs_tuple_pack (vm, 2, k, at));
        }
      g_assert_cmpint (rs_list_sort (vm, list, key, reverse), ==, 0);
      g_assert_cmpuint (rs_list_size (list), ==, n);
      for (gsize i = 0; i < n; i++)
        {
          gint64 k, at;
          RsObject **pair = rs_tuple_items (rs_list_items (list)[i]);
          g_assert_true (rs_int_fits (pair[0], &k));
          g_assert_true (rs_int_fits (pair[1], &at));
          gint64 ordered = reverse ? -k : k;
          g_assert_true (i == 0 || ordered >= least);
          g_assert_true (i == 0 || ordered > least || at > place);
          least = ordered;
          place = at;
        }
    }
}

/* The items that start:stop:step takes of N, by the definition: from start, or
 * the end that step comes from, by steps, as long as they lie before stop. */
static guint
naive_slice (int n, const int *start, const int *stop, int step, int *taken)
{
  guint count = 0;
  int first = start      ? (*start < 0 ? *start + n : *start)
              : step > 0 ? 0
                         : n - 1,
      limit = stop       ? (*stop < 0 ? *stop + n : *stop)
              : step > 0 ? n
                         : -1;
  if (stop && step < 0 && limit < -1)
    limit = -1;
  if (step > 0 ? first < 0 : first > n - 1)
    first = step > 0 ? 0 : n - 1;
  for (int i = first; step > 0 ? i < limit : i > limit; i += step)
    if (i >= 0 && i < n)
      taken[count++] = i;
  return count;
}

static void
test_slices (Engine *e, gconstpointer data)
{
  RsVm *vm = e->vm;
  for (int n = 0; n <= 5; n++)
    for (int a = -9; a <= 8; a++)
      for (int b = -9; b <= 8; b++)
        for (int step = -4; step <= 4; step++)
          {
            if (step == 0)
              continue;
            RS_SCOPE (vm);
            RS_LOCAL (start, a == -9 ? rs_incref (vm->none) : rs_int_new (vm, a));
            RS_LOCAL (stop, b == -9 ? rs_incref (vm->none) : rs_int_new (vm, b));
            RS_LOCAL (by, rs_int_new (vm, step));
            RS_LOCAL (slice, rs_slice_new (vm, start, stop, by));
            gssize first, last, stride, count;
            int taken[16];
            guint expected = naive_slice (n, a == -9 ? NULL : &a, b == -9 ? NULL : &b, step, taken);
            g_assert_true (rs_slice_unpack (vm, slice, n, &first, &last, &stride, &count));
            g_assert_cmpint (count, ==, expected);
            for (gssize i = 0; i < count; i++)
              g_assert_cmpint (first + i * stride, ==, taken[i]);
          }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ENGINE_TEST ("/objects/dict/twin", test_dict_twin);
  g_test_add_func ("/objects/dict/full", test_dict_full);
  ENGINE_TEST ("/objects/keys/room", test_room_of_instances);
  ENGINE_TEST ("/objects/keys/order", test_order_of_instances);
  ENGINE_TEST ("/objects/set/algebra", test_set_algebra);
  ENGINE_TEST ("/objects/list/sort", test_sort_is_stable);
  ENGINE_TEST ("/objects/slice/definition", test_slices);
  return g_test_run ();
}
