/* SPDX-License-Identifier: MIT
 *
 * The HeapGraph of a moment: what the program can reach, from its frames and
 * its module's names, with every counted reference.
 *
 * The walk starts at the frames and the namespaces of the program and goes
 * along every reference, as the types' labelled traverse names it; but it does
 * not go into what belongs to the interpreter itself (built-in types, modules):
 * those are leaves. Objects that the program made and nothing reaches any more
 * (garbage waiting for the collector) are found in the collector's rings, and
 * added.
 *
 * Nodes are made in the order in which they are met, edges in the order of
 * their rows. O(reached objects and references).
 */
#include "field-kind.h"
#include "origin.h"
#include "session-private.h"

#include "heap/gc.h"
#include "modules/modules.h"
#include "objects/containers/dict-keys.h"
#include "objects/classes/obj-misc.h"

#include <stdlib.h>
#include <string.h>

#define TEXT_LIMIT RS_GRAPH_TEXT_LIMIT

typedef struct {
  RsVisit visit;
  RsHeapGraphBuilder *builder;
  guint32 *index;    /* by block: node + 1 */
  GPtrArray *queue;  /* RsObject *, in the order of nodes; NULL for a frame */
  GPtrArray *frames; /* RsFrame *, by node; NULL for an object */
  GPtrArray *alive;  /* RsObject *, all of the heap */
  guint32 source;    /* node whose references are being visited */
  RsVm *vm;
  gboolean dict;          /* the source is a dict */
  RsObject *slots_of;     /* the source, until its members are added */
  gboolean namespace;     /* the source is the main module's dict */
  gboolean attributes;    /* the source is the dict of a class, function or class body: its keys are
                             names */
  GHashTable *name_dicts; /* such dicts, met so far */
  GHashTable *closures;   /* tuples of cells, met so far -> RsCode whose free variables they are */
  const RsCode *closure_of; /* the source is such a tuple; else NULL */
  GHashTable *running;      /* generators whose frame runs, and has a node */
  gboolean no_frame;        /* the source is one of them */
  RsFrame *source_frame;
  guint64 frame_serial;
  guint64 first_serial;           /* objects of the run have this one or a later one */
  const RsJournalWriter *cascade; /* that is under way; NULL: none */
  guint8 *garbage;                /* by block */
  gint32 *known;                  /* by block: the counted references that have an edge */
} Build;

/* --- texts ---------------------------------------------------------------- */

static RsText
put_cut (Build *b, const char *text, guint32 *whole)
{
  glong n = g_utf8_validate (text, -1, NULL) ? g_utf8_strlen (text, -1) : (glong) strlen (text);
  if (n <= TEXT_LIMIT)
    return rs_heap_graph_builder_text (b->builder, text, -1);
  *whole = n;
  const char *end = g_utf8_offset_to_pointer (text, TEXT_LIMIT - 1);
  g_autofree char *cut = g_strdup_printf ("%.*s…", (int) (end - text), text);
  return rs_heap_graph_builder_text (b->builder, cut, -1);
}

static char *
plain (RsObject *str)
{
  return rs_str_utf8 (str, NULL);
}

/* Whether TYPE or a class that it derives from has members of its own. */
static gboolean
has_slots (const RsType *type)
{
  for (; type->flags & RS_TF_HEAPTYPE; type = type->tp_base)
    if (type->n_slots > 0)
      return TRUE;
  return FALSE;
}

static RsShape
shape_of (RsVm *vm, RsObject *o)
{
  static const struct {
    guint16 id;
    guint8 shape;
  } exact[] = {
    { RS_T_NONE, RS_SHAPE_NONE },
    { RS_T_BOOL, RS_SHAPE_BOOL },
    { RS_T_FUNCTION, RS_SHAPE_FUNCTION },
    { RS_T_METHOD, RS_SHAPE_METHOD },
    { RS_T_BUILTIN, RS_SHAPE_BUILTIN },
    { RS_T_METHOD_DESCR, RS_SHAPE_BUILTIN },
    { RS_T_WRAPPER_DESCR, RS_SHAPE_BUILTIN },
    { RS_T_GETSET_DESCR, RS_SHAPE_BUILTIN },
    { RS_T_MEMBER_DESCR, RS_SHAPE_BUILTIN },
    { RS_T_MODULE, RS_SHAPE_MODULE },
    { RS_T_CELL, RS_SHAPE_CELL },
    { RS_T_CODE, RS_SHAPE_CODE },
    { RS_T_GENERATOR, RS_SHAPE_GENERATOR },
    { RS_T_COROUTINE, RS_SHAPE_GENERATOR },
    { RS_T_TRACEBACK, RS_SHAPE_TRACEBACK },
    { RS_T_FRAME, RS_SHAPE_FRAME },
    { RS_T_LIST_ITER, RS_SHAPE_ITERATOR },
    { RS_T_TUPLE_ITER, RS_SHAPE_ITERATOR },
    { RS_T_RANGE_ITER, RS_SHAPE_ITERATOR },
    { RS_T_SET_ITER, RS_SHAPE_ITERATOR },
    { RS_T_DICT_KEYITER, RS_SHAPE_ITERATOR },
    { RS_T_DICT_VALUEITER, RS_SHAPE_ITERATOR },
    { RS_T_DICT_ITEMITER, RS_SHAPE_ITERATOR },
    { RS_T_ENUMERATE, RS_SHAPE_ITERATOR },
    { RS_T_ZIP, RS_SHAPE_ITERATOR },
    { RS_T_COMPLEX, RS_SHAPE_FLOAT },
    { RS_T_PROXY, RS_SHAPE_WEAKREF },
    { RS_T_CALLABLE_PROXY, RS_SHAPE_WEAKREF },
  };
  RsType *type = o->type;
  for (guint i = 0; i < G_N_ELEMENTS (exact); i++)
    if (vm->types[exact[i].id] == type)
      return exact[i].shape;
  if (rs_is_type (o))
    return RS_SHAPE_CLASS;
  /* An instance of a class that derives from a value's type has a name for its
   * type and attributes: it is no mere value. */
  if (!(type->flags & RS_TF_HEAPTYPE))
    {
      if (rs_is_int (o))
        return RS_SHAPE_INT;
      if (rs_is_float (o))
        return RS_SHAPE_FLOAT;
      if (rs_is_str (o))
        return RS_SHAPE_STR;
      if (rs_is_bytes (o))
        return RS_SHAPE_BYTES;
    }
  if (rs_is_list (o))
    return RS_SHAPE_LIST;
  if (rs_is_tuple (o))
    return RS_SHAPE_TUPLE;
  if (rs_is_dict (o))
    return RS_SHAPE_DICT;
  if (rs_is_anyset (o))
    return RS_SHAPE_SET;
  if (rs_is_exception (o))
    return RS_SHAPE_EXCEPTION;
  if (rs_is_a (o, RS_TYPE (vm, WEAKREF)))
    return RS_SHAPE_WEAKREF;
  if (type->flags & RS_TF_HEAPTYPE)
    return type->managed_offset == 0 && has_slots (type) ? RS_SHAPE_SLOTS_INSTANCE
                                                         : RS_SHAPE_INSTANCE;
  return RS_SHAPE_OTHER;
}

