/* SPDX-License-Identifier: MIT
 *
 * Places: where each object was drawn, by serial. Position is identity: an
 * entry is never removed, so that an object which a step back brings to life
 * again comes back where it was. An object moves once at most, from beside the
 * frame that made it to what holds it: then it is fixed.
 *
 * A picture that nobody waits for any more is given up half-made; it must leave
 * no trace, or the places of later ones would depend on when that was. So
 * changes are logged between begin and end: what a place was before.
 */
#include "layout/layout-private.h"

typedef struct {
  guint64 serial;
  double y;
  gint column;
  gboolean fixed; /* another object has held it: it stays for good */
} Place;

struct _RsPlaces {
  GHashTable *table;    /* of Place, by its first field */
  GHashTable *numbers;  /* serial -> number, for those that were asked for */
  GArray *log;          /* of Place, as each was before a change, column NEW where it was not; NULL
                           but between begin and end */
  guint logged_numbers; /* how many there were at the beginning */
};

#define NEW (-1)

RsPlaces *
rs_places_new (void)
{
  RsPlaces *places = g_new0 (RsPlaces, 1);

  places->table = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  places->numbers = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  return places;
}

RsPlaces *
rs_places_copy (const RsPlaces *places)
{
  RsPlaces *copy = rs_places_new ();
  GHashTableIter iter;
  gpointer place, number;

  g_return_val_if_fail (places != NULL, copy);
  g_hash_table_iter_init (&iter, places->table);
  while (g_hash_table_iter_next (&iter, &place, NULL))
    g_hash_table_add (copy->table, g_memdup2 (place, sizeof (Place)));
  g_hash_table_iter_init (&iter, places->numbers);
  while (g_hash_table_iter_next (&iter, &place, &number))
    g_hash_table_insert (copy->numbers, g_memdup2 (place, sizeof (guint64)), number);
  return copy;
}

void
rs_places_free (RsPlaces *places)
{
  if (places == NULL)
    return;
  g_clear_pointer (&places->log, g_array_unref);
  g_hash_table_unref (places->table);
  g_hash_table_unref (places->numbers);
  g_free (places);
}

guint
rs_places_get_size (const RsPlaces *places)
{
  return g_hash_table_size (places->table);
}

gboolean
rs_places_get (const RsPlaces *places, guint64 serial, gint *column, double *y)
{
  const Place *place = g_hash_table_lookup (places->table, &serial);

  if (place == NULL)
    return FALSE;
  if (column != NULL)
    *column = place->column;
  if (y != NULL)
    *y = place->y;
  return TRUE;
}

void
rs_places_begin (RsPlaces *places)
{
  g_return_if_fail (places != NULL && places->log == NULL);
  places->log = g_array_new (FALSE, FALSE, sizeof (Place));
  places->logged_numbers = g_hash_table_size (places->numbers);
}

static gboolean
is_later_number (gpointer serial, gpointer number, gpointer last)
{
  return GPOINTER_TO_UINT (number) > GPOINTER_TO_UINT (last);
}

void
rs_places_end (RsPlaces *places, gboolean keep)
{
  g_return_if_fail (places != NULL && places->log != NULL);
  g_autoptr (GArray) log = g_steal_pointer (&places->log);

  for (guint i = log->len; i-- > 0 && !keep;)
    {
      const Place *old = &g_array_index (log, Place, i);

      if (old->column == NEW)
        g_hash_table_remove (places->table, &old->serial);
      else
        *(Place *) g_hash_table_lookup (places->table, &old->serial) = *old;
    }
  if (!keep && g_hash_table_size (places->numbers) > places->logged_numbers)
    g_hash_table_foreach_remove (places->numbers, is_later_number,
                                 GUINT_TO_POINTER (places->logged_numbers));
}

void
rs_places_set (RsPlaces *places, guint64 serial, gint column, double y)
{
  Place *place = g_hash_table_lookup (places->table, &serial);

  if (place == NULL)
    {
      place = g_new (Place, 1);
      place->serial = serial;
      place->fixed = FALSE;
      place->column = NEW;
      g_hash_table_add (places->table, place);
    }
  if (places->log != NULL)
    g_array_append_val (places->log, *place);
  place->column = column;
  place->y = y;
}

gboolean
rs_places_is_fixed (const RsPlaces *places, guint64 serial)
{
  const Place *place = g_hash_table_lookup (places->table, &serial);

  return place != NULL && place->fixed;
}

void
rs_places_fix (RsPlaces *places, guint64 serial)
{
  Place *place = g_hash_table_lookup (places->table, &serial);

  if (place == NULL || place->fixed)
    return;
  if (places->log != NULL)
    g_array_append_val (places->log, *place);
  place->fixed = TRUE;
}

guint
rs_places_get_number (RsPlaces *places, guint64 serial)
{
  gpointer number = g_hash_table_lookup (places->numbers, &serial);

  if (number == NULL)
    {
      number = GUINT_TO_POINTER (g_hash_table_size (places->numbers) + 1);
      g_hash_table_insert (places->numbers, g_memdup2 (&serial, sizeof serial), number);
    }
  return GPOINTER_TO_UINT (number);
}
