/* SPDX-License-Identifier: MIT
 *
 * The whole heap at a moment: every object, the library's and the engine's own
 * too, every frame of every thread, and every counted reference. The picture's
 * graph (graph-build.c) ends where the interpreter's own begins; a question
 * such as "who holds this?" must not.
 *
 * Labels say what the reference is to somebody who reads the program. Where an
 * object in between is only how its owner keeps things (a function's tuples of
 * cells and defaults), its references are labelled as the owner's: CELL,
 * DEFAULT.
 *
 * O(objects and references).
 */
#include "field-kind.h"
#include "session-private.h"

#include "lang/opcodes.h"
#include "objects/classes/obj-misc.h"

#include <string.h>

typedef struct {
  RsVisit visit;
  RsVm *vm;
  RsSession *session;
  RsHeapGraphBuilder *builder;
  guint32 *index;    /* by block: node + 1 */
  GPtrArray *items;  /* RsObject * or RsFrame *, by node */
  guint n_frames;    /* the first nodes are frames, of which this many */
  guint32 source;    /* whose references are visited */
  RsObject *object;  /* the same; NULL: a frame or the engine */
  GHashTable *roles; /* tuples and dicts of functions -> RsCode that explains them */
  const RsCode *closure_of, *defaults_of;
} Whole;

/* --- nodes ---------------------------------------------------------------- */

static RsText
intern (Whole *w, const char *text)
{
  return rs_heap_graph_builder_intern (w->builder, text);
}

static RsText
name_of (Whole *w, RsObject *name)
{
  g_autofree char *text = rs_is_str (name) ? rs_str_utf8 (name, NULL) : rs_value_text (w->vm, name);
  return intern (w, text);
}

static gboolean
is_of_program (RsVm *vm, RsObject *o)
{
  RsObject *module = NULL;
  if (rs_is_type (o) && (((RsType *) o)->flags & RS_TF_HEAPTYPE) && ((RsType *) o)->dict != NULL)
    module = rs_dict_get (vm, ((RsType *) o)->dict, RS_NAME (vm, __module__));
  else if (o->type == RS_TYPE (vm, FUNCTION))
    module = ((RsFunction *) o)->module;
  else if (o->type == RS_TYPE (vm, MODULE))
    module = ((RsModule *) o)->name;
  else
    return !rs_is_type (o);
  return module != NULL && rs_is_str (module) && rs_str_equal (module, RS_NAME (vm, __main__));
}

static guint8
shape_of (RsVm *vm, RsObject *o)
{
  return rs_is_type (o)                       ? RS_SHAPE_CLASS
         : o->type == RS_TYPE (vm, FUNCTION)  ? RS_SHAPE_FUNCTION
         : o->type == RS_TYPE (vm, MODULE)    ? RS_SHAPE_MODULE
         : rs_is_dict (o)                     ? RS_SHAPE_DICT
         : rs_is_tuple (o)                    ? RS_SHAPE_TUPLE
         : rs_is_list (o)                     ? RS_SHAPE_LIST
         : rs_is_anyset (o)                   ? RS_SHAPE_SET
         : rs_is_exception (o)                ? RS_SHAPE_EXCEPTION
         : o->type == RS_TYPE (vm, CELL)      ? RS_SHAPE_CELL
         : o->type == RS_TYPE (vm, CODE)      ? RS_SHAPE_CODE
         : o->type == RS_TYPE (vm, FRAME)     ? RS_SHAPE_FRAME
         : o->type == RS_TYPE (vm, TRACEBACK) ? RS_SHAPE_TRACEBACK
         : o->type == RS_TYPE (vm, METHOD)    ? RS_SHAPE_METHOD
         : o->type == RS_TYPE (vm, BUILTIN)   ? RS_SHAPE_BUILTIN
         : o->type == RS_TYPE (vm, GENERATOR) || o->type == RS_TYPE (vm, COROUTINE)
                 || o->type == RS_TYPE (vm, ASYNC_GENERATOR)
             ? RS_SHAPE_GENERATOR
         : rs_is_a (o, RS_TYPE (vm, WEAKREF)) ? RS_SHAPE_WEAKREF
         : (o->type->flags & RS_TF_HEAPTYPE)  ? RS_SHAPE_INSTANCE
         : rs_is_str (o)                      ? RS_SHAPE_STR
         : rs_is_int (o)                      ? RS_SHAPE_INT
                                              : RS_SHAPE_OTHER;
}

