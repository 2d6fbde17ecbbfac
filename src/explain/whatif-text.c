/* SPDX-License-Identifier: MIT
 *
 * A counterfactual in words and as JSON.
 */
#include "whatif.h"

#include "explain/particle.h"
#include "text/escape.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MOST_ROWS 12 /* that are told in words */

/* --- words ---------------------------------------------------------------- */

static char *
say (const char *format, const char *a, const char *b, const char *c)
{
  const char *const arguments[] = { a, b, c };
  return rs_say (format, arguments, 3);
}

/* "freed in line 12 (step 31)", "freed at exit", "never freed". */
static char *
fate_words (const RsFate *fate)
{
  g_autofree char *line = g_strdup_printf ("%d", fate->line),
                  *step = g_strdup_printf ("%u", fate->step);
  if (!fate->dies)
    return g_strdup (_ ("never freed"));
  if (fate->cause == RS_DEATH_EXIT)
    return g_strdup (_ ("freed at exit"));
  if (fate->line == 0)
    return say (_ ("freed during step %s"), step, NULL, NULL);
  return say (fate->cause == RS_DEATH_COLLECTED ? _ ("freed in line %s (step %s), by the collector")
                                                : _ ("freed in line %s (step %s)"),
              line, step, NULL);
}

static void
add_change (GString *out, const RsWhatIf *whatif)
{
  static const char *const formats[] = { N_ ("`%s` goes; it leads to the %s."),
                                         N_ ("`%s` becomes a weak reference to the %s."),
                                         N_ ("What `%s` leads to, the %s, is held for good.") };
  g_autofree char *object =
      g_strdup_printf ("%s #%" G_GUINT64_FORMAT, whatif->type_name, whatif->serial);
  g_autofree char *change = say (_ (formats[whatif->kind]), whatif->place, object, NULL);
  g_string_append_printf (out, "%s\n", change);
  if (whatif->statement != NULL)
    g_string_append_printf (out, "  %s\n", whatif->statement);
}

/* The fate of the object itself. */
static void
add_fate (GString *out, const RsWhatIf *whatif)
{
  g_autofree char *original = fate_words (&whatif->original),
                  *changed = fate_words (&whatif->changed);
  gboolean at_once = whatif->changed.dies && whatif->changed.step == whatif->step
                     && whatif->changed.cause == RS_DEATH_COUNT;
  g_autofree char *text = say (at_once ? _ ("Then it is %s, at once; as it was: %s.")
                                       : _ ("Then it is %s; as it was: %s."),
                               changed, original, NULL);
  g_string_append_printf (out, "%s\n", text);
}

static void
add_rows (GString *out, const RsWhatIf *whatif, gboolean all)
{
  guint n = 0;
  for (guint i = 0; i < whatif->rows->len; i++)
    {
      const RsFateRow *row = &g_array_index (whatif->rows, RsFateRow, i);
      if (row->serial == whatif->serial || (!row->own && !all) || n++ >= MOST_ROWS)
        continue;
      g_autofree char *original = fate_words (&row->original),
                      *changed = fate_words (&row->changed),
                      *object = g_strdup_printf ("%s #%" G_GUINT64_FORMAT, row->type, row->serial),
                      *text = say (_ ("%s: then %s; as it was: %s."), object, changed, original);
      g_string_append_printf (out, "  %s\n", text);
    }
  if (n > MOST_ROWS)
    g_string_append_printf (
        out, g_dngettext (GETTEXT_PACKAGE, "  and %u more\n", "  and %u more\n", n - MOST_ROWS),
        n - MOST_ROWS);
}

static void
add_difference (GString *out, const RsFirstDifference *first)
{
  if (!first->differs)
    {
      g_string_append_printf (out, "%s\n", _ ("The two futures are alike."));
      return;
    }
  g_autofree char *step = g_strdup_printf ("%u", first->step),
                  *line = g_strdup_printf ("%d", first->line),
                  *head = say (_ ("They first differ in step %s, line %s:"), step, line, NULL),
                  *was = say (_ ("as it was: %s"), first->original, NULL, NULL),
                  *is = say (_ ("then: %s"), first->changed, NULL, NULL);
  g_string_append_printf (out, "%s\n  %s\n  %s\n", head, was, is);
}

char *
rs_whatif_text (const RsWhatIf *whatif, gboolean all)
{
  GString *out = g_string_new (NULL);
  add_change (out, whatif);
  add_fate (out, whatif);
  add_rows (out, whatif, all);
  add_difference (out, &whatif->first);
  return g_string_free (out, FALSE);
}

