/* SPDX-License-Identifier: MIT
 *
 * The ground floor: the Unicode table against CPython's answers for every code
 * point (record_unichar.py), texts of floats against the C library, JSON
 * strings against json-glib.
 */
#include "text/escape.h"
#include "text/float-text.h"
#include "text/unichar.h"

#include <json-glib/json-glib.h>
#include <math.h>
#include <string.h>

/* --- the table ------------------------------------------------------------ */

#define FNV_START G_GUINT64_CONSTANT (0xcbf29ce484222325)
#define MOST 0x10ffff

static void
mix (guint64 *checksum, guint32 number)
{
  *checksum = (*checksum ^ number) * G_GUINT64_CONSTANT (0x100000001b3);
}

/* The line of unichar.expected that begins with NAME. */
static void
assert_recorded (const char *name, guint n, guint64 checksum)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "unichar.expected", NULL),
                  *text = NULL,
                  *line = g_strdup_printf ("%s %u %016" G_GINT64_MODIFIER "x", name, n, checksum);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  if (!g_strv_contains ((const char *const *) lines, line))
    g_error ("not recorded: %s", line);
}

static void
test_questions (void)
{
  static const struct {
    const char *name;
    gboolean (*is) (gunichar c);
  } table[] = {
    { "space", rs_unichar_is_space },
    { "printable", rs_unichar_is_printable },
    { "alpha", rs_unichar_is_alpha },
    { "decimal", rs_unichar_is_decimal },
    { "digit", rs_unichar_is_digit },
    { "numeric", rs_unichar_is_numeric },
    { "lower", rs_unichar_is_lower },
    { "upper", rs_unichar_is_upper },
    { "title", rs_unichar_is_title },
    { "id_start", rs_unichar_is_id_start },
    { "id_continue", rs_unichar_is_id_continue },
    { "line_break", rs_unichar_is_line_break },
  };
  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      guint64 checksum = FNV_START;
      guint n = 0;
      for (gunichar c = 0; c <= MOST; c++)
        if (table[i].is (c))
          {
            mix (&checksum, c);
            n++;
          }
      assert_recorded (table[i].name, n, checksum);
    }
}

static void
test_mappings (void)
{
  static const struct {
    const char *name;
    guint (*map) (gunichar c, gunichar out[3]);
  } table[] = { { "to_lower", rs_unichar_lower },
                { "to_upper", rs_unichar_upper },
                { "to_title", rs_unichar_title },
                { "fold", rs_unichar_fold } };
  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      guint64 checksum = FNV_START;
      guint n = 0;
      for (gunichar c = 0; c <= MOST; c++)
        {
          gunichar out[3];
          guint length = table[i].map (c, out);
          if (length == 1 && out[0] == c)
            continue;
          mix (&checksum, c);
          for (guint k = 0; k < length; k++)
            mix (&checksum, out[k]);
          n++;
        }
      assert_recorded (table[i].name, n, checksum);
    }
  guint64 checksum = FNV_START;
  guint n = 0;
  for (gunichar c = 0; c <= MOST; c++)
    if (rs_unichar_is_decimal (c))
      {
        mix (&checksum, c);
        mix (&checksum, rs_unichar_decimal_value (c));
        n++;
      }
  assert_recorded ("decimal_value", n, checksum);
}

/* --- floats --------------------------------------------------------------- */

/* repr () reads back as the same number, and no text with a digit less does. */
static void
test_shortest (void)
{
  guint32 seed = 17;
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  g_test_message ("seed %u", seed);
  for (int turn = 0; turn < 200000; turn++)
    {
      union {
        guint64 bits;
        double value;
      } x = { .bits = (guint64) g_rand_int (random) << 32 | g_rand_int (random) };
      if (turn % 4 == 0)
        x.value = g_rand_int_range (random, -100000, 100000) / 1000.0;
      if (!isfinite (x.value))
        continue;
      g_autofree char *text = rs_float_repr_text (x.value);
      double back;
      g_assert_true (rs_float_parse_text (text, strlen (text), &back));
      g_assert_cmpfloat (back, ==, x.value);
      g_assert_cmpfloat (g_ascii_strtod (text, NULL), ==, x.value);
      int digits = 0;
      gboolean leading = TRUE;
      guint zeros = 0;
      for (const char *p = text; *p != '\0' && *p != 'e'; p++)
        if (g_ascii_isdigit (*p) && !(leading && *p == '0'))
          {
            leading = FALSE;
            digits++;
            zeros = *p == '0' ? zeros + 1 : 0;
          }
      digits -= zeros; /* at the end: "100.0" has one */
      if (digits <= 1)
        continue;
      char shorter[64];
      g_snprintf (shorter, sizeof shorter, "%.*e", digits - 2, x.value);
      g_assert_cmpfloat (g_ascii_strtod (shorter, NULL), !=, x.value);
    }
}

static void
test_float_texts (void)
{
  static const struct {
    const char *text;
    gboolean is;
  } table[] = { { "1", TRUE },         { " 1.5\n", TRUE }, { "1_0.5e1_0", TRUE }, { "-nan", TRUE },
                { "+Infinity", TRUE }, { ".5", TRUE },     { "5.", TRUE },        { "1__0", FALSE },
                { "_1", FALSE },       { "1_", FALSE },    { "", FALSE },         { " ", FALSE },
                { "0x10", FALSE },     { "1e", FALSE },    { ".", FALSE },        { "1 2", FALSE },
                { "infinit", FALSE } };
  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      double value;
      g_test_message ("%s", table[i].text);
      g_assert_cmpint (rs_float_parse_text (table[i].text, strlen (table[i].text), &value), ==,
                       table[i].is);
    }
}

/* --- JSON ----------------------------------------------------------------- */

/* What is written as a JSON string is read as the same text. */
static void
test_json (void)
{
  static const gunichar most[] = { 0x80, 0x800, 0x10000, 0x110000 };
  guint32 seed = 18;
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  g_test_message ("seed %u", seed);
  for (int turn = 0; turn < 5000; turn++)
    {
      g_autoptr (GString) text = g_string_new (NULL), json = g_string_new ("[");
      for (int n = g_rand_int_range (random, 0, 12); n > 0; n--)
        {
          gunichar c = g_rand_int_range (random, 1, most[g_rand_int_range (random, 0, 4)]);
          if (g_unichar_validate (c))
            g_string_append_unichar (text, c);
        }
      rs_json_string (json, text->str);
      g_string_append_c (json, ']');
      g_autoptr (JsonNode) node = json_from_string (json->str, NULL);
      g_assert_nonnull (node);
      g_assert_cmpstr (json_array_get_string_element (json_node_get_array (node), 0), ==,
                       text->str);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/text/unichar/questions", test_questions);
  g_test_add_func ("/text/unichar/mappings", test_mappings);
  g_test_add_func ("/text/float/shortest", test_shortest);
  g_test_add_func ("/text/float/read", test_float_texts);
  g_test_add_func ("/text/json", test_json);
  return g_test_run ();
}