/* What a reader calls it: a frame by its function's plain name, values and what
 * has a name by that. */
static RsText
text_of (Whole *w, RsObject *o)
{
  RsFrame *frame = o->type == RS_TYPE (w->vm, FRAME) ? ((RsFrameObject *) o)->frame : NULL;
  if (frame != NULL)
    return name_of (w, frame->code->name);
  if (o->serial < w->session->first_serial && !rs_is_type (o) && o->type != RS_TYPE (w->vm, MODULE))
    return 0;
  g_autofree char *text = rs_value_text (w->vm, o);
  return rs_heap_graph_builder_text (w->builder, text, -1);
}

static void
add_node (RsVm *vm, RsObject *o, gpointer data)
{
  Whole *w = data;
  RsGraphNode node = rs_session_node_of (vm, w->builder, o);

  node.text = text_of (w, o);
  if (o == vm->main_dict)
    node.kind = RS_GNODE_NAMESPACE;
  node.shape = shape_of (vm, o);
  node.origin = is_of_program (vm, o) ? RS_ORIGIN_PROGRAM : RS_ORIGIN_LIBRARY;
  w->index[o->block] = rs_heap_graph_builder_add_node (w->builder, &node) + 1;
  g_ptr_array_add (w->items, o);
}

/* Frames of all threads, the library's too; those that run first. */
static void
add_frames (Whole *w)
{
  guint depth = 0;
  for (RsThread *thread = w->vm->threads; thread != NULL; thread = thread->next)
    for (RsFrame *frame = rs_thread_context (w->vm, thread)->frame; frame != NULL;
         frame = frame->previous)
      {
        RsGraphNode node = RS_GRAPH_NODE_INIT;
        node.serial = RS_FIRST_FRAME_SERIAL | depth;
        node.type_name = intern (w, "frame");
        node.text = name_of (w, frame->code->name);
        node.kind = RS_GNODE_FRAME;
        node.origin = frame->code->of_program ? RS_ORIGIN_PROGRAM : RS_ORIGIN_LIBRARY;
        node.line = MAX (0, rs_frame_text_line (frame));
        node.depth = depth++;
        /* Which frame it is, from one moment to the next. */
        node.length = (gsize) ((char *) frame - (char *) rs_vm_arena (w->vm)) / 16;
        node.flags = frame == w->vm->frame ? RS_NODE_CURRENT : 0;
        rs_heap_graph_builder_add_root (w->builder,
                                        rs_heap_graph_builder_add_node (w->builder, &node));
        g_ptr_array_add (w->items, frame);
      }
  w->n_frames = w->items->len;
}

/* --- edges ---------------------------------------------------------------- */

/* The name of CODE's parameter whose default is the INDEXth. */
static RsText
parameter (Whole *w, const RsCode *code, gsize index, gsize n)
{
  gsize at = code->argcount - n + index;
  return at < code->argcount ? name_of (w, rs_tuple_items (code->local_names)[at]) : 0;
}

static void
label_item (Whole *w, RsGraphEdge *edge)
{
  edge->kind = RS_REF_ITEM;
  if (w->closure_of != NULL && (guint32) edge->index < w->closure_of->n_free)
    {
      guint first = w->closure_of->n_locals_plus - w->closure_of->n_free;
      edge->kind = RS_REF_CELL;
      edge->label = name_of (w, rs_tuple_items (w->closure_of->local_names)[first + edge->index]);
    }
  else if (w->defaults_of != NULL)
    {
      edge->kind = RS_REF_DEFAULT;
      edge->label = parameter (w, w->defaults_of, edge->index, rs_tuple_size (w->object));
    }
}

