/* SPDX-License-Identifier: MIT
 *
 * memoryview over bytes, bytearray and array.array: one dimension. While a view
 * of a bytearray lives, the array must not change its size. The items are in
 * view-items.c. Not here: more dimensions.
 */
#include "bytes-private.h"
#include "objects/values.h"

#include <string.h>

#define MODEL_ITEMS 24 /* shape, strides and suboffsets of one dimension */

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

/* --- the buffer ----------------------------------------------------------- */

static RsManagedBuffer *
new_buffer (RsVm *vm, RsObject *object, RsObject *owner)
{
  RsType *type = RS_TYPE (vm, MANAGED_BUFFER);
  RsManagedBuffer *buffer = rs_object_new_sized (vm, type, 0, type->basicsize);
  if (buffer == NULL)
    return NULL;
  buffer->object = rs_incref (object);
  buffer->owner = rs_xincref (owner);
  if (exporter (vm, object) != NULL)
    exporter (vm, object)->exports++;
  rs_gc_track (vm, buffer);
  return buffer;
}

static void
buffer_dealloc (RsVm *vm, RsObject *self)
{
  RsManagedBuffer *buffer = (RsManagedBuffer *) self;
  rs_gc_untrack (vm, self);
  if (exporter (vm, buffer->object) != NULL)
    exporter (vm, buffer->object)->exports--;
  rs_clear (vm, &buffer->object);
  rs_clear (vm, &buffer->owner);
  rs_object_free (vm, self);
}

static void
buffer_traverse (RsVm *vm, RsObject *self, RsVisit *visit)
{
  RsManagedBuffer *buffer = (RsManagedBuffer *) self;
  rs_visit_field (visit, buffer->object, buffer->owner ? "buffer" : "obj");
  rs_visit_field (visit, buffer->owner, "obj");
}

static const RsSlots buffer_slots = {
  .dealloc = buffer_dealloc,
  .traverse = buffer_traverse,
};

const RsTypeSpec rs_spec_managed_buffer = {
  .name = "managedbuffer",
  .flags = RS_TF_GC | RS_TF_NO_NEW,
  .size = sizeof (RsManagedBuffer),
  .slots = &buffer_slots,
};

/* --- views ---------------------------------------------------------------- */

/* A view of the same bytes as LIKE, which is a view or has no buffer yet. */
static RsMemoryView *
make_view (RsVm *vm, const RsMemoryView *like)
{
  RS_SCOPE (vm);
  RS_LOCAL (buffer, like->buffer ? rs_incref (like->buffer)
                                 : RS_OBJECT (new_buffer (vm, like->object, like->owner)));
  if (buffer == NULL)
    return NULL;
  RsType *type = RS_TYPE (vm, MEMORYVIEW);
  RsMemoryView *view = rs_object_new_sized (vm, type, 0, type->basicsize + MODEL_ITEMS);
  if (view == NULL)
    return NULL;
  view->buffer = (RsManagedBuffer *) g_steal_pointer (&buffer);
  view->object = like->object;
  view->owner = like->owner;
  view->start = like->start;
  view->size = like->size;
  view->stride = like->stride;
  view->format = like->format;
  view->prefix = like->prefix;
  view->itemsize = like->itemsize;
  view->readonly = like->readonly;
  view->hash = -1;
  rs_gc_track (vm, view);
  return view;
}

RsByteArray *
rs_array_bytes (RsVm *vm, RsObject *object, char *format)
{
  if (!(object->type->flags & RS_TF_EXPORTER))
    return NULL;
  RsType *type = object->type;
  while (type->tp_base->flags & RS_TF_EXPORTER)
    type = type->tp_base;
  /* The two members in the order of their names: _bytes, typecode. */
  RsObject *bytes = RS_FIELD_AT (object, type->slots_offset, RsObject *);
  RsObject *code =
      RS_FIELD_AT (object, type->slots_offset + (gint32) sizeof (RsObject *), RsObject *);
  if (bytes == NULL || bytes->type != RS_TYPE (vm, BYTEARRAY) || code == NULL)
    return NULL;
  if (format != NULL)
    *format = (char) rs_str_char (code, 0);
  return (RsByteArray *) bytes;
}

