/* SPDX-License-Identifier: MIT
 *
 * str against arrays of characters, and the methods of bytes and bytearray
 * against str's, which are other code: for ASCII all three say the same.
 */
#include "engine.h"

/* Characters of one, two and four bytes; few, so that searches find. */
static const gunichar alphabet[] = { 'a', 'b', 0xe9, 0x3b1, 0xac00, 0x1f600 };

typedef struct {
  gunichar chars[64];
  gsize n;
} Text;

static Text
random_text (GRand *random, guint most, guint letters)
{
  Text t = { .n = g_rand_int_range (random, 0, most + 1) };
  for (gsize i = 0; i < t.n; i++)
    t.chars[i] = alphabet[g_rand_int_range (random, 0, letters)];
  return t;
}

static RsObject *
str_of (RsVm *vm, const Text *t)
{
  return rs_str_from_ucs4 (vm, t->chars, t->n);
}

static gssize
naive_find (const Text *t, const Text *part, gsize from)
{
  for (gsize i = from; i + part->n <= t->n; i++)
    if (memcmp (t->chars + i, part->chars, part->n * sizeof (gunichar)) == 0)
      return i;
  return -1;
}

static gssize
naive_rfind (const Text *t, const Text *part)
{
  for (gssize i = (gssize) t->n - (gssize) part->n; i >= 0; i--)
    if (memcmp (t->chars + i, part->chars, part->n * sizeof (gunichar)) == 0)
      return i;
  return -1;
}

static gint64
number_taken (RsVm *vm, RsObject *object)
{
  RS_SCOPE (vm);
  RS_LOCAL (result, object);
  gint64 value = G_MININT64;
  g_assert_true (result != NULL && rs_int_fits (result, &value));
  return value;
}

static void
test_kinds (Engine *e, gconstpointer data)
{
  RsVm *vm = e->vm;
  g_autoptr (GRand) random = g_rand_new_with_seed (1);
  for (int turn = 0; turn < 3000; turn++)
    {
      RS_SCOPE (vm);
      Text t = random_text (random, 40, 1 + turn % G_N_ELEMENTS (alphabet));
      gunichar highest = 0;
      for (gsize i = 0; i < t.n; i++)
        highest = MAX (highest, t.chars[i]);
      RS_LOCAL (str, str_of (vm, &t));
      RsStr *s = (RsStr *) str;
      g_assert_cmpuint (s->length, ==, t.n);
      g_assert_cmpuint (s->kind, ==, highest < 0x100 ? 1 : highest < 0x10000 ? 2 : 4);
      g_assert_cmpuint (s->ascii, ==, highest < 0x80);
      g_autofree char *utf8 = rs_str_utf8 (str, NULL),
                      *expected = g_ucs4_to_utf8 (t.chars, t.n, NULL, NULL, NULL);
      g_assert_cmpstr (utf8, ==, expected);
      RS_LOCAL (back, rs_str_new (vm, utf8, -1));
      g_assert_true (rs_str_equal (str, back));
      g_assert_cmpint (rs_str_hash (str), ==, rs_str_hash (back));
    }
}

static void
test_search (Engine *e, gconstpointer data)
{
  RsVm *vm = e->vm;
  guint32 seed = 2;
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  g_test_message ("seed %u", seed);
  for (int turn = 0; turn < 20000; turn++)
    {
      RS_SCOPE (vm);
      Text t = random_text (random, 40, 1 + turn % G_N_ELEMENTS (alphabet)),
           part = random_text (random, 3, 1 + turn / 7 % G_N_ELEMENTS (alphabet));
      RS_LOCAL (str, str_of (vm, &t));
      RS_LOCAL (sub, str_of (vm, &part));
      gint64 count = 0;
      for (gssize at = naive_find (&t, &part, 0); at >= 0;
           at = naive_find (&t, &part, at + MAX (part.n, 1)))
        count++;
      g_assert_cmpint (number_taken (vm, call_method (vm, str, "find", &sub, 1)), ==,
                       naive_find (&t, &part, 0));
      g_assert_cmpint (number_taken (vm, call_method (vm, str, "rfind", &sub, 1)), ==,
                       naive_rfind (&t, &part));
      g_assert_cmpint (number_taken (vm, call_method (vm, str, "count", &sub, 1)), ==, count);
      g_assert_cmpint (rs_contains (vm, str, sub), ==, naive_find (&t, &part, 0) >= 0);
      if (part.n == 0)
        continue;
      /* split: one piece more than there are separators, none of which has one;
       * joined they are the text. */
      RS_LOCAL (pieces, call_method (vm, str, "split", &sub, 1));
      g_assert_cmpuint (rs_list_size (pieces), ==, count + 1);
      for (gint64 i = 0; i <= count; i++)
        g_assert_cmpint (rs_contains (vm, rs_list_items (pieces)[i], sub), ==, 0);
      RS_LOCAL (joined, call_method (vm, sub, "join", &pieces, 1));
      g_assert_true (rs_str_equal (joined, str));
      RS_LOCAL (dash, rs_str_new (vm, "--", -1));
      RS_LOCAL (replaced, call_method (vm, str, "replace", (RsObject *[]){ sub, dash }, 2));
      RS_LOCAL (by_pieces, call_method (vm, dash, "join", &pieces, 1));
      g_assert_true (rs_str_equal (replaced, by_pieces));
    }
}

