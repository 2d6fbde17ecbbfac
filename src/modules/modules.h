/* SPDX-License-Identifier: MIT
 *
 * What the files of the modules share.
 */
#pragma once

#include "vm/vm.h"

G_BEGIN_DECLS

#define RS_NATIVE(name)                                                                            \
  static RsObject *name (RsVm *vm, RsObject *self, RsObject *const *args, gsize nargs,             \
                         RsObject *kwnames)

extern const RsModuleDef rs_module_builtins, rs_module_sys, rs_module_gc, rs_module_weakref_c,
    rs_module_thread, rs_module_ctypes_c, rs_module_types_c, rs_module_itertools,
    rs_module_collections_c, rs_module_operator_c, rs_module_functools_c, rs_module_heapq_c,
    rs_module_bisect, rs_module_time, rs_module_math, rs_module_random_c, rs_module_hash_c,
    rs_module_regex_c, rs_module_traceback_c, rs_module_struct_c, rs_module_tracemalloc_c;
extern const RsMethodDef rs_builtin_functions[], rs_builtin_functions_io[];

/* A text stream that writes to the session: STREAM 1 or 2; 0 reads. */
RS_NEW RsObject *rs_text_stream_new (RsVm *vm, int stream);
/* Writes OBJECT's str to a stream object by its write method; the engine's own
 * stream is written straight. FALSE raises. */
gboolean rs_stream_write (RsVm *vm, RsObject *stream, RsObject *str);
/* sys.getsizeof, with the collector's head and the pre-header. -1 raises. */
gssize rs_sizeof (RsVm *vm, RsObject *object);
/* time.sleep. */
RsObject *rs_thread_sleep (RsVm *vm, RsObject *self, RsObject *const *args, gsize nargs,
                           RsObject *kwnames);

G_END_DECLS
