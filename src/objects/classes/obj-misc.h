/* SPDX-License-Identifier: MIT
 *
 * Small types: weak references as objects, types.SimpleNamespace,
 * types.GenericAlias, types.UnionType.
 */
#pragma once

#include "objects/values.h"

G_BEGIN_DECLS

typedef struct {
  RsObject base;
  RsObject *dict;
} RsNamespace;
typedef struct {
  RsObject base;
  RsObject *weaklist, *origin, *args, *parameters;
} RsGenericAlias;
typedef struct {
  RsObject base;
  RsObject *args;
} RsUnion;

/* weakref.proxy (): RS_RAISES. */
RS_NEW RsObject *rs_proxy_new (RsVm *vm, RsObject *referent, RsObject *callback);

G_END_DECLS
