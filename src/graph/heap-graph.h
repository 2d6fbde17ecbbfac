/* SPDX-License-Identifier: MIT
 *
 * RsHeapGraph: the heap of a simulated program at one moment, as an immutable
 * value. Nodes and edges are plain structs in arrays, named by guint32 indexes;
 * text is an offset into one pool. All that is below the session (analysis,
 * diff, layout, paint, export) is a function of one or two of these.
 *
 * Life: an RsHeapGraphBuilder takes nodes, edges and roots;
 * rs_heap_graph_builder_end () sorts the edges by source, indexes the incoming
 * ones and gives a const graph. Graphs are counted atomically and may be read
 * by any number of threads.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* An offset into the graph's pool of NUL-ended UTF-8. 0 is the empty text. */
typedef guint32 RsText;

/* "No node", "no edge": the target of a dead weak reference. */
#define RS_NONE G_MAXUINT32

typedef enum {
  RS_GNODE_OBJECT,      /* a Python object */
  RS_GNODE_FRAME,       /* a frame of the call stack; text is its function's name */
  RS_GNODE_NAMESPACE,   /* a module's globals, drawn as a frame is; text is the module's name */
  RS_GNODE_SHARED_KEYS, /* a shared key table of a class's instances */
  RS_GNODE_VALUES,      /* the value array of an instance */
  RS_GNODE_ROOT,        /* held by the engine itself, as the small-int cache */
  RS_GNODE_OTHER,       /* something else that holds references without being an object */
  RS_N_GNODES
} RsGraphNodeKind;

/* How a node is drawn. */
typedef enum {
  RS_SHAPE_OTHER,
  RS_SHAPE_INT,
  RS_SHAPE_FLOAT,
  RS_SHAPE_STR,
  RS_SHAPE_BYTES,
  RS_SHAPE_NONE,
  RS_SHAPE_BOOL,
  RS_SHAPE_LIST,
  RS_SHAPE_TUPLE,
  RS_SHAPE_DICT,
  RS_SHAPE_SET,
  RS_SHAPE_INSTANCE,
  RS_SHAPE_SLOTS_INSTANCE,
  RS_SHAPE_CLASS,
  RS_SHAPE_FUNCTION,
  RS_SHAPE_METHOD,
  RS_SHAPE_BUILTIN,
  RS_SHAPE_MODULE,
  RS_SHAPE_WEAKREF,
  RS_SHAPE_CELL,
  RS_SHAPE_CODE,
  RS_SHAPE_GENERATOR,
  RS_SHAPE_ITERATOR,
  RS_SHAPE_EXCEPTION,
  RS_SHAPE_TRACEBACK,
  RS_SHAPE_FRAME, /* the object that Python makes of a frame */
  RS_N_SHAPES
} RsShape;

/* Who made an object: what the simple view hides. */
typedef enum { RS_ORIGIN_PROGRAM, RS_ORIGIN_LIBRARY, RS_ORIGIN_BUILTIN, RS_N_ORIGINS } RsOrigin;

typedef enum {
  RS_NODE_IMMORTAL = 1 << 0,  /* the count is drawn as ∞ */
  RS_NODE_FINALIZED = 1 << 1, /* its finalizer has been called */
  RS_NODE_HAS_DICT = 1 << 2,  /* an instance whose __dict__ has been asked for, and is an object of
                                 its own */
  RS_NODE_DEAD_WEAKREF = 1 << 3, /* a weak reference whose referent is gone */
  RS_NODE_CURRENT = 1 << 4,      /* the frame that runs */
  RS_NODE_RETURNED = 1 << 5,     /* a frame that has returned and is still held */
  RS_NODE_INLINE = 1 << 6,   /* set by the filter: no card of its own, its text stands in the rows
                                that hold it */
  RS_NODE_COMPACT = 1 << 7,  /* set by the filter: drawn as title only */
  RS_NODE_INTERNED = 1 << 8, /* an interned str */
  RS_NODE_UNREACHABLE = 1 << 9, /* garbage: a collection started now would find it */
  RS_NODE_OUTSIDE = 1 << 10,    /* not the program's: it is here because it holds something of it */
  RS_NODE_BY_LIBRARY = 1 << 11, /* code of the library made it, and has never returned it to the
                                   program's */
  RS_NODE_FOLDED = 1 << 12,     /* set by the filter: the user has folded it */
  RS_NODE_DYING = 1 << 14,      /* its count has fallen to 0, and it is not freed yet */
  RS_NODE_BRIEF = 1 << 13,      /* set by the filter: an exception with all that belongs to it */
} RsNodeFlags;

/* Frames and the engine are no objects: their serials begin here. */
#define RS_FIRST_FRAME_SERIAL (G_GUINT64_CONSTANT (1) << 62)

