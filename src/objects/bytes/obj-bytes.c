/* SPDX-License-Identifier: MIT
 *
 * bytes, as CPython 3.11's Objects/bytesobject.c. b"" and the 256 bytes of
 * length one are made once and shared. Methods, which bytearray has too, are in
 * bytes-methods.c and its neighbours.
 */
#include "bytes-private.h"

#include "objects/numbers/int-private.h"
#include "objects/strings/str-private.h"
#include "objects/values.h"

#include <string.h>

/* --- birth ---------------------------------------------------------------- */

static RsBytes *
alloc (RsVm *vm, RsType *type, gsize size)
{
  if (size > (gsize) G_MAXSSIZE - RS_BYTES_OVERHEAD)
    {
      rs_raise_no_memory (vm);
      return NULL;
    }
  RsBytes *bytes = rs_var_object_new (vm, type, size + 1, type->basicsize + size);
  if (bytes != NULL)
    {
      bytes->size = size;
      bytes->hash = -1;
    }
  return bytes;
}

RsObject *
rs_bytes_alloc (RsVm *vm, gsize size)
{
  return RS_OBJECT (alloc (vm, RS_TYPE (vm, BYTES), size));
}

RsObject *
rs_bytes_share (RsVm *vm, RsObject *object)
{
  RsBytes *bytes = (RsBytes *) object;
  if (bytes == NULL || bytes->size > 1)
    return object;
  RsObject *shared = bytes->size == 0 ? vm->empty_bytes : vm->bytes1[bytes->data[0]];
  rs_incref (shared);
  rs_decref (vm, object);
  return shared;
}

RsObject *
rs_bytes_new (RsVm *vm, gconstpointer data, gsize size)
{
  if (size == 0)
    return rs_incref (vm->empty_bytes);
  if (size == 1 && data != NULL)
    return rs_incref (vm->bytes1[*(const guint8 *) data]);
  RsObject *object = rs_bytes_alloc (vm, size);
  if (object != NULL && data != NULL)
    memcpy (((RsBytes *) object)->data, data, size);
  return object;
}

void
rs_bytes_start (RsVm *vm)
{
  gint32 immortal = (gint32) vm->profile->small_int_refcnt;
  vm->empty_bytes = rs_bytes_alloc (vm, 0);
  vm->empty_bytes->refcnt += immortal;
  for (guint c = 0; c < 256; c++)
    {
      RsObject *object = rs_bytes_alloc (vm, 1);
      ((RsBytes *) object)->data[0] = c;
      object->refcnt += immortal;
      vm->bytes1[c] = object;
    }
}

void
rs_value_types_start (RsVm *vm)
{
  rs_int_start (vm);
  rs_str_start (vm);
  rs_bytes_start (vm);
}

/* --- buffers -------------------------------------------------------------- */

gboolean
rs_bytes_view (RsVm *vm, RsObject *object, const guint8 **data, gsize *size)
{
  if (rs_is_bytes (object))
    {
      *data = ((RsBytes *) object)->data;
      *size = ((RsBytes *) object)->size;
      return TRUE;
    }
  if (object->type == RS_TYPE (vm, BYTEARRAY)
      || rs_is_subtype (object->type, RS_TYPE (vm, BYTEARRAY)))
    {
      *data = ((RsByteArray *) object)->buffer ? rs_bytearray_data (object) : (const guint8 *) "";
      *size = ((RsByteArray *) object)->size;
      return TRUE;
    }
  RsByteArray *array = rs_array_bytes (vm, object, NULL);
  if (array != NULL)
    return rs_bytes_view (vm, RS_OBJECT (array), data, size);
  RsMemoryView *view = (RsMemoryView *) object;
  if (object->type != RS_TYPE (vm, MEMORYVIEW) || view->object == NULL
      || view->stride != view->itemsize || !rs_bytes_view (vm, view->object, data, size))
    return FALSE;
  *data += view->start;
  *size = view->size * view->itemsize;
  return TRUE;
}

gboolean
rs_bytes_like_or_raise (RsVm *vm, RsObject *object, const guint8 **data, gsize *size)
{
  if (rs_bytes_view (vm, object, data, size))
    return TRUE;
  rs_type_error (vm, "a bytes-like object is required, not '%T'", object);
  return FALSE;
}

