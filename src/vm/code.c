/* SPDX-License-Identifier: MIT
 *
 * Code objects: a compiled unit brought into the heap. Constants that the
 * compiler shares are shared here, too, within the whole tree of a module,
 * because identity shows. Names are interned; so are constants that look like
 * identifiers, as CPython's intern_string_constants does.
 */
#include "eval.h"

#include <string.h>

typedef struct {
  RsVm *vm;
  GHashTable *constants; /* RsConst → RsObject (borrowed: the code objects hold them) */
  GHashTable *tables;    /* the code objects' tuples of constants and names, each once (borrowed) */
  gboolean of_program;
  RsObject *filename;
  RsObject *tree; /* a list that gets the constants of the syntax tree, or NULL */
  gint line_offset;
} Materialiser;

static RsObject *make_code (Materialiser *m, const RsCodeUnit *unit);
static RsObject *make_constant (Materialiser *m, const RsConst *constant);

static gboolean
looks_like_name (const char *text, gsize length)
{
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isalnum (text[i]) && text[i] != '_')
      return FALSE;
  return TRUE;
}

static RsObject *
make_string (Materialiser *m, const RsConst *constant)
{
  RsObject *str = rs_str_new (m->vm, constant->text, constant->length);
  if (str != NULL && looks_like_name (constant->text, constant->length))
    rs_str_intern (m->vm, &str);
  return str;
}

static RsObject *
make_items (Materialiser *m, const RsConst *constant)
{
  /* Inner tuples come first, so that the collector, which untracks them in the
   * order of their making, can untrack this one, too. */
  g_autofree RsObject **items = g_new (RsObject *, constant->n_items + 1);
  guint n = 0;
  while (n < constant->n_items && (items[n] = make_constant (m, constant->items[n])) != NULL)
    n++;
  RsObject *tuple = n == constant->n_items ? rs_tuple_new (m->vm, n) : NULL;
  for (guint i = 0; i < n; i++)
    if (tuple != NULL)
      rs_tuple_items (tuple)[i] = items[i];
    else
      rs_decref (m->vm, items[i]);
  if (constant->kind == RS_CONST_TUPLE || tuple == NULL)
    return tuple;
  /* CPython's compiler makes the set, and where it merges constants makes it
   * again from the order that the first one has. */
  RsObject *first = rs_frozenset_new (m->vm, tuple), *set = NULL;
  rs_decref (m->vm, tuple);
  tuple = first ? rs_tuple_from (m->vm, first) : NULL;
  if (tuple != NULL)
    set = rs_frozenset_new (m->vm, tuple);
  rs_xdecref (m->vm, tuple);
  rs_xdecref (m->vm, first);
  return set;
}

static RsObject *
make_constant (Materialiser *m, const RsConst *constant)
{
  RsVm *vm = m->vm;
  RsObject *object = g_hash_table_lookup (m->constants, constant);

  if (object != NULL)
    return rs_incref (object);
  switch (constant->kind)
    {
    case RS_CONST_NONE:
      return rs_incref (vm->none);
    case RS_CONST_TRUE:
      return rs_incref (vm->true_);
    case RS_CONST_FALSE:
      return rs_incref (vm->false_);
    case RS_CONST_ELLIPSIS:
      return rs_incref (vm->ellipsis);
    case RS_CONST_INT:
      object = rs_int_from_hex (vm, constant->text);
      break;
    case RS_CONST_FLOAT:
      object = rs_float_new (vm, constant->real);
      break;
    case RS_CONST_COMPLEX:
      object = rs_complex_new (vm, constant->real, constant->imag);
      break;
    case RS_CONST_STR:
      object = make_string (m, constant);
      break;
    case RS_CONST_BYTES:
      object = rs_bytes_new (vm, constant->text, constant->length);
      break;
    case RS_CONST_TUPLE:
    case RS_CONST_FROZENSET:
      object = make_items (m, constant);
      break;
    case RS_CONST_CODE:
      object = make_code (m, constant->code);
      break;
    }
  if (object != NULL)
    {
      g_hash_table_insert (m->constants, (gpointer) constant, object);
      if (constant->in_tree && m->tree != NULL)
        rs_list_append (vm, m->tree, object);
    }
  return object;
}

static guint
table_hash (gconstpointer tuple)
{
  guint hash = 0;
  for (gsize i = 0; i < rs_tuple_size (tuple); i++)
    hash = hash * 31 + g_direct_hash (rs_tuple_items (tuple)[i]);
  return hash;
}

