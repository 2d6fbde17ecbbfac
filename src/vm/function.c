/* SPDX-License-Identifier: MIT
 *
 * Functions: a code object with the globals, defaults and closure that it was
 * made with. Modelled on Objects/funcobject.c.
 */
#include "eval.h"

RsObject *
rs_function_new (RsVm *vm, RsObject *code, RsObject *globals, RsObject *qualname)
{
  RsFunction *function = rs_object_new (vm, RS_TYPE (vm, FUNCTION));
  if (function == NULL)
    return NULL;
  RsCode *c = (RsCode *) code;
  function->code = rs_incref (code);
  function->globals = rs_incref (globals);
  function->name = rs_incref (c->name);
  function->qualname = rs_incref (qualname ? qualname : c->qualname);
  RsObject *builtins = rs_dict_get (vm, globals, RS_NAME (vm, __builtins__));
  if (builtins != NULL && builtins->type == RS_TYPE (vm, MODULE))
    builtins = ((RsModule *) builtins)->dict;
  function->builtins = rs_incref (builtins && rs_is_dict (builtins) ? builtins : vm->builtins);
  RsObject *doc = rs_tuple_size (c->consts) > 0 ? rs_tuple_items (c->consts)[0] : vm->none;
  function->doc = rs_incref (rs_is_str (doc) ? doc : vm->none);
  function->module = rs_xincref (rs_dict_get (vm, globals, RS_NAME (vm, __name__)));
  rs_gc_track (vm, function);
  return RS_OBJECT (function);
}

static void
function_clear (RsVm *vm, RsObject *object)
{
  RsFunction *f = (RsFunction *) object;
  rs_clear (vm, &f->globals);
  rs_clear (vm, &f->builtins);
  rs_clear (vm, &f->module);
  rs_clear (vm, &f->defaults);
  rs_clear (vm, &f->kwdefaults);
  rs_clear (vm, &f->doc);
  rs_clear (vm, &f->dict);
  rs_clear (vm, &f->closure);
  rs_clear (vm, &f->annotations);
}

static void
function_dealloc (RsVm *vm, RsObject *object)
{
  RsFunction *f = (RsFunction *) object;
  rs_gc_untrack (vm, object);
  rs_weakref_object_dies (vm, object);
  function_clear (vm, object);
  rs_clear (vm, &f->code);
  rs_clear (vm, &f->name);
  rs_clear (vm, &f->qualname);
  rs_object_free (vm, object);
}

static void
function_traverse (RsVm *vm, RsObject *object, RsVisit *visit)
{
  RsFunction *f = (RsFunction *) object;
  rs_visit_field (visit, f->code, "__code__");
  rs_visit_field (visit, f->globals, "__globals__");
  if (visit->as_collector)
    rs_visit_field (visit, f->builtins, "__builtins__");
  rs_visit_field (visit, f->module, "__module__");
  rs_visit_field (visit, f->defaults, "__defaults__");
  rs_visit_field (visit, f->kwdefaults, "__kwdefaults__");
  rs_visit_field (visit, f->doc, "__doc__");
  rs_visit_field (visit, f->name, "__name__");
  rs_visit (visit, f->dict, RS_EDGE_DICT, 0);
  rs_visit_field (visit, f->closure, "__closure__");
  rs_visit_field (visit, f->annotations, "__annotations__");
  rs_visit_field (visit, f->qualname, "__qualname__");
  if (!visit->as_collector)
    rs_visit_field (visit, f->builtins, "__builtins__");
}

static RsObject *
function_repr (RsVm *vm, RsObject *object)
{
  return rs_str_printf (vm, "<function %U at 0x%llx>", ((RsFunction *) object)->qualname,
                        (unsigned long long) rs_address (object));
}

static RsObject *
function_call (RsVm *vm, RsObject *self, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  RsFrame *frame = rs_call_frame (vm, (RsFunction *) self, args, nargs, kwnames);
  return frame ? rs_eval_frame (vm, frame) : NULL;
}

static RsObject *
function_descr_get (RsVm *vm, RsObject *self, RsObject *object, RsObject *type)
{
  return object == NULL || object == vm->none ? rs_incref (self) : rs_method_new (vm, self, object);
}

