/* SPDX-License-Identifier: MIT
 *
 * Adding a sentence to a story.
 */
#include "narrate-private.h"

#include "explain/particle.h"

#include <string.h>

#define MOST_ARGUMENTS 6

const char *
rs_keep (RsTeller *teller, const char *text)
{
  return g_string_chunk_insert_const (teller->story->pool, text);
}

const char *
rs_number (RsTeller *teller, gint64 number)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, number);
  return rs_keep (teller, text);
}

/* A sentence begins with a capital; the name of a type stays as it is. */
static void
capitalise (char *text)
{
  static const char *const words[] = { "the ", "a ", "attribute ", "item " };
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_has_prefix (text, words[i]))
      *text = g_ascii_toupper (*text);
}

RsSentence *
rs_tell (RsTeller *teller, RsSays says, const char *format, ...)
{
  const char *arguments[MOST_ARGUMENTS], *argument;
  guint n = 0;
  va_list list;
  va_start (list, format);
  while (n < MOST_ARGUMENTS && (argument = va_arg (list, const char *)) != NULL)
    arguments[n++] = argument;
  va_end (list);
  g_autofree char *text = rs_say (format, arguments, n);
  capitalise (text);
  const RsSentence sentence = {
    .says = says, .before = -1, .after = -1, .text = rs_keep (teller, text)
  };
  GArray *sentences = teller->story->sentences;
  g_array_append_val (sentences, sentence);
  return &g_array_index (sentences, RsSentence, sentences->len - 1);
}
