/* SPDX-License-Identifier: MIT
 *
 * import, and the table of the modules that the engine has. There is no file
 * system: a module is either in the library or there is none of that name. One
 * may be filled by C, then by Python text that is compiled in.
 */
#include "eval.h"
#include "heap/gc.h"
#include "thread.h"

#include <string.h>

/* The code object of a library module. */
static RsObject *
library_code (RsVm *vm, const RsModuleDef *def)
{
  GHashTable *units = vm->host->library_units;
  RsCodeUnit *unit = units ? g_hash_table_lookup (units, def->source) : NULL;
  g_autofree char *filename = g_strdup_printf ("<%s>", def->name);
  if (units != NULL && unit == NULL
      && (unit = rs_compile (def->source, strlen (def->source), filename, RS_COMPILE_EXEC, 0, NULL,
                             NULL))
             != NULL)
    g_hash_table_insert (units, (gpointer) def->source, unit);
  return unit ? rs_code_new (vm, unit, FALSE, NULL)
              : rs_compile_source (vm, def->source, strlen (def->source), filename, RS_COMPILE_EXEC,
                                   0, FALSE, NULL);
}

static gboolean
run_source (RsVm *vm, const RsModuleDef *def, RsObject *dict)
{
  RS_SCOPE (vm);
  RS_LOCAL (code, library_code (vm, def));
  RS_LOCAL (result, code ? rs_exec_code (vm, code, dict, dict, NULL) : NULL);
  return result != NULL;
}

static RsObject *
fill (RsVm *vm, const RsModuleDef *def)
{
  RS_SCOPE (vm);
  RS_LOCAL (module, rs_module_new (vm, def->name));
  if (module == NULL)
    return NULL;
  ((RsModule *) module)->def = def;
  ((RsModule *) module)->loader = vm->thread->id;
  RsObject *dict = ((RsModule *) module)->dict;
  gboolean ok = rs_dict_set_text (vm, vm->modules, def->name, module) == 0
                && (def->fill == NULL || def->fill (vm, module, dict))
                && (def->source == NULL || run_source (vm, def, dict));
  ((RsModule *) module)->loader = 0;
  rs_thread_wake (vm, module);
  if (ok)
    return RS_GIVE (module);
  RS_LOCAL (pending, rs_pending_take (vm));
  RS_LOCAL (name, rs_str_interned (vm, def->name));
  RS_LOCAL (old, rs_dict_pop (vm, vm->modules, name));
  rs_pending_restore (vm, g_steal_pointer (&pending));
  return NULL;
}

/* What an import makes is the library's, not the program's. */
static RsObject *
load (RsVm *vm, const RsModuleDef *def)
{
  guint64 before = rs_live_bytes (vm);
  RsObject *module;

  vm->loading++;
  module = fill (vm, def);
  if (--vm->loading == 0)
    vm->library_bytes += rs_live_bytes (vm) - before;
  return module;
}

gboolean
rs_module_is_known (RsVm *vm, const char *name)
{
  for (const RsModuleDef *const *def = vm->library->modules; *def != NULL; def++)
    if (strcmp ((*def)->name, name) == 0)
      return name[0] != '_';
  return FALSE;
}

/* Does the thread that fills MODULE wait, by whatever way over other threads,
 * for a module that the running one fills? */
static gboolean
is_circular (RsVm *vm, const RsModule *module)
{
  for (guint turns = 0; turns < 1000; turns++)
    {
      const RsThread *loader = vm->threads;
      while (loader != NULL && loader->id != module->loader)
        loader = loader->next;
      const RsObject *wanted = loader ? loader->waiting_for : NULL;
      if (wanted == NULL || wanted->type != RS_TYPE (vm, MODULE))
        return FALSE;
      module = (const RsModule *) wanted;
      if (module->loader == vm->thread->id)
        return TRUE;
    }
  return TRUE;
}

/* MODULE once it is filled, where another thread is at it: as CPython's locks
 * of modules, which let a circle pass. */
