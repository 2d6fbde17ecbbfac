/* SPDX-License-Identifier: MIT
 *
 * bytearray, as CPython 3.11's Objects/bytearrayobject.c: bytes in a buffer
 * that grows. ob_start runs ahead of the buffer when bytes are cut off at the
 * front, so that a queue need not move its rest:
 *
 *     buffer  [ . . b c d 0 . . ]       start 2, size 3, allocated 8
 *
 * Methods that only bytearray has are in bytearray-methods.c.
 */
#include "bytes-private.h"

#include "bytearray-private.h"
#include "objects/containers/sequence.h"
#include "objects/strings/str-private.h"
#include "objects/value-specs.h"

#include <string.h>

/* --- memory --------------------------------------------------------------- */

static gboolean
move_to_new_buffer (RsVm *vm, RsByteArray *self, gsize size, gsize allocated)
{
  guint32 block;
  guint8 *buffer;
  /* realloc: what stays in its size class stays where it is */
  if (self->start == 0 && self->block != 0 && allocated <= rs_block_bytes (vm, self->block)
      && (allocated > 512 || allocated > rs_block_bytes (vm, self->block) / 4 * 3))
    {
      self->buffer = rs_mem_realloc (vm, self->buffer, self->allocated, allocated);
      self->allocated = allocated;
      return TRUE;
    }
  buffer = rs_buffer_new (vm, allocated, allocated, &block);
  if (buffer == NULL)
    return FALSE;
  if (self->buffer != NULL)
    memcpy (buffer, rs_bytearray_data (self), MIN (size, self->size));
  rs_buffer_free (vm, self->buffer, self->allocated, self->block);
  self->buffer = buffer;
  self->block = block;
  self->allocated = allocated;
  self->start = 0;
  return TRUE;
}

gboolean
rs_bytearray_resize (RsVm *vm, RsByteArray *self, gsize size)
{
  gsize allocated = self->allocated;

  if (size == self->size)
    return TRUE;
  if (self->exports > 0)
    {
      rs_raise (vm, RS_TYPE (vm, BufferError),
                "Existing exports of data: object cannot be re-sized");
      return FALSE;
    }
  if (size > G_MAXSSIZE - 16)
    {
      rs_raise_no_memory (vm);
      return FALSE;
    }
  if (size + self->start + 1 <= allocated && size >= allocated / 2)
    {
      self->size = size;
      rs_bytearray_data (self)[size] = 0;
      return TRUE;
    }
  if (size + self->start + 1 > allocated && size <= allocated * 1.125)
    allocated = size + (size >> 3) + (size < 9 ? 3 : 6);
  else
    allocated = size + 1;
  if (!move_to_new_buffer (vm, self, size, allocated))
    return FALSE;
  self->size = size;
  rs_bytearray_data (self)[size] = 0;
  return TRUE;
}

static RsObject *
new_of_type (RsVm *vm, RsType *type, gconstpointer data, gsize size)
{
  RsByteArray *self = rs_object_new (vm, type);
  if (size == 0)
    return RS_OBJECT (self);
  self->buffer = rs_buffer_new (vm, size + 1, size + 1, &self->block);
  if (self->buffer == NULL)
    {
      rs_decref (vm, self);
      return NULL;
    }
  self->allocated = size + 1;
  self->size = size;
  if (data != NULL)
    memcpy (self->buffer, data, size);
  else
    memset (self->buffer, 0, size);
  self->buffer[size] = 0;
  return RS_OBJECT (self);
}

RsObject *
rs_bytearray_new (RsVm *vm, gconstpointer data, gsize size)
{
  return new_of_type (vm, RS_TYPE (vm, BYTEARRAY), data, size);
}

static void
bytearray_dealloc (RsVm *vm, RsObject *object)
{
  RsByteArray *self = (RsByteArray *) object;
  rs_buffer_free (vm, self->buffer, self->allocated, self->block);
  self->buffer = NULL;
  rs_object_free (vm, object);
}

static gsize
bytearray_sizeof (RsVm *vm, RsObject *self)
{
  return self->type->basicsize + ((RsByteArray *) self)->allocated;
}

/* --- bytearray (x) -------------------------------------------------------- */

static RsObject *
bytearray_new (RsVm *vm, RsType *type, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  return new_of_type (vm, type, NULL, 0);
}

/* A list or tuple of nothing but ints needs no iterator, and room is made once.
 * FALSE: it is not such a one, or an int is none of a byte's. */
