/* SPDX-License-Identifier: MIT */
#include "tests/layout/histories.h"

#define TITLE 30.0
#define ROW 19.0
#define FOOT 22.0
#define MOST_ROWS 9
#define NOTHING 0 /* a row that shows a value in place */

typedef struct {
  guint64 serial;
  gboolean frame;
  guint32 rank;
  double width;
  gboolean label;
  GArray *rows; /* guint64: what each refers to */
} Thing;

typedef struct {
  GRand *rand;
  GPtrArray *things; /* Thing, those that live */
  GPtrArray *moments;
  guint n_moments; /* to be made */
  guint size;
  guint64 next;
  guint32 depth; /* of the innermost frame */
} World;

/* --- the world ------------------------------------------------------------ */

static void
free_thing (gpointer data)
{
  Thing *thing = data;

  g_array_unref (thing->rows);
  g_free (thing);
}

static void
free_moment (gpointer data)
{
  case_clear (data);
  g_free (data);
}

static guint
any (World *world, guint below)
{
  return (guint) g_rand_int_range (world->rand, 0, (gint) below);
}

/* A new thing with N_ROWS rows. */
static Thing *
add_thing (World *world, guint n_rows)
{
  Thing *thing = g_new0 (Thing, 1);

  thing->serial = ++world->next;
  thing->width = 120 + 10 * any (world, 8);
  thing->rows = g_array_new (FALSE, TRUE, sizeof (guint64));
  g_array_set_size (thing->rows, n_rows);
  g_ptr_array_add (world->things, thing);
  return thing;
}

static Thing *
push_frame (World *world, guint n_rows)
{
  Thing *frame = add_thing (world, n_rows);

  frame->frame = TRUE;
  frame->rank = world->depth++;
  frame->width = 190;
  return frame;
}

static guint64
get_row (const Thing *thing, guint row)
{
  return g_array_index (thing->rows, guint64, row);
}

static void
set_row (Thing *thing, guint row, guint64 serial)
{
  g_array_index (thing->rows, guint64, row) = serial;
}

static Thing *
find_thing (World *world, guint64 serial)
{
  for (guint i = 0; i < world->things->len; i++)
    if (((Thing *) g_ptr_array_index (world->things, i))->serial == serial)
      return g_ptr_array_index (world->things, i);
  return NULL;
}

/* THING dies; what referred to it shows a value. */
static void
remove_thing (World *world, Thing *thing)
{
  for (guint i = 0; i < world->things->len; i++)
    {
      Thing *other = g_ptr_array_index (world->things, i);

      for (guint k = 0; k < other->rows->len; k++)
        if (get_row (other, k) == thing->serial)
          set_row (other, k, NOTHING);
    }
  world->depth -= thing->frame;
  g_ptr_array_remove (world->things, thing);
}

static gboolean
is_over (const World *world)
{
  return world->moments->len >= world->n_moments;
}

static void
add_edges (const World *world, Case *c, guint32 source, GHashTable *index)
{
  const Thing *thing = g_ptr_array_index (world->things, source);

  for (guint k = 0; k < thing->rows->len; k++)
    {
      guint64 serial = get_row (thing, k);

      if (serial == NOTHING)
        continue;
      c->edges[c->m++] = (RsLayoutEdge){ source,
                                         GPOINTER_TO_UINT (g_hash_table_lookup (
                                             index, GSIZE_TO_POINTER ((gsize) serial))),
                                         thing->width - 13,
                                         TITLE + k * ROW + ROW / 2,
                                         thing->frame ? -1 : 0,
                                         0 };
    }
}

