/* SPDX-License-Identifier: MIT */
#include "tests/layout/cases.h"

#include <math.h>

static const RsLayoutMetrics metrics = RS_LAYOUT_METRICS_INIT;

/* --- graphs --------------------------------------------------------------- */

void
case_clear (Case *c)
{
  g_free (c->boxes);
  g_free (c->edges);
}

Case
case_random (guint n, guint m, guint32 seed)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  Case c = { n, m, g_new0 (RsLayoutBox, n + 1), g_new0 (RsLayoutEdge, m + 1) };

  for (guint i = 0; i < n; i++)
    {
      gboolean label = g_rand_int_range (rand, 0, 8) == 0, frame = i < 1 + n / 20;

      c.boxes[i] = (RsLayoutBox){ .serial = i + 1,
                                  .width = g_rand_double_range (rand, 80, 200),
                                  .height = g_rand_double_range (rand, 50, 260),
                                  .entry = 15,
                                  .foot = frame || g_rand_int_range (rand, 0, 3) == 0 ? -1 : 11,
                                  .entry_spread = 9,
                                  .clearance = label ? 26 : 0,
                                  .label_width = label ? 140 : 0,
                                  .rank = i,
                                  .pinned = frame };
    }
  for (guint i = 0; i < m; i++)
    {
      guint32 source = (guint32) g_rand_int_range (rand, 0, (gint) n);
      gboolean near = g_rand_boolean (rand);
      gint step = g_rand_int_range (rand, 0, 6);
      guint32 target = near ? MIN (n - 1, source + (guint32) step)
                            : (guint32) g_rand_int_range (rand, 0, (gint) n);
      double row = g_rand_double_range (rand, 35, c.boxes[source].height - 2);
      gboolean both = !c.boxes[source].pinned && g_rand_boolean (rand);

      c.edges[i] =
          (RsLayoutEdge){ source, target,        c.boxes[source].width - 13,
                          row,    both ? 0 : -1, both ? 0 : g_rand_int_range (rand, 0, 9) };
    }
  return c;
}

/* N boxes of a usual size, and room for ROOM edges. */
static Case
case_new (guint n, guint room)
{
  Case c = { n, 0, g_new0 (RsLayoutBox, n + 1), g_new0 (RsLayoutEdge, room + 1) };

  for (guint i = 0; i < n; i++)
    c.boxes[i] = (RsLayoutBox){ .serial = i + 1,
                                .width = 132,
                                .height = 104,
                                .entry = 15,
                                .foot = i == 0 ? -1 : 11,
                                .entry_spread = 9,
                                .pinned = i == 0 };
  return c;
}

static void
add_edge (Case *c, guint32 source, guint32 target, double port_y)
{
  c->edges[c->m++] = (RsLayoutEdge){ source, target, 119, port_y, source == 0 ? -1 : 0, 0 };
}

Case
case_chain (guint n)
{
  Case c = case_new (n, n);

  for (guint i = 0; i + 1 < n; i++)
    add_edge (&c, i, i + 1, 60);
  return c;
}

Case
case_tangled (guint n, guint out, guint32 seed)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  Case c = case_new (n, n * out);

  for (guint i = 0; i < n * out; i++)
    add_edge (&c, i / out, (guint32) g_rand_int_range (rand, 1, (gint) n), 40 + 20 * (i % out));
  return c;
}

Case
case_class (guint n)
{
  Case c = case_new (n, 2 * n);

  for (guint i = 0; i + 1 < n; i++)
    {
      add_edge (&c, i, i + 1, 60);
      if (i > 0 && i + 2 < n)
        add_edge (&c, i, n - 1, 80);
    }
  return c;
}

Case
case_tree (guint n)
{
  Case c = case_new (n, n);

  for (guint i = 0; i < n; i++)
    for (guint k = 0; k < 2; k++)
      if (2 * i + k < n && 2 * i + k > 0)
        add_edge (&c, i, 2 * i + k, 40 + 25 * k);
  return c;
}

/* --- what holds ----------------------------------------------------------- */

void
check_no_overlap (const Case *c, const RsArrangement *arrangement, guint32 seed)
{
  const RsPoint *at = arrangement->positions;

  for (guint i = 0; i < c->n; i++)
    for (guint j = i + 1; j < c->n; j++)
      {
        const RsLayoutBox *a = &c->boxes[i], *b = &c->boxes[j];

        if (at[i].x < at[j].x + b->width && at[j].x < at[i].x + a->width
            && at[i].y < at[j].y + b->height + b->clearance
            && at[j].y < at[i].y + a->height + a->clearance)
          g_error ("seed %u: boxes %u and %u overlap", seed, i, j);
      }
}

RsPoint
point_at (const RsPoint *p, double t)
{
  double u = 1 - t, a = u * u * u, b = 3 * u * u * t, c = 3 * u * t * t, d = t * t * t;
  RsPoint q = { a * p[0].x + b * p[1].x + c * p[2].x + d * p[3].x,
                a * p[0].y + b * p[1].y + c * p[2].y + d * p[3].y };

  return q;
}