static gboolean
take_ints (RsVm *vm, RsByteArray *self, RsObject *source)
{
  if (source->type != RS_TYPE (vm, LIST) && source->type != RS_TYPE (vm, TUPLE))
    return FALSE;
  gsize n = rs_sequence_size (source);
  for (gsize i = 0; i < n; i++)
    {
      RsObject *item = rs_sequence_items (source)[i];
      gint64 value;
      if (item->type != RS_TYPE (vm, INT) || !rs_int_fits (item, &value) || value < 0
          || value > 255)
        return FALSE;
    }
  if (!rs_bytearray_resize (vm, self, n))
    return FALSE;
  for (gsize i = 0; i < n; i++)
    {
      gint64 value = 0;
      rs_int_fits (rs_sequence_items (source)[i], &value);
      rs_bytearray_data (self)[i] = value;
    }
  return TRUE;
}

static int
bytearray_init (RsVm *vm, RsObject *object, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  static const char *const names[] = { "source", "encoding", "errors", NULL };
  RsByteArray *self = (RsByteArray *) object;
  RsObject *out[3];
  const guint8 *data;
  gsize size;

  if (!rs_parse_args (vm, "bytearray", args, nargs, kwnames, names, 0, 0, out))
    return -1;
  if (self->size != 0 && !rs_bytearray_resize (vm, self, 0))
    return -1;
  gboolean plain = out[0] != NULL && out[1] == NULL && out[2] == NULL && !rs_is_str (out[0]);
  if (plain && out[0]->type->slots.index == NULL && !rs_bytes_view (vm, out[0], &data, &size))
    {
      if (out[0]->type->slots.iter == NULL && out[0]->type->slots.getitem == NULL)
        return rs_raise_int (vm, RS_TYPE (vm, TypeError), "cannot convert '%T' object to bytearray",
                             out[0]);
      if (take_ints (vm, self, out[0]) || vm->pending != NULL)
        return vm->pending != NULL ? -1 : 0;
      return rs_bytearray_extend_items (vm, self, out[0], FALSE);
    }
  RsObject *bytes = rs_bytes_from_args (vm, "bytearray", out);
  if (bytes == NULL)
    return -1;
  size = ((RsBytes *) bytes)->size;
  gboolean ok = rs_bytearray_resize (vm, self, size);
  if (ok && size > 0)
    memcpy (rs_bytearray_data (self), ((RsBytes *) bytes)->data, size);
  rs_decref (vm, bytes);
  return ok ? 0 : -1;
}

/* --- items ---------------------------------------------------------------- */

static gssize
bytearray_length (RsVm *vm, RsObject *self)
{
  return ((RsByteArray *) self)->size;
}

/* The index that KEY says; -1 raises. VALUE, an int's byte that is to go there,
 * is looked at before the range. */
static gssize
item_index (RsVm *vm, RsByteArray *self, RsObject *key, RsObject *value, int *byte)
{
  if (!rs_is_int (key) && key->type->slots.index == NULL)
    return rs_raise_int (vm, RS_TYPE (vm, TypeError),
                         "bytearray indices must be integers or slices, not %T", key);
  gssize index = rs_as_ssize (vm, key, RS_TYPE (vm, IndexError));
  if (index == -1 && vm->pending)
    return -1;
  /* Whose __index__ may change the size. */
  if (value != NULL && (*byte = rs_byte_value (vm, value)) < 0)
    return -1;
  if (index < 0)
    index += self->size;
  if (index < 0 || index >= (gssize) self->size)
    return rs_raise_int (vm, RS_TYPE (vm, IndexError), "bytearray index out of range");
  return index;
}

static RsObject *
bytearray_getitem (RsVm *vm, RsObject *object, RsObject *key)
{
  RsByteArray *self = (RsByteArray *) object;
  gssize start, stop, step, count;

  if (key->type != RS_TYPE (vm, SLICE))
    {
      gssize index = item_index (vm, self, key, NULL, NULL);
      return index < 0 ? NULL : rs_int_new (vm, rs_bytearray_data (self)[index]);
    }
  if (!rs_slice_read (vm, key, &start, &stop, &step))
    return NULL;
  count = rs_slice_clip (self->size, &start, &stop, step);
  RsObject *result = rs_bytearray_new (vm, NULL, count);
  for (gssize i = 0; result != NULL && i < count; i++)
    rs_bytearray_data (result)[i] = rs_bytearray_data (self)[start + i * step];
  return result;
}

gboolean
rs_bytearray_splice (RsVm *vm, RsByteArray *self, gsize start, gsize stop, const guint8 *data,
                     gsize n)
{
  gsize size = self->size, tail = size - stop;
  gssize growth = (gssize) n - (gssize) (stop - start);

  if (growth < 0)
    {
      if (self->exports > 0)
        {
          rs_raise (vm, RS_TYPE (vm, BufferError),
                    "Existing exports of data: object cannot be re-sized");
          return FALSE;
        }
      if (start == 0)
        self->start -= growth;
      else
        memmove (rs_bytearray_data (self) + start + n, rs_bytearray_data (self) + stop, tail);
      if (start == 0)
        {
          /* the size falls with the front: resize looks at what is left */
          gsize left = size + growth;
          self->size = left + 1;
          if (!rs_bytearray_resize (vm, self, left))
            return FALSE;
        }
      else if (!rs_bytearray_resize (vm, self, size + growth))
        return FALSE;
    }
  else if (growth > 0)
    {
      if (!rs_bytearray_resize (vm, self, size + growth))
        return FALSE;
      memmove (rs_bytearray_data (self) + start + n, rs_bytearray_data (self) + stop, tail);
    }
  if (n > 0)
    memcpy (rs_bytearray_data (self) + start, data, n);
  return TRUE;
}

