/* SPDX-License-Identifier: MIT
 *
 * Module _ctypes_peek: reading what lies at an address of the simulated memory,
 * on which py/ctypes.py is built. The words of an object's header and of the
 * collector's head are modelled; a freed block reads what deallocation left
 * there; elsewhere is 0.
 */
#include "modules.h"

RS_NATIVE (ctypes_read_word)
{
  gint64 address;
  if (!rs_is_int (args[0]) || !rs_int_fits (args[0], &address))
    return rs_type_error (vm, "an address must be an integer");
  RsObject *object = rs_object_at (vm, address);
  if (object != NULL)
    return rs_int_new (vm, object->refcnt);
  object = rs_object_at (vm, address - 8);
  if (object != NULL)
    return rs_int_new (vm, rs_address (object->type));
  object = rs_object_at (vm, address - 16);
  if (object != NULL)
    {
      /* ob_size, or a float's value as bits, or a str's length. */
      if (rs_is_list (object))
        return rs_int_new (vm, rs_list_size (object));
      if (rs_is_tuple (object))
        return rs_int_new (vm, rs_tuple_size (object));
      if (rs_is_str (object))
        return rs_int_new (vm, rs_str_length (object));
      if (rs_is_dict (object))
        return rs_int_new (vm, rs_dict_size (object));
      if (rs_is_int (object))
        return rs_int_new (vm, rs_int_sign (object));
    }
  return rs_int_new (vm, rs_read_freed_word (vm, address));
}

RS_NATIVE (ctypes_write_count)
{
  gint64 address, value;
  if (!rs_is_int (args[0]) || !rs_int_fits (args[0], &address) || !rs_is_int (args[1])
      || !rs_int_fits (args[1], &value))
    return rs_type_error (vm, "an address must be an integer");
  return rs_raise (vm, RS_TYPE (vm, NotImplementedError),
                   "writing to memory through ctypes is not supported");
}

RS_NATIVE (ctypes_object_at)
{
  gint64 address;
  if (!rs_is_int (args[0]) || !rs_int_fits (args[0], &address))
    return rs_type_error (vm, "an address must be an integer");
  RsObject *object = rs_object_at (vm, address);
  if (object == NULL)
    return rs_value_error (vm, "no object lives at that address (CPython would crash here)");
  return rs_incref (object);
}

static const RsMethodDef functions[] = { { "read_word", ctypes_read_word, RS_M_O, 0, 0, NULL },
                                         { "write_word", ctypes_write_count, RS_M_FAST, 2, 2,
                                           NULL },
                                         { "object_at", ctypes_object_at, RS_M_O, 0, 0, NULL },
                                         { NULL } };

static gboolean
fill (RsVm *vm, RsObject *module, RsObject *dict)
{
  return rs_module_add_functions (vm, module, dict, functions);
}

const RsModuleDef rs_module_ctypes_c = { "_ctypes_peek", fill, NULL };
