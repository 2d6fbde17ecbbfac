/* SPDX-License-Identifier: MIT
 *
 * HTML without a library: the texts are our own, in the little Markdown of
 * lessons (src/lesson/texts.c).
 *
 * A text is read line by line, with at most one block open. An empty line
 * closes it; a heading is a block of one line; "- " begins an item, and other
 * lines belong to the block that is open:
 *
 *     Two names                  <p>Two names refer to it.</p>
 *     refer to it.
 *     - `x` is one               <ul><li><code>x</code> is one</li>
 *     - `y` is the other         <li><code>y</code> is the other</li></ul>
 */
#include "html.h"

#include <string.h>

typedef enum {
  NO_BLOCK,
  PARAGRAPH,
  LIST, /* with its last item open */
} Block;

void
rs_html_text (GString *out, const char *text)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);
  g_string_append (out, escaped);
}

/* TEXT, in which there is no `code`: every second part between "**" is bold. */
static void
append_bold (GString *out, const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, "**", -1);
  for (guint i = 0; parts[i] != NULL; i++)
    {
      g_string_append (out, i % 2 == 1 ? "<b>" : i > 0 ? "</b>" : "");
      rs_html_text (out, parts[i]);
    }
}

void
rs_html_inline (GString *out, const char *markdown)
{
  g_auto (GStrv) parts = g_strsplit (markdown, "`", -1);
  for (guint i = 0; parts[i] != NULL; i++)
    if (i % 2 == 0)
      append_bold (out, parts[i]);
    else
      {
        g_string_append (out, "<code>");
        rs_html_text (out, parts[i]);
        g_string_append (out, "</code>");
      }
}

static void
close_block (GString *out, Block *open)
{
  static const char *const ends[] = { "", "</p>\n", "</li></ul>\n" };

  g_string_append (out, ends[*open]);
  *open = NO_BLOCK;
}

void
rs_html_blocks (GString *out, const char *markdown)
{
  g_auto (GStrv) lines = g_strsplit (markdown, "\n", -1);
  Block open = NO_BLOCK;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      const char *line = lines[i];

      if (*line == '\0')
        close_block (out, &open);
      else if (g_str_has_prefix (line, "### "))
        {
          close_block (out, &open);
          g_string_append (out, "<h3>");
          rs_html_inline (out, line + strlen ("### "));
          g_string_append (out, "</h3>\n");
        }
      else if (g_str_has_prefix (line, "- "))
        {
          if (open == PARAGRAPH)
            close_block (out, &open);
          g_string_append (out, open == LIST ? "</li><li>" : "<ul><li>");
          rs_html_inline (out, line + strlen ("- "));
          open = LIST;
        }
      else
        {
          g_string_append (out, open == NO_BLOCK ? "<p>" : " ");
          rs_html_inline (out, line);
          open = open == NO_BLOCK ? PARAGRAPH : open;
        }
    }
  close_block (out, &open);
}

void
rs_html_program (GString *out, const char *program)
{
  g_auto (GStrv) lines = g_strsplit (program, "\n", -1);
  guint n = g_strv_length (lines);

  g_string_append (out, "<pre class=\"program\">");
  for (guint i = 0; i < n && (i + 1 < n || *lines[i] != '\0'); i++)
    {
      g_string_append_printf (out, "<span data-line=\"%u\"><i>%u</i>", i + 1, i + 1);
      rs_html_text (out, lines[i]);
      g_string_append (out, "\n</span>");
    }
  g_string_append (out, "</pre>\n");
}
