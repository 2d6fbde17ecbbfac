/* SPDX-License-Identifier: MIT
 *
 * Iterators over lists, tuples and anything with __getitem__; iter (callable,
 * sentinel); enumerate, zip, map, filter, reversed. Modelled on CPython's
 * iterobject.c, enumobject.c and bltinmodule.c. An exhausted iterator drops
 * what it went over.
 */
#include "iterators.h"

#include "objects/abstract.h"
#include "objects/containers/sequence.h"
#include "objects/numbers/int-private.h"
#include "objects/type.h"

/* callable_iterator, enumerate, filter. RESULT, in enumerate: the last pair,
 * used again if nobody else holds it. */
typedef struct {
  RsObject base;
  RsObject *a, *b, *result;
  gint64 n;
} RsPairIter;
typedef struct {
  RsObject base;
  RsObject *function, *iterators, *result;
  gboolean strict;
} RsZip; /* zip, map */

RsObject *
rs_self_iter (RsVm *vm, RsObject *self)
{
  return rs_incref (self);
}

RsObject *
rs_index_iter_new (RsVm *vm, RsType *type, RsObject *sequence, gssize index)
{
  RsIndexIter *self = rs_object_new (vm, type);
  self->sequence = rs_incref (sequence);
  self->index = index;
  rs_gc_track (vm, self);
  return RS_OBJECT (self);
}

void
rs_index_iter_dealloc (RsVm *vm, RsObject *self)
{
  rs_gc_untrack (vm, self);
  rs_clear (vm, &((RsIndexIter *) self)->sequence);
  rs_object_free (vm, self);
}

void
rs_index_iter_traverse (RsVm *vm, RsObject *self, RsVisit *visit)
{
  rs_visit_field (visit, ((RsIndexIter *) self)->sequence, "it_seq");
}

static RsObject *
list_next (RsVm *vm, RsObject *object)
{
  RsIndexIter *self = (RsIndexIter *) object;
  if (self->sequence == NULL)
    return NULL;
  if ((gsize) self->index < rs_list_size (self->sequence))
    return rs_incref (rs_list_items (self->sequence)[self->index++]);
  rs_clear (vm, &self->sequence);
  return NULL;
}

static RsObject *
list_previous (RsVm *vm, RsObject *object)
{
  RsIndexIter *self = (RsIndexIter *) object;
  if (self->sequence == NULL)
    return NULL;
  if (self->index >= 0 && (gsize) self->index < rs_list_size (self->sequence))
    return rs_incref (rs_list_items (self->sequence)[self->index--]);
  self->index = -1;
  rs_clear (vm, &self->sequence);
  return NULL;
}

static RsObject *
tuple_next (RsVm *vm, RsObject *object)
{
  RsIndexIter *self = (RsIndexIter *) object;
  if (self->sequence == NULL)
    return NULL;
  if ((gsize) self->index < rs_tuple_size (self->sequence))
    return rs_incref (rs_tuple_items (self->sequence)[self->index++]);
  rs_clear (vm, &self->sequence);
  return NULL;
}

static RsObject *
index_length_hint (RsVm *vm, RsObject *object, RsObject *const *args, gsize nargs,
                   RsObject *kwnames)
{
  RsIndexIter *self = (RsIndexIter *) object;
  gssize n = self->sequence ? rs_length (vm, self->sequence) : 0;
  if (n < 0)
    return NULL;
  if (object->type == RS_TYPE (vm, LIST_REVITER))
    return rs_int_new (vm, self->sequence && self->index < n ? self->index + 1 : 0);
  return rs_int_new (vm, MAX (0, n - (self->sequence ? self->index : 0)));
}

const RsMethodDef rs_index_iter_methods[] = {
  { "__length_hint__", index_length_hint, RS_M_NOARGS, 0, 0, NULL },
  { "__reduce__", rs_index_iter_reduce, RS_M_NOARGS, 0, 0,
    "Return state information for pickling." },
  { "__setstate__", rs_index_iter_setstate, RS_M_O, 0, 0, "Set state information for unpickling." },
  { NULL }
};