static RsObject *
await_loaded (RsVm *vm, RS_STEALS RsObject *object)
{
  RS_SCOPE (vm);
  RS_LOCAL (module, object);
  if (module->type != RS_TYPE (vm, MODULE))
    return RS_GIVE (module);
  for (guint64 loader; (loader = ((RsModule *) module)->loader) != 0 && loader != vm->thread->id;)
    if (is_circular (vm, (RsModule *) module))
      break;
    else if (!rs_thread_wait (vm, module, loader, G_MAXINT64))
      return NULL;
  return RS_GIVE (module);
}

RsObject *
rs_import (RsVm *vm, const char *name)
{
  RsObject *module = rs_dict_get_text (vm, vm->modules, name);
  if (module != NULL)
    return await_loaded (vm, rs_incref (module));
  if (vm->pending != NULL)
    return NULL;
  const char *dot = strrchr (name, '.');
  RS_SCOPE (vm);
  RS_LOCAL (parent, NULL);
  if (dot != NULL)
    {
      RS_TEXT (vm, parent_name, g_strndup (name, dot - name));
      parent = rs_import (vm, parent_name);
      if (parent == NULL)
        return NULL;
      /* It may have put the module there itself, as os does with os.path. */
      module = rs_dict_get_text (vm, vm->modules, name);
      if (module != NULL)
        return rs_incref (module);
    }
  for (const RsModuleDef *const *def = vm->library->modules; *def != NULL; def++)
    if (strcmp ((*def)->name, name) == 0)
      {
        RS_LOCAL (loaded, load (vm, *def));
        if (loaded != NULL && parent != NULL)
          {
            RS_LOCAL (attribute, rs_str_interned (vm, dot + 1));
            rs_setattr (vm, parent, attribute, loaded);
          }
        return RS_GIVE (loaded);
      }
  RS_LOCAL (text, rs_str_new (vm, name, -1));
  if (text == NULL)
    return NULL;
  if (parent != NULL)
    rs_raise (vm, RS_TYPE (vm, ModuleNotFoundError), "No module named %R; %R is not a package",
              text, ((RsModule *) parent)->name);
  else
    rs_raise (vm, RS_TYPE (vm, ModuleNotFoundError), "No module named %R", text);
  if (vm->pending != NULL && vm->pending->type == RS_TYPE (vm, ModuleNotFoundError))
    ((RsException *) vm->pending)->fields[0] = rs_incref (text);
  return NULL;
}

RsObject *
rs_import_name (RsVm *vm, RsObject *name, RsObject *globals, RsObject *from_list, gint level)
{
  if (level == 0 && rs_str_length (name) == 0)
    return rs_value_error (vm, "Empty module name");
  if (level > 0)
    return rs_raise (vm, RS_TYPE (vm, ImportError),
                     "attempted relative import with no known parent package");
  RS_TEXT (vm, text, rs_str_utf8 (name, NULL));
  RsObject *module = rs_import (vm, text);
  char *dot = strchr (text, '.');
  if (module == NULL || dot == NULL || (from_list != vm->none && from_list != NULL))
    return module;
  /* import a.b binds a */
  rs_decref (vm, module);
  *dot = '\0';
  return rs_import (vm, text);
}

RsObject *
rs_import_from (RsVm *vm, RsObject *module, RsObject *name)
{
  RsObject *value = NULL;
  if (rs_getattr_optional (vm, module, name, &value) != 0)
    return value;
  RsObject *own = module->type == RS_TYPE (vm, MODULE) ? ((RsModule *) module)->name : vm->none;
  if (rs_is_str (own))
    {
      g_autofree char *package = rs_str_utf8 (own, NULL), *part = rs_str_utf8 (name, NULL);
      RS_TEXT (vm, full, g_strdup_printf ("%s.%s", package, part));
      g_clear_pointer (&package, g_free);
      g_clear_pointer (&part, g_free);
      for (const RsModuleDef *const *def = vm->library->modules; *def != NULL; def++)
        if (strcmp ((*def)->name, full) == 0)
          return rs_import (vm, full);
    }
  rs_raise (vm, RS_TYPE (vm, ImportError), "cannot import name %R from %R (unknown location)", name,
            own);
  if (vm->pending != NULL && vm->pending->type == RS_TYPE (vm, ImportError))
    ((RsException *) vm->pending)->fields[0] = rs_incref (own);
  return NULL;
}

