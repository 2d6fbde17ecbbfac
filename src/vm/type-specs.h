/* SPDX-License-Identifier: MIT
 *
 * The vm's own types.
 */
#pragma once

#include "heap/object.h"

G_BEGIN_DECLS

extern const RsTypeSpec rs_spec_function, rs_spec_code, rs_spec_frame, rs_spec_traceback,
    rs_spec_generator, rs_spec_coroutine, rs_spec_module, rs_spec_coroutine_wrapper,
    rs_spec_async_generator, rs_spec_async_gen_asend, rs_spec_async_gen_athrow,
    rs_spec_async_gen_wrapped, rs_spec_anext_awaitable;

G_END_DECLS
