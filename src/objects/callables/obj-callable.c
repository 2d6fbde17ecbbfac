/* SPDX-License-Identifier: MIT
 *
 * Things that are bound: built-in functions and methods, methods of instances,
 * static and class methods, cells. Modelled on CPython's methodobject.c,
 * classobject.c, funcobject.c and cellobject.c.
 */
#include "descr.h"

/* --- built-in function or method ------------------------------------------ */

RsObject *
rs_builtin_new (RsVm *vm, const RsMethodDef *def, RsObject *self, RsObject *module)
{
  RsBuiltin *builtin = rs_object_new (vm, RS_TYPE (vm, BUILTIN));
  builtin->def = def;
  builtin->self = rs_xincref (self);
  builtin->module = rs_xincref (module);
  rs_gc_track (vm, builtin);
  return RS_OBJECT (builtin);
}

/* __new__ of a built-in type, called with the class as its first argument. */
static RsObject *
new_wrapper (RsVm *vm, RsObject *self, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  RsType *owner = (RsType *) self;
  if (nargs == 0)
    return rs_type_error (vm, "%U.__new__(): not enough arguments", owner->name);
  if (!rs_is_type (args[0]))
    return rs_type_error (vm, "%U.__new__(X): X is not a type object (%T)", owner->name, args[0]);
  RsType *type = (RsType *) args[0];
  if (!rs_is_subtype (type, owner))
    return rs_type_error (vm, "%U.__new__(%U): %U is not a subtype of %U", owner->name, type->name,
                          type->name, owner->name);
  RsType *base = type;
  while (base->flags & RS_TF_HEAPTYPE)
    base = base->tp_base;
  if (base->slots.new_ != owner->slots.new_)
    return rs_type_error (vm, "%U.__new__(%U) is not safe, use %U.__new__()", owner->name,
                          type->name, base->name);
  if (nargs == 1)
    return owner->slots.new_ (vm, type, args + 1, 0, kwnames);
  /* CPython cuts the class off in a tuple of its own. */
  RS_SCOPE (vm);
  RS_LOCAL (rest, rs_tuple_from_array (vm, args + 1, nargs - 1));
  if (rest == NULL)
    return NULL;
  RsObject *outer = vm->call_args;
  vm->call_args = rest;
  RS_LOCAL (result, owner->slots.new_ (vm, type, kwnames ? args + 1 : rs_tuple_items (rest),
                                       nargs - 1, kwnames));
  vm->call_args = outer;
  rs_clear (vm, &rest);
  return RS_GIVE (result);
}

static const RsMethodDef new_def = { "__new__", new_wrapper, RS_M_KEYWORDS | RS_M_VARARGS,
                                     0,         0,           "Create and return a new object." };

RsObject *
rs_tp_new_wrapper (RsVm *vm, RsType *type)
{
  return rs_builtin_new (vm, &new_def, RS_OBJECT (type), NULL);
}

static void
builtin_dealloc (RsVm *vm, RsObject *self)
{
  RsBuiltin *builtin = (RsBuiltin *) self;
  rs_gc_untrack (vm, self);
  rs_weakref_object_dies (vm, self);
  rs_clear (vm, &builtin->self);
  rs_clear (vm, &builtin->module);
  rs_object_free (vm, self);
}

static void
builtin_traverse (RsVm *vm, RsObject *self, RsVisit *visit)
{
  rs_visit_field (visit, ((RsBuiltin *) self)->self, "__self__");
  rs_visit_field (visit, ((RsBuiltin *) self)->module, "__module__");
}

