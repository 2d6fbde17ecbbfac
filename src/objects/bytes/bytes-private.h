/* SPDX-License-Identifier: MIT
 *
 * What bytes, bytearray and memoryview share.
 */
#pragma once

#include "objects/abstract.h"
#include "objects/values.h"

G_BEGIN_DECLS

#define RS_BYTES_OVERHEAD 33 /* modelled: fields and the last NUL */

/* CPython's bytearray: ob_alloc includes the last NUL; ob_start runs ahead of
 * the buffer where a front was cut off. */
typedef struct {
  RsObject base;
  gsize size;
  gsize allocated; /* modelled and host bytes of the buffer; 0: none */
  gsize start;     /* offset of the first byte */
  guint8 *buffer;
  guint32 block;  /* modelled block of the buffer */
  gint32 exports; /* memoryviews of it: it must not change its size */
} RsByteArray;

#define rs_bytearray_data(o) (((RsByteArray *) (o))->buffer + ((RsByteArray *) (o))->start)

/* What all views share that are made of one another: as CPython's
 * _PyManagedBufferObject, the only one to hold the object viewed. */
typedef struct {
  RsObject base;
  RsObject *object; /* the bytes or bytearray */
  RsObject *owner;  /* the array whose bytearray that is, or NULL */
} RsManagedBuffer;

typedef struct {
  RsObject base;
  RsManagedBuffer *buffer;  /* NULL: released */
  RsObject *object, *owner; /* the buffer's, borrowed; NULL: released */
  RsObject *weaklist;
  gsize start, size; /* the first item's offset in bytes; how many items */
  gssize stride;     /* in bytes */
  gint64 hash;
  char format, prefix; /* a letter of module struct; prefix '@' as cast () was given it, or 0 */
  guint8 itemsize;
  gboolean readonly;
} RsMemoryView;

/* The bytearray of an array.array, which is a class with RS_TF_EXPORTER, and
 * its typecode; NULL: OBJECT is none. Borrowed. */
RsByteArray *rs_array_bytes (RsVm *vm, RsObject *object, char *format);

/* Items of a memoryview (view-items.c): size in bytes of one of FORMAT, 0 if
 * there is no such format. */
guint rs_view_itemsize (char format);
RS_NEW RsObject *rs_view_unpack (RsVm *vm, char format, const guint8 *data);
/* Writes VALUE as one item. FALSE raises. */
gboolean rs_view_pack (RsVm *vm, char format, guint8 *data, RsObject *value);

/* SIZE bytes to be filled in; SIZE 0 and 1 too. Pass it to rs_bytes_share when
 * they are there. */
RS_NEW RS_RAISES RsObject *rs_bytes_alloc (RsVm *vm, gsize size);
/* BYTES itself, or the shared object of the same value (lengths 0 and 1). */
RS_NEW RsObject *rs_bytes_share (RsVm *vm, RS_STEALS RsObject *bytes);
/* rs_bytes_view that raises "a bytes-like object is required, not 'x'". */
gboolean rs_bytes_like_or_raise (RsVm *vm, RsObject *object, const guint8 **data, gsize *size);
/* bytes (OBJECT) for anything but int and str: __bytes__, the buffer, or an
 * iterable of ints. */
RS_NEW RS_RAISES RsObject *rs_bytes_from_object (RsVm *vm, RsObject *object);
/* Byte value of an int argument: -1 raises "byte must be in range(0, 256)". */
int rs_byte_value (RsVm *vm, RsObject *object);

RS_NEW RS_RAISES RsObject *rs_bytearray_new (RsVm *vm, gconstpointer data, gsize size);
/* bytearray's PyByteArray_Resize. FALSE raises. */
gboolean rs_bytearray_resize (RsVm *vm, RsByteArray *self, gsize size);

/* An object of SELF's family (bytes for bytes and memoryview, bytearray for
 * bytearray). */
RS_NEW RS_RAISES RsObject *rs_bytes_make (RsVm *vm, RsObject *self, gconstpointer data, gsize size);
/* The same, but bytes of length 1 are not looked up among the shared ones: what
 * most methods give, as in CPython. */
RS_NEW RS_RAISES RsObject *rs_bytes_make_fresh (RsVm *vm, RsObject *self, gconstpointer data,
                                                gsize size);
