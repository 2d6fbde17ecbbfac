/* SPDX-License-Identifier: MIT
 *
 * Module itertools: what all its iterators share, and those that go through one
 * iterable. The combinatoric ones are in itertools-combine.c, groupby and tee
 * in itertools-group.c. Modelled on CPython's Modules/itertoolsmodule.c.
 */
#include "itertools-private.h"

#include "objects/containers/dict-keys.h"

static const char *const field_names[][4] = {
  [RS_IT_COUNT] = { "cnt", "step" },
  [RS_IT_CYCLE] = { "it", "saved" },
  [RS_IT_REPEAT] = { "element" },
  [RS_IT_CHAIN] = { "source", "active" },
  [RS_IT_ISLICE] = { "it" },
  [RS_IT_TAKEWHILE] = { "func", "it" },
  [RS_IT_DROPWHILE] = { "func", "it" },
  [RS_IT_FILTERFALSE] = { "func", "it" },
  [RS_IT_STARMAP] = { "func", "it" },
  [RS_IT_COMPRESS] = { "data", "selectors" },
  [RS_IT_ACCUMULATE] = { "binop", "it", "total", "initial" },
  [RS_IT_PAIRWISE] = { "it", "old" },
  [RS_IT_ZIP_LONGEST] = { "ittuple", "result", "fillvalue" },
  [RS_IT_PRODUCT] = { "pools", "result" },
  [RS_IT_PERMUTATIONS] = { "pool", "result" },
  [RS_IT_COMBINATIONS] = { "pool", "result" },
  [RS_IT_COMBINATIONS_R] = { "pool", "result" },
  [RS_IT_GROUPBY] = { "it", "keyfunc", "currkey", "currvalue" },
  [RS_IT_GROUPER] = { "parent", "tgtkey" },
  [RS_IT_TEE] = { "dataobj" },
  [RS_IT_TEE_DATA] = { "it", "values", "nextlink" },
};

RsObject *
rs_itertool_new (RsVm *vm, RsType *type, RsItertoolKind kind, RsObject *a, RsObject *b, RsObject *c,
                 RsObject *d)
{
  RsItertool *self = rs_object_new (vm, type);
  if (self == NULL)
    {
      rs_xdecref (vm, a);
      rs_xdecref (vm, b);
      rs_xdecref (vm, c);
      rs_xdecref (vm, d);
      return NULL;
    }
  self->base.extra = kind;
  self->a = a;
  self->b = b;
  self->c = c;
  self->d = d;
  rs_gc_track (vm, self);
  return RS_OBJECT (self);
}

void
rs_itertool_clear (RsVm *vm, RsObject *object)
{
  RsItertool *self = RS_IT (object);
  rs_clear (vm, &self->a);
  rs_clear (vm, &self->b);
  rs_clear (vm, &self->c);
  rs_clear (vm, &self->d);
  rs_clear (vm, &self->target);
  rs_clear (vm, &self->parked);
}

void
rs_itertool_decref (RsVm *vm, RsItertool *self, RsObject *old)
{
  if (old == NULL)
    return;
  if (self->users == 0)
    {
      rs_decref (vm, old);
      return;
    }
  /* A chain of pairs: unlike a list's array, a pair is always to be had. */
  RsObject *pair = rs_tuple_new (vm, 2);
  rs_tuple_items (pair)[0] = self->parked ? self->parked : rs_incref (vm->none);
  rs_tuple_items (pair)[1] = old;
  self->parked = pair;
}

void
rs_itertool_unpark (RsVm *vm, RsItertool *self)
{
  rs_clear (vm, &self->parked);
}

RsObject *
rs_itertool_ask (RsVm *vm, RsItertool *self, RsObject *iterator)
{
  rs_itertool_use (self);
  RsObject *item = rs_next (vm, iterator);
  if (G_LIKELY (self->users > 1 || self->parked == NULL))
    {
      self->users--;
      return item;
    }
  RS_SCOPE (vm);
  RS_LOCAL (result, item);
  rs_itertool_used (vm, self);
  return RS_GIVE (result);
}