static RsObject *
view_new (RsVm *vm, RsType *type, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  static const char *const names[] = { "object", NULL };
  RsObject *object;
  const guint8 *data;
  RsMemoryView like = { .format = 'B', .itemsize = 1, .stride = 1 };

  if (!rs_parse_args (vm, "memoryview", args, nargs, kwnames, names, 0, 1, &object))
    return NULL;
  if (object->type == RS_TYPE (vm, MEMORYVIEW))
    return check_released (vm, (RsMemoryView *) object)
               ? RS_OBJECT (make_view (vm, (RsMemoryView *) object))
               : NULL;
  RsByteArray *array = rs_array_bytes (vm, object, &like.format);
  if (array != NULL)
    {
      like.object = RS_OBJECT (array);
      like.owner = object;
      like.itemsize = like.format == 'u' ? 4 : rs_view_itemsize (like.format);
      if (like.format == 'u')
        like.format = 'w';
      like.size = array->size / like.itemsize;
      like.stride = like.itemsize;
      return RS_OBJECT (make_view (vm, &like));
    }
  if (!rs_bytes_view (vm, object, &data, &like.size))
    return rs_type_error (vm, "memoryview: a bytes-like object is required, not '%T'", object);
  like.object = object;
  like.readonly = rs_is_bytes (object);
  return RS_OBJECT (make_view (vm, &like));
}

static void
release (RsVm *vm, RsMemoryView *view)
{
  view->object = view->owner = NULL;
  rs_clear (vm, &view->buffer);
}

static void
view_dealloc (RsVm *vm, RsObject *self)
{
  rs_gc_untrack (vm, self);
  rs_weakref_object_dies (vm, self);
  release (vm, (RsMemoryView *) self);
  rs_object_free (vm, self);
}

static void
view_traverse (RsVm *vm, RsObject *self, RsVisit *visit)
{
  RsMemoryView *view = (RsMemoryView *) self;
  rs_visit_field (visit, view->buffer, "buffer");
}

/* Item INDEX, which is in range. */
static guint8 *
item_at (RsVm *vm, RsMemoryView *view, gsize index)
{
  const guint8 *data = NULL;
  gsize size;
  rs_bytes_view (vm, view->object, &data, &size);
  return (guint8 *) data + view->start + (gssize) index * view->stride;
}

static RsObject *
copy_bytes (RsVm *vm, RsMemoryView *view)
{
  RsObject *bytes = rs_bytes_alloc (vm, view->size * view->itemsize);
  for (gsize i = 0; bytes != NULL && i < view->size; i++)
    memcpy (((RsBytes *) bytes)->data + i * view->itemsize, item_at (vm, view, i), view->itemsize);
  return rs_bytes_share (vm, bytes);
}

static gboolean
check_format (RsVm *vm, RsMemoryView *view)
{
  if (rs_view_itemsize (view->format) > 0)
    return TRUE;
  return rs_raise (vm, RS_TYPE (vm, NotImplementedError), "memoryview: format %c not supported",
                   view->format)
         != NULL;
}

/* --- items ---------------------------------------------------------------- */

static gssize
view_length (RsVm *vm, RsObject *self)
{
  return check_released (vm, (RsMemoryView *) self) ? (gssize) ((RsMemoryView *) self)->size : -1;
}

/* KEY, a tuple of any length but 1, does not index one dimension: says why. */
static gssize
refuse_tuple (RsVm *vm, RsObject *key, gboolean assigned)
{
  gsize indexes = 0, slices = 0, n = rs_tuple_size (key);
  for (gsize i = 0; i < n; i++)
    {
      RsObject *part = rs_tuple_items (key)[i];
      indexes += part->type->slots.index != NULL;
      slices += part->type == RS_TYPE (vm, SLICE);
    }
  if (indexes == n && n == 0)
    return rs_raise_int (vm, RS_TYPE (vm, NotImplementedError), "sub-views are not implemented");
  if (indexes == n)
    return rs_raise_int (vm, RS_TYPE (vm, TypeError),
                         "cannot index 1-dimension view with %zu-element tuple", n);
  if (slices == n)
    return rs_raise_int (vm, RS_TYPE (vm, NotImplementedError),
                         assigned
                             ? "memoryview slice assignments are currently restricted to ndim = 1"
                             : "multi-dimensional slicing is not implemented");
  return rs_raise_int (vm, RS_TYPE (vm, TypeError), "memoryview: invalid slice key");
}