/* repr of bytes: b'...'. */
RS_NEW RS_RAISES RsObject *rs_bytes_repr (RsVm *vm, const guint8 *data, gsize size,
                                          const char *before, const char *after);
/* bytes % args. */
RS_NEW RS_RAISES RsObject *rs_bytes_percent (RsVm *vm, RsObject *format, RsObject *args);

/* What (source, encoding, errors) of bytes () and bytearray () stand for;
 * NULLs: absent. */
RS_NEW RS_RAISES RsObject *rs_bytes_from_args (RsVm *vm, const char *name, RsObject *const out[3]);
/* iter () of bytes, bytearray. */
RS_NEW RS_RAISES RsObject *rs_bytes_iter_new (RsVm *vm, RsObject *self);
/* Over the LENGTH items of VIEW, a memoryview. */
RS_NEW RsObject *rs_view_iter_new (RsVm *vm, RsObject *view, gsize length);
RS_NEW RS_RAISES RsObject *rs_view_item (RsVm *vm, RsObject *view, gsize index);
int rs_bytes_contains (RsVm *vm, RsObject *self, RsObject *item);
/* memmem that knows the empty needle, from the left and from the right: -1 if
 * it is not there. */
gssize rs_bytes_find (const guint8 *data, gsize size, const guint8 *needle, gsize n);
gssize rs_bytes_rfind (const guint8 *data, gsize size, const guint8 *needle, gsize n);

/* methods that both have, by file: bytes-methods.c, bytes-split.c,
 * bytes-case.c */
#define RS_BYTES_METHOD(name)                                                                      \
  RsObject *name (RsVm *vm, RsObject *self, RsObject *const *args, gsize nargs, RsObject *kwnames)
RS_BYTES_METHOD (rs_bytes_m_split);
RS_BYTES_METHOD (rs_bytes_m_rsplit);
RS_BYTES_METHOD (rs_bytes_m_splitlines);
RS_BYTES_METHOD (rs_bytes_m_partition);
RS_BYTES_METHOD (rs_bytes_m_rpartition);
RS_BYTES_METHOD (rs_bytes_m_join);
RS_BYTES_METHOD (rs_bytes_m_lower);
RS_BYTES_METHOD (rs_bytes_m_upper);
RS_BYTES_METHOD (rs_bytes_m_title);
RS_BYTES_METHOD (rs_bytes_m_capitalize);
RS_BYTES_METHOD (rs_bytes_m_swapcase);
RS_BYTES_METHOD (rs_bytes_m_isalpha);
RS_BYTES_METHOD (rs_bytes_m_isdigit);
RS_BYTES_METHOD (rs_bytes_m_isalnum);
RS_BYTES_METHOD (rs_bytes_m_isspace);
RS_BYTES_METHOD (rs_bytes_m_isascii);
RS_BYTES_METHOD (rs_bytes_m_islower);
RS_BYTES_METHOD (rs_bytes_m_isupper);
RS_BYTES_METHOD (rs_bytes_m_istitle);
RS_BYTES_METHOD (rs_bytes_m_hex);
RS_BYTES_METHOD (rs_bytes_m_fromhex);
RS_BYTES_METHOD (rs_bytes_m_maketrans);
RS_BYTES_METHOD (rs_bytes_m_translate);
RS_BYTES_METHOD (rs_bytes_m_decode);

