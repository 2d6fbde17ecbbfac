/* SPDX-License-Identifier: MIT
 *
 * How a name came to its object, as far as the statement says that bound it:
 * from another name of the same object, from a constant, by interning. The
 * statement is the last one before the place where the frame stands that stores
 * the name; it is read, not run again.
 */
#include "session-private.h"

#include "lang/opcodes.h"

#include <string.h>

typedef struct {
  RsVm *vm;
  RsFrame *frame;
  RsObject *value;
} Binding;

static gboolean
is_name (RsObject *str, const char *name)
{
  g_autofree char *text = rs_str_utf8 (str, NULL);
  return strcmp (text, name) == 0;
}

/* The name that instruction I of CODE loads (or stores); NULL: none. */
static RsObject *
name_at (const RsCode *code, guint32 i, gboolean stores)
{
  guint8 op = RS_INSTR_OP (code->instrs[i]);
  guint32 arg = RS_INSTR_ARG (code->instrs[i]);
  if (stores ? op == RS_OP_STORE_NAME || op == RS_OP_STORE_GLOBAL : op == RS_OP_LOAD_NAME)
    return rs_tuple_items (code->names)[arg];
  if (!stores && op == RS_OP_LOAD_GLOBAL)
    return rs_tuple_items (code->names)[arg >> 1];
  if (stores ? op == RS_OP_STORE_FAST || op == RS_OP_STORE_DEREF
             : op == RS_OP_LOAD_FAST || op == RS_OP_LOAD_DEREF)
    return rs_tuple_items (code->local_names)[arg];
  return NULL;
}

/* The last store of NAME before FRAME's place, or the last of all; -1: none. */
static gint
find_store (const RsFrame *frame, const char *name)
{
  const RsCode *code = frame->code;
  gint found = -1;
  guint32 here = frame->pc - code->instrs;
  for (guint32 i = 0; i < code->n_instrs; i++)
    {
      RsObject *stored = name_at (code, i, TRUE);
      if (stored != NULL && is_name (stored, name) && (found < 0 || i < here))
        found = i;
    }
  return found;
}

/* What the name that instruction I loads is bound to now; NULL: to nothing, or
 * it loads none. */
static RsObject *
value_at (const Binding *b, guint32 i)
{
  const RsCode *code = b->frame->code;
  guint8 op = RS_INSTR_OP (code->instrs[i]);
  RsObject *name = name_at (code, i, FALSE), *value = NULL;
  if (name == NULL)
    return NULL;
  if (op == RS_OP_LOAD_FAST || op == RS_OP_LOAD_DEREF)
    {
      value = b->frame->slots[RS_INSTR_ARG (code->instrs[i])];
      return op == RS_OP_LOAD_DEREF && value != NULL && value->type == RS_TYPE (b->vm, CELL)
                 ? ((RsCell *) value)->content
                 : value;
    }
  if (b->frame->locals != NULL && rs_is_dict (b->frame->locals))
    value = rs_dict_get (b->vm, b->frame->locals, name);
  return value ? value : rs_dict_get (b->vm, b->frame->globals, name);
}

static guint
flags_at (const Binding *b, guint32 i)
{
  const RsCode *code = b->frame->code;
  guint8 op = RS_INSTR_OP (code->instrs[i]);
  RsObject *name = name_at (code, i, FALSE);
  if (op == RS_OP_LOAD_METHOD || op == RS_OP_LOAD_ATTR)
    name = rs_tuple_items (code->names)[RS_INSTR_ARG (code->instrs[i])];
  if (name != NULL && is_name (name, "intern"))
    return RS_LOOK_BOUND_INTERNED;
  if (op == RS_OP_COPY)
    return RS_LOOK_BOUND_NAME;
  return value_at (b, i) == b->value ? RS_LOOK_BOUND_NAME : 0;
}

static RsFrame *
module_frame (RsVm *vm)
{
  RsFrame *module = NULL;
  for (RsFrame *frame = vm->frame; frame != NULL; frame = frame->previous)
    if (frame->code->of_program && frame->function == NULL)
      module = frame;
  return module;
}

guint
rs_binding_flags (RsVm *vm, RsFrame *frame, const char *name, RsObject *value)
{
  RsFrame *module = module_frame (vm);
  gint store = find_store (frame, name);
  if (store < 0 && module != NULL)
    {
      frame = module;
      store = find_store (frame, name);
    }
  if (store < 0)
    return 0;
  const Binding b = { vm, frame, value };
  const RsCode *code = frame->code;
  gint32 line = code->locations[store].line;
  guint flags = 0;
  for (gint i = store; i >= 0 && code->locations[i].line == line; i--)
    flags |= flags_at (&b, i);
  return flags;
}
