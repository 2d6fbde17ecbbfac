/* SPDX-License-Identifier: MIT
 *
 * OrderedDict.update and what is made of it: od = OrderedDict (x), od | x, od
 * |= x. CPython's is that of MutableMapping: each item goes through the class's
 * own __setitem__.
 */
#include "objects/containers/obj-dict-views.h"
#include "ordered-private.h"

static int
wrong_length (RsVm *vm, const char *text)
{
  return vm->pending || vm->stop ? -1 : rs_raise_int (vm, RS_TYPE (vm, ValueError), text);
}

/* Takes over PAIR, which goes before what it is taken apart into. */
static int
set_pair (RsVm *vm, RsObject *self, RS_STEALS RsObject *stolen)
{
  RS_SCOPE (vm);
  RS_LOCAL (value, NULL);
  RS_LOCAL (key, NULL);
  RS_LOCAL (iterator, NULL);
  RS_LOCAL (pair, stolen);
  iterator = rs_iter (vm, pair);
  if (iterator == NULL)
    return -1;
  key = rs_next (vm, iterator);
  if (key == NULL)
    return wrong_length (vm, "need more than 0 values to unpack");
  value = rs_next (vm, iterator);
  if (value == NULL)
    return wrong_length (vm, "need more than 1 value to unpack");
  RS_LOCAL (third, rs_next (vm, iterator));
  if (third != NULL)
    {
      rs_clear (vm, &third);
      return rs_raise_int (vm, RS_TYPE (vm, ValueError), "too many values to unpack (expected 2)");
    }
  return vm->pending || vm->stop ? -1 : rs_setitem (vm, self, key, value);
}

static int
set_pairs (RsVm *vm, RsObject *self, RsObject *pairs)
{
  RS_SCOPE (vm);
  RS_LOCAL (iterator, rs_iter (vm, pairs));
  if (iterator == NULL)
    return -1;
  RsObject *pair;
  while ((pair = rs_next (vm, iterator)) != NULL)
    if (set_pair (vm, self, pair) < 0)
      return -1;
  return vm->pending || vm->stop ? -1 : 0;
}

/* The keys of OTHER, whose method KEYS is, and what it has for each. */
static int
set_by_keys (RsVm *vm, RsObject *self, RsObject *other, RS_STEALS RsObject *method)
{
  RS_SCOPE (vm);
  RS_LOCAL (ask, method);
  RS_LOCAL (keys, rs_call0 (vm, ask));
  rs_clear (vm, &ask);
  RS_LOCAL (iterator, keys ? rs_iter (vm, keys) : NULL);
  rs_clear (vm, &keys);
  if (iterator == NULL)
    return -1;
  for (;;)
    {
      RS_LOCAL (key, rs_next (vm, iterator));
      if (key == NULL)
        return vm->pending || vm->stop ? -1 : 0;
      RS_LOCAL (value, rs_getitem (vm, other, key));
      if (value == NULL || rs_setitem (vm, self, key, value) < 0)
        return -1;
    }
}

int
rs_ordered_update (RsVm *vm, RsObject *self, RsObject *other)
{
  RS_SCOPE (vm);
  if (other->type == RS_TYPE (vm, DICT))
    {
      RS_LOCAL (view, rs_dict_view_new (vm, RS_TYPE (vm, DICT_ITEMS), other));
      RS_LOCAL (items, rs_list_from (vm, view));
      rs_clear (vm, &view);
      return items ? set_pairs (vm, self, items) : -1;
    }
  RsObject *method;
  int there = rs_getattr_optional (vm, other, RS_NAME (vm, keys), &method);
  if (there != 0)
    return there < 0 ? -1 : set_by_keys (vm, self, other, method);
  there = rs_getattr_optional (vm, other, RS_NAME (vm, items), &method);
  if (there <= 0)
    return there < 0 ? -1 : set_pairs (vm, self, other);
  RS_LOCAL (ask, method);
  RS_LOCAL (items, rs_call0 (vm, ask));
  rs_clear (vm, &ask);
  return items ? set_pairs (vm, self, items) : -1;
}

int
rs_ordered_update_args (RsVm *vm, RsObject *self, RsObject *const *args, gsize nargs,
                        RsObject *kwnames)
{
  if (nargs > 1)
    return rs_raise_int (vm, RS_TYPE (vm, TypeError),
                         "update() takes at most 1 positional argument (%zu given)", nargs);
  if (nargs == 1)
    {
      RS_SCOPE (vm);
      RS_LOCAL (other, rs_incref (args[0]));
      if (rs_ordered_update (vm, self, other) < 0)
        return -1;
    }
  for (gsize i = 0; kwnames != NULL && i < rs_tuple_size (kwnames); i++)
    if (rs_setitem (vm, self, rs_tuple_items (kwnames)[i], args[nargs + i]) < 0)
      return -1;
  return 0;
}
