/* SPDX-License-Identifier: MIT
 *
 * The audit: at any instruction boundary, each object's count is the number of
 * counted references to it that can be named. The references are those that
 * objects own (their traverse), the types of instances of classes, and the
 * engine's roots.
 *
 * One pass over the heap with one counter for each modelled unit, and one over
 * the objects that it met; cost linear in objects and references.
 */
#include "session.h"

#include "vm/vm.h"

#include <string.h>

typedef struct {
  RsVisit base;
  gint32 *counts;
  RsObject **objects;
  gsize n;
} CountVisit;

static void
count_reference (RsVisit *visit, RsObject *target, guint kind, gintptr index)
{
  if (!(kind & RS_EDGE_WEAK))
    ((CountVisit *) visit)->counts[target->block]++;
}

static void
count_object (RsVm *vm, RsObject *object, gpointer data)
{
  CountVisit *visit = data;
  visit->objects[visit->n++] = object;
  if (object->type->slots.traverse != NULL)
    object->type->slots.traverse (vm, object, &visit->base);
  if (object->type->flags & RS_TF_COUNTED_TYPE)
    visit->counts[object->type->base.block]++;
}

typedef struct {
  const gint32 *counts;
  guint wrong;
  char **text;
} Comparison;

/* Counts that start elsewhere: 3.11's small ints and the strings that the
 * interpreter shares with itself. */
static void
compare (RsVm *vm, RsObject *object, Comparison *c)
{
  gint32 expected = c->counts[object->block];
  if (object->refcnt == expected || object->refcnt > 1 << 28 || (object->gc & RS_GC_DEALLOC)
      || object->refcnt == 0)
    return;
  if (c->wrong++ == 0 && c->text != NULL)
    {
      char name[100];
      g_autofree char *shown = NULL;
      if (rs_is_str (object))
        shown = rs_str_utf8 (object, NULL);
      else if (object->type == RS_TYPE (vm, MODULE) && rs_is_str (((RsModule *) object)->name))
        shown = rs_str_utf8 (((RsModule *) object)->name, NULL);
      *c->text = g_strdup_printf ("%s object number %" G_GUINT64_FORMAT
                                  "%s%s%s has count %d, but %d references to it can be named",
                                  rs_type_name (object->type, name, sizeof name),
                                  (guint64) object->serial, shown ? " ('" : "", shown ? shown : "",
                                  shown ? "')" : "", object->refcnt, expected);
    }
}

guint
rs_audit (RsVm *vm, char **text)
{
  CountVisit visit = { { count_reference, vm },
                       g_new0 (gint32, vm->n_granules + 1),
                       g_new (RsObject *, rs_heap_count (vm) + 1),
                       0 };
  Comparison comparison = { visit.counts, 0, text };
  rs_heap_foreach (vm, count_object, &visit);
  rs_vm_traverse_roots (vm, &visit.base);
  for (gsize i = 0; i < visit.n; i++)
    compare (vm, visit.objects[i], &comparison);
  g_free (visit.counts);
  g_free (visit.objects);
  return comparison.wrong;
}
