/* SPDX-License-Identifier: MIT
 *
 * memoryview over bytes and bytearray: one dimension, format 'B'. While a view of a bytearray lives, the array must not change its size.
 * Not here: cast, other formats, more dimensions.
 */
#include "bytes-private.h"
#include "value-specs.h"

#include <string.h>

#define MODEL_ITEMS 24          /* shape, strides and suboffsets of one dimension */

static gboolean
check_released (RsVm *vm, RsMemoryView *view)
{
  if (view->object != NULL)
    return TRUE;
  rs_value_error (vm, "operation forbidden on released memoryview object");
  return FALSE;
}

static RsByteArray *
exporter (RsVm *vm, RsObject *object)
{
  return rs_is_bytes (object) ? NULL : (RsByteArray *) object;
}

static RsObject *
make_view (RsVm *vm, RsObject *object, gsize start, gsize size, gssize stride)
{
  RsType *type = RS_TYPE (vm, MEMORYVIEW);
  RsMemoryView *view = rs_object_new_sized (vm, type, 0, type->basicsize + MODEL_ITEMS);
  if (view == NULL)
    return NULL;
  view->object = rs_incref (object);
  view->start = start;
  view->size = size;
  view->stride = stride;
  view->hash = -1;
  if (exporter (vm, object) != NULL)
    exporter (vm, object)->exports++;
  rs_gc_track (vm, view);
  return RS_OBJECT (view);
}

static RsObject *
view_new (RsVm *vm, RsType *type, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  static const char *const names[] = { "object", NULL };
  RsObject *object;
  const guint8 *data;
  gsize size;

  if (!rs_parse_args (vm, "memoryview", args, nargs, kwnames, names, 0, 1, &object))
    return NULL;
  if (object->type == RS_TYPE (vm, MEMORYVIEW))
    {
      RsMemoryView *view = (RsMemoryView *) object;
      return check_released (vm, view) ? make_view (vm, view->object, view->start, view->size, view->stride) : NULL;
    }
  if (!rs_bytes_view (vm, object, &data, &size))
    return rs_type_error (vm, "memoryview: a bytes-like object is required, not '%T'", object);
  return make_view (vm, object, 0, size, 1);
}

static void
release (RsVm *vm, RsMemoryView *view)
{
  if (view->object != NULL && exporter (vm, view->object) != NULL)
    exporter (vm, view->object)->exports--;
  rs_clear (vm, &view->object);
}

static void
view_dealloc (RsVm *vm, RsObject *self)
{
  rs_gc_untrack (vm, self);
  release (vm, (RsMemoryView *) self);
  rs_object_free (vm, self);
}

static void
view_traverse (RsVm *vm, RsObject *self, RsVisit *visit)
{
  rs_visit_field (visit, ((RsMemoryView *) self)->object, "obj");
}

/* The byte at INDEX, which is in range. */
static guint8 *
byte_at (RsVm *vm, RsMemoryView *view, gsize index)
{
  const guint8 *data = NULL;
  gsize size;
  rs_bytes_view (vm, view->object, &data, &size);
  return (guint8 *) data + view->start + (gssize) index * view->stride;
}

static RsObject *
copy_bytes (RsVm *vm, RsMemoryView *view)
{
  RsObject *bytes = rs_bytes_alloc (vm, view->size);
  for (gsize i = 0; bytes != NULL && i < view->size; i++)
    ((RsBytes *) bytes)->data[i] = *byte_at (vm, view, i);
  return rs_bytes_share (vm, bytes);
}

/* --- items -------------------------------------------------------------------------------------------------------------- */

static gssize
view_length (RsVm *vm, RsObject *self)
{
  return check_released (vm, (RsMemoryView *) self) ? (gssize) ((RsMemoryView *) self)->size : -1;
}

static gssize
item_index (RsVm *vm, RsMemoryView *view, RsObject *key)
{
  if (!rs_is_int (key) && key->type->slots.index == NULL)
    return rs_raise_int (vm, RS_TYPE (vm, TypeError), "memoryview: invalid slice key");
  gssize index = rs_as_ssize (vm, key, RS_TYPE (vm, IndexError));
  if (index == -1 && vm->pending)
    return -1;
  if (index < 0)
    index += view->size;
  if (index < 0 || index >= (gssize) view->size)
    return rs_raise_int (vm, RS_TYPE (vm, IndexError), "index out of bounds on dimension 1");
  return index;
}

