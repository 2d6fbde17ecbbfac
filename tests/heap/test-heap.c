/* SPDX-License-Identifier: MIT
 *
 * The heap model by itself, through the built-in containers: counts, cascades,
 * cycles, weak references, address reuse, saved states. What needs Python code
 * (finalizers, resurrection, callbacks) is run as a program.
 */
#include "modules/library.h"
#include "heap/address.h"
#include "heap/arena.h"
#include "heap/gc.h"
#include "heap/weakref.h"
#include "objects/abstract.h"
#include "session/session.h"
#include "vm/vm.h"

#include <string.h>

typedef struct {
  RsHost host;
  RsVm *vm;
} Fixture;

static void
setup (Fixture *f, gconstpointer data)
{
  memset (&f->host, 0, sizeof f->host);
  f->vm = rs_vm_new (NULL, &rs_library, &f->host, G_GUINT64_CONSTANT (2) << 30);
  g_assert_nonnull (f->vm);
  rs_gc_collect (f->vm, 2);
}

static void
teardown (Fixture *f, gconstpointer data)
{
  g_autofree char *text = NULL;
  g_assert_cmpuint (rs_audit (f->vm, &text), ==, 0);
  rs_vm_free (f->vm);
}

static void
test_counts (Fixture *f, gconstpointer data)
{
  RsVm *vm = f->vm;
  RsObject *list = rs_list_new (vm, 0), *item = rs_list_new (vm, 0);
  g_assert_cmpint (item->refcnt, ==, 1);
  rs_list_append (vm, list, item);
  rs_list_append (vm, list, item);
  g_assert_cmpint (item->refcnt, ==, 3);
  rs_decref (vm, list);
  g_assert_cmpint (item->refcnt, ==, 1);
  rs_decref (vm, item);
}

static void
test_cascade (Fixture *f, gconstpointer data)
{
  RsVm *vm = f->vm;
  guint64 before = rs_heap_count (vm);
  RsObject *outer = rs_list_new (vm, 0);
  for (int i = 0; i < 100; i++)
    {
      RsObject *inner = rs_list_new (vm, 0);
      rs_list_append_steal (vm, inner, rs_float_new (vm, i));
      rs_list_append_steal (vm, outer, inner);
    }
  g_assert_cmpuint (rs_heap_count (vm), ==, before + 201);
  rs_decref (vm, outer);
  g_assert_cmpuint (rs_heap_count (vm), ==, before);
}

/* A million lists, each in the next: freed one by one without a million C
 * calls. */
static void
test_long_chain (Fixture *f, gconstpointer data)
{
  RsVm *vm = f->vm;
  guint64 before = rs_heap_count (vm);
  vm->gc_enabled = FALSE;
  RsObject *chain = rs_list_new (vm, 0);
  for (int i = 1; i < 1000000; i++)
    {
      RsObject *next = rs_list_new (vm, 0);
      rs_list_append_steal (vm, next, chain);
      chain = next;
    }
  g_assert_cmpuint (rs_heap_count (vm), ==, before + 1000000);
  rs_decref (vm, chain);
  g_assert_cmpuint (rs_heap_count (vm), ==, before);
}

static void
test_cycle (Fixture *f, gconstpointer data)
{
  RsVm *vm = f->vm;
  guint64 before = rs_heap_count (vm);
  RsObject *a = rs_list_new (vm, 0), *b = rs_list_new (vm, 0);
  rs_list_append (vm, a, b);
  rs_list_append (vm, b, a);
  g_assert_cmpint (rs_gc_collect (vm, 2), ==, 0); /* both are still held from here */
  rs_decref (vm, a);
  g_assert_cmpint (rs_gc_collect (vm, 2), ==, 0);
  rs_decref (vm, b);
  g_assert_cmpuint (rs_heap_count (vm), ==, before + 2);
  g_assert_cmpint (rs_gc_collect (vm, 2), ==, 2);
  g_assert_cmpuint (rs_heap_count (vm), ==, before);
}

/* A ring of many, with a tail that only it holds: all of it goes, in one
 * collection. */
static void
test_ring_with_tail (Fixture *f, gconstpointer data)
{
  RsVm *vm = f->vm;
  guint64 before = rs_heap_count (vm);
  RsObject *first = rs_list_new (vm, 0), *last = first;
  for (int i = 1; i < 1000; i++)
    {
      RsObject *next = rs_list_new (vm, 0);
      rs_list_append_steal (vm, next, rs_float_new (vm, i));
      rs_list_append_steal (vm, last, next);
      last = next;
    }
  rs_list_append (vm, last, first);
  rs_decref (vm, first);
  g_assert_cmpint (rs_gc_collect (vm, 2), ==, 1000);
  g_assert_cmpuint (rs_heap_count (vm), ==, before);
}

static void
test_weakref (Fixture *f, gconstpointer data)
{
  RsVm *vm = f->vm;
  RsObject *set = rs_set_new (vm, NULL);
  RsObject *ref = rs_weakref_new (vm, RS_TYPE (vm, WEAKREF), set, NULL),
           *again = rs_weakref_new (vm, RS_TYPE (vm, WEAKREF), set, NULL);
  g_assert_true (ref == again); /* without a callback there is one */
  g_assert_cmpint (set->refcnt, ==, 1);
  g_assert_cmpuint (rs_weakref_count (set), ==, 1);
  rs_decref (vm, set);
  g_assert_null (rs_weakref_referent (ref));
  rs_decref (vm, ref);
  rs_decref (vm, again);
}