/* The rows of the methods that both have, for their tables. */
#define RS_BYTES_COMMON_METHODS                                                                    \
  { "capitalize", rs_bytes_m_capitalize, RS_M_NOARGS },                                            \
      { "center", rs_bytes_m_center, RS_M_FAST, 1, 2 },                                            \
      { "count", rs_bytes_m_count, RS_M_FAST, 0, -1 },                                             \
      { "decode", rs_bytes_m_decode, RS_M_KEYWORDS },                                              \
      { "endswith", rs_bytes_m_endswith, RS_M_FAST, 0, -1 },                                       \
      { "expandtabs", rs_bytes_m_expandtabs, RS_M_KEYWORDS },                                      \
      { "find", rs_bytes_m_find, RS_M_FAST, 0, -1 },                                               \
      { "fromhex", rs_bytes_m_fromhex, RS_M_O | RS_M_CLASS },                                      \
      { "hex", rs_bytes_m_hex, RS_M_KEYWORDS }, { "index", rs_bytes_m_index, RS_M_FAST, 0, -1 },   \
      { "isalnum", rs_bytes_m_isalnum, RS_M_NOARGS },                                              \
      { "isalpha", rs_bytes_m_isalpha, RS_M_NOARGS },                                              \
      { "isascii", rs_bytes_m_isascii, RS_M_NOARGS },                                              \
      { "isdigit", rs_bytes_m_isdigit, RS_M_NOARGS },                                              \
      { "islower", rs_bytes_m_islower, RS_M_NOARGS },                                              \
      { "isspace", rs_bytes_m_isspace, RS_M_NOARGS },                                              \
      { "istitle", rs_bytes_m_istitle, RS_M_NOARGS },                                              \
      { "isupper", rs_bytes_m_isupper, RS_M_NOARGS }, { "join", rs_bytes_m_join, RS_M_O },         \
      { "ljust", rs_bytes_m_ljust, RS_M_FAST, 1, 2 }, { "lower", rs_bytes_m_lower, RS_M_NOARGS },  \
      { "lstrip", rs_bytes_m_lstrip, RS_M_FAST, 0, 1 },                                            \
      { "maketrans", rs_bytes_m_maketrans, RS_M_FAST | RS_M_STATIC, 2, 2 },                        \
      { "partition", rs_bytes_m_partition, RS_M_O },                                               \
      { "removeprefix", rs_bytes_m_removeprefix, RS_M_O },                                         \
      { "removesuffix", rs_bytes_m_removesuffix, RS_M_O },                                         \
      { "replace", rs_bytes_m_replace, RS_M_FAST, 2, 3 },                                          \
      { "rfind", rs_bytes_m_rfind, RS_M_FAST, 0, -1 },                                             \
      { "rindex", rs_bytes_m_rindex, RS_M_FAST, 0, -1 },                                           \
      { "rjust", rs_bytes_m_rjust, RS_M_FAST, 1, 2 },                                              \
      { "rpartition", rs_bytes_m_rpartition, RS_M_O },                                             \
      { "rsplit", rs_bytes_m_rsplit, RS_M_KEYWORDS },                                              \
      { "rstrip", rs_bytes_m_rstrip, RS_M_FAST, 0, 1 },                                            \
      { "split", rs_bytes_m_split, RS_M_KEYWORDS },                                                \
      { "splitlines", rs_bytes_m_splitlines, RS_M_KEYWORDS },                                      \
      { "startswith", rs_bytes_m_startswith, RS_M_FAST, 0, -1 },                                   \
      { "strip", rs_bytes_m_strip, RS_M_FAST, 0, 1 },                                              \
      { "swapcase", rs_bytes_m_swapcase, RS_M_NOARGS },                                            \
      { "title", rs_bytes_m_title, RS_M_NOARGS },                                                  \
      { "translate", rs_bytes_m_translate, RS_M_KEYWORDS },                                        \
      { "upper", rs_bytes_m_upper, RS_M_NOARGS },                                                  \
  {                                                                                                \
    "zfill", rs_bytes_m_zfill, RS_M_O                                                              \
  }
RS_BYTES_METHOD (rs_bytes_m_center);
RS_BYTES_METHOD (rs_bytes_m_ljust);
RS_BYTES_METHOD (rs_bytes_m_rjust);
RS_BYTES_METHOD (rs_bytes_m_zfill);
RS_BYTES_METHOD (rs_bytes_m_expandtabs);
RS_BYTES_METHOD (rs_bytes_m_count);
RS_BYTES_METHOD (rs_bytes_m_find);
RS_BYTES_METHOD (rs_bytes_m_rfind);
RS_BYTES_METHOD (rs_bytes_m_index);
RS_BYTES_METHOD (rs_bytes_m_rindex);
RS_BYTES_METHOD (rs_bytes_m_startswith);
RS_BYTES_METHOD (rs_bytes_m_endswith);
RS_BYTES_METHOD (rs_bytes_m_removeprefix);
RS_BYTES_METHOD (rs_bytes_m_removesuffix);
RS_BYTES_METHOD (rs_bytes_m_replace);
RS_BYTES_METHOD (rs_bytes_m_strip);
RS_BYTES_METHOD (rs_bytes_m_lstrip);
RS_BYTES_METHOD (rs_bytes_m_rstrip);

extern const RsMethodDef rs_bytes_methods[], rs_bytearray_methods[];

G_END_DECLS
