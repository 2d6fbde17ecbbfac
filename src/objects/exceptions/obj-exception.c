/* SPDX-License-Identifier: MIT
 *
 * The built-in exceptions, as CPython's Objects/exceptions.c: one struct for
 * all, with fields that some of them use. Classes that differ only in name are
 * made from exceptions.def (exception-types.c); what has a behaviour of its own
 * is here.
 */
#include "exception.h"

#include "objects/values.h"

/* --- BaseException -------------------------------------------------------- */

RsObject *
rs_exception_new (RsVm *vm, RsType *type, RsObject *const *args, gsize nargs)
{
  if (type->slots.new_ == rs_exception_tp_new && !(type->flags & RS_TF_HEAPTYPE))
    {
      RsObject *self = type->slots.new_ (vm, type, args, nargs, NULL);
      if (self != NULL && type->slots.init (vm, self, args, nargs, NULL) < 0)
        rs_clear (vm, &self);
      return self;
    }
  return rs_call (vm, RS_OBJECT (type), args, nargs, NULL);
}

/* The tuple of a call f (*args) itself, else one of its own. */
static RsObject *
args_tuple (RsVm *vm, RsObject *const *args, gsize nargs)
{
  RsObject *tuple = vm->call_args;
  if (tuple != NULL && nargs > 0 && args == rs_tuple_items (tuple) && nargs == rs_tuple_size (tuple)
      && tuple->type == RS_TYPE (vm, TUPLE))
    return rs_incref (tuple);
  return rs_tuple_from_array (vm, args, nargs);
}

RsObject *
rs_exception_tp_new (RsVm *vm, RsType *type, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  RsException *self = rs_object_new (vm, type);
  if (type->managed_offset != 0)
    rs_instance_init_values (vm, RS_OBJECT (self));
  self->args = args_tuple (vm, args, nargs);
  rs_gc_track (vm, self);
  return RS_OBJECT (self);
}

gboolean
rs_exception_set_args (RsVm *vm, RsObject *object, RsObject *const *args, gsize nargs)
{
  RsObject *tuple = args_tuple (vm, args, nargs);
  if (tuple != NULL)
    rs_setref (vm, &((RsException *) object)->args, tuple);
  return tuple != NULL;
}

int
rs_exception_tp_init (RsVm *vm, RsObject *object, RsObject *const *args, gsize nargs,
                      RsObject *kwnames)
{
  RsException *self = (RsException *) object;
  if (kwnames != NULL && rs_tuple_size (kwnames) > 0)
    return rs_raise_int (vm, RS_TYPE (vm, TypeError), "%T() takes no keyword arguments", object);
  /* The same tuple where nothing changed: it is the one of the call. */
  if (self->args != NULL && rs_tuple_size (self->args) == nargs)
    {
      gsize i = 0;
      while (i < nargs && rs_tuple_items (self->args)[i] == args[i])
        i++;
      if (i == nargs)
        return 0;
    }
  return rs_exception_set_args (vm, object, args, nargs) ? 0 : -1;
}

void
rs_exception_clear (RsVm *vm, RsObject *object)
{
  RsException *self = (RsException *) object;
  rs_clear (vm, &self->dict);
  rs_clear (vm, &self->args);
  rs_clear (vm, &self->notes);
  rs_clear (vm, &self->traceback);
  rs_clear (vm, &self->cause);
  rs_clear (vm, &self->context);
  for (guint i = 0; i < G_N_ELEMENTS (self->fields); i++)
    rs_clear (vm, &self->fields[i]);
}

void
rs_exception_dealloc (RsVm *vm, RsObject *object)
{
  rs_gc_untrack (vm, object);
  rs_exception_clear (vm, object);
  rs_object_free (vm, object);
}