void
rs_itertool_dealloc (RsVm *vm, RsObject *object)
{
  RsItertool *self = RS_IT (object);
  rs_gc_untrack (vm, object);
  if (self->base.extra == RS_IT_TEE)
    rs_weakref_object_dies (vm, object);
  rs_itertool_clear (vm, object);
  if (self->indices != NULL)
    rs_buffer_free (vm, self->indices, 2 * self->m * sizeof (gssize), self->indices_block);
  rs_object_free (vm, object);
}

/* The combinatoric ones count their indices. */
gsize
rs_itertool_sizeof (RsVm *vm, RsObject *object)
{
  RsItertool *self = RS_IT (object);
  gsize n = 0;
  if (self->base.extra >= RS_IT_PRODUCT && self->base.extra <= RS_IT_COMBINATIONS_R
      && self->indices != NULL)
    n = self->n + (self->base.extra == RS_IT_PERMUTATIONS ? rs_tuple_size (self->a) : 0);
  return object->type->basicsize + n * 8;
}

void
rs_itertool_traverse (RsVm *vm, RsObject *object, RsVisit *visit)
{
  RsItertool *self = RS_IT (object);
  const char *const *names = field_names[self->base.extra];
  rs_visit_field (visit, self->a, names[0]);
  rs_visit_field (visit, self->b, names[1]);
  rs_visit_field (visit, self->c, names[2]);
  rs_visit_field (visit, self->d, names[3]);
  rs_visit_field (visit, self->target, "tgtkey");
  rs_visit (visit, self->parked, RS_EDGE_FIELD | RS_EDGE_HIDDEN, (gintptr) "parked");
}

RsObject *
rs_itertool_reuse (RsVm *vm, RsObject **result)
{
  if ((*result)->refcnt > 1)
    {
      RsObject *copy = rs_tuple_from_array (vm, rs_tuple_items (*result), rs_tuple_size (*result));
      if (copy == NULL)
        return NULL;
      rs_setref (vm, result, copy);
    }
  else if (!rs_gc_is_tracked (*result))
    rs_gc_track (vm, *result);
  return *result;
}

/* Is what FUNCTION (ITEM) says true? -1 raises. */
static int
test (RsVm *vm, RsObject *function, RsObject *item)
{
  RS_SCOPE (vm);
  RS_LOCAL (result, rs_call1 (vm, function, item));
  return result ? rs_is_true (vm, result) : -1;
}

/* --- count, repeat, cycle ------------------------------------------------- */

static gboolean
is_number (RsObject *object)
{
  return object->type->slots.index || object->type->slots.float_ || object->type->slots.int_
         || rs_is_int (object) || rs_is_float (object);
}

/* Counts in N while start and step are small ints, else in the objects A and
 * B. */
static RsObject *
count_new (RsVm *vm, RsType *type, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  static const char *const names[] = { "start", "step", NULL };
  RsObject *v[2];
  gint64 start = 0, step = 1;
  if (!rs_parse_args (vm, "count", args, nargs, kwnames, names, 0, 0, v))
    return NULL;
  if ((v[0] && !is_number (v[0]) && v[0]->type != RS_TYPE (vm, COMPLEX))
      || (v[1] && !is_number (v[1]) && v[1]->type != RS_TYPE (vm, COMPLEX)))
    return rs_type_error (vm, "a number is required");
  gboolean fast = (v[0] == NULL || (rs_is_int (v[0]) && rs_int_fits (v[0], &start)))
                  && (v[1] == NULL || (rs_is_int (v[1]) && rs_int_fits (v[1], &step))) && step == 1;
  RsObject *b = v[1] ? rs_incref (v[1]) : rs_int_new (vm, 1), *a = fast   ? NULL
                                                                   : v[0] ? rs_incref (v[0])
                                                                          : rs_int_new (vm, 0);
  RsObject *self = rs_itertool_new (vm, type, RS_IT_COUNT, a, b, NULL, NULL);
  if (self != NULL)
    RS_IT (self)->n = start;
  return self;
}

