/* SPDX-License-Identifier: MIT
 *
 * Notes: what the heap tells the session of births, deaths and what the
 * collector does, while somebody wants to know. See notes.c.
 */
#pragma once

#include "object.h"

G_BEGIN_DECLS

/* What vm->noting asks for. */
enum {
  RS_NOTING_LIVES = 1 << 0,  /* births and deaths: RS_NOTE_BORN to RS_NOTE_COLLECTED */
  RS_NOTING_EVENTS = 1 << 1, /* the others, too */
};

/* What happened to OBJECT; OTHER and NUMBER as said. */
typedef enum {
  RS_NOTE_BORN,      /* its header is complete, its fields are not */
  RS_NOTE_RENEWED,   /* a str that grew in place: another text; NUMBER: its serial so far */
  RS_NOTE_DYING,     /* its count has fallen to 0; NUMBER: serial of the object that is being
                        deallocated and held it, 0: none. It may be brought back to life */
  RS_NOTE_FREED,     /* it is gone */
  RS_NOTE_COLLECT,   /* (no object) a collection begins; NUMBER: its generation, and
                        RS_NOTE_AUTOMATIC if the program has not asked for it */
  RS_NOTE_FOUND,     /* (no object) it has found NUMBER unreachable objects */
  RS_NOTE_COLLECTED, /* (no object) it has ended */
  /* events */
  RS_NOTE_FINALIZER,   /* its finalizer is about to be called */
  RS_NOTE_RESURRECTED, /* which has brought it back to life */
  RS_NOTE_CLEARED,     /* a weak reference: its referent, NUMBER, is dying */
  RS_NOTE_CALLBACK,    /* a weak reference: its callback is about to be called */
  RS_NOTE_RAISED,      /* an exception, in the running frame */
  RS_NOTE_HANDLED,     /* an exception, whose handler in the running frame goes on */
  RS_NOTE_PHASE,       /* (no object) the collector begins NUMBER, an RsGcPhase */
  RS_NOTE_GC_REFS,     /* has NUMBER for gc_refs after the phase */
  RS_NOTE_TENTATIVE,   /* move_unreachable has set it aside */
  RS_NOTE_REACHABLE,   /* and brings it back */
} RsNote;

/* Functions of Modules/gcmodule.c. */
typedef enum {
  RS_GC_UPDATE_REFS,
  RS_GC_SUBTRACT_REFS,
  RS_GC_MOVE_UNREACHABLE,
  RS_GC_HANDLE_WEAKREFS,
  RS_GC_FINALIZE_GARBAGE,
  RS_GC_HANDLE_RESURRECTED,
  RS_GC_DELETE_GARBAGE,
} RsGcPhase;

/* rs_note () for a note that is an event: costs a test where nobody asks. */
#define rs_note_event(vm, note, object, number)                                                    \
  do                                                                                               \
    {                                                                                              \
      if (G_UNLIKELY ((vm)->noting & RS_NOTING_EVENTS))                                            \
        rs_note (vm, note, object, number);                                                        \
    }                                                                                              \
  while (0)

#define RS_NOTE_AUTOMATIC 4 /* a bit beside the generations 0 to 2 */

/* An object that is being deallocated, on the C stack: whose death takes others
 * along. */
typedef struct _RsDying RsDying;
struct _RsDying {
  RsDying *previous;
  guint64 serial;
  const struct _RsFrame *frame; /* the running one when it began: what dies in a frame above it, in
                                   a finalizer, died of its own */
};

/* Tells the session NOTE of OBJECT (or NULL) and NUMBER, as at RsNote. Only
 * while vm->noting asks for it. */
void rs_note (RsVm *vm, RsNote note, RsObject *object, guint64 number);
/* OBJECT, whose birth is noted. */
gpointer rs_note_born (RsVm *vm, gpointer object);
/* OBJECT's count has fallen to 0. */
void rs_note_dying (RsVm *vm, RsObject *object);
/* Calls the dealloc of OBJECT's type, with OBJECT as the innermost one that is
 * dying. */
void rs_note_destroy (RsVm *vm, RsObject *object);

G_END_DECLS