static RsObject *
view_getitem (RsVm *vm, RsObject *self, RsObject *key)
{
  RsMemoryView *view = (RsMemoryView *) self;
  gssize start, stop, step, count;

  if (!check_released (vm, view))
    return NULL;
  if (key->type == RS_TYPE (vm, SLICE))
    {
      if (!rs_slice_unpack (vm, key, view->size, &start, &stop, &step, &count))
        return NULL;
      return make_view (vm, view->object, view->start + start * view->stride, count, view->stride * step);
    }
  gssize index = item_index (vm, view, key);
  return index < 0 ? NULL : rs_int_new (vm, *byte_at (vm, view, index));
}

static int
view_setitem (RsVm *vm, RsObject *self, RsObject *key, RsObject *value)
{
  RsMemoryView *view = (RsMemoryView *) self;
  gssize start, stop, step, count;

  if (!check_released (vm, view))
    return -1;
  if (rs_is_bytes (view->object))
    return rs_raise_int (vm, RS_TYPE (vm, TypeError), "cannot modify read-only memory");
  if (value == NULL)
    return rs_raise_int (vm, RS_TYPE (vm, TypeError), "cannot delete memory");
  if (key->type != RS_TYPE (vm, SLICE))
    {
      gssize index = item_index (vm, view, key);
      gint64 byte = -1;
      if (index < 0)
        return -1;
      if (!rs_is_int (value))
        return rs_raise_int (vm, RS_TYPE (vm, TypeError), "memoryview: invalid type for format 'B'");
      if (!rs_int_fits (value, &byte) || byte < 0 || byte > 255)
        return rs_raise_int (vm, RS_TYPE (vm, ValueError), "memoryview: invalid value for format 'B'");
      *byte_at (vm, view, index) = (guint8) byte;
      return 0;
    }
  if (!rs_slice_unpack (vm, key, view->size, &start, &stop, &step, &count))
    return -1;
  RsObject *bytes = value->type == RS_TYPE (vm, MEMORYVIEW) ? copy_bytes (vm, (RsMemoryView *) value) : NULL;
  const guint8 *data;
  gsize size;
  if (!rs_bytes_view (vm, bytes ? bytes : value, &data, &size))
    return rs_raise_int (vm, RS_TYPE (vm, TypeError), "a bytes-like object is required, not '%T'", value);
  gboolean same = (gssize) size == count;
  for (gssize i = 0; same && i < count; i++)
    *byte_at (vm, view, start + i * step) = data[i];
  rs_xdecref (vm, bytes);
  return same ? 0 : rs_raise_int (vm, RS_TYPE (vm, ValueError), "memoryview assignment: lvalue and rvalue have different structures");
}

static RsObject *
view_richcompare (RsVm *vm, RsObject *left, RsObject *right, int op)
{
  RsMemoryView *view = (RsMemoryView *) left;
  const guint8 *data;
  gsize size;
  gboolean equal;

  if (op != RS_EQ && op != RS_NE)
    return rs_incref (vm->not_implemented);
  if (left == right)
    return rs_bool (vm, op == RS_EQ);
  if (view->object == NULL)
    return rs_bool (vm, op == RS_NE);
  RsObject *bytes = right->type == RS_TYPE (vm, MEMORYVIEW) && ((RsMemoryView *) right)->object ? copy_bytes (vm, (RsMemoryView *) right) : NULL;
  if (!rs_bytes_view (vm, bytes ? bytes : right, &data, &size))
    return rs_incref (vm->not_implemented);
  equal = size == view->size;
  for (gsize i = 0; equal && i < size; i++)
    equal = *byte_at (vm, view, i) == data[i];
  rs_xdecref (vm, bytes);
  return rs_bool (vm, equal == (op == RS_EQ));
}

static gint64
view_hash (RsVm *vm, RsObject *self)
{
  RsMemoryView *view = (RsMemoryView *) self;
  if (view->hash != -1)
    return view->hash;
  if (!check_released (vm, view))
    return -1;
  if (!rs_is_bytes (view->object))
    return rs_raise_int (vm, RS_TYPE (vm, ValueError), "cannot hash writable memoryview object");
  RsObject *bytes = copy_bytes (vm, view);
  if (bytes == NULL)
    return -1;
  view->hash = rs_hash_bytes (((RsBytes *) bytes)->data, ((RsBytes *) bytes)->size);
  rs_decref (vm, bytes);
  return view->hash;
}

static gsize
view_sizeof (RsVm *vm, RsObject *self)
{
  return self->type->basicsize + MODEL_ITEMS;
}

static RsObject *
view_repr (RsVm *vm, RsObject *self)
{
  return rs_str_printf (vm, ((RsMemoryView *) self)->object ? "<memory at 0x%llx>" : "<released memory at 0x%llx>",
                        (unsigned long long) rs_address (self));
}

/* --- methods ------------------------------------------------------------------------------------------------------------ */

