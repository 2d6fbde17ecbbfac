/* SPDX-License-Identifier: MIT
 *
 * Random texts of a context-free grammar, for fuzzing: the same text from the
 * same seed on every machine.
 *
 * A rule is a name and a colon at the start of a line; each indented line below
 * it is an alternative, after "*N" with the weight N. "$name" stands for a text
 * of that rule; "\n" begins a line, "\>" one that is indented deeper, "\<" one
 * that is less. Lines that begin with "#" are comments.
 *
 *     statement:
 *       *3 $name = $expression
 *       if $expression:\>$statement\<$statement
 *     name:
 *       a
 *
 * Each rule knows the height of its lowest derivation (found by iteration until
 * nothing changes); deeper than MOST_DEPTH, and once the text is LONGEST, only
 * alternatives of that height are taken, so that every text ends.
 */
#include "grammar.h"

#include <string.h>

#define MOST_DEPTH 14
#define LONGEST 6000 /* bytes */
#define UNKNOWN 1000 /* height of a rule that is not known yet */

typedef enum { PART_TEXT, PART_RULE, PART_LINE } PartKind;

typedef struct {
  PartKind kind;
  char *text; /* or the rule's name */
  guint rule; /* index */
  int indent; /* of PART_LINE: 1 deeper, -1 less */
} Part;

typedef struct {
  GArray *parts; /* Part */
  guint weight, height;
} Alternative;

typedef struct {
  char *name;
  GPtrArray *alternatives;
  guint weight, height;
} Rule;

struct _Grammar {
  GPtrArray *rules;
  GHashTable *by_name; /* index + 1 */
};

guint64
random_next (guint64 *state)
{
  guint64 z = *state += G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);
  z = (z ^ (z >> 30)) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  z = (z ^ (z >> 27)) * G_GUINT64_CONSTANT (0x94d049bb133111eb);
  return z ^ (z >> 31);
}

/* --- reading -------------------------------------------------------------- */

static void
free_part (gpointer data)
{
  g_free (((Part *) data)->text);
}

static void
free_alternative (gpointer data)
{
  Alternative *alternative = data;
  g_array_unref (alternative->parts);
  g_free (alternative);
}

static void
free_rule (gpointer data)
{
  Rule *rule = data;
  g_ptr_array_unref (rule->alternatives);
  g_free (rule->name);
  g_free (rule);
}

static void
add_text (GArray *parts, GString *text)
{
  Part part = { PART_TEXT, g_strdup (text->str), 0, 0 };
  if (text->len > 0)
    g_array_append_val (parts, part);
  else
    g_free (part.text);
  g_string_truncate (text, 0);
}

static Alternative *
read_alternative (const char *line)
{
  Alternative *alternative = g_new0 (Alternative, 1);
  g_autoptr (GString) text = g_string_new (NULL);
  alternative->parts = g_array_new (FALSE, TRUE, sizeof (Part));
  g_array_set_clear_func (alternative->parts, free_part);
  alternative->weight = 1;
  alternative->height = UNKNOWN;
  if (line[0] == '*' && g_ascii_isdigit (line[1]))
    {
      char *end;
      alternative->weight = g_ascii_strtoull (line + 1, &end, 10);
      line = end + (*end == ' ');
    }
  while (*line != '\0')
    if (*line == '$' && g_ascii_isalpha (line[1]))
      {
        gsize n = strspn (line + 1, "abcdefghijklmnopqrstuvwxyz");
        Part part = { PART_RULE, g_strndup (line + 1, n), 0, 0 };
        add_text (alternative->parts, text);
        g_array_append_val (alternative->parts, part);
        line += n + 1;
      }
    else if (*line == '\\' && line[1] != '\0' && strchr ("n<>", line[1]) != NULL)
      {
        Part part = { PART_LINE, NULL, 0, line[1] == '>' ? 1 : line[1] == '<' ? -1 : 0 };
        add_text (alternative->parts, text);
        g_array_append_val (alternative->parts, part);
        line += 2;
      }
    else
      g_string_append_c (text, *line++);
  add_text (alternative->parts, text);
  return alternative;
}

static guint
rule_index (const Grammar *grammar, const char *name)
{
  guint index = GPOINTER_TO_UINT (g_hash_table_lookup (grammar->by_name, name));
  if (index == 0)
    g_error ("the grammar has no rule \"%s\"", name);
  return index - 1;
}

static Rule *
rule_at (const Grammar *grammar, guint index)
{
  return grammar->rules->pdata[index];
}