/* 104 bytes. Zero is a sensible default for every field but serial and
 * gc_generation. */
typedef struct {
  guint64 serial;   /* identity across moments: never used again; unique in a graph */
  gint64 refcount;  /* the number sys.getrefcount () would see, less its own argument */
  guint64 address;  /* modelled address, what id () gives; 0: none */
  guint64 size;     /* modelled bytes, collector's head included, as sys.getsizeof () */
  RsText type_name; /* "list", "Child"; of a frame: "frame" */
  RsText text; /* the value in short: a repr, a class's or function's name, a frame's qualname */
  guint32 text_length; /* characters of the whole text where it was cut; 0: not cut */
  guint32 length;      /* len () of a container or str */
  guint32 capacity;    /* slots allocated by a list; 0: not known or equal to length */
  gint32 line; /* of a frame, a traceback: the line it is at; of code, functions, classes: the first
                  one; 0: none */
  guint32 depth;  /* of a frame: 0 is the module; another thread's are all beyond the main one's */
  guint32 cut;    /* set by the filter: edges left out, "+25 more" */
  guint32 folded; /* set by the filter: objects that stay inside of it */
  guint32 alike;  /* set by the filter: nodes that it stands for, itself one of them; 0: itself */
  guint32 turn;   /* set by the filter: of a call that is drawn after such a card, 1 or 2 in turns;
                     0: of any other node */
  guint64 after;  /* and the serial of that card */
  guint16 flags;  /* RsNodeFlags */
  guint8 kind;    /* RsGraphNodeKind */
  guint8 shape;   /* RsShape */
  guint8 origin;  /* RsOrigin */
  gint8 gc_generation; /* 0 to 2; -1: not tracked */
  gint16 gc_refs; /* while a collection counts: what it has for the object, and 1 (G_MAXINT16: that
                     or more); RS_SET_ASIDE; 0: none does */
  guint32 first_edge; /* set by the builder: edges[first_edge .. first_edge + n_edges - 1] leave
                         this node, in row order */
  guint32 n_edges;    /* set by the builder */
} RsGraphNode;

/* What a reference is called. */
typedef enum {
  RS_REF_OTHER,     /* label: a C field's name */
  RS_REF_GLOBAL,    /* label: the name */
  RS_REF_LOCAL,     /* label: the name */
  RS_REF_CELL,      /* label: the name, of a frame's cell or free variable */
  RS_REF_ITEM,      /* index: the position; no label needed: drawn "[3]" */
  RS_REF_KEY,       /* index: the position in the dict or set */
  RS_REF_VALUE,     /* label: the key's repr; index: the position, that of its key */
  RS_REF_ATTRIBUTE, /* label: the name */
  RS_REF_SLOT,      /* label: the name; offset: in bytes from the object */
  RS_REF_TYPE,
  RS_REF_BASE,
  RS_REF_MRO,
  RS_REF_CLOSURE,
  RS_REF_DEFAULT,
  RS_REF_CODE,
  RS_REF_CONST,
  RS_REF_NAME,
  RS_REF_DICT,
  RS_REF_SELF,
  RS_REF_FUNC,
  RS_REF_REFERENT, /* of a weak reference */
  RS_REF_CALLBACK, /* of a weak reference */
  RS_REF_TRACEBACK,
  RS_REF_FRAME,
  RS_REF_STACK, /* index: the position from the bottom of the value stack */
  RS_REF_ROOT,  /* label: what the engine holds it for */
  RS_N_REFS
} RsRefKind;

typedef enum {
  RS_STRONG,    /* counted */
  RS_WEAK,      /* not counted */
  RS_TEMPORARY, /* counted, and gone soon: the value stack, a C function's own references */
  RS_N_STRENGTHS
} RsStrength;

typedef enum {
  RS_REF_VISITED = 1 << 0, /* CPython's tp_traverse visits it: gc.get_referents () shows it */
} RsRefFlags;

/* 36 bytes. */
typedef struct {
  guint32 source;  /* set by rs_heap_graph_builder_add_edge () */
  guint32 target;  /* RS_NONE: a dead weak reference's referent, an empty slot, an unbound name that
                      is shown */
  RsText label;    /* 'x', "'k'"; 0: made from kind and index, see rs_heap_graph_label () */
  gint32 index;    /* -1: none */
  gint32 offset;   /* of a slot, in bytes; -1: none */
  guint32 whole;   /* set by the filter: its index in the graph that was filtered; else RS_NONE */
  guint32 skipped; /* set by the filter: of the node's cut references, those between the edge before
                      and this one */
  guint32 times;   /* set by the filter: how many references it stands for, where its source stands
                      for several nodes; 0: one */
  guint8 kind;     /* RsRefKind */
  guint8 strength; /* RsStrength */
  guint8 flags;    /* RsRefFlags */
  guint8 row; /* set by the filter: 1, 2, ... of the row of a grid in which its value stands; 0:
                 none */
} RsGraphEdge;