/* What there is now is one moment more. */
static void
take_moment (World *world)
{
  g_autoptr (GHashTable) index = g_hash_table_new (NULL, NULL);
  Case *c = g_new0 (Case, 1);
  guint n_rows = 0;

  if (is_over (world))
    {
      g_free (c);
      return;
    }
  c->n = world->things->len;
  c->boxes = g_new0 (RsLayoutBox, c->n + 1);
  for (guint i = 0; i < c->n; i++)
    {
      const Thing *thing = g_ptr_array_index (world->things, i);

      c->boxes[i] =
          (RsLayoutBox){ .serial = thing->serial,
                         .width = thing->width,
                         .height = TITLE + thing->rows->len * ROW + (thing->frame ? 8 : FOOT),
                         .entry = 15,
                         .foot = thing->frame ? -1 : 11,
                         .entry_spread = 8,
                         .clearance = thing->label ? 26 : 0,
                         .label_width = thing->label ? 150 : 0,
                         .rank = thing->rank,
                         .pinned = thing->frame };
      n_rows += thing->rows->len;
      g_hash_table_insert (index, GSIZE_TO_POINTER ((gsize) thing->serial), GUINT_TO_POINTER (i));
    }
  c->edges = g_new0 (RsLayoutEdge, n_rows + 1);
  for (guint i = 0; i < c->n; i++)
    add_edges (world, c, i, index);
  g_ptr_array_add (world->moments, c);
}

/* --- shapes --------------------------------------------------------------- */

static void
grow_tree (World *world)
{
  g_autoptr (GArray) keys = g_array_new (FALSE, FALSE, sizeof (guint)); /* of nodes, from 0 */
  g_autoptr (GPtrArray) nodes = g_ptr_array_new ();
  Thing *module = push_frame (world, 1);

  while (!is_over (world))
    {
      Thing *node, *call = push_frame (world, 2);
      guint key = any (world, 1000), at = 0, row = 0;

      set_row (call, 0, get_row (module, 0));
      node = add_thing (world, 3);
      set_row (call, 1, node->serial);
      take_moment (world);
      while (nodes->len > 0)
        {
          Thing *parent = g_ptr_array_index (nodes, at), *child;

          row = key < g_array_index (keys, guint, at) ? 0 : 2;
          child = find_thing (world, get_row (parent, row));
          if (child == NULL)
            break;
          g_ptr_array_find (nodes, child, &at);
          set_row (call, 0, child->serial);
          take_moment (world);
        }
      if (nodes->len == 0)
        set_row (module, 0, node->serial);
      else
        set_row (g_ptr_array_index (nodes, at), row, node->serial);
      g_ptr_array_add (nodes, node);
      g_array_append_val (keys, key);
      take_moment (world);
      remove_thing (world, call);
      take_moment (world);
    }
}

static void
shrink_ring (World *world)
{
  g_autoptr (GPtrArray) ring = g_ptr_array_new ();
  Thing *module = push_frame (world, 2);
  guint at = 0;

  for (guint i = 0; i < world->size; i++)
    {
      Thing *node = add_thing (world, 3), *last = i > 0 ? g_ptr_array_index (ring, i - 1) : node;
      Thing *first = i > 0 ? g_ptr_array_index (ring, 0) : node;

      g_ptr_array_add (ring, node);
      set_row (last, 0, node->serial);
      set_row (node, 0, first->serial);
      set_row (node, 1, last->serial);
      set_row (first, 1, node->serial);
      set_row (module, 0, first->serial);
      take_moment (world);
    }
  while (!is_over (world))
    {
      Thing *node = g_ptr_array_index (ring, at);

      set_row (module, 1, node->serial);
      node->label = at == 0;
      take_moment (world);
      if (any (world, 3) == 0 && ring->len > 2)
        {
          Thing *last = find_thing (world, get_row (node, 1)),
                *next = find_thing (world, get_row (node, 0));

          set_row (last, 0, next->serial);
          set_row (next, 1, last->serial);
          take_moment (world);
          g_ptr_array_remove_index (ring, at);
          remove_thing (world, node);
          set_row (module, 0, next->serial);
          take_moment (world);
          at = at % ring->len;
        }
      else
        at = (at + 1) % ring->len;
    }
}

