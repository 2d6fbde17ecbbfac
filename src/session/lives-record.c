/* SPDX-License-Identifier: MIT
 *
 * Writing lives while a run is recorded. Each note of a birth or a death fills
 * half a row. What costs is kept in tables that are looked up by hash: the site
 * (function and line of the nearest frame of the program), by the code object
 * and the instruction that runs there; the type, by the type object. Both are
 * known by serial: a pointer may be another object's by then.
 *
 * The line of a death is the one that runs when the object's memory goes, in
 * the nearest frame of the program: where a weak reference's callback sees it,
 * too, since finalizers have come back by then.
 */
#include "lives-private.h"
#include "origin.h"

#include "heap/gc.h"
#include "lang/opcodes.h"

#include <string.h>

#define CACHE 1024 /* entries */

typedef struct {
  guint64 code; /* serial */
  guint32 instr;
  guint32 site;
  gboolean library;
} CachedSite;

typedef struct {
  guint64 serial;
  guint32 type;
} CachedType;

struct _RsLivesWriter {
  RsLives *lives;
  GHashTable *sites; /* "function:line:library" in the pool → index + 1 */
  GHashTable *types; /* serial → index + 1 */
  CachedSite cached_sites[CACHE];
  CachedType cached_types[CACHE];
  guint32 collection; /* the one that runs, + 1; 0: none */
  gboolean ended;     /* the program's last line has run */
};

RsLivesWriter *
rs_lives_writer_new (RsVm *vm)
{
  RsLivesWriter *writer = g_new0 (RsLivesWriter, 1);
  RsLifeSite none = { NULL };
  writer->lives = rs_lives_new (vm->next_serial);
  writer->sites = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  writer->types = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_array_append_val (writer->lives->table->sites, none);
  return writer;
}

void
rs_lives_writer_free (RsLivesWriter *writer)
{
  if (writer == NULL)
    return;
  rs_lives_unref (writer->lives);
  g_hash_table_unref (writer->sites);
  g_hash_table_unref (writer->types);
  g_free (writer);
}

/* --- sites ---------------------------------------------------------------- */

static guint32
new_site (RsLivesWriter *writer, const RsFrame *frame, gboolean library)
{
  RsLivesTable *table = writer->lives->table;
  g_autofree char *function = rs_str_utf8 (frame->code->qualname, NULL);
  RsLifeSite site = { g_string_chunk_insert_const (table->pool, function),
                      MAX (rs_frame_text_line (frame), 0), library };
  char *key = g_strdup_printf ("%s:%d:%d", function, site.line, library);
  guint32 index = GPOINTER_TO_UINT (g_hash_table_lookup (writer->sites, key));
  if (index > 0)
    {
      g_free (key);
      return index - 1;
    }
  g_array_append_val (table->sites, site);
  index = MIN (table->sites->len, 1u << 24);
  g_hash_table_insert (writer->sites, key, GUINT_TO_POINTER (index));
  return index - 1;
}

static gboolean
is_import (const RsFrame *frame)
{
  guint8 op = *frame->pc;
  return op == RS_OP_IMPORT_NAME || op == RS_OP_IMPORT_FROM || op == RS_OP_IMPORT_STAR;
}

/* Where the program is: 0 where no frame of it runs. */
static guint32
current_site (RsLivesWriter *writer, RsVm *vm)
{
  const RsFrame *frame = vm->frame;
  while (frame != NULL && !frame->code->of_program)
    frame = frame->previous;
  if (frame == NULL)
    return 0;
  gboolean library = frame != vm->frame || is_import (frame);
  guint64 code = RS_OBJECT (frame->code)->serial;
  guint32 instr = rs_frame_instr (frame);
  CachedSite *cached = &writer->cached_sites[(code * 31 + instr * 2 + library) % CACHE];
  if (cached->code != code || cached->instr != instr || cached->library != library)
    *cached = (CachedSite){ code, instr, new_site (writer, frame, library), library };
  return cached->site;
}