#define INDEX_ITER(id, text, next)                                                                 \
  static const RsSlots id##_slots = { .dealloc = rs_index_iter_dealloc,                            \
                                      .traverse = rs_index_iter_traverse,                          \
                                      .iter = rs_self_iter,                                        \
                                      .iternext = next };                                          \
  const RsTypeSpec rs_spec_##id = { .name = text,                                                  \
                                    .flags = RS_TF_GC | RS_TF_NO_NEW,                              \
                                    .size = sizeof (RsIndexIter),                                  \
                                    .slots = &id##_slots,                                          \
                                    .methods = rs_index_iter_methods };
INDEX_ITER (list_iter, "list_iterator", list_next)
INDEX_ITER (list_reviter, "list_reverseiterator", list_previous)
INDEX_ITER (tuple_iter, "tuple_iterator", tuple_next)

/* --- by __getitem__ ------------------------------------------------------- */

RsObject *
rs_seq_iter_new (RsVm *vm, RsObject *sequence)
{
  return rs_index_iter_new (vm, RS_TYPE (vm, SEQ_ITER), sequence, 0);
}

/* SEQUENCE[INDEX] by way of an int. */
static RsObject *
item_at (RsVm *vm, RsObject *sequence, gssize index)
{
  RS_SCOPE (vm);
  RS_LOCAL (key, rs_int_new (vm, index));
  return rs_getitem (vm, sequence, key);
}

static RsObject *
seq_next (RsVm *vm, RsObject *object)
{
  RsIndexIter *self = (RsIndexIter *) object;
  if (self->sequence == NULL)
    return NULL;
  RsObject *item = item_at (vm, self->sequence, self->index);
  if (item != NULL)
    {
      self->index++;
      return item;
    }
  if (rs_pending_swallow (vm, RS_TYPE (vm, IndexError))
      || rs_pending_swallow (vm, RS_TYPE (vm, StopIteration)))
    rs_clear (vm, &self->sequence);
  return NULL;
}

static RsObject *
seq_length_hint (RsVm *vm, RsObject *object, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  RsIndexIter *self = (RsIndexIter *) object;
  if (self->sequence != NULL && self->sequence->type->slots.length == NULL)
    return rs_incref (vm->not_implemented);
  return index_length_hint (vm, object, args, nargs, kwnames);
}

static const RsMethodDef seq_methods[] = {
  { "__length_hint__", seq_length_hint, RS_M_NOARGS, 0, 0, NULL },
  { "__reduce__", rs_index_iter_reduce, RS_M_NOARGS, 0, 0,
    "Return state information for pickling." },
  { "__setstate__", rs_index_iter_setstate, RS_M_O, 0, 0, "Set state information for unpickling." },
  { NULL }
};
static const RsSlots seq_iter_slots = { .dealloc = rs_index_iter_dealloc,
                                        .traverse = rs_index_iter_traverse,
                                        .iter = rs_self_iter,
                                        .iternext = seq_next };
const RsTypeSpec rs_spec_seq_iter = { .name = "iterator",
                                      .flags = RS_TF_GC | RS_TF_NO_NEW,
                                      .size = sizeof (RsIndexIter),
                                      .slots = &seq_iter_slots,
                                      .methods = seq_methods };

/* reversed () of anything with __len__ and __getitem__ */
static RsObject *
reversed_new (RsVm *vm, RsType *type, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  if ((type->slots.init == RS_TYPE (vm, REVERSED)->slots.init
       && !rs_no_keywords (vm, "reversed", kwnames))
      || !rs_check_arity (vm, "reversed", nargs, 1, 1))
    return NULL;
  RsObject *descr = rs_type_lookup (vm, args[0]->type, RS_NAME (vm, __reversed__));
  if (descr == vm->none)
    return rs_type_error (vm, "'%T' object is not reversible", args[0]);
  RsObject *method = rs_lookup_special (vm, args[0], RS_NAME (vm, __reversed__));
  if (method != NULL)
    {
      RsObject *result = rs_call_held (vm, method, NULL);
      rs_decref (vm, method);
      return result;
    }
  if (vm->pending != NULL)
    return NULL;
  if (args[0]->type->slots.getitem == NULL || args[0]->type->slots.length == NULL
      || rs_is_dict (args[0]) || rs_is_anyset (args[0]) || args[0]->type == RS_TYPE (vm, PROXY)
      || args[0]->type == RS_TYPE (vm, CALLABLE_PROXY))
    return rs_type_error (vm, "'%T' object is not reversible", args[0]);
  gssize n = rs_length (vm, args[0]);
  return n < 0 ? NULL : rs_index_iter_new (vm, type, args[0], n - 1);
}

