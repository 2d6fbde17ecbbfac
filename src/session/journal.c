/* SPDX-License-Identifier: MIT
 *
 * Writing a journal. Most events are a note each. What is more than that is
 * which reference went in a cascade: when an object's count falls to 0, the
 * references that it holds are kept in a list (`RsHalfDead`), since they are
 * about to be dropped one after the other:
 *
 *     count of the list falls to 0      [item 0 ──▶ a, item 1 ──▶ b]
 *     a's count falls to 0              with its holder, the list: item 0 is gone, 1 → 0
 *     the list is freed                 b lives: item 1 is gone, 2 → 1
 *
 * References that the instruction itself makes and drops leave no note; who
 * wants them compares two graphs (explain/events.h).
 *
 * A picture at an event is made where the note is given; the engine runs on.
 * Objects that C is about to fill or has emptied must not be looked into then:
 * those that the instruction has made and the one that goes are off the heap's
 * lists meanwhile. What a container holds already is found there all the same.
 * The state is abandoned afterwards, as always.
 */
#include "session-private.h"

#include "heap/gc.h"
#include "heap/weakref.h"

#include <string.h>

#define MOST 200000 /* events */

const char *
rs_event_name (RsEventKind kind)
{
  static const char *const names[RS_N_EVENTS] = {
    "born",
    "reference-made",
    "reference-gone",
    "freed",
    "weakref-cleared",
    "callback",
    "finalizer",
    "resurrected",
    "raised",
    "handled",
    "output",
    "thread-switched",
    "collect",
    "phase",
    "gc-refs",
    "tentatively-unreachable",
    "reachable-again",
    "found",
    "collected",
  };
  return names[kind];
}

/* --- events --------------------------------------------------------------- */

static const char *
type_name (RsJournalWriter *w, RsObject *object)
{
  char buffer[200];
  const char *name = rs_type_name (object->type, buffer, sizeof buffer), *dot = strrchr (name, '.');
  return g_string_chunk_insert_const (w->journal->store->pool, dot ? dot + 1 : name);
}

static gboolean
is_told (const RsJournalWriter *w, const RsObject *object)
{
  return w->all || object == NULL || object->serial >= w->session->first_serial;
}

typedef struct {
  RsObject *object;
  guint32 granule;
  gboolean tracked;
} Hidden;

/* Takes OBJECT off what a walk over the heap finds. */
static void
hide (RsVm *vm, GArray *all, RsObject *object)
{
  Hidden hidden = { object, vm->granules[object->block],
                    rs_gc_is_tracked (object) && !(object->gc & RS_GC_COLLECTING) };

  if (hidden.granule == 0)
    return;
  if (hidden.tracked)
    rs_gc_untrack (vm, object);
  vm->granules[object->block] = 0;
  g_array_append_val (all, hidden);
}

/* Whether the headers of what is collected hold gc_refs just before an event of
 * KIND. */
static gboolean
is_counting (const RsJournalWriter *w, RsEventKind kind)
{
  gboolean counted =
      g_strcmp0 (w->phase, "subtract_refs") == 0 || g_strcmp0 (w->phase, "move_unreachable") == 0;

  return (kind == RS_EVENT_GC_REFS && g_strcmp0 (w->phase, "update_refs") == 0)
         || (counted
             && (kind == RS_EVENT_PHASE || kind == RS_EVENT_GC_REFS || kind == RS_EVENT_TENTATIVE
                 || kind == RS_EVENT_REACHABLE));
}

/* The picture of this very moment is made. The engine is not left here, it runs
 * on: a C function in which this happens may own memory outside of the
 * arena. */
static void
picture_here (RsJournalWriter *w, RsVm *vm, RsEventKind kind, RsObject *object)
{
  g_autoptr (GArray) hidden = g_array_new (FALSE, FALSE, sizeof (Hidden));
  guint noting = vm->noting;

  vm->noting = 0;
  for (guint i = 0; i < w->newborn->len && w->instruction == rs_vm_now (vm); i++)
    hide (vm, hidden, w->newborn->pdata[i]);
  if (kind == RS_EVENT_FREED)
    {
      hide (vm, hidden, object);
      w->emptied = object;
    }
  w->counting = is_counting (w, kind);
  w->session->cascade = w;
  w->make_picture (w, vm);
  w->session->cascade = NULL;
  for (guint i = hidden->len; i-- > 0;)
    {
      const Hidden *was = &g_array_index (hidden, Hidden, i);

      vm->granules[was->object->block] = was->granule;
      if (was->tracked)
        rs_gc_track (vm, was->object);
    }
  vm->noting = noting;
}

