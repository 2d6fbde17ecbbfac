/* SPDX-License-Identifier: MIT
 *
 * Modules _heapq and _bisect: heaps in lists, and places in sorted ones.
 * Modelled on CPython's Modules/_heapqmodule.c and _bisectmodule.c.
 *
 * A heap: items[k] <= items[2k+1] and items[2k+2]. Only < is asked, and a
 * comparison may change the list: its size is looked at after each.
 */
#include "modules.h"

#include <string.h>

/* LEFT < RIGHT, of which somebody else has hold. -1 raises. */
static int
less_borrowed (RsVm *vm, RsObject *left, RsObject *right)
{
  RsObject *result = rs_richcompare (vm, left, right, RS_LT);
  int truth = result ? rs_is_true (vm, result) : -1;
  rs_xdecref (vm, result);
  return truth;
}

/* LEFT < RIGHT (for a max-heap: RIGHT < LEFT), both held. -1 raises. */
static int
less (RsVm *vm, RsObject *left, RsObject *right, gboolean max)
{
  guint mark = rs_hold_mark (vm);
  rs_hold (vm, rs_incref (left));
  rs_hold (vm, rs_incref (right));
  RsObject *result =
      max ? rs_richcompare (vm, right, left, RS_LT) : rs_richcompare (vm, left, right, RS_LT);
  int truth = result ? rs_is_true (vm, result) : -1;
  rs_hold_cut (vm, mark);
  rs_xdecref (vm, result);
  rs_decref (vm, left);
  rs_decref (vm, right);
  return truth;
}

static gboolean
size_changed (RsVm *vm, RsObject *heap, gsize size)
{
  if (rs_list_size (heap) == size)
    return FALSE;
  rs_raise (vm, RS_TYPE (vm, RuntimeError), "list changed size during iteration");
  return TRUE;
}

static void
swap (RsObject *heap, gsize a, gsize b)
{
  RsObject **items = rs_list_items (heap), *item = items[a];
  items[a] = items[b];
  items[b] = item;
}

/* Moves the item at POSITION up towards START while it is smaller than its
 * parent. */
static gboolean
sift_down (RsVm *vm, RsObject *heap, gsize start, gsize position, gboolean max)
{
  gsize size = rs_list_size (heap);
  while (position > start)
    {
      gsize parent = (position - 1) >> 1;
      int order = less (vm, rs_list_items (heap)[position], rs_list_items (heap)[parent], max);
      if (order < 0 || size_changed (vm, heap, size))
        return FALSE;
      if (order == 0)
        break;
      swap (heap, position, parent);
      position = parent;
    }
  return TRUE;
}

/* Moves the smaller child up until a leaf is reached, then the item from there
 * to its place: fewer comparisons than stopping early. */
static gboolean
sift_up (RsVm *vm, RsObject *heap, gsize position, gboolean max)
{
  gsize size = rs_list_size (heap), start = position, limit = size >> 1;
  while (position < limit)
    {
      gsize child = 2 * position + 1;
      if (child + 1 < size)
        {
          int order = less (vm, rs_list_items (heap)[child], rs_list_items (heap)[child + 1], max);
          if (order < 0 || size_changed (vm, heap, size))
            return FALSE;
          child += order == 0;
        }
      swap (heap, position, child);
      position = child;
    }
  return sift_down (vm, heap, start, position, max);
}

static gboolean
check_list (RsVm *vm, const char *function, RsObject *object)
{
  if (rs_is_list (object))
    return TRUE;
  char name[64];
  rs_type_error (vm, "%s() argument%s must be list, not %s", function,
                 strchr (function, 'p') && g_str_has_suffix (function, "push") ? " 1" : "",
                 rs_type_name (object->type, name, sizeof name));
  return FALSE;
}

static RsObject *
pop (RsVm *vm, RsObject *heap, gboolean max)
{
  gsize n = rs_list_size (heap);
  if (n == 0)
    return rs_raise (vm, RS_TYPE (vm, IndexError), "index out of range");
  RsObject *index = rs_int_new (vm, -1), *last = rs_incref (rs_list_items (heap)[n - 1]);
  int failed = rs_setitem (vm, heap, index, NULL);
  rs_decref (vm, index);
  if (failed || n == 1)
    {
      if (failed)
        rs_clear (vm, &last);
      return last;
    }
  RsObject *first = rs_list_items (heap)[0];
  rs_list_items (heap)[0] = last;
  guint mark = rs_hold_mark (vm);
  rs_hold (vm, first);
  gboolean ok = sift_up (vm, heap, 0, max);
  rs_hold_cut (vm, mark);
  if (!ok)
    rs_clear (vm, &first);
  return first;
}