static RsObject *
reversed_next (RsVm *vm, RsObject *object)
{
  RsIndexIter *self = (RsIndexIter *) object;
  if (self->sequence == NULL)
    return NULL;
  if (self->index >= 0)
    {
      RsObject *item = item_at (vm, self->sequence, self->index);
      if (item != NULL)
        {
          self->index--;
          return item;
        }
      if (!rs_pending_swallow (vm, RS_TYPE (vm, IndexError))
          && !rs_pending_swallow (vm, RS_TYPE (vm, StopIteration)))
        return NULL;
    }
  self->index = -1;
  rs_clear (vm, &self->sequence);
  return NULL;
}

static RsObject *
reversed_length_hint (RsVm *vm, RsObject *object, RsObject *const *args, gsize nargs,
                      RsObject *kwnames)
{
  RsIndexIter *self = (RsIndexIter *) object;
  gssize n = self->sequence ? rs_length (vm, self->sequence) : 0;
  return n < 0 ? NULL : rs_int_new (vm, n < self->index + 1 ? 0 : self->index + 1);
}

static const RsMethodDef reversed_methods[] = {
  { "__length_hint__", reversed_length_hint, RS_M_NOARGS, 0, 0, NULL },
  { "__reduce__", rs_reversed_reduce, RS_M_NOARGS, 0, 0, "Return state information for pickling." },
  { "__setstate__", rs_index_iter_setstate, RS_M_O, 0, 0, "Set state information for unpickling." },
  { NULL }
};
static const RsSlots reversed_slots = { .dealloc = rs_index_iter_dealloc,
                                        .traverse = rs_index_iter_traverse,
                                        .iter = rs_self_iter,
                                        .iternext = reversed_next,
                                        .new_ = reversed_new };
const RsTypeSpec rs_spec_reversed = { .name = "reversed",
                                      .flags = RS_TF_GC | RS_TF_BASETYPE,
                                      .size = sizeof (RsIndexIter),
                                      .slots = &reversed_slots,
                                      .methods = reversed_methods };

/* --- two fields: callable_iterator, enumerate, filter --------------------- */

static RsPairIter *
new_pair (RsVm *vm, RsType *type, RsObject *a, RsObject *b)
{
  RsPairIter *self = rs_object_new (vm, type);
  self->a = rs_xincref (a);
  self->b = rs_xincref (b);
  rs_gc_track (vm, self);
  return self;
}

static void
pair_dealloc (RsVm *vm, RsObject *self)
{
  rs_gc_untrack (vm, self);
  rs_clear (vm, &((RsPairIter *) self)->a);
  rs_clear (vm, &((RsPairIter *) self)->b);
  rs_clear (vm, &((RsPairIter *) self)->result);
  rs_object_free (vm, self);
}

static void
pair_traverse (RsVm *vm, RsObject *self, RsVisit *visit)
{
  rs_visit_field (visit, ((RsPairIter *) self)->a, "iterator");
  rs_visit_field (visit, ((RsPairIter *) self)->b, "function");
  rs_visit_field (visit, ((RsPairIter *) self)->result, "result");
}

/* A tuple of N times None, for a result that is used again. */
static RsObject *
blank_tuple (RsVm *vm, gsize n)
{
  RsObject *tuple = rs_tuple_new (vm, n);
  for (gsize i = 0; tuple != NULL && i < n; i++)
    rs_tuple_items (tuple)[i] = rs_incref (vm->none);
  return tuple;
}

RsObject *
rs_callable_iter_new (RsVm *vm, RsObject *callable, RsObject *sentinel)
{
  return RS_OBJECT (new_pair (vm, RS_TYPE (vm, CALLABLE_ITER), callable, sentinel));
}