static const RsFrame *
program_frame (RsVm *vm)
{
  const RsFrame *frame = vm->frame;
  while (frame != NULL && !frame->code->of_program)
    frame = frame->previous;
  return frame;
}

/* A new event about OBJECT (nullable), now. NULL: it is not to be told. Valid
 * until the next one. */
static RsEvent *
add_event (RsJournalWriter *w, RsVm *vm, RsEventKind kind, RsObject *object)
{
  GArray *events = w->journal->store->events;
  if (!is_told (w, object) || w->picture != NULL)
    return NULL;
  if (events->len == w->stop_at)
    {
      picture_here (w, vm, kind, object);
      return NULL;
    }
  if (events->len >= MOST)
    {
      w->journal->cut = TRUE;
      return NULL;
    }
  const RsFrame *frame = program_frame (vm);
  guint64 now = rs_vm_now (vm);
  RsEvent event = { .kind = kind,
                    .before = -1,
                    .after = -1,
                    .generation = -1,
                    .instruction = now > 0 ? now - 1 : 0,
                    .step = w->step,
                    .line = frame ? MAX (rs_frame_text_line (frame), 0) : 0 };
  if (object != NULL)
    {
      event.object = object->serial;
      event.type = type_name (w, object);
      event.address = rs_address (object);
      event.inside = (object->gc & RS_GC_BY_LIBRARY) != 0;
    }
  g_array_append_val (events, event);
  return &g_array_index (events, RsEvent, events->len - 1);
}

/* --- references in a cascade ---------------------------------------------- */

static char *
key_label (RsVm *vm, RsObject *key)
{
  g_autofree char *text = rs_key_text (vm, key);
  return g_strdup_printf ("value of %s", text);
}

static char *
named_label (const char *what, RsObject *name)
{
  g_autofree char *text = rs_is_str (name) ? rs_str_utf8 (name, NULL) : g_strdup ("?");
  return g_strdup_printf ("%s %s", what, text);
}

static char *
label_of (RsVm *vm, guint kind, gintptr index)
{
  switch ((RsEdgeKind) kind)
    {
    case RS_EDGE_ITEM:
      return g_strdup_printf ("item %d", (int) index);
    case RS_EDGE_KEY:
      return g_strdup ("key");
    case RS_EDGE_VALUE:
      return key_label (vm, (RsObject *) index);
    case RS_EDGE_ATTR:
    case RS_EDGE_SLOT:
      return named_label ("attribute", (RsObject *) index);
    case RS_EDGE_LOCAL:
    case RS_EDGE_CELL:
      return named_label (kind == RS_EDGE_LOCAL ? "local" : "cell", (RsObject *) index);
    case RS_EDGE_TYPE:
      return g_strdup ("class");
    case RS_EDGE_DICT:
      return g_strdup ("__dict__");
    case RS_EDGE_STACK:
      return g_strdup_printf ("stack %d", (int) index);
    case RS_EDGE_FIELD:
    case RS_EDGE_ROOT:
      return g_strdup ((const char *) index);
    case RS_EDGE_CONST:
      return g_strdup_printf ("constant %d", (int) index);
    case RS_EDGE_NAME:
      return g_strdup ("name");
    case RS_EDGE_C_LOCAL:
      return g_strdup ("C");
    case RS_EDGE_REFERENT:
      return g_strdup ("referent");
    case RS_EDGE_CALLBACK:
      return g_strdup ("__callback__");
    }
  return g_strdup ("");
}

typedef struct {
  RsVisit base;
  RsJournalWriter *writer;
  GArray *held;
} HeldVisit;

static void
visit_held (RsVisit *visit, RsObject *target, guint kind, gintptr index)
{
  HeldVisit *v = (HeldVisit *) visit;
  if ((kind & RS_EDGE_WEAK) || !is_told (v->writer, target))
    return;
  g_autofree char *label = label_of (visit->vm, kind & 0xff, index);
  RsHeld held = { target,
                  target->serial,
                  g_string_chunk_insert_const (v->writer->journal->store->pool, label),
                  target->refcnt,
                  (guint8) (kind & 0xff),
                  (kind & 0xff) == RS_EDGE_ITEM ? (gint32) index : 0 };
  g_array_append_val (v->held, held);
}

static void
dying_free (gpointer data)
{
  RsHalfDead *dying = data;
  g_array_unref (dying->held);
  g_free (dying);
}

