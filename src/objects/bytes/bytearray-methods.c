/* SPDX-License-Identifier: MIT
 *
 * The methods that only bytearray has, those that change it.
 */
#include "bytearray-private.h"
#include "objects/type.h"

#include <string.h>

static gboolean
append_byte (RsVm *vm, RsByteArray *self, guint8 byte)
{
  gsize size = self->size;
  if (!rs_bytearray_resize (vm, self, size + 1))
    return FALSE;
  rs_bytearray_data (self)[size] = byte;
  return TRUE;
}

int
rs_bytearray_extend_items (RsVm *vm, RsByteArray *self, RsObject *iterable, gboolean at_once)
{
  RS_SCOPE (vm);
  RS_LOCAL (iterator, rs_iter (vm, iterable));
  if (iterator == NULL)
    return -1;
  RS_FOREIGN (vm, GByteArray, bytes, g_byte_array_unref, at_once ? g_byte_array_new () : NULL);
  if (at_once && rs_length_hint (vm, iterable, 32) < 0)
    return -1;
  for (;;)
    {
      RS_LOCAL (item, rs_next (vm, iterator));
      if (item == NULL)
        break;
      int value = rs_byte_value (vm, item);
      guint8 byte = value;
      if (value < 0 || (!at_once && !append_byte (vm, self, byte)))
        return -1;
      if (at_once)
        g_byte_array_append (bytes, &byte, 1);
    }
  rs_clear (vm, &iterator);
  gboolean ok = vm->pending == NULL && vm->stop == RS_STOP_NONE;
  if (ok && at_once && bytes->len > 0)
    ok = rs_bytearray_splice (vm, self, self->size, self->size, bytes->data, bytes->len);
  return ok ? 0 : -1;
}

static RS_BYTES_METHOD (bytearray_append)
{
  int byte = rs_byte_value (vm, args[0]);
  return byte < 0 || !append_byte (vm, (RsByteArray *) self, byte) ? NULL : rs_incref (vm->none);
}

static RS_BYTES_METHOD (bytearray_extend)
{
  const guint8 *data;
  gsize n;
  RsByteArray *array = (RsByteArray *) self;
  if (rs_bytes_view (vm, args[0], &data, &n))
    {
      gsize size = array->size;
      if (!rs_bytearray_resize (vm, array, size + n))
        return NULL;
      rs_bytes_view (vm, args[0], &data, &n);
      if (array->size > size)
        memmove (rs_bytearray_data (array) + size, data, array->size - size);
      return rs_incref (vm->none);
    }
  if (args[0]->type->slots.iter == NULL && args[0]->type->slots.getitem == NULL)
    return rs_type_error (vm, "can't extend bytearray with %T", args[0]);
  return rs_bytearray_extend_items (vm, array, args[0], TRUE) < 0 ? NULL : rs_incref (vm->none);
}

static RS_BYTES_METHOD (bytearray_insert)
{
  RsByteArray *array = (RsByteArray *) self;
  gssize at = rs_as_ssize (vm, args[0], RS_TYPE (vm, OverflowError));
  if (at == -1 && vm->pending)
    return NULL;
  int byte = rs_byte_value (vm, args[1]);
  if (byte < 0)
    return NULL;
  if (at < 0)
    at = MAX (at + (gssize) array->size, 0);
  at = MIN (at, (gssize) array->size);
  guint8 value = byte;
  return rs_bytearray_splice (vm, array, at, at, &value, 1) ? rs_incref (vm->none) : NULL;
}

static RS_BYTES_METHOD (bytearray_pop)
{
  RsByteArray *array = (RsByteArray *) self;
  gssize at = nargs ? rs_as_ssize (vm, args[0], RS_TYPE (vm, IndexError)) : -1;
  if (at == -1 && vm->pending)
    return NULL;
  if (array->size == 0)
    return rs_raise (vm, RS_TYPE (vm, IndexError), "pop from empty bytearray");
  if (at < 0)
    at += array->size;
  if (at < 0 || at >= (gssize) array->size)
    return rs_raise (vm, RS_TYPE (vm, IndexError), "pop index out of range");
  guint8 value = rs_bytearray_data (array)[at], *data = rs_bytearray_data (array);
  if (array->exports == 0)
    memmove (data + at, data + at + 1, array->size - at);
  return rs_bytearray_resize (vm, array, array->size - 1) ? rs_int_new (vm, value) : NULL;
}