static RsObject *
count_next (RsVm *vm, RsObject *object)
{
  RsItertool *self = RS_IT (object);
  if (self->a == NULL && self->n < G_MAXINT64)
    return rs_int_new (vm, self->n++);
  if (self->a == NULL)
    self->a = rs_int_new (vm, self->n);
  /* Both would give the same number away. */
  if (self->users > 0)
    return rs_value_error (vm, "count already executing");
  rs_itertool_use (self);
  RsObject *next = rs_binary_op (vm, self->a, self->b, RS_NB_ADD);
  rs_itertool_used (vm, self);
  if (next == NULL)
    return NULL;
  RsObject *now = self->a;
  self->a = next;
  return now;
}

static RsObject *
count_repr (RsVm *vm, RsObject *object)
{
  RsItertool *self = RS_IT (object);
  gint64 step;
  if (self->a == NULL)
    return rs_str_printf (vm, "%s(%lld)", "count", (long long) self->n);
  if (rs_is_int (self->b) && rs_int_fits (self->b, &step) && step == 1)
    return rs_str_printf (vm, "count(%R)", self->a);
  return rs_str_printf (vm, "count(%R, %R)", self->a, self->b);
}

static const RsSlots count_slots = { .dealloc = rs_itertool_dealloc,
                                     .traverse = rs_itertool_traverse,
                                     .clear = rs_itertool_clear,
                                     .repr = count_repr,
                                     .iter = rs_self_iter,
                                     .iternext = count_next,
                                     .new_ = count_new };
RS_ITERTOOL_SPEC (count, "count");

static RsObject *
repeat_new (RsVm *vm, RsType *type, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  static const char *const names[] = { "object", "times", NULL };
  RsObject *v[2];
  if (!rs_parse_args (vm, "repeat", args, nargs, kwnames, names, 0, 1, v))
    return NULL;
  gssize times = v[1] ? rs_as_ssize (vm, v[1], RS_TYPE (vm, OverflowError)) : -1;
  if (times == -1 && vm->pending != NULL)
    return NULL;
  RsObject *self = rs_itertool_new (vm, type, RS_IT_REPEAT, rs_incref (v[0]), NULL, NULL, NULL);
  if (self != NULL)
    RS_IT (self)->n = v[1] ? MAX (0, times) : -1;
  return self;
}

static RsObject *
repeat_next (RsVm *vm, RsObject *object)
{
  RsItertool *self = RS_IT (object);
  if (self->n == 0)
    return NULL;
  if (self->n > 0)
    self->n--;
  return rs_incref (self->a);
}

static RsObject *
repeat_repr (RsVm *vm, RsObject *object)
{
  RsItertool *self = RS_IT (object);
  return self->n < 0 ? rs_str_printf (vm, "repeat(%R)", self->a)
                     : rs_str_printf (vm, "repeat(%R, %lld)", self->a, (long long) self->n);
}

static RsObject *
repeat_length_hint (RsVm *vm, RsObject *self, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  return RS_IT (self)->n < 0 ? rs_type_error (vm, "len() of unsized object")
                             : rs_int_new (vm, RS_IT (self)->n);
}

static const RsMethodDef repeat_methods[] = {
  { "__length_hint__", repeat_length_hint, RS_M_NOARGS, 0, 0, NULL }, { NULL }
};
static const RsSlots repeat_slots = { .dealloc = rs_itertool_dealloc,
                                      .traverse = rs_itertool_traverse,
                                      .clear = rs_itertool_clear,
                                      .repr = repeat_repr,
                                      .iter = rs_self_iter,
                                      .iternext = repeat_next,
                                      .new_ = repeat_new };
RS_ITERTOOL_SPEC (repeat, "repeat", .methods = repeat_methods);

static RsObject *
cycle_new (RsVm *vm, RsType *type, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  if (!rs_no_keywords (vm, "cycle", kwnames) || !rs_check_arity (vm, "cycle", nargs, 1, 1))
    return NULL;
  RsObject *iterator = rs_iter (vm, args[0]);
  return iterator
             ? rs_itertool_new (vm, type, RS_IT_CYCLE, iterator, rs_list_new (vm, 0), NULL, NULL)
             : NULL;
}