/* That of the object SERIAL; NULL: none. */
static RsHalfDead *
find_dying (RsJournalWriter *w, guint64 serial, guint *index)
{
  for (guint i = w->dying->len; i > 0; i--)
    {
      RsHalfDead *dying = w->dying->pdata[i - 1];
      *index = i - 1;
      if (dying->serial == serial)
        return dying;
    }
  return NULL;
}

/* The first reference of HOLDER to SERIAL that has not been told yet: its
 * label. */
static const char *
take_held (RsJournalWriter *w, guint64 holder, guint64 serial)
{
  guint at;
  RsHalfDead *dying = find_dying (w, holder, &at);
  for (guint i = 0; dying != NULL && i < dying->held->len; i++)
    {
      RsHeld *held = &g_array_index (dying->held, RsHeld, i);
      if (held->serial != serial)
        continue;
      const char *label = held->label;
      g_array_remove_index (dying->held, i);
      return label;
    }
  return NULL;
}

static const char *
type_of_dying (const RsJournalWriter *w, guint64 serial)
{
  for (guint i = w->journal->store->events->len; i > 0; i--)
    {
      const RsEvent *event = &g_array_index (w->journal->store->events, RsEvent, i - 1);
      if (event->object == serial)
        return event->type;
    }
  return NULL;
}

/* One of HELD has been told: the others to the same object count from there. */
static void
count_down (GArray *held, guint64 serial)
{
  for (guint i = 0; i < held->len; i++)
    if (g_array_index (held, RsHeld, i).serial == serial)
      g_array_index (held, RsHeld, i).count--;
}

/* Of what DYING held and lives on, some has one reference less by now: in the
 * order in which it held them, which among those between two deaths need not be
 * that in which they went. */
static void
tell_survivors (RsJournalWriter *w, RsVm *vm, RsHalfDead *dying)
{
  for (guint i = 0; i < dying->held->len; i++)
    {
      const RsHeld held = g_array_index (dying->held, RsHeld, i);
      if (g_hash_table_contains (w->dead, GSIZE_TO_POINTER ((gsize) held.serial))
          || held.target->refcnt >= held.count)
        continue;
      RsEvent *event = add_event (w, vm, RS_EVENT_GONE, held.target);
      if (event == NULL)
        return;
      event->other = dying->serial;
      event->other_type = type_of_dying (w, dying->serial);
      event->label = held.label;
      event->before = held.count;
      event->after = held.count - 1;
      g_array_remove_index (dying->held, i--);
      count_down (dying->held, held.serial);
    }
}

static void
note_dying (RsJournalWriter *w, RsVm *vm, RsObject *object, guint64 holder)
{
  const char *label = take_held (w, holder, object->serial);
  guint at;
  RsHalfDead *outer = find_dying (w, holder, &at);
  g_hash_table_add (w->dead, GSIZE_TO_POINTER ((gsize) object->serial));
  if (outer != NULL)
    tell_survivors (w, vm, outer);
  RsEvent *event = add_event (w, vm, RS_EVENT_GONE, object);
  if (event == NULL)
    return;
  event->other = holder;
  event->label = label;
  event->other_type = holder ? type_of_dying (w, holder) : NULL;
  event->before = 1;
  event->after = 0;

  RsHalfDead *dying = g_new0 (RsHalfDead, 1);
  dying->object = object;
  dying->serial = object->serial;
  dying->held = g_array_new (FALSE, FALSE, sizeof (RsHeld));
  HeldVisit visit = { { visit_held, vm, FALSE }, w, dying->held };
  if (object->type->slots.traverse != NULL)
    object->type->slots.traverse (vm, object, &visit.base);
  g_ptr_array_add (w->dying, dying);
}

static void
note_freed (RsJournalWriter *w, RsVm *vm, RsObject *object)
{
  /* The loop frees ints and floats itself. */
  if (!g_hash_table_contains (w->dead, GSIZE_TO_POINTER ((gsize) object->serial)))
    {
      guint64 holder = vm->dying != NULL && vm->dying->frame == vm->frame ? vm->dying->serial : 0;
      note_dying (w, vm, object, holder);
    }
  guint at;
  RsHalfDead *dying = find_dying (w, object->serial, &at);
  if (dying != NULL)
    {
      tell_survivors (w, vm, dying);
      g_ptr_array_remove_index (w->dying, at);
    }
  g_ptr_array_remove_fast (w->newborn, object);
  add_event (w, vm, RS_EVENT_FREED, object);
  g_hash_table_insert (w->blocks, GUINT_TO_POINTER (object->block),
                       GSIZE_TO_POINTER ((gsize) object->serial));
}