/* The optional arguments of function_new, NULL where absent. FALSE raises. */
static gboolean
check_parts (RsVm *vm, RsCode *code, RsObject *name, RsObject *defaults, RsObject *closure)
{
  gsize n_cells = closure && rs_is_tuple (closure) ? rs_tuple_size (closure) : 0;
  if (name != NULL && name != vm->none && !rs_is_str (name))
    rs_type_error (vm, "arg 3 (name) must be None or string");
  else if (defaults != NULL && defaults != vm->none && !rs_is_tuple (defaults))
    rs_type_error (vm, "arg 4 (defaults) must be None or tuple");
  else if (closure == NULL || closure == vm->none ? code->n_free > 0 : !rs_is_tuple (closure))
    rs_type_error (vm, code->n_free > 0 ? "arg 5 (closure) must be tuple"
                                        : "arg 5 (closure) must be None or tuple");
  else if (n_cells != code->n_free)
    rs_value_error (vm, "%U requires closure of length %u, not %zu", code->name, code->n_free,
                    n_cells);
  for (gsize i = 0; vm->pending == NULL && i < n_cells; i++)
    if (rs_tuple_items (closure)[i]->type != RS_TYPE (vm, CELL))
      rs_type_error (vm, "arg 5 (closure) expected cell, found %T", rs_tuple_items (closure)[i]);
  return vm->pending == NULL;
}

/* types.FunctionType (code, globals, name, argdefs, closure) */
static RsObject *
function_new (RsVm *vm, RsType *type, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  static const char *const names[] = { "code", "globals", "name", "argdefs", "closure", NULL };
  RsObject *v[5];
  if (!rs_parse_args (vm, "function", args, nargs, kwnames, names, 0, 2, v))
    return NULL;
  if (v[0]->type != RS_TYPE (vm, CODE))
    return rs_type_error (vm, "function() argument 'code' must be code, not %T", v[0]);
  if (!rs_is_dict (v[1]))
    return rs_type_error (vm, "function() argument 'globals' must be dict, not %T", v[1]);
  if (!check_parts (vm, (RsCode *) v[0], v[2], v[3], v[4]))
    return NULL;
  RsObject *function = rs_function_new (vm, v[0], v[1], NULL);
  RsFunction *f = (RsFunction *) function;
  if (f == NULL)
    return NULL;
  if (v[2] != NULL && v[2] != vm->none)
    rs_setref (vm, &f->name, rs_incref (v[2]));
  if (v[3] != NULL && v[3] != vm->none)
    f->defaults = rs_incref (v[3]);
  if (v[4] != NULL && v[4] != vm->none)
    f->closure = rs_incref (v[4]);
  return function;
}

/* --- attributes ----------------------------------------------------------- */

#define GET(field)                                                                                 \
  static RsObject *get_##field (RsVm *vm, RsObject *o)                                             \
  {                                                                                                \
    RsObject *value = ((RsFunction *) o)->field;                                                   \
    return rs_incref (value ? value : vm->none);                                                   \
  }
GET (globals)
GET (builtins)
GET (name)
GET (qualname)
GET (code)
GET (defaults)
GET (kwdefaults)
GET (closure)
GET (doc)
GET (module)

static RsObject *
get_annotations (RsVm *vm, RsObject *object)
{
  RsFunction *f = (RsFunction *) object;
  if (f->annotations == NULL && (f->annotations = rs_dict_new (vm)) == NULL)
    return NULL;
  if (rs_is_tuple (f->annotations))
    {
      /* Made from pairs when first asked for. */
      RsObject *dict = rs_dict_new (vm);
      for (gsize i = 0; dict != NULL && i + 1 < rs_tuple_size (f->annotations); i += 2)
        rs_dict_set (vm, dict, rs_tuple_items (f->annotations)[i],
                     rs_tuple_items (f->annotations)[i + 1]);
      rs_setref (vm, &f->annotations, dict);
    }
  return rs_xincref (f->annotations);
}

static int
set_text (RsVm *vm, RsObject **field, const char *attribute, RsObject *value)
{
  if (value == NULL || !rs_is_str (value))
    return rs_raise_int (vm, RS_TYPE (vm, TypeError), "%s must be set to a string object",
                         attribute);
  rs_setref (vm, field, rs_incref (value));
  return 0;
}

/* A field that is NULL or an object for which IS_KIND holds, KIND in the
 * message. */
static int
set_kind (RsVm *vm, RsObject **field, const char *attribute, gboolean fits, const char *kind,
          RsObject *value)
{
  if (value != NULL && value != vm->none && !fits)
    return rs_raise_int (vm, RS_TYPE (vm, TypeError), "%s must be set to a %s object", attribute,
                         kind);
  rs_setref (vm, field, value == NULL || value == vm->none ? NULL : rs_incref (value));
  return 0;
}

