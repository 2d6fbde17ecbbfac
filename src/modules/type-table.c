/* SPDX-License-Identifier: MIT
 *
 * The table of the built-in types, made from heap/types.def. It lies here,
 * above all that implement types, because it names them all.
 */
#include "library.h"

const RsTypeEntry rs_type_entries[] = {
#define TYPE(id, spec) { RS_T_##id, &spec },
#include "heap/types.def"
#undef TYPE
  { 0, NULL },
};
