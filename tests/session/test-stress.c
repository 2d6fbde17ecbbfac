/* SPDX-License-Identifier: MIT
 *
 * The programs of tests/fidelity under stress: each must print and end as it
 * does without.
 *
 *   restore   again and again the state is saved, the run goes on for a while,
 *             what is under way is abandoned, and the state is put back. A C
 *             function that owns memory outside of the arena without saying so
 *             frees it twice, or never.
 *   collect   a collection is due at every allocation: objects that nothing names
 *             would be gone. What a program prints may depend on when automatic
 *             collections come, so only its end is looked at.
 *
 *   switch    the program's threads take turns after every instruction. Where what
 *             is printed depends on the turns (depends_on_turns), only the end
 *             is looked at.
 *
 *     test-stress MODE FOLDER
 */
#include "session/session-private.h"

#include "moments.h"
#include "programs.h"

#include <glib/gstdio.h>
#include <string.h>

#define PAUSES 1000
#define AHEAD 150 /* instructions that are run in vain */

typedef struct {
  guint64 every;
  RsArenaImage *image; /* the last one */
} Stress;

static Stress stress; /* of the program that runs */

static void
run_again (RsSession *session)
{
  RsVm *vm = session->vm;
  gpointer arena = rs_vm_arena (vm);
  guint64 now = rs_vm_now (vm);

  if (rs_vm_can_save (vm))
    {
      RsArenaImage *image = rs_arena_save (arena, stress.image, NULL);
      rs_arena_image_free (stress.image);
      stress.image = image;
      session->quiet = TRUE;
      rs_vm_set_watch (vm, 0, now + AHEAD);
      rs_vm_run (vm);
      rs_vm_abandon (vm);
      rs_arena_restore (arena, image);
      session->quiet = FALSE;
    }
  rs_vm_set_watch (vm, 0, now + stress.every);
}

static RsSession *
session_of (const char *path)
{
  g_autoptr (GError) error = NULL;
  RsSession *session = rs_session_new_from_file (path, NULL, &error);
  g_assert_no_error (error);
  return session;
}

static void
assert_same (RsSession *plain, RsSession *stressed)
{
  g_assert_cmpstr (rs_session_recording (stressed)->output, ==,
                   rs_session_recording (plain)->output);
  g_assert_cmpstr (rs_session_recording (stressed)->errors, ==,
                   rs_session_recording (plain)->errors);
  g_assert_cmpint (rs_session_recording (stressed)->exit_status, ==,
                   rs_session_recording (plain)->exit_status);
  g_assert_cmpuint (rs_session_recording (stressed)->n_instructions, ==,
                    rs_session_recording (plain)->n_instructions);
}

static void
test_restore (gconstpointer path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RsSession) plain = session_of (path), stressed = session_of (path);
  rs_session_run (plain);
  stress.every = MAX (11, rs_session_recording (plain)->n_instructions / moments_of (PAUSES));
  g_assert_true (rs_session_start_engine (stressed, &error));
  rs_vm_set_watch (stressed->vm, 0, 0);
  rs_session_run_to_end (stressed, run_again);
  g_clear_pointer (&stress.image, rs_arena_image_free);
  assert_same (plain, stressed);
}

static void
test_collect (gconstpointer path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RsSession) session = session_of (path);
  g_assert_true (rs_session_start_engine (session, &error));
  session->vm->generations[0].threshold = 1;
  session->vm->instruction_limit = 20000;
  rs_session_run_to_end (session, NULL);
  g_assert_true (session->vm->ended);
}

/* Their output tells who came first. */
static const char *const depends_on_turns[] = { "first_turn.py", "pool.py", NULL };

static void
test_switch (gconstpointer path)
{
  g_autoptr (GError) error = NULL;
  const RsSessionOptions options = { .schedule = "turn:1" };
  g_autoptr (RsSession) plain = session_of (path),
                        stressed = rs_session_new_from_file (path, &options, &error);
  g_assert_no_error (error);
  rs_session_run (plain);
  rs_session_run (stressed);
  g_assert_cmpint (rs_session_recording (stressed)->stop, ==, RS_STOP_NONE);
  g_autofree char *base = g_path_get_basename (path);
  if (g_strv_contains (depends_on_turns, base))
    return;
  g_assert_cmpstr (rs_session_recording (stressed)->output, ==,
                   rs_session_recording (plain)->output);
  g_assert_cmpstr (rs_session_recording (stressed)->errors, ==,
                   rs_session_recording (plain)->errors);
  g_assert_cmpint (rs_session_recording (stressed)->exit_status, ==,
                   rs_session_recording (plain)->exit_status);
}

int
main (int argc, char **argv)
{
  GTestDataFunc test;
  g_autofree char *prefix = NULL;

  g_test_init (&argc, &argv, NULL);
  g_assert_cmpint (argc, ==, 3);
  test = strcmp (argv[1], "collect") == 0  ? test_collect
         : strcmp (argv[1], "switch") == 0 ? test_switch
                                           : test_restore;
  prefix = g_strdup_printf ("/stress/%s", argv[1]);
  return programs_run (argv[2], prefix, test);
}
