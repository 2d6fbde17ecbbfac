/* SPDX-License-Identifier: MIT
 *
 * list.sort: a stable merge sort that takes runs already in order as it finds
 * them, like Tim Peters' listsort (Objects/listsort.txt), without its
 * galloping: short runs are filled up to MIN_RUN by binary insertion, then
 * merged so that neighbouring runs have similar lengths. The order of
 * comparisons differs from CPython's where a comparison has effects; the result
 * does not.
 *
 * While it sorts, the list is empty, so that a key or comparison that looks at
 * it cannot do harm.
 */
#include "abstract.h"
#include "obj-list.h"

#include <string.h>

#define MIN_RUN 32

typedef struct {
  RsObject *key, *value;
} Pair;
typedef struct {
  RsVm *vm;
  Pair *pairs, *scratch;
  gboolean failed;
} Sort;

static gboolean
less (Sort *s, RsObject *a, RsObject *b)
{
  RsVm *vm = s->vm;
  if (s->failed)
    return FALSE;
  if (a->type == b->type)
    {
      if (a->type == RS_TYPE (vm, STR))
        return rs_str_compare (a, b) < 0;
      if (a->type == RS_TYPE (vm, FLOAT))
        return rs_float_value (a) < rs_float_value (b);
      gint64 x, y;
      if (a->type == RS_TYPE (vm, INT) && rs_int_small (a, &x) && rs_int_small (b, &y))
        return x < y;
    }
  int result = rs_compare_bool (vm, a, b, RS_LT);
  if (result < 0)
    s->failed = TRUE;
  return result > 0;
}

/* Sorts [LOW, HIGH), of which [LOW, START) is in order. */
static void
insertion (Sort *s, gsize low, gsize start, gsize high)
{
  for (; start < high && !s->failed; start++)
    {
      gsize left = low, right = start;
      Pair pivot = s->pairs[start];
      while (left < right)
        {
          gsize middle = left + (right - left) / 2;
          if (less (s, pivot.key, s->pairs[middle].key))
            right = middle;
          else
            left = middle + 1;
        }
      memmove (s->pairs + left + 1, s->pairs + left, (start - left) * sizeof (Pair));
      s->pairs[left] = pivot;
    }
}

/* Length of the run at LOW; a strictly falling one is turned round. */
static gsize
count_run (Sort *s, gsize low, gsize high)
{
  gsize i = low + 1;
  if (i >= high)
    return high - low;
  if (less (s, s->pairs[i].key, s->pairs[low].key))
    {
      for (i++; i < high && less (s, s->pairs[i].key, s->pairs[i - 1].key); i++)
        ;
      for (gsize a = low, b = i - 1; a < b && !s->failed; a++, b--)
        {
          Pair pair = s->pairs[a];
          s->pairs[a] = s->pairs[b];
          s->pairs[b] = pair;
        }
      return i - low;
    }
  for (i++; i < high && !less (s, s->pairs[i].key, s->pairs[i - 1].key) && !s->failed; i++)
    ;
  return i - low;
}

static void
merge (Sort *s, gsize low, gsize middle, gsize high)
{
  gsize n = middle - low, i = 0, k = middle, to = low;
  memcpy (s->scratch, s->pairs + low, n * sizeof (Pair));
  while (i < n && k < high)
    if (less (s, s->pairs[k].key, s->scratch[i].key))
      s->pairs[to++] = s->pairs[k++];
    else
      s->pairs[to++] = s->scratch[i++];
  memcpy (s->pairs + to, s->scratch + i, (n - i) * sizeof (Pair));
}

static void
sort_pairs (Sort *s, gsize n)
{
  struct {
    gsize start, length;
  } runs[96];
  guint n_runs = 0;

  for (gsize low = 0; low < n && !s->failed;)
    {
      gsize length = count_run (s, low, n);
      if (length < MIN_RUN)
        {
          gsize want = MIN (MIN_RUN, n - low);
          insertion (s, low, low + length, low + want);
          length = want;
        }
      runs[n_runs].start = low;
      runs[n_runs++].length = length;
      low += length;
      /* Lengths shrink by half at the least, so 96 runs are more than memory
       * holds. */
      while (n_runs > 1 && (runs[n_runs - 2].length <= runs[n_runs - 1].length * 2 || low >= n)
             && !s->failed)
        {
          merge (s, runs[n_runs - 2].start, runs[n_runs - 1].start,
                 runs[n_runs - 1].start + runs[n_runs - 1].length);
          runs[n_runs - 2].length += runs[n_runs - 1].length;
          n_runs--;
        }
    }
}

static void
reverse_pairs (Pair *pairs, gsize n)
{
  for (gsize a = 0, b = n; a + 1 < b; a++)
    {
      Pair pair = pairs[a];
      pairs[a] = pairs[--b];
      pairs[b] = pair;
    }
}

static gboolean
make_keys (RsVm *vm, Pair *pairs, gsize n, RsObject *key)
{
  for (gsize i = 0; i < n; i++)
    {
      pairs[i].key = key ? rs_call1 (vm, key, pairs[i].value) : pairs[i].value;
      if (pairs[i].key == NULL)
        {
          while (i-- > 0)
            rs_decref (vm, pairs[i].key);
          pairs[0].key = NULL;
          return FALSE;
        }
      if (key != NULL)
        rs_hold (vm, pairs[i].key);
    }
  return TRUE;
}

int
rs_list_sort (RsVm *vm, RsObject *self, RsObject *key, gboolean reverse)
{
  RsList *list = (RsList *) self;
  gsize n = list->size, allocated = list->allocated, bytes = MAX (n, 1) * sizeof (Pair);
  RsObject **items = list->items;
  guint32 block = list->items_block;
  guint mark = rs_hold_mark (vm);

  if (n < 1)
    return 0;
  list->size = list->allocated = 0;
  list->items = NULL;
  list->items_block = 0;
  list->sorting = RS_LIST_SORTING;
  Sort s = { vm, rs_mem_alloc (vm, bytes), rs_mem_alloc (vm, bytes), FALSE };
  for (gsize i = 0; i < n; i++)
    {
      s.pairs[i].value = items[i];
      rs_hold (vm, items[i]);
    }
  if (make_keys (vm, s.pairs, n, key))
    {
      /* Reversed twice, so that equal ones keep their order. */
      if (reverse)
        reverse_pairs (s.pairs, n);
      sort_pairs (&s, n);
      if (reverse)
        reverse_pairs (s.pairs, n);
    }
  else
    s.failed = TRUE;
  rs_hold_cut (vm, mark);
  if (key != NULL && s.pairs[0].key != NULL)
    for (gsize i = 0; i < n; i++)
      rs_decref (vm, s.pairs[i].key);
  for (gsize i = 0; i < n; i++)
    items[i] = s.pairs[i].value;
  gboolean changed = list->sorting == RS_LIST_TOUCHED;
  list->sorting = 0;
  if (list->items != NULL)
    rs_list_clear (vm, self);
  list->items = items;
  list->size = n;
  list->allocated = allocated;
  list->items_block = block;
  rs_mem_free (vm, s.pairs, bytes);
  rs_mem_free (vm, s.scratch, bytes);
  if (changed && !s.failed)
    return rs_raise_int (vm, RS_TYPE (vm, ValueError), "list modified during sort");
  return s.failed ? -1 : 0;
}
