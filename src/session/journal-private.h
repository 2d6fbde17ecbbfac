/* SPDX-License-Identifier: MIT
 *
 * How a journal is written.
 */
#pragma once

#include "journal.h"
#include "vm/vm.h"

G_BEGIN_DECLS

typedef struct _RsJournalWriter RsJournalWriter;

void rs_journal_note (RsJournalWriter *writer, RsVm *vm, RsNote note, RsObject *object,
                      guint64 number);
void rs_journal_write (RsJournalWriter *writer, RsVm *vm, int stream, const char *text,
                       gsize length);
void rs_journal_switch (RsJournalWriter *writer, RsVm *vm, guint64 thread);

G_END_DECLS
