/* SPDX-License-Identifier: MIT
 *
 * "Did you mean": the name nearest to a misspelt one, by CPython's edit
 * distance (Python/suggestions.c); and where the operator stands in the text of
 * an expression, for the carets of a traceback.
 */
#include "vm.h"

#include <string.h>

#define MOVE_COST 2
#define CASE_COST 1
#define MAX_LENGTH 40

static guint
substitution_cost (char a, char b)
{
  if ((a & 31) != (b & 31))
    return MOVE_COST;
  if (a == b)
    return 0;
  return g_ascii_tolower (a) == g_ascii_tolower (b) ? CASE_COST : MOVE_COST;
}

/* Levenshtein's distance, or more than LIMIT. */
static guint
distance (const char *a, const char *b, guint limit)
{
  gsize n = strlen (a), m = strlen (b);
  while (n && m && a[0] == b[0])
    a++, b++, n--, m--;
  while (n && m && a[n - 1] == b[m - 1])
    n--, m--;
  if (n == 0 || m == 0)
    return (n + m) * MOVE_COST;
  if (n > MAX_LENGTH || m > MAX_LENGTH)
    return limit + 1;
  if (m < n)
    {
      const char *t = a;
      a = b;
      b = t;
      gsize u = n;
      n = m;
      m = u;
    }
  if ((m - n) * MOVE_COST > limit)
    return limit + 1;
  guint row[MAX_LENGTH];
  for (gsize i = 0; i < n; i++)
    row[i] = (i + 1) * MOVE_COST;
  guint result = 0;
  for (gsize k = 0; k < m; k++)
    {
      guint least = G_MAXUINT, d = result = k * MOVE_COST;
      for (gsize i = 0; i < n; i++)
        {
          guint substitute = d + substitution_cost (b[k], a[i]);
          d = row[i];
          result = MIN (substitute, MIN (result, d) + MOVE_COST);
          row[i] = result;
          least = MIN (least, result);
        }
      if (least > limit)
        return limit + 1;
    }
  return result;
}

/* The best of CANDIDATES (a list) for NAME: transfer full, or NULL. */
static char *
best_match (RsVm *vm, RsObject *candidates, const char *name)
{
  char *best = NULL;
  guint best_distance = G_MAXUINT;
  if (rs_list_size (candidates) >= 750)
    return NULL;
  for (gsize i = 0; i < rs_list_size (candidates); i++)
    {
      RsObject *item = rs_list_items (candidates)[i];
      if (!rs_is_str (item))
        continue;
      g_autofree char *text = rs_str_utf8 (item, NULL);
      if (strcmp (text, name) == 0)
        continue;
      guint limit = (strlen (name) + strlen (text) + 3) * MOVE_COST / 6;
      if (best != NULL)
        limit = MIN (limit, best_distance - 1);
      guint d = distance (name, text, limit);
      if (d > limit)
        continue;
      g_free (best);
      best = g_steal_pointer (&text);
      best_distance = d;
    }
  return best;
}

static RsObject *
names_of_frame (RsVm *vm, RsFrame *frame)
{
  RsObject *list = rs_list_new (vm, 0);
  for (guint32 i = 0; i < frame->code->n_locals_plus; i++)
    if (rs_list_append (vm, list, rs_tuple_items (frame->code->local_names)[i]) < 0)
      {
        /* The others will do. */
        rs_pending_clear (vm);
        break;
      }
  return list;
}

static char *
suggest_name (RsVm *vm, RsException *e, const char *name)
{
  RsTraceback *traceback = (RsTraceback *) e->traceback;
  if (traceback == NULL)
    return NULL;
  while (traceback->next != NULL)
    traceback = (RsTraceback *) traceback->next;
  RsFrame *frame = ((RsFrameObject *) traceback->frame)->frame;
  RsObject *list = names_of_frame (vm, frame);
  char *best = best_match (vm, list, name);
  rs_decref (vm, list);
  RsObject *dicts[] = { frame->globals, frame->builtins };
  for (guint i = 0; best == NULL && i < 2; i++)
    {
      list = rs_list_from (vm, dicts[i]);
      if (list == NULL)
        rs_pending_clear (vm);
      else
        best = best_match (vm, list, name);
      rs_xdecref (vm, list);
    }
  return best;
}

char *
rs_suggest (RsVm *vm, RsObject *exception)
{
  RsException *e = (RsException *) exception;
  char *best = NULL;
  gboolean attribute = exception->type == RS_TYPE (vm, AttributeError);
  if ((!attribute && exception->type != RS_TYPE (vm, NameError)) || e->fields[0] == NULL
      || !rs_is_str (e->fields[0]))
    return NULL;
  RS_TEXT (vm, name, rs_str_utf8 (e->fields[0], NULL));
  if (attribute && e->fields[1] != NULL)
    {
      RsObject *dir = rs_dict_get_text (vm, vm->builtins, "dir");
      RsObject *list = dir ? rs_call1 (vm, dir, e->fields[1]) : NULL;
      rs_pending_clear (vm);
      best = list ? best_match (vm, list, name) : NULL;
      rs_xdecref (vm, list);
    }
  else if (!attribute)
    best = suggest_name (vm, e, name);
  if (best == NULL)
    {
      /* A module's name that was not imported. */
      return !attribute && rs_module_is_known (vm, name)
                 ? g_strdup_printf (". Did you forget to import '%s'?", name)
                 : NULL;
    }
  char *text = g_strdup_printf (". Did you mean: '%s'?", best);
  g_free (best);
  return text;
}
