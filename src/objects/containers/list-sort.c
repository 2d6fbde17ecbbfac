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
#include "obj-list.h"
#include "objects/abstract.h"

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
        {
          s->failed =
              a != b
              && !rs_may_go_on (vm, MIN (rs_str_length (a), rs_str_length (b)) / RS_WORK_BYTES);
          return !s->failed && rs_str_compare (a, b) < 0;
        }
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
  if (!rs_may_go_on (s->vm, high - low))
    {
      s->failed = TRUE;
      return;
    }
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
      s->failed = s->failed || !rs_may_go_on (s->vm, MAX (length, 4 * MIN_RUN));
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

/* KEYS[i] = KEY (ITEMS[i]), which RS_LOCAL_ARRAY names already. */
static gboolean
make_keys (RsVm *vm, RsObject **keys, RsObject *const *items, gsize n, RsObject *key)
{
  for (gsize i = 0; i < n; i++)
    if ((keys[i] = rs_call1 (vm, key, items[i])) == NULL)
      return FALSE;
  return TRUE;
}

/* Sorts the N items with their KEYS (the items themselves if it has none),
 * which move in step. */
static gboolean
sort_items (RsVm *vm, RsObject **items, RsObject **keys, gsize n, gboolean reverse)
{
  gsize bytes = n * sizeof (Pair);
  Sort s = { vm, rs_mem_alloc (vm, bytes), rs_mem_alloc (vm, bytes), FALSE };
  for (gsize i = 0; i < n; i++)
    s.pairs[i] = (Pair){ keys[i], items[i] };
  /* Reversed twice, so that equal ones keep their order. */
  if (reverse)
    reverse_pairs (s.pairs, n);
  sort_pairs (&s, n);
  if (reverse)
    reverse_pairs (s.pairs, n);
  for (gsize i = 0; i < n; i++)
    {
      keys[i] = s.pairs[i].key;
      items[i] = s.pairs[i].value;
    }
  rs_mem_free (vm, s.pairs, bytes);
  rs_mem_free (vm, s.scratch, bytes);
  return !s.failed;
}

int
rs_list_sort (RsVm *vm, RsObject *self, RsObject *key, gboolean reverse)
{
  RsList *list = (RsList *) self, saved = *list;
  gsize n = list->size;
  RsObject **items = list->items, **keys = items;

  if (n < 1)
    return 0;
  list->size = list->allocated = 0;
  list->items = NULL;
  list->items_block = 0;
  list->sorting = RS_LIST_SORTING;
  if (key != NULL)
    keys = rs_mem_alloc0 (vm, n * sizeof (RsObject *));
  RS_SCOPE (vm);
  RS_LOCAL_ARRAY (items, n);
  RS_LOCAL_ARRAY (keys, key != NULL ? n : 0);
  gboolean ok = (key == NULL || make_keys (vm, keys, items, n, key))
                && sort_items (vm, items, keys, n, reverse);
  RS_CLEAR_ARRAY (keys);
  if (key != NULL)
    rs_mem_free (vm, keys, n * sizeof (RsObject *));
  gboolean changed = list->sorting == RS_LIST_TOUCHED;
  /* The list has its items again before those die that were put into it
   * meanwhile. */
  RsObject **junk = list->items;
  gsize n_junk = list->size, junk_bytes = list->allocated * sizeof (RsObject *);
  guint32 junk_block = list->items_block;
  list->items = items;
  list->size = n;
  list->allocated = saved.allocated;
  list->items_block = saved.items_block;
  list->sorting = saved.sorting; /* within a sort of this list that is one of its changes */
  RS_FORGET_ARRAY (items);
  for (gsize i = 0; i < n_junk / 2; i++)
    {
      RsObject *first = junk[i];
      junk[i] = junk[n_junk - 1 - i]; /* the last one dies first */
      junk[n_junk - 1 - i] = first;
    }
  RS_LOCAL_ARRAY (junk, n_junk);
  if (changed && ok)
    rs_value_error (vm, "list modified during sort");
  RS_CLEAR_ARRAY (junk);
  rs_buffer_free (vm, junk, junk_bytes, junk_block);
  return ok && !changed ? 0 : -1;
}
