/* SPDX-License-Identifier: MIT
 *
 * A version profile: what differs between CPythons in layouts, sizes and rules.
 * Figures come from real interpreters.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct {
  guint16 basicsize, itemsize; /* tp_basicsize, tp_itemsize */
  gint16 dictoffset,
      weakrefoffset; /* tp_dictoffset, tp_weaklistoffset; 0: none; -1: before the object */
} RsTypeLayout;

typedef struct {
  const char *version;      /* "3.11" */
  const char *full_version; /* "3.11.7" */
  guint gc_thresholds[3];
  gint small_int_min, small_int_max;
  gint64 small_int_refcnt; /* where the count of small ints, of shared strings and of the empty
                              tuple starts; 0: like any object */
  guint pool_bytes;        /* pymalloc's pool */
  guint arena_bytes;       /* pymalloc's arena */
  guint class_basicsize;   /* sizeof a class without the shared keys that it caches */
  guint class_keys_log2;   /* entries of a class's shared keys, as a power of two */
  guint float_free, list_free, dict_free, keys_free, tuple_free,
      context_free; /* lengths of free lists */
} RsProfile;

extern const RsProfile rs_profile_3_11;

/* The profile of a version such as "3.11", or NULL. */
const RsProfile *rs_profile_find (const char *version);
/* Layout of a built-in type, by RsTypeId. */
const RsTypeLayout *rs_profile_layout (const RsProfile *profile, guint type_id);

G_END_DECLS