static gboolean
table_equal (gconstpointer a, gconstpointer b)
{
  return rs_tuple_size (a) == rs_tuple_size (b)
         && memcmp (rs_tuple_items (a), rs_tuple_items (b), rs_tuple_size (a) * sizeof (RsObject *))
                == 0;
}

/* The one tuple with the items of TUPLE (taken over), which code objects of a
 * module share. */
static RsObject *
share_table (Materialiser *m, RsObject *tuple)
{
  if (tuple == NULL)
    return NULL;
  RsObject *known = g_hash_table_lookup (m->tables, tuple);
  if (known == NULL)
    {
      g_hash_table_add (m->tables, tuple);
      return tuple;
    }
  rs_incref (known);
  rs_decref (m->vm, tuple);
  return known;
}

static RsObject *
make_names (Materialiser *m, char **names, guint n)
{
  RsObject *tuple = rs_tuple_new (m->vm, n);
  for (guint i = 0; tuple != NULL && i < n; i++)
    if ((rs_tuple_items (tuple)[i] = rs_str_interned (m->vm, names[i])) == NULL)
      rs_clear (m->vm, &tuple);
  return share_table (m, tuple);
}

static gpointer
copy (RsVm *vm, gconstpointer data, gsize bytes)
{
  return bytes ? memcpy (rs_mem_alloc (vm, bytes), data, bytes) : NULL;
}

static void
count_locals (RsCode *code)
{
  for (guint32 i = 0; i < code->n_locals_plus; i++)
    {
      code->n_cells += (code->local_kinds[i] & RS_FAST_CELL) != 0;
      code->n_free += (code->local_kinds[i] & RS_FAST_FREE) != 0;
    }
}

/* Where line events can be due: at the first instruction of a line, where jumps
 * and handlers lead, at each RESUME. */
static void
mark_traceable (RsCode *code)
{
  for (guint i = 0; i < code->n_instrs; i++)
    {
      guint32 instr = code->instrs[i], target = i + 1;
      if (i <= code->first_traceable + 1 || (guint8) instr == RS_OP_RESUME
          || code->locations[i].line != code->locations[i - 1].line)
        code->may_trace[i] = 1;
      RsArgKind kind = rs_op_arg_kind ((guint8) instr);
      if (kind == RS_ARG_JUMP)
        target += instr >> 8;
      else if (kind == RS_ARG_JUMP_BACK)
        target -= instr >> 8;
      if (target != i + 1 && target < code->n_instrs)
        code->may_trace[target] = 1;
    }
  for (guint i = 0; i < code->n_exceptions; i++)
    code->may_trace[code->exceptions[i].target] = 1;
}

static RsObject *
make_constants (Materialiser *m, const RsCodeUnit *unit)
{
  RsObject *tuple = rs_tuple_new (m->vm, unit->n_consts);
  for (guint i = 0; tuple != NULL && i < unit->n_consts; i++)
    if ((rs_tuple_items (tuple)[i] = make_constant (m, unit->consts[i])) == NULL)
      rs_clear (m->vm, &tuple);
  return share_table (m, tuple);
}

static RsObject *
make_code (Materialiser *m, const RsCodeUnit *unit)
{
  RsVm *vm = m->vm;
  gsize model = RS_TYPE (vm, CODE)->basicsize + 2 * unit->n_instrs;
  RsCode *code = rs_object_new_sized (vm, RS_TYPE (vm, CODE), 0, model);
  if (code == NULL)
    return NULL;
  code->filename = rs_incref (m->filename);
  if ((code->name = rs_str_interned (vm, unit->name)) == NULL
      || (code->qualname = rs_str_interned (vm, unit->qualname)) == NULL
      || (code->names = make_names (m, unit->names, unit->n_names)) == NULL
      || (code->local_names = make_names (m, unit->localsplus, unit->n_localsplus)) == NULL
      || (code->consts = make_constants (m, unit)) == NULL)
    {
      rs_decref (vm, code);
      return NULL;
    }
  code->n_instrs = unit->n_instrs;
  code->instrs = copy (vm, unit->instrs, unit->n_instrs * sizeof (guint32));
  code->caches = rs_mem_alloc0 (vm, unit->n_instrs * sizeof (RsCache));
  code->locations = copy (vm, unit->locations, unit->n_instrs * sizeof (RsLocation));
  code->n_exceptions = unit->n_exceptions;
  code->exceptions = copy (vm, unit->exceptions, unit->n_exceptions * sizeof (RsExceptionEntry));
  code->n_locals_plus = unit->n_localsplus;
  code->local_kinds = copy (vm, unit->localspluskinds, unit->n_localsplus);
  code->stack_size = unit->stacksize;
  code->argcount = unit->argcount;
  code->posonly = unit->posonlyargcount;
  code->kwonly = unit->kwonlyargcount;
  code->flags = unit->flags;
  code->first_line = unit->firstlineno;
  code->line_offset = m->line_offset;
  code->of_program = m->of_program;
  count_locals (code);
  while (code->first_traceable + 1 < code->n_instrs
         && (guint8) code->instrs[code->first_traceable] != RS_OP_RESUME)
    code->first_traceable++;
  code->may_trace = rs_mem_alloc0 (vm, code->n_instrs);
  mark_traceable (code);
  return RS_OBJECT (code);
}

