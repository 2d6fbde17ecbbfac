/* SPDX-License-Identifier: MIT
 *
 * The fields of CPython 3.11's built-in types (words-layout.c).
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Where a field's value comes from. */
typedef enum {
  RS_FIELD_EDGE,  /* the reference that the type's traverse calls SOURCE */
  RS_FIELD_OTHER, /* C's own */
} RsFieldFrom;

typedef struct {
  guint16 type, offset; /* RsTypeId; from ob_refcnt */
  guint8 size, from;    /* bytes; RsFieldFrom */
  const char *name, *source;
} RsFieldLayout;

/* The fields of the built-in type TYPE, *N of them; those of its base are
 * beside. NULL: none. */
const RsFieldLayout *rs_field_layouts (guint type, guint *n);

G_END_DECLS
