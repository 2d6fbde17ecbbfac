/* SPDX-License-Identifier: MIT
 *
 * The plan: an immutable value, which knows of each box where it stands for
 * life.
 *
 * A person may want a box elsewhere. Its *pin* gives it a column, the one
 * nearest to where the person wants it, and the height wanted; in that column
 * those that live at some time with it, and overlap it, move down below it,
 * each as far as it must and in their order. So a plan with pins is a plan:
 * nothing moves from one moment to the next.
 */
#include "layout/plan-private.h"

#include <math.h>
#include <string.h>

typedef struct {
  guint64 serial;
  double y;
  gint column;
  guint number;
  double width, extent; /* the room that it takes */
  guint first, last;    /* the moments of its life */
  gboolean frame;
} Home;

struct _RsPlan {
  gatomicrefcount refs;
  RsLayoutMetrics metrics;
  GHashTable *homes; /* of Home, by its first field */
  guint n_columns;
  double *column_x, *column_width;
};

/* A plan without homes, with the columns X and WIDTH (N of them, and one
 * more). */
static RsPlan *
new_plan (const RsLayoutMetrics *metrics, guint n, const double *x, const double *width)
{
  RsPlan *plan = g_new0 (RsPlan, 1);

  g_atomic_ref_count_init (&plan->refs);
  plan->metrics = *metrics;
  plan->homes = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  plan->n_columns = n;
  plan->column_x = g_memdup2 (x, (n + 1) * sizeof (double));
  plan->column_width = g_memdup2 (width, (n + 1) * sizeof (double));
  return plan;
}

RsPlan *
rs_plan_make (const RsHistory *history)
{
  RsPlan *plan =
      new_plan (&history->metrics, history->n_columns, history->column_x, history->column_width);
  double top = 0;

  for (guint32 i = 0; i < history->lives->len; i++)
    top = MIN (top, rs_history_life (history, i)->y);
  for (guint32 i = 0; i < history->lives->len; i++)
    {
      const RsLife *life = rs_history_life (history, i);
      Home home = { life->box.serial,
                    round (life->y - top),
                    life->column,
                    i + 1,
                    MAX (life->box.width, life->box.label_width),
                    rs_life_extent (history, life),
                    life->first,
                    life->last,
                    life->box.pinned };

      g_hash_table_add (plan->homes, g_memdup2 (&home, sizeof home));
    }
  return plan;
}

/* --- pins ----------------------------------------------------------------- */

static const RsPin *
find_pin (const RsPin *pins, guint n, guint64 serial)
{
  for (guint i = 0; i < n; i++)
    if (pins[i].serial == serial)
      return &pins[i];
  return NULL;
}

/* The column of PLAN whose left is nearest to X, that of frames apart; one more
 * than there are, where X lies beyond the last. */
static gint
column_at (const RsPlan *plan, double x)
{
  guint best = 1;

  for (guint c = 2; c <= plan->n_columns; c++)
    if (fabs (plan->column_x[c] - x) < fabs (plan->column_x[best] - x))
      best = c;
  return (gint) best;
}

/* There is a column more, as wide as the last of PLAN's arrays says. */
static void
add_column (RsPlan *plan)
{
  guint n = ++plan->n_columns;

  plan->column_x = g_renew (double, plan->column_x, n + 1);
  plan->column_width = g_renew (double, plan->column_width, n + 1);
  plan->column_width[n] = plan->column_width[n - 1];
  plan->column_x[n] = plan->column_x[n - 1] + plan->column_width[n - 1] + plan->metrics.gap;
}

/* COLUMN is at least WIDTH wide; those right of it make room. */
static void
widen (RsPlan *plan, gint column, double width)
{
  double more = width - plan->column_width[column];

  if (more <= 0)
    return;
  plan->column_width[column] += more;
  for (guint c = (guint) column + 1; c <= plan->n_columns; c++)
    plan->column_x[c] += more;
}

static void
put_home (RsPlan *plan, Home *home, const RsPin *pin)
{
  home->y = round (pin->y);
  if (home->frame)
    return;
  home->column = column_at (plan, pin->x);
  if ((guint) home->column == plan->n_columns)
    add_column (plan);
  widen (plan, home->column, home->width);
}