static RsObject *
call_builtin (RsVm *vm, RsObject *self, RsObject *const *args, gsize nargs, RsObject *kwnames,
              gboolean packed)
{
  RsBuiltin *builtin = (RsBuiltin *) self;
  const char *owner = "";
  char buffer[64];
  if (builtin->module != NULL && rs_is_str (builtin->module))
    {
      /* Only a message names the module. */
      guint flags = builtin->def->flags;
      if ((kwnames != NULL || (flags & RS_M_NOARGS && nargs != 0) || (flags & RS_M_O && nargs != 1))
          && !rs_str_equal_ascii (builtin->module, "builtins"))
        owner = rs_str_buffer (builtin->module, buffer, sizeof buffer);
    }
  else if (builtin->self != NULL && builtin->self->type != RS_TYPE (vm, MODULE))
    {
      RsType *type = rs_is_type (builtin->self) ? (RsType *) builtin->self : builtin->self->type;
      while (type->spec == NULL)
        type = type->tp_base;
      owner = type->spec->name;
    }
  return rs_native_call (vm, builtin->def, owner, builtin->self, args, nargs, kwnames, packed);
}

static RsObject *
builtin_call (RsVm *vm, RsObject *self, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  return call_builtin (vm, self, args, nargs, kwnames, FALSE);
}

RsObject *
rs_builtin_call_packed (RsVm *vm, RsObject *self, RsObject *const *args, gsize nargs,
                        RsObject *kwnames)
{
  return call_builtin (vm, self, args, nargs, kwnames, TRUE);
}

static gboolean
is_module_function (RsVm *vm, RsBuiltin *builtin)
{
  return builtin->self == NULL || builtin->self->type == RS_TYPE (vm, MODULE);
}

static RsObject *
builtin_repr (RsVm *vm, RsObject *self)
{
  RsBuiltin *builtin = (RsBuiltin *) self;
  if (is_module_function (vm, builtin))
    return rs_str_printf (vm, "<built-in function %s>", builtin->def->name);
  return rs_str_printf (vm, "<built-in method %s of %T object at 0x%llx>", builtin->def->name,
                        builtin->self, (unsigned long long) rs_address (builtin->self));
}

static gint64
builtin_hash (RsVm *vm, RsObject *self)
{
  RsBuiltin *builtin = (RsBuiltin *) self;
  gint64 hash = (builtin->self ? rs_hash_pointer (builtin->self) : 0)
                ^ (gint64) g_str_hash (builtin->def->name);
  return hash == -1 ? -2 : hash;
}

static RsObject *
builtin_richcompare (RsVm *vm, RsObject *left, RsObject *right, int op)
{
  if ((op != RS_EQ && op != RS_NE) || left->type != right->type)
    return rs_incref (vm->not_implemented);
  RsBuiltin *a = (RsBuiltin *) left, *b = (RsBuiltin *) right;
  return rs_bool (vm, (a->self == b->self && a->def == b->def) == (op == RS_EQ));
}

static RsObject *
builtin_get_name (RsVm *vm, RsObject *self)
{
  return rs_str_new (vm, ((RsBuiltin *) self)->def->name, -1);
}

static RsObject *
builtin_get_qualname (RsVm *vm, RsObject *self)
{
  RsBuiltin *builtin = (RsBuiltin *) self;
  if (is_module_function (vm, builtin))
    return builtin_get_name (vm, self);
  RsType *type = rs_is_type (builtin->self) ? (RsType *) builtin->self : builtin->self->type;
  return rs_str_printf (vm, "%U.%s", type->qualname, builtin->def->name);
}

static RsObject *
builtin_get_self (RsVm *vm, RsObject *self)
{
  RsObject *bound = ((RsBuiltin *) self)->self;
  return rs_incref (bound ? bound : vm->none);
}

static RsObject *
builtin_get_module (RsVm *vm, RsObject *self)
{
  RsObject *module = ((RsBuiltin *) self)->module;
  return rs_incref (module ? module : vm->none);
}

static RsObject *
builtin_get_doc (RsVm *vm, RsObject *self)
{
  const char *doc = ((RsBuiltin *) self)->def->doc;
  return doc ? rs_str_new (vm, doc, -1) : rs_incref (vm->none);
}

static const RsGetSetDef builtin_getset[] = { { "__name__", builtin_get_name, NULL, NULL },
                                              { "__qualname__", builtin_get_qualname, NULL, NULL },
                                              { "__self__", builtin_get_self, NULL, NULL },
                                              { "__module__", builtin_get_module, NULL, NULL },
                                              { "__doc__", builtin_get_doc, NULL, NULL },
                                              { NULL } };

