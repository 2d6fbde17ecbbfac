/* SPDX-License-Identifier: MIT
 *
 * An object as its words: the memory that CPython 3.11 (64-bit) gives it, field
 * by field, with what it owns outside of itself.
 */
#pragma once

#include "session/aside.h"

G_BEGIN_DECLS

typedef enum {
  RS_WORD_NUMBER, /* NUMBER */
  RS_WORD_HASH,   /* NUMBER: another in each process of CPython's, for some types */
  RS_WORD_FLOAT,  /* REAL */
  RS_WORD_TEXT,   /* TEXT: characters or bytes */
  RS_WORD_OBJECT, /* a pointer to the object SERIAL at ADDRESS, which TEXT describes */
  RS_WORD_BLOCK,  /* a pointer into the block at ADDRESS, which TEXT names */
  RS_WORD_NULL,   /* a pointer to nothing */
  RS_WORD_OTHER,  /* C's own: a pointer to a function or table, a version, a gap. TEXT: what it is,
                     nullable. Its value is not modelled */
} RsWordKind;

typedef struct {
  gint32 offset;    /* bytes from the object's address, or from the block's start */
  guint16 size;     /* bytes */
  guint8 kind;      /* RsWordKind */
  const char *part; /* "collector's head", "pre-header", "header", "field", "slot", "item", "spare",
                       "index", "entry" */
  const char *field;
  gint64 number;
  double real;
  guint64 serial, address;
  const char *text;
} RsWord;

/* Memory that belongs together. */
typedef struct {
  const char *name; /* "object", "ob_item", "values", "ma_keys", ... */
  guint64 address;  /* of offset 0; 0: not modelled */
  guint64 bytes;
  gboolean shared; /* others have it, too: a class's shared keys */
  guint n_more;    /* words that are not told */
  GArray *words;   /* RsWord, by offset */
} RsWordBlock;

typedef struct {
  char *name; /* as it was asked for */
  guint64 serial, address;
  const char *type;
  gint64 count;
  guint64 size;      /* sys.getsizeof () */
  guint64 real;      /* bytes of the object and of the blocks that it alone owns */
  guint64 instances; /* how many of its type live then */
  guint64 all_real;  /* sum of REAL over them */
  GPtrArray *blocks; /* RsWordBlock: the object itself first */
  GStringChunk *pool;
} RsObjectWords;

#define RS_MOST_WORDS 512 /* of a block */

/* The words of the object that EXPRESSION (or "#serial") means at INSTANT.
 * Transfer full; NULL: *ERROR. */
RsObjectWords *rs_session_words (RsSession *session, const RsInstant *instant,
                                 const char *expression, GError **error);
void rs_object_words_free (RsObjectWords *words); /* nullable */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RsObjectWords, rs_object_words_free)

G_END_DECLS