/* Takes COUNT bytes out, each STEP after the one before; the others move up. */
static gboolean
delete_steps (RsVm *vm, RsByteArray *self, gsize start, gssize step, gsize count)
{
  if (self->exports > 0)
    return rs_raise (vm, RS_TYPE (vm, BufferError),
                     "Existing exports of data: object cannot be re-sized")
           != NULL;
  if (count == 0)
    return TRUE;
  if (step < 0)
    {
      start += (count - 1) * step;
      step = -step;
    }
  guint8 *data = rs_bytearray_data (self);
  gsize to = start, next = 0;
  for (gsize i = start; i < self->size; i++)
    if (next < count && i == start + next * (gsize) step)
      next++;
    else
      data[to++] = data[i];
  return rs_bytearray_resize (vm, self, to);
}

static int
set_slice (RsVm *vm, RsByteArray *self, RsObject *key, RsObject *value)
{
  gssize start, stop, step, count;
  const guint8 *data = NULL;
  gsize n = 0;

  if (!rs_slice_read (vm, key, &start, &stop, &step))
    return -1;
  RS_SCOPE (vm);
  RS_LOCAL (bytes, NULL);
  if (value != NULL && rs_is_a (value, RS_TYPE (vm, BYTEARRAY)) && value != RS_OBJECT (self))
    bytes = rs_incref (value);
  else if (value != NULL)
    {
      if (rs_is_int (value) || rs_is_str (value))
        return rs_raise_int (
            vm, RS_TYPE (vm, TypeError),
            "can assign only bytes, buffers, or iterables of ints in range(0, 256)");
      bytes = value->type == RS_TYPE (vm, BYTES)
                  ? rs_incref (value)
                  : rs_call1 (vm, RS_OBJECT (RS_TYPE (vm, BYTEARRAY)), value);
      /* CPython begins again with the copy: the slice is read twice. */
      if (bytes == NULL || !rs_slice_read (vm, key, &start, &stop, &step))
        return -1;
    }
  if (bytes != NULL)
    rs_bytes_view (vm, bytes, &data, &n);
  count = rs_slice_clip (self->size, &start, &stop, step);
  if ((step < 0 && start < stop) || (step > 0 && start > stop))
    stop = start;
  if (step == 1)
    return rs_bytearray_splice (vm, self, start, stop, data, n) ? 0 : -1;
  if (n == 0)
    return delete_steps (vm, self, start, step, count) ? 0 : -1;
  if (n != (gsize) count)
    return rs_raise_int (vm, RS_TYPE (vm, ValueError),
                         "attempt to assign bytes of size %zd to extended slice of size %zd",
                         (gssize) n, count);
  for (gssize i = 0; i < count; i++)
    rs_bytearray_data (self)[start + i * step] = data[i];
  return 0;
}

static int
bytearray_setitem (RsVm *vm, RsObject *object, RsObject *key, RsObject *value)
{
  RsByteArray *self = (RsByteArray *) object;
  if (key->type == RS_TYPE (vm, SLICE))
    return set_slice (vm, self, key, value);
  int byte = 0;
  gssize index = item_index (vm, self, key, value, &byte);
  if (index < 0)
    return -1;
  if (value == NULL)
    return rs_bytearray_splice (vm, self, index, index + 1, NULL, 0) ? 0 : -1;
  rs_bytearray_data (self)[index] = byte;
  return 0;
}

/* --- operators ------------------------------------------------------------ */

static RsObject *
bytearray_concat (RsVm *vm, RsObject *left, RsObject *right)
{
  const guint8 *a, *b;
  gsize n, m;
  if (!rs_bytes_view (vm, left, &a, &n) || !rs_bytes_view (vm, right, &b, &m))
    return rs_type_error (vm, "can't concat %T to %T", right, left);
  RsObject *result = rs_bytearray_new (vm, NULL, n + m);
  if (result != NULL && n + m > 0)
    {
      memcpy (rs_bytearray_data (result), a, n);
      memcpy (rs_bytearray_data (result) + n, b, m);
    }
  return result;
}

