/* SPDX-License-Identifier: MIT
 *
 * The life of an engine: an arena with types, singletons and modules in it; the
 * program's run; its end.
 */
#include "eval.h"
#include "thread.h"

#include "heap/gc.h"
#include "heap/stack.h"
#include "objects/containers/dict-keys.h"
#include "objects/exceptions/exception.h"
#include "objects/containers/obj-tuple.h"

#include <string.h>
#include <ucontext.h>

/* --- birth ---------------------------------------------------------------- */

static void
set_free_lists (RsVm *vm)
{
  const RsProfile *p = vm->profile;
  for (guint i = 0; i < RS_N_FREE_LISTS; i++)
    {
      guint cap = i == RS_FREE_FLOAT     ? p->float_free
                  : i == RS_FREE_LIST    ? p->list_free
                  : i == RS_FREE_DICT    ? p->dict_free
                  : i == RS_FREE_SLICE   ? 1
                  : i == RS_FREE_CONTEXT ? p->context_free
                  : i == RS_FREE_KEYS    ? p->keys_free
                                         : p->tuple_free;
      vm->free_lists[i].cap = cap;
      vm->free_lists[i].blocks = rs_mem_alloc (vm, MAX (cap, 1) * sizeof (guint32));
    }
}

static RsObject *
new_singleton (RsVm *vm, RsType *type)
{
  return rs_object_new_sized (vm, type, type->size, type->basicsize);
}

static void
make_types (RsVm *vm)
{
  for (const RsTypeEntry *entry = vm->library->types; entry->spec != NULL; entry++)
    rs_type_alloc (vm, entry->spec, entry->id);
  for (guint id = RS_T_BaseException; id < RS_N_TYPES; id++)
    {
      RsTypeSpec *spec = rs_mem_alloc (vm, sizeof (RsTypeSpec));
      *spec = rs_exception_spec (id);
      rs_type_alloc (vm, spec, id);
    }
  for (guint id = 1; id < RS_N_TYPES; id++)
    if (vm->types[id] != NULL)
      vm->types[id]->base.type = RS_TYPE (vm, TYPE);
}

static void
make_singletons (RsVm *vm)
{
  RsKeys *empty = rs_mem_alloc0 (vm, sizeof (RsKeys) + 16);
  empty->refcnt = 1;
  empty->kind = RS_KEYS_UNICODE;
  empty->index_width = 1;
  empty->log2_size = 0;
  empty->indices = empty->entries;
  memset (empty->indices, 0xff, 1);
  vm->empty_keys = empty;
  vm->none = new_singleton (vm, RS_TYPE (vm, NONE));
  vm->not_implemented = new_singleton (vm, RS_TYPE (vm, NOT_IMPLEMENTED));
  vm->ellipsis = new_singleton (vm, RS_TYPE (vm, ELLIPSIS));
  vm->empty_tuple = rs_tuple_new_empty (vm);
  vm->empty_tuple->refcnt += (gint32) vm->profile->small_int_refcnt;
  rs_value_types_start (vm);
  for (guint i = 0; i < RS_N_NAMES; i++)
    vm->names[i] = rs_str_interned (vm, rs_name_texts[i]);
}

const char *const rs_name_texts[RS_N_NAMES] = {
#define NAME(text) #text,
#include "heap/names.def"
#undef NAME
};

static gboolean
ready_types (RsVm *vm)
{
  for (guint i = 1; i < RS_N_TYPES; i++)
    if (vm->types[i] != NULL && !rs_type_ready (vm, vm->types[i]))
      return FALSE;
  vm->empty_frozenset = rs_frozenset_new (vm, NULL);
  return vm->pending == NULL;
}

static void
raise_memory (RsVm *vm)
{
  rs_raise_no_memory (vm);
}

static void
traverse_interned_roots (RsVm *vm, RsVisit *visit)
{
  for (guint i = 0; i < RS_N_NAMES; i++)
    rs_visit (visit, vm->names[i], RS_EDGE_ROOT, (gintptr) "engine name");
  for (guint i = 0; i < RS_SMALL_INTS; i++)
    rs_visit (visit, vm->small_ints[i], RS_EDGE_ROOT, (gintptr) "small int cache");
  for (guint i = 0; i < RS_METHOD_CACHE_SIZE; i++)
    rs_visit (visit, vm->method_cache[i].name, RS_EDGE_ROOT, (gintptr) "attribute cache");
  for (guint i = 0; i < 256; i++)
    {
      rs_visit (visit, vm->latin1[i], RS_EDGE_ROOT, (gintptr) "character cache");
      rs_visit (visit, vm->bytes1[i], RS_EDGE_ROOT, (gintptr) "byte cache");
    }
}

