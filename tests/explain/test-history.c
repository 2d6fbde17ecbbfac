/* SPDX-License-Identifier: MIT
 *
 * Chains in words, and the history of a count.
 */
#include "explain/history.h"
#include "explain/label-text.h"

#include <string.h>

static void
assert_chain (const char *labels, const char *expected)
{
  g_auto (GStrv) split = g_strsplit (labels, "|", -1);
  g_autofree char *text = rs_chain_text (split);
  g_assert_cmpstr (text, ==, expected);
}

static void
test_chains (void)
{
  assert_chain ("global a", "global a");
  assert_chain ("global a|attribute next|attribute next|attribute next|item 0",
                "global a > attribute next × 3 > item 0");
  assert_chain ("frame f|local x|__dict__|value of 'k'",
                "frame f > local x > __dict__ > value of 'k'");
  assert_chain ("", "nothing");
}

/* The serial of the one object of TYPE that the recording has made. */
static guint64
find_object (const RsLives *lives, const char *type)
{
  guint64 found = 0;
  for (guint64 serial = lives->first_serial; serial < lives->next_serial; serial++)
    {
      const RsLife *life = rs_lives_get (lives, serial);
      if (life == NULL || strcmp (lives->types[life->type].name, type) != 0)
        continue;
      g_assert_cmpuint (found, ==, 0);
      found = serial;
    }
  g_assert_cmpuint (found, !=, 0);
  return found;
}

static void
assert_change (const RsHistory *history, guint i, gint line, gint64 before, gint64 after,
               const char *came, const char *went)
{
  const RsCountChange *change = &g_array_index (history->changes, RsCountChange, i);
  g_assert_cmpint (change->line, ==, line);
  g_assert_cmpint (change->before, ==, before);
  g_assert_cmpint (change->after, ==, after);
  g_assert_cmpuint (change->came->len, ==, came != NULL);
  g_assert_cmpuint (change->went->len, ==, went != NULL);
  if (came != NULL)
    g_assert_cmpstr (change->came->pdata[0], ==, came);
  if (went != NULL)
    g_assert_cmpstr (change->went->pdata[0], ==, went);
}

static void
test_history (void)
{
  static const char text[] = "class Pear: pass\n"
                             "a = Pear()\n"
                             "b = [a]\n"
                             "c = 1\n"
                             "del a\n"
                             "b.clear()\n"
                             "print()\n";
  g_autoptr (GError) error = NULL;
  g_autoptr (RsSession) session = rs_session_new (text, strlen (text), "history.py",
                                                  &(RsSessionOptions){ .lives = TRUE }, &error);
  g_assert_no_error (error);
  g_assert_true (rs_session_record (session, &error));
  guint64 serial = find_object (rs_session_recording (session)->lives, "Pear");
  g_autoptr (RsHistory) all = rs_history_new (session, serial, 100, &error);
  g_assert_no_error (error);
  g_assert_false (all->cut);
  g_assert_cmpuint (all->changes->len, ==, 4);
  assert_change (all, 0, 2, 0, 1, "global a", NULL);
  assert_change (all, 1, 3, 1, 2, "global b > item 0", NULL);
  assert_change (all, 2, 5, 2, 1, NULL, "global a");
  assert_change (all, 3, 6, 1, 0, NULL, "global b > item 0");
  g_autoptr (RsHistory) some = rs_history_new (session, serial, 2, &error);
  g_assert_true (some->cut);
  g_assert_cmpuint (some->changes->len, ==, 2);
  g_assert_null (rs_history_new (session, 1, 2, &error));
  g_assert_nonnull (error);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/explain/chains", test_chains);
  g_test_add_func ("/explain/history", test_history);
  return g_test_run ();
}
