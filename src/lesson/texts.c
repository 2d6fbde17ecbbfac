/* SPDX-License-Identifier: MIT
 *
 * ko.md, en.md: what a lesson says, as Markdown whose headings of the second
 * level say what each text is of.
 *
 *     # Weak references
 *     A cache that holds its objects weakly.
 *
 *     ## article
 *     What the article says before its program, whole.
 *
 *     ## moment gone: The object is gone
 *     Two or three sentences.
 *
 *     ## claim 5c: At del, not at collect
 *     > The article's own words.
 *     What CPython does.
 *
 *     ## variant without-collect: Without the collect
 *     What it shows.
 *
 *     ## predict size: How many entries has the cache now?
 *     - `1` one: It is right, because ...
 *     - `2` two: "del only hides the name": a misconception, because ...
 *
 * Of Markdown there is what such texts need: paragraphs, lists, quotations,
 * `code`, **bold**. It stays Markdown here: who shows it turns it into markup.
 */
#include "lesson-private.h"

#include <string.h>

typedef struct {
  RsLesson *lesson;
  const char *file;
  int line;
  /* Of the section that is being read; NULL: there is none to hold it. */
  char **body;
  RsLessonClaim *claim;
  RsLessonPrediction *prediction;
  GString *text, *quoted;
} Reader;

#define COMPLAIN(reader, ...)                                                                      \
  rs_lesson_complain ((reader)->lesson, (reader)->file, (reader)->line, __VA_ARGS__)

/* TEXT without the space around it becomes *PLACE; of two texts of one part, of
 * which is complained elsewhere, the later stays. */
static void
put_text (char **place, const GString *text)
{
  g_free (*place);
  *place = g_strstrip (g_strdup (text->str));
}

/* The section's text is complete. */
static void
end_section (Reader *reader)
{
  if (reader->claim != NULL)
    put_text (&reader->claim->says, reader->quoted);
  if (reader->body != NULL)
    put_text (reader->body, reader->text);
  g_string_truncate (reader->text, 0);
  g_string_truncate (reader->quoted, 0);
  reader->body = NULL;
  reader->claim = NULL;
  reader->prediction = NULL;
}

/* Where the title goes, and *BODY; NULL: lesson.ini has no such part. */
static char **
part_of (Reader *reader, const char *kind, const char *id)
{
  RsLessonMoment *moment = NULL;
  RsLessonVariant *variant = NULL;

  if (strcmp (kind, "moment") == 0 && (moment = rs_lesson_moment (reader->lesson, id)) != NULL)
    {
      reader->body = &moment->text;
      return &moment->title;
    }
  if (strcmp (kind, "variant") == 0 && (variant = rs_lesson_variant (reader->lesson, id)) != NULL)
    {
      reader->body = &variant->text;
      return &variant->title;
    }
  if (strcmp (kind, "claim") == 0 && (reader->claim = rs_lesson_claim (reader->lesson, id)) != NULL)
    {
      reader->body = &reader->claim->does;
      return &reader->claim->title;
    }
  if (strcmp (kind, "predict") == 0
      && (reader->prediction = rs_lesson_prediction (reader->lesson, id)) != NULL)
    return &reader->prediction->question;
  return NULL;
}

/* "moment gone: The object is gone" */
static void
begin_section (Reader *reader, const char *heading)
{
  const char *space = strchr (heading, ' '), *colon = strstr (heading, ": ");

  end_section (reader);
  if (strcmp (heading, "article") == 0)
    {
      reader->body = &reader->lesson->article;
      return;
    }
  if (space == NULL || colon == NULL || colon < space)
    {
      COMPLAIN (reader, "\"## %s\" is no heading: ## article, or ## KIND ID: TITLE", heading);
      return;
    }
  g_autofree char *kind = g_strndup (heading, space - heading),
                  *id = g_strndup (space + 1, colon - space - 1);
  char **title = part_of (reader, kind, id);
  if (title == NULL)
    COMPLAIN (reader, "lesson.ini has no [%s %s]", kind, id);
  else if (*title != NULL)
    COMPLAIN (reader, "there are two texts of [%s %s]", kind, id);
  else
    *title = g_strstrip (g_strdup (colon + 2));
}

/* "- `VALUE` LABEL: WHY"; the label may be missing. */
static void
read_option (Reader *reader, const char *line)
{
  const char *start = g_str_has_prefix (line, "- `") ? line + strlen ("- `") : NULL,
             *end = start ? strchr (start, '`') : NULL, *colon = end ? strstr (end, ": ") : NULL;

  if (colon == NULL)
    {
      COMPLAIN (reader, "\"%s\" is no option: - `VALUE` LABEL: WHY", line);
      return;
    }
  RsLessonOption *option = g_new0 (RsLessonOption, 1);
  option->value = g_strndup (start, end - start);
  option->label = g_strstrip (g_strndup (end + 1, colon - end - 1));
  option->why = g_strstrip (g_strdup (colon + 2));
  if (*option->label == '\0')
    {
      g_free (option->label);
      option->label = g_strdup (option->value);
    }
  g_ptr_array_add (reader->prediction->options, option);
}

static void
read_line (Reader *reader, char *line)
{
  if (g_str_has_prefix (line, "## "))
    begin_section (reader, g_strstrip (line + 3));
  else if (g_str_has_prefix (line, "# "))
    {
      end_section (reader);
      g_free (reader->lesson->title);
      reader->lesson->title = g_strstrip (g_strdup (line + 2));
      reader->body = &reader->lesson->summary;
    }
  else if (reader->prediction != NULL)
    {
      if (*g_strstrip (line) != '\0')
        read_option (reader, line);
    }
  else if (reader->claim != NULL && g_str_has_prefix (line, "> "))
    g_string_append_printf (reader->quoted, "%s\n", line + 2);
  else
    g_string_append_printf (reader->text, "%s\n", g_strchomp (line));
}

void
rs_lesson_read_texts (RsLesson *lesson, const char *file, const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  Reader reader = {
    .lesson = lesson, .file = file, .text = g_string_new (NULL), .quoted = g_string_new (NULL)
  };

  for (guint i = 0; lines[i] != NULL; i++)
    {
      reader.line = (int) i + 1;
      read_line (&reader, lines[i]);
    }
  end_section (&reader);
  g_string_free (reader.text, TRUE);
  g_string_free (reader.quoted, TRUE);
}
