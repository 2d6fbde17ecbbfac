/* SPDX-License-Identifier: MIT
 *
 * Calls of anything from C, as CPython's Objects/call.c. What a callable's
 * tp_call does is its type's; a Python function's is in vm/.
 *
 * Who holds the arguments meanwhile shows in their counts, so there are several
 * ways, as in CPython:
 *
 *   an array       vectorcall: the caller holds what is in it
 *   a tuple        what has no vectorcall is given a tuple and a dict, made for the call
 *   packed         f (*args, **kwargs): the caller's own tuple and dict are passed on
 *   flat, spread   the same for what wants an array: with references of its own (SPREAD) where
 *                  CPython spreads them, or as borrowed from tuple and dict
 */
#include "objects/abstract.h"
#include "objects/callables/descr.h"

#include "objects/classes/slot-call.h"

#define MOST_METHOD_ARGS 6 /* of what rs_call_method calls without a bound method */

RsObject **
rs_call_flatten (RsVm *vm, RsObject *const *args, gsize nargs, RsObject *kwargs, RsObject **kwnames,
                 gsize *n_bytes)
{
  gsize n_keywords = kwargs ? rs_dict_size (kwargs) : 0, position = 0, i = 0;
  RsObject *key, *value;

  *n_bytes = (nargs + n_keywords + 1) * sizeof (RsObject *);
  *kwnames = n_keywords ? rs_tuple_new (vm, n_keywords) : NULL;
  if (n_keywords > 0 && *kwnames == NULL)
    return NULL;
  RsObject **array = rs_mem_alloc (vm, *n_bytes);
  for (gsize k = 0; k < nargs; k++)
    array[k] = args[k];
  while (n_keywords && rs_dict_next (kwargs, &position, &key, &value))
    {
      rs_tuple_items (*kwnames)[i] = rs_incref (key);
      array[nargs + i++] = value;
    }
  return array;
}

gboolean
rs_call_check_keywords (RsVm *vm, RsObject *kwargs)
{
  gsize position = 0;
  RsObject *key, *value;
  while (kwargs != NULL && rs_dict_next (kwargs, &position, &key, &value))
    if (!rs_is_str (key))
      {
        rs_type_error (vm, "keywords must be strings");
        return FALSE;
      }
  return TRUE;
}

/* Has CALLABLE tp_call only, which takes a tuple and a dict, and no vectorcall?
 * The built-in types' constructors see to it themselves, and an exception keeps
 * that tuple as its args. */
static gboolean
takes_tuple (RsVm *vm, RsObject *callable)
{
  RsType *type = callable->type;
  if (rs_is_type (callable) && (((RsType *) callable)->flags & RS_TF_EXCEPTION)
      && ((RsType *) callable)->slots.new_ != rs_slot_new)
    return FALSE;
  return type->slots.call == rs_slot_call || type == RS_TYPE (vm, WRAPPER_DESCR)
         || type == RS_TYPE (vm, METHOD_WRAPPER)
         || (rs_is_type (callable) && (((RsType *) callable)->flags & RS_TF_HEAPTYPE));
}

gboolean
rs_takes_tuple (RsVm *vm, RsObject *callable, gsize nargs)
{
  return takes_tuple (vm, callable) || (callable == RS_OBJECT (RS_TYPE (vm, TYPE)) && nargs != 1);
}

static RsObject *
call_by (RsVm *vm, RsNative call, RsObject *callable, RsObject *const *args, gsize nargs,
         RsObject *kwnames)
{
  if (rs_vm_too_deep (vm, vm->c_depth_native))
    return rs_raise (vm, RS_TYPE (vm, RecursionError),
                     "maximum recursion depth exceeded while calling a Python object");
  vm->c_depth_native++;
  RsObject *result = call (vm, callable, args, nargs, kwnames);
  vm->c_depth_native--;
  return result;
}

static RsObject *
call_slot (RsVm *vm, RsObject *callable, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  return call_by (vm, callable->type->slots.call, callable, args, nargs, kwnames);
}

RsObject *
rs_call (RsVm *vm, RsObject *callable, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  if (callable->type->slots.call == NULL)
    return rs_type_error (vm, "'%T' object is not callable", callable);
  if (!rs_takes_tuple (vm, callable, nargs))
    return call_slot (vm, callable, args, nargs, kwnames);
  RS_SCOPE (vm);
  RS_LOCAL (dict, NULL);
  RS_LOCAL (tuple, rs_tuple_from_array (vm, args, nargs));
  if (tuple == NULL)
    return NULL;
  dict = kwnames ? rs_dict_new (vm) : NULL;
  for (gsize i = 0; dict != NULL && i < rs_tuple_size (kwnames); i++)
    if (rs_dict_set (vm, dict, rs_tuple_items (kwnames)[i], args[nargs + i]) < 0)
      return NULL;
  RS_LOCAL (result, call_slot (vm, callable, args, nargs, kwnames));
  return RS_GIVE (result);
}

RsObject *
rs_call0 (RsVm *vm, RsObject *callable)
{
  return rs_call (vm, callable, NULL, 0, NULL);
}

RsObject *
rs_call1 (RsVm *vm, RsObject *callable, RsObject *a)
{
  return rs_call (vm, callable, &a, 1, NULL);
}

RsObject *
rs_call2 (RsVm *vm, RsObject *callable, RsObject *a, RsObject *b)
{
  RsObject *args[2] = { a, b };
  return rs_call (vm, callable, args, 2, NULL);
}

