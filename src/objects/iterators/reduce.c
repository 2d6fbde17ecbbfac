/* SPDX-License-Identifier: MIT
 *
 * What copy and pickle make an iterator from: __reduce__ gives a call that
 * makes one over the same, and where it stands as its state, which __setstate__
 * takes. Iterators over what has no order to go on from give a list of what is
 * left.
 */
#include "iterators.h"
#include "objects/abstract.h"
#include "objects/numbers/int-private.h"
#include "objects/type.h"

RsObject *
rs_iter_reduced (RsVm *vm, const char *function, RsObject *args, RsObject *state)
{
  RS_SCOPE (vm);
  RS_LOCAL (held_state, state);
  RS_LOCAL (held_args, args);
  RsObject *callable = args ? rs_dict_get_text (vm, vm->builtins, function) : NULL;
  if (callable == NULL)
    return args && !vm->pending ? rs_raise (vm, RS_TYPE (vm, AttributeError), "%s", function)
                                : NULL;
  return state ? rs_tuple_pack (vm, 3, callable, args, state)
               : rs_tuple_pack (vm, 2, callable, args);
}

RsObject *
rs_iter_reduced_to_list (RsVm *vm, RsObject *stolen)
{
  RS_SCOPE (vm);
  RS_LOCAL (copy, stolen);
  RS_LOCAL (list, rs_list_from (vm, copy));
  rs_clear (vm, &copy);
  return list ? rs_iter_reduced (vm, "iter", rs_tuple_pack (vm, 1, list), NULL) : NULL;
}

/* --- by an index ---------------------------------------------------------- */

/* Arguments of an iterator of TYPE over nothing. */
static RsObject *
no_items (RsVm *vm, const RsType *type)
{
  RS_SCOPE (vm);
  RS_LOCAL (empty, type == RS_TYPE (vm, LIST_ITER) || type == RS_TYPE (vm, LIST_REVITER)
                       ? rs_list_new (vm, 0)
                   : type == RS_TYPE (vm, STR_ITER) || type == RS_TYPE (vm, STR_ASCII_ITER)
                       ? rs_str_new (vm, "", 0)
                       : rs_incref (vm->empty_tuple));
  return rs_tuple_pack (vm, 1, empty);
}

RsObject *
rs_index_iter_reduce (RsVm *vm, RsObject *self, RsObject *const *args, gsize nargs,
                      RsObject *kwnames)
{
  RsIndexIter *it = (RsIndexIter *) self;
  if (it->sequence == NULL)
    return rs_iter_reduced (vm, "iter", no_items (vm, self->type), NULL);
  return rs_iter_reduced (vm, self->type == RS_TYPE (vm, LIST_REVITER) ? "reversed" : "iter",
                          rs_tuple_pack (vm, 1, it->sequence), rs_int_new (vm, it->index));
}

RsObject *
rs_reversed_reduce (RsVm *vm, RsObject *self, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  RsIndexIter *it = (RsIndexIter *) self;
  RS_SCOPE (vm);
  RS_LOCAL (items, rs_tuple_pack (vm, 1, it->sequence ? it->sequence : vm->empty_tuple));
  if (it->sequence == NULL)
    return rs_tuple_pack (vm, 2, RS_OBJECT (self->type), items);
  RS_LOCAL (index, rs_int_new (vm, it->index));
  return rs_tuple_pack (vm, 3, RS_OBJECT (self->type), items, index);
}

gboolean
rs_iter_state (RsVm *vm, RsObject *state, gssize *index)
{
  if (!rs_is_int (state))
    return rs_raise_int (vm, RS_TYPE (vm, TypeError), "an integer is required") == 0;
  gint64 value;
  if (!rs_int_fits (state, &value))
    return rs_raise_int (vm, RS_TYPE (vm, OverflowError),
                         "Python int too large to convert to C ssize_t")
           == 0;
  *index = value;
  return TRUE;
}

RsObject *
rs_index_iter_setstate (RsVm *vm, RsObject *self, RsObject *const *args, gsize nargs,
                        RsObject *kwnames)
{
  RsIndexIter *it = (RsIndexIter *) self;
  gssize index;
  if (!rs_iter_state (vm, args[0], &index))
    return NULL;
  gboolean backwards =
      rs_is_a (self, RS_TYPE (vm, REVERSED)) || rs_is_a (self, RS_TYPE (vm, LIST_REVITER));
  if (it->sequence == NULL)
    return rs_incref (vm->none);
  gssize n = G_MAXSSIZE;
  if (self->type != RS_TYPE (vm, SEQ_ITER) && (n = rs_length (vm, it->sequence)) < 0)
    return NULL;
  if (it->sequence != NULL)
    it->index = backwards ? CLAMP (index, -1, n - 1) : CLAMP (index, 0, n);
  return rs_incref (vm->none);
}