static void
test_address_reuse (Fixture *f, gconstpointer data)
{
  RsVm *vm = f->vm;
  RsObject *a = rs_set_new (vm, NULL), *b = rs_set_new (vm, NULL);
  guint64 at_a = rs_address (a), at_b = rs_address (b), serial = b->serial;
  g_assert_cmpuint (at_a, !=, at_b);
  rs_decref (vm, a);
  rs_decref (vm, b);
  /* Last in, first out within a size class; the serial is never used again. */
  RsObject *c = rs_set_new (vm, NULL), *d = rs_set_new (vm, NULL);
  g_assert_cmpuint (rs_address (c), ==, at_b);
  g_assert_cmpuint (rs_address (d), ==, at_a);
  g_assert_cmpuint (c->serial, >, serial);
  rs_decref (vm, c);
  rs_decref (vm, d);
}

/* What a saved state holds comes back to the byte, at the same addresses. */
static void
test_saved_state (Fixture *f, gconstpointer data)
{
  RsVm *vm = f->vm;
  gsize copied;
  RsObject *list = rs_list_new (vm, 0);
  rs_list_append_steal (vm, list, rs_float_new (vm, 1.5));
  guint64 objects = rs_heap_count (vm), address = rs_address (list), serial = vm->next_serial;
  RsArenaImage *image = rs_arena_save (rs_vm_arena (vm), NULL, &copied);
  for (int i = 0; i < 1000; i++)
    rs_list_append_steal (vm, list, rs_list_new (vm, 0));
  RsArenaImage *later = rs_arena_save (rs_vm_arena (vm), image, &copied);
  rs_decref (vm, list);
  rs_arena_restore (rs_vm_arena (vm), image);
  g_assert_cmpuint (rs_heap_count (vm), ==, objects);
  g_assert_cmpuint (vm->next_serial, ==, serial);
  g_assert_cmpuint (rs_address (list), ==, address);
  g_assert_cmpuint (rs_list_size (list), ==, 1);
  g_assert_cmpfloat (rs_float_value (rs_list_items (list)[0]), ==, 1.5);
  rs_arena_restore (rs_vm_arena (vm), later);
  g_assert_cmpuint (rs_list_size (list), ==, 1001);
  rs_arena_image_free (image);
  rs_arena_image_free (later);
  rs_decref (vm, list);
}

/* Random lists that refer to each other: after every name is gone, a collection
 * leaves nothing. The audit holds at every turn. */
static void
test_random_graphs (Fixture *f, gconstpointer data)
{
  RsVm *vm = f->vm;
  guint32 seed = 20261;
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  guint64 before = rs_heap_count (vm);
  g_test_message ("seed %u", seed);
  for (int turn = 0; turn < 20; turn++)
    {
      RsObject *nodes[60];
      RS_SCOPE (vm);
      for (int i = 0; i < 60; i++)
        nodes[i] = rs_list_new (vm, 0);
      RS_LOCAL_ARRAY (nodes, 60);
      for (int e = 0; e < 150; e++)
        rs_list_append (vm, nodes[g_rand_int_range (random, 0, 60)],
                        nodes[g_rand_int_range (random, 0, 60)]);
      g_autofree char *text = NULL;
      g_assert_cmpuint (rs_audit (vm, &text), ==, 0);
      RS_CLEAR_ARRAY (nodes);
      rs_gc_collect (vm, 2);
      g_assert_cmpuint (rs_heap_count (vm), ==, before);
    }
}

static void
run (const char *program, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RsSession) session =
      rs_session_new (program, strlen (program), "test.py", NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (rs_session_run (session), ==, 0);
  g_assert_cmpstr (rs_session_recording (session)->errors, ==, "");
  g_assert_cmpstr (rs_session_recording (session)->output, ==, expected);
}

static void
test_finalizer_once (void)
{
  run ("import gc\n"
       "kept = []\n"
       "class A:\n"
       "    def __del__(self):\n"
       "        print('del')\n"
       "        kept.append(self)\n"
       "a = A()\n"
       "del a\n"
       "print(len(kept))\n"
       "kept.pop()\n"
       "print(len(kept))\n",
       "del\n1\n0\n");
}

static void
test_cycle_with_finalizer (void)
{
  run ("import gc, weakref\n"
       "gc.collect()\n"
       "class A:\n"
       "    def __del__(self): print('del', self.name)\n"
       "a, b = A(), A()\n"
       "a.name, b.name, a.other, b.other = 'a', 'b', b, a\n"
       "r = weakref.ref(a, lambda r: print('callback', r()))\n"
       "del a, b\n"
       "print(r() is not None)\n"
       "print(gc.collect())\n"
       "print(r())\n",
       "True\ncallback None\ndel a\ndel b\n2\nNone\n");
}

static void
test_callback_order (void)
{
  run ("import weakref\n"
       "class A: pass\n"
       "a = A()\n"
       "r1 = weakref.ref(a, lambda r: print('first', r()))\n"
       "r2 = weakref.ref(a, lambda r: print('second', r()))\n"
       "del a\n",
       "second None\nfirst None\n");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) g_test_add ("/heap/" path, Fixture, NULL, setup, function, teardown)
  ADD ("counts", test_counts);
  ADD ("dealloc/cascade", test_cascade);
  ADD ("dealloc/chain-of-a-million", test_long_chain);
  ADD ("gc/cycle", test_cycle);
  ADD ("gc/ring-with-tail", test_ring_with_tail);
  ADD ("gc/random-graphs", test_random_graphs);
  ADD ("weakref/clear", test_weakref);
  ADD ("address/reuse", test_address_reuse);
  ADD ("arena/save-and-restore", test_saved_state);
  g_test_add_func ("/heap/finalizer/once", test_finalizer_once);
  g_test_add_func ("/heap/gc/finalizer-in-cycle", test_cycle_with_finalizer);
  g_test_add_func ("/heap/weakref/callback-order", test_callback_order);
  return g_test_run ();
}
