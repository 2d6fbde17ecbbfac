/* SPDX-License-Identifier: MIT
 *
 * Names: locals and cells that are not bound, the mappings of a module's or a
 * class's names, globals and builtins, imports. Each function does one
 * instruction's work on borrowed operands, which the loop drops. The quick ways
 * are in eval-fast.h.
 */
#include "eval-fast.h"

static void
raise_name_error (RsVm *vm, RsObject *name)
{
  rs_raise (vm, RS_TYPE (vm, NameError), "name '%U' is not defined", name);
  if (vm->pending != NULL && vm->pending->type == RS_TYPE (vm, NameError))
    ((RsException *) vm->pending)->fields[0] = rs_incref (name);
}

/* The local, or cell, INDEX of FRAME is not bound. */
void
rs_op_raise_unbound_local (RsVm *vm, RsFrame *frame, guint index)
{
  RsObject *name = rs_tuple_items (frame->code->local_names)[index];
  if (frame->code->local_kinds[index] & RS_FAST_FREE)
    {
      rs_raise (vm, RS_TYPE (vm, NameError),
                "cannot access free variable '%U' where it is not associated with a value in "
                "enclosing scope",
                name);
      return;
    }
  rs_raise (vm, RS_TYPE (vm, UnboundLocalError),
            "cannot access local variable '%U' where it is not associated with a value", name);
}

static RsObject *
from_builtins (RsVm *vm, RsFrame *frame, RsObject *name)
{
  RsObject *value = rs_dict_get (vm, frame->builtins, name);
  if (value != NULL)
    return rs_incref (value);
  if (vm->pending == NULL)
    raise_name_error (vm, name);
  return NULL;
}

RsObject *
rs_op_load_name (RsVm *vm, RsFrame *frame, RsObject *name)
{
  RsObject *value;
  if (frame->locals != NULL && frame->locals->type == RS_TYPE (vm, DICT))
    {
      if ((value = rs_dict_get (vm, frame->locals, name)) != NULL)
        return rs_incref (value);
      if (vm->pending != NULL)
        return NULL;
    }
  else if (frame->locals != NULL)
    {
      if ((value = rs_getitem (vm, frame->locals, name)) != NULL)
        return value;
      if (!rs_pending_swallow (vm, RS_TYPE (vm, KeyError)))
        return NULL;
    }
  if ((value = rs_dict_get (vm, frame->globals, name)) != NULL)
    return rs_incref (value);
  return vm->pending ? NULL : from_builtins (vm, frame, name);
}

/* LOAD_GLOBAL's cache stands for two key tables, that of the globals and that
 * of the builtins, as they were when the name was last looked up:
 *     version  of the globals' keys
 *     index    of the entry in the globals' keys; with FROM_BUILTINS, of the
 *              entry in the builtins' keys
 *     value    with FROM_BUILTINS, the version of the builtins' keys
 * Any change of what a table's keys are takes its version back; a change of a
 * value does not, and needs not. See rs_cached_global. */
static guint32
keys_version (RsVm *vm, RsKeys *keys)
{
  if (keys == vm->empty_keys)
    return 0;
  if (keys->version == 0)
    keys->version = ++vm->next_keys_version;
  return keys->version;
}

RsObject *
rs_op_load_global (RsVm *vm, RsFrame *frame, RsObject *name)
{
  RsCache *cache = &frame->code->caches[frame->pc - frame->code->instrs];
  RsDict *globals = (RsDict *) frame->globals, *builtins = (RsDict *) frame->builtins;
  RsObject *value;

  cache->version = 0;
  gssize ix = rs_dict_lookup (vm, globals, name, rs_str_hash (name), &value);
  if (value != NULL)
    {
      if (globals->values == NULL)
        {
          cache->index = ix;
          cache->version = keys_version (vm, globals->keys);
        }
      return rs_incref (value);
    }
  if (ix == RS_IX_ERROR)
    return NULL;
  ix = rs_dict_lookup (vm, builtins, name, rs_str_hash (name), &value);
  if (value == NULL)
    {
      if (vm->pending == NULL)
        raise_name_error (vm, name);
      return NULL;
    }
  if (builtins->values == NULL && globals->values == NULL)
    {
      cache->index = (guint32) ix | RS_CACHE_FROM_BUILTINS;
      cache->value = (gpointer) (gsize) keys_version (vm, builtins->keys);
      cache->version = keys_version (vm, globals->keys);
    }
  return rs_incref (value);
}

gboolean
rs_op_store_name (RsVm *vm, RsFrame *frame, RsObject *name, RsObject *value)
{
  if (frame->locals != NULL)
    return rs_setitem (vm, frame->locals, name, value) >= 0;
  rs_raise (vm, RS_TYPE (vm, SystemError), "no locals found when storing %R", name);
  return FALSE;
}

void
rs_op_not_deleted (RsVm *vm, RsObject *name)
{
  if (rs_pending_swallow (vm, RS_TYPE (vm, KeyError)))
    raise_name_error (vm, name);
}

