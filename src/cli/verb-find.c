/* SPDX-License-Identifier: MIT
 *
 * refscope-cli find: the objects of a run that a query is true of.
 */
#include "cli.h"

#include "explain/find.h"
#include "explain/life-text.h"
#include "text/escape.h"

#include <stdio.h>
#include <string.h>

#define SHOWN 100 /* objects, without --limit */

typedef struct {
  RsSession *session;
  const RsLives *lives;
  const RsQuery *query;
  const RsFindings *findings;
  const char *text; /* the query */
  guint64 limit;
} Answer;

/* The sentence, the query, and a caret below the place. */
static int
tell_mistake (const RsVerb *verb, const char *text, const char *message, gsize position)
{
  glong column = g_utf8_strlen (text, position);
  fprintf (stderr, "refscope-cli %s: %s\n  %s\n  %*s^\n", verb->name, message, text, (int) column,
           "");
  return 2;
}

static guint
n_shown (const Answer *a)
{
  return MIN (a->findings->found->len, a->limit);
}

static const RsStep *
step_of (const Answer *a, const RsFound *found)
{
  return found->step == RS_NO_STEP ? NULL : &rs_session_recording (a->session)->steps[found->step];
}

/* --- words ---------------------------------------------------------------- */

static void
print_found (const Answer *a, const RsFound *found)
{
  g_autofree char *text = rs_life_text (a->lives, found->serial);
  const RsStep *step = step_of (a, found);
  printf ("%s", text);
  if (step != NULL)
    printf ("; at step %u, line %d", found->step, step->line);
  if (step != NULL && found->count >= 0)
    printf (", count %" G_GINT64_FORMAT, found->count);
  if (found->before != 0)
    {
      g_autofree char *before = rs_life_text (a->lives, found->before);
      printf ("; the address had been that of %s", before);
    }
  printf ("\n");
}

static void
print_words (const Answer *a)
{
  const RsFindings *f = a->findings;
  for (guint i = 0; i < n_shown (a); i++)
    print_found (a, &g_array_index (f->found, RsFound, i));
  for (guint i = 0; i < f->groups->len; i++)
    {
      const RsFoundGroup *group = &g_array_index (f->groups, RsFoundGroup, i);
      printf ("%8" G_GUINT64_FORMAT "  %s\n", group->n, group->key);
    }
  if (n_shown (a) < f->found->len)
    printf ("and %u more (--limit)\n", f->found->len - n_shown (a));
  printf ("%" G_GUINT64_FORMAT " object%s", f->n, f->n == 1 ? "" : "s");
  if (f->every > 1)
    printf (", looked at every %u steps", f->every);
  printf ("\n");
}

/* --- JSON ----------------------------------------------------------------- */

static void
add_found (GString *out, const Answer *a, const RsFound *found)
{
  const RsStep *step = step_of (a, found);
  g_string_append_c (out, '{');
  rs_life_json (out, a->lives, found->serial);
  if (step != NULL)
    g_string_append_printf (out,
                            ", \"at\": {\"step\": %u, \"instruction\": %" G_GUINT64_FORMAT
                            ", \"line\": %d, \"count\": %" G_GINT64_FORMAT "}",
                            found->step, step->instruction, step->line, found->count);
  if (found->before != 0)
    {
      g_string_append (out, ", \"before\": {");
      rs_life_json (out, a->lives, found->before);
      g_string_append_c (out, '}');
    }
  g_string_append_c (out, '}');
}

static void
add_groups (GString *out, const Answer *a)
{
  const char *name = rs_group_name (a->query->group);
  g_string_append_printf (out, ", \"by\": \"%s\", \"counts\": [", name);
  for (guint i = 0; i < a->findings->groups->len; i++)
    {
      const RsFoundGroup *group = &g_array_index (a->findings->groups, RsFoundGroup, i);
      g_string_append_printf (out, "%s{\"%s\": ", i > 0 ? ", " : "", name);
      if (a->query->group == RS_GROUP_LINE)
        g_string_append (out, group->key);
      else
        rs_json_string (out, group->key);
      g_string_append_printf (out, ", \"count\": %" G_GUINT64_FORMAT "}", group->n);
    }
  g_string_append_c (out, ']');
}