void
rs_exception_traverse (RsVm *vm, RsObject *object, RsVisit *visit)
{
  RsException *self = (RsException *) object;
  /* CPython's subclasses visit their own fields before the base's. */
  gboolean unicode = visit->as_collector && rs_is_a (object, RS_TYPE (vm, UnicodeError));
  for (guint i = 0; visit->as_collector && i < G_N_ELEMENTS (self->fields); i++)
    if (!unicode || (i != 2 && i != 3)) /* start and end are no objects there */
      rs_visit_field (visit, self->fields[i], rs_exception_field_name (object->type, i));
  rs_visit (visit, self->dict, RS_EDGE_DICT, 0);
  rs_visit_field (visit, self->args, "args");
  rs_visit_field (visit, self->notes, "__notes__");
  rs_visit_field (visit, self->traceback, "__traceback__");
  rs_visit_field (visit, self->cause, "__cause__");
  rs_visit_field (visit, self->context, "__context__");
  for (guint i = 0; !visit->as_collector && i < G_N_ELEMENTS (self->fields); i++)
    rs_visit_field (visit, self->fields[i], rs_exception_field_name (object->type, i));
}

RsObject *
rs_exception_str (RsVm *vm, RsObject *object)
{
  RsObject *args = ((RsException *) object)->args;
  if (args == NULL || rs_tuple_size (args) == 0)
    return rs_str_new (vm, "", 0);
  return rs_str (vm, rs_tuple_size (args) == 1 ? rs_tuple_items (args)[0] : args);
}

RsObject *
rs_exception_repr (RsVm *vm, RsObject *object)
{
  RsObject *args = ((RsException *) object)->args;
  if (args != NULL && rs_tuple_size (args) == 1)
    return rs_str_printf (vm, "%U(%R)", object->type->name, rs_tuple_items (args)[0]);
  return rs_str_printf (vm, "%U%R", object->type->name, args ? args : vm->empty_tuple);
}

static RsObject *
get_args (RsVm *vm, RsObject *object)
{
  RsObject *args = ((RsException *) object)->args;
  return rs_incref (args ? args : vm->empty_tuple);
}

static int
set_args (RsVm *vm, RsObject *object, RsObject *name, RsObject *value)
{
  if (value == NULL)
    return rs_raise_int (vm, RS_TYPE (vm, TypeError), "args may not be deleted");
  RsObject *tuple = rs_tuple_from (vm, value);
  if (tuple == NULL)
    return -1;
  rs_setref (vm, &((RsException *) object)->args, tuple);
  return 0;
}

#define LINK(name, field)                                                                          \
  static RsObject *name (RsVm *vm, RsObject *object)                                               \
  {                                                                                                \
    RsObject *value = ((RsException *) object)->field;                                             \
    return rs_incref (value ? value : vm->none);                                                   \
  }
LINK (get_traceback, traceback)
LINK (get_cause, cause)
LINK (get_context, context)

static int
set_traceback (RsVm *vm, RsObject *object, RsObject *name, RsObject *value)
{
  if (value == NULL)
    return rs_raise_int (vm, RS_TYPE (vm, TypeError), "__traceback__ may not be deleted");
  if (value != vm->none && value->type != RS_TYPE (vm, TRACEBACK))
    return rs_raise_int (vm, RS_TYPE (vm, TypeError), "__traceback__ must be a traceback or None");
  rs_setref (vm, &((RsException *) object)->traceback,
             value == vm->none ? NULL : rs_incref (value));
  return 0;
}

static int
set_link (RsVm *vm, RsObject **field, const char *name, RsObject *value)
{
  if (value == NULL)
    return rs_raise_int (vm, RS_TYPE (vm, TypeError), "__%s__ may not be deleted", name);
  if (value != vm->none && !rs_is_exception (value))
    return rs_raise_int (vm, RS_TYPE (vm, TypeError),
                         "exception %s must be None or derive from BaseException", name);
  rs_setref (vm, field, value == vm->none ? NULL : rs_incref (value));
  return 0;
}