RsObject *
rs_code_new (RsVm *vm, const RsCodeUnit *unit, gboolean of_program, RsObject *tree)
{
  Materialiser m = { vm,
                     g_hash_table_new (NULL, NULL),
                     g_hash_table_new (table_hash, table_equal),
                     of_program,
                     NULL,
                     tree,
                     unit->line_offset };
  m.filename = rs_str_new (vm, unit->filename, -1);
  RsObject *code = m.filename ? make_code (&m, unit) : NULL;
  rs_xdecref (vm, m.filename);
  g_hash_table_unref (m.constants);
  g_hash_table_unref (m.tables);
  return code;
}

/* --- the type ------------------------------------------------------------- */

static void
code_dealloc (RsVm *vm, RsObject *object)
{
  RsCode *code = (RsCode *) object;
  rs_weakref_object_dies (vm, object);
  rs_clear (vm, &code->consts);
  rs_clear (vm, &code->names);
  rs_clear (vm, &code->local_names);
  rs_clear (vm, &code->name);
  rs_clear (vm, &code->qualname);
  rs_clear (vm, &code->filename);
  rs_mem_free (vm, code->instrs, code->n_instrs * sizeof (guint32));
  rs_mem_free (vm, code->caches, code->n_instrs * sizeof (RsCache));
  rs_mem_free (vm, code->locations, code->n_instrs * sizeof (RsLocation));
  rs_mem_free (vm, code->may_trace, code->n_instrs);
  rs_mem_free (vm, code->exceptions, code->n_exceptions * sizeof (RsExceptionEntry));
  rs_mem_free (vm, code->local_kinds, code->n_locals_plus);
  rs_object_free (vm, object);
}

static void
code_traverse (RsVm *vm, RsObject *object, RsVisit *visit)
{
  RsCode *code = (RsCode *) object;
  rs_visit_field (visit, code->consts, "co_consts");
  rs_visit_field (visit, code->names, "co_names");
  rs_visit_field (visit, code->local_names, "co_localsplusnames");
  rs_visit_field (visit, code->name, "co_name");
  rs_visit_field (visit, code->qualname, "co_qualname");
  rs_visit_field (visit, code->filename, "co_filename");
}

static RsObject *
code_repr (RsVm *vm, RsObject *object)
{
  RsCode *code = (RsCode *) object;
  return rs_str_printf (vm, "<code object %U at 0x%llx, file \"%U\", line %d>", code->name,
                        (unsigned long long) rs_address (object), code->filename, code->first_line);
}

static gsize
code_sizeof (RsVm *vm, RsObject *object)
{
  /* CPython's inline caches, in code units, that follow an instruction;
   * EXTENDED_ARG before one whose operand takes more than a byte. */
  static const guint8 caches[] = {
    [RS_OP_BINARY_OP] = 1,    [RS_OP_BINARY_SUBSCR] = 4,   [RS_OP_CALL] = 4,
    [RS_OP_COMPARE_OP] = 2,   [RS_OP_LOAD_ATTR] = 4,       [RS_OP_LOAD_GLOBAL] = 5,
    [RS_OP_LOAD_METHOD] = 10, [RS_OP_PRECALL] = 1,         [RS_OP_STORE_ATTR] = 4,
    [RS_OP_STORE_SUBSCR] = 1, [RS_OP_UNPACK_SEQUENCE] = 1,
  };
  RsCode *code = (RsCode *) object;
  gsize units = 0;
  for (guint32 i = 0; i < code->n_instrs; i++)
    {
      guint op = code->instrs[i] & 0xff, arg = code->instrs[i] >> 8;
      if (op == RS_OP_LOAD_GLOBAL)
        arg *= 2; /* the lowest bit says whether a null is pushed */
      units += 1 + (op < G_N_ELEMENTS (caches) ? caches[op] : 0) + (arg > 0xff) + (arg > 0xffff);
    }
  return (object->type->basicsize + 2 * units + 7) / 8 * 8;
}

