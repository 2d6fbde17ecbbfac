/* SPDX-License-Identifier: MIT
 *
 * Objects and types of the simulated heap: the header that every object starts
 * with, the slots of a type, counts, and the labelled traverse that feeds the
 * collector, the audit and the HeapGraph.
 *
 * Conventions. Every function takes the vm. A function that returns an object
 * returns a new reference unless it is marked RS_BORROWED; it returns NULL with
 * an exception pending (RS_RAISES). An argument is borrowed unless it is marked
 * RS_STEALS.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _RsVm RsVm;
typedef struct _RsObject RsObject;
typedef struct _RsType RsType;
typedef struct _RsVisit RsVisit;

/* Markers of ownership on prototypes; they expand to nothing. */
#define RS_NEW      /* the result is a new reference, the caller's to drop */
#define RS_BORROWED /* the result is borrowed: it lives as long as what it was taken from */
#define RS_STEALS   /* the argument's reference is taken over, on failure too */
#define RS_RAISES   /* NULL or -1: an exception is pending */
#define RS_NEVER_NULL __attribute__ ((returns_nonnull)) /* of fixed size: see memory.c */

/* The header: 32 bytes. CPython's is ob_refcnt and ob_type, with the
 * collector's two words before it. */
struct _RsObject {
  gint32 refcnt; /* ob_refcnt */
  guint32 block; /* modelled address / 16: see address.h */
  RsType *type;  /* ob_type, counted for heap types */
  union {
    struct {
      guint64 serial : 40;    /* number at birth, never used again */
      guint64 gc : 8;         /* RS_GC_* bits */
      guint64 size_class : 8; /* of the host block, see arena.h */
      guint64 extra : 8;      /* the type's own */
    };
    guint64 bits; /* all of them: alloc.h */
  };
  guint32 gc_next; /* links of the generation's list, host offset / 16; 0: not tracked */
  guint32 gc_prev; /* while a collection runs: gc_refs */
};

enum {
  RS_GC_FINALIZED = 1,   /* tp_finalize has been called */
  RS_GC_COLLECTING = 2,  /* in the generation being collected: gc_prev holds gc_refs */
  RS_GC_UNREACHABLE = 4, /* tentatively unreachable */
  RS_GC_DEALLOC = 8,     /* being deallocated */
  RS_GC_GEN_SHIFT = 4,
  RS_GC_GEN_MASK = 3 << 4, /* generation 0..2 of a tracked object */
  RS_GC_BY_LIBRARY = 64,   /* made while Python code of the library ran, and never returned to code
                              of the program; says nothing of small values (int, float, str) */
};

/* Objects of variable size. */
typedef struct {
  RsObject base;
  gssize size;
} RsVarObject;

#define RS_OBJECT(o) ((RsObject *) (o))

/* --- edges ---------------------------------------------------------------- */

/* What a reference is called. INDEX of a visit is given in brackets; text is
 * made from it only on demand. */
typedef enum {
  RS_EDGE_ITEM,  /* [position] */
  RS_EDGE_KEY,   /* [position in the dict or set] */
  RS_EDGE_VALUE, /* [the key, an RsObject *] of a dict's value */
  RS_EDGE_ATTR, /* [the name, an RsObject * (a str)]: an instance's attribute kept without a dict */
  RS_EDGE_SLOT, /* [the name, an RsObject *]: a __slots__ member */
  RS_EDGE_FIELD,    /* [a const char *]: a C field, such as __self__, __func__, __globals__,
                       __closure__, start */
  RS_EDGE_TYPE,     /* [0]: ob_type */
  RS_EDGE_DICT,     /* [0]: __dict__ */
  RS_EDGE_LOCAL,    /* [the name, an RsObject *] of a frame */
  RS_EDGE_CELL,     /* [the name, an RsObject *] of a frame: a cell or free variable */
  RS_EDGE_STACK,    /* [position from the bottom] of a frame's value stack */
  RS_EDGE_CONST,    /* [position in co_consts] */
  RS_EDGE_NAME,     /* [position in co_names or the local names] */
  RS_EDGE_ROOT,     /* [a const char *]: held by the engine itself */
  RS_EDGE_C_LOCAL,  /* [position]: held by a C function that runs Python right now */
  RS_EDGE_REFERENT, /* [0]: weak: a weak reference's referent */
  RS_EDGE_CALLBACK, /* [0]: a weak reference's callback */
} RsEdgeKind;

