/* SPDX-License-Identifier: MIT
 *
 * Module _functools: partial, reduce, cmp_to_key. lru_cache is in lru-cache.c,
 * the rest of functools in py/functools.py.
 */
#include "modules.h"
#include "objects/containers/obj-tuple.h"
#include "objects/containers/sequence.h"

/* --- partial -------------------------------------------------------------- */

typedef struct {
  RsObject base;
  RsObject *weaklist, *func, *args, *keywords, *dict;
} RsPartial;
#define PARTIAL(o) ((RsPartial *) (o))

/* A partial of a partial becomes one: its arguments come first. */
static RsObject *
partial_new (RsVm *vm, RsType *type, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  if (nargs == 0)
    return rs_type_error (vm, "type 'partial' takes at least one argument");
  RsObject *func = args[0];
  if (func->type->slots.call == NULL)
    return rs_type_error (vm, "the first argument must be callable");
  RS_SCOPE (vm);
  RS_LOCAL (object, rs_instance_new (vm, type));
  RsPartial *self = PARTIAL (object), *inner = NULL;
  if (!rs_gc_is_tracked (self))
    rs_gc_track (vm, self);
  if (func->type == RS_TYPE (vm, PARTIAL) && PARTIAL (func)->dict == NULL)
    inner = PARTIAL (func);
  self->func = rs_incref (inner ? inner->func : func);
  gsize n = inner ? rs_tuple_size (inner->args) : 0;
  self->args = rs_tuple_new (vm, n + nargs - 1);
  if (self->args == NULL)
    return NULL;
  for (gsize i = 0; i < n; i++)
    rs_tuple_items (self->args)[i] = rs_incref (rs_tuple_items (inner->args)[i]);
  for (gsize i = 1; i < nargs; i++)
    rs_tuple_items (self->args)[n + i - 1] = rs_incref (args[i]);
  self->keywords = inner ? rs_dict_copy (vm, inner->keywords) : rs_dict_new (vm);
  if (self->keywords == NULL)
    return NULL;
  for (gsize i = 0; kwnames != NULL && i < rs_tuple_size (kwnames); i++)
    if (rs_dict_set (vm, self->keywords, rs_tuple_items (kwnames)[i], args[nargs + i]) < 0)
      return NULL;
  return RS_GIVE (object);
}

static void
partial_clear (RsVm *vm, RsObject *self)
{
  rs_clear (vm, &PARTIAL (self)->func);
  rs_clear (vm, &PARTIAL (self)->args);
  rs_clear (vm, &PARTIAL (self)->keywords);
  rs_clear (vm, &PARTIAL (self)->dict);
}

static void
partial_dealloc (RsVm *vm, RsObject *self)
{
  rs_gc_untrack (vm, self);
  rs_weakref_object_dies (vm, self);
  partial_clear (vm, self);
  rs_object_free (vm, self);
}

static void
partial_traverse (RsVm *vm, RsObject *self, RsVisit *visit)
{
  rs_visit_field (visit, PARTIAL (self)->func, "func");
  rs_visit_field (visit, PARTIAL (self)->args, "args");
  rs_visit_field (visit, PARTIAL (self)->keywords, "keywords");
  rs_visit (visit, PARTIAL (self)->dict, RS_EDGE_DICT, 0);
}

/* With a tuple and a dict, as partial_call; ARGS and KWNAMES come in a tuple
 * and a dict of their own. */
static RsObject *
call_packed (RsVm *vm, RsPartial *self, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  RS_SCOPE (vm);
  RS_LOCAL (more, rs_tuple_from_array (vm, args, nargs));
  RS_LOCAL (keywords, kwnames ? rs_dict_new (vm) : NULL);
  if (more == NULL)
    return NULL;
  for (gsize i = 0; keywords != NULL && i < rs_tuple_size (kwnames); i++)
    if (rs_dict_set (vm, keywords, rs_tuple_items (kwnames)[i], args[nargs + i]) < 0)
      return NULL;
  RS_LOCAL (result, NULL);
  RS_LOCAL (merged, rs_dict_copy (vm, self->keywords));
  if (merged == NULL
      || (keywords != NULL && rs_dict_merge (vm, merged, keywords, RS_MERGE_OVERRIDE) < 0))
    return NULL;
  RS_LOCAL (all, nargs == 0                        ? rs_incref (self->args)
                 : rs_tuple_size (self->args) == 0 ? rs_incref (more)
                                                   : rs_tuple_concat (vm, self->args, more));
  if (all != NULL)
    result = rs_call_tuple (vm, self->func, all, merged);
  rs_clear (vm, &all);
  rs_clear (vm, &merged);
  rs_clear (vm, &keywords);
  rs_clear (vm, &more);
  return RS_GIVE (result);
}