static RsObject *
callable_next (RsVm *vm, RsObject *object)
{
  RsPairIter *self = (RsPairIter *) object;
  if (self->a == NULL)
    return NULL;
  RS_SCOPE (vm);
  RS_LOCAL (value, rs_call0 (vm, self->a));
  int equal = value != NULL && self->b != NULL ? rs_compare_bool (vm, self->b, value, RS_EQ) : -1;
  if (equal == 0)
    return RS_GIVE (value);
  rs_clear (vm, &value);
  if (equal > 0 || rs_pending_swallow (vm, RS_TYPE (vm, StopIteration)))
    {
      rs_clear (vm, &self->a);
      rs_clear (vm, &self->b);
    }
  return NULL;
}

static RsObject *
callable_reduce (RsVm *vm, RsObject *self, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  RsPairIter *it = (RsPairIter *) self;
  RsObject *arguments = it->a != NULL && it->b != NULL ? rs_tuple_pack (vm, 2, it->a, it->b)
                                                       : rs_tuple_pack (vm, 1, vm->empty_tuple);
  return rs_iter_reduced (vm, "iter", arguments, NULL);
}

static const RsMethodDef callable_methods[] = { { "__reduce__", callable_reduce, RS_M_NOARGS, 0, 0,
                                                  "Return state information for pickling." },
                                                { NULL } };
static const RsSlots callable_slots = { .dealloc = pair_dealloc,
                                        .traverse = pair_traverse,
                                        .iter = rs_self_iter,
                                        .iternext = callable_next };
const RsTypeSpec rs_spec_callable_iter = { .name = "callable_iterator",
                                           .flags = RS_TF_GC | RS_TF_NO_NEW,
                                           .size = sizeof (RsPairIter),
                                           .slots = &callable_slots,
                                           .methods = callable_methods };

static RsObject *
enumerate_new (RsVm *vm, RsType *type, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  static const char *const names[] = { "iterable", "start", NULL };
  RsObject *v[2];
  gsize n_keywords = kwnames ? rs_tuple_size (kwnames) : 0;
  /* enumerate_vectorcall knows one keyword at the end. */
  if (type == RS_TYPE (vm, ENUMERATE) && n_keywords == 1 && nargs <= 1
      && !rs_str_equal_ascii (rs_tuple_items (kwnames)[0], names[nargs]))
    return rs_type_error (vm, "'%U' is an invalid keyword argument for enumerate()",
                          rs_tuple_items (kwnames)[0]);
  if (!rs_parse_args (vm, "enumerate", args, nargs, kwnames, names, 0, 1, v))
    return NULL;
  RS_SCOPE (vm);
  RS_LOCAL (start, v[1] ? rs_index (vm, v[1]) : NULL);
  if (v[1] != NULL && start == NULL)
    return NULL;
  RS_LOCAL (iterator, rs_iter (vm, v[0]));
  if (iterator == NULL)
    return NULL;
  RsPairIter *self = new_pair (vm, type, iterator, NULL);
  if (start != NULL && !rs_int_fits (start, &self->n))
    self->b = rs_incref (start);
  self->result = blank_tuple (vm, 2);
  return RS_OBJECT (self);
}

/* A start beyond 64 bits counts as an object. */
static RsObject *
next_big_index (RsVm *vm, RsPairIter *self)
{
  RsObject *next = rs_int_add (vm, self->b, vm->small_ints[1 - RS_INT_SMALL_MIN]);
  if (next == NULL)
    return NULL;
  RsObject *index = self->b;
  self->b = next;
  return index;
}

/* RESULT, after OBJECT has been dropped. */
static RsObject *
drop_before (RsVm *vm, RS_STEALS RsObject *object, RS_STEALS RsObject *result)
{
  RS_SCOPE (vm);
  RS_LOCAL (held, result);
  rs_decref (vm, object);
  return RS_GIVE (held);
}

static RsObject *
enumerate_next (RsVm *vm, RsObject *object)
{
  RsPairIter *self = (RsPairIter *) object;
  RsObject *item = rs_next_or_stop (vm, self->a);
  if (item == NULL)
    return NULL;
  RsObject *index = self->b != NULL ? next_big_index (vm, self) : rs_int_new (vm, self->n++);
  if (index == NULL)
    {
      rs_decref (vm, item);
      return NULL;
    }
  if (self->result->refcnt == 1)
    {
      RsObject *result = rs_incref (self->result), **items = rs_tuple_items (result),
               *old_index = items[0], *old_item = items[1];
      items[0] = index;
      items[1] = item;
      rs_decref (vm, old_index); /* an int */
      if (!rs_gc_is_tracked (result))
        rs_gc_track (vm, result);
      if (old_item->refcnt == 1)
        return drop_before (vm, old_item, result);
      old_item->refcnt--;
      return result;
    }
  RsObject *pair = rs_tuple_new (vm, 2);
  rs_tuple_items (pair)[0] = index;
  rs_tuple_items (pair)[1] = item;
  return pair;
}