static RsObject *
cycle_next (RsVm *vm, RsObject *object)
{
  RsItertool *self = RS_IT (object);
  RS_SCOPE (vm);
  if (self->a != NULL)
    {
      RS_LOCAL (item, rs_itertool_ask (vm, self, self->a));
      if (item != NULL)
        return rs_list_append (vm, self->b, item) < 0 ? NULL : RS_GIVE (item);
      if (vm->pending != NULL || vm->stop)
        return NULL;
      rs_itertool_clear_field (vm, self, &self->a);
    }
  if (self->b == NULL || rs_list_size (self->b) == 0)
    return NULL;
  RsObject *item = rs_incref (rs_list_items (self->b)[self->n]);
  if ((gsize) ++self->n >= rs_list_size (self->b))
    self->n = 0;
  return item;
}

static const RsSlots cycle_slots = RS_ITERTOOL_SLOTS (cycle_next, cycle_new);
RS_ITERTOOL_SPEC (cycle, "cycle");

/* --- chain ---------------------------------------------------------------- */

static RsObject *
chain_new (RsVm *vm, RsType *type, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  if (!rs_no_keywords (vm, "chain", kwnames))
    return NULL;
  RS_SCOPE (vm);
  RS_LOCAL (tuple, rs_tuple_from_array (vm, args, nargs));
  RsObject *source = tuple ? rs_iter (vm, tuple) : NULL;
  return source ? rs_itertool_new (vm, type, RS_IT_CHAIN, source, NULL, NULL, NULL) : NULL;
}

static RsObject *
chain_from_iterable (RsVm *vm, RsObject *self, RsObject *const *args, gsize nargs,
                     RsObject *kwnames)
{
  RsObject *source = rs_iter (vm, args[0]);
  return source ? rs_itertool_new (vm, (RsType *) self, RS_IT_CHAIN, source, NULL, NULL, NULL)
                : NULL;
}

/* Makes the next iterable's iterator the active one. FALSE: the end, or
 * raised. */
static gboolean
chain_go_on (RsVm *vm, RsItertool *self)
{
  RS_SCOPE (vm);
  RS_LOCAL (iterable, rs_itertool_ask (vm, self, self->a));
  RS_LOCAL (active, iterable ? rs_iter (vm, iterable) : NULL);
  rs_clear (vm, &iterable);
  gboolean found = active != NULL;
  if (!found)
    rs_itertool_clear_field (vm, self, &self->a);
  else
    rs_itertool_set_field (vm, self, &self->b, g_steal_pointer (&active));
  return found;
}

static RsObject *
chain_next (RsVm *vm, RsObject *object)
{
  RsItertool *self = RS_IT (object);
  while (self->a != NULL && (self->b != NULL || chain_go_on (vm, self)))
    {
      RsObject *item = rs_itertool_ask (vm, self, self->b);
      if (item != NULL || vm->pending != NULL || vm->stop)
        return item;
      rs_itertool_clear_field (vm, self, &self->b);
    }
  return NULL;
}

static RsObject *
class_getitem (RsVm *vm, RsObject *self, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  return rs_generic_alias_new (vm, self, args[0]);
}

static const RsMethodDef chain_methods[] = {
  { "from_iterable", chain_from_iterable, RS_M_O | RS_M_CLASS, 0, 0, NULL },
  { "__class_getitem__", class_getitem, RS_M_O | RS_M_CLASS, 0, 0, NULL },
  { NULL }
};
static const RsSlots chain_slots = RS_ITERTOOL_SLOTS (chain_next, chain_new);
RS_ITERTOOL_SPEC (chain, "chain", .methods = chain_methods);

/* --- islice: N is the next index wanted, M where to stop (-1: never) ------ */

/* A number of islice (): OTHERWISE for None and what is not given; -1 for what
 * cannot be one, whatever was raised. FALSE: the run is to end. */
static gboolean
slice_number (RsVm *vm, RsObject *object, gint64 otherwise, gint64 *value)
{
  *value = otherwise;
  if (object == NULL || object == vm->none)
    return TRUE;
  *value = rs_as_ssize (vm, object, RS_TYPE (vm, OverflowError));
  if (vm->pending != NULL)
    *value = -1;
  rs_pending_clear (vm);
  return vm->stop == RS_STOP_NONE;
}