static RsObject *
partial_call (RsVm *vm, RsObject *object, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  RsPartial *self = PARTIAL (object);
  gsize own = rs_tuple_size (self->args),
        total = own + nargs + (kwnames ? rs_tuple_size (kwnames) : 0);
  if (rs_dict_size (self->keywords) > 0 || rs_takes_tuple (vm, self->func, nargs))
    return call_packed (vm, self, args, nargs, kwnames);
  if (own == 0)
    return rs_call (vm, self->func, args, nargs, kwnames);
  gsize bytes = total * sizeof (RsObject *);
  RsObject **stack = rs_mem_alloc (vm, bytes);
  for (gsize i = 0; i < total; i++)
    stack[i] = i < own ? rs_tuple_items (self->args)[i] : args[i - own];
  RsObject *result = rs_call (vm, self->func, stack, own + nargs, kwnames);
  rs_mem_free (vm, stack, bytes);
  return result;
}

static RsObject *
partial_repr (RsVm *vm, RsObject *object)
{
  RsPartial *self = PARTIAL (object);
  int entered = rs_repr_enter (vm, object);
  if (entered != 0)
    return entered < 0 ? NULL : rs_str_new (vm, "...", -1);
  RS_SCOPE (vm);
  /* What is shown can give the partial other arguments. */
  RS_LOCAL (args, rs_incref (self->args));
  RS_LOCAL (keywords, rs_incref (self->keywords));
  RS_LOCAL (text, rs_repr (vm, self->func));
  for (gsize i = 0; text != NULL && i < rs_tuple_size (args); i++)
    rs_setref (vm, &text, rs_str_printf (vm, "%U, %R", text, rs_tuple_items (args)[i]));
  RsObject *key, *value;
  gsize position = 0;
  while (text != NULL && rs_dict_next (keywords, &position, &key, &value))
    {
      RS_LOCAL (name, rs_incref (key));
      RS_LOCAL (shown, rs_incref (value));
      rs_setref (vm, &text, rs_str_printf (vm, "%U, %S=%R", text, name, shown));
    }
  if (text != NULL && object->type == RS_TYPE (vm, PARTIAL))
    rs_setref (vm, &text, rs_str_printf (vm, "functools.partial(%U)", text));
  else if (text != NULL)
    rs_setref (vm, &text, rs_str_printf (vm, "%U(%U)", object->type->qualname, text));
  rs_repr_leave (vm, object);
  return RS_GIVE (text);
}

static RsObject *
partial_get_func (RsVm *vm, RsObject *self)
{
  return rs_incref (PARTIAL (self)->func);
}
static RsObject *
partial_get_args (RsVm *vm, RsObject *self)
{
  return rs_incref (PARTIAL (self)->args);
}
static RsObject *
partial_get_keywords (RsVm *vm, RsObject *self)
{
  return rs_incref (PARTIAL (self)->keywords);
}

RS_NATIVE (partial_reduce)
{
  RsPartial *p = PARTIAL (self);
  RsObject *func = rs_tuple_pack (vm, 1, p->func);
  RsObject *state =
      rs_tuple_pack (vm, 4, p->func, p->args, p->keywords, p->dict ? p->dict : vm->none);
  RsObject *result = rs_tuple_pack (vm, 3, RS_OBJECT (self->type), func, state);
  rs_decref (vm, func);
  rs_decref (vm, state);
  return result;
}

