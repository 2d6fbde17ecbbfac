/* SPDX-License-Identifier: MIT
 *
 * Frames for calls of Python functions: binding arguments to parameters, with
 * CPython's messages (initialize_locals in Python/ceval.c).
 *
 * localsplus of a callee:  | positional parameters | keyword-only | *args | **kwargs | other locals
 *                          ... |
 */
#include "objects/classes/slot-call.h"
#include "eval.h"

static RsObject *
local_name (RsCode *code, guint i)
{
  return rs_tuple_items (code->local_names)[i];
}

/* --- messages ------------------------------------------------------------- */

/* 'a', 'b', and 'c' */
static RsObject *
enumerate_names (RsVm *vm, RsObject *names)
{
  RsStrBuilder b;
  gsize n = rs_list_size (names);
  rs_str_builder_init (vm, &b);
  for (gsize i = 0; i < n; i++)
    {
      if (i > 0)
        rs_str_builder_add_utf8 (&b, i + 1 == n ? (n == 2 ? " and " : ", and ") : ", ");
      rs_str_builder_add_char (&b, '\'');
      rs_str_builder_add_str (&b, rs_list_items (names)[i]);
      rs_str_builder_add_char (&b, '\'');
    }
  return rs_str_builder_end (vm, &b);
}

static void
raise_missing (RsVm *vm, RsFunction *function, RsFrame *frame, guint first, guint end,
               const char *kind)
{
  RsObject *names = rs_list_new (vm, 0);
  for (guint i = first; i < end; i++)
    if (frame->slots[i] == NULL && rs_list_append (vm, names, local_name (frame->code, i)) < 0)
      break;
  gsize n = rs_list_size (names);
  RsObject *text = vm->pending ? NULL : enumerate_names (vm, names);
  if (text != NULL)
    rs_type_error (vm, "%U() missing %zu required %s argument%s: %U", function->qualname, n, kind,
                   n == 1 ? "" : "s", text);
  rs_xdecref (vm, text);
  rs_decref (vm, names);
}

static void
raise_too_many (RsVm *vm, RsFunction *function, RsFrame *frame, gsize given)
{
  RsCode *code = frame->code;
  gsize n_defaults = function->defaults ? rs_tuple_size (function->defaults) : 0,
        most = code->argcount;
  guint kwonly_given = 0;
  for (guint i = code->argcount; i < code->argcount + code->kwonly; i++)
    kwonly_given += frame->slots[i] != NULL;
  g_autofree char *takes =
      n_defaults ? g_strdup_printf ("from %zd to %zu", (gssize) (most - n_defaults), most)
                 : g_strdup_printf ("%zu", most);
  gboolean plural = n_defaults || most != 1;
  g_autofree char *extra =
      kwonly_given
          ? g_strdup_printf (" positional argument%s (and %u keyword-only argument%s)",
                             given != 1 ? "s" : "", kwonly_given, kwonly_given != 1 ? "s" : "")
          : g_strdup ("");
  rs_type_error (vm, "%U() takes %s positional argument%s but %zu%s %s given", function->qualname,
                 takes, plural ? "s" : "", given, extra,
                 given == 1 && !kwonly_given ? "was" : "were");
}

/* --- binding -------------------------------------------------------------- */

/* Index of the parameter that keyword NAME names, or -1. */
static gint
find_parameter (RsCode *code, RsObject *name)
{
  guint end = code->argcount + code->kwonly;
  for (guint i = code->posonly; i < end; i++)
    if (local_name (code, i) == name)
      return i;
  for (guint i = code->posonly; i < end; i++)
    if (rs_str_equal (local_name (code, i), name))
      return i;
  return -1;
}

