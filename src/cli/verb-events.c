/* SPDX-License-Identifier: MIT
 *
 * refscope-cli events: what happens inside the instructions of a stretch.
 */
#include "cli.h"

#include "explain/events.h"

#include <stdio.h>
#include <string.h>

/* "A:B": from step A to step B. FALSE: it has been said what is wrong. */
static gboolean
read_steps (const RsVerb *verb, const char *text, guint64 *from, guint64 *to)
{
  g_auto (GStrv) parts = g_strsplit (text, ":", -1);
  if (g_strv_length (parts) != 2)
    {
      rs_cli_usage_error (verb, "--steps needs two steps, A:B, not \"%s\"", text);
      return FALSE;
    }
  if (!rs_option_number (verb, "--steps", parts[0], from)
      || !rs_option_number (verb, "--steps", parts[1], to))
    return FALSE;
  if (*to <= *from)
    rs_cli_usage_error (verb, "--steps needs a later step after an earlier one, not \"%s\"", text);
  return *to > *from;
}

static void
print_words (RsSession *session, const RsEvents *events)
{
  const RsStep *steps = rs_session_recording (session)->steps;
  guint32 step = G_MAXUINT32;
  for (guint i = 0; i < events->events->len; i++)
    {
      const RsEvent *event = &g_array_index (events->events, RsEvent, i);
      g_autofree char *text = rs_event_text (event);
      if (event->step != step)
        printf ("step %u, line %d\n", event->step, steps[event->step].line);
      step = event->step;
      g_autofree char *stop =
          event->stop != 0 ? g_strdup_printf ("%u.%u", event->step, event->stop) : g_strdup ("");
      printf ("%10" G_GUINT64_FORMAT " %8s  %s\n", event->instruction, stop, text);
    }
}

static void
print_json (const RsEvents *events)
{
  g_autoptr (GString) out = g_string_new ("[");
  for (guint i = 0; i < events->events->len; i++)
    {
      g_string_append (out, i > 0 ? ",\n {" : "{");
      rs_event_json (out, &g_array_index (events->events, RsEvent, i));
      g_string_append_c (out, '}');
    }
  g_string_append_c (out, ']');
  puts (out->str);
}

static RsJournal *
read_journal (RsSession *session, const RsMomentChoice *moment, guint64 from, guint64 to,
              gboolean all, GError **error)
{
  guint n_steps = rs_session_recording (session)->n_steps;
  if (moment->by == RS_BY_INSTRUCTION)
    return rs_session_journal_instruction (session, moment->number, all, error);
  if (moment->by == RS_BY_STEP)
    to = (from = moment->number) + 1;
  if (moment->by == RS_BY_LAST)
    to = (from = MAX (n_steps, 1) - 1) + 1;
  return rs_session_journal_steps (session, MIN (from, G_MAXUINT32 - 1), MIN (to, G_MAXUINT32), all,
                                   error);
}

static int
tell (RsOptions *options, guint64 from, guint64 to, gboolean all, gboolean json)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RsSession) session = rs_cli_record_lives (options, &error);
  if (session == NULL)
    return rs_cli_fail (error);
  g_autoptr (RsJournal) journal = read_journal (session, &options->moment, from, to, all, &error);
  g_autoptr (RsEvents) events = journal ? rs_events_new (session, journal, all, &error) : NULL;
  if (events == NULL)
    return rs_cli_fail (error);
  if (journal->cut)
    fprintf (stderr, "refscope-cli: there are more events than are told\n");
  if (!events->compared)
    fprintf (stderr,
             "refscope-cli: the stretch has more than %d instructions: references that "
             "they make and drop themselves are left out\n",
             RS_EVENTS_COMPARED);
  if (json)
    print_json (events);
  else
    print_words (session, events);
  return 0;
}

static int
run (const RsVerb *verb, int argc, char **argv)
{
  g_auto (RsOptions) options = { NULL };
  g_autofree char *steps = NULL;
  gboolean json = FALSE, all = FALSE;
  const GOptionEntry own[] = {
    { "steps", 0, 0, G_OPTION_ARG_STRING, &steps, "From step A to step B", "A:B" },
    { "all", 0, 0, G_OPTION_ARG_NONE, &all, "Also what happens to objects made at start-up", NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, "An array of events, as JSON", NULL },
    { NULL },
  };
  guint64 from = 0, to = 0;
  int status;

  if (!rs_options_read (&options, verb, own, argc, argv, &status))
    return status;
  if ((options.moment.by == RS_BY_NOTHING) == (steps == NULL))
    return rs_cli_usage_error (verb,
                               "name a stretch: --step N, --steps A:B, --instruction N or --last");
  if (steps != NULL && !read_steps (verb, steps, &from, &to))
    return 2;
  return tell (&options, from, to, all, json);
}

const RsVerb rs_verb_events = {
  .name = "events",
  .summary = "tell what happens inside a step or an instruction",
  .parameters = "FILE|SCENARIO",
  .help =
      "Prints each event in its order: objects born (and whose address they have) and freed, one\n"
      "after the other; references made and gone, with the count before and after; weak\n"
      "references cleared, callbacks and finalizers called, objects brought back to life;\n"
      "exceptions raised and handled; output; threads that take turns; and what the collector\n"
      "does, in the functions of CPython's gc.c, with each object's gc_refs and generation.\n"
      "A step goes until the next one; the last one until the end, with what is done at exit.",
  .takes = RS_TAKES_PROGRAM,
  .runs = TRUE,
  .moments = RS_BY_STEP | RS_BY_INSTRUCTION | RS_BY_LAST,
  .run = run,
};