/* "b'x'" and "bytearray(b'x')" as "'x'", in lists, too. */
static char *
without_prefixes (char *repr)
{
  g_autoptr (GRegex) array =
      g_regex_new ("bytearray\\((b'(?:[^'\\\\]|\\\\.)*'|b\"(?:[^\"\\\\]|\\\\.)*\")\\)", 0, 0, NULL);
  g_autoptr (GRegex) bytes = g_regex_new ("\\bb(?=['\"])", 0, 0, NULL);
  g_autofree char *plain = g_regex_replace (array, repr, -1, 0, "\\1", 0, NULL);
  g_free (repr);
  return g_regex_replace_literal (bytes, plain, -1, 0, "", 0, NULL);
}

/* What OBJECT.METHOD (ARGUMENT) says, of str and bytes alike. ARGUMENT: NULL
 * for none, digits for an int, else text of OBJECT's own kind. */
static char *
answer (RsVm *vm, RsObject *object, const char *method, const char *argument)
{
  RS_SCOPE (vm);
  RS_LOCAL (given, argument == NULL                ? NULL
                   : g_ascii_isdigit (argument[0]) ? rs_int_new (vm, atoi (argument))
                   : object->type == RS_TYPE (vm, STR)
                       ? rs_str_new (vm, argument, -1)
                       : rs_bytes_new (vm, argument, strlen (argument)));
  return without_prefixes (
      taken_repr (vm, call_method (vm, object, method, &given, argument != NULL)));
}

/* The methods that all three have; not the texts of errors, and of the
 * characters only those that str and bytes class alike (str has \x1c to \x1f
 * as spaces) and show alike (a bytearray escapes every quote of the other
 * kind). */
static void
test_bytes_as_str (Engine *e, gconstpointer data)
{
  RsVm *vm = e->vm;
  static const struct {
    const char *method, *argument;
  } table[] = {
    { "upper", NULL },    { "lower", NULL },       { "title", NULL },       { "capitalize", NULL },
    { "swapcase", NULL }, { "isalnum", NULL },     { "isalpha", NULL },     { "isascii", NULL },
    { "isdigit", NULL },  { "islower", NULL },     { "isspace", NULL },     { "istitle", NULL },
    { "isupper", NULL },  { "strip", NULL },       { "lstrip", NULL },      { "rstrip", NULL },
    { "split", NULL },    { "rsplit", NULL },      { "expandtabs", NULL },  { "expandtabs", "3" },
    { "center", "11" },   { "ljust", "11" },       { "rjust", "11" },       { "zfill", "11" },
    { "find", "a" },      { "rfind", "aB" },       { "count", "a" },        { "startswith", "a" },
    { "endswith", " " },  { "partition", "a" },    { "rpartition", "a" },   { "split", "a" },
    { "rsplit", "aB" },   { "strip", "a" },        { "lstrip", "aB" },      { "rstrip", "aB " },
    { "join", "" },       { "removeprefix", "a" }, { "removesuffix", "a" },
  };
  static const char letters[] = "aaBBz09 \t+-_\"\\\v\f";
  guint32 seed = 3;
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  g_test_message ("seed %u", seed);
  for (int turn = 0; turn < 1500; turn++)
    {
      RS_SCOPE (vm);
      char text[16];
      gsize n = g_rand_int_range (random, 0, 13),
            choice = turn % 3 == 0 ? 5 : sizeof letters - 1; /* some of letters alone */
      for (gsize i = 0; i < n; i++)
        text[i] = letters[g_rand_int_range (random, 0, choice)];
      RS_LOCAL (str, rs_str_new (vm, text, n));
      RS_LOCAL (bytes, rs_bytes_new (vm, text, n));
      RS_LOCAL (array, rs_call1 (vm, RS_OBJECT (RS_TYPE (vm, BYTEARRAY)), bytes));
      for (guint i = 0; i < G_N_ELEMENTS (table); i++)
        {
          g_autofree char *expected = answer (vm, str, table[i].method, table[i].argument),
                          *of_bytes = answer (vm, bytes, table[i].method, table[i].argument),
                          *of_array = answer (vm, array, table[i].method, table[i].argument);
          g_assert_cmpstr (of_bytes, ==, expected);
          g_assert_cmpstr (of_array, ==, expected);
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ENGINE_TEST ("/objects/str/kinds", test_kinds);
  ENGINE_TEST ("/objects/str/search", test_search);
  ENGINE_TEST ("/objects/bytes/as-str", test_bytes_as_str);
  return g_test_run ();
}