/* --- types ---------------------------------------------------------------- */

static guint32
new_type (RsLivesWriter *writer, RsVm *vm, RsType *type)
{
  RsLivesTable *table = writer->lives->table;
  guint64 serial = type->base.serial;
  guint32 index = GPOINTER_TO_UINT (g_hash_table_lookup (writer->types, &serial));
  if (index > 0)
    return index - 1;
  char buffer[200];
  const char *name = rs_type_name (type, buffer, sizeof buffer), *dot = strrchr (name, '.');
  RsLifeType row = { g_string_chunk_insert_const (table->pool, dot ? dot + 1 : name), serial,
                     rs_type_of_program (vm, type) };
  g_array_append_val (table->types, row);
  index = MIN (table->types->len, 1u << 24);
  g_hash_table_insert (writer->types, g_memdup2 (&serial, sizeof serial), GUINT_TO_POINTER (index));
  return index - 1;
}

static guint32
type_of (RsLivesWriter *writer, RsVm *vm, RsType *type)
{
  CachedType *cached = &writer->cached_types[type->base.serial % CACHE];
  if (cached->serial != type->base.serial)
    *cached = (CachedType){ type->base.serial, new_type (writer, vm, type) };
  return cached->type;
}

/* --- births and deaths ---------------------------------------------------- */

static guint64
running_instruction (RsVm *vm)
{
  guint64 now = rs_vm_now (vm);
  return MIN (now > 0 ? now - 1 : 0, RS_LIFE_NEVER - 1);
}

static void
note_birth (RsLivesWriter *writer, RsVm *vm, RsObject *object, guint32 n_steps)
{
  RsLife *life = rs_lives_row (writer->lives, object->serial);
  if (life == NULL)
    return;
  guint32 site = current_site (writer, vm);
  guint32 type = type_of (writer, vm, object->type);
  gboolean startup = rs_vm_now (vm) == 0;
  gboolean library =
      (site == 0 || g_array_index (writer->lives->table->sites, RsLifeSite, site).library)
      && !g_array_index (writer->lives->table->types, RsLifeType, type).of_program;
  *life = (RsLife){ .born = running_instruction (vm),
                    .born_site = site,
                    .born_step = n_steps,
                    .died = RS_LIFE_NEVER,
                    .died_step = G_MAXUINT32,
                    .type = type,
                    .block = object->block,
                    .thread = vm->thread ? MIN (vm->thread->id, G_MAXUINT16) : 1,
                    .flags = RS_LIFE_KNOWN | (startup ? RS_LIFE_STARTUP : 0)
                             | (library ? RS_LIFE_LIBRARY : 0) };
}

static guint32
size_of (RsVm *vm, RsObject *object)
{
  return (guint32) MIN (rs_object_size (vm, object), G_MAXUINT32);
}

static void
note_dying (RsLivesWriter *writer, RsVm *vm, RsObject *object, guint64 holder)
{
  RsLife *life = rs_lives_row (writer->lives, object->serial);
  if (life == NULL)
    return;
  gboolean found = vm->gc_collecting && (object->gc & RS_GC_COLLECTING) && !writer->ended;
  life->bytes = size_of (vm, object);
  life->holder = holder;
  life->type = type_of (writer, vm, object->type);
  life->flags = (life->flags & ~RS_LIFE_FOUND) | (found ? RS_LIFE_FOUND : 0);
}

static void
set_death (RsLivesWriter *writer, RsVm *vm, RsLife *life, guint32 n_steps)
{
  life->died = running_instruction (vm);
  life->died_site = current_site (writer, vm);
  life->died_step = n_steps;
  life->death = writer->ended       ? RS_DEATH_EXIT
                : vm->gc_collecting ? RS_DEATH_COLLECTED
                                    : RS_DEATH_COUNT;
  if (vm->gc_collecting && writer->collection > 0)
    life->collection = writer->collection - 1;
}