/* --- whose is it ---------------------------------------------------------- */

/* Is the walk to go into O? Not where the interpreter's own begins. */
static gboolean
is_entered (RsVm *vm, RsObject *o)
{
  if (rs_origin_of (vm, o) != RS_ORIGIN_PROGRAM)
    return FALSE;
  return o != vm->builtins && o != vm->sys_dict && o != vm->modules;
}

/* --- nodes ---------------------------------------------------------------- */

static void
set_lengths (RsVm *vm, RsObject *o, RsGraphNode *node)
{
  if (rs_is_list (o))
    {
      node->length = rs_list_size (o);
      node->capacity = ((RsList *) o)->allocated;
    }
  else if (rs_is_tuple (o))
    node->length = rs_tuple_size (o);
  else if (rs_is_dict (o))
    node->length = rs_dict_size (o);
  else if (rs_is_anyset (o))
    node->length = ((RsSet *) o)->used;
  else if (rs_is_str (o))
    node->length = rs_str_length (o);
}

RsGraphNode
rs_session_node_of (RsVm *vm, RsHeapGraphBuilder *builder, RsObject *o)
{
  RsGraphNode node = RS_GRAPH_NODE_INIT;
  char buffer[200];
  const char *name = rs_type_name (o->type, buffer, sizeof buffer), *dot = strrchr (name, '.');

  node.serial = o->serial;
  node.refcount = o->refcnt;
  node.address = rs_address (o);
  node.size = rs_object_size (vm, o);
  node.type_name = rs_heap_graph_builder_intern (builder, dot ? dot + 1 : name);
  node.kind = RS_GNODE_OBJECT;
  if (rs_gc_is_tracked (o))
    node.gc_generation = (o->gc & RS_GC_GEN_MASK) >> RS_GC_GEN_SHIFT;
  node.flags = (o->gc & RS_GC_FINALIZED ? RS_NODE_FINALIZED : 0)
               | (o->refcnt > 1 << 28 ? RS_NODE_IMMORTAL : 0)
               | (rs_is_str (o) && (o->extra & 1) ? RS_NODE_INTERNED : 0);
  if (o->type == RS_TYPE (vm, TRACEBACK))
    node.line = ((RsTraceback *) o)->line;
  return node;
}

/* What the collector under way has in O's header, as gc_refs of a node. */
static gint16
gc_refs_of (const Build *b, RsObject *o)
{
  if (b->cascade == NULL || !b->cascade->counting || !rs_gc_is_tracked (o)
      || !(o->gc & RS_GC_COLLECTING))
    return 0;
  return o->gc & RS_GC_UNREACHABLE ? RS_SET_ASIDE : (gint16) MIN (o->gc_prev + 1, G_MAXINT16);
}

/* FLAGS: RsNodeFlags, beside what is seen from O itself. */
static guint32
add_flagged (Build *b, RsObject *o, guint flags)
{
  RsVm *vm = b->vm;
  if (b->index[o->block] != 0)
    return b->index[o->block] - 1;
  RsGraphNode node = rs_session_node_of (vm, b->builder, o);
  g_autofree char *text = rs_value_text (vm, o);
  node.text = put_cut (b, text, &node.text_length);
  if (rs_is_str (o) && rs_str_length (o) > TEXT_LIMIT)
    node.text_length = rs_str_length (o);
  set_lengths (vm, o, &node);
  node.gc_refs = gc_refs_of (b, o);
  node.shape = shape_of (vm, o);
  node.origin = rs_origin_of (vm, o);
  if (o->type == RS_TYPE (vm, FUNCTION))
    node.line = ((RsCode *) ((RsFunction *) o)->code)->first_line;
  if (o->type->managed_offset != 0
      && RS_FIELD_AT (o, o->type->managed_offset, RsManaged).dict != NULL)
    node.flags |= RS_NODE_HAS_DICT;
  if (node.shape == RS_SHAPE_WEAKREF && rs_weakref_referent (o) == NULL)
    node.flags |= RS_NODE_DEAD_WEAKREF;
  if (node.shape == RS_SHAPE_FRAME && ((RsFrameObject *) o)->frame->owner == RS_OWNED_BY_FRAME)
    node.flags |= RS_NODE_RETURNED;
  if (b->garbage[o->block])
    node.flags |= RS_NODE_UNREACHABLE;
  if ((o->gc & RS_GC_BY_LIBRARY) && o->serial >= b->first_serial)
    node.flags |= RS_NODE_BY_LIBRARY;
  node.flags |= flags;
  guint32 i = rs_heap_graph_builder_add_node (b->builder, &node);
  b->index[o->block] = i + 1;
  g_ptr_array_add (b->queue, o);
  g_ptr_array_add (b->frames, NULL);
  return i;
}