static void
raise_unexpected_keyword (RsVm *vm, RsFunction *function, RsCode *code, RsObject *kwnames,
                          RsObject *name)
{
  RsObject *positional = rs_list_new (vm, 0);
  for (gsize k = 0; k < rs_tuple_size (kwnames); k++)
    for (guint i = 0; i < code->posonly; i++)
      if (vm->pending == NULL && rs_str_equal (local_name (code, i), rs_tuple_items (kwnames)[k]))
        rs_list_append (vm, positional, rs_tuple_items (kwnames)[k]);
  if (vm->pending != NULL)
    {
      rs_decref (vm, positional);
      return;
    }
  if (rs_list_size (positional) > 0)
    {
      RsObject *comma = rs_str_new (vm, ", ", 2);
      RsObject *joined = rs_call_method (vm, comma, RS_NAME (vm, join), &positional, 1);
      if (joined != NULL)
        rs_type_error (vm,
                       "%U() got some positional-only arguments passed as keyword arguments: '%U'",
                       function->qualname, joined);
      rs_xdecref (vm, joined);
      rs_decref (vm, comma);
    }
  else
    rs_type_error (vm, "%U() got an unexpected keyword argument '%S'", function->qualname, name);
  rs_decref (vm, positional);
}

static gboolean
bind_keywords (RsVm *vm, RsFunction *function, RsFrame *frame, RsObject *const *values,
               RsObject *kwnames, RsObject *kwdict)
{
  RsCode *code = frame->code;
  for (gsize k = 0; k < rs_tuple_size (kwnames); k++)
    {
      RsObject *name = rs_tuple_items (kwnames)[k];
      if (!rs_is_str (name))
        {
          rs_type_error (vm, "%U() keywords must be strings", function->qualname);
          return FALSE;
        }
      gint i = find_parameter (code, name);
      if (i < 0 && kwdict != NULL)
        {
          if (rs_dict_set (vm, kwdict, name, values[k]) < 0)
            return FALSE;
          continue;
        }
      if (i < 0)
        {
          raise_unexpected_keyword (vm, function, code, kwnames, name);
          return FALSE;
        }
      if (frame->slots[i] != NULL)
        {
          rs_type_error (vm, "%U() got multiple values for argument '%S'", function->qualname,
                         name);
          return FALSE;
        }
      frame->slots[i] = rs_incref (values[k]);
    }
  return TRUE;
}

static gboolean
fill_defaults (RsVm *vm, RsFunction *function, RsFrame *frame, gsize given)
{
  RsCode *code = frame->code;
  guint argcount = code->argcount;
  guint n_defaults = function->defaults ? rs_tuple_size (function->defaults) : 0;
  guint required = argcount > n_defaults ? argcount - n_defaults : 0;

  if (given < argcount)
    {
      for (guint i = given; i < required; i++)
        if (frame->slots[i] == NULL)
          {
            raise_missing (vm, function, frame, 0, required, "positional");
            return FALSE;
          }
      for (guint i = required; i < argcount; i++)
        if (frame->slots[i] == NULL)
          frame->slots[i] =
              rs_incref (rs_tuple_items (function->defaults)[i - (argcount - n_defaults)]);
    }
  gboolean missing = FALSE;
  for (guint i = argcount; i < argcount + code->kwonly; i++)
    if (frame->slots[i] == NULL)
      {
        RsObject *value = function->kwdefaults
                              ? rs_dict_get (vm, function->kwdefaults, local_name (code, i))
                              : NULL;
        frame->slots[i] = rs_xincref (value);
        missing |= value == NULL;
      }
  if (missing)
    raise_missing (vm, function, frame, argcount, argcount + code->kwonly, "keyword-only");
  return !missing;
}