static RsObject *
replace (RsVm *vm, RsObject *heap, RsObject *item, gboolean max)
{
  if (rs_list_size (heap) == 0)
    return rs_raise (vm, RS_TYPE (vm, IndexError), "index out of range");
  RsObject *first = rs_list_items (heap)[0];
  rs_list_items (heap)[0] = rs_incref (item);
  guint mark = rs_hold_mark (vm);
  rs_hold (vm, first);
  gboolean ok = sift_up (vm, heap, 0, max);
  rs_hold_cut (vm, mark);
  if (!ok)
    rs_clear (vm, &first);
  return first;
}

static RsObject *
heapify (RsVm *vm, RsObject *heap, gboolean max)
{
  for (gsize i = rs_list_size (heap) >> 1; i-- > 0;)
    if (!sift_up (vm, heap, i, max))
      return NULL;
  return rs_incref (vm->none);
}

RS_NATIVE (heapq_heappush)
{
  if (!check_list (vm, "heappush", args[0]) || rs_list_append (vm, args[0], args[1]) < 0)
    return NULL;
  return sift_down (vm, args[0], 0, rs_list_size (args[0]) - 1, FALSE) ? rs_incref (vm->none)
                                                                       : NULL;
}

RS_NATIVE (heapq_heappushpop)
{
  if (!check_list (vm, "heappushpop", args[0]))
    return NULL;
  if (rs_list_size (args[0]) == 0)
    return rs_incref (args[1]);
  RsObject *top = rs_incref (rs_list_items (args[0])[0]);
  guint mark = rs_hold_mark (vm);
  rs_hold (vm, top);
  int order = less_borrowed (vm, top, args[1]);
  rs_hold_cut (vm, mark);
  rs_decref (vm, top);
  if (order <= 0)
    return order < 0 ? NULL : rs_incref (args[1]);
  return replace (vm, args[0], args[1], FALSE);
}

