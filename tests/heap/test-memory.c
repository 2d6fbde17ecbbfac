/* SPDX-License-Identifier: MIT
 *
 * No memory, at any place: memory_sweep.py calls every C function of the
 * built-in types, and each allocation that it makes meets the limit of memory
 * in turn. What comes of it is an exception or nothing, never a crash; and when
 * all is done, every count is explained.
 */
#include "modules/library.h"
#include "heap/run-limits.h"
#include "lang/code.h"
#include "objects/abstract.h"
#include "objects/type.h"
#include "objects/values.h"
#include "session/session.h"
#include "vm/vm.h"

#include <string.h>

#define PARTS 8

static RsObject *
fail (RsVm *vm, RsObject *self, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  gint64 n = 0;
  gboolean was_waiting = vm->fail_in > 0;
  rs_int_small (args[0], &n);
  rs_memory_fail (vm, n);
  return rs_bool (vm, was_waiting);
}

static const RsMethodDef fail_def = { "fail", fail, RS_M_O, 0, 0, NULL };

static void
set_builtin (RsVm *vm, const char *name, RS_STEALS RsObject *value)
{
  g_assert_cmpint (rs_dict_set_text (vm, vm->builtins, name, value), ==, 0);
  rs_decref (vm, value);
}

static void
write_out (RsVm *vm, int stream, const char *text, gsize length, gpointer data)
{
  g_string_append_len (data, text, length);
}

static void
ignore_moment (RsVm *vm, int event, gpointer data)
{
}

static const char *
no_source (RsVm *vm, RsObject *filename, gsize *length, gpointer data)
{
  return NULL;
}

static void
test_sweep (gconstpointer data)
{
  guint part = GPOINTER_TO_UINT (data) % PARTS, library = GPOINTER_TO_UINT (data) / PARTS;
  g_autofree char *source = NULL,
                  *file = g_test_build_filename (G_TEST_DIST, "memory_sweep.py", NULL),
                  *report = NULL;
  gsize length;
  char *argv[] = { file, NULL };
  g_autoptr (GString) out = g_string_new (NULL);
  RsHost host = { .write = write_out, .moment = ignore_moment, .source = no_source, .data = out };
  RsSyntaxError error = { NULL };

  g_assert_true (g_file_get_contents (file, &source, &length, NULL));
  RsCodeUnit *unit = rs_compile (source, length, file, RS_COMPILE_EXEC, 0, NULL, &error);
  g_assert_nonnull (unit);
  RsVm *vm = rs_vm_new (NULL, &rs_library, &host, G_GUINT64_CONSTANT (512) << 20);
  g_assert_true (rs_vm_start (vm, unit, argv));
  set_builtin (vm, "fail", rs_builtin_new (vm, &fail_def, NULL, NULL));
  RsObject *what = rs_int_new (vm, library), *one = rs_int_new (vm, part),
           *all = rs_int_new (vm, PARTS);
  set_builtin (vm, "sweep_part", rs_tuple_pack (vm, 3, what, one, all));
  rs_decref (vm, what);
  rs_decref (vm, one);
  rs_decref (vm, all);
  g_assert_false (rs_vm_run (vm));
  g_test_message ("%s", out->str);
  g_assert_nonnull (strstr (out->str, "expressions"));
  guint unexplained = rs_audit (vm, &report);
  if (unexplained > 0)
    g_test_message ("%s", report);
  g_assert_cmpuint (unexplained, ==, 0);
  rs_vm_free (vm);
  rs_code_unit_free (unit);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint part = 0; part < 2 * PARTS; part++)
    {
      g_autofree char *path =
          g_strdup_printf ("/memory/%s/%u", part < PARTS ? "builtins" : "library", part % PARTS);
      g_test_add_data_func (path, GUINT_TO_POINTER (part), test_sweep);
    }
  return g_test_run ();
}