/* Every reference that no object owns. */
void
rs_vm_traverse_roots (RsVm *vm, RsVisit *visit)
{
  RsObject *singletons[] = {
    vm->none,        vm->true_,     vm->false_,      vm->not_implemented, vm->ellipsis,
    vm->empty_tuple, vm->empty_str, vm->empty_bytes, vm->empty_frozenset
  };
  for (guint i = 0; i < G_N_ELEMENTS (singletons); i++)
    rs_visit (visit, singletons[i], RS_EDGE_ROOT, (gintptr) "singleton");
  for (guint i = 1; i < RS_N_TYPES; i++)
    rs_visit (visit, vm->types[i], RS_EDGE_ROOT, (gintptr) "built-in type");
  traverse_interned_roots (vm, visit);
  rs_visit (visit, vm->modules, RS_EDGE_ROOT, (gintptr) "sys.modules");
  rs_visit (visit, vm->builtins, RS_EDGE_ROOT, (gintptr) "builtins");
  rs_visit (visit, vm->sys_dict, RS_EDGE_ROOT, (gintptr) "sys");
  rs_visit (visit, vm->main_file, RS_EDGE_ROOT, (gintptr) "program's file name");
  rs_visit (visit, vm->gc_garbage, RS_EDGE_ROOT, (gintptr) "gc.garbage");
  rs_visit (visit, vm->gc_callbacks, RS_EDGE_ROOT, (gintptr) "gc.callbacks");
  for (guint i = 0; i < G_N_ELEMENTS (vm->roots); i++)
    rs_visit (visit, vm->roots[i], RS_EDGE_ROOT, (gintptr) "module state");
  for (RsKeys *keys = vm->shared_keys; keys != NULL; keys = keys->next_shared)
    for (gint32 i = 0; i < keys->n_entries; i++)
      rs_visit (visit, keys->entries[i].key, RS_EDGE_ROOT, (gintptr) "shared keys");
  rs_thread_traverse (vm, visit);
}

static void
gc_callback (RsVm *vm, const char *phase, int generation, gssize collected, gssize uncollectable)
{
  if (vm->gc_callbacks == NULL || rs_list_size (vm->gc_callbacks) == 0)
    return;
  RS_SCOPE (vm);
  RS_LOCAL (info, rs_dict_new (vm));
  const struct {
    const char *key;
    gssize value;
  } items[] = { { "generation", generation },
                { "collected", collected },
                { "uncollectable", uncollectable } };
  for (guint i = 0; i < G_N_ELEMENTS (items); i++)
    {
      RS_LOCAL (number, rs_int_new (vm, items[i].value));
      rs_dict_set_text (vm, info, items[i].key, number);
    }
  for (gsize i = 0; i < rs_list_size (vm->gc_callbacks); i++)
    {
      RS_LOCAL (callback, rs_incref (rs_list_items (vm->gc_callbacks)[i]));
      /* As PyObject_CallFunction: the arguments are made for this call, or held
       * once more. */
      RS_LOCAL (name, rs_str_new (vm, phase, -1));
      RS_LOCAL (again, rs_incref (info));
      RS_LOCAL (result, rs_call2 (vm, callback, name, again));
      rs_clear (vm, &again);
      rs_clear (vm, &name);
      if (result == NULL)
        rs_unraisable (vm, callback);
    }
}

static void
gc_save (RsVm *vm, RsObject *object)
{
  rs_list_append (vm, vm->gc_garbage, object);
}

static RsObject *
handled_exception (RsVm *vm)
{
  if (vm->thread == NULL)
    return NULL;
  for (RsExcItem *item = vm->thread->exc_top; item != NULL; item = item->previous)
    if (item->value != NULL)
      return item->value;
  return NULL;
}

static RsObject *
current_globals (RsVm *vm)
{
  return vm->frame ? vm->frame->globals : NULL;
}

