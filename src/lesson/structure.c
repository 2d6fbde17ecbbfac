/* SPDX-License-Identifier: MIT
 *
 * lesson.ini: what a lesson consists of. Sections and keys, a key a line; what
 * may be said several times is. Lines that begin with # are comments.
 *
 *     [lesson]
 *     program = scenario:weakref     or a file of the folder
 *     detail = references            the level that shows what it is about
 *
 *     [moment gone]                  named moments, in the order of the run
 *     place = after 44
 *     claim = 5c                     what is told there
 *     predict = size                 what is asked before it is told
 *     instruction = CALL             from the place on, just before such one
 *
 *     [claim 5c]
 *     variant = without-collect
 *     check = after 44: cache.size() => 1
 *     check = without-collect@prints => 1
 *     check = 8: len(x) => 3.8-3.10: 4; 3.11-3.13: 3
 *     measured = bytes with attributes => 3.8-3.10: 152; 3.11: 88
 *
 *     [variant without-collect]
 *     program = gone.py
 *     open = after 7
 *     prompt = yes                   each statement as if typed at the prompt
 *     schedule = seed:7              the turns of its threads
 *
 *     [predict size]
 *     answer = after 45: cache.size()
 *
 * A place is N or N:K (line N is about to run for the Kth time), after N or
 * after N:K (it has run, with all that it called), or end; VARIANT@ before it:
 * in that program. Own code, not GKeyFile: that knows no line numbers, and a
 * teacher wants to be told where a mistake is.
 */
#include "lesson-private.h"

#include <string.h>

const char *const rs_lesson_versions[RS_N_VERSIONS] = {
  "3.8", "3.9", "3.10", "3.11", "3.12", "3.13"
};

/* Where the reader stands. */
typedef struct {
  RsLesson *lesson;
  int line;
  RsLessonMoment *moment; /* the section that is being read; all NULL: [lesson] */
  RsLessonClaim *claim;
  RsLessonVariant *variant;
  RsLessonPrediction *prediction;
  gboolean skipping; /* a section that is unknown */
} Reader;

#define COMPLAIN(reader, ...)                                                                      \
  rs_lesson_complain ((reader)->lesson, "lesson.ini", (reader)->line, __VA_ARGS__)

/* --- places --------------------------------------------------------------- */

void
rs_lesson_place_clear (RsLessonPlace *place)
{
  g_clear_pointer (&place->variant, g_free);
}

/* N or N:K. */
static gboolean
parse_line (RsLessonPlace *place, const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, ":", 2);
  guint64 line, hit = 1;

  if (parts[0] == NULL || !g_ascii_string_to_unsigned (parts[0], 10, 1, 1000000, &line, NULL)
      || (parts[1] != NULL && !g_ascii_string_to_unsigned (parts[1], 10, 1, G_MAXUINT, &hit, NULL)))
    return FALSE;
  place->line = (int) line;
  place->hit = (guint) hit;
  return TRUE;
}

gboolean
rs_lesson_place_parse (RsLessonPlace *place, const char *text)
{
  const char *at = strchr (text, '@');

  *place = (RsLessonPlace){ .hit = 1 };
  if (at != NULL)
    {
      place->variant = g_strndup (text, at - text);
      text = at + 1;
    }
  if (g_str_has_prefix (text, "after "))
    {
      place->kind = RS_LESSON_PLACE_AFTER;
      text += strlen ("after ");
    }
  else if (strcmp (text, "end") == 0)
    place->kind = RS_LESSON_PLACE_END;
  else if (strcmp (text, "prints") == 0)
    place->kind = RS_LESSON_PLACE_PRINTS;
  else if (strcmp (text, "warns") == 0)
    place->kind = RS_LESSON_PLACE_WARNS;
  if ((place->kind != RS_LESSON_PLACE_BEFORE && place->kind != RS_LESSON_PLACE_AFTER)
      || parse_line (place, text))
    return TRUE;
  rs_lesson_place_clear (place);
  return FALSE;
}

