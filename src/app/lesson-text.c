/* SPDX-License-Identifier: MIT
 *
 * Markdown to labels. Blocks are told apart by empty lines; a list's items are
 * blocks of their own.
 */
#include "lesson-text.h"

#include "widgets.h"

#include <string.h>

char *
rs_lesson_markup (const char *markdown)
{
  g_autofree char *escaped = g_markup_escape_text (markdown, -1);
  g_autoptr (GString) out = g_string_new (NULL);
  gboolean code = FALSE, bold = FALSE;

  for (const char *p = escaped; *p != '\0'; p++)
    if (*p == '`')
      {
        code = !code;
        g_string_append (out, code ? "<tt>" : "</tt>");
      }
    else if (!code && p[0] == '*' && p[1] == '*')
      {
        bold = !bold;
        g_string_append (out, bold ? "<b>" : "</b>");
        p++;
      }
    else
      g_string_append_c (out, *p);
  if (code)
    g_string_append (out, "</tt>");
  if (bold)
    g_string_append (out, "</b>");
  return g_string_free (g_steal_pointer (&out), FALSE);
}

static void
forbid_breaks (PangoAttrList *list, guint start, guint end)
{
  PangoAttribute *whole = pango_attr_allow_breaks_new (FALSE);
  whole->start_index = start;
  whole->end_index = end;
  pango_attr_list_insert (list, whole);
}

/* Korean may break after any syllable, says Unicode; a reader of Korean wants
 * words whole. */
static void
keep_words_whole (GtkLabel *label)
{
  const char *text = gtk_label_get_text (label), *word = text;
  PangoAttrList *list = pango_attr_list_new ();
  gboolean hangul = FALSE;

  for (const char *p = text;; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      hangul = hangul || (c >= 0xac00 && c <= 0xd7a3);
      if (c != 0 && !g_unichar_isspace (c))
        continue;
      if (hangul)
        forbid_breaks (list, (guint) (word - text), (guint) (p - text));
      hangul = FALSE;
      if (c == 0)
        break;
      word = g_utf8_next_char (p);
    }
  gtk_label_set_attributes (label, list);
  pango_attr_list_unref (list);
}

GtkWidget *
rs_lesson_label (const char *markup, const char *class)
{
  GtkWidget *label = rs_label_new_wrapped (NULL);

  gtk_label_set_markup (GTK_LABEL (label), markup);
  keep_words_whole (GTK_LABEL (label));
  gtk_label_set_natural_wrap_mode (GTK_LABEL (label), GTK_NATURAL_WRAP_WORD);
  if (class != NULL)
    gtk_widget_add_css_class (label, class);
  return label;
}

static void
append_block (GtkBox *box, const char *text)
{
  gboolean heading = g_str_has_prefix (text, "### "), item = g_str_has_prefix (text, "- ");
  g_autofree char *inner = rs_lesson_markup (heading ? text + 4
                                             : item  ? text + 2
                                                     : text),
                  *markup = heading ? g_strdup_printf ("<b>%s</b>", inner)
                            : item  ? g_strdup_printf ("•  %s", inner)
                                    : g_strdup (inner);
  gtk_box_append (box, rs_lesson_label (markup, NULL));
}

void
rs_lesson_append_text (GtkBox *box, const char *markdown)
{
  g_auto (GStrv) lines = g_strsplit (markdown, "\n", -1);
  g_autoptr (GString) block = g_string_new (NULL);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      gboolean starts = *lines[i] == '\0' || g_str_has_prefix (lines[i], "- ");
      if (starts && block->len > 0)
        {
          append_block (box, block->str);
          g_string_truncate (block, 0);
        }
      if (block->len > 0)
        g_string_append_c (block, ' ');
      g_string_append (block, lines[i]);
    }
  if (block->len > 0)
    append_block (box, block->str);
}