/* Of O, whose contents are gone or going, only what its header tells. */
static void
add_emptied (Build *b, RsObject *o)
{
  char buffer[200];
  const char *name = rs_type_name (o->type, buffer, sizeof buffer), *dot = strrchr (name, '.');
  RsGraphNode node = RS_GRAPH_NODE_INIT;

  node.kind = RS_GNODE_OBJECT;
  node.serial = o->serial;
  node.refcount = o->refcnt;
  node.address = rs_address (o);
  node.type_name = rs_heap_graph_builder_intern (b->builder, dot ? dot + 1 : name);
  node.shape = shape_of (b->vm, o);
  node.origin = RS_ORIGIN_PROGRAM;
  node.flags = (o->gc & RS_GC_BY_LIBRARY ? RS_NODE_BY_LIBRARY : 0) | RS_NODE_DYING;
  b->index[o->block] = rs_heap_graph_builder_add_node (b->builder, &node) + 1;
  g_ptr_array_add (b->queue, o);
  g_ptr_array_add (b->frames, NULL);
}

static guint32
add_object (Build *b, RsObject *o)
{
  return add_flagged (b, o, 0);
}

/* Depths of the frames of thread ID, not the main one's, begin here. */
#define RS_THREAD_FRAMES(id) (1u << 21 | (guint) ((id) % 512) << 12)

/* A frame's serial: frames are no objects; they are numbered from the top of
 * the range, by depth and code. */
static guint64
frame_serial (RsFrame *frame, guint depth)
{
  return (G_GUINT64_CONSTANT (1) << 62) | (guint64) depth << 40
         | (RS_OBJECT (frame->code)->serial & ((G_GUINT64_CONSTANT (1) << 40) - 1));
}

static guint32
add_frame (Build *b, RsFrame *frame, guint depth, gboolean current)
{
  RsGraphNode node = RS_GRAPH_NODE_INIT;
  node.serial = frame_serial (frame, depth);
  node.type_name = rs_heap_graph_builder_intern (b->builder, "frame");
  g_autofree char *name = plain (frame->code->qualname);
  node.text = rs_heap_graph_builder_text (b->builder, name, -1);
  node.kind = RS_GNODE_FRAME;
  node.origin = frame->code->of_program ? RS_ORIGIN_PROGRAM : RS_ORIGIN_LIBRARY;
  node.line = MAX (0, rs_frame_text_line (frame));
  node.depth = depth;
  node.flags = current ? RS_NODE_CURRENT : 0;
  guint32 i = rs_heap_graph_builder_add_node (b->builder, &node);
  if (frame->generator != NULL)
    g_hash_table_add (b->running, frame->generator);
  g_ptr_array_add (b->queue, NULL);
  g_ptr_array_add (b->frames, frame);
  return i;
}

/* The names of the program's module, as a card like a frame's. */
static guint32
add_namespace (Build *b, RsObject *dict)
{
  RsGraphNode node = RS_GRAPH_NODE_INIT;
  node.serial = dict->serial;
  node.refcount = dict->refcnt;
  node.address = rs_address (dict);
  node.size = rs_object_size (b->vm, dict);
  node.type_name = rs_heap_graph_builder_intern (b->builder, "dict");
  node.text = rs_heap_graph_builder_text (b->builder, "__main__", -1);
  node.kind = RS_GNODE_NAMESPACE;
  node.shape = RS_SHAPE_DICT;
  node.length = rs_dict_size (dict);
  node.gc_refs = gc_refs_of (b, dict);
  guint32 i = rs_heap_graph_builder_add_node (b->builder, &node);
  b->index[dict->block] = i + 1;
  g_ptr_array_add (b->queue, dict);
  g_ptr_array_add (b->frames, NULL);
  return i;
}

/* --- edges ---------------------------------------------------------------- */

static RsText
name_label (Build *b, RsObject *name)
{
  g_autofree char *text = rs_is_str (name) ? plain (name) : rs_value_text (b->vm, name);
  return rs_heap_graph_builder_intern (b->builder, text);
}

static RsText
key_label (Build *b, RsObject *key)
{
  guint32 whole = 0;
  g_autofree char *text = rs_key_text (b->vm, key);
  return put_cut (b, text, &whole);
}

/* The kind of the field NAME. A frame's caller is drawn as a frame; in words it
 * is f_back, so that field-kind.c does not have it. */
static RsRefKind
drawn_kind (const char *name)
{
  return strcmp (name, "f_back") == 0 ? RS_REF_FRAME : rs_field_kind (name);
}

