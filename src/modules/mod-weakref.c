/* SPDX-License-Identifier: MIT
 *
 * Module _weakref: what module weakref (py/weakref.py) is built on.
 */
#include "modules.h"

#include "heap/weakref.h"
#include "objects/classes/obj-misc.h"

RS_NATIVE (weakref_proxy)
{
  return rs_proxy_new (vm, args[0], nargs > 1 ? args[1] : NULL);
}

RS_NATIVE (weakref_count)
{
  return rs_int_new (vm, rs_weakref_count (args[0]));
}

RS_NATIVE (weakref_refs)
{
  RsObject *list = rs_list_new (vm, 0);
  RsWeakref **head = rs_weakref_list (args[0]);
  for (RsWeakref *ref = head ? *head : NULL; ref != NULL && list != NULL; ref = ref->next)
    if (rs_list_append (vm, list, RS_OBJECT (ref)) < 0)
      rs_clear (vm, &list);
  return list;
}

/* Takes KEY out of DICT if its value is a dead reference: a callback may come
 * when another has the key already. */
RS_NATIVE (weakref_remove_dead)
{
  if (!rs_is_dict (args[0]))
    return rs_type_error (vm, "_remove_dead_weakref() argument 1 must be dict, not %T", args[0]);
  RsObject *ref = rs_dict_get (vm, args[0], args[1]);
  if (ref != NULL && rs_is_a (ref, RS_TYPE (vm, WEAKREF)) && rs_weakref_referent (ref) == NULL)
    {
      RS_SCOPE (vm);
      RS_LOCAL (old, rs_dict_pop (vm, args[0], args[1]));
    }
  return vm->pending ? NULL : rs_incref (vm->none);
}

static const RsMethodDef functions[] = { { "proxy", weakref_proxy, RS_M_FAST, 1, 2, NULL },
                                         { "getweakrefcount", weakref_count, RS_M_O, 0, 0, NULL },
                                         { "getweakrefs", weakref_refs, RS_M_O, 0, 0, NULL },
                                         { "_remove_dead_weakref", weakref_remove_dead, RS_M_FAST,
                                           2, 2, NULL },
                                         { NULL } };

static gboolean
fill (RsVm *vm, RsObject *module, RsObject *dict)
{
  return rs_module_add_functions (vm, module, dict, functions)
         && rs_dict_set_text (vm, dict, "ref", RS_OBJECT (RS_TYPE (vm, WEAKREF))) == 0
         && rs_dict_set_text (vm, dict, "ReferenceType", RS_OBJECT (RS_TYPE (vm, WEAKREF))) == 0
         && rs_dict_set_text (vm, dict, "ProxyType", RS_OBJECT (RS_TYPE (vm, PROXY))) == 0
         && rs_dict_set_text (vm, dict, "CallableProxyType",
                              RS_OBJECT (RS_TYPE (vm, CALLABLE_PROXY)))
                == 0;
}

const RsModuleDef rs_module_weakref_c = { "_weakref", fill, NULL };
