/* SPDX-License-Identifier: MIT
 *
 * Arguments of native functions: numbers and keywords, with CPython's messages
 * (Python/getargs.c, Argument Clinic).
 */
#include "objects/abstract.h"
#include "objects/values.h"

#include <string.h>

gboolean
rs_no_keywords (RsVm *vm, const char *function, RsObject *kwnames)
{
  if (kwnames == NULL || rs_tuple_size (kwnames) == 0)
    return TRUE;
  rs_type_error (vm, "%s() takes no keyword arguments", function);
  return FALSE;
}

gboolean
rs_check_arity (RsVm *vm, const char *function, gsize nargs, gssize min, gssize max)
{
  if ((gssize) nargs < min)
    rs_type_error (vm, "%s expected %s%zd argument%s, got %zu", function,
                   min == max ? "" : "at least ", min, min == 1 ? "" : "s", nargs);
  else if (max >= 0 && (gssize) nargs > max)
    rs_type_error (vm, "%s expected %s%zd argument%s, got %zu", function,
                   min == max ? "" : "at most ", max, max == 1 ? "" : "s", nargs);
  else
    return TRUE;
  return FALSE;
}

/* Number of names; *N_POSITIONAL: how many before the "*". */
static guint
count_names (const char *const *names, guint *n_positional)
{
  guint n = 0;
  *n_positional = G_MAXUINT;
  for (guint i = 0; names[i] != NULL; i++)
    {
      if (names[i][0] == '*')
        *n_positional = n;
      else
        n++;
    }
  if (*n_positional == G_MAXUINT)
    *n_positional = n;
  return n;
}

static const char *
name_at (const char *const *names, guint index)
{
  for (guint i = 0;; i++)
    if (names[i][0] != '*' && index-- == 0)
      return names[i];
}

/* Where NAME is among the parameters; N: nowhere. */
static guint
parameter_named (RsObject *name, const char *const *names, guint n, guint n_posonly)
{
  guint i = n_posonly;
  while (i < n && !rs_str_equal_ascii (name, name_at (names, i)))
    i++;
  return i;
}

/* Refuses the first of the keywords KWNAMES that are none of the parameters
 * from NARGS on: one that is given by position, too, comes first. */
static void
refuse_keyword (RsVm *vm, const char *function, RsObject *kwnames, const char *const *names,
                guint n, guint n_posonly, gsize nargs)
{
  RsObject *unknown = NULL;
  guint least = n;
  for (gsize k = 0; k < rs_tuple_size (kwnames); k++)
    {
      RsObject *name = rs_tuple_items (kwnames)[k];
      guint i = parameter_named (name, names, n, n_posonly);
      if (i < nargs)
        least = MIN (least, i);
      else if (i == n && unknown == NULL)
        unknown = name;
    }
  if (least < n)
    rs_type_error (vm, "argument for %s() given by name ('%s') and position (%u)", function,
                   name_at (names, least), least + 1);
  else
    rs_type_error (vm, "'%U' is an invalid keyword argument for %s()", unknown, function);
}

gboolean
rs_parse_args (RsVm *vm, const char *function, RsObject *const *args, gsize nargs,
               RsObject *kwnames, const char *const *names, guint n_posonly, guint required,
               RsObject **out)
{
  guint n_positional, n = count_names (names, &n_positional);
  gsize n_keywords = kwnames ? rs_tuple_size (kwnames) : 0;

  memset (out, 0, n * sizeof (RsObject *));
  if (nargs + n_keywords > n)
    {
      rs_type_error (vm, "%s() takes at most %u argument%s (%zu given)", function, n,
                     n == 1 ? "" : "s", nargs + n_keywords);
      return FALSE;
    }
  if (nargs > n_positional)
    {
      if (n_positional == 0)
        rs_type_error (vm, "%s() takes no positional arguments", function);
      else
        rs_type_error (vm, "%s() takes %s %u positional argument%s (%zu given)", function,
                       required < n_positional ? "at most" : "exactly", n_positional,
                       n_positional == 1 ? "" : "s", nargs);
      return FALSE;
    }
  if (nargs < MIN (n_posonly, required))
    {
      guint least = MIN (n_posonly, required);
      rs_type_error (vm, "%s() takes %s %u positional argument%s (%zu given)", function,
                     required < n_positional ? "at least" : "exactly", least, least == 1 ? "" : "s",
                     nargs);
      return FALSE;
    }
  for (gsize i = 0; i < nargs; i++)
    out[i] = args[i];
  gsize taken = 0;
  for (gsize k = 0; k < n_keywords; k++)
    {
      guint i = parameter_named (rs_tuple_items (kwnames)[k], names, n, n_posonly);
      if (i < n && i >= nargs)
        {
          out[i] = args[nargs + k];
          taken++;
        }
    }
  for (guint i = 0; i < required; i++)
    if (out[i] == NULL)
      {
        rs_type_error (vm, "%s() missing required argument '%s' (pos %u)", function,
                       name_at (names, i), i + 1);
        return FALSE;
      }
  if (taken < n_keywords)
    {
      refuse_keyword (vm, function, kwnames, names, n, n_posonly, nargs);
      return FALSE;
    }
  return TRUE;
}