static RsObject *
islice_new (RsVm *vm, RsType *type, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  gint64 start = 0, stop = -1, step = 1;
  if (!rs_no_keywords (vm, "islice", kwnames) || !rs_check_arity (vm, "islice", nargs, 2, 4))
    return NULL;
  RsObject *last = nargs == 2 ? args[1] : args[2];
  if ((nargs > 2 && !slice_number (vm, args[1], 0, &start)) || !slice_number (vm, last, -1, &stop))
    return NULL;
  if (stop == -1 && last != vm->none)
    return rs_value_error (
        vm, "Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize.");
  if (start < 0 || stop < -1)
    return rs_value_error (
        vm, "Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize.");
  if (!slice_number (vm, nargs > 3 ? args[3] : NULL, 1, &step))
    return NULL;
  if (step < 1)
    return rs_value_error (vm, "Step for islice() must be a positive integer or None.");
  RsObject *iterator = rs_iter (vm, args[0]);
  RsObject *self =
      iterator ? rs_itertool_new (vm, type, RS_IT_ISLICE, iterator, NULL, NULL, NULL) : NULL;
  if (self != NULL)
    {
      RS_IT (self)->n = start;
      RS_IT (self)->m = stop;
      RS_IT (self)->step = step;
    }
  return self;
}

static RsObject *
islice_next (RsVm *vm, RsObject *object)
{
  RsItertool *self = RS_IT (object);
  RS_SCOPE (vm);
  RS_LOCAL (item, NULL);
  while (self->a != NULL && (self->taken < self->n || self->m == -1 || self->taken < self->m))
    {
      gboolean wanted = self->taken >= self->n;
      rs_setref (vm, &item, rs_itertool_ask (vm, self, self->a));
      if (item == NULL)
        break;
      if (!wanted)
        rs_clear (vm, &item);
      self->taken++;
      if (!wanted)
        continue;
      gint64 next = self->n + self->step;
      self->n = next < self->n || (self->m != -1 && next > self->m)
                    ? (self->m == -1 ? G_MAXINT64 : self->m)
                    : next;
      return RS_GIVE (item);
    }
  if (vm->pending == NULL)
    rs_itertool_clear_field (vm, self, &self->a);
  return NULL;
}

static const RsSlots islice_slots = RS_ITERTOOL_SLOTS (islice_next, islice_new);
RS_ITERTOOL_SPEC (islice, "islice");

/* --- a function and an iterator ------------------------------------------- */

static RsObject *
function_and_iterator (RsVm *vm, RsType *type, RsItertoolKind kind, const char *name,
                       RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  if (!rs_no_keywords (vm, name, kwnames) || !rs_check_arity (vm, name, nargs, 2, 2))
    return NULL;
  RsObject *iterator = rs_iter (vm, args[1]);
  return iterator ? rs_itertool_new (vm, type, kind, rs_incref (args[0]), iterator, NULL, NULL)
                  : NULL;
}

#define FUNCTION_NEW(name, text, kind)                                                             \
  static RsObject *name (RsVm *vm, RsType *type, RsObject *const *args, gsize nargs,               \
                         RsObject *kwnames)                                                        \
  {                                                                                                \
    return function_and_iterator (vm, type, kind, text, args, nargs, kwnames);                     \
  }
FUNCTION_NEW (takewhile_new, "takewhile", RS_IT_TAKEWHILE)
FUNCTION_NEW (dropwhile_new, "dropwhile", RS_IT_DROPWHILE)
FUNCTION_NEW (filterfalse_new, "filterfalse", RS_IT_FILTERFALSE)
FUNCTION_NEW (starmap_new, "starmap", RS_IT_STARMAP)

/* The next item whose test is WANTED; STOP: only the very next one, else the
 * end. */
