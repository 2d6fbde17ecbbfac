/* SPDX-License-Identifier: MIT
 *
 * Counts over a run. A recording keeps none: they are read in a run of their
 * own, with the engine stopped at each step. An object is found by its modelled
 * block, which is its own for as long as it lives; that is known from its life.
 */
#include "session-private.h"

typedef struct {
  const RsLives *lives;
  const guint64 *serials;
  guint n, next; /* the first that is not yet born */
  GArray *alive; /* guint64: serials that are being looked at */
  guint step, every;
  RsSessionCount func;
  gpointer data;
} Counting;

static void
add_born (Counting *c)
{
  for (; c->next < c->n; c->next++)
    {
      const RsLife *life = rs_lives_get (c->lives, c->serials[c->next]);
      if (life != NULL && life->born_step > c->step)
        return;
      if (life != NULL && rs_life_at_step (life, c->step))
        g_array_append_val (c->alive, c->serials[c->next]);
    }
}

/* Tells the count of SERIAL. FALSE: no more of it. */
static gboolean
tell (Counting *c, RsVm *vm, guint64 serial)
{
  const RsLife *life = rs_lives_get (c->lives, serial);
  if (!rs_life_at_step (life, c->step))
    return FALSE;
  RsObject *object = rs_block_object (vm, life->block);
  return object != NULL && object->serial == serial
         && c->func (c->step, serial, object->refcnt, c->data);
}

static void
counting_moment (RsSession *session, RsVm *vm, RsMomentKind moment)
{
  Counting *c = session->visit_data;
  if (c->step % c->every == 0)
    {
      guint kept = 0;
      add_born (c);
      for (guint i = 0; i < c->alive->len; i++)
        {
          guint64 serial = g_array_index (c->alive, guint64, i);
          if (tell (c, vm, serial))
            g_array_index (c->alive, guint64, kept++) = serial;
        }
      g_array_set_size (c->alive, kept);
    }
  c->step++;
  if (c->step >= session->steps->len || (c->alive->len == 0 && c->next == c->n))
    rs_vm_pause (vm);
}

gboolean
rs_session_walk_counts (RsSession *session, const guint64 *serials, guint n, guint every,
                        RsSessionCount func, gpointer data, GError **error)
{
  g_autoptr (GArray) alive = g_array_new (FALSE, FALSE, sizeof (guint64));
  Counting counting = { .lives = session->recording->lives,
                        .serials = serials,
                        .n = n,
                        .alive = alive,
                        .every = MAX (every, 1),
                        .func = func,
                        .data = data };
  g_return_val_if_fail (counting.lives != NULL, FALSE);
  if (session->steps->len == 0 || n == 0)
    return TRUE;
  session->visit_data = &counting;
  gboolean ok = rs_session_walk (session, counting_moment, error);
  session->visit_data = NULL;
  return ok;
}
