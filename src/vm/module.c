/* SPDX-License-Identifier: MIT
 *
 * Type module: a namespace with a name. What a module is filled with, whether
 * from C or from Python, is import.c's business.
 */
#include "heap/gc.h"
#include "vm.h"

#include <string.h>

/* A module without a name, of TYPE or a class derived from it. */
static RsObject *
module_new (RsVm *vm, RsType *type, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  RsModule *module = rs_object_new (vm, type);
  if (module == NULL)
    return NULL;
  module->dict = rs_dict_new (vm);
  rs_gc_track (vm, module);
  return RS_OBJECT (module);
}

/* The names that each module has, in this order. */
static void
name_module (RsVm *vm, RsModule *module, RsObject *name, RsObject *doc)
{
  static const RsNameId none[] = { RS_N___package__, RS_N___loader__, RS_N___spec__ };

  rs_dict_set (vm, module->dict, RS_NAME (vm, __name__), name);
  rs_dict_set (vm, module->dict, RS_NAME (vm, __doc__), doc);
  for (guint i = 0; i < G_N_ELEMENTS (none); i++)
    rs_dict_set (vm, module->dict, vm->names[none[i]], vm->none);
  if (name->type == RS_TYPE (vm, STR))
    rs_setref (vm, &module->name, rs_incref (name));
}

RsObject *
rs_module_new (RsVm *vm, const char *name)
{
  RS_SCOPE (vm);
  RS_LOCAL (text, rs_str_interned (vm, name));
  RS_LOCAL (module, text ? module_new (vm, RS_TYPE (vm, MODULE), NULL, 0, NULL) : NULL);
  if (module != NULL)
    name_module (vm, (RsModule *) module, text, vm->none);
  return RS_GIVE (module);
}

static int
module_init (RsVm *vm, RsObject *self, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  static const char *const names[] = { "name", "doc", NULL };
  RsObject *values[2];

  if (!rs_parse_args (vm, "module", args, nargs, kwnames, names, 0, 1, values))
    return -1;
  if (!rs_is_str (values[0]))
    return rs_raise_int (vm, RS_TYPE (vm, TypeError),
                         "module() argument 'name' must be str, not %T", values[0]);
  name_module (vm, (RsModule *) self, values[0], values[1] ? values[1] : vm->none);
  return vm->pending == NULL ? 0 : -1;
}

static void
module_clear (RsVm *vm, RsObject *self)
{
  rs_clear (vm, &((RsModule *) self)->dict);
}

static void
module_dealloc (RsVm *vm, RsObject *self)
{
  rs_gc_untrack (vm, self);
  rs_weakref_object_dies (vm, self);
  module_clear (vm, self);
  rs_clear (vm, &((RsModule *) self)->name);
  rs_object_free (vm, self);
}

static void
module_traverse (RsVm *vm, RsObject *self, RsVisit *visit)
{
  rs_visit (visit, ((RsModule *) self)->dict, RS_EDGE_DICT, 0);
  rs_visit (visit, ((RsModule *) self)->name, RS_EDGE_FIELD | RS_EDGE_HIDDEN, (gintptr) "name");
}

/* As _module_repr () of importlib tells it, which takes a module of the library
 * for one that is built in. */
static RsObject *
module_repr (RsVm *vm, RsObject *self)
{
  RsModule *module = (RsModule *) self;
  RS_SCOPE (vm);
  RS_LOCAL (name, rs_xincref (rs_dict_get (vm, module->dict, RS_NAME (vm, __name__))));
  if (name == NULL)
    name = rs_str_new (vm, "?", 1);
  if (module->def != NULL)
    return rs_str_printf (vm, "<module %R (built-in)>", name);
  RS_LOCAL (file, rs_xincref (rs_dict_get_text (vm, module->dict, "__file__")));
  return file ? rs_str_printf (vm, "<module %R from %R>", name, file)
              : rs_str_printf (vm, "<module %R>", name);
}

static RsObject *
module_getattro (RsVm *vm, RsObject *self, RsObject *name)
{
  RsObject *value = NULL;
  RsModule *module = (RsModule *) self;
  RsObject *descr = rs_type_lookup (vm, self->type, name);
  if (descr == NULL && (value = rs_dict_get (vm, module->dict, name)) != NULL)
    return rs_incref (value);
  if (vm->pending != NULL)
    return NULL;
  value = rs_generic_getattr (vm, self, name);
  if (value != NULL || !rs_pending_is (vm, RS_TYPE (vm, AttributeError)))
    return value;
  RsObject *hook = rs_dict_get (vm, module->dict, RS_NAME (vm, __getattr__));
  rs_pending_clear (vm);
  if (hook != NULL)
    return rs_call1 (vm, hook, name);
  RsObject *own = rs_dict_get (vm, module->dict, RS_NAME (vm, __name__));
  if (own == NULL || !rs_is_str (own))
    return rs_raise (vm, RS_TYPE (vm, AttributeError), "module has no attribute '%U'", name);
  return rs_raise (vm, RS_TYPE (vm, AttributeError), "module '%U' has no attribute '%U'", own,
                   name);
}

static RsObject *
module_dir (RsVm *vm, RsObject *self, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  return rs_list_from (vm, ((RsModule *) self)->dict);
}

static const RsMethodDef methods[] = { { "__dir__", module_dir, RS_M_NOARGS, 0, 0, NULL },
                                       { NULL } };
static const RsGetSetDef getset[] = { { "__dict__", rs_get_dict_field, NULL, NULL, .member = TRUE },
                                      { NULL } };
static const RsSlots slots = {
  .dealloc = module_dealloc,
  .traverse = module_traverse,
  .clear = module_clear,
  .repr = module_repr,
  .getattro = module_getattro,
  .init = module_init,
  .new_ = module_new,
};

const RsTypeSpec rs_spec_module = { .name = "module",
                                    .flags = RS_TF_GC | RS_TF_BASETYPE,
                                    .size = sizeof (RsModule),
                                    .slots = &slots,
                                    .methods = methods,
                                    .getset = getset,
                                    .dict_offset = G_STRUCT_OFFSET (RsModule, dict),
                                    .weaklist_offset = G_STRUCT_OFFSET (RsModule, weaklist) };

/* --- what modules are filled with ----------------------------------------- */

gboolean
rs_module_add (RsVm *vm, RsObject *dict, const char *name, RsObject *value)
{
  int result = value ? rs_dict_set_text (vm, dict, name, value) : -1;
  rs_xdecref (vm, value);
  return result == 0;
}

gboolean
rs_module_add_functions (RsVm *vm, RsObject *module, RsObject *dict, const RsMethodDef *functions)
{
  RsObject *name = ((RsModule *) module)->name;
  for (; functions->name != NULL; functions++)
    if (!rs_module_add (vm, dict, functions->name, rs_builtin_new (vm, functions, module, name)))
      return FALSE;
  return TRUE;
}
