/* SPDX-License-Identifier: MIT
 *
 * Whose an object is. See origin.c.
 */
#pragma once

#include "graph/heap-graph.h"
#include "vm/vm.h"

G_BEGIN_DECLS

/* Is TYPE a class that the program itself has made? */
gboolean rs_type_of_program (RsVm *vm, RsType *type);

/* Whose O is: what it is made of decides, where nobody notes who made it. */
RsOrigin rs_origin_of (RsVm *vm, RsObject *o);

G_END_DECLS