gboolean
rs_bind_arguments (RsVm *vm, RsFunction *function, RsFrame *frame, RsObject *const *args,
                   gsize nargs, RsObject *kwnames)
{
  RsCode *code = frame->code;
  guint total = code->argcount + code->kwonly;
  RsObject *kwdict = NULL;

  if (code->flags & RS_CO_VARKEYWORDS)
    {
      if ((kwdict = rs_dict_new (vm)) == NULL)
        return FALSE;
      frame->slots[total + ((code->flags & RS_CO_VARARGS) != 0)] = kwdict;
    }
  gsize n = MIN (nargs, code->argcount);
  for (gsize i = 0; i < n; i++)
    frame->slots[i] = rs_incref (args[i]);
  if (code->flags & RS_CO_VARARGS)
    {
      if ((frame->slots[total] = rs_tuple_from_array (vm, args + n, nargs - n)) == NULL)
        return FALSE;
    }
  if (kwnames != NULL && !bind_keywords (vm, function, frame, args + nargs, kwnames, kwdict))
    return FALSE;
  if (nargs > code->argcount && !(code->flags & RS_CO_VARARGS))
    {
      raise_too_many (vm, function, frame, nargs);
      return FALSE;
    }
  return fill_defaults (vm, function, frame, nargs);
}

static RsFrame *
new_frame (RsVm *vm, RsFunction *function)
{
  RsCode *code = (RsCode *) function->code;
  return rs_frame_new (vm, code, function, function->globals, function->builtins, NULL);
}

RsFrame *
rs_call_frame (RsVm *vm, RsFunction *function, RsObject *const *args, gsize nargs,
               RsObject *kwnames)
{
  RsFrame *frame = new_frame (vm, function);
  if (frame != NULL && !rs_bind_arguments (vm, function, frame, args, nargs, kwnames))
    {
      rs_frame_end (vm, frame);
      frame = NULL;
    }
  return frame;
}

RsFrame *
rs_call_frame_stealing (RsVm *vm, RsFunction *function, RsObject **args, gsize nargs,
                        RsObject *kwnames)
{
  RsCode *code = (RsCode *) function->code;
  RsFrame *frame = new_frame (vm, function);

  if (G_LIKELY (kwnames == NULL && nargs == code->argcount && code->kwonly == 0
                && !(code->flags & (RS_CO_VARARGS | RS_CO_VARKEYWORDS))))
    {
      for (gsize i = 0; i < nargs; i++)
        frame->slots[i] = args[i];
      return frame;
    }
  /* While the arguments die the frame is in no chain: it is named here. */
  RsDecrefs binding;
  rs_decrefs_begin (vm, &binding, NULL, 0, 0);
  binding.frame = frame;
  gboolean bound;
  {
    RS_SCOPE (vm);
    RS_LOCAL_ARRAY (args, nargs + (kwnames ? rs_tuple_size (kwnames) : 0));
    bound = rs_bind_arguments (vm, function, frame, args, nargs, kwnames);
    RS_CLEAR_ARRAY (args);
  }
  rs_decrefs_end (vm, &binding);
  if (bound)
    return frame;
  rs_frame_end (vm, frame);
  return NULL;
}

RsFrame *
rs_call_frame_tuple (RsVm *vm, RsFunction *function, RsObject *args, RsObject *kwargs)
{
  if (kwargs == NULL)
    return rs_call_frame (vm, function, rs_tuple_items (args), rs_tuple_size (args), NULL);
  if (!rs_call_check_keywords (vm, kwargs))
    return NULL;
  RsObject *kwnames;
  gsize bytes;
  RsObject **array =
      rs_call_flatten (vm, rs_tuple_items (args), rs_tuple_size (args), kwargs, &kwnames, &bytes);
  if (array == NULL)
    return NULL;
  RsFrame *frame = rs_call_frame (vm, function, array, rs_tuple_size (args), kwnames);
  /* The array owns its references while the call is out. */
  gsize n = rs_tuple_size (args) + rs_tuple_size (kwnames);
  if (frame != NULL)
    frame->ret_args = rs_tuple_from_array (vm, array, n);
  if (frame != NULL && frame->ret_args == NULL)
    {
      rs_frame_end (vm, frame);
      frame = NULL;
    }
  rs_mem_free (vm, array, bytes);
  rs_xdecref (vm, kwnames);
  return frame;
}

gboolean
rs_raise_recursion (RsVm *vm)
{
  vm->recursion--;
  rs_raise (vm, RS_TYPE (vm, RecursionError), "maximum recursion depth exceeded");
  return FALSE;
}