enum {
  RS_EDGE_HIDDEN = 0x100, /* counted, but CPython's tp_traverse does not visit it */
  RS_EDGE_WEAK = 0x200,   /* not counted */
};

/* One traversal. VISIT is called for every reference; KIND is an RsEdgeKind
 * with the bits above. TARGET is never NULL. */
struct _RsVisit {
  void (*visit) (RsVisit *visit, RsObject *target, guint kind, gintptr index);
  RsVm *vm;
  gboolean as_collector; /* in the order of CPython's tp_traverse, which shows in gc.get_referents
                            () and in what dies first */
};

static inline void
rs_visit (RsVisit *visit, gpointer target, guint kind, gintptr index)
{
  if (target != NULL)
    visit->visit (visit, (RsObject *) target, kind, index);
}

#define rs_visit_field(visit, target, name)                                                        \
  rs_visit (visit, target, RS_EDGE_FIELD, (gintptr) (name))

/* --- types ---------------------------------------------------------------- */

/* Every function in C that Python can call. ARGS: NARGS positional ones, then
 * the values of KWNAMES (a tuple of str, or NULL). */
typedef RsObject *(*RsNative) (RsVm *vm, RsObject *self, RsObject *const *args, gsize nargs,
                               RsObject *kwnames);

typedef RsObject *(*RsUnaryFunc) (RsVm *vm, RsObject *self);
typedef RsObject *(*RsBinaryFunc) (RsVm *vm, RsObject *left, RsObject *right);
typedef RsObject *(*RsTernaryFunc) (RsVm *vm, RsObject *self, RsObject *b, RsObject *c);
typedef int (*RsInquiry) (RsVm *vm, RsObject *self);                  /* 1, 0, -1 raises */
typedef gssize (*RsLenFunc) (RsVm *vm, RsObject *self);               /* -1 raises */
typedef gint64 (*RsHashFunc) (RsVm *vm, RsObject *self);              /* -1 raises */
typedef int (*RsContains) (RsVm *vm, RsObject *self, RsObject *item); /* 1, 0, -1 raises */
typedef int (*RsSetItem) (RsVm *vm, RsObject *self, RsObject *key,
                          RsObject *value); /* VALUE NULL: delete; 0, -1 raises */
typedef RsObject *(*RsRichCompare) (RsVm *vm, RsObject *left, RsObject *right,
                                    int op); /* RS_LT.. as Py_LT.. */
typedef void (*RsTraverse) (RsVm *vm, RsObject *self, RsVisit *visit);
typedef void (*RsDestructor) (RsVm *vm, RsObject *self);

enum { RS_LT, RS_LE, RS_EQ, RS_NE, RS_GT, RS_GE };

/* Index of a binary operator, in the order of CPython's BINARY_OP operand; an
 * in-place one is RS_NB_INPLACE more. */
enum {
  RS_NB_ADD,
  RS_NB_AND,
  RS_NB_FLOOR_DIVIDE,
  RS_NB_LSHIFT,
  RS_NB_MATRIX_MULTIPLY,
  RS_NB_MULTIPLY,
  RS_NB_REMAINDER,
  RS_NB_OR,
  RS_NB_POWER,
  RS_NB_RSHIFT,
  RS_NB_SUBTRACT,
  RS_NB_TRUE_DIVIDE,
  RS_NB_XOR,
  RS_NB_INPLACE, /* = 13 */
};
#define RS_N_BINARY 13

