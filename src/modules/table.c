/* SPDX-License-Identifier: MIT
 *
 * The table of the modules. Those written in Python are in py/, compiled in as
 * text (py-sources.c, made by the build).
 */
#include "library.h"
#include "modules.h"

#include "py-sources.h"

static const RsModuleDef *const module_defs[] = { &rs_module_builtins,
                                                  &rs_module_sys,
                                                  &rs_module_gc,
                                                  &rs_module_weakref_c,
                                                  &rs_module_thread,
                                                  &rs_module_ctypes_c,
                                                  &rs_module_types_c,
                                                  &rs_module_itertools,
                                                  &rs_module_collections_c,
                                                  &rs_module_operator_c,
                                                  &rs_module_functools_c,
                                                  &rs_module_heapq_c,
                                                  &rs_module_bisect,
                                                  &rs_module_math,
                                                  &rs_module_time,
                                                  &rs_module_random_c,
                                                  &rs_module_hash_c,
                                                  &rs_module_traceback_c,
                                                  &rs_module_regex_c,
                                                  &rs_module_struct_c,
                                                  &rs_module_tracemalloc_c,

#define PY(name) &rs_py_##name,
                                                  RS_PY_MODULES (PY)
#undef PY
                                                      NULL };

const RsLibrary rs_library = { .types = rs_type_entries, .modules = module_defs };
