/* SPDX-License-Identifier: MIT
 *
 * Labels in words. A label is a word of the vocabulary with a name after it, or
 * such a word alone; the name stays.
 */
#include "label-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const char *const with_name[] = {
  N_ ("global %s"),   N_ ("local %s"), N_ ("cell %s"),      N_ ("item %s"),    N_ ("key %s"),
  N_ ("value of %s"), N_ ("value %s"), N_ ("attribute %s"), N_ ("default %s"), N_ ("argument %s"),
  N_ ("constant %s"), N_ ("frame %s"), N_ ("library %s"),
};

static const char *const alone[] = {
  N_ ("member"), N_ ("class"),    N_ ("stack"),  N_ ("stored"),  N_ ("base"),
  N_ ("buffer"), N_ ("callback"), N_ ("itself"), N_ ("garbage"), N_ ("handled exception"),
};

char *
rs_label_text (const char *label)
{
  for (guint i = 0; i < G_N_ELEMENTS (alone); i++)
    if (strcmp (label, alone[i]) == 0)
      return g_strdup (_ (alone[i]));
  for (guint i = 0; i < G_N_ELEMENTS (with_name); i++)
    {
      gsize n = strlen (with_name[i]) - strlen ("%s");
      if (strncmp (label, with_name[i], n) != 0)
        continue;
      /* The translator's text has one %s. */
      g_auto (GStrv) parts = g_strsplit (_ (with_name[i]), "%s", 2);
      return g_strjoinv (label + n, parts);
    }
  return g_strdup (label);
}

/* How many of LABELS from the first on are the same. */
static guint
count_same (char *const *labels)
{
  guint n = 1;
  while (labels[n] != NULL && strcmp (labels[n], labels[0]) == 0)
    n++;
  return n;
}

char *
rs_chain_text (char *const *labels)
{
  GString *out = g_string_new (NULL);
  for (char *const *label = labels; label != NULL && *label != NULL;)
    {
      g_autofree char *text = rs_label_text (*label);
      guint n = count_same (label);
      g_string_append_printf (out, "%s%s", out->len > 0 ? " > " : "", text);
      /* Down a list of a thousand nodes. */
      if (n > 1)
        g_string_append_printf (out, " × %u", n);
      label += n;
    }
  if (out->len == 0)
    g_string_append (out, _ ("nothing"));
  return g_string_free (out, FALSE);
}