/* --- start ---------------------------------------------------------------- */

/* What is in sys before streams, paths and arguments are known. */
static RsObject *
copy_of_sys (RsVm *vm)
{
  static const char *const later[] = { "argv",       "orig_argv", "path",   "warnoptions",
                                       "stdin",      "stdout",    "stderr", "__stdin__",
                                       "__stdout__", "__stderr__" };
  RsObject *copy = rs_dict_copy (vm, vm->sys_dict);
  for (guint i = 0; copy != NULL && i < G_N_ELEMENTS (later); i++)
    if (rs_dict_get_text (vm, copy, later[i]) != NULL)
      {
        RsObject *name = rs_str_interned (vm, later[i]);
        rs_dict_del (vm, copy, name);
        rs_decref (vm, name);
      }
  return copy;
}

gboolean
rs_modules_init (RsVm *vm)
{
  vm->modules = rs_dict_new (vm);
  vm->builtins = rs_dict_new (vm); /* until the module is there */
  vm->gc_garbage = rs_list_new (vm, 0);
  vm->gc_callbacks = rs_list_new (vm, 0);
  RsObject *builtins = rs_import (vm, "builtins");
  if (builtins == NULL)
    return FALSE;
  rs_setref (vm, &vm->builtins, rs_incref (((RsModule *) builtins)->dict));
  vm->roots[RS_ROOT_BUILTINS_MODULE] = builtins;
  RsObject *sys = rs_import (vm, "sys");
  if (sys == NULL)
    return FALSE;
  vm->sys_dict = rs_incref (((RsModule *) sys)->dict);
  vm->roots[RS_ROOT_SYS_MODULE] = sys;
  if (rs_dict_set_text (vm, vm->sys_dict, "modules", vm->modules) < 0)
    return FALSE;
  /* CPython keeps what the two were filled with: the interpreter a copy of
   * builtins, and the import machinery one of each. */
  vm->roots[RS_ROOT_BUILTINS_COPY] = rs_dict_copy (vm, vm->builtins);
  vm->roots[RS_ROOT_BUILTINS_MODULE_COPY] = rs_dict_copy (vm, vm->builtins);
  vm->roots[RS_ROOT_SYS_MODULE_COPY] = copy_of_sys (vm);
  return vm->roots[RS_ROOT_SYS_MODULE_COPY] != NULL
         && vm->roots[RS_ROOT_BUILTINS_MODULE_COPY] != NULL;
}

gboolean
rs_prepare_main (RsVm *vm, const char *filename, char **argv)
{
  RsObject *module = rs_module_new (vm, "__main__");
  if (module == NULL || rs_dict_set (vm, vm->modules, RS_NAME (vm, __main__), module) < 0)
    return FALSE;
  vm->main_dict = ((RsModule *) module)->dict;
  rs_decref (vm, module);
  RsObject *list = rs_list_new (vm, 0);
  for (char **arg = argv; arg != NULL && *arg != NULL; arg++)
    rs_list_append_steal (vm, list, rs_str_new (vm, *arg, -1));
  vm->main_file = rs_str_new (vm, filename, -1);
  RsObject *annotations = rs_dict_new (vm);
  if (annotations == NULL || !rs_module_add (vm, vm->main_dict, "__annotations__", annotations))
    return FALSE;
  rs_dict_set (vm, vm->main_dict, RS_NAME (vm, __builtins__), vm->roots[RS_ROOT_BUILTINS_MODULE]);
  /* The prompt has no file; standard input counts as one. */
  if (vm->host->statement == NULL
      && (rs_dict_set (vm, vm->main_dict, RS_NAME (vm, __file__), vm->main_file) < 0
          || rs_dict_set_text (vm, vm->main_dict, "__cached__", vm->none) < 0))
    return FALSE;
  if (!rs_module_add (vm, vm->sys_dict, "argv", list))
    return FALSE;
  /* What is there when the program begins is old: its own objects are the young
   * ones. */
  rs_gc_freeze (vm);
  rs_gc_unfreeze (vm);
  return TRUE;
}