static const RsSlots builtin_slots = {
  .dealloc = builtin_dealloc,
  .traverse = builtin_traverse,
  .repr = builtin_repr,
  .hash = builtin_hash,
  .call = builtin_call,
  .richcompare = builtin_richcompare,
};

const RsTypeSpec rs_spec_builtin = { .name = "builtin_function_or_method",
                                     .flags = RS_TF_GC | RS_TF_NO_NEW,
                                     .size = sizeof (RsBuiltin),
                                     .slots = &builtin_slots,
                                     .getset = builtin_getset,
                                     .weaklist_offset = G_STRUCT_OFFSET (RsBuiltin, weaklist) };

/* --- method --------------------------------------------------------------- */

RsObject *
rs_method_new (RsVm *vm, RsObject *function, RsObject *self)
{
  RsMethod *method = rs_object_new (vm, RS_TYPE (vm, METHOD));
  method->function = rs_incref (function);
  method->self = rs_incref (self);
  rs_gc_track (vm, method);
  return RS_OBJECT (method);
}

static RsObject *
method_new (RsVm *vm, RsType *type, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  if (!rs_no_keywords (vm, "method", kwnames) || !rs_check_arity (vm, "method", nargs, 2, 2))
    return NULL;
  if (args[0]->type->slots.call == NULL)
    return rs_type_error (vm, "first argument must be callable");
  if (args[1] == vm->none)
    return rs_type_error (vm, "self must not be None");
  return rs_method_new (vm, args[0], args[1]);
}

static void
method_dealloc (RsVm *vm, RsObject *self)
{
  RsMethod *method = (RsMethod *) self;
  rs_gc_untrack (vm, self);
  rs_weakref_object_dies (vm, self);
  rs_clear (vm, &method->function);
  rs_clear (vm, &method->self);
  rs_object_free (vm, self);
}

static void
method_traverse (RsVm *vm, RsObject *self, RsVisit *visit)
{
  rs_visit_field (visit, ((RsMethod *) self)->function, "__func__");
  rs_visit_field (visit, ((RsMethod *) self)->self, "__self__");
}

static RsObject *
method_call (RsVm *vm, RsObject *self, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  RsMethod *method = (RsMethod *) self;
  gsize total = nargs + (kwnames ? rs_tuple_size (kwnames) : 0);
  RsObject *small[12], **stack = total < G_N_ELEMENTS (small)
                                     ? small
                                     : rs_mem_alloc (vm, (total + 1) * sizeof (RsObject *));
  stack[0] = method->self;
  for (gsize i = 0; i < total; i++)
    stack[i + 1] = args[i];
  RsObject *result = rs_call (vm, method->function, stack, nargs + 1, kwnames);
  if (stack != small)
    rs_mem_free (vm, stack, (total + 1) * sizeof (RsObject *));
  return result;
}

static RsObject *
method_repr (RsVm *vm, RsObject *self)
{
  RsMethod *method = (RsMethod *) self;
  RS_SCOPE (vm);
  RS_LOCAL (name, NULL);
  if (rs_getattr_optional (vm, method->function, RS_NAME (vm, __qualname__), &name) < 0)
    return NULL;
  if (name == NULL && rs_getattr_optional (vm, method->function, RS_NAME (vm, __name__), &name) < 0)
    return NULL;
  return name && rs_is_str (name)
             ? rs_str_printf (vm, "<bound method %U of %R>", name, method->self)
             : rs_str_printf (vm, "<bound method ? of %R>", method->self);
}

static gint64
method_hash (RsVm *vm, RsObject *self)
{
  gint64 y = rs_hash (vm, ((RsMethod *) self)->function);
  if (y == -1)
    return -1;
  gint64 hash = rs_hash_pointer (((RsMethod *) self)->self) ^ y;
  return hash == -1 ? -2 : hash;
}

static RsObject *
method_richcompare (RsVm *vm, RsObject *left, RsObject *right, int op)
{
  if ((op != RS_EQ && op != RS_NE) || left->type != right->type)
    return rs_incref (vm->not_implemented);
  RsMethod *a = (RsMethod *) left, *b = (RsMethod *) right;
  int equal = rs_compare_bool (vm, a->function, b->function, RS_EQ);
  if (equal < 0)
    return NULL;
  return rs_bool (vm, (equal && a->self == b->self) == (op == RS_EQ));
}

