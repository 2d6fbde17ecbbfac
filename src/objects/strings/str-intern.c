/* SPDX-License-Identifier: MIT
 *
 * Interned strings: one object for each text that is used as a name.
 * vm->interned is an open-addressed table with linear probing, at most two
 * thirds full. It is weak: its references are not counted, as those of
 * CPython's interned dict are not, and a string that dies takes itself out.
 * What stood behind it in the same run of entries then moves up, so that the
 * table needs no marks for deleted entries:
 *
 *     home of d = 2:   [ . . b d e . ]   b dies   [ . . d e . . ]
 */
#include "str-private.h"

#include <string.h>

static guint32
home_of (RsVm *vm, RsObject *str)
{
  return (guint32) rs_str_hash (str) & (vm->interned_size - 1);
}

/* The entry that holds an equal string, or the free one where it would go. */
static guint32
find_entry (RsVm *vm, RsObject *str)
{
  guint32 mask = vm->interned_size - 1, at = home_of (vm, str);
  gint64 hash = rs_str_hash (str);
  while (vm->interned[at] != NULL
         && (((RsStr *) vm->interned[at])->hash != hash || !rs_str_equal (vm->interned[at], str)))
    at = (at + 1) & mask;
  return at;
}

static void
grow (RsVm *vm)
{
  RsObject **old = vm->interned;
  guint32 old_size = vm->interned_size;

  vm->interned_size = old_size * 2;
  vm->interned = rs_mem_alloc0 (vm, vm->interned_size * sizeof (RsObject *));
  for (guint32 i = 0; i < old_size; i++)
    if (old[i] != NULL)
      vm->interned[find_entry (vm, old[i])] = old[i];
  rs_mem_free (vm, old, old_size * sizeof (RsObject *));
}

void
rs_str_intern (RsVm *vm, RsObject **str)
{
  RsObject *object = *str;
  if (object == NULL || (object->extra & RS_STR_INTERNED) || object->type != RS_TYPE (vm, STR))
    return;
  if ((vm->interned_used + 1) * 3 > vm->interned_size * 2)
    grow (vm);
  guint32 at = find_entry (vm, object);
  if (vm->interned[at] != NULL)
    {
      *str = rs_incref (vm->interned[at]);
      rs_decref (vm, object);
      return;
    }
  vm->interned[at] = object;
  vm->interned_used++;
  object->extra |= RS_STR_INTERNED;
}

RsObject *
rs_str_interned (RsVm *vm, const char *utf8)
{
  RsObject *str = rs_str_new (vm, utf8, -1);
  rs_str_intern (vm, &str);
  return str;
}

void
rs_str_intern_remove (RsVm *vm, RsStr *str)
{
  guint32 mask = vm->interned_size - 1, hole = home_of (vm, RS_OBJECT (str));

  while (vm->interned[hole] != RS_OBJECT (str))
    {
      g_assert (vm->interned[hole] != NULL);
      hole = (hole + 1) & mask;
    }
  for (guint32 at = (hole + 1) & mask; vm->interned[at] != NULL; at = (at + 1) & mask)
    if (((at - home_of (vm, vm->interned[at])) & mask) >= ((at - hole) & mask))
      {
        vm->interned[hole] = vm->interned[at];
        hole = at;
      }
  vm->interned[hole] = NULL;
  vm->interned_used--;
  str->base.extra &= ~RS_STR_INTERNED;
}
