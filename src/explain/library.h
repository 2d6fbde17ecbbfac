/* SPDX-License-Identifier: MIT
 *
 * What the library holds for the program: calls at exit, finalizers, loggers.
 */
#pragma once

#include "explain/places.h"

G_BEGIN_DECLS

typedef enum { RS_TABLE_PLAIN, RS_TABLE_ATEXIT, RS_TABLE_FINALIZE } RsTableKind;

typedef struct {
  guint32 node;     /* the list or dict */
  guint8 kind;      /* RsTableKind: how it keeps them */
  const char *root; /* "library atexit" */
} RsTable;

/* The tables that there are (RsTable; transfer full). */
GArray *rs_tables_find (const RsHeapGraph *graph);

/* Calls FUNC with every place of TABLE. */
void rs_table_foreach (const RsHeapGraph *graph, const RsTable *table, RsPlaceFunc func,
                       gpointer data);

G_END_DECLS