enum {
  RS_TF_GC = 1 << 0,           /* has the collector's head */
  RS_TF_HEAPTYPE = 1 << 1,     /* made by a class statement or type () */
  RS_TF_BASETYPE = 1 << 2,     /* may be subclassed */
  RS_TF_MANAGED_DICT = 1 << 3, /* instances keep attributes as 3.11's do: values by shared keys, a
                                  dict on demand */
  RS_TF_WEAKREFS = 1 << 4,     /* instances can be weakly referenced */
  RS_TF_METHOD_DESCRIPTOR = 1 << 5,
  RS_TF_IMMUTABLE = 1 << 6, /* "cannot set 'x' attribute of immutable type" */
  RS_TF_ABSTRACT = 1 << 7,
  RS_TF_READY = 1 << 8,
  RS_TF_NO_NEW = 1 << 9, /* "cannot create 'x' instances" */
  RS_TF_SEQUENCE = 1 << 10,
  RS_TF_MAPPING = 1 << 11, /* for match */
  RS_TF_MATCH_SELF = 1 << 12,
  RS_TF_EXPORTER = 1 << 13,      /* array.array: its bytearray can be viewed */
  RS_TF_HAS_FINALIZER = 1 << 14, /* a class with __del__ */
  RS_TF_SLOTTED = 1 << 15,       /* members after the base's fields: RsType.n_slots */
  RS_TF_ITERATOR_SELF = 1 << 16,
  RS_TF_COUNTED_TYPE = 1 << 17, /* each instance owns a reference to the type: classes, and types
                                   that CPython's C code allocates */
  RS_TF_BORN_TRACKED = 1 << 18, /* a class over a type without the collector's head, whose code
                                   knows nothing of it */
  /* fast subclass tests, as Py_TPFLAGS_*_SUBCLASS */
  RS_TF_INT = 1 << 20,
  RS_TF_STR = 1 << 21,
  RS_TF_BYTES = 1 << 22,
  RS_TF_LIST = 1 << 23,
  RS_TF_TUPLE = 1 << 24,
  RS_TF_DICT = 1 << 25,
  RS_TF_TYPE = 1 << 26,
  RS_TF_EXCEPTION = 1 << 27,
  RS_TF_SET = 1 << 28,
  RS_TF_FROZENSET = 1 << 29,
  RS_TF_FLOAT = 1 << 30,
  RS_TF_INHERITED = (int) (0x7ffu << 20),
};

/* The operations of a type. In the type object itself (copied and inherited, as
 * CPython does), and const in its spec. */
typedef struct {
  RsDestructor dealloc;  /* drops what it holds, then calls rs_object_free; see dealloc.c */
  RsTraverse traverse;   /* every reference it owns, counted or weak; not its type */
  RsDestructor clear;    /* tp_clear: breaks cycles */
  RsDestructor finalize; /* tp_finalize: __del__ */
  RsUnaryFunc repr, str;
  RsHashFunc hash; /* rs_hash_not_implemented: unhashable */
  RsNative call;
  RsUnaryFunc iter, iternext; /* iternext: NULL without an exception pending: exhausted */
  RsBinaryFunc getattro;
  RsSetItem setattro;
  RsRichCompare richcompare;
  RsTernaryFunc descr_get; /* (descr, obj or NULL, type) */
  RsSetItem descr_set;     /* (descr, obj, value or NULL) */
  int (*init) (RsVm *vm, RsObject *self, RsObject *const *args, gsize nargs, RsObject *kwnames);
  RsObject *(*new_) (RsVm *vm, RsType *type, RsObject *const *args, gsize nargs, RsObject *kwnames);
  RsBinaryFunc binary[2 * RS_N_BINARY]; /* nb_*; [RS_NB_POWER] takes two; see power */
  RsTernaryFunc power;                  /* nb_power with its third argument (None if absent) */
  RsBinaryFunc divmod;
  RsUnaryFunc negative, positive, invert, absolute, int_, float_, index;
  RsInquiry bool_;
  RsLenFunc length;
  RsBinaryFunc getitem; /* mp_subscript, or sq_item by way of an index */
  RsSetItem setitem;    /* mp_ass_subscript */
  RsContains contains;
  RsBinaryFunc concat, inplace_concat; /* sq_concat, sq_inplace_concat */
  RsObject *(*repeat) (RsVm *vm, RsObject *self, gssize count);
  RsObject *(*inplace_repeat) (RsVm *vm, RsObject *self, gssize count);
  RsUnaryFunc await, aiter, anext;
  gsize (*sizeof_) (RsVm *vm, RsObject *self); /* modelled bytes as __sizeof__ gives them, without
                                                  the collector's head; NULL: by layout */
} RsSlots;

