/* SPDX-License-Identifier: MIT
 *
 * Calls of Python functions: binding arguments to parameters, with CPython's
 * messages (initialize_locals in Python/ceval.c), and the rs_call family by
 * which C calls anything.
 *
 * localsplus of a callee:  | positional parameters | keyword-only | *args | **kwargs | other locals
 *                          ... |
 */
#include "objects/slot-call.h"
#include "eval.h"

enum { MOST_METHOD_ARGS = 6 }; /* of what rs_call_method calls without a bound method */

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
    if (frame->slots[i] == NULL)
      rs_list_append (vm, names, local_name (frame->code, i));
  gsize n = rs_list_size (names);
  RsObject *text = enumerate_names (vm, names);
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
  g_autofree char *takes = n_defaults ? g_strdup_printf ("from %zu to %zu", most - n_defaults, most)
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
      if (rs_str_equal (local_name (code, i), rs_tuple_items (kwnames)[k]))
        rs_list_append (vm, positional, rs_tuple_items (kwnames)[k]);
  if (rs_list_size (positional) > 0)
    {
      RsObject *comma = rs_str_new (vm, ", ", 2);
      RsObject *joined = rs_call_method (vm, comma, RS_NAME (vm, join), &positional, 1);
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
  gsize total = nargs + (kwnames ? rs_tuple_size (kwnames) : 0);
  guint mark = rs_hold_mark (vm);
  for (gsize i = 0; i < total; i++)
    rs_hold (vm, args[i]);
  gboolean bound = rs_bind_arguments (vm, function, frame, args, nargs, kwnames);
  rs_hold_cut (vm, mark);
  for (gsize i = 0; i < total; i++)
    rs_decref (vm, args[i]);
  if (!bound)
    {
      rs_frame_end (vm, frame);
      frame = NULL;
    }
  return frame;
}

/* The arguments of f (*args, **kwargs) in one array, in the arena: *N_BYTES to
 * free; *KWNAMES a new tuple or NULL. */
static RsObject **
flatten (RsVm *vm, RsObject *const *args, gsize nargs, RsObject *kwargs, RsObject **kwnames,
         gsize *n_bytes)
{
  gsize n_keywords = kwargs ? rs_dict_size (kwargs) : 0, position = 0, i = 0;
  RsObject *key, *value;

  *n_bytes = (nargs + n_keywords + 1) * sizeof (RsObject *);
  *kwnames = n_keywords ? rs_tuple_new (vm, n_keywords) : NULL;
  RsObject **array = rs_mem_alloc (vm, *n_bytes);
  for (gsize k = 0; k < nargs; k++)
    array[k] = args[k];
  while (n_keywords && rs_dict_next (kwargs, &position, &key, &value))
    {
      rs_tuple_items (*kwnames)[i] = rs_incref (key);
      array[nargs + i++] = value;
    }
  return array;
}

/* Are all keys of KWARGS (or NULL) str? FALSE raises. */
static gboolean
check_keywords (RsVm *vm, RsObject *kwargs)
{
  gsize position = 0;
  RsObject *key, *value;
  while (kwargs != NULL && rs_dict_next (kwargs, &position, &key, &value))
    if (!rs_is_str (key))
      {
        rs_type_error (vm, "keywords must be strings");
        return FALSE;
      }
  return TRUE;
}

RsFrame *
rs_call_frame_tuple (RsVm *vm, RsFunction *function, RsObject *args, RsObject *kwargs)
{
  if (kwargs == NULL)
    return rs_call_frame (vm, function, rs_tuple_items (args), rs_tuple_size (args), NULL);
  if (!check_keywords (vm, kwargs))
    return NULL;
  RsObject *kwnames;
  gsize bytes;
  RsObject **array =
      flatten (vm, rs_tuple_items (args), rs_tuple_size (args), kwargs, &kwnames, &bytes);
  RsFrame *frame = rs_call_frame (vm, function, array, rs_tuple_size (args), kwnames);
  /* The array owns its references while the call is out. */
  if (frame != NULL)
    frame->ret_args =
        rs_tuple_from_array (vm, array, rs_tuple_size (args) + rs_tuple_size (kwnames));
  rs_mem_free (vm, array, bytes);
  rs_xdecref (vm, kwnames);
  return frame;
}

/* --- from C --------------------------------------------------------------- */

/* Has CALLABLE tp_call only, which takes a tuple and a dict, and no vectorcall?
 * The built-in types' constructors see to it themselves, and an exception keeps
 * that tuple as its args. */