static RsObject *
next_with (RsVm *vm, RsItertool *self, gboolean wanted, gboolean stop)
{
  RS_SCOPE (vm);
  for (;;)
    {
      RS_LOCAL (item, rs_next (vm, self->b));
      if (item == NULL)
        return NULL;
      /* Asked again by the function, dropwhile is past its start already. */
      if (self->stopped)
        return RS_GIVE (item);
      /* filterfalse knows None and bool: the item itself is looked at. */
      gboolean plain = self->base.extra == RS_IT_FILTERFALSE
                       && (self->a == vm->none || self->a == RS_OBJECT (RS_TYPE (vm, BOOL)));
      int truth = plain ? rs_is_true (vm, item) : test (vm, self->a, item);
      if (truth == wanted)
        return RS_GIVE (item);
      if (truth < 0)
        return NULL;
      if (stop)
        {
          self->stopped = TRUE;
          return NULL;
        }
    }
}

static RsObject *
takewhile_next (RsVm *vm, RsObject *self)
{
  return RS_IT (self)->stopped ? NULL : next_with (vm, RS_IT (self), TRUE, TRUE);
}

static RsObject *
dropwhile_next (RsVm *vm, RsObject *self)
{
  if (RS_IT (self)->stopped)
    return rs_next (vm, RS_IT (self)->b);
  RsObject *item = next_with (vm, RS_IT (self), FALSE, FALSE);
  if (item != NULL)
    RS_IT (self)->stopped = TRUE;
  return item;
}

static RsObject *
filterfalse_next (RsVm *vm, RsObject *self)
{
  return next_with (vm, RS_IT (self), FALSE, FALSE);
}

static RsObject *
starmap_next (RsVm *vm, RsObject *object)
{
  RS_SCOPE (vm);
  RsItertool *self = RS_IT (object);
  RS_LOCAL (args, rs_next (vm, self->b));
  if (args == NULL)
    return NULL;
  if (args->type != RS_TYPE (vm, TUPLE))
    {
      rs_setref (vm, &args, rs_tuple_from (vm, args));
      if (args == NULL)
        return NULL;
    }
  RS_LOCAL (result, rs_call_tuple (vm, self->a, args, NULL));
  rs_clear (vm, &args);
  return RS_GIVE (result);
}

static const RsSlots takewhile_slots = RS_ITERTOOL_SLOTS (takewhile_next, takewhile_new);
static const RsSlots dropwhile_slots = RS_ITERTOOL_SLOTS (dropwhile_next, dropwhile_new);
static const RsSlots filterfalse_slots = RS_ITERTOOL_SLOTS (filterfalse_next, filterfalse_new);
static const RsSlots starmap_slots = RS_ITERTOOL_SLOTS (starmap_next, starmap_new);
RS_ITERTOOL_SPEC (takewhile, "takewhile");
RS_ITERTOOL_SPEC (dropwhile, "dropwhile");
RS_ITERTOOL_SPEC (filterfalse, "filterfalse");
RS_ITERTOOL_SPEC (starmap, "starmap");

/* --- compress, accumulate, pairwise, zip_longest -------------------------- */

static RsObject *
compress_new (RsVm *vm, RsType *type, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  static const char *const names[] = { "data", "selectors", NULL };
  RsObject *v[2];
  if (!rs_parse_args (vm, "compress", args, nargs, kwnames, names, 0, 2, v))
    return NULL;
  RS_SCOPE (vm);
  RS_LOCAL (data, rs_iter (vm, v[0]));
  RS_LOCAL (selectors, data ? rs_iter (vm, v[1]) : NULL);
  if (selectors == NULL)
    return NULL;
  return rs_itertool_new (vm, type, RS_IT_COMPRESS, g_steal_pointer (&data),
                          g_steal_pointer (&selectors), NULL, NULL);
}

static RsObject *
compress_next (RsVm *vm, RsObject *object)
{
  RS_SCOPE (vm);
  RsItertool *self = RS_IT (object);
  for (;;)
    {
      RS_LOCAL (item, rs_next (vm, self->a));
      RS_LOCAL (selector, item ? rs_next (vm, self->b) : NULL);
      int truth = selector ? rs_is_true (vm, selector) : -1;
      if (truth < 0)
        return NULL;
      rs_clear (vm, &selector);
      if (truth > 0)
        return RS_GIVE (item);
    }
}