int
rs_byte_value (RsVm *vm, RsObject *object)
{
  RsObject *index = rs_index (vm, object);
  gint64 value = -1;
  if (index == NULL)
    return -1;
  gboolean good = rs_int_fits (index, &value) && value >= 0 && value < 256;
  rs_decref (vm, index);
  if (good)
    return (int) value;
  return rs_raise_int (vm, RS_TYPE (vm, ValueError), "byte must be in range(0, 256)");
}

/* --- bytes (x) ------------------------------------------------------------ */

/* The byte that ITEM is among others; -1 raises. */
static int
byte_among (RsVm *vm, RsObject *item)
{
  gint64 value = -1;
  RS_SCOPE (vm);
  RS_LOCAL (index, rs_index (vm, item));
  if (index == NULL)
    return -1;
  if (!rs_int_fits (index, &value) || value < 0 || value >= 256)
    return rs_raise_int (vm, RS_TYPE (vm, ValueError), "bytes must be in range(0, 256)");
  return (int) value;
}

/* SHARED: a single byte gives the shared object. */
static RsObject *
from_items (RsVm *vm, RsObject *list, gboolean shared)
{
  RS_SCOPE (vm);
  RS_FOREIGN (vm, GByteArray, bytes, g_byte_array_unref, g_byte_array_new ());
  for (gsize i = 0; i < rs_list_size (list); i++)
    {
      RS_LOCAL (item, rs_incref (rs_list_items (list)[i]));
      int value = byte_among (vm, item);
      if (value < 0)
        return NULL;
      guint8 byte = (guint8) value;
      g_byte_array_append (bytes, &byte, 1);
    }
  RsObject *result = rs_bytes_alloc (vm, bytes->len);
  if (result != NULL && bytes->len > 0)
    memcpy (((RsBytes *) result)->data, bytes->data, bytes->len);
  return bytes->len == 0 || shared ? rs_bytes_share (vm, result) : result;
}

/* Each item is looked at before the next one is asked for. */
static RsObject *
from_iterable (RsVm *vm, RsObject *iterable)
{
  RS_SCOPE (vm);
  RS_LOCAL (iterator, rs_iter (vm, iterable));
  if (iterator == NULL || rs_length_hint (vm, iterable, 64) < 0)
    return NULL;
  RS_LOCAL (list, rs_list_new (vm, 0));
  for (;;)
    {
      RS_LOCAL (item, rs_next (vm, iterator));
      if (item == NULL)
        break;
      int value = byte_among (vm, item);
      if (value < 0 || rs_list_append_steal (vm, list, rs_int_new (vm, value)) < 0)
        return NULL;
    }
  rs_clear (vm, &iterator);
  return vm->pending || vm->stop ? NULL : from_items (vm, list, TRUE);
}

RsObject *
rs_bytes_from_object (RsVm *vm, RsObject *object)
{
  const guint8 *data;
  gsize size;

  if (object->type == RS_TYPE (vm, BYTES))
    return rs_incref (object);
  RS_SCOPE (vm);
  RS_LOCAL (method, rs_lookup_special (vm, object, RS_NAME (vm, __bytes__)));
  if (method != NULL)
    {
      RS_LOCAL (result, rs_call0 (vm, method));
      rs_clear (vm, &method);
      if (result == NULL || rs_is_bytes (result))
        return RS_GIVE (result);
      return rs_type_error (vm, "__bytes__ returned non-bytes (type %T)", result);
    }
  if (vm->pending)
    return NULL;
  if (rs_bytes_view (vm, object, &data, &size))
    return rs_bytes_make_fresh (vm, vm->empty_bytes, data, size);
  if (rs_is_str (object)
      || (object->type->slots.iter == NULL && object->type->slots.getitem == NULL))
    return rs_type_error (vm, "cannot convert '%T' object to bytes", object);
  if (object->type != RS_TYPE (vm, LIST) && object->type != RS_TYPE (vm, TUPLE))
    return from_iterable (vm, object);
  RS_LOCAL (list,
            object->type == RS_TYPE (vm, LIST) ? rs_incref (object) : rs_list_from (vm, object));
  return list ? from_items (vm, list, object->type != RS_TYPE (vm, TUPLE)) : NULL;
}

