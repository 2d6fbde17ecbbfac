/* SPDX-License-Identifier: MIT
 *
 * A slot's C function called as its dunder: int.__add__ (1, 2), object.__init__
 * (self), list.__getitem__ (l, 0). Each kind of wrapper checks the number of
 * arguments and turns the C result into an object. Modelled on wrap_* in
 * Objects/typeobject.c.
 */
#include "objects/callables/descr.h"

static RsObject *
none_unless_negative (RsVm *vm, int result)
{
  return result < 0 ? NULL : rs_incref (vm->none);
}

static gboolean
want (RsVm *vm, gsize nargs, gsize n)
{
  /* The space stands for a name that CPython does not give. */
  if (nargs != n)
    rs_type_error (vm, "%sexpected %zu argument%s, got %zu", n > 1 ? " " : "", n, n == 1 ? "" : "s",
                   nargs);
  return nargs == n;
}

/* N arguments, of which the first is an attribute's name: a str, as all slots
 * may rely on. */
static gboolean
want_name (RsVm *vm, RsObject *const *args, gsize nargs, gsize n)
{
  if (!want (vm, nargs, n))
    return FALSE;
  if (!rs_is_str (args[0]))
    rs_type_error (vm, "attribute name must be string, not '%T'", args[0]);
  return rs_is_str (args[0]);
}

/* object.__setattr__ on a type that has its own C setattro would go around its
 * rules. */
static gboolean
may_set_attribute (RsVm *vm, RsObject *self, gpointer function, const char *what)
{
  if (rs_is_type (self) && function == (gpointer) rs_generic_setattr)
    {
      rs_type_error (vm, "can't apply this %s to type object", what);
      return FALSE;
    }
  return TRUE;
}

static RsObject *
call_binary_kind (RsVm *vm, const RsSlotDef *def, gpointer function, RsObject *self,
                  RsObject *const *args, gsize nargs)
{
  switch ((RsWrap) def->wrap)
    {
    case RS_WRAP_BINARY:
      return want (vm, nargs, 1) ? ((RsBinaryFunc) function) (vm, self, args[0]) : NULL;
    case RS_WRAP_BINARY_SWAPPED:
      return want (vm, nargs, 1) ? ((RsBinaryFunc) function) (vm, args[0], self) : NULL;
    case RS_WRAP_POWER:
      return rs_check_arity (vm, "", nargs, 1, 2)
                 ? ((RsTernaryFunc) function) (vm, self, args[0], nargs > 1 ? args[1] : vm->none)
                 : NULL;
    case RS_WRAP_POWER_SWAPPED:
      return rs_check_arity (vm, "", nargs, 1, 2)
                 ? ((RsTernaryFunc) function) (vm, args[0], self, nargs > 1 ? args[1] : vm->none)
                 : NULL;
    case RS_WRAP_GETATTR:
      return want_name (vm, args, nargs, 1) ? ((RsBinaryFunc) function) (vm, self, args[0]) : NULL;
    case RS_WRAP_COMPARE:
      return want (vm, nargs, 1) ? ((RsRichCompare) function) (vm, self, args[0], def->compare)
                                 : NULL;
    case RS_WRAP_CONTAINS:
      {
        int result = want (vm, nargs, 1) ? ((RsContains) function) (vm, self, args[0]) : -1;
        return result < 0 ? NULL : rs_bool (vm, result);
      }
    default:
      {
        if (!want (vm, nargs, 1))
          return NULL;
        gssize count = rs_as_ssize (vm, args[0], RS_TYPE (vm, OverflowError));
        if (count == -1 && vm->pending != NULL)
          return NULL;
        return ((RsObject * (*) (RsVm *, RsObject *, gssize)) function) (vm, self, count);
      }
    }
}

static RsObject *
call_setting_kind (RsVm *vm, const RsSlotDef *def, gpointer function, RsObject *self,
                   RsObject *const *args, gsize nargs)
{
  RsSetItem set = (RsSetItem) function;
  switch ((RsWrap) def->wrap)
    {
    case RS_WRAP_SETATTR:
      return want_name (vm, args, nargs, 2) && may_set_attribute (vm, self, function, "__setattr__")
                 ? none_unless_negative (vm, set (vm, self, args[0], args[1]))
                 : NULL;
    case RS_WRAP_DELATTR:
      return want_name (vm, args, nargs, 1) && may_set_attribute (vm, self, function, "__delattr__")
                 ? none_unless_negative (vm, set (vm, self, args[0], NULL))
                 : NULL;
    case RS_WRAP_SETITEM:
    case RS_WRAP_SET:
      return want (vm, nargs, 2) ? none_unless_negative (vm, set (vm, self, args[0], args[1]))
                                 : NULL;
    default:
      return want (vm, nargs, 1) ? none_unless_negative (vm, set (vm, self, args[0], NULL)) : NULL;
    }
}

