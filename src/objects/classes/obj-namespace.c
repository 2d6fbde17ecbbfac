/* SPDX-License-Identifier: MIT
 *
 * types.SimpleNamespace. Modelled on CPython's namespaceobject.c.
 */
#include "obj-misc.h"

#include "objects/abstract.h"
#include "objects/type.h"

/* --- SimpleNamespace ------------------------------------------------------ */

static RsObject *
namespace_new (RsVm *vm, RsType *type, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  RsNamespace *self = rs_object_new (vm, type);
  self->dict = rs_dict_new (vm);
  rs_gc_track (vm, self);
  return RS_OBJECT (self);
}

static int
namespace_init (RsVm *vm, RsObject *self, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  if (nargs != 0)
    return rs_raise_int (vm, RS_TYPE (vm, TypeError), "no positional arguments expected");
  for (gsize i = 0; kwnames && i < rs_tuple_size (kwnames); i++)
    if (rs_dict_set (vm, ((RsNamespace *) self)->dict, rs_tuple_items (kwnames)[i], args[i]) < 0)
      return -1;
  return 0;
}

static void
namespace_dealloc (RsVm *vm, RsObject *self)
{
  rs_gc_untrack (vm, self);
  rs_clear (vm, &((RsNamespace *) self)->dict);
  rs_object_free (vm, self);
}

static void
namespace_traverse (RsVm *vm, RsObject *self, RsVisit *visit)
{
  rs_visit (visit, ((RsNamespace *) self)->dict, RS_EDGE_DICT, 0);
}

static void
namespace_clear (RsVm *vm, RsObject *self)
{
  rs_clear (vm, &((RsNamespace *) self)->dict);
}

static RsObject *
namespace_repr (RsVm *vm, RsObject *self)
{
  char buffer[200];
  const char *name = self->type == RS_TYPE (vm, NAMESPACE)
                         ? "namespace"
                         : rs_type_name (self->type, buffer, sizeof buffer);
  int shown = rs_repr_enter (vm, self);
  if (shown != 0)
    return shown < 0 ? NULL : rs_str_printf (vm, "%s(...)", name);
  RS_SCOPE (vm);
  RS_LOCAL (text, rs_str_new (vm, "", 0));
  RsObject *next_key, *next_value;
  gsize position = 0;
  while (text != NULL
         && rs_dict_next (((RsNamespace *) self)->dict, &position, &next_key, &next_value))
    {
      RS_LOCAL (key, rs_incref (next_key));
      RS_LOCAL (value, rs_incref (next_value));
      RsObject *more =
          rs_str_printf (vm, rs_str_length (text) ? "%U, %S=%R" : "%U%S=%R", text, key, value);
      rs_setref (vm, &text, more);
    }
  rs_repr_leave (vm, self);
  return text ? rs_str_printf (vm, "%s(%U)", name, text) : NULL;
}

static RsObject *
namespace_richcompare (RsVm *vm, RsObject *left, RsObject *right, int op)
{
  if (!rs_is_a (left, RS_TYPE (vm, NAMESPACE)) || !rs_is_a (right, RS_TYPE (vm, NAMESPACE)))
    return rs_incref (vm->not_implemented);
  return rs_richcompare (vm, ((RsNamespace *) left)->dict, ((RsNamespace *) right)->dict, op);
}

static const RsGetSetDef namespace_getset[] = { { "__dict__", rs_get_dict_field, NULL, NULL },
                                                { NULL } };
static const RsSlots namespace_slots = {
  .dealloc = namespace_dealloc,
  .traverse = namespace_traverse,
  .clear = namespace_clear,
  .repr = namespace_repr,
  .hash = rs_hash_not_implemented,
  .richcompare = namespace_richcompare,
  .new_ = namespace_new,
  .init = namespace_init,
};

const RsTypeSpec rs_spec_namespace = { .name = "types.SimpleNamespace",
                                       .flags = RS_TF_GC | RS_TF_BASETYPE,
                                       .size = sizeof (RsNamespace),
                                       .slots = &namespace_slots,
                                       .getset = namespace_getset,
                                       .dict_offset = G_STRUCT_OFFSET (RsNamespace, dict) };