RsObject *
rs_call_held (RsVm *vm, RsObject *callable, RsObject *a)
{
  RS_SCOPE (vm);
  RS_LOCAL (held, callable);
  RsObject *result = rs_call (vm, held, &a, a != NULL, NULL);
  held = NULL; /* still the caller's */
  return result;
}

/* CALLABLE with arguments that a tuple and dict of the caller's hold, which is
 * all that it needs (the kinds of takes_packed ()). */
static RsObject *
call_packed (RsVm *vm, RsObject *callable, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  if (callable->type == RS_TYPE (vm, BUILTIN))
    return call_by (vm, rs_builtin_call_packed, callable, args, nargs, kwnames);
  if (callable->type == RS_TYPE (vm, TYPE) && rs_type_takes_tuple (vm, (RsType *) callable))
    return call_by (vm, rs_type_call_packed, callable, args, nargs, kwnames);
  return call_slot (vm, callable, args, nargs, kwnames);
}

/* Does CALLABLE take f (*args, **kwargs) as the tuple and dict that they
 * are? */
static gboolean
takes_packed (RsVm *vm, RsObject *callable)
{
  return takes_tuple (vm, callable)
         || (callable->type == RS_TYPE (vm, BUILTIN)
             && (((RsBuiltin *) callable)->def->flags & RS_M_VARARGS))
         || (callable->type == RS_TYPE (vm, TYPE) && rs_type_takes_tuple (vm, (RsType *) callable));
}

/* With keywords from a dict: what is given is held by an array of references if
 * SPREAD, and by the caller's own containers if not. */
static RsObject *
call_flat (RsVm *vm, RsObject *callable, RsObject *const *args, gsize nargs, RsObject *kwargs,
           gboolean spread)
{
  RsObject *names;
  gsize bytes;
  if (!rs_call_check_keywords (vm, kwargs))
    return NULL;
  RsObject **array = rs_call_flatten (vm, args, nargs, kwargs, &names, &bytes);
  if (array == NULL)
    return NULL;
  RS_SCOPE (vm);
  RS_LOCAL (kwnames, names);
  gsize n = spread ? nargs + rs_tuple_size (kwnames) : 0;
  for (gsize i = 0; i < n; i++)
    rs_incref (array[i]);
  RS_LOCAL_ARRAY (array, n);
  RS_LOCAL (result, spread ? rs_call (vm, callable, array, nargs, kwnames)
                           : call_packed (vm, callable, array, nargs, kwnames));
  RS_CLEAR_ARRAY (array);
  rs_mem_free (vm, array, bytes);
  return RS_GIVE (result);
}

RsObject *
rs_call_tuple (RsVm *vm, RsObject *callable, RsObject *args, RsObject *kwargs)
{
  if (callable->type->slots.call == NULL)
    return rs_type_error (vm, "'%T' object is not callable", callable);
  gboolean spread = !takes_packed (vm, callable);
  if (kwargs != NULL && rs_dict_size (kwargs) > 0)
    return call_flat (vm, callable, rs_tuple_items (args), rs_tuple_size (args), kwargs, spread);
  RsObject *outer = vm->call_args;
  vm->call_args = args;
  RsObject *result =
      spread ? rs_call (vm, callable, rs_tuple_items (args), rs_tuple_size (args), NULL)
             : call_packed (vm, callable, rs_tuple_items (args), rs_tuple_size (args), NULL);
  vm->call_args = outer;
  return result;
}

RsObject *
rs_call_dict (RsVm *vm, RsObject *callable, RsObject *const *args, gsize nargs, RsObject *kwargs)
{
  if (kwargs == NULL || rs_dict_size (kwargs) == 0)
    return rs_call (vm, callable, args, nargs, NULL);
  if (callable->type->slots.call == NULL)
    return rs_type_error (vm, "'%T' object is not callable", callable);
  if (!takes_packed (vm, callable))
    return call_flat (vm, callable, args, nargs, kwargs, TRUE);
  RS_SCOPE (vm);
  RS_LOCAL (tuple, rs_tuple_from_array (vm, args, nargs));
  RS_LOCAL (result, tuple ? call_flat (vm, callable, args, nargs, kwargs, FALSE) : NULL);
  return RS_GIVE (result);
}

/* The function NAME of OBJECT's class, where a bound method would only pass
 * OBJECT on to it, as _PyObject_GetMethod; borrowed, or NULL. */
static RsObject *
unbound_method (RsVm *vm, RsObject *object, RsObject *name)
{
  RsType *type = object->type;
  RsObject *descr =
      type->slots.getattro == rs_generic_getattr ? rs_type_lookup (vm, type, name) : NULL;
  if (descr == NULL || !(descr->type->flags & RS_TF_METHOD_DESCRIPTOR))
    return NULL;
  gboolean has_dict = type->managed_offset != 0 || type->dict_offset != 0;
  return has_dict && rs_instance_get (vm, object, name) != NULL ? NULL : descr;
}

RsObject *
rs_call_method (RsVm *vm, RsObject *object, RsObject *name, RsObject *const *args, gsize nargs)
{
  RsObject *all[MOST_METHOD_ARGS + 1] = { object };
  RS_SCOPE (vm);
  RS_LOCAL (method, rs_xincref (unbound_method (vm, object, name)));
  if (vm->pending != NULL)
    return NULL;
  if (method != NULL && nargs <= MOST_METHOD_ARGS)
    {
      for (gsize i = 0; i < nargs; i++)
        all[i + 1] = args[i];
      args = all;
      nargs++;
    }
  else
    rs_setref (vm, &method, rs_getattr (vm, object, name));
  RS_LOCAL (result, method ? rs_call (vm, method, args, nargs, NULL) : NULL);
  return RS_GIVE (result);
}