/* Flags of a native method. */
enum {
  RS_M_NOARGS = 1,
  RS_M_O = 2,
  RS_M_FAST = 4 /* positional only, checked against min and max */,
  RS_M_KEYWORDS = 8,
  RS_M_CLASS = 16,
  RS_M_STATIC = 32,
  RS_M_COEXIST = 64,  /* stands in the type's dict instead of the slot's wrapper */
  RS_M_VARARGS = 128, /* with one of the above: CPython hands it the positional arguments in a
                         tuple, which holds them for the call */
};

typedef struct {
  const char *name;
  RsNative func;
  guint flags;
  gint min, max;   /* RS_M_FAST only: numbers of arguments; max -1: any */
  const char *doc; /* or NULL */
} RsMethodDef;

/* A computed attribute (getset) or, with GET NULL and OFFSET set, a readable
 * member of type object (member). */
typedef struct {
  const char *name;
  RsUnaryFunc get;
  RsSetItem set; /* (self, name, value or NULL); NULL: read-only */
  const char *doc;
  gboolean member; /* CPython has a field of the struct here: it says so where it refuses to be
                      set */
} RsGetSetDef;

/* A built-in type as a const table. */
typedef struct {
  const char *name; /* "int", or "module.name" */
  guint flags;
  gsize size; /* host bytes of an instance (of the fixed part) */
  const RsSlots *slots;
  const RsMethodDef *methods; /* ends with a NULL name */
  const RsGetSetDef *getset;  /* the same */
  guint16 base;               /* RsTypeId; 0: object */
  guint16 second_base;        /* RsTypeId of one more; 0: none */
  gint32 dict_offset,
      weaklist_offset; /* host offsets of these fields of the struct; 0: none or the base's */
  const char *doc;
} RsTypeSpec;

struct _RsKeys;