static int
set_cause (RsVm *vm, RsObject *object, RsObject *name, RsObject *value)
{
  ((RsException *) object)->suppress_context = TRUE;
  return set_link (vm, &((RsException *) object)->cause, "cause", value);
}

static int
set_context (RsVm *vm, RsObject *object, RsObject *name, RsObject *value)
{
  return set_link (vm, &((RsException *) object)->context, "context", value);
}

static RsObject *
get_suppress (RsVm *vm, RsObject *object)
{
  return rs_bool (vm, ((RsException *) object)->suppress_context);
}

static int
set_suppress (RsVm *vm, RsObject *object, RsObject *name, RsObject *value)
{
  if (value == NULL)
    return rs_raise_int (vm, RS_TYPE (vm, TypeError), "can't delete numeric/char attribute");
  if (value->type != RS_TYPE (vm, BOOL))
    return rs_raise_int (vm, RS_TYPE (vm, TypeError), "attribute value type must be bool");
  ((RsException *) object)->suppress_context = value == vm->true_;
  return 0;
}

static RsObject *
with_traceback (RsVm *vm, RsObject *self, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  return set_traceback (vm, self, NULL, args[0]) < 0 ? NULL : rs_incref (self);
}

static RsObject *
add_note (RsVm *vm, RsObject *self, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  if (!rs_is_str (args[0]))
    return rs_type_error (vm, "note must be a str, not '%T'", args[0]);
  RS_SCOPE (vm);
  RS_LOCAL (notes, NULL);
  if (rs_getattr_optional (vm, self, RS_NAME (vm, __notes__), &notes) < 0)
    return NULL;
  if (notes == NULL)
    {
      notes = rs_list_new (vm, 0);
      if (rs_setattr (vm, self, RS_NAME (vm, __notes__), notes) < 0)
        return NULL;
    }
  int result = rs_is_list (notes) ? rs_list_append (vm, notes, args[0])
                                  : rs_raise_int (vm, RS_TYPE (vm, TypeError),
                                                  "Cannot add note: __notes__ is not a list");
  return result < 0 ? NULL : rs_incref (vm->none);
}

static RsObject *
exception_setstate (RsVm *vm, RsObject *self, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  return rs_incref (vm->none);
}

static RsObject *
exception_reduce (RsVm *vm, RsObject *self, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  RsException *e = (RsException *) self;
  RsObject *values = e->args ? e->args : vm->empty_tuple;
  return e->dict ? rs_tuple_pack (vm, 3, self->type, values, e->dict)
                 : rs_tuple_pack (vm, 2, self->type, values);
}

static int
set_dict (RsVm *vm, RsObject *self, RsObject *name, RsObject *value)
{
  if (value == NULL)
    return rs_raise_int (vm, RS_TYPE (vm, TypeError), "cannot delete __dict__");
  if (!rs_is_dict (value))
    return rs_raise_int (vm, RS_TYPE (vm, TypeError),
                         "__dict__ must be set to a dictionary, not a '%T'", value);
  rs_setref (vm, &((RsException *) self)->dict, rs_incref (value));
  return 0;
}

const RsMethodDef rs_exception_methods[] = {
  { "with_traceback", with_traceback, RS_M_O, 0, 0, NULL },
  { "add_note", add_note, RS_M_O, 0, 0, NULL },
  { "__setstate__", exception_setstate, RS_M_O, 0, 0, NULL },
  { "__reduce__", exception_reduce, RS_M_NOARGS, 0, 0, NULL },
  { NULL }
};

const RsGetSetDef rs_exception_getset[] = { { "args", get_args, set_args, NULL },
                                            { "__traceback__", get_traceback, set_traceback, NULL },
                                            { "__cause__", get_cause, set_cause, NULL },
                                            { "__context__", get_context, set_context, NULL },
                                            { "__suppress_context__", get_suppress, set_suppress,
                                              NULL },
                                            { "__dict__", rs_get_dict_field, set_dict, NULL },
                                            { NULL } };
