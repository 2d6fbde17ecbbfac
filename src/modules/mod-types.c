/* SPDX-License-Identifier: MIT
 *
 * Module _types: the engine's types that have no name in builtins, for
 * py/types.py and others.
 */
#include "modules.h"

/* _sized (class, basicsize): an instance takes so many bytes, without the
 * collector's head. For a class that has no instance yet. */
RS_NATIVE (types_sized)
{
  gint64 basicsize = 0;
  if (!rs_is_type (args[0]) || !(((RsType *) args[0])->flags & RS_TF_HEAPTYPE)
      || !rs_is_int (args[1]) || !rs_int_fits (args[1], &basicsize))
    return rs_type_error (vm, "a class and its size are needed");
  ((RsType *) args[0])->basicsize = basicsize;
  ((RsType *) args[0])->prefix = 0;
  return rs_incref (args[0]);
}

/* _static (class): the class stands for a static type: it cannot be changed,
 * and messages name its module, too. */
RS_NATIVE (types_static)
{
  if (!rs_is_type (args[0]) || !(((RsType *) args[0])->flags & RS_TF_HEAPTYPE))
    return rs_type_error (vm, "a class is needed, not %T", args[0]);
  RsType *type = (RsType *) args[0];
  RsObject *module = rs_dict_get (vm, type->dict, RS_NAME (vm, __module__));
  if (module != NULL && rs_is_str (module))
    {
      type->module_name = module;
      type->flags |= RS_TF_IMMUTABLE;
    }
  return rs_incref (args[0]);
}

/* Makes TYPE, and the classes below it that can be changed, a sequence or a
 * mapping for match statements. */
static void
set_collection (RsVm *vm, RsType *type, guint flag)
{
  if (type->flags & RS_TF_IMMUTABLE || (type->flags & (RS_TF_SEQUENCE | RS_TF_MAPPING)) == flag)
    return;
  type->flags = (type->flags & ~(guint) (RS_TF_SEQUENCE | RS_TF_MAPPING)) | flag;
  RsObject *subclasses = rs_type_subclasses (vm, type);
  for (gsize i = 0; subclasses != NULL && i < rs_list_size (subclasses); i++)
    set_collection (vm, (RsType *) rs_list_items (subclasses)[i], flag);
  rs_xdecref (vm, subclasses);
}

/* _collection (class, like): from now on CLASS matches the patterns that LIKE,
 * a class or CPython's type flags, says. */
RS_NATIVE (types_collection)
{
  gint64 bits = 0;
  guint flag = 0;
  if (!rs_is_type (args[0]))
    return rs_type_error (vm, "a class is needed, not %T", args[0]);
  if (rs_is_type (args[1]))
    flag = ((RsType *) args[1])->flags & (RS_TF_SEQUENCE | RS_TF_MAPPING);
  else if (rs_is_int (args[1]) && rs_int_fits (args[1], &bits))
    flag = (bits & 1 << 5 ? RS_TF_SEQUENCE : 0) | (bits & 1 << 6 ? RS_TF_MAPPING : 0);
  if (flag != 0)
    set_collection (vm, (RsType *) args[0], flag);
  return rs_incref (vm->none);
}

/* _exporter (class): its instances have members _bytes, a bytearray, and
 * typecode, and memoryviews can be made of them. */
RS_NATIVE (types_exporter)
{
  if (!rs_is_type (args[0]) || ((RsType *) args[0])->n_slots != 2)
    return rs_type_error (vm, "a class with two __slots__ is needed, not %T", args[0]);
  ((RsType *) args[0])->flags |= RS_TF_EXPORTER;
  return rs_incref (args[0]);
}

static const RsMethodDef functions[] = { { "_static", types_static, RS_M_O, 0, 0, NULL },
                                         { "_collection", types_collection, RS_M_FAST, 2, 2, NULL },
                                         { "_exporter", types_exporter, RS_M_O, 0, 0, NULL },
                                         { "_sized", types_sized, RS_M_FAST, 2, 2, NULL },
                                         { NULL } };

static gboolean
fill (RsVm *vm, RsObject *module, RsObject *dict)
{
  static const struct {
    const char *name;
    RsTypeId id;
  } types[] = {
    { "FunctionType", RS_T_FUNCTION },
    { "LambdaType", RS_T_FUNCTION },
    { "CodeType", RS_T_CODE },
    { "MappingProxyType", RS_T_MAPPINGPROXY },
    { "SimpleNamespace", RS_T_NAMESPACE },
    { "CellType", RS_T_CELL },
    { "GeneratorType", RS_T_GENERATOR },
    { "CoroutineType", RS_T_COROUTINE },
    { "MethodType", RS_T_METHOD },
    { "BuiltinFunctionType", RS_T_BUILTIN },
    { "BuiltinMethodType", RS_T_BUILTIN },
    { "WrapperDescriptorType", RS_T_WRAPPER_DESCR },
    { "MethodWrapperType", RS_T_METHOD_WRAPPER },
    { "MethodDescriptorType", RS_T_METHOD_DESCR },
    { "ClassMethodDescriptorType", RS_T_CLASSMETHOD_DESCR },
    { "ModuleType", RS_T_MODULE },
    { "TracebackType", RS_T_TRACEBACK },
    { "FrameType", RS_T_FRAME },
    { "GetSetDescriptorType", RS_T_GETSET_DESCR },
    { "MemberDescriptorType", RS_T_MEMBER_DESCR },
    { "GenericAlias", RS_T_GENERIC_ALIAS },
    { "UnionType", RS_T_UNION },
    { "NoneType", RS_T_NONE },
    { "AsyncGeneratorType", RS_T_ASYNC_GENERATOR },
    { "EllipsisType", RS_T_ELLIPSIS },
    { "NotImplementedType", RS_T_NOT_IMPLEMENTED },
  };
  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    if (vm->types[types[i].id] != NULL
        && rs_dict_set_text (vm, dict, types[i].name, RS_OBJECT (vm->types[types[i].id])) < 0)
      return FALSE;
  return rs_module_add_functions (vm, module, dict, functions);
}

const RsModuleDef rs_module_types_c = { "_types", fill, NULL };
