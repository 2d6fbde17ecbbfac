/* SPDX-License-Identifier: MIT
 *
 * The files that refscope-cli export writes, of each kind, of one moment and of
 * several.
 */
#include "fixture.h"

#include <json-glib/json-glib.h>
#include <string.h>

static void
test_export (Fixture *f, gconstpointer data)
{
  static const struct {
    const char *name, *start;
  } kinds[] = {
    { "x.png", "\x89PNG" },      { "x.svg", "<?xml" }, { "x.pdf", "%PDF" },
    { "x.dot", "digraph" },      { "x.json", "{" },    { "x.txt", "" },
    { "x.mmd", "flowchart LR" },
  };
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autofree char *arguments =
                          g_strdup_printf ("export weakref --step 60 -o %s", kinds[i].name),
                      *path = g_build_filename (f->folder, kinds[i].name, NULL), *text = NULL;
      gsize length;
      g_auto (Answer) answer = run (f, NULL, arguments);
      g_assert_cmpint (answer.status, ==, 0);
      g_assert_true (g_file_get_contents (path, &text, &length, NULL));
      g_assert_cmpuint (length, >, 300);
      g_assert_true (g_str_has_prefix (text, kinds[i].start));
    }
  g_auto (Answer) all = run (f, NULL, "export singleton --all -o all.svg");
  g_assert_cmpint (all.status, ==, 0);
  g_autofree char *first = g_build_filename (f->folder, "all-0000.svg", NULL),
                  *last = g_build_filename (f->folder, "all-0011.svg", NULL);
  g_assert_true (g_file_test (first, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (last, G_FILE_TEST_EXISTS));
}

/* The scenes of FILE in F's folder: whole lines of JSON, those of steps FROM to
 * TO in their order. */