static RsObject *
method_getattro (RsVm *vm, RsObject *self, RsObject *name)
{
  RsObject *descr = rs_type_lookup (vm, self->type, name);
  if (descr != NULL)
    return descr->type->slots.descr_get
               ? descr->type->slots.descr_get (vm, descr, self, RS_OBJECT (self->type))
               : rs_incref (descr);
  return rs_getattr (vm, ((RsMethod *) self)->function, name);
}

static RsObject *
method_descr_get (RsVm *vm, RsObject *self, RsObject *object, RsObject *type)
{
  return rs_incref (self);
}

static RsObject *
method_get_function (RsVm *vm, RsObject *self)
{
  return rs_incref (((RsMethod *) self)->function);
}

static RsObject *
method_get_self (RsVm *vm, RsObject *self)
{
  return rs_incref (((RsMethod *) self)->self);
}

static RsObject *
method_get_doc (RsVm *vm, RsObject *self)
{
  return rs_getattr (vm, ((RsMethod *) self)->function, RS_NAME (vm, __doc__));
}

static const RsGetSetDef method_getset[] = { { "__func__", method_get_function, NULL, NULL, TRUE },
                                             { "__self__", method_get_self, NULL, NULL, TRUE },
                                             { "__doc__", method_get_doc, NULL, NULL },
                                             { NULL } };

static const RsSlots method_slots = {
  .dealloc = method_dealloc,
  .traverse = method_traverse,
  .repr = method_repr,
  .hash = method_hash,
  .call = method_call,
  .getattro = method_getattro,
  .richcompare = method_richcompare,
  .descr_get = method_descr_get,
  .new_ = method_new,
};

const RsTypeSpec rs_spec_method = { .name = "method",
                                    .flags = RS_TF_GC,
                                    .size = sizeof (RsMethod),
                                    .slots = &method_slots,
                                    .getset = method_getset,
                                    .weaklist_offset = G_STRUCT_OFFSET (RsMethod, weaklist) };

/* --- staticmethod, classmethod -------------------------------------------- */

/* Wraps CALLABLE. FALSE raises. */
static gboolean
wrap (RsVm *vm, RsStaticMethod *method, RsObject *callable)
{
  static const RsNameId copied[] = { RS_N___module__, RS_N___name__, RS_N___qualname__,
                                     RS_N___doc__, RS_N___annotations__ };
  rs_setref (vm, &method->callable, rs_incref (callable));
  /* functools_wraps: what the callable has shows on the wrapper, too. */
  for (guint i = 0; i < G_N_ELEMENTS (copied); i++)
    {
      RsObject *value = NULL;
      int found = rs_getattr_optional (vm, callable, vm->names[copied[i]], &value);
      if (found < 0)
        return FALSE;
      if (found)
        {
          if (method->dict == NULL)
            method->dict = rs_dict_new (vm);
          rs_dict_set (vm, method->dict, vm->names[copied[i]], value);
          rs_decref (vm, value);
        }
    }
  return TRUE;
}

static RsObject *
wrapping_new (RsVm *vm, RsType *type, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  RsStaticMethod *method = rs_object_new (vm, type);
  rs_gc_track (vm, method);
  return RS_OBJECT (method);
}

/* As PyStaticMethod_New: nothing of the callable shows on the wrapper. */
static RsObject *
new_bare_wrapping (RsVm *vm, RsType *type, RsObject *callable)
{
  RsStaticMethod *method = (RsStaticMethod *) wrapping_new (vm, type, NULL, 0, NULL);
  if (method != NULL)
    method->callable = rs_incref (callable);
  return RS_OBJECT (method);
}

RsObject *
rs_staticmethod_new (RsVm *vm, RsObject *callable)
{
  return new_bare_wrapping (vm, RS_TYPE (vm, STATICMETHOD), callable);
}