static gboolean
takes_tuple (RsVm *vm, RsObject *callable)
{
  RsType *type = callable->type;
  if (rs_is_type (callable) && (((RsType *) callable)->flags & RS_TF_EXCEPTION)
      && ((RsType *) callable)->slots.new_ != rs_slot_new)
    return FALSE;
  return type->slots.call == rs_slot_call || type == RS_TYPE (vm, WRAPPER_DESCR)
         || type == RS_TYPE (vm, METHOD_WRAPPER)
         || (rs_is_type (callable) && (((RsType *) callable)->flags & RS_TF_HEAPTYPE));
}

gboolean
rs_takes_tuple (RsVm *vm, RsObject *callable, gsize nargs)
{
  return takes_tuple (vm, callable) || (callable == RS_OBJECT (RS_TYPE (vm, TYPE)) && nargs != 1);
}

static RsObject *
call_by (RsVm *vm, RsNative call, RsObject *callable, RsObject *const *args, gsize nargs,
         RsObject *kwnames)
{
  if (rs_vm_too_deep (vm, vm->c_depth_native))
    return rs_raise (vm, RS_TYPE (vm, RecursionError),
                     "maximum recursion depth exceeded while calling a Python object");
  vm->c_depth_native++;
  RsObject *result = call (vm, callable, args, nargs, kwnames);
  vm->c_depth_native--;
  return result;
}

static RsObject *
call_slot (RsVm *vm, RsObject *callable, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  return call_by (vm, callable->type->slots.call, callable, args, nargs, kwnames);
}

RsObject *
rs_call (RsVm *vm, RsObject *callable, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  if (callable->type->slots.call == NULL)
    return rs_type_error (vm, "'%T' object is not callable", callable);
  if (!rs_takes_tuple (vm, callable, nargs))
    return call_slot (vm, callable, args, nargs, kwnames);
  guint mark = rs_hold_mark (vm);
  RsObject *tuple = rs_tuple_from_array (vm, args, nargs),
           *dict = kwnames ? rs_dict_new (vm) : NULL;
  rs_hold (vm, tuple);
  if (dict != NULL)
    rs_hold (vm, dict);
  for (gsize i = 0; dict != NULL && i < rs_tuple_size (kwnames); i++)
    rs_dict_set (vm, dict, rs_tuple_items (kwnames)[i], args[nargs + i]);
  RsObject *result = call_slot (vm, callable, args, nargs, kwnames);
  rs_hold_cut (vm, mark);
  rs_drop_with_pending (vm, tuple);
  rs_drop_with_pending (vm, dict);
  return result;
}

RsObject *
rs_call0 (RsVm *vm, RsObject *callable)
{
  return rs_call (vm, callable, NULL, 0, NULL);
}

RsObject *
rs_call1 (RsVm *vm, RsObject *callable, RsObject *a)
{
  return rs_call (vm, callable, &a, 1, NULL);
}

RsObject *
rs_call2 (RsVm *vm, RsObject *callable, RsObject *a, RsObject *b)
{
  RsObject *args[2] = { a, b };
  return rs_call (vm, callable, args, 2, NULL);
}

RsObject *
rs_call_held (RsVm *vm, RsObject *callable, RsObject *a)
{
  guint mark = rs_hold_mark (vm);
  rs_hold (vm, callable);
  RsObject *result = rs_call (vm, callable, &a, a != NULL, NULL);
  rs_hold_cut (vm, mark);
  return result;
}

/* CALLABLE with arguments that a tuple and dict of the caller's hold, which is
 * all that it needs (the kinds of takes_packed ()). */
static RsObject *
call_packed (RsVm *vm, RsObject *callable, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  if (callable->type == RS_TYPE (vm, BUILTIN))
    return call_by (vm, rs_builtin_call_packed, callable, args, nargs, kwnames);
  if (callable->type == RS_TYPE (vm, TYPE) && rs_type_takes_tuple (vm, (RsType *) callable))
    return call_by (vm, rs_type_call_packed, callable, args, nargs, kwnames);
  return call_slot (vm, callable, args, nargs, kwnames);
}

/* Does CALLABLE take f (*args, **kwargs) as the tuple and dict that they
 * are? */
static gboolean
takes_packed (RsVm *vm, RsObject *callable)
{
  return takes_tuple (vm, callable)
         || (callable->type == RS_TYPE (vm, BUILTIN)
             && (((RsBuiltin *) callable)->def->flags & RS_M_VARARGS))
         || (callable->type == RS_TYPE (vm, TYPE) && rs_type_takes_tuple (vm, (RsType *) callable));
}

