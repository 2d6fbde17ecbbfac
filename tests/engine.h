/* SPDX-License-Identifier: MIT
 *
 * An engine by itself, for tests of the layers below the session: no program
 * runs in it, and C functions call it from the host's stack. At its end every
 * count must be explained, and nothing may be pending.
 */
#pragma once

#include "heap/gc.h"
#include "modules/library.h"
#include "objects/abstract.h"
#include "session/session.h"
#include "vm/vm.h"

#include <string.h>

typedef struct {
  RsHost host;
  RsVm *vm;
  GString *written; /* by the engine to both of its streams */
} Engine;

static void
engine_write (RsVm *vm, int stream, const char *text, gsize length, gpointer data)
{
  g_string_append_len (((Engine *) data)->written, text, length);
}

static void
engine_set_up (Engine *e, gconstpointer data)
{
  e->host = (RsHost){ .data = e, .write = engine_write };
  e->written = g_string_new (NULL);
  e->vm = rs_vm_new (NULL, &rs_library, &e->host, G_GUINT64_CONSTANT (2) << 30);
  g_assert_nonnull (e->vm);
}

static void
engine_tear_down (Engine *e, gconstpointer data)
{
  g_autofree char *text = NULL;
  g_assert_null (e->vm->pending);
  g_assert_cmpuint (rs_audit (e->vm, &text), ==, 0);
  rs_vm_free (e->vm);
  g_string_free (e->written, TRUE);
}

#define ENGINE_TEST(path, function)                                                                \
  g_test_add (path, Engine, NULL, engine_set_up, function, engine_tear_down)

/* The type of the pending exception and its text, "ValueError: ..."; takes it.
 */
static inline char *
taken_error (RsVm *vm)
{
  RS_SCOPE (vm);
  g_assert_nonnull (vm->pending);
  RS_LOCAL (exception, rs_pending_take (vm));
  RS_LOCAL (str, rs_str (vm, exception));
  g_autofree char *text = rs_str_utf8 (str, NULL);
  g_autofree char *type = rs_str_utf8 (exception->type->name, NULL);
  return g_strdup_printf ("%s: %s", type, text);
}

/* repr () of OBJECT, which it takes, or the error that is pending. */
static inline char *
taken_repr (RsVm *vm, RS_STEALS RsObject *object)
{
  RS_SCOPE (vm);
  RS_LOCAL (result, object);
  if (result == NULL)
    return taken_error (vm);
  RS_LOCAL (repr, rs_repr (vm, result));
  return repr ? rs_str_utf8 (repr, NULL) : taken_error (vm);
}

/* OBJECT.NAME (ARGS...). */
static inline RsObject *
call_method (RsVm *vm, RsObject *object, const char *name, RsObject *const *args, gsize nargs)
{
  RS_SCOPE (vm);
  RS_LOCAL (str, rs_str_interned (vm, name));
  return rs_call_method (vm, object, str, args, nargs);
}

/* What EXPRESSION is, in a namespace of its own; NULL raises. */
static inline RsObject *
evaluated (RsVm *vm, const char *expression)
{
  RS_SCOPE (vm);
  RS_LOCAL (code, rs_compile_source (vm, expression, strlen (expression), "test.py",
                                     RS_COMPILE_EVAL, 0, FALSE, NULL));
  RS_LOCAL (globals, rs_dict_new (vm));
  return code ? rs_exec_code (vm, code, globals, globals, NULL) : NULL;
}