/* A type object. Slots first in use stay close to the header. */
struct _RsType {
  RsObject base;
  guint32 flags;
  guint32 version; /* of its attributes and its bases'; 0: none given; never used again */
  RsSlots slots;
  guint32 size;        /* host bytes of an instance, fixed part */
  guint32 basicsize;   /* modelled bytes of the fixed part, collector's head and pre-header not
                          counted: tp_basicsize */
  guint32 itemsize;    /* tp_itemsize */
  guint32 prefix;      /* modelled bytes before the object: 16 for the collector, 16 more for 3.11's
                          managed dict */
  gint32 slots_offset; /* host offset of the first __slots__ member that this class itself adds:
                          extras, see below */
  gint32 n_slots;      /* members that this class itself adds */
  gint32 dict_offset;  /* host offset of the RsObject * dict of types that keep one (functions,
                          modules, exceptions); 0: none */
  gint32 managed_offset;  /* host offset of the RsManaged of instances with RS_TF_MANAGED_DICT; 0:
                             none */
  gint32 weaklist_offset; /* host offset of the head of the weak reference list; 0: none */
  gint32 m_dictoffset, m_weaklistoffset; /* modelled tp_dictoffset, tp_weaklistoffset */
  guint16 id;                            /* RsTypeId of a built-in type; 0 for the others */
  guint16 solid_id;       /* RsTypeId of the built-in type whose layout instances have */
  guint32 extras_bytes;   /* host bytes before the header: dict, weak references and slots that heap
                             classes add; a multiple of 16. Offsets into them are negative, and the
                             same in subclasses */
  const RsTypeSpec *spec; /* of a built-in type, or NULL */
  RsObject *name, *qualname; /* str */
  RsObject *module_name; /* borrowed from the dict: of a library's class that stands for a static
                            type of CPython's; else NULL */
  RsType *tp_base;       /* counted */
  RsObject *bases, *mro; /* tuples */
  RsObject *dict;        /* a dict */
  RsObject *subclasses;  /* dict {address: weakref}, or NULL */
  RsObject *slot_names;  /* a tuple of the str names of the members that this class adds, or NULL */
  struct _RsKeys *cached_keys; /* shared keys of its instances, or NULL */
  RsObject *weaklist;          /* head of the list of weak references to the type itself */
  RsObject *doc;
  gboolean unlinked; /* its bases do not know it any more, and cannot tell it of their changes: it
                        never has a version again, nor has a class below it */
};

/* Where a heap class keeps its instances' attributes: CPython 3.11's
 * pre-header. At most one of the two is set. */
typedef struct {
  RsObject *dict;           /* the materialised dict, or NULL */
  struct _RsValues *values; /* inline values by the class's shared keys, or NULL */
} RsManaged;

#define RS_FIELD_AT(o, offset, T) (*(T *) ((char *) (o) + (offset)))

/* --- counts --------------------------------------------------------------- */

void rs_dealloc (RsVm *vm, RsObject *object);

static inline gpointer
rs_incref (gpointer object)
{
  ((RsObject *) object)->refcnt++;
  return object;
}

static inline void
rs_decref (RsVm *vm, gpointer object)
{
  if (--((RsObject *) object)->refcnt == 0)
    rs_dealloc (vm, (RsObject *) object);
}

static inline gpointer
rs_xincref (gpointer object)
{
  if (object != NULL)
    ((RsObject *) object)->refcnt++;
  return object;
}

static inline void
rs_xdecref (RsVm *vm, gpointer object)
{
  if (object != NULL)
    rs_decref (vm, object);
}

/* Sets the field to NULL before the count falls, since what dies may look at
 * it. */
#define rs_clear(vm, pfield)                                                                       \
  do                                                                                               \
    {                                                                                              \
      gpointer _old = *(pfield);                                                                   \
      *(pfield) = NULL;                                                                            \
      if (_old)                                                                                    \
        rs_decref (vm, _old);                                                                      \
    }                                                                                              \
  while (0)
/* Takes VALUE's reference over. */
#define rs_setref(vm, pfield, value)                                                               \
  do                                                                                               \
    {                                                                                              \
      gpointer _old = *(pfield);                                                                   \
      *(pfield) = (value);                                                                         \
      if (_old)                                                                                    \
        rs_decref (vm, _old);                                                                      \
    }                                                                                              \
  while (0)

static inline gboolean
rs_type_has (const RsType *type, guint flag)
{
  return (type->flags & flag) != 0;
}

#define rs_is_int(o) rs_type_has (RS_OBJECT (o)->type, RS_TF_INT)
#define rs_is_float(o) rs_type_has (RS_OBJECT (o)->type, RS_TF_FLOAT)
#define rs_is_str(o) rs_type_has (RS_OBJECT (o)->type, RS_TF_STR)
#define rs_is_bytes(o) rs_type_has (RS_OBJECT (o)->type, RS_TF_BYTES)
#define rs_is_list(o) rs_type_has (RS_OBJECT (o)->type, RS_TF_LIST)
#define rs_is_tuple(o) rs_type_has (RS_OBJECT (o)->type, RS_TF_TUPLE)
#define rs_is_dict(o) rs_type_has (RS_OBJECT (o)->type, RS_TF_DICT)
#define rs_is_type(o) rs_type_has (RS_OBJECT (o)->type, RS_TF_TYPE)
#define rs_is_exception(o) rs_type_has (RS_OBJECT (o)->type, RS_TF_EXCEPTION)
#define rs_is_anyset(o) rs_type_has (RS_OBJECT (o)->type, RS_TF_SET | RS_TF_FROZENSET)

