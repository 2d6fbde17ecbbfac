/* SPDX-License-Identifier: MIT
 *
 * How lives are written while a run is recorded.
 */
#pragma once

#include "lives.h"
#include "vm/vm.h"

G_BEGIN_DECLS

#define RS_LIVES_CHUNK (1u << 17)          /* rows: 6 MiB, three huge pages */
#define RS_LIVES_MOST ((guint64) 64 << 20) /* rows: 3 GiB */

struct _RsLivesTable {
  gatomicrefcount refs;
  RsLives lives;
  GPtrArray *chunks; /* RsLife[RS_LIVES_CHUNK] */
  GArray *sites, *types, *collections;
  GStringChunk *pool;
};

/* Rows for objects from FIRST_SERIAL on. */
RsLives *rs_lives_new (guint64 first_serial);
/* The row of SERIAL, made if there is none yet; NULL: no room. */
RsLife *rs_lives_row (RsLives *lives, guint64 serial);
/* No more is written: sets the public fields. */
void rs_lives_seal (RsLives *lives);

/* The writer: what it knows of the run. In lives-record.c. */
typedef struct _RsLivesWriter RsLivesWriter;
RsLivesWriter *rs_lives_writer_new (RsVm *vm);
/* A note of the vm's, with N_STEPS steps before it. */
void rs_lives_writer_note (RsLivesWriter *writer, RsVm *vm, RsNote note, RsObject *object,
                           guint64 number, guint32 n_steps);
/* The program's last line has run. */
void rs_lives_writer_end_program (RsLivesWriter *writer, RsVm *vm, guint32 n_steps);
/* The run is over: the rows of what still lives are completed. Frees WRITER,
 * gives what it has written (transfer full). */
RsLives *rs_lives_writer_finish (RsLivesWriter *writer, RsVm *vm);
void rs_lives_writer_free (RsLivesWriter *writer); /* nullable */

G_END_DECLS