/* The repr of a str that needs no escapes: most keys are such. FALSE: it is
 * another, or too long for BUFFER. */
static gboolean
plain_repr (RsObject *str, char *buffer, gsize size)
{
  gsize n = rs_is_str (str) ? rs_str_length (str) : size;
  if (n + 3 > size)
    return FALSE;
  for (gsize i = 0; i < n; i++)
    {
      gunichar c = rs_str_char (str, i);
      if (c < ' ' || c > '~' || c == '\'' || c == '\\')
        return FALSE;
      buffer[i + 1] = (char) c;
    }
  buffer[0] = buffer[n + 1] = '\'';
  buffer[n + 2] = '\0';
  return TRUE;
}

static RsText
key_text (Whole *w, RsObject *key)
{
  char buffer[64];
  if (plain_repr (key, buffer, sizeof buffer))
    return intern (w, buffer);
  g_autofree char *text = rs_key_text (w->vm, key);
  return intern (w, text);
}

/* A key by its repr, where that can be said without Python. */
static void
label_key (Whole *w, RsGraphEdge *edge, RsObject *key)
{
  edge->kind = RS_REF_KEY;
  if (w->object != NULL && rs_is_dict (w->object))
    edge->label = key_text (w, key);
}

/* Whether the INDEXth value on the stack of the generator whose references are
 * visited is what it waits for: it has yielded what that yielded. */
static gboolean
is_awaited (Whole *w, gintptr index)
{
  if (w->object == NULL || shape_of (w->vm, w->object) != RS_SHAPE_GENERATOR)
    return FALSE;
  const RsFrame *frame = ((RsGenerator *) w->object)->frame;
  return frame->sp == rs_frame_stack ((RsFrame *) frame) + index + 1
         && RS_INSTR_OP (*frame->pc) == RS_OP_RESUME && (RS_INSTR_ARG (*frame->pc) & 3) >= 2;
}

static void
label (Whole *w, RsGraphEdge *edge, RsObject *target, guint kind, gintptr index)
{
  static const guint8 plain[] = {
    [RS_EDGE_ATTR] = RS_REF_ATTRIBUTE,    [RS_EDGE_SLOT] = RS_REF_ATTRIBUTE,
    [RS_EDGE_LOCAL] = RS_REF_LOCAL,       [RS_EDGE_CELL] = RS_REF_CELL,
    [RS_EDGE_TYPE] = RS_REF_TYPE,         [RS_EDGE_DICT] = RS_REF_DICT,
    [RS_EDGE_CONST] = RS_REF_CONST,       [RS_EDGE_NAME] = RS_REF_NAME,
    [RS_EDGE_REFERENT] = RS_REF_REFERENT, [RS_EDGE_CALLBACK] = RS_REF_CALLBACK,
    [RS_EDGE_STACK] = RS_REF_STACK,
  };
  edge->index = kind == RS_EDGE_ITEM || kind == RS_EDGE_KEY || kind == RS_EDGE_STACK ? index : -1;
  if (kind == RS_EDGE_ITEM)
    label_item (w, edge);
  else if (kind == RS_EDGE_KEY)
    label_key (w, edge, target);
  else if (kind == RS_EDGE_VALUE)
    {
      gboolean names = w->object == w->vm->main_dict, defaults = w->defaults_of != NULL;
      edge->kind = names ? RS_REF_GLOBAL : defaults ? RS_REF_DEFAULT : RS_REF_VALUE;
      edge->label = key_text (w, (RsObject *) index);
      if (rs_is_str ((RsObject *) index) && (names || defaults))
        edge->label = name_of (w, (RsObject *) index);
    }
  else if (kind == RS_EDGE_FIELD || kind == RS_EDGE_ROOT)
    {
      edge->kind = kind == RS_EDGE_ROOT ? RS_REF_ROOT : rs_field_kind ((const char *) index);
      edge->label = intern (w, (const char *) index);
    }
  else
    {
      edge->kind = plain[kind];
      if (kind == RS_EDGE_ATTR || kind == RS_EDGE_SLOT || kind == RS_EDGE_LOCAL
          || kind == RS_EDGE_CELL)
        edge->label = name_of (w, (RsObject *) index);
      else if (kind == RS_EDGE_STACK && is_awaited (w, index))
        edge->label = intern (w, "awaited");
    }
}

