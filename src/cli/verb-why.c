/* SPDX-License-Identifier: MIT
 *
 * refscope-cli why: a question about an object at a moment, and its answer in a
 * sentence or as JSON.
 */
#include "cli.h"

#include "explain/question.h"

#include <stdio.h>
#include <string.h>

/* "second@17:1": cuts TEXT before the @, where digits follow, and says when. An
 * @ within an expression (a matrix product) is followed by something else. */
static gboolean
find_subject (const RsVerb *verb, RsSession *session, char *text, RsSubject *subject,
              GError **error)
{
  char *at = strrchr (text, '@');
  RsMomentChoice choice = { RS_BY_LINE, 0, 1 };
  subject->text = text;
  if (at == NULL || at == text || at[1] == '\0'
      || strspn (at + 1, "0123456789:") != strlen (at + 1))
    return TRUE;
  if (!rs_option_hit (verb, "OBJECT@", at + 1, &choice.number, &choice.hit))
    return FALSE;
  *at = '\0';
  subject->is_named = TRUE;
  return rs_cli_find_instant (session, &choice, &subject->named_at, error);
}

/* The number of objects that a question of that kind is about: LEAST, MOST. */
static gboolean
check_number (const RsVerb *verb, RsWhy why, guint n)
{
  guint least = why == RS_WHY_GREW   ? 0
                : why == RS_WHY_SAME ? 2
                                     : 1,
        most = why == RS_WHY_SAME || why == RS_WHY_REACHABLE ? 2
               : why == RS_WHY_GREW                          ? 0
                                                             : 1;
  if (n >= least && n <= most)
    return TRUE;
  rs_cli_usage_error (verb, "\"%s\" asks about %s", rs_why_name (why),
                      most == 0    ? "no object, but two moments"
                      : least == 2 ? "two objects"
                      : most == 2  ? "one object or two"
                                   : "one object");
  return FALSE;
}

/* Reads the kind of question and the objects from NAMES, which follow the
 * program. FALSE: *ERROR, or it has been said. */
static gboolean
read_question (const RsVerb *verb, RsSession *session, char **names, RsQuestion *question,
               GError **error)
{
  guint n = g_strv_length (names + 1);
  /* grew has no object; an empty one is none. */
  if (question->why == RS_WHY_GREW && n == 1 && *names[1] == '\0')
    n = 0;
  if (!check_number (verb, question->why, n))
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (!find_subject (verb, session, names[i + 1], &question->subjects[i], error))
      return FALSE;
  return TRUE;
}

static int
answer (const RsVerb *verb, RsOptions *options, const char *since, gboolean json)
{
  g_autoptr (GError) error = NULL;
  RsMomentChoice earlier = { RS_BY_LINE, 0, 1 };
  int why = rs_why_from_name (options->names[1]);
  RsQuestion question = { .why = MAX (why, 0) };

  if (why < 0)
    return rs_cli_usage_error (verb, "there is no question \"%s\"", options->names[1]);
  if ((why == RS_WHY_GREW) != (since != NULL))
    return rs_cli_usage_error (verb, why == RS_WHY_GREW ? "what grew --since when?"
                                                        : "--since is for \"grew\" only");
  if (!rs_option_hit (verb, "--since", since, &earlier.number, &earlier.hit))
    return 2;
  g_autoptr (RsSession) session = rs_cli_record_lives (options, &error);
  if (session == NULL)
    return rs_cli_fail (error);
  if (!rs_cli_find_instant (session, &options->moment, &question.at, &error)
      || (since != NULL && !rs_cli_find_instant (session, &earlier, &question.since, &error))
      || !read_question (verb, session, options->names + 1, &question, &error))
    return error ? rs_cli_fail (error) : 2;
  g_autoptr (RsAnswer) found = rs_answer (session, &question, &error);
  if (found == NULL)
    return rs_cli_fail (error);
  g_autofree char *text = json ? rs_answer_json (found) : rs_answer_text (found);
  puts (text);
  return 0;
}

static int
run (const RsVerb *verb, int argc, char **argv)
{
  g_auto (RsOptions) options = { NULL };
  g_autofree char *since = NULL;
  gboolean json = FALSE;
  const GOptionEntry own[] = {
    { "since", 0, 0, G_OPTION_ARG_STRING, &since, "The earlier moment of \"grew\"", "N[:K]" },
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, "The whole answer, as JSON", NULL },
    { NULL },
  };
  int status;

  if (!rs_options_read (&options, verb, own, argc, argv, &status))
    return status;
  if (g_strv_length (options.names) < 2)
    return rs_cli_usage_error (verb, "name a program, a question and what it is about");
  if (options.moment.by == RS_BY_NOTHING)
    return rs_cli_usage_error (verb,
                               "name a moment: --line N[:K], --step N, --instruction N or --last");
  return answer (verb, &options, since, json);
}

const RsVerb rs_verb_why = {
  .name = "why",
  .summary = "answer a question about an object at a moment, and prove it",
  .parameters = "FILE|SCENARIO KIND [OBJECT [OBJECT]]",
  .help =
      "KIND is alive (what holds it), dead (when and of what it died), died-at (when it will\n"
      "die), count and holders (each reference to it), same (are the two one object, and why),\n"
      "size (bytes), collectable (would the collector free it now), reachable (from a root, or\n"
      "from the first to the second), keeps (what would be freed with it), cut (the fewest\n"
      "references that must go) or grew (what there is more of --since N[:K]).\n"
      "OBJECT is a Python expression, evaluated where the moment is; EXPRESSION@N[:K], what it\n"
      "means when line N is about to run for the Kth time; or #SERIAL.",
  .takes = RS_TAKES_QUESTION,
  .runs = TRUE,
  .moments = RS_BY_STEP | RS_BY_INSTRUCTION | RS_BY_LINE | RS_BY_LAST,
  .run = run,
};
