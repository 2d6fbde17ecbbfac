/* SPDX-License-Identifier: MIT
 *
 * The engine of module re against GLib's (PCRE), on random patterns and texts:
 * the language that both have and mean alike. Sets, repeats of all kinds,
 * choices, groups, references, assertions.
 */
#include "engine.h"

/* A pattern with N more parts, in IN. *GROUPS: made so far, and closed. */
static void
random_pattern (GRand *random, int depth, guint *groups, GString *in)
{
  static const char *const atoms[] = { "a",   "b",   "c",     ".",     "[ab]",   "[^a]",   "[a-c]",
                                       "\\w", "\\d", "\\s",   "\\W",   "[\\d-]", "\\b",    "\\B",
                                       "^",   "$",   "(?=a)", "(?!b)", "(?<=b)", "(?<!ab)" },
                           *const repeats[] = { "*", "+", "?", "{2}", "{1,3}", "{0,2}", "{2,}" };
  int n = g_rand_int_range (random, 1, 4);
  for (int i = 0; i < n; i++)
    {
      gboolean repeats_well = TRUE;
      int kind = g_rand_int_range (random, 0, depth > 0 ? 12 : 8);
      if (kind < 7)
        {
          guint atom = g_rand_int_range (random, 0, kind < 5 ? 11 : G_N_ELEMENTS (atoms));
          repeats_well = atom < 12;
          g_string_append (in, atoms[atom]);
        }
      else if (kind == 7 && depth == 2 && *groups > 0) /* all are closed here */
        g_string_append_printf (in, "\\%d", g_rand_int_range (random, 1, *groups + 1));
      else if (kind > 7)
        {
          gboolean captures = kind < 10;
          g_string_append (in, captures ? "(" : "(?:");
          random_pattern (random, depth - 1, groups, in);
          if (kind % 2)
            {
              g_string_append_c (in, '|');
              random_pattern (random, depth - 1, groups, in);
            }
          g_string_append_c (in, ')');
          *groups += captures;
          /* A repeated group that can match nothing ends its turns differently
           * in the two engines. */
          repeats_well = FALSE;
        }
      else
        g_string_append_c (in, 'a');
      if (repeats_well && g_rand_int_range (random, 0, 3) == 0)
        {
          g_string_append (in, repeats[g_rand_int_range (random, 0, G_N_ELEMENTS (repeats))]);
          if (g_rand_int_range (random, 0, 3) == 0)
            g_string_append_c (in, '?');
        }
    }
}

/* Where PATTERN, compiled in the module, matches in TEXT: "0-2", or "none". */
static char *
our_match (RsVm *vm, RsObject *compiled, const char *text)
{
  RS_SCOPE (vm);
  RS_LOCAL (str, rs_str_new (vm, text, -1));
  RS_LOCAL (match, call_method (vm, compiled, "search", &str, 1));
  if (match == NULL)
    return taken_error (vm);
  if (match == vm->none)
    return g_strdup ("none");
  RS_LOCAL (span, call_method (vm, match, "span", NULL, 0));
  gint64 start, end;
  g_assert_true (rs_int_fits (rs_tuple_items (span)[0], &start));
  g_assert_true (rs_int_fits (rs_tuple_items (span)[1], &end));
  return g_strdup_printf ("%d-%d", (int) start, (int) end);
}

static char *
their_match (GRegex *regex, const char *text)
{
  g_autoptr (GMatchInfo) info = NULL;
  int start, end;
  if (!g_regex_match (regex, text, 0, &info))
    return g_strdup ("none");
  g_match_info_fetch_pos (info, 0, &start, &end);
  return g_strdup_printf ("%d-%d", start, end);
}

static void
test_against_pcre (Engine *e, gconstpointer data)
{
  RsVm *vm = e->vm;
  static const char letters[] = "aaabbc1 -";
  guint32 seed = 404;
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  guint matched = 0, compared = 0;
  RS_SCOPE (vm);
  RS_LOCAL (re, rs_import (vm, "re"));
  g_assert_nonnull (re);
  g_test_message ("seed %u", seed);
  for (int turn = 0; turn < 3000; turn++)
    {
      guint groups = 0;
      g_autoptr (GString) pattern = g_string_new (NULL);
      random_pattern (random, 2, &groups, pattern);
      /* PCRE's $ is before a last newline, too; no text here has one. */
      g_autoptr (GRegex) theirs = g_regex_new (pattern->str, 0, 0, NULL);
      g_assert_nonnull (theirs);
      RS_LOCAL (str, rs_str_new (vm, pattern->str, -1));
      RS_LOCAL (ours, call_method (vm, re, "compile", &str, 1));
      if (ours == NULL)
        {
          g_autofree char *error = taken_error (vm);
          g_error ("%s: %s", pattern->str, error);
        }
      for (int i = 0; i < 8; i++)
        {
          char text[16] = "";
          gsize n = g_rand_int_range (random, 1, 12); /* 3.11: no \B in "" */
          for (gsize k = 0; k < n; k++)
            text[k] = letters[g_rand_int_range (random, 0, sizeof letters - 1)];
          g_autofree char *found = our_match (vm, ours, text),
                          *expected = their_match (theirs, text);
          if (strcmp (found, expected) != 0)
            g_error ("\"%s\" in \"%s\": %s, but PCRE says %s", pattern->str, text, found, expected);
          compared++;
          matched += strcmp (found, "none") != 0;
        }
    }
  /* Neither nearly all nor nearly none. */
  g_assert_cmpuint (matched, >, compared / 5);
  g_assert_cmpuint (matched, <, compared / 5 * 4);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ENGINE_TEST ("/modules/re/against-pcre", test_against_pcre);
  return g_test_run ();
}