static void
label_edge (Build *b, RsGraphEdge *edge, RsEdgeKind kind, gintptr index)
{
  switch (kind)
    {
    case RS_EDGE_ITEM:
      edge->kind = RS_REF_ITEM;
      edge->index = index;
      if (b->closure_of != NULL && (guint32) index < b->closure_of->n_free)
        {
          guint first = b->closure_of->n_locals_plus - b->closure_of->n_free;
          edge->kind = RS_REF_CELL;
          edge->label = name_label (b, rs_tuple_items (b->closure_of->local_names)[first + index]);
        }
      break;
    case RS_EDGE_KEY:
      edge->kind = RS_REF_KEY;
      edge->index = index;
      break;
    case RS_EDGE_VALUE:
      edge->kind = b->namespace ? RS_REF_GLOBAL : RS_REF_VALUE;
      edge->label = b->namespace || b->attributes ? name_label (b, (RsObject *) index)
                                                  : key_label (b, (RsObject *) index);
      break;
    case RS_EDGE_ATTR:
      edge->kind = RS_REF_ATTRIBUTE;
      edge->label = name_label (b, (RsObject *) index);
      break;
    case RS_EDGE_SLOT:
      edge->kind = RS_REF_SLOT;
      edge->label = name_label (b, (RsObject *) index);
      break;
    case RS_EDGE_LOCAL:
      edge->kind = RS_REF_LOCAL;
      edge->label = name_label (b, (RsObject *) index);
      break;
    case RS_EDGE_CELL:
      edge->kind = RS_REF_CELL;
      edge->label = name_label (b, (RsObject *) index);
      break;
    case RS_EDGE_STACK:
      edge->kind = RS_REF_STACK;
      edge->index = index;
      edge->strength = RS_TEMPORARY;
      break;
    case RS_EDGE_C_LOCAL:
      edge->kind = RS_REF_OTHER;
      edge->strength = RS_TEMPORARY;
      edge->label = rs_heap_graph_builder_intern (b->builder, "C function");
      break;
    case RS_EDGE_TYPE:
      edge->kind = RS_REF_TYPE;
      break;
    case RS_EDGE_DICT:
      edge->kind = RS_REF_DICT;
      break;
    case RS_EDGE_CONST:
      edge->kind = RS_REF_CONST;
      edge->index = index;
      break;
    case RS_EDGE_NAME:
      edge->kind = RS_REF_NAME;
      edge->index = index;
      break;
    case RS_EDGE_REFERENT:
      edge->kind = RS_REF_REFERENT;
      edge->strength = RS_WEAK;
      break;
    case RS_EDGE_CALLBACK:
      edge->kind = RS_REF_CALLBACK;
      break;
    case RS_EDGE_FIELD:
    case RS_EDGE_ROOT:
      edge->kind = kind == RS_EDGE_ROOT ? RS_REF_ROOT : drawn_kind ((const char *) index);
      edge->label = rs_heap_graph_builder_intern (b->builder, (const char *) index);
      break;
    }
}

/* The members that TYPE and the classes below it add, in the order of memory;
 * one that holds nothing is a row, too. In CPython a class's members begin
 * where its base's fields end. */
static void
add_slots (Build *b, RsObject *o, RsType *type)
{
  if (!(type->flags & RS_TF_HEAPTYPE))
    return;
  add_slots (b, o, type->tp_base);
  for (gint i = 0; i < type->n_slots; i++)
    {
      RsGraphEdge edge = RS_GRAPH_EDGE_INIT;
      RsObject *target =
          RS_FIELD_AT (o, type->slots_offset + i * (gint) sizeof (RsObject *), RsObject *);
      label_edge (b, &edge, RS_EDGE_SLOT, (gintptr) rs_tuple_items (type->slot_names)[i]);
      edge.offset = (gint32) type->tp_base->basicsize + i * 8;
      edge.flags = target != NULL ? RS_REF_VISITED : 0;
      if (target != NULL)
        edge.target = add_object (b, target);
      rs_heap_graph_builder_add_edge (b->builder, b->source, &edge);
    }
}

/* A dead weak reference still has its row. */
static void
add_dead_referent (Build *b, RsObject *o)
{
  RsGraphEdge edge = RS_GRAPH_EDGE_INIT;
  if (rs_is_a (o, RS_TYPE (b->vm, WEAKREF)) && ((RsWeakref *) o)->referent == NULL)
    {
      edge.kind = RS_REF_REFERENT;
      edge.strength = RS_WEAK;
      rs_heap_graph_builder_add_edge (b->builder, b->source, &edge);
    }
}

/* Members stand behind the fields of the built-in type and before the
 * attributes. */
static void
add_slots_once (Build *b)
{
  RsObject *o = b->slots_of;
  b->slots_of = NULL;
  if (o == NULL)
    return;
  add_dead_referent (b, o);
  add_slots (b, o, o->type);
}

/* Whether a generator owns the reference through its frame. */
static gboolean
is_of_frame (guint kind, gintptr index)
{
  static const char *const own[] = { "gi_code", "__name__", "__qualname__", "handled exception",
                                     "finalizer" };

  for (guint i = 0; kind == RS_EDGE_FIELD && i < G_N_ELEMENTS (own); i++)
    if (strcmp ((const char *) index, own[i]) == 0)
      return FALSE;
  return kind == RS_EDGE_LOCAL || kind == RS_EDGE_CELL || kind == RS_EDGE_STACK
         || kind == RS_EDGE_FIELD;
}