#define ON_HEAP(id, text, call)                                                                    \
  RS_NATIVE (heapq_##id)                                                                           \
  {                                                                                                \
    return check_list (vm, text, args[0]) ? call : NULL;                                           \
  }
ON_HEAP (heappop, "heappop", pop (vm, args[0], FALSE))
ON_HEAP (heapreplace, "heapreplace", replace (vm, args[0], args[1], FALSE))
ON_HEAP (heapify, "heapify", heapify (vm, args[0], FALSE))
ON_HEAP (heappop_max, "_heappop_max", pop (vm, args[0], TRUE))
ON_HEAP (heapreplace_max, "_heapreplace_max", replace (vm, args[0], args[1], TRUE))
ON_HEAP (heapify_max, "_heapify_max", heapify (vm, args[0], TRUE))

static const RsMethodDef heapq_functions[] = {
  { "heappush", heapq_heappush, RS_M_FAST, 2, 2, NULL },
  { "heappushpop", heapq_heappushpop, RS_M_FAST, 2, 2, NULL },
  { "heappop", heapq_heappop, RS_M_O, 0, 0, NULL },
  { "heapreplace", heapq_heapreplace, RS_M_FAST, 2, 2, NULL },
  { "heapify", heapq_heapify, RS_M_O, 0, 0, NULL },
  { "_heappop_max", heapq_heappop_max, RS_M_O, 0, 0, NULL },
  { "_heapreplace_max", heapq_heapreplace_max, RS_M_FAST, 2, 2, NULL },
  { "_heapify_max", heapq_heapify_max, RS_M_O, 0, 0, NULL },
  { NULL }
};

static gboolean
fill_heapq (RsVm *vm, RsObject *module, RsObject *dict)
{
  return rs_module_add_functions (vm, module, dict, heapq_functions);
}

const RsModuleDef rs_module_heapq_c = { "_heapq", fill_heapq, NULL };

/* --- bisect --------------------------------------------------------------- */

/* The place for X in A[lo:hi]: after the items equal to it (RIGHT) or before
 * them. -1 raises. */
static gssize
bisect (RsVm *vm, const char *name, RsObject *const *args, gsize nargs, RsObject *kwnames,
        gboolean right, gboolean insert, RsObject **v)
{
  static const char *const names[] = { "a", "x", "lo", "hi", "*", "key", NULL };
  if (!rs_parse_args (vm, name, args, nargs, kwnames, names, 0, 2, v))
    return -1;
  gssize lo = v[2] ? rs_as_ssize (vm, v[2], RS_TYPE (vm, OverflowError)) : 0;
  if (lo < 0)
    return vm->pending ? -1
                       : rs_raise_int (vm, RS_TYPE (vm, ValueError), "lo must be non-negative");
  gssize hi = v[3] && v[3] != vm->none ? rs_as_ssize (vm, v[3], RS_TYPE (vm, OverflowError)) : -1;
  if (vm->pending != NULL || (hi < 0 && (hi = rs_length (vm, v[0])) < 0))
    return -1;
  RsObject *key = v[4] && v[4] != vm->none ? v[4] : NULL,
           *own_x = key && insert ? rs_call1 (vm, key, v[1]) : NULL, *x = own_x ? own_x : v[1];
  if (vm->pending != NULL)
    return -1;
  guint mark = rs_hold_mark (vm);
  if (own_x != NULL)
    rs_hold (vm, own_x);
  int order = 0;
  while (lo < hi && order >= 0)
    {
      gssize middle = (gssize) (((gsize) lo + hi) >> 1);
      RsObject *index = rs_int_new (vm, middle), *item = rs_getitem (vm, v[0], index);
      rs_decref (vm, index);
      if (item != NULL && key != NULL)
        {
          guint inner = rs_hold_mark (vm);
          rs_hold (vm, item);
          RsObject *own = rs_call1 (vm, key, item);
          rs_hold_cut (vm, inner);
          rs_decref (vm, item);
          item = own;
        }
      if (item != NULL)
        rs_hold (vm, item);
      order = item ? (right ? less_borrowed (vm, x, item) : less_borrowed (vm, item, x)) : -1;
      if (item != NULL)
        rs_hold_cut (vm, mark + (own_x != NULL));
      rs_xdecref (vm, item);
      if (right ? order > 0 : order == 0)
        hi = middle;
      else
        lo = middle + 1;
    }
  rs_hold_cut (vm, mark);
  rs_xdecref (vm, own_x);
  return order < 0 ? -1 : lo;
}

static RsObject *
insort (RsVm *vm, RsObject *list, gssize at, RsObject *item)
{
  if (at < 0)
    return NULL;
  if (list->type == RS_TYPE (vm, LIST))
    return rs_list_insert (vm, list, at, item) < 0 ? NULL : rs_incref (vm->none);
  RsObject *name = rs_str_interned (vm, "insert"), *place = rs_int_new (vm, at),
           *v[2] = { place, item };
  RsObject *result = rs_call_method (vm, list, name, v, 2);
  rs_decref (vm, name);
  rs_decref (vm, place);
  if (result == NULL)
    return NULL;
  rs_decref (vm, result);
  return rs_incref (vm->none);
}

#define BISECT(id, right)                                                                          \
  RS_NATIVE (bisect_##id)                                                                          \
  {                                                                                                \
    RsObject *v[5];                                                                                \
    gssize at = bisect (vm, "bisect_" #id, args, nargs, kwnames, right, FALSE, v);                 \
    return at < 0 ? NULL : rs_int_new (vm, at);                                                    \
  }                                                                                                \
  RS_NATIVE (insort_##id)                                                                          \
  {                                                                                                \
    RsObject *v[5];                                                                                \
    gssize at = bisect (vm, "insort_" #id, args, nargs, kwnames, right, TRUE, v);                  \
    return at < 0 ? NULL : insort (vm, v[0], at, v[1]);                                            \
  }
BISECT (left, FALSE)
BISECT (right, TRUE)

static const RsMethodDef bisect_functions[] = {
  { "bisect_left", bisect_left, RS_M_KEYWORDS, 0, 0, NULL },
  { "bisect_right", bisect_right, RS_M_KEYWORDS, 0, 0, NULL },
  { "bisect", bisect_right, RS_M_KEYWORDS, 0, 0, NULL },
  { "insort_left", insort_left, RS_M_KEYWORDS, 0, 0, NULL },
  { "insort_right", insort_right, RS_M_KEYWORDS, 0, 0, NULL },
  { "insort", insort_right, RS_M_KEYWORDS, 0, 0, NULL },
  { NULL }
};

static gboolean
fill_bisect (RsVm *vm, RsObject *module, RsObject *dict)
{
  return rs_module_add_functions (vm, module, dict, bisect_functions);
}

const RsModuleDef rs_module_bisect = { "bisect", fill_bisect, NULL };