RS_NATIVE (partial_setstate)
{
  RsObject *s = args[0];
  if (!rs_is_tuple (s) || rs_tuple_size (s) != 4)
    return rs_type_error (vm, "invalid partial state");
  RsObject *const *items = rs_tuple_items (s);
  if (items[0]->type->slots.call == NULL || !rs_is_tuple (items[1])
      || (items[2] != vm->none && !rs_is_dict (items[2])))
    return rs_type_error (vm, "invalid partial state");
  RS_SCOPE (vm);
  RsPartial *p = PARTIAL (self);
  RS_LOCAL (result, rs_incref (vm->none));
  RS_LOCAL (all, items[1]->type == RS_TYPE (vm, TUPLE) ? rs_incref (items[1])
                                                       : rs_tuple_from (vm, items[1]));
  RS_LOCAL (keywords, items[2] == vm->none                   ? rs_dict_new (vm)
                      : items[2]->type == RS_TYPE (vm, DICT) ? rs_incref (items[2])
                                                             : rs_dict_copy (vm, items[2]));
  if (all == NULL || keywords == NULL)
    return NULL;
  RS_LOCAL (old_dict, p->dict);
  RS_LOCAL (old_keywords, p->keywords);
  RS_LOCAL (old_args, p->args);
  RS_LOCAL (old_func, p->func);
  p->dict = items[3] == vm->none ? NULL : rs_incref (items[3]);
  p->func = rs_incref (items[0]);
  p->args = g_steal_pointer (&all);
  p->keywords = g_steal_pointer (&keywords);
  return RS_GIVE (result);
}

static const RsMethodDef partial_methods[] = {
  { "__reduce__", partial_reduce, RS_M_NOARGS, 0, 0, NULL },
  { "__setstate__", partial_setstate, RS_M_O, 0, 0, NULL },
  { "__class_getitem__", rs_class_getitem, RS_M_O | RS_M_CLASS, 0, 0, NULL },
  { NULL }
};
static const RsGetSetDef partial_getset[] = {
  { "func", partial_get_func, NULL, "function object to use in future partial calls" },
  { "args", partial_get_args, NULL, "tuple of arguments to future partial calls" },
  { "keywords", partial_get_keywords, NULL,
    "dictionary of keyword arguments to future partial calls" },
  { "__dict__", rs_get_dict_field, rs_set_dict_field, NULL },
  { NULL }
};
static const RsSlots partial_slots = { .dealloc = partial_dealloc,
                                       .traverse = partial_traverse,
                                       .clear = partial_clear,
                                       .repr = partial_repr,
                                       .call = partial_call,
                                       .new_ = partial_new };
const RsTypeSpec rs_spec_partial = { .name = "functools.partial",
                                     .flags = RS_TF_COUNTED_TYPE | RS_TF_GC | RS_TF_BASETYPE,
                                     .size = sizeof (RsPartial),
                                     .slots = &partial_slots,
                                     .methods = partial_methods,
                                     .getset = partial_getset,
                                     .dict_offset = G_STRUCT_OFFSET (RsPartial, dict),
                                     .weaklist_offset = G_STRUCT_OFFSET (RsPartial, weaklist) };

/* --- cmp_to_key: K (obj), whose comparisons call the function ------------- */

typedef struct {
  RsObject base;
  RsObject *cmp, *object;
} RsCmpKey;
#define KEY(o) ((RsCmpKey *) (o))

static RsObject *
key_make (RsVm *vm, RsObject *cmp, RsObject *object)
{
  RsCmpKey *self = rs_object_new (vm, RS_TYPE (vm, CMP_KEY));
  if (self == NULL)
    return NULL;
  self->cmp = rs_incref (cmp);
  self->object = rs_xincref (object);
  rs_gc_track (vm, self);
  return RS_OBJECT (self);
}

static void
key_dealloc (RsVm *vm, RsObject *self)
{
  rs_gc_untrack (vm, self);
  rs_clear (vm, &KEY (self)->cmp);
  rs_clear (vm, &KEY (self)->object);
  rs_object_free (vm, self);
}

static void
key_traverse (RsVm *vm, RsObject *self, RsVisit *visit)
{
  rs_visit_field (visit, KEY (self)->cmp, "cmp");
  rs_visit_field (visit, KEY (self)->object, "obj");
}

static RsObject *
key_call (RsVm *vm, RsObject *self, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  static const char *const names[] = { "obj", NULL };
  RsObject *v[1];
  return rs_parse_args (vm, "K", args, nargs, kwnames, names, 0, 1, v)
             ? key_make (vm, KEY (self)->cmp, v[0])
             : NULL;
}

