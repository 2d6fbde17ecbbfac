/* SPDX-License-Identifier: MIT
 *
 * What the files of float and complex share.
 */
#pragma once

#include "objects/abstract.h"
#include "objects/values.h"

G_BEGIN_DECLS

/* The double of a float or an int: FALSE: *RESULT is NotImplemented, or NULL
 * with an exception pending. */
gboolean rs_float_operand (RsVm *vm, RsObject *object, double *value, RsObject **result);
/* VALUE rounded to DIGITS places after the point, half to even by its exact
 * value. */
RS_NEW RS_RAISES RsObject *rs_float_round (RsVm *vm, double value, gint64 digits);
/* OverflowError (34, 'Numerical result out of range'). Returns NULL. */
RsObject *rs_float_raise_range (RsVm *vm);

extern const RsMethodDef rs_float_methods[];

G_END_DECLS