/* (class, (OBJECTS...)), N of them. */
static RsObject *
reduced_to_class (RsVm *vm, RsObject *self, RsObject *const *objects, gsize n)
{
  RS_SCOPE (vm);
  RS_LOCAL (args, rs_tuple_from_array (vm, objects, n));
  return args ? rs_tuple_pack (vm, 2, RS_OBJECT (self->type), args) : NULL;
}

static RsObject *
enumerate_reduce (RsVm *vm, RsObject *self, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  RsPairIter *it = (RsPairIter *) self;
  RS_SCOPE (vm);
  RS_LOCAL (index, it->b ? rs_incref (it->b) : rs_int_new (vm, it->n));
  return reduced_to_class (vm, self, (RsObject *[]){ it->a, index }, 2);
}

static const RsMethodDef enumerate_methods[] = {
  { "__reduce__", enumerate_reduce, RS_M_NOARGS, 0, 0, "Return state information for pickling." },
  { "__class_getitem__", rs_class_getitem, RS_M_O | RS_M_CLASS, 0, 0, NULL },
  { NULL }
};
static const RsSlots enumerate_slots = { .dealloc = pair_dealloc,
                                         .traverse = pair_traverse,
                                         .iter = rs_self_iter,
                                         .iternext = enumerate_next,
                                         .new_ = enumerate_new };
const RsTypeSpec rs_spec_enumerate = { .name = "enumerate",
                                       .flags = RS_TF_GC | RS_TF_BASETYPE,
                                       .size = sizeof (RsPairIter),
                                       .slots = &enumerate_slots,
                                       .methods = enumerate_methods };

static RsObject *
filter_new (RsVm *vm, RsType *type, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  if ((type->slots.init == RS_TYPE (vm, FILTER)->slots.init
       && !rs_no_keywords (vm, "filter", kwnames))
      || !rs_check_arity (vm, "filter", nargs, 2, 2))
    return NULL;
  RS_SCOPE (vm);
  RS_LOCAL (iterator, rs_iter (vm, args[1]));
  return iterator ? RS_OBJECT (new_pair (vm, type, iterator, args[0])) : NULL;
}

static RsObject *
filter_next (RsVm *vm, RsObject *object)
{
  RsPairIter *self = (RsPairIter *) object;
  RS_SCOPE (vm);
  for (;;)
    {
      RS_LOCAL (item, rs_next_or_stop (vm, self->a));
      if (item == NULL)
        return NULL;
      int good;
      if (self->b == vm->none || self->b == RS_OBJECT (RS_TYPE (vm, BOOL)))
        good = rs_is_true (vm, item);
      else
        {
          RS_LOCAL (result, rs_call1 (vm, self->b, item));
          good = result ? rs_is_true (vm, result) : -1;
        }
      if (good > 0)
        return RS_GIVE (item);
      if (good < 0)
        return NULL;
    }
}

static RsObject *
filter_reduce (RsVm *vm, RsObject *self, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  RsPairIter *it = (RsPairIter *) self;
  return reduced_to_class (vm, self, (RsObject *[]){ it->b, it->a }, 2);
}

static const RsMethodDef filter_methods[] = { { "__reduce__", filter_reduce, RS_M_NOARGS, 0, 0,
                                                "Return state information for pickling." },
                                              { NULL } };
static const RsSlots filter_slots = { .dealloc = pair_dealloc,
                                      .traverse = pair_traverse,
                                      .iter = rs_self_iter,
                                      .iternext = filter_next,
                                      .new_ = filter_new };
const RsTypeSpec rs_spec_filter = { .name = "filter",
                                    .flags = RS_TF_GC | RS_TF_BASETYPE,
                                    .size = sizeof (RsPairIter),
                                    .slots = &filter_slots,
                                    .methods = filter_methods };

/* --- zip, map ------------------------------------------------------------- */