char *
rs_lesson_place_text (const RsLessonPlace *place)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (place->variant != NULL)
    g_string_append_printf (text, "%s@", place->variant);
  if (place->kind == RS_LESSON_PLACE_AFTER)
    g_string_append (text, "after ");
  if (place->kind == RS_LESSON_PLACE_BEFORE || place->kind == RS_LESSON_PLACE_AFTER)
    g_string_append_printf (text, "%d", place->line);
  else
    g_string_append (text, place->kind == RS_LESSON_PLACE_END      ? "end"
                           : place->kind == RS_LESSON_PLACE_PRINTS ? "prints"
                                                                   : "warns");
  if (place->hit > 1)
    g_string_append_printf (text, ":%u", place->hit);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* --- checks --------------------------------------------------------------- */

static int
version_index (const char *text)
{
  for (int i = 0; i < RS_N_VERSIONS; i++)
    if (strcmp (rs_lesson_versions[i], text) == 0)
      return i;
  return -1;
}

/* "3.8-3.10: 48" or "3.11: 56" into VALUES. FALSE: it is neither. */
static gboolean
parse_version (RsLessonCheck *check, const char *text)
{
  const char *colon = strstr (text, ": ");
  if (colon == NULL)
    return FALSE;
  g_autofree char *range = g_strndup (text, colon - text), *first = g_strdup (range);
  char *dash = strchr (first, '-');
  const char *last = dash ? dash + 1 : first;
  if (dash != NULL)
    *dash = '\0';
  int from = version_index (first), to = version_index (last);
  if (from < 0 || to < from)
    return FALSE;
  for (int i = from; i <= to; i++)
    {
      g_free (check->values[i]);
      check->values[i] = g_strstrip (g_strdup (colon + 2));
    }
  return TRUE;
}

/* One value for all versions, or "RANGE: VALUE; RANGE: VALUE". */
static void
parse_values (RsLessonCheck *check, const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, "; ", -1);

  check->by_version = TRUE;
  for (guint i = 0; parts[i] != NULL && check->by_version; i++)
    check->by_version = parse_version (check, parts[i]);
  for (guint i = 0; i < RS_N_VERSIONS && !check->by_version; i++)
    {
      g_free (check->values[i]);
      check->values[i] = g_strdup (text);
    }
}

static void
check_free (gpointer data)
{
  RsLessonCheck *check = data;
  rs_lesson_place_clear (&check->place);
  g_free (check->expression);
  for (guint i = 0; i < RS_N_VERSIONS; i++)
    g_free (check->values[i]);
  g_free (check);
}

/* "PLACE: EXPRESSION => VALUE", "prints => LINE"; an answer has no value. NULL:
 * it has been complained of. */
static RsLessonCheck *
parse_check (Reader *reader, const char *text, gboolean is_answer)
{
  RsLessonCheck *check = g_new0 (RsLessonCheck, 1);
  const char *arrow = g_strrstr (text, " => ");
  g_autofree char *left = arrow ? g_strndup (text, arrow - text) : g_strdup (text);
  char *colon = strstr (left, ": ");

  check->line = reader->line;
  if (colon != NULL)
    {
      check->expression = g_strstrip (g_strdup (colon + 2));
      *colon = '\0';
    }
  gboolean printed = FALSE,
           ok = (arrow == NULL) == is_answer && rs_lesson_place_parse (&check->place, left);
  if (ok)
    printed =
        check->place.kind == RS_LESSON_PLACE_PRINTS || check->place.kind == RS_LESSON_PLACE_WARNS;
  if (ok && printed == (check->expression == NULL))
    {
      if (arrow != NULL)
        parse_values (check, arrow + strlen (" => "));
      return check;
    }
  COMPLAIN (reader,
            is_answer ? "\"%s\" is no answer: PLACE: EXPRESSION is wanted"
                      : "\"%s\" is no check: PLACE: EXPRESSION => VALUE is wanted, or "
                        "prints => LINE",
            text);
  check_free (check);
  return NULL;
}