/* ASSIGNED: for the message. */
static gssize
item_index (RsVm *vm, RsMemoryView *view, RsObject *key, gboolean assigned)
{
  if (rs_is_tuple (key) && rs_tuple_size (key) == 1)
    key = rs_tuple_items (key)[0];
  else if (rs_is_tuple (key))
    return refuse_tuple (vm, key, assigned);
  if (!rs_is_int (key) && key->type->slots.index == NULL)
    return rs_raise_int (vm, RS_TYPE (vm, TypeError), "memoryview: invalid slice key");
  gssize index = rs_as_ssize (vm, key, RS_TYPE (vm, IndexError));
  if ((index == -1 && vm->pending) || !check_released (vm, view))
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
      /* The new view is there before __index__ may release this one. */
      RS_SCOPE (vm);
      RS_LOCAL (object, make_view (vm, view));
      RsMemoryView *part = (RsMemoryView *) object;
      if (!rs_slice_read (vm, key, &start, &stop, &step))
        return NULL;
      count = rs_slice_clip (part->size, &start, &stop, step);
      part->start += start * part->stride;
      part->size = count;
      part->stride *= step;
      return RS_GIVE (object);
    }
  gssize index = item_index (vm, view, key, FALSE);
  return index < 0 || !check_format (vm, view)
             ? NULL
             : rs_view_unpack (vm, view->format, item_at (vm, view, index));
}

/* The bytes of VALUE as memoryview's assignment takes them, and their format: a
 * new reference that holds them. */
static RsObject *
source_bytes (RsVm *vm, RsObject *value, const guint8 **data, gsize *size, char *format)
{
  *format = 'B';
  if (value->type == RS_TYPE (vm, MEMORYVIEW))
    {
      RsMemoryView *source = (RsMemoryView *) value;
      RsObject *copy = check_released (vm, source) ? copy_bytes (vm, source) : NULL;
      if (copy == NULL || !rs_bytes_view (vm, copy, data, size))
        return NULL;
      *format = source->format;
      return copy;
    }
  if (!rs_bytes_view (vm, value, data, size))
    return rs_type_error (vm, "a bytes-like object is required, not '%T'", value);
  rs_array_bytes (vm, value, format);
  return rs_incref (value);
}

static int
set_slice (RsVm *vm, RsMemoryView *view, RsObject *key, RsObject *value)
{
  gssize start, stop, step, count;
  const guint8 *data;
  gsize size;
  char format, unused;
  RS_SCOPE (vm);
  RS_LOCAL (source, source_bytes (vm, value, &data, &size, &format));
  if (source == NULL)
    return -1;
  /* The key's __index__ may not change the size of what is copied from. */
  RsByteArray *exported = rs_is_a (source, RS_TYPE (vm, BYTEARRAY))
                              ? (RsByteArray *) source
                              : rs_array_bytes (vm, source, &unused);
  if (exported != NULL)
    exported->exports++;
  gboolean ok = rs_slice_unpack (vm, key, view->size, &start, &stop, &step, &count);
  if (exported != NULL)
    exported->exports--;
  if (!ok || !check_released (vm, view))
    return -1;
  gboolean same = format == view->format && (gssize) size == count * view->itemsize;
  for (gssize i = 0; same && i < count; i++)
    memmove (item_at (vm, view, start + i * step), data + i * view->itemsize, view->itemsize);
  return same ? 0
              : rs_raise_int (vm, RS_TYPE (vm, ValueError),
                              "memoryview assignment: lvalue and rvalue have different structures");
}

static int
view_setitem (RsVm *vm, RsObject *self, RsObject *key, RsObject *value)
{
  RsMemoryView *view = (RsMemoryView *) self;
  guint8 item[8];

  if (!check_released (vm, view) || !check_format (vm, view))
    return -1;
  if (view->readonly)
    return rs_raise_int (vm, RS_TYPE (vm, TypeError), "cannot modify read-only memory");
  if (value == NULL)
    return rs_raise_int (vm, RS_TYPE (vm, TypeError), "cannot delete memory");
  if (key->type == RS_TYPE (vm, SLICE))
    return set_slice (vm, view, key, value);
  gssize index = item_index (vm, view, key, TRUE);
  /* What the value runs can release the view. */
  if (index < 0 || !rs_view_pack (vm, view->format, item, value) || !check_released (vm, view))
    return -1;
  memcpy (item_at (vm, view, index), item, view->itemsize);
  return 0;
}

/* Are the items of VIEW and those of OTHER (bytes of FORMAT) equal, one by one?
 * -1 raises. */
static int
equal_items (RsVm *vm, RsMemoryView *view, const guint8 *data, gsize size, char format)
{
  guint other_size = rs_view_itemsize (format);
  if (other_size == 0 || rs_view_itemsize (view->format) == 0 || size != view->size * other_size)
    return 0;
  int equal = 1;
  RS_SCOPE (vm);
  for (gsize i = 0; equal == 1 && i < view->size; i++)
    {
      const guint8 *a = item_at (vm, view, i), *b = data + i * other_size;
      if (format == view->format && format != 'f' && format != 'd')
        equal = memcmp (a, b, other_size) == 0;
      else
        {
          RS_LOCAL (y, rs_view_unpack (vm, format, b));
          RS_LOCAL (x, rs_view_unpack (vm, view->format, a)); /* dropped first */
          equal = x && y ? rs_compare_bool (vm, x, y, RS_EQ) : -1;
        }
    }
  return equal;
}

