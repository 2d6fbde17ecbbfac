/* SPDX-License-Identifier: MIT
 *
 * Weak references: the lists that hang on their referents. See weakref.c.
 */
#pragma once

#include "scope.h"

G_BEGIN_DECLS

/* weakref.ref, its subclasses and the proxies. */
typedef struct _RsWeakref RsWeakref;
struct _RsWeakref {
  RsObject base;
  RsObject *referent;     /* weak; NULL: dead */
  RsObject *callback;     /* or NULL */
  gint64 hash;            /* -1: not known yet */
  RsWeakref *prev, *next; /* list of the referent's */
};

/* The list's head, or NULL where objects of its type cannot be weakly
 * referenced. */
RsWeakref **rs_weakref_list (RsObject *referent);
/* A new reference of TYPE to REFERENT (the one without callback of the exact
 * types is shared). CALLBACK nullable. RS_RAISES. */
RS_NEW RsObject *rs_weakref_new (RsVm *vm, RsType *type, RsObject *referent, RsObject *callback);
/* Takes REF off its referent's list and drops the callback without calling
 * it. */
void rs_weakref_clear (RsVm *vm, RsWeakref *ref);
/* The same, but REF keeps its callback: as the collector leaves references to
 * the unreachable. */
void rs_weakref_unlink (RsWeakref *ref);
/* The referent is dying: clears all its weak references, then calls the
 * callbacks, newest first. */
void rs_weakref_object_dies (RsVm *vm, RsObject *referent);
/* The referent, or NULL if it is dead or dying. Borrowed. */
static inline RsObject *
rs_weakref_referent (RsObject *ref)
{
  RsObject *referent = ((RsWeakref *) ref)->referent;
  return referent != NULL && referent->refcnt > 0 ? referent : NULL;
}
gsize rs_weakref_count (RsObject *referent);

G_END_DECLS