static void
run_queue (World *world)
{
  Thing *module = push_frame (world, 2), *queue = add_thing (world, 0),
        *shared = add_thing (world, 1);

  set_row (module, 0, queue->serial);
  set_row (module, 1, shared->serial);
  while (!is_over (world))
    {
      if (queue->rows->len < MOST_ROWS && (queue->rows->len == 0 || any (world, 2)))
        {
          Thing *item = add_thing (world, 2), *value = add_thing (world, 1);

          set_row (item, 0, value->serial);
          set_row (item, 1, shared->serial);
          g_array_append_val (queue->rows, item->serial);
          take_moment (world);
        }
      else
        {
          guint64 serial = get_row (queue, 0);
          Thing *call = push_frame (world, 2), *item = find_thing (world, serial);

          set_row (call, 0, serial);
          g_array_remove_index (queue->rows, 0);
          take_moment (world);
          set_row (call, 1, get_row (item, 0));
          take_moment (world);
          remove_thing (world, find_thing (world, get_row (item, 0)));
          remove_thing (world, item);
          remove_thing (world, call);
          take_moment (world);
        }
    }
}

/* One that lives, no frame. */
static Thing *
any_thing (World *world)
{
  for (;;)
    {
      Thing *thing = g_ptr_array_index (world->things, any (world, world->things->len));

      if (!thing->frame)
        return thing;
    }
}

static Thing *
innermost_frame (World *world)
{
  for (guint i = 0; i < world->things->len; i++)
    {
      Thing *thing = g_ptr_array_index (world->things, i);

      if (thing->frame && thing->rank + 1 == world->depth)
        return thing;
    }
  return NULL;
}

/* A thing is born with two rows; something that lives refers to it. */
static void
bear (World *world)
{
  Thing *parent = any (world, 8) == 0 ? innermost_frame (world) : any_thing (world);
  Thing *child = add_thing (world, 2);

  child->label = any (world, 20) == 0;
  if (any (world, 3) == 0)
    set_row (child, 0, any_thing (world)->serial);
  if (parent->rows->len < MOST_ROWS)
    g_array_append_val (parent->rows, child->serial);
  else
    set_row (parent, any (world, MOST_ROWS), child->serial);
}

static void
happen_anything (World *world)
{
  push_frame (world, 3);
  add_thing (world, 2);
  while (!is_over (world))
    {
      guint n = world->things->len, kind = any (world, 12);

      if (n < world->size)
        bear (world);
      if (n >= world->size && kind < 3)
        remove_thing (world, any_thing (world));
      else if (kind < 6)
        {
          Thing *thing = any_thing (world);

          if (thing->rows->len > 0)
            set_row (thing, any (world, thing->rows->len), any_thing (world)->serial);
        }
      else if (kind == 6 && world->depth < 5)
        set_row (push_frame (world, 2), 0, any_thing (world)->serial);
      else if (kind == 7 && world->depth > 1)
        remove_thing (world, innermost_frame (world));
      if (n >= world->size / 2)
        take_moment (world);
    }
}

static void
run_loop (World *world)
{
  Thing *module = push_frame (world, 2);

  while (!is_over (world))
    {
      Thing *last = find_thing (world, get_row (module, 0)), *node = add_thing (world, 2),
            *value = add_thing (world, 1);

      set_row (node, 1, value->serial);
      set_row (module, 0, node->serial);
      take_moment (world);
      if (last == NULL)
        continue;
      remove_thing (world, find_thing (world, get_row (last, 1)));
      remove_thing (world, last);
      take_moment (world);
    }
}

GPtrArray *
history_new (HistoryShape shape, guint n_moments, guint size, guint32 seed)
{
  static void (*const shapes[N_HISTORIES]) (World *) = { grow_tree, shrink_ring, run_queue,
                                                         happen_anything, run_loop };
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  g_autoptr (GPtrArray) things = g_ptr_array_new_with_free_func (free_thing);
  World world = { .rand = rand, .things = things, .n_moments = n_moments, .size = size };

  world.moments = g_ptr_array_new_with_free_func (free_moment);
  shapes[shape](&world);
  return world.moments;
}

RsPlanner *
history_tell (const GPtrArray *history, guint n)
{
  static const RsLayoutMetrics metrics = RS_LAYOUT_METRICS_INIT;
  RsPlanner *planner = rs_planner_new (&metrics);

  for (guint i = 0; i < n; i++)
    {
      const Case *c = history_moment (history, i);

      rs_planner_add (planner, c->boxes, c->n, c->edges, c->m);
    }
  return planner;
}