static void
visit_reference (RsVisit *visit, RsObject *target, guint kind, gintptr index)
{
  Build *b = (Build *) visit;
  RsGraphEdge edge = RS_GRAPH_EDGE_INIT;
  if (b->namespace && (kind & 0xff) == RS_EDGE_VALUE)
    {
      /* The names that every module has say nothing of the program. */
      RsObject *name = (RsObject *) index;
      if (rs_is_str (name) && rs_str_length (name) > 3 && rs_str_char (name, 0) == '_'
          && rs_str_char (name, 1) == '_' && rs_str_char (name, rs_str_length (name) - 1) == '_')
        return;
    }
  if ((kind & 0xff) == RS_EDGE_SLOT || (kind & 0xff) == RS_EDGE_ATTR
      || (kind & 0xff) == RS_EDGE_DICT)
    add_slots_once (b);
  if ((b->namespace && (kind & 0xff) == RS_EDGE_KEY) || (kind & 0xff) == RS_EDGE_SLOT)
    return;
  if ((kind & 0xff) == RS_EDGE_DICT
      || ((kind & 0xff) == RS_EDGE_FIELD && strcmp ((const char *) index, "f_locals") == 0))
    g_hash_table_add (b->name_dicts, target);
  if (b->no_frame && is_of_frame (kind & 0xff, index))
    return;
  edge.target = add_object (b, target);
  /* A str needs no label: no row shows it but that of its value, which has
   * it. */
  if (b->dict && (kind & 0xff) == RS_EDGE_KEY && !rs_is_str (target))
    {
      g_autofree char *key = rs_key_text (b->vm, target), *text = g_strdup_printf ("key %s", key);
      guint32 whole;
      edge.label = put_cut (b, text, &whole);
    }
  edge.strength = kind & RS_EDGE_WEAK ? RS_WEAK : RS_STRONG;
  b->known[target->block] += !(kind & RS_EDGE_WEAK);
  edge.flags = kind & (RS_EDGE_HIDDEN | RS_EDGE_WEAK) ? 0 : RS_REF_VISITED;
  label_edge (b, &edge, kind & 0xff, index);
  rs_heap_graph_builder_add_edge (b->builder, b->source, &edge);
}

static void
visit_object (Build *b, RsObject *o)
{
  RsVm *vm = b->vm;
  if (!is_entered (vm, o) && o != vm->main_dict)
    return;
  b->namespace = o == vm->main_dict;
  b->attributes = g_hash_table_contains (b->name_dicts, o);
  b->dict = rs_is_dict (o);
  b->closure_of = g_hash_table_lookup (b->closures, o);
  b->no_frame = g_hash_table_contains (b->running, o);
  if (o->type == RS_TYPE (vm, FUNCTION) && ((RsFunction *) o)->closure != NULL)
    g_hash_table_insert (b->closures, ((RsFunction *) o)->closure, ((RsFunction *) o)->code);
  b->slots_of = o;
  if (o->type->slots.traverse != NULL)
    o->type->slots.traverse (vm, o, &b->visit);
  add_slots_once (b);
  b->namespace = b->dict = FALSE;
  b->closure_of = NULL;
  b->no_frame = FALSE;
  if (o->type->flags & RS_TF_COUNTED_TYPE)
    visit_reference (&b->visit, RS_OBJECT (o->type), RS_EDGE_TYPE, 0);
}

/* --- what is dying -------------------------------------------------------- */

/* The entry of the cascade that O is; NULL: none. One with a count is looked
 * after by its finalizer, whole. */
static const RsHalfDead *
find_half_dead (const Build *b, const RsObject *o)
{
  for (guint i = 0; b->cascade != NULL && o->refcnt == 0 && i < b->cascade->dying->len; i++)
    {
      const RsHalfDead *dying = b->cascade->dying->pdata[i];
      if (dying->object == o)
        return dying;
    }
  return NULL;
}

/* EDGE is what HELD was while its holder lived. */
static void
name_held (Build *b, RsGraphEdge *edge, const RsHeld *held)
{
  const char *name = strchr (held->label, ' ');

  edge->kind = RS_REF_OTHER;
  if (held->kind == RS_EDGE_ITEM)
    {
      edge->kind = RS_REF_ITEM;
      edge->index = held->index;
      return;
    }
  if (held->kind == RS_EDGE_DICT || held->kind == RS_EDGE_TYPE)
    edge->kind = held->kind == RS_EDGE_DICT ? RS_REF_DICT : RS_REF_TYPE;
  if ((held->kind == RS_EDGE_ATTR || held->kind == RS_EDGE_SLOT) && name != NULL)
    edge->kind = held->kind == RS_EDGE_ATTR ? RS_REF_ATTRIBUTE : RS_REF_SLOT;
  edge->label = rs_heap_graph_builder_intern (
      b->builder,
      edge->kind == RS_REF_ATTRIBUTE || edge->kind == RS_REF_SLOT ? name + 1 : held->label);
}

/* What DYING has yet to drop. */
static void
add_held (Build *b, const RsHalfDead *dying)
{
  for (guint i = 0; i < dying->held->len; i++)
    {
      const RsHeld *held = &g_array_index (dying->held, RsHeld, i);
      if (g_hash_table_contains (b->cascade->dead, GSIZE_TO_POINTER ((gsize) held->serial))
          || held->target->refcnt < held->count)
        continue; /* it is dropped already */
      RsGraphEdge edge = RS_GRAPH_EDGE_INIT;
      edge.flags = RS_REF_VISITED;
      name_held (b, &edge, held);
      edge.target = add_object (b, held->target);
      b->known[held->target->block]++;
      rs_heap_graph_builder_add_edge (b->builder, b->source, &edge);
    }
}