static gboolean
super_arguments (RsVm *vm, RsType **type, RsObject **object)
{
  RsFrame *frame = vm->frame;
  RsCode *code = frame ? frame->code : NULL;
  if (code == NULL || code->argcount == 0)
    return rs_raise (vm, RS_TYPE (vm, RuntimeError), "super(): no arguments") != NULL;
  RsObject *first = frame->slots[0];
  if (first != NULL && (code->local_kinds[0] & RS_FAST_CELL) && first->type == RS_TYPE (vm, CELL))
    first = ((RsCell *) first)->content;
  if (first == NULL)
    return rs_raise (vm, RS_TYPE (vm, RuntimeError), "super(): arg[0] deleted") != NULL;
  for (guint32 i = 0; i < code->n_locals_plus; i++)
    if ((code->local_kinds[i] & RS_FAST_FREE)
        && rs_str_equal (rs_tuple_items (code->local_names)[i], RS_NAME (vm, __class__)))
      {
        RsObject *cls = frame->slots[i] ? ((RsCell *) frame->slots[i])->content : NULL;
        if (cls == NULL)
          return rs_raise (vm, RS_TYPE (vm, RuntimeError), "super(): empty __class__ cell") != NULL;
        *type = (RsType *) cls;
        *object = first;
        return TRUE;
      }
  return rs_raise (vm, RS_TYPE (vm, RuntimeError), "super(): __class__ cell not found") != NULL;
}

static const RsHooks hooks = {
  .raise_memory = raise_memory,
  .call = rs_call,
  .unraisable = rs_unraisable,
  .traverse_roots = rs_vm_traverse_roots,
  .gc_callback = gc_callback,
  .gc_save = gc_save,
  .handled_exception = handled_exception,
  .globals = current_globals,
  .super_arguments = super_arguments,
};

RsVm *
rs_vm_new (const RsProfile *profile, const RsLibrary *library, RsHost *host, guint64 memory_limit)
{
  gpointer arena = rs_arena_new (RS_VM_OFFSET + sizeof (RsVm));
  if (arena == NULL)
    return NULL;
  RsVm *vm = (RsVm *) ((char *) arena + RS_VM_OFFSET);
  vm->hooks = &hooks;
  vm->library = library;
  vm->host = host;
  vm->profile = profile ? profile : &rs_profile_3_11;
  vm->pool_shift = g_bit_storage (vm->profile->pool_bytes / RS_GRANULE) - 1;
  vm->next_serial = 1;
  vm->model_limit = G_MAXUINT64 / 2;
  vm->int_max_str_digits = 4300;
  vm->recursion_limit = 1000;
  vm->seek = G_MAXUINT64;
  vm->instruction_limit = G_MAXUINT64;
  vm->next_thread_id = 1;
  rs_gc_init (vm);
  vm->gc_enabled = FALSE;
  set_free_lists (vm);
  make_types (vm);
  /* rs_type_alloc leaves base.type for later; objects made from now on need it
   * only after rs_type_ready. */
  make_singletons (vm);
  vm->thread = rs_thread_new (vm);
  if (!ready_types (vm) || !rs_modules_init (vm))
    {
      if (vm->pending != NULL)
        rs_print_exception (vm, vm->pending);
      rs_arena_free (arena);
      return NULL;
    }
  rs_gc_collect (vm, 2);
  vm->gc_enabled = TRUE;
  vm->model_limit = memory_limit ? vm->model_bytes + memory_limit : G_MAXUINT64 / 2;
  vm->budget = vm->due = 0;
  rs_vm_set_watch (vm, 0, G_MAXUINT64);
  return vm;
}

void
rs_vm_free (RsVm *vm)
{
  if (vm == NULL)
    return;
  rs_vm_abandon (vm);
  rs_arena_free (rs_vm_arena (vm));
}

/* --- the run -------------------------------------------------------------- */

RsFrame *
rs_module_frame (RsVm *vm, RsObject *code, RsFunction *function, RsObject *globals,
                 RsObject *locals)
{
  if (rs_dict_contains (vm, globals, RS_NAME (vm, __builtins__)) == 0)
    rs_dict_set (vm, globals, RS_NAME (vm, __builtins__), vm->roots[RS_ROOT_BUILTINS_MODULE]);
  RsObject *builtins = rs_dict_get (vm, globals, RS_NAME (vm, __builtins__));
  if (builtins != NULL && builtins->type == RS_TYPE (vm, MODULE))
    builtins = ((RsModule *) builtins)->dict;
  return rs_frame_new (vm, (RsCode *) code, function, globals,
                       builtins && rs_is_dict (builtins) ? builtins : vm->builtins, locals);
}