static RsObject *
key_richcompare (RsVm *vm, RsObject *left, RsObject *right, int op)
{
  if (right->type != left->type)
    return rs_type_error (vm, "other argument must be K instance");
  if (KEY (left)->object == NULL || KEY (right)->object == NULL)
    return rs_raise (vm, RS_TYPE (vm, AttributeError), "object");
  RS_SCOPE (vm);
  RS_LOCAL (order, rs_call2 (vm, KEY (left)->cmp, KEY (left)->object, KEY (right)->object));
  RS_LOCAL (zero, order ? rs_int_new (vm, 0) : NULL);
  RS_LOCAL (result, zero ? rs_richcompare (vm, order, zero, op) : NULL);
  return RS_GIVE (result);
}

static RsObject *
key_get_object (RsVm *vm, RsObject *self)
{
  return rs_incref (KEY (self)->object ? KEY (self)->object : vm->none);
}

static const RsGetSetDef key_getset[] = {
  { "obj", key_get_object, NULL, "Value wrapped by a key function." }, { NULL }
};
static const RsSlots key_slots = { .dealloc = key_dealloc,
                                   .traverse = key_traverse,
                                   .hash = rs_hash_not_implemented,
                                   .call = key_call,
                                   .richcompare = key_richcompare };
const RsTypeSpec rs_spec_cmp_key = { .name = "functools.KeyWrapper",
                                     .flags = RS_TF_COUNTED_TYPE | RS_TF_GC | RS_TF_NO_NEW,
                                     .size = sizeof (RsCmpKey),
                                     .slots = &key_slots,
                                     .getset = key_getset };

RS_NATIVE (functools_cmp_to_key)
{
  static const char *const names[] = { "mycmp", NULL };
  RsObject *v[1];
  return rs_parse_args (vm, "cmp_to_key", args, nargs, kwnames, names, 0, 1, v)
             ? key_make (vm, v[0], NULL)
             : NULL;
}

/* --- reduce --------------------------------------------------------------- */

/* A tuple takes both arguments; it serves again as long as nobody else keeps
 * it, so what was called last dies only when the next call is made. */
RS_NATIVE (functools_reduce)
{
  RS_SCOPE (vm);
  RS_LOCAL (iterator, rs_iter (vm, args[1]));
  if (iterator == NULL)
    {
      if (rs_pending_swallow (vm, RS_TYPE (vm, TypeError)))
        rs_type_error (vm, "reduce() arg 2 must support iteration");
      return NULL;
    }
  RS_LOCAL (result, nargs > 2 ? rs_incref (args[2]) : NULL);
  RS_LOCAL (pair, rs_tuple_new (vm, 2));
  for (;;)
    {
      if (pair->refcnt > 1)
        rs_setref (vm, &pair, rs_tuple_new (vm, 2));
      RS_LOCAL (item, rs_next (vm, iterator));
      if (item == NULL)
        break;
      if (result == NULL)
        {
          result = g_steal_pointer (&item);
          continue;
        }
      rs_setref (vm, &rs_tuple_items (pair)[0], g_steal_pointer (&result));
      rs_setref (vm, &rs_tuple_items (pair)[1], g_steal_pointer (&item));
      result = rs_call_tuple (vm, args[0], pair, NULL);
      if (result == NULL)
        return NULL;
    }
  if (vm->pending != NULL || vm->stop)
    return NULL;
  rs_clear (vm, &pair);
  if (result == NULL)
    return rs_type_error (vm, "reduce() of empty iterable with no initial value");
  return RS_GIVE (result);
}

static const RsMethodDef functions[] = {
  { "reduce", functools_reduce, RS_M_FAST | RS_M_VARARGS, 2, 3, NULL },
  { "cmp_to_key", functools_cmp_to_key, RS_M_KEYWORDS, 0, 0, NULL },
  { NULL }
};

static gboolean
fill (RsVm *vm, RsObject *module, RsObject *dict)
{
  return rs_module_add_functions (vm, module, dict, functions)
         && rs_dict_set_text (vm, dict, "partial", RS_OBJECT (RS_TYPE (vm, PARTIAL))) == 0
         && rs_dict_set_text (vm, dict, "_lru_cache_wrapper", RS_OBJECT (RS_TYPE (vm, LRU_CACHE)))
                == 0;
}

const RsModuleDef rs_module_functools_c = { "_functools", fill, NULL };
