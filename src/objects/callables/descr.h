/* SPDX-License-Identifier: MIT
 *
 * Structs of descriptors and of bound things.
 */
#pragma once

#include "objects/type.h"

G_BEGIN_DECLS

/* What every descriptor of a built-in type begins with. */
typedef struct {
  RsObject base;
  RsType *owner;
  RsObject *name, *qualname;
} RsDescr;
typedef struct {
  RsDescr descr;
  const RsMethodDef *def;
} RsMethodDescr;
typedef struct {
  RsDescr descr;
  const RsGetSetDef *def;
} RsGetSetDescr;
typedef struct {
  RsDescr descr;
  gint32 offset;
} RsMemberDescr; /* a __slots__ member at this host offset */
typedef struct {
  RsDescr descr;
  const RsSlotDef *def;
  gpointer function;
} RsWrapperDescr;
typedef struct {
  RsObject base;
  RsWrapperDescr *descr;
  RsObject *self;
} RsMethodWrapper;
typedef struct {
  RsObject base;
  RsObject *weaklist, *self, *module;
  const RsMethodDef *def;
} RsBuiltin;
typedef struct {
  RsObject base;
  RsObject *weaklist, *function, *self;
} RsMethod;
typedef struct {
  RsObject base;
  RsObject *callable, *dict;
} RsStaticMethod; /* classmethod, too */
typedef struct {
  RsObject base;
  RsObject *get, *set, *del, *doc, *name;
  gboolean getter_doc;
} RsProperty; /* name: from __set_name__ */
typedef struct {
  RsObject base;
  RsObject *mapping;
} RsMappingProxy;
typedef struct {
  RsObject base;
  RsType *type;
  RsObject *object;
  RsType *object_type;
} RsSuper;
typedef struct {
  RsObject base;
  RsObject *content;
} RsCell;
RS_NEW RsObject *rs_cell_new (RsVm *vm, RsObject *content);

extern const RsTypeSpec rs_spec_object, rs_spec_type, rs_spec_none, rs_spec_not_implemented,
    rs_spec_ellipsis, rs_spec_method_descr, rs_spec_classmethod_descr, rs_spec_getset_descr,
    rs_spec_member_descr, rs_spec_wrapper_descr, rs_spec_method_wrapper, rs_spec_builtin,
    rs_spec_method, rs_spec_staticmethod, rs_spec_classmethod, rs_spec_property,
    rs_spec_mappingproxy, rs_spec_super, rs_spec_cell;

/* Calls FUNC while a tuple holds ARGS, as where CPython builds the tuple of a
 * METH_VARARGS function or of tp_call. */
RS_NEW RS_RAISES RsObject *rs_call_holding (RsVm *vm, RsNative func, RsObject *self,
                                            RsObject *const *args, gsize nargs, RsObject *kwnames);
/* Calls a native function with the checks of its def: arity, keywords. NAME for
 * messages. PACKED: a tuple of the caller's (and a dict) holds the arguments
 * already. */
RS_NEW RS_RAISES RsObject *rs_native_call (RsVm *vm, const RsMethodDef *def, const char *type_name,
                                           RsObject *self, RsObject *const *args, gsize nargs,
                                           RsObject *kwnames, gboolean packed);

G_END_DECLS
