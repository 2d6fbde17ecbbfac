/* SPDX-License-Identifier: MIT
 *
 * Objects as the words of their memory, in text and as JSON: for each word its
 * offset, its size, CPython's name of the field, and what stands in it. Two
 * objects stand beside each other, equal offsets in one row:
 *
 *        0    8  ob_refcnt 1                                     ob_refcnt 2
 *        8    8  ob_type → type #7                               ob_type → type #9
 */
#include "bytes.h"

#include "text/escape.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define COLUMN 46 /* characters, of the left one of two objects */

/* --- words ---------------------------------------------------------------- */

/* What stands in WORD. */
static char *
value_text (const RsWord *word)
{
  switch ((RsWordKind) word->kind)
    {
    case RS_WORD_NUMBER:
    case RS_WORD_HASH:
      return g_strdup_printf ("%" G_GINT64_FORMAT, word->number);
    case RS_WORD_FLOAT:
      return g_strdup_printf ("%.17g", word->real);
    case RS_WORD_TEXT:
      return g_strdup_printf ("“%s”", word->text);
    case RS_WORD_OBJECT:
      return g_strdup_printf ("→ %s #%" G_GUINT64_FORMAT, word->text, word->serial);
    case RS_WORD_BLOCK:
      return g_strdup_printf ("→ %s", word->text);
    case RS_WORD_NULL:
      return g_strdup ("NULL");
    case RS_WORD_OTHER:
      break;
    }
  return g_strdup (word->text ? word->text : "…");
}

static char *
field_text (const RsWord *word)
{
  g_autofree char *value = value_text (word);
  if (*word->field == '\0')
    return g_strdup (strcmp (word->part, "spare") == 0 ? _ ("(room)") : _ ("(unused)"));
  return g_strdup_printf ("%s %s", word->field, value);
}

/* The word at OFFSET; NULL: none begins there. */
static const RsWord *
word_at (const RsWordBlock *block, gint offset)
{
  for (guint i = 0; block != NULL && i < block->words->len; i++)
    if (g_array_index (block->words, RsWord, i).offset == offset)
      return &g_array_index (block->words, RsWord, i);
  return NULL;
}

/* TEXT in N columns, cut where it is longer. */
static void
add_column (GString *out, const char *text, glong n)
{
  glong length = g_utf8_strlen (text, -1);
  if (length > n)
    {
      g_autofree char *start = g_utf8_substring (text, 0, n - 1);
      g_string_append_printf (out, "%s…", start);
      return;
    }
  g_string_append (out, text);
  for (; length < n; length++)
    g_string_append_c (out, ' ');
}

/* The row at OFFSET: A's word and B's, of which one may be NULL. TWO: there are
 * two objects. */
static void
add_row (GString *out, gint offset, const RsWord *a, const RsWord *b, gboolean two)
{
  g_autofree char *left = a ? field_text (a) : g_strdup (""),
                  *right = b ? field_text (b) : g_strdup ("");
  g_string_append_printf (out, "%6d %4u  ", offset, a ? a->size : b->size);
  if (two)
    {
      add_column (out, left, COLUMN);
      g_string_append_printf (out, "  %s\n", right);
    }
  else
    g_string_append_printf (out, "%s\n", left);
}

static int
compare_offsets (gconstpointer a, gconstpointer b)
{
  return *(const gint *) a - *(const gint *) b;
}

/* The rows of A and B (nullable, either). TWO: as for add_row (). */
static void
add_rows (GString *out, const RsWordBlock *a, const RsWordBlock *b, gboolean two)
{
  g_autoptr (GArray) offsets = g_array_new (FALSE, FALSE, sizeof (gint));
  const RsWordBlock *blocks[] = { a, b };
  for (guint k = 0; k < 2; k++)
    for (guint i = 0; blocks[k] != NULL && i < blocks[k]->words->len; i++)
      g_array_append_val (offsets, g_array_index (blocks[k]->words, RsWord, i).offset);
  g_array_sort (offsets, compare_offsets);
  for (guint i = 0; i < offsets->len; i++)
    {
      gint offset = g_array_index (offsets, gint, i);
      if (i == 0 || offset != g_array_index (offsets, gint, i - 1))
        add_row (out, offset, word_at (a, offset), word_at (b, offset), two);
    }
  for (guint k = 0; k < 2; k++)
    if (blocks[k] != NULL && blocks[k]->n_more > 0)
      g_string_append_printf (out,
                              g_dngettext (GETTEXT_PACKAGE, "        and %u word more\n",
                                           "        and %u words more\n", blocks[k]->n_more),
                              blocks[k]->n_more);
}

/* --- objects -------------------------------------------------------------- */

static void
add_title (GString *out, const RsObjectWords *words)
{
  g_string_append_printf (out, "%s: %s #%" G_GUINT64_FORMAT, words->name, words->type,
                          words->serial);
  g_autofree char *address = g_strdup_printf ("0x%" G_GINT64_MODIFIER "x", words->address);
  g_string_append_printf (out, _ (" at %s, count %d\n"), address, (int) words->count);
  g_string_append_printf (out, _ ("  sys.getsizeof: %d bytes; with what it alone owns: %d bytes\n"),
                          (int) words->size, (int) words->real);
  g_string_append_printf (out, _ ("  all %d of this type: %d bytes\n"), (int) words->instances,
                          (int) words->all_real);
}

