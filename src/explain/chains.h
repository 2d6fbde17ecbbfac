/* SPDX-License-Identifier: MIT
 *
 * Chains: from a root to an object, a place at a time, as short and as easy to
 * understand as can be.
 */
#pragma once

#include "explain/places.h"

G_BEGIN_DECLS

/* A reference to the object, and how one comes to it. */
typedef struct {
  guint32 edge;  /* the reference */
  guint cost;    /* the lower, the better */
  guint order;   /* of two that cost the same, the lower */
  gboolean held; /* from a root, by a way that does not lead through the object; else from the
                    object itself, or from nowhere */
  char **labels; /* of the chain, NULL-terminated; the last one is the reference's */
} RsHolder;

/* The counted references to TARGET (RsHolder *), each once, the best chain
 * first (transfer full). */
GPtrArray *rs_holders_find (const RsHeapGraph *graph, guint32 target);

/* The best chain from a root to TARGET (transfer full); NULL: none holds it. */
char **rs_chain_find (const RsHeapGraph *graph, guint32 target);

/* The same over the EDGES (a byte for each, not 0: one of them) only. */
char **rs_chain_within (const RsHeapGraph *graph, guint32 target, const guint8 *edges);

/* The best chain from FROM, which is called "itself", to TARGET, over what
 * CPython's collector visits, and through no class, module or globals of a
 * function (transfer full); NULL: there is none. */
char **rs_chain_between (const RsHeapGraph *graph, guint32 from, guint32 target);

/* Whether the places of NODE belong to the whole program rather than to what
 * leads there: a class, a module, the globals of a function. */
gboolean rs_is_shared (const RsHeapGraph *graph, guint32 node);

G_END_DECLS