/* OBJECT lives on. */
static void
forget_dying (RsJournalWriter *w, const RsObject *object)
{
  guint at;
  g_hash_table_remove (w->dead, GSIZE_TO_POINTER ((gsize) object->serial));
  if (find_dying (w, object->serial, &at) != NULL)
    g_ptr_array_remove_index (w->dying, at);
}

/* --- notes ---------------------------------------------------------------- */

/* Who had OBJECT's address before; 0: nobody. */
static guint64
previous_owner (RsJournalWriter *w, const RsObject *object)
{
  const RsLives *lives = w->session->recording->lives;
  guint64 serial =
      GPOINTER_TO_SIZE (g_hash_table_lookup (w->blocks, GUINT_TO_POINTER (object->block)));
  for (guint64 s = object->serial; lives != NULL && serial == 0 && s-- > lives->first_serial;)
    {
      const RsLife *life = rs_lives_get (lives, s);
      if (life != NULL && life->block == object->block)
        serial = s;
    }
  return serial;
}

static void
note_born (RsJournalWriter *w, RsVm *vm, RsObject *object)
{
  if (w->instruction != rs_vm_now (vm))
    g_ptr_array_set_size (w->newborn, 0);
  w->instruction = rs_vm_now (vm);
  g_ptr_array_add (w->newborn, object);
  RsEvent *event = add_event (w, vm, RS_EVENT_BORN, object);
  if (event != NULL)
    event->other = previous_owner (w, object);
}

static void
note_object (RsJournalWriter *w, RsVm *vm, RsEventKind kind, RsObject *object, guint64 other)
{
  RsEvent *event = add_event (w, vm, kind, object);
  if (event != NULL)
    event->other = other;
}

/* What begins a handler stands on no line: the handler's is that of what
 * follows. */
static void
note_handled (RsJournalWriter *w, RsVm *vm, RsObject *object)
{
  RsEvent *event = add_event (w, vm, RS_EVENT_HANDLED, object);
  const RsCode *code = vm->frame->code;
  for (guint32 i = rs_frame_instr (vm->frame);
       event != NULL && event->line == 0 && code->of_program && i < code->n_instrs; i++)
    if (code->locations[i].line > 0)
      event->line = code->locations[i].line + code->line_offset;
}

static void
note_cleared (RsJournalWriter *w, RsVm *vm, RsObject *object, guint64 referent)
{
  RsEvent *event = add_event (w, vm, RS_EVENT_CLEARED, object);
  if (event == NULL)
    return;
  event->other = referent;
  event->other_type = type_name (w, ((RsWeakref *) object)->referent);
}

/* What the collector tells of OBJECT. It counts for all that a module has made
 * when it was imported, too: thousands that are not the program's. */
static void
note_collector (RsJournalWriter *w, RsVm *vm, RsEventKind kind, RsObject *object, guint64 number)
{
  if ((object->gc & RS_GC_BY_LIBRARY) && !w->all)
    return;
  RsEvent *event = add_event (w, vm, kind, object);
  if (event == NULL)
    return;
  event->number = number;
  event->label = w->phase;
  event->after = object->refcnt;
  event->generation = (object->gc & RS_GC_GEN_MASK) >> RS_GC_GEN_SHIFT;
}

static void
note_number (RsJournalWriter *w, RsVm *vm, RsEventKind kind, guint64 number)
{
  static const char *const phases[] = { "update_refs",      "subtract_refs",
                                        "move_unreachable", "handle_weakrefs",
                                        "finalize_garbage", "handle_resurrected_objects",
                                        "delete_garbage" };
  if (kind == RS_EVENT_PHASE)
    w->phase = phases[number];
  RsEvent *event = add_event (w, vm, kind, NULL);
  if (event == NULL)
    return;
  event->number = number;
  event->label = kind == RS_EVENT_PHASE ? w->phase : NULL;
}