static RsLessonCheck *
parse_measured (Reader *reader, const char *text)
{
  const char *arrow = strstr (text, " => ");
  if (arrow == NULL)
    {
      COMPLAIN (reader, "\"%s\" is nothing measured: WHAT => VERSIONS: VALUE; ... is wanted", text);
      return NULL;
    }
  RsLessonCheck *check = g_new0 (RsLessonCheck, 1);
  check->expression = g_strndup (text, arrow - text);
  check->measured = TRUE;
  check->line = reader->line;
  parse_values (check, arrow + strlen (" => "));
  return check;
}

char **
rs_lesson_check_rows (const RsLessonCheck *check)
{
  g_autoptr (GStrvBuilder) rows = g_strv_builder_new ();

  for (int i = 0, last; i < RS_N_VERSIONS; i = last + 1)
    {
      const char *value = check->values[i] ? check->values[i] : "–";
      for (last = i;
           last + 1 < RS_N_VERSIONS && g_strcmp0 (check->values[last + 1], check->values[i]) == 0;)
        last++;
      g_autofree char *row = last > i ? g_strdup_printf ("%s–%s\t%s", rs_lesson_versions[i],
                                                         rs_lesson_versions[last], value)
                                      : g_strdup_printf ("%s\t%s", rs_lesson_versions[i], value);
      g_strv_builder_add (rows, row);
    }
  return g_strv_builder_end (rows);
}

/* --- keys ----------------------------------------------------------------- */

static void
add_word (char ***words, const char *word)
{
  guint n = *words ? g_strv_length (*words) : 0;
  *words = g_renew (char *, *words, n + 2);
  (*words)[n] = g_strdup (word);
  (*words)[n + 1] = NULL;
}

static void
set_text (char **where, const char *value)
{
  g_free (*where);
  *where = g_strdup (value);
}

static void
set_detail (Reader *reader, char **where, const char *value)
{
  if (rs_detail_from_name (value) < 0)
    COMPLAIN (reader, "\"%s\" is no level: simple, references or everything", value);
  else
    set_text (where, value);
}

static void
set_place (Reader *reader, RsLessonPlace *place, const char *value)
{
  RsLessonPlace found;
  if (!rs_lesson_place_parse (&found, value) || found.variant != NULL
      || found.kind == RS_LESSON_PLACE_PRINTS || found.kind == RS_LESSON_PLACE_WARNS)
    {
      COMPLAIN (reader, "\"%s\" is no place: a line, LINE:TIME, after LINE or end", value);
      return;
    }
  rs_lesson_place_clear (place);
  *place = found;
}

/* "yes" or "no". */
static gboolean
is_yes (Reader *reader, const char *value)
{
  if (strcmp (value, "yes") != 0 && strcmp (value, "no") != 0)
    COMPLAIN (reader, "\"%s\" is neither yes nor no", value);
  return strcmp (value, "yes") == 0;
}

static void
add_check (Reader *reader, GPtrArray *checks, const char *value)
{
  RsLessonCheck *check = parse_check (reader, value, FALSE);
  if (check == NULL)
    return;
  /* A variant's own checks are about its program. */
  if (reader->variant != NULL && check->place.variant == NULL)
    check->place.variant = g_strdup (reader->variant->id);
  g_ptr_array_add (checks, check);
}

static gboolean
moment_key (Reader *reader, const char *key, const char *value)
{
  RsLessonMoment *moment = reader->moment;
  if (strcmp (key, "place") == 0)
    set_place (reader, &moment->place, value);
  else if (strcmp (key, "claim") == 0)
    add_word (&moment->claims, value);
  else if (strcmp (key, "predict") == 0)
    set_text (&moment->prediction, value);
  else if (strcmp (key, "instruction") == 0)
    set_text (&moment->instruction, value);
  else
    return FALSE;
  return TRUE;
}

static gboolean
claim_key (Reader *reader, const char *key, const char *value)
{
  RsLessonClaim *claim = reader->claim;
  if (strcmp (key, "variant") == 0)
    add_word (&claim->variants, value);
  else if (strcmp (key, "check") == 0)
    add_check (reader, claim->checks, value);
  else if (strcmp (key, "measured") == 0)
    {
      RsLessonCheck *check = parse_measured (reader, value);
      if (check != NULL)
        g_ptr_array_add (claim->checks, check);
    }
  else
    return FALSE;
  return TRUE;
}

