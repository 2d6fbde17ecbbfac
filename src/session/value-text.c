/* SPDX-License-Identifier: MIT
 *
 * The text of a value, as repr () would give it. The engine stands still while
 * a HeapGraph is made: nothing is allocated in its heap here, and no __repr__
 * of the program is called. Long values are cut: a picture shows their
 * beginning.
 */
#include "session-private.h"

#include "objects/classes/obj-misc.h"
#include "text/escape.h"

#include <string.h>

#define MOST (RS_GRAPH_TEXT_LIMIT + 4) /* characters that are looked at */

static char *
str_text (RsObject *str)
{
  gsize n = rs_str_length (str);
  gboolean single = FALSE, twofold = FALSE;
  for (gsize i = 0; i < n && !twofold; i++)
    {
      gunichar c = rs_str_char (str, i);
      single |= c == '\'';
      twofold = c == '"';
    }
  char quote = rs_repr_quote (single, twofold);
  GString *out = g_string_new (NULL);
  g_string_append_c (out, quote);
  for (gsize i = 0; i < MIN (n, MOST); i++)
    rs_repr_character (out, rs_str_char (str, i), quote, FALSE);
  g_string_append_c (out, quote);
  return g_string_free (out, FALSE);
}

static char *
bytes_text (const RsBytes *bytes)
{
  char quote = rs_repr_quote (memchr (bytes->data, '\'', bytes->size) != NULL,
                              memchr (bytes->data, '"', bytes->size) != NULL);
  GString *out = g_string_new ("b");
  g_string_append_c (out, quote);
  for (gsize i = 0; i < MIN ((gsize) bytes->size, MOST); i++)
    rs_repr_character (out, bytes->data[i], quote, TRUE);
  g_string_append_c (out, quote);
  return g_string_free (out, FALSE);
}

static char *
int_text (RsVm *vm, RsObject *o)
{
  gint64 small;
  if (rs_int_small (o, &small))
    return g_strdup_printf ("%" G_GINT64_FORMAT, small);
  gint size = ABS (((RsInt *) o)->size);
  char *text =
      size > 64 ? g_strdup_printf ("an int of %d bits", size * 64) : rs_int_to_text (vm, o, 10);
  return text ? text : g_strdup ("an int");
}

static char *
range_text (RsVm *vm, const RsRange *range)
{
  g_autofree char *start = int_text (vm, range->start), *stop = int_text (vm, range->stop),
                  *step = int_text (vm, range->step);
  return strcmp (step, "1") == 0 ? g_strdup_printf ("range(%s, %s)", start, stop)
                                 : g_strdup_printf ("range(%s, %s, %s)", start, stop, step);
}

/* The name of what has one; NULL: O has none. */
static char *
name_text (RsVm *vm, RsObject *o)
{
  RsType *type = o->type;
  RsObject *name = NULL;
  if (rs_is_type (o))
    name = ((RsType *) o)->qualname;
  else if (type == RS_TYPE (vm, FUNCTION))
    name = ((RsFunction *) o)->qualname;
  else if (type == RS_TYPE (vm, MODULE))
    name = ((RsModule *) o)->name;
  else if (type == RS_TYPE (vm, METHOD_DESCR) || type == RS_TYPE (vm, GETSET_DESCR)
           || type == RS_TYPE (vm, MEMBER_DESCR) || type == RS_TYPE (vm, WRAPPER_DESCR)
           || type == RS_TYPE (vm, CLASSMETHOD_DESCR))
    name = ((RsDescr *) o)->name;
  else if (type == RS_TYPE (vm, CODE))
    name = ((RsCode *) o)->qualname;
  else if (type == RS_TYPE (vm, GENERATOR) || type == RS_TYPE (vm, COROUTINE))
    name = ((RsGenerator *) o)->qualname;
  else if (type == RS_TYPE (vm, FRAME) && ((RsFrameObject *) o)->frame != NULL)
    name = ((RsFrameObject *) o)->frame->code->qualname;
  else if (type == RS_TYPE (vm, METHOD)
           && ((RsMethod *) o)->function->type == RS_TYPE (vm, FUNCTION))
    name = ((RsFunction *) ((RsMethod *) o)->function)->qualname;
  if (name == NULL)
    return type == RS_TYPE (vm, BUILTIN) ? g_strdup (((RsBuiltin *) o)->def->name) : NULL;
  return rs_is_str (name) ? rs_str_utf8 (name, NULL) : NULL;
}

char *
rs_value_text (RsVm *vm, RsObject *o)
{
  if (o == vm->none)
    return g_strdup ("None");
  if (o == vm->true_)
    return g_strdup ("True");
  if (o == vm->false_)
    return g_strdup ("False");
  if (o == vm->ellipsis)
    return g_strdup ("Ellipsis");
  if (o == vm->not_implemented)
    return g_strdup ("NotImplemented");
  if (rs_is_int (o))
    return int_text (vm, o);
  if (rs_is_float (o))
    return rs_float_repr_text (rs_float_value (o));
  if (o->type == RS_TYPE (vm, COMPLEX))
    return rs_complex_repr_text (((RsComplex *) o)->real, ((RsComplex *) o)->imag);
  if (o->type == RS_TYPE (vm, RANGE))
    return range_text (vm, (RsRange *) o);
  if (rs_is_str (o))
    return str_text (o);
  if (rs_is_bytes (o))
    return bytes_text ((RsBytes *) o);
  char *name = name_text (vm, o);
  if (name != NULL)
    return name;
  if (rs_is_exception (o) && ((RsException *) o)->args != NULL
      && rs_tuple_size (((RsException *) o)->args) == 1)
    {
      RsObject *argument = rs_tuple_items (((RsException *) o)->args)[0];
      return rs_is_str (argument) ? rs_str_utf8 (argument, NULL) : g_strdup ("");
    }
  return g_strdup ("");
}

static void
add_key (GString *out, RsVm *vm, RsObject *key)
{
  char buffer[100];
  if (key->type != RS_TYPE (vm, TUPLE))
    {
      g_autofree char *text = rs_value_text (vm, key);
      if (*text != '\0')
        g_string_append (out, text);
      else
        g_string_append_printf (out, "<%s>", rs_type_name (key->type, buffer, sizeof buffer));
      return;
    }
  gsize n = rs_tuple_size (key);
  g_string_append_c (out, '(');
  for (gsize i = 0; i < n && out->len < MOST * 4; i++)
    {
      if (i > 0)
        g_string_append (out, ", ");
      add_key (out, vm, rs_tuple_items (key)[i]);
    }
  g_string_append (out, n == 1 ? ",)" : ")");
}

char *
rs_key_text (RsVm *vm, RsObject *key)
{
  GString *out = g_string_new (NULL);
  add_key (out, vm, key);
  return g_string_free (out, FALSE);
}