void
rs_journal_note (RsJournalWriter *w, RsVm *vm, RsNote note, RsObject *object, guint64 number)
{
  switch (note)
    {
    case RS_NOTE_BORN:
      note_born (w, vm, object);
      break;
    case RS_NOTE_RENEWED:
      note_object (w, vm, RS_EVENT_BORN, object, number);
      break;
    case RS_NOTE_DYING:
      note_dying (w, vm, object, number);
      break;
    case RS_NOTE_FREED:
      note_freed (w, vm, object);
      break;
    case RS_NOTE_COLLECT:
      note_number (w, vm, RS_EVENT_COLLECT, number & 3);
      break;
    case RS_NOTE_FOUND:
      note_number (w, vm, RS_EVENT_FOUND, number);
      break;
    case RS_NOTE_COLLECTED:
      note_number (w, vm, RS_EVENT_COLLECTED, number);
      break;
    case RS_NOTE_FINALIZER:
      note_object (w, vm, RS_EVENT_FINALIZER, object, 0);
      break;
    case RS_NOTE_RESURRECTED:
      forget_dying (w, object);
      note_object (w, vm, RS_EVENT_RESURRECTED, object, 0);
      break;
    case RS_NOTE_CLEARED:
      note_cleared (w, vm, object, number);
      break;
    case RS_NOTE_CALLBACK:
      note_object (w, vm, RS_EVENT_CALLBACK, object, 0);
      break;
    case RS_NOTE_RAISED:
      note_object (w, vm, RS_EVENT_RAISED, object, 0);
      break;
    case RS_NOTE_HANDLED:
      note_handled (w, vm, object);
      break;
    case RS_NOTE_PHASE:
      note_number (w, vm, RS_EVENT_PHASE, number);
      break;
    case RS_NOTE_GC_REFS:
      note_collector (w, vm, RS_EVENT_GC_REFS, object, number);
      break;
    case RS_NOTE_TENTATIVE:
      note_collector (w, vm, RS_EVENT_TENTATIVE, object, number);
      break;
    case RS_NOTE_REACHABLE:
      note_collector (w, vm, RS_EVENT_REACHABLE, object, number);
      break;
    }
}

void
rs_journal_write (RsJournalWriter *w, RsVm *vm, int stream, const char *text, gsize length)
{
  RsEvent *event = add_event (w, vm, RS_EVENT_OUTPUT, NULL);
  if (event == NULL)
    return;
  event->number = stream;
  event->label = g_string_chunk_insert_len (w->journal->store->pool, text, length);
}

void
rs_journal_switch (RsJournalWriter *w, RsVm *vm, guint64 thread)
{
  note_number (w, vm, RS_EVENT_SWITCHED, thread);
}

/* --- the writer ----------------------------------------------------------- */

RsJournalWriter *
rs_journal_writer_new (RsSession *session, gboolean all, guint step, guint last)
{
  RsJournalWriter *w = g_new0 (RsJournalWriter, 1);
  RsJournal *journal = g_new0 (RsJournal, 1);
  journal->store = g_new0 (RsJournalStore, 1);
  g_atomic_ref_count_init (&journal->store->refs);
  journal->store->events = g_array_new (FALSE, TRUE, sizeof (RsEvent));
  journal->store->pool = g_string_chunk_new (1024);
  *w = (RsJournalWriter){ .session = session,
                          .journal = journal,
                          .all = all,
                          .step = step,
                          .last = last,
                          .dying = g_ptr_array_new_with_free_func (dying_free),
                          .blocks = g_hash_table_new (NULL, NULL),
                          .dead = g_hash_table_new (NULL, NULL),
                          .newborn = g_ptr_array_new (),
                          .stop_at = G_MAXUINT64 };
  return w;
}

RsJournal *
rs_journal_writer_finish (RsJournalWriter *w)
{
  RsJournal *journal = w->journal;
  g_ptr_array_unref (w->dying);
  g_hash_table_unref (w->blocks);
  g_hash_table_unref (w->dead);
  g_ptr_array_unref (w->newborn);
  g_free (w);
  journal->n_events = journal->store->events->len;
  journal->events = (const RsEvent *) (gpointer) journal->store->events->data;
  return journal;
}

void
rs_journal_number_stops (RsJournal *journal)
{
  guint32 step = G_MAXUINT32, n = 0;
  for (guint i = 0; i < journal->n_events; i++)
    {
      RsEvent *event = &g_array_index (journal->store->events, RsEvent, i);
      if (event->step != step)
        n = 0;
      step = event->step;
      if (event->kind != RS_EVENT_GC_REFS && !event->inside)
        event->stop = ++n;
    }
  journal->n_stops = n;
}

const RsEvent *
rs_journal_find_stop (const RsJournal *journal, guint64 stop)
{
  for (guint i = 0; i < journal->n_events; i++)
    if (stop != 0 && journal->events[i].stop == stop)
      return &journal->events[i];
  return NULL;
}

RsJournal *
rs_journal_ref (RsJournal *journal)
{
  g_atomic_ref_count_inc (&journal->store->refs);
  return journal;
}

void
rs_journal_unref (RsJournal *journal)
{
  if (journal == NULL || !g_atomic_ref_count_dec (&journal->store->refs))
    return;
  g_array_unref (journal->store->events);
  g_string_chunk_free (journal->store->pool);
  g_free (journal->store);
  g_free (journal);
}
