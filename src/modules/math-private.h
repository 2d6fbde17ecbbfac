/* SPDX-License-Identifier: MIT
 *
 * What the two files of module math share.
 */
#pragma once

#include "modules.h"

#include <math.h>

extern const RsMethodDef rs_math_integer_functions[];
