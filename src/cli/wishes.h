/* SPDX-License-Identifier: MIT
 *
 * --show, --hide, --fold and the like: what a picture has beyond its level.
 */
#pragma once

#include "cli.h"

#include "paint/scene.h"

G_BEGIN_DECLS

/* The words of the command line, and what they have come to mean. */
typedef struct {
  char **show, **hide;               /* parts, with commas between */
  char **opened, **folded, **hidden; /* names of objects */
  char **pins;                       /* NAME=X,Y */
  char *reached_by, *reaching;       /* names; NULL: none */
  char *around;                      /* the same */
  guint parts_shown, parts_hidden;   /* RsParts */
  GArray *names;                     /* of wishes.c */
  GArray *serials;                   /* guint64: the scene's options point to them */
  GArray *places;                    /* RsPin */
} RsWishWords;

/* The options OWN (up to an empty one) and those that fill WORDS, as an array
 * of GOptionEntry (transfer full). */
GArray *rs_wish_words_options (RsWishWords *words, const GOptionEntry *own);

/* Reads them. FALSE: something is wrong, which has been said. */
gboolean rs_wish_words_read (RsWishWords *words, const RsVerb *verb);

/* Looks for names not found yet at the moment of GRAPH. Returns whether all are
 * found by now. */
gboolean rs_wish_words_look (RsWishWords *words, const RsHeapGraph *graph);

/* Puts them into OPTIONS, which point into WORDS from now on. FALSE: *ERROR, a
 * name was not found. */
gboolean rs_wish_words_apply (RsWishWords *words, RsSceneOptions *options, GError **error);

/* The object that --around names; 0: none. */
guint64 rs_wish_words_around (const RsWishWords *words);

/* PLAN (nullable, transfer full) with the pins (transfer full). */
RsPlan *rs_wish_words_pin (const RsWishWords *words, RsPlan *plan);

void rs_wish_words_clear (RsWishWords *words);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RsWishWords, rs_wish_words_clear)

G_END_DECLS