static void
zip_dealloc (RsVm *vm, RsObject *self)
{
  rs_gc_untrack (vm, self);
  rs_clear (vm, &((RsZip *) self)->function);
  rs_clear (vm, &((RsZip *) self)->iterators);
  rs_clear (vm, &((RsZip *) self)->result);
  rs_object_free (vm, self);
}

static void
zip_traverse (RsVm *vm, RsObject *self, RsVisit *visit)
{
  if (!visit->as_collector)
    rs_visit_field (visit, ((RsZip *) self)->function, "function");
  rs_visit_field (visit, ((RsZip *) self)->iterators, "iterators");
  if (visit->as_collector)
    rs_visit_field (visit, ((RsZip *) self)->function, "function");
  rs_visit_field (visit, ((RsZip *) self)->result, "result");
}

static RsObject *
make_zip (RsVm *vm, RsType *type, RsObject *function, RsObject *const *args, gsize n)
{
  RS_SCOPE (vm);
  RS_LOCAL (iterators, rs_tuple_new (vm, n));
  if (iterators == NULL)
    return NULL;
  for (gsize i = 0; i < n; i++)
    if ((rs_tuple_items (iterators)[i] = rs_iter (vm, args[i])) == NULL)
      {
        if (type == RS_TYPE (vm, ZIP) && rs_pending_is (vm, RS_TYPE (vm, TypeError))
            && args[i]->type->slots.iter == NULL)
          {
            rs_pending_clear (vm);
            rs_type_error (vm, "'%T' object is not iterable", args[i]);
          }
        return NULL;
      }
  RsZip *self = rs_object_new (vm, type);
  self->iterators = g_steal_pointer (&iterators);
  self->function = rs_xincref (function);
  rs_gc_track (vm, self);
  return RS_OBJECT (self);
}

static RsObject *
zip_new (RsVm *vm, RsType *type, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  int strict = 0;
  if (kwnames != NULL && rs_tuple_size (kwnames) > 0)
    {
      if (rs_tuple_size (kwnames) > 1
          || !rs_str_equal_ascii (rs_tuple_items (kwnames)[0], "strict"))
        return rs_type_error (vm, "'%S' is an invalid keyword argument for zip()",
                              rs_tuple_items (kwnames)[0]);
      strict = rs_is_true (vm, args[nargs]);
      if (strict < 0)
        return NULL;
    }
  RsObject *self = make_zip (vm, type, NULL, args, nargs);
  if (self == NULL)
    return NULL;
  ((RsZip *) self)->strict = strict;
  if ((((RsZip *) self)->result = blank_tuple (vm, nargs)) == NULL)
    rs_clear (vm, &self);
  return self;
}

/* In strict mode all must end together. I ended first. */
static RsObject *
zip_ended (RsVm *vm, RsZip *self, gsize i)
{
  if (!self->strict
      || (vm->pending != NULL && !rs_pending_swallow (vm, RS_TYPE (vm, StopIteration))))
    return NULL;
  if (i > 0)
    return rs_value_error (vm, "zip() argument %zu is shorter than argument%s%zu", i + 1,
                           i == 1 ? " " : "s 1-", i);
  for (gsize k = 1; k < rs_tuple_size (self->iterators); k++)
    {
      RsObject *item = rs_next (vm, rs_tuple_items (self->iterators)[k]);
      if (item != NULL)
        {
          rs_decref (vm, item);
          return rs_value_error (vm, "zip() argument %zu is longer than argument%s%zu", k + 1,
                                 k == 1 ? " " : "s 1-", k);
        }
      if (vm->pending != NULL)
        return NULL;
    }
  return NULL;
}

static RsObject *
zip_next (RsVm *vm, RsObject *object)
{
  RsZip *self = (RsZip *) object;
  gsize n = rs_tuple_size (self->iterators);
  if (n == 0)
    return NULL;
  RS_SCOPE (vm);
  gboolean again = self->result->refcnt == 1;
  RS_LOCAL (result, again ? rs_incref (self->result) : rs_tuple_new (vm, n));
  if (result == NULL)
    return NULL;
  for (gsize i = 0; i < n; i++)
    {
      RsObject *item = rs_next_or_stop (vm, rs_tuple_items (self->iterators)[i]);
      if (item == NULL)
        {
          rs_clear (vm, &result);
          return zip_ended (vm, self, i);
        }
      rs_setref (vm, &rs_tuple_items (result)[i], item);
    }
  if (!rs_gc_is_tracked (result))
    rs_gc_track (vm, result);
  return RS_GIVE (result);
}

