/* SPDX-License-Identifier: MIT
 *
 * The items of a memoryview: numbers in the host's own layout (little-endian,
 * as the machines that CPython's figures come from), a letter of module struct
 * each. Modelled on unpack_single and pack_single in CPython's
 * Objects/memoryobject.c.
 */
#include "bytes-private.h"

#include <string.h>

typedef enum { KIND_SIGNED, KIND_UNSIGNED, KIND_FLOAT, KIND_BOOL, KIND_CHAR, KIND_POINTER } Kind;

typedef struct {
  char format;
  guint8 size;
  Kind kind;
} Item;

static const Item items[] = {
  { 'B', 1, KIND_UNSIGNED }, { 'b', 1, KIND_SIGNED },   { 'c', 1, KIND_CHAR },
  { '?', 1, KIND_BOOL },     { 'h', 2, KIND_SIGNED },   { 'H', 2, KIND_UNSIGNED },
  { 'i', 4, KIND_SIGNED },   { 'I', 4, KIND_UNSIGNED }, { 'l', 8, KIND_SIGNED },
  { 'L', 8, KIND_UNSIGNED }, { 'q', 8, KIND_SIGNED },   { 'Q', 8, KIND_UNSIGNED },
  { 'n', 8, KIND_SIGNED },   { 'N', 8, KIND_UNSIGNED }, { 'P', 8, KIND_POINTER },
  { 'f', 4, KIND_FLOAT },    { 'd', 8, KIND_FLOAT },
};

static const Item *
find (char format)
{
  for (guint i = 0; i < G_N_ELEMENTS (items); i++)
    if (items[i].format == format)
      return &items[i];
  return NULL;
}

guint
rs_view_itemsize (char format)
{
  const Item *item = find (format);
  return item ? item->size : 0;
}

static RsObject *
unpack_float (RsVm *vm, const Item *item, const guint8 *data)
{
  float single;
  double value;
  if (item->size == sizeof value)
    memcpy (&value, data, sizeof value);
  else
    {
      memcpy (&single, data, sizeof single);
      value = single;
    }
  return rs_float_new (vm, value);
}

RsObject *
rs_view_unpack (RsVm *vm, char format, const guint8 *data)
{
  const Item *item = find (format);
  guint64 bits = 0;
  if (item->kind == KIND_FLOAT)
    return unpack_float (vm, item, data);
  memcpy (&bits, data, item->size);
  guint unused = 64 - 8 * item->size;
  switch (item->kind)
    {
    case KIND_SIGNED:
      return rs_int_new (vm, (gint64) (bits << unused) >> unused);
    case KIND_BOOL:
      return rs_bool (vm, bits != 0);
    case KIND_CHAR:
      return rs_bytes_new (vm, data, 1);
    default:
      return rs_int_new_unsigned (vm, bits);
    }
}

static gboolean
raise_type (RsVm *vm, char format)
{
  return rs_type_error (vm, "memoryview: invalid type for format '%c'", format) != NULL;
}

static gboolean
raise_value (RsVm *vm, char format)
{
  return rs_value_error (vm, "memoryview: invalid value for format '%c'", format) != NULL;
}

static gboolean
pack_float (RsVm *vm, const Item *item, guint8 *data, RsObject *value)
{
  double number = rs_as_double (vm, value);
  float single = (float) number;
  if (number == -1.0 && vm->pending != NULL)
    return rs_pending_swallow (vm, RS_TYPE (vm, TypeError)) ? raise_type (vm, item->format) : FALSE;
  if (item->size == sizeof number)
    memcpy (data, &number, sizeof number);
  else
    memcpy (data, &single, sizeof single);
  return TRUE;
}

static gboolean
pack_int (RsVm *vm, const Item *item, guint8 *data, RsObject *value)
{
  RsObject *index =
      rs_is_int (value) || value->type->slots.index != NULL ? rs_index (vm, value) : NULL;
  if (index == NULL)
    return vm->pending ? FALSE : raise_type (vm, item->format);
  gboolean is_signed = item->kind == KIND_SIGNED, fits = FALSE;
  gint64 number = 0;
  if (rs_int_fits (index, &number))
    {
      gint64 limit =
          item->size == 8 ? G_MAXINT64 : (gint64) 1 << (8 * item->size - (is_signed ? 1 : 0));
      fits = item->size == 8 ? is_signed || number >= 0
                             : number < limit && number >= (is_signed ? -limit : 0);
    }
  else if (!is_signed && item->size == 8 && ((RsInt *) index)->size == 1)
    {
      number = (gint64) ((RsInt *) index)->limbs[0];
      fits = TRUE;
    }
  rs_decref (vm, index);
  if (!fits)
    return raise_value (vm, item->format);
  memcpy (data, &number, item->size);
  return TRUE;
}

gboolean
rs_view_pack (RsVm *vm, char format, guint8 *data, RsObject *value)
{
  const Item *item = find (format);
  switch (item->kind)
    {
    case KIND_FLOAT:
      return pack_float (vm, item, data, value);
    case KIND_BOOL:
      {
        int truth = rs_is_true (vm, value);
        *data = truth > 0;
        return truth >= 0;
      }
    case KIND_CHAR:
      if (!rs_is_bytes (value))
        return raise_type (vm, format);
      if (((RsBytes *) value)->size != 1)
        return raise_value (vm, format);
      *data = ((RsBytes *) value)->data[0];
      return TRUE;
    default:
      return pack_int (vm, item, data, value);
    }
}