/* Local names of one of KINDS. */
static RsObject *
names_of_kind (RsVm *vm, RsCode *code, guint8 kinds)
{
  RsObject *list = rs_list_new (vm, 0);
  for (guint32 i = 0; i < code->n_locals_plus; i++)
    if ((code->local_kinds[i] & kinds)
        && rs_list_append (vm, list, rs_tuple_items (code->local_names)[i]) < 0)
      break;
  RsObject *tuple = vm->pending ? NULL : rs_list_as_tuple (vm, list);
  rs_decref (vm, list);
  return tuple;
}

#define FIELD(field)                                                                               \
  static RsObject *code_get_##field (RsVm *vm, RsObject *object)                                   \
  {                                                                                                \
    return rs_incref (((RsCode *) object)->field);                                                 \
  }
#define NUMBER(field)                                                                              \
  static RsObject *code_get_##field (RsVm *vm, RsObject *object)                                   \
  {                                                                                                \
    return rs_int_new (vm, ((RsCode *) object)->field);                                            \
  }
#define NAMES(field, kinds)                                                                        \
  static RsObject *code_get_##field (RsVm *vm, RsObject *object)                                   \
  {                                                                                                \
    return names_of_kind (vm, (RsCode *) object, kinds);                                           \
  }
FIELD (name)
FIELD (qualname)
FIELD (filename)
FIELD (consts)
FIELD (names)
NUMBER (argcount)
NUMBER (posonly)
NUMBER (kwonly)
NUMBER (flags)
NUMBER (first_line)
NUMBER (stack_size)
NAMES (varnames, RS_FAST_LOCAL)
NAMES (cellvars, RS_FAST_CELL)
NAMES (freevars, RS_FAST_FREE)

static RsObject *
code_get_nlocals (RsVm *vm, RsObject *object)
{
  RsObject *names = code_get_varnames (vm, object);
  RsObject *n = names ? rs_int_new (vm, rs_tuple_size (names)) : NULL;
  rs_xdecref (vm, names);
  return n;
}

/* The same instructions with other names, constants, flags or first line. */
static RsCode *
copy_code (RsVm *vm, const RsCode *old)
{
  RsCode *code = rs_object_new_sized (vm, RS_TYPE (vm, CODE), 0,
                                      RS_TYPE (vm, CODE)->basicsize + 2 * old->n_instrs);
  if (code == NULL)
    return NULL;
  RsCode fresh = *old;
  fresh.base = code->base;
  fresh.weaklist = NULL;
  *code = fresh;
  rs_incref (code->name);
  rs_incref (code->qualname);
  rs_incref (code->filename);
  rs_incref (code->consts);
  rs_incref (code->names);
  rs_incref (code->local_names);
  code->instrs = copy (vm, old->instrs, old->n_instrs * sizeof (guint32));
  code->caches = rs_mem_alloc0 (vm, old->n_instrs * sizeof (RsCache));
  code->locations = copy (vm, old->locations, old->n_instrs * sizeof (RsLocation));
  code->may_trace = copy (vm, old->may_trace, old->n_instrs);
  code->exceptions = copy (vm, old->exceptions, old->n_exceptions * sizeof (RsExceptionEntry));
  code->local_kinds = copy (vm, old->local_kinds, old->n_locals_plus);
  return code;
}