static void
check_scene_lines (Fixture *f, const char *file, guint from, guint to)
{
  g_autofree char *path = g_build_filename (f->folder, file, NULL), *text = NULL;
  g_auto (GStrv) lines = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_true (g_utf8_validate (text, -1, NULL));
  lines = g_strsplit (text, "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, to - from + 2);
  g_assert_cmpstr (lines[to - from + 1], ==, "");
  for (guint i = 0; i <= to - from; i++)
    {
      g_autofree char *start = g_strdup_printf ("{\"step\": %u, \"level\": \"", from + i);
      g_autoptr (GError) error = NULL;
      g_autoptr (JsonNode) scene = json_from_string (lines[i], &error);

      g_assert_no_error (error);
      g_assert_nonnull (scene);
      g_assert_true (g_str_has_prefix (lines[i], start));
      g_assert_nonnull (strstr (lines[i], "\"cards\": [{\"serial\": "));
      g_assert_nonnull (strstr (lines[i], "\"wires\": ["));
    }
}

/* Several moments, as pictures and as lines of JSON; the line of a moment is
 * the same whichever others are asked for. */
static void
test_steps (Fixture *f, gconstpointer data)
{
  static const struct {
    const char *arguments, *out;
    guint from, to;
  } ranges[] = {
    { "--steps 5:9", "a.scene.jsonl", 5, 9 }, { "--steps 7:7", "b.scene.jsonl", 7, 7 },
    { "--step 7", "c.scene.jsonl", 7, 7 },    { "--steps :2", "d.scene.jsonl", 0, 2 },
    { "--steps 9:", "e.scene.jsonl", 9, 11 }, { "--steps 9:99", "f.scene.jsonl", 9, 11 },
    { "--all", "all.scene.jsonl", 0, 11 },
  };
  g_autofree char *one = g_build_filename (f->folder, "b.scene.jsonl", NULL),
                  *all = g_build_filename (f->folder, "all.scene.jsonl", NULL), *alone = NULL,
                  *among_all = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (ranges); i++)
    {
      g_autofree char *arguments =
          g_strdup_printf ("export singleton %s -o %s", ranges[i].arguments, ranges[i].out);
      g_auto (Answer) answer = run (f, NULL, arguments);

      g_assert_cmpstr (answer.err, ==, "");
      g_assert_cmpint (answer.status, ==, 0);
      check_scene_lines (f, ranges[i].out, ranges[i].from, ranges[i].to);
    }
  g_assert_true (g_file_get_contents (one, &alone, NULL, NULL));
  g_assert_true (g_file_get_contents (all, &among_all, NULL, NULL));
  g_assert_nonnull (strstr (among_all, alone));
  /* One moment has one picture, however it is asked for. */
  g_autofree char *single = g_build_filename (f->folder, "c.scene.jsonl", NULL), *seventh = NULL;
  g_assert_true (g_file_get_contents (single, &seventh, NULL, NULL));
  g_assert_cmpstr (seventh, ==, alone);
  g_auto (Answer) beyond = run (f, NULL, "export singleton --steps 50:60 -o g.scene.jsonl");
  g_assert_cmpint (beyond.status, ==, 2);
  g_assert_nonnull (strstr (beyond.err, "there is no step 50"));
  g_auto (Answer) pictures = run (f, NULL, "export singleton --steps 3:4 -o p.svg");
  g_autofree char *before = g_build_filename (f->folder, "p-0002.svg", NULL),
                  *third = g_build_filename (f->folder, "p-0003.svg", NULL),
                  *fourth = g_build_filename (f->folder, "p-0004.svg", NULL);
  g_assert_cmpint (pictures.status, ==, 0);
  g_assert_false (g_file_test (before, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (third, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (fourth, G_FILE_TEST_EXISTS));
}

/* The text of the file NAME that "export ARGUMENTS -o NAME" writes (transfer
 * full). */
static char *
exported (Fixture *f, const char *program, const char *arguments, const char *name, gsize *length)
{
  g_autofree char *line = g_strdup_printf ("export %s -o %s", arguments, name),
                  *path = g_build_filename (f->folder, name, NULL);
  g_auto (Answer) answer = run (f, program, line);
  char *text = NULL;

  g_assert_cmpstr (answer.err, ==, "");
  g_assert_cmpint (answer.status, ==, 0);
  g_assert_true (g_file_get_contents (path, &text, length, NULL));
  return text;
}

static guint
count_text (const char *text, const char *what)
{
  guint n = 0;

  for (; (text = strstr (text, what)) != NULL; text += strlen (what))
    n++;
  return n;
}

/* SVG has text as text, and says what each card is. */
static void
test_export_svg (Fixture *f, gconstpointer data)
{
  static const char program[] = "a = ['<&>']\nb = [a]\nx = 1\n";
  g_autofree char *svg = exported (f, program, "- --last --caption --no-legend", "x.svg", NULL),
                  *clear = exported (f, program, "- --last --transparent", "y.svg", NULL),
                  *part = exported (f, program, "- --last --around b", "z.svg", NULL),
                  *view = exported (f, program, "- --last --view 0,0,10,10", "v.svg", NULL);

  g_assert_cmpuint (count_text (svg, "<g role=\"group\""), ==, 3);
  g_assert_nonnull (strstr (svg, ">__main__</title>"));
  g_assert_nonnull (strstr (svg, ">list A2, count 2</title>"));
  g_assert_nonnull (strstr (svg, ">a → list A2; b → list A3; x = 1</desc>"));
  g_assert_nonnull (strstr (svg, ">&apos;&lt;&amp;&gt;&apos;</text>"));
  g_assert_nonnull (strstr (svg, "line 3 · step "));
  g_assert_null (strstr (svg, "<use "));
  g_assert_null (strstr (svg, ">strong</text>"));
  g_assert_nonnull (strstr (clear, ">strong</text>"));
  g_assert_nonnull (strstr (svg, "<rect width=\"100%\""));
  g_assert_null (strstr (clear, "<rect width=\"100%\""));
  /* Reading order: the frame, then what it refers to, row by row. */
  g_assert_true (strstr (svg, ">__main__</title>") < strstr (svg, ">list A2"));
  g_assert_true (strstr (svg, ">list A2, count 2</title>") < strstr (svg, ">list A3, count"));
  g_assert_cmpuint (count_text (part, "<g role=\"group\""), ==, 3);
  g_assert_cmpuint (count_text (view, "<g role=\"group\""), <=, 1);
}

/* As drawn: ghosts and what changed are in DOT and Mermaid, too. */
static void
test_export_graphs (Fixture *f, gconstpointer data)
{
  static const char program[] = "class Node: pass\na = Node()\nb = [a]\ndel a, b\nx = 1\n";
  g_autofree char *dot = exported (f, program, "- --line 5 --caption", "x.dot", NULL),
                  *mermaid = exported (f, program, "- --line 5", "x.mmd", NULL);

  g_assert_nonnull (strstr (dot, "class\\ Node\\ (4)\\ -1"));
  g_assert_cmpuint (count_text (dot, "style=dashed"), ==, 2);
  g_assert_nonnull (strstr (dot, "-\\ a"));
  g_assert_nonnull (strstr (dot, "label=\""));
  g_assert_cmpuint (count_text (mermaid, ":::freed"), ==, 2);
  g_assert_nonnull (strstr (mermaid, "-->|\"Node\"|"));
}

/* The number that stands in 4 bytes of big-endian DATA. */
static guint32
number_at (const char *data)
{
  guint32 big;

  memcpy (&big, data, 4);
  return GUINT32_FROM_BE (big);
}

/* Several moments in one file; only those that change something. */
static void
test_export_albums (Fixture *f, gconstpointer data)
{
  static const char program[] = "a = 1\nfor i in range(3):\n    pass\nb = 2\n";
  gsize length, lengths[2];
  g_autofree char *animation = exported (f, program, "- --all --seconds 0.5", "x.apng", &length),
                  *pdf = exported (f, program, "- --steps 0:", "x.pdf", &lengths[0]),
                  *sheet = exported (f, program, "- --all --sheet", "x.png", &lengths[1]);
  guint32 sequence = 0, frames = 0;
  guint n_control = 0, n_data = 0;

  g_assert_true (g_str_has_prefix (pdf, "%PDF"));
  g_assert_true (g_str_has_prefix (sheet, "\x89PNG"));
  for (gsize at = 8; at + 12 <= length; at += 12 + number_at (animation + at))
    {
      const char *type = animation + at + 4;

      if (memcmp (type, "acTL", 4) == 0)
        frames = number_at (type + 4);
      if (memcmp (type, "fcTL", 4) == 0 || memcmp (type, "fdAT", 4) == 0)
        g_assert_cmpuint (number_at (type + 4), ==, sequence++);
      n_control += memcmp (type, "fcTL", 4) == 0;
      n_data += memcmp (type, "IDAT", 4) == 0;
    }
  g_assert_cmpuint (frames, >, 3);
  g_assert_cmpuint (frames, <, 12);
  g_assert_cmpuint (n_control, ==, frames);
  g_assert_cmpuint (n_data, >, 0);
}

/* What the user wishes beyond the level. */
static void
test_export_wishes (Fixture *f, gconstpointer data)
{
  static const char program[] = "class Node: pass\n"
                                "a = Node()\n"
                                "a.next = Node()\n"
                                "b = [a]\n"
                                "x = 1\n";
  static const struct {
    const char *wish;
    gint nodes; /* cards called Node */
    gboolean list, class;
  } wishes[] = {
    { "", 2, TRUE, TRUE },
    { "--hide classes", 2, TRUE, FALSE },
    { "--fold a", 1, TRUE, TRUE },
    { "--without a", 0, TRUE, TRUE },
    { "--only-reached-by a", 2, FALSE, FALSE },
    { "--only-reaching b[0]", 1, TRUE, FALSE },
    { "--only-reaching b --only-reached-by b", 0, TRUE, FALSE },
    { "--hide classes --without a.next", 1, TRUE, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (wishes); i++)
    {
      g_autofree char *arguments =
                          g_strdup_printf ("export - --last %s -o w.scene.jsonl", wishes[i].wish),
                      *path = g_build_filename (f->folder, "w.scene.jsonl", NULL), *text = NULL;
      g_auto (Answer) answer = run (f, program, arguments);
      gint nodes = 0;

      g_assert_cmpstr (answer.err, ==, "");
      g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
      for (const char *at = text; (at = strstr (at, "\"title\": \"Node\"")) != NULL; at++)
        nodes++;
      g_assert_cmpint (nodes, ==, wishes[i].nodes);
      g_assert_cmpint (strstr (text, "\"title\": \"list\"") != NULL, ==, wishes[i].list);
      g_assert_cmpint (strstr (text, "\"title\": \"class Node\"") != NULL, ==, wishes[i].class);
    }
}

/* What "graph" writes, "export" draws. */
static void
test_graph_file (Fixture *f, gconstpointer data)
{
  g_auto (Answer) graph = run (f, NULL, "graph singleton --last");
  put (f, "moment.json", graph.out, -1);
  put (f, "other.json", "{}", -1);
  g_auto (Answer) drawn = run (f, NULL, "export moment.json -o m.scene.jsonl");
  g_assert_cmpstr (drawn.err, ==, "");
  g_assert_cmpint (drawn.status, ==, 0);
  check_scene_lines (f, "m.scene.jsonl", 11, 11);
  g_auto (Answer) other = run (f, NULL, "export other.json -o o.png");
  g_assert_cmpint (other.status, ==, 2);
  g_assert_nonnull (strstr (other.err, "not a Refscope graph"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/cli/export", Fixture, NULL, setup, test_export, teardown);
  g_test_add ("/cli/export-svg", Fixture, NULL, setup, test_export_svg, teardown);
  g_test_add ("/cli/export-graphs", Fixture, NULL, setup, test_export_graphs, teardown);
  g_test_add ("/cli/export-albums", Fixture, NULL, setup, test_export_albums, teardown);
  g_test_add ("/cli/export-wishes", Fixture, NULL, setup, test_export_wishes, teardown);
  g_test_add ("/cli/steps", Fixture, NULL, setup, test_steps, teardown);
  g_test_add ("/cli/graph-file", Fixture, NULL, setup, test_graph_file, teardown);
  return g_test_run ();
}