static void
add_half_dead (Build *b)
{
  for (guint i = 0; b->cascade != NULL && i < b->cascade->dying->len; i++)
    {
      const RsHalfDead *dying = b->cascade->dying->pdata[i];
      if (dying->object->refcnt == 0 && b->index[dying->object->block] == 0)
        add_emptied (b, dying->object);
    }
}

/* --- what nothing reaches ------------------------------------------------- */

/* What waits for the collector, of the program's making; and its instances that
 * something hidden keeps alive. */
static void
find_garbage (RsVm *vm, RsObject *o, gpointer data)
{
  Build *b = data;
  if (b->index[o->block] == 0
      && (rs_type_of_program (vm, o->type)
          || (b->garbage[o->block] && o->serial >= b->first_serial
              && !(o->type->flags & RS_TF_HEAPTYPE) && is_entered (vm, o))))
    add_object (b, o);
}

static void
walk (Build *b, guint *from)
{
  for (; *from < b->queue->len; (*from)++)
    {
      b->source = *from;
      RsFrame *frame = b->frames->pdata[*from];
      const RsHalfDead *dying = frame == NULL ? find_half_dead (b, b->queue->pdata[*from]) : NULL;
      if (frame != NULL)
        rs_frame_traverse (b->vm, frame, &b->visit);
      else if (dying != NULL)
        add_held (b, dying);
      else
        visit_object (b, b->queue->pdata[*from]);
    }
}

/* The program's frames of THREAD, the top one first. */
static GPtrArray *
program_frames (RsVm *vm, const RsThread *thread)
{
  GPtrArray *frames = g_ptr_array_new ();
  for (RsFrame *frame = rs_thread_context (vm, thread)->frame; frame != NULL;
       frame = frame->previous)
    if (frame->code->of_program)
      g_ptr_array_add (frames, frame);
  return frames;
}

static void
add_roots (Build *b)
{
  RsVm *vm = b->vm;
  if (vm->main_dict != NULL)
    rs_heap_graph_builder_add_root (b->builder, add_namespace (b, vm->main_dict));
  RsFrame *current = rs_session_program_frame (vm);
  for (RsThread *thread = vm->threads; thread != NULL; thread = thread->next)
    {
      /* A frame is known by its thread, too: others come and go. */
      guint first = thread == vm->threads ? 0 : RS_THREAD_FRAMES (thread->id);
      g_autoptr (GPtrArray) frames = program_frames (vm, thread);
      for (guint i = frames->len; i-- > 0;)
        rs_heap_graph_builder_add_root (b->builder,
                                        add_frame (b, frames->pdata[i], first + frames->len - 1 - i,
                                                   frames->pdata[i] == current));
    }
}

/* References that no object and no frame owns, gathered for the engine's
 * node. */
typedef struct {
  RsVisit visit;
  Build *b;
  const char *label; /* of those that come next */
  guint32 root;      /* RS_NONE: there is none yet */
} EngineRoot;

static guint32
add_engine_node (Build *b)
{
  RsGraphNode node = RS_GRAPH_NODE_INIT;
  node.serial = G_GUINT64_CONSTANT (1) << 63;
  node.type_name = rs_heap_graph_builder_intern (b->builder, "engine");
  node.text = rs_heap_graph_builder_text (b->builder, "interpreter", -1);
  node.kind = RS_GNODE_ROOT;
  node.origin = RS_ORIGIN_BUILTIN;
  guint32 root = rs_heap_graph_builder_add_node (b->builder, &node);
  g_ptr_array_add (b->queue, b->vm->none);
  g_ptr_array_add (b->frames, NULL);
  rs_heap_graph_builder_add_root (b->builder, root);
  return root;
}

static void
visit_engine_root (RsVisit *visit, RsObject *target, guint kind, gintptr index)
{
  EngineRoot *engine = (EngineRoot *) visit;
  Build *b = engine->b;
  if (kind == RS_EDGE_C_LOCAL && !is_entered (b->vm, target))
    return;
  if (engine->root == RS_NONE)
    engine->root = add_engine_node (b);
  RsGraphEdge edge = RS_GRAPH_EDGE_INIT;
  edge.kind = RS_REF_ROOT;
  edge.strength = RS_TEMPORARY;
  edge.label = rs_heap_graph_builder_intern (b->builder, engine->label);
  edge.target = add_object (b, target);
  b->known[target->block]++;
  rs_heap_graph_builder_add_edge (b->builder, engine->root, &edge);
}

/* Whether the exception that is being handled is a generator's, which names it
 * itself. */
static gboolean
is_handled_by_generator (const Build *b)
{
  const RsExcItem *item = b->vm->thread != NULL ? b->vm->thread->exc_top : NULL;
  GHashTableIter iter;
  gpointer generator;

  while (item != NULL && item->value == NULL)
    item = item->previous;
  g_hash_table_iter_init (&iter, b->running);
  while (g_hash_table_iter_next (&iter, &generator, NULL))
    if (item == &((RsGenerator *) generator)->exc)
      return TRUE;
  return FALSE;
}

