/* SPDX-License-Identifier: MIT
 *
 * What an engine is given from above (rs_vm_new): every built-in type, every
 * module.
 */
#pragma once

#include "heap/vm-state.h"

G_BEGIN_DECLS

extern const RsLibrary rs_library;

G_END_DECLS