/* An edge with nothing set: start from this, then fill in. */
#define RS_GRAPH_EDGE_INIT                                                                         \
  {                                                                                                \
    .target = RS_NONE, .index = -1, .offset = -1, .whole = RS_NONE                                 \
  }
/* For gc_refs: tentatively unreachable. */
#define RS_SET_ASIDE (-1)

#define RS_GRAPH_NODE_INIT                                                                         \
  {                                                                                                \
    .gc_generation = -1                                                                            \
  }

/* When. Strings are the graph's own. */
typedef struct {
  guint64 step;        /* number of the step (an event of sys.settrace), from 0 */
  guint64 instruction; /* instructions run since the start */
  RsText event;        /* "call", "line", "return", "exception", or "" */
  RsText function;     /* qualname of the function that runs */
  RsText program;      /* the program's file name */
  RsText profile;      /* "3.11" */
  RsText next; /* the instruction that the running function of the program executes next: "LOAD_NAME
                  x"; 0: none */
  gint32 line_run;       /* the line just run; 0: none */
  gint32 line_next;      /* the line that runs next; 0: none */
  guint32 depth;         /* of the call stack; 0: the module */
  guint64 output_length; /* characters printed so far */
  guint64 written;       /* characters written to both streams so far */
  guint64 live_bytes;    /* modelled, without what free lists keep */
  guint64 live_objects;
  guint64 first_serial; /* objects with lower ones were made before the program started */
  guint64 next_serial;  /* that of the next object to be born; 0: not known */
} RsMoment;

/* Read it freely; nobody may change it. */
typedef struct {
  RsMoment moment;
  guint n_nodes;
  guint n_edges;
  guint n_roots;
  guint n_hidden; /* nodes that the filter left out */
  const RsGraphNode *nodes;
  const RsGraphEdge *edges; /* by source, in row order */
  const guint32 *in_first;  /* n_nodes + 1 offsets into in_edges */
  const guint32 *in_edges;  /* edges by target; those of one target in the order of edges */
  const guint32 *roots;     /* nodes: frames, namespaces and what else was added as a root */
  const guint64 *others;    /* serials, rising, of objects that live and have no node: of those born
                               since the program started */
  guint n_others;
  const guint8 *startup; /* a bit for each serial below moment.first_serial: it lives; NULL: all
                            do */
  const char *pool;
  gsize pool_size;
} RsHeapGraph;

/* --- create and free ------------------------------------------------------ */

typedef struct _RsHeapGraphBuilder RsHeapGraphBuilder;

/* A new, empty builder (transfer full). Free it with rs_heap_graph_builder_end
 * () or rs_heap_graph_builder_free (). */
RsHeapGraphBuilder *rs_heap_graph_builder_new (void);

/* Makes room for N_NODES nodes, N_EDGES edges and TEXT_BYTES bytes of text: a
 * hint that saves time, never a limit. */
void rs_heap_graph_builder_reserve (RsHeapGraphBuilder *builder, guint n_nodes, guint n_edges,
                                    gsize text_bytes);

/* Puts TEXT (LENGTH bytes, or -1 where it ends with NUL; UTF-8; NULL is "")
 * into the pool. Cost: a copy. */
RsText rs_heap_graph_builder_text (RsHeapGraphBuilder *builder, const char *text, gssize length);

/* The same, but equal texts share one offset: for type names and attribute
 * names. Cost: a hash of the text. */
RsText rs_heap_graph_builder_intern (RsHeapGraphBuilder *builder, const char *text);

/* Adds a copy of NODE, whose texts come from the functions above, and returns
 * its index: 0, 1, 2, ... in the order of the calls. */
guint32 rs_heap_graph_builder_add_node (RsHeapGraphBuilder *builder, const RsGraphNode *node);

/* Changes NODE's text. */
void rs_heap_graph_builder_set_text (RsHeapGraphBuilder *builder, guint32 node, RsText text);

/* Adds a copy of EDGE, leaving node SOURCE, which need not have been added yet;
 * nor need EDGE's target. Edges of one source keep the order in which they were
 * added. It is fastest where all the edges of one source come together, sources
 * rising. */
void rs_heap_graph_builder_add_edge (RsHeapGraphBuilder *builder, guint32 source,
                                     const RsGraphEdge *edge);

/* Declares NODE a root: what is reachable from one is alive. Frames, namespaces
 * and ROOT nodes are roots by themselves. */