/* What a C function, the handled and the pending exceptions hold. */
static void
add_engine_root (Build *b)
{
  RsVm *vm = b->vm;
  EngineRoot engine = { .visit = { .visit = visit_engine_root, .vm = vm },
                        .b = b,
                        .root = RS_NONE };
  engine.label = "exception being raised";
  rs_visit (&engine.visit, vm->pending, RS_EDGE_ROOT, 0);
  engine.label = "exception being handled";
  if (!is_handled_by_generator (b))
    rs_visit (&engine.visit, rs_handled_exception (vm), RS_EDGE_ROOT, 0);
  engine.label = "C function";
  rs_scopes_traverse (vm->scope, &engine.visit, 0);
  engine.label = "repr being made";
  for (guint i = 0; i < vm->n_repr; i++)
    rs_visit (&engine.visit, vm->repr_stack[i], RS_EDGE_C_LOCAL, i);
}

/* --- holders from outside ------------------------------------------------- */

/* How many references to O have no edge, as far as anybody asks for them. */
static gint64
unexplained (const Build *b, const RsObject *o)
{
  return o->refcnt > 1 << 28 ? 0 : (gint64) o->refcnt - b->known[o->block];
}

typedef struct {
  RsVisit visit;
  Build *b;
  RsObject *object; /* the holder, or */
  RsFrame *frame;   /* a frame of the library */
  guint32 source;   /* its node; RS_NONE: it has none yet */
} Holder;

/* A module's dict is known by its module's name. */
static guint32
outside_object (Build *b, RsObject *o)
{
  RsObject *name = rs_is_dict (o) ? rs_dict_get (b->vm, o, RS_NAME (b->vm, __name__)) : NULL;
  guint32 i = add_flagged (b, o, RS_NODE_OUTSIDE);
  if (name != NULL && rs_is_str (name))
    {
      g_autofree char *text = plain (name);
      rs_heap_graph_builder_set_text (b->builder, i,
                                      rs_heap_graph_builder_intern (b->builder, text));
    }
  return i;
}

static guint32
holder_node (Holder *holder)
{
  Build *b = holder->b;
  if (holder->object != NULL)
    return outside_object (b, holder->object);
  RsGraphNode node = RS_GRAPH_NODE_INIT;
  g_autofree char *name = plain (holder->frame->code->qualname);
  /* Unique: these are below the frames of the program in no order. */
  node.serial = (G_GUINT64_CONSTANT (3) << 62) | b->queue->len;
  node.type_name = rs_heap_graph_builder_intern (b->builder, "frame");
  node.text = rs_heap_graph_builder_text (b->builder, name, -1);
  node.kind = RS_GNODE_OTHER;
  node.origin = RS_ORIGIN_LIBRARY;
  node.flags = RS_NODE_OUTSIDE;
  guint32 i = rs_heap_graph_builder_add_node (b->builder, &node);
  g_ptr_array_add (b->queue, b->vm->none);
  g_ptr_array_add (b->frames, NULL);
  return i;
}

static void
visit_held (RsVisit *visit, RsObject *target, guint kind, gintptr index)
{
  Holder *holder = (Holder *) visit;
  Build *b = holder->b;
  if ((kind & RS_EDGE_WEAK) || b->index[target->block] == 0 || unexplained (b, target) <= 0
      || !is_entered (b->vm, target))
    return;
  if (holder->source == RS_NONE)
    holder->source = holder_node (holder);
  RsGraphEdge edge = RS_GRAPH_EDGE_INIT;
  edge.target = b->index[target->block] - 1;
  edge.flags = kind & RS_EDGE_HIDDEN ? 0 : RS_REF_VISITED;
  label_edge (b, &edge, kind & 0xff, index);
  rs_heap_graph_builder_add_edge (b->builder, holder->source, &edge);
  b->known[target->block]++;
}

/* Whether O's references have been visited by the walk. */
static gboolean
was_walked (const Build *b, RsObject *o)
{
  return b->index[o->block] != 0
         && (find_half_dead (b, o) != NULL || is_entered (b->vm, o) || o == b->vm->main_dict);
}

static void
visit_outside (Build *b, RsObject *o)
{
  RsVm *vm = b->vm;
  Holder holder = { { visit_held, vm }, b, o, NULL, RS_NONE };
  if (o->type->slots.traverse == NULL || was_walked (b, o))
    return;
  b->attributes = g_hash_table_contains (b->name_dicts, o);
  o->type->slots.traverse (vm, o, &holder.visit);
}

static gboolean
has_unexplained (const Build *b)
{
  for (guint i = 0; i < b->queue->len; i++)
    {
      RsObject *o = b->queue->pdata[i];
      if (o != NULL && o != b->vm->none && rs_has_gc_head (o) && unexplained (b, o) > 0
          && is_entered (b->vm, o))
        return TRUE;
    }
  return FALSE;
}

/* Gives each object of the program an edge for every reference that the library
 * or the engine has to it. What holds it gets a node, but is not walked. */
static void
add_holders (Build *b)
{
  RsVm *vm = b->vm;
  if (!has_unexplained (b))
    return;
  for (RsThread *thread = vm->threads; thread != NULL; thread = thread->next)
    for (RsFrame *frame = rs_thread_context (vm, thread)->frame; frame != NULL;
         frame = frame->previous)
      {
        Holder holder = { { visit_held, vm }, b, NULL, frame, RS_NONE };
        if (!frame->code->of_program)
          rs_frame_traverse (vm, frame, &holder.visit);
      }
  for (guint i = 0; i < b->alive->len; i++)
    visit_outside (b, b->alive->pdata[i]);
  b->attributes = FALSE;
}

/* --- what else lives ------------------------------------------------------ */