static const RsSlots compress_slots = RS_ITERTOOL_SLOTS (compress_next, compress_new);
RS_ITERTOOL_SPEC (compress, "compress");

static RsObject *
accumulate_new (RsVm *vm, RsType *type, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  static const char *const names[] = { "iterable", "func", "*", "initial", NULL };
  RsObject *v[3];
  if (!rs_parse_args (vm, "accumulate", args, nargs, kwnames, names, 0, 1, v))
    return NULL;
  RsObject *iterator = rs_iter (vm, v[0]);
  if (iterator == NULL)
    return NULL;
  return rs_itertool_new (vm, type, RS_IT_ACCUMULATE,
                          v[1] && v[1] != vm->none ? rs_incref (v[1]) : NULL, iterator, NULL,
                          v[2] && v[2] != vm->none ? rs_incref (v[2]) : NULL);
}

static RsObject *
accumulate_next (RsVm *vm, RsObject *object)
{
  RsItertool *self = RS_IT (object);
  if (self->d != NULL)
    {
      self->c = g_steal_pointer (&self->d);
      return rs_incref (self->c);
    }
  RS_SCOPE (vm);
  RS_LOCAL (item, rs_itertool_ask (vm, self, self->b));
  if (item == NULL)
    return NULL;
  if (self->c == NULL)
    {
      self->c = rs_incref (item);
      return RS_GIVE (item);
    }
  rs_itertool_use (self);
  RS_LOCAL (total, self->a ? rs_call2 (vm, self->a, self->c, item)
                           : rs_binary_op (vm, self->c, item, RS_NB_ADD));
  rs_itertool_used (vm, self);
  rs_clear (vm, &item);
  if (total == NULL)
    return NULL;
  rs_itertool_set_field (vm, self, &self->c, rs_incref (total));
  return RS_GIVE (total);
}

static const RsSlots accumulate_slots = RS_ITERTOOL_SLOTS (accumulate_next, accumulate_new);
RS_ITERTOOL_SPEC (accumulate, "accumulate");

static RsObject *
pairwise_new (RsVm *vm, RsType *type, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  if (!rs_no_keywords (vm, "pairwise", kwnames) || !rs_check_arity (vm, "pairwise", nargs, 1, 1))
    return NULL;
  RsObject *iterator = rs_iter (vm, args[0]);
  return iterator ? rs_itertool_new (vm, type, RS_IT_PAIRWISE, iterator, NULL, NULL, NULL) : NULL;
}

static RsObject *
end_pairwise (RsVm *vm, RsItertool *self)
{
  rs_itertool_clear_field (vm, self, &self->a);
  rs_itertool_clear_field (vm, self, &self->b);
  return NULL;
}

/* What the iterator runs can ask this one for its next pair, or end it. */
static RsObject *
pairwise_next (RsVm *vm, RsObject *object)
{
  RsItertool *self = RS_IT (object);
  if (self->a == NULL)
    return NULL;
  RS_SCOPE (vm);
  if (self->b == NULL)
    {
      RS_LOCAL (first, rs_itertool_ask (vm, self, self->a));
      gboolean over = first == NULL;
      rs_itertool_set_field (vm, self, &self->b, g_steal_pointer (&first));
      if (over || self->a == NULL)
        return end_pairwise (vm, self);
    }
  RS_LOCAL (old, rs_incref (self->b));
  RS_LOCAL (new_item, rs_itertool_ask (vm, self, self->a));
  if (new_item == NULL)
    return end_pairwise (vm, self);
  RS_LOCAL (pair, rs_tuple_pack (vm, 2, old, new_item));
  rs_itertool_set_field (vm, self, &self->b, g_steal_pointer (&new_item));
  return RS_GIVE (pair);
}

static const RsSlots pairwise_slots = RS_ITERTOOL_SLOTS (pairwise_next, pairwise_new);
RS_ITERTOOL_SPEC (pairwise, "pairwise");