static gboolean
variant_key (Reader *reader, const char *key, const char *value)
{
  RsLessonVariant *variant = reader->variant;
  if (strcmp (key, "program") == 0)
    set_text (&variant->file, value);
  else if (strcmp (key, "open") == 0)
    set_place (reader, &variant->open, value);
  else if (strcmp (key, "prompt") == 0)
    variant->prompt = is_yes (reader, value);
  else if (strcmp (key, "schedule") == 0)
    set_text (&variant->schedule, value);
  else if (strcmp (key, "detail") == 0)
    set_detail (reader, &variant->detail, value);
  else if (strcmp (key, "check") == 0)
    add_check (reader, variant->checks, value);
  else
    return FALSE;
  return TRUE;
}

static gboolean
prediction_key (Reader *reader, const char *key, const char *value)
{
  if (strcmp (key, "answer") != 0)
    return FALSE;
  g_clear_pointer (&reader->prediction->answer, check_free);
  reader->prediction->answer = parse_check (reader, value, TRUE);
  return TRUE;
}

static gboolean
lesson_key (Reader *reader, const char *key, const char *value)
{
  if (strcmp (key, "program") == 0)
    {
      if (g_str_has_prefix (value, "scenario:"))
        set_text (&reader->lesson->scenario, value + strlen ("scenario:"));
      else
        set_text (&reader->lesson->file, value);
    }
  else if (strcmp (key, "detail") == 0)
    set_detail (reader, &reader->lesson->detail, value);
  else
    return FALSE;
  return TRUE;
}

static void
read_key (Reader *reader, char *text)
{
  char *equals = strchr (text, '=');
  if (equals == NULL)
    {
      COMPLAIN (reader, "\"%s\" is neither a [section] nor KEY = VALUE", text);
      return;
    }
  *equals = '\0';
  const char *key = g_strstrip (text), *value = g_strstrip (equals + 1);
  gboolean known = reader->moment       ? moment_key (reader, key, value)
                   : reader->claim      ? claim_key (reader, key, value)
                   : reader->variant    ? variant_key (reader, key, value)
                   : reader->prediction ? prediction_key (reader, key, value)
                                        : lesson_key (reader, key, value);
  if (!known)
    COMPLAIN (reader, "there is no key \"%s\" in this section", key);
}

/* --- sections ------------------------------------------------------------- */

static void
moment_free (gpointer data)
{
  RsLessonMoment *moment = data;
  g_free (moment->id);
  g_free (moment->title);
  g_free (moment->text);
  rs_lesson_place_clear (&moment->place);
  g_free (moment->instruction);
  g_strfreev (moment->claims);
  g_free (moment->prediction);
  g_free (moment);
}

static void
claim_free (gpointer data)
{
  RsLessonClaim *claim = data;
  g_free (claim->id);
  g_free (claim->title);
  g_free (claim->says);
  g_free (claim->does);
  g_strfreev (claim->variants);
  g_ptr_array_unref (claim->checks);
  g_free (claim);
}

static void
variant_free (gpointer data)
{
  RsLessonVariant *variant = data;
  g_free (variant->id);
  g_free (variant->title);
  g_free (variant->text);
  g_free (variant->file);
  g_free (variant->source);
  g_free (variant->schedule);
  g_free (variant->detail);
  rs_lesson_place_clear (&variant->open);
  g_ptr_array_unref (variant->checks);
  g_free (variant);
}

static void
prediction_free (gpointer data)
{
  RsLessonPrediction *prediction = data;
  g_free (prediction->id);
  g_free (prediction->question);
  g_ptr_array_unref (prediction->options);
  g_clear_pointer (&prediction->answer, check_free);
  g_free (prediction);
}

static void
begin_moment (Reader *reader, const char *id)
{
  RsLessonMoment *moment = reader->moment = g_new0 (RsLessonMoment, 1);
  moment->id = g_strdup (id);
  moment->line = reader->line;
  moment->claims = g_new0 (char *, 1);
  g_ptr_array_add (reader->lesson->moments, moment);
}