static RsObject *
view_richcompare (RsVm *vm, RsObject *left, RsObject *right, int op)
{
  RsMemoryView *view = (RsMemoryView *) left;
  const guint8 *data;
  gsize size;
  char format;

  if (op != RS_EQ && op != RS_NE)
    return rs_incref (vm->not_implemented);
  gboolean released =
      view->object == NULL
      || (right->type == RS_TYPE (vm, MEMORYVIEW) && ((RsMemoryView *) right)->object == NULL);
  if (left == right || released)
    return rs_bool (vm, (left == right) == (op == RS_EQ));
  RsObject *source = source_bytes (vm, right, &data, &size, &format);
  if (source == NULL)
    {
      rs_pending_clear (vm);
      return rs_incref (vm->not_implemented);
    }
  int equal = equal_items (vm, view, data, size, format);
  rs_decref (vm, source);
  return equal < 0 ? NULL : rs_bool (vm, equal == (op == RS_EQ));
}

static gint64
view_hash (RsVm *vm, RsObject *self)
{
  RsMemoryView *view = (RsMemoryView *) self;
  if (view->hash != -1)
    return view->hash;
  if (!check_released (vm, view))
    return -1;
  if (!view->readonly)
    return rs_raise_int (vm, RS_TYPE (vm, ValueError), "cannot hash writable memoryview object");
  if (view->format != 'B' && view->format != 'b' && view->format != 'c')
    return rs_raise_int (vm, RS_TYPE (vm, ValueError),
                         "memoryview: hashing is restricted to formats 'B', 'b' or 'c'");
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
  return rs_str_printf (
      vm, ((RsMemoryView *) self)->object ? "<memory at 0x%llx>" : "<released memory at 0x%llx>",
      (unsigned long long) rs_address (self));
}

/* --- methods -------------------------------------------------------------- */

static RS_BYTES_METHOD (view_tobytes)
{
  return check_released (vm, (RsMemoryView *) self) ? copy_bytes (vm, (RsMemoryView *) self) : NULL;
}

static RS_BYTES_METHOD (view_tolist)
{
  RsMemoryView *view = (RsMemoryView *) self;
  if (!check_released (vm, view) || !check_format (vm, view))
    return NULL;
  RsObject *list = rs_list_new (vm, view->size);
  for (gsize i = 0; list != NULL && i < view->size; i++)
    rs_list_items (list)[i] = rs_view_unpack (vm, view->format, item_at (vm, view, i));
  return list;
}

static RS_BYTES_METHOD (view_toreadonly)
{
  RsMemoryView *view =
      check_released (vm, (RsMemoryView *) self) ? make_view (vm, (RsMemoryView *) self) : NULL;
  if (view != NULL)
    view->readonly = TRUE;
  return RS_OBJECT (view);
}

static gboolean
is_byte (char format)
{
  return format == 'B' || format == 'b' || format == 'c';
}

static RS_BYTES_METHOD (view_cast)
{
  static const char *const names[] = { "format", "shape", NULL };
  RsMemoryView *view = (RsMemoryView *) self;
  RsObject *v[2];
  char text[3] = "";

  if (!rs_parse_args (vm, "cast", args, nargs, kwnames, names, 0, 1, v)
      || !check_released (vm, view))
    return NULL;
  if (!rs_is_str (v[0]))
    return rs_type_error (vm, "cast() argument 'format' must be str, not %T", v[0]);
  if (v[1] != NULL)
    return rs_raise (vm, RS_TYPE (vm, NotImplementedError),
                     "memoryview.cast() with a shape is not supported by Refscope");
  if (view->stride != view->itemsize && view->size > 1)
    return rs_type_error (vm, "memoryview: casts are restricted to C-contiguous views");
  gsize length = rs_str_length (v[0]);
  for (gsize i = 0; i < length && i < 2; i++)
    text[i] = rs_str_char (v[0], i) < 128 ? (char) rs_str_char (v[0], i) : 0;
  char format = text[0] == '@' ? text[1] : text[0];
  guint itemsize = length == (text[0] == '@' ? 2u : 1u) ? rs_view_itemsize (format) : 0;
  if (itemsize == 0)
    return rs_value_error (vm, "memoryview: destination format must be a native single character "
                               "format prefixed with an optional '@'");
  if (!is_byte (view->format) && !is_byte (format))
    return rs_type_error (vm, "memoryview: cannot cast between two non-byte formats");
  if (view->size * view->itemsize % itemsize != 0)
    return rs_type_error (vm, "memoryview: length is not a multiple of itemsize");
  RsMemoryView *result = make_view (vm, view);
  if (result != NULL)
    {
      result->size = view->size * view->itemsize / itemsize;
      result->stride = result->itemsize = itemsize;
      result->format = format;
      result->prefix = text[0] == '@' ? '@' : 0;
    }
  return RS_OBJECT (result);
}

