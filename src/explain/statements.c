/* SPDX-License-Identifier: MIT
 *
 * A chain of labels as Python: the expression for what it leads to, and the
 * statement that takes its last reference away.
 */
#include "question.h"

#include <string.h>

/* What follows WORD and a space in LABEL; NULL: it is another word. */
static const char *
after (const char *label, const char *word)
{
  gsize n = strlen (word);
  return strncmp (label, word, n) == 0 && label[n] == ' ' ? label + n + 1 : NULL;
}

static gboolean
is_module (const char *function)
{
  return strcmp (function, "<module>") == 0;
}

/* Adds what leads from an object to what LABEL names. FALSE: nothing does. */
static gboolean
add_step (GString *out, const char *label)
{
  const char *rest;
  if ((rest = after (label, "attribute")) != NULL)
    g_string_append_printf (out, ".%s", rest);
  else if ((rest = after (label, "item")) != NULL)
    g_string_append_printf (out, "[%s]", rest);
  else if ((rest = after (label, "value of")) != NULL)
    g_string_append_printf (out, "[%s]", rest);
  else if ((rest = after (label, "cell")) != NULL)
    g_string_append_printf (out, ".__closure__[%s.__code__.co_freevars.index('%s')].cell_contents",
                            out->str, rest);
  else if (strcmp (label, "class") == 0)
    g_string_append (out, ".__class__");
  else if (g_str_has_prefix (label, "__") || strcmp (label, "tb_next") == 0
           || strcmp (label, "f_back") == 0 || strcmp (label, "gi_yieldfrom") == 0
           || strcmp (label, "func") == 0)
    g_string_append_printf (out, ".%s", label);
  else
    return FALSE;
  return TRUE;
}

/* The root's name; *LABELS goes to what follows it, *FRAME to the name of the
 * frame that has it, where that is not the asker's. FALSE: it has no name. */
static gboolean
add_root (GString *out, char *const **labels, const char *function, const char **frame)
{
  const char *name;
  if ((name = after (**labels, "global")) != NULL)
    {
      if (is_module (function))
        g_string_append (out, name);
      else
        g_string_append_printf (out, "globals()['%s']", name);
      (*labels)++;
      return TRUE;
    }
  if (strcmp (**labels, "library logging") == 0)
    {
      g_string_append (out, "__import__('logging').Logger.manager.loggerDict");
      (*labels)++;
      return **labels != NULL;
    }
  if ((name = after (**labels, "frame")) == NULL || (*labels)[1] == NULL
      || after ((*labels)[1], "local") == NULL)
    return FALSE;
  *frame = strcmp (name, function) != 0 ? name : NULL;
  g_string_append (out, after ((*labels)[1], "local"));
  *labels += 2;
  return TRUE;
}

/* What the library has said it would call is not called. */
static const char *
statement_for_library (const char *root)
{
  return strcmp (root, "library atexit") == 0 ? "__import__('atexit')._clear()"
         : strcmp (root, "library weakref.finalize") == 0
             ? "__import__('weakref').finalize._registry.clear()"
             : NULL;
}

/* The statement that makes HOLDER let go of what LABEL names; NULL: none. */
static char *
statement_for (const char *holder, const char *label)
{
  const char *rest;
  if ((rest = after (label, "item")) != NULL)
    return g_strdup_printf ("%s[%s] = None", holder, rest);
  if ((rest = after (label, "value of")) != NULL)
    return g_strdup_printf ("del %s[%s]", holder, rest);
  if (strcmp (label, "member") == 0 || strcmp (label, "value") == 0 || strcmp (label, "key") == 0)
    return g_strdup_printf ("%s.clear()", holder);
  if ((rest = after (label, "attribute")) != NULL)
    return g_strdup_printf ("del %s.%s", holder, rest);
  if (after (label, "default") != NULL)
    return g_strdup_printf ("%s.__defaults__ = %s.__kwdefaults__ = None", holder, holder);
  if (strcmp (label, "__traceback__") == 0 || strcmp (label, "__context__") == 0
      || strcmp (label, "__cause__") == 0 || strcmp (label, "tb_next") == 0)
    return g_strdup_printf ("%s.%s = None", holder, label);
  if ((rest = after (label, "cell")) != NULL)
    return g_strdup_printf ("del %s.__closure__[%s.__code__.co_freevars.index('%s')].cell_contents",
                            holder, holder, rest);
  if (strcmp (label, "cache") == 0)
    return g_strdup_printf ("%s.cache_clear()", holder);
  return NULL;
}

char *
rs_statement_against (char *const *labels, const char *function)
{
  g_autoptr (GString) out = g_string_new (NULL);
  const char *frame = NULL;
  g_autofree char *statement = NULL;
  if (statement_for_library (*labels) != NULL)
    return g_strdup (statement_for_library (*labels));
  if (!add_root (out, &labels, function, &frame))
    return NULL;
  if (*labels == NULL)
    statement = g_strdup_printf ("del %s", out->str);
  for (; *labels != NULL && labels[1] != NULL; labels++)
    if (!add_step (out, *labels))
      return NULL;
  if (statement == NULL)
    statement = statement_for (out->str, *labels);
  return frame != NULL && statement != NULL
             ? g_strdup_printf ("%s%s: %s", RS_IN_FRAME, frame, statement)
             : g_steal_pointer (&statement);
}
