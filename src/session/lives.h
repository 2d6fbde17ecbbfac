/* SPDX-License-Identifier: MIT
 *
 * RsLives: every object that lived in a recorded run, as a row: what it was,
 * where it was born, when and of what it died. Rows are known by serial. A
 * recording makes them (RsSessionOptions.lives); afterwards they are immutable,
 * and may be read by any number of threads.
 *
 * Moments. BORN and DIED are the instructions that ran: just before it, the
 * object is not yet there, or still there. The steps are the first that can
 * show it, and the first that cannot any more, so that
 *
 *     it lives at step s   if and only if   born_step <= s < died_step
 *
 * and the step during which it was born (died) is the one before, born_step - 1
 * (died_step - 1); there is none where that is -1.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How an object died. */
typedef enum {
  RS_DEATH_NONE,      /* it lives: the run was stopped before its end, or what is printed at exit
                         still uses it */
  RS_DEATH_COUNT,     /* its count fell to 0 */
  RS_DEATH_COLLECTED, /* while a collection ran: the collector found it, or it went with what that
                         found */
  RS_DEATH_EXIT,      /* after the program's last line */
} RsDeath;

/* What the three are called: "count", "collected", "exit"; NONE: NULL. */
const char *rs_death_name (RsDeath death);

enum {
  RS_LIFE_KNOWN = 1 << 0,   /* the row is one; a serial may have been used for something else */
  RS_LIFE_FOUND = 1 << 1,   /* died: the collector itself had found it unreachable */
  RS_LIFE_STARTUP = 1 << 2, /* born before the program's first instruction: its code and constants,
                               its module */
  RS_LIFE_LIBRARY = 1 << 3, /* born in code of the library, or by an import, and not of a class of
                               the program */
  RS_LIFE_RENEWED = 1 << 4, /* died: the same str goes on as another text, under another serial */
};

#define RS_LIFE_NEVER ((G_GUINT64_CONSTANT (1) << 40) - 1)

/* 48 bytes. */
typedef struct {
  guint64 born : 40; /* the instruction during which it was born */
  guint64 born_site : 24;
  guint64 died : 40; /* the same of its death; RS_LIFE_NEVER: it has not died */
  guint64 died_site : 24;
  guint32 born_step, died_step; /* see above; died_step G_MAXUINT32: it has not died */
  guint64 holder : 40; /* serial of the object with which it was freed, because that held the last
                          reference; 0: none */
  guint64 type : 24;   /* in types */
  guint32 bytes;       /* modelled, as sys.getsizeof (), when its count fell to 0 (or at the end) */
  guint32 block;       /* its address: rs_life_address () */
  guint32 collection;  /* COLLECTED: in collections */
  guint16 thread;      /* number of the thread that made it; 1: the main one */
  guint8 death;        /* RsDeath */
  guint8 flags;        /* RS_LIFE_* */
} RsLife;

/* A place in the program: the line that runs in the nearest frame of the
 * program. */
typedef struct {
  const char *function; /* its qualified name; NULL: no frame of the program ran */
  gint32 line;          /* 0: none */
  gboolean library;     /* a frame of the library ran within it, or an import */
} RsLifeSite;

typedef struct {
  const char *name;    /* as in a HeapGraph: without its module */
  guint64 serial;      /* of the class */
  gboolean of_program; /* the program's own class */
} RsLifeType;

/* A run of the collector. */
typedef struct {
  guint64 instruction; /* during which it began */
  guint64 ended;       /* the same of its end: a later one where it has called Python */
  guint32 step;        /* steps before it */
  guint32 site;        /* in sites */
  guint32 n_found;     /* unreachable objects that it found */
  guint8 generation;   /* 0 to 2 */
  gboolean automatic, at_exit;
  gboolean keeps; /* gc.DEBUG_SAVEALL: what it finds goes to gc.garbage */
} RsCollection;

typedef struct _RsLivesTable RsLivesTable;

typedef struct {
  guint64 first_serial, next_serial; /* rows: first_serial <= serial < next_serial */
  guint64 end;                       /* instructions of the program itself, without what happens at
                                        exit; RS_LIFE_NEVER: it was stopped before its end */
  guint32 end_step;                  /* steps */
  gboolean cut; /* there was no room for more rows: what was born later is missing, and deaths */
  guint n_sites, n_types, n_collections;
  const RsLifeSite *sites;
  const RsLifeType *types;
  const RsCollection *collections;
  RsLivesTable *table;
} RsLives;

RsLives *rs_lives_ref (RsLives *lives);
void rs_lives_unref (RsLives *lives); /* nullable */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RsLives, rs_lives_unref)

/* The row of SERIAL; NULL: no object of the run had it. */
const RsLife *rs_lives_get (const RsLives *lives, guint64 serial);

/* Its address, as id () gives it. */
guint64 rs_life_address (const RsLife *life);

/* Whether it is the program's own: not made at start-up, nor by the library. */
static inline gboolean
rs_life_is_own (const RsLife *life)
{
  return (life->flags & (RS_LIFE_KNOWN | RS_LIFE_STARTUP | RS_LIFE_LIBRARY)) == RS_LIFE_KNOWN;
}

static inline gboolean
rs_life_at_step (const RsLife *life, guint32 step)
{
  return life->born_step <= step && step < life->died_step;
}

/* Whether it lives just before INSTRUCTION runs. */
static inline gboolean
rs_life_at_instruction (const RsLife *life, guint64 instruction)
{
  return life->born < instruction && instruction <= life->died;
}

/* Whether it outlived the program's last line. */
static inline gboolean
rs_life_at_end (const RsLives *lives, const RsLife *life)
{
  return life->death == RS_DEATH_NONE || life->death == RS_DEATH_EXIT;
}

G_END_DECLS