static int
compare_serials (const void *a, const void *b)
{
  guint64 x = *(const guint64 *) a, y = *(const guint64 *) b;
  return x < y ? -1 : x > y;
}

static void
add_others (Build *b)
{
  GArray *serials = g_array_new (FALSE, FALSE, sizeof (guint64));
  /* A bit for each that is older than the program. */
  guint8 *startup = g_new0 (guint8, b->first_serial / 8 + 1);
  for (guint i = 0; i < b->alive->len; i++)
    {
      RsObject *o = b->alive->pdata[i];
      guint64 serial = o->serial;
      if (serial < b->first_serial)
        startup[serial / 8] |= (guint8) (1 << serial % 8);
      else if (b->index[o->block] == 0)
        g_array_append_val (serials, serial);
    }
  if (serials->len > 1)
    qsort (serials->data, serials->len, sizeof (guint64), compare_serials);
  rs_heap_graph_builder_set_others (b->builder, (guint64 *) (gpointer) serials->data, serials->len);
  rs_heap_graph_builder_set_startup (b->builder, startup, b->first_serial);
  g_array_unref (serials);
  g_free (startup);
}

static void
note_alive (RsVm *vm, RsObject *o, gpointer data)
{
  g_ptr_array_add (data, o);
}

/* The line that has run last, as a person sees it who steps: of the frame that
 * runs now, or, where that was called just now, of its caller. A call that has
 * returned since was a part of that line. 0: none has run. */
static gint
line_run (RsSession *session, gsize step, int moment, gint depth)
{
  const RsStep *at = rs_session_step (session, step);
  gsize from = step;

  if (at != NULL && moment != RS_MOMENT_INSTRUCTION)
    depth = at->depth;
  else if (at != NULL && at->event == RS_MOMENT_RETURN)
    from = step + 1;
  if (at != NULL && at->event == RS_MOMENT_CALL)
    depth--;
  for (gsize i = from; i-- > 0;)
    if (rs_session_step (session, i)->depth <= depth)
      return MAX (0, rs_session_step (session, i)->line);
  return 0;
}

const RsHeapGraph *
rs_session_build_graph (RsVm *vm, RsSession *session, gsize step, guint64 instruction, int moment)
{
  static const char *const events[] = { "call", "line", "return", "exception", "instruction", "" };
  Build b = { .visit = { visit_reference, vm },
              .builder = rs_heap_graph_builder_new (),
              .index = g_new0 (guint32, vm->n_granules + 1),
              .queue = g_ptr_array_new (),
              .frames = g_ptr_array_new (),
              .alive = g_ptr_array_sized_new (vm->n_granules / 4),
              .vm = vm,
              .name_dicts = g_hash_table_new (NULL, NULL),
              .closures = g_hash_table_new (NULL, NULL),
              .running = g_hash_table_new (NULL, NULL),
              .first_serial = session->first_serial,
              .cascade = session->cascade,
              .garbage = rs_gc_find_unreachable (vm),
              .known = g_new0 (gint32, vm->n_granules + 1) };
  guint from = 0;
  RsObject *pending = vm->pending;

  rs_heap_foreach (vm, note_alive, b.alive);
  add_roots (&b);
  add_engine_root (&b);
  add_half_dead (&b);
  walk (&b, &from);
  rs_gc_foreach (vm, -1, find_garbage, &b);
  rs_gc_foreach_aside (vm, find_garbage, &b);
  walk (&b, &from);
  add_holders (&b);
  add_others (&b);
  RsObject *emptied = b.cascade != NULL ? b.cascade->emptied : NULL;
  if (emptied != NULL && b.index[emptied->block] == 0)
    add_emptied (&b, emptied);

  RsFrame *frame = rs_session_program_frame (vm);
  g_autofree char *function = frame ? plain (frame->code->qualname) : g_strdup ("");
  g_autofree char *next = frame ? rs_instruction_text (vm, frame) : g_strdup ("");
  gint line = frame ? MAX (0, rs_frame_text_line (frame)) : 0;
  RsMoment when = {
    .step = step,
    .instruction = instruction,
    .event = rs_heap_graph_builder_text (b.builder, events[moment], -1),
    .function = rs_heap_graph_builder_text (b.builder, function, -1),
    .program = rs_heap_graph_builder_text (b.builder, session->filename, -1),
    .next = rs_heap_graph_builder_text (b.builder, next, -1),
    .profile = rs_heap_graph_builder_text (b.builder, vm->profile->version, -1),
    .line_run = line_run (session, step, moment, rs_session_depth (vm)),
    .line_next = moment == RS_MOMENT_RETURN ? 0 : line,
    .depth = MAX (0, rs_session_depth (vm) - 1),
    .output_length = vm->out_chars,
    .written = vm->written_chars,
    .live_bytes = rs_live_bytes (vm),
    .live_objects = b.alive->len,
    .first_serial = session->first_serial,
    .next_serial = vm->next_serial,
  };
  rs_heap_graph_builder_set_moment (b.builder, &when);
  const RsHeapGraph *graph = rs_heap_graph_builder_end (b.builder);
  g_free (b.index);
  g_free (b.garbage);
  g_free (b.known);
  g_hash_table_unref (b.name_dicts);
  g_hash_table_unref (b.closures);
  g_hash_table_unref (b.running);
  g_ptr_array_unref (b.queue);
  g_ptr_array_unref (b.frames);
  g_ptr_array_unref (b.alive);
  vm->pending = pending;
  g_assert (vm->next_serial == when.next_serial); /* the heap was only read */
  return graph;
}
