/* SPDX-License-Identifier: MIT
 *
 * What list and tuple have in common: showing, comparing, searching. Both may
 * change (a list) while an item's __eq__ runs, so sizes are asked anew and the
 * item compared is held.
 */
#include "sequence.h"

#include "objects/abstract.h"

RsObject *
rs_sequence_fast (RsVm *vm, RsObject *object, const char *message)
{
  if (object->type == RS_TYPE (vm, LIST) || object->type == RS_TYPE (vm, TUPLE))
    return rs_incref (object);
  RS_SCOPE (vm);
  RS_LOCAL (iterator, rs_iter (vm, object));
  if (iterator == NULL)
    {
      if (rs_pending_is (vm, RS_TYPE (vm, TypeError)))
        rs_type_error (vm, "%s", message);
      return NULL;
    }
  RS_LOCAL (list, rs_list_from (vm, iterator));
  rs_clear (vm, &iterator);
  return RS_GIVE (list);
}

/* ITEM as a new reference if it is of a built-in type, else NULL. CPython holds
 * no item where this is used, which a class's method could see in the counts,
 * but there its frame keeps it alive; a built-in type's C code would go on with
 * an object that is gone. */
static RsObject *
keep (RsObject *item)
{
  return rs_type_has (item->type, RS_TF_HEAPTYPE) ? NULL : rs_incref (item);
}

RsObject *
rs_sequence_repr (RsVm *vm, RsObject *self, const char *open, const char *close, gboolean comma)
{
  int shown = rs_repr_enter (vm, self);
  if (shown != 0)
    return shown < 0 ? NULL : rs_str_printf (vm, "%s...%s", open, close);
  RS_SCOPE (vm);
  RS_LOCAL (parts, rs_list_new (vm, 0));
  for (gsize i = 0; i < rs_sequence_size (self); i++)
    {
      RS_LOCAL (item, keep (rs_sequence_items (self)[i]));
      RsObject *text = rs_repr (vm, rs_sequence_items (self)[i]);
      if (text == NULL || rs_list_append_steal (vm, parts, text) < 0)
        break;
    }
  rs_repr_leave (vm, self);
  if (vm->pending != NULL || vm->stop != RS_STOP_NONE)
    return NULL;
  RsStrBuilder b;
  gsize n = rs_list_size (parts);
  rs_str_builder_init (vm, &b);
  rs_str_builder_add_utf8 (&b, open);
  for (gsize i = 0; i < n; i++)
    {
      if (i > 0)
        rs_str_builder_add_utf8 (&b, ", ");
      rs_str_builder_add_str (&b, rs_list_items (parts)[i]);
    }
  if (comma && n == 1)
    rs_str_builder_add_char (&b, ',');
  rs_str_builder_add_utf8 (&b, close);
  return rs_str_builder_end (vm, &b);
}

/* 1, 0, -1 raises: are the items at I of both equal? A list may let go of its
 * items meanwhile, a tuple cannot. */
static int
items_equal (RsVm *vm, RsObject *left, RsObject *right, gsize i)
{
  RsObject *a = rs_sequence_items (left)[i], *b = rs_sequence_items (right)[i];
  if (a == b)
    return 1;
  if (rs_is_tuple (left))
    return rs_compare_bool (vm, a, b, RS_EQ);
  RS_SCOPE (vm);
  RS_LOCAL (held_b, rs_incref (b));
  RS_LOCAL (held_a, rs_incref (a)); /* dropped first */
  return rs_compare_bool (vm, held_a, held_b, RS_EQ);
}

RsObject *
rs_sequence_compare (RsVm *vm, RsObject *left, RsObject *right, int op)
{
  gsize i = 0;
  if (rs_is_list (left) && rs_sequence_size (left) != rs_sequence_size (right)
      && (op == RS_EQ || op == RS_NE))
    return rs_bool (vm, op == RS_NE);
  for (; i < rs_sequence_size (left) && i < rs_sequence_size (right); i++)
    {
      if (!rs_may_go_on (vm, 1))
        return NULL;
      int equal = items_equal (vm, left, right, i);
      if (equal < 0)
        return NULL;
      if (!equal)
        break;
    }
  if (i >= rs_sequence_size (left) || i >= rs_sequence_size (right))
    {
      gssize d = (gssize) rs_sequence_size (left) - (gssize) rs_sequence_size (right);
      return rs_bool (vm, op == RS_EQ   ? d == 0
                          : op == RS_NE ? d != 0
                          : op == RS_LT ? d < 0
                          : op == RS_LE ? d <= 0
                          : op == RS_GT ? d > 0
                                        : d >= 0);
    }
  if (op == RS_EQ || op == RS_NE)
    return rs_bool (vm, op == RS_NE);
  RS_SCOPE (vm);
  RS_LOCAL (a, keep (rs_sequence_items (left)[i]));
  RS_LOCAL (b, keep (rs_sequence_items (right)[i]));
  return rs_richcompare (vm, rs_sequence_items (left)[i], rs_sequence_items (right)[i], op);
}

/* 1, 0, -1 raises: is the item at I equal to ITEM? */
static int
item_is (RsVm *vm, RsObject *self, gsize i, RsObject *item)
{
  RsObject *candidate = rs_sequence_items (self)[i];
  if (candidate == item)
    return 1;
  if (rs_is_tuple (self))
    return rs_compare_bool (vm, candidate, item, RS_EQ);
  RS_SCOPE (vm);
  RS_LOCAL (held, rs_incref (candidate));
  return rs_compare_bool (vm, held, item, RS_EQ);
}

gssize
rs_sequence_find (RsVm *vm, RsObject *self, RsObject *item, gssize start, gssize stop)
{
  for (gssize i = start; i < stop && (gsize) i < rs_sequence_size (self); i++)
    {
      int equal = rs_may_go_on (vm, 1) ? item_is (vm, self, i, item) : -1;
      if (equal != 0)
        return equal < 0 ? -2 : i;
    }
  return -1;
}

gssize
rs_sequence_count (RsVm *vm, RsObject *self, RsObject *item)
{
  gssize n = 0;
  for (gsize i = 0; i < rs_sequence_size (self); i++)
    {
      int equal = rs_may_go_on (vm, 1) ? item_is (vm, self, i, item) : -1;
      if (equal < 0)
        return -1;
      n += equal;
    }
  return n;
}

gboolean
rs_sequence_bounds (RsVm *vm, const gsize *length, RsObject *const *args, gsize nargs,
                    gssize *start, gssize *stop)
{
  gssize *bounds[2] = { start, stop };
  *start = 0;
  *stop = G_MAXSSIZE;
  for (gsize i = 0; i < nargs && i < 2; i++)
    {
      if (args[i]->type->slots.index == NULL)
        {
          rs_type_error (vm, "slice indices must be integers or have an __index__ method");
          return FALSE;
        }
      *bounds[i] = rs_as_ssize (vm, args[i], NULL);
      if (*bounds[i] == -1 && vm->pending != NULL)
        return FALSE;
    }
  for (guint i = 0; i < 2; i++)
    if (*bounds[i] < 0)
      *bounds[i] = MAX (0, *bounds[i] + (gssize) *length);
  return TRUE;
}

gboolean
rs_sequence_range (RsVm *vm, gsize length, RsObject *const *args, gsize nargs, gssize *start,
                   gssize *stop)
{
  return rs_sequence_bounds (vm, &length, args, nargs, start, stop);
}

RsObject *
rs_class_getitem (RsVm *vm, RsObject *self, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  return rs_generic_alias_new (vm, self, args[0]);
}