static RS_BYTES_METHOD (view_hex)
{
  RS_SCOPE (vm);
  RS_LOCAL (bytes, view_tobytes (vm, self, NULL, 0, NULL));
  return bytes ? rs_bytes_m_hex (vm, bytes, args, nargs, kwnames) : NULL;
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

RsObject *
rs_view_item (RsVm *vm, RsObject *self, gsize index)
{
  RsMemoryView *view = (RsMemoryView *) self;
  return check_released (vm, view) && check_format (vm, view)
             ? rs_view_unpack (vm, view->format, item_at (vm, view, index))
             : NULL;
}

static RsObject *
view_iter (RsVm *vm, RsObject *self)
{
  RsMemoryView *view = (RsMemoryView *) self;
  return check_released (vm, view) && check_format (vm, view)
             ? rs_view_iter_new (vm, self, view->size)
             : NULL;
}

#define GETTER(name, value)                                                                        \
  static RsObject *name (RsVm *vm, RsObject *self)                                                 \
  {                                                                                                \
    RsMemoryView *view = (RsMemoryView *) self;                                                    \
    return check_released (vm, view) ? (value) : NULL;                                             \
  }

static RsObject *
format_text (RsVm *vm, RsMemoryView *view)
{
  const char text[2] = { view->prefix, view->format };
  return view->prefix ? rs_str_new (vm, text, 2) : rs_str_new (vm, &view->format, 1);
}

GETTER (get_obj, rs_incref (view->owner ? view->owner : view->object))
GETTER (get_nbytes, rs_int_new (vm, view->size * view->itemsize))
GETTER (get_itemsize, rs_int_new (vm, view->itemsize))
GETTER (get_format, format_text (vm, view))
GETTER (get_ndim, rs_int_new (vm, 1))
GETTER (get_readonly, rs_bool (vm, view->readonly))
GETTER (get_contiguous, rs_bool (vm, view->stride == view->itemsize || view->size <= 1))
GETTER (get_suboffsets, rs_incref (vm->empty_tuple))

static RsObject *
tuple_of (RsVm *vm, RS_STEALS RsObject *item)
{
  RsObject *tuple = item ? rs_tuple_pack (vm, 1, item) : NULL;
  rs_xdecref (vm, item);
  return tuple;
}

GETTER (get_shape, tuple_of (vm, rs_int_new (vm, view->size)))
GETTER (get_strides, tuple_of (vm, rs_int_new (vm, view->stride)))

static const RsMethodDef view_methods[] = {
  { "tobytes", view_tobytes, RS_M_KEYWORDS },
  { "tolist", view_tolist, RS_M_NOARGS },
  { "toreadonly", view_toreadonly, RS_M_NOARGS },
  { "cast", view_cast, RS_M_KEYWORDS },
  { "hex", view_hex, RS_M_KEYWORDS },
  { "release", view_release, RS_M_NOARGS },
  { "__enter__", view_enter, RS_M_NOARGS },
  { "__exit__", view_exit, RS_M_FAST, 0, -1 },
  { NULL },
};

static const RsGetSetDef view_getset[] = {
  { "obj", get_obj, NULL, NULL },
  { "nbytes", get_nbytes, NULL, NULL },
  { "readonly", get_readonly, NULL, NULL },
  { "itemsize", get_itemsize, NULL, NULL },
  { "format", get_format, NULL, NULL },
  { "ndim", get_ndim, NULL, NULL },
  { "shape", get_shape, NULL, NULL },
  { "strides", get_strides, NULL, NULL },
  { "contiguous", get_contiguous, NULL, NULL },
  { "suboffsets", get_suboffsets, NULL, NULL },
  { "c_contiguous", get_contiguous, NULL, NULL },
  { "f_contiguous", get_contiguous, NULL, NULL },
  { NULL },
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
  .weaklist_offset = G_STRUCT_OFFSET (RsMemoryView, weaklist),
  .slots = &view_slots,
  .methods = view_methods,
  .getset = view_getset,
  .doc = "Create a new memoryview object which references the given object.",
};