/* --- birth and death of objects ------------------------------------------- */

/* A new object of TYPE with room for HOST_SIZE bytes (0: the type's own size),
 * zeroed beyond the header, its count 1, its type's count raised if it is a
 * heap type. MODEL_SIZE: modelled bytes, prefix not counted (0: tp_basicsize).
 * Tracked by the collector only after rs_gc_track. RS_RAISES MemoryError. */
RS_NEW RS_RAISES gpointer rs_object_new_sized (RsVm *vm, RsType *type, gsize host_size,
                                               gsize model_size);
/* The same of the type's own size, which is fixed: never fails. */
RS_NEW RS_NEVER_NULL gpointer rs_object_new (RsVm *vm, RsType *type);
/* The same for a type with inline data (int, str, bytes, tuple): DATA_BYTES
 * beyond the fixed part of the built-in type that TYPE is or derives from. What
 * a subclass adds (dict, slots, weak references) lies behind the data; see
 * rs_extras. */
RS_NEW RS_RAISES gpointer rs_var_object_new (RsVm *vm, RsType *type, gsize data_bytes,
                                             gsize model_size);
/* The last act of a dealloc: gives the memory back, drops the reference to a
 * heap type. */
void rs_object_free (RsVm *vm, gpointer object);
/* Free lists of types: LIST is an RsFreeList. rs_object_new_from_free_list
 * takes a modelled block from it if it has one (which then does not count as an
 * allocation for the collector, as in CPython); rs_object_free_to_free_list
 * keeps the block there. Only for objects of one modelled size. */
typedef enum {
  RS_FREE_FLOAT,
  RS_FREE_LIST,
  RS_FREE_DICT,
  RS_FREE_SLICE,
  RS_FREE_CONTEXT,
  RS_FREE_KEYS,
  RS_FREE_TUPLE /* + length - 1, lengths 1 to 20 */,
  RS_N_FREE_LISTS = RS_FREE_TUPLE + 20
} RsFreeList;
RS_NEW RS_NEVER_NULL gpointer rs_object_new_from_free_list (RsVm *vm, RsType *type, gsize host_size,
                                                            gsize model_size, guint list);
void rs_object_free_to_free_list (RsVm *vm, gpointer object, guint list);
/* Modelled bytes of OBJECT, as sys.getsizeof () says them where no __sizeof__
 * in Python does: with a head by its type's flag alone. Static types,
 * which have none, are given one, too. */
gsize rs_object_size (RsVm *vm, RsObject *object);
/* Modelled bytes in use, without what free lists keep. */
guint64 rs_live_bytes (RsVm *vm);
/* Of these what the program made: without start-up and its imports. */
guint64 rs_own_bytes (RsVm *vm);

void rs_gc_track (RsVm *vm, gpointer object);
void rs_gc_untrack (RsVm *vm, gpointer object);
/* Whether it has the collector's head, as CPython's tp_is_gc says: types do,
 * except static ones. */
static inline gboolean
rs_has_gc_head (const RsObject *object)
{
  return (object->type->flags & RS_TF_GC)
         && !((object->type->flags & RS_TF_TYPE)
              && !(((const RsType *) object)->flags & RS_TF_COUNTED_TYPE));
}
static inline gboolean
rs_gc_is_tracked (gpointer object)
{
  return ((RsObject *) object)->gc_next != 0;
}

G_END_DECLS