static void
note_freed (RsLivesWriter *writer, RsVm *vm, RsObject *object, guint32 n_steps)
{
  RsLife *life = rs_lives_row (writer->lives, object->serial);
  if (life == NULL)
    return;
  /* The loop frees ints and floats itself. */
  if (life->bytes == 0)
    {
      life->bytes = size_of (vm, object);
      life->holder = vm->dying != NULL && vm->dying->frame == vm->frame ? vm->dying->serial : 0;
    }
  set_death (writer, vm, life, n_steps);
}

static void
note_renewed (RsLivesWriter *writer, RsVm *vm, RsObject *object, guint64 before, guint32 n_steps)
{
  RsLife *life = rs_lives_row (writer->lives, before);
  if (life != NULL)
    {
      set_death (writer, vm, life, n_steps);
      life->bytes = size_of (vm, object);
      life->flags |= RS_LIFE_RENEWED;
    }
  note_birth (writer, vm, object, n_steps);
}

/* --- collections ---------------------------------------------------------- */

static void
note_collect (RsLivesWriter *writer, RsVm *vm, guint64 number, guint32 n_steps)
{
  GArray *collections = writer->lives->table->collections;
  RsCollection collection = { .instruction = running_instruction (vm),
                              .step = n_steps,
                              .site = current_site (writer, vm),
                              .generation = number & 3,
                              .automatic = (number & RS_NOTE_AUTOMATIC) != 0,
                              .at_exit = writer->ended,
                              .keeps = (vm->gc_debug & RS_GC_DEBUG_SAVEALL) != 0 };
  g_array_append_val (collections, collection);
  writer->collection = collections->len;
}

static void
note_collected (RsLivesWriter *writer, RsVm *vm)
{
  RsCollection *collection =
      &g_array_index (writer->lives->table->collections, RsCollection, writer->collection - 1);
  collection->ended = running_instruction (vm);
  writer->collection = 0;
}

void
rs_lives_writer_note (RsLivesWriter *writer, RsVm *vm, RsNote note, RsObject *object,
                      guint64 number, guint32 n_steps)
{
  switch (note)
    {
    case RS_NOTE_BORN:
      note_birth (writer, vm, object, n_steps);
      break;
    case RS_NOTE_RENEWED:
      note_renewed (writer, vm, object, number, n_steps);
      break;
    case RS_NOTE_DYING:
      note_dying (writer, vm, object, number);
      break;
    case RS_NOTE_FREED:
      note_freed (writer, vm, object, n_steps);
      break;
    case RS_NOTE_COLLECT:
      note_collect (writer, vm, number, n_steps);
      break;
    case RS_NOTE_FOUND:
      g_array_index (writer->lives->table->collections, RsCollection, writer->collection - 1)
          .n_found = number;
      break;
    case RS_NOTE_COLLECTED:
      note_collected (writer, vm);
      break;
    default:
      break;
    }
}

/* --- the end -------------------------------------------------------------- */

void
rs_lives_writer_end_program (RsLivesWriter *writer, RsVm *vm, guint32 n_steps)
{
  writer->ended = TRUE;
  writer->lives->end = rs_vm_now (vm);
  writer->lives->end_step = n_steps;
}

static void
complete (RsVm *vm, RsObject *object, gpointer data)
{
  RsLivesWriter *writer = data;
  RsLife *life = object->serial < writer->lives->next_serial
                     ? rs_lives_row (writer->lives, object->serial)
                     : NULL;
  if (life == NULL || !(life->flags & RS_LIFE_KNOWN))
    return;
  life->bytes = size_of (vm, object);
  life->type = type_of (writer, vm, object->type);
}

RsLives *
rs_lives_writer_finish (RsLivesWriter *writer, RsVm *vm)
{
  RsLives *lives = rs_lives_ref (writer->lives);
  rs_heap_foreach (vm, complete, writer);
  rs_lives_seal (lives);
  rs_lives_writer_free (writer);
  return lives;
}
