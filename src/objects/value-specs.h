/* SPDX-License-Identifier: MIT
 *
 * The value types' specs, and the objects of theirs that a vm shares from its
 * start.
 */
#pragma once

#include "values.h"

G_BEGIN_DECLS

extern const RsTypeSpec rs_spec_int, rs_spec_bool, rs_spec_float, rs_spec_complex, rs_spec_str,
    rs_spec_bytes, rs_spec_bytearray, rs_spec_memoryview, rs_spec_range, rs_spec_slice,
    rs_spec_str_iter, rs_spec_str_ascii_iter, rs_spec_bytes_iter, rs_spec_bytearray_iter,
    rs_spec_memory_iter, rs_spec_range_iter, rs_spec_longrange_iter;

/* Once at start, when the types exist: small ints, False and True, "",
 * one-character strings, b"", one-byte bytes and the table of interned strings.
 * CPython has these before a program begins, so that they take no block of the
 * program's. */
void rs_value_types_start (RsVm *vm);
/* The parts of the above. */
void rs_int_start (RsVm *vm);
void rs_str_start (RsVm *vm);
void rs_bytes_start (RsVm *vm);

G_END_DECLS