/* The bytes that (SOURCE, ENCODING, ERRORS) stand for, for NAME, "bytes" or
 * "bytearray"; zeros where SOURCE is a number of them. bytes () alone asks for
 * __bytes__, and before __index__. */
RsObject *
rs_bytes_from_args (RsVm *vm, const char *name, RsObject *const out[3])
{
  char encoding[64], errors[64];

  if (out[0] == NULL)
    {
      if (out[1] || out[2])
        return rs_type_error (vm, out[1] ? "encoding without a string argument"
                                         : "errors without a string argument");
      return rs_incref (vm->empty_bytes);
    }
  for (guint i = 1; i < 3; i++)
    if (out[i] != NULL && !rs_is_str (out[i]))
      return rs_bad_argument (vm, name, i == 1 ? "encoding" : "errors", "str", out[i]);
  if (rs_is_str (out[0]))
    {
      if (out[1] == NULL)
        return rs_type_error (vm, out[2] ? "string argument without an encoding"
                                         : "string argument without an encoding");
      return rs_str_encode (vm, out[0], rs_str_buffer (out[1], encoding, sizeof encoding),
                            out[2] ? rs_str_buffer (out[2], errors, sizeof errors) : NULL);
    }
  if (out[1] || out[2])
    return rs_type_error (vm, out[1] ? "encoding without a string argument"
                                     : "errors without a string argument");
  gboolean counts = strcmp (name, "bytes") != 0
                    || rs_type_lookup (vm, out[0]->type, RS_NAME (vm, __bytes__)) == NULL;
  if (out[0]->type->slots.index != NULL && counts)
    {
      gssize size = rs_as_ssize (vm, out[0], RS_TYPE (vm, OverflowError));
      if (size == -1 && vm->pending)
        return NULL;
      return size < 0 ? rs_value_error (vm, "negative count") : rs_bytes_new (vm, NULL, size);
    }
  return rs_bytes_from_object (vm, out[0]);
}

static RsObject *
bytes_new (RsVm *vm, RsType *type, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  static const char *const names[] = { "source", "encoding", "errors", NULL };
  RsObject *out[3];

  if (!rs_parse_args (vm, "bytes", args, nargs, kwnames, names, 0, 0, out))
    return NULL;
  RsObject *value = rs_bytes_from_args (vm, "bytes", out);
  if (value == NULL || type == RS_TYPE (vm, BYTES))
    return value;
  RsBytes *bytes = alloc (vm, type, ((RsBytes *) value)->size);
  if (bytes != NULL)
    memcpy (bytes->data, ((RsBytes *) value)->data, bytes->size);
  rs_decref (vm, value);
  return RS_OBJECT (bytes);
}

/* --- the type ------------------------------------------------------------- */

static gint64
bytes_hash (RsVm *vm, RsObject *self)
{
  RsBytes *bytes = (RsBytes *) self;
  if (bytes->hash == -1)
    bytes->hash = rs_hash_bytes (bytes->data, bytes->size);
  return bytes->hash;
}

static RsObject *
bytes_repr (RsVm *vm, RsObject *self)
{
  return rs_bytes_repr (vm, ((RsBytes *) self)->data, ((RsBytes *) self)->size, "b", "");
}

static RsObject *
bytes_richcompare (RsVm *vm, RsObject *left, RsObject *right, int op)
{
  RsBytes *a = (RsBytes *) left, *b = (RsBytes *) right;
  if (!rs_is_bytes (left) || !rs_is_bytes (right))
    return rs_incref (vm->not_implemented);
  int order = memcmp (a->data, b->data, MIN (a->size, b->size));
  return rs_bool_from_order (vm, order ? order : (a->size > b->size) - (a->size < b->size), op);
}

static gssize
bytes_length (RsVm *vm, RsObject *self)
{
  return ((RsBytes *) self)->size;
}