gboolean
rs_op_setup_annotations (RsVm *vm, RsFrame *frame)
{
  RS_SCOPE (vm);
  int there;
  if (frame->locals->type == RS_TYPE (vm, DICT))
    there = rs_dict_contains (vm, frame->locals, RS_NAME (vm, __annotations__));
  else
    {
      RS_LOCAL (found, rs_getitem (vm, frame->locals, RS_NAME (vm, __annotations__)));
      there = found != NULL ? 1 : rs_pending_swallow (vm, RS_TYPE (vm, KeyError)) ? 0 : -1;
    }
  RS_LOCAL (dict, there == 0 ? rs_dict_new (vm) : NULL);
  return there > 0
         || (dict != NULL
             && rs_setitem (vm, frame->locals, RS_NAME (vm, __annotations__), dict) >= 0);
}

RsObject *
rs_op_load_classderef (RsVm *vm, RsFrame *frame, guint index)
{
  RsObject *name = rs_tuple_items (frame->code->local_names)[index], *value = NULL;
  if (frame->locals->type == RS_TYPE (vm, DICT))
    value = rs_xincref (rs_dict_get (vm, frame->locals, name));
  else if ((value = rs_getitem (vm, frame->locals, name)) == NULL)
    rs_pending_swallow (vm, RS_TYPE (vm, KeyError));
  if (value != NULL || vm->pending != NULL)
    return value;
  value = ((RsCell *) frame->slots[index])->content;
  if (value == NULL)
    rs_op_raise_unbound_local (vm, frame, index);
  return rs_xincref (value);
}

/* LOAD_BUILD_CLASS: whatever stands there. */
RsObject *
rs_op_load_build_class (RsVm *vm, RsFrame *frame)
{
  RsObject *value = rs_dict_get (vm, frame->builtins, RS_NAME (vm, __build_class__));
  if (value == NULL)
    return rs_raise (vm, RS_TYPE (vm, NameError), "__build_class__ not found");
  return rs_incref (value);
}

/* --- imports -------------------------------------------------------------- */

/* Item INDEX of NAMES, a sequence of any kind. NULL: there is none, or an
 * exception is pending. */
static RsObject *
next_name (RsVm *vm, RsObject *names, gsize index)
{
  if (names->type->slots.getitem == NULL)
    return rs_type_error (vm, "'%T' object does not support indexing", names);
  RS_SCOPE (vm);
  RS_LOCAL (number, rs_int_new_unsigned (vm, index));
  RS_LOCAL (name, rs_getitem (vm, names, number));
  if (name == NULL)
    rs_pending_swallow (vm, RS_TYPE (vm, IndexError));
  return RS_GIVE (name);
}

/* The message for NAME, no str, found in MODULE's __all__ or among the keys of
 * its namespace. */
static void
raise_wrong_name (RsVm *vm, RsObject *module, RsObject *name, gboolean is_key)
{
  RS_SCOPE (vm);
  RS_LOCAL (own, rs_getattr (vm, module, RS_NAME (vm, __name__)));
  if (own == NULL)
    return;
  if (!rs_is_str (own))
    rs_type_error (vm, "module __name__ must be a string, not %T", own);
  else
    rs_type_error (vm, "%s in %U.%s must be str, not %T", is_key ? "Key" : "Item", own,
                   is_key ? "__dict__" : "__all__", name);
}

/* from MODULE import *: import_all_from () of Python/ceval.c. What __all__
 * names is taken by its items, and asked of the module one by one; without it,
 * each name of the module's namespace that does not begin with "_". */
gboolean
rs_op_import_star (RsVm *vm, RsFrame *frame, RsObject *module)
{
  RS_SCOPE (vm);
  RS_LOCAL (names, NULL);
  if (rs_getattr_optional (vm, module, RS_NAME (vm, __all__), &names) < 0)
    return FALSE;
  gboolean is_keys = names == NULL;
  if (is_keys)
    {
      RS_LOCAL (dict, rs_getattr (vm, module, RS_NAME (vm, __dict__)));
      if (dict == NULL || (names = rs_list_from (vm, dict)) == NULL)
        return FALSE;
    }
  for (gsize i = 0;; i++)
    {
      RS_LOCAL (name, next_name (vm, names, i));
      if (name == NULL)
        return vm->pending == NULL;
      if (!rs_is_str (name))
        {
          raise_wrong_name (vm, module, name, is_keys);
          return FALSE;
        }
      if (is_keys && rs_str_length (name) > 0 && rs_str_char (name, 0) == '_')
        continue;
      RS_LOCAL (value, rs_getattr (vm, module, name));
      if (value == NULL || rs_setitem (vm, frame->locals, name, value) < 0)
        return FALSE;
    }
}

RsObject *
rs_op_import_name (RsVm *vm, RsFrame *frame, RsObject *name, RsObject *level, RsObject *from_list)
{
  RsObject *import = rs_dict_get_text (vm, frame->builtins, "__import__");
  if (import == NULL)
    return rs_raise (vm, RS_TYPE (vm, ImportError), "__import__ not found");
  if (import->type == RS_TYPE (vm, BUILTIN)
      && strcmp (((RsBuiltin *) import)->def->name, "__import__") == 0)
    {
      gint64 number = 0;
      rs_int_fits (level, &number);
      return rs_import_name (vm, name, frame->globals, from_list, number);
    }
  RsObject *args[] = { name, frame->globals, frame->locals ? frame->locals : vm->none, from_list,
                       level };
  RS_SCOPE (vm);
  RS_LOCAL (held, rs_incref (import));
  RS_LOCAL (module, rs_call (vm, held, args, 5, NULL));
  return RS_GIVE (module);
}
