/* SPDX-License-Identifier: MIT
 *
 * What mod-regex.c and regex-match-object.c share.
 */
#pragma once

#include "regex.h"

#include "objects/containers/sequence.h"

G_BEGIN_DECLS

typedef struct {
  RsObject base;
  RsObject *weaklist, *pattern, *groupindex;
  guint flags, groups;
  guint32 *code;
  gsize n_code;
} RsRegex;
typedef struct {
  RsObject base;
  RsObject *regex, *string, *regs; /* regs: a tuple, once asked for */
  gsize pos, endpos;
  guint groups, lastindex;
  gssize *marks; /* 2 * (groups + 1) */
} RsMatch;

#define REGEX(o) ((RsRegex *) (o))
#define MATCH(o) ((RsMatch *) (o))

/* One use of a pattern on a text. MARKS is on the host's heap, the caller's to
 * free. */
typedef struct {
  ReText text;
  ReSearch search;
  gsize start;
  gssize *marks;
} ReRun;

gboolean re_begin (RsVm *vm, RsRegex *self, RsObject *string, RsObject *pos, RsObject *endpos,
                   ReRun *run);
gboolean re_text_of (RsVm *vm, RsObject *object, ReText *text);
RS_NEW RsObject *re_slice (RsVm *vm, RsObject *string, gssize start, gssize end);
RsObject *re_raise_error (RsVm *vm, const char *message, RsObject *pattern, gssize at);
RS_NEW RsObject *re_match_new (RsVm *vm, RsRegex *regex, RsObject *string, const ReRun *run,
                               gsize pos);

/* The text that replaces a match, taken apart: *RESULT, which may be set where
 * this fails, too; transfer full, registered by the caller (RS_FOREIGN). NULL:
 * the text stands for itself. FALSE raises. */
typedef struct _ReTemplate ReTemplate;
gboolean re_template_parse (RsVm *vm, RsRegex *regex, RsObject *repl, ReTemplate **result);
RS_NEW RsObject *re_template_expand (RsVm *vm, const ReTemplate *template, RsObject *string,
                                     const gssize *marks, RsObject *repl);
void re_template_free (ReTemplate *template);

static inline gboolean
rs_lookup_callable (RsVm *vm, RsObject *object)
{
  return object->type->slots.call != NULL;
}

G_END_DECLS
