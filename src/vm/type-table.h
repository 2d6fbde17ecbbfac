/* SPDX-License-Identifier: MIT
 *
 * All built-in types but the exceptions, with their identities. A base stands before its subclasses.
 */
#pragma once

#include "heap/vm-state.h"

G_BEGIN_DECLS

typedef struct { guint16 id; const RsTypeSpec *spec; } RsTypeEntry;
extern const RsTypeEntry rs_type_entries[];
extern const guint rs_n_type_entries;

/* The vm's own types. */
extern const RsTypeSpec rs_spec_function, rs_spec_code, rs_spec_frame, rs_spec_traceback, rs_spec_generator, rs_spec_coroutine, rs_spec_module;
/* In src/modules. */
extern const RsTypeSpec rs_spec_lock, rs_spec_rlock, rs_spec_text_stream, rs_spec_ct_simple;

G_END_DECLS
