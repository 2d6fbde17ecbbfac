/* SPDX-License-Identifier: MIT
 *
 * Module gc: the collector from Python.
 */
#include "modules.h"

#include "heap/gc.h"

RS_NATIVE (gc_collect)
{
  static const char *const names[] = { "generation", NULL };
  RsObject *v[1];
  if (!rs_parse_args (vm, "collect", args, nargs, kwnames, names, 0, 0, v))
    return NULL;
  gssize generation = v[0] ? rs_as_ssize (vm, v[0], RS_TYPE (vm, OverflowError)) : 2;
  if (generation == -1 && vm->pending != NULL)
    return NULL;
  if (generation < 0 || generation > 2)
    return rs_value_error (vm, "invalid generation");
  return rs_int_new (vm, rs_gc_collect (vm, generation));
}

RS_NATIVE (gc_enable)
{
  vm->gc_enabled = TRUE;
  return rs_incref (vm->none);
}

RS_NATIVE (gc_disable)
{
  vm->gc_enabled = FALSE;
  return rs_incref (vm->none);
}

RS_NATIVE (gc_isenabled)
{
  return rs_bool (vm, vm->gc_enabled);
}

RS_NATIVE (gc_is_tracked)
{
  return rs_bool (vm, rs_gc_is_tracked (args[0]));
}

RS_NATIVE (gc_is_finalized)
{
  return rs_bool (vm, (args[0]->type->flags & RS_TF_GC) && (args[0]->gc & RS_GC_FINALIZED));
}

static RsObject *
three (RsVm *vm, gint64 a, gint64 b, gint64 c)
{
  RsObject *tuple = rs_tuple_new (vm, 3);
  rs_tuple_items (tuple)[0] = rs_int_new (vm, a);
  rs_tuple_items (tuple)[1] = rs_int_new (vm, b);
  rs_tuple_items (tuple)[2] = rs_int_new (vm, c);
  return tuple;
}

RS_NATIVE (gc_get_count)
{
  return three (vm, vm->generations[0].count, vm->generations[1].count, vm->generations[2].count);
}

RS_NATIVE (gc_get_threshold)
{
  return three (vm, vm->generations[0].threshold, vm->generations[1].threshold,
                vm->generations[2].threshold);
}

RS_NATIVE (gc_set_threshold)
{
  for (gsize i = 0; i < nargs; i++)
    {
      gssize value = rs_as_ssize (vm, args[i], RS_TYPE (vm, OverflowError));
      if (value == -1 && vm->pending != NULL)
        return NULL;
      vm->generations[i].threshold = value;
    }
  return rs_incref (vm->none);
}

RS_NATIVE (gc_get_debug)
{
  return rs_int_new (vm, vm->gc_debug);
}

RS_NATIVE (gc_set_debug)
{
  gssize value = rs_as_ssize (vm, args[0], RS_TYPE (vm, OverflowError));
  if (value == -1 && vm->pending != NULL)
    return NULL;
  vm->gc_debug = value;
  return rs_incref (vm->none);
}

RS_NATIVE (gc_get_stats)
{
  RsObject *list = rs_list_new (vm, 0);
  for (int i = 0; i < 3; i++)
    {
      RsObject *dict = rs_dict_new (vm);
      const struct {
        const char *key;
        guint64 value;
      } items[] = { { "collections", vm->gc_collections[i] },
                    { "collected", vm->gc_collected[i] },
                    { "uncollectable", vm->gc_uncollectable[i] } };
      for (guint k = 0; k < G_N_ELEMENTS (items); k++)
        rs_module_add (vm, dict, items[k].key, rs_int_new (vm, items[k].value));
      rs_list_append_steal (vm, list, dict);
    }
  return list;
}

/* LIST, unless there was no memory for all of it. */
static RsObject *
list_or_error (RsVm *vm, RS_STEALS RsObject *list)
{
  if (vm->pending != NULL)
    rs_clear (vm, &list);
  return list;
}

static void
append_object (RsVm *vm, RsObject *object, gpointer data)
{
  if (object != data && vm->pending == NULL)
    rs_list_append (vm, data, object);
}

RS_NATIVE (gc_get_objects)
{
  static const char *const names[] = { "generation", NULL };
  RsObject *v[1];
  if (!rs_parse_args (vm, "get_objects", args, nargs, kwnames, names, 0, 0, v))
    return NULL;
  gssize generation =
      v[0] && v[0] != vm->none ? rs_as_ssize (vm, v[0], RS_TYPE (vm, OverflowError)) : -1;
  if (vm->pending != NULL)
    return NULL;
  if (generation > 2 || generation < -1)
    return rs_value_error (
        vm, generation < 0
                ? "generation parameter cannot be negative"
                : "generation parameter must be less than the number of available generations (3)");
  RsObject *list = rs_list_new (vm, 0);
  rs_gc_untrack (vm, list);
  rs_gc_foreach (vm, generation, append_object, list);
  rs_gc_track (vm, list);
  return list_or_error (vm, list);
}

typedef struct {
  RsVisit base;
  RsObject *list;
  RsObject *const *targets;
  gsize n;
  gboolean found;
} ListVisit;

