/* SPDX-License-Identifier: MIT
 *
 * The format mini-language: format (value, spec) of str, int, float and
 * complex.
 */
#pragma once

#include "objects/abstract.h"
#include "objects/values.h"

G_BEGIN_DECLS

/* format (SELF, SPEC); SPEC is a str. */
RS_NEW RS_RAISES RsObject *rs_str_format_spec (RsVm *vm, RsObject *self, RsObject *spec);
RS_NEW RS_RAISES RsObject *rs_int_format (RsVm *vm, RsObject *self, RsObject *spec);
RS_NEW RS_RAISES RsObject *rs_float_format (RsVm *vm, RsObject *self, RsObject *spec);
RS_NEW RS_RAISES RsObject *rs_complex_format (RsVm *vm, RsObject *self, RsObject *spec);

G_END_DECLS
