/* SPDX-License-Identifier: MIT
 *
 * Whose an object is: the program's, the library's, or the interpreter's.
 */
#include "origin.h"

#include "modules/modules.h"
#include "objects/classes/obj-misc.h"

static gboolean
is_main_module (RsVm *vm, RsObject *name)
{
  return name != NULL && rs_is_str (name) && rs_str_equal (name, RS_NAME (vm, __main__));
}

gboolean
rs_type_of_program (RsVm *vm, RsType *type)
{
  return (type->flags & RS_TF_HEAPTYPE) && type->dict != NULL
         && is_main_module (vm, rs_dict_get (vm, type->dict, RS_NAME (vm, __module__)));
}

RsOrigin
rs_origin_of (RsVm *vm, RsObject *o)
{
  RsType *type = o->type;
  if (rs_is_type (o))
    return !(((RsType *) o)->flags & RS_TF_HEAPTYPE) ? RS_ORIGIN_BUILTIN
           : rs_type_of_program (vm, (RsType *) o)   ? RS_ORIGIN_PROGRAM
                                                     : RS_ORIGIN_LIBRARY;
  if (type == RS_TYPE (vm, FUNCTION))
    return ((RsCode *) ((RsFunction *) o)->code)->of_program
                   || is_main_module (vm, ((RsFunction *) o)->module)
               ? RS_ORIGIN_PROGRAM
               : RS_ORIGIN_LIBRARY;
  if (type == RS_TYPE (vm, CODE))
    return ((RsCode *) o)->of_program ? RS_ORIGIN_PROGRAM : RS_ORIGIN_LIBRARY;
  if (type == RS_TYPE (vm, MODULE))
    return is_main_module (vm, ((RsModule *) o)->name) ? RS_ORIGIN_PROGRAM : RS_ORIGIN_LIBRARY;
  /* [].append holds the program's list; len holds only its module. */
  if (type == RS_TYPE (vm, BUILTIN) && ((RsBuiltin *) o)->self != NULL)
    return rs_origin_of (vm, ((RsBuiltin *) o)->self) == RS_ORIGIN_PROGRAM ? RS_ORIGIN_PROGRAM
                                                                           : RS_ORIGIN_BUILTIN;
  if (type == RS_TYPE (vm, BUILTIN) || type == RS_TYPE (vm, METHOD_DESCR)
      || type == RS_TYPE (vm, WRAPPER_DESCR))
    return RS_ORIGIN_BUILTIN;
  if (o == vm->none || o == vm->not_implemented || o == vm->ellipsis || o == vm->true_
      || o == vm->false_)
    return RS_ORIGIN_BUILTIN;
  if (type == RS_TYPE (vm, TEXT_STREAM))
    return RS_ORIGIN_LIBRARY;
  return RS_ORIGIN_PROGRAM;
}
