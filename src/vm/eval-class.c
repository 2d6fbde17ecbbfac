/* SPDX-License-Identifier: MIT
 *
 * The class statement: builtins.__build_class__, which runs a class's body in a
 * namespace and calls the metaclass. As builtin___build_class__ in
 * Python/bltinmodule.c.
 */
#include "eval.h"

/* Replaces BASES (N of them) that are not classes by what their __mro_entries__
 * give: a tuple; *ORIGINAL gets the tuple of BASES if that changed any. */
static RsObject *
resolve_bases (RsVm *vm, RsObject *const *bases, gsize n, RsObject **original)
{
  RS_SCOPE (vm);
  RS_LOCAL (list, rs_list_new (vm, 0));
  RS_LOCAL (all, rs_tuple_from_array (vm, bases, n));
  gboolean changed = FALSE;
  for (gsize i = 0; all != NULL && i < n; i++)
    {
      RS_LOCAL (entries, NULL);
      if (rs_is_type (bases[i])
          || rs_getattr_optional (vm, bases[i], RS_NAME (vm, __mro_entries__), &entries) == 0)
        {
          if (rs_list_append (vm, list, bases[i]) < 0)
            return NULL;
          continue;
        }
      RS_LOCAL (replacement, entries ? rs_call (vm, entries, &all, 1, NULL) : NULL);
      rs_clear (vm, &entries);
      if (replacement != NULL && !rs_is_tuple (replacement))
        rs_type_error (vm, "__mro_entries__ must return a tuple");
      if (replacement == NULL || !rs_is_tuple (replacement))
        return NULL;
      changed = TRUE;
      if (rs_list_extend (vm, list, replacement) < 0)
        return NULL;
    }
  if (!changed)
    return RS_GIVE (all);
  *original = g_steal_pointer (&all);
  return rs_list_as_tuple (vm, list);
}

/* A new dict of the keywords without `metaclass`, whose value goes to *META,
 * borrowed (NULL: not there). NULL with nothing pending: no keywords. */
static RsObject *
class_keywords (RsVm *vm, RsObject *const *values, RsObject *kwnames, RsObject **meta)
{
  RsObject *dict = kwnames ? rs_dict_new (vm) : NULL;
  *meta = NULL;
  for (gsize i = 0; dict != NULL && i < rs_tuple_size (kwnames); i++)
    if (rs_str_equal (rs_tuple_items (kwnames)[i], RS_NAME (vm, metaclass)))
      *meta = values[i];
    else if (rs_dict_set (vm, dict, rs_tuple_items (kwnames)[i], values[i]) < 0)
      rs_clear (vm, &dict);
  return dict;
}

static RsObject *
prepare_namespace (RsVm *vm, RsObject *meta, RsObject **stack, RsObject *keywords)
{
  RS_SCOPE (vm);
  RS_LOCAL (prepare, NULL);
  if (meta == RS_OBJECT (RS_TYPE (vm, TYPE)))
    return rs_dict_new (vm);
  if (rs_getattr_optional (vm, meta, RS_NAME (vm, __prepare__), &prepare) < 0)
    return NULL;
  if (prepare == NULL)
    return rs_dict_new (vm);
  RS_LOCAL (namespace, rs_call_dict (vm, prepare, stack, 2, keywords));
  rs_clear (vm, &prepare);
  if (namespace != NULL && namespace->type->slots.getitem == NULL)
    {
      rs_type_error (vm, "%U.__prepare__() must return a mapping, not %T",
                     rs_is_type (meta) ? ((RsType *) meta)->name : RS_NAME (vm, metaclass),
                     namespace);
      return NULL;
    }
  return RS_GIVE (namespace);
}

/* The class body's __class__ cell must be CLS by now, if it has one. FALSE
 * raises. */
static gboolean
check_class_cell (RsVm *vm, RsObject *cell, RsObject *name, RsObject *cls)
{
  if (!rs_is_type (cls) || cell->type != RS_TYPE (vm, CELL) || ((RsCell *) cell)->content == cls)
    return TRUE;
  RsObject *content = ((RsCell *) cell)->content;
  if (content == NULL)
    rs_raise (vm, RS_TYPE (vm, RuntimeError),
              "__class__ not set defining %R as %R. Was __classcell__ propagated to "
              "type.__new__?",
              name, cls);
  else
    rs_type_error (vm, "__class__ set to %R defining %R as %R", content, name, cls);
  return FALSE;
}

RsObject *
rs_build_class (RsVm *vm, RsObject *self, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  if (nargs < 2)
    return rs_type_error (vm, "__build_class__: not enough arguments");
  if (args[0]->type != RS_TYPE (vm, FUNCTION))
    return rs_type_error (vm, "__build_class__: func must be a function");
  RsFunction *body = (RsFunction *) args[0];
  RsObject *wanted;
  RS_SCOPE (vm);
  RS_LOCAL (bases, NULL);
  RS_LOCAL (original, NULL);
  RS_LOCAL (keywords, class_keywords (vm, args + nargs, kwnames, &wanted));
  bases = vm->pending ? NULL : resolve_bases (vm, args + 2, nargs - 2, &original);
  if (bases == NULL)
    return NULL;
  if (wanted == NULL)
    wanted = RS_OBJECT (rs_tuple_size (bases) > 0 ? rs_tuple_items (bases)[0]->type
                                                  : RS_TYPE (vm, TYPE));
  if (rs_is_type (wanted))
    wanted = RS_OBJECT (rs_type_metaclass (vm, (RsType *) wanted, bases));
  RS_LOCAL (meta, rs_xincref (wanted));
  RsObject *stack[3] = { args[1], bases };
  RS_LOCAL (namespace, meta ? prepare_namespace (vm, meta, stack, keywords) : NULL);
  if (namespace == NULL)
    return NULL;
  RsFrame *frame =
      rs_frame_new (vm, (RsCode *) body->code, body, body->globals, body->builtins, namespace);
  RS_LOCAL (cell, frame ? rs_eval_frame (vm, frame) : NULL);
  if (cell == NULL
      || (original != NULL
          && rs_setitem (vm, namespace, RS_NAME (vm, __orig_bases__), original) < 0))
    return NULL;
  stack[2] = namespace;
  RS_LOCAL (cls, rs_call_dict (vm, meta, stack, 3, keywords));
  if (cls == NULL || !check_class_cell (vm, cell, args[1], cls))
    return NULL;
  return RS_GIVE (cls);
}