/* A generator that runs: its frame has a node, which owns these. */
static gboolean
is_of_running_frame (Whole *w, guint kind, gintptr index)
{
  static const char *const own[] = { "gi_code", "__name__", "__qualname__", "handled exception",
                                     "finalizer" };
  if (w->object == NULL || shape_of (w->vm, w->object) != RS_SHAPE_GENERATOR
      || !((RsGenerator *) w->object)->running)
    return FALSE;
  for (guint i = 0; kind == RS_EDGE_FIELD && i < G_N_ELEMENTS (own); i++)
    if (strcmp ((const char *) index, own[i]) == 0)
      return FALSE;
  return kind == RS_EDGE_LOCAL || kind == RS_EDGE_CELL || kind == RS_EDGE_STACK
         || kind == RS_EDGE_FIELD;
}

static void
visit_reference (RsVisit *visit, RsObject *target, guint kind, gintptr index)
{
  Whole *w = (Whole *) visit;
  RsGraphEdge edge = RS_GRAPH_EDGE_INIT;
  guint plain = kind & 0xff;
  if (w->index[target->block] == 0 || is_of_running_frame (w, plain, index))
    return;
  edge.target = w->index[target->block] - 1;
  edge.flags = kind & (RS_EDGE_HIDDEN | RS_EDGE_WEAK) ? 0 : RS_REF_VISITED;
  edge.strength = kind & RS_EDGE_WEAK ? RS_WEAK : plain == RS_EDGE_STACK ? RS_TEMPORARY : RS_STRONG;
  label (w, &edge, target, plain, index);
  rs_heap_graph_builder_add_edge (w->builder, w->source, &edge);
}

static void
visit_object (Whole *w, RsObject *o)
{
  w->object = o;
  const RsCode *role = g_hash_table_lookup (w->roles, o);
  w->closure_of = w->defaults_of = NULL;
  if (role != NULL)
    *(rs_is_tuple (o) && rs_tuple_size (o) > 0
              && rs_tuple_items (o)[0]->type == RS_TYPE (w->vm, CELL)
          ? &w->closure_of
          : &w->defaults_of) = role;
  if (o->type->slots.traverse != NULL)
    o->type->slots.traverse (w->vm, o, &w->visit);
  if (o->type->flags & RS_TF_COUNTED_TYPE)
    visit_reference (&w->visit, RS_OBJECT (o->type), RS_EDGE_TYPE, 0);
}

static void
note_role (Whole *w, RsObject *o, RsObject *code)
{
  if (o != NULL)
    g_hash_table_insert (w->roles, o, code);
}

static void
note_roles (RsVm *vm, RsObject *o, gpointer data)
{
  if (o->type != RS_TYPE (vm, FUNCTION))
    return;
  RsFunction *function = (RsFunction *) o;
  note_role (data, function->closure, function->code);
  note_role (data, function->defaults, function->code);
  note_role (data, function->kwdefaults, function->code);
}

/* --- the engine's own ----------------------------------------------------- */

static void
visit_frameless (RsVisit *visit, RsObject *target, guint kind, gintptr index)
{
  /* Frames have nodes, and what C functions own is told by itself. */
  if ((kind & 0xff) == RS_EDGE_ROOT)
    visit_reference (visit, target, kind, index);
}

