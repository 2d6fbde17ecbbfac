/* SPDX-License-Identifier: MIT
 *
 * What bytes, bytearray and memoryview share.
 */
#pragma once

#include "abstract.h"
#include "values.h"

G_BEGIN_DECLS

#define RS_BYTES_OVERHEAD 33    /* modelled: fields and the last NUL */

/* CPython's bytearray: ob_alloc includes the last NUL; ob_start runs ahead of the buffer where a front was cut off. */
typedef struct {
  RsObject base;
  gsize size;
  gsize allocated;              /* modelled and host bytes of the buffer; 0: none */
  gsize start;                  /* offset of the first byte */
  guint8 *buffer;
  guint32 block;                /* modelled block of the buffer */
  gint32 exports;               /* memoryviews of it: it must not change its size */
} RsByteArray;

#define rs_bytearray_data(o) (((RsByteArray *) (o))->buffer + ((RsByteArray *) (o))->start)

typedef struct {
  RsObject base;
  RsObject *object;             /* whose bytes these are; NULL: released */
  gsize start, size;            /* in items: the first one's offset in bytes, how many */
  gssize stride;                /* 1 unless sliced with a step */
  gint64 hash;
  gint32 exports;
} RsMemoryView;

/* SIZE bytes to be filled in; SIZE 0 and 1 too. Pass it to rs_bytes_share when they are there. */
RS_NEW RS_RAISES RsObject *rs_bytes_alloc (RsVm *vm, gsize size);
/* BYTES itself, or the shared object of the same value (lengths 0 and 1). */
RS_NEW RsObject *rs_bytes_share (RsVm *vm, RS_STEALS RsObject *bytes);
/* Shrinks what rs_bytes_alloc gave. */
RS_NEW RS_RAISES RsObject *rs_bytes_shrink (RsVm *vm, RS_STEALS RsObject *bytes, gsize size);
/* rs_bytes_view that raises "a bytes-like object is required, not 'x'". */
gboolean rs_bytes_like_or_raise (RsVm *vm, RsObject *object, const guint8 **data, gsize *size);
/* bytes (OBJECT) for anything but int and str: __bytes__, the buffer, or an iterable of ints. */
RS_NEW RS_RAISES RsObject *rs_bytes_from_object (RsVm *vm, RsObject *object);
/* Byte value of an int argument: -1 raises "byte must be in range(0, 256)". */
int rs_byte_value (RsVm *vm, RsObject *object);

RS_NEW RS_RAISES RsObject *rs_bytearray_new (RsVm *vm, gconstpointer data, gsize size);
/* bytearray's PyByteArray_Resize. FALSE raises. */
gboolean rs_bytearray_resize (RsVm *vm, RsByteArray *self, gsize size);

/* An object of SELF's family (bytes for bytes and memoryview, bytearray for bytearray). */
RS_NEW RS_RAISES RsObject *rs_bytes_make (RsVm *vm, RsObject *self, gconstpointer data, gsize size);
/* repr of bytes: b'...'. */
RS_NEW RS_RAISES RsObject *rs_bytes_repr (RsVm *vm, const guint8 *data, gsize size, const char *before, const char *after);
/* bytes % args. */
RS_NEW RS_RAISES RsObject *rs_bytes_percent (RsVm *vm, RsObject *format, RsObject *args);

extern const RsMethodDef rs_bytes_methods[], rs_bytearray_methods[];

G_END_DECLS
