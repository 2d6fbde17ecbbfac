/* SPDX-License-Identifier: MIT
 *
 * Raising exceptions from C. The pending exception is one normalised object,
 * vm->pending, owned by the vm.
 */
#pragma once

#include "heap/scope.h"

G_BEGIN_DECLS

/* rs_raise (vm, RS_TYPE (vm, ValueError), "...%s"): printf formats, and %R
 * (RsObject *: its repr), %S (its str), %T (its type's name), %N (RsType *: its
 * name), %U (a str object). Always returns NULL, so that a caller can write:
 * return rs_raise (...). */
RsObject *rs_raise (RsVm *vm, RsType *type, const char *format, ...);
/* The same, returning -1. */
int rs_raise_int (RsVm *vm, RsType *type, const char *format, ...);
#define rs_type_error(vm, ...) rs_raise (vm, RS_TYPE (vm, TypeError), __VA_ARGS__)
#define rs_value_error(vm, ...) rs_raise (vm, RS_TYPE (vm, ValueError), __VA_ARGS__)
/* Raises TYPE with VALUE as its only argument (no argument if NULL). Returns
 * NULL. */
RsObject *rs_raise_object (RsVm *vm, RsType *type, RsObject *value);
/* Raises an exception instance. Returns NULL. */
RsObject *rs_raise_instance (RsVm *vm, RS_STEALS RsObject *exception);
/* The same for what throw () brings in from outside: its context is HANDLED
 * (NULL: it stays as it is), whatever is being handled here. */
RsObject *rs_raise_thrown (RsVm *vm, RS_STEALS RsObject *exception, RsObject *handled);
RsObject *rs_raise_no_memory (RsVm *vm);
RsObject *rs_raise_key_error (RsVm *vm, RsObject *key);

/* The exception being handled (sys.exc_info): borrowed, NULL: none. In vm/. */
static inline RS_BORROWED RsObject *
rs_handled_exception (RsVm *vm)
{
  return vm->hooks->handled_exception (vm);
}
/* Is an exception pending, and of TYPE? */
gboolean rs_pending_is (RsVm *vm, RsType *type);
/* Drops the pending exception. */
void rs_pending_clear (RsVm *vm);
/* Takes it: the caller owns it; NULL: none. */
RS_NEW RsObject *rs_pending_take (RsVm *vm);
void rs_pending_restore (RsVm *vm, RS_STEALS RsObject *exception);
/* Is the pending exception of TYPE? Then drops it. */
gboolean rs_pending_swallow (RsVm *vm, RsType *type);

/* --- exception objects (obj-exception.c) ---------------------------------- */

typedef struct {
  RsObject base;
  RsObject *dict, *args, *notes, *traceback, *context, *cause;
  gboolean suppress_context;
  /* fields of some: StopIteration.value; SystemExit.code;
   * AttributeError/NameError/ImportError.name, .obj / .path; OSError: errno,
   * strerror, filename, filename2; SyntaxError: msg, filename, lineno, offset,
   * text, end_lineno, end_offset; UnicodeError: encoding, object, start, end,
   * reason; ExceptionGroup: message, exceptions */
  RsObject *fields[8];
  struct _RsWeakref *weaklist; /* of an ExceptionGroup; other exceptions' classes in Python have one
                                  of their own */
} RsException;
/* Gives the exception a new tuple of ARGS as its args. FALSE raises. */
gboolean rs_exception_set_args (RsVm *vm, RsObject *object, RsObject *const *args, gsize nargs);

RS_NEW RsObject *rs_exception_new (RsVm *vm, RsType *type, RsObject *const *args, gsize nargs);

G_END_DECLS
