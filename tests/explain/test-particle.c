/* SPDX-License-Identifier: MIT
 *
 * Korean particles: what fits a name, a number, a word; the forms were written
 * down by reading them aloud.
 */
#include "explain/particle.h"

static const struct {
  const char *word, *topic; /* with 은 or 는 */
} topics[] = {
  { "목록", "목록은" },
  { "객체", "객체는" },
  { "길", "길은" },
  { "나비", "나비는" },
  { "`c`", "`c`는" },
  { "`n`", "`n`은" },
  { "`r`", "`r`은" },
  { "`m`", "`m`은" },
  { "`l`", "`l`은" },
  { "`x`", "`x`는" },
  { "0", "0은" },
  { "1", "1은" },
  { "2", "2는" },
  { "3", "3은" },
  { "4", "4는" },
  { "5", "5는" },
  { "6", "6은" },
  { "7", "7은" },
  { "8", "8은" },
  { "9", "9는" },
  { "10", "10은" },
  { "12", "12는" },
  { "100", "100은" },
  { "1000", "1000은" },
  { "20000", "20000은" },
  { "100000000", "100000000은" },
  { "1000000000000", "1000000000000는" },
  { "3.14", "3.14는" },
  { "2.50", "2.50은" },
  { "-7", "-7은" },
  { "shelf[0]", "shelf[0]은" },
  { "shelf[2]", "shelf[2]는" },
  { "f()", "f()는" },
  { "obj1", "obj1은" },
  { "obj2", "obj2는" },
  { "Node", "Node는" },
  { "list", "list는" },
  { "tuple", "tuple은" },
  { "dict", "dict는" },
  { "int", "int는" },
  { "set", "set은" },
  { "Child", "Child는" },
  { "item", "item은" },
  { "items", "items는" },
  { "frame", "frame은" },
  { "name", "name은" },
  { "line", "line은" },
  { "None", "None은" },
  { "True", "True는" },
  { "stack", "stack은" },
  { "map", "map은" },
  { "heap", "heap은" },
  { "object", "object는" },
  { "cell", "cell은" },
  { "string", "string은" },
  { "function", "function은" },
  { "generator", "generator는" },
  { "URL", "URL은" },
  { "HTTP", "HTTP는" },
  { "self.head", "self.head는" },
  { "makeItem", "makeItem은" },
  { "__init__", "__init__은" },
  { "이름 ‘값’", "이름 ‘값’은" },
  { "type", "type은" },
};

static void
test_topics (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (topics); i++)
    {
      const char *const arguments[] = { topics[i].word };
      g_autofree char *said = rs_say ("%s{은/는}", arguments, 1);
      g_assert_cmpstr (said, ==, topics[i].topic);
    }
}

static void
test_pairs (void)
{
  static const struct {
    const char *format, *word, *said;
  } cases[] = {
    { "%s{이/가}", "책", "책이" },     { "%s{이/가}", "나무", "나무가" },
    { "%s{을/를}", "책", "책을" },     { "%s{을/를}", "나무", "나무를" },
    { "%s{과/와}", "책", "책과" },     { "%s{과/와}", "나무", "나무와" },
    { "%s{으로/로}", "책", "책으로" }, { "%s{으로/로}", "나무", "나무로" },
    { "%s{으로/로}", "길", "길로" },   { "%s{으로/로}", "1", "1로" },
    { "%s{으로/로}", "3", "3으로" },   { "%s{으로/로}", "8", "8로" },
    { "%s{이라/라}", "책", "책이라" }, { "%s{이라/라}", "나무", "나무라" },
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const char *const arguments[] = { cases[i].word };
      g_autofree char *said = rs_say (cases[i].format, arguments, 1);
      g_assert_cmpstr (said, ==, cases[i].said);
    }
}

/* Every syllable says itself whether it ends in a consonant: 가 + 28 i does
 * not, 각 + 28 i does. */
static void
test_syllables (void)
{
  for (gunichar c = 0xAC00; c <= 0xD7A3; c++)
    {
      char word[8] = { 0 };
      g_autofree char *parts = NULL;
      g_unichar_to_utf8 (c, word);
      parts = g_utf8_normalize (word, -1, G_NORMALIZE_NFD);
      glong n = g_utf8_strlen (parts, -1);
      gunichar last = g_utf8_get_char (g_utf8_offset_to_pointer (parts, n - 1));
      RsWordEnd end = n == 2           ? RS_ENDS_IN_VOWEL
                      : last == 0x11AF ? RS_ENDS_IN_RIEUL
                                       : RS_ENDS_IN_CONSONANT;
      g_assert_cmpint (rs_word_end (word), ==, end);
    }
}

static void
test_format (void)
{
  const char *const arguments[] = { "a{이/가}", "%s", "3" };
  g_autofree char *order = rs_say ("%3$s %1$s 100%%", arguments, 3),
                  *plain = rs_say ("%s and %s: {x} %s{을/를}", arguments, 3),
                  *nothing = rs_say ("{이/가}", NULL, 0);
  g_assert_cmpstr (order, ==, "3 a{이/가} 100%");
  g_assert_cmpstr (plain, ==, "a{이/가} and %s: {x} 3을");
  g_assert_cmpstr (nothing, ==, "가");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/explain/particle/topics", test_topics);
  g_test_add_func ("/explain/particle/pairs", test_pairs);
  g_test_add_func ("/explain/particle/syllables", test_syllables);
  g_test_add_func ("/explain/particle/format", test_format);
  return g_test_run ();
}