RsObject *
rs_classmethod_new (RsVm *vm, RsObject *callable)
{
  return new_bare_wrapping (vm, RS_TYPE (vm, CLASSMETHOD), callable);
}

static int
wrapping_init (RsVm *vm, RsObject *self, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  const char *name = rs_is_a (self, RS_TYPE (vm, STATICMETHOD)) ? "staticmethod" : "classmethod";
  if (!rs_no_keywords (vm, name, kwnames) || !rs_check_arity (vm, name, nargs, 1, 1))
    return -1;
  return wrap (vm, (RsStaticMethod *) self, args[0]) ? 0 : -1;
}

static void
wrapping_dealloc (RsVm *vm, RsObject *self)
{
  rs_gc_untrack (vm, self);
  rs_clear (vm, &((RsStaticMethod *) self)->callable);
  rs_clear (vm, &((RsStaticMethod *) self)->dict);
  rs_object_free (vm, self);
}

static void
wrapping_traverse (RsVm *vm, RsObject *self, RsVisit *visit)
{
  rs_visit_field (visit, ((RsStaticMethod *) self)->callable, "__func__");
  rs_visit (visit, ((RsStaticMethod *) self)->dict, RS_EDGE_DICT, 0);
}

static void
wrapping_clear (RsVm *vm, RsObject *self)
{
  rs_clear (vm, &((RsStaticMethod *) self)->callable);
  rs_clear (vm, &((RsStaticMethod *) self)->dict);
}

static RsObject *
wrapping_repr (RsVm *vm, RsObject *self)
{
  RsObject *callable = ((RsStaticMethod *) self)->callable;
  return rs_str_printf (vm, "<%T(%R)>", self, callable ? callable : vm->none);
}

static RsObject *
staticmethod_get (RsVm *vm, RsObject *self, RsObject *object, RsObject *type)
{
  if (((RsStaticMethod *) self)->callable == NULL)
    return rs_raise (vm, RS_TYPE (vm, RuntimeError), "uninitialized staticmethod object");
  return rs_incref (((RsStaticMethod *) self)->callable);
}

static RsObject *
staticmethod_call (RsVm *vm, RsObject *self, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  if (((RsStaticMethod *) self)->callable == NULL)
    return rs_raise (vm, RS_TYPE (vm, RuntimeError), "uninitialized staticmethod object");
  return rs_call (vm, ((RsStaticMethod *) self)->callable, args, nargs, kwnames);
}

static RsObject *
classmethod_get (RsVm *vm, RsObject *self, RsObject *object, RsObject *type)
{
  RsObject *callable = ((RsStaticMethod *) self)->callable;
  if (callable == NULL)
    return rs_raise (vm, RS_TYPE (vm, RuntimeError), "uninitialized classmethod object");
  if (type == NULL)
    type = RS_OBJECT (object->type);
  if (callable->type->slots.descr_get != NULL)
    return callable->type->slots.descr_get (vm, callable, type, type);
  return rs_method_new (vm, callable, type);
}

static RsObject *
wrapping_get_func (RsVm *vm, RsObject *self)
{
  RsObject *callable = ((RsStaticMethod *) self)->callable;
  return rs_incref (callable ? callable : vm->none);
}

static RsObject *
wrapping_get_abstract (RsVm *vm, RsObject *self)
{
  if (((RsStaticMethod *) self)->callable == NULL)
    return rs_bool (vm, FALSE);
  RS_SCOPE (vm);
  RS_LOCAL (name, rs_str_interned (vm, "__isabstractmethod__"));
  RS_LOCAL (value, NULL);
  int found = rs_getattr_optional (vm, ((RsStaticMethod *) self)->callable, name, &value),
      abstract = found > 0 ? rs_is_true (vm, value) : found;
  return abstract < 0 ? NULL : rs_bool (vm, abstract);
}

static const RsGetSetDef wrapping_getset[] = {
  { "__func__", wrapping_get_func, NULL, NULL, TRUE },
  { "__wrapped__", wrapping_get_func, NULL, NULL, TRUE },
  { "__isabstractmethod__", wrapping_get_abstract, NULL, NULL },
  { "__dict__", rs_get_dict_field, rs_set_dict_field, NULL },
  { NULL }
};