/* TRUE: its height has become known, or lower. */
static gboolean
measure (const Grammar *grammar, Rule *rule, Alternative *alternative)
{
  guint height = 1;
  for (guint i = 0; i < alternative->parts->len; i++)
    {
      const Part *part = &g_array_index (alternative->parts, Part, i);
      if (part->kind == PART_RULE)
        height = MAX (height, rule_at (grammar, part->rule)->height + 1);
    }
  if (height >= alternative->height)
    return FALSE;
  alternative->height = height;
  rule->height = MIN (rule->height, height);
  return TRUE;
}

static void
link_rules (Grammar *grammar)
{
  gboolean changed = TRUE;
  for (guint i = 0; i < grammar->rules->len; i++)
    for (guint k = 0; k < rule_at (grammar, i)->alternatives->len; k++)
      {
        Alternative *alternative = rule_at (grammar, i)->alternatives->pdata[k];
        rule_at (grammar, i)->weight += alternative->weight;
        for (guint j = 0; j < alternative->parts->len; j++)
          {
            Part *part = &g_array_index (alternative->parts, Part, j);
            if (part->kind == PART_RULE)
              part->rule = rule_index (grammar, part->text);
          }
      }
  while (changed)
    {
      changed = FALSE;
      for (guint i = 0; i < grammar->rules->len; i++)
        for (guint k = 0; k < rule_at (grammar, i)->alternatives->len; k++)
          changed |=
              measure (grammar, rule_at (grammar, i), rule_at (grammar, i)->alternatives->pdata[k]);
    }
  for (guint i = 0; i < grammar->rules->len; i++)
    if (rule_at (grammar, i)->height >= UNKNOWN)
      g_error ("rule \"%s\" of the grammar never ends", rule_at (grammar, i)->name);
}

Grammar *
grammar_new (const char *text)
{
  Grammar *grammar = g_new0 (Grammar, 1);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  Rule *rule = NULL;
  grammar->rules = g_ptr_array_new_with_free_func (free_rule);
  grammar->by_name = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; lines[i] != NULL; i++)
    if (lines[i][0] == '#' || lines[i][0] == '\0')
      ;
    else if (lines[i][0] != ' ')
      {
        rule = g_new0 (Rule, 1);
        rule->name = g_strndup (lines[i], strcspn (lines[i], ":"));
        rule->height = UNKNOWN;
        rule->alternatives = g_ptr_array_new_with_free_func (free_alternative);
        g_ptr_array_add (grammar->rules, rule);
        g_hash_table_insert (grammar->by_name, rule->name, GUINT_TO_POINTER (grammar->rules->len));
      }
    else if (rule == NULL)
      g_error ("line %u of the grammar belongs to no rule", i + 1);
    else
      g_ptr_array_add (rule->alternatives, read_alternative (lines[i] + strspn (lines[i], " ")));
  link_rules (grammar);
  return grammar;
}

void
grammar_free (Grammar *grammar)
{
  g_hash_table_unref (grammar->by_name);
  g_ptr_array_unref (grammar->rules);
  g_free (grammar);
}

/* --- writing -------------------------------------------------------------- */

typedef struct {
  const Grammar *grammar;
  GString *text;
  guint64 random;
  int indent;
} Writer;

static const Alternative *
choose (Writer *writer, const Rule *rule, guint depth)
{
  gboolean low = depth >= MOST_DEPTH || writer->text->len >= LONGEST;
  guint total = 0, at;
  for (guint i = 0; low && i < rule->alternatives->len; i++)
    {
      const Alternative *alternative = rule->alternatives->pdata[i];
      total += alternative->height == rule->height ? alternative->weight : 0;
    }
  at = random_next (&writer->random) % (low ? total : rule->weight);
  for (guint i = 0;; i++)
    {
      const Alternative *alternative = rule->alternatives->pdata[i];
      if (low && alternative->height != rule->height)
        continue;
      if (at < alternative->weight)
        return alternative;
      at -= alternative->weight;
    }
}

static void
write_rule (Writer *writer, guint index, guint depth)
{
  const Alternative *alternative = choose (writer, rule_at (writer->grammar, index), depth);
  for (guint i = 0; i < alternative->parts->len; i++)
    {
      const Part *part = &g_array_index (alternative->parts, Part, i);
      if (part->kind == PART_TEXT)
        g_string_append (writer->text, part->text);
      else if (part->kind == PART_RULE)
        write_rule (writer, part->rule, depth + 1);
      else
        {
          writer->indent += part->indent;
          g_string_append_c (writer->text, '\n');
          for (int k = 0; k < writer->indent; k++)
            g_string_append (writer->text, "    ");
        }
    }
}

char *
grammar_generate (const Grammar *grammar, const char *rule, guint64 seed)
{
  Writer writer = { grammar, g_string_new (NULL), seed, 0 };
  random_next (&writer.random);
  write_rule (&writer, rule_index (grammar, rule), 0);
  g_string_append_c (writer.text, '\n');
  return g_string_free (writer.text, FALSE);
}