/* With keywords from a dict: what is given is held by an array of references if
 * SPREAD, and by the caller's own containers if not. */
static RsObject *
call_flat (RsVm *vm, RsObject *callable, RsObject *const *args, gsize nargs, RsObject *kwargs,
           gboolean spread)
{
  RsObject *kwnames;
  gsize bytes;
  if (!check_keywords (vm, kwargs))
    return NULL;
  RsObject **array = flatten (vm, args, nargs, kwargs, &kwnames, &bytes);
  guint mark = rs_hold_mark (vm);
  rs_hold (vm, kwnames);
  gsize n = spread ? nargs + rs_tuple_size (kwnames) : 0;
  for (gsize i = 0; i < n; i++)
    rs_hold (vm, rs_incref (array[i]));
  RsObject *result = spread ? rs_call (vm, callable, array, nargs, kwnames)
                            : call_packed (vm, callable, array, nargs, kwnames);
  rs_hold_cut (vm, mark);
  for (gsize i = 0; i < n; i++)
    rs_decref (vm, array[i]);
  rs_mem_free (vm, array, bytes);
  rs_decref (vm, kwnames);
  return result;
}

RsObject *
rs_call_tuple (RsVm *vm, RsObject *callable, RsObject *args, RsObject *kwargs)
{
  if (callable->type->slots.call == NULL)
    return rs_type_error (vm, "'%T' object is not callable", callable);
  gboolean spread = !takes_packed (vm, callable);
  if (kwargs != NULL && rs_dict_size (kwargs) > 0)
    return call_flat (vm, callable, rs_tuple_items (args), rs_tuple_size (args), kwargs, spread);
  RsObject *outer = vm->call_args;
  vm->call_args = args;
  RsObject *result =
      spread ? rs_call (vm, callable, rs_tuple_items (args), rs_tuple_size (args), NULL)
             : call_packed (vm, callable, rs_tuple_items (args), rs_tuple_size (args), NULL);
  vm->call_args = outer;
  return result;
}

RsObject *
rs_call_dict (RsVm *vm, RsObject *callable, RsObject *const *args, gsize nargs, RsObject *kwargs)
{
  if (kwargs == NULL || rs_dict_size (kwargs) == 0)
    return rs_call (vm, callable, args, nargs, NULL);
  if (callable->type->slots.call == NULL)
    return rs_type_error (vm, "'%T' object is not callable", callable);
  if (!takes_packed (vm, callable))
    return call_flat (vm, callable, args, nargs, kwargs, TRUE);
  RsObject *tuple = rs_tuple_from_array (vm, args, nargs);
  guint mark = rs_hold_mark (vm);
  rs_hold (vm, tuple);
  RsObject *result = call_flat (vm, callable, args, nargs, kwargs, FALSE);
  rs_hold_cut (vm, mark);
  rs_decref (vm, tuple);
  return result;
}

/* The function NAME of OBJECT's class, where a bound method would only pass
 * OBJECT on to it, as _PyObject_GetMethod; borrowed, or NULL. */
static RsObject *
unbound_method (RsVm *vm, RsObject *object, RsObject *name)
{
  RsType *type = object->type;
  RsObject *descr =
      type->slots.getattro == rs_generic_getattr ? rs_type_lookup (vm, type, name) : NULL;
  if (descr == NULL || !(descr->type->flags & RS_TF_METHOD_DESCRIPTOR))
    return NULL;
  gboolean has_dict = type->managed_offset != 0 || type->dict_offset != 0;
  return has_dict && rs_instance_get (vm, object, name) != NULL ? NULL : descr;
}

RsObject *
rs_call_method (RsVm *vm, RsObject *object, RsObject *name, RsObject *const *args, gsize nargs)
{
  RsObject *method = unbound_method (vm, object, name), *all[MOST_METHOD_ARGS + 1] = { object };
  if (vm->pending != NULL)
    return NULL;
  if (method != NULL && nargs <= MOST_METHOD_ARGS)
    {
      rs_incref (method);
      for (gsize i = 0; i < nargs; i++)
        all[i + 1] = args[i];
      args = all;
      nargs++;
    }
  else
    method = rs_getattr (vm, object, name);
  if (method == NULL)
    return NULL;
  guint mark = rs_hold_mark (vm);
  rs_hold (vm, method);
  RsObject *result = rs_call (vm, method, args, nargs, NULL);
  rs_hold_cut (vm, mark);
  rs_decref (vm, method);
  return result;
}