static const RsSlots staticmethod_slots = {
  .dealloc = wrapping_dealloc,
  .traverse = wrapping_traverse,
  .clear = wrapping_clear,
  .repr = wrapping_repr,
  .call = staticmethod_call,
  .descr_get = staticmethod_get,
  .init = wrapping_init,
  .new_ = wrapping_new,
};
static const RsSlots classmethod_slots = {
  .dealloc = wrapping_dealloc,
  .traverse = wrapping_traverse,
  .clear = wrapping_clear,
  .repr = wrapping_repr,
  .descr_get = classmethod_get,
  .init = wrapping_init,
  .new_ = wrapping_new,
};

const RsTypeSpec rs_spec_staticmethod = { .name = "staticmethod",
                                          .flags = RS_TF_GC | RS_TF_BASETYPE,
                                          .size = sizeof (RsStaticMethod),
                                          .slots = &staticmethod_slots,
                                          .getset = wrapping_getset,
                                          .dict_offset = G_STRUCT_OFFSET (RsStaticMethod, dict) };
const RsTypeSpec rs_spec_classmethod = { .name = "classmethod",
                                         .flags = RS_TF_GC | RS_TF_BASETYPE,
                                         .size = sizeof (RsStaticMethod),
                                         .slots = &classmethod_slots,
                                         .getset = wrapping_getset,
                                         .dict_offset = G_STRUCT_OFFSET (RsStaticMethod, dict) };

/* --- cell ----------------------------------------------------------------- */

RsObject *
rs_cell_new (RsVm *vm, RsObject *content)
{
  RsCell *cell = rs_object_new (vm, RS_TYPE (vm, CELL));
  cell->content = rs_xincref (content);
  rs_gc_track (vm, cell);
  return RS_OBJECT (cell);
}

static RsObject *
cell_new (RsVm *vm, RsType *type, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  return rs_check_arity (vm, "cell", nargs, 0, 1) ? rs_cell_new (vm, nargs ? args[0] : NULL) : NULL;
}

static void
cell_dealloc (RsVm *vm, RsObject *self)
{
  rs_gc_untrack (vm, self);
  rs_clear (vm, &((RsCell *) self)->content);
  rs_object_free (vm, self);
}

static void
cell_traverse (RsVm *vm, RsObject *self, RsVisit *visit)
{
  rs_visit_field (visit, ((RsCell *) self)->content, "cell_contents");
}

static void
cell_clear (RsVm *vm, RsObject *self)
{
  rs_clear (vm, &((RsCell *) self)->content);
}

static RsObject *
cell_repr (RsVm *vm, RsObject *self)
{
  RsObject *content = ((RsCell *) self)->content;
  unsigned long long at = rs_address (self);
  if (content == NULL)
    return rs_str_printf (vm, "<cell at 0x%llx: empty>", at);
  return rs_str_printf (vm, "<cell at 0x%llx: %T object at 0x%llx>", at, content,
                        (unsigned long long) rs_address (content));
}

static RsObject *
cell_get_contents (RsVm *vm, RsObject *self)
{
  RsObject *content = ((RsCell *) self)->content;
  return content ? rs_incref (content) : rs_value_error (vm, "Cell is empty");
}

static int
cell_set_contents (RsVm *vm, RsObject *self, RsObject *name, RsObject *value)
{
  rs_setref (vm, &((RsCell *) self)->content, rs_xincref (value));
  return 0;
}

static const RsGetSetDef cell_getset[] = {
  { "cell_contents", cell_get_contents, cell_set_contents, NULL }, { NULL }
};
static const RsSlots cell_slots = { .dealloc = cell_dealloc,
                                    .traverse = cell_traverse,
                                    .clear = cell_clear,
                                    .repr = cell_repr,
                                    .new_ = cell_new };

const RsTypeSpec rs_spec_cell = { .name = "cell",
                                  .flags = RS_TF_GC,
                                  .size = sizeof (RsCell),
                                  .slots = &cell_slots,
                                  .getset = cell_getset };
