/* SPDX-License-Identifier: MIT
 *
 * Appearances: values with a count.
 */
#include "appearance.h"

static GArray *
copy_array (GArray *array, guint size)
{
  GArray *copy = g_array_new (FALSE, FALSE, size);
  if (array != NULL)
    g_array_append_vals (copy, array->data, array->len);
  return copy;
}

static RsAppearance *
copy_values (const RsAppearance *from)
{
  RsAppearance *appearance = g_new (RsAppearance, 1);
  *appearance = *from;
  g_atomic_ref_count_init (&appearance->refs);
  appearance->opened = copy_array (from->opened, sizeof (guint64));
  appearance->folded = copy_array (from->folded, sizeof (guint64));
  appearance->hidden = copy_array (from->hidden, sizeof (guint64));
  appearance->pins = copy_array (from->pins, sizeof (RsPin));
  return appearance;
}

RsAppearance *
rs_appearance_new (RsDetail detail)
{
  const RsAppearance plain = { .detail = detail };
  return copy_values (&plain);
}

RsAppearance *
rs_appearance_copy (const RsAppearance *appearance)
{
  return copy_values (appearance);
}

RsAppearance *
rs_appearance_ref (RsAppearance *appearance)
{
  g_atomic_ref_count_inc (&appearance->refs);
  return appearance;
}

void
rs_appearance_unref (RsAppearance *appearance)
{
  if (appearance == NULL || !g_atomic_ref_count_dec (&appearance->refs))
    return;
  g_array_unref (appearance->opened);
  g_array_unref (appearance->folded);
  g_array_unref (appearance->hidden);
  g_array_unref (appearance->pins);
  g_free (appearance);
}

static int
find (const GArray *serials, guint64 serial)
{
  for (guint i = 0; i < serials->len; i++)
    if (g_array_index (serials, guint64, i) == serial)
      return (int) i;
  return -1;
}

gboolean
rs_appearance_has (const GArray *serials, guint64 serial)
{
  return find (serials, serial) >= 0;
}

void
rs_appearance_set (GArray *serials, guint64 serial, gboolean has)
{
  int at = find (serials, serial);
  if (has && at < 0)
    g_array_append_val (serials, serial);
  else if (!has && at >= 0)
    g_array_remove_index (serials, (guint) at);
}

static int
find_pin (const RsAppearance *appearance, guint64 serial)
{
  for (guint i = 0; i < appearance->pins->len; i++)
    if (g_array_index (appearance->pins, RsPin, i).serial == serial)
      return (int) i;
  return -1;
}

const RsPin *
rs_appearance_find_pin (const RsAppearance *appearance, guint64 serial)
{
  int at = find_pin (appearance, serial);
  return at >= 0 ? &g_array_index (appearance->pins, RsPin, at) : NULL;
}

void
rs_appearance_set_pin (RsAppearance *appearance, guint64 serial, const RsPin *pin)
{
  int at = find_pin (appearance, serial);
  if (at >= 0)
    g_array_remove_index (appearance->pins, (guint) at);
  if (pin != NULL)
    g_array_append_vals (appearance->pins, pin, 1);
}

gboolean
rs_appearance_is_plain (const RsAppearance *a)
{
  return a->show == 0 && a->hide == 0 && a->reached_by == 0 && a->reaching == 0
         && a->opened->len == 0 && a->folded->len == 0 && a->hidden->len == 0 && a->pins->len == 0;
}

gboolean
rs_appearance_same_plan (const RsAppearance *a, const RsAppearance *b)
{
  return a->detail == b->detail && a->show == b->show && a->hide == b->hide
         && a->reached_by == b->reached_by && a->reaching == b->reaching;
}

static const guint64 *
serials_of (const GArray *array)
{
  return array->len > 0 ? (const guint64 *) (gconstpointer) array->data : NULL;
}

RsSceneOptions
rs_appearance_options (const RsAppearance *a)
{
  return (RsSceneOptions){ .detail = a->detail,
                           .hex = a->hex,
                           .opened = serials_of (a->opened),
                           .n_opened = a->opened->len,
                           .wishes = { .show = a->show,
                                       .hide = a->hide,
                                       .folded = serials_of (a->folded),
                                       .n_folded = a->folded->len,
                                       .hidden = serials_of (a->hidden),
                                       .n_hidden = a->hidden->len,
                                       .reached_by = a->reached_by,
                                       .reaching = a->reaching } };
}