/* --- JSON ----------------------------------------------------------------- */

static void
add_string (GString *out, const char *key, const char *text)
{
  g_string_append_printf (out, "\"%s\": ", key);
  if (text != NULL)
    rs_json_string (out, text);
  else
    g_string_append (out, "null");
}

static void
add_fate_json (GString *out, const char *key, const RsFate *fate)
{
  g_string_append_printf (out, "\"%s\": ", key);
  if (!fate->dies)
    {
      g_string_append (out, "null");
      return;
    }
  if (fate->cause == RS_DEATH_EXIT)
    g_string_append (out, "{\"step\": null, \"line\": ");
  else
    g_string_append_printf (out, "{\"step\": %u, \"line\": ", fate->step);
  if (fate->line > 0)
    g_string_append_printf (out, "%d", fate->line);
  else
    g_string_append (out, "null");
  g_string_append_printf (out, ", \"cause\": \"%s\"}", rs_death_name (fate->cause));
}

static void
add_rows_json (GString *out, const RsWhatIf *whatif, gboolean all)
{
  gboolean any = FALSE;
  g_string_append (out, ",\n \"differ\": [");
  for (guint i = 0; i < whatif->rows->len; i++)
    {
      const RsFateRow *row = &g_array_index (whatif->rows, RsFateRow, i);
      if (!row->own && !all)
        continue;
      g_string_append_printf (out, "%s{\"serial\": %" G_GUINT64_FORMAT ", ", any ? ",\n  " : "",
                              row->serial);
      add_string (out, "type", row->type);
      g_string_append (out, ", ");
      add_fate_json (out, "original", &row->original);
      g_string_append (out, ", ");
      add_fate_json (out, "changed", &row->changed);
      g_string_append_c (out, '}');
      any = TRUE;
    }
  g_string_append_c (out, ']');
}

static void
add_future_json (GString *out, const char *key, const RsFuture *future)
{
  g_autofree char *written =
      g_utf8_make_valid (future->written->str, (gssize) future->written->len);
  guint n = 0;
  for (guint i = 0; i < future->marks->len; i++)
    n += g_array_index (future->marks, RsMark, i).kind == RS_MARK_STEP;
  g_string_append_printf (out, ",\n \"%s\": {\"steps\": %u, \"cut\": %s, ", key, n,
                          future->cut ? "true" : "false");
  add_string (out, "exception", future->failure);
  g_string_append (out, ", ");
  add_string (out, "output", written);
  g_string_append_c (out, '}');
}

static void
add_difference_json (GString *out, const RsFirstDifference *first)
{
  g_string_append (out, ",\n \"first_difference\": ");
  if (!first->differs)
    {
      g_string_append (out, "null");
      return;
    }
  g_string_append_printf (out, "{\"step\": %u, \"line\": %d, ", first->step, first->line);
  add_string (out, "kind", first->kind);
  g_string_append (out, ", ");
  add_string (out, "original", first->original);
  g_string_append (out, ", ");
  add_string (out, "changed", first->changed);
  g_string_append_c (out, '}');
}

char *
rs_whatif_json (const RsWhatIf *whatif, gboolean all)
{
  GString *out = g_string_new ("{");
  g_autofree char *text = rs_whatif_text (whatif, all);
  add_string (out, "change", rs_whatif_name (whatif->kind));
  g_string_append (out, ", ");
  add_string (out, "place", whatif->place);
  g_string_append (out, ", ");
  add_string (out, "statement", whatif->statement);
  g_string_append_printf (out, ", \"step\": %u, \"line\": %d, \"serial\": %" G_GUINT64_FORMAT ", ",
                          whatif->step, whatif->line, whatif->serial);
  add_string (out, "type", whatif->type_name);
  g_string_append (out, ",\n \"freed\": {");
  add_fate_json (out, "original", &whatif->original);
  g_string_append (out, ", ");
  add_fate_json (out, "changed", &whatif->changed);
  g_string_append_c (out, '}');
  add_rows_json (out, whatif, all);
  add_difference_json (out, &whatif->first);
  add_future_json (out, "original", whatif->futures[0]);
  add_future_json (out, "changed", whatif->futures[1]);
  g_string_append (out, ",\n ");
  add_string (out, "text", text);
  g_string_append_c (out, '}');
  return g_string_free (out, FALSE);
}