static void
visit_append (RsVisit *visit, RsObject *target, guint kind, gintptr index)
{
  if (!(kind & (RS_EDGE_HIDDEN | RS_EDGE_WEAK)) && visit->vm->pending == NULL)
    rs_list_append (visit->vm, ((ListVisit *) visit)->list, target);
}

static void
traverse (RsVm *vm, RsObject *object, RsVisit *visit)
{
  if (object->type->slots.traverse != NULL && rs_has_gc_head (object))
    rs_gc_traverse (vm, object, visit);
}

RS_NATIVE (gc_get_referents)
{
  ListVisit visit = { { visit_append, vm, TRUE }, rs_list_new (vm, 0), NULL, 0, FALSE };
  for (gsize i = 0; i < nargs; i++)
    traverse (vm, args[i], &visit.base);
  return list_or_error (vm, visit.list);
}

static void
visit_find (RsVisit *visit, RsObject *target, guint kind, gintptr index)
{
  ListVisit *v = (ListVisit *) visit;
  for (gsize i = 0; i < v->n && !(kind & (RS_EDGE_HIDDEN | RS_EDGE_WEAK)); i++)
    if (v->targets[i] == target)
      v->found = TRUE;
}

static void
find_referrer (RsVm *vm, RsObject *object, gpointer data)
{
  ListVisit *visit = data;
  visit->found = FALSE;
  traverse (vm, object, &visit->base);
  if (visit->found && object != visit->list && vm->pending == NULL)
    rs_list_append (vm, visit->list, object);
}

RS_NATIVE (gc_get_referrers)
{
  RsObject *list = rs_list_new (vm, 0);
  rs_gc_untrack (vm, list);
  ListVisit visit = { { visit_find, vm, TRUE }, list, args, nargs, FALSE };
  rs_gc_foreach (vm, -1, find_referrer, &visit);
  rs_gc_track (vm, list);
  return list_or_error (vm, list);
}

RS_NATIVE (gc_freeze)
{
  rs_gc_freeze (vm);
  return rs_incref (vm->none);
}

RS_NATIVE (gc_unfreeze)
{
  rs_gc_unfreeze (vm);
  return rs_incref (vm->none);
}

RS_NATIVE (gc_get_freeze_count)
{
  return rs_int_new (vm, rs_gc_n_frozen (vm));
}

static const RsMethodDef functions[] = {
  { "collect", gc_collect, RS_M_KEYWORDS, 0, 0, "Run the garbage collector." },
  { "enable", gc_enable, RS_M_NOARGS, 0, 0, NULL },
  { "disable", gc_disable, RS_M_NOARGS, 0, 0, NULL },
  { "isenabled", gc_isenabled, RS_M_NOARGS, 0, 0, NULL },
  { "is_tracked", gc_is_tracked, RS_M_O, 0, 0, NULL },
  { "is_finalized", gc_is_finalized, RS_M_O, 0, 0, NULL },
  { "get_count", gc_get_count, RS_M_NOARGS, 0, 0, NULL },
  { "get_threshold", gc_get_threshold, RS_M_NOARGS, 0, 0, NULL },
  { "set_threshold", gc_set_threshold, RS_M_FAST, 1, 3, NULL },
  { "get_debug", gc_get_debug, RS_M_NOARGS, 0, 0, NULL },
  { "set_debug", gc_set_debug, RS_M_O, 0, 0, NULL },
  { "get_stats", gc_get_stats, RS_M_NOARGS, 0, 0, NULL },
  { "get_objects", gc_get_objects, RS_M_KEYWORDS, 0, 0, NULL },
  { "get_referents", gc_get_referents, RS_M_FAST, 0, -1, NULL },
  { "get_referrers", gc_get_referrers, RS_M_FAST, 0, -1, NULL },
  { "freeze", gc_freeze, RS_M_NOARGS, 0, 0, NULL },
  { "unfreeze", gc_unfreeze, RS_M_NOARGS, 0, 0, NULL },
  { "get_freeze_count", gc_get_freeze_count, RS_M_NOARGS, 0, 0, NULL },
  { NULL }
};

static gboolean
fill (RsVm *vm, RsObject *module, RsObject *dict)
{
  return rs_module_add_functions (vm, module, dict, functions)
         && rs_dict_set_text (vm, dict, "garbage", vm->gc_garbage) == 0
         && rs_dict_set_text (vm, dict, "callbacks", vm->gc_callbacks) == 0
         && rs_module_add (vm, dict, "DEBUG_STATS", rs_int_new (vm, 1))
         && rs_module_add (vm, dict, "DEBUG_COLLECTABLE", rs_int_new (vm, 2))
         && rs_module_add (vm, dict, "DEBUG_UNCOLLECTABLE", rs_int_new (vm, 4))
         && rs_module_add (vm, dict, "DEBUG_SAVEALL", rs_int_new (vm, 32))
         && rs_module_add (vm, dict, "DEBUG_LEAK", rs_int_new (vm, 38));
}

const RsModuleDef rs_module_gc = { "gc", fill, NULL };
