/* SPDX-License-Identifier: MIT
 *
 * Small types: weak references as objects, types.SimpleNamespace,
 * types.GenericAlias, types.UnionType.
 */
#pragma once

#include "objects/values.h"

G_BEGIN_DECLS

extern const RsTypeSpec rs_spec_weakref, rs_spec_proxy, rs_spec_callable_proxy, rs_spec_namespace,
    rs_spec_generic_alias, rs_spec_union;

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