static int
set_optional (RsVm *vm, RsObject **field, RsObject *value)
{
  rs_setref (vm, field, value == NULL || value == vm->none ? NULL : rs_incref (value));
  return 0;
}

static int
set_name (RsVm *vm, RsObject *o, RsObject *n, RsObject *v)
{
  return set_text (vm, &((RsFunction *) o)->name, "__name__", v);
}
static int
set_qualname (RsVm *vm, RsObject *o, RsObject *n, RsObject *v)
{
  return set_text (vm, &((RsFunction *) o)->qualname, "__qualname__", v);
}
static int
set_doc (RsVm *vm, RsObject *o, RsObject *n, RsObject *v)
{
  return set_optional (vm, &((RsFunction *) o)->doc, v);
}
static int
set_module (RsVm *vm, RsObject *o, RsObject *n, RsObject *v)
{
  return set_optional (vm, &((RsFunction *) o)->module, v);
}

static int
set_defaults (RsVm *vm, RsObject *o, RsObject *n, RsObject *v)
{
  return set_kind (vm, &((RsFunction *) o)->defaults, "__defaults__", v && rs_is_tuple (v), "tuple",
                   v);
}

static int
set_kwdefaults (RsVm *vm, RsObject *o, RsObject *n, RsObject *v)
{
  return set_kind (vm, &((RsFunction *) o)->kwdefaults, "__kwdefaults__", v && rs_is_dict (v),
                   "dict", v);
}

static int
set_annotations (RsVm *vm, RsObject *o, RsObject *n, RsObject *v)
{
  return set_kind (vm, &((RsFunction *) o)->annotations, "__annotations__", v && rs_is_dict (v),
                   "dict", v);
}

static int
set_dict (RsVm *vm, RsObject *o, RsObject *n, RsObject *v)
{
  if (v == NULL)
    return rs_raise_int (vm, RS_TYPE (vm, TypeError), "cannot delete __dict__");
  if (!rs_is_dict (v))
    return rs_raise_int (vm, RS_TYPE (vm, TypeError),
                         "__dict__ must be set to a dictionary, not a '%T'", v);
  rs_setref (vm, &((RsFunction *) o)->dict, rs_incref (v));
  return 0;
}

static int
set_code (RsVm *vm, RsObject *o, RsObject *n, RsObject *v)
{
  if (v == NULL || v->type != RS_TYPE (vm, CODE))
    return rs_raise_int (vm, RS_TYPE (vm, TypeError), "__code__ must be set to a code object");
  gsize have = ((RsFunction *) o)->closure ? rs_tuple_size (((RsFunction *) o)->closure) : 0,
        want = ((RsCode *) v)->n_free;
  if (have != want)
    return rs_raise_int (vm, RS_TYPE (vm, ValueError),
                         "%U() requires a code object with %zu free vars, not %zu",
                         ((RsFunction *) o)->name, have, want);
  rs_setref (vm, &((RsFunction *) o)->code, rs_incref (v));
  return 0;
}

static const RsGetSetDef getset[] = { { "__globals__", get_globals, NULL, NULL, TRUE },
                                      { "__builtins__", get_builtins, NULL, NULL, TRUE },
                                      { "__name__", get_name, set_name, NULL },
                                      { "__qualname__", get_qualname, set_qualname, NULL },
                                      { "__code__", get_code, set_code, NULL },
                                      { "__defaults__", get_defaults, set_defaults, NULL },
                                      { "__kwdefaults__", get_kwdefaults, set_kwdefaults, NULL },
                                      { "__closure__", get_closure, NULL, NULL, TRUE },
                                      { "__doc__", get_doc, set_doc, NULL },
                                      { "__module__", get_module, set_module, NULL },
                                      { "__annotations__", get_annotations, set_annotations, NULL },
                                      { "__dict__", rs_get_dict_field, set_dict, NULL },
                                      { NULL } };

static const RsSlots slots = {
  .dealloc = function_dealloc,
  .traverse = function_traverse,
  .clear = function_clear,
  .repr = function_repr,
  .call = function_call,
  .descr_get = function_descr_get,
  .new_ = function_new,
};

const RsTypeSpec rs_spec_function = { .name = "function",
                                      .flags = RS_TF_GC | RS_TF_METHOD_DESCRIPTOR,
                                      .size = sizeof (RsFunction),
                                      .slots = &slots,
                                      .getset = getset,
                                      .dict_offset = G_STRUCT_OFFSET (RsFunction, dict),
                                      .weaklist_offset = G_STRUCT_OFFSET (RsFunction, weaklist) };