static gboolean
is_within (const Case *c, const RsArrangement *arrangement, guint box, RsPoint q)
{
  const RsPoint *at = &arrangement->positions[box];
  const RsLayoutBox *b = &c->boxes[box];

  return q.x > at->x + 0.5 && q.x < at->x + b->width - 0.5 && q.y > at->y + 0.5
         && q.y < at->y + b->height + b->clearance - 0.5;
}

/* Of a segment that bounds miss no point lies in a box. */
static gboolean
may_meet (const Case *c, const RsArrangement *arrangement, guint box, const RsPoint *p)
{
  double left = HUGE_VAL, right = -HUGE_VAL, top = HUGE_VAL, bottom = -HUGE_VAL;
  const RsPoint *at = &arrangement->positions[box];

  for (guint i = 0; i < 4; i++)
    {
      left = MIN (left, p[i].x);
      right = MAX (right, p[i].x);
      top = MIN (top, p[i].y);
      bottom = MAX (bottom, p[i].y);
    }
  return right > at->x && left < at->x + c->boxes[box].width && bottom > at->y
         && top < at->y + c->boxes[box].height + c->boxes[box].clearance;
}

static void
check_segment (const Case *c, const RsArrangement *arrangement, guint edge, const RsPoint *p,
               gboolean first, guint32 seed)
{
  for (guint b = 0; b < c->n; b++)
    {
      if ((b == c->edges[edge].source && first) || !may_meet (c, arrangement, b, p))
        continue;
      for (guint k = 0; k <= 12; k++)
        if (is_within (c, arrangement, b, point_at (p, k / 12.0)))
          g_error (
              "seed %u: edge %u (%u to %u, columns %d to %d) runs through box %u (column %d) at "
              "%g, %g",
              seed, edge, c->edges[edge].source, c->edges[edge].target,
              arrangement->columns[c->edges[edge].source],
              arrangement->columns[c->edges[edge].target], b, arrangement->columns[b],
              point_at (p, k / 12.0).x, point_at (p, k / 12.0).y);
    }
}

void
check_routes (const Case *c, const RsArrangement *arrangement, guint32 seed)
{
  g_autoptr (RsRoutes) routes =
      rs_layout_route (c->boxes, c->n, c->edges, c->m, &metrics, NULL, arrangement);

  g_assert_nonnull (routes);
  for (guint l = 0; l < c->m; l++)
    {
      const RsPoint *route = routes->points + routes->first[l];
      guint length = routes->first[l + 1] - routes->first[l],
            own = c->edges[l].drop > 0 ? 6 : 3; /* points on the way out of the source */

      g_assert_cmpuint (length % 3, ==, 1);
      for (guint s = 0; s + 3 < length; s += 3)
        check_segment (c, arrangement, l, route + s, s < own, seed);
    }
}

typedef struct {
  RsPoint from, to;
} Line;

static double
turn (const RsPoint *a, const RsPoint *b, const RsPoint *c)
{
  return (b->x - a->x) * (c->y - a->y) - (b->y - a->y) * (c->x - a->x);
}

static gboolean
lines_cross (const Line *a, const Line *b)
{
  return turn (&a->from, &a->to, &b->from) * turn (&a->from, &a->to, &b->to) < 0
         && turn (&b->from, &b->to, &a->from) * turn (&b->from, &b->to, &a->to) < 0;
}

/* Where edge L leaves its source, and where it enters its target, by the sides
 * that face each other. */
static Line
line_of (const Case *c, const RsArrangement *arrangement, guint l)
{
  const RsLayoutEdge *edge = &c->edges[l];
  const RsLayoutBox *source = &c->boxes[edge->source], *target = &c->boxes[edge->target];
  const RsPoint *from = &arrangement->positions[edge->source],
                *to = &arrangement->positions[edge->target];
  gboolean left = arrangement->columns[edge->target] < arrangement->columns[edge->source];

  gboolean at_right = arrangement->columns[edge->target] <= arrangement->columns[edge->source];
  double y = from->y + edge->port_y;

  return (Line){ { from->x + (left && edge->left_x >= 0 ? 0 : source->width), y },
                 { to->x + (left ? target->width : 0),
                   to->y + rs_layout_entry (target, at_right, y - to->y) } };
}

guint
count_crossings (const Case *c, const RsArrangement *arrangement)
{
  g_autofree Line *lines = g_new (Line, c->m + 1);
  guint sum = 0;

  for (guint i = 0; i < c->m; i++)
    lines[i] = line_of (c, arrangement, i);
  for (guint i = 0; i < c->m; i++)
    for (guint j = i + 1; j < c->m; j++)
      sum += c->edges[i].target != c->edges[j].target && lines_cross (&lines[i], &lines[j]);
  return sum;
}
