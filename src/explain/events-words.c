/* SPDX-License-Identifier: MIT
 *
 * An event as a sentence for the learner, in the language of the locale.
 */
#include "events.h"

#include "explain/label-text.h"
#include "explain/particle.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MOST_OUTPUT 60 /* characters that are quoted */

/* What the collector does in each of its phases. */
static const struct {
  const char *name, *words;
} phases[] = {
  { "update_refs",
    N_ ("The collector copies the count of each object that it looks at: gc_refs.") },
  { "subtract_refs",
    N_ ("For each reference between these objects it takes one from gc_refs of the target. What is "
        "left comes from outside.") },
  { "move_unreachable",
    N_ ("What has no gc_refs left is set aside, what is reached from the others comes back.") },
  { "handle_weakrefs", N_ ("Weak references to the garbage are cleared, before anything runs.") },
  { "finalize_garbage", N_ ("Finalizers of the garbage are called.") },
  { "handle_resurrected_objects", N_ ("What a finalizer has brought back is found.") },
  { "delete_garbage", N_ ("The references within the garbage are dropped; counts do the rest.") },
};

static char *
say_phase (const char *name)
{
  for (guint i = 0; name != NULL && i < G_N_ELEMENTS (phases); i++)
    if (strcmp (phases[i].name, name) == 0)
      return g_strdup_printf ("%s: %s", name, _ (phases[i].words));
  return g_strdup (name ? name : "");
}

static char *
say (const char *format, const char *a, const char *b, const char *c, const char *d)
{
  const char *arguments[] = { a, b, c, d };
  guint n = 0;
  while (n < G_N_ELEMENTS (arguments) && arguments[n] != NULL)
    n++;
  return rs_say (format, arguments, n);
}

/* A reference to OBJECT comes or goes. */
static char *
say_reference (const RsEvent *event, const char *object, const char *other)
{
  gboolean made = event->kind == RS_EVENT_MADE;
  g_autofree char *label = event->label ? rs_label_text (event->label) : NULL;
  g_autofree char *counts =
      g_strdup_printf ("%" G_GINT64_FORMAT " → %" G_GINT64_FORMAT, event->before, event->after);

  if (label != NULL && other != NULL)
    return say (made ? _ ("A reference to %s comes (%s of %s): %s")
                     : _ ("A reference to %s goes (%s of %s): %s"),
                object, label, other, counts);
  if (label != NULL || other != NULL)
    return say (made ? _ ("A reference to %s comes (%s): %s")
                     : _ ("A reference to %s goes (%s): %s"),
                object, label ? label : other, counts, NULL);
  return say (made ? _ ("A reference to %s comes: %s") : _ ("A reference to %s goes: %s"), object,
              counts, NULL, NULL);
}

static char *
say_output (const RsEvent *event)
{
  g_autofree char *text = g_utf8_make_valid (event->label, -1);
  text = g_strdelimit (text, "\n", ' ');
  g_strchomp (text);
  gboolean cut = g_utf8_strlen (text, -1) > MOST_OUTPUT;
  g_autofree char *start = cut ? g_utf8_substring (text, 0, MOST_OUTPUT) : g_strdup (text);

  if (*start == '\0')
    return g_strdup (_ ("The end of a line is printed."));
  return say (event->number == 1 ? _ ("“%s%s” is printed.")
                                 : _ ("“%s%s” is written to the error stream."),
              start, cut ? "…" : "", NULL, NULL);
}

static char *
say_number (const char *format, gint64 number)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, number);
  return say (format, text, NULL, NULL, NULL);
}

static char *
say_gc_refs (const RsEvent *event, const char *object)
{
  g_autofree char *refs = g_strdup_printf ("%" G_GINT64_FORMAT, event->number),
                  *count = g_strdup_printf ("%" G_GINT64_FORMAT, event->after);
  return say (_ ("gc_refs of %s: %s (its count: %s)"), object, refs, count, NULL);
}

char *
rs_event_words (const RsEvent *event, const char *object, const char *other)
{
  switch (event->kind)
    {
    case RS_EVENT_BORN:
      return other ? say (_ ("%s is made, at the address that %s had."), object, other, NULL, NULL)
                   : say (_ ("%s is made."), object, NULL, NULL, NULL);
    case RS_EVENT_MADE:
    case RS_EVENT_GONE:
      return say_reference (event, object, other);
    case RS_EVENT_FREED:
      return say (_ ("%s is freed."), object, NULL, NULL, NULL);
    case RS_EVENT_CLEARED:
      return say (_ ("%s, a weak reference to %s, is cleared."), object, other ? other : "?", NULL,
                  NULL);
    case RS_EVENT_CALLBACK:
      return say (_ ("The callback of %s is called."), object, NULL, NULL, NULL);
    case RS_EVENT_FINALIZER:
      return say (_ ("The finalizer of %s is called."), object, NULL, NULL, NULL);
    case RS_EVENT_RESURRECTED:
      return say (_ ("%s has come back to life."), object, NULL, NULL, NULL);
    case RS_EVENT_RAISED:
      return say (_ ("%s is raised."), object, NULL, NULL, NULL);
    case RS_EVENT_HANDLED:
      return say (_ ("%s is caught."), object, NULL, NULL, NULL);
    case RS_EVENT_OUTPUT:
      return say_output (event);
    case RS_EVENT_SWITCHED:
      return say_number (_ ("Thread %s goes on."), event->number);
    case RS_EVENT_COLLECT:
      return say_number (_ ("A collection of generation %s begins."), event->number);
    case RS_EVENT_PHASE:
      return say_phase (event->label);
    case RS_EVENT_GC_REFS:
      return say_gc_refs (event, object);
    case RS_EVENT_TENTATIVE:
      return say (_ ("%s is set aside: nothing from outside has been seen to reach it."), object,
                  NULL, NULL, NULL);
    case RS_EVENT_REACHABLE:
      return say (_ ("%s is reached after all, and comes back."), object, NULL, NULL, NULL);
    case RS_EVENT_FOUND:
      return say_number (_ ("Unreachable objects found: %s"), event->number);
    case RS_EVENT_COLLECTED:
      return g_strdup (_ ("The collection has ended."));
    case RS_N_EVENTS:
      break;
    }
  return g_strdup ("");
}