RsObject *
rs_exec_code (RsVm *vm, RsObject *code, RsObject *globals, RsObject *locals, RsObject *closure)
{
  RsObject *function = NULL;
  if (closure != NULL)
    {
      function = rs_function_new (vm, code, globals, NULL);
      if (function == NULL)
        return NULL;
      ((RsFunction *) function)->closure = rs_incref (closure);
    }
  RsFrame *frame = rs_module_frame (vm, code, (RsFunction *) function, globals, locals);
  rs_xdecref (vm, function);
  return frame ? rs_eval_frame (vm, frame) : NULL;
}

/* CPython adds a newline to what it runs, but not to an expression: there the
 * last line has none, and its end no place. */
static void
end_expression_error (RsSyntaxError *error)
{
  gsize n = error->text ? strlen (error->text) : 0;
  if (n == 0 || error->text[n - 1] != '\n')
    return;
  error->text[n - 1] = '\0';
  if (error->col == error->end_col && error->line == error->end_line
      && strcmp (error->message, "invalid syntax") == 0)
    error->col = error->end_col = 0;
}

RsObject *
rs_compile_source (RsVm *vm, const char *source, gsize length, const char *filename,
                   RsCompileMode mode, guint flags, gboolean of_program, RsObject *tree)
{
  RsSyntaxError error = { NULL };
  RS_FOREIGN (vm, GPtrArray, warnings, g_ptr_array_unref,
              g_ptr_array_new_with_free_func (rs_compile_warning_free));
  RS_FOREIGN (vm, RsCodeUnit, unit, rs_code_unit_free,
              rs_compile (source, length, filename, mode, flags, warnings, &error));
  /* The program's filters of warnings may run now. */
  RS_TEXT (vm, message, error.message);
  RS_TEXT (vm, text, error.text);
  rs_issue_compile_warnings (vm, warnings, filename);
  if (vm->pending != NULL || vm->stop != RS_STOP_NONE)
    return NULL;
  if (unit != NULL)
    return rs_code_new (vm, unit, of_program, tree);
  if (mode == RS_COMPILE_EVAL && (length == 0 || source[length - 1] != '\n'))
    end_expression_error (&error);
  rs_raise_syntax_error (vm, &error, filename);
  return NULL;
}

gboolean
rs_vm_start (RsVm *vm, const RsCodeUnit *unit, char **argv)
{
  gboolean prompt = vm->host->statement != NULL;
  RsObject *code = rs_program_code (vm, unit);
  gboolean ok = code && rs_prepare_main (vm, unit->filename, argv)
                && (!prompt || rs_prepare_prompt (vm)) && rs_start_code (vm, code)
                && rs_thread_start_main (vm);
  vm->n_statements = prompt;
  vm->library_bytes = rs_live_bytes (vm);
  rs_xdecref (vm, code);
  return ok;
}

void
rs_vm_run_program (RsVm *vm)
{
  do
    {
      RsObject *result = rs_eval_loop (vm);
      vm->frame = NULL;
      rs_xdecref (vm, result);
    }
  while (rs_next_statement (vm));
  vm->host->moment (vm, RS_MOMENT_END, vm->host->data);
  rs_vm_finish (vm);
}

gboolean
rs_vm_run (RsVm *vm)
{
  ucontext_t context;
  if (vm->ended)
    return FALSE;
  vm->host->context = &context;
  rs_stack_switch (vm, NULL, vm->thread->stack);
  if (vm->stop != RS_STOP_NONE)
    vm->exit_status = 1;
  return !vm->ended;
}

void
rs_vm_pause (RsVm *vm)
{
  rs_stack_switch (vm, vm->thread->stack, NULL);
}

gboolean
rs_vm_can_save (RsVm *vm)
{
  for (const RsThread *thread = vm->threads; thread != NULL; thread = thread->next)
    if (rs_thread_context (vm, thread)->foreign != NULL)
      return FALSE;
  return TRUE;
}

void
rs_vm_abandon (RsVm *vm)
{
  for (const RsThread *thread = vm->threads; thread != NULL; thread = thread->next)
    for (RsForeign *foreign = rs_thread_context (vm, thread)->foreign; foreign != NULL;
         foreign = foreign->previous)
      if (*foreign->slot != NULL)
        foreign->free (*foreign->slot);
}
