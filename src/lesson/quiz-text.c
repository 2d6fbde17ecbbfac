/* SPDX-License-Identifier: MIT
 *
 * A quiz as text, and as GIFT: https://docs.moodle.org/en/GIFT_format. There
 * ~ = # { } : and the backslash mean something, and are written with one.
 */
#include "quiz.h"

#include <string.h>

static void
append_program (GString *out, const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  guint n = g_strv_length (lines);
  for (guint i = 0; i < n && (i + 1 < n || *lines[i] != '\0'); i++)
    g_string_append_printf (out, "    %2u  %s\n", i + 1, lines[i]);
}

char *
rs_quiz_text (const GPtrArray *items, const char *language)
{
  GString *out = g_string_new (NULL);
  gboolean korean = strcmp (language, "ko") == 0;

  for (guint i = 0; i < items->len; i++)
    {
      const RsQuizItem *item = g_ptr_array_index (items, i);
      g_string_append_printf (out, "%u. %s\n\n", i + 1, item->question);
      append_program (out, item->text);
      for (guint j = 0; j < item->options->len; j++)
        g_string_append_printf (out, "\n    %c) %s", 'a' + (int) j,
                                ((RsLessonOption *) g_ptr_array_index (item->options, j))->label);
      g_string_append (out, "\n\n\n");
    }
  g_string_append_printf (out, "%s\n\n", korean ? "정답" : "Key");
  for (guint i = 0; i < items->len; i++)
    {
      const RsQuizItem *item = g_ptr_array_index (items, i);
      g_string_append_printf (out, "%u. %c\n", i + 1, 'a' + (int) item->right);
      for (guint j = 0; j < item->options->len; j++)
        g_string_append_printf (out, "   %c) %s\n", 'a' + (int) j,
                                ((RsLessonOption *) g_ptr_array_index (item->options, j))->why);
    }
  return g_string_free (out, FALSE);
}

/* TEXT in HTML, escaped for GIFT. */
static void
append_gift (GString *out, const char *text)
{
  for (const char *p = text; *p != '\0'; p++)
    if (*p == '&')
      g_string_append (out, "&amp;");
    else if (*p == '<')
      g_string_append (out, "&lt;");
    else if (*p == '\n')
      g_string_append (out, "\\n");
    else
      {
        if (strchr ("~=#{}:\\", *p) != NULL)
          g_string_append_c (out, '\\');
        g_string_append_c (out, *p);
      }
}

char *
rs_quiz_gift (const GPtrArray *items)
{
  GString *out = g_string_new (NULL);
  for (guint i = 0; i < items->len; i++)
    {
      const RsQuizItem *item = g_ptr_array_index (items, i);
      g_string_append_printf (out, "::%u %s::[html]<p>", i + 1, item->id);
      append_gift (out, item->question);
      g_string_append (out, "</p><pre>");
      append_gift (out, item->text);
      g_string_append (out, "</pre>{\n");
      for (guint j = 0; j < item->options->len; j++)
        {
          const RsLessonOption *option = g_ptr_array_index (item->options, j);
          g_string_append (out, j == item->right ? "  =" : "  ~");
          append_gift (out, option->label);
          g_string_append_c (out, '#');
          append_gift (out, option->why);
          g_string_append_c (out, '\n');
        }
      g_string_append (out, "}\n\n");
    }
  return g_string_free (out, FALSE);
}