static RS_BYTES_METHOD (view_tobytes)
{
  return check_released (vm, (RsMemoryView *) self) ? copy_bytes (vm, (RsMemoryView *) self) : NULL;
}

static RS_BYTES_METHOD (view_tolist)
{
  RsMemoryView *view = (RsMemoryView *) self;
  if (!check_released (vm, view))
    return NULL;
  RsObject *list = rs_list_new (vm, view->size);
  for (gsize i = 0; list != NULL && i < view->size; i++)
    rs_list_items (list)[i] = rs_int_new (vm, *byte_at (vm, view, i));
  return list;
}

static RS_BYTES_METHOD (view_hex)
{
  RsObject *bytes = view_tobytes (vm, self, NULL, 0, NULL);
  guint mark = rs_hold_mark (vm);
  if (bytes == NULL)
    return NULL;
  rs_hold (vm, bytes);
  RsObject *text = rs_bytes_m_hex (vm, bytes, args, nargs, kwnames);
  rs_hold_cut (vm, mark);
  rs_xdecref (vm, bytes);
  return text;
}

static RS_BYTES_METHOD (view_release)
{
  release (vm, (RsMemoryView *) self);
  return rs_incref (vm->none);
}

static RS_BYTES_METHOD (view_enter)
{
  return check_released (vm, (RsMemoryView *) self) ? rs_incref (self) : NULL;
}

static RS_BYTES_METHOD (view_exit)
{
  return view_release (vm, self, NULL, 0, NULL);
}

static RsObject *
view_iter (RsVm *vm, RsObject *self)
{
  RsObject *list = view_tolist (vm, self, NULL, 0, NULL);
  RsObject *it = list ? rs_iter (vm, list) : NULL;
  rs_xdecref (vm, list);
  return it;
}

#define GETTER(name, value) \
  static RsObject * \
  get_##name (RsVm *vm, RsObject *self) \
  { \
    RsMemoryView *view = (RsMemoryView *) self; \
    return check_released (vm, view) ? (value) : NULL; \
  }

GETTER (obj, rs_incref (view->object))
GETTER (nbytes, rs_int_new (vm, view->size))
GETTER (itemsize, rs_int_new (vm, 1))
GETTER (format, rs_str_new (vm, "B", 1))
GETTER (ndim, rs_int_new (vm, 1))
GETTER (readonly, rs_bool (vm, rs_is_bytes (view->object)))
GETTER (contiguous, rs_bool (vm, view->stride == 1 || view->size <= 1))

static RsObject *
tuple_of (RsVm *vm, RS_STEALS RsObject *item)
{
  RsObject *tuple = item ? rs_tuple_pack (vm, 1, item) : NULL;
  rs_xdecref (vm, item);
  return tuple;
}

GETTER (shape, tuple_of (vm, rs_int_new (vm, view->size)))
GETTER (strides, tuple_of (vm, rs_int_new (vm, view->stride)))

static const RsMethodDef view_methods[] = {
  { "tobytes", view_tobytes, RS_M_KEYWORDS },
  { "tolist", view_tolist, RS_M_NOARGS },
  { "hex", view_hex, RS_M_KEYWORDS },
  { "release", view_release, RS_M_NOARGS },
  { "__enter__", view_enter, RS_M_NOARGS },
  { "__exit__", view_exit, RS_M_FAST, 0, -1 },
  { NULL },
};

static const RsGetSetDef view_getset[] = {
  { "obj", get_obj, NULL, NULL }, { "nbytes", get_nbytes, NULL, NULL }, { "readonly", get_readonly, NULL, NULL },
  { "itemsize", get_itemsize, NULL, NULL }, { "format", get_format, NULL, NULL }, { "ndim", get_ndim, NULL, NULL },
  { "shape", get_shape, NULL, NULL }, { "strides", get_strides, NULL, NULL }, { "contiguous", get_contiguous, NULL, NULL },
  { "c_contiguous", get_contiguous, NULL, NULL }, { "f_contiguous", get_contiguous, NULL, NULL }, { NULL },
};

static const RsSlots view_slots = {
  .dealloc = view_dealloc,
  .traverse = view_traverse,
  .repr = view_repr,
  .hash = view_hash,
  .iter = view_iter,
  .richcompare = view_richcompare,
  .new_ = view_new,
  .length = view_length,
  .getitem = view_getitem,
  .setitem = view_setitem,
  .sizeof_ = view_sizeof,
};

const RsTypeSpec rs_spec_memoryview = {
  .name = "memoryview",
  .flags = RS_TF_GC | RS_TF_SEQUENCE,
  .size = sizeof (RsMemoryView),
  .slots = &view_slots,
  .methods = view_methods,
  .getset = view_getset,
  .doc = "Create a new memoryview object which references the given object.",
};