static RsObject *
call_descr_get (RsVm *vm, gpointer function, RsObject *self, RsObject *const *args, gsize nargs)
{
  if (!rs_check_arity (vm, "", nargs, 1, 2))
    return NULL;
  RsObject *object = args[0] == vm->none ? NULL : args[0],
           *type = nargs > 1 && args[1] != vm->none ? args[1] : NULL;
  if (object == NULL && type == NULL)
    return rs_type_error (vm, "__get__(None, None) is invalid");
  return ((RsTernaryFunc) function) (vm, self, object, type);
}

static RsObject *
call_simple_kind (RsVm *vm, const RsSlotDef *def, gpointer function, RsObject *self, gsize nargs)
{
  if (!want (vm, nargs, 0))
    return NULL;
  switch ((RsWrap) def->wrap)
    {
    case RS_WRAP_INQUIRY:
      {
        int truth = ((RsInquiry) function) (vm, self);
        return truth < 0 ? NULL : rs_bool (vm, truth);
      }
    case RS_WRAP_LENGTH:
      {
        gssize length = ((RsLenFunc) function) (vm, self);
        return length < 0 ? NULL : rs_int_new (vm, length);
      }
    case RS_WRAP_HASH:
      {
        gint64 hash = ((RsHashFunc) function) (vm, self);
        return hash == -1 && vm->pending ? NULL : rs_int_new (vm, hash);
      }
    case RS_WRAP_NEXT:
      {
        RsObject *item = ((RsUnaryFunc) function) (vm, self);
        if (item == NULL && vm->pending == NULL)
          rs_raise_object (vm, RS_TYPE (vm, StopIteration), NULL);
        return item;
      }
    case RS_WRAP_FINALIZE:
      ((RsDestructor) function) (vm, self);
      return rs_incref (vm->none);
    default:
      return ((RsUnaryFunc) function) (vm, self);
    }
}

RsObject *
rs_slot_wrapper_call (RsVm *vm, const RsSlotDef *def, gpointer function, RsObject *self,
                      RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  typedef int (*InitFunc) (RsVm *, RsObject *, RsObject *const *, gsize, RsObject *);
  char name[64];

  if (def->wrap == RS_WRAP_CALL)
    return ((RsNative) function) (vm, self, args, nargs, kwnames);
  /* BaseException.__init__ keeps the tuple that the call came with. */
  if (def->wrap == RS_WRAP_INIT && rs_is_exception (self)
      && !rs_exception_set_args (vm, self, args, nargs))
    return NULL;
  if (def->wrap == RS_WRAP_INIT)
    return none_unless_negative (vm, ((InitFunc) function) (vm, self, args, nargs, kwnames));
  if (kwnames != NULL && rs_tuple_size (kwnames) > 0)
    return rs_type_error (vm, "wrapper %s() takes no keyword arguments",
                          rs_str_buffer (vm->names[def->name], name, sizeof name));
  switch ((RsWrap) def->wrap)
    {
    case RS_WRAP_BINARY:
    case RS_WRAP_BINARY_SWAPPED:
    case RS_WRAP_POWER:
    case RS_WRAP_POWER_SWAPPED:
    case RS_WRAP_GETATTR:
    case RS_WRAP_COMPARE:
    case RS_WRAP_CONTAINS:
    case RS_WRAP_REPEAT:
      return call_binary_kind (vm, def, function, self, args, nargs);
    case RS_WRAP_SETATTR:
    case RS_WRAP_DELATTR:
    case RS_WRAP_SETITEM:
    case RS_WRAP_DELITEM:
    case RS_WRAP_SET:
    case RS_WRAP_DELETE:
      return call_setting_kind (vm, def, function, self, args, nargs);
    case RS_WRAP_GET:
      return call_descr_get (vm, function, self, args, nargs);
    default:
      return call_simple_kind (vm, def, function, self, nargs);
    }
}
