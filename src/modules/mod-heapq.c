/* SPDX-License-Identifier: MIT
 *
 * Modules _heapq and _bisect: heaps in lists, and places in sorted ones.
 * Modelled on CPython's Modules/_heapqmodule.c and _bisectmodule.c.
 *
 * A heap: items[k] <= items[2k+1] and items[2k+2]. Only < is asked, and a
 * comparison may change the list: its size is looked at after each.
 */
#include "modules.h"

#include "heap/run-limits.h"
#include "objects/containers/obj-list.h"

#include <string.h>

/* LEFT < RIGHT, of which somebody else has hold. -1 raises. */
static int
less_borrowed (RsVm *vm, RsObject *left, RsObject *right)
{
  RS_SCOPE (vm);
  if (!rs_may_go_on (vm, 1))
    return -1;
  RS_LOCAL (result, rs_richcompare (vm, left, right, RS_LT));
  return result ? rs_is_true (vm, result) : -1;
}

/* LEFT < RIGHT (for a max-heap: RIGHT < LEFT). -1 raises. */
static int
less (RsVm *vm, RsObject *left, RsObject *right, gboolean max)
{
  RS_SCOPE (vm);
  RS_LOCAL (second, rs_incref (right));
  RS_LOCAL (first, rs_incref (left));
  return max ? less_borrowed (vm, second, first) : less_borrowed (vm, first, second);
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

/* Gives the top of HEAP for *ITEM. */
static void
swap_with (RsObject *heap, RsObject **item)
{
  RsObject *top = rs_list_items (heap)[0];
  rs_list_items (heap)[0] = *item;
  *item = top;
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

/* The error says which argument, where there are several. */
static gboolean
check_list (RsVm *vm, const char *function, RsObject *object, gsize nargs)
{
  if (rs_is_list (object))
    return TRUE;
  char name[64];
  rs_type_error (vm, "%s() argument%s must be list, not %s", function, nargs > 1 ? " 1" : "",
                 rs_type_name (object->type, name, sizeof name));
  return FALSE;
}

static RsObject *
pop (RsVm *vm, RsObject *heap, gboolean max)
{
  gsize n = rs_list_size (heap);
  if (n == 0)
    return rs_raise (vm, RS_TYPE (vm, IndexError), "index out of range");
  RS_SCOPE (vm);
  RS_LOCAL (index, rs_int_new (vm, -1));
  RS_LOCAL (first, rs_incref (rs_list_items (heap)[n - 1]));
  if (rs_list_setitem (vm, heap, index, NULL) < 0)
    return NULL;
  if (n == 1)
    return RS_GIVE (first);
  swap_with (heap, &first);
  return sift_up (vm, heap, 0, max) ? RS_GIVE (first) : NULL;
}

static RsObject *
replace (RsVm *vm, RsObject *heap, RsObject *item, gboolean max)
{
  if (rs_list_size (heap) == 0)
    return rs_raise (vm, RS_TYPE (vm, IndexError), "index out of range");
  RS_SCOPE (vm);
  RS_LOCAL (first, rs_incref (item));
  swap_with (heap, &first);
  return sift_up (vm, heap, 0, max) ? RS_GIVE (first) : NULL;
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
  if (!check_list (vm, "heappush", args[0], nargs) || rs_list_append (vm, args[0], args[1]) < 0)
    return NULL;
  return sift_down (vm, args[0], 0, rs_list_size (args[0]) - 1, FALSE) ? rs_incref (vm->none)
                                                                       : NULL;
}

RS_NATIVE (heapq_heappushpop)
{
  if (!check_list (vm, "heappushpop", args[0], nargs))
    return NULL;
  RsObject *heap = args[0];
  if (rs_list_size (heap) == 0)
    return rs_incref (args[1]);
  RS_SCOPE (vm);
  RS_LOCAL (top, rs_incref (rs_list_items (heap)[0]));
  int order = less_borrowed (vm, top, args[1]);
  rs_clear (vm, &top);
  if (order <= 0)
    return order < 0 ? NULL : rs_incref (args[1]);
  return replace (vm, heap, args[1], FALSE);
}

#define ON_HEAP(id, text, call)                                                                    \
  RS_NATIVE (heapq_##id)                                                                           \
  {                                                                                                \
    return check_list (vm, text, args[0], nargs) ? call : NULL;                                    \
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
  gssize hi = vm->pending                ? -1
              : v[3] && v[3] != vm->none ? rs_as_ssize (vm, v[3], RS_TYPE (vm, OverflowError))
                                         : -1;
  if (vm->pending != NULL)
    return -1;
  RS_SCOPE (vm);
  RsObject *key = v[4] && v[4] != vm->none ? v[4] : NULL;
  RS_LOCAL (own_x, key && insert ? rs_call1 (vm, key, v[1]) : NULL);
  if (vm->pending != NULL)
    return -1;
  if (lo < 0)
    return rs_raise_int (vm, RS_TYPE (vm, ValueError), "lo must be non-negative");
  if (hi < 0 && (hi = rs_length (vm, v[0])) < 0)
    return -1;
  RsObject *x = own_x ? own_x : v[1];
  while (lo < hi)
    {
      gssize middle = (gssize) (((gsize) lo + hi) >> 1);
      RS_LOCAL (index, rs_int_new (vm, middle));
      RS_LOCAL (item, rs_getitem (vm, v[0], index));
      if (item != NULL && key != NULL)
        rs_setref (vm, &item, rs_call1 (vm, key, item));
      int order = item == NULL ? -1
                  : right      ? less_borrowed (vm, x, item)
                               : less_borrowed (vm, item, x);
      if (order < 0)
        return -1;
      if (right ? order > 0 : order == 0)
        hi = middle;
      else
        lo = middle + 1;
    }
  return lo;
}

static RsObject *
insort (RsVm *vm, RsObject *list, gssize at, RsObject *item)
{
  if (at < 0)
    return NULL;
  if (list->type == RS_TYPE (vm, LIST))
    return rs_list_insert (vm, list, at, item) < 0 ? NULL : rs_incref (vm->none);
  RS_SCOPE (vm);
  RS_LOCAL (name, rs_str_interned (vm, "insert"));
  RS_LOCAL (place, rs_int_new (vm, at));
  RS_LOCAL (result, rs_call_method (vm, list, name, (RsObject *[]){ place, item }, 2));
  if (result == NULL)
    return NULL;
  rs_clear (vm, &result);
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