static int
compare_homes (gconstpointer a, gconstpointer b)
{
  const Home *x = *(Home *const *) a, *y = *(Home *const *) b;

  if (x->column != y->column)
    return x->column < y->column ? -1 : 1;
  if (x->y != y->y)
    return x->y < y->y ? -1 : 1;
  return x->number < y->number ? -1 : x->number > y->number;
}

/* Whether A and B live at one time and stand in one column without the usual
 * space between; places are whole points. */
static gboolean
collide (const RsPlan *plan, const Home *a, const Home *b)
{
  double space = plan->metrics.space - 1;

  return a->column == b->column && a->first <= b->last && b->first <= a->last
         && a->y < b->y + b->extent + space && b->y < a->y + a->extent + space;
}

/* Moves HOME down until it collides with none of PLACED. */
static void
sink (const RsPlan *plan, Home *home, const GPtrArray *placed)
{
  gboolean moved = TRUE;

  while (moved)
    {
      moved = FALSE;
      for (guint i = 0; i < placed->len; i++)
        {
          const Home *other = g_ptr_array_index (placed, i);

          if (!collide (plan, home, other))
            continue;
          home->y = other->y + ceil (other->extent) + plan->metrics.space;
          moved = TRUE;
        }
    }
}

/* Those of the columns in which something is pinned yield to it. */
static void
make_way (RsPlan *plan, const RsPin *pins, guint n)
{
  g_autoptr (GPtrArray) homes = g_ptr_array_new (), placed = g_ptr_array_new ();
  g_autofree gboolean *touched = g_new0 (gboolean, plan->n_columns + 1);
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, plan->homes);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    g_ptr_array_add (homes, key);
  g_ptr_array_sort (homes, compare_homes);
  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; i < homes->len; i++)
      {
        Home *home = g_ptr_array_index (homes, i);
        gboolean pinned = find_pin (pins, n, home->serial) != NULL;

        if (pinned != (pass == 0) || (!pinned && !touched[home->column]))
          continue;
        touched[home->column] = TRUE;
        sink (plan, home, placed);
        g_ptr_array_add (placed, home);
      }
}

RsPlan *
rs_plan_pin (const RsPlan *plan, const RsPin *pins, guint n)
{
  RsPlan *copy;
  GHashTableIter iter;
  gpointer key;

  g_return_val_if_fail (plan != NULL, NULL);
  copy = new_plan (&plan->metrics, plan->n_columns, plan->column_x, plan->column_width);
  g_hash_table_iter_init (&iter, plan->homes);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    g_hash_table_add (copy->homes, g_memdup2 (key, sizeof (Home)));
  for (guint i = 0; i < n; i++)
    {
      Home *home = g_hash_table_lookup (copy->homes, &pins[i].serial);

      if (home != NULL)
        put_home (copy, home, &pins[i]);
    }
  make_way (copy, pins, n);
  return copy;
}

/* --- questions ------------------------------------------------------------ */

RsPlan *
rs_plan_ref (RsPlan *plan)
{
  g_return_val_if_fail (plan != NULL, NULL);
  g_atomic_ref_count_inc (&plan->refs);
  return plan;
}

void
rs_plan_unref (RsPlan *plan)
{
  if (plan == NULL || !g_atomic_ref_count_dec (&plan->refs))
    return;
  g_hash_table_unref (plan->homes);
  g_free (plan->column_x);
  g_free (plan->column_width);
  g_free (plan);
}

guint
rs_plan_get_size (const RsPlan *plan)
{
  return g_hash_table_size (plan->homes);
}

guint
rs_plan_get_number (const RsPlan *plan, guint64 serial)
{
  const Home *home = plan != NULL ? g_hash_table_lookup (plan->homes, &serial) : NULL;

  return home != NULL ? home->number : 0;
}

gboolean
rs_plan_find (const RsPlan *plan, guint64 serial, gint *column, double *y)
{
  const Home *home = g_hash_table_lookup (plan->homes, &serial);

  if (home == NULL)
    return FALSE;
  *column = home->column;
  *y = home->y;
  return TRUE;
}

guint
rs_plan_get_columns (const RsPlan *plan, const double **x, const double **width)
{
  *x = plan->column_x;
  *width = plan->column_width;
  return plan->n_columns;
}