static RsObject *
zip_reduce (RsVm *vm, RsObject *self, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  RsZip *zip = (RsZip *) self;
  return zip->strict ? rs_tuple_pack (vm, 3, RS_OBJECT (self->type), zip->iterators, vm->true_)
                     : rs_tuple_pack (vm, 2, RS_OBJECT (self->type), zip->iterators);
}

static RsObject *
zip_setstate (RsVm *vm, RsObject *self, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  int strict = rs_is_true (vm, args[0]);
  if (strict < 0)
    return NULL;
  ((RsZip *) self)->strict = strict;
  return rs_incref (vm->none);
}

static const RsMethodDef zip_methods[] = {
  { "__reduce__", zip_reduce, RS_M_NOARGS, 0, 0, "Return state information for pickling." },
  { "__setstate__", zip_setstate, RS_M_O, 0, 0, "Set state information for unpickling." },
  { NULL }
};
static const RsSlots zip_slots = { .dealloc = zip_dealloc,
                                   .traverse = zip_traverse,
                                   .iter = rs_self_iter,
                                   .iternext = zip_next,
                                   .new_ = zip_new };
const RsTypeSpec rs_spec_zip = { .name = "zip",
                                 .flags = RS_TF_GC | RS_TF_BASETYPE,
                                 .size = sizeof (RsZip),
                                 .slots = &zip_slots,
                                 .methods = zip_methods };

static RsObject *
map_new (RsVm *vm, RsType *type, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  if (type->slots.init == RS_TYPE (vm, MAP)->slots.init && !rs_no_keywords (vm, "map", kwnames))
    return NULL;
  if (nargs < 2)
    return rs_type_error (vm, "map() must have at least two arguments.");
  return make_zip (vm, type, args[0], args + 1, nargs - 1);
}

static RsObject *
map_next (RsVm *vm, RsObject *object)
{
  RsZip *self = (RsZip *) object;
  gsize n = rs_tuple_size (self->iterators), i = 0;
  RsObject *small[5] = { NULL }, **values = small;
  if (n > G_N_ELEMENTS (small))
    values = rs_mem_alloc0 (vm, n * sizeof (RsObject *));
  RS_SCOPE (vm);
  RS_LOCAL (result, NULL);
  RS_LOCAL_ARRAY (values, n);
  while (i < n && (values[i] = rs_next_or_stop (vm, rs_tuple_items (self->iterators)[i])) != NULL)
    i++;
  if (i == n)
    result = rs_call (vm, self->function, values, n, NULL);
  RS_CLEAR_ARRAY (values);
  if (values != small)
    rs_mem_free (vm, values, n * sizeof (RsObject *));
  return RS_GIVE (result);
}

static RsObject *
map_reduce (RsVm *vm, RsObject *self, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  RsZip *map = (RsZip *) self;
  gsize n = rs_tuple_size (map->iterators);
  RS_SCOPE (vm);
  RS_LOCAL (all, rs_tuple_new (vm, n + 1));
  if (all == NULL)
    return NULL;
  rs_tuple_items (all)[0] = rs_incref (map->function);
  for (gsize i = 0; i < n; i++)
    rs_tuple_items (all)[i + 1] = rs_incref (rs_tuple_items (map->iterators)[i]);
  return rs_tuple_pack (vm, 2, RS_OBJECT (self->type), all);
}

static const RsMethodDef map_methods[] = { { "__reduce__", map_reduce, RS_M_NOARGS, 0, 0,
                                             "Return state information for pickling." },
                                           { NULL } };
static const RsSlots map_slots = { .dealloc = zip_dealloc,
                                   .traverse = zip_traverse,
                                   .iter = rs_self_iter,
                                   .iternext = map_next,
                                   .new_ = map_new };
const RsTypeSpec rs_spec_map = { .name = "map",
                                 .flags = RS_TF_GC | RS_TF_BASETYPE,
                                 .size = sizeof (RsZip),
                                 .slots = &map_slots,
                                 .methods = map_methods };