/* What a C function owns that runs Python. CPython's has the same reference
 * while it calls __del__. */
static void
visit_scope (Whole *w, const RsScope *scope)
{
  gboolean deallocates = strcmp (scope->site->function, "finalize_dying") == 0
                         || strcmp (scope->site->function, "finalize_garbage") == 0;
  gintptr label = (gintptr) (deallocates ? "deallocation" : "call");
  rs_visit (&w->visit, scope->given, RS_EDGE_ROOT, label);
  for (const RsLocal *local = scope->locals; local != NULL; local = local->previous)
    for (gsize i = 0; i < local->n; i++)
      rs_visit (&w->visit, local->slots[i], RS_EDGE_ROOT, label);
}

static guint32
add_engine (Whole *w)
{
  RsGraphNode node = RS_GRAPH_NODE_INIT;
  node.serial = G_GUINT64_CONSTANT (1) << 63;
  node.type_name = intern (w, "engine");
  node.text = intern (w, "interpreter");
  node.kind = RS_GNODE_ROOT;
  node.origin = RS_ORIGIN_BUILTIN;
  guint32 root = rs_heap_graph_builder_add_node (w->builder, &node);
  rs_heap_graph_builder_add_root (w->builder, root);
  g_ptr_array_add (w->items, NULL);
  return root;
}

static void
visit_engine (Whole *w, guint32 root)
{
  w->source = root;
  w->object = NULL;
  w->closure_of = w->defaults_of = NULL;
  w->visit.visit = visit_frameless;
  rs_vm_traverse_roots (w->vm, &w->visit);
  w->visit.visit = visit_reference;
  for (RsThread *thread = w->vm->threads; thread != NULL; thread = thread->next)
    for (const RsScope *scope = rs_thread_context (w->vm, thread)->scope; scope != NULL;
         scope = scope->previous)
      visit_scope (w, scope);
}

/* --- all of it ------------------------------------------------------------ */

const RsHeapGraph *
rs_session_build_whole (RsVm *vm, RsSession *session)
{
  Whole w = { .visit = { visit_reference, vm },
              .vm = vm,
              .session = session,
              .builder = rs_heap_graph_builder_new (),
              .index = g_new0 (guint32, vm->n_granules + 1),
              .items = g_ptr_array_new (),
              .roles = g_hash_table_new (NULL, NULL) };
  RsObject *pending = vm->pending;

  add_frames (&w);
  guint32 engine = add_engine (&w);
  rs_heap_foreach (vm, add_node, &w);
  rs_heap_foreach (vm, note_roles, &w);
  if (vm->main_dict != NULL && w.index[vm->main_dict->block] != 0)
    rs_heap_graph_builder_add_root (w.builder, w.index[vm->main_dict->block] - 1);
  for (w.source = 0; w.source < w.n_frames; w.source++)
    rs_frame_traverse (vm, w.items->pdata[w.source], &w.visit);
  visit_engine (&w, engine);
  for (w.source = engine + 1; w.source < w.items->len; w.source++)
    visit_object (&w, w.items->pdata[w.source]);
  const RsMoment when = { .instruction = rs_vm_now (vm),
                          .program = rs_heap_graph_builder_text (w.builder, session->filename, -1),
                          .profile = intern (&w, vm->profile->version),
                          .line_next = vm->frame ? MAX (0, rs_frame_text_line (vm->frame)) : 0,
                          .output_length = vm->out_chars,
                          .written = vm->written_chars,
                          .live_bytes = rs_live_bytes (vm),
                          .live_objects = rs_heap_count (vm),
                          .first_serial = session->first_serial };
  rs_heap_graph_builder_set_moment (w.builder, &when);
  vm->pending = pending;
  g_free (w.index);
  g_ptr_array_unref (w.items);
  g_hash_table_unref (w.roles);
  return rs_heap_graph_builder_end (w.builder);
}
