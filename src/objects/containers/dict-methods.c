/* SPDX-License-Identifier: MIT
 *
 * dict's methods. What sets and gets lies in obj-dict.c, views and iterators in
 * dict-views.c.
 */
#include "dict-keys.h"
#include "obj-dict-views.h"
#include "objects/abstract.h"
#include "sequence.h"

#define METHOD(name)                                                                               \
  static RsObject *dict_##name (RsVm *vm, RsObject *self, RsObject *const *args, gsize nargs,      \
                                RsObject *kwnames)

METHOD (get)
{
  RsObject *value = rs_dict_get (vm, self, args[0]);
  if (value == NULL && vm->pending != NULL)
    return NULL;
  return rs_incref (value ? value : nargs > 1 ? args[1] : vm->none);
}

METHOD (setdefault)
{
  return rs_xincref (rs_dict_setdefault (vm, self, args[0], nargs > 1 ? args[1] : vm->none));
}

METHOD (pop)
{
  RsObject *value = rs_dict_pop (vm, self, args[0]);
  if (value != NULL || vm->pending != NULL)
    return value;
  return nargs > 1 ? rs_incref (args[1]) : rs_raise_key_error (vm, args[0]);
}

METHOD (popitem)
{
  RsDict *dict = (RsDict *) self;
  if (dict->used == 0)
    {
      RsObject *text = rs_str_new (vm, "popitem(): dictionary is empty", -1);
      rs_raise_key_error (vm, text);
      rs_decref (vm, text);
      return NULL;
    }
  if (rs_dict_unsplit (vm, dict) < 0)
    return NULL;
  gint32 last = dict->keys->n_entries - 1;
  while (dict->keys->entries[last].value == NULL)
    last--;
  RS_SCOPE (vm);
  RS_LOCAL (key, rs_incref (dict->keys->entries[last].key));
  RS_LOCAL (value, rs_dict_remove_at (vm, dict, last, dict->keys->entries[last].hash));
  /* The place at the end is free again. */
  dict->keys->n_entries = last;
  return rs_tuple_pack (vm, 2, key, value);
}

METHOD (keys)
{
  return rs_dict_view_new (vm, RS_TYPE (vm, DICT_KEYS), self);
}

METHOD (values)
{
  return rs_dict_view_new (vm, RS_TYPE (vm, DICT_VALUES), self);
}

METHOD (items)
{
  return rs_dict_view_new (vm, RS_TYPE (vm, DICT_ITEMS), self);
}

METHOD (update)
{
  if (!rs_check_arity (vm, "update", nargs, 0, 1)
      || (nargs == 1 && rs_dict_update (vm, self, args[0]) < 0))
    return NULL;
  for (gsize i = 0; kwnames && i < rs_tuple_size (kwnames); i++)
    if (rs_dict_set (vm, self, rs_tuple_items (kwnames)[i], args[nargs + i]) < 0)
      return NULL;
  return rs_incref (vm->none);
}

METHOD (clear)
{
  rs_dict_clear (vm, self);
  return rs_incref (vm->none);
}

METHOD (copy)
{
  return rs_dict_copy (vm, self);
}

METHOD (fromkeys)
{
  RsObject *value = nargs > 1 ? args[1] : vm->none;
  RsType *kind = args[0]->type;
  RS_SCOPE (vm);
  RS_LOCAL (dict, rs_call0 (vm, self));
  if (dict == NULL)
    return NULL;
  if (dict->type == RS_TYPE (vm, DICT) && rs_dict_size (dict) == 0
      && (kind == RS_TYPE (vm, DICT) || kind == RS_TYPE (vm, SET)
          || kind == RS_TYPE (vm, FROZENSET)))
    {
      if (rs_dict_fill_keys (vm, dict, args[0], value) < 0)
        return NULL;
      return RS_GIVE (dict);
    }
  RS_LOCAL (iterator, rs_iter (vm, args[0]));
  if (iterator == NULL)
    return NULL;
  for (;;)
    {
      RS_LOCAL (key, rs_next (vm, iterator));
      if (key == NULL)
        break;
      if (rs_setitem (vm, dict, key, value) < 0)
        return NULL;
    }
  rs_clear (vm, &iterator);
  if (vm->pending != NULL || vm->stop != RS_STOP_NONE)
    return NULL;
  return RS_GIVE (dict);
}

METHOD (reversed)
{
  return rs_dict_reverse_iter (vm, RS_TYPE (vm, DICT_REVKEYITER), self);
}

METHOD (sizeof)
{
  return rs_int_new (vm, rs_dict_sizeof (vm, self));
}

const RsMethodDef rs_dict_methods[] = {
  { "clear", dict_clear, RS_M_NOARGS, 0, 0, NULL },
  { "copy", dict_copy, RS_M_NOARGS, 0, 0, NULL },
  { "fromkeys", dict_fromkeys, RS_M_FAST | RS_M_CLASS, 1, 2, NULL },
  { "get", dict_get, RS_M_FAST, 1, 2, NULL },
  { "items", dict_items, RS_M_NOARGS, 0, 0, NULL },
  { "keys", dict_keys, RS_M_NOARGS, 0, 0, NULL },
  { "pop", dict_pop, RS_M_FAST, 1, 2, NULL },
  { "popitem", dict_popitem, RS_M_NOARGS, 0, 0, NULL },
  { "setdefault", dict_setdefault, RS_M_FAST, 1, 2, NULL },
  { "update", dict_update, RS_M_KEYWORDS | RS_M_VARARGS, 0, 0, NULL },
  { "values", dict_values, RS_M_NOARGS, 0, 0, NULL },
  { "__reversed__", dict_reversed, RS_M_NOARGS, 0, 0, NULL },
  { "__sizeof__", dict_sizeof, RS_M_NOARGS, 0, 0, NULL },
  { "__class_getitem__", rs_class_getitem, RS_M_O | RS_M_CLASS, 0, 0, NULL },
  { NULL }
};