static void
begin_claim (Reader *reader, const char *id)
{
  RsLessonClaim *claim = reader->claim = g_new0 (RsLessonClaim, 1);
  claim->id = g_strdup (id);
  claim->line = reader->line;
  claim->variants = g_new0 (char *, 1);
  claim->checks = g_ptr_array_new_with_free_func (check_free);
  g_ptr_array_add (reader->lesson->claims, claim);
}

static void
begin_variant (Reader *reader, const char *id)
{
  RsLessonVariant *variant = reader->variant = g_new0 (RsLessonVariant, 1);
  variant->id = g_strdup (id);
  variant->line = reader->line;
  variant->open.kind = RS_LESSON_PLACE_END;
  variant->checks = g_ptr_array_new_with_free_func (check_free);
  g_ptr_array_add (reader->lesson->variants, variant);
}

static void
begin_prediction (Reader *reader, const char *id)
{
  RsLessonPrediction *prediction = reader->prediction = g_new0 (RsLessonPrediction, 1);
  prediction->id = g_strdup (id);
  prediction->line = reader->line;
  prediction->options = g_ptr_array_new_with_free_func (rs_lesson_option_free);
  g_ptr_array_add (reader->lesson->predictions, prediction);
}

static const struct {
  const char *kind;
  void (*begin) (Reader *reader, const char *id);
  gpointer (*find) (const RsLesson *lesson, const char *id);
} sections[] = {
  { "moment", begin_moment, (gpointer (*) (const RsLesson *, const char *)) rs_lesson_moment },
  { "claim", begin_claim, (gpointer (*) (const RsLesson *, const char *)) rs_lesson_claim },
  { "variant", begin_variant, (gpointer (*) (const RsLesson *, const char *)) rs_lesson_variant },
  { "predict", begin_prediction,
    (gpointer (*) (const RsLesson *, const char *)) rs_lesson_prediction },
};

/* Ids are keys of other files, too. */
static gboolean
is_id (const char *text)
{
  for (const char *p = text; *p != '\0'; p++)
    if (!g_ascii_isalnum (*p) && *p != '-' && *p != '_')
      return FALSE;
  return *text != '\0';
}

/* TEXT: "moment gone", between the brackets. */
static void
begin_section (Reader *reader, const char *text)
{
  g_auto (GStrv) words = g_strsplit (text, " ", 2);
  reader->moment = NULL;
  reader->claim = NULL;
  reader->variant = NULL;
  reader->prediction = NULL;
  reader->skipping = FALSE;
  if (strcmp (text, "lesson") == 0)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (sections) && words[0] != NULL && words[1] != NULL; i++)
    if (strcmp (words[0], sections[i].kind) == 0)
      {
        if (!is_id (words[1]))
          COMPLAIN (reader, "\"%s\" is no ID: letters, digits, - and _ are", words[1]);
        if (sections[i].find (reader->lesson, words[1]) != NULL)
          COMPLAIN (reader, "there are two [%s]", text);
        sections[i].begin (reader, words[1]);
        return;
      }
  reader->skipping = TRUE;
  COMPLAIN (reader,
            "there is no section [%s]: lesson, moment ID, claim ID, variant ID or predict ID",
            text);
}

void
rs_lesson_read_structure (RsLesson *lesson, const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  Reader reader = { lesson };

  lesson->moments = g_ptr_array_new_with_free_func (moment_free);
  lesson->claims = g_ptr_array_new_with_free_func (claim_free);
  lesson->variants = g_ptr_array_new_with_free_func (variant_free);
  lesson->predictions = g_ptr_array_new_with_free_func (prediction_free);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      char *line = g_strstrip (lines[i]);
      gsize n = strlen (line);
      reader.line = (int) i + 1;
      if (n == 0 || line[0] == '#')
        continue;
      if (line[0] == '[' && line[n - 1] == ']')
        {
          line[n - 1] = '\0';
          begin_section (&reader, line + 1);
        }
      else if (!reader.skipping)
        read_key (&reader, line);
    }
}
