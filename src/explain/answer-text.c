/* SPDX-License-Identifier: MIT
 *
 * An answer as one sentence or two, in the language of the locale: what is so,
 * and what was tried to prove it.
 */
#include "label-text.h"
#include "question.h"

#include <glib/gi18n-lib.h>

/* Several chains, one after another. */
static char *
chains_text (const GPtrArray *chains)
{
  GString *out = g_string_new (NULL);
  for (guint i = 0; chains != NULL && i < chains->len; i++)
    {
      g_autofree char *chain = rs_chain_text (chains->pdata[i]);
      g_string_append_printf (out, "%s%s", out->len > 0 ? "; " : "", chain);
    }
  return g_string_free (out, FALSE);
}

/* "2 Node, 1 list". SIGNED: with a plus where there are more. */
static char *
types_text (const GArray *types, gboolean is_signed)
{
  GString *out = g_string_new (NULL);
  for (guint i = 0; types != NULL && i < types->len; i++)
    {
      const RsTypeCount *count = &g_array_index (types, RsTypeCount, i);
      if (count->n != 0)
        g_string_append_printf (
            out, is_signed ? "%s%+" G_GINT64_FORMAT " %s" : "%s%" G_GINT64_FORMAT " %s",
            out->len > 0 ? ", " : "", count->n, count->type);
    }
  if (out->len == 0)
    g_string_append (out, _ ("nothing"));
  return g_string_free (out, FALSE);
}

/* What was tried, and what came of it; "" where nothing was. */
static char *
proof_text (const RsProof *proof)
{
  if (proof == NULL)
    return g_strdup (_ (" No run proves it."));
  g_autofree char *what = g_strjoinv ("; ", proof->statements);
  return g_strdup_printf (proof->outcome == RS_OUTCOME_DEAD
                              ? _ (" Proof: after “%s” it dies at once.")
                              : _ (" Proof: after “%s” the next collection frees it."),
                          what);
}

static char *
alive_text (const RsAnswer *answer)
{
  g_autofree char *chain = rs_chain_text (answer->chain), *proof = proof_text (answer->proof);
  return answer->yes ? g_strdup_printf (_ ("“%s” is alive because of this reference: %s.%s"),
                                        answer->subject, chain, proof)
                     : g_strdup_printf (_ ("“%s” is dead."), answer->subject);
}

static char *
death_text (const RsAnswer *answer)
{
  g_autofree char *chain = rs_chain_text (answer->chain);
  if (g_strcmp0 (answer->cause, "exit") == 0)
    return g_strdup_printf (_ ("“%s” lives until the program ends."), answer->subject);
  if (g_strcmp0 (answer->cause, "collected") == 0)
    return g_strdup_printf (_ ("“%s” dies in line %d: the collector finds it unreachable."),
                            answer->subject, answer->line);
  return answer->chain != NULL
             ? g_strdup_printf (_ ("“%s” dies in line %d: its count falls to 0 when this "
                                   "reference goes: %s."),
                                answer->subject, answer->line, chain)
             : g_strdup_printf (_ ("“%s” dies in line %d: its count falls to 0."), answer->subject,
                                answer->line);
}

static char *
count_text (const RsAnswer *answer)
{
  g_autofree char *holders = chains_text (answer->holders);
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "“%s” has %d reference: %s.",
                                       "“%s” has %d references: %s.", answer->count),
                          answer->subject, (int) answer->count, holders);
}

/* Why two are, or are not, one object. */
static const char *
reason_text (const char *reason)
{
  static const struct {
    const char *reason, *text;
  } texts[] = {
    { "one constant", N_ ("They are one object: one constant of the program's code.") },
    { "interned", N_ ("They are one object: equal interned strings are one.") },
    { "small int", N_ ("They are one object: each int from -5 to 256 is there once.") },
    { "singleton", N_ ("They are one object: there is only one of its value.") },
    { "same object by assignment", N_ ("They are one object: it was bound twice.") },
    { "reused weak reference",
      N_ ("They are one object: a weak reference without callback is used again.") },
    { "two objects", N_ ("They are two objects.") },
    { "free list reuse",
      N_ ("They are two objects: the second got the memory of the first, which was dead.") },
  };
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    if (g_strcmp0 (reason, texts[i].reason) == 0)
      return _ (texts[i].text);
  return "";
}

static char *
collectable_text (const RsAnswer *answer)
{
  g_autofree char *chain = rs_chain_text (answer->chain),
                  *types = types_text (answer->types, FALSE);
  if (answer->state == RS_DEAD)
    return g_strdup_printf (_ ("“%s” is dead."), answer->subject);
  if (answer->state == RS_HELD)
    return g_strdup_printf (_ ("No collection frees “%s” because of this reference: %s."),
                            answer->subject, chain);
  if (answer->resurrected)
    return g_strdup_printf (_ ("Nothing reaches “%s”, but its finalizer brings it back."),
                            answer->subject);
  return g_strdup_printf (_ ("Nothing reaches “%s”: the next collection frees it, with: %s."),
                          answer->subject, types);
}

static char *
reachable_text (const RsAnswer *answer)
{
  g_autofree char *chain = rs_chain_text (answer->chain);
  return answer->yes ? g_strdup_printf (_ ("“%s”: there is this way: %s."), answer->subject, chain)
                     : g_strdup_printf (_ ("“%s”: there is no way."), answer->subject);
}

static char *
keeps_text (const RsAnswer *answer)
{
  g_autofree char *types = types_text (answer->types, FALSE), *proof = proof_text (answer->proof);
  return g_strdup_printf (_ ("If every reference to “%s” went, this would be freed: %s (%d "
                             "bytes).%s"),
                          answer->subject, types, (int) answer->bytes, proof);
}

static char *
cut_text (const RsAnswer *answer)
{
  g_autofree char *chains = chains_text (answer->remove), *proof = proof_text (answer->proof);
  return g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "“%s” is freed if this reference goes (%d): %s.%s",
                   "“%s” is freed if these %d references go: %s.%s", answer->size),
      answer->subject, (int) answer->size, chains, proof);
}

static char *
grew_text (const RsAnswer *answer)
{
  g_autofree char *types = types_text (answer->types, TRUE);
  return g_strdup_printf (_ ("What there is more or less of: %s."), types);
}

char *
rs_answer_text (const RsAnswer *answer)
{
  switch (answer->why)
    {
    case RS_WHY_ALIVE:
      return alive_text (answer);
    case RS_WHY_DEAD:
    case RS_WHY_DIED_AT:
      return death_text (answer);
    case RS_WHY_COUNT:
    case RS_WHY_HOLDERS:
      return count_text (answer);
    case RS_WHY_SAME:
      return g_strdup (reason_text (answer->reason));
    case RS_WHY_SIZE:
      return g_strdup_printf (_ ("“%s” takes %d bytes."), answer->subject, (int) answer->size);
    case RS_WHY_COLLECTABLE:
      return collectable_text (answer);
    case RS_WHY_REACHABLE:
      return reachable_text (answer);
    case RS_WHY_KEEPS:
      return keeps_text (answer);
    case RS_WHY_CUT:
      return cut_text (answer);
    case RS_WHY_GREW:
    case RS_N_WHYS:
      break;
    }
  return grew_text (answer);
}