void rs_heap_graph_builder_add_root (RsHeapGraphBuilder *builder, guint32 node);

/* Sets the moment; a copy is taken. */
void rs_heap_graph_builder_set_moment (RsHeapGraphBuilder *builder, const RsMoment *moment);

/* Says which objects live that have no node: N of SERIALS, rising; a copy is
 * taken. */
void rs_heap_graph_builder_set_others (RsHeapGraphBuilder *builder, const guint64 *serials,
                                       guint n);

/* Says which objects that were made before the program started live: a bit for
 * each serial below FIRST; a copy is taken. */
void rs_heap_graph_builder_set_startup (RsHeapGraphBuilder *builder, const guint8 *bits,
                                        guint64 first);

/* Says that N nodes were left out. */
void rs_heap_graph_builder_set_hidden (RsHeapGraphBuilder *builder, guint n);

/* Ends the building, frees BUILDER and returns the graph (transfer full), with
 * a count of 1. It is a programmer's mistake if an edge names a node that was
 * never added (that edge is dropped, with a critical warning) or if two nodes
 * have one serial. O(n). */
const RsHeapGraph *rs_heap_graph_builder_end (RsHeapGraphBuilder *builder);

/* Throws away BUILDER (NULL is allowed). */
void rs_heap_graph_builder_free (RsHeapGraphBuilder *builder);

/* Takes and drops a reference, from any thread. NULL is allowed in unref. */
const RsHeapGraph *rs_heap_graph_ref (const RsHeapGraph *graph);
void rs_heap_graph_unref (const RsHeapGraph *graph);

/* For g_autoptr (RsConstHeapGraph): a counted graph in a local variable. */
typedef const RsHeapGraph RsConstHeapGraph;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RsConstHeapGraph, rs_heap_graph_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RsHeapGraphBuilder, rs_heap_graph_builder_free)

/* --- read ----------------------------------------------------------------- */

/* The text at offset TEXT (transfer none). */
static inline const char *
rs_heap_graph_text (const RsHeapGraph *graph, RsText text)
{
  return graph->pool + text;
}

/* The index of the node with SERIAL, or RS_NONE. O(1). */
guint32 rs_heap_graph_find (const RsHeapGraph *graph, guint64 serial);

/* The node that PATH leads to: a name where the program is, then attributes,
 * items and keys: "x", "x.left", "rows[2]", "ages['ann']" (keys as their repr).
 * RS_NONE: there is none. O(edges) for each step. */
guint32 rs_heap_graph_resolve (const RsHeapGraph *graph, const char *path);

/* The first edge from node SOURCE to node TARGET; RS_NONE: there is none. */
guint32 rs_heap_graph_edge_from (const RsHeapGraph *graph, guint32 source, guint32 target);

/* Whether the object SERIAL, which had a node at an earlier moment, still
 * lives. Where the graph does not know what else lives (moment.next_serial is
 * 0): whether it has a node. O(log n). */
gboolean rs_heap_graph_is_alive (const RsHeapGraph *graph, guint64 serial);

/* Whether the object SERIAL, which has a node in GRAPH, was born after the
 * moment of BEFORE. Where that does not know: whether it has no node there. */
gboolean rs_heap_graph_is_born_since (const RsHeapGraph *before, guint64 serial);

/* What EDGE is called, as it is drawn: its label, or "[3]", "key 2", "stack 0",
 * "__class__", made in BUFFER (of at least 32 bytes). */
const char *rs_heap_graph_label (const RsHeapGraph *graph, const RsGraphEdge *edge, char *buffer);

/* The names of the enums, as in JSON ("frame", "slots-instance", "attribute",
 * "strong"), and back (-1: no such name). */
const char *rs_graph_node_kind_name (RsGraphNodeKind kind);
const char *rs_shape_name (RsShape shape);
const char *rs_origin_name (RsOrigin origin);
const char *rs_ref_kind_name (RsRefKind kind);
const char *rs_strength_name (RsStrength strength);
int rs_graph_node_kind_from_name (const char *name);
int rs_shape_from_name (const char *name);
int rs_origin_from_name (const char *name);
int rs_ref_kind_from_name (const char *name);
int rs_strength_from_name (const char *name);

/* Trouble of this layer: a file that is no graph. */
#define RS_GRAPH_ERROR (rs_graph_error_quark ())
typedef enum {
  RS_GRAPH_ERROR_SYNTAX,  /* not JSON */
  RS_GRAPH_ERROR_CONTENT, /* JSON, but no graph: a field is missing, of the wrong type or out of
                             range */
} RsGraphError;
GQuark rs_graph_error_quark (void);

G_END_DECLS