static void
print_json (const Answer *a)
{
  g_autoptr (GString) out = g_string_new ("{\"query\": ");
  rs_json_string (out, a->text);
  g_string_append_printf (out, ", \"matches\": %" G_GUINT64_FORMAT ", \"every\": %u",
                          a->findings->n, a->findings->every);
  if (a->query->group != RS_GROUP_NOTHING)
    add_groups (out, a);
  g_string_append (out, ", \"objects\": [");
  for (guint i = 0; i < n_shown (a); i++)
    {
      g_string_append (out, i > 0 ? ", " : "");
      add_found (out, a, &g_array_index (a->findings->found, RsFound, i));
    }
  g_string_append (out, "]}");
  puts (out->str);
}

/* --- the verb ------------------------------------------------------------- */

static int
answer (const RsVerb *verb, RsOptions *options, const RsQuery *query, gboolean all, guint64 limit,
        gboolean json)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RsSession) session = rs_cli_record_lives (options, &error);
  g_autoptr (RsFindings) findings = session ? rs_find (session, query, all, &error) : NULL;
  if (findings == NULL)
    return rs_cli_fail (error);
  Answer a = { session, rs_session_recording (session)->lives, query, findings, options->names[1],
               limit };
  if (a.lives->cut)
    fprintf (stderr, "refscope-cli: the run has too many objects: the last are missing\n");
  if (json)
    print_json (&a);
  else
    print_words (&a);
  return 0;
}

static int
run (const RsVerb *verb, int argc, char **argv)
{
  g_auto (RsOptions) options = { NULL };
  g_autofree char *most = NULL, *message = NULL;
  gboolean json = FALSE, all = FALSE;
  const GOptionEntry own[] = {
    { "all", 0, 0, G_OPTION_ARG_NONE, &all, "Also what start-up and the library made", NULL },
    { "limit", 0, 0, G_OPTION_ARG_STRING, &most, "How many objects are listed (100; JSON: all)",
      "N" },
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, "The whole answer, as JSON", NULL },
    { NULL },
  };
  gsize position = 0;
  int status;

  if (!rs_options_read (&options, verb, own, argc, argv, &status))
    return status;
  if (g_strv_length (options.names) != 2)
    return rs_cli_usage_error (verb, "name a program and a query, in one pair of quotes");
  guint64 limit = json ? G_MAXUINT64 : SHOWN;
  if (!rs_option_number (verb, "--limit", most, &limit))
    return 2;
  g_autoptr (RsQuery) query = rs_query_parse (options.names[1], &message, &position);
  if (query == NULL)
    return tell_mistake (verb, options.names[1], message, position);
  return answer (verb, &options, query, all, limit, json);
}

const RsVerb rs_verb_find = {
  .name = "find",
  .summary = "list the objects of a run that a query is true of",
  .parameters = "FILE|SCENARIO 'QUERY'",
  .help =
      "A query is a condition; \"first\" before it asks for the first object only, \"count\" for\n"
      "their number, \"count by type\" (line, cause, function) for the number of each.\n"
      "\n"
      "Of the whole life of an object:\n"
      "  type = Child            its class, by name\n"
      "  line = 12               where it was born\n"
      "  born in f               by function f, or what that called in C; born at line 12;\n"
      "  born > 100              during a step; the same with died\n"
      "  died                    before the program's end\n"
      "  cause = count           its count fell to 0; collected: while a collection ran; exit:\n"
      "                          after the last line; holder: freed with what held it\n"
      "  bytes > 1000            when it died, or at the end\n"
      "  id used again           its address had been another object's\n"
      "  thread = 2, serial = 6400\n"
      "Of a moment; an object matches if there is a step at which the whole condition holds,\n"
      "and the first such step is told:\n"
      "  count > 2               references to it, as sys.getrefcount () less its own\n"
      "  holders >= 2            objects, frames and namespaces that hold it\n"
      "  name = cache            a variable or an attribute of that name refers to it\n"
      "  reachable, garbage      whether the program can still come to it\n"
      "  weak only               alive, but only weak references lead to it\n"
      "Each of these, and \"alive\", can be asked of one moment instead: garbage at end,\n"
      "alive at step 30, count > 1 at line 12:3 (when line 12 is about to run for the third\n"
      "time). The steps are those of the main thread.\n"
      "\n"
      "Conditions are joined by and, or, not and parentheses; = != < <= > >= compare. Examples:\n"
      "  died and cause = collected        type = Child and count > 2\n"
      "  alive at end and born in f        first garbage\n"
      "  count by type alive at end        weak only",
  .takes = RS_TAKES_QUESTION,
  .runs = TRUE,
  .run = run,
};