/* Sets what the keyword NAME of replace () means. FALSE raises. */
static gboolean
replace_field (RsVm *vm, RsCode *code, RsObject *name, RsObject *value)
{
  const struct {
    const char *name;
    RsType *type;
    RsObject **object;
    gpointer number;
  } fields[] = {
    { "co_name", RS_TYPE (vm, STR), &code->name },
    { "co_qualname", RS_TYPE (vm, STR), &code->qualname },
    { "co_filename", RS_TYPE (vm, STR), &code->filename },
    { "co_consts", RS_TYPE (vm, TUPLE), &code->consts },
    { "co_names", RS_TYPE (vm, TUPLE), &code->names },
    { "co_flags", RS_TYPE (vm, INT), NULL, &code->flags },
    { "co_firstlineno", RS_TYPE (vm, INT), NULL, &code->first_line },
  };
  char text[64];
  const char *wanted = rs_str_buffer (name, text, sizeof text);
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      gint64 number = 0;
      if (strcmp (wanted, fields[i].name) != 0)
        continue;
      if (!rs_is_a (value, fields[i].type))
        return rs_bad_argument (vm, "replace", wanted, fields[i].type->spec->name, value) != NULL;
      if (fields[i].object == NULL
          && (!rs_int_fits (value, &number) || number < G_MININT || number > G_MAXINT))
        return rs_raise_int (vm, RS_TYPE (vm, OverflowError),
                             "Python int too large to convert to C int")
               == 0;
      if (fields[i].type == RS_TYPE (vm, TUPLE)
          && rs_tuple_size (value) < rs_tuple_size (*fields[i].object))
        return rs_raise_int (vm, RS_TYPE (vm, ValueError),
                             "code: %s is too short for the instructions", wanted)
               == 0;
      if (fields[i].object == NULL)
        *(gint32 *) fields[i].number = number;
      else
        rs_setref (vm, fields[i].object, rs_incref (value));
      return TRUE;
    }
  if (g_str_has_prefix (wanted, "co_"))
    rs_raise (vm, RS_TYPE (vm, NotImplementedError),
              "code.replace() with '%s' is not supported by Refscope", wanted);
  else
    rs_type_error (vm, "replace() got an unexpected keyword argument '%s'", wanted);
  return FALSE;
}

static RsObject *
code_replace (RsVm *vm, RsObject *self, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  if (nargs > 0)
    return rs_type_error (vm, "replace() takes 0 positional arguments but %zu were given", nargs);
  RsCode *code = copy_code (vm, (RsCode *) self);
  for (gsize i = 0; code != NULL && kwnames != NULL && i < rs_tuple_size (kwnames); i++)
    if (!replace_field (vm, code, rs_tuple_items (kwnames)[i], args[i]))
      rs_clear (vm, &code);
  return RS_OBJECT (code);
}

static const RsMethodDef methods[] = { { "replace", code_replace, RS_M_KEYWORDS, 0, 0, NULL },
                                       { NULL } };

static const RsGetSetDef getset[] = { { "co_name", code_get_name, NULL, NULL, TRUE },
                                      { "co_qualname", code_get_qualname, NULL, NULL, TRUE },
                                      { "co_filename", code_get_filename, NULL, NULL, TRUE },
                                      { "co_consts", code_get_consts, NULL, NULL, TRUE },
                                      { "co_names", code_get_names, NULL, NULL, TRUE },
                                      { "co_argcount", code_get_argcount, NULL, NULL, TRUE },
                                      { "co_posonlyargcount", code_get_posonly, NULL, NULL, TRUE },
                                      { "co_kwonlyargcount", code_get_kwonly, NULL, NULL, TRUE },
                                      { "co_flags", code_get_flags, NULL, NULL, TRUE },
                                      { "co_firstlineno", code_get_first_line, NULL, NULL, TRUE },
                                      { "co_stacksize", code_get_stack_size, NULL, NULL, TRUE },
                                      { "co_varnames", code_get_varnames, NULL, NULL },
                                      { "co_cellvars", code_get_cellvars, NULL, NULL },
                                      { "co_freevars", code_get_freevars, NULL, NULL },
                                      { "co_nlocals", code_get_nlocals, NULL, NULL, TRUE },
                                      { NULL } };

static const RsSlots slots = {
  .dealloc = code_dealloc, .traverse = code_traverse, .repr = code_repr, .sizeof_ = code_sizeof
};

const RsTypeSpec rs_spec_code = { .name = "code",
                                  .flags = RS_TF_NO_NEW,
                                  .size = sizeof (RsCode),
                                  .slots = &slots,
                                  .methods = methods,
                                  .getset = getset,
                                  .weaklist_offset = G_STRUCT_OFFSET (RsCode, weaklist) };