static void
add_blocks (GString *out, const RsObjectWords *words)
{
  for (guint i = 1; i < words->blocks->len; i++)
    {
      const RsWordBlock *block = words->blocks->pdata[i];
      g_string_append_printf (out, _ ("\n%s of %s: %d bytes%s\n"), block->name, words->name,
                              (int) block->bytes,
                              block->shared ? _ (", which its class's instances share") : "");
      add_rows (out, block, NULL, FALSE);
    }
}

char *
rs_bytes_text (const RsObjectWords *a, const RsObjectWords *b)
{
  GString *out = g_string_new (NULL);
  add_title (out, a);
  if (b != NULL)
    add_title (out, b);
  g_string_append_c (out, '\n');
  add_rows (out, a->blocks->pdata[0], b ? b->blocks->pdata[0] : NULL, b != NULL);
  add_blocks (out, a);
  if (b != NULL)
    add_blocks (out, b);
  return g_string_free (out, FALSE);
}

/* --- JSON ----------------------------------------------------------------- */

static void
add_string (GString *out, const char *key, const char *text)
{
  g_string_append_printf (out, "\"%s\": ", key);
  rs_json_string (out, text);
}

static void
add_value (GString *out, const RsWord *word)
{
  static const char *const kinds[] = {
    [RS_WORD_NUMBER] = "number", [RS_WORD_HASH] = "hash",     [RS_WORD_FLOAT] = "float",
    [RS_WORD_TEXT] = "text",     [RS_WORD_OBJECT] = "object", [RS_WORD_BLOCK] = "block",
    [RS_WORD_NULL] = "null",     [RS_WORD_OTHER] = "other",
  };
  g_string_append_printf (out, ", \"kind\": \"%s\"", kinds[word->kind]);
  if (word->kind == RS_WORD_NUMBER || word->kind == RS_WORD_HASH)
    g_string_append_printf (out, ", \"value\": %" G_GINT64_FORMAT, word->number);
  if (word->kind == RS_WORD_FLOAT)
    {
      g_autofree char *text = g_strdup_printf ("%.17g", word->real);
      g_string_append (out, ", ");
      add_string (out, "value", text);
    }
  if (word->address != 0)
    g_string_append_printf (out, ", \"address\": %" G_GUINT64_FORMAT, word->address);
  if (word->serial != 0)
    g_string_append_printf (out, ", \"serial\": %" G_GUINT64_FORMAT, word->serial);
  if (word->text != NULL)
    {
      g_string_append (out, ", ");
      add_string (out, "text", word->text);
    }
}

static void
add_block_json (GString *out, const RsWordBlock *block)
{
  g_string_append_c (out, '{');
  add_string (out, "name", block->name);
  if (block->address != 0)
    g_string_append_printf (out, ", \"address\": %" G_GUINT64_FORMAT, block->address);
  else
    g_string_append (out, ", \"address\": null");
  g_string_append_printf (
      out, ", \"bytes\": %" G_GUINT64_FORMAT ", \"shared\": %s, \"more\": %u, \"words\": [",
      block->bytes, block->shared ? "true" : "false", block->n_more);
  for (guint i = 0; i < block->words->len; i++)
    {
      const RsWord *word = &g_array_index (block->words, RsWord, i);
      g_string_append_printf (out, "%s\n  {\"offset\": %d, \"size\": %u, ", i > 0 ? "," : "",
                              word->offset, word->size);
      add_string (out, "part", word->part);
      g_string_append (out, ", ");
      add_string (out, "field", word->field);
      add_value (out, word);
      g_string_append_c (out, '}');
    }
  g_string_append (out, "]}");
}

char *
rs_bytes_json (const RsObjectWords *words)
{
  GString *out = g_string_new ("{");
  add_string (out, "name", words->name);
  g_string_append_printf (out, ", \"serial\": %" G_GUINT64_FORMAT ", ", words->serial);
  add_string (out, "type", words->type);
  g_string_append_printf (out,
                          ", \"address\": %" G_GUINT64_FORMAT ", \"count\": %" G_GINT64_FORMAT
                          ", \"getsizeof\": %" G_GUINT64_FORMAT ", \"real\": %" G_GUINT64_FORMAT
                          ", \"instances\": %" G_GUINT64_FORMAT ", \"all_real\": %" G_GUINT64_FORMAT
                          ",\n \"blocks\": [",
                          words->address, words->count, words->size, words->real, words->instances,
                          words->all_real);
  for (guint i = 0; i < words->blocks->len; i++)
    {
      g_string_append (out, i > 0 ? ",\n " : "");
      add_block_json (out, words->blocks->pdata[i]);
    }
  g_string_append (out, "]}");
  return g_string_free (out, FALSE);
}