static RsObject *
bytearray_inplace_concat (RsVm *vm, RsObject *left, RsObject *right)
{
  RsByteArray *self = (RsByteArray *) left;
  const guint8 *data;
  gsize n, size = self->size;
  if (!rs_bytes_view (vm, right, &data, &n))
    return rs_type_error (vm, "can't concat %T to %T", right, left);
  /* As CPython, whose view of RIGHT keeps it from growing. */
  self->exports += right == left;
  gboolean grown = rs_bytearray_resize (vm, self, size + n);
  self->exports -= right == left;
  if (!grown)
    return NULL;
  rs_bytes_view (vm, right, &data, &n);
  if (n > 0)
    memcpy (rs_bytearray_data (self) + size, data, self->size - size);
  return rs_incref (left);
}

static gboolean
fill_repeated (RsByteArray *to, const guint8 *data, gsize n, gsize count)
{
  for (gsize i = 0; i < count && n > 0; i++)
    memmove (rs_bytearray_data (to) + i * n, data, n);
  return TRUE;
}

static RsObject *
bytearray_repeat (RsVm *vm, RsObject *object, gssize count)
{
  RsByteArray *self = (RsByteArray *) object;
  if (count < 0)
    count = 0;
  if (count > 0 && self->size > (gsize) G_MAXSSIZE / count)
    return rs_raise_no_memory (vm);
  RsObject *result = rs_bytearray_new (vm, NULL, self->size * count);
  if (result != NULL && self->size > 0)
    fill_repeated ((RsByteArray *) result, rs_bytearray_data (self), self->size, count);
  return result;
}

static RsObject *
bytearray_inplace_repeat (RsVm *vm, RsObject *object, gssize count)
{
  RsByteArray *self = (RsByteArray *) object;
  gsize n = self->size;
  if (count < 0)
    count = 0;
  if (count > 0 && n > (gsize) G_MAXSSIZE / count)
    return rs_raise_no_memory (vm);
  if (!rs_bytearray_resize (vm, self, n * count))
    return NULL;
  if (n > 0 && count > 1)
    fill_repeated (self, rs_bytearray_data (self), n, count);
  return rs_incref (object);
}

/* Equality and order with anything that has bytes. */
static RsObject *
bytearray_richcompare (RsVm *vm, RsObject *left, RsObject *right, int op)
{
  const guint8 *a, *b;
  gsize n, m;
  if (!rs_bytes_view (vm, left, &a, &n) || !rs_bytes_view (vm, right, &b, &m))
    return rs_incref (vm->not_implemented);
  int order = MIN (n, m) ? memcmp (a, b, MIN (n, m)) : 0;
  return rs_bool_from_order (vm, order ? order : (n > m) - (n < m), op);
}

static RsObject *
bytearray_repr (RsVm *vm, RsObject *self)
{
  char name[256];
  g_autofree char *before = NULL;
  const guint8 *data;
  gsize size;
  const char *type_name = self->type->spec ? self->type->spec->name
                                           : rs_str_buffer (self->type->name, name, sizeof name);
  before = g_strdup_printf ("%s(b", type_name);
  rs_bytes_view (vm, self, &data, &size);
  return rs_bytes_repr (vm, data, size, before, ")");
}

static RsObject *
bytearray_mod (RsVm *vm, RsObject *left, RsObject *right)
{
  return rs_is_subtype (left->type, RS_TYPE (vm, BYTEARRAY)) ? rs_bytes_percent (vm, left, right)
                                                             : rs_incref (vm->not_implemented);
}

static const RsSlots bytearray_slots = {
  .dealloc = bytearray_dealloc,
  .repr = bytearray_repr,
  .str = bytearray_repr,
  .hash = rs_hash_not_implemented,
  .iter = rs_bytes_iter_new,
  .richcompare = bytearray_richcompare,
  .init = bytearray_init,
  .new_ = bytearray_new,
  .binary = { [RS_NB_REMAINDER] = bytearray_mod },
  .length = bytearray_length,
  .getitem = bytearray_getitem,
  .setitem = bytearray_setitem,
  .contains = rs_bytes_contains,
  .concat = bytearray_concat,
  .inplace_concat = bytearray_inplace_concat,
  .repeat = bytearray_repeat,
  .inplace_repeat = bytearray_inplace_repeat,
  .sizeof_ = bytearray_sizeof,
};

const RsTypeSpec rs_spec_bytearray = {
  .name = "bytearray",
  .flags = RS_TF_BASETYPE | RS_TF_MATCH_SELF,
  .size = sizeof (RsByteArray),
  .slots = &bytearray_slots,
  .methods = rs_bytearray_methods,
  .doc = "bytearray(iterable_of_ints) -> bytearray\nbytearray(string, encoding[, errors]) -> "
         "bytearray\n"
         "bytearray(bytes_or_buffer) -> copy of it\nbytearray(int) -> so many null "
         "bytes\nbytearray() -> empty",
};