static RS_BYTES_METHOD (bytearray_remove)
{
  RsByteArray *array = (RsByteArray *) self;
  int byte = rs_byte_value (vm, args[0]);
  if (byte < 0)
    return NULL;
  guint8 *data = rs_bytearray_data (array),
         *found = array->size ? memchr (data, byte, array->size) : NULL;
  if (found == NULL)
    return rs_value_error (vm, "value not found in bytearray");
  if (array->exports == 0)
    memmove (found, found + 1, data + array->size - found);
  return rs_bytearray_resize (vm, array, array->size - 1) ? rs_incref (vm->none) : NULL;
}

static RS_BYTES_METHOD (bytearray_reverse)
{
  RsByteArray *array = (RsByteArray *) self;
  guint8 *data = rs_bytearray_data (array);
  for (gsize i = 0; i < array->size / 2; i++)
    {
      guint8 swap = data[i];
      data[i] = data[array->size - 1 - i];
      data[array->size - 1 - i] = swap;
    }
  return rs_incref (vm->none);
}

static RS_BYTES_METHOD (bytearray_clear)
{
  return rs_bytearray_resize (vm, (RsByteArray *) self, 0) ? rs_incref (vm->none) : NULL;
}

static RS_BYTES_METHOD (bytearray_copy)
{
  return rs_bytearray_new (vm, rs_bytearray_data (self), ((RsByteArray *) self)->size);
}

static RS_BYTES_METHOD (bytearray_alloc)
{
  return rs_int_new (vm, ((RsByteArray *) self)->allocated);
}

/* (type, (content, ...), attributes): the content as bytes from protocol 3 on,
 * before as a str of Latin-1. */
static RsObject *
reduce (RsVm *vm, RsObject *self, gint64 protocol)
{
  RS_SCOPE (vm);
  RsByteArray *array = (RsByteArray *) self;
  RsObject *dict = rs_instance_dict (vm, self);
  RS_LOCAL (bytes, rs_bytes_new (vm, rs_bytearray_data (array), array->size));
  RS_LOCAL (text, NULL);
  RS_LOCAL (encoding, NULL);
  RS_LOCAL (args, NULL);
  if (bytes == NULL)
    return NULL;
  if (array->size == 0)
    args = rs_tuple_new (vm, 0);
  else if (protocol < 3)
    {
      encoding = rs_str_interned (vm, "latin-1");
      RsObject *how[] = { bytes, encoding };
      text = rs_call (vm, RS_OBJECT (RS_TYPE (vm, STR)), how, 2, NULL);
      args = text ? rs_tuple_pack (vm, 2, text, encoding) : NULL;
    }
  else
    args = rs_tuple_pack (vm, 1, bytes);
  return args ? rs_tuple_pack (vm, 3, self->type, args, dict ? dict : vm->none) : NULL;
}

static RS_BYTES_METHOD (bytearray_reduce)
{
  return reduce (vm, self, 2);
}

static RS_BYTES_METHOD (bytearray_reduce_ex)
{
  gssize protocol = nargs > 0 ? rs_as_ssize (vm, args[0], RS_TYPE (vm, OverflowError)) : 0;
  return vm->pending != NULL ? NULL : reduce (vm, self, protocol);
}

const RsMethodDef rs_bytearray_methods[] = {
  { "__reduce__", bytearray_reduce, RS_M_NOARGS },
  { "__reduce_ex__", bytearray_reduce_ex, RS_M_FAST, 0, 1 },
  { "__alloc__", bytearray_alloc, RS_M_NOARGS },
  { "append", bytearray_append, RS_M_O },
  { "clear", bytearray_clear, RS_M_NOARGS },
  { "copy", bytearray_copy, RS_M_NOARGS },
  { "extend", bytearray_extend, RS_M_O },
  { "insert", bytearray_insert, RS_M_FAST, 2, 2 },
  { "pop", bytearray_pop, RS_M_FAST, 0, 1 },
  { "remove", bytearray_remove, RS_M_O },
  { "reverse", bytearray_reverse, RS_M_NOARGS },
  RS_BYTES_COMMON_METHODS,
  { NULL },
};