static RsObject *
zip_longest_new (RsVm *vm, RsType *type, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  RsObject *fill = vm->none;
  if (kwnames != NULL && rs_tuple_size (kwnames) > 0)
    {
      if (rs_tuple_size (kwnames) > 1
          || !rs_str_equal_ascii (rs_tuple_items (kwnames)[0], "fillvalue"))
        return rs_type_error (vm, "zip_longest() got an unexpected keyword argument");
      fill = args[nargs];
    }
  RS_SCOPE (vm);
  RS_LOCAL (iterators, rs_tuple_new (vm, nargs));
  if (iterators == NULL)
    return NULL;
  for (gsize i = 0; i < nargs; i++)
    if ((rs_tuple_items (iterators)[i] = rs_iter (vm, args[i])) == NULL)
      return NULL;
  RS_LOCAL (result, rs_tuple_new (vm, nargs));
  if (result == NULL)
    return NULL;
  for (gsize i = 0; i < nargs; i++)
    rs_tuple_items (result)[i] = rs_incref (vm->none);
  RsObject *self = rs_itertool_new (vm, type, RS_IT_ZIP_LONGEST, g_steal_pointer (&iterators),
                                    g_steal_pointer (&result), rs_incref (fill), NULL);
  if (self != NULL)
    RS_IT (self)->n = nargs;
  return self;
}

static RsObject *
zip_longest_next (RsVm *vm, RsObject *object)
{
  RsItertool *self = RS_IT (object);
  gsize size = rs_tuple_size (self->a);
  if (size == 0 || self->n == 0)
    return NULL;
  RS_SCOPE (vm);
  /* The tuple of the last turn, if nobody has it any more. */
  RS_LOCAL (result, self->b->refcnt == 1 ? rs_incref (self->b) : rs_tuple_new (vm, size));
  if (result == NULL)
    return NULL;
  for (gsize i = 0; i < size; i++)
    {
      RsObject **iterator = &rs_tuple_items (self->a)[i];
      RS_LOCAL (item, *iterator == vm->none ? NULL : rs_itertool_ask (vm, self, *iterator));
      if (item == NULL && (vm->pending != NULL || vm->stop))
        {
          self->n = 0;
          return NULL;
        }
      if (item == NULL && *iterator != vm->none)
        {
          if (--self->n == 0)
            return NULL;
          rs_itertool_set_field (vm, self, iterator, rs_incref (vm->none));
        }
      rs_setref (vm, &rs_tuple_items (result)[i],
                 item ? g_steal_pointer (&item) : rs_incref (self->c));
    }
  return RS_GIVE (result);
}

static const RsSlots zip_longest_slots = RS_ITERTOOL_SLOTS (zip_longest_next, zip_longest_new);
RS_ITERTOOL_SPEC (zip_longest, "zip_longest");

/* --- the module ----------------------------------------------------------- */

static gboolean
fill (RsVm *vm, RsObject *module, RsObject *dict)
{
  static const RsTypeId types[] = {
    RS_T_IT_COUNT,          RS_T_IT_CYCLE,     RS_T_IT_REPEAT,       RS_T_IT_CHAIN,
    RS_T_IT_ISLICE,         RS_T_IT_TAKEWHILE, RS_T_IT_DROPWHILE,    RS_T_IT_FILTERFALSE,
    RS_T_IT_STARMAP,        RS_T_IT_COMPRESS,  RS_T_IT_ACCUMULATE,   RS_T_IT_PAIRWISE,
    RS_T_IT_ZIP_LONGEST,    RS_T_IT_PRODUCT,   RS_T_IT_PERMUTATIONS, RS_T_IT_COMBINATIONS,
    RS_T_IT_COMBINATIONS_R, RS_T_IT_GROUPBY,   RS_T_IT_GROUPER,      RS_T_IT_TEE,
    RS_T_IT_TEE_DATA,
  };
  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      RsType *type = vm->types[types[i]];
      if (rs_dict_set (vm, dict, type->name, RS_OBJECT (type)) < 0)
        return FALSE;
    }
  return rs_module_add_functions (vm, module, dict, rs_itertools_tee_functions);
}

const RsModuleDef rs_module_itertools = { "itertools", fill, NULL };
