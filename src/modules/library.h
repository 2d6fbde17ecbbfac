/* SPDX-License-Identifier: MIT
 *
 * What an engine is given from above (rs_vm_new): every built-in type, every
 * module.
 */
#pragma once

#include "heap/vm-state.h"

G_BEGIN_DECLS

extern const RsTypeEntry rs_type_entries[]; /* the last one has no spec */
extern const RsLibrary rs_library;

G_END_DECLS