static RsObject *
bytes_getitem (RsVm *vm, RsObject *self, RsObject *key)
{
  RsBytes *bytes = (RsBytes *) self;
  gssize start, stop, step, count;

  if (key->type != RS_TYPE (vm, SLICE))
    {
      if (!rs_is_int (key) && key->type->slots.index == NULL)
        return rs_type_error (vm, "byte indices must be integers or slices, not %T", key);
      gssize index = rs_as_ssize (vm, key, RS_TYPE (vm, IndexError));
      if (index == -1 && vm->pending)
        return NULL;
      if (index < 0)
        index += bytes->size;
      if (index < 0 || index >= (gssize) bytes->size)
        return rs_raise (vm, RS_TYPE (vm, IndexError), "index out of range");
      return rs_int_new (vm, bytes->data[index]);
    }
  if (!rs_slice_unpack (vm, key, bytes->size, &start, &stop, &step, &count))
    return NULL;
  if (step == 1 && count == (gssize) bytes->size && self->type == RS_TYPE (vm, BYTES))
    return rs_incref (self);
  RsObject *result = rs_bytes_alloc (vm, count);
  for (gssize i = 0; result != NULL && i < count; i++)
    ((RsBytes *) result)->data[i] = bytes->data[start + i * step];
  return count == 0 || step == 1 ? rs_bytes_share (vm, result) : result;
}

static RsObject *
bytes_concat (RsVm *vm, RsObject *left, RsObject *right)
{
  const guint8 *a, *b;
  gsize n, m;
  if (!rs_bytes_view (vm, left, &a, &n) || !rs_bytes_view (vm, right, &b, &m))
    return rs_type_error (vm, "can't concat %T to %T", right, left);
  if (n == 0 && right->type == RS_TYPE (vm, BYTES))
    return rs_incref (right);
  if (m == 0 && left->type == RS_TYPE (vm, BYTES))
    return rs_incref (left);
  RsObject *result = rs_bytes_alloc (vm, n + m);
  if (result == NULL)
    return NULL;
  memcpy (((RsBytes *) result)->data, a, n);
  memcpy (((RsBytes *) result)->data + n, b, m);
  return rs_bytes_share (vm, result);
}

static RsObject *
bytes_repeat (RsVm *vm, RsObject *self, gssize count)
{
  RsBytes *from = (RsBytes *) self;
  if (count < 0)
    count = 0;
  if (from->size != 0 && count > G_MAXSSIZE / (gssize) from->size)
    return rs_raise (vm, RS_TYPE (vm, OverflowError), "repeated bytes are too long");
  if (from->size * count == from->size && self->type == RS_TYPE (vm, BYTES))
    return rs_incref (self);
  RsObject *result = rs_bytes_alloc (vm, from->size * count);
  for (gssize i = 0; result != NULL && i < count; i++)
    memcpy (((RsBytes *) result)->data + i * from->size, from->data, from->size);
  return result;
}

static RsObject *
bytes_mod (RsVm *vm, RsObject *left, RsObject *right)
{
  return rs_is_bytes (left) ? rs_bytes_percent (vm, left, right) : rs_incref (vm->not_implemented);
}

static gsize
bytes_sizeof (RsVm *vm, RsObject *self)
{
  return self->type->basicsize + ((RsBytes *) self)->size;
}

static void
bytes_dealloc (RsVm *vm, RsObject *self)
{
  rs_object_free (vm, self);
}

static const RsSlots bytes_slots = {
  .dealloc = bytes_dealloc,
  .repr = bytes_repr,
  .str = bytes_repr,
  .hash = bytes_hash,
  .iter = rs_bytes_iter_new,
  .richcompare = bytes_richcompare,
  .new_ = bytes_new,
  .binary = { [RS_NB_REMAINDER] = bytes_mod },
  .length = bytes_length,
  .getitem = bytes_getitem,
  .contains = rs_bytes_contains,
  .concat = bytes_concat,
  .repeat = bytes_repeat,
  .sizeof_ = bytes_sizeof,
};

const RsTypeSpec rs_spec_bytes = {
  .name = "bytes",
  .flags = RS_TF_BASETYPE | RS_TF_BYTES | RS_TF_MATCH_SELF,
  .size = sizeof (RsBytes),
  .slots = &bytes_slots,
  .methods = rs_bytes_methods,
  .doc = "bytes(iterable_of_ints) -> bytes\nbytes(string, encoding[, errors]) -> "
         "bytes\nbytes(bytes_or_buffer) -> copy of it\n"
         "bytes(int) -> so many null bytes\nbytes() -> empty bytes",
};
